/*
 * acts.c - what happened, what is planned, what is demanded, who, where, when.
 *
 * Each incident is a claim by itself: that it happened, that it is scheduled, or
 * that a party holds a position (asks, refuses, threatens, accuses, supports).
 * Its accounts say yes or no. Of an attack the accounts may also differ in who
 * did it; and of any act in where and when: those become claims when two
 * articles say something. Why it was done is a claim as soon as one says so; two reasons
 * can both be true.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define INTENTS "en/events/intents.tsv" /* acts done by speaking: the rules that read them */

static const hsy_event *event_of(const hsy_story_work *work, const hsy_node *node)
{
    return &hsy_source_at(work, node->doc)->reading->events[node->event];
}

/* "We will rebuild the market": who promises so alone has agreed with nobody. */
static bool is_promise(const hsy_story_work *work, const hsy_incident *incident)
{
    for (uint32_t i = 0; i < incident->nodes.count; i++) {
        const hsy_node *node = &work->nodes.data[incident->nodes.data[i]];
        const char *table = event_of(work, node)->rule.table;
        if (node->nsources + node->ntargets > 1 || !table || strcmp(table, INTENTS) != 0)
            return false;
    }
    return true;
}

/* "Signed an agreement": CAMEO counts it under support. */
static bool has_signed(const hsy_story_work *work, const hsy_incident *incident)
{
    for (uint32_t i = 0; i < incident->nodes.count; i++) {
        const hsy_node *node = &work->nodes.data[incident->nodes.data[i]];
        if (hsy_str_eq(event_of(work, node)->cameo, HSY_STR("057")))
            return true;
    }
    return false;
}

static hsy_str what_of(const hsy_story_work *work, const hsy_incident *incident)
{
    if (incident->standing == HSY_STANDING_PLANNED)
        return HSY_STR("scheduled");
    if (incident->standing == HSY_STANDING_SPOKEN)
        return HSY_STR("position");
    switch (incident->type) {
    case HSY_EVENT_AGREE: return is_promise(work, incident) ? HSY_STR("position")
                                                            : HSY_STR("agreed");
    case HSY_EVENT_REQUEST:
    case HSY_EVENT_REJECT:
    case HSY_EVENT_THREATEN:
    case HSY_EVENT_ACCUSE: return HSY_STR("position");
    case HSY_EVENT_SUPPORT:
        return has_signed(work, incident) ? HSY_STR("agreed") : HSY_STR("position");
    default: return HSY_STR("happened");
    }
}

/* "could" and "if" state nothing that could be compared. */
static bool says_something(const hsy_event *event)
{
    return event->modality != HSY_MODALITY_POSSIBLE &&
           event->modality != HSY_MODALITY_CONDITIONAL;
}

static hsy_account account_of(const hsy_story_work *work, const hsy_node *node)
{
    const hsy_event *event = event_of(work, node);

    return (hsy_account){.source = work->docs[node->doc], .kind = HSY_FACT_EVENT,
                         .fact = node->event, .span = event->trigger, .low = -1,
                         .high = HSY_OPEN, .said_by = event->said_by,
                         .modality = event->modality,
                         .negative = event->negative || event->modality == HSY_MODALITY_DENIED};
}

static hsy_draft *draft_of(hsy_story_work *work, uint32_t incident, hsy_draft_kind kind,
                           hsy_str what, bool aside)
{
    uint32_t key[4] = {UINT32_MAX, incident, kind, aside};
    hsy_draft *draft = hsy_draft_get(work, (hsy_str){(const char *)key, sizeof key});

    if (draft && !draft->what.ptr) {
        draft->kind = kind;
        draft->what = what;
        draft->incident = incident;
    }
    return draft;
}

/* "The assault failed", "no shots were fired" deny little by themselves: that an act did
 * not happen stands against those who say it did where somebody who is known says so. */
static bool is_aside(const hsy_story_work *work, const hsy_incident *incident,
                     const hsy_account *account)
{
    hsy_backing by;

    if (!account->negative || incident->standing != HSY_STANDING_HAPPENED)
        return false;
    return !hsy_backing_find(work, account, &by) || !by.name.ptr || by.media;
}

static bool add_act(hsy_story_work *work, uint32_t i, const hsy_node *node)
{
    hsy_account account = account_of(work, node);
    const hsy_incident *incident = &work->incidents.data[i];

    if (!says_something(event_of(work, node)))
        return true;
    hsy_draft *draft = draft_of(work, i, HSY_DRAFT_ACT, what_of(work, incident),
                                is_aside(work, incident, &account));
    return draft && hsy_draft_add(work, draft, &account);
}

