/*
 * quantity_plain.c - figures that are no casualties.
 *
 * Money, per cent, ages and spans of time are read first, from the unit that
 * stands at the number, and their numbers are out of reach for the frames of harm:
 * "a 50 per cent tariff" kills nobody. What is left over at the end counts troops
 * or something else ("104 drones", "2,000 people gathered").
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quantity.h"

#define OLDEST 115

static const hsy_unit *unit_after(const hsy_figures *f, const hsy_lexicon *lexicon, uint32_t at,
                                  uint32_t *ret_last)
{
    const hsy_lexeme *match = hsy_lexicon_match(lexicon, f->words, at);

    if (!match)
        return NULL;
    *ret_last = at + match->nwords - 1;
    return &f->tables->units.data[match->value];
}

static void emit(hsy_figures *f, uint32_t number, const hsy_unit *unit, uint32_t first,
                 uint32_t last)
{
    hsy_quantity *q = hsy_quantity_push(f, first, last);

    if (!q)
        return;
    hsy_quantity_take_number(f, q, number);
    q->what = (hsy_what)unit->kind;
    q->unit = unit->unit;
    q->rule = unit->line ? (hsy_rule){f->tables->unit_name, unit->line, NULL}
                         : (hsy_rule){NULL, 0, "age in commas"};
}

/* Is the number within a time already read? A duration is both a time and a
 * quantity; "three days ago" is a time alone. */
static bool in_time(const hsy_figures *f, const hsy_number *n)
{
    const hsy_fact_state *state = f->state;
    uint32_t token = f->words->data[n->core_first].token;

    for (uint32_t i = state->times.count; i-- > 0;) {
        const hsy_time *time = &state->times.data[i];
        if (time->sentence < f->words->sentence)
            return false;
        if (time->sentence == f->words->sentence && time->type != HSY_TIME_DURATION &&
            token >= time->first && token < time->first + time->ntokens)
            return true;
    }
    return false;
}

static bool is_comma(const hsy_figures *f, uint32_t at)
{
    return at < f->words->count && f->words->data[at].lower.len == 1 &&
           f->words->data[at].lower.ptr[0] == ',';
}

/* "The women, both 22, were hurt", "five men, all in their ...". */
static bool is_age_of_all(const hsy_figures *f, const hsy_number *n)
{
    uint32_t at = n->core_first;

    while (at > 0 && hsy_glue_is(f, at - 1, HSY_GLUE_ADVERB) && n->core_first - at < 2)
        at--;
    return at < n->core_first && at > 1 && n->low == n->high && n->low > 0 &&
           n->low <= OLDEST && is_comma(f, at - 1) && is_comma(f, n->last + 1) &&
           hsy_lexicon_match_before(&f->tables->plural, f->words, at - 1);
}

/* ", 34," or ", nine," behind a name or a noun of one person. */
static bool is_bare_age(const hsy_figures *f, const hsy_number *n)
{
    const hsy_doc *doc = f->words->doc;
    uint32_t len;

    /* In words an age stands between two commas. */
    if (!n->digits && !is_comma(f, n->last + 1))
        return false;
    if (is_age_of_all(f, n))
        return true;
    if (n->low != n->high || n->low < 1 || n->low > OLDEST || n->core_first < 2 ||
        !is_comma(f, n->core_first - 1) || !hsy_term_punct(f->words, n->last + 1))
        return false;
    if (hsy_lexicon_match_before(&f->tables->singular, f->words, n->core_first - 1))
        return true; /* "a girl, 5," */
    if (!hsy_term_capital(f->words, n->core_first - 2))
        return false;
    /* Commas on both sides set off an age, unless what follows tells of parts: "in
     * Manbij, 12, including two children, were killed". */
    if (is_comma(f, n->last + 1))
        return !hsy_figures_cue_at(f, HSY_CUE_SUBSET, n->last + 2, &len);
    if (!doc->has_names)
        return false;
    const hsy_token *token = &doc->tokens[f->words->data[n->core_first - 2].token];
    return token->name != HSY_NONE && doc->names[token->name].type == HSY_NAME_PERSON;
}

/* "Ana Ruiz 34 was hurt" in a text without commas. */
static bool is_age_behind_name(const hsy_figures *f, const hsy_number *n)
{
    const hsy_doc *doc = f->words->doc;
    const uint32_t next = n->last + 1;
    uint32_t at = n->core_first, name;

    if (!doc->has_names || !doc->has_tags || !n->digits || n->low != n->high || n->low < 1 ||
        n->low > OLDEST || n->core_first == 0 || n->first != n->core_first ||
        next >= f->words->count)
        return false;
    const uint8_t verb = doc->tokens[f->words->data[next].token].upos;
    name = doc->tokens[f->words->data[at - 1].token].name;
    if ((verb != HSY_UPOS_VERB && verb != HSY_UPOS_AUX) || name == HSY_NONE ||
        doc->names[name].type != HSY_NAME_PERSON)
        return false;
    while (at > 0 && doc->tokens[f->words->data[at - 1].token].name == name)
        at--;
    return at == 0 || !hsy_glue_is(f, at - 1, HSY_GLUE_PREP);
}

