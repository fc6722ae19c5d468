/*
 * event_same.c - one act told twice in one article.
 *
 * "The attack", "the strikes", "this raid": a definite noun points back at the nearest act
 * of its type that it can be, by parties, place and time. A verb repeats an act only when
 * it names the same parties; the lead repeats the act of the title. An event points at the
 * first telling.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

#define BACK 40     /* events looked back at: bounds the work */
#define TOLL_BACK 5 /* sentences between an act and its toll */
#define LEAD 2      /* sentences of the body that tell what the title tells */
#define GROUND_REACH 8 /* words between an act and where it was */
#define COPY_WORDS 8  /* of a sentence that can be called a copy */
#define NEAR_WORD 12  /* events looked back at for one told with the same word */
#define MARK_REACH 12 /* words between "after" and its verb */

static bool share(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb)
{
    for (uint32_t i = 0; i < na; i++)
        for (uint32_t k = 0; k < nb; k++)
            if (a[i] == b[k])
                return true;
    return false;
}

static bool can_be(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb)
{
    return !na || !nb || share(a, na, b, nb);
}

/* "the", "this" or a possessor before the noun; "a further", "another" is a new one. */
static bool is_definite(const hsy_fact_state *state, const hsy_event *event)
{
    const hsy_doc *doc = state->doc;
    const hsy_sentence *sentence = &doc->sentences[event->sentence];

    for (uint32_t i = event->head; i-- > sentence->first && event->head - i <= 4;) {
        const hsy_token *token = &doc->tokens[i];
        if (token->deprel == HSY_DEP_nmod_poss && token->upos == HSY_UPOS_PRON)
            return true; /* "his visit" */
        if (token->upos == HSY_UPOS_DET)
            return hsy_class_has(state->tables->event, HSY_CLASS_DEFINITE, token->lower);
        if (token->upos != HSY_UPOS_ADJ && token->upos != HSY_UPOS_NOUN &&
            token->upos != HSY_UPOS_PROPN && token->upos != HSY_UPOS_NUM)
            return false;
    }
    return false;
}

static bool same_text(hsy_str a, hsy_str b)
{
    return a.len == b.len && hsy_str_eq(a, b);
}

/* "Homs city" that no gazetteer knows, and Homs. */
static bool names_part(const hsy_place *unknown, const hsy_place *known)
{
    return !unknown->country[0] && known->name.len > 3 &&
           hsy_str_find(unknown->name, known->name, 0) != SIZE_MAX;
}

/* What is done in one place is not done in the next town. */
static bool places_meet(const hsy_fact_state *state, const hsy_event *a, const hsy_event *b)
{
    const hsy_place *p, *q;

    if (a->place == HSY_NONE || b->place == HSY_NONE || a->place == b->place)
        return true;
    p = &state->places.data[a->place];
    q = &state->places.data[b->place];
    if (same_text(p->name, q->name) || names_part(p, q) || names_part(q, p))
        return true;
    if (p->country[0] && q->country[0] && !hsy_str_eq(hsy_str_of(p->country), hsy_str_of(q->country)))
        return false;
    return p->kind == HSY_PLACE_COUNTRY || q->kind == HSY_PLACE_COUNTRY ||
           (p->kind == HSY_PLACE_REGION && same_text(q->admin1, p->name)) ||
           (q->kind == HSY_PLACE_REGION && same_text(p->admin1, q->name));
}

static bool times_meet(const hsy_fact_state *state, const hsy_event *a, const hsy_event *b)
{
    const hsy_time *s, *t;

    if (a->time == HSY_NONE || b->time == HSY_NONE)
        return true;
    s = &state->times.data[a->time];
    t = &state->times.data[b->time];
    return same_text(s->value, t->value) || (s->day_from <= t->day_to && t->day_from <= s->day_to);
}

/* Figures are in the order of the text. */
static uint32_t first_quantity(const hsy_fact_state *state, uint32_t sentence)
{
    return HSY_FIRST_OF_SENTENCE(&state->quantities, hsy_quantity, sentence);
}

/* "a week after one person was killed": an act apart from what the sentence tells of. */
static bool is_background(const hsy_fact_state *state, const hsy_event *event)
{
    const hsy_doc *doc = state->doc;

    for (uint32_t i = event->head; i-- > doc->sentences[event->sentence].first &&
                                   event->head - i <= MARK_REACH;)
        if (doc->tokens[i].head == event->head &&
            (doc->tokens[i].deprel == HSY_DEP_mark || doc->tokens[i].deprel == HSY_DEP_case_) &&
            hsy_class_has(state->tables->event, HSY_CLASS_CLAUSAL, doc->tokens[i].lower))
            return true;
    return false;
}

