/* feed.c - see feed.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/feed.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "input/feed_build.h"
#include "input/recode.h"

static hsy_status no_memory(hsy_error *err)
{
    return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory, or a feed beyond all limits");
}

/* Once by one of the two readers. */
static hsy_status read_once(hsy_arena *arena, hsy_str text, hsy_feed_kind kind, bool lenient,
                            hsy_feed *ret, bool *ret_hostile, hsy_error *err)
{
    hsy_feed_builder builder;
    hsy_status status = HSY_OK;

    *ret = (hsy_feed){.kind = kind};
    hsy_feed_build_init(&builder, arena, ret);
    if (lenient)
        hsy_feed_scan(&builder, text);
    else
        status = hsy_feed_xml(&builder, text, ret_hostile, err);
    if (builder.failed)
        status = no_memory(err);
    hsy_feed_build_clear(&builder);
    return status;
}

/* Recoded, then by expat, then by the lenient scan. */
static hsy_status read_recoded(hsy_arena *arena, hsy_str bytes, hsy_feed_kind kind,
                               bool was_read, hsy_feed *ret, hsy_error *err)
{
    bool hostile = false;
    const char *charset;
    hsy_str text = hsy_recode(arena, bytes, &charset);
    hsy_status status = HSY_FORMAT;

    if (!text.ptr)
        return no_memory(err);
    if (!was_read || text.ptr != bytes.ptr)
        status = read_once(arena, text, kind, false, ret, &hostile, err);
    ret->charset = charset;
    if (status != HSY_FORMAT || hostile)
        return status;
    text = hsy_utf8_repair(arena, text);
    if (!text.ptr || read_once(arena, text, kind, true, ret, &hostile, NULL))
        return no_memory(err);
    ret->charset = charset;
    if (!ret->items.count && !ret->naddresses)
        return HSY_FORMAT; /* `err` says what expat said */
    ret->mended = true;
    return HSY_OK;
}

hsy_status hsy_feed_read(hsy_arena *arena, hsy_str bytes, hsy_feed_kind kind, hsy_feed *ret,
                         hsy_error *err)
{
    bool hostile = false;

    if (kind == HSY_FEED_JSON)
        return hsy_feed_read_json(arena, bytes, ret, err);
    if (hsy_str_starts(bytes, HSY_STR("\xef\xbb\xbf")))
        bytes = hsy_str_sub(bytes, 3, bytes.len);
    /* Most feeds are UTF-8, which expat checks anyway: they are read as they stand. */
    if (hsy_recode_may_need(bytes))
        return read_recoded(arena, bytes, kind, false, ret, err);
    hsy_status status = read_once(arena, bytes, kind, false, ret, &hostile, err);
    ret->charset = "utf-8";
    if (status != HSY_FORMAT || hostile)
        return status;
    return read_recoded(arena, bytes, kind, true, ret, err);
}

/* --- sources --------------------------------------------------------------- */

static hsy_str host_of(hsy_str url)
{
    size_t at = hsy_str_find(url, HSY_STR("://"), 0);

    if (at == SIZE_MAX)
        return (hsy_str){"", 0};
    url = hsy_str_sub(url, at + 3, url.len);
    return hsy_str_cut(&url, '/');
}

/* What the feed calls the source of the item; the feed's own name only where no
 * address tells who published it. A feed of many outlets is none of them. */
static hsy_str publisher_of(const hsy_feed *feed, const hsy_item *item)
{
    if (item->publisher.len)
        return item->publisher;
    return host_of(item->url).len ? (hsy_str){NULL, 0} : feed->title;
}

static hsy_str kept(hsy_arena *arena, hsy_str s)
{
    return s.len ? hsy_str_copy(arena, s) : (hsy_str){NULL, 0};
}

bool hsy_feed_source(const hsy_feed *feed, uint32_t number, const char *path, hsy_arena *arena,
                     hsy_source *ret)
{
    const hsy_item *item = &feed->items.data[number];
    size_t room = strlen(path) + 16;

    if (!hsy_str_trim(item->text).len)
        return false;
    char *name = hsy_arena_alloc(arena, room);
    *ret = (hsy_source){.media = item->html ? HSY_MEDIA_HTML : HSY_MEDIA_READY};
    ret->bytes = hsy_str_copy(arena, item->text);
    if (!name || !ret->bytes.ptr)
        return false;
    ret->input = (hsy_str){name, (size_t)snprintf(name, room, "%s:%u", path, number + 1)};
    ret->charset = HSY_STR("utf-8");
    ret->given_title = kept(arena, item->title);
    ret->given_publisher = kept(arena, publisher_of(feed, item));
    ret->url = kept(arena, item->url);
    ret->feed_date = kept(arena, item->date);
    ret->given_author = kept(arena, item->author);
    return true;
}
