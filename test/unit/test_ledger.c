/* Which facts are of one thing: incidents, parts, sums, acts, words.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "ledger_world.h"

/* An attack in a town, by an attacker, with a figure of killed. */
static uint32_t attack(world *w, const char *id, const char *body, const char *town,
                       int64_t geonames, const char *day, int32_t from, int32_t to,
                       const char *figure, int64_t killed)
{
    uint32_t doc = world_article(w, id, id, 10, NULL, body);
    hsy_event *event = world_event(w, doc, "attack", HSY_EVENT_ASSAULT);

    if (town)
        event->place = world_town(w, doc, town, geonames);
    if (day)
        event->time = world_day(w, doc, day, from, to);
    hsy_quantity *quantity = world_figure(w, doc, figure, HSY_WHAT_KILLED, killed, killed);
    quantity->event = 0;
    return doc;
}

static uint32_t count_claims(const world *w, const char *what)
{
    uint32_t n = 0;
    while (world_nth(w, what, n))
        n++;
    return n;
}

START_TEST(one_attack_told_twice_is_one_incident)
{
    world w;
    world_begin(&w);
    attack(&w, "a", "An attack on Ardel on Friday killed five.", "Ardel", 7, "Friday", 100, 100,
           "killed five", 5);
    attack(&w, "b", "Over the weekend an attack on Ardel killed three.", "Ardel", 7,
           "the weekend", 101, 102, "killed three", 3);
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "killed"), 1);
    ck_assert_int_eq(world_claim(&w, "killed")->verdict, HSY_VERDICT_CONFLICT);
    ck_assert_uint_eq(count_claims(&w, "happened"), 1);
    world_end(&w);
}
END_TEST

START_TEST(two_towns_and_two_days_stay_apart)
{
    world w;
    world_begin(&w);
    attack(&w, "a", "An attack on Ardel on Friday killed five.", "Ardel", 7, "Friday", 100, 100,
           "killed five", 5);
    attack(&w, "b", "An attack on Velm on Friday killed three.", "Velm", 8, "Friday", 100, 100,
           "killed three", 3);
    attack(&w, "c", "An attack on Ardel on Sunday killed two.", "Ardel", 7, "Sunday", 102, 102,
           "killed two", 2);
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "killed"), 3);
    for (uint32_t n = 0; n < 3; n++)
        ck_assert_int_eq(world_nth(&w, "killed", n)->verdict, HSY_VERDICT_SINGLE);
    world_end(&w);
}
END_TEST

START_TEST(a_figure_from_elsewhere_is_another_claim)
{
    world w;
    world_begin(&w);
    uint32_t a = attack(&w, "a", "An attack on Ardel killed five. Another six died in Velm.",
                        "Ardel", 7, NULL, 0, 0, "killed five", 5);
    hsy_quantity *six = world_figure(&w, a, "Another six died", HSY_WHAT_KILLED, 6, 6);
    six->place = world_town(&w, a, "Velm", 8);
    six->additional = true;
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "killed"), 2);
    world_end(&w);
}
END_TEST

START_TEST(sums_of_a_war_are_apart)
{
    world w;
    world_begin(&w);
    uint32_t a = attack(&w, "a", "An attack on Ardel killed five. The war has killed thousands.",
                        "Ardel", 7, NULL, 0, 0, "killed five", 5);
    world_figure(&w, a, "killed thousands", HSY_WHAT_KILLED, 2000, 9999)->scope =
        HSY_SCOPE_CUMULATIVE;
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "killed"), 2);
    ck_assert_int_eq(world_nth(&w, "killed", 0)->best_low, 5);
    world_end(&w);
}
END_TEST

START_TEST(a_part_is_compared_with_the_same_part)
{
    world w;
    world_begin(&w);
    uint32_t a = attack(&w, "a", "An attack on Ardel killed 15, including 11 children.", "Ardel",
                        7, NULL, 0, 0, "killed 15", 15);
    hsy_quantity *part = world_figure(&w, a, "11 children", HSY_WHAT_KILLED, 11, 11);
    part->scope = HSY_SCOPE_SUBSET;
    part->who = HSY_STR("children");
    part->event = 0;
    uint32_t b = attack(&w, "b", "Eleven children died in an attack on Ardel.", "Ardel", 7, NULL,
                        0, 0, "Eleven children died", 11);
    w.readings[b].quantities[0].who = HSY_STR("children");
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "killed"), 2);
    for (uint32_t n = 0; n < 2; n++) {
        const hsy_claim *claim = world_nth(&w, "killed", n);
        bool children = hsy_str_eq(claim->who, HSY_STR("children"));
        ck_assert_int_eq(claim->verdict, children ? HSY_VERDICT_AGREE : HSY_VERDICT_SINGLE);
    }
    world_end(&w);
}
END_TEST

