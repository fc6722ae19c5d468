/*
 * time_spans.c - periods, distances, durations, sets, references, quarters.
 *
 *     last week | over the weekend | this year | last summer            a period
 *     three days ago | two weeks later | in two weeks | from now         a distance
 *     30-day | three-year-long | two and a half hours | all month        a duration
 *     several years | a few days ago | for weeks                         of no count
 *     every Friday | daily | once a year | every other day               a set
 *     now | recently | soon | the coming months                          a reference
 *     the third quarter of 2011 | the year-ago quarter | the first half  a business term
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/time.h"

#define QUARTER_REACH 4 /* sentences over which "the quarter" remembers which one */

/* A unit at `at`, fortnights and quarters in weeks and months. */
static const hsy_time_row *unit_at(const hsy_time_finder *finder, uint32_t at,
                                   hsy_time_words *w, uint32_t *ret_len)
{
    const hsy_time_row *unit = hsy_tw_is(finder, HSY_T_UNIT, at, ret_len);

    if (!unit)
        return NULL;
    w->unit = unit->value;
    if (unit->value == HSY_UNIT_FORTNIGHT || unit->value == HSY_UNIT_QUARTER) {
        w->count *= unit->value == HSY_UNIT_FORTNIGHT ? 2 : 3;
        w->unit = unit->value == HSY_UNIT_FORTNIGHT ? HSY_UNIT_WEEK : HSY_UNIT_MONTH;
    }
    return unit;
}

static bool is_plural(const hsy_time_finder *finder, uint32_t at)
{
    return finder->state->doc->has_tags && (hsy_tw_token(finder, at)->feats & HSY_FEAT_PLURAL);
}

/* -- periods -------------------------------------------------------------------------- */

/* "coming years": on one side of now, and no more is said; "the last few months" last. */
static uint32_t vague_side(const hsy_time_finder *finder, uint32_t at, uint32_t some,
                           hsy_time_words *w)
{
    uint32_t len;
    const hsy_time_row *unit = hsy_tw_is(finder, HSY_T_UNIT, at + some, &len);

    if (!unit || unit->ambiguous || !w->has_shift || w->shift == 0 ||
        unit->value > HSY_UNIT_CENTURY || !is_plural(finder, at + some))
        return 0;
    w->kind = some ? HSY_T_SOME : HSY_T_REF;
    w->unit = unit->value;
    return some + len;
}

/* "the end of the month", "later in the year": of the one that is now; "that year": of the day
 * told of. */
static uint32_t whole_unit(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, next;
    const hsy_time_row *told = hsy_tw_is(finder, HSY_T_TOLD, at, &len);
    const uint32_t the = !told && hsy_tw_is(finder, HSY_T_THE, at, NULL);
    const bool edge = !told && hsy_tw_is(finder, HSY_T_EDGE, at + the, &len);
    const hsy_time_row *row;

    if (!edge && !told)
        return 0;
    row = hsy_tw_is(finder, HSY_T_UNIT, at + the + len, &next);
    if (!row || row->value < HSY_UNIT_WEEK || row->value > HSY_UNIT_CENTURY ||
        is_plural(finder, at + the + len) ||
        hsy_tw_is(finder, HSY_T_OF, at + the + len + next, NULL))
        return 0;
    w->kind = HSY_T_SHIFT;
    w->unit = row->value;
    w->back = !edge;
    w->shift = told ? told->value : 0;
    return the + len + next;
}

