/*
 * join.c - stories that grew towards each other are one.
 *
 * The first report of an incident and the first that names the victim may have opened
 * two stories; with more reports the two look alike. Pairs that one article was near to
 * at once are compared by the cosine of the sums of their members: of at most SAMPLE of
 * them, spread evenly, which is enough for a mean.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#define JOIN_THRESHOLD 2200
#define FEW 32 /* of 32: more of the threshold for a lone article, half for two ... */
#define SAMPLE 24u

struct joining {
    hsy_arena *arena;
    hsy_cluster_list *clusters;
    const hsy_key_table *keys;
    const hsy_vector *vectors;
    int32_t *sum;    /* of each key of the cluster that was summed last */
    uint64_t *marks; /* a bit for each key whose sum is not 0: small enough to stay near */
    HSY_VEC(uint32_t) summed; /* these keys */
    uint32_t cluster, members; /* that was summed, and of how many articles */
};

/* What two stories have in common. */
struct likeness {
    int64_t dot; /* of the sums of all members */
    uint32_t shares;
    int32_t evidence; /* of one member of the other, with any */
};

uint32_t hsy_cluster_root(const hsy_cluster_list *clusters, uint32_t cluster)
{
    while (clusters->data[cluster].joined != cluster)
        cluster = clusters->data[cluster].joined;
    return cluster;
}

static uint32_t sampled(const hsy_cluster *cluster)
{
    return cluster->docs.count < SAMPLE ? cluster->docs.count : SAMPLE;
}

static const hsy_vector *member(const struct joining *joining, const hsy_cluster *cluster,
                                uint32_t i)
{
    uint32_t at = (uint32_t)((uint64_t)i * cluster->docs.count / sampled(cluster));
    return &joining->vectors[cluster->docs.data[at]];
}

/* Asked for while another is read. */
static void fetch(const hsy_vector *vector)
{
    for (uint32_t i = 0; i < vector->count; i += 8)
        __builtin_prefetch(&vector->items[i]);
}

static void mark(struct joining *joining, uint32_t key)
{
    joining->marks[key / 64] |= UINT64_C(1) << key % 64;
}

static bool is_marked(const struct joining *joining, uint32_t key)
{
    return joining->marks[key / 64] >> key % 64 & 1;
}

static void forget(struct joining *joining)
{
    for (uint32_t i = 0; i < joining->summed.count; i++) {
        uint32_t key = joining->summed.data[i];
        joining->sum[key] = 0;
        joining->marks[key / 64] = 0;
    }
    joining->summed.count = 0;
}

/* Pairs come by their first cluster: its sum mostly stands from the pair before. */
static bool sum_up(struct joining *joining, uint32_t a)
{
    const hsy_cluster *cluster = &joining->clusters->data[a];

    if (joining->cluster == a && joining->members == cluster->docs.count)
        return true;
    forget(joining);
    for (uint32_t d = 0; d < sampled(cluster); d++) {
        const hsy_vector *vector = member(joining, cluster, d);
        if (d + 1 < sampled(cluster))
            fetch(member(joining, cluster, d + 1));
        for (uint32_t i = 0; i < vector->count; i++) {
            uint32_t key = vector->items[i].key;
            joining->sum[key] += vector->items[i].weight;
            if (is_marked(joining, key))
                continue;
            mark(joining, key);
            uint32_t *slot = hsy_vec_push(joining->arena, &joining->summed);
            if (!slot)
                return false;
            *slot = key;
        }
    }
    joining->cluster = a;
    joining->members = cluster->docs.count;
    return true;
}

static int64_t meet(const struct joining *joining, const hsy_vector *vector,
                    struct likeness *likeness)
{
    int64_t dot = 0;
    int32_t evidence = 0;

    for (uint32_t i = 0; i < vector->count; i++) {
        uint32_t key = vector->items[i].key;
        if (!is_marked(joining, key) || !joining->sum[key])
            continue;
        dot += (int64_t)joining->sum[key] * vector->items[i].weight / HSY_ONE;
        likeness->shares |= 1u << joining->keys->shared[key].kind;
        evidence += joining->keys->shared[key].evidence;
    }
    if (evidence > likeness->evidence)
        likeness->evidence = evidence;
    return dot;
}

