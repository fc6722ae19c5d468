/* line.c - see line.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/line.h"

#include "base/utf8.h"

static bool is_stop(uint32_t code)
{
    return code == '.' || code == '!' || code == '?' || code == 0x2026 /* ellipsis */ ||
           code == 0x3002 || code == 0xFF01 || code == 0xFF1F /* full width */ ||
           code == 0x61F || code == 0x6D4 /* Arabic */ || code == 0x964 /* danda */;
}

static bool is_comma(uint32_t code)
{
    return code == ',' || code == 0x60C /* Arabic */ || code == 0x3001 || code == 0xFF0C;
}

static bool closes(uint32_t code)
{
    return code == '"' || code == '\'' || code == ')' || code == ']' || code == 0x2019 ||
           code == 0x201D || code == 0x201C || code == 0xBB || code == 0x203A || code == 0xAB;
}

static bool opens_quote(uint32_t code)
{
    return code == '"' || code == '\'' || code == 0x2018 || code == 0x201C || code == 0x201E ||
           code == 0xAB || code == 0x2039;
}

size_t hsy_bullet_len(hsy_str line)
{
    uint32_t len;

    if (line.len == 0)
        return 0;
    uint32_t code = hsy_utf8_at(line, 0, &len);
    bool sure = code == 0x2022 || code == 0xB7 || code == 0x25AA || code == 0x25CF ||
                code == 0x25E6 || code == 0x2023 || code == 0x25BA || code == 0x25B6 ||
                code == 0x203A || code == 0x25A0 || code == 0x2043;
    bool maybe = code == '*' || code == '-' || code == 0x2013 || code == 0x2014 ||
                 code == '>' || code == 0xBB || code == '+';
    if (!sure && !maybe)
        return 0;
    size_t at = len;
    while (at < line.len && hsy_utf8_is_space(hsy_utf8_at(line, at, &len)))
        at += len;
    size_t sign = len;
    (void)hsy_utf8_at(line, 0, &len);
    sign = len;
    return sure || at > sign ? at : 0;
}

/* How the line ends, seen from its end. */
static void look_at_end(hsy_str line, hsy_look *look)
{
    size_t at = line.len;
    uint32_t code = 0, len;

    while (at > 0) {
        at = hsy_utf8_before(line, at);
        code = hsy_utf8_at(line, at, &len);
        if (!closes(code) && !hsy_utf8_is_space(code))
            break;
    }
    look->stop = is_stop(code);
    look->colon = code == ':';
    look->dash = code == '-' || code == 0x2013 || code == 0x2014;
    look->question = code == '?' || code == '!';
    look->cut = code == 0x2026 ||
                hsy_str_ends((hsy_str){line.ptr, at + (at < line.len)}, HSY_STR("..."));
}

/* What is asked of each character, looked up at once where it is ASCII. */
enum {
    SPACE = 1,
    LETTER = 2,
    UPPER = 4,
    DIGIT = 8,
    COMMA = 16,
    ENDS = 32, /* a stop, or what closes after one */
    WIDE = 64, /* the first byte of a character that is not ASCII */
};

static const uint8_t classes[256] = {
    ['\t' ... '\r'] = SPACE, [' '] = SPACE,      ['A' ... 'Z'] = LETTER | UPPER,
    ['a' ... 'z'] = LETTER,  [','] = COMMA,      ['0' ... '9'] = DIGIT,
    ['.'] = ENDS,            ['!'] = ENDS,       ['?'] = ENDS,
    ['"'] = ENDS,            ['\''] = ENDS,      [')'] = ENDS,
    [']'] = ENDS,            [0x80 ... 0xFF] = WIDE,
};

static unsigned class_at(hsy_str s, size_t at)
{
    return classes[(unsigned char)s.ptr[at]];
}

