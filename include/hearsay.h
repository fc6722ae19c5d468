/*
 * hearsay.h - sourced situation reports from news pages: the installed header.
 *
 * Load the tables and weights once, then read pages from memory. Results are
 * NDJSON and text as docs/formats.md defines them: the same bytes that the program
 * prints.
 *
 *     hearsay *h;
 *     hearsay_text report = {0};
 *     char why[HEARSAY_WHY];
 *     if (hearsay_open(NULL, &h, why) != HEARSAY_OK)
 *         ...
 *     hearsay_corpus *c = hearsay_corpus_new(h);
 *     hearsay_corpus_add(c, "a.html", bytes, len, why);
 *     hearsay_corpus_write(c, HEARSAY_REPORT_TEXT, &report, why);
 *     fwrite(report.bytes, 1, report.len, stdout);
 *     hearsay_text_free(&report);
 *     hearsay_corpus_free(c);
 *     hearsay_close(h);
 *
 * A `hearsay` is const once open and may be shared by threads; a corpus belongs to
 * one thread at a time. Nothing is printed, and nothing is written to disk. No
 * function keeps the bytes it was given. Every `why` may be NULL; else it has room
 * for HEARSAY_WHY bytes and on failure holds one line for people.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HEARSAY_H
#define HEARSAY_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HSY_API __attribute__((visibility("default")))

#define HEARSAY_WHY 640

typedef enum hearsay_status {
    HEARSAY_OK = 0,
    HEARSAY_NOMEM,   /* out of memory */
    HEARSAY_REFUSED, /* the page holds nothing that can be read; why says what it is */
    HEARSAY_MISSING, /* tables or weights were not found or are damaged */
    HEARSAY_USAGE,   /* an argument makes no sense */
} hearsay_status;

typedef struct hearsay hearsay;
typedef struct hearsay_corpus hearsay_corpus;

/* Bytes made by the library; free with hearsay_text_free(). UTF-8, with a NUL
 * after them that is not counted. */
typedef struct hearsay_text {
    char *bytes;
    size_t len;
} hearsay_text;

/* "0.1.0" */
HSY_API const char *hearsay_version(void);

/* Load the tables and weights of `home` (the folder with data/ and models/), or of
 * $HEARSAY_HOME or the installed place when NULL. Close with hearsay_close(). */
HSY_API hearsay_status hearsay_open(const char *home, hearsay **ret, char *why);
HSY_API void hearsay_close(hearsay *h); /* NULL is fine */

/* One page to an object of kind "article", and to one of kind "reading" (each with
 * a line feed at its end). `name` is for people ("input" in the article). */
HSY_API hearsay_status hearsay_extract(const hearsay *h, const char *name, const void *bytes,
                                       size_t len, hearsay_text *ret, char *why);
HSY_API hearsay_status hearsay_read(const hearsay *h, const char *name, const void *bytes,
                                    size_t len, hearsay_text *ret, char *why);

/* A set of pages that are read together. `h` must outlive it. NULL when out of
 * memory. */
HSY_API hearsay_corpus *hearsay_corpus_new(const hearsay *h);
HSY_API void hearsay_corpus_free(hearsay_corpus *corpus); /* NULL is fine */

/* Read one page into the corpus. HEARSAY_REFUSED leaves it as it was. HEARSAY_USAGE
 * once something was written from it. */
HSY_API hearsay_status hearsay_corpus_add(hearsay_corpus *corpus, const char *name,
                                          const void *bytes, size_t len, char *why);

typedef enum hearsay_form {
    HEARSAY_STORIES, /* NDJSON: memberships, stories */
    HEARSAY_CLAIMS,  /* NDJSON: claims */
    HEARSAY_REPORT_TEXT,
    HEARSAY_REPORT_MARKDOWN,
    HEARSAY_REPORT_JSON,
} hearsay_form;

/* What the pages say together. The order in which they were added does not matter. */
HSY_API hearsay_status hearsay_corpus_write(hearsay_corpus *corpus, hearsay_form form,
                                            hearsay_text *ret, char *why);

HSY_API void hearsay_text_free(hearsay_text *text);

#ifdef __cplusplus
}
#endif

#endif
