/* decoded.c - see charset.h: writing the UTF-8 form of a page, and the way back.
 *
 * Room for the longest form there can be is taken at once (a byte becomes three at
 * most) and costs nothing before it is written to, so that nothing is copied.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/charset.h"

#include <string.h>

#define STEP HSY_DECODED_STEP

bool hsy_decoding_begin(hsy_decoding *d, hsy_arena *arena, hsy_str bytes, uint32_t skip,
                        hsy_decoded *ret)
{
    size_t room = 3 * bytes.len < HSY_DECODED_MOST ? 3 * bytes.len : HSY_DECODED_MOST;

    *d = (hsy_decoding){.bytes = bytes, .at = skip, .ret = ret, .room = room};
    d->text = hsy_arena_raw(arena, room);
    d->took = hsy_arena_raw(arena, room);
    d->marks = hsy_arena_raw(arena, (room / STEP + 1) * sizeof *d->marks);
    return d->text && d->took && d->marks;
}

/* Before a character of `len` bytes: the marks that it is the first to reach. */
static void mark(hsy_decoding *d)
{
    while ((size_t)d->nmarks * STEP <= d->len)
        d->marks[d->nmarks++] = d->at;
}

void hsy_decoding_add(hsy_decoding *d, const char *utf8, size_t len, uint32_t took)
{
    if (d->full || len == 0 || len > d->room - d->len) {
        d->full |= len > 0;
        return;
    }
    mark(d);
    memcpy(d->text + d->len, utf8, len);
    memset(d->took + d->len, 0, len);
    d->took[d->len] = (uint8_t)took;
    d->len += len;
    d->at += took;
}

static bool is_lead(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

static void copy_ascii(hsy_decoding *d, const char *from, size_t len)
{
    if (len > d->room - d->len) {
        d->full = true;
        return;
    }
    mark(d);
    for (; (size_t)d->nmarks * STEP < d->len + len; d->nmarks++)
        d->marks[d->nmarks] = d->at + (uint32_t)((size_t)d->nmarks * STEP - d->len);
    memcpy(d->text + d->len, from, len);
    memset(d->took + d->len, 1, len);
    d->len += len;
    d->at += (uint32_t)len;
}

void hsy_decoding_copy(hsy_decoding *d, size_t len)
{
    const char *from = d->bytes.ptr + d->at;

    for (size_t i = 0, size; i < len && !d->full; i += size) {
        for (size = 0; i + size < len && (unsigned char)from[i + size] < 0x80;)
            size++;
        if (size) {
            copy_ascii(d, from + i, size);
            continue;
        }
        for (size = 1; i + size < len && !is_lead(from[i + size]);)
            size++;
        hsy_decoding_add(d, from + i, size, (uint32_t)size);
    }
}

void hsy_decoding_mend(hsy_decoding *d, uint32_t took)
{
    if (d->ret->nmended++ == 0)
        d->ret->first_mended = d->at;
    hsy_decoding_add(d, "\xef\xbf\xbd", 3, took);
}

void hsy_decoding_end(hsy_decoding *d)
{
    mark(d);
    d->ret->text = (hsy_str){d->text, d->len};
    d->ret->took = d->took;
    d->ret->marks = d->marks;
}

/* The first byte of what was made together with the byte at `at`: of a character, or of
 * the few that one sequence stands for. */
static size_t character_at(const hsy_decoded *decoded, size_t at)
{
    while (at > 0 && at < decoded->text.len && decoded->took[at] == 0)
        at--;
    return at;
}

/* Where the character that begins at `at` was received. */
static uint32_t place_of(const hsy_decoded *decoded, size_t at)
{
    size_t from = at / STEP * STEP;
    uint32_t place = decoded->marks[at / STEP];

    for (; from < at; from++)
        place += decoded->took[from];
    return place;
}

hsy_span hsy_decoded_source(const hsy_decoded *decoded, hsy_span span)
{
    if (decoded->same || span.off == HSY_NONE)
        return span;
    uint32_t from = place_of(decoded, character_at(decoded, span.off));
    if (span.len == 0)
        return (hsy_span){from, 0};
    size_t last = character_at(decoded, hsy_span_end(span) - 1);
    return hsy_span_of(from, place_of(decoded, last) + decoded->took[last]);
}

/* A verbatim run, character by character; neighbours of one byte are joined. */
static void add_cut(hsy_text_writer *writer, const hsy_decoded *decoded, hsy_str clean,
                    uint32_t from)
{
    uint32_t place = hsy_decoded_source(decoded, (hsy_span){from, 0}).off;
    const uint8_t *took = decoded->took + from;

    for (size_t at = 0, end; at < clean.len; at = end) {
        uint32_t source = took[at];
        for (end = at + 1; end < clean.len && took[at] == 1 && took[end] == 1;)
            end++;
        if (end > at + 1)
            source = (uint32_t)(--end - at); /* the last can be longer than its byte */
        else
            while (end < clean.len && took[end] == 0)
                end++;
        hsy_text_add(writer, hsy_str_sub(clean, at, end), place, place + source);
        place += source;
    }
}

hsy_status hsy_decoded_remap(hsy_arena *arena, const hsy_decoded *decoded, hsy_text *text,
                             hsy_error *err)
{
    hsy_text_writer writer = {.arena = arena};

    if (decoded->same || text->nruns == 0)
        return HSY_OK;
    for (uint32_t i = 0; i < text->nruns; i++) {
        hsy_run run = text->runs[i];
        uint32_t end = i + 1 < text->nruns ? text->runs[i + 1].at : text->len;
        hsy_str clean = hsy_str_sub(hsy_text_str(text), run.at, end);
        if (run.from == HSY_NONE) {
            hsy_text_add(&writer, clean, HSY_NONE, HSY_NONE);
        } else if (run.to - run.from == clean.len) {
            add_cut(&writer, decoded, clean, run.from);
        } else {
            hsy_span source = hsy_decoded_source(decoded, hsy_span_of(run.from, run.to));
            hsy_text_add(&writer, clean, source.off, hsy_span_end(source));
        }
    }
    return hsy_text_done(&writer, text)
               ? hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory")
               : HSY_OK;
}
