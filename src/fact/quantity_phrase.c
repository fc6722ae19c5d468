/*
 * quantity_phrase.c - noun phrases that can be counted victims.
 *
 *     at least five Kurdish fighters      counted
 *     five                                bare: "killed five", "5 others"
 *     five of the passengers              part
 *     an 88-year-old man                  one person
 *     John Smith                          one person, by name
 *
 * A phrase is read from its left end to its head noun; prepositional phrases and
 * relative clauses behind the head are not part of it. What the head is decides
 * whether people are counted: "five drones" is a phrase too, so that a harm verb
 * finds it and leaves it alone.
 *
 * Its noun is found by quantity_head.c, single persons by quantity_single.c. Phrases that stand
 * side by side are lists: quantity_lists.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quantity.h"

hsy_counted *hsy_phrase_push(hsy_figures *f, uint32_t first, uint32_t last)
{
    hsy_counted *phrase = hsy_vec_push(f->state->scratch, &f->phrases);

    if (!phrase) {
        f->failed = true;
        return NULL;
    }
    *phrase = (hsy_counted){.first = first,
                            .last = last,
                            .number = HSY_NONE,
                            .who = HSY_NONE,
                            .noun = HSY_NONE,
                            .low = 1,
                            .high = 1,
                            .harm = HSY_NONE,
                            .instead = HSY_NONE};
    phrase->group = f->phrases.count - 1;
    for (uint32_t i = first; i <= last; i++)
        f->phrase_at[i] = f->phrases.count - 1;
    return phrase;
}

static void set_number(const hsy_figures *f, hsy_counted *phrase, uint32_t number)
{
    const hsy_number *n = &f->numbers[number];

    phrase->number = number;
    phrase->low = n->low;
    phrase->high = n->high;
    phrase->comparator = n->comparator;
    phrase->additional = n->additional;
}

/* Behind "five of": "the passengers", "them", "those". */
static bool read_part(hsy_figures *f, uint32_t number, uint32_t after_of)
{
    const hsy_number *n = &f->numbers[number];
    hsy_head head;
    uint32_t at = after_of;
    const bool definite =
        hsy_glue_is(f, at, HSY_GLUE_DET | HSY_GLUE_PRONOUN | HSY_GLUE_RELATIVE);

    if (definite)
        at++;
    bool found = hsy_head_find(f, at, &head);
    uint32_t hit = at < f->words->count ? f->hit_at[at] : HSY_NONE;
    const bool done = hsy_term_punct(f->words, at) ||
                      hsy_glue_is(f, at,
                                  HSY_GLUE_BE | HSY_GLUE_HAVE | HSY_GLUE_MODAL |
                                      HSY_GLUE_RELATIVE | HSY_GLUE_PREP | HSY_GLUE_CONJ);
    /* "many of the damaged homes" */
    if (!found &&
        (!definite || (hit == HSY_NONE && hsy_glue_is(f, after_of, HSY_GLUE_DET) && !done)))
        return false;
    uint32_t last = found ? head.last : hit != HSY_NONE ? f->hits.data[hit].last : at - 1;
    hsy_counted *phrase = hsy_phrase_push(f, n->first, last);
    if (!phrase)
        return true;
    set_number(f, phrase, number);
    /* "dozens of the militants" are all that is told of; "many of those killed" a part. */
    phrase->part =
        definite && (n->comparator != HSY_COMPARE_VAGUE || (!found && hit != HSY_NONE));
    phrase->human = true;
    phrase->harm = found ? head.harm : hit;
    if (found) {
        phrase->who = head.who;
        phrase->noun = head.last;
    }
    return true;
}

/* "two girls, one 16 and the other 17, were hurt": years. */
static bool is_age_of_one(const hsy_figures *f, const hsy_number *n, uint32_t next)
{
    const uint32_t before = n->first;

    if (!n->digits || n->high > 110 || before == 0 || before >= f->words->count ||
        f->words->data[before].join != HSY_JOIN_SPACE ||
        !(hsy_term_punct(f->words, next) || hsy_glue_is(f, next, HSY_GLUE_CONJ)))
        return false;
    if (f->number_at[before - 1] != HSY_NONE)
        return f->numbers[f->number_at[before - 1]].high == 1;
    return before > 1 && hsy_glue_is(f, before - 1, HSY_GLUE_MORE) &&
           hsy_glue_is(f, before - 2, HSY_GLUE_DET);
}

