/*
 * quantity_persons.c - which of the persons told of one by one are the same.
 *
 * "A man, 24, was killed. A second man was shot in the leg. He is in hospital": three figures
 * of two persons. Two figures are of one person when name or age say so, or when "he" and
 * "the girl" point back; of two when age, sex, names or "another" tell them apart; else it is
 * left open. What follows from it:
 *
 *     told again        is a part of the first telling, no second victim
 *     died of wounds    is no longer among the hurt
 *     "was shot"        counts dead and hurt together; who is not the one that died is hurt
 *     one by one        two persons known to be two are two, when no sentence counts them
 *
 * Sums are told of one scene only: the next of them within a few sentences and without a day,
 * an hour or a place of his own. A gunman's own death is added to those he killed in the same
 * sentence when these are told by who they were, not by a number.
 *
 * Work is bounded: so many persons of an article are kept, each figure is held against them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quantity.h"

#define MOST_PERSONS 32
#define SOON         3   /* sentences over which "the girl" goes back to "a girl" */
#define SCENE        4   /* sentences between two that are told one by one */
#define LONGEST      600 /* bytes of a sum's words */
#define LONGEST_NAME 8   /* words */
#define MOST_KIN     6   /* dead of one doer that are told by who they were */

enum relation { OPEN, SAME, OTHER };

struct person {
    uint32_t first, last;      /* figures: told first, told last */
    uint32_t named;            /* figure with his name, or HSY_NONE */
    uint32_t noun;             /* the first whose noun says more than that it is a person */
    uint32_t dead, hurt, shot; /* first figure of each, or HSY_NONE */
    uint8_t age, sex, ordinal;
    bool in_title;
    bool other_than[MOST_PERSONS]; /* of those told of before him */
};

struct persons {
    hsy_fact_state *state;
    struct person all[MOST_PERSONS];
    uint32_t count;
    uint32_t *of; /* figure -> person, or HSY_NONE */
};

/* -- one person ---------------------------------------------------------------------- */

static const hsy_quantity *figure_at(const struct persons *persons, uint32_t i)
{
    return &persons->state->quantities.data[i];
}

static bool is_single(const hsy_quantity *q)
{
    return q->what <= HSY_WHAT_INJURED && q->low == 1 && q->high == 1 && !q->negated &&
           !q->retracted && !q->one.several && q->scope != HSY_SCOPE_POTENTIAL &&
           q->scope != HSY_SCOPE_CUMULATIVE;
}

static hsy_str words_of(const struct persons *persons, uint32_t i)
{
    return hsy_doc_str(persons->state->doc, figure_at(persons, i)->figure);
}

/* The words of a name, from left to right: its bytes between blanks. */
static hsy_str next_word(hsy_str *rest)
{
    hsy_str word = hsy_str_cut(rest, ' ');

    while (word.len && (word.ptr[word.len - 1] == '.' || word.ptr[word.len - 1] == ','))
        word.len--;
    return word;
}

/* How many words of `a` are among those of `b`; *ret_count: of how many. */
static uint32_t shared_words(hsy_str a, hsy_str b, uint32_t *ret_count)
{
    uint32_t shared = 0, looked = 0;

    *ret_count = 0;
    while (a.ptr && looked++ < LONGEST_NAME) {
        const hsy_str word = next_word(&a);
        uint32_t others = 0;
        if (word.len < 3)
            continue;
        (*ret_count)++;
        for (hsy_str rest = b; rest.ptr && others < LONGEST_NAME; others++)
            if (hsy_str_eq(next_word(&rest), word)) {
                shared++;
                break;
            }
    }
    return shared;
}

/* "Ana Ruiz" and "Ruiz" are one, and so are "Ana Ruiz" and "Ana Ruiz Orr"; "Ana Ruiz" and
 * "Tom Ruiz" are two. */
static enum relation by_name(hsy_str a, hsy_str b)
{
    uint32_t na, nb;
    const uint32_t shared = shared_words(a, b, &na);

    shared_words(b, a, &nb);
    if (na == 0 || nb == 0)
        return OPEN;
    return shared > 1 || (shared == 1 && (na == 1 || nb == 1)) ? SAME : OTHER;
}

static hsy_str last_word(hsy_str words)
{
    hsy_str last = {NULL, 0};

    while (words.ptr) {
        const hsy_str word = next_word(&words);
        last = word.len ? word : last;
    }
    return last;
}

/* "The victim", "the girl", "the driver" can be who was told of as a `before`: by the same
 * noun, the same class, or a noun that says nothing but a person. */
