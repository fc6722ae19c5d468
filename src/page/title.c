/*
 * title.c - see title.h.
 *
 * A reader takes the large heading for the title, so the <h1> goes before what the
 * head of the page says: that is often longer (the name of the site, words for
 * search engines). The head tells which of several headings is meant, and where
 * the title begins in a heading that also holds the line above it ("Premier League
 * Late goal wins the derby", of which the head says "Late goal wins the derby").
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/title.h"

#include "base/utf8.h"

#include <string.h>

#define LONGEST 400 /* bytes of a title that are compared */
#define SUMMARY 200 /* bytes; a longer title is a summary where there is another one */
#define CLIMB   4   /* elements between a block and the heading it lies in */

struct titles {
    hsy_arena *arena;
    const hsy_meta *meta;
    const hsy_article *article;
};

int hsy_heading_level(const hsy_dom *dom, uint32_t node)
{
    for (int up = 0; up < CLIMB && node != HSY_NONE; up++, node = dom->nodes[node].parent) {
        uint16_t tag = dom->nodes[node].tag;
        if (dom->nodes[node].kind != HSY_NODE_ELEMENT)
            break;
        if (tag >= HSY_TAG_H1 && tag <= HSY_TAG_H6)
            return tag - HSY_TAG_H1 + 1;
    }
    return 0;
}

/* --- comparing ------------------------------------------------------------- */

/* Letters and digits only, folded: what stays of a title through all quotes,
 * dashes, soft hyphens and blanks. */
static hsy_str key_of(const struct titles *t, hsy_str s)
{
    hsy_str folded = hsy_utf8_fold(t->arena, hsy_str_sub(s, 0, LONGEST));
    char *out = hsy_arena_alloc(t->arena, folded.len + 1);
    size_t to = 0;
    uint32_t len;

    for (size_t at = 0; out && at < folded.len; at += len) {
        uint32_t code = hsy_utf8_at(folded, at, &len);
        if (!hsy_utf8_is_letter(code) && !hsy_utf8_is_digit(code))
            continue;
        for (uint32_t i = 0; i < len; i++)
            out[to++] = folded.ptr[at + i];
    }
    return (hsy_str){out, out ? to : 0};
}

/* Is one the start of the other, or the same? */
static bool agrees(hsy_str a, hsy_str b)
{
    return a.len >= 7 && b.len >= 7 && (hsy_str_starts(a, b) || hsy_str_starts(b, a));
}

static uint32_t words_in(hsy_str s)
{
    return hsy_look_at(s).words;
}

static const hsy_text *said(const hsy_meta *meta, int i)
{
    return i == 0   ? &meta->ld_title.text
           : i == 1 ? &meta->og_title.text
                    : &meta->page_title.text;
}

/* Does `s` hold `name` as whole words? Both folded. */
static bool has_words(hsy_str s, hsy_str name)
{
    uint32_t len;

    for (size_t at = 0; name.len >= 4 && (at = hsy_str_find(s, name, at)) != SIZE_MAX; at++) {
        size_t end = at + name.len;
        bool begins = at == 0 || s.ptr[at - 1] == ' ';
        if (begins && (end == s.len || !hsy_utf8_is_letter(hsy_utf8_at(s, end, &len))))
            return true;
    }
    return false;
}

/* "newsroom.example": one word with a dot inside and letters after it. */
static bool is_domain(hsy_str part)
{
    size_t dot = part.len;

    while (dot > 0 && part.ptr[dot - 1] != '.')
        dot--;
    if (dot < 4 || part.len - dot < 2 || part.len - dot > 4)
        return false;
    for (size_t i = 0; i < part.len; i++) {
        char c = (char)(part.ptr[i] | 0x20);
        bool letter = c >= 'a' && c <= 'z';
        if (!letter && (i >= dot || !memchr(".-0123456789", part.ptr[i], 12)))
            return false;
    }
    return true;
}

/* Is this the name of the site: as it says itself, or as its domain does? */
static bool is_site(const struct titles *t, hsy_str part)
{
    hsy_str key = key_of(t, part);
    hsy_str domain = key_of(t, t->article->publisher.domain);

    if (!key.len)
        return false;
    return hsy_str_eq(key, key_of(t, t->meta->site)) ||
           hsy_str_eq(key, key_of(t, t->article->publisher.name)) ||
           (key.len >= 3 && key.len * 2 >= domain.len &&
            hsy_str_find(domain, key, 0) != SIZE_MAX);
}

