/* HTML pages: body, title and metadata.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "page_case.h"

#define P1                                                                                     \
    "<p>The harbour fire service said on Tuesday that <b>eleven</b> bodies had been "          \
    "recovered &amp; counted.</p>"
#define P2                                                                                     \
    "<p>Cranes stood idle along the quay while divers went on with the search, a spokeswoman " \
    "said.</p>"
#define P3                                                                                     \
    "<p>The governor of the province is to meet the port authority on Thursday to talk about " \
    "the quay.</p>"

static const char page[] =
    "<!doctype html><html lang=en-GB><head><title>Blast at grain terminal | Coast "
    "Courier</title>"
    "<meta property=og:site_name content='Coast Courier'>"
    "<link rel=canonical href='https://www.coastcourier.example/2031/05/07/blast'>"
    "<meta property='article:published_time' content='2031-05-05T09:00:00Z'>"
    "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":"
    "\"Blast at grain terminal\",\"datePublished\":\"2031-05-06T07:30:00+03:00\","
    "\"author\":[{\"@type\":\"Person\",\"name\":\"Jane Doe\"},{\"@id\":\"#p2\"}]},"
    "{\"@type\":\"Person\",\"@id\":\"#p2\",\"name\":\"John Smith\"}]}</script></head><body>"
    "<header><nav><ul><li><a href=/>News</a><li><a href=/s>Shipping</a></ul></nav></header>"
    "<main><article><h1>Blast at grain terminal</h1><div class=share-bar>Share this story "
    "now.</div>"
    "<div class=article-body>" P1
    "<figure><img><figcaption>The quay on Monday.</figcaption></figure>"
    "<h2>Search goes on</h2>" P2
    "<div class='related-posts'><h3>Related</h3><ul><li><a href=/x>Two killed in"
    " rail yard fire</a></ul></div>" P3
    "<p>Sign up for our newsletter to get the news in your inbox.</p></div></article>"
    "<aside><p>Forty miners were brought up unhurt after the pumps had failed at "
    "night.</p></aside></main>"
    "<footer><p>&copy; 2029 Coast Courier. All rights reserved.</p></footer></body></html>";

START_TEST(the_body_is_found)
{
    hsy_article a = read_page(HSY_MEDIA_HTML, page);

    ck_str(hsy_article_title(&a), "Blast at grain terminal");
    ck_assert_uint_eq(a.nparagraphs, 4);
    ck_str(hsy_article_str(&a, a.paragraphs[0].span),
           "The harbour fire service said on Tuesday that eleven bodies had been recovered & "
           "counted.");
    ck_assert(a.paragraphs[1].heading);
    ck_assert(!body_has(&a, "rail yard"));
    ck_assert(!body_has(&a, "miners"));
    ck_assert_int_eq(removed_as(&a, "Two killed"), HSY_AS_RELATED);
    ck_assert_int_eq(removed_as(&a, "The quay on Monday"), HSY_AS_CAPTION);
    ck_assert_int_eq(removed_as(&a, "Sign up for"), HSY_AS_PROMPT);
    ck_assert_int_eq(removed_as(&a, "Share this"), HSY_AS_SHARE);
    ck_assert_int_eq(removed_as(&a, "&copy; 2029"), HSY_AS_FOOTER);
}
END_TEST

START_TEST(spans_lead_back_to_the_page)
{
    hsy_article a = read_page(HSY_MEDIA_HTML, page);
    hsy_str text = hsy_text_str(&a.text);

    ck_verbatim(&a, "divers went on with the search");
    size_t at = hsy_str_find(text, HSY_STR("eleven bodies"), 0);
    hsy_span source = hsy_text_source(&a.text, (hsy_span){(uint32_t)at, 13});
    ck_str(hsy_span_str(a.source, source), "eleven</b> bodies");
    at = hsy_str_find(text, HSY_STR("&"), 0);
    source = hsy_text_source(&a.text, (hsy_span){(uint32_t)at, 1});
    ck_str(hsy_span_str(a.source, source), "&amp;");
    source = hsy_text_source(&a.text, (hsy_span){0, a.title_len});
    ck_assert_uint_gt(source.off, hsy_str_find(a.source, HSY_STR("<h1>"), 0));
}
END_TEST

START_TEST(metadata_in_the_order_of_choice)
{
    hsy_article a = read_page(HSY_MEDIA_HTML, page);

    ck_str(a.published.value, "2031-05-06T07:30+03:00");
    ck_assert_int_eq(a.published.basis, HSY_BASIS_JSON_LD);
    ck_assert_int_eq(a.published.precision, HSY_PRECISION_MINUTE);
    ck_assert_uint_eq(a.nothers, 2);
    ck_str(a.others[0].value, "2031-05-05T09:00Z");
    ck_assert_int_eq(a.others[1].basis, HSY_BASIS_URL);
    ck_assert_uint_eq(a.nbylines, 2);
    ck_str(a.bylines[0].name, "Jane Doe");
    ck_str(a.bylines[1].name, "John Smith");
    ck_str(a.publisher.name, "Coast Courier");
    ck_str(a.publisher.domain, "coastcourier.example");
    ck_str(a.language, "en");
    ck_str(a.url, "https://www.coastcourier.example/2031/05/07/blast");
}
END_TEST

START_TEST(a_bare_page_has_a_body_and_nothing_else)
{
    hsy_article a = read_page(HSY_MEDIA_HTML, P1 P2 P3);

    ck_assert_uint_eq(a.nparagraphs, 3);
    ck_assert_uint_eq(a.title_len, 0);
    ck_assert_ptr_null(a.published.value.ptr);
    ck_assert_ptr_null(a.publisher.name.ptr);
    ck_assert_uint_eq(a.nbylines, 0);
}
END_TEST

START_TEST(a_word_in_the_class_of_the_whole_page_drops_nothing)
{
    hsy_article a = read_page(
        HSY_MEDIA_HTML,
        "<body class='sidebar comments-open'><div class='ad-enabled'>" P1 P2 P3 "</div>");

    ck_assert_uint_eq(a.nparagraphs, 3);
}
END_TEST

START_TEST(a_piece_that_a_script_would_show_is_the_page)
{
    hsy_article a = read_page(
        HSY_MEDIA_HTML, "<h1>Blast at grain terminal</h1><p>Loading.</p>"
                        "<div hidden id=S:0><div class=article-body>" P1 P2 P3 P1 P2 P3 P1 P2 P3
                        "</div></div>");

    ck_assert(body_has(&a, "divers went on"));
    a = read_page(HSY_MEDIA_HTML, "<p hidden>A line nobody has ever seen on this page, at any "
                                  "time of day, was hidden.</p>" P1 P2 P3);
    ck_assert(!body_has(&a, "nobody"));
}
END_TEST

#define SAID                                                                                   \
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Blast at "   \
    "grain terminal\",\"articleBody\":\"The harbour fire service said on Tuesday that eleven " \
    "bodies had been recovered & counted. Cranes stood idle along the quay while divers went " \
    "on with the search, a spokeswoman said. The governor of the province is to meet the "     \
    "port "                                                                                    \
    "authority on Thursday to talk about the quay.\"}</script>"

START_TEST(what_the_page_does_not_count_to_its_article_is_left_out)
{
    static const char other[] =
        "<p>Forty miners were brought up unhurt after the pumps had failed at night.</p>";
    char html[4000];

    snprintf(html, sizeof html, "%s<article>%s%s%s%s</article>", SAID, P1, P2, P3, other);
    hsy_article a = read_page(HSY_MEDIA_HTML, html);
    ck_assert(body_has(&a, "governor"));
    ck_assert(!body_has(&a, "miners"));
    /* What stands before it may be the lead; without it, all counts. */
    snprintf(html, sizeof html, "%s<article>%s%s%s%s</article>", SAID, other, P1, P2, P3);
    a = read_page(HSY_MEDIA_HTML, html);
    ck_assert(body_has(&a, "miners"));
    snprintf(html, sizeof html, "<article>%s%s%s%s</article>", P1, P2, P3, other);
    a = read_page(HSY_MEDIA_HTML, html);
    ck_assert(body_has(&a, "miners"));
}
END_TEST

