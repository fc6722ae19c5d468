/*
 * event_mishap.c - harm that nobody did.
 *
 *     "A plane crash left two dead."       an accident in the sentence
 *     "Nine were killed, the mayor said."  an article that has told of a crash before
 *
 * Harm without a doer and without an act of violence beside it is laid to what the article
 * has told of: once it has told of violence it stays with that, and a mishap must have harmed
 * somebody in its own sentence, or stand in the title, to set the scene. The figures of the
 * dead are kept by their own reader; only the act is dropped, because there was none.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

static bool is_harm(const hsy_event_work *work, const hsy_draft *draft)
{
    return !draft->noun && draft->type == HSY_EVENT_ASSAULT &&
           hsy_class_has(work->tables, HSY_CLASS_HARM, hsy_token_lemma(work, draft->head));
}

/* "a crash", "the flood"; "in a fire" but not "opened fire". */
static bool is_mishap(const hsy_event_work *work, uint32_t token)
{
    hsy_str word = hsy_token_lemma(work, token);

    if (work->doc->tokens[token].upos == HSY_UPOS_ADJ)
        return false;
    return hsy_class_has(work->tables, HSY_CLASS_MISHAP, word) ||
           (hsy_class_has(work->tables, HSY_CLASS_BLAZE, word) &&
            hsy_tree_child(&work->tree, token, HSY_DEP_det) != HSY_NONE);
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
    for (uint8_t i = 0; i < draft->nsource_heads; i++)
        if (hsy_token_is(work, draft->source_heads[i], HSY_CLASS_WEAPON) ||
            hsy_token_is(work, draft->source_heads[i], HSY_CLASS_TROOPS))
            return true;
    return draft->nsources > 0 || draft->mode.ptr;
}

static bool is_harmed_by_mishap(const hsy_event_work *work, const hsy_draft *draft)
{
    for (uint8_t i = 0; i < draft->nsource_heads; i++)
        if (is_mishap(work, draft->source_heads[i]))
            return true;
    return false;
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

void hsy_drafts_mishap(hsy_event_work *work)
{
    const bool violence = tells_of_violence(work), mishap = !violence && tells_of_mishap(work);
    bool harmed = false;

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
             (harmed || (mishap && work->doc->sentences[work->sentence].is_title)))
        work->telling = HSY_TELLING_MISHAP;
}
