/*
 * gazetteer.h - the places of the world, in one packed file.
 *
 * data/places/gazetteer.bin is mapped, not read: a quarter of a million places cost a
 * start nothing but its checksum. Names are found by a minimal acyclic automaton, so
 * one walks along the words of a text and knows after each whether a name ends there
 * and whether a longer one can still come. A name has a number; under it lie the
 * places that bear it, the most prominent first. The form of the file is told in
 * tools/build_data/gazetteer_pack.py; every step is checked against the file's
 * bounds, so that no file, however wrong, leads out of it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_GAZETTEER_H
#define HSY_FACT_GAZETTEER_H

#include "base/error.h"
#include "fact/reading.h"

/* What a place is, finer than in a reading: hsy_gazetteer_kind_of() maps. */
typedef enum hsy_gazetteer_kind {
    HSY_GAZ_COUNTRY,
    HSY_GAZ_REGION,   /* first level */
    HSY_GAZ_DISTRICT, /* second level */
    HSY_GAZ_CITY,
    HSY_GAZ_VILLAGE, /* known by a list of villages: size seldom known */
    HSY_GAZ_AREA,    /* a continent, a stretch of land */
    HSY_GAZ_FEATURE, /* a sea, a river, mountains */
    HSY_GAZ_KINDS
} hsy_gazetteer_kind;

enum { /* how a name is borne */
    HSY_GAZ_ALIAS = 1,
    HSY_GAZ_WORD = 2,   /* an English word too: "Reading" */
    HSY_GAZ_PERSON = 4, /* a first name too: "Florence" */
    HSY_GAZ_SHORT = 8,  /* a region's name without its noun */
};

typedef struct hsy_gazetteer_entry {
    hsy_str name, admin1; /* in the file; admin1.ptr NULL: none */
    char country[4];      /* ISO alpha-3 or "" */
    int32_t lat, lon;     /* 1e-5 degrees */
    uint32_t geonames;
    uint32_t id; /* of the place: row in the file */
    uint16_t region, district; /* numbers to compare; 0: none */
    uint8_t country_id;        /* 0: none */
    uint8_t kind;              /* hsy_gazetteer_kind */
    uint8_t weight;            /* ten times the number of bits of its people */
    uint8_t how;               /* HSY_GAZ_ALIAS ... */
    bool capital, seat, has_point;
} hsy_gazetteer_entry;

typedef struct hsy_gazetteer hsy_gazetteer;

/* Where a walk along a name stands. */
typedef struct hsy_gazetteer_walk {
    uint32_t node, number;
    bool ends; /* a name ends here: `number` is its own */
} hsy_gazetteer_walk;

/* The places of one name. */
typedef struct hsy_gazetteer_names {
    uint32_t first, count;
} hsy_gazetteer_names;

/* Maps home/data/places/gazetteer.bin; it is unmapped with `arena`'s process. HSY_MISSING,
 * HSY_IO, or HSY_FORMAT with what is wrong with the file. */
hsy_status hsy_gazetteer_load(hsy_arena *arena, const char *home, const hsy_gazetteer **ret,
                              hsy_error *err);
/* The same from bytes, which must live as long as the gazetteer. */
hsy_status hsy_gazetteer_open(hsy_arena *arena, hsy_str bytes, const char *path,
                              const hsy_gazetteer **ret, hsy_error *err);

/* What the head says of all behind it: for tests that damage a file and mend its sum. */
uint64_t hsy_gazetteer_checksum(hsy_str bytes);

/* Letters a name is made of after folding: a-z, 0-9 and blanks, written to `out`, at most
 * `room` bytes; their number, or 0 when it has none or does not fit. */
size_t hsy_gazetteer_key(hsy_arena *scratch, hsy_str name, char *out, size_t room);

hsy_gazetteer_walk hsy_gazetteer_start(const hsy_gazetteer *gazetteer);
/* Go on along `letters`; false, and the walk is over, when no name goes on so. */
bool hsy_gazetteer_step(const hsy_gazetteer *gazetteer, hsy_gazetteer_walk *walk,
                        hsy_str letters);
/* The places of the name that ends where `walk` stands. */
hsy_gazetteer_names hsy_gazetteer_at(const hsy_gazetteer *gazetteer,
                                     const hsy_gazetteer_walk *walk);
/* The places of a whole folded name; count 0 when nobody bears it. */
hsy_gazetteer_names hsy_gazetteer_find(const hsy_gazetteer *gazetteer, hsy_str key);
/* One of them; `i` below first + count. */
hsy_gazetteer_entry hsy_gazetteer_get(const hsy_gazetteer *gazetteer, uint32_t i);
/* The largest place that `name` (as it stands in a text) means and that is no alias of a
 * word or a person; false: none. */
bool hsy_gazetteer_largest(const hsy_gazetteer *gazetteer, hsy_arena *scratch, hsy_str name,
                           hsy_gazetteer_entry *ret);

uint32_t hsy_gazetteer_ncountries(const hsy_gazetteer *gazetteer);
uint32_t hsy_gazetteer_nregions(const hsy_gazetteer *gazetteer);
/* The country of a number; false: there is none. */
bool hsy_gazetteer_land(const hsy_gazetteer *gazetteer, uint8_t country,
                        hsy_gazetteer_entry *ret);
/* Number of a country by its ISO alpha-3 code, or 0. */
uint8_t hsy_gazetteer_country(const hsy_gazetteer *gazetteer, hsy_str code);

hsy_place_kind hsy_gazetteer_kind_of(hsy_gazetteer_kind kind);

#endif
