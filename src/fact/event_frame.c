/*
 * event_frame.c - does a frame of the tables fit a word in its sentence?
 *
 * Its particle must follow ("carried the raid out", "took him into custody"), the word it
 * asks for must stand before ("drone strike"), and each condition must hold of what stands
 * in the slot it names.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

/* By its word, by what it is a measure of, or by what a "system" is one of. */
static bool is_of_class(const hsy_event_work *work, uint32_t token, uint32_t class)
{
    const uint32_t content = hsy_token_content(work, token);
    uint32_t part;

    /* "rounds of attacks": attacks, and no ammunition. */
    if (hsy_token_is(work, content, class) ||
        (content != token && work->doc->tokens[content].upos != HSY_UPOS_NOUN &&
         hsy_token_is(work, token, class)))
        return true;
    if (!hsy_class_has(work->tables, HSY_CLASS_CARRIER, hsy_token_lemma(work, token)))
        return false;
    for (part = hsy_tree_child(&work->tree, token, HSY_DEP_compound); part != HSY_NONE;
         part = hsy_tree_next(&work->tree, part))
        if (hsy_token_is(work, part, class))
            return true;
    return false;
}

static bool test_holds(const hsy_event_work *work, const hsy_draft *draft,
                       const hsy_frame_test *test)
{
    uint32_t tokens[HSY_MAX_ARGS];
    uint32_t n = hsy_slot_find(work, draft, test->slot, tokens, HSY_MAX_ARGS);

    if (!test->nclasses)
        return n > 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint8_t k = 0; k < test->nclasses; k++)
            if (is_of_class(work, tokens[i], test->classes[k]))
                return true;
    return false;
}

/* The words of `rest` from `token` on: "into custody". */
static bool rest_stands(const hsy_event_work *work, uint32_t token, hsy_str rest)
{
    for (; rest.ptr; token++) {
        hsy_str word = hsy_str_cut(&rest, ' ');
        if (!hsy_tree_holds(&work->tree, token) ||
            !hsy_str_eq(work->doc->tokens[token].lower, word))
            return false;
    }
    return true;
}

/* "carried the raid out": behind the verb, and hanging on it or next to it. Of several words
 * ("took him into custody") all stand together. */
static bool has_particle(const hsy_event_work *work, uint32_t verb, hsy_str particle)
{
    hsy_str rest = particle, first = hsy_str_cut(&rest, ' ');

    if (rest.ptr) {
        for (uint32_t i = verb + 1; i <= verb + 6 && hsy_tree_holds(&work->tree, i); i++)
            if (hsy_str_eq(work->doc->tokens[i].lower, first) &&
                rest_stands(work, i + 1, rest))
                return true;
        return false;
    }
    for (uint32_t i = verb + 1; i <= verb + 6 && hsy_tree_holds(&work->tree, i); i++) {
        const hsy_token *token = &work->doc->tokens[i];
        /* "struck the back of a bus": no particle. */
        if (hsy_str_eq(token->lower, particle) &&
            (i == verb + 1 || (token->head == verb && token->upos != HSY_UPOS_NOUN)))
            return true;
        if (token->upos == HSY_UPOS_VERB || token->upos == HSY_UPOS_PUNCT)
            return false;
    }
    return false;
}

static bool has_before(const hsy_event_work *work, uint32_t noun, hsy_str before)
{
    uint32_t i = noun;

    while (i > work->tree.first && (work->doc->tokens[i - 1].shape & HSY_SHAPE_PUNCT) &&
           i + 1 > noun)
        i--;
    return i > work->tree.first && (hsy_str_eq(work->doc->tokens[i - 1].lower, before) ||
                                    hsy_str_eq(hsy_token_lemma(work, i - 1), before));
}

bool hsy_frame_fits(const hsy_event_work *work, const hsy_draft *draft, const hsy_frame *frame)
{
    if (frame->particle.len && !has_particle(work, draft->head, frame->particle))
        return false;
    if (frame->before.len && !has_before(work, draft->head, frame->before))
        return false;
    for (uint8_t i = 0; i < frame->ntests; i++)
        if (test_holds(work, draft, &frame->tests[i]) == frame->tests[i].negated)
            return false;
    return true;
}
