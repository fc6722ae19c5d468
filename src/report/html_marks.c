/*
 * html_marks.c - the text of an article with its facts marked.
 *
 * Facts overlap: a time inside a quotation, a figure across the end of an event. HTML
 * elements nest, so the text is cut at every beginning and end, and each piece carries
 * the kinds of all facts it belongs to; side by side the pieces look like spans that
 * cross. A piece is named after the shortest fact it lies in.
 *
 * The facts are gone through once, in order of place: the work is linear in the text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/html.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum kind { QUANTITY, EVENT, NOT_EVENT, TIME, PLACE, QUOTE, NKINDS };

#define DEPTH 24u /* facts at one place; what lies deeper is not marked */

struct mark {
    hsy_span span;
    enum kind kind;
    uint32_t fact;
};

struct hsy_html_marks {
    const hsy_account_source *source;
    struct mark *marks; /* by place, longer first */
    uint32_t count, next;
    struct mark open[DEPTH];
    uint32_t nopen;
};

static int compare(const void *left, const void *right)
{
    const struct mark *a = left, *b = right;

    if (a->span.off != b->span.off)
        return a->span.off < b->span.off ? -1 : 1;
    if (a->span.len != b->span.len)
        return a->span.len > b->span.len ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return a->fact < b->fact ? -1 : a->fact > b->fact;
}

static void add(hsy_html_marks *to, hsy_span span, enum kind kind, uint32_t fact)
{
    if (span.off != HSY_NONE && span.len)
        to->marks[to->count++] = (struct mark){span, kind, fact};
}

hsy_html_marks *hsy_html_marks_make(hsy_arena *arena, const hsy_account_source *source)
{
    const hsy_reading *r = source->reading;
    size_t room = (size_t)r->nquantities + r->nevents + r->ntimes + r->nplaces + r->nquotes;
    hsy_html_marks *marks = hsy_new(arena, hsy_html_marks);

    if (!marks)
        return NULL;
    marks->source = source;
    marks->marks = hsy_new_array(arena, room, struct mark);
    if (!marks->marks)
        return NULL;
    for (uint32_t i = 0; i < r->nquantities; i++)
        add(marks, r->quantities[i].figure.len ? r->quantities[i].figure : r->quantities[i].span,
            QUANTITY, i);
    for (uint32_t i = 0; i < r->nevents; i++)
        add(marks, r->events[i].trigger,
            r->events[i].modality == HSY_MODALITY_ACTUAL && !r->events[i].negative ? EVENT
                                                                                   : NOT_EVENT, i);
    for (uint32_t i = 0; i < r->ntimes; i++)
        add(marks, r->times[i].span, TIME, i);
    for (uint32_t i = 0; i < r->nplaces; i++)
        add(marks, r->places[i].span, PLACE, i);
    for (uint32_t i = 0; i < r->nquotes; i++)
        add(marks, r->quotes[i].span, QUOTE, i);
    if (marks->count)
        qsort(marks->marks, marks->count, sizeof *marks->marks, compare);
    return marks;
}

/* -- what a fact is called --------------------------------------------------------- */

static void put_degrees(hsy_buf *out, int32_t value, char plus, char minus)
{
    int32_t size = value < 0 ? -value : value;

    hsy_buf_printf(out, " %" PRId32 ".%02" PRId32 "°%c", size / 100000, size / 1000 % 100,
                   value < 0 ? minus : plus);
}

static void put_quantity(hsy_buf *out, const hsy_quantity *quantity)
{
    hsy_buf_puts(out, hsy_what_name(quantity->what));
    if (quantity->who.len)
        hsy_buf_printf(out, ", %.*s", HSY_STR_ARG(quantity->who));
    hsy_buf_puts(out, ": ");
    hsy_words_value(out, quantity->low, quantity->high);
    if (quantity->unit.len)
        hsy_buf_printf(out, " %.*s", HSY_STR_ARG(quantity->unit));
    if (quantity->scope != HSY_SCOPE_EVENT)
        hsy_buf_printf(out, " (%s)", hsy_scope_name(quantity->scope));
    if (quantity->retracted)
        hsy_buf_puts(out, ", taken back");
}

