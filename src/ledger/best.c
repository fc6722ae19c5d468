/*
 * best.c - which value to put first, and on how many origins it rests.
 *
 * Accounts that name one figure are one value: "at least 16" and "16" both say
 * sixteen. Vague figures ("dozens") stand for themselves, and only where nobody
 * gives a number; so do months beside days and countries beside towns. Values are
 * ranked by the origins that are positively distinct, then named over unnamed over
 * unattributed, then by date, then by how many articles have them. Where even that
 * leaves two equal there is no best value. A figure that its own source has replaced
 * is out.
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
    int64_t least_low, ceiling; /* the widest */
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
    if (chooser->draft->kind == HSY_DRAFT_PARTY)
        return !account->negative;
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

/* "In February" beside "on Monday", "in Norland" beside "in Keth". */
static bool is_coarse(const struct chooser *chooser, const hsy_account *account)
{
    const hsy_reading *reading = chooser->work->sources[account->source].reading;

    if (chooser->draft->kind == HSY_DRAFT_TIME) {
        const hsy_days days = hsy_days_of(&reading->times[account->fact]);
        return days.from != days.to;
    }
    return chooser->draft->kind == HSY_DRAFT_PLACE &&
           (reading->places[account->fact].kind == HSY_PLACE_COUNTRY ||
            reading->places[account->fact].kind == HSY_PLACE_REGION);
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
        bool vague = chooser->draft->kind == HSY_DRAFT_NUMBER ? !figure_of(account, &figure)
                                                              : is_coarse(chooser, account);
        while (v < chooser->values.count &&
               !is_value_of(chooser, &chooser->values.data[v], account, figure, vague))
            v++;
        if (v == cap)
            continue;
        if (v == chooser->values.count) {
            struct value *value = hsy_vec_push(chooser->work->scratch, &chooser->values);
            if (!value)
                return false;
            *value = (struct value){.figure = figure, .word = account->value, .vague = vague,
                                    .low = account->low, .high = account->high,
                                    .least_low = account->low, .ceiling = account->high,
                                    .account = i, .latest = INT64_MIN};
        }
        struct value *value = &chooser->values.data[v];
        if (width(account->low, account->high) < width(value->low, value->high)) {
            value->low = account->low;
            value->high = account->high;
        }
        if (account->low < value->least_low)
            value->least_low = account->low;
        if (chooser->weighing->ceiling[i] > value->ceiling)
            value->ceiling = chooser->weighing->ceiling[i];
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

static bool exclude(const struct value *a, const struct value *b)
{
    return a->least_low > b->ceiling || b->least_low > a->ceiling;
}

static void set_clash(hsy_weighing *weighing, int64_t low, int64_t high, int64_t other_low,
                      int64_t other_high)
{
    weighing->clash[0][0] = low;
    weighing->clash[0][1] = high;
    weighing->clash[1][0] = other_low;
    weighing->clash[1][1] = other_high;
}

/* Where values hold plain and open accounts of one number, accounts tell more. */
static void note_clashing_accounts(struct chooser *chooser)
{
    const hsy_account *accounts = chooser->draft->accounts.data;
    const int64_t *ceiling = chooser->weighing->ceiling;
    uint32_t n = chooser->draft->accounts.count < 96 ? chooser->draft->accounts.count : 96;

    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < n; j++)
            if (counts(chooser, i) && counts(chooser, j) && accounts[i].low > ceiling[j]) {
                set_clash(chooser->weighing, accounts[i].low, accounts[i].high,
                          accounts[j].low, accounts[j].high);
                return;
            }
}

/* The best value and the strongest that it excludes; else any two that exclude each
 * other. */
static void note_clash(struct chooser *chooser, uint32_t best)
{
    const struct value *values = chooser->values.data, *one = NULL, *two = NULL;
    uint32_t n = chooser->values.count < 48 ? chooser->values.count : 48;
    const char *why;

    for (uint32_t v = 0; v < n; v++)
        if (exclude(&values[best], &values[v]) &&
            (!two || compare(&values[v], two, &why) < 0)) {
            one = &values[best];
            two = &values[v];
        }
    for (uint32_t v = 0; v < n && !two; v++)
        for (uint32_t w = v + 1; w < n && !two; w++)
            if (exclude(&values[v], &values[w])) {
                one = &values[v];
                two = &values[w];
            }
    if (!two) {
        note_clashing_accounts(chooser);
        return;
    }
    set_clash(chooser->weighing, one->low, one->high, two->low, two->high);
    if (one == &values[best] && compare(one, two, &why) < 0)
        chooser->weighing->best_why = why;
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
    weighing->clash[0][0] = -1;
    for (uint32_t i = 0; i < n; i++)
        chooser.use[i] = true;
    hsy_origins_count(weighing->backings, chooser.use, n, &weighing->least, &weighing->most);
    if (weighing->reason == HSY_REASON_DIED)
        weighing->best_low = weighing->best_high = 0;
    if (chooser.values.count == 0 || weighing->verdict == HSY_VERDICT_RETRACTED)
        return true;
    for (uint32_t v = 0; v < chooser.values.count; v++)
        support(&chooser, v);
    bool decided = rank(&chooser, &best, &second);
    write_best(&chooser, best, second, decided);
    if (draft->kind == HSY_DRAFT_NUMBER)
        note_clash(&chooser, best);
    if (weighing->verdict == HSY_VERDICT_UPDATE)
        note_replaced(&chooser);
    return true;
}
