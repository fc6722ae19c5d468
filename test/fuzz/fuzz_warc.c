/* fuzz_warc.c - any bytes as an archive: no crash, bounded pages, an end.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "must.h"
#include "input/archive.h"

static void read_archive(const uint8_t *data, size_t size, const char *name)
{
    hsy_stream stream = {.fd = -1, .to = size, .room = size, .ended = true};
    hsy_archive archive;
    hsy_source source;
    hsy_arena arena;

    stream.bytes = malloc(size + 1);
    if (!stream.bytes)
        return;
    memcpy(stream.bytes, data, size);
    hsy_archive_open(&archive, &stream, name, NULL);
    hsy_arena_init(&arena, 0);
    while (hsy_archive_next(&archive, &arena, &source)) {
        must(source.bytes.len > 0 && source.bytes.len <= HSY_MAX_PAGE && source.input.len > 0);
        hsy_arena_clear(&arena);
        hsy_arena_init(&arena, 0);
    }
    hsy_arena_clear(&arena);
    hsy_archive_close(&archive);
    hsy_stream_close(&stream);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_archive(data, size, "a.warc");
    read_archive(data, size, "a.arc");
    return 0;
}
