/* flow.c - see flow.h.
 *
 * Damage shows late: a flipped bit may only be noticed at the checksum, or by an
 * inflater that has run far into the next member. So the raw bytes of a member are
 * kept until it has ended well (up to KEPT), and the search for the next one begins
 * right behind the start of the broken one. Two magic bytes are weak evidence in
 * compressed data; a candidate counts only when it can be unpacked for a while.
 *
 * A member that unpacks to hundreds of times its size is a bomb, not text (markup
 * rarely passes 20:1); it is cut off like a broken one.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/flow.h"

#include <stdlib.h>
#include <string.h>

#define STEP           ((size_t)256 << 10)  /* unpacked at a time: what a cache holds */
#define KEPT           ((size_t)4 << 20)    /* raw bytes of a member that are kept */
#define TRIAL          512                  /* bytes a candidate must give without trouble */
#define BOMB_FREE      ((uint64_t)64 << 20) /* a member may unpack to this whatever its size */
#define BOMB_RATIO     200
#define MAX_BOMBS      64
#define MAX_MARKS      ((size_t)1 << 20)
#define MAX_DICTIONARY ((size_t)8 << 20)

hsy_packing hsy_packing_of(hsy_str head)
{
    if (hsy_str_starts(head, HSY_STR("\x1f\x8b")))
        return HSY_PACK_GZIP;
    if (hsy_str_starts(head, HSY_STR("\x28\xb5\x2f\xfd")))
        return HSY_PACK_ZSTD;
    /* A skippable frame; the one that ends in D holds a dictionary. */
    if (head.len >= 4 && (head.ptr[0] & 0xf0) == 0x50 &&
        memcmp(head.ptr + 1, "\x2a\x4d\x18", 3) == 0)
        return HSY_PACK_ZSTD;
    return HSY_PACK_NONE;
}

void hsy_flow_open(hsy_flow *flow, hsy_stream *stream, hsy_packing packing)
{
    *flow = (hsy_flow){.stream = stream, .packing = packing};
}

void hsy_flow_close(hsy_flow *flow)
{
    hsy_unpack_close(&flow->unpacker);
    free(flow->bytes);
    free(flow->members);
    *flow = (hsy_flow){0};
}

static void stop(hsy_flow *flow, const char *why)
{
    flow->gap = why;
    flow->in_member = false;
}

static bool make_room(hsy_flow *flow)
{
    if (flow->from == flow->to)
        flow->from = flow->to = 0;
    /* Moving is paid for by what was taken since the last move; done early, it keeps the
     * bytes at work in the cache. */
    size_t waiting = flow->to - flow->from;
    if (flow->from && (waiting <= flow->from / 4 || flow->from >= flow->room / 2)) {
        memmove(flow->bytes, flow->bytes + flow->from, flow->to - flow->from);
        flow->to -= flow->from;
        flow->from = 0;
    }
    if (flow->room - flow->to >= STEP)
        return true;
    size_t room = flow->room ? 2 * flow->room : 4 * STEP;
    char *bigger = realloc(flow->bytes, room);
    if (!bigger)
        return false;
    flow->bytes = bigger;
    flow->room = room;
    return true;
}

static void take_raw(hsy_flow *flow, size_t count)
{
    hsy_stream_take(flow->stream, count);
    flow->raw += count;
    flow->used = 0;
}

static void pull_plain(hsy_flow *flow)
{
    hsy_str have = hsy_stream_peek(flow->stream, 1);
    size_t count = have.len < flow->room - flow->to ? have.len : flow->room - flow->to;

    if (!count) {
        flow->ended = true;
        return;
    }
    memcpy(flow->bytes + flow->to, have.ptr, count);
    flow->to += count;
    flow->total += count;
    take_raw(flow, count);
}

