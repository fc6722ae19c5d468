/*
 * schema.c - the tables, and how a database of an earlier version becomes ours.
 *
 * user_version counts the migrations that were run; each entry of `migrations` is
 * one, run in a transaction. Never change an entry that was released: add one.
 *
 * An article's facts are numbered by their index in the reading (column n), so
 * that they name each other as in FORMATS: entity 3 is "e3". Offsets are bytes of
 * the article's text, which is its title, an empty line and its body; `body` says
 * where the body begins. A column that is NULL is not known or does not apply.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "store/internal.h"

static const char *const migrations[] = {
    /* 1: articles, facts, results, refusals */
    "CREATE TABLE article ("
    " no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, given INTEGER NOT NULL, hash TEXT NOT NULL,"
    " input TEXT NOT NULL, url TEXT, publisher TEXT, domain TEXT, publisher_basis TEXT NOT NULL,"
    " published TEXT, precision TEXT NOT NULL, published_basis TEXT NOT NULL, language TEXT,"
    " wire TEXT, wire_off INTEGER, wire_len INTEGER, source_len INTEGER NOT NULL,"
    " title_len INTEGER NOT NULL, body INTEGER NOT NULL, text BLOB NOT NULL, runs BLOB NOT NULL"
    ") STRICT;"
    "CREATE TABLE byline (article INTEGER NOT NULL, n INTEGER NOT NULL, name TEXT,"
    " source_off INTEGER, source_len INTEGER, PRIMARY KEY (article, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE other_date (article INTEGER NOT NULL, n INTEGER NOT NULL, value TEXT,"
    " precision TEXT NOT NULL, basis TEXT NOT NULL,"
    " PRIMARY KEY (article, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE removed (article INTEGER NOT NULL, n INTEGER NOT NULL, source_off INTEGER,"
    " source_len INTEGER, what TEXT NOT NULL,"
    " PRIMARY KEY (article, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE paragraph (article INTEGER NOT NULL, n INTEGER NOT NULL, off INTEGER,"
    " len INTEGER, heading INTEGER NOT NULL,"
    " PRIMARY KEY (article, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE sentence (article INTEGER NOT NULL, n INTEGER NOT NULL, off INTEGER,"
    " len INTEGER, title INTEGER NOT NULL, heading INTEGER NOT NULL,"
    " PRIMARY KEY (article, n)) STRICT, WITHOUT ROWID;"
    /* rowid of sentence_text = article * 2^20 + n; it keeps no copy of the words */
    "CREATE VIRTUAL TABLE sentence_text USING fts5(words, content='',"
    " tokenize=\"unicode61 remove_diacritics 2\");"
    "CREATE TABLE entity (article INTEGER NOT NULL, n INTEGER NOT NULL, name TEXT, key TEXT,"
    " type TEXT NOT NULL, country TEXT, role TEXT, title TEXT, plural INTEGER NOT NULL,"
    " first_mention INTEGER, rule_table TEXT, rule_line INTEGER, rule_name TEXT,"
    " PRIMARY KEY (article, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE mention (article INTEGER NOT NULL, n INTEGER NOT NULL, entity INTEGER,"
    " off INTEGER, len INTEGER, form TEXT NOT NULL, rule_table TEXT, rule_line INTEGER,"
    " rule_name TEXT, PRIMARY KEY (article, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE time (article INTEGER NOT NULL, n INTEGER NOT NULL, off INTEGER, len INTEGER,"
    " sentence INTEGER, type TEXT NOT NULL, value TEXT, anchor INTEGER NOT NULL,"
    " day_from INTEGER NOT NULL, day_to INTEGER NOT NULL, rule_table TEXT, rule_line INTEGER,"
    " rule_name TEXT, PRIMARY KEY (article, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE place (article INTEGER NOT NULL, n INTEGER NOT NULL, off INTEGER, len INTEGER,"
    " sentence INTEGER, name TEXT, country TEXT, admin1 TEXT, has_point INTEGER NOT NULL,"
    " lat INTEGER NOT NULL, lon INTEGER NOT NULL, geonames INTEGER NOT NULL, kind TEXT NOT NULL,"
    " rule_table TEXT, rule_line INTEGER, rule_name TEXT,"
    " PRIMARY KEY (article, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE quantity (article INTEGER NOT NULL, n INTEGER NOT NULL, off INTEGER,"
    " len INTEGER, figure_off INTEGER, figure_len INTEGER, sentence INTEGER, what TEXT NOT NULL,"
    " who TEXT, unit TEXT, low INTEGER, high INTEGER, comparator TEXT NOT NULL,"
    " scope TEXT NOT NULL, part_of INTEGER, event INTEGER, place INTEGER, time INTEGER,"
    " retracted INTEGER NOT NULL, negated INTEGER NOT NULL, updates INTEGER NOT NULL,"
    " additional INTEGER NOT NULL, rule_table TEXT, rule_line INTEGER, rule_name TEXT,"
    " PRIMARY KEY (article, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE quote (article INTEGER NOT NULL, n INTEGER NOT NULL, off INTEGER, len INTEGER,"
    " sentence INTEGER, kind TEXT NOT NULL, speaker INTEGER, speaker_off INTEGER,"
    " speaker_len INTEGER, cue_off INTEGER, cue_len INTEGER, continues INTEGER, rule_table TEXT,"
    " rule_line INTEGER, rule_name TEXT, PRIMARY KEY (article, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE event (article INTEGER NOT NULL, n INTEGER NOT NULL, trigger_off INTEGER,"
    " trigger_len INTEGER, off INTEGER, len INTEGER, sentence INTEGER, type TEXT NOT NULL,"
    " mode TEXT, cameo TEXT, place INTEGER, time INTEGER, modality TEXT NOT NULL,"
    " negative INTEGER NOT NULL, same_as INTEGER, rule_table TEXT, rule_line INTEGER,"
    " rule_name TEXT, modality_table TEXT, modality_line INTEGER, modality_name TEXT,"
    " PRIMARY KEY (article, n)) STRICT, WITHOUT ROWID;"
    /* side: 0 source, 1 target */
    "CREATE TABLE party (article INTEGER NOT NULL, n INTEGER NOT NULL, event INTEGER,"
    " side INTEGER NOT NULL, entity INTEGER,"
    " PRIMARY KEY (article, n)) STRICT, WITHOUT ROWID;"
    /* kind: 0 quantity, 1 event, 2 quote; in order from the outlet outward */
    "CREATE TABLE said_by (article INTEGER NOT NULL, n INTEGER NOT NULL, kind INTEGER NOT NULL,"
    " fact INTEGER, entity INTEGER, off INTEGER, len INTEGER,"
    " PRIMARY KEY (article, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE story (id TEXT PRIMARY KEY, title TEXT, storyline TEXT, first INTEGER,"
    " last INTEGER, articles INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE membership (doc TEXT PRIMARY KEY, story TEXT NOT NULL, origin TEXT NOT NULL,"
    " copy_of TEXT, shared_permille INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX membership_story ON membership (story);"
    "CREATE TABLE claim (id TEXT NOT NULL, n INTEGER PRIMARY KEY, story TEXT NOT NULL,"
    " incident INTEGER NOT NULL, type TEXT, mode TEXT, source TEXT, target TEXT, place TEXT,"
    " time TEXT, what TEXT NOT NULL, who TEXT, scope TEXT NOT NULL, verdict TEXT NOT NULL,"
    " low INTEGER, best_low INTEGER, best_high INTEGER, best TEXT, high INTEGER,"
    " articles INTEGER NOT NULL, origins_least INTEGER NOT NULL, origins_most INTEGER NOT NULL,"
    " why TEXT) STRICT;"
    "CREATE INDEX claim_story ON claim (story);"
    "CREATE TABLE account (claim INTEGER NOT NULL, n INTEGER NOT NULL, doc TEXT NOT NULL,"
    " words TEXT, source_off INTEGER, source_len INTEGER, low INTEGER, high INTEGER, who TEXT,"
    " value TEXT, attributed_to TEXT, origin TEXT, modality TEXT NOT NULL,"
    " negative INTEGER NOT NULL, retracted INTEGER NOT NULL, version INTEGER NOT NULL,"
    " PRIMARY KEY (claim, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE refusal (input TEXT NOT NULL, line INTEGER NOT NULL, reason TEXT NOT NULL,"
    " PRIMARY KEY (input, line, reason)) STRICT, WITHOUT ROWID;",
    /* 2: what a page says of itself */
    "ALTER TABLE article ADD COLUMN canonical TEXT;"
    "ALTER TABLE article ADD COLUMN section TEXT;",
    /* 3: a story is told from its own rows: the place of an article in it, counted from
     * 0, and which version of hearsay made stories and claims */
    "ALTER TABLE membership ADD COLUMN place INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE results (made_by TEXT NOT NULL) STRICT;",
    /* 4: why an act was done */
    "ALTER TABLE event ADD COLUMN reason_off INTEGER;"
    "ALTER TABLE event ADD COLUMN reason_len INTEGER;"
    "ALTER TABLE event ADD COLUMN reason_table TEXT;"
    "ALTER TABLE event ADD COLUMN reason_line INTEGER;"
    "ALTER TABLE event ADD COLUMN reason_name TEXT;",
    /* 5: harm by accident; who one person is */
    "ALTER TABLE quantity ADD COLUMN mishap INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE quantity ADD COLUMN definite INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE quantity ADD COLUMN named INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE quantity ADD COLUMN age INTEGER NOT NULL DEFAULT 0;",
    /* 6: claims numbered within their story, so that one story's can be replaced; by what
     * stories are told apart. Results have to be made again. */
    "DROP TABLE claim;"
    "DROP TABLE account;"
    "DELETE FROM results;"
    "CREATE TABLE claim (story TEXT NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL,"
    " incident INTEGER NOT NULL, type TEXT, mode TEXT, source TEXT, target TEXT, place TEXT,"
    " time TEXT, what TEXT NOT NULL, who TEXT, scope TEXT NOT NULL, verdict TEXT NOT NULL,"
    " low INTEGER, best_low INTEGER, best_high INTEGER, best TEXT, high INTEGER,"
    " articles INTEGER NOT NULL, origins_least INTEGER NOT NULL, origins_most INTEGER NOT NULL,"
    " why TEXT, PRIMARY KEY (story, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE account (story TEXT NOT NULL, claim INTEGER NOT NULL, n INTEGER NOT NULL,"
    " doc TEXT NOT NULL, words TEXT, source_off INTEGER, source_len INTEGER, low INTEGER,"
    " high INTEGER, who TEXT, value TEXT, attributed_to TEXT, origin TEXT,"
    " modality TEXT NOT NULL, negative INTEGER NOT NULL, retracted INTEGER NOT NULL,"
    " version INTEGER NOT NULL, PRIMARY KEY (story, claim, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE story_input (no INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT,"
    " publisher TEXT, wire TEXT, published INTEGER, words BLOB NOT NULL, keys BLOB NOT NULL"
    ") STRICT;",
};

