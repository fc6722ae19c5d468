/*
 * ndjson_reading.c - everything said in one article, as FORMATS.md defines it.
 *
 * Ids are a letter and the index in the reading: "e3" is entities[3]; t times,
 * p places, n quantities, q quotes, v events.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/ndjson.h"

#include <inttypes.h>
#include <stdio.h>

static void put_id(hsy_json *json, const char *key, char letter, uint32_t index)
{
    char id[16];

    if (index == HSY_NONE) {
        hsy_json_put_null(json, key);
        return;
    }
    snprintf(id, sizeof id, "%c%" PRIu32, letter, index);
    hsy_json_put_text(json, key, id);
}

static void put_code(hsy_json *json, const char *key, const char *code)
{
    hsy_json_put_text(json, key, code[0] ? code : NULL);
}

static void put_rule(hsy_json *json, hsy_rule rule)
{
    char text[200];

    hsy_rule_print(rule, text, sizeof text);
    hsy_json_put_text(json, "rule", text);
}

/* An object {text, in, at} for `span`, or null when there is none. */
static void put_evidence(hsy_json *json, const char *key, const hsy_article *article,
                         hsy_span span)
{
    hsy_json_key(json, key);
    if (span.off == HSY_NONE) {
        hsy_json_null(json);
        return;
    }
    hsy_json_open(json, '{');
    hsy_json_evidence(json, article, span);
    hsy_json_close(json, '}');
}

static void put_chain(hsy_json *json, const hsy_article *article, hsy_chain chain)
{
    hsy_json_key(json, "attributed_to");
    hsy_json_open(json, '[');
    for (uint32_t i = 0; i < chain.count; i++) {
        hsy_json_open(json, '{');
        put_id(json, "entity", 'e', chain.links[i].entity);
        hsy_json_evidence(json, article, chain.links[i].span);
        hsy_json_close(json, '}');
    }
    hsy_json_close(json, ']');
}

static void put_sentences(hsy_json *json, const hsy_reading *reading)
{
    uint32_t body = reading->article->body;

    hsy_json_key(json, "sentences");
    hsy_json_open(json, '[');
    for (uint32_t i = 0; i < reading->nsentences; i++) {
        const hsy_sentence_info *sentence = &reading->sentences[i];
        if (sentence->is_title)
            continue;
        hsy_json_open(json, '[');
        hsy_json_int(json, (int64_t)sentence->span.off - body);
        hsy_json_int(json, (int64_t)hsy_span_end(sentence->span) - body);
        hsy_json_close(json, ']');
    }
    hsy_json_close(json, ']');
}

/* Its place in "sentences", where the title is not listed; null for the title. */
static void put_sentence(hsy_json *json, const hsy_reading *reading, uint32_t sentence)
{
    uint32_t titles = 0;

    while (titles < reading->nsentences && reading->sentences[titles].is_title)
        titles++;
    if (sentence < titles || sentence >= reading->nsentences)
        hsy_json_put_null(json, "sentence");
    else
        hsy_json_put_int(json, "sentence", sentence - titles);
}

static void put_mentions(hsy_json *json, const hsy_reading *reading, const uint32_t *next,
                         uint32_t first)
{
    hsy_json_key(json, "mentions");
    hsy_json_open(json, '[');
    for (uint32_t i = first; i != HSY_NONE; i = next[i]) {
        const hsy_mention *mention = &reading->mentions[i];
        hsy_json_open(json, '{');
        hsy_json_evidence(json, reading->article, mention->span);
        hsy_json_put_text(json, "form", hsy_form_name(mention->form));
        put_rule(json, mention->rule);
        hsy_json_close(json, '}');
    }
    hsy_json_close(json, ']');
}

static void put_entity(hsy_json *json, const hsy_reading *reading, uint32_t i,
                       const uint32_t *next, uint32_t first)
{
    const hsy_entity *entity = &reading->entities[i];

    hsy_json_open(json, '{');
    put_id(json, "id", 'e', i);
    hsy_json_put_str(json, "name", entity->name);
    hsy_json_put_str(json, "key", entity->key.len ? entity->key : (hsy_str){NULL, 0});
    hsy_json_put_text(json, "type", hsy_entity_type_name(entity->type));
    put_code(json, "country", entity->country);
    put_code(json, "role", entity->role);
    hsy_json_put_str(json, "title", entity->title);
    hsy_json_put_bool(json, "plural", entity->plural);
    put_mentions(json, reading, next, first);
    hsy_json_close(json, '}');
}

