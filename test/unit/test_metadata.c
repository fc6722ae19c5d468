/*
 * test_metadata.c - what a page of HTML says of itself: title, authors, day.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page_case.h"

#include <stdio.h>

#define PROSE                                                                                  \
    "<p>The council of Port Ardel closed the northern harbour on Monday after a crane fell "   \
    "into the basin, and two ships had to wait outside the mole for most of the day.</p>"      \
    "<p>Nobody was hurt, said the harbour master, who expects the basin to be open again "     \
    "before the weekend, once divers have looked at the wreck and at the quay.</p>"            \
    "<p>Shipping lines have been told to send their vessels to the southern harbour, where "   \
    "three more berths will be kept free until the work has come to an end.</p>"

/* A page with `head` in its head, `above` between its heading and text, `below` after. */
static hsy_article page(const char *head, const char *above, const char *below)
{
    static char html[8000];

    snprintf(html, sizeof html,
             "<!DOCTYPE html><html lang=en><head><meta charset=utf-8>%s</head><body><article>"
             "<h1>Harbour closed after a crane fell</h1>%s" PROSE "%s</article></body></html>",
             head, above, below);
    return read_page(HSY_MEDIA_HTML, html);
}

/* Names joined with "; ". */
static void ck_names(const char *head, const char *above, const char *below, const char *wanted)
{
    hsy_article a = page(head, above, below);
    char got[400] = "";
    size_t n = 0;

    for (uint32_t i = 0; i < a.nbylines; i++)
        n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s", i ? "; " : "",
                              HSY_STR_ARG(a.bylines[i].name));
    ck_assert_str_eq(got, wanted);
}

static void ck_day(const char *head, const char *above, const char *below, const char *wanted,
                   hsy_basis basis)
{
    hsy_article a = page(head, above, below);

    ck_str(a.published.value.ptr ? a.published.value : HSY_STR(""), wanted);
    ck_assert_int_eq(a.published.basis, basis);
}

static void ck_title(const char *html, const char *wanted)
{
    hsy_article a = read_page(HSY_MEDIA_HTML, html);
    ck_str(hsy_article_title(&a), wanted);
}

START_TEST(authors_of_json_ld)
{
    ck_names("<script type=application/ld+json>{\"@graph\":[{\"@type\":\"NewsArticle\","
             "\"headline\":\"Harbour closed\",\"author\":{\"@id\":\"#p\"}},"
             "{\"@type\":\"Person\",\"@id\":\"#p\",\"name\":\"Jane Doe\"}]}</script>",
             "", "", "Jane Doe");
    ck_names("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"x\","
             "\"author\":[{\"@type\":\"Person\",\"name\":\"Jane Doe\"},"
             "{\"@type\":\"Person\",\"name\":\"John Smith\"}]}</script>",
             "", "", "Jane Doe; John Smith");
    /* A teaser of another story is not the article. */
    ck_names("<script type=application/ld+json>{\"@type\":\"ItemList\",\"itemListElement\":"
             "[{\"@type\":\"NewsArticle\",\"headline\":\"Other\",\"author\":\"Ann Other\"}]}"
             "</script><script type=application/ld+json>{\"@type\":\"NewsArticle\","
             "\"author\":\"Jane Doe\"}</script>",
             "", "", "Jane Doe");
}
END_TEST

START_TEST(the_outlet_is_no_author)
{
    ck_names("<meta property=og:site_name content='Coast Courier'>"
             "<meta name=author content='Coast Courier'>",
             "<p>By Jane Doe</p>", "", "Jane Doe");
    ck_names("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"x\","
             "\"publisher\":{\"@type\":\"Organization\",\"name\":\"Coast Wave\"},"
             "\"author\":{\"@type\":\"Person\",\"name\":\"Coast Wave\"}}</script>",
             "<p>By Jane Doe</p>", "", "Jane Doe");
}
END_TEST

