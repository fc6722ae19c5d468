/*
 * store.h - what was read, kept: one SQLite file.
 *
 * An article is added whole (text, runs, facts) or not at all, and its id is its
 * content, so adding twice changes nothing and a killed run goes on where it
 * stopped. One writer thread; batches of articles in one transaction; WAL. SQLite
 * is named in this folder only.
 *
 * Stories and claims follow from the articles and are kept beside them for those
 * who ask the database with SQL, and so that what did not change has not to be made again.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_STORE_STORE_H
#define HSY_STORE_STORE_H

#include "base/error.h"
#include "fact/reading.h"
#include "ledger/ledger.h"

typedef struct hsy_store hsy_store;

typedef enum hsy_store_mode {
    HSY_STORE_READ,  /* must exist */
    HSY_STORE_WRITE, /* made when absent; its schema is brought up to date */
} hsy_store_mode;

/* HSY_STORE when it does not exist (to read), is no database of ours or is of a later
 * schema, with the reason. */
hsy_status hsy_store_open(const char *path, hsy_store_mode mode, hsy_store **ret,
                          hsy_error *err);
void hsy_store_close(hsy_store *store); /* NULL is fine; rolls back what is open */

/* Transactions: everything between begin and commit, or nothing. */
hsy_status hsy_store_begin(hsy_store *store, hsy_error *err);
hsy_status hsy_store_commit(hsy_store *store, hsy_error *err);

/* Add one article with its reading. `*ret_added` is false when an article with
 * this id and the same source is there already. HSY_FORMAT when the id is there
 * with another source. */
hsy_status hsy_store_add(hsy_store *store, const hsy_article *article,
                         const hsy_reading *reading, bool *ret_added, hsy_error *err);

/* Is the article with this source hash and id in the store already? */
hsy_status hsy_store_has(hsy_store *store, hsy_str id, const char *hash, bool *ret,
                         hsy_error *err);

/* Note an input that was refused, with its reason (once each). */
hsy_status hsy_store_refuse(hsy_store *store, const hsy_error *reason, hsy_error *err);

/* Refusals as "file:line: reason", sorted. */
hsy_status hsy_store_refusals(hsy_store *store, hsy_arena *arena, const char *const **ret,
                              uint32_t *ret_count, hsy_error *err);

/* Read all articles back, in order of id: what was added, fact for fact, but for
 * the rules of facts, whose names are kept. Each is made in `arena`. */
typedef struct hsy_stored {
    const hsy_article *article;
    const hsy_reading *reading;
} hsy_stored;
hsy_status hsy_store_load(hsy_store *store, hsy_arena *arena, hsy_stored **ret,
                          uint32_t *ret_count, hsy_error *err);

/* The article with this id, which is in the store. */
hsy_status hsy_store_load_article(hsy_store *store, hsy_arena *arena, hsy_str id, hsy_stored *ret,
                                  hsy_error *err);

/* What stories are told apart by, kept beside each article, for they are made of those of
 * all articles. `input` is of an article that was added, and has none yet. */
hsy_status hsy_store_put_input(hsy_store *store, const hsy_story_article *input, hsy_error *err);
/* Those of all articles that have one, made in `arena`, in no order. */
hsy_status hsy_store_inputs(hsy_store *store, hsy_arena *arena, hsy_story_article **ret,
                            uint32_t *ret_count, hsy_error *err);
/* At most `limit` of the articles that have none: of a database of another version. */
hsy_status hsy_store_without_input(hsy_store *store, hsy_arena *arena, uint32_t limit,
                                   hsy_stored **ret, uint32_t *ret_count, hsy_error *err);

/* Results are made anew in one transaction, in three steps. The first drops those of another
 * version, inputs with them. */
hsy_status hsy_store_begin_results(hsy_store *store, hsy_error *err);
/* The second writes what is new of stories and memberships. `*ret_touched` are the ids of
 * stories whose articles, origins or copies are others than before: they have lost their
 * claims. Made in `arena`. */
hsy_status hsy_store_set_stories(hsy_store *store, hsy_arena *arena, const hsy_stories *stories,
                                 hsy_str **ret_touched, uint32_t *ret_count, hsy_error *err);
/* The third gives each of them its claims. */
hsy_status hsy_store_set_claims(hsy_store *store, const hsy_stories *stories,
                                const hsy_account_source *sources, const hsy_ledger *ledger,
                                hsy_error *err);

/* One story as it was set, with its articles in order of id, which is that of the
 * memberships: what hsy_stories_make() would make of it beside all others. Asks for no
 * more rows than the story has. `ret_stories->nstories` is 0 where there is no such story;
 * the results must be current. */
hsy_status hsy_store_load_story(hsy_store *store, hsy_arena *arena, hsy_str id,
                                hsy_stored **ret, hsy_stories *ret_stories, hsy_error *err);

/* Are stories and claims those of all articles, made by this version? Not after articles
 * were added, or when a run was killed before it could set them. */
hsy_status hsy_store_is_current(hsy_store *store, bool *ret, hsy_error *err);

/* Full-text search over sentences (SQLite FTS5 query syntax), best first, at most
 * `limit`. HSY_FORMAT for a query that FTS5 cannot read, with its message. */
typedef struct hsy_hit {
    hsy_str doc, publisher, published, title, input; /* .ptr NULL where unknown */
    hsy_str sentence;
    hsy_span in; /* of the article's body; off HSY_NONE: in the title */
    hsy_span at; /* of the source bytes */
} hsy_hit;
hsy_status hsy_store_search(hsy_store *store, hsy_arena *arena, hsy_str query, uint32_t limit,
                            hsy_hit **ret, uint32_t *ret_count, hsy_error *err);

#endif
