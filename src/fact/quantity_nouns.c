/*
 * quantity_nouns.c - harm told by nouns, not by verbs.
 *
 *     count      the number on it    12 deaths; 30 civilian casualties; no injuries
 *     owned      whose it is         Ana Ruiz's death; the teen's murder
 *     toll       the number linked   the death toll now stands at 43
 *     multiple   the word itself     a double murder
 *     labels     one after another   Killed: 12; injured: 40
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quantity.h"

#define TOLL_REACH 16 /* words between a toll and its number */
#define TOLL_FAR   32 /* the same where "rises to" stands before the number */
#define LABELS     6  /* labels of one row */

/* -- counts and owners -------------------------------------------------------------- */

bool hsy_harm_near(const hsy_figures *f, const hsy_hit *hit)
{
    const hsy_harm *harm = hsy_harm_of(f, hit);

    if (harm->near == HSY_NONE)
        return true;
    const hsy_lexicon *near = f->tables->nears.data[harm->near];
    uint32_t from = hit->first > 10 ? hit->first - 10 : 0;
    uint32_t to = hit->last + 10 < f->words->count ? hit->last + 10 : f->words->count - 1;
    for (uint32_t at = from; at <= to; at++)
        if ((at < hit->first || at > hit->last) && hsy_lexicon_match(near, f->words, at))
            return true;
    return false;
}

static bool makes_compound(const hsy_figures *f, uint32_t at)
{
    return f->words->doc->has_tags && at < f->words->count &&
           f->words->doc->tokens[f->words->data[at].token].upos == HSY_UPOS_NOUN;
}

hsy_counted *hsy_quantity_one(hsy_figures *f, uint32_t first, uint32_t last)
{
    hsy_counted *phrase = hsy_vec_push(f->state->scratch, &f->phrases);

    f->failed |= !phrase;
    if (phrase)
        *phrase = (hsy_counted){.first = first,
                                .last = last,
                                .number = HSY_NONE,
                                .who = HSY_NONE,
                                .noun = HSY_NONE,
                                .group = f->phrases.count - 1,
                                .low = 1,
                                .high = 1,
                                .human = true,
                                .harm = HSY_NONE,
                                .instead = HSY_NONE};
    return phrase;
}

/* The name or the noun of one person that ends with word `end`; its first word. */
static uint32_t owner_first(const hsy_figures *f, uint32_t end, uint32_t *ret_who,
                            bool *ret_named)
{
    const hsy_doc *doc = f->words->doc;
    const uint32_t index = doc->tokens[f->words->data[end].token].name;

    *ret_who = HSY_NONE;
    *ret_named =
        doc->has_names && index != HSY_NONE && doc->names[index].type == HSY_NAME_PERSON;
    uint32_t first = end;
    if (*ret_named) {
        while (first > 0 && f->words->data[first - 1].token >= doc->names[index].first)
            first--;
        return first;
    }
    for (uint32_t at = end; at + 3 > end; at--) {
        const hsy_lexeme *who = hsy_lexicon_match(&f->tables->singular, f->words, at);
        if (who && at + who->nwords == end + 1) {
            *ret_who = who->value;
            return at;
        }
        if (at == 0)
            break;
    }
    return HSY_NONE;
}

/* "Ana Ruiz's death", "the teen's murder": whose it is, is dead. */
static bool read_owned(hsy_figures *f, const hsy_hit *hit)
{
    uint32_t who;
    bool named;

    if (hsy_harm_of(f, hit)->what != HSY_WHAT_KILLED || hsy_harm_of(f, hit)->combined ||
        hit->first < 2 || !hsy_glue_is(f, hit->first - 1, HSY_GLUE_GENITIVE) ||
        makes_compound(f, hit->last + 1) || f->phrase_at[hit->first - 2] != HSY_NONE)
        return false;
    const uint32_t first = owner_first(f, hit->first - 2, &who, &named);
    if (first == HSY_NONE)
        return false;
    hsy_counted *phrase = hsy_quantity_one(f, first, hit->first - 2);
    if (!phrase)
        return true;
    phrase->who = who;
    phrase->low = phrase->high = who == HSY_NONE ? 1 : f->tables->whos.data[who].count;
    phrase->named = named;
    phrase->definite = true;
    hsy_quantity_emit(f, hit, f->phrases.count - 1, f->phrases.count - 1);
    return true;
}

