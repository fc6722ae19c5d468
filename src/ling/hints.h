/*
 * hints.h - what the tables of data/ know of words of names.
 *
 * "Ministry" heads bodies, "Kurdish" is a people, "Omar" a first name, "Kyiv" a
 * capital. A hint is evidence for the network among other evidence, not a decision:
 * "Jordan" is a country, a river and a first name.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_HINTS_H
#define HSY_LING_HINTS_H

#include "base/error.h"
#include "base/map.h"

enum {
    HSY_HINT_COUNTRY = 1 << 0,
    HSY_HINT_PEOPLE = 1 << 1,    /* nationality, religion: "Kurdish" */
    HSY_HINT_FIRST = 1 << 2,     /* first name */
    HSY_HINT_BODY = 1 << 3,      /* a known body: "United Nations" */
    HSY_HINT_GROUP = 1 << 4,     /* a known armed group or party: "Hamas" */
    HSY_HINT_TITLE = 1 << 5,     /* "President" */
    HSY_HINT_ORG_WORD = 1 << 6,  /* "Ministry" */
    HSY_HINT_PLACE_WORD = 1 << 7, /* "River" */
    HSY_HINT_CALENDAR = 1 << 8,  /* "Monday" */
    HSY_HINT_PARTICLE = 1 << 9,  /* "bin", "van" */
    HSY_HINT_CAPITAL = 1 << 10,  /* a capital city */
    HSY_HINT_INSIDE = 1 << 11,   /* not the first word of what the hint was found for */
    HSY_HINT_TOWN = 1 << 12,     /* a large town or region of the gazetteer */
    HSY_HINT_SMALL_TOWN = 1 << 13,
    HSY_HINT_BEFORE_PLACE = 1 << 14, /* "near"; the network does not see it */
};

typedef struct hsy_hints {
    hsy_map phrases;     /* words with one blank between -> index in `of` */
    hsy_map first_words; /* -> most words of a phrase that begins so */
    const uint16_t *of;
    hsy_map before_place; /* small words */
} hsy_hints;

hsy_status hsy_hints_load(hsy_arena *arena, const char *home, hsy_hints *ret, hsy_error *err);

/* Most words of a phrase that begins with `form`; 0: none does. */
uint32_t hsy_hints_longest(const hsy_hints *hints, hsy_str form);

/* Is it a small word that stands before places ("near")? */
bool hsy_hints_before_place(const hsy_hints *hints, hsy_str lower);

/* The longest phrase of at most `most` words that begins at forms[0], the next form
 * lying `step` bytes on: how many words, 0 when there is none. */
uint32_t hsy_hints_find(const hsy_hints *hints, const hsy_str *forms, size_t step,
                        uint32_t most, uint16_t *ret);

#endif
