/* test_modality.c - what happened and what did not.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "event_world.h"

struct expectation {
    const char *text;
    hsy_modality modality;
    bool negative;
};

static void check_all(const struct expectation *all, size_t count)
{
    event_world world;

    event_world_open(&world);
    for (size_t i = 0; i < count; i++) {
        const hsy_event *event;
        event_world_read(&world, NULL, all[i].text);
        event = event_world_find(&world, HSY_EVENT_ASSAULT);
        ck_assert_msg(event != NULL, "no attack in \"%s\"", all[i].text);
        ck_assert_msg(event->modality == all[i].modality && event->negative == all[i].negative,
                      "\"%s\" is %s%s", all[i].text, hsy_modality_name(event->modality),
                      event->negative ? " not" : "");
    }
    event_world_close(&world);
}

#define CHECK(list) check_all(list, sizeof list / sizeof *list)

START_TEST(auxiliaries_and_negation)
{
    static const struct expectation all[] = {
        {"The army attacked the town.", HSY_MODALITY_ACTUAL, false},
        {"The army did not attack the town.", HSY_MODALITY_ACTUAL, true},
        {"The army will attack the town.", HSY_MODALITY_PLANNED, false},
        {"The army could attack the town.", HSY_MODALITY_POSSIBLE, false},
        {"There was no attack on the town.", HSY_MODALITY_ACTUAL, true},
    };
    CHECK(all);
}
END_TEST

START_TEST(governing_verbs)
{
    static const struct expectation all[] = {
        {"The general denied that the army attacked the town.", HSY_MODALITY_DENIED, false},
        {"The mayor urged the army to attack the town.", HSY_MODALITY_REQUESTED, false},
        {"The army threatened to attack the town.", HSY_MODALITY_THREATENED, false},
        {"The army plans to attack the town.", HSY_MODALITY_PLANNED, false},
        {"The army failed to attack the town.", HSY_MODALITY_ACTUAL, true},
        {"The general called for an attack on the town.", HSY_MODALITY_REQUESTED, false},
        {"The mayor warned of a potential massacre.", HSY_MODALITY_POSSIBLE, false},
    };
    CHECK(all);
}
END_TEST

START_TEST(what_is_passed_through)
{
    static const struct expectation all[] = {
        {"The army began to attack the town.", HSY_MODALITY_ACTUAL, false},
        {"The army reportedly attacked the town.", HSY_MODALITY_ACTUAL, false},
        {"The army said it attacked the town.", HSY_MODALITY_ACTUAL, false},
    };
    CHECK(all);
}
END_TEST

START_TEST(conditions_and_questions)
{
    static const struct expectation all[] = {
        {"If the army attacks the town, the rebels will leave.", HSY_MODALITY_CONDITIONAL, false},
        {"Did the army attack the town?", HSY_MODALITY_POSSIBLE, false},
        {"Norland closed the port ahead of an attack on the town.", HSY_MODALITY_PLANNED, false},
    };
    CHECK(all);
}
END_TEST

START_TEST(habits_and_history_are_passed_over)
{
    event_world world;

    event_world_open(&world);
    event_world_read(&world, NULL, "Police often arrest smugglers.");
    ck_assert_uint_eq(world.reading.nevents, 0);
    event_world_close(&world);
}
END_TEST

UNIT_MAIN("modality", auxiliaries_and_negation, governing_verbs, what_is_passed_through,
          conditions_and_questions, habits_and_history_are_passed_over)