START_TEST(one_word_gives_way_to_a_full_name)
{
    ck_names("<meta name=author content=jdoe77>", "<p class=byline>By Jane Doe</p>", "",
             "Jane Doe");
    ck_names("<meta name=author content=Lars>", "", "", "Lars");
}
END_TEST

START_TEST(bylines_as_markup_has_them)
{
    ck_names("", "<p><span>By</span><span>Jane Doe</span></p>", "", "Jane Doe");
    ck_names("", "<p>Written by</p><p>Jane Doe</p>", "", "Jane Doe");
    ck_names("", "<div class=byline><b>Jane Doe</b><i>Senior Writer</i></div>", "", "Jane Doe");
    ck_names("", "<div class=byline>Jane Doe, Reviews</div>", "", "Jane Doe");
    ck_names("", "<p>Von Julia Berg und Karl Thal</p>", "", "Julia Berg; Karl Thal");
    ck_names("", "<p>Posted on May 6, 2031 by Jane Doe</p>", "", "Jane Doe");
    ck_names("", "<div class=author>All articles by Jane Doe</div>", "", "Jane Doe");
    ck_names("", "<p>May 6, 2031 | Jane Doe</p>", "", "Jane Doe");
    ck_names("", "<p>Jane Doe</p>", "", "Jane Doe");
    ck_names("", "", "<p>Written by Jane Doe</p>", "Jane Doe");
}
END_TEST

START_TEST(labels_are_no_authors)
{
    ck_names("", "<div class=author>About the Author</div>", "", "");
    ck_names("", "<p>Harbour News</p>", "", "");
    ck_names("", "<div class=author>Sponsored by Coast Tea</div>", "", "");
}
END_TEST

START_TEST(days_of_the_head)
{
    ck_day("<meta name=x-published-date content='2031-05-06'>", "", "", "2031-05-06",
           HSY_BASIS_META);
    ck_day("<meta property=article:modified_time content='2031-05-07'>"
           "<meta property=article:published_time content='2031-05-06T07:30:00+03:00'>",
           "<p>Updated 9 May 2031</p>", "", "2031-05-06T07:30+03:00", HSY_BASIS_META);
}
END_TEST

START_TEST(the_day_is_the_publishers)
{
    const char *head = "<link rel=canonical href='https://coast.example/2031/05/06/harbour'>"
                       "<meta property=article:published_time content='2031-05-07T02:25:00Z'>";
    hsy_article a = page(head, "", "");

    ck_str(a.published.value, "2031-05-06");
    ck_assert_uint_eq(a.nothers, 1);
    ck_str(a.others[0].value, "2031-05-07T02:25Z");
    /* Not so where the hours do not allow it. */
    ck_day("<link rel=canonical href='https://coast.example/2031/05/06/harbour'>"
           "<meta property=article:published_time content='2031-05-07T15:25:00Z'>",
           "", "", "2031-05-07T15:25Z", HSY_BASIS_META);
}
END_TEST

START_TEST(days_that_are_seen)
{
    ck_day("", "<p>6 May 2031</p>", "", "2031-05-06", HSY_BASIS_TEXT);
    ck_day("", "<p>Updated 9 May 2031</p><p>Published 6 May 2031</p>", "", "2031-05-06",
           HSY_BASIS_TEXT);
    ck_day("", "<p>Von Julia Berg | 6.5.31</p>", "", "2031-05-06", HSY_BASIS_TEXT);
    ck_day("", "", "<p>Dieser Artikel wurde am 6. Mai 2031 veröffentlicht.</p>", "2031-05-06",
           HSY_BASIS_TEXT);
    ck_day("", "", "<p>Retrieved 6 May 2031</p><p>Page of 7 June 2031</p>", "", HSY_BASIS_NONE);
    ck_day("", "<abbr class=published title='2031-05-06T17:06:45+0000'>Tuesday</abbr>", "",
           "2031-05-06T17:06+00:00", HSY_BASIS_TIME_ELEMENT);
}
END_TEST

