/* Verdict, range, best value and origins of figures.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "ledger_world.h"

static uint32_t tell(world *w, const char *id, int day, const char *body, int64_t low,
                     int64_t high)
{
    uint32_t doc = world_article(w, id, id, day, NULL, body);
    world_figure(w, doc, body, HSY_WHAT_KILLED, low, high);
    return doc;
}

static void name_source(world *w, uint32_t doc, const char *words, const char *key)
{
    uint32_t entity = world_entity(w, doc, words, key, HSY_ENTITY_ORGANIZATION, "", "");
    w->readings[doc].quantities[0].said_by = world_said_by(w, doc, words, entity);
}

START_TEST(one_account_is_single)
{
    world w;
    world_begin(&w);
    tell(&w, "a", 1, "Nine miners were killed.", 9, 9);
    world_make(&w);
    check_verdict(world_claim(&w, "killed"), HSY_VERDICT_SINGLE, 9, 9, 9);
    check_origins(world_claim(&w, "killed"), 1, 1);
    world_end(&w);
}
END_TEST

START_TEST(the_same_value_agrees_but_may_rest_on_one)
{
    world w;
    world_begin(&w);
    tell(&w, "a", 1, "Nine were killed.", 9, 9);
    tell(&w, "b", 1, "Nine people died.", 9, 9);
    world_make(&w);
    check_verdict(world_claim(&w, "killed"), HSY_VERDICT_AGREE, 9, 9, 9);
    check_origins(world_claim(&w, "killed"), 1, 2);
    world_end(&w);
}
END_TEST

START_TEST(words_that_can_both_be_true_are_compatible)
{
    world w;
    world_begin(&w);
    tell(&w, "a", 1, "Dozens were killed.", 24, 99);
    tell(&w, "b", 1, "At least 32 died.", 32, HSY_OPEN);
    tell(&w, "c", 1, "The blast killed 32.", 32, 32);
    world_make(&w);
    const hsy_claim *claim = world_claim(&w, "killed");
    check_verdict(claim, HSY_VERDICT_COMPATIBLE, 24, 32, 99);
    ck_assert_int_eq(claim->best_high, 32);
    ck_assert_uint_eq(claim->articles, 3);
    world_end(&w);
}
END_TEST

START_TEST(what_nothing_explains_is_a_conflict_and_the_attributed_leads)
{
    world w;
    world_begin(&w);
    uint32_t a = tell(&w, "a", -1, "Five were killed, Governor Ivan Moroz said.", 5, 5);
    tell(&w, "b", -1, "Three civilians were killed.", 3, 3);
    name_source(&w, a, "Governor Ivan Moroz", "person:ivan moroz");
    w.readings[1].quantities[0].who = HSY_STR("civilians");
    world_make(&w);
    check_verdict(world_claim(&w, "killed"), HSY_VERDICT_CONFLICT, 3, 5, 5);
    check_origins(world_claim(&w, "killed"), 1, 1);
    world_end(&w);
}
END_TEST

START_TEST(where_nothing_decides_there_is_no_best)
{
    world w;
    world_begin(&w);
    tell(&w, "a", -1, "Five were killed.", 5, 5);
    tell(&w, "b", -1, "Three were killed.", 3, 3);
    world_make(&w);
    check_verdict(world_claim(&w, "killed"), HSY_VERDICT_CONFLICT, 3, -1, 5);
    world_end(&w);
}
END_TEST

START_TEST(a_rising_figure_of_one_monitor_is_an_update)
{
    world w;
    world_begin(&w);
    uint32_t a = tell(&w, "a", 1, "The strike killed 15, Harbour Watch said.", 15, 15);
    uint32_t b = tell(&w, "b", 2, "The strike killed 18, Harbour Watch said.", 18, 18);
    name_source(&w, a, "Harbour Watch", "org:harbour watch");
    name_source(&w, b, "Harbour Watch", "org:harbour watch");
    world_make(&w);
    check_verdict(world_claim(&w, "killed"), HSY_VERDICT_UPDATE, 15, 18, 18);
    check_origins(world_claim(&w, "killed"), 1, 1);
    world_end(&w);
}
END_TEST

/* The figure that the title gives plainly is the monitor's, as the text below says. */
START_TEST(an_update_is_also_that_of_the_plain_figure)
{
    world w;
    world_begin(&w);
    uint32_t a = tell(&w, "a", 2, "The strike killed 15, Harbour Watch said.", 15, 15);
    uint32_t b = tell(&w, "b", 2, "At least 18 died, Harbour Watch said. The strike killed 18.", 18,
                      HSY_OPEN);
    name_source(&w, a, "Harbour Watch", "org:harbour watch");
    name_source(&w, b, "Harbour Watch", "org:harbour watch");
    world_figure(&w, b, "strike killed 18", HSY_WHAT_KILLED, 18, 18);
    world_make(&w);
    check_verdict(world_claim(&w, "killed"), HSY_VERDICT_UPDATE, 15, 18, 18);
    world_end(&w);
}
END_TEST

