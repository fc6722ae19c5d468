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
 * Words and their order decide, so that a wrong tree cannot make a victim; what
 * is found must be people (or a bare number that nothing else claims).
 *
 * Victims in a list ("killed a nurse and two soldiers") are one figure, their sum.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quantity.h"

#define REACH      14 /* words between a subject's noun and its verb group */
#define INSERTION  30 /* words of an insertion between commas */
#define TOLL_REACH 16 /* words between a toll and its number */
#define GROUP      8  /* words of a verb group before its head */

static const hsy_harm *harm_of(const hsy_figures *f, const hsy_hit *hit)
{
    return &f->tables->harms.data[hit->harm];
}

static bool is_comma(const hsy_figures *f, uint32_t at)
{
    return at < f->words->count && hsy_str_eq(f->words->data[at].lower, HSY_STR(","));
}

static bool is_victim(const hsy_counted *phrase)
{
    return (phrase->human || phrase->bare) && !phrase->reserved && !phrase->subset &&
           phrase->instead == HSY_NONE;
}

/* -- emitting ------------------------------------------------------------------ */

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
    const hsy_harm *harm = harm_of(f, hit);

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

static void emit(hsy_figures *f, const hsy_hit *hit, uint32_t from, uint32_t to)
{
    const hsy_harm *harm = harm_of(f, hit);
    hsy_counted *first = &f->phrases.data[from], *last = &f->phrases.data[to];
    const uint8_t bit = what_bit(harm->what);

    if ((last->emitted & bit) ||
        (harm->strict && last->bare && !last->human && last->high != 0))
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
    q->definite = from == to && first->definite;
    q->named = from == to && first->named;
    q->rule = (hsy_rule){f->tables->harm_name, harm->line, from == to ? NULL : "sum of parts"};
    if (first->part && first->harm != HSY_NONE)
        q->scope = HSY_SCOPE_SUBSET;
    if (harm->combined || hit->combined)
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

/* Before an age in commas: "her father, 56, dead". */
static uint32_t before_age(const hsy_figures *f, uint32_t at)
{
    if (at < 3 || !is_comma(f, at - 1) || f->number_at[at - 2] == HSY_NONE ||
        !f->taken[f->number_at[at - 2]])
        return at;
    const uint32_t first = f->numbers[f->number_at[at - 2]].first;
    return first > 0 && is_comma(f, first - 1) ? first - 1 : at;
}

static uint32_t phrase_ending(const hsy_figures *f, uint32_t at)
{
    at = before_age(f, at);
    while (at > 0 && f->phrase_at[at - 1] == HSY_NONE &&
           hsy_glue_is(f, at - 1, HSY_GLUE_ADVERB) && !hsy_glue_is(f, at - 1, HSY_GLUE_PREP))
        at--;
    if (at == 0 || f->phrase_at[at - 1] == HSY_NONE)
        return HSY_NONE;
    uint32_t phrase = f->phrase_at[at - 1];
    return f->phrases.data[phrase].last == at - 1 && is_victim(&f->phrases.data[phrase])
               ? phrase
               : HSY_NONE;
}

/* -- victims behind the word ----------------------------------------------------- */

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
        if (!hsy_glue_is(f, i, HSY_GLUE_PASSABLE | HSY_GLUE_ADVERB) || is_comma(f, i))
            return HSY_NONE;
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

/* The list from `phrase` on, as object: its last member is left to a predicate
 * that follows it ("killed five people and three others were injured"). */
static uint32_t object_end(const hsy_figures *f, uint32_t phrase)
{
    uint32_t last = phrase;
    const uint32_t group = f->phrases.data[last].group;

    while (last + 1 < f->phrases.count && f->phrases.data[last + 1].group == group)
        last++;
    if (last > phrase && begins_predicate(f, f->phrases.data[last].last + 1))
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
        f->phrase_at[hit->first - 1] == HSY_NONE)
        return false;
    const hsy_hit *follows = &f->hits.data[f->hit_at[next]];
    return follows->harm != HSY_NONE &&
           (harm_of(f, follows)->kind == HSY_HARM_STATE || (follows->forms & HSY_INFLECT_PART));
}

static bool object(hsy_figures *f, const hsy_hit *hit)
{
    uint32_t phrase = phrase_from(f, hit->last + 1);

    if (phrase == HSY_NONE || !is_victim(&f->phrases.data[phrase]) ||
        is_next_ones(f, hit, phrase))
        return false;
    const uint32_t last = object_end(f, phrase);
    emit(f, hit, phrase, last);
    for (uint32_t i = phrase; i <= last; i++)
        f->phrases.data[i].object = true;
    return true;
}

