/*
 * feature_units.h - numbers for trees: what the features of blocks and of lines share.
 *
 * Each is a small whole number with an end, so that one monstrous page does not differ
 * from a merely large one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_FEATURE_UNITS_H
#define HSY_PAGE_FEATURE_UNITS_H

#include <stdint.h>

#define FAR 999 /* "none there": further than any that is */

/* In thousandths; 0 of nothing. */
static inline int32_t share(uint64_t part, uint64_t whole)
{
    return whole ? (int32_t)(part * 1000 / whole) : 0;
}

static inline int32_t within(uint64_t value, int32_t most)
{
    return value > (uint64_t)most ? most : (int32_t)value;
}

#endif
