/*
 * input.h - from arguments to sources.
 *
 * An input is a file, a folder (read in order of names, to the bottom; loops of
 * links, FIFOs, sockets and devices are refused), "-" for standard input, or an
 * address. What it is is known by its content. Each thing that cannot be read is
 * said on the log, with its name and reason, and the rest goes on.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_INPUT_INPUT_H
#define HSY_INPUT_INPUT_H

#include "base/error.h"
#include "base/log.h"
#include "input/source.h"

typedef struct hsy_input hsy_input;

/* `args` are the command line's INPUTs. They are read in bytewise order, each
 * once, unless `in_order`. The strings must outlive the input. Refusals go to
 * `log` with level HSY_REFUSED. */
hsy_status hsy_input_open(const char *const *args, uint32_t nargs, bool in_order,
                          const hsy_log *log, hsy_input **ret, hsy_error *err);

/* The next source, made in `arena` (everything it points to as well). False at
 * the end. Memory used is bounded by HSY_MAX_PAGE a source. */
bool hsy_input_next(hsy_input *input, hsy_arena *arena, hsy_source *ret);

void hsy_input_close(hsy_input *input); /* NULL is fine */

/* What bytes are, by looking at them: is this HTML, or text? Binary gives false
 * with the reason in `*ret_why`. */
bool hsy_media_guess(hsy_str bytes, hsy_media *ret, const char **ret_why);

#endif
