/*
 * cluster.c - one pass over the stream: each article joins a story or opens one.
 *
 * Articles come in time order. The index gives the stories that have something in
 * common with an article; the score is its cosine with the sum of a story's members
 * and with the nearest of them, so that neither one odd article draws in strangers
 * nor a long story loses its late reports. Where both name places, figures or the
 * like and share none of them the score falls.
 *
 * The threshold rises with the silence between a story and the article (Allan, Papka
 * and Lavrenko, "On-line new event detection and tracking", 1998): what politics says
 * three days later is the next story. Not so an incident: "charged in the death of
 * the girl, 5" comes weeks after "shooting on Pecan Street". Where both tell of
 * casualties, rare keys in common (the victim, the suspect, the street) are evidence
 * of one incident, and the more of it there is the less the silence counts; with
 * enough of it there is no limit in time. Undated articles are judged by content
 * alone.
 *
 * A text that copies another goes where that one went. Afterwards, in a batch,
 * stories that have grown towards each other are joined: join.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include <string.h>

#define THRESHOLD 1800      /* of HSY_ONE; one setting for all sets, see keys.c */
#define CENTROID_SHARE 12   /* of 16: the rest is the nearest member's */
#define SILENCE 450         /* 1/1000 of the threshold more for each silent day */
#define MOST_SILENCE 6000   /* but not more than this */
#define LATE 30            /* with full evidence: 1/1000 for each doubling of the days */
#define MAX_SILENCE 45     /* days; later reports open a story of the same storyline */
#define EVIDENCE 10000      /* full, in 1/256 of a bit: of an incident, */
#define OTHER_EVIDENCE 40000 /* and of anything else */
#define EVIDENCE_BITS 1280  /* a key speaks for an incident with what it has over this */
#define DOUBTS 3u          /* nearest stories that may turn out to be the same one */

#define LARGE 32u            /* members, see hsy_for_size */
#define LONG 21              /* days after which all of them count */
#define SIZE_RAISE 500       /* 1/1000 of the threshold for each doubling of them */
#define FEW_ARTICLES 20      /* see hsy_for_batch */
#define AKIN_SHARE 10       /* of 16, of the threshold in a small batch */

#define DAY (24 * 60)

typedef HSY_VEC(uint32_t) number_list;

struct pass {
    hsy_arena *arena;
    const hsy_story_article *const *articles;
    const hsy_key_table *keys;
    hsy_vector *vectors;
    uint32_t *of;
    hsy_index *index;
    hsy_cluster_list clusters;
    hsy_pair_list doubtful; /* pairs of clusters that one article was near to */
};

/* -- what scores are made of ---------------------------------------------- */

int32_t hsy_key_evidence(int32_t rarity, uint32_t kind)
{
    static const int32_t share[HSY_KEY_KINDS] = { /* of 16 */
        [HSY_KEY_TERM] = 12, [HSY_KEY_NAME] = 16, [HSY_KEY_PLACE] = 16, [HSY_KEY_DATE] = 0,
        [HSY_KEY_NUMBER] = 0, [HSY_KEY_EVENT] = 8, [HSY_KEY_AGE] = 0};
    int32_t over = rarity - EVIDENCE_BITS;

    return over > 0 ? over * share[kind] / 16 : 0;
}

bool hsy_is_incident(const bool a[HSY_KEY_KINDS], const bool b[HSY_KEY_KINDS])
{
    return a[HSY_KEY_NUMBER] && b[HSY_KEY_NUMBER];
}

int64_t hsy_keep_apart(const bool a[HSY_KEY_KINDS], const bool b[HSY_KEY_KINDS],
                       uint32_t shares)
{
    static const int64_t apart[HSY_KEY_KINDS] = { /* of 16 */
        [HSY_KEY_NAME] = 16, [HSY_KEY_PLACE] = 13, /* of incidents alone: see below */
        [HSY_KEY_DATE] = 13,
        [HSY_KEY_NUMBER] = 14, [HSY_KEY_EVENT] = 16, [HSY_KEY_AGE] = 14};
    int64_t left = 1 << 12;

    for (int kind = HSY_KEY_NAME; kind < HSY_KEY_KINDS; kind++)
        if (a[kind] && b[kind] && !(shares >> kind & 1) &&
            (kind != HSY_KEY_PLACE || hsy_is_incident(a, b)))
            left = left * apart[kind] / 16;
    return left;
}

int64_t hsy_silence(const hsy_cluster *cluster, int64_t first, int64_t last)
{
    if (first == INT64_MIN || cluster->first == INT64_MIN)
        return 0;
    if (first > cluster->last)
        return (first - cluster->last) / DAY;
    return last < cluster->first ? (cluster->first - last) / DAY : 0;
}

