/*
 * tables.c - the ledger's words: see data/en/ledger/.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include "base/table.h"

#define GENERIC "en/ledger/generic.tsv"
#define AGENCIES "en/ledger/agencies.tsv"
#define VICTIMS "en/ledger/victims.tsv"
#define NUMERALS "en/ledger/numerals.tsv"
#define INSTITUTIONS "en/ledger/institutions.tsv"
#define CONNECTIVES "en/ledger/connectives.tsv"
#define POSSESSIVES "en/ledger/possessives.tsv"
#define DETERMINERS "en/ledger/determiners.tsv"
#define WHOLES "en/ledger/wholes.tsv"
#define PHRASES "en/ledger/phrases.tsv"

/* The first column of a table as a set. */
static hsy_status load_words(hsy_arena *arena, const char *home, const char *name,
                             hsy_map *words, hsy_error *err)
{
    static const char *const columns[] = {"word", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(arena, home, name, columns, &table, err);

    hsy_map_init(words, arena);
    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        if (hsy_map_find(words, table.rows[i].cells[0]) != HSY_NONE)
            return hsy_table_fail(&table, &table.rows[i], err, "the word stands here twice");
        if (!hsy_map_set(words, table.rows[i].cells[0], 1))
            return hsy_fail(err, HSY_NOMEM, table.path, 0, 0, "out of memory");
    }
    return status;
}

/* A table of two columns, name and text, as a map into an array of texts. */
static hsy_status load_names(hsy_arena *arena, const char *home, const char *name,
                             const char *const *columns, hsy_map *map, hsy_str **texts,
                             hsy_error *err)
{
    hsy_table table;
    hsy_status status = hsy_table_load(arena, home, name, columns, &table, err);

    if (status)
        return status;
    hsy_map_init(map, arena);
    *texts = hsy_new_array(arena, table.nrows, hsy_str);
    for (uint32_t i = 0; i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        if (!row->cells[0].len || !row->cells[1].len)
            return hsy_table_fail(&table, row, err, "an empty cell");
        if (hsy_map_find(map, row->cells[0]) != HSY_NONE)
            return hsy_table_fail(&table, row, err, "the name stands here twice");
        if (!*texts || !hsy_map_set(map, row->cells[0], i))
            return hsy_fail(err, HSY_NOMEM, table.path, 0, 0, "out of memory");
        (*texts)[i] = row->cells[1];
    }
    return HSY_OK;
}

static hsy_status load_victims(hsy_arena *arena, const char *home,
                               struct hsy_ledger_tables *tables, hsy_error *err)
{
    static const char *const columns[] = {"who", "whole", NULL};
    static const char *const answers[] = {"no", "yes", "all", "doer", "alone", NULL};
    static const int whole_of[] = {HSY_PART_ALWAYS, HSY_PART_WHOLE, HSY_PART_WHOLE,
                                   HSY_PART_ALWAYS, HSY_PART_ALONE};
    hsy_table table;
    hsy_status status = hsy_table_load(arena, home, VICTIMS, columns, &table, err);

    hsy_map_init(&tables->victims, arena);
    hsy_map_init(&tables->doers, arena);
    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        int whole = hsy_cell_enum(row->cells[1], answers);
        if (whole < 0)
            return hsy_table_fail(&table, row, err,
                                  "whole is neither yes, no, alone, doer nor all");
        if (!hsy_map_set(&tables->victims, row->cells[0], (uint32_t)whole_of[whole]) ||
            (whole == 3 && !hsy_map_set(&tables->doers, row->cells[0], 1)))
            return hsy_fail(err, HSY_NOMEM, table.path, 0, 0, "out of memory");
        if (whole == 2)
            tables->everyone = row->cells[0];
    }
    if (!status && !tables->everyone.ptr)
        return hsy_fail(err, HSY_FORMAT, table.path, 0, 0, "no class is marked all");
    return status;
}

hsy_status hsy_ledger_tables_load(hsy_arena *arena, const char *home,
                                  const hsy_ledger_tables **ret, hsy_error *err)
{
    static const char *const agency_columns[] = {"name", "agency", NULL};
    static const char *const phrase_columns[] = {"name", "text", NULL};
    struct hsy_ledger_tables *tables = hsy_new(arena, struct hsy_ledger_tables);

    if (!tables)
        return hsy_fail(err, HSY_NOMEM, GENERIC, 0, 0, "out of memory");
    hsy_status status = load_words(arena, home, GENERIC, &tables->generic, err);
    if (!status)
        status = load_words(arena, home, NUMERALS, &tables->numerals, err);
    if (!status)
        status = load_words(arena, home, INSTITUTIONS, &tables->institutions, err);
    if (!status)
        status = load_words(arena, home, DETERMINERS, &tables->determiners, err);
    if (!status)
        status = load_words(arena, home, CONNECTIVES, &tables->connectives, err);
    if (!status)
        status = load_words(arena, home, POSSESSIVES, &tables->possessives, err);
    if (!status)
        status = load_words(arena, home, WHOLES, &tables->wholes, err);
    if (!status)
        status = load_names(arena, home, AGENCIES, agency_columns, &tables->agencies,
                            &tables->agency, err);
    if (!status)
        status = load_victims(arena, home, tables, err);
    if (!status)
        status = load_names(arena, home, PHRASES, phrase_columns, &tables->phrases,
                            &tables->phrase, err);
    if (!status)
        *ret = tables;
    return status;
}
