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
 * Phrases that stand side by side are lists: quantity_lists.c.
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

struct head {
    uint32_t first, last; /* the noun's words */
    uint32_t who;         /* row, or HSY_NONE */
    uint32_t harm;        /* a state among the modifiers */
    bool plural;
};

static bool stops(const hsy_figures *f, uint32_t at)
{
    return at >= f->words->count || hsy_term_punct(f->words, at) || hsy_glue_is(f, at, STOPS);
}

static hsy_harm_class harm_class(const hsy_figures *f, uint32_t hit)
{
    return f->tables->harms.data[f->hits.data[hit].harm].kind;
}

static const hsy_token *token_of(const hsy_figures *f, uint32_t at)
{
    return &f->words->doc->tokens[f->words->data[at].token];
}

/* A noun of people at `at`; the longer of its singular and plural match. */
static bool who_at(const hsy_figures *f, uint32_t at, struct head *ret)
{
    const hsy_lexeme *one = hsy_lexicon_match(&f->tables->singular, f->words, at);
    const hsy_lexeme *many = hsy_lexicon_match(&f->tables->plural, f->words, at);
    const hsy_lexeme *best = one;

    if (many && (!best || many->nwords >= best->nwords))
        best = many;
    if (!best)
        return false;
    *ret = (struct head){at, at + best->nwords - 1, best->value, HSY_NONE, best == many};
    return true;
}

/* Does a noun of people at `head` go on as a compound ("police station", "student
 * visas")? Tags decide where there are any. */
static bool goes_on(const hsy_figures *f, const struct head *head)
{
    uint32_t next = head->last + 1;
    struct head follows;

    if (hsy_glue_is(f, next, HSY_GLUE_GENITIVE))
        return true;
    if (stops(f, next) || f->number_at[next] != HSY_NONE)
        return false;
    if (f->hit_at[next] != HSY_NONE) /* "civilian casualties" */
        return harm_class(f, f->hit_at[next]) == HSY_HARM_COUNT && !head->plural;
    if (f->words->data[next].join == HSY_JOIN_HYPHEN)
        return true;
    if (who_at(f, next, &follows)) /* "police officers", but "took 30 soldiers prisoner" */
        return (f->words->loud || !hsy_term_capital(f->words, next)) &&
               (!head->plural || follows.plural);
    if (!f->words->doc->has_tags)
        return !head->plural && (f->words->loud || !hsy_term_capital(f->words, next));
    const hsy_token *token = token_of(f, next);
    if (token->upos == HSY_UPOS_NOUN)
        return !head->plural || f->tables->whos.data[head->who].is_mass;
    return false;
}

/* The head noun of people at or after `from`, over at most MODIFIERS words. */
static bool find_head(const hsy_figures *f, uint32_t from, struct head *ret)
{
    uint32_t harm = HSY_NONE;

    for (uint32_t at = from; at < from + MODIFIERS; at++) {
        uint32_t len;
        if (at >= f->words->count || hsy_figures_cue_at(f, HSY_CUE_NOT, at, &len))
            return false;
        if (who_at(f, at, ret)) {
            if (!goes_on(f, ret)) {
                ret->harm = harm;
                return true;
            }
            at = ret->last;
            if (hsy_glue_is(f, at + 1, HSY_GLUE_GENITIVE))
                at++;
            continue;
        }
        if (stops(f, at))
            return false;
        uint32_t hit = f->hit_at[at];
        if (hit != HSY_NONE) {
            const uint8_t forms = f->hits.data[hit].forms;
            if (harm_class(f, hit) != HSY_HARM_STATE && !(forms & HSY_INFLECT_PART))
                return false;
            harm = hit;
        }
    }
    return false;
}

/* "five Iraqis", "12 Chinese": a capital word that ends the phrase. */
static bool demonym(const hsy_figures *f, uint32_t from, uint32_t *ret)
{
    uint32_t at = from;

    if (f->words->loud)
        return false;
    while (at < from + 3 && !stops(f, at) && f->hit_at[at] == HSY_NONE &&
           hsy_term_capital(f->words, at))
        at++;
    if (at == from || !(stops(f, at) || f->hit_at[at] != HSY_NONE))
        return false;
    hsy_str last = f->words->data[at - 1].lower;
    /* "WAVE 3 News": what ling takes for a body or a place counts nobody. */
    const uint32_t name = token_of(f, at - 1)->name;
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
        !(token_of(f, at - 1)->feats & HSY_FEAT_PLURAL))
        return false; /* "Channel 4 News" */
    *ret = at - 1;
    return true;
}

static hsy_counted *push(hsy_figures *f, uint32_t first, uint32_t last)
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
    struct head head;
    uint32_t at = after_of;
    const bool definite =
        hsy_glue_is(f, at, HSY_GLUE_DET | HSY_GLUE_PRONOUN | HSY_GLUE_RELATIVE);

    if (definite)
        at++;
    bool found = find_head(f, at, &head);
    uint32_t hit = at < f->words->count ? f->hit_at[at] : HSY_NONE;
    if (!found && (!definite || (hit == HSY_NONE && hsy_glue_is(f, after_of, HSY_GLUE_DET) &&
                                 !stops(f, at))))
        return false;
    uint32_t last = found ? head.last : hit != HSY_NONE ? f->hits.data[hit].last : at - 1;
    hsy_counted *phrase = push(f, n->first, last);
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
    return stops(f, next) || hsy_figures_cue_at(f, HSY_CUE_NOT, next, &len) ||
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

