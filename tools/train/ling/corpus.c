/*
 * corpus.c - treebanks in, weight files out; see train.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "train.h"

#include "base/file.h"
#include "base/table.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_CORPUS ((size_t)1 << 30)

void train_die(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    exit(1);
}

void *train_alloc(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);

    if (!memory)
        train_die("out of memory");
    return memory;
}

uint8_t train_label(train_labels *labels, hsy_str name, bool add)
{
    for (uint32_t i = 0; i < labels->count; i++)
        if (hsy_str_eq(labels->names[i], name))
            return (uint8_t)i;
    if (!add || labels->count == HSY_LABELS_MAX)
        return 0;
    labels->names[labels->count] = name;
    return (uint8_t)labels->count++;
}

hsy_str train_lower(hsy_arena *arena, hsy_str form)
{
    hsy_str lower = hsy_utf8_lower(arena, form);
    char *out = hsy_arena_alloc(arena, lower.len + 1);
    size_t n = 0;

    for (size_t at = 0; at < lower.len;) {
        uint32_t len, code = hsy_utf8_at(lower, at, &len);
        at += len;
        if (code == 0x2018 || code == 0x2019)
            code = '\'';
        else if (code == 0x201C || code == 0x201D)
            code = '"';
        else if (code >= 0x2010 && code <= 0x2015)
            code = '-';
        n += hsy_utf8_encode(code, out + n);
    }
    return (hsy_str){out, n};
}

static hsy_deprel deprel_of(hsy_str name)
{
#define NAME(id, text) text,
    static const char *const names[] = {HSY_DEPREL_LIST(NAME)};
#undef NAME

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (hsy_str_eq(name, hsy_str_of(names[i])))
            return (hsy_deprel)i;
    train_die("unknown relation %.*s", HSY_STR_ARG(name));
}

static void read_token(hsy_str line, hsy_arena *arena, train_labels *tags, train_token *ret)
{
    hsy_str cell[10] = {{0}};
    char pair[64];
    int64_t head = 0;

    for (int i = 0; i < 10 && line.ptr; i++)
        cell[i] = hsy_str_cut(&line, '\t');
    snprintf(pair, sizeof pair, "%.*s/%.*s", HSY_STR_ARG(cell[3]), HSY_STR_ARG(cell[4]));
    hsy_cell_int(cell[6], &head);
    ret->form = cell[1];
    ret->lower = train_lower(arena, cell[1]);
    ret->tag = train_label(tags, hsy_str_copy(arena, hsy_str_of(pair)), true);
    ret->deprel = (uint8_t)deprel_of(cell[7]);
    ret->head = (uint32_t)head;
}

static void add_sentence(train_corpus *corpus, hsy_arena *arena, const train_token *tokens,
                         uint32_t n)
{
    train_sentence *sentence = hsy_vec_push(arena, &corpus->sentences);
    train_token *copy = hsy_new_array(arena, n, train_token);

    if (!sentence || !copy)
        train_die("out of memory");
    memcpy(copy, tokens, n * sizeof *tokens);
    for (uint32_t i = 0; i < n; i++)
        copy[i].head = copy[i].head ? copy[i].head - 1 : i;
    *sentence = (train_sentence){copy, n};
    corpus->ntokens += n;
}

void train_read_conllu(const char *path, hsy_arena *arena, train_labels *tags,
                       train_corpus *corpus)
{
    static train_token tokens[2048];
    uint32_t n = 0;
    hsy_error err;
    hsy_str rest;

    if (hsy_file_read(arena, path, MAX_CORPUS, &rest, &err))
        train_die("%s: %s", path, err.message);
    while (rest.ptr) {
        hsy_str line = hsy_str_cut(&rest, '\n');
        if (line.len == 0 && n > 0) {
            add_sentence(corpus, arena, tokens, n);
            n = 0;
        } else if (line.len && line.ptr[0] != '#' && n < 2048) {
            read_token(line, arena, tags, &tokens[n++]);
        }
    }
}

void train_words(const hsy_clusters *clusters, const train_sentence *sentence,
                 hsy_words *words)
{
    words->count = sentence->ntokens;
    for (uint32_t i = 0; i < sentence->ntokens; i++)
        hsy_word_look(clusters, sentence->tokens[i].form, sentence->tokens[i].lower,
                      &words->at[i]);
    hsy_words_casing(words);
}

uint64_t train_random(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(0x2545F4914F6CDD1D) >> 16;
}

void train_shuffle(uint32_t *order, uint32_t count, uint64_t *state)
{
    for (uint32_t i = 0; i < count; i++)
        order[i] = i;
    for (uint32_t i = count; i > 1; i--) {
        uint32_t j = (uint32_t)(train_random(state) % i), other = order[j];
        order[j] = order[i - 1];
        order[i - 1] = other;
    }
}

hsy_buf *train_section(train_file *file, uint32_t id)
{
    hsy_buf *buf = &file->bytes[file->count];

    if (file->count == HSY_WEIGHTS_SECTIONS)
        train_die("too many sections");
    hsy_buf_init(buf, 0);
    file->ids[file->count++] = id;
    return buf;
}

void train_put_u32(hsy_buf *buf, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        hsy_buf_putc(buf, (char)(value >> 8 * i & 0xFF));
}

static void put_u64(hsy_buf *buf, uint64_t value)
{
    train_put_u32(buf, (uint32_t)value);
    train_put_u32(buf, (uint32_t)(value >> 32));
}

void train_write(const train_file *file, uint32_t kind, const char *path)
{
    hsy_buf body, head;

    hsy_buf_init(&body, 0);
    hsy_buf_init(&head, 0);
    for (uint32_t i = 0; i < file->count; i++) {
        train_put_u32(&body, file->ids[i]);
        train_put_u32(&body, (uint32_t)file->bytes[i].len);
    }
    for (uint32_t i = 0; i < file->count; i++) {
        hsy_buf_fill(&body, 0, (16 - (HSY_WEIGHTS_HEAD + body.len) % 16) % 16);
        hsy_buf_add(&body, hsy_buf_str(&file->bytes[i]));
    }
    hsy_buf_puts(&head, HSY_WEIGHTS_MAGIC);
    train_put_u32(&head, HSY_WEIGHTS_VERSION);
    train_put_u32(&head, kind);
    train_put_u32(&head, file->count);
    put_u64(&head, hsy_str_hash(hsy_buf_str(&body)));
    put_u64(&head, HSY_WEIGHTS_HEAD + body.len);
    FILE *out = fopen(path, "wb");
    if (!out || body.failed || head.failed ||
        fwrite(head.data, 1, head.len, out) != head.len ||
        fwrite(body.data, 1, body.len, out) != body.len || fclose(out))
        train_die("%s: cannot be written", path);
    fprintf(stderr, "%s: %zu bytes\n", path, head.len + body.len);
}
