/* Which tellings are of one act: what speaks for it and what against it.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "ledger_world.h"

static uint32_t count_claims(const world *w, const char *what)
{
    uint32_t n = 0;

    while (world_nth(w, what, n))
        n++;
    return n;
}

/* An attack from the air by Norland, without place and day. */
static hsy_event *raid(world *w, const char *id, int day, const char *text, const char *words,
                       int64_t low, int64_t high)
{
    uint32_t doc = world_article(w, id, id, day, NULL, text);
    hsy_event *event = world_event(w, doc, "raid", HSY_EVENT_ASSAULT);

    event->mode = HSY_STR("aerial");
    world_parties(w, event, world_entity(w, doc, "Norland", "NOR", HSY_ENTITY_PLACE, "NOR", "GOV"),
                  HSY_NONE);
    world_figure(w, doc, words, HSY_WHAT_KILLED, low, high)->event = 0;
    return event;
}

START_TEST(who_did_it_and_how_make_no_two_raids_one)
{
    world w;
    world_begin(&w);
    raid(&w, "a", 10, "A raid by Norland killed 700.", "killed 700", 700, 700);
    raid(&w, "b", 10, "A raid by Norland killed 23.", "killed 23", 23, 23);
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "happened"), 2);
    world_end(&w);
}
END_TEST

START_TEST(one_toll_makes_them_one)
{
    world w;
    world_begin(&w);
    raid(&w, "a", 10, "A raid by Norland killed 23.", "killed 23", 23, 23);
    raid(&w, "b", 10, "A raid by Norland left 23 dead.", "23 dead", 23, 23);
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "happened"), 1);
    world_end(&w);
}
END_TEST

START_TEST(months_apart_they_are_two)
{
    world w;
    world_begin(&w);
    raid(&w, "a", 10, "A raid by Norland killed 23.", "killed 23", 23, 23);
    raid(&w, "b", 80, "A raid by Norland killed 25.", "killed 25", 25, 25);
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "happened"), 2);
    world_end(&w);
}
END_TEST

/* "Arrested" in two articles, of one who is named. */
static void arrest(world *w, const char *id, const char *name)
{
    uint32_t doc = world_article(w, id, id, 10, NULL, "Police arrested the player in Ardel.");
    hsy_event *event = world_event(w, doc, "arrested", HSY_EVENT_COERCE);
    uint32_t police = world_entity(w, doc, "police", "", HSY_ENTITY_GROUP, "", "COP");

    event->place = world_town(w, doc, "Ardel", 7);
    world_parties(w, event, police, world_entity(w, doc, name, name, HSY_ENTITY_PERSON, "", ""));
}

START_TEST(two_who_are_named_were_arrested_twice)
{
    world w;
    world_begin(&w);
    arrest(&w, "a", "Tam Orlo");
    arrest(&w, "b", "Lia Venn");
    arrest(&w, "c", "Tam Orlo");
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "happened"), 2);
    world_end(&w);
}
END_TEST

/* Velm was hit, and Ardel; then "VERB" in Ardel, without a day. */
static void several(world *w, const char *verb, const char *table)
{
    uint32_t a = world_article(w, "a", "a", 10, NULL,
                               "Rockets hit Velm. Gunmen killed nine in Ardel. Later the blast "
                               "and a fire shook Ardel.");
    hsy_event *velm = world_event(w, a, "hit", HSY_EVENT_ASSAULT);
    hsy_event *ardel = world_event(w, a, "killed", HSY_EVENT_ASSAULT);
    hsy_event *again = world_event(w, a, verb, HSY_EVENT_ASSAULT);

    velm->place = world_town(w, a, "Velm", 8);
    ardel->place = again->place = world_town(w, a, "Ardel", 7);
    ardel->sentence = 1;
    again->sentence = 2;
    again->rule.table = table;
    world_figure(w, a, "killed nine", HSY_WHAT_KILLED, 9, 9)->event = 1;
    world_make(w);
}

START_TEST(in_a_text_on_several_the_town_alone_is_little)
{
    world w;
    world_begin(&w);
    several(&w, "shook", NULL);
    ck_assert_uint_eq(count_claims(&w, "happened"), 3);
    world_end(&w);
}
END_TEST

START_TEST(but_the_blast_is_what_was_told_of_before)
{
    world w;
    world_begin(&w);
    several(&w, "blast", "en/events/nouns.tsv");
    ck_assert_uint_eq(count_claims(&w, "happened"), 2);
    world_end(&w);
}
END_TEST

START_TEST(a_year_told_below_does_not_date_the_news)
{
    world w;
    world_begin(&w);
    uint32_t a = world_article(&w, "a", "a", 6000, NULL,
                               "A blast in Ardel killed nine. It was the first attack since 2011.");
    world_event(&w, a, "blast", HSY_EVENT_ASSAULT)->place = world_town(&w, a, "Ardel", 7);
    hsy_event *first = world_event(&w, a, "attack", HSY_EVENT_ASSAULT);
    first->same_as = 0;
    first->sentence = 1;
    first->time = world_day(&w, a, "2011", 4000, 4364);
    world_make(&w);
    ck_assert_ptr_null(world_claim(&w, "happened")->about.time.ptr);
    world_end(&w);
}
END_TEST

START_TEST(a_text_does_not_contradict_its_copy)
{
    world w;
    world_begin(&w);
    static const char text[] = "A blast in Ardel killed nine, the ministry of Norland said on Friday.";
    for (int i = 0; i < 2; i++) {
        uint32_t doc = world_article(&w, i ? "b" : "a", "x", 10 + 7 * i, NULL, text);
        hsy_event *event = world_event(&w, doc, "blast in Ardel killed nine", HSY_EVENT_ASSAULT);
        event->place = world_town(&w, doc, "Ardel", 7);
        event->time = world_day(&w, doc, "Friday", 10 + 7 * i, 10 + 7 * i);
    }
    world_copy(&w, 1, 0);
    world_make(&w);
    for (uint32_t n = 0; n < w.ledger.nclaims; n++)
        ck_assert_int_ne(w.ledger.claims[n].verdict, HSY_VERDICT_CONFLICT);
    world_end(&w);
}
END_TEST

UNIT_MAIN("alike", who_did_it_and_how_make_no_two_raids_one, one_toll_makes_them_one,
          months_apart_they_are_two, two_who_are_named_were_arrested_twice,
          in_a_text_on_several_the_town_alone_is_little,
          but_the_blast_is_what_was_told_of_before,
          a_year_told_below_does_not_date_the_news, a_text_does_not_contradict_its_copy)
