/*
 * authors.h - collecting who wrote a page; private to authors.c, authors_seen.c and
 * author_lines.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_AUTHORS_H
#define HSY_PAGE_AUTHORS_H

#include "page/meta.h"

typedef struct hsy_authors {
    const hsy_page_tables *tables;
    hsy_build *build;
    const hsy_dom *dom;
    const hsy_meta *meta;
    const hsy_blocks *blocks;
    uint32_t first, body, last; /* blocks: below the title, of the body */
} hsy_authors;

uint32_t hsy_authors_count(const hsy_authors *a);

/* Take the names in `value`, which stands at `at` of the UTF-8 form (or off HSY_NONE).
 * True when there was one; an agency is noted as the wire. */
bool hsy_authors_take(hsy_authors *a, hsy_str value, hsy_span at);

/* Take `value` as it stands, because the page says outright that it is the author. */
void hsy_authors_take_handle(hsy_authors *a, hsy_str value, hsy_span at);

/* The text of an element, with '\n' where a reader sees a border: in author_lines.c. */
hsy_str hsy_authors_lines(const hsy_authors *a, uint32_t root);

/* What is visible, each in authors_seen.c. */
void hsy_authors_outright(hsy_authors *a);  /* rel=author, itemprop, pages of authors */
void hsy_authors_marked(hsy_authors *a);    /* by class or id */
void hsy_authors_written(hsy_authors *a);   /* "By Jane Doe" near the title */
void hsy_authors_beside(hsy_authors *a);    /* a name beside the date, or by itself */
void hsy_authors_below(hsy_authors *a);     /* below the text */
void hsy_authors_only(hsy_authors *a);      /* the only byline of the page */
void hsy_authors_signature(hsy_authors *a); /* a name by itself within the text */

#endif
