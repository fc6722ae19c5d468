/*
 * test_cases_fact.c - the case files of facts: test/cases/NAME.txt.
 *
 * A file is cases parted by a line "==="; a case is its text, an empty line, and the
 * lines that must be read from it, as the printer of its kind writes them. Text lines
 * may begin with "Title: ", "Published: " and "¶ " (a new paragraph); lines with "#" are
 * comments. A new kind of fact is a printer and a row of `kinds`.
 *
 * CASES_WRITE=1 in the environment prints what was read in place of the expected lines
 * instead of comparing, to be reviewed and taken over by hand.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case_actors.h"
#include "case_events.h"
#include "case_print.h"
#include "helpers.h"
#include "unit.h"

#include "base/file.h"
#include "fact/fact.h"
#include "ling/ling.h"

#include <stdio.h>
#include <stdlib.h>

#define MAX_CASES ((size_t)4 << 20)

static const struct kind {
    const char *name;
    void (*print)(const hsy_reading *reading, hsy_buf *out);
} kinds[] = {
    {"quantities", case_print_quantities}, {"times", case_print_times},
    {"places", case_print_places},         {"entities", case_print_entities},
    {"quotes", case_print_quotes},         {"attributions", case_print_attributions},
    {"events", case_print_events},         {"modality", case_print_modality},
    {"reasons", case_print_reasons},
};

static struct {
    hsy_arena run;
    const hsy_text_tables *text;
    const hsy_ling *ling;
    const hsy_fact_tables *fact;
} tables;

static void load(void)
{
    const char *home = hsy_test_home();
    hsy_error err;
    char message[600];

    hsy_arena_init(&tables.run, 0);
    if (hsy_text_tables_load(&tables.run, home, &tables.text, &err) ||
        hsy_ling_load(&tables.run, home, &tables.ling, &err) ||
        hsy_fact_tables_load(&tables.run, home, &tables.fact, &err)) {
        hsy_error_print(&err, message, sizeof message);
        ck_abort_msg("%s", message);
    }
}

/* One case of the file: its text and what is expected, comments left out. */
struct test_case {
    hsy_str title, published, body, expected;
};

static bool take_line(hsy_str line, const char *key, hsy_str *ret)
{
    if (!hsy_str_starts(line, hsy_str_of(key)))
        return false;
    *ret = hsy_str_sub(line, hsy_str_of(key).len, line.len);
    return true;
}

static struct test_case cut_case(hsy_str *rest)
{
    struct test_case result = {{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}};
    bool body = true;

    while (rest->ptr) {
        hsy_str line = hsy_str_cut(rest, '\n');
        if (hsy_str_eq(line, HSY_STR("===")))
            break;
        if (line.len && line.ptr[0] == '#')
            continue;
        if (line.len == 0) {
            body = body && !result.body.ptr;
            continue;
        }
        if (body && (take_line(line, "Title: ", &result.title) ||
                     take_line(line, "Published: ", &result.published)))
            continue;
        hsy_str *into = body ? &result.body : &result.expected;
        if (!into->ptr)
            *into = line;
        into->len = (size_t)(line.ptr + line.len - into->ptr);
    }
    return result;
}

/* "¶ " at the start of a line begins a paragraph, which is an empty line elsewhere. */
static const char *with_paragraphs(char *body)
{
    for (char *at = body; (at = strstr(at, "\n¶ ")); at++)
        memset(at, '\n', strlen("\n¶ "));
    return body;
}

static hsy_article *make_article(hsy_arena *arena, const struct test_case *one)
{
    const char *title =
        one->title.ptr ? hsy_arena_copy(arena, one->title.ptr, one->title.len) : NULL;
    hsy_article *article =
        hsy_test_article(arena, title, with_paragraphs(hsy_arena_copy(arena, one->body.ptr,
                                                                      one->body.len)));

    if (article && one->published.ptr)
        article->published = (hsy_date){one->published, HSY_PRECISION_DAY, HSY_BASIS_GIVEN};
    return article;
}

static void read_case(const struct kind *kind, const struct test_case *one, hsy_buf *got)
{
    hsy_arena arena, scratch;
    hsy_doc doc;
    hsy_reading reading;
    hsy_error err;

    hsy_arena_init(&arena, 0);
    hsy_arena_init(&scratch, 0);
    hsy_article *article = make_article(&arena, one);
    ck_assert_ptr_nonnull(article);
    ck_assert_int_eq(hsy_doc_make(tables.text, &arena, article, &doc, &err), HSY_OK);
    ck_assert_int_eq(hsy_ling_run(tables.ling, &arena, &scratch, &doc, &err), HSY_OK);
    ck_assert_int_eq(hsy_fact_read(tables.fact, &arena, &scratch, &doc, &reading, &err),
                     HSY_OK);
    kind->print(&reading, got);
    hsy_arena_clear(&scratch);
    hsy_arena_clear(&arena);
}

static int run_case(const struct kind *kind, const struct test_case *one)
{
    hsy_buf got;
    int failed = 0;

    hsy_buf_init(&got, 0);
    read_case(kind, one, &got);
    hsy_str read = hsy_str_trim(hsy_buf_str(&got));
    if (getenv("CASES_WRITE")) {
        printf("%.*s\n\n%.*s\n===\n", HSY_STR_ARG(one->body), HSY_STR_ARG(read));
    } else if (!hsy_str_eq(read, hsy_str_trim(one->expected))) {
        printf("%s: %.*s\n  expected:\n%.*s\n  read:\n%.*s\n", kind->name,
               HSY_STR_ARG(one->body), HSY_STR_ARG(one->expected), HSY_STR_ARG(read));
        failed = 1;
    }
    hsy_buf_clear(&got);
    return failed;
}

/* A kind without a file is passed over: it has no cases yet. */
static int run_kind(const struct kind *kind)
{
    char name[64];
    hsy_arena arena;
    hsy_str bytes;
    hsy_error err;
    int failed = 0;

    snprintf(name, sizeof name, "test/cases/%s.txt", kind->name);
    hsy_arena_init(&arena, 0);
    const char *path = hsy_path_join(&arena, hsy_test_home(), name);
    hsy_status status = hsy_file_read(&arena, path, MAX_CASES, &bytes, &err);
    ck_assert(status == HSY_OK || status == HSY_MISSING);
    for (hsy_str rest = status ? (hsy_str){NULL, 0} : bytes; rest.ptr;) {
        struct test_case one = cut_case(&rest);
        if (one.body.ptr)
            failed += run_case(kind, &one);
    }
    hsy_arena_clear(&arena);
    return failed;
}

START_TEST(every_case_reads_as_written)
{
    load();
    ck_assert_int_eq(run_kind(&kinds[_i]), 0);
    hsy_arena_clear(&tables.run);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cases of facts");
    TCase *all = tcase_create("cases");

    tcase_add_loop_test(all, every_case_reads_as_written, 0, sizeof kinds / sizeof *kinds);
    tcase_set_timeout(all, 120);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