START_TEST(a_part_larger_than_its_whole_is_a_conflict)
{
    world w;
    world_begin(&w);
    uint32_t a = attack(&w, "a", "An attack on Ardel killed 60, 68 of them children.", "Ardel",
                        7, NULL, 0, 0, "killed 60", 60);
    hsy_quantity *part = world_figure(&w, a, "68 of them children", HSY_WHAT_KILLED, 68, 68);
    part->scope = HSY_SCOPE_SUBSET;
    part->who = HSY_STR("children");
    part->event = 0;
    world_make(&w);
    const hsy_claim *claim = world_nth(&w, "killed", 0);
    ck_assert(hsy_str_eq(claim->who, HSY_STR("children")));
    ck_assert_int_eq(claim->verdict, HSY_VERDICT_CONFLICT);
    ck_assert(hsy_str_find(claim->why, HSY_STR("60"), 0) != SIZE_MAX);
    world_end(&w);
}
END_TEST

START_TEST(a_figure_repeated_in_one_article_is_one_account)
{
    world w;
    world_begin(&w);
    uint32_t a = world_article(&w, "a", "Courier", 1, "Blast kills nine",
                               "Nine people died, the fire service said.");
    world_figure(&w, a, "kills nine", HSY_WHAT_KILLED, 9, 9);
    hsy_quantity *body = world_figure(&w, a, "Nine people died", HSY_WHAT_KILLED, 9, 9);
    body->said_by = world_said_by(&w, a, "the fire service", HSY_NONE);
    world_make(&w);
    const hsy_claim *claim = world_claim(&w, "killed");
    ck_assert_uint_eq(claim->naccounts, 1);
    ck_assert_uint_eq(claim->accounts[0].said_by.count, 1);
    ck_assert_int_eq(claim->verdict, HSY_VERDICT_SINGLE);
    world_end(&w);
}
END_TEST

START_TEST(talks_said_to_be_set_and_said_not_to_be_are_a_conflict)
{
    world w;
    world_begin(&w);
    for (int i = 0; i < 2; i++) {
        uint32_t doc = world_article(&w, i ? "b" : "a", "Courier", 1, NULL,
                                     i ? "No talks between Orland and Vesk are set."
                                       : "Orland and Vesk will hold talks.");
        hsy_event *event = world_event(&w, doc, "talks", HSY_EVENT_CONSULT);
        event->modality = HSY_MODALITY_PLANNED;
        event->negative = i;
        uint32_t x = world_entity(&w, doc, "Orland", "ORL", HSY_ENTITY_PLACE, "ORL", "");
        uint32_t y = world_entity(&w, doc, "Vesk", "VSK", HSY_ENTITY_PLACE, "VSK", "");
        uint32_t *both = hsy_new_array(&w.arena, 2, uint32_t);
        both[0] = x, both[1] = y;
        event->sources = both;
        event->nsources = 2;
        event->place = HSY_NONE;
        event->mode = HSY_STR("meet");
        event->time = world_day(&w, doc, "talks", 50, 50);
    }
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "scheduled"), 1);
    ck_assert_int_eq(world_claim(&w, "scheduled")->verdict, HSY_VERDICT_CONFLICT);
    world_end(&w);
}
END_TEST

START_TEST(forces_of_a_country_are_the_country)
{
    world w;
    world_begin(&w);
    uint32_t a = attack(&w, "a", "Vesk forces' attack on Ardel killed five.", "Ardel", 7, NULL,
                        0, 0, "killed five", 5);
    uint32_t b = attack(&w, "b", "Vesk blamed for attack on Ardel that killed five.", "Ardel", 7,
                        NULL, 0, 0, "killed five", 5);
    world_parties(&w, &w.readings[a].events[0],
                  world_entity(&w, a, "Vesk forces", "VSKMIL", HSY_ENTITY_GROUP, "VSK", "MIL"),
                  HSY_NONE);
    world_parties(&w, &w.readings[b].events[0],
                  world_entity(&w, b, "Vesk", "VSK", HSY_ENTITY_PLACE, "VSK", ""), HSY_NONE);
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "happened"), 1);
    ck_assert_int_eq(world_claim(&w, "perpetrator")->verdict, HSY_VERDICT_COMPATIBLE);
    world_end(&w);
}
END_TEST

