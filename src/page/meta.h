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

#define HSY_META_PAIRS 1000

/* A text with the place it was read at; text.len 0: none. */
typedef struct hsy_said {
    hsy_text text;
} hsy_said;

/* A <meta> with a key and a content. */
typedef struct hsy_meta_pair {
    hsy_str key, value;
    hsy_span at; /* of the value */
} hsy_meta_pair;

typedef struct hsy_meta {
    HSY_VEC(hsy_meta_pair) pairs; /* at most HSY_META_PAIRS, in the order of the page */
    hsy_ld ld;
    uint32_t article; /* object of ld, or HSY_NONE */
    hsy_said og_title, ld_title, page_title;
    bool long_title; /* one in a <meta> was so long that it is none, and passed over */
    hsy_str site, language;
    hsy_str link, base; /* rel=canonical and <base>, as written */
    hsy_str canonical;  /* of Open Graph; once all is read, the address the page gives itself */
    hsy_str body; /* articleBody of JSON-LD, or empty */
} hsy_meta;

hsy_status hsy_meta_read(const hsy_page_tables *tables, hsy_build *build, const hsy_dom *dom,
                         hsy_meta *ret, hsy_error *err);

/* Names of authors and dates, in their order of choice; blocks for what is visible:
 * the title's, or the first; where the body begins; its last.
 * hsy_meta_bylines is in authors.c. */
void hsy_meta_bylines(const hsy_page_tables *tables, hsy_build *build, const hsy_dom *dom,
                      const hsy_meta *meta, const hsy_blocks *blocks, uint32_t first,
                      uint32_t body, uint32_t last);
void hsy_meta_dates(const hsy_page_tables *tables, hsy_build *build, const hsy_dom *dom,
                    const hsy_meta *meta, const hsy_blocks *blocks, uint32_t first,
                    uint32_t body, uint32_t last);

/* Is `name` what the page calls the site or its publisher? */
bool hsy_meta_is_site(const hsy_meta *meta, const hsy_article *article, hsy_arena *scratch,
                      hsy_str name);

/* Is a key of the page one of the vocabularies' (lower case)? `list` ends with NULL. */
bool hsy_key_is(hsy_str key, const char *known);
bool hsy_key_in(hsy_str key, const char *const *list);
/* The key of a <meta>: property, name or itemprop. */
hsy_str hsy_meta_key(const hsy_dom *dom, uint32_t node);

#endif