static unsigned class_of_wide(uint32_t code)
{
    if (hsy_utf8_is_space(code))
        return SPACE;
    return (hsy_utf8_is_letter(code) ? LETTER : 0u) | (hsy_utf8_is_upper(code) ? UPPER : 0u) |
           (hsy_utf8_is_digit(code) ? DIGIT : 0u) | (is_comma(code) ? COMMA : 0u);
}

/* The word that begins at `at`: its end. */
static size_t look_at_word(hsy_str line, size_t at, hsy_look *look)
{
    uint32_t letters = 0, upper = 0, len;
    bool first_upper = false;

    for (; at < line.len; at += len) {
        unsigned class = class_at(line, at);
        len = 1;
        if (class & WIDE)
            class = class_of_wide(hsy_utf8_at(line, at, &len));
        if (class & SPACE)
            break;
        look->digits += (class & DIGIT) != 0;
        look->commas += (class & COMMA) != 0;
        if (!(class & LETTER))
            continue;
        first_upper |= letters == 0 && class & UPPER;
        letters++;
        upper += (class & UPPER) != 0;
    }
    look->letters += letters;
    look->capitals += first_upper;
    look->shouted += letters > 1 && upper == letters;
    look->words++;
    return at;
}

/* Does a sentence end with this word, and another begin after it? */
static bool ends_inside(hsy_str line, size_t from, size_t to)
{
    size_t at = to;
    uint32_t code = 0, len;

    while (at > from) {
        at = hsy_utf8_before(line, at);
        code = hsy_utf8_at(line, at, &len);
        if (!closes(code))
            break;
    }
    if (!is_stop(code) || at - from < 2)
        return false;
    /* "U.S." and "J." end no sentence: a stop after a single capital. */
    size_t last = hsy_utf8_before(line, at);
    size_t before = last > from ? hsy_utf8_before(line, last) : last;
    bool initial = hsy_utf8_is_upper(hsy_utf8_at(line, last, &len)) &&
                   (last == from || hsy_utf8_at(line, before, &len) == '.');
    at = to;
    while (at < line.len && hsy_utf8_is_space(code = hsy_utf8_at(line, at, &len)))
        at += len;
    return !initial && at < line.len && (hsy_utf8_is_upper(code) || opens_quote(code));
}

hsy_look hsy_look_at(hsy_str line)
{
    hsy_look look = {0};
    size_t skip = hsy_bullet_len(line);
    uint32_t len;

    look.bullet = skip > 0;
    line = hsy_str_sub(line, skip, line.len);
    if (line.len == 0)
        return look;
    look.quote = opens_quote(hsy_utf8_at(line, 0, &len));
    for (size_t at = 0; at < line.len;) {
        size_t from = at;
        if (class_at(line, at) & SPACE) {
            at++;
            continue;
        }
        if (class_at(line, at) & WIDE && hsy_utf8_is_space(hsy_utf8_at(line, at, &len))) {
            at += len;
            continue;
        }
        at = look_at_word(line, at, &look);
        if (at < line.len && class_at(line, at - 1) & (ENDS | WIDE))
            look.inner_stops += ends_inside(line, from, at);
    }
    look_at_end(line, &look);
    return look;
}

/* Scripts without blanks between words: count letters as if six made a word. */
static uint32_t length_of(const hsy_look *look)
{
    uint32_t by_letters = look->letters / 6;
    return look->words > by_letters / 2 ? look->words : by_letters;
}

bool hsy_look_is_prose(const hsy_look *look)
{
    uint32_t words = length_of(look);

    if (words >= 30)
        return look->inner_stops > 0 || look->stop || look->capitals * 2 < words;
    if (look->inner_stops > 0 && words >= 10)
        return true;
    return look->stop && !look->cut && words >= 8 &&
           (look->capitals * 4 < words * 3 || words >= 16);
}

bool hsy_look_is_headline(const hsy_look *look)
{
    return look->words >= 3 && look->words <= 26 && look->letters >= 10 && !look->colon &&
           !look->dash && !look->bullet && look->inner_stops <= 1 &&
           (!look->stop || look->question) && look->digits < look->letters;
}
