/*
 * tree.h - reading dependency trees.
 *
 * doc->tokens hold heads only; whoever reads facts asks the other way round: what
 * hangs on this verb, who does it, to whom? An hsy_tree indexes one sentence:
 * children of every token in the order of the text, and how far its subtree
 * reaches. It is made in scratch memory, once a sentence, in linear time, and all
 * questions after that walk a bounded number of steps. Token numbers are those of
 * doc->tokens everywhere; HSY_NONE says "there is none".
 *
 * The questions go beyond single arcs where syntax is plain about it:
 *
 *     "Gunmen stormed the camp and killed five."   subject of killed: Gunmen (conj)
 *     "The army tried to retake the town."         subject of retake: army (xcomp)
 *     "They urged Ardel to sign."                  subject of sign: Ardel (xcomp, obj)
 *     "troops killed in the raid"                  patient of killed: troops (acl)
 *     "the men who fired"                          subject of fired: men (acl:relcl)
 *     "Leaving the hall, he said ..."              subject of Leaving: he (advcl)
 *
 * No words are looked at: a negation or a preposition is for the reader's tables.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_TREE_H
#define HSY_LING_TREE_H

#include "text/doc.h"

typedef struct hsy_tree {
    const hsy_doc *doc;
    uint32_t first, ntokens; /* of the sentence */
    uint32_t root;           /* HSY_NONE for an empty sentence */
    /* Below: one entry a token of the sentence, from 0. */
    const uint32_t *from;  /* children of i: children[from[i]] .. children[from[i + 1]] */
    const uint32_t *children;
    const uint32_t *left, *right;           /* ends of the subtree, marks left out */
    const uint32_t *core_left, *core_right; /* ends of the phrase, see hsy_tree_phrase */
} hsy_tree;

/* Index sentence `sentence` of `doc` in `scratch`; false when out of memory or
 * when the doc has no trees. */
bool hsy_tree_make(hsy_arena *scratch, const hsy_doc *doc, uint32_t sentence, hsy_tree *ret);

static inline bool hsy_tree_holds(const hsy_tree *tree, uint32_t token)
{
    return token >= tree->first && token - tree->first < tree->ntokens;
}
/* Children in the order of the text: for (i = 0; i < count; i++) child_at(i). */
static inline uint32_t hsy_tree_nchildren(const hsy_tree *tree, uint32_t token)
{
    return tree->from[token - tree->first + 1] - tree->from[token - tree->first];
}
static inline uint32_t hsy_tree_child_at(const hsy_tree *tree, uint32_t token, uint32_t i)
{
    return tree->children[tree->from[token - tree->first] + i];
}
/* The head of `token`, or HSY_NONE for the root. */
uint32_t hsy_tree_head(const hsy_tree *tree, uint32_t token);
/* First child of `token` with relation `deprel`, or HSY_NONE. */
uint32_t hsy_tree_child(const hsy_tree *tree, uint32_t token, hsy_deprel deprel);
/* The next child with the same relation after `child`, or HSY_NONE. */
uint32_t hsy_tree_next(const hsy_tree *tree, uint32_t child);
/* Does `token` lie in the subtree of `top` (or is it `top`)? */
bool hsy_tree_below(const hsy_tree *tree, uint32_t token, uint32_t top);

/* The words of the whole subtree, without the marks at its ends. */
hsy_span hsy_tree_span(const hsy_tree *tree, uint32_t token);
/* The words of the phrase alone: without its preposition, conjuncts, appositions,
 * relative clauses, parentheses and outer punctuation: "the mayor of Ardel" in
 * "by the mayor of Ardel, Ana Ruiz, and two aides, who ...". */
hsy_span hsy_tree_phrase(const hsy_tree *tree, uint32_t token);
/* The same as token numbers, both ends included. */
void hsy_tree_phrase_ends(const hsy_tree *tree, uint32_t token, uint32_t *ret_first,
                          uint32_t *ret_last);

/* `token` and its conjuncts, in order, into `out`; how many (at most `room`). */
uint32_t hsy_tree_conjuncts(const hsy_tree *tree, uint32_t token, uint32_t *out,
                            uint32_t room);
/* The first conjunct of the coordination that `token` is part of. */
uint32_t hsy_tree_conjunct_head(const hsy_tree *tree, uint32_t token);

/* Passive by its words ("were killed") or as a bare participle on a noun
 * ("troops killed in the raid"). */
bool hsy_tree_is_passive(const hsy_tree *tree, uint32_t verb);
/* Grammatical subject, active or passive, through conj, xcomp, acl, advcl; a
 * relative pronoun is replaced by its antecedent. `*ret_passive` (may be NULL)
 * tells whether it is what the verb happens to. */
uint32_t hsy_tree_subject(const hsy_tree *tree, uint32_t verb, bool *ret_passive);
/* Direct object of an active verb; the antecedent of a relative clause that has
 * a subject but no object is not guessed. */
uint32_t hsy_tree_object(const hsy_tree *tree, uint32_t verb);
/* Who does it: the subject of an active verb, obl:agent of a passive one. */
uint32_t hsy_tree_agent(const hsy_tree *tree, uint32_t verb);
/* Whom it is done to: the object, or the subject of a passive. */
uint32_t hsy_tree_patient(const hsy_tree *tree, uint32_t verb);
/* The noun that a relative clause or participle `verb` is said of, or HSY_NONE. */
uint32_t hsy_tree_antecedent(const hsy_tree *tree, uint32_t verb);

#endif
