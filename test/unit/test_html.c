/* The HTML parser: places in the source, odd bytes, caps, hostile shapes.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/html_tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

static hsy_arena arena;

static hsy_dom parse(hsy_str html)
{
    hsy_dom dom;
    hsy_error err;

    hsy_arena_init(&arena, 0);
    ck_assert_int_eq(hsy_dom_parse(&arena, html, &dom, &err), HSY_OK);
    return dom;
}

static uint32_t find(const hsy_dom *dom, unsigned tag)
{
    uint32_t node = 0;

    while (node != HSY_NONE && dom->nodes[node].tag != tag)
        node = hsy_dom_next(dom, 0, node, false);
    ck_assert_uint_ne(node, HSY_NONE);
    return node;
}

static const hsy_text *text_in(const hsy_dom *dom, unsigned tag)
{
    uint32_t child = dom->nodes[find(dom, tag)].first_child;

    ck_assert_uint_ne(child, HSY_NONE);
    ck_assert_int_eq(dom->nodes[child].kind, HSY_NODE_TEXT);
    return &dom->nodes[child].text;
}

static void is_text(hsy_str got, const char *wanted)
{
    ck_assert_uint_eq(got.len, strlen(wanted));
    ck_assert_mem_eq(got.ptr, wanted, got.len);
}

/* The words `clean` of a text were made from the words `source` of the page. */
static void leads_back(hsy_str html, const hsy_text *text, const char *clean,
                       const char *source)
{
    size_t at = hsy_str_find(hsy_text_str(text), hsy_str_of(clean), 0);

    ck_assert_uint_ne(at, SIZE_MAX);
    hsy_span span = hsy_text_source(text, (hsy_span){(uint32_t)at, (uint32_t)strlen(clean)});
    is_text(hsy_span_str(html, span), source);
}