START_TEST(titles)
{
    ck_title("<title>Coast Blog: Harbour closed after a crane fell</title><body>"
             "<h1>Coast Blog</h1><h3>Harbour closed after a crane fell</h3>" PROSE,
             "Harbour closed after a crane fell");
    ck_title("<title>x</title><body><h1># Harbour closed after a crane fell</h1>" PROSE,
             "Harbour closed after a crane fell");
    ck_title("<body><h1>\xc2\xbbThe harbour stays closed\xc2\xab</h1>" PROSE,
             "\xc2\xbbThe harbour stays closed\xc2\xab");
    ck_title("<meta property=og:site_name content='Coast Courier'><body>"
             "<h1>Harbour closed after a crane fell | Coast Courier</h1>" PROSE,
             "Harbour closed after a crane fell");
    ck_title("<title>Harbour shut \xe2\x8b\x86</title><body>" PROSE, "Harbour shut");
}
END_TEST

START_TEST(names_side_by_side)
{
    ck_names("",
             "<div class=article-byline><span>Jane Doe</span> <span>Anna Smith</span></div>",
             "", "Jane Doe; Anna Smith");
    /* The parts of one name. */
    ck_names("", "<div class=article-byline><span>Jane</span> <span>Doe</span></div>", "",
             "Jane Doe");
}
END_TEST

START_TEST(tasks_of_others)
{
    ck_names("",
             "<div>By <a href='/author/doe'>Jane Doe</a>. Reviewed by "
             "<a href='/author/smith'>John Smith</a>, <a href='/author/roe'>Anna Roe</a></div>",
             "", "Jane Doe");
    ck_names("", "<p>6 May 2031 | Edited by John Smith</p>", "", "");
}
END_TEST

START_TEST(a_person_goes_before_the_house)
{
    ck_names("<meta name=author content='Coast Broadcasting Corporation'>", "",
             "<ul><li>Autorin/Autor Jane Doe</li></ul>", "Jane Doe");
    ck_names("<meta name=author content='Jane Doe'>", "<p>By Jane Doe and John Smith</p>", "",
             "Jane Doe; John Smith");
}
END_TEST

START_TEST(the_only_byline)
{
    ck_names("", "", "<aside><h3>Author</h3><p>Jane Doe</p></aside>", "Jane Doe");
    ck_names("", "",
             "<aside><h3>Author</h3><p>Jane Doe</p><h3>Author</h3><p>John Smith</p></aside>",
             "");
    ck_names("", "", "<p>This post was written by Jane Doe, Harbour Editor</p>", "Jane Doe");
}
END_TEST

START_TEST(forms_of_names)
{
    ck_names("<meta name=author content='Jane  M. &nbsp;Doe'>", "", "", "Jane M. Doe");
    ck_names("", "<p>By Jane Doe.</p>", "", "Jane Doe");
    ck_names("", "<p>By Robert Doe Jr.</p>", "", "Robert Doe Jr.");
    ck_names("", "<p>Par Jane Doe le 6 mai 2031</p>", "", "Jane Doe");
    ck_names("", "<p>By Courier-Experte Jane Doe</p>", "", "Jane Doe");
    ck_names("", "<p>Auteur : Jane Doe</p>", "", "Jane Doe");
    ck_names("", "<p>06.05.2031 | 13:10 | Jane Doe</p>", "", "Jane Doe");
    ck_names("", "<div class=author><a rel=author href=/doe>257 Articles</a></div>", "", "");
}
END_TEST

