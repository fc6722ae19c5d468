/* plain.c - see plain.h: from decided lines to an article.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/plain.h"

#include "base/utf8.h"
#include "page/byline.h"
#include "page/date.h"
#include "page/publisher.h"
#include "page/wire.h"

static hsy_str line_str(const hsy_lines *lines, const hsy_line *line)
{
    return hsy_span_str(lines->page, line->at);
}

static void put_paragraph(const hsy_lines *lines, hsy_build *build, hsy_span at, bool heading)
{
    hsy_build_open(build);
    hsy_build_piece(build, hsy_span_str(lines->page, at), at.off, hsy_span_end(at));
    hsy_build_close(build, heading);
}

static void put_title(const hsy_lines *lines, hsy_build *build)
{
    for (uint32_t i = 0; i < lines->list.count; i++) {
        const hsy_line *line = &lines->list.data[i];
        if (line->role != HSY_ROLE_TITLE)
            continue;
        hsy_span at = hsy_title_line(build->arena, lines, i);
        put_paragraph(lines, build, at, true);
        hsy_build_title(build);
        hsy_build_remove(build, hsy_span_of(line->at.off, at.off), HSY_AS_OTHER);
        hsy_build_remove(build, hsy_span_of(hsy_span_end(at), hsy_span_end(line->at)),
                         HSY_AS_OTHER);
        return;
    }
}

static void put_body_line(const hsy_lines *lines, hsy_build *build, const hsy_line *line)
{
    uint32_t skip = (uint32_t)hsy_bullet_len(line_str(lines, line));
    hsy_span at = hsy_span_of(line->at.off + skip, hsy_span_end(line->at));

    if (hsy_build_fits(build, at.len))
        put_paragraph(lines, build, at, line->role == HSY_ROLE_HEADING);
    else
        hsy_build_remove(build, at, HSY_AS_OTHER);
}

static void put_lines(const hsy_lines *lines, hsy_build *build)
{
    for (uint32_t i = 0; i < lines->list.count; i++) {
        const hsy_line *line = &lines->list.data[i];
        if (line->role == HSY_ROLE_BODY || line->role == HSY_ROLE_HEADING)
            put_body_line(lines, build, line);
        else if (line->role != HSY_ROLE_TITLE)
            hsy_build_remove(build, line->at,
                             line->role == HSY_ROLE_REMOVED ? line->as : HSY_AS_OTHER);
    }
}

/* The lines between title and body, where bylines and datelines stand: [from, to). */
static void find_head(const hsy_lines *lines, uint32_t *ret_from, uint32_t *ret_to)
{
    uint32_t n = lines->list.count, title = HSY_NONE, body = n;

    for (uint32_t i = 0; i < n && body == n; i++) {
        if (lines->list.data[i].role == HSY_ROLE_TITLE)
            title = i;
        if (lines->list.data[i].role == HSY_ROLE_BODY)
            body = i;
    }
    /* With no title what stands right above the body must do; the day at the top of
     * a page is often the day it was fetched. */
    *ret_from = title != HSY_NONE ? title + 1 : body > 3 ? body - 3 : 0;
    *ret_to = body + 2 < n ? body + 2 : n;
}

static void read_date(const hsy_page_tables *tables, hsy_build *build, hsy_str text)
{
    hsy_date date;

    if (!hsy_date_find(tables, build->arena, text, HSY_ORDER_OPEN, false, &date, NULL))
        return;
    date.basis = HSY_BASIS_TEXT;
    if (!build->article->published.value.ptr) {
        build->article->published = date;
        return;
    }
    hsy_date *other = hsy_date_agrees(&date, &build->article->published)
                          ? NULL
                          : hsy_vec_push(build->arena, &build->others);
    if (other)
        *other = date;
}

static void read_head(const hsy_page_tables *tables, const hsy_lines *lines, hsy_build *build)
{
    uint32_t from, to;

    find_head(lines, &from, &to);
    for (uint32_t i = from; i < to; i++) {
        const hsy_line *line = &lines->list.data[i];
        hsy_str text = line_str(lines, line);
        if (line->role == HSY_ROLE_BYLINE) {
            if (!hsy_byline_add(tables, build, text, line->at.off))
                hsy_wire_credit(tables, build, text, line->at);
        } else if (line->role != HSY_ROLE_BODY && text.len < 60 &&
                   !(line->role == HSY_ROLE_REMOVED && line->as == HSY_AS_CAPTION)) {
            hsy_wire_credit(tables, build, text, line->at);
        }
        if (line->role == HSY_ROLE_BYLINE || line->role == HSY_ROLE_DATE)
            read_date(tables, build, text);
    }
}

static void read_publisher(const hsy_page_tables *tables, const hsy_lines *lines,
                           hsy_build *build)
{
    for (uint32_t i = 0; i < lines->list.count; i++) {
        const hsy_line *line = &lines->list.data[i];
        if (line->role != HSY_ROLE_REMOVED)
            continue;
        if (line->as == HSY_AS_FOOTER)
            hsy_publisher_of_copyright(tables, build, line_str(lines, line));
        else if (line->as == HSY_AS_SHARE)
            hsy_publisher_of_handle(tables, build, line_str(lines, line));
    }
}

