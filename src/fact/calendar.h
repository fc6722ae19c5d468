/*
 * calendar.h - weeks, months and years over base/day.h: what times need beside days.
 *
 * Weeks are those of ISO 8601. Years run from 1 to 9999.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_CALENDAR_H
#define HSY_FACT_CALENDAR_H

#include "base/day.h"

typedef struct hsy_ymd {
    int year, month, day;
} hsy_ymd;

bool hsy_ymd_valid(hsy_ymd date);
int32_t hsy_ymd_day(hsy_ymd date);
hsy_ymd hsy_ymd_of(int32_t day);
int hsy_month_days(int year, int month);
/* The ISO week of `day`; the week's year can differ from the day's. */
void hsy_iso_week(int32_t day, int *ret_year, int *ret_week);
/* The same day `months` later or earlier, the day of the month clipped. */
int32_t hsy_add_months(int32_t day, int64_t months);

#endif
