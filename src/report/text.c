/*
 * text.c - the report for a terminal.
 *
 * Lines are wrapped at the width given; the left margin tells the level. Colour
 * is a help only: a verdict is a word, a conflict is in capitals. Page text can
 * hold anything, so control characters are dropped on the way to the terminal.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/pen.h"

#include "base/utf8.h"
#include "report/words.h"

#include <inttypes.h>

#define RIGHT_GAP 3
#define VALUE_COLUMNS 9

static const char BOLD[] = "\033[1m", DIM[] = "\033[2m", RED[] = "\033[1;31m",
                  GREEN[] = "\033[32m", YELLOW[] = "\033[33m", PLAIN[] = "\033[0m";

static void colour(hsy_pen *pen, const char *code)
{
    if (pen->options->colour)
        hsy_buf_puts(pen->out, code);
}

/* `s` from column `at`, later lines indented by `indent`, no line feed at the
 * end. Breaks at blanks; a longer word stands over. Gives the last column. */
static int put_wrapped(hsy_pen *pen, hsy_str s, int at, int indent)
{
    bool first = true;

    for (hsy_str rest = s; rest.ptr;) {
        hsy_str word = hsy_str_cut(&rest, ' ');
        int width = hsy_utf8_columns(word);
        if (!first && at + 1 + width > pen->options->columns) {
            hsy_buf_putc(pen->out, '\n');
            hsy_buf_fill(pen->out, ' ', (size_t)indent);
            at = indent;
        } else if (!first) {
            hsy_buf_putc(pen->out, ' ');
            at++;
        }
        hsy_words_clean(pen->out, word);
        at += width;
        first = false;
    }
    return at;
}

/* The same after other words on the line: `gap` blanks first, or a new line. */
static int put_more(hsy_pen *pen, hsy_str s, int at, int indent, int gap)
{
    size_t first = hsy_str_find(s, HSY_STR(" "), 0);
    int width = hsy_utf8_columns(hsy_str_sub(s, 0, first));

    if (at + gap + width > pen->options->columns) {
        hsy_buf_putc(pen->out, '\n');
        hsy_buf_fill(pen->out, ' ', (size_t)indent);
        return put_wrapped(pen, s, indent, indent);
    }
    hsy_buf_fill(pen->out, ' ', (size_t)gap);
    return put_wrapped(pen, s, at + gap, indent);
}

static void put_right(hsy_pen *pen, int at, hsy_str right)
{
    int width = hsy_utf8_columns(right), gap = pen->options->columns - at - width;

    if (gap < RIGHT_GAP) {
        hsy_buf_putc(pen->out, '\n');
        gap = pen->options->columns - width;
    }
    hsy_buf_fill(pen->out, ' ', (size_t)(gap > 0 ? gap : 0));
    hsy_words_clean(pen->out, right);
}

static void end_line(hsy_pen *pen)
{
    colour(pen, PLAIN);
    hsy_buf_putc(pen->out, '\n');
}

static void indent(hsy_pen *pen, int columns)
{
    hsy_buf_fill(pen->out, ' ', (size_t)columns);
}

static void head(hsy_pen *pen, hsy_str facts)
{
    colour(pen, BOLD);
    hsy_str title = pen->title.ptr ? pen->title : HSY_STR("SITUATION REPORT");
    int at = hsy_utf8_columns(title) + 3;
    hsy_words_clean(pen->out, title);
    colour(pen, PLAIN);
    hsy_buf_puts(pen->out, "   ");
    put_wrapped(pen, facts, at, at);
    end_line(pen);
}

static void story(hsy_pen *pen, uint32_t number, hsy_str title, hsy_str right)
{
    hsy_buf_putc(pen->out, '\n');
    colour(pen, BOLD);
    hsy_buf_printf(pen->out, "%-3" PRIu32 "", number);
    int at = put_wrapped(pen, title, 3, 3);
    colour(pen, PLAIN);
    put_right(pen, at, right);
    end_line(pen);
}