static bool can_be_age(const hsy_number *n)
{
    return n->digits && n->low == n->high && n->low >= 1 && n->low <= OLDEST;
}

/* Between two numbers of a list: a comma, an "and", "to"; at most two of them. */
static bool listed(const hsy_figures *f, const hsy_number *a, const hsy_number *b)
{
    uint32_t at = a->last + 1;

    if (b->first <= at || b->first - at > 2)
        return false;
    for (; at < b->first; at++)
        if (!is_comma(f, at) && !hsy_glue_is(f, at, HSY_GLUE_CONJ | HSY_GLUE_TO))
            return false;
    return true;
}

/* "Two men, 25 and 30, were shot"; "three women, ages 21, 32 and 49": as many ages as people
 * stand before the comma. The first number of such a list; how many follow it. */
static uint32_t ages_of_list(const hsy_figures *f, uint32_t number, bool cue)
{
    const hsy_number *n = &f->numbers[number];
    uint32_t count = 1;

    while (number + count < f->nnumbers && can_be_age(&f->numbers[number + count]) &&
           listed(f, &f->numbers[number + count - 1], &f->numbers[number + count]))
        count++;
    if (cue)
        return count;
    if (number == 0 || count < 2 || !can_be_age(n) || n->core_first < 2 ||
        !is_comma(f, n->core_first - 1) ||
        !hsy_lexicon_match_before(&f->tables->plural, f->words, n->core_first - 1))
        return 0;
    const hsy_number *people = &f->numbers[number - 1];
    return people->low == people->high && people->low == count ? count : 0;
}

static bool read_ages(hsy_figures *f, uint32_t number)
{
    static const hsy_unit bare = {{"year", 4}, HSY_WHAT_AGE, 0};
    const hsy_number *n = &f->numbers[number];
    uint32_t len;
    const bool cue = can_be_age(n) && hsy_figures_cue_before(f, HSY_CUE_AGED, n->first, &len);
    const uint32_t count = ages_of_list(f, number, cue);

    for (uint32_t i = number; i < number + count && count > 1; i++) {
        emit(f, i, &bare, f->numbers[i].core_first, f->numbers[i].last);
        f->taken[i] = true;
    }
    return count > 1;
}

static bool read_age(hsy_figures *f, uint32_t number)
{
    const hsy_number *n = &f->numbers[number];
    static const hsy_unit bare = {{"year", 4}, HSY_WHAT_AGE, 0};
    uint32_t last, len;
    const hsy_unit *unit = unit_after(f, &f->tables->old, n->last + 1, &last);

    if (unit) {
        emit(f, number, unit, n->figure_first, last);
        return true;
    }
    if (!hsy_figures_cue_before(f, HSY_CUE_AGED, n->first, &len) && !is_bare_age(f, n) &&
        !is_age_behind_name(f, n))
        return false;
    emit(f, number, &bare, n->core_first, n->last);
    return true;
}

/* "9 of 16 A man was killed": the place of a picture in its series. */
static bool is_counter(const hsy_figures *f, uint32_t number)
{
    const hsy_number *n = &f->numbers[number];
    const uint32_t second = n->last + 2;

    if (!n->digits || !hsy_glue_is(f, n->last + 1, HSY_GLUE_OF) || second >= f->words->count ||
        f->number_at[second] == HSY_NONE)
        return false;
    const hsy_number *all = &f->numbers[f->number_at[second]];
    const uint32_t next = all->last + 1;
    return all->digits && all->low >= n->high && next < f->words->count &&
           hsy_glue_is(f, next, HSY_GLUE_DET) && hsy_term_capital(f->words, next);
}

/* "in her 50s", "the 1990s": a span of years, never a count. */
static bool is_decade(const hsy_figures *f, const hsy_number *n)
{
    const hsy_term *next = &f->words->data[n->last] + 1;

    return n->digits && n->last + 1 < f->words->count && next->lower.len == 1 &&
           next->lower.ptr[0] == 's' && next->join != HSY_JOIN_SPACE;
}

/* "Rossiya-24", "MH-17": a number that is tied to letters before it counts nothing. */
static bool is_of_name(const hsy_figures *f, const hsy_number *n)
{
    return n->digits && n->core_first > 0 &&
           f->words->data[n->core_first].join == HSY_JOIN_HYPHEN &&
           f->number_at[n->core_first - 1] == HSY_NONE &&
           hsy_term_capital(f->words, n->core_first - 1);
}

/* "weighed 82 pounds", "82 pounds (37 kg)" */
static bool is_weight(const hsy_figures *f, const hsy_number *n, uint32_t last)
{
    const uint32_t to = last + 5 < f->words->count ? last + 5 : f->words->count;

    return hsy_figures_cue_within(f, HSY_CUE_WEIGHT, n->first > 5 ? n->first - 5 : 0, to);
}