/* The same, or the name with a word or two: "Coast Courier News". */
static bool names_site(const struct titles *t, hsy_str part)
{
    uint32_t words = words_in(t->meta->site);

    return is_site(t, part) || is_domain(part) ||
           (words_in(part) <= words + 3 &&
            has_words(hsy_utf8_fold(t->arena, part), hsy_utf8_fold(t->arena, t->meta->site)));
}

/* --- parts ----------------------------------------------------------------- */

static bool is_bar(uint32_t code)
{
    return code == '|' || code == '-' || code == 0x2013 || code == 0x2014 || code == 0xBB ||
           code == 0xB7 || code == 0x2022 || code == ':' || code == 0xAB || code == 0x2039 ||
           code == 0x203A || code == '~' || code == '/' || code == 0x2502 || code == 0xFF5C ||
           code == 0x3163 || code == 0x22C6 || code == 0x2605;
}

/* A bar that never stands inside a headline. */
static bool is_sure(uint32_t code)
{
    return code == '|' || code == 0xBB || code == 0xAB || code == 0x2502 || code == 0xFF5C ||
           code == 0x3163 || code == 0x22C6;
}

struct bar {
    size_t at, end;
    uint32_t code;
};

static bool space_at(hsy_str s, size_t at)
{
    uint32_t len;
    return at < s.len && hsy_utf8_is_space(hsy_utf8_at(s, at, &len));
}

/* The bar at `at`, with a blank on both sides (a colon: after it). */
static bool bar_at(hsy_str s, size_t at, struct bar *ret)
{
    uint32_t len, code = hsy_utf8_at(s, at, &len);

    if (at == 0 || !is_bar(code))
        return false;
    bool before = space_at(s, hsy_utf8_before(s, at)) || code == ':';
    bool full = code == 0xFF5C || code == 0x3163;
    bool last = hsy_str_trim(hsy_str_sub(s, at + len, s.len)).len == 0;
    if (!full && !(before && (last || space_at(s, at + len))))
        return false;
    *ret = (struct bar){at, at + len, code};
    return true;
}

static bool last_bar(hsy_str s, struct bar *ret)
{
    for (size_t at = s.len; at > 0;) {
        at = hsy_utf8_before(s, at);
        if (bar_at(s, at, ret))
            return true;
    }
    return false;
}

static bool first_bar(hsy_str s, struct bar *ret)
{
    uint32_t len;

    for (size_t at = 0; at < s.len; at += len) {
        (void)hsy_utf8_at(s, at, &len);
        if (bar_at(s, at, ret))
            return true;
    }
    return false;
}

/* The title in "Site: Headline - Section - Site". Parts that name the site are cut
 * at both ends; with `guess` a short last part too. */
static hsy_span headline_in(const struct titles *t, hsy_str s, bool guess)
{
    size_t from = 0, to = s.len;
    struct bar bar;

    for (int times = 0; times < 3; times++) {
        hsy_str now = hsy_str_sub(s, from, to);
        if (!last_bar(now, &bar))
            break;
        hsy_str part = hsy_str_trim(hsy_str_sub(now, bar.end, now.len));
        uint32_t left = words_in(hsy_str_sub(now, 0, bar.at));
        bool site = bar.code != ':' && names_site(t, part);
        bool short_one = words_in(part) <= 4 && left >= 4 && bar.code != ':';
        if (key_of(t, part).len && !site && !(short_one && (guess || is_sure(bar.code))))
            break;
        to = from + bar.at;
    }
    for (int times = 0; times < 2; times++) {
        hsy_str now = hsy_str_sub(s, from, to);
        if (!first_bar(now, &bar) || !is_site(t, hsy_str_sub(now, 0, bar.at)) ||
            words_in(hsy_str_sub(now, bar.end, now.len)) < 2)
            break;
        from += bar.end;
    }
    return hsy_span_of((uint32_t)from, (uint32_t)to);
}

/* --- the heading ----------------------------------------------------------- */

/* May a block be the title at all? The name of the site is none. */
static bool may_be_title(const struct titles *t, const hsy_block *block)
{
    hsy_str text = hsy_text_str(&block->text);
    return !(block->look.words < 5 &&
             (is_site(t, text) || (names_site(t, text) && block->look.words < 3)));
}

/* The heading of a level that says what one of the head's titles says. */
static uint32_t agreeing(const struct titles *t, const hsy_blocks *blocks, int which, int level)
{
    hsy_str s = hsy_text_str(said(t->meta, which));
    hsy_str wanted = key_of(t, hsy_span_str(s, headline_in(t, s, which == 2)));

    for (uint32_t i = 0; wanted.len && i < blocks->list.count; i++) {
        const hsy_block *block = &blocks->list.data[i];
        /* Of small headings only whole sentences: "Heat pumps" begins many a title. */
        if (hsy_heading_level(blocks->dom, block->node) == level &&
            (level <= 2 || block->look.words >= 3) &&
            agrees(key_of(t, hsy_text_str(&block->text)), wanted) && may_be_title(t, block))
            return i;
    }
    return HSY_NONE;
}

