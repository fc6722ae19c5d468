/*
 * cluster.c - one pass over the stream: each article joins a story or opens one.
 *
 * Articles come in time order. An inverted index from keys to recent articles
 * gives the nearest ones; their stories are then compared exactly: cosine with
 * the story's sum of members, and with its best member, so that neither one odd
 * article draws in strangers nor a long story loses its late reports. Where both
 * name days, places, figures or acts and share none of them the score falls:
 * look-alikes of the next town or the next day stay apart. The threshold rises
 * with the silence between a story and the article (Allan, Papka and Lavrenko,
 * "On-line new event detection and tracking", 1998). Undated articles are
 * judged by content alone.
 *
 * A text that copies another goes where that one went. Afterwards, in a batch,
 * stories that have grown towards each other are joined.
 *
 * Cost an article: its HEAVIEST keys times at most SCANNED postings each; it does
 * not grow with the stream.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

#define THRESHOLD 2200      /* of HSY_ONE; one setting for all sets, tools/eval/stories.py */
#define CENTROID_SHARE 12   /* of 16: the rest is the best member's */
#define SILENCE 600         /* 1/1000 of the threshold more for each silent day */
#define JOIN_THRESHOLD 2200
#define MAX_SILENCE 45      /* days; later reports open a story of the same storyline */
#define SMALL_BATCH 12u     /* articles */
#define AKIN_SHARE 10       /* of 16, of the threshold in a small batch */
#define SCANNED 128u /* newest postings of a key */
#define HEAVIEST 64u /* keys of an article by which its neighbours are found */
#define NEAREST 16u  /* articles whose stories are looked at */

#define DAY (24 * 60)

struct sum {
    uint32_t key; /* HSY_NONE: free */
    int64_t weight;
};

/* A story as it grows: the sum of its members' vectors. */
struct cluster {
    struct sum *sums;
    uint32_t count, room;
    uint64_t square; /* of the sum's length, over HSY_ONE */
    uint32_t members, opener;
    int64_t first, last; /* minutes; INT64_MIN: undated so far */
    bool has[HSY_KEY_KINDS];
    uint32_t joined; /* the cluster it went into, or itself */
};

typedef HSY_VEC(uint32_t) number_list;

struct near {
    uint32_t article;
    int32_t score;
};

struct posting {
    uint32_t article;
    int32_t weight;
};

typedef HSY_VEC(struct posting) posting_list;

struct pass {
    hsy_arena *arena;
    const hsy_story_article *const *articles;
    const hsy_key_table *keys;
    hsy_vector *vectors;
    uint32_t *of;
    HSY_VEC(struct cluster) clusters;
    posting_list *postings; /* of each key */
    int32_t *score;        /* of each article, against the present one */
    number_list touched;
    HSY_VEC(uint64_t) doubtful; /* pairs of clusters that one article was near to */
};

/* -- sums ----------------------------------------------------------------- */

static struct sum *slot_of(struct sum *sums, uint32_t room, uint32_t key)
{
    uint32_t at = (key * 2654435761u) & (room - 1);

    while (sums[at].key != HSY_NONE && sums[at].key != key)
        at = (at + 1) & (room - 1);
    return &sums[at];
}

static bool grow_sums(hsy_arena *arena, struct cluster *cluster, uint32_t more)
{
    uint32_t room = cluster->room ? cluster->room : 64;

    while (room / 2 < cluster->count + more)
        room *= 2;
    if (room == cluster->room)
        return true;
    struct sum *sums = hsy_new_array(arena, room, struct sum);
    if (!sums)
        return false;
    for (uint32_t i = 0; i < room; i++)
        sums[i].key = HSY_NONE;
    for (uint32_t i = 0; i < cluster->room; i++)
        if (cluster->sums[i].key != HSY_NONE)
            *slot_of(sums, room, cluster->sums[i].key) = cluster->sums[i];
    cluster->sums = sums;
    cluster->room = room;
    return true;
}

static int64_t dot(const struct cluster *cluster, const hsy_vector *vector)
{
    int64_t sum = 0;

    if (!cluster->room)
        return 0;
    for (uint32_t i = 0; i < vector->count; i++) {
        const struct sum *slot = slot_of(cluster->sums, cluster->room, vector->items[i].key);
        if (slot->key != HSY_NONE)
            sum += slot->weight * vector->items[i].weight;
    }
    return sum / HSY_ONE;
}

