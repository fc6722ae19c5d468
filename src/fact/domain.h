/*
 * domain.h - what a text is about, as far as its words tell.
 *
 * "Attack", "shoot", "execute", "offer", "allow" are acts of politics in a report on a war
 * and something else in a match report, a review, a manual. Words of fields of life
 * (data/en/events/domains.tsv) are counted by sentence; fields are either affairs, where
 * acts of PLOVER are at home, or not. Counting is one pass; a sentence is weighed with its
 * neighbours and the whole article, so that a war in a column of films is still a war.
 *
 * The idea is that of one domain per discourse (Magnini et al. 2002, "The role of domain
 * information in word sense disambiguation").
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_DOMAIN_H
#define HSY_FACT_DOMAIN_H

#include "fact/internal.h"

typedef struct hsy_domain_count {
    uint32_t affairs, others; /* words */
    uint32_t courts;          /* of affairs: words of crime and courts */
} hsy_domain_count;

typedef struct hsy_domain_view {
    const hsy_domain_tables *tables;
    const hsy_doc *doc;
    const hsy_domain_count *sentences; /* doc->nsentences of them */
    hsy_domain_count all;
} hsy_domain_view;

/* Count the words of `doc`; the counts live in `arena`. False when out of memory. */
bool hsy_domain_look(const hsy_domain_tables *tables, hsy_arena *arena, const hsy_doc *doc,
                     hsy_domain_view *ret);

/* Is the text about crime and courts, more than about all other affairs? */
bool hsy_domain_is_court(const hsy_domain_view *view);

/* How far the surroundings of the `ntokens` tokens from `first` on, words of `sentence` which
 * themselves do not count, are affairs (above 0) or not (below); between -8 and 7. */
int hsy_domain_lean(const hsy_domain_view *view, uint32_t sentence, uint32_t first,
                    uint32_t ntokens);

#endif