/* "Five people have been killed": harm that nobody is said to have done is the toll of what
 * the article tells of, unless its figure says that it is more or another. */
static bool is_toll(const hsy_fact_state *state, const hsy_event *event)
{
    if (event->nsources || event->type != HSY_EVENT_ASSAULT ||
        !hsy_class_has(state->tables->event, HSY_CLASS_HARM,
                       state->doc->tokens[event->head].lemma) ||
        is_background(state, event))
        return false;
    for (uint32_t i = first_quantity(state, event->sentence); i < state->quantities.count; i++) {
        const hsy_quantity *quantity = &state->quantities.data[i];
        if (quantity->sentence > event->sentence)
            break;
        if (quantity->sentence == event->sentence && event->head >= quantity->first &&
            event->head < quantity->first + quantity->ntokens)
            return !quantity->additional && quantity->scope != HSY_SCOPE_CUMULATIVE;
    }
    return false;
}

/* "a month of bombardments": many acts over some time. */
static bool is_series(const hsy_fact_state *state, const hsy_event *event)
{
    const hsy_token *token = &state->doc->tokens[event->head];

    return (token->feats & HSY_FEAT_PLURAL) && token->deprel == HSY_DEP_nmod &&
           hsy_class_has(state->tables->event, HSY_CLASS_PERIOD,
                         state->doc->tokens[token->head].lemma);
}

/* "have been killed since the war began": a count over many acts is the telling of none. */
static bool is_cumulative(const hsy_fact_state *state, const hsy_event *event)
{
    if (is_series(state, event))
        return true;
    for (uint32_t i = first_quantity(state, event->sentence); i < state->quantities.count; i++) {
        const hsy_quantity *quantity = &state->quantities.data[i];
        if (quantity->sentence > event->sentence)
            return false;
        if (quantity->scope == HSY_SCOPE_CUMULATIVE && event->head >= quantity->first &&
            event->head < quantity->first + quantity->ntokens)
            return true;
    }
    return false;
}

/* "the attack on Keth", not "the attack": a preposition behind the noun. */
static bool names_target(const hsy_fact_state *state, const hsy_event *event)
{
    return event->head + 1 < state->doc->ntokens &&
           state->doc->tokens[event->head + 1].upos == HSY_UPOS_ADP;
}

/* "al-Ramouseh neighborhood": a noun of place with a name before it. */
static bool names_place(const hsy_fact_state *state, uint32_t noun)
{
    const hsy_token *token = &state->doc->tokens[noun];

    return noun > 0 && token->upos == HSY_UPOS_NOUN && token[-1].upos == HSY_UPOS_PROPN &&
           token[-1].head == noun &&
           hsy_class_has(state->tables->event, HSY_CLASS_PLACE, token->lemma);
}

/* "were injured on al-Ramouseh neighborhood": a place that no gazetteer knows is a place. */
static bool names_ground(const hsy_fact_state *state, const hsy_event *event)
{
    const hsy_doc *doc = state->doc;
    const uint32_t end = doc->sentences[event->sentence].first +
                         doc->sentences[event->sentence].ntokens;

    if (event->place != HSY_NONE)
        return false;
    for (uint32_t i = event->head + 1; i + 1 < end && i <= event->head + GROUND_REACH; i++) {
        const hsy_token *token = &doc->tokens[i];
        if (token->upos == HSY_UPOS_VERB || token->upos == HSY_UPOS_SCONJ)
            return false;
        if (token->upos != HSY_UPOS_ADP || token->head <= i)
            continue;
        if (doc->tokens[token->head].upos == HSY_UPOS_PROPN
                ? hsy_class_has(state->tables->event, HSY_CLASS_LOCATIVE, token->lower)
                : names_place(state, token->head))
            return true;
    }
    return false;
}

/* "executed the planners of the attack": an act that another one is about is not that one. */
static bool is_about(const hsy_fact_state *state, const hsy_event *event,
                     const hsy_event *earlier)
{
    uint32_t token = event->head;

    if (event->sentence != earlier->sentence)
        return false;
    for (int hops = 0; hops < 4; hops++) {
        const hsy_token *t = &state->doc->tokens[token];
        if (t->deprel == HSY_DEP_obj && t->head == earlier->head && token != event->head)
            return true;
        if ((t->deprel != HSY_DEP_nmod && t->deprel != HSY_DEP_conj) || t->head == token)
            return false;
        token = t->head;
    }
    return false;
}

