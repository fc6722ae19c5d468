/*
 * html_format.c - active formatting elements (WHATWG HTML 13.2.4.3) and the adoption
 * agency (13.2.6.4.7).
 *
 * "<b>one<p>two</b>three" closes <b> inside a paragraph that it does not contain. The
 * standard repairs such pages by opening formatting elements again where they were
 * cut off, and by moving subtrees out of them.
 *
 * Both make nodes that the page does not hold, and a few hundred bytes can ask for
 * millions of them. So the list holds at most HSY_DOM_MAX_FORMATTING elements (the
 * oldest gives way), and all clones of a page together are bounded by its length;
 * past that formatting is simply not opened again.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "page/html_build.h"

static inline bool is_mark(const hsy_formatting *entry)
{
    return entry->node == HSY_NONE;
}

static inline bool is_node_open(const hsy_builder *b, uint32_t node)
{
    return b->nodes.data[node].kind & NODE_OPEN;
}

void hsy_tree_remove_formatting(hsy_builder *b, uint32_t at)
{
    b->nelements -= !is_mark(&b->formatting[at]);
    b->nformatting--;
    memmove(&b->formatting[at], &b->formatting[at + 1],
            (b->nformatting - at) * sizeof *b->formatting);
}

static void insert_formatting(hsy_builder *b, uint32_t at, hsy_formatting entry)
{
    memmove(&b->formatting[at + 1], &b->formatting[at],
            (b->nformatting - at) * sizeof *b->formatting);
    b->formatting[at] = entry;
    b->nformatting++;
    b->nelements += !is_mark(&entry);
}

void hsy_tree_mark(hsy_builder *b)
{
    if (b->nformatting - b->nelements >= HSY_DOM_MAX_DEPTH) {
        b->struck |= HSY_STRUCK_FORMATTING;
        return;
    }
    insert_formatting(b, b->nformatting, (hsy_formatting){.node = HSY_NONE});
}

void hsy_tree_clear_to_mark(hsy_builder *b)
{
    while (b->nformatting) {
        const hsy_formatting *last = &b->formatting[--b->nformatting];
        if (is_mark(last))
            break;
        b->nelements--;
    }
}

/* The same for elements with the same tag and the same attributes in any order. */
static uint64_t print_of(const hsy_builder *b, const hsy_html_token *token)
{
    uint64_t sum = token->tag;

    for (uint32_t i = 0; i < token->nattrs; i++) {
        const hsy_attr *attr = &b->tokenizer->attrs[i];
        uint64_t name = hsy_str_hash(attr->name), value = hsy_str_hash(attr->value);
        sum += (name ^ (value << 1 | value >> 63)) * UINT64_C(0x9e3779b97f4a7c15);
    }
    return sum;
}

/* Noah's Ark: of equal elements behind the last marker only three stay. */
static void keep_three(hsy_builder *b, uint64_t print)
{
    uint32_t count = 0, first = 0;

    for (uint32_t i = b->nformatting; i-- > 0 && !is_mark(&b->formatting[i]);) {
        if (b->formatting[i].print == print) {
            count++;
            first = i;
        }
    }
    if (count >= 3)
        hsy_tree_remove_formatting(b, first);
}

static void keep_under_cap(hsy_builder *b)
{
    if (b->nelements < HSY_DOM_MAX_FORMATTING)
        return;
    b->struck |= HSY_STRUCK_FORMATTING;
    for (uint32_t i = 0; i < b->nformatting; i++) {
        if (!is_mark(&b->formatting[i])) {
            hsy_tree_remove_formatting(b, i);
            return;
        }
    }
}

void hsy_tree_format(hsy_builder *b, const hsy_html_token *token)
{
    uint64_t print = print_of(b, token);
    uint32_t node = hsy_tree_element(b, token);

    keep_three(b, print);
    keep_under_cap(b);
    insert_formatting(b, b->nformatting,
                      (hsy_formatting){.print = print, .node = node, .tag = token->tag});
}

/* Is the entry as it should be: a marker, or an element still open? */
static inline bool is_settled(const hsy_builder *b, const hsy_formatting *entry)
{
    return is_mark(entry) || is_node_open(b, entry->node);
}

static void reopen(hsy_builder *b, hsy_formatting *entry)
{
    hsy_tree_give_way(b);
    hsy_tree_place place = hsy_tree_find_place(b, hsy_tree_top(b)->node);
    uint32_t node = hsy_tree_clone(b, entry->node);

    hsy_tree_link(b, node, place);
    hsy_tree_push(b, node);
    entry->node = node;
}

void hsy_tree_reconstruct(hsy_builder *b)
{
    uint32_t at = b->nformatting;

    while (at > 0 && !is_settled(b, &b->formatting[at - 1]))
        at--;
    for (; at < b->nformatting && !b->failed; at++) {
        if (b->clones_left == 0) {
            b->struck |= HSY_STRUCK_FORMATTING;
            return;
        }
        reopen(b, &b->formatting[at]);
    }
}

uint32_t hsy_tree_find_formatting(const hsy_builder *b, unsigned tag)
{
    for (uint32_t i = b->nformatting; i-- > 0 && !is_mark(&b->formatting[i]);) {
        if (b->formatting[i].tag == tag)
            return i;
    }
    return HSY_NONE;
}

