/*
 * rest.c - dead and injured counted together: how many of them are injured.
 *
 * "Five people were shot" counts both. Where the article says how many of the incident
 * died, the others are its injured; where it tells of no death at all, all of them
 * are. A figure that speaks of others ("one died, three others were shot") has the
 * dead outside of it. An article that counts its injured itself (more than one of them) is
 * believed, and what it counts together stays what it is, unless it tells of no death and
 * counts more together: "three were shot; two of them were taken to hospital".
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

/* What an article counts by itself of one incident. */
struct told {
    int64_t killed, injured;
};

struct teller {
    hsy_story_work *work;
    uint32_t first;  /* of the article's figures */
    bool any_killed; /* whatever incident */
    hsy_map told_of; /* incident -> index in told */
    HSY_VEC(struct told) told;
};

static bool stands(const hsy_quantity *q)
{
    return !q->retracted && !q->negated && q->low > 0 && q->scope != HSY_SCOPE_POTENTIAL &&
           q->scope != HSY_SCOPE_CUMULATIVE;
}

static struct told *told_of(struct teller *teller, uint32_t incident)
{
    hsy_arena *scratch = teller->work->scratch;
    const hsy_str name = {(const char *)&incident, sizeof incident};
    const uint32_t found = hsy_map_find(&teller->told_of, name);

    if (found != HSY_NONE)
        return &teller->told.data[found];
    const hsy_str key = {hsy_arena_copy(scratch, name.ptr, name.len), name.len};
    if (!key.ptr || !hsy_map_set(&teller->told_of, key, teller->told.count))
        return NULL;
    struct told *slot = hsy_vec_push(scratch, &teller->told);
    if (slot)
        *slot = (struct told){0};
    return slot;
}

static bool note(struct teller *teller, const hsy_figure *figure)
{
    const hsy_quantity *q = hsy_quantity_of(teller->work, figure);
    struct told *told = told_of(teller, figure->incident);

    teller->any_killed |= stands(q) && q->what == HSY_WHAT_KILLED;
    if (!told || !stands(q))
        return told;
    if (q->what == HSY_WHAT_KILLED && q->low > told->killed)
        told->killed = q->low;
    if (q->what == HSY_WHAT_INJURED && q->scope == HSY_SCOPE_EVENT && q->low > told->injured)
        told->injured = q->low;
    return true;
}

/* The figure as one of injured: `dead` of its people are not. */
static bool take_off(hsy_story_work *work, hsy_figure *figure, int64_t dead)
{
    const hsy_quantity *q = hsy_quantity_of(work, figure);
    hsy_quantity *rest = hsy_new(work->arena, hsy_quantity);

    if (!rest)
        return false;
    *rest = *q;
    rest->low -= dead;
    rest->high = q->high == HSY_OPEN ? HSY_OPEN : q->high - dead;
    rest->scope = figure->scope = HSY_SCOPE_EVENT;
    figure->rest = rest;
    return true;
}

bool hsy_figures_rest(hsy_story_work *work, uint32_t first)
{
    struct teller teller = {.work = work, .first = first};

    hsy_map_init(&teller.told_of, work->scratch);
    for (uint32_t f = first; f < work->figures.count; f++)
        if (work->figures.data[f].incident != HSY_NONE &&
            !note(&teller, &work->figures.data[f]))
            return false;
    for (uint32_t f = first; f < work->figures.count; f++) {
        hsy_figure *figure = &work->figures.data[f];
        const hsy_quantity *q = hsy_quantity_of(work, figure);
        if (figure->incident == HSY_NONE || q->what != HSY_WHAT_INJURED ||
            q->scope != HSY_SCOPE_COMBINED || !stands(q))
            continue;
        const struct told *told = told_of(&teller, figure->incident);
        const int64_t dead = q->additional ? 0 : told->killed;
        if (q->low == 1 && q->high == 1 && teller.any_killed)
            continue; /* it may be the one who died */
        bool believed = told->injured > 1 && (teller.any_killed || told->injured >= q->low);
        if (!believed && q->low > dead && !take_off(work, figure, dead))
            return false;
    }
    return true;
}
