/*
 * time_holidays.c - on which day of a year a holiday falls, and in which year it is meant.
 *
 * The days and their rules are rows of data/en/time/holidays.tsv: fixed, the nth weekday
 * of a month, or so many days from Easter.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/time.h"

/* Easter Sunday (the anonymous Gregorian computus: Meeus, "Astronomical Algorithms", ch. 8). */
static int32_t easter(int year)
{
    const int a = year % 19, b = year / 100, c = year % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int n = h + l - 7 * m + 114;

    return hsy_ymd_day((hsy_ymd){year, n / 31, n % 31 + 1});
}

static int32_t nth_weekday(int year, const hsy_time_holiday *holiday)
{
    if (holiday->nth < 0) {
        const int32_t last =
            hsy_ymd_day((hsy_ymd){year, holiday->month, hsy_month_days(year, holiday->month)});
        return last - (hsy_day_weekday(last) - holiday->weekday + 7) % 7;
    }
    const int32_t first = hsy_ymd_day((hsy_ymd){year, holiday->month, 1});
    return first + (holiday->weekday - hsy_day_weekday(first) + 7) % 7 + 7 * (holiday->nth - 1);
}

int32_t hsy_holiday_day(int year, const hsy_time_holiday *holiday)
{
    switch (holiday->kind) {
    case HSY_HOLIDAY_WEEKDAY: return nth_weekday(year, holiday);
    case HSY_HOLIDAY_EASTER: return easter(year) + holiday->offset;
    default: return hsy_ymd_day((hsy_ymd){year, holiday->month, holiday->day});
    }
}

/* The year of a holiday named without one: that nearest behind publication, or before it
 * when the words look ahead; up to six weeks ahead it is the coming one. */
int hsy_holiday_year(const hsy_time_words *w, const hsy_time_holiday *holiday,
                     int32_t published)
{
    const int year = hsy_ymd_of(published).year;
    const int32_t day = hsy_holiday_day(year, holiday);

    if (w->has_shift && w->shift == 0)
        return year;
    if (w->future || (w->has_shift && w->shift > 0))
        return day >= published ? year : year + 1;
    if (w->has_shift)
        return day < published ? year : year - 1;
    return day <= published + 45 ? year : year - 1;
}
