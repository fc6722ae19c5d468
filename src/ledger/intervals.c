/*
 * intervals.c - do the accounts of a claim agree?
 *
 * Each figure is an interval ("dozens" 24-99, "at least five" from 5 on). All can
 * be true together when the greatest low is not above the smallest high. Where
 * they cannot, each pair that excludes each other must be explained for an update:
 * the text's own words replace a figure, or one named source gave another figure
 * later, or a later, attributed account gives a higher one. A lower figure is no
 * update by coming later. What stays unexplained is a conflict.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

#define PAIRED 160u /* accounts compared in pairs; more of one claim tell no more */

/* A denial of a figure ("denied that 5 died") is no figure. */
static bool is_denial(const hsy_account *account)
{
    return account->negative && account->low > 0;
}

static bool is_live(const hsy_account *account)
{
    return !account->retracted && !account->died && !is_denial(account);
}

static int64_t published(const hsy_story_work *work, const hsy_account *account)
{
    return work->sources[account->source].published;
}

static bool is_apart(const hsy_weighing *weighing, uint32_t i, uint32_t j)
{
    const hsy_account *accounts = weighing->draft->accounts.data;
    return accounts[i].low > weighing->ceiling[j] ||
           accounts[j].low > weighing->ceiling[i];
}

/* "More than 19" beside "19": the words exclude each other, those who use them do not mean
 * it. */
static bool is_loosely(const hsy_account *more, const hsy_account *other)
{
    return more->comparator == HSY_COMPARE_MORE_THAN && other->low == other->high &&
           more->low == other->low + 1;
}

/* "Six died, including the gunman" and "five were killed": does `full` without those who
 * did it fit the other? */
static bool fits_without_doers(const hsy_weighing *weighing, uint32_t full, uint32_t other)
{
    const hsy_account *a = &weighing->draft->accounts.data[full],
                      *b = &weighing->draft->accounts.data[other];

    return a->doers > 0 && b->doers == 0 && a->low - a->doers <= weighing->ceiling[other] &&
           b->low <= a->high - a->doers;
}

static bool excludes(const hsy_weighing *weighing, uint32_t i, uint32_t j)
{
    const hsy_account *a = &weighing->draft->accounts.data[i],
                      *b = &weighing->draft->accounts.data[j];

    return is_apart(weighing, i, j) && !is_loosely(a, b) && !is_loosely(b, a) &&
           !fits_without_doers(weighing, i, j) && !fits_without_doers(weighing, j, i);
}

/* Headlines and summaries drop "at least": where the same article has it elsewhere, its
 * plain figure is open too, but not where another source gives it. */
static void set_ceilings(const hsy_story_work *work, hsy_weighing *weighing)
{
    const hsy_draft *draft = weighing->draft;

    for (uint32_t i = 0; i < draft->accounts.count; i++) {
        const hsy_account *account = &draft->accounts.data[i];
        const hsy_account_source *source = &work->sources[account->source];
        bool open = !account->said_by.count ||
                    hsy_article_in_title(source->article, account->span);
        weighing->ceiling[i] = account->high;
        for (uint32_t j = i > 8 ? i - 8 : 0; j < draft->accounts.count && j < i + 8; j++) {
            const hsy_account *body = &draft->accounts.data[j];
            if (body->source == account->source && body->low == account->low &&
                body->high == HSY_OPEN && !body->retracted &&
                (open || (body->said_by.count && hsy_same_voice(source->reading, body->said_by,
                                                                account->said_by))))
                weighing->ceiling[i] = HSY_OPEN;
        }
    }
}

static bool is_same_source(const hsy_backing *a, const hsy_backing *b)
{
    return a->name.ptr && b->name.ptr && hsy_str_eq(a->name, b->name);
}

static bool has_updating_words(const hsy_story_work *work, const hsy_account *account)
{
    return work->sources[account->source].reading->quantities[account->fact].updates;
}

static bool same_publisher(const hsy_story_work *work, const hsy_account *a, const hsy_account *b)
{
    const hsy_article *x = work->sources[a->source].article;
    const hsy_article *y = work->sources[b->source].article;

    return x->publisher.name.len && hsy_str_eq(x->publisher.name, y->publisher.name);
}

