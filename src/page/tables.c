/* tables.c - loading what this stage knows.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/tables.h"

#include "base/utf8.h"
#include "page/block_features.h"
#include "page/line_features.h"

const hsy_row *hsy_row_find(const hsy_map *map, const hsy_table *table, hsy_str key)
{
    uint32_t i = key.len ? hsy_map_find(map, key) : HSY_NONE;
    return i == HSY_NONE ? NULL : &table->rows[i];
}

struct wanted {
    const char *name;
    const char *columns[4];
    hsy_table *table;
    hsy_map *map; /* by the first column; NULL: none */
    int key;      /* column of the key */
    bool fold;    /* keys are looked up folded */
};

static hsy_status index_rows(hsy_arena *arena, const struct wanted *wanted, hsy_error *err)
{
    const hsy_table *table = wanted->table;

    hsy_map_init(wanted->map, arena);
    for (uint32_t i = 0; i < table->nrows; i++) {
        hsy_str key = table->rows[i].cells[wanted->key];
        if (key.len == 0)
            return hsy_table_fail(table, &table->rows[i], err, "the cell \"%s\" is empty",
                                  wanted->columns[wanted->key]);
        if (wanted->fold)
            key = hsy_utf8_fold(arena, key);
        if (hsy_map_find(wanted->map, key) != HSY_NONE)
            continue; /* the first row counts */
        if (!key.ptr || !hsy_map_set(wanted->map, key, i))
            return hsy_fail(err, HSY_NOMEM, table->path, 0, 0, "out of memory");
    }
    return HSY_OK;
}

/* Cells that must be one of some words are looked at once, here. */
static hsy_status check_cells(const hsy_table *table, int column, const char *const *names,
                              hsy_error *err)
{
    for (uint32_t i = 0; i < table->nrows; i++)
        if (hsy_cell_enum(table->rows[i].cells[column], names) < 0)
            return hsy_table_fail(table, &table->rows[i], err, "unknown value \"%.*s\"",
                                  HSY_STR_ARG(table->rows[i].cells[column]));
    return HSY_OK;
}

static hsy_status check_months(const hsy_table *table, hsy_error *err)
{
    for (uint32_t i = 0; i < table->nrows; i++) {
        int64_t month;
        if (!hsy_cell_int(table->rows[i].cells[1], &month) || month < 1 || month > 12)
            return hsy_table_fail(table, &table->rows[i], err,
                                  "a month is a number from 1 to 12");
    }
    return HSY_OK;
}

static hsy_status load_all(hsy_arena *arena, const char *home, hsy_page_tables *t,
                           hsy_error *err)
{
    const struct wanted list[] = {
        {"page/charsets.tsv", {"label", "name"}, &t->charsets, NULL, 0, false},
        {"page/months.tsv", {"name", "month"}, &t->months, &t->month_names, 0, true},
        {"page/hints.tsv", {"word", "hint", "as"}, &t->hints, &t->hint_words, 0, false},
        {"publishers/publishers.tsv",
         {"domain", "name"},
         &t->publishers,
         &t->domains,
         0,
         false},
        {"publishers/outlets.tsv",
         {"domain", "name"},
         &t->outlets,
         &t->outlet_domains,
         0,
         false},
        {"en/page/agencies.tsv", {"form", "name"}, &t->agencies, &t->agency_forms, 0, false},
        {"en/page/bylines.tsv", {"phrase", "kind"}, &t->bylines, &t->byline_words, 0, true},
        {"en/actors/first-names.tsv",
         {"name", "gender"},
         &t->first_names,
         &t->first_name_map,
         0,
         true},
        {"page/date-words.tsv",
         {"word", "kind"},
         &t->date_words,
         &t->date_word_map,
         0,
         true},
        {"page/given-names.tsv", {"name"}, &t->given_names, &t->given_name_map, 0, true},
        {"en/page/stop-words.tsv", {"word", "language"}, &t->stop_words, &t->stop_map, 0, true},
    };

    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        hsy_status status =
            hsy_table_load(arena, home, list[i].name, list[i].columns, list[i].table, err);
        if (!status && list[i].map)
            status = index_rows(arena, &list[i], err);
        if (status)
            return status;
    }
    return hsy_phrases_load(arena, home, "en/page/phrases.tsv", &t->phrases, err);
}

static hsy_status load_forests(hsy_arena *arena, const char *home, hsy_page_tables *t,
                               hsy_error *err)
{
    const struct {
        const char *name;
        const char *const *features;
        hsy_forest *forest;
    } list[] = {
        {"page/blocks.tsv", hsy_block_feature_names, &t->block_trees},
        {"page/lines.tsv", hsy_line_feature_names, &t->line_trees},
        {"page/titles.tsv", hsy_line_feature_names, &t->title_trees},
    };

    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        hsy_status status = hsy_forest_load(arena, home, list[i].name, list[i].features,
                                            list[i].forest, err);
        if (status)
            return status;
    }
    return HSY_OK;
}

hsy_status hsy_page_tables_load(hsy_arena *arena, const char *home, const hsy_page_tables **ret,
                                hsy_error *err)
{
    static const char *const kinds[] = {"cue",  "join",   "end", "particle", "cue-or-particle",
                                        "role", "rights", "task", "alone", NULL};
    static const char *const days[] = {"published", "modified", "other", NULL};
    static const char *const hints[] = {"body", "lead", "byline", "date", "drop", NULL};
    hsy_page_tables *tables = hsy_new(arena, hsy_page_tables);

    if (!tables)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    hsy_status status = load_all(arena, home, tables, err);
    if (!status)
        status = load_forests(arena, home, tables, err);
    if (!status)
        status = check_months(&tables->months, err);
    if (!status)
        status = check_cells(&tables->bylines, 1, kinds, err);
    if (!status)
        status = check_cells(&tables->date_words, 1, days, err);
    if (!status)
        status = check_cells(&tables->hints, 1, hints, err);
    if (!status)
        *ret = tables;
    return status;
}
