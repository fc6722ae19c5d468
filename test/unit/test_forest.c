/* Trees of whole numbers: what they add up to, and every kind of wrong table refused.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/forest.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const features[] = {"words", "links", NULL};

#define HEAD "tree\tnode\tfeature\tlimit\tlow\thigh\n"

static hsy_status load(hsy_arena *arena, const char *content, hsy_forest *forest, hsy_error *err)
{
    char home[] = "/tmp/hsy-forest-XXXXXX", path[64];

    ck_assert_ptr_nonnull(mkdtemp(home));
    snprintf(path, sizeof path, "%s/data", home);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/data/t.tsv", home);
    FILE *file = fopen(path, "wb");
    fwrite(content, 1, strlen(content), file);
    fclose(file);
    hsy_status status = hsy_forest_load(arena, home, "t.tsv", features, forest, err);
    unlink(path);
    snprintf(path, sizeof path, "%s/data", home);
    rmdir(path);
    rmdir(home);
    return status;
}

START_TEST(points_of_all_trees_are_added)
{
    static const struct {
        int32_t row[2], points;
    } cases[] = {
        {{3, 0}, -100 + 7}, {{4, 0}, -100 + 7}, {{5, 0}, 40 + 7}, {{5, 501}, 9 + 7}};
    hsy_arena arena;
    hsy_forest forest;
    hsy_error err;

    hsy_arena_init(&arena, 0);
    ck_assert_int_eq(load(&arena,
                          HEAD "0\t0\twords\t4\t1\t2\n0\t1\t=\t-100\t\t\n"
                               "0\t2\tlinks\t500\t3\t4\n0\t3\t=\t40\t\t\n0\t4\t=\t9\t\t\n"
                               "1\t0\t=\t7\t\t\n",
                          &forest, &err),
                     HSY_OK);
    ck_assert_uint_eq(forest.nroots, 2);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_int_eq(hsy_forest_points(&forest, cases[i].row), cases[i].points);
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(no_trees_give_no_points)
{
    hsy_arena arena;
    hsy_forest forest;
    hsy_error err;
    int32_t row[2] = {1, 1};

    hsy_arena_init(&arena, 0);
    ck_assert_int_eq(load(&arena, HEAD, &forest, &err), HSY_OK);
    ck_assert_uint_eq(forest.nroots, 0);
    ck_assert_int_eq(hsy_forest_points(&forest, row), 0);
    hsy_arena_clear(&arena);
}
END_TEST

/* A branch that leads back or out of its tree would never end, or read what is not
 * there. */
START_TEST(wrong_tables_are_refused)
{
    static const struct {
        const char *rows;
        uint32_t line;
    } cases[] = {
        {"0\t0\tmass\t4\t1\t2\n", 2},
        {"0\t0\twords\tmany\t1\t2\n0\t1\t=\t1\t\t\n0\t2\t=\t1\t\t\n", 2},
        {"0\t0\twords\t4\t0\t1\n0\t1\t=\t1\t\t\n", 2},
        {"0\t0\twords\t4\t1\t2\n0\t1\t=\t1\t\t\n", 2},
        {"0\t0\twords\t4\t1\t2\n0\t1\t=\t1\t\t\n1\t0\t=\t1\t\t\n", 2},
        {"0\t0\t=\t1\t\t\n0\t2\t=\t1\t\t\n", 3},
        {"0\t0\t=\t99000000\t\t\n", 2},
        {"0\t0\twords\t4\t\t2\n", 2},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char content[400];
        hsy_arena arena;
        hsy_forest forest;
        hsy_error err = {0};
        hsy_arena_init(&arena, 0);
        snprintf(content, sizeof content, "%s%s", HEAD, cases[i].rows);
        ck_assert_msg(load(&arena, content, &forest, &err) == HSY_FORMAT, "case %zu", i);
        ck_assert_uint_eq(err.line, cases[i].line);
        hsy_arena_clear(&arena);
    }
}
END_TEST

UNIT_MAIN("forest", points_of_all_trees_are_added, no_trees_give_no_points,
          wrong_tables_are_refused)
