/*
 * charref.h - character references and the plain text of a line of markup.
 *
 * For titles and links of feeds. Pages are read by page/, which knows all names;
 * here are those that feeds use.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_INPUT_CHARREF_H
#define HSY_INPUT_CHARREF_H

#include "base/buf.h"

/* The reference at `at`, where a '&' stands: its length, with the semicolon, and
 * its code; 0 when it is none. */
size_t hsy_charref_at(hsy_str s, size_t at, uint32_t *ret_code);

/* The code of a name without '&' and ';', or 0. */
uint32_t hsy_charref_code(hsy_str name);

/* What windows-1252 has for a code from U+0080 to U+009F; others are given back. */
uint32_t hsy_charref_c1(uint32_t code);

void hsy_charref_decode(hsy_buf *to, hsy_str s);

/* Without tags, references decoded, white space folded. */
hsy_str hsy_plain_of_html(hsy_arena *arena, hsy_str s);

/* `s` without tags would be the same but for references. */
bool hsy_has_tags(hsy_str s);

#endif
