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
#include "text/doc.h"

typedef struct hsy_ling hsy_ling;

/* Load tables from home/data (en/ling, en/actors, places) and weights from
 * home/models/en. Everything lives in `arena`. A missing or damaged file is refused
 * with its reason. */
hsy_status hsy_ling_load(hsy_arena *arena, const char *home, const hsy_ling **ret,
                         hsy_error *err);

/* Add the layers to `doc`; lemmas and names are made in `arena`, work memory is
 * taken from `scratch` and given back. */
hsy_status hsy_ling_run(const hsy_ling *ling, hsy_arena *arena, hsy_arena *scratch,
                        hsy_doc *doc, hsy_error *err);

#endif
