/*
 * place_distance.h - how far two points of the globe lie apart, in whole numbers.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_PLACE_DISTANCE_H
#define HSY_FACT_PLACE_DISTANCE_H

#include <stdint.h>

/* Kilometres between two points in 1e-5 degrees, within a few hundredths up to 2,000 km
 * outside the polar regions; farther ones are only far. */
uint32_t hsy_place_distance(int32_t lat1, int32_t lon1, int32_t lat2, int32_t lon2);

#endif
