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

#include <stdlib.h>
#include <string.h>

#define SHINGLE 5u
#define SAMPLE_BITS 2   /* one shingle in four is indexed: the top bits are 0 */
#define MANY_OF_ONE 5u  /* articles of one publisher: its boilerplate */
#define ALL_PAIRS 12u   /* postings up to this long: everyone with everyone */
#define NEIGHBOURS 6u
#define SMALL_TEXT 20u  /* shingles */
#define WHOLE_TEXT ((uint64_t)1 << 63) /* of a whole text, not of a shingle */

struct posting {
    uint64_t shingle;
    uint32_t article;
    uint32_t publisher;
};

struct finder {
    hsy_arena *arena;
    const hsy_story_article *const *articles;
    uint32_t count;
    hsy_shingles *shingles;
    uint32_t *publishers;
    uint32_t *sampled; /* indexed shingles of each article, boilerplate left out */
    struct posting *postings;
    uint32_t npostings;
    HSY_VEC(uint64_t) meetings; /* smaller index << 32 | larger */
    HSY_VEC(uint64_t) same;     /* pairs of equal texts */
};

static bool is_sampled(uint64_t hash)
{
    return hash >> (64 - SAMPLE_BITS) == 0;
}

static int by_hash(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Hashes are spread evenly: one pass by the top byte, then each bin by itself. */
static bool sort_hashes(hsy_arena *arena, uint64_t *hashes, uint32_t n)
{
    uint32_t end[257] = {0};
    hsy_arena_mark mark = hsy_arena_here(arena);
    uint64_t *copy = hsy_arena_raw(arena, n * sizeof *copy);

    if (!copy)
        return false;
    for (uint32_t i = 0; i < n; i++)
        end[(hashes[i] >> 56) + 1]++;
    for (uint32_t bin = 0; bin < 256; bin++)
        end[bin + 1] += end[bin];
    for (uint32_t i = 0; i < n; i++)
        copy[end[hashes[i] >> 56]++] = hashes[i];
    for (uint32_t bin = 0, from = 0; bin < 256; from = end[bin++]) {
        for (uint32_t i = from + 1; i < end[bin] && end[bin] - from <= 16; i++) {
            uint64_t hash = copy[i];
            uint32_t at = i;
            for (; at > from && copy[at - 1] > hash; at--)
                copy[at] = copy[at - 1];
            copy[at] = hash;
        }
        if (end[bin] - from > 16)
            qsort(copy + from, end[bin] - from, sizeof *copy, by_hash);
    }
    if (n)
        memcpy(hashes, copy, n * sizeof *hashes);
    hsy_arena_rewind(arena, mark);
    return true;
}

static uint64_t shingle_hash(const uint64_t *words, uint32_t n)
{
    uint64_t hash = 0x9E3779B97F4A7C15u;

    for (uint32_t i = 0; i < n; i++) {
        hash = (hash ^ words[i]) * 0xFF51AFD7ED558CCDu;
        hash ^= hash >> 32;
    }
    return hash * 0xC4CEB9FE1A85EC53u; /* the top bits decide what is sampled */
}

static bool make_shingles(hsy_arena *arena, const uint64_t *words, uint32_t nwords,
                          hsy_shingles *ret)
{
    uint32_t n = nwords < SHINGLE ? 0 : nwords - SHINGLE + 1, kept = 0;
    uint64_t *hashes = hsy_arena_raw(arena, n * sizeof *hashes);

    if (!hashes)
        return false;
    for (uint32_t i = 0; i < n; i++)
        hashes[i] = shingle_hash(words + i, SHINGLE);
    if (!sort_hashes(arena, hashes, n))
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (kept == 0 || hashes[i] != hashes[kept - 1])
            hashes[kept++] = hashes[i];
    *ret = (hsy_shingles){hashes, kept};
    return true;
}

static uint32_t common_of(const hsy_shingles *a, const hsy_shingles *b)
{
    uint32_t common = 0;

    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        if (a->hashes[i] == b->hashes[j])
            common++, i++, j++;
        else if (a->hashes[i] < b->hashes[j])
            i++;
        else
            j++;
    }
    return common;
}

uint32_t hsy_shingles_shared(const hsy_shingles *a, const hsy_shingles *b)
{
    uint32_t smaller = a->count < b->count ? a->count : b->count;

    return smaller ? (uint32_t)((uint64_t)common_of(a, b) * 1000 / smaller) : 0;
}

