/*
 * time.c - finding the words that say when, one sentence after the other.
 *
 * From left to right, at each word the longest time that one of the readers finds
 * (time_dates.c, time_days.c, time_spans.c); among equals the first in the list
 * below. What the words mean on the calendar is for time_values.c.
 *
 * The article speaks from its day of publication. Where a page tells none, the day of
 * its dateline ("KETH, 4 FEB 31 (AFP) --") stands in.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/time.h"

#define OLD_YEARS 4 /* times of years long past, in a history */
#define DATELINE_REACH 12 /* words before the date in a dateline */

/* The longest time at `at`; among equals the first reader. */
static uint32_t read_at(const hsy_time_finder *finder, uint32_t at, hsy_time_words *ret)
{
    static hsy_time_reader *const readers[] = {
        hsy_tw_date,     hsy_tw_month,   hsy_tw_iso,     hsy_tw_dotted,    hsy_tw_hyphened,
        hsy_tw_weekday,  hsy_tw_day,     hsy_tw_period,  hsy_tw_distance,  hsy_tw_bare_year,
        hsy_tw_clock,    hsy_tw_set,     hsy_tw_ref,     hsy_tw_quarter,   hsy_tw_half_year,
        hsy_tw_term,     hsy_tw_some,    hsy_tw_holiday, hsy_tw_clock_day, hsy_tw_day_clock,
        hsy_tw_part_day, hsy_tw_part_clock, hsy_tw_from_day};
    uint32_t best = 0;

    if (!hsy_tw_can_begin(finder, at))
        return 0;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        hsy_time_words w = HSY_TIME_WORDS_NONE;
        uint32_t len = readers[i](finder, at, &w);
        if (len > best && at + len <= finder->terms->count) {
            best = len;
            *ret = w;
            ret->first = at;
            ret->last = at + len - 1;
        }
    }
    return best;
}

/* "early Friday", "late last week": a word before that belongs to the time. */
static void take_fine(const hsy_time_finder *finder, uint32_t low, hsy_time_words *w)
{
    const hsy_lexeme *fine =
        hsy_lexicon_match_before(&finder->tables->words[HSY_T_FINE], finder->terms, w->first);

    if (fine && w->first - fine->nwords >= low)
        w->first -= fine->nwords;
}

/* What a later "that day", "the quarter", "a year earlier" goes back to. */
static void remember(hsy_time_finder *finder, const hsy_time *time, bool quarter)
{
    hsy_time_context *context = &finder->context;

    if (time->day_from == time->day_to) {
        context->mentioned = time->day_from;
        context->has_mentioned = true;
    }
    if (time->day_from != INT32_MIN && time->type != HSY_TIME_SET) {
        context->told_day = time->day_from;
        context->has_told = true;
    }
    if (quarter && time->value.len == 7 && time->value.ptr[5] == 'Q' &&
        time->day_from != INT32_MIN) {
        context->has_quarter = true;
        context->year = hsy_ymd_of(time->day_from).year;
        context->quarter = time->value.ptr[6] - '0';
        context->quarter_sentence = time->sentence;
    }
}

/* What tells a history from news: years long past against days told from today. */
static void count_kind(hsy_time_finder *finder, const hsy_time_words *w)
{
    const hsy_time_context *context = &finder->context;

    if (w->year && (!context->has_published ||
                    w->year + 2 <= hsy_ymd_of(context->published).year))
        finder->noldyears++;
    finder->ndeictic += w->kind == HSY_T_RELDAY || w->kind == HSY_T_SHIFT ||
                        (w->kind == HSY_T_WEEKDAY && !w->month);
}

/* The year that the text is in: said by number, or in a history where the last time lies. */
static void remember_year(hsy_time_finder *finder, const hsy_time_words *w, const hsy_time *time)
{
    hsy_time_context *context = &finder->context;

    if (time->day_from == INT32_MIN || time->type == HSY_TIME_SET ||
        !(w->year || (context->is_history && w->month)) ||
        (w->first > 0 && hsy_term_is(finder->terms, w->first - 1, HSY_STR("("))))
        return; /* a year in brackets is an aside */
    const hsy_ymd from = hsy_ymd_of(time->day_from);
    context->told_year = from.year;
    context->told_month = w->month;
}