static void read_plain(hsy_figures *f, uint32_t number)
{
    const hsy_number *n = &f->numbers[number];
    uint32_t last;

    if (is_counter(f, number)) {
        f->taken[number] = f->taken[number + 1] = true;
        return;
    }
    if (f->taken[number])
        return;
    if (in_time(f, n) || is_decade(f, n) || is_of_name(f, n)) {
        f->taken[number] = true;
        return;
    }
    if (n->high != 0 && read_ages(f, number))
        return;
    if (n->high != 0 && read_age(f, number)) {
        f->taken[number] = true;
        return;
    }
    const hsy_lexeme *sign =
        hsy_lexicon_match_before(&f->tables->sign, f->words, n->core_first);
    const hsy_unit *unit = NULL;
    uint32_t first = n->figure_first;
    last = n->last;
    if (sign) {
        unit = &f->tables->units.data[sign->value];
        if (n->core_first - sign->nwords < first)
            first = n->core_first - sign->nwords;
    } else {
        unit = unit_after(f, &f->tables->unit, n->last + 1, &last);
    }
    if (!unit || (unit->kind == HSY_WHAT_MONEY && !sign && is_weight(f, n, last)))
        return;
    f->taken[number] = true;
    if (n->high != 0)
        emit(f, number, unit, first, last);
}

void hsy_quantity_plain(hsy_figures *f)
{
    for (uint32_t i = 0; i < f->nnumbers && !f->failed; i++)
        read_plain(f, i);
}

/* -- what is left ------------------------------------------------------------------ */

static const hsy_token *token_of(const hsy_figures *f, uint32_t at)
{
    return &f->words->doc->tokens[f->words->data[at].token];
}

/* The plural noun counted by a number, within three words; HSY_NONE when unsure. */
static uint32_t counted_noun(const hsy_figures *f, uint32_t from)
{
    uint32_t noun = HSY_NONE;

    if (!f->words->doc->has_tags)
        return HSY_NONE;
    for (uint32_t at = from; at < from + 4 && at < f->words->count; at++) {
        const hsy_token *token = token_of(f, at);
        if (token->upos == HSY_UPOS_NOUN && (token->feats & HSY_FEAT_PLURAL))
            noun = at;
        else if (noun != HSY_NONE ||
                 (token->upos != HSY_UPOS_ADJ && token->upos != HSY_UPOS_NOUN &&
                  token->upos != HSY_UPOS_PROPN))
            break;
    }
    return noun;
}

/* "Some 40,000 refugees live there": a stock, whatever the sentence tells of them. */
static hsy_what what_of(const hsy_figures *f, const hsy_who *who)
{
    if (who && who->displaced)
        return HSY_WHAT_DISPLACED;
    return who && who->troops && hsy_figures_cue_within(f, HSY_CUE_TROOPS, 0, f->words->count)
               ? HSY_WHAT_TROOPS
               : HSY_WHAT_OTHER;
}

static void count_people(hsy_figures *f, const hsy_counted *phrase)
{
    const hsy_who *who = phrase->who == HSY_NONE ? NULL : &f->tables->whos.data[phrase->who];
    hsy_quantity *q = hsy_quantity_push(f, phrase->first, phrase->last);

    if (!q)
        return;
    hsy_quantity_take_number(f, q, phrase->number);
    q->who = who ? who->who : f->tables->people;
    q->what = what_of(f, who);
    if (q->what == HSY_WHAT_DISPLACED)
        q->scope = HSY_SCOPE_CUMULATIVE;
    q->additional = phrase->additional;
    if (who)
        q->rule = (hsy_rule){f->tables->who_name, who->line, NULL};
    else
        q->rule = (hsy_rule){NULL, 0, "count"};
}

/* "two-thirds of": no things. */
static bool is_fraction(const hsy_figures *f, uint32_t noun)
{
    const hsy_str lemma = token_of(f, noun)->lemma;

    return lemma.ptr && hsy_map_find(&f->tables->ordinal.first, lemma) != HSY_NONE;
}

static void count_things(hsy_figures *f, const hsy_counted *phrase)
{
    uint32_t noun = counted_noun(f, phrase->last + 1);

    if (noun == HSY_NONE || f->numbers[phrase->number].year_like || is_fraction(f, noun))
        return;
    hsy_quantity *q = hsy_quantity_push(f, phrase->first, noun);
    if (!q)
        return;
    hsy_quantity_take_number(f, q, phrase->number);
    q->what = HSY_WHAT_OTHER;
    const hsy_token *token = token_of(f, noun);
    q->unit = hsy_str_copy(f->state->arena, token->lemma.ptr ? token->lemma : token->lower);
    q->rule = (hsy_rule){NULL, 0, "count"};
}

void hsy_quantity_counts(hsy_figures *f)
{
    for (uint32_t i = 0; i < f->phrases.count && !f->failed; i++) {
        const hsy_counted *phrase = &f->phrases.data[i];
        if (phrase->emitted || phrase->number == HSY_NONE || phrase->high == 0 ||
            phrase->reserved || f->taken[phrase->number])
            continue;
        if (phrase->human && phrase->part && phrase->who == HSY_NONE)
            continue; /* "600 of them": of what is not said */
        if (phrase->human)
            count_people(f, phrase);
        else if (!phrase->bare && phrase->high > 1)
            count_things(f, phrase);
    }
}
