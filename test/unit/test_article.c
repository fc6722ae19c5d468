/* HTML pages: body, title and metadata.
 *
 * SPDX-License-Identifier: Apache-2.0 */
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
          a_word_in_the_class_of_the_whole_page_drops_nothing, a_page_without_text_is_refused)
