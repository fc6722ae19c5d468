/* http.c - see http.h.
 *
 * Archives keep what was sent, or what a crawler had already decoded under the
 * headers that were sent. So a header is believed only when the bytes agree: a
 * body said to be chunked that begins with no chunk, or said to be gzip that is
 * none, is taken as it stands.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/http.h"

#include <string.h>

#include "base/buf.h"
#include "input/source.h"
#include "input/unpack.h"

size_t hsy_head_len(hsy_str s)
{
    size_t at = 0;

    while (at < s.len) {
        const char *end = memchr(s.ptr + at, '\n', s.len - at);
        if (!end)
            return SIZE_MAX;
        size_t next = (size_t)(end - s.ptr) + 1;
        if (next - at == 1 || (next - at == 2 && s.ptr[at] == '\r'))
            return next;
        at = next;
    }
    return SIZE_MAX;
}

bool hsy_head_next(hsy_str *rest, hsy_str *ret_name, hsy_str *ret_value)
{
    while (rest->ptr && rest->len) {
        hsy_str line = hsy_str_cut(rest, '\n');
        while (rest->ptr && rest->len && (rest->ptr[0] == ' ' || rest->ptr[0] == '\t')) {
            hsy_str more = hsy_str_cut(rest, '\n');
            line.len = (size_t)(more.ptr + more.len - line.ptr);
        }
        const char *colon = line.len ? memchr(line.ptr, ':', line.len) : NULL;
        if (!colon)
            continue;
        size_t at = (size_t)(colon - line.ptr);
        *ret_name = hsy_str_trim(hsy_str_sub(line, 0, at));
        *ret_value = hsy_str_trim(hsy_str_sub(line, at + 1, line.len));
        return true;
    }
    return false;
}

bool hsy_same_word(hsy_str a, const char *lower)
{
    size_t len = strlen(lower);

    if (a.len != len)
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = a.ptr[i] >= 'A' && a.ptr[i] <= 'Z' ? (char)(a.ptr[i] + 32) : a.ptr[i];
        if (c != lower[i])
            return false;
    }
    return true;
}

void hsy_media_split(hsy_str value, hsy_str *ret_type, hsy_str *ret_charset)
{
    hsy_str rest = value;

    *ret_type = hsy_str_trim(hsy_str_cut(&rest, ';'));
    *ret_charset = (hsy_str){NULL, 0};
    while (rest.ptr) {
        hsy_str part = hsy_str_cut(&rest, ';');
        hsy_str key = hsy_str_trim(hsy_str_cut(&part, '='));
        if (!part.ptr || !hsy_same_word(key, "charset"))
            continue;
        part = hsy_str_trim(part);
        while (part.len && (part.ptr[0] == '"' || part.ptr[0] == '\''))
            part = hsy_str_sub(part, 1, part.len);
        while (part.len && strchr("\"'", part.ptr[part.len - 1]))
            part.len--;
        if (part.len)
            *ret_charset = part;
        return;
    }
}

bool hsy_media_is_page(hsy_str type)
{
    return hsy_same_word(type, "text/html") || hsy_same_word(type, "application/xhtml+xml") ||
           hsy_same_word(type, "text/plain");
}

/* --- the head -------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool has_word(hsy_str list, const char *lower)
{
    while (list.ptr)
        if (hsy_same_word(hsy_str_trim(hsy_str_cut(&list, ',')), lower))
            return true;
    return false;
}

bool hsy_http_head(hsy_str block, hsy_http *ret)
{
    hsy_str rest, name, value;

    *ret = (hsy_http){0};
    if (!hsy_str_starts(block, HSY_STR("HTTP/")))
        return false;
    ret->head = hsy_head_len(hsy_str_sub(block, 0, HSY_MAX_HEAD));
    if (ret->head == SIZE_MAX)
        return false;
    rest = hsy_str_sub(block, 0, ret->head);
    hsy_str line = hsy_str_cut(&rest, '\n');
    hsy_str_cut(&line, ' ');
    line = hsy_str_trim(line);
    if (line.len < 3 || !is_digit(line.ptr[0]) || !is_digit(line.ptr[1]) ||
        !is_digit(line.ptr[2]))
        return false;
    ret->status = (line.ptr[0] - '0') * 100 + (line.ptr[1] - '0') * 10 + line.ptr[2] - '0';
    while (hsy_head_next(&rest, &name, &value)) {
        if (hsy_same_word(name, "content-type"))
            hsy_media_split(value, &ret->type, &ret->charset);
        else if (hsy_same_word(name, "content-encoding"))
            ret->encoding = value;
        else if (hsy_same_word(name, "transfer-encoding"))
            ret->chunked = has_word(value, "chunked");
    }
    return true;
}

/* --- the body -------------------------------------------------------------- */

static int hex_of(char c)
{
    if (is_digit(c))
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
    if (i == *at || i == body.len || !strchr(" \t;\r\n", body.ptr[i]))
        return false;
    const char *end = memchr(body.ptr + i, '\n', body.len - i);
    if (!end || (size_t)(end - body.ptr) - i > 1024)
        return false;
    *at = (size_t)(end - body.ptr) + 1;
    return true;
}

