/* Where the bytes of a tree come from: every text, attribute and element of a page
 * leads back to what was written for it.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/html_tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "page/html_charref.h"
#include "unit.h"

static hsy_arena arena;

/* All that makes text differ from its source, and that moves it about. */
static const char page[] =
    "<!DOCTYPE html>\r\n<html lang='e&#110;'><head><title>Smith &amp; Sons &#8211; quay\r\n5"
    "</title><meta name=description content='&quot;Eleven&quot; &lt;dead&gt; &hearts; &copy=2"
    " caf\xC3\xA9\r\nline&#x0;'>"
    "<script>if (a &amp;& b) '</scr' + '<!--';</script><style>p > a {}</style></head>"
    "<body class=\"a&amp;b\"><p id=x&amp;y title>One &notit; &nbsp;two\rthree\r\nfour\n"
    "<b>bold<p>again</b>after</p><table>fostered &gt;<tr><td>cell &ngt;<td>next</table>"
    "<a href='/?a=1&b=2&amp;c=3'>link<div>block</a>out</div><textarea>\n&lt;raw&gt;</textarea>"
    "<svg viewBox=\"0 &#48;\"><title>in &amp; svg</title><![CDATA[a & b]]></svg>"
    "<!-- a comment &amp; --><pre>\r\nfirst line</pre><ul><li>one<li>two &mdash; three</ul>"
    "&#99999999; &#x80; &bogus; &AMP &; & end";

static hsy_dom parse(hsy_str html)
{
    hsy_dom dom;
    hsy_error err;

    hsy_arena_init(&arena, 0);
    ck_assert_int_eq(hsy_dom_parse(&arena, html, &dom, &err), HSY_OK);
    return dom;
}

/* The same bytes, but that a CR is a line feed. */
static bool is_literal(hsy_str clean, hsy_str source)
{
    bool same = clean.len == source.len;

    for (size_t i = 0; i < source.len && same; i++)
        same = clean.ptr[i] == source.ptr[i] || (clean.ptr[i] == '\n' && source.ptr[i] == '\r');
    return same;
}

/* The source bytes of a run, decoded by themselves, are its clean bytes. */
static void ck_run(hsy_str html, const hsy_text *text, uint32_t i, bool references)
{
    const hsy_run *run = &text->runs[i];
    uint32_t end = i + 1 < text->nruns ? text->runs[i + 1].at : text->len;
    hsy_str clean = hsy_str_sub(hsy_text_str(text), run->at, end);
    hsy_str source = hsy_str_sub(html, run->from, run->to);
    char utf8[4];

    ck_assert_uint_le(run->to, html.len);
    if (is_literal(clean, source))
        return;
    hsy_charref ref = hsy_charref_read(source.ptr, html.ptr + html.len, false);
    ck_assert_msg(references && ref.len == source.len, "\"%.*s\" is no reference",
                  HSY_STR_ARG(source));
    hsy_str meant = {ref.bytes, ref.nbytes};
    if (!ref.bytes)
        meant = (hsy_str){utf8, hsy_utf8_encode(ref.code, utf8)};
    ck_assert_msg(hsy_str_eq(meant, clean), "\"%.*s\" is not \"%.*s\"", HSY_STR_ARG(source),
                  HSY_STR_ARG(clean));
}