/* The heading that is all of the end of what the head says, "The Courier: Harbour shut
 * for a week", where nobody says that the beginning is the name of the site. */
static uint32_t ending(const struct titles *t, const hsy_blocks *blocks, int level)
{
    hsy_str wholes[3];

    for (int which = 0; which < 3; which++)
        wholes[which] = key_of(t, hsy_text_str(said(t->meta, which)));
    for (uint32_t i = 0; i < blocks->list.count; i++) {
        const hsy_block *block = &blocks->list.data[i];
        if (hsy_heading_level(blocks->dom, block->node) != level || block->look.words < 2 ||
            block->look.words > 40)
            continue;
        hsy_str key = key_of(t, hsy_text_str(&block->text));
        for (int which = 0; which < 3 && key.len >= 9; which++)
            if (hsy_str_ends(wholes[which], key) && may_be_title(t, block))
                return i;
    }
    return HSY_NONE;
}

/* A short heading, "Coffee": what the head says must begin or end with it. */
static bool said_within(const struct titles *t, hsy_str key)
{
    for (int i = 0; i < 3 && key.len >= 4; i++) {
        hsy_str whole = key_of(t, hsy_text_str(said(t->meta, i)));
        if (hsy_str_starts(whole, key) || hsy_str_ends(whole, key))
            return true;
    }
    return false;
}

/* The only <h1> with some words; else the only short one that the head knows. */
static uint32_t lone(const struct titles *t, const hsy_blocks *blocks)
{
    uint32_t lone = HSY_NONE, lones = 0, brief = HSY_NONE, briefs = 0;

    for (uint32_t i = 0; i < blocks->list.count; i++) {
        const hsy_block *block = &blocks->list.data[i];
        hsy_str s = hsy_text_str(&block->text);
        if (hsy_heading_level(blocks->dom, block->node) != 1 ||
            blocks->places[block->node].dropped || names_site(t, s))
            continue;
        if (block->look.words >= 3) {
            lones++;
            lone = i;
        } else if (said_within(t, key_of(t, s))) {
            briefs++;
            brief = i;
        }
    }
    return lones == 1 ? lone : lones == 0 && briefs == 1 ? brief : HSY_NONE;
}

/* A short heading may be the beginning of what the head says, and a site's name: "Coast
 * Blog", of "Coast Blog: Harbour shut for a week". A smaller heading that is the rest of
 * it is the title then; a larger one is the site's. */
static uint32_t fuller(const struct titles *t, const hsy_blocks *blocks, uint32_t found)
{
    uint32_t words = blocks->list.data[found].look.words;
    int from = hsy_heading_level(blocks->dom, blocks->list.data[found].node) + 1;

    for (int level = from; level <= 4 && words <= 3; level++) {
        uint32_t rest = ending(t, blocks, level);
        if (rest != HSY_NONE && rest != found && blocks->list.data[rest].look.words > words)
            return rest;
    }
    return found;
}

/* The <h1> (else <h2>) that says what the head of the page says; JSON-LD and Open
 * Graph go before <title>, which begins with the name of the site now and then. */
uint32_t hsy_title_heading(hsy_arena *arena, const hsy_meta *meta, const hsy_article *article,
                           const hsy_blocks *blocks)
{
    static const struct {
        int which, level;
    } order[] = {{0, 1}, {1, 1}, {0, 2}, {1, 2}, {2, 1}, {2, 2}};
    struct titles t = {arena, meta, article};

    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        uint32_t found = agreeing(&t, blocks, order[i].which, order[i].level);
        if (found != HSY_NONE)
            return fuller(&t, blocks, found);
    }
    for (int level = 1; level <= 4; level++) {
        uint32_t found = ending(&t, blocks, level);
        for (int which = 0; which < 3 && found == HSY_NONE && level > 2; which++)
            found = agreeing(&t, blocks, which, level);
        if (found != HSY_NONE)
            return found;
    }
    return lone(&t, blocks);
}

/* --- writing --------------------------------------------------------------- */

/* A stretch of a text with the runs that lead to its source; a verbatim run is cut
 * on both of its sides. */
