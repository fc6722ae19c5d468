/*
 * ndjson.c - articles, memberships and stories as NDJSON; spans as evidence.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/ndjson.h"

#include "base/day.h"

void hsy_json_evidence(hsy_json *json, const hsy_article *article, hsy_span span)
{
    bool title = hsy_article_in_title(article, span);

    hsy_json_put_str(json, "text", hsy_article_str(article, span));
    if (title)
        hsy_json_put_null(json, "in");
    else
        hsy_json_put_span(json, "in", (hsy_span){span.off - article->body, span.len});
    hsy_json_put_span(json, "at", hsy_text_source(&article->text, span));
    if (title)
        hsy_json_put_text(json, "where", "title");
}

void hsy_json_put_minutes(hsy_json *json, const char *key, int64_t minutes)
{
    char text[32];

    hsy_json_put_text(json, key, hsy_minutes_print(minutes, text, sizeof text));
}

static void put_date(hsy_json *json, const hsy_date *date)
{
    hsy_json_put_str(json, "value", date->value);
    hsy_json_put_text(json, "basis", hsy_basis_name(date->basis));
}

static void put_publisher(hsy_json *json, const hsy_article *article)
{
    hsy_json_key(json, "publisher");
    hsy_json_open(json, '{');
    hsy_json_put_str(json, "name", article->publisher.name);
    hsy_json_put_str(json, "domain", article->publisher.domain);
    hsy_json_put_text(json, "basis", hsy_basis_name(article->publisher.basis));
    hsy_json_close(json, '}');
}

static void put_title(hsy_json *json, const hsy_article *article)
{
    hsy_json_key(json, "title");
    hsy_json_open(json, '{');
    if (article->title_len)
        hsy_json_evidence(json, article, hsy_span_of(0, article->title_len));
    else
        hsy_json_put_null(json, "text");
    hsy_json_close(json, '}');
}

static void put_bylines(hsy_json *json, const hsy_article *article)
{
    hsy_json_key(json, "byline");
    hsy_json_open(json, '[');
    for (uint32_t i = 0; i < article->nbylines; i++) {
        hsy_json_open(json, '{');
        hsy_json_put_str(json, "name", article->bylines[i].name);
        hsy_json_put_span(json, "at", article->bylines[i].at);
        hsy_json_close(json, '}');
    }
    hsy_json_close(json, ']');
}

static void put_published(hsy_json *json, const hsy_article *article)
{
    hsy_json_key(json, "published");
    hsy_json_open(json, '{');
    hsy_json_put_str(json, "value", article->published.value);
    hsy_json_put_text(json, "precision", hsy_precision_name(article->published.precision));
    hsy_json_put_text(json, "basis", hsy_basis_name(article->published.basis));
    hsy_json_key(json, "others");
    hsy_json_open(json, '[');
    for (uint32_t i = 0; i < article->nothers; i++) {
        hsy_json_open(json, '{');
        put_date(json, &article->others[i]);
        hsy_json_close(json, '}');
    }
    hsy_json_close(json, ']');
    hsy_json_close(json, '}');
}

static void put_paragraphs(hsy_json *json, const hsy_article *article)
{
    hsy_json_key(json, "paragraphs");
    hsy_json_open(json, '[');
    for (uint32_t i = 0; i < article->nparagraphs; i++) {
        hsy_span span = article->paragraphs[i].span;
        hsy_json_open(json, '[');
        hsy_json_int(json, (int64_t)span.off - article->body);
        hsy_json_int(json, (int64_t)hsy_span_end(span) - article->body);
        hsy_json_close(json, ']');
    }
    hsy_json_close(json, ']');
    hsy_json_key(json, "headings");
    hsy_json_open(json, '[');
    for (uint32_t i = 0; i < article->nparagraphs; i++)
        if (article->paragraphs[i].heading)
            hsy_json_int(json, i);
    hsy_json_close(json, ']');
}

static void put_removed(hsy_json *json, const hsy_article *article)
{
    hsy_json_key(json, "removed");
    hsy_json_open(json, '[');
    for (uint32_t i = 0; i < article->nremoved; i++) {
        hsy_json_open(json, '{');
        hsy_json_put_span(json, "at", article->removed[i].at);
        hsy_json_put_text(json, "as", hsy_removed_name(article->removed[i].as));
        hsy_json_close(json, '}');
    }
    hsy_json_close(json, ']');
}

static void put_wire(hsy_json *json, const hsy_article *article)
{
    hsy_json_key(json, "wire");
    if (!article->wire.agency.ptr) {
        hsy_json_null(json);
        return;
    }
    hsy_json_open(json, '{');
    hsy_json_put_str(json, "agency", article->wire.agency);
    hsy_json_put_span(json, "at", article->wire.at);
    hsy_json_close(json, '}');
}

void hsy_ndjson_article(hsy_buf *buf, const hsy_article *article)
{
    hsy_json json = {.buf = buf};

    hsy_json_open(&json, '{');
    hsy_json_put_text(&json, "kind", "article");
    hsy_json_put_int(&json, "schema", 1);
    hsy_json_put_str(&json, "id", hsy_article_id(article));
    hsy_json_put_str(&json, "input", article->input);
    hsy_json_put_str(&json, "url", article->url);
    put_publisher(&json, article);
    put_title(&json, article);
    put_bylines(&json, article);
    put_published(&json, article);
    hsy_json_put_str(&json, "canonical", article->canonical);
    hsy_json_put_str(&json, "section", article->section);
    hsy_json_put_str(&json, "language", article->language);
    hsy_json_put_str(&json, "text",
                     hsy_str_sub(hsy_text_str(&article->text), article->body,
                                 article->text.len));
    put_paragraphs(&json, article);
    put_removed(&json, article);
    put_wire(&json, article);
    hsy_json_close(&json, '}');
    hsy_buf_putc(buf, '\n');
}

static void put_member_docs(hsy_json *json, const hsy_stories *stories, const uint32_t *docs,
                            uint32_t count)
{
    hsy_json_key(json, "docs");
    hsy_json_open(json, '[');
    for (uint32_t i = 0; i < count; i++)
        hsy_json_str(json, stories->members[docs[i]].doc);
    hsy_json_close(json, ']');
}

/* The story that `opener` had opened when the article came. */
static void put_story_at_arrival(hsy_json *json, hsy_str opener)
{
    hsy_arena arena;

    hsy_arena_init(&arena, 0);
    hsy_json_put_str(json, "story_at_arrival", hsy_story_id(&arena, opener));
    hsy_arena_clear(&arena);
}

