/*
 * quantity_subject.c - whom a word of harm tells of, when he stands before it.
 *
 *     Five people, two of them boys, were killed     over insertions, to the clause's beginning
 *     Five killed in market blast                    right before it
 *     The mayor of a town whose residents were ...   not past a relative clause
 *     A child shot by her father has died            not the agent of a participle
 *     A boy was shot and later died                  the subject of the word before
 *     Two men were rushed to hospital, where they died
 *
 * Words and their order decide; only for joined verbs ("hit a tree and died") the tree does.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quantity.h"

#define REACH     14 /* words between a subject's noun and its verb group */
#define INSERTION 30 /* words of an insertion between commas */
#define GROUP     8  /* words of a verb group before its head */

/* Before an age in commas: "her father, 56, dead". */
static uint32_t before_age(const hsy_figures *f, uint32_t at)
{
    if (at < 3 || !hsy_figures_comma(f, at - 1) || f->number_at[at - 2] == HSY_NONE ||
        !f->taken[f->number_at[at - 2]])
        return at;
    const uint32_t first = f->numbers[f->number_at[at - 2]].first;
    return first > 0 && hsy_figures_comma(f, first - 1) ? first - 1 : at;
}

uint32_t hsy_subject_ending(const hsy_figures *f, uint32_t at)
{
    at = before_age(f, at);
    while (at > 0 && f->phrase_at[at - 1] == HSY_NONE &&
           hsy_glue_is(f, at - 1, HSY_GLUE_ADVERB) && !hsy_glue_is(f, at - 1, HSY_GLUE_PREP))
        at--;
    if (at == 0 || f->phrase_at[at - 1] == HSY_NONE)
        return HSY_NONE;
    uint32_t phrase = f->phrase_at[at - 1];
    return f->phrases.data[phrase].last == at - 1 && hsy_is_victim(&f->phrases.data[phrase])
               ? phrase
               : HSY_NONE;
}

/* The start of the verb group whose head is `at`; `*ret_*` tell what is in it. */
uint32_t hsy_subject_group(const hsy_figures *f, uint32_t at, uint32_t *ret_glue)
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
    const uint32_t first = f->phrases.data[phrase->group].first; /* "around his son and wife" */

    return first > 0 && hsy_glue_is(f, first - 1, HSY_GLUE_PREP | HSY_GLUE_OF);
}

/* "A child shot by her father has died": the father is the agent of a participle, and whom it
 * is about stands before that. The participle's first word, or HSY_NONE. */
static uint32_t agent_of(const hsy_figures *f, const hsy_counted *phrase)
{
    if (phrase->first < 3 || !after_preposition(f, phrase) ||
        f->hit_at[phrase->first - 2] == HSY_NONE)
        return HSY_NONE;
    const hsy_hit *hit = &f->hits.data[f->hit_at[phrase->first - 2]];
    const uint32_t before = hit->first > 0 ? f->phrase_at[hit->first - 1] : HSY_NONE;
    return (hit->forms & HSY_INFLECT_PART) && before != HSY_NONE &&
                   hsy_is_victim(&f->phrases.data[before])
               ? hit->first
               : HSY_NONE;
}

/* "A man who killed his wife was jailed": she is the object of a clause about him. The word
 * that opens the clause, or HSY_NONE. */
static uint32_t clause_of(const hsy_figures *f, const hsy_counted *phrase)
{
    const uint32_t first = f->phrases.data[phrase->group].first;

    if (!phrase->object || first == 0 || f->hit_at[first - 1] == HSY_NONE)
        return HSY_NONE;
    uint32_t at = f->hits.data[f->hit_at[first - 1]].first;
    while (at > 0 && hsy_glue_is(f, at - 1, HSY_GLUE_HAVE | HSY_GLUE_ADVERB) &&
           !hsy_glue_is(f, at - 1, HSY_GLUE_RELATIVE))
        at--;
    return at > 1 && hsy_glue_is(f, at - 1, HSY_GLUE_RELATIVE) &&
                   f->phrase_at[at - 2] != HSY_NONE
               ? at - 1
               : HSY_NONE;
}

/* Going left from `end` to the clause's beginning: the outermost phrase of people
 * that no preposition governs, or one that stands right at `end`. */
