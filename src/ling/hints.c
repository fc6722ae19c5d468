/*
 * hints.c - see hints.h.
 *
 * Phrases of up to five words are found by their first word: a map tells how long
 * the longest phrase is that begins with it, and the lengths are tried from there
 * down. Case counts, since "us" is not "US"; in a sentence all in capitals nothing
 * is found but what is written so in the tables.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/hints.h"

#include "base/table.h"

#include <string.h>

#define MAX_WORDS 5
#define MAX_PHRASE 96
#define LARGE_TOWN 100000

struct loader {
    hsy_arena *arena;
    const char *home;
    hsy_error *err;
    hsy_hints *tables;
    HSY_VEC(uint16_t) hints;
};

static uint32_t words_in(hsy_str phrase)
{
    uint32_t n = 1;

    for (size_t i = 0; i < phrase.len; i++)
        n += phrase.ptr[i] == ' ';
    return n;
}

static bool add_phrase(struct loader *loader, hsy_str phrase, uint16_t hint)
{
    uint32_t n = words_in(phrase), at = hsy_map_find(&loader->tables->phrases, phrase);
    hsy_str rest = phrase, first = hsy_str_cut(&rest, ' ');

    if (phrase.len == 0 || phrase.len > MAX_PHRASE || n > MAX_WORDS)
        return true;
    if (at == HSY_NONE) {
        uint16_t *slot = hsy_vec_push(loader->arena, &loader->hints);
        at = loader->hints.count - 1;
        if (!slot || !hsy_map_set(&loader->tables->phrases, phrase, at))
            return false;
    }
    /* "US", "Hong Kong" are listed as adjectives too: they are countries first. */
    if (hint == HSY_HINT_PEOPLE && (loader->hints.data[at] & HSY_HINT_COUNTRY))
        return true;
    loader->hints.data[at] |= hint;
    uint32_t longest = hsy_map_put(&loader->tables->first_words, first, n);
    return longest != HSY_NONE &&
           (longest >= n || hsy_map_set(&loader->tables->first_words, first, n));
}

/* A cell of phrases with ';' between. */
static bool add_cell(struct loader *loader, hsy_str cell, uint16_t hint)
{
    while (cell.ptr) {
        hsy_str phrase = hsy_str_trim(hsy_str_cut(&cell, ';'));
        if (!add_phrase(loader, phrase, hint))
            return false;
    }
    return true;
}

