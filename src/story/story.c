/*
 * story.c - from articles to stories: see story.h.
 *
 * Sort, find copies, cluster, then write down each story: its articles by date,
 * its origins (texts joined by copying, or credited to one agency), its title
 * and its id. Ids are made from the first article's own, so that they do not
 * move when articles are added after it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

#define NEARLY 30u /* 1/1000 */

struct maker {
    hsy_arena *arena;  /* results */
    hsy_arena scratch; /* all else */
    const hsy_story_article **articles; /* canonical */
    uint32_t count;
    uint32_t *order;    /* 0, 1, 2 ... : canonical */
    uint32_t *given;    /* canonical number of the article given i-th */
    uint32_t *member;   /* membership of each canonical article */
    uint32_t *canonical; /* article of each membership */
    uint32_t *parent;   /* for joining origins */
    hsy_copies copies;
    hsy_key_table keys;
    hsy_clusters clusters;
};

static int by_time_and_id(const void *a, const void *b)
{
    const hsy_story_article *x = *(const hsy_story_article *const *)a;
    const hsy_story_article *y = *(const hsy_story_article *const *)b;
    bool undated_x = x->published == INT64_MIN, undated_y = y->published == INT64_MIN;

    if (undated_x != undated_y)
        return undated_x ? 1 : -1;
    if (x->published != y->published)
        return x->published < y->published ? -1 : 1;
    return hsy_str_cmp(x->id, y->id);
}

static bool allocate(struct maker *maker)
{
    hsy_arena *scratch = &maker->scratch;

    maker->articles = hsy_new_array(scratch, maker->count, const hsy_story_article *);
    maker->order = hsy_new_array(scratch, maker->count, uint32_t);
    maker->given = hsy_new_array(scratch, maker->count, uint32_t);
    maker->member = hsy_new_array(scratch, maker->count, uint32_t);
    maker->canonical = hsy_new_array(scratch, maker->count, uint32_t);
    maker->parent = hsy_new_array(scratch, maker->count, uint32_t);
    return maker->articles && maker->order && maker->given && maker->member &&
           maker->canonical && maker->parent;
}

struct ranked {
    hsy_str id;
    uint32_t article;
};

static int by_id(const void *a, const void *b)
{
    return hsy_str_cmp(((const struct ranked *)a)->id, ((const struct ranked *)b)->id);
}

static bool sort_articles(struct maker *maker, const hsy_story_article *articles)
{
    struct ranked *ranked = hsy_new_array(&maker->scratch, maker->count, struct ranked);

    if (!ranked)
        return false;
    for (uint32_t i = 0; i < maker->count; i++)
        maker->articles[i] = &articles[i];
    qsort(maker->articles, maker->count, sizeof *maker->articles, by_time_and_id);
    for (uint32_t i = 0; i < maker->count; i++) {
        maker->order[i] = i;
        maker->given[maker->articles[i] - articles] = i;
        ranked[i] = (struct ranked){maker->articles[i]->id, i};
    }
    qsort(ranked, maker->count, sizeof *ranked, by_id);
    for (uint32_t m = 0; m < maker->count; m++) {
        maker->canonical[m] = ranked[m].article;
        maker->member[ranked[m].article] = m;
    }
    return true;
}

/* -- stories -------------------------------------------------------------- */

static hsy_str id_from(hsy_arena *arena, char letter, hsy_str first)
{
    char *id = hsy_arena_alloc(arena, 18);
    uint64_t hash = hsy_str_hash(first);

    if (!id)
        return (hsy_str){NULL, 0};
    id[0] = letter;
    for (int i = 0; i < 12; i++, hash >>= 4)
        id[1 + i] = "0123456789abcdef"[hash & 15];
    return (hsy_str){id, 13};
}

hsy_str hsy_story_id(hsy_arena *arena, hsy_str first_doc)
{
    return id_from(arena, 's', first_doc);
}

hsy_str hsy_storyline_id(hsy_arena *arena, hsy_str first_doc)
{
    return id_from(arena, 'l', first_doc);
}

/* How near each article is to the others of its story: the sum of cosines with
 * at most a few dozen of them, which is enough for a title. */
static int64_t nearness(const struct maker *maker, const hsy_story *story, uint32_t d)
{
    const hsy_vector *vectors = maker->clusters.vectors;
    const hsy_vector *own = &vectors[maker->canonical[story->docs[d]]];
    uint32_t step = story->ndocs / 32 + 1;
    int64_t sum = 0;

    for (uint32_t i = 0; i < story->ndocs && story->ndocs > 2; i += step)
        if (i != d)
            sum += hsy_vector_cosine(own, &vectors[maker->canonical[story->docs[i]]]);
    return sum;
}

