/*
 * quantity_scope.c - what a figure stands for, and whether it still does.
 *
 *     event       five were killed in the blast
 *     subset      including two children
 *     combined    400 dead and injured
 *     cumulative  has killed thousands since 2014
 *     potential   could kill hundreds; 30 feared dead
 *
 * A figure that the text itself takes back ("initially put at 12") is retracted;
 * one that replaces another ("rose to 43") is an update.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quantity.h"

#define BEFORE    6    /* words before the frame that can hold a cue */
#define LARGE     1000 /* a perfect tense over so many is no single event's toll */
#define MANY      200
#define HUGE_TOLL 10000 /* no single blow, told without its day, kills so many */

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static bool breaks(const hsy_figures *f, uint32_t at)
{
    uint32_t len;

    return hsy_term_punct(f->words, at) || hsy_figures_cue_at(f, HSY_CUE_BUT, at, &len);
}

/* `count` words before `at`, not past punctuation. */
static uint32_t back(const hsy_figures *f, uint32_t at, uint32_t count)
{
    uint32_t from = at;

    while (from > 0 && at - from < count && !breaks(f, from - 1))
        from--;
    return from;
}

static uint32_t glue_before(const hsy_figures *f, uint32_t at)
{
    uint32_t bits = 0;

    for (uint32_t i = at; i > 0 && at - i < BEFORE; i--) {
        if (f->phrase_at[i - 1] != HSY_NONE ||
            !hsy_glue_is(f, i - 1,
                         HSY_GLUE_BE | HSY_GLUE_HAVE | HSY_GLUE_MODAL | HSY_GLUE_NEG |
                             HSY_GLUE_ADVERB | HSY_GLUE_TO))
            break;
        bits |= f->glue[i - 1];
    }
    return bits;
}

/* "with life-threatening wounds he died": the second half of a compound threatens nothing. */
static bool in_compound(const hsy_figures *f, uint32_t at)
{
    return at > 0 && f->words->data[at].join == HSY_JOIN_HYPHEN;
}

/* A cue in [from, to) that reaches it: a modal verb does not reach over "that" ("I can tell
 * you that nine died"), a fear does. */
static bool feared(const hsy_figures *f, uint32_t from, uint32_t to)
{
    bool that = false;

    for (uint32_t at = to; at > from; at--) {
        uint32_t len;
        if (hsy_figures_cue_at(f, HSY_CUE_POTENTIAL, at - 1, &len) && at - 1 + len <= to &&
            !f->in_time[at - 1] && !in_compound(f, at - 1) &&
            !(that && hsy_glue_is(f, at - 1, HSY_GLUE_MODAL)))
            return true;
        that |= hsy_glue_is(f, at - 1, HSY_GLUE_RELATIVE);
    }
    return false;
}

/* "demanded that the men were to be arrested", "for him to be killed". */
static bool is_passive_infinitive(const hsy_figures *f, const hsy_hit *hit)
{
    uint32_t at = hit->first;

    while (at > 0 && hsy_glue_is(f, at - 1, HSY_GLUE_BE | HSY_GLUE_ADVERB))
        at--;
    return at < hit->first && at > 0 && hsy_glue_is(f, at - 1, HSY_GLUE_TO) &&
           (hit->forms & HSY_INFLECT_PART) && hsy_harm_of(f, hit)->kind == HSY_HARM_VERB;
}

static bool is_potential(const hsy_figures *f, const hsy_hit *hit, const hsy_counted *phrase)
{
    uint32_t begin = least(hit->first, phrase->first);
    uint32_t from = back(f, begin, BEFORE);
    uint32_t bits = glue_before(f, hit->first);

    if (bits & HSY_GLUE_MODAL) /* "where she would later die": she did */
        return !hsy_figures_cue_within(f, HSY_CUE_ACTUAL, back(f, hit->first, 3), hit->first);
    if (hit->first > 0 && hsy_glue_is(f, hit->first - 1, HSY_GLUE_TO) &&
        (hit->forms & HSY_INFLECT_BASE) && !f->sentence->is_title)
        return !hsy_figures_cue_within(f, HSY_CUE_ACTUAL, from, hit->first);
    if (hsy_figures_cue_within(f, HSY_CUE_ACTUAL, from, hit->first))
        return false;
    if (is_passive_infinitive(f, hit))
        return true;
    /* "who tried to storm the gate, killing two": the participle tells a result. */
    if (feared(f, hit->forms == HSY_INFLECT_GERUND ? back(f, begin, 2) : from, begin))
        return true;
    /* "30 people feared dead": between the victims and the word, nothing else. */
    return phrase->last < hit->first &&
           hsy_figures_cue_within(f, HSY_CUE_POTENTIAL, phrase->last + 1, hit->first);
}

