/*
 * arcs.h - the best tree of a sentence from a score for each pair of words.
 *
 * The network scores every word as the head of every other. Mostly the best head of
 * each word taken alone makes a tree; where it does not, the best tree is found after
 * Chu, Liu (1965) and Edmonds (1967): loops are drawn together into one node, whose
 * way in is the word of the loop that loses least by it. In the dense form used here
 * (Tarjan 1977) that takes time in the square of the sentence's length, which is
 * bounded.
 *
 * Exactly one word hangs on the root. Equal scores go to the lower number, so that the
 * tree is the same everywhere.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_ARCS_H
#define HSY_LING_ARCS_H

#include "base/arena.h"

#include <stdbool.h>

#define HSY_ARCS_MAX 256     /* words of a sentence */
#define HSY_ARC_LEAST (-(1 << 28)) /* every score lies above this and below its opposite */

/* Below, a word's row of scores is indexed by head: 0 the root, else 1 + word; the entry
 * of the word itself is not looked at. Heads are given in the same way. */

/* Do the heads make a tree with one root? */
bool hsy_arcs_are_tree(const uint16_t *heads, uint32_t count);

/* The best tree; scores[word * step + head], `count` <= HSY_ARCS_MAX. The root is the
 * word that gains most, or loses least, by it. Work memory is taken from `scratch` and
 * given back; false when there is none. */
bool hsy_arcs_best(hsy_arena *scratch, const int32_t *scores, uint32_t step, uint32_t count,
                   uint16_t *heads);

/* By how much the head given leads the best other one in the word's own row of scores,
 * 0 when it does not. */
int32_t hsy_arc_lead(const int32_t *row, uint32_t word, uint32_t count, uint32_t head);

#endif