static void put_event(hsy_buf *out, const hsy_event *event)
{
    hsy_buf_puts(out, hsy_event_type_name(event->type));
    if (event->mode.len)
        hsy_buf_printf(out, " %.*s", HSY_STR_ARG(event->mode));
    if (event->modality != HSY_MODALITY_ACTUAL)
        hsy_buf_printf(out, ", %s", hsy_modality_name(event->modality));
    if (event->negative)
        hsy_buf_puts(out, ", not so");
}

static void put_place(hsy_buf *out, const hsy_place *place)
{
    hsy_buf_add(out, place->name);
    if (place->country[0])
        hsy_buf_printf(out, ", %s", place->country);
    if (!place->has_point)
        return;
    hsy_buf_puts(out, ",");
    put_degrees(out, place->lat, 'N', 'S');
    put_degrees(out, place->lon, 'E', 'W');
}

static void put_name(const hsy_html_marks *marks, hsy_buf *out, const struct mark *mark)
{
    const hsy_reading *r = marks->source->reading;
    hsy_buf name;

    hsy_buf_init(&name, 0);
    switch (mark->kind) {
    case QUANTITY: put_quantity(&name, &r->quantities[mark->fact]); break;
    case EVENT:
    case NOT_EVENT: put_event(&name, &r->events[mark->fact]); break;
    case TIME: hsy_buf_add(&name, r->times[mark->fact].value); break;
    case PLACE: put_place(&name, &r->places[mark->fact]); break;
    case QUOTE:
        if (r->quotes[mark->fact].speaker < r->nentities)
            hsy_buf_add(&name, r->entities[r->quotes[mark->fact].speaker].name);
        break;
    case NKINDS: break;
    }
    hsy_html_attr(out, hsy_buf_str(&name));
    out->failed |= name.failed;
    hsy_buf_clear(&name);
}

/* -- pieces ------------------------------------------------------------------------- */

static void close_before(hsy_html_marks *marks, uint32_t at)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < marks->nopen; i++)
        if (hsy_span_end(marks->open[i].span) > at)
            marks->open[kept++] = marks->open[i];
    marks->nopen = kept;
}

static void open_until(hsy_html_marks *marks, uint32_t at)
{
    for (; marks->next < marks->count && marks->marks[marks->next].span.off <= at;
         marks->next++) {
        const struct mark *mark = &marks->marks[marks->next];
        if (hsy_span_end(mark->span) > at && marks->nopen < DEPTH)
            marks->open[marks->nopen++] = *mark;
    }
}

static void put_piece(const hsy_html_marks *marks, hsy_buf *out, hsy_span span)
{
    static const char letters[] = "qentps";
    hsy_str text = hsy_article_str(marks->source->article, span);
    const struct mark *shortest = NULL;
    bool kinds[NKINDS] = {0};
    const char *blank = "";

    for (uint32_t i = 0; i < marks->nopen; i++) {
        kinds[marks->open[i].kind] = true;
        if (!shortest || marks->open[i].span.len < shortest->span.len)
            shortest = &marks->open[i];
    }
    if (!shortest) {
        hsy_html_text(out, text);
        return;
    }
    hsy_buf_puts(out, "<mark class=\"");
    for (int kind = 0; kind < NKINDS; kind++)
        if (kinds[kind]) {
            hsy_buf_printf(out, "%s%c", blank, letters[kind]);
            blank = " ";
        }
    if (shortest->kind != QUOTE) {
        hsy_buf_puts(out, "\" title=\"");
        put_name(marks, out, shortest);
    }
    hsy_buf_puts(out, "\">");
    hsy_html_text(out, text);
    hsy_buf_puts(out, "</mark>");
}

void hsy_html_marks_put(hsy_html_marks *marks, hsy_buf *out, hsy_span span)
{
    uint32_t end = hsy_span_end(span);

    for (uint32_t at = span.off; at < end;) {
        close_before(marks, at);
        open_until(marks, at);
        uint32_t until = end;
        for (uint32_t i = 0; i < marks->nopen; i++)
            if (hsy_span_end(marks->open[i].span) < until)
                until = hsy_span_end(marks->open[i].span);
        if (marks->next < marks->count && marks->marks[marks->next].span.off < until)
            until = marks->marks[marks->next].span.off;
        put_piece(marks, out, hsy_span_of(at, until));
        at = until;
    }
}