static void choose_title(const struct maker *maker, hsy_story *story)
{
    int64_t best = -1;
    uint32_t step = story->ndocs / 64 + 1;

    for (uint32_t d = 0; d < story->ndocs; d++) {
        const hsy_story_article *article = maker->articles[maker->canonical[story->docs[d]]];
        if (!article->title.len || (story->title.ptr && d % step))
            continue;
        int64_t near = nearness(maker, story, d);
        if (near > best) {
            best = near;
            story->title = article->title;
        }
    }
}

static void set_dates(const struct maker *maker, hsy_story *story)
{
    story->first = story->last = INT64_MIN;
    for (uint32_t d = 0; d < story->ndocs; d++) {
        int64_t at = maker->articles[maker->canonical[story->docs[d]]]->published;
        if (at == INT64_MIN)
            continue;
        if (story->first == INT64_MIN)
            story->first = at;
        story->last = at;
    }
}

/* -- origins -------------------------------------------------------------- */

static uint32_t top_of(struct maker *maker, uint32_t article)
{
    while (maker->parent[article] != article) {
        maker->parent[article] = maker->parent[maker->parent[article]];
        article = maker->parent[article];
    }
    return article;
}

/* The top of a set is the article that comes first as a source. */
static void unite(struct maker *maker, uint32_t a, uint32_t b)
{
    a = top_of(maker, a);
    b = top_of(maker, b);
    if (a == b)
        return;
    if (hsy_copy_is_before(maker->articles[a], maker->articles[b]))
        maker->parent[b] = a;
    else
        maker->parent[a] = b;
}

/* Along copy_of alone: a text merged of two does not make one origin of them. */
static void unite_copies(struct maker *maker, const hsy_stories *ret)
{
    for (uint32_t i = 0; i < maker->count; i++)
        maker->parent[i] = i;
    for (uint32_t m = 0; m < maker->count; m++)
        if (ret->members[m].copy_of != HSY_NONE)
            unite(maker, maker->canonical[m], maker->canonical[ret->members[m].copy_of]);
}

struct credit {
    hsy_str wire;
    uint32_t article;
};

static int by_credit(const void *a, const void *b)
{
    const struct credit *x = a, *y = b;
    int order = hsy_str_cmp(x->wire, y->wire);

    return order ? order : (x->article > y->article) - (x->article < y->article);
}

/* Texts of one story that credit one agency are one origin. */
static bool unite_wires(struct maker *maker, const hsy_story *story)
{
    hsy_arena_mark mark = hsy_arena_here(&maker->scratch);
    struct credit *credits = hsy_new_array(&maker->scratch, story->ndocs, struct credit);
    uint32_t n = 0;

    if (!credits)
        return false;
    for (uint32_t d = 0; d < story->ndocs; d++) {
        uint32_t article = maker->canonical[story->docs[d]];
        if (maker->articles[article]->wire.len)
            credits[n++] = (struct credit){maker->articles[article]->wire, article};
    }
    qsort(credits, n, sizeof *credits, by_credit);
    for (uint32_t i = 1; i < n; i++)
        if (hsy_str_eq(credits[i].wire, credits[i - 1].wire))
            unite(maker, credits[i - 1].article, credits[i].article);
    hsy_arena_rewind(&maker->scratch, mark);
    return true;
}

static bool fill_origins(struct maker *maker, hsy_story *story, hsy_stories *ret,
                         uint32_t *number)
{
    hsy_origin *origins = hsy_new_array(maker->arena, story->ndocs, hsy_origin);
    uint32_t *docs = hsy_new_array(maker->arena, story->ndocs, uint32_t), n = 0, at = 0;

    if (!origins || !docs || !unite_wires(maker, story))
        return false;
    for (uint32_t d = 0; d < story->ndocs; d++) {
        uint32_t top = top_of(maker, maker->canonical[story->docs[d]]);
        if (number[top] == HSY_NONE) {
            number[top] = n;
            origins[n++].first = maker->member[top];
        }
        ret->members[story->docs[d]].origin = number[top];
        origins[number[top]].ndocs++;
    }
    for (uint32_t o = 0; o < n; o++) {
        origins[o].docs = docs + at;
        at += origins[o].ndocs;
        origins[o].ndocs = 0;
    }
    for (uint32_t d = 0; d < story->ndocs; d++) {
        hsy_origin *origin = &origins[ret->members[story->docs[d]].origin];
        const hsy_story_article *article = maker->articles[maker->canonical[story->docs[d]]];
        ((uint32_t *)(uintptr_t)origin->docs)[origin->ndocs++] = story->docs[d];
        if (!origin->wire.ptr && article->wire.len)
            origin->wire = article->wire;
    }
    for (uint32_t o = 0; o < n; o++) {
        hsy_str first = ret->members[origins[o].first].doc;
        char *id = hsy_arena_alloc(maker->arena, first.len + 2);
        if (!id)
            return false;
        id[0] = 'o';
        memcpy(id + 1, first.ptr, first.len);
        origins[o].id = (hsy_str){id, first.len + 1};
    }
    story->origins = origins;
    story->norigins = n;
    return true;
}

