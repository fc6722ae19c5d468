/*
 * entity_store.c - entities and mentions as they are kept.
 *
 * An entity is found by its key or made; a mention remembers its words and its head, and the
 * index tells for every token which mention it heads and which covers it. At the end the
 * entities that nobody mentions are left out and the rest numbered in the order of the text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdlib.h>
#include <string.h>

#include "fact/entity.h"

/* -- making entities and mentions ------------------------------------------------------ */

uint32_t hsy_actor_entity(hsy_actor_work *work, hsy_str name, hsy_str key,
                          hsy_entity_type type, const char *country, const char *role,
                          hsy_rule rule)
{
    hsy_fact_state *state = work->state;
    uint32_t at = key.len ? hsy_map_find(&work->by_key, key) : HSY_NONE;

    if (at != HSY_NONE)
        return at;
    hsy_entity *entity = hsy_vec_push(state->arena, &state->entities);
    uint32_t *person = hsy_vec_push(work->scratch, &work->person_of);
    if (!entity || !person)
        return HSY_NONE;
    *person = HSY_NONE;
    *entity = (hsy_entity){.name = name, .key = key, .type = type, .rule = rule,
                           .first_mention = HSY_NONE};
    memcpy(entity->country, country, strlen(country));
    memcpy(entity->role, role, strlen(role));
    at = state->entities.count - 1;
    if (key.len && !hsy_map_set(&work->by_key, key, at))
        return HSY_NONE;
    return at;
}

/* With a tree the head is the word of the mention whose own head lies outside it. */
static uint32_t head_of(const hsy_doc *doc, uint32_t first, uint32_t last, uint32_t guess)
{
    if (!doc->has_trees)
        return guess;
    for (uint32_t i = first; i <= last; i++) {
        uint32_t head = doc->tokens[i].head;
        bool outside = head == i || head < first || head > last;
        if (outside && !(doc->tokens[i].shape & HSY_SHAPE_PUNCT))
            return i;
    }
    return guess;
}

bool hsy_actor_mention(hsy_actor_work *work, uint32_t entity, uint32_t first, uint32_t last,
                       uint32_t head, hsy_form form, hsy_rule rule)
{
    hsy_fact_state *state = work->state;
    hsy_mention *mention;
    uint32_t *recent;

    if (entity == HSY_NONE)
        return false;
    mention = hsy_vec_push(state->arena, &state->mentions);
    recent = hsy_vec_push(work->scratch, &work->recent);
    if (!mention || !recent)
        return false;
    *mention = (hsy_mention){.span = hsy_tokens_span(work->doc, first, last),
                             .entity = entity,
                             .first = first,
                             .ntokens = last - first + 1,
                             .head = head_of(work->doc, first, last, head),
                             .form = form,
                             .rule = rule};
    *recent = state->mentions.count - 1;
    hsy_person *person = hsy_actor_as_person(work, entity);
    if (person) {
        person->seen = ++work->clock;
        if (!work->tokens[first].quoted)
            person->seen_outside = work->clock;
    }
    return true;
}

void hsy_actor_set_role(hsy_actor_work *work, uint32_t index, const hsy_role *role,
                        const char *country, bool former)
{
    hsy_entity *entity = &work->state->entities.data[index];
    hsy_person *person = hsy_actor_as_person(work, index);

    if (!entity->country[0] && country[0])
        memcpy(entity->country, country, 4);
    if (!role || role->class == HSY_ROLE_EPITHET)
        return;
    if (person && role->gender && !person->gender)
        person->gender = role->gender;
    if (!entity->role[0] || (former && entity->rule.table == NULL))
        memcpy(entity->role, former ? "ELI" : role->role, 4);
    if (role->class == HSY_ROLE_HONOR)
        return;
    if (person && (!person->title || person->title->class == HSY_ROLE_PERSON) && !former)
        person->title = role;
    if (!entity->title.ptr)
        entity->title = role->noun;
}

static int by_place(const void *a, const void *b)
{
    const hsy_mention *x = a, *y = b;

    if (x->span.off != y->span.off)
        return x->span.off < y->span.off ? -1 : 1;
    if (x->span.len != y->span.len)
        return x->span.len > y->span.len ? -1 : 1;
    return x->entity < y->entity ? -1 : x->entity > y->entity;
}

hsy_status hsy_entities_index(hsy_fact_state *state)
{
    uint32_t ntokens = state->doc->ntokens;

    if (state->mentions.count > 1)
        qsort(state->mentions.data, state->mentions.count, sizeof *state->mentions.data,
              by_place);
    if (!state->mention_of_head)
        state->mention_of_head = hsy_new_array(state->scratch, ntokens + 1, uint32_t);
    if (!state->mention_over)
        state->mention_over = hsy_new_array(state->scratch, ntokens + 1, uint32_t);
    if (!state->mention_of_head || !state->mention_over)
        return HSY_NOMEM;
    for (uint32_t i = 0; i <= ntokens; i++)
        state->mention_of_head[i] = state->mention_over[i] = HSY_NONE;
    for (uint32_t i = 0; i < state->entities.count; i++)
        state->entities.data[i].first_mention = HSY_NONE;
    /* Longer mentions come first at one place, so that the inner one is written last. */
    for (uint32_t i = 0; i < state->mentions.count; i++) {
        const hsy_mention *mention = &state->mentions.data[i];
        state->mention_of_head[mention->head] = i;
        for (uint32_t t = mention->first; t < mention->first + mention->ntokens; t++)
            state->mention_over[t] = i;
        if (state->entities.data[mention->entity].first_mention == HSY_NONE)
            state->entities.data[mention->entity].first_mention = i;
    }
    return HSY_OK;
}

/* Entities in the order of their first mention; those without one are dropped. */
bool hsy_entities_renumber(hsy_fact_state *state, hsy_arena *scratch)
{
    uint32_t count = state->entities.count, next = 0;
    uint32_t *to = hsy_new_array(scratch, count + 1, uint32_t);
    hsy_entity *made = hsy_new_array(state->arena, count + 1, hsy_entity);

    if (!to || !made)
        return false;
    for (uint32_t i = 0; i < count; i++)
        to[i] = HSY_NONE;
    for (uint32_t i = 0; i < state->mentions.count; i++) {
        hsy_mention *mention = &state->mentions.data[i];
        if (to[mention->entity] == HSY_NONE) {
            to[mention->entity] = next;
            made[next++] = state->entities.data[mention->entity];
        }
        mention->entity = to[mention->entity];
    }
    state->entities.data = made;
    state->entities.count = next;
    state->entities.room = count + 1;
    return true;
}
