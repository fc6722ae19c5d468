/*
 * quantity_lists.c - which phrases stand in one list, and which for another.
 *
 * "three soldiers, two policemen and a boy" are one group, named by its first phrase; a
 * comma alone makes a list of two counts, else what stands behind it is an apposition
 * ("his brother, Adam"). "Two soldiers, not three": the three are put aside. In "three
 * soldiers were killed and seven wounded" the noun is said once.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quantity.h"

#define LONGEST_LIST 12 /* names in a list of the dead */
#define TITLE        6  /* words of a title before a name */

static bool is_self(const hsy_figures *f, const hsy_counted *phrase)
{
    uint32_t len;

    return hsy_figures_cue_at(f, HSY_CUE_REFLEXIVE, phrase->first, &len);
}

/* -- lists -------------------------------------------------------------------- */

/* Nouns and adjectives alone between `at` and a name: his title. */
static bool is_title_of(const hsy_figures *f, uint32_t at, const hsy_counted *name)
{
    const hsy_doc *doc = f->words->doc;

    if (!name->named || !doc->has_tags || name->first - at > TITLE)
        return false;
    for (uint32_t i = at; i < name->first; i++) {
        const hsy_upos upos = (hsy_upos)doc->tokens[f->words->data[i].token].upos;
        if (f->hit_at[i] != HSY_NONE || f->number_at[i] != HSY_NONE ||
            (upos != HSY_UPOS_NOUN && upos != HSY_UPOS_PROPN && upos != HSY_UPOS_ADJ))
            return false;
    }
    return true;
}

/* Only list glue between two phrases: "," "and" ", and" "as well as". An age in
 * commas behind a name ("Smith, 34, and") is passed over. */
static bool list_gap(const hsy_figures *f, const hsy_counted *a, const hsy_counted *b,
                     bool *ret_conj)
{
    uint32_t at = a->last + 1, commas = 0, conjs = 0, ages = 0;

    if (b->first <= at || b->first - at > (b->named ? 6 + TITLE : 6))
        return false;
    for (; at < b->first; at++) {
        uint32_t number = f->number_at[at];
        if ((commas || conjs) && a->named && is_title_of(f, at, b))
            break; /* "Ana Ruiz and police chief Tom Orr" */
        if (hsy_glue_is(f, at, HSY_GLUE_CONJ | HSY_GLUE_LIST))
            conjs++;
        else if (hsy_glue_is(f, at, HSY_GLUE_PREP) && at + 2 < b->first &&
                 hsy_glue_is(f, at + 1, HSY_GLUE_DET) &&
                 (f->words->data[at + 2].shape & HSY_SHAPE_DIGIT))
            at += hsy_glue_is(f, at + 3, HSY_GLUE_CONJ) ? 2 : 3; /* "in her 50|s" */
        else if ((conjs || commas) && at + 1 == b->first && is_self(f, b) &&
                 hsy_glue_is(f, at, HSY_GLUE_ADVERB))
            continue; /* "and then himself" */
        else if (number != HSY_NONE && f->taken[number] && commas)
            ages++;
        else if (at + 1 == b->first && b->number != HSY_NONE &&
                 hsy_glue_is(f, at, HSY_GLUE_DET))
            continue; /* "his wife and their two sons" */
        else if (f->words->data[at].lower.len == 1 && f->words->data[at].lower.ptr[0] == ',')
            commas++;
        else
            return false;
    }
    *ret_conj = conjs;
    return conjs || commas == 1 || (commas == 2 && ages && a->named && b->named);
}

static bool is_pronoun(const hsy_figures *f, const hsy_counted *phrase)
{
    return hsy_glue_is(f, phrase->first, HSY_GLUE_HE);
}

/* "Girl, man found dead", "Mother, father, toddler dead": bare nouns and their fate; "kills
 * woman, her son, himself". */
static bool are_several(const hsy_figures *f, uint32_t i)
{
    for (uint32_t k = i; k < f->phrases.count && k - i < LONGEST_LIST; k++) {
        const hsy_counted *a = &f->phrases.data[k - 1], *b = &f->phrases.data[k];
        const uint32_t next = b->last + 1;
        if (a->noun == HSY_NONE || !a->human || !b->human || b->named)
            return false;
        if (is_self(f, b))
            return true;
        if (b->noun == HSY_NONE || a->definite || b->definite != (k > i && b->definite))
            return false;
        if (next < f->words->count && f->hit_at[next] != HSY_NONE)
            return !b->definite;
        if (!hsy_figures_comma(f, next) || k + 1 >= f->phrases.count ||
            f->phrases.data[k + 1].first != next + 1)
            return false;
    }
    return false;
}