static bool kinds_fit(const struct persons *persons, uint32_t before, uint32_t index)
{
    const hsy_quantity *a = figure_at(persons, before), *b = figure_at(persons, index);
    const hsy_str people = persons->state->tables->quantity->people;

    if (a->one.anyone || b->one.anyone)
        return true;
    if (hsy_str_eq(a->who, people) || hsy_str_eq(b->who, people))
        return hsy_str_eq(last_word(words_of(persons, before)),
                          last_word(words_of(persons, index)));
    return hsy_str_eq(a->who, b->who);
}

/* -- same or another -------------------------------------------------------------------- */

static enum relation by_marks(const struct persons *persons, const struct person *p,
                              const hsy_quantity *q, uint32_t index)
{
    if (p->sex && q->one.sex && p->sex != q->one.sex)
        return OTHER;
    if (p->age && q->age && p->age != q->age)
        return OTHER;
    if (p->named != HSY_NONE && q->named)
        return by_name(words_of(persons, p->named), words_of(persons, index));
    if (p->ordinal && q->one.ordinal)
        return p->ordinal == q->one.ordinal ? SAME : OTHER;
    if (p->age && p->age == q->age && !q->one.other)
        return SAME;
    return q->one.other ? OTHER : OPEN;
}

/* "Killed a girl": told behind the word of harm, so that another did it. */
static bool is_object(const hsy_quantity *q)
{
    return q->figure.off > q->span.off;
}

/* Told in one sentence: "a man was killed and a nurse was hurt". */
static enum relation in_sentence(const hsy_quantity *before, const hsy_quantity *q)
{
    if (q->one.self)
        return is_object(before) && !before->one.self ? OTHER : OPEN;
    return q->one.kin || !q->definite ? OTHER : OPEN;
}

static enum relation relation(const struct persons *persons, const struct person *p,
                              uint32_t index)
{
    const hsy_quantity *q = figure_at(persons, index);
    const hsy_quantity *last = figure_at(persons, p->last);
    enum relation found;

    if (last->figure.off == q->figure.off)
        return SAME;
    found = by_marks(persons, p, q, index);
    if (found == OPEN && q->one.kin && last->one.kin &&
        hsy_str_eq(words_of(persons, p->last), words_of(persons, index)))
        return SAME;
    if (found == OPEN && last->sentence == q->sentence)
        found = in_sentence(last, q);
    if (found == OPEN && q->one.also && !q->one.pronoun)
        found = OTHER;
    return found;
}

/* "He", "the girl", "the victim": the last one it can be. */
static bool points_back(const struct persons *persons, const struct person *p, uint32_t index)
{
    const hsy_quantity *q = figure_at(persons, index);
    const bool alone = persons->count == 1;

    if (!alone && (p->in_title || q->sentence - figure_at(persons, p->last)->sentence > SOON))
        return false;
    return q->one.pronoun || q->one.self ||
           (q->definite && !q->named && !q->one.ordinal && !q->one.kin &&
            kinds_fit(persons, p->noun, index));
}

/* "The girl who was shot has died. Ana Ruiz was rushed to hospital": the name is hers as
 * long as nobody else is told of. */
static bool takes_name(const struct persons *persons, const struct person *p, uint32_t index)
{
    const hsy_quantity *q = figure_at(persons, index);

    return q->named && p->named == HSY_NONE && !q->one.also && persons->count == 1 &&
           p->dead != HSY_NONE && (p->shot != HSY_NONE || p->hurt != HSY_NONE) &&
           figure_at(persons, p->last)->sentence != q->sentence;
}

/* The person of a figure, or HSY_NONE: nobody told of so far; then found[] tells from whom he
 * is known to differ. */
static uint32_t find_person(const struct persons *persons, uint32_t index, enum relation *found)
{

    for (uint32_t i = persons->count; i-- > 0;) {
        found[i] = relation(persons, &persons->all[i], index);
        if (found[i] == SAME)
            return i;
    }
    for (uint32_t i = persons->count; i-- > 0;)
        if (found[i] == OPEN && (points_back(persons, &persons->all[i], index) ||
                                 takes_name(persons, &persons->all[i], index)))
            return i;
    return HSY_NONE;
}

