/*
 * time_dates.c - calendar dates: days of months, months, years, days with a name.
 *
 *     6 May 2031 | Tuesday, May 6 | the sixth of May | Friday the 6th | 6 May 31   a day
 *     2031-05-06 | 13/05/2031 | 07.05.2031 | 06-05-2031                           in digits
 *     May 2031 | in May | last May | June last year | each July                   a month
 *     in 2011 | nineteen ninety-six | its 1990 invasion | the 1990s                a year
 *     Christmas Eve | last Thanksgiving | Easter 2031                              a holiday
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/time.h"

#include "fact/quantity.h"

static bool capital(const hsy_time_finder *finder, uint32_t at)
{
    return hsy_term_capital(finder->terms, at);
}

/* A month; one that is a common word or short ("may", "nov") in lower case only where a
 * number stands beside it ("28 nov"), and "march" and "may" never. */
static const hsy_time_row *month_at(const hsy_time_finder *finder, uint32_t at,
                                    uint32_t *ret_len)
{
    const hsy_time_row *row = hsy_tw_is(finder, HSY_T_MONTH, at, ret_len);

    if (!row || !row->ambiguous || capital(finder, at))
        return row;
    const bool beside = (at > 0 && (finder->terms->data[at - 1].shape & HSY_SHAPE_DIGIT)) ||
                        (at > 1 && hsy_tw_is(finder, HSY_T_ORDINAL, at - 1, NULL)) ||
                        (at + *ret_len < finder->terms->count &&
                         (finder->terms->data[at + *ret_len].shape & HSY_SHAPE_DIGIT));
    return beside && row->value != 3 && row->value != 5 ? row : NULL;
}

/* "twenty-first", "twenty one"; words taken. */
static uint32_t spelled_day(const hsy_time_finder *finder, uint32_t at, int *ret)
{
    uint32_t len;
    int64_t value;
    const hsy_time_row *nth = hsy_tw_is(finder, HSY_T_NTH, at, &len);

    if (nth) {
        *ret = nth->value;
        return len;
    }
    if (at >= finder->terms->count || (finder->terms->data[at].shape & HSY_SHAPE_DIGIT))
        return 0;
    len = hsy_tw_number(finder, at, &value);
    if (len == 0 || value < 1 || value > 31)
        return 0;
    *ret = (int)value;
    return len;
}

/* A day of the month, "6" or "6th"; words taken. */
static uint32_t day_at(const hsy_time_finder *finder, uint32_t at, int *ret)
{
    *ret = hsy_tw_digits(finder, at, 2, 1, 31);
    if (!*ret)
        return spelled_day(finder, at, ret);
    const hsy_quantity_tables *money = finder->state->tables->quantity;
    if (money && hsy_lexicon_match_before(&money->sign, finder->terms, at))
        return 0;
    if (hsy_tw_is(finder, HSY_T_ORDINAL, at + 1, NULL) &&
        finder->terms->data[at + 1].join == HSY_JOIN_GLUED)
        return 2;
    /* "May 12:30", "6 per cent": a glued rest is no day. */
    return hsy_tw_glued(finder, at + 1) ? 0 : 1;
}

/* ", 2031" or " 2031" after a day or month; "of this year", "last year"; in a dateline
 * "90" too. Words taken. */
static uint32_t year_after(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t skip = hsy_tw_comma(finder, at) || hsy_tw_is(finder, HSY_T_OF, at, NULL), len,
             unit;
    const uint32_t next = at + skip;

    w->year = hsy_tw_year(finder, next);
    if (w->year)
        return hsy_tw_glued(finder, next + 1) ? 0 : skip + 1;
    len = hsy_tw_spelled_year(finder, next, &w->year);
    if (len)
        return skip + len;
    const int two = hsy_tw_digits(finder, at, 2, 0, 99);
    if (two && w->day && finder->terms->data[at].lower.len == 2 &&
        hsy_tw_closes_dateline(finder, at + 1)) {
        w->year = two < 50 ? 2000 + two : 1900 + two;
        return 1;
    }
    const hsy_time_row *shift = hsy_tw_is(finder, HSY_T_SHIFT, next, &len);
    const hsy_time_row *year = shift ? hsy_tw_is(finder, HSY_T_UNIT, next + len, &unit) : NULL;
    if (!year || year->value != HSY_UNIT_YEAR || w->has_shift || !finder->context.has_published)
        return 0;
    w->year = hsy_ymd_of(finder->context.published).year + shift->value;
    return skip + len + unit;
}