static uint32_t find_entry(const hsy_builder *b, uint32_t node)
{
    for (uint32_t i = b->nformatting; i-- > 0;) {
        if (b->formatting[i].node == node)
            return i;
    }
    return HSY_NONE;
}

static bool is_in_scope(const hsy_builder *b, uint32_t at)
{
    for (uint32_t i = b->depth; --i > at;) {
        if (b->open[i].is & IS_SCOPE)
            return false;
    }
    return true;
}

/* The topmost special element below place `at` of the stack, or HSY_NONE. */
static uint32_t find_furthest_block(const hsy_builder *b, uint32_t at)
{
    for (uint32_t i = at + 1; i < b->depth; i++) {
        if (b->open[i].is & IS_SPECIAL)
            return i;
    }
    return HSY_NONE;
}

static void move_last_into(hsy_builder *b, uint32_t node, hsy_tree_place place)
{
    hsy_tree_unlink(b, node);
    hsy_tree_link(b, node, place);
}

static void move_children(hsy_builder *b, uint32_t from, uint32_t to)
{
    hsy_node *nodes = b->nodes.data;

    for (uint32_t at = nodes[from].first_child; at != HSY_NONE; at = nodes[at].next)
        nodes[at].parent = to;
    nodes[to].first_child = nodes[from].first_child;
    nodes[to].last_child = nodes[from].last_child;
    nodes[from].first_child = nodes[from].last_child = HSY_NONE;
}

/* The stack between the formatting element and the furthest block: its formatting
 * elements are cloned around the block, up to three; all others leave the stack.
 * Gives what is then to be put into the common ancestor; `*block` is the place of
 * the furthest block, `*bookmark` where the new formatting element will be listed. */
static uint32_t clone_between(hsy_builder *b, uint32_t top, uint32_t *block, uint32_t *bookmark)
{
    const uint32_t furthest = b->open[*block].node;
    uint32_t last = furthest, inner = 0;

    for (uint32_t at = *block - 1; at > top && !b->failed; at--) {
        uint32_t node = b->open[at].node, entry = find_entry(b, node);
        if (++inner > 3 && entry != HSY_NONE) {
            hsy_tree_remove_formatting(b, entry);
            *bookmark -= entry < *bookmark;
            entry = HSY_NONE;
        }
        if (entry == HSY_NONE) {
            hsy_tree_remove_open(b, at);
            --*block;
            continue;
        }
        uint32_t clone = hsy_tree_clone(b, node);
        b->formatting[entry].node = clone;
        b->nodes.data[node].kind &= (uint8_t)~NODE_OPEN;
        b->nodes.data[node].end = b->nodes.data[clone].end = hsy_span_end(b->token->at);
        b->nodes.data[clone].kind |= NODE_OPEN;
        b->open[at].node = clone;
        if (last == furthest)
            *bookmark = entry + 1;
        move_last_into(b, last, (hsy_tree_place){clone, HSY_NONE});
        last = clone;
    }
    return last;
}

/* One round of the agency for the formatting element listed at `entry` and open at
 * `top`, with a furthest block at `block`. */
static void adopt_round(hsy_builder *b, uint32_t entry, uint32_t top, uint32_t block)
{
    const uint32_t node = b->formatting[entry].node;
    const uint32_t ancestor = b->open[top - 1].node, furthest = b->open[block].node;
    uint32_t bookmark = entry;
    uint32_t last = clone_between(b, top, &block, &bookmark);
    uint32_t clone = hsy_tree_clone(b, node);

    if (b->failed)
        return;
    hsy_tree_unlink(b, last);
    hsy_tree_link(b, last, hsy_tree_find_place(b, ancestor));
    move_children(b, furthest, clone);
    hsy_tree_link(b, clone, (hsy_tree_place){furthest, HSY_NONE});

    uint32_t old = find_entry(b, node);
    hsy_formatting listed = b->formatting[old];
    listed.node = clone;
    hsy_tree_remove_formatting(b, old);
    insert_formatting(b, bookmark - (old < bookmark), listed);

    hsy_open_element open = b->open[top];
    open.node = clone;
    hsy_tree_remove_open(b, top);
    block--;
    memmove(&b->open[block + 2], &b->open[block + 1],
            (b->depth - block - 1) * sizeof *b->open);
    b->open[block + 1] = open;
    b->depth++;
    b->opened[open.tag]++;
    b->nodes.data[clone].kind |= NODE_OPEN;
}

bool hsy_tree_adopt(hsy_builder *b, const hsy_html_token *token)
{
    const unsigned tag = token->tag;

    if (hsy_tree_top_is(b, tag) && find_entry(b, hsy_tree_top(b)->node) == HSY_NONE) {
        hsy_tree_pop(b);
        return true;
    }
    for (int outer = 0; outer < 8 && !b->failed; outer++) {
        uint32_t entry = hsy_tree_find_formatting(b, tag);
        if (entry == HSY_NONE)
            return false;
        uint32_t node = b->formatting[entry].node;
        if (!is_node_open(b, node)) {
            hsy_tree_remove_formatting(b, entry);
            return true;
        }
        uint32_t top = hsy_tree_find_open(b, node);
        if (!is_in_scope(b, top))
            return true;
        uint32_t block = find_furthest_block(b, top);
        if (block == HSY_NONE || b->clones_left < 8) {
            hsy_tree_pop_to(b, top);
            hsy_tree_remove_formatting(b, entry);
            return true;
        }
        adopt_round(b, entry, top, block);
    }
    return true;
}
