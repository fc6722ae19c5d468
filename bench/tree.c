/* tree.c - how fast the HTML parser makes a tree and walks it, apart from all else.
 *
 *     tree [--turns N] FILE...   each page by itself: bytes, seconds, nodes, attributes
 *     tree --sum FILE...         all pages together, and the most nodes of one
 *
 * Seconds of processor time, best of N turns (default 5). Walking means to look at
 * every node once. Used by bench/shapes.py.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/utf8.h"
#include "page/dom.h"

#define MOST ((size_t)64 << 20)

struct tally {
    uint64_t bytes, texts;
    double seconds;
    uint32_t nodes, attrs;
    unsigned struck;
};

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static uint64_t walk(const hsy_dom *dom)
{
    uint64_t texts = 0;

    for (uint32_t node = 0; node != HSY_NONE; node = hsy_dom_next(dom, 0, node, false))
        if (dom->nodes[node].kind == HSY_NODE_TEXT)
            texts += dom->nodes[node].text.len;
    return texts;
}

/* The cost of one page, of which the best turn counts. */
static struct tally measure(hsy_str html, int turns)
{
    struct tally tally = {.bytes = html.len, .seconds = 1e9};
    hsy_error err;
    hsy_dom dom;

    for (int turn = 0; turn < turns; turn++) {
        hsy_arena arena;
        hsy_arena_init(&arena, 0);
        double began = seconds();
        if (hsy_dom_parse(&arena, html, &dom, &err)) {
            fprintf(stderr, "tree: %s\n", err.message);
            exit(1);
        }
        tally.texts = walk(&dom);
        double took = seconds() - began;
        tally.nodes = dom.nnodes;
        tally.attrs = dom.nattrs;
        tally.struck = dom.struck;
        hsy_arena_clear(&arena);
        tally.seconds = took < tally.seconds ? took : tally.seconds;
    }
    return tally;
}

static hsy_str read_page(hsy_arena *arena, const char *path)
{
    hsy_error err;
    hsy_str bytes;

    if (hsy_file_read(arena, path, MOST, &bytes, &err)) {
        fprintf(stderr, "tree: %s: %s\n", path, err.message);
        exit(1);
    }
    return hsy_utf8_check(bytes) == SIZE_MAX ? bytes : hsy_utf8_repair(arena, bytes);
}

static void print(const struct tally *t)
{
    printf("%llu %.6f %u %u %u\n", (unsigned long long)t->bytes, t->seconds, t->nodes, t->attrs,
           t->struck);
}

static void add(struct tally *sum, const struct tally *page)
{
    sum->bytes += page->bytes;
    sum->seconds += page->seconds;
    sum->nodes = page->nodes > sum->nodes ? page->nodes : sum->nodes;
    sum->attrs = page->attrs > sum->attrs ? page->attrs : sum->attrs;
    sum->struck |= page->struck;
}

int main(int argc, char **argv)
{
    struct tally sum = {0};
    int turns = 5, at = 1;
    bool summed = false;

    for (; at < argc && argv[at][0] == '-'; at++) {
        if (strcmp(argv[at], "--sum") == 0)
            summed = true;
        else if (strcmp(argv[at], "--turns") == 0 && at + 1 < argc)
            turns = atoi(argv[++at]);
    }
    for (; at < argc; at++) {
        hsy_arena arena;
        hsy_arena_init(&arena, 0);
        struct tally page = measure(read_page(&arena, argv[at]), turns > 0 ? turns : 1);
        hsy_arena_clear(&arena);
        add(&sum, &page);
        if (!summed)
            print(&page);
    }
    if (summed)
        print(&sum);
    return 0;
}
