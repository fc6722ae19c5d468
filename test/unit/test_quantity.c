/* test_quantity.c - figures without models: words and tables must do. More in
 * test/cases/quantities.txt.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "fact_state.h"

#include <string.h>

static const hsy_quantity *only(fact_state *f, const char *text)
{
    fact_state_read(f, text, NULL);
    ck_assert_msg(f->state.quantities.count == 1, "%s: %u", text, f->state.quantities.count);
    return &f->state.quantities.data[0];
}

START_TEST(spans_hold_the_figure_and_its_words)
{
    fact_state f;
    const hsy_quantity *q = only(&f, "Shells killed at least nine villagers.");

    ck_assert(
        hsy_str_eq(hsy_doc_str(&f.doc, q->span), HSY_STR("killed at least nine villagers")));
    ck_assert(hsy_str_eq(hsy_doc_str(&f.doc, q->figure), HSY_STR("at least nine")));
    ck_assert_int_eq(q->what, HSY_WHAT_KILLED);
    ck_assert_int_eq(q->low, 9);
    ck_assert(q->high == HSY_OPEN);
    ck_assert_ptr_nonnull(q->rule.table);
    fact_state_clear(&f);
}
END_TEST

START_TEST(a_part_names_its_whole)
{
    fact_state f;

    fact_state_read(&f, "The raid killed 20 people, including three children.", NULL);
    ck_assert_uint_eq(f.state.quantities.count, 2);
    ck_assert_int_eq(f.state.quantities.data[1].scope, HSY_SCOPE_SUBSET);
    ck_assert_uint_eq(f.state.quantities.data[1].part_of, 0);
    fact_state_clear(&f);
}
END_TEST

START_TEST(what_is_not_people_is_no_casualty)
{
    static const char *const texts[] = {
        "The parliament killed the bill and the party lost 3 seats.",
        "Troops captured 12 villages.", "The envoy threatened a 50 per cent tariff."};
    fact_state f;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fact_state_read(&f, texts[i], NULL);
        for (uint32_t k = 0; k < f.state.quantities.count; k++)
            ck_assert_msg(f.state.quantities.data[k].what > HSY_WHAT_CAPTURED, "%s", texts[i]);
        fact_state_clear(&f);
    }
}
END_TEST

START_TEST(what_could_be_is_potential)
{
    fact_state f;

    ck_assert_int_eq(only(&f, "The flood could kill thousands.")->scope, HSY_SCOPE_POTENTIAL);
    fact_state_clear(&f);
}
END_TEST

START_TEST(quantities_stand_in_order)
{
    fact_state f;

    fact_state_read(
        &f,
        "Six guards were hurt, nine miners, among them two boys, were killed, and a "
        "$4 million mill burned.",
        NULL);
    for (uint32_t i = 1; i < f.state.quantities.count; i++)
        ck_assert(f.state.quantities.data[i - 1].span.off <=
                  f.state.quantities.data[i].span.off);
    fact_state_clear(&f);
}
END_TEST

/* Long and senseless input is read in linear time and without a crash. */
START_TEST(hostile_text_is_borne)
{
    static const char piece[] =
        "5 killed and 3, including 2 of them, the 4 men 20-30-40 no one ";
    static char text[64 * sizeof piece + 1];
    fact_state f;

    for (size_t i = 0; i < 64; i++)
        memcpy(text + i * (sizeof piece - 1), piece, sizeof piece);
    fact_state_read(&f, text, "2031-05-07");
    ck_assert_uint_gt(f.state.quantities.count, 0);
    fact_state_clear(&f);
    fact_state_read(&f, "\xff\xfe killed \xc3 5 \xe2\x80 men - - -- 1,2,3,4 5.5.5", NULL);
    fact_state_clear(&f);
    fact_state_read(&f, "", NULL);
    fact_state_clear(&f);
}
END_TEST

UNIT_MAIN("quantity", spans_hold_the_figure_and_its_words, a_part_names_its_whole,
          what_is_not_people_is_no_casualty, what_could_be_is_potential,
          quantities_stand_in_order, hostile_text_is_borne)
