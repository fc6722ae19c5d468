/*
 * block_features.h - a block of a page in numbers, for the trees that weigh it.
 *
 * The numbers are of structure alone: how long, how much of it links, in which
 * elements it lies and how much of the page's prose lies in those, what the elements
 * say of themselves, how it stands to the title, the text in JSON-LD, its neighbours
 * and the like of it elsewhere on the page, and what the rules of body.c make of it.
 * No word of the text is among them. Shares are in thousandths.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_BLOCK_FEATURES_H
#define HSY_PAGE_BLOCK_FEATURES_H

#include "page/body.h"

/* clang-format off */
#define HSY_BLOCK_FEATURES(X) \
    /* the text */ \
    X(words) X(letters) X(links) X(digits) X(capitals) X(shouted) X(stops) X(stop) X(colon) \
    X(cut) X(question) X(bullet) X(quote) X(prose) X(commas) X(strong) \
    /* the element, and those around it */ \
    X(tag) X(heading) X(level) X(in_article) X(in_main) X(in_aside) X(in_nav) X(in_footer) \
    X(in_header) X(in_form) X(in_figure) X(in_table) X(in_list) X(in_quote) X(in_link) \
    X(hint) X(hint_up) X(body_hints) X(drop_hints) X(dropped) X(dropped_as) \
    X(mass) X(mass_up) X(mass_up_2) X(mass_up_3) X(links_up) X(links_up_2) X(links_up_3) \
    X(blocks_up) X(blocks_up_2) X(kin) X(kin_mass) X(kin_links) \
    /* what the rules say */ \
    X(within) X(kept) X(kept_as) X(said) X(heard) X(phrase) X(head_line) X(repeats) X(title) \
    /* place */ \
    X(index) X(index_back) X(place) X(from_title) X(mass_before) X(mass_after) X(from_kept) \
    X(to_kept) X(lost_before) X(lost_after) \
    /* neighbours */ \
    X(words_1) X(words_2) X(words_next) X(words_next_2) X(links_1) X(links_next) X(kept_1) \
    X(kept_2) X(kept_next) X(kept_next_2) X(kin_1) X(kin_next) X(prose_1) X(prose_next) \
    /* the page */ \
    X(blocks) X(page_mass) X(page_kept) X(articles) X(page_links)
/* clang-format on */

enum {
#define X(name) HSY_BF_##name,
    HSY_BLOCK_FEATURES(X)
#undef X
        HSY_BLOCK_NFEATURES
};

extern const char *const hsy_block_feature_names[]; /* NULL-ended */

/* HSY_BLOCK_NFEATURES numbers for each block, `body` as the rules found it; NULL: out of
 * memory. */
int32_t *hsy_block_features(hsy_arena *arena, const hsy_blocks *blocks, const hsy_body *body);

#endif
