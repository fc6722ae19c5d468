/*
 * file.h - whole files, read into an arena.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_BASE_FILE_H
#define HSY_BASE_FILE_H

#include "error.h"
#include "str.h"

/* The bytes of a regular file, with a NUL after them that is not counted.
 * HSY_MISSING when it cannot be opened, HSY_IO when it cannot be read or is no
 * regular file, HSY_LIMIT when it is longer than `limit` bytes. */
hsy_status hsy_file_read(hsy_arena *arena, const char *path, size_t limit, hsy_str *ret,
                         hsy_error *err);

/* dir + "/" + name, in the arena; NULL when out of memory. */
char *hsy_path_join(hsy_arena *arena, const char *dir, const char *name);

/* Where the program's own data/ and models/ lie: $HEARSAY_HOME, else
 * ../share/hearsay beside the running program, else the place given when it was
 * built. The folder must hold data/. NULL, with `err` filled, when none does. */
const char *hsy_home_find(hsy_arena *arena, hsy_error *err);

#endif