static hsy_status no_memory(hsy_error *err)
{
    return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

static hsy_status without_chunks(hsy_arena *arena, hsy_str body, hsy_str *ret, bool *ret_cut,
                                 hsy_error *err)
{
    size_t at = 0, to = 0, size;

    if (!chunk_size(body, &at, &size)) {
        *ret = body; /* decoded by the crawler */
        return HSY_OK;
    }
    char *out = hsy_arena_alloc(arena, body.len + 1);
    if (!out)
        return no_memory(err);
    while (size) {
        size_t have = size < body.len - at ? size : body.len - at;
        memcpy(out + to, body.ptr + at, have);
        to += have;
        at += have;
        *ret_cut = have < size;
        if (at < body.len && body.ptr[at] == '\r')
            at++;
        if (at < body.len && body.ptr[at] == '\n')
            at++;
        if (at >= body.len) {
            *ret_cut = true; /* the last chunk, of size 0, is missing */
            break;
        }
        if (!chunk_size(body, &at, &size))
            return hsy_fail(err, HSY_FORMAT, NULL, 0, 0, "the chunks of the body are broken");
    }
    *ret = (hsy_str){out, to};
    return HSY_OK;
}

static hsy_status unpack(hsy_arena *arena, hsy_packing packing, hsy_str in, hsy_str *ret,
                         bool *ret_cut, hsy_error *err)
{
    hsy_unpacker unpacker = {0};
    hsy_buf out;
    char piece[16384];
    hsy_unpacked result = HSY_UNPACK_MORE;
    hsy_status status = HSY_OK;

    hsy_buf_init(&out, HSY_MAX_PAGE + sizeof piece);
    if (!hsy_unpack_start(&unpacker, packing))
        status = no_memory(err);
    while (!status && result == HSY_UNPACK_MORE) {
        size_t taken, made;
        result = hsy_unpack_step(&unpacker, in, &taken, piece, sizeof piece, &made);
        in = hsy_str_sub(in, taken, in.len);
        hsy_buf_add(&out, (hsy_str){piece, made});
        if (out.len > HSY_MAX_PAGE || out.failed)
            status = hsy_fail(err, HSY_LIMIT, NULL, 0, 0,
                              "the body unpacks to more than the limit of %zu bytes for a page",
                              HSY_MAX_PAGE);
        else if (result == HSY_UNPACK_BROKEN)
            status = hsy_fail(err, HSY_FORMAT, NULL, 0, 0, "the compressed body is broken");
        else if (result == HSY_UNPACK_MORE && !taken && !made)
            break;
    }
    if (!status) {
        *ret_cut = *ret_cut || result == HSY_UNPACK_MORE;
        *ret = hsy_str_copy(arena, hsy_buf_str(&out));
        status = ret->ptr ? HSY_OK : no_memory(err);
    }
    hsy_unpack_close(&unpacker);
    hsy_buf_clear(&out);
    return status;
}

static bool has_zlib_head(hsy_str s)
{
    unsigned a = s.len > 1 ? (unsigned char)s.ptr[0] : 0,
             b = s.len > 1 ? (unsigned char)s.ptr[1] : 0;
    return (a & 15) == 8 && (a >> 4) <= 7 && (a * 256 + b) % 31 == 0;
}

static hsy_status decode(hsy_arena *arena, hsy_str coding, hsy_str *body, bool *ret_cut,
                         hsy_error *err)
{
    if (hsy_same_word(coding, "gzip") || hsy_same_word(coding, "x-gzip"))
        return hsy_str_starts(*body, HSY_STR("\x1f\x8b\x08"))
                   ? unpack(arena, HSY_PACK_GZIP, *body, body, ret_cut, err)
                   : HSY_OK;
    if (hsy_same_word(coding, "zstd"))
        return hsy_str_starts(*body, HSY_STR("\x28\xb5\x2f\xfd"))
                   ? unpack(arena, HSY_PACK_ZSTD, *body, body, ret_cut, err)
                   : HSY_OK;
    if (hsy_same_word(coding, "deflate") && has_zlib_head(*body))
        return unpack(arena, HSY_PACK_ZLIB, *body, body, ret_cut, err);
    if (hsy_same_word(coding, "deflate")) {
        hsy_str plain = *body;
        if (memchr("<\xef \r\n\t", plain.len ? plain.ptr[0] : 0, 6) ||
            unpack(arena, HSY_PACK_DEFLATE, plain, body, ret_cut, NULL))
            *body = plain;
        return HSY_OK;
    }
    if (hsy_same_word(coding, "br") && body->len && body->ptr[0] != '<')
        return hsy_fail(err, HSY_FORMAT, NULL, 0, 0, "a body in brotli, which is not read");
    return HSY_OK;
}

hsy_status hsy_http_body(hsy_arena *arena, hsy_str block, const hsy_http *http, hsy_str *ret,
                         bool *ret_cut, hsy_error *err)
{
    hsy_str body = hsy_str_sub(block, http->head, block.len), list = http->encoding;
    hsy_status status = HSY_OK;

    *ret_cut = false;
    if (http->chunked)
        status = without_chunks(arena, body, &body, ret_cut, err);
    /* Applied in order of the list, so undone from its end; three are plenty. */
    for (int i = 0; i < 3 && !status && list.len; i++) {
        size_t from = list.len;
        while (from && list.ptr[from - 1] != ',')
            from--;
        hsy_str coding = hsy_str_trim(hsy_str_sub(list, from, list.len));
        list.len = from ? from - 1 : 0;
        status = decode(arena, coding, &body, ret_cut, err);
    }
    if (!status && body.len > HSY_MAX_PAGE)
        status = hsy_fail(err, HSY_LIMIT, NULL, 0, 0,
                          "%zu bytes, more than the limit of %zu for a page", body.len,
                          HSY_MAX_PAGE);
    if (!status)
        *ret = body;
    return status;
}