START_TEST(an_article_in_pieces_of_one_class_is_one)
{
    hsy_article a =
        read_page(HSY_MEDIA_HTML,
                  "<h1>Blast at grain terminal</h1><main><div><div class=rich-text>" P1 P1 P3
                  "</div></div><div class=cta>Buy a ticket</div><div><div "
                  "class=rich-text>" P2 "</div></div></main>");

    ck_assert(body_has(&a, "divers went on"));
}
END_TEST

START_TEST(a_lead_called_a_teaser_stays_and_a_list_of_teasers_goes)
{
    hsy_article a = read_page(
        HSY_MEDIA_HTML,
        "<article><h1>Blast at grain terminal</h1><p class=teaser>Eleven people have died in "
        "the blast at the grain terminal of Port Ardel.</p>" P1 P2 P3 "<p class=teaser><a "
        "href=/x>Forty miners</a> were brought up unhurt after the pumps had failed at "
        "night.</p></article>");

    ck_assert(body_has(&a, "Eleven people"));
    ck_assert(!body_has(&a, "pumps"));
}
END_TEST

static void ck_title(const char *head, const char *heading, const char *title)
{
    char html[4000];

    snprintf(html, sizeof html, "<head>%s</head>%s" P1 P2 P3, head, heading);
    hsy_article a = read_page(HSY_MEDIA_HTML, html);
    ck_str(hsy_article_title(&a), title);
}