START_TEST(the_same_words_are_said_once)
{
    world w;
    world_begin(&w);
    static const char *const said[] = {
        "we are not done counting and we shall not stop until the last one is found",
        "we are not done counting and we shall not stop"};
    for (int i = 0; i < 2; i++) {
        uint32_t doc = world_article(&w, i ? "b" : "a", "Courier", 1, NULL, said[i]);
        hsy_quote *quote = &w.readings[doc].quotes[w.readings[doc].nquotes++];
        *quote = (hsy_quote){.span = world_span(&w, doc, said[i]), .speaker = HSY_NONE,
                             .continues = HSY_NONE};
    }
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "said"), 1);
    ck_assert_uint_eq(world_claim(&w, "said")->naccounts, 2);
    world_end(&w);
}
END_TEST

START_TEST(ids_are_different_and_stable)
{
    hsy_str first[8];
    uint32_t n = 0;
    for (int round = 0; round < 2; round++) {
        world w;
        world_begin(&w);
        attack(&w, "a", "An attack on Ardel killed five.", "Ardel", 7, NULL, 0, 0,
               "killed five", 5);
        attack(&w, "b", "An attack on Velm killed three.", "Velm", 8, NULL, 0, 0, "killed three",
               3);
        world_make(&w);
        if (round == 0) {
            n = w.ledger.nclaims;
            ck_assert_uint_le(n, 8);
        }
        ck_assert_uint_eq(w.ledger.nclaims, n);
        for (uint32_t i = 0; i < n; i++) {
            static char kept[8][20];
            if (round == 0) {
                memcpy(kept[i], w.ledger.claims[i].id.ptr, w.ledger.claims[i].id.len);
                first[i] = (hsy_str){kept[i], w.ledger.claims[i].id.len};
            }
            ck_assert(hsy_str_eq(first[i], w.ledger.claims[i].id));
            for (uint32_t j = 0; j < i; j++)
                ck_assert(!hsy_str_eq(first[i], first[j]));
        }
        world_end(&w);
    }
}
END_TEST

/* Four articles of one attack; `turn` says in what order the sources are handed in. */
static void make_turned(world *w, uint32_t turn)
{
    static const char *const ids[] = {"a", "b", "c", "d"};
    hsy_account_source given[4];

    world_begin(w);
    for (uint32_t i = 0; i < 4; i++)
        attack(w, ids[i], i % 2 ? "An attack on Ardel killed five." : "An attack on Ardel left 3.",
               "Ardel", 7, NULL, 0, 0, i % 2 ? "killed five" : "left 3", i % 2 ? 5 : 3);
    memcpy(given, w->sources, sizeof given);
    for (uint32_t i = 0; i < 4; i++)
        w->sources[(i * 3 + turn) % 4] = given[i];
    world_make(w);
}

START_TEST(the_order_of_sources_is_nothing)
{
    world first, other;
    make_turned(&first, 0);
    for (uint32_t turn = 1; turn < 4; turn++) {
        make_turned(&other, turn);
        ck_assert_uint_eq(first.ledger.nclaims, other.ledger.nclaims);
        for (uint32_t i = 0; i < first.ledger.nclaims; i++) {
            const hsy_claim *a = &first.ledger.claims[i], *b = &other.ledger.claims[i];
            ck_assert(hsy_str_eq(a->id, b->id));
            ck_assert(hsy_str_eq(a->why, b->why));
            ck_assert_int_eq(a->best_low, b->best_low);
            ck_assert_uint_eq(a->naccounts, b->naccounts);
            for (uint32_t j = 0; j < a->naccounts; j++)
                ck_assert(hsy_str_eq(
                    hsy_article_id(first.sources[a->accounts[j].source].article),
                    hsy_article_id(other.sources[b->accounts[j].source].article)));
        }
        world_end(&other);
    }
    world_end(&first);
}
END_TEST

/* A figure told in passing, far below the lead. */
static hsy_quantity *in_passing(world *w, uint32_t doc, const char *words, int64_t killed)
{
    hsy_quantity *quantity = world_figure(w, doc, words, HSY_WHAT_KILLED, killed, killed);
    quantity->sentence = 9;
    return quantity;
}

