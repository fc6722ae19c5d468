/*
 * quantity_head.c - the noun that a phrase of people ends with.
 *
 *     five heavily armed |fighters|      over adjectives, names, states ("wounded")
 *     two |police officers|, not two police |stations|
 *     four gunshot |victims|
 *     five |Iraqis|                      a capital word that ends the phrase
 *
 * What goes on as a compound ("student visas") counts something else. Tags decide where there
 * are any; without them words must do.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quantity.h"

#define MODIFIERS 7 /* words between a number and its noun, at most */

/* Where a phrase may no longer go on. "of" is not among them: it is looked at. */
#define STOPS                                                                                  \
    (HSY_GLUE_BE | HSY_GLUE_HAVE | HSY_GLUE_MODAL | HSY_GLUE_PREP | HSY_GLUE_CONJ |            \
     HSY_GLUE_RELATIVE | HSY_GLUE_DET | HSY_GLUE_CLAUSE | HSY_GLUE_PRONOUN | HSY_GLUE_VERB |   \
     HSY_GLUE_TO | HSY_GLUE_GENITIVE)

bool hsy_head_stops(const hsy_figures *f, uint32_t at)
{
    return at >= f->words->count || hsy_term_punct(f->words, at) || hsy_glue_is(f, at, STOPS);
}

/* A noun of people at `at`; the longer of its singular and plural match. */
bool hsy_head_at(const hsy_figures *f, uint32_t at, hsy_head *ret)
{
    const hsy_lexeme *one = hsy_lexicon_match(&f->tables->singular, f->words, at);
    const hsy_lexeme *many = hsy_lexicon_match(&f->tables->plural, f->words, at);
    const hsy_lexeme *best = one;

    if (many && (!best || many->nwords >= best->nwords))
        best = many;
    if (!best)
        return false;
    *ret = (hsy_head){at, at + best->nwords - 1, best->value, HSY_NONE, best == many};
    return true;
}

/* "a 60-year-old western |man|", "two male foreign |visitors|": adjectives, then whom they
 * tell of. */
static bool is_before_noun(const hsy_figures *f, uint32_t at)
{
    hsy_head head;

    for (uint32_t i = at; i < at + 3; i++) {
        if (hsy_head_stops(f, i) || f->hit_at[i] != HSY_NONE)
            return false;
        if (i > at && hsy_head_at(f, i, &head))
            return true;
        if (hsy_word_token(f, i)->upos != HSY_UPOS_ADJ)
            return false;
    }
    return false;
}

/* Does a noun of people at `head` go on as a compound ("police station", "student
 * visas")? Tags decide where there are any. */
bool hsy_head_goes_on(const hsy_figures *f, const hsy_head *head)
{
    uint32_t next = head->last + 1;
    hsy_head follows;

    if (hsy_glue_is(f, next, HSY_GLUE_GENITIVE))
        return true;
    if (hsy_head_stops(f, next) || f->number_at[next] != HSY_NONE)
        return false;
    if (f->hit_at[next] != HSY_NONE) /* "civilian casualties" */
        return hsy_harm_class_of(f, f->hit_at[next]) == HSY_HARM_COUNT && !head->plural;
    if (f->words->data[next].join == HSY_JOIN_HYPHEN)
        return true;
    if (hsy_head_at(f, next, &follows)) /* "police officers", but "took 30 soldiers prisoner" */
        return (f->words->loud || f->sentence->is_title || !hsy_term_capital(f->words, next)) &&
               (!head->plural || follows.plural);
    if (!f->words->doc->has_tags)
        return !head->plural && (f->words->loud || !hsy_term_capital(f->words, next));
    const hsy_token *token = hsy_word_token(f, next);
    if (token->upos == HSY_UPOS_ADJ && !head->plural)
        return is_before_noun(f, next);
    if (token->upos == HSY_UPOS_NOUN)
        return !head->plural || f->tables->whos.data[head->who].is_mass;
    return false;
}