/* A masthead that is the name in the domain: "Coast Courier" of coastcourier.example. */
static void read_masthead(const hsy_page_tables *tables, const hsy_lines *lines,
                          hsy_build *build)
{
    for (uint32_t i = 0; i < lines->list.count; i++) {
        const hsy_line *line = &lines->list.data[i];
        if (line->look.words <= 5 && line->role != HSY_ROLE_BODY)
            hsy_publisher_of_masthead(tables, build, line_str(lines, line));
    }
}

hsy_status hsy_plain_read(const hsy_page_tables *tables, hsy_build *build, hsy_error *err)
{
    hsy_lines lines;
    hsy_weighed weighed;
    hsy_status status =
        hsy_lines_split(tables, build->arena, build->decoded->text, &lines, err);

    if (status)
        return status;
    hsy_lines_decide(&lines);
    hsy_lines_weigh(tables, build->arena, &lines, &weighed);
    put_title(&lines, build);
    put_lines(&lines, build);
    if (lines.end < lines.page.len) {
        hsy_build_remove(build, hsy_span_of(lines.end, (uint32_t)lines.page.len), HSY_AS_OTHER);
        build->full = true;
    }
    read_head(tables, &lines, build);
    read_publisher(tables, &lines, build);
    read_masthead(tables, &lines, build);
    return HSY_OK;
}

/* --- rows ------------------------------------------------------------------ */

#define WRAP_LINES  4   /* lines that go on before a text counts as wrapped */
#define WRAP_SHORT  40  /* bytes of a line that a wrapped paragraph can go on from */
#define WRAP_LONG   100 /* no line of a wrapped text is longer */

static hsy_str row_line(hsy_str text, size_t at, size_t *ret_next)
{
    size_t end = hsy_str_find(text, HSY_STR("\n"), at);

    end = end == SIZE_MAX ? text.len : end;
    *ret_next = end + 1;
    return hsy_str_trim(hsy_str_sub(text, at, end));
}

static bool ends_sentence(hsy_str line)
{
    const char last = line.ptr[line.len - 1];

    return last == '.' || last == '!' || last == '?' || last == '"' || last == ':';
}

/* Wires of old and mail are wrapped at some seventy columns: no line is long, and of the
 * lines that another follows most are nearly full and end within a sentence. */
static bool is_wrapped(hsy_str text)
{
    uint32_t inner = 0, open = 0;
    hsy_str before = {NULL, 0};

    for (size_t at = 0, next; at < text.len; at = next) {
        const hsy_str line = row_line(text, at, &next);
        if (line.len > WRAP_LONG)
            return false;
        if (line.len && before.len) {
            inner++;
            open += before.len >= WRAP_SHORT && !ends_sentence(before);
        }
        before = line;
    }
    return inner >= WRAP_LINES && open * 4 >= inner * 3;
}

static void row_paragraph(hsy_build *build, hsy_str text, uint32_t body, hsy_str first,
                          hsy_str last)
{
    hsy_paragraph *p = first.len ? hsy_vec_push(build->arena, &build->paragraphs) : NULL;

    if (p)
        p->span = (hsy_span){body + (uint32_t)(first.ptr - text.ptr),
                             (uint32_t)(last.ptr + last.len - first.ptr)};
    else if (first.len)
        build->writer.failed = true;
}

/* The text stands as it is; its paragraphs are its lines, or, when it is wrapped, what
 * empty lines part. */
static void row_paragraphs(hsy_build *build, hsy_str text, uint32_t body)
{
    const bool wrapped = is_wrapped(text);
    hsy_str first = {NULL, 0}, last = {NULL, 0};

    for (size_t at = 0, next; at < text.len; at = next) {
        const hsy_str line = row_line(text, at, &next);
        if (!wrapped || !line.len) {
            row_paragraph(build, text, body, first, last);
            first = (hsy_str){NULL, 0};
        }
        if (line.len && !first.len)
            first = line;
        last = line.len ? line : last;
    }
    row_paragraph(build, text, body, first, last);
}

hsy_status hsy_ready_read(hsy_build *build, const hsy_source *source, hsy_error *err)
{
    hsy_str text = build->decoded->text;

    if (hsy_str_trim(source->given_title).len) {
        hsy_build_open(build);
        hsy_build_piece(build, source->given_title, HSY_NONE, HSY_NONE);
        hsy_build_close(build, true);
        hsy_build_title(build);
        if (build->article->title_len)
            hsy_text_add(&build->writer, HSY_STR("\n\n"), HSY_NONE, HSY_NONE);
    }
    uint32_t body = build->writer.bytes.count;
    hsy_text_add(&build->writer, text, 0, (uint32_t)text.len);
    row_paragraphs(build, text, body);
    build->article->body = body;
    return build->writer.failed ? hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory")
                                : HSY_OK;
}
