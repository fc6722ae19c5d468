/*
 * rows.c - see rows.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/rows.h"

#include "base/utf8.h"
#include "text/tables.h"

#include <string.h>

enum { KIND_LOWER = 1, KIND_CASED = 3, KIND_STARTS = 5, KIND_ENDS = 8, KIND_SHAPE = 12,
       KIND_LOOK = 13, KIND_HINT = 14 };

/* --- XXH64 ------------------------------------------------------------------------ */

#define PRIME1 UINT64_C(0x9E3779B185EBCA87)
#define PRIME2 UINT64_C(0xC2B2AE3D27D4EB4F)
#define PRIME3 UINT64_C(0x165667B19E3779F9)
#define PRIME4 UINT64_C(0x85EBCA77C2B2AE63)
#define PRIME5 UINT64_C(0x27D4EB2F165667C5)

static uint64_t turn(uint64_t value, int by)
{
    return value << by | value >> (64 - by);
}

static uint64_t bytes_at(const char *bytes, int count)
{
    uint64_t value = 0;

    for (int i = 0; i < count; i++)
        value |= (uint64_t)(unsigned char)bytes[i] << 8 * i;
    return value;
}

static uint64_t stir(uint64_t sum, uint64_t input)
{
    return turn(sum + input * PRIME2, 31) * PRIME1;
}

/* Words of 32 bytes and more; seldom. */
static uint64_t long_start(const char **bytes, size_t *len, uint64_t seed)
{
    uint64_t sums[4] = {seed + PRIME1 + PRIME2, seed + PRIME2, seed, seed - PRIME1}, hash;

    for (; *len >= 32; *len -= 32)
        for (int i = 0; i < 4; i++, *bytes += 8)
            sums[i] = stir(sums[i], bytes_at(*bytes, 8));
    hash = turn(sums[0], 1) + turn(sums[1], 7) + turn(sums[2], 12) + turn(sums[3], 18);
    for (int i = 0; i < 4; i++)
        hash = (hash ^ stir(0, sums[i])) * PRIME1 + PRIME4;
    return hash;
}

uint64_t hsy_rows_hash(const char *bytes, size_t len, uint64_t seed)
{
    size_t whole = len;
    uint64_t hash = len >= 32 ? long_start(&bytes, &len, seed) : seed + PRIME5;

    hash += whole;
    for (; len >= 8; len -= 8, bytes += 8)
        hash = turn(hash ^ stir(0, bytes_at(bytes, 8)), 27) * PRIME1 + PRIME4;
    if (len >= 4) {
        hash = turn(hash ^ bytes_at(bytes, 4) * PRIME1, 23) * PRIME2 + PRIME3;
        len -= 4;
        bytes += 4;
    }
    for (; len > 0; len--, bytes++)
        hash = turn(hash ^ (unsigned char)*bytes * PRIME5, 11) * PRIME1;
    hash = (hash ^ hash >> 33) * PRIME2;
    hash = (hash ^ hash >> 29) * PRIME3;
    return hash ^ hash >> 32;
}

/* --- words ------------------------------------------------------------------------- */

struct word {
    char bytes[HSY_WORD_MAX + 4];
    size_t len;
};

/* Cut back to a whole character. */
static void cut(struct word *word)
{
    if (word->len <= HSY_WORD_MAX)
        return;
    word->len = HSY_WORD_MAX;
    while (word->len > 0 && ((unsigned char)word->bytes[word->len] & 0xC0) == 0x80)
        word->len--;
}

static void add(struct word *word, uint32_t code)
{
    if (code >= '0' && code <= '9')
        code = '0';
    word->len += hsy_utf8_encode(code, word->bytes + word->len);
}

/* The word with its digits made 0; `plain` marks too where asked. At most a character
 * more than HSY_WORD_MAX bytes are written before it is cut. */
static void fold(hsy_str form, bool plain, struct word *ret)
{
    ret->len = 0;
    for (size_t at = 0; at < form.len && ret->len <= HSY_WORD_MAX;) {
        uint32_t len = 1, code = (unsigned char)form.ptr[at];
        if (code >= 0x80)
            code = hsy_utf8_at(form, at, &len);
        add(ret, plain ? hsy_text_plain(code) : code);
        at += len;
    }
    cut(ret);
}

/* "Kyiv" Xxx, "T-72" X-00: a mark that repeats the two before it is left out. */
static void shape_of(const struct word *word, struct word *ret)
{
    hsy_str form = {word->bytes, word->len};
    uint32_t last[2] = {HSY_NONE, HSY_NONE};

    ret->len = 0;
    for (size_t at = 0; at < form.len;) {
        uint32_t len, code = hsy_utf8_at(form, at, &len), mark = code;
        if (hsy_utf8_is_letter(code))
            mark = hsy_utf8_is_upper(code) ? 'X' : 'x';
        else if (hsy_utf8_is_digit(code))
            mark = '0';
        if (mark != last[0] || mark != last[1]) {
            ret->len += hsy_utf8_encode(mark, ret->bytes + ret->len);
            last[1] = last[0];
            last[0] = mark;
        }
        at += len;
    }
}

struct out {
    hsy_row_hash *rows;
    uint32_t count;
};

static void push(struct out *out, enum hsy_row_table table, uint32_t kind, const char *bytes,
                 size_t len)
{
    out->rows[out->count++] = (hsy_row_hash){hsy_rows_hash(bytes, len, kind), table};
}

static void push_parts(struct out *out, const struct word *word)
{
    hsy_str text = {word->bytes, word->len};
    size_t from = 0, to = text.len;

    for (uint32_t i = 0; i < 3; i++) {
        uint32_t len = 0;
        if (from < text.len)
            hsy_utf8_at(text, from, &len);
        from += len;
        push(out, HSY_ROW_PART, KIND_STARTS + i, text.ptr, from);
    }
    for (uint32_t i = 0; i < 4; i++) {
        to = to ? hsy_utf8_before(text, to) : 0;
        push(out, HSY_ROW_PART, KIND_ENDS + i, text.ptr + to, text.len - to);
    }
}

uint32_t hsy_rows_of_form(hsy_str form, hsy_str lower, hsy_row_hash rows[HSY_FORM_ROWS])
{
    struct out out = {rows, 0};
    struct word small, cased, shape;

    fold(lower, false, &small);
    fold(form, true, &cased);
    shape_of(&cased, &shape);
    push(&out, HSY_ROW_WORD, KIND_LOWER, small.bytes, small.len);
    push(&out, HSY_ROW_WORD, KIND_LOWER + 1, small.bytes, small.len);
    if (small.len != cased.len || memcmp(small.bytes, cased.bytes, small.len) != 0) {
        push(&out, HSY_ROW_WORD, KIND_CASED, cased.bytes, cased.len);
        push(&out, HSY_ROW_WORD, KIND_CASED + 1, cased.bytes, cased.len);
    }
    push_parts(&out, &small);
    push(&out, HSY_ROW_PART, KIND_SHAPE, shape.bytes, shape.len);
    return out.count;
}

uint64_t hsy_row_of_look(enum hsy_look look, enum hsy_casing casing, bool first)
{
    const char bytes[] = {(char)look, (char)casing, (char)first};

    return hsy_rows_hash(bytes, sizeof bytes, KIND_LOOK);
}

uint64_t hsy_row_of_hint(uint32_t bit)
{
    const char byte = (char)bit;

    return hsy_rows_hash(&byte, 1, KIND_HINT);
}