START_TEST(plain_text_is_not_copied)
{
    hsy_str html = HSY_STR("<p class=lead>The ferry ran aground.</p>");
    hsy_dom dom = parse(html);
    const hsy_text *text = text_in(&dom, HSY_TAG_P);

    ck_assert_ptr_eq(text->bytes, html.ptr + 14);
    ck_assert_uint_eq(text->nruns, 1);
    leads_back(html, text, "ferry", "ferry");
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(references_lead_back_to_what_was_written)
{
    hsy_str html = HSY_STR("<p>Smith &amp; Sons said &#8220;no&#x201D; &hellip; &notit; 5 &lt 6");
    hsy_dom dom = parse(html);
    const hsy_text *text = text_in(&dom, HSY_TAG_P);

    is_text(hsy_text_str(text),
            "Smith & Sons said \xE2\x80\x9Cno\xE2\x80\x9D \xE2\x80\xA6 \xC2\xACit; 5 < 6");
    leads_back(html, text, "&", "&amp;");
    leads_back(html, text, "\xE2\x80\x9Cno\xE2\x80\x9D", "&#8220;no&#x201D;");
    leads_back(html, text, "Sons", "Sons");
    leads_back(html, text, "\xC2\xACit", "&notit");
    leads_back(html, text, "5 < 6", "5 &lt 6");
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(line_ends_are_line_feeds)
{
    hsy_str html = HSY_STR("<pre>\r\none\r\ntwo\rthree\r\rfour&#13;</pre>");
    hsy_dom dom = parse(html);
    const hsy_text *text = text_in(&dom, HSY_TAG_PRE);

    is_text(hsy_text_str(text), "one\ntwo\nthree\n\nfour\r");
    leads_back(html, text, "two", "two");
    leads_back(html, text, "three\n\nfour", "three\r\rfour");
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(nuls_are_borne)
{
    hsy_str html = HSY_STR("<p>a\0b<i t\0=\"x\0y\">c</i><svg>d\0e</svg>");
    hsy_dom dom = parse(html);

    is_text(hsy_text_str(text_in(&dom, HSY_TAG_P)), "ab");
    is_text(hsy_text_str(text_in(&dom, HSY_TAG_SVG)), "d\xEF\xBF\xBD" "e");
    const hsy_node *i = &dom.nodes[find(&dom, HSY_TAG_I)];
    ck_assert_uint_eq(i->nattrs, 1);
    is_text(dom.attrs[i->attrs].name, "t\xEF\xBF\xBD");
    is_text(dom.attrs[i->attrs].value, "x\xEF\xBF\xBDy");
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(attributes_know_their_place)
{
    hsy_str html = HSY_STR("<A HREF='/?a=1&copy=2&amp;b' title = x&gt;y hidden Class=\"\">go</a>");
    hsy_dom dom = parse(html);
    uint32_t a = find(&dom, HSY_TAG_A);
    const hsy_attr *title = hsy_dom_find_attr(&dom, a, HSY_ATTR_TITLE);

    is_text(hsy_dom_attr(&dom, a, HSY_ATTR_HREF), "/?a=1&copy=2&b");
    is_text(title->value, "x>y");
    is_text(hsy_span_str(html, title->at), "x&gt;y");
    ck_assert_ptr_nonnull(hsy_dom_attr(&dom, a, HSY_ATTR_HIDDEN).ptr);
    ck_assert_uint_eq(hsy_dom_attr(&dom, a, HSY_ATTR_CLASS).len, 0);
    ck_assert_ptr_null(hsy_dom_attr(&dom, a, HSY_ATTR_SRC).ptr);
    is_text(hsy_span_str(html, hsy_dom_find_attr(&dom, a, HSY_ATTR_HREF)->at),
            "/?a=1&copy=2&amp;b");
    is_text(dom.nodes[a].name, "a");
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(text_put_before_a_table_stays_one_text)
{
    hsy_str html = HSY_STR("<table>one<tr>two<td>three</table>");
    hsy_dom dom = parse(html);
    const hsy_text *text = text_in(&dom, HSY_TAG_BODY);

    is_text(hsy_text_str(text), "onetwo");
    ck_assert_uint_eq(text->nruns, 2);
    leads_back(html, text, "two", "two");
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(formatting_is_opened_again)
{
    hsy_dom dom = parse(HSY_STR("<p>1<b>2<i>3</b>4</i>5</p>"));
    const hsy_node *b = &dom.nodes[find(&dom, HSY_TAG_B)];
    const hsy_node *again = &dom.nodes[b->next];

    ck_assert_uint_eq(again->tag, HSY_TAG_I);
    is_text(hsy_text_str(&dom.nodes[again->first_child].text), "4");
    is_text(hsy_text_str(&dom.nodes[again->next].text), "5");
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(an_empty_page_has_a_tree)
{
    hsy_dom dom = parse((hsy_str){"", 0});

    find(&dom, HSY_TAG_HEAD);
    find(&dom, HSY_TAG_BODY);
    ck_assert_uint_eq(dom.struck, 0);
    ck_assert(dom.quirks);
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(a_page_beyond_the_limit_is_refused)
{
    size_t len = (size_t)HSY_DOM_MAX_BYTES + 1;
    char *html = calloc(1, len);
    hsy_dom dom;
    hsy_error err;

    ck_assert_ptr_nonnull(html);
    hsy_arena_init(&arena, 0);
    ck_assert_int_eq(hsy_dom_parse(&arena, (hsy_str){html, len}, &dom, &err), HSY_LIMIT);
    hsy_arena_clear(&arena);
    free(html);
}
END_TEST

/* `head`, then `unit` as often as fits into `size`. */
static hsy_str repeated(const char *head, const char *unit, size_t size)
{
    size_t room = strlen(head), step = strlen(unit);
    char *html = malloc(size + room + step);

    ck_assert_ptr_nonnull(html);
    memcpy(html, head, room);
    for (; room < size; room += step)
        memcpy(html + room, unit, step);
    return (hsy_str){html, room};
}

static uint32_t depth_of(const hsy_dom *dom, uint32_t node)
{
    uint32_t depth = 0;

    for (; node != HSY_NONE; node = dom->nodes[node].parent)
        depth++;
    return depth;
}

START_TEST(depth_is_capped_and_nothing_lost)
{
    hsy_str html = repeated("", "<div>x", 60000);
    hsy_dom dom = parse(html);
    uint32_t texts = 0, deepest = 0;

    for (uint32_t i = 0; i < dom.nnodes; i++) {
        texts += dom.nodes[i].kind == HSY_NODE_TEXT;
        uint32_t depth = depth_of(&dom, i);
        deepest = depth > deepest ? depth : deepest;
    }
    ck_assert_uint_eq(texts, 10000);
    ck_assert_uint_le(deepest, HSY_DOM_MAX_DEPTH + 2);
    ck_assert_uint_eq(dom.struck, HSY_STRUCK_DEPTH);
    hsy_arena_clear(&arena);
    free((char *)(uintptr_t)html.ptr);
}
END_TEST

START_TEST(attributes_are_capped)
{
    char html[8192] = "<p";
    size_t len = 2;

    for (int i = 0; i < 300; i++)
        len += (size_t)snprintf(html + len, sizeof html - len, " a%d=%d a%d=again", i, i, i);
    html[len++] = '>';
    hsy_dom dom = parse((hsy_str){html, len});
    const hsy_node *p = &dom.nodes[find(&dom, HSY_TAG_P)];
    ck_assert_uint_eq(p->nattrs, HSY_DOM_MAX_ATTRS);
    is_text(dom.attrs[p->attrs + 7].value, "7");
    ck_assert_uint_eq(dom.struck, HSY_STRUCK_ATTRS);
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(formatting_is_capped)
{
    char html[4096];
    size_t len = 0;

    for (int i = 0; i < 100; i++)
        len += (size_t)snprintf(html + len, sizeof html - len, "<font size=%d>", i);
    len += (size_t)snprintf(html + len, sizeof html - len, "<p>x");
    hsy_dom dom = parse((hsy_str){html, len});
    ck_assert_uint_eq(dom.struck, HSY_STRUCK_FORMATTING);
    hsy_arena_clear(&arena);
}
END_TEST

/* Shapes that have brought other parsers to quadratic time or gigabytes. Each is as
 * long as a long page; the memory is bounded by a multiple of its length. */
static const struct {
    const char *head, *unit;
} shapes[] = {
    {"", "<div>"},
    {"", "<b>"},
    {"", "<a>"},
    {"", "<a href=x><div>"},
    {"", "<b><p></b>"},
    {"<b><i><u><s><em><tt><big><code>", "<p>x"},
    {"<font a><font b><font c><font d><font e><font f>", "<div></font>"},
    {"", "<table>"},
    {"", "<table><tr><td>"},
    {"<table>", "x<tr>"},
    {"<table>", "<b>x"},
    {"<table>", " &#32;"},
    {"", "<svg><desc>"},
    {"<svg>", "<g></h>"},
    {"", "<template>"},
    {"", "<select><option>"},
    {"", "</p>"},
    {"", "<li><ul>"},
    {"", "<button><object>"},
    {"", "<!--"},
    {"<!--", "->"},
    {"<script>", "<!--<script>"},
    {"<title>", "</titl"},
    {"", "&"},
    {"", "&#x1"},
    {"<p ", "a=b "},
    {"<p a=\"", "&amp;"},
    {"", "<"},
    {"", "\r"},
    {"<pre>", "a\r\r\n"},
    {"<svg><![CDATA[", "]]"},
    {"", "<nobr>"},
    {"", "<form><p></form>"},
    {"<b><b><b><table>", "<td><nobr>x"},
    {"", "<ruby><rt><rtc>"},
    {"", "<b><div><i></b><span></i>"},
    {"<body>", "<html a=b><body c=d>"},
    {"", "<frameset>"},
    {"", "</"},
    {"<!doctype ", "\""},
};

START_TEST(hostile_shapes_end_within_bounds)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        hsy_str html = repeated(shapes[i].head, shapes[i].unit, (size_t)1 << 20);
        hsy_dom dom;
        hsy_error err;

        /* 1 MiB of page; 256 bytes of tree for each. */
        hsy_arena_init(&arena, (size_t)256 << 20);
        ck_assert_msg(hsy_dom_parse(&arena, html, &dom, &err) == HSY_OK, "shape %zu: %s%s", i,
                      shapes[i].head, shapes[i].unit);
        ck_assert_uint_le(dom.nnodes, 2 * html.len);
        hsy_arena_clear(&arena);
        free((char *)(uintptr_t)html.ptr);
    }
}
END_TEST

START_TEST(too_little_memory_is_a_status)
{
    hsy_str html = repeated("<title>a&#233;b</title>", "<p id='&amp;'>x&eacute;<b>y<!--\r-->",
                            20000);

    for (size_t limit = 4096; limit < (size_t)8 << 20; limit += limit / 3) {
        hsy_dom dom = {0};
        hsy_error err;
        hsy_arena_init(&arena, limit);
        hsy_status status = hsy_dom_parse(&arena, html, &dom, &err);
        ck_assert(status == HSY_OK || status == HSY_NOMEM);
        ck_assert((status == HSY_OK) == (dom.nnodes > 0));
        hsy_arena_clear(&arena);
    }
    free((char *)(uintptr_t)html.ptr);
}
END_TEST

START_TEST(every_name_is_found)
{
    for (unsigned tag = 1; tag < HSY_TAGS; tag++)
        ck_assert_uint_eq(hsy_tag_find(hsy_tag_name(tag)), tag);
    for (unsigned attr = 1; attr < HSY_ATTRS; attr++)
        ck_assert_uint_eq(hsy_attr_find(hsy_attr_name_of(attr)), attr);
    ck_assert_uint_eq(hsy_tag_find(HSY_STR("pp")), HSY_TAG_OTHER);
    ck_assert_uint_eq(hsy_tag_find(HSY_STR("")), HSY_TAG_OTHER);
    ck_assert_uint_eq(hsy_attr_find(HSY_STR("data-id")), HSY_ATTR_OTHER);
}
END_TEST

UNIT_MAIN("html", plain_text_is_not_copied, references_lead_back_to_what_was_written,
          line_ends_are_line_feeds, nuls_are_borne, attributes_know_their_place,
          text_put_before_a_table_stays_one_text, formatting_is_opened_again,
          an_empty_page_has_a_tree, a_page_beyond_the_limit_is_refused,
          depth_is_capped_and_nothing_lost, attributes_are_capped, formatting_is_capped,
          hostile_shapes_end_within_bounds, too_little_memory_is_a_status, every_name_is_found)
