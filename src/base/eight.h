/*
 * eight.h - eight bytes looked at together, in a 64-bit word.
 *
 * Most of what is read is long stretches of plain ASCII. Loaded with memcpy, eight bytes
 * of it are tested by a few operations on any machine, in any byte order: each test
 * gives the high bit of each byte for which it holds.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_BASE_EIGHT_H
#define HSY_BASE_EIGHT_H

#include <stdint.h>
#include <string.h>

#define HSY_EACH(byte) (UINT64_C(0x0101010101010101) * (byte))
#define HSY_HIGH       HSY_EACH(0x80)

static inline uint64_t hsy_eight_at(const char *bytes)
{
    uint64_t eight;

    memcpy(&eight, bytes, sizeof eight);
    return eight;
}

/* Bytes that are at least `least`, where all are below 0x80, and so is `least`. */
static inline uint64_t hsy_eight_at_least(uint64_t eight, unsigned char least)
{
    return (eight + HSY_EACH(0x80u - least)) & HSY_HIGH;
}

/* Is any byte 0? */
static inline int hsy_eight_has_zero(uint64_t eight)
{
    return ((eight - HSY_EACH(1)) & ~eight & HSY_HIGH) != 0;
}

/* Is all of it ASCII from ' ' on, without two blanks side by side? */
static inline int hsy_eight_is_text(uint64_t eight)
{
    uint64_t ink;

    if (eight & HSY_HIGH || hsy_eight_at_least(eight, ' ') != HSY_HIGH)
        return 0;
    ink = hsy_eight_at_least(eight, ' ' + 1);
    return (ink | ink << 8 | 0x80) == HSY_HIGH;
}

#endif
