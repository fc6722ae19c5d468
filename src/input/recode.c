/* recode.c - see recode.h. As in pages, well-formed UTF-8 is UTF-8 whatever was
 * declared, and ISO-8859-1 means windows-1252.
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
    static const char *const latin[] = {"iso-8859-1", "latin1", "iso_8859-1", "us-ascii",
                                        "ascii",      "utf-8",  "utf8",       ""};

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

hsy_str hsy_recode(hsy_arena *arena, hsy_str bytes)
{
    char name[40];
    hsy_buf buf;

    if (hsy_str_starts(bytes, HSY_STR("\xef\xbb\xbf")))
        bytes = hsy_str_sub(bytes, 3, bytes.len);
    declared(bytes, name);
    hsy_buf_init(&buf, 0);
    bool done = true;
    if (hsy_str_starts(bytes, HSY_STR("\xff\xfe")))
        done = convert(&buf, "UTF-16LE", hsy_str_sub(bytes, 2, bytes.len));
    else if (hsy_str_starts(bytes, HSY_STR("\xfe\xff")))
        done = convert(&buf, "UTF-16BE", hsy_str_sub(bytes, 2, bytes.len));
    else if (hsy_utf8_check(bytes) == SIZE_MAX &&
             !hsy_same_word(hsy_str_sub(hsy_str_of(name), 0, 8), "iso-2022"))
        return bytes;
    else if (!convert(&buf, meant(name), bytes))
        done = convert(&buf, "WINDOWS-1252", bytes);
    hsy_str result = {NULL, 0};
    if (done && !buf.failed)
        result = hsy_str_copy(arena, hsy_buf_str(&buf));
    hsy_buf_clear(&buf);
    return result;
}
