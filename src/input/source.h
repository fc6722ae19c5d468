/*
 * source.h - a page as it arrived.
 *
 * The bytes are those that were received; nothing has been interpreted. What is
 * known from outside (the address, a date in a feed, the fields of a .jsonl row)
 * stands beside them, with how it is known.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_INPUT_SOURCE_H
#define HSY_INPUT_SOURCE_H

#include "base/str.h"

#define HSY_MAX_PAGE ((size_t)15 << 20) /* bytes; a longer page is refused */

typedef enum hsy_media {
    HSY_MEDIA_TEXT, /* plain text as a crawler stored it */
    HSY_MEDIA_HTML,
    HSY_MEDIA_READY, /* the text of a .jsonl row: already extracted */
} hsy_media;

typedef struct hsy_source {
    hsy_str input; /* for people: "news/a.html", "day.jsonl:12", "-" */
    hsy_media media;
    hsy_str bytes;   /* as received; for HSY_MEDIA_READY the value of "text" */
    hsy_str charset; /* said from outside (HTTP), or empty */

    /* What a .jsonl row gave; .ptr NULL where it did not. */
    hsy_str given_id, given_url, given_publisher, given_title, given_published, given_language;

    hsy_str url;          /* known from outside (WARC, fetch); .ptr NULL when not */
    hsy_str feed_date;    /* of the feed item; .ptr NULL when none */
    hsy_str given_author; /* of the feed item: names parted by "; "; .ptr NULL when none */
} hsy_source;

#endif
