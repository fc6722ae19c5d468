/*
 * ling.c - tokens a second of each step of the language core, on each path of the
 * processor.
 *
 *     bench_ling TEXT [ROUNDS]
 *
 * TEXT is plain text, an empty line between paragraphs. Each step is run ROUNDS times
 * (default 5) on the whole text, and the best of them is printed as a line
 *
 *     step <TAB> path <TAB> tokens a second of processor time
 *
 * "whole" is the sum of scanning, reading and writing; loading is given in milliseconds.
 * bench/ling.py prints it beside a peer.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/file.h"
#include "ling/ling.h"
#include "text/conllu.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define MAX_TEXT ((size_t)256 << 20)
#define LIMIT ((size_t)8 << 30)

struct bench {
    hsy_arena run, work, scratch;
    const hsy_text_tables *tables;
    const hsy_ling *ling;
    hsy_article article;
    hsy_doc doc;
    hsy_ling_marks marks;
    hsy_buf out;
};

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void give_up(const hsy_error *err)
{
    char line[600];

    hsy_error_print(err, line, sizeof line);
    fprintf(stderr, "bench_ling: %s\n", line);
    exit(1);
}

/* The text as an article whose paragraphs are apart by empty lines. */
static void make_article(struct bench *bench, hsy_str text)
{
    HSY_VEC(hsy_paragraph) paragraphs = {0};
    hsy_run *run = hsy_new(&bench->run, hsy_run);

    *run = (hsy_run){0, 0, (uint32_t)text.len};
    for (size_t at = 0; at < text.len;) {
        size_t end = hsy_str_find(text, HSY_STR("\n\n"), at);
        end = end == SIZE_MAX ? text.len : end;
        if (end > at)
            hsy_vec_push(&bench->run, &paragraphs)->span =
                hsy_span_of((uint32_t)at, (uint32_t)end);
        at = end + 2;
    }
    bench->article = (hsy_article){.given_id = HSY_STR("bench"),
                                   .text = {text.ptr, (uint32_t)text.len, 1, run},
                                   .paragraphs = paragraphs.data,
                                   .nparagraphs = paragraphs.count};
}

static void scan(struct bench *bench)
{
    hsy_error err;

    hsy_arena_clear(&bench->work);
    if (hsy_doc_make(bench->tables, &bench->work, &bench->article, &bench->doc, &err))
        give_up(&err);
}

static void read_all(struct bench *bench)
{
    hsy_error err;

    if (hsy_ling_begin(&bench->work, &bench->doc, &bench->marks, &err) ||
        hsy_ling_part(bench->ling, &bench->work, &bench->scratch, &bench->doc, 0,
                      bench->doc.nsentences, &bench->marks, &err))
        give_up(&err);
}

static void agree(struct bench *bench)
{
    hsy_error err;

    if (hsy_ling_end(&bench->work, &bench->scratch, &bench->doc, &bench->marks, &err))
        give_up(&err);
}

static void put(struct bench *bench)
{
    hsy_buf_reset(&bench->out);
    hsy_conllu_write(&bench->out, &bench->doc);
}

static double best_of(struct bench *bench, void (*step)(struct bench *), int rounds)
{
    double best = 0;

    for (int i = 0; i < rounds; i++) {
        double start = seconds();
        step(bench);
        double time = seconds() - start;
        best = i == 0 || time < best ? time : best;
    }
    return best;
}

static void say(const struct bench *bench, const char *step, const char *path, double time)
{
    printf("%s\t%s\t%.0f\n", step, path, bench->doc.ntokens / time);
    fflush(stdout);
}

static void measure(struct bench *bench, const char *home, int rounds)
{
    double scanned = best_of(bench, scan, rounds);

    say(bench, "sentences and tokens", "-", scanned);
    for (int simd = (int)hsy_simd_best(); simd >= 0; simd--) {
        const char *path = hsy_simd_name((hsy_simd)simd);
        hsy_error err;
        double start = seconds();
        if (hsy_ling_load_for((hsy_simd)simd, &bench->run, home, &bench->ling, &err))
            give_up(&err);
        printf("loading, ms\t%s\t%.0f\n", path, 1e3 * (seconds() - start));
        double read = best_of(bench, read_all, simd ? rounds : 1);
        say(bench, "tags, trees, lemmas, names", path, read);
        double agreed = best_of(bench, agree, rounds), written = best_of(bench, put, rounds);
        say(bench, "names of the article", path, agreed);
        say(bench, "writing CoNLL-U", path, written);
        say(bench, "whole", path, scanned + read + agreed + written);
        say(bench, "whole without writing", path, scanned + read + agreed);
        hsy_ling_unload(bench->ling);
    }
}

int main(int argc, char **argv)
{
    static struct bench bench;
    hsy_str text;
    hsy_error err;

    hsy_arena_init(&bench.run, LIMIT);
    hsy_arena_init(&bench.work, LIMIT);
    hsy_arena_init(&bench.scratch, LIMIT);
    hsy_buf_init(&bench.out, LIMIT);
    const char *home = hsy_home_find(&bench.run, &err);
    if (argc < 2) {
        fputs("usage: bench_ling TEXT [ROUNDS]\n", stderr);
        return 2;
    }
    if (!home || hsy_file_read(&bench.run, argv[1], MAX_TEXT, &text, &err) ||
        hsy_text_tables_load(&bench.run, home, &bench.tables, &err))
        give_up(&err);
    make_article(&bench, text);
    measure(&bench, home, argc > 2 ? atoi(argv[2]) : 5);
    hsy_buf_clear(&bench.out);
    hsy_arena_clear(&bench.scratch);
    hsy_arena_clear(&bench.work);
    hsy_arena_clear(&bench.run);
    return 0;
}
