/*
 * recode.h - feeds to UTF-8, before they are parsed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_INPUT_RECODE_H
#define HSY_INPUT_RECODE_H

#include "base/str.h"

/* The bytes in UTF-8, without a byte order mark: by mark, by validity, by the XML
 * declaration, else windows-1252. What cannot be read is U+FFFD. `.ptr` NULL when
 * out of memory. */
hsy_str hsy_recode(hsy_arena *arena, hsy_str bytes);

#endif
