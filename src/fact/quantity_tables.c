/*
 * quantity_tables.c - the tables of data/en/quantity.
 *
 *     who.tsv    nouns of people and the class they count as
 *     harm.tsv   words of harm, by the frame they stand in
 *     parts.tsv  the parts of patterns in harm.tsv
 *     glue.tsv   closed classes: auxiliaries, prepositions, conjunctions
 *     cues.tsv   phrases that set scope, parts, updates
 *     units.tsv  money, per cent, spans of time
 *     ordinals.tsv  "a third victim"
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quantity.h"

static const char *const what_names[] = {
#define X(name, text) text,
    HSY_WHAT_LIST(X)
#undef X
        NULL};

static const char *const glue_names[] = {
    "be",       "have",   "modal",    "neg",  "adverb", "prep",       "conj",       "relative",
    "det",      "clause", "pronoun",  "verb", "to",     "of",         "others",     "more",
    "genitive", "list",   "passable", "he",   "aim",    "nominative", "possessive", "outward",
    "singular", "both",   "they",     "past", NULL};

static const char *const cue_names[] = {
    "subset",    "part_of", "cumulative", "long",      "record",     "potential", "actual",
    "rise",      "earlier", "deny",       "toll_link", "toll_above", "toll_by",   "troops",
    "reflexive", "label",   "group",      "aged",      "not",        "but",       "among",
    "number_of", "war",     "degree",     "still",     "survive",    "male",      "female",
    "also",      "weight",  "rate",       "singular", NULL};

static const char *const harm_names[] = {"verb",    "intransitive", "state",    "count",
                                         "of",      "toll",         "multiple", "owned",
                                         "nothing", "modifier",     NULL};

struct loader {
    hsy_quantity_tables *tables;
    hsy_arena *arena;
    const char *home;
    hsy_error *err;
};

static hsy_status no_memory(const struct loader *loader)
{
    return hsy_fail(loader->err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

static bool has_flag(hsy_str cell, hsy_str flag)
{
    for (hsy_str rest = cell; rest.ptr;)
        if (hsy_str_eq(hsy_str_cut(&rest, ' '), flag))
            return true;
    return false;
}

/* Every phrase of a cell, parted by "|". */
static bool add_all(hsy_lexicon *lexicon, hsy_str cell, uint32_t value, uint32_t line)
{
    for (hsy_str rest = cell; rest.ptr;) {
        hsy_str phrase = hsy_str_cut(&rest, '|');
        if (phrase.len && !hsy_lexicon_add(lexicon, phrase, value, line))
            return false;
    }
    return true;
}

static hsy_status load_who(const struct loader *loader)
{
    static const char *const columns[] = {"who", "singular", "plural", "flags", NULL};
    hsy_quantity_tables *tables = loader->tables;
    hsy_table table;
    hsy_status status = hsy_table_load(loader->arena, loader->home, "en/quantity/who.tsv",
                                       columns, &table, loader->err);

    if (status)
        return status;
    tables->who_name = table.name;
    for (uint32_t i = 0; i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        hsy_who *who = hsy_vec_push(loader->arena, &tables->whos);
        if (!who)
            return no_memory(loader);
        *who = (hsy_who){.who = row->cells[0], .count = 1, .line = row->line};
        who->is_mass = has_flag(row->cells[3], HSY_STR("mass"));
        who->is_group = has_flag(row->cells[3], HSY_STR("families"));
        who->troops = has_flag(row->cells[3], HSY_STR("troops"));
        who->displaced = has_flag(row->cells[3], HSY_STR("displaced"));
        who->count = has_flag(row->cells[3], HSY_STR("two"))     ? 2
                     : has_flag(row->cells[3], HSY_STR("three")) ? 3
                                                                 : 1;
        who->victim = has_flag(row->cells[3], HSY_STR("victim"));
        who->anyone = has_flag(row->cells[3], HSY_STR("anyone"));
        who->sex = has_flag(row->cells[3], HSY_STR("male"))     ? HSY_SEX_MALE
                   : has_flag(row->cells[3], HSY_STR("female")) ? HSY_SEX_FEMALE
                                                                : HSY_SEX_UNKNOWN;
        if (has_flag(row->cells[3], HSY_STR("young")))
            tables->young = i;
        if (has_flag(row->cells[3], HSY_STR("default")))
            tables->people = row->cells[0];
        if (!add_all(&tables->singular, row->cells[1], i, row->line) ||
            !add_all(&tables->plural, row->cells[2], i, row->line))
            return no_memory(loader);
    }
    return HSY_OK;
}

/* "{carried} to {det}? {hospital}" becomes a pattern; the same twice in one row is one. */
static hsy_status add_pattern(const struct loader *loader, const hsy_table *table,
                              const hsy_row *row, hsy_str phrase, hsy_harm_form form)
{
    hsy_quantity_tables *tables = loader->tables;
    hsy_harm_form *slot = hsy_vec_push(loader->arena, &tables->forms);
    bool bad;

    if (!slot)
        return no_memory(loader);
    *slot = form;
    if (!hsy_pattern_add(tables, loader->arena, phrase, tables->forms.count - 1, &bad))
        return no_memory(loader);
    return bad ? hsy_table_fail(table, row, loader->err, "no such pattern: \"%.*s\"",
                                HSY_STR_ARG(phrase))
               : HSY_OK;
}

