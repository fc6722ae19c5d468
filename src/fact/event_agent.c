/*
 * event_agent.c - who does what a verb names.
 *
 * Mostly its subject, or who stands behind "by" in a passive. Three kinds of word make it
 * another: verbs that govern a gerund or an infinitive and give it their object ("accused the
 * army of planning to shell", "called on the mayor to leave"), nouns that only carry what
 * somebody says ("issued a statement condemning"), and verbs of harm without an object, whose
 * subject underwent them ("six people were reported killed").
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

/* "accused the army of shelling", "warned him against speaking": the object does it. */
static uint32_t controlling_object(const hsy_event_work *work, uint32_t verb)
{
    const hsy_tree *tree = &work->tree;
    const hsy_token *token = &work->doc->tokens[verb];
    uint32_t mark = hsy_tree_child(tree, verb, HSY_DEP_mark);
    uint32_t head = hsy_tree_head(tree, verb);

    if (mark == HSY_NONE)
        mark = hsy_tree_child(tree, verb, HSY_DEP_advmod);
    if (!(token->feats & HSY_FEAT_GERUND) || mark == HSY_NONE || head == HSY_NONE ||
        !hsy_class_has(work->tables, HSY_CLASS_CONTROL, work->doc->tokens[mark].lower))
        return HSY_NONE;
    if (work->doc->tokens[hsy_tree_conjunct_head(tree, head)].deprel == HSY_DEP_obj)
        return hsy_tree_conjunct_head(tree, head);
    return hsy_tree_patient(tree, head);
}

/* "of breaking the truce by attacking": who does the one does the other. */
static bool is_means(const hsy_event_work *work, uint32_t verb)
{
    uint32_t mark = hsy_tree_child(&work->tree, verb, HSY_DEP_mark);

    return work->doc->tokens[verb].deprel == HSY_DEP_advcl && mark != HSY_NONE &&
           hsy_class_has(work->tables, HSY_CLASS_AGENT, work->doc->tokens[mark].lower);
}

/* "called on the army to leave": whom the call is made to. */
static uint32_t called_upon(const hsy_event_work *work, uint32_t verb)
{
    const hsy_tree *tree = &work->tree;
    const hsy_token *token = &work->doc->tokens[verb];
    const uint32_t head = hsy_tree_head(tree, verb);

    if (head == HSY_NONE || !(token->feats & HSY_FEAT_INF) ||
        (token->deprel != HSY_DEP_xcomp && token->deprel != HSY_DEP_advcl) ||
        hsy_tree_child(tree, verb, HSY_DEP_nsubj) != HSY_NONE ||
        !hsy_class_has(work->tables, HSY_CLASS_CALLER, hsy_token_lemma(work, head)))
        return HSY_NONE;
    for (uint32_t child = hsy_tree_child(tree, head, HSY_DEP_obl); child != HSY_NONE;
         child = hsy_tree_next(tree, child))
        if (child > head && child < verb && !work->is_time[child] &&
            hsy_tree_child(tree, child, HSY_DEP_case_) != HSY_NONE)
            return child;
    return HSY_NONE;
}

/* "accused the army of planning to attack and destroy": what the gerund governs has its doer,
 * unless it has an own one. */
static uint32_t control_above(const hsy_event_work *work, uint32_t verb)
{
    const hsy_tree *tree = &work->tree;

    for (int hops = 0; hops < 4 && verb != HSY_NONE; hops++) {
        uint32_t control = controlling_object(work, verb);
        if (control == HSY_NONE)
            control = called_upon(work, verb);
        uint8_t deprel = work->doc->tokens[verb].deprel;
        if (control != HSY_NONE)
            return control;
        if ((deprel != HSY_DEP_conj && deprel != HSY_DEP_xcomp && !is_means(work, verb)) ||
            hsy_tree_child(tree, verb, HSY_DEP_nsubj) != HSY_NONE)
            return HSY_NONE;
        verb = hsy_tree_head(tree, verb);
        if (deprel == HSY_DEP_xcomp && verb != HSY_NONE &&
            hsy_tree_child(tree, verb, HSY_DEP_obj) != HSY_NONE)
            return HSY_NONE; /* "of urging them to attack": they do */
    }
    return HSY_NONE;
}

/* "issued a statement condemning": not the statement but who issued it. */
static uint32_t behind_statement(const hsy_event_work *work, uint32_t verb, uint32_t subject)
{
    const hsy_tree *tree = &work->tree;
    const uint32_t top = hsy_tree_conjunct_head(tree, verb);
    bool passive;

    if (subject == HSY_NONE || work->doc->tokens[top].deprel != HSY_DEP_acl ||
        hsy_tree_head(tree, top) != subject ||
        work->doc->tokens[subject].deprel != HSY_DEP_obj ||
        !hsy_class_has(work->tables, HSY_CLASS_STATEMENT, hsy_token_lemma(work, subject)) ||
        hsy_token_is(work, subject, HSY_CLASS_ACTOR) ||
        hsy_map_find(&work->tables->noun, hsy_token_lemma(work, subject)) != HSY_NONE ||
        hsy_tree_head(tree, subject) == HSY_NONE)
        return subject;
    return hsy_tree_subject(tree, hsy_tree_head(tree, subject), &passive);
}

