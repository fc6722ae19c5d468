/*
 * forest.h - small decision trees over whole numbers, added up.
 *
 * What a block of a page or a line of a dump is, is weighed by trees that
 * tools/train/page makes from pages with known text: each asks for a number or two
 * ("links: at most 310 of 1000?") and gives points; the sum decides. Trees are rows
 * of a table, so a reader can see what was asked, and the sum is one of integers, so
 * it is the same on every machine.
 *
 *     tree  node  feature  limit  low  high
 *     0     0     kept     0      1    2      kept <= 0: to node 1, else to node 2
 *     0     1     =        -812               minus 812 points
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_FOREST_H
#define HSY_PAGE_FOREST_H

#include "base/error.h"
#include "base/str.h"

typedef struct hsy_branch {
    int32_t limit;    /* of a leaf: its points */
    uint16_t feature; /* of a leaf: any */
    uint16_t next[2]; /* how far on in the list the branch for low and for high values is; a
                         leaf leads to itself */
} hsy_branch;

/* Trees are walked side by side, each as many steps as the deepest of them needs. */
#define HSY_FOREST_ABREAST 8

typedef struct hsy_forest {
    const hsy_branch *branches;
    const uint32_t *roots;      /* in order of depth */
    const uint32_t *depths;     /* of trees */
    uint32_t nbranches, nroots; /* nroots 0: nothing was learnt */
} hsy_forest;

/* Load a table; `features` is the NULL-ended list of names. */
hsy_status hsy_forest_load(hsy_arena *arena, const char *home, const char *name,
                           const char *const *features, hsy_forest *ret, hsy_error *err);

/* The points of a row of features. */
int32_t hsy_forest_points(const hsy_forest *forest, const int32_t *row);

#endif
