/* Strings and spans.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/str.h"

#include "unit.h"

START_TEST(cutting_gives_every_piece)
{
    hsy_str rest = HSY_STR("a,,b");
    const char *want[] = {"a", "", "b"};
    int n = 0;
    while (rest.ptr) {
        hsy_str piece = hsy_str_cut(&rest, ',');
        ck_assert(hsy_str_eq(piece, hsy_str_of(want[n++])));
    }
    ck_assert_int_eq(n, 3);
}
END_TEST

START_TEST(order_is_bytewise)
{
    ck_assert_int_lt(hsy_str_cmp(HSY_STR("a"), HSY_STR("b")), 0);
    ck_assert_int_lt(hsy_str_cmp(HSY_STR("a"), HSY_STR("aa")), 0);
    ck_assert_int_gt(hsy_str_cmp(HSY_STR("\xE2"), HSY_STR("z")), 0);
    ck_assert_int_eq(hsy_str_cmp(HSY_STR(""), HSY_STR("")), 0);
}
END_TEST

START_TEST(parts_are_clipped)
{
    hsy_str s = HSY_STR("  words \n");
    ck_assert(hsy_str_eq(hsy_str_trim(s), HSY_STR("words")));
    ck_assert_uint_eq(hsy_str_sub(s, 5, 100).len, 4);
    ck_assert_uint_eq(hsy_str_sub(s, 100, 3).len, 0);
    ck_assert_uint_eq(hsy_str_find(s, HSY_STR("rd"), 0), 4);
    ck_assert_uint_eq(hsy_str_find(s, HSY_STR("rd"), 5), SIZE_MAX);
    ck_assert_uint_eq(hsy_str_find(s, HSY_STR("x"), 100), SIZE_MAX);
}
END_TEST

START_TEST(spans_cover_touch_and_join)
{
    hsy_span a = {2, 3}, b = {4, 4}, c = {5, 1};
    ck_assert(hsy_span_touches(a, b));
    ck_assert(!hsy_span_touches(a, c));
    ck_assert(hsy_span_covers(b, c));
    ck_assert(!hsy_span_covers(c, b));
    hsy_span joined = hsy_span_join(a, b);
    ck_assert_uint_eq(joined.off, 2);
    ck_assert_uint_eq(hsy_span_end(joined), 8);
}
END_TEST

UNIT_MAIN("str", cutting_gives_every_piece, order_is_bytewise, parts_are_clipped, spans_cover_touch_and_join)
