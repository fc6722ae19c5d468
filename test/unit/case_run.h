/*
 * case_run.h - reading a text with all stages up to the facts, for unit tests that ask
 * what a case line cannot say. "\n\n" parts the paragraphs.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEST_CASE_RUN_H
#define HSY_TEST_CASE_RUN_H

#include <check.h>
#include <string.h>

#include "base/error.h"
#include "fact/fact.h"
#include "helpers.h"
#include "ling/ling.h"

typedef struct case_world {
    hsy_arena run, article;
    const hsy_fact_tables *facts;
    const hsy_text_tables *text;
    const hsy_ling *ling;
} case_world;

static inline void case_check(hsy_status status, const hsy_error *err)
{
    char message[600];
    if (!status)
        return;
    hsy_error_print(err, message, sizeof message);
    ck_abort_msg("%s", message);
}

static inline void case_open(case_world *world)
{
    const char *home = hsy_test_home();
    hsy_error err;

    memset(world, 0, sizeof *world);
    memset(&err, 0, sizeof err);
    hsy_arena_init(&world->run, 0);
    hsy_arena_init(&world->article, 0);
    case_check(hsy_fact_tables_load(&world->run, home, &world->facts, &err), &err);
    case_check(hsy_text_tables_load(&world->run, home, &world->text, &err), &err);
    case_check(hsy_ling_load(&world->run, home, &world->ling, &err), &err);
}

static inline void case_close(case_world *world)
{
    hsy_arena_clear(&world->article);
    hsy_arena_clear(&world->run);
}

/* The reading lives in the world until it is closed. */
static inline void case_read(case_world *world, const char *body, hsy_reading *ret)
{
    hsy_article *article = hsy_test_article(&world->article, NULL, body);
    hsy_arena scratch;
    hsy_doc doc;
    hsy_error err;

    memset(&doc, 0, sizeof doc);
    memset(&err, 0, sizeof err);
    hsy_arena_init(&scratch, 0);
    ck_assert_ptr_nonnull(article);
    case_check(hsy_doc_make(world->text, &world->article, article, &doc, &err), &err);
    case_check(hsy_ling_run(world->ling, &world->article, &scratch, &doc, &err), &err);
    case_check(hsy_fact_read(world->facts, &world->article, &scratch, &doc, ret, &err), &err);
    hsy_arena_clear(&scratch);
}

#endif
