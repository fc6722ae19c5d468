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
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quantity.h"

#define REACH     14 /* words between a subject's noun and its verb group */
#define INSERTION 30 /* words of an insertion between commas */
#define TITLE     6  /* words of a title before a name */
#define GROUP     8  /* words of a verb group before its head */

static bool is_victim(const hsy_counted *phrase)
{
    return (phrase->human || phrase->bare) && !phrase->reserved && !phrase->subset &&
           phrase->instead == HSY_NONE;
}

/* Before an age in commas: "her father, 56, dead". */
static uint32_t before_age(const hsy_figures *f, uint32_t at)
{
    if (at < 3 || !hsy_figures_comma(f, at - 1) || f->number_at[at - 2] == HSY_NONE ||
        !f->taken[f->number_at[at - 2]])
        return at;
    const uint32_t first = f->numbers[f->number_at[at - 2]].first;
    return first > 0 && hsy_figures_comma(f, first - 1) ? first - 1 : at;
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

    if (phrase == HSY_NONE || !is_victim(&f->phrases.data[phrase]) ||
        is_next_ones(f, hit, phrase))
        return false;
    const uint32_t last = object_end(f, phrase);
    if (hsy_harm_of(f, hit)->many && last == phrase && f->phrases.data[phrase].high == 1)
        return false;
    hsy_quantity_emit(f, hit, phrase, last);
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
    uint32_t phrase =
        end > 0 && hsy_figures_comma(f, end - 1) ? HSY_NONE : leftmost_victim(f, end);
    if (phrase != HSY_NONE || end == 0)
        return phrase;
    if (!hsy_figures_comma(f, end - 1) && end == start)
        return HSY_NONE;
    uint32_t low = end > INSERTION ? end - INSERTION : 0;
    for (uint32_t at = end; at > low; at--) {
        if (!hsy_figures_comma(f, at - 1) || at < 2)
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
    hsy_quantity_emit(f, hit, from, to);
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
    hsy_quantity_emit(f, hit, f->subject.from, f->subject.to);
    return true;
}

/* The word of token `token`, or HSY_NONE. Words stand in the order of their tokens. */
static uint32_t word_of(const hsy_figures *f, uint32_t token)
{
    uint32_t low = 0, high = f->words->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (f->words->data[middle].token < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low < f->words->count && f->words->data[low].token == token ? low : HSY_NONE;
}

/* The word that the tree gives `verb` as its subject, or HSY_NONE. */
static uint32_t subject_of(const hsy_figures *f, uint32_t verb)
{
    for (uint32_t at = 0; at < f->words->count; at++) {
        const hsy_token *token = &f->words->doc->tokens[f->words->data[at].token];
        if (token->head == verb &&
            (token->deprel == HSY_DEP_nsubj || token->deprel == HSY_DEP_nsubj_pass))
            return at;
    }
    return HSY_NONE;
}

/* "Teen shot in chest dies": words between hide the subject. "The driver lost control, hit a
 * tree and died": it stands at the first of the verbs that are joined. Only the tree tells;
 * it must end at one person or a count of them. */
static bool emit_joined_subject(hsy_figures *f, const hsy_hit *hit)
{
    const hsy_doc *doc = f->words->doc;
    uint32_t verb = f->words->data[hit->last].token;

    if (!doc->has_trees)
        return false;
    const bool joined = doc->tokens[verb].deprel == HSY_DEP_conj ||
                        doc->tokens[verb].deprel == HSY_DEP_parataxis;
    uint32_t word = subject_of(f, verb);
    if (word == HSY_NONE && joined)
        verb = doc->tokens[verb].head;
    if (verb == HSY_NONE || word_of(f, verb) == HSY_NONE)
        return false;
    word = word == HSY_NONE ? subject_of(f, verb) : word;
    const uint32_t phrase = word == HSY_NONE ? HSY_NONE : f->phrase_at[word];
    if (phrase == HSY_NONE || !is_victim(&f->phrases.data[phrase]) ||
        !f->phrases.data[phrase].human || f->phrases.data[phrase].last >= hit->first ||
        f->phrases.data[phrase].group != phrase)
        return false;
    hsy_quantity_emit(f, hit, phrase, phrase);
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
    uint32_t phrase = (hit->forms & HSY_INFLECT_GERUND) ? HSY_NONE : subject(f, start);
    if (phrase != HSY_NONE && emit_subject(f, &whole, phrase))
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

    return whom != HSY_NONE && is_victim(&f->phrases.data[whom]);
}

static void read_verb(hsy_figures *f, const hsy_hit *hit)
{
    uint32_t glue, start = group_start(f, hit->first, &glue);
    const bool passive = (glue & HSY_GLUE_BE) && (hit->forms & HSY_INFLECT_PART);

    if ((hit->forms & (HSY_INFLECT_BASE | HSY_INFLECT_GERUND)) &&
        hsy_quantity_read_owner(f, hit))
        return;
    if (passive) {
        if (!emit_subject(f, hit, subject(f, start)))
            emit_shared_subject(f, hit, start);
        return;
    }
    if (reflexive(f, hit, start) || hsy_harm_of(f, hit)->self || object(f, hit) ||
        is_aimed(f, hit))
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

    /* "She is dying to meet them." */
    if ((hit->forms & HSY_INFLECT_GERUND) && hsy_glue_is(f, hit->last + 1, HSY_GLUE_TO))
        return;
    /* "killed three men fleeing the fire": they fled, but what is told is their death. */
    if ((hit->forms & HSY_INFLECT_GERUND) && !(glue & HSY_GLUE_BE) && hit->first > 0 &&
        f->phrase_at[hit->first - 1] != HSY_NONE &&
        f->phrases.data[f->phrase_at[hit->first - 1]].object)
        return;
    if (!emit_subject(f, hit, subject(f, start)) && !emit_shared_subject(f, hit, start))
        emit_joined_subject(f, hit);
}

static void read_state(hsy_figures *f, const hsy_hit *hit)
{
    uint32_t glue, start = group_start(f, hit->first, &glue);

    if (!hsy_harm_near(f, hit))
        return;
    uint32_t phrase = phrase_ending(f, hit->first);
    if (phrase == HSY_NONE && (glue & HSY_GLUE_BE))
        phrase = subject(f, start);
    emit_subject(f, hit, phrase);
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
