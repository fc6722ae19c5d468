/*
 * cmd_parse.c - hearsay parse: sentences, tags and trees as CoNLL-U.
 *
 * Three ways in: articles, as every command reads them; --text, plain text from
 * which nothing is removed (for measuring the language core on raw text);
 * --conllu, where tokens and sentences are given and only the layers are filled.
 *
 * Articles are shared among threads as a whole; of a file of text or CoNLL-U each
 * thread reads some of the sentences. The result is the same.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app/commands.h"
#include "app/run.h"
#include "base/file.h"
#include "base/utf8.h"
#include "text/conllu.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>

#define MAX_FILE ((size_t)256 << 20) /* of --text and --conllu: treebanks are large */
#define DESK_LIMIT ((size_t)16 << 30)
#define THREADS_MAX 64
#define THREAD_TOKENS 4000 /* that are worth a thread */

static void say_cut(hsy_run_state *run, const char *name, const hsy_doc *doc)
{
    hsy_error note = {0};

    if (doc->ncut == 0)
        return;
    hsy_fail(&note, HSY_LIMIT, name, 0, 0, "a sentence too long was cut in %u place%s",
             doc->ncut, doc->ncut == 1 ? "" : "s");
    hsy_say(&run->log, HSY_NOTE, &note);
}

static hsy_status take(void *user, hsy_item *item, hsy_error *err)
{
    hsy_run_state *run = user;
    hsy_str input = item->source->input;
    char name[256];

    snprintf(name, sizeof name, "%.*s", HSY_STR_ARG(input));
    say_cut(run, name, item->doc);
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

static bool is_bullet(uint32_t code)
{
    static const uint32_t bullets[] = {'*', 0xB7, 0x2022, 0x2023, 0x2043, 0x25A0, 0x25AA, 0x25CF};

    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (code == bullets[i])
            return true;
    return false;
}

/* What marks a line of a list, before its first blank: a bullet, a dash, or what follows
 * the number in "1." and "2)". Empty for another line. */
static hsy_str list_mark(hsy_str line, bool *ret_bullet)
{
    hsy_str rest = hsy_str_trim(line), mark = hsy_str_cut(&rest, ' ');
    uint32_t len, digits = 0;

    *ret_bullet = false;
    if (!rest.ptr || mark.len == 0)
        return (hsy_str){0};
    while (digits < mark.len && mark.ptr[digits] >= '0' && mark.ptr[digits] <= '9')
        digits++;
    if (digits > 0 && digits < 4 && mark.len == digits + 1 &&
        (mark.ptr[digits] == '.' || mark.ptr[digits] == ')'))
        return hsy_str_sub(mark, digits, mark.len);
    uint32_t code = hsy_utf8_at(mark, 0, &len);
    *ret_bullet = len == mark.len && is_bullet(code);
    bool dash = code == '-' || (code >= 0x2010 && code <= 0x2015);
    return *ret_bullet || (len == mark.len && dash) ? mark : (hsy_str){0};
}

/* A bullet always begins a line of a list. A dash or a number may be any text that was
 * broken there, unless the line before or after begins with the same. */
static bool is_list_line(hsy_str line, hsy_str next, hsy_str before)
{
    bool bullet, other;
    hsy_str mark = list_mark(line, &bullet);

    return mark.len > 0 && (bullet || hsy_str_eq(mark, list_mark(next, &other)) ||
                            hsy_str_eq(mark, before));
}

/* Plain text as an article without a title: an empty line ends a paragraph, and each
 * line of a list is one; a single line break else is a blank. */
static hsy_status text_article(hsy_arena *arena, const char *name, hsy_str bytes,
                               hsy_article *ret, hsy_error *err)
{
    hsy_str text = hsy_utf8_repair(arena, bytes), list = {0};
    hsy_run *run = hsy_new(arena, hsy_run);
    uint32_t room = 0, from = HSY_NONE, to = 0;

    if (!text.ptr || !run || text.len > UINT32_MAX / 2)
        return hsy_fail(err, HSY_NOMEM, name, 0, 0, "out of memory");
    *ret = (hsy_article){.input = hsy_str_of(name), .given_id = hsy_str_of(name)};
    *run = (hsy_run){0, 0, (uint32_t)text.len};
    char *writable = (char *)(uintptr_t)text.ptr; /* our own copy */
    for (hsy_str rest = text; rest.ptr;) {
        hsy_str line = hsy_str_cut(&rest, '\n'), after = rest;
        uint32_t start = (uint32_t)(line.ptr - text.ptr);
        bool bullet, item = is_list_line(line, hsy_str_cut(&after, '\n'), list);
        list = item ? list_mark(line, &bullet) : is_blank_line(line) ? (hsy_str){0} : list;
        if (is_blank_line(line) || item) {
            if (from != HSY_NONE && !add_paragraph(arena, ret, &room, from, to))
                return hsy_fail(err, HSY_NOMEM, name, 0, 0, "out of memory");
            from = HSY_NONE;
            if (!item)
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

/* A thread's share of a document; lemmas are made in `desk`. */
struct share {
    const hsy_ling *ling;
    hsy_desk desk;
    hsy_doc *doc;
    const hsy_ling_marks *marks;
    uint32_t from, to; /* sentences */
    hsy_status status;
    hsy_error error;
    pthread_t thread;
    bool started;
};

static void *read_share(void *user)
{
    struct share *share = user;

    share->status =
        hsy_ling_part(share->ling, &share->desk.work, &share->desk.scratch, share->doc,
                      share->from, share->to, share->marks, &share->error);
    return NULL;
}

/* Sentences are dealt out by their tokens, in order. */
static void deal(const hsy_doc *doc, struct share *shares, uint32_t count)
{
    uint32_t at = 0;

    for (uint32_t i = 0; i < count; i++) {
        uint64_t end = (uint64_t)doc->ntokens * (i + 1) / count;
        shares[i].from = at;
        while (at < doc->nsentences &&
               (i + 1 == count || doc->sentences[at].first + doc->sentences[at].ntokens <= end))
            at++;
        shares[i].to = at;
    }
}

/* Read all shares, each on a thread but the first; one that cannot be started is read
 * here. */
static hsy_status read_shares(struct share *shares, uint32_t count, hsy_error *err)
{
    hsy_status status = HSY_OK;

    for (uint32_t i = 1; i < count; i++)
        shares[i].started =
            pthread_create(&shares[i].thread, NULL, read_share, &shares[i]) == 0;
    for (uint32_t i = 0; i < count; i++) {
        if (shares[i].started)
            pthread_join(shares[i].thread, NULL);
        else
            read_share(&shares[i]);
        if (!status && shares[i].status) {
            status = shares[i].status;
            *err = shares[i].error;
        }
    }
    return status;
}

/* Add the layers to a document; lemmas live as long as the shares' desks. */
static hsy_status read_doc(hsy_run_state *run, hsy_desk *desk, hsy_doc *doc,
                           struct share *shares, uint32_t count, hsy_error *err)
{
    hsy_ling_marks marks;
    hsy_status status = hsy_ling_begin(&desk->work, doc, &marks, err);

    if (status)
        return status;
    for (uint32_t i = 0; i < count; i++) {
        shares[i].ling = run->engine.ling;
        shares[i].doc = doc;
        shares[i].marks = &marks;
    }
    deal(doc, shares, count);
    status = read_shares(shares, count, err);
    if (!status)
        status = hsy_ling_end(&desk->work, &desk->scratch, doc, &marks, err);
    return status;
}

static struct share *shares_of(hsy_run_state *run, hsy_desk *desk, const hsy_doc *doc,
                               uint32_t *ret_count)
{
    uint32_t count = run->options->threads, most = doc->ntokens / THREAD_TOKENS + 1;

    count = count > THREADS_MAX ? THREADS_MAX : count;
    count = count > most ? most : count;
    struct share *shares = hsy_new_array(&desk->work, count, struct share);
    for (uint32_t i = 0; shares && i < count; i++) {
        hsy_arena_init(&shares[i].desk.work, DESK_LIMIT);
        hsy_arena_init(&shares[i].desk.scratch, DESK_LIMIT);
    }
    *ret_count = count;
    return shares;
}

/* Read `doc` and write it, as CoNLL-U that is new or that was given. */
static hsy_status parse_doc(hsy_run_state *run, hsy_desk *desk, hsy_doc *doc,
                            const hsy_conllu *conllu, hsy_error *err)
{
    uint32_t count;
    struct share *shares = shares_of(run, desk, doc, &count);

    if (!shares)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    hsy_status status = read_doc(run, desk, doc, shares, count, err);
    if (!status && conllu)
        hsy_conllu_refill(&run->line, conllu);
    else if (!status)
        hsy_conllu_write(&run->line, doc);
    for (uint32_t i = 0; i < count; i++)
        hsy_desk_clear(&shares[i].desk);
    return status;
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
        status = parse_doc(run, desk, &doc, NULL, err);
    if (!status)
        say_cut(run, name, &doc);
    return status;
}

static hsy_status parse_conllu(hsy_run_state *run, hsy_desk *desk, const char *name,
                               hsy_str bytes, hsy_error *err)
{
    hsy_conllu conllu;

    hsy_status status = hsy_conllu_read(&desk->work, name, bytes, &conllu, err);
    if (!status)
        status = parse_doc(run, desk, &conllu.doc, &conllu, err);
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