static void add_weight(struct cluster *cluster, uint32_t key, int64_t weight)
{
    struct sum *slot = slot_of(cluster->sums, cluster->room, key);

    if (slot->key == HSY_NONE) {
        *slot = (struct sum){key, 0};
        cluster->count++;
    }
    slot->weight += weight;
}

static void widen(struct cluster *cluster, int64_t first, int64_t last)
{
    if (first == INT64_MIN)
        return;
    if (cluster->first == INT64_MIN || first < cluster->first)
        cluster->first = first;
    if (cluster->last == INT64_MIN || last > cluster->last)
        cluster->last = last;
}

static bool add_member(struct pass *pass, uint32_t c, uint32_t article)
{
    struct cluster *cluster = &pass->clusters.data[c];
    const hsy_vector *vector = &pass->vectors[article];
    int64_t common = dot(cluster, vector);

    if (!grow_sums(pass->arena, cluster, vector->count))
        return false;
    for (uint32_t i = 0; i < vector->count; i++)
        add_weight(cluster, vector->items[i].key, vector->items[i].weight);
    cluster->square += (uint64_t)(2 * common + HSY_ONE);
    for (int kind = 0; kind < HSY_KEY_KINDS; kind++)
        cluster->has[kind] |= vector->has[kind];
    int64_t published = pass->articles[article]->published;
    widen(cluster, published, published);
    cluster->members++;
    pass->of[article] = c;
    return true;
}

static bool open_cluster(struct pass *pass, uint32_t article)
{
    struct cluster *cluster = hsy_vec_push(pass->arena, &pass->clusters);

    if (!cluster)
        return false;
    cluster->opener = article;
    cluster->first = cluster->last = INT64_MIN;
    cluster->joined = pass->clusters.count - 1;
    return add_member(pass, pass->clusters.count - 1, article);
}

/* -- scores --------------------------------------------------------------- */

/* Days of silence between the cluster and the moment; 0 where one has no date. */
static int64_t silence(const struct cluster *cluster, int64_t first, int64_t last)
{
    if (first == INT64_MIN || cluster->first == INT64_MIN)
        return 0;
    if (first > cluster->last)
        return (first - cluster->last) / DAY;
    return last < cluster->first ? (cluster->first - last) / DAY : 0;
}

/* Which kinds of keys the two have in common. */
static void find_shared(const struct pass *pass, const struct cluster *cluster,
                        const hsy_vector *vector, bool shares[HSY_KEY_KINDS])
{
    memset(shares, 0, HSY_KEY_KINDS * sizeof *shares);
    for (uint32_t i = 0; i < vector->count; i++) {
        uint32_t key = vector->items[i].key;
        hsy_key_kind kind = pass->keys->keys.data[key].kind;
        if (kind != HSY_KEY_TERM && !shares[kind])
            shares[kind] = slot_of(cluster->sums, cluster->room, key)->key != HSY_NONE;
    }
}

/* 1/4096 left of the score where both have keys of a kind and none in common. */
static int64_t keep_apart(const struct cluster *cluster, const hsy_vector *vector,
                          const bool shares[HSY_KEY_KINDS])
{
    static const int64_t apart[HSY_KEY_KINDS] = {
        [HSY_KEY_NAME] = 13, [HSY_KEY_PLACE] = 14, [HSY_KEY_DATE] = 13,
        [HSY_KEY_NUMBER] = 16, [HSY_KEY_EVENT] = 16};
    int64_t left = 1 << 12;

    for (hsy_key_kind kind = HSY_KEY_NAME; kind <= HSY_KEY_EVENT; kind++)
        if (cluster->has[kind] && vector->has[kind] && !shares[kind])
            left = left * apart[kind] / 16;
    return left;
}

static int64_t score_of(const struct cluster *cluster, const hsy_vector *vector, int32_t best,
                        const bool shares[HSY_KEY_KINDS])
{
    int64_t length = hsy_root(cluster->square * HSY_ONE);
    int64_t centroid = length ? dot(cluster, vector) * HSY_ONE / length : 0;
    int64_t score = (CENTROID_SHARE * centroid + (16 - CENTROID_SHARE) * best) / 16;

    return score * keep_apart(cluster, vector, shares) >> 12;
}