/* Why `old` need not contradict `new`, if it came before it. */
static hsy_reason explain(const hsy_story_work *work, const hsy_account *old,
                          const hsy_account *new, const hsy_backing *by_old,
                          const hsy_backing *by_new)
{
    const int64_t day = 24 * 60;
    int64_t then = published(work, old), now = published(work, new);
    bool dated = then != INT64_MIN && now != INT64_MIN, rises = new->low > old->high;
    bool own = is_same_source(by_old, by_new) && !by_new->media && old->source != new->source;

    if (has_updating_words(work, new) && !has_updating_words(work, old) &&
        (!dated || now / day >= then / day))
        return HSY_REASON_WORDS;
    if (!dated)
        return HSY_REASON_NONE;
    /* One source holds one figure at a time; within a day the order is not known. That it
     * corrects itself downward is believed of one that is known by a name everywhere. */
    if (own && !rises && now / day > then / day && by_new->entity && by_new->entity->key.len)
        return HSY_REASON_SAME;
    if (!rises)
        return HSY_REASON_NONE;
    if (is_same_source(by_old, by_new) && now / day >= then / day && old->source != new->source)
        return HSY_REASON_SAME;
    if (now <= then)
        return HSY_REASON_NONE;
    if (same_publisher(work, old, new))
        return HSY_REASON_SAME;
    return by_new->attributed || by_new->name.ptr ? HSY_REASON_RISING : HSY_REASON_NONE;
}

/* Does the article of `new` take back what `old` says, or any article, no earlier than
 * `old`, the very number? */
static bool takes_back(const hsy_story_work *work, const hsy_weighing *weighing, uint32_t old,
                       uint32_t new)
{
    const hsy_draft *draft = weighing->draft;
    const hsy_account *accounts = draft->accounts.data;
    const int64_t day = 24 * 60;

    for (uint32_t i = 0; i < draft->accounts.count; i++) {
        if (!accounts[i].retracted || excludes(weighing, i, old))
            continue;
        if (accounts[i].source == accounts[new].source ||
            (accounts[i].low == accounts[old].low && accounts[i].high == accounts[old].high &&
             published(work, &accounts[old]) / day <= published(work, &accounts[i]) / day))
            return true;
    }
    return false;
}

/* A figure that its text calls new and that is above an earlier one went up: it does not
 * replace one that is higher still. */
static bool has_risen(const hsy_story_work *work, const hsy_draft *draft, uint32_t i)
{
    const hsy_account *account = &draft->accounts.data[i];
    const int64_t day = 24 * 60;

    for (uint32_t j = 0; j < draft->accounts.count && j < PAIRED; j++) {
        const hsy_account *other = &draft->accounts.data[j];
        if (other->low < account->low && !is_denial(other) &&
            published(work, other) / day <= published(work, account) / day)
            return true;
    }
    return false;
}

/* Are all figures that differ apart by loose words or by those who did it alone? Then
 * *ret_doers tells which. */
static bool differs_little(const hsy_weighing *weighing, bool *ret_doers)
{
    const hsy_draft *draft = weighing->draft;
    *ret_doers = false;
    uint32_t n = draft->accounts.count < PAIRED ? draft->accounts.count : PAIRED;

    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = i + 1; j < n; j++)
            if (is_live(&draft->accounts.data[i]) && is_live(&draft->accounts.data[j])) {
                if (excludes(weighing, i, j))
                    return false;
                *ret_doers |= is_apart(weighing, i, j) &&
                              (fits_without_doers(weighing, i, j) ||
                               fits_without_doers(weighing, j, i));
            }
    return true;
}

/* "18 people were killed" below "at least 18 people, the monitor said": the same figure,
 * and the same source. The account of the number that its article ascribes. */
static uint32_t ascribed(const hsy_draft *draft, const hsy_backing *backings, uint32_t i)
{
    const hsy_account *accounts = draft->accounts.data;
    const uint32_t from = i > 8 ? i - 8 : 0;

    if (backings[i].attributed)
        return i;
    for (uint32_t j = from; j < draft->accounts.count && j < i + 8; j++)
        if (accounts[j].source == accounts[i].source && accounts[j].low == accounts[i].low &&
            backings[j].attributed && is_live(&accounts[j]))
            return j;
    return i;
}

static hsy_reason explain_pair(const hsy_story_work *work, const hsy_weighing *weighing,
                               uint32_t old, uint32_t new)
{
    const hsy_draft *draft = weighing->draft;
    const hsy_account *accounts = draft->accounts.data;
    const hsy_backing *backings = weighing->backings;
    hsy_reason reason =
        explain(work, &accounts[old], &accounts[new], &backings[old], &backings[new]);

    if (reason)
        return reason;
    uint32_t a = ascribed(draft, backings, old), b = ascribed(draft, backings, new);
    return a == old && b == new
               ? HSY_REASON_NONE
               : explain(work, &accounts[a], &accounts[b], &backings[a], &backings[b]);
}

