/*
 * lemma.c - see lemma.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/lemma.h"

#include "base/table.h"

#include <string.h>

#define MAX_ENDING 12
#define MAX_KEY 96 /* a longer word has no entry */
#define LEAST_STEM 2

/* "word\tTAG" in `room`; empty when it is too long for any entry. */
static hsy_str key_of(char room[MAX_KEY], hsy_str word, hsy_str tag)
{
    if (word.len + tag.len + 1 > MAX_KEY)
        return (hsy_str){room, 0};
    memcpy(room, word.ptr, word.len);
    room[word.len] = '\t';
    memcpy(room + word.len + 1, tag.ptr, tag.len);
    return (hsy_str){room, word.len + 1 + tag.len};
}

static bool set_key(hsy_map *map, hsy_str word, hsy_str tag, uint32_t value)
{
    char room[MAX_KEY];
    hsy_str key = hsy_str_copy(map->arena, key_of(room, word, tag));

    return key.ptr && hsy_map_set(map, key, value);
}

struct loader {
    hsy_arena *arena;
    const char *home;
    hsy_error *err;
    HSY_VEC(hsy_str) lemmas;
    HSY_VEC(hsy_str) put;
};

static hsy_status load_forms(struct loader *loader, const char *name, hsy_lemmas *ret)
{
    static const char *const columns[] = {"form", "tag", "lemma", NULL};
    hsy_table table;
    hsy_status status =
        hsy_table_load(loader->arena, loader->home, name, columns, &table, loader->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_str *cells = table.rows[i].cells;
        hsy_str *lemma = hsy_vec_push(loader->arena, &loader->lemmas);
        if (cells[0].len == 0 || cells[1].len == 0 || cells[2].len == 0)
            return hsy_table_fail(&table, &table.rows[i], loader->err, "an empty cell");
        if (!lemma || !set_key(&ret->forms, cells[0], cells[1], loader->lemmas.count - 1))
            return hsy_fail(loader->err, HSY_NOMEM, table.path, 0, 0, "out of memory");
        *lemma = cells[2];
    }
    return status;
}

static hsy_status load_rules(struct loader *loader, const char *name, hsy_lemmas *ret)
{
    static const char *const columns[] = {"tag", "ending", "put", NULL};
    hsy_table table;
    hsy_status status =
        hsy_table_load(loader->arena, loader->home, name, columns, &table, loader->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_str *cells = table.rows[i].cells;
        hsy_str *put = hsy_vec_push(loader->arena, &loader->put);
        if (cells[0].len == 0 || cells[1].len == 0 || cells[1].len > MAX_ENDING)
            return hsy_table_fail(&table, &table.rows[i], loader->err,
                                  "a rule needs a tag and an ending of at most %d letters",
                                  MAX_ENDING);
        if (!put || !set_key(&ret->endings, cells[1], cells[0], loader->put.count - 1))
            return hsy_fail(loader->err, HSY_NOMEM, table.path, 0, 0, "out of memory");
        *put = cells[2];
        if (cells[1].len > ret->longest)
            ret->longest = (uint32_t)cells[1].len;
    }
    return status;
}

hsy_status hsy_lemmas_load(hsy_arena *arena, const char *home, hsy_lemmas *ret, hsy_error *err)
{
    /* Later files go before earlier ones. */
    static const char *const files[] = {"en/ling/lemmas-wordnet.tsv", "en/ling/lemmas.tsv"};
    struct loader loader = {.arena = arena, .home = home, .err = err};
    hsy_lemmas lemmas = {0};

    hsy_map_init(&lemmas.forms, arena);
    hsy_map_init(&lemmas.endings, arena);
    hsy_status status = load_rules(&loader, "en/ling/lemma-rules.tsv", &lemmas);
    for (size_t i = 0; !status && i < sizeof files / sizeof *files; i++)
        status = load_forms(&loader, files[i], &lemmas);
    if (status)
        return status;
    lemmas.lemmas = loader.lemmas.data;
    lemmas.put = loader.put.data;
    *ret = lemmas;
    return HSY_OK;
}

static const hsy_str *listed(const hsy_lemmas *lemmas, hsy_str word, hsy_str tag)
{
    char room[MAX_KEY];
    hsy_str key = key_of(room, word, tag);
    uint32_t at = key.len ? hsy_map_find(&lemmas->forms, key) : HSY_NONE;

    return at == HSY_NONE ? NULL : &lemmas->lemmas[at];
}

static hsy_str by_rule(const hsy_lemmas *lemmas, hsy_arena *arena, hsy_str word, hsy_str xpos)
{
    char room[MAX_KEY];

    for (size_t len = lemmas->longest; len > 0; len--) {
        if (word.len < len + LEAST_STEM)
            continue;
        hsy_str ending = hsy_str_sub(word, word.len - len, word.len);
        uint32_t at = hsy_map_find(&lemmas->endings, key_of(room, ending, xpos));
        if (at == HSY_NONE)
            continue;
        hsy_str put = lemmas->put[at];
        size_t stem = word.len - len;
        char *out = hsy_arena_alloc(arena, stem + put.len);
        if (!out)
            return (hsy_str){NULL, 0};
        memcpy(out, word.ptr, stem);
        memcpy(out + stem, put.ptr, put.len);
        return (hsy_str){out, stem + put.len};
    }
    return word;
}

hsy_str hsy_lemma_of(const hsy_lemmas *lemmas, hsy_arena *arena, hsy_str word, hsy_str upos,
                     hsy_str xpos)
{
    const hsy_str *lemma = listed(lemmas, word, xpos);

    if (!lemma)
        lemma = listed(lemmas, word, upos);
    return lemma ? *lemma : by_rule(lemmas, arena, word, xpos);
}
