/* dump.c - the blocks of pages in numbers, for training.
 *
 *     dump HOME html|text|title FILE... > ROWS
 *
 * For each page a line "# FILE", and for each block or line of it a line of its
 * numbers, its points, whether it is kept, and its text, parted by tabs. Texts are
 * read by train.py and titles.py to see what of the known text is in a block, and are
 * thrown away. With `title` a page of HTML has one line: a nought, and the title that
 * the program reads.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/file.h"
#include "page/block_features.h"
#include "page/build.h"
#include "page/charset.h"
#include "page/line_features.h"
#include "page/meta.h"
#include "page/page.h"
#include "page/plain.h"
#include "page/title.h"

#include <stdio.h>
#include <string.h>

static void print_text(hsy_str text)
{
    for (size_t i = 0; i < text.len; i++)
        putchar(text.ptr[i] == '\t' || text.ptr[i] == '\n' || text.ptr[i] == '\r'
                    ? ' '
                    : text.ptr[i]);
    putchar('\n');
}

static hsy_status dump_html(const hsy_page_tables *tables, hsy_build *build, hsy_error *err)
{
    hsy_dom dom;
    hsy_meta meta;
    hsy_blocks blocks;
    hsy_hinter hinter;
    hsy_body body;

    hsy_status status = hsy_dom_parse(build->arena, build->decoded->text, &dom, err);
    if (!status)
        status = hsy_meta_read(tables, build, &dom, &meta, err);
    if (!status)
        status = hsy_blocks_cut(build->arena, &dom, &blocks, err);
    if (status)
        return status;
    hsy_hinter_init(&hinter, tables, &dom, build->arena);
    hsy_blocks_drop(&blocks, &hinter);
    uint32_t heading = hsy_title_heading(build->arena, &meta, build->article, &blocks);
    hsy_body_find(tables, build->arena, &blocks, &meta, heading, false, &body);
    for (uint32_t i = 0; body.features && i < blocks.list.count; i++) {
        const int32_t *row = body.features + (size_t)i * HSY_BLOCK_NFEATURES;
        for (int k = 0; k < HSY_BLOCK_NFEATURES; k++)
            printf("%d\t", row[k]);
        printf("%d\t%d\t", body.points[i], blocks.list.data[i].keep);
        print_text(hsy_text_str(&blocks.list.data[i].text));
    }
    return HSY_OK;
}

static hsy_status dump_text(const hsy_page_tables *tables, hsy_build *build, hsy_error *err)
{
    hsy_lines lines;
    hsy_weighed weighed;

    hsy_status status =
        hsy_lines_split(tables, build->arena, build->decoded->text, &lines, err);
    if (status)
        return status;
    hsy_lines_decide(&lines);
    hsy_lines_weigh(tables, build->arena, &lines, &weighed);
    for (uint32_t i = 0; weighed.features && i < lines.list.count; i++) {
        const hsy_line *line = &lines.list.data[i];
        for (int k = 0; k < HSY_LINE_NFEATURES; k++)
            printf("%d\t", weighed.features[(size_t)i * HSY_LINE_NFEATURES + (size_t)k]);
        printf("%d\t%d\t", weighed.points[i],
               line->role == HSY_ROLE_BODY || line->role == HSY_ROLE_HEADING);
        print_text(hsy_span_str(lines.page, line->at));
    }
    return HSY_OK;
}

static hsy_status dump_title(const hsy_page_tables *tables, const char *path, hsy_error *err)
{
    hsy_arena arena;
    hsy_article article = {0};
    hsy_source source = {.media = HSY_MEDIA_HTML};

    hsy_arena_init(&arena, 0);
    hsy_status status = hsy_file_read(&arena, path, HSY_DOM_MAX_BYTES, &source.bytes, err);
    if (!status)
        status = hsy_page_read(tables, &arena, &source, NULL, &article, err);
    if (!status) {
        printf("# %s\n0\t", path);
        print_text(hsy_article_title(&article));
    }
    hsy_arena_clear(&arena);
    return status;
}

static hsy_status dump_page(const hsy_page_tables *tables, const char *path, bool html,
                            hsy_error *err)
{
    hsy_arena arena;
    hsy_decoded decoded;
    hsy_article article = {0};
    hsy_source source = {.media = html ? HSY_MEDIA_HTML : HSY_MEDIA_TEXT};
    hsy_build build;

    hsy_arena_init(&arena, 0);
    hsy_status status = hsy_file_read(&arena, path, HSY_DOM_MAX_BYTES, &source.bytes, err);
    if (!status)
        status = hsy_charset_decode(&arena, &tables->charsets, &source, &decoded, err);
    if (!status) {
        hsy_build_init(&build, &arena, &decoded, &article);
        printf("# %s\n", path);
        status = html ? dump_html(tables, &build, err) : dump_text(tables, &build, err);
    }
    hsy_arena_clear(&arena);
    return status;
}

int main(int argc, char **argv)
{
    hsy_arena arena;
    const hsy_page_tables *tables;
    hsy_error err = {0};

    if (argc < 3)
        return 2;
    hsy_arena_init(&arena, 0);
    if (hsy_page_tables_load(&arena, argv[1], &tables, &err)) {
        fprintf(stderr, "%s:%u: %s\n", err.file, err.line, err.message);
        return 1;
    }
    bool title = strcmp(argv[2], "title") == 0, html = strcmp(argv[2], "html") == 0;
    const char *const *names = html ? hsy_block_feature_names : hsy_line_feature_names;
    printf("#features");
    for (; *names; names++)
        printf("\t%s", *names);
    putchar('\n');
    for (int i = 3; i < argc; i++)
        if (title ? dump_title(tables, argv[i], &err) : dump_page(tables, argv[i], html, &err))
            fprintf(stderr, "%s: %s\n", argv[i], err.message);
    hsy_arena_clear(&arena);
    return 0;
}
