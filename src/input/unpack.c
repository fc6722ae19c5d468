/* unpack.c - see unpack.h: which library does it.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/unpack.h"

bool hsy_unpack_start(hsy_unpacker *unpacker, hsy_packing packing)
{
    unpacker->packing = packing;
    switch (packing) {
    case HSY_PACK_ZSTD: return hsy_zstd_start(&unpacker->zstd);
    case HSY_PACK_BROTLI: return hsy_brotli_start(&unpacker->brotli);
    default: return hsy_inflate_start(&unpacker->inflate, packing);
    }
}

hsy_unpacked hsy_unpack_step(hsy_unpacker *unpacker, hsy_str in, size_t *ret_taken, char *out,
                             size_t room, size_t *ret_made)
{
    switch (unpacker->packing) {
    case HSY_PACK_ZSTD:
        return hsy_zstd_step(unpacker->zstd, in, ret_taken, out, room, ret_made);
    case HSY_PACK_BROTLI:
        return hsy_brotli_step(unpacker->brotli, in, ret_taken, out, room, ret_made);
    default: return hsy_inflate_step(unpacker->inflate, in, ret_taken, out, room, ret_made);
    }
}

bool hsy_unpack_dictionary(hsy_unpacker *unpacker, hsy_str bytes)
{
    return hsy_zstd_dictionary(&unpacker->zstd, bytes);
}

void hsy_unpack_close(hsy_unpacker *unpacker)
{
    hsy_inflate_free(unpacker->inflate);
    hsy_zstd_free(unpacker->zstd);
    hsy_brotli_free(unpacker->brotli);
    *unpacker = (hsy_unpacker){0};
}
