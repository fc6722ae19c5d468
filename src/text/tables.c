/*
 * tables.c - see tables.h. A row that could never match (too long, of an unknown
 * kind, parts that do not join to the word) is refused with its line.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "text/tables.h"

#include <string.h>

#include "base/table.h"
#include "base/utf8.h"

struct loader {
    hsy_arena *arena;
    const char *home;
    hsy_text_tables *tables;
    HSY_VEC(hsy_parts) parts;
    HSY_VEC(hsy_str) clitics;
    HSY_VEC(hsy_str) kept;
    hsy_error *err;
};

/* What one row does; `kind` is an index in the kinds of its table. */
typedef hsy_status row_reader(struct loader *loader, const hsy_table *table, const hsy_row *row,
                              int kind);

uint32_t hsy_text_plain(uint32_t code)
{
    switch (code) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x02BC:
    case 0x60:
    case 0xB4:
    case 0xFF07: return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0xAB:
    case 0xBB:
    case 0xFF02: return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212: return '-';
    default: return code;
    }
}

hsy_str hsy_text_key(hsy_str word, char room[HSY_MAX_CUE])
{
    size_t to = 0;

    /* Four bytes a character at most; a key shrinks where a quote was curly. */
    if (word.len > 2 * HSY_MAX_CUE)
        return (hsy_str){room, 0};
    for (size_t at = 0; at < word.len;) {
        uint32_t len, code = hsy_utf8_at(word, at, &len);
        if (to + 4 > HSY_MAX_CUE)
            return (hsy_str){room, 0};
        to += hsy_utf8_encode(hsy_utf8_to_lower(hsy_text_plain(code)), room + to);
        at += len;
    }
    return (hsy_str){room, to};
}

uint32_t hsy_text_class(const hsy_text_tables *tables, hsy_str word)
{
    char room[HSY_MAX_CUE];
    uint32_t found = hsy_map_find(&tables->words, hsy_text_key(word, room));

    return found == HSY_NONE ? 0 : found;
}

