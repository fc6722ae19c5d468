/*
 * place_seat.c - towns that name the bodies which sit in them.
 *
 * "Keth General Hospital", "Keth police said", "Keth Mayor Ana Ruiz" tell where the body or
 * the office is, and a reader of the list of places looks for it there. They do not tell where
 * an act was: the patients of the hospital were hurt elsewhere, and the police of Keth speak of
 * a raid in Tallis. So while acts and figures look for their places these names stand apart,
 * in `place_names`; when all else is read, they join the places, in the order of the text,
 * and whatever refers to a place by its number is told the new one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "fact/place.h"

/* Merges the two lists by where they stand; `moved` is the new number of each old place. */
static void merge(hsy_fact_state *state, hsy_place *merged, uint32_t *moved)
{
    uint32_t kept = 0, n = 0, i = 0;

    for (uint32_t k = 0; k < state->place_names.count; k++) {
        const hsy_place name = state->place_names.data[k];
        if (name.use != HSY_USE_SEAT) {
            state->place_names.data[kept++] = name;
            continue;
        }
        for (; i < state->places.count && state->places.data[i].first <= name.first; i++) {
            moved[i] = n;
            merged[n++] = state->places.data[i];
        }
        merged[n++] = name;
    }
    for (; i < state->places.count; i++) {
        moved[i] = n;
        merged[n++] = state->places.data[i];
    }
    state->place_names.count = kept;
    state->places.data = merged;
    state->places.count = n;
    state->places.room = n;
}

static void renumber(const uint32_t *moved, uint32_t count, uint32_t *place)
{
    if (*place < count)
        *place = moved[*place];
}

hsy_status hsy_read_seats(hsy_fact_state *state)
{
    const uint32_t count = state->places.count;
    uint32_t seats = 0;
    hsy_place *merged;
    uint32_t *moved;

    for (uint32_t i = 0; i < state->place_names.count; i++)
        seats += state->place_names.data[i].use == HSY_USE_SEAT;
    if (!seats)
        return HSY_OK;
    merged = hsy_new_array(state->arena, count + seats, hsy_place);
    moved = hsy_new_array(state->scratch, count + 1, uint32_t);
    if (!merged || !moved)
        return HSY_NOMEM;
    merge(state, merged, moved);
    for (uint32_t i = 0; i < state->events.count; i++)
        renumber(moved, count, &state->events.data[i].place);
    for (uint32_t i = 0; i < state->quantities.count; i++)
        renumber(moved, count, &state->quantities.data[i].place);
    return HSY_OK;
}
