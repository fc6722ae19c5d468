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
#define MOST_MET (BUDGET + SCANNED)
#define AHEAD 8u     /* meetings asked for before they are read */
#define RARE 32u     /* articles with a key that is looked up first */
#define FIRST 2u     /* postings that lie in the ring itself */
#define A_LINE 8u    /* postings that come from memory at once */

struct posting {
    uint32_t article;
    int32_t weight;
};

/* The newest articles with one key; over SCANNED the oldest is overwritten. Most keys are
 * in few articles: their postings lie in the ring itself, where one look finds them. */
struct ring {
    uint32_t count, room;
    struct posting *more; /* all of them, when they are more than `first` holds */
    struct posting first[FIRST];
};

/* Of an article with the present one. */
struct meeting {
    int32_t dot, evidence;
    uint32_t shares;
    uint32_t cluster; /* where the article went */
};

struct hsy_index {
    hsy_arena *arena;
    const hsy_key_table *keys;
    struct ring *rings;       /* of each key */
    struct meeting *meetings; /* of each article */
    uint32_t *slots;          /* of each cluster: its place in `found`, from 1 */
    uint32_t nmet, nfound;
    uint32_t met[MOST_MET + 1]; /* articles whose meetings are not empty */
    hsy_near found[MOST_MET];   /* zero between articles */
};

hsy_index *hsy_index_new(hsy_arena *arena, const hsy_key_table *keys, uint32_t articles)
{
    hsy_index *index = hsy_new(arena, hsy_index);

    if (!index)
        return NULL;
    *index = (hsy_index){.arena = arena, .keys = keys,
                         .rings = hsy_new_array(arena, keys->nshared, struct ring),
                         .meetings = hsy_new_array(arena, articles, struct meeting),
                         .slots = hsy_new_array(arena, articles, uint32_t)};
    return index->rings && index->meetings && index->slots ? index : NULL;
}

static struct posting *postings_of(struct ring *ring)
{
    return ring->more ? ring->more : ring->first;
}

/* Few keys grow to SCANNED. */
static bool grow(hsy_arena *arena, struct ring *ring)
{
    uint32_t room = ring->room ? ring->room * 2 : 4;
    struct posting *more = hsy_arena_raw(arena, room * sizeof *more);

    if (!more)
        return false;
    memcpy(more, postings_of(ring), ring->count * sizeof *more);
    ring->more = more;
    ring->room = room;
    return true;
}

static bool is_full(const struct ring *ring)
{
    return ring->count == (ring->more ? ring->room : FIRST) && ring->count < SCANNED;
}

bool hsy_index_add(hsy_index *index, uint32_t article, uint32_t cluster,
                   const hsy_vector *vector)
{
    index->meetings[article].cluster = cluster;
    for (uint32_t i = 0; i < vector->count; i++) {
        struct ring *ring = &index->rings[vector->items[i].key];
        if (is_full(ring) && !grow(index->arena, ring))
            return false;
        postings_of(ring)[ring->count++ % SCANNED] =
            (struct posting){article, vector->items[i].weight};
    }
    return true;
}

static void meet(hsy_index *index, const hsy_weighted *item, struct ring *ring, uint32_t n)
{
    const struct posting *postings = postings_of(ring);
    const int32_t evidence = index->keys->shared[item->key].evidence;
    const uint32_t kind = 1u << index->keys->shared[item->key].kind;

    for (uint32_t i = 0; i < n; i++) {
        struct meeting *meeting = &index->meetings[postings[i].article];
        /* Whether it is new cannot be foreseen: no branch hangs on it. */
        index->met[index->nmet] = postings[i].article;
        index->nmet += meeting->shares == 0;
        meeting->shares |= kind;
        /* Weights are at most HSY_ONE: the product fits in 32 bits. */
        meeting->dot += item->weight * postings[i].weight / HSY_ONE;
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
        __builtin_prefetch(&index->keys->shared[vector->items[i].key]);
    }
    for (uint32_t i = 0; i < vector->count; i++) {
        const struct ring *ring = &index->rings[vector->items[i].key];
        for (uint32_t at = 0; at < met_with(ring) && ring->more && at < RARE; at += A_LINE)
            __builtin_prefetch(&ring->more[at]);
    }
}

/* Rare keys first, and of the common ones the newest, until BUDGET is spent. */
static void meet_all(hsy_index *index, const hsy_vector *vector)
{
    uint32_t spent = 0;

    index->nmet = 0;
    fetch(index, vector);
    for (uint32_t least = 0, most = RARE; least < SCANNED; least = most, most = SCANNED)
        for (uint32_t i = vector->count; i-- > 0 && spent < BUDGET;) {
            struct ring *ring = &index->rings[vector->items[i].key];
            uint32_t n = met_with(ring);
            if (n <= least || n > most)
                continue;
            meet(index, &vector->items[i], ring, n);
            spent += n;
        }
}

/* From articles to their stories; the articles' meetings are wiped. */
static void gather(hsy_index *index)
{
    index->nfound = 0;
    for (uint32_t i = 0; i < index->nmet; i++) {
        if (i + AHEAD < index->nmet)
            __builtin_prefetch(&index->meetings[index->met[i + AHEAD]]);
        struct meeting *meeting = &index->meetings[index->met[i]];
        uint32_t *slot = &index->slots[meeting->cluster];
        index->nfound += *slot == 0;
        *slot = *slot ? *slot : index->nfound;
        hsy_near *near = &index->found[*slot - 1];
        near->cluster = meeting->cluster;
        near->dot += meeting->dot;
        near->shares |= meeting->shares;
        near->best = meeting->dot > near->best ? meeting->dot : near->best;
        near->evidence = meeting->evidence > near->evidence ? meeting->evidence
                                                            : near->evidence;
        meeting->dot = meeting->evidence = 0;
        meeting->shares = 0;
    }
}

uint32_t hsy_index_near(hsy_index *index, const hsy_vector *vector, hsy_near out[HSY_NEAREST])
{
    uint32_t n = 0;

    meet_all(index, vector);
    gather(index);
    for (uint32_t i = 0; i < index->nfound; i++) {
        const hsy_near near = index->found[i];
        uint32_t at;
        index->found[i] = (hsy_near){0};
        index->slots[near.cluster] = 0;
        if (n == HSY_NEAREST && near.best <= out[n - 1].best)
            continue;
        if (n < HSY_NEAREST)
            n++;
        for (at = n - 1; at && out[at - 1].best < near.best; at--)
            out[at] = out[at - 1];
        out[at] = near;
    }
    return n;
}