/* "the strikes" behind "air strikes" and "a new offensive": the same noun goes before. That
 * people were "injured" twice says nothing. */
static bool same_word(const hsy_fact_state *state, const hsy_event *a, const hsy_event *b)
{
    return state->doc->tokens[a->head].upos == HSY_UPOS_NOUN &&
           hsy_str_eq(state->doc->tokens[a->head].lemma, state->doc->tokens[b->head].lemma);
}

/* An invasion is no strike. */
static bool scales_meet(const hsy_fact_state *state, const hsy_event *a, const hsy_event *b)
{
    const struct hsy_event_tables *tables = state->tables->event;

    return hsy_class_has(tables, HSY_CLASS_CAMPAIGN, state->doc->tokens[a->head].lemma) ==
           hsy_class_has(tables, HSY_CLASS_CAMPAIGN, state->doc->tokens[b->head].lemma);
}

/* The lead tells the title's act again, in other words. What comes later and brings a
 * doer or a day that the title's act has not is another one ("a coalition fighting the
 * rebels", "the bombing of 2016"). */
static bool repeats_title(const hsy_fact_state *state, const hsy_event *event,
                          const hsy_event *earlier)
{
    bool brings_doer = event->nsources && !earlier->nsources;
    bool brings_time = event->time != HSY_NONE && earlier->time == HSY_NONE;

    return state->doc->sentences[earlier->sentence].is_title &&
           (event->sentence - earlier->sentence <= LEAD ||
            (scales_meet(state, event, earlier) && !brings_doer && !brings_time &&
             !names_ground(state, event)));
}

/* How an act was done: a stabbing is no bombardment. PLOVER modes that one act can have at
 * once stand in one row. */
static bool modes_meet(hsy_str a, hsy_str b)
{
    static const char *const kin[][8] = {
        {"aerial", "drone", "heavy-weapons", "explosives", "suicide-attack", "unconventional",
         "destroy", NULL},
        {"firearms", "heavy-weapons", "targeted", NULL},
        {"explosives", "suicide-attack", "targeted", NULL},
        {"primitive", "beat", "torture", "sexual", "targeted", NULL},
        {"primitive", "beat", "crowd-control", "firearms", NULL}};

    if (!a.ptr || !b.ptr || hsy_str_eq(a, b))
        return true;
    for (size_t i = 0; i < sizeof kin / sizeof *kin; i++) {
        int hits = 0;
        for (size_t k = 0; kin[i][k]; k++)
            hits += hsy_str_eq(a, hsy_str_of(kin[i][k])) || hsy_str_eq(b, hsy_str_of(kin[i][k]));
        if (hits == 2)
            return true;
    }
    return false;
}

/* "Two factions fought. Two officers were killed." Who is said to have done the one is taken
 * to have done the other only when it goes on in the next sentence of the paragraph, and when
 * it is one party: of two that fought nobody can say which it was. */
static bool lends_doer(const hsy_fact_state *state, const hsy_event *event,
                       const hsy_event *earlier)
{
    const hsy_sentence *here = &state->doc->sentences[event->sentence];
    const hsy_sentence *there = &state->doc->sentences[earlier->sentence];

    if (!earlier->nsources)
        return true;
    return earlier->nsources == 1 && event->sentence - earlier->sentence <= 1 &&
           here->paragraph == there->paragraph;
}

/* "Five killed as Norland hits the port": the clause beside the harm says who did it. */
static bool does_harm(const hsy_fact_state *state, const hsy_event *event,
                      const hsy_event *harm)
{
    const hsy_token *head = &state->doc->tokens[event->head];

    return event->sentence == harm->sentence && event->nsources &&
           head->deprel == HSY_DEP_advcl && head->head == harm->head && !harm->nsources &&
           hsy_class_has(state->tables->event, HSY_CLASS_HARM,
                         state->doc->tokens[harm->head].lemma);
}

static bool done_beside(const hsy_fact_state *state, uint32_t harm)
{
    const hsy_event *events = state->events.data;

    for (uint32_t i = harm + 1;
         i < state->events.count && events[i].sentence == events[harm].sentence; i++)
        if (events[i].type == events[harm].type && does_harm(state, &events[i], &events[harm]))
            return true;
    return false;
}

