/*
 * article.h - a page, read: its text, what is known of it, what was left out.
 *
 * An article is ONE text: its title, an empty line, its body. `body` says where
 * the body begins; with no title the text is the body alone and `body` is 0. All
 * spans of later stages are ranges of this text, so a fact read in a title is a
 * fact like any other; output subtracts `body` and says "in": null for a title.
 * The runs of the text lead back to the bytes of the source.
 *
 * The body is paragraphs, separated by "\n\n". Inside a paragraph there is no
 * line break. A missing title, date, publisher is absent (.ptr NULL), never
 * guessed. Everything points into the arena the article was made in, or at the
 * source, which must outlive it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_ARTICLE_H
#define HSY_PAGE_ARTICLE_H

#include "base/error.h"
#include "base/log.h"
#include "base/text.h"

typedef enum hsy_basis {
    HSY_BASIS_NONE,
    HSY_BASIS_GIVEN,
    HSY_BASIS_JSON_LD,
    HSY_BASIS_META,
    HSY_BASIS_TIME_ELEMENT,
    HSY_BASIS_TEXT,
    HSY_BASIS_URL,
    HSY_BASIS_FEED,
    HSY_BASIS_WARC,
} hsy_basis;

typedef enum hsy_precision {
    HSY_PRECISION_NONE,
    HSY_PRECISION_YEAR,
    HSY_PRECISION_MONTH,
    HSY_PRECISION_DAY,
    HSY_PRECISION_MINUTE,
} hsy_precision;

typedef enum hsy_removed_as {
    HSY_AS_MENU,
    HSY_AS_SHARE,
    HSY_AS_RELATED,
    HSY_AS_TRENDING,
    HSY_AS_FOOTER,
    HSY_AS_ADVERT,
    HSY_AS_COMMENTS,
    HSY_AS_CAPTION,
    HSY_AS_PROMPT,
    HSY_AS_OTHER,
} hsy_removed_as;

typedef struct hsy_date {
    hsy_str value; /* ISO 8601 as far as known: "2031", "2031-05", "2031-05-06",
                      "2031-05-06T07:30", with "Z" or "+03:00" where given */
    hsy_precision precision;
    hsy_basis basis;
} hsy_date;

typedef struct hsy_byline {
    hsy_str name;
    hsy_span at; /* source; off HSY_NONE when it has none */
} hsy_byline;

typedef struct hsy_removed {
    hsy_span at; /* source */
    hsy_removed_as as;
} hsy_removed;

typedef struct hsy_paragraph {
    hsy_span span;
    bool heading; /* a sub-heading: no sentence of the story */
} hsy_paragraph;

typedef struct hsy_article {
    char id[33];         /* hex, NUL-ended; a given id that is longer is in given_id */
    hsy_str given_id;    /* .ptr NULL when none: then `id` names the article */
    char hash[33];       /* of the source bytes, always: SHA-256, first 32 digits */
    hsy_str input;       /* for people */
    hsy_str url;         /* .ptr NULL when unknown */
    hsy_str canonical;   /* the address that the page gives itself; .ptr NULL: none */
    hsy_str section;     /* "World", as the page says; .ptr NULL: none */
    hsy_str source;      /* the bytes as received, in which all `at` ranges count; in
                            the charset of the page (see page/charset.h) */
    struct {
        hsy_str name, domain;
        hsy_basis basis;
    } publisher;

    hsy_text text;         /* title, empty line, body */
    uint32_t title_len;    /* 0: no title */
    uint32_t body;         /* where the body begins in `text` */
    hsy_paragraph *paragraphs; /* of the body */
    uint32_t nparagraphs;

    hsy_byline *bylines;
    uint32_t nbylines;
    hsy_date published;
    hsy_date *others; /* dissenting dates */
    uint32_t nothers;
    hsy_str language; /* "en"; .ptr NULL when unknown */
    hsy_removed *removed; /* in order of place */
    uint32_t nremoved;
    struct {
        hsy_str agency; /* canonical name; .ptr NULL: none */
        hsy_span at;
    } wire;
} hsy_article;

/* The id by which everything later names the article. */
static inline hsy_str hsy_article_id(const hsy_article *article)
{
    return article->given_id.ptr ? article->given_id : hsy_str_of(article->id);
}

static inline hsy_str hsy_article_title(const hsy_article *article)
{
    return article->title_len ? (hsy_str){article->text.bytes, article->title_len}
                              : (hsy_str){NULL, 0};
}

/* The words of a span. */
static inline hsy_str hsy_article_str(const hsy_article *article, hsy_span span)
{
    return hsy_span_str(hsy_text_str(&article->text), span);
}

static inline bool hsy_article_in_title(const hsy_article *article, hsy_span span)
{
    return span.off < article->body;
}

/* Names as FORMATS.md writes them. */
const char *hsy_basis_name(hsy_basis basis);         /* "json-ld" */
const char *hsy_precision_name(hsy_precision precision); /* "day" */
const char *hsy_removed_name(hsy_removed_as as);     /* "menu" */

#endif
