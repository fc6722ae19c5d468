/*
 * event_world.h - a text read down to its events, for tests.
 *
 * Tables and models are loaded once a process; each text has arenas of its own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEST_EVENT_WORLD_H
#define HSY_TEST_EVENT_WORLD_H

#include "helpers.h"
#include "unit.h"

#include <string.h>

#include "fact/fact.h"
#include "ling/ling.h"

typedef struct event_world {
    hsy_arena run, article, scratch;
    const hsy_text_tables *text;
    const hsy_ling *ling;
    const hsy_fact_tables *fact;
    hsy_doc doc;
    hsy_reading reading;
} event_world;

static inline void event_world_open(event_world *world)
{
    const char *home = hsy_test_home();
    hsy_error err = {0};

    hsy_arena_init(&world->run, 0);
    hsy_arena_init(&world->article, 0);
    hsy_arena_init(&world->scratch, 0);
    ck_assert_msg(!hsy_text_tables_load(&world->run, home, &world->text, &err), "%s:%u: %s",
                  err.file, err.line, err.message);
    ck_assert_msg(!hsy_ling_load(&world->run, home, &world->ling, &err), "%s: %s", err.file,
                  err.message);
    ck_assert_msg(!hsy_fact_tables_load(&world->run, home, &world->fact, &err), "%s:%u: %s",
                  err.file, err.line, err.message);
}

static inline const hsy_reading *event_world_read(event_world *world, const char *title,
                                                  const char *body)
{
    hsy_error err = {0};

    hsy_arena_clear(&world->article);
    hsy_arena_clear(&world->scratch);
    const hsy_article *article = hsy_test_article(&world->article, title, body);
    ck_assert_ptr_nonnull(article);
    ck_assert_int_eq(hsy_doc_make(world->text, &world->article, article, &world->doc, &err), HSY_OK);
    ck_assert_int_eq(hsy_ling_run(world->ling, &world->article, &world->scratch, &world->doc, &err),
                     HSY_OK);
    ck_assert_int_eq(hsy_fact_read(world->fact, &world->article, &world->scratch, &world->doc,
                                   &world->reading, &err),
                     HSY_OK);
    return &world->reading;
}

static inline void event_world_close(event_world *world)
{
    hsy_arena_clear(&world->article);
    hsy_arena_clear(&world->scratch);
    hsy_arena_clear(&world->run);
}

/* The first event of `type`, or NULL. */
static inline const hsy_event *event_world_find(const event_world *world, hsy_event_type type)
{
    for (uint32_t i = 0; i < world->reading.nevents; i++)
        if (world->reading.events[i].type == type)
            return &world->reading.events[i];
    return NULL;
}

static inline bool event_world_says(const event_world *world, hsy_span span, const char *words)
{
    return hsy_str_eq(hsy_article_str(world->doc.article, span), hsy_str_of(words));
}

#endif
