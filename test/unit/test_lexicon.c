/* test_lexicon.c - every example of the tables of events and modality is read.
 *
 * Of a verb or noun the type must be right, and who is source and target.
 *
 * The tables are larger than the models are sure: a tagger that takes "overran" for a
 * preposition leaves the reader nothing to read. The test therefore prints every example
 * that is not read and fails when they are more than one in twenty.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "event_world.h"

#include <stdio.h>

#include "base/table.h"

typedef bool (*judge)(const event_world *world, const hsy_row *row);

static bool one_of(hsy_str types, hsy_str name)
{
    while (types.ptr) {
        hsy_str type = hsy_str_cut(&types, '/');
        if (hsy_str_eq(type, name) || hsy_str_eq(type, HSY_STR("*")))
            return true;
    }
    return false;
}

static bool has_type(const event_world *world, const hsy_row *row)
{
    for (uint32_t i = 0; i < world->reading.nevents; i++)
        if (one_of(row->cells[1], hsy_str_of(hsy_event_type_name(world->reading.events[i].type))))
            return true;
    return false;
}

/* "The rebels + the army", "-": the entities of one side, in any order. */
static bool side_is(const event_world *world, const uint32_t *ids, uint32_t n, hsy_str names)
{
    uint32_t wanted = 0;

    if (hsy_str_eq(names, HSY_STR("-")))
        return n == 0;
    for (hsy_str rest = names; rest.ptr; wanted++) {
        size_t plus = hsy_str_find(rest, HSY_STR(" + "), 0);
        hsy_str name = hsy_str_sub(rest, 0, plus == SIZE_MAX ? rest.len : plus);
        bool found = false;
        for (uint32_t i = 0; i < n; i++)
            found = found || hsy_str_eq(world->reading.entities[ids[i]].name, name);
        if (!found)
            return false;
        rest = plus == SIZE_MAX ? (hsy_str){NULL, 0} : hsy_str_sub(rest, plus + 3, rest.len);
    }
    return wanted == n;
}

/* An event of the row's type with its parties; "-" in place of a type: the example tells of
 * nothing that the row's word names. */
static bool has_frame(const event_world *world, const hsy_row *row)
{
    const hsy_str parties = row->cells[2];
    const size_t mid = hsy_str_find(parties, HSY_STR(" > "), 0);

    if (hsy_str_eq(row->cells[1], HSY_STR("-")))
        return world->reading.nevents == 0;
    if (mid == SIZE_MAX)
        return has_type(world, row);
    for (uint32_t i = 0; i < world->reading.nevents; i++) {
        const hsy_event *event = &world->reading.events[i];
        if (hsy_str_eq(row->cells[1], hsy_str_of(hsy_event_type_name(event->type))) &&
            side_is(world, event->sources, event->nsources, hsy_str_sub(parties, 0, mid)) &&
            side_is(world, event->targets, event->ntargets,
                    hsy_str_sub(parties, mid + 3, parties.len)))
            return true;
    }
    return false;
}

static bool has_modality(const event_world *world, const hsy_row *row)
{
    bool silent = hsy_str_eq(row->cells[1], HSY_STR("silent"));

    for (uint32_t i = 0; i < world->reading.nevents; i++) {
        const hsy_event *event = &world->reading.events[i];
        hsy_str rest = row->cells[1];
        bool fits = true, modal = false;
        if (event->type != HSY_EVENT_ASSAULT && event->type != HSY_EVENT_CONSULT &&
            event->type != HSY_EVENT_COERCE && event->type != HSY_EVENT_SUPPORT)
            continue;
        if (silent)
            return false;
        while (rest.ptr) {
            hsy_str word = hsy_str_cut(&rest, ' ');
            if (hsy_str_eq(word, HSY_STR("not"))) {
                fits = fits && event->negative;
            } else if (!hsy_str_eq(word, HSY_STR("known"))) {
                modal = true;
                fits = fits && hsy_str_eq(word, hsy_str_of(hsy_modality_name(event->modality)));
            }
        }
        if (fits && (modal || event->modality == HSY_MODALITY_ACTUAL))
            return true;
    }
    return silent;
}

static void check_columns(const char *name, const char *const *columns, judge is_right)
{
    event_world world;
    hsy_table table;
    uint32_t wrong = 0;

    event_world_open(&world);
    ck_assert_int_eq(hsy_table_load(&world.run, hsy_test_home(), name, columns, &table, NULL),
                     HSY_OK);
    for (uint32_t i = 0; i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        char text[512];
        ck_assert_msg(row->cells[0].len > 0, "%s:%u has no example", name, row->line);
        snprintf(text, sizeof text, "%.*s", HSY_STR_ARG(row->cells[0]));
        event_world_read(&world, NULL, text);
        if (is_right(&world, row))
            continue;
        wrong++;
        printf("%s:%u: not read: %s\n", name, row->line, text);
    }
    ck_assert_msg(wrong * 20 <= table.nrows, "%s: %u of %u examples are not read", name, wrong,
                  table.nrows);
    event_world_close(&world);
}

static void check_table(const char *name, const char *answer, judge is_right)
{
    const char *const columns[] = {"example", answer, NULL};

    check_columns(name, columns, is_right);
}

static void check_frames(const char *name)
{
    static const char *const columns[] = {"example", "type", "parties", NULL};

    check_columns(name, columns, has_frame);
}

START_TEST(verbs_are_read)
{
    check_frames("en/events/verbs.tsv");
}
END_TEST

START_TEST(nouns_are_read)
{
    check_frames("en/events/nouns.tsv");
}
END_TEST

START_TEST(light_verbs_are_read)
{
    check_table("en/events/light.tsv", "types", has_type);
}
END_TEST

START_TEST(intents_are_read)
{
    check_table("en/events/intents.tsv", "type", has_type);
}
END_TEST

START_TEST(modes_are_read)
{
    check_table("en/events/modes.tsv", "type", has_type);
}
END_TEST

START_TEST(cues_are_read)
{
    check_table("en/modality/cues.tsv", "says", has_modality);
}
END_TEST

UNIT_MAIN("lexicon", verbs_are_read, nouns_are_read, light_verbs_are_read, intents_are_read,
          modes_are_read, cues_are_read)