static void note(struct persons *persons, uint32_t person, uint32_t index)
{
    struct person *p = &persons->all[person];
    const hsy_quantity *q = figure_at(persons, index);
    uint32_t *slot = q->what == HSY_WHAT_KILLED       ? &p->dead
                     : q->scope == HSY_SCOPE_COMBINED ? &p->shot
                                                      : &p->hurt;

    persons->of[index] = person;
    p->last = index;
    if (*slot == HSY_NONE)
        *slot = index;
    if (q->named && p->named == HSY_NONE)
        p->named = index;
    if (figure_at(persons, p->noun)->one.anyone)
        p->noun = index;
    p->age = p->age ? p->age : q->age;
    p->sex = p->sex ? p->sex : q->one.sex;
    p->ordinal = p->ordinal ? p->ordinal : q->one.ordinal;
}

static void gather(struct persons *persons)
{
    const hsy_fact_state *state = persons->state;

    for (uint32_t i = 0; i < state->quantities.count; i++) {
        persons->of[i] = HSY_NONE;
        if (!is_single(figure_at(persons, i)))
            continue;
        enum relation found[MOST_PERSONS];
        uint32_t person = find_person(persons, i, found);
        if (person == HSY_NONE && persons->count == MOST_PERSONS)
            continue;
        if (person == HSY_NONE) {
            person = persons->count++;
            persons->all[person] = (struct person){
                .first = i,
                .last = i,
                .noun = i,
                .named = HSY_NONE,
                .dead = HSY_NONE,
                .hurt = HSY_NONE,
                .shot = HSY_NONE,
                .in_title = state->doc->sentences[figure_at(persons, i)->sentence].is_title};
            for (uint32_t k = 0; k < person; k++)
                persons->all[person].other_than[k] = found[k] == OTHER;
        }
        note(persons, person, i);
    }
}

/* Are persons a and b known to be two? */
static bool are_two(const struct persons *persons, uint32_t a, uint32_t b)
{
    const struct person *p = &persons->all[a], *q = &persons->all[b];

    if (a < b ? q->other_than[a] : p->other_than[b])
        return true;
    return (p->sex && q->sex && p->sex != q->sex) || (p->age && q->age && p->age != q->age) ||
           (p->named != HSY_NONE && q->named != HSY_NONE &&
            by_name(words_of(persons, p->named), words_of(persons, q->named)) == OTHER);
}

/* -- told again, died of wounds ------------------------------------------------------------ */

static void make_part(hsy_quantity *q, uint32_t whole)
{
    q->scope = HSY_SCOPE_SUBSET;
    q->part_of = whole;
}

/* "Her son died. The boy's death ...": a definite single that nothing tells from one before
 * is no second toll. */
static uint32_t told_before(const struct persons *persons, uint32_t index)
{
    const uint32_t person = persons->of[index];
    const hsy_quantity *q = figure_at(persons, index);

    if (!q->definite || q->named || persons->all[person].first != index)
        return HSY_NONE;
    for (uint32_t i = person; i-- > 0;) {
        const struct person *p = &persons->all[i];
        const uint32_t whole = q->what == HSY_WHAT_KILLED ? p->dead : p->hurt;
        if (whole != HSY_NONE && !are_two(persons, i, person))
            return whole;
    }
    return HSY_NONE;
}

/* "A girl was killed. ... The child was taken to hospital": maybe she. */
static bool may_be_dead(const struct persons *persons, uint32_t index)
{
    const hsy_quantity *q = figure_at(persons, index);
    const uint32_t person = persons->of[index];

    if (q->what != HSY_WHAT_INJURED || !q->one.fate_open || !(q->definite || q->one.pronoun) ||
        q->one.kin || q->named)
        return false;
    for (uint32_t i = 0; i < persons->count; i++)
        if (i != person && persons->all[i].dead != HSY_NONE && !are_two(persons, i, person))
            return true;
    return false;
}

static void tie(struct persons *persons)
{
    hsy_fact_state *state = persons->state;

    for (uint32_t i = 0; i < state->quantities.count; i++) {
        hsy_quantity *q = &state->quantities.data[i];
        if (persons->of[i] == HSY_NONE || q->scope == HSY_SCOPE_SUBSET)
            continue;
        const struct person *p = &persons->all[persons->of[i]];
        const uint32_t whole = q->scope == HSY_SCOPE_EVENT ? told_before(persons, i) : HSY_NONE;
        if (q->what == HSY_WHAT_INJURED && p->dead != HSY_NONE)
            make_part(q, p->dead);
        else if (q->what == HSY_WHAT_KILLED && p->dead != i && q->definite && !q->named)
            make_part(q, p->dead);
        else if (q->what == HSY_WHAT_INJURED && q->scope == HSY_SCOPE_EVENT && p->hurt != i &&
                 q->definite && !q->named) {
            make_part(q, p->hurt);
        } else if (whole != HSY_NONE && whole != i) {
            make_part(q, whole);
        } else if (q->scope == HSY_SCOPE_EVENT && may_be_dead(persons, i)) {
            q->scope = HSY_SCOPE_COMBINED;
        }
    }
}

