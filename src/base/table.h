/*
 * table.h - the tables that people edit (data/, TSV).
 *
 * A table is UTF-8 with tabs between cells. Lines that begin with '#' and empty
 * lines are skipped. The first other line is the heading: the names of the
 * columns. Every later line has as many cells as the heading; a cell may be
 * empty. A wrong table is refused whole, with file and line: a rule silently
 * lost is worse than a program that does not start.
 *
 *     word	low	high	example
 *     dozens	24	99	dozens were hurt
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_BASE_TABLE_H
#define HSY_BASE_TABLE_H

#include "error.h"
#include "str.h"

typedef struct hsy_row {
    const hsy_str *cells;
    uint32_t line; /* of the file, from 1 */
} hsy_row;

typedef struct hsy_table {
    const char *path; /* as opened, for messages */
    const char *name; /* below data/, "en/quantity/vague.tsv": for hsy_rule */
    uint32_t ncols, nrows;
    const hsy_str *columns;
    const hsy_row *rows;
} hsy_table;

/* Load home/data/NAME. `columns` is a NULL-ended list of columns that must be
 * there; cells are looked up in the order of that list, whatever their order in
 * the file; further columns are ignored. */
hsy_status hsy_table_load(hsy_arena *arena, const char *home, const char *name,
                          const char *const *columns, hsy_table *ret, hsy_error *err);

/* HSY_FORMAT for a bad cell: file, line, message. */
hsy_status hsy_table_fail(const hsy_table *table, const hsy_row *row, hsy_error *err,
                          const char *format, ...) __attribute__((format(printf, 4, 5), cold));

/* A cell that must be a whole number; false when it is not. */
bool hsy_cell_int(hsy_str cell, int64_t *ret);

/* Position of `cell` in the NULL-ended `names`, or -1. */
int hsy_cell_enum(hsy_str cell, const char *const *names);

#endif
