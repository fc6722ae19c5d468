/*
 * markdown.c - the report as Markdown (CommonMark).
 *
 * Page text is escaped character by character: nothing in a title or a quotation
 * may become a link, an image, markup or HTML.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/pen.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <string.h>

static void put(hsy_pen *pen, hsy_str s)
{
    static const char special[] = "\\`*_{}[]<>()#+-!|~&";

    for (size_t at = 0; at < s.len;) {
        uint32_t len, code = hsy_utf8_at(s, at, &len);
        if (code < 0x20 || code == 0x7F)
            hsy_buf_putc(pen->out, ' ');
        else if (code < 0x80 && strchr(special, (int)code))
            hsy_buf_printf(pen->out, "\\%c", (char)code);
        else
            hsy_buf_put_utf8(pen->out, code);
        at += len;
    }
}

static void head(hsy_pen *pen, hsy_str facts)
{
    hsy_buf_puts(pen->out, "# ");
    put(pen, pen->title.ptr ? pen->title : HSY_STR("Situation report"));
    hsy_buf_puts(pen->out, "\n\n");
    put(pen, facts);
    hsy_buf_puts(pen->out, "\n");
}

static void story(hsy_pen *pen, uint32_t number, hsy_str title, hsy_str right)
{
    hsy_buf_printf(pen->out, "\n## %" PRIu32 " ", number);
    put(pen, title);
    hsy_buf_puts(pen->out, "\n\n");
    put(pen, right);
    hsy_buf_puts(pen->out, "\n\n");
}

static void article(hsy_pen *pen, uint32_t number, hsy_str what, hsy_str where)
{
    hsy_buf_printf(pen->out, "- \\[%" PRIu32 "\\] ", number);
    put(pen, what);
    hsy_buf_puts(pen->out, " (");
    put(pen, where);
    hsy_buf_puts(pen->out, ")\n");
}

static void section(hsy_pen *pen, const char *name)
{
    hsy_buf_puts(pen->out, "\n### ");
    put(pen, hsy_str_of(name));
    hsy_buf_puts(pen->out, "\n\n");
}

static void incident(hsy_pen *pen, hsy_str what, hsy_str when)
{
    hsy_buf_puts(pen->out, "- **");
    put(pen, what);
    hsy_buf_puts(pen->out, "**");
    if (when.len) {
        hsy_buf_puts(pen->out, ", ");
        put(pen, when);
    }
    hsy_buf_putc(pen->out, '\n');
}

static void figure(hsy_pen *pen, hsy_str name, hsy_str range, hsy_verdict verdict,
                   hsy_str origins)
{
    bool loud = verdict == HSY_VERDICT_CONFLICT;

    hsy_buf_puts(pen->out, "  - **");
    put(pen, name);
    hsy_buf_puts(pen->out, "** ");
    put(pen, range);
    hsy_buf_printf(pen->out, " · %s%s%s · ", loud ? "**" : "",
                   loud ? "CONFLICT" : hsy_verdict_name(verdict), loud ? "**" : "");
    put(pen, origins);
    hsy_buf_putc(pen->out, '\n');
}

static void account(hsy_pen *pen, hsy_str value, hsy_str words, hsy_str who, hsy_str where)
{
    hsy_buf_puts(pen->out, "    - ");
    put(pen, value);
    hsy_buf_puts(pen->out, " ");
    put(pen, words);
    hsy_buf_puts(pen->out, " — ");
    put(pen, who);
    hsy_buf_puts(pen->out, " — ");
    put(pen, where);
    hsy_buf_putc(pen->out, '\n');
}

static void item(hsy_pen *pen, hsy_str text, hsy_str refs)
{
    hsy_buf_puts(pen->out, "- ");
    put(pen, text);
    hsy_buf_putc(pen->out, ' ');
    put(pen, refs);
    hsy_buf_putc(pen->out, '\n');
}

static void note(hsy_pen *pen, hsy_str text)
{
    hsy_buf_puts(pen->out, "    - ");
    put(pen, text);
    hsy_buf_putc(pen->out, '\n');
}

hsy_pen hsy_pen_markdown(hsy_buf *out, const hsy_report_options *options)
{
    return (hsy_pen){.out = out, .options = options, .head = head, .story = story,
                     .article = article, .section = section, .incident = incident,
                     .figure = figure, .account = account, .item = item, .note = note};
}

hsy_status hsy_report_markdown(hsy_buf *buf, const hsy_report_input *input,
                           const hsy_report_options *options, hsy_error *err)
{
    hsy_pen pen = hsy_pen_markdown(buf, options);

    return hsy_report_draw(&pen, input, err);
}
