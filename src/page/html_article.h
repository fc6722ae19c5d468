/*
 * html_article.h - the article in a page of HTML.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_HTML_ARTICLE_H
#define HSY_PAGE_HTML_ARTICLE_H

#include "page/build.h"
#include "page/tables.h"

/* Read the page into `build`: title, paragraphs, what was left out, and all that
 * the page says about itself. */
hsy_status hsy_html_read(const hsy_page_tables *tables, hsy_build *build,
                         const hsy_source *source, const hsy_log *log, hsy_error *err);

#endif