static hsy_status no_memory(struct loader *loader)
{
    return hsy_fail(loader->err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

static hsy_status set(struct loader *loader, hsy_map *map, hsy_str key, uint32_t value)
{
    return hsy_map_set(map, key, value) ? HSY_OK : no_memory(loader);
}

static hsy_status read_abbreviation(struct loader *loader, const hsy_table *table,
                                    const hsy_row *row, int kind)
{
    if (!hsy_str_ends(row->cells[0], HSY_STR(".")))
        return hsy_table_fail(table, row, loader->err, "\"%.*s\" has no stop at its end",
                              HSY_STR_ARG(row->cells[0]));
    return set(loader, &loader->tables->abbreviations, row->cells[0],
               (uint32_t)kind + HSY_ABBR_TITLE);
}

static hsy_status read_parts(struct loader *loader, const hsy_table *table, const hsy_row *row)
{
    hsy_parts *parts = hsy_vec_push(loader->arena, &loader->parts);
    hsy_str word = row->cells[0], rest = row->cells[2];
    size_t at = 0;

    if (!parts)
        return no_memory(loader);
    while (rest.ptr) {
        hsy_str part = hsy_str_cut(&rest, '|');
        if (parts->count == HSY_MAX_PARTS || part.len == 0 ||
            !hsy_str_eq(part, hsy_str_sub(word, at, at + part.len)))
            break;
        parts->letters[parts->count++] = (uint8_t)part.len;
        at += part.len;
    }
    if (at != word.len || parts->count < 2)
        return hsy_table_fail(table, row, loader->err, "the parts do not make \"%.*s\"",
                              HSY_STR_ARG(word));
    return set(loader, &loader->tables->contractions, word, loader->parts.count - 1);
}

static hsy_status push(struct loader *loader, hsy_str *slot, hsy_str text)
{
    if (!slot)
        return no_memory(loader);
    *slot = text;
    return HSY_OK;
}

enum { CUT_CLITIC, CUT_CONTRACTION, CUT_KEPT };

static hsy_status read_cut(struct loader *loader, const hsy_table *table, const hsy_row *row,
                           int kind)
{
    hsy_str text = row->cells[0];
    char room[HSY_MAX_CUE];

    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0x80)
            return hsy_table_fail(table, row, loader->err, "\"%.*s\" is not plain ASCII",
                                  HSY_STR_ARG(text));
    if (kind == CUT_CONTRACTION)
        return read_parts(loader, table, row);
    if (kind == CUT_CLITIC)
        return push(loader, hsy_vec_push(loader->arena, &loader->clitics), text);
    hsy_str key = hsy_str_copy(loader->arena, hsy_text_key(text, room));
    return key.ptr ? push(loader, hsy_vec_push(loader->arena, &loader->kept), key)
                   : no_memory(loader);
}

static hsy_status read_hyphen(struct loader *loader, const hsy_table *table, const hsy_row *row,
                              int kind)
{
    (void)table;
    return set(loader, kind ? &loader->tables->suffixes : &loader->tables->prefixes,
               row->cells[0], 1);
}

static hsy_status read_unit(struct loader *loader, const hsy_table *table, const hsy_row *row,
                            int kind)
{
    (void)table;
    return set(loader, &loader->tables->units, row->cells[0], (uint32_t)kind);
}

static hsy_status read_word(struct loader *loader, const hsy_table *table, const hsy_row *row,
                            int kind)
{
    uint32_t before = hsy_map_find(&loader->tables->words, row->cells[0]);

    (void)table;
    return set(loader, &loader->tables->words, row->cells[0],
               (before == HSY_NONE ? 0 : before) | 1u << kind);
}

/* Read every row of a table; column 0 is the word, column 1 its kind. */
static hsy_status read_table(struct loader *loader, const char *name,
                             const char *const *columns, const char *const *kinds,
                             row_reader *reader)
{
    hsy_table table;
    char room[HSY_MAX_CUE];
    hsy_status status =
        hsy_table_load(loader->arena, loader->home, name, columns, &table, loader->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        int kind = hsy_cell_enum(row->cells[1], kinds);
        if (kind < 0)
            return hsy_table_fail(&table, row, loader->err, "unknown kind \"%.*s\"",
                                  HSY_STR_ARG(row->cells[1]));
        if (hsy_text_key(row->cells[0], room).len == 0)
            return hsy_table_fail(&table, row, loader->err, "the word is empty or too long");
        status = reader(loader, &table, row, kind);
    }
    return status;
}

static const char *const abbreviation_columns[] = {"abbreviation", "kind", NULL};
static const char *const abbreviation_kinds[] = {"title",   "never", "number", "comma",
                                                 "may_end", "time",  NULL};
static const char *const cut_columns[] = {"text", "kind", "parts", NULL};
static const char *const cut_kinds[] = {"clitic", "contraction", "kept", NULL};
static const char *const hyphen_columns[] = {"word", "kind", NULL};
static const char *const hyphen_kinds[] = {"prefix", "suffix", NULL};
static const char *const unit_columns[] = {"unit", "after", NULL};
static const char *const unit_kinds[] = {"number", "money", NULL};
static const char *const word_columns[] = {"word", "kind", NULL};
static const char *const word_kinds[] = {"starter", "calendar", "saying", NULL};

static hsy_status read_tables(struct loader *loader)
{
    hsy_status status = read_table(loader, "en/text/abbreviations.tsv", abbreviation_columns,
                                   abbreviation_kinds, read_abbreviation);
    if (!status)
        status = read_table(loader, "en/text/clitics.tsv", cut_columns, cut_kinds, read_cut);
    if (!status)
        status = read_table(loader, "en/text/hyphens.tsv", hyphen_columns, hyphen_kinds,
                            read_hyphen);
    if (!status)
        status = read_table(loader, "en/text/units.tsv", unit_columns, unit_kinds, read_unit);
    if (!status)
        status =
            read_table(loader, "en/text/starters.tsv", word_columns, word_kinds, read_word);
    return status;
}

/* Bring the kept words in the order of their first bytes: a counting sort. */
static hsy_status sort_kept(struct loader *loader)
{
    hsy_text_tables *tables = loader->tables;
    hsy_str *sorted = hsy_new_array(loader->arena, loader->kept.count + 1, hsy_str);
    uint32_t next[129];

    if (!sorted)
        return no_memory(loader);
    for (uint32_t i = 0; i < loader->kept.count; i++)
        tables->kept_from[(unsigned char)loader->kept.data[i].ptr[0] + 1]++;
    for (uint32_t b = 1; b < 129; b++)
        tables->kept_from[b] += tables->kept_from[b - 1];
    memcpy(next, tables->kept_from, sizeof next);
    for (uint32_t i = 0; i < loader->kept.count; i++)
        sorted[next[(unsigned char)loader->kept.data[i].ptr[0]]++] = loader->kept.data[i];
    tables->kept = sorted;
    return HSY_OK;
}

hsy_status hsy_text_tables_load(hsy_arena *arena, const char *home, const hsy_text_tables **ret,
                                hsy_error *err)
{
    struct loader loader = {.arena = arena, .home = home, .err = err};
    hsy_text_tables *tables = hsy_new(arena, hsy_text_tables);

    if (!tables)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    loader.tables = tables;
    hsy_map_init(&tables->abbreviations, arena);
    hsy_map_init(&tables->contractions, arena);
    hsy_map_init(&tables->prefixes, arena);
    hsy_map_init(&tables->suffixes, arena);
    hsy_map_init(&tables->units, arena);
    hsy_map_init(&tables->words, arena);

    hsy_status status = read_tables(&loader);
    if (!status)
        status = sort_kept(&loader);
    if (status)
        return status;
    tables->parts = loader.parts.data;
    tables->clitics = loader.clitics.data;
    tables->nclitics = loader.clitics.count;
    *ret = tables;
    return HSY_OK;
}
