/*
 * helpers.h - what several unit tests need.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEST_HELPERS_H
#define HSY_TEST_HELPERS_H

#include "page/article.h"

/* An article made by hand, without page/: `title` (may be NULL), an empty line,
 * `body`, in which "\n\n" parts the paragraphs. The text is its own source, one
 * verbatim run; a paragraph that begins with "# " is a sub-heading (the mark stays
 * out of its span). Nothing else is known of the article. It lives in `arena`;
 * NULL when that is full. */
hsy_article *hsy_test_article(hsy_arena *arena, const char *title, const char *body);

/* The folder that holds data/ and models/: $HEARSAY_HOME, else the source tree. */
const char *hsy_test_home(void);

#endif
