/*
 * tags.c - see tags.h.
 *
 * A tag or attribute name is met some thousand times a page, so it is found by one
 * multiplication and one comparison. tags.inc holds a perfect hash, made from
 * tags.def when the program is built: the first eight bytes of a name and its
 * length lead to the only listed name that it can be.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/tags.h"

#include <string.h>

#include "page/tags.inc" /* generated: TAG_MULTIPLIER, tag_slots, ... */

#define LENGTH_STEP UINT64_C(0x9e3779b97f4a7c15) /* as in tools/build_data/tags.py */

typedef struct known_name {
    uint8_t len;
    char text[15];
} known_name;

static const known_name tag_names[HSY_TAGS] = {
    {0, ""},
#define TAG(id, name) {sizeof(name) - 1, name},
#include "page/tags.def"
};

static const known_name attr_names[HSY_ATTRS] = {
    {0, ""},
#define ATTR(id, name) {sizeof(name) - 1, name},
#include "page/tags.def"
};

#if defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
static inline uint64_t load32(const char *at)
{
    uint32_t bytes;

    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

/* The first eight bytes of a name as a little-endian number, missing ones 0. */
static inline uint64_t first_bytes(hsy_str s)
{
    if (s.len >= 8)
        return load32(s.ptr) | load32(s.ptr + 4) << 32;
    if (s.len >= 4)
        return load32(s.ptr) | load32(s.ptr + s.len - 4) << 8 * (s.len - 4);
    uint64_t key = 0;
    for (size_t i = 0; i < s.len; i++)
        key |= (uint64_t)(unsigned char)s.ptr[i] << 8 * i;
    return key;
}
#else
static inline uint64_t first_bytes(hsy_str s)
{
    uint64_t key = 0;

    for (size_t i = 0; i < s.len && i < 8; i++)
        key |= (uint64_t)(unsigned char)s.ptr[i] << 8 * i;
    return key;
}
#endif

static inline uint64_t mix(hsy_str s)
{
    return first_bytes(s) + s.len * LENGTH_STEP;
}

static inline bool is_name(const known_name *known, hsy_str s)
{
    return known->len == s.len && memcmp(known->text, s.ptr, s.len) == 0;
}

unsigned hsy_tag_find(hsy_str name)
{
    if (name.len == 0)
        return HSY_TAG_OTHER;
    unsigned tag = tag_slots[mix(name) * TAG_MULTIPLIER >> (64 - TAG_BITS)];
    return is_name(&tag_names[tag], name) ? tag : HSY_TAG_OTHER;
}

unsigned hsy_attr_find(hsy_str name)
{
    if (name.len == 0)
        return HSY_ATTR_OTHER;
    unsigned attr = attr_slots[mix(name) * ATTR_MULTIPLIER >> (64 - ATTR_BITS)];
    return is_name(&attr_names[attr], name) ? attr : HSY_ATTR_OTHER;
}

hsy_str hsy_tag_name(unsigned tag)
{
    return (hsy_str){tag_names[tag].text, tag_names[tag].len};
}

hsy_str hsy_attr_name_of(unsigned attr)
{
    return (hsy_str){attr_names[attr].text, attr_names[attr].len};
}