int64_t hsy_after_silence(int64_t base, int64_t days, int32_t evidence, bool incident)
{
    int64_t full = incident ? EVIDENCE : OTHER_EVIDENCE, raise = days * SILENCE;

    if (incident && evidence >= full)
        return base + base * LATE * hsy_log2((uint64_t)days + 1) / 256 / 1000;
    if (days > MAX_SILENCE)
        return HSY_ONE + 1;
    if (raise > MOST_SILENCE)
        raise = MOST_SILENCE;
    int64_t open = 1000 - (evidence < full ? 1000 * evidence / full : 1000);
    return base + base * (raise * open / 1000) / 1000;
}

/* Whoever gives three pages gives pages on one matter. */
int64_t hsy_for_batch(uint32_t articles, int64_t threshold)
{
    int64_t n = (int64_t)articles + 1;

    return threshold + threshold * FEW_ARTICLES / n / n;
}

/* The more members a story has, the likelier one of them is near by chance, and the more its
 * sum is of what all news shares. A great event has hundreds of reports within days; what
 * goes on for weeks and gains still must be near to what it is about, or it is held together
 * by its size alone. */
int64_t hsy_for_size(uint32_t members, int64_t days, int64_t threshold)
{
    int64_t n = days < LONG ? members * days / LONG : members;

    if (n <= LARGE)
        return threshold;
    int64_t doublings = (int64_t)hsy_log2((uint64_t)n) - hsy_log2(LARGE); /* in 1/256 */
    return threshold + threshold * SIZE_RAISE * doublings / 256 / 1000;
}

/* What is shared in a small batch seems common, however telling it is. There a shared
 * toll speaks for itself: with the place or the act it is one incident, with the day
 * at least no stranger. */
static int64_t base_for(const struct pass *pass, uint32_t shares)
{
    if (pass->keys->total > HSY_SMALL_BATCH || !(shares >> HSY_KEY_NUMBER & 1))
        return hsy_for_batch(pass->keys->total, THRESHOLD);
    if (shares >> HSY_KEY_PLACE & 1 || shares >> HSY_KEY_EVENT & 1)
        return THRESHOLD * AKIN_SHARE / 16;
    return shares >> HSY_KEY_DATE & 1 ? THRESHOLD
                                      : hsy_for_batch(pass->keys->total, THRESHOLD);
}

static int64_t score_of(const hsy_cluster *cluster, const hsy_vector *vector,
                        const hsy_near *near)
{
    int64_t length = cluster->length;
    int64_t centroid = length ? near->dot * HSY_ONE / length : 0;
    int64_t score = (CENTROID_SHARE * centroid + (16 - CENTROID_SHARE) * near->best) / 16;

    return score * hsy_keep_apart(cluster->has, vector->has, near->shares) >> 12;
}

static int64_t margin_of(const struct pass *pass, const hsy_near *near, uint32_t article)
{
    const hsy_cluster *cluster = &pass->clusters.data[near->cluster];
    const hsy_vector *vector = &pass->vectors[article];
    int64_t published = pass->articles[article]->published;
    int64_t days = hsy_silence(cluster, published, published);
    bool incident = hsy_is_incident(cluster->has, vector->has);

    int64_t age = published == INT64_MIN || cluster->first == INT64_MIN
                      ? 0 : (published - cluster->first) / DAY;
    int64_t base = hsy_for_size(cluster->docs.count, age, base_for(pass, near->shares));

    return score_of(cluster, vector, near) -
           hsy_after_silence(base, days, near->evidence, incident);
}

/* -- members -------------------------------------------------------------- */

void hsy_cluster_widen(hsy_cluster *cluster, int64_t first, int64_t last)
{
    if (first == INT64_MIN)
        return;
    if (cluster->first == INT64_MIN || first < cluster->first)
        cluster->first = first;
    if (cluster->last == INT64_MIN || last > cluster->last)
        cluster->last = last;
}

/* `dot`: of the article with the sum of those that are in the cluster. */
static bool add_member(struct pass *pass, uint32_t c, uint32_t article, int64_t dot)
{
    hsy_cluster *cluster = &pass->clusters.data[c];
    int64_t published = pass->articles[article]->published;
    uint32_t *doc = hsy_vec_push(pass->arena, &cluster->docs);

    if (!doc)
        return false;
    *doc = article;
    cluster->square += (uint64_t)(2 * dot + HSY_ONE);
    cluster->length = hsy_root(cluster->square * HSY_ONE);
    for (int kind = 0; kind < HSY_KEY_KINDS; kind++)
        cluster->has[kind] |= pass->vectors[article].has[kind];
    hsy_cluster_widen(cluster, published, published);
    pass->of[article] = c;
    return true;
}

static bool open_cluster(struct pass *pass, uint32_t article)
{
    hsy_cluster *cluster = hsy_vec_push(pass->arena, &pass->clusters);

    if (!cluster)
        return false;
    cluster->opener = article;
    cluster->first = cluster->last = INT64_MIN;
    cluster->joined = pass->clusters.count - 1;
    return add_member(pass, pass->clusters.count - 1, article, 0);
}

/* -- the pass ------------------------------------------------------------- */

