/*
 * fuzz_page.c - any bytes as an HTML page, from its charset to its article.
 *
 * Beside crashes it looks for what must always hold: the text is well-formed UTF-8,
 * paragraphs lie in it in order and lead back to the page, what was left out lies in
 * the page in order, and reading the same bytes again gives the same article.
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

static void check_runs(const hsy_text *text, size_t size)
{
    for (uint32_t i = 0; i < text->nruns; i++) {
        const hsy_run *run = &text->runs[i];
        uint32_t end = i + 1 < text->nruns ? text->runs[i + 1].at : text->len;
        must(i == 0 ? run->at == 0 : run->at < end);
        must(run->from == HSY_NONE || (run->from <= run->to && run->to <= size));
    }
}

static void check(const hsy_article *article, size_t size)
{
    uint32_t at = article->body;

    must(hsy_utf8_check(hsy_text_str(&article->text)) == SIZE_MAX);
    must(article->body <= article->text.len && article->title_len <= article->body);
    check_runs(&article->text, size);
    for (uint32_t i = 0; i < article->nparagraphs; i++) {
        hsy_span span = article->paragraphs[i].span;
        must(span.len > 0 && span.off >= at && hsy_span_end(span) <= article->text.len);
        must(!memchr(article->text.bytes + span.off, '\n', span.len));
        at = hsy_span_end(span);
    }
    for (uint32_t i = 0; i < article->nremoved; i++) {
        must(hsy_span_end(article->removed[i].at) <= size);
        must(i == 0 || article->removed[i].at.off >= article->removed[i - 1].at.off);
    }
    for (uint32_t i = 0; i < article->nbylines; i++) {
        hsy_span span = article->bylines[i].at;
        must(span.off == HSY_NONE || hsy_span_end(span) <= size);
        must(hsy_utf8_check(article->bylines[i].name) == SIZE_MAX);
    }
}

static bool read(hsy_arena *arena, const hsy_source *source, hsy_article *ret)
{
    hsy_error err;

    if (hsy_page_read(load(), arena, source, NULL, ret, &err))
        return false;
    check(ret, source->bytes.len);
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
