/*
 * html_charref.h - character references: "&amp;", "&#8217;", "&notit;".
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_HTML_CHARREF_H
#define HSY_PAGE_HTML_CHARREF_H

#include "base/str.h"

typedef struct hsy_charref {
    size_t len;        /* bytes of source, "&" and ";" counted; 0: it is none */
    const char *bytes; /* UTF-8, in static memory; NULL for a numeric reference */
    uint32_t nbytes;
    uint32_t code; /* of a numeric reference, after the standard's replacements */
} hsy_charref;

/* Read the reference at `p`, where an "&" stands. In an attribute a name without
 * its ";" is left alone before "=" and letters, so that "?a=1&copy=2" stays an
 * address. */
hsy_charref hsy_charref_read(const char *p, const char *end, bool in_attribute);

#endif
