/*
 * store.c - opening, transactions, articles whole, refusals.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "store/internal.h"

#include <string.h>

#define BUSY_MS 5000
#define ONE_THREAD (SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX) /* no lock at each step */

hsy_status hsy_store_fail(hsy_store *store, hsy_error *err)
{
    return hsy_fail(err, HSY_STORE, store->path, 0, 0, "%s",
                    store->db ? sqlite3_errmsg(store->db) : "out of memory");
}

hsy_status hsy_store_exec(hsy_store *store, const char *sql, hsy_error *err)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK
               ? HSY_OK
               : hsy_store_fail(store, err);
}

hsy_status hsy_store_prepare(hsy_store *store, int which, const char *sql, sqlite3_stmt **ret,
                             hsy_error *err)
{
    sqlite3_stmt **stmt = &store->statements[which];

    if (!*stmt && sqlite3_prepare_v2(store->db, sql, -1, stmt, NULL) != SQLITE_OK)
        return hsy_store_fail(store, err);
    sqlite3_reset(*stmt);
    *ret = *stmt;
    return HSY_OK;
}

hsy_status hsy_store_step(hsy_store *store, sqlite3_stmt *stmt, hsy_error *err)
{
    int step = sqlite3_step(stmt);
    hsy_status status = step == SQLITE_DONE ? HSY_OK : hsy_store_fail(store, err);

    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    return status;
}

static hsy_status bring_up(hsy_store *store, hsy_store_mode mode, hsy_error *err)
{
    hsy_status status = hsy_store_migrate(store, mode == HSY_STORE_WRITE, err);

    if (!status && mode == HSY_STORE_WRITE)
        status = hsy_store_exec(store, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL",
                                err);
    return status;
}

/* The first words to a database that another run is only just making, or left in the
 * middle: SQLite does not wait by itself where the write-ahead log is switched on or a
 * journal has to be rolled back. */
static hsy_status take_up(hsy_store *store, hsy_store_mode mode, hsy_error *err)
{
    const int pause = 25; /* milliseconds */
    hsy_status status = bring_up(store, mode, err);

    for (int waited = 0; status && waited < BUSY_MS; waited += pause) {
        if ((sqlite3_errcode(store->db) & 0xFF) != SQLITE_BUSY)
            break;
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
        sqlite3_sleep(pause);
        status = bring_up(store, mode, err);
    }
    return status;
}

static hsy_status open_file(hsy_store *store, hsy_store_mode mode, hsy_error *err)
{
    int flags = mode == HSY_STORE_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                        : SQLITE_OPEN_READWRITE;
    int got = sqlite3_open_v2(store->path, &store->db, flags | ONE_THREAD, NULL);

    if (got != SQLITE_OK && mode == HSY_STORE_READ) {
        sqlite3_close(store->db);
        got = sqlite3_open_v2(store->path, &store->db, SQLITE_OPEN_READONLY | ONE_THREAD, NULL);
    }
    if (got != SQLITE_OK)
        return hsy_store_fail(store, err);
    sqlite3_busy_timeout(store->db, BUSY_MS);
    return take_up(store, mode, err);
}

hsy_status hsy_store_open(const char *path, hsy_store_mode mode, hsy_store **ret, hsy_error *err)
{
    hsy_store *store = sqlite3_malloc64(sizeof *store);

    if (!store)
        return hsy_fail(err, HSY_NOMEM, path, 0, 0, "out of memory");
    memset(store, 0, sizeof *store);
    if (strlen(path) >= sizeof store->path) {
        sqlite3_free(store);
        return hsy_fail(err, HSY_STORE, path, 0, 0, "the path is too long");
    }
    memcpy(store->path, path, strlen(path) + 1);
    hsy_status status = open_file(store, mode, err);
    if (status) {
        hsy_store_close(store);
        return status;
    }
    *ret = store;
    return HSY_OK;
}

void hsy_store_close(hsy_store *store)
{
    if (!store)
        return;
    for (int i = 0; i < HSY_SQL_COUNT; i++)
        sqlite3_finalize(store->statements[i]);
    if (store->in_transaction)
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(store->db);
    sqlite3_free(store->rows);
    sqlite3_free(store);
}

