/*
 * quantity_frames.c - who was killed, hurt, taken: harm words and their victims.
 *
 * Each harm word of a sentence looks for its victims where its frame has them:
 *
 *     verb, active     behind it          killed at least five people
 *     verb, passive    before its group   five people, two of them boys, were killed
 *     verb, bare       right before it    Five killed in market blast
 *     intransitive     before its group   Three more have died
 *     state            right before it    left 32 injured; 5 dead
 *     count            the number on it   12 deaths; no casualties
 *     of               behind it          the deaths of two medics
 *     toll             the number linked  the death toll now stands at 43
 *     multiple         the word itself    a double murder
 *
 * Whom a word tells of before it is found by quantity_subject.c. Words and their order decide,
 * so that a wrong tree cannot make a victim; what is found must be people (or a bare number
 * that nothing else claims).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quantity.h"

#define TITLE 6 /* words of a title before a name */

/* -- victims behind the word ----------------------------------------------------- */

/* "killed police chief Ana Ruiz", "the death of leftist leader Tom Horn": a name with its
 * title before it, nouns and adjectives only. */
static uint32_t titled_name(const hsy_figures *f, uint32_t at)
{
    const hsy_doc *doc = f->words->doc;

    for (uint32_t i = at; doc->has_tags && i < at + TITLE && i < f->words->count; i++) {
        const uint32_t phrase = f->phrase_at[i];
        if (phrase != HSY_NONE)
            return f->phrases.data[phrase].first == i && f->phrases.data[phrase].named
                       ? phrase
                       : HSY_NONE;
        const hsy_upos upos = (hsy_upos)doc->tokens[f->words->data[i].token].upos;
        if (hsy_term_punct(f->words, i) || f->hit_at[i] != HSY_NONE ||
            f->number_at[i] != HSY_NONE ||
            (upos != HSY_UPOS_NOUN && upos != HSY_UPOS_PROPN && upos != HSY_UPOS_ADJ))
            return HSY_NONE;
    }
    return HSY_NONE;
}

/* Where a phrase can begin behind `at`: a word or two of "at", "also", and an
 * opening quotation mark may stand between. */
static uint32_t phrase_from(const hsy_figures *f, uint32_t at)
{
    for (uint32_t i = at; i < at + 4 && i < f->words->count; i++) {
        uint32_t phrase = f->phrase_at[i];
        if (phrase != HSY_NONE && f->phrases.data[phrase].instead > phrase &&
            f->phrases.data[phrase].instead != HSY_NONE)
            return f->phrases.data[phrase].instead; /* "killed not three but two" */
        if (phrase != HSY_NONE)
            return f->phrases.data[phrase].first == i ? phrase : HSY_NONE;
        if (hsy_glue_is(f, i, HSY_GLUE_NEG) && i + 1 < f->words->count &&
            f->phrase_at[i + 1] != HSY_NONE &&
            f->phrases.data[f->phrase_at[i + 1]].instead != HSY_NONE)
            continue;
        if (!hsy_glue_is(f, i, HSY_GLUE_PASSABLE | HSY_GLUE_ADVERB) || hsy_figures_comma(f, i))
            return titled_name(f, i);
    }
    return HSY_NONE;
}

static bool begins_predicate(const hsy_figures *f, uint32_t at)
{
    while (hsy_glue_is(f, at, HSY_GLUE_ADVERB) &&
           !hsy_glue_is(f, at, HSY_GLUE_BE | HSY_GLUE_HAVE))
        at++;
    if (at >= f->words->count)
        return false;
    return hsy_glue_is(f, at, HSY_GLUE_BE | HSY_GLUE_HAVE | HSY_GLUE_MODAL) ||
           f->hit_at[at] != HSY_NONE;
}

/* "were", "has": not "being". */
static bool is_finite(const hsy_figures *f, uint32_t at)
{
    return hsy_glue_is(f, at, HSY_GLUE_BE | HSY_GLUE_HAVE | HSY_GLUE_MODAL) &&
           f->hit_at[at] == HSY_NONE &&
           !(f->words->doc->has_tags && (hsy_word_token(f, at)->feats & HSY_FEAT_GERUND));
}

/* The list from `phrase` on, as object: its last member is left to a predicate
 * that follows it ("killed five people and three others were injured"). */
