/*
 * steps.h - what the network does between its products, row by row.
 *
 * The steps are written once, in plain C that a compiler turns into vector code, and
 * compiled for each kind of processor (matrix.h). All is 16- or 32-bit whole numbers
 * whose sums cannot overflow (netfile's checks see to it), so that the bits are the
 * same.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_STEPS_H
#define HSY_LING_STEPS_H

#include "ling/matrix.h"

/* Numbers of a path step are padded to this many labels. */
#define HSY_PATH_WIDTH 32
#define HSY_PATH_NEVER (-(1 << 28))

/* From sums to a result: (clamp(sum + bias) >> pre) * mult, rounded, >> shift. What is
 * clamped to 18 bits and the shift before that fits 32 bits by any mult. */
typedef struct hsy_scale {
    const int32_t *bias, *mult;
    uint32_t count, pre, shift;
} hsy_scale;

#define HSY_SCALE_BITS 18
#define HSY_MULT_MAX 8191

typedef struct hsy_steps {
    /* out[i] += row[i] for a row of an embedding table. */
    void (*add_row)(int16_t *out, const int8_t *row, uint32_t count);
    /* out = clamp((sum + bias) * mult, rounded, >> shift) to 0..255 */
    void (*embed)(const int16_t *sums, const int16_t *bias, int32_t mult, uint32_t shift,
                  uint8_t *out, uint32_t count);
    /* out = clamp(in + scaled sums) to 0..255 */
    void (*add_scaled)(const hsy_scale *scale, const int32_t *sums, const uint8_t *in,
                       uint8_t *out);
    /* out = scaled sums, clamped */
    void (*scale)(const hsy_scale *scale, const int32_t *sums, int32_t low, int32_t high,
                  int32_t *out);
    /* gates and candidates of one direction, of count / 2 channels each, for `average` */
    void (*gate)(const hsy_scale *scale, const int32_t *sums, int16_t *out);
    /* state moves towards the candidates as far as the gates are open; out = clamp(in +
     * state) */
    void (*average)(int16_t *state, const int16_t *gates, const int16_t *candidates,
                    const uint8_t *in, uint8_t *out, uint32_t count);
    /* out = clamp((dep + head + 2) >> 2) to 0..255 */
    void (*join)(const int32_t *dep, const int32_t *head, uint8_t *out, uint32_t count);
    /* out = sums + bias */
    void (*add_bias)(const hsy_scale *scale, const int32_t *sums, int32_t *out);
    /* The first of the largest of count numbers. */
    uint32_t (*largest)(const int32_t *numbers, uint32_t count);
    /* best[to] = scores[to] + the largest before[from] + moves[from][to]; back[to] is
     * that from, the lowest of equals. All of HSY_PATH_WIDTH. */
    void (*path)(const int32_t *before, const int32_t (*moves)[HSY_PATH_WIDTH],
                 uint32_t labels, const int32_t *scores, int32_t *best, uint8_t *back);
} hsy_steps;

const hsy_steps *hsy_steps_for(hsy_simd simd);

#endif
