/*
 * internal.h - what the files of this stage share.
 *
 * A codec moves one struct to or from one row: the same function names the
 * columns for writing and for reading, so that the two cannot differ.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_STORE_INTERNAL_H
#define HSY_STORE_INTERNAL_H

#include "store/store.h"

#include <sqlite3.h>
#include <stdio.h>

#define HSY_STORE_APPLICATION 0x48535931 /* "HSY1" */
#define HSY_SENTENCE_BITS 20             /* rowid of sentence_text: article, sentence */

enum hsy_store_statement {
    HSY_SQL_FIND,
    HSY_SQL_ARTICLE,
    HSY_SQL_WORDS,
    HSY_SQL_INPUT,
    HSY_SQL_CLAIM,
    HSY_SQL_ACCOUNT,
    HSY_SQL_STORY,
    HSY_SQL_MEMBERS,
    HSY_SQL_ARTICLE_OF,
    HSY_SQL_KINDS, /* the first of the kinds in rows.c: one INSERT each */
    HSY_SQL_READ = HSY_SQL_KINDS + 16, /* the same kinds read back */
    HSY_SQL_COUNT = HSY_SQL_READ + 16,
};

struct hsy_store {
    sqlite3 *db;
    char path[256];
    bool in_transaction;
    sqlite3_stmt *statements[HSY_SQL_COUNT]; /* prepared when first needed */
    char *rows;  /* of the list that is being read */
    size_t room; /* bytes */
};

/* The database's own message as an error. */
hsy_status hsy_store_fail(hsy_store *store, hsy_error *err);
hsy_status hsy_store_exec(hsy_store *store, const char *sql, hsy_error *err);
/* The statement `which`, prepared from `sql` the first time; reset. */
hsy_status hsy_store_prepare(hsy_store *store, int which, const char *sql, sqlite3_stmt **ret,
                             hsy_error *err);
hsy_status hsy_store_migrate(hsy_store *store, bool may_write, hsy_error *err);

/* Run a prepared statement that gives no rows, and reset it. */
hsy_status hsy_store_step(hsy_store *store, sqlite3_stmt *stmt, hsy_error *err);

/* The article of a row of "SELECT * FROM article", with its reading. */
hsy_status hsy_store_read_article(hsy_store *store, sqlite3_stmt *stmt, hsy_arena *arena,
                                  hsy_stored *ret, hsy_error *err);

/* -- codec ------------------------------------------------------------------- */

typedef struct hsy_codec {
    sqlite3_stmt *stmt;
    hsy_arena *arena; /* to read into; NULL: write */
    int column;       /* next */
    bool failed;      /* out of memory, or a value that makes no sense */
} hsy_codec;

void hsy_codec_str(hsy_codec *codec, hsy_str *value);          /* .ptr NULL is NULL */
void hsy_codec_blob(hsy_codec *codec, hsy_str *value);
void hsy_codec_code(hsy_codec *codec, char value[4]);          /* "" is NULL */
void hsy_codec_u32(hsy_codec *codec, uint32_t *value);         /* HSY_NONE is NULL */
void hsy_codec_i32(hsy_codec *codec, int32_t *value);
void hsy_codec_i64(hsy_codec *codec, int64_t *value);          /* HSY_OPEN is NULL */
void hsy_codec_bool(hsy_codec *codec, bool *value);
void hsy_codec_span(hsy_codec *codec, hsy_span *value);        /* off HSY_NONE is NULL */
void hsy_codec_rule(hsy_codec *codec, hsy_rule *value);
/* An enum by its name; `name` gives that of a value, `count` values in all. */
typedef const char *hsy_codec_namer(int value);
void hsy_codec_enum(hsy_codec *codec, int *value, hsy_codec_namer *name, int count);

/* Write or read all rows of an article's facts. */
hsy_status hsy_rows_write(hsy_store *store, int64_t no, const hsy_article *article,
                          const hsy_reading *reading, hsy_error *err);
hsy_status hsy_rows_read(hsy_store *store, int64_t no, hsy_arena *arena, hsy_article *article,
                         hsy_reading *reading, hsy_error *err);

#endif
