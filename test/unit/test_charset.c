/* Charsets: what a page is taken for, and that places count in the bytes received.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"
#include "page/charset.h"
#include "page/tables.h"
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

/* --- every charset, character by character --------------------------------- */

struct charset_case {
    const char *label, *received, *clean;
    const char *lengths; /* of each character, in bytes received; "": not judged */
};

/* "Speech about the harbour", "blast in the port" and the like, in many languages. */
/* clang-format off */
static const struct charset_case charset_cases[] = {
    {"windows-1250",
     "\xd8\x65\xe8\x20\x6f\x20\x70\xf8\xed\x73\x74\x61\x76\x75",
     "\xc5\x98\x65\xc4\x8d\x20\x6f\x20\x70\xc5\x99\xc3\xad\x73\x74\x61\x76\x75",
     "11111111111111"},
    {"windows-1251",
     "\xc2\xe7\xf0\xfb\xe2\x20\xe2\x20\xef\xee\xf0\xf2\xf3",
     "\xd0\x92\xd0\xb7\xd1\x80\xd1\x8b\xd0\xb2\x20\xd0\xb2\x20\xd0\xbf\xd0\xbe\xd1\x80\xd1\x82\xd1\x83",
     "1111111111111"},
    {"windows-1252",
     "\x63\x61\x66\xe9\x20\x96\x20\x93\x71\x75\x61\x79\x94",
     "\x63\x61\x66\xc3\xa9\x20\xe2\x80\x93\x20\xe2\x80\x9c\x71\x75\x61\x79\xe2\x80\x9d",
     "1111111111111"},
    {"windows-1253",
     "\xeb\xe9\xec\xdc\xed\xe9",
     "\xce\xbb\xce\xb9\xce\xbc\xce\xac\xce\xbd\xce\xb9",
     "111111"},
    {"windows-1254",
     "\xdd\x73\x6b\x65\x6c\x65\x20\x61\xf0\xfd\x72",
     "\xc4\xb0\x73\x6b\x65\x6c\x65\x20\x61\xc4\x9f\xc4\xb1\x72",
     "11111111111"},
    {"windows-1255",
     "\xf0\xee\xec",
     "\xd7\xa0\xd7\x9e\xd7\x9c",
     "111"},
    {"windows-1256",
     "\xe3\xed\xe4\xc7\xc1",
     "\xd9\x85\xd9\x8a\xd9\x86\xd8\xa7\xd8\xa1",
     "11111"},
    {"windows-1257",
     "\x52\xee\x67\xe2\x20\xfe",
     "\x52\xc4\xab\x67\xc4\x81\x20\xc5\xbe",
     "111111"},
    {"windows-1258",
     "\x63\xe3",
     "\x63\xc4\x83",
     "11"},
    {"iso-8859-2",
     "\xa3\xf3\x64\xbc\x20\xbf\x75\x72\x61\x77",
     "\xc5\x81\xc3\xb3\x64\xc5\xba\x20\xc5\xbc\x75\x72\x61\x77",
     "1111111111"},
    {"iso-8859-5",
     "\xb2\xd7\xe0\xeb\xd2",
     "\xd0\x92\xd0\xb7\xd1\x80\xd1\x8b\xd0\xb2",
     "11111"},
    {"iso-8859-7",
     "\xeb\xe9\xec\xdc\xed\xe9",
     "\xce\xbb\xce\xb9\xce\xbc\xce\xac\xce\xbd\xce\xb9",
     "111111"},
    {"iso-8859-15",
     "\x71\x75\x61\x69\x20\x35\x20\xa4",
     "\x71\x75\x61\x69\x20\x35\x20\xe2\x82\xac",
     "11111111"},
    {"iso-8859-9",
     "\x61\xf0\xfd\x72",
     "\x61\xc4\x9f\xc4\xb1\x72",
     "1111"},
    {"koi8-r",
     "\xf7\xda\xd2\xd9\xd7\x20\xd7\x20\xd0\xcf\xd2\xd4\xd5",
     "\xd0\x92\xd0\xb7\xd1\x80\xd1\x8b\xd0\xb2\x20\xd0\xb2\x20\xd0\xbf\xd0\xbe\xd1\x80\xd1\x82\xd1\x83",
     "1111111111111"},
    {"koi8-u",
     "\xf7\xc9\xc2\xd5\xc8\x20\xd5\x20\xd0\xcf\xd2\xd4\xa6",
     "\xd0\x92\xd0\xb8\xd0\xb1\xd1\x83\xd1\x85\x20\xd1\x83\x20\xd0\xbf\xd0\xbe\xd1\x80\xd1\x82\xd1\x96",
     "1111111111111"},
    {"ibm866",
     "\x82\xa7\xe0\xeb\xa2",
     "\xd0\x92\xd0\xb7\xd1\x80\xd1\x8b\xd0\xb2",
     "11111"},
    {"macintosh",
     "\x63\x61\x66\x8e",
     "\x63\x61\x66\xc3\xa9",
     "1111"},
    {"windows-874",
     "\xb7\xe8\xd2\xe0\xc3\xd7\xcd",
     "\xe0\xb8\x97\xe0\xb9\x88\xe0\xb8\xb2\xe0\xb9\x80\xe0\xb8\xa3\xe0\xb8\xb7\xe0\xb8\xad",
     "1111111"},
    {"shift_jis",
     "\x8d\x60\x82\xc5\x94\x9a\x94\xad\xb1\x20\x33\x90\x6c",
     "\xe6\xb8\xaf\xe3\x81\xa7\xe7\x88\x86\xe7\x99\xba\xef\xbd\xb1\x20\x33\xe4\xba\xba",
     "22221112"},
    {"euc-jp",
     "\xb9\xc1\xa4\xc7\xc7\xfa\xc8\xaf\x20\x8f\xb0\xa1",
     "\xe6\xb8\xaf\xe3\x81\xa7\xe7\x88\x86\xe7\x99\xba\x20\xe4\xb8\x82",
     "222213"},
    {"gb18030",
     "\xb8\xdb\xbf\xda\xb1\xac\xd5\xa8\x20\x81\x30\x8a\x31\x20\x95\x32\x82\x36",
     "\xe6\xb8\xaf\xe5\x8f\xa3\xe7\x88\x86\xe7\x82\xb8\x20\xc3\xa4\x20\xf0\xa0\x80\x80",
     "22221414"},
    {"gbk",
     "\xb8\xdb\xbf\xda\xb1\xac\xd5\xa8",
     "\xe6\xb8\xaf\xe5\x8f\xa3\xe7\x88\x86\xe7\x82\xb8",
     "2222"},
    {"big5",
     "\xb4\xe4\xa4\x66\xc3\x7a\xac\xb5",
     "\xe6\xb8\xaf\xe5\x8f\xa3\xe7\x88\x86\xe7\x82\xb8",
     "2222"},
    {"euc-kr",
     "\xc7\xd7\xb1\xb8\x20\xc6\xf8\xb9\xdf",
     "\xed\x95\xad\xea\xb5\xac\x20\xed\x8f\xad\xeb\xb0\x9c",
     "22122"},
    {"iso-2022-jp",
     "\x1b\x24\x42\x39\x41\x24\x47\x47\x7a\x48\x2f\x1b\x28\x42\x20\x6f\x6b",
     "\xe6\xb8\xaf\xe3\x81\xa7\xe7\x88\x86\xe7\x99\xba\x20\x6f\x6b",
     ""},
};
/* clang-format on */

