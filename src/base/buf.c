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

static bool grow(hsy_buf *buf, size_t more)
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

/* The room never is above the limit by more than a doubling; the limit is of `len`. */
static inline bool reserve(hsy_buf *buf, size_t more)
{
    size_t most = buf->room < buf->limit ? buf->room : buf->limit;

    return (!buf->failed && more <= most - buf->len) || grow(buf, more);
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
    if (reserve(buf, 1))
        buf->data[buf->len++] = c;
}

void hsy_buf_put_int(hsy_buf *buf, int64_t value)
{
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    char digits[20];
    size_t at = sizeof digits;

    do
        digits[--at] = (char)('0' + left % 10);
    while ((left /= 10) != 0);
    if (value < 0)
        hsy_buf_putc(buf, '-');
    hsy_buf_add(buf, (hsy_str){digits + at, sizeof digits - at});
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
    size_t left = buf->failed ? 0 : buf->room - buf->len;
    va_list args, again;

    va_start(args, format);
    va_copy(again, args);
    /* Straight into the room there is, and once more when it was too little. */
    int need = vsnprintf(left ? buf->data + buf->len : NULL, left, format, args);
    va_end(args);
    if (need < 0)
        buf->failed = true;
    else if (reserve(buf, (size_t)need + 1)) {
        if ((size_t)need >= left)
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