static uint32_t object_end(const hsy_figures *f, const hsy_hit *hit, uint32_t phrase)
{
    uint32_t last = phrase;
    const uint32_t group = f->phrases.data[last].group;

    while (last + 1 < f->phrases.count && f->phrases.data[last + 1].group == group)
        last++;
    const hsy_counted *end = &f->phrases.data[last];
    const uint32_t next = end->last + 1;
    if (last == phrase || !begins_predicate(f, next))
        return last;
    /* "The bodies of a man and a boy were found" goes on after the whole list, but "the
     * deaths of two men and three others being hurt" does not. */
    if (hsy_harm_of(f, hit)->kind == HSY_HARM_OF && !end->additional && is_finite(f, next))
        return last;
    /* "who killed his wife and two sons was freed": two sons "were". */
    if (!(hsy_glue_is(f, next, HSY_GLUE_SINGULAR) && end->low > 1))
        last--;
    return last;
}

/* "6 civilians killed 22 injured": the number behind belongs to the next word of harm
 * when the one at hand has its own before it. */
static bool is_next_ones(const hsy_figures *f, const hsy_hit *hit, uint32_t phrase)
{
    const uint32_t next = f->phrases.data[phrase].last + 1;

    if (!(hit->forms & HSY_INFLECT_PART) || next >= f->words->count ||
        f->hit_at[next] == HSY_NONE || hit->first == 0 ||
        f->phrase_at[hit->first - 1] == HSY_NONE ||
        f->phrases.data[f->phrase_at[hit->first - 1]]
            .definite) /* "He shot four people to death" */
        return false;
    const hsy_hit *follows = &f->hits.data[f->hit_at[next]];
    return follows->harm != HSY_NONE && (hsy_harm_of(f, follows)->kind == HSY_HARM_STATE ||
                                         (follows->forms & HSY_INFLECT_PART));
}

static bool object(hsy_figures *f, const hsy_hit *hit)
{
    uint32_t phrase = phrase_from(f, hit->last + 1);

    if (phrase == HSY_NONE || !hsy_is_victim(&f->phrases.data[phrase]) ||
        is_next_ones(f, hit, phrase) ||
        hsy_glue_is(f, f->phrases.data[phrase].first,
                    HSY_GLUE_NOMINATIVE)) /* "wounds he had" */
        return false;
    const uint32_t last = object_end(f, hit, phrase);
    if (hsy_harm_of(f, hit)->many && last == phrase && f->phrases.data[phrase].high == 1)
        return false;
    hsy_quantity_emit(f, hit, phrase, last);
    for (uint32_t i = phrase; i <= last; i++)
        f->phrases.data[i].object = true;
    return true;
}

/* -- frames -------------------------------------------------------------------------- */

/* Behind a participle without auxiliary nothing may look like its object. */
static bool nothing_follows(const hsy_figures *f, uint32_t at)
{
    if (at >= f->words->count || hsy_term_punct(f->words, at))
        return true;
    if (f->hit_at[at] != HSY_NONE)
        return true;
    if (hsy_glue_is(f, at,
                    HSY_GLUE_PREP | HSY_GLUE_CONJ | HSY_GLUE_CLAUSE | HSY_GLUE_ADVERB |
                        HSY_GLUE_BE | HSY_GLUE_HAVE | HSY_GLUE_VERB | HSY_GLUE_TO |
                        HSY_GLUE_RELATIVE))
        return !hsy_glue_is(f, at, HSY_GLUE_DET) || hsy_glue_is(f, at, HSY_GLUE_RELATIVE);
    return f->words->doc->has_tags &&
           f->words->doc->tokens[f->words->data[at].token].upos == HSY_UPOS_ADV;
}

/* "killed himself": the doer is the victim. The pronoun itself counts, so that
 * "before killing himself" needs no subject. */
static bool reflexive(hsy_figures *f, const hsy_hit *hit, uint32_t start)
{
    uint32_t len;

    if (!hsy_figures_cue_at(f, HSY_CUE_REFLEXIVE, hit->last + 1, &len))
        return false;
    hsy_hit whole = *hit;
    whole.last += len;
    /* "killed his wife before turning the gun on himself": she is not the doer. */
    uint32_t phrase = (hit->forms & HSY_INFLECT_GERUND) ? HSY_NONE : hsy_subject_find(f, start);
    if (phrase != HSY_NONE && hsy_subject_emit(f, &whole, phrase))
        return true;
    if (hsy_quantity_one(f, hit->last + 1, hit->last + len))
        hsy_quantity_emit(f, hit, f->phrases.count - 1, f->phrases.count - 1);
    return true;
}

/* "shot at two soldiers": nobody is said to be hit; "shot at a club" says where. */
static bool is_aimed(const hsy_figures *f, const hsy_hit *hit)
{
    const uint32_t next = hit->last + 1;
    const uint32_t whom =
        hsy_glue_is(f, next, HSY_GLUE_AIM) ? phrase_from(f, next + 1) : HSY_NONE;

    return whom != HSY_NONE && hsy_is_victim(&f->phrases.data[whom]);
}

