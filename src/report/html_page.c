/*
 * html_page.c - an article as a page of its own.
 *
 * Its metadata, its text in paragraphs with the facts marked, and what of the source
 * was left out. A sentence that claims rest on has an anchor, and ends with the
 * numbers of those claims, as links back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/html.h"

#include <inttypes.h>
#include <string.h>

#define NAMES 12u /* of a byline */

struct page {
    hsy_html *html;
    hsy_buf *out;
    uint32_t source;
    const hsy_account_source *of;
    hsy_html_marks *marks;
    uint32_t use;      /* the next of html->uses */
    uint32_t sentence; /* the next of the reading */
};

static uint32_t first_use(const hsy_html *html, uint32_t source)
{
    uint32_t low = 0, high = html->nuses;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (html->uses[middle].source < source)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_used(const struct page *page)
{
    const hsy_html *html = page->html;

    return page->use < html->nuses && html->uses[page->use].source == page->source &&
           html->uses[page->use].sentence == page->sentence;
}

static void put_back_links(struct page *page)
{
    hsy_buf *out = page->out;

    hsy_buf_puts(out, "<sup class=\"bk\">");
    for (; is_used(page); page->use++) {
        uint32_t at = page->html->uses[page->use].claim;
        const hsy_claim *claim = &page->html->in->ledger->claims[at];
        if (!page->html->placed[at])
            continue;
        hsy_buf_puts(out, " <a href=\"#");
        hsy_html_claim_id(out, page->html, claim);
        hsy_buf_puts(out, "\" title=\"");
        hsy_html_attr_cut(out, claim->what, 30);
        hsy_buf_printf(out, "\">c%" PRIu32 "</a>", hsy_html_claim_number(page->html, claim));
    }
    hsy_buf_puts(out, "</sup>");
}

static void skip_uses(struct page *page)
{
    while (page->use < page->html->nuses &&
           page->html->uses[page->use].source == page->source &&
           page->html->uses[page->use].sentence < page->sentence)
        page->use++;
}

/* The text of `span`, sentence by sentence. */
static void put_sentences(struct page *page, hsy_span span)
{
    const hsy_reading *r = page->of->reading;
    uint32_t at = span.off, end = hsy_span_end(span);

    for (; page->sentence < r->nsentences; page->sentence++) {
        hsy_span s = r->sentences[page->sentence].span;
        if (s.off >= end)
            break;
        if (s.off < at || s.len == 0)
            continue;
        uint32_t stop = hsy_span_end(s) < end ? hsy_span_end(s) : end;
        hsy_html_marks_put(page->marks, page->out, hsy_span_of(at, s.off));
        skip_uses(page);
        bool used = is_used(page);
        if (used) {
            hsy_buf_puts(page->out, "<span class=\"sn\" id=\"");
            hsy_html_article_id(page->out, page->html, page->source);
            hsy_buf_printf(page->out, "x%" PRIu32 "\">", page->sentence);
        }
        hsy_html_marks_put(page->marks, page->out, hsy_span_of(s.off, stop));
        if (used) {
            put_back_links(page);
            hsy_buf_puts(page->out, "</span>");
        }
        at = stop;
    }
    hsy_html_marks_put(page->marks, page->out, hsy_span_of(at, end));
}

/* -- metadata ------------------------------------------------------------------------ */

static void put_term(hsy_buf *out, const char *term)
{
    hsy_buf_printf(out, "<div><dt>%s</dt><dd>", term);
}

static void put_fact(hsy_buf *out, const char *term, hsy_str value)
{
    if (!value.len)
        return;
    put_term(out, term);
    hsy_buf_puts(out, "<bdi>");
    hsy_html_text(out, value);
    hsy_buf_puts(out, "</bdi></dd></div>\n");
}

static void put_published(hsy_buf *out, const hsy_article *article)
{
    put_term(out, "Published");
    hsy_words_date(out, &article->published);
    if (article->published.value.len) {
        hsy_buf_puts(out, " <span class=\"basis\">(");
        hsy_html_text(out, article->published.value);
        hsy_buf_printf(out, ", from %s)</span>", hsy_basis_name(article->published.basis));
    }
    for (uint32_t i = 0; i < article->nothers; i++) {
        hsy_buf_puts(out, i ? ", " : "; also ");
        hsy_html_text(out, article->others[i].value);
        hsy_buf_printf(out, " from %s", hsy_basis_name(article->others[i].basis));
    }
    hsy_buf_puts(out, "</dd></div>\n");
}

static void put_byline(hsy_buf *out, const hsy_article *article)
{
    if (!article->nbylines)
        return;
    put_term(out, "By");
    for (uint32_t i = 0; i < article->nbylines && i < NAMES; i++) {
        hsy_buf_puts(out, i ? ", <bdi>" : "<bdi>");
        hsy_html_text(out, article->bylines[i].name);
        hsy_buf_puts(out, "</bdi>");
    }
    hsy_buf_puts(out, "</dd></div>\n");
}

static void put_address(hsy_buf *out, hsy_str url)
{
    bool link = hsy_html_is_link(url);

    if (!url.len)
        return;
    put_term(out, "Address");
    if (link) {
        hsy_buf_puts(out, "<a class=\"ext\" rel=\"noopener noreferrer nofollow\" href=\"");
        hsy_html_attr(out, url);
        hsy_buf_puts(out, "\">");
    }
    hsy_buf_puts(out, "<bdi>");
    hsy_html_text(out, url);
    hsy_buf_puts(out, link ? "</bdi></a></dd></div>\n" : "</bdi></dd></div>\n");
}

static void put_copy(struct page *page)
{
    const hsy_stories *stories = page->html->in->stories;
    const hsy_membership *member = &stories->members[page->of->member];
    hsy_buf *out = page->out;

    if (member->copy_of == HSY_NONE)
        return;
    put_term(out, "Copy of");
    hsy_buf_puts(out, "<a href=\"#");
    hsy_html_article_id(out, page->html, member->copy_of);
    hsy_buf_printf(out, "\">%" PRIu32 "</a>, sharing %" PRIu32 "%% ",
                   page->html->number[member->copy_of], member->shared / 10);
    hsy_buf_puts(out, "of its text</dd></div>\n");
}

static void put_metadata(struct page *page)
{
    const hsy_article *article = page->of->article;
    hsy_buf *out = page->out;

    hsy_buf_puts(out, "<dl class=\"meta\">");
    put_fact(out, "Publisher", hsy_words_publisher(article));
    put_published(out, article);
    put_byline(out, article);
    put_address(out, article->url);
    put_fact(out, "File", article->input);
    put_fact(out, "Agency", article->wire.agency);
    put_copy(page);
    if (article->language.len && !hsy_str_eq(article->language, HSY_STR("en")))
        put_fact(out, "Language", article->language);
    hsy_buf_puts(out, "</dl>\n");
}

static void put_left_out(hsy_buf *out, const hsy_article *article)
{
    uint32_t counts[HSY_AS_OTHER + 1] = {0};
    uint64_t bytes[HSY_AS_OTHER + 1] = {0};
    const char *comma = "";

    if (!article->nremoved)
        return;
    for (uint32_t i = 0; i < article->nremoved; i++) {
        counts[article->removed[i].as]++;
        bytes[article->removed[i].as] += article->removed[i].at.len;
    }
    hsy_buf_puts(out, "<p class=\"left\">Left out as no part of the article: ");
    for (int as = 0; as <= HSY_AS_OTHER; as++) {
        if (!counts[as])
            continue;
        hsy_buf_printf(out, "%s%s %" PRIu32 " (%" PRIu64 " bytes)", comma,
                       hsy_removed_name((hsy_removed_as)as), counts[as], bytes[as]);
        comma = ", ";
    }
    hsy_buf_puts(out, ".</p>\n");
}

/* -- the page --------------------------------------------------------------------------- */

static bool is_language(hsy_str s)
{
    if (s.len < 2 || s.len > 35 || s.ptr[0] == '-' || s.ptr[s.len - 1] == '-')
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c == '-' && i > 1)))
            return false;
    }
    return true;
}