static hsy_decoded decode(hsy_str bytes, const char *label)
{
    hsy_source source = {.media = HSY_MEDIA_HTML, .bytes = bytes, .charset = hsy_str_of(label)};
    hsy_decoded decoded;
    hsy_error err;

    ck_assert_int_eq(hsy_charset_decode(&arena, &page_tables()->charsets, &source, &decoded, &err),
                     HSY_OK);
    return decoded;
}

START_TEST(every_charset_is_read_and_leads_back)
{
    for (size_t i = 0; i < sizeof charset_cases / sizeof *charset_cases; i++) {
        const struct charset_case *c = &charset_cases[i];
        hsy_decoded decoded = decode(hsy_str_of(c->received), c->label);
        ck_assert_msg(hsy_str_eq(decoded.text, hsy_str_of(c->clean)), "%s: \"%.*s\"", c->label,
                      HSY_STR_ARG(decoded.text));
        ck_assert_uint_eq(decoded.nmended, 0);
        uint32_t at = 0, place = 0, len;
        for (const char *l = c->lengths; *l; l++, at += len) {
            hsy_utf8_at(decoded.text, at, &len);
            hsy_span source = hsy_decoded_source(&decoded, (hsy_span){at, len});
            ck_assert_msg(source.off == place && source.len == (uint32_t)(*l - '0'),
                          "%s: character at %u: %u+%u", c->label, at, source.off, source.len);
            place += source.len;
        }
    }
}
END_TEST

