/*
 * line.h - what a line, or a block of a page, looks like.
 *
 * Plain pages have no tags, so the look of a line must do: its length, whether it
 * ends like a sentence, how many of its words are capitalised, whether a bullet
 * stands before it. The same look helps with blocks of HTML.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_LINE_H
#define HSY_PAGE_LINE_H

#include "base/str.h"

typedef struct hsy_look {
    uint32_t words;
    uint32_t capitals; /* words of letters that begin with a capital */
    uint32_t shouted;  /* words of two letters or more, all capitals */
    uint32_t letters, digits;
    uint32_t commas;
    uint32_t inner_stops; /* sentence ends before the last one */
    bool stop;            /* ends like a sentence, closing quotes aside */
    bool colon;           /* ends with ':' */
    bool cut;             /* ends with an ellipsis */
    bool dash;            /* ends with a dash: something was to follow */
    bool question;        /* ends with '?' or '!' */
    bool bullet;          /* begins with a list sign */
    bool quote;           /* begins with a quotation mark */
} hsy_look;

hsy_look hsy_look_at(hsy_str line);

/* Bytes of the list sign and blanks before the words. */
size_t hsy_bullet_len(hsy_str line);

/* Does the line read as running prose? One full sentence, or a long stretch. */
bool hsy_look_is_prose(const hsy_look *look);

/* Could it be a headline: some words, no full stop? */
bool hsy_look_is_headline(const hsy_look *look);

#endif