/* Is the entity harmed in this incident, as the same article tells it? */
static bool is_victim(const hsy_story_work *work, const hsy_incident *incident, uint32_t doc,
                      uint32_t entity)
{
    const uint32_t looked = 256;

    for (uint32_t n = 0; n < incident->nodes.count && n < looked; n++) {
        const hsy_node *node = &work->nodes.data[incident->nodes.data[n]];
        for (uint32_t t = 0; t < node->ntargets && node->doc == doc; t++)
            if (node->targets[t] == entity)
                return true;
    }
    return false;
}

/* "Market of Tallis shelled" in a title: the verb without an object is a participle, and
 * the place before it is what was hit. */
static bool is_hit_in_title(const hsy_story_work *work, const hsy_node *node, uint32_t entity)
{
    const hsy_account_source *source = hsy_source_at(work, node->doc);

    return node->ntargets == 0 && !source->reading->entities[entity].role[0] &&
           hsy_article_in_title(source->article,
                                source->reading->events[node->event].trigger);
}

/* A town that stands for no government: it is hit, and hits nobody. */
static bool is_mere_place(const hsy_entity *entity)
{
    return entity->type == HSY_ENTITY_PLACE && !entity->role[0] &&
           !(entity->country[0] && hsy_str_eq(entity->key, hsy_str_of(entity->country)));
}

/* Is the party not named in the act's own sentence? "It" is the blast more often than the
 * fire service that was named before. */
static bool is_pronoun_only(const hsy_reading *reading, const hsy_event *event, uint32_t entity)
{
    if (event->sentence >= reading->nsentences)
        return false;
    for (uint32_t i = 0; i < reading->nmentions; i++) {
        const hsy_mention *m = &reading->mentions[i];
        if (m->entity != entity ||
            !hsy_span_covers(reading->sentences[event->sentence].span, m->span))
            continue;
        if (m->form != HSY_FORM_PRONOUN)
            return false;
    }
    return true;
}

static bool bears_arms(const hsy_entity *entity)
{
    return strcmp(entity->role, "MIL") == 0 || strcmp(entity->role, "REB") == 0 ||
           entity->key.len || entity->type == HSY_ENTITY_PERSON;
}

/* "50 rebels killed" in a title: whom the figure counts did not do it. */
static bool is_counted(const hsy_reading *reading, const hsy_event *event, uint32_t entity)
{
    for (uint32_t q = 0; q < reading->nquantities; q++) {
        const hsy_quantity *quantity = &reading->quantities[q];
        if (quantity->sentence != event->sentence || quantity->what > HSY_WHAT_CAPTURED)
            continue;
        for (uint32_t m = 0; m < reading->nmentions; m++)
            if (reading->mentions[m].entity == entity &&
                hsy_span_covers(quantity->span, reading->mentions[m].span))
                return true;
    }
    return false;
}

/* Who counts the victims, as the same article tells it, did not do it: "Dr Keth said that at
 * least 55 people were hurt". Of soldiers and police both can be. */
static bool is_teller(const hsy_reading *reading, uint32_t entity)
{
    const uint32_t looked = 128; /* figures of an article */

    if (reading->entities[entity].type != HSY_ENTITY_PERSON ||
        reading->entities[entity].role[0])
        return false;
    for (uint32_t q = 0; q < reading->nquantities && q < looked; q++) {
        const hsy_chain chain = reading->quantities[q].said_by;
        for (uint32_t i = 0; i < chain.count; i++)
            if (reading->quantities[q].what <= HSY_WHAT_INJURED &&
                chain.links[i].entity == entity)
                return true;
    }
    return false;
}

bool hsy_is_culprit(const hsy_story_work *work, const hsy_incident *incident,
                    const hsy_node *node, uint32_t entity)
{
    const hsy_reading *reading = hsy_source_at(work, node->doc)->reading;

    if (entity >= reading->nentities || is_victim(work, incident, node->doc, entity) ||
        is_teller(reading, entity))
        return false;
    if (strcmp(reading->entities[entity].role, "CVL") == 0 ||
        is_mere_place(&reading->entities[entity]) || is_hit_in_title(work, node, entity) ||
        is_counted(reading, event_of(work, node), entity))
        return false;
    if (!bears_arms(&reading->entities[entity]) &&
        is_pronoun_only(reading, event_of(work, node), entity))
        return false;
    hsy_str name = reading->entities[entity].name, rest = name;
    hsy_str first = hsy_utf8_fold(work->scratch, hsy_str_cut(&rest, ' '));
    return reading->entities[entity].key.len || !rest.ptr || !first.ptr ||
           hsy_map_find(&work->tables->possessives, first) == HSY_NONE;
}

