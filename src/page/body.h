/*
 * body.h - which blocks of a page are the article.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_BODY_H
#define HSY_PAGE_BODY_H

#include "page/blocks.h"
#include "page/meta.h"

typedef struct hsy_body {
    uint32_t root;        /* the element that holds the article */
    uint32_t title;       /* block of the heading that is the title; HSY_NONE: none */
    uint32_t first, last; /* kept blocks; first HSY_NONE: none */
    uint32_t heard; /* the block from which on only what JSON-LD says counts; HSY_NONE: all does */
    const int32_t *features, *points; /* of each block, where it was weighed (block_features.h) */
} hsy_body;

/* Set keep, heading and as of every block. `title` is the block of the title's
 * heading, or HSY_NONE; `fragment`: an item of a feed, which has no page around it. */
void hsy_body_find(const hsy_page_tables *tables, hsy_arena *arena, hsy_blocks *blocks,
                   const hsy_meta *meta, uint32_t title, bool fragment, hsy_body *ret);

#endif
