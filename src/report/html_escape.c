/*
 * html_escape.c - page text in HTML: what it says, and nothing that it does.
 *
 * Five characters are escaped, so that no text can open a tag, end a title or leave an
 * attribute. Beyond them, text can deceive without markup: characters that turn the
 * reading direction or take no room make a line read as something else ("Trojan
 * Source", CVE-2021-42574). Those, and control characters, are shown as their code
 * point. Joiners stay where they belong, between letters of scripts that need them and
 * inside emoji.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/html.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <string.h>

#define LONGEST_LINK 2000u
#define JOINING_SCRIPTS 0x0600u /* Arabic and all after it, emoji too */

static bool is_control(uint32_t code)
{
    return (code < 0x20 && code != '\t' && code != '\n' && code != '\r') ||
           (code >= 0x7F && code < 0xA0);
}

/* Format characters that are not seen (Unicode Cf, and the fillers used like them). */
static bool is_hidden(uint32_t code)
{
    return code == 0x00AD || code == 0x034F || code == 0x061C || code == 0x180E ||
           code == 0x115F || code == 0x1160 || code == 0x3164 || code == 0xFEFF ||
           (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || (code >= 0xFFF9 && code <= 0xFFFB) ||
           (code >= 0xE0000 && code <= 0xE007F);
}

static bool is_noncharacter(uint32_t code)
{
    return (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE;
}

/* A joiner between two characters that it joins. */
static bool is_at_home(hsy_str text, size_t at, uint32_t len, uint32_t code)
{
    uint32_t n;

    if ((code != 0x200C && code != 0x200D) || at == 0 || at + len >= text.len)
        return false;
    return hsy_utf8_at(text, hsy_utf8_before(text, at), &n) >= JOINING_SCRIPTS &&
           hsy_utf8_at(text, at + len, &n) >= JOINING_SCRIPTS;
}

static void put_shown(hsy_buf *out, uint32_t code, bool attr)
{
    hsy_buf_printf(out, attr ? "[U+%04" PRIX32 "]" : "<i class=\"cp\">U+%04" PRIX32 "</i>",
                   code);
}

static const char *entity_of(uint32_t code)
{
    switch (code) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

static void put(hsy_buf *out, hsy_str text, bool attr)
{
    uint32_t len;

    for (size_t at = 0, plain = 0; at <= text.len; at += len) {
        uint32_t code = at < text.len ? hsy_utf8_at(text, at, &len) : (len = 1, 0u);
        const char *entity = at < text.len ? entity_of(code) : NULL;
        bool space = code == '\t' || code == '\n' || code == '\r' || code == 0x2028 ||
                     code == 0x2029;
        bool shown = is_control(code) || (is_hidden(code) && !is_at_home(text, at, len, code));
        bool bad = code == 0xFFFD || is_noncharacter(code);
        if (at < text.len && !entity && !space && !shown && !bad)
            continue;
        if (at > plain)
            hsy_buf_add(out, hsy_str_sub(text, plain, at));
        plain = at + len;
        if (at == text.len)
            break;
        if (entity)
            hsy_buf_puts(out, entity);
        else if (space)
            hsy_buf_putc(out, ' ');
        else if (bad)
            hsy_buf_put_utf8(out, 0xFFFD);
        else
            put_shown(out, code, attr);
    }
}

void hsy_html_text(hsy_buf *out, hsy_str text)
{
    put(out, text, false);
}

void hsy_html_attr(hsy_buf *out, hsy_str text)
{
    put(out, text, true);
}

void hsy_html_attr_cut(hsy_buf *out, hsy_str text, int columns)
{
    hsy_buf cut;

    hsy_buf_init(&cut, 0);
    hsy_words_cut(&cut, text, columns);
    hsy_html_attr(out, hsy_buf_str(&cut));
    out->failed |= cut.failed;
    hsy_buf_clear(&cut);
}

bool hsy_html_is_link(hsy_str url)
{
    bool secure = hsy_str_starts(url, HSY_STR("https://"));
    size_t host = secure ? 8 : 7, end = host;

    if (url.len > LONGEST_LINK || (!secure && !hsy_str_starts(url, HSY_STR("http://"))))
        return false;
    for (size_t i = 0; i < url.len; i++)
        if (url.ptr[i] <= ' ' || url.ptr[i] > '~' || strchr("\"'<>\\^`{|}", url.ptr[i]))
            return false;
    while (end < url.len && !strchr("/?#", url.ptr[end]))
        if (url.ptr[end++] == '@')
            return false;
    return end > host;
}
