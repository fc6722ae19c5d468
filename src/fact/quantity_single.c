/*
 * quantity_single.c - one person: by a noun, an age, a name, a pronoun.
 *
 *     an 88-year-old man, the gunman, his wife
 *     5-year-old Ana Ruiz
 *     he
 *     a mother, |father| and |toddler|    the article is said once
 *     (killed his wife and) himself
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quantity.h"

#define GROWN 18 /* years: below it "a 5-year-old" is a child */

/* "he was pronounced dead": one person. */
static bool read_pronoun(hsy_figures *f, uint32_t at)
{
    if (!hsy_glue_is(f, at, HSY_GLUE_HE))
        return false;
    hsy_counted *phrase = hsy_phrase_push(f, at, at);
    if (phrase)
        phrase->human = phrase->definite = true;
    return true;
}

/* The last word of a person's name right behind `at`, else `at`. */
static uint32_t take_name(hsy_figures *f, uint32_t at)
{
    const hsy_doc *doc = f->words->doc;
    const uint32_t phrase = f->phrase_at[at];
    uint32_t last = at;

    if (!doc->has_names || at + 1 >= f->words->count)
        return at;
    const uint32_t index = hsy_word_token(f, at + 1)->name;
    if (index == HSY_NONE || doc->names[index].type != HSY_NAME_PERSON ||
        doc->names[index].first != f->words->data[at + 1].token)
        return at;
    const hsy_name *name = &doc->names[index];
    while (last + 1 < f->words->count &&
           f->words->data[last + 1].token < name->first + name->ntokens)
        f->phrase_at[++last] = phrase;
    return last;
}

/* "5-year-old Ana Ruiz", "2 year old dies": an age without article or noun. */
static bool read_aged(hsy_figures *f, uint32_t at)
{
    uint32_t number = f->number_at[at];
    hsy_head head;

    if (number == HSY_NONE || f->numbers[number].first != at)
        return false;
    const hsy_number *n = &f->numbers[number];
    const hsy_lexeme *old = hsy_lexicon_match(&f->tables->old, f->words, n->last + 1);
    if (!old || n->low != n->high ||
        !(f->sentence->is_title || f->words->data[n->last + 1].join == HSY_JOIN_HYPHEN))
        return false;
    uint32_t last = n->last + old->nwords;
    const hsy_lexeme *many = hsy_lexicon_match(&f->tables->plural, f->words, n->last + 1);
    if (many && many->nwords == old->nwords)
        return false;
    bool found = hsy_head_find(f, last + 1, &head) && !head.plural &&
                 !f->tables->whos.data[head.who].is_mass;
    hsy_counted *phrase = hsy_phrase_push(f, at, found ? head.last : last);
    if (!phrase)
        return true;
    if (!found)
        phrase->last = take_name(f, last);
    phrase->human = true;
    phrase->other = phrase->additional = n->additional;
    phrase->noun = phrase->last;
    phrase->who = found ? head.who : n->low < GROWN ? f->tables->young : HSY_NONE;
    return true;
}

/* How far a bare noun may lie from the word that begins its phrase: a sentence opens with
 * few, a headline's object may have more ("kills local journalist"). */
static uint32_t room_for_bare(const hsy_figures *f, uint32_t at)
{
    if (f->sentence->is_title && at > 0 && f->hit_at[at - 1] != HSY_NONE &&
        hsy_harm_class_of(f, f->hit_at[at - 1]) == HSY_HARM_VERB)
        return 5;
    return f->words->data[at].shape & HSY_SHAPE_STARTS ? 3 : 0;
}

/* "A mother and son", "a man and woman" are two; "a father and husband" is one: by sex or by
 * age. */
static bool can_be_two(const hsy_figures *f, uint32_t a, const hsy_head *b)
{
    const hsy_who *first = &f->tables->whos.data[a], *second = &f->tables->whos.data[b->who];
    const hsy_str young = f->tables->whos.data[f->tables->young].who;

    return (first->sex && second->sex && first->sex != second->sex) ||
           ((first->sex || second->sex) &&
            hsy_str_eq(first->who, young) != hsy_str_eq(second->who, young));
}

/* "a mother, father and toddler": the article is said once. */
static bool goes_on_list(const hsy_figures *f, uint32_t at)
{
    hsy_head head;
    uint32_t before = at;

    while (before > 0 && at - before < 2 &&
           (hsy_figures_comma(f, before - 1) || hsy_glue_is(f, before - 1, HSY_GLUE_CONJ)))
        before--;
    if (before == at || before == 0 || f->phrase_at[before - 1] == HSY_NONE)
        return false;
    const hsy_counted *phrase = &f->phrases.data[f->phrase_at[before - 1]];
    return phrase->last == before - 1 && phrase->human && !phrase->named && phrase->high == 1 &&
           phrase->number == HSY_NONE && phrase->noun == phrase->last &&
           phrase->who != HSY_NONE && hsy_head_find(f, at, &head) &&
           can_be_two(f, phrase->who, &head);
}

/* "The 60-year-old" is no child. */
static bool is_grown(const hsy_figures *f, uint32_t at, const hsy_head *head)
{
    for (uint32_t i = at; head->who == f->tables->young && i < head->first; i++)
        if (f->number_at[i] != HSY_NONE && f->numbers[f->number_at[i]].low >= GROWN)
            return true;
    return false;
}

