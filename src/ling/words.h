/*
 * words.h - what the models see of a sentence.
 *
 * Tagger, parser and names look at the same words again and again; what they ask
 * of a word's form is worked out here once: a hash of the word with its digits
 * made 0, hashes of its ends, and a class of its look. The look of a word says
 * little in a headline or an all-capitals lede, so the casing of the sentence is
 * worked out too and goes into the look.
 *
 * Training (tools/train/ling) fills the same struct from a treebank, so the
 * program and its training cannot drift apart.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_WORDS_H
#define HSY_LING_WORDS_H

#include "base/error.h"
#include "base/str.h"

/* Longer sentences are tagged, but not parsed. */
#define HSY_PARSE_MAX 512

enum hsy_look {
    HSY_LOOK_LOWER,
    HSY_LOOK_CAPITAL,   /* "Kyiv" */
    HSY_LOOK_INITIAL,   /* "J", "J." */
    HSY_LOOK_CAPS,      /* "NATO" */
    HSY_LOOK_DOTTED,    /* "U.S." */
    HSY_LOOK_MIXED,     /* "iPhone", "McCain" */
    HSY_LOOK_NUMBER,    /* "1,300" */
    HSY_LOOK_WITH_DIGIT, /* "T-72", "5th" */
    HSY_LOOK_PUNCT,
    HSY_LOOK_COUNT
};

enum hsy_casing {
    HSY_CASING_USUAL,
    HSY_CASING_TITLE, /* "Army Says Two Killed In Blast" */
    HSY_CASING_UPPER, /* "ARMY SAYS TWO KILLED" */
    HSY_CASING_LOWER  /* "army says two killed" */
};

typedef struct hsy_word {
    uint64_t hash;                   /* of the plain lower-case form, digits as 0 */
    uint64_t ends[4];                /* of its last 1, 2, 3, 4 letters */
    uint64_t starts[3];              /* of its first 1, 2, 3 */
    uint16_t cluster, coarse;        /* words used alike, finely and coarsely; 0 unknown */
    uint8_t look;                    /* hsy_look */
    uint8_t hyphen;                  /* 1: has one inside */
    uint8_t tag;                     /* the tagger's label */
    uint8_t label;                   /* of names: 0 none, else 1 + 2 * type (+ 1 inside) */
    uint16_t hints;                  /* what tables say of it, HSY_HINT_* of names.h */
} hsy_word;

typedef struct hsy_words {
    hsy_word *at;
    uint32_t count;
    enum hsy_casing casing;
} hsy_words;

/* Which words are used alike, learnt from running text (models/en/words.bin). */
typedef struct hsy_clusters {
    struct hsy_cluster_slot {
        uint32_t print; /* of the word's hash, its lower half; 0: free */
        uint16_t cluster, coarse;
    } *slots;
    uint32_t bits;
} hsy_clusters;

hsy_status hsy_clusters_load(hsy_arena *arena, const char *home, hsy_clusters *ret,
                             hsy_error *err);

/* Fill `*ret` from one form and its lower-case form (hsy_token.lower). */
void hsy_word_look(const hsy_clusters *clusters, hsy_str form, hsy_str lower, hsy_word *ret);

/* Set words->casing from the looks of the words. */
void hsy_words_casing(hsy_words *words);

#endif
