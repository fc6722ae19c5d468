/*
 * log.h - where messages for people go.
 *
 * The library never prints. What it has to say beside its results (an input was
 * refused, a limit struck) goes to a sink that the caller gives; the command
 * line's sink writes to stderr, `add`'s also into the database.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_BASE_LOG_H
#define HSY_BASE_LOG_H

#include "error.h"

typedef enum hsy_level { HSY_NOTE, HSY_WARNING, HSY_REFUSED } hsy_level;

typedef struct hsy_log {
    void (*say)(void *user, hsy_level level, const hsy_error *message);
    void *user;
} hsy_log;

/* `log` and log->say may be NULL: then nothing is said. */
static inline void hsy_say(const hsy_log *log, hsy_level level, const hsy_error *message)
{
    if (log && log->say)
        log->say(log->user, level, message);
}

#endif
