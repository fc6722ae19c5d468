/* The installed library: pages in memory to articles, readings, claims, reports.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "hearsay.h"

#include "helpers.h"
#include "unit.h"

#include <string.h>

static const char page[] =
    "<html><body><article><h1>Five killed in blast at Port Ardel</h1>"
    "<p>An explosion killed at least five people in the town of Port Ardel on Tuesday, the "
    "fire service said. The blast struck the harbour before dawn.</p></article></body></html>";
static const char other[] =
    "Three killed in blast at Port Ardel\n\nAn explosion in the town of Port Ardel on Tuesday "
    "killed three people, the mayor said. The blast struck the harbour before dawn.\n";

static hearsay *open_it(void)
{
    hearsay *h = NULL;
    char why[HEARSAY_WHY] = "";
    ck_assert_msg(hearsay_open(hsy_test_home(), &h, why) == HEARSAY_OK, "%s", why);
    return h;
}

START_TEST(a_page_is_read)
{
    hearsay *h = open_it();
    hearsay_text text = {0};
    ck_assert_int_eq(hearsay_extract(h, "a.html", page, strlen(page), &text, NULL), HEARSAY_OK);
    ck_assert_ptr_nonnull(strstr(text.bytes, "\"text\":\"Five killed in blast at Port Ardel\""));
    hearsay_text_free(&text);
    ck_assert_int_eq(hearsay_read(h, "a.html", page, strlen(page), &text, NULL), HEARSAY_OK);
    ck_assert_ptr_nonnull(strstr(text.bytes, "\"what\":\"killed\""));
    ck_assert_uint_eq(strlen(text.bytes), text.len);
    hearsay_text_free(&text);
    hearsay_close(h);
}
END_TEST

START_TEST(pages_are_read_together)
{
    hearsay *h = open_it();
    hearsay_text text = {0};
    hearsay_corpus *c = hearsay_corpus_new(h);
    ck_assert_int_eq(hearsay_corpus_add(c, "a.html", page, strlen(page), NULL), HEARSAY_OK);
    ck_assert_int_eq(hearsay_corpus_add(c, "b.txt", other, strlen(other), NULL), HEARSAY_OK);
    ck_assert_int_eq(hearsay_corpus_write(c, HEARSAY_CLAIMS, &text, NULL), HEARSAY_OK);
    ck_assert_ptr_nonnull(strstr(text.bytes, "\"verdict\":\"conflict\""));
    hearsay_text_free(&text);
    ck_assert_int_eq(hearsay_corpus_write(c, HEARSAY_REPORT_TEXT, &text, NULL), HEARSAY_OK);
    ck_assert_ptr_nonnull(strstr(text.bytes, "CONFLICT"));
    hearsay_text_free(&text);
    ck_assert_int_eq(hearsay_corpus_add(c, "c.txt", other, strlen(other), NULL), HEARSAY_USAGE);
    hearsay_corpus_free(c);
    hearsay_close(h);
}
END_TEST

START_TEST(what_cannot_be_read_is_refused)
{
    hearsay *h = open_it();
    hearsay_text text = {0};
    char why[HEARSAY_WHY] = "";
    ck_assert_int_eq(hearsay_extract(h, "x.png", "\x89PNG\r\n\x1a\n\0\0\0\0", 12, &text, why),
                     HEARSAY_REFUSED);
    ck_assert_ptr_nonnull(strstr(why, "x.png"));
    ck_assert_int_eq(hearsay_extract(h, "empty", "", 0, &text, why), HEARSAY_REFUSED);
    ck_assert_ptr_null(text.bytes);
    hearsay_close(h);
}
END_TEST

/* "die" is no death in German. */
START_TEST(other_languages_give_no_facts)
{
    static const char german[] =
        "<html lang=\"de\"><body><article><h1>Neue F\xC3\xA4hre im Hafen</h1><p>Die Stadt hat die "
        "neue F\xC3\xA4hre am Dienstag in Dienst gestellt, weil die alte zu klein war. Die Reederei "
        "will 30 Leute einstellen, die bis zum Sommer lernen sollen.</p></article></body></html>";
    hearsay *h = open_it();
    hearsay_text text = {0};
    ck_assert_int_eq(hearsay_read(h, "a.html", german, strlen(german), &text, NULL), HEARSAY_OK);
    ck_assert_ptr_nonnull(strstr(text.bytes, "\"quantities\":[]"));
    ck_assert_ptr_nonnull(strstr(text.bytes, "\"events\":[]"));
    ck_assert_ptr_null(strstr(text.bytes, "\"sentences\":[]"));
    hearsay_text_free(&text);
    hearsay_close(h);
}
END_TEST

START_TEST(a_missing_home_is_said)
{
    hearsay *h = NULL;
    char why[HEARSAY_WHY] = "";
    ck_assert_int_eq(hearsay_open("/nowhere", &h, why), HEARSAY_MISSING);
    ck_assert_ptr_nonnull(strstr(why, "/nowhere"));
    ck_assert_ptr_null(h);
}
END_TEST

UNIT_MAIN("hearsay", a_page_is_read, pages_are_read_together, what_cannot_be_read_is_refused,
          other_languages_give_no_facts, a_missing_home_is_said)
