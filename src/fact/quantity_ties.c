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

#define NEAR 24 /* figures before it that are looked at */

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

/* "Two men died. Both had been taken to hospital": the two that were told of are no others. */
static void tie_groups(hsy_fact_state *state)
{
    for (uint32_t i = 0; i < state->quantities.count; i++) {
        hsy_quantity *hurt = &state->quantities.data[i];
        uint32_t dead = HSY_NONE;
        if (hurt->what != HSY_WHAT_INJURED || hurt->low < 2 || hurt->low != hurt->high ||
            hurt->negated || hurt->scope == HSY_SCOPE_POTENTIAL)
            continue;
        for (uint32_t k = i > NEAR ? i - NEAR : 0; hurt->definite && k < i; k++) {
            const hsy_quantity *q = &state->quantities.data[k];
            if (q->low != hurt->low || q->high != hurt->high || q->scope != HSY_SCOPE_EVENT)
                continue;
            if (q->what == HSY_WHAT_INJURED)
                dead = k = i;
            else if (q->what == HSY_WHAT_KILLED)
                dead = k;
        }
        /* "Two men were rushed to hospital, where they died": of the very same words. */
        for (uint32_t k = i > 0 ? i - 1 : 0; k < state->quantities.count && k <= i + 2; k++)
            if (k != i && state->quantities.data[k].what == HSY_WHAT_KILLED &&
                state->quantities.data[k].figure.off == hurt->figure.off &&
                state->quantities.data[k].scope == HSY_SCOPE_EVENT)
                dead = k;
        if (dead != HSY_NONE && dead != i) {
            hurt->scope = HSY_SCOPE_SUBSET;
            hurt->part_of = dead;
        }
    }
}

static bool is_count_of(const hsy_quantity *q, hsy_what what)
{
    return q->what == what && q->scope == HSY_SCOPE_EVENT && !q->negated && !q->retracted &&
           !q->additional && q->low > 0;
}

/* "One was killed and eight were hurt. ... Nine people were taken to hospital": the nine are
 * the dead and the hurt together. */
static void tie_totals(hsy_fact_state *state)
{
    int64_t dead = 0, hurt = 0;

    for (uint32_t i = 0; i < state->quantities.count; i++) {
        const hsy_quantity *q = &state->quantities.data[i];
        if (is_count_of(q, HSY_WHAT_KILLED) && q->low > dead)
            dead = q->low;
    }
    for (uint32_t i = 0; i < state->quantities.count && dead; i++) {
        const hsy_quantity *q = &state->quantities.data[i];
        if (!is_count_of(q, HSY_WHAT_INJURED) || q->low < 2 || !q->one.fate_open)
            continue;
        for (uint32_t k = i > NEAR ? i - NEAR : 0; k < state->quantities.count && k <= i + NEAR;
             k++)
            if (is_count_of(&state->quantities.data[k], HSY_WHAT_INJURED) &&
                state->quantities.data[k].low + dead == q->low &&
                (q->definite || state->quantities.data[k].low > 1))
                hurt = q->low;
    }
    for (uint32_t i = 0; i < state->quantities.count && hurt; i++) {
        hsy_quantity *q = &state->quantities.data[i];
        if (is_count_of(q, HSY_WHAT_INJURED) && q->low == hurt && q->one.fate_open)
            q->scope = HSY_SCOPE_COMBINED;
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
        /* "One died, three others were shot": the three live. */
        if (q->additional && q->what == HSY_WHAT_INJURED && q->scope == HSY_SCOPE_COMBINED &&
            !before[q->what] && before[HSY_WHAT_KILLED])
            q->scope = HSY_SCOPE_EVENT;
        q->additional = q->additional && before[q->what];
        before[q->what] |= q->high != 0;
    }
}

bool hsy_quantity_ties(hsy_fact_state *state)
{
    tie_singles(state);
    tie_groups(state);
    tie_totals(state);
    if (!hsy_quantity_persons(state))
        return false;
    check_additional(state);
    return true;
}
