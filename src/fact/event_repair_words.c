/*
 * event_repair_words.c - verbs of news taken for nouns or adjectives, and nouns for verbs.
 *
 *     "if the army attacks the town"    a noun with an object is a verb, and the noun
 *                                       compounded with it is its subject
 *     "The two leaders held talks."     a participle between a subject and the noun it
 *                                       is said to modify is the verb of both
 *     "The leaders issue warnings."     nor has the noun before them
 *     "The presidents met in Ardel."    a sentence with a full stop has a finite verb: the
 *                                       participle on its topmost noun is it
 *     "refused talks with them"         a verb that is an object is a noun
 *     "are due to begin"                an infinitive has its "to"
 *     "after the mayor called for help" a participle on a person behind a word that can
 *                                       begin a clause is the verb of that clause
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event_repair.h"

/* What was a phrase is a clause now, and its preposition begins it. */
static void make_clause(hsy_repair *repair, uint32_t verb)
{
    hsy_token *token = hsy_at(repair, verb);

    if (token->deprel == HSY_DEP_obl || token->deprel == HSY_DEP_nmod)
        token->deprel = HSY_DEP_advcl;
    else if (token->deprel == HSY_DEP_obj || token->deprel == HSY_DEP_iobj)
        token->deprel = HSY_DEP_ccomp;
    for (uint32_t i = 0; i < hsy_tree_nchildren(&repair->tree, verb); i++) {
        hsy_token *child = hsy_at(repair, hsy_tree_child_at(&repair->tree, verb, i));
        if (child->deprel == HSY_DEP_case_)
            child->deprel = HSY_DEP_mark;
    }
    /* "demanded that the army attack": hung on "that". */
    if (token->head != verb && hsy_tree_holds(&repair->tree, token->head) &&
        hsy_at(repair, token->head)->upos == HSY_UPOS_SCONJ) {
        uint32_t mark = token->head, head = hsy_at(repair, mark)->head;
        if (head == mark)
            return;
        hsy_repair_hang(repair, mark, verb, HSY_DEP_mark);
        hsy_repair_hang(repair, verb, head, HSY_DEP_ccomp);
    }
}

/* "the army attacks the town" with "attacks" as a noun. */
static void noun_with_object(hsy_repair *repair, uint32_t noun)
{
    hsy_token *token = hsy_at(repair, noun);
    uint32_t object = hsy_tree_child(&repair->tree, noun, HSY_DEP_obj);
    uint32_t subject = hsy_tree_child(&repair->tree, noun, HSY_DEP_compound);

    if (token->upos != HSY_UPOS_NOUN || object == HSY_NONE || object < noun ||
        !hsy_repair_names_act(repair, token->lemma))
        return;
    token->upos = HSY_UPOS_VERB;
    token->feats = token->feats & HSY_FEAT_PLURAL ? HSY_FEAT_PRESENT : HSY_FEAT_INF;
    for (uint32_t i = 0; i < hsy_tree_nchildren(&repair->tree, noun); i++) {
        uint32_t child = hsy_tree_child_at(&repair->tree, noun, i);
        if (child < noun && subject != HSY_NONE && child != subject &&
            hsy_at(repair, child)->deprel == HSY_DEP_det)
            hsy_repair_hang(repair, child, subject, HSY_DEP_det);
    }
    if (subject != HSY_NONE && subject < noun)
        hsy_repair_hang(repair, subject, noun, HSY_DEP_nsubj);
    make_clause(repair, noun);
}

static bool ends_with_stop(hsy_repair *repair)
{
    const hsy_token *last = hsy_at(repair, repair->tree.first + repair->tree.ntokens - 1);

    return last->lower.len == 1 && last->lower.ptr[0] == '.';
}

/* "The general proposed talks.": a whole sentence needs a verb, and who bears the name of
 * an office behind an article is a noun, though "general" describes elsewhere. */
