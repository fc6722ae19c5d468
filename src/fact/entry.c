/*
 * entry.c - live blogs and chronologies: a text in entries, each under its time.
 *
 *     14:10 GMT                             March 3: A missile hit a market in Keth.
 *     Explosions heard in Port Ardel        April 14 - Shelling in Port Ardel kills four.
 *
 * What one entry tells is not what the next one tells: "the strike" of an entry is no strike
 * of another. Under the hours of a day the title can tell what an entry tells; under dates it is
 * of all of them. What stands under a date was on that day, where it says nothing else.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

#define MARK_TOKENS 10u /* of a paragraph that is a time and nothing more */
#define MARK_REST 2u    /* its words beside the time: a zone, "Update" */

static bool is_sign(const hsy_token *token)
{
    static const char *const signs[] = {":", "-", "--", "–", "—", "|", "•"};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (hsy_str_eq(token->lower, hsy_str_of(signs[i])))
            return true;
    return false;
}

/* How many words of a paragraph's only sentence no time covers. */
static uint32_t rest_of(const hsy_fact_state *state, uint32_t s)
{
    const hsy_sentence *sentence = &state->doc->sentences[s];
    uint32_t rest = 0;

    for (uint32_t i = sentence->first; i < sentence->first + sentence->ntokens; i++)
        rest += !(state->doc->tokens[i].shape & HSY_SHAPE_PUNCT);
    for (uint32_t t = HSY_FIRST_OF_SENTENCE(&state->times, hsy_time, s);
         t < state->times.count && state->times.data[t].sentence == s; t++)
        for (uint32_t i = 0; i < state->times.data[t].ntokens; i++)
            rest -= !(state->doc->tokens[state->times.data[t].first + i].shape & HSY_SHAPE_PUNCT);
    return rest;
}

static bool opens_paragraph(const hsy_doc *doc, uint32_t s)
{
    return s == 0 || doc->sentences[s].paragraph != doc->sentences[s - 1].paragraph;
}

static bool closes_paragraph(const hsy_doc *doc, uint32_t s)
{
    return s + 1 == doc->nsentences || opens_paragraph(doc, s + 1);
}

/* The time that a sentence sets above what follows; HSY_NONE: it sets none. */
static uint32_t mark_of(const hsy_fact_state *state, uint32_t s)
{
    const hsy_doc *doc = state->doc;
    const hsy_sentence *sentence = &doc->sentences[s];
    const uint32_t t = HSY_FIRST_OF_SENTENCE(&state->times, hsy_time, s);

    if (sentence->is_title || !opens_paragraph(doc, s) || t >= state->times.count)
        return HSY_NONE;
    const hsy_time *time = &state->times.data[t];
    const uint32_t after = time->first + time->ntokens;
    if (time->sentence != s || time->first != sentence->first ||
        (time->type != HSY_TIME_DATE && time->type != HSY_TIME_TIME))
        return HSY_NONE;
    if (after < sentence->first + sentence->ntokens && is_sign(&doc->tokens[after]))
        return t;
    return closes_paragraph(doc, s) && sentence->ntokens <= MARK_TOKENS &&
                   rest_of(state, s) <= MARK_REST ? t : HSY_NONE;
}

hsy_status hsy_find_entries(hsy_fact_state *state)
{
    const hsy_doc *doc = state->doc;
    uint32_t marks = 0, current = HSY_NONE;

    for (uint32_t s = 0; s < doc->nsentences; s++)
        marks += mark_of(state, s) != HSY_NONE;
    if (marks < 2)
        return HSY_OK;
    state->entry = hsy_new_array(state->scratch, doc->nsentences, uint32_t);
    for (uint32_t s = 0; state->entry && s < doc->nsentences; s++) {
        const uint32_t mark = mark_of(state, s);
        current = mark != HSY_NONE ? mark : current;
        state->entry[s] = current;
    }
    return state->entry ? HSY_OK : HSY_NOMEM;
}

bool hsy_entries_part(const hsy_fact_state *state, uint32_t a, uint32_t b)
{
    const hsy_sentence *sentences = state->doc->sentences;

    if (!state->entry || state->entry[a] == state->entry[b])
        return false;
    const uint32_t mark = state->entry[a] != HSY_NONE ? state->entry[a] : state->entry[b];
    return (!sentences[a].is_title && !sentences[b].is_title) ||
           state->times.data[mark].type == HSY_TIME_DATE;
}

uint32_t hsy_entry_day(const hsy_fact_state *state, uint32_t sentence)
{
    const uint32_t mark = state->entry ? state->entry[sentence] : HSY_NONE;

    return mark != HSY_NONE && state->times.data[mark].type == HSY_TIME_DATE ? mark : HSY_NONE;
}
