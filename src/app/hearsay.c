/*
 * hearsay.c - the installed library: the stages behind hearsay.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "hearsay.h"

#include "app/corpus.h"
#include "app/engine.h"
#include "input/input.h"
#include "report/ndjson.h"
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#define REPORT_COLUMNS 100

struct hearsay {
    hsy_engine engine;
};

struct hearsay_corpus {
    const hearsay *h;
    hsy_corpus corpus;
    bool closed;
};

const char *hearsay_version(void)
{
    return HSY_VERSION;
}

static hearsay_status outcome(const hsy_error *err, char *why)
{
    if (why)
        hsy_error_print(err, why, HEARSAY_WHY);
    switch (err->status) {
    case HSY_OK: return HEARSAY_OK;
    case HSY_NOMEM: return HEARSAY_NOMEM;
    case HSY_FORMAT:
    case HSY_LIMIT: return HEARSAY_REFUSED;
    case HSY_USAGE: return HEARSAY_USAGE;
    default: return HEARSAY_MISSING;
    }
}

static hearsay_status fail(hsy_status status, const char *name, const char *message, char *why)
{
    hsy_error err = {0};

    hsy_fail(&err, status, name, 0, 0, "%s", message);
    return outcome(&err, why);
}

hearsay_status hearsay_open(const char *home, hearsay **ret, char *why)
{
    hsy_error err = {0};
    hearsay *h = calloc(1, sizeof *h);

    if (!h)
        return fail(HSY_NOMEM, NULL, "out of memory", why);
    if (hsy_engine_load(&h->engine, home, HSY_DEPTH_FACT, &err)) {
        free(h);
        hearsay_status status = outcome(&err, why);
        return status == HEARSAY_REFUSED ? HEARSAY_MISSING : status;
    }
    *ret = h;
    return HEARSAY_OK;
}

void hearsay_close(hearsay *h)
{
    if (h)
        hsy_engine_clear(&h->engine);
    free(h);
}

void hearsay_text_free(hearsay_text *text)
{
    free(text->bytes);
    *text = (hearsay_text){0};
}

/* The buffer's bytes with a NUL after them; the buffer is spent. */
static hearsay_status hand_over(hsy_buf *buf, hearsay_text *ret, char *why)
{
    hsy_buf_putc(buf, '\0');
    if (buf->failed) {
        hsy_buf_clear(buf);
        return fail(HSY_NOMEM, NULL, "out of memory", why);
    }
    *ret = (hearsay_text){buf->data, buf->len - 1};
    buf->data = NULL; /* handed over */
    hsy_buf_clear(buf);
    return HEARSAY_OK;
}

static hsy_status make_source(const char *name, const void *bytes, size_t len, hsy_source *ret,
                              hsy_error *err)
{
    const char *why = NULL;

    *ret = (hsy_source){.input = hsy_str_of(name), .bytes = {bytes, len}};
    if (len > HSY_MAX_PAGE)
        return hsy_fail(err, HSY_LIMIT, name, 0, 0, "%zu bytes, more than the limit of %zu", len,
                        HSY_MAX_PAGE);
    if (!hsy_media_guess(ret->bytes, &ret->media, &why))
        return hsy_fail(err, HSY_FORMAT, name, 0, 0, "%s", why ? why : "not a page");
    return HSY_OK;
}

static hsy_status read_page(const hearsay *h, hsy_arena *keep, const char *name,
                            const void *bytes, size_t len, const hsy_article **ret_article,
                            const hsy_reading **ret_reading, hsy_error *err)
{
    hsy_source source;
    hsy_desk desk;

    hsy_status status = make_source(name, bytes, len, &source, err);
    if (status)
        return status;
    hsy_desk_init(&desk);
    status = hsy_engine_read(&h->engine, &desk, keep, &source, NULL, ret_article, ret_reading,
                             NULL, err);
    hsy_desk_clear(&desk);
    return status;
}

