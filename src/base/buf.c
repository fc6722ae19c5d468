/* buf.c - see buf.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "buf.h"

#include "utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_LIMIT ((size_t)1 << 30)

void hsy_buf_init(hsy_buf *buf, size_t limit)
{
    *buf = (hsy_buf){.limit = limit ? limit : DEFAULT_LIMIT};
}

void hsy_buf_clear(hsy_buf *buf)
{
    free(buf->data);
    hsy_buf_init(buf, buf->limit);
}

void hsy_buf_reset(hsy_buf *buf)
{
    buf->len = 0;
    buf->failed = false;
}

static bool reserve(hsy_buf *buf, size_t more)
{
    if (buf->failed || more > buf->limit - buf->len) {
        buf->failed = true;
        return false;
    }
    if (buf->len + more <= buf->room)
        return true;
    size_t room = buf->room ? buf->room : 256;
    while (room < buf->len + more)
        room *= 2;
    char *bigger = realloc(buf->data, room);
    if (!bigger) {
        buf->failed = true;
        return false;
    }
    buf->data = bigger;
    buf->room = room;
    return true;
}

void hsy_buf_add(hsy_buf *buf, hsy_str s)
{
    if (s.len == 0 || !reserve(buf, s.len))
        return;
    memcpy(buf->data + buf->len, s.ptr, s.len);
    buf->len += s.len;
}

void hsy_buf_puts(hsy_buf *buf, const char *c_string)
{
    hsy_buf_add(buf, hsy_str_of(c_string));
}

void hsy_buf_putc(hsy_buf *buf, char c)
{
    hsy_buf_add(buf, (hsy_str){&c, 1});
}

void hsy_buf_fill(hsy_buf *buf, char c, size_t count)
{
    if (count == 0 || !reserve(buf, count))
        return;
    memset(buf->data + buf->len, c, count);
    buf->len += count;
}

void hsy_buf_printf(hsy_buf *buf, const char *format, ...)
{
    va_list args, again;

    va_start(args, format);
    va_copy(again, args);
    int need = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (need < 0)
        buf->failed = true;
    else if (reserve(buf, (size_t)need + 1)) {
        vsnprintf(buf->data + buf->len, (size_t)need + 1, format, again);
        buf->len += (size_t)need;
    }
    va_end(again);
}

void hsy_buf_put_utf8(hsy_buf *buf, uint32_t code)
{
    char bytes[4];
    hsy_buf_add(buf, (hsy_str){bytes, hsy_utf8_encode(code, bytes)});
}