START_TEST(a_toll_in_passing_is_not_set_against_another)
{
    world w;
    world_begin(&w);
    uint32_t a = world_article(&w, "a", "Courier", 10, NULL, "Rockets killed seven up north.");
    uint32_t b = world_article(&w, "b", "Meridian", 10, NULL,
                               "Talks went on. Last month a raid killed 92, a camp fire 13.");
    world_figure(&w, a, "killed seven", HSY_WHAT_KILLED, 7, 7);
    in_passing(&w, b, "killed 92", 92);
    in_passing(&w, b, "a camp fire 13", 13);
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "killed"), 3);
    for (uint32_t n = 0; n < 3; n++)
        ck_assert_int_eq(world_nth(&w, "killed", n)->verdict, HSY_VERDICT_SINGLE);
    world_end(&w);
}
END_TEST

START_TEST(a_passing_figure_finds_the_number_it_repeats)
{
    world w;
    world_begin(&w);
    uint32_t a = world_article(&w, "a", "Courier", 10, NULL, "Rockets killed seven up north.");
    uint32_t b = world_article(&w, "b", "Meridian", 10, NULL,
                               "Talks went on after the rockets that killed seven, months after "
                               "a raid killed 92.");
    world_figure(&w, a, "killed seven", HSY_WHAT_KILLED, 7, 7);
    in_passing(&w, b, "killed seven", 7);
    in_passing(&w, b, "killed 92", 92);
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "killed"), 2);
    ck_assert_int_eq(world_nth(&w, "killed", 0)->verdict, HSY_VERDICT_AGREE);
    world_end(&w);
}
END_TEST

START_TEST(an_article_does_not_contradict_itself)
{
    world w;
    world_begin(&w);
    uint32_t a = attack(&w, "a", "An attack on Ardel killed five. Shells killed three.", "Ardel",
                        7, NULL, 0, 0, "killed five", 5);
    world_figure(&w, a, "killed three", HSY_WHAT_KILLED, 3, 3)->event = 0;
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "killed"), 2);
    ck_assert_int_eq(world_nth(&w, "killed", 0)->verdict, HSY_VERDICT_SINGLE);
    world_end(&w);
}
END_TEST

START_TEST(two_sources_on_one_event_are_rivals)
{
    world w;
    world_begin(&w);
    uint32_t a = attack(&w, "a",
                        "An attack on Ardel killed five, Tam Orlo said. "
                        "Lia Venn said three died.",
                        "Ardel", 7, NULL, 0, 0, "killed five", 5);
    hsy_quantity *three = world_figure(&w, a, "three died", HSY_WHAT_KILLED, 3, 3);
    three->event = 0;
    three->said_by = world_said_by(
        &w, a, "Lia Venn", world_entity(&w, a, "Lia Venn", "person:lia venn",
                                        HSY_ENTITY_PERSON, "", ""));
    w.readings[a].quantities[0].said_by = world_said_by(
        &w, a, "Tam Orlo", world_entity(&w, a, "Tam Orlo", "person:tam orlo",
                                        HSY_ENTITY_PERSON, "", ""));
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "killed"), 1);
    ck_assert_int_eq(world_claim(&w, "killed")->verdict, HSY_VERDICT_CONFLICT);
    world_end(&w);
}
END_TEST

/* 23 dead above; below, the monitor's 23 and the 43 of another, of no act. */
static void disputed_below(world *w, const char *name)
{
    uint32_t a = attack(w, "a",
                        "An attack on Ardel left 23 dead. The Velm Monitor put the toll at 23. "
                        "Lia Venn spoke of the deaths of 43.",
                        "Ardel", 7, NULL, 0, 0, "left 23 dead", 23);
    uint32_t monitor = world_entity(w, a, "Velm Monitor", "org:velm monitor",
                                    HSY_ENTITY_ORGANIZATION, "", "");
    uint32_t other = world_entity(w, a, name, "", HSY_ENTITY_PERSON, "", "");
    world_figure(w, a, "toll at 23", HSY_WHAT_KILLED, 23, 23)->said_by =
        world_said_by(w, a, "Velm Monitor", monitor);
    world_figure(w, a, "deaths of 43", HSY_WHAT_KILLED, 43, 43)->said_by =
        world_said_by(w, a, name, other);
    world_make(w);
}

START_TEST(two_who_are_known_dispute_a_toll_without_an_act)
{
    world w;
    world_begin(&w);
    disputed_below(&w, "Lia Venn");
    ck_assert_int_eq(world_claim(&w, "killed")->verdict, HSY_VERDICT_CONFLICT);
    ck_assert_int_eq(world_claim(&w, "killed")->high, 43);
    world_end(&w);
}
END_TEST

