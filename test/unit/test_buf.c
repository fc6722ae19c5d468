/* Output buffers: growth, the limit, remembered failure.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"

#include "unit.h"

START_TEST(what_is_added_is_there)
{
    hsy_buf buf;
    hsy_buf_init(&buf, 0);
    for (int i = 0; i < 1000; i++)
        hsy_buf_printf(&buf, "%d,", i);
    hsy_buf_fill(&buf, '-', 3);
    hsy_buf_put_utf8(&buf, 0x20AC);
    ck_assert(!buf.failed);
    ck_assert(hsy_str_starts(hsy_buf_str(&buf), HSY_STR("0,1,2,")));
    ck_assert(hsy_str_ends(hsy_buf_str(&buf), HSY_STR("999,---\xE2\x82\xAC")));
    hsy_buf_clear(&buf);
}
END_TEST

START_TEST(numbers_are_written)
{
    hsy_buf buf;
    hsy_buf_init(&buf, 0);
    hsy_buf_put_int(&buf, 0);
    hsy_buf_putc(&buf, ' ');
    hsy_buf_put_int(&buf, -1907);
    hsy_buf_putc(&buf, ' ');
    hsy_buf_put_int(&buf, INT64_MIN);
    hsy_buf_putc(&buf, ' ');
    hsy_buf_put_int(&buf, INT64_MAX);
    ck_assert(hsy_str_eq(hsy_buf_str(&buf),
                         HSY_STR("0 -1907 -9223372036854775808 9223372036854775807")));
    hsy_buf_clear(&buf);
}
END_TEST

START_TEST(the_limit_is_remembered)
{
    hsy_buf buf;
    hsy_buf_init(&buf, 10);
    hsy_buf_puts(&buf, "12345678");
    hsy_buf_puts(&buf, "too much");
    ck_assert(buf.failed);
    hsy_buf_puts(&buf, "x");
    ck_assert_uint_eq(buf.len, 8);
    hsy_buf_reset(&buf);
    ck_assert(!buf.failed);
    hsy_buf_clear(&buf);
}
END_TEST

UNIT_MAIN("buf", what_is_added_is_there, numbers_are_written, the_limit_is_remembered)
