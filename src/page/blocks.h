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
    uint16_t tag;    /* of the node */
    bool prose;      /* reads as prose and is not mostly links */
    /* Decided later: */
    bool said; /* stands in the text that the page says is the article */
    bool keep, heading;
    hsy_removed_as as; /* when not kept */
} hsy_block;

/* What is known of a node; of elements only. */
typedef struct hsy_place {
    uint32_t mass;  /* letters of prose below it */
    uint32_t order; /* in the page */
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

bool hsy_is_below(const hsy_blocks *blocks, uint32_t node, uint32_t root);

#endif