/* The share of the sampled ones alone: a good guess at a quarter of the cost. */
uint32_t hsy_shingles_guess(const hsy_shingles *a, const hsy_shingles *b)
{
    hsy_shingles x = {a->hashes, 0}, y = {b->hashes, 0};

    while (x.count < a->count && is_sampled(a->hashes[x.count]))
        x.count++;
    while (y.count < b->count && is_sampled(b->hashes[y.count]))
        y.count++;
    return x.count < SMALL_TEXT / 2 || y.count < SMALL_TEXT / 2 ? hsy_shingles_shared(a, b)
                                                                : hsy_shingles_shared(&x, &y);
}

/* Words of the longest passage of `text` all of whose shingles are in `other`. */
static uint32_t longest_run(const hsy_story_article *text, const hsy_shingles *other)
{
    uint32_t run = 0, best = 0;

    for (uint32_t i = 0; i + SHINGLE <= text->nwords; i++) {
        uint64_t hash = shingle_hash(text->words + i, SHINGLE);
        bool found = bsearch(&hash, other->hashes, other->count, sizeof hash, by_hash);
        run = found ? run + 1 : 0;
        if (run > best)
            best = run;
    }
    return best ? best + SHINGLE - 1 : 0;
}

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
    uint64_t spread = is_sampled(shingle) ? shingle << (SAMPLE_BITS - 1) : shingle;

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

/* Hashes are spread evenly: a bin for every eight, then each bin by itself. */
static bool sort_postings(struct finder *finder)
{
    uint32_t n = finder->npostings, bins = n / 8 + 1;
    uint32_t *end = hsy_new_array(finder->arena, (size_t)bins + 1, uint32_t);
    struct posting *sorted = hsy_arena_raw(finder->arena, (size_t)n * sizeof *sorted);
    const struct posting *postings = finder->postings;

    if (!end || !sorted)
        return false;
    for (uint32_t i = 0; i < n; i++)
        end[bin_of(postings[i].shingle, bins) + 1]++;
    for (uint32_t bin = 0; bin < bins; bin++)
        end[bin + 1] += end[bin];
    for (uint32_t i = 0; i < n; i++)
        sorted[end[bin_of(postings[i].shingle, bins)]++] = postings[i];
    for (uint32_t bin = 0, from = 0; bin < bins; from = end[bin++])
        sort_bin(sorted + from, end[bin] - from);
    finder->postings = sorted;
    return true;
}

static uint32_t nsampled(const hsy_shingles *shingles)
{
    uint32_t n = 0;

    while (n < shingles->count && is_sampled(shingles->hashes[n]))
        n++;
    return n;
}

static void add_posting(struct finder *finder, uint64_t shingle, uint32_t article)
{
    finder->postings[finder->npostings++] =
        (struct posting){shingle, article, finder->publishers[article]};
}

static bool index_all(struct finder *finder)
{
    size_t room = finder->count;

    for (uint32_t i = 0; i < finder->count; i++)
        room += nsampled(&finder->shingles[i]);
    if (room >= UINT32_MAX)
        return false;
    finder->postings = hsy_arena_raw(finder->arena, room * sizeof *finder->postings);
    if (!finder->postings)
        return false;
    for (uint32_t i = 0; i < finder->count; i++) {
        const hsy_story_article *article = finder->articles[i];
        const hsy_shingles *shingles = &finder->shingles[i];
        for (uint32_t s = 0, n = nsampled(shingles); s < n; s++)
            add_posting(finder, shingles->hashes[s], i);
        /* The whole text as one: finds equal texts too short to be sampled. */
        if (article->nwords >= 3)
            add_posting(finder, shingle_hash(article->words, article->nwords) | WHOLE_TEXT, i);
    }
    return true;
}

/* One publisher prints this under everything. Equal texts are no boilerplate. */
static bool is_boilerplate(const struct posting *postings, uint32_t n)
{
    uint32_t run = 0, most = 0, last = HSY_NONE;

    if (n < MANY_OF_ONE || !is_sampled(postings[0].shingle))
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
    bool whole = !is_sampled(a->shingle);
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

    if (!sort_postings(finder))
        return false;
    const struct posting *postings = finder->postings;
    for (uint32_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && postings[to].shingle == postings[from].shingle;)
            to++;
        if (is_boilerplate(postings + from, to - from))
            continue;
        if (is_sampled(postings[from].shingle))
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
    return shared >= 300 ? run >= 12 : shared >= 270 && run >= 18;
}

