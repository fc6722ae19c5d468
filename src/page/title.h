/*
 * title.h - the title of a page of HTML.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_TITLE_H
#define HSY_PAGE_TITLE_H

#include "page/meta.h"

/* The block of the heading that is the title; HSY_NONE when there is none. */
uint32_t hsy_title_heading(hsy_arena *arena, const hsy_meta *meta, const hsy_article *article,
                           const hsy_blocks *blocks);

/* Write the title into `build`: the heading, or what the head of the page says. */
void hsy_title_put(hsy_build *build, const hsy_meta *meta, const hsy_blocks *blocks,
                   uint32_t heading);

/* The level of the heading that a node is or lies in, 1 to 6; 0: none. */
int hsy_heading_level(const hsy_dom *dom, uint32_t node);

#endif
