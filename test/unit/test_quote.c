/* test_quote.c - what the cases of quotes.txt and attributions.txt cannot say.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "case_run.h"
#include "unit.h"

START_TEST(a_speech_over_paragraphs_is_one_speakers)
{
    case_world world;
    hsy_reading a;

    case_open(&world);
    case_read(&world,
              "Ana Ruiz said: “The port is shut.\n\n“And nine people were killed there.”", &a);
    ck_assert_uint_eq(a.nquotes, 2);
    ck_assert_uint_eq(a.quotes[1].continues, 0);
    ck_assert_uint_eq(a.quotes[1].speaker, a.quotes[0].speaker);
    ck_assert_uint_eq(a.nquantities, 1);
    ck_assert_uint_eq(a.quantities[0].said_by.count, 1);
    ck_assert_uint_eq(a.quantities[0].said_by.links[0].entity, a.quotes[0].speaker);
    case_close(&world);
}
END_TEST

START_TEST(a_colon_introduces_the_next_paragraph)
{
    case_world world;
    hsy_reading a;

    case_open(&world);
    case_read(&world, "Ana Ruiz wrote:\n\n“The port is shut and it will stay shut.”", &a);
    ck_assert_uint_eq(a.nquotes, 1);
    ck_assert_uint_ne(a.quotes[0].speaker, HSY_NONE);
    case_close(&world);
}
END_TEST

START_TEST(marks_stay_outside_the_words)
{
    case_world world;
    hsy_reading a;

    case_open(&world);
    case_read(&world, "“The port is shut,” Ana Ruiz said.", &a);
    ck_assert_uint_eq(a.nquotes, 1);
    hsy_str words = hsy_article_str(a.article, a.quotes[0].span);
    ck_assert(hsy_str_eq(words, HSY_STR("The port is shut,")));
    ck_assert_uint_eq(a.quotes[0].said_by.count, 1);
    ck_assert_uint_eq(a.quotes[0].said_by.links[0].entity, a.quotes[0].speaker);
    case_close(&world);
}
END_TEST

START_TEST(the_first_person_is_the_speaker)
{
    case_world world;
    hsy_reading a;
    bool found = false;

    case_open(&world);
    case_read(&world, "“I shut the port myself,” Ana Ruiz said.", &a);
    for (uint32_t i = 0; i < a.nmentions; i++)
        if (hsy_str_eq(hsy_article_str(a.article, a.mentions[i].span), HSY_STR("I")))
            found = a.mentions[i].entity == a.quotes[0].speaker;
    ck_assert(found);
    case_close(&world);
}
END_TEST

START_TEST(a_mark_without_its_fellow_is_borne)
{
    case_world world;
    hsy_reading a;

    case_open(&world);
    case_read(&world, "“", &a);
    case_read(&world, "\"", &a);
    case_read(&world, "He said: “", &a);
    case_read(&world, "” said “ said ” that “ according to", &a);
    case_close(&world);
}
END_TEST

UNIT_MAIN("quote", a_speech_over_paragraphs_is_one_speakers,
          a_colon_introduces_the_next_paragraph, marks_stay_outside_the_words, the_first_person_is_the_speaker,
          a_mark_without_its_fellow_is_borne)