static hsy_status add_forms(const struct loader *loader, const hsy_table *table,
                            const hsy_row *row, uint32_t harm, bool inflected)
{
    hsy_quantity_tables *tables = loader->tables;
    uint8_t bit = HSY_INFLECT_BASE;
    uint32_t first = tables->forms.count;

    for (hsy_str rest = row->cells[2]; rest.ptr; bit = (uint8_t)(bit << 1)) {
        hsy_str word = hsy_str_cut(&rest, '|');
        uint8_t forms = inflected ? bit : 0;
        bool merged = false;
        if (word.len == 0 || hsy_str_eq(word, HSY_STR("-")))
            continue;
        if (hsy_pattern_is(word)) {
            const hsy_status status =
                add_pattern(loader, table, row, word, (hsy_harm_form){harm, forms});
            if (status)
                return status;
            continue;
        }
        for (uint32_t i = tables->harm.entries.count; i-- > 0 && !merged;) {
            hsy_lexeme *entry = &tables->harm.entries.data[i];
            if (entry->value < first)
                break;
            hsy_str whole = {entry->words[0].ptr, (size_t)(entry->words[entry->nwords - 1].ptr +
                                                           entry->words[entry->nwords - 1].len -
                                                           entry->words[0].ptr)};
            merged = hsy_str_eq(whole, word);
            if (merged)
                tables->forms.data[entry->value].forms |= forms;
        }
        if (merged)
            continue;
        hsy_harm_form *form = hsy_vec_push(loader->arena, &tables->forms);
        if (!form)
            return no_memory(loader);
        *form = (hsy_harm_form){harm, forms};
        if (!hsy_lexicon_add(&tables->harm, word, tables->forms.count - 1, row->line))
            return no_memory(loader);
    }
    return HSY_OK;
}

static hsy_status add_near(const struct loader *loader, hsy_harm *harm, hsy_str cell,
                           uint32_t line)
{
    hsy_quantity_tables *tables = loader->tables;

    harm->near = HSY_NONE;
    if (cell.len == 0)
        return HSY_OK;
    hsy_lexicon *near = hsy_new(loader->arena, hsy_lexicon);
    hsy_lexicon **slot = near ? hsy_vec_push(loader->arena, &tables->nears) : NULL;
    if (!slot)
        return no_memory(loader);
    *slot = near;
    hsy_lexicon_init(near, loader->arena);
    harm->near = tables->nears.count - 1;
    return add_all(near, cell, 0, line) ? HSY_OK : no_memory(loader);
}

static hsy_status load_parts(const struct loader *loader)
{
    static const char *const columns[] = {"part", "words", NULL};
    hsy_quantity_tables *tables = loader->tables;
    hsy_table table;
    hsy_status status = hsy_table_load(loader->arena, loader->home, "en/quantity/parts.tsv",
                                       columns, &table, loader->err);

    hsy_map_init(&tables->part_of_name, loader->arena);
    hsy_map_init(&tables->start_of, loader->arena);
    tables->any_word = HSY_NONE;
    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        const uint32_t at =
            hsy_map_put(&tables->part_of_name, row->cells[0], tables->parts.count);
        if (at == HSY_NONE)
            return no_memory(loader);
        if (at == tables->parts.count) {
            hsy_lexicon *part = hsy_new(loader->arena, hsy_lexicon);
            hsy_lexicon **slot = part ? hsy_vec_push(loader->arena, &tables->parts) : NULL;
            if (!slot)
                return no_memory(loader);
            *slot = part;
            hsy_lexicon_init(part, loader->arena);
        }
        if (row->cells[1].len == 0)
            tables->any_word = at;
        else if (!add_all(tables->parts.data[at], row->cells[1], 0, row->line))
            return no_memory(loader);
    }
    return status;
}

static hsy_status load_harm(const struct loader *loader)
{
    static const char *const columns[] = {"what", "class", "words", "flags", "near", NULL};
    hsy_quantity_tables *tables = loader->tables;
    hsy_table table;
    hsy_status status = hsy_table_load(loader->arena, loader->home, "en/quantity/harm.tsv",
                                       columns, &table, loader->err);

    if (status)
        return status;
    tables->harm_name = table.name;
    for (uint32_t i = 0; i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        hsy_harm *harm = hsy_vec_push(loader->arena, &tables->harms);
        int what = hsy_cell_enum(row->cells[0], what_names);
        int kind = hsy_cell_enum(row->cells[1], harm_names);
        if (!harm)
            return no_memory(loader);
        if (what < 0 || kind < 0)
            return hsy_table_fail(&table, row, loader->err, "no such what or class");
        harm->what = (hsy_what)what;
        harm->kind = (hsy_harm_class)kind;
        harm->line = row->line;
        harm->combined = has_flag(row->cells[3], HSY_STR("combined"));
        harm->strict = has_flag(row->cells[3], HSY_STR("strict"));
        harm->many = has_flag(row->cells[3], HSY_STR("many"));
        harm->self = has_flag(row->cells[3], HSY_STR("self"));
        harm->times = has_flag(row->cells[3], HSY_STR("two"))     ? 2
                      : has_flag(row->cells[3], HSY_STR("three")) ? 3
                      : has_flag(row->cells[3], HSY_STR("four"))  ? 4
                                                                  : 0;
        if ((harm->kind == HSY_HARM_MULTIPLE) != (harm->times > 0))
            return hsy_table_fail(&table, row, loader->err,
                                  "a multiple has one of the flags two, three, four");
        harm->sum = has_flag(row->cells[3], HSY_STR("sum"));
        harm->fate = has_flag(row->cells[3], HSY_STR("fate"));
        harm->open = has_flag(row->cells[3], HSY_STR("open"));
        status = add_near(loader, harm, row->cells[4], row->line);
        if (!status)
            status = add_forms(loader, &table, row, i, kind <= HSY_HARM_INTRANS);
        if (status)
            return status;
    }
    return HSY_OK;
}