#define NMIGRATIONS ((int)(sizeof migrations / sizeof *migrations))

static hsy_status pragma_int(hsy_store *store, const char *sql, int *ret, hsy_error *err)
{
    sqlite3_stmt *stmt;

    if (sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL) != SQLITE_OK)
        return hsy_store_fail(store, err);
    hsy_status status = HSY_OK;
    if (sqlite3_step(stmt) == SQLITE_ROW)
        *ret = sqlite3_column_int(stmt, 0);
    else
        status = hsy_store_fail(store, err);
    sqlite3_finalize(stmt);
    return status;
}

static hsy_status migrate(hsy_store *store, int version, hsy_error *err)
{
    char sql[64];

    hsy_status status = hsy_store_exec(store, "BEGIN IMMEDIATE", err);
    if (!status)
        status = hsy_store_exec(store, migrations[version], err);
    snprintf(sql, sizeof sql, "PRAGMA user_version = %d", version + 1);
    if (!status)
        status = hsy_store_exec(store, sql, err);
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d", HSY_STORE_APPLICATION);
    if (!status)
        status = hsy_store_exec(store, sql, err);
    if (!status)
        status = hsy_store_exec(store, "COMMIT", err);
    return status;
}

hsy_status hsy_store_migrate(hsy_store *store, bool may_write, hsy_error *err)
{
    int version = 0, application = 0, tables = 0;

    hsy_status status = pragma_int(store, "PRAGMA user_version", &version, err);
    if (!status)
        status = pragma_int(store, "PRAGMA application_id", &application, err);
    if (!status)
        status = pragma_int(store, "SELECT count(*) FROM sqlite_schema", &tables, err);
    if (status)
        return status;
    if (application != HSY_STORE_APPLICATION && (tables > 0 || !may_write))
        return hsy_fail(err, HSY_STORE, store->path, 0, 0, "not a database of hearsay");
    if (version > NMIGRATIONS)
        return hsy_fail(err, HSY_STORE, store->path, 0, 0,
                        "made by a later version of hearsay (schema %d, this one knows %d)",
                        version, NMIGRATIONS);
    if (version < NMIGRATIONS && !may_write)
        return hsy_fail(err, HSY_STORE, store->path, 0, 0,
                        "of an earlier version (schema %d of %d); `hearsay add` brings it up to date",
                        version, NMIGRATIONS);
    for (; !status && version < NMIGRATIONS; version++)
        status = migrate(store, version, err);
    return status;
}