/* "He shot into the car", "a man shot up a store": who did it, hit or not. */
static bool is_doer(const hsy_figures *f, const hsy_hit *hit, uint32_t phrase)
{
    return hsy_glue_is(f, f->phrases.data[phrase].first, HSY_GLUE_NOMINATIVE) ||
           (hsy_harm_of(f, hit)->combined && hsy_glue_is(f, hit->last + 1, HSY_GLUE_OUTWARD));
}

/* "Girl shot, killed another teen": a second verb of harm behind a comma has the victim. */
static bool shares_object(const hsy_figures *f, const hsy_hit *hit)
{
    const uint32_t next = hit->last + 2;

    if (!hsy_figures_comma(f, hit->last + 1) || next >= f->words->count ||
        f->hit_at[next] == HSY_NONE)
        return false;
    const hsy_hit *other = &f->hits.data[f->hit_at[next]];
    const uint32_t phrase =
        other->harm == HSY_NONE ? HSY_NONE : phrase_from(f, other->last + 1);
    return phrase != HSY_NONE && hsy_harm_of(f, other)->kind == HSY_HARM_VERB &&
           hsy_is_victim(&f->phrases.data[phrase]);
}

/* "the Keth Massacre gunman": no verb, outside of headlines, where tags go wrong. */
static bool is_noun(const hsy_figures *f, const hsy_hit *hit)
{
    const uint8_t upos = hsy_word_token(f, hit->first)->upos;

    return f->words->doc->has_tags && !f->sentence->is_title && !f->words->loud &&
           hit->forms == HSY_INFLECT_BASE && hit->first == hit->last &&
           (upos == HSY_UPOS_NOUN || upos == HSY_UPOS_PROPN) && hit->first > 0;
}

static void read_verb(hsy_figures *f, const hsy_hit *hit)
{
    uint32_t glue, start = hsy_subject_group(f, hit->first, &glue);
    const bool passive = (glue & HSY_GLUE_BE) && (hit->forms & HSY_INFLECT_PART);

    if ((hit->forms & (HSY_INFLECT_BASE | HSY_INFLECT_GERUND)) &&
        hsy_quantity_read_owner(f, hit))
        return;
    if (is_noun(f, hit))
        return;
    if (passive) {
        if (!hsy_subject_emit_they(f, hit, start) &&
            !hsy_subject_emit(f, hit, hsy_subject_find(f, start)))
            hsy_subject_emit_shared(f, hit, start);
        return;
    }
    if (reflexive(f, hit, start) || hsy_harm_of(f, hit)->self || object(f, hit) ||
        is_aimed(f, hit) || shares_object(f, hit))
        return;
    const uint32_t next = phrase_from(f, hit->last + 1);
    if (!(hit->forms & HSY_INFLECT_PART) || !(nothing_follows(f, hit->last + 1) ||
                                              (next != HSY_NONE && is_next_ones(f, hit, next))))
        return;
    uint32_t phrase = hsy_subject_ending(f, hit->first);
    if (glue & HSY_GLUE_HAVE)
        return;
    if (phrase == HSY_NONE && hit->first > 0 && f->phrase_at[hit->first - 1] != HSY_NONE &&
        f->phrases.data[f->phrase_at[hit->first - 1]].last == hit->first - 1)
        phrase =
            hsy_subject_leftmost(f, hit->first); /* "four people including a child killed" */
    if (phrase != HSY_NONE && is_doer(f, hit, phrase))
        return;
    if (phrase != HSY_NONE)
        hsy_subject_emit(f, hit, phrase);
    else
        hsy_subject_emit_shared(f, hit, start);
}

static void read_intransitive(hsy_figures *f, const hsy_hit *hit)
{
    uint32_t glue, start = hsy_subject_group(f, hit->first, &glue);

    /* "She is dying to meet them." */
    if ((hit->forms & HSY_INFLECT_GERUND) && hsy_glue_is(f, hit->last + 1, HSY_GLUE_TO))
        return;
    /* "killed three men fleeing the fire": they fled, but what is told is their death. */
    if ((hit->forms & HSY_INFLECT_GERUND) && !(glue & HSY_GLUE_BE) && hit->first > 0 &&
        f->phrase_at[hit->first - 1] != HSY_NONE &&
        f->phrases.data[f->phrase_at[hit->first - 1]].object)
        return;
    if (!hsy_subject_emit_they(f, hit, start) &&
        !hsy_subject_emit(f, hit, hsy_subject_find(f, start)) &&
        !hsy_subject_emit_shared(f, hit, start))
        hsy_subject_emit_joined(f, hit);
}

