/*
 * words.h - the look of a word, and the casing of a sentence.
 *
 * The look of a word says little in a headline or an all-capitals lede, so the casing
 * of the whole sentence is worked out too, and the network is told both.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_WORDS_H
#define HSY_LING_WORDS_H

#include "base/str.h"

enum hsy_look {
    HSY_LOOK_LOWER,
    HSY_LOOK_CAPITAL,    /* "Kyiv" */
    HSY_LOOK_INITIAL,    /* "J", "J." */
    HSY_LOOK_CAPS,       /* "NATO" */
    HSY_LOOK_DOTTED,     /* "U.S." */
    HSY_LOOK_MIXED,      /* "iPhone", "McCain" */
    HSY_LOOK_NUMBER,     /* "1,300" */
    HSY_LOOK_WITH_DIGIT, /* "T-72", "5th" */
    HSY_LOOK_PUNCT,
    HSY_LOOK_COUNT
};

enum hsy_casing {
    HSY_CASING_USUAL,
    HSY_CASING_TITLE, /* "Army Says Two Killed In Blast" */
    HSY_CASING_UPPER, /* "ARMY SAYS TWO KILLED" */
    HSY_CASING_LOWER, /* "army says two killed" */
    HSY_CASING_COUNT
};

/* Of a longer word only this many bytes are looked at: no word is, but an address may
 * be. */
#define HSY_WORD_MAX 64

enum hsy_look hsy_look_of(hsy_str form);

/* looks[i * step] for `count` words. */
enum hsy_casing hsy_casing_of(const uint8_t *looks, size_t step, uint32_t count);

#endif
