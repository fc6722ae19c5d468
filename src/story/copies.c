/*
 * copies.c - whose text is in whose.
 *
 * A text is cut into shingles of five words. A quarter of them, those of the lowest
 * hashes, goes into an inverted index; two articles that meet there often enough
 * are compared in full. What counts is containment: the share of the smaller
 * text's shingles that the larger one has too (Broder, "On the resemblance and
 * containment of documents", 1997). Resemblance would miss the abridged agency
 * text, which is all in the long one and a third of it.
 *
 * Passages that a site prints under every article are no sign of copying: a
 * shingle seen in MANY_OF_ONE articles of one publisher is not counted. Where a
 * shingle is in very many articles (an agency text in two hundred outlets) each
 * is compared with the first few and with its neighbours only, so that the time
 * stays linear; all of them still hang together.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#define MANY_OF_ONE 5u  /* articles of one publisher: its boilerplate */
#define ALL_PAIRS 12u   /* postings up to this long: everyone with everyone */
#define NEIGHBOURS 6u
#define SMALL_TEXT 20u  /* shingles */
#define LEAST_SHARED 270u /* of the smaller text, in 1/1000 */
#define WHOLE_TEXT ((uint64_t)1 << 63) /* of a whole text, not of a shingle */

struct posting {
    uint64_t shingle;
    uint32_t article;
    uint32_t publisher;
};

struct finder {
    hsy_arena *arena; /* for what is dropped afterwards */
    const hsy_story_article *const *articles;
    uint32_t count;
    const hsy_shingles *shingles; /* sampled, of each article */
    uint64_t *whole;              /* each text as one */
    const uint32_t *publishers;
    uint32_t *sampled; /* indexed shingles of each article, boilerplate left out */
    struct posting *postings;
    uint32_t npostings;
    uint32_t *end, bins; /* of postings by their hashes */
    HSY_VEC(uint64_t) meetings; /* smaller index << 32 | larger */
    HSY_VEC(uint64_t) same;     /* pairs of equal texts */
};

/* A page that knows only the day is put at its end: those with a time go first. */
static int64_t source_minute(const hsy_story_article *article)
{
    const int64_t day = 24 * 60;

    if (article->published == INT64_MIN)
        return INT64_MAX;
    return article->published % day ? article->published : article->published + day - 1;
}

bool hsy_copy_is_before(const hsy_story_article *a, const hsy_story_article *b)
{
    int64_t at = source_minute(a), bt = source_minute(b);

    if (at != bt)
        return at < bt;
    if (!a->wire.ptr != !b->wire.ptr)
        return a->wire.ptr != NULL;
    if (a->nwords != b->nwords)
        return a->nwords > b->nwords;
    return hsy_str_cmp(a->id, b->id) < 0;
}

/* -- pairs ---------------------------------------------------------------- */

const uint64_t *hsy_pairs_sorted(hsy_arena *arena, const uint64_t *pairs, uint32_t n,
                                 uint32_t below)
{
    uint32_t *end = hsy_new_array(arena, (size_t)below + 1, uint32_t);
    uint64_t *sorted = hsy_arena_raw(arena, n * sizeof *sorted);

    if (!end || !sorted)
        return NULL;
    for (uint32_t i = 0; i < n; i++)
        end[(pairs[i] >> 32) + 1]++;
    for (uint32_t first = 0; first < below; first++)
        end[first + 1] += end[first];
    for (uint32_t i = 0; i < n; i++)
        sorted[end[pairs[i] >> 32]++] = pairs[i];
    for (uint32_t first = 0, from = 0; first < below; from = end[first++])
        hsy_sort_numbers(sorted + from, end[first] - from);
    return sorted;
}

/* -- candidates ----------------------------------------------------------- */

static int by_shingle(const void *a, const void *b)
{
    const struct posting *x = a, *y = b;

    if (x->shingle != y->shingle)
        return x->shingle < y->shingle ? -1 : 1;
    return (x->article > y->article) - (x->article < y->article);
}

/* Sampled shingles lie below 2^62, whole texts above 2^63. */
static uint32_t bin_of(uint64_t shingle, uint32_t bins)
{
    uint64_t spread = hsy_is_sampled(shingle) ? shingle << (HSY_SAMPLE_BITS - 1) : shingle;

    return (uint32_t)((spread >> 32) * bins >> 32);
}