/* Mentions are kept in order of place; list them by entity in one pass each. */
static void put_entities(hsy_json *json, const hsy_reading *reading)
{
    hsy_arena arena;

    hsy_arena_init(&arena, 0);
    uint32_t *next = hsy_new_array(&arena, reading->nmentions, uint32_t);
    uint32_t *first = hsy_new_array(&arena, reading->nentities, uint32_t);
    hsy_json_key(json, "entities");
    hsy_json_open(json, '[');
    if (next && first) {
        for (uint32_t i = 0; i < reading->nentities; i++)
            first[i] = HSY_NONE;
        for (uint32_t i = reading->nmentions; i-- > 0;) {
            uint32_t entity = reading->mentions[i].entity;
            next[i] = first[entity];
            first[entity] = i;
        }
        for (uint32_t i = 0; i < reading->nentities; i++)
            put_entity(json, reading, i, next, first[i]);
    } else {
        json->buf->failed = true;
    }
    hsy_json_close(json, ']');
    hsy_arena_clear(&arena);
}

static void put_time(hsy_json *json, const hsy_reading *reading, uint32_t i)
{
    static const char *const anchors[] = {"none", "published", "mentioned"};
    const hsy_time *time = &reading->times[i];

    hsy_json_open(json, '{');
    put_id(json, "id", 't', i);
    hsy_json_evidence(json, reading->article, time->span);
    hsy_json_put_text(json, "type", hsy_time_type_name(time->type));
    hsy_json_put_str(json, "value", time->value);
    hsy_json_put_text(json, "anchor", anchors[time->anchor]);
    put_rule(json, time->rule);
    hsy_json_close(json, '}');
}

static void put_place(hsy_json *json, const hsy_reading *reading, uint32_t i)
{
    const hsy_place *place = &reading->places[i];

    hsy_json_open(json, '{');
    put_id(json, "id", 'p', i);
    hsy_json_evidence(json, reading->article, place->span);
    hsy_json_put_str(json, "name", place->name);
    put_code(json, "country", place->country);
    hsy_json_put_str(json, "admin1", place->admin1);
    hsy_json_key(json, "lat");
    if (place->has_point)
        hsy_json_fixed(json, place->lat, 5);
    else
        hsy_json_null(json);
    hsy_json_key(json, "lon");
    if (place->has_point)
        hsy_json_fixed(json, place->lon, 5);
    else
        hsy_json_null(json);
    hsy_json_key(json, "geonames");
    if (place->geonames)
        hsy_json_int(json, place->geonames);
    else
        hsy_json_null(json);
    hsy_json_put_text(json, "kind", hsy_place_kind_name(place->kind));
    put_rule(json, place->rule);
    hsy_json_close(json, '}');
}

static void put_quantity(hsy_json *json, const hsy_reading *reading, uint32_t i)
{
    const hsy_quantity *q = &reading->quantities[i];

    hsy_json_open(json, '{');
    put_id(json, "id", 'n', i);
    hsy_json_evidence(json, reading->article, q->span);
    hsy_json_put_text(json, "what", hsy_what_name(q->what));
    hsy_json_put_str(json, "who", q->who);
    hsy_json_put_str(json, "unit", q->unit);
    hsy_json_put_int(json, "low", q->low);
    hsy_json_key(json, "high");
    if (q->high == HSY_OPEN)
        hsy_json_null(json);
    else
        hsy_json_int(json, q->high);
    hsy_json_put_text(json, "comparator", hsy_comparator_name(q->comparator));
    hsy_json_put_text(json, "scope", hsy_scope_name(q->scope));
    put_id(json, "part_of", 'n', q->part_of);
    put_id(json, "event", 'v', q->event);
    put_id(json, "place", 'p', q->place);
    put_id(json, "time", 't', q->time);
    put_chain(json, reading->article, q->said_by);
    hsy_json_put_bool(json, "retracted", q->retracted);
    hsy_json_put_bool(json, "negated", q->negated);
    hsy_json_put_bool(json, "updates", q->updates);
    hsy_json_put_bool(json, "additional", q->additional);
    put_evidence(json, "figure", reading->article, q->figure);
    put_rule(json, q->rule);
    hsy_json_close(json, '}');
}

