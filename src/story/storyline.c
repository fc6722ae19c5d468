/*
 * storyline.c - stories that follow each other over weeks.
 *
 * Two stories are of one storyline when their names, places and acts are much
 * the same though their words and days have moved on: cosine of the sums of
 * their members' vectors over those kinds alone, and at least two such keys that
 * few stories have. A story is compared with those that share a rare key and lie
 * within MAX_DAYS, newest first; a storyline takes its id from its first story.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

#define MAX_DAYS 90
#define LIKE (HSY_ONE * 2 / 5)
#define RARE_SHARE 50u /* a key that one story in so many has, or three; not over LOOKED_AT */
#define LOOKED_AT 64u  /* newest stories of a rare key */
#define DAY (24 * 60)

typedef HSY_VEC(uint32_t) number_list;

struct lines {
    hsy_arena *scratch;
    const hsy_key_table *keys;
    const hsy_vector *vectors;
    const hsy_story *stories;
    uint32_t nstories;
    const uint32_t *canonical_of;
    hsy_vector *sums;      /* of each story, its named keys */
    uint32_t *spread;      /* stories that have each key */
    number_list *postings; /* of each key */
    uint32_t *parent;
    uint32_t *order;  /* stories by first, then id */
    uint32_t *common; /* rare keys of each story in common with the present one */
    number_list met;
};

static bool is_named(uint32_t kind)
{
    return kind == HSY_KEY_NAME || kind == HSY_KEY_PLACE || kind == HSY_KEY_EVENT;
}

