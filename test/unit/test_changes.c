/* What a ledger says that an earlier one of fewer articles did not.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "ledger/changes.h"

#include "ledger_world.h"

struct told {
    const char *id;
    int day;
    const char *body; /* of one figure of killed */
    int64_t low;
};

static void tell(world *w, const struct told *told)
{
    uint32_t doc = world_article(w, told->id, told->id, told->day, NULL, told->body);
    uint32_t speaker = world_entity(w, doc, "Monitor", "org:monitor",
                                    HSY_ENTITY_ORGANIZATION, "", "");

    hsy_quantity *quantity =
        world_figure(w, doc, told->body, HSY_WHAT_KILLED, told->low, told->low);
    quantity->said_by = world_said_by(w, doc, told->body, speaker);
}

/* The changes from the first `early` of `told` to all `n`. */
static hsy_changes changes_of(world *before, world *now, const struct told *told,
                              uint32_t early, uint32_t n)
{
    hsy_changes changes;
    hsy_error err;

    world_begin(before);
    world_begin(now);
    for (uint32_t i = 0; i < n; i++) {
        if (i < early)
            tell(before, &told[i]);
        tell(now, &told[i]);
    }
    world_make(before);
    world_make(now);
    hsy_ledger_of then = {&before->ledger, before->sources, before->count};
    hsy_ledger_of all = {&now->ledger, now->sources, now->count};
    ck_assert_int_eq(hsy_changes_make(&now->arena, then, all, &changes, &err), HSY_OK);
    return changes;
}

static void end(world *before, world *now)
{
    world_end(before);
    world_end(now);
}

START_TEST(nothing_new_is_no_change)
{
    static const struct told told[] = {{"a", 1, "Nine were killed.", 9}};
    world before, now;
    hsy_changes changes = changes_of(&before, &now, told, 1, 1);
    ck_assert_uint_eq(changes.count, 0);
    ck_assert(!changes.is_new[0]);
    end(&before, &now);
}
END_TEST

START_TEST(what_nobody_had_said_is_new)
{
    static const struct told told[] = {{"a", 1, "Nine were killed.", 9}};
    world before, now;
    hsy_changes changes = changes_of(&before, &now, told, 0, 1);
    ck_assert_uint_eq(changes.count, 1);
    ck_assert_uint_eq(changes.list[0].how, HSY_CHANGE_NEW);
    ck_assert_uint_eq(changes.list[0].before, HSY_NONE);
    ck_assert_uint_eq(changes.list[0].fresh, 1);
    ck_assert(changes.is_new[0]);
    end(&before, &now);
}
END_TEST

START_TEST(a_toll_that_rose_is_another_verdict_best_and_range)
{
    static const struct told told[] = {{"a", 1, "Nine were killed.", 9},
                                       {"b", 2, "Twelve were killed.", 12}};
    world before, now;
    hsy_changes changes = changes_of(&before, &now, told, 1, 2);
    ck_assert_uint_eq(changes.count, 1);
    ck_assert_uint_eq(changes.list[0].how, HSY_CHANGE_VERDICT | HSY_CHANGE_BEST |
                                               HSY_CHANGE_RANGE | HSY_CHANGE_ACCOUNTS);
    ck_assert_int_eq(before.ledger.claims[changes.list[0].before].best_low, 9);
    ck_assert_int_eq(now.ledger.claims[changes.list[0].claim].best_low, 12);
    end(&before, &now);
}
END_TEST

START_TEST(one_more_who_says_the_same_is_an_account)
{
    static const struct told told[] = {{"a", 1, "Nine were killed.", 9},
                                       {"b", 1, "Nine people were killed.", 9},
                                       {"c", 1, "The dead are nine.", 9}};
    world before, now;
    hsy_changes changes = changes_of(&before, &now, told, 2, 3);
    ck_assert_uint_eq(changes.count, 1);
    ck_assert_uint_eq(changes.list[0].how, HSY_CHANGE_ACCOUNTS);
    ck_assert_uint_eq(changes.list[0].fresh, 1);
    end(&before, &now);
}
END_TEST

START_TEST(changes_have_names)
{
    ck_assert_str_eq(hsy_change_name(HSY_CHANGE_NEW), "new");
    ck_assert_str_eq(hsy_change_name(HSY_CHANGE_ACCOUNTS), "accounts");
    ck_assert_ptr_null(hsy_change_name(64));
}
END_TEST

UNIT_MAIN("changes", nothing_new_is_no_change, what_nobody_had_said_is_new,
          a_toll_that_rose_is_another_verdict_best_and_range,
          one_more_who_says_the_same_is_an_account, changes_have_names)
