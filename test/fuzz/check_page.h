/*
 * check_page.h - for the targets that read pages: the tables, and what holds of every
 * article, whatever it was read from.
 *
 * The text is well-formed UTF-8; paragraphs lie in it in order and hold no line break;
 * runs, bylines and what was left out lie in the page, in order.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEST_FUZZ_CHECK_PAGE_H
#define HSY_TEST_FUZZ_CHECK_PAGE_H

#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "must.h"
#include "page/page.h"

/* Once for all inputs. */
static inline const hsy_page_tables *page_tables(void)
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

static inline void check_runs(const hsy_text *text, size_t size)
{
    for (uint32_t i = 0; i < text->nruns; i++) {
        const hsy_run *run = &text->runs[i];
        uint32_t end = i + 1 < text->nruns ? text->runs[i + 1].at : text->len;
        must(i == 0 ? run->at == 0 : run->at < end);
        must(run->from == HSY_NONE || (run->from <= run->to && run->to <= size));
    }
}

static inline void check_paragraphs(const hsy_article *article)
{
    uint32_t at = article->body;

    for (uint32_t i = 0; i < article->nparagraphs; i++) {
        hsy_span span = article->paragraphs[i].span;
        must(span.len > 0 && span.off >= at && hsy_span_end(span) <= article->text.len);
        must(!memchr(article->text.bytes + span.off, '\n', span.len));
        at = hsy_span_end(span);
    }
}

/* An article that was read from `size` bytes. */
static inline void check_article(const hsy_article *article, size_t size)
{
    must(hsy_utf8_check(hsy_text_str(&article->text)) == SIZE_MAX);
    must(article->body <= article->text.len && article->title_len <= article->body);
    check_runs(&article->text, size);
    check_paragraphs(article);
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

#endif
