/*
 * stream.h - bytes of a file or pipe, by the line or whole, in bounded memory.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_INPUT_STREAM_H
#define HSY_INPUT_STREAM_H

#include "base/error.h"
#include "base/str.h"

typedef struct hsy_stream {
    int fd;
    char *bytes;
    size_t from, to, room; /* bytes[from..to) are read and not yet taken */
    bool ended, failed;    /* failed: see `trouble` */
    int trouble;           /* errno */
} hsy_stream;

/* "-" is standard input. HSY_IO with the reason when it cannot be opened. */
hsy_status hsy_stream_open(hsy_stream *stream, const char *path, hsy_error *err);
void hsy_stream_close(hsy_stream *stream); /* also of a zeroed one */

/* What comes next, at least `want` bytes of it unless the end comes first.
 * Nothing is taken. Valid until the next call. */
hsy_str hsy_stream_peek(hsy_stream *stream, size_t want);

void hsy_stream_take(hsy_stream *stream, size_t count); /* at most what was peeked at */

/* Take the next line, without its line feed. A line longer than `limit` is passed
 * over: then `*ret_too_long` is true and the line empty. False at the end. */
bool hsy_stream_line(hsy_stream *stream, size_t limit, hsy_str *ret, bool *ret_too_long);

/* Read on to the end and count; for saying how long a refused input is. */
uint64_t hsy_stream_drain(hsy_stream *stream);

#endif
