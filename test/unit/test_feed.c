/* Feeds: what an item gives, in which order of choice; what is not well-formed; what
 * is refused.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/feed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "unit.h"

#define RSS(items)                                                                             \
    "<rss version='2.0'><channel><title>Mill News</title>" items "</channel></rss>"

static hsy_arena arena;
static hsy_feed feed;
static hsy_error err;

static hsy_status read_bytes(hsy_str bytes)
{
    hsy_arena_clear(&arena);
    hsy_arena_init(&arena, 0);
    hsy_feed_kind kind = hsy_feed_look(bytes);
    ck_assert_int_ne(kind, HSY_FEED_NONE);
    return hsy_feed_read(&arena, bytes, kind, &feed, &err);
}

static const hsy_item *first_of(const char *text)
{
    ck_assert_int_eq(read_bytes(hsy_str_of(text)), HSY_OK);
    ck_assert_uint_ge(feed.items.count, 1);
    return &feed.items.data[0];
}

static void ck_str(hsy_str got, const char *want)
{
    char *plain = strndup(got.ptr ? got.ptr : "(none)", got.ptr ? got.len : 6);
    ck_assert_str_eq(plain, want);
    free(plain);
}

START_TEST(an_rss_item_is_read)
{
    const hsy_item *item = first_of(
        RSS("<item><title>Mill &amp;amp; weir &lt;b&gt;burn&lt;/b&gt;</title>"
            "<link> http://x.example/a </link><pubDate>Tue, 06 May 2031 07:30:00 GMT</pubDate>"
            "<description>Short &amp;amp; plain.</description></item>"));
    ck_str(item->title, "Mill & weir burn");
    ck_str(item->url, "http://x.example/a");
    ck_str(item->date, "Tue, 06 May 2031 07:30:00 GMT");
    ck_str(item->text, "Short & plain.");
    ck_assert(!item->html);
    ck_str(feed.title, "Mill News");
}
END_TEST

START_TEST(the_best_of_several_ways_counts)
{
    const hsy_item *item = first_of(
        "<rss xmlns:c='http://purl.org/rss/1.0/modules/content/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:m='http://search.yahoo.com/mrss/'>"
        "<channel><item><description>Short.</description><m:title>Picture</m:title>"
        "<c:encoded><![CDATA[<p>Long &amp; "
        "whole.</p>]]></c:encoded><description>x</description>"
        "<dc:date>2031-05-06</dc:date><pubDate>6 May 2031</pubDate><dc:title>Second</dc:title>"
        "<title>First</title><guid>http://x.example/guid</guid></item></channel></rss>");
    ck_str(item->text, "<p>Long &amp; whole.</p>");
    ck_assert(item->html);
    ck_str(item->title, "First");
    ck_str(item->date, "6 May 2031");
    ck_str(item->url, "http://x.example/guid");
}
END_TEST

START_TEST(an_atom_entry_is_read)
{
    const hsy_item *item = first_of(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://x.example/d/'>"
        "<title>Mill News</title><link href='/'/><link rel='self' href='http://x.example/f'/>"
        "<entry><title type='html'>A &amp;lt; B</title><link rel='enclosure' href='a.mp3'/>"
        "<link rel='alternate' "
        "href='e.html'/><id>urn:1</id><updated>2031-05-07T00:00:00Z</updated>"
        "<published>2031-05-06T00:00:00Z</published><source><title>Weir Post</title>"
        "<link href='http://w.example/'/></source><summary>Short.</summary>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One &lt; two."
        "<br/></p></div></content></entry></feed>");
    ck_str(item->title, "A < B");
    ck_str(item->url, "http://x.example/d/e.html");
    ck_str(item->date, "2031-05-06T00:00:00Z");
    ck_str(item->publisher, "Weir Post");
    ck_str(item->text, "<div><p>One &lt; two.<br></br></p></div>");
    ck_assert(item->html);
    ck_str(feed.title, "Mill News");
}
END_TEST

START_TEST(plain_atom_text_is_no_markup)
{
    const hsy_item *item =
        first_of("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>a &lt;b> c</title>"
                 "<content>1 &lt; 2 &amp;amp; so on</content></entry></feed>");
    ck_str(item->title, "a <b> c");
    ck_str(item->text, "1 < 2 &amp; so on");
    ck_assert(!item->html);
}
END_TEST

START_TEST(rdf_items_stand_beside_their_channel)
{
    first_of(
        "<?xml version='1.0'?><!DOCTYPE rdf:RDF [ <!ENTITY % l PUBLIC 'x' 'y'> ]>"
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns='http://purl.org/rss/1.0/'><channel><title>C</title></channel>"
        "<item rdf:about='http://x.example/1'><title>One</title><description>T</description>"
        "</item><item><title>Two</title></item></rdf:RDF>");
    ck_assert_uint_eq(feed.items.count, 2);
    ck_str(feed.items.data[0].url, "http://x.example/1");
    ck_assert(!feed.mended);
}
END_TEST

START_TEST(json_feeds_are_read)
{
    const hsy_item *item = first_of(
        "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Mill News\",\n"
        "\"items\": [{\"id\": \"1\", \"url\": \"http://x.example/a\", \"title\": \"T\",\n"
        "\"content_text\": \"Text.\", \"date_published\": \"2031-05-06\"}, 7]}");
    ck_str(item->text, "Text.");
    ck_str(item->date, "2031-05-06");
    ck_assert_uint_eq(feed.items.count, 2);
    ck_assert_ptr_null(feed.items.data[1].text.ptr);
}
END_TEST

START_TEST(ill_formed_feeds_are_read_as_far_as_they_go)
{
    const hsy_item *item = first_of(
        "<rss><channel><title>Mill & Weir</title><item><title>Fish & chips&nbsp;rise</title>"
        "<link>http://x.example/?a=1&b=2</link><description><p>One<br>two</description></item>"
        "<item><title>Second</title><description><![CDATA[x]]></description></item>");
    ck_assert(feed.mended);
    ck_assert_uint_eq(err.line, 1);
    ck_assert_uint_eq(feed.items.count, 2);
    ck_str(feed.title, "Mill & Weir");
    ck_str(item->title, "Fish & chips\xc2\xa0rise");
    ck_str(item->url, "http://x.example/?a=1&b=2");
    ck_str(item->text, "<p>One<br>two");
    ck_str(feed.items.data[1].text, "x");
}
END_TEST

START_TEST(entities_of_its_own_cost_a_feed_its_reading)
{
    ck_assert_int_eq(
        read_bytes(HSY_STR("<!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"
                           "<rss><channel><item><title>&b;</title></item></channel>"
                           "</rss>")),
        HSY_FORMAT);
    ck_assert_str_eq(err.message, "the feed declares entities of its own");
}
END_TEST

/* What expat would take a second and hundreds of MiB for goes to the lenient scan. */
START_TEST(endless_markup_is_passed_over)
{
    const size_t most = 200000;
    char *text = calloc(1, most + 200), *to = text;

    ck_assert_ptr_nonnull(text);
    to += sprintf(to, "<rss><channel>");
    for (int i = 0; i < 1200; i++)
        to += sprintf(to, "<a>");
    sprintf(to, "<item><title>A</title>");
    ck_assert_int_eq(read_bytes(hsy_str_of(text)), HSY_FORMAT);
    ck_assert_ptr_nonnull(strstr(err.message, "1000 deep"));
    to = text + sprintf(text, "<rss><channel><item><title>A</title></item><item ");
    while (to < text + most)
        to += sprintf(to, "a%d='>' ", (int)(to - text));
    sprintf(to, "></item></channel></rss>");
    ck_assert_int_eq(read_bytes(hsy_str_of(text)), HSY_OK);
    ck_assert_ptr_nonnull(strstr(err.message, "64 KiB"));
    ck_assert(feed.mended);
    ck_str(feed.items.data[0].title, "A");
    free(text);
}
END_TEST

