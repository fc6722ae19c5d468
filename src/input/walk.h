/*
 * walk.h - from arguments to the files they name.
 *
 * A folder stands for all regular files below it. Names are sorted bytewise, so
 * that the order in which a disk lists them never shows. Each folder is entered
 * once, which ends loops of links; what is no file and no folder is refused.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_INPUT_WALK_H
#define HSY_INPUT_WALK_H

#include "base/error.h"
#include "base/log.h"
#include "base/str.h"

typedef HSY_VEC(const char *) hsy_paths; /* files, "-" and addresses, in order */

/* `ret` is made in `arena`. Refusals go to `log`; only lack of memory fails. */
hsy_status hsy_walk(hsy_arena *arena, const char *const *args, uint32_t nargs, bool in_order,
                    const hsy_log *log, hsy_paths *ret, hsy_error *err);

bool hsy_is_address(hsy_str name); /* "http://..." or "https://..." */

#endif
