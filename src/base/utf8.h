/*
 * utf8.h - code points in bytes that may be anything.
 *
 * Decoding never fails: an ill-formed byte gives U+FFFD and is one byte long
 * (each maximal ill-formed subpart, after the Unicode standard, 3.9), so that
 * offsets always move forward. Case and classes are those of utf8proc, which is
 * named in utf8.c alone; no locale is asked.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_BASE_UTF8_H
#define HSY_BASE_UTF8_H

#include "str.h"

/* Most text is ASCII for most of its length, so what is asked for each character is
 * answered here when it is, and by the functions hsy_wide_ when it is not. */
uint32_t hsy_wide_at(hsy_str s, size_t at, uint32_t *ret_len);
bool hsy_wide_is_upper(uint32_t code);
bool hsy_wide_is_lower(uint32_t code);
bool hsy_wide_is_letter(uint32_t code);
bool hsy_wide_is_digit(uint32_t code);
bool hsy_wide_is_space(uint32_t code);
uint32_t hsy_wide_to_lower(uint32_t code);

/* The code point at `at` (< s.len); `*ret_len` is its length in bytes. */
static inline uint32_t hsy_utf8_at(hsy_str s, size_t at, uint32_t *ret_len)
{
    unsigned char first = (unsigned char)s.ptr[at];

    if (first >= 0x80)
        return hsy_wide_at(s, at, ret_len);
    *ret_len = 1;
    return first;
}

/* The start of the character that ends just before `at` (> 0). */
size_t hsy_utf8_before(hsy_str s, size_t at);

size_t hsy_utf8_encode(uint32_t code, char out[4]); /* bytes written */

/* The first byte at or after `at` that is not ASCII, or the end. */
size_t hsy_utf8_ascii_end(hsy_str s, size_t at);

/* Offset of the first ill-formed byte, or SIZE_MAX when all is well. */
size_t hsy_utf8_check(hsy_str s);

/* Copy of `s` in which ill-formed bytes are U+FFFD. */
hsy_str hsy_utf8_repair(hsy_arena *arena, hsy_str s);

hsy_str hsy_utf8_lower(hsy_arena *arena, hsy_str s);

/* Upper or title case. */
static inline bool hsy_utf8_is_upper(uint32_t code)
{
    return code < 0x80 ? code - 'A' < 26 : hsy_wide_is_upper(code);
}
static inline bool hsy_utf8_is_lower(uint32_t code)
{
    return code < 0x80 ? code - 'a' < 26 : hsy_wide_is_lower(code);
}
static inline bool hsy_utf8_is_letter(uint32_t code)
{
    return code < 0x80 ? (code | 0x20) - 'a' < 26 : hsy_wide_is_letter(code);
}
static inline bool hsy_utf8_is_digit(uint32_t code)
{
    return code < 0x80 ? code - '0' < 10 : hsy_wide_is_digit(code);
}
/* With no-break and zero-width spaces. */
static inline bool hsy_utf8_is_space(uint32_t code)
{
    return code < 0x80 ? code == ' ' || code - '\t' < 5 : hsy_wide_is_space(code);
}
static inline uint32_t hsy_utf8_to_lower(uint32_t code)
{
    return code >= 0x80 ? hsy_wide_to_lower(code) : code - 'A' < 26 ? code + 32 : code;
}
bool hsy_utf8_is_punct(uint32_t code); /* punctuation or symbol */
uint32_t hsy_utf8_to_upper(uint32_t code);

/* Columns on a terminal; control characters count as none. */
int hsy_utf8_columns(hsy_str s);

/* Key for look-ups: lower case, marks dropped ("São" -> "sao"), curly quotes
 * straight, dashes "-", white space folded to one blank. */
hsy_str hsy_utf8_fold(hsy_arena *arena, hsy_str s);

#endif