/* "A second death was reported", "another death": one more. */
static bool read_ordinal(hsy_figures *f, const hsy_hit *hit)
{
    const bool another = hit->first > 0 && hsy_glue_is(f, hit->first - 1, HSY_GLUE_DET) &&
                         hsy_glue_is(f, hit->first - 1, HSY_GLUE_MORE);
    const bool ordinal = hit->first > 1 &&
                         hsy_lexicon_match(&f->tables->ordinal, f->words, hit->first - 1) &&
                         hsy_glue_is(f, hit->first - 2, HSY_GLUE_DET) &&
                         f->words->data[hit->first - 2].lower.len == 1;

    if (!(another || ordinal) || hsy_harm_of(f, hit)->near != HSY_NONE ||
        hit->first != hit->last || makes_compound(f, hit->last + 1) ||
        f->phrase_at[hit->first - 1] != HSY_NONE ||
        (f->words->doc->has_tags &&
         (f->words->doc->tokens[f->words->data[hit->first].token].feats & HSY_FEAT_PLURAL)))
        return false;
    hsy_counted *phrase = hsy_quantity_one(f, hit->first - (ordinal ? 2 : 1), hit->first);
    if (!phrase)
        return true;
    phrase->other = phrase->additional = true;
    hsy_quantity_emit(f, hit, f->phrases.count - 1, f->phrases.count - 1);
    return true;
}

/* "44 death row inmates", "three death threats": what is counted stands behind it. */
static bool is_modifier(const hsy_figures *f, const hsy_hit *hit)
{
    const hsy_doc *doc = f->words->doc;

    return doc->has_tags && hsy_harm_of(f, hit)->kind == HSY_HARM_COUNT &&
           makes_compound(f, hit->last + 1) &&
           !(doc->tokens[f->words->data[hit->last].token].feats & HSY_FEAT_PLURAL);
}

/* "The dead are fourteen civilians and five soldiers", "the deaths were ...": who they are. */
bool hsy_quantity_read_identity(hsy_figures *f, const hsy_hit *hit)
{
    const uint32_t at = hit->last + 1;
    const uint32_t phrase = hsy_glue_is(f, at, HSY_GLUE_BE) && at + 1 < f->words->count
                                ? f->phrase_at[at + 1]
                                : HSY_NONE;

    if (phrase == HSY_NONE || f->phrases.data[phrase].first != at + 1 ||
        !f->phrases.data[phrase].human || f->phrases.data[phrase].number == HSY_NONE ||
        f->phrases.data[phrase].group != phrase || f->phrases.data[phrase].emitted ||
        f->phrases.data[phrase].reserved || hit->first == 0 ||
        f->phrase_at[hit->first - 1] != HSY_NONE)
        return false;
    uint32_t last = phrase;
    while (last + 1 < f->phrases.count && f->phrases.data[last + 1].group == phrase)
        last++;
    hsy_quantity_emit(f, hit, phrase, last);
    return true;
}

/* "A body was found in the cellar", "Body found": one, of a word that needs another near it. */
static bool read_one(hsy_figures *f, const hsy_hit *hit)
{
    const hsy_doc *doc = f->words->doc;
    const bool article = hit->first > 0 && hsy_glue_is(f, hit->first - 1, HSY_GLUE_DET) &&
                         f->words->data[hit->first - 1].lower.len == 1;

    if (read_ordinal(f, hit))
        return true;
    if (hsy_harm_of(f, hit)->near == HSY_NONE || !doc->has_tags || hit->first != hit->last ||
        (doc->tokens[f->words->data[hit->first].token].feats & HSY_FEAT_PLURAL) ||
        !(article || (f->sentence->is_title && hit->first == 0)) ||
        makes_compound(f, hit->last + 1))
        return false;
    if (hsy_quantity_one(f, hit->first - article, hit->first))
        hsy_quantity_emit(f, hit, f->phrases.count - 1, f->phrases.count - 1);
    return true;
}

/* "12 deaths", "30 civilian casualties", "no casualties": a number before the noun
 * with nothing but modifiers between. */