START_TEST(no_civilians_is_of_civilians_alone)
{
    world w;
    world_begin(&w);
    attack(&w, "a", "An attack on Ardel killed five.", "Ardel", 7, NULL, 0, 0, "killed five", 5);
    uint32_t b = attack(&w, "b", "No civilian died in the attack on Ardel.", "Ardel", 7, NULL, 0,
                        0, "No civilian died", 0);
    w.readings[b].quantities[0].who = HSY_STR("civilians");
    w.readings[b].quantities[0].negated = true;
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "killed"), 2);
    for (uint32_t n = 0; n < 2; n++)
        ck_assert_int_eq(world_nth(&w, "killed", n)->verdict, HSY_VERDICT_SINGLE);
    world_end(&w);
}
END_TEST

START_TEST(one_person_is_a_part_where_others_count_more)
{
    for (int counted = 0; counted < 2; counted++) {
        world w;
        world_begin(&w);
        attack(&w, "a", "An attack on Ardel killed five.", "Ardel", 7, NULL, 0, 0, "killed five",
               5);
        uint32_t b = attack(&w, "b",
                            counted ? "One died in an attack on Ardel."
                                    : "A farmer died in an attack on Ardel.",
                            "Ardel", 7, NULL, 0, 0, counted ? "One died" : "A farmer died", 1);
        w.readings[b].quantities[0].figure = world_span(&w, b, counted ? "One" : "A farmer");
        world_make(&w);
        ck_assert_uint_eq(count_claims(&w, "killed"), counted ? 1 : 2);
        ck_assert_int_eq(world_nth(&w, "killed", 0)->verdict,
                         counted ? HSY_VERDICT_CONFLICT : HSY_VERDICT_SINGLE);
        world_end(&w);
    }
}
END_TEST

START_TEST(the_rest_of_those_shot_is_injured)
{
    world w;
    world_begin(&w);
    uint32_t a = attack(&w, "a", "Five people were shot in an attack on Ardel, one was killed.", "Ardel", 7,
                        NULL, 0, 0, "one was killed", 1);
    world_figure(&w, a, "Five people were shot", HSY_WHAT_INJURED, 5, 5)->scope =
        HSY_SCOPE_COMBINED;
    world_make(&w);
    ck_assert_int_eq(world_claim(&w, "killed")->best_low, 1);
    ck_assert_int_eq(world_claim(&w, "injured")->best_low, 4);
    world_end(&w);
}
END_TEST

START_TEST(an_article_that_counts_its_injured_is_believed)
{
    world w;
    world_begin(&w);
    uint32_t a = attack(&w, "a", "Six people were shot in an attack on Ardel. Two died, three were hurt.",
                        "Ardel", 7, NULL, 0, 0, "Two died", 2);
    world_figure(&w, a, "Six people were shot", HSY_WHAT_INJURED, 6, 6)->scope =
        HSY_SCOPE_COMBINED;
    world_figure(&w, a, "three were hurt", HSY_WHAT_INJURED, 3, 3);
    world_make(&w);
    for (uint32_t n = 0; n < count_claims(&w, "injured"); n++)
        ck_assert_int_ne(world_nth(&w, "injured", n)->best_low, 4);
    world_end(&w);
}
END_TEST

START_TEST(what_comes_on_top_is_no_toll)
{
    world w;
    world_begin(&w);
    attack(&w, "a", "An attack on Ardel killed five.", "Ardel", 7, NULL, 0, 0, "killed five", 5);
    uint32_t b = attack(&w, "b", "Another two died in the attack on Ardel.", "Ardel", 7, NULL, 0,
                        0, "Another two died", 2);
    w.readings[b].quantities[0].additional = true;
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "killed"), 2);
    world_end(&w);
}
END_TEST