/* "two other shooting victims", "four gunshot victims": what they are victims of. */
static bool is_victims(const hsy_figures *f, uint32_t hit)
{
    hsy_head head;

    return hsy_head_at(f, f->hits.data[hit].last + 1, &head) &&
           f->tables->whos.data[head.who].victim &&
           (hsy_harm_class_of(f, hit) == HSY_HARM_VERB ||
            hsy_harm_class_of(f, hit) == HSY_HARM_MODIFIER);
}

/* "20 trains carrying personnel": the trains were counted, and what carries them goes on.
 * "2 more suffer minor burns": a finite verb ends a phrase. */
static bool ends_phrase(const hsy_figures *f, uint32_t at)
{
    const hsy_token *token = hsy_word_token(f, at);

    if (!f->words->doc->has_tags || token->upos != HSY_UPOS_VERB || f->hit_at[at] != HSY_NONE)
        return false;
    return (token->feats & (HSY_FEAT_PRESENT | HSY_FEAT_PAST)) ||
           (f->words->doc->has_trees && (token->feats & HSY_FEAT_GERUND) &&
            token->deprel == HSY_DEP_acl);
}

/* The head noun of people at or after `from`, over at most MODIFIERS words. */
bool hsy_head_find(const hsy_figures *f, uint32_t from, hsy_head *ret)
{
    uint32_t harm = HSY_NONE;

    for (uint32_t at = from; at < from + MODIFIERS; at++) {
        uint32_t len;
        if (at >= f->words->count || hsy_figures_cue_at(f, HSY_CUE_NOT, at, &len))
            return false;
        if (hsy_head_at(f, at, ret)) {
            if (!hsy_head_goes_on(f, ret)) {
                ret->harm = harm;
                return true;
            }
            at = ret->last;
            if (hsy_glue_is(f, at + 1, HSY_GLUE_GENITIVE))
                at++;
            continue;
        }
        if (hsy_head_stops(f, at) || ends_phrase(f, at))
            return false;
        uint32_t hit = f->hit_at[at];
        if (hit != HSY_NONE) {
            const uint8_t forms = f->hits.data[hit].forms;
            if (hsy_harm_class_of(f, hit) != HSY_HARM_STATE && !(forms & HSY_INFLECT_PART) &&
                !is_victims(f, hit))
                return false;
            harm = hit;
            at = f->hits.data[hit].last;
        }
    }
    return false;
}

/* "five Iraqis", "12 Chinese": a capital word that ends the phrase. */
bool hsy_head_demonym(const hsy_figures *f, uint32_t from, uint32_t *ret)
{
    uint32_t at = from;

    if (f->words->loud)
        return false;
    while (at < from + 3 && !hsy_head_stops(f, at) && f->hit_at[at] == HSY_NONE &&
           hsy_term_capital(f->words, at))
        at++;
    if (at == from || !(hsy_head_stops(f, at) || f->hit_at[at] != HSY_NONE) ||
        hsy_glue_is(f, at, HSY_GLUE_GENITIVE) || /* "two of Jupiter's moons" */
        (at < f->words->count && f->words->data[at].join == HSY_JOIN_HYPHEN))
        return false;
    hsy_str last = f->words->data[at - 1].lower;
    /* "WAVE 3 News": what ling takes for a body or a place counts nobody. */
    const uint32_t name = hsy_word_token(f, at - 1)->name;
    if (f->words->doc->has_names && name != HSY_NONE &&
        f->words->doc->names[name].type != HSY_NAME_GROUP &&
        f->words->doc->names[name].type != HSY_NAME_PERSON)
        return false;
    /* "man, 18 Ana Ruiz": one person's name. */
    if (f->words->doc->has_names && name != HSY_NONE && at - from > 1 &&
        f->words->doc->names[name].type == HSY_NAME_PERSON)
        return false;
    if (f->words->data[at - 1].shape & (HSY_SHAPE_ALL_CAPS | HSY_SHAPE_DIGIT))
        return false;
    if (last.len < 4)
        return false;
    if (f->words->doc->has_tags && last.ptr[last.len - 1] == 's' &&
        !(hsy_word_token(f, at - 1)->feats & HSY_FEAT_PLURAL))
        return false; /* "Channel 4 News" */
    *ret = at - 1;
    return true;
}
