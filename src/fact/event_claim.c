/*
 * event_claim.c - acts that somebody says he did himself.
 *
 *     "The Front claimed responsibility for the attack."   he is its source, and says so
 *     "No group has claimed responsibility for it."        it happened; nobody says so
 *     "The Front said it was behind the attack."           he is its source
 *     "The colonel plotted an attack."                     so is who plots it
 *
 * That a claim is made, refused or awaited says nothing about whether the act happened: it is
 * judged as if it stood without the claim.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

static bool is_claim(const hsy_event_work *work, const hsy_draft *draft)
{
    return draft->noun && draft->light && !draft->occurs &&
           hsy_class_has(work->tables, HSY_CLASS_CLAIMER, hsy_token_lemma(work, draft->verb));
}

static void read_claim(hsy_event_work *work, hsy_draft *draft)
{
    const bool made = draft->fact.modality == HSY_MODALITY_ACTUAL && !draft->fact.negative &&
                      draft->nsources;
    hsy_draft bare = *draft;

    bare.light = false;
    bare.verb = HSY_NONE;
    bare.fact = hsy_modality_of(work, &bare);
    if (made) {
        /* "the bombing, claimed by the Front, killed nine": told for itself. */
        const uint8_t deprel = work->doc->tokens[draft->verb].deprel;
        draft->fact = bare.fact;
        draft->claimed = deprel != HSY_DEP_acl && deprel != HSY_DEP_acl_relcl;
    } else {
        hsy_draft_roles(work, &bare);
        *draft = bare;
    }
}

/* "it was behind the attack": the subject of the noun's own clause. */
static void read_behind(hsy_event_work *work, hsy_draft *draft)
{
    uint32_t mark = hsy_tree_child(&work->tree, draft->head, HSY_DEP_case_);
    uint32_t subject = hsy_tree_child(&work->tree, draft->head, HSY_DEP_nsubj), n;

    if (draft->nsources || mark == HSY_NONE || subject == HSY_NONE || subject > mark ||
        !hsy_class_has(work->tables, HSY_CLASS_BEHIND, work->doc->tokens[mark].lower))
        return;
    n = hsy_token_entities(work, subject, draft->sources, HSY_MAX_ARGS);
    draft->nsources = (uint8_t)n;
    draft->source_heads[0] = subject;
    draft->nsource_heads = 1;
}

/* "plotted an attack", "accused of planning attacks": who does that will be its source. */
static void read_plotted(hsy_event_work *work, hsy_draft *draft)
{
    static const hsy_slot subject = {.kind = HSY_SLOT_SUBJ};
    const hsy_token *token = &work->doc->tokens[draft->head];
    uint32_t verb = hsy_tree_head(&work->tree, draft->head), doer;
    hsy_draft plot = {.head = verb, .verb = verb, .extra = HSY_NONE};

    if (draft->nsources || verb == HSY_NONE || token->deprel != HSY_DEP_obj ||
        !hsy_class_has(work->tables, HSY_CLASS_PLOTTER, hsy_token_lemma(work, verb)) ||
        !hsy_slot_find(work, &plot, subject, &doer, 1))
        return;
    draft->nsources = (uint8_t)hsy_token_entities(work, doer, draft->sources, 1);
    draft->source_heads[0] = doer;
    draft->nsource_heads = 1;
}

void hsy_draft_claim(hsy_event_work *work, hsy_draft *draft)
{
    if (is_claim(work, draft))
        read_claim(work, draft);
    else if (draft->noun && !draft->light && draft->type == HSY_EVENT_ASSAULT)
        read_behind(work, draft);
    if (draft->noun && !draft->light && draft->type == HSY_EVENT_ASSAULT)
        read_plotted(work, draft);
}