hsy_str hsy_party_name(const hsy_story_work *work, uint32_t doc, uint32_t event,
                       uint32_t entity)
{
    const hsy_account_source *source = hsy_source_at(work, doc);
    const hsy_reading *reading = source->reading;
    const uint32_t sentence = reading->events[event].sentence;
    hsy_str name = reading->entities[entity].name;

    if (reading->entities[entity].key.len || sentence >= reading->nsentences || !name.len ||
        name.ptr[0] < '0' || name.ptr[0] > '9')
        return name;
    for (uint32_t i = 0; i < reading->nmentions; i++) {
        const hsy_mention *m = &reading->mentions[i];
        if (m->entity == entity && m->form != HSY_FORM_PRONOUN && m->span.len < name.len &&
            hsy_span_covers(reading->sentences[sentence].span, m->span))
            name = hsy_article_str(source->article, m->span);
    }
    return name;
}

static hsy_str names_of(const hsy_story_work *work, const hsy_incident *incident,
                        const hsy_node *node)
{
    hsy_buf names;

    hsy_buf_init(&names, 0);
    for (uint32_t i = 0; i < node->nsources && i < 8; i++) {
        if (!hsy_is_culprit(work, incident, node, node->sources[i]))
            continue;
        if (names.len)
            hsy_buf_add(&names, HSY_STR(", "));
        hsy_buf_add(&names, hsy_party_name(work, node->doc, node->doer, node->sources[i]));
    }
    hsy_str copy = hsy_str_copy(work->arena, hsy_buf_str(&names));
    hsy_buf_clear(&names);
    return copy;
}

/* How the incident was done, as the first that leaves victims says, else the first that
 * says it. */
static hsy_str mode_of(const hsy_story_work *work, const hsy_incident *incident)
{
    hsy_str found = {NULL, 0};

    for (uint32_t n = 0; n < incident->nodes.count; n++) {
        const hsy_node *node = &work->nodes.data[incident->nodes.data[n]];
        hsy_str mode = event_of(work, node)->mode;
        if (mode.len && node->figures)
            return mode;
        if (mode.len && !found.len)
            found = mode;
    }
    return found;
}

/* "Russia is fighting there" does not name who flew the air strike: who did it is taken
 * from tellings of the act itself. */
static bool tells_of_act(const hsy_story_work *work, const hsy_incident *incident,
                         const hsy_node *node)
{
    hsy_str mode = mode_of(work, incident), own = event_of(work, node)->mode;

    return !mode.len || hsy_str_eq(own, mode) || (!own.len && node->figures);
}

static bool add_perpetrator(hsy_story_work *work, uint32_t i, const hsy_node *node)
{
    const hsy_incident *incident = &work->incidents.data[i];
    const hsy_node telling = {.doc = node->doc, .event = node->doer};
    hsy_account account = account_of(work, &telling);

    if (incident->type != HSY_EVENT_ASSAULT || incident->general || !node->nsources ||
        incident->standing != HSY_STANDING_HAPPENED || !says_something(event_of(work, node)) ||
        !tells_of_act(work, incident, node))
        return true;
    account.value = names_of(work, incident, node);
    if (!account.value.len)
        return account.value.ptr != NULL;
    hsy_draft *draft = draft_of(work, i, HSY_DRAFT_PARTY, HSY_STR("perpetrator"), false);
    return draft && hsy_draft_add(work, draft, &account);
}

static bool add_place(hsy_story_work *work, uint32_t i, const hsy_node *node)
{
    hsy_account account = account_of(work, node);

    if (!node->place || node->place->kind == HSY_PLACE_COUNTRY)
        return true;
    account.kind = HSY_FACT_PLACE;
    account.fact = (uint32_t)(node->place - hsy_source_at(work, node->doc)->reading->places);
    account.span = node->place->span;
    account.value = node->place->name;
    hsy_draft *draft = draft_of(work, i, HSY_DRAFT_PLACE, HSY_STR("place"), false);
    return draft && hsy_draft_add(work, draft, &account);
}

