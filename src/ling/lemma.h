/*
 * lemma.h - the dictionary form of a word: "killed" -> "kill", "n't" -> "not".
 *
 * Two kinds of table, all below data/en/ling: forms that are listed with a tag
 * (lemmas*.tsv), and endings that are cut and replaced (lemma-rules.tsv). A listed
 * form goes before a rule, the longest ending before a shorter one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_LEMMA_H
#define HSY_LING_LEMMA_H

#include "base/error.h"
#include "base/map.h"

typedef struct hsy_lemmas {
    hsy_map forms; /* "form\tTAG" -> lemma; TAG is a Penn tag or a universal one */
    hsy_map endings; /* "ending\tTAG" -> put */
    const hsy_str *lemmas, *put;
    uint32_t longest; /* ending */
} hsy_lemmas;

hsy_status hsy_lemmas_load(hsy_arena *arena, const char *home, hsy_lemmas *ret, hsy_error *err);

/* The lemma of lower-case `word`; points into the tables, into `word`, or is made
 * in `arena`. .ptr NULL when out of memory. */
hsy_str hsy_lemma_of(const hsy_lemmas *lemmas, hsy_arena *arena, hsy_str word, hsy_str upos,
                     hsy_str xpos);

#endif