uint32_t hsy_subject_leftmost(const hsy_figures *f, uint32_t end)
{
    uint32_t best = HSY_NONE, low = end > REACH ? end - REACH : 0;

    for (uint32_t at = end; at > low;) {
        uint32_t phrase = f->phrase_at[at - 1];
        if (phrase == HSY_NONE) {
            /* "the mayor of a town whose residents were ...": a clause of its own. */
            if (ends_clause(f, at - 1) ||
                (best != HSY_NONE && hsy_glue_is(f, at - 1, HSY_GLUE_RELATIVE)))
                break;
            at--;
            continue;
        }
        const hsy_counted *p = &f->phrases.data[phrase];
        const uint32_t reduced = agent_of(f, p);
        if (reduced != HSY_NONE && best == HSY_NONE) {
            at = reduced;
            continue;
        }
        const uint32_t relative = clause_of(f, p);
        if (relative != HSY_NONE) {
            at = relative;
            continue;
        }
        if (p->object && best != HSY_NONE)
            break;
        /* "He stressed two men were killed": he tells of them. */
        if (best != HSY_NONE && hsy_glue_is(f, p->first, HSY_GLUE_HE) &&
            f->phrases.data[best].group != p->group)
            break;
        /* "who killed his wife and two sons was freed": the sons "were". */
        const bool many = p->object && p->low > 1 && hsy_glue_is(f, end, HSY_GLUE_SINGULAR);
        if (hsy_is_victim(p) && !many && (p->last + 1 == end || !after_preposition(f, p)))
            best = phrase;
        at = p->first;
    }
    return best;
}

/* The subject whose verb group begins at `start`. Insertions between commas are
 * stepped over: "Five people, including two children, were ...". */
uint32_t hsy_subject_find(const hsy_figures *f, uint32_t start)
{
    uint32_t end = start;

    if (end > 0 && hsy_glue_is(f, end - 1, HSY_GLUE_RELATIVE))
        end--;
    /* "the parents of a boy who was shot": one was, and he stands right before. */
    const uint32_t near = end > 0 && end < start ? f->phrase_at[end - 1] : HSY_NONE;
    if (near != HSY_NONE && hsy_glue_is(f, start, HSY_GLUE_SINGULAR) &&
        f->phrases.data[near].last + 1 == end && f->phrases.data[near].high == 1 &&
        hsy_is_victim(&f->phrases.data[near]))
        return near;
    uint32_t phrase =
        end > 0 && hsy_figures_comma(f, end - 1) ? HSY_NONE : hsy_subject_leftmost(f, end);
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
            hsy_is_victim(&f->phrases.data[phrase]) &&
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

/* "Heiress, designer and author Ana Ruiz dies": the verb is of one, however many things she
 * was. */
static bool is_of_one(const hsy_figures *f, const hsy_hit *hit, uint32_t from, uint32_t to,
                      uint32_t glue)
{
    for (uint32_t i = from; i <= to; i++)
        if (f->phrases.data[i].high != 1 || f->phrases.data[i].number != HSY_NONE ||
            (i < to && f->phrases.data[i].named))
            return false;
    return f->phrases.data[to].named &&
           (hit->forms == HSY_INFLECT_PRESENT ||
            ((glue & HSY_GLUE_SINGULAR) && !f->sentence->is_title));
}

/* Emit the list that ends with the subject found; the members already given to
 * another verb are left out. */
bool hsy_subject_emit(hsy_figures *f, const hsy_hit *hit, uint32_t phrase)
{
    uint32_t glue, start = hsy_subject_group(f, hit->first, &glue);

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
        if (!hsy_is_victim(&f->phrases.data[i]))
            return false;
    if (from < to && is_of_one(f, hit, from, to, glue))
        from = to;
    hsy_quantity_emit(f, hit, from, to);
    f->subject.from = from;
    f->subject.to = to;
    f->subject.hit_last = hit->last;
    f->subject.any = true;
    return true;
}

/* "Two men were rushed to hospital, where they died": the victims of the word before. */
bool hsy_subject_emit_they(hsy_figures *f, const hsy_hit *hit, uint32_t start)
{
    if (start == 0 || !hsy_glue_is(f, start - 1, HSY_GLUE_THEY) || !f->subject.any ||
        start < f->subject.hit_last || start - f->subject.hit_last > REACH)
        return false;
    const hsy_counted *victims = &f->phrases.data[f->subject.from];
    if (f->subject.from == f->subject.to && victims->high == 1)
        return false;
    hsy_quantity_emit(f, hit, f->subject.from, f->subject.to);
    return true;
}

/* "A boy was shot and later died": the subject of the harm word before the "and". */
bool hsy_subject_emit_shared(hsy_figures *f, const hsy_hit *hit, uint32_t start)
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
bool hsy_subject_emit_joined(hsy_figures *f, const hsy_hit *hit)
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
    if (phrase == HSY_NONE || !hsy_is_victim(&f->phrases.data[phrase]) ||
        !f->phrases.data[phrase].human || f->phrases.data[phrase].last >= hit->first ||
        f->phrases.data[phrase].group != phrase)
        return false;
    hsy_quantity_emit(f, hit, phrase, phrase);
    return true;
}
