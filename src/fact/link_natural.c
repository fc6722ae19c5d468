/*
 * link_natural.c - who died of illness or of age is no victim.
 *
 *     "Otto Brandt died of cancer."          an obituary counts nobody
 *     "Tom Orr has died aged 81."
 *     "A detainee died of pneumonia in jail." whoever is held is somebody's to answer for
 *     "Nine died of pneumonia."              an outbreak is news of harm
 *
 * Only one person whose death the sentence gives such a cause, and where it tells of no
 * violence, no accident and no custody.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

#define OLD_AGE 70 /* years; named, and no cause told */
#define FEW 9      /* of people told one by one */
#define MEMBERS_REACH 64 /* figures between a sum and its members */

static bool has_word(const hsy_fact_state *state, uint32_t first, uint32_t count,
                     hsy_class class)
{
    for (uint32_t i = first; i < first + count; i++) {
        const hsy_token *token = &state->doc->tokens[i];
        if (hsy_class_has(state->tables->event, class, token->lemma.len ? token->lemma
                                                                         : token->lower))
            return true;
    }
    return false;
}

static bool has_violence(const hsy_fact_state *state, uint32_t sentence)
{
    for (uint32_t i = HSY_FIRST_OF_SENTENCE(&state->events, hsy_event, sentence);
         i < state->events.count && state->events.data[i].sentence == sentence; i++)
        if (state->events.data[i].type == HSY_EVENT_ASSAULT ||
            state->events.data[i].type == HSY_EVENT_COERCE)
            return true;
    return false;
}

/* "aged 81", "at 97": the years of somebody the sentence tells of. */
static bool tells_old_age(const hsy_fact_state *state, uint32_t index)
{
    const hsy_quantity *all = state->quantities.data;
    const uint32_t sentence = all[index].sentence;

    for (uint32_t i = index; i-- > 0 && all[i].sentence == sentence;)
        if (all[i].what == HSY_WHAT_AGE && all[i].low >= OLD_AGE)
            return true;
    for (uint32_t i = index + 1; i < state->quantities.count && all[i].sentence == sentence; i++)
        if (all[i].what == HSY_WHAT_AGE && all[i].low >= OLD_AGE)
            return true;
    return false;
}

static bool is_natural(const hsy_fact_state *state, uint32_t index)
{
    const hsy_quantity *quantity = &state->quantities.data[index];

    if (quantity->what != HSY_WHAT_KILLED || quantity->low != 1 || quantity->high != 1 ||
        quantity->negated || quantity->sentence >= state->doc->nsentences)
        return false;
    const hsy_sentence *sentence = &state->doc->sentences[quantity->sentence];
    if (!has_word(state, quantity->first, quantity->ntokens, HSY_CLASS_DIE) ||
        has_word(state, sentence->first, sentence->ntokens, HSY_CLASS_CUSTODY) ||
        has_word(state, sentence->first, sentence->ntokens, HSY_CLASS_MISHAP) ||
        has_word(state, sentence->first, sentence->ntokens, HSY_CLASS_INJURY) ||
        has_violence(state, quantity->sentence))
        return false;
    return has_word(state, sentence->first, sentence->ntokens, HSY_CLASS_AILMENT) ||
           (quantity->named && tells_old_age(state, index));
}

/* A sum of people told one by one, all of whom died so. */
static bool are_all_natural(const hsy_fact_state *state, uint32_t index)
{
    uint32_t members = 0;

    for (uint32_t i = index > MEMBERS_REACH ? index - MEMBERS_REACH : 0;
         i < state->quantities.count && i < index + MEMBERS_REACH; i++)
        if (state->quantities.data[i].part_of == index) {
            if (!is_natural(state, i))
                return false;
            members++;
        }
    return members > 0;
}

bool hsy_is_natural_death(const hsy_fact_state *state, uint32_t index)
{
    const hsy_quantity *quantity = &state->quantities.data[index];

    return quantity->what == HSY_WHAT_KILLED &&
           (is_natural(state, index) || (quantity->low > 1 && quantity->low <= FEW &&
                                         are_all_natural(state, index)));
}
