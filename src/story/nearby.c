/*
 * nearby.c - which stories have something in common with an article.
 *
 * An inverted index from keys to the articles that have them. Looking up an
 * article's keys adds up its cosine with every article met, and so with the sum
 * of each story's members: nothing has to be compared again. A key keeps its
 * newest SCANNED articles, and rare keys are looked up first until BUDGET is spent:
 * what more have is no key to find a story by. So the cost of an article does not
 * grow with the stream.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include <string.h>

#define SCANNED 128u /* a power of two */
#define BUDGET 1000u /* postings looked at for one article */
#define AHEAD 8u     /* meetings asked for before they are read */
#define RARE 32u     /* articles with a key that is looked up first */

struct posting {
    uint32_t article;
    int32_t weight;
};

/* The newest articles with one key; over SCANNED the oldest is overwritten. */
struct ring {
    struct posting *data;
    uint32_t count, room;
};

struct meeting {
    int32_t dot, evidence;
    uint32_t shares;
};

struct hsy_index {
    hsy_arena *arena;
    const hsy_key_table *keys;
    struct ring *rings;       /* of each key */
    struct meeting *meetings; /* of each article, with the present one */
    uint32_t *met;            /* articles whose meetings are not empty */
    uint32_t nmet;
    uint32_t *slots;          /* of each cluster: its place in `found`, from 1 */
    HSY_VEC(hsy_near) found;
};

hsy_index *hsy_index_new(hsy_arena *arena, const hsy_key_table *keys, uint32_t articles)
{
    hsy_index *index = hsy_new(arena, hsy_index);

    if (!index)
        return NULL;
    *index = (hsy_index){.arena = arena, .keys = keys,
                         .rings = hsy_new_array(arena, keys->keys.count, struct ring),
                         .meetings = hsy_new_array(arena, articles, struct meeting),
                         .met = hsy_new_array(arena, articles, uint32_t),
                         .slots = hsy_new_array(arena, articles, uint32_t)};
    return index->rings && index->meetings && index->met && index->slots ? index : NULL;
}

/* Most keys are seen once or twice; few grow to SCANNED. */
static bool grow(hsy_arena *arena, struct ring *ring)
{
    uint32_t room = ring->room ? ring->room * 4 : 2;

    if (room > SCANNED)
        room = SCANNED;
    struct posting *data = hsy_arena_raw(arena, room * sizeof *data);
    if (!data)
        return false;
    if (ring->count)
        memcpy(data, ring->data, ring->count * sizeof *data);
    ring->data = data;
    ring->room = room;
    return true;
}

bool hsy_index_add(hsy_index *index, uint32_t article, const hsy_vector *vector)
{
    for (uint32_t i = 0; i < vector->count; i++) {
        struct ring *ring = &index->rings[vector->items[i].key];
        if (ring->count == ring->room && ring->room < SCANNED && !grow(index->arena, ring))
            return false;
        ring->data[ring->count++ % SCANNED] =
            (struct posting){article, vector->items[i].weight};
    }
    return true;
}

static void meet(hsy_index *index, const hsy_weighted *item, const struct ring *ring,
                 uint32_t n)
{
    const hsy_key_entry *entry = &index->keys->keys.data[item->key];
    const int32_t evidence = hsy_key_evidence(entry);
    const uint32_t kind = 1u << entry->kind;

    for (uint32_t i = 0; i < n; i++) {
        struct meeting *meeting = &index->meetings[ring->data[i].article];
        if (meeting->shares == 0)
            index->met[index->nmet++] = ring->data[i].article;
        meeting->shares |= kind;
        /* Weights are at most HSY_ONE: the product fits in 32 bits. */
        meeting->dot += item->weight * ring->data[i].weight / HSY_ONE;
        meeting->evidence += evidence;
    }
}

static uint32_t met_with(const struct ring *ring)
{
    return ring->count < SCANNED ? ring->count : SCANNED;
}

/* The rings of a vector's keys lie far apart: all are asked for before any is read. */
static void fetch(const hsy_index *index, const hsy_vector *vector)
{
    for (uint32_t i = 0; i < vector->count; i++) {
        __builtin_prefetch(&index->rings[vector->items[i].key]);
        __builtin_prefetch(&index->keys->keys.data[vector->items[i].key]);
    }
    for (uint32_t i = 0; i < vector->count; i++)
        __builtin_prefetch(index->rings[vector->items[i].key].data);
}

/* Rare keys first, and of the common ones the newest, until BUDGET is spent. */
static void meet_all(hsy_index *index, const hsy_vector *vector)
{
    uint32_t spent = 0;

    index->nmet = 0;
    fetch(index, vector);
    for (uint32_t least = 0, most = RARE; least < SCANNED; least = most, most = SCANNED)
        for (uint32_t i = vector->count; i-- > 0 && spent < BUDGET;) {
            const struct ring *ring = &index->rings[vector->items[i].key];
            uint32_t n = met_with(ring);
            if (n <= least || n > most)
                continue;
            meet(index, &vector->items[i], ring, n);
            spent += n;
        }
}

/* From articles to their stories; the articles' meetings are wiped. */
static bool gather(hsy_index *index, const uint32_t *of)
{
    index->found.count = 0;
    for (uint32_t i = 0; i < index->nmet; i++) {
        if (i + AHEAD < index->nmet) {
            __builtin_prefetch(&index->meetings[index->met[i + AHEAD]]);
            __builtin_prefetch(&of[index->met[i + AHEAD]]);
        }
        struct meeting *meeting = &index->meetings[index->met[i]];
        uint32_t cluster = of[index->met[i]];
        if (index->slots[cluster] == 0) {
            hsy_near *slot = hsy_vec_push(index->arena, &index->found);
            if (!slot)
                return false;
            slot->cluster = cluster;
            index->slots[cluster] = index->found.count;
        }
        hsy_near *near = &index->found.data[index->slots[cluster] - 1];
        near->dot += meeting->dot;
        near->shares |= meeting->shares;
        if (meeting->dot > near->best)
            near->best = meeting->dot;
        if (meeting->evidence > near->evidence)
            near->evidence = meeting->evidence;
        *meeting = (struct meeting){0};
    }
    return true;
}

bool hsy_index_near(hsy_index *index, const hsy_vector *vector, const uint32_t *of,
                    hsy_near out[HSY_NEAREST], uint32_t *ret)
{
    uint32_t n = 0;

    meet_all(index, vector);
    if (!gather(index, of))
        return false;
    for (uint32_t i = 0; i < index->found.count; i++) {
        const hsy_near *near = &index->found.data[i];
        uint32_t at;
        index->slots[near->cluster] = 0;
        if (n == HSY_NEAREST && near->best <= out[n - 1].best)
            continue;
        if (n < HSY_NEAREST)
            n++;
        for (at = n - 1; at && out[at - 1].best < near->best; at--)
            out[at] = out[at - 1];
        out[at] = *near;
    }
    *ret = n;
    return true;
}
