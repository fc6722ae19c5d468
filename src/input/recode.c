/* recode.c - see recode.h. As in pages, well-formed UTF-8 is UTF-8 whatever was
 * declared, and ISO-8859-1 means windows-1252. What is declared wrongly or not at all
 * is guessed.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/recode.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "input/http.h"

/* The value of encoding="..." in "<?xml ...?>", into `out`. */
static void declared(hsy_str bytes, char out[40])
{
    hsy_str head = hsy_str_sub(bytes, 0, 200);
    size_t end = hsy_str_find(head, HSY_STR("?>"), 0), to = 0;
    size_t at = hsy_str_find(head, HSY_STR("encoding"), 0);

    out[0] = '\0';
    if (end == SIZE_MAX || at == SIZE_MAX || at > end)
        return;
    at += 8;
    while (at < end && strchr(" \t\r\n=\"'", head.ptr[at]))
        at++;
    while (at < end && to < 38 && head.ptr[at] > ' ' && !strchr("\"'?", head.ptr[at]))
        out[to++] = head.ptr[at++];
    out[to] = '\0';
}

static const char *meant(const char *name)
{
    hsy_str s = hsy_str_of(name);
    static const char *const latin[] = {"iso-8859-1", "latin1", "iso_8859-1",
                                        "us-ascii",   "ascii",  ""};

    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
        if (hsy_same_word(s, latin[i]))
            return "WINDOWS-1252";
    /* Sixteen bits without a mark, yet the declaration could be read: it is wrong. */
    if (s.len >= 5 && hsy_same_word(hsy_str_sub(s, 0, 4), "utf-"))
        return "WINDOWS-1252";
    return name;
}

static bool convert(hsy_buf *to, const char *name, hsy_str bytes)
{
    iconv_t way = iconv_open("UTF-8", name);
    char piece[4096], *in = (char *)(uintptr_t)bytes.ptr;
    size_t left = bytes.len;

    if (way == (iconv_t)-1)
        return false;
    while (left) {
        char *out = piece;
        size_t room = sizeof piece;
        size_t status = iconv(way, &in, &left, &out, &room);
        hsy_buf_add(to, (hsy_str){piece, sizeof piece - room});
        if (status != (size_t)-1 || errno == E2BIG)
            continue;
        hsy_buf_puts(to, "\xef\xbf\xbd");
        in++, left--;
    }
    iconv_close(way);
    return true;
}

/* A mark, or the zeros around "<": the charset, and how long the mark is. */
static const char *wide(hsy_str bytes, size_t *ret_mark)
{
    static const struct {
        const char *bytes;
        size_t len, mark;
        const char *name;
    } signs[] = {
        {"\xff\xfe\0\0", 4, 4, "UTF-32LE"},   {"\0\0\xfe\xff", 4, 4, "UTF-32BE"},
        {"\xff\xfe", 2, 2, "UTF-16LE"},       {"\xfe\xff", 2, 2, "UTF-16BE"},
        {"<\0\0\0", 4, 0, "UTF-32LE"},        {"\0\0\0<", 4, 0, "UTF-32BE"},
        {"<\0?\0", 4, 0, "UTF-16LE"},         {"\0<\0?", 4, 0, "UTF-16BE"},
        {"\x4c\x6f\xa7\x94", 4, 0, "IBM037"},
    };

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (bytes.len >= signs[i].len && memcmp(bytes.ptr, signs[i].bytes, signs[i].len) == 0) {
            *ret_mark = signs[i].mark;
            return signs[i].name;
        }
    return NULL;
}

/* Forms of seven bits: valid UTF-8 in any case. */
static bool is_seven_bits(const char *name)
{
    hsy_str s = hsy_str_of(name);

    return hsy_same_word(hsy_str_sub(s, 0, 8), "iso-2022") || hsy_same_word(s, "utf-7") ||
           hsy_same_word(s, "hz-gb-2312");
}

bool hsy_recode_may_need(hsy_str bytes)
{
    char name[40];
    size_t mark;

    declared(bytes, name);
    return wide(bytes, &mark) || is_seven_bits(name);
}

static const char *lower_name(hsy_arena *arena, const char *name)
{
    char *copy = hsy_arena_copy(arena, name, strlen(name));

    for (char *c = copy; c && *c; c++)
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c;
    return copy;
}

hsy_str hsy_recode(hsy_arena *arena, hsy_str bytes, const char **ret_charset)
{
    char name[40];
    size_t mark = 0;
    const char *charset = wide(bytes, &mark);
    hsy_buf buf;

    *ret_charset = "utf-8";
    if (hsy_str_starts(bytes, HSY_STR("\xef\xbb\xbf")))
        bytes = hsy_str_sub(bytes, 3, bytes.len);
    declared(bytes, name);
    if (!charset && !is_seven_bits(name) && hsy_utf8_check(bytes) == SIZE_MAX)
        return bytes;
    hsy_buf_init(&buf, 0);
    /* Not said, or said to be what it is not. */
    if (!charset && (!name[0] || hsy_same_word(hsy_str_sub(hsy_str_of(name), 0, 3), "utf")))
        hsy_recode_guess(bytes, name);
    if (!charset)
        charset = meant(name);
    if (!convert(&buf, charset, hsy_str_sub(bytes, mark, bytes.len))) {
        charset = "windows-1252";
        convert(&buf, charset, bytes);
    }
    hsy_str result = {NULL, 0};
    if (!buf.failed)
        result = hsy_str_copy(arena, buf.len ? hsy_buf_str(&buf) : HSY_STR(""));
    *ret_charset = lower_name(arena, charset);
    hsy_buf_clear(&buf);
    return *ret_charset ? result : (hsy_str){NULL, 0};
}
