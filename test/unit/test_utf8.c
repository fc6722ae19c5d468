/* UTF-8: ill-formed bytes, case, folding.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"

#include "unit.h"

START_TEST(ill_formed_bytes_are_borne)
{
    /* Unicode 15, table 3-8: maximal subparts. */
    hsy_str bad = HSY_STR("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64");
    hsy_arena arena;
    hsy_arena_init(&arena, 0);
    ck_assert_uint_eq(hsy_utf8_check(bad), 1);
    hsy_str good = hsy_utf8_repair(&arena, bad);
    ck_assert(hsy_str_eq(good, HSY_STR("a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
                                       "b\xEF\xBF\xBD"
                                       "c\xEF\xBF\xBD\xEF\xBF\xBD"
                                       "d")));
    ck_assert_uint_eq(hsy_utf8_check(good), SIZE_MAX);
    ck_assert_uint_eq(hsy_utf8_check(HSY_STR("\xED\xA0\x80")), 0); /* a surrogate */
    ck_assert_uint_eq(hsy_utf8_check(HSY_STR("\xC0\xAF")), 0);     /* overlong */
    ck_assert_uint_eq(hsy_utf8_check(HSY_STR("\xF4\x90\x80\x80")), 0);
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(every_code_point_goes_both_ways)
{
    for (uint32_t code = 0; code <= 0x10FFFF; code += code < 0x3000 ? 1 : 97) {
        char bytes[4];
        uint32_t len;
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        size_t n = hsy_utf8_encode(code, bytes);
        hsy_str s = {bytes, n};
        ck_assert_uint_eq(hsy_utf8_at(s, 0, &len), code);
        ck_assert_uint_eq(len, n);
        ck_assert_uint_eq(hsy_utf8_before(s, n), 0);
    }
}
END_TEST

START_TEST(keys_are_folded)
{
    hsy_arena arena;
    hsy_arena_init(&arena, 0);
    ck_assert(hsy_str_eq(hsy_utf8_fold(&arena, HSY_STR("  São\xC2\xA0 Tomé’s — Ñ ")),
                         HSY_STR("sao tome's - n")));
    ck_assert(hsy_str_eq(hsy_utf8_lower(&arena, HSY_STR("ÉTÉ Київ")), HSY_STR("été київ")));
    ck_assert(hsy_str_eq(hsy_utf8_fold(&arena, HSY_STR("")), HSY_STR("")));
    hsy_arena_clear(&arena);
}
END_TEST

/* Plain stretches are folded eight bytes at a time: at every place it comes out as one
 * byte at a time would have it. */
START_TEST(long_keys_are_folded_as_short_ones)
{
    static const char text[] = "The `Mill` of  PORT ARDEL,\tburnt\x7f \0 twice: Zoé’s [Z] word ends. ";
    hsy_arena arena;
    hsy_arena_init(&arena, 0);
    for (size_t from = 0; from < sizeof text - 1; from++)
        for (size_t to = from; to < sizeof text; to++) {
            hsy_str whole = {text + from, to - from}, parts = {"", 0}, one;
            char out[200];
            size_t n = 0;
            bool blank = false;
            for (size_t at = 0; at < whole.len; at += parts.len) {
                uint32_t len;
                hsy_utf8_at(whole, at, &len);
                parts = hsy_str_sub(whole, at, at + len);
                one = hsy_utf8_fold(&arena, parts);
                blank = blank || (n && hsy_utf8_is_space((unsigned char)parts.ptr[0]));
                if (one.len && blank)
                    out[n++] = ' ';
                blank = blank && !one.len;
                memcpy(out + n, one.ptr, one.len);
                n += one.len;
            }
            ck_assert(hsy_str_eq(hsy_utf8_fold(&arena, whole), (hsy_str){out, n}));
        }
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(columns_are_counted)
{
    ck_assert_int_eq(hsy_utf8_columns(HSY_STR("Kyiv")), 4);
    ck_assert_int_eq(hsy_utf8_columns(HSY_STR("é–")), 2);
    ck_assert_int_eq(hsy_utf8_columns(HSY_STR("\xE6\x97\xA5")), 2);
}
END_TEST

UNIT_MAIN("utf8", ill_formed_bytes_are_borne, every_code_point_goes_both_ways, keys_are_folded,
          long_keys_are_folded_as_short_ones, columns_are_counted)
