/*
 * text_cut.h - a text as its tokens, for tests: single blanks between tokens, " | "
 * between sentences.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEST_TEXT_CUT_H
#define HSY_TEST_TEXT_CUT_H

#include <check.h>

#include "base/buf.h"
#include "helpers.h"
#include "text/doc.h"

static inline void test_doc(hsy_arena *arena, const char *title, const char *body, hsy_doc *doc)
{
    const hsy_text_tables *tables = NULL;
    hsy_error err;
    hsy_article *article = hsy_test_article(arena, title, body);

    ck_assert_ptr_nonnull(article);
    ck_assert_int_eq(hsy_text_tables_load(arena, hsy_test_home(), &tables, &err), HSY_OK);
    ck_assert_int_eq(hsy_doc_make(tables, arena, article, doc, &err), HSY_OK);
}

static inline void test_cut(const char *body, const char *expected)
{
    hsy_arena arena;
    hsy_doc doc;
    hsy_buf buf;

    hsy_arena_init(&arena, 0);
    hsy_buf_init(&buf, 0);
    test_doc(&arena, NULL, body, &doc);
    for (uint32_t s = 0; s < doc.nsentences; s++) {
        if (s)
            hsy_buf_puts(&buf, " | ");
        for (uint32_t i = 0; i < doc.sentences[s].ntokens; i++) {
            if (i)
                hsy_buf_putc(&buf, ' ');
            hsy_buf_add(&buf, hsy_token_str(&doc, doc.sentences[s].first + i));
        }
    }
    hsy_buf_putc(&buf, '\0');
    ck_assert_str_eq(buf.data, expected);
    hsy_buf_clear(&buf);
    hsy_arena_clear(&arena);
}

#endif
