/* Plain pages as crawlers store them: what is title, body, furniture.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page_case.h"

#define PROSE1                                                                                 \
    "The harbour fire service said on Tuesday that eleven bodies had been recovered from the " \
    "terminal."
#define PROSE2                                                                                 \
    "Cranes stood idle along the quay while divers went on with the search, a spokeswoman "    \
    "said."
#define PROSE3                                                                                 \
    "The governor of the province is to meet the port authority on Thursday to talk about "    \
    "the quay."

static const char with_chrome[] =
    "Close Menu\nCoast Courier\n    Facebook\n    \xe2\x80\xa2 Politics\n    \xe2\x80\xa2 "
    "Shipping\n"
    "    Trending\n    \xe2\x80\xa2 Ferry Fares Rise Again After Summer Storm Season\n"
    "    \xe2\x80\xa2 Minister Resigns Over Unpaid Harbour Dues\n    Coast Courier\n    "
    "Shipping\n\n"
    "    Blast at Grain Terminal Leaves Eleven Dead\n\n    By Jane Doe and John van der Berg\n"
    "    6 May 2031\n    4 Mins Read\n    Share Facebook Twitter Email\n\n"
    "    " PROSE1 "\n\n    Search goes on under the quay\n\n    " PROSE2 "\n\n\n\n    " PROSE3
    "\n\n"
    "    Previous ArticleFerry Fares Rise\n    Related Posts\n\n    Shipping\n\n"
    "    Minister Resigns Over Unpaid Harbour Dues\n\n    Storm Sinks Two Barges\n"
    "    \xc2\xa9 2029 CoastCourier.example - All Rights Reserved.\n"
    "    Type above and press Enter to search. Press Esc to cancel.\n";

START_TEST(an_article_is_found_among_furniture)
{
    hsy_article a = read_page(HSY_MEDIA_TEXT, with_chrome);

    ck_str(hsy_article_title(&a), "Blast at Grain Terminal Leaves Eleven Dead");
    ck_assert_uint_eq(a.nparagraphs, 4);
    ck_assert(a.paragraphs[1].heading);
    ck_str(hsy_article_str(&a, a.paragraphs[1].span), "Search goes on under the quay");
    ck_str(hsy_article_str(&a, a.paragraphs[3].span), PROSE3);
    ck_assert(!body_has(&a, "Minister"));
    ck_assert(!body_has(&a, "Barges"));
    ck_assert_int_eq(removed_as(&a, "Ferry Fares Rise Again"), HSY_AS_TRENDING);
    ck_assert_int_eq(removed_as(&a, "Storm Sinks Two"), HSY_AS_RELATED);
    ck_assert_int_eq(removed_as(&a, "4 Mins Read"), HSY_AS_OTHER);
    ck_assert_int_eq(removed_as(&a, "\xc2\xa9 2029"), HSY_AS_FOOTER);
    ck_verbatim(&a, PROSE2);
}
END_TEST

START_TEST(metadata_is_read_and_a_footer_year_is_no_date)
{
    hsy_article a = read_page(HSY_MEDIA_TEXT, with_chrome);

    ck_assert_uint_eq(a.nbylines, 2);
    ck_str(a.bylines[0].name, "Jane Doe");
    ck_str(a.bylines[1].name, "John van der Berg");
    ck_str(hsy_span_str(a.source, a.bylines[1].at), "John van der Berg");
    ck_str(a.published.value, "2031-05-06");
    ck_assert_int_eq(a.published.basis, HSY_BASIS_TEXT);
    ck_assert_uint_eq(a.nothers, 0);
    ck_str(a.publisher.domain, "coastcourier.example");
    ck_str(a.publisher.name, "Coast Courier");
    ck_str(a.language, "en");
}
END_TEST

START_TEST(prose_alone_has_no_title)
{
    hsy_article a =
        read_page(HSY_MEDIA_TEXT, "Share this @coast.example\n" PROSE1 "\n\n\n\n" PROSE2 "\n");

    ck_assert_uint_eq(a.title_len, 0);
    ck_assert_uint_eq(a.body, 0);
    ck_assert_uint_eq(a.nparagraphs, 2);
    ck_str(a.publisher.domain, "coast.example");
    ck_assert_ptr_null(a.published.value.ptr);
    ck_assert_int_eq(removed_as(&a, "Share this"), HSY_AS_SHARE);
}
END_TEST

START_TEST(a_first_line_without_a_stop_is_a_title)
{
    hsy_article a =
        read_page(HSY_MEDIA_TEXT,
                  "Port closed as search for missing goes on\n\n" PROSE1 "\n\n" PROSE2 "\n");

    ck_str(hsy_article_title(&a), "Port closed as search for missing goes on");
    ck_assert_uint_eq(a.body, a.title_len + 2);
    ck_assert_uint_eq(a.nparagraphs, 2);
}
END_TEST

START_TEST(short_sentences_quotes_and_lists_stay)
{
    hsy_article a = read_page(
        HSY_MEDIA_TEXT, PROSE1
        "\n\nNobody answered.\n\n\xe2\x80\x9cWe are not done counting.\xe2\x80\x9d\n\n" PROSE2
        "\n\nThe union asked for three things:\n\n- a doctor on each quay\n- new pumps\n"
        "- an inquiry by the province\n\n" PROSE3 "\n");

    ck_assert(body_has(&a, "Nobody answered."));
    ck_assert(body_has(&a, "We are not done counting."));
    ck_assert(body_has(&a, "an inquiry by the province"));
    ck_assert_uint_eq(a.nremoved, 0);
}
END_TEST

START_TEST(teasers_of_other_stories_do_not_get_in)
{
    hsy_article a = read_page(HSY_MEDIA_TEXT, PROSE1
                              "\n\n" PROSE2 "\n\n" PROSE3
                              "\n\nRelated Stories\n\nTwo Killed in Rail Yard Fire\n\n"
                              "Two workers were killed when a tank caught fire in the yard on "
                              "Sunday, police said.\n\n"
                              "Mine Flooded After Week of Rain\n\nForty miners were brought up "
                              "unhurt after the pumps had failed at night.\n");

    ck_assert_uint_eq(a.nparagraphs, 3);
    ck_assert(!body_has(&a, "Rail Yard"));
    ck_assert(!body_has(&a, "Two workers"));
    ck_assert(!body_has(&a, "Forty miners"));
}
END_TEST

START_TEST(a_box_amid_the_article_does_not_end_it)
{
    hsy_article a = read_page(HSY_MEDIA_TEXT, PROSE1
                              "\n\nRead more\n\nFerry Fares Rise Again After Storm\n\n" PROSE2
                              "\n\nAdvertisement\n\nSign up for our daily newsletter to get "
                              "the news in your inbox.\n\n" PROSE3 "\n");

    ck_assert_uint_eq(a.nparagraphs, 3);
    ck_assert_int_eq(removed_as(&a, "Ferry Fares"), HSY_AS_RELATED);
    ck_assert_int_eq(removed_as(&a, "Sign up"), HSY_AS_PROMPT);
}
END_TEST

START_TEST(an_agency_is_read_from_the_dateline)
{
    hsy_article a =
        read_page(HSY_MEDIA_TEXT, "PORT ARDEL (AP) \xe2\x80\x94 " PROSE1 "\n\n" PROSE2 "\n");

    ck_str(a.wire.agency, "Associated Press");
    ck_str(hsy_span_str(a.source, a.wire.at), "AP");
    a = read_page(HSY_MEDIA_TEXT,
                  "He told the agency (AP) that the quay was shut for a week. " PROSE1 "\n");
    ck_assert_ptr_null(a.wire.agency.ptr);
}
END_TEST

START_TEST(a_title_may_ask_and_stand_below_a_kicker)
{
    hsy_article a = read_page(
        HSY_MEDIA_TEXT, "War in the north\nCeasefire talks in Port Ardel: three questions "
                        "that stay open\nBy Jane Doe\n" PROSE1 "\n" PROSE2 "\n" PROSE3 "\n");
    ck_str(hsy_article_title(&a),
           "Ceasefire talks in Port Ardel: three questions that stay open");
    a = read_page(HSY_MEDIA_TEXT,
                  "Smuggling\nAre we too soft on smugglers, and who pays for it "
                  "in the end?\nBy Jane Doe\n" PROSE1 "\n" PROSE2 "\n");
    ck_str(hsy_article_title(&a),
           "Are we too soft on smugglers, and who pays for it in the end?");
    ck_assert(!body_has(&a, "smugglers"));
    /* Two lines of a like length: the second is the line below the title. */
    a = read_page(HSY_MEDIA_TEXT,
                  "Blast at Grain Terminal Leaves Eleven Dead\nGovernor to meet "
                  "port authority on Thursday\n" PROSE1 "\n" PROSE2 "\n");
    ck_str(hsy_article_title(&a), "Blast at Grain Terminal Leaves Eleven Dead");
}
END_TEST

