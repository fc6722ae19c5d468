/*
 * matrix.h - products of whole numbers: what the network spends its time on.
 *
 * Activations are bytes 0..255, weights are -63..63, sums are 32 bits. With such
 * weights the pairwise sums of AVX2 (255 * 63 * 2 < 32,768) cannot saturate, so that
 * every way of adding gives the same bits: a plain loop, AVX2, AVX-512 VNNI. Which one
 * runs is chosen once, from what the processor can do, and changes the speed alone.
 *
 * Weights are laid out when they are loaded: blocks of 16 outputs, in each four inputs
 * of the first output, four of the second, and so on, which is the order in which all
 * three ways read them. For AVX2 two fours whose sums fit 16 bits whatever the input
 * are set side by side and added before they are widened; most do, and it saves a
 * sixth of the work.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_MATRIX_H
#define HSY_LING_MATRIX_H

#include "base/arena.h"

#include <stdbool.h>

#define HSY_LANES 16      /* outputs in a block */
#define HSY_WEIGHT_TOP 63 /* of a weight, either way */

typedef enum hsy_simd { HSY_SIMD_PLAIN, HSY_SIMD_AVX2, HSY_SIMD_VNNI } hsy_simd;

/* The best that this processor has; every lower one it has too. */
hsy_simd hsy_simd_best(void);
const char *hsy_simd_name(hsy_simd simd);

typedef struct hsy_matrix {
    hsy_simd simd;
    uint32_t inputs; /* a multiple of 4 */
    uint32_t width;  /* outputs, filled up to a multiple of HSY_LANES */
    int8_t *packed;  /* width * inputs */
    /* AVX2 alone: for each block the places of its fours of inputs, those first that
     * are added in pairs, and how many these are. */
    uint16_t *places;
    uint32_t *npaired;
} hsy_matrix;

/* Lay out `weights`, one row of `inputs` (a multiple of 4, below 65,536) for each of
 * `outputs`. False when out of memory. */
bool hsy_matrix_make(hsy_arena *arena, hsy_simd simd, const int8_t *weights, uint32_t outputs,
                     uint32_t inputs, hsy_matrix *ret);

/* The same for weights that change with each use: room for `outputs`, to be filled with
 * as many of them or fewer. `inputs` as above. */
bool hsy_matrix_room(hsy_arena *arena, hsy_simd simd, uint32_t outputs, uint32_t inputs,
                     hsy_matrix *ret);
void hsy_matrix_fill(hsy_matrix *matrix, const int8_t *weights, size_t step, uint32_t outputs);

/* sums[row * width + output] for `rows` rows, of which each begins `step` bytes after
 * the one before. */
void hsy_matrix_times(const hsy_matrix *matrix, const uint8_t *in, size_t step, uint32_t rows,
                      int32_t *sums);

#endif
