/*
 * vote.c - see vote.h.
 *
 * Texts are compared by stretches of GRAM bytes of folded letters and digits, blanks
 * and signs left out, so that quotes, dashes and line breaks do not matter. Scripts
 * that write no blanks between words are compared just as well.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/vote.h"

#include <stdlib.h>

#include "base/utf8.h"

#define GRAM    18                  /* bytes */
#define LEAST   200                 /* bytes of a text that is worth hearing */
#define LONGEST ((size_t)256 << 10) /* bytes that are read of it */

/* Folded letters and digits; what stands in <...> is left out. */
static hsy_str letters_of(hsy_arena *arena, hsy_str s)
{
    hsy_str folded = hsy_utf8_fold(arena, hsy_str_sub(s, 0, LONGEST));
    char *out = hsy_arena_alloc(arena, folded.len + 1);
    size_t to = 0;
    bool in_tag = false;
    uint32_t len;

    for (size_t at = 0; out && at < folded.len; at += len) {
        uint32_t code = hsy_utf8_at(folded, at, &len);
        if (code == '<' || code == '>')
            in_tag = code == '<';
        if (in_tag || (!hsy_utf8_is_letter(code) && !hsy_utf8_is_digit(code)))
            continue;
        for (uint32_t i = 0; i < len; i++)
            out[to++] = folded.ptr[at + i];
    }
    return (hsy_str){out, out ? to : 0};
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

bool hsy_vote_read(hsy_arena *arena, hsy_str said, hsy_vote *ret)
{
    hsy_str s = said.len < LEAST ? (hsy_str){"", 0} : letters_of(arena, said);

    *ret = (hsy_vote){0};
    if (s.len < LEAST / 2)
        return false;
    ret->grams = hsy_new_array(arena, s.len, uint64_t);
    if (!ret->grams)
        return false;
    for (size_t at = 0; at + GRAM <= s.len; at++)
        ret->grams[ret->ngrams++] = hsy_str_hash(hsy_str_sub(s, at, at + GRAM));
    qsort(ret->grams, ret->ngrams, sizeof *ret->grams, by_value);
    ret->letters = (uint32_t)s.len;
    return true;
}

uint32_t hsy_vote_share(const hsy_vote *vote, hsy_arena *scratch, hsy_str text)
{
    hsy_arena_mark mark = hsy_arena_here(scratch);
    hsy_str s = letters_of(scratch, text);
    uint64_t n = 0, found = 0;

    for (size_t at = 0; at + GRAM <= s.len; at += GRAM / 3, n++) {
        uint64_t gram = hsy_str_hash(hsy_str_sub(s, at, at + GRAM));
        found += bsearch(&gram, vote->grams, vote->ngrams, sizeof gram, by_value) != NULL;
    }
    hsy_arena_rewind(scratch, mark);
    return n ? (uint32_t)(found * 100 / n) : 0;
}
