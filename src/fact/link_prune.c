/*
 * link_prune.c - events that tell of nothing are taken out when all is linked.
 *
 *     "with aggressive attacks"               no party, place, time, figure: a manner of speaking
 *     "More than 6,000 have been killed"      a count over a war is a figure, not an act
 *     "his second shot beat the keeper"       a text on other things (domain.h)
 *
 * What another event repeats, or what carries a figure, stays. Indexes of the others are
 * set right, so that nobody behind this file knows.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/domain.h"
#include "fact/event.h"

#include <string.h>

#define AT_HOME 3  /* what a public actor or victims say for an act being one of affairs */
#define AWAY 3     /* points against an act that take it out */
#define FAR_AWAY 6 /* and against a figure of victims */

struct pruner {
    hsy_fact_state *state;
    uint8_t *used;    /* event -> a figure or another event rests on it */
    uint8_t *counted; /* event -> its word stands in a cumulative figure */
    uint8_t *harmed;  /* event -> a figure of victims rests on it */
    uint32_t *moved;  /* old index -> new one, or HSY_NONE */
    hsy_domain_view domain;
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
        pruner->harmed[quantity->event] |= quantity->what <= HSY_WHAT_CAPTURED;
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

/* A state, or who acts for one or against it; not firms, schools, patients. */
static bool is_public(const hsy_entity *entity)
{
    static const char *const private[] = {"", "CVL", "BUS", "EDU", "MED", "HLH", "ELI", "REL"};

    if (entity->type == HSY_ENTITY_PLACE)
        return entity->country[0];
    for (size_t i = 0; i < sizeof private / sizeof *private; i++)
        if (!strcmp(entity->role, private[i]))
            return false;
    return true;
}

static bool has_public(const hsy_fact_state *state, const uint32_t *parties, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (is_public(&state->entities.data[parties[i]]))
            return true;
    return false;
}

/* "killed four players": somebody was harmed, by a figure or by name. */
static bool has_victims(const struct pruner *pruner, uint32_t index)
{
    const hsy_fact_state *state = pruner->state;
    const hsy_event *event = &state->events.data[index];

    if (pruner->harmed[index])
        return true;
    if (!hsy_class_has(state->tables->event, HSY_CLASS_HARM, state->doc->tokens[event->head].lemma))
        return false;
    for (uint32_t i = 0; i < event->ntargets; i++) {
        hsy_entity_type type = state->entities.data[event->targets[i]].type;
        if (type == HSY_ENTITY_PERSON || type == HSY_ENTITY_GROUP)
            return true;
    }
    return false;
}

static bool is_violent(hsy_event_type type)
{
    return type == HSY_EVENT_ASSAULT || type == HSY_EVENT_COERCE || type == HSY_EVENT_PROTEST;
}

static bool are_private(const hsy_fact_state *state, const uint32_t *parties, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        const hsy_entity *entity = &state->entities.data[parties[i]];
        if (is_public(entity) ||
            (entity->type != HSY_ENTITY_PERSON && entity->type != HSY_ENTITY_GROUP))
            return false;
    }
    return true;
}

/* "The clerk asked his brother to sign", told of a trial: what private people agree, ask and
 * give is no act of politics. */
static bool is_private(const struct pruner *pruner, const hsy_event *event)
{
    const hsy_fact_state *state = pruner->state;

    return event->type <= HSY_EVENT_REJECT && event->type != HSY_EVENT_ACCUSE &&
           event->type != HSY_EVENT_RETREAT && (event->nsources || event->ntargets) &&
           hsy_domain_is_court(&pruner->domain) &&
           are_private(state, event->sources, event->nsources) &&
           are_private(state, event->targets, event->ntargets);
}

/* "Your first trip to Norland": a journey of nobody in a text that is not of affairs. */
static bool is_outing(const struct pruner *pruner, const hsy_event *event)
{
    return event->type == HSY_EVENT_CONSULT && !event->nsources &&
           hsy_domain_lean(&pruner->domain, event->sentence, event->head, 1) <= 0 &&
           pruner->domain.all.others > pruner->domain.all.affairs;
}

