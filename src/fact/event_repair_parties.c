/*
 * event_repair_parties.c - who does it and whom it is done to, where the tree has them astray.
 *
 *     "trapped by advancing forces"     people behind a gerund behind "by" are the agent
 *     "The general denied that"         a stray noun before a finite verb is its subject
 *     "called for the mayor to resign"  who stands between "for" and an infinitive does it
 *     "...," warns the mayor            behind a quotation the speaker follows the verb
 *     "met Senators Kolt and Ban"       a title is no object beside its bearers
 *     "KETH (AP) - Police arrested"     a dateline does nothing
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event_repair.h"

#define DATELINE 12 /* words in which a dateline ends */

/* "trapped by advancing forces" with the forces as what somebody advances: people right
 * behind a gerund behind "by" of a passive are its agent. */
static void agent_as_object(hsy_repair *repair, uint32_t verb)
{
    uint32_t gerund = hsy_tree_child(&repair->tree, verb, HSY_DEP_advcl), mark, noun;

    if (gerund == HSY_NONE || !(hsy_at(repair, verb)->feats & HSY_FEAT_PASTPART) ||
        !(hsy_at(repair, gerund)->feats & HSY_FEAT_GERUND) ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_obj) != HSY_NONE)
        return;
    mark = hsy_tree_child(&repair->tree, gerund, HSY_DEP_mark);
    noun = hsy_tree_child(&repair->tree, gerund, HSY_DEP_obj);
    if (mark == HSY_NONE || mark + 1 != gerund || noun == HSY_NONE || noun > gerund + 3 ||
        !hsy_class_has(repair->tables, HSY_CLASS_AGENT, hsy_at(repair, mark)->lower) ||
        !hsy_class_has(repair->tables, HSY_CLASS_PEOPLE, hsy_at(repair, noun)->lemma))
        return;
    hsy_repair_hang(repair, noun, verb, HSY_DEP_obl_agent);
    hsy_repair_hang(repair, mark, noun, HSY_DEP_case_);
    hsy_repair_hang(repair, gerund, noun, HSY_DEP_amod);
}

/* No subject has a preposition: "the signing of the treaty by the kings took place". */
static void subject_with_preposition(hsy_repair *repair, uint32_t verb)
{
    uint32_t first = hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj), second;

    if (first == HSY_NONE)
        return;
    second = hsy_tree_next(&repair->tree, first);
    if (second != HSY_NONE && second < verb &&
        hsy_tree_child(&repair->tree, second, HSY_DEP_case_) != HSY_NONE)
        hsy_repair_hang(repair, second, first, HSY_DEP_nmod);
}

/* A finite verb without a subject but with a stray noun before it: that is its subject. */
static void stray_subject(hsy_repair *repair, uint32_t verb)
{
    const hsy_token *token = hsy_at(repair, verb);

    /* "The general denied that": a participle governs no clause as the root of a sentence. */
    bool finite = (token->feats & (HSY_FEAT_PAST | HSY_FEAT_PRESENT)) ||
                  (token->deprel == HSY_DEP_root &&
                   hsy_tree_child(&repair->tree, verb, HSY_DEP_ccomp) != HSY_NONE &&
                   hsy_tree_child(&repair->tree, verb, HSY_DEP_aux_pass) == HSY_NONE);

    if (token->upos != HSY_UPOS_VERB || token->deprel == HSY_DEP_conj || !finite ||
        hsy_repair_has_subject(repair, verb))
        return;
    for (uint32_t i = 0; i < hsy_tree_nchildren(&repair->tree, verb); i++) {
        uint32_t child = hsy_tree_child_at(&repair->tree, verb, i);
        uint8_t deprel = hsy_at(repair, child)->deprel, upos = hsy_at(repair, child)->upos;
        bool stray = deprel == HSY_DEP_reparandum || deprel == HSY_DEP_dislocated ||
                     deprel == HSY_DEP_vocative || deprel == HSY_DEP_dep ||
                     (deprel == HSY_DEP_compound && upos == HSY_UPOS_ADJ &&
                      child + 1 == verb) ||
                     (deprel == HSY_DEP_advmod &&
                      (hsy_at(repair, child)->shape & HSY_SHAPE_CAPITAL));
        if (child < verb && stray &&
            (upos == HSY_UPOS_NOUN || upos == HSY_UPOS_PROPN || upos == HSY_UPOS_ADJ)) {
            hsy_at(repair, child)->deprel = HSY_DEP_nsubj;
            return;
        }
    }
}

