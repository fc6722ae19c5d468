/*
 * page.h - from a source to an article: the door of this stage.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_PAGE_H
#define HSY_PAGE_PAGE_H

#include "input/source.h"
#include "page/article.h"

/* Tables of page chrome, publishers and agencies; const once loaded, shared by
 * threads. */
typedef struct hsy_page_tables hsy_page_tables;

/* Load from home/data. The tables live in `arena`. */
hsy_status hsy_page_tables_load(hsy_arena *arena, const char *home,
                                const hsy_page_tables **ret, hsy_error *err);

/* Read `source` into `*ret`, made in `arena`; the bytes of the source must
 * outlive it. HSY_FORMAT when there is no text to be had (an empty page), with
 * the reason. Caps that struck and bytes that were mended are said on `log`. */
hsy_status hsy_page_read(const hsy_page_tables *tables, hsy_arena *arena,
                         const hsy_source *source, const hsy_log *log, hsy_article *ret,
                         hsy_error *err);

#endif