static bool add_time(hsy_story_work *work, uint32_t i, const hsy_node *node)
{
    hsy_account account = account_of(work, node);

    if (!node->time || (node->time->type != HSY_TIME_DATE && node->time->type != HSY_TIME_TIME))
        return true;
    account.kind = HSY_FACT_TIME;
    account.fact = (uint32_t)(node->time - hsy_source_at(work, node->doc)->reading->times);
    account.span = node->time->span;
    account.value = node->time->value;
    hsy_draft *draft = draft_of(work, i, HSY_DRAFT_TIME, HSY_STR("time"), false);
    return draft && hsy_draft_add(work, draft, &account);
}

/* The words of a reason without "the", "a" before them. */
static hsy_str words_of_reason(const hsy_story_work *work, uint32_t doc, hsy_span span)
{
    hsy_str words = hsy_article_str(hsy_source_at(work, doc)->article, span), rest = words;
    hsy_str first = hsy_utf8_fold(work->scratch, hsy_str_cut(&rest, ' '));
    bool cut = rest.ptr && first.ptr &&
               hsy_map_find(&work->tables->determiners, first) != HSY_NONE;

    return cut ? rest : words;
}

/* Why: of what is said to be so. "It was not attacked because ..." leaves open what the
 * reason is of. */
static bool add_reason(hsy_story_work *work, uint32_t doc, uint32_t number)
{
    const hsy_event *event = &hsy_source_at(work, doc)->reading->events[number];
    uint32_t node = work->node_of[doc][number];

    if (!event->reason.len || node == HSY_NONE || !says_something(event))
        return true;
    uint32_t incident = work->nodes.data[node].incident;
    hsy_account account = account_of(work, &(hsy_node){.doc = doc, .event = number});
    if (account.negative || incident == HSY_NONE)
        return true;
    account.span = event->reason;
    account.value = words_of_reason(work, doc, event->reason);
    hsy_draft *draft = draft_of(work, incident, HSY_DRAFT_REASON, HSY_STR("reason"), false);
    return draft && hsy_draft_add(work, draft, &account);
}

/* Of all events, also those that tell an act again: the later telling can say why. */
static bool add_reasons(hsy_story_work *work)
{
    for (uint32_t doc = 0; doc < work->ndocs; doc++)
        for (uint32_t e = 0; e < hsy_source_at(work, doc)->reading->nevents; e++)
            if (!add_reason(work, doc, e))
                return false;
    return true;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Where and when become claims of their own only where two articles differ. */
static bool differs(const hsy_draft *draft)
{
    for (uint32_t a = 1; a < draft->accounts.count; a++)
        if (!hsy_str_eq(draft->accounts.data[a].value, draft->accounts.data[0].value) &&
            draft->accounts.data[a].source != draft->accounts.data[0].source)
            return true;
    return false;
}

/* Denials alone name nobody who did it. */
static bool is_all_denied(const hsy_draft *draft)
{
    for (uint32_t a = 0; a < draft->accounts.count; a++)
        if (!draft->accounts.data[a].negative)
            return false;
    return true;
}

static void drop_undisputed(hsy_story_work *work)
{
    for (uint32_t d = 0; d < work->drafts.count; d++) {
        hsy_draft *draft = &work->drafts.data[d];
        if ((draft->kind == HSY_DRAFT_PLACE || draft->kind == HSY_DRAFT_TIME) &&
            !differs(draft))
            draft->accounts.count = 0;
        if (draft->kind == HSY_DRAFT_PARTY && is_all_denied(draft))
            draft->accounts.count = 0;
    }
}

bool hsy_claims_acts(hsy_story_work *work)
{
    for (uint32_t i = 0; i < work->incidents.count; i++) {
        hsy_incident *incident = &work->incidents.data[i];
        if (!incident->has_type || !incident->nodes.count)
            continue;
        qsort(incident->nodes.data, incident->nodes.count, sizeof *incident->nodes.data,
              by_number);
        for (uint32_t n = 0; n < incident->nodes.count; n++) {
            const hsy_node *node = &work->nodes.data[incident->nodes.data[n]];
            if (!add_act(work, i, node) || !add_perpetrator(work, i, node) ||
                !add_place(work, i, node) || !add_time(work, i, node))
                return false;
        }
    }
    drop_undisputed(work);
    return add_reasons(work);
}
