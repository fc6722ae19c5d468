/*
 * day.h - days and minutes as numbers, in the proleptic Gregorian calendar.
 *
 * Days count from 1970-01-01 = 0, minutes from its midnight UTC. No clock and no
 * time zone table is asked.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_BASE_DAY_H
#define HSY_BASE_DAY_H

#include "str.h"

#define HSY_NO_TIME INT64_MIN /* in minutes: not known */

/* Days since 1970-01-01 (H. Hinnant, "chrono-compatible low-level date
 * algorithms"). Month 1-12, day 1-31. */
int32_t hsy_day_of(int32_t year, int month, int day);
void hsy_day_split(int32_t days, int32_t *ret_year, int *ret_month, int *ret_day);
int hsy_day_weekday(int32_t days); /* ISO: Monday 1 to Sunday 7 */
bool hsy_day_is_valid(int32_t year, int month, int day);

/* An ISO 8601 date ("2031", "2031-05", "2031-05-06", "2031-05-06T07:30+03:00") as
 * minutes: the start of the interval. HSY_NO_TIME when it is none. */
int64_t hsy_minutes_of(hsy_str iso);

/* "2031-05-06T07:30Z" into `out`; NULL for HSY_NO_TIME. */
const char *hsy_minutes_print(int64_t minutes, char *out, size_t room);

#endif
