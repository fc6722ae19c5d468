/*
 * authors_seen.c - names of authors where a reader sees them.
 *
 * What is marked is read line by line (author_lines.c). Unmarked lines are read by the
 * title and below the text, and must begin like a byline ("By Jane Doe"), or hold a name
 * whose first name is known, beside the date or by itself; elsewhere only a byline that
 * is the only one of the page.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/utf8.h"
#include "page/authors.h"
#include "page/byline.h"
#include "page/date.h"
#include "page/title.h"

#define NEAR     120 /* nodes within which further authors of one byline stand */
#define ABOVE    8   /* blocks above the title where a byline may begin */
#define BELOW    12  /* blocks below the text in which marked elements are believed */
#define FAR      40  /* and those in which "By Jane Doe" is */
#define SENTENCE 80  /* letters around a link that make a sentence */

static const hsy_span none = {HSY_NONE, 0};

/* --- marked elements ------------------------------------------------------- */

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
    static const char *const paths[] = {
        "/author/",      "/authors/", "/autor/",   "/auteur/",
        "/contributor/", "/autoren/", "/autores/", "/contributors/",
        "/auteurs/",     "/autore/",  NULL};

    href = hsy_str_sub(href, 0, 1000);
    for (int i = 0; paths[i]; i++) {
        size_t at = hsy_str_find(href, hsy_str_of(paths[i]), 0);
        if (at != SIZE_MAX && at + hsy_str_of(paths[i]).len < href.len)
            return true;
    }
    return false;
}

/* A link within a sentence leads to somebody who is spoken of. */
static bool is_in_prose(const hsy_dom *dom, uint32_t node)
{
    uint32_t parent = dom->nodes[node].parent, letters = 0, children = 0;

    for (uint32_t child = parent == HSY_NONE ? HSY_NONE : dom->nodes[parent].first_child;
         child != HSY_NONE && children < 8; child = dom->nodes[child].next, children++)
        if (dom->nodes[child].kind == HSY_NODE_TEXT)
            letters +=
                hsy_look_at(hsy_str_sub(hsy_text_str(&dom->nodes[child].text), 0, 200)).letters;
    return letters > SENTENCE;
}

/* rel=author, or microdata. */
static bool says_author(const hsy_dom *dom, uint32_t node)
{
    hsy_str rel = hsy_dom_attr(dom, node, HSY_ATTR_REL);
    hsy_str prop = hsy_dom_attr(dom, node, HSY_ATTR_ITEMPROP);

    return hsy_key_is(rel, "author") || hsy_str_ends(rel, HSY_STR(" author")) ||
           hsy_key_is(prop, "author") || hsy_key_is(prop, "creator");
}

/* Does the element itself say that its text is the author's name? */
static bool is_outright(const hsy_dom *dom, uint32_t node)
{
    return says_author(dom, node) ||
           (dom->nodes[node].tag == HSY_TAG_A &&
            links_author(hsy_dom_attr(dom, node, HSY_ATTR_HREF)) && !is_in_prose(dom, node));
}

static bool is_full(const hsy_authors *a, uint32_t i)
{
    return hsy_str_find(a->build->bylines.data[i].name, HSY_STR(" "), 0) != SIZE_MAX;
}

/* The name in an element's lines: the first line that holds one. Below a cue, and with
 * `outright`, one word may do; elsewhere it may be a label, "Author" or "Photo". What
 * follows it, or what should have been the name, must be known as a person's name, or be
 * joined ("and John Smith"). */
static bool take_lines(hsy_authors *a, hsy_str text, bool outright)
{
    hsy_arena *arena = a->build->arena;
    bool any = false, cue = outright, passed = false;

    for (hsy_str rest = text; rest.ptr && rest.len;) {
        hsy_str line = hsy_str_trim(hsy_str_cut(&rest, '\n'));
        hsy_look look = hsy_look_at(line);
        if (hsy_byline_is_cue(a->tables, arena, line)) {
            cue = true;
            continue;
        }
        bool named = any || passed ? hsy_byline_is_person(a->tables, arena, line)
                                   : (cue || look.words > 1);
        uint32_t before = hsy_authors_count(a);
        if (named && hsy_authors_take(a, line, none) && hsy_authors_count(a) > before)
            any = any || cue || hsy_byline_is(a->tables, arena, line) || is_full(a, before);
        if (!any)
            a->build->bylines.count = before;
        passed = passed || (cue && !outright && look.words && !any); /* a desk, say */
        cue = cue && (outright || look.words == 0);
    }
    return any;
}

