/*
 * authors_seen.c - names of authors where a reader sees them.
 *
 * What is marked is read line by line: markup parts "Jane Doe" from "Staff Writer"
 * where the bytes do not, so the border of two blocks, and of two elements without a
 * blank between them, ends a line. Unmarked lines are read only by the title and
 * below the text, and must begin like a byline ("By Jane Doe"), or hold a name whose
 * first name is known, beside the date or by itself.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/utf8.h"
#include "page/authors.h"
#include "page/byline.h"
#include "page/date.h"
#include "page/title.h"

#define LONGEST 300 /* bytes of the text of a marked element */
#define NEAR    120 /* nodes within which further authors of one byline stand */
#define ABOVE   8   /* blocks above the title where a byline may begin */
#define BELOW   12  /* blocks below the text in which marked elements are believed */
#define FAR     40  /* and those in which "By Jane Doe" is */

static const hsy_span none = {HSY_NONE, 0};

/* --- lines of an element --------------------------------------------------- */

static bool is_border(uint16_t tag)
{
    switch (tag) {
    case HSY_TAG_P:
    case HSY_TAG_DIV:
    case HSY_TAG_LI:
    case HSY_TAG_UL:
    case HSY_TAG_TD:
    case HSY_TAG_TR:
    case HSY_TAG_DT:
    case HSY_TAG_DD:
    case HSY_TAG_H1:
    case HSY_TAG_H2:
    case HSY_TAG_H3:
    case HSY_TAG_H4:
    case HSY_TAG_H5:
    case HSY_TAG_H6:
    case HSY_TAG_SECTION:
    case HSY_TAG_HEADER:
    case HSY_TAG_FOOTER:
    case HSY_TAG_ADDRESS: return true;
    default: return false;
    }
}

static uint32_t block_around(const hsy_dom *dom, uint32_t node, uint32_t root)
{
    for (int up = 0; up < 8 && node != root && node != HSY_NONE; up++) {
        if (is_border(dom->nodes[node].tag))
            return node;
        node = dom->nodes[node].parent;
    }
    return root;
}

struct lines {
    char bytes[LONGEST + 8];
    size_t len;
    bool blank; /* white space is waiting */
    bool end;   /* a line end is */
    bool over;  /* longer than LONGEST */
};

static void put_line_text(struct lines *l, hsy_str s)
{
    uint32_t len;

    for (size_t at = 0; at < s.len && !l->over; at += len) {
        bool space = hsy_utf8_is_space(hsy_utf8_at(s, at, &len));
        l->blank = l->blank || space;
        if (space)
            continue;
        if (l->len && (l->end || l->blank))
            l->bytes[l->len++] = l->end ? '\n' : ' ';
        l->blank = l->end = false;
        for (uint32_t i = 0; i < len && l->len < LONGEST; i++)
            l->bytes[l->len++] = s.ptr[at + i];
        l->over = l->len >= LONGEST;
    }
}

static bool begins_word(hsy_str s)
{
    uint32_t len;
    return s.len && hsy_utf8_is_letter(hsy_utf8_at(s, 0, &len));
}

/* The text below `root`, with '\n' where a reader sees a border. */
static hsy_str lines_of(const hsy_authors *a, uint32_t root)
{
    const hsy_dom *dom = a->dom;
    struct lines l = {.len = 0};
    uint32_t block = root, parent = HSY_NONE;
    bool skip = false;

    for (uint32_t node = root; node != HSY_NONE && !l.over;
         node = hsy_dom_next(dom, root, node, skip)) {
        skip = dom->nodes[node].kind == HSY_NODE_ELEMENT &&
               (a->blocks->places[node].hidden || dom->nodes[node].tag == HSY_TAG_SCRIPT ||
                dom->nodes[node].tag == HSY_TAG_STYLE);
        if (dom->nodes[node].kind == HSY_NODE_ELEMENT && dom->nodes[node].tag == HSY_TAG_BR)
            l.end = true;
        if (dom->nodes[node].kind != HSY_NODE_TEXT)
            continue;
        hsy_str s = hsy_text_str(&dom->nodes[node].text);
        uint32_t above = dom->nodes[node].parent;
        uint32_t now = above == root ? root : block_around(dom, above, root);
        bool apart = parent != above && parent != HSY_NONE && !l.blank && begins_word(s);
        if (hsy_str_trim(s).len) {
            l.end = l.end || now != block || apart;
            block = now;
            parent = above;
        }
        put_line_text(&l, s);
    }
    hsy_str copy = hsy_str_copy(a->build->arena, (hsy_str){l.bytes, l.len});
    return copy.ptr && !l.over ? copy : (hsy_str){"", 0};
}