/* Names are kept as far as a part of the builder holds them, to the end of a character. */
START_TEST(a_long_name_is_cut_between_characters)
{
    const hsy_item *item = first_of(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title><content "
        "type='xhtml'><div><éééééééééééééééééééééééééééééé>One.</éééééééééééééééééééééééééééééé>"
        "</div></content></entry></feed>");
    ck_assert_uint_eq(hsy_utf8_check(item->text), SIZE_MAX);
    ck_assert_uint_ne(hsy_str_find(item->text, HSY_STR("One."), 0), SIZE_MAX);
}
END_TEST

START_TEST(charsets_are_read)
{
    static const char latin[] =
        "<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><item>"
        "<title>S\xe3o \x93Tom\xe9\x94</title></item></channel></rss>";
    static const char cyrillic[] = "<?xml version='1.0' encoding='windows-1251'?><rss><channel>"
                                   "<item><title>\xcc\xe8\xf0</title></item></channel></rss>";
    char wide[400] = "\xff\xfe";
    size_t len = 2;

    ck_str(first_of(latin)->title, "S\xc3\xa3o \xe2\x80\x9cTom\xc3\xa9\xe2\x80\x9d");
    ck_str(first_of(cyrillic)->title, "\xd0\x9c\xd0\xb8\xd1\x80");
    for (const char *c = RSS("<item><title>Mill</title></item>"); *c; c++, len += 2)
        wide[len] = *c;
    ck_assert_int_eq(read_bytes((hsy_str){wide, len}), HSY_OK);
    ck_str(feed.items.data[0].title, "Mill");
}
END_TEST

START_TEST(lists_of_addresses_are_counted)
{
    ck_assert_int_eq(
        read_bytes(HSY_STR("<opml><body><outline text='a'><outline xmlUrl='http://x/'/>"
                           "</outline><outline xmlUrl='http://y/'/></body></opml>")),
        HSY_OK);
    ck_assert_int_eq(feed.kind, HSY_FEED_OPML);
    ck_assert_uint_eq(feed.naddresses, 2);
    ck_assert_int_eq(
        read_bytes(HSY_STR("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
                           "<url><loc>http://x/</loc></url></urlset>")),
        HSY_OK);
    ck_assert_uint_eq(feed.naddresses, 1);
}
END_TEST