/* -- victims before the word ------------------------------------------------------ */

/* The start of the verb group whose head is `at`; `*ret_*` tell what is in it. */
static uint32_t group_start(const hsy_figures *f, uint32_t at, uint32_t *ret_glue)
{
    uint32_t start = at;

    *ret_glue = 0;
    while (start > 0 && at - start < GROUP && f->phrase_at[start - 1] == HSY_NONE &&
           hsy_glue_is(f, start - 1,
                       HSY_GLUE_BE | HSY_GLUE_HAVE | HSY_GLUE_MODAL | HSY_GLUE_NEG |
                           HSY_GLUE_ADVERB | HSY_GLUE_TO)) {
        start--;
        *ret_glue |= f->glue[start];
    }
    return start;
}

static bool ends_clause(const hsy_figures *f, uint32_t at)
{
    if (f->phrase_at[at] != HSY_NONE)
        return false;
    if (hsy_term_punct(f->words, at))
        return true;
    if (f->hit_at[at] != HSY_NONE)
        return true;
    return hsy_glue_is(f, at,
                       HSY_GLUE_BE | HSY_GLUE_HAVE | HSY_GLUE_MODAL | HSY_GLUE_VERB |
                           HSY_GLUE_CLAUSE) &&
           !hsy_glue_is(f, at, HSY_GLUE_PREP);
}

static bool after_preposition(const hsy_figures *f, const hsy_counted *phrase)
{
    return phrase->first > 0 && hsy_glue_is(f, phrase->first - 1, HSY_GLUE_PREP | HSY_GLUE_OF);
}

/* Going left from `end` to the clause's beginning: the outermost phrase of people
 * that no preposition governs, or one that stands right at `end`. */
static uint32_t leftmost_victim(const hsy_figures *f, uint32_t end)
{
    uint32_t best = HSY_NONE, low = end > REACH ? end - REACH : 0;

    for (uint32_t at = end; at > low;) {
        uint32_t phrase = f->phrase_at[at - 1];
        if (phrase == HSY_NONE) {
            if (ends_clause(f, at - 1))
                break;
            at--;
            continue;
        }
        const hsy_counted *p = &f->phrases.data[phrase];
        if (p->object && best != HSY_NONE)
            break;
        /* "He stressed two men were killed": he tells of them. */
        if (best != HSY_NONE && hsy_glue_is(f, p->first, HSY_GLUE_HE) &&
            f->phrases.data[best].group != p->group)
            break;
        if (is_victim(p) && (p->last + 1 == end || !after_preposition(f, p)))
            best = phrase;
        at = p->first;
    }
    return best;
}

/* The subject whose verb group begins at `start`. Insertions between commas are
 * stepped over: "Five people, including two children, were ...". */
static uint32_t subject(const hsy_figures *f, uint32_t start)
{
    uint32_t end = start;

    if (end > 0 && hsy_glue_is(f, end - 1, HSY_GLUE_RELATIVE))
        end--;
    uint32_t phrase = end > 0 && is_comma(f, end - 1) ? HSY_NONE : leftmost_victim(f, end);
    if (phrase != HSY_NONE || end == 0)
        return phrase;
    if (!is_comma(f, end - 1) && end == start)
        return HSY_NONE;
    uint32_t low = end > INSERTION ? end - INSERTION : 0;
    for (uint32_t at = end; at > low; at--) {
        if (!is_comma(f, at - 1) || at < 2)
            continue;
        phrase = f->phrase_at[at - 2];
        if (phrase != HSY_NONE && f->phrases.data[phrase].last == at - 2 &&
            is_victim(&f->phrases.data[phrase]) &&
            !after_preposition(f, &f->phrases.data[phrase]))
            return phrase;
    }
    return HSY_NONE;
}

/* Is `phrase` the object of a harm verb before it ("killed five people and ...")? */
static bool is_object(const hsy_figures *f, uint32_t phrase)
{
    return f->phrases.data[phrase].emitted != 0;
}

/* Emit the list that ends with the subject found; the members already given to
 * another verb are left out. */