/* A number alone counts only where nothing speaks against it: "unit 12", "9/11",
 * "12 drones" do not. */
static bool bare_fits(const hsy_figures *f, const hsy_number *n, uint32_t next)
{
    uint32_t len;

    /* "an AK-47", "flight MH-17": a name, no count. */
    if (n->digits && n->first > 0 && f->words->data[n->core_first].join == HSY_JOIN_HYPHEN &&
        f->number_at[n->core_first - 1] == HSY_NONE)
        return false;
    const uint32_t behind = next < f->words->count ? f->number_at[next] : HSY_NONE;
    if (is_age_of_one(f, n, next) ||
        (behind != HSY_NONE &&
         is_age_of_one(f, &f->numbers[behind], f->numbers[behind].last + 1)))
        return false;
    if (n->year_like || n->fraction || hsy_figures_cue_before(f, HSY_CUE_LABEL, n->first, &len))
        return false;
    if (hsy_glue_is(f, next, HSY_GLUE_OTHERS))
        return true;
    return hsy_head_stops(f, next) || hsy_figures_cue_at(f, HSY_CUE_NOT, next, &len) ||
           f->hit_at[next] != HSY_NONE || f->number_at[next] != HSY_NONE ||
           hsy_glue_is(f, next, HSY_GLUE_ADVERB | HSY_GLUE_MORE);
}

/* "0 67 At least 45 people": remains of a page before the sentence; two numbers in a row with
 * nothing between count nothing together. */
static bool is_remains(const hsy_figures *f, const hsy_number *n)
{
    const uint32_t next = n->last + 1;
    const uint32_t behind = next < f->words->count ? f->number_at[next] : HSY_NONE;

    return behind != HSY_NONE && n->digits && f->numbers[behind].first == next &&
           (hsy_term_capital(f->words, next) ||
            (f->numbers[behind].digits && f->numbers[behind].core_first == next));
}

/* "Image 8 of 12", "page 3 of 4": which of them, not how many. */
static bool is_counter(const hsy_figures *f, const hsy_number *n)
{
    const uint32_t at = n->last + 1;
    uint32_t len;

    if (!n->digits)
        return false;
    if (at + 1 < f->words->count && hsy_glue_is(f, at, HSY_GLUE_OF) &&
        f->number_at[at + 1] != HSY_NONE && f->numbers[f->number_at[at + 1]].digits)
        return hsy_figures_cue_before(f, HSY_CUE_LABEL, n->first, &len);
    if (n->first < 2 || !hsy_glue_is(f, n->first - 1, HSY_GLUE_OF))
        return false;
    const uint32_t before = f->number_at[n->first - 2];
    return before != HSY_NONE && f->numbers[before].digits &&
           hsy_figures_cue_before(f, HSY_CUE_LABEL, f->numbers[before].first, &len);
}

/* "a", "another", "one": somebody not named before. */
bool hsy_opens_anew(const hsy_figures *f, uint32_t at)
{
    return hsy_glue_is(f, at, HSY_GLUE_MORE) || f->words->data[at].lower.len <= 2;
}

/* "about two dozen member states": what is counted is not the member. */
static bool is_wrong_number(const hsy_figures *f, const hsy_number *n, const hsy_head *head)
{
    const uint32_t next = head->last + 1;

    return n->low > 1 && !head->plural && !f->tables->whos.data[head->who].is_mass &&
           next < f->words->count && f->hit_at[next] == HSY_NONE && !hsy_head_stops(f, next) &&
           !hsy_glue_is(f, next, HSY_GLUE_ADVERB | HSY_GLUE_OTHERS);
}

/* "535 men, women and children": one number over several nouns. */
static void take_list(const hsy_figures *f, hsy_head *head)
{
    hsy_head next;
    uint32_t last = HSY_NONE, at = head->last + 1;

    if (!head->plural)
        return;
    for (int times = 0; times < 4; times++) {
        const bool comma = hsy_figures_comma(f, at);
        const bool conj = hsy_glue_is(f, at + comma, HSY_GLUE_CONJ);
        at += comma + conj;
        if (!(comma || conj) || at >= f->words->count || f->number_at[at] != HSY_NONE ||
            !hsy_head_at(f, at, &next) || !next.plural || hsy_head_goes_on(f, &next))
            break;
        at = next.last + 1;
        if (conj) {
            last = next.last;
            break;
        }
    }
    if (last == HSY_NONE)
        return;
    head->last = last;
    head->who = HSY_NONE;
}

