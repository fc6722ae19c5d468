/*
 * ndjson.h - results as FORMATS.md defines them, one JSON object a line.
 *
 * Each function appends one object and a line feed (the `_object` forms append
 * the object alone, for use inside another).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_REPORT_NDJSON_H
#define HSY_REPORT_NDJSON_H

#include "base/json.h"
#include "fact/reading.h"
#include "ledger/ledger.h"
#include "story/story.h"

/* "text", "in", "at" (and "where" for a title) of `span`, into the open object. */
void hsy_json_evidence(hsy_json *json, const hsy_article *article, hsy_span span);

void hsy_ndjson_article(hsy_buf *buf, const hsy_article *article);
void hsy_ndjson_reading(hsy_buf *buf, const hsy_reading *reading);
void hsy_ndjson_membership(hsy_buf *buf, const hsy_stories *stories, uint32_t member);
void hsy_ndjson_story(hsy_buf *buf, const hsy_stories *stories, uint32_t story);
void hsy_ndjson_claim(hsy_buf *buf, const hsy_stories *stories,
                      const hsy_account_source *sources, const hsy_claim *claim);
void hsy_json_claim_object(hsy_json *json, const hsy_stories *stories,
                           const hsy_account_source *sources, const hsy_claim *claim);
/* "verdict", "low", "high", "best", "best_range", "articles", "origins", into the open
 * object. */
void hsy_json_claim_state(hsy_json *json, const hsy_claim *claim);
void hsy_json_story_object(hsy_json *json, const hsy_stories *stories, uint32_t story);

/* Minutes since 1970-01-01 UTC as "2031-05-06T07:30Z", or null for INT64_MIN. */
void hsy_json_put_minutes(hsy_json *json, const char *key, int64_t minutes);

#endif
