/*
 * names.h - who, where, which body: names and their kinds.
 *
 * Three steps. Tables give hints ("Ministry" heads bodies, "Kurdish" is a people,
 * "Omar" a first name). A linear model reads each sentence from left to right and
 * labels words as beginning, inside or outside a name of a kind, hints being
 * evidence among other evidence. Then the article is read as a whole: a name found
 * in one place is found in the others, a surname alone is the person named in full
 * elsewhere, and one name has one kind.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_NAMES_H
#define HSY_LING_NAMES_H

#include "base/map.h"
#include "ling/weights.h"
#include "ling/words.h"
#include "text/doc.h"

#define HSY_NAME_FEATURES 128
#define HSY_NAME_TYPES 5
#define HSY_NAME_LABELS (1 + 2 * HSY_NAME_TYPES)
#define HSY_NAME_OUTSIDE 0

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
};

typedef struct hsy_namer {
    hsy_linear model;
    hsy_map phrases;       /* words with one blank between -> index in hints */
    hsy_map first_words;   /* -> most words of a phrase that begins so */
    uint16_t *hints;
} hsy_namer;

hsy_status hsy_namer_load(hsy_arena *arena, const char *home, hsy_namer *ret, hsy_error *err);
/* The tables alone, for training. */
hsy_status hsy_hints_load(hsy_arena *arena, const char *home, hsy_namer *ret, hsy_error *err);

/* Set words->at[i].hints; forms[i] is the word as it stands. */
void hsy_hints_set(const hsy_namer *namer, const hsy_str *forms, hsy_words *words);

/* Label the tagged words of a sentence; `margins` (of words->count) says how sure. */
void hsy_namer_run(const hsy_namer *namer, hsy_words *words, uint8_t *margins);

/* May `label` follow `before`? Inside only after the same kind. */
bool hsy_name_follows(uint8_t label, uint8_t before);
/* Can word i be in no name whatever the model says? Most words of a text: written
 * small, with no hint, after a word that is in no name. */
bool hsy_name_is_plain(const hsy_words *words, uint32_t i);
/* Name features of word i, for training too; labels before i are read. */
uint32_t hsy_name_features(const hsy_words *words, uint32_t i, uint64_t *out);

/* Make doc->names from the labels and margins of all tokens, agreeing over the
 * whole article. False when out of memory. */
bool hsy_names_collect(hsy_arena *arena, hsy_arena *scratch, hsy_doc *doc,
                       const uint8_t *labels, const uint8_t *margins, const uint16_t *hints);

#endif
