/* title_line.c - which part of a line of a plain page is the title.
 *
 * Crawlers begin a page with its <title>: "Nine killed in blast - World - Coast
 * Courier". What follows the last bar is the site's when it is a domain, when it stands
 * as a line of its own (a masthead, an entry of the menu), when what is before the bar
 * does (the heading itself), or, in the first line of the page, when it is a few words
 * that all begin large; not behind a long dash, with which headlines go on. And lines
 * run together where a crawler dropped the tags between them: "WorldNine killed in
 * blast" is known by the first line, which has its end.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"
#include "page/plain.h"

#define PARTS        3  /* at most are cut off */
#define SITE_WORDS   4  /* of the name of a site or section */
#define TITLE_WORDS  3  /* of what is left, at least */
#define GLUED_WORDS  4  /* of a title that is found inside a line, at least */
#define GLUED_BYTES  24

static bool is_bar(uint32_t code)
{
    return code == '|' || code == '-' || code == 0x2013 || code == 0x2014 || code == 0xBB ||
           code == 0xB7 || code == 0x2022 || code == 0xAB || code == 0x203A || code == 0x2502 ||
           code == 0xFF5C;
}

static bool space_at(hsy_str s, size_t at)
{
    uint32_t len;
    return at < s.len && hsy_utf8_is_space(hsy_utf8_at(s, at, &len));
}

/* The last bar with blanks on both sides: *ret_to where the part before it ends, *ret_from
 * where the part behind it begins. The bar, or 0. */
static uint32_t last_bar(hsy_str s, size_t *ret_to, size_t *ret_from)
{
    uint32_t len;

    for (size_t at = s.len; at > 0;) {
        at = hsy_utf8_before(s, at);
        uint32_t code = hsy_utf8_at(s, at, &len);
        if (!is_bar(code) || at == 0 || !space_at(s, at + len))
            continue;
        size_t before = hsy_utf8_before(s, at);
        if (!space_at(s, before))
            continue;
        *ret_to = before;
        *ret_from = at + len;
        return code;
    }
    return 0;
}

/* "newsroom.example": one word with letters after its last dot. */
static bool is_domain(hsy_str part)
{
    size_t dot = 0;

    for (size_t i = 0; i < part.len; i++) {
        unsigned char c = (unsigned char)part.ptr[i];
        if (c <= ' ' || c >= 0x80)
            return false;
        dot = c == '.' ? i : dot;
    }
    return dot >= 3 && part.len - dot > 2 && part.len - dot <= 8;
}

/* A few words of letters that all begin large, as names of sites and sections do. */
static bool is_name(hsy_str part)
{
    hsy_look look = hsy_look_at(part);
    return look.words > 0 && look.words <= SITE_WORDS && look.capitals == look.words;
}

/* Does `s` stand as a line of its own, but for case? */
static bool stands_alone(hsy_arena *arena, const hsy_lines *lines, hsy_str s)
{
    hsy_str key = hsy_utf8_fold(arena, s);

    for (uint32_t i = 0; i < lines->list.count; i++) {
        hsy_str line = hsy_span_str(lines->page, lines->list.data[i].at);
        line = hsy_str_sub(line, hsy_bullet_len(line), line.len);
        if (line.len + 8 < s.len || line.len > s.len + 8)
            continue;
        hsy_arena_mark mark = hsy_arena_here(arena);
        bool same = hsy_str_eq(hsy_utf8_fold(arena, line), key);
        hsy_arena_rewind(arena, mark);
        if (same)
            return true;
    }
    return false;
}

static bool is_site(hsy_arena *arena, const hsy_lines *lines, hsy_str title, hsy_str part,
                    bool guess)
{
    uint32_t words = hsy_look_at(part).words, left = hsy_look_at(title).words;

    if (!part.len || (left < TITLE_WORDS && title.len < GLUED_BYTES) || words > SITE_WORDS + 2)
        return false;
    return is_domain(part) || (guess && is_name(part)) ||
           stands_alone(arena, lines, part) || stands_alone(arena, lines, title);
}

static hsy_span without_sites(hsy_arena *arena, const hsy_lines *lines, uint32_t i)
{
    hsy_span at = lines->list.data[i].at;

    for (int times = 0; times < PARTS; times++) {
        size_t to, from;
        hsy_str s = hsy_span_str(lines->page, at);
        uint32_t bar = last_bar(s, &to, &from);
        if (!bar)
            break;
        bool guess = i == 0 && bar != 0x2013 && bar != 0x2014;
        hsy_str title = hsy_str_trim(hsy_str_sub(s, 0, to));
        if (!is_site(arena, lines, title, hsy_str_trim(hsy_str_sub(s, from, s.len)), guess))
            break;
        at.len = (uint32_t)title.len;
    }
    return at;
}

hsy_span hsy_title_line(hsy_arena *arena, const hsy_lines *lines, uint32_t i)
{
    hsy_span at = without_sites(arena, lines, i);
    hsy_str s = hsy_span_str(lines->page, at);

    if (i == 0)
        return at;
    hsy_str first = hsy_span_str(lines->page, without_sites(arena, lines, 0));
    if (first.len >= s.len || first.len < GLUED_BYTES || hsy_look_at(first).words < GLUED_WORDS)
        return at;
    if (hsy_str_ends(s, first))
        at.off += (uint32_t)(s.len - first.len);
    else if (!hsy_str_starts(s, first))
        return at;
    at.len = (uint32_t)first.len;
    return at;
}