void hsy_ndjson_membership(hsy_buf *buf, const hsy_stories *stories, uint32_t member)
{
    const hsy_membership *m = &stories->members[member];
    const hsy_story *story = &stories->stories[m->story];
    hsy_json json = {.buf = buf};

    hsy_json_open(&json, '{');
    hsy_json_put_text(&json, "kind", "membership");
    hsy_json_put_str(&json, "doc", m->doc);
    hsy_json_put_str(&json, "story", story->id);
    hsy_json_put_str(&json, "origin", story->origins[m->origin].id);
    hsy_json_put_str(&json, "copy_of",
                     m->copy_of == HSY_NONE ? (hsy_str){NULL, 0}
                                            : stories->members[m->copy_of].doc);
    hsy_json_key(&json, "shared");
    hsy_json_fixed(&json, m->shared, 3);
    hsy_json_put_bool(&json, "version", m->version);
    hsy_json_put_bool(&json, "undated", m->undated);
    if (m->story_at_arrival != HSY_NONE)
        put_story_at_arrival(&json, stories->members[m->story_at_arrival].doc);
    hsy_json_close(&json, '}');
    hsy_buf_putc(buf, '\n');
}

void hsy_json_story_object(hsy_json *json, const hsy_stories *stories, uint32_t index)
{
    const hsy_story *story = &stories->stories[index];

    hsy_json_open(json, '{');
    hsy_json_put_text(json, "kind", "story");
    hsy_json_put_str(json, "id", story->id);
    hsy_json_put_str(json, "title", story->title);
    hsy_json_put_str(json, "storyline", story->storyline);
    hsy_json_put_minutes(json, "first", story->first);
    hsy_json_put_minutes(json, "last", story->last);
    put_member_docs(json, stories, story->docs, story->ndocs);
    hsy_json_key(json, "origins");
    hsy_json_open(json, '[');
    for (uint32_t i = 0; i < story->norigins; i++) {
        const hsy_origin *origin = &story->origins[i];
        hsy_json_open(json, '{');
        hsy_json_put_str(json, "id", origin->id);
        hsy_json_put_str(json, "first_doc", stories->members[origin->first].doc);
        put_member_docs(json, stories, origin->docs, origin->ndocs);
        hsy_json_put_str(json, "wire", origin->wire);
        hsy_json_close(json, '}');
    }
    hsy_json_close(json, ']');
    hsy_json_close(json, '}');
}

void hsy_ndjson_story(hsy_buf *buf, const hsy_stories *stories, uint32_t index)
{
    hsy_json json = {.buf = buf};

    hsy_json_story_object(&json, stories, index);
    hsy_buf_putc(buf, '\n');
}
