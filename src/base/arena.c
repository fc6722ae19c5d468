/* arena.c - see arena.h. Each block is half of all before it, from 8 KiB to
 * 4 MiB: a small page costs little, at most a third is unused, and calls are few.
 * A block that rewinding makes free is kept by the block below it: else scratch memory at
 * the end of a block would ask the system for the next one again and again.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "arena.h"

#include <stdlib.h>
#include <string.h>

#define ALIGN 16u
#define FIRST_BLOCK ((size_t)8 << 10)
#define LAST_BLOCK ((size_t)4 << 20)
#define DEFAULT_LIMIT ((size_t)1 << 30)

struct hsy_arena_block {
    hsy_arena_block *below, *spare;
    size_t used, room;
    _Alignas(ALIGN) unsigned char bytes[];
};

void hsy_arena_init(hsy_arena *arena, size_t limit)
{
    *arena = (hsy_arena){.limit = limit ? limit : DEFAULT_LIMIT};
}

static void give_back(hsy_arena *arena, hsy_arena_block *block)
{
    if (!block)
        return;
    arena->total -= sizeof *block + block->room;
    free(block);
}

/* Take the top block off; it is kept by the one below unless that keeps a larger one. */
static void drop_top(hsy_arena *arena)
{
    hsy_arena_block *block = arena->top, *below = block->below;

    give_back(arena, block->spare);
    arena->top = below;
    if (below && (!below->spare || below->spare->room < block->room)) {
        hsy_arena_block *smaller = below->spare;
        below->spare = block;
        block->spare = NULL;
        block = smaller;
    }
    give_back(arena, block);
}

void hsy_arena_clear(hsy_arena *arena)
{
    while (arena->top) {
        hsy_arena_block *block = arena->top;
        arena->top = block->below;
        give_back(arena, block->spare);
        give_back(arena, block);
    }
}

static hsy_arena_block *new_block(hsy_arena *arena, size_t size)
{
    size_t room = arena->total / 2;

    if (room < FIRST_BLOCK)
        room = FIRST_BLOCK;
    if (room > LAST_BLOCK)
        room = LAST_BLOCK;
    if (room < size)
        room = size;
    if (arena->total > arena->limit || room > arena->limit - arena->total)
        return NULL;

    hsy_arena_block *block = malloc(sizeof *block + room);
    if (!block)
        return NULL;
    block->room = room;
    arena->total += sizeof *block + room;
    return block;
}

static hsy_arena_block *add_block(hsy_arena *arena, size_t size)
{
    hsy_arena_block *block = arena->top ? arena->top->spare : NULL;

    if (block)
        arena->top->spare = NULL;
    if (block && block->room < size) {
        give_back(arena, block);
        block = NULL;
    }
    if (!block)
        block = new_block(arena, size);
    if (!block)
        return NULL;
    block->below = arena->top;
    block->spare = NULL;
    block->used = 0;
    arena->top = block;
    return block;
}

static size_t rounded(size_t size)
{
    return (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

void *hsy_arena_raw(hsy_arena *arena, size_t size)
{
    hsy_arena_block *block = arena->top;

    if (size > arena->limit)
        return NULL;
    size = rounded(size);
    if (!block || size > block->room - block->used) {
        block = add_block(arena, size);
        if (!block)
            return NULL;
    }
    void *bytes = block->bytes + block->used;
    block->used += size;
    return bytes;
}

void *hsy_arena_alloc(hsy_arena *arena, size_t size)
{
    void *bytes = hsy_arena_raw(arena, size);

    return bytes ? memset(bytes, 0, size) : NULL;
}

void hsy_arena_shrink(hsy_arena *arena, const void *bytes, size_t room, size_t size)
{
    hsy_arena_block *block = arena->top;
    const unsigned char *from = bytes;

    if (block && from >= block->bytes && from + rounded(room) == block->bytes + block->used)
        block->used -= rounded(room) - rounded(size);
}

void *hsy_arena_array(hsy_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    return hsy_arena_alloc(arena, count * size);
}

char *hsy_arena_copy(hsy_arena *arena, const void *bytes, size_t size)
{
    if (size == SIZE_MAX)
        return NULL;
    char *copy = hsy_arena_raw(arena, size + 1);
    if (!copy)
        return NULL;
    if (size)
        memcpy(copy, bytes, size);
    copy[size] = '\0';
    return copy;
}

hsy_arena_mark hsy_arena_here(const hsy_arena *arena)
{
    return (hsy_arena_mark){arena->top, arena->top ? arena->top->used : 0};
}

void hsy_arena_rewind(hsy_arena *arena, hsy_arena_mark mark)
{
    while (arena->top && arena->top != mark.block)
        drop_top(arena);
    if (arena->top)
        arena->top->used = mark.used;
}

int hsy_vec_reserve_(hsy_arena *arena, void **data, uint32_t *count, uint32_t *room,
                     size_t size)
{
    if (*count == *room) {
        uint32_t more = *room ? 2 * *room : 8;
        void *bigger = *room > UINT32_MAX / 2 || more > SIZE_MAX / size
                           ? NULL
                           : hsy_arena_raw(arena, more * size);
        if (!bigger)
            return 0;
        if (*count)
            memcpy(bigger, *data, *count * size);
        *data = bigger;
        *room = more;
    }
    memset((char *)*data + *count * size, 0, size);
    return 1;
}