START_TEST(days_that_are_said)
{
    /* A label by itself. */
    ck_day("", "", "<aside><h3>Published</h3><p>6 May 2031</p></aside>", "2031-05-06",
           HSY_BASIS_TEXT);
    /* Two days of one line. */
    ck_day("", "<p>Updated 9 May 2031, first published 6 May 2031</p>", "", "2031-05-06",
           HSY_BASIS_TEXT);
    ck_day("", "<p>Harbour NewsMAY 6, 2031Updated: MAY 9, 2031</p>", "", "2031-05-06",
           HSY_BASIS_TEXT);
    /* An address in the text tells no day. */
    ck_day("", "", "<p>Source: https://coast.example/2031/05/06/crane</p>", "", HSY_BASIS_NONE);
    ck_day("", "", "<p>Von Jane Doe am 06.05.2031, 11:51 | 0 Meinungen</p>", "2031-05-06T11:51",
           HSY_BASIS_TEXT);
}
END_TEST

START_TEST(an_earlier_day_is_shown)
{
    static const char *const moved =
        "<meta property='article:published_time' content='2033-01-02T10:00:00Z'>";

    ck_day(moved, "<p>6 May 2031</p>", "", "2031-05-06", HSY_BASIS_TEXT);
    ck_day(moved, "<p>Updated 6 May 2034</p>", "", "2033-01-02T10:00Z", HSY_BASIS_META);
    ck_day(moved, "<p>6 May 2034</p>", "", "2033-01-02T10:00Z", HSY_BASIS_META);
    /* The attribute is of a change, the words are of the publication. */
    ck_day("", "<time datetime='2031-05-09T10:18:46Z'>Published 6 May 2031</time>", "",
           "2031-05-06", HSY_BASIS_TIME_ELEMENT);
}
END_TEST

START_TEST(headings_beside_the_head)
{
    /* What the only large heading says with Open Graph goes before a smaller one. */
    ck_title(
        "<meta property=og:title content='Crane falls into harbour basin'>"
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":"
        "\"Two ships wait outside the mole\"}</script>"
        "<h1>Crane falls into harbour basin</h1><h2>Two ships wait outside the mole</h2>" PROSE,
        "Crane falls into harbour basin");
    ck_title("<title>x</title><h1>Crane falls into harbour basin | Opinion</h1>" PROSE,
             "Crane falls into harbour basin");
    /* Markup has swallowed the colon. */
    ck_title(
        "<meta property=og:title content='Crane of Port Ardel: two ships have to wait'>"
        "<h1><span>Crane of Port Ardel</span> <span>two ships have to wait</span></h1>" PROSE,
        "Crane of Port Ardel: two ships have to wait");
    /* Guillemets close a quotation, too. */
    ck_title("<h1>The crane fell « at the worst of all times » »</h1>" PROSE,
             "The crane fell « at the worst of all times » »");
}
END_TEST

START_TEST(hostile_addresses_are_refused)
{
    hsy_article a = page("<link rel=canonical href='javascript:alert(1)'>"
                         "<meta property=og:url content='https://coast.example/\"><b>'>",
                         "", "");
    ck_assert(!a.url.ptr);
}
END_TEST

START_TEST(one_name_turned)
{
    ck_names("<meta name=dc.creator content='Doe, Jane'>", "", "", "Jane Doe");
    ck_names("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"x\","
             "\"author\":{\"@type\":\"Person\",\"name\":\"van Dalen, Peter\"}}</script>",
             "", "", "Peter van Dalen");
    ck_names("<meta name=author content='Jane Doe, John Smith'>", "", "",
             "Jane Doe; John Smith");
}
END_TEST

START_TEST(order_of_day_and_month)
{
    /* Another date of the page has the day first, or the month. */
    ck_day("", "<p>Published 5/6/2031</p>", "<p>Last seen 23/5/2031</p>", "2031-06-05",
           HSY_BASIS_TEXT);
    ck_day("", "<p>Published 5/6/2031</p>", "<p>Last seen 4/23/2031</p>", "2031-05-06",
           HSY_BASIS_TEXT);
    ck_day("", "<p>Published 5/6/2031</p>", "", "", HSY_BASIS_NONE);
}
END_TEST

