/* build.c - see build.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/build.h"

#include "base/eight.h"
#include "base/utf8.h"

#include <stdlib.h>

void hsy_build_init(hsy_build *build, hsy_arena *arena, const hsy_decoded *decoded,
                    hsy_article *article)
{
    *build = (hsy_build){.arena = arena, .decoded = decoded, .article = article};
    build->writer.arena = arena;
}

static uint32_t written(const hsy_build *build)
{
    return build->writer.bytes.count;
}

static void fail(hsy_build *build)
{
    build->writer.failed = true;
}

void hsy_build_open(hsy_build *build)
{
    build->open = true;
    build->from = written(build);
}

/* The empty line between paragraphs is ours: no source, so it never widens what a
 * span that ends at it leads back to. */
static void separate(hsy_build *build)
{
    if (written(build) == build->from && build->from > 0) {
        hsy_text_add(&build->writer, HSY_STR("\n\n"), HSY_NONE, HSY_NONE);
        build->from = written(build);
    }
}

/* Signs without width: soft hyphen, zero-width blanks, control characters. They
 * are left out without parting the word they stand in. */
static bool is_ghost(uint32_t code)
{
    return code == 0xAD || code == 0x200B || code == 0x2060 || code == 0xFEFF || code == 0x7F ||
           (code < 0x20 && (code < '\t' || code > '\r'));
}

enum sort { WORD, BLANK, GHOST };

static enum sort sort_of(uint32_t code)
{
    if (code > 0x20 && code < 0x7F)
        return WORD;
    if (is_ghost(code))
        return GHOST;
    return hsy_utf8_is_space(code) ? BLANK : WORD;
}

static bool is_plain(char c)
{
    return c > 0x20 && c < 0x7F;
}

static bool all_plain(uint64_t eight)
{
    return hsy_eight_is_text(eight) && !hsy_eight_has_zero(eight ^ HSY_EACH(0x7F));
}

/* The end of the words in ASCII with one blank between each that begin at `at`: most
 * of a page is that, and needs no folding. */
static size_t plain_words(hsy_str s, size_t at)
{
    /* A blank at the end of eight waits for what follows it. */
    while (s.len - at >= 8 && all_plain(hsy_eight_at(s.ptr + at)))
        at += 8 - (s.ptr[at + 7] == ' ');
    while (at < s.len && (is_plain(s.ptr[at]) ||
                          (s.ptr[at] == ' ' && at + 1 < s.len && is_plain(s.ptr[at + 1]))))
        at++;
    return at;
}

/* The end of the stretch of one sort that begins at `at`; single blanks between words
 * belong to the words. */
static size_t stretch(hsy_str s, size_t at, enum sort *ret_sort)
{
    uint32_t len;

    *ret_sort = sort_of(hsy_utf8_at(s, at, &len));
    do {
        at += len;
        if (*ret_sort == WORD)
            at = plain_words(s, at);
    } while (at < s.len && sort_of(hsy_utf8_at(s, at, &len)) == *ret_sort);
    return at;
}

static bool ends_blank(const hsy_build *build)
{
    return written(build) > build->from && build->writer.bytes.data[written(build) - 1] == ' ';
}

static void drop_last_blank(hsy_build *build)
{
    while (ends_blank(build)) {
        build->writer.bytes.count--;
        hsy_run *last = &build->writer.runs.data[build->writer.runs.count - 1];
        if (last->at == written(build))
            build->writer.runs.count--;
        else if (last->to - last->from == written(build) + 1 - last->at)
            last->to--;
    }
}

/* Source of clean[at, end), within a piece made from [from, to). */
static hsy_span part(hsy_str clean, uint32_t from, uint32_t to, size_t at, size_t end)
{
    if (from == HSY_NONE || to - from != clean.len)
        return (hsy_span){from, to - from};
    return (hsy_span){from + (uint32_t)at, (uint32_t)(end - at)};
}

void hsy_build_piece(hsy_build *build, hsy_str clean, uint32_t from, uint32_t to)
{
    for (size_t at = 0, end; at < clean.len; at = end) {
        enum sort sort;
        end = stretch(clean, at, &sort);
        hsy_span source = part(clean, from, to, at, end);
        if (sort == WORD) {
            separate(build);
            hsy_text_add(&build->writer, hsy_str_sub(clean, at, end), source.off,
                         hsy_span_end(source));
        } else if (sort == BLANK && written(build) > build->from && !ends_blank(build)) {
            hsy_text_add(&build->writer, HSY_STR(" "), source.off, hsy_span_end(source));
        }
    }
}