/* Where members begin. Of millions of tiny ones not every place is remembered. */
static bool mark_member(hsy_flow *flow)
{
    flow->member = (hsy_member){flow->at + (flow->to - flow->from), flow->raw};
    if (flow->nmembers > flow->first_member &&
        flow->members[flow->nmembers - 1].at == flow->member.at) {
        flow->members[flow->nmembers - 1] = flow->member; /* the one before was empty */
        return true;
    }
    if (flow->nmembers == MAX_MARKS)
        return true;
    if (flow->nmembers == flow->members_room) {
        size_t room = flow->members_room ? 2 * flow->members_room : 64;
        hsy_member *bigger = realloc(flow->members, room * sizeof *bigger);
        if (!bigger)
            return false;
        flow->members = bigger;
        flow->members_room = room;
    }
    flow->members[flow->nmembers++] = flow->member;
    return true;
}

/* The dictionary of a .warc.zst stands in a skippable frame of its own before all
 * others; it may be a zstd frame itself. False: not understood. */
static bool read_dictionary(hsy_flow *flow, hsy_str head)
{
    const unsigned char *b = (const unsigned char *)head.ptr;
    size_t len = (size_t)b[4] | (size_t)b[5] << 8 | (size_t)b[6] << 16 | (size_t)b[7] << 24;

    if (len > MAX_DICTIONARY)
        return false;
    head = hsy_stream_peek(flow->stream, 8 + len);
    if (head.len < 8 + len)
        return false;
    hsy_str bytes = {head.ptr + 8, len};
    char *room = NULL;
    bool good = true;
    if (hsy_str_starts(bytes, HSY_STR("\x28\xb5\x2f\xfd"))) {
        size_t taken, made = 0;
        room = malloc(MAX_DICTIONARY);
        good = room && hsy_unpack_start(&flow->unpacker, HSY_PACK_ZSTD) &&
               hsy_unpack_step(&flow->unpacker, bytes, &taken, room, MAX_DICTIONARY, &made) ==
                   HSY_UNPACK_END;
        bytes = (hsy_str){room, made};
    }
    good = good && hsy_unpack_dictionary(&flow->unpacker, bytes);
    free(room);
    if (good)
        take_raw(flow, 8 + len);
    return good;
}

static hsy_str skip_padding(hsy_flow *flow)
{
    for (;;) {
        hsy_str have = hsy_stream_peek(flow->stream, 18);
        size_t pad = 0;
        while (pad < have.len && have.ptr[pad] == '\0')
            pad++;
        if (!pad)
            return have;
        take_raw(flow, pad);
    }
}

static void begin_member(hsy_flow *flow)
{
    hsy_str head = skip_padding(flow);

    if (!head.len) {
        flow->ended = true;
        return;
    }
    if (flow->raw == 0 && flow->packing == HSY_PACK_ZSTD && head.len > 8 &&
        hsy_str_starts(head, HSY_STR("\x5d\x2a\x4d\x18"))) {
        if (!read_dictionary(flow, head))
            stop(flow, "the dictionary is broken");
        return;
    }
    if (hsy_packing_of(head) != flow->packing) {
        flow->member = (hsy_member){flow->at + (flow->to - flow->from), flow->raw};
        stop(flow, "bytes that are no compressed data");
    } else if (!mark_member(flow) || !hsy_unpack_start(&flow->unpacker, flow->packing)) {
        stop(flow, "out of memory");
    } else {
        flow->in_member = true;
        flow->made = 0;
    }
}

static bool is_bomb(const hsy_flow *flow)
{
    uint64_t size = flow->raw + flow->used - flow->member.raw;
    return flow->made > BOMB_FREE && flow->made / BOMB_RATIO > size;
}

static void pull_packed(hsy_flow *flow)
{
    size_t taken, made;
    hsy_str have = hsy_stream_peek(flow->stream, flow->used + 1);
    hsy_str in = hsy_str_sub(have, flow->used, have.len);
    size_t room = flow->room - flow->to < STEP ? flow->room - flow->to : STEP;
    hsy_unpacked result =
        hsy_unpack_step(&flow->unpacker, in, &taken, flow->bytes + flow->to, room, &made);

    flow->used += taken;
    flow->to += made;
    flow->made += made;
    flow->total += made;
    if (result == HSY_UNPACK_END) {
        flow->in_member = false;
        take_raw(flow, flow->used);
    } else if (result == HSY_UNPACK_BROKEN) {
        stop(flow, "the compressed data are broken");
    } else if (is_bomb(flow)) {
        flow->nbombs++;
        stop(flow, "the compressed data unpack to more than 200 times their size");
    } else if (!taken && !made) {
        flow->gap_at_end = true;
        stop(flow, "the file ends within compressed data");
    } else if (flow->used > KEPT) {
        take_raw(flow, flow->used);
    }
}