static uint32_t described_subject(hsy_repair *repair, uint32_t verb, uint32_t noun)
{
    const uint32_t subject = verb - 1;

    if (verb < repair->tree.first + 2 || noun != repair->tree.root || !ends_with_stop(repair) ||
        hsy_at(repair, subject)->upos != HSY_UPOS_ADJ ||
        hsy_at(repair, subject)->head != noun ||
        hsy_at(repair, subject - 1)->upos != HSY_UPOS_DET ||
        !(hsy_class_has(repair->tables, HSY_CLASS_OFFICIAL, hsy_at(repair, subject)->lower) ||
          hsy_class_has(repair->tables, HSY_CLASS_TROOPS, hsy_at(repair, subject)->lower)))
        return HSY_NONE;
    hsy_at(repair, subject)->upos = HSY_UPOS_NOUN;
    return subject;
}

/* "leaders held talks" with "held" as a modifier of talks. */
static void verb_as_modifier(hsy_repair *repair, uint32_t verb)
{
    hsy_token *token = hsy_at(repair, verb);
    uint32_t noun = hsy_tree_head(&repair->tree, verb), subject;

    if (token->upos != HSY_UPOS_VERB || noun == HSY_NONE ||
        (token->deprel != HSY_DEP_amod && token->deprel != HSY_DEP_compound) ||
        noun < verb || !hsy_repair_names_act(repair, token->lemma))
        return;
    subject = hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj);
    if (subject == HSY_NONE)
        subject = hsy_tree_child(&repair->tree, noun, HSY_DEP_nsubj);
    /* A participle never stands between the parts of a compound. */
    if (subject == HSY_NONE)
        subject = hsy_tree_child(&repair->tree, noun, HSY_DEP_compound);
    if (subject == HSY_NONE)
        subject = described_subject(repair, verb, noun);
    if (subject == HSY_NONE || subject > verb ||
        hsy_at(repair, subject)->upos == HSY_UPOS_PROPN ||
        hsy_tree_child(&repair->tree, noun, HSY_DEP_cop) != HSY_NONE)
        return;
    for (uint32_t i = 0; i < hsy_tree_nchildren(&repair->tree, noun); i++) {
        uint32_t child = hsy_tree_child_at(&repair->tree, noun, i);
        if (child < verb || hsy_at(repair, child)->deprel == HSY_DEP_punct)
            hsy_at(repair, child)->head = verb;
        if (child < verb && hsy_at(repair, child)->deprel == HSY_DEP_case_)
            hsy_at(repair, child)->deprel = HSY_DEP_mark;
    }
    token->head = hsy_at(repair, noun)->head == noun ? verb : hsy_at(repair, noun)->head;
    token->deprel = hsy_at(repair, noun)->deprel;
    if (token->deprel == HSY_DEP_obl || token->deprel == HSY_DEP_nmod)
        token->deprel = HSY_DEP_advcl;
    token->feats = (uint16_t)((token->feats & ~HSY_FEAT_PASTPART) | HSY_FEAT_PAST);
    hsy_repair_hang(repair, subject, verb, HSY_DEP_nsubj);
    hsy_repair_hang(repair, noun, verb, HSY_DEP_obj);
}

/* "The leaders issue warnings." with "issue" as a noun before the warnings: where the topmost
 * noun has a subject and no copula, the noun compounded with it is the verb. */
static void compound_as_verb(hsy_repair *repair, uint32_t verb)
{
    hsy_token *token = hsy_at(repair, verb);
    const uint32_t noun = repair->tree.root;
    const uint32_t subject =
        noun == HSY_NONE ? HSY_NONE : hsy_tree_child(&repair->tree, noun, HSY_DEP_nsubj);

    if (subject == HSY_NONE || subject > verb || verb + 1 != noun || token->head != noun ||
        token->upos != HSY_UPOS_NOUN || token->deprel != HSY_DEP_compound ||
        hsy_at(repair, noun)->upos != HSY_UPOS_NOUN || !ends_with_stop(repair) ||
        hsy_tree_child(&repair->tree, noun, HSY_DEP_cop) != HSY_NONE ||
        hsy_map_find(&repair->tables->light, token->lemma) == HSY_NONE)
        return;
    token->upos = HSY_UPOS_VERB;
    token->feats = HSY_FEAT_PRESENT;
    verb_as_modifier(repair, verb);
}