/* A page with a head, fetched for an item of a feed. */
static hsy_article item(const char *head, const char *feed_date, const char *author)
{
    static char html[4000];

    snprintf(html, sizeof html,
             "<html lang=en><head>%s</head><body><article><h1>Harbour "
             "closed after a crane fell</h1>" PROSE "</article></body></html>",
             head);
    return read_source((hsy_source){.media = HSY_MEDIA_HTML,
                                    .bytes = hsy_str_of(html),
                                    .feed_date = hsy_str_of(feed_date),
                                    .given_author = hsy_str_of(author)});
}

START_TEST(the_feed_is_the_last_resort)
{
    const char *day = "<meta property=article:published_time content='2031-05-06'>";
    hsy_article a = item("", "Tue, 06 May 2031 07:30:00 GMT", "");

    ck_str(a.published.value, "2031-05-06T07:30Z");
    ck_assert_int_eq(a.published.basis, HSY_BASIS_FEED);
    /* It adds the minute of the page's own day ... */
    a = item(day, "Tue, 06 May 2031 07:30:00 GMT", "");
    ck_str(a.published.value, "2031-05-06T07:30Z");
    ck_assert_int_eq(a.published.basis, HSY_BASIS_META);
    ck_assert_uint_eq(a.nothers, 0);
    /* ... and never another day, nor another minute. */
    a = item(day, "Wed, 07 May 2031 07:30:00 GMT", "");
    ck_str(a.published.value, "2031-05-06");
    ck_assert_uint_eq(a.nothers, 1);
    ck_assert_int_eq(a.others[0].basis, HSY_BASIS_FEED);
    a = item("<meta property=article:published_time content='2031-05-06T06:00:00Z'>",
             "Tue, 06 May 2031 07:30:00 GMT", "");
    ck_str(a.published.value, "2031-05-06T06:00Z");
}
END_TEST

START_TEST(authors_of_the_feed)
{
    hsy_article a = item("", "", "Jane Doe; John Smith");

    ck_assert_uint_eq(a.nbylines, 2);
    ck_str(a.bylines[0].name, "Jane Doe");
    ck_str(a.bylines[1].name, "John Smith");
    ck_assert_uint_eq(a.bylines[0].at.off, HSY_NONE);
    a = item("", "", "The Associated Press");
    ck_assert_uint_eq(a.nbylines, 0);
    ck_str(a.wire.agency, "Associated Press");
}
END_TEST

static void ck_wire(const char *head, const char *below, const char *wanted)
{
    hsy_article a = page(head, "", below);
    ck_str(a.wire.agency.ptr ? a.wire.agency : HSY_STR(""), wanted);
}

START_TEST(agencies)
{
    ck_wire("", "<p>\xc2\xa9 2031 The Associated Press. All rights reserved.</p>",
            "Associated Press");
    ck_wire("", "<p>\xc2\xa9 2031 Coast Courier. All rights reserved.</p>", "");
    ck_wire("<meta name=source content=Reuters>", "", "Reuters");
    ck_wire("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"x\","
            "\"sourceOrganization\":{\"@type\":\"Organization\",\"name\":\"AFP\"}}</script>",
            "", "Agence France-Presse");
    ck_wire("", "<p>The mole will be looked at on Friday, the harbour office said. (AFP)</p>",
            "Agence France-Presse");
    ck_wire("",
            "<p>The mole will be looked at on Friday, a spokesman told the agency (AFP).</p>",
            "");
}
END_TEST

static void ck_section(const char *head, const char *wanted)
{
    hsy_article a = page(head, "", "");
    ck_str(a.section.ptr ? a.section : HSY_STR(""), wanted);
}

