/* date.c - see date.h. Years before 1990 and after 2100 are no dates of pages.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/date.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

struct scan {
    const hsy_page_tables *tables;
    hsy_arena *arena;
    hsy_str s;
    hsy_date_order order;
};

struct parts {
    int year, month, day, hour, minute; /* hour -1: no time */
    char zone[16];
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool days_fit(const struct parts *p)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return p->year >= 1990 && p->year <= 2100 && p->month >= 1 && p->month <= 12 &&
           p->day >= 1 && p->day <= days[p->month - 1];
}

/* Digits at `at`; their number goes to *ret_value. 0 when none or over eight. */
static size_t number(hsy_str s, size_t at, int *ret_value)
{
    size_t n = 0;

    *ret_value = 0;
    while (at + n < s.len && is_digit(s.ptr[at + n]) && n < 9)
        *ret_value = *ret_value * 10 + (s.ptr[at + n++] - '0');
    return n < 9 ? n : 0;
}

static size_t skip_any(hsy_str s, size_t at, const char *chars)
{
    while (at < s.len && s.ptr[at] && strchr(chars, s.ptr[at]))
        at++;
    return at;
}

/* A word of letters; the month it names, or 0. */
static size_t month_word(const struct scan *scan, size_t at, int *ret_month)
{
    size_t end = at;
    uint32_t len;

    *ret_month = 0;
    while (end < scan->s.len && end - at < 40 &&
           hsy_utf8_is_letter(hsy_utf8_at(scan->s, end, &len)))
        end += len;
    hsy_str word = hsy_utf8_fold(scan->arena, hsy_str_sub(scan->s, at, end));
    const hsy_row *row = hsy_row_find(&scan->tables->month_names, &scan->tables->months, word);
    int64_t month = 0;
    if (row && hsy_cell_int(row->cells[1], &month))
        *ret_month = (int)month;
    return end - at;
}

/* HH:MM, with seconds and a zone, after "T", blanks, a comma. */
static void time_after(hsy_str s, size_t at, struct parts *p)
{
    int hour, minute, zone;
    size_t n;

    at = skip_any(s, at, "T ,\t");
    n = number(s, at, &hour);
    if (n < 1 || n > 2 || hour > 23 || at + n >= s.len || s.ptr[at + n] != ':')
        return;
    at += n + 1;
    if (number(s, at, &minute) != 2 || minute > 59)
        return;
    at += 2;
    p->hour = hour;
    p->minute = minute;
    while (at < s.len && (s.ptr[at] == ':' || s.ptr[at] == '.' || is_digit(s.ptr[at])))
        at++;
    at = skip_any(s, at, " ");
    if (at < s.len &&
        (s.ptr[at] == 'Z' || hsy_str_starts(hsy_str_sub(s, at, s.len), HSY_STR("GMT")) ||
         hsy_str_starts(hsy_str_sub(s, at, s.len), HSY_STR("UTC")))) {
        snprintf(p->zone, sizeof p->zone, "Z");
        return;
    }
    if (at >= s.len || (s.ptr[at] != '+' && s.ptr[at] != '-'))
        return;
    char sign = s.ptr[at++];
    n = number(s, at, &zone);
    if (n == 2 && at + 2 < s.len && s.ptr[at + 2] == ':') {
        number(s, at + 3, &minute);
        zone = zone * 100 + minute;
        n = 4;
    }
    if (n == 4 && zone % 100 < 60 && zone <= 1400)
        snprintf(p->zone, sizeof p->zone, "%c%02d:%02d", sign, zone / 100 % 100, zone % 100);
}

/* "2031-05-06", "2031/05/06", "2031.05.06", "20310506". Length, or 0. */
static size_t year_first(hsy_str s, size_t at, struct parts *p)
{
    int value;
    size_t n = number(s, at, &value);

    if (n == 8) {
        *p = (struct parts){value / 10000, value / 100 % 100, value % 100, -1, 0, ""};
        return days_fit(p) ? 8 : 0;
    }
    if (n != 4 || at + 5 >= s.len || !strchr("-/.", s.ptr[at + 4]))
        return 0;
    char between = s.ptr[at + 4];
    *p = (struct parts){.year = value, .hour = -1};
    size_t end = at + 5;
    n = number(s, end, &p->month);
    if (n < 1 || n > 2 || end + n >= s.len || s.ptr[end + n] != between)
        return 0;
    end += n + 1;
    n = number(s, end, &p->day);
    return n >= 1 && n <= 2 && days_fit(p) ? end + n - at : 0;
}