/* "since Friday": the day is where a span begins. */
static bool begins_span(const hsy_figures *f, const hsy_time *time)
{
    uint32_t len;

    for (uint32_t at = 0; at < f->words->count; at++)
        if (f->words->data[at].token == time->first)
            return hsy_figures_cue_before(f, HSY_CUE_CUMULATIVE, at, &len);
    return false;
}

/* A day named in the sentence, other than "since Friday", ties the figure to it. */
static bool names_a_day(const hsy_figures *f)
{
    const hsy_fact_state *state = f->state;
    uint32_t index = f->words->sentence;

    for (uint32_t i = state->times.count; i-- > 0;) {
        const hsy_time *time = &state->times.data[i];
        if (time->sentence < index)
            return false;
        if (time->sentence != index || time->type == HSY_TIME_DURATION || begins_span(f, time))
            continue;
        const bool day =
            time->value.len >= 10 || (time->value.len >= 8 && time->value.ptr[5] == 'W' &&
                                      time->value.ptr[8 < time->value.len ? 8 : 7] == '-');
        if (day && time->day_from == time->day_to)
            return true;
        if (day && time->value.ptr[0] == 'X')
            return true;
    }
    return false;
}

/* The word before the verb group is a war, an epidemic: "the conflict has killed 90". */
static bool war_is_subject(const hsy_figures *f, const hsy_hit *hit)
{
    uint32_t at = hit->first, len;

    while (at > 0 && f->phrase_at[at - 1] == HSY_NONE &&
           hsy_glue_is(f, at - 1, HSY_GLUE_HAVE | HSY_GLUE_ADVERB | HSY_GLUE_BE))
        at--;
    if (f->tables->harms.data[hit->harm].kind != HSY_HARM_VERB)
        return false;
    return hsy_figures_cue_before(f, HSY_CUE_WAR, at, &len);
}

/* The number alone says so: no single blow told without its day kills so many, and
 * thousands in a text about a war are the war's. */
static bool too_many_for_one(const hsy_figures *f, const hsy_quantity *q)
{
    if (q->low >= HUGE_TOLL && q->what == HSY_WHAT_KILLED)
        return !names_a_day(f);
    return q->low >= LARGE && q->what <= HSY_WHAT_INJURED &&
           hsy_figures_cue_within(f, HSY_CUE_LONG, 0, f->words->count);
}

/* "in the past 24 hours": a span of hours is the day's own. */
static bool spans_hours(const hsy_figures *f)
{
    const hsy_fact_state *state = f->state;

    for (uint32_t i = state->times.count; i-- > 0;) {
        const hsy_time *time = &state->times.data[i];
        if (time->sentence < f->words->sentence)
            return false;
        if (time->sentence == f->words->sentence && time->type == HSY_TIME_DURATION &&
            time->value.len > 1 && time->value.ptr[1] == 'T')
            return true;
    }
    return false;
}

/* "have been killed in the fighting": what lasts stands right behind the perfect. */
static bool lasts_behind(const hsy_figures *f, const hsy_hit *hit)
{
    uint32_t from = hit->last + 1, to = least(from + 5, f->words->count);

    for (uint32_t at = from; at < to; at++)
        if (breaks(f, at))
            to = at;
    return from < to && hsy_glue_is(f, from, HSY_GLUE_PREP) &&
           hsy_figures_cue_within(f, HSY_CUE_LONG, from, to);
}

/* "the third fatality since 1980": the span tells of its rank. */
static bool is_ranked(const hsy_figures *f)
{
    uint32_t len;

    for (uint32_t at = 0; at + 2 < f->words->count; at++) {
        if (!hsy_lexicon_match(&f->tables->ordinal, f->words, at))
            continue;
        for (uint32_t i = at + 1; i < at + 4 && i < f->words->count; i++)
            if (hsy_figures_cue_at(f, HSY_CUE_CUMULATIVE, i, &len))
                return true;
    }
    return false;
}

