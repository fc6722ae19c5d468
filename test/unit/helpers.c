/* helpers.c - see helpers.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "helpers.h"

#include <stdlib.h>
#include <string.h>

#ifndef HSY_BUILD_HOME
#define HSY_BUILD_HOME "."
#endif

static bool join_text(hsy_arena *arena, hsy_article *article, hsy_str title, hsy_str body)
{
    const size_t gap = title.len ? 2 : 0;
    const size_t len = title.len + gap + body.len;
    char *bytes = hsy_arena_alloc(arena, len + 1);
    hsy_run *run = hsy_new(arena, hsy_run);

    if (!bytes || !run)
        return false;
    if (title.len)
        memcpy(bytes, title.ptr, title.len);
    memcpy(bytes + title.len, "\n\n", gap);
    if (body.len)
        memcpy(bytes + title.len + gap, body.ptr, body.len);
    *run = (hsy_run){0, 0, (uint32_t)len};
    article->text = (hsy_text){bytes, (uint32_t)len, len ? 1 : 0, run};
    article->source = (hsy_str){bytes, len};
    article->title_len = (uint32_t)title.len;
    article->body = (uint32_t)(title.len + gap);
    return true;
}

static bool cut_paragraphs(hsy_arena *arena, hsy_article *article)
{
    HSY_VEC(hsy_paragraph) paragraphs = {0};
    const hsy_str text = hsy_text_str(&article->text);

    for (size_t from = article->body; from < text.len;) {
        size_t to = hsy_str_find(text, HSY_STR("\n\n"), from);
        if (to == SIZE_MAX)
            to = text.len;
        bool heading = hsy_str_starts(hsy_str_sub(text, from, to), HSY_STR("# "));
        size_t start = from + (heading ? 2 : 0);
        if (to > start) {
            hsy_paragraph *paragraph = hsy_vec_push(arena, &paragraphs);
            if (!paragraph)
                return false;
            paragraph->span = hsy_span_of((uint32_t)start, (uint32_t)to);
            paragraph->heading = heading;
        }
        from = to + 2;
    }
    article->paragraphs = paragraphs.data;
    article->nparagraphs = paragraphs.count;
    return true;
}

hsy_article *hsy_test_article(hsy_arena *arena, const char *title, const char *body)
{
    hsy_article *article = hsy_new(arena, hsy_article);

    if (!article || !join_text(arena, article, hsy_str_of(title), hsy_str_of(body)) ||
        !cut_paragraphs(arena, article))
        return NULL;
    memset(article->id, '0', 32);
    memset(article->hash, '0', 32);
    article->input = HSY_STR("test");
    return article;
}

const char *hsy_test_home(void)
{
    const char *home = getenv("HEARSAY_HOME");

    return home && home[0] ? home : HSY_BUILD_HOME;
}