hsy_str hsy_flow_peek(hsy_flow *flow, size_t want)
{
    while (flow->to - flow->from < want && !flow->gap && !flow->ended) {
        if (!make_room(flow))
            stop(flow, "out of memory");
        else if (flow->packing == HSY_PACK_NONE)
            pull_plain(flow);
        else if (flow->in_member)
            pull_packed(flow);
        else
            begin_member(flow);
    }
    return (hsy_str){flow->bytes ? flow->bytes + flow->from : "", flow->to - flow->from};
}

void hsy_flow_take(hsy_flow *flow, size_t count)
{
    flow->from += count;
    flow->at += count;
    while (flow->first_member + 1 < flow->nmembers &&
           flow->members[flow->first_member + 1].at <= flow->at)
        flow->first_member++;
    /* Moving is paid for by the marks passed since the last move. */
    if (flow->first_member > flow->nmembers / 2) {
        flow->nmembers -= flow->first_member;
        memmove(flow->members, flow->members + flow->first_member,
                flow->nmembers * sizeof *flow->members);
        flow->first_member = 0;
    }
}

hsy_place hsy_flow_place(const hsy_flow *flow)
{
    if (flow->packing == HSY_PACK_NONE)
        return (hsy_place){flow->at, 0};
    if (flow->first_member == flow->nmembers)
        return (hsy_place){flow->raw, 0};
    const hsy_member *member = &flow->members[flow->first_member];
    return (hsy_place){member->raw, flow->at - member->at};
}

/* --- behind a gap ---------------------------------------------------------- */

static bool can_be_unpacked(hsy_flow *flow)
{
    char out[TRIAL];
    size_t made = 0;
    hsy_str have = hsy_stream_peek(flow->stream, STEP);

    /* gzip: deflate is method 8, the upper three flags are reserved. */
    if (flow->packing == HSY_PACK_GZIP &&
        (have.len < 18 || have.ptr[2] != 8 || ((unsigned char)have.ptr[3] & 0xe0)))
        return false;
    if (!hsy_unpack_start(&flow->unpacker, flow->packing))
        return false;
    while (made < TRIAL) {
        size_t taken, more;
        hsy_unpacked result =
            hsy_unpack_step(&flow->unpacker, have, &taken, out + made, TRIAL - made, &more);
        made += more;
        have = hsy_str_sub(have, taken, have.len);
        if (result == HSY_UNPACK_BROKEN)
            return false;
        if (result == HSY_UNPACK_END || (!taken && !more))
            break;
    }
    return made > 0;
}

bool hsy_flow_resume(hsy_flow *flow)
{
    hsy_str magic =
        flow->packing == HSY_PACK_GZIP ? HSY_STR("\x1f\x8b\x08") : HSY_STR("\x28\xb5\x2f\xfd");
    size_t from = 1; /* past the start of the member that is broken */

    hsy_flow_take(flow, flow->to - flow->from);
    flow->nmembers = flow->first_member = 0;
    if (flow->packing == HSY_PACK_NONE || flow->nbombs > MAX_BOMBS) {
        flow->ended = true;
        return false;
    }
    flow->used = 0;
    for (;;) {
        hsy_str have = hsy_stream_peek(flow->stream, from + STEP);
        size_t found = hsy_str_find(have, magic, from);
        if (found == SIZE_MAX) {
            bool last = have.len < from + STEP;
            take_raw(flow, last ? have.len : have.len - (magic.len - 1));
            from = 0;
            if (last)
                break;
            continue;
        }
        take_raw(flow, found);
        from = 1;
        if (can_be_unpacked(flow)) {
            flow->gap = NULL;
            flow->gap_at_end = false;
            return true;
        }
    }
    flow->gap = NULL;
    flow->ended = true;
    return false;
}
