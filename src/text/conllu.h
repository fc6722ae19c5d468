/*
 * conllu.h - documents as CoNLL-U, out and in.
 *
 * CoNLL-U is how the treebanks of Universal Dependencies are written, and what
 * other tools read: ten columns a token, an empty line after each sentence. A
 * layer that is absent is "_".
 *
 * Out: MISC holds "Name=B-person" where the token is part of a name, "Range=from:to", the
 * bytes of the token in the article's text, and "SpaceAfter=No" where no white space
 * follows.
 *
 * In: what is read is ID, FORM and MISC; comments, multiword ranges and empty nodes
 * are kept as they stand, so that the same lines are written again with the layers
 * filled in. The text of the document is its forms, joined by a blank where MISC
 * does not forbid it; "# newpar" and "# newdoc" begin a paragraph.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEXT_CONLLU_H
#define HSY_TEXT_CONLLU_H

#include "base/buf.h"
#include "text/doc.h"

/* A line of a file that was read: of a token, or kept whole. */
typedef struct hsy_conllu_line {
    hsy_str text;   /* the line; of a token its MISC */
    uint32_t token; /* in doc.tokens, or HSY_NONE */
} hsy_conllu_line;

typedef struct hsy_conllu {
    hsy_article article; /* made of the forms; of the page it knows nothing */
    hsy_doc doc;         /* its sentences and tokens are those of the file */
    hsy_conllu_line *lines;
    uint32_t nlines;
} hsy_conllu;

/* Read a file's bytes, which must outlive the result. `name` is for messages.
 * HSY_FORMAT with the line when it is no CoNLL-U: a token line has ten columns, the
 * IDs of a sentence count from 1, a form is not empty; HSY_NOMEM. `*ret` must not be
 * moved afterwards: its doc points at its article. */
hsy_status hsy_conllu_read(hsy_arena *arena, const char *name, hsy_str bytes, hsy_conllu *ret,
                           hsy_error *err);

/* The file again, with the layers of its doc. */
void hsy_conllu_refill(hsy_buf *buf, const hsy_conllu *conllu);

/* A document with "# newdoc", "# newpar", "# sent_id", "# text". */
void hsy_conllu_write(hsy_buf *buf, const hsy_doc *doc);

#endif
