/*
 * words_time.c - days and TIMEX3 values as a reader writes them.
 *
 * A value is a day in ISO 8601 with X for what is not known, a week (2025-W12, with -WE its
 * end), a season or a quarter (2025-SU, 2025-Q1), a decade (202), a part of the day or an
 * hour after T, or a reference (PAST_REF). What is none of these is shown as it is.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/words.h"

#include "base/day.h"
#include "base/table.h"

#include <inttypes.h>
#include <string.h>

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

struct named {
    const char *code, *name;
};

static const struct named hours[] = {{"TMO", "morning"}, {"TMI", "midday"}, {"TAF", "afternoon"},
                                     {"TEV", "evening"}, {"TNI", "night"},  {"TDT", "daytime"}};
static const struct named parts[] = {{"SP", "spring"},      {"SU", "summer"},
                                     {"FA", "autumn"},      {"WI", "winter"},
                                     {"Q1", "1st quarter"}, {"Q2", "2nd quarter"},
                                     {"Q3", "3rd quarter"}, {"Q4", "4th quarter"},
                                     {"H1", "1st half"},    {"H2", "2nd half"}};
static const struct named references[] = {
    {"PRESENT_REF", "now"}, {"PAST_REF", "in the past"}, {"FUTURE_REF", "in the future"}};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static const char *name_of(const struct named *list, size_t count, hsy_str code)
{
    for (size_t i = 0; i < count; i++)
        if (hsy_str_eq(code, hsy_str_of(list[i].code)))
            return list[i].name;
    return NULL;
}

static void put_whole_day(hsy_buf *out, int32_t day)
{
    int32_t year;
    int month, of_month;

    hsy_day_split(day, &year, &month, &of_month);
    hsy_buf_printf(out, "%s %d %s %" PRId32, days[hsy_day_weekday(day) - 1], of_month,
                   months[month - 1], year);
}

void hsy_words_date(hsy_buf *out, const hsy_date *date)
{
    int64_t y = 0, m = 0, d = 0;
    hsy_str v = date->value;

    if (!v.ptr || date->precision == HSY_PRECISION_NONE ||
        !hsy_cell_int(hsy_str_sub(v, 0, 4), &y)) {
        hsy_buf_puts(out, "undated");
        return;
    }
    if (date->precision == HSY_PRECISION_YEAR || !hsy_cell_int(hsy_str_sub(v, 5, 7), &m) ||
        m < 1 || m > 12) {
        hsy_buf_printf(out, "%" PRId64, y);
        return;
    }
    if (date->precision == HSY_PRECISION_MONTH || !hsy_cell_int(hsy_str_sub(v, 8, 10), &d) ||
        !hsy_day_is_valid((int32_t)y, (int)m, (int)d)) {
        hsy_buf_printf(out, "%s %" PRId64, months[m - 1], y);
        return;
    }
    put_whole_day(out, hsy_day_of((int32_t)y, (int)m, (int)d));
}

/* "TMO", "T04:00": a part of a day or an hour; false for what is neither. */
static bool put_hour(hsy_buf *out, hsy_str hour)
{
    const char *name = name_of(hours, COUNT(hours), hour);
    int64_t h;

    if (name) {
        hsy_buf_puts(out, name);
        return true;
    }
    if (hour.len < 3 || hour.ptr[0] != 'T' || !hsy_cell_int(hsy_str_sub(hour, 1, 3), &h))
        return false;
    hsy_buf_printf(out, "%" PRId64 ":%.*s", h,
                   HSY_STR_ARG(hour.len >= 6 ? hsy_str_sub(hour, 4, 6) : HSY_STR("00")));
    return true;
}

/* "W12", "W12-WE": a week of the year, by its Monday or its Saturday (ISO 8601: the first
 * week of a year is the one with 4 January). */
static bool put_week(hsy_buf *out, int64_t year, hsy_str rest)
{
    bool end = hsy_str_eq(hsy_str_sub(rest, 3, rest.len), HSY_STR("-WE"));
    int64_t week;

    if (rest.len < 3 || rest.ptr[0] != 'W' || (rest.len > 3 && !end) ||
        !hsy_cell_int(hsy_str_sub(rest, 1, 3), &week) || week < 1 || week > 53)
        return false;
    int32_t fourth = hsy_day_of((int32_t)year, 1, 4);
    int32_t monday = fourth - (hsy_day_weekday(fourth) - 1) + 7 * ((int32_t)week - 1);
    hsy_buf_puts(out, end ? "weekend of " : "week of ");
    put_whole_day(out, end ? monday + 5 : monday);
    return true;
}