uint32_t hsy_tw_period(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len = 0, next, some = 0;
    const hsy_time_row *shift = hsy_tw_is(finder, HSY_T_SHIFT, at, &len);
    const hsy_time_row *row;
    const uint32_t whole = whole_unit(finder, at, w);

    if (whole)
        return whole;
    w->has_shift = shift;
    w->shift = shift ? shift->value : 0;
    if ((row = hsy_tw_is(finder, HSY_T_WEEKEND, at + len, &next))) {
        w->kind = HSY_T_WEEKEND;
        w->future = hsy_time_looks_ahead(finder, at, len + next);
        w->past = !w->future && hsy_time_looks_back(finder, at, len + next);
        return len + next;
    }
    if ((row = hsy_tw_is(finder, HSY_T_SEASON, at + len, &next))) {
        w->kind = HSY_T_SEASON;
        w->season = row->value;
        const uint32_t of = hsy_tw_is(finder, HSY_T_OF, at + len + next, NULL) != NULL;
        w->year = hsy_tw_year(finder, at + len + next + of);
        uint32_t year = w->year ? of + 1 : 0;
        if (!year) {
            year = hsy_tw_spelled_year(finder, at + len + next + of, &w->year);
            year += year ? of : 0;
        }
        return shift || year || hsy_tw_before(finder, HSY_T_BEFORE_MONTH, at)
                   ? len + next + year
                   : 0;
    }
    hsy_tw_is(finder, HSY_T_SOME, at + len, &some);
    const uint32_t vague = shift ? vague_side(finder, at + len, some, w) : 0;
    if (vague)
        return len + vague;
    if (!shift || !(row = hsy_tw_is(finder, HSY_T_UNIT, at + len, &next)) ||
        row->value < HSY_UNIT_DAY || row->value > HSY_UNIT_CENTURY || row->ambiguous)
        return 0;
    w->kind = HSY_T_SHIFT;
    w->unit = row->value;
    return len + next;
}

/* "now", "recently", "in the future": no day, only which side of now. */
uint32_t hsy_tw_ref(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len;
    const hsy_time_row *row = hsy_tw_is(finder, HSY_T_REF, at, &len);

    if (!row || (row->ambiguous && !hsy_tw_is(finder, HSY_T_THE, at > 0 ? at - 1 : at, NULL)))
        return 0;
    w->kind = HSY_T_REF;
    w->shift = row->value;
    return len;
}

/* -- business terms ---------------------------------------------------------------------- */

/* "of 2011", "of last year", "2011" behind a quarter, "next year's" before it. */
static uint32_t term_year(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t of = hsy_tw_is(finder, HSY_T_OF, at, NULL) || hsy_tw_comma(finder, at), len, unit;

    w->year = hsy_tw_year(finder, at + of);
    if (w->year)
        return of + 1;
    const hsy_time_row *shift = hsy_tw_is(finder, HSY_T_SHIFT, at + of, &len);
    const hsy_time_row *year =
        shift ? hsy_tw_is(finder, HSY_T_UNIT, at + of + len, &unit) : NULL;
    if (!year || year->value != HSY_UNIT_YEAR || !finder->context.has_published)
        return 0;
    w->year = hsy_ymd_of(finder->context.published).year + shift->value;
    return of + len + unit;
}

/* "the third quarter", "second-quarter", "the first quarter of 2011", "the 1988 second
 * quarter", "next year's first quarter". */
uint32_t hsy_tw_quarter(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, the = hsy_tw_is(finder, HSY_T_THE, at, NULL) != NULL;
    uint32_t before = hsy_tw_year(finder, at + the) ? 1 : 0, unit;

    if (before)
        w->year = hsy_tw_year(finder, at + the);
    const hsy_time_row *shift = before ? NULL : hsy_tw_is(finder, HSY_T_SHIFT, at + the, &len);
    if (shift && hsy_tw_is(finder, HSY_T_UNIT, at + the + len, &unit) &&
        hsy_term_is(finder->terms, at + the + len + unit, HSY_STR("'s")) &&
        finder->context.has_published) {
        before = len + unit + 1;
        w->year = hsy_ymd_of(finder->context.published).year + shift->value;
    }
    const hsy_time_row *row = hsy_tw_is(finder, HSY_T_QUARTER, at + the + before, &len);
    if (!row)
        return 0;
    w->kind = HSY_T_QUARTER;
    w->quarter = row->value;
    w->future = hsy_time_looks_ahead(finder, at, the + before + len);
    const int year = w->year;
    const uint32_t after = term_year(finder, at + the + before + len, w);
    w->year = after ? w->year : year;
    return the + before + len + after;
}

