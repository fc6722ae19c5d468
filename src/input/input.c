/* input.c - see input.h.
 *
 * Files are opened one after another; of a file of rows only the row at hand is
 * in memory. The ids of rows are remembered with the hash of their text: the same
 * article given twice is read once, and an id that comes back with another text
 * is refused by name, since every later statement would lead to both.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/input.h"

#include "base/map.h"
#include "input/archive.h"
#include "input/feed.h"
#include "input/rows.h"
#include "input/stream.h"
#include "input/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct hsy_input {
    hsy_arena arena; /* paths and ids */
    hsy_paths paths;
    uint32_t next; /* path to open */
    const hsy_log *log;
    const char *path;
    bool open;
    hsy_stream stream;
    enum { IN_PAGE, IN_ROWS, IN_ARCHIVE, IN_FEED } kind;
    hsy_archive archive;
    hsy_arena feed_arena;
    hsy_feed feed;
    uint32_t item; /* of the feed, the next */
    uint32_t line; /* of the row last read */
    hsy_map ids;   /* id -> index in hashes */
    HSY_VEC(uint64_t) hashes;
};

hsy_status hsy_input_open(const char *const *args, uint32_t nargs, bool in_order,
                          const hsy_log *log, hsy_input **ret, hsy_error *err)
{
    hsy_input *input = calloc(1, sizeof *input);

    if (!input)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    hsy_arena_init(&input->arena, 0);
    hsy_arena_init(&input->feed_arena, 0);
    hsy_map_init(&input->ids, &input->arena);
    input->log = log;
    input->stream.fd = -1;
    hsy_status status = hsy_walk(&input->arena, args, nargs, in_order, log, &input->paths, err);
    if (status) {
        hsy_input_close(input);
        return status;
    }
    *ret = input;
    return HSY_OK;
}

void hsy_input_close(hsy_input *input)
{
    if (!input)
        return;
    hsy_archive_close(&input->archive);
    hsy_stream_close(&input->stream);
    hsy_arena_clear(&input->feed_arena);
    hsy_arena_clear(&input->arena);
    free(input);
}

static void refuse(const hsy_input *input, hsy_status status, uint32_t line, const char *why)
{
    hsy_error said;

    hsy_fail(&said, status, input->path, line, 0, "%s", why);
    hsy_say(input->log, HSY_REFUSED, &said);
}

/* --- rows ------------------------------------------------------------------ */

static hsy_str without_mark(hsy_str s)
{
    return hsy_str_starts(s, HSY_STR("\xef\xbb\xbf")) ? hsy_str_sub(s, 3, s.len) : s;
}

/* The first line that is not blank, as far as it is within the limit of a row. */
static hsy_str first_line(hsy_stream *stream)
{
    for (size_t want = 4096;; want *= 2) {
        hsy_str head = hsy_stream_peek(stream, want);
        hsy_str text = without_mark(head);
        while (text.len && strchr(" \t\r\n", text.ptr[0]))
            text = hsy_str_sub(text, 1, text.len);
        const char *end = text.len ? memchr(text.ptr, '\n', text.len) : NULL;
        if (end)
            return (hsy_str){text.ptr, (size_t)(end - text.ptr)};
        if (head.len < want || want > HSY_MAX_ROW)
            return text;
    }
}

static bool named_as_rows(const char *path)
{
    hsy_str name = hsy_str_of(path);
    return hsy_str_ends(name, HSY_STR(".jsonl")) || hsy_str_ends(name, HSY_STR(".ndjson"));
}

/* Content decides. A name counts only where the first row is spoiled, so that the
 * rows after it are not lost. */
static bool holds_rows(hsy_stream *stream, const char *path)
{
    bool has_text;
    hsy_str line = first_line(stream);

    if (line.len == 0 || line.ptr[0] != '{')
        return line.len && named_as_rows(path) && !memchr(line.ptr, '\0', line.len);
    if (line.len <= HSY_MAX_ROW && hsy_row_is_object(line, &has_text))
        return true;
    line = hsy_str_trim(hsy_str_sub(line, 1, line.len));
    return named_as_rows(path) || (line.len && line.ptr[0] == '"');
}

