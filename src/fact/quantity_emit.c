/*
 * quantity_emit.c - a harm word and its victims become a figure.
 *
 * Victims in a list ("killed a nurse and two soldiers") are one figure, their sum; a
 * figure put aside ("two, not three") is told as well, as taken back; "no other
 * injuries" is not to say nobody. What the figure stands for is quantity_scope.c's.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quantity.h"

#define FAR 30 /* words between a relative pronoun and "himself" */

static void add_bounds(int64_t *total, int64_t value)
{
    *total = *total == HSY_OPEN || value == HSY_OPEN ? HSY_OPEN : *total + value;
}

/* The sum over the list that `phrase` begins or ends: phrases [from, to]. */
static void sum(const hsy_figures *f, hsy_quantity *q, uint32_t from, uint32_t to)
{
    q->low = q->high = 0;
    for (uint32_t i = from; i <= to; i++) {
        const hsy_counted *phrase = &f->phrases.data[i];
        add_bounds(&q->low, phrase->low);
        add_bounds(&q->high, phrase->high);
        if (i == from)
            q->comparator = phrase->comparator;
        else if (phrase->comparator > q->comparator)
            q->comparator = phrase->comparator;
    }
}

static hsy_str who_of(const hsy_figures *f, const hsy_counted *phrase)
{
    return phrase->who == HSY_NONE ? f->tables->people : f->tables->whos.data[phrase->who].who;
}

/* The class of a list: that of all its members, or people. */
static hsy_str who_of_list(const hsy_figures *f, uint32_t from, uint32_t to)
{
    hsy_str who = who_of(f, &f->phrases.data[from]);

    for (uint32_t i = from + 1; i <= to; i++)
        if (!hsy_str_eq(who, who_of(f, &f->phrases.data[i])))
            return f->tables->people;
    return who;
}

static uint8_t what_bit(hsy_what what)
{
    return (uint8_t)(1u << (what <= HSY_WHAT_CAPTURED ? what : 7));
}

/* "two soldiers, not three, were killed": the three are told too, as taken back. */
static void emit_aside(hsy_figures *f, const hsy_hit *hit, uint32_t stands)
{
    const hsy_harm *harm = hsy_harm_of(f, hit);

    for (uint32_t i = stands > 0 ? stands - 1 : 0; i <= stands + 1 && i < f->phrases.count;
         i++) {
        hsy_counted *phrase = &f->phrases.data[i];
        if (phrase->instead != stands || phrase->emitted)
            continue;
        hsy_quantity *q = hsy_quantity_push(f, phrase->first, phrase->last);
        if (!q)
            return;
        hsy_quantity_take_number(f, q, phrase->number);
        q->what = harm->what;
        q->who = who_of(f, phrase);
        q->additional = false;
        q->retracted = true;
        q->rule = (hsy_rule){f->tables->harm_name, harm->line, "one figure, not another"};
        phrase->emitted |= what_bit(harm->what);
    }
}

/* "None suffered serious wounds", "no other injuries": that is not to say nobody. */
static bool of_degree(const hsy_figures *f, uint32_t begin, uint32_t end)
{
    return hsy_figures_cue_within(f, HSY_CUE_DEGREE, begin, end + 1);
}

/* "a 16-year-old boy", "Ana Ruiz, 34,": the years of one person. */
static uint8_t age_of(const hsy_figures *f, const hsy_counted *phrase)
{
    uint32_t last = phrase->last;

    if (hsy_figures_comma(f, last + 1) && last + 2 < f->words->count &&
        f->number_at[last + 2] != HSY_NONE && f->taken[f->number_at[last + 2]])
        last += 2;
    for (uint32_t at = phrase->first; at <= last; at++) {
        const hsy_number *n =
            f->number_at[at] == HSY_NONE ? NULL : &f->numbers[f->number_at[at]];
        if (n && n->low == n->high && n->low > 0 && n->low < 120 &&
            (at > phrase->last || hsy_lexicon_match(&f->tables->old, f->words, n->last + 1)))
            return (uint8_t)n->low;
    }
    return 0;
}

static uint8_t sex_of(const hsy_figures *f, const hsy_counted *phrase)
{
    const uint8_t sex =
        phrase->who == HSY_NONE ? HSY_SEX_UNKNOWN : f->tables->whos.data[phrase->who].sex;

    if (sex != HSY_SEX_UNKNOWN)
        return sex;
    if (hsy_figures_cue_within(f, HSY_CUE_FEMALE, phrase->first, phrase->last + 1))
        return HSY_SEX_FEMALE;
    return hsy_figures_cue_within(f, HSY_CUE_MALE, phrase->first, phrase->last + 1)
               ? HSY_SEX_MALE
               : HSY_SEX_UNKNOWN;
}

/* "a man who shot her and then himself": "himself" is the man just told of. */
static bool behind_relative(const hsy_figures *f, uint32_t at)
{
    for (uint32_t steps = 0; steps < FAR && at > 0 && f->phrase_at[at - 1] == HSY_NONE; steps++)
        if (hsy_glue_is(f, --at, HSY_GLUE_RELATIVE))
            return true;
    return false;
}