/* "wounding three workers, one seriously": one of the three. */
static bool is_degree(const hsy_figures *f, const hsy_counted *phrase)
{
    const uint32_t next = phrase->last + 1;

    return phrase->bare && hsy_glue_is(f, next, HSY_GLUE_ADVERB) &&
           hsy_figures_cue_within(f, HSY_CUE_DEGREE, next, next + 1) &&
           (hsy_term_punct(f->words, next + 1) ||
            hsy_glue_is(f, next + 1, HSY_GLUE_CONJ | HSY_GLUE_PREP));
}

/* A comma alone makes a list of two counts ("3 soldiers, 2 policemen"), or of what an
 * "and" goes on with; else what stands behind it is an apposition ("his brother,
 * Adam", "the victim, a two-year-old"). */
static bool is_list(const hsy_figures *f, uint32_t i)
{
    const hsy_counted *a = &f->phrases.data[i - 1], *b = &f->phrases.data[i];
    bool conj, next;

    if (!list_gap(f, a, b, &conj) || is_pronoun(f, b) || is_degree(f, b))
        return false;
    if (conj || (a->number != HSY_NONE && b->number != HSY_NONE))
        return true;
    if (a->number == HSY_NONE && !a->named && b->named)
        return false;
    /* "the two children, Tom Horn and Ana Horn, died": who the two are. */
    if (a->number != HSY_NONE && a->low > 1 &&
        (b->named || (b->number == HSY_NONE && f->number_at[b->first] != HSY_NONE)))
        return false;
    /* In a headline the comma is an "and": "Four soldiers, a farmer killed". */
    if (f->sentence->is_title && a->number != HSY_NONE && b->human && !b->definite)
        return true;
    /* "kill priest, two guards": a noun and a count, and no fate of the second's own. */
    if (f->sentence->is_title && a->noun != HSY_NONE && b->number != HSY_NONE && b->human &&
        (b->last + 1 >= f->words->count || f->hit_at[b->last + 1] == HSY_NONE))
        return true;
    if (f->sentence->is_title && (is_self(f, b) || are_several(f, i)))
        return true;
    /* "Ana Horn, six, Bea Orr, 7, and Cai Dunn, nine": an "and" further on closes it. */
    uint32_t k = i + 1;
    next = false;
    while (k < f->phrases.count && k - i <= LONGEST_LIST && f->phrases.data[k].human &&
           list_gap(f, &f->phrases.data[k - 1], &f->phrases.data[k], &next) && !next &&
           f->phrases.data[k].named)
        k++;
    return next;
}

/* Lists whose commas were lost ("killed a nurse a guard and two soldiers"): phrase
 * on phrase, when an "and" closes them. */
static bool runs_on(const hsy_figures *f, uint32_t i)
{
    const hsy_counted *a = &f->phrases.data[i - 1], *b = &f->phrases.data[i];
    bool conj;

    /* "Minister Ana Ruiz and ..." has her title before her. */
    return b->first == a->last + 1 && b->human && !(b->named && !a->named) &&
           i + 1 < f->phrases.count && f->phrases.data[i + 1].human && !is_pronoun(f, a) &&
           !is_pronoun(f, b) && list_gap(f, b, &f->phrases.data[i + 1], &conj) && conj;
}

/* -- one figure in place of another --------------------------------------------- */

static uint32_t over_comma(const hsy_figures *f, uint32_t at)
{
    return at < f->words->count && hsy_str_eq(f->words->data[at].lower, HSY_STR(",")) ? at + 1
                                                                                      : at;
}

/* The cue between two phrases and nothing else but a comma. */
static bool parted_by(const hsy_figures *f, hsy_cue cue, const hsy_counted *a,
                      const hsy_counted *b)
{
    uint32_t at = over_comma(f, a->last + 1), len;

    return hsy_figures_cue_at(f, cue, at, &len) && at + len == b->first;
}

static void put_aside(const hsy_figures *f, uint32_t aside, uint32_t stands)
{
    hsy_counted *a = &f->phrases.data[aside], *b = &f->phrases.data[stands];

    if ((!a->bare && !a->human) || (!b->bare && !b->human) || b->instead != HSY_NONE)
        return;
    a->instead = stands;
    if (a->who == HSY_NONE)
        a->who = b->who;
    if (b->who == HSY_NONE)
        b->who = a->who;
    a->human = b->human = a->human || b->human;
}