/* "06.05.2031", "6/5/2031", "06-05-2031". */
static size_t year_last(const struct scan *scan, size_t at, struct parts *p)
{
    hsy_str s = scan->s;
    int a, b, year;
    size_t n = number(s, at, &a), end = at + n;

    if (n < 1 || n > 2 || end >= s.len || !strchr("-/.", s.ptr[end]))
        return 0;
    char between = s.ptr[end++];
    if (between == '.')
        end = skip_any(s, end, " ");
    n = number(s, end, &b);
    end += n;
    if (n < 1 || n > 2 || end >= s.len || s.ptr[end] != between)
        return 0;
    end++;
    if (between == '.')
        end = skip_any(s, end, " ");
    n = number(s, end, &year);
    if (n == 2 && between == '.' && year < 50 && a <= 31)
        year += 2000; /* "6.5.31" */
    else if (n != 4)
        return 0;
    end += n;
    if (n == 2 && end + 1 < s.len && s.ptr[end] == '.' && is_digit(s.ptr[end + 1]))
        return 0; /* "10.4.22.1" */
    bool day_first = between == '.' || a > 12 || scan->order == HSY_ORDER_DAY_FIRST;
    bool month_first = between != '.' && (b > 12 || scan->order == HSY_ORDER_MONTH_FIRST);
    if (a == b)
        month_first = false, day_first = true;
    if (day_first == month_first && a <= 12 && b <= 12)
        return 0;
    *p = month_first && b > 12 ? (struct parts){year, a, b, -1, 0, ""}
         : day_first           ? (struct parts){year, b, a, -1, 0, ""}
                               : (struct parts){year, a, b, -1, 0, ""};
    return days_fit(p) ? end - at : 0;
}

/* The ending of an ordinal: two letters after a number, "6th", "1st", "1er". */
static size_t skip_ordinal(hsy_str s, size_t at)
{
    size_t end = at;

    while (end < s.len && end - at < 3 && s.ptr[end] >= 'a' && s.ptr[end] <= 'z')
        end++;
    return end - at == 2 ? end : at;
}

/* A short word between the parts of a date, as "de" in "6 de mayo de 2031". */
static size_t skip_link(const struct scan *scan, size_t at)
{
    int month;
    size_t len = month_word(scan, at, &month);

    return len == 2 && month == 0 ? skip_any(scan->s, at + len, " ") : at;
}

/* "6 May 2031", "6. Mai 2031", "6th of May, 2031", "6 de mayo de 2031". */
static size_t day_word(const struct scan *scan, size_t at, struct parts *p)
{
    hsy_str s = scan->s;
    int day, month, year;
    size_t n = number(s, at, &day), end = at + n;

    if (n < 1 || n > 2)
        return 0;
    end = skip_any(s, skip_ordinal(s, end), ". -");
    end = skip_link(scan, end);
    n = month_word(scan, end, &month);
    if (!month)
        return 0;
    end = skip_any(s, end + n, "., -'");
    end = skip_link(scan, end);
    if (number(s, end, &year) != 4)
        return 0;
    *p = (struct parts){year, month, day, -1, 0, ""};
    return days_fit(p) ? end + 4 - at : 0;
}

/* "May 6, 2031", "Sept. 6th 2031". */
static size_t word_day(const struct scan *scan, size_t at, struct parts *p)
{
    hsy_str s = scan->s;
    int day, month, year;
    size_t n = month_word(scan, at, &month), end = at + n;

    if (!month)
        return 0;
    end = skip_any(s, end, ". -");
    n = number(s, end, &day);
    if (n < 1 || n > 2)
        return 0;
    end = skip_any(s, skip_ordinal(s, end + n), "., ");
    if (number(s, end, &year) != 4)
        return 0;
    *p = (struct parts){year, month, day, -1, 0, ""};
    return days_fit(p) ? end + 4 - at : 0;
}

static size_t date_at(const struct scan *scan, size_t at, struct parts *p)
{
    size_t len;

    if (!is_digit(scan->s.ptr[at]))
        return word_day(scan, at, p);
    if ((len = year_first(scan->s, at, p)) != 0 || (len = year_last(scan, at, p)) != 0)
        return len;
    return day_word(scan, at, p);
}

static hsy_str write_value(hsy_arena *arena, const struct parts *p)
{
    char out[40];
    int n = p->hour < 0 ? snprintf(out, sizeof out, "%04d-%02d-%02d", p->year, p->month, p->day)
                        : snprintf(out, sizeof out, "%04d-%02d-%02dT%02d:%02d%s", p->year,
                                   p->month, p->day, p->hour, p->minute, p->zone);

    return hsy_str_copy(arena, (hsy_str){out, (size_t)n});
}

