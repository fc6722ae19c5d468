/*
 * vote.h - which blocks of a page are in the text that the page says is its article.
 *
 * Many pages carry their text once more, as "articleBody" of JSON-LD: without markup,
 * and never with menus or other stories in it. It cannot be the text of the article,
 * because it is often cut short and its paragraphs are run together; but what stands
 * in it is article, and where all of it is found on the page, the rest is not.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_VOTE_H
#define HSY_PAGE_VOTE_H

#include "base/str.h"

typedef struct hsy_vote {
    uint64_t *grams; /* set of the hashes of all stretches of some letters; 0: empty place */
    uint32_t mask, letters; /* places of the set, less one; letters of the text */
} hsy_vote;

/* Read the text said; false when it is too short to say much, or out of memory. */
bool hsy_vote_read(hsy_arena *arena, hsy_str said, hsy_vote *ret);

/* How much of `text`, in hundredths, stands in the text said. */
uint32_t hsy_vote_share(const hsy_vote *vote, hsy_arena *scratch, hsy_str text);

#endif