START_TEST(the_title_is_the_heading_without_what_stands_above_it)
{
    static const char og[] = "<meta property=og:title content='Late goal wins the derby'>";
    static const char site[] = "<meta property=og:site_name content='Coast Courier'>"
                               "<title>Coast Courier: Late goal wins the derby - Sport</title>";

    ck_title(og, "<h1><span>Harbour League</span> Late goal wins the derby</h1>",
             "Late goal wins the derby");
    ck_title(og, "<h1><div>Harbour League</div><div>Late goal wins the derby</div></h1>",
             "Late goal wins the derby");
    ck_title(og, "<h1>Late goal wins the derby<span>Second defeat in a row</span></h1>",
             "Late goal wins the derby");
    /* A part is cut only where the heading falls into two. */
    ck_title(og, "<h1>The late goal wins the derby</h1>", "The late goal wins the derby");
    ck_title("<meta property=og:title content='Derby: late goal wins it'>",
             "<h1><span>Derby</span><span>late goal wins it</span></h1>",
             "Derby: late goal wins it");
    ck_title(site, "", "Late goal wins the derby");
    ck_title(site, "<h1>Coast Courier</h1>", "Late goal wins the derby");
    ck_title("<title>Coffee - Port Ardel University</title>", "<h1>Coffee</h1>", "Coffee");
}
END_TEST

static void ck_author(const char *html_before, const char *name)
{
    char html[4000];

    snprintf(html, sizeof html, "<h1>Blast at grain terminal</h1>%s" P1 P2 P3, html_before);
    hsy_article a = read_page(HSY_MEDIA_HTML, html);
    ck_assert_uint_eq(a.nbylines, name ? 1 : 0);
    if (name)
        ck_str(a.bylines[0].name, name);
}

