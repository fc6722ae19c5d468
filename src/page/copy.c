/* copy.c - see copy.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/copy.h"

#include <string.h>

struct copier {
    hsy_arena *arena;
    bool failed;
};

static void copy_str(struct copier *to, hsy_str *s)
{
    if (!s->ptr)
        return;
    *s = hsy_str_copy(to->arena, *s);
    if (!s->ptr)
        to->failed = true;
}

static void *copy_array(struct copier *to, const void *from, size_t count, size_t size)
{
    void *copy = hsy_arena_array(to->arena, count ? count : 1, size);

    if (!copy)
        to->failed = true;
    else if (count)
        memcpy(copy, from, count * size);
    return copy;
}

static void copy_text(struct copier *to, hsy_text *text)
{
    text->bytes = hsy_arena_copy(to->arena, text->bytes, text->len);
    text->runs = copy_array(to, text->runs, text->nruns, sizeof *text->runs);
    if (!text->bytes)
        to->failed = true;
}

static void copy_lists(struct copier *to, hsy_article *copy)
{
    copy->paragraphs = copy_array(to, copy->paragraphs, copy->nparagraphs,
                                  sizeof *copy->paragraphs);
    copy->removed = copy_array(to, copy->removed, copy->nremoved, sizeof *copy->removed);
    copy->bylines = copy_array(to, copy->bylines, copy->nbylines, sizeof *copy->bylines);
    copy->others = copy_array(to, copy->others, copy->nothers, sizeof *copy->others);
    for (uint32_t i = 0; copy->bylines && i < copy->nbylines; i++)
        copy_str(to, &copy->bylines[i].name);
    for (uint32_t i = 0; copy->others && i < copy->nothers; i++)
        copy_str(to, &copy->others[i].value);
}

hsy_article *hsy_article_copy(hsy_arena *arena, const hsy_article *article)
{
    struct copier to = {.arena = arena};
    hsy_article *copy = hsy_new(arena, hsy_article);

    if (!copy)
        return NULL;
    *copy = *article;
    copy->source.ptr = NULL;
    copy_text(&to, &copy->text);
    copy_lists(&to, copy);
    copy_str(&to, &copy->given_id);
    copy_str(&to, &copy->input);
    copy_str(&to, &copy->url);
    copy_str(&to, &copy->canonical);
    copy_str(&to, &copy->section);
    copy_str(&to, &copy->publisher.name);
    copy_str(&to, &copy->publisher.domain);
    copy_str(&to, &copy->published.value);
    copy_str(&to, &copy->language);
    copy_str(&to, &copy->wire.agency);
    return to.failed ? NULL : copy;
}