START_TEST(a_lower_later_figure_is_no_update_by_itself)
{
    world w;
    world_begin(&w);
    uint32_t a = tell(&w, "a", 1, "The strike killed 18, Harbour Watch said.", 18, 18);
    uint32_t b = tell(&w, "b", 2, "The strike killed 15, North Relief said.", 15, 15);
    name_source(&w, a, "Harbour Watch", "org:harbour watch");
    name_source(&w, b, "North Relief", "org:north relief");
    world_make(&w);
    ck_assert_int_eq(world_claim(&w, "killed")->verdict, HSY_VERDICT_CONFLICT);
    world_end(&w);
}
END_TEST

START_TEST(own_words_revise_downwards_too)
{
    world w;
    world_begin(&w);
    tell(&w, "a", 1, "The strike killed 18.", 18, 18);
    tell(&w, "b", 2, "The toll was revised down to 15.", 15, 15);
    w.readings[1].quantities[0].updates = true;
    world_make(&w);
    check_verdict(world_claim(&w, "killed"), HSY_VERDICT_UPDATE, 15, 15, 18);
    world_end(&w);
}
END_TEST

START_TEST(a_figure_taken_back_is_out_of_the_range)
{
    world w;
    world_begin(&w);
    uint32_t a = world_article(&w, "a", "Courier", 1, NULL,
                               "The toll, initially put at 34, is 53.");
    world_figure(&w, a, "initially put at 34", HSY_WHAT_KILLED, 34, 34)->retracted = true;
    world_figure(&w, a, "is 53", HSY_WHAT_KILLED, 53, 53);
    world_make(&w);
    check_verdict(world_claim(&w, "killed"), HSY_VERDICT_UPDATE, 53, 53, 53);
    world_end(&w);
}
END_TEST

START_TEST(a_figure_taken_back_and_not_replaced_is_retracted)
{
    world w;
    world_begin(&w);
    tell(&w, "a", 1, "The report of 12 dead was withdrawn.", 12, 12);
    w.readings[0].quantities[0].retracted = true;
    world_make(&w);
    check_verdict(world_claim(&w, "killed"), HSY_VERDICT_RETRACTED, -1, -1, -1);
    world_end(&w);
}
END_TEST

START_TEST(one_source_in_many_outlets_is_one_origin)
{
    static const char *const ids[] = {"a", "b", "c"};
    world w;
    world_begin(&w);
    for (int i = 0; i < 3; i++)
        name_source(&w, tell(&w, ids[i], 1, "16 were killed, the Harbour Watch said.", 16, 16),
                    "the Harbour Watch", "org:harbour watch");
    uint32_t d = tell(&w, "d", 1, "16 were killed, North Relief said.", 16, 16);
    name_source(&w, d, "North Relief", "org:north relief");
    world_make(&w);
    check_verdict(world_claim(&w, "killed"), HSY_VERDICT_AGREE, 16, 16, 16);
    check_origins(world_claim(&w, "killed"), 2, 2);
    world_end(&w);
}
END_TEST

START_TEST(officials_may_be_the_same_everywhere)
{
    world w;
    world_begin(&w);
    for (int i = 0; i < 2; i++) {
        uint32_t doc = tell(&w, i ? "b" : "a", 1, "Six died, local officials said.", 6, 6);
        w.readings[doc].quantities[0].said_by =
            world_said_by(&w, doc, "local officials", HSY_NONE);
    }
    world_make(&w);
    check_origins(world_claim(&w, "killed"), 1, 2);
    world_end(&w);
}
END_TEST