/* A page of `unit` again and again, and every place in it. */
START_TEST(places_hold_in_long_pages)
{
    static const char *const labels[] = {"windows-1251", "gb18030", "shift_jis", "iso-2022-jp",
                                         "euc-jp"};
    static const char *const units[] = {"<p>a \xc2\xe7\xf0 b", "\xb8\xdb <p>\x81\x30\x81\x36x",
                                        "<p>\x8d\x60\xb1 ab", "ab\x1b$B9A\x1b(B cd",
                                        "<p>\xb9\xc1\x8f\xb0\xa1 ab"};
    char bytes[4000];

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t step = strlen(units[i]), size = sizeof bytes / step * step;
        for (size_t at = 0; at < size; at++)
            bytes[at] = units[i][at % step];
        hsy_decoded all = decode((hsy_str){bytes, size}, labels[i]);
        hsy_decoded one = decode((hsy_str){bytes, step}, labels[i]);
        ck_assert_uint_eq(all.text.len, size / step * one.text.len);
        for (uint32_t at = 0; at < all.text.len; at++) {
            uint32_t turn = at / (uint32_t)one.text.len, within = at % (uint32_t)one.text.len;
            hsy_span got = hsy_decoded_source(&all, (hsy_span){at, 1});
            hsy_span want = hsy_decoded_source(&one, (hsy_span){within, 1});
            /* What shifts back stands before the next character. */
            if (strcmp(labels[i], "iso-2022-jp") == 0 && within == 0)
                continue;
            ck_assert_uint_eq(got.off, turn * step + want.off);
            ck_assert_uint_eq(got.len, want.len);
        }
    }
}
END_TEST

START_TEST(utf16_pairs_and_lone_surrogates)
{
    static const char received[] = "\xff\xfe" "a\0" "\x16\x04" "\x3d\xd8\x00\xde" "\x00\xd8"
                                   "b\0" "\x00\xdc" "c\0" "d";
    hsy_decoded decoded = decode((hsy_str){received, sizeof received - 1}, "");

    ck_str(decoded.text, "a\xd0\x96\xf0\x9f\x98\x80\xef\xbf\xbd" "b\xef\xbf\xbd" "c\xef\xbf\xbd");
    ck_assert_uint_eq(decoded.nmended, 3);
    ck_assert_uint_eq(decoded.first_mended, 10);
    hsy_span smile = hsy_decoded_source(&decoded, (hsy_span){3, 4});
    ck_assert_uint_eq(smile.off, 6);
    ck_assert_uint_eq(smile.len, 4);
}
END_TEST

START_TEST(utf16_without_its_mark_is_known_by_its_nuls)
{
    static const char big[] = "\0<\0p\0>\0T\0h\0e\0 \0q\0u\0a\0y\0 \x20\x14\0 \0x";
    hsy_decoded decoded = decode((hsy_str){big, sizeof big - 1}, "");

    ck_str(decoded.text, "<p>The quay \xe2\x80\x94 x");
    ck_str(decoded.charset, "UTF-16BE");
}
END_TEST

