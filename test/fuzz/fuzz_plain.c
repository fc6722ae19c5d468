/*
 * fuzz_plain.c - any bytes as a plain page, as a row, and through the charsets.
 *
 * Beside crashes it looks for what holds of every article (check_page.h), and that the
 * paragraphs of a plain page lead back to it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check_page.h"

/* Each paragraph leads back to the page. */
static void check_sources(const hsy_article *article, size_t size)
{
    for (uint32_t i = 0; i < article->nparagraphs; i++) {
        hsy_span source = hsy_text_source(&article->text, article->paragraphs[i].span);
        must(source.off != HSY_NONE && hsy_span_end(source) <= size);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hsy_source source = {.input = HSY_STR("fuzz"), .media = HSY_MEDIA_TEXT};
    hsy_article article;
    hsy_error err;
    hsy_arena arena;

    hsy_arena_init(&arena, 0);
    source.bytes = (hsy_str){(const char *)data, size};
    if (hsy_page_read(page_tables(), &arena, &source, NULL, &article, &err) == HSY_OK) {
        check_article(&article, size);
        check_sources(&article, size);
    }
    source.media = HSY_MEDIA_READY;
    source.given_title = HSY_STR("A title");
    source.bytes = hsy_utf8_repair(&arena, source.bytes);
    if (hsy_page_read(page_tables(), &arena, &source, NULL, &article, &err) == HSY_OK)
        must(hsy_utf8_check(hsy_text_str(&article.text)) == SIZE_MAX);
    hsy_arena_clear(&arena);
    return 0;
}