static bool is_cumulative(const hsy_figures *f, const hsy_quantity *q, const hsy_hit *hit)
{
    uint32_t bits = glue_before(f, hit->first);
    const bool perfect = (bits & HSY_GLUE_HAVE) && !(bits & HSY_GLUE_MODAL);
    const uint32_t from = back(f, hit->first, 10);

    if (q->what > HSY_WHAT_CAPTURED || q->high == 0)
        return false;
    /* One known man is no sum, whatever span his sentence names. */
    if (q->low == 1 && q->high == 1 && !q->one.counted && !q->one.several)
        return false;
    if (f->tables->harms.data[hit->harm].sum ||
        hsy_figures_cue_within(f, HSY_CUE_RATE, 0, f->words->count))
        return true;
    if (too_many_for_one(f, q))
        return true;
    if (hsy_figures_cue_within(f, HSY_CUE_RECORD, 0, f->words->count) || is_ranked(f))
        return false;
    if (hsy_figures_cue_within(f, HSY_CUE_CUMULATIVE, 0, f->words->count) && !names_a_day(f) &&
        !spans_hours(f))
        return true;
    if (war_is_subject(f, hit) && !names_a_day(f))
        return true;
    if (perfect && q->low >= LARGE && q->what <= HSY_WHAT_INJURED)
        return true;
    if (perfect && q->low >= MANY && q->comparator == HSY_COMPARE_VAGUE && !names_a_day(f))
        return true;
    if (perfect && lasts_behind(f, hit) && !names_a_day(f))
        return true;
    return (perfect || q->low >= LARGE) &&
           hsy_figures_cue_within(f, HSY_CUE_LONG, from, hit->first);
}

/* A verb of saying in [from, to), and no new clause ("but three more died"). */
static bool said_between(const hsy_figures *f, uint32_t from, uint32_t to)
{
    bool said = false;

    for (uint32_t i = from; i < to; i++) {
        said |= hsy_glue_is(f, i, HSY_GLUE_VERB) && f->hit_at[i] == HSY_NONE;
        if (hsy_glue_is(f, i, HSY_GLUE_CLAUSE) && !hsy_glue_is(f, i, HSY_GLUE_PREP))
            return false;
    }
    return said;
}

/* The first word behind the last phrase in [from, to), or `from`. */
static uint32_t after_phrase(const hsy_figures *f, uint32_t from, uint32_t to)
{
    uint32_t at = to;

    while (at > from && f->phrase_at[at - 1] == HSY_NONE)
        at--;
    return at;
}

static bool is_retracted(const hsy_figures *f, const hsy_hit *hit, const hsy_counted *phrase)
{
    const bool toll = f->tables->harms.data[hit->harm].kind == HSY_HARM_TOLL;
    uint32_t len;

    if (toll) {
        uint32_t from = back(f, least(hit->first, phrase->first), BEFORE);
        return hsy_figures_cue_within(f, HSY_CUE_EARLIER, from, hit->first) ||
               hsy_figures_cue_before(f, HSY_CUE_EARLIER, phrase->first, &len) ||
               (phrase->first > hit->last + 1 &&
                hsy_figures_cue_within(f, HSY_CUE_EARLIER,
                                       after_phrase(f, hit->last + 1, phrase->first),
                                       phrase->first));
    }
    /* "An earlier count reported 15 people were killed": a verb of saying stands
     * between; "Earlier a bomb killed five" tells a time. */
    for (uint32_t at = back(f, least(hit->first, phrase->first), 20); at < phrase->first; at++)
        if (hsy_figures_cue_at(f, HSY_CUE_EARLIER, at, &len))
            return said_between(f, at + len, least(phrase->first, hit->first));
    return false;
}

static bool is_update(const hsy_figures *f, const hsy_hit *hit, const hsy_counted *phrase)
{
    uint32_t from = back(f, least(hit->first, phrase->first), 3);

    return hsy_figures_cue_within(f, HSY_CUE_RISE, from, phrase->first);
}

static bool is_denied(const hsy_figures *f, const hsy_hit *hit, const hsy_counted *phrase)
{
    uint32_t begin = least(hit->first, phrase->first);
    uint32_t bits = glue_before(f, hit->first);

    return (bits & HSY_GLUE_NEG) ||
           hsy_figures_cue_within(f, HSY_CUE_DENY, back(f, begin, 8), begin);
}

