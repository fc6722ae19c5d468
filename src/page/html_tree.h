/*
 * html_tree.h - building the tree: the doors beside hsy_dom_parse.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_HTML_TREE_H
#define HSY_PAGE_HTML_TREE_H

#include "page/dom.h"

/* Parse `html` as the inside of an element `context` of namespace `ns`, as a script
 * does by innerHTML. The result hangs below node 1, an html element. */
hsy_status hsy_dom_parse_fragment(hsy_arena *arena, hsy_str html, hsy_str context, hsy_ns ns,
                                  hsy_dom *ret, hsy_error *err);

#endif