/* In a small batch little is known to be common, and all texts look more alike. */
static int64_t for_batch(const struct pass *pass, int64_t threshold)
{
    return threshold + threshold / ((int64_t)pass->keys->total + 1);
}

/* What is shared in a small batch seems common, however telling it is. There a shared
 * toll speaks for itself: with the place or the act it is one incident, with the day
 * at least no stranger. */
static int64_t base_for(const struct pass *pass, const bool shares[HSY_KEY_KINDS])
{
    if (pass->keys->total > SMALL_BATCH || !shares[HSY_KEY_NUMBER])
        return for_batch(pass, THRESHOLD);
    if (shares[HSY_KEY_PLACE] || shares[HSY_KEY_EVENT])
        return THRESHOLD * AKIN_SHARE / 16;
    return shares[HSY_KEY_DATE] ? THRESHOLD : for_batch(pass, THRESHOLD);
}

static int64_t threshold(const struct pass *pass, int64_t days,
                         const bool shares[HSY_KEY_KINDS])
{
    int64_t base = base_for(pass, shares);

    if (days > MAX_SILENCE)
        return HSY_ONE + 1;
    return base + base * (days > 1 ? days - 1 : 0) * SILENCE / 1000;
}

/* -- the nearest articles ------------------------------------------------- */

static bool touch(struct pass *pass, uint32_t article, const hsy_weighted *item, int32_t other)
{
    if (pass->score[article] == 0) {
        uint32_t *slot = hsy_vec_push(pass->arena, &pass->touched);
        if (!slot)
            return false;
        *slot = article;
        pass->score[article] = 1;
    }
    pass->score[article] += (int32_t)((int64_t)item->weight * other / HSY_ONE);
    return true;
}

static int by_weight(const void *a, const void *b)
{
    const hsy_weighted *x = a, *y = b;

    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->key > y->key) - (x->key < y->key);
}

/* Add up what recent articles have in common with this one, heavy keys only. */
static bool scan(struct pass *pass, const hsy_weighted *heavy, uint32_t n)
{
    pass->touched.count = 0;
    for (uint32_t i = 0; i < n; i++) {
        const posting_list *list = &pass->postings[heavy[i].key];
        uint32_t from = list->count > SCANNED ? list->count - SCANNED : 0;
        for (uint32_t at = from; at < list->count; at++)
            if (!touch(pass, list->data[at].article, &heavy[i], list->data[at].weight))
                return false;
    }
    return true;
}

/* The NEAREST touched articles, best first, into `out`; scores are wiped. */
static uint32_t nearest(struct pass *pass, struct near *out)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < pass->touched.count; i++) {
        uint32_t article = pass->touched.data[i], at;
        int32_t score = pass->score[article];
        pass->score[article] = 0;
        if (n == NEAREST && score <= out[n - 1].score)
            continue;
        if (n < NEAREST)
            n++;
        for (at = n - 1; at && out[at - 1].score < score; at--)
            out[at] = out[at - 1];
        out[at] = (struct near){article, score};
    }
    return n;
}

/* -- the pass ------------------------------------------------------------- */

static bool note_doubt(struct pass *pass, uint32_t a, uint32_t b)
{
    uint64_t *pair = hsy_vec_push(pass->arena, &pass->doubtful);

    if (pair)
        *pair = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
    return pair != NULL;
}