static bool note_doubt(struct pass *pass, uint32_t a, uint32_t b)
{
    uint64_t *pair = hsy_vec_push(pass->arena, &pass->doubtful);

    if (pair)
        *pair = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
    return pair != NULL;
}

/* The nearest stories beside the one it joins, or beside the nearest. */
static bool note_doubts(struct pass *pass, const hsy_near *near, uint32_t n, uint32_t home)
{
    uint32_t other = home != HSY_NONE ? home : n ? near[0].cluster : HSY_NONE;

    for (uint32_t i = 0; i < n && i < DOUBTS; i++)
        if (near[i].cluster != other && !note_doubt(pass, other, near[i].cluster))
            return false;
    return true;
}

/* The story that `article` joins, or NULL. */
static const hsy_near *choose(const struct pass *pass, const hsy_near *near, uint32_t n,
                              uint32_t article)
{
    const hsy_near *best = NULL;
    int64_t best_margin = 0;

    for (uint32_t i = 0; i < n; i++) {
        int64_t margin = margin_of(pass, &near[i], article);
        if (margin >= 0 && (!best || margin > best_margin)) {
            best = &near[i];
            best_margin = margin;
        }
    }
    return best;
}

/* Where the text that `article` copies, or that copies it, went already. */
static uint32_t of_copy(const struct pass *pass, const number_list *copies, uint32_t article)
{
    for (uint32_t i = 0; i < copies[article].count; i++)
        if (pass->of[copies[article].data[i]] != HSY_NONE)
            return pass->of[copies[article].data[i]];
    return HSY_NONE;
}

static const hsy_near *near_of(const hsy_near *near, uint32_t n, uint32_t cluster)
{
    for (uint32_t i = 0; i < n; i++)
        if (near[i].cluster == cluster)
            return &near[i];
    return NULL;
}

static bool place(struct pass *pass, const number_list *copies, uint32_t article)
{
    const hsy_vector *vector = &pass->vectors[article];
    uint32_t home = of_copy(pass, copies, article);
    hsy_near near[HSY_NEAREST];
    uint32_t n = hsy_index_near(pass->index, vector, near);
    const hsy_near *best;

    if (home != HSY_NONE) {
        best = near_of(near, n, home);
    } else {
        best = choose(pass, near, n, article);
        home = best ? best->cluster : HSY_NONE;
        if (!note_doubts(pass, near, n, home))
            return false;
    }
    return (home == HSY_NONE ? open_cluster(pass, article)
                             : add_member(pass, home, article, best ? best->dot : 0)) &&
           hsy_index_add(pass->index, article, pass->of[article], vector);
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

static bool hand_over(struct pass *pass, uint32_t count, hsy_clusters *ret)
{
    uint32_t *opener = hsy_new_array(pass->arena, pass->clusters.count, uint32_t);

    if (!opener)
        return false;
    for (uint32_t c = 0; c < pass->clusters.count; c++)
        opener[c] = pass->clusters.data[c].opener;
    for (uint32_t i = 0; i < count; i++)
        pass->of[i] = hsy_cluster_root(&pass->clusters, pass->of[i]);
    *ret = (hsy_clusters){pass->of, opener, pass->vectors, pass->clusters.count};
    return true;
}

/* All of the batch is known before the first decision. */
static bool count_all(const hsy_copies *copies, uint32_t count, hsy_key_table *keys)
{
    for (uint32_t i = 0; i < count; i++)
        hsy_keys_count(keys, copies->articles[i], i);
    if (!hsy_keys_leave_out_house(copies, count, keys))
        return false;
    hsy_keys_weigh_all(keys);
    return true;
}

bool hsy_clusters_make(hsy_arena *arena, const hsy_story_article *const *articles,
                       uint32_t count, const uint32_t *order, const hsy_copies *copies,
                       hsy_key_table *keys, bool arriving, hsy_clusters *ret)
{
    struct pass pass = {.arena = arena, .articles = articles, .keys = keys};
    number_list *lists = hsy_new_array(arena, count, number_list);

    pass.vectors = hsy_new_array(arena, count, hsy_vector);
    pass.of = hsy_new_array(arena, count, uint32_t);
    if (!lists || !pass.vectors || !pass.of || !link_copies(arena, copies, lists))
        return false;
    if (!arriving && !count_all(copies, count, keys))
        return false;
    pass.index = hsy_index_new(arena, keys, count);
    if (!pass.index)
        return false;
    for (uint32_t i = 0; i < count; i++)
        pass.of[i] = HSY_NONE;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t article = order[i];
        if (arriving) {
            hsy_keys_count(keys, articles[article], article);
            hsy_keys_weigh(keys, articles[article], article);
        }
        if (!hsy_vector_make(arena, keys, articles[article], article, &pass.vectors[article]) ||
            !place(&pass, lists, article))
            return false;
    }
    if (!arriving &&
        !hsy_clusters_join(arena, &pass.clusters, keys, pass.vectors, &pass.doubtful))
        return false;
    return hand_over(&pass, count, ret);
}
