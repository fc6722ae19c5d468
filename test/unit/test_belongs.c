/* Which incident a figure is of, who is hurt and who dead, and why an act was done.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "ledger_world.h"

static const hsy_claim *with_value(const world *w, const char *what, int64_t low)
{
    for (uint32_t n = 0; world_nth(w, what, n); n++)
        if (world_nth(w, what, n)->best_low == low)
            return world_nth(w, what, n);
    ck_abort_msg("no claim of %s with %d", what, (int)low);
    return NULL;
}

static bool are_one_incident(const world *w, int64_t killed, int64_t injured)
{
    return with_value(w, "killed", killed)->incident ==
           with_value(w, "injured", injured)->incident;
}

static hsy_quantity *figure_in(world *w, uint32_t doc, uint32_t sentence, const char *words,
                               hsy_what what, int64_t n)
{
    hsy_quantity *quantity = world_figure(w, doc, words, what, n, n);

    quantity->sentence = sentence;
    return quantity;
}

static hsy_event *attack_in(world *w, uint32_t doc, uint32_t sentence, const char *words)
{
    hsy_event *event = world_event(w, doc, words, HSY_EVENT_ASSAULT);

    event->sentence = sentence;
    return event;
}

static uint32_t ferry(world *w, const char *id)
{
    uint32_t doc = world_article(w, id, id, 10, NULL,
                                 "A ferry sank and seven died. Twelve were hurt. "
                                 "Rebels shelled the port, killing three.");
    figure_in(w, doc, 0, "seven died", HSY_WHAT_KILLED, 7)->mishap = true;
    figure_in(w, doc, 1, "Twelve were hurt", HSY_WHAT_INJURED, 12);
    attack_in(w, doc, 2, "shelled");
    figure_in(w, doc, 2, "killing three", HSY_WHAT_KILLED, 3)->event = 0;
    return doc;
}

START_TEST(harm_by_accident_is_of_no_attack)
{
    world w;
    world_begin(&w);
    ferry(&w, "a");
    ferry(&w, "b");
    world_make(&w);
    const hsy_claim *seven = with_value(&w, "killed", 7), *three = with_value(&w, "killed", 3);
    ck_assert(!seven->about.has_type);
    ck_assert(three->about.has_type);
    ck_assert_uint_eq(seven->articles, 2);
    ck_assert(are_one_incident(&w, 7, 12));
    ck_assert(seven->incident != three->incident);
    world_end(&w);
}
END_TEST

START_TEST(harm_after_an_accident_is_of_it_and_not_of_the_attack_before)
{
    world w;
    world_begin(&w);
    uint32_t a = world_article(&w, "a", "a", 10, NULL,
                               "A bomb killed six. An earthquake killed 140. "
                               "Hundreds were injured.");
    attack_in(&w, a, 0, "bomb");
    figure_in(&w, a, 0, "killed six", HSY_WHAT_KILLED, 6)->event = 0;
    figure_in(&w, a, 1, "killed 140", HSY_WHAT_KILLED, 140)->mishap = true;
    attack_in(&w, a, 2, "injured")->same_as = 0;
    figure_in(&w, a, 2, "Hundreds were injured", HSY_WHAT_INJURED, 200)->event = 1;
    world_make(&w);
    ck_assert(are_one_incident(&w, 140, 200));
    world_end(&w);
}
END_TEST

START_TEST(a_town_set_by_the_sentence_before_is_where_the_harm_was)
{
    world w;
    world_begin(&w);
    uint32_t a = world_article(&w, "a", "a", 10, NULL,
                               "Rockets hit Ardel, killing eleven. Velm was the next target. "
                               "Five died. Nine were hurt.");
    attack_in(&w, a, 0, "hit")->place = world_town(&w, a, "Ardel", 7);
    figure_in(&w, a, 0, "killing eleven", HSY_WHAT_KILLED, 11)->event = 0;
    w.readings[a].places[world_town(&w, a, "Velm", 8)].sentence = 1;
    figure_in(&w, a, 2, "Five died", HSY_WHAT_KILLED, 5)->event = 0;
    figure_in(&w, a, 3, "Nine were hurt", HSY_WHAT_INJURED, 9)->event = 0;
    world_make(&w);
    ck_assert(with_value(&w, "killed", 5)->incident != with_value(&w, "killed", 11)->incident);
    ck_assert(are_one_incident(&w, 5, 9));
    ck_assert(hsy_str_eq(with_value(&w, "killed", 5)->about.place, HSY_STR("Velm")));
    world_end(&w);
}
END_TEST

START_TEST(todays_toll_is_not_of_an_act_of_months_ago)
{
    world w;
    world_begin(&w);
    uint32_t a = world_article(&w, "a", "a", 100, NULL,
                               "Five were found dead. Rebels shelled the town in March.");
    figure_in(&w, a, 0, "Five were found dead", HSY_WHAT_KILLED, 5);
    attack_in(&w, a, 1, "shelled")->time = world_day(&w, a, "March", 10, 40);
    world_make(&w);
    ck_assert(!world_claim(&w, "killed")->about.has_type);
    world_end(&w);
}
END_TEST

START_TEST(no_article_tells_of_what_came_after_it)
{
    world w;
    world_begin(&w);
    uint32_t a = world_article(&w, "a", "a", 10, NULL, "An attack on Ardel killed 30.");
    uint32_t b = world_article(&w, "b", "b", 15, NULL, "An attack on Ardel today killed 30.");
    for (uint32_t doc = a; doc <= b; doc++) {
        attack_in(&w, doc, 0, "attack")->place = world_town(&w, doc, "Ardel", 7);
        figure_in(&w, doc, 0, "killed 30", HSY_WHAT_KILLED, 30)->event = 0;
    }
    w.readings[b].events[0].time = world_day(&w, b, "today", 15, 15);
    world_make(&w);
    ck_assert_ptr_nonnull(world_nth(&w, "killed", 1));
    world_end(&w);
}
END_TEST

START_TEST(of_the_hurt_ever_fewer_are_told)
{
    world w;
    world_begin(&w);
    uint32_t a = world_article(&w, "a", "a", 10, NULL,
                               "Nine were wounded. Two are in critical condition.");
    world_event(&w, a, "wounded", HSY_EVENT_ASSAULT);
    figure_in(&w, a, 0, "Nine were wounded", HSY_WHAT_INJURED, 9)->event = 0;
    figure_in(&w, a, 1, "Two are in critical", HSY_WHAT_INJURED, 2)->event = 0;
    world_make(&w);
    ck_assert_int_eq(world_nth(&w, "injured", 0)->best_low, 9);
    ck_assert_int_eq(with_value(&w, "injured", 2)->scope, HSY_SCOPE_SUBSET);
    world_end(&w);
}
END_TEST

static void hurt_then_dead(world *w, uint8_t age, uint8_t age_of_dead)
{
    uint32_t a = world_article(w, "a", "a", 10, NULL, "A girl of four was shot.");
    uint32_t b = world_article(w, "b", "b", 11, NULL, "The girl died of the shot.");
    world_event(w, a, "shot", HSY_EVENT_ASSAULT);
    world_event(w, b, "shot", HSY_EVENT_ASSAULT);
    hsy_quantity *hurt = figure_in(w, a, 0, "A girl of four was shot", HSY_WHAT_INJURED, 1);
    hsy_quantity *dead = figure_in(w, b, 0, "The girl died", HSY_WHAT_KILLED, 1);
    hurt->event = dead->event = 0;
    hurt->age = age;
    dead->age = age_of_dead;
    world_make(w);
}

START_TEST(who_died_since_is_not_hurt_any_more)
{
    world w;
    world_begin(&w);
    hurt_then_dead(&w, 4, 4);
    check_verdict(world_claim(&w, "injured"), HSY_VERDICT_UPDATE, 0, 0, 1);
    check_verdict(world_claim(&w, "killed"), HSY_VERDICT_SINGLE, 1, 1, 1);
    world_end(&w);
}
END_TEST

START_TEST(another_who_died_leaves_the_hurt_alive)
{
    world w;
    world_begin(&w);
    hurt_then_dead(&w, 4, 9);
    check_verdict(world_claim(&w, "injured"), HSY_VERDICT_SINGLE, 1, 1, 1);
    world_end(&w);
}
END_TEST

START_TEST(wounds_of_all_the_dead_are_no_injured)
{
    world w;
    world_begin(&w);
    uint32_t a = world_article(&w, "a", "a", 10, NULL,
                               "Three were found dead. All three suffered gunshot wounds.");
    world_event(&w, a, "found dead", HSY_EVENT_ASSAULT);
    figure_in(&w, a, 0, "Three were found dead", HSY_WHAT_KILLED, 3)->event = 0;
    figure_in(&w, a, 1, "All three suffered", HSY_WHAT_INJURED, 3)->event = 0;
    world_make(&w);
    check_verdict(world_claim(&w, "injured"), HSY_VERDICT_UPDATE, 0, 0, 3);
    world_end(&w);
}
END_TEST

/* "A man was shot" on a day, and later "the nephew of Orlan has died". */
static void shot_then_dead(world *w, const char *also, int64_t others)
{
    uint32_t a = world_article(w, "a", "a", 10, NULL, "A man was shot in Ardel.");
    uint32_t b = world_article(w, "b", "b", 12, NULL, also);
    world_event(w, a, "shot", HSY_EVENT_ASSAULT)->place = world_town(w, a, "Ardel", 7);
    world_event(w, b, "shot", HSY_EVENT_ASSAULT)->place = world_town(w, b, "Ardel", 7);
    figure_in(w, a, 0, "A man was shot", HSY_WHAT_INJURED, 1)->event = 0;
    figure_in(w, b, 0, "the nephew of Orlan has died", HSY_WHAT_KILLED, 1)->event = 0;
    if (others)
        figure_in(w, b, 0, "others were hurt", HSY_WHAT_INJURED, others)->event = 0;
    world_make(w);
}

