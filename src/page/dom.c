/*
 * dom.c - walking the tree of dom.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/dom.h"

uint32_t hsy_dom_next(const hsy_dom *dom, uint32_t root, uint32_t node, bool skip)
{
    if (!skip && dom->nodes[node].first_child != HSY_NONE)
        return dom->nodes[node].first_child;
    while (node != root && node != HSY_NONE) {
        if (dom->nodes[node].next != HSY_NONE)
            return dom->nodes[node].next;
        node = dom->nodes[node].parent;
    }
    return HSY_NONE;
}

const hsy_attr *hsy_dom_find_attr(const hsy_dom *dom, uint32_t node, unsigned id)
{
    const hsy_node *element = &dom->nodes[node];

    if (element->kind != HSY_NODE_ELEMENT)
        return NULL;
    for (uint32_t i = 0; i < element->nattrs; i++) {
        const hsy_attr *attr = &dom->attrs[element->attrs + i];
        if (attr->id == id)
            return attr;
    }
    return NULL;
}

hsy_str hsy_dom_attr(const hsy_dom *dom, uint32_t node, unsigned id)
{
    const hsy_attr *attr = hsy_dom_find_attr(dom, node, id);

    return attr ? attr->value : (hsy_str){NULL, 0};
}