void hsy_quantity_read_count(hsy_figures *f, const hsy_hit *hit)
{
    uint32_t at = hit->first, low = at > 4 ? at - 4 : 0;

    if (!hsy_harm_near(f, hit) || read_owned(f, hit) || read_one(f, hit) ||
        hsy_quantity_read_identity(f, hit) || is_modifier(f, hit))
        return;
    for (; at > low; at--) {
        uint32_t phrase = f->phrase_at[at - 1];
        if (phrase == HSY_NONE)
            continue;
        hsy_counted *p = &f->phrases.data[phrase];
        if (p->number == HSY_NONE || (p->human && p->who != HSY_NONE) || p->reserved)
            return;
        for (uint32_t i = p->last + 1; i < hit->first; i++)
            if (hsy_term_punct(f->words, i) ||
                hsy_glue_is(f, i,
                            HSY_GLUE_BE | HSY_GLUE_HAVE | HSY_GLUE_CONJ | HSY_GLUE_VERB |
                                HSY_GLUE_PREP | HSY_GLUE_CLAUSE | HSY_GLUE_RELATIVE))
                return;
        p->human = true;
        p->subset = false;
        /* "no civilian deaths": the modifier can be part of the harm's own words. */
        for (uint32_t i = p->last + 1; i < hit->last && p->who == HSY_NONE; i++) {
            const hsy_lexeme *who = hsy_lexicon_match(&f->tables->singular, f->words, i);
            if (who)
                p->who = who->value;
        }
        hsy_quantity_emit(f, hit, phrase, phrase);
        return;
    }
}

/* "the highest toll but for Norland's 9 million confirmed cases": a bare number, an adverb and
 * what it counts. */
static bool counts_things(const hsy_figures *f, const hsy_counted *phrase)
{
    uint32_t next = phrase->last + 1;

    while (hsy_glue_is(f, next, HSY_GLUE_ADVERB))
        next++;
    return phrase->bare && next > phrase->last + 1 && next < f->words->count &&
           f->hit_at[next] == HSY_NONE && f->number_at[next] == HSY_NONE &&
           !hsy_head_stops(f, next) && !hsy_term_punct(f->words, next);
}

/* From the toll to its number over words that can link them. A number behind "by"
 * is how much it rose; the one behind "from" is what it was. */
void hsy_quantity_read_toll(hsy_figures *f, const hsy_hit *hit)
{
    uint32_t at = hit->last + 1, end = at + TOLL_FAR, len;
    bool skip = false, above = false, earlier = false;

    if (at < f->words->count && f->words->data[at].join == HSY_JOIN_HYPHEN)
        return; /* "toll-free: 1-888" */
    while (at < f->words->count && at < end) {
        uint32_t phrase = f->phrase_at[at];
        if (phrase == HSY_NONE) {
            above |= hsy_figures_cue_at(f, HSY_CUE_TOLL_ABOVE, at, &len);
            skip = hsy_figures_cue_at(f, HSY_CUE_TOLL_BY, at, &len);
            if (hsy_term_punct(f->words, at) &&
                !hsy_figures_cue_at(f, HSY_CUE_TOLL_LINK, at, &len))
                return;
            at++;
            continue;
        }
        hsy_counted *p = &f->phrases.data[phrase];
        at = p->last + 1;
        if ((!p->human && !p->bare) || counts_things(f, p)) /* "a toll on jobs: 300 posts" */
            return;
        if (p->number == HSY_NONE || skip || f->numbers[p->number].year_like || p->reserved ||
            p->emitted ||
            !(hsy_figures_cue_before(f, HSY_CUE_TOLL_LINK, p->first, &len) ||
              hsy_figures_cue_before(f, HSY_CUE_TOLL_ABOVE, p->first, &len))) {
            skip = false;
            continue;
        }
        if (p->first > hit->last + TOLL_REACH &&
            !hsy_figures_cue_before(f, HSY_CUE_RISE, p->first, &len))
            return;
        p->human = true;
        if (above && p->comparator == HSY_COMPARE_EXACT) {
            p->low++;
            p->high = HSY_OPEN;
            p->comparator = HSY_COMPARE_MORE_THAN;
        }
        hsy_quantity_emit(f, hit, phrase, phrase);
        if (earlier && !f->failed)
            f->state->quantities.data[f->state->quantities.count - 1].updates = true;
        if (!hsy_figures_cue_before(f, HSY_CUE_EARLIER, p->first, &len))
            return;
        earlier = true;
    }
}

/* "the number of soldiers killed": of whom, when `hit` stands behind such words. */
static bool number_of(const hsy_figures *f, const hsy_hit *hit, uint32_t *ret_who)
{
    const uint32_t low = hit->first > 4 ? hit->first - 4 : 0;
    uint32_t len;

    if (!(hit->forms & HSY_INFLECT_PART))
        return false;
    for (uint32_t at = hit->first; at > low; at--) {
        const hsy_lexeme *who = hsy_lexicon_match(&f->tables->plural, f->words, at - 1);
        if (!who || at - 1 + who->nwords != hit->first)
            continue;
        uint32_t of = at - 1;
        while (of > low && !hsy_figures_cue_before(f, HSY_CUE_NUMBER_OF, of, &len) &&
               !hsy_term_punct(f->words, of - 1) && f->phrase_at[of - 1] == HSY_NONE)
            of--;
        *ret_who = who->value;
        return hsy_figures_cue_before(f, HSY_CUE_NUMBER_OF, of, &len);
    }
    return false;
}

