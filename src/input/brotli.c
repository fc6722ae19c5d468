/* brotli.c - what HTTP calls "br"; see unpack.h. The only file that names brotli.
 *
 * The format has no magic bytes and no checksum: whether bytes are brotli is known by
 * reading them.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/unpack.h"

#include <brotli/decode.h>

bool hsy_brotli_start(void **state)
{
    hsy_brotli_free(*state);
    *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    return *state != NULL;
}

hsy_unpacked hsy_brotli_step(void *state, hsy_str in, size_t *ret_taken, char *out, size_t room,
                             size_t *ret_made)
{
    const uint8_t *from = (const uint8_t *)in.ptr;
    uint8_t *to = (uint8_t *)out;
    size_t left = in.len, space = room;
    BrotliDecoderResult result =
        BrotliDecoderDecompressStream(state, &left, &from, &space, &to, NULL);

    *ret_taken = in.len - left;
    *ret_made = room - space;
    if (result == BROTLI_DECODER_RESULT_ERROR)
        return HSY_UNPACK_BROKEN;
    return result == BROTLI_DECODER_RESULT_SUCCESS ? HSY_UNPACK_END : HSY_UNPACK_MORE;
}

void hsy_brotli_free(void *state)
{
    if (state)
        BrotliDecoderDestroyInstance(state);
}
