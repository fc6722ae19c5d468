/*
 * blocks.h - the tree of a page as the blocks of text a reader sees.
 *
 * A block is a stretch of text between the borders of block-level elements, or
 * between two <br>: a paragraph, a heading, an item of a list, a line of a menu.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_BLOCKS_H
#define HSY_PAGE_BLOCKS_H

#include "page/dom.h"
#include "page/hints.h"
#include "page/line.h"

typedef struct hsy_block {
    uint32_t node; /* the nearest block-level element around it */
    hsy_text text; /* white space folded; places in the UTF-8 form */
    hsy_span at;   /* from the first to the last byte of the page */
    hsy_look look;
    uint32_t linked; /* bytes of the text that are links */
    uint32_t strong; /* bytes in bold or italics */
    uint16_t tag;    /* of the node */
    bool prose;      /* reads as prose and is not mostly links */
    /* Decided later, in body.c: */
    const hsy_phrase *phrase; /* of furniture, that is found in it, or NULL */
    uint32_t repeats;         /* how often its text stands in the page */
    bool said;                /* stands in the text that the page says is the article */
    bool within;              /* in the element that holds the article */
    bool head_line;           /* a byline or dateline */
    bool keep, heading;
    hsy_removed_as as; /* when not kept */
} hsy_block;

/* In which elements a node lies. */
enum {
    HSY_IN_ARTICLE = 1,
    HSY_IN_MAIN = 2,
    HSY_IN_ASIDE = 4,
    HSY_IN_NAV = 8,
    HSY_IN_FOOTER = 16,
    HSY_IN_HEADER = 32,
    HSY_IN_FORM = 64,
    HSY_IN_FIGURE = 128,
    HSY_IN_TABLE = 256,
    HSY_IN_LIST = 512,
    HSY_IN_QUOTE = 1024,
    HSY_IN_LINK = 2048,
    HSY_IN_STRONG = 4096,
};

/* What is known of a node; of elements only. */
typedef struct hsy_place {
    uint32_t mass;       /* letters of prose below it */
    uint32_t order, end; /* in the page: its own place, and that of the last node below it */
    uint32_t bytes, linked, blocks; /* of all blocks below it */
    uint32_t block;      /* the nearest block-level element at or above it */
    uint16_t inside;     /* HSY_IN_... */
    uint16_t level;      /* elements above it */
    hsy_hint hint;
    bool hidden;
    bool links, tables; /* it is or holds some */
    bool dropped;       /* furniture, or below some */
    hsy_removed_as as;
} hsy_place;

typedef struct hsy_blocks {
    const hsy_dom *dom;
    hsy_place *places; /* one a node */
    uint32_t *order;   /* nodes in document order */
    uint32_t norder;
    HSY_VEC(hsy_block) list;
} hsy_blocks;

/* All visible blocks of the page. */
hsy_status hsy_blocks_cut(hsy_arena *arena, const hsy_dom *dom, hsy_blocks *ret,
                          hsy_error *err);

/* Decide what is furniture by tag and hints. Call after hsy_blocks_cut. If that
 * takes most of the prose away, the words of the classes mean something else on this
 * page, and only what tags and the surest words say counts. */
void hsy_blocks_drop(hsy_blocks *blocks, hsy_hinter *hinter);

/* Is `node` `root`, or below it? */
static inline bool hsy_is_below(const hsy_blocks *blocks, uint32_t node, uint32_t root)
{
    const hsy_place *place = &blocks->places[root];
    uint32_t order = blocks->places[node].order;
    return order >= place->order && order <= place->end;
}

#endif
