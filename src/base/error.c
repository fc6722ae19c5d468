/* error.c - see error.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "error.h"

#include <stdarg.h>
#include <stdio.h>

const char *hsy_status_text(hsy_status status)
{
    static const char *const text[] = {
#define X(name, words) [HSY_##name] = words,
        HSY_STATUS_LIST(X)
#undef X
    };
    return status < sizeof text / sizeof *text ? text[status] : "unknown status";
}

hsy_status hsy_fail(hsy_error *err, hsy_status status, const char *file, uint32_t line,
                    uint64_t offset, const char *format, ...)
{
    if (!err)
        return status;

    va_list args;
    *err = (hsy_error){.status = status, .line = line, .offset = offset};
    snprintf(err->file, sizeof err->file, "%s", file ? file : "");
    va_start(args, format);
    vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    return status;
}

void hsy_error_print(const hsy_error *err, char *out, uint32_t room)
{
    const char *message = err->message[0] ? err->message : hsy_status_text(err->status);

    if (!err->file[0])
        snprintf(out, room, "%s", message);
    else if (err->line)
        snprintf(out, room, "%s:%u: %s", err->file, err->line, message);
    else
        snprintf(out, room, "%s: %s", err->file, message);
}