/* A heading between two sentences: another matter begins. */
static bool is_parted(const hsy_fact_state *state, const hsy_event *event,
                      const hsy_event *earlier)
{
    for (uint32_t s = earlier->sentence + 1; s <= event->sentence; s++)
        if (state->doc->sentences[s].is_heading)
            return !state->doc->sentences[earlier->sentence].is_title;
    return false;
}

/* "previous bombings", "another attack": said to be a different one. `class`: of such words. */
static bool is_said_to_be(const hsy_fact_state *state, const hsy_event *event, uint32_t class)
{
    const uint32_t first = state->doc->sentences[event->sentence].first;

    if (state->doc->tokens[event->head].upos == HSY_UPOS_VERB)
        return false;
    for (uint32_t i = event->head; i-- > first && event->head - i <= 4;) {
        const hsy_token *token = &state->doc->tokens[i];
        if (hsy_class_has(state->tables->event, class, token->lower))
            return true;
        if (token->upos != HSY_UPOS_ADJ && token->upos != HSY_UPOS_NOUN &&
            token->upos != HSY_UPOS_PROPN && token->upos != HSY_UPOS_NUM)
            return false;
    }
    return false;
}

/* "demonstrations against the shooting of Ana Ruiz": in one sentence two acts with a target
 * each are two. */
static bool beside_in_sentence(const hsy_event *event, const hsy_event *earlier)
{
    return event->sentence == earlier->sentence && event->ntargets &&
           !share(event->targets, event->ntargets, earlier->targets, earlier->ntargets);
}

/* A sentence that the page has twice, the second time with a day or the name of an agency
 * before it: its acts are those of the first. */
static bool is_copy(const hsy_fact_state *state, const hsy_event *event, const hsy_event *earlier)
{
    const hsy_doc *doc = state->doc;
    const hsy_sentence *a = &doc->sentences[event->sentence];
    const hsy_sentence *b = &doc->sentences[earlier->sentence];
    const uint32_t at = event->head - a->first, before = earlier->head - b->first;
    const uint32_t shift = at - before;
    uint32_t n;

    if (event->sentence == earlier->sentence || event->type != earlier->type || at < before ||
        (shift && !b->is_title) || a->ntokens <= shift)
        return false;
    n = a->ntokens - shift < b->ntokens ? a->ntokens - shift : b->ntokens;
    if (n < COPY_WORDS)
        return false;
    for (uint32_t i = 0; i + 1 < n; i++)
        if (!hsy_str_eq(doc->tokens[a->first + shift + i].lower,
                        doc->tokens[b->first + i].lower))
            return false;
    return true;
}

static bool are_counted(const hsy_fact_state *state, const uint32_t *parties, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (state->entities.data[parties[i]].type != HSY_ENTITY_GROUP ||
            state->entities.data[parties[i]].key.len)
            return false;
    return true;
}

/* Of the title and the lead "16 civilians" and "at least 16 people" are the same ones. */
static bool targets_meet(const hsy_fact_state *state, const hsy_event *event,
                         const hsy_event *earlier)
{
    return can_be(event->targets, event->ntargets, earlier->targets, earlier->ntargets) ||
           (state->doc->sentences[earlier->sentence].is_title &&
            event->sentence - earlier->sentence <= LEAD &&
            are_counted(state, event->targets, event->ntargets) &&
            are_counted(state, earlier->targets, earlier->ntargets));
}

static bool alike(const hsy_fact_state *state, const hsy_event *event, const hsy_event *earlier)
{
    bool noun = state->doc->tokens[event->head].upos != HSY_UPOS_VERB;
    bool pointing = noun && is_definite(state, event);
    bool named = !pointing || names_target(state, event);

    if (event->type != earlier->type || event->negative != earlier->negative ||
        (event->type == HSY_EVENT_ASSAULT && !modes_meet(event->mode, earlier->mode)) ||
        !places_meet(state, event, earlier) || !times_meet(state, event, earlier) ||
        (pointing && !scales_meet(state, event, earlier)) ||
        !can_be(event->sources, event->nsources, earlier->sources, earlier->nsources) ||
        (named && !targets_meet(state, event, earlier)) ||
        hsy_entries_part(state, event->sentence, earlier->sentence) ||
        is_cumulative(state, earlier) || is_said_to_be(state, event, HSY_CLASS_OTHER) ||
        is_said_to_be(state, earlier, HSY_CLASS_BYGONE) ||
        beside_in_sentence(event, earlier) || is_about(state, event, earlier))
        return false;
    if (pointing || repeats_title(state, event, earlier) || does_harm(state, event, earlier))
        return event->modality == earlier->modality;
    if (is_toll(state, event))
        return !names_ground(state, event) && event->sentence - earlier->sentence <= TOLL_BACK &&
               event->modality == earlier->modality && lends_doer(state, event, earlier) &&
               !is_parted(state, event, earlier) &&
               !done_beside(state, (uint32_t)(event - state->events.data));
    return event->modality == earlier->modality && event->nsources && earlier->nsources &&
           ((event->ntargets && earlier->ntargets) ||
            (!event->ntargets && !earlier->ntargets && event->nsources > 1 &&
             earlier->nsources > 1)) &&
           (!event->mode.ptr || !earlier->mode.ptr || same_text(event->mode, earlier->mode));
}

