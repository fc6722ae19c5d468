/* fuzz_decode.c - any bytes as an HTTP response with chunks and codings: no crash, and
 * never more than a page may have. The first byte tells which codings the headers claim.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "must.h"
#include "input/http.h"
#include "input/source.h"

static const char *const codings[] = {
    "",     "gzip",     "deflate",      "br",
    "zstd", "gzip, br", "deflate,gzip", "br, br, gzip, deflate, x"};

static void decode(hsy_str block)
{
    hsy_arena arena;
    hsy_str body = {"", 0};
    const char *mended;
    hsy_http http;
    hsy_error err;

    hsy_arena_init(&arena, (size_t)128 << 20);
    if (hsy_http_head(block, &http) &&
        hsy_http_body(&arena, block, &http, &body, &mended, &err) == HSY_OK) {
        must(body.len <= HSY_MAX_PAGE && body.ptr);
        /* Each byte can be read. */
        unsigned sum = 0;
        for (size_t i = 0; i < body.len; i++)
            sum += (unsigned char)body.ptr[i];
        must(sum <= 255u * body.len);
    }
    hsy_arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hsy_buf block;

    decode((hsy_str){(const char *)data, size});
    if (!size)
        return 0;
    hsy_buf_init(&block, 0);
    hsy_buf_printf(&block, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n");
    if (data[0] & 8)
        hsy_buf_puts(&block, "Transfer-Encoding: chunked\r\n");
    if (data[0] & 16)
        hsy_buf_puts(&block, "Content-Length: 100\r\n");
    hsy_buf_printf(&block, "Content-Encoding: %s\r\n\r\n", codings[data[0] & 7]);
    hsy_buf_add(&block, (hsy_str){(const char *)data + 1, size - 1});
    decode(hsy_buf_str(&block));
    hsy_buf_clear(&block);
    return 0;
}
