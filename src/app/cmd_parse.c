/*
 * cmd_parse.c - hearsay parse: sentences, tags and trees as CoNLL-U.
 *
 * Three ways in: articles, as every command reads them; --text, plain text from
 * which nothing is removed (for measuring the language core on raw text);
 * --conllu, where tokens and sentences are given and only the layers are filled.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app/commands.h"
#include "app/run.h"
#include "base/file.h"
#include "base/utf8.h"
#include "text/conllu.h"

#include <errno.h>
#include <string.h>

#define MAX_FILE ((size_t)256 << 20) /* of --text and --conllu: treebanks are large */
#define DESK_LIMIT ((size_t)16 << 30)

static hsy_status take(void *user, hsy_item *item, hsy_error *err)
{
    hsy_run_state *run = user;

    hsy_conllu_write(&run->line, item->doc);
    return hsy_run_write(run, err);
}

static hsy_status read_stdin(hsy_arena *arena, hsy_str *ret, hsy_error *err)
{
    hsy_buf all;
    char part[65536];
    size_t n;

    hsy_buf_init(&all, MAX_FILE);
    while ((n = fread(part, 1, sizeof part, stdin)) > 0)
        hsy_buf_add(&all, (hsy_str){part, n});
    hsy_status status = HSY_OK;
    if (ferror(stdin))
        status = hsy_fail(err, HSY_IO, "-", 0, 0, "could not read: %s", strerror(errno));
    else if (all.failed)
        status = hsy_fail(err, HSY_LIMIT, "-", 0, 0, "more than the limit of %zu bytes", MAX_FILE);
    else
        *ret = hsy_str_copy(arena, hsy_buf_str(&all));
    hsy_buf_clear(&all);
    if (!status && !ret->ptr)
        status = hsy_fail(err, HSY_NOMEM, "-", 0, 0, "out of memory");
    return status;
}

static bool is_blank_line(hsy_str line)
{
    return hsy_str_trim(line).len == 0;
}

static bool add_paragraph(hsy_arena *arena, hsy_article *article, uint32_t *room, uint32_t from,
                          uint32_t to)
{
    if (article->nparagraphs == *room) {
        uint32_t more = *room ? 2 * *room : 64;
        hsy_paragraph *bigger = hsy_new_array(arena, more, hsy_paragraph);
        if (!bigger)
            return false;
        if (*room)
            memcpy(bigger, article->paragraphs, *room * sizeof *bigger);
        article->paragraphs = bigger;
        *room = more;
    }
    article->paragraphs[article->nparagraphs++].span = hsy_span_of(from, to);
    return true;
}

/* Plain text as an article without a title: an empty line ends a paragraph, a
 * single line break is a blank. */
static hsy_status text_article(hsy_arena *arena, const char *name, hsy_str bytes,
                               hsy_article *ret, hsy_error *err)
{
    hsy_str text = hsy_utf8_repair(arena, bytes);
    hsy_run *run = hsy_new(arena, hsy_run);
    uint32_t room = 0, from = HSY_NONE, to = 0;

    if (!text.ptr || !run || text.len > UINT32_MAX / 2)
        return hsy_fail(err, HSY_NOMEM, name, 0, 0, "out of memory");
    *ret = (hsy_article){.input = hsy_str_of(name), .given_id = hsy_str_of(name)};
    *run = (hsy_run){0, 0, (uint32_t)text.len};
    char *writable = (char *)(uintptr_t)text.ptr; /* our own copy */
    for (hsy_str rest = text; rest.ptr;) {
        hsy_str line = hsy_str_cut(&rest, '\n');
        uint32_t start = (uint32_t)(line.ptr - text.ptr);
        if (is_blank_line(line)) {
            if (from != HSY_NONE && !add_paragraph(arena, ret, &room, from, to))
                return hsy_fail(err, HSY_NOMEM, name, 0, 0, "out of memory");
            from = HSY_NONE;
            continue;
        }
        if (from == HSY_NONE)
            from = start;
        else
            writable[start - 1] = ' ';
        to = start + (uint32_t)line.len;
    }
    if (from != HSY_NONE && !add_paragraph(arena, ret, &room, from, to))
        return hsy_fail(err, HSY_NOMEM, name, 0, 0, "out of memory");
    ret->text = (hsy_text){text.ptr, (uint32_t)text.len, text.len > 0, run};
    return HSY_OK;
}

static hsy_status parse_text(hsy_run_state *run, hsy_desk *desk, const char *name, hsy_str bytes,
                             hsy_error *err)
{
    hsy_article article;
    hsy_doc doc;

    hsy_status status = text_article(&desk->work, name, bytes, &article, err);
    if (!status)
        status = hsy_doc_make(run->engine.text, &desk->work, &article, &doc, err);
    if (!status)
        status = hsy_ling_run(run->engine.ling, &desk->work, &desk->scratch, &doc, err);
    if (!status)
        hsy_conllu_write(&run->line, &doc);
    return status;
}

static hsy_status parse_conllu(hsy_run_state *run, hsy_desk *desk, const char *name,
                               hsy_str bytes, hsy_error *err)
{
    hsy_conllu conllu;

    hsy_status status = hsy_conllu_read(&desk->work, name, bytes, &conllu, err);
    if (!status)
        status = hsy_ling_run(run->engine.ling, &desk->work, &desk->scratch, &conllu.doc, err);
    if (!status)
        hsy_conllu_refill(&run->line, &conllu);
    return status;
}

static hsy_status parse_file(hsy_run_state *run, hsy_desk *desk, const char *name,
                             hsy_error *err)
{
    hsy_str bytes;
    hsy_status status = strcmp(name, "-") == 0
                            ? read_stdin(&desk->work, &bytes, err)
                            : hsy_file_read(&desk->work, name, MAX_FILE, &bytes, err);

    if (!status)
        status = run->options->conllu ? parse_conllu(run, desk, name, bytes, err)
                                      : parse_text(run, desk, name, bytes, err);
    return status;
}

/* A file that cannot be read is refused by name; the others are done. */
static int parse_files(hsy_run_state *run)
{
    hsy_desk desk;
    hsy_error err = {0};
    hsy_status status = HSY_OK;

    hsy_arena_init(&desk.work, DESK_LIMIT);
    hsy_arena_init(&desk.scratch, DESK_LIMIT);
    for (uint32_t i = 0; !status && i < run->options->nargs; i++) {
        hsy_error refused = {0};
        if (parse_file(run, &desk, run->options->args[i], &refused)) {
            run->totals.refused++;
            hsy_say(&run->log, HSY_REFUSED, &refused);
            hsy_buf_reset(&run->line);
        } else {
            run->totals.read++;
            status = hsy_run_write(run, &err);
        }
        hsy_desk_clear(&desk);
    }
    return status ? hsy_run_fail(&err) : HSY_EXIT_DONE;
}

int hsy_cmd_parse(const hsy_options *options)
{
    hsy_run_state run;

    if (options->text && options->conllu) {
        fputs("hearsay: --text and --conllu cannot both be given\n", stderr);
        return HSY_EXIT_USAGE;
    }
    int status = hsy_run_start(&run, options, HSY_DEPTH_LING);
    if (status)
        return status;
    if (options->text || options->conllu)
        status = parse_files(&run);
    else
        status = hsy_run_pages(&run, take, &run);
    return hsy_run_end(&run, status, run.totals.read > 0);
}
