/*
 * tags.h - numbers for the tags and attributes that this program knows.
 *
 * The list is tags.def. A name that is not in it has HSY_TAG_OTHER or
 * HSY_ATTR_OTHER, which are 0, and is told apart by its name.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_TAGS_H
#define HSY_PAGE_TAGS_H

#include "base/str.h"

enum hsy_tag {
    HSY_TAG_OTHER,
#define TAG(id, name) HSY_TAG_##id,
#include "page/tags.def"
    HSY_TAGS
};

enum hsy_attr_name {
    HSY_ATTR_OTHER,
#define ATTR(id, name) HSY_ATTR_##id,
#include "page/tags.def"
    HSY_ATTRS
};

/* The number of a name in lower case; HSY_TAG_OTHER or HSY_ATTR_OTHER. */
unsigned hsy_tag_find(hsy_str name);
unsigned hsy_attr_find(hsy_str name);

/* The name of a number; empty for OTHER. */
hsy_str hsy_tag_name(unsigned tag);
hsy_str hsy_attr_name_of(unsigned attr);

#endif
