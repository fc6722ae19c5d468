/*
 * map.h - from words to numbers.
 *
 * Open addressing in an arena; keys are not copied and must live as long as the
 * map. Nothing can walk it in hash order: what is to be listed is kept in an
 * array beside it, in the order it came. Most words that are looked up in a table of
 * cues are not in it: a few bytes of a key choose a bit, and where it is not set
 * nothing more is done.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_BASE_MAP_H
#define HSY_BASE_MAP_H

#include "str.h"

typedef struct hsy_map_slot hsy_map_slot;

typedef struct hsy_map {
    hsy_arena *arena;
    hsy_map_slot *slots;
    uint64_t *marks; /* bits that are set for keys that are there */
    uint32_t count, room; /* room is 0 or a power of two */
} hsy_map;

void hsy_map_init(hsy_map *map, hsy_arena *arena);

/* The value of `key`, or HSY_NONE. */
uint32_t hsy_map_find(const hsy_map *map, hsy_str key);

/* Set `key` to `value`, replacing. False when out of memory. */
bool hsy_map_set(hsy_map *map, hsy_str key, uint32_t value);

/* The value of `key`; when absent it is set to `value` first. HSY_NONE when out
 * of memory. `key` is used as it is: copy it first if it will not live. */
uint32_t hsy_map_put(hsy_map *map, hsy_str key, uint32_t value);

#endif
