/* convert.c - bytes of another charset as UTF-8, character by character. The only
 * file that names iconv.
 *
 * A run is needed for each character that changes its length, so characters are
 * converted one at a time. Most pages are ASCII but for a few letters; in charsets
 * that keep ASCII, stretches of it are passed through whole.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#define LONGEST 8 /* bytes of a character, with the shifts before it */

static bool keeps_ascii(iconv_t cd)
{
    /* The shift of ISO-2022 and HZ are the ASCII signs ESC and '~'. */
    char in[] = "Az09<>~\x1b$B";
    char out[64], *from = in, *to = out;
    size_t left = sizeof in - 1, room = sizeof out;

    iconv(cd, NULL, NULL, NULL, NULL);
    iconv(cd, &from, &left, &to, &room);
    iconv(cd, NULL, NULL, NULL, NULL);
    return left == 0 && (size_t)(to - out) == sizeof in - 1 &&
           memcmp(in, out, sizeof in - 1) == 0;
}

/* Bytes of the character at `from`, its UTF-8 in `out`; 0 when it has no meaning. */
static size_t one(iconv_t cd, const char *from, size_t have, char *out, size_t *ret_len)
{
    char *in = (char *)from; /* iconv does not write there */
    char *to = out;
    size_t room = LONGEST;

    for (size_t give = 1; give <= have && give <= LONGEST; give++) {
        size_t left = give - (size_t)(in - from);
        if (iconv(cd, &in, &left, &to, &room) != (size_t)-1) {
            *ret_len = (size_t)(to - out);
            return give;
        }
        if (errno != EINVAL)
            break;
    }
    iconv(cd, NULL, NULL, NULL, NULL);
    return 0;
}

static size_t ascii_stretch(hsy_str bytes, size_t at)
{
    size_t end = at;

    while (end < bytes.len && (unsigned char)bytes.ptr[end] < 0x80)
        end++;
    return end - at;
}

static void convert(iconv_t cd, hsy_text_writer *writer, hsy_str bytes, uint32_t offset,
                    uint32_t *bad, uint32_t *first_bad)
{
    bool ascii = keeps_ascii(cd);

    for (size_t at = 0; at < bytes.len && !writer->failed;) {
        char out[LONGEST];
        size_t len = 0, took = ascii ? ascii_stretch(bytes, at) : 0;
        uint32_t from = offset + (uint32_t)at;
        if (took) {
            hsy_text_add(writer, (hsy_str){bytes.ptr + at, took}, from, from + (uint32_t)took);
            at += took;
            continue;
        }
        took = one(cd, bytes.ptr + at, bytes.len - at, out, &len);
        hsy_str clean = {out, len};
        if (took == 0) {
            *first_bad = (*bad)++ == 0 ? from : *first_bad;
            clean = HSY_STR("\xef\xbf\xbd");
            took = 1;
        }
        hsy_text_add(writer, clean, from, from + (uint32_t)took);
        at += took;
    }
}

bool hsy_charset_convert(hsy_text_writer *writer, const char *charset, hsy_str bytes,
                         uint32_t offset, uint32_t *ret_bad, uint32_t *ret_first_bad)
{
    iconv_t cd = iconv_open("UTF-8", charset);

    if (cd == (iconv_t)-1)
        return false;
    convert(cd, writer, bytes, offset, ret_bad, ret_first_bad);
    iconv_close(cd);
    return true;
}