static hearsay_status one_page(const hearsay *h, const char *name, const void *bytes, size_t len,
                               bool with_facts, hearsay_text *ret, char *why)
{
    const hsy_article *article;
    const hsy_reading *reading;
    hsy_error err = {0};
    hsy_arena keep;
    hsy_buf buf;

    hsy_arena_init(&keep, 0);
    if (read_page(h, &keep, name, bytes, len, &article, &reading, &err)) {
        hsy_arena_clear(&keep);
        return outcome(&err, why);
    }
    hsy_buf_init(&buf, 0);
    if (with_facts)
        hsy_ndjson_reading(&buf, reading);
    else
        hsy_ndjson_article(&buf, article);
    hsy_arena_clear(&keep);
    return hand_over(&buf, ret, why);
}

hearsay_status hearsay_extract(const hearsay *h, const char *name, const void *bytes, size_t len,
                               hearsay_text *ret, char *why)
{
    return one_page(h, name, bytes, len, false, ret, why);
}

hearsay_status hearsay_read(const hearsay *h, const char *name, const void *bytes, size_t len,
                            hearsay_text *ret, char *why)
{
    return one_page(h, name, bytes, len, true, ret, why);
}

hearsay_corpus *hearsay_corpus_new(const hearsay *h)
{
    hearsay_corpus *corpus = calloc(1, sizeof *corpus);

    if (corpus) {
        corpus->h = h;
        hsy_corpus_init(&corpus->corpus);
    }
    return corpus;
}

void hearsay_corpus_free(hearsay_corpus *corpus)
{
    if (corpus)
        hsy_corpus_clear(&corpus->corpus);
    free(corpus);
}

hearsay_status hearsay_corpus_add(hearsay_corpus *corpus, const char *name, const void *bytes,
                                  size_t len, char *why)
{
    const hsy_article *article;
    const hsy_reading *reading;
    hsy_error err = {0};
    hsy_arena keep;

    if (corpus->closed)
        return fail(HSY_USAGE, name, "the corpus has been written already", why);
    hsy_arena_init(&keep, 0);
    if (read_page(corpus->h, &keep, name, bytes, len, &article, &reading, &err) ||
        hsy_corpus_add(&corpus->corpus, &keep, article, reading, &err)) {
        hsy_arena_clear(&keep);
        return outcome(&err, why);
    }
    return HEARSAY_OK;
}

static hsy_status close_once(hearsay_corpus *corpus, hsy_error *err)
{
    if (corpus->closed)
        return HSY_OK;
    corpus->closed = true;
    return hsy_corpus_close(&corpus->corpus, &corpus->h->engine, true, false, err);
}

static hsy_status write_form(const hsy_corpus *c, hearsay_form form, hsy_buf *buf,
                             hsy_error *err)
{
    hsy_report_input input = {.stories = &c->stories, .sources = c->sources.data,
                              .nsources = c->sources.count, .ledger = &c->ledger};
    hsy_report_options options = {.columns = REPORT_COLUMNS};

    switch (form) {
    case HEARSAY_STORIES:
        for (uint32_t i = 0; i < c->stories.nmembers; i++)
            hsy_ndjson_membership(buf, &c->stories, i);
        for (uint32_t i = 0; i < c->stories.nstories; i++)
            hsy_ndjson_story(buf, &c->stories, i);
        return HSY_OK;
    case HEARSAY_CLAIMS:
        for (uint32_t i = 0; i < c->ledger.nclaims; i++)
            hsy_ndjson_claim(buf, &c->stories, c->sources.data, &c->ledger.claims[i]);
        return HSY_OK;
    case HEARSAY_REPORT_TEXT: return hsy_report_text(buf, &input, &options, err);
    case HEARSAY_REPORT_MARKDOWN: return hsy_report_markdown(buf, &input, &options, err);
    case HEARSAY_REPORT_JSON: return hsy_report_json(buf, &input, &options, err);
    }
    return hsy_fail(err, HSY_USAGE, NULL, 0, 0, "no such form: %d", (int)form);
}

hearsay_status hearsay_corpus_write(hearsay_corpus *corpus, hearsay_form form, hearsay_text *ret,
                                    char *why)
{
    hsy_error err = {0};
    hsy_buf buf;

    hsy_buf_init(&buf, 0);
    if (close_once(corpus, &err) || write_form(&corpus->corpus, form, &buf, &err)) {
        hsy_buf_clear(&buf);
        return outcome(&err, why);
    }
    return hand_over(&buf, ret, why);
}