static void article(hsy_pen *pen, uint32_t number, hsy_str what, hsy_str where)
{
    hsy_buf_printf(pen->out, "   [%" PRIu32 "] ", number);
    int at = put_wrapped(pen, what, 7, 7);
    colour(pen, DIM);
    put_more(pen, where, at, 7, 2);
    end_line(pen);
}

static void section(hsy_pen *pen, const char *name)
{
    hsy_buf_putc(pen->out, '\n');
    indent(pen, 3);
    colour(pen, BOLD);
    hsy_buf_puts(pen->out, name);
    end_line(pen);
}

static void incident(hsy_pen *pen, hsy_str what, hsy_str when)
{
    indent(pen, 3);
    colour(pen, BOLD);
    int at = put_wrapped(pen, what, 3, 5);
    colour(pen, PLAIN);
    if (when.len)
        put_right(pen, at, when);
    end_line(pen);
}

static const char *verdict_colour(hsy_verdict verdict)
{
    switch (verdict) {
    case HSY_VERDICT_CONFLICT:
    case HSY_VERDICT_RETRACTED: return RED;
    case HSY_VERDICT_UPDATE:
    case HSY_VERDICT_COMPATIBLE: return YELLOW;
    default: return GREEN;
    }
}

static void figure(hsy_pen *pen, hsy_str name, hsy_str range, hsy_verdict verdict,
                   hsy_str origins)
{
    bool loud = verdict == HSY_VERDICT_CONFLICT;
    hsy_buf right;

    hsy_buf_init(&right, 0);
    hsy_buf_printf(&right, "%s   %.*s", loud ? "CONFLICT" : hsy_verdict_name(verdict),
                   HSY_STR_ARG(origins));
    indent(pen, 5);
    colour(pen, BOLD);
    int at = put_wrapped(pen, name, 5, 7);
    colour(pen, PLAIN);
    int pad = at < 16 ? 16 - at : 2;
    indent(pen, pad);
    at = put_wrapped(pen, range, at + pad, 16);
    colour(pen, verdict_colour(verdict));
    put_right(pen, at, hsy_buf_str(&right));
    end_line(pen);
    hsy_buf_clear(&right);
}

static void account(hsy_pen *pen, hsy_str value, hsy_str words, hsy_str who, hsy_str where)
{
    int width = hsy_utf8_columns(value), left = 7 + VALUE_COLUMNS + 2;

    indent(pen, 7 + (width < VALUE_COLUMNS ? VALUE_COLUMNS - width : 0));
    hsy_words_clean(pen->out, value);
    hsy_buf_puts(pen->out, "  ");
    int at = width > VALUE_COLUMNS ? 7 + width + 2 : left;
    at = put_wrapped(pen, words, at, left);
    put_more(pen, who, at, left, 2);
    hsy_buf_putc(pen->out, '\n');
    indent(pen, left);
    colour(pen, DIM);
    put_wrapped(pen, where, left, left);
    end_line(pen);
}

static void item(hsy_pen *pen, hsy_str text, hsy_str refs)
{
    indent(pen, 5);
    int at = put_wrapped(pen, text, 5, 7);
    if (refs.len)
        put_more(pen, refs, at, 7, 1);
    end_line(pen);
}

static void note(hsy_pen *pen, hsy_str text)
{
    indent(pen, 7);
    colour(pen, DIM);
    put_wrapped(pen, text, 7, 7);
    end_line(pen);
}

hsy_pen hsy_pen_text(hsy_buf *out, const hsy_report_options *options)
{
    return (hsy_pen){.out = out, .options = options, .head = head, .story = story,
                     .article = article, .section = section, .incident = incident,
                     .figure = figure, .account = account, .item = item, .note = note};
}

hsy_status hsy_report_text(hsy_buf *buf, const hsy_report_input *input,
                           const hsy_report_options *options, hsy_error *err)
{
    hsy_pen pen = hsy_pen_text(buf, options);

    return hsy_report_draw(&pen, input, err);
}
