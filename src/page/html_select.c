/*
 * html_select.c - <selectedcontent>: the chosen option, shown again (WHATWG HTML
 * 4.10.17, "clone an option into a selectedcontent").
 *
 * A browser copies what stands in the chosen option into the first selectedcontent
 * of its select. Here that is done once, when the tree is complete. Copies count as
 * clones, so they are bounded by the length of the page like all others.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/html_build.h"

#define NODE_SERVED 0x40u /* in the kind of a select that has its copy */

static bool is_html(const hsy_node *node, unsigned tag)
{
    return (node->kind & HSY_NODE_MASK) == HSY_NODE_ELEMENT && node->tag == tag &&
           node->ns == HSY_NS_HTML;
}

static bool has_attr(const hsy_builder *b, const hsy_node *node, const char *name)
{
    for (uint32_t i = 0; i < node->nattrs; i++) {
        if (hsy_str_eq(b->attrs.data[node->attrs + i].name, hsy_str_of(name)))
            return true;
    }
    return false;
}

/* The select that `content` shows; HSY_NONE when it is in an option or in another
 * selectedcontent, or in no select that has one choice. */
static uint32_t find_select(const hsy_builder *b, uint32_t content)
{
    const hsy_node *nodes = b->nodes.data;
    uint32_t at = nodes[content].parent;

    for (; at != HSY_NONE && !is_html(&nodes[at], HSY_TAG_SELECT); at = nodes[at].parent) {
        if (is_html(&nodes[at], HSY_TAG_OPTION) || is_html(&nodes[at], HSY_TAG_SELECTEDCONTENT))
            return HSY_NONE;
    }
    return at != HSY_NONE && !has_attr(b, &nodes[at], "multiple") ? at : HSY_NONE;
}

/* The last option that says it is selected, else the first that can be. Options in
 * the content itself or in a select within do not count. */
static uint32_t find_option(const hsy_builder *b, uint32_t select, uint32_t content)
{
    const hsy_dom dom = {.nodes = b->nodes.data};
    uint32_t first = HSY_NONE, chosen = HSY_NONE, at = select;
    bool skip = false;

    while ((at = hsy_dom_next(&dom, select, at, skip)) != HSY_NONE) {
        const hsy_node *node = &dom.nodes[at];
        skip = at == content || is_html(node, HSY_TAG_SELECT);
        if (!is_html(node, HSY_TAG_OPTION))
            continue;
        if (has_attr(b, node, "selected"))
            chosen = at;
        if (first == HSY_NONE && !has_attr(b, node, "disabled"))
            first = at;
    }
    return chosen != HSY_NONE ? chosen : first;
}

static uint32_t copy_node(hsy_builder *b, uint32_t from, uint32_t parent)
{
    uint32_t index = hsy_tree_clone(b, from);

    if (b->failed)
        return index;
    hsy_node *node = &b->nodes.data[index];
    node->kind = b->nodes.data[from].kind & HSY_NODE_MASK;
    node->text = b->nodes.data[from].text;
    hsy_tree_link(b, index, (hsy_tree_place){parent, HSY_NONE});
    return index;
}

/* Copies of all below `from`, below `to`, which does not lie below `from`. */
static void copy_children(hsy_builder *b, uint32_t from, uint32_t to)
{
    uint32_t at = b->nodes.data[from].first_child;

    while (at != HSY_NONE && b->clones_left && !b->failed) {
        uint32_t copy = copy_node(b, at, to);
        if (b->nodes.data[at].first_child != HSY_NONE) {
            at = b->nodes.data[at].first_child;
            to = copy;
            continue;
        }
        while (b->nodes.data[at].next == HSY_NONE) {
            at = b->nodes.data[at].parent;
            if (at == from)
                return;
            to = b->nodes.data[to].parent;
        }
        at = b->nodes.data[at].next;
    }
}

static void remove_children(hsy_builder *b, uint32_t node)
{
    while (b->nodes.data[node].first_child != HSY_NONE)
        hsy_tree_unlink(b, b->nodes.data[node].first_child);
}

static void serve(hsy_builder *b, uint32_t content)
{
    uint32_t select = find_select(b, content);

    if (select == HSY_NONE || (b->nodes.data[select].kind & NODE_SERVED))
        return;
    b->nodes.data[select].kind |= NODE_SERVED;
    uint32_t option = find_option(b, select, content);
    if (option == HSY_NONE)
        return;
    remove_children(b, content);
    copy_children(b, option, content);
}

void hsy_tree_serve_selects(hsy_builder *b)
{
    const uint32_t count = b->nodes.count;

    for (uint32_t i = 0; i < count && !b->failed; i++) {
        if (is_html(&b->nodes.data[i], HSY_TAG_SELECTEDCONTENT))
            serve(b, i);
    }
    for (uint32_t i = 0; i < b->nodes.count; i++)
        b->nodes.data[i].kind &= HSY_NODE_MASK;
}
