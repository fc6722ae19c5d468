/* Arenas: alignment, limits, marks, growing arrays.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <string.h>

#include "unit.h"

START_TEST(memory_is_zeroed_and_aligned)
{
    hsy_arena arena;
    hsy_arena_init(&arena, 0);
    for (size_t size = 0; size < 100; size++) {
        unsigned char *p = hsy_arena_alloc(&arena, size);
        ck_assert_ptr_nonnull(p);
        ck_assert_uint_eq((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < size; i++)
            ck_assert_uint_eq(p[i], 0);
        memset(p, 0xAB, size);
    }
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(the_limit_holds)
{
    hsy_arena arena;
    hsy_arena_init(&arena, 1 << 20);
    ck_assert_ptr_null(hsy_arena_alloc(&arena, 2 << 20));
    ck_assert_ptr_null(hsy_arena_alloc(&arena, SIZE_MAX));
    ck_assert_ptr_null(hsy_arena_array(&arena, SIZE_MAX / 2, 4));
    size_t got = 0;
    while (hsy_arena_alloc(&arena, 1000))
        got += 1000;
    ck_assert_uint_le(got, 1 << 20);
    ck_assert_uint_ge(got, 1 << 18);
    hsy_arena_clear(&arena);
    ck_assert_uint_eq(arena.total, 0);
}
END_TEST

START_TEST(rewinding_gives_memory_back)
{
    hsy_arena arena;
    hsy_arena_init(&arena, 0);
    char *before = hsy_arena_copy(&arena, "kept", 4);
    hsy_arena_mark mark = hsy_arena_here(&arena);
    size_t kept = 0; /* one block, for what comes next */
    for (int turn = 0; turn < 5; turn++) {
        for (int i = 0; i < 1000; i++)
            ck_assert_ptr_nonnull(hsy_arena_alloc(&arena, 10000));
        ck_assert_uint_ge(arena.total, 10000000);
        hsy_arena_rewind(&arena, mark);
        ck_assert_uint_lt(arena.total, 5 << 20);
        ck_assert(turn < 2 || arena.total == kept);
        kept = arena.total;
    }
    ck_assert_str_eq(before, "kept");
    unsigned char *again = hsy_arena_alloc(&arena, 64);
    for (int i = 0; i < 64; i++)
        ck_assert_uint_eq(again[i], 0);
    hsy_arena_clear(&arena);
    ck_assert_uint_eq(arena.total, 0);
}
END_TEST

START_TEST(arrays_grow_and_keep_what_they_hold)
{
    hsy_arena arena;
    HSY_VEC(uint64_t) numbers = {0};
    hsy_arena_init(&arena, 0);
    for (uint64_t i = 0; i < 10000; i++) {
        uint64_t *n = hsy_vec_push(&arena, &numbers);
        ck_assert_ptr_nonnull(n);
        ck_assert_uint_eq(*n, 0);
        *n = i * i;
    }
    ck_assert_uint_eq(numbers.count, 10000);
    for (uint64_t i = 0; i < 10000; i++)
        ck_assert_uint_eq(numbers.data[i], i * i);
    hsy_arena_clear(&arena);
}
END_TEST

UNIT_MAIN("arena", memory_is_zeroed_and_aligned, the_limit_holds, rewinding_gives_memory_back,
          arrays_grow_and_keep_what_they_hold)