static bool begins_word(hsy_str s, size_t at)
{
    uint32_t len;

    if (at == 0)
        return true;
    uint32_t before = hsy_utf8_at(s, hsy_utf8_before(s, at), &len);
    uint32_t now = hsy_utf8_at(s, at, &len);
    bool glued = hsy_utf8_is_lower(before) && !hsy_utf8_is_lower(now); /* "HealthMay 6, 2031" */
    return !hsy_utf8_is_digit(before) &&
           (is_digit(s.ptr[at]) || !hsy_utf8_is_letter(before) || glued);
}

/* An address within the text has dates of its own: "https://coast.example/2031/05/06/". */
static bool is_in_address(hsy_str s, size_t at)
{
    size_t from = at;

    while (from > 0 && (unsigned char)s.ptr[from - 1] > ' ')
        from--;
    return hsy_str_find(hsy_str_sub(s, from, at), HSY_STR("://"), 0) != SIZE_MAX;
}

bool hsy_date_find(const hsy_page_tables *tables, hsy_arena *arena, hsy_str s,
                   hsy_date_order order, bool with_time, hsy_date *ret, hsy_span *ret_at)
{
    struct scan scan = {tables, arena, hsy_str_sub(s, 0, 400), order};
    struct parts p;
    uint32_t len;

    for (size_t at = 0; at < scan.s.len; at += len) {
        uint32_t code = hsy_utf8_at(scan.s, at, &len);
        bool can = hsy_utf8_is_letter(code) || is_digit(scan.s.ptr[at]);
        size_t took = can && begins_word(scan.s, at) ? date_at(&scan, at, &p) : 0;
        if (!took || (at + took < scan.s.len && is_digit(scan.s.ptr[at + took])) ||
            is_in_address(scan.s, at))
            continue;
        if (with_time)
            time_after(scan.s, at + took, &p);
        *ret =
            (hsy_date){write_value(arena, &p),
                       p.hour < 0 ? HSY_PRECISION_DAY : HSY_PRECISION_MINUTE, HSY_BASIS_NONE};
        if (ret_at)
            *ret_at = (hsy_span){(uint32_t)at, (uint32_t)took};
        return ret->value.ptr != NULL;
    }
    return false;
}

/* "/29-10-2031-", "06.05.2031": where the first number can only be the day. */
static size_t day_first_in(const struct scan *scan, size_t at, struct parts *p)
{
    size_t took = scan->s.len >= at + 10 ? year_last(scan, at, p) : 0;
    char sign = took == 10 ? scan->s.ptr[at + 2] : ' ';

    return (sign == '-' && p->day > 12) || sign == '.' ? took : 0;
}

bool hsy_date_in_url(const hsy_page_tables *tables, hsy_arena *arena, hsy_str url,
                     hsy_date *ret)
{
    struct scan scan = {tables, arena, hsy_str_sub(url, 0, 2000), HSY_ORDER_OPEN};
    struct parts p;
    int year, month, day;

    for (size_t at = 1; at < scan.s.len; at++) {
        if (!is_digit(scan.s.ptr[at]) || is_digit(scan.s.ptr[at - 1]))
            continue;
        size_t took = year_first(scan.s, at, &p);
        if (!took && number(scan.s, at, &year) == 4 && at + 5 < scan.s.len &&
            scan.s.ptr[at + 4] == '/') {
            size_t n = month_word(&scan, at + 5, &month), to = at + 5 + n;
            p = (struct parts){year, month, 0, -1, 0, ""};
            if (month && to < scan.s.len && scan.s.ptr[to] == '/' &&
                number(scan.s, to + 1, &day) > 0) {
                p.day = day;
                took = days_fit(&p) ? to + 2 - at : 0;
            }
        }
        if (!took)
            took = day_first_in(&scan, at, &p);
        if (!took || (at + took < scan.s.len && is_digit(scan.s.ptr[at + took]) && took == 8))
            continue;
        *ret = (hsy_date){write_value(arena, &p), HSY_PRECISION_DAY, HSY_BASIS_URL};
        return ret->value.ptr != NULL;
    }
    return false;
}

bool hsy_date_agrees(const hsy_date *a, const hsy_date *b)
{
    size_t len = a->value.len < b->value.len ? a->value.len : b->value.len;

    return hsy_str_eq(hsy_str_sub(a->value, 0, len < 10 ? len : 10),
                      hsy_str_sub(b->value, 0, len < 10 ? len : 10));
}
