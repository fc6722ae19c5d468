/*
 * fuzz_page.c - any bytes as an HTML page, from its charset to its article.
 *
 * Beside crashes it looks for what holds of every article (check_page.h), and that
 * reading the same bytes again gives the same text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check_page.h"

static bool read(hsy_arena *arena, const hsy_source *source, hsy_article *ret)
{
    hsy_error err;

    if (hsy_page_read(page_tables(), arena, source, NULL, ret, &err))
        return false;
    check_article(ret, source->bytes.len);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hsy_source source = {.input = HSY_STR("fuzz"), .media = HSY_MEDIA_HTML};
    hsy_article first, again;
    hsy_arena arena;

    hsy_arena_init(&arena, 0);
    source.bytes = (hsy_str){(const char *)data, size};
    bool done = read(&arena, &source, &first);
    must(done == read(&arena, &source, &again));
    if (done)
        must(hsy_str_eq(hsy_text_str(&first.text), hsy_text_str(&again.text)));
    hsy_arena_clear(&arena);
    return 0;
}
