/*
 * time_out.c - a TIMEX3 value in the making: its letters and the days it covers.
 *
 * Days, weeks, months, quarters, years ("2031-05-06", "2031-W19", "2031-Q2"), parts of a day
 * behind them ("TMO"), what is open ("XXXX-WXX"), durations ("P2Y", "PT2H30M", "PXM"). Which
 * of them words mean is for time_values.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/time_out.h"

#include <stdio.h>
#include <string.h>

static const char *const parts[] = {"MO", "MI", "AF", "EV", "NI", "DT"};

void hsy_time_set_days(hsy_time *time, int32_t from, int32_t to)
{
    time->day_from = from;
    time->day_to = to;
}

void hsy_time_set_day(struct hsy_time_out *out, int32_t day)
{
    hsy_ymd date = hsy_ymd_of(day);

    snprintf(out->value, HSY_TIME_ROOM, "%04d-%02d-%02d", date.year, date.month, date.day);
    hsy_time_set_days(out->time, day, day);
}

void hsy_time_set_week(struct hsy_time_out *out, int32_t day)
{
    int year, week;
    int32_t monday = day - hsy_day_weekday(day) + 1;

    hsy_iso_week(day, &year, &week);
    snprintf(out->value, HSY_TIME_ROOM, "%04d-W%02d", year, week);
    hsy_time_set_days(out->time, monday, monday + 6);
}

void hsy_time_set_month(struct hsy_time_out *out, int year, int month)
{
    snprintf(out->value, HSY_TIME_ROOM, "%04d-%02d", year, month);
    hsy_time_set_days(out->time, hsy_ymd_day((hsy_ymd){year, month, 1}),
             hsy_ymd_day((hsy_ymd){year, month, hsy_month_days(year, month)}));
}

void hsy_time_set_year(struct hsy_time_out *out, int year)
{
    snprintf(out->value, HSY_TIME_ROOM, "%04d", year);
    hsy_time_set_days(out->time, hsy_ymd_day((hsy_ymd){year, 1, 1}),
             hsy_ymd_day((hsy_ymd){year, 12, 31}));
}

void hsy_time_add(struct hsy_time_out *out, const char *more)
{
    size_t len = strlen(out->value);

    snprintf(out->value + len, HSY_TIME_ROOM - len, "%s", more);
}

void hsy_time_add_part(struct hsy_time_out *out, const hsy_time_words *w)
{
    if (w->part >= 0) {
        hsy_time_add(out, "T");
        hsy_time_add(out, parts[w->part]);
        out->time->type = HSY_TIME_TIME;
    } else if (w->hour >= 0) {
        char clock[HSY_TIME_ROOM];
        snprintf(clock, sizeof clock, "T%02d:%02d", w->hour, w->minute < 0 ? 0 : w->minute);
        hsy_time_add(out, clock);
        out->time->type = HSY_TIME_TIME;
    }
}

int32_t hsy_time_clip_day(int64_t day)
{
    const int64_t low = hsy_ymd_day((hsy_ymd){1, 1, 1}),
                  high = hsy_ymd_day((hsy_ymd){9999, 12, 31});

    return (int32_t)(day < low ? low : day > high ? high : day);
}

void hsy_time_set_open(struct hsy_time_out *out, int unit)
{
    static const char *const open[] = {"XXXX-XX-XX", "XXXX-XX-XX", "XXXX-XX-XX",
                                       "XXXX-XX-XX", "XXXX-WXX",   "XXXX-XX",
                                       "XXXX",       "XXX",        "XX"};
    snprintf(out->value, HSY_TIME_ROOM, "%s", open[unit]);
}

/* `count` units from `day`, at the unit's own grain. */
void hsy_time_set_unit(struct hsy_time_out *out, int32_t day, int unit, int64_t count)
{
    hsy_ymd now = hsy_ymd_of(day);

    if (count > 100000 || count < -100000)
        count = 0;
    switch (unit) {
    case HSY_UNIT_DAY: hsy_time_set_day(out, hsy_time_clip_day(day + count)); break;
    case HSY_UNIT_WEEK: hsy_time_set_week(out, hsy_time_clip_day(day + 7 * count)); break;
    case HSY_UNIT_MONTH:
        now = hsy_ymd_of(hsy_add_months(day, count));
        hsy_time_set_month(out, now.year, now.month);
        break;
    case HSY_UNIT_YEAR:
    case HSY_UNIT_DECADE:
    case HSY_UNIT_CENTURY:
        count *= unit == HSY_UNIT_YEAR ? 1 : unit == HSY_UNIT_DECADE ? 10 : 100;
        now = hsy_ymd_of(hsy_add_months(day, 12 * count));
        hsy_time_set_year(out, now.year);
        if (unit == HSY_UNIT_DECADE)
            snprintf(out->value, HSY_TIME_ROOM, "%03d", now.year / 10);
        break;
    default:
        hsy_time_set_day(out, hsy_time_clip_day(day + count * (unit == HSY_UNIT_HOUR) / 24));
    }
}

