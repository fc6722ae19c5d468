/*
 * steps.c - see steps.h. Each step is an inline function; the macro below compiles the
 * set for a processor.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/steps.h"

#include "ling/matrix_x86.h"

#define INLINE static inline __attribute__((always_inline))

INLINE int32_t clamp(int32_t value, int32_t low, int32_t high)
{
    value = value < low ? low : value;
    return value > high ? high : value;
}

/* Wrapping, so that weights that are no sound ones cannot make behaviour undefined. */
INLINE int32_t plus(int32_t a, int32_t b)
{
    return (int32_t)((uint32_t)a + (uint32_t)b);
}

/* A scale whose numbers are in registers. */
struct scale {
    uint32_t pre, shift;
    int32_t top, half;
};

INLINE struct scale scale_of(const hsy_scale *by)
{
    return (struct scale){.pre = by->pre,
                          .shift = by->shift,
                          .top = (1 << (HSY_SCALE_BITS + by->pre)) - 1,
                          .half = 1 << (by->shift - 1)};
}

INLINE int32_t scaled(struct scale by, int32_t sum, int32_t bias, int32_t mult)
{
    int32_t part = clamp(plus(sum, bias), -by.top, by.top) >> by.pre;

    return plus((int32_t)((uint32_t)part * (uint32_t)mult), by.half) >> by.shift;
}

INLINE void add_row(int16_t *restrict out, const int8_t *restrict row, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        out[i] = (int16_t)(out[i] + row[i]);
}

INLINE void embed(const int16_t *restrict sums, const int16_t *restrict bias, int32_t mult,
                  uint32_t shift, uint8_t *restrict out, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        out[i] = (uint8_t)clamp(((sums[i] + bias[i]) * mult + (1 << (shift - 1))) >> shift, 0,
                                255);
}

INLINE void add_scaled(const hsy_scale *scale, const int32_t *restrict sums,
                       const uint8_t *restrict in, uint8_t *restrict out)
{
    const int32_t *restrict bias = scale->bias, *restrict mult = scale->mult;
    struct scale by = scale_of(scale);

    for (uint32_t i = 0; i < scale->count; i++) {
        int32_t change = clamp(scaled(by, sums[i], bias[i], mult[i]), -256, 256);
        out[i] = (uint8_t)clamp(in[i] + change, 0, 255);
    }
}

INLINE void scale(const hsy_scale *scale, const int32_t *restrict sums, int32_t low,
                  int32_t high, int32_t *restrict out)
{
    const int32_t *restrict bias = scale->bias, *restrict mult = scale->mult;
    struct scale by = scale_of(scale);

    for (uint32_t i = 0; i < scale->count; i++)
        out[i] = clamp(scaled(by, sums[i], bias[i], mult[i]), low, high);
}

/* A gate of 0..256 is kept as -128 times itself, which is what `average` wants. */
INLINE void gate(const hsy_scale *scale, const int32_t *restrict sums, int16_t *restrict out)
{
    const int32_t *restrict bias = scale->bias, *restrict mult = scale->mult;
    struct scale by = scale_of(scale);
    uint32_t half = scale->count / 2;

    for (uint32_t i = 0; i < half; i++)
        out[i] = (int16_t)(-128 * clamp(scaled(by, sums[i], bias[i], mult[i]), 0, 256));
    for (uint32_t i = half; i < 2 * half; i++)
        out[i] = (int16_t)clamp(scaled(by, sums[i], bias[i], mult[i]), -16383, 16383);
}

/* state += ((candidate - state) * gate + 128) >> 8, in the form for which processors
 * have an instruction: (state - candidate) * (-128 * gate), rounded, >> 15. */
INLINE void average(int16_t *restrict state, const int16_t *restrict gates,
                    const int16_t *restrict candidates, const uint8_t *restrict in,
                    uint8_t *restrict out, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        int16_t gap = (int16_t)(state[i] - candidates[i]);
        int16_t move = (int16_t)((((gap * gates[i]) >> 14) + 1) >> 1);
        int16_t now = (int16_t)(state[i] + move);
        int16_t sum = (int16_t)(in[i] + ((now + 32) >> 6));
        state[i] = now;
        sum = sum < 0 ? 0 : sum;
        out[i] = (uint8_t)(sum > 255 ? 255 : sum);
    }
}

INLINE void join(const int32_t *restrict dep, const int32_t *restrict head,
                 uint8_t *restrict out, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        out[i] = (uint8_t)clamp((dep[i] + head[i] + 2) >> 2, 0, 255);
}

