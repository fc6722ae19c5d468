/*
 * html.h - what the files of the HTML report share.
 *
 * The report is one file that needs nothing else: no network, no script, no font. It
 * follows the outline (outline.c) through a pen, and adds what only a page can do: a
 * timeline, a map, a matrix of claims by articles, and the articles themselves, with the
 * facts marked in their text. Everything on the page leads to the sentence it was read
 * from, and each sentence leads back to the claims that rest on it.
 *
 *     html.c           the document, and the outline drawn as HTML
 *     html_escape.c    page text, made harmless
 *     html_links.c     numbers, anchors and letters of origins
 *     html_sources.c   the articles of a story and its origins
 *     html_timeline.c  events by time, as SVG with a list beside it
 *     html_map.c       places, as SVG over free outlines
 *     html_matrix.c    claims by articles
 *     html_page.c      an article with its facts marked (html_marks.c)
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_REPORT_HTML_H
#define HSY_REPORT_HTML_H

#include "base/map.h"
#include "report/pen.h"
#include "report/words.h"

/* A claim rests on a sentence. */
typedef struct hsy_html_use {
    uint32_t source, sentence, claim;
} hsy_html_use;

/* What accounts of a story rest on: a text written once, or somebody named. */
typedef struct hsy_html_origin {
    hsy_str id;
    hsy_str name;      /* .ptr NULL for a text */
    uint32_t source;   /* where it is first met */
    uint32_t *docs;    /* numbers of the articles that rest on it, each once, rising */
    uint32_t ndocs;
} hsy_html_origin;

/* An incident of the outline, for the timeline. */
typedef struct hsy_html_entry {
    const hsy_claim *claim;
    hsy_part part;
} hsy_html_entry;

typedef struct hsy_html {
    hsy_pen pen; /* first: the outline's calls are cast back */
    const hsy_report_input *in;
    hsy_arena arena;      /* of the document */
    uint32_t *number;     /* by member: in its story, from 1 */
    uint32_t *first;      /* by story: its first claim; one more at the end */
    uint32_t *drawn;      /* by story: its number in this report, from 1; 0: not in it */
    bool *placed;         /* by claim: it has an anchor of its own */
    hsy_html_use *uses;   /* by source, sentence, claim */
    uint32_t nuses;
    hsy_arena work;       /* of the story under way */
    uint32_t story;       /* the same; HSY_NONE before the first */
    hsy_buf body;         /* its outline, put out after what stands above it */
    hsy_buf pages;        /* the articles of all stories so far */
    HSY_VEC(hsy_html_entry) entries;
    HSY_VEC(hsy_html_origin) origins;
    hsy_map origin; /* id -> index of origins */
    struct {
        bool section, more, incident, figure, list, accounts;
        uint32_t number; /* of the incident that is open */
    } open;
    bool failed;
} hsy_html;

/* html_escape.c: text of pages, never markup. What cannot be seen or would turn the
 * reading direction is shown by its code point. `attr`: inside a quoted attribute. */
void hsy_html_text(hsy_buf *out, hsy_str text);
void hsy_html_attr(hsy_buf *out, hsy_str text);
/* The same for words that end up in a title or a label: cut to one line. */
void hsy_html_attr_cut(hsy_buf *out, hsy_str text, int columns);
/* Is the address one that may be followed: http or https, plain, no user name? */
bool hsy_html_is_link(hsy_str url);

/* html_links.c */
bool hsy_html_links_make(hsy_html *html);
bool hsy_html_origins_make(hsy_html *html); /* of the story under way */
void hsy_html_letters(hsy_buf *out, const hsy_html *html, hsy_str origin);
/* "s1a2", "s1a2x7" of the sentence of an account, "s1c3" */
void hsy_html_article_id(hsy_buf *out, const hsy_html *html, uint32_t source);
void hsy_html_account_id(hsy_buf *out, const hsy_html *html, const hsy_account *account);
void hsy_html_claim_id(hsy_buf *out, const hsy_html *html, const hsy_claim *claim);
uint32_t hsy_html_claim_number(const hsy_html *html, const hsy_claim *claim);
/* "[1 3]", each a link to its article; of a claim, to its first sentence there. */
void hsy_html_refs(hsy_buf *out, const hsy_html *html, hsy_str refs);
void hsy_html_claim_refs(hsy_buf *out, const hsy_html *html, const hsy_claim *claim);
/* The sentence that holds the byte, or HSY_NONE. */
uint32_t hsy_html_sentence_at(const hsy_reading *reading, uint32_t at);
/* The mark of a verdict and its word. */
void hsy_html_verdict(hsy_buf *out, hsy_verdict verdict);

/* The parts of a story. */
void hsy_html_sources(hsy_html *html, hsy_buf *out);
void hsy_html_timeline(hsy_html *html, hsy_buf *out);
void hsy_html_map(hsy_html *html, hsy_buf *out);
void hsy_html_matrix(hsy_html *html, hsy_buf *out);
void hsy_html_page(hsy_html *html, hsy_buf *out, uint32_t source);

/* html_marks.c: the text of an article with its facts marked. */
typedef struct hsy_html_marks hsy_html_marks;
hsy_html_marks *hsy_html_marks_make(hsy_arena *arena, const hsy_account_source *source);
/* The text of `span`; spans are given in rising order. */
void hsy_html_marks_put(hsy_html_marks *marks, hsy_buf *out, hsy_span span);

static inline const hsy_story *hsy_html_story(const hsy_html *html)
{
    return &html->in->stories->stories[html->story];
}

#endif
