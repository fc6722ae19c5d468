/* Maps: many keys, replacing, keeping the first.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/map.h"

#include "unit.h"

#include <stdio.h>
#include <string.h>

START_TEST(many_keys_are_found)
{
    hsy_arena arena;
    hsy_map map;
    char key[32];
    hsy_arena_init(&arena, 0);
    hsy_map_init(&map, &arena);
    ck_assert_uint_eq(hsy_map_find(&map, HSY_STR("none")), HSY_NONE);
    for (uint32_t i = 0; i < 5000; i++) {
        int n = snprintf(key, sizeof key, "key %u", i);
        char *own = hsy_arena_copy(&arena, key, (size_t)n);
        ck_assert(hsy_map_set(&map, (hsy_str){own, (size_t)n}, i));
    }
    for (uint32_t i = 0; i < 5000; i++) {
        int n = snprintf(key, sizeof key, "key %u", i);
        ck_assert_uint_eq(hsy_map_find(&map, (hsy_str){key, (size_t)n}), i);
    }
    ck_assert_uint_eq(map.count, 5000);
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(set_replaces_and_put_keeps)
{
    hsy_arena arena;
    hsy_map map;
    hsy_arena_init(&arena, 0);
    hsy_map_init(&map, &arena);
    ck_assert_uint_eq(hsy_map_put(&map, HSY_STR("a"), 1), 1);
    ck_assert_uint_eq(hsy_map_put(&map, HSY_STR("a"), 2), 1);
    hsy_map_set(&map, HSY_STR("a"), 3);
    ck_assert_uint_eq(hsy_map_find(&map, HSY_STR("a")), 3);
    ck_assert_uint_eq(hsy_map_put(&map, HSY_STR(""), 9), 9);
    ck_assert_uint_eq(hsy_map_find(&map, HSY_STR("")), 9);
    hsy_arena_clear(&arena);
}
END_TEST

UNIT_MAIN("map", many_keys_are_found, set_replaces_and_put_keeps)
