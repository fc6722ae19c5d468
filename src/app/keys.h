/*
 * keys.h - the words and weighted keys by which stories are told apart.
 *
 * Made from an article and its reading alone (not from tokens), so that a
 * database gives the same stories as the pages it was filled from.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_APP_KEYS_H
#define HSY_APP_KEYS_H

#include "fact/reading.h"
#include "story/story.h"

/* Words that say nothing of a story ("after", "would"); const once loaded. */
typedef struct hsy_key_tables hsy_key_tables;
hsy_status hsy_key_tables_load(hsy_arena *arena, const char *home, const hsy_key_tables **ret,
                               hsy_error *err);

/* Fill `ret` for the article. Made in `arena`; strings may point into the
 * reading. HSY_NOMEM. */
hsy_status hsy_keys_gather(const hsy_key_tables *tables, hsy_arena *arena,
                           const hsy_article *article, const hsy_reading *reading,
                           hsy_story_article *ret, hsy_error *err);

/* When it was published, in minutes; HSY_NO_TIME when not even the day is known: a month
 * or a year is too wide to tell two events apart by. */
int64_t hsy_keys_published(const hsy_article *article);

#endif