/* Whatever else the article tells of the act must fit too: its first telling may have named
 * neither place nor day nor doer. */
static bool fits_all(const hsy_fact_state *state, uint32_t event, uint32_t first)
{
    const hsy_event *events = state->events.data, *new = &events[event];

    for (uint32_t k = event; k-- > 0 && event - k <= BACK;)
        if ((k == first || events[k].same_as == first) &&
            (!places_meet(state, new, &events[k]) || !times_meet(state, new, &events[k]) ||
             hsy_entries_part(state, new->sentence, events[k].sentence) ||
             (new->type == HSY_EVENT_ASSAULT && !modes_meet(new->mode, events[k].mode)) ||
             !can_be(new->sources, new->nsources, events[k].sources, events[k].nsources)))
            return false;
    return true;
}

/* "A police raid ... The raid": what the noun alone leaves open, violence or coercion, is what
 * the same noun was before. */
static void take_type(hsy_fact_state *state, uint32_t index)
{
    hsy_event *event = &state->events.data[index];

    if (event->type != HSY_EVENT_ASSAULT || event->mode.ptr || !is_definite(state, event))
        return;
    for (uint32_t k = index; k-- > 0 && index - k <= NEAR_WORD;) {
        const hsy_event *earlier = &state->events.data[k];
        if (!same_word(state, event, earlier))
            continue;
        if (earlier->type != HSY_EVENT_COERCE)
            return;
        event->type = earlier->type;
        event->mode = earlier->mode;
        event->cameo = earlier->cameo;
        return;
    }
}

static uint32_t events_sentence(const hsy_fact_state *state, uint32_t event)
{
    return state->events.data[event].sentence;
}

/* "Another strike killed nine in Keth. Those killed were kin.": a verb of harm goes back to the
 * act told of right before, which is not the title's. */
static bool is_newer(const hsy_fact_state *state, const hsy_event *event,
                     const hsy_event *earlier)
{
    return earlier->type == event->type && earlier->same_as == HSY_NONE &&
           earlier->modality == HSY_MODALITY_ACTUAL && !earlier->negative &&
           event->sentence - earlier->sentence <= 1 && event->sentence != earlier->sentence &&
           !state->doc->sentences[earlier->sentence].is_title &&
           (earlier->place != HSY_NONE || earlier->time != HSY_NONE) &&
           hsy_class_has(state->tables->event, HSY_CLASS_HARM,
                         state->doc->tokens[event->head].lemma);
}

void hsy_events_same(hsy_fact_state *state)
{
    for (uint32_t i = 0; i < state->events.count; i++) {
        hsy_event *event = &state->events.data[i];
        event->same_as = HSY_NONE;
        take_type(state, i);
        bool passed = false;  /* another act told of since the title */
        bool told_so = false; /* the nearest act that it can be was done in the same way */
        if (is_cumulative(state, event))
            continue;
        for (uint32_t k = i; k-- > 0 && i - k <= BACK;) {
            const hsy_event *earlier = &state->events.data[k];
            uint32_t first = earlier->same_as != HSY_NONE ? earlier->same_as : k;
            if (passed && state->doc->sentences[events_sentence(state, first)].is_title &&
                !is_copy(state, event, earlier))
                continue;
            passed = passed || is_newer(state, event, earlier);
            if (!is_copy(state, event, earlier) &&
                (!alike(state, event, earlier) || !fits_all(state, i, first)))
                continue;
            if (event->same_as == HSY_NONE) {
                event->same_as = first;
                told_so = event->mode.ptr && same_text(event->mode, earlier->mode);
            } else if (told_so && !earlier->mode.ptr) {
                continue; /* "the rocket attacks": rather the shelling than "attacks" */
            }
            if (same_word(state, event, earlier) || i - k > NEAR_WORD) {
                event->same_as = same_word(state, event, earlier) ? first : event->same_as;
                break;
            }
        }
    }
}
