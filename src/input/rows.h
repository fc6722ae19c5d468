/*
 * rows.h - articles already extracted: one JSON object a line.
 *
 *     {"id"?, "url"?, "publisher"?, "title"?, "published"?, "language"?, "text"}
 *
 * Any other key is ignored; null counts as absent.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_INPUT_ROWS_H
#define HSY_INPUT_ROWS_H

#include "base/error.h"
#include "input/source.h"

#define HSY_MAX_ROW ((size_t)16 << 20) /* bytes of a line */

/* Read a line into the given_* fields and `bytes` of `ret`, made in `arena`. The
 * caller fills in file and line of `err`. */
hsy_status hsy_row_read(hsy_arena *arena, hsy_str line, hsy_source *ret, hsy_error *err);

/* Is this line a JSON object? `*ret_text`: and has it a string "text"? */
bool hsy_row_is_object(hsy_str line, bool *ret_text);

#endif
