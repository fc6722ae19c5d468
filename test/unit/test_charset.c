/* Charsets: what a page is taken for, and that places count in the bytes received.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page_case.h"

START_TEST(latin_letters_map_to_their_byte)
{
    hsy_article a = read_page(
        HSY_MEDIA_HTML,
        "<html><head><meta charset=iso-8859-1></head><p>Die Feuerwehr z\xe4hlte elf Tote am"
        " Kai, sagte eine Sprecherin am Dienstag der \x93Zeitung\x94.</p>");
    hsy_str text = hsy_text_str(&a.text);
    size_t at = hsy_str_find(text, HSY_STR("z\xc3\xa4hlte"), 0);

    ck_assert_uint_ne(at, SIZE_MAX);
    hsy_span source = hsy_text_source(&a.text, (hsy_span){(uint32_t)at, 7});
    ck_str(hsy_span_str(a.source, source), "z\xe4hlte");
    ck_assert_uint_ne(hsy_str_find(text, HSY_STR("\xe2\x80\x9cZeitung\xe2\x80\x9d"), 0),
                      SIZE_MAX);
    ck_verbatim(&a, "Sprecherin am Dienstag");
}
END_TEST

START_TEST(utf16_with_its_mark_is_read)
{
    static const char text[] =
        "The harbour fire service said on Tuesday that eleven bodies had been recovered.";
    char wide[2 * sizeof text] = "\xff\xfe";

    for (size_t i = 0; i < sizeof text - 1; i++) {
        wide[2 + 2 * i] = text[i];
        wide[3 + 2 * i] = 0;
    }
    hsy_article a =
        read_source((hsy_source){.media = HSY_MEDIA_TEXT, .bytes = {wide, 2 * sizeof text}});
    ck_str(hsy_text_str(&a.text), text);
    hsy_span source = hsy_text_source(&a.text, (hsy_span){4, 7});
    ck_assert_uint_eq(source.off, 2 + 8);
    ck_assert_uint_eq(source.len, 14);
}
END_TEST

START_TEST(a_wrong_label_over_utf8_is_not_believed)
{
    hsy_article a = read_page(
        HSY_MEDIA_HTML, "<meta charset=windows-1252><p>The caf\xc3\xa9 on the quay was shut for"
                        " a week after the blast, its owner said.</p>");
    ck_verbatim(&a, "caf\xc3\xa9");
}
END_TEST

START_TEST(broken_bytes_are_mended_and_lead_back)
{
    hsy_article a = read_page(HSY_MEDIA_TEXT, "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4"
                                              " The crane fell\xff on the quay on Tuesday, the"
                                              " harbour office said in a note.");
    hsy_str text = hsy_text_str(&a.text);
    size_t at = hsy_str_find(text, HSY_STR("\xef\xbf\xbd"), 0);

    ck_assert_uint_ne(at, SIZE_MAX);
    hsy_span source = hsy_text_source(&a.text, (hsy_span){(uint32_t)at, 3});
    ck_assert_uint_eq(source.len, 1);
    ck_str(hsy_span_str(a.source, source), "\xff");
    ck_verbatim(&a, "harbour office");
}
END_TEST

UNIT_MAIN("charset", latin_letters_map_to_their_byte, utf16_with_its_mark_is_read,
          a_wrong_label_over_utf8_is_not_believed, broken_bytes_are_mended_and_lead_back)
