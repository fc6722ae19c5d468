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

/* Fill `ret` for the article. Made in `arena`; strings may point into the
 * reading. HSY_NOMEM. */
hsy_status hsy_keys_gather(hsy_arena *arena, const hsy_article *article,
                           const hsy_reading *reading, hsy_story_article *ret, hsy_error *err);

#endif