static void sort_bin(struct posting *postings, uint32_t n)
{
    if (n > 64) {
        qsort(postings, n, sizeof *postings, by_shingle);
        return;
    }
    for (uint32_t i = 1; i < n; i++) {
        struct posting posting = postings[i];
        uint32_t at = i;
        for (; at && by_shingle(&postings[at - 1], &posting) > 0; at--)
            postings[at] = postings[at - 1];
        postings[at] = posting;
    }
}

typedef void posting_fn(struct finder *finder, uint64_t shingle, uint32_t article);

/* All that is indexed, in order of articles. */
static void each_posting(struct finder *finder, posting_fn *take)
{
    for (uint32_t i = 0; i < finder->count; i++) {
        const hsy_story_article *article = finder->articles[i];
        for (uint32_t s = 0; s < finder->shingles[i].count; s++)
            take(finder, finder->shingles[i].hashes[s], i);
        /* The whole text as one: finds equal texts too short to be sampled. */
        if (article->nwords >= 3)
            take(finder, finder->whole[i], i);
    }
}

static void count_posting(struct finder *finder, uint64_t shingle, uint32_t article)
{
    (void)article;
    finder->end[bin_of(shingle, finder->bins) + 1]++;
}

static void put_posting(struct finder *finder, uint64_t shingle, uint32_t article)
{
    finder->postings[finder->end[bin_of(shingle, finder->bins)]++] =
        (struct posting){shingle, article, finder->publishers[article]};
}

/* Hashes are spread evenly: a bin for every eight, then each bin by itself. */
static bool index_all(struct finder *finder)
{
    size_t room = 0;

    for (uint32_t i = 0; i < finder->count; i++)
        room += finder->shingles[i].count + (finder->articles[i]->nwords >= 3);
    if (room >= UINT32_MAX)
        return false;
    finder->npostings = (uint32_t)room;
    finder->bins = finder->npostings / 8 + 1;
    finder->end = hsy_new_array(finder->arena, (size_t)finder->bins + 1, uint32_t);
    finder->postings = hsy_arena_raw(finder->arena, room * sizeof *finder->postings);
    if (!finder->end || !finder->postings)
        return false;
    each_posting(finder, count_posting);
    for (uint32_t bin = 0; bin < finder->bins; bin++)
        finder->end[bin + 1] += finder->end[bin];
    each_posting(finder, put_posting);
    for (uint32_t bin = 0, from = 0; bin < finder->bins; from = finder->end[bin++])
        sort_bin(finder->postings + from, finder->end[bin] - from);
    return true;
}

/* One publisher prints this under everything. Equal texts are no boilerplate. */
static bool is_boilerplate(const struct posting *postings, uint32_t n)
{
    uint32_t run = 0, most = 0, last = HSY_NONE;

    if (n < MANY_OF_ONE || !hsy_is_sampled(postings[0].shingle))
        return false;
    for (uint32_t i = 0; i < n && i < 64; i++) {
        if (postings[i].publisher == HSY_NONE)
            continue;
        run = 0;
        last = postings[i].publisher;
        for (uint32_t j = 0; j < n && j < 64; j++)
            run += postings[j].publisher == last;
        if (run > most)
            most = run;
    }
    return most >= MANY_OF_ONE;
}

static bool meet(struct finder *finder, const struct posting *a, const struct posting *b)
{
    uint64_t pair = (uint64_t)a->article << 32 | b->article;
    bool whole = !hsy_is_sampled(a->shingle);
    uint64_t *slot = whole ? hsy_vec_push(finder->arena, &finder->same)
                           : hsy_vec_push(finder->arena, &finder->meetings);

    if (slot)
        *slot = pair;
    return slot != NULL;
}

static bool meet_all(struct finder *finder, const struct posting *postings, uint32_t n)
{
    for (uint32_t j = 1; j < n; j++)
        for (uint32_t i = 0; i < j; i++) {
            if (n > ALL_PAIRS && i == NEIGHBOURS && j > 2 * NEIGHBOURS)
                i = j - NEIGHBOURS;
            if (postings[i].article != postings[j].article &&
                !meet(finder, &postings[i], &postings[j]))
                return false;
        }
    return true;
}