hsy_status hsy_store_begin(hsy_store *store, hsy_error *err)
{
    hsy_status status = hsy_store_exec(store, "BEGIN IMMEDIATE", err);

    store->in_transaction = status == HSY_OK;
    return status;
}

hsy_status hsy_store_commit(hsy_store *store, hsy_error *err)
{
    hsy_status status = hsy_store_exec(store, "COMMIT", err);

    if (!status)
        store->in_transaction = false;
    return status;
}

/* -- adding ---------------------------------------------------------------------- */

hsy_status hsy_store_has(hsy_store *store, hsy_str id, const char *hash, bool *ret,
                         hsy_error *err)
{
    sqlite3_stmt *stmt = NULL;
    hsy_status status = hsy_store_prepare(store, HSY_SQL_FIND,
                                          "SELECT hash FROM article WHERE id = ?", &stmt, err);

    *ret = false;
    if (status)
        return status;
    sqlite3_bind_text64(stmt, 1, id.ptr, id.len, SQLITE_STATIC, SQLITE_UTF8);
    int step = sqlite3_step(stmt);
    if (step == SQLITE_ROW) {
        const char *there = (const char *)sqlite3_column_text(stmt, 0);
        *ret = true;
        if (!there || strcmp(there, hash) != 0)
            status = hsy_fail(err, HSY_FORMAT, NULL, 0, 0,
                              "the id \"%.*s\" is in the database with another text",
                              (int)(id.len < 80 ? id.len : 80), id.ptr);
    } else if (step != SQLITE_DONE) {
        status = hsy_store_fail(store, err);
    }
    sqlite3_reset(stmt);
    return status;
}

static void article_row(hsy_codec *c, hsy_article *a);

static hsy_status insert_article(hsy_store *store, const hsy_article *article, int64_t *ret_no,
                                 hsy_error *err)
{
    static const char sql[] =
        "INSERT INTO article (id, given, hash, input, url, publisher, domain, publisher_basis,"
        " published, precision, published_basis, language, wire, wire_off, wire_len, source_len,"
        " title_len, body, text, runs, canonical, section)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
    hsy_article row = *article;
    sqlite3_stmt *stmt = NULL;

    hsy_status status = hsy_store_prepare(store, HSY_SQL_ARTICLE, sql, &stmt, err);
    if (status)
        return status;
    hsy_codec codec = {.stmt = stmt};
    article_row(&codec, &row);
    status = hsy_store_step(store, stmt, err);
    *ret_no = sqlite3_last_insert_rowid(store->db);
    return status;
}

static hsy_status index_words(hsy_store *store, int64_t no, const hsy_article *article,
                              const hsy_reading *reading, hsy_error *err)
{
    sqlite3_stmt *stmt = NULL;
    hsy_status status = hsy_store_prepare(
        store, HSY_SQL_WORDS, "INSERT INTO sentence_text (rowid, words) VALUES (?, ?)", &stmt,
        err);

    for (uint32_t i = 0; !status && i < reading->nsentences; i++) {
        hsy_str words = hsy_article_str(article, reading->sentences[i].span);
        if (i >> HSY_SENTENCE_BITS)
            break; /* a page has far fewer; the number would be another article's */
        sqlite3_bind_int64(stmt, 1, (no << HSY_SENTENCE_BITS) + i);
        sqlite3_bind_text64(stmt, 2, words.ptr, words.len, SQLITE_STATIC, SQLITE_UTF8);
        status = hsy_store_step(store, stmt, err);
    }
    return status;
}

hsy_status hsy_store_add(hsy_store *store, const hsy_article *article,
                         const hsy_reading *reading, bool *ret_added, hsy_error *err)
{
    bool there;
    int64_t no;

    *ret_added = false;
    hsy_status status = hsy_store_has(store, hsy_article_id(article), article->hash, &there, err);
    if (status == HSY_FORMAT && err)
        snprintf(err->file, sizeof err->file, "%.*s",
                 (int)(article->input.len < 255 ? article->input.len : 255), article->input.ptr);
    if (status || there)
        return status;
    status = insert_article(store, article, &no, err);
    if (!status)
        status = hsy_rows_write(store, no, article, reading, err);
    if (!status)
        status = index_words(store, no, article, reading, err);
    *ret_added = status == HSY_OK;
    return status;
}