/* -- "was shot" ------------------------------------------------------------------------------
 */

static bool is_group_of_dead(const hsy_quantity *q)
{
    return q->what == HSY_WHAT_KILLED && q->low > 1 && !q->negated && !q->retracted &&
           (q->scope == HSY_SCOPE_EVENT || q->scope == HSY_SCOPE_COMBINED);
}

/* Is `p` known to be none of the dead, and do any dead stand beside whom he is told of? */
static bool outlives(const struct persons *persons, uint32_t p)
{
    bool any = false;

    for (uint32_t i = 0; i < persons->count; i++) {
        if (persons->all[i].dead == HSY_NONE)
            continue;
        any = true;
        if (!are_two(persons, i, p))
            return false;
    }
    return any;
}

static void settle_shot(struct persons *persons)
{
    hsy_fact_state *state = persons->state;
    bool groups = false;

    for (uint32_t i = 0; i < state->quantities.count; i++)
        groups |= is_group_of_dead(figure_at(persons, i));
    for (uint32_t k = 0; k < persons->count; k++) {
        struct person *p = &persons->all[k];
        if (p->shot == HSY_NONE || p->dead != HSY_NONE ||
            !(outlives(persons, k) && (!groups || figure_at(persons, p->first)->one.other)))
            continue;
        for (uint32_t i = p->first; i <= p->last; i++) {
            hsy_quantity *q = &state->quantities.data[i];
            if (persons->of[i] == k && q->scope == HSY_SCOPE_COMBINED) {
                q->scope = HSY_SCOPE_EVENT;
                if (p->hurt == HSY_NONE)
                    p->hurt = i;
                else if (p->hurt != i)
                    make_part(q, p->hurt);
            }
        }
    }
}

/* -- one by one
 * -------------------------------------------------------------------------------- */

/* A day, an hour or a place in the sentence: it may tell of something else. Within one
 * sentence (`shared`) it takes two of a kind. */
static bool has_own_scene(const hsy_fact_state *state, uint32_t sentence, bool shared)
{
    uint32_t times = shared ? 1 : 0, places = shared ? 1 : 0;

    for (uint32_t t = HSY_FIRST_OF_SENTENCE(&state->times, hsy_time, sentence);
         t < state->times.count && state->times.data[t].sentence == sentence; t++)
        if (state->times.data[t].type <= HSY_TIME_TIME && times-- == 0)
            return true;
    for (uint32_t i = HSY_FIRST_OF_SENTENCE(&state->places, hsy_place, sentence);
         i < state->places.count && state->places.data[i].sentence == sentence; i++)
        if (places-- == 0)
            return true;
    return false;
}

static uint32_t told_as(const struct person *p, hsy_what what)
{
    if (what == HSY_WHAT_KILLED)
        return p->dead;
    if (p->dead != HSY_NONE)
        return HSY_NONE;
    return p->hurt != HSY_NONE ? p->hurt : p->shot;
}

/* Does any sentence count the victims? Then nothing is added up. */
static bool is_counted(const struct persons *persons, hsy_what what)
{
    for (uint32_t i = 0; i < persons->state->quantities.count; i++) {
        const hsy_quantity *q = figure_at(persons, i);
        if (q->what == what && !q->negated && !q->retracted &&
            (q->scope == HSY_SCOPE_EVENT || q->scope == HSY_SCOPE_COMBINED) &&
            (q->low > 1 || q->low == 0 || (q->one.counted && !q->one.other)))
            return true;
    }
    return false;
}

/* Is `p` another than all of `chosen`, and told of in their scene? */
static bool joins(const struct persons *persons, uint32_t person, uint32_t at,
                  const uint32_t *chosen, const uint32_t *told, uint32_t count)
{
    const struct person *p = &persons->all[person];
    const hsy_quantity *q = figure_at(persons, at);
    const hsy_quantity *last = count ? figure_at(persons, told[count - 1]) : NULL;

    const hsy_quantity *first = figure_at(persons, p->first);

    /* "The girl": told of before, in words that are not read. */
    if (p->in_title || q->scope == HSY_SCOPE_SUBSET || q->one.nominal ||
        (first->definite && !first->named && !first->one.kin && !first->one.other))
        return false;
    if (!last)
        return true;
    if (q->sentence < last->sentence || q->sentence - last->sentence > SCENE ||
        (!(q->one.ordinal && q->one.other) &&
         has_own_scene(persons->state, q->sentence, q->sentence == last->sentence)))
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (!are_two(persons, chosen[i], person))
            return false;
    return true;
}

