/* feed_scan.c - feeds that are no well-formed XML.
 *
 * Bare ampersands, ends that are missing or crossed, unquoted attributes, control
 * characters: a scan for tags, CDATA and references, which takes anything for text
 * that is none of these. What an end closes is decided by the builder.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "input/charref.h"
#include "input/feed_build.h"

#define MAX_ATTRS 32

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

static bool is_name(char c)
{
    return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || c == ':' ||
           c == '-' || c == '_' || c == '.';
}

static void say_text(hsy_feed_builder *b, hsy_str raw)
{
    hsy_buf plain;

    if (!raw.len || !b->field)
        return;
    if (!memchr(raw.ptr, '&', raw.len)) {
        hsy_feed_text(b, raw);
        return;
    }
    hsy_buf_init(&plain, 0);
    hsy_charref_decode(&plain, raw);
    hsy_feed_text(b, hsy_buf_str(&plain));
    hsy_buf_clear(&plain);
}

static hsy_str decoded(hsy_arena *arena, hsy_str raw)
{
    hsy_buf value;

    if (!raw.len || !memchr(raw.ptr, '&', raw.len))
        return raw;
    hsy_buf_init(&value, 0);
    hsy_charref_decode(&value, raw);
    hsy_str copy = hsy_str_copy(arena, hsy_buf_str(&value));
    hsy_buf_clear(&value);
    return copy;
}

/* Attributes of a tag's inside; values with references are decoded into `arena`. */
static uint32_t read_attrs(hsy_str s, hsy_feed_attr *list, hsy_arena *arena)
{
    uint32_t n = 0;
    size_t at = 0;

    while (at < s.len && n < MAX_ATTRS) {
        while (at < s.len && (is_blank(s.ptr[at]) || s.ptr[at] == '/'))
            at++;
        size_t from = at;
        while (at < s.len && s.ptr[at] != '=' && !is_blank(s.ptr[at]))
            at++;
        hsy_str name = hsy_str_sub(s, from, at);
        while (at < s.len && (is_blank(s.ptr[at]) || s.ptr[at] == '='))
            at++;
        if (at == s.len || !name.len)
            break;
        char quote = s.ptr[at] == '"' || s.ptr[at] == '\'' ? s.ptr[at++] : '\0';
        from = at;
        while (at < s.len && (quote ? s.ptr[at] != quote : !is_blank(s.ptr[at])))
            at++;
        list[n++] = (hsy_feed_attr){name, decoded(arena, hsy_str_sub(s, from, at))};
        at += quote != 0;
    }
    return n;
}

/* The end of the tag that starts at `at`: its '>' outside of quotes, or any '>' when a
 * quote never ends. */
static size_t end_of_tag(hsy_str s, size_t at)
{
    size_t limit = s.len - at < 8192 ? s.len : at + 8192;
    char quote = 0;

    for (size_t i = at; i < limit; i++) {
        char c = s.ptr[i];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return i;
        else if (c == '<' && i > at)
            return SIZE_MAX;
    }
    const char *end = memchr(s.ptr + at, '>', limit - at);
    return end ? (size_t)(end - s.ptr) : SIZE_MAX;
}

/* A tag at `at`. Its length, or 0 when it is none. */
static size_t read_tag(hsy_feed_builder *b, hsy_str s, size_t at)
{
    bool closes = at + 1 < s.len && s.ptr[at + 1] == '/';
    size_t from = at + 1 + closes, i = from;
    hsy_feed_attr list[MAX_ATTRS];

    list[0] = (hsy_feed_attr){{NULL, 0}, {NULL, 0}}; /* a tag may have none */
    while (i < s.len && is_name(s.ptr[i]))
        i++;
    size_t end = i > from ? end_of_tag(s, at) : SIZE_MAX;
    if (end == SIZE_MAX || end < i)
        return 0;
    hsy_str name = hsy_str_sub(s, from, i), inside = hsy_str_sub(s, i, end);
    if (closes) {
        hsy_feed_close(b, name);
        return end + 1 - at;
    }
    uint32_t n = read_attrs(inside, list, b->arena);
    hsy_feed_open(b, name, list, n);
    if (inside.len && inside.ptr[inside.len - 1] == '/')
        hsy_feed_close(b, name);
    return end + 1 - at;
}

/* A comment, CDATA or declaration at `at`: its length, or 0. */
static size_t read_other(hsy_feed_builder *b, hsy_str s, size_t at)
{
    hsy_str rest = hsy_str_sub(s, at, s.len), ender = HSY_STR(">");
    size_t head = 2;

    if (hsy_str_starts(rest, HSY_STR("<![CDATA["))) {
        ender = HSY_STR("]]>");
        head = 9;
    } else if (hsy_str_starts(rest, HSY_STR("<!--"))) {
        ender = HSY_STR("-->");
        head = 4;
    }
    size_t end = hsy_str_find(rest, ender, head);
    bool cut = end == SIZE_MAX;
    if (cut)
        end = rest.len;
    if (head == 9)
        hsy_feed_text(b, hsy_str_sub(rest, head, end));
    return cut ? rest.len : end + ender.len;
}

void hsy_feed_scan(hsy_feed_builder *builder, hsy_str text)
{
    size_t done = 0;

    for (size_t at = 0; at < text.len && !builder->failed;) {
        const char *open = memchr(text.ptr + at, '<', text.len - at);
        if (!open)
            break;
        at = (size_t)(open - text.ptr);
        say_text(builder, hsy_str_sub(text, done, at));
        done = at;
        char next = at + 1 < text.len ? text.ptr[at + 1] : '\0';
        size_t len = next == '!' || next == '?' ? read_other(builder, text, at)
                                                : read_tag(builder, text, at);
        at += len ? len : 1;
        done = len ? at : done;
    }
    say_text(builder, hsy_str_sub(text, done, text.len));
    hsy_feed_end(builder);
}
