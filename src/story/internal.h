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

#include <stdlib.h>

#define HSY_ONE (1 << 14)

enum { HSY_KEY_KINDS = HSY_KEY_AGE + 1 };

/* -- shingles.c ----------------------------------------------------------- */

#define HSY_SAMPLE_BITS 2 /* one shingle in four is sampled: its top bits are 0 */

/* Shingles of a text, sorted, each once. */
typedef struct hsy_shingles {
    uint64_t *hashes; /* NULL: not made */
    uint32_t count;
} hsy_shingles;

/* Of a passage of `n` words. */
static inline uint64_t hsy_shingle_hash(const uint64_t *words, uint32_t n)
{
    uint64_t hash = 0x9E3779B97F4A7C15u;

    for (uint32_t i = 0; i < n; i++) {
        hash = (hash ^ words[i]) * 0xFF51AFD7ED558CCDu;
        hash ^= hash >> 32;
    }
    return hash * 0xC4CEB9FE1A85EC53u; /* the top bits decide what is sampled */
}

static inline bool hsy_is_sampled(uint64_t hash)
{
    return hash >> (64 - HSY_SAMPLE_BITS) == 0;
}

/* Those of `text`, or only the sampled ones. */
bool hsy_shingles_make(hsy_arena *arena, const hsy_story_article *text, bool all,
                       hsy_shingles *ret);
/* Containment of the smaller set in the larger, in 1/1000. */
uint32_t hsy_shingles_shared(const hsy_shingles *a, const hsy_shingles *b);
/* Words of the longest passage of `text` all of whose shingles are in `other`. */
uint32_t hsy_shingles_run(const hsy_story_article *text, const hsy_shingles *other);

/* -- copies.c ------------------------------------------------------------- */

/* Two articles one of whose texts is in the other: `copy` took it from `from`. */
typedef struct hsy_copy {
    uint32_t copy, from; /* canonical */
    uint32_t shared;     /* of the smaller text, in 1/1000 */
    uint32_t run;        /* longest passage in common, words */
    bool whole;          /* of like length: not a brief inside a round-up */
} hsy_copy;

typedef struct hsy_copies {
    HSY_VEC(hsy_copy) pairs; /* by copy, then the nearest first */
    hsy_arena *arena;
    const hsy_story_article *const *articles;
    uint32_t *publishers, npublishers; /* of each article; HSY_NONE: not known */
    hsy_shingles *sampled; /* of each article: a quarter of its shingles */
    hsy_shingles *all;     /* of those of which a quarter is too little */
} hsy_copies;

bool hsy_copies_find(hsy_arena *arena, const hsy_story_article *const *articles,
                     uint32_t count, hsy_copies *ret);

/* Pairs of numbers, the first (in the upper half) less than `below`, in order. NULL when out
 * of memory. */
const uint64_t *hsy_pairs_sorted(hsy_arena *arena, const uint64_t *pairs, uint32_t n,
                                 uint32_t below);

/* Containment of the smaller text of two in the larger, in 1/1000, guessed from what is
 * sampled where that is enough. */
bool hsy_copies_guess(hsy_copies *copies, uint32_t a, uint32_t b, uint32_t *ret);

/* Does `a` come before `b` as a source: earlier, else credited to an agency, else
 * longer, else by id. A total order, so that copying has no circles. */
bool hsy_copy_is_before(const hsy_story_article *a, const hsy_story_article *b);

/* -- keys.c --------------------------------------------------------------- */

typedef struct hsy_weighted {
    uint32_t key; /* its number among those that several articles have */
    int32_t weight;
} hsy_weighted;

/* An article's heaviest keys; the rest of a long text adds little. Where there are few
 * articles there is time for more of them. */
#define HSY_MAX_KEYS 512u
#define HSY_USUAL_KEYS 96u
#define HSY_SMALL_BATCH 12u /* articles */

/* With the keys that no other article has its length is HSY_ONE. They are counted, and
 * dropped: nothing can be found by them. */
typedef struct hsy_vector {
    hsy_weighted *items; /* by key */
    uint64_t alone;      /* sum of squares of the names, places and events dropped */
    uint32_t count;
    bool has[HSY_KEY_KINDS];
} hsy_vector;

typedef struct hsy_key_entry {
    uint32_t articles; /* that have the key, so far */
    int32_t rarity;    /* bits, in 1/256 */
    uint32_t shared;   /* its number among those that several have; HSY_NONE: one has it */
    uint16_t usual;    /* see hsy_key */
    uint8_t kind;
} hsy_key_entry;

/* What is asked of a key again and again, close together. */
typedef struct hsy_shared_key {
    int32_t evidence; /* what it speaks for one incident: bits, in 1/256 */
    uint32_t kind;
} hsy_shared_key;

typedef struct hsy_key_table {
    HSY_VEC(hsy_key_entry) keys;
    hsy_shared_key *shared;
    uint32_t nshared;
    uint32_t **ids; /* of each article's keys; HSY_NONE: left out */
    uint32_t total; /* articles counted */
} hsy_key_table;

/* Number all keys; `ids[i][k]` is key k of article i. Counts stay 0, and each may turn out
 * to be shared. */