/* The line of <title> names section and site; what runs into a title is left out of it. */
START_TEST(a_title_is_freed_of_the_site_and_of_what_runs_into_it)
{
    hsy_article a = read_page(HSY_MEDIA_TEXT,
                              "Blast at Grain Terminal Leaves Eleven Dead - World | "
                              "Coast Courier\n" PROSE1 "\n" PROSE2 "\n");
    ck_str(hsy_article_title(&a), "Blast at Grain Terminal Leaves Eleven Dead");
    ck_assert_int_eq(removed_as(&a, "Coast Courier"), HSY_AS_OTHER);
    a = read_page(HSY_MEDIA_TEXT, "Blast at the grain terminal \xe2\x80\x93 Eleven dead\n"
                                  PROSE1 "\n" PROSE2 "\n");
    ck_str(hsy_article_title(&a), "Blast at the grain terminal \xe2\x80\x93 Eleven dead");
    a = read_page(HSY_MEDIA_TEXT,
                  "Blast at Grain Terminal Leaves Eleven Dead | courier.example\nMenu\n"
                  "Log in\nShippingBlast at Grain Terminal Leaves Eleven Dead\nBy Jane Doe\n"
                  "6 May 2031\n" PROSE1 "\n" PROSE2 "\n");
    ck_str(hsy_article_title(&a), "Blast at Grain Terminal Leaves Eleven Dead");
}
END_TEST