/* Has this row's id been used? False when the row must not be given. */
static bool is_new(hsy_input *input, const hsy_source *row)
{
    uint64_t hash = hsy_str_hash(row->bytes);

    if (!row->given_id.ptr)
        return true;
    uint32_t seen = hsy_map_find(&input->ids, row->given_id);
    if (seen != HSY_NONE) {
        char why[200];
        snprintf(why, sizeof why, "the id \"%.*s\" was already used with another text",
                 (int)(row->given_id.len < 120 ? row->given_id.len : 120), row->given_id.ptr);
        if (input->hashes.data[seen] != hash)
            refuse(input, HSY_FORMAT, input->line, why);
        return false;
    }
    hsy_str id = hsy_str_copy(&input->arena, row->given_id);
    uint64_t *slot = hsy_vec_push(&input->arena, &input->hashes);
    if (!id.ptr || !slot || !hsy_map_set(&input->ids, id, input->hashes.count - 1)) {
        refuse(input, HSY_NOMEM, input->line, "out of memory");
        return false;
    }
    *slot = hash;
    return true;
}

static hsy_str row_name(hsy_arena *arena, const char *path, uint32_t line)
{
    size_t room = strlen(path) + 16;
    char *name = hsy_arena_alloc(arena, room);

    if (!name)
        return (hsy_str){NULL, 0};
    return (hsy_str){name, (size_t)snprintf(name, room, "%s:%u", path, line)};
}

static bool read_row(hsy_input *input, hsy_arena *arena, hsy_str line, hsy_source *ret)
{
    hsy_error err;
    hsy_arena_mark mark = hsy_arena_here(arena);

    hsy_status status = hsy_row_read(arena, line, ret, &err);
    if (status)
        refuse(input, status, input->line, err.message);
    else if (is_new(input, ret)) {
        ret->input = row_name(arena, input->path, input->line);
        if (ret->input.ptr)
            return true;
        refuse(input, HSY_NOMEM, input->line, "out of memory");
    }
    hsy_arena_rewind(arena, mark);
    return false;
}

static bool next_row(hsy_input *input, hsy_arena *arena, hsy_source *ret)
{
    hsy_str line;
    bool too_long;

    while (hsy_stream_line(&input->stream, HSY_MAX_ROW, &line, &too_long)) {
        input->line++;
        if (too_long) {
            refuse(input, HSY_LIMIT, input->line, "the row is longer than 16 MiB");
            continue;
        }
        line = hsy_str_trim(input->line == 1 ? without_mark(line) : line);
        if (line.len && read_row(input, arena, line, ret))
            return true;
    }
    if (input->stream.failed)
        refuse(input, HSY_IO, input->line + 1, strerror(input->stream.trouble));
    return false;
}

/* --- pages ----------------------------------------------------------------- */

static void refuse_long(hsy_input *input)
{
    char why[120];

    snprintf(why, sizeof why, "%llu bytes, more than the limit of %zu for a page",
             (unsigned long long)hsy_stream_drain(&input->stream), HSY_MAX_PAGE);
    refuse(input, HSY_LIMIT, 0, why);
}

static bool read_page(hsy_input *input, hsy_arena *arena, hsy_source *ret)
{
    const char *why;
    hsy_media media;
    hsy_str bytes = hsy_stream_peek(&input->stream, HSY_MAX_PAGE + 1);

    if (input->stream.failed) {
        refuse(input, HSY_IO, 0, strerror(input->stream.trouble));
    } else if (hsy_str_trim(bytes).len == 0) {
        refuse(input, HSY_FORMAT, 0, bytes.len ? "empty but for white space" : "empty");
    } else if (!hsy_media_guess(bytes, &media, &why)) {
        refuse(input, HSY_FORMAT, 0, why);
    } else if (bytes.len > HSY_MAX_PAGE) {
        refuse_long(input);
    } else {
        *ret = (hsy_source){.input = hsy_str_of(input->path), .media = media};
        ret->bytes = hsy_str_copy(arena, bytes);
        if (ret->bytes.ptr)
            return true;
        refuse(input, HSY_NOMEM, 0, "out of memory");
    }
    return false;
}

/* --- feeds ----------------------------------------------------------------- */

static void say_list(hsy_input *input, const char *what)
{
    char why[160], news[48] = "";

    if (input->feed.nnews)
        snprintf(news, sizeof news, " (%u of them of news)", input->feed.nnews);
    snprintf(why, sizeof why, "%s of %u addresses%s, which are not fetched by this version",
             what, input->feed.naddresses, news);
    refuse(input, HSY_NETWORK, 0, why);
}

static void say_mended(const hsy_input *input, const hsy_error *why)
{
    hsy_error said;

    hsy_fail(&said, HSY_FORMAT, input->path, why->line, 0, "%s; read as far as it goes",
             why->message);
    hsy_say(input->log, HSY_WARNING, &said);
}

/* Read the whole feed. False when it is none after all, or was refused: then
 * `*ret_refused`. */
