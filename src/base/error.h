/*
 * error.h - how the library says no.
 *
 * A function that can fail returns an hsy_status and takes an hsy_error last.
 * The status is for the caller's code; the error is for the person reading it,
 * and names the file and the place in it. `err` may be NULL. A result is written
 * only on success, an error only on failure. The library never prints, exits or
 * aborts; assert() guards against our own mistakes, never against input.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_BASE_ERROR_H
#define HSY_BASE_ERROR_H

#include <stdint.h>

/* One list gives the enum, the names and the manual's table. */
#define HSY_STATUS_LIST(X)                                                                      \
    X(OK, "no error")                                                                          \
    X(NOMEM, "out of memory")                                                                  \
    X(IO, "input or output failed")                                                            \
    X(FORMAT, "input is not in the expected form")                                             \
    X(LIMIT, "a stated limit was passed")                                                      \
    X(MISSING, "a model or data file is absent")                                               \
    X(STORE, "database trouble")                                                               \
    X(NETWORK, "network trouble")                                                              \
    X(USAGE, "wrong use")

typedef enum hsy_status {
#define X(name, text) HSY_##name,
    HSY_STATUS_LIST(X)
#undef X
} hsy_status;

typedef struct hsy_error {
    hsy_status status;
    uint32_t line;   /* 1-based; 0 where lines mean nothing */
    uint64_t offset; /* bytes from the start of the file */
    char file[256];
    char message[256];
} hsy_error;

const char *hsy_status_text(hsy_status status);

/* Fill `err` (when given) and return `status`, so that a caller can write
 * `return hsy_fail(...)`. The message states a fact, without a full stop. */
hsy_status hsy_fail(hsy_error *err, hsy_status status, const char *file, uint32_t line,
                    uint64_t offset, const char *format, ...)
    __attribute__((format(printf, 6, 7), cold));

/* "file:line: message", leaving out what is not known, into `out` (NUL-ended). */
void hsy_error_print(const hsy_error *err, char *out, uint32_t room);

#endif
