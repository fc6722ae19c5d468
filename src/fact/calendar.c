/* calendar.c - see calendar.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "fact/calendar.h"

int hsy_month_days(int year, int month)
{
    int day = 28;

    while (hsy_day_is_valid(year, month, day + 1))
        day++;
    return day;
}

bool hsy_ymd_valid(hsy_ymd date)
{
    return date.year >= 1 && date.year <= 9999 &&
           hsy_day_is_valid(date.year, date.month, date.day);
}

int32_t hsy_ymd_day(hsy_ymd date)
{
    return hsy_day_of(date.year, date.month, date.day);
}

hsy_ymd hsy_ymd_of(int32_t day)
{
    hsy_ymd date;

    hsy_day_split(day, &date.year, &date.month, &date.day);
    return date;
}

void hsy_iso_week(int32_t day, int *ret_year, int *ret_week)
{
    const int32_t thursday = day - hsy_day_weekday(day) + 4;

    *ret_year = hsy_ymd_of(thursday).year;
    *ret_week = (int)((thursday - hsy_day_of(*ret_year, 1, 1)) / 7) + 1;
}

int32_t hsy_add_months(int32_t day, int64_t months)
{
    hsy_ymd date = hsy_ymd_of(day);
    int64_t total = (int64_t)date.year * 12 + date.month - 1 + months;

    if (total < 12)
        total = 12;
    if (total > (int64_t)9999 * 12 + 11)
        total = (int64_t)9999 * 12 + 11;
    date.year = (int)(total / 12);
    date.month = (int)(total % 12) + 1;
    if (date.day > hsy_month_days(date.year, date.month))
        date.day = hsy_month_days(date.year, date.month);
    return hsy_ymd_day(date);
}
