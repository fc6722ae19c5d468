/*
 * page_case.h - reading a page written in a test.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEST_PAGE_CASE_H
#define HSY_TEST_PAGE_CASE_H

#include <stdlib.h>
#include <string.h>

#include "helpers.h"
#include "page/page.h"
#include "unit.h"

static hsy_arena arena;

static const hsy_page_tables *page_tables(void)
{
    static const hsy_page_tables *tables;
    hsy_error err;

    if (!tables) {
        hsy_arena_init(&arena, 0);
        ck_assert_int_eq(hsy_page_tables_load(&arena, hsy_test_home(), &tables, &err), HSY_OK);
    }
    return tables;
}

static hsy_article read_source(hsy_source source)
{
    hsy_article article;
    hsy_error err = {0};

    const hsy_page_tables *tables = page_tables();
    source.input = HSY_STR("page");
    hsy_status status = hsy_page_read(tables, &arena, &source, NULL, &article, &err);
    ck_assert_msg(status == HSY_OK, "%s", err.message);
    return article;
}

static inline hsy_article read_page(hsy_media media, const char *page)
{
    return read_source((hsy_source){.media = media, .bytes = hsy_str_of(page)});
}

static inline bool body_has(const hsy_article *article, const char *words)
{
    hsy_str text = hsy_text_str(&article->text);
    return hsy_str_find(hsy_str_sub(text, article->body, text.len), hsy_str_of(words), 0) !=
           SIZE_MAX;
}

/* How `words` of the page were left out; -1: they were not. */
static inline int removed_as(const hsy_article *article, const char *words)
{
    size_t at = hsy_str_find(article->source, hsy_str_of(words), 0);

    for (uint32_t i = 0; i < article->nremoved; i++)
        if (article->removed[i].at.off <= at && at < hsy_span_end(article->removed[i].at))
            return (int)article->removed[i].as;
    return -1;
}

static inline void ck_str(hsy_str got, const char *wanted)
{
    ck_assert_msg(hsy_str_eq(got, hsy_str_of(wanted)), "got \"%.*s\", wanted \"%s\"",
                  HSY_STR_ARG(got), wanted);
}

/* Where no markup stands within a span, its source reads as its text. */
static inline void ck_verbatim(const hsy_article *article, const char *words)
{
    hsy_str text = hsy_text_str(&article->text);
    size_t at = hsy_str_find(text, hsy_str_of(words), 0);

    ck_assert_uint_ne(at, SIZE_MAX);
    hsy_span source =
        hsy_text_source(&article->text, (hsy_span){(uint32_t)at, (uint32_t)strlen(words)});
    ck_str(hsy_span_str(article->source, source), words);
}

#endif
