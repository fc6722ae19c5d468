/*
 * netfile.h - the file of the network's weights, mapped.
 *
 * models/en/net.bin is little-endian:
 *
 *     "HSYNET1\0"  version(32)  sections(32)  size of the file(64)  SHA-256 of the rest
 *     name[24]  type(32)  rank(32)  dims(32) * 4  offset(64)  bytes(64)    once a section
 *     sections, each begun at a multiple of 64
 *
 * A file with another magic, version, size or checksum is refused, and so is one whose
 * sections overlap its end, are not aligned, or have other sizes than they should, so
 * that a damaged model never reads news. The large tables are used where they lie: the
 * pages of the file are shared by all processes that read it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_NETFILE_H
#define HSY_LING_NETFILE_H

#include "base/error.h"
#include "base/str.h"

enum hsy_net_type { HSY_NET_I8, HSY_NET_I16, HSY_NET_I32, HSY_NET_TEXT };

typedef struct hsy_net_section {
    hsy_str name;
    uint32_t type, rank, dims[4];
    hsy_str bytes;
} hsy_net_section;

typedef struct hsy_net_file {
    const char *path;
    hsy_str bytes;
    hsy_net_section *sections;
    uint32_t nsections;
} hsy_net_file;

/* Map a file; nothing is checked yet. */
hsy_status hsy_net_file_map(const char *path, hsy_str *ret, hsy_error *err);
void hsy_net_file_unmap(hsy_str bytes);

/* Check the bytes of a file and find its sections. `path` is kept. */
hsy_status hsy_net_file_read(hsy_arena *arena, const char *path, hsy_str bytes,
                             hsy_net_file *ret, hsy_error *err);

/* The section `name`, of this type and rank; of these dims where one is not 0. */
hsy_status hsy_net_file_find(const hsy_net_file *file, const char *name,
                             enum hsy_net_type type, uint32_t rank, const uint32_t dims[4],
                             const hsy_net_section **ret, hsy_error *err);

/* A copy of a section of numbers of 16 or 32 bits as numbers of this machine; NULL when
 * out of memory. */
int32_t *hsy_net_numbers(hsy_arena *arena, const hsy_net_section *section);

/* "weights cannot be used", said of a section. */
hsy_status hsy_net_file_fail(const hsy_net_file *file, const char *section, const char *what,
                             hsy_error *err);

#endif