/* "Six remain in hospital": at least so many were hurt. */
static bool is_left(const hsy_figures *f, const hsy_quantity *q, const hsy_hit *hit,
                    const hsy_counted *phrase)
{
    return q->what == HSY_WHAT_INJURED && hit->first > phrase->last &&
           f->tables->harms.data[hit->harm].kind == HSY_HARM_STATE &&
           hsy_figures_cue_within(f, HSY_CUE_STILL, phrase->last + 1, hit->first);
}

/* "Four officers were stabbed. Two of the officers suffered serious wounds": of the four. */
static void note_part(const hsy_figures *f, hsy_quantity *q)
{
    const hsy_fact_state *state = f->state;

    for (uint32_t i = state->quantities.count - 1; i-- > 0;) {
        const hsy_quantity *whole = &state->quantities.data[i];
        if (whole->sentence + 2 < q->sentence)
            return;
        if (whole->what != q->what || whole->scope == HSY_SCOPE_SUBSET || whole->negated ||
            whole->low <= q->low || whole->scope == HSY_SCOPE_POTENTIAL)
            continue;
        q->scope = HSY_SCOPE_SUBSET;
        q->part_of = i;
        return;
    }
}

void hsy_quantity_scope(const hsy_figures *f, hsy_quantity *q, const hsy_hit *hit,
                        const hsy_counted *phrase)
{
    q->negated = q->high == 0 || is_denied(f, hit, phrase);
    q->retracted = is_retracted(f, hit, phrase);
    q->updates = !q->retracted && is_update(f, hit, phrase);
    if (phrase->part && q->scope == HSY_SCOPE_EVENT && q->what == HSY_WHAT_INJURED)
        note_part(f, q);
    if (is_potential(f, hit, phrase))
        q->scope = HSY_SCOPE_POTENTIAL;
    else if ((q->scope == HSY_SCOPE_EVENT || q->scope == HSY_SCOPE_COMBINED) &&
             is_cumulative(f, q, hit))
        q->scope = HSY_SCOPE_CUMULATIVE;
    else if (q->comparator == HSY_COMPARE_EXACT && is_left(f, q, hit, phrase)) {
        q->comparator = HSY_COMPARE_AT_LEAST;
        q->high = HSY_OPEN;
    }
}

/* -- parts ----------------------------------------------------------------------- */

/* The casualty figure a part at byte `off` belongs to: the nearest before it, in
 * this sentence or the one before. */
static uint32_t whole_of(const hsy_figures *f, uint32_t off, int64_t low)
{
    const hsy_fact_state *state = f->state;
    uint32_t best = HSY_NONE;

    for (uint32_t i = state->quantities.count; i-- > 0;) {
        const hsy_quantity *q = &state->quantities.data[i];
        if (q->sentence + 1 < f->words->sentence)
            break;
        /* A part is smaller than its whole: of "at least 25" it is none of thousands. */
        if (q->what > HSY_WHAT_CAPTURED || q->scope == HSY_SCOPE_SUBSET ||
            q->figure.off >= off || q->high <= low || q->high == 0 ||
            (q->high == HSY_OPEN && q->comparator != HSY_COMPARE_VAGUE && low > q->low))
            continue;
        if (best == HSY_NONE || q->figure.off > state->quantities.data[best].figure.off)
            best = i;
    }
    return best;
}

/* "five of whom were children", "five of them children": the noun behind. */
static uint32_t predicate_who(const hsy_figures *f, uint32_t at)
{
    for (uint32_t i = at; i < at + 4 && i < f->words->count; i++) {
        const hsy_lexeme *who = hsy_lexicon_match(&f->tables->plural, f->words, i);
        if (!who)
            who = hsy_lexicon_match(&f->tables->singular, f->words, i);
        if (who)
            return who->value;
        if (!hsy_glue_is(f, i, HSY_GLUE_BE | HSY_GLUE_HAVE | HSY_GLUE_DET | HSY_GLUE_ADVERB))
            return HSY_NONE;
    }
    return HSY_NONE;
}

/* "Nine were killed in a town of 4,000 people, including 300 refugees": parts of the people
 * told of last, who were not harmed. */
static bool is_of_others(const hsy_figures *f, const hsy_counted *phrase)
{
    const uint32_t index = (uint32_t)(phrase - f->phrases.data);

    for (uint32_t i = index; phrase->subset && i-- > 0;) {
        const hsy_counted *p = &f->phrases.data[i];
        if (p->last >= phrase->first || p->subset || p->group == phrase->group)
            continue;
        if (p->emitted)
            return false;
        if (p->human && !p->named && p->number != HSY_NONE && p->low > 1)
            return p->high == HSY_OPEN || p->high > phrase->low;
    }
    return false;
}

