/* test_place.c - places without models. More in test/cases/places.txt.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "fact/place.h"
#include "fact_state.h"

START_TEST(the_container_decides)
{
    fact_state f;

    fact_state_read(&f, "A mill burned in Paris, Texas.", NULL);
    ck_assert_uint_eq(f.state.places.count, 2);
    ck_assert_str_eq(f.state.places.data[0].country, "USA");
    ck_assert(f.state.places.data[0].has_point);
    fact_state_clear(&f);
}
END_TEST

START_TEST(region_nouns_decide)
{
    fact_state f;

    fact_state_read(&f, "Fields burned in the regions of Kherson and Mykolaiv.", NULL);
    ck_assert_uint_eq(f.state.places.count, 2);
    ck_assert_int_eq(f.state.places.data[0].kind, HSY_PLACE_REGION);
    ck_assert_int_eq(f.state.places.data[1].kind, HSY_PLACE_REGION);
    fact_state_clear(&f);
}
END_TEST

START_TEST(governments_and_names_are_no_places)
{
    static const char *const none[] = {"Moscow said it would wait.",
                                       "Talks between Ankara and Athens stalled.",
                                       "The Washington Post wrote of it."};
    fact_state f;

    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        fact_state_read(&f, none[i], NULL);
        ck_assert_msg(f.state.places.count == 0, "%s", none[i]);
        fact_state_clear(&f);
    }
}
END_TEST

START_TEST(a_government_is_told_by_its_words)
{
    fact_state f;

    fact_state_read(&f, "Moscow said it would wait. Rain fell in Moscow.", NULL);
    ck_assert(hsy_place_is_government(&f.state, 0, 1));
    uint32_t second = hsy_doc_token_at(&f.doc, 40);
    ck_assert(!hsy_place_is_government(&f.state, second, 1));
    fact_state_clear(&f);
}
END_TEST

UNIT_MAIN("place", the_container_decides, region_nouns_decide,
          governments_and_names_are_no_places, a_government_is_told_by_its_words)
