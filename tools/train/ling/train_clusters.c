/*
 * train_clusters.c - words used alike: train_clusters OUT WORDS IDS FINE COARSE PASSES
 *
 * Reads what plain_words.py wrote and writes words.bin: for each word the cluster it
 * is in when there are FINE of them, and when there are COARSE. Exchange clustering
 * (Martin, Liermann, Ney 1998): each word in turn
 * moves to the cluster that makes the text likeliest under a bigram model of
 * clusters, until the passes are done. With n log n in fixed point the result is
 * the same on every machine.
 *
 *     maximise  sum over pairs N(g,h) log N(g,h)  -  2 sum over g N(g) log N(g)
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "train.h"

#include "base/file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SMALL (1u << 20)
#define FIXED 1024.0

struct near {
    uint32_t word, count;
};

struct clusters {
    uint32_t nwords, n;
    uint32_t *count;             /* of words */
    uint32_t *first[2];          /* left and right neighbours of word w: near[..] from */
    struct near *near[2];        /* first[s][w] to first[s][w + 1] */
    uint16_t *of;                /* cluster of a word; word 0 has cluster 0 */
    int64_t *pairs, *totals;     /* n * n; n */
    int64_t *small;              /* n log n */
};

static int64_t nlogn(const struct clusters *c, int64_t n)
{
    if (n < SMALL)
        return c->small[n];
    return llround((double)n * log((double)n) * FIXED);
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

/* Neighbours on one side, counted: sort all pairs, then run lengths. */
static void count_side(struct clusters *c, const uint32_t *ids, size_t n, int side)
{
    uint64_t *pairs = train_alloc(n, sizeof *pairs);
    size_t kept = 0;

    for (size_t i = 1; i < n; i++)
        pairs[i - 1] = side ? (uint64_t)ids[i - 1] << 32 | ids[i]
                            : (uint64_t)ids[i] << 32 | ids[i - 1];
    qsort(pairs, n - 1, sizeof *pairs, by_value);
    c->first[side] = train_alloc(c->nwords + 2, sizeof(uint32_t));
    c->near[side] = train_alloc(n, sizeof(struct near));
    for (size_t i = 0; i < n - 1;) {
        size_t end = i;
        while (end < n - 1 && pairs[end] == pairs[i])
            end++;
        c->near[side][kept++] = (struct near){(uint32_t)pairs[i], (uint32_t)(end - i)};
        c->first[side][(pairs[i] >> 32) + 1] = (uint32_t)kept;
        i = end;
    }
    for (uint32_t w = 1; w <= c->nwords; w++)
        if (c->first[side][w] < c->first[side][w - 1])
            c->first[side][w] = c->first[side][w - 1];
    free(pairs);
}

/* Counts of the clusters beside word w; `ret_self`: w beside itself. */
static void sides_of(const struct clusters *c, uint32_t w, int64_t *left, int64_t *right,
                     int64_t *ret_self)
{
    *ret_self = 0;
    memset(left, 0, c->n * sizeof *left);
    memset(right, 0, c->n * sizeof *right);
    for (uint32_t i = c->first[0][w]; i < c->first[0][w + 1]; i++)
        if (c->near[0][i].word != w)
            left[c->of[c->near[0][i].word]] += c->near[0][i].count;
    for (uint32_t i = c->first[1][w]; i < c->first[1][w + 1]; i++) {
        if (c->near[1][i].word != w)
            right[c->of[c->near[1][i].word]] += c->near[1][i].count;
        else
            *ret_self += c->near[1][i].count;
    }
}

static void shift(struct clusters *c, uint32_t w, uint32_t g, int64_t sign, const int64_t *left,
                  const int64_t *right, int64_t self)
{
    for (uint32_t h = 0; h < c->n; h++) {
        c->pairs[(size_t)h * c->n + g] += sign * left[h];
        c->pairs[(size_t)g * c->n + h] += sign * right[h];
    }
    c->pairs[(size_t)g * c->n + g] += sign * self;
    c->totals[g] += sign * c->count[w];
}

/* What is won by putting w, which is in no cluster now, into g. */
static int64_t gain(const struct clusters *c, uint32_t w, uint32_t g, const int64_t *left,
                    const int64_t *right, int64_t self, const uint32_t *used, uint32_t nused)
{
    int64_t sum = 0;

    for (uint32_t i = 0; i < nused; i++) {
        uint32_t h = used[i];
        if (h == g)
            continue;
        int64_t in = c->pairs[(size_t)h * c->n + g], out = c->pairs[(size_t)g * c->n + h];
        if (left[h])
            sum += nlogn(c, in + left[h]) - nlogn(c, in);
        if (right[h])
            sum += nlogn(c, out + right[h]) - nlogn(c, out);
    }
    int64_t own = c->pairs[(size_t)g * c->n + g];
    sum += nlogn(c, own + left[g] + right[g] + self) - nlogn(c, own);
    return sum - 2 * (nlogn(c, c->totals[g] + c->count[w]) - nlogn(c, c->totals[g]));
}

static uint32_t exchange(struct clusters *c)
{
    int64_t *left = train_alloc(c->n, sizeof *left), *right = train_alloc(c->n, sizeof *right);
    uint32_t *used = train_alloc(c->n, sizeof *used), moved = 0;

    for (uint32_t w = 1; w <= c->nwords; w++) {
        int64_t self, best_gain = INT64_MIN;
        uint32_t nused = 0, best = 1, old = c->of[w];
        sides_of(c, w, left, right, &self);
        for (uint32_t h = 0; h < c->n; h++)
            if (left[h] || right[h])
                used[nused++] = h;
        shift(c, w, old, -1, left, right, self);
        for (uint32_t g = 1; g < c->n; g++) {
            int64_t won = gain(c, w, g, left, right, self, used, nused);
            if (won > best_gain) {
                best_gain = won;
                best = g;
            }
        }
        shift(c, w, best, 1, left, right, self);
        c->of[w] = (uint16_t)best;
        moved += best != old;
    }
    free(left);
    free(right);
    free(used);
    return moved;
}

static void start(struct clusters *c, const uint32_t *ids, size_t n)
{
    c->count = train_alloc(c->nwords + 1, sizeof *c->count);
    c->of = train_alloc(c->nwords + 1, sizeof *c->of);
    c->pairs = train_alloc((size_t)c->n * c->n, sizeof *c->pairs);
    c->totals = train_alloc(c->n, sizeof *c->totals);
    c->small = train_alloc(SMALL, sizeof *c->small);
    for (uint32_t i = 2; i < SMALL; i++)
        c->small[i] = llround((double)i * log((double)i) * FIXED);
    for (uint32_t w = 1; w <= c->nwords; w++)
        c->of[w] = (uint16_t)(1 + (w - 1) % (c->n - 1));
    for (size_t i = 0; i < n; i++) {
        c->count[ids[i]]++;
        c->totals[c->of[ids[i]]]++;
        if (i)
            c->pairs[(size_t)c->of[ids[i - 1]] * c->n + c->of[ids[i]]]++;
    }
    count_side(c, ids, n, 0);
    count_side(c, ids, n, 1);
}

static uint16_t *cluster(const uint32_t *ids, size_t nids, uint32_t nwords, uint32_t n,
                         int passes)
{
    struct clusters c = {.nwords = nwords, .n = n + 1};

    start(&c, ids, nids);
    for (int pass = 0; pass < passes; pass++)
        fprintf(stderr, "  %u clusters, pass %d: %u words moved\n", n, pass + 1, exchange(&c));
    return c.of;
}

static void put_word(hsy_buf *buf, hsy_str word, uint32_t fine, uint32_t coarse)
{
    uint64_t hash = hsy_str_hash(word);

    train_put_u32(buf, (uint32_t)hash);
    train_put_u32(buf, (uint32_t)(hash >> 32));
    train_put_u32(buf, fine | coarse << 16);
    train_put_u32(buf, 0);
}

int main(int argc, char **argv)
{
    static train_file file;
    uint32_t nwords = 0;
    hsy_arena arena;
    hsy_str words, bytes;
    hsy_error err;

    if (argc != 7)
        train_die("usage: train_clusters OUT WORDS IDS FINE COARSE PASSES");
    hsy_arena_init(&arena, (size_t)2 << 30);
    if (hsy_file_read(&arena, argv[2], 1u << 30, &words, &err) ||
        hsy_file_read(&arena, argv[3], 1u << 30, &bytes, &err))
        train_die("%s: %s", err.file, err.message);
    for (size_t i = 0; i < words.len; i++)
        nwords += words.ptr[i] == '\n';
    const uint32_t *ids = (const uint32_t *)(const void *)bytes.ptr;
    int passes = atoi(argv[6]);
    uint16_t *fine = cluster(ids, bytes.len / 4, nwords, (uint32_t)atoi(argv[4]), passes);
    uint16_t *coarse = cluster(ids, bytes.len / 4, nwords, (uint32_t)atoi(argv[5]), passes);
    hsy_buf *buf = train_section(&file, 1);
    for (uint32_t w = 1; w <= nwords; w++)
        put_word(buf, hsy_str_cut(&words, '\n'), fine[w], coarse[w]);
    train_write(&file, HSY_KIND_CLUSTERS, argv[1]);
    return 0;
}
