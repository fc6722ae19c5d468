/*
 * number_tables.c - the words of data/en/number, read and checked.
 *
 * words.tsv: what numerals are made of; vague.tsv: words that bound a count; compare.tsv:
 * "at least", "or more", the inner words of a range.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/number_words.h"

static const char *const kind_names[] = {"small", "ten",     "hundred", "scale",  "dozen",
                                         "half",  "article", "join",    "suffix", NULL};

static const char *const op_names[] = {"at_least",      "more_than", "at_most",  "less_than",
                                       "about",         "almost",    "exactly",  "additional",
                                       "range_between", "range_and", "range_to", "range_or",
                                       "range_from",    NULL};

static const char *const place_names[] = {"before", "after", "inner", NULL};

static hsy_status load_numerals(hsy_number_tables *tables, hsy_arena *arena, const char *home,
                                hsy_error *err)
{
    static const char *const columns[] = {"word", "kind", "value", NULL};
    hsy_table table;
    hsy_status status =
        hsy_table_load(arena, home, "en/number/words.tsv", columns, &table, err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        struct hsy_number_word *entry = hsy_vec_push(arena, &tables->numeral_rows);
        int kind = hsy_cell_enum(row->cells[1], kind_names);
        if (!entry)
            return HSY_NOMEM;
        if (kind < 0)
            return hsy_table_fail(&table, row, err, "no such kind \"%.*s\"",
                                  HSY_STR_ARG(row->cells[1]));
        entry->kind = (enum hsy_number_kind)kind;
        if (!hsy_cell_int(row->cells[2], &entry->value) || entry->value < 0)
            return hsy_table_fail(&table, row, err, "value is no whole number");
        if (!hsy_lexicon_add(&tables->numerals, row->cells[0], i, row->line))
            return HSY_NOMEM;
    }
    return status;
}

static hsy_status load_vague(hsy_number_tables *tables, hsy_arena *arena, const char *home,
                             hsy_error *err)
{
    static const char *const columns[] = {"words", "low", "high", NULL};
    hsy_table table;
    hsy_status status =
        hsy_table_load(arena, home, "en/number/vague.tsv", columns, &table, err);

    if (status)
        return status;
    tables->vague_name = table.name;
    for (uint32_t i = 0; i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        struct hsy_number_span *entry = hsy_vec_push(arena, &tables->vague_rows);
        if (!entry)
            return HSY_NOMEM;
        entry->high = HSY_OPEN;
        if (row->cells[1].len == 0 && row->cells[2].len == 0)
            entry->low = HSY_NO_NUMBER;
        else if (!hsy_cell_int(row->cells[1], &entry->low) ||
                 (row->cells[2].len && !hsy_cell_int(row->cells[2], &entry->high)))
            return hsy_table_fail(&table, row, err, "a bound is no whole number");
        if (entry->low > entry->high)
            return hsy_table_fail(&table, row, err, "low %lld of \"%.*s\" is above high %lld",
                                  (long long)entry->low, HSY_STR_ARG(row->cells[0]),
                                  (long long)entry->high);
        if (!hsy_lexicon_add(&tables->vague, row->cells[0], i, row->line))
            return HSY_NOMEM;
    }
    return HSY_OK;
}

static hsy_status load_comparator(hsy_number_tables *tables, hsy_arena *arena,
                                  const hsy_table *table, const hsy_row *row, hsy_error *err)
{
    struct hsy_number_bound *entry = hsy_vec_push(arena, &tables->op_rows);
    int place = hsy_cell_enum(row->cells[1], place_names);
    int op = hsy_cell_enum(row->cells[2], op_names);
    hsy_lexicon *const lexicons[] = {&tables->before, &tables->after, &tables->inner};

    if (!entry)
        return HSY_NOMEM;
    if (place < 0 || op < 0)
        return hsy_table_fail(table, row, err, "no such place or op");
    *entry = (struct hsy_number_bound){(enum hsy_number_op)op, 100, 100};
    if (row->cells[3].len &&
        (!hsy_cell_int(row->cells[3], &entry->low) ||
         !hsy_cell_int(row->cells[4], &entry->high) || entry->low > 100 || entry->high < 100))
        return hsy_table_fail(table, row, err, "the band must hold 100 per cent");
    return hsy_lexicon_add(lexicons[place], row->cells[0], tables->op_rows.count - 1, row->line)
               ? HSY_OK
               : HSY_NOMEM;
}

static hsy_status load_compare(hsy_number_tables *tables, hsy_arena *arena, const char *home,
                               hsy_error *err)
{
    static const char *const columns[] = {"words", "place", "op", "low", "high", NULL};
    hsy_table table;
    hsy_status status =
        hsy_table_load(arena, home, "en/number/compare.tsv", columns, &table, err);

    if (status)
        return status;
    tables->compare_name = table.name;
    for (uint32_t i = 0; !status && i < table.nrows; i++)
        status = load_comparator(tables, arena, &table, &table.rows[i], err);
    return status;
}

hsy_status hsy_number_tables_load(hsy_arena *arena, const char *home,
                                  const hsy_number_tables **ret, hsy_error *err)
{
    hsy_number_tables *tables = hsy_new(arena, hsy_number_tables);

    if (!tables)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    hsy_lexicon *const lexicons[] = {&tables->numerals, &tables->vague, &tables->before,
                                     &tables->after, &tables->inner};
    for (size_t i = 0; i < sizeof lexicons / sizeof *lexicons; i++)
        hsy_lexicon_init(lexicons[i], arena);
    hsy_status status = load_numerals(tables, arena, home, err);
    if (!status)
        status = load_vague(tables, arena, home, err);
    if (!status)
        status = load_compare(tables, arena, home, err);
    if (!status)
        *ret = tables;
    return status;
}