/* "a 12-year-old boy", "the gunman", "his wife". */
static bool read_single(hsy_figures *f, uint32_t at)
{
    hsy_head head;
    const bool det = hsy_glue_is(f, at, HSY_GLUE_DET);
    const bool opens = f->words->data[at].shape & HSY_SHAPE_STARTS;

    const bool listed = !det && goes_on_list(f, at);

    if (!det && !listed && !f->sentence->is_title && !(opens && hsy_term_capital(f->words, at)))
        return false;
    uint32_t from = at + det;
    if (from >= f->words->count || !hsy_head_find(f, from, &head) || head.plural)
        return false;
    const hsy_who *who = &f->tables->whos.data[head.who];
    if (who->is_mass || who->is_group ||
        (!det && head.first > at + (listed ? 0 : room_for_bare(f, at))))
        return false;
    if (hsy_glue_is(f, head.last + 1, HSY_GLUE_GENITIVE))
        return false;
    hsy_counted *phrase = hsy_phrase_push(f, at, head.last);
    if (!phrase)
        return true;
    phrase->human = true;
    phrase->who = is_grown(f, at, &head) ? HSY_NONE : head.who;
    phrase->noun = head.last;
    phrase->harm = head.harm;
    phrase->low = phrase->high = who->count;
    phrase->definite = det && !hsy_opens_anew(f, at);
    phrase->other =
        det && (hsy_glue_is(f, at, HSY_GLUE_MORE) || hsy_glue_is(f, from, HSY_GLUE_MORE) ||
                (!phrase->definite && hsy_lexicon_match(&f->tables->ordinal, f->words, from)));
    phrase->additional = det && hsy_glue_is(f, at, HSY_GLUE_MORE);
    /* "Minister Ana Ruiz", "the driver Tom Orr": one person. */
    phrase->last = take_name(f, head.last);
    if (phrase->last > head.last)
        phrase->named = phrase->definite = true;
    return true;
}

/* A person's name found by ling. */
static bool read_name(hsy_figures *f, uint32_t at)
{
    const hsy_doc *doc = f->words->doc;
    const hsy_token *token = hsy_word_token(f, at);
    hsy_head head;

    if (!doc->has_names || token->name == HSY_NONE)
        return false;
    const hsy_name *name = &doc->names[token->name];
    if (name->type != HSY_NAME_PERSON || name->first != f->words->data[at].token)
        return false;
    uint32_t last = at;
    while (last + 1 < f->words->count &&
           f->words->data[last + 1].token < name->first + name->ntokens)
        last++;
    if (hsy_glue_is(f, last + 1, HSY_GLUE_GENITIVE))
        return false;
    for (uint32_t i = at; i <= last; i++) /* "AFP Eleven children": no name of a person */
        if (f->number_at[i] != HSY_NONE ||
            (!f->words->loud && (f->words->data[i].shape & HSY_SHAPE_ALL_CAPS)))
            return false;
    uint32_t first = at; /* a first name that was missed: "Ana |Moreno|" */
    while (!f->words->loud && first > 0 && f->phrase_at[first - 1] == HSY_NONE &&
           !hsy_head_stops(f, first - 1) && hsy_term_capital(f->words, first - 1) &&
           f->hit_at[first - 1] == HSY_NONE && f->number_at[first - 1] == HSY_NONE &&
           !hsy_head_at(f, first - 1, &head) && f->words->data[first].join == HSY_JOIN_SPACE &&
           at - first < 2)
        first--;
    hsy_counted *phrase = hsy_phrase_push(f, first, last);
    if (phrase)
        phrase->human = phrase->named = phrase->definite = true;
    return true;
}

/* Without names: two to four capital words, then ", 34,". */
static bool read_name_with_age(hsy_figures *f, uint32_t at)
{
    uint32_t last = at;

    if (f->words->doc->has_names || f->sentence->is_title)
        return false;
    while (last < at + 4 && hsy_term_capital(f->words, last) && !hsy_term_punct(f->words, last))
        last++;
    if (last < at + 2 || last >= f->words->count || !hsy_term_punct(f->words, last))
        return false;
    uint32_t number = last + 1 < f->words->count ? f->number_at[last + 1] : HSY_NONE;
    if (number == HSY_NONE || !f->numbers[number].digits || f->numbers[number].high > 110 ||
        !hsy_term_punct(f->words, f->numbers[number].last + 1) ||
        f->numbers[number].last + 1 >= f->words->count)
        return false;
    hsy_counted *phrase = hsy_phrase_push(f, at, last - 1);
    if (phrase)
        phrase->human = phrase->named = phrase->definite = true;
    f->taken[number] = true;
    return true;
}

/* "killed his wife and himself": the pronoun counts where a list goes on with it. */
static bool read_self(hsy_figures *f, uint32_t at)
{
    uint32_t len;

    if (at < 2 || !hsy_figures_cue_at(f, HSY_CUE_REFLEXIVE, at, &len) ||
        f->hit_at[at - 1] != HSY_NONE)
        return false;
    hsy_counted *phrase = hsy_phrase_push(f, at, at + len - 1);
    if (phrase)
        phrase->human = phrase->definite = true;
    return true;
}

bool hsy_quantity_read_single(hsy_figures *f, uint32_t at)
{
    const bool number = f->number_at[at] != HSY_NONE;

    return read_aged(f, at) ||
           (!number && (read_pronoun(f, at) || read_name(f, at) || read_name_with_age(f, at) ||
                        read_self(f, at) || read_single(f, at)));
}