INLINE void add_bias(const hsy_scale *scale, const int32_t *restrict sums,
                     int32_t *restrict out)
{
    const int32_t *restrict bias = scale->bias;

    for (uint32_t i = 0; i < scale->count; i++)
        out[i] = sums[i] + bias[i];
}

INLINE uint32_t largest(const int32_t *numbers, uint32_t count)
{
    int32_t top = numbers[0];
    uint32_t at = 0;

    for (uint32_t i = 1; i < count; i++)
        top = numbers[i] > top ? numbers[i] : top;
    while (numbers[at] != top)
        at++;
    return at;
}

INLINE void path(const int32_t *before, const int32_t (*moves)[HSY_PATH_WIDTH], uint32_t labels,
                 const int32_t *scores, int32_t *best, uint8_t *back)
{
    int32_t top[HSY_PATH_WIDTH], from[HSY_PATH_WIDTH];

    for (uint32_t to = 0; to < HSY_PATH_WIDTH; to++) {
        top[to] = plus(before[0], moves[0][to]);
        from[to] = 0;
    }
    for (uint32_t f = 1; f < labels; f++)
        for (uint32_t to = 0; to < HSY_PATH_WIDTH; to++) {
            int32_t sum = plus(before[f], moves[f][to]);
            bool more = sum > top[to];
            top[to] = more ? sum : top[to];
            from[to] = more ? (int32_t)f : from[to];
        }
    for (uint32_t to = 0; to < HSY_PATH_WIDTH; to++) {
        best[to] = plus(top[to], scores[to]);
        back[to] = (uint8_t)from[to];
    }
}

/* clang-format off */
#define STEPS(name, target)                                                                     \
    static target void add_row_##name(int16_t *out, const int8_t *row, uint32_t count)          \
    { add_row(out, row, count); }                                                               \
    static target void embed_##name(const int16_t *sums, const int16_t *bias, int32_t mult,     \
                                    uint32_t shift, uint8_t *out, uint32_t count)               \
    { embed(sums, bias, mult, shift, out, count); }                                             \
    static target void add_scaled_##name(const hsy_scale *by, const int32_t *sums,              \
                                         const uint8_t *in, uint8_t *out)                       \
    { add_scaled(by, sums, in, out); }                                                          \
    static target void scale_##name(const hsy_scale *by, const int32_t *sums, int32_t low,      \
                                    int32_t high, int32_t *out)                                 \
    { scale(by, sums, low, high, out); }                                                        \
    static target void gate_##name(const hsy_scale *by, const int32_t *sums, int16_t *out)      \
    { gate(by, sums, out); }                                                                    \
    static target void average_##name(int16_t *state, const int16_t *gates,                     \
                                      const int16_t *candidates, const uint8_t *in,             \
                                      uint8_t *out, uint32_t count)                             \
    { average(state, gates, candidates, in, out, count); }                                      \
    static target void join_##name(const int32_t *dep, const int32_t *head, uint8_t *out,       \
                                   uint32_t count)                                              \
    { join(dep, head, out, count); }                                                            \
    static target void add_bias_##name(const hsy_scale *by, const int32_t *sums, int32_t *out)  \
    { add_bias(by, sums, out); }                                                                \
    static target uint32_t largest_##name(const int32_t *numbers, uint32_t count)               \
    { return largest(numbers, count); }                                                         \
    static target void path_##name(const int32_t *before,                                       \
                                   const int32_t (*moves)[HSY_PATH_WIDTH], uint32_t labels,     \
                                   const int32_t *scores, int32_t *best, uint8_t *back)         \
    { path(before, moves, labels, scores, best, back); }                                                \
    static const hsy_steps steps_##name = {                                                     \
        add_row_##name, embed_##name, add_scaled_##name, scale_##name, gate_##name,             \
        average_##name, join_##name, add_bias_##name, largest_##name, path_##name}

STEPS(plain, );
#if HSY_HAS_X86
STEPS(avx2, __attribute__((target("avx2"))));
STEPS(vnni, __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni"))));
#endif
/* clang-format on */

const hsy_steps *hsy_steps_for(hsy_simd simd)
{
    switch (simd) {
#if HSY_HAS_X86
    case HSY_SIMD_VNNI: return &steps_vnni;
    case HSY_SIMD_AVX2: return &steps_avx2;
#endif
    default: return &steps_plain;
    }
}