static bool gather_meetings(struct finder *finder)
{
    uint32_t n = finder->npostings;

    const struct posting *postings = finder->postings;
    for (uint32_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && postings[to].shingle == postings[from].shingle;)
            to++;
        if (is_boilerplate(postings + from, to - from))
            continue;
        if (hsy_is_sampled(postings[from].shingle))
            for (uint32_t i = from; i < to; i++)
                finder->sampled[postings[i].article]++;
        if (to - from > 1 && !meet_all(finder, postings + from, to - from))
            return false;
    }
    return true;
}

/* -- decision ------------------------------------------------------------- */

/* Tuned with tools/eval/copies.py on conflict-syria-fakes/reprint-pairs and on texts
 * cut, given a new lead, put in another order, reworded and with other numbers: three
 * tenths of the smaller text with a passage of some length word for word the same. A
 * quoted statement of sixty words in two reports of four hundred stays below. */
static bool is_copy(uint32_t shared, uint32_t run, uint32_t smaller, uint32_t larger)
{
    if (smaller < SMALL_TEXT)
        return shared >= 900 && larger < 2 * SMALL_TEXT;
    return shared >= 300 ? run >= 12 : shared >= LEAST_SHARED && run >= 18;
}

static bool note_copy(const struct finder *finder, hsy_copies *ret, uint32_t a, uint32_t b,
                      hsy_copy found)
{
    bool before = hsy_copy_is_before(finder->articles[a], finder->articles[b]);
    hsy_copy *copy = hsy_vec_push(ret->arena, &ret->pairs);

    if (!copy)
        return false;
    *copy = found;
    copy->copy = before ? b : a;
    copy->from = before ? a : b;
    return true;
}

/* All shingles of an article, made when they are first needed. */
static const hsy_shingles *all_of(hsy_copies *copies, hsy_arena *arena, uint32_t i)
{
    hsy_shingles *all = &copies->all[i];

    if (!all->hashes && !hsy_shingles_make(arena, copies->articles[i], true, all))
        return NULL;
    return all;
}

static bool judge(const struct finder *finder, uint32_t a, uint32_t b, hsy_copies *ret)
{
    const hsy_shingles *x = all_of(ret, finder->arena, a), *y = all_of(ret, finder->arena, b);

    if (!x || !y)
        return false;
    bool less = x->count < y->count;
    uint32_t smaller = less ? x->count : y->count, larger = less ? y->count : x->count;
    uint32_t shared = hsy_shingles_shared(x, y);
    if (smaller >= SMALL_TEXT && shared < LEAST_SHARED)
        return true;
    uint32_t run = hsy_shingles_run(finder->articles[less ? a : b], less ? y : x);
    return !is_copy(shared, run, smaller, larger) ||
           note_copy(finder, ret, a, b,
                     (hsy_copy){.shared = shared, .run = run, .whole = larger <= 3 * smaller});
}

static bool judge_meetings(struct finder *finder, hsy_copies *ret)
{
    uint32_t n = finder->meetings.count;
    const uint64_t *pairs = hsy_pairs_sorted(finder->arena, finder->meetings.data, n,
                                             finder->count);

    if (!pairs)
        return false;
    for (uint32_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && pairs[to] == pairs[from];)
            to++;
        uint32_t a = (uint32_t)(pairs[from] >> 32), b = (uint32_t)pairs[from];
        uint32_t x = finder->sampled[a], y = finder->sampled[b];
        /* A sample scatters: ask for half of what the decision will ask for. */
        if ((to - from) * 1000 < 150 * (x < y ? x : y))
            continue;
        if (!judge(finder, a, b, ret))
            return false;
    }
    return true;
}

static bool judge_equals(struct finder *finder, hsy_copies *ret)
{
    const uint64_t *pairs = hsy_pairs_sorted(finder->arena, finder->same.data,
                                             finder->same.count, finder->count);

    if (!pairs)
        return false;
    for (uint32_t i = 0; i < finder->same.count; i++) {
        uint32_t a = (uint32_t)(pairs[i] >> 32), b = (uint32_t)pairs[i];
        const hsy_story_article *x = finder->articles[a], *y = finder->articles[b];
        if (x->nwords == y->nwords &&
            memcmp(x->words, y->words, x->nwords * sizeof *x->words) == 0 &&
            !note_copy(finder, ret, a, b,
                       (hsy_copy){.shared = 1000, .run = x->nwords, .whole = true}))
            return false;
    }
    return true;
}

