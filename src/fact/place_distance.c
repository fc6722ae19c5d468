/*
 * place_distance.c - distances on the globe without floating point.
 *
 * The globe is taken as flat around the two points, a degree of longitude shortened by
 * the cosine of the middle latitude, from a table. That is enough to tell near from far,
 * and the same on every machine.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/place_distance.h"

#define METRES_PER_DEGREE 111195

static const uint16_t cosines[91] = { /* of whole degrees, times 1024 */
    1024, 1024, 1023, 1023, 1022, 1020, 1018, 1016, 1014, 1011, 1008, 1005, 1002,
    998, 994, 989, 984, 979, 974, 968, 962, 956, 949, 943, 935, 928,
    920, 912, 904, 896, 887, 878, 868, 859, 849, 839, 828, 818, 807,
    796, 784, 773, 761, 749, 737, 724, 711, 698, 685, 672, 658, 644,
    630, 616, 602, 587, 573, 558, 543, 527, 512, 496, 481, 465, 449,
    433, 416, 400, 384, 367, 350, 333, 316, 299, 282, 265, 248, 230,
    213, 195, 178, 160, 143, 125, 107, 89, 71, 54, 36, 18, 0,
};

static uint32_t square_root(uint64_t n)
{
    uint64_t root = 0;

    for (uint64_t bit = 1ull << 31; bit > 0; bit >>= 1)
        if ((root | bit) * (root | bit) <= n)
            root |= bit;
    return (uint32_t)root;
}

uint32_t hsy_place_distance(int32_t lat1, int32_t lon1, int32_t lat2, int32_t lon2)
{
    const int64_t middle = ((int64_t)lat1 + lat2) / 2;
    int64_t degree = (middle < 0 ? -middle : middle) / 100000;
    int64_t dlat = (int64_t)lat1 - lat2, dlon = (int64_t)lon1 - lon2;

    dlon = dlon < 0 ? -dlon : dlon;
    if (dlon > 18000000) /* across the date line */
        dlon = 36000000 - dlon;
    dlon = dlon * cosines[degree > 90 ? 90 : degree] / 1024;
    const int64_t y = dlat * METRES_PER_DEGREE / 100000000;
    const int64_t x = dlon * METRES_PER_DEGREE / 100000000;
    return square_root((uint64_t)(x * x + y * y));
}
