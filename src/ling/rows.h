/*
 * rows.h - what the network sees of a word: rows of two tables.
 *
 * A word is described by some features: its form, its ends, its shape, its look in this
 * sentence, and what tables of names know of it. Each feature is hashed, and the hash
 * numbers a row of weights; the word's vector is the sum of its rows. So no string is
 * in the weights, and no word is unknown. Two hashes are made of a whole form, so that
 * words that fall on one row are told apart by the other.
 *
 *     kind   of                                                        table
 *     1, 2   lower-case form, digits as 0                              word
 *     3, 4   form as written, digits as 0, where it differs            word
 *     5-7    first 1, 2, 3 letters of the lower-case form              part
 *     8-11   last 1, 2, 3, 4                                           part
 *     12     shape: "Xxx" "X.X." "00-xx"                               part
 *     13     look, casing of the sentence, first word or not           part
 *     14     each hint of hints.c                                      part
 *
 * tools/train/ling/words.py makes the same rows, bit for bit.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_ROWS_H
#define HSY_LING_ROWS_H

#include "ling/words.h"

#define HSY_FORM_ROWS 12 /* at most: kinds 1 to 12 */
#define HSY_HINT_BITS 14

enum hsy_row_table { HSY_ROW_WORD, HSY_ROW_PART };

typedef struct hsy_row_hash {
    uint64_t hash;
    enum hsy_row_table table;
} hsy_row_hash;

/* Rows of a form alone, from it and its lower-case form (hsy_token.lower); how many. */
uint32_t hsy_rows_of_form(hsy_str form, hsy_str lower, hsy_row_hash rows[HSY_FORM_ROWS]);

/* The row of a look (kind 13) and of one hint bit (kind 14), both of the part table. */
uint64_t hsy_row_of_look(enum hsy_look look, enum hsy_casing casing, bool first);
uint64_t hsy_row_of_hint(uint32_t bit);

/* XXH64 (Y. Collet), for at most 64 bytes: the weights were trained with it. */
uint64_t hsy_rows_hash(const char *bytes, size_t len, uint64_t seed);

#endif
