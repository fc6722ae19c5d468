/*
 * text.h - clean text in which every byte knows where it came from.
 *
 * Extraction drops tags, decodes entities and folds white space, so clean text
 * is not a substring of the page. A reader who doubts a fact must still be led
 * to the bytes that were published. An hsy_text therefore carries its runs: the
 * clean bytes from run[i].at up to run[i+1].at were made from the source bytes
 * [from, to). Where both sides have the same length the run is verbatim and is
 * mapped byte by byte; otherwise ("&amp;" -> "&") it is mapped as a whole. A run
 * with from == HSY_NONE has no source (a title given beside the text).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_BASE_TEXT_H
#define HSY_BASE_TEXT_H

#include "str.h"

typedef struct hsy_run {
    uint32_t at;       /* first clean byte */
    uint32_t from, to; /* source bytes it was made from */
} hsy_run;

typedef struct hsy_text {
    const char *bytes; /* UTF-8, not NUL-terminated; owned by an arena */
    uint32_t len;
    uint32_t nruns;
    const hsy_run *runs; /* sorted by .at; runs[0].at == 0 when len > 0 */
} hsy_text;

static inline hsy_str hsy_text_str(const hsy_text *text)
{
    return (hsy_str){text->bytes, text->len};
}

/* The published bytes behind `span`: two binary searches. An empty span gives an
 * empty source range at the same place. {HSY_NONE, 0} when there are none. */
hsy_span hsy_text_source(const hsy_text *text, hsy_span span);

/* The clean bytes made from the source byte `source`, or {HSY_NONE, 0}. Runs are
 * searched in order, because pieces of a page can stand in another order. */
hsy_span hsy_text_at_source(const hsy_text *text, uint32_t source);

/* Writes a text piece by piece; neighbouring verbatim runs are joined. */
typedef struct hsy_text_writer {
    hsy_arena *arena;
    HSY_VEC(char) bytes;
    HSY_VEC(hsy_run) runs;
    bool failed; /* out of memory; later calls do nothing */
} hsy_text_writer;

/* Append `clean`, made from source [from, to). */
void hsy_text_add(hsy_text_writer *writer, hsy_str clean, uint32_t from, uint32_t to);

/* HSY_NOMEM when any call failed. The text lives in the writer's arena. */
int hsy_text_done(hsy_text_writer *writer, hsy_text *ret);

#endif
