/*
 * fuzz_text.c - any bytes as an article's body, and as CoNLL-U.
 *
 * Beside crashes it looks for what must always hold: tokens in order with only
 * white space between them, sentences that tile the tokens, and CoNLL-U that can be
 * read again with the same number of tokens.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdlib.h>
#include <string.h>

#include "../unit/helpers.h"
#include "base/utf8.h"
#include "text/conllu.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void check_gap(const hsy_doc *doc, uint32_t from, uint32_t to)
{
    hsy_str gap = hsy_doc_str(doc, hsy_span_of(from, to));

    for (size_t at = 0; at < gap.len;) {
        uint32_t len;
        must(hsy_utf8_is_space(hsy_utf8_at(gap, at, &len)) || gap.ptr[at] == '#');
        at += len;
    }
}

static void check_doc(const hsy_doc *doc)
{
    uint32_t end = 0, token = 0;

    for (uint32_t i = 0; i < doc->ntokens; i++) {
        must(doc->tokens[i].span.off >= end && doc->tokens[i].span.len > 0);
        check_gap(doc, end, doc->tokens[i].span.off);
        end = hsy_span_end(doc->tokens[i].span);
    }
    for (uint32_t i = 0; i < doc->nsentences; i++) {
        must(doc->sentences[i].first == token && doc->sentences[i].ntokens > 0);
        token += doc->sentences[i].ntokens;
    }
    must(token == doc->ntokens);
}

static void check_conllu(hsy_arena *arena, const hsy_doc *doc)
{
    hsy_buf buf;
    hsy_conllu conllu;

    hsy_buf_init(&buf, 0);
    hsy_conllu_write(&buf, doc);
    must(!buf.failed);
    must(hsy_conllu_read(arena, "again", hsy_buf_str(&buf), &conllu, NULL) == HSY_OK);
    must(conllu.doc.ntokens == doc->ntokens);
    hsy_buf_clear(&buf);
}

/* An article of `size` bytes, NULs and all: the helper takes a C string, so they are
 * put back afterwards. */
static hsy_article *make_article(hsy_arena *arena, const uint8_t *data, size_t size)
{
    char *body = hsy_arena_copy(arena, data, size);

    must(body != NULL);
    for (size_t i = 0; i < size; i++)
        if (body[i] == '\0')
            body[i] = 1;
    hsy_article *article = hsy_test_article(arena, "Title", body);
    must(article != NULL);
    memcpy((char *)article->text.bytes + article->body, data, size);
    return article;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hsy_arena arena;
    const hsy_text_tables *tables;
    hsy_conllu conllu;
    hsy_doc doc;

    hsy_arena_init(&arena, 0);
    char *body = hsy_arena_copy(&arena, data, size);
    must(body != NULL);
    hsy_conllu_read(&arena, "fuzz", (hsy_str){body, size}, &conllu, NULL);

    hsy_article *article = make_article(&arena, data, size);
    must(hsy_text_tables_load(&arena, hsy_test_home(), &tables, NULL) == HSY_OK);
    must(hsy_doc_make(tables, &arena, article, &doc, NULL) == HSY_OK);
    check_doc(&doc);
    check_conllu(&arena, &doc);
    hsy_arena_clear(&arena);
    return 0;
}