START_TEST(copies_are_one_origin_and_a_changed_copy_is_a_version)
{
    world w;
    world_begin(&w);
    tell(&w, "a", 1, "30 people were killed.", 30, 30);
    tell(&w, "b", 1, "30 people were killed today.", 30, 30);
    tell(&w, "c", 1, "22 people were killed.", 22, 22);
    world_copy(&w, 1, 0);
    world_copy(&w, 2, 0);
    world_make(&w);
    const hsy_claim *claim = world_claim(&w, "killed");
    ck_assert_int_eq(claim->verdict, HSY_VERDICT_CONFLICT);
    check_origins(claim, 1, 1);
    ck_assert(!claim->accounts[1].version);
    ck_assert(claim->accounts[2].version);
    ck_assert(hsy_str_eq(claim->accounts[2].origin, claim->accounts[0].origin));
    world_end(&w);
}
END_TEST

START_TEST(copies_alone_are_single)
{
    world w;
    world_begin(&w);
    tell(&w, "a", 1, "30 people were killed.", 30, 30);
    tell(&w, "b", 1, "30 people were killed today.", 30, 30);
    world_copy(&w, 1, 0);
    world_make(&w);
    check_verdict(world_claim(&w, "killed"), HSY_VERDICT_SINGLE, 30, 30, 30);
    world_end(&w);
}
END_TEST

START_TEST(a_broadcaster_alone_proves_one_origin)
{
    world w;
    world_begin(&w);
    uint32_t a = tell(&w, "a", 1, "Nine died, Reuters reported.", 9, 9);
    uint32_t b = tell(&w, "b", 1, "Nine died, according to CNN.", 9, 9);
    w.readings[a].quantities[0].said_by = world_said_by(&w, a, "Reuters", HSY_NONE);
    w.readings[b].quantities[0].said_by = world_said_by(&w, b, "CNN", HSY_NONE);
    world_make(&w);
    check_origins(world_claim(&w, "killed"), 1, 2);
    world_end(&w);
}
END_TEST

START_TEST(a_denied_figure_is_a_conflict)
{
    world w;
    world_begin(&w);
    tell(&w, "a", 1, "Five died, a monitor said.", 5, 5);
    tell(&w, "b", 1, "The army denied that five died.", 5, 5);
    w.readings[1].quantities[0].negated = true;
    world_make(&w);
    check_verdict(world_claim(&w, "killed"), HSY_VERDICT_CONFLICT, 5, 5, 5);
    world_end(&w);
}
END_TEST

START_TEST(a_mere_denial_takes_nothing_back)
{
    world w;
    world_begin(&w);
    tell(&w, "a", 1, "The driver was not hurt.", 1, 1);
    w.readings[0].quantities[0].negated = true;
    world_make(&w);
    check_verdict(world_claim(&w, "killed"), HSY_VERDICT_SINGLE, -1, -1, -1);
    world_end(&w);
}
END_TEST

START_TEST(a_known_body_is_one_origin_without_a_name)
{
    world w;
    world_begin(&w);
    for (int i = 0; i < 2; i++) {
        uint32_t doc =
            tell(&w, i ? "b" : "a", 1, "Six died, the harbour fire service said.", 6, 6);
        w.readings[doc].quantities[0].said_by =
            world_said_by(&w, doc, "the harbour fire service", HSY_NONE);
    }
    world_make(&w);
    const hsy_claim *claim = world_claim(&w, "killed");
    check_origins(claim, 1, 1);
    ck_assert(hsy_str_eq(claim->accounts[0].origin, HSY_STR("harbour fire service")));
    ck_assert(hsy_str_eq(claim->accounts[0].origin, claim->accounts[1].origin));
    ck_assert(hsy_str_eq(claim->why, HSY_STR("Both accounts give 6.")));
    world_end(&w);
}
END_TEST

START_TEST(a_body_among_many_is_not)
{
    world w;
    world_begin(&w);
    for (int i = 0; i < 2; i++) {
        uint32_t doc = tell(&w, i ? "b" : "a", 1, "Six died, a hospital said.", 6, 6);
        w.readings[doc].quantities[0].said_by = world_said_by(&w, doc, "a hospital", HSY_NONE);
    }
    world_make(&w);
    check_origins(world_claim(&w, "killed"), 1, 2);
    world_end(&w);
}
END_TEST

