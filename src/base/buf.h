/*
 * buf.h - output that grows up to a limit.
 *
 * A builder remembers failure: after the first one later calls do nothing, and
 * the caller checks `failed` once at the end.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_BASE_BUF_H
#define HSY_BASE_BUF_H

#include "str.h"

typedef struct hsy_buf {
    char *data;
    size_t len, room, limit;
    bool failed;
} hsy_buf;

/* `limit` in bytes; 0 stands for 1 GiB. */
void hsy_buf_init(hsy_buf *buf, size_t limit);
void hsy_buf_clear(hsy_buf *buf); /* free the memory; usable again */
void hsy_buf_reset(hsy_buf *buf); /* empty it, keep the memory */

void hsy_buf_add(hsy_buf *buf, hsy_str s);
void hsy_buf_puts(hsy_buf *buf, const char *c_string);
void hsy_buf_putc(hsy_buf *buf, char c);
void hsy_buf_fill(hsy_buf *buf, char c, size_t count);
void hsy_buf_printf(hsy_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void hsy_buf_put_int(hsy_buf *buf, int64_t value); /* in decimal digits */
/* Code point as UTF-8. */
void hsy_buf_put_utf8(hsy_buf *buf, uint32_t code);

static inline hsy_str hsy_buf_str(const hsy_buf *buf)
{
    return (hsy_str){buf->data, buf->len};
}

#endif
