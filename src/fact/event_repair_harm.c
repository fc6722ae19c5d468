/*
 * event_repair_harm.c - who was killed, and not who killed.
 *
 *     "Four soldiers killed in Keth"    who is said to have killed nobody was killed
 *     "Four soldiers, a farmer killed"  so is a list without "and"
 *     "in Keth shelling"                a gerund behind a name in a phrase is a noun
 *     "three killed nine injured"       two reports that lost what parted them
 *     "shells fell, the mayor said, killing nine"   what killed is told of, and not the mayor
 *     "shelled a village killing nine"              nor the village
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event_repair.h"

static bool ends_clause(hsy_repair *repair, uint32_t token)
{
    if (!hsy_tree_holds(&repair->tree, token))
        return true;
    switch (hsy_at(repair, token)->upos) {
    case HSY_UPOS_NOUN:
    case HSY_UPOS_PROPN:
    case HSY_UPOS_DET:
    case HSY_UPOS_NUM:
    case HSY_UPOS_ADJ:
    case HSY_UPOS_PRON: return false;
    default: return true;
    }
}

/* "killed at least six people", "killed Monday nine": something behind the verb that could
 * be its object, wherever the tree hangs it. */
static bool could_have_object(hsy_repair *repair, uint32_t verb)
{
    for (uint32_t i = 0; i < hsy_tree_nchildren(&repair->tree, verb); i++) {
        uint32_t child = hsy_tree_child_at(&repair->tree, verb, i);
        uint8_t upos = hsy_at(repair, child)->upos;
        if (child > verb && (upos == HSY_UPOS_NOUN || upos == HSY_UPOS_NUM) &&
            !hsy_class_has(repair->tables, HSY_CLASS_PERIOD, hsy_at(repair, child)->lemma) &&
            hsy_tree_child(&repair->tree, child, HSY_DEP_case_) == HSY_NONE)
            return true;
    }
    return hsy_tree_holds(&repair->tree, verb + 3) &&
           hsy_at(repair, verb + 1)->upos == HSY_UPOS_ADP &&
           hsy_at(repair, verb + 2)->upos != HSY_UPOS_PROPN &&
           hsy_at(repair, verb + 3)->upos == HSY_UPOS_NUM;
}

/* An object that is no span of time: "jailed six years" has none. */
static bool has_object(hsy_repair *repair, uint32_t verb)
{
    const uint32_t object = hsy_tree_child(&repair->tree, verb, HSY_DEP_obj);

    return object != HSY_NONE &&
           !hsy_class_has(repair->tables, HSY_CLASS_PERIOD, hsy_at(repair, object)->lemma);
}

/* "Four soldiers killed in Keth": who is said to have killed nobody was killed. A subject
 * of "were injured" that the tree has as active is mended by the same token. */
static void reduced_passive(hsy_repair *repair, uint32_t verb)
{
    hsy_token *token = hsy_at(repair, verb);
    uint32_t subject = hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj);

    if (token->upos != HSY_UPOS_VERB || subject == HSY_NONE || subject > verb ||
        !(token->feats & (HSY_FEAT_PAST | HSY_FEAT_PASTPART)) ||
        !hsy_class_has(repair->tables, HSY_CLASS_UNDERGO, token->lemma) ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_aux) != HSY_NONE ||
        has_object(repair, verb) ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_ccomp) != HSY_NONE ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_xcomp) != HSY_NONE ||
        token->deprel == HSY_DEP_acl_relcl || !ends_clause(repair, verb + 1) ||
        (hsy_tree_holds(&repair->tree, verb + 1) &&
         hsy_at(repair, verb + 1)->upos == HSY_UPOS_CCONJ) ||
        could_have_object(repair, verb))
        return;
    token->feats = (uint16_t)((token->feats & ~HSY_FEAT_PAST) | HSY_FEAT_PASTPART);
    hsy_at(repair, subject)->deprel = HSY_DEP_nsubj_pass;
}

/* "Four soldiers, a farmer killed": a list whose last comma stands for "and". */
static void listed_victims(hsy_repair *repair, uint32_t verb)
{
    uint32_t last = hsy_tree_head(&repair->tree, verb), first;

    if (hsy_at(repair, verb)->deprel != HSY_DEP_acl || last == HSY_NONE || verb != last + 1 ||
        hsy_at(repair, last)->deprel != HSY_DEP_appos ||
        !hsy_class_has(repair->tables, HSY_CLASS_UNDERGO, hsy_at(repair, verb)->lemma))
        return;
    first = hsy_tree_head(&repair->tree, last);
    if (first == HSY_NONE || first > last)
        return;
    hsy_at(repair, last)->deprel = HSY_DEP_conj;
    hsy_at(repair, verb)->head = first;
}