/* What has no year: "XXXX-WXX-5", "XXXX-WXX-WE", "XXXX-11-05", "XXXX-SP". */
static bool put_without_year(hsy_buf *out, hsy_str rest)
{
    hsy_str last = hsy_str_sub(rest, 4, rest.len);
    const char *part = name_of(parts, COUNT(parts), rest);
    int64_t m, d = 0;

    if (part) {
        hsy_buf_puts(out, part);
        return true;
    }

    if (hsy_str_eq(hsy_str_sub(rest, 0, 4), HSY_STR("WXX-"))) {
        if (last.len == 1 && last.ptr[0] >= '1' && last.ptr[0] <= '7')
            hsy_buf_printf(out, "a %s", weekdays[last.ptr[0] - '1']);
        else if (hsy_str_eq(last, HSY_STR("WE")))
            hsy_buf_puts(out, "a weekend");
        else
            return false;
        return true;
    }
    if ((rest.len != 2 && rest.len != 5) || !hsy_cell_int(hsy_str_sub(rest, 0, 2), &m) || m < 1 ||
        m > 12 || (rest.len == 5 && (!hsy_cell_int(hsy_str_sub(rest, 3, 5), &d) || d < 1 || d > 31)))
        return false;
    if (d)
        hsy_buf_printf(out, "%" PRId64 " ", d);
    hsy_buf_puts(out, months[m - 1]);
    return true;
}

/* "2025-SU", "2025-W12": a part of a year that is neither month nor day. */
static bool put_part_of_year(hsy_buf *out, int64_t year, hsy_str rest)
{
    const char *name = name_of(parts, COUNT(parts), rest);

    if (name)
        hsy_buf_printf(out, "%s %" PRId64, name, year);
    return name || put_week(out, year, rest);
}

static bool put_day(hsy_buf *out, hsy_str day)
{
    static const hsy_precision of_length[] = {[4] = HSY_PRECISION_YEAR, [7] = HSY_PRECISION_MONTH,
                                              [10] = HSY_PRECISION_DAY};
    hsy_date date = {.value = day};
    int64_t year;

    if (day.len > 5 && hsy_str_eq(hsy_str_sub(day, 0, 5), HSY_STR("XXXX-")))
        return put_without_year(out, hsy_str_sub(day, 5, day.len));
    if (!hsy_cell_int(hsy_str_sub(day, 0, day.len < 4 ? day.len : 4), &year) || year < 0)
        return false;
    if (day.len == 3) {
        hsy_buf_printf(out, "the %" PRId64 "0s", year);
        return true;
    }
    if (day.len > 5 && put_part_of_year(out, year, hsy_str_sub(day, 5, day.len)))
        return true;
    for (size_t i = 0; i < day.len; i++)
        if ((day.ptr[i] < '0' || day.ptr[i] > '9') && day.ptr[i] != '-')
            return false;
    if (day.len > 10 || !of_length[day.len])
        return false;
    date.precision = of_length[day.len];
    hsy_words_date(out, &date);
    return true;
}

void hsy_words_time(hsy_buf *out, hsy_str timex)
{
    const char *reference = name_of(references, COUNT(references), timex);
    size_t t = hsy_str_find(timex, HSY_STR("T"), 0);
    hsy_str day = hsy_str_sub(timex, 0, t), hour = hsy_str_sub(timex, day.len, timex.len);
    hsy_buf text;
    bool done;

    if (reference) {
        hsy_buf_puts(out, reference);
        return;
    }
    hsy_buf_init(&text, 0);
    done = (!day.len || put_day(&text, day)) && (day.len || hour.len);
    if (done && day.len && hour.len)
        hsy_buf_puts(&text, ", ");
    done = done && (!hour.len || put_hour(&text, hour));
    hsy_buf_add(out, done ? hsy_buf_str(&text) : timex);
    out->failed |= text.failed;
    hsy_buf_clear(&text);
}
