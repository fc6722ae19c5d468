/*
 * ling.h - tags, lemmas, trees and names: the door of this stage.
 *
 * A model is const once loaded and shared by threads. `hsy_doc.has_*` says which
 * layers were added: a reader of facts asks before it relies on one, so that a
 * better model changes results but no caller.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_LING_H
#define HSY_LING_LING_H

#include "base/error.h"
#include "ling/matrix.h"
#include "text/doc.h"

typedef struct hsy_ling hsy_ling;

/* Load tables from home/data (en/ling, en/actors, places) and weights from
 * home/models/en. Everything lives in `arena`. A missing or damaged file is refused
 * with its reason. */
hsy_status hsy_ling_load(hsy_arena *arena, const char *home, const hsy_ling **ret,
                         hsy_error *err);

/* The same with the products of `simd` instead of the best that the processor has; the
 * results are the same, and a test compares them. */
hsy_status hsy_ling_load_for(hsy_simd simd, hsy_arena *arena, const char *home,
                             const hsy_ling **ret, hsy_error *err);
/* Give back what does not lie in the arena: the weights are mapped. NULL is fine. */
void hsy_ling_unload(const hsy_ling *ling);

/* What the network said of the tokens of a document, for the names of the whole. */
typedef struct hsy_ling_marks {
    uint8_t *labels, *margins;
    uint16_t *hints;
} hsy_ling_marks;

/* The three steps of hsy_ling_run, for threads that share a document: marks are made,
 * each thread reads sentences [from, to) with arenas of its own, and in the end the names
 * are read from the marks of all. How the sentences are shared changes no byte. */
hsy_status hsy_ling_begin(hsy_arena *arena, const hsy_doc *doc, hsy_ling_marks *ret,
                          hsy_error *err);
hsy_status hsy_ling_part(const hsy_ling *ling, hsy_arena *arena, hsy_arena *scratch,
                         hsy_doc *doc, uint32_t from, uint32_t to, const hsy_ling_marks *marks,
                         hsy_error *err);
hsy_status hsy_ling_end(hsy_arena *arena, hsy_arena *scratch, hsy_doc *doc,
                        const hsy_ling_marks *marks, hsy_error *err);

/* Add the layers to `doc`; lemmas and names are made in `arena`, work memory is
 * taken from `scratch` and given back. */
hsy_status hsy_ling_run(const hsy_ling *ling, hsy_arena *arena, hsy_arena *scratch,
                        hsy_doc *doc, hsy_error *err);

#endif
