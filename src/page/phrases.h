/*
 * phrases.h - the phrases by which page furniture is known.
 *
 * "4 Mins Read", "Share this", "Type above and press Enter to search": a crawler
 * keeps them as lines like any other. The table data/en/page/phrases.tsv lists
 * them as patterns over folded words: '#' stands for a number, '~' for one word,
 * '*' for up to eight. A pattern is the whole line, its start, or lies within it,
 * and counts only in lines of at most `max` words, so that an article that speaks
 * of newsletters keeps its sentences.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_PHRASES_H
#define HSY_PAGE_PHRASES_H

#include "base/error.h"
#include "base/map.h"
#include "base/table.h"
#include "page/article.h"

typedef enum hsy_phrase_match {
    HSY_MATCH_LINE,
    HSY_MATCH_START,
    HSY_MATCH_HAS
} hsy_phrase_match;

typedef enum hsy_phrase_effect {
    HSY_EFFECT_LINE, /* this line is furniture */
    HSY_EFFECT_OPEN, /* and so is what follows, until prose begins again */
} hsy_phrase_effect;

typedef struct hsy_phrase {
    const hsy_str *words;
    uint32_t nwords, max;
    uint32_t star; /* which of the words is '*'; nwords: none */
    hsy_phrase_match match;
    hsy_removed_as as;
    hsy_phrase_effect effect;
    uint32_t next; /* of those with the same first word; HSY_NONE: last */
} hsy_phrase;

typedef struct hsy_phrases {
    hsy_map by_first; /* word -> index of the first phrase */
    const hsy_phrase *list;
    uint32_t count;
} hsy_phrases;

hsy_status hsy_phrases_load(hsy_arena *arena, const char *home, const char *name,
                            hsy_phrases *ret, hsy_error *err);

/* The phrase that makes `line` furniture, or NULL. One that opens a section goes
 * before one that does not. */
const hsy_phrase *hsy_phrases_match(const hsy_phrases *phrases, hsy_arena *scratch,
                                    hsy_str line);

/* The words of `line`, folded and without punctuation, at most `room`; a number is
 * one word, and so is a sign such as the copyright's. Returns how many. */
#define HSY_LINE_WORDS 64
uint32_t hsy_line_words(hsy_arena *arena, hsy_str line, hsy_str *words, uint32_t room);

#endif
