/*
 * ledger_world.h - stories and readings made by hand, for the tests of ledger/.
 *
 * A world is one story. Facts are found by their words, so that spans are real:
 *
 *     uint32_t a = world_article(&w, "a", "Coast Courier", 100, "Five died.");
 *     world_figure(&w, a, "Five died", HSY_WHAT_KILLED, 5, 5);
 *     world_make(&w);
 *     const hsy_claim *claim = world_claim(&w, "killed");
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEST_LEDGER_WORLD_H
#define HSY_TEST_LEDGER_WORLD_H

#include "ledger/ledger.h"

#include "helpers.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#define WORLD_ARTICLES 12
#define WORLD_FACTS 12
#define WORLD_DAY (24 * 60)

typedef struct world {
    hsy_arena arena;
    hsy_account_source sources[WORLD_ARTICLES];
    hsy_reading readings[WORLD_ARTICLES];
    hsy_membership members[WORLD_ARTICLES];
    hsy_origin origins[WORLD_ARTICLES];
    uint32_t docs[WORLD_ARTICLES];
    hsy_story story;
    hsy_stories stories;
    uint32_t count;
    hsy_ledger ledger;
} world;

static inline void world_begin(world *w)
{
    memset(w, 0, sizeof *w);
    hsy_arena_init(&w->arena, 0);
}

static inline void world_end(world *w)
{
    hsy_arena_clear(&w->arena);
}

/* `day` < 0: undated. Ids must come in order. */
static inline uint32_t world_article(world *w, const char *id, const char *publisher, int day,
                                     const char *title, const char *body)
{
    uint32_t i = w->count++;
    hsy_article *article = hsy_test_article(&w->arena, title, body);
    hsy_reading *reading = &w->readings[i];

    article->given_id = hsy_str_of(id);
    article->publisher.name = hsy_str_of(publisher);
    reading->article = article;
    reading->entities = hsy_new_array(&w->arena, WORLD_FACTS, hsy_entity);
    reading->times = hsy_new_array(&w->arena, WORLD_FACTS, hsy_time);
    reading->places = hsy_new_array(&w->arena, WORLD_FACTS, hsy_place);
    reading->quantities = hsy_new_array(&w->arena, WORLD_FACTS, hsy_quantity);
    reading->quotes = hsy_new_array(&w->arena, WORLD_FACTS, hsy_quote);
    reading->events = hsy_new_array(&w->arena, WORLD_FACTS, hsy_event);
    w->sources[i] = (hsy_account_source){article, reading,
                                         day < 0 ? INT64_MIN : (int64_t)day * WORLD_DAY, i};
    w->members[i] = (hsy_membership){.doc = article->given_id, .origin = i,
                                     .copy_of = HSY_NONE, .story_at_arrival = HSY_NONE};
    w->origins[i].id = hsy_str_of(id);
    return i;
}

static inline void world_copy(world *w, uint32_t copy, uint32_t from)
{
    w->members[copy].copy_of = from;
    w->members[copy].origin = w->members[from].origin;
}

static inline hsy_span world_span(const world *w, uint32_t doc, const char *words)
{
    const hsy_text *text = &w->sources[doc].article->text;
    size_t at = hsy_str_find(hsy_text_str(text), hsy_str_of(words), 0);

    ck_assert_msg(at != SIZE_MAX, "no \"%s\" in the text", words);
    return (hsy_span){(uint32_t)at, (uint32_t)strlen(words)};
}

static inline hsy_quantity *world_figure(world *w, uint32_t doc, const char *words,
                                         hsy_what what, int64_t low, int64_t high)
{
    hsy_reading *reading = &w->readings[doc];
    hsy_quantity *quantity = &reading->quantities[reading->nquantities++];

    *quantity = (hsy_quantity){.span = world_span(w, doc, words), .what = what,
                               .who = HSY_STR("people"), .low = low, .high = high,
                               .part_of = HSY_NONE, .event = HSY_NONE, .place = HSY_NONE,
                               .time = HSY_NONE};
    quantity->figure = quantity->span;
    quantity->comparator = low == high        ? HSY_COMPARE_EXACT
                           : high == HSY_OPEN ? HSY_COMPARE_AT_LEAST : HSY_COMPARE_VAGUE;
    return quantity;
}

