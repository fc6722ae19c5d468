/*
 * html_token.h - the bytes of a page as tags, text, comments and doctypes.
 *
 * The tokenizer of WHATWG HTML 13.2.5. It is asked for one token at a time and
 * allocates next to nothing: text, names and values point into the page wherever
 * the page says them literally. Text comes in pieces: a piece is a literal range
 * of the page, or one character reference, or one mended byte (a lone CR, a NUL).
 * So the reader of the pieces knows the source of every byte, and most pages need
 * no copy. The state depends on the tree (html_tree.c sets it after <script> and
 * the like).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_HTML_TOKEN_H
#define HSY_PAGE_HTML_TOKEN_H

#include "page/dom.h"

typedef enum hsy_html_kind {
    HSY_HTML_END,
    HSY_HTML_TEXT,
    HSY_HTML_START,
    HSY_HTML_CLOSE,
    HSY_HTML_COMMENT,
    HSY_HTML_DOCTYPE,
} hsy_html_kind;

/* Where text is read. The other states of the standard are places in the code. */
typedef enum hsy_html_state {
    HSY_HTML_IN_DATA,
    HSY_HTML_IN_RCDATA,
    HSY_HTML_IN_RAWTEXT,
    HSY_HTML_IN_SCRIPT,
    HSY_HTML_IN_PLAINTEXT,
    HSY_HTML_IN_CDATA,
} hsy_html_state;

typedef struct hsy_html_token {
    uint8_t kind; /* hsy_html_kind */
    bool self_closing;
    bool force_quirks;
    uint16_t tag;    /* enum hsy_tag */
    uint32_t nattrs; /* of a tag; they lie in tokenizer->attrs until the next token */
    hsy_str name;    /* of a tag or doctype, lower case; .ptr NULL: a nameless doctype */
    hsy_str text;    /* of a piece of text; a NUL in data or CDATA is a piece "\0" */
    hsy_text comment;
    hsy_str public_id, system_id; /* of a doctype; .ptr NULL when missing */
    hsy_span at;                  /* source */
} hsy_html_token;

typedef struct hsy_html_tokenizer {
    hsy_arena *arena;
    const char *base, *p, *end;
    uint8_t state;        /* hsy_html_state */
    uint8_t script_level; /* 0; 1 after "<!--"; 2 after "<script" within that */
    bool cdata_allowed;   /* the tree is in SVG or MathML */
    bool failed;          /* out of memory; only HSY_HTML_END comes from here on */
    unsigned struck;      /* HSY_STRUCK_ATTRS */
    hsy_str last_start;   /* name of the last start tag */
    char *pool;           /* small decoded bytes */
    size_t pool_left;
    hsy_attr attrs[HSY_DOM_MAX_ATTRS];
    uint32_t prints[HSY_DOM_MAX_ATTRS]; /* of their names, to find a repeated one */
} hsy_html_tokenizer;

void hsy_html_tokenizer_init(hsy_html_tokenizer *tokenizer, hsy_arena *arena, hsy_str html);

/* The next token into `*ret`; its kind is returned. After HSY_HTML_END always that. */
hsy_html_kind hsy_html_next(hsy_html_tokenizer *tokenizer, hsy_html_token *ret);

#endif
