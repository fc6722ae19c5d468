/*
 * modality_noun.c - what stands around a noun that names an act, and what it hangs on.
 *
 * "a possible attack", "ahead of the talks", "the threat of an attack", "an attack is likely";
 * a noun that a verb brings up is as real as the verb says ("could die in an attack"), unless
 * it is definite or only spoken of ("will investigate the attack").
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/modality.h"

static bool has_purpose(const hsy_climb *climb, const hsy_draft *draft, uint32_t prep)
{
    bool behind_noun = prep > climb->tree->first &&
                       (hsy_climb_token(climb, prep - 1)->upos == HSY_UPOS_NOUN ||
                        hsy_climb_token(climb, prep - 1)->upos == HSY_UPOS_ADJ);

    return draft->type < HSY_EVENT_REQUEST && !behind_noun;
}

void hsy_climb_in_noun(hsy_climb *climb, const hsy_draft *draft, bool case_too)
{
    const uint32_t noun = draft->head;

    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, noun); i++) {
        uint32_t child = hsy_tree_child_at(climb->tree, noun, i);
        switch (hsy_climb_token(climb, child)->deprel) {
        case HSY_DEP_amod:
        case HSY_DEP_compound:
        case HSY_DEP_nummod:
        case HSY_DEP_det:
            hsy_climb_apply(climb, hsy_climb_cue(climb, child, HSY_REL_MOD, noun));
            if (hsy_climb_token(climb, child)->deprel == HSY_DEP_det)
                hsy_climb_apply(climb, hsy_climb_cue(climb, child, HSY_REL_NEG, noun));
            /* "no scheduled talks" with "no" on "scheduled". */
            if (child > climb->tree->first &&
                hsy_tree_head(climb->tree, child - 1) == child &&
                hsy_climb_negates(climb, child - 1))
                climb->result.negative = true;
            break;
        case HSY_DEP_case_:
        case HSY_DEP_mark:
        case HSY_DEP_advmod:
            if (case_too)
                hsy_climb_apply(climb, hsy_climb_cue(climb, child, HSY_REL_CASE, noun));
            if (case_too && has_purpose(climb, draft, child))
                hsy_climb_apply(climb, hsy_climb_cue(climb, child, HSY_REL_PURPOSE, noun));
            break;
        default: break;
        }
    }
}

static bool is_definite(const hsy_climb *climb, uint32_t noun)
{
    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, noun); i++) {
        const hsy_token *child =
            hsy_climb_token(climb, hsy_tree_child_at(climb->tree, noun, i));
        if (child->deprel == HSY_DEP_nmod_poss ||
            (child->deprel == HSY_DEP_det &&
             hsy_class_has(climb->work->tables, HSY_CLASS_DEFINITE, child->lower)))
            return true;
    }
    return false;
}

/* "will investigate attacks", "to condemn raids": what is spoken of has happened already. */
static bool is_spoken_of(const hsy_climb *climb, uint32_t verb)
{
    uint32_t at = verb == HSY_NONE ? HSY_NONE
                                   : climb->work->draft_at[verb - climb->tree->first];

    if (at == HSY_NONE)
        return false;
    switch (climb->work->drafts.data[at].type) {
    case HSY_EVENT_CONSULT:
    case HSY_EVENT_SUPPORT:
    case HSY_EVENT_REQUEST:
    case HSY_EVENT_ACCUSE:
    case HSY_EVENT_REJECT:
    case HSY_EVENT_THREATEN: return true;
    default: return false;
    }
}

/* "losses in a March 16 raid": a day of its own makes it known. */
static bool is_dated(const hsy_climb *climb, uint32_t noun)
{
    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, noun); i++) {
        const uint32_t child = hsy_tree_child_at(climb->tree, noun, i);
        if (child < noun && climb->work->is_time[child] &&
            hsy_climb_token(climb, child)->upos != HSY_UPOS_ADJ)
            return true;
    }
    return false;
}

/* "sanctions for the invasion", "would be tried for murder": violence behind "for" that no cue
 * asks for is a reason. */
static bool is_reason(const hsy_climb *climb, uint32_t event)
{
    const hsy_event_work *work = climb->work;
    const uint32_t at = work->draft_at[event - climb->tree->first];
    const uint32_t mark = hsy_tree_child(climb->tree, event, HSY_DEP_case_);

    return at != HSY_NONE && work->drafts.data[at].type == HSY_EVENT_ASSAULT &&
           mark != HSY_NONE && hsy_class_has(work->tables, HSY_CLASS_INTRODUCER,
                                             hsy_climb_token(climb, mark)->lower);
}

/* An act brought up by a verb is as real as the verb says: "could die in an attack". A
 * definite one is known already, and so is what something happens "after". */
static bool shares_fate(const hsy_climb *climb, uint32_t noun, uint32_t event)
{
    if (is_definite(climb, event) || is_dated(climb, event) ||
        is_reason(climb, event) ||
        is_spoken_of(climb, hsy_tree_head(climb->tree, noun)))
        return false;
    if (hsy_climb_token(climb, noun)->deprel == HSY_DEP_obj)
        return true;
    if (hsy_climb_token(climb, noun)->deprel != HSY_DEP_obl &&
        hsy_climb_token(climb, noun)->deprel != HSY_DEP_obl_agent)
        return false;
    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, noun); i++) {
        const hsy_token *child =
            hsy_climb_token(climb, hsy_tree_child_at(climb->tree, noun, i));
        if (child->deprel == HSY_DEP_case_ &&
            hsy_class_has(climb->work->tables, HSY_CLASS_CLAUSAL, child->lower))
            return false;
    }
    return true;
}

