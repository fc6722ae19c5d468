/*
 * fuzz_html.c - any bytes as an HTML page, and as the inside of some element.
 *
 * Beside crashes it looks for what must always hold: the tree is one tree (each node
 * below its parent, siblings linked both ways, everything reached once), and each
 * run of each text lies in the source, in order, and where it is verbatim has the
 * bytes of the source.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/utf8.h"
#include "must.h"
#include "page/html_charref.h"
#include "page/html_tree.h"

static bool is_newline(char c)
{
    return c == '\n' || c == '\r';
}

static void check_run(const hsy_text *text, uint32_t i, hsy_str html)
{
    const hsy_run *run = &text->runs[i];
    uint32_t end = i + 1 < text->nruns ? text->runs[i + 1].at : text->len;

    must(run->at < end && run->from < run->to && run->to <= html.len);
    must(i == 0 ? run->at == 0 : run->from >= text->runs[i - 1].to);
    if (end - run->at != run->to - run->from)
        return;
    for (uint32_t at = 0; at < end - run->at; at++) {
        const char *clean = text->bytes + run->at + at, *source = html.ptr + run->from + at;
        if (*clean == *source || (is_newline(*clean) && is_newline(*source)))
            continue;
        /* A reference can happen to be as long as what it stands for: "&acE;". */
        hsy_charref ref = hsy_charref_read(source, html.ptr + html.len, false);
        must(ref.len > 0);
        at += (uint32_t)ref.len - 1;
    }
}

static void check_text(const hsy_node *node, hsy_str html)
{
    const hsy_text *text = &node->text;

    must(text->len == 0 ? text->nruns == 0 : text->nruns > 0);
    for (uint32_t i = 0; i < text->nruns; i++)
        check_run(text, i, html);
    if (text->len == 0)
        return;
    must(node->at.off <= text->runs[0].from);
    must(text->runs[text->nruns - 1].to <= hsy_span_end(node->at));
    must(hsy_utf8_check(hsy_text_str(text)) == SIZE_MAX);
}

static void check_attrs(const hsy_dom *dom, const hsy_node *node, hsy_str html)
{
    must(node->nattrs <= HSY_DOM_MAX_ATTRS && node->attrs + node->nattrs <= dom->nattrs);
    if (node->kind == HSY_NODE_ELEMENT)
        must(node->end <= html.len &&
             (node->at.off == HSY_NONE || node->end >= hsy_span_end(node->at)));
    for (uint32_t i = 0; i < node->nattrs; i++) {
        const hsy_attr *attr = &dom->attrs[node->attrs + i];
        must(attr->name.len > 0 && attr->value.ptr);
        must(attr->at.off == HSY_NONE || hsy_span_end(attr->at) <= html.len);
        must(hsy_utf8_check(attr->value) == SIZE_MAX);
    }
}

static void check_links(const hsy_dom *dom, uint32_t at)
{
    const hsy_node *node = &dom->nodes[at], *nodes = dom->nodes;

    must(node->kind <= HSY_NODE_COMMENT);
    if (at == 0) {
        must(node->parent == HSY_NONE && node->kind == HSY_NODE_DOCUMENT);
        return;
    }
    const hsy_node *parent = &nodes[node->parent];
    must(node->prev == HSY_NONE ? parent->first_child == at : nodes[node->prev].next == at);
    must(node->next == HSY_NONE ? parent->last_child == at : nodes[node->next].prev == at);
}

static void check_dom(const hsy_dom *dom, hsy_str html)
{
    uint32_t node = 0, count = 0;

    for (; node != HSY_NONE; node = hsy_dom_next(dom, 0, node, false)) {
        must(++count <= dom->nnodes);
        check_links(dom, node);
        unsigned kind = dom->nodes[node].kind;
        if (kind == HSY_NODE_TEXT || kind == HSY_NODE_COMMENT)
            check_text(&dom->nodes[node], html);
        else
            check_attrs(dom, &dom->nodes[node], html);
    }
}

/* The first byte chooses what the others are the inside of. */
static hsy_status parse(hsy_arena *arena, hsy_str html, unsigned choice, hsy_dom *ret)
{
    static const struct {
        const char *name;
        hsy_ns ns;
    } contexts[] = {
        {"div", HSY_NS_HTML},      {"table", HSY_NS_HTML},         {"tr", HSY_NS_HTML},
        {"template", HSY_NS_HTML}, {"select", HSY_NS_HTML},        {"title", HSY_NS_HTML},
        {"svg", HSY_NS_SVG},       {"foreignObject", HSY_NS_SVG},  {"mi", HSY_NS_MATHML},
        {"colgroup", HSY_NS_HTML}, {"plaintext", HSY_NS_HTML},     {"script", HSY_NS_HTML},
        {"form", HSY_NS_HTML},     {"frameset", HSY_NS_HTML},      {"html", HSY_NS_HTML},
    };
    const unsigned count = sizeof contexts / sizeof *contexts;

    if (choice >= count)
        return hsy_dom_parse(arena, html, ret, NULL);
    return hsy_dom_parse_fragment(arena, html, hsy_str_of(contexts[choice].name),
                                  contexts[choice].ns, ret, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hsy_arena arena;
    hsy_dom dom;

    hsy_arena_init(&arena, (size_t)512 << 20);
    hsy_str html = hsy_utf8_repair(&arena, (hsy_str){(const char *)data, size});
    if (html.ptr && parse(&arena, html, size ? data[0] : 0xFF, &dom) == HSY_OK)
        check_dom(&dom, html);
    hsy_arena_clear(&arena);
    return 0;
}
