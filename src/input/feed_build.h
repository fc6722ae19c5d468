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

typedef struct hsy_feed_builder {
    hsy_arena *arena;
    hsy_feed *feed;
    struct {
        char name[48];
        int what; /* enum element of feed_build.c */
    } stack[HSY_FEED_DEPTH];
    uint32_t depth, too_deep; /* elements deeper than the stack */
    struct {
        char prefix[24];
        int ns;
    } prefixes[HSY_FEED_PREFIXES];
    uint32_t nprefixes;
    bool in_item, in_source;
    hsy_str base; /* of the item at hand */
    struct {
        int title, url, date, text; /* ranks of what was taken for the item so far */
    } rank;
    uint32_t field; /* depth of the element whose text is collected; 0: none */
    int form;       /* of that text */
    hsy_buf text;
    bool failed; /* out of memory, or more than the limits allow */
} hsy_feed_builder;

void hsy_feed_build_init(hsy_feed_builder *builder, hsy_arena *arena, hsy_feed *feed);
void hsy_feed_build_clear(hsy_feed_builder *builder);
void hsy_feed_open(hsy_feed_builder *builder, hsy_str name, const hsy_feed_attr *attrs,
                   uint32_t nattrs);
void hsy_feed_text(hsy_feed_builder *builder, hsy_str text); /* references resolved */
void hsy_feed_close(hsy_feed_builder *builder, hsy_str name);

/* The two readers. UTF-8 in. HSY_FORMAT with line when it is ill-formed. */
hsy_status hsy_feed_xml(hsy_feed_builder *builder, hsy_str text, bool *ret_hostile,
                        hsy_error *err);
void hsy_feed_scan(hsy_feed_builder *builder, hsy_str text);

#endif
