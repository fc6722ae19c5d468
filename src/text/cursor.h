/*
 * cursor.h - the scanner's place in a paragraph: what its files share. Private to
 * scanner.c, scan_address.c and scan_abbr.c.
 *
 * The class of a character says which scanner takes it: a table for ASCII, a short
 * function beyond.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEXT_CURSOR_H
#define HSY_TEXT_CURSOR_H

#include "base/utf8.h"
#include "text/scanner.h"

struct scan {
    const hsy_text_tables *tables;
    hsy_arena *arena;
    hsy_str text; /* ends where the paragraph does */
    size_t at;
    uint32_t first; /* of this paragraph's pieces */
    size_t no_mail; /* no address of mail begins before this */
    hsy_pieces *pieces;
    bool failed;
};

enum glyph {
    OTHER,
    SPACE,
    LETTER,
    DIGIT,
    APOSTROPHE,
    QUOTE,
    HYPHEN,
    DASH,
    STOP,
    ELLIPSIS,
    MARK,
    OPEN,
    CLOSE,
    INNER,
    AT,
    HASH,
    SYMBOL,
    JOINER,
};

/* clang-format off */
static const unsigned char ascii_class[128] = {
    ['\t'] = SPACE, ['\n'] = SPACE, ['\v'] = SPACE, ['\f'] = SPACE, ['\r'] = SPACE,
    [' '] = SPACE,
    ['0'] = DIGIT, ['1'] = DIGIT, ['2'] = DIGIT, ['3'] = DIGIT, ['4'] = DIGIT,
    ['5'] = DIGIT, ['6'] = DIGIT, ['7'] = DIGIT, ['8'] = DIGIT, ['9'] = DIGIT,
    ['A'] = LETTER, ['B'] = LETTER, ['C'] = LETTER, ['D'] = LETTER, ['E'] = LETTER,
    ['F'] = LETTER, ['G'] = LETTER, ['H'] = LETTER, ['I'] = LETTER, ['J'] = LETTER,
    ['K'] = LETTER, ['L'] = LETTER, ['M'] = LETTER, ['N'] = LETTER, ['O'] = LETTER,
    ['P'] = LETTER, ['Q'] = LETTER, ['R'] = LETTER, ['S'] = LETTER, ['T'] = LETTER,
    ['U'] = LETTER, ['V'] = LETTER, ['W'] = LETTER, ['X'] = LETTER, ['Y'] = LETTER,
    ['Z'] = LETTER,
    ['a'] = LETTER, ['b'] = LETTER, ['c'] = LETTER, ['d'] = LETTER, ['e'] = LETTER,
    ['f'] = LETTER, ['g'] = LETTER, ['h'] = LETTER, ['i'] = LETTER, ['j'] = LETTER,
    ['k'] = LETTER, ['l'] = LETTER, ['m'] = LETTER, ['n'] = LETTER, ['o'] = LETTER,
    ['p'] = LETTER, ['q'] = LETTER, ['r'] = LETTER, ['s'] = LETTER, ['t'] = LETTER,
    ['u'] = LETTER, ['v'] = LETTER, ['w'] = LETTER, ['x'] = LETTER, ['y'] = LETTER,
    ['z'] = LETTER,
    ['\''] = APOSTROPHE, ['`'] = APOSTROPHE, ['"'] = QUOTE, ['-'] = HYPHEN, ['.'] = STOP,
    ['!'] = MARK, ['?'] = MARK, ['('] = OPEN, ['['] = OPEN, ['{'] = OPEN, [')'] = CLOSE,
    [']'] = CLOSE, ['}'] = CLOSE, [','] = INNER, [';'] = INNER, [':'] = INNER, ['@'] = AT,
    ['#'] = HASH, ['$'] = SYMBOL, ['*'] = SYMBOL, ['='] = SYMBOL, ['~'] = SYMBOL,
    ['_'] = SYMBOL, ['<'] = SYMBOL, ['>'] = SYMBOL, ['+'] = SYMBOL, ['/'] = SYMBOL,
    ['\\'] = SYMBOL, ['|'] = SYMBOL, ['^'] = SYMBOL, ['%'] = SYMBOL, ['&'] = SYMBOL,
};
/* clang-format on */

static inline enum glyph wide_class(uint32_t code)
{
    switch (code) {
    case 0x2026: return ELLIPSIS;
    case 0x2019:
    case 0x02BC:
    case 0x2032:
    case 0xB4:
    case 0xFF07:
    case 0x2018:
    case 0x201B: return APOSTROPHE;
    case 0x201C:
    case 0x201E:
    case 0x201F:
    case 0xAB:
    case 0x2039:
    case 0x201A: return OPEN;
    case 0x201D:
    case 0xBB:
    case 0x203A:
    case 0x2033: return CLOSE;
    case 0x2010:
    case 0x2011: return HYPHEN;
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0x2022:
    case 0xB7:
    case 0x25CF:
    case 0x25AA:
    case 0x25A0:
    case 0x2023:
    case 0x2043: return DASH;
    case 0xAD:
    case 0x200C:
    case 0x200D:
    case 0xFE0E:
    case 0xFE0F: return JOINER;
    default:
        if (hsy_utf8_is_letter(code) || (code >= 0x1F3FB && code <= 0x1F3FF))
            return LETTER;
        return hsy_utf8_is_space(code) ? SPACE : hsy_utf8_is_digit(code) ? DIGIT : OTHER;
    }
}