static bool judge(struct finder *finder, uint32_t a, uint32_t b, bool equal, hsy_copies *ret)
{
    const hsy_shingles *x = &finder->shingles[a], *y = &finder->shingles[b];
    bool less = x->count < y->count;
    uint32_t smaller = less ? x->count : y->count, larger = less ? y->count : x->count;
    uint32_t shared = equal ? 1000 : hsy_shingles_shared(x, y);
    uint32_t run = equal ? finder->articles[a]->nwords
                         : longest_run(finder->articles[less ? a : b], less ? y : x);

    if (!equal && !is_copy(shared, run, smaller, larger))
        return true;
    bool before = hsy_copy_is_before(finder->articles[a], finder->articles[b]);
    hsy_copy *copy = hsy_vec_push(finder->arena, &ret->pairs);
    if (!copy)
        return false;
    *copy = (hsy_copy){before ? b : a, before ? a : b, shared, run, larger <= 3 * smaller};
    return true;
}

static bool judge_meetings(struct finder *finder, hsy_copies *ret)
{
    uint64_t *pairs = finder->meetings.data;
    uint32_t n = finder->meetings.count;

    if (n)
        qsort(pairs, n, sizeof *pairs, by_hash);
    for (uint32_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && pairs[to] == pairs[from];)
            to++;
        uint32_t a = (uint32_t)(pairs[from] >> 32), b = (uint32_t)pairs[from];
        uint32_t x = finder->sampled[a], y = finder->sampled[b];
        /* A sample scatters: ask for half of what the decision will ask for. */
        if ((to - from) * 1000 < 150 * (x < y ? x : y))
            continue;
        if (!judge(finder, a, b, false, ret))
            return false;
    }
    return true;
}

static bool judge_equals(struct finder *finder, hsy_copies *ret)
{
    uint64_t *pairs = finder->same.data;

    if (finder->same.count)
        qsort(pairs, finder->same.count, sizeof *pairs, by_hash);
    for (uint32_t i = 0; i < finder->same.count; i++) {
        uint32_t a = (uint32_t)(pairs[i] >> 32), b = (uint32_t)pairs[i];
        const hsy_story_article *x = finder->articles[a], *y = finder->articles[b];
        if (x->nwords == y->nwords &&
            memcmp(x->words, y->words, x->nwords * sizeof *x->words) == 0 &&
            !judge(finder, a, b, true, ret))
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

static int by_publisher(const void *a, const void *b)
{
    const hsy_story_article *x = **(const hsy_story_article *const *const *)a;
    const hsy_story_article *y = **(const hsy_story_article *const *const *)b;

    return hsy_str_cmp(x->publisher, y->publisher);
}

static bool number_publishers(struct finder *finder)
{
    const hsy_story_article *const **sorted =
        hsy_new_array(finder->arena, finder->count, const hsy_story_article *const *);
    uint32_t number = 0;

    if (!sorted)
        return false;
    for (uint32_t i = 0; i < finder->count; i++)
        sorted[i] = &finder->articles[i];
    qsort(sorted, finder->count, sizeof *sorted, by_publisher);
    for (uint32_t i = 0; i < finder->count; i++) {
        number += i && by_publisher(&sorted[i - 1], &sorted[i]) != 0;
        finder->publishers[sorted[i] - finder->articles] =
            (*sorted[i])->publisher.len ? number : HSY_NONE;
    }
    return true;
}

bool hsy_copies_find(hsy_arena *arena, const hsy_story_article *const *articles,
                     uint32_t count, hsy_copies *ret)
{
    struct finder finder = {.arena = arena, .articles = articles, .count = count};

    finder.shingles = hsy_new_array(arena, count, hsy_shingles);
    finder.publishers = hsy_new_array(arena, count, uint32_t);
    finder.sampled = hsy_new_array(arena, count, uint32_t);
    *ret = (hsy_copies){.shingles = finder.shingles};
    if (!finder.shingles || !finder.publishers || !finder.sampled ||
        !number_publishers(&finder))
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (!make_shingles(arena, articles[i]->words, articles[i]->nwords,
                           &finder.shingles[i]))
            return false;
    if (!index_all(&finder) || !gather_meetings(&finder) || !judge_meetings(&finder, ret) ||
        !judge_equals(&finder, ret))
        return false;
    drop_doubles(ret);
    return true;
}
