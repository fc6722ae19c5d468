/*
 * quote_tables.c - loading the cues of quotations.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "fact/quote.h"

static const char *const kinds[] = {"say", "tell", "write", "inform", "ask", "think", "find",
                                    "read", "call", "share", "figure", "cite", "prep", "by",
                                    "noun", NULL};

static const char *const lists[] = {
    "that",   "subject-skip", "hearer-stop", "to", "clause-start", "finite", "nominal-source",
    "who",    "by",           "as",          "relative-cue-skip",
    "not-content", "and", "after-cue", "figure-at", "staff", NULL};

static hsy_status no_memory(hsy_error *err)
{
    return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

static bool read_frames(hsy_str cell, uint8_t *ret)
{
    static const char letters[] = "qtomcb";

    *ret = 0;
    for (size_t i = 0; i < cell.len; i++) {
        const char *at = cell.ptr[i] ? strchr(letters, cell.ptr[i]) : NULL;
        if (!at)
            return false;
        *ret |= (uint8_t)(1u << (at - letters));
    }
    return cell.len > 0;
}

static bool add_forms(hsy_arena *arena, struct hsy_quote_tables *tables, hsy_str cell,
                      hsy_cue_kind kind, uint32_t cue)
{
    hsy_map *map = kind == HSY_CUE_NOUN ? &tables->noun : &tables->form;

    (void)arena;
    while (cell.ptr && cell.len) {
        hsy_str form = hsy_str_trim(hsy_str_cut(&cell, ';'));
        size_t blank = hsy_str_find(form, HSY_STR(" "), 0);
        if (!form.len)
            continue;
        if (hsy_map_put(map, form, cue) == HSY_NONE)
            return false;
        if (blank != SIZE_MAX && !hsy_map_set(&tables->starts, hsy_str_sub(form, 0, blank), 1))
            return false;
    }
    return true;
}

static hsy_status load_cues(hsy_arena *arena, const char *home,
                            struct hsy_quote_tables *tables, hsy_error *err)
{
    static const char *const columns[] = {"lemma", "forms", "kind", "frames", "factive", NULL};
    hsy_table table;
    hsy_status status =
        hsy_table_load(arena, home, "en/quote/cues.tsv", columns, &table, err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        hsy_cue_row *cue = hsy_vec_push(arena, &tables->cues);
        int kind = hsy_cell_enum(row->cells[2], kinds);
        if (!cue)
            return no_memory(err);
        if (kind < 0 || !read_frames(row->cells[3], &cue->frames))
            return hsy_table_fail(&table, row, err, "unknown kind or frame");
        cue->kind = (hsy_cue_kind)kind;
        cue->factive = row->cells[4].len && row->cells[4].ptr[0] == 'y';
        cue->rule = (hsy_rule){table.name, row->line, NULL};
        if (!add_forms(arena, tables, row->cells[1], cue->kind, tables->cues.count - 1))
            return no_memory(err);
    }
    return status;
}

static hsy_status load_words(hsy_arena *arena, const char *home,
                             struct hsy_quote_tables *tables, hsy_error *err)
{
    static const char *const columns[] = {"list", "words", NULL};
    hsy_table table;
    hsy_status status =
        hsy_table_load(arena, home, "en/quote/words.tsv", columns, &table, err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        hsy_str words = row->cells[1];
        int list = hsy_cell_enum(row->cells[0], lists);
        if (list < 0)
            return hsy_table_fail(&table, row, err, "unknown list \"%.*s\"",
                                  HSY_STR_ARG(row->cells[0]));
        while (words.ptr && words.len) {
            hsy_str word = hsy_str_cut(&words, ' ');
            uint32_t at = hsy_map_put(&tables->list, word, tables->list_bits.count);
            if (at == HSY_NONE)
                return no_memory(err);
            if (at == tables->list_bits.count) {
                uint32_t *bits = hsy_vec_push(arena, &tables->list_bits);
                if (!bits)
                    return no_memory(err);
            }
            tables->list_bits.data[at] |= 1u << list;
        }
    }
    return status;
}

hsy_status hsy_quote_tables_load(hsy_arena *arena, const char *home,
                                 const hsy_quote_tables **ret, hsy_error *err)
{
    struct hsy_quote_tables *tables = hsy_new(arena, struct hsy_quote_tables);
    hsy_status status;

    if (!tables)
        return no_memory(err);
    hsy_map_init(&tables->form, arena);
    hsy_map_init(&tables->starts, arena);
    hsy_map_init(&tables->noun, arena);
    hsy_map_init(&tables->list, arena);
    if ((status = load_cues(arena, home, tables, err)) ||
        (status = load_words(arena, home, tables, err)))
        return status;
    *ret = tables;
    return HSY_OK;
}
