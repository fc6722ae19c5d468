/*
 * author_lines.c - the text of an element that names authors, line by line.
 *
 * Markup parts "Jane Doe" from "Staff Writer" where the bytes do not, so the border of
 * two blocks, and of two elements without a blank between them, ends a line; so does
 * that of two names in elements of their own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/utf8.h"
#include "page/authors.h"

#include <string.h>

#define LONGEST 300 /* bytes of the text of a marked element */

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

static bool is_of_words(hsy_str s)
{
    s = hsy_str_trim(s);
    return s.len && memchr(s.ptr, ' ', s.len);
}

/* Two names side by side, each of some words in an element of its own: "<a>Jane Doe</a>
 * <a>John Smith</a>". Elements of single words may be the parts of one name. */
static bool are_twins(const hsy_dom *dom, uint32_t before, uint32_t node)
{
    if (before == HSY_NONE)
        return false;
    uint32_t a = dom->nodes[before].parent, b = dom->nodes[node].parent;

    return a != b && a != HSY_NONE && b != HSY_NONE && dom->nodes[a].tag == dom->nodes[b].tag &&
           dom->nodes[a].parent == dom->nodes[b].parent &&
           is_of_words(hsy_text_str(&dom->nodes[before].text)) &&
           is_of_words(hsy_text_str(&dom->nodes[node].text));
}

/* The text below `root`, with '\n' where a reader sees a border. */
hsy_str hsy_authors_lines(const hsy_authors *a, uint32_t root)
{
    const hsy_dom *dom = a->dom;
    struct lines l = {.len = 0};
    uint32_t block = root, parent = HSY_NONE, before = HSY_NONE;
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
            l.end = l.end || now != block || apart || are_twins(dom, before, node);
            block = now;
            parent = above;
            before = node;
        }
        put_line_text(&l, s);
    }
    hsy_str copy = hsy_str_copy(a->build->arena, (hsy_str){l.bytes, l.len});
    return copy.ptr && !l.over ? copy : (hsy_str){"", 0};
}
