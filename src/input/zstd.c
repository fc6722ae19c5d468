/* zstd.c - zstd frames, with a dictionary where the archive brings one; see
 * unpack.h. The only file that names libzstd.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/unpack.h"

#include <zstd.h>

/* The window a frame may ask for: 2^27 bytes, as the zstd program allows unasked. */
#define WINDOW_LOG 27

static ZSTD_DCtx *made(void **state)
{
    if (!*state)
        *state = ZSTD_createDCtx();
    return *state;
}

bool hsy_zstd_start(void **state)
{
    ZSTD_DCtx *context = made(state);

    return context && !ZSTD_isError(ZSTD_DCtx_reset(context, ZSTD_reset_session_only)) &&
           !ZSTD_isError(ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, WINDOW_LOG));
}

bool hsy_zstd_dictionary(void **state, hsy_str bytes)
{
    ZSTD_DCtx *context = made(state);

    return context && hsy_zstd_start(state) &&
           !ZSTD_isError(
               ZSTD_DCtx_loadDictionary(context, bytes.len ? bytes.ptr : NULL, bytes.len));
}

hsy_unpacked hsy_zstd_step(void *state, hsy_str in, size_t *ret_taken, char *out, size_t room,
                           size_t *ret_made)
{
    ZSTD_inBuffer from = {in.ptr, in.len, 0};
    ZSTD_outBuffer to = {out, room, 0};
    size_t status = ZSTD_decompressStream(state, &to, &from);

    *ret_taken = from.pos;
    *ret_made = to.pos;
    if (ZSTD_isError(status))
        return HSY_UNPACK_BROKEN;
    return status == 0 ? HSY_UNPACK_END : HSY_UNPACK_MORE;
}

void hsy_zstd_free(void *state)
{
    ZSTD_freeDCtx(state);
}
