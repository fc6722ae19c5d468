/*
 * best.c - which value to put first, and on how many origins it rests.
 *
 * Accounts that name one figure are one value: "at least 16" and "16" both say
 * sixteen. Vague figures ("dozens") stand for themselves, and only where nobody
 * gives a number. Values are ranked by the origins that are positively distinct,
 * then named over unnamed over unattributed, then by date, then by how many
 * articles have them. Where even that leaves two equal there is no best value. A
 * figure that its own source has replaced is out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

struct value {
    int64_t figure; /* of numbers */
    hsy_str word;   /* of words */
    bool vague;
    int64_t low, high; /* the narrowest of its accounts */
    uint32_t account;  /* the first one */
    uint32_t least, most;
    int attributed; /* 2 named, 1 unnamed source, 0 nobody */
    int64_t latest;
    uint32_t articles;
};

struct chooser {
    hsy_story_work *work;
    hsy_weighing *weighing;
    const hsy_draft *draft;
    uint32_t *value_of; /* of each account, or HSY_NONE */
    HSY_VEC(struct value) values;
    bool *use;
};

/* The number that the words name; false for "dozens". */
static bool figure_of(const hsy_account *account, int64_t *ret)
{
    switch (account->comparator) {
    case HSY_COMPARE_VAGUE:
    case HSY_COMPARE_RANGE: *ret = account->low; return account->low == account->high;
    case HSY_COMPARE_MORE_THAN: *ret = account->low - 1; return true;
    case HSY_COMPARE_AT_MOST: *ret = account->high; return true;
    case HSY_COMPARE_LESS_THAN: *ret = account->high; return true;
    case HSY_COMPARE_ABOUT:
        *ret = account->high == HSY_OPEN ? account->low : (account->low + account->high) / 2;
        return true;
    default: *ret = account->low; return true;
    }
}

static bool counts(const struct chooser *chooser, uint32_t i)
{
    const hsy_account *account = &chooser->draft->accounts.data[i];

    if (account->retracted || chooser->weighing->superseded[i])
        return false;
    return chooser->draft->kind != HSY_DRAFT_NUMBER || !account->negative || account->low == 0;
}

static bool is_value_of(const struct chooser *chooser, const struct value *value,
                        const hsy_account *account, int64_t figure, bool vague)
{
    if (chooser->draft->kind == HSY_DRAFT_NUMBER)
        return value->vague == vague && value->figure == figure &&
               (!vague || value->high == account->high);
    if (chooser->draft->kind == HSY_DRAFT_ACT)
        return value->figure == account->negative;
    return hsy_str_eq(value->word, account->value);
}

static int64_t width(int64_t low, int64_t high)
{
    return high == HSY_OPEN ? HSY_OPEN : high - low;
}

static bool sort_into_values(struct chooser *chooser)
{
    const uint32_t cap = 256; /* distinct values of one claim */

    for (uint32_t i = 0; i < chooser->draft->accounts.count; i++) {
        const hsy_account *account = &chooser->draft->accounts.data[i];
        int64_t figure = account->negative;
        uint32_t v = 0;
        chooser->value_of[i] = HSY_NONE;
        if (!counts(chooser, i))
            continue;
        bool vague = chooser->draft->kind == HSY_DRAFT_NUMBER && !figure_of(account, &figure);
        while (v < chooser->values.count &&
               !is_value_of(chooser, &chooser->values.data[v], account, figure, vague))
            v++;
        if (v == cap)
            continue;
        if (v == chooser->values.count) {
            struct value *value = hsy_vec_push(chooser->work->scratch, &chooser->values);
            if (!value)
                return false;
            *value = (struct value){figure, account->value, vague, account->low, account->high,
                                    i, 0, 0, 0, INT64_MIN, 0};
        }
        struct value *value = &chooser->values.data[v];
        if (width(account->low, account->high) < width(value->low, value->high)) {
            value->low = account->low;
            value->high = account->high;
        }
        chooser->value_of[i] = v;
    }
    return true;
}

static void support(struct chooser *chooser, uint32_t v)
{
    struct value *value = &chooser->values.data[v];
    uint32_t n = chooser->draft->accounts.count, last = HSY_NONE;

    for (uint32_t i = 0; i < n; i++) {
        chooser->use[i] = chooser->value_of[i] == v;
        if (!chooser->use[i])
            continue;
        const hsy_backing *backing = &chooser->weighing->backings[i];
        const hsy_account *account = &chooser->draft->accounts.data[i];
        int rank = backing->name.ptr && !backing->media ? 2 : backing->attributed ? 1 : 0;
        int64_t at = chooser->work->sources[account->source].published;
        if (rank > value->attributed)
            value->attributed = rank;
        if (at > value->latest)
            value->latest = at;
        value->articles += account->source != last;
        last = account->source;
    }
    hsy_origins_count(chooser->weighing->backings, chooser->use, n, &value->least, &value->most);
}

