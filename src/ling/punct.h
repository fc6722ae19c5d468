/*
 * punct.h - where punctuation hangs in a tree.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_PUNCT_H
#define HSY_LING_PUNCT_H

#include "text/doc.h"

#define HSY_PUNCT_MOST 256 /* tokens at once */

/* Hangs the tokens with the relation `punct` among the `count` (at most HSY_PUNCT_MOST) from
 * `first` on, whose heads are set, by the rule of UD v2; words that hung on one of them hang on
 * its head. The margin of an arc made so is 0. */
void hsy_punct_hang(hsy_doc *doc, uint32_t first, uint32_t count);

#endif
