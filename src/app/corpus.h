/*
 * corpus.h - the articles of one report, and what follows from them.
 *
 * A corpus is filled either from pages (hsy_corpus_add for each) or from a
 * database, then closed: copies, stories and the ledger are made. This is the
 * place where stories get their keys: story/ knows no linguistics, so the words
 * and weighted keys of each article are gathered here from its text and facts.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_APP_CORPUS_H
#define HSY_APP_CORPUS_H

#include "app/engine.h"

typedef struct hsy_corpus {
    hsy_arena arena; /* lists, stories, ledger */
    HSY_VEC(hsy_arena) kept; /* one an article, when they came one by one */
    HSY_VEC(hsy_account_source) sources; /* after closing: in order of members */
    hsy_stories stories;
    hsy_ledger ledger;
} hsy_corpus;

void hsy_corpus_init(hsy_corpus *corpus);
void hsy_corpus_clear(hsy_corpus *corpus);

/* Add an article with its reading. `keep`, when given, is the arena they lie in,
 * and is taken over. HSY_NOMEM. */
hsy_status hsy_corpus_add(hsy_corpus *corpus, hsy_arena *keep, const hsy_article *article,
                          const hsy_reading *reading, hsy_error *err);

/* Make stories and, if asked for, the ledger. An article that was added twice
 * (same id) counts once. `in_order`: say story_at_arrival too. */
hsy_status hsy_corpus_close(hsy_corpus *corpus, const hsy_engine *engine, bool with_ledger,
                            bool in_order, hsy_error *err);

/* The same of a corpus that is one story of a database, already made: its articles were
 * added in the order of `stories->members`. */
hsy_status hsy_corpus_close_story(hsy_corpus *corpus, const hsy_engine *engine,
                                  const hsy_stories *stories, hsy_error *err);

#endif