static bool emit_subject(hsy_figures *f, const hsy_hit *hit, uint32_t phrase)
{
    uint32_t glue, start = group_start(f, hit->first, &glue);

    /* "Gunmen kidnapped three men and fled": the men are the kidnapped alone. */
    if (phrase == HSY_NONE || (f->phrases.data[phrase].object && start > 0 &&
                               hsy_glue_is(f, start - 1, HSY_GLUE_CONJ)))
        return false;
    uint32_t from = f->phrases.data[phrase].group, to = phrase;
    while (to + 1 < f->phrases.count && f->phrases.data[to + 1].group == from &&
           f->phrases.data[to + 1].last < hit->first)
        to++;
    while (from < to && is_object(f, from))
        from++;
    /* "the bomber and all the men near the car were killed": more than was counted. */
    const uint32_t after = f->phrases.data[to].last + 1;
    if (after + 2 < start && hsy_glue_is(f, after, HSY_GLUE_CONJ))
        return false;
    for (uint32_t i = from; i <= to; i++)
        if (!is_victim(&f->phrases.data[i]))
            return false;
    emit(f, hit, from, to);
    f->subject.from = from;
    f->subject.to = to;
    f->subject.hit_last = hit->last;
    f->subject.any = true;
    return true;
}

/* "A boy was shot and later died": the subject of the harm word before the "and". */
static bool emit_shared_subject(hsy_figures *f, const hsy_hit *hit, uint32_t start)
{
    if (!f->subject.any || start == 0 || !hsy_glue_is(f, start - 1, HSY_GLUE_CONJ) ||
        hit->first - f->subject.hit_last > REACH)
        return false;
    for (uint32_t i = f->subject.hit_last + 1; i < start - 1; i++)
        if (f->phrase_at[i] != HSY_NONE &&
            hsy_glue_is(f, f->phrases.data[f->phrase_at[i]].last + 1, HSY_GLUE_CONJ) == false)
            return false;
    emit(f, hit, f->subject.from, f->subject.to);
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
    uint32_t phrase = subject(f, start);
    if (phrase != HSY_NONE && emit_subject(f, &whole, phrase))
        return true;
    hsy_counted *self = hsy_vec_push(f->state->scratch, &f->phrases);
    if (!self) {
        f->failed = true;
        return true;
    }
    *self = (hsy_counted){.first = hit->last + 1,
                          .last = hit->last + len,
                          .number = HSY_NONE,
                          .who = HSY_NONE,
                          .noun = HSY_NONE,
                          .group = f->phrases.count - 1,
                          .low = 1,
                          .high = 1,
                          .human = true,
                          .definite = true,
                          .harm = HSY_NONE,
                          .instead = HSY_NONE};
    emit(f, hit, f->phrases.count - 1, f->phrases.count - 1);
    return true;
}

static void read_verb(hsy_figures *f, const hsy_hit *hit)
{
    uint32_t glue, start = group_start(f, hit->first, &glue);
    const bool passive = (glue & HSY_GLUE_BE) && (hit->forms & HSY_INFLECT_PART);

    if (passive) {
        if (!emit_subject(f, hit, subject(f, start)))
            emit_shared_subject(f, hit, start);
        return;
    }
    if (reflexive(f, hit, start) || object(f, hit))
        return;
    const uint32_t next = phrase_from(f, hit->last + 1);
    if (!(hit->forms & HSY_INFLECT_PART) || !(nothing_follows(f, hit->last + 1) ||
                                              (next != HSY_NONE && is_next_ones(f, hit, next))))
        return;
    uint32_t phrase = phrase_ending(f, hit->first);
    if (glue & HSY_GLUE_HAVE)
        return;
    if (phrase == HSY_NONE && hit->first > 0 && f->phrase_at[hit->first - 1] != HSY_NONE &&
        f->phrases.data[f->phrase_at[hit->first - 1]].last == hit->first - 1)
        phrase = leftmost_victim(f, hit->first); /* "four people including a child killed" */
    if (phrase != HSY_NONE)
        emit_subject(f, hit, phrase);
    else
        emit_shared_subject(f, hit, start);
}

static void read_intransitive(hsy_figures *f, const hsy_hit *hit)
{
    uint32_t glue, start = group_start(f, hit->first, &glue);

    if (!emit_subject(f, hit, subject(f, start)))
        emit_shared_subject(f, hit, start);
}

static bool near_fits(const hsy_figures *f, const hsy_hit *hit)
{
    const hsy_harm *harm = harm_of(f, hit);

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

static void read_state(hsy_figures *f, const hsy_hit *hit)
{
    uint32_t glue, start = group_start(f, hit->first, &glue);

    if (!near_fits(f, hit))
        return;
    uint32_t phrase = phrase_ending(f, hit->first);
    if (phrase == HSY_NONE && (glue & HSY_GLUE_BE))
        phrase = subject(f, start);
    emit_subject(f, hit, phrase);
}

/* "12 deaths", "30 civilian casualties", "no casualties": a number before the noun
 * with nothing but modifiers between. */
static void read_count(hsy_figures *f, const hsy_hit *hit)
{
    uint32_t at = hit->first, low = at > 4 ? at - 4 : 0;

    if (!near_fits(f, hit))
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
        emit(f, hit, phrase, phrase);
        return;
    }
}