static bool compare(struct joining *joining, uint32_t a, uint32_t b, struct likeness *ret)
{
    const hsy_cluster *x = &joining->clusters->data[a], *y = &joining->clusters->data[b];
    int64_t dot = 0, pairs = (int64_t)sampled(x) * sampled(y);

    *ret = (struct likeness){0};
    if (!sum_up(joining, a))
        return false;
    for (uint32_t d = 0; d < sampled(y); d++) {
        if (d + 1 < sampled(y))
            fetch(member(joining, y, d + 1));
        dot += meet(joining, member(joining, y, d), ret);
    }
    ret->dot = dot * ((int64_t)x->docs.count * y->docs.count) / pairs;
    return true;
}

/* From the first article of either to the last; 0 where one has no date. */
static int64_t days_over(const hsy_cluster *a, const hsy_cluster *b)
{
    int64_t first = a->first < b->first ? a->first : b->first;
    int64_t last = a->last > b->last ? a->last : b->last;

    return first == INT64_MIN ? 0 : (last - first) / (24 * 60);
}

/* A lone article was weighed in the pass already, and the sum of a few is no firm
 * ground: they need more than stories of many articles do. */
static bool are_one(const struct joining *joining, const hsy_cluster *a, const hsy_cluster *b,
                    const struct likeness *likeness)
{
    int64_t fewer = a->docs.count < b->docs.count ? a->docs.count : b->docs.count;
    int64_t base = hsy_for_size(a->docs.count + b->docs.count, days_over(a, b),
                                JOIN_THRESHOLD + JOIN_THRESHOLD * FEW / 32 / fewer);
    uint64_t lengths = (uint64_t)a->length * b->length;
    int64_t score = (int64_t)((uint64_t)likeness->dot * HSY_ONE / (lengths / HSY_ONE + 1));
    int64_t needed = hsy_after_silence(base, hsy_silence(a, b->first, b->last),
                                       likeness->evidence, hsy_is_incident(a->has, b->has));

    score = score * hsy_keep_apart(a->has, b->has, likeness->shares) >> 12;
    return score >= hsy_for_batch(joining->keys->total, needed);
}

static bool join(struct joining *joining, uint32_t a, uint32_t b, int64_t dot)
{
    hsy_cluster *into = &joining->clusters->data[a], *from = &joining->clusters->data[b];

    for (uint32_t d = 0; d < from->docs.count; d++) {
        uint32_t *doc = hsy_vec_push(joining->arena, &into->docs);
        if (!doc)
            return false;
        *doc = from->docs.data[d];
    }
    into->square += from->square + (uint64_t)(2 * dot);
    into->length = hsy_root(into->square * HSY_ONE);
    for (int kind = 0; kind < HSY_KEY_KINDS; kind++)
        into->has[kind] |= from->has[kind];
    hsy_cluster_widen(into, from->first, from->last);
    from->joined = a;
    return true;
}

bool hsy_clusters_join(hsy_arena *arena, hsy_cluster_list *clusters,
                       const hsy_key_table *keys, const hsy_vector *vectors,
                       const hsy_pair_list *doubtful)
{
    const uint32_t nkeys = keys->nshared;
    struct joining joining = {.arena = arena, .clusters = clusters, .keys = keys,
                              .vectors = vectors, .cluster = HSY_NONE,
                              .sum = hsy_new_array(arena, nkeys, int32_t),
                              .marks = hsy_new_array(arena, nkeys / 64 + 1, uint64_t)};
    const uint64_t *pairs = hsy_pairs_sorted(arena, doubtful->data, doubtful->count,
                                             clusters->count);
    uint64_t last = UINT64_MAX;

    if (!joining.sum || !joining.marks || !pairs)
        return false;
    for (uint32_t i = 0; i < doubtful->count; i++) {
        struct likeness likeness;
        if (pairs[i] == last)
            continue;
        last = pairs[i];
        uint32_t a = hsy_cluster_root(clusters, (uint32_t)(last >> 32));
        uint32_t b = hsy_cluster_root(clusters, (uint32_t)last);
        if (a == b)
            continue;
        if (!compare(&joining, a, b, &likeness))
            return false;
        if (are_one(&joining, &clusters->data[a], &clusters->data[b], &likeness) &&
            !join(&joining, a < b ? a : b, a < b ? b : a, likeness.dot))
            return false;
    }
    return true;
}