START_TEST(authors_are_names)
{
    const hsy_item *item =
        first_of(RSS("<item><title>T</title><author>e@x.example (Edda Varn)</author></item>"));
    ck_str(item->author, "Edda Varn");
    item = first_of(RSS("<item xmlns:dc='http://purl.org/dc/elements/1.1/'><title>T</title>"
                        "<dc:creator>Edda Varn</dc:creator><dc:creator>Karel Usk</dc:creator>"
                        "</item>"));
    ck_str(item->author, "Edda Varn; Karel Usk");
    item = first_of("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title><author>"
                    "<name>Edda Varn</name><email>e@x.example</email></author></entry></feed>");
    ck_str(item->author, "Edda Varn");
    item = first_of(RSS("<item><title>T</title><author>desk@x.example</author></item>"));
    ck_assert_ptr_null(item->author.ptr);
}
END_TEST

START_TEST(an_id_is_no_address_unless_it_says_so)
{
    const hsy_item *item =
        first_of(RSS("<item><title>T</title><guid isPermaLink='false'>http://x.example/7</guid>"
                     "</item>"));
    ck_str(item->id, "http://x.example/7");
    ck_assert_ptr_null(item->url.ptr);
    item = first_of(RSS("<item><title>T</title><guid>http://x.example/7</guid></item>"));
    ck_str(item->url, "http://x.example/7");
}
END_TEST

START_TEST(base64_and_stray_controls_are_read)
{
    const hsy_item *item =
        first_of("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>"
                 "<title type='text/html' mode='base64'>VGhlIDxiPm1pbGw8L2I+</title>"
                 "<summary>The mill\xc2\x92s weir</summary></entry></feed>");
    ck_str(item->title, "The mill");
    ck_str(item->text, "The mill\xe2\x80\x99s weir");
}
END_TEST

START_TEST(news_sitemaps_are_rows_without_text)
{
    static const char text[] =
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url>"
        "<loc>http://x.example/a</loc><n:news><n:publication><n:name>Mill News</n:name>"
        "<n:language>en</n:language></n:publication>"
        "<n:publication_date>2031-05-06</n:publication_date><n:title>Mill burns</n:title>"
        "</n:news></url><url><loc>http://x.example/b</loc><lastmod>2031-05-07</lastmod></url>"
        "</urlset>";
    const hsy_item *item = first_of(text);

    ck_assert_int_eq(feed.kind, HSY_FEED_SITEMAP);
    ck_assert_uint_eq(feed.naddresses, 2);
    ck_assert_uint_eq(feed.nnews, 1);
    ck_str(item->title, "Mill burns");
    ck_str(item->url, "http://x.example/a");
    ck_str(item->date, "2031-05-06");
    ck_str(item->publisher, "Mill News");
    ck_str(item->language, "en");
    ck_assert_ptr_null(item->text.ptr);
    ck_str(feed.items.data[1].date, "2031-05-07");
}
END_TEST

START_TEST(wide_characters_need_no_mark)
{
    static const char ascii[] = "<?xml version='1.0'?>" RSS("<item><title>Mill</title></item>");
    char wide[2 * sizeof ascii];

    for (size_t i = 0; i < sizeof ascii; i++) {
        wide[2 * i] = ascii[i];
        wide[2 * i + 1] = '\0';
    }
    ck_assert_int_eq(read_bytes((hsy_str){wide, 2 * (sizeof ascii - 1)}), HSY_OK);
    ck_str(feed.items.data[0].title, "Mill");
    ck_assert_str_eq(feed.charset, "utf-16le");
}
END_TEST

START_TEST(an_item_becomes_a_source)
{
    hsy_source source;

    first_of(
        RSS("<item><title>T</title><description>&lt;p&gt;One.&lt;/p&gt;</description></item>"
            "<item><title>Bare</title></item>"));
    ck_assert(hsy_feed_source(&feed, 0, "f.xml", &arena, &source));
    ck_str(source.input, "f.xml:1");
    ck_assert_int_eq(source.media, HSY_MEDIA_HTML);
    ck_str(source.bytes, "<p>One.</p>");
    ck_str(source.given_title, "T");
    ck_str(source.given_publisher, "Mill News"); /* no address says who it is */
    ck_assert(!hsy_feed_source(&feed, 1, "f.xml", &arena, &source));
    hsy_arena_clear(&arena);
}
END_TEST

UNIT_MAIN("feed", an_rss_item_is_read, the_best_of_several_ways_counts, an_atom_entry_is_read,
          plain_atom_text_is_no_markup, rdf_items_stand_beside_their_channel,
          json_feeds_are_read, ill_formed_feeds_are_read_as_far_as_they_go,
          entities_of_its_own_cost_a_feed_its_reading, endless_markup_is_passed_over,
          a_long_name_is_cut_between_characters, charsets_are_read,
          lists_of_addresses_are_counted, authors_are_names,
          an_id_is_no_address_unless_it_says_so, base64_and_stray_controls_are_read,
          news_sitemaps_are_rows_without_text, wide_characters_need_no_mark,
          an_item_becomes_a_source)
