/* utf8.c - see utf8.h. The only file that names utf8proc.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "utf8.h"

#include "eight.h"

#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT 0xFFFDu

static bool is_tail(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* Bounds of the second byte by the first: no overlong forms, no surrogates,
 * nothing above U+10FFFF (Unicode, table 3-7). */
static bool second_ok(unsigned char first, unsigned char second)
{
    switch (first) {
    case 0xE0: return second >= 0xA0 && second <= 0xBF;
    case 0xED: return second >= 0x80 && second <= 0x9F;
    case 0xF0: return second >= 0x90 && second <= 0xBF;
    case 0xF4: return second >= 0x80 && second <= 0x8F;
    default: return is_tail(second);
    }
}

uint32_t hsy_wide_at(hsy_str s, size_t at, uint32_t *ret_len)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;
    size_t left = s.len - at;
    uint32_t need, code;

    *ret_len = 1;
    if (p[0] >= 0xC2 && p[0] <= 0xDF) {
        need = 1;
        code = p[0] & 0x1Fu;
    } else if (p[0] >= 0xE0 && p[0] <= 0xEF) {
        need = 2;
        code = p[0] & 0x0Fu;
    } else if (p[0] >= 0xF0 && p[0] <= 0xF4) {
        need = 3;
        code = p[0] & 0x07u;
    } else {
        return REPLACEMENT;
    }
    for (uint32_t i = 1; i <= need; i++) {
        if (i >= left || (i == 1 ? !second_ok(p[0], p[1]) : !is_tail(p[i]))) {
            *ret_len = i;
            return REPLACEMENT;
        }
        code = code << 6 | (p[i] & 0x3Fu);
    }
    *ret_len = need + 1;
    return code;
}

size_t hsy_utf8_before(hsy_str s, size_t at)
{
    size_t start = at - 1;

    while (start > 0 && at - start < 4 && is_tail((unsigned char)s.ptr[start]))
        start--;
    uint32_t len;
    hsy_utf8_at(s, start, &len);
    return start + len == at ? start : at - 1;
}

size_t hsy_utf8_encode(uint32_t code, char out[4])
{
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = REPLACEMENT;
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

/* Is the U+FFFD at `at` a real one, or does it stand for an ill-formed byte? */
static bool is_ill(hsy_str s, size_t at, uint32_t code)
{
    return code == REPLACEMENT &&
           (s.len - at < 3 || memcmp(s.ptr + at, "\xEF\xBF\xBD", 3) != 0);
}

size_t hsy_utf8_ascii_end(hsy_str s, size_t at)
{
    for (; s.len - at >= 32; at += 32) {
        const char *p = s.ptr + at;
        if ((hsy_eight_at(p) | hsy_eight_at(p + 8) | hsy_eight_at(p + 16) |
             hsy_eight_at(p + 24)) & HSY_HIGH)
            break;
    }
    while (s.len - at >= 8 && !(hsy_eight_at(s.ptr + at) & HSY_HIGH))
        at += 8;
    while (at < s.len && (unsigned char)s.ptr[at] < 0x80)
        at++;
    return at;
}

size_t hsy_utf8_check(hsy_str s)
{
    size_t at = 0;

    while ((at = hsy_utf8_ascii_end(s, at)) < s.len) {
        uint32_t len, code = hsy_utf8_at(s, at, &len);
        if (is_ill(s, at, code))
            return at;
        at += len;
    }
    return SIZE_MAX;
}

hsy_str hsy_utf8_repair(hsy_arena *arena, hsy_str s)
{
    size_t room = 0;
    for (size_t at = 0; at < s.len;) {
        uint32_t len, code = hsy_utf8_at(s, at, &len);
        room += is_ill(s, at, code) ? 3 : len;
        at += len;
    }
    char *out = hsy_arena_raw(arena, room + 1);
    if (!out)
        return (hsy_str){NULL, 0};
    size_t to = 0;
    for (size_t at = 0; at < s.len;) {
        uint32_t len, code = hsy_utf8_at(s, at, &len);
        to += hsy_utf8_encode(code, out + to);
        at += len;
    }
    return (hsy_str){out, to};
}

hsy_str hsy_utf8_lower(hsy_arena *arena, hsy_str s)
{
    /* A lower-case letter can be longer than its capital (U+0130, U+2126). */
    size_t room = 3 * s.len + 4, to = 0;
    char *out = hsy_arena_raw(arena, room);

    if (!out)
        return (hsy_str){NULL, 0};
    for (size_t at = 0; at < s.len;) {
        uint32_t len, code = hsy_utf8_at(s, at, &len);
        if (is_ill(s, at, code))
            to += hsy_utf8_encode(REPLACEMENT, out + to);
        else
            to += hsy_utf8_encode(hsy_utf8_to_lower(code), out + to);
        at += len;
    }
    hsy_arena_shrink(arena, out, room, to);
    return (hsy_str){out, to};
}

bool hsy_wide_is_upper(uint32_t code)
{
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)code);
    return kind == UTF8PROC_CATEGORY_LU || kind == UTF8PROC_CATEGORY_LT;
}

