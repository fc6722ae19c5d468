/*
 * fuzz_plain.c - any bytes as a plain page, as a row, and through the charsets.
 *
 * Beside crashes it looks for what must always hold: paragraphs lie in the text in
 * order and hold no line break, runs and ranges left out lie in the page.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "page/page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static const hsy_page_tables *load(void)
{
    static hsy_arena run;
    static const hsy_page_tables *tables;
    hsy_error err;

    if (tables)
        return tables;
    hsy_arena_init(&run, 0);
    const char *home = hsy_home_find(&run, &err);
    must(home && hsy_page_tables_load(&run, home, &tables, &err) == HSY_OK);
    return tables;
}

static void check(const hsy_article *article, size_t size)
{
    uint32_t at = article->body;

    must(hsy_utf8_check(hsy_text_str(&article->text)) == SIZE_MAX);
    must(article->body <= article->text.len && article->title_len <= article->body);
    for (uint32_t i = 0; i < article->nparagraphs; i++) {
        hsy_span span = article->paragraphs[i].span;
        must(span.len > 0 && span.off >= at && hsy_span_end(span) <= article->text.len);
        must(!memchr(article->text.bytes + span.off, '\n', span.len));
        hsy_span source = hsy_text_source(&article->text, span);
        must(source.off != HSY_NONE && hsy_span_end(source) <= size);
        at = hsy_span_end(span);
    }
    for (uint32_t i = 0; i < article->nremoved; i++)
        must(hsy_span_end(article->removed[i].at) <= size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hsy_source source = {.input = HSY_STR("fuzz"), .media = HSY_MEDIA_TEXT};
    hsy_article article;
    hsy_error err;
    hsy_arena arena;

    hsy_arena_init(&arena, 0);
    source.bytes = (hsy_str){(const char *)data, size};
    if (hsy_page_read(load(), &arena, &source, NULL, &article, &err) == HSY_OK)
        check(&article, size);
    source.media = HSY_MEDIA_READY;
    source.given_title = HSY_STR("A title");
    source.bytes = hsy_utf8_repair(&arena, source.bytes);
    if (hsy_page_read(load(), &arena, &source, NULL, &article, &err) == HSY_OK)
        must(hsy_utf8_check(hsy_text_str(&article.text)) == SIZE_MAX);
    hsy_arena_clear(&arena);
    return 0;
}