/* "the 20th of next month". */
static uint32_t day_of_month(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, unit, i = at + day_at(finder, at, &w->day);

    if (i == at || !hsy_tw_is(finder, HSY_T_OF, i, NULL) || !finder->context.has_published)
        return 0;
    const hsy_time_row *shift = hsy_tw_is(finder, HSY_T_SHIFT, i + 1, &len);
    const hsy_time_row *month =
        shift ? hsy_tw_is(finder, HSY_T_UNIT, i + 1 + len, &unit) : NULL;
    if (!month || month->value != HSY_UNIT_MONTH)
        return 0;
    const hsy_ymd that = hsy_ymd_of(hsy_add_months(finder->context.published, shift->value));
    w->month = that.month;
    w->year = that.year;
    return i + 1 + len + unit - at;
}

/* "6 May", "6th of May". */
static uint32_t day_month(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, i = at + day_at(finder, at, &w->day);

    if (i == at)
        return 0;
    /* "the 15th day of June" */
    const hsy_time_row *unit = hsy_tw_is(finder, HSY_T_UNIT, i, &len);
    if (unit && unit->value == HSY_UNIT_DAY && hsy_tw_is(finder, HSY_T_OF, i + len, NULL))
        i += len;
    i += hsy_tw_is(finder, HSY_T_OF, i, NULL) != NULL;
    const hsy_time_row *month = month_at(finder, i, &len);
    if (!month)
        return 0;
    w->month = month->value;
    return i + len - at;
}

/* "May 6", "May 6-8", "May the 6th". */
static uint32_t month_day(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, day, end;
    const hsy_time_row *month = month_at(finder, at, &len);

    if (!month)
        return 0;
    w->month = month->value;
    len += hsy_tw_is(finder, HSY_T_THE, at + len, NULL) != NULL;
    day = day_at(finder, at + len, &w->day);
    if (!day)
        return 0;
    uint32_t i = at + len + day;
    if (i < finder->terms->count && finder->terms->data[i].join == HSY_JOIN_HYPHEN &&
        (end = day_at(finder, i, &w->day_end)) > 0)
        i += end;
    return i - at;
}

/* "Friday the 6th": a day of the month without the month. */
static uint32_t weekday_nth(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len;
    const hsy_time_row *weekday = hsy_tw_is(finder, HSY_T_WEEKDAY, at, &len);

    if (!weekday || (weekday->ambiguous && !capital(finder, at)))
        return 0;
    at += len;
    const uint32_t the = hsy_tw_is(finder, HSY_T_THE, at, NULL) != NULL;
    const int day = hsy_tw_digits(finder, at + the, 2, 1, 31);
    uint32_t taken = 0;
    if (day && hsy_tw_is(finder, HSY_T_ORDINAL, at + the + 1, NULL) &&
        finder->terms->data[at + the + 1].join == HSY_JOIN_GLUED)
        taken = 2;
    const hsy_time_row *nth =
        the && !taken ? hsy_tw_is(finder, HSY_T_NTH, at + the, &taken) : NULL;
    if (!taken)
        return 0;
    w->kind = HSY_T_NTH;
    w->weekday = weekday->value;
    w->day = nth ? nth->value : day;
    return len + the + taken;
}

uint32_t hsy_tw_date(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len = 0, i = at;
    const hsy_time_row *weekday = hsy_tw_is(finder, HSY_T_WEEKDAY, at, &len);

    if (weekday) {
        i += len;
        i += hsy_tw_comma(finder, i);
        i += hsy_tw_is(finder, HSY_T_THE, i, NULL) != NULL;
    } else {
        const hsy_time_row *shift = hsy_tw_is(finder, HSY_T_SHIFT, at, &len);
        if (shift && month_at(finder, at + len, &(uint32_t){0})) { /* "last Oct. 23" */
            i += len;
            w->has_shift = true;
            w->shift = shift->value;
        }
    }
    uint32_t date = day_month(finder, i, w);
    if (!date) {
        w->day = w->month = 0;
        date = month_day(finder, i, w);
    }
    if (!date) {
        w->day = w->month = 0;
        date = day_of_month(finder, i, w);
    }
    if (!date)
        return weekday_nth(finder, at, w);
    i += date;
    i += w->year ? 0 : year_after(finder, i, w);
    w->kind = HSY_T_MONTH;
    w->future = !w->year && hsy_time_looks_ahead(finder, at, i - at);
    w->past = !w->year && !w->future && hsy_time_looks_back(finder, at, i - at);
    return i - at;
}

