/* unpack.c - see unpack.h: which library does it.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/unpack.h"

bool hsy_unpack_start(hsy_unpacker *unpacker, hsy_packing packing)
{
    unpacker->packing = packing;
    return packing == HSY_PACK_ZSTD ? hsy_zstd_start(&unpacker->zstd)
                                    : hsy_inflate_start(&unpacker->inflate, packing);
}

hsy_unpacked hsy_unpack_step(hsy_unpacker *unpacker, hsy_str in, size_t *ret_taken, char *out,
                             size_t room, size_t *ret_made)
{
    return unpacker->packing == HSY_PACK_ZSTD
               ? hsy_zstd_step(unpacker->zstd, in, ret_taken, out, room, ret_made)
               : hsy_inflate_step(unpacker->inflate, in, ret_taken, out, room, ret_made);
}

bool hsy_unpack_dictionary(hsy_unpacker *unpacker, hsy_str bytes)
{
    return hsy_zstd_dictionary(&unpacker->zstd, bytes);
}

void hsy_unpack_close(hsy_unpacker *unpacker)
{
    hsy_inflate_free(unpacker->inflate);
    hsy_zstd_free(unpacker->zstd);
    *unpacker = (hsy_unpacker){0};
}