/* "The army put the number of soldiers killed at three": a toll that says whose. */
bool hsy_quantity_read_number_of(hsy_figures *f, const hsy_hit *hit)
{
    const uint32_t before = f->state->quantities.count;
    uint32_t who;

    if (!number_of(f, hit, &who))
        return false;
    hsy_quantity_read_toll(f, hit);
    for (uint32_t i = before; i < f->state->quantities.count; i++)
        if (hsy_str_eq(f->state->quantities.data[i].who, f->tables->people))
            f->state->quantities.data[i].who = f->tables->whos.data[who].who;
    return true;
}

/* "a double murder": the word itself counts. */
void hsy_quantity_read_multiple(hsy_figures *f, const hsy_hit *hit)
{
    const hsy_counted self = {
        .first = hit->first,
        .last = hit->last,
        .number = HSY_NONE,
        .who = HSY_NONE,
        .noun = HSY_NONE,
        .group = f->phrases.count,
        .low = hsy_harm_of(f, hit)->times,
        .high = hsy_harm_of(f, hit)->open ? HSY_OPEN : hsy_harm_of(f, hit)->times,
        .comparator = hsy_harm_of(f, hit)->open ? HSY_COMPARE_AT_LEAST : HSY_COMPARE_EXACT,
        .human = true,
        .harm = HSY_NONE,
        .instead = HSY_NONE};
    hsy_counted *phrase = hsy_vec_push(f->state->scratch, &f->phrases);

    if (!phrase) {
        f->failed = true;
        return;
    }
    *phrase = self;
    hsy_quantity_emit(f, hit, f->phrases.count - 1, f->phrases.count - 1);
}

/* "the mayor's assassination", "the teen's murder": nouns that count nothing by themselves. */
bool hsy_quantity_read_owner(hsy_figures *f, const hsy_hit *hit)
{
    return read_owned(f, hit);
}

/* -- rows of figures --------------------------------------------------------------- */

static bool parts_labels(const hsy_figures *f, uint32_t at)
{
    return hsy_term_punct(f->words, at) || hsy_glue_is(f, at, HSY_GLUE_CONJ);
}

/* The bare number right behind a label and its colon, or HSY_NONE. */
static uint32_t label_number(const hsy_figures *f, const hsy_hit *hit, bool *ret_colon)
{
    uint32_t at = hit->last + 1;

    if (hsy_term_is(f->words, at, HSY_STR(":"))) {
        *ret_colon = true;
        at++;
    }
    if (at >= f->words->count || f->phrase_at[at] == HSY_NONE)
        return HSY_NONE;
    const uint32_t phrase = f->phrase_at[at];
    const hsy_counted *p = &f->phrases.data[phrase];
    return p->first == at && p->number != HSY_NONE && !p->reserved && (p->bare || p->human) &&
                   p->noun == HSY_NONE
               ? phrase
               : HSY_NONE;
}

/* "Killed: 12; injured: 40", "Dead 12 Wounded 30": labels with their numbers behind them and
 * nothing else in the sentence. */
bool hsy_quantity_read_labels(hsy_figures *f)
{
    uint32_t hits[LABELS], numbers[LABELS], count = 0, at = 0;
    bool colon = false;

    while (at < f->words->count) {
        if (parts_labels(f, at)) {
            at++;
            continue;
        }
        const uint32_t hit = f->hit_at[at];
        if (hit == HSY_NONE || count == LABELS || f->hits.data[hit].first != at ||
            f->hits.data[hit].harm == HSY_NONE)
            return false;
        const uint32_t number = label_number(f, &f->hits.data[hit], &colon);
        if (number == HSY_NONE)
            return false;
        hits[count] = hit;
        numbers[count++] = number;
        at = f->phrases.data[number].last + 1;
    }
    if (count < 2 && !colon)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        f->phrases.data[numbers[i]].human = true;
        hsy_quantity_emit(f, &f->hits.data[hits[i]], numbers[i], numbers[i]);
    }
    return count > 0;
}