START_TEST(the_only_victim_who_died_is_not_hurt_any_more)
{
    world w;
    world_begin(&w);
    shot_then_dead(&w, "Since shot in Ardel, the nephew of Orlan has died.", 0);
    check_verdict(world_claim(&w, "injured"), HSY_VERDICT_UPDATE, 0, 0, 1);
    world_end(&w);
}
END_TEST

START_TEST(where_others_were_hurt_nobody_knows_who_died)
{
    world w;
    world_begin(&w);
    shot_then_dead(&w, "Since shot in Ardel, the nephew of Orlan has died; others were hurt.", 3);
    for (uint32_t n = 0; world_nth(&w, "injured", n); n++)
        ck_assert_int_ge(world_nth(&w, "injured", n)->best_low, 1);
    world_end(&w);
}
END_TEST

static void children(world *w, const char *who)
{
    for (int i = 0; i < 2; i++) {
        uint32_t doc = world_article(w, i ? "b" : "a", i ? "b" : "a", 10, NULL,
                                     "An attack on Ardel killed four.");
        world_event(w, doc, "attack", HSY_EVENT_ASSAULT)->place = world_town(w, doc, "Ardel", 7);
        hsy_quantity *four = figure_in(w, doc, 0, "killed four", HSY_WHAT_KILLED, 4);
        four->event = 0;
        four->who = hsy_str_of(i ? who : "children");
    }
    world_make(w);
}

