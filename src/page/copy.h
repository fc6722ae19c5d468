/*
 * copy.h - an article that stands on its own.
 *
 * A page is read in working memory many times its size (source, tree). What is
 * kept of it is copied out, so that the rest can go.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_COPY_H
#define HSY_PAGE_COPY_H

#include "page/article.h"

/* A copy of `article` with everything it points to, but for the source bytes
 * (`source` becomes empty, its length kept). NULL when out of memory. */
hsy_article *hsy_article_copy(hsy_arena *arena, const hsy_article *article);

#endif
