/* rows.c - see rows.h. The only file that names jansson.
 *
 * A key given twice is refused: which of the two texts was meant cannot be known.
 * Whole numbers are read as reals, so that a long number under a key that nobody
 * asks for does not cost the article.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "rows.h"

#include "base/buf.h"
#include "input/feed.h"

#include <jansson.h>

#define MOST_VALUES 65536u
#define FLAGS       (JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL)

static hsy_status take(hsy_arena *arena, const json_t *row, const char *key, hsy_str *ret,
                       hsy_error *err)
{
    const json_t *value = json_object_get(row, key);

    if (!value || json_is_null(value))
        return HSY_OK;
    if (!json_is_string(value))
        return hsy_fail(err, HSY_FORMAT, NULL, 0, 0, "\"%s\" is not a string", key);
    *ret = hsy_str_copy(arena, (hsy_str){json_string_value(value), json_string_length(value)});
    return ret->ptr ? HSY_OK : hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

static hsy_status take_all(hsy_arena *arena, const json_t *row, hsy_source *ret, hsy_error *err)
{
    struct {
        const char *key;
        hsy_str *to;
    } fields[] = {
        {"id", &ret->given_id},
        {"url", &ret->given_url},
        {"publisher", &ret->given_publisher},
        {"title", &ret->given_title},
        {"published", &ret->given_published},
        {"language", &ret->given_language},
        {"text", &ret->bytes},
    };

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        hsy_status status = take(arena, row, fields[i].key, fields[i].to, err);
        if (status)
            return status;
        if (fields[i].to != &ret->bytes && hsy_str_trim(*fields[i].to).len == 0)
            *fields[i].to = (hsy_str){NULL, 0};
    }
    if (!ret->bytes.ptr)
        return hsy_fail(err, HSY_FORMAT, NULL, 0, 0, "the row has no \"text\"");
    if (hsy_str_trim(ret->bytes).len == 0)
        return hsy_fail(err, HSY_FORMAT, NULL, 0, 0, "\"text\" is empty");
    if (ret->bytes.len > HSY_MAX_PAGE)
        return hsy_fail(err, HSY_LIMIT, NULL, 0, 0, "\"text\" has %zu bytes, more than %zu",
                        ret->bytes.len, HSY_MAX_PAGE);
    return HSY_OK;
}

/* Has the row more values than one of an article can have? Each costs time and memory
 * far beyond its bytes. */
static bool is_flood(hsy_str line)
{
    size_t commas = 0;
    bool quoted = false;

    for (size_t i = 0; i < line.len && commas <= MOST_VALUES; i++) {
        if (line.ptr[i] == '\\')
            i++;
        else if (line.ptr[i] == '"')
            quoted = !quoted;
        else
            commas += !quoted && line.ptr[i] == ',';
    }
    return commas > MOST_VALUES;
}

hsy_status hsy_row_read(hsy_arena *arena, hsy_str line, hsy_source *ret, hsy_error *err)
{
    json_error_t why;
    hsy_status status;

    if (is_flood(line))
        return hsy_fail(err, HSY_LIMIT, NULL, 0, 0, "the row has more than %u values",
                        MOST_VALUES);
    json_t *row = json_loadb(line.ptr, line.len, FLAGS, &why);
    if (!row)
        return hsy_fail(err, HSY_FORMAT, NULL, 0, why.position > 0 ? (uint64_t)why.position : 0,
                        "invalid JSON: %s", why.text);
    *ret = (hsy_source){.media = HSY_MEDIA_READY};
    if (json_is_object(row))
        status = take_all(arena, row, ret, err);
    else
        status = hsy_fail(err, HSY_FORMAT, NULL, 0, 0, "the row is not a JSON object");
    json_decref(row);
    return status;
}

bool hsy_row_is_object(hsy_str line, bool *ret_text)
{
    const size_t flags = FLAGS & ~(unsigned)JSON_REJECT_DUPLICATES;
    json_t *row = is_flood(line) ? NULL : json_loadb(line.ptr, line.len, flags, NULL);
    bool is = json_is_object(row);

    *ret_text = is && json_is_string(json_object_get(row, "text"));
    json_decref(row);
    return is;
}

/* --- JSON Feed (jsonfeed.org) ---------------------------------------------- */

static hsy_str text_at(hsy_arena *arena, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    hsy_str s = {json_string_value(value), json_string_length(value)};

    return s.ptr && hsy_str_trim(s).len ? hsy_str_copy(arena, s) : (hsy_str){NULL, 0};
}

static hsy_str first_text(hsy_arena *arena, const json_t *object, const char *const *keys)
{
    hsy_str found = {NULL, 0};

    for (; *keys && !found.ptr; keys++)
        found = text_at(arena, object, *keys);
    return found;
}

/* "authors" of version 1.1, "author" of 1.0. */
static hsy_str authors_of(hsy_arena *arena, const json_t *row)
{
    const json_t *list = json_object_get(row, "authors"), *one = json_object_get(row, "author");
    hsy_buf names;

    hsy_buf_init(&names, 1000);
    for (size_t i = 0; i < json_array_size(list) || (!i && one); i++) {
        const json_t *name =
            json_object_get(json_is_array(list) ? json_array_get(list, i) : one, "name");
        hsy_str s = {json_string_value(name), json_string_length(name)};
        if (s.ptr && names.len)
            hsy_buf_puts(&names, "; ");
        if (s.ptr)
            hsy_buf_add(&names, hsy_str_trim(s));
    }
    hsy_str joined = names.len && !names.failed ? hsy_str_copy(arena, hsy_buf_str(&names))
                                                : (hsy_str){NULL, 0};
    hsy_buf_clear(&names);
    return joined;
}

static void read_item(hsy_arena *arena, const json_t *row, hsy_item *ret)
{
    static const char *const urls[] = {"url", "external_url", NULL};
    static const char *const dates[] = {"date_published", "date_modified", NULL};
    static const char *const texts[] = {"content_text", "summary", NULL};

    ret->title = text_at(arena, row, "title");
    ret->url = first_text(arena, row, urls);
    ret->date = first_text(arena, row, dates);
    ret->updated = text_at(arena, row, "date_modified");
    ret->id = text_at(arena, row, "id");
    ret->author = authors_of(arena, row);
    ret->text = text_at(arena, row, "content_html");
    ret->html = ret->text.ptr != NULL;
    if (!ret->html)
        ret->text = first_text(arena, row, texts);
}

hsy_status hsy_feed_read_json(hsy_arena *arena, hsy_str bytes, hsy_feed *ret, hsy_error *err)
{
    static const char *const homes[] = {"home_page_url", NULL};
    json_t *root =
        json_loadb(bytes.ptr, bytes.len, JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, NULL);
    const char *version = json_string_value(json_object_get(root, "version"));
    const json_t *items = json_object_get(root, "items");
    hsy_status status = HSY_OK;

    *ret = (hsy_feed){.charset = "utf-8"};
    if (version && json_is_array(items) &&
        hsy_str_find(hsy_str_of(version), HSY_STR("jsonfeed.org/version"), 0) != SIZE_MAX) {
        ret->kind = HSY_FEED_ITEMS;
        ret->title = text_at(arena, root, "title");
        ret->url = first_text(arena, root, homes);
        for (size_t i = 0; i < json_array_size(items) && !status; i++) {
            hsy_item *item = hsy_vec_push(arena, &ret->items);
            if (item)
                read_item(arena, json_array_get(items, i), item);
            else
                status = hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
        }
    }
    json_decref(root);
    return status;
}