static hsy_text cut_text(hsy_arena *arena, const hsy_text *text, hsy_span span)
{
    hsy_text cut = {text->bytes + span.off, span.len, 0, NULL};
    hsy_run *runs = hsy_new_array(arena, text->nruns + 1, hsy_run);
    uint32_t end = hsy_span_end(span);

    if (!runs || !span.len || span.len >= text->len)
        return *text;
    for (uint32_t i = 0; i < text->nruns; i++) {
        hsy_run run = text->runs[i];
        uint32_t stop = i + 1 < text->nruns ? text->runs[i + 1].at : text->len;
        if (stop <= span.off || run.at >= end)
            continue;
        bool verbatim = run.from != HSY_NONE && run.to - run.from == stop - run.at;
        uint32_t before = run.at < span.off ? span.off - run.at : 0;
        uint32_t after = stop > end ? stop - end : 0;
        if (verbatim) {
            run.from += before;
            run.to -= after;
        }
        run.at = run.at + before - span.off;
        runs[cut.nruns++] = run;
    }
    cut.runs = runs;
    return cut;
}

/* Some signs that part titles are quotation marks, too: »Harbour shut«. */
static bool is_quote(uint32_t code)
{
    return code == 0xAB || code == 0xBB || code == 0x2039 || code == 0x203A;
}

/* Signs that part titles, and marks of headings in other markup, at the ends. */
static hsy_span without_signs(hsy_str s)
{
    size_t from = 0, to = s.len;
    uint32_t len;

    while (from < to) {
        uint32_t code = hsy_utf8_at(s, from, &len);
        bool sign = (is_bar(code) && !is_quote(code)) || code == '#';
        bool tag =
            code == '#' && from + 1 < to && !space_at(s, from + 1) && s.ptr[from + 1] != '#';
        if ((!sign && !hsy_utf8_is_space(code)) || tag)
            break;
        from += len;
    }
    while (to > from) {
        size_t last = hsy_utf8_before(s, to);
        uint32_t code = hsy_utf8_at(s, last, &len);
        bool sign = is_bar(code) && !is_quote(code);
        if (!sign && !hsy_utf8_is_space(code))
            break;
        to = last;
    }
    return from < to ? hsy_span_of((uint32_t)from, (uint32_t)to)
                     : hsy_span_of(0, (uint32_t)s.len);
}

static bool put(hsy_build *build, const hsy_text *whole)
{
    if (!whole->len)
        return false;
    hsy_text cut = cut_text(build->arena, whole, without_signs(hsy_text_str(whole)));
    const hsy_text *text = &cut;
    hsy_build_open(build);
    hsy_build_text(build, text);
    hsy_build_close(build, true);
    hsy_build_title(build);
    return build->article->title_len > 0;
}

/* Does a new element begin at `at`? */
static bool begins_element(const hsy_text *heading, uint32_t at)
{
    for (uint32_t i = 1; i < heading->nruns; i++)
        if (heading->runs[i].at == at || heading->runs[i].at + 1 == at)
            return true;
    return false;
}

/* Does a sign that parts titles stand before `at`? */
static bool follows_bar(hsy_str s, uint32_t at)
{
    size_t end = hsy_str_trim(hsy_str_sub(s, 0, at)).len;
    uint32_t len;

    return end > 0 && is_bar(hsy_utf8_at(s, hsy_utf8_before(s, end), &len));
}

/* The part of the heading that the head takes for the whole title: the end, below
 * another line, or the beginning. Length 0 when it says no such thing. */
static hsy_span part_of(const struct titles *t, const hsy_text *heading, hsy_str other)
{
    hsy_str s = hsy_text_str(heading), key = key_of(t, other);

    if (key.len < 12 || words_in(other) < 3 || s.len > LONGEST)
        return (hsy_span){0, 0};
    for (uint32_t at = 1; at < s.len; at++) {
        bool element = begins_element(heading, at);
        if (((unsigned char)s.ptr[at] & 0xC0) == 0x80 || space_at(s, at) ||
            !(element || follows_bar(s, at)))
            continue;
        hsy_arena_mark mark = hsy_arena_here(t->arena);
        hsy_str before = key_of(t, hsy_str_sub(s, 0, at));
        hsy_str after = key_of(t, hsy_str_sub(s, at, s.len));
        bool is_after = before.len && hsy_str_eq(after, key);
        bool is_before = element && after.len && hsy_str_eq(before, key);
        hsy_arena_rewind(t->arena, mark);
        if (is_after || is_before)
            return is_after ? hsy_span_of(at, heading->len) : hsy_span_of(0, at);
    }
    return (hsy_span){0, 0};
}

/* The heading without the name of the site at its end, or without what follows a bar
 * where the head ends ("Harbour shut-Local|The Courier"). */
