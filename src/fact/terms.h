/*
 * terms.h - a sentence as the readers of figures see it.
 *
 * "a 30-day truce", "88-year-old", "20-30", "1.2m", "5pm" are one token in some
 * tokenisations and three in others. Tables of phrases should not care: here
 * each sentence becomes a row of words in which hyphens inside a compound are no
 * words but a flag of the word after them, and digits are parted from the letters
 * glued to them. Every word remembers its token and its bytes.
 *
 * A lexicon finds the longest phrase of a table that begins at a word. Phrases
 * are lower case, their words parted by blanks; hyphens count as blanks.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_TERMS_H
#define HSY_FACT_TERMS_H

#include "base/map.h"
#include "text/doc.h"

enum { HSY_JOIN_SPACE, HSY_JOIN_HYPHEN, HSY_JOIN_GLUED };

typedef struct hsy_term {
    hsy_str lower;
    hsy_span span;
    uint32_t token;
    uint8_t shape; /* HSY_SHAPE_* of this piece */
    uint8_t join;  /* how it is tied to the word before it */
} hsy_term;

typedef struct hsy_terms {
    const hsy_doc *doc;
    const hsy_term *data;
    uint32_t count;
    uint32_t sentence;
    bool loud; /* all in capitals, as in old wires: case tells nothing */
} hsy_terms;

/* The words of a sentence, made in `scratch`; false when out of memory. */
bool hsy_terms_make(hsy_arena *scratch, const hsy_doc *doc, uint32_t sentence, hsy_terms *ret);

/* Is word `at` there, and is it `word`? */
static inline bool hsy_term_is(const hsy_terms *words, uint32_t at, hsy_str word)
{
    return at < words->count && hsy_str_eq(words->data[at].lower, word);
}
static inline bool hsy_term_punct(const hsy_terms *words, uint32_t at)
{
    return at >= words->count || (words->data[at].shape & HSY_SHAPE_PUNCT);
}
static inline bool hsy_term_capital(const hsy_terms *words, uint32_t at)
{
    return at < words->count && (words->data[at].shape & HSY_SHAPE_CAPITAL);
}
/* The bytes from word `first` to word `last`, both included. */
hsy_span hsy_terms_span(const hsy_terms *words, uint32_t first, uint32_t last);

typedef struct hsy_lexeme {
    const hsy_str *words;
    uint32_t nwords;
    uint32_t value; /* the caller's */
    uint32_t line;
    uint32_t next; /* same first word */
} hsy_lexeme;

typedef struct hsy_lexicon {
    hsy_arena *arena;
    hsy_map first;
    HSY_VEC(hsy_lexeme) entries;
} hsy_lexicon;

void hsy_lexicon_init(hsy_lexicon *lexicon, hsy_arena *arena);
/* False when out of memory or when `phrase` has no word. */
bool hsy_lexicon_add(hsy_lexicon *lexicon, hsy_str phrase, uint32_t value, uint32_t line);
/* The longest phrase that begins at word `at`, or NULL. */
const hsy_lexeme *hsy_lexicon_match(const hsy_lexicon *lexicon, const hsy_terms *words,
                                    uint32_t at);
/* The longest phrase that ends just before word `end`, or NULL; at most 6 words. */
const hsy_lexeme *hsy_lexicon_match_before(const hsy_lexicon *lexicon, const hsy_terms *words,
                                           uint32_t end);

#endif
