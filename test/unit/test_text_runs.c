/* Clean text and the bytes it came from, both ways.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include "unit.h"

/* "A &amp; B" of a page that starts at byte 10, then a piece from byte 50. */
static hsy_text sample(hsy_arena *arena)
{
    hsy_text_writer writer = {.arena = arena};
    hsy_text text;
    hsy_text_add(&writer, HSY_STR("A "), 10, 12);
    hsy_text_add(&writer, HSY_STR("&"), 12, 17);
    hsy_text_add(&writer, HSY_STR(" "), 17, 18);
    hsy_text_add(&writer, HSY_STR("B"), 18, 19);
    hsy_text_add(&writer, HSY_STR("\n\n"), HSY_NONE, HSY_NONE);
    hsy_text_add(&writer, HSY_STR("tail"), 50, 54);
    ck_assert_int_eq(hsy_text_done(&writer, &text), 0);
    return text;
}

START_TEST(spans_lead_back_to_the_source)
{
    hsy_arena arena;
    hsy_arena_init(&arena, 0);
    hsy_text text = sample(&arena);
    ck_assert(hsy_str_eq(hsy_text_str(&text), HSY_STR("A & B\n\ntail")));
    hsy_span at = hsy_text_source(&text, (hsy_span){0, 5});
    ck_assert_uint_eq(at.off, 10);
    ck_assert_uint_eq(at.len, 9);
    at = hsy_text_source(&text, (hsy_span){2, 1});
    ck_assert_uint_eq(at.off, 12);
    ck_assert_uint_eq(at.len, 5);
    at = hsy_text_source(&text, (hsy_span){8, 2});
    ck_assert_uint_eq(at.off, 51);
    ck_assert_uint_eq(at.len, 2);
    at = hsy_text_source(&text, (hsy_span){5, 1});
    ck_assert_uint_eq(at.off, HSY_NONE);
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(verbatim_neighbours_become_one_run)
{
    hsy_arena arena;
    hsy_arena_init(&arena, 0);
    hsy_text text = sample(&arena);
    ck_assert_uint_eq(text.nruns, 5); /* "A ", "&", " B", the gap, "tail" */
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(source_bytes_lead_to_the_text)
{
    hsy_arena arena;
    hsy_arena_init(&arena, 0);
    hsy_text text = sample(&arena);
    ck_assert_uint_eq(hsy_text_at_source(&text, 14).off, 2);
    ck_assert_uint_eq(hsy_text_at_source(&text, 52).off, 9);
    ck_assert_uint_eq(hsy_text_at_source(&text, 30).off, HSY_NONE);
    hsy_arena_clear(&arena);
}
END_TEST

UNIT_MAIN("text_runs", spans_lead_back_to_the_source, verbatim_neighbours_become_one_run,
          source_bytes_lead_to_the_text)
