/*
 * search.c - sentences by their words (SQLite FTS5).
 *
 * The index keeps no copy of the words: a hit is an article and the number of a
 * sentence, and the sentence is cut out of the article's text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "store/internal.h"

#include <string.h>

static const char sql[] =
    "SELECT a.id, coalesce(a.publisher, a.domain), a.published, a.input, a.title_len, a.body,"
    " a.text, a.runs, s.off, s.len"
    " FROM sentence_text t"
    " JOIN article a ON a.no = t.rowid >> 20"
    " JOIN sentence s ON s.article = a.no AND s.n = t.rowid & 1048575"
    " WHERE sentence_text MATCH ? ORDER BY t.rank, a.id, s.n LIMIT ?";
_Static_assert(HSY_SENTENCE_BITS == 20, "the numbers in the query");

static hsy_status read_hit(hsy_store *store, sqlite3_stmt *stmt, hsy_arena *arena, hsy_hit *hit,
                           hsy_error *err)
{
    hsy_codec codec = {.stmt = stmt, .arena = arena};
    uint32_t title_len, body;
    hsy_str text, runs;
    hsy_span span;

    hsy_codec_str(&codec, &hit->doc);
    hsy_codec_str(&codec, &hit->publisher);
    hsy_codec_str(&codec, &hit->published);
    hsy_codec_str(&codec, &hit->input);
    hsy_codec_u32(&codec, &title_len);
    hsy_codec_u32(&codec, &body);
    hsy_codec_blob(&codec, &text);
    hsy_codec_blob(&codec, &runs);
    hsy_codec_span(&codec, &span);
    if (codec.failed || hsy_span_end(span) > text.len || span.off == HSY_NONE)
        return hsy_fail(err, HSY_STORE, store->path, 0, 0,
                        "a row of table \"sentence\" makes no sense");
    hsy_text clean = {text.ptr, (uint32_t)text.len, (uint32_t)(runs.len / sizeof(hsy_run)),
                      (const hsy_run *)(const void *)runs.ptr};
    bool in_title = span.off < body;
    hit->title = title_len ? hsy_str_sub(text, 0, title_len) : (hsy_str){NULL, 0};
    hit->sentence = hsy_span_str(text, span);
    hit->in = in_title ? (hsy_span){HSY_NONE, 0} : (hsy_span){span.off - body, span.len};
    hit->at = hsy_text_source(&clean, span);
    return HSY_OK;
}

static hsy_status read_hits(hsy_store *store, sqlite3_stmt *stmt, hsy_arena *arena,
                            hsy_hit **ret, uint32_t *ret_count, hsy_error *err)
{
    HSY_VEC(hsy_hit) hits = {0};
    hsy_status status = HSY_OK;
    int step = SQLITE_DONE;

    while (!status && (step = sqlite3_step(stmt)) == SQLITE_ROW) {
        hsy_hit *hit = hsy_vec_push(arena, &hits);
        status = hit ? read_hit(store, stmt, arena, hit, err)
                     : hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    }
    *ret = hits.data;
    *ret_count = hits.count;
    if (!status && step == SQLITE_ERROR) /* what FTS5 says of a query it cannot read */
        status = hsy_fail(err, HSY_FORMAT, NULL, 0, 0, "the query cannot be read: %s",
                          sqlite3_errmsg(store->db));
    else if (!status && step != SQLITE_DONE)
        status = hsy_store_fail(store, err);
    return status;
}

hsy_status hsy_store_search(hsy_store *store, hsy_arena *arena, hsy_str query, uint32_t limit,
                            hsy_hit **ret, uint32_t *ret_count, hsy_error *err)
{
    sqlite3_stmt *stmt;

    if (sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL) != SQLITE_OK)
        return hsy_store_fail(store, err);
    sqlite3_bind_text64(stmt, 1, query.ptr, query.len, SQLITE_STATIC, SQLITE_UTF8);
    sqlite3_bind_int64(stmt, 2, limit);
    hsy_status status = read_hits(store, stmt, arena, ret, ret_count, err);
    sqlite3_finalize(stmt);
    return status;
}