/* -- memberships ---------------------------------------------------------- */

static bool is_same_kind(hsy_str a, hsy_str b)
{
    size_t i = 0;

    while (i < a.len && i < b.len && a.ptr[i] == b.ptr[i] && a.ptr[i] != ':')
        i++;
    return i < a.len && i < b.len && a.ptr[i] == ':' && b.ptr[i] == ':';
}

static bool has_figure(const hsy_story_article *article, hsy_str figure)
{
    for (uint32_t k = 0; k < article->nkeys; k++)
        if (article->keys[k].kind == HSY_KEY_NUMBER &&
            hsy_str_eq(article->keys[k].text, figure))
            return true;
    return false;
}

/* A casualty figure of the copy that its source has not, and one of the source of the
 * same kind that the copy has not: "killed:22" where it had been "killed:30". */
static bool has_other_figure(const hsy_story_article *copy, const hsy_story_article *source)
{
    for (uint32_t k = 0; k < copy->nkeys; k++)
        for (uint32_t l = 0; copy->keys[k].kind == HSY_KEY_NUMBER && l < source->nkeys; l++)
            if (source->keys[l].kind == HSY_KEY_NUMBER &&
                is_same_kind(copy->keys[k].text, source->keys[l].text) &&
                !has_figure(source, copy->keys[k].text) &&
                !has_figure(copy, source->keys[l].text))
                return true;
    return false;
}

/* Of the texts of its story that it copies the earliest that shares NEARLY as much as the
 * one that shares most: the reprint of an abridgement is a copy of the long text. */
static void fill_copies(struct maker *maker, hsy_stories *ret)
{
    const hsy_copy *pairs = maker->copies.pairs.data;

    for (uint32_t i = 0; i < maker->copies.pairs.count; i++) {
        hsy_membership *member = &ret->members[maker->member[pairs[i].copy]];
        const hsy_story_article *copy = maker->articles[pairs[i].copy];
        if (maker->clusters.of[pairs[i].copy] != maker->clusters.of[pairs[i].from])
            continue;
        if (member->copy_of == HSY_NONE)
            member->shared = pairs[i].shared; /* the most: pairs are sorted */
        else if (pairs[i].shared + NEARLY < member->shared ||
                 !hsy_copy_is_before(maker->articles[pairs[i].from],
                                     maker->articles[maker->canonical[member->copy_of]]))
            continue;
        member->copy_of = maker->member[pairs[i].from];
        member->version = has_other_figure(copy, maker->articles[pairs[i].from]);
    }
}

/* For what copies nothing: the share in common with its likest neighbour. */
static bool fill_shared(struct maker *maker, const hsy_story *story, hsy_stories *ret)
{
    const uint32_t window = 8;

    for (uint32_t d = 0; d < story->ndocs; d++)
        for (uint32_t e = d > window ? d - window : 0; e < d; e++) {
            uint32_t shared = 0;
            hsy_membership *pair[2] = {&ret->members[story->docs[d]],
                                       &ret->members[story->docs[e]]};
            if (pair[0]->copy_of != HSY_NONE && pair[1]->copy_of != HSY_NONE)
                continue;
            if (!hsy_copies_guess(&maker->copies, maker->canonical[story->docs[d]],
                                  maker->canonical[story->docs[e]], &shared))
                return false;
            for (int i = 0; i < 2; i++)
                if (pair[i]->copy_of == HSY_NONE && shared > pair[i]->shared)
                    pair[i]->shared = shared;
        }
    return true;
}

/* -- assembly ------------------------------------------------------------- */

static bool gather_docs(struct maker *maker, hsy_stories *ret)
{
    uint32_t clusters = maker->clusters.count, *docs, at = 0;
    uint32_t *number = hsy_new_array(&maker->scratch, clusters, uint32_t);

    docs = hsy_new_array(maker->arena, maker->count, uint32_t);
    ret->stories = hsy_new_array(maker->arena, clusters, hsy_story);
    if (!number || !docs || !ret->stories)
        return false;
    for (uint32_t c = 0; c < clusters; c++)
        number[c] = HSY_NONE;
    for (uint32_t i = 0; i < maker->count; i++) {
        uint32_t *n = &number[maker->clusters.of[i]];
        if (*n == HSY_NONE)
            *n = ret->nstories++;
        ret->stories[*n].ndocs++;
    }
    for (uint32_t s = 0; s < ret->nstories; s++) {
        ret->stories[s].docs = docs + at;
        at += ret->stories[s].ndocs;
        ret->stories[s].ndocs = 0;
    }
    for (uint32_t i = 0; i < maker->count; i++) {
        hsy_story *story = &ret->stories[number[maker->clusters.of[i]]];
        docs[(story->docs - docs) + story->ndocs++] = maker->member[i];
    }
    return true;
}