/* -- refusals ---------------------------------------------------------------------- */

hsy_status hsy_store_refuse(hsy_store *store, const hsy_error *reason, hsy_error *err)
{
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v2(store->db, "INSERT OR IGNORE INTO refusal VALUES (?, ?, ?)", -1, &stmt,
                           NULL) != SQLITE_OK)
        return hsy_store_fail(store, err);
    sqlite3_bind_text(stmt, 1, reason->file, -1, SQLITE_STATIC);
    sqlite3_bind_int64(stmt, 2, reason->line);
    sqlite3_bind_text(stmt, 3, reason->message, -1, SQLITE_STATIC);
    hsy_status status = sqlite3_step(stmt) == SQLITE_DONE ? HSY_OK : hsy_store_fail(store, err);
    sqlite3_finalize(stmt);
    return status;
}

static hsy_status read_refusals(hsy_store *store, sqlite3_stmt *stmt, hsy_arena *arena,
                                const char *const **ret, uint32_t *ret_count, hsy_error *err)
{
    HSY_VEC(const char *) list = {0};
    int step;

    while ((step = sqlite3_step(stmt)) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(stmt, 0);
        const char **kept = hsy_vec_push(arena, &list);
        if (!kept || !text || !(*kept = hsy_arena_copy(arena, text, strlen(text))))
            return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    }
    *ret = list.data;
    *ret_count = list.count;
    return step == SQLITE_DONE ? HSY_OK : hsy_store_fail(store, err);
}

hsy_status hsy_store_refusals(hsy_store *store, hsy_arena *arena, const char *const **ret,
                              uint32_t *ret_count, hsy_error *err)
{
    static const char sql[] =
        "SELECT input || CASE line WHEN 0 THEN '' ELSE ':' || line END || ': ' || reason"
        " FROM refusal ORDER BY input, line, reason";
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL) != SQLITE_OK)
        return hsy_store_fail(store, err);
    hsy_status status = read_refusals(store, stmt, arena, ret, ret_count, err);
    sqlite3_finalize(stmt);
    return status;
}

/* -- reading back -------------------------------------------------------------------- */

/* Enums of an article by name; see rows.c for those of facts. */
static const char *basis_name(int value)
{
    return hsy_basis_name((hsy_basis)value);
}

static const char *precision_name(int value)
{
    return hsy_precision_name((hsy_precision)value);
}

static void codec_hex(hsy_codec *c, char hex[33])
{
    hsy_str s = {hex, strlen(hex)};

    hsy_codec_str(c, &s);
    if (c->arena)
        snprintf(hex, 33, "%.*s", (int)s.len, s.ptr ? s.ptr : "");
}

/* The id as others name it; a given one is kept apart from the hash. */
static void codec_id(hsy_codec *c, hsy_article *a)
{
    hsy_str id = hsy_article_id(a);
    bool given = a->given_id.ptr != NULL;

    hsy_codec_str(c, &id);
    hsy_codec_bool(c, &given);
    codec_hex(c, a->hash);
    if (!c->arena)
        return;
    a->given_id = given ? id : (hsy_str){NULL, 0};
    snprintf(a->id, sizeof a->id, "%.*s", (int)(id.len < 32 ? id.len : 32), given ? a->hash : id.ptr);
}

static void codec_source_len(hsy_codec *c, hsy_article *a)
{
    int64_t len = (int64_t)a->source.len;

    hsy_codec_i64(c, &len);
    a->source = (hsy_str){c->arena ? NULL : a->source.ptr, (size_t)len};
}