/* "with One Battle on top": the number is a word of a name. */
static bool is_title_case(const hsy_figures *f, const hsy_number *n)
{
    const hsy_term *word = &f->words->data[n->core_first];

    return !n->digits && !f->words->loud && !f->sentence->is_title &&
           (word->shape & HSY_SHAPE_CAPITAL) && !(word->shape & HSY_SHAPE_STARTS) &&
           n->low == 1;
}

static void read_counted(hsy_figures *f, uint32_t number)
{
    const hsy_number *n = &f->numbers[number];
    hsy_head head;
    uint32_t at = n->last + 1, end;

    if (is_counter(f, n))
        return;
    if (hsy_glue_is(f, at, HSY_GLUE_OF) && read_part(f, number, at + 1))
        return;
    bool vague_of = hsy_glue_is(f, at, HSY_GLUE_OF);
    bool more = hsy_glue_is(f, at, HSY_GLUE_MORE) && !hsy_glue_is(f, at, HSY_GLUE_OTHERS);
    uint32_t from = at + (more || vague_of);
    const bool alone = hsy_glue_is(f, at, HSY_GLUE_OTHERS) && !hsy_head_at(f, at + 1, &head);
    bool found = !alone && hsy_head_find(f, from, &head); /* "2 others suffer minor burns" */
    found = found && !is_wrong_number(f, n, &head);
    if (found)
        take_list(f, &head);
    bool people = !found && !is_title_case(f, n) && hsy_head_demonym(f, from, &end);
    const uint32_t rest = at + vague_of; /* "dozens of others" */
    bool others = !found && hsy_glue_is(f, rest, HSY_GLUE_OTHERS);
    bool bare = !found && !people && (others || bare_fits(f, n, from));
    uint32_t last = found          ? head.last
                    : people       ? end
                    : others       ? rest
                    : more && bare ? at
                                   : n->last;
    hsy_counted *phrase = hsy_phrase_push(f, n->first, last);
    if (!phrase)
        return;
    set_number(f, phrase, number);
    phrase->definite = n->figure_first > n->first ||
                       (n->first > 0 && hsy_glue_is(f, n->first - 1, HSY_GLUE_DET) &&
                        !hsy_opens_anew(f, n->first - 1));
    phrase->reserved = is_remains(f, n);
    phrase->human = found || people || others;
    phrase->bare = bare && !others;
    phrase->additional |= more;
    if (found) {
        phrase->who = head.who;
        phrase->noun = head.last;
        phrase->harm = head.harm;
    }
    uint32_t len;
    if (phrase->bare && hsy_figures_cue_before(f, HSY_CUE_GROUP, n->first, &len))
        phrase->human = true;
}

/* -- without a number --------------------------------------------------------- */

/* Does the harm at `at` tell of what was done, not of what is done, or of a state? */
static bool is_past_harm(const hsy_figures *f, uint32_t at, uint8_t forms)
{
    const uint32_t hit = at < f->words->count ? f->hit_at[at] : HSY_NONE;

    return hit != HSY_NONE && hsy_harm_class_of(f, hit) == HSY_HARM_VERB &&
           (f->hits.data[hit].forms & forms) &&
           hsy_harm_of(f, &f->hits.data[hit])->what <= HSY_WHAT_CAPTURED &&
           hsy_harm_of(f, &f->hits.data[hit])->what != HSY_WHAT_DISPLACED;
}

/* "Peasants were killed": the verb of the words from `at` on. */
static bool is_past_passive(const hsy_figures *f, uint32_t at)
{
    if (!hsy_glue_is(f, at, HSY_GLUE_PAST))
        return false;
    while (hsy_glue_is(f, ++at, HSY_GLUE_ADVERB))
        if (f->hit_at[at] != HSY_NONE)
            break;
    return is_past_harm(f, at, HSY_INFLECT_PART);
}

/* "The gunmen killed peasants", but not "wounded soldiers were seen". */
static bool is_past_active(const hsy_figures *f, uint32_t end)
{
    if (end == 0 || !is_past_harm(f, end - 1, HSY_INFLECT_PAST) ||
        hsy_glue_is(f, f->hits.data[f->hit_at[end - 1]].first - 1,
                    HSY_GLUE_BE | HSY_GLUE_HAVE | HSY_GLUE_MODAL | HSY_GLUE_DET))
        return false;
    const hsy_token *token = hsy_word_token(f, end - 1);
    return f->words->doc->has_tags && token->upos == HSY_UPOS_VERB &&
           (!f->words->doc->has_trees || token->deprel != HSY_DEP_amod);
}

