/*
 * http.h - an HTTP response as an archive keeps it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_INPUT_HTTP_H
#define HSY_INPUT_HTTP_H

#include "base/error.h"
#include "base/str.h"

#define HSY_MAX_HEAD ((size_t)64 << 10) /* bytes of a header block */

typedef struct hsy_http {
    int status;
    hsy_str type;     /* "text/html", as written; empty when not said */
    hsy_str charset;  /* empty when not said */
    hsy_str encoding; /* the value of Content-Encoding */
    bool chunked, has_length;
    uint64_t length; /* as the headers have it */
    size_t head;     /* bytes before the body */
} hsy_http;

/* Length of a block of headers up to and with the empty line that ends it, or
 * SIZE_MAX. Line ends may be LF alone. */
size_t hsy_head_len(hsy_str s);

/* The next "name: value" of a block, lines that go on joined to the name's line as
 * they stand. False at its end. */
bool hsy_head_next(hsy_str *rest, hsy_str *ret_name, hsy_str *ret_value);

bool hsy_same_word(hsy_str a, const char *lower); /* in any case of ASCII */

/* "text/html; charset=utf-8" into its two parts. */
void hsy_media_split(hsy_str value, hsy_str *ret_type, hsy_str *ret_charset);
bool hsy_media_is_page(hsy_str type);

/* The status line and the headers. False when `block` is no response. */
bool hsy_http_head(hsy_str block, hsy_http *ret);

/* The body without chunks and compression, in `arena` or where it stood in `block`.
 * HSY_LIMIT when it is longer than a page may be, HSY_FORMAT when nothing of it can be
 * read. `*ret_mended`, else NULL: what was wrong, though what there is was given. */
hsy_status hsy_http_body(hsy_arena *arena, hsy_str block, const hsy_http *http, hsy_str *ret,
                         const char **ret_mended, hsy_error *err);

#endif
