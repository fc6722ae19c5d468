/*
 * inputs.c - what stories are told apart by, of each article: its words and keys.
 *
 * They follow from the article and its facts. They are kept because every `add` needs
 * those of all articles, and a row of this table takes a fraction of the time that a
 * reading takes. Another version of hearsay may gather others: then all are dropped and
 * made again.
 *
 * Words are their hashes as they lie in memory. Keys follow one another as a byte of kind
 * and place (4: in the lead), then count, share of ordinary news and length as numbers of
 * seven bits a byte, then their bytes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "store/internal.h"

#include "base/buf.h"

#include <string.h>

#define KINDS (HSY_KEY_AGE + 1u)
#define LEAD 8u /* bit of the first byte */

static hsy_status makes_no_sense(hsy_store *store, hsy_error *err)
{
    return hsy_fail(err, HSY_STORE, store->path, 0, 0,
                    "a row of table \"story_input\" makes no sense");
}

static hsy_status no_memory(hsy_error *err)
{
    return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

/* -- writing ------------------------------------------------------------------------- */

static void put_number(hsy_buf *buf, uint32_t value)
{
    for (; value >= 128; value >>= 7)
        hsy_buf_putc(buf, (char)(value | 128));
    hsy_buf_putc(buf, (char)value);
}

static void put_key(hsy_buf *buf, const hsy_key *key)
{
    hsy_buf_putc(buf, (char)(key->kind | (key->in_lead ? LEAD : 0)));
    put_number(buf, key->count);
    put_number(buf, key->usual);
    put_number(buf, (uint32_t)key->text.len);
    hsy_buf_add(buf, key->text);
}

static void input_row(hsy_codec *c, hsy_story_article *input, hsy_str *words, hsy_str *keys)
{
    int64_t published = input->published == INT64_MIN ? HSY_OPEN : input->published;

    hsy_codec_str(c, &input->id);
    hsy_codec_str(c, &input->title);
    hsy_codec_str(c, &input->publisher);
    hsy_codec_str(c, &input->wire);
    hsy_codec_i64(c, &published);
    hsy_codec_blob(c, words);
    hsy_codec_blob(c, keys);
    input->published = published == HSY_OPEN ? INT64_MIN : published;
}

hsy_status hsy_store_put_input(hsy_store *store, const hsy_story_article *input, hsy_error *err)
{
    static const char sql[] = "INSERT INTO story_input VALUES"
                              " ((SELECT no FROM article WHERE id = ?1), ?1, ?2, ?3, ?4, ?5, ?6,"
                              " ?7)";
    hsy_story_article row = *input;
    sqlite3_stmt *stmt = NULL;
    hsy_buf buf;

    hsy_status status = hsy_store_prepare(store, HSY_SQL_INPUT, sql, &stmt, err);
    if (status)
        return status;
    hsy_buf_init(&buf, 0);
    for (uint32_t k = 0; k < input->nkeys; k++)
        put_key(&buf, &input->keys[k]);
    hsy_codec codec = {.stmt = stmt};
    hsy_str keys = hsy_buf_str(&buf);
    hsy_str words = {(const char *)input->words, input->nwords * sizeof *input->words};
    input_row(&codec, &row, &words, &keys);
    status = buf.failed ? no_memory(err) : hsy_store_step(store, stmt, err);
    hsy_buf_clear(&buf);
    return status;
}

/* -- reading ------------------------------------------------------------------------- */

struct cursor {
    const unsigned char *at, *end;
    bool failed;
};

static uint32_t take_number(struct cursor *cursor)
{
    uint64_t value = 0;

    for (int shift = 0; shift < 35; shift += 7) {
        if (cursor->at == cursor->end)
            break;
        unsigned char byte = *cursor->at++;
        value |= (uint64_t)(byte & 127) << shift;
        if (byte < 128 && value <= UINT32_MAX)
            return (uint32_t)value;
    }
    cursor->failed = true;
    return 0;
}

static void take_key(struct cursor *cursor, hsy_key *key)
{
    uint32_t first = take_number(cursor), count = take_number(cursor);
    uint32_t usual = take_number(cursor), len = take_number(cursor);

    if (cursor->failed || (first & ~LEAD) >= KINDS || usual > UINT16_MAX ||
        len > (size_t)(cursor->end - cursor->at)) {
        cursor->failed = true;
        return;
    }
    *key = (hsy_key){.text = {(const char *)cursor->at, len}, .kind = first & ~LEAD,
                     .count = count, .usual = (uint16_t)usual, .in_lead = first & LEAD};
    cursor->at += len;
}

static struct cursor cursor_over(hsy_str keys)
{
    const unsigned char *from = (const unsigned char *)keys.ptr;

    return (struct cursor){from, from + keys.len, false};
}

static hsy_status take_keys(hsy_store *store, hsy_arena *arena, hsy_str keys,
                            hsy_story_article *input, hsy_error *err)
{
    struct cursor cursor = cursor_over(keys);
    hsy_key key, *list;
    uint32_t n = 0;

    for (; cursor.at < cursor.end && !cursor.failed; n++)
        take_key(&cursor, &key);
    if (cursor.failed)
        return makes_no_sense(store, err);
    input->keys = list = hsy_new_array(arena, n, hsy_key);
    if (!list)
        return no_memory(err);
    cursor = cursor_over(keys);
    for (input->nkeys = 0; input->nkeys < n; input->nkeys++)
        take_key(&cursor, &list[input->nkeys]);
    return HSY_OK;
}

static hsy_status take_input(hsy_store *store, sqlite3_stmt *stmt, hsy_arena *arena,
                             hsy_story_article *ret, hsy_error *err)
{
    hsy_codec codec = {.stmt = stmt, .arena = arena, .column = 1};
    hsy_str words, keys;

    input_row(&codec, ret, &words, &keys);
    if (codec.failed)
        return no_memory(err);
    if (words.len % sizeof *ret->words || words.len / sizeof *ret->words >= UINT32_MAX)
        return makes_no_sense(store, err);
    ret->words = (const uint64_t *)(const void *)words.ptr; /* the arena's start is aligned */
    ret->nwords = (uint32_t)(words.len / sizeof *ret->words);
    return take_keys(store, arena, keys, ret, err);
}

hsy_status hsy_store_inputs(hsy_store *store, hsy_arena *arena, hsy_story_article **ret,
                            uint32_t *ret_count, hsy_error *err)
{
    HSY_VEC(hsy_story_article) list = {0};
    hsy_status status = HSY_OK;
    sqlite3_stmt *stmt = NULL;
    int step = SQLITE_DONE;

    if (sqlite3_prepare_v2(store->db, "SELECT * FROM story_input", -1, &stmt, NULL) != SQLITE_OK)
        return hsy_store_fail(store, err);
    while (!status && (step = sqlite3_step(stmt)) == SQLITE_ROW) {
        hsy_story_article *input = hsy_vec_push(arena, &list);
        status = input ? take_input(store, stmt, arena, input, err) : no_memory(err);
    }
    if (!status && step != SQLITE_DONE)
        status = hsy_store_fail(store, err);
    sqlite3_finalize(stmt);
    *ret = list.data;
    *ret_count = list.count;
    return status;
}

hsy_status hsy_store_without_input(hsy_store *store, hsy_arena *arena, uint32_t limit,
                                   hsy_stored **ret, uint32_t *ret_count, hsy_error *err)
{
    static const char sql[] = "SELECT * FROM article WHERE no NOT IN (SELECT no FROM story_input)"
                              " ORDER BY no LIMIT ?";
    HSY_VEC(hsy_stored) list = {0};
    hsy_status status = HSY_OK;
    sqlite3_stmt *stmt = NULL;
    int step = SQLITE_DONE;

    if (sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL) != SQLITE_OK)
        return hsy_store_fail(store, err);
    sqlite3_bind_int64(stmt, 1, limit);
    while (!status && (step = sqlite3_step(stmt)) == SQLITE_ROW) {
        hsy_stored *stored = hsy_vec_push(arena, &list);
        status = stored ? hsy_store_read_article(store, stmt, arena, stored, err)
                        : no_memory(err);
    }
    if (!status && step != SQLITE_DONE)
        status = hsy_store_fail(store, err);
    sqlite3_finalize(stmt);
    *ret = list.data;
    *ret_count = list.count;
    return status;
}
