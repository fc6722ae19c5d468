/*
 * time_tables.c - the words that say when, and looking at the words of a sentence.
 *
 * data/en/time/words.tsv gives each word its class (time.h) and a small number;
 * data/en/time/holidays.tsv the days that have names. The readers of time_dates.c,
 * time_days.c and time_spans.c ask here what stands at a word.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/time.h"

#include "fact/quantity.h"

static const char *const class_names[] = {
    "none",         "month",    "weekday", "unit",    "relday",   "part",        "season",
    "shift",        "ago",      "later",   "earlier", "weekend",  "overnight",   "tonight",
    "noon",         "midnight", "am",      "pm",      "every",    "adverb",      "before_year",
    "before_month", "ordinal",  "of",      "the",     "a",        "future",      "same_day",
    "long",         "decade",   "fine",    "ref",     "quarter",  "before_span", "some",
    "nth",          "weekdays", "hence",   "in",      "oclock",   "past_hour",   "whole",
    "and",          "half",     "at",      "zone",    "term",     "term_back",   "half_year",
    "once",         "other",    "from",    "holiday", "dateline", "edge",
    "told",         "bound",    "more",     "calendar", NULL};

const char *hsy_time_class_name(hsy_time_class kind)
{
    return class_names[kind];
}

/* -- loading ---------------------------------------------------------------------- */