START_TEST(authors_stand_where_the_markup_says)
{
    ck_author("<div>On Monday, <a href=/author/jdoe>Jane Doe</a></div>", "Jane Doe");
    ck_author("<p>Posted by <a rel=author href=/u/7>harbourcat</a></p>", "harbourcat");
    ck_author("<span class=byline>Photo</span>", NULL);
    ck_author("<div class=author><b>By</b> Jane Doe</div>", "Jane Doe");
    ck_author("<div class=related><a rel=author href=/u/7>Jane Doe</a></div>", NULL);
    ck_author("<meta name=twitter:label1 content='Written by'>"
              "<meta name=twitter:data1 content='Jane Doe'>",
              "Jane Doe");
    ck_author("<meta name=twitter:label1 content='Reading time'>"
              "<meta name=twitter:data1 content='Five Minutes'>",
              NULL);
    ck_author("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":{"
              "\"@type\":\"Organization\",\"name\":\"Harbour Watch\"}}</script>",
              "Harbour Watch");
    ck_author("<div class=byline>By Jane Doe December 6</div>", "Jane Doe");
}
END_TEST

static void ck_day(const char *language, const char *html_after, const char *day)
{
    char html[4000];

    snprintf(html, sizeof html,
             "<html lang='%s'><h1>Blast at grain terminal</h1>" P1 P2 P3 "%s", language,
             html_after);
    hsy_article a = read_page(HSY_MEDIA_HTML, html);
    ck_assert_int_eq(a.published.value.ptr != NULL, day != NULL);
    if (day)
        ck_str(hsy_str_sub(a.published.value, 0, 10), day);
}

START_TEST(the_only_day_of_a_page_is_its_day)
{
    ck_day("en", "<div>Posted on 6 May 2031</div>", "2031-05-06");
    ck_day("en", "<div>6 May 2031</div><div>7 May 2031</div>", NULL);
    ck_day("en", "<footer>Since 6 May 2031</footer>", NULL);
    ck_day("en", "<div class=comments><time datetime=2031-05-09>then</time></div>", NULL);
}
END_TEST

START_TEST(the_language_says_which_number_is_the_day)
{
    ck_day("en", "<div>05/06/2031</div>", NULL);
    ck_day("en-US", "<div>05/06/2031</div>", "2031-05-06");
    ck_day("en-GB", "<div>05/06/2031</div>", "2031-06-05");
    ck_day("fr", "<div>05/06/2031</div>", "2031-06-05");
}
END_TEST

/* A page of many blocks, as the trees judge them, with `lead` below its heading. */
static hsy_article long_page(const char *head, const char *lead)
{
    static char html[30000];
    size_t n = (size_t)snprintf(html, sizeof html, "<head>%s</head><h1>Blast at grain "
                                                   "terminal</h1>%s", head, lead);

    for (int i = 0; i < 10; i++)
        n += (size_t)snprintf(html + n, sizeof html - n, P1 P2 P3 "<p>Said number %d, and "
                              "nobody in the harbour answered him at that hour.</p>", i);
    return read_page(HSY_MEDIA_HTML, html);
}

START_TEST(the_lead_stays_and_a_note_on_the_author_goes)
{
    static const char lead[] =
        "<div class=x3>Nine dockers died when a store of grain blew up in the old harbour, "
        "and the owner of the terminal has been warned twice this year.</div>";
    static const char note[] =
        "<p class=byline>By Jane Doe</p><div class=bio>Jane Doe has written on ports for "
        "twelve years and lives by the old harbour with two cats and a dog.</div>";

    hsy_article a = long_page("", lead);
    ck_assert(body_has(&a, "Nine dockers"));
    a = long_page("<meta name=description content='Nine dead, and no word from the owner yet'>",
                  "<div class=x3>Nine dead, and no word from the owner yet</div>");
    ck_assert(body_has(&a, "Nine dead, and"));
    a = long_page("", note);
    ck_assert(!body_has(&a, "two cats"));
}
END_TEST

START_TEST(a_page_without_text_is_refused)
{
    hsy_article article;
    hsy_error err;
    hsy_source source = {.media = HSY_MEDIA_HTML,
                         .input = HSY_STR("x.html"),
                         .bytes = HSY_STR("<html><body><script>x</script></body></html>")};

    const hsy_page_tables *tables = page_tables();
    ck_assert_int_eq(hsy_page_read(tables, &arena, &source, NULL, &article, &err), HSY_FORMAT);
    ck_assert_str_eq(err.file, "x.html");
}
END_TEST

UNIT_MAIN("article", the_body_is_found, spans_lead_back_to_the_page,
          metadata_in_the_order_of_choice, a_bare_page_has_a_body_and_nothing_else,
          a_word_in_the_class_of_the_whole_page_drops_nothing, a_page_without_text_is_refused,
          a_piece_that_a_script_would_show_is_the_page,
          what_the_page_does_not_count_to_its_article_is_left_out,
          an_article_in_pieces_of_one_class_is_one,
          the_lead_stays_and_a_note_on_the_author_goes,
          a_lead_called_a_teaser_stays_and_a_list_of_teasers_goes,
          the_title_is_the_heading_without_what_stands_above_it,
          authors_stand_where_the_markup_says, the_only_day_of_a_page_is_its_day,
          the_language_says_which_number_is_the_day)
