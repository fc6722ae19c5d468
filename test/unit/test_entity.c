/* test_entity.c - what the cases of entities.txt cannot say.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "case_run.h"
#include "unit.h"

#include <stdlib.h>

static const hsy_entity *of_key(const hsy_reading *reading, const char *key)
{
    for (uint32_t i = 0; i < reading->nentities; i++)
        if (hsy_str_eq(reading->entities[i].key, hsy_str_of(key)))
            return &reading->entities[i];
    return NULL;
}

START_TEST(keys_are_the_same_in_every_article)
{
    case_world world;
    hsy_reading a, b;

    case_open(&world);
    case_read(&world, "President Volodymyr Zelenskiy of Ukraine spoke.", &a);
    case_read(&world, "Ukrainian President Volodymyr Zelenskyy left for the Kremlin.", &b);
    ck_assert_ptr_nonnull(of_key(&a, "person:volodymyr zelensky"));
    ck_assert_ptr_nonnull(of_key(&b, "person:volodymyr zelensky"));
    ck_assert_ptr_nonnull(of_key(&b, "RUSGOV"));
    ck_assert_ptr_nonnull(of_key(&a, "UKR"));
    case_close(&world);
}
END_TEST

START_TEST(a_pair_lists_both_keys_in_order)
{
    case_world world;
    hsy_reading a;

    case_open(&world);
    case_read(&world, "Uganda met Kenya. Both sides were tired.", &a);
    const hsy_entity *pair = of_key(&a, "KEN+UGA");
    ck_assert_ptr_nonnull(pair);
    ck_assert(pair->plural);
    case_close(&world);
}
END_TEST

START_TEST(mentions_stand_in_order_and_entities_by_first_mention)
{
    case_world world;
    hsy_reading a;
    uint32_t next = 0;

    case_open(&world);
    case_read(&world, "Ana Ruiz told Reuters that Kenya and Uganda fired. She left Kenya.", &a);
    ck_assert_uint_gt(a.nmentions, 4);
    for (uint32_t i = 0; i < a.nmentions; i++) {
        if (i)
            ck_assert_uint_ge(a.mentions[i].span.off, a.mentions[i - 1].span.off);
        ck_assert_uint_le(a.mentions[i].entity, next);
        if (a.mentions[i].entity == next)
            ck_assert_uint_eq(a.entities[next++].first_mention, i);
    }
    ck_assert_uint_eq(next, a.nentities);
    case_close(&world);
}
END_TEST

START_TEST(hostile_text_is_borne)
{
    case_world world;
    hsy_reading a;
    char *text = malloc(60001);

    case_open(&world);
    for (size_t i = 0; i < 60000; i++)
        text[i] = "Al-Ana \"'\xff\xc3-. "[i * 7 % 15];
    text[60000] = 0;
    case_read(&world, text, &a);
    case_read(&world, "", &a);
    ck_assert_uint_eq(a.nentities, 0);
    case_read(&world, "The the of of \"\"\"\" of The 's 's President President of", &a);
    free(text);
    case_close(&world);
}
END_TEST

UNIT_MAIN("entity", keys_are_the_same_in_every_article,
          a_pair_lists_both_keys_in_order, mentions_stand_in_order_and_entities_by_first_mention,
          hostile_text_is_borne)
