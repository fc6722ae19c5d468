/* Items of feeds: HTML whose title, address and date are known from outside.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page_case.h"

static hsy_article item(const char *content)
{
    return read_source((hsy_source){.media = HSY_MEDIA_HTML,
                                    .bytes = hsy_str_of(content),
                                    .charset = HSY_STR("utf-8"),
                                    .given_title = HSY_STR("Mill burns at Weirfoot"),
                                    .feed_date = HSY_STR("Tue, 06 May 2031 07:30:00 GMT")});
}

START_TEST(the_feed_gives_title_and_date)
{
    hsy_article a =
        item("<h2>What is known</h2><p>Four people were killed when a mill burned on "
             "Monday, police said.</p><p>The weir was shut for the night, a "
             "spokeswoman for the town said.</p>");

    ck_str(hsy_article_title(&a), "Mill burns at Weirfoot");
    ck_str(a.published.value, "2031-05-06T07:30Z");
    ck_assert_int_eq(a.published.basis, HSY_BASIS_FEED);
    ck_verbatim(&a, "Four people were killed");
    ck_assert(body_has(&a, "spokeswoman"));
}
END_TEST

START_TEST(a_short_item_is_kept_whole)
{
    hsy_article a = item("<img src=x>Four dead in mill fire (<a href=/f>Fires</a>, "
                         "<a href=/w>Weirfoot</a>)");

    ck_assert(body_has(&a, "Four dead in mill fire"));
}
END_TEST

UNIT_MAIN("item", the_feed_gives_title_and_date, a_short_item_is_kept_whole)
