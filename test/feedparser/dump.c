/* dump.c - the feeds of a folder as the feed reader gives them, a JSON line a file.
 *
 *     feeds <LIST
 *
 * Names of files are read from standard input, a line each. compare.py sets what comes
 * out beside what the files expect.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "input/feed.h"
#include "page/date.h"
#include "page/page.h"

/* The date as the page stage reads it. */
static void put_date(hsy_json *json, const char *key, const hsy_page_tables *tables,
                     hsy_arena *arena, hsy_str value)
{
    hsy_date date;
    bool found =
        value.ptr && hsy_date_find(tables, arena, value, HSY_ORDER_OPEN, true, &date, NULL);

    hsy_json_put_str(json, key, found ? date.value : (hsy_str){NULL, 0});
}

static void put_item(hsy_json *json, const hsy_page_tables *tables, hsy_arena *arena,
                     const hsy_item *item)
{
    hsy_json_open(json, '{');
    hsy_json_put_str(json, "title", item->title);
    hsy_json_put_str(json, "link", item->url);
    hsy_json_put_str(json, "id", item->id);
    hsy_json_put_str(json, "author", item->author);
    hsy_json_put_str(json, "date", item->date);
    hsy_json_put_str(json, "updated", item->updated);
    put_date(json, "day", tables, arena, item->date);
    put_date(json, "day_updated", tables, arena, item->updated);
    hsy_json_put_str(json, "publisher", item->publisher);
    hsy_json_put_str(json, "text", item->text);
    hsy_json_put_bool(json, "html", item->html);
    hsy_json_close(json, '}');
}

static void dump(const hsy_page_tables *tables, const char *path)
{
    hsy_arena arena;
    hsy_feed feed = {0};
    hsy_str bytes;
    hsy_error err = {0};
    hsy_buf line;
    hsy_json json = {&line, false};

    hsy_arena_init(&arena, 0);
    hsy_buf_init(&line, 0);
    hsy_status status = hsy_file_read(&arena, path, HSY_MAX_PAGE, &bytes, &err);
    hsy_feed_kind kind = status ? HSY_FEED_NONE : hsy_feed_look(bytes);
    if (kind != HSY_FEED_NONE)
        status = hsy_feed_read(&arena, bytes, kind, &feed, &err);
    hsy_json_open(&json, '{');
    hsy_json_put_str(&json, "file", hsy_str_of(path));
    hsy_json_put_str(&json, "why",
                     hsy_str_of(kind == HSY_FEED_NONE ? "not known as a feed"
                                : status              ? err.message
                                                      : ""));
    hsy_json_put_str(&json, "charset",
                     feed.charset ? hsy_str_of(feed.charset) : (hsy_str){NULL, 0});
    hsy_json_put_str(&json, "title", feed.title);
    hsy_json_put_str(&json, "link", feed.url);
    hsy_json_put_str(&json, "id", feed.id);
    hsy_json_put_str(&json, "author", feed.author);
    hsy_json_key(&json, "items");
    hsy_json_open(&json, '[');
    for (uint32_t i = 0; !status && i < feed.items.count; i++)
        put_item(&json, tables, &arena, &feed.items.data[i]);
    hsy_json_close(&json, ']');
    hsy_json_close(&json, '}');
    printf("%.*s\n", HSY_STR_ARG(hsy_buf_str(&line)));
    hsy_buf_clear(&line);
    hsy_arena_clear(&arena);
}

int main(void)
{
    hsy_arena arena;
    const hsy_page_tables *tables;
    char path[4096];
    hsy_error err;

    hsy_arena_init(&arena, 0);
    const char *home = hsy_home_find(&arena, &err);
    if (!home || hsy_page_tables_load(&arena, home, &tables, &err)) {
        fprintf(stderr, "feeds: %s\n", err.message);
        return 2;
    }
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = '\0';
        dump(tables, path);
    }
    hsy_arena_clear(&arena);
    return 0;
}
