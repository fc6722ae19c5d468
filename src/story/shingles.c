/*
 * shingles.c - a text as the set of its passages of five words.
 *
 * Of every text a quarter of its shingles is kept, those of the lowest hashes: two
 * texts that share much meet there, and what they share can be guessed from them.
 * All of them are made only of texts that are compared in full.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include <string.h>

#define SHINGLE 5u

/* Hashes are spread evenly: one pass by their top bits, then each bin by itself. `shift`:
 * the top byte lies so far up. */
static bool sort_hashes(hsy_arena *arena, uint64_t *hashes, uint32_t n, uint32_t shift)
{
    uint32_t end[257] = {0};
    hsy_arena_mark mark = hsy_arena_here(arena);
    uint64_t *copy = hsy_arena_raw(arena, n * sizeof *copy);

    if (!copy)
        return false;
    for (uint32_t i = 0; i < n; i++)
        end[(hashes[i] >> shift) + 1]++;
    for (uint32_t bin = 0; bin < 256; bin++)
        end[bin + 1] += end[bin];
    for (uint32_t i = 0; i < n; i++)
        copy[end[hashes[i] >> shift]++] = hashes[i];
    for (uint32_t bin = 0, from = 0; bin < 256; from = end[bin++])
        hsy_sort_numbers(copy + from, end[bin] - from);
    if (n)
        memcpy(hashes, copy, n * sizeof *hashes);
    hsy_arena_rewind(arena, mark);
    return true;
}

bool hsy_shingles_make(hsy_arena *arena, const hsy_story_article *text, bool all,
                       hsy_shingles *ret)
{
    uint32_t most = text->nwords < SHINGLE ? 0 : text->nwords - SHINGLE + 1, n = 0, kept = 0;
    uint64_t *hashes = hsy_arena_raw(arena, most * sizeof *hashes);

    if (!hashes)
        return false;
    for (uint32_t i = 0; i < most; i++) {
        hashes[n] = hsy_shingle_hash(text->words + i, SHINGLE);
        n += all || hsy_is_sampled(hashes[n]);
    }
    hsy_arena_shrink(arena, hashes, most * sizeof *hashes, n * sizeof *hashes);
    if (!sort_hashes(arena, hashes, n, 56 - (all ? 0 : HSY_SAMPLE_BITS)))
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (kept == 0 || hashes[i] != hashes[kept - 1])
            hashes[kept++] = hashes[i];
    hsy_arena_shrink(arena, hashes, n * sizeof *hashes, kept * sizeof *hashes);
    *ret = (hsy_shingles){hashes, kept};
    return true;
}

uint32_t hsy_shingles_shared(const hsy_shingles *a, const hsy_shingles *b)
{
    uint32_t smaller = a->count < b->count ? a->count : b->count, common = 0;

    /* Which of two hashes is less cannot be foreseen: no branch hangs on it. */
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        uint64_t x = a->hashes[i], y = b->hashes[j];
        common += x == y;
        i += x <= y;
        j += y <= x;
    }
    return smaller ? (uint32_t)((uint64_t)common * 1000 / smaller) : 0;
}

static bool has_hash(const hsy_shingles *shingles, uint64_t hash)
{
    const uint64_t *from = shingles->hashes;

    for (uint32_t n = shingles->count; n > 1;) {
        uint32_t half = n / 2;
        from += from[half] <= hash ? half : 0;
        n -= half;
    }
    return shingles->count && *from == hash;
}

uint32_t hsy_shingles_run(const hsy_story_article *text, const hsy_shingles *other)
{
    uint32_t run = 0, best = 0;

    for (uint32_t i = 0; i + SHINGLE <= text->nwords; i++) {
        run = has_hash(other, hsy_shingle_hash(text->words + i, SHINGLE)) ? run + 1 : 0;
        if (run > best)
            best = run;
    }
    return best ? best + SHINGLE - 1 : 0;
}