static void codec_text(hsy_codec *c, hsy_text *text)
{
    hsy_str bytes = hsy_text_str(text);
    hsy_str runs = {(const char *)text->runs, text->nruns * sizeof *text->runs};

    hsy_codec_blob(c, &bytes);
    hsy_codec_blob(c, &runs);
    if (!c->arena)
        return;
    c->failed |= runs.len % sizeof(hsy_run) != 0;
    *text = (hsy_text){bytes.ptr, (uint32_t)bytes.len, (uint32_t)(runs.len / sizeof(hsy_run)),
                       (const hsy_run *)(const void *)runs.ptr};
}

static void article_row(hsy_codec *c, hsy_article *a)
{
    int basis = (int)a->publisher.basis, precision = (int)a->published.precision,
        date_basis = (int)a->published.basis;

    codec_id(c, a);
    hsy_codec_str(c, &a->input);
    hsy_codec_str(c, &a->url);
    hsy_codec_str(c, &a->publisher.name);
    hsy_codec_str(c, &a->publisher.domain);
    hsy_codec_enum(c, &basis, basis_name, HSY_BASIS_WARC + 1);
    hsy_codec_str(c, &a->published.value);
    hsy_codec_enum(c, &precision, precision_name, HSY_PRECISION_MINUTE + 1);
    hsy_codec_enum(c, &date_basis, basis_name, HSY_BASIS_WARC + 1);
    a->publisher.basis = (hsy_basis)basis;
    a->published.precision = (hsy_precision)precision;
    a->published.basis = (hsy_basis)date_basis;
    hsy_codec_str(c, &a->language);
    hsy_codec_str(c, &a->wire.agency);
    hsy_codec_span(c, &a->wire.at);
    codec_source_len(c, a);
    hsy_codec_u32(c, &a->title_len);
    hsy_codec_u32(c, &a->body);
    codec_text(c, &a->text);
    hsy_codec_str(c, &a->canonical);
    hsy_codec_str(c, &a->section);
}

/* Spans that lead outside the text would be read as memory: refuse the article. */
static bool runs_fit(const hsy_article *a)
{
    for (uint32_t i = 0; i < a->text.nruns; i++)
        if (a->text.runs[i].at >= a->text.len ||
            (i && a->text.runs[i].at <= a->text.runs[i - 1].at))
            return false;
    return a->body <= a->text.len && a->title_len <= a->body &&
           (a->text.len == 0 || (a->text.nruns && a->text.runs[0].at == 0));
}

hsy_status hsy_store_read_article(hsy_store *store, sqlite3_stmt *stmt, hsy_arena *arena,
                                  hsy_stored *ret, hsy_error *err)
{
    hsy_article *article = hsy_new(arena, hsy_article);
    hsy_reading *reading = hsy_new(arena, hsy_reading);
    hsy_codec codec = {.stmt = stmt, .arena = arena, .column = 1};

    if (!article || !reading)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    article_row(&codec, article);
    if (codec.failed || !runs_fit(article))
        return hsy_fail(err, HSY_STORE, store->path, 0, 0,
                        "a row of table \"article\" makes no sense");
    reading->article = article;
    *ret = (hsy_stored){article, reading};
    return hsy_rows_read(store, sqlite3_column_int64(stmt, 0), arena, article, reading, err);
}

hsy_status hsy_store_load(hsy_store *store, hsy_arena *arena, hsy_stored **ret,
                          uint32_t *ret_count, hsy_error *err)
{
    HSY_VEC(hsy_stored) list = {0};
    hsy_status status = HSY_OK;
    sqlite3_stmt *stmt = NULL;
    int step = SQLITE_DONE;

    if (sqlite3_prepare_v2(store->db, "SELECT * FROM article ORDER BY id", -1, &stmt, NULL) !=
        SQLITE_OK)
        return hsy_store_fail(store, err);
    while (!status && (step = sqlite3_step(stmt)) == SQLITE_ROW) {
        hsy_stored *stored = hsy_vec_push(arena, &list);
        status = stored ? hsy_store_read_article(store, stmt, arena, stored, err)
                        : hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    }
    if (!status && step != SQLITE_DONE)
        status = hsy_store_fail(store, err);
    sqlite3_finalize(stmt);
    *ret = list.data;
    *ret_count = list.count;
    return status;
}