static bool emit(hsy_time_finder *finder, const hsy_time_words *w)
{
    hsy_time time = {.sentence = finder->terms->sentence};
    bool nomem = false;

    finder->context.sentence = time.sentence;
    if (!hsy_time_resolve(finder->state->arena, w, &finder->context, &time, &nomem))
        return !nomem;
    hsy_time *slot = hsy_vec_push(finder->state->arena, &finder->state->times);
    if (!slot)
        return false;
    time.span = hsy_terms_span(finder->terms, w->first, w->last);
    time.first = finder->terms->data[w->first].token;
    time.ntokens = finder->terms->data[w->last].token - time.first + 1;
    time.rule = (hsy_rule){NULL, 0, hsy_time_class_name(w->kind)};
    *slot = time;
    /* "The year-ago quarter", "a year earlier" are only compared with. */
    remember(finder, &time, w->kind == HSY_T_QUARTER || (w->kind == HSY_T_TERM && !w->back));
    remember_year(finder, w, &time);
    count_kind(finder, w);
    return true;
}

static bool read_sentence(hsy_time_finder *finder)
{
    uint32_t low = 0;

    finder->context.sentence = finder->terms->sentence;
    for (uint32_t at = 0; at < finder->terms->count; at++) {
        hsy_time_words w;
        uint32_t len = read_at(finder, at, &w);
        if (!len)
            continue;
        take_fine(finder, low, &w);
        if (!emit(finder, &w))
            return false;
        low = at + len;
        at = low - 1;
    }
    return true;
}

/* -- the day the article speaks from ---------------------------------------------------------
 */

static int two(hsy_str s, size_t at)
{
    return (s.ptr[at] - '0') * 10 + (s.ptr[at + 1] - '0');
}

/* The day of publication, when it is known to the day. */
static void set_published(hsy_time_finder *finder, const hsy_date *date)
{
    if (date->precision < HSY_PRECISION_DAY || date->value.len < 10)
        return;
    for (size_t i = 0; i < 10; i++)
        if (i != 4 && i != 7 && (date->value.ptr[i] < '0' || date->value.ptr[i] > '9'))
            return;
    hsy_ymd ymd = {100 * two(date->value, 0) + two(date->value, 2), two(date->value, 5),
                   two(date->value, 8)};
    if (!hsy_ymd_valid(ymd))
        return;
    finder->context.published = hsy_ymd_day(ymd);
    finder->context.has_published = true;
}

/* "KETH, 4 FEB 31 (AFP) --": a date with its year right before what closes a dateline. */
static void read_dateline(hsy_time_finder *finder)
{
    for (uint32_t at = 0; at < DATELINE_REACH && at < finder->terms->count; at++) {
        hsy_time_words w = HSY_TIME_WORDS_NONE;
        const uint32_t len = hsy_tw_date(finder, at, &w);
        const hsy_ymd date = {w.year, w.month, w.day};
        if (len && w.year && w.day && w.kind == HSY_T_MONTH && hsy_ymd_valid(date) &&
            hsy_tw_closes_dateline(finder, at + len)) {
            finder->context.published = hsy_ymd_day(date);
            finder->context.has_published = true;
            return;
        }
    }
}

/* A history dates by the year and hardly ever by "Friday" or "last week". */
static bool is_history(const hsy_time_finder *finder)
{
    return finder->noldyears >= OLD_YEARS && finder->ndeictic * 2 < finder->noldyears;
}

static bool read_all(hsy_time_finder *finder)
{
    hsy_fact_state *state = finder->state;
    bool ok = true, sought = false;

    set_published(finder, &state->doc->article->published);
    for (uint32_t i = 0; i < state->doc->nsentences && ok; i++) {
        hsy_terms terms;
        hsy_arena_mark mark = hsy_arena_here(state->scratch);
        ok = hsy_terms_make(state->scratch, state->doc, i, &terms);
        finder->terms = &terms;
        if (ok && !finder->context.has_published && !sought &&
            !state->doc->sentences[i].is_title) {
            read_dateline(finder);
            sought = true;
        }
        ok = ok && read_sentence(finder);
        hsy_arena_rewind(state->scratch, mark);
    }
    return ok;
}

bool hsy_in_time(const hsy_fact_state *state, uint32_t token)
{
    uint32_t low = 0, high = state->times.count;

    while (low < high) { /* the first time that begins behind the token */
        const uint32_t mid = low + (high - low) / 2;
        if (state->times.data[mid].first <= token)
            low = mid + 1;
        else
            high = mid;
    }
    return low > 0 &&
           token < state->times.data[low - 1].first + state->times.data[low - 1].ntokens;
}

hsy_status hsy_read_times(hsy_fact_state *state)
{
    const hsy_time_tables *tables = state->tables->time;
    hsy_time_finder finder = {.state = state, .tables = tables};

    finder.context.holidays = tables->holidays.data;
    if (!read_all(&finder))
        return HSY_NOMEM;
    if (!is_history(&finder))
        return HSY_OK;
    /* Once more, now that it is known what the text speaks from. */
    state->times.count = 0;
    finder.context = (hsy_time_context){.holidays = tables->holidays.data, .is_history = true};
    return read_all(&finder) ? HSY_OK : HSY_NOMEM;
}