START_TEST(children_are_the_toll_where_nobody_counts_others)
{
    world w;
    world_begin(&w);
    children(&w, "children");
    ck_assert_int_eq(world_claim(&w, "killed")->scope, HSY_SCOPE_EVENT);
    check_verdict(world_claim(&w, "killed"), HSY_VERDICT_AGREE, 4, 4, 4);
    world_end(&w);
    world_begin(&w);
    children(&w, "people");
    ck_assert_ptr_nonnull(world_nth(&w, "killed", 1));
    ck_assert_int_eq(world_nth(&w, "killed", 1)->scope, HSY_SCOPE_SUBSET);
    world_end(&w);
}
END_TEST

START_TEST(a_town_of_its_own_sentence_is_where_the_harm_was)
{
    world w;
    world_begin(&w);
    uint32_t a = world_article(&w, "a", "a", 10, NULL,
                               "Shells killed two in Ardel. Five were killed too by shells on Velm.");
    attack_in(&w, a, 0, "killed two")->place = world_town(&w, a, "Ardel", 7);
    hsy_event *same = attack_in(&w, a, 1, "were killed");
    same->same_as = 0;
    world_town(&w, a, "Velm", 8);
    w.readings[a].places[1].sentence = 1;
    figure_in(&w, a, 0, "killed two", HSY_WHAT_KILLED, 2)->event = 0;
    figure_in(&w, a, 1, "Five were killed", HSY_WHAT_KILLED, 5)->event = 1;
    world_make(&w);
    ck_assert_uint_ne(with_value(&w, "killed", 2)->incident, with_value(&w, "killed", 5)->incident);
    ck_assert(hsy_str_eq(with_value(&w, "killed", 5)->about.place, HSY_STR("Velm")));
    world_end(&w);
}
END_TEST