static int by_copy(const void *a, const void *b)
{
    const hsy_copy *x = a, *y = b;

    if (x->copy != y->copy)
        return x->copy < y->copy ? -1 : 1;
    if (x->shared != y->shared)
        return x->shared > y->shared ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

static void drop_doubles(hsy_copies *copies)
{
    uint32_t kept = 0;

    if (copies->pairs.count)
        qsort(copies->pairs.data, copies->pairs.count, sizeof *copies->pairs.data, by_copy);
    for (uint32_t i = 0; i < copies->pairs.count; i++) {
        const hsy_copy *copy = &copies->pairs.data[i];
        const hsy_copy *last = kept ? &copies->pairs.data[kept - 1] : NULL;
        if (!last || last->copy != copy->copy || last->from != copy->from)
            copies->pairs.data[kept++] = *copy;
    }
    copies->pairs.count = kept;
}

static bool number_publishers(hsy_arena *arena, hsy_copies *copies, uint32_t count)
{
    hsy_arena scratch;
    hsy_map numbers;
    bool ok = true;

    copies->publishers = hsy_new_array(arena, count, uint32_t);
    hsy_arena_init(&scratch, arena->limit);
    hsy_map_init(&numbers, &scratch);
    for (uint32_t i = 0; ok && copies->publishers && i < count; i++) {
        hsy_str name = copies->articles[i]->publisher;
        copies->publishers[i] =
            name.len ? hsy_map_put(&numbers, name, copies->npublishers) : HSY_NONE;
        copies->npublishers += name.len && copies->publishers[i] == copies->npublishers;
        ok = !name.len || copies->publishers[i] != HSY_NONE;
    }
    hsy_arena_clear(&scratch);
    return ok && copies->publishers;
}

static bool sample_all(const struct finder *finder, hsy_copies *ret)
{
    for (uint32_t i = 0; i < finder->count; i++) {
        const hsy_story_article *article = finder->articles[i];
        if (!hsy_shingles_make(ret->arena, article, false, &ret->sampled[i]))
            return false;
        finder->whole[i] = hsy_shingle_hash(article->words, article->nwords) | WHOLE_TEXT;
    }
    return true;
}

static bool find(struct finder *finder, hsy_copies *ret)
{
    finder->sampled = hsy_new_array(finder->arena, finder->count, uint32_t);
    finder->whole = hsy_new_array(finder->arena, finder->count, uint64_t);
    if (!finder->sampled || !finder->whole || !sample_all(finder, ret))
        return false;
    return index_all(finder) && gather_meetings(finder) && judge_meetings(finder, ret) &&
           judge_equals(finder, ret);
}

bool hsy_copies_find(hsy_arena *arena, const hsy_story_article *const *articles,
                     uint32_t count, hsy_copies *ret)
{
    hsy_arena scratch;

    *ret = (hsy_copies){.arena = arena, .articles = articles,
                        .sampled = hsy_new_array(arena, count, hsy_shingles),
                        .all = hsy_new_array(arena, count, hsy_shingles)};
    if (!ret->sampled || !ret->all || !number_publishers(arena, ret, count))
        return false;
    hsy_arena_init(&scratch, arena->limit);
    struct finder finder = {.arena = &scratch, .articles = articles, .count = count,
                            .shingles = ret->sampled, .publishers = ret->publishers};
    bool found = find(&finder, ret);
    hsy_arena_clear(&scratch);
    if (count)
        memset(ret->all, 0, count * sizeof *ret->all); /* went with the scratch */
    if (found)
        drop_doubles(ret);
    return found;
}

bool hsy_copies_guess(hsy_copies *copies, uint32_t a, uint32_t b, uint32_t *ret)
{
    const hsy_shingles *x = &copies->sampled[a], *y = &copies->sampled[b];

    if (x->count < SMALL_TEXT / 2 || y->count < SMALL_TEXT / 2) {
        x = all_of(copies, copies->arena, a);
        y = all_of(copies, copies->arena, b);
    }
    if (x && y)
        *ret = hsy_shingles_shared(x, y);
    return x && y;
}
