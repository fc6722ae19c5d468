/*
 * plain.h - pages without tags: the lines of a crawler, and rows already read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_PLAIN_H
#define HSY_PAGE_PLAIN_H

#include "page/build.h"
#include "page/line.h"
#include "page/tables.h"

typedef enum hsy_role {
    HSY_ROLE_OPEN, /* not decided */
    HSY_ROLE_TITLE,
    HSY_ROLE_BODY,
    HSY_ROLE_HEADING,
    HSY_ROLE_BYLINE, /* left out, but read for names */
    HSY_ROLE_DATE,   /* left out, but read for the date */
    HSY_ROLE_REMOVED,
} hsy_role;

/* A line that is not blank. */
typedef struct hsy_line {
    hsy_span at; /* of the UTF-8 form, blanks at the ends left out */
    hsy_look look;
    const hsy_phrase *phrase;
    uint32_t repeats; /* how often the line stands in the page */
    uint32_t blanks;  /* empty lines before it */
    hsy_role role, by_itself; /* by_itself: seen alone, whatever stands around it */
    hsy_removed_as as; /* of HSY_ROLE_REMOVED */
    bool in_region;    /* left out by the heading of a section above it */
} hsy_line;

#define HSY_LINES_MOST (1u << 18) /* of a page; it is read up to there */

typedef struct hsy_lines {
    hsy_str page;
    uint32_t end; /* byte up to which it was read */
    HSY_VEC(hsy_line) list;
} hsy_lines;

/* Cut a page into lines and look at each. */
hsy_status hsy_lines_split(const hsy_page_tables *tables, hsy_arena *arena, hsy_str page,
                           hsy_lines *ret, hsy_error *err);

/* Give every line its role, by rules. */
void hsy_lines_decide(hsy_lines *lines);

/* What the trees were asked and said, of each line; NULL when out of memory. */
typedef struct hsy_weighed {
    const int32_t *features; /* HSY_LINE_NFEATURES (line_features.h) */
    const int32_t *points, *title_points;
} hsy_weighed;

/* Weigh every line once more, and mend the roles. */
void hsy_lines_weigh(const hsy_page_tables *tables, hsy_arena *arena, hsy_lines *lines,
                     hsy_weighed *ret);

/* The part of line `i` that is the title, if the line is: without the name of the site, and
 * without what runs into it. */
hsy_span hsy_title_line(hsy_arena *arena, const hsy_lines *lines, uint32_t i);

/* Read the page into `build`: title, paragraphs, what was left out, bylines, dates
 * and publisher as far as lines say. */
hsy_status hsy_plain_read(const hsy_page_tables *tables, hsy_build *build, hsy_error *err);

/* Rows: the text as it is. */
hsy_status hsy_ready_read(hsy_build *build, const hsy_source *source, hsy_error *err);

#endif
