/* inflate.c - gzip, zlib and raw deflate; see unpack.h. The only file that names
 * zlib.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/unpack.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

static int window_bits(hsy_packing packing)
{
    switch (packing) {
    case HSY_PACK_GZIP: return MAX_WBITS + 16;
    case HSY_PACK_ZLIB: return MAX_WBITS;
    default: return -MAX_WBITS;
    }
}

bool hsy_inflate_start(void **state, hsy_packing packing)
{
    z_stream *z = *state;

    if (z)
        return inflateReset2(z, window_bits(packing)) == Z_OK;
    z = calloc(1, sizeof *z);
    if (z && inflateInit2(z, window_bits(packing)) != Z_OK) {
        free(z);
        z = NULL;
    }
    *state = z;
    return z != NULL;
}

static uInt piece(size_t len)
{
    return len < INT_MAX ? (uInt)len : INT_MAX;
}

hsy_unpacked hsy_inflate_step(void *state, hsy_str in, size_t *ret_taken, char *out,
                              size_t room, size_t *ret_made)
{
    z_stream *z = state;

    z->next_in = (unsigned char *)(uintptr_t)in.ptr;
    z->avail_in = piece(in.len);
    z->next_out = (unsigned char *)out;
    z->avail_out = piece(room);
    int status = inflate(z, Z_NO_FLUSH);
    *ret_taken = (size_t)((const char *)z->next_in - in.ptr);
    *ret_made = (size_t)((char *)z->next_out - out);
    if (status == Z_STREAM_END)
        return HSY_UNPACK_END;
    return status == Z_OK || status == Z_BUF_ERROR ? HSY_UNPACK_MORE : HSY_UNPACK_BROKEN;
}

void hsy_inflate_free(void *state)
{
    if (state)
        inflateEnd(state);
    free(state);
}