/* Explain all pairs that exclude each other; NONE when one cannot be. */
static hsy_reason explain_all(const hsy_story_work *work, hsy_weighing *weighing)
{
    const hsy_draft *draft = weighing->draft;
    uint32_t n = draft->accounts.count < PAIRED ? draft->accounts.count : PAIRED;
    const hsy_account *accounts = draft->accounts.data;
    hsy_reason found = HSY_REASON_NONE;
    bool all = true;

    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = i + 1; j < n; j++) {
            if (!is_live(&accounts[i]) || !is_live(&accounts[j]) ||
                !excludes(weighing, i, j))
                continue;
            bool rises = accounts[j].low > accounts[i].low;
            uint32_t old = rises ? i : j, new = rises ? j : i;
            hsy_reason reason = explain_pair(work, weighing, old, new);
            if (!reason && !has_risen(work, draft, old)) { /* "revised down to" */
                uint32_t swap = old;
                old = new, new = swap;
                reason = explain_pair(work, weighing, old, new);
            }
            if (!reason && (takes_back(work, weighing, old, new) ||
                            takes_back(work, weighing, new, old))) {
                bool turned = !takes_back(work, weighing, old, new);
                uint32_t keep = old;
                old = turned ? new : old, new = turned ? keep : new;
                reason = HSY_REASON_WORDS;
            }
            all &= reason != HSY_REASON_NONE;
            if (reason == HSY_REASON_WORDS || reason == HSY_REASON_SAME)
                weighing->superseded[old] = true;
            if (reason && (!found || reason < found))
                found = reason;
        }
    return all ? found : HSY_REASON_NONE;
}

static bool is_one_text(const hsy_draft *draft, const hsy_backing *backings)
{
    for (uint32_t i = 1; i < draft->accounts.count; i++)
        if (backings[i].text != backings[0].text)
            return false;
    return true;
}

/* The largest figure that anyone gives; open where it is given as "at least" only. Who has
 * died since was hurt once. */
static int64_t largest(const hsy_draft *draft)
{
    int64_t closed = -1, open = -1;

    for (uint32_t i = 0; i < draft->accounts.count; i++) {
        const hsy_account *account = &draft->accounts.data[i];
        if (!is_live(account) && !account->died)
            continue;
        if (account->high == HSY_OPEN && account->low > open)
            open = account->low;
        if (account->high != HSY_OPEN && account->high > closed)
            closed = account->high;
    }
    return open > closed ? HSY_OPEN : closed;
}

/* Ranges over the accounts that stand. */
static void measure(hsy_weighing *ret, int64_t *ret_floor, int64_t *ret_ceiling, bool *ret_same)
{
    const hsy_draft *draft = ret->draft;
    const hsy_account *first = NULL;

    *ret_floor = INT64_MIN;
    *ret_ceiling = HSY_OPEN;
    *ret_same = true;
    ret->low = -1;
    ret->high = largest(draft);
    for (uint32_t i = 0; i < draft->accounts.count; i++) {
        const hsy_account *account = &draft->accounts.data[i];
        if (!is_live(account))
            continue;
        if (first && (account->low != first->low || account->high != first->high))
            *ret_same = false;
        if (!first || account->low < ret->low)
            ret->low = account->low;
        if (account->low > *ret_floor)
            *ret_floor = account->low;
        if (ret->ceiling[i] < *ret_ceiling)
            *ret_ceiling = ret->ceiling[i];
        first = first ? first : account;
    }
}

/* A number that another article, no earlier, takes back. */
static bool is_outdated(const hsy_story_work *work, const hsy_draft *draft, uint32_t i)
{
    const hsy_account *accounts = draft->accounts.data;
    const int64_t day = 24 * 60;

    for (uint32_t j = 0; j < draft->accounts.count; j++)
        if (accounts[j].retracted && accounts[j].source != accounts[i].source &&
            accounts[j].low == accounts[i].low && accounts[j].high == accounts[i].high &&
            published(work, &accounts[i]) / day <= published(work, &accounts[j]) / day)
            return true;
    return false;
}

