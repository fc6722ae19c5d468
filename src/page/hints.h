/*
 * hints.h - what an element says of itself: tag, class, id, role.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_HINTS_H
#define HSY_PAGE_HINTS_H

#include "page/dom.h"
#include "page/tables.h"

typedef struct hsy_hinted {
    hsy_hint hint;
    hsy_removed_as as; /* of HSY_HINT_DROP */
} hsy_hinted;

typedef struct hsy_hinter {
    const hsy_page_tables *tables;
    const hsy_dom *dom;
    hsy_arena *arena;
    hsy_map seen; /* class or id -> hint, packed */
} hsy_hinter;

void hsy_hinter_init(hsy_hinter *hinter, const hsy_page_tables *tables, const hsy_dom *dom,
                     hsy_arena *arena);

/* What the words of class and id say. */
hsy_hinted hsy_hint_of(hsy_hinter *hinter, uint32_t node);

/* What the tag and role say. */
hsy_hinted hsy_hint_of_tag(const hsy_dom *dom, uint32_t node);

/* Is nothing of the element ever shown? With `by_script`, what a script may show
 * later (the attribute hidden, "display: none") counts as shown. */
bool hsy_is_hidden(const hsy_dom *dom, uint32_t node, bool by_script);

#endif
