/* reader.c - how fast the pages of inputs are read, apart from what is made of them.
 *
 *     reader unpack FILE    only the unpacker, over the whole file: the most there is
 *     reader read FILE...   pages or items as the program gets them, and counted
 *
 * Prints MB of the unpacked archive (of the file where nothing is packed) for each second
 * of processor time, best of five. Used by bench/archives.py.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "input/flow.h"
#include "input/input.h"

#define ROOM  ((size_t)256 << 10)
#define TURNS 5
#define MOST  ((size_t)4 << 30)

struct tally {
    uint64_t count, bytes;
};

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Members of the whole file, one after another, into one piece of memory. */
static struct tally unpack(hsy_str bytes)
{
    static char out[ROOM];
    hsy_unpacker unpacker = {0};
    hsy_packing packing = hsy_packing_of(bytes);
    struct tally tally = {0};

    while (bytes.len && hsy_unpack_start(&unpacker, packing)) {
        hsy_unpacked result = HSY_UNPACK_MORE;
        while (result == HSY_UNPACK_MORE) {
            size_t taken, made;
            result = hsy_unpack_step(&unpacker, bytes, &taken, out, ROOM, &made);
            bytes = hsy_str_sub(bytes, taken, bytes.len);
            tally.bytes += made;
            if (!taken && !made)
                break;
        }
        tally.count++;
        if (result != HSY_UNPACK_END)
            break;
    }
    hsy_unpack_close(&unpacker);
    return tally;
}

static struct tally read_inputs(const char *const *paths, uint32_t npaths)
{
    struct tally tally = {0};
    hsy_input *input;
    hsy_source source;
    hsy_arena arena;
    hsy_error err;

    if (hsy_input_open(paths, npaths, false, NULL, &input, &err))
        return tally;
    hsy_arena_init(&arena, 0);
    while (hsy_input_next(input, &arena, &source)) {
        tally.count++;
        tally.bytes += source.bytes.len;
        hsy_arena_clear(&arena);
    }
    hsy_arena_clear(&arena);
    hsy_input_close(input);
    return tally;
}

int main(int argc, char **argv)
{
    hsy_arena arena;
    hsy_str bytes = {"", 0};
    double best = 0;
    struct tally tally = {0};
    hsy_error err;
    bool whole = argc > 2 && strcmp(argv[1], "unpack") == 0;

    hsy_arena_init(&arena, MOST);
    if (argc < 3 || (whole && hsy_file_read(&arena, argv[2], MOST, &bytes, &err)))
        return 2;
    for (int turn = 0; turn < TURNS; turn++) {
        double start = seconds();
        tally = whole ? unpack(bytes)
                      : read_inputs((const char *const *)argv + 2, (uint32_t)argc - 2);
        double took = seconds() - start;
        best = !turn || took < best ? took : best;
    }
    printf("%llu %llu %.6f\n", (unsigned long long)tally.count, (unsigned long long)tally.bytes,
           best);
    hsy_arena_clear(&arena);
    return 0;
}