static hsy_span own_part(const struct titles *t, hsy_str s)
{
    struct bar bar;
    hsy_span all = hsy_span_of(0, (uint32_t)s.len);

    if (s.len > LONGEST)
        return all;
    /* "Harbour shut for a week | Opinion" */
    if (last_bar(s, &bar) && is_sure(bar.code) && !is_quote(bar.code) &&
        words_in(hsy_str_sub(s, 0, bar.at)) >= 4 &&
        words_in(hsy_str_sub(s, bar.end, s.len)) <= 4)
        return own_part(t, hsy_str_sub(s, 0, bar.at));
    if (last_bar(s, &bar) && bar.code != ':' && words_in(hsy_str_sub(s, 0, bar.at)) >= 2 &&
        names_site(t, hsy_str_trim(hsy_str_sub(s, bar.end, s.len))))
        return hsy_span_of(0, (uint32_t)bar.at);
    for (int i = 0; i < 2; i++) {
        hsy_str other = hsy_str_trim(hsy_text_str(said(t->meta, i)));
        uint32_t len;
        if (other.len < 12 || other.len >= s.len || !hsy_str_starts(s, other))
            continue;
        hsy_str rest = hsy_str_trim(hsy_str_sub(s, other.len, s.len));
        uint32_t code = hsy_utf8_at(rest, 0, &len);
        if (rest.len && is_bar(code) && code != ':' && words_in(rest) <= 4)
            return hsy_span_of(0, (uint32_t)other.len);
    }
    return all;
}

static uint32_t signs_in(hsy_str s)
{
    uint32_t n = 0, len;

    for (size_t at = 0; at < s.len; at += len) {
        uint32_t code = hsy_utf8_at(s, at, &len);
        n += !hsy_utf8_is_letter(code) && !hsy_utf8_is_digit(code) && !hsy_utf8_is_space(code);
    }
    return n;
}

/* Has `s` all signs of `without`, and one colon? */
static bool has_colon_more(hsy_str s, hsy_str without)
{
    return s.len && memchr(s.ptr, ':', s.len) && signs_in(s) == signs_in(without) + 1;
}

/* Does the head have all of the heading, with the line above it? */
static bool is_said(const struct titles *t, hsy_str key)
{
    for (int i = 0; i < 2; i++)
        if (hsy_str_eq(key_of(t, hsy_text_str(said(t->meta, i))), key))
            return true;
    return false;
}

/* The heading, without what stands above the title in it; or the words of the head
 * where they are the same but for signs that markup has swallowed ("Flood damThree
 * villages cut off"). <title> is cut short too often to be heard here. */
static void put_heading(hsy_build *build, const struct titles *t, const hsy_text *heading)
{
    hsy_str s = hsy_text_str(heading), key = key_of(t, s);
    bool whole = is_said(t, key);

    for (int i = 0; i < 2; i++) {
        hsy_str other = hsy_text_str(said(t->meta, i));
        hsy_span span = headline_in(t, other, false);
        hsy_text better;
        other = hsy_span_str(other, span);
        if (!other.len)
            continue;
        bool glued = (words_in(other) > words_in(s) || has_colon_more(other, s)) &&
                     hsy_str_eq(key_of(t, other), key);
        hsy_span part = whole ? hsy_span_of(0, 0) : part_of(t, heading, other);
        if (!glued && !part.len)
            continue;
        better = glued ? cut_text(t->arena, said(t->meta, i), span)
                       : cut_text(t->arena, heading, part);
        put(build, &better);
        return;
    }
    hsy_text cut = cut_text(t->arena, heading, own_part(t, s));
    put(build, &cut);
}

void hsy_title_put(hsy_build *build, const hsy_meta *meta, const hsy_blocks *blocks,
                   uint32_t heading)
{
    struct titles t = {build->arena, meta, build->article};
    static const int order[] = {1, 0, 2}; /* Open Graph, JSON-LD, <title> */

    if (heading != HSY_NONE) {
        put_heading(build, &t, &blocks->list.data[heading].text);
        return;
    }
    for (int i = 0; i < 3; i++) {
        const hsy_text *text = said(meta, order[i]);
        bool summary = text->len > SUMMARY && order[i] != 2 && meta->page_title.text.len &&
                       meta->page_title.text.len < SUMMARY;
        if (!text->len || summary)
            continue;
        hsy_span span = headline_in(&t, hsy_text_str(text), order[i] == 2);
        hsy_text cut = cut_text(build->arena, text, span);
        hsy_str trimmed = hsy_str_trim(hsy_text_str(&cut));
        if (names_site(&t, trimmed) && words_in(trimmed) < 5)
            continue;
        if (put(build, &cut))
            return;
    }
}
