/* map.c - see map.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "map.h"

#include <string.h>

struct hsy_map_slot {
    hsy_str key; /* .ptr NULL: free */
    uint32_t hash, value;
};

void hsy_map_init(hsy_map *map, hsy_arena *arena)
{
    *map = (hsy_map){.arena = arena};
}

/* The slot of `key`, or the free one where it belongs. */
static hsy_map_slot *slot_of(const hsy_map *map, hsy_str key, uint32_t hash)
{
    uint32_t mask = map->room - 1;

    for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
        hsy_map_slot *slot = &map->slots[i];
        if (!slot->key.ptr || (slot->hash == hash && hsy_str_eq(slot->key, key)))
            return slot;
    }
}

uint32_t hsy_map_find(const hsy_map *map, hsy_str key)
{
    if (map->count == 0)
        return HSY_NONE;
    const hsy_map_slot *slot = slot_of(map, key, (uint32_t)hsy_str_hash(key));
    return slot->key.ptr ? slot->value : HSY_NONE;
}

static bool grow(hsy_map *map)
{
    hsy_map bigger = {map->arena, NULL, map->count, map->room ? 2 * map->room : 16};

    bigger.slots = hsy_arena_array(map->arena, bigger.room, sizeof *bigger.slots);
    if (!bigger.slots)
        return false;
    for (uint32_t i = 0; i < map->room; i++) {
        const hsy_map_slot *slot = &map->slots[i];
        if (slot->key.ptr)
            *slot_of(&bigger, slot->key, slot->hash) = *slot;
    }
    *map = bigger;
    return true;
}

static hsy_map_slot *enter(hsy_map *map, hsy_str key, uint32_t value)
{
    uint32_t hash = (uint32_t)hsy_str_hash(key);

    if (!key.ptr)
        key.ptr = "";
    if (map->count >= map->room / 2 && !grow(map))
        return NULL;
    hsy_map_slot *slot = slot_of(map, key, hash);
    if (!slot->key.ptr) {
        *slot = (hsy_map_slot){key, hash, value};
        map->count++;
    }
    return slot;
}

bool hsy_map_set(hsy_map *map, hsy_str key, uint32_t value)
{
    hsy_map_slot *slot = enter(map, key, value);
    if (slot)
        slot->value = value;
    return slot != NULL;
}

uint32_t hsy_map_put(hsy_map *map, hsy_str key, uint32_t value)
{
    hsy_map_slot *slot = enter(map, key, value);
    return slot ? slot->value : HSY_NONE;
}
