/*
 * modality.c - did it happen, or is it planned, feared, demanded, denied?
 *
 * The word of the act is followed up the tree. At each step the words that hang on it
 * ("not", "could", "if") and the word that governs it ("threatened to", "denied that",
 * "the risk of") are looked up in a table of cues; the first that says something decides,
 * because the nearest cue is what the writer says of this act. Words that leave the
 * question to what governs them ("began to", "is reported to") are passed through, and so
 * are verbs of saying. A negation on the way makes the act negative.
 *
 * Trees err, so that the surest cues are asked for in the row of words as well: an
 * auxiliary or a negation right before the verb, the verb before "to". An infinitive whose
 * governor is unknown is not taken for a fact.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/modality.h"

#define MAX_CLIMB 10

static bool silences(const hsy_climb *climb, uint32_t verb, hsy_deprel relation)
{
    for (uint32_t mark = hsy_tree_child(climb->tree, verb, relation); mark != HSY_NONE;
         mark = hsy_tree_next(climb->tree, mark)) {
        const hsy_cue *cue = hsy_climb_cue(climb, mark, HSY_REL_MARK, verb);
        if (cue && cue->silent)
            return true;
    }
    return false;
}

/* "until he commits to ending the war": a clause that no occasion is told of silences what
 * it governs too, whatever cue stands nearer. */
static bool in_silent_clause(const hsy_climb *climb, uint32_t verb)
{
    for (int hops = 0; hops < MAX_CLIMB && verb != HSY_NONE; hops++) {
        if (hsy_climb_token(climb, verb)->upos != HSY_UPOS_NOUN &&
            (silences(climb, verb, HSY_DEP_mark) || silences(climb, verb, HSY_DEP_case_) ||
             silences(climb, verb, HSY_DEP_advmod)))
            return true;
        if (!hsy_climb_clausal(hsy_climb_token(climb, verb)->deprel) &&
            hsy_climb_token(climb, verb)->deprel != HSY_DEP_obj &&
            hsy_climb_token(climb, verb)->deprel != HSY_DEP_obl)
            return false;
        verb = hsy_tree_head(climb->tree, verb);
    }
    return false;
}

/* "Don't call him": nobody is said not to call, somebody is told to. */
static bool is_imperative(const hsy_climb *climb, const hsy_draft *draft)
{
    uint32_t word = draft->verb == HSY_NONE ? draft->head : draft->verb;
    uint8_t deprel = hsy_climb_token(climb, word)->deprel;

    return climb->result.negative && hsy_climb_does_not(climb, draft) &&
           deprel != HSY_DEP_conj && deprel != HSY_DEP_xcomp && deprel != HSY_DEP_acl_relcl &&
           hsy_tree_child(climb->tree, draft->verb, HSY_DEP_nsubj) == HSY_NONE;
}

/* "was ready to prolong the truce if they withdrew": readiness hangs on what it is for. */
static void look_at_readiness(hsy_climb *climb, uint32_t adjective)
{
    uint32_t act = hsy_tree_child(climb->tree, adjective, HSY_DEP_xcomp);

    for (int level = 0; level < 2 && !climb->decided; level++) {
        uint32_t clause = level ? act : adjective;
        for (uint32_t child = clause == HSY_NONE
                                  ? HSY_NONE
                                  : hsy_tree_child(climb->tree, clause, HSY_DEP_advcl);
             child != HSY_NONE && !climb->decided; child = hsy_tree_next(climb->tree, child))
            hsy_climb_condition(climb, adjective, child);
    }
}

static bool is_question(const hsy_climb *climb)
{
    for (uint32_t i = climb->tree->first + climb->tree->ntokens; i-- > climb->tree->first;) {
        hsy_str word = hsy_climb_token(climb, i)->lower;
        if (word.len == 1 && word.ptr[0] == '?')
            return true;
        if (!(hsy_climb_token(climb, i)->shape & HSY_SHAPE_PUNCT))
            return false;
    }
    return false;
}

/* "Help Ukraine, join the collection": nobody is told of, somebody is told to. Titles are
 * told in the present. */
static bool is_command(const hsy_climb *climb, const hsy_draft *draft)
{
    uint32_t verb = draft->verb == HSY_NONE ? HSY_NONE
                                            : hsy_tree_conjunct_head(climb->tree, draft->verb);
    const hsy_sentence *sentence = &climb->work->doc->sentences[climb->work->sentence];
    const hsy_token *token;

    if (verb == HSY_NONE || sentence->is_title || sentence->is_heading || draft->occurs)
        return false;
    token = hsy_climb_token(climb, verb);
    return token->deprel == HSY_DEP_root && token->upos == HSY_UPOS_VERB &&
           (token->feats & HSY_FEAT_INF) &&
           !(token->feats & (HSY_FEAT_PAST | HSY_FEAT_PRESENT)) &&
           hsy_tree_child(climb->tree, verb, HSY_DEP_nsubj) == HSY_NONE &&
           hsy_tree_child(climb->tree, verb, HSY_DEP_nsubj_pass) == HSY_NONE &&
           hsy_tree_child(climb->tree, verb, HSY_DEP_aux) == HSY_NONE;
}

hsy_factuality hsy_modality_of(const hsy_event_work *work, const hsy_draft *draft)
{
    hsy_climb climb = {.work = work,
                          .tree = &work->tree,
                          .cues = work->state->tables->modality,
                          .result = {.modality = HSY_MODALITY_ACTUAL}};

    if (draft->noun) {
        if (!draft->light)
            hsy_climb_before_noun(&climb, draft->head);
        hsy_climb_in_noun(&climb, draft, !draft->light);
        if (!draft->light) {
            uint32_t first, last;
            hsy_tree_phrase_ends(climb.tree, draft->head, &first, &last);
            hsy_climb_edge(&climb, first, HSY_REL_CASE, draft->head);
        }
    }
    if (!draft->noun && hsy_climb_token(&climb, draft->head)->upos == HSY_UPOS_ADJ)
        look_at_readiness(&climb, draft->head);
    if (!climb.decided && (!draft->noun || draft->light))
        hsy_climb_verb(&climb, draft->verb);
    else if (!climb.decided)
        hsy_climb_noun(&climb, draft->head);
    if (!climb.decided && hsy_climb_to_come(&climb, draft))
        hsy_climb_say(&climb, HSY_MODALITY_PLANNED, "to come");
    if (!climb.decided && is_question(&climb))
        hsy_climb_say(&climb, HSY_MODALITY_POSSIBLE, "question");
    if (!climb.decided && (is_imperative(&climb, draft) || is_command(&climb, draft)))
        hsy_climb_say(&climb, HSY_MODALITY_REQUESTED, "imperative");
    if (hsy_climb_habit(&climb, draft) ||
        in_silent_clause(&climb, draft->verb != HSY_NONE ? draft->verb : draft->head))
        climb.result.silent = true;
    return climb.result;
}
