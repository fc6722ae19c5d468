/*
 * event_mishap.c - harm that nobody did.
 *
 *     "A plane crash left two dead."       an accident in the sentence
 *     "Nine were killed, the mayor said."  an article that has told of a crash before
 *
 * Harm without a doer and without an act of violence beside it is laid to what the article
 * has told of: once it has told of violence it stays with that, and a mishap must have
 * harmed somebody in its own sentence, be its main matter, or stand in the title, to set
 * the scene. The figures of the dead are kept by their own reader; only the act is dropped,
 * because there was none.
 *
 * Which words name an accident: event_accident.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

static bool is_harm(const hsy_event_work *work, const hsy_draft *draft)
{
    return !draft->noun && draft->type == HSY_EVENT_ASSAULT &&
           hsy_class_has(work->tables, HSY_CLASS_HARM, hsy_token_lemma(work, draft->head));
}

static bool is_mishap(const hsy_event_work *work, uint32_t token)
{
    return hsy_token_mishap(work->tables, work->doc, &work->tree, token);
}

static bool tells_of_mishap(const hsy_event_work *work)
{
    for (uint32_t i = 0; i < work->tree.ntokens; i++)
        if (is_mishap(work, work->tree.first + i))
            return true;
    return false;
}

/* Somebody did it, or an act beside it did: "the raid killed nine" was joined before. */
static bool has_doer(const hsy_event_work *work, const hsy_draft *draft)
{
    for (uint8_t i = 0; i < draft->nsource_heads; i++) {
        const hsy_str word = hsy_token_lemma(work, draft->source_heads[i]);
        if (hsy_token_is(work, draft->source_heads[i], HSY_CLASS_WEAPON) ||
            hsy_token_is(work, draft->source_heads[i], HSY_CLASS_TROOPS) ||
            (hsy_class_has(work->tables, HSY_CLASS_PEOPLE, word) &&
             !hsy_class_has(work->tables, HSY_CLASS_DRIVER, word)))
            return true;
    }
    return draft->nsources > 0 || draft->mode.ptr;
}

/* "The plane crashed, killing six": harm told in the clause of an accident is its harm,
 * whatever stands as the subject. "A drone crashed" is none. */
static bool is_ruled_by_mishap(const hsy_event_work *work, uint32_t harm)
{
    const hsy_tree *tree = &work->tree;
    uint32_t verb = harm;

    for (int hops = 0; hops < 3; hops++) {
        uint8_t deprel = work->doc->tokens[verb].deprel;
        if ((deprel != HSY_DEP_advcl && deprel != HSY_DEP_conj) ||
            !(work->doc->tokens[harm].feats & HSY_FEAT_GERUND))
            return false;
        verb = hsy_tree_head(tree, verb);
        if (verb == HSY_NONE || work->doc->tokens[verb].upos != HSY_UPOS_VERB)
            return false;
        uint32_t agent = hsy_tree_agent(tree, verb); /* "was hit by the flood, killing two" */
        if (agent != HSY_NONE && is_mishap(work, agent))
            return true;
        if (is_mishap(work, verb)) {
            uint32_t subject = hsy_tree_subject(tree, verb, NULL);
            return hsy_tree_child(tree, verb, HSY_DEP_obj) == HSY_NONE &&
                   (subject == HSY_NONE || !hsy_token_is(work, subject, HSY_CLASS_WEAPON));
        }
    }
    return false;
}

static bool is_harmed_by_mishap(const hsy_event_work *work, const hsy_draft *draft)
{
    uint32_t noun = hsy_tree_antecedent(&work->tree, draft->head);

    if (noun != HSY_NONE && is_mishap(work, noun)) /* "the fire, which has killed two" */
        return true;
    for (uint8_t i = 0; i < draft->nsource_heads; i++)
        if (is_mishap(work, draft->source_heads[i]) ||
            hsy_class_has(work->tables, HSY_CLASS_BANE,
                          hsy_token_lemma(work, draft->source_heads[i])))
            return true;
    return is_ruled_by_mishap(work, draft->head);
}

/* "The army wrecked the bridge", "a drone crashed into the hotel". */
static bool has_wilful_doer(const hsy_event_work *work, const hsy_draft *draft)
{
    for (uint8_t i = 0; i < draft->nsource_heads; i++)
        if (hsy_token_is(work, draft->source_heads[i], HSY_CLASS_WEAPON) ||
            hsy_token_is(work, draft->source_heads[i], HSY_CLASS_ACTOR))
            return true;
    return false;
}

/* "a gas explosion", "the van rammed a bus": the word of the act itself is an accident. */
static bool is_itself_mishap(const hsy_event_work *work, const hsy_draft *draft)
{
    return draft->type == HSY_EVENT_ASSAULT &&
           ((is_mishap(work, draft->head) && !has_wilful_doer(work, draft)) ||
            (!is_harm(work, draft) && !draft->nsources && is_harmed_by_mishap(work, draft)));
}

static bool tells_of_violence(const hsy_event_work *work)
{
    for (uint32_t i = 0; i < work->drafts.count; i++) {
        const hsy_draft *draft = &work->drafts.data[i];
        if (!draft->dropped && draft->type == HSY_EVENT_ASSAULT &&
            (!is_harm(work, draft) || has_doer(work, draft)) &&
            !is_harmed_by_mishap(work, draft))
            return true;
    }
    return false;
}

/* Acts that are accidents by their own word; were there any? */
static bool drop_mishaps(hsy_event_work *work)
{
    bool any = false;

    for (uint32_t i = 0; i < work->drafts.count; i++) {
        hsy_draft *draft = &work->drafts.data[i];
        if (!draft->dropped && is_itself_mishap(work, draft))
            any = draft->dropped = true;
    }
    return any;
}

/* "A boat collided with rocks.", "A fire broke out.", "Hundreds were evacuated from the flood.":
 * the accident is what the sentence tells of, by its verb or by what that verb governs. */
static bool is_about_mishap(const hsy_event_work *work)
{
    for (uint32_t i = 0; i < work->tree.ntokens; i++) {
        const uint32_t token = work->tree.first + i;
        if (work->doc->tokens[token].deprel != HSY_DEP_root)
            continue;
        for (uint32_t k = 0; k < hsy_tree_nchildren(&work->tree, token); k++) {
            const uint32_t child = hsy_tree_child_at(&work->tree, token, k);
            const uint32_t object = hsy_tree_child(&work->tree, child, HSY_DEP_obj);
            if (is_mishap(work, child) || (object != HSY_NONE && is_mishap(work, object)))
                return true;
        }
        return is_mishap(work, token);
    }
    return false;
}

void hsy_drafts_mishap(hsy_event_work *work)
{
    bool harmed = drop_mishaps(work);
    const bool violence = tells_of_violence(work), mishap = !violence && tells_of_mishap(work);

    for (uint32_t i = 0; i < work->drafts.count; i++) {
        hsy_draft *draft = &work->drafts.data[i];
        if (draft->dropped || !is_harm(work, draft))
            continue;
        bool by_mishap = is_harmed_by_mishap(work, draft);
        if (!by_mishap && (violence || has_doer(work, draft)))
            continue;
        if (by_mishap || mishap || work->telling == HSY_TELLING_MISHAP)
            draft->dropped = true;
        harmed = harmed || by_mishap || mishap;
    }
    if (violence)
        work->telling = HSY_TELLING_VIOLENCE;
    else if (work->telling == HSY_TELLING_OPEN &&
             (harmed || (mishap && (work->doc->sentences[work->sentence].is_title ||
                                    is_about_mishap(work)))))
        work->telling = HSY_TELLING_MISHAP;
}