/* "Four soldiers and a farmer were killed" with "and" on the verb and the soldiers astray. */
static void lost_conjunct(hsy_repair *repair, uint32_t verb)
{
    uint32_t subject = hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj_pass), cc, noun;

    if (subject == HSY_NONE)
        subject = hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj);
    cc = hsy_tree_child(&repair->tree, verb, HSY_DEP_cc);
    if (subject == HSY_NONE || cc == HSY_NONE || cc > subject || subject > verb ||
        subject - cc > 3 || cc == repair->tree.first ||
        hsy_at(repair, verb)->deprel == HSY_DEP_conj)
        return;
    noun = cc - 1;
    for (uint32_t i = cc + 1; i < subject; i++)
        if (hsy_at(repair, i)->head != subject)
            return;
    if ((hsy_at(repair, noun)->upos != HSY_UPOS_NOUN &&
         hsy_at(repair, noun)->upos != HSY_UPOS_PROPN) ||
        hsy_tree_child(&repair->tree, noun, HSY_DEP_case_) != HSY_NONE ||
        hsy_at(repair, noun)->head > noun)
        return;
    hsy_repair_hang(repair, noun, verb, (hsy_deprel)hsy_at(repair, subject)->deprel);
    hsy_repair_hang(repair, subject, noun, HSY_DEP_conj);
    hsy_repair_hang(repair, cc, subject, HSY_DEP_cc);
}

/* "in Keth shelling": a gerund without an object behind a name in a phrase is a noun. */
static void gerund_in_phrase(hsy_repair *repair, uint32_t gerund)
{
    hsy_token *token = hsy_at(repair, gerund);
    uint32_t name = gerund - 1, mark;

    if (gerund == repair->tree.first || token->upos != HSY_UPOS_VERB ||
        !(token->feats & HSY_FEAT_GERUND) || hsy_at(repair, name)->upos != HSY_UPOS_PROPN ||
        hsy_tree_nchildren(&repair->tree, gerund) || !ends_clause(repair, gerund + 1) ||
        (hsy_map_find(&repair->tables->noun, token->lower) == HSY_NONE &&
         hsy_map_find(&repair->tables->noun, token->lemma) == HSY_NONE))
        return;
    mark = hsy_tree_child(&repair->tree, name, HSY_DEP_case_);
    if (mark == HSY_NONE || mark > name)
        return;
    token->upos = HSY_UPOS_NOUN;
    token->lemma = token->lower;
    token->feats = 0;
    hsy_repair_hang(repair, gerund, hsy_at(repair, name)->head,
                    (hsy_deprel)hsy_at(repair, name)->deprel);
    hsy_repair_hang(repair, mark, gerund, HSY_DEP_case_);
    hsy_repair_hang(repair, name, gerund, HSY_DEP_compound);
}

/* A title, or one that the page repeats with its capitals: "Mayor Killed". */
static bool is_headline(hsy_repair *repair, uint32_t verb)
{
    return repair->title || (verb > repair->tree.first + 1 &&
                             (hsy_at(repair, verb)->shape & HSY_SHAPE_CAPITAL));
}

/* Is "X killed Y injured" two reports? By figures, or in a headline, which tells what was done
 * in the present ("Gunmen kill") and what was suffered with a participle. */
static bool are_reports(hsy_repair *repair, uint32_t subject, uint32_t verb, uint32_t object)
{
    if (is_headline(repair, verb))
        return true;
    return !hsy_class_has(repair->tables, HSY_CLASS_TROOPS, hsy_at(repair, subject)->lemma) &&
           hsy_tree_child(&repair->tree, subject, HSY_DEP_nummod) != HSY_NONE &&
           hsy_tree_child(&repair->tree, object, HSY_DEP_nummod) != HSY_NONE;
}

/* "Three clerks killed nine others injured": two reports of harm that lost what parted them.
 * "Two killed three wounded" has no second noun. */
static void joined_reports(hsy_repair *repair, uint32_t verb)
{
    const uint32_t object = hsy_tree_child(&repair->tree, verb, HSY_DEP_obj);
    const uint32_t subject = hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj);
    uint32_t second, sufferer = object;

    if (object == HSY_NONE || subject == HSY_NONE || object < verb || subject > verb ||
        !(hsy_at(repair, verb)->feats & (HSY_FEAT_PAST | HSY_FEAT_PASTPART)) ||
        !hsy_class_has(repair->tables, HSY_CLASS_UNDERGO, hsy_at(repair, verb)->lemma) ||
        !are_reports(repair, subject, verb, object))
        return;
    second = hsy_tree_child(&repair->tree, object, HSY_DEP_acl);
    if (hsy_at(repair, object)->upos == HSY_UPOS_VERB) {
        second = object;
        sufferer = hsy_tree_child(&repair->tree, object, HSY_DEP_nummod);
    }
    if (second == HSY_NONE || sufferer == HSY_NONE || second != sufferer + 1 ||
        !hsy_class_has(repair->tables, HSY_CLASS_UNDERGO, hsy_at(repair, second)->lemma))
        return;
    hsy_at(repair, subject)->deprel = HSY_DEP_nsubj_pass;
    hsy_at(repair, verb)->feats = HSY_FEAT_PASTPART;
    hsy_repair_hang(repair, second, verb, HSY_DEP_conj);
    hsy_repair_hang(repair, sufferer, second, HSY_DEP_nsubj_pass);
}

