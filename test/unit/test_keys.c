/* Keys of stories: words in order, terms counted, names and numbers told apart.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/keys.h"

#include "helpers.h"
#include "unit.h"

static const hsy_key *find(const hsy_story_article *a, hsy_key_kind kind, hsy_str text)
{
    for (uint32_t i = 0; i < a->nkeys; i++)
        if (a->keys[i].kind == kind && hsy_str_eq(a->keys[i].text, text))
            return &a->keys[i];
    return NULL;
}

START_TEST(words_are_those_of_the_body)
{
    hsy_arena arena;
    hsy_story_article keys;
    hsy_arena_init(&arena, 0);
    hsy_article *a = hsy_test_article(&arena, "Harbour news", "Silos burned. The SILOS, again!");
    hsy_reading reading = {.article = a};
    ck_assert_int_eq(hsy_keys_gather(NULL, &arena, a, &reading, &keys, NULL), HSY_OK);
    ck_assert_uint_eq(keys.nwords, 5);
    ck_assert_uint_eq(keys.words[0], keys.words[3]);
    ck_assert_uint_ne(keys.words[0], keys.words[1]);
    ck_assert_uint_eq(find(&keys, HSY_KEY_TERM, HSY_STR("silo"))->count, 2);
    ck_assert(find(&keys, HSY_KEY_TERM, HSY_STR("harbour"))->in_lead);
    ck_assert_ptr_null(find(&keys, HSY_KEY_TERM, HSY_STR("the")));
    ck_assert(keys.published == INT64_MIN);
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(facts_give_keys_of_their_kind)
{
    hsy_arena arena;
    hsy_story_article keys;
    hsy_arena_init(&arena, 0);
    hsy_article *a = hsy_test_article(&arena, NULL, "Five died in Port Ardel on Tuesday.");
    hsy_entity entities[] = {{.name = HSY_STR("Port Authority"), .key = HSY_STR("org:port authority")}};
    hsy_mention mentions[] = {{.span = {0, 4}, .form = HSY_FORM_NAME}};
    hsy_place places[] = {{.span = {13, 10}, .name = HSY_STR("Port Ardel"), .geonames = 77}};
    hsy_time times[] = {{.span = {27, 7}, .day_from = 22405, .day_to = 22405}};
    hsy_quantity quantities[] = {
        {.span = {0, 9}, .what = HSY_WHAT_KILLED, .low = 5, .high = 5},
        {.span = {0, 9}, .what = HSY_WHAT_KILLED, .low = 9, .high = 9, .scope = HSY_SCOPE_CUMULATIVE},
        {.span = {0, 9}, .what = HSY_WHAT_AGE, .low = 88, .high = 88}};
    hsy_event events[] = {{.type = HSY_EVENT_ASSAULT, .place = 0, .time = HSY_NONE}};
    hsy_reading reading = {.article = a, .entities = entities, .nentities = 1,
                           .mentions = mentions, .nmentions = 1, .places = places, .nplaces = 1,
                           .times = times, .ntimes = 1, .quantities = quantities,
                           .nquantities = 3, .events = events, .nevents = 1};
    ck_assert_int_eq(hsy_keys_gather(NULL, &arena, a, &reading, &keys, NULL), HSY_OK);
    ck_assert_ptr_nonnull(find(&keys, HSY_KEY_NAME, HSY_STR("org:port authority")));
    ck_assert_ptr_nonnull(find(&keys, HSY_KEY_PLACE, HSY_STR("77")));
    ck_assert_ptr_nonnull(find(&keys, HSY_KEY_DATE, HSY_STR("2031-05-06T00:00Z")));
    ck_assert_ptr_nonnull(find(&keys, HSY_KEY_NUMBER, HSY_STR("killed:5")));
    ck_assert_ptr_null(find(&keys, HSY_KEY_NUMBER, HSY_STR("killed:9")));
    ck_assert_ptr_null(find(&keys, HSY_KEY_NUMBER, HSY_STR("age:88")));
    ck_assert_ptr_nonnull(find(&keys, HSY_KEY_EVENT, HSY_STR("ASSAULT@77")));
    hsy_arena_clear(&arena);
}
END_TEST

UNIT_MAIN("keys", words_are_those_of_the_body, facts_give_keys_of_their_kind)
