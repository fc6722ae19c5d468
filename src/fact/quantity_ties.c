/*
 * quantity_ties.c - figures of one article that speak of the same people.
 *
 * "Nine died; the driver was killed": the driver is one of the nine. "A man was shot
 * dead. The man died at once": one man. "A girl was hurt ... the girl has died": she is
 * not among the injured any more. Ages tell persons apart, and tell them to be the same.
 * Who is named is never taken for somebody without a name.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quantity.h"

#define SOON         3   /* sentences over which "the girl" goes back to "a girl" */
#define NEAR         24  /* figures on either side that are looked at */
#define MOST_SINGLES 500 /* dead singles of an article that are looked at */

/* One known person among many dead is one of them: "the driver", "he", a name. With a
 * larger figure for the same harm before it, such a one is a part, not a toll. */
static void tie_singles(hsy_fact_state *state)
{
    uint32_t largest[HSY_WHAT_CAPTURED + 1];

    for (int i = 0; i <= HSY_WHAT_CAPTURED; i++)
        largest[i] = HSY_NONE;
    for (uint32_t i = 0; i < state->quantities.count; i++) {
        hsy_quantity *q = &state->quantities.data[i];
        if (q->what > HSY_WHAT_CAPTURED || q->scope != HSY_SCOPE_EVENT || q->high == 0 ||
            q->retracted)
            continue;
        const uint32_t whole = largest[q->what];
        if (q->definite && q->high == 1 && whole != HSY_NONE) {
            q->scope = HSY_SCOPE_SUBSET;
            q->part_of = whole;
        } else if (q->low > 1 &&
                   (whole == HSY_NONE || q->low > state->quantities.data[whole].low)) {
            largest[q->what] = i;
        }
    }
}

/* "A man was shot dead. The man died at once": one man. A definite single that is no name
 * repeats the last single of its kind. */
static void tie_repeats(hsy_fact_state *state)
{
    uint32_t single[HSY_WHAT_CAPTURED + 1];

    for (int i = 0; i <= HSY_WHAT_CAPTURED; i++)
        single[i] = HSY_NONE;
    for (uint32_t i = 0; i < state->quantities.count; i++) {
        hsy_quantity *q = &state->quantities.data[i];
        if (q->what > HSY_WHAT_CAPTURED || q->low != 1 || q->high != 1 || q->retracted ||
            q->negated || q->scope != HSY_SCOPE_EVENT)
            continue;
        const uint32_t whole = single[q->what];
        if (q->definite && !q->named && whole != HSY_NONE) {
            q->scope = HSY_SCOPE_SUBSET;
            q->part_of = whole;
        } else {
            single[q->what] = i;
        }
    }
}

/* -- who died of his wounds ---------------------------------------------------------- */

static bool is_dead_single(const hsy_quantity *q)
{
    return q->what == HSY_WHAT_KILLED && q->low == 1 && q->high == 1 && !q->negated &&
           !q->retracted && q->scope != HSY_SCOPE_POTENTIAL;
}

static bool is_hurt_single(const hsy_quantity *q)
{
    return q->what == HSY_WHAT_INJURED && q->low == 1 && q->high == 1 && !q->negated &&
           !q->retracted && q->scope == HSY_SCOPE_EVENT;
}

/* A class that tells persons apart: "girl", "officer", but not "person". */
static bool same_kind(const hsy_fact_state *state, const hsy_quantity *a, const hsy_quantity *b)
{
    return hsy_str_eq(a->who, b->who) && !hsy_str_eq(a->who, state->tables->quantity->people);
}

/* "He was wounded and later died" is one man; so are "a 16-year-old with a wound" and "the
 * 16-year-old died", "a girl was hurt" and, soon after, "the girl has died". */
static bool is_same_person(const hsy_fact_state *state, const hsy_quantity *hurt,
                           const hsy_quantity *dead)
{
    const bool after = dead->sentence >= hurt->sentence;
    const uint32_t apart =
        after ? dead->sentence - hurt->sentence : hurt->sentence - dead->sentence;

    if (hurt->figure.off == dead->figure.off)
        return true;
    if (hurt->age && dead->age)
        return hurt->age == dead->age && same_kind(state, hurt, dead) && !hurt->additional;
    if (apart == 0)
        return after && dead->definite && !dead->named && hurt->span.off < dead->span.off;
    const hsy_quantity *second = after ? dead : hurt;
    return apart <= SOON && second->definite && !second->named && !hurt->additional &&
           same_kind(state, hurt, dead);
}

/* Who is dead at the end is no longer among the injured. */
static void tie_died_of_wounds(hsy_fact_state *state)
{
    uint32_t done = 0;

    for (uint32_t i = 0; i < state->quantities.count && done < MOST_SINGLES; i++) {
        const hsy_quantity *dead = &state->quantities.data[i];
        if (!is_dead_single(dead))
            continue;
        done++;
        for (uint32_t k = i > NEAR ? i - NEAR : 0; k < state->quantities.count && k <= i + NEAR;
             k++) {
            hsy_quantity *hurt = &state->quantities.data[k];
            if (!is_hurt_single(hurt) || !is_same_person(state, hurt, dead))
                continue;
            hurt->scope = HSY_SCOPE_SUBSET;
            hurt->part_of = i;
        }
    }
}

/* -- more than before ---------------------------------------------------------------- */

/* "Another six" adds to a figure of the same kind that stands before it, or to none. */
static void check_additional(hsy_fact_state *state)
{
    bool before[HSY_WHAT_CAPTURED + 1] = {false};

    for (uint32_t i = 0; i < state->quantities.count; i++) {
        hsy_quantity *q = &state->quantities.data[i];
        if (q->what > HSY_WHAT_CAPTURED)
            continue;
        q->additional = q->additional && before[q->what];
        before[q->what] |= q->high != 0;
    }
}

void hsy_quantity_ties(hsy_fact_state *state)
{
    tie_singles(state);
    tie_repeats(state);
    tie_died_of_wounds(state);
    check_additional(state);
}