/* "refused talks" with "talks" as a verb: no verb is an object without a clause. */
static void verb_as_object(hsy_repair *repair, uint32_t verb)
{
    hsy_token *token = hsy_at(repair, verb);

    bool clause = token->deprel == HSY_DEP_ccomp || token->deprel == HSY_DEP_xcomp;

    if (token->upos != HSY_UPOS_VERB || (token->deprel != HSY_DEP_obj && !clause) ||
        !(token->feats & HSY_FEAT_PRESENT) ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_mark) != HSY_NONE ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj) != HSY_NONE ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_aux) != HSY_NONE ||
        hsy_map_find(&repair->tables->noun, token->lemma) == HSY_NONE)
        return;
    token->upos = HSY_UPOS_NOUN;
    token->feats = HSY_FEAT_PLURAL;
    token->deprel = HSY_DEP_obj;
}

/* "The presidents met in Ardel." */
static void topmost_noun(hsy_repair *repair, bool title)
{
    const uint32_t root = repair->tree.root;
    uint32_t verb = root == HSY_NONE ? HSY_NONE : hsy_repair_participle(repair, root);

    /* "Norland and Ardelia signed": on the last conjunct. */
    for (uint32_t i = 0; root != HSY_NONE && verb == HSY_NONE &&
                         i < hsy_tree_nchildren(&repair->tree, root);
         i++) {
        uint32_t child = hsy_tree_child_at(&repair->tree, root, i);
        if (hsy_at(repair, child)->deprel == HSY_DEP_conj)
            verb = hsy_repair_participle(repair, child);
    }
    if (verb == HSY_NONE || title || !ends_with_stop(repair) ||
        hsy_tree_child(&repair->tree, root, HSY_DEP_cop) != HSY_NONE ||
        hsy_tree_child(&repair->tree, root, HSY_DEP_nsubj) != HSY_NONE)
        return;
    for (uint32_t i = 0; i < hsy_tree_nchildren(&repair->tree, root); i++) {
        uint32_t child = hsy_tree_child_at(&repair->tree, root, i);
        if (child > verb)
            hsy_at(repair, child)->head = verb;
    }
    hsy_repair_hang(repair, verb, verb, HSY_DEP_root);
    hsy_repair_finite(repair, verb, root);
}

/* "The chancellor ruled out talks" with "talks" as the main verb and "ruled out" as a
 * participle on the chancellor. */
static void verb_before_noun(hsy_repair *repair, uint32_t noun)
{
    hsy_token *token = hsy_at(repair, noun);
    uint32_t subject = hsy_tree_child(&repair->tree, noun, HSY_DEP_nsubj), verb;

    if (token->upos != HSY_UPOS_VERB || !(token->feats & HSY_FEAT_PRESENT) ||
        subject == HSY_NONE || hsy_map_find(&repair->tables->noun, token->lemma) == HSY_NONE)
        return;
    verb = hsy_repair_participle(repair, subject);
    if (verb == HSY_NONE || verb > noun)
        return;
    for (uint32_t i = verb + 1; i < noun; i++)
        if (hsy_at(repair, i)->head != verb)
            return;
    token->upos = HSY_UPOS_NOUN;
    token->feats = HSY_FEAT_PLURAL;
    hsy_repair_hang(repair, verb, token->head == noun ? verb : token->head,
                    (hsy_deprel)token->deprel);
    hsy_repair_hang(repair, noun, verb, HSY_DEP_obj);
    hsy_repair_finite(repair, verb, subject);
}

/* A person, or a verb with its own preposition behind it. */
static bool could_act(hsy_repair *repair, uint32_t noun, uint32_t verb)
{
    if (hsy_class_has(repair->tables, HSY_CLASS_PEOPLE, hsy_at(repair, noun)->lemma))
        return true;
    return hsy_tree_holds(&repair->tree, verb + 1) &&
           hsy_class_has(repair->tables, HSY_CLASS_TOWARD, hsy_at(repair, verb + 1)->lower);
}

