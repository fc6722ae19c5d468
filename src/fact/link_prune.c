/*
 * link_prune.c - events that tell of nothing are taken out when all is linked.
 *
 *     "with aggressive attacks"               no party, place, time, figure: a manner of speaking
 *     "More than 6,000 have been killed"      a count over a war is a figure, not an act
 *
 * What another event repeats, or what carries a figure, stays. Indexes of the others are
 * set right, so that nobody behind this file knows.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

struct pruner {
    hsy_fact_state *state;
    uint8_t *used;    /* event -> a figure or another event rests on it */
    uint8_t *counted; /* event -> its word stands in a cumulative figure */
    uint32_t *moved;  /* old index -> new one, or HSY_NONE */
};

static void mark_uses(struct pruner *pruner)
{
    const hsy_fact_state *state = pruner->state;

    for (uint32_t i = 0; i < state->events.count; i++)
        if (state->events.data[i].same_as != HSY_NONE)
            pruner->used[state->events.data[i].same_as] = 1;
    for (uint32_t i = 0; i < state->quantities.count; i++) {
        const hsy_quantity *quantity = &state->quantities.data[i];
        const hsy_event *event;
        if (quantity->event == HSY_NONE)
            continue;
        event = &state->events.data[quantity->event];
        pruner->used[quantity->event] = 1;
        if (quantity->scope == HSY_SCOPE_CUMULATIVE && event->head >= quantity->first &&
            event->head < quantity->first + quantity->ntokens)
            pruner->counted[quantity->event] = 1;
    }
}

/* "guns keep claiming lives in Keth": harm without victims, figure or doer says nothing. */
static bool is_harm_alone(const struct pruner *pruner, const hsy_event *event)
{
    const hsy_token *token = &pruner->state->doc->tokens[event->head];

    return token->upos == HSY_UPOS_VERB &&
           hsy_class_has(pruner->state->tables->event, HSY_CLASS_HARM, token->lemma);
}

static bool is_worthless(const struct pruner *pruner, uint32_t index)
{
    const hsy_event *event = &pruner->state->events.data[index];

    if (event->negative || event->modality != HSY_MODALITY_ACTUAL)
        return false;
    if (pruner->counted[index])
        return !event->nsources;
    if (!event->bare || pruner->used[index] || event->same_as != HSY_NONE)
        return false;
    return (event->place == HSY_NONE && event->time == HSY_NONE) || is_harm_alone(pruner, event);
}

static void move_all(struct pruner *pruner)
{
    hsy_fact_state *state = pruner->state;
    uint32_t kept = 0;

    for (uint32_t i = 0; i < state->events.count; i++) {
        pruner->moved[i] = is_worthless(pruner, i) ? HSY_NONE : kept++;
        if (pruner->moved[i] != HSY_NONE)
            state->events.data[kept - 1] = state->events.data[i];
    }
    state->events.count = kept;
}

hsy_status hsy_events_prune(hsy_fact_state *state)
{
    struct pruner pruner = {.state = state};
    const uint32_t n = state->events.count;
    hsy_arena_mark mark = hsy_arena_here(state->scratch);

    pruner.used = hsy_new_array(state->scratch, n, uint8_t);
    pruner.counted = hsy_new_array(state->scratch, n, uint8_t);
    pruner.moved = hsy_new_array(state->scratch, n, uint32_t);
    if (!pruner.used || !pruner.counted || !pruner.moved)
        return HSY_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        pruner.used[i] = pruner.counted[i] = 0;
    mark_uses(&pruner);
    move_all(&pruner);
    for (uint32_t i = 0; i < state->events.count; i++)
        if (state->events.data[i].same_as != HSY_NONE)
            state->events.data[i].same_as = pruner.moved[state->events.data[i].same_as];
    for (uint32_t i = 0; i < state->quantities.count; i++)
        if (state->quantities.data[i].event != HSY_NONE)
            state->quantities.data[i].event = pruner.moved[state->quantities.data[i].event];
    hsy_arena_rewind(state->scratch, mark);
    return HSY_OK;
}
