/*
 * number.h - numbers as news writes them, with the bounds that the words allow.
 *
 * "32" is [32, 32], "at least five" [5, open], "dozens" [24, 99], "nearly 100"
 * [90, 99], "between 20 and 30" [20, 30], "no" [0, 0]. A number here is only its
 * words and its interval: what is counted, and what became of it, is for
 * quantity.c. Ordinals are no numbers.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_NUMBER_H
#define HSY_FACT_NUMBER_H

#include "fact/internal.h"
#include "fact/terms.h"

typedef struct hsy_number {
    uint32_t first, last;           /* words, with comparators: "at least five" */
    uint32_t core_first, core_last; /* the numeral alone: "five" */
    uint32_t figure_first;          /* like `first`, without "the", "all", "only" */
    int64_t low, high;              /* HSY_OPEN */
    hsy_comparator comparator;
    bool additional; /* "another six", "a further 32" */
    bool year_like;  /* "2011": four plain digits, 1900 to 2099 */
    bool digits;     /* written in digits */
    bool fraction;   /* "2.5" with no scale behind it: bounds are rounded outwards */
    hsy_rule rule;   /* of the vague word or comparator; .table NULL when exact */
} hsy_number;

/* All numbers of a sentence, in order, into `ret` (an array in `scratch`). False
 * when out of memory. */
bool hsy_numbers_read(const hsy_number_tables *tables, hsy_arena *scratch,
                      const hsy_terms *words, const hsy_number **ret, uint32_t *ret_count);

/* A plain numeral ("30", "three", "1,300") at word `at`: its value and how many
 * words it takes; 0 when there is none or it is not whole. For times. */
uint32_t hsy_number_plain(const hsy_number_tables *tables, const hsy_terms *words, uint32_t at,
                          int64_t *ret);
/* The same for halves too: "two and a half", "3.5"; *ret is twice the value. */
uint32_t hsy_number_halves(const hsy_number_tables *tables, const hsy_terms *words, uint32_t at,
                           int64_t *ret);

#endif