static int by_size(const void *a, const void *b)
{
    const hsy_story *x = a, *y = b;

    if (x->ndocs != y->ndocs)
        return x->ndocs > y->ndocs ? -1 : 1;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return hsy_str_cmp(x->id, y->id);
}

static bool write_stories(struct maker *maker, hsy_stories *ret)
{
    uint32_t *number = hsy_new_array(&maker->scratch, maker->count, uint32_t);

    if (!number)
        return false;
    for (uint32_t i = 0; i < maker->count; i++)
        number[i] = HSY_NONE;
    for (uint32_t s = 0; s < ret->nstories; s++) {
        hsy_story *story = &ret->stories[s];
        set_dates(maker, story);
        choose_title(maker, story);
        story->id = hsy_story_id(maker->arena, ret->members[story->docs[0]].doc);
        if (!story->id.ptr)
            return false;
    }
    qsort(ret->stories, ret->nstories, sizeof *ret->stories, by_size);
    for (uint32_t s = 0; s < ret->nstories; s++) {
        hsy_story *story = &ret->stories[s];
        for (uint32_t d = 0; d < story->ndocs; d++)
            ret->members[story->docs[d]].story = s;
        if (!fill_origins(maker, story, ret, number) || !fill_shared(maker, story, ret))
            return false;
    }
    return hsy_storylines_make(maker->arena, &maker->scratch, maker->articles, &maker->keys,
                               maker->clusters.vectors, ret->stories, ret->nstories,
                               maker->canonical);
}

static bool write_members(struct maker *maker, hsy_stories *ret)
{
    ret->members = hsy_new_array(maker->arena, maker->count, hsy_membership);
    if (!ret->members)
        return false;
    ret->nmembers = maker->count;
    for (uint32_t m = 0; m < maker->count; m++)
        ret->members[m] = (hsy_membership){.doc = maker->articles[maker->canonical[m]]->id,
                                           .copy_of = HSY_NONE,
                                           .story_at_arrival = HSY_NONE,
                                           .undated =
                                               maker->articles[maker->canonical[m]]->published ==
                                               INT64_MIN};
    return true;
}

/* The same pass in the order given, each decision made from what came before. */
static bool decide_at_arrival(struct maker *maker, hsy_stories *ret)
{
    hsy_key_table keys;
    hsy_clusters clusters;

    if (!hsy_keys_number(&maker->scratch, maker->articles, maker->count, &keys) ||
        !hsy_clusters_make(&maker->scratch, maker->articles, maker->count, maker->given,
                           &maker->copies, &keys, true, &clusters))
        return false;
    for (uint32_t i = 0; i < maker->count; i++)
        ret->members[maker->member[i]].story_at_arrival =
            maker->member[clusters.opener[clusters.of[i]]];
    return true;
}

static bool make(struct maker *maker, const hsy_story_article *articles, bool in_order,
                 hsy_stories *ret)
{
    if (!allocate(maker) || !sort_articles(maker, articles) ||
        !hsy_copies_find(&maker->scratch, maker->articles, maker->count, &maker->copies) ||
        !hsy_keys_number(&maker->scratch, maker->articles, maker->count, &maker->keys) ||
        !hsy_clusters_make(&maker->scratch, maker->articles, maker->count, maker->order,
                           &maker->copies, &maker->keys, false, &maker->clusters))
        return false;
    if (!write_members(maker, ret) || !gather_docs(maker, ret))
        return false;
    fill_copies(maker, ret);
    unite_copies(maker, ret);
    if (!write_stories(maker, ret))
        return false;
    return !in_order || decide_at_arrival(maker, ret);
}

hsy_status hsy_stories_make(hsy_arena *arena, const hsy_story_article *articles, uint32_t count,
                            const hsy_story_options *options, hsy_stories *ret, hsy_error *err)
{
    struct maker maker = {.arena = arena, .count = count};
    hsy_stories made = {0};

    hsy_arena_init(&maker.scratch, (size_t)16 << 30);
    bool done = make(&maker, articles, options && options->in_order, &made);
    hsy_arena_clear(&maker.scratch);
    if (!done)
        return hsy_fail(err, HSY_NOMEM, "stories", 0, 0, "out of memory");
    *ret = made;
    return HSY_OK;
}
