/*
 * feed.h - the items of a feed: RSS 0.9 to 2.0, RDF, Atom, JSON Feed.
 *
 * An item is an article: its content, else its summary, is the text; its title,
 * authors, address and date are known from outside. Lists of addresses (OPML, sitemaps)
 * are recognised and counted; nothing is fetched. The entries of a news sitemap have
 * title, date, publisher and language, and no text, so they are no articles.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_INPUT_FEED_H
#define HSY_INPUT_FEED_H

#include "base/error.h"
#include "base/log.h"
#include "input/source.h"

typedef enum hsy_feed_kind {
    HSY_FEED_NONE,
    HSY_FEED_ITEMS,
    HSY_FEED_OPML,
    HSY_FEED_SITEMAP,
    HSY_FEED_JSON, /* looks like one; reading decides */
} hsy_feed_kind;

/* .ptr NULL where the feed says nothing. All in UTF-8. */
typedef struct hsy_item {
    hsy_str title; /* as plain text */
    hsy_str id;    /* as the feed names it; often no address */
    hsy_str url, publisher;
    hsy_str author;   /* names, parted by "; ", without addresses */
    hsy_str date;     /* of publication, else what comes nearest */
    hsy_str updated;  /* of the last change */
    hsy_str language; /* of sitemaps */
    hsy_str text;
    bool html; /* `text` is HTML, else plain text */
} hsy_item;

typedef struct hsy_feed {
    hsy_feed_kind kind;
    hsy_str title, url, base, id, author; /* of the feed itself */
    HSY_VEC(hsy_item) items;
    const char *charset; /* it was read in; lives as long as the feed */
    uint32_t naddresses; /* of OPML and sitemaps */
    uint32_t nnews;      /* of a sitemap: addresses with a title of news */
    bool mended;         /* ill-formed, read leniently */
    bool cut;            /* items beyond the limit were left out */
} hsy_feed;

/* What these bytes are, by their root (media.c). */
hsy_feed_kind hsy_feed_look(hsy_str bytes);

/* The bytes of a whole feed of the kind that was seen. Everything is made in
 * `arena`. For HSY_FEED_JSON `ret->kind` is HSY_FEED_NONE when it is none. When
 * `ret->mended`, `err` says what was ill-formed though HSY_OK is returned. */
hsy_status hsy_feed_read(hsy_arena *arena, hsy_str bytes, hsy_feed_kind kind, hsy_feed *ret,
                         hsy_error *err);
hsy_status hsy_feed_read_json(hsy_arena *arena, hsy_str bytes, hsy_feed *ret, hsy_error *err);

/* Item `number` (from 0) as a source; false when it has no text. HSY_NOMEM shows as
 * an item without text. */
bool hsy_feed_source(const hsy_feed *feed, uint32_t number, const char *path, hsy_arena *arena,
                     hsy_source *ret);

#endif
