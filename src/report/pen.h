/*
 * pen.h - how a format draws what the outline says.
 *
 * The outline (outline.c) decides what is said and in which order and composes
 * plain strings; a pen lays them out: text for terminals (text.c), Markdown
 * (markdown.c). A new format is a new pen. Strings are UTF-8 from pages: a pen
 * escapes what its format could take for markup.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_REPORT_PEN_H
#define HSY_REPORT_PEN_H

#include "report/report.h"

typedef struct hsy_pen hsy_pen;

/* What a claim is told under. */
typedef enum hsy_part {
    HSY_PART_HAPPENED,
    HSY_PART_PLANNED,
    HSY_PART_WANTED,
    HSY_PART_SAID,
    HSY_PART_ALONE,
    HSY_PART_NONE,
} hsy_part;

struct hsy_pen {
    hsy_buf *out;
    const hsy_report_options *options;
    /* "SITUATION REPORT" and what was read. */
    void (*head)(hsy_pen *pen, hsy_str facts);
    /* "1", its title, "5 articles · 2–3 origins" */
    void (*story)(hsy_pen *pen, uint32_t number, hsy_str title, hsy_str right);
    /* An article of the story: number, name and date, where it lies. */
    void (*article)(hsy_pen *pen, uint32_t number, hsy_str what, hsy_str where);
    void (*section)(hsy_pen *pen, const char *name);
    /* A headline of an event: what, and when and where. */
    void (*incident)(hsy_pen *pen, hsy_str what, hsy_str when);
    /* "killed", "low 3 · best 5 · high 5", the verdict, "1–2 origins" */
    void (*figure)(hsy_pen *pen, hsy_str name, hsy_str range, hsy_verdict verdict,
                   hsy_str origins);
    /* "5", the words, who says so and in which article, file and bytes */
    void (*account)(hsy_pen *pen, hsy_str value, hsy_str words, hsy_str who, hsy_str where);
    /* One line of its own: a text and the articles it stands in. */
    void (*item)(hsy_pen *pen, hsy_str text, hsy_str refs);
    /* A remark on the line above. */
    void (*note)(hsy_pen *pen, hsy_str text);

    /* For formats that can fold: `count` lines of less weight follow. NULL: they are cut,
     * and it is said. */
    void (*more)(hsy_pen *pen, uint32_t count);
    /* For formats with links, what a call is about: set before it. */
    uint32_t index;           /* story(), section(): in stories; HSY_NONE after the last */
    hsy_part part;            /* section(), incident(), item() */
    const hsy_claim *claim;   /* incident(), figure(), item(); NULL: of no claim */
    const hsy_account *what;  /* account() */
    hsy_str title;            /* head(): where it is no situation report; .ptr NULL: it is */
};

/* The pens of single formats, on `out`. */
hsy_pen hsy_pen_text(hsy_buf *out, const hsy_report_options *options);
hsy_pen hsy_pen_markdown(hsy_buf *out, const hsy_report_options *options);

/* Draw the whole report. */
hsy_status hsy_report_draw(hsy_pen *pen, const hsy_report_input *input, hsy_error *err);

#endif
