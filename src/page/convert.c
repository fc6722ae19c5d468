/* convert.c - bytes of another charset as UTF-8, character by character. The only
 * file of this folder that names iconv.
 *
 * Each character must know its bytes, so iconv is asked for one character at a time,
 * and what it said is remembered: the letters of a charset of one byte in a table of
 * 256, pairs of bytes in one of 65,536. Where the meaning of a byte hangs on those
 * before it (the shifts of ISO-2022) nothing can be remembered. UTF-16 needs no iconv.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/utf8.h"

#define LONGEST 8       /* bytes of a character, with the shifts before it */
#define MOST_SHIFTS 240 /* bytes of shifts in a row; more mean nothing */

/* What bytes stand for: `took` of them are the `len` bytes of UTF-8; 0: nothing. */
typedef struct meaning {
    char utf8[LONGEST];
    uint8_t len, took;
    uint8_t seen; /* bytes that had to be looked at; 0: not yet asked for */
} meaning;

static bool keeps_ascii(iconv_t cd)
{
    /* The shift of ISO-2022 and HZ are the ASCII signs ESC and '~'. */
    char in[] = "Az09<>~\x1b$B";
    char out[64], *from = in, *to = out;
    size_t left = sizeof in - 1, room = sizeof out;

    iconv(cd, NULL, NULL, NULL, NULL);
    iconv(cd, &from, &left, &to, &room);
    iconv(cd, NULL, NULL, &to, &room);
    return left == 0 && (size_t)(to - out) == sizeof in - 1 &&
           memcmp(in, out, sizeof in - 1) == 0;
}

/* The character at `from`. Some decoders hold a letter back until they know whether a
 * mark follows; `flush` makes them give it, and forget what was before. */
static meaning ask(iconv_t cd, const char *from, size_t have, bool flush)
{
    meaning found = {.seen = 1};
    char *in = (char *)(uintptr_t)from; /* iconv does not write there */
    char *to = found.utf8;
    size_t room = sizeof found.utf8;

    for (size_t give = 1; give <= have && give <= LONGEST; give++) {
        size_t left = give - (size_t)(in - from);
        found.seen = (uint8_t)give;
        if (iconv(cd, &in, &left, &to, &room) != (size_t)-1) {
            if (flush)
                iconv(cd, NULL, NULL, &to, &room);
            found.len = (uint8_t)(to - found.utf8);
            found.took = (uint8_t)give;
            return found;
        }
        if (errno != EINVAL)
            break;
    }
    iconv(cd, NULL, NULL, NULL, NULL);
    return found;
}

static size_t ascii_stretch(const hsy_decoding *d)
{
    size_t end = d->at;

    while (end < d->bytes.len && (unsigned char)d->bytes.ptr[end] < 0x80)
        end++;
    return end - d->at;
}

/* A charset that keeps ASCII, and in which each character stands by itself. */
static void convert_plain(hsy_decoding *d, iconv_t cd, meaning *pairs)
{
    while (d->at < d->bytes.len && !d->full) {
        const unsigned char *p = (const unsigned char *)d->bytes.ptr + d->at;
        size_t have = d->bytes.len - d->at;
        if (*p < 0x80) {
            hsy_decoding_copy(d, ascii_stretch(d));
            continue;
        }
        meaning *known = &pairs[(*p - 0x80u) << 8 | (have > 1 ? p[1] : 0u)], found = *known;
        if (!found.seen || found.seen > 2 || have < 2)
            found = ask(cd, (const char *)p, have, true);
        if (have > 1)
            *known = found;
        if (found.took && found.len)
            hsy_decoding_add(d, found.utf8, found.len, found.took);
        else /* as the Encoding standard: ASCII is never taken for a second byte */
            hsy_decoding_mend(d, found.seen == 2 && have > 1 && p[1] >= 0x80 ? 2 : 1);
    }
}

/* Shifts have no text of their own; they belong to the character after them. */
static void convert_shifting(hsy_decoding *d, iconv_t cd)
{
    uint32_t shifts = 0;

    while (d->at + shifts < d->bytes.len && !d->full) {
        uint32_t at = d->at + shifts;
        meaning found = ask(cd, d->bytes.ptr + at, d->bytes.len - at, false);
        if (found.took && !found.len && shifts < MOST_SHIFTS) {
            shifts += found.took;
        } else if (found.took && found.len) {
            hsy_decoding_add(d, found.utf8, found.len, shifts + found.took);
            shifts = 0;
        } else {
            hsy_decoding_mend(d, shifts + (found.took ? found.took : 1));
            shifts = 0;
        }
    }
}

static uint32_t unit_at(const hsy_decoding *d, size_t at, bool big)
{
    const unsigned char *p = (const unsigned char *)d->bytes.ptr + at;

    return big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

static void convert_utf16(hsy_decoding *d, bool big)
{
    while (d->bytes.len - d->at >= 2 && !d->full) {
        char utf8[4];
        uint32_t code = unit_at(d, d->at, big), took = 2;
        if (code >= 0xD800 && code < 0xDC00 && d->bytes.len - d->at >= 4) {
            uint32_t low = unit_at(d, d->at + 2, big);
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                took = 4;
            }
        }
        if (code >= 0xD800 && code < 0xE000)
            hsy_decoding_mend(d, took);
        else
            hsy_decoding_add(d, utf8, hsy_utf8_encode(code, utf8), took);
    }
    if (d->at < d->bytes.len && !d->full)
        hsy_decoding_mend(d, 1);
}

bool hsy_charset_convert(hsy_decoding *d, hsy_arena *arena, const char *charset)
{
    if (strcmp(charset, "UTF-16LE") == 0 || strcmp(charset, "UTF-16BE") == 0) {
        convert_utf16(d, charset[6] == 'B');
        return true;
    }
    iconv_t cd = iconv_open("UTF-8", charset);
    if (cd == (iconv_t)-1)
        return false;
    bool plain = keeps_ascii(cd);
    meaning *pairs = plain ? hsy_arena_array(arena, (size_t)128 << 8, sizeof *pairs) : NULL;
    if (pairs)
        convert_plain(d, cd, pairs);
    else if (!plain)
        convert_shifting(d, cd);
    iconv_close(cd);
    return pairs || !plain;
}