/* "the first half of 2011". */
uint32_t hsy_tw_half_year(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, the = hsy_tw_is(finder, HSY_T_THE, at, NULL) != NULL;
    const hsy_time_row *row = hsy_tw_is(finder, HSY_T_HALF_YEAR, at + the, &len);

    if (!row)
        return 0;
    w->kind = HSY_T_HALF_YEAR;
    w->half_year = row->value;
    const uint32_t year = term_year(finder, at + the + len, w);
    return year ? the + len + year : 0;
}

/* "the quarter", "this quarter", "the year-ago quarter", "the latest period": the last one
 * spoken of, or a year before it. In a text that named none a quarter is a part of a town. */
uint32_t hsy_tw_term(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    const hsy_time_context *context = &finder->context;
    uint32_t len = 0, term, the = hsy_tw_is(finder, HSY_T_THE, at, NULL) != NULL;
    const hsy_time_row *shift = hsy_tw_is(finder, HSY_T_SHIFT, at, &len);
    const hsy_time_row *back =
        shift ? NULL : hsy_tw_is(finder, HSY_T_TERM_BACK, at + the, &len);

    if (!context->has_quarter || (!shift && !the && !back))
        return 0;
    const uint32_t from = at + (shift ? 0 : the) + (shift || back ? len : 0);
    const hsy_time_row *row = hsy_tw_is(finder, HSY_T_TERM, from, &term);
    if (!row || (row->ambiguous && !back) || hsy_tw_is(finder, HSY_T_OF, from + term, NULL) ||
        (!shift && !back && context->sentence - context->quarter_sentence > QUARTER_REACH))
        return 0;
    w->kind = HSY_T_TERM;
    w->has_shift = shift;
    w->shift = shift ? shift->value : 0;
    w->back = back && back->value < 0;
    return from + term - at;
}

/* -- distances and durations ------------------------------------------------------------------
 */

/* "several years", "a few days"; "for weeks": how many is not said. */
uint32_t hsy_tw_some(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t some = 0, len, end;

    if (!hsy_tw_is(finder, HSY_T_SOME, at, &some) && !hsy_tw_before(finder, HSY_T_SPAN, at) &&
        !(hsy_tw_is(finder, HSY_T_UNIT, at, &len) &&
          hsy_tw_is(finder, HSY_T_AGO, at + len, NULL)))
        return 0;
    const hsy_time_row *unit = hsy_tw_is(finder, HSY_T_UNIT, at + some, &len);
    if (!unit || unit->ambiguous || unit->value > HSY_UNIT_CENTURY ||
        !is_plural(finder, at + some) || hsy_tw_is(finder, HSY_T_LATER, at + some + len, &end))
        return 0;
    w->kind = HSY_T_SOME;
    w->unit = unit->value;
    if (hsy_tw_is(finder, HSY_T_AGO, at + some + len, &end)) {
        w->kind = HSY_T_REF;
        w->shift = -1;
        return some + len + end;
    }
    return some + len;
}

static bool hyphened(const hsy_time_finder *finder, uint32_t at)
{
    return at < finder->terms->count && finder->terms->data[at].join == HSY_JOIN_HYPHEN;
}

/* "and a half" behind the number or behind the unit. */
static uint32_t and_a_half(const hsy_time_finder *finder, uint32_t at)
{
    uint32_t and, a = 0, half;

    if (!hsy_tw_is(finder, HSY_T_AND, at, &and))
        return 0;
    hsy_tw_is(finder, HSY_T_A, at + and, &a);
    if (!hsy_tw_is(finder, HSY_T_HALF, at + and+a, &half))
        return 0;
    return and+a + half;
}

/* "two hours and 30 minutes", "two years 21 days". */
static uint32_t more_of(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t and = hsy_tw_is(finder, HSY_T_AND, at, NULL) != NULL, len, unit;
    int64_t count;

    len = hsy_tw_number(finder, at + and, &count);
    const hsy_time_row *row = len ? hsy_tw_is(finder, HSY_T_UNIT, at + and+len, &unit) : NULL;
    if (!row || row->value >= w->unit || row->value > HSY_UNIT_YEAR || count <= 0 ||
        count > 1000 || row->ambiguous)
        return 0;
    w->more = count;
    w->more_unit = row->value;
    return and+len + unit;
}

