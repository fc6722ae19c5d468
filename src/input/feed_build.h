/*
 * feed_build.h - from tags and text to the items of a feed.
 *
 * Two readers of XML drive it: expat for what is well-formed (feed_xml.c), a
 * lenient scan for what is not (feed_scan.c). Names come as they are written; the
 * builder knows the namespaces.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_INPUT_FEED_BUILD_H
#define HSY_INPUT_FEED_BUILD_H

#include "base/buf.h"
#include "input/feed.h"

#define HSY_FEED_DEPTH    64
#define HSY_FEED_PREFIXES 32
#define HSY_MAX_ITEMS     100000

typedef struct hsy_feed_attr {
    hsy_str name, value;
} hsy_feed_attr;

/* What an element is to a feed. */
typedef enum hsy_feed_element {
    HSY_IS_CHANNEL,
    HSY_IS_ITEM,
    HSY_IS_SOURCE,
    HSY_IS_GROUP, /* stands for nothing; its parts are those of what holds it */
    HSY_IS_TITLE,
    HSY_IS_URL,
    HSY_IS_ID,
    HSY_IS_DATE,
    HSY_IS_UPDATED,
    HSY_IS_TEXT,
    HSY_IS_AUTHOR,
    HSY_IS_PUBLISHER,
    HSY_IS_LANGUAGE,
    HSY_FEED_ELEMENTS,
} hsy_feed_element;

typedef struct hsy_feed_part {
    int ns;
    const char *name;
    hsy_feed_element what;
    int rank; /* among the ways to say the same */
} hsy_feed_part;

/* Names that were looked up, so that each costs one look a feed. */
typedef struct hsy_feed_names {
    struct {
        char prefix[24];
        int ns;
    } prefixes[HSY_FEED_PREFIXES];
    uint32_t nprefixes;
    struct {
        char name[24];
        uint8_t len; /* 0: none here */
        const hsy_feed_part *part;
    } seen[64];
} hsy_feed_names;

bool hsy_feed_learn(hsy_feed_names *names, const hsy_feed_attr *attrs, uint32_t n);
const hsy_feed_part *hsy_feed_part_of(hsy_feed_names *names, hsy_str name,
                                      const hsy_feed_attr *attrs, uint32_t n);
bool hsy_feed_is_xhtml(const hsy_feed_part *part);
bool hsy_feed_is_encoded(const hsy_feed_part *part);

/* The value of an attribute, trimmed; .ptr NULL when it is not there. */
hsy_str hsy_feed_value(const hsy_feed_attr *attrs, uint32_t n, const char *name);

/* An address as it is, or seen from the base; .ptr NULL when it is none. */
hsy_str hsy_feed_address(hsy_arena *arena, hsy_str base, hsy_str s);

/* The name in "jane@x.example (Jane Doe)" or "Jane Doe <jane@x.example>"; empty when
 * there is none. */
hsy_str hsy_feed_person(hsy_arena *arena, hsy_str s);

typedef struct hsy_feed_builder {
    hsy_arena *arena;
    hsy_feed *feed;
    hsy_feed_names names;
    struct {
        char name[47];
        uint8_t len;
        const hsy_feed_part *part; /* NULL: none */
    } stack[HSY_FEED_DEPTH];
    uint32_t depth, too_deep; /* elements deeper than the stack */
    uint32_t atom;            /* depth of the element that tells Atom; 0: none */
    bool in_item, in_source;
    hsy_str base;                   /* of the item at hand */
    int rank[2][HSY_FEED_ELEMENTS]; /* of what was taken for the feed and for the item */
    uint32_t field;                 /* depth of the element whose text is collected; 0: none */
    int form;                       /* of that text */
    uint32_t person;                /* depth of the <name> in an author; 0: none */
    hsy_str name;                   /* in it */
    bool is_link;                   /* of a guid: may it be taken for an address? */
    hsy_buf text;
    bool failed; /* out of memory */
} hsy_feed_builder;

void hsy_feed_build_init(hsy_feed_builder *builder, hsy_arena *arena, hsy_feed *feed);
void hsy_feed_build_clear(hsy_feed_builder *builder);
void hsy_feed_open(hsy_feed_builder *builder, hsy_str name, const hsy_feed_attr *attrs,
                   uint32_t nattrs);
void hsy_feed_text(hsy_feed_builder *builder, hsy_str text); /* references resolved */
void hsy_feed_close(hsy_feed_builder *builder, hsy_str name);
void hsy_feed_end(hsy_feed_builder *builder); /* of all that is open */

/* The two readers. UTF-8 in. HSY_FORMAT with line when it is ill-formed. */
hsy_status hsy_feed_xml(hsy_feed_builder *builder, hsy_str text, bool *ret_hostile,
                        hsy_error *err);
void hsy_feed_scan(hsy_feed_builder *builder, hsy_str text);

#endif
