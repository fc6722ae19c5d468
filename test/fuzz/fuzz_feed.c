/* fuzz_feed.c - any bytes as a feed: no crash; what comes out is UTF-8.
 *
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/utf8.h"
#include "must.h"
#include "input/feed.h"

static void read_as(hsy_str bytes, hsy_feed_kind kind)
{
    hsy_arena arena;
    hsy_source source;
    hsy_feed feed;
    hsy_error err;

    hsy_arena_init(&arena, 0);
    if (hsy_feed_read(&arena, bytes, kind, &feed, &err) == HSY_OK) {
        for (uint32_t i = 0; i < feed.items.count; i++) {
            if (!hsy_feed_source(&feed, i, "f", &arena, &source))
                continue;
            must(source.bytes.len <= HSY_MAX_PAGE);
            must(hsy_utf8_check(source.bytes) == SIZE_MAX);
            must(!source.given_title.ptr || hsy_utf8_check(source.given_title) == SIZE_MAX);
        }
    }
    hsy_arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hsy_str bytes = {(const char *)data, size};
    hsy_feed_kind kind = hsy_feed_look(bytes);

    read_as(bytes, HSY_FEED_ITEMS);
    if (kind != HSY_FEED_NONE && kind != HSY_FEED_ITEMS)
        read_as(bytes, kind);
    return 0;
}