/* Vesk shelled Ardel, says Tam Orlo; Lia Venn denies that Vesk did. */
static void accuse(world *w, bool named)
{
    world_begin(w);
    for (int i = 0; i < 2; i++) {
        uint32_t doc = attack(w, i ? "b" : "a",
                              i ? "Lia Venn denied the attack on Ardel by Vesk that killed five."
                                : "Tam Orlo said Vesk made the attack on Ardel that killed five.",
                              "Ardel", 7, NULL, 0, 0, "killed five", 5);
        hsy_event *event = &w->readings[doc].events[0];
        const char *who = i ? "Lia Venn" : "Tam Orlo";
        if (i)
            event->modality = HSY_MODALITY_DENIED;
        world_parties(w, event, world_entity(w, doc, "Vesk", "VSK", HSY_ENTITY_PLACE, "VSK", ""),
                      HSY_NONE);
        if (named)
            event->said_by = world_said_by(
                w, doc, who, world_entity(w, doc, who, who, HSY_ENTITY_PERSON, "", ""));
    }
    world_make(w);
}

START_TEST(accuser_against_denier_is_a_conflict)
{
    world w;
    accuse(&w, true);
    ck_assert_int_eq(world_claim(&w, "perpetrator")->verdict, HSY_VERDICT_CONFLICT);
    ck_assert_int_eq(world_claim(&w, "happened")->verdict, HSY_VERDICT_CONFLICT);
    world_end(&w);
    accuse(&w, false);
    ck_assert_int_ne(world_claim(&w, "perpetrator")->verdict, HSY_VERDICT_CONFLICT);
    world_end(&w);
}
END_TEST

START_TEST(a_victim_and_its_forces_are_no_perpetrators)
{
    world w;
    world_begin(&w);
    uint32_t a = attack(&w, "a", "A farmer died in the attack on Ardel, not by its forces.",
                        "Ardel", 7, NULL, 0, 0, "A farmer died", 1);
    hsy_event *second = world_event(&w, a, "attack", HSY_EVENT_ASSAULT);
    uint32_t farmer = world_entity(&w, a, "farmer", "", HSY_ENTITY_PERSON, "", "");
    uint32_t forces = world_entity(&w, a, "its forces", "", HSY_ENTITY_GROUP, "", "");
    world_parties(&w, &w.readings[a].events[0], forces, farmer);
    world_parties(&w, second, farmer, HSY_NONE);
    second->place = w.readings[a].events[0].place;
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "perpetrator"), 0);
    world_end(&w);
}
END_TEST

START_TEST(a_position_in_two_copies_is_one_claim)
{
    world w;
    world_begin(&w);
    for (int i = 0; i < 2; i++) {
        uint32_t doc = world_article(&w, i ? "b" : "a", "Courier", 1, NULL,
                                     "The union urged the port to close the quay.");
        hsy_event *event = world_event(&w, doc, "urged", HSY_EVENT_REQUEST);
        event->span = world_span(&w, doc, "The union urged the port to close the quay.");
    }
    world_copy(&w, 1, 0);
    world_make(&w);
    ck_assert_uint_eq(count_claims(&w, "position"), 1);
    ck_assert_uint_eq(world_claim(&w, "position")->naccounts, 2);
    ck_assert_int_eq(world_claim(&w, "position")->verdict, HSY_VERDICT_SINGLE);
    world_end(&w);
}
END_TEST

START_TEST(an_empty_story_has_no_claims)
{
    world w;
    world_begin(&w);
    world_article(&w, "a", "Courier", 1, NULL, "Nothing is said here.");
    world_make(&w);
    ck_assert_uint_eq(w.ledger.nclaims, 0);
    world_end(&w);
}
END_TEST

UNIT_MAIN("ledger", one_attack_told_twice_is_one_incident, two_towns_and_two_days_stay_apart,
          a_figure_from_elsewhere_is_another_claim, sums_of_a_war_are_apart,
          a_part_is_compared_with_the_same_part, a_part_larger_than_its_whole_is_a_conflict,
          a_figure_repeated_in_one_article_is_one_account,
          talks_said_to_be_set_and_said_not_to_be_are_a_conflict,
          forces_of_a_country_are_the_country, the_same_words_are_said_once,
          ids_are_different_and_stable, the_order_of_sources_is_nothing,
          a_toll_in_passing_is_not_set_against_another,
          a_passing_figure_finds_the_number_it_repeats, an_article_does_not_contradict_itself,
          two_sources_on_one_event_are_rivals,
          two_who_are_known_dispute_a_toll_without_an_act, no_civilians_is_of_civilians_alone,
          one_person_is_a_part_where_others_count_more, the_rest_of_those_shot_is_injured,
          an_article_that_counts_its_injured_is_believed, what_comes_on_top_is_no_toll,
          accuser_against_denier_is_a_conflict, a_victim_and_its_forces_are_no_perpetrators,
          a_position_in_two_copies_is_one_claim, an_empty_story_has_no_claims)