bool hsy_keys_number(hsy_arena *arena, const hsy_story_article *const *articles,
                     uint32_t count, hsy_key_table *ret);
/* Leave out what a publisher prints under everything. */
bool hsy_keys_leave_out_house(const hsy_copies *copies, uint32_t count, hsy_key_table *table);
/* Article i was seen: its keys are so much less rare. */
void hsy_keys_count(hsy_key_table *table, const hsy_story_article *article, uint32_t i);
/* Say anew how rare the keys of article i are. */
void hsy_keys_weigh(hsy_key_table *table, const hsy_story_article *article, uint32_t i);
/* All articles are counted: say how rare keys are, and which are shared. */
void hsy_keys_weigh_all(hsy_key_table *table);
bool hsy_vector_make(hsy_arena *arena, const hsy_key_table *table,
                     const hsy_story_article *article, uint32_t i, hsy_vector *ret);
/* Cosine, 0 to HSY_ONE. */
int32_t hsy_vector_cosine(const hsy_vector *a, const hsy_vector *b);

uint32_t hsy_log2(uint64_t value); /* of value > 0, in 1/256 */
uint32_t hsy_root(uint64_t value); /* whole square root */

/* -- nearby.c ------------------------------------------------------------- */

/* A story that has something in common with an article. */
typedef struct hsy_near {
    uint32_t cluster;
    int64_t dot;      /* of the article with the sum of its members */
    int32_t best;     /* cosine with its nearest member */
    int32_t evidence; /* rare keys in common with one member: bits, in 1/256 */
    uint32_t shares;  /* kinds of keys in common, a bit each */
} hsy_near;

#define HSY_NEAREST 24u /* stories that are looked at */

typedef struct hsy_index hsy_index;

hsy_index *hsy_index_new(hsy_arena *arena, const hsy_key_table *keys, uint32_t articles);
/* The article went into `cluster`. */
bool hsy_index_add(hsy_index *index, uint32_t article, uint32_t cluster,
                   const hsy_vector *vector);
/* The nearest stories by their best member, nearest first, into `out`; how many. */
uint32_t hsy_index_near(hsy_index *index, const hsy_vector *vector, hsy_near out[HSY_NEAREST]);
/* -- cluster.c ------------------------------------------------------------ */

/* A story as it grows. */
typedef struct hsy_cluster {
    HSY_VEC(uint32_t) docs;
    uint64_t square; /* of the length of the sum of its members' vectors, over HSY_ONE */
    uint32_t length; /* of that sum */
    uint32_t opener;
    int64_t first, last; /* minutes; INT64_MIN: undated so far */
    bool has[HSY_KEY_KINDS];
    uint32_t joined; /* the cluster it went into, or itself */
} hsy_cluster;

typedef HSY_VEC(hsy_cluster) hsy_cluster_list;

/* What a key in common speaks for one incident: bits, in 1/256. */
int32_t hsy_key_evidence(int32_t rarity, uint32_t kind);
/* Days of silence between a story and what was published from `first` to `last`; 0
 * where one has no date. */
int64_t hsy_silence(const hsy_cluster *cluster, int64_t first, int64_t last);
void hsy_cluster_widen(hsy_cluster *cluster, int64_t first, int64_t last);
/* The score 1/4096 of which are left, as both have keys of a kind and none in common. */
int64_t hsy_keep_apart(const bool a[HSY_KEY_KINDS], const bool b[HSY_KEY_KINDS],
                       uint32_t shares);
/* `base` raised by `days` of silence; more than HSY_ONE when nothing can join. */
int64_t hsy_after_silence(int64_t base, int64_t days, int32_t evidence, bool incident);
/* Do both tell of casualties? Then rare keys in common mean one incident. */
bool hsy_is_incident(const bool a[HSY_KEY_KINDS], const bool b[HSY_KEY_KINDS]);
/* Fewer articles: all of them look more alike. */
int64_t hsy_for_batch(uint32_t articles, int64_t threshold);
/* A story of many members over so many days: more is near to it by chance. */
int64_t hsy_for_size(uint32_t members, int64_t days, int64_t threshold);

/* -- join.c --------------------------------------------------------------- */

typedef HSY_VEC(uint64_t) hsy_pair_list; /* smaller << 32 | larger */

/* Join clusters that grew towards each other: those of `doubtful` alone. */
bool hsy_clusters_join(hsy_arena *arena, hsy_cluster_list *clusters,
                       const hsy_key_table *keys, const hsy_vector *vectors,
                       const hsy_pair_list *doubtful);
uint32_t hsy_cluster_root(const hsy_cluster_list *clusters, uint32_t cluster);

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

#define HSY_SORT_FEW 24u /* numbers that are put in order one by one */

static inline int hsy_by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Puts numbers in rising order: runs are mostly short, and many. */
static inline void hsy_sort_numbers(uint64_t *numbers, uint32_t n)
{
    if (n > HSY_SORT_FEW) {
        qsort(numbers, n, sizeof *numbers, hsy_by_number);
        return;
    }
    for (uint32_t i = 1; i < n; i++) {
        uint64_t number = numbers[i];
        uint32_t at = i;
        for (; at && numbers[at - 1] > number; at--)
            numbers[at] = numbers[at - 1];
        numbers[at] = number;
    }
}

#endif
