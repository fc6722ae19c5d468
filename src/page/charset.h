/*
 * charset.h - any page as UTF-8, with the way back.
 *
 * What a page is written in is decided in this order: its byte order mark; what was
 * said from outside (HTTP); what its <meta> or XML declaration says; that it is
 * well-formed UTF-8; what its bytes look like. Labels lie: one that calls UTF-8 by
 * another name is not believed, because letters beyond ASCII hardly ever are
 * well-formed UTF-8 by accident; nor is one that calls other bytes UTF-8.
 *
 * Everything later works on the UTF-8 form. Where the page was something else, each
 * character of that form knows from how many bytes it was made, so that `at` ranges
 * always count in the page as it came:
 *
 *     received   E4 20 94      (windows-1252)
 *     text       C3 A4 20 E2 80 9D
 *     took        1  0  1  1  0  0
 *
 * and `marks` holds the place for every DECODED_STEP-th byte of text, so that a
 * look-up adds up a few bytes at most. That is five bytes in four of text, whatever
 * the charset; runs of twelve bytes for each odd letter would be many times the page.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_CHARSET_H
#define HSY_PAGE_CHARSET_H

#include "base/error.h"
#include "base/table.h"
#include "base/text.h"
#include "input/source.h"

#define HSY_DECODED_STEP 64u
#define HSY_DECODED_MOST HSY_MAX_PAGE /* bytes of the UTF-8 form; a longer page is refused */

typedef struct hsy_decoded {
    hsy_str text;          /* well-formed UTF-8 */
    const uint8_t *took;   /* received bytes of the character that begins here; else 0 */
    const uint32_t *marks; /* received place of the first character at or after a step */
    bool same;             /* text is the bytes as received, at the same places */
    hsy_str charset;       /* what it was taken for */
    uint32_t nmended;      /* ill-formed sequences, now U+FFFD */
    uint32_t first_mended; /* place of the first, in the bytes received */
} hsy_decoded;

/* `labels` is data/page/charsets.tsv, columns label and name. HSY_LIMIT when the UTF-8
 * form is longer than a page may be. */
hsy_status hsy_charset_decode(hsy_arena *arena, const hsy_table *labels,
                              const hsy_source *source, hsy_decoded *ret, hsy_error *err);

/* decoded.c: the way back */

/* The range of received bytes behind a range of the UTF-8 form. */
hsy_span hsy_decoded_source(const hsy_decoded *decoded, hsy_span span);

/* A text whose runs count in the UTF-8 form, made to count in the bytes received. */
hsy_status hsy_decoded_remap(hsy_arena *arena, const hsy_decoded *decoded, hsy_text *text,
                             hsy_error *err);

/* Writes a decoded page character by character. */
typedef struct hsy_decoding {
    hsy_str bytes; /* all that was received */
    uint32_t at;   /* place of the next character in it */
    hsy_decoded *ret;
    char *text;
    uint8_t *took;
    uint32_t *marks;
    uint32_t nmarks;
    size_t len, room;
    bool full; /* the page is too long as UTF-8; what is added is dropped */
} hsy_decoding;

/* Begin at byte `skip` of the page. False when out of memory. */
bool hsy_decoding_begin(hsy_decoding *d, hsy_arena *arena, hsy_str bytes, uint32_t skip,
                        hsy_decoded *ret);
/* A character made from the next `took` (1 to 255) bytes. */
void hsy_decoding_add(hsy_decoding *d, const char *utf8, size_t len, uint32_t took);
/* The next `len` bytes, which are well-formed UTF-8 themselves. */
void hsy_decoding_copy(hsy_decoding *d, size_t len);
/* U+FFFD for the next `took` bytes, which mean nothing. */
void hsy_decoding_mend(hsy_decoding *d, uint32_t took);
void hsy_decoding_end(hsy_decoding *d);

/* prescan.c: the label that the top of the page gives in <meta> or an XML declaration;
 * empty when there is none. */
hsy_str hsy_charset_said_within(hsy_str bytes);

/* convert.c: read on with iconv to the end of the page. False when the charset is not
 * known here; then nothing was read. */
bool hsy_charset_convert(hsy_decoding *d, hsy_arena *arena, const char *charset);

#endif
