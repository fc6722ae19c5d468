/* Words of the report: a TIMEX3 value as a reader writes it, and what is none as it is.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/words.h"

#include "unit.h"

static const struct {
    const char *timex, *words;
} times[] = {
    {"2031-05-06", "Tue 6 May 2031"},
    {"2031-05", "May 2031"},
    {"2031", "2031"},
    {"203", "the 2030s"},
    {"2031-05-06T04:30", "Tue 6 May 2031, 4:30"},
    {"2031-05-06TNI", "Tue 6 May 2031, night"},
    {"TMO", "morning"},
    {"XXXX-WXX-5", "a Friday"},
    {"XXXX-WXX-WE", "a weekend"},
    {"XXXX-11-05", "5 Nov"},
    {"XXXX-11", "Nov"},
    {"XXXX-SP", "spring"},
    {"2026-W01", "week of Mon 29 Dec 2025"},
    {"2031-W19-WE", "weekend of Sat 10 May 2031"},
    {"2031-SU", "summer 2031"},
    {"2031-Q3", "3rd quarter 2031"},
    {"PAST_REF", "in the past"},
    {"P3D", "P3D"},
    {"2031-W99", "2031-W99"},
    {"XXXX-13-05", "XXXX-13-05"},
    {"XXXX-WXX-9", "XXXX-WXX-9"},
    {"2031-02-30", "Feb 2031"},
    {"XXXX", "XXXX"},
    {"-", "-"},
    {"", ""},
};

START_TEST(times_are_written_out)
{
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        hsy_buf out;

        hsy_buf_init(&out, 0);
        hsy_words_time(&out, hsy_str_of(times[i].timex));
        hsy_buf_putc(&out, '\0');
        ck_assert_str_eq(hsy_buf_str(&out).ptr, times[i].words);
        hsy_buf_clear(&out);
    }
}
END_TEST

UNIT_MAIN("words_time", times_are_written_out)