/* The verb that tells what the speaker of `said` tells: the clause before, whichever of the
 * two the tree hangs on the other. */
static uint32_t told_before(hsy_repair *repair, uint32_t said)
{
    const hsy_token *token = hsy_at(repair, said);
    const uint32_t told = token->deprel == HSY_DEP_parataxis
                              ? token->head
                              : hsy_tree_child(&repair->tree, said, HSY_DEP_ccomp);

    return told != HSY_NONE && told < said && hsy_at(repair, told)->upos == HSY_UPOS_VERB
               ? told
               : HSY_NONE;
}

/* "Two shells fell on the port, the mayor said, killing nine": the participle of harm goes on
 * with what is said, and does not tell what the speaker did. */
static void harm_behind_speaker(hsy_repair *repair, uint32_t gerund)
{
    const hsy_token *token = hsy_at(repair, gerund);
    const uint32_t verb = token->deprel == HSY_DEP_advcl ? token->head : HSY_NONE;

    if (!(token->feats & HSY_FEAT_GERUND) || !hsy_tree_holds(&repair->tree, verb) ||
        verb > gerund || hsy_at(repair, verb)->upos != HSY_UPOS_VERB ||
        !hsy_class_has(repair->tables, HSY_CLASS_SAY, hsy_at(repair, verb)->lemma) ||
        !hsy_class_has(repair->tables, HSY_CLASS_UNDERGO, token->lemma))
        return;
    const uint32_t told = told_before(repair, verb);
    if (told != HSY_NONE)
        hsy_at(repair, gerund)->head = told;
}

/* The noun that a participle hangs on, by itself or by the participle before it: "a town held
 * by rebels killing nine". */
static uint32_t described_by(hsy_repair *repair, uint32_t gerund)
{
    const hsy_token *token = hsy_at(repair, gerund);

    if (token->deprel == HSY_DEP_advcl && hsy_tree_holds(&repair->tree, token->head) &&
        hsy_at(repair, token->head)->deprel == HSY_DEP_acl &&
        !hsy_repair_has_subject(repair, token->head))
        token = hsy_at(repair, token->head);
    return token->deprel == HSY_DEP_acl ? token->head : HSY_NONE;
}

/* "shelled a village killing nine", without a comma: who is killed by is who shelled, and not
 * the village. An attack that kills keeps its participle. */
static void harm_on_object(hsy_repair *repair, uint32_t gerund)
{
    const hsy_token *token = hsy_at(repair, gerund);
    const uint32_t noun = described_by(repair, gerund);
    uint32_t verb = noun;

    if (!(token->feats & HSY_FEAT_GERUND) || noun == HSY_NONE || noun > gerund ||
        !hsy_class_has(repair->tables, HSY_CLASS_UNDERGO, token->lemma) ||
        hsy_tree_child(&repair->tree, gerund, HSY_DEP_obj) == HSY_NONE ||
        hsy_tree_child(&repair->tree, gerund, HSY_DEP_mark) != HSY_NONE ||
        hsy_map_find(&repair->tables->noun, hsy_at(repair, noun)->lemma) != HSY_NONE)
        return;
    for (int hops = 0; hops < 4; hops++) {
        const uint8_t deprel = hsy_at(repair, verb)->deprel;
        if (deprel != HSY_DEP_obj && deprel != HSY_DEP_obl && deprel != HSY_DEP_nmod &&
            deprel != HSY_DEP_conj && deprel != HSY_DEP_compound &&
            deprel != HSY_DEP_obl_agent && deprel != HSY_DEP_acl)
            return;
        verb = hsy_at(repair, verb)->head;
        /* "a town held by rebels killing nine": past what only describes the town. */
        if (hsy_at(repair, verb)->upos != HSY_UPOS_VERB ||
            hsy_at(repair, verb)->deprel == HSY_DEP_acl)
            continue;
        if (hsy_repair_names_act(repair, hsy_at(repair, verb)->lemma))
            hsy_repair_hang(repair, gerund, verb, HSY_DEP_advcl);
        return;
    }
}

void hsy_repair_harm(hsy_repair *repair, uint32_t token)
{
    reduced_passive(repair, token);
    lost_conjunct(repair, token);
    listed_victims(repair, token);
    gerund_in_phrase(repair, token);
    joined_reports(repair, token);
    harm_behind_speaker(repair, token);
    harm_on_object(repair, token);
}
