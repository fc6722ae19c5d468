/*
 * html_scan.h - finding the next byte that means something.
 *
 * Most bytes of a page mean nothing to a tokenizer: it looks for one of four. With
 * SSE2 sixteen are looked at together; elsewhere, and in the last bytes, one by one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_HTML_SCAN_H
#define HSY_PAGE_HTML_SCAN_H

#include <stdbool.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* The first of the bytes a, b, c, d in [p, end), or end. */
static inline const char *scan4(const char *p, const char *end, char a, char b, char c, char d)
{
#ifdef __SSE2__
    const __m128i va = _mm_set1_epi8(a), vb = _mm_set1_epi8(b), vc = _mm_set1_epi8(c),
                  vd = _mm_set1_epi8(d);

    for (; end - p >= 16; p += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
        __m128i hit = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, va), _mm_cmpeq_epi8(v, vb)),
                                   _mm_or_si128(_mm_cmpeq_epi8(v, vc), _mm_cmpeq_epi8(v, vd)));
        int mask = _mm_movemask_epi8(hit);
        if (mask)
            return p + __builtin_ctz((unsigned)mask);
    }
#endif
    while (p < end && *p != a && *p != b && *p != c && *p != d)
        p++;
    return p;
}

static inline bool scan_is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
}

static inline bool scan_is_alpha(char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

static inline const char *scan_spaces(const char *p, const char *end)
{
    while (p < end && scan_is_space(*p))
        p++;
    return p;
}

#endif
