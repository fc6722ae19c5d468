/* lines.c - cutting a plain page into lines and looking at each.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"
#include "page/byline.h"
#include "page/date.h"
#include "page/plain.h"

#define LONGEST_KEY 300 /* bytes of a line by which repetition is known */

struct splitter {
    const hsy_page_tables *tables;
    hsy_arena *arena, scratch;
    hsy_map seen; /* folded line -> index of its first */
    hsy_lines *ret;
    bool nomem;
};

/* The line from `at` on, without its end; *ret_next is the start of the next one. */
static hsy_str line_at(hsy_str page, size_t at, size_t *ret_next)
{
    size_t end = at;

    while (end < page.len && page.ptr[end] != '\n' && page.ptr[end] != '\r' &&
           page.ptr[end] != '\f' && page.ptr[end] != '\v')
        end++;
    *ret_next = end + 1;
    if (end + 1 < page.len && page.ptr[end] == '\r' && page.ptr[end + 1] == '\n')
        *ret_next = end + 2;
    return hsy_str_sub(page, at, end);
}

static hsy_span without_blanks(hsy_str line)
{
    size_t from = 0, to = line.len;
    uint32_t len;

    while (from < to) {
        uint32_t code = hsy_utf8_at(line, from, &len);
        if (!hsy_utf8_is_space(code) && code >= 0x20)
            break;
        from += len;
    }
    while (to > from) {
        size_t last = hsy_utf8_before(line, to);
        uint32_t code = hsy_utf8_at(line, last, &len);
        if (!hsy_utf8_is_space(code) && code >= 0x20)
            break;
        to = last;
    }
    return hsy_span_of((uint32_t)from, (uint32_t)to);
}

/* A line that is little but a date: "Published: 6 May 2031, 07:30". */
static bool is_date_line(struct splitter *s, hsy_str line, const hsy_look *look)
{
    hsy_date date;

    return look->words <= 12 && look->digits >= 5 && line.len < 120 &&
           (!look->stop || look->words <= 3) &&
           hsy_date_find(s->tables, &s->scratch, line, HSY_ORDER_OPEN, false, &date, NULL);
}

/* "Home » World » Europe", "News | Sport | Weather": a row of links. */
static bool is_link_row(hsy_str line, const hsy_look *look)
{
    uint32_t signs = 0, len;

    if (look->stop || look->words > 30)
        return false;
    for (size_t at = 0; at < line.len; at += len) {
        uint32_t code = hsy_utf8_at(line, at, &len);
        signs += code == '|' || code == '>' || code == 0xBB || code == 0x203A ||
                 code == 0x2022 || code == 0xB7;
    }
    return signs >= 2 && look->words < signs * 5 + 4;
}

static void decide_by_itself(struct splitter *s, hsy_str text, hsy_line *line)
{
    bool prose = hsy_look_is_prose(&line->look);

    line->phrase = hsy_phrases_match(&s->tables->phrases, &s->scratch, text);
    /* What somebody says is no furniture, whatever the words. */
    if (line->phrase && line->look.quote && prose)
        line->phrase = NULL;
    if (hsy_byline_is(s->tables, &s->scratch, text) && !prose) {
        line->role = HSY_ROLE_BYLINE;
    } else if (is_date_line(s, text, &line->look)) {
        line->role = HSY_ROLE_DATE;
    } else if (line->phrase) {
        line->role = HSY_ROLE_REMOVED;
        line->as = line->phrase->as;
    } else if (line->look.letters == 0 || is_link_row(text, &line->look)) {
        line->role = HSY_ROLE_REMOVED;
        line->as = line->look.letters == 0 ? HSY_AS_OTHER : HSY_AS_MENU;
    }
}

static void count_repeats(struct splitter *s, hsy_str text, uint32_t index)
{
    hsy_str key = hsy_str_sub(text, hsy_bullet_len(text), text.len);

    key = hsy_utf8_fold(s->arena, hsy_str_sub(key, 0, LONGEST_KEY));
    uint32_t first = key.ptr ? hsy_map_put(&s->seen, key, index) : HSY_NONE;
    if (first == HSY_NONE)
        s->nomem = true;
    else
        s->ret->list.data[first].repeats++;
}

static void add(struct splitter *s, hsy_span at, uint32_t blanks)
{
    hsy_str text = hsy_span_str(s->ret->page, at);
    hsy_line *line = hsy_vec_push(s->arena, &s->ret->list);

    if (!line) {
        s->nomem = true;
        return;
    }
    *line = (hsy_line){.at = at, .look = hsy_look_at(text), .blanks = blanks};
    decide_by_itself(s, text, line);
    line->by_itself = line->role;
    count_repeats(s, text, s->ret->list.count - 1);
}

/* Every line learns how often it stands in the page, not only the first. */
static void share_repeats(struct splitter *s)
{
    for (uint32_t i = 0; i < s->ret->list.count; i++) {
        hsy_line *line = &s->ret->list.data[i];
        if (line->repeats)
            continue;
        hsy_str text = hsy_span_str(s->ret->page, line->at);
        hsy_arena_mark mark = hsy_arena_here(&s->scratch);
        hsy_str key = hsy_str_sub(text, hsy_bullet_len(text), text.len);
        key = hsy_utf8_fold(&s->scratch, hsy_str_sub(key, 0, LONGEST_KEY));
        uint32_t first = hsy_map_find(&s->seen, key);
        line->repeats = first == HSY_NONE ? 1 : s->ret->list.data[first].repeats;
        hsy_arena_rewind(&s->scratch, mark);
    }
}

hsy_status hsy_lines_split(const hsy_page_tables *tables, hsy_arena *arena, hsy_str page,
                           hsy_lines *ret, hsy_error *err)
{
    struct splitter s = {.tables = tables, .arena = arena, .ret = ret};
    uint32_t blanks = 0;

    *ret = (hsy_lines){.page = page};
    hsy_arena_init(&s.scratch, 0);
    hsy_map_init(&s.seen, arena);
    size_t at = 0;
    for (size_t next; at < page.len && ret->list.count < HSY_LINES_MOST && !s.nomem; at = next) {
        hsy_span span = without_blanks(line_at(page, at, &next));
        hsy_arena_mark mark = hsy_arena_here(&s.scratch);
        if (span.len == 0) {
            blanks++;
            continue;
        }
        span.off += (uint32_t)at;
        add(&s, span, blanks);
        blanks = 0;
        hsy_arena_rewind(&s.scratch, mark);
    }
    ret->end = (uint32_t)at;
    share_repeats(&s);
    hsy_arena_clear(&s.scratch);
    return s.nomem ? hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory") : HSY_OK;
}
