/* changes.c - see changes.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "ledger/changes.h"

#include "base/buf.h"
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

struct comparer {
    hsy_ledger_of before, now;
    hsy_arena work;
    hsy_map claim_of; /* key of an account -> claim before */
    hsy_buf key;
    bool *is_new;
};

/* The same fact of the same article, in a claim of the same kind, with the same words. */
static hsy_str key_of(struct comparer *c, const hsy_ledger_of *in, const hsy_claim *claim,
                      const hsy_account *account)
{
    hsy_buf_reset(&c->key);
    hsy_buf_add(&c->key, hsy_article_id(in->sources[account->source].article));
    hsy_buf_printf(&c->key, "\t%d\t%u\t%.*s\t%.*s", (int)account->kind, account->fact,
                   HSY_STR_ARG(claim->what), HSY_STR_ARG(account->value));
    return hsy_buf_str(&c->key);
}

static bool index_accounts(struct comparer *c)
{
    const hsy_ledger *ledger = c->before.ledger;

    for (uint32_t i = 0; i < ledger->nclaims; i++)
        for (uint32_t k = 0; k < ledger->claims[i].naccounts; k++) {
            hsy_str key = key_of(c, &c->before, &ledger->claims[i],
                                 &ledger->claims[i].accounts[k]);
            hsy_str kept = hsy_str_copy(&c->work, key);
            if (c->key.failed || !kept.ptr ||
                hsy_map_put(&c->claim_of, kept, i) == HSY_NONE)
                return false;
        }
    return true;
}

static bool mark_new(struct comparer *c)
{
    hsy_map ids;

    hsy_map_init(&ids, &c->work);
    for (uint32_t i = 0; i < c->before.nsources; i++)
        if (!hsy_map_set(&ids, hsy_article_id(c->before.sources[i].article), i))
            return false;
    for (uint32_t i = 0; i < c->now.nsources; i++)
        c->is_new[i] =
            hsy_map_find(&ids, hsy_article_id(c->now.sources[i].article)) == HSY_NONE;
    return true;
}

static int by_number(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* The value that is most often in a sorted list; the first of those. */
static uint32_t most_frequent(const uint32_t *list, uint32_t n)
{
    uint32_t best = HSY_NONE, most = 0;

    for (uint32_t i = 0, run = 0; i < n; i++) {
        run = i && list[i] == list[i - 1] ? run + 1 : 1;
        if (run > most) {
            most = run;
            best = list[i];
        }
    }
    return best;
}

/* The claim before that most of these accounts stood in. */
static bool find_before(struct comparer *c, const hsy_claim *claim, uint32_t *ret)
{
    uint32_t *list = hsy_new_array(&c->work, claim->naccounts, uint32_t), n = 0;

    if (!list)
        return false;
    for (uint32_t k = 0; k < claim->naccounts; k++) {
        if (c->is_new[claim->accounts[k].source])
            continue;
        hsy_str key = key_of(c, &c->now, claim, &claim->accounts[k]);
        list[n] = hsy_map_find(&c->claim_of, key);
        n += list[n] != HSY_NONE;
    }
    qsort(list, n, sizeof *list, by_number);
    *ret = most_frequent(list, n);
    return !c->key.failed;
}

static unsigned compare(const hsy_claim *old, const hsy_claim *claim)
{
    unsigned how = 0;

    if (old->verdict != claim->verdict)
        how |= HSY_CHANGE_VERDICT;
    if (old->best_low != claim->best_low || old->best_high != claim->best_high ||
        !hsy_str_eq(old->best, claim->best))
        how |= HSY_CHANGE_BEST;
    if (old->low != claim->low || old->high != claim->high)
        how |= HSY_CHANGE_RANGE;
    if (claim->origins_least > old->origins_least && !(how & HSY_CHANGE_BEST))
        how |= HSY_CHANGE_ORIGINS; /* of another value they say nothing */
    return how;
}

static bool add_change(struct comparer *c, uint32_t number, hsy_change *ret)
{
    const hsy_claim *claim = &c->now.ledger->claims[number];

    *ret = (hsy_change){.claim = number};
    for (uint32_t k = 0; k < claim->naccounts; k++)
        ret->fresh += c->is_new[claim->accounts[k].source];
    if (!find_before(c, claim, &ret->before))
        return false;
    if (ret->before != HSY_NONE)
        ret->how = compare(&c->before.ledger->claims[ret->before], claim);
    else if (ret->fresh)
        ret->how = HSY_CHANGE_NEW;
    if (ret->fresh && ret->before != HSY_NONE)
        ret->how |= HSY_CHANGE_ACCOUNTS;
    return true;
}

static bool compare_all(struct comparer *c, hsy_changes *ret)
{
    if (!mark_new(c) || !index_accounts(c))
        return false;
    for (uint32_t i = 0; i < c->now.ledger->nclaims; i++) {
        if (!add_change(c, i, &ret->list[ret->count]))
            return false;
        ret->count += ret->list[ret->count].how != 0;
    }
    return true;
}

hsy_status hsy_changes_make(hsy_arena *arena, hsy_ledger_of before, hsy_ledger_of now,
                            hsy_changes *ret, hsy_error *err)
{
    struct comparer c = {.before = before, .now = now};
    /* One more than there can be: each is made in the place behind the last. */
    hsy_changes made = {.list = hsy_new_array(arena, now.ledger->nclaims + 1, hsy_change)};

    c.is_new = hsy_new_array(arena, now.nsources, bool);
    made.is_new = c.is_new;
    hsy_arena_init(&c.work, (size_t)4 << 30);
    hsy_map_init(&c.claim_of, &c.work);
    hsy_buf_init(&c.key, 0);
    bool done = made.list && c.is_new && compare_all(&c, &made);
    hsy_buf_clear(&c.key);
    hsy_arena_clear(&c.work);
    if (!done)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    *ret = made;
    return HSY_OK;
}

const char *hsy_change_name(unsigned one)
{
    switch (one) {
    case HSY_CHANGE_NEW: return "new";
    case HSY_CHANGE_VERDICT: return "verdict";
    case HSY_CHANGE_BEST: return "best";
    case HSY_CHANGE_RANGE: return "range";
    case HSY_CHANGE_ORIGINS: return "origins";
    case HSY_CHANGE_ACCOUNTS: return "accounts";
    default: return NULL;
    }
}
