/*
 * charset.h - any page as UTF-8, with the way back.
 *
 * What a page is written in is decided in this order: its byte order mark; that
 * it is well-formed UTF-8 with letters beyond ASCII in it, which no other charset
 * is by accident; what was said from outside; what its <meta> says; what its bytes
 * look like. Everything later works on the UTF-8 form. Where the page was
 * something else, `map` leads each byte of that form back to the bytes received,
 * so that `at` ranges always count in the page as it came.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_CHARSET_H
#define HSY_PAGE_CHARSET_H

#include "base/error.h"
#include "base/table.h"
#include "base/text.h"
#include "input/source.h"

typedef struct hsy_decoded {
    hsy_str text;          /* well-formed UTF-8 */
    hsy_text map;          /* text -> bytes received; not used when `same` */
    bool same;             /* text is the bytes as received, at the same places */
    hsy_str charset;       /* what it was taken for */
    uint32_t nmended;      /* ill-formed bytes, now U+FFFD */
    uint32_t first_mended; /* place of the first, in the bytes received */
} hsy_decoded;

/* `labels` is data/page/charsets.tsv, columns label and name. */
hsy_status hsy_charset_decode(hsy_arena *arena, const hsy_table *labels,
                              const hsy_source *source, hsy_decoded *ret, hsy_error *err);

/* The range of received bytes behind a range of the UTF-8 form. */
hsy_span hsy_decoded_source(const hsy_decoded *decoded, hsy_span span);

/* A text whose runs count in the UTF-8 form, made to count in the bytes received. */
hsy_status hsy_decoded_remap(hsy_arena *arena, const hsy_decoded *decoded, hsy_text *text,
                             hsy_error *err);

/* What bytes look like, by their frequencies; empty when nothing is likely. */
hsy_str hsy_charset_guess(hsy_arena *arena, hsy_str bytes);

/* Convert with iconv into `writer`, counting what had no meaning. False when the
 * charset is not known here. */
bool hsy_charset_convert(hsy_text_writer *writer, const char *charset, hsy_str bytes,
                         uint32_t offset, uint32_t *ret_bad, uint32_t *ret_first_bad);

#endif