static hsy_status out_of_memory(hsy_error *err)
{
    return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

static hsy_status add_words(hsy_lexicon *lexicon, hsy_str rest, uint32_t value, uint32_t line,
                            hsy_error *err)
{
    while (rest.ptr)
        if (!hsy_lexicon_add(lexicon, hsy_str_cut(&rest, '|'), value, line))
            return out_of_memory(err);
    return HSY_OK;
}

/* The first words of what `lexicon` has. */
static bool add_starts(hsy_map *starts, const hsy_lexicon *lexicon)
{
    for (uint32_t i = 0; i < lexicon->entries.count; i++)
        if (!hsy_map_set(starts, lexicon->entries.data[i].words[0], 1))
            return false;
    return true;
}

static hsy_status load_words(hsy_arena *arena, const char *home, hsy_time_tables *tables,
                             hsy_error *err)
{
    static const char *const columns[] = {"class", "value", "words", "flags", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(arena, home, "en/time/words.tsv", columns, &table, err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        hsy_time_row *entry = hsy_vec_push(arena, &tables->rows);
        int class = hsy_cell_enum(row->cells[0], class_names);
        int64_t value = 0;
        if (!entry)
            return out_of_memory(err);
        if (class <= 0 || class == HSY_T_HOLIDAY)
            return hsy_table_fail(&table, row, err, "no such class");
        if (row->cells[1].len &&
            (!hsy_cell_int(row->cells[1], &value) || value < -59 || value > 99))
            return hsy_table_fail(&table, row, err, "value is no small number");
        *entry = (hsy_time_row){(hsy_time_class) class, (int)value, row->cells[3].len > 0};
        status = add_words(&tables->words[class], row->cells[2], i, row->line, err);
    }
    if (!status)
        tables->name = table.name;
    return status;
}

static bool holiday_cell(hsy_str cell, int64_t low, int64_t high, int *ret)
{
    int64_t value;

    if (!hsy_cell_int(cell, &value) || value < low || value > high)
        return false;
    *ret = (int)value;
    return true;
}

static bool holiday_row(const hsy_row *row, hsy_time_holiday *day)
{
    static const char *const kinds[] = {"fixed", "weekday", "easter", NULL};
    const int kind = hsy_cell_enum(row->cells[1], kinds);

    if (kind < 0)
        return false;
    *day = (hsy_time_holiday){.kind = kind};
    switch (day->kind) {
    case HSY_HOLIDAY_FIXED:
        return holiday_cell(row->cells[2], 1, 12, &day->month) &&
               holiday_cell(row->cells[3], 1, 31, &day->day);
    case HSY_HOLIDAY_WEEKDAY:
        return holiday_cell(row->cells[2], 1, 12, &day->month) &&
               holiday_cell(row->cells[3], 1, 7, &day->weekday) &&
               holiday_cell(row->cells[4], -1, 4, &day->nth) && day->nth != 0;
    case HSY_HOLIDAY_EASTER: return holiday_cell(row->cells[3], -60, 60, &day->offset);
    }
    return false;
}

static hsy_status load_holidays(hsy_arena *arena, const char *home, hsy_time_tables *tables,
                                hsy_error *err)
{
    static const char *const columns[] = {"words", "kind",  "month", "day",
                                          "nth",   "flags", NULL};
    hsy_table table;
    hsy_status status =
        hsy_table_load(arena, home, "en/time/holidays.tsv", columns, &table, err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        hsy_time_holiday *day = hsy_vec_push(arena, &tables->holidays);
        hsy_time_row *entry = hsy_vec_push(arena, &tables->rows);
        if (!day || !entry)
            return out_of_memory(err);
        if (!holiday_row(row, day))
            return hsy_table_fail(&table, row, err, "no such day");
        *entry = (hsy_time_row){HSY_T_HOLIDAY, (int)i, row->cells[5].len > 0};
        status = add_words(&tables->words[HSY_T_HOLIDAY], row->cells[0], tables->rows.count - 1,
                           row->line, err);
    }
    return status;
}

hsy_status hsy_time_tables_load(hsy_arena *arena, const char *home, const hsy_time_tables **ret,
                                hsy_error *err)
{
    hsy_time_tables *tables = hsy_new(arena, hsy_time_tables);

    if (!tables)
        return out_of_memory(err);
    for (int i = 0; i < HSY_T_COUNT; i++)
        hsy_lexicon_init(&tables->words[i], arena);
    hsy_status status = load_words(arena, home, tables, err);
    if (!status)
        status = load_holidays(arena, home, tables, err);
    hsy_map_init(&tables->starts, arena);
    for (int i = 0; i < HSY_T_COUNT && !status; i++)
        if (!add_starts(&tables->starts, &tables->words[i]))
            status = out_of_memory(err);
    *ret = tables;
    return status;
}

/* -- looking at words ---------------------------------------------------------------- */

const hsy_time_row *hsy_tw_is(const hsy_time_finder *finder, hsy_time_class kind, uint32_t at,
                              uint32_t *ret_len)
{
    const hsy_lexeme *match =
        hsy_lexicon_match(&finder->tables->words[kind], finder->terms, at);

    if (!match)
        return NULL;
    if (ret_len)
        *ret_len = match->nwords;
    return &finder->tables->rows.data[match->value];
}

bool hsy_tw_can_begin(const hsy_time_finder *finder, uint32_t at)
{
    const hsy_term *term = &finder->terms->data[at];
    int64_t value;

    return (term->shape & HSY_SHAPE_DIGIT) ||
           hsy_map_find(&finder->tables->starts, term->lower) != HSY_NONE ||
           hsy_number_halves(finder->state->tables->number, finder->terms, at, &value) > 0;
}

bool hsy_tw_before(const hsy_time_finder *finder, hsy_time_class kind, uint32_t at)
{
    return at > 0 && at <= finder->terms->count &&
           hsy_lexicon_match_before(&finder->tables->words[kind], finder->terms, at);
}

bool hsy_tw_comma(const hsy_time_finder *finder, uint32_t at)
{
    return hsy_term_is(finder->terms, at, HSY_STR(","));
}

bool hsy_tw_glued(const hsy_time_finder *finder, uint32_t at)
{
    return at < finder->terms->count && finder->terms->data[at].join == HSY_JOIN_GLUED &&
           !hsy_term_punct(finder->terms, at);
}

const hsy_token *hsy_tw_token(const hsy_time_finder *finder, uint32_t at)
{
    return &finder->state->doc->tokens[finder->terms->data[at].token];
}

int hsy_tw_digits(const hsy_time_finder *finder, uint32_t at, size_t len, int low, int high)
{
    int value = 0;

    if (at >= finder->terms->count)
        return 0;
    hsy_str s = finder->terms->data[at].lower;
    if (s.len == 0 || s.len > len)
        return 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return 0;
        value = 10 * value + (s.ptr[i] - '0');
    }
    return value >= low && value <= high ? value : 0;
}

int hsy_tw_year(const hsy_time_finder *finder, uint32_t at)
{
    return at < finder->terms->count && finder->terms->data[at].lower.len == 4
               ? hsy_tw_digits(finder, at, 4, 1000, 2199)
               : 0;
}

uint32_t hsy_tw_number(const hsy_time_finder *finder, uint32_t at, int64_t *ret)
{
    return hsy_number_plain(finder->state->tables->number, finder->terms, at, ret);
}

/* A dash, or what the table has: "(" "[". */
bool hsy_tw_closes_dateline(const hsy_time_finder *finder, uint32_t at)
{
    if (at >= finder->terms->count)
        return false;
    hsy_str s = finder->terms->data[at].lower;
    return (s.len > 0 && s.ptr[0] == '-') || hsy_str_eq(s, HSY_STR("\xe2\x80\x94")) ||
           hsy_str_eq(s, HSY_STR("\xe2\x80\x93")) ||
           hsy_tw_is(finder, HSY_T_DATELINE, at, NULL) != NULL;
}

static bool spelled(const hsy_time_finder *finder, uint32_t at)
{
    return at < finder->terms->count && !(finder->terms->data[at].shape & HSY_SHAPE_DIGIT);
}

/* The century is spoken apart from its years: "nineteen|ninety-six", "twenty|sixteen";
 * "nineteen hundred and five" and "two thousand and five" are plain numerals. */
uint32_t hsy_tw_spelled_year(const hsy_time_finder *finder, uint32_t at, int *ret)
{
    int64_t high, low = 0;

    if (!spelled(finder, at))
        return 0;
    uint32_t len = hsy_tw_number(finder, at, &high);
    if (len > 1 && high >= 1700 && high <= 2099) {
        *ret = (int)high;
        return len;
    }
    if (len != 1 || (high != 20 && (high < 17 || high > 19)) || !spelled(finder, at + 1))
        return 0;
    uint32_t rest = hsy_tw_number(finder, at + 1, &low);
    if (rest == 0 || low < 10 || low > 99)
        return 0;
    *ret = (int)(100 * high + low);
    return 1 + rest;
}

bool hsy_tw_counts_people(const hsy_time_finder *finder, uint32_t at)
{
    const hsy_quantity_tables *who = finder->state->tables->quantity;

    for (uint32_t i = at; who && i < at + 2 && i < finder->terms->count; i++) {
        if (hsy_term_punct(finder->terms, i))
            return false;
        if (hsy_lexicon_match(&who->plural, finder->terms, i))
            return true;
    }
    return false;
}