/* Figures taken back: is another given that stands? */
static hsy_verdict after_retraction(const hsy_story_work *work, hsy_weighing *ret)
{
    const hsy_draft *draft = ret->draft;
    bool stands = false;

    for (uint32_t i = 0; i < draft->accounts.count; i++) {
        ret->superseded[i] |= is_outdated(work, draft, i);
        stands |= is_live(&draft->accounts.data[i]) && !ret->superseded[i];
    }
    return stands ? HSY_VERDICT_UPDATE : HSY_VERDICT_RETRACTED;
}

/* All who are told as hurt have died since: none is left. */
static bool have_died(const hsy_draft *draft)
{
    bool any = false;

    for (uint32_t i = 0; i < draft->accounts.count; i++) {
        if (is_live(&draft->accounts.data[i]))
            return false;
        any |= draft->accounts.data[i].died;
    }
    return any;
}

static bool is_any_retracted(const hsy_draft *draft)
{
    for (uint32_t i = 0; i < draft->accounts.count; i++)
        if (draft->accounts.data[i].retracted)
            return true;
    return false;
}

/* Somebody else denies a figure that somebody gave. */
static bool is_denied(const hsy_draft *draft)
{
    bool live = false, denied = false;

    for (uint32_t i = 0; i < draft->accounts.count; i++) {
        live |= is_live(&draft->accounts.data[i]);
        denied |= is_denial(&draft->accounts.data[i]) && !draft->accounts.data[i].retracted;
    }
    return live && denied;
}

bool hsy_weigh_numbers(hsy_story_work *work, const hsy_draft *draft,
                       const hsy_backing *backings, hsy_weighing *ret)
{
    int64_t floor, ceiling;
    bool same, doers;

    set_ceilings(work, ret);
    measure(ret, &floor, &ceiling, &same);
    for (uint32_t i = 0; i < draft->accounts.count; i++)
        ret->superseded[i] = draft->accounts.data[i].died;
    if (have_died(draft)) {
        ret->verdict = HSY_VERDICT_UPDATE;
        ret->reason = HSY_REASON_DIED;
        ret->low = 0;
        return true;
    }
    if (ret->low < 0) {
        ret->verdict = is_any_retracted(draft)           ? HSY_VERDICT_RETRACTED
                       : is_one_text(draft, backings) ? HSY_VERDICT_SINGLE : HSY_VERDICT_AGREE;
        return true;
    }
    if (is_denied(draft)) {
        ret->verdict = HSY_VERDICT_CONFLICT;
    } else if (floor > ceiling && differs_little(ret, &doers)) {
        ret->verdict = HSY_VERDICT_COMPATIBLE;
        ret->reason = doers ? HSY_REASON_DOER : HSY_REASON_NONE;
    } else if (floor > ceiling) {
        ret->reason = explain_all(work, ret);
        ret->verdict = ret->reason ? HSY_VERDICT_UPDATE : HSY_VERDICT_CONFLICT;
    } else if (is_any_retracted(draft)) {
        ret->verdict = after_retraction(work, ret);
        ret->reason = HSY_REASON_WORDS;
    } else if (is_one_text(draft, backings)) {
        ret->verdict = HSY_VERDICT_SINGLE;
    } else {
        ret->verdict = same ? HSY_VERDICT_AGREE : HSY_VERDICT_COMPATIBLE;
    }
    return true;
}

/* -- claims in words ------------------------------------------------------------ */

static bool is_day_of_report(const hsy_story_work *work, const hsy_account *account,
                             hsy_days days)
{
    const int64_t at = published(work, account);

    return at != INT64_MIN && days.from == days.to && days.from == at / (24 * 60);
}

/* A night has two days, and the day of the report is easily taken for that of the act: what
 * is no further apart does not clash. */
static hsy_match match_times(const hsy_story_work *work, const hsy_account *a,
                             const hsy_account *b)
{
    hsy_days x = hsy_days_of(&work->sources[a->source].reading->times[a->fact]);
    hsy_days y = hsy_days_of(&work->sources[b->source].reading->times[b->fact]);
    int64_t gap = x.from > y.to ? (int64_t)x.from - y.to : (int64_t)y.from - x.to;
    bool loose = gap <= 1 || (gap == 2 && (is_day_of_report(work, a, x) ||
                                           is_day_of_report(work, b, y)));
    hsy_match match = hsy_match_days(x, y);

    return match == HSY_CLASH && loose ? HSY_UNKNOWN : match;
}