/* The noun of the phrase between `first` and `end`, or HSY_NONE when it is no phrase. */
static uint32_t phrase_between(hsy_repair *repair, uint32_t first, uint32_t end)
{
    uint32_t noun = HSY_NONE;

    for (uint32_t i = first; i < end; i++) {
        const hsy_token *token = hsy_at(repair, i);
        if (token->upos == HSY_UPOS_VERB || token->upos == HSY_UPOS_AUX ||
            token->upos == HSY_UPOS_PUNCT || token->upos == HSY_UPOS_SCONJ)
            return HSY_NONE;
        if (noun == HSY_NONE && (token->head < first || token->head >= end) &&
            (token->upos == HSY_UPOS_NOUN || token->upos == HSY_UPOS_PROPN ||
             token->upos == HSY_UPOS_PRON))
            noun = i;
    }
    return noun;
}

/* "called for the minister to resign": whom "for" introduces is the subject of the
 * infinitive. */
static void introduced_subject(hsy_repair *repair, uint32_t mark)
{
    const uint32_t end = repair->tree.first + repair->tree.ntokens;
    uint32_t to = mark + 1, verb, subject;

    if (!hsy_class_has(repair->tables, HSY_CLASS_INTRODUCER, hsy_at(repair, mark)->lower))
        return;
    while (to < end && to <= mark + 8 && hsy_at(repair, to)->upos != HSY_UPOS_PART)
        to++;
    verb = to + 1;
    while (verb < end && hsy_at(repair, verb)->upos == HSY_UPOS_AUX)
        verb++;
    if (verb >= end || to > mark + 8 || hsy_at(repair, verb)->upos != HSY_UPOS_VERB ||
        !hsy_class_has(repair->tables, HSY_CLASS_TO, hsy_at(repair, to)->lower))
        return;
    subject = phrase_between(repair, mark + 1, to);
    if (subject == HSY_NONE || hsy_at(repair, verb)->head == subject)
        return;
    hsy_repair_hang(repair, subject, verb, verb == to + 1 ? HSY_DEP_nsubj : HSY_DEP_nsubj_pass);
    hsy_repair_hang(repair, mark, verb, HSY_DEP_mark);
    if (hsy_at(repair, verb)->deprel == HSY_DEP_xcomp)
        hsy_at(repair, verb)->deprel = HSY_DEP_advcl;
}

static bool closes_quotation(hsy_str word)
{
    return hsy_str_eq(word, HSY_STR("\"")) || hsy_str_eq(word, HSY_STR("''")) ||
           hsy_str_eq(word, HSY_STR("\xE2\x80\x9D")) || hsy_str_eq(word, HSY_STR("\xC2\xBB"));
}

/* "...," warns the mayor: behind a quotation the verb of saying stands before its subject. */
static void inverted_speaker(hsy_repair *repair, uint32_t verb)
{
    uint32_t speaker = hsy_tree_child(&repair->tree, verb, HSY_DEP_obj);
    const uint32_t subject = hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj);

    /* A subject before the closing mark is one of the words said. */
    if (verb == repair->tree.first || speaker == HSY_NONE || speaker < verb ||
        hsy_at(repair, verb)->upos != HSY_UPOS_VERB ||
        (subject != HSY_NONE && subject > verb) ||
        !hsy_class_has(repair->tables, HSY_CLASS_SAY, hsy_at(repair, verb)->lemma) ||
        !closes_quotation(hsy_at(repair, verb - 1)->lower))
        return;
    if (subject != HSY_NONE)
        hsy_at(repair, subject)->deprel = HSY_DEP_dep;
    hsy_at(repair, speaker)->deprel = HSY_DEP_nsubj;
    const uint32_t clause = hsy_tree_child(&repair->tree, verb, HSY_DEP_csubj);
    if (clause != HSY_NONE)
        hsy_at(repair, clause)->deprel = HSY_DEP_ccomp;
}

/* "meeting Senators Ana Kolt and Luc Ban": a title and the first of its bearers as two
 * objects. The bearers are met. */
static void titled_objects(hsy_repair *repair, uint32_t title)
{
    const uint32_t name = title + 1;
    const hsy_token *token = hsy_at(repair, title);

    if (!hsy_tree_holds(&repair->tree, name) ||
        hsy_at(repair, name)->upos != HSY_UPOS_PROPN ||
        hsy_at(repair, name)->deprel != HSY_DEP_obj ||
        !(token->deprel == HSY_DEP_obj ? hsy_at(repair, name)->head == token->head
                                       : token->deprel == HSY_DEP_nsubj &&
                                             hsy_at(repair, name)->head + 1 == title) ||
        !hsy_class_has(repair->tables, HSY_CLASS_OFFICIAL,
                       token->upos == HSY_UPOS_PROPN ? token->lower : token->lemma))
        return;
    hsy_repair_hang(repair, title, name, HSY_DEP_compound);
}

/* The dash that ends a dateline, "KETH, Norland (AP) -", or HSY_NONE: behind a bracket, within
 * the first words. */