/* -- durations ---------------------------------------------------------------------------- */

static char unit_letter(int unit)
{
    static const char letters[] = {'S', 'M', 'H', 'D', 'W', 'M', 'Y', 'Y', 'Y'};

    return letters[unit];
}

static int64_t in_years(int64_t count, int unit)
{
    return unit == HSY_UNIT_DECADE    ? count * 10
           : unit == HSY_UNIT_CENTURY ? count * 100
                                      : count;
}

/* A half in the next smaller unit: "PT2H30M", "P6M"; false for weeks and months. */
static bool add_half(struct hsy_time_out *out, int64_t count, int unit)
{
    static const char *const halves[] = {NULL, "30S", "30M", "T12H", NULL, NULL, "6M"};
    const bool clock = unit <= HSY_UNIT_HOUR;
    char whole[HSY_TIME_ROOM] = "";

    if (unit > HSY_UNIT_YEAR || !halves[unit])
        return false;
    if (count)
        snprintf(whole, HSY_TIME_ROOM, "%lld%c", (long long)count, unit_letter(unit));
    snprintf(out->value, HSY_TIME_ROOM, "P%s%s%s", clock ? "T" : "", whole, halves[unit]);
    return true;
}

/* "P2Y", "PT2H30M", "P1DT5H". */
void hsy_time_set_duration(struct hsy_time_out *out, const hsy_time_words *w, int64_t count,
                           int unit)
{
    const bool clock = unit <= HSY_UNIT_HOUR;
    char more[HSY_TIME_ROOM];

    out->time->type = HSY_TIME_DURATION;
    if (w->half && add_half(out, count, unit))
        return;
    snprintf(out->value, HSY_TIME_ROOM, "P%s%lld%s%c", clock ? "T" : "",
             (long long)in_years(count, unit) +
                 (w->half && unit >= HSY_UNIT_DECADE ? in_years(1, unit) / 2 : 0),
             w->half && unit < HSY_UNIT_DECADE ? ".5" : "", unit_letter(unit));
    if (w->more > 0 && w->more_unit >= 0) {
        snprintf(more, HSY_TIME_ROOM, "%s%lld%c",
                 w->more_unit <= HSY_UNIT_HOUR && !clock ? "T" : "", (long long)w->more,
                 unit_letter(w->more_unit));
        hsy_time_add(out, more);
    }
}

/* A quarter of `year`. */
void hsy_time_set_quarter(struct hsy_time_out *out, int year, int quarter)
{
    snprintf(out->value, HSY_TIME_ROOM, "%04d-Q%d", year, quarter);
    int32_t from = hsy_ymd_day((hsy_ymd){year, 3 * quarter - 2, 1});
    hsy_time_set_days(out->time, from, hsy_add_months(from, 3) - 1);
}

void hsy_time_set_some(struct hsy_time_out *out, int unit)
{
    static const char *const open[] = {"PTXS", "PTXM", "PTXH", "PXD", "PXW",
                                       "PXM",  "PXY",  "PXE",  "PXC"};

    snprintf(out->value, HSY_TIME_ROOM, "%s", open[unit]);
    out->time->type = HSY_TIME_DURATION;
}