/* "The striker's attack", "Crush has three modes": words of politics in a text on other things. */
static bool is_elsewhere(const struct pruner *pruner, uint32_t index)
{
    const hsy_fact_state *state = pruner->state;
    const hsy_event *event = &state->events.data[index];
    int points = hsy_domain_lean(&pruner->domain, event->sentence, event->head, 1);

    if (has_public(state, event->sources, event->nsources) ||
        has_public(state, event->targets, event->ntargets))
        points += AT_HOME;
    points += has_victims(pruner, index) ? AT_HOME : 0;
    /* "We met and discussed it": nothing makes such an act public but who does it, or where
     * it is told. */
    if (!event->nsources && !event->ntargets && !is_violent(event->type) &&
        pruner->domain.all.others > pruner->domain.all.affairs)
        return points <= 0;
    return points <= -AWAY;
}

static bool is_worthless(const struct pruner *pruner, uint32_t index)
{
    const hsy_event *event = &pruner->state->events.data[index];

    if (is_elsewhere(pruner, index) || is_private(pruner, event) || is_outing(pruner, event))
        return true;
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

/* "The striker died in a crash": whatever the text is on, somebody is dead. */
static bool is_of_mishap(const struct pruner *pruner, const hsy_quantity *quantity)
{
    const hsy_doc *doc = pruner->state->doc;
    const hsy_sentence *sentence = &doc->sentences[quantity->sentence];

    for (uint32_t i = sentence->first; i < sentence->first + sentence->ntokens; i++)
        if (doc->tokens[i].upos == HSY_UPOS_NOUN &&
            hsy_class_has(pruner->state->tables->event, HSY_CLASS_MISHAP, doc->tokens[i].lemma))
            return quantity->what == HSY_WHAT_KILLED;
    return false;
}

/* "a 14-man injury list", "Sarr shot wide": victims of nothing, in a text that is far
 * from affairs. */
static bool is_far(const struct pruner *pruner, const hsy_quantity *quantity)
{
    return quantity->what <= HSY_WHAT_CAPTURED && !is_of_mishap(pruner, quantity) &&
           hsy_domain_lean(&pruner->domain, quantity->sentence, quantity->first,
                           quantity->ntokens) <= -FAR_AWAY;
}

static bool drop_figures(struct pruner *pruner)
{
    hsy_fact_state *state = pruner->state;
    const uint32_t n = state->quantities.count;
    uint32_t *moved = hsy_new_array(state->scratch, n, uint32_t), kept = 0;

    if (!moved)
        return false;
    for (uint32_t i = 0; i < n; i++)
        moved[i] = is_far(pruner, &state->quantities.data[i]) || hsy_is_natural_death(state, i)
                       ? HSY_NONE : kept++;
    for (uint32_t i = 0; i < n; i++)
        if (moved[i] != HSY_NONE)
            state->quantities.data[moved[i]] = state->quantities.data[i];
    state->quantities.count = kept;
    for (uint32_t i = 0; i < kept; i++) {
        hsy_quantity *quantity = &state->quantities.data[i];
        if (quantity->part_of != HSY_NONE)
            quantity->part_of = moved[quantity->part_of];
    }
    return true;
}

hsy_status hsy_events_prune(hsy_fact_state *state)
{
    struct pruner pruner = {.state = state};
    const uint32_t n = state->events.count;
    hsy_arena_mark mark = hsy_arena_here(state->scratch);

    pruner.used = hsy_new_array(state->scratch, n, uint8_t);
    pruner.counted = hsy_new_array(state->scratch, n, uint8_t);
    pruner.moved = hsy_new_array(state->scratch, n, uint32_t);
    pruner.harmed = hsy_new_array(state->scratch, n, uint8_t);
    if (!pruner.used || !pruner.counted || !pruner.moved || !pruner.harmed ||
        !hsy_domain_look(state->tables->domain, state->scratch, state->doc, &pruner.domain) ||
        !drop_figures(&pruner))
        return HSY_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        pruner.used[i] = pruner.counted[i] = pruner.harmed[i] = 0;
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