START_TEST(what_was_taken_back_anywhere_is_replaced_everywhere)
{
    world w;
    world_begin(&w);
    uint32_t a = world_article(&w, "a", "a", 10, NULL, "The strike killed 15.");
    uint32_t b = world_article(&w, "b", "b", 10, NULL, "The strike killed 18, not 15.");
    uint32_t c = world_article(&w, "c", "c", 10, NULL, "The strike killed 18 people.");
    for (uint32_t doc = a; doc <= c; doc++)
        world_event(&w, doc, "strike", HSY_EVENT_ASSAULT)->place =
            world_town(&w, doc, "The", 7);
    figure_in(&w, a, 0, "killed 15", HSY_WHAT_KILLED, 15)->event = 0;
    figure_in(&w, b, 0, "killed 18", HSY_WHAT_KILLED, 18)->event = 0;
    hsy_quantity *old = figure_in(&w, b, 0, "15", HSY_WHAT_KILLED, 15);
    old->retracted = true;
    old->event = 0;
    figure_in(&w, c, 0, "killed 18 people", HSY_WHAT_KILLED, 18)->event = 0;
    world_make(&w);
    check_verdict(world_claim(&w, "killed"), HSY_VERDICT_UPDATE, 15, 18, 18);
    world_end(&w);
}
END_TEST

START_TEST(a_toll_taken_back_is_of_one_like_it)
{
    world w;
    world_begin(&w);
    uint32_t a = world_article(&w, "a", "a", 10, NULL,
                               "The strike killed 18. The raid killed 87, it was said.");
    world_event(&w, a, "strike", HSY_EVENT_ASSAULT);
    figure_in(&w, a, 0, "killed 18", HSY_WHAT_KILLED, 18)->event = 0;
    figure_in(&w, a, 1, "killed 87", HSY_WHAT_KILLED, 87)->retracted = true;
    world_make(&w);
    check_verdict(with_value(&w, "killed", 18), HSY_VERDICT_SINGLE, 18, 18, 18);
    world_end(&w);
}
END_TEST

START_TEST(a_reason_is_a_claim_and_two_can_be_true)
{
    world w;
    world_begin(&w);
    uint32_t a = world_article(&w, "a", "a", 10, NULL, "They met because of the flood.");
    uint32_t b = world_article(&w, "b", "b", 10, NULL, "They met because of the debt.");
    for (uint32_t doc = a; doc <= b; doc++) {
        hsy_event *event = world_event(&w, doc, "met", HSY_EVENT_CONSULT);
        event->time = world_day(&w, doc, "met", 10, 10);
        event->place = world_town(&w, doc, "They", 7);
        uint32_t host = world_entity(&w, doc, "Orlan", "person:orlan", HSY_ENTITY_PERSON, "",
                                     "");
        world_parties(&w, event, host, HSY_NONE);
        event->reason = world_span(&w, doc, doc == a ? "the flood" : "the debt");
    }
    world_make(&w);
    const hsy_claim *claim = world_claim(&w, "reason");
    ck_assert_int_eq(claim->verdict, HSY_VERDICT_COMPATIBLE);
    ck_assert_uint_eq(claim->naccounts, 2);
    ck_assert(hsy_str_eq(claim->accounts[0].value, HSY_STR("flood")));
    world_end(&w);
}
END_TEST

UNIT_MAIN("belongs", harm_by_accident_is_of_no_attack,
          harm_after_an_accident_is_of_it_and_not_of_the_attack_before,
          a_town_set_by_the_sentence_before_is_where_the_harm_was,
          todays_toll_is_not_of_an_act_of_months_ago,
          no_article_tells_of_what_came_after_it, of_the_hurt_ever_fewer_are_told,
          who_died_since_is_not_hurt_any_more, another_who_died_leaves_the_hurt_alive,
          wounds_of_all_the_dead_are_no_injured,
          the_only_victim_who_died_is_not_hurt_any_more,
          where_others_were_hurt_nobody_knows_who_died,
          children_are_the_toll_where_nobody_counts_others,
          a_town_of_its_own_sentence_is_where_the_harm_was,
          what_was_taken_back_anywhere_is_replaced_everywhere,
          a_toll_taken_back_is_of_one_like_it, a_reason_is_a_claim_and_two_can_be_true)
