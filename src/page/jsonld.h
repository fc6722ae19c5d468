/*
 * jsonld.h - what a page says of itself in JSON-LD.
 *
 * Such scripts are written by hand and by plug-ins, and often are not quite JSON.
 * This reader takes what it can: it walks the brackets with a stack of its own,
 * notes each string with its key and object, and never refuses.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_JSONLD_H
#define HSY_PAGE_JSONLD_H

#include "base/str.h"

/* A string (decoded), under a key of an object. */
typedef struct hsy_ld_value {
    uint32_t object;
    hsy_str key, value;
    size_t at, end; /* of the raw string in the script, quotes left out */
    uint32_t next;  /* of the same object; HSY_NONE: the last */
} hsy_ld_value;

typedef struct hsy_ld_object {
    uint32_t parent; /* HSY_NONE: none */
    hsy_str key;     /* under which the parent has it */
    hsy_str type, id;
    uint32_t first, last; /* values; HSY_NONE: none */
} hsy_ld_object;

typedef struct hsy_ld {
    HSY_VEC(hsy_ld_object) objects;
    HSY_VEC(hsy_ld_value) values;
} hsy_ld;

/* Read a script, adding to `ret`. False when out of memory. */
bool hsy_ld_read(hsy_arena *arena, hsy_str script, hsy_ld *ret);

/* The object that is the article of the page: of an article's type, with a headline
 * rather than without, and not one of a list. HSY_NONE when there is none. */
uint32_t hsy_ld_article(const hsy_ld *ld);

/* Does the type end in one of the words that organisations' types end in? */
bool hsy_ld_is_organization(hsy_str type);

/* The value of `key` in `object`; NULL when there is none. */
const hsy_ld_value *hsy_ld_find(const hsy_ld *ld, uint32_t object, const char *key);

#endif