/* What stands behind a duration and makes it a distance; words taken. */
static uint32_t side_after(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t end;

    if (hsy_tw_is(finder, HSY_T_AGO, at, &end)) {
        w->kind = HSY_T_AGO;
        w->ago = true;
        return end;
    }
    if (hsy_tw_is(finder, HSY_T_HENCE, at, &end)) {
        w->kind = HSY_T_HENCE;
        return end;
    }
    const hsy_time_row *side = hsy_tw_is(finder, HSY_T_LATER, at, &end);
    if (!side)
        side = hsy_tw_is(finder, HSY_T_EARLIER, at, &end);
    if (!side)
        return 0;
    w->kind = HSY_T_AGO;
    w->shift = side->value;
    return end;
}

/* The count of a duration: a numeral, "a", "another", "a couple of", "half an"; words taken,
 * and whether it is no more than an article. */
static uint32_t count_at(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w,
                         bool *ret_article)
{
    uint32_t len, couple;

    *ret_article = false;
    w->count = 1;
    if (hsy_tw_is(finder, HSY_T_WHOLE, at, &len))
        return len;
    if (hsy_tw_is(finder, HSY_T_HALF, at, &len)) { /* "half an hour", "half a year" */
        uint32_t a = 0;
        hsy_tw_is(finder, HSY_T_A, at + len, &a);
        w->count = 0;
        w->half = true;
        return len + a;
    }
    if (hsy_tw_glued(finder, at + 1) && hsy_tw_is(finder, HSY_T_UNIT, at + 1, &len) &&
        (w->count = hsy_tw_digits(finder, at, 5, 1, 99999)) > 0)
        return 1; /* "3h" */
    w->count = 1;
    len = hsy_number_halves(finder->state->tables->number, finder->terms, at, &w->count);
    w->half = len && w->count % 2;
    w->count /= 2;
    const hsy_time_row *some = hsy_tw_is(finder, HSY_T_SOME, at, &couple);
    if (some && some->value > 0 && couple > len) {
        w->count = some->value;
        w->half = false;
        return couple;
    }
    if (len)
        return len;
    w->count = 1;
    *ret_article = hsy_tw_is(finder, HSY_T_A, at, &len);
    return *ret_article ? len : 0;
}

/* "a" and a unit alone: a duration only behind "for", "within". */
static bool lasts(const hsy_time_finder *finder, uint32_t at, uint32_t end)
{
    return hsy_tw_before(finder, HSY_T_SPAN, at) ||
           (end < finder->terms->count && hsy_tw_is(finder, HSY_T_LONG, end, NULL));
}

/* "in two weeks" among words that look ahead. */
static bool lies_ahead(const hsy_time_finder *finder, uint32_t at, uint32_t end)
{
    return hsy_tw_before(finder, HSY_T_IN, at) && hsy_time_looks_ahead(finder, at, end - at);
}

static uint32_t long_after(const hsy_time_finder *finder, uint32_t at, bool *ret_age)
{
    uint32_t end;
    const hsy_time_row *suffix = hsy_tw_is(finder, HSY_T_LONG, at, &end);

    *ret_age = suffix && suffix->value;
    return suffix ? end : 0;
}

/* "year-ago", "a year-earlier": with no count. */
static uint32_t year_back(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, end;
    const uint32_t a = hsy_tw_is(finder, HSY_T_THE, at, NULL) != NULL;
    const hsy_time_row *unit = hsy_tw_is(finder, HSY_T_UNIT, at + a, &len);

    if (!unit || unit->value != HSY_UNIT_YEAR || !hyphened(finder, at + a + len) ||
        is_plural(finder, at + a) ||
        !(hsy_tw_is(finder, HSY_T_AGO, at + a + len, &end) ||
          hsy_tw_is(finder, HSY_T_EARLIER, at + a + len, &end)))
        return 0;
    w->kind = HSY_T_AGO;
    w->unit = HSY_UNIT_YEAR;
    w->count = 1;
    w->ago = true;
    return a + len + end;
}