START_TEST(truncated_sequences_are_one_mistake_each)
{
    hsy_decoded decoded = decode(HSY_STR("caf\xc3\xa9 caf\xc3\xa9 \xc3\xa9\xc3\xa9 \xc3\xa9\xc3\xa9"
                                         " \xe2\x80 \xf0\x9f\x98 \xc3"), "");

    ck_assert_uint_eq(decoded.nmended, 3);
    size_t at = hsy_str_find(decoded.text, HSY_STR("\xef\xbf\xbd"), 0);
    hsy_span source = hsy_decoded_source(&decoded, (hsy_span){(uint32_t)at, 3});
    ck_assert_uint_eq(source.len, 2);
    decoded = decode(HSY_STR("\xb8\xdb\xbf\xda\xb8\xdb\xbf\xda\xff<p>\xb8"), "gb18030");
    ck_assert_uint_eq(decoded.nmended, 2);
    ck_assert_uint_ne(hsy_str_find(decoded.text, HSY_STR("<p>"), 0), SIZE_MAX);
}
END_TEST

/* --- labels ------------------------------------------------------------------ */

static void ck_said(const char *page, const char *label)
{
    ck_str(hsy_charset_said_within(hsy_str_of(page)), label);
}

START_TEST(labels_are_looked_for_where_they_stand)
{
    ck_said("<meta charset=koi8-r>", "koi8-r");
    ck_said("<META CHARSET = 'koi8-r' >", "koi8-r");
    ck_said("<meta http-equiv=Content-Type content='text/html; charset=big5'>", "big5");
    ck_said("<meta content='text/html; Charset = \"big5\" ; x' http-equiv='content-type'>", "big5");
    ck_said("<meta name=x content='charset=big5'>", "");
    ck_said("<!-- <meta charset=big5> --><p><meta charset=koi8-r>", "koi8-r");
    ck_said("<a title='<meta charset=big5>'><meta charset=koi8-r>", "koi8-r");
    ck_said("<script src='?charset=big5'></script>", "");
    ck_said("<?xml version='1.0' encoding='iso-8859-5'?><html>", "iso-8859-5");
    ck_said("<metal charset=big5>", "");
    ck_said("<meta charset=", "");
    ck_said("<meta charset='big5", "");
    ck_said("<!--", "");
}
END_TEST

START_TEST(http_comes_before_meta_and_both_before_the_look)
{
    hsy_str page = HSY_STR("<meta charset=windows-1252><p>\xc2\xe7\xf0\xfb\xe2");

    ck_str(decode(page, "windows-1251").charset, "WINDOWS-1251");
    ck_str(decode(page, "").charset, "WINDOWS-1252");
    ck_str(decode(page, "no-such-charset").charset, "WINDOWS-1252");
    ck_str(decode(HSY_STR("\xef\xbb\xbf" "a\xc3\xa9"), "koi8-r").text, "a\xc3\xa9");
    /* A few pairs can look like UTF-8 by accident: a Chinese firm of four bytes. */
    ck_str(decode(HSY_STR("\xc1\xaa\xcd\xa8"), "gbk").text, "\xe8\x81\x94\xe9\x80\x9a");
}
END_TEST

START_TEST(too_long_as_utf8_is_refused)
{
    size_t len = HSY_MAX_PAGE / 2 + 1000;
    char *bytes = malloc(len);
    hsy_decoded decoded;
    hsy_error err;

    ck_assert_ptr_nonnull(bytes);
    memset(bytes, 0xe4, len);
    hsy_source source = {.media = HSY_MEDIA_HTML, .bytes = {bytes, len},
                         .charset = HSY_STR("windows-1251")};
    ck_assert_int_eq(hsy_charset_decode(&arena, &page_tables()->charsets, &source, &decoded, &err),
                     HSY_LIMIT);
    free(bytes);
}
END_TEST

UNIT_MAIN("charset", latin_letters_map_to_their_byte, utf16_with_its_mark_is_read,
          a_wrong_label_over_utf8_is_not_believed, broken_bytes_are_mended_and_lead_back,
          every_charset_is_read_and_leads_back, places_hold_in_long_pages,
          utf16_pairs_and_lone_surrogates, utf16_without_its_mark_is_known_by_its_nuls,
          truncated_sequences_are_one_mistake_each, labels_are_looked_for_where_they_stand,
          http_comes_before_meta_and_both_before_the_look, too_long_as_utf8_is_refused)