static inline enum glyph class_of(uint32_t code)
{
    return code < 128 ? (enum glyph)ascii_class[code] : wide_class(code);
}

/* The class at `at`, SPACE at the end; `*code` and `*len` may be NULL. */
static inline enum glyph look(const struct scan *scan, size_t at, uint32_t *ret_code,
                              uint32_t *ret_len)
{
    uint32_t len = 0, code = ' ';

    if (at < scan->text.len)
        code = hsy_utf8_at(scan->text, at, &len);
    if (ret_code)
        *ret_code = code;
    if (ret_len)
        *ret_len = len;
    return class_of(code);
}

static inline enum glyph class_at(const struct scan *scan, size_t at)
{
    return look(scan, at, NULL, NULL);
}

static inline bool is_byte(const struct scan *scan, size_t at, char byte)
{
    return at < scan->text.len && scan->text.ptr[at] == byte;
}

static inline bool is_word_class(enum glyph class)
{
    return class == LETTER || class == DIGIT;
}

static inline bool is_word_at(const struct scan *scan, size_t at)
{
    return is_word_class(class_at(scan, at)) || is_byte(scan, at, '_');
}

static inline bool is_upper_at(const struct scan *scan, size_t at)
{
    uint32_t code;
    return look(scan, at, &code, NULL) == LETTER && hsy_utf8_is_upper(code);
}

static inline bool is_lower_at(const struct scan *scan, size_t at)
{
    uint32_t code;
    return look(scan, at, &code, NULL) == LETTER && hsy_utf8_is_lower(code);
}

static inline size_t skip_digits(const struct scan *scan, size_t at)
{
    while (at < scan->text.len && scan->text.ptr[at] >= '0' && scan->text.ptr[at] <= '9')
        at++;
    return at;
}

static inline size_t skip_space(const struct scan *scan, size_t at)
{
    uint32_t len;

    while (at < scan->text.len && look(scan, at, NULL, &len) == SPACE)
        at += len;
    return at;
}

/* The piece before, in this paragraph, or NULL. */
static inline const hsy_piece *before(const struct scan *scan)
{
    const hsy_pieces *pieces = scan->pieces;

    return pieces->count > scan->first ? &pieces->data[pieces->count - 1] : NULL;
}

static inline bool is_glued(const struct scan *scan)
{
    const hsy_piece *piece = before(scan);

    return piece && hsy_span_end(piece->span) == scan->at;
}

static inline void emit(struct scan *scan, size_t end, hsy_piece_kind kind, hsy_abbr abbr)
{
    bool glued = is_glued(scan);
    hsy_piece *piece = hsy_vec_push(scan->arena, scan->pieces);

    if (!piece) {
        scan->failed = true;
        return;
    }
    piece->span = hsy_span_of((uint32_t)scan->at, (uint32_t)end);
    piece->kind = (uint8_t)kind;
    piece->abbr = (uint8_t)abbr;
    piece->glued = glued;
    piece->spaced = class_at(scan, end) == SPACE;
    scan->at = end;
}

static inline void emit_word(struct scan *scan, size_t end)
{
    if (end > scan->at)
        emit(scan, end, HSY_PIECE_WORD, HSY_ABBR_NONE);
}

/* The word at `at`, as far as a key goes. */
static inline hsy_str word_at(const struct scan *scan, size_t at)
{
    size_t end = at;

    while (end < scan->text.len && end - at < HSY_MAX_CUE && is_word_at(scan, end)) {
        uint32_t len;
        look(scan, end, NULL, &len);
        end += len;
    }
    return hsy_str_sub(scan->text, at, end);
}

/* scan_address.c: emit the address that begins here; false when there is none. */
bool hsy_scan_web(struct scan *scan);
bool hsy_scan_mail(struct scan *scan);
/* The end of the address that goes on at `at`, what closes a sentence left out. */
size_t hsy_scan_address_end(const struct scan *scan, size_t at);

/* scan_abbr.c: emit the acronym that begins here ("U.S."); false when there is none. */
bool hsy_scan_acronym(struct scan *scan);
/* What the tables say of text[here..end), its stop included. */
hsy_abbr hsy_scan_abbreviation(const struct scan *scan, size_t end);
/* What kind of abbreviation text[here..stop] is, with a stop at `stop`. */
hsy_abbr hsy_scan_judge_stop(const struct scan *scan, size_t stop);

#endif
