/*
 * html_tag.h - the parts of the tokenizer that read markup; for html_token.c alone.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_HTML_TAG_H
#define HSY_PAGE_HTML_TAG_H

#include "page/html_token.h"

/* Read the tag whose name begins at `name`; tokenizer->p is at its "<". A tag that
 * the end of the page cuts off is dropped, as the standard says. */
hsy_html_kind hsy_html_read_tag(hsy_html_tokenizer *t, hsy_html_token *ret, const char *name,
                                hsy_html_kind kind);

/* Read what begins with "<!" or "<?" at tokenizer->p: comment, doctype, CDATA. */
hsy_html_kind hsy_html_read_declaration(hsy_html_tokenizer *t, hsy_html_token *ret);

/* Read a bogus comment whose data begins at `data`: all up to the next ">". */
hsy_html_kind hsy_html_read_bogus(hsy_html_tokenizer *t, hsy_html_token *ret,
                                  const char *data);

/* `raw` with CR LF and CR as LF and NUL as U+FFFD; `raw` itself where it has none. */
hsy_str hsy_html_mend(hsy_html_tokenizer *t, hsy_str raw, bool lower);

#endif