static hsy_match match_facts(const hsy_story_work *work, const hsy_draft *draft,
                             const hsy_account *a, const hsy_account *b)
{
    const hsy_reading *x = work->sources[a->source].reading;
    const hsy_reading *y = work->sources[b->source].reading;

    if (hsy_str_eq(a->value, b->value))
        return HSY_SAME;
    if (draft->kind == HSY_DRAFT_PLACE)
        return hsy_match_places(&x->places[a->fact], &y->places[b->fact]);
    if (draft->kind == HSY_DRAFT_TIME)
        return match_times(work, a, b);
    if (draft->kind != HSY_DRAFT_PARTY)
        return HSY_UNKNOWN;
    hsy_match best = HSY_CLASH;
    const hsy_event *p = &x->events[a->fact], *q = &y->events[b->fact];
    for (uint32_t i = 0; i < p->nsources && i < 4; i++)
        for (uint32_t j = 0; j < q->nsources && j < 4; j++) {
            hsy_match match = hsy_match_entities(&x->entities[p->sources[i]],
                                                 &y->entities[q->sources[j]]);
            best = match > best ? match : best;
        }
    return p->nsources && q->nsources ? best : HSY_UNKNOWN;
}

static hsy_verdict weigh_values(const hsy_story_work *work, const hsy_draft *draft,
                                const hsy_backing *backings)
{
    uint32_t n = draft->accounts.count < PAIRED ? draft->accounts.count : PAIRED;
    bool same = true;

    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = i + 1; j < n; j++) {
            const hsy_account *a = &draft->accounts.data[i], *b = &draft->accounts.data[j];
            hsy_match match = match_facts(work, draft, a, b);
            if (a->negative || b->negative) { /* "it was them", "it was not us" */
                if (a->negative != b->negative && match >= HSY_PART && backings[i].name.ptr &&
                    backings[j].name.ptr)
                    return HSY_VERDICT_CONFLICT;
                continue;
            }
            same &= match == HSY_SAME;
            /* A text does not contradict itself: where it names two it has two acts in mind,
             * and "on Friday" in it is another day in what copies it a week later. */
            if (match == HSY_CLASH && backings[i].text != backings[j].text)
                return HSY_VERDICT_CONFLICT;
        }
    if (is_one_text(draft, backings))
        return HSY_VERDICT_SINGLE;
    return same ? HSY_VERDICT_AGREE : HSY_VERDICT_COMPATIBLE;
}

/* Do a yes and a no stand against each other? Of one text only where it gives them to two
 * whom it names: by itself it does not contradict itself. */
static bool is_rival(const hsy_backing *yes, const hsy_backing *no)
{
    return yes->text != no->text ||
           (yes->name.ptr && no->name.ptr && !hsy_str_eq(yes->name, no->name));
}

static bool has_rivals(const hsy_draft *draft, const hsy_backing *backings)
{
    uint32_t n = draft->accounts.count < PAIRED ? draft->accounts.count : PAIRED;

    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < n; j++)
            if (!draft->accounts.data[i].negative && draft->accounts.data[j].negative &&
                is_rival(&backings[i], &backings[j]))
                return true;
    return false;
}

/* Yes against no. One source that says both has taken it back. */
static hsy_verdict weigh_answers(const hsy_draft *draft, const hsy_backing *backings)
{
    uint32_t n = draft->accounts.count, yes = 0, no = 0;
    const hsy_backing *first_yes = NULL;
    bool own = true;

    for (uint32_t i = 0; i < n; i++) {
        if (draft->accounts.data[i].negative) {
            no++;
            continue;
        }
        yes++;
        first_yes = first_yes ? first_yes : &backings[i];
    }
    for (uint32_t i = 0; i < n && first_yes; i++)
        own &= is_same_source(first_yes, &backings[i]);
    if (yes && no && own && first_yes->name.ptr)
        return HSY_VERDICT_RETRACTED;
    if (yes && no && has_rivals(draft, backings))
        return HSY_VERDICT_CONFLICT;
    return is_one_text(draft, backings) ? HSY_VERDICT_SINGLE : HSY_VERDICT_AGREE;
}

bool hsy_weigh_words(hsy_story_work *work, const hsy_draft *draft,
                     const hsy_backing *backings, hsy_weighing *ret)
{
    ret->low = ret->high = -1;
    if (draft->kind == HSY_DRAFT_ACT)
        ret->verdict = weigh_answers(draft, backings);
    else if (draft->kind == HSY_DRAFT_WORDS)
        ret->verdict = is_one_text(draft, backings) ? HSY_VERDICT_SINGLE : HSY_VERDICT_AGREE;
    else
        ret->verdict = weigh_values(work, draft, backings);
    return true;
}
