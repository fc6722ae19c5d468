/* stream.c - see stream.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK ((size_t)64 << 10)

hsy_status hsy_stream_open(hsy_stream *stream, const char *path, hsy_error *err)
{
    struct stat info;

    *stream = (hsy_stream){.fd = STDIN_FILENO};
    if (strcmp(path, "-") == 0)
        return HSY_OK;
    /* A FIFO put in the place of a file since it was listed must not hang us. */
    stream->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (stream->fd < 0)
        return hsy_fail(err, HSY_IO, path, 0, 0, "could not open: %s", strerror(errno));
    if (fstat(stream->fd, &info) == 0 && S_ISREG(info.st_mode))
        return HSY_OK;
    hsy_stream_close(stream);
    return hsy_fail(err, HSY_IO, path, 0, 0, "not a regular file");
}

void hsy_stream_close(hsy_stream *stream)
{
    if (stream->fd > STDIN_FILENO)
        close(stream->fd);
    free(stream->bytes);
    *stream = (hsy_stream){.fd = -1};
}

static bool make_room(hsy_stream *stream)
{
    if (stream->from == stream->to)
        stream->from = stream->to = 0;
    if (stream->room - stream->to >= CHUNK)
        return true;
    /* Moving is paid for by the bytes taken since the last move. */
    if (stream->from >= stream->room / 2 && stream->from) {
        memmove(stream->bytes, stream->bytes + stream->from, stream->to - stream->from);
        stream->to -= stream->from;
        stream->from = 0;
        if (stream->room - stream->to >= CHUNK)
            return true;
    }
    size_t room = stream->room ? 2 * stream->room : 2 * CHUNK;
    char *bigger = realloc(stream->bytes, room);
    if (!bigger)
        return false;
    stream->bytes = bigger;
    stream->room = room;
    return true;
}

static bool read_more(hsy_stream *stream)
{
    if (stream->ended)
        return false;
    if (!make_room(stream)) {
        stream->trouble = ENOMEM;
        stream->failed = stream->ended = true;
        return false;
    }
    ssize_t n;
    do
        n = read(stream->fd, stream->bytes + stream->to, stream->room - stream->to);
    while (n < 0 && errno == EINTR);
    if (n <= 0) {
        stream->failed = n < 0;
        stream->trouble = n < 0 ? errno : 0;
        stream->ended = true;
        return false;
    }
    stream->to += (size_t)n;
    return true;
}

static hsy_str waiting(const hsy_stream *stream)
{
    return (hsy_str){stream->bytes ? stream->bytes + stream->from : "",
                     stream->to - stream->from};
}

hsy_str hsy_stream_peek(hsy_stream *stream, size_t want)
{
    while (stream->to - stream->from < want && read_more(stream))
        ;
    return waiting(stream);
}

void hsy_stream_take(hsy_stream *stream, size_t count)
{
    stream->from += count;
}

bool hsy_stream_line(hsy_stream *stream, size_t limit, hsy_str *ret, bool *ret_too_long)
{
    size_t looked = 0;

    *ret = (hsy_str){"", 0};
    *ret_too_long = false;
    for (;;) {
        hsy_str have = waiting(stream);
        const char *end =
            have.len > looked ? memchr(have.ptr + looked, '\n', have.len - looked) : NULL;
        if (end || (have.len && stream->ended)) {
            size_t len = end ? (size_t)(end - have.ptr) : have.len;
            *ret_too_long = *ret_too_long || len > limit;
            if (!*ret_too_long)
                *ret = (hsy_str){have.ptr, len};
            stream->from += len + (end ? 1 : 0);
            return true;
        }
        looked = have.len;
        if (have.len > limit) {
            *ret_too_long = true;
            stream->from = stream->to;
            looked = 0;
        }
        if (!read_more(stream) && stream->from == stream->to)
            return *ret_too_long;
    }
}

uint64_t hsy_stream_drain(hsy_stream *stream)
{
    uint64_t count = stream->to - stream->from;

    do {
        stream->from = stream->to = 0;
    } while (read_more(stream) && (count += stream->to, true));
    return count;
}