/* "two soldiers, not three, were killed", "two rather than three"; "not three but two". */
static void contrast(const hsy_figures *f)
{
    uint32_t len;

    for (uint32_t i = 1; i < f->phrases.count; i++) {
        const hsy_counted *a = &f->phrases.data[i - 1], *b = &f->phrases.data[i];
        if (a->number == HSY_NONE || b->number == HSY_NONE || b->high == 0)
            continue;
        if (hsy_figures_cue_before(f, HSY_CUE_NOT, a->first, &len) &&
            parted_by(f, HSY_CUE_BUT, a, b))
            put_aside(f, i - 1, i);
        else if (parted_by(f, HSY_CUE_NOT, a, b))
            put_aside(f, i, i - 1);
    }
}

/* Women, soldiers, children; not people. */
static bool is_of_kind(const hsy_figures *f, const hsy_counted *phrase)
{
    return phrase->who != HSY_NONE &&
           !hsy_str_eq(f->tables->whos.data[phrase->who].who, f->tables->people);
}

/* "three suspects, one woman and two men, were held": who the three are, and no three more.
 * "Three soldiers, two policemen and a boy" are of three kinds, and six. */
static void broken_down(hsy_figures *f)
{
    for (uint32_t i = 0, end; i < f->phrases.count; i = end) {
        const hsy_counted *whole = &f->phrases.data[i];
        int64_t rest = 0;
        bool kinds = true;
        for (end = i + 1; end < f->phrases.count && f->phrases.data[end].group == whole->group;
             end++) {
            rest += f->phrases.data[end].low;
            kinds &= is_of_kind(f, &f->phrases.data[end]);
        }
        if (end - i < 3 || whole->number == HSY_NONE || whole->low != rest || !kinds ||
            whole->low != whole->high || is_of_kind(f, whole))
            continue;
        for (uint32_t k = i + 1; k < end; k++) {
            f->phrases.data[k].group = i + 1;
            f->phrases.data[k].subset = true;
        }
    }
}

/* "Three soldiers were killed and seven wounded": the noun is said once. */
static void share_noun(const hsy_figures *f)
{
    for (uint32_t i = 1; i < f->phrases.count; i++) {
        const hsy_counted *before = &f->phrases.data[i - 1];
        hsy_counted *phrase = &f->phrases.data[i];
        const uint32_t next = phrase->last + 1;
        if (phrase->bare && phrase->who == HSY_NONE && before->who != HSY_NONE &&
            before->number != HSY_NONE && !phrase->additional && phrase->first > 0 &&
            hsy_glue_is(f, phrase->first - 1, HSY_GLUE_CONJ) && next < f->words->count &&
            f->hit_at[next] != HSY_NONE &&
            (f->hits.data[f->hit_at[next]].forms & HSY_INFLECT_PART))
            phrase->who = before->who;
    }
}

/* "nine were killed, including a boy and two women, and several others are injured": what
 * happened to the last is told behind them, and is something else. */
static bool has_own_fate(const hsy_figures *f, const hsy_counted *phrase)
{
    uint32_t hit = HSY_NONE;

    for (uint32_t at = phrase->last + 1;
         at < f->words->count && at <= phrase->last + 2 && hit == HSY_NONE; at++) {
        if (hsy_str_eq(f->words->data[at].lower, HSY_STR(",")))
            return false;
        hit = f->hit_at[at];
    }
    for (uint32_t i = 0; hit != HSY_NONE && i < f->hits.count; i++)
        if (f->hits.data[i].last < phrase->first &&
            hsy_harm_of(f, &f->hits.data[i])->what != hsy_harm_of(f, &f->hits.data[hit])->what)
            return true;
    return false;
}

void hsy_quantity_lists(hsy_figures *f)
{
    uint32_t len;

    for (uint32_t i = 0; i < f->phrases.count; i++) {
        hsy_counted *phrase = &f->phrases.data[i];
        uint32_t at = phrase->first;
        phrase->subset = hsy_figures_cue_before(f, HSY_CUE_SUBSET, at, &len);
        if (i > 0 && at > 0 && hsy_figures_comma(f, at - 1) && is_degree(f, phrase))
            phrase->subset = phrase->human = true;
        if (i == 0 || phrase->subset)
            continue;
        const hsy_counted *before = &f->phrases.data[i - 1];
        if (!before->human || before->bare || !(phrase->human || phrase->bare) ||
            phrase->part || before->part || phrase->high == 0 ||
            !(is_list(f, i) || runs_on(f, i)) || (before->subset && has_own_fate(f, phrase)))
            continue;
        phrase->group = before->group;
        phrase->subset = before->subset;
    }
    broken_down(f);
    contrast(f);
    share_noun(f);
}