START_TEST(a_heading_in_capitals_stays_one)
{
    hsy_article a = read_page(HSY_MEDIA_TEXT,
                              "Blast at Grain Terminal Leaves Eleven Dead\n" PROSE1 "\n" PROSE2
                              "\nTHE SEARCH GOES ON TODAY\n" PROSE3 "\n" PROSE1 "\n");

    ck_assert(body_has(&a, "THE SEARCH GOES ON TODAY"));
}
END_TEST

START_TEST(a_row_stands_as_it_is)
{
    hsy_article a = read_source((hsy_source){.media = HSY_MEDIA_READY,
                                             .bytes = HSY_STR("Advertisement\n" PROSE1 "\n"),
                                             .given_id = HSY_STR("a1"),
                                             .given_title = HSY_STR("Blast"),
                                             .given_published = HSY_STR("2031-05")});

    ck_str(hsy_article_id(&a), "a1");
    ck_str(hsy_article_title(&a), "Blast");
    ck_assert_uint_eq(hsy_text_source(&a.text, (hsy_span){0, 5}).off, HSY_NONE);
    ck_str(hsy_str_sub(hsy_text_str(&a.text), a.body, a.text.len),
           "Advertisement\n" PROSE1 "\n");
    ck_assert_uint_eq(a.nparagraphs, 2);
    ck_assert_uint_eq(a.nremoved, 0);
    ck_str(a.published.value, "2031-05");
    ck_assert_int_eq(a.published.precision, HSY_PRECISION_MONTH);
    ck_verbatim(&a, PROSE1);
}
END_TEST

UNIT_MAIN("plain", an_article_is_found_among_furniture,
          metadata_is_read_and_a_footer_year_is_no_date, prose_alone_has_no_title,
          a_first_line_without_a_stop_is_a_title, short_sentences_quotes_and_lists_stay,
          teasers_of_other_stories_do_not_get_in, a_box_amid_the_article_does_not_end_it,
          an_agency_is_read_from_the_dateline, a_title_may_ask_and_stand_below_a_kicker,
          a_title_is_freed_of_the_site_and_of_what_runs_into_it,
          a_heading_in_capitals_stays_one, a_row_stands_as_it_is)
