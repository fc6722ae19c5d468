/*
 * tag.h - part-of-speech tags.
 *
 * A label is a pair "UPOS/XPOS" ("PROPN/NNP"), predicted from left to right by a
 * linear model; a word that is nearly always the same takes its tag from a
 * dictionary instead, which is faster and no worse.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_TAG_H
#define HSY_LING_TAG_H

#include "ling/weights.h"
#include "ling/words.h"

#define HSY_TAG_FEATURES 48

typedef struct hsy_tagger {
    hsy_linear model;
    hsy_linear dictionary; /* feature: hsy_tag_key; label of a word that has one */
    hsy_linear usual;      /* feature: hsy_tag_key; the commonest label of a word */
    hsy_str *labels;       /* "UPOS/XPOS" */
    uint32_t nlabels;
} hsy_tagger;

hsy_status hsy_tagger_load(hsy_arena *arena, const char *home, hsy_tagger *ret, hsy_error *err);

/* Set words->at[i].tag of all words. */
void hsy_tagger_run(const hsy_tagger *tagger, hsy_words *words);

/* For training: the features of word `i`, into `out` (HSY_TAG_FEATURES); how many.
 * Tags of words before `i` are read. `usual[i]` is the commonest label of word i
 * or HSY_LABELS_MAX. */
uint32_t hsy_tag_features(const hsy_words *words, const uint8_t *usual, uint32_t i,
                          uint64_t *out);

/* Key of a word in the dictionary; 0 where its look says more than its letters. */
uint64_t hsy_tag_key(const hsy_words *words, uint32_t i);

#endif