static void put_quote(hsy_json *json, const hsy_reading *reading, uint32_t i)
{
    const hsy_quote *quote = &reading->quotes[i];

    hsy_json_open(json, '{');
    put_id(json, "id", 'q', i);
    hsy_json_evidence(json, reading->article, quote->span);
    hsy_json_put_text(json, "kind", hsy_quote_kind_name(quote->kind));
    put_id(json, "speaker", 'e', quote->speaker);
    put_evidence(json, "speaker_text", reading->article, quote->speaker_span);
    put_evidence(json, "cue", reading->article, quote->cue);
    put_id(json, "continues", 'q', quote->continues);
    put_chain(json, reading->article, quote->said_by);
    put_rule(json, quote->rule);
    hsy_json_close(json, '}');
}

static void put_parties(hsy_json *json, const char *key, const uint32_t *entities,
                        uint32_t count)
{
    char id[16];

    hsy_json_key(json, key);
    hsy_json_open(json, '[');
    for (uint32_t i = 0; i < count; i++) {
        snprintf(id, sizeof id, "e%" PRIu32, entities[i]);
        hsy_json_str(json, hsy_str_of(id));
    }
    hsy_json_close(json, ']');
}

static void put_event(hsy_json *json, const hsy_reading *reading, uint32_t i)
{
    const hsy_event *event = &reading->events[i];

    hsy_json_open(json, '{');
    put_id(json, "id", 'v', i);
    put_evidence(json, "trigger", reading->article, event->trigger);
    put_sentence(json, reading, event->sentence);
    hsy_json_put_text(json, "type", hsy_event_type_name(event->type));
    hsy_json_put_str(json, "mode", event->mode);
    hsy_json_put_str(json, "cameo", event->cameo);
    put_parties(json, "source", event->sources, event->nsources);
    put_parties(json, "target", event->targets, event->ntargets);
    put_id(json, "place", 'p', event->place);
    put_id(json, "time", 't', event->time);
    hsy_json_put_text(json, "modality", hsy_modality_name(event->modality));
    hsy_json_put_text(json, "polarity", event->negative ? "negative" : "positive");
    put_chain(json, reading->article, event->said_by);
    put_id(json, "same_as", 'v', event->same_as);
    put_evidence(json, "reason", reading->article, event->reason);
    put_rule(json, event->rule);
    hsy_json_close(json, '}');
}

#define PUT_ALL(json, key, count, put_one, reading)                                             \
    do {                                                                                       \
        hsy_json_key((json), (key));                                                           \
        hsy_json_open((json), '[');                                                            \
        for (uint32_t i_ = 0; i_ < (count); i_++)                                              \
            put_one((json), (reading), i_);                                                    \
        hsy_json_close((json), ']');                                                           \
    } while (0)

void hsy_ndjson_reading(hsy_buf *buf, const hsy_reading *reading)
{
    hsy_json json = {.buf = buf};

    hsy_json_open(&json, '{');
    hsy_json_put_text(&json, "kind", "reading");
    hsy_json_put_int(&json, "schema", 1);
    hsy_json_put_str(&json, "doc", hsy_article_id(reading->article));
    put_sentences(&json, reading);
    put_entities(&json, reading);
    PUT_ALL(&json, "times", reading->ntimes, put_time, reading);
    PUT_ALL(&json, "places", reading->nplaces, put_place, reading);
    PUT_ALL(&json, "quantities", reading->nquantities, put_quantity, reading);
    PUT_ALL(&json, "quotes", reading->nquotes, put_quote, reading);
    PUT_ALL(&json, "events", reading->nevents, put_event, reading);
    hsy_json_close(&json, '}');
    hsy_buf_putc(buf, '\n');
}