void hsy_build_text(hsy_build *build, const hsy_text *text)
{
    for (uint32_t i = 0; i < text->nruns; i++) {
        const hsy_run *run = &text->runs[i];
        uint32_t end = i + 1 < text->nruns ? text->runs[i + 1].at : text->len;
        hsy_build_piece(build, hsy_str_sub(hsy_text_str(text), run->at, end), run->from,
                        run->to);
    }
}

void hsy_build_close(hsy_build *build, bool heading)
{
    drop_last_blank(build);
    build->open = false;
    if (written(build) == build->from)
        return;
    hsy_paragraph *paragraph = hsy_vec_push(build->arena, &build->paragraphs);
    if (!paragraph)
        fail(build);
    else
        *paragraph = (hsy_paragraph){hsy_span_of(build->from, written(build)), heading};
}

bool hsy_build_fits(hsy_build *build, size_t len)
{
    bool fits = len <= HSY_TEXT_MOST && written(build) <= HSY_TEXT_MOST - len;

    build->full |= !fits;
    return fits;
}

void hsy_build_title(hsy_build *build)
{
    if (build->paragraphs.count == 0)
        return;
    build->article->title_len = build->paragraphs.data[0].span.len;
    build->paragraphs.count = 0;
}

void hsy_build_remove(hsy_build *build, hsy_span at, hsy_removed_as as)
{
    if (at.len == 0 || at.off == HSY_NONE)
        return;
    hsy_removed *removed = hsy_vec_push(build->arena, &build->removed);
    if (!removed)
        fail(build);
    else
        *removed = (hsy_removed){at, as};
}

void hsy_build_byline(hsy_build *build, hsy_str name, hsy_span at)
{
    if (name.len == 0 || build->bylines.count >= 32)
        return;
    for (uint32_t i = 0; i < build->bylines.count; i++)
        if (hsy_str_eq(build->bylines.data[i].name, name))
            return;
    hsy_byline *byline = hsy_vec_push(build->arena, &build->bylines);
    if (!byline)
        fail(build);
    else
        *byline = (hsy_byline){name, hsy_decoded_source(build->decoded, at)};
}

static int by_place(const void *a, const void *b)
{
    const hsy_removed *x = a, *y = b;

    if (x->at.off != y->at.off)
        return x->at.off < y->at.off ? -1 : 1;
    if (x->at.len != y->at.len)
        return x->at.len > y->at.len ? -1 : 1;
    return (int)x->as - (int)y->as;
}

static bool only_blanks(hsy_str s)
{
    return hsy_str_trim(s).len == 0;
}

/* In order of place, overlaps taken away, neighbours of one class joined. */
static void finish_removed(hsy_build *build)
{
    hsy_removed *list = build->removed.data;
    uint32_t n = 0;

    if (build->removed.count)
        qsort(list, build->removed.count, sizeof *list, by_place);
    for (uint32_t i = 0; i < build->removed.count; i++) {
        hsy_removed next = list[i];
        uint32_t end = hsy_span_end(next.at), last = n ? hsy_span_end(list[n - 1].at) : 0;
        if (n && end <= last)
            continue;
        if (n && next.at.off < last)
            next.at = hsy_span_of(last, end);
        if (n && list[n - 1].as == next.as &&
            only_blanks(hsy_str_sub(build->decoded->text, last, next.at.off)))
            list[n - 1].at = hsy_span_of(list[n - 1].at.off, end);
        else
            list[n++] = next;
    }
    for (uint32_t i = 0; i < n; i++)
        list[i].at = hsy_decoded_source(build->decoded, list[i].at);
    build->article->removed = list;
    build->article->nremoved = n;
}

hsy_status hsy_build_done(hsy_build *build, hsy_error *err)
{
    hsy_article *article = build->article;

    if (hsy_text_done(&build->writer, &article->text))
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    article->paragraphs = build->paragraphs.data;
    article->nparagraphs = build->paragraphs.count;
    article->body =
        build->paragraphs.count && article->title_len ? build->paragraphs.data[0].span.off : 0;
    if (article->title_len && build->paragraphs.count == 0)
        article->body = article->text.len;
    article->bylines = build->bylines.data;
    article->nbylines = build->bylines.count;
    article->others = build->others.data;
    article->nothers = build->others.count;
    finish_removed(build);
    return hsy_decoded_remap(build->arena, build->decoded, &article->text, err);
}
