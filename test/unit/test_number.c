/* test_number.c - numerals and the bounds that words allow.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "fact/number.h"
#include "helpers.h"
#include "unit.h"

static hsy_arena arena;
static const hsy_number *numbers;
static uint32_t count;

static void read(const char *text)
{
    const hsy_text_tables *text_tables;
    const hsy_number_tables *tables;
    static hsy_terms terms;
    hsy_error err;
    hsy_doc doc;

    hsy_arena_init(&arena, 0);
    ck_assert_int_eq(hsy_text_tables_load(&arena, hsy_test_home(), &text_tables, &err), HSY_OK);
    ck_assert_int_eq(hsy_number_tables_load(&arena, hsy_test_home(), &tables, &err), HSY_OK);
    ck_assert_int_eq(
        hsy_doc_make(text_tables, &arena, hsy_test_article(&arena, NULL, text), &doc, &err),
        HSY_OK);
    ck_assert(hsy_terms_make(&arena, &doc, 0, &terms));
    ck_assert(hsy_numbers_read(tables, &arena, &terms, &numbers, &count));
}

/* `text` holds one number with these bounds. */
static void one(const char *text, int64_t low, int64_t high, hsy_comparator comparator)
{
    read(text);
    ck_assert_msg(count == 1, "%s: %u numbers", text, count);
    ck_assert_msg(numbers[0].low == low && numbers[0].high == high, "%s: %lld..%lld", text,
                  (long long)numbers[0].low, (long long)numbers[0].high);
    ck_assert_msg(numbers[0].comparator == comparator, "%s: %s", text,
                  hsy_comparator_name(numbers[0].comparator));
    hsy_arena_clear(&arena);
}

START_TEST(numerals_have_one_value)
{
    one("32 men", 32, 32, HSY_COMPARE_EXACT);
    one("1,300 men", 1300, 1300, HSY_COMPARE_EXACT);
    one("twenty-three men", 23, 23, HSY_COMPARE_EXACT);
    one("two hundred and five men", 205, 205, HSY_COMPARE_EXACT);
    one("2.5 million men", 2500000, 2500000, HSY_COMPARE_EXACT);
    one("half a million men", 500000, 500000, HSY_COMPARE_EXACT);
    one("two dozen men", 24, 24, HSY_COMPARE_EXACT);
    one("a hundred men", 100, 100, HSY_COMPARE_EXACT);
    one("one and a half million men", 1500000, 1500000, HSY_COMPARE_EXACT);
}
END_TEST

START_TEST(vague_words_are_intervals)
{
    one("dozens of men", 24, 99, HSY_COMPARE_VAGUE);
    one("scores of men", 40, 99, HSY_COMPARE_VAGUE);
    one("hundreds of men", 200, 999, HSY_COMPARE_VAGUE);
    one("tens of thousands of men", 20000, 99999, HSY_COMPARE_VAGUE);
    one("several men", 3, 9, HSY_COMPARE_VAGUE);
}
END_TEST

START_TEST(comparators_move_the_bounds)
{
    one("at least five men", 5, HSY_OPEN, HSY_COMPARE_AT_LEAST);
    one("more than five men", 6, HSY_OPEN, HSY_COMPARE_MORE_THAN);
    one("fewer than ten men", 0, 9, HSY_COMPARE_LESS_THAN);
    one("up to 30 men", 0, 30, HSY_COMPARE_AT_MOST);
    one("nearly 100 men", 90, 99, HSY_COMPARE_ABOUT);
    one("around 50 men", 45, 55, HSY_COMPARE_ABOUT);
    one("20 or more men", 20, HSY_OPEN, HSY_COMPARE_AT_LEAST);
    one("at least a further 12 men", 12, HSY_OPEN, HSY_COMPARE_AT_LEAST);
}
END_TEST

START_TEST(ranges_have_two_ends)
{
    one("between 20 and 30 men", 20, 30, HSY_COMPARE_RANGE);
    one("20-30 men", 20, 30, HSY_COMPARE_RANGE);
    one("500 to 1,300 men", 500, 1300, HSY_COMPARE_RANGE);
    one("two or three men", 2, 3, HSY_COMPARE_RANGE);
}
END_TEST

START_TEST(what_is_no_count_is_left)
{
    static const char *const none[] = {"the 12th man", "how many men", "a first man", "05 men"};

    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        read(none[i]);
        ck_assert_msg(count == 0, "%s", none[i]);
        hsy_arena_clear(&arena);
    }
}
END_TEST

START_TEST(a_huge_number_is_bounded)
{
    read("99999999999999999999999999999999 billion billion billion men and 7 trillion trillion "
         "trillion trillion");
    for (uint32_t i = 0; i < count; i++)
        ck_assert(numbers[i].low >= 0);
    hsy_arena_clear(&arena);
}
END_TEST

UNIT_MAIN("number", numerals_have_one_value, vague_words_are_intervals,
          comparators_move_the_bounds, ranges_have_two_ends, what_is_no_count_is_left,
          a_huge_number_is_bounded)