/* "May 2031", "in May", "last May", "each July". */
uint32_t hsy_tw_month(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, shift_len = 0;
    const hsy_time_row *shift = hsy_tw_is(finder, HSY_T_SHIFT, at, &shift_len);
    const hsy_time_row *every = shift ? NULL : hsy_tw_is(finder, HSY_T_EVERY, at, &shift_len);
    uint32_t i = at + (shift || every ? shift_len : 0);
    const hsy_time_row *month = month_at(finder, i, &len);

    if (!month)
        return 0;
    w->kind = HSY_T_MONTH;
    w->month = month->value;
    w->has_shift = shift;
    w->shift = shift ? shift->value : 0;
    w->plural = every;
    i += len;
    const uint32_t year = every ? 0 : year_after(finder, i, w);
    if (!shift && !year && month->ambiguous && !hsy_tw_before(finder, HSY_T_BEFORE_MONTH, at))
        return 0;
    w->future = !year && hsy_time_looks_ahead(finder, at, i - at);
    w->past = !year && !w->future && hsy_time_looks_back(finder, at, i - at);
    return i + year - at;
}

/* -- in digits ------------------------------------------------------------------------ */

static bool hyphened_three(const hsy_time_finder *finder, uint32_t at)
{
    const hsy_terms *t = finder->terms;

    return at + 2 < t->count && t->data[at + 1].join == HSY_JOIN_HYPHEN &&
           t->data[at + 2].join == HSY_JOIN_HYPHEN;
}

/* "2031-05-06". */
uint32_t hsy_tw_iso(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    if (!hyphened_three(finder, at))
        return 0;
    w->year = hsy_tw_year(finder, at);
    w->month = hsy_tw_digits(finder, at + 1, 2, 1, 12);
    w->day = hsy_tw_digits(finder, at + 2, 2, 1, 31);
    w->kind = HSY_T_MONTH;
    return w->year && w->month && w->day ? 3 : 0;
}

/* "01-02-2015": written with hyphens the day comes first. */
uint32_t hsy_tw_hyphened(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    if (!hyphened_three(finder, at))
        return 0;
    w->day = hsy_tw_digits(finder, at, 2, 1, 31);
    w->month = hsy_tw_digits(finder, at + 1, 2, 1, 12);
    w->year = hsy_tw_year(finder, at + 2);
    w->kind = HSY_T_MONTH;
    return w->day && w->month && w->year ? 3 : 0;
}

/* Three numbers parted by two like signs. */
static bool three_numbers(hsy_str s, int part[3], char *ret_sep)
{
    int n = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9' && part[n] < 1000) {
            part[n] = 10 * part[n] + (s.ptr[i] - '0');
        } else if ((s.ptr[i] == '.' || s.ptr[i] == '/') && n < 2 &&
                   (!*ret_sep || *ret_sep == s.ptr[i])) {
            *ret_sep = s.ptr[i];
            n++;
        } else {
            return false;
        }
    }
    return n == 2;
}

/* "01.02.2015" (day first), "13/02/2015", "2015/02/13"; "01/02/2015" says too little. */
uint32_t hsy_tw_dotted(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    hsy_str s = finder->terms->data[at].lower;
    int part[3] = {0};
    char sep = 0;

    if (s.len < 8 || s.len > 10 || !three_numbers(s, part, &sep))
        return 0;
    w->kind = HSY_T_MONTH;
    if (part[0] >= 1900 && part[0] <= 2199) {
        w->year = part[0];
        w->month = part[1];
        w->day = part[2];
    } else {
        const bool day_first = sep == '.' || part[0] > 12 || part[0] == part[1];
        if (part[2] < 1900 || part[2] > 2199 || (!day_first && part[1] <= 12))
            return 0;
        w->year = part[2];
        w->month = part[day_first ? 1 : 0];
        w->day = part[day_first ? 0 : 1];
    }
    return w->month >= 1 && w->month <= 12 && w->day >= 1 && w->day <= 31 ? 1 : 0;
}