START_TEST(sections)
{
    ck_section("<meta property=article:section content='Ports'>", "Ports");
    ck_section("<meta property=article:section content='https://coast.example/ports'>", "");
    ck_section("<meta property=article:section content='Ports, Ships, Cranes, Jane Doe'>",
               "Ports");
    ck_section("<meta property=article:section content='Ports, Ships & Cranes'>",
               "Ports, Ships & Cranes");
    ck_section("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"x\","
               "\"articleSection\":[\"World\",\"Ports\"]}</script>",
               "World");
    ck_section(
        "<title>Harbour closed after a crane fell</title>"
        "<script type=application/ld+json>{\"@type\":\"BreadcrumbList\","
        "\"itemListElement\":[{\"@type\":\"ListItem\",\"position\":1,\"name\":\"Front\"},"
        "{\"@type\":\"ListItem\",\"position\":2,\"item\":{\"@id\":\"/p\",\"name\":\"Ports\"}},"
        "{\"@type\":\"ListItem\",\"position\":3,"
        "\"name\":\"Harbour closed after a crane fell\"}]}</script>",
        "Ports");
    ck_section("", "");
}
END_TEST

START_TEST(relative_addresses)
{
    hsy_article a = page("<meta property=og:url content='https://coast.example/x/y?z=1'>"
                         "<link rel=canonical href='/2031/harbour'>",
                         "", "");
    ck_str(a.canonical, "https://coast.example/2031/harbour");
    ck_str(a.url, "https://coast.example/2031/harbour");
    a = page("<base href='https://coast.example/news/'><link rel=canonical href=harbour>", "",
             "");
    ck_str(a.canonical, "https://coast.example/news/harbour");
    a = page("<link rel=canonical href='/2031/harbour'>", "", "");
    ck_assert(!a.canonical.ptr);
}
END_TEST

/* The language of a page that says it is in `tag`, with a text in another one. */
static void ck_language(const char *tag, const char *text, const char *wanted)
{
    static char html[6000];

    snprintf(html, sizeof html,
             "<html lang=%s><body><article><h1>Ardel</h1><p>%s</p><p>%s</p>"
             "<p>%s</p></article></body></html>",
             tag, text, text, text);
    hsy_article a = read_page(HSY_MEDIA_HTML, html);
    ck_str(a.language.ptr ? a.language : HSY_STR(""), wanted);
}

START_TEST(languages)
{
    const char *english =
        "The harbour of Ardel was closed on Monday, and the ships that had "
        "come for the fair have been told to wait at the mole until noon. It is "
        "not known who was at the crane when it fell, said the council, but the "
        "divers who are to look at the basin will be there before the weekend.";
    const char *german =
        "Der Hafen von Ardel ist am Montag gesperrt worden, und die Schiffe, "
        "die zur Messe kommen, warten bis zum Mittag an der Mole auf Nachricht.";
    const char *swahili =
        "Bandari ya Ardel imefungwa siku ya Jumatatu baada ya winchi kuanguka "
        "majini, na meli zote zimeambiwa kusubiri nje hadi mchana wa leo. Mkuu wa "
        "bandari alisema hakuna mtu aliyejeruhiwa, lakini kazi ya kuondoa winchi "
        "hiyo itachukua siku tatu, na wapiga mbizi wataangalia gati kesho asubuhi "
        "kabla ya meli kuruhusiwa kuingia tena bandarini, kama ilivyopangwa awali.";

    ck_language("''", english, "en");
    ck_language("''", german, "");
    ck_language("de", german, "de");
    ck_language("en", english, "en");
    ck_language("en", swahili, "");
    ck_language("de", english, "en");
}
END_TEST

UNIT_MAIN("metadata", authors_of_json_ld, the_outlet_is_no_author,
          one_word_gives_way_to_a_full_name, bylines_as_markup_has_them, labels_are_no_authors,
          names_side_by_side, tasks_of_others, a_person_goes_before_the_house, the_only_byline,
          forms_of_names, days_of_the_head, the_day_is_the_publishers, days_that_are_seen,
          days_that_are_said, an_earlier_day_is_shown, titles, headings_beside_the_head,
          hostile_addresses_are_refused, one_name_turned, order_of_day_and_month,
          the_feed_is_the_last_resort, authors_of_the_feed, agencies, sections,
          relative_addresses, languages)
