/* prescan.c - what the top of a page says of its charset (WHATWG HTML 13.2.3.2,
 * "prescan a byte stream"): <meta charset> or <meta http-equiv content>, not what
 * looks like one in a comment, a script address or another tag's attribute.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/charset.h"

#include <string.h>

#define PRESCAN 4096 /* bytes looked at; the standard's 1024 are too few for many sites */

typedef struct scanner {
    const char *p, *end;
} scanner;

typedef struct said {
    hsy_str equiv, content, charset; /* .ptr NULL: not given */
} said;

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
}

static bool is_letter(char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

static bool is_word(hsy_str s, const char *word)
{
    size_t len = strlen(word);

    if (s.len != len)
        return false;
    for (size_t i = 0; i < len; i++)
        if ((s.ptr[i] | 0x20) != (word[i] | 0x20))
            return false;
    return true;
}

static bool goes_on(const scanner *s, const char *word)
{
    size_t len = strlen(word);

    return (size_t)(s->end - s->p) >= len && is_word((hsy_str){s->p, len}, word);
}

/* Go behind `word`, or to the end. */
static void skip_past(scanner *s, const char *word)
{
    hsy_str rest = {s->p, (size_t)(s->end - s->p)};
    size_t at = hsy_str_find(rest, hsy_str_of(word), 0);

    s->p = at == SIZE_MAX ? s->end : s->p + at + strlen(word);
}

static void skip_spaces(scanner *s)
{
    while (s->p < s->end && is_space(*s->p))
        s->p++;
}

static hsy_str read_value(scanner *s)
{
    const char *from = s->p;

    if (s->p < s->end && (*s->p == '"' || *s->p == '\'')) {
        const char *close = memchr(from + 1, *from, (size_t)(s->end - from) - 1);
        s->p = close ? close + 1 : s->end;
        return close ? (hsy_str){from + 1, (size_t)(close - from) - 1} : (hsy_str){"", 0};
    }
    while (s->p < s->end && !is_space(*s->p) && *s->p != '>')
        s->p++;
    return (hsy_str){from, (size_t)(s->p - from)};
}

/* The next attribute of the tag at hand; false behind its last one. */
static bool read_attr(scanner *s, hsy_str *ret_name, hsy_str *ret_value)
{
    while (s->p < s->end && (is_space(*s->p) || *s->p == '/'))
        s->p++;
    if (s->p == s->end || *s->p == '>')
        return false;
    const char *from = s->p++;
    while (s->p < s->end && !is_space(*s->p) && !memchr("=/>", *s->p, 3))
        s->p++;
    *ret_name = (hsy_str){from, (size_t)(s->p - from)};
    *ret_value = (hsy_str){"", 0};
    skip_spaces(s);
    if (s->p < s->end && *s->p == '=') {
        s->p++;
        skip_spaces(s);
        *ret_value = read_value(s);
    }
    return true;
}

/* All attributes of a tag; those of a <meta> are noted, each the first time. */
static said read_attrs(scanner *s)
{
    said found = {0};
    hsy_str name, value;

    while (read_attr(s, &name, &value)) {
        if (is_word(name, "http-equiv") && !found.equiv.ptr)
            found.equiv = value;
        else if (is_word(name, "content") && !found.content.ptr)
            found.content = value;
        else if (is_word(name, "charset") && !found.charset.ptr)
            found.charset = value;
    }
    return found;
}

/* The label in "text/html; charset=..."; WHATWG HTML, "extracting a character
 * encoding from a meta element". */
static hsy_str label_in(hsy_str content)
{
    scanner s = {content.ptr, content.ptr + content.len};

    for (; s.p < s.end; s.p++) {
        if (!goes_on(&s, "charset"))
            continue;
        s.p += strlen("charset");
        skip_spaces(&s);
        if (s.p == s.end || *s.p != '=') {
            s.p--;
            continue;
        }
        s.p++;
        skip_spaces(&s);
        hsy_str value = read_value(&s);
        size_t end = hsy_str_find(value, HSY_STR(";"), 0);
        return hsy_str_sub(value, 0, end == SIZE_MAX ? value.len : end);
    }
    return (hsy_str){"", 0};
}

static hsy_str label_of(const said *meta)
{
    if (meta->charset.ptr)
        return meta->charset;
    if (meta->content.ptr && meta->equiv.ptr && is_word(meta->equiv, "content-type"))
        return label_in(meta->content);
    return (hsy_str){"", 0};
}

/* encoding="..." of an XML declaration, with which the page begins. */
static hsy_str declared(scanner s)
{
    hsy_str name, value;

    if (!goes_on(&s, "<?xml"))
        return (hsy_str){"", 0};
    s.p += strlen("<?xml");
    while (read_attr(&s, &name, &value))
        if (is_word(name, "encoding"))
            return value;
    return (hsy_str){"", 0};
}

/* What begins with "<" at s->p. The label of a <meta>, if it is one that has some. */
static hsy_str read_markup(scanner *s)
{
    hsy_str none = {"", 0};

    if (goes_on(s, "<!--")) {
        s->p += 2;
        skip_past(s, "-->");
    } else if (goes_on(s, "<meta") && s->end - s->p > 5 && (is_space(s->p[5]) || s->p[5] == '/')) {
        s->p += strlen("<meta");
        said meta = read_attrs(s);
        return label_of(&meta);
    } else if (s->end - s->p > 2 && (is_letter(s->p[1]) || (s->p[1] == '/' && is_letter(s->p[2])))) {
        while (s->p < s->end && !is_space(*s->p) && *s->p != '>')
            s->p++;
        read_attrs(s);
    } else if (goes_on(s, "<!") || goes_on(s, "</") || goes_on(s, "<?")) {
        skip_past(s, ">");
    } else {
        s->p++;
    }
    return none;
}

hsy_str hsy_charset_said_within(hsy_str bytes)
{
    hsy_str head = hsy_str_sub(bytes, 0, PRESCAN);
    scanner s = {head.ptr, head.ptr + head.len};
    hsy_str label = declared(s);

    while (label.len == 0 && s.p < s.end) {
        const char *tag = memchr(s.p, '<', (size_t)(s.end - s.p));
        s.p = tag ? tag : s.end;
        if (tag)
            label = hsy_str_trim(read_markup(&s));
    }
    return label;
}