static int by_key(const void *a, const void *b)
{
    const hsy_weighted *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static void fold(hsy_vector *vector)
{
    uint32_t kept = 0;
    uint64_t square = vector->alone;

    if (vector->count)
        qsort(vector->items, vector->count, sizeof *vector->items, by_key);
    for (uint32_t i = 0; i < vector->count; i++) {
        if (kept && vector->items[kept - 1].key == vector->items[i].key)
            vector->items[kept - 1].weight += vector->items[i].weight;
        else
            vector->items[kept++] = vector->items[i];
    }
    vector->count = kept;
    for (uint32_t i = 0; i < kept; i++)
        square += (uint64_t)((int64_t)vector->items[i].weight * vector->items[i].weight);
    int64_t length = hsy_root(square);
    for (uint32_t i = 0; i < kept && length; i++)
        vector->items[i].weight =
            (int32_t)((int64_t)vector->items[i].weight * HSY_ONE / length);
}

/* Sum over at most 64 members: weights stay far below 32 bits. */
static bool sum_story(struct lines *lines, uint32_t s)
{
    const hsy_story *story = &lines->stories[s];
    uint32_t members = story->ndocs < 64 ? story->ndocs : 64, room = 0;

    for (uint32_t d = 0; d < members; d++)
        room += lines->vectors[lines->canonical_of[story->docs[d]]].count;
    hsy_vector *sum = &lines->sums[s];
    sum->items = hsy_new_array(lines->scratch, room, hsy_weighted);
    if (!sum->items)
        return false;
    for (uint32_t d = 0; d < members; d++) {
        const hsy_vector *vector = &lines->vectors[lines->canonical_of[story->docs[d]]];
        sum->alone += vector->alone;
        for (uint32_t i = 0; i < vector->count; i++)
            if (is_named(lines->keys->shared[vector->items[i].key].kind))
                sum->items[sum->count++] = vector->items[i];
    }
    fold(sum);
    for (uint32_t i = 0; i < sum->count; i++)
        lines->spread[sum->items[i].key]++;
    return true;
}

static bool is_rare(const struct lines *lines, uint32_t key)
{
    uint32_t most = lines->nstories / RARE_SHARE;
    return lines->spread[key] <= (most < 3 ? 3 : most < LOOKED_AT ? most : LOOKED_AT);
}

static uint32_t top_of(const struct lines *lines, uint32_t s)
{
    while (lines->parent[s] != s)
        s = lines->parent[s];
    return s;
}

static bool follows(const struct lines *lines, uint32_t a, uint32_t b)
{
    const hsy_story *x = &lines->stories[a], *y = &lines->stories[b];

    if (x->first != INT64_MIN && y->last != INT64_MIN &&
        (x->first - y->last) / DAY > MAX_DAYS)
        return false;
    return hsy_vector_cosine(&lines->sums[a], &lines->sums[b]) >= LIKE;
}

/* Stories that share two rare keys with `s`, newest of each key only. */
static bool gather(struct lines *lines, uint32_t s)
{
    const hsy_vector *sum = &lines->sums[s];

    lines->met.count = 0;
    for (uint32_t i = 0; i < sum->count; i++) {
        if (!is_rare(lines, sum->items[i].key))
            continue;
        const number_list *list = &lines->postings[sum->items[i].key];
        uint32_t from = list->count > LOOKED_AT ? list->count - LOOKED_AT : 0;
        for (uint32_t at = from; at < list->count; at++) {
            if (++lines->common[list->data[at]] != 2)
                continue;
            uint32_t *slot = hsy_vec_push(lines->scratch, &lines->met);
            if (!slot)
                return false;
            *slot = list->data[at];
        }
    }
    return true;
}

static void forget(struct lines *lines, uint32_t s)
{
    const hsy_vector *sum = &lines->sums[s];

    for (uint32_t i = 0; i < sum->count; i++) {
        const number_list *list = &lines->postings[sum->items[i].key];
        uint32_t from = list->count > LOOKED_AT ? list->count - LOOKED_AT : 0;
        for (uint32_t at = from; at < list->count; at++)
            lines->common[list->data[at]] = 0;
    }
}

static bool link_story(struct lines *lines, uint32_t s)
{
    const hsy_vector *sum = &lines->sums[s];

    if (!gather(lines, s))
        return false;
    for (uint32_t i = 0; i < lines->met.count; i++) {
        uint32_t top = top_of(lines, lines->met.data[i]);
        if (top != top_of(lines, s) && follows(lines, s, lines->met.data[i]))
            lines->parent[top_of(lines, s)] = top;
    }
    forget(lines, s);
    for (uint32_t i = 0; i < sum->count; i++) {
        if (!is_rare(lines, sum->items[i].key))
            continue;
        uint32_t *slot = hsy_vec_push(lines->scratch, &lines->postings[sum->items[i].key]);
        if (!slot)
            return false;
        *slot = s;
    }
    return true;
}

struct ranked {
    const hsy_story *story;
    uint32_t number;
};

static int by_first(const void *a, const void *b)
{
    const hsy_story *x = ((const struct ranked *)a)->story;
    const hsy_story *y = ((const struct ranked *)b)->story;

    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return hsy_str_cmp(x->id, y->id);
}

static bool make_ready(struct lines *lines)
{
    struct ranked *ranked = hsy_new_array(lines->scratch, lines->nstories, struct ranked);

    lines->sums = hsy_new_array(lines->scratch, lines->nstories, hsy_vector);
    lines->spread = hsy_new_array(lines->scratch, lines->keys->nshared, uint32_t);
    lines->postings = hsy_new_array(lines->scratch, lines->keys->nshared, number_list);
    lines->parent = hsy_new_array(lines->scratch, lines->nstories, uint32_t);
    lines->order = hsy_new_array(lines->scratch, lines->nstories, uint32_t);
    lines->common = hsy_new_array(lines->scratch, lines->nstories, uint32_t);
    if (!ranked || !lines->sums || !lines->spread || !lines->postings || !lines->parent ||
        !lines->order || !lines->common)
        return false;
    for (uint32_t s = 0; s < lines->nstories; s++) {
        ranked[s] = (struct ranked){&lines->stories[s], s};
        lines->parent[s] = s;
        if (!sum_story(lines, s))
            return false;
    }
    qsort(ranked, lines->nstories, sizeof *ranked, by_first);
    for (uint32_t s = 0; s < lines->nstories; s++)
        lines->order[s] = ranked[s].number;
    return true;
}

bool hsy_storylines_make(hsy_arena *arena, hsy_arena *scratch,
                         const hsy_story_article *const *articles, const hsy_key_table *keys,
                         const hsy_vector *vectors, hsy_story *stories, uint32_t nstories,
                         const uint32_t *canonical_of)
{
    struct lines lines = {.scratch = scratch, .keys = keys, .vectors = vectors,
                          .stories = stories, .nstories = nstories,
                          .canonical_of = canonical_of};

    if (!make_ready(&lines))
        return false;
    for (uint32_t i = 0; i < nstories; i++)
        if (!link_story(&lines, lines.order[i]))
            return false;
    for (uint32_t s = 0; s < nstories; s++) {
        uint32_t first = canonical_of[stories[top_of(&lines, s)].docs[0]];
        stories[s].storyline = hsy_storyline_id(arena, articles[first]->id);
        if (!stories[s].storyline.ptr)
            return false;
    }
    return true;
}
