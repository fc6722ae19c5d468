/*
 * outline.h - what the files of the outline share: the report being drawn, and the lines
 * of one claim.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_REPORT_OUTLINE_H
#define HSY_REPORT_OUTLINE_H

#include "report/pen.h"

typedef struct hsy_outline {
    hsy_pen *pen;
    const hsy_report_input *in;
    uint32_t story;
    uint32_t first, end; /* its claims in the ledger */
    uint32_t *number_of_member; /* 1.. within the story; 0 elsewhere */
    hsy_buf a, b;               /* lines under construction */
} hsy_outline;

/* Buffers and numbers; false when out of memory. What is made is dropped by clear. */
bool hsy_outline_init(hsy_outline *o, hsy_arena *arena, hsy_pen *pen,
                      const hsy_report_input *input);
bool hsy_outline_clear(hsy_outline *o); /* false when a line was lost for want of memory */

/* Turn to a story: its articles are numbered from 1, its claims found. */
void hsy_outline_turn(hsy_outline *o, uint32_t story);
/* The line of the story's article `d`, counted from 0. */
void hsy_outline_article(hsy_outline *o, const hsy_story *story, uint32_t d);

/* Is it a detail of an incident, drawn under it and no line of its own? */
bool hsy_outline_is_detail(const hsy_claim *claim);

/* "[1 3 5]": the articles of a claim's accounts, each once, in order. */
void hsy_outline_refs(hsy_outline *o, hsy_buf *out, const hsy_claim *claim);
/* A figure with its accounts and the reason for its verdict. */
void hsy_outline_figure(hsy_outline *o, const hsy_claim *claim);
/* One account of it. */
void hsy_outline_account(hsy_outline *o, const hsy_claim *claim, const hsy_account *account);
/* "no figure for injured in [2]": silence is said. */
void hsy_outline_silence(hsy_outline *o, const hsy_claim *claim);
/* Place, time or perpetrator, when nobody disagrees: one line. */
void hsy_outline_detail(hsy_outline *o, const hsy_claim *claim);
/* An act in one line. */
void hsy_outline_item(hsy_outline *o, const hsy_claim *claim);
/* A quotation. */
void hsy_outline_quote(hsy_outline *o, const hsy_claim *claim);

#endif