static hsy_status no_memory(const struct loader *loader)
{
    return hsy_fail(loader->err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

static hsy_status load_columns(struct loader *loader, const char *name,
                               const char *const *columns, const uint16_t *hints)
{
    hsy_table table;
    hsy_status status =
        hsy_table_load(loader->arena, loader->home, name, columns, &table, loader->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++)
        for (uint32_t c = 0; columns[c]; c++)
            if (!add_cell(loader, table.rows[i].cells[c], hints[c]))
                return no_memory(loader);
    return status;
}

static hsy_status load_bodies(struct loader *loader)
{
    static const char *const columns[] = {"names", "type", NULL};
    static const char *const types[] = {"organization", "group", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(loader->arena, loader->home, "en/actors/bodies.tsv",
                                       columns, &table, loader->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_str *cells = table.rows[i].cells;
        bool group = hsy_cell_enum(cells[1], types) == 1;
        if (!add_cell(loader, cells[0], group ? HSY_HINT_GROUP : HSY_HINT_BODY))
            return no_memory(loader);
    }
    return status;
}

/* Regions and towns of the gazetteer; a large one is likelier to be meant. */
static hsy_status load_places(struct loader *loader)
{
    static const char *const columns[] = {"kind", "name", "population", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(loader->arena, loader->home, "places/places.tsv",
                                       columns, &table, loader->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_str *cells = table.rows[i].cells;
        int64_t population = 0;
        bool large = hsy_cell_int(cells[2], &population) && population >= LARGE_TOWN;
        if (hsy_str_eq(cells[0], HSY_STR("country")))
            continue;
        if (!add_phrase(loader, cells[1], large ? HSY_HINT_TOWN : HSY_HINT_SMALL_TOWN))
            return no_memory(loader);
    }
    return status;
}

static hsy_status load_words(struct loader *loader)
{
    static const char *const columns[] = {"kind", "word", NULL};
    static const char *const kinds[] = {"title",    "organization", "place", "group",
                                        "calendar", "particle",     NULL};
    static const uint16_t hints[] = {HSY_HINT_TITLE,  HSY_HINT_ORG_WORD, HSY_HINT_PLACE_WORD,
                                     HSY_HINT_PEOPLE, HSY_HINT_CALENDAR, HSY_HINT_PARTICLE};
    hsy_table table;
    hsy_status status = hsy_table_load(loader->arena, loader->home, "en/ling/name-words.tsv",
                                       columns, &table, loader->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        int kind = hsy_cell_enum(table.rows[i].cells[0], kinds);
        if (kind < 0)
            return hsy_table_fail(&table, &table.rows[i], loader->err,
                                  "unknown kind of word \"%.*s\"",
                                  HSY_STR_ARG(table.rows[i].cells[0]));
        if (!add_phrase(loader, table.rows[i].cells[1], hints[kind]))
            return no_memory(loader);
    }
    return status;
}

static hsy_status load_cues(struct loader *loader)
{
    static const char *const columns[] = {"word", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(loader->arena, loader->home, "en/ling/place-cues.tsv",
                                       columns, &table, loader->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++)
        if (!hsy_map_set(&loader->tables->before_place, table.rows[i].cells[0], 0))
            return no_memory(loader);
    return status;
}

hsy_status hsy_hints_load(hsy_arena *arena, const char *home, hsy_hints *ret, hsy_error *err)
{
    static const char *const country_columns[] = {"names",  "adjectives", "person",
                                                  "people", "capitals",   NULL};
    static const uint16_t country_hints[] = {HSY_HINT_COUNTRY, HSY_HINT_PEOPLE,
                                             HSY_HINT_PEOPLE, HSY_HINT_PEOPLE,
                                             HSY_HINT_CAPITAL};
    static const char *const first_columns[] = {"name", NULL};
    static const uint16_t first_hints[] = {HSY_HINT_FIRST};
    static const char *const agency_columns[] = {"names", NULL};
    static const uint16_t agency_hints[] = {HSY_HINT_BODY};
    struct loader loader = {.arena = arena, .home = home, .err = err, .tables = ret};

    hsy_map_init(&ret->phrases, arena);
    hsy_map_init(&ret->first_words, arena);
    hsy_map_init(&ret->before_place, arena);
    hsy_status status = load_words(&loader);
    if (!status)
        status = load_cues(&loader);
    if (!status)
        status = load_columns(&loader, "en/actors/countries.tsv", country_columns,
                              country_hints);
    if (!status)
        status = load_columns(&loader, "en/actors/first-names.tsv", first_columns, first_hints);
    if (!status)
        status = load_columns(&loader, "en/actors/agencies.tsv", agency_columns, agency_hints);
    if (!status)
        status = load_bodies(&loader);
    if (!status)
        status = load_places(&loader);
    ret->of = loader.hints.data;
    return status;
}

/* The first n forms with blanks between, in `room`; empty: too long. */
static hsy_str phrase_of(const hsy_str *forms, size_t step, uint32_t n, char room[MAX_PHRASE])
{
    size_t len = 0;

    for (uint32_t i = 0; i < n; i++) {
        const hsy_str *form = (const hsy_str *)(const void *)((const char *)forms + i * step);
        if (len + form->len + 1 > MAX_PHRASE)
            return (hsy_str){room, 0};
        if (i)
            room[len++] = ' ';
        memcpy(room + len, form->ptr, form->len);
        len += form->len;
    }
    return (hsy_str){room, len};
}

bool hsy_hints_before_place(const hsy_hints *hints, hsy_str lower)
{
    return hsy_map_find(&hints->before_place, lower) != HSY_NONE;
}

uint32_t hsy_hints_longest(const hsy_hints *hints, hsy_str form)
{
    uint32_t n = hsy_map_find(&hints->first_words, form);

    return n == HSY_NONE ? 0 : n;
}

uint32_t hsy_hints_find(const hsy_hints *hints, const hsy_str *forms, size_t step,
                        uint32_t most, uint16_t *ret)
{
    char room[MAX_PHRASE];

    for (uint32_t n = most; n > 0; n--) {
        hsy_str phrase = phrase_of(forms, step, n, room);
        uint32_t at = phrase.len ? hsy_map_find(&hints->phrases, phrase) : HSY_NONE;
        if (at != HSY_NONE) {
            *ret = hints->of[at];
            return n;
        }
    }
    return 0;
}