bool hsy_wide_is_lower(uint32_t code)
{
    return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_LL;
}

bool hsy_wide_is_letter(uint32_t code)
{
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)code);
    return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_ME;
}

bool hsy_wide_is_digit(uint32_t code)
{
    return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_ND;
}

bool hsy_wide_is_space(uint32_t code)
{
    return code == 0x85 || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200B) ||
           code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F ||
           code == 0x2060 || code == 0x3000 || code == 0xFEFF;
}

bool hsy_utf8_is_punct(uint32_t code)
{
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)code);
    return kind >= UTF8PROC_CATEGORY_PC && kind <= UTF8PROC_CATEGORY_SO;
}

uint32_t hsy_wide_to_lower(uint32_t code)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

uint32_t hsy_utf8_to_upper(uint32_t code)
{
    if (code < 0x80)
        return code >= 'a' && code <= 'z' ? code - 32 : code;
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)code);
}

int hsy_utf8_columns(hsy_str s)
{
    int columns = 0;

    for (size_t at = 0; at < s.len;) {
        uint32_t len, code = hsy_utf8_at(s, at, &len);
        int width = utf8proc_charwidth((utf8proc_int32_t)code);
        columns += width > 0 ? width : 0;
        at += len;
    }
    return columns;
}

/* The base letter of a composed one, without its marks. */
static uint32_t base_letter(uint32_t code)
{
    utf8proc_int32_t parts[8];
    int boundary = 0;

    if (code < 0xC0)
        return code;
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)code, parts, 8,
                                                 UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK,
                                                 &boundary);
    if (n == 0)
        return 0; /* a mark of its own */
    return n > 0 && n <= 8 ? (uint32_t)parts[0] : code;
}

static uint32_t plain_punct(uint32_t code)
{
    switch (code) {
    case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032: case 0x02BC: case 0x60:
        return '\'';
    case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x2033: case 0xAB: case 0xBB:
        return '"';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212:
        return '-';
    default:
        return code;
    }
}

static size_t fold_ascii(char c, char *out)
{
    *out = c == '`' ? '\'' : (unsigned char)(c - 'A') < 26 ? (char)(c + 32) : c;
    return c != '\0';
}

/* Gives the bytes written; none for a mark of its own. */
static size_t fold_wide(uint32_t code, char out[4])
{
    code = hsy_utf8_to_lower(base_letter(plain_punct(code)));
    return code ? hsy_utf8_encode(code, out) : 0;
}

/* Eight characters of text without '`' are folded by lower case alone. */
static bool is_easy(uint64_t eight)
{
    return hsy_eight_is_text(eight) && !hsy_eight_has_zero(eight ^ HSY_EACH('`'));
}

static uint64_t lower_eight(uint64_t eight)
{
    uint64_t capitals = hsy_eight_at_least(eight, 'A') & ~hsy_eight_at_least(eight, 'Z' + 1);
    return eight + (capitals >> 2);
}

/* As many easy characters from `s` as there are, in steps of eight. `*blank`: one waits
 * to be written. Gives how many were read. */
static size_t fold_easy(hsy_str s, char *out, size_t *to, bool *blank)
{
    size_t at = 0;

    for (uint64_t eight; s.len - at >= sizeof eight; at += sizeof eight) {
        eight = hsy_eight_at(s.ptr + at);
        bool starts_blank = s.ptr[at] == ' ';
        if (!is_easy(eight) || (starts_blank && (*blank || *to == 0)))
            break;
        if (*blank)
            out[(*to)++] = ' ';
        eight = lower_eight(eight);
        memcpy(out + *to, &eight, sizeof eight);
        *blank = s.ptr[at + sizeof eight - 1] == ' ';
        *to += sizeof eight - *blank;
    }
    return at;
}

static void fold_one(uint32_t code, char *out, size_t *to, bool *blank)
{
    if (hsy_utf8_is_space(code)) {
        *blank = *to > 0;
        return;
    }
    char *next = out + *to + *blank;
    size_t size = code < 0x80 ? fold_ascii((char)code, next) : fold_wide(code, next);
    if (size == 0)
        return;
    if (*blank)
        out[*to] = ' ';
    *to += *blank + size;
    *blank = false;
}

hsy_str hsy_utf8_fold(hsy_arena *arena, hsy_str s)
{
    size_t room = 3 * s.len + 4, to = 0;
    char *out = hsy_arena_raw(arena, room);
    bool blank = false;
    uint32_t len;

    if (!out)
        return (hsy_str){NULL, 0};
    for (size_t at = 0; at < s.len;) {
        at += fold_easy(hsy_str_sub(s, at, s.len), out, &to, &blank);
        for (size_t stop = at + 8; at < s.len && at < stop; at += len)
            fold_one(hsy_utf8_at(s, at, &len), out, &to, &blank);
    }
    hsy_arena_shrink(arena, out, room, to);
    return (hsy_str){out, to};
}
