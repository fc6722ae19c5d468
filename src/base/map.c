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

#define MARKS 8 /* bits for each slot: at most one in sixteen is set */

/* The bit of a key, from its first and last bytes and its length. */
static uint32_t mark_of(const hsy_map *map, hsy_str key)
{
    uint32_t head = 0, tail = 0;

    if (key.len >= sizeof head) {
        memcpy(&head, key.ptr, sizeof head);
        memcpy(&tail, key.ptr + key.len - sizeof tail, sizeof tail);
    } else if (key.len) {
        head = (unsigned char)key.ptr[0];
        tail = (unsigned char)key.ptr[key.len / 2] | (uint32_t)(unsigned char)key.ptr[key.len - 1] << 8;
    }
    uint64_t mixed = (head | (uint64_t)tail << 32) * UINT64_C(0x9E3779B97F4A7C15) + key.len;
    mixed *= UINT64_C(0xD6E8FEB86659FD93);
    return (uint32_t)(mixed >> 32) & (map->room * MARKS - 1);
}

static void set_mark(hsy_map *map, hsy_str key)
{
    uint32_t mark = mark_of(map, key);

    map->marks[mark / 64] |= UINT64_C(1) << mark % 64;
}

static bool is_marked(const hsy_map *map, hsy_str key)
{
    uint32_t mark = mark_of(map, key);

    return map->marks[mark / 64] >> mark % 64 & 1;
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
    if (map->count == 0 || !is_marked(map, key))
        return HSY_NONE;
    const hsy_map_slot *slot = slot_of(map, key, (uint32_t)hsy_str_hash(key));
    return slot->key.ptr ? slot->value : HSY_NONE;
}

static bool grow(hsy_map *map)
{
    uint32_t room = map->room ? 2 * map->room : 16;
    hsy_map bigger = {.arena = map->arena, .count = map->count, .room = room};

    bigger.slots = hsy_arena_array(map->arena, room, sizeof *bigger.slots);
    bigger.marks = hsy_arena_array(map->arena, (size_t)room * MARKS / 64, sizeof *bigger.marks);
    if (!bigger.slots || !bigger.marks)
        return false;
    for (uint32_t i = 0; i < map->room; i++) {
        const hsy_map_slot *slot = &map->slots[i];
        if (!slot->key.ptr)
            continue;
        *slot_of(&bigger, slot->key, slot->hash) = *slot;
        set_mark(&bigger, slot->key);
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
        set_mark(map, key);
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
