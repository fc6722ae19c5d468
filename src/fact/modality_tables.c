/*
 * modality_tables.c - the cues of data/en/modality; see modality.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/modality.h"

static const char *const relation_names[] = {
#define X(name, text) text,
    HSY_RELATION_LIST(X)
#undef X
    NULL};

static const char *const says_names[] = {
#define X(name, text) text,
    HSY_MODALITY_LIST(X)
#undef X
    NULL};

/* "planned", "not", "denied not", "silent"; "actual" lets what governs the cue decide, "known"
 * does not ask it. */
static bool parse_says(hsy_str cell, hsy_cue *cue)
{
    hsy_str rest = cell;

    cue->modality = HSY_MODALITY_ACTUAL;
    while (rest.ptr) {
        hsy_str word = hsy_str_cut(&rest, ' ');
        int modality = hsy_cell_enum(word, says_names);
        if (hsy_str_eq(word, HSY_STR("not")))
            cue->negative = true;
        else if (hsy_str_eq(word, HSY_STR("silent")))
            cue->silent = true;
        else if (hsy_str_eq(word, HSY_STR("known")))
            cue->known = true;
        else if (modality >= 0)
            cue->modality = (hsy_modality)modality;
        else
            return false;
    }
    cue->transparent = cue->modality == HSY_MODALITY_ACTUAL && !cue->negative && !cue->silent &&
                       !cue->known;
    return true;
}

static bool chain_cue(struct hsy_modality_tables *tables, hsy_str word)
{
    uint32_t index = tables->cues.count - 1;
    uint32_t at = hsy_map_put(&tables->first, word, index);

    if (at == HSY_NONE)
        return false;
    while (at != index && tables->cues.data[at].next != HSY_NONE)
        at = tables->cues.data[at].next;
    if (at != index)
        tables->cues.data[at].next = index;
    return true;
}

static hsy_status read_cue(hsy_arena *arena, struct hsy_modality_tables *tables,
                           const hsy_table *table, const hsy_row *row, hsy_error *err)
{
    hsy_str rest = row->cells[0], word = hsy_str_cut(&rest, ' ');
    int relation = hsy_cell_enum(row->cells[1], relation_names);
    hsy_cue *cue = hsy_vec_push(arena, &tables->cues);

    if (!cue)
        return HSY_NOMEM;
    cue->next = HSY_NONE;
    cue->rest = rest.ptr ? rest : (hsy_str){"", 0};
    /* A relation of another name is a preposition: "warn / of". */
    cue->relation = relation < 0 ? HSY_REL_PREP : (hsy_relation)relation;
    if (relation < 0)
        cue->prep = row->cells[1];
    if (!word.len || (relation < 0 && !cue->prep.len))
        return hsy_table_fail(table, row, err, "cue or relation is empty");
    if (!parse_says(row->cells[2], cue))
        return hsy_table_fail(table, row, err, "\"%.*s\" is no modality",
                              HSY_STR_ARG(row->cells[2]));
    cue->rule = (hsy_rule){table->name, row->line,
                           hsy_arena_copy(arena, row->cells[0].ptr, row->cells[0].len)};
    return cue->rule.name && chain_cue(tables, word) ? HSY_OK : HSY_NOMEM;
}

hsy_status hsy_modality_tables_load(hsy_arena *arena, const char *home,
                                    const hsy_modality_tables **ret, hsy_error *err)
{
    static const char *const columns[] = {"cue", "relation", "says", NULL};
    struct hsy_modality_tables *tables = hsy_new(arena, struct hsy_modality_tables);
    hsy_table table;
    hsy_status status;

    if (!tables)
        return hsy_fail(err, HSY_NOMEM, "", 0, 0, "out of memory");
    hsy_map_init(&tables->first, arena);
    status = hsy_table_load(arena, home, "en/modality/cues.tsv", columns, &table, err);
    for (uint32_t i = 0; i < table.nrows && !status; i++)
        status = read_cue(arena, tables, &table, &table.rows[i], err);
    if (!status)
        *ret = tables;
    return status;
}