/* The place of the name: the first text node below that has it. */
static hsy_span place_of(const hsy_authors *a, uint32_t root, hsy_str name)
{
    int nodes = 0;

    for (uint32_t node = root; node != HSY_NONE && nodes < 200;
         node = hsy_dom_next(a->dom, root, node, false), nodes++) {
        const hsy_text *text = &a->dom->nodes[node].text;
        if (a->dom->nodes[node].kind != HSY_NODE_TEXT)
            continue;
        size_t at = hsy_str_find(hsy_text_str(text), name, 0);
        if (at == SIZE_MAX)
            continue;
        hsy_span span = {(uint32_t)at, (uint32_t)name.len};
        return hsy_decoded_source(a->build->decoded, hsy_text_source(text, span));
    }
    return none;
}

static void place_names(hsy_authors *a, uint32_t from, uint32_t node)
{
    for (uint32_t k = from; k < hsy_authors_count(a); k++)
        a->build->bylines.data[k].at = place_of(a, node, a->build->bylines.data[k].name);
}

/* --- marked elements ------------------------------------------------------- */

/* Authors of other stories and of comments are none. */
static bool is_of_others(const hsy_blocks *blocks, uint32_t node)
{
    const hsy_place *place = &blocks->places[node];

    return place->hidden ||
           (place->dropped && (place->as == HSY_AS_COMMENTS || place->as == HSY_AS_RELATED ||
                               place->as == HSY_AS_TRENDING || place->as == HSY_AS_MENU));
}

/* The address of a page on an author: ".../author/jane-doe". */
static bool links_author(hsy_str href)
{
    static const char *const paths[] = {"/author/",       "/authors/", "/autor/", "/auteur/",
                                        "/contributor/",  "/autoren/", "/autores/",
                                        "/contributors/", "/auteurs/", "/autore/", NULL};

    href = hsy_str_sub(href, 0, 1000);
    for (int i = 0; paths[i]; i++) {
        size_t at = hsy_str_find(href, hsy_str_of(paths[i]), 0);
        if (at != SIZE_MAX && at + hsy_str_of(paths[i]).len < href.len)
            return true;
    }
    return false;
}

/* Does the element itself say that its text is the author's name? */
static bool is_outright(const hsy_dom *dom, uint32_t node)
{
    hsy_str rel = hsy_dom_attr(dom, node, HSY_ATTR_REL);
    hsy_str prop = hsy_dom_attr(dom, node, HSY_ATTR_ITEMPROP);

    return hsy_key_is(rel, "author") || hsy_str_ends(rel, HSY_STR(" author")) ||
           hsy_key_is(prop, "author") || hsy_key_is(prop, "creator") ||
           (dom->nodes[node].tag == HSY_TAG_A &&
            links_author(hsy_dom_attr(dom, node, HSY_ATTR_HREF)));
}

static bool is_full(const hsy_authors *a, uint32_t i)
{
    return hsy_str_find(a->build->bylines.data[i].name, HSY_STR(" "), 0) != SIZE_MAX;
}

/* The name in an element's lines: the first line that holds one. Below a cue, and with
 * `outright`, one word may do; elsewhere it may be a label, "Author" or "Photo". What
 * follows it must be known as a person's name, or be joined ("and John Smith"). */
static bool take_lines(hsy_authors *a, hsy_str text, bool outright)
{
    hsy_arena *arena = a->build->arena;
    bool any = false, cue = outright;

    for (hsy_str rest = text; rest.ptr && rest.len;) {
        hsy_str line = hsy_str_trim(hsy_str_cut(&rest, '\n'));
        hsy_look look = hsy_look_at(line);
        if (hsy_byline_is_cue(a->tables, arena, line)) {
            cue = true;
            continue;
        }
        bool named = any ? hsy_byline_is_person(a->tables, arena, line)
                         : (cue || look.words > 1);
        uint32_t before = hsy_authors_count(a);
        if (named && hsy_authors_take(a, line, none) && hsy_authors_count(a) > before)
            any = any || cue || hsy_byline_is(a->tables, arena, line) || is_full(a, before);
        if (!any)
            a->build->bylines.count = before;
        cue = cue && (outright || look.words == 0);
    }
    return any;
}

