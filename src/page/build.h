/*
 * build.h - putting an article together, piece by piece.
 *
 * The readers of plain pages, rows and HTML all hand over the same things in the
 * same way: a title, paragraphs, and ranges left out. All places are of the UTF-8
 * form of the page; finishing turns them into places in the bytes received.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_BUILD_H
#define HSY_PAGE_BUILD_H

#include "page/article.h"
#include "page/charset.h"

#define HSY_TEXT_MOST ((size_t)4 << 20) /* bytes of an article; a long book has three million */

typedef struct hsy_build {
    hsy_arena *arena;
    const hsy_decoded *decoded;
    hsy_article *article;
    hsy_text_writer writer;
    uint32_t from; /* where the paragraph at hand began */
    bool open;     /* one is at hand */
    bool full;     /* something did not fit */
    HSY_VEC(hsy_paragraph) paragraphs;
    HSY_VEC(hsy_removed) removed;
    HSY_VEC(hsy_byline) bylines;
    HSY_VEC(hsy_date) others;
} hsy_build;

void hsy_build_init(hsy_build *build, hsy_arena *arena, const hsy_decoded *decoded,
                    hsy_article *article);

/* A paragraph: open, then pieces, then close. White space in pieces is folded to
 * single blanks; an empty paragraph leaves no trace. */
void hsy_build_open(hsy_build *build);
void hsy_build_piece(hsy_build *build, hsy_str clean, uint32_t from, uint32_t to);
/* All of `text`, whose runs say where it came from. */
void hsy_build_text(hsy_build *build, const hsy_text *text);
void hsy_build_close(hsy_build *build, bool heading);

/* Is there room for `len` more bytes of text? If not, that will be said. */
bool hsy_build_fits(hsy_build *build, size_t len);

/* The paragraph closed last becomes the title; to be called once, first. */
void hsy_build_title(hsy_build *build);

/* A range of the UTF-8 form that was left out. Neighbours of one class are joined. */
void hsy_build_remove(hsy_build *build, hsy_span at, hsy_removed_as as);

/* A name of the byline; `at` may be {HSY_NONE, 0}. The same name is kept once. */
void hsy_build_byline(hsy_build *build, hsy_str name, hsy_span at);

/* Hand all over to the article. */
hsy_status hsy_build_done(hsy_build *build, hsy_error *err);

#endif