static bool read_feed(hsy_input *input, hsy_feed_kind kind, bool *ret_refused)
{
    hsy_error err;
    hsy_str bytes = hsy_stream_peek(&input->stream, HSY_MAX_PAGE + 1);

    *ret_refused = bytes.len > HSY_MAX_PAGE && kind != HSY_FEED_JSON;
    if (*ret_refused)
        refuse(input, HSY_LIMIT, 0, "a feed longer than the limit of 15 MiB");
    if (bytes.len > HSY_MAX_PAGE)
        return false;
    hsy_status status = hsy_feed_read(&input->feed_arena, bytes, kind, &input->feed, &err);
    *ret_refused = true;
    if (status)
        refuse(input, status, err.line, err.message);
    else if (input->feed.kind == HSY_FEED_OPML)
        say_list(input, "an OPML list");
    else if (input->feed.kind == HSY_FEED_SITEMAP)
        say_list(input, "a sitemap");
    else
        *ret_refused = false;
    if (!status && input->feed.mended)
        say_mended(input, &err);
    input->item = 0;
    return !*ret_refused && input->feed.kind == HSY_FEED_ITEMS;
}

static void finish_feed(hsy_input *input)
{
    char why[120];
    uint32_t n = input->feed.items.count, bare = 0;

    for (uint32_t i = 0; i < n; i++)
        bare += hsy_str_trim(input->feed.items.data[i].text).len == 0;
    if (!n)
        snprintf(why, sizeof why, "a feed without items");
    else
        snprintf(why, sizeof why, "%u of %u items of the feed have no text", bare, n);
    if (bare || !n)
        refuse(input, HSY_FORMAT, 0, why);
    if (input->feed.cut)
        refuse(input, HSY_LIMIT, 0, "items of the feed beyond the first 100000 were left out");
    hsy_arena_clear(&input->feed_arena);
    input->feed = (hsy_feed){0};
}

static bool next_item(hsy_input *input, hsy_arena *arena, hsy_source *ret)
{
    while (input->item < input->feed.items.count)
        if (hsy_feed_source(&input->feed, input->item++, input->path, arena, ret))
            return true;
    finish_feed(input);
    return false;
}

/* --- files ----------------------------------------------------------------- */

/* What the file is, by its content. */
static bool know_kind(hsy_input *input)
{
    const char *why;

    if (hsy_archive_is(&input->stream, input->path, &why)) {
        input->kind = IN_ARCHIVE;
        hsy_archive_open(&input->archive, &input->stream, input->path, input->log);
        return true;
    }
    if (why) {
        refuse(input, HSY_FORMAT, 0, why);
        return false;
    }
    hsy_feed_kind feed = hsy_feed_look(hsy_stream_peek(&input->stream, 65536));
    bool refused = false;
    if (feed != HSY_FEED_NONE && read_feed(input, feed, &refused))
        input->kind = IN_FEED;
    else if (!refused)
        input->kind = holds_rows(&input->stream, input->path) ? IN_ROWS : IN_PAGE;
    return !refused;
}

static bool open_next(hsy_input *input)
{
    hsy_error err;

    input->path = input->paths.data[input->next++];
    input->line = 0;
    if (hsy_is_address(hsy_str_of(input->path))) {
        refuse(input, HSY_NETWORK, 0, "addresses are not fetched by this version");
        return false;
    }
    if (hsy_stream_open(&input->stream, input->path, &err)) {
        hsy_say(input->log, HSY_REFUSED, &err);
        return false;
    }
    if (know_kind(input))
        return true;
    hsy_arena_clear(&input->feed_arena);
    hsy_stream_close(&input->stream);
    return false;
}

static void close_file(hsy_input *input)
{
    hsy_archive_close(&input->archive);
    hsy_stream_close(&input->stream);
    hsy_arena_clear(&input->feed_arena);
    input->open = false;
}

/* The next source of the file that is open. False at its end. */
static bool next_inside(hsy_input *input, hsy_arena *arena, hsy_source *ret)
{
    switch (input->kind) {
    case IN_ROWS: return next_row(input, arena, ret);
    case IN_FEED: return next_item(input, arena, ret);
    case IN_ARCHIVE: return hsy_archive_next(&input->archive, arena, ret);
    default: break;
    }
    bool got = read_page(input, arena, ret);
    close_file(input);
    return got;
}

bool hsy_input_next(hsy_input *input, hsy_arena *arena, hsy_source *ret)
{
    for (;;) {
        if (!input->open) {
            if (input->next == input->paths.count)
                return false;
            input->open = open_next(input);
        } else if (next_inside(input, arena, ret)) {
            return true;
        } else {
            close_file(input);
        }
    }
}
