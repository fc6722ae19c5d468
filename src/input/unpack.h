/*
 * unpack.h - compressed data, by the piece.
 *
 * One interface for the forms that archives and HTTP know. What does the work is
 * named in one file each (inflate.c: ISA-L and zlib, zstd.c: libzstd, brotli.c:
 * libbrotlidec) and can be replaced there. A piece of input goes in, as much as fits the room
 * comes out; nothing else is kept than the window of the format.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_INPUT_UNPACK_H
#define HSY_INPUT_UNPACK_H

#include "base/str.h"

typedef enum hsy_packing {
    HSY_PACK_NONE,
    HSY_PACK_GZIP,
    HSY_PACK_ZLIB,    /* what HTTP calls "deflate" */
    HSY_PACK_DEFLATE, /* what some servers send by that name */
    HSY_PACK_ZSTD,
    HSY_PACK_BROTLI,
} hsy_packing;

typedef enum hsy_unpacked {
    HSY_UNPACK_MORE, /* needs more input or more room */
    HSY_UNPACK_END,  /* the member (frame) is complete and its checksum right */
    HSY_UNPACK_BROKEN,
} hsy_unpacked;

typedef struct hsy_unpacker {
    hsy_packing packing;
    void *inflate, *zstd, *brotli; /* states, made at first use, kept for the next member */
} hsy_unpacker;

/* Begin a member. False when out of memory. A zeroed unpacker is a new one. */
bool hsy_unpack_start(hsy_unpacker *unpacker, hsy_packing packing);
hsy_unpacked hsy_unpack_step(hsy_unpacker *unpacker, hsy_str in, size_t *ret_taken, char *out,
                             size_t room, size_t *ret_made);
/* The dictionary of all frames that follow; .len 0: none. False: out of memory. */
bool hsy_unpack_dictionary(hsy_unpacker *unpacker, hsy_str bytes);
void hsy_unpack_close(hsy_unpacker *unpacker);

/* Below: the libraries. */
bool hsy_inflate_start(void **state, hsy_packing packing);
hsy_unpacked hsy_inflate_step(void *state, hsy_str in, size_t *ret_taken, char *out,
                              size_t room, size_t *ret_made);
void hsy_inflate_free(void *state);
bool hsy_zstd_start(void **state);
bool hsy_zstd_dictionary(void **state, hsy_str bytes);
hsy_unpacked hsy_zstd_step(void *state, hsy_str in, size_t *ret_taken, char *out, size_t room,
                           size_t *ret_made);
void hsy_zstd_free(void *state);
bool hsy_brotli_start(void **state);
hsy_unpacked hsy_brotli_step(void *state, hsy_str in, size_t *ret_taken, char *out, size_t room,
                             size_t *ret_made);
void hsy_brotli_free(void *state);

#endif