/* "after the mayor called for help" */
static void clause_in_phrase(hsy_repair *repair, uint32_t noun)
{
    uint32_t verb = hsy_repair_participle(repair, noun), mark = HSY_NONE;

    if (verb == HSY_NONE || hsy_at(repair, noun)->deprel != HSY_DEP_obl ||
        !could_act(repair, noun, verb))
        return;
    for (uint32_t i = 0; i < hsy_tree_nchildren(&repair->tree, noun); i++) {
        uint32_t child = hsy_tree_child_at(&repair->tree, noun, i);
        if (hsy_at(repair, child)->deprel == HSY_DEP_case_ &&
            hsy_class_has(repair->tables, HSY_CLASS_CLAUSAL, hsy_at(repair, child)->lower))
            mark = child;
    }
    if (mark == HSY_NONE)
        return;
    hsy_repair_hang(repair, mark, verb, HSY_DEP_mark);
    hsy_repair_hang(repair, verb, hsy_at(repair, noun)->head, HSY_DEP_advcl);
    hsy_repair_finite(repair, verb, noun);
}

/* "until the leader commits to it" with the leader as a phrase: what stands right before a
 * finite verb that has no subject is its subject. */
static void finite_in_phrase(hsy_repair *repair, uint32_t noun)
{
    const uint32_t verb = noun + 1;
    uint32_t mark = hsy_tree_child(&repair->tree, noun, HSY_DEP_case_);

    if (hsy_at(repair, noun)->deprel != HSY_DEP_obl || mark == HSY_NONE || mark > noun ||
        !hsy_tree_holds(&repair->tree, verb) || hsy_at(repair, verb)->upos != HSY_UPOS_VERB ||
        !(hsy_at(repair, verb)->feats & (HSY_FEAT_PAST | HSY_FEAT_PRESENT)) ||
        (hsy_at(repair, verb)->feats & (HSY_FEAT_PASTPART | HSY_FEAT_GERUND)) ||
        hsy_at(repair, verb)->deprel == HSY_DEP_root || hsy_repair_has_subject(repair, verb) ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_aux) != HSY_NONE ||
        !hsy_class_has(repair->tables, HSY_CLASS_CLAUSAL, hsy_at(repair, mark)->lower))
        return;
    if (hsy_at(repair, noun)->head != verb)
        hsy_repair_hang(repair, verb, hsy_at(repair, noun)->head, HSY_DEP_advcl);
    hsy_repair_hang(repair, noun, verb, HSY_DEP_nsubj);
    hsy_repair_hang(repair, mark, verb, HSY_DEP_mark);
}

/* "are due to begin": "to" is no part of the word before it where an infinitive follows. */
static void split_infinitive(hsy_repair *repair, uint32_t to)
{
    const hsy_token *token = hsy_at(repair, to);
    const uint32_t verb = to + 1;

    if (token->deprel != HSY_DEP_fixed || !hsy_tree_holds(&repair->tree, verb) ||
        hsy_at(repair, verb)->upos != HSY_UPOS_VERB ||
        !(hsy_at(repair, verb)->feats & HSY_FEAT_INF) ||
        !hsy_class_has(repair->tables, HSY_CLASS_TO, token->lower))
        return;
    hsy_token *before = hsy_at(repair, token->head);
    if (before->upos == HSY_UPOS_ADP)
        before->upos = HSY_UPOS_ADJ;
    hsy_repair_hang(repair, to, verb, HSY_DEP_mark);
}

void hsy_repair_word(hsy_repair *repair, uint32_t token)
{
    noun_with_object(repair, token);
    verb_as_modifier(repair, token);
    compound_as_verb(repair, token);
    verb_before_noun(repair, token);
    verb_as_object(repair, token);
    clause_in_phrase(repair, token);
    finite_in_phrase(repair, token);
    split_infinitive(repair, token);
}

void hsy_repair_root(hsy_repair *repair)
{
    topmost_noun(repair, repair->title);
}