/* -- years ------------------------------------------------------------------------------ */

/* "its 1990 invasion", "a 1996 law", "the company's 1989 results": between what opens a
 * noun phrase and a noun. */
static bool attributive(const hsy_time_finder *finder, uint32_t at)
{
    if (!finder->state->doc->has_tags || at == 0 || at + 1 >= finder->terms->count ||
        finder->terms->data[at + 1].join != HSY_JOIN_SPACE)
        return false;
    const hsy_token *before = hsy_tw_token(finder, at - 1),
                    *after = hsy_tw_token(finder, at + 1);
    const bool opens = before->upos == HSY_UPOS_DET || before->upos == HSY_UPOS_PART ||
                       before->upos == HSY_UPOS_PRON || before->upos == HSY_UPOS_ADJ;
    return opens && after->upos == HSY_UPOS_NOUN && !(after->feats & HSY_FEAT_PLURAL);
}

static bool is_hyphened(const hsy_time_finder *finder, uint32_t at)
{
    return at < finder->terms->count && finder->terms->data[at].join == HSY_JOIN_HYPHEN;
}

/* Of two years on both sides of a dash, the earlier before it: "1956-1960". */
static bool is_of_range(const hsy_time_finder *finder, uint32_t at)
{
    const int year = hsy_tw_year(finder, at);

    if (is_hyphened(finder, at + 1))
        return hsy_tw_year(finder, at + 1) > year && !is_hyphened(finder, at + 2);
    return at > 0 && is_hyphened(finder, at) && hsy_tw_year(finder, at - 1) &&
           hsy_tw_year(finder, at - 1) < year;
}

/* Nothing beside it says what is counted: "the charter (1790)", the heading "1938". */
static bool stands_alone(const hsy_time_finder *finder, uint32_t at)
{
    const hsy_terms *terms = finder->terms;

    return terms->count == 1 ||
           (at > 0 && hsy_term_is(terms, at - 1, HSY_STR("(")) &&
            hsy_term_is(terms, at + 1, HSY_STR(")")));
}

uint32_t hsy_tw_bare_year(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len = 1, decade;

    w->year = hsy_tw_year(finder, at);
    if (!w->year)
        len = hsy_tw_spelled_year(finder, at, &w->year);
    if (!w->year || w->year < 1700)
        return 0;
    if (len == 1 && hsy_tw_is(finder, HSY_T_DECADE, at + 1, &decade) && w->year % 10 == 0 &&
        finder->terms->data[at + 1].join != HSY_JOIN_SPACE) {
        w->kind = HSY_T_DECADE;
        return 1 + decade;
    }
    w->kind = HSY_T_BEFORE_YEAR;
    if (hsy_tw_glued(finder, at + len) || hsy_tw_counts_people(finder, at + len))
        return 0;
    if (len > 1 && w->year >= 1900 && w->year < 2100 && w->year != 2000 && w->year % 100 != 0)
        return len;
    if (len == 1 && (is_of_range(finder, at) || stands_alone(finder, at)))
        return len;
    return hsy_tw_before(finder, HSY_T_BEFORE_YEAR, at) ||
                   (len == 1 && w->year >= 1900 && attributive(finder, at))
               ? len
               : 0;
}

/* -- days with a name --------------------------------------------------------------------- */

uint32_t hsy_tw_holiday(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, shift_len = 0;
    const hsy_time_row *shift = hsy_tw_is(finder, HSY_T_SHIFT, at, &shift_len);
    const uint32_t from = at + (shift ? shift_len : 0);
    const hsy_time_row *row = hsy_tw_is(finder, HSY_T_HOLIDAY, from, &len);

    if (!row || hsy_tw_before(finder, HSY_T_CALENDAR, at))
        return 0;
    w->kind = HSY_T_HOLIDAY;
    w->holiday = row->value;
    w->has_shift = shift;
    w->shift = shift ? shift->value : 0;
    const uint32_t year = year_after(finder, from + len, w);
    if (row->ambiguous && !capital(finder, from) && !year)
        return 0;
    w->future = hsy_time_looks_ahead(finder, at, from + len - at);
    return from + len + year - at;
}
