/* http_body.c - from the body as it was sent to the bytes of the page.
 *
 * Archives keep what was sent, or what a crawler had already decoded under the headers
 * that were sent; others lost headers, or cut bodies off. So a header is believed only
 * where the bytes agree: a body said to be chunked that begins with no chunk, or said to
 * be gzip that is none, is taken as it stands, and one that begins as gzip or zstd does
 * is unpacked whatever is said, since no page begins so. Of a body that breaks off what
 * came before is given, and it is said.
 *
 * Brotli and raw deflate have no mark to know them by. They are tried; where nothing
 * sensible comes of it and the bytes are text, they were decoded before.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "input/http.h"
#include "input/input.h"
#include "input/source.h"
#include "input/unpack.h"

#define MAX_CODINGS 4                  /* one above another */
#define PIECE       ((size_t)32 << 10) /* unpacked at a time */

struct body {
    hsy_arena *arena;
    hsy_str bytes;
    const char *mended;
    hsy_error *err;
};

static void mend(struct body *body, const char *what)
{
    if (!body->mended)
        body->mended = what;
}

static hsy_status no_memory(hsy_error *err)
{
    return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

/* --- chunks ---------------------------------------------------------------- */

static int hex_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The line before a chunk: its size, what follows ";" passed over. */
static bool chunk_size(hsy_str body, size_t *at, size_t *ret)
{
    size_t i = *at;

    *ret = 0;
    while (i < body.len && hex_of(body.ptr[i]) >= 0 && i - *at < 8)
        *ret = *ret * 16 + (size_t)hex_of(body.ptr[i++]);
    if (i == *at || i == body.len || !body.ptr[i] || !strchr(" \t;\r\n", body.ptr[i]))
        return false;
    size_t near = body.len - i < 1024 ? body.len - i : 1024;
    const char *end = memchr(body.ptr + i, '\n', near);
    if (!end)
        return false;
    *at = (size_t)(end - body.ptr) + 1;
    return true;
}

static size_t past_line_end(hsy_str s, size_t at)
{
    if (at < s.len && s.ptr[at] == '\r')
        at++;
    if (at < s.len && s.ptr[at] == '\n')
        at++;
    return at;
}

/* Chunked though no header says so? Then the first chunk ends in a line's end, and
 * another begins behind it. */
static bool looks_chunked(hsy_str body)
{
    size_t at = 0, size, ignored;

    if (!chunk_size(body, &at, &size) || !size || size > body.len - at)
        return false;
    size_t next = past_line_end(body, at + size);
    return next > at + size && chunk_size(body, &next, &ignored);
}

static hsy_status without_chunks(struct body *b, bool said)
{
    hsy_str body = b->bytes;
    size_t at = 0, to = 0, size;

    if (said ? !chunk_size(body, &at, &size) : !looks_chunked(body))
        return HSY_OK; /* decoded by the crawler */
    if (!said)
        chunk_size(body, &at, &size);
    char *out = hsy_arena_alloc(b->arena, body.len + 1);
    if (!out)
        return no_memory(b->err);
    while (size) {
        size_t have = size < body.len - at ? size : body.len - at;
        memcpy(out + to, body.ptr + at, have);
        to += have;
        at += have;
        size_t next = past_line_end(body, at);
        if (have < size || next == body.len) {
            mend(b, "the body ends before its last chunk");
            break;
        }
        at = next;
        if (!chunk_size(body, &at, &size)) {
            mend(b, "the chunks of the body are broken");
            memcpy(out + to, body.ptr + next, body.len - next);
            to += body.len - next;
            break;
        }
    }
    b->bytes = (hsy_str){out, to};
    return HSY_OK;
}

/* --- compression ----------------------------------------------------------- */

static hsy_packing packing_of(hsy_str s)
{
    return hsy_str_starts(s, HSY_STR("\x1f\x8b\x08"))       ? HSY_PACK_GZIP
           : hsy_str_starts(s, HSY_STR("\x28\xb5\x2f\xfd")) ? HSY_PACK_ZSTD
                                                            : HSY_PACK_NONE;
}

/* Members one after another; behind the last anything may follow. */
static hsy_unpacked unpack_all(hsy_unpacker *unpacker, hsy_packing packing, hsy_str in,
                               hsy_buf *out)
{
    char piece[PIECE];
    hsy_unpacked result = HSY_UNPACK_BROKEN;

    do {
        if (!hsy_unpack_start(unpacker, packing))
            return HSY_UNPACK_BROKEN;
        do {
            size_t taken, made;
            result = hsy_unpack_step(unpacker, in, &taken, piece, sizeof piece, &made);
            in = hsy_str_sub(in, taken, in.len);
            hsy_buf_add(out, (hsy_str){piece, made});
            if (out->failed || (result == HSY_UNPACK_MORE && !taken && !made))
                return result;
        } while (result == HSY_UNPACK_MORE);
    } while (result == HSY_UNPACK_END && in.len && packing_of(in) == packing);
    return result;
}

/* What was unpacked is in the arena; HSY_FORMAT when there is nothing. */
static hsy_status unpack(struct body *b, hsy_packing packing, hsy_str *ret,
                         hsy_unpacked *ret_result)
{
    hsy_unpacker unpacker = {0};
    hsy_buf out;
    hsy_status status = HSY_OK;

    hsy_buf_init(&out, HSY_MAX_PAGE);
    *ret_result = unpack_all(&unpacker, packing, b->bytes, &out);
    if (out.failed)
        status = hsy_fail(b->err, HSY_LIMIT, NULL, 0, 0,
                          "the body unpacks to more than the limit of %zu bytes for a page",
                          HSY_MAX_PAGE);
    else if (!out.len && *ret_result != HSY_UNPACK_END)
        status = hsy_fail(b->err, HSY_FORMAT, NULL, 0, 0, "the compressed body is broken");
    else
        *ret = hsy_str_copy(b->arena, out.len ? hsy_buf_str(&out) : HSY_STR(""));
    hsy_unpack_close(&unpacker);
    hsy_buf_clear(&out);
    return status || ret->ptr ? status : no_memory(b->err);
}

static void say_result(struct body *b, hsy_unpacked result)
{
    if (result == HSY_UNPACK_MORE)
        mend(b, "the compressed body ends early");
    if (result == HSY_UNPACK_BROKEN)
        mend(b, "the compressed body is broken, and was read up to there");
}

/* A form that is known by its first bytes. */
static hsy_status decode_marked(struct body *b, hsy_packing packing)
{
    hsy_unpacked result;
    hsy_str plain = {NULL, 0};
    hsy_status status = unpack(b, packing, &plain, &result);

    if (status)
        return status;
    say_result(b, result);
    b->bytes = plain;
    return HSY_OK;
}

static bool is_text(hsy_str s)
{
    const char *why;
    hsy_media media;

    return hsy_media_guess(s, &media, &why);
}

/* A form without marks. */
static hsy_status decode_tried(struct body *b, hsy_packing packing)
{
    hsy_unpacked result = HSY_UNPACK_BROKEN;
    hsy_str plain = {NULL, 0}, head = hsy_str_trim(hsy_str_sub(b->bytes, 0, 256));

    if (head.len && (head.ptr[0] == '<' || hsy_str_starts(head, HSY_STR("\xef\xbb\xbf"))))
        return HSY_OK;
    hsy_status status = unpack(b, packing, &plain, &result);
    if (status == HSY_NOMEM || status == HSY_LIMIT)
        return status;
    if (result != HSY_UNPACK_END && is_text(b->bytes))
        return HSY_OK; /* decoded by the crawler */
    if (status)
        return status;
    say_result(b, result);
    b->bytes = plain;
    return HSY_OK;
}

static bool has_zlib_head(hsy_str s)
{
    unsigned a = s.len > 1 ? (unsigned char)s.ptr[0] : 0,
             b = s.len > 1 ? (unsigned char)s.ptr[1] : 0;
    return (a & 15) == 8 && (a >> 4) <= 7 && (a * 256 + b) % 31 == 0;
}

static hsy_status decode(struct body *b, hsy_str coding)
{
    hsy_packing marked = packing_of(b->bytes);

    if (marked != HSY_PACK_NONE)
        return decode_marked(b, marked); /* "deflate" has been said of gzip, too */
    if (hsy_same_word(coding, "deflate"))
        return decode_tried(b, has_zlib_head(b->bytes) ? HSY_PACK_ZLIB : HSY_PACK_DEFLATE);
    if (hsy_same_word(coding, "br"))
        return decode_tried(b, HSY_PACK_BROTLI);
    return HSY_OK;
}

/* Applied in order of the list, so undone from its end. */
static hsy_status decode_all(struct body *b, hsy_str list)
{
    hsy_status status = HSY_OK;

    for (int i = 0; i < MAX_CODINGS && !status && list.len; i++) {
        size_t from = list.len;
        while (from && list.ptr[from - 1] != ',')
            from--;
        hsy_str coding = hsy_str_trim(hsy_str_sub(list, from, list.len));
        list.len = from ? from - 1 : 0;
        status = decode(b, coding);
    }
    for (int i = 0; i < MAX_CODINGS && !status && packing_of(b->bytes); i++)
        status = decode_marked(b, packing_of(b->bytes));
    return status;
}

hsy_status hsy_http_body(hsy_arena *arena, hsy_str block, const hsy_http *http, hsy_str *ret,
                         const char **ret_mended, hsy_error *err)
{
    struct body b = {arena, hsy_str_sub(block, http->head, block.len), NULL, err};

    if (http->has_length && !http->chunked && !http->encoding.len && b.bytes.len < http->length)
        mend(&b, "the body is shorter than its Content-Length");
    hsy_status status = without_chunks(&b, http->chunked);
    if (!status)
        status = decode_all(&b, http->encoding);
    if (!status && b.bytes.len > HSY_MAX_PAGE)
        status = hsy_fail(err, HSY_LIMIT, NULL, 0, 0,
                          "%zu bytes, more than the limit of %zu for a page", b.bytes.len,
                          HSY_MAX_PAGE);
    *ret = b.bytes;
    *ret_mended = b.mended;
    return status;
}
