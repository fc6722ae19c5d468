/* text.c - see text.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "text.h"

#include "error.h"

#include <assert.h>
#include <string.h>

/* The last run that starts at or before clean byte `at`. */
static uint32_t run_at(const hsy_text *text, uint32_t at)
{
    uint32_t lo = 0, hi = text->nruns;

    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (text->runs[mid].at <= at)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

static uint32_t run_len(const hsy_text *text, uint32_t i)
{
    return (i + 1 < text->nruns ? text->runs[i + 1].at : text->len) - text->runs[i].at;
}

static bool has_source(const hsy_run *run)
{
    return run->from != HSY_NONE;
}

static bool is_verbatim(const hsy_text *text, uint32_t i)
{
    return run_len(text, i) == text->runs[i].to - text->runs[i].from;
}

hsy_span hsy_text_source(const hsy_text *text, hsy_span span)
{
    const hsy_span none = {HSY_NONE, 0};

    if (text->nruns == 0)
        return none;
    assert(span.off <= text->len && span.len <= text->len - span.off);

    uint32_t first = run_at(text, span.off);
    const hsy_run *run = &text->runs[first];
    if (!has_source(run))
        return none;
    uint32_t from = run->from;
    if (is_verbatim(text, first))
        from += span.off - run->at;
    if (span.len == 0)
        return (hsy_span){from, 0};

    /* The end is found through the last byte inside the span, not the one after
     * it: the byte after may lie in a run that was cut out of the page. */
    uint32_t last_at = span.off + span.len - 1;
    uint32_t last = run_at(text, last_at);
    run = &text->runs[last];
    if (!has_source(run))
        return none;
    uint32_t to = run->to;
    if (is_verbatim(text, last))
        to = run->from + (last_at - run->at) + 1;
    return to >= from ? hsy_span_of(from, to) : none;
}

hsy_span hsy_text_at_source(const hsy_text *text, uint32_t source)
{
    for (uint32_t i = 0; i < text->nruns; i++) {
        const hsy_run *run = &text->runs[i];
        if (!has_source(run) || source < run->from || source >= run->to)
            continue;
        if (is_verbatim(text, i))
            return (hsy_span){run->at + (source - run->from), 1};
        return (hsy_span){run->at, run_len(text, i)};
    }
    return (hsy_span){HSY_NONE, 0};
}

static bool add_bytes(hsy_text_writer *writer, hsy_str clean)
{
    size_t need = writer->bytes.count + clean.len;

    if (need > UINT32_MAX / 2)
        return false;
    if (need > writer->bytes.room) {
        uint32_t room = writer->bytes.room ? writer->bytes.room : 4096;
        while (room < need)
            room *= 2;
        char *bigger = hsy_arena_raw(writer->arena, room);
        if (!bigger)
            return false;
        if (writer->bytes.count)
            memcpy(bigger, writer->bytes.data, writer->bytes.count);
        writer->bytes.data = bigger;
        writer->bytes.room = room;
    }
    memcpy(writer->bytes.data + writer->bytes.count, clean.ptr, clean.len);
    writer->bytes.count += (uint32_t)clean.len;
    return true;
}

/* Can [from, to) simply lengthen the last run? Both must be verbatim. */
static bool continues(const hsy_text_writer *writer, hsy_str clean, uint32_t from, uint32_t to)
{
    if (writer->runs.count == 0)
        return false;
    const hsy_run *last = &writer->runs.data[writer->runs.count - 1];
    if (from == HSY_NONE || last->from == HSY_NONE)
        return from == last->from;
    return last->to == from && to - from == clean.len &&
           last->to - last->from == writer->bytes.count - last->at;
}

void hsy_text_add(hsy_text_writer *writer, hsy_str clean, uint32_t from, uint32_t to)
{
    if (writer->failed || clean.len == 0)
        return;
    if (continues(writer, clean, from, to)) {
        writer->runs.data[writer->runs.count - 1].to = to;
    } else {
        hsy_run *run = hsy_vec_push(writer->arena, &writer->runs);
        if (!run) {
            writer->failed = true;
            return;
        }
        *run = (hsy_run){writer->bytes.count, from, to};
    }
    if (!add_bytes(writer, clean))
        writer->failed = true;
}

int hsy_text_done(hsy_text_writer *writer, hsy_text *ret)
{
    if (writer->failed)
        return HSY_NOMEM;
    *ret = (hsy_text){writer->bytes.data, writer->bytes.count, writer->runs.count,
                      writer->runs.data};
    return HSY_OK;
}
