/*
 * event_repair.h - what the files that mend trees share; for event_repair*.c only.
 *
 * A repair looks at one word of a sentence. It asks the tree as the parser made it and writes
 * into a copy of the tokens, so that one repair does not stand on another.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_EVENT_REPAIR_H
#define HSY_FACT_EVENT_REPAIR_H

#include "fact/event.h"

typedef struct hsy_repair {
    const struct hsy_event_tables *tables;
    hsy_doc *doc; /* the copy */
    hsy_tree tree;
    bool title;
} hsy_repair;

static inline hsy_token *hsy_at(hsy_repair *repair, uint32_t token)
{
    return &repair->doc->tokens[token];
}
/* Does a table of events know the word? */
bool hsy_repair_names_act(const hsy_repair *repair, hsy_str lemma);
void hsy_repair_hang(hsy_repair *repair, uint32_t token, uint32_t head, hsy_deprel deprel);
bool hsy_repair_has_subject(hsy_repair *repair, uint32_t verb);
/* The participle that hangs on `noun` and follows it, adverbs apart. */
uint32_t hsy_repair_participle(hsy_repair *repair, uint32_t noun);
void hsy_repair_finite(hsy_repair *repair, uint32_t verb, uint32_t subject);

/* event_repair_words.c: verbs taken for nouns, nouns for verbs. */
void hsy_repair_word(hsy_repair *repair, uint32_t token);
void hsy_repair_root(hsy_repair *repair);
/* event_repair_parties.c: subjects and objects that hang where they cannot. */
void hsy_repair_party(hsy_repair *repair, uint32_t token);
/* event_repair_harm.c: reports of harm, of headlines most of all. */
void hsy_repair_harm(hsy_repair *repair, uint32_t token);

#endif
