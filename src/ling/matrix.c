/*
 * matrix.c - see matrix.h: the layout, the plain way, and the choice.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/matrix.h"

#include "base/str.h"
#include "ling/matrix_x86.h"

#include <string.h>

/* Largest sum of weights of one sign that may be multiplied by 255 within 16 bits. */
#define SUM_TOP (INT16_MAX / 255)

/* May the fours at k and l of a block be added before they are widened? */
static bool is_pair(const int8_t *weights, uint32_t outputs, uint32_t inputs, uint32_t k,
                    uint32_t l)
{
    for (uint32_t n = 0; n < outputs; n++)
        for (uint32_t half = 0; half < 4; half += 2) {
            const int8_t *row = weights + (size_t)n * inputs + half;
            int four[] = {row[k], row[k + 1], row[l], row[l + 1]}, above = 0, below = 0;
            for (int i = 0; i < 4; i++) {
                above += four[i] > 0 ? four[i] : 0;
                below -= four[i] < 0 ? four[i] : 0;
            }
            if (above > SUM_TOP || below > SUM_TOP)
                return false;
        }
    return true;
}

/* The order of the fours of a block: pairs first, then those left over. A four takes the
 * first of those still alone that it may be added to; `places` ends with the lone ones
 * while they wait. */
static uint32_t order_places(const int8_t *weights, uint32_t outputs, uint32_t inputs,
                             uint16_t *places)
{
    uint32_t paired = 0, end = inputs / 4, alone = end;

    for (uint32_t k = 0; k < inputs; k += 4) {
        uint32_t i = alone;
        while (i < end && !is_pair(weights, outputs, inputs, places[i], k))
            i++;
        if (i == end) {
            places[--alone] = (uint16_t)k;
            continue;
        }
        uint16_t other = places[i];
        for (; i > alone; i--)
            places[i] = places[i - 1];
        alone++;
        places[paired++] = other;
        places[paired++] = (uint16_t)k;
    }
    return paired;
}

static void pack_block(const int8_t *weights, uint32_t outputs, uint32_t inputs,
                       const uint16_t *places, int8_t *packed)
{
    for (uint32_t i = 0; i < inputs / 4; i++) {
        uint32_t k = places ? places[i] : 4 * i;
        for (uint32_t n = 0; n < outputs; n++)
            for (uint32_t j = 0; j < 4; j++)
                packed[4 * (i * HSY_LANES + n) + j] = weights[(size_t)n * inputs + k + j];
    }
}

bool hsy_matrix_make(hsy_arena *arena, hsy_simd simd, const int8_t *weights, uint32_t outputs,
                     uint32_t inputs, hsy_matrix *ret)
{
    uint32_t blocks = (outputs + HSY_LANES - 1) / HSY_LANES, fours = inputs / 4;
    hsy_matrix matrix = {.simd = simd, .inputs = inputs, .width = blocks * HSY_LANES};

    matrix.packed = hsy_new_array(arena, (size_t)matrix.width * inputs, int8_t);
    if (simd == HSY_SIMD_AVX2) {
        matrix.places = hsy_new_array(arena, (size_t)blocks * fours, uint16_t);
        matrix.npaired = hsy_new_array(arena, blocks, uint32_t);
        if (!matrix.places || !matrix.npaired)
            return false;
    }
    if (!matrix.packed)
        return false;
    for (uint32_t b = 0; b < blocks; b++) {
        uint32_t first = b * HSY_LANES,
                 n = outputs - first < HSY_LANES ? outputs - first : HSY_LANES;
        const int8_t *rows = weights + (size_t)first * inputs;
        uint16_t *places = matrix.places ? matrix.places + (size_t)b * fours : NULL;
        if (places)
            matrix.npaired[b] = order_places(rows, n, inputs, places);
        pack_block(rows, n, inputs, places, matrix.packed + (size_t)first * inputs);
    }
    *ret = matrix;
    return true;
}

bool hsy_matrix_room(hsy_arena *arena, hsy_simd simd, uint32_t outputs, uint32_t inputs,
                     hsy_matrix *ret)
{
    uint32_t blocks = (outputs + HSY_LANES - 1) / HSY_LANES, fours = inputs / 4;
    hsy_matrix matrix = {.simd = simd, .inputs = inputs, .width = blocks * HSY_LANES};

    matrix.packed = hsy_new_array(arena, (size_t)matrix.width * inputs, int8_t);
    if (simd == HSY_SIMD_AVX2) {
        matrix.places = hsy_new_array(arena, (size_t)blocks * fours, uint16_t);
        matrix.npaired = hsy_new_array(arena, blocks, uint32_t);
        for (uint32_t i = 0; matrix.places && i < blocks * fours; i++)
            matrix.places[i] = (uint16_t)(4 * (i % fours));
    }
    *ret = matrix;
    return matrix.packed && (simd != HSY_SIMD_AVX2 || (matrix.places && matrix.npaired));
}

void hsy_matrix_fill(hsy_matrix *matrix, const int8_t *weights, size_t step, uint32_t outputs)
{
    matrix->width = (outputs + HSY_LANES - 1) / HSY_LANES * HSY_LANES;
    for (uint32_t n = 0; n < outputs; n++) {
        int8_t *to = matrix->packed + (size_t)(n / HSY_LANES) * HSY_LANES * matrix->inputs +
                     4 * (size_t)(n % HSY_LANES);
        for (uint32_t k = 0; k < matrix->inputs; k += 4)
            memcpy(to + (size_t)k * HSY_LANES, weights + n * step + k, 4);
    }
}

/* Sums of one block of outputs for one row. */
static void times_block(const int8_t *block, uint32_t inputs, const uint8_t *in,
                        int32_t sums[HSY_LANES])
{
    for (uint32_t n = 0; n < HSY_LANES; n++)
        sums[n] = 0;
    for (uint32_t k = 0; k < inputs; k += 4, block += 4 * HSY_LANES)
        for (uint32_t n = 0; n < HSY_LANES; n++)
            sums[n] += in[k] * block[4 * n] + in[k + 1] * block[4 * n + 1] +
                       in[k + 2] * block[4 * n + 2] + in[k + 3] * block[4 * n + 3];
}

static void times_plain(const hsy_matrix *matrix, const uint8_t *in, size_t step, uint32_t rows,
                        int32_t *sums)
{
    for (uint32_t n = 0; n < matrix->width; n += HSY_LANES)
        for (uint32_t r = 0; r < rows; r++)
            times_block(matrix->packed + (size_t)n * matrix->inputs, matrix->inputs,
                        in + r * step, sums + (size_t)r * matrix->width + n);
}

void hsy_matrix_times(const hsy_matrix *matrix, const uint8_t *in, size_t step, uint32_t rows,
                      int32_t *sums)
{
    switch (matrix->simd) {
#if HSY_HAS_X86
    case HSY_SIMD_VNNI: hsy_times_vnni(matrix, in, step, rows, sums); break;
    case HSY_SIMD_AVX2: hsy_times_avx2(matrix, in, step, rows, sums); break;
#endif
    default: times_plain(matrix, in, step, rows, sums);
    }
}

hsy_simd hsy_simd_best(void)
{
#if HSY_HAS_X86
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni"))
        return HSY_SIMD_VNNI;
    if (__builtin_cpu_supports("avx2"))
        return HSY_SIMD_AVX2;
#endif
    return HSY_SIMD_PLAIN;
}

const char *hsy_simd_name(hsy_simd simd)
{
    static const char *const names[] = {"plain", "avx2", "avx512-vnni"};

    return names[simd];
}
