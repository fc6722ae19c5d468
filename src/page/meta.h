/*
 * meta.h - what the head of a page says: JSON-LD, <meta>, <link>, <title>.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_META_H
#define HSY_PAGE_META_H

#include "page/blocks.h"
#include "page/build.h"
#include "page/jsonld.h"

/* A text with the place it was read at; text.len 0: none. */
typedef struct hsy_said {
    hsy_text text;
} hsy_said;

typedef struct hsy_meta {
    hsy_ld ld;
    uint32_t article; /* object of ld, or HSY_NONE */
    hsy_said og_title, ld_title, page_title;
    hsy_str site, canonical, language;
    hsy_str body; /* articleBody of JSON-LD, or empty */
} hsy_meta;

hsy_status hsy_meta_read(const hsy_page_tables *tables, hsy_build *build, const hsy_dom *dom,
                         hsy_meta *ret, hsy_error *err);

/* Names of authors and dates, in their order of choice; blocks for what is visible.
 * hsy_meta_bylines is in authors.c. */
void hsy_meta_bylines(const hsy_page_tables *tables, hsy_build *build, const hsy_dom *dom,
                      const hsy_meta *meta, const hsy_blocks *blocks, uint32_t first,
                      uint32_t body);
void hsy_meta_dates(const hsy_page_tables *tables, hsy_build *build, const hsy_dom *dom,
                    const hsy_meta *meta, const hsy_blocks *blocks, uint32_t first,
                    uint32_t body);

/* Is a key of the page one of the vocabularies' (lower case)? `list` ends with NULL. */
bool hsy_key_is(hsy_str key, const char *known);
bool hsy_key_in(hsy_str key, const char *const *list);
/* The key of a <meta>: property, name or itemprop. */
hsy_str hsy_meta_key(const hsy_dom *dom, uint32_t node);

#endif