static hsy_str content_or_lines(const hsy_authors *a, uint32_t node)
{
    hsy_str content = hsy_dom_attr(a->dom, node, HSY_ATTR_CONTENT);

    return a->dom->nodes[node].tag == HSY_TAG_META ? content : lines_of(a, node);
}

/* Where the blocks in which marked elements are believed begin and end, as nodes. */
static void find_range(const hsy_authors *a, uint32_t *ret_from, uint32_t *ret_to)
{
    const hsy_blocks *b = a->blocks;
    uint32_t n = b->list.count, above = a->first > ABOVE ? a->first - ABOVE : 0;

    *ret_from = above < n ? b->places[b->list.data[above].node].order : 0;
    *ret_to = a->last < n && a->last + BELOW < n
                  ? b->places[b->list.data[a->last + BELOW].node].order
                  : b->norder;
}

/* Elements marked as the author, of one byline all. */
static void take_marked(hsy_authors *a, bool outright, bool anywhere)
{
    const hsy_blocks *blocks = a->blocks;
    uint32_t first = HSY_NONE, from, to;

    find_range(a, &from, &to);
    if (anywhere)
        from = 0;
    for (uint32_t i = from; i < to && hsy_authors_count(a) < 16; i++) {
        uint32_t node = blocks->order[i];
        if (a->dom->nodes[node].kind != HSY_NODE_ELEMENT || is_of_others(blocks, node) ||
            (outright ? !is_outright(a->dom, node)
                      : blocks->places[node].hint != HSY_HINT_BYLINE))
            continue;
        if (first != HSY_NONE && i - first > NEAR)
            break;
        uint32_t before = hsy_authors_count(a);
        hsy_str text = content_or_lines(a, node);
        if (!take_lines(a, text, outright) && text.len && outright && first == HSY_NONE)
            hsy_authors_take_handle(a, text, none);
        place_names(a, before, node);
        if (hsy_authors_count(a) > before && first == HSY_NONE)
            first = i;
    }
}

/* Beside full names what is one word is a label: "About", "Jane Doe". */
static void drop_labels(hsy_authors *a)
{
    uint32_t full = 0, n = hsy_authors_count(a);
    hsy_byline *list = a->build->bylines.data;

    for (uint32_t i = 0; i < n; i++)
        if (is_full(a, i))
            list[full++] = list[i];
    if (full)
        a->build->bylines.count = full;
}

void hsy_authors_outright(hsy_authors *a)
{
    take_marked(a, true, false);
    if (!hsy_authors_count(a))
        take_marked(a, true, true);
    drop_labels(a);
}

void hsy_authors_marked(hsy_authors *a)
{
    take_marked(a, false, false);
    drop_labels(a);
}

/* --- lines ----------------------------------------------------------------- */

/* Take the names of a stretch of a block; their places are found through its runs. */
static void take_block(hsy_authors *a, const hsy_block *block, hsy_str words)
{
    hsy_str text = hsy_text_str(&block->text);
    uint32_t before = hsy_authors_count(a);

    hsy_authors_take(a, words, none);
    for (uint32_t k = before; k < hsy_authors_count(a); k++) {
        size_t at = hsy_str_find(text, a->build->bylines.data[k].name, 0);
        if (at == SIZE_MAX)
            continue;
        hsy_span span = {(uint32_t)at, (uint32_t)a->build->bylines.data[k].name.len};
        a->build->bylines.data[k].at =
            hsy_decoded_source(a->build->decoded, hsy_text_source(&block->text, span));
    }
}

/* Between title and body nothing is another story's, whatever its class says. */
static bool is_elsewhere(const hsy_authors *a, uint32_t i)
{
    const hsy_place *place = &a->blocks->places[a->blocks->list.data[i].node];

    if (i >= a->first && i <= a->body)
        return place->hidden || (place->dropped && place->as == HSY_AS_COMMENTS);
    return is_of_others(a->blocks, a->blocks->list.data[i].node);
}

/* "By Jane Doe"; or "Written by", and the name in the next block. */
static void take_cue(hsy_authors *a, uint32_t i)
{
    const hsy_block *block = &a->blocks->list.data[i];
    hsy_str text = hsy_text_str(&block->text);
    hsy_arena *arena = a->build->arena;

    if (block->look.words > 14 || block->prose || is_elsewhere(a, i))
        return;
    if (hsy_byline_is(a->tables, arena, text)) {
        take_block(a, block, text);
    } else if (i + 1 < a->blocks->list.count && hsy_byline_is_cue(a->tables, arena, text)) {
        const hsy_block *next = &a->blocks->list.data[i + 1];
        if (next->look.words <= 8 && !next->prose)
            take_block(a, next, hsy_text_str(&next->text));
    } else if (block->look.digits >= 3) {
        take_block(a, block, hsy_byline_inside(a->tables, arena, text));
    }
}