/* Negative: `a` is better; 0: nothing decides. `why` says what decided. */
static int compare(const struct value *a, const struct value *b, const char **why)
{
    *why = NULL;
    if (a->vague != b->vague)
        return a->vague ? 1 : -1;
    *why = "best_origins";
    if (a->least != b->least)
        return a->least > b->least ? -1 : 1;
    *why = a->attributed == 2 || b->attributed == 2 ? "best_named" : "best_attributed";
    if ((a->attributed > 0) != (b->attributed > 0) || a->attributed != b->attributed)
        return a->attributed > b->attributed ? -1 : 1;
    *why = "best_latest";
    if (a->latest != INT64_MIN && b->latest != INT64_MIN && a->latest != b->latest)
        return a->latest > b->latest ? -1 : 1;
    *why = "best_articles";
    if (a->articles != b->articles)
        return a->articles > b->articles ? -1 : 1;
    *why = "best_none";
    return 0;
}

/* The best value and the one after it; false when two are equally good. */
static bool rank(const struct chooser *chooser, uint32_t *ret_best, uint32_t *ret_second)
{
    uint32_t best = 0, second = HSY_NONE;
    const char *why;

    for (uint32_t v = 1; v < chooser->values.count; v++)
        if (compare(&chooser->values.data[v], &chooser->values.data[best], &why) < 0)
            best = v;
    for (uint32_t v = 0; v < chooser->values.count; v++)
        if (v != best &&
            (second == HSY_NONE ||
             compare(&chooser->values.data[v], &chooser->values.data[second], &why) < 0))
            second = v;
    *ret_best = best;
    *ret_second = second;
    return second == HSY_NONE ||
           compare(&chooser->values.data[best], &chooser->values.data[second], &why) != 0;
}

static void write_best(struct chooser *chooser, uint32_t best, uint32_t second, bool decided)
{
    hsy_weighing *weighing = chooser->weighing;
    const struct value *value = &chooser->values.data[best];
    bool number = chooser->draft->kind == HSY_DRAFT_NUMBER;

    if (second != HSY_NONE) {
        const struct value *other = &chooser->values.data[second];
        (void)compare(value, other, &weighing->best_why);
        weighing->other_low = other->low;
        weighing->other_high = other->high;
        weighing->other = other->word;
    }
    if (!decided) {
        weighing->best_why = "best_none";
        return;
    }
    weighing->best_account = value->account;
    weighing->least = value->least;
    weighing->most = value->most;
    weighing->best_low = number ? value->low : -1;
    weighing->best_high = number ? value->high : -1;
    weighing->best = value->word;
}

/* A figure that does not count as a value, for the reason given. */
static void note_replaced(struct chooser *chooser)
{
    hsy_weighing *weighing = chooser->weighing;

    for (uint32_t i = 0; i < chooser->draft->accounts.count; i++) {
        const hsy_account *account = &chooser->draft->accounts.data[i];
        if (weighing->other_low >= 0 || (!account->retracted && !weighing->superseded[i]))
            continue;
        weighing->other_low = account->low;
        weighing->other_high = account->high;
    }
}

bool hsy_choose_best(hsy_story_work *work, hsy_weighing *weighing)
{
    const hsy_draft *draft = weighing->draft;
    struct chooser chooser = {.work = work, .weighing = weighing, .draft = draft};
    uint32_t n = draft->accounts.count, best, second;

    chooser.value_of = hsy_new_array(work->scratch, n, uint32_t);
    chooser.use = hsy_new_array(work->scratch, n, bool);
    if (!chooser.value_of || !chooser.use || !sort_into_values(&chooser))
        return false;
    weighing->best_low = weighing->best_high = weighing->other_low = -1;
    weighing->best_account = HSY_NONE;
    for (uint32_t i = 0; i < n; i++)
        chooser.use[i] = true;
    hsy_origins_count(weighing->backings, chooser.use, n, &weighing->least, &weighing->most);
    if (chooser.values.count == 0 || weighing->verdict == HSY_VERDICT_RETRACTED)
        return true;
    for (uint32_t v = 0; v < chooser.values.count; v++)
        support(&chooser, v);
    bool decided = rank(&chooser, &best, &second);
    write_best(&chooser, best, second, decided);
    if (weighing->verdict == HSY_VERDICT_UPDATE)
        note_replaced(&chooser);
    return true;
}
