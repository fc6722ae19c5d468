/* day.c - see day.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "day.h"

#include <stdio.h>

int32_t hsy_day_of(int32_t year, int month, int day)
{
    year -= month <= 2;
    int32_t era = (year >= 0 ? year : year - 399) / 400;
    uint32_t of_era = (uint32_t)(year - era * 400);
    uint32_t of_year = (uint32_t)((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1);

    return era * 146097 + (int32_t)(of_era * 365 + of_era / 4 - of_era / 100 + of_year) - 719468;
}

void hsy_day_split(int32_t days, int32_t *ret_year, int *ret_month, int *ret_day)
{
    int64_t z = (int64_t)days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    uint32_t doe = (uint32_t)(z - era * 146097);
    uint32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    uint32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    uint32_t mp = (5 * doy + 2) / 153;

    *ret_day = (int)(doy - (153 * mp + 2) / 5 + 1);
    *ret_month = (int)(mp < 10 ? mp + 3 : mp - 9);
    *ret_year = (int32_t)(yoe + era * 400) + (*ret_month <= 2);
}

int hsy_day_weekday(int32_t days)
{
    int64_t since_monday = ((int64_t)days + 3) % 7; /* 1970-01-01 was a Thursday */

    return (int)(since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

bool hsy_day_is_valid(int32_t year, int month, int day)
{
    static const int8_t last[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    if (month < 1 || month > 12 || day < 1)
        return false;
    return day <= last[month - 1] + (month == 2 && leap);
}

/* `count` digits at `*at`, moving it on; -1 when they are not there. */
static int digits(hsy_str s, size_t *at, size_t count)
{
    int value = 0;

    if (s.len - *at < count || *at > s.len)
        return -1;
    for (size_t i = 0; i < count; i++) {
        char c = s.ptr[*at + i];
        if (c < '0' || c > '9')
            return -1;
        value = 10 * value + (c - '0');
    }
    *at += count;
    return value;
}

static bool take(hsy_str s, size_t *at, char c)
{
    if (*at >= s.len || s.ptr[*at] != c)
        return false;
    ++*at;
    return true;
}

/* The offset from UTC at `at`, in minutes; 0 when none is given. */
static int zone(hsy_str s, size_t at)
{
    bool west = at < s.len && s.ptr[at] == '-';

    if (!take(s, &at, '+') && !take(s, &at, '-'))
        return 0;
    int hours = digits(s, &at, 2);
    take(s, &at, ':');
    int minutes = digits(s, &at, 2);
    int total = (hours > 0 ? hours * 60 : 0) + (minutes > 0 ? minutes : 0);
    return west ? -total : total;
}

int64_t hsy_minutes_of(hsy_str s)
{
    size_t at = 0;
    int month = 1, day = 1, hour = 0, minute = 0, offset = 0;
    int year = digits(s, &at, 4);

    if (year < 0)
        return HSY_NO_TIME;
    if (take(s, &at, '-')) {
        month = digits(s, &at, 2);
        if (take(s, &at, '-'))
            day = digits(s, &at, 2);
    }
    if (!hsy_day_is_valid(year, month, day))
        return HSY_NO_TIME;
    if (take(s, &at, 'T') || take(s, &at, ' ')) {
        hour = digits(s, &at, 2);
        minute = take(s, &at, ':') ? digits(s, &at, 2) : 0;
        if (hour < 0 || minute < 0)
            return HSY_NO_TIME;
        if (take(s, &at, ':'))
            while (at < s.len && ((s.ptr[at] >= '0' && s.ptr[at] <= '9') || s.ptr[at] == '.'))
                at++;
        offset = zone(s, at);
    }
    return (int64_t)hsy_day_of(year, month, day) * 1440 + hour * 60 + minute - offset;
}

const char *hsy_minutes_print(int64_t minutes, char *out, size_t room)
{
    int32_t year;
    int month, day;

    if (minutes == HSY_NO_TIME)
        return NULL;
    int64_t days = minutes / 1440 - (minutes % 1440 < 0);
    int rest = (int)(minutes - days * 1440);
    hsy_day_split((int32_t)days, &year, &month, &day);
    snprintf(out, room, "%04d-%02d-%02dT%02d:%02dZ", year, month, day, rest / 60, rest % 60);
    return out;
}
