/* test_event.c - who did what to whom.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "event_world.h"

static const hsy_event *read_one(event_world *world, const char *text, hsy_event_type type)
{
    const hsy_event *event;

    event_world_read(world, NULL, text);
    event = event_world_find(world, type);
    ck_assert_msg(event != NULL, "no %s in \"%s\"", hsy_event_type_name(type), text);
    return event;
}

static void check_party(const event_world *world, const uint32_t *ids, uint32_t n,
                        const char *key)
{
    bool found = false;

    for (uint32_t i = 0; i < n; i++)
        found = found || hsy_str_eq(world->reading.entities[ids[i]].key, hsy_str_of(key));
    ck_assert_msg(found, "%s is no party of \"%.*s\"", key, HSY_STR_ARG(world->doc.text));
}

START_TEST(active_and_passive_have_the_same_parties)
{
    static const char *const texts[] = {"Russia attacked Ukraine.",
                                        "Ukraine was attacked by Russia."};
    event_world world;

    event_world_open(&world);
    for (int i = 0; i < 2; i++) {
        const hsy_event *event = read_one(&world, texts[i], HSY_EVENT_ASSAULT);
        check_party(&world, event->sources, event->nsources, "RUS");
        check_party(&world, event->targets, event->ntargets, "UKR");
        ck_assert_int_eq(event->modality, HSY_MODALITY_ACTUAL);
    }
    event_world_close(&world);
}
END_TEST

START_TEST(a_light_verb_lends_its_subject)
{
    event_world world;
    const hsy_event *event;

    event_world_open(&world);
    event = read_one(&world, "Russia launched a drone attack on Ukraine.", HSY_EVENT_ASSAULT);
    ck_assert(event_world_says(&world, event->trigger, "launched a drone attack"));
    ck_assert(hsy_str_eq(event->mode, HSY_STR("drone")));
    check_party(&world, event->sources, event->nsources, "RUS");
    check_party(&world, event->targets, event->ntargets, "UKR");
    ck_assert_uint_eq(world.reading.nevents, 1);
    event_world_close(&world);
}
END_TEST

START_TEST(a_joint_act_has_all_parties_as_sources)
{
    event_world world;
    const hsy_event *event;

    event_world_open(&world);
    event = read_one(&world, "Russia and Ukraine held talks.", HSY_EVENT_CONSULT);
    ck_assert_uint_eq(event->nsources, 2);
    ck_assert_uint_eq(event->ntargets, 0);
    event_world_close(&world);
}
END_TEST

START_TEST(harm_joins_the_act_that_did_it)
{
    event_world world;

    event_world_open(&world);
    read_one(&world, "The strikes killed nine people.", HSY_EVENT_ASSAULT);
    ck_assert_uint_eq(world.reading.nevents, 1);
    read_one(&world, "Nine people were killed in an ambush.", HSY_EVENT_ASSAULT);
    ck_assert_uint_eq(world.reading.nevents, 1);
    event_world_close(&world);
}
END_TEST

START_TEST(a_speech_act_is_actual_and_what_is_asked_is_not)
{
    event_world world;
    const hsy_event *event;

    event_world_open(&world);
    event = read_one(&world, "Ukraine urged Russia to withdraw its troops.", HSY_EVENT_REQUEST);
    ck_assert_int_eq(event->modality, HSY_MODALITY_ACTUAL);
    event = event_world_find(&world, HSY_EVENT_RETREAT);
    ck_assert(!event || event->modality == HSY_MODALITY_REQUESTED);
    event_world_close(&world);
}
END_TEST

START_TEST(a_promise_stands_beside_what_is_promised)
{
    event_world world;
    const hsy_event *event;

    event_world_open(&world);
    event = read_one(&world, "Russia said it will release the prisoners.", HSY_EVENT_RETREAT);
    ck_assert_int_eq(event->modality, HSY_MODALITY_PLANNED);
    event_world_close(&world);
}
END_TEST

START_TEST(a_definite_noun_points_back)
{
    event_world world;

    event_world_open(&world);
    event_world_read(&world, NULL,
                     "Russia launched an attack on Ukraine. The attack killed nine people.");
    ck_assert_uint_eq(world.reading.nevents, 2);
    ck_assert_uint_eq(world.reading.events[1].same_as, 0);
    event_world_close(&world);
}
END_TEST

START_TEST(words_alone_decide_nothing)
{
    event_world world;

    event_world_open(&world);
    event_world_read(&world, NULL, "The government met the strikers' demands.");
    ck_assert_ptr_null(event_world_find(&world, HSY_EVENT_CONSULT));
    event_world_read(&world, NULL, "The price of bread struck many as high.");
    ck_assert_ptr_null(event_world_find(&world, HSY_EVENT_ASSAULT));
    event_world_close(&world);
}
END_TEST

UNIT_MAIN("event", active_and_passive_have_the_same_parties, a_light_verb_lends_its_subject,
          a_joint_act_has_all_parties_as_sources, harm_joins_the_act_that_did_it,
          a_speech_act_is_actual_and_what_is_asked_is_not,
          a_promise_stands_beside_what_is_promised, a_definite_noun_points_back,
          words_alone_decide_nothing)
