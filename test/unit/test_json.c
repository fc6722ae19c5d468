/* Writing JSON: commas, escapes, fixed point.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

#include "unit.h"

START_TEST(objects_nest)
{
    hsy_buf buf;
    hsy_json json = {.buf = &buf};
    hsy_buf_init(&buf, 0);
    hsy_json_open(&json, '{');
    hsy_json_put_text(&json, "a", "x");
    hsy_json_key(&json, "b");
    hsy_json_open(&json, '[');
    hsy_json_int(&json, -5);
    hsy_json_bool(&json, true);
    hsy_json_null(&json);
    hsy_json_open(&json, '{');
    hsy_json_close(&json, '}');
    hsy_json_close(&json, ']');
    hsy_json_put_span(&json, "c", (hsy_span){HSY_NONE, 0});
    hsy_json_put_span(&json, "d", (hsy_span){3, 4});
    hsy_json_close(&json, '}');
    ck_assert(hsy_str_eq(hsy_buf_str(&buf),
                         HSY_STR("{\"a\":\"x\",\"b\":[-5,true,null,{}],\"c\":null,\"d\":[3,7]}")));
    hsy_buf_clear(&buf);
}
END_TEST

START_TEST(strings_are_escaped)
{
    hsy_buf buf;
    hsy_json json = {.buf = &buf};
    hsy_buf_init(&buf, 0);
    hsy_json_str(&json, HSY_STR("\"\\\n\x01\x7F\0\xFF\xC3\xA9"));
    ck_assert(hsy_str_eq(hsy_buf_str(&buf),
                         HSY_STR("\"\\\"\\\\\\n\\u0001\\u007f\\u0000\xEF\xBF\xBD\xC3\xA9\"")));
    hsy_buf_clear(&buf);
}
END_TEST

START_TEST(fixed_point_keeps_its_places)
{
    hsy_buf buf;
    hsy_json json = {.buf = &buf};
    hsy_buf_init(&buf, 0);
    hsy_json_open(&json, '[');
    hsy_json_fixed(&json, 1000, 3);
    hsy_json_fixed(&json, -12345, 5);
    hsy_json_fixed(&json, 7, 0);
    hsy_json_close(&json, ']');
    ck_assert(hsy_str_eq(hsy_buf_str(&buf), HSY_STR("[1.000,-0.12345,7]")));
    hsy_buf_clear(&buf);
}
END_TEST

UNIT_MAIN("json", objects_nest, strings_are_escaped, fixed_point_keeps_its_places)