/* "A nurse was also hurt", "and also killed a nurse". */
static bool is_also(const hsy_figures *f, const hsy_hit *hit, const hsy_counted *phrase)
{
    uint32_t from = hit->first;

    if (phrase->last < hit->first)
        return hsy_figures_cue_within(f, HSY_CUE_ALSO, phrase->last + 1, hit->last + 1);
    while (from > 0 && hit->first - from < 2 && !hsy_term_punct(f->words, from - 1))
        from--;
    return hsy_figures_cue_within(f, HSY_CUE_ALSO, from, phrase->last + 1);
}

/* What tells one person from another, for quantity_persons.c. */
static void describe(const hsy_figures *f, hsy_quantity *q, const hsy_hit *hit,
                     const hsy_counted *phrase)
{
    const bool det = hsy_glue_is(f, phrase->first, HSY_GLUE_DET);
    const hsy_lexeme *ordinal =
        hsy_lexicon_match(&f->tables->ordinal, f->words, phrase->first + det);
    uint32_t len;

    q->age = age_of(f, phrase);
    q->one.sex = sex_of(f, phrase);
    /* "the fourth teenager killed this year" is the fourth of other acts. */
    q->one.ordinal = ordinal ? (uint8_t)ordinal->value : 0;
    q->one.pronoun = hsy_glue_is(f, phrase->first, HSY_GLUE_HE);
    q->one.anyone =
        q->one.pronoun || (phrase->who != HSY_NONE && f->tables->whos.data[phrase->who].anyone);
    q->one.kin = hsy_glue_is(f, phrase->first, HSY_GLUE_POSSESSIVE);
    q->one.other = phrase->other || phrase->additional;
    q->one.counted = phrase->number != HSY_NONE;
    q->one.also = is_also(f, hit, phrase);
    q->one.self = !behind_relative(f, hit->first) &&
                  (hsy_harm_of(f, hit)->self ||
                   hsy_figures_cue_at(f, HSY_CUE_REFLEXIVE, hit->last + 1, &len) ||
                   hsy_figures_cue_at(f, HSY_CUE_REFLEXIVE, phrase->first, &len));
}

/* Told of one and the same: "shot and is expected to recover". What kills may stand between
 * the two of nobody else. */
static bool survives(const hsy_figures *f, const hsy_hit *hit, const hsy_counted *phrase)
{
    uint32_t end = f->words->count;

    if (phrase->high != 1)
        return false;
    for (uint32_t i = 0; i < f->hits.count; i++) {
        const hsy_hit *other = &f->hits.data[i];
        if (other->first > hit->last && other->first < end &&
            hsy_harm_of(f, other)->what == HSY_WHAT_KILLED)
            end = other->first;
    }
    return hsy_figures_cue_within(f, HSY_CUE_SURVIVE, hit->last + 1, end);
}

/* "Ana Ruiz 13 was killed", in a text without commas: of several it would say "were". */
static bool is_age_of_one(const hsy_figures *f, const hsy_counted *phrase)
{
    uint32_t len;

    return phrase->bare && phrase->number != HSY_NONE && phrase->first == phrase->last &&
           phrase->low > 1 && hsy_figures_cue_at(f, HSY_CUE_SINGULAR, phrase->last + 1, &len);
}

void hsy_quantity_emit(hsy_figures *f, const hsy_hit *hit, uint32_t from, uint32_t to)
{
    const hsy_harm *harm = hsy_harm_of(f, hit);
    hsy_counted *first = &f->phrases.data[from], *last = &f->phrases.data[to];
    const uint8_t bit = what_bit(harm->what);

    /* "displaced since Ruiz took over", "the gunman fled": nobody is driven out by name, nor
     * told one by one. */
    if ((last->emitted & bit) ||
        (harm->what == HSY_WHAT_DISPLACED &&
         (last->named || (last->high == 1 && last->number == HSY_NONE))) ||
        (harm->strict && last->bare && !last->human && last->high != 0))
        return;
    if (from == to && is_age_of_one(f, first))
        return;
    uint32_t begin = hit->first < first->first ? hit->first : first->first;
    uint32_t end = hit->last > last->last ? hit->last : last->last;
    hsy_quantity *q = hsy_quantity_push(f, begin, end);
    if (!q)
        return;
    q->figure = hsy_terms_span(f->words, first->first, last->last);
    if (from == to && first->number != HSY_NONE)
        hsy_quantity_take_number(f, q, first->number);
    sum(f, q, from, to);
    q->what = harm->what;
    q->who = who_of_list(f, from, to);
    q->additional = first->additional;
    q->definite = from == to && first->definite; /* of many: "the two" */
    q->named = from == to && first->named;
    q->one.several = from != to;
    q->one.fate_open = harm->fate;
    q->one.nominal = harm->kind == HSY_HARM_OF || harm->kind == HSY_HARM_OWNED;
    if (from == to && q->high == 1)
        describe(f, q, hit, first);
    q->rule = (hsy_rule){f->tables->harm_name, harm->line, from == to ? NULL : "sum of parts"};
    if (first->part && first->harm != HSY_NONE)
        q->scope = HSY_SCOPE_SUBSET;
    if ((harm->combined || hit->combined) && !(from == to && survives(f, hit, first)))
        q->scope = HSY_SCOPE_COMBINED;
    hsy_quantity_scope(f, q, hit, first);
    if (q->negated && of_degree(f, begin, end)) {
        f->state->quantities.count--;
        return;
    }
    for (uint32_t i = from; i <= to; i++)
        f->phrases.data[i].emitted |= bit;
    if (from == to && !f->failed)
        emit_aside(f, hit, from);
}
