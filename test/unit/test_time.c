/* test_time.c - the calendar, and times put on it. More in test/cases/times.txt.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "fact/calendar.h"
#include "fact_state.h"

START_TEST(weeks_are_those_of_iso_8601)
{
    int year, week;

    hsy_iso_week(hsy_day_of(2027, 1, 1), &year, &week); /* a Friday: still week 53 of 2026 */
    ck_assert_int_eq(year, 2026);
    ck_assert_int_eq(week, 53);
    hsy_iso_week(hsy_day_of(2031, 5, 6), &year, &week);
    ck_assert_int_eq(week, 19);
}
END_TEST

START_TEST(months_are_clipped)
{
    ck_assert_int_eq(hsy_add_months(hsy_day_of(2031, 1, 31), 1), hsy_day_of(2031, 2, 28));
    ck_assert_int_eq(hsy_add_months(hsy_day_of(2032, 2, 29), -12), hsy_day_of(2031, 2, 28));
    ck_assert_int_eq(hsy_month_days(2032, 2), 29);
}
END_TEST

static void value_is(const char *text, const char *published, const char *value)
{
    fact_state f;

    fact_state_read(&f, text, published);
    ck_assert_msg(f.state.times.count == 1, "%s: %u times", text, f.state.times.count);
    ck_assert_msg(hsy_str_eq(f.state.times.data[0].value, hsy_str_of(value)), "%s: %.*s", text,
                  HSY_STR_ARG(f.state.times.data[0].value));
    fact_state_clear(&f);
}

START_TEST(no_clock_is_asked)
{
    value_is("It began on Friday.", NULL, "XXXX-WXX-5");
    value_is("It began today.", NULL, "XXXX-XX-XX");
    value_is("It began on Friday.", "2031-05-07", "2031-05-02");
}
END_TEST

START_TEST(a_day_that_is_none_is_not_read)
{
    fact_state f;

    fact_state_read(&f, "It began on 30 February 2031.", NULL);
    for (uint32_t i = 0; i < f.state.times.count; i++)
        ck_assert(f.state.times.data[i].value.len < 10);
    fact_state_clear(&f);
}
END_TEST

START_TEST(days_are_given_for_matching)
{
    fact_state f;

    fact_state_read(&f, "It began in May 2031.", NULL);
    ck_assert_int_eq(f.state.times.data[0].day_from, hsy_day_of(2031, 5, 1));
    ck_assert_int_eq(f.state.times.data[0].day_to, hsy_day_of(2031, 5, 31));
    fact_state_clear(&f);
}
END_TEST

UNIT_MAIN("time", weeks_are_those_of_iso_8601, months_are_clipped, no_clock_is_asked,
          a_day_that_is_none_is_not_read, days_are_given_for_matching)
