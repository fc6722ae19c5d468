/*
 * place_tables.c - the tables of the reader of places.
 *
 * Cue words (data/en/place/cues.tsv), short forms of regions ("Ky."), adjectives of
 * countries, homes of outlets, the weights of what speaks for a place; the places
 * themselves are in gazetteer.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/utf8.h"
#include "fact/place.h"

static const char *const cue_names[] = {
    "locative", "motion", "toward", "region",   "regions",   "city",
    "side",     "role",   "verb",   "object",   "partner",   "not_after",
    "not_before", "particle", "join", "aux",    "genitive", "bearer", "elsewhere", "site",
    "origin", "home", "way", "ground", "undergo", "a", "inside", "trust", "town_of", "local", "office", "seat",
    NULL};

static const char *const feature_names[] = {
#define X(name, text) text,
    HSY_PLACE_FEATURE_LIST(X)
#undef X
        NULL};

static hsy_status no_memory(hsy_error *err)
{
    return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

static hsy_status load_cues(hsy_place_tables *tables, hsy_arena *arena, const char *home,
                            hsy_error *err)
{
    static const char *const columns[] = {"class", "words", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(arena, home, "en/place/cues.tsv", columns, &table, err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        int cue = hsy_cell_enum(row->cells[0], cue_names);
        if (cue < 0)
            return hsy_table_fail(&table, row, err, "no such class");
        for (hsy_str rest = row->cells[1]; rest.ptr;)
            if (!hsy_lexicon_add(&tables->cues[cue], hsy_str_cut(&rest, '|'), 0, row->line))
                return no_memory(err);
    }
    return status;
}

/* "Syrian", "Ukrainian": they tell the country an article is about. */
static hsy_status load_adjectives(hsy_place_tables *tables, hsy_arena *arena, const char *home,
                                  hsy_error *err)
{
    static const char *const columns[] = {"code", "adjectives", "person", "people", NULL};
    hsy_table table;
    hsy_status status =
        hsy_table_load(arena, home, "en/actors/countries.tsv", columns, &table, err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        const uint32_t country = hsy_gazetteer_country(tables->gazetteer, row->cells[0]);
        for (int c = 1; c < 4; c++)
            for (hsy_str rest = row->cells[c]; rest.ptr && country > 0;) {
                hsy_str word = hsy_utf8_lower(arena, hsy_str_cut(&rest, ';'));
                if (word.len && !hsy_lexicon_add(&tables->adjectives, word, country, row->line))
                    return no_memory(err);
            }
    }
    return status;
}

/* A name that a table refers to; HSY_FORMAT when the gazetteer has none. */
static hsy_status load_key(hsy_place_tables *tables, hsy_arena *arena, const hsy_table *table,
                           const hsy_row *row, hsy_error *err)
{
    if (hsy_gazetteer_find(tables->gazetteer, row->cells[1]).count == 0)
        return hsy_table_fail(table, row, err, "the gazetteer has no \"%.*s\"",
                              HSY_STR_ARG(row->cells[1]));
    hsy_str *key = hsy_vec_push(arena, &tables->keys);
    if (!key)
        return no_memory(err);
    *key = row->cells[1];
    return HSY_OK;
}

/* "European", "Chechen": of lands that are no countries. */
static hsy_status load_peoples(hsy_place_tables *tables, hsy_arena *arena, const char *home,
                               hsy_error *err)
{
    static const char *const columns[] = {"words", "name", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(arena, home, "en/place/peoples.tsv", columns, &table, err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        status = load_key(tables, arena, &table, row, err);
        for (hsy_str rest = row->cells[0]; rest.ptr && !status;)
            if (!hsy_lexicon_add(&tables->adjectives, hsy_str_cut(&rest, '|'),
                                 HSY_PLACE_LAND_KEY + tables->keys.count - 1, row->line))
                status = no_memory(err);
    }
    return status;
}

static hsy_status load_short_forms(hsy_place_tables *tables, hsy_arena *arena,
                                   const char *home, hsy_error *err)
{
    static const char *const columns[] = {"forms", "name", NULL};
    hsy_table table;
    hsy_status status =
        hsy_table_load(arena, home, "en/place/short-forms.tsv", columns, &table, err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        status = load_key(tables, arena, &table, row, err);
        for (hsy_str rest = row->cells[0]; rest.ptr && !status;)
            if (!hsy_map_set(&tables->short_forms, hsy_str_cut(&rest, '|'),
                             tables->keys.count - 1))
                status = no_memory(err);
    }
    return status;
}

static hsy_status load_homes(hsy_place_tables *tables, hsy_arena *arena, const char *home,
                             hsy_error *err)
{
    static const char *const columns[] = {"domain", "country", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(arena, home, "places/homes.tsv", columns, &table, err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        const uint8_t country = hsy_gazetteer_country(tables->gazetteer, row->cells[1]);
        if (country == 0)
            return hsy_table_fail(&table, row, err, "no country of this code");
        if (!hsy_map_set(&tables->homes, row->cells[0], country))
            return no_memory(err);
    }
    return status;
}

static hsy_status load_weights(hsy_place_tables *tables, hsy_arena *arena, const char *home,
                               hsy_error *err)
{
    static const char *const columns[] = {"evidence", "weight", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(arena, home, "places/weights.tsv", columns, &table, err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        const int feature = hsy_cell_enum(row->cells[0], feature_names);
        int64_t weight;
        if (feature < 0)
            return hsy_table_fail(&table, row, err, "no such evidence");
        if (!hsy_cell_int(row->cells[1], &weight) || weight < -100000 || weight > 100000)
            return hsy_table_fail(&table, row, err, "no weight between -100000 and 100000");
        tables->weights[feature] = (int32_t)weight;
    }
    return status;
}

uint8_t hsy_place_home(const hsy_place_tables *tables, hsy_str domain)
{
    /* The domain itself, then what follows each dot: "news.example.ie", "ie". */
    while (domain.ptr && domain.len) {
        const uint32_t country = hsy_map_find(&tables->homes, domain);
        if (country != HSY_NONE)
            return (uint8_t)country;
        hsy_str_cut(&domain, '.');
    }
    return 0;
}

hsy_status hsy_place_tables_load(hsy_arena *arena, const char *home,
                                 const hsy_place_tables **ret, hsy_error *err)
{
    static hsy_status (*const loaders[])(hsy_place_tables *, hsy_arena *, const char *,
                                         hsy_error *) = {
        load_cues, load_adjectives, load_peoples, load_short_forms, load_homes, load_weights};
    hsy_place_tables *tables = hsy_new(arena, hsy_place_tables);

    if (!tables)
        return no_memory(err);
    for (int i = 0; i < HSY_P_COUNT; i++)
        hsy_lexicon_init(&tables->cues[i], arena);
    hsy_lexicon_init(&tables->adjectives, arena);
    hsy_map_init(&tables->short_forms, arena);
    hsy_map_init(&tables->homes, arena);
    hsy_status status = hsy_gazetteer_load(arena, home, &tables->gazetteer, err);
    for (size_t i = 0; i < sizeof loaders / sizeof *loaders && !status; i++)
        status = loaders[i](tables, arena, home, err);
    if (!status)
        *ret = tables;
    return status;
}
