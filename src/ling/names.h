/*
 * names.h - who, where, which body: the names of an article from labels of its words.
 *
 * The network labels words sentence by sentence. Here the article is read as a whole: a
 * name found in one place is found in the others, a surname alone is the person named
 * in full elsewhere, and one name has one kind.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_NAMES_H
#define HSY_LING_NAMES_H

#include "ling/hints.h"
#include "text/doc.h"

#define HSY_NAME_TYPES 5
#define HSY_NAME_OUTSIDE 0 /* else 1 + 2 * type, and one more inside of a name */

/* Make doc->names from the labels and margins of all tokens, agreeing over the whole
 * article. False when out of memory. */
bool hsy_names_collect(hsy_arena *arena, hsy_arena *scratch, hsy_doc *doc,
                       const uint8_t *labels, const uint8_t *margins, const uint16_t *hints);

#endif
