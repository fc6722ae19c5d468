/* Tables: columns by name, and every kind of wrong table refused with its place.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/table.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const columns[] = {"word", "low", NULL};

static hsy_status load(hsy_arena *arena, const char *content, hsy_table *table, hsy_error *err)
{
    char home[] = "/tmp/hsy-table-XXXXXX", path[64];

    ck_assert_ptr_nonnull(mkdtemp(home));
    snprintf(path, sizeof path, "%s/data", home);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/data/t.tsv", home);
    FILE *file = fopen(path, "wb");
    fwrite(content, 1, strlen(content), file);
    fclose(file);
    hsy_status status = hsy_table_load(arena, home, "t.tsv", columns, table, err);
    unlink(path);
    snprintf(path, sizeof path, "%s/data", home);
    rmdir(path);
    rmdir(home);
    return status;
}

START_TEST(columns_are_found_by_name)
{
    hsy_arena arena;
    hsy_table table;
    hsy_error err;
    hsy_arena_init(&arena, 0);
    ck_assert_int_eq(load(&arena, "# a remark\nnote\tlow\tword\r\n\nx\t24\tdozens\r\n", &table,
                          &err),
                     HSY_OK);
    ck_assert_uint_eq(table.nrows, 1);
    ck_assert_uint_eq(table.rows[0].line, 4);
    ck_assert(hsy_str_eq(table.rows[0].cells[0], HSY_STR("dozens")));
    ck_assert(hsy_str_eq(table.rows[0].cells[1], HSY_STR("24")));
    ck_assert_str_eq(table.name, "t.tsv");
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(wrong_tables_are_refused_with_their_place)
{
    static const struct {
        const char *content, *message;
        uint32_t line;
    } cases[] = {
        {"word\tlow\ndozens\n", "1 cells where the heading has 2", 2},
        {"word\tlow\n\na\tb\tc\n", "3 cells where the heading has 2", 3},
        {"word\thigh\n", "the heading has no column \"low\"", 1},
        {"# nothing\n", "no heading", 2},
        {"word\tlow\n\xff\t1\n", "not UTF-8 at byte 9", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        hsy_arena arena;
        hsy_table table;
        hsy_error err = {0};
        hsy_arena_init(&arena, 0);
        ck_assert_int_eq(load(&arena, cases[i].content, &table, &err), HSY_FORMAT);
        ck_assert_str_eq(err.message, cases[i].message);
        ck_assert_uint_eq(err.line, cases[i].line);
        hsy_arena_clear(&arena);
    }
}
END_TEST

START_TEST(an_absent_table_is_named)
{
    hsy_arena arena;
    hsy_table table;
    hsy_error err;
    hsy_arena_init(&arena, 0);
    ck_assert_int_eq(hsy_table_load(&arena, "/nowhere", "t.tsv", columns, &table, &err),
                     HSY_MISSING);
    ck_assert_str_eq(err.file, "/nowhere/data/t.tsv");
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(numbers_are_whole)
{
    int64_t n;
    ck_assert(hsy_cell_int(HSY_STR("-12"), &n) && n == -12);
    ck_assert(!hsy_cell_int(HSY_STR("12 "), &n));
    ck_assert(!hsy_cell_int(HSY_STR(""), &n));
    ck_assert(!hsy_cell_int(HSY_STR("-"), &n));
    ck_assert(!hsy_cell_int(HSY_STR("99999999999999999999"), &n));
}
END_TEST

UNIT_MAIN("table", columns_are_found_by_name, wrong_tables_are_refused_with_their_place,
          an_absent_table_is_named, numbers_are_whole)
