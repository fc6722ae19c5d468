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

#define LONGEST 400 /* bytes of a title that are compared */
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

    return is_site(t, part) ||
           (words_in(part) <= words + 3 &&
            has_words(hsy_utf8_fold(t->arena, part), hsy_utf8_fold(t->arena, t->meta->site)));
}

/* --- parts ----------------------------------------------------------------- */

static bool is_bar(uint32_t code)
{
    return code == '|' || code == '-' || code == 0x2013 || code == 0x2014 || code == 0xBB ||
           code == 0xB7 || code == 0x2022 || code == ':' || code == 0xAB || code == 0x2039 ||
           code == 0x203A || code == '~' || code == '/' || code == 0x2502 || code == 0xFF5C;
}

/* A bar that never stands inside a headline. */
static bool is_sure(uint32_t code)
{
    return code == '|' || code == 0xBB || code == 0xAB || code == 0x2502 || code == 0xFF5C;
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
    bool full = code == 0xFF5C, last = hsy_str_trim(hsy_str_sub(s, at + len, s.len)).len == 0;
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

/* The heading of a level that says what one of the head's titles says. */
static uint32_t agreeing(const struct titles *t, const hsy_blocks *blocks, int which, int level)
{
    hsy_str s = hsy_text_str(said(t->meta, which));
    hsy_str wanted = key_of(t, hsy_span_str(s, headline_in(t, s, which == 2)));

    for (uint32_t i = 0; wanted.len && i < blocks->list.count; i++) {
        const hsy_block *block = &blocks->list.data[i];
        hsy_str text = hsy_text_str(&block->text);
        if (hsy_heading_level(blocks->dom, block->node) == level &&
            agrees(key_of(t, text), wanted) && !(names_site(t, text) && block->look.words < 5))
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

/* The <h1> (else <h2>) that says what the head of the page says; JSON-LD and Open
 * Graph go before <title>, which begins with the name of the site now and then. */
uint32_t hsy_title_heading(hsy_arena *arena, const hsy_meta *meta, const hsy_article *article,
                           const hsy_blocks *blocks)
{
    struct titles t = {arena, meta, article};

    for (int which = 0; which < 3; which++)
        for (int level = 1; level <= 2; level++) {
            uint32_t found = agreeing(&t, blocks, which, level);
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

static bool put(hsy_build *build, const hsy_text *text)
{
    if (!text->len)
        return false;
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

/* The heading, without what stands above the title in it; or the words of the head
 * where they are the same but for signs that markup has swallowed ("Flood damThree
 * villages cut off"). <title> is cut short too often to be heard here. */
static void put_heading(hsy_build *build, const struct titles *t, const hsy_text *heading)
{
    hsy_str s = hsy_text_str(heading), key = key_of(t, s);

    for (int i = 0; i < 2; i++) {
        hsy_str other = hsy_text_str(said(t->meta, i));
        hsy_span span = headline_in(t, other, false);
        hsy_text better;
        other = hsy_span_str(other, span);
        if (!other.len)
            continue;
        bool glued = words_in(other) > words_in(s) && hsy_str_eq(key_of(t, other), key);
        hsy_span part = part_of(t, heading, other);
        if (!glued && !part.len)
            continue;
        better = glued ? cut_text(t->arena, said(t->meta, i), span)
                       : cut_text(t->arena, heading, part);
        put(build, &better);
        return;
    }
    put(build, heading);
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
        if (!text->len)
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
