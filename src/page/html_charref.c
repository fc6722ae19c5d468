/*
 * html_charref.c - see html_charref.h; WHATWG HTML 13.2.5.72 to 13.2.5.80.
 *
 * The names lie in one sorted list, generated when the program is built. Reading
 * "&notin;" narrows a range of that list byte by byte; whenever the first name of
 * the range is used up, it is the longest match so far. A name has at most 33
 * bytes, so a reference costs a bounded number of steps.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/html_charref.h"

#include "page/charrefs.inc" /* generated: charrefs, charref_names, ... */

static inline bool is_alpha(char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

static inline bool is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

/* The byte at `depth` of the name of entry `i`, or -1 behind its end. */
static inline int name_byte(uint32_t i, uint32_t depth)
{
    const struct charref *ref = &charrefs[i];

    return depth < ref->name_len ? (unsigned char)charref_names[ref->name + depth] : -1;
}

/* The first entry in [lo, hi) whose byte at `depth` is >= c. */
static uint32_t lower_bound(uint32_t lo, uint32_t hi, uint32_t depth, int c)
{
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (name_byte(mid, depth) < c)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The entry of the longest name at `p`, or HSY_NONE. */
static uint32_t longest_name(const char *p, const char *end)
{
    uint32_t best = HSY_NONE;
    uint32_t lo = charref_first[*p - 'A'], hi = charref_first[*p - 'A' + 1];

    for (uint32_t depth = 1; lo < hi; depth++) {
        if (charrefs[lo].name_len == depth)
            best = lo;
        if (p + depth == end)
            break;
        int c = (unsigned char)p[depth];
        lo = lower_bound(lo, hi, depth, c);
        hi = lower_bound(lo, hi, depth, c + 1);
    }
    return best;
}

static hsy_charref read_name(const char *p, const char *end, bool in_attribute)
{
    const hsy_charref none = {0};
    uint32_t best = longest_name(p + 1, end);

    if (best == HSY_NONE)
        return none;
    const struct charref *ref = &charrefs[best];
    const char *after = p + 1 + ref->name_len;
    if (in_attribute && after[-1] != ';' && after < end &&
        (*after == '=' || is_alpha(*after) || is_digit(*after)))
        return none;
    return (hsy_charref){
        .len = (size_t)ref->name_len + 1,
        .bytes = charref_values + ref->value,
        .nbytes = ref->value_len,
    };
}

/* What the standard puts in place of the C1 controls, after windows-1252; 0
 * leaves the code as it is. */
static const uint16_t c1_codes[32] = {
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
    0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

static uint32_t mend_code(uint32_t code)
{
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return 0xFFFD;
    if (code >= 0x80 && code < 0xA0 && c1_codes[code - 0x80])
        return c1_codes[code - 0x80];
    return code;
}

static int digit_value(char c, uint32_t base)
{
    if (is_digit(c))
        return c - '0';
    int letter = (c | 0x20) - 'a';
    return base == 16 && letter >= 0 && letter < 6 ? letter + 10 : -1;
}

static hsy_charref read_number(const char *p, const char *end)
{
    const char *at = p + 2;
    uint32_t base = 10, code = 0;

    if (at < end && (*at | 0x20) == 'x') {
        base = 16;
        at++;
    }
    const char *digits = at;
    for (int digit; at < end && (digit = digit_value(*at, base)) >= 0; at++) {
        code = code * base + (uint32_t)digit;
        if (code > 0x110000)
            code = 0x110000; /* stays out of range however long it gets */
    }
    if (at == digits)
        return (hsy_charref){0};
    if (at < end && *at == ';')
        at++;
    return (hsy_charref){.len = (size_t)(at - p), .code = mend_code(code)};
}

hsy_charref hsy_charref_read(const char *p, const char *end, bool in_attribute)
{
    if (end - p < 2)
        return (hsy_charref){0};
    if (p[1] == '#')
        return read_number(p, end);
    if (is_alpha(p[1]))
        return read_name(p, end, in_attribute);
    return (hsy_charref){0};
}
