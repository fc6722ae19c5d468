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

static uint64_t gram_at(hsy_str s, size_t at)
{
    uint64_t hash = hsy_str_hash((hsy_str){s.ptr + at, GRAM});
    return hash ? hash : 1;
}

/* The place of `gram` in the set, or the empty place where it belongs. At most half of
 * the places are taken, so there is one. */
static uint32_t place_of(const hsy_vote *vote, uint64_t gram)
{
    uint32_t at = (uint32_t)gram & vote->mask;

    while (vote->grams[at] && vote->grams[at] != gram)
        at = (at + 1) & vote->mask;
    return at;
}

bool hsy_vote_read(hsy_arena *arena, hsy_str said, hsy_vote *ret)
{
    hsy_str s = said.len < LEAST ? (hsy_str){"", 0} : letters_of(arena, said);
    uint32_t places = 1024;

    *ret = (hsy_vote){0};
    if (s.len < LEAST / 2)
        return false;
    while (places < 2 * s.len)
        places *= 2;
    ret->grams = hsy_new_array(arena, places, uint64_t);
    if (!ret->grams)
        return false;
    ret->mask = places - 1;
    for (size_t at = 0; at + GRAM <= s.len; at++) {
        uint64_t gram = gram_at(s, at);
        ret->grams[place_of(ret, gram)] = gram;
    }
    ret->letters = (uint32_t)s.len;
    return true;
}

uint32_t hsy_vote_share(const hsy_vote *vote, hsy_arena *scratch, hsy_str text)
{
    hsy_arena_mark mark = hsy_arena_here(scratch);
    hsy_str s = letters_of(scratch, text);
    uint64_t n = 0, found = 0;

    for (size_t at = 0; at + GRAM <= s.len; at += GRAM / 3, n++)
        found += vote->grams[place_of(vote, gram_at(s, at))] != 0;
    hsy_arena_rewind(scratch, mark);
    return n ? (uint32_t)(found * 100 / n) : 0;
}
