/*
 * recode.h - feeds to UTF-8, before they are parsed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_INPUT_RECODE_H
#define HSY_INPUT_RECODE_H

#include "base/str.h"

/* The bytes in UTF-8, without a byte order mark: by mark, by validity, by the XML
 * declaration, by what they look like, else windows-1252. What cannot be read is
 * U+FFFD. `.ptr` NULL when out of memory. `*ret_charset`: which it was, in the arena or for
 * ever. */
hsy_str hsy_recode(hsy_arena *arena, hsy_str bytes, const char **ret_charset);

/* Are these sixteen or thirty-two bits wide, or of a charset in which other text is
 * valid UTF-8 too? Else, if they are valid UTF-8, they are UTF-8. */
bool hsy_recode_may_need(hsy_str bytes);

/* guess.c: the charset that bytes look like; empty when nothing is likely. */
void hsy_recode_guess(hsy_str bytes, char out[40]);

#endif