/* "three days ago", "a week later", "30-day", "three-year-long", "the past two weeks". */
uint32_t hsy_tw_distance(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t shift_len = 0, len, i;
    const hsy_time_row *shift = hsy_tw_is(finder, HSY_T_SHIFT, at, &shift_len);
    bool article, age;

    i = at + (shift ? shift_len : 0);
    len = count_at(finder, i, w, &article);
    if (len == 0)
        return year_back(finder, at, w);
    if (w->count < !w->half || w->count > 100000)
        return 0;
    i += len;
    const uint32_t half = and_a_half(finder, i);
    i += half;
    i += !article && hsy_tw_is(finder, HSY_T_MORE, i, &len) ? len : 0;
    const hsy_time_row *unit = unit_at(finder, i, w, &len);
    if (!unit)
        return 0;
    const bool tied = hyphened(finder, i) || hsy_tw_glued(finder, i);
    i += len;
    const uint32_t behind = half ? 0 : and_a_half(finder, i);
    w->half |= half || behind;
    i += behind;
    i += w->half || tied ? 0 : more_of(finder, i, w);
    const uint32_t side = side_after(finder, i, w);
    if (side)
        return i + side - at;
    w->kind = HSY_T_UNIT;
    if (lies_ahead(finder, at, i) && !shift) {
        w->kind = HSY_T_HENCE;
        return i - at;
    }
    if (w->half || w->more)
        return i - at;
    if (article)
        return !unit->ambiguous && lasts(finder, at, i) && !shift ? i - at : 0;
    if (unit->ambiguous && !shift && i < finder->terms->count && !tied && w->count == 1)
        return 0;
    i += long_after(finder, i, &age);
    return age ? 0 : i - at; /* "88-year-old" is an age */
}

/* -- sets ------------------------------------------------------------------------------ */

/* "once a year", "twice a week". */
static uint32_t once_a(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, a, unit;
    const hsy_time_row *once = hsy_tw_is(finder, HSY_T_ONCE, at, &len);
    const hsy_time_row *row;

    if (!once || !hsy_tw_is(finder, HSY_T_A, at + len, &a) ||
        !(row = hsy_tw_is(finder, HSY_T_UNIT, at + len + a, &unit)) || row->ambiguous ||
        row->value > HSY_UNIT_CENTURY)
        return 0;
    w->unit = row->value;
    return len + a + unit;
}

static uint32_t every(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t next, other = 0, counted;
    const hsy_time_row *row;

    hsy_tw_is(finder, HSY_T_OTHER, at, &other);
    at += other;
    if ((row = hsy_tw_is(finder, HSY_T_WEEKDAY, at, &next))) {
        hsy_time_words part = HSY_TIME_WORDS_NONE;
        w->weekday = row->value;
        uint32_t len;
        const hsy_time_row *of_day = hsy_tw_is(finder, HSY_T_PART, at + next, &len);
        part.part = of_day ? of_day->value : -1;
        w->part = part.part;
        return other + next + (of_day ? len : 0);
    }
    if (!other && (row = hsy_tw_is(finder, HSY_T_PART, at, &next))) {
        w->part = row->value;
        return next;
    }
    counted = other ? 0 : hsy_tw_number(finder, at, &w->count);
    w->count = counted ? w->count : other ? 2 : 1;
    row = unit_at(finder, at + counted, w, &next);
    return row && w->count <= 1000 ? other + counted + next : 0;
}

uint32_t hsy_tw_set(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len;
    const hsy_time_row *row = hsy_tw_is(finder, HSY_T_ADVERB, at, &len);

    w->kind = HSY_T_EVERY;
    /* "the daily Keth Herald" is a newspaper. */
    if (row && !hsy_term_capital(finder->terms, at) &&
        !(at + 1 < finder->terms->count && hsy_term_capital(finder->terms, at + 1) &&
          hsy_tw_before(finder, HSY_T_THE, at))) {
        w->unit = row->value % 10; /* 24: every two weeks */
        w->count = row->value / 10;
        return len;
    }
    if (!hsy_tw_is(finder, HSY_T_EVERY, at, &len))
        return once_a(finder, at, w);
    const uint32_t more = every(finder, at + len, w);
    return more ? len + more : 0;
}
