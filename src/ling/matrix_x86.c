/*
 * matrix_x86.c - see matrix_x86.h.
 *
 * A tile is some rows by 16 or 32 outputs, whose sums stay in registers while all
 * inputs are gone through: each step takes four inputs of every row, broadcast, and
 * the weights of the tile. Rows left over are done in smaller tiles.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/matrix_x86.h"

#if HSY_HAS_X86
#include <immintrin.h>
#include <string.h>

#define AVX2 __attribute__((target("avx2")))
#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))
#define INLINE __attribute__((always_inline)) inline

static INLINE int four(const uint8_t *bytes)
{
    int word;

    memcpy(&word, bytes, sizeof word);
    return word;
}

static INLINE AVX2 __m256i load(const int8_t *weights)
{
    return _mm256_loadu_si256((const __m256i *)weights);
}

/* `rows` is a constant where this is called, so that the loops over it are unrolled. */
static INLINE AVX2 void tile_avx2(const hsy_matrix *matrix, uint32_t block, const uint8_t *in,
                                  size_t step, int rows, int32_t *sums)
{
    const __m256i one = _mm256_set1_epi16(1);
    const int8_t *w = matrix->packed + (size_t)block * HSY_LANES * matrix->inputs;
    uint32_t fours = matrix->inputs / 4, paired = matrix->npaired[block], i = 0;
    const uint16_t *places = matrix->places + (size_t)block * fours;
    __m256i sum[4][2];

    for (int r = 0; r < rows; r++)
        sum[r][0] = sum[r][1] = _mm256_setzero_si256();
    for (; i < paired; i += 2, w += 8 * HSY_LANES)
        for (int r = 0; r < rows; r++) {
            const uint8_t *row = in + (size_t)r * step;
            __m256i a = _mm256_set1_epi32(four(row + places[i]));
            __m256i b = _mm256_set1_epi32(four(row + places[i + 1]));
            for (int h = 0; h < 2; h++) {
                __m256i both = _mm256_add_epi16(_mm256_maddubs_epi16(a, load(w + 32 * h)),
                                                _mm256_maddubs_epi16(b, load(w + 64 + 32 * h)));
                sum[r][h] = _mm256_add_epi32(sum[r][h], _mm256_madd_epi16(both, one));
            }
        }
    for (; i < fours; i++, w += 4 * HSY_LANES)
        for (int r = 0; r < rows; r++) {
            __m256i a = _mm256_set1_epi32(four(in + (size_t)r * step + places[i]));
            for (int h = 0; h < 2; h++)
                sum[r][h] = _mm256_add_epi32(
                    sum[r][h],
                    _mm256_madd_epi16(_mm256_maddubs_epi16(a, load(w + 32 * h)), one));
        }
    for (int r = 0; r < rows; r++) {
        int32_t *to = sums + (size_t)r * matrix->width;
        _mm256_storeu_si256((__m256i *)to, sum[r][0]);
        _mm256_storeu_si256((__m256i *)(to + 8), sum[r][1]);
    }
}

AVX2 void hsy_times_avx2(const hsy_matrix *matrix, const uint8_t *in, size_t step, uint32_t rows,
                         int32_t *sums)
{
    for (uint32_t b = 0; b < matrix->width / HSY_LANES; b++) {
        int32_t *to = sums + (size_t)b * HSY_LANES;
        uint32_t r = 0;
        for (; r + 4 <= rows; r += 4)
            tile_avx2(matrix, b, in + r * step, step, 4, to + (size_t)r * matrix->width);
        for (; r < rows; r++)
            tile_avx2(matrix, b, in + r * step, step, 1, to + (size_t)r * matrix->width);
    }
}

/* `blocks` of 16 outputs, one or two. */
static INLINE VNNI void tile_vnni(const hsy_matrix *matrix, const int8_t *weights,
                                  const uint8_t *in, size_t step, int rows, int blocks,
                                  int32_t *sums)
{
    size_t size = (size_t)matrix->inputs * HSY_LANES;
    __m512i sum[8][2];

    for (int r = 0; r < rows; r++)
        sum[r][0] = sum[r][1] = _mm512_setzero_si512();
    for (uint32_t k = 0; k < matrix->inputs; k += 4, weights += 4 * HSY_LANES) {
        __m512i left = _mm512_loadu_si512(weights), right = left;
        if (blocks > 1)
            right = _mm512_loadu_si512(weights + size);
        for (int r = 0; r < rows; r++) {
            __m512i a = _mm512_set1_epi32(four(in + (size_t)r * step + k));
            sum[r][0] = _mm512_dpbusd_epi32(sum[r][0], a, left);
            if (blocks > 1)
                sum[r][1] = _mm512_dpbusd_epi32(sum[r][1], a, right);
        }
    }
    for (int r = 0; r < rows; r++)
        for (int b = 0; b < blocks; b++)
            _mm512_storeu_si512(sums + (size_t)r * matrix->width + b * HSY_LANES, sum[r][b]);
}

static INLINE VNNI void strip_vnni(const hsy_matrix *matrix, uint32_t n, const uint8_t *in,
                                   size_t step, uint32_t rows, int blocks, int32_t *sums)
{
    const int8_t *weights = matrix->packed + (size_t)n * matrix->inputs;
    size_t width = matrix->width;
    uint32_t r = 0;

    sums += n;
    for (; r + 8 <= rows; r += 8)
        tile_vnni(matrix, weights, in + r * step, step, 8, blocks, sums + r * width);
    for (; r + 2 <= rows; r += 2)
        tile_vnni(matrix, weights, in + r * step, step, 2, blocks, sums + r * width);
    for (; r < rows; r++)
        tile_vnni(matrix, weights, in + r * step, step, 1, blocks, sums + r * width);
}

VNNI void hsy_times_vnni(const hsy_matrix *matrix, const uint8_t *in, size_t step, uint32_t rows,
                         int32_t *sums)
{
    uint32_t n = 0;

    for (; n + 2 * HSY_LANES <= matrix->width; n += 2 * HSY_LANES)
        strip_vnni(matrix, n, in, step, rows, 2, sums);
    if (n < matrix->width)
        strip_vnni(matrix, n, in, step, rows, 1, sums);
}
#else
typedef int hsy_no_x86; /* a file of C holds something */
#endif
