/*
 * arena.h - memory with one lifetime.
 *
 * Everything made from one page lives in one arena and goes with it: no free()
 * of single things, no leaks, no ownership questions. An arena is a list of
 * growing blocks; mark and rewind give scratch memory inside a function. Each
 * arena has a limit, because each input can be hostile: past it, alloc gives
 * NULL and the caller returns HSY_NOMEM or HSY_LIMIT.
 *
 * What returns memory takes `hsy_arena *arena` first. An arena belongs to one
 * thread.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_BASE_ARENA_H
#define HSY_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

typedef struct hsy_arena_block hsy_arena_block;

typedef struct hsy_arena {
    hsy_arena_block *top; /* newest block */
    size_t total;         /* bytes obtained from the system */
    size_t limit;         /* of `total` */
} hsy_arena;

typedef struct hsy_arena_mark {
    hsy_arena_block *block;
    size_t used;
} hsy_arena_mark;

/* `limit` is in bytes; 0 stands for 1 GiB. No memory is taken yet. */
void hsy_arena_init(hsy_arena *arena, size_t limit);

/* Give all memory back. The arena can be used again. */
void hsy_arena_clear(hsy_arena *arena);

/* `size` zeroed bytes aligned to 16, or NULL at the limit. `size` 0 gives a
 * valid pointer. */
void *hsy_arena_alloc(hsy_arena *arena, size_t size);

/* The same, but the bytes are what was there before: for what is written at once and
 * in full. Large pieces cost nothing until they are touched. */
void *hsy_arena_raw(hsy_arena *arena, size_t size);

/* Give back all but `size` of the `room` bytes at `bytes`, if they were allocated
 * last; else nothing happens. For a result whose length is known only at its end. */
void hsy_arena_shrink(hsy_arena *arena, const void *bytes, size_t room, size_t size);

/* count * size zeroed bytes, or NULL at the limit or on overflow. */
void *hsy_arena_array(hsy_arena *arena, size_t count, size_t size);

/* A copy of `size` bytes, followed by a NUL that is not counted. */
char *hsy_arena_copy(hsy_arena *arena, const void *bytes, size_t size);

/* Everything allocated after `mark` is gone after `rewind`. */
hsy_arena_mark hsy_arena_here(const hsy_arena *arena);
void hsy_arena_rewind(hsy_arena *arena, hsy_arena_mark mark);

#define hsy_new(arena, type) ((type *)hsy_arena_alloc((arena), sizeof(type)))
#define hsy_new_array(arena, count, type)                                                       \
    ((type *)hsy_arena_array((arena), (count), sizeof(type)))

/*
 * A growing array in an arena:
 *
 *     HSY_VEC(hsy_token) tokens = {0};
 *     hsy_token *token = hsy_vec_push(arena, &tokens);
 *     if (!token)
 *         return HSY_NOMEM;
 *
 * `push` gives a zeroed new last element, or NULL. Elements move when it grows,
 * so hold indices, not pointers.
 */
#define HSY_VEC(type)                                                                           \
    struct {                                                                                   \
        type *data;                                                                            \
        uint32_t count, room;                                                                  \
    }

#define hsy_vec_push(arena, vec)                                                                \
    (hsy_vec_reserve_((arena), (void **)(void *)&(vec)->data, &(vec)->count, &(vec)->room,      \
                      sizeof *(vec)->data)                                                     \
         ? &(vec)->data[(vec)->count++]                                                        \
         : NULL)

int hsy_vec_reserve_(hsy_arena *arena, void **data, uint32_t *count, uint32_t *room,
                     size_t size);

#endif
