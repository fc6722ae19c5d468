/*
 * modality_around.c - words that hang on a verb: "not", "could", "possibly", "if".
 *
 * Trees err, so that the surest of them, auxiliaries and negations right before the verb and
 * the mark before its subject, are asked for in the row of words as well.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/modality.h"

/* -- words that hang on a verb --------------------------------------------------- */

/* Auxiliaries and adverbs right before the verb, whatever the tree says of them. */
static void look_before(hsy_climb *climb, uint32_t verb)
{
    for (uint32_t i = verb; i-- > climb->tree->first;) {
        const hsy_token *token = hsy_climb_token(climb, i);
        bool part = token->upos == HSY_UPOS_PART && !(token->feats & HSY_FEAT_POSSESSIVE);
        if (token->upos != HSY_UPOS_AUX && token->upos != HSY_UPOS_ADV && !part)
            return;
        hsy_climb_apply(climb, hsy_climb_cue(climb, i, HSY_REL_AUX, verb));
        hsy_climb_apply(climb, hsy_climb_cue(climb, i, HSY_REL_NEG, verb));
        if (token->upos == HSY_UPOS_ADV)
            hsy_climb_apply(climb, hsy_climb_cue(climb, i, HSY_REL_ADV, verb));
    }
}

static void look_at_child(hsy_climb *climb, uint32_t verb, uint32_t child)
{
    switch (hsy_climb_token(climb, child)->deprel) {
    case HSY_DEP_aux:
    case HSY_DEP_aux_pass:
        hsy_climb_apply(climb, hsy_climb_cue(climb, child, HSY_REL_AUX, verb));
        break;
    case HSY_DEP_mark:
    case HSY_DEP_case_:
        hsy_climb_apply(climb, hsy_climb_cue(climb, child, HSY_REL_MARK, verb));
        break;
    case HSY_DEP_nsubj:
    case HSY_DEP_nsubj_pass:
        hsy_climb_apply(climb, hsy_climb_cue(climb, child, HSY_REL_SUBJECT, verb));
        for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, child); i++) {
            uint32_t det = hsy_tree_child_at(climb->tree, child, i);
            if (hsy_climb_token(climb, det)->deprel == HSY_DEP_det)
                hsy_climb_apply(climb, hsy_climb_cue(climb, det, HSY_REL_NEG, verb));
        }
        break;
    case HSY_DEP_advmod:
    case HSY_DEP_cc:
    case HSY_DEP_cc_preconj:
    case HSY_DEP_obl_unmarked:
    case HSY_DEP_dep:
        hsy_climb_apply(climb, hsy_climb_cue(climb, child, HSY_REL_NEG, verb));
        hsy_climb_apply(climb, hsy_climb_cue(climb, child, HSY_REL_ADV, verb));
        hsy_climb_apply(climb, hsy_climb_cue(climb, child, HSY_REL_MARK, verb));
        break;
    default: break;
    }
}

/* "If it attacks, it begins with bombing": the main clause hangs on the condition too,
 * unless it is told as past. */
void hsy_climb_condition(hsy_climb *climb, uint32_t verb, uint32_t clause)
{
    if (hsy_climb_token(climb, verb)->feats & (HSY_FEAT_PAST | HSY_FEAT_PASTPART))
        return;
    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, clause); i++) {
        uint32_t mark = hsy_tree_child_at(climb->tree, clause, i);
        const hsy_cue *cue = hsy_climb_token(climb, mark)->deprel == HSY_DEP_mark
                                 ? hsy_climb_cue(climb, mark, HSY_REL_MARK, clause)
                                 : NULL;
        if (cue && cue->modality == HSY_MODALITY_CONDITIONAL)
            hsy_climb_apply(climb, cue);
    }
}

/* "if" hangs on the main verb in many a wrong tree, but stands before the subject. */
static void look_before_subject(hsy_climb *climb, uint32_t verb)
{
    uint32_t subject = hsy_tree_child(climb->tree, verb, HSY_DEP_nsubj), first, last;

    if (subject == HSY_NONE)
        subject = hsy_tree_child(climb->tree, verb, HSY_DEP_nsubj_pass);
    if (subject == HSY_NONE || subject > verb)
        return;
    hsy_tree_phrase_ends(climb->tree, subject, &first, &last);
    hsy_climb_edge(climb, first, HSY_REL_MARK, verb);
}

void hsy_climb_around(hsy_climb *climb, uint32_t verb)
{
    look_before(climb, verb);
    look_before_subject(climb, verb);
    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, verb); i++)
        look_at_child(climb, verb, hsy_tree_child_at(climb->tree, verb, i));
    for (uint32_t child = hsy_tree_child(climb->tree, verb, HSY_DEP_advcl);
         child != HSY_NONE && !climb->decided; child = hsy_tree_next(climb->tree, child))
        hsy_climb_condition(climb, verb, child);
}

void hsy_climb_modal(hsy_climb *climb, uint32_t verb)
{
    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, verb); i++) {
        uint32_t child = hsy_tree_child_at(climb->tree, verb, i);
        if (hsy_climb_token(climb, child)->deprel == HSY_DEP_aux)
            hsy_climb_apply(climb, hsy_climb_cue(climb, child, HSY_REL_AUX, verb));
    }
}