/* "The parents were held after one of their daughters called": of others. */
static bool is_owned(const hsy_figures *f, const hsy_counted *phrase)
{
    for (uint32_t at = phrase->first; phrase->part && at <= phrase->last; at++)
        if (hsy_glue_is(f, at, HSY_GLUE_POSSESSIVE))
            return true;
    return false;
}

static void emit_part(hsy_figures *f, hsy_counted *phrase)
{
    uint32_t who = phrase->who;
    const hsy_harm *harm = phrase->harm == HSY_NONE
                               ? NULL
                               : &f->tables->harms.data[f->hits.data[phrase->harm].harm];

    if (is_of_others(f, phrase) || is_owned(f, phrase))
        return;
    if (phrase->bare || phrase->part)
        who = predicate_who(f, phrase->last + 1);
    if (who == HSY_NONE && !phrase->human)
        return;
    uint32_t whole = whole_of(f, f->words->data[phrase->first].span.off, phrase->low);
    /* "32 of the wounded" tells what it is part of even when no total is given. */
    if (whole == HSY_NONE && !(phrase->part && harm))
        return;
    hsy_quantity *q = hsy_quantity_push(f, phrase->first, phrase->last);
    if (!q)
        return;
    const hsy_quantity *parent = whole == HSY_NONE ? q : &f->state->quantities.data[whole];
    if (phrase->number != HSY_NONE)
        hsy_quantity_take_number(f, q, phrase->number);
    q->low = phrase->low;
    q->high = phrase->high;
    q->comparator = phrase->comparator;
    q->what = harm ? harm->what : parent->what;
    q->who = who == HSY_NONE ? f->tables->people : f->tables->whos.data[who].who;
    q->scope = parent->scope == HSY_SCOPE_POTENTIAL ? HSY_SCOPE_POTENTIAL : HSY_SCOPE_SUBSET;
    q->part_of = whole;
    q->rule = (hsy_rule){NULL, 0, "part of a whole"};
    phrase->emitted |= 0x80;
}

/* "Two children are among 11 dead": the whole stands behind the part. */
static void emit_among(hsy_figures *f, uint32_t index)
{
    hsy_counted *part = &f->phrases.data[index];
    const hsy_counted *whole = part + 1;
    uint32_t at = part->last + 1, len;

    while (hsy_glue_is(f, at, HSY_GLUE_BE | HSY_GLUE_HAVE | HSY_GLUE_ADVERB) &&
           f->phrase_at[at] == HSY_NONE)
        at++;
    if (!part->human || part->number == HSY_NONE || part->emitted || part->high == 0 ||
        part->reserved || !hsy_figures_cue_at(f, HSY_CUE_AMONG, at, &len) ||
        at + len != whole->first || whole->low <= part->high)
        return;
    const uint32_t off = f->words->data[whole->first].span.off;
    for (uint32_t i = f->first_quantity; i < f->state->quantities.count; i++) {
        const hsy_quantity *of = &f->state->quantities.data[i];
        const hsy_what what = of->what;
        if (what > HSY_WHAT_CAPTURED || hsy_span_end(of->figure) <= off ||
            of->figure.off > off + 1)
            continue;
        hsy_quantity *q = hsy_quantity_push(f, part->first, part->last);
        if (!q)
            return;
        hsy_quantity_take_number(f, q, part->number);
        q->what = what;
        q->who =
            part->who == HSY_NONE ? f->tables->people : f->tables->whos.data[part->who].who;
        q->scope = HSY_SCOPE_SUBSET;
        q->part_of = i;
        q->rule = (hsy_rule){NULL, 0, "among the whole"};
        part->emitted |= 0x80;
        return;
    }
}

void hsy_quantity_subsets(hsy_figures *f)
{
    for (uint32_t i = 0; i + 1 < f->phrases.count && !f->failed; i++)
        emit_among(f, i);
    for (uint32_t i = 0; i < f->phrases.count && !f->failed; i++) {
        hsy_counted *phrase = &f->phrases.data[i];
        if (!phrase->emitted && !phrase->reserved && (phrase->subset || phrase->part) &&
            phrase->high > 0 && !phrase->named)
            emit_part(f, phrase);
    }
}
