/*
 * dom.h - an HTML page as a tree.
 *
 * Nodes lie in one array in the order they were made and name each other by
 * index, so a page costs no allocation a node and nothing recurses: walk with
 * first_child / next / parent. Node 0 is the document. Text and attribute values
 * are decoded (character references resolved) and know where they came from.
 *
 * What stands in a <template> hangs below it like any other child. The identifiers
 * of a doctype are its attributes "public" and "system". Elements that the standard
 * supplies (a missing <html>, <tbody>) have no place in the source; those that it
 * opens again or copies have the place of the first.
 *
 * Elements are compared by tag id, not by name: HSY_TAG_P. Tags and attributes
 * without an id of their own have HSY_TAG_OTHER and their name.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_DOM_H
#define HSY_PAGE_DOM_H

#include "base/error.h"
#include "base/log.h"
#include "base/str.h"
#include "base/text.h"
#include "page/tags.h" /* enum hsy_tag and enum hsy_attr_name, from tags.def */

/* Caps, each reported in hsy_dom.struck when it strikes. */
#define HSY_DOM_MAX_DEPTH 512       /* open elements; deeper ones become siblings */
#define HSY_DOM_MAX_FORMATTING 64   /* active formatting elements */
#define HSY_DOM_MAX_ATTRS 256       /* of one tag; more are dropped */
#define HSY_DOM_MAX_BYTES (15u << 20)
#define HSY_DOM_MAX_NODES (3u << 16)     /* of a page; it is read up to there */
#define HSY_DOM_MAX_ALL_ATTRS (3u << 16) /* the same; of 700 real pages one has 11,000 */

enum {
    HSY_STRUCK_DEPTH = 1,
    HSY_STRUCK_FORMATTING = 2,
    HSY_STRUCK_ATTRS = 4,
    HSY_STRUCK_NODES = 8, /* nodes or attributes of the page */
};

typedef enum hsy_node_kind {
    HSY_NODE_DOCUMENT,
    HSY_NODE_DOCTYPE,
    HSY_NODE_ELEMENT,
    HSY_NODE_TEXT,
    HSY_NODE_COMMENT,
} hsy_node_kind;

typedef enum hsy_ns { HSY_NS_HTML, HSY_NS_SVG, HSY_NS_MATHML } hsy_ns;

typedef struct hsy_attr {
    hsy_str name;  /* lower case */
    hsy_str value; /* decoded */
    hsy_span at;   /* source bytes of the value, quotes left out */
    uint16_t id;   /* enum hsy_attr_name, HSY_ATTR_OTHER */
} hsy_attr;

typedef struct hsy_node {
    uint32_t parent, next, prev, first_child, last_child; /* HSY_NONE: none */
    uint8_t kind, ns;                                      /* hsy_node_kind, hsy_ns */
    uint16_t tag;                                          /* enum hsy_tag, of an element */
    hsy_span at; /* source bytes of start tag or text; off HSY_NONE: the page has no tag */
    uint32_t end; /* of an element: the byte behind its end tag, or where it was closed
                   * without one */
    union {
        struct { /* of an element or doctype */
            hsy_str name;
            uint32_t attrs, nattrs; /* into dom->attrs */
        };
        hsy_text text; /* of a text or comment */
    };
} hsy_node;

typedef struct hsy_dom {
    hsy_node *nodes;
    uint32_t nnodes;
    hsy_attr *attrs;
    uint32_t nattrs;
    unsigned struck; /* HSY_STRUCK_* */
    uint32_t end;    /* byte up to which the page was read; its length unless a cap struck */
    bool quirks;
} hsy_dom;

/* Parse `html` (UTF-8, ill-formed bytes already replaced; it must outlive the
 * tree) after the WHATWG standard, scripting off. HSY_LIMIT beyond
 * HSY_DOM_MAX_BYTES, HSY_NOMEM. Never fails on what the page says. */
hsy_status hsy_dom_parse(hsy_arena *arena, hsy_str html, hsy_dom *ret, hsy_error *err);

/* The next node in document order after `node`, below `root`; HSY_NONE at the
 * end. With `skip` the children of `node` are passed over. */
uint32_t hsy_dom_next(const hsy_dom *dom, uint32_t root, uint32_t node, bool skip);

/* The value of attribute `id`, or an empty string with .ptr NULL. */
hsy_str hsy_dom_attr(const hsy_dom *dom, uint32_t node, unsigned id);
/* The value with runs, so that each part of it leads back to its bytes in `html`, the
 * page that was parsed: a reference to what was written for it. HSY_NOMEM. */
hsy_status hsy_dom_attr_text(hsy_arena *arena, hsy_str html, const hsy_attr *attr,
                             hsy_text *ret);
const hsy_attr *hsy_dom_find_attr(const hsy_dom *dom, uint32_t node, unsigned id);

#endif
