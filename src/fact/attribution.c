/*
 * attribution.c - who says each quantity and each event.
 *
 * A fact is said by the speakers of all quotes whose content covers it, the widest
 * first: in "Reuters reported that the mayor said nine had died" the nine are said by
 * Reuters and, through it, by the mayor, the origin. A fact that no content covers is the
 * outlet's own: its chain is empty. So is the saying itself: in "Ruiz accused Ardel of
 * shelling" the accusing is the reporter's to tell, the shelling is Ruiz's.
 *
 * Who claims an act is its origin behind them all.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "fact/internal.h"

enum { MOST_LINKS = 6, MOST_COVERS = 8 };

typedef struct said {
    hsy_said_by links[MOST_LINKS];
    uint32_t count;
} said;

static void add_link(said *all, hsy_said_by link)
{
    if (all->count == MOST_LINKS)
        return;
    for (uint32_t i = 0; i < all->count; i++)
        if ((link.entity != HSY_NONE && all->links[i].entity == link.entity) ||
            (link.span.off == all->links[i].span.off &&
             link.span.len == all->links[i].span.len))
            return;
    all->links[all->count++] = link;
}

/* Quotes are in order of place and the wider first, so that the chain grows from the
 * outside in. `from` is the first quote that can reach the fact: contents end with their
 * sentence, but a speech of several sentences can have begun some time before. */
static void covering(const hsy_fact_state *state, uint32_t from, hsy_span fact, said *ret)
{
    uint32_t covers = 0;

    ret->count = 0;
    for (uint32_t i = from; i < state->quotes.count && covers < MOST_COVERS; i++) {
        const hsy_quote *quote = &state->quotes.data[i];
        if (quote->span.off > fact.off)
            break;
        if (!hsy_span_covers(quote->span, fact))
            continue;
        covers++;
        for (uint32_t k = 0; k < quote->said_by.count; k++)
            add_link(ret, quote->said_by.links[k]);
    }
}

static bool keep(hsy_fact_state *state, const said *all, hsy_chain *ret)
{
    hsy_said_by *links;

    *ret = (hsy_chain){NULL, 0};
    if (!all->count)
        return true;
    links = hsy_new_array(state->arena, all->count, hsy_said_by);
    if (!links)
        return false;
    memcpy(links, all->links, all->count * sizeof *links);
    *ret = (hsy_chain){links, all->count};
    return true;
}

/* "The Front claimed the attack": its own word. */
static void add_claimant(const hsy_fact_state *state, uint32_t token, said *all)
{
    const hsy_mention *mention;

    if (token == HSY_NONE || !state->mention_of_head ||
        state->mention_of_head[token] == HSY_NONE)
        return;
    mention = &state->mentions.data[state->mention_of_head[token]];
    add_link(all, (hsy_said_by){mention->entity, mention->span});
}

/* For each quote the farthest end of those up to it, so that a search can begin late. */
static uint32_t *farthest_ends(hsy_fact_state *state)
{
    uint32_t *ends = hsy_new_array(state->scratch, state->quotes.count + 1, uint32_t);

    for (uint32_t i = 0; ends && i < state->quotes.count; i++) {
        ends[i] = hsy_span_end(state->quotes.data[i].span);
        if (i && ends[i - 1] > ends[i])
            ends[i] = ends[i - 1];
    }
    return ends;
}

/* The first quote that ends behind `off` or has one before it that does. */
static uint32_t first_reaching(const uint32_t *ends, uint32_t count, uint32_t off)
{
    uint32_t low = 0, high = count;

    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (ends[mid] > off)
            high = mid;
        else
            low = mid + 1;
    }
    return low;
}

hsy_status hsy_read_attributions(hsy_fact_state *state)
{
    uint32_t *ends = farthest_ends(state);
    said all;

    if (!ends)
        return HSY_NOMEM;
    for (uint32_t i = 0; i < state->quantities.count; i++) {
        hsy_quantity *quantity = &state->quantities.data[i];
        covering(state, first_reaching(ends, state->quotes.count, quantity->figure.off),
                 quantity->figure, &all);
        if (!keep(state, &all, &quantity->said_by))
            return HSY_NOMEM;
    }
    for (uint32_t i = 0; i < state->events.count; i++) {
        hsy_event *event = &state->events.data[i];
        hsy_span head = state->doc->tokens[event->head].span;
        covering(state, first_reaching(ends, state->quotes.count, head.off), head, &all);
        add_claimant(state, event->claimant, &all);
        if (!keep(state, &all, &event->said_by))
            return HSY_NOMEM;
    }
    return HSY_OK;
}