static void read_state(hsy_figures *f, const hsy_hit *hit)
{
    uint32_t glue, start = hsy_subject_group(f, hit->first, &glue);

    if (!hsy_harm_near(f, hit))
        return;
    if (hit->first > 0 && hsy_glue_is(f, hit->first - 1, HSY_GLUE_DET) &&
        hsy_quantity_read_identity(f, hit)) /* "the dead are ..." */
        return;
    uint32_t phrase = hsy_subject_ending(f, hit->first);
    if (phrase == HSY_NONE && (glue & HSY_GLUE_BE))
        phrase = hsy_subject_find(f, start);
    hsy_subject_emit(f, hit, phrase);
}

/* "five wounded soldiers": the state stands inside the phrase. */
static void read_inner(hsy_figures *f)
{
    for (uint32_t i = 0; i < f->phrases.count; i++) {
        const hsy_counted *phrase = &f->phrases.data[i];
        if (phrase->harm != HSY_NONE && !phrase->subset && !phrase->part &&
            phrase->number != HSY_NONE)
            hsy_quantity_emit(f, &f->hits.data[phrase->harm], i, i);
    }
}

/* "killed and wounded 40", "400 dead and injured": two harms over one number. */
static void join_hits(hsy_figures *f)
{
    for (uint32_t i = 0; i + 1 < f->hits.count; i++) {
        hsy_hit *a = &f->hits.data[i], *b = &f->hits.data[i + 1];
        if (b->first != a->last + 2 || !hsy_glue_is(f, a->last + 1, HSY_GLUE_CONJ))
            continue;
        const hsy_what x = hsy_harm_of(f, a)->what, y = hsy_harm_of(f, b)->what;
        const bool both = (x == HSY_WHAT_KILLED && y == HSY_WHAT_INJURED) ||
                          (x == HSY_WHAT_INJURED && y == HSY_WHAT_KILLED);
        if (!both || hsy_harm_of(f, a)->kind == HSY_HARM_TOLL)
            continue;
        a->combined = true;
        if (y == HSY_WHAT_KILLED)
            a->harm = b->harm;
        a->forms &= b->forms ? b->forms : a->forms;
        a->last = b->last;
        b->forms = 0;
        b->harm = HSY_NONE;
    }
}

/* "Seventy-eight bodies of workers": the number stands before the noun, not behind "of". */
static bool counted_before(const hsy_figures *f, const hsy_hit *hit)
{
    const uint32_t phrase = hit->first ? f->phrase_at[hit->first - 1] : HSY_NONE;

    return phrase != HSY_NONE && f->phrases.data[phrase].number != HSY_NONE &&
           !f->phrases.data[phrase].human && f->phrases.data[phrase].last + 1 == hit->first;
}

static void read_of(hsy_figures *f, const hsy_hit *hit)
{
    if (counted_before(f, hit))
        hsy_quantity_read_count(f, hit);
    else if (hsy_harm_near(f, hit))
        object(f, hit);
}

static void read_hit(hsy_figures *f, const hsy_hit *hit)
{
    if (hsy_harm_of(f, hit)->kind == HSY_HARM_VERB && hsy_quantity_read_number_of(f, hit))
        return;
    switch (hsy_harm_of(f, hit)->kind) {
    case HSY_HARM_VERB: read_verb(f, hit); break;
    case HSY_HARM_INTRANS: read_intransitive(f, hit); break;
    case HSY_HARM_STATE: read_state(f, hit); break;
    case HSY_HARM_COUNT: hsy_quantity_read_count(f, hit); break;
    case HSY_HARM_OF: read_of(f, hit); break;
    case HSY_HARM_TOLL: hsy_quantity_read_toll(f, hit); break;
    case HSY_HARM_OWNED: hsy_quantity_read_owner(f, hit); break;
    case HSY_HARM_MULTIPLE: hsy_quantity_read_multiple(f, hit); break;
    case HSY_HARM_NOTHING:
    case HSY_HARM_MODIFIER: break;
    }
}

void hsy_quantity_frames(hsy_figures *f)
{
    if (hsy_quantity_read_labels(f))
        return;
    join_hits(f);
    for (uint32_t i = 0; i < f->hits.count && !f->failed; i++)
        if (f->hits.data[i].harm != HSY_NONE)
            read_hit(f, &f->hits.data[i]);
    read_inner(f);
}