static inline uint32_t world_entity(world *w, uint32_t doc, const char *name, const char *key,
                                    hsy_entity_type type, const char *country, const char *role)
{
    hsy_reading *reading = &w->readings[doc];
    hsy_entity *entity = &reading->entities[reading->nentities];

    *entity = (hsy_entity){.name = hsy_str_of(name), .key = hsy_str_of(key), .type = type};
    memcpy(entity->country, country, strlen(country));
    memcpy(entity->role, role, strlen(role));
    return reading->nentities++;
}

/* A chain of one: words, and an entity or HSY_NONE. */
static inline hsy_chain world_said_by(world *w, uint32_t doc, const char *words,
                                      uint32_t entity)
{
    hsy_said_by *link = hsy_new(&w->arena, hsy_said_by);

    *link = (hsy_said_by){entity, world_span(w, doc, words)};
    return (hsy_chain){link, 1};
}

static inline uint32_t world_town(world *w, uint32_t doc, const char *name, int64_t geonames)
{
    hsy_reading *reading = &w->readings[doc];

    reading->places[reading->nplaces] =
        (hsy_place){.span = world_span(w, doc, name), .name = hsy_str_of(name),
                    .country = "UKR", .geonames = geonames, .kind = HSY_PLACE_CITY};
    return reading->nplaces++;
}

static inline uint32_t world_day(world *w, uint32_t doc, const char *words, int32_t from,
                                 int32_t to)
{
    hsy_reading *reading = &w->readings[doc];

    reading->times[reading->ntimes] =
        (hsy_time){.span = world_span(w, doc, words), .type = HSY_TIME_DATE,
                   .value = hsy_str_of(words), .day_from = from, .day_to = to};
    return reading->ntimes++;
}

static inline hsy_event *world_event(world *w, uint32_t doc, const char *words,
                                     hsy_event_type type)
{
    hsy_reading *reading = &w->readings[doc];
    hsy_event *event = &reading->events[reading->nevents++];

    *event = (hsy_event){.trigger = world_span(w, doc, words), .type = type, .place = HSY_NONE,
                         .time = HSY_NONE, .same_as = HSY_NONE};
    event->span = event->trigger;
    return event;
}

static inline void world_parties(world *w, hsy_event *event, uint32_t source, uint32_t target)
{
    uint32_t *ids = hsy_new_array(&w->arena, 2, uint32_t);

    ids[0] = source;
    ids[1] = target;
    event->sources = source == HSY_NONE ? NULL : ids;
    event->nsources = source != HSY_NONE;
    event->targets = target == HSY_NONE ? NULL : ids + 1;
    event->ntargets = target != HSY_NONE;
}

static inline void world_make(world *w)
{
    const hsy_ledger_tables *tables;
    hsy_error err;

    ck_assert_int_eq(hsy_ledger_tables_load(&w->arena, hsy_test_home(), &tables, &err), HSY_OK);
    for (uint32_t i = 0; i < w->count; i++)
        w->docs[i] = i;
    w->story = (hsy_story){.id = HSY_STR("s1"), .docs = w->docs, .ndocs = w->count,
                           .origins = w->origins, .norigins = w->count};
    w->stories = (hsy_stories){w->members, w->count, &w->story, 1};
    ck_assert_int_eq(hsy_ledger_make(tables, &w->arena, &w->stories, w->sources, w->count,
                                     &w->ledger, &err), HSY_OK);
}

/* The n-th claim of this name. */
static inline const hsy_claim *world_nth(const world *w, const char *what, uint32_t n)
{
    for (uint32_t i = 0; i < w->ledger.nclaims; i++)
        if (hsy_str_eq(w->ledger.claims[i].what, hsy_str_of(what)) && n-- == 0)
            return &w->ledger.claims[i];
    return NULL;
}

static inline const hsy_claim *world_claim(const world *w, const char *what)
{
    const hsy_claim *claim = world_nth(w, what, 0);

    ck_assert_msg(claim != NULL, "no claim of %s", what);
    return claim;
}

static inline void check_verdict(const hsy_claim *claim, hsy_verdict verdict, int64_t low,
                                 int64_t best, int64_t high)
{
    ck_assert_msg(claim->verdict == verdict, "%s, not %s: %.*s",
                  hsy_verdict_name(claim->verdict), hsy_verdict_name(verdict),
                  HSY_STR_ARG(claim->why));
    ck_assert_int_eq(claim->low, low);
    ck_assert_int_eq(claim->best_low, best);
    ck_assert_int_eq(claim->high, high);
}

static inline void check_origins(const hsy_claim *claim, uint32_t least, uint32_t most)
{
    ck_assert_uint_eq(claim->origins_least, least);
    ck_assert_uint_eq(claim->origins_most, most);
}

#endif
