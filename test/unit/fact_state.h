/*
 * fact_state.h - times, places and quantities of a text, for the tests of single readers:
 * tokens and tables alone, without models.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEST_FACT_STATE_H
#define HSY_TEST_FACT_STATE_H

#include "fact/internal.h"
#include "helpers.h"
#include "unit.h"

typedef struct fact_state {
    hsy_arena arena, scratch;
    struct hsy_fact_tables tables;
    hsy_doc doc;
    hsy_fact_state state;
} fact_state;

static inline void fact_state_read(fact_state *f, const char *text, const char *published)
{
    const char *home = hsy_test_home();
    const hsy_text_tables *text_tables;
    hsy_error err;

    *f = (fact_state){0};
    hsy_arena_init(&f->arena, 0);
    hsy_arena_init(&f->scratch, 0);
    ck_assert_int_eq(hsy_text_tables_load(&f->arena, home, &text_tables, &err), HSY_OK);
    ck_assert_int_eq(hsy_number_tables_load(&f->arena, home, &f->tables.number, &err), HSY_OK);
    ck_assert_int_eq(hsy_time_tables_load(&f->arena, home, &f->tables.time, &err), HSY_OK);
    ck_assert_int_eq(hsy_place_tables_load(&f->arena, home, &f->tables.place, &err), HSY_OK);
    ck_assert_int_eq(hsy_quantity_tables_load(&f->arena, home, &f->tables.quantity, &err),
                     HSY_OK);
    hsy_article *article = hsy_test_article(&f->arena, NULL, text);
    if (published)
        article->published =
            (hsy_date){hsy_str_of(published), HSY_PRECISION_DAY, HSY_BASIS_GIVEN};
    ck_assert_int_eq(hsy_doc_make(text_tables, &f->arena, article, &f->doc, &err), HSY_OK);
    f->state = (hsy_fact_state){
        .tables = &f->tables, .doc = &f->doc, .arena = &f->arena, .scratch = &f->scratch};
    ck_assert_int_eq(hsy_read_times(&f->state), HSY_OK);
    ck_assert_int_eq(hsy_read_places(&f->state), HSY_OK);
    ck_assert_int_eq(hsy_read_quantities(&f->state), HSY_OK);
}

static inline void fact_state_clear(fact_state *f)
{
    hsy_arena_clear(&f->scratch);
    hsy_arena_clear(&f->arena);
}

#endif
