/* Days and minutes: the calendar both ways, ISO 8601 in and out.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/day.h"

#include "unit.h"

START_TEST(the_calendar_goes_both_ways)
{
    for (int32_t day = -800000; day < 800000; day += 13) {
        int32_t year;
        int month, of_month;
        hsy_day_split(day, &year, &month, &of_month);
        ck_assert(hsy_day_is_valid(year, month, of_month));
        ck_assert_int_eq(hsy_day_of(year, month, of_month), day);
    }
    ck_assert_int_eq(hsy_day_of(1970, 1, 1), 0);
    ck_assert_int_eq(hsy_day_of(2000, 2, 29), 11016);
    ck_assert(!hsy_day_is_valid(1900, 2, 29));
    ck_assert(hsy_day_is_valid(2000, 2, 29));
}
END_TEST

START_TEST(weekdays_are_iso)
{
    ck_assert_int_eq(hsy_day_weekday(hsy_day_of(1970, 1, 1)), 4);
    ck_assert_int_eq(hsy_day_weekday(hsy_day_of(2031, 5, 6)), 2);
    ck_assert_int_eq(hsy_day_weekday(hsy_day_of(1969, 12, 28)), 7);
}
END_TEST

START_TEST(iso_dates_are_read)
{
    char out[32];
    ck_assert_str_eq(hsy_minutes_print(hsy_minutes_of(HSY_STR("2031-05-06T07:30+03:00")), out,
                                       sizeof out),
                     "2031-05-06T04:30Z");
    ck_assert_str_eq(hsy_minutes_print(hsy_minutes_of(HSY_STR("2031-05")), out, sizeof out),
                     "2031-05-01T00:00Z");
    ck_assert_str_eq(
        hsy_minutes_print(hsy_minutes_of(HSY_STR("1969-12-31T23:59:30.25Z")), out, sizeof out),
        "1969-12-31T23:59Z");
    ck_assert(hsy_minutes_of(HSY_STR("2031-02-30")) == HSY_NO_TIME);
    ck_assert(hsy_minutes_of(HSY_STR("soon")) == HSY_NO_TIME);
    ck_assert(hsy_minutes_of(HSY_STR("")) == HSY_NO_TIME);
    ck_assert_ptr_null(hsy_minutes_print(HSY_NO_TIME, out, sizeof out));
}
END_TEST

UNIT_MAIN("day", the_calendar_goes_both_ways, weekdays_are_iso, iso_dates_are_read)