static uint32_t dateline_end(hsy_repair *repair)
{
    for (uint32_t i = repair->tree.first + 2; i < repair->tree.first + DATELINE; i++) {
        if (!hsy_tree_holds(&repair->tree, i + 1))
            return HSY_NONE;
        const hsy_str word = hsy_at(repair, i)->lower, before = hsy_at(repair, i - 1)->lower;
        if (before.len == 1 && before.ptr[0] == ')' &&
            (hsy_at(repair, i)->shape & HSY_SHAPE_PUNCT) && word.ptr[0] != ',' &&
            word.ptr[0] != '.')
            return i;
    }
    return HSY_NONE;
}

/* What the tree hangs on the dateline and stands behind it, a noun, or HSY_NONE. */
static uint32_t hung_on_dateline(hsy_repair *repair, uint32_t end)
{
    for (uint32_t i = end + 1; hsy_tree_holds(&repair->tree, i) && i <= end + DATELINE; i++) {
        const hsy_token *token = hsy_at(repair, i);
        if (token->head < end && token->deprel != HSY_DEP_punct &&
            (token->upos == HSY_UPOS_NOUN || token->upos == HSY_UPOS_PROPN))
            return i;
    }
    return HSY_NONE;
}

/* "KETH (AP) - Police arrested a man": where and by whom it was written is no part of it. Where
 * the tree has it as the subject, and the police on it, they are. */
static void cut_dateline(hsy_repair *repair)
{
    const uint32_t end = dateline_end(repair);

    for (uint32_t i = repair->tree.first; end != HSY_NONE && i < end; i++) {
        hsy_token *token = hsy_at(repair, i);
        const uint8_t was = token->deprel;
        if (token->head <= end || was == HSY_DEP_punct)
            continue;
        token->deprel = HSY_DEP_dep;
        const uint32_t subject = hung_on_dateline(repair, end);
        if (subject != HSY_NONE && (was == HSY_DEP_nsubj || was == HSY_DEP_nsubj_pass))
            hsy_repair_hang(repair, subject, token->head, (hsy_deprel)was);
    }
}

/* "would not hand over the hostages": a phrase behind its verb without a preposition, and no
 * time, is the object of a verb that has none. */
static void phrase_as_object(hsy_repair *repair, uint32_t noun)
{
    hsy_token *token = hsy_at(repair, noun);
    const uint32_t verb = token->head;

    if (token->deprel != HSY_DEP_obl || !hsy_tree_holds(&repair->tree, verb) || verb >= noun ||
        (token->upos != HSY_UPOS_NOUN && token->upos != HSY_UPOS_PRON) ||
        hsy_at(repair, verb)->upos != HSY_UPOS_VERB ||
        hsy_tree_child(&repair->tree, noun, HSY_DEP_case_) != HSY_NONE ||
        hsy_tree_child(&repair->tree, noun, HSY_DEP_mark) != HSY_NONE ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_obj) != HSY_NONE ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_compound_prt) == HSY_NONE ||
        hsy_tree_is_passive(&repair->tree, verb))
        return;
    token->deprel = HSY_DEP_obj;
}

static bool is_request(const hsy_repair *repair, hsy_str lemma)
{
    uint32_t at = hsy_map_find(&repair->tables->verb, lemma);

    for (; at != HSY_NONE; at = repair->tables->frames.data[at].next)
        if (repair->tables->frames.data[at].type == HSY_EVENT_REQUEST)
            return true;
    return false;
}

/* "pushes the king to free the men": what somebody is asked for he would do, and not who asks. */
static void asked_infinitive(hsy_repair *repair, uint32_t verb)
{
    hsy_token *token = hsy_at(repair, verb);
    const uint32_t head = token->head, mark = hsy_tree_child(&repair->tree, verb, HSY_DEP_mark);

    if (token->deprel != HSY_DEP_advcl || !hsy_tree_holds(&repair->tree, head) || head >= verb ||
        mark == HSY_NONE || !(token->feats & HSY_FEAT_INF) ||
        !hsy_class_has(repair->tables, HSY_CLASS_TO, hsy_at(repair, mark)->lower))
        return;
    const uint32_t object = hsy_tree_child(&repair->tree, head, HSY_DEP_obj);
    if (object != HSY_NONE && object > head && object + 1 == mark &&
        is_request(repair, hsy_at(repair, head)->lemma))
        token->deprel = HSY_DEP_xcomp;
}

void hsy_repair_party(hsy_repair *repair, uint32_t token)
{
    asked_infinitive(repair, token);
    phrase_as_object(repair, token);
    agent_as_object(repair, token);
    subject_with_preposition(repair, token);
    stray_subject(repair, token);
    inverted_speaker(repair, token);
    introduced_subject(repair, token);
    titled_objects(repair, token);
    if (token == repair->tree.first)
        cut_dateline(repair);
}