static uint32_t upto(const hsy_authors *a, uint32_t block)
{
    return block < a->blocks->list.count ? block : a->blocks->list.count;
}

void hsy_authors_written(hsy_authors *a)
{
    uint32_t end = upto(a, a->body + 3);

    for (uint32_t i = a->first > 4 ? a->first - 4 : 0; i < end && !hsy_authors_count(a); i++)
        take_cue(a, i);
}

/* --- names by themselves --------------------------------------------------- */

static bool is_caption(const hsy_authors *a, const hsy_block *block)
{
    return block->tag == HSY_TAG_FIGCAPTION || block->tag == HSY_TAG_FIGURE ||
           a->blocks->places[block->node].hint == HSY_HINT_DROP ||
           (a->blocks->places[block->node].dropped &&
            a->blocks->places[block->node].as == HSY_AS_CAPTION);
}

/* A sign between a name and what stands beside it. */
static bool is_between(uint32_t code)
{
    return code == '|' || code == ',' || code == '/' || code == '-' || code == 0xB7 ||
           code == 0x2022 || code == 0x2013 || code == 0x2014 || code == 0x22C5 ||
           code == ' ' || code == 0xA0;
}

static hsy_str without_signs(hsy_str s)
{
    uint32_t len;

    while (s.len && is_between(hsy_utf8_at(s, 0, &len)))
        s = hsy_str_sub(s, len, s.len);
    while (s.len && is_between(hsy_utf8_at(s, hsy_utf8_before(s, s.len), &len)))
        s.len = hsy_utf8_before(s, s.len);
    return s;
}

/* The first name in `s`, when its first name is known. */
static bool take_person(hsy_authors *a, const hsy_block *block, hsy_str s)
{
    s = without_signs(s);
    hsy_str name = hsy_byline_first(a->tables, a->build->arena, s);
    if (!hsy_byline_is_person(a->tables, a->build->arena, name))
        return false;
    take_block(a, block, s);
    return true;
}

/* "6 May 2031 | Jane Doe", "Jane Doe, 6 May 2031", "Jane Doe". */
static void take_beside(hsy_authors *a, uint32_t i)
{
    const hsy_block *block = &a->blocks->list.data[i];
    hsy_str text = hsy_text_str(&block->text);
    hsy_date date;
    hsy_span at;

    if (block->look.words > 12 || block->prose || is_caption(a, block) ||
        is_elsewhere(a, i) ||
        hsy_heading_level(a->blocks->dom, block->node) == 1)
        return;
    if (block->look.digits >= 3 &&
        hsy_date_find(a->tables, a->build->arena, text, HSY_ORDER_DAY_FIRST, false, &date,
                      &at)) {
        if (!take_person(a, block, hsy_str_sub(text, 0, at.off)))
            take_person(a, block, hsy_str_sub(text, hsy_span_end(at), text.len));
    } else if (block->look.words <= 4) {
        take_person(a, block, text);
    }
}

void hsy_authors_beside(hsy_authors *a)
{
    uint32_t end = upto(a, a->body + 1);

    for (uint32_t i = a->first > 3 ? a->first - 3 : 0; i < end && !hsy_authors_count(a); i++)
        take_beside(a, i);
}

/* "By Jane Doe" below the text, or her name as its last line. */
void hsy_authors_below(hsy_authors *a)
{
    uint32_t end = upto(a, a->last + FAR);

    for (uint32_t i = a->last > 1 ? a->last - 1 : 0; i < end && !hsy_authors_count(a); i++) {
        const hsy_block *block = &a->blocks->list.data[i];
        const hsy_place *place = &a->blocks->places[block->node];
        if (place->dropped && place->as == HSY_AS_FOOTER)
            continue;
        take_cue(a, i);
        if (!hsy_authors_count(a) && i <= a->last + 1 && block->look.words <= 4 &&
            !block->linked && !is_caption(a, block) && !is_of_others(a->blocks, block->node))
            take_person(a, block, hsy_text_str(&block->text));
    }
}