/* In a text all in capitals names are not sure enough to tell persons apart. */
static bool has_small_letters(hsy_str words)
{
    size_t small = 0;

    for (size_t i = 0; i < words.len; i++)
        small += words.ptr[i] >= 'a' && words.ptr[i] <= 'z';
    return small * 4 > words.len;
}

/* A figure over the words from the first to the last of `told`. */
static bool add_sum(hsy_fact_state *state, const uint32_t *told, uint32_t count, int64_t total)
{
    hsy_quantity sum = state->quantities.data[told[0]];
    const hsy_quantity *last = &state->quantities.data[told[count - 1]];

    if (hsy_span_end(last->span) - sum.span.off > LONGEST ||
        !has_small_letters(hsy_doc_str(state->doc, hsy_span_join(sum.span, last->span))))
        return true;
    hsy_quantity *slot = hsy_vec_push(state->arena, &state->quantities);
    if (!slot)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        hsy_quantity *part = &state->quantities.data[told[i]];
        if (part->scope == HSY_SCOPE_COMBINED)
            sum.scope = HSY_SCOPE_COMBINED;
        if (!hsy_str_eq(part->who, sum.who))
            sum.who = state->tables->quantity->people;
        make_part(part, state->quantities.count - 1);
    }
    sum.low = sum.high = total;
    sum.comparator = HSY_COMPARE_EXACT;
    last = &state->quantities.data[told[count - 1]];
    sum.span = hsy_span_join(sum.span, last->span);
    sum.figure = hsy_span_join(sum.figure, last->figure);
    sum.definite = sum.named = sum.additional = false;
    sum.age = 0;
    sum.rule.name = "told one by one";
    state->quantities.data[state->quantities.count - 1] = sum;
    return true;
}

static bool add_up(struct persons *persons, hsy_what what)
{
    uint32_t chosen[MOST_PERSONS], told[MOST_PERSONS], count = 0;

    if (is_counted(persons, what))
        return true;
    for (uint32_t i = 0; i < persons->count; i++) {
        const uint32_t at = told_as(&persons->all[i], what);
        if (at == HSY_NONE || !joins(persons, i, at, chosen, told, count))
            continue;
        chosen[count] = i;
        told[count++] = at;
    }
    return count < 2 || add_sum(persons->state, told, count, count);
}

/* "Killed his wife and her son before shooting himself": three. */
static bool add_doer(struct persons *persons)
{
    hsy_fact_state *state = persons->state;
    const uint32_t end = state->quantities.count;
    int64_t most = 0;

    for (uint32_t i = 0; i < end; i++)
        if (is_group_of_dead(figure_at(persons, i)) && !figure_at(persons, i)->one.several &&
            figure_at(persons, i)->high != HSY_OPEN)
            return true;
        else if (is_group_of_dead(figure_at(persons, i)) && figure_at(persons, i)->low > most)
            most = figure_at(persons, i)->low;
    for (uint32_t i = 1; i < end; i++) {
        const hsy_quantity *self = figure_at(persons, i), *others = self - 1;
        if (self->what != HSY_WHAT_KILLED || !self->one.self || self->one.several ||
            self->high != 1 || self->negated || self->scope == HSY_SCOPE_POTENTIAL ||
            others->sentence != self->sentence || others->what != HSY_WHAT_KILLED ||
            others->negated || others->low != others->high || others->low < most ||
            others->low > MOST_KIN || others->one.self || others->one.counted ||
            others->scope == HSY_SCOPE_POTENTIAL || others->figure.off == self->figure.off)
            continue;
        const uint32_t told[2] = {i - 1, i};
        return add_sum(state, told, 2, others->low + 1);
    }
    return true;
}

bool hsy_quantity_persons(hsy_fact_state *state)
{
    struct persons *persons = hsy_new(state->scratch, struct persons);

    if (!persons)
        return false;
    persons->state = state;
    persons->of = hsy_new_array(state->scratch, state->quantities.count + 1, uint32_t);
    if (!persons->of)
        return false;
    gather(persons);
    tie(persons);
    settle_shot(persons);
    return add_doer(persons) && add_up(persons, HSY_WHAT_KILLED) &&
           add_up(persons, HSY_WHAT_INJURED);
}
