/* str.c - see str.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* memmem */
#include "str.h"

#include <string.h>

/* Most keys are a word long, and the hash is less work than a call of a library. */
#define XXH_INLINE_ALL
#include <xxhash.h>

int hsy_str_cmp(hsy_str a, hsy_str b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.ptr, b.ptr, len) : 0;

    return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool hsy_str_ends(hsy_str s, hsy_str suffix)
{
    return s.len >= suffix.len &&
           (suffix.len == 0 ||
            memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

size_t hsy_str_find(hsy_str s, hsy_str needle, size_t from)
{
    if (from > s.len)
        return SIZE_MAX;
    if (needle.len == 0)
        return from;
    if (needle.len > s.len - from)
        return SIZE_MAX;
    const char *at = memmem(s.ptr + from, s.len - from, needle.ptr, needle.len);
    return at ? (size_t)(at - s.ptr) : SIZE_MAX;
}

static bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

hsy_str hsy_str_trim(hsy_str s)
{
    while (s.len && is_white(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len && is_white(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

hsy_str hsy_str_cut(hsy_str *rest, char at)
{
    hsy_str all = *rest;
    const char *cut = all.len ? memchr(all.ptr, at, all.len) : NULL;

    if (!cut) {
        *rest = (hsy_str){NULL, 0};
        return all;
    }
    size_t before = (size_t)(cut - all.ptr);
    *rest = (hsy_str){cut + 1, all.len - before - 1};
    return (hsy_str){all.ptr, before};
}

hsy_str hsy_str_copy(hsy_arena *arena, hsy_str s)
{
    char *copy = hsy_arena_copy(arena, s.ptr, s.len);
    return (hsy_str){copy, copy ? s.len : 0};
}

uint64_t hsy_str_hash(hsy_str s)
{
    return XXH3_64bits(s.len ? s.ptr : "", s.len);
}

hsy_span hsy_span_join(hsy_span a, hsy_span b)
{
    uint32_t from = a.off < b.off ? a.off : b.off;
    uint32_t to = hsy_span_end(a) > hsy_span_end(b) ? hsy_span_end(a) : hsy_span_end(b);

    return hsy_span_of(from, to);
}