/* The cluster that `article` joins, or HSY_NONE; `out` are its neighbours. */
static bool choose(struct pass *pass, uint32_t article, const struct near *out, uint32_t n,
                   uint32_t *ret)
{
    int64_t published = pass->articles[article]->published, best_margin = 0;
    uint32_t best = HSY_NONE, seen[NEAREST], nseen = 0;

    for (uint32_t i = 0; i < n; i++) {
        uint32_t c = pass->of[out[i].article], s;
        for (s = 0; s < nseen && seen[s] != c; s++)
            ;
        if (s < nseen)
            continue;
        seen[nseen++] = c;
        const struct cluster *cluster = &pass->clusters.data[c];
        int32_t member = hsy_vector_cosine(&pass->vectors[article],
                                           &pass->vectors[out[i].article]);
        bool shares[HSY_KEY_KINDS];
        find_shared(pass, cluster, &pass->vectors[article], shares);
        int64_t score = score_of(cluster, &pass->vectors[article], member, shares);
        int64_t margin = score - threshold(pass, silence(cluster, published, published),
                                           shares);
        if (margin >= 0 && (best == HSY_NONE || margin > best_margin)) {
            best = c;
            best_margin = margin;
        }
    }
    *ret = best;
    for (uint32_t s = 0; s < nseen && s < 4; s++)
        if (best != HSY_NONE ? seen[s] != best : s > 0)
            if (!note_doubt(pass, best != HSY_NONE ? best : seen[0], seen[s]))
                return false;
    return true;
}

/* Where the text that `article` copies, or that copies it, went already. */
static uint32_t of_copy(const struct pass *pass, const number_list *copies, uint32_t article)
{
    for (uint32_t i = 0; i < copies[article].count; i++)
        if (pass->of[copies[article].data[i]] != HSY_NONE)
            return pass->of[copies[article].data[i]];
    return HSY_NONE;
}

/* Index the article by its heaviest keys: those it will be looked for with. */
static bool post(struct pass *pass, uint32_t article, const hsy_weighted *heavy, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        struct posting *slot = hsy_vec_push(pass->arena, &pass->postings[heavy[i].key]);
        if (!slot)
            return false;
        *slot = (struct posting){article, heavy[i].weight};
    }
    return true;
}

static bool place(struct pass *pass, const number_list *copies, uint32_t article)
{
    const hsy_vector *vector = &pass->vectors[article];
    uint32_t home = of_copy(pass, copies, article), n = vector->count;
    hsy_weighted heavy[HSY_MAX_KEYS];
    struct near out[NEAREST];

    if (n)
        memcpy(heavy, vector->items, n * sizeof *heavy);
    qsort(heavy, n, sizeof *heavy, by_weight);
    if (n > HEAVIEST)
        n = HEAVIEST;
    if (home == HSY_NONE && (!scan(pass, heavy, n) ||
                             !choose(pass, article, out, nearest(pass, out), &home)))
        return false;
    if (home == HSY_NONE ? !open_cluster(pass, article) : !add_member(pass, home, article))
        return false;
    return post(pass, article, heavy, n);
}

static bool link_copies(hsy_arena *arena, const hsy_copies *copies, number_list *lists)
{
    for (uint32_t i = 0; i < copies->pairs.count; i++) {
        const hsy_copy *copy = &copies->pairs.data[i];
        if (!copy->whole) /* a round-up holds briefs of many stories */
            continue;
        uint32_t *a = hsy_vec_push(arena, &lists[copy->copy]);
        uint32_t *b = hsy_vec_push(arena, &lists[copy->from]);
        if (!a || !b)
            return false;
        *a = copy->from;
        *b = copy->copy;
    }
    return true;
}

/* -- joining stories ------------------------------------------------------ */

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static uint32_t root_of(const struct pass *pass, uint32_t c)
{
    while (pass->clusters.data[c].joined != c)
        c = pass->clusters.data[c].joined;
    return c;
}

static int64_t between(const struct cluster *a, const struct cluster *b)
{
    const struct cluster *less = a->count < b->count ? a : b, *more = less == a ? b : a;
    uint64_t lengths = (uint64_t)hsy_root(a->square * HSY_ONE) *
                       hsy_root(b->square * HSY_ONE);
    int64_t sum = 0;

    for (uint32_t i = 0; i < less->room; i++) {
        if (less->sums[i].key == HSY_NONE)
            continue;
        const struct sum *slot = slot_of(more->sums, more->room, less->sums[i].key);
        if (slot->key != HSY_NONE)
            sum += slot->weight * less->sums[i].weight / HSY_ONE;
    }
    return lengths ? (int64_t)((uint64_t)sum * HSY_ONE / (lengths / HSY_ONE + 1)) : 0;
}