static void read_counted(hsy_figures *f, uint32_t number)
{
    const hsy_number *n = &f->numbers[number];
    struct head head;
    uint32_t at = n->last + 1, end;

    if (is_counter(f, n))
        return;
    if (hsy_glue_is(f, at, HSY_GLUE_OF) && read_part(f, number, at + 1))
        return;
    bool vague_of = hsy_glue_is(f, at, HSY_GLUE_OF);
    bool more = hsy_glue_is(f, at, HSY_GLUE_MORE) && !hsy_glue_is(f, at, HSY_GLUE_OTHERS);
    uint32_t from = at + (more || vague_of);
    bool found = find_head(f, from, &head);
    bool people = !found && demonym(f, from, &end);
    bool others = !found && hsy_glue_is(f, at, HSY_GLUE_OTHERS);
    bool bare = !found && !people && (others || bare_fits(f, n, from));
    uint32_t last = found          ? head.last
                    : people       ? end
                    : others       ? at
                    : more && bare ? at
                                   : n->last;
    hsy_counted *phrase = push(f, n->first, last);
    if (!phrase)
        return;
    set_number(f, phrase, number);
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

/* "a", "another", "one": somebody not named before. */
static bool opens_anew(const hsy_figures *f, uint32_t at)
{
    return hsy_glue_is(f, at, HSY_GLUE_MORE) || f->words->data[at].lower.len <= 2;
}

/* "he was pronounced dead": one person. */
static bool read_pronoun(hsy_figures *f, uint32_t at)
{
    if (!hsy_glue_is(f, at, HSY_GLUE_HE))
        return false;
    hsy_counted *phrase = push(f, at, at);
    if (phrase)
        phrase->human = phrase->definite = true;
    return true;
}

#define GROWN 18 /* years: below it "a 5-year-old" is a child */

/* The last word of a person's name right behind `at`, else `at`. */
static uint32_t take_name(hsy_figures *f, uint32_t at)
{
    const hsy_doc *doc = f->words->doc;
    const uint32_t phrase = f->phrase_at[at];
    uint32_t last = at;

    if (!doc->has_names || at + 1 >= f->words->count)
        return at;
    const uint32_t index = token_of(f, at + 1)->name;
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
    struct head head;

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
    bool found = find_head(f, last + 1, &head) && !head.plural &&
                 !f->tables->whos.data[head.who].is_mass;
    hsy_counted *phrase = push(f, at, found ? head.last : last);
    if (!phrase)
        return true;
    if (!found)
        phrase->last = take_name(f, last);
    phrase->human = true;
    phrase->noun = phrase->last;
    phrase->who = found ? head.who : n->low < GROWN ? f->tables->young : HSY_NONE;
    return true;
}

/* How far a bare noun may lie from the word that begins its phrase: a sentence opens with
 * few, a headline's object may have more ("kills local journalist"). */
static uint32_t room_for_bare(const hsy_figures *f, uint32_t at)
{
    if (f->sentence->is_title && at > 0 && f->hit_at[at - 1] != HSY_NONE &&
        harm_class(f, f->hit_at[at - 1]) == HSY_HARM_VERB)
        return 5;
    return f->words->data[at].shape & HSY_SHAPE_STARTS ? 3 : 0;
}

/* "a 12-year-old boy", "the gunman", "his wife". */
static bool read_single(hsy_figures *f, uint32_t at)
{
    struct head head;
    const bool det = hsy_glue_is(f, at, HSY_GLUE_DET);
    const bool opens = f->words->data[at].shape & HSY_SHAPE_STARTS;

    if (!det && !f->sentence->is_title && !(opens && hsy_term_capital(f->words, at)))
        return false;
    uint32_t from = at + det;
    if (from >= f->words->count || !find_head(f, from, &head) || head.plural)
        return false;
    const hsy_who *who = &f->tables->whos.data[head.who];
    if (who->is_mass || who->is_group || (!det && head.first > at + room_for_bare(f, at)))
        return false;
    if (hsy_glue_is(f, head.last + 1, HSY_GLUE_GENITIVE))
        return false;
    hsy_counted *phrase = push(f, at, head.last);
    if (!phrase)
        return true;
    phrase->human = true;
    phrase->who = head.who;
    phrase->noun = head.last;
    phrase->harm = head.harm;
    phrase->low = phrase->high = who->count;
    phrase->definite = det && !opens_anew(f, at);
    phrase->additional = det && hsy_glue_is(f, at, HSY_GLUE_MORE);
    return true;
}

/* A person's name found by ling. */
static bool read_name(hsy_figures *f, uint32_t at)
{
    const hsy_doc *doc = f->words->doc;
    const hsy_token *token = token_of(f, at);
    struct head head;

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
           !stops(f, first - 1) && hsy_term_capital(f->words, first - 1) &&
           f->hit_at[first - 1] == HSY_NONE && f->number_at[first - 1] == HSY_NONE &&
           !who_at(f, first - 1, &head) && f->words->data[first].join == HSY_JOIN_SPACE &&
           at - first < 2)
        first--;
    hsy_counted *phrase = push(f, first, last);
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
    hsy_counted *phrase = push(f, at, last - 1);
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
    hsy_counted *phrase = push(f, at, at + len - 1);
    if (phrase)
        phrase->human = phrase->definite = true;
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
        else if (!read_aged(f, at) && number == HSY_NONE && !read_pronoun(f, at) &&
                 !read_name(f, at) && !read_name_with_age(f, at) && !read_self(f, at))
            read_single(f, at);
        if (f->phrases.count > before)
            at = f->phrases.data[f->phrases.count - 1].last;
    }
    hsy_quantity_lists(f);
}
