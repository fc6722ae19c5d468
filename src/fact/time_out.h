/*
 * time_out.h - a TIMEX3 value in the making; for time_values.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_TIME_OUT_H
#define HSY_FACT_TIME_OUT_H

#include "fact/time.h"

#define HSY_TIME_ROOM 48 /* bytes of a value, with its NUL */

struct hsy_time_out {
    hsy_time *time; /* its type, anchor and days are set here */
    char value[HSY_TIME_ROOM];
};

void hsy_time_set_days(hsy_time *time, int32_t from, int32_t to);
void hsy_time_set_day(struct hsy_time_out *out, int32_t day);
void hsy_time_set_week(struct hsy_time_out *out, int32_t day);
void hsy_time_set_month(struct hsy_time_out *out, int year, int month);
void hsy_time_set_year(struct hsy_time_out *out, int year);
void hsy_time_add(struct hsy_time_out *out, const char *more);
void hsy_time_add_part(struct hsy_time_out *out, const hsy_time_words *w);
int32_t hsy_time_clip_day(int64_t day);
void hsy_time_set_open(struct hsy_time_out *out, int unit);
void hsy_time_set_unit(struct hsy_time_out *out, int32_t day, int unit, int64_t count);
void hsy_time_set_duration(struct hsy_time_out *out, const hsy_time_words *w, int64_t count,
                           int unit);
void hsy_time_set_quarter(struct hsy_time_out *out, int year, int quarter);
void hsy_time_set_some(struct hsy_time_out *out, int unit);

#endif
