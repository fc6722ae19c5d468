/* inflate.c - gzip, zlib and raw deflate; see unpack.h. The only file that names
 * ISA-L and zlib.
 *
 * ISA-L inflates two to three times as fast as zlib, and does the work where it is
 * built in. What it refuses in the first piece of a member (a dictionary, a header
 * or a code it does not know) is given to zlib from the start, so that a member
 * counts as broken only when both say so. Later on nothing can be started over, but
 * a stream that ISA-L could begin differs from others in nothing but damage.
 *
 * ISA-L reads up to eight bytes ahead. Behind a member it gives them back: the next
 * one begins right there.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/unpack.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#ifdef HSY_HAVE_ISAL
#include <isa-l/igzip_lib.h>
#endif

struct inflater {
    hsy_packing packing;
    bool by_zlib;  /* this member */
    bool has_zlib; /* `z` is set up */
    bool fresh;    /* nothing of this member was given so far */
    z_stream z;
#ifdef HSY_HAVE_ISAL
    struct inflate_state isal;
#endif
};

static unsigned piece(size_t len)
{
    return len < INT_MAX ? (unsigned)len : INT_MAX;
}

/* --- zlib ------------------------------------------------------------------ */

static int window_bits(hsy_packing packing)
{
    switch (packing) {
    case HSY_PACK_GZIP: return MAX_WBITS + 16;
    case HSY_PACK_ZLIB: return MAX_WBITS;
    default: return -MAX_WBITS;
    }
}

static bool start_zlib(struct inflater *state)
{
    int bits = window_bits(state->packing);

    state->by_zlib = true;
    if (state->has_zlib)
        return inflateReset2(&state->z, bits) == Z_OK;
    state->has_zlib = inflateInit2(&state->z, bits) == Z_OK;
    return state->has_zlib;
}

static hsy_unpacked step_zlib(struct inflater *state, hsy_str in, size_t *ret_taken, char *out,
                              size_t room, size_t *ret_made)
{
    z_stream *z = &state->z;

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

/* --- ISA-L ----------------------------------------------------------------- */

#ifdef HSY_HAVE_ISAL
static bool start_fast(struct inflater *state)
{
    isal_inflate_init(&state->isal);
    state->isal.crc_flag = state->packing == HSY_PACK_GZIP   ? ISAL_GZIP
                           : state->packing == HSY_PACK_ZLIB ? ISAL_ZLIB
                                                             : ISAL_DEFLATE;
    state->by_zlib = false;
    return true;
}

static hsy_unpacked step_fast(struct inflater *state, hsy_str in, size_t *ret_taken, char *out,
                              size_t room, size_t *ret_made)
{
    struct inflate_state *isal = &state->isal;

    isal->next_in = (uint8_t *)(uintptr_t)in.ptr;
    isal->avail_in = piece(in.len);
    isal->next_out = (uint8_t *)out;
    isal->avail_out = piece(room);
    int status = isal_inflate(isal);
    *ret_taken = piece(in.len) - isal->avail_in;
    *ret_made = piece(room) - isal->avail_out;
    if (status != ISAL_DECOMP_OK)
        return HSY_UNPACK_BROKEN;
    if (isal->block_state != ISAL_BLOCK_FINISH)
        return HSY_UNPACK_MORE;
    size_t ahead = (size_t)(isal->read_in_length > 0 ? isal->read_in_length / 8 : 0);
    *ret_taken -= ahead < *ret_taken ? ahead : *ret_taken;
    return HSY_UNPACK_END;
}
#else
static bool start_fast(struct inflater *state)
{
    return start_zlib(state);
}

static hsy_unpacked step_fast(struct inflater *state, hsy_str in, size_t *ret_taken, char *out,
                              size_t room, size_t *ret_made)
{
    return step_zlib(state, in, ret_taken, out, room, ret_made);
}
#endif

/* --- both ------------------------------------------------------------------ */

bool hsy_inflate_start(void **ret_state, hsy_packing packing)
{
    struct inflater *state = *ret_state;

    if (!state)
        *ret_state = state = calloc(1, sizeof *state);
    if (!state)
        return false;
    state->packing = packing;
    state->fresh = true;
    return start_fast(state);
}

hsy_unpacked hsy_inflate_step(void *data, hsy_str in, size_t *ret_taken, char *out, size_t room,
                              size_t *ret_made)
{
    struct inflater *state = data;

    if (state->by_zlib)
        return step_zlib(state, in, ret_taken, out, room, ret_made);
    hsy_unpacked result = step_fast(state, in, ret_taken, out, room, ret_made);
    if (result == HSY_UNPACK_BROKEN && state->fresh && start_zlib(state))
        result = step_zlib(state, in, ret_taken, out, room, ret_made);
    state->fresh = state->fresh && !*ret_taken && !*ret_made;
    return result;
}

void hsy_inflate_free(void *data)
{
    struct inflater *state = data;

    if (state && state->has_zlib)
        inflateEnd(&state->z);
    free(state);
}