/* From the toll to its number over words that can link them. A number behind "by"
 * is how much it rose; the one behind "from" is what it was. */
static void read_toll(hsy_figures *f, const hsy_hit *hit)
{
    uint32_t at = hit->last + 1, end = at + TOLL_REACH, len;
    bool skip = false, above = false, earlier = false;

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
        if (p->number == HSY_NONE || skip || f->numbers[p->number].year_like || p->reserved ||
            p->emitted ||
            !(hsy_figures_cue_before(f, HSY_CUE_TOLL_LINK, p->first, &len) ||
              hsy_figures_cue_before(f, HSY_CUE_TOLL_ABOVE, p->first, &len))) {
            skip = false;
            continue;
        }
        p->human = true;
        if (above && p->comparator == HSY_COMPARE_EXACT) {
            p->low++;
            p->high = HSY_OPEN;
            p->comparator = HSY_COMPARE_MORE_THAN;
        }
        emit(f, hit, phrase, phrase);
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
static bool read_number_of(hsy_figures *f, const hsy_hit *hit)
{
    const uint32_t before = f->state->quantities.count;
    uint32_t who;

    if (!number_of(f, hit, &who))
        return false;
    read_toll(f, hit);
    for (uint32_t i = before; i < f->state->quantities.count; i++)
        if (hsy_str_eq(f->state->quantities.data[i].who, f->tables->people))
            f->state->quantities.data[i].who = f->tables->whos.data[who].who;
    return true;
}

/* "five wounded soldiers": the state stands inside the phrase. */
static void read_inner(hsy_figures *f)
{
    for (uint32_t i = 0; i < f->phrases.count; i++) {
        const hsy_counted *phrase = &f->phrases.data[i];
        if (phrase->harm != HSY_NONE && !phrase->subset && !phrase->part &&
            phrase->number != HSY_NONE)
            emit(f, &f->hits.data[phrase->harm], i, i);
    }
}

/* "killed and wounded 40", "400 dead and injured": two harms over one number. */
static void join_hits(hsy_figures *f)
{
    for (uint32_t i = 0; i + 1 < f->hits.count; i++) {
        hsy_hit *a = &f->hits.data[i], *b = &f->hits.data[i + 1];
        if (b->first != a->last + 2 || !hsy_glue_is(f, a->last + 1, HSY_GLUE_CONJ))
            continue;
        const hsy_what x = harm_of(f, a)->what, y = harm_of(f, b)->what;
        const bool both = (x == HSY_WHAT_KILLED && y == HSY_WHAT_INJURED) ||
                          (x == HSY_WHAT_INJURED && y == HSY_WHAT_KILLED);
        if (!both || harm_of(f, a)->kind == HSY_HARM_TOLL)
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

/* "a double murder": the word itself counts. */
static void read_multiple(hsy_figures *f, const hsy_hit *hit)
{
    const hsy_counted self = {.first = hit->first,
                              .last = hit->last,
                              .number = HSY_NONE,
                              .who = HSY_NONE,
                              .noun = HSY_NONE,
                              .group = f->phrases.count,
                              .low = harm_of(f, hit)->times,
                              .high = harm_of(f, hit)->times,
                              .human = true,
                              .harm = HSY_NONE,
                              .instead = HSY_NONE};
    hsy_counted *phrase = hsy_vec_push(f->state->scratch, &f->phrases);

    if (!phrase) {
        f->failed = true;
        return;
    }
    *phrase = self;
    emit(f, hit, f->phrases.count - 1, f->phrases.count - 1);
}

static void read_hit(hsy_figures *f, const hsy_hit *hit)
{
    if (harm_of(f, hit)->kind == HSY_HARM_VERB && read_number_of(f, hit))
        return;
    switch (harm_of(f, hit)->kind) {
    case HSY_HARM_VERB: read_verb(f, hit); break;
    case HSY_HARM_INTRANS: read_intransitive(f, hit); break;
    case HSY_HARM_STATE: read_state(f, hit); break;
    case HSY_HARM_COUNT: read_count(f, hit); break;
    case HSY_HARM_OF: object(f, hit); break;
    case HSY_HARM_TOLL: read_toll(f, hit); break;
    case HSY_HARM_MULTIPLE: read_multiple(f, hit); break;
    }
}

void hsy_quantity_frames(hsy_figures *f)
{
    join_hits(f);
    for (uint32_t i = 0; i < f->hits.count && !f->failed; i++)
        if (f->hits.data[i].harm != HSY_NONE)
            read_hit(f, &f->hits.data[i]);
    read_inner(f);
}