START_TEST(every_text_leads_back)
{
    hsy_str html = {page, sizeof page - 1};
    hsy_dom dom = parse(html);
    uint32_t texts = 0;

    for (uint32_t i = 0; i < dom.nnodes; i++) {
        const hsy_text *text = &dom.nodes[i].text;
        if (dom.nodes[i].kind != HSY_NODE_TEXT)
            continue;
        texts++;
        ck_assert_uint_eq(text->runs[0].at, 0);
        ck_assert_uint_eq(dom.nodes[i].at.off, text->runs[0].from);
        ck_assert_uint_eq(hsy_span_end(dom.nodes[i].at), text->runs[text->nruns - 1].to);
        for (uint32_t k = 0; k < text->nruns; k++)
            ck_run(html, text, k, true);
    }
    ck_assert_uint_ge(texts, 20);
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(every_attribute_leads_back)
{
    hsy_str html = {page, sizeof page - 1};
    hsy_dom dom = parse(html);

    ck_assert_uint_ge(dom.nattrs, 8);
    for (uint32_t i = 0; i < dom.nattrs; i++) {
        const hsy_attr *attr = &dom.attrs[i];
        hsy_text text;
        ck_assert_int_eq(hsy_dom_attr_text(&arena, html, attr, &text), HSY_OK);
        ck_assert(hsy_str_eq(hsy_text_str(&text), attr->value));
        for (uint32_t k = 0; k < text.nruns; k++)
            ck_run(html, &text, k, true);
        if (text.nruns) {
            ck_assert_uint_eq(text.runs[0].from, attr->at.off);
            ck_assert_uint_eq(text.runs[text.nruns - 1].to, hsy_span_end(attr->at));
        }
    }
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(a_reference_in_an_attribute_leads_to_itself)
{
    hsy_str html = HSY_STR("<meta content='Smith &amp; Sons &#8211; the quay'>");
    hsy_dom dom = parse(html);
    hsy_text text;

    ck_assert_uint_eq(dom.nattrs, 1);
    ck_assert_int_eq(hsy_dom_attr_text(&arena, html, &dom.attrs[0], &text), HSY_OK);
    hsy_str s = hsy_text_str(&text);
    uint32_t quay = (uint32_t)hsy_str_find(s, HSY_STR("quay"), 0);
    hsy_str source = hsy_span_str(html, hsy_text_source(&text, (hsy_span){quay, 4}));
    ck_assert(hsy_str_eq(source, HSY_STR("quay")));
    source = hsy_span_str(html, hsy_text_source(&text, (hsy_span){6, 1}));
    ck_assert(hsy_str_eq(source, HSY_STR("&amp;")));
    hsy_arena_clear(&arena);
}
END_TEST

/* The source of the first element `tag`, from its start tag to its end. */
static void ck_element(const hsy_dom *dom, hsy_str html, unsigned tag, const char *wanted)
{
    uint32_t node = 0;

    while (node != HSY_NONE && dom->nodes[node].tag != tag)
        node = hsy_dom_next(dom, 0, node, false);
    ck_assert_uint_ne(node, HSY_NONE);
    hsy_str whole = hsy_str_sub(html, dom->nodes[node].at.off, dom->nodes[node].end);
    ck_assert_msg(hsy_str_eq(whole, hsy_str_of(wanted)), "\"%.*s\"", HSY_STR_ARG(whole));
}

START_TEST(elements_know_their_end)
{
    hsy_str html = HSY_STR("<body><div>a<p>b<ul><li>c<li>d</ul><h2>e</h2></div><br><x-y>f</X-Y >"
                           "<b>g<i>h</b>j</i><svg/><table><td>k</table>");
    hsy_dom dom = parse(html);

    ck_element(&dom, html, HSY_TAG_DIV, "<div>a<p>b<ul><li>c<li>d</ul><h2>e</h2></div>");
    ck_element(&dom, html, HSY_TAG_P, "<p>b");
    ck_element(&dom, html, HSY_TAG_UL, "<ul><li>c<li>d</ul>");
    ck_element(&dom, html, HSY_TAG_LI, "<li>c");
    ck_element(&dom, html, HSY_TAG_H2, "<h2>e</h2>");
    ck_element(&dom, html, HSY_TAG_BR, "<br>");
    ck_element(&dom, html, HSY_TAG_B, "<b>g<i>h</b>");
    ck_element(&dom, html, HSY_TAG_SVG, "<svg/>");
    ck_element(&dom, html, HSY_TAG_TD, "<td>k");
    ck_element(&dom, html, HSY_TAG_TABLE, "<table><td>k</table>");
    ck_element(&dom, html, HSY_TAG_BODY, html.ptr);
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(a_page_of_too_many_elements_is_read_up_to_the_cap)
{
    enum { TAGS = HSY_DOM_MAX_NODES + 1000 };
    char *html = malloc(3 * (size_t)TAGS);

    ck_assert_ptr_nonnull(html);
    for (size_t i = 0; i < TAGS; i++)
        memcpy(html + 3 * i, "<p>", 3);
    hsy_dom dom = parse((hsy_str){html, 3 * (size_t)TAGS});
    ck_assert_uint_eq(dom.struck, HSY_STRUCK_NODES);
    ck_assert_uint_ge(dom.nnodes, HSY_DOM_MAX_NODES);
    ck_assert_uint_lt(dom.nnodes, HSY_DOM_MAX_NODES + 64);
    ck_assert_uint_gt(dom.end, 3 * (HSY_DOM_MAX_NODES - 64));
    ck_assert_uint_lt(dom.end, 3 * (uint32_t)TAGS);
    hsy_arena_clear(&arena);
    free(html);
}
END_TEST

UNIT_MAIN("html_places", every_text_leads_back, every_attribute_leads_back,
          a_reference_in_an_attribute_leads_to_itself, elements_know_their_end,
          a_page_of_too_many_elements_is_read_up_to_the_cap)