/* "remain trapped by troops": a participle with an agent and no object, wherever it
 * stands. */
bool hsy_verb_has_agent(const hsy_event_work *work, uint32_t verb)
{
    return (work->doc->tokens[verb].feats & HSY_FEAT_PASTPART) &&
           hsy_tree_child(&work->tree, verb, HSY_DEP_obl_agent) != HSY_NONE &&
           hsy_tree_child(&work->tree, verb, HSY_DEP_obj) == HSY_NONE;
}

/* "shelling overnight said the monitor": the subject of another verb. */
static bool said_between(const hsy_event_work *work, uint32_t verb, uint32_t subject)
{
    for (uint32_t i = verb + 1; i < subject; i++)
        if (hsy_class_has(work->tables, HSY_CLASS_SAY, hsy_token_lemma(work, i)))
            return true;
    return false;
}

/* "Six people were reported killed", "three killed, five injured": a verb that needs an object
 * and has none is what happened to its subject. */
bool hsy_verb_undergone(const hsy_event_work *work, uint32_t verb)
{
    const hsy_tree *tree = &work->tree;
    const hsy_token *t = &work->doc->tokens[verb];
    uint32_t subject;

    if (!(t->feats & (HSY_FEAT_PAST | HSY_FEAT_PASTPART)) || t->deprel == HSY_DEP_acl_relcl ||
        !hsy_class_has(work->tables, HSY_CLASS_UNDERGO, hsy_token_lemma(work, verb)) ||
        hsy_tree_child(tree, verb, HSY_DEP_obj) != HSY_NONE ||
        hsy_tree_child(tree, verb, HSY_DEP_aux) != HSY_NONE)
        return false;
    subject = hsy_tree_subject(tree, verb, NULL);
    return subject != HSY_NONE && subject < verb &&
           hsy_token_is(work, hsy_token_content(work, subject), HSY_CLASS_PEOPLE);
}

/* "were killed in fighting": who was killed is not who fought. */
static bool is_circumstance(const hsy_event_work *work, uint32_t verb)
{
    const hsy_tree *tree = &work->tree;
    uint32_t head = hsy_tree_head(tree, verb);
    uint32_t mark = hsy_tree_child(tree, verb, HSY_DEP_case_);

    if (mark == HSY_NONE)
        mark = hsy_tree_child(tree, verb, HSY_DEP_mark);
    return (work->doc->tokens[verb].feats & HSY_FEAT_GERUND) && head != HSY_NONE &&
           mark != HSY_NONE && hsy_tree_is_passive(tree, head) &&
           hsy_class_has(work->tables, HSY_CLASS_UNDERGO, hsy_token_lemma(work, head)) &&
           hsy_class_has(work->tables, HSY_CLASS_PARTNER, work->doc->tokens[mark].lower);
}

uint32_t hsy_verb_agent(const hsy_event_work *work, uint32_t verb)
{
    const hsy_tree *tree = &work->tree;
    bool passive;
    uint32_t subject = hsy_tree_subject(tree, verb, &passive);

    if (subject != HSY_NONE && subject > verb && said_between(work, verb, subject))
        return HSY_NONE;
    if (is_circumstance(work, verb))
        return HSY_NONE;
    passive = passive || hsy_verb_has_agent(work, verb) || hsy_verb_undergone(work, verb);
    uint32_t control = passive ? HSY_NONE : control_above(work, verb);

    if (control != HSY_NONE)
        return control;
    if (!passive)
        return behind_statement(work, verb, subject);
    subject = hsy_tree_child(tree, verb, HSY_DEP_obl_agent);
    for (uint32_t i = 0; subject == HSY_NONE && i < hsy_tree_nchildren(tree, verb); i++) {
        uint32_t child = hsy_tree_child_at(tree, verb, i);
        const hsy_token *t = &work->doc->tokens[child];
        if (t->deprel != HSY_DEP_obl)
            continue;
        for (uint32_t k = 0; k < hsy_tree_nchildren(tree, child); k++) {
            const hsy_token *mark = &work->doc->tokens[hsy_tree_child_at(tree, child, k)];
            if (mark->deprel == HSY_DEP_case_ &&
                hsy_class_has(work->tables, HSY_CLASS_AGENT, mark->lower))
                subject = child;
        }
    }
    return subject;
}
