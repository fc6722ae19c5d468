/*
 * flow.h - the bytes of an archive, unpacked, with the gaps where data are lost.
 *
 *     file      |member 1 |member 2 |#### broken ####|member 4 |
 *     flow      |aaaaaaaaa|bbbbbbbbb|bb  gap         |dddddd...
 *
 * A reader peeks and takes as if there were one long run of bytes. Where a member
 * (a gzip member, a zstd frame) is broken, the flow stops: `gap` says why. What was
 * unpacked before can still be taken; hsy_flow_resume() then looks for the next
 * member that can be unpacked. Memory is bounded: by what the reader peeks at, and
 * by a few MiB of raw bytes kept so that members behind a broken one are found.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_INPUT_FLOW_H
#define HSY_INPUT_FLOW_H

#include "input/stream.h"
#include "input/unpack.h"

typedef struct hsy_place {
    uint64_t raw;    /* in the file: of the member that holds the byte, or the byte's own */
    uint64_t within; /* from the start of the unpacked member */
} hsy_place;

typedef struct hsy_member {
    uint64_t at, raw; /* of its first byte in the flow; of itself in the file */
} hsy_member;

typedef struct hsy_flow {
    hsy_stream *stream;
    hsy_packing packing;
    hsy_unpacker unpacker;
    char *bytes;
    size_t from, to, room; /* bytes[from..to) are unpacked and not yet taken */
    uint64_t at;           /* of bytes[from] in the flow */
    uint64_t raw;          /* of the stream's next byte in the file */
    size_t used;           /* bytes of the stream unpacked but kept for a second look */
    hsy_member *members;   /* of the bytes at hand, in order */
    size_t first_member, nmembers, members_room; /* [first_member, nmembers) count */
    hsy_member member;                           /* the last one begun */
    bool in_member, ended;
    const char *gap; /* NULL: none */
    bool gap_at_end; /* the file ended within a member */
    uint64_t made;   /* unpacked from this member */
    uint64_t total;  /* unpacked in all */
    uint32_t nbombs;
} hsy_flow;

/* What compression do these first bytes of a file announce? */
hsy_packing hsy_packing_of(hsy_str head);

/* `stream` is open, at its start, and outlives the flow. */
void hsy_flow_open(hsy_flow *flow, hsy_stream *stream, hsy_packing packing);
void hsy_flow_close(hsy_flow *flow);

/* What comes next, at least `want` bytes unless a gap or the end comes first. */
hsy_str hsy_flow_peek(hsy_flow *flow, size_t want);
void hsy_flow_take(hsy_flow *flow, size_t count); /* at most what was peeked at */
hsy_place hsy_flow_place(const hsy_flow *flow);   /* of the next byte */

/* Past a gap. What is still at hand is dropped. False: nothing more is there. */
bool hsy_flow_resume(hsy_flow *flow);

#endif
