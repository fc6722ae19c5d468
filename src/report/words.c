/* words.c - see words.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/words.h"

#include "base/day.h"
#include "base/table.h"
#include "base/utf8.h"

#include <inttypes.h>
#include <string.h>

void hsy_words_value(hsy_buf *out, int64_t low, int64_t high)
{
    if (low < 0)
        return;
    if (low == high)
        hsy_buf_printf(out, "%" PRId64, low);
    else if (high == HSY_OPEN)
        hsy_buf_printf(out, "%" PRId64 " or more", low);
    else if (low == 0)
        hsy_buf_printf(out, "up to %" PRId64, high);
    else
        hsy_buf_printf(out, "%" PRId64 "–%" PRId64, low, high);
}

void hsy_words_range(hsy_buf *out, const hsy_claim *claim)
{
    hsy_buf_printf(out, "low %" PRId64 " · best ", claim->low);
    if (claim->best_low < 0)
        hsy_buf_puts(out, "undecided");
    else
        hsy_words_value(out, claim->best_low, claim->best_high);
    if (claim->high == HSY_OPEN)
        hsy_buf_puts(out, " · high open");
    else
        hsy_buf_printf(out, " · high %" PRId64, claim->high);
}

void hsy_words_origins(hsy_buf *out, uint32_t least, uint32_t most)
{
    if (least == most)
        hsy_buf_printf(out, "%" PRIu32 " origin%s", most, most == 1 ? "" : "s");
    else
        hsy_buf_printf(out, "%" PRIu32 "–%" PRIu32 " origins", least, most);
}

void hsy_words_date(hsy_buf *out, const hsy_date *date)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    int64_t y = 0, m = 0, d = 0;
    hsy_str v = date->value;

    if (!v.ptr || date->precision == HSY_PRECISION_NONE ||
        !hsy_cell_int(hsy_str_sub(v, 0, 4), &y)) {
        hsy_buf_puts(out, "undated");
        return;
    }
    if (date->precision == HSY_PRECISION_YEAR || !hsy_cell_int(hsy_str_sub(v, 5, 7), &m) ||
        m < 1 || m > 12) {
        hsy_buf_printf(out, "%" PRId64, y);
        return;
    }
    if (date->precision == HSY_PRECISION_MONTH || !hsy_cell_int(hsy_str_sub(v, 8, 10), &d) ||
        !hsy_day_is_valid((int32_t)y, (int)m, (int)d)) {
        hsy_buf_printf(out, "%s %" PRId64, months[m - 1], y);
        return;
    }
    int weekday = hsy_day_weekday(hsy_day_of((int32_t)y, (int)m, (int)d));
    hsy_buf_printf(out, "%s %" PRId64 " %s %" PRId64, days[weekday - 1], d, months[m - 1], y);
}

hsy_str hsy_words_publisher(const hsy_article *article)
{
    if (article->publisher.name.ptr)
        return article->publisher.name;
    if (article->publisher.domain.ptr)
        return article->publisher.domain;
    return HSY_STR("publisher unknown");
}

void hsy_words_chain(hsy_buf *out, const hsy_account_source *source, hsy_chain chain)
{
    if (chain.count == 0)
        hsy_buf_puts(out, "nobody named");
    for (uint32_t i = 0; i < chain.count; i++) {
        const hsy_said_by *link = &chain.links[i];
        hsy_str words = hsy_article_str(source->article, link->span);
        if (link->entity != HSY_NONE && source->reading->entities[link->entity].key.len)
            words = source->reading->entities[link->entity].name;
        hsy_buf_puts(out, i ? ", citing " : "");
        hsy_words_cut(out, words, 60);
    }
}

void hsy_words_bytes(hsy_buf *out, const hsy_article *article, hsy_span span)
{
    hsy_span at = hsy_text_source(&article->text, span);
    hsy_str file = article->input;

    for (size_t i = file.len; i-- > 0;)
        if (file.ptr[i] == '/') {
            file = hsy_str_sub(file, i + 1, file.len);
            break;
        }
    hsy_buf_add(out, file);
    if (at.off == HSY_NONE)
        hsy_buf_puts(out, ", given title");
    else
        hsy_buf_printf(out, " bytes %" PRIu32 "–%" PRIu32 "%s", at.off, hsy_span_end(at),
                       hsy_article_in_title(article, span) ? " (title)" : "");
}

void hsy_words_clean(hsy_buf *out, hsy_str s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t len, code = hsy_utf8_at(s, at, &len);
        bool control = (code < 0x20 && code != '\n') || (code >= 0x7F && code < 0xA0) ||
                       (code >= 0x200E && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
                       (code >= 0x2066 && code <= 0x2069);
        if (control)
            hsy_buf_putc(out, ' ');
        else
            hsy_buf_put_utf8(out, code);
        at += len;
    }
}

/* A clause can begin with the comma or colon that parts it from what is before. */
static size_t clause_start(hsy_str words)
{
    size_t at = 0;

    while (at < words.len && memchr(",;: ", words.ptr[at], 4))
        at++;
    return at;
}

void hsy_words_cut(hsy_buf *out, hsy_str words, int columns)
{
    int used = 0;
    bool blank = false;

    for (size_t at = clause_start(words); at < words.len;) {
        uint32_t len, code = hsy_utf8_at(words, at, &len);
        if (hsy_utf8_is_space(code)) {
            blank = used > 0;
        } else {
            int width = hsy_utf8_columns(hsy_str_sub(words, at, at + len));
            if (used + blank + width > columns - 1 && at + len < words.len) {
                hsy_buf_puts(out, "…");
                return;
            }
            if (blank)
                hsy_buf_putc(out, ' ');
            hsy_buf_add(out, hsy_str_sub(words, at, at + len));
            used += width + blank;
            blank = false;
        }
        at += len;
    }
}
