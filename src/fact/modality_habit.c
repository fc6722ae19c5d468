/*
 * modality_habit.c - what is told of no occasion.
 *
 *     "Police arrest people every day"      a plain present with a time that comes again
 *     "every citizen who gives"             whoever it may be
 *     "We do not bomb markets"              what one does not do in general
 *     "The agency funds private housing"    a plain present in a text that is told in the past
 *     "when he is sentenced"                the same behind "when": to come
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/modality.h"

/* An auxiliary in the present that is no modal, before an infinitive: "do not bomb". */
bool hsy_climb_does_not(const hsy_climb *climb, const hsy_draft *draft)
{
    uint32_t aux = draft->noun ? HSY_NONE
                               : hsy_tree_child(climb->tree, draft->verb, HSY_DEP_aux);

    return aux != HSY_NONE && aux < draft->verb &&
           (hsy_climb_token(climb, aux)->feats & (HSY_FEAT_PRESENT | HSY_FEAT_INF)) &&
           !(hsy_climb_token(climb, aux)->feats & HSY_FEAT_MODAL) &&
           (hsy_climb_token(climb, draft->verb)->feats & HSY_FEAT_INF);
}

/* "We do not bomb bread": what one does or does not do in general is no occasion. A stance
 * ("does not recognise") is one. */
static bool is_habit_denied(const hsy_climb *climb, const hsy_draft *draft)
{
    return climb->result.negative && climb->result.modality == HSY_MODALITY_ACTUAL &&
           draft->type >= HSY_EVENT_PROTEST && hsy_climb_does_not(climb, draft);
}

/* A time that comes again and again hangs on the verb. */
static bool has_set(const hsy_climb *climb, uint32_t verb)
{
    const hsy_fact_state *state = climb->work->state;
    const uint32_t sentence = climb->work->sentence;

    for (uint32_t t = HSY_FIRST_OF_SENTENCE(&state->times, hsy_time, sentence);
         t < state->times.count && state->times.data[t].sentence == sentence; t++) {
        const hsy_time *time = &state->times.data[t];
        const uint32_t end = time->type == HSY_TIME_SET ? time->first + time->ntokens : 0;
        for (uint32_t i = time->first; i < end; i++)
            if (hsy_tree_holds(climb->tree, i) && hsy_climb_token(climb, i)->head == verb)
                return true;
    }
    return false;
}

/* "every citizen who gives", "those who attack": whoever it is. */
static bool is_anybody(const hsy_climb *climb, uint32_t verb)
{
    const struct hsy_event_tables *tables = climb->work->tables;
    const uint32_t noun = hsy_tree_head(climb->tree, verb);

    if (hsy_climb_token(climb, verb)->deprel != HSY_DEP_acl_relcl || noun == HSY_NONE)
        return false;
    if (hsy_class_has(tables, HSY_CLASS_WHOEVER, hsy_climb_token(climb, noun)->lower))
        return true;
    const uint32_t det = hsy_tree_child(climb->tree, noun, HSY_DEP_det);
    return det != HSY_NONE &&
           hsy_class_has(tables, HSY_CLASS_UNIVERSAL, hsy_climb_token(climb, det)->lower);
}

/* "Police arrest people every day": a plain present with a time that comes again, or told of
 * anybody, tells of no occasion. */
static bool is_generic(const hsy_climb *climb, uint32_t verb)
{
    const uint32_t top =
        verb == HSY_NONE ? HSY_NONE : hsy_tree_conjunct_head(climb->tree, verb);
    const hsy_token *token = verb == HSY_NONE ? NULL : hsy_climb_token(climb, verb);

    /* "fall and kill": the base form beside a present is one. */
    if (token && (token->feats & HSY_FEAT_INF))
        token = hsy_climb_token(climb, top);
    if (!token || token->upos != HSY_UPOS_VERB || !(token->feats & HSY_FEAT_PRESENT) ||
        (token->feats & (HSY_FEAT_GERUND | HSY_FEAT_PASTPART)) ||
        hsy_tree_child(climb->tree, verb, HSY_DEP_aux) != HSY_NONE)
        return false;
    return is_anybody(climb, verb) || has_set(climb, verb) ||
           has_set(climb, top);
}

/* "funds housing", "are trafficked": the plain present, active or passive. */
static bool is_plain_present(const hsy_climb *climb, uint32_t verb)
{
    const hsy_token *token = hsy_climb_token(climb, verb);
    const uint32_t aux = hsy_tree_child(climb->tree, verb, HSY_DEP_aux);
    const uint32_t passive = hsy_tree_child(climb->tree, verb, HSY_DEP_aux_pass);

    if (token->upos != HSY_UPOS_VERB || aux != HSY_NONE)
        return false;
    if (passive != HSY_NONE)
        return hsy_climb_token(climb, passive)->feats & HSY_FEAT_PRESENT;
    return (token->feats & HSY_FEAT_PRESENT) && !(token->feats & HSY_FEAT_GERUND);
}

/* Stances are told in the present of any text ("demands", "rejects"), acts are not. */
static bool is_deed(hsy_event_type type)
{
    return type == HSY_EVENT_AID || type == HSY_EVENT_COOPERATE || type == HSY_EVENT_CONCEDE ||
           (type >= HSY_EVENT_PROTEST && type <= HSY_EVENT_ASSAULT);
}

/* "The agency funds private housing." in a text told in the past, with neither day nor place
 * beside it (what stands under a picture has them). */
static bool is_standing(const hsy_climb *climb, const hsy_draft *draft)
{
    const hsy_event_work *work = climb->work;
    const hsy_sentence *sentence = &work->doc->sentences[work->sentence];
    const uint32_t top = draft->verb == HSY_NONE
                             ? HSY_NONE
                             : hsy_tree_conjunct_head(climb->tree, draft->verb);

    if (!work->told_in_past || top == HSY_NONE || sentence->is_title || sentence->is_heading ||
        !is_deed(draft->type) || draft->occurs || !is_plain_present(climb, draft->verb))
        return false;
    for (uint32_t i = climb->tree->first; i < climb->tree->first + climb->tree->ntokens; i++)
        if (work->is_time[i] || work->place_at[i] != HSY_NONE)
            return false;
    return true;
}

/* "faces ten years when he is sentenced": a present behind "when" in a text told in the past is
 * to come. */
bool hsy_climb_to_come(const hsy_climb *climb, const hsy_draft *draft)
{
    const uint32_t verb = draft->verb;
    const hsy_sentence *sentence = &climb->work->doc->sentences[climb->work->sentence];
    uint32_t mark;

    if (!climb->work->told_in_past || verb == HSY_NONE || sentence->is_title ||
        hsy_climb_token(climb, verb)->deprel != HSY_DEP_advcl ||
        !is_plain_present(climb, verb))
        return false;
    mark = hsy_tree_child(climb->tree, verb, HSY_DEP_mark);
    if (mark == HSY_NONE)
        mark = hsy_tree_child(climb->tree, verb, HSY_DEP_advmod);
    return mark != HSY_NONE && mark < verb &&
           hsy_class_has(climb->work->tables, HSY_CLASS_WHEN,
                         hsy_climb_token(climb, mark)->lower);
}

bool hsy_climb_habit(const hsy_climb *climb, const hsy_draft *draft)
{
    return is_habit_denied(climb, draft) || is_generic(climb, draft->verb) ||
           is_standing(climb, draft);
}
