/*
 * internal.h - what the files of this stage share.
 *
 * All of them see the articles in canonical order: dated before undated, by
 * time, then by id. That order, and nothing about how the articles were given,
 * decides results. Scores are whole numbers, HSY_ONE stands for 1.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_STORY_INTERNAL_H
#define HSY_STORY_INTERNAL_H

#include "story/story.h"

#define HSY_ONE (1 << 14)

enum { HSY_KEY_KINDS = HSY_KEY_EVENT + 1 };

/* -- copies.c ------------------------------------------------------------- */

/* Two articles one of whose texts is in the other: `copy` took it from `from`. */
typedef struct hsy_copy {
    uint32_t copy, from; /* canonical */
    uint32_t shared;     /* of the smaller text, in 1/1000 */
    uint32_t run;        /* longest passage in common, words */
    bool whole;          /* of like length: not a brief inside a round-up */
} hsy_copy;

/* The shingles of a text, sorted, each once. */
typedef struct hsy_shingles {
    uint64_t *hashes;
    uint32_t count;
} hsy_shingles;

typedef struct hsy_copies {
    HSY_VEC(hsy_copy) pairs; /* by copy, then the nearest first */
    hsy_shingles *shingles;  /* of each article */
} hsy_copies;

/* Containment of the smaller set in the larger, in 1/1000. */
uint32_t hsy_shingles_shared(const hsy_shingles *a, const hsy_shingles *b);

bool hsy_copies_find(hsy_arena *arena, const hsy_story_article *const *articles,
                     uint32_t count, hsy_copies *ret);

/* Does `a` come before `b` as a source: earlier, else credited to an agency, else
 * longer, else by id. A total order, so that copying has no circles. */
bool hsy_copy_is_before(const hsy_story_article *a, const hsy_story_article *b);

/* -- keys.c --------------------------------------------------------------- */

typedef struct hsy_weighted {
    uint32_t key;
    int32_t weight; /* the vector has length HSY_ONE */
} hsy_weighted;

/* An article's heaviest keys; the rest of a long text adds little. */
#define HSY_MAX_KEYS 512u

typedef struct hsy_vector {
    hsy_weighted *items; /* by key */
    uint32_t count;
    bool has[HSY_KEY_KINDS];
} hsy_vector;

typedef struct hsy_key_entry {
    uint32_t articles; /* that have the key, so far */
    hsy_key_kind kind;
} hsy_key_entry;

typedef struct hsy_key_table {
    HSY_VEC(hsy_key_entry) keys;
    const uint32_t **ids; /* of each article's keys */
    uint32_t total;       /* articles counted */
} hsy_key_table;

/* Number all keys; `ids[i][k]` is key k of article i. Counts stay 0. */
bool hsy_keys_number(hsy_arena *arena, const hsy_story_article *const *articles,
                     uint32_t count, hsy_key_table *ret);
/* Article i was seen: its keys are so much less rare. */
void hsy_keys_count(hsy_key_table *table, const hsy_story_article *article, uint32_t i);
bool hsy_vector_make(hsy_arena *arena, const hsy_key_table *table,
                     const hsy_story_article *article, uint32_t i, hsy_vector *ret);
/* Cosine, 0 to HSY_ONE. */
int32_t hsy_vector_cosine(const hsy_vector *a, const hsy_vector *b);

uint32_t hsy_root(uint64_t value); /* whole square root */

/* -- cluster.c ------------------------------------------------------------ */

typedef struct hsy_clusters {
    uint32_t *of;     /* cluster of each canonical article */
    uint32_t *opener; /* of each cluster: the article that opened it */
    hsy_vector *vectors;
    uint32_t count; /* clusters; some may be empty after joining */
} hsy_clusters;

/* `order` is the order in which articles come. `arriving`: rarity is known only
 * from what came before, and nothing is mended afterwards. */
bool hsy_clusters_make(hsy_arena *arena, const hsy_story_article *const *articles,
                       uint32_t count, const uint32_t *order, const hsy_copies *copies,
                       hsy_key_table *keys, bool arriving, hsy_clusters *ret);

/* -- storyline.c ---------------------------------------------------------- */

hsy_str hsy_storyline_id(hsy_arena *arena, hsy_str first_doc);

/* Fill .storyline of stories, whose docs are canonical articles in `docs_of`. */
bool hsy_storylines_make(hsy_arena *arena, hsy_arena *scratch,
                         const hsy_story_article *const *articles, const hsy_key_table *keys,
                         const hsy_vector *vectors, hsy_story *stories, uint32_t nstories,
                         const uint32_t *canonical_of);

#endif
