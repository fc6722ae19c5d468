/*
 * html_sources.c - the articles of a story, and what their accounts rest on.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/html.h"

#include <inttypes.h>

#define MANY_ORIGINS 12u /* more are folded */

static void put_article(hsy_html *html, hsy_buf *out, uint32_t member)
{
    const hsy_membership *of = &html->in->stories->members[member];
    const hsy_article *article = html->in->sources[member].article;
    hsy_buf title;

    hsy_buf_init(&title, 0);
    hsy_words_title(&title, article);
    hsy_buf_printf(out, "<tr><th scope=\"row\">%" PRIu32 "</th><td class=\"or\">",
                   html->number[member]);
    hsy_html_letters(out, html, hsy_html_story(html)->origins[of->origin].id);
    hsy_buf_puts(out, "</td><td><bdi>");
    hsy_html_text(out, hsy_words_publisher(article));
    hsy_buf_puts(out, "</bdi></td><td class=\"dt\">");
    hsy_words_date(out, &article->published);
    hsy_buf_puts(out, "</td><td><a href=\"#");
    hsy_html_article_id(out, html, member);
    hsy_buf_puts(out, "\"><bdi>");
    hsy_html_text(out, hsy_buf_str(&title));
    out->failed |= title.failed;
    hsy_buf_clear(&title);
    hsy_buf_puts(out, "</bdi></a>");
    if (of->copy_of != HSY_NONE)
        hsy_buf_printf(out, " <span class=\"tag\">copy of <a href=\"#s%" PRIu32 "a%" PRIu32
                       "\">%" PRIu32 "</a></span>", html->drawn[html->story],
                       html->number[of->copy_of], html->number[of->copy_of]);
    if (article->wire.agency.len) {
        hsy_buf_puts(out, " <span class=\"tag\">text of <bdi>");
        hsy_html_text(out, article->wire.agency);
        hsy_buf_puts(out, "</bdi></span>");
    }
    hsy_buf_puts(out, "</td></tr>\n");
}

static void put_origins(hsy_html *html, hsy_buf *out)
{
    uint32_t named = 0, shown = 0;

    for (uint32_t i = 0; i < html->origins.count; i++)
        named += html->origins.data[i].name.ptr != NULL;
    if (!named)
        return;
    hsy_buf_puts(out, named > MANY_ORIGINS ? "<details class=\"origins\">" :
                                             "<details class=\"origins\" open>");
    hsy_buf_printf(out, "<summary>%" PRIu32 " named source%s</summary><p>", named,
                   named == 1 ? "" : "s");
    for (uint32_t i = 0; i < html->origins.count; i++) {
        const hsy_html_origin *origin = &html->origins.data[i];
        if (!origin->name.ptr)
            continue;
        hsy_buf_puts(out, shown++ ? "; " : "");
        hsy_buf_puts(out, "<span class=\"og\"><b class=\"or\">");
        hsy_html_letters(out, html, origin->id);
        hsy_buf_puts(out, "</b> <bdi>");
        hsy_html_text(out, origin->name);
        hsy_buf_puts(out, "</bdi> <span class=\"refs\">[");
        for (uint32_t d = 0; d < origin->ndocs; d++)
            hsy_buf_printf(out, "%s<a href=\"#s%" PRIu32 "a%" PRIu32 "\">%" PRIu32 "</a>",
                           d ? " " : "", html->drawn[html->story], origin->docs[d],
                           origin->docs[d]);
        hsy_buf_puts(out, "]</span></span>");
    }
    hsy_buf_puts(out, "</p></details>\n");
}

void hsy_html_sources(hsy_html *html, hsy_buf *out)
{
    const hsy_story *story = hsy_html_story(html);

    hsy_buf_puts(out, "<section class=\"src\"><h3>Articles</h3>\n<div class=\"scroll\">"
                      "<table class=\"srcs\"><thead><tr><th scope=\"col\">No.</th>"
                      "<th scope=\"col\">Text</th><th scope=\"col\">Publisher</th>"
                      "<th scope=\"col\">Published</th><th scope=\"col\">Title</th></tr>"
                      "</thead><tbody>\n");
    for (uint32_t d = 0; d < story->ndocs; d++)
        put_article(html, out, story->docs[d]);
    hsy_buf_puts(out, "</tbody></table></div>\n");
    put_origins(html, out);
    hsy_buf_puts(out, "</section>\n");
}
