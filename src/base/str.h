/*
 * str.h - bytes with a length, and ranges of a text.
 *
 * An hsy_str points at bytes that somebody else owns; it has no NUL at its end
 * and may hold NULs. An hsy_span is a range of an article's text (or, where the
 * variable says `source`, of the page): facts hold spans, never copies, so that
 * each leads back to the bytes it was read from.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_BASE_STR_H
#define HSY_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "arena.h"

typedef struct hsy_str {
    const char *ptr;
    size_t len;
} hsy_str;

/* Half-open range of bytes. 32 bits: a page is at most 15 MiB. */
typedef struct hsy_span {
    uint32_t off, len;
} hsy_span;

#define HSY_STR(literal) ((hsy_str){(literal), sizeof(literal) - 1})
#define HSY_STR_ARG(s) (int)(s).len, (s).ptr /* for "%.*s" */

/* "No such thing" for every index in the program. */
#define HSY_NONE UINT32_MAX

/* NULL gives the empty string. */
static inline hsy_str hsy_str_of(const char *c_string)
{
    return c_string ? (hsy_str){c_string, strlen(c_string)} : (hsy_str){"", 0};
}
static inline bool hsy_str_eq(hsy_str a, hsy_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}
int hsy_str_cmp(hsy_str a, hsy_str b); /* bytewise, shorter first */
static inline bool hsy_str_starts(hsy_str s, hsy_str prefix)
{
    return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}
bool hsy_str_ends(hsy_str s, hsy_str suffix);
/* First place of `needle` at or after `from`, or SIZE_MAX. */
size_t hsy_str_find(hsy_str s, hsy_str needle, size_t from);
hsy_str hsy_str_trim(hsy_str s); /* ASCII white space off both ends */
/* Cut `*rest` at the first `at`; what stood before it is given. Whole rest, and
 * an empty rest with NULL ptr, when there is none: loop `while (rest.ptr)`. */
hsy_str hsy_str_cut(hsy_str *rest, char at);
hsy_str hsy_str_copy(hsy_arena *arena, hsy_str s); /* .ptr NULL when out of memory */
uint64_t hsy_str_hash(hsy_str s);                  /* same on every machine */

/* s[from, to), clipped to s. */
static inline hsy_str hsy_str_sub(hsy_str s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    return (hsy_str){s.ptr ? s.ptr + from : NULL, to - from};
}

static inline hsy_span hsy_span_of(uint32_t from, uint32_t to)
{
    return (hsy_span){from, to - from};
}
static inline uint32_t hsy_span_end(hsy_span span)
{
    return span.off + span.len;
}
static inline hsy_str hsy_span_str(hsy_str text, hsy_span span)
{
    return hsy_str_sub(text, span.off, (size_t)span.off + span.len);
}
static inline bool hsy_span_covers(hsy_span outer, hsy_span inner)
{
    return inner.off >= outer.off && hsy_span_end(inner) <= hsy_span_end(outer);
}
static inline bool hsy_span_touches(hsy_span a, hsy_span b)
{
    return a.off < hsy_span_end(b) && b.off < hsy_span_end(a);
}
/* The smallest span that covers both. */
hsy_span hsy_span_join(hsy_span a, hsy_span b);

#endif
