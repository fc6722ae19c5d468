/*
 * tables.h - the words by which text is cut: private to text/.
 *
 * All are read from data/en/text/ once and are const afterwards. Keys are lower
 * case with plain apostrophes, but for abbreviations, whose case tells "Gen."
 * from "gen.".
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEXT_TABLES_H
#define HSY_TEXT_TABLES_H

#include "base/map.h"
#include "text/doc.h"

/* What an abbreviation's stop can be besides. */
typedef enum hsy_abbr {
    HSY_ABBR_NONE,
    HSY_ABBR_TITLE,   /* "Gen.": a name follows */
    HSY_ABBR_NEVER,   /* "vs.": never ends a sentence */
    HSY_ABBR_NUMBER,  /* "No.": only before a digit */
    HSY_ABBR_COMMA,   /* "Del.": only after a comma */
    HSY_ABBR_MAY_END, /* "Inc.", "U.S.": ends one before a word that begins sentences */
    HSY_ABBR_TIME,    /* "p.m.": ends one before a capital, but for "Monday" */
    HSY_ABBR_INITIAL, /* "J.": not in the table */
} hsy_abbr;

/* Classes of starters.tsv: bits. */
enum { HSY_WORD_STARTER = 1, HSY_WORD_CALENDAR = 2, HSY_WORD_SAYING = 4 };

#define HSY_MAX_PARTS 4
#define HSY_MAX_CUE   24 /* bytes of the longest word in a table */

/* "cannot" -> 3, 3: lengths in letters, since apostrophes differ in bytes. */
typedef struct hsy_parts {
    uint8_t count, letters[HSY_MAX_PARTS];
} hsy_parts;

struct hsy_text_tables {
    hsy_map abbreviations; /* "Gen." -> hsy_abbr */
    hsy_map contractions;  /* "cannot" -> index in parts */
    hsy_map prefixes, suffixes;
    hsy_map units; /* "km" -> 0; "b" -> 1: of money only */
    hsy_map words; /* HSY_WORD_* */
    hsy_parts *parts;
    hsy_str *clitics; /* "n't", in the order of the table */
    uint32_t nclitics;
    hsy_str *kept;           /* sorted by first byte */
    uint32_t kept_from[129]; /* those that begin with byte b: kept_from[b]..[b+1] */
};

/* `word` as tables have it: lower case, apostrophes plain; .len 0 when it does not
 * fit, and then it is in no table. */
hsy_str hsy_text_key(hsy_str word, char room[HSY_MAX_CUE]);

/* HSY_WORD_* of a word as it stands in a text. */
uint32_t hsy_text_class(const hsy_text_tables *tables, hsy_str word);

/* The code point, apostrophes, quotes and dashes of every kind made plain. */
uint32_t hsy_text_plain(uint32_t code);

#endif
