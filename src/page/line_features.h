/*
 * line_features.h - a line of a plain page in numbers, for the trees that weigh it.
 *
 * As block_features.h for blocks: how the line looks, how often it stands in the
 * page, where, between what, and what the rules of roles.c make of it; for titles
 * also how many of its words the prose says again, and how many other lines begin
 * with it ("Nine killed in blast | Coast Courier"). Shares are in thousandths.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_LINE_FEATURES_H
#define HSY_PAGE_LINE_FEATURES_H

#include "page/plain.h"

/* clang-format off */
#define HSY_LINE_FEATURES(X) \
    /* the line */ \
    X(words) X(letters) X(digits) X(capitals) X(shouted) X(stops) X(stop) X(colon) X(cut) \
    X(dash) X(question) X(bullet) X(quote) X(prose) X(commas) X(headline) X(phrase) X(opens) \
    X(repeats) X(blanks) X(blanks_next) X(indent) X(lower) \
    /* what the rules say */ \
    X(role) X(role_as) X(in_region) X(kept) X(by_itself) \
    /* place */ \
    X(index) X(index_back) X(place) X(prose_before) X(prose_after) X(from_title) X(from_kept) \
    X(to_kept) X(from_prose) X(to_prose) X(lost_before) X(lost_after) X(run) \
    /* neighbours */ \
    X(words_1) X(words_2) X(words_3) X(words_next) X(words_next_2) X(words_next_3) X(stop_1) \
    X(stop_next) X(prose_1) X(prose_2) X(prose_next) X(prose_next_2) X(bullet_1) X(bullet_next) \
    X(kept_1) X(kept_2) X(kept_next) X(kept_next_2) X(phrase_1) X(phrase_next) X(role_1) \
    X(role_next) X(comma_1) X(lower_next) X(near_words) X(near_prose) X(near_stops) \
    /* the page */ \
    X(lines) X(page_prose) X(page_kept) X(mean_words) \
    /* as a title */ \
    X(said_again) X(said_early) X(echoes) X(echo_of) \
    /* as a title, of the lines at the top (title_features.c) */ \
    X(as_first) X(said_soon) X(from_byline) X(to_byline) X(heads_above) X(heads_below)
/* clang-format on */

enum {
#define X(name) HSY_LF_##name,
    HSY_LINE_FEATURES(X)
#undef X
        HSY_LINE_NFEATURES
};

extern const char *const hsy_line_feature_names[]; /* NULL-ended */

/* HSY_LINE_NFEATURES numbers for each line, as the rules decided it; NULL: out of
 * memory. */
int32_t *hsy_line_features(hsy_arena *arena, const hsy_lines *lines);

/* Those of the last row above; the others are there. False: out of memory. */
bool hsy_title_features(hsy_arena *arena, const hsy_lines *lines, int32_t *rows);

#endif
