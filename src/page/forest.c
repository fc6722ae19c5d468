/* forest.c - see forest.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/forest.h"

#include <string.h>

#include "base/table.h"

enum { TREE, NODE, FEATURE, LIMIT, LOW, HIGH };

static const char *const columns[] = {"tree", "node", "feature", "limit", "low", "high", NULL};

#define MOST_POINTS 1000000 /* of a leaf: a sum of them stays far within 32 bits */
#define MOST_TREES  1000

/* Branches lead to later rows of their tree only, so every walk ends. */
static hsy_status read_branch(const hsy_table *table, const hsy_row *row,
                              const char *const *features, uint32_t left, hsy_branch *ret,
                              hsy_error *err)
{
    int64_t limit, low, high, node;
    bool leaf = hsy_str_eq(row->cells[FEATURE], HSY_STR("="));
    int feature = leaf ? 0 : hsy_cell_enum(row->cells[FEATURE], features);

    if (feature < 0)
        return hsy_table_fail(table, row, err, "unknown feature \"%.*s\"",
                              HSY_STR_ARG(row->cells[FEATURE]));
    if (!hsy_cell_int(row->cells[LIMIT], &limit) || limit < INT32_MIN || limit > INT32_MAX ||
        (leaf && (limit < -MOST_POINTS || limit > MOST_POINTS)))
        return hsy_table_fail(table, row, err, "the limit is no number in range");
    *ret = (hsy_branch){.limit = (int32_t)limit, .feature = (uint16_t)feature};
    if (leaf)
        return HSY_OK;
    if (!hsy_cell_int(row->cells[NODE], &node) || !hsy_cell_int(row->cells[LOW], &low) ||
        !hsy_cell_int(row->cells[HIGH], &high))
        return hsy_table_fail(table, row, err, "a branch leads to two nodes");
    if (low <= node || high <= node || low - node >= left || high - node >= left ||
        low - node > UINT16_MAX || high - node > UINT16_MAX)
        return hsy_table_fail(table, row, err, "a branch leads to later nodes of its tree");
    ret->next[0] = (uint16_t)(low - node);
    ret->next[1] = (uint16_t)(high - node);
    return HSY_OK;
}

/* Rows from `from` on that are of one tree. */
static uint32_t rows_of_tree(const hsy_table *table, uint32_t from)
{
    uint32_t n = 1;

    while (from + n < table->nrows && hsy_str_eq(table->rows[from + n].cells[TREE],
                                                 table->rows[from].cells[TREE]))
        n++;
    return n;
}

static hsy_status read_tree(const hsy_table *table, uint32_t from, uint32_t n,
                            const char *const *features, hsy_branch *branches, hsy_error *err)
{
    for (uint32_t i = 0; i < n; i++) {
        const hsy_row *row = &table->rows[from + i];
        int64_t node;
        if (!hsy_cell_int(row->cells[NODE], &node) || node != i)
            return hsy_table_fail(table, row, err, "the nodes of a tree are counted from 0");
        hsy_status status =
            read_branch(table, row, features, n - i, &branches[from + i], err);
        if (status)
            return status;
    }
    return HSY_OK;
}

/* Steps to the deepest leaf of a tree of `n` branches; they lead to later ones only. */
static uint32_t depth_of(const hsy_branch *tree, uint32_t n, uint16_t *steps)
{
    uint32_t most = 0;

    memset(steps, 0, n * sizeof *steps);
    for (uint32_t i = 0; i < n; i++) {
        most = steps[i] > most ? steps[i] : most;
        for (int side = 0; side < 2 && tree[i].next[0]; side++) {
            uint16_t *to = &steps[i + tree[i].next[side]];
            *to = *to > steps[i] ? *to : (uint16_t)(steps[i] + 1);
        }
    }
    return most;
}

/* Put the tree that begins at `root` behind those that are not deeper. */
static void place_tree(uint32_t *roots, uint32_t *depths, uint32_t n, uint32_t root,
                       uint32_t depth)
{
    for (; n > 0 && depths[n - 1] > depth; n--) {
        roots[n] = roots[n - 1];
        depths[n] = depths[n - 1];
    }
    roots[n] = root;
    depths[n] = depth;
}

hsy_status hsy_forest_load(hsy_arena *arena, const char *home, const char *name,
                           const char *const *features, hsy_forest *ret, hsy_error *err)
{
    hsy_table table;
    uint32_t n = 0, rows;

    *ret = (hsy_forest){0};
    hsy_status status = hsy_table_load(arena, home, name, columns, &table, err);
    if (status)
        return status;
    hsy_branch *branches = hsy_new_array(arena, table.nrows, hsy_branch);
    uint16_t *steps = hsy_new_array(arena, table.nrows, uint16_t);
    uint32_t *roots = hsy_new_array(arena, MOST_TREES, uint32_t);
    uint32_t *depths = hsy_new_array(arena, MOST_TREES, uint32_t);
    if (!branches || !steps || !roots || !depths)
        return hsy_fail(err, HSY_NOMEM, table.path, 0, 0, "out of memory");
    for (uint32_t from = 0; from < table.nrows; from += rows) {
        rows = rows_of_tree(&table, from);
        if (n == MOST_TREES)
            return hsy_table_fail(&table, &table.rows[from], err, "more than %d trees",
                                  MOST_TREES);
        status = read_tree(&table, from, rows, features, branches, err);
        if (status)
            return status;
        place_tree(roots, depths, n++, from, depth_of(branches + from, rows, steps));
    }
    *ret = (hsy_forest){branches, roots, depths, table.nrows, n};
    return HSY_OK;
}

/* One step down, or none from a leaf; without a jump that could be guessed wrongly. */
static inline const hsy_branch *step(const hsy_branch *at, const int32_t *row)
{
    return at + at->next[row[at->feature] > at->limit];
}

int32_t hsy_forest_points(const hsy_forest *forest, const int32_t *row)
{
    const hsy_branch *at[HSY_FOREST_ABREAST];
    int32_t points = 0;
    uint32_t i = 0;

    for (; i + HSY_FOREST_ABREAST <= forest->nroots; i += HSY_FOREST_ABREAST) {
        for (uint32_t k = 0; k < HSY_FOREST_ABREAST; k++)
            at[k] = &forest->branches[forest->roots[i + k]];
        for (uint32_t left = forest->depths[i + HSY_FOREST_ABREAST - 1]; left; left--)
            for (uint32_t k = 0; k < HSY_FOREST_ABREAST; k++)
                at[k] = step(at[k], row);
        for (uint32_t k = 0; k < HSY_FOREST_ABREAST; k++)
            points += at[k]->limit;
    }
    for (; i < forest->nroots; i++) {
        at[0] = &forest->branches[forest->roots[i]];
        for (uint32_t left = forest->depths[i]; left; left--)
            at[0] = step(at[0], row);
        points += at[0]->limit;
    }
    return points;
}