static void put_title(struct page *page)
{
    const hsy_article *article = page->of->article;
    hsy_buf *out = page->out;
    uint32_t story = page->html->in->stories->members[page->of->member].story;

    hsy_buf_printf(out, "<p class=\"kick\"><a href=\"#s%" PRIu32 "\">Story %" PRIu32
                   "</a> · article %" PRIu32 " · text ", page->html->drawn[story],
                   page->html->drawn[story], page->html->number[page->of->member]);
    const hsy_membership *member = &page->html->in->stories->members[page->of->member];
    hsy_html_letters(out, page->html,
                     page->html->in->stories->stories[story].origins[member->origin].id);
    hsy_buf_puts(out, "</p>\n<h4 dir=\"auto\">");
    if (article->title_len)
        put_sentences(page, (hsy_span){0, article->title_len});
    else
        hsy_buf_puts(out, "(no title)");
    hsy_buf_puts(out, "</h4>\n");
}

void hsy_html_page(hsy_html *html, hsy_buf *out, uint32_t source)
{
    const hsy_account_source *of = &html->in->sources[source];
    const hsy_article *article = of->article;
    hsy_arena_mark mark = hsy_arena_here(&html->work);
    struct page page = {html, out, source, of, hsy_html_marks_make(&html->work, of),
                        first_use(html, source), 0};

    html->failed |= !page.marks;
    if (!page.marks)
        return;
    hsy_buf_puts(out, "<article class=\"page\" id=\"");
    hsy_html_article_id(out, html, source);
    hsy_buf_puts(out, "\"");
    if (is_language(article->language))
        hsy_buf_printf(out, " lang=\"%.*s\"", HSY_STR_ARG(article->language));
    hsy_buf_puts(out, ">\n");
    put_title(&page);
    put_metadata(&page);
    hsy_buf_puts(out, "<div class=\"text\">\n");
    for (uint32_t i = 0; i < article->nparagraphs; i++) {
        bool heading = article->paragraphs[i].heading;
        hsy_buf_puts(out, heading ? "<h5 dir=\"auto\">" : "<p dir=\"auto\">");
        put_sentences(&page, article->paragraphs[i].span);
        hsy_buf_puts(out, heading ? "</h5>\n" : "</p>\n");
    }
    hsy_buf_puts(out, "</div>\n");
    put_left_out(out, article);
    hsy_buf_puts(out, "</article>\n");
    hsy_arena_rewind(&html->work, mark);
}