/* "Killed peasants", "soldiers were wounded": at least two, if it is told as done. People of
 * no kind ("people were killed") tell nothing. */
static bool read_bare_plural(hsy_figures *f, uint32_t at)
{
    const bool det = hsy_glue_is(f, at, HSY_GLUE_DET);
    hsy_head head;

    if (det && hsy_opens_anew(f, at))
        return false;
    if (!hsy_head_find(f, at + det, &head) || !head.plural || head.harm != HSY_NONE ||
        f->tables->whos.data[head.who].anyone || f->tables->whos.data[head.who].is_group ||
        f->tables->whos.data[head.who].displaced)
        return false;
    if (!f->words->loud && hsy_term_capital(f->words, head.last) &&
        !(f->words->data[head.last].shape & HSY_SHAPE_STARTS) && !f->sentence->is_title)
        return false; /* a body: "the Keth Defence Forces" */
    for (uint32_t i = at; i <= head.last; i++)
        if (f->number_at[i] != HSY_NONE || f->hit_at[i] != HSY_NONE ||
            f->phrase_at[i] != HSY_NONE)
            return false;
    if (!is_past_passive(f, head.last + 1) && !is_past_active(f, at))
        return false;
    hsy_counted *phrase = hsy_phrase_push(f, at, head.last);
    if (!phrase)
        return true;
    phrase->human = true;
    phrase->who = head.who;
    phrase->noun = head.last;
    phrase->low = 2;
    phrase->high = HSY_OPEN;
    phrase->comparator = HSY_COMPARE_VAGUE;
    phrase->definite = det;
    return true;
}

/* "One was killed, another injured", "another was shot": one more. */
static bool read_another(hsy_figures *f, uint32_t at)
{
    uint32_t next = at + 1;

    if (!hsy_glue_is(f, at, HSY_GLUE_MORE) || !hsy_glue_is(f, at, HSY_GLUE_DET) ||
        (at > 0 && f->number_at[at - 1] != HSY_NONE)) /* "one another" */
        return false;
    while (hsy_glue_is(f, next, HSY_GLUE_ADVERB | HSY_GLUE_BE | HSY_GLUE_HAVE) &&
           next - at < 4 && f->hit_at[next] == HSY_NONE)
        next++;
    if (next >= f->words->count || f->hit_at[next] == HSY_NONE ||
        !(f->hits.data[f->hit_at[next]].forms & (HSY_INFLECT_PART | HSY_INFLECT_PAST)))
        return false;
    hsy_counted *phrase = hsy_phrase_push(f, at, at);
    if (phrase)
        phrase->human = phrase->other = phrase->additional = true;
    return true;
}

/* "Both died", "both men were hurt": two that were told of. */
static bool read_both(hsy_figures *f, uint32_t at)
{
    hsy_head head;

    if (!hsy_glue_is(f, at, HSY_GLUE_BOTH))
        return false;
    const bool found = hsy_head_find(f, at + 1, &head) && head.plural;
    if (!found && !hsy_glue_is(f, at + 1, HSY_GLUE_BE | HSY_GLUE_HAVE) &&
        (at + 1 >= f->words->count || f->hit_at[at + 1] == HSY_NONE ||
         !(f->words->data[at].shape & HSY_SHAPE_STARTS)))
        return false;
    hsy_counted *phrase = hsy_phrase_push(f, at, found ? head.last : at);
    if (!phrase)
        return true;
    phrase->low = phrase->high = 2;
    phrase->human = phrase->definite = true;
    phrase->who = found ? head.who : HSY_NONE;
    phrase->noun = found ? head.last : HSY_NONE;
    return true;
}

void hsy_quantity_phrases(hsy_figures *f)
{
    for (uint32_t at = 0; at < f->words->count && !f->failed; at++) {
        uint32_t number = f->number_at[at];
        uint32_t before = f->phrases.count;
        if (f->phrase_at[at] != HSY_NONE)
            continue;
        if (number != HSY_NONE && !f->taken[number] && f->numbers[number].first == at)
            read_counted(f, number);
        else if (number != HSY_NONE ||
                 !(read_both(f, at) || read_another(f, at) || read_bare_plural(f, at)))
            hsy_quantity_read_single(f, at);
        if (f->phrases.count > before)
            at = f->phrases.data[f->phrases.count - 1].last;
    }
    hsy_quantity_lists(f);
}
