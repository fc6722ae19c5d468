/*
 * fact.h - reading what an article says: the door of this stage.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_FACT_H
#define HSY_FACT_FACT_H

#include "base/error.h"
#include "fact/reading.h"

/* All tables that facts are read with; const once loaded, shared by threads. */
typedef struct hsy_fact_tables hsy_fact_tables;

hsy_status hsy_fact_tables_load(hsy_arena *arena, const char *home,
                                const hsy_fact_tables **ret, hsy_error *err);

/* Read `doc` (with the layers that ling could add). The reading is made in
 * `arena` and does not point into `scratch` or the doc's tokens; `scratch` is
 * given back. */
hsy_status hsy_fact_read(const hsy_fact_tables *tables, hsy_arena *arena, hsy_arena *scratch,
                         const hsy_doc *doc, hsy_reading *ret, hsy_error *err);

/* The reading of a text in a language that no tables read: its sentences alone. */
hsy_status hsy_fact_read_nothing(hsy_arena *arena, const hsy_doc *doc, hsy_reading *ret,
                                 hsy_error *err);

#endif