START_TEST(the_range_ends_with_the_largest_figure_given)
{
    world w;
    world_begin(&w);
    tell(&w, "a", 1, "At least five died.", 5, HSY_OPEN);
    tell(&w, "b", 1, "Five people died.", 5, 5);
    tell(&w, "c", 1, "Three people died.", 3, 3);
    world_make(&w);
    ck_assert_int_eq(world_claim(&w, "killed")->low, 3);
    ck_assert_int_eq(world_claim(&w, "killed")->high, 5);
    world_end(&w);
    world_begin(&w);
    tell(&w, "a", 1, "At least 53 died.", 53, HSY_OPEN);
    tell(&w, "b", 1, "34 people died.", 34, 34);
    world_make(&w);
    ck_assert_int_eq(world_claim(&w, "killed")->high, HSY_OPEN);
    world_end(&w);
}
END_TEST

START_TEST(the_reason_names_what_excludes)
{
    world w;
    world_begin(&w);
    tell(&w, "a", -1, "At least 9 died.", 9, HSY_OPEN);
    tell(&w, "b", -1, "The blast killed 14.", 14, 14);
    uint32_t c = tell(&w, "c", -1, "Eleven died, Harbour Watch said.", 11, 11);
    name_source(&w, c, "Harbour Watch", "org:harbour watch");
    world_make(&w);
    const hsy_claim *claim = world_claim(&w, "killed");
    check_verdict(claim, HSY_VERDICT_CONFLICT, 9, 11, 14);
    ck_assert(hsy_str_find(claim->why, HSY_STR("give 11 and 14;"), 0) != SIZE_MAX);
    world_end(&w);
}
END_TEST

START_TEST(a_headline_that_drops_at_least_stays_open)
{
    world w;
    world_begin(&w);
    uint32_t a = world_article(&w, "a", "Courier", 1, "Blast kills nine", "At least nine died.");
    world_figure(&w, a, "kills nine", HSY_WHAT_KILLED, 9, 9);
    world_figure(&w, a, "At least nine died", HSY_WHAT_KILLED, 9, HSY_OPEN);
    tell(&w, "b", 1, "The blast killed 11.", 11, 11);
    world_make(&w);
    check_verdict(world_claim(&w, "killed"), HSY_VERDICT_COMPATIBLE, 9, -1, 11);
    world_end(&w);
}
END_TEST

START_TEST(a_toll_that_rose_does_not_replace_a_higher_one)
{
    world w;
    world_begin(&w);
    tell(&w, "a", 1, "The blast killed 9.", 9, 9);
    tell(&w, "b", 1, "The blast killed 14.", 14, 14);
    tell(&w, "c", 2, "The toll rose to 11.", 11, 11);
    w.readings[2].quantities[0].updates = true;
    world_make(&w);
    ck_assert_int_eq(world_claim(&w, "killed")->verdict, HSY_VERDICT_CONFLICT);
    world_end(&w);
}
END_TEST

UNIT_MAIN("intervals", one_account_is_single, the_same_value_agrees_but_may_rest_on_one,
          words_that_can_both_be_true_are_compatible,
          what_nothing_explains_is_a_conflict_and_the_attributed_leads,
          where_nothing_decides_there_is_no_best, a_rising_figure_of_one_monitor_is_an_update,
          an_update_is_also_that_of_the_plain_figure,
          a_lower_later_figure_is_no_update_by_itself, own_words_revise_downwards_too,
          a_figure_taken_back_is_out_of_the_range,
          a_figure_taken_back_and_not_replaced_is_retracted,
          one_source_in_many_outlets_is_one_origin, officials_may_be_the_same_everywhere,
          copies_are_one_origin_and_a_changed_copy_is_a_version, copies_alone_are_single,
          a_broadcaster_alone_proves_one_origin, a_denied_figure_is_a_conflict,
          a_mere_denial_takes_nothing_back, a_known_body_is_one_origin_without_a_name,
          a_body_among_many_is_not,
          the_range_ends_with_the_largest_figure_given, the_reason_names_what_excludes,
          a_headline_that_drops_at_least_stays_open,
          a_toll_that_rose_does_not_replace_a_higher_one)