static bool join(struct pass *pass, uint32_t a, uint32_t b)
{
    struct cluster *into = &pass->clusters.data[a], *from = &pass->clusters.data[b];

    if (!grow_sums(pass->arena, into, from->count))
        return false;
    for (uint32_t i = 0; i < from->room; i++)
        if (from->sums[i].key != HSY_NONE)
            add_weight(into, from->sums[i].key, from->sums[i].weight);
    into->square = 0;
    for (uint32_t i = 0; i < into->room; i++)
        if (into->sums[i].key != HSY_NONE)
            into->square += (uint64_t)(into->sums[i].weight * into->sums[i].weight / HSY_ONE);
    into->members += from->members;
    widen(into, from->first, from->last);
    from->joined = a;
    return true;
}

/* A lone article was weighed in the pass already, and the sum of a few is no firm
 * ground: they need more than stories of many articles do. */
static int64_t join_threshold(const struct cluster *a, const struct cluster *b, int64_t days)
{
    int64_t fewer = a->members < b->members ? a->members : b->members;
    int64_t base = JOIN_THRESHOLD + JOIN_THRESHOLD / (2 * fewer);

    return base + base * days * SILENCE / 1000;
}

static bool join_doubtful(struct pass *pass)
{
    uint64_t *pairs = pass->doubtful.data, last = UINT64_MAX;
    uint32_t n = pass->doubtful.count;

    if (n)
        qsort(pairs, n, sizeof *pairs, by_number);
    for (uint32_t i = 0; i < n; i++) {
        if (pairs[i] == last)
            continue;
        last = pairs[i];
        uint32_t a = root_of(pass, (uint32_t)(last >> 32)), b = root_of(pass, (uint32_t)last);
        const struct cluster *x = &pass->clusters.data[a], *y = &pass->clusters.data[b];
        int64_t days = silence(x, y->first, y->last);
        if (a == b || days > MAX_SILENCE ||
            between(x, y) < for_batch(pass, join_threshold(x, y, days)))
            continue;
        if (!join(pass, a < b ? a : b, a < b ? b : a))
            return false;
    }
    return true;
}

static bool make_ready(struct pass *pass, uint32_t count)
{
    pass->vectors = hsy_new_array(pass->arena, count, hsy_vector);
    pass->of = hsy_new_array(pass->arena, count, uint32_t);
    pass->score = hsy_new_array(pass->arena, count, int32_t);
    pass->postings = hsy_new_array(pass->arena, pass->keys->keys.count, posting_list);
    if (!pass->vectors || !pass->of || !pass->score || !pass->postings)
        return false;
    for (uint32_t i = 0; i < count; i++)
        pass->of[i] = HSY_NONE;
    return true;
}

static bool hand_over(struct pass *pass, uint32_t count, hsy_clusters *ret)
{
    uint32_t *opener = hsy_new_array(pass->arena, pass->clusters.count, uint32_t);

    if (!opener)
        return false;
    for (uint32_t c = 0; c < pass->clusters.count; c++)
        opener[c] = pass->clusters.data[c].opener;
    for (uint32_t i = 0; i < count; i++)
        pass->of[i] = root_of(pass, pass->of[i]);
    *ret = (hsy_clusters){pass->of, opener, pass->vectors, pass->clusters.count};
    return true;
}

bool hsy_clusters_make(hsy_arena *arena, const hsy_story_article *const *articles,
                       uint32_t count, const uint32_t *order, const hsy_copies *copies,
                       hsy_key_table *keys, bool arriving, hsy_clusters *ret)
{
    struct pass pass = {.arena = arena, .articles = articles, .keys = keys};
    number_list *lists = hsy_new_array(arena, count, number_list);

    if (!lists || !make_ready(&pass, count) || !link_copies(arena, copies, lists))
        return false;
    for (uint32_t i = 0; i < count && !arriving; i++)
        hsy_keys_count(keys, articles[i], i);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t article = order[i];
        if (arriving)
            hsy_keys_count(keys, articles[article], article);
        if (!hsy_vector_make(arena, keys, articles[article], article, &pass.vectors[article]) ||
            !place(&pass, lists, article))
            return false;
    }
    if (!arriving && !join_doubtful(&pass))
        return false;
    return hand_over(&pass, count, ret);
}