static hsy_str content_or_lines(const hsy_authors *a, uint32_t node)
{
    hsy_str content = hsy_dom_attr(a->dom, node, HSY_ATTR_CONTENT);

    return a->dom->nodes[node].tag == HSY_TAG_META ? content : hsy_authors_lines(a, node);
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

/* Whose task was it? What stands before a marked name in its block may say that it was
 * another one, "Reviewed by"; the names joined to that one are of the same kind. */
struct task {
    uint32_t block, end; /* of the last name left out: its block, its last node */
};

static bool is_of_task(const hsy_authors *a, uint32_t node, struct task *task)
{
    const hsy_place *places = a->blocks->places;
    uint32_t block = places[node].block, order = places[node].order;

    for (int back = 1; back <= 12 && order >= (uint32_t)back; back++) {
        uint32_t other = a->blocks->order[order - (uint32_t)back];
        hsy_str text = hsy_text_str(&a->dom->nodes[other].text);
        if (a->dom->nodes[other].kind != HSY_NODE_TEXT || !hsy_look_at(text).letters)
            continue;
        uint32_t parent = a->dom->nodes[other].parent;
        bool same = parent != HSY_NONE && places[parent].block == block;
        bool joined = same && task->block == block && places[other].order <= task->end;
        if (!joined && !(same && hsy_byline_is_task(a->tables, a->build->arena, text)))
            return false;
        *task = (struct task){block, places[node].end};
        return true;
    }
    return false;
}

/* A heading of some words parts two stories. */
static bool is_headline(const hsy_authors *a, uint32_t node)
{
    uint16_t tag = a->dom->nodes[node].tag;

    return tag >= HSY_TAG_H1 && tag <= HSY_TAG_H6 &&
           hsy_look_at(hsy_authors_lines(a, node)).words >= 5;
}

/* Elements marked as the author, of one byline all. */
static void take_marked(hsy_authors *a, bool outright, bool anywhere)
{
    const hsy_blocks *blocks = a->blocks;
    uint32_t first = HSY_NONE, from, to;
    struct task task = {HSY_NONE, 0};

    find_range(a, &from, &to);
    if (anywhere)
        from = 0;
    for (uint32_t i = from; i < to && hsy_authors_count(a) < 16; i++) {
        uint32_t node = blocks->order[i];
        if (a->dom->nodes[node].kind != HSY_NODE_ELEMENT)
            continue;
        if (first != HSY_NONE && (i - first > NEAR || is_headline(a, node)))
            break;
        bool bar =
            outright && blocks->places[node].as == HSY_AS_MENU && says_author(a->dom, node);
        if ((is_of_others(blocks, node) && !(bar && !blocks->places[node].hidden)) ||
            (outright ? !is_outright(a->dom, node)
                      : blocks->places[node].hint != HSY_HINT_BYLINE))
            continue;
        if (is_of_task(a, node, &task))
            continue;
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
    const hsy_place *place = &a->blocks->places[block->node];

    /* A box about the author is furniture of no class of its own. */
    return block->tag == HSY_TAG_FIGCAPTION || block->tag == HSY_TAG_FIGURE ||
           (place->hint == HSY_HINT_DROP && place->as != HSY_AS_OTHER) ||
           (place->dropped && place->as == HSY_AS_CAPTION);
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

/* "|", "/", "·", "•": signs between the parts of a line that have nothing in common. */
static size_t next_part(hsy_str s, size_t at)
{
    uint32_t len;

    for (; at < s.len; at += len) {
        uint32_t code = hsy_utf8_at(s, at, &len);
        if (code == '|' || code == '/' || code == 0xB7 || code == 0x2022)
            return at + len;
    }
    return s.len;
}

/* The first name in `s` whose first name is known: it begins the line, or a part of it. */
static bool take_person(hsy_authors *a, const hsy_block *block, hsy_str s)
{
    for (size_t at = 0; at < s.len; at = next_part(s, at)) {
        hsy_str part = without_signs(hsy_str_sub(s, at, s.len));
        hsy_str name = hsy_byline_first(a->tables, a->build->arena, part);
        if (!hsy_byline_is_person(a->tables, a->build->arena, name))
            continue;
        take_block(a, block, part);
        return true;
    }
    return false;
}

/* "6 May 2031 | Jane Doe", "Jane Doe, 6 May 2031", "Jane Doe". */
static void take_beside(hsy_authors *a, uint32_t i)
{
    const hsy_block *block = &a->blocks->list.data[i];
    hsy_str text = hsy_text_str(&block->text);
    hsy_date date;
    hsy_span at;

    if (block->look.words > 12 || block->prose || is_caption(a, block) || is_elsewhere(a, i) ||
        hsy_heading_level(a->blocks->dom, block->node) == 1)
        return;
    if (block->look.digits >= 3 && hsy_date_find(a->tables, a->build->arena, text,
                                                 HSY_ORDER_DAY_FIRST, false, &date, &at)) {
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

/* --- anywhere on the page --------------------------------------------------- */

/* The line that names the author, told by a cue: the block, or the one below it. */
static const hsy_block *cued(const hsy_authors *a, uint32_t i)
{
    const hsy_block *block = &a->blocks->list.data[i];
    hsy_str text = hsy_text_str(&block->text);

    if (block->look.words > 14 || block->prose || block->linked == block->text.len)
        return NULL;
    if (hsy_byline_is(a->tables, a->build->arena, text))
        return block;
    if (i + 1 >= a->blocks->list.count || !hsy_byline_is_cue(a->tables, a->build->arena, text))
        return NULL;
    const hsy_block *next = &a->blocks->list.data[i + 1];
    return next->look.words <= 8 && !next->prose ? next : NULL;
}

/* Is it the byline that was taken already? */
static bool is_same(const hsy_authors *a, hsy_str name)
{
    for (uint32_t i = 0; i < hsy_authors_count(a); i++)
        if (hsy_str_eq(a->build->bylines.data[i].name, name))
            return true;
    return false;
}

/* The only byline of the page, wherever it stands but among comments: lists of other
 * stories have several. Outside the article its first name must be known. */
void hsy_authors_only(hsy_authors *a)
{
    for (uint32_t i = 0; i < a->blocks->list.count; i++) {
        const hsy_place *place = &a->blocks->places[a->blocks->list.data[i].node];
        const hsy_block *line =
            place->hidden || (place->dropped && place->as == HSY_AS_COMMENTS) ? NULL
                                                                              : cued(a, i);
        hsy_str text = line ? hsy_text_str(&line->text) : (hsy_str){"", 0};
        hsy_str name = hsy_byline_first(a->tables, a->build->arena, text);
        bool near = i >= a->first && i <= a->last;
        if (!name.len || is_same(a, name) ||
            !(near || hsy_byline_is_person(a->tables, a->build->arena, name)))
            continue;
        if (hsy_authors_count(a)) {
            a->build->bylines.count = 0;
            return;
        }
        take_block(a, line, text);
    }
}

/* The signature of a text that notes follow: the only line of it that is nothing but a
 * person's name in bold or italics. */
void hsy_authors_signature(hsy_authors *a)
{
    uint32_t found = HSY_NONE, count = 0, end = upto(a, a->last + 1);

    for (uint32_t i = a->body; i < end; i++) {
        const hsy_block *block = &a->blocks->list.data[i];
        if (!block->keep || block->linked || block->look.words > 4 ||
            block->strong < block->text.len || hsy_heading_level(a->dom, block->node) ||
            !hsy_byline_is_person(a->tables, a->build->arena, hsy_text_str(&block->text)))
            continue;
        count++;
        found = i;
    }
    if (count == 1 && found - a->body >= (a->last - a->body) / 2)
        take_block(a, &a->blocks->list.data[found],
                   hsy_text_str(&a->blocks->list.data[found].text));
}