static hsy_status load_glue(const struct loader *loader)
{
    static const char *const columns[] = {"class", "words", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(loader->arena, loader->home, "en/quantity/glue.tsv",
                                       columns, &table, loader->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        int kind = hsy_cell_enum(row->cells[0], glue_names);
        if (kind < 0)
            return hsy_table_fail(&table, row, loader->err, "no such class");
        if (!add_all(&loader->tables->glue, row->cells[1], 1u << kind, row->line))
            return no_memory(loader);
    }
    return status;
}

static hsy_status load_cues(const struct loader *loader)
{
    static const char *const columns[] = {"cue", "words", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(loader->arena, loader->home, "en/quantity/cues.tsv",
                                       columns, &table, loader->err);

    if (status)
        return status;
    for (uint32_t i = 0; i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        int cue = hsy_cell_enum(row->cells[0], cue_names);
        if (cue < 0)
            return hsy_table_fail(&table, row, loader->err, "no such cue");
        if (!add_all(&loader->tables->cues[cue], row->cells[1], 0, row->line))
            return no_memory(loader);
    }
    return HSY_OK;
}

static hsy_status load_units(const struct loader *loader)
{
    static const char *const columns[] = {"what", "place", "words", "unit", NULL};
    static const char *const places[] = {"after", "before", "old", NULL};
    hsy_quantity_tables *tables = loader->tables;
    hsy_lexicon *const lexicons[] = {&tables->unit, &tables->sign, &tables->old};
    hsy_table table;
    hsy_status status = hsy_table_load(loader->arena, loader->home, "en/quantity/units.tsv",
                                       columns, &table, loader->err);

    if (status)
        return status;
    tables->unit_name = table.name;
    for (uint32_t i = 0; i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        hsy_unit *unit = hsy_vec_push(loader->arena, &tables->units);
        int what = hsy_cell_enum(row->cells[0], what_names);
        int place = hsy_cell_enum(row->cells[1], places);
        if (!unit)
            return no_memory(loader);
        if (what < 0 || place < 0)
            return hsy_table_fail(&table, row, loader->err, "no such what or place");
        *unit = (hsy_unit){row->cells[3], what, row->line};
        if (!add_all(lexicons[place], row->cells[2], i, row->line))
            return no_memory(loader);
    }
    return HSY_OK;
}

static hsy_status load_ordinals(const struct loader *loader)
{
    static const char *const columns[] = {"word", "value", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(loader->arena, loader->home, "en/quantity/ordinals.tsv",
                                       columns, &table, loader->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        int64_t value;
        if (!hsy_cell_int(row->cells[1], &value) || value < 1 || value > UINT8_MAX)
            return hsy_table_fail(&table, row, loader->err, "no such value");
        if (!hsy_lexicon_add(&loader->tables->ordinal, row->cells[0], (uint32_t)value,
                             row->line))
            return no_memory(loader);
    }
    return status;
}

hsy_status hsy_quantity_tables_load(hsy_arena *arena, const char *home,
                                    const hsy_quantity_tables **ret, hsy_error *err)
{
    hsy_quantity_tables *tables = hsy_new(arena, hsy_quantity_tables);
    const struct loader loader = {tables, arena, home, err};
    hsy_status (*const loads[])(const struct loader *) = {
        load_who, load_parts, load_harm, load_glue, load_cues, load_units, load_ordinals};
    hsy_status status = HSY_OK;

    if (!tables)
        return no_memory(&loader);
    hsy_lexicon *const lexicons[] = {&tables->singular, &tables->plural, &tables->harm,
                                     &tables->glue,     &tables->unit,   &tables->sign,
                                     &tables->old,      &tables->ordinal};
    for (size_t i = 0; i < sizeof lexicons / sizeof *lexicons; i++)
        hsy_lexicon_init(lexicons[i], arena);
    for (int i = 0; i < HSY_CUE_COUNT; i++)
        hsy_lexicon_init(&tables->cues[i], arena);
    for (size_t i = 0; i < sizeof loads / sizeof *loads && !status; i++)
        status = loads[i](&loader);
    if (!status)
        *ret = tables;
    return status;
}