/* "One of the scenarios is an attack": the noun as a predicate. */
static void look_at_subject(hsy_climb *climb, uint32_t noun)
{
    uint32_t subject = hsy_tree_child(climb->tree, noun, HSY_DEP_nsubj);

    if (subject == HSY_NONE || hsy_tree_child(climb->tree, noun, HSY_DEP_cop) == HSY_NONE)
        return;
    hsy_climb_around(climb, noun);
    hsy_climb_apply(climb, hsy_climb_cue(climb, hsy_token_content(climb->work, subject),
                                         HSY_REL_NMOD, noun));
}

/* "meetings usually centre on": an adverb of habit on the verb. */
static void look_for_habit(hsy_climb *climb, uint32_t verb)
{
    for (uint32_t child = hsy_tree_child(climb->tree, verb, HSY_DEP_advmod); child != HSY_NONE;
         child = hsy_tree_next(climb->tree, child)) {
        const hsy_cue *cue = hsy_climb_cue(climb, child, HSY_REL_ADV, verb);
        climb->result.silent |= cue && cue->silent;
    }
}

/* What a noun is to its head, climbing through "and" and "of": first cue decides. */
void hsy_climb_noun(hsy_climb *climb, uint32_t noun)
{
    uint32_t event = noun;

    look_at_subject(climb, noun);
    for (int hops = 0; hops < 4 && !climb->decided; hops++) {
        uint32_t head = hsy_tree_head(climb->tree, noun);
        const hsy_token *token = hsy_climb_token(climb, noun);
        if (head == HSY_NONE)
            return;
        if (token->deprel == HSY_DEP_conj) {
            noun = head;
            continue;
        }
        if (token->deprel == HSY_DEP_nmod || token->deprel == HSY_DEP_compound ||
            token->deprel == HSY_DEP_appos) {
            const hsy_cue *cue = hsy_climb_cue(climb, head, HSY_REL_NMOD, event);
            if (!cue)
                cue = hsy_climb_cue(climb, head, HSY_REL_PREP, event);
            /* "the worst scenario: an attack"; "the ruling, a bombing" is a list. */
            if (token->deprel == HSY_DEP_appos && cue &&
                cue->modality != HSY_MODALITY_POSSIBLE)
                return;
            if (hsy_climb_apply(climb, cue)) {
                hsy_climb_governor(climb, head);
                return;
            }
            /* "a wave of attacks": what is said of the wave is said of them. */
            if (!cue && !hsy_class_has(climb->work->tables, HSY_CLASS_MEASURE,
                                       hsy_token_lemma(climb->work, head)))
                return;
            noun = head;
            continue;
        }
        if (token->deprel == HSY_DEP_obj || token->deprel == HSY_DEP_nsubj_pass ||
            token->deprel == HSY_DEP_obl || token->deprel == HSY_DEP_obl_agent ||
            token->deprel == HSY_DEP_nsubj) {
            bool object = token->deprel == HSY_DEP_obj;
            const hsy_cue *cue = NULL;
            if (object || token->deprel == HSY_DEP_nsubj_pass)
                cue = hsy_climb_cue(climb, head, HSY_REL_OBJ, event);
            if (!cue && !object && token->deprel != HSY_DEP_obl &&
                token->deprel != HSY_DEP_obl_agent)
                cue = hsy_climb_cue(climb, head, HSY_REL_SUBJ, event);
            if (!cue && token->deprel == HSY_DEP_obl)
                cue = hsy_climb_cue(climb, head, HSY_REL_PREP, event);
            if (token->deprel == HSY_DEP_nsubj && !is_definite(climb, event))
                look_for_habit(climb, head);
            if (hsy_climb_apply(climb, cue)) {
                hsy_climb_governor(climb, head);
                hsy_climb_infinitive(climb, head);
            } else if (token->deprel == HSY_DEP_nsubj && !is_definite(climb, event))
                hsy_climb_modal(climb, head); /* "an attack could kill" */
            else if (shares_fate(climb, noun, event) && !climb->decided)
                hsy_climb_verb(climb, head); /* "would bring an attack" */
            return;
        }
        return;
    }
}

/* "called for an attack", "plans for a raid": the word before the preposition. */
void hsy_climb_before_noun(hsy_climb *climb, uint32_t noun)
{
    uint32_t prep = HSY_NONE;

    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, noun); i++) {
        uint32_t child = hsy_tree_child_at(climb->tree, noun, i);
        if (hsy_climb_token(climb, child)->deprel == HSY_DEP_case_ && child < noun) {
            prep = child;
            break;
        }
    }
    if (prep == HSY_NONE || prep <= climb->tree->first || climb->decided)
        return;
    const hsy_cue *cue = hsy_climb_cue(climb, prep - 1, HSY_REL_PREP, noun);
    if (!cue && hsy_climb_token(climb, prep - 1)->upos == HSY_UPOS_NOUN)
        cue = hsy_climb_cue(climb, prep - 1, HSY_REL_NMOD, noun);
    if (hsy_climb_apply(climb, cue))
        hsy_climb_governor(climb, prep - 1);
}
