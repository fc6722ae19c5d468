/*
 * number_words.h - the words numbers are read from, for number.c alone.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_NUMBER_WORDS_H
#define HSY_FACT_NUMBER_WORDS_H

#include "fact/number.h"

#define HSY_NO_NUMBER (-1) /* "how many": words that are no count */

enum hsy_number_kind {
    HSY_NUM_SMALL,
    HSY_NUM_TEN,
    HSY_NUM_HUNDRED,
    HSY_NUM_SCALE,
    HSY_NUM_DOZEN,
    HSY_NUM_HALF,
    HSY_NUM_ARTICLE,
    HSY_NUM_JOIN,
    HSY_NUM_SUFFIX
};

enum hsy_number_op {
    HSY_OP_AT_LEAST,
    HSY_OP_MORE_THAN,
    HSY_OP_AT_MOST,
    HSY_OP_LESS_THAN,
    HSY_OP_ABOUT,
    HSY_OP_ALMOST,
    HSY_OP_EXACTLY,
    HSY_OP_ADDITIONAL,
    HSY_OP_RANGE_BETWEEN,
    HSY_OP_RANGE_AND,
    HSY_OP_RANGE_TO,
    HSY_OP_RANGE_OR,
    HSY_OP_RANGE_FROM
};

struct hsy_number_span {
    int64_t low, high;
};

struct hsy_number_bound {
    enum hsy_number_op op;
    int64_t low, high; /* per cent, of an "about" and an "almost" */
};

struct hsy_number_word {
    enum hsy_number_kind kind;
    int64_t value;
};

struct hsy_number_tables {
    hsy_lexicon numerals, vague, before, after, inner;
    HSY_VEC(struct hsy_number_word) numeral_rows;
    HSY_VEC(struct hsy_number_span) vague_rows;
    HSY_VEC(struct hsy_number_bound) op_rows;
    const char *vague_name, *compare_name;
};

#endif
