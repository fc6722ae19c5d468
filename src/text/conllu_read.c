/*
 * conllu_read.c - reading CoNLL-U (see conllu.h).
 *
 * One pass over the lines. The text is written as the tokens come, and tokens get
 * their spans in it; they are finished (lower case, shape) at the end, when the
 * bytes of the text no longer move.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "text/conllu.h"

#define COLUMNS 10

struct reader {
    hsy_arena *arena;
    const char *name;
    hsy_error *err;
    uint32_t line;
    HSY_VEC(hsy_conllu_line) lines;
    HSY_VEC(hsy_token) tokens; /* span and space_after only */
    HSY_VEC(hsy_sentence) sentences;
    HSY_VEC(hsy_paragraph) paragraphs;
    hsy_text_writer text;
    uint32_t first;     /* of the sentence being read */
    uint32_t range_end; /* last ID of the multiword range we are in, or 0 */
    bool range_space;   /* white space after that range */
    bool new_paragraph; /* before the next token */
};

static hsy_status no_memory(struct reader *reader)
{
    return hsy_fail(reader->err, HSY_NOMEM, reader->name, reader->line, 0, "out of memory");
}

static hsy_status bad(struct reader *reader, const char *what)
{
    return hsy_fail(reader->err, HSY_FORMAT, reader->name, reader->line, 0, "%s", what);
}

static hsy_status keep_line(struct reader *reader, hsy_str text, uint32_t token)
{
    hsy_conllu_line *line = hsy_vec_push(reader->arena, &reader->lines);

    if (!line)
        return no_memory(reader);
    *line = (hsy_conllu_line){text, token};
    return HSY_OK;
}

/* A decimal number at the head of `*text`; 0 when there is none or it is too long. */
static uint32_t take_number(hsy_str *text)
{
    uint32_t value = 0, digits = 0;

    while (text->len && text->ptr[0] >= '0' && text->ptr[0] <= '9' && digits < 9) {
        value = 10 * value + (uint32_t)(text->ptr[0] - '0');
        *text = hsy_str_sub(*text, 1, text->len);
        digits++;
    }
    return value;
}

static bool has_item(hsy_str misc, hsy_str item)
{
    while (misc.ptr)
        if (hsy_str_eq(hsy_str_cut(&misc, '|'), item))
            return true;
    return false;
}

static uint32_t text_len(const struct reader *reader)
{
    return reader->text.bytes.count;
}

/* What stands between the token before and the next one. */
static void put_gap(struct reader *reader)
{
    uint32_t at = text_len(reader);

    if (reader->tokens.count == 0)
        return;
    if (reader->new_paragraph)
        hsy_text_add(&reader->text, HSY_STR("\n\n"), at, at + 2);
    else if (reader->tokens.data[reader->tokens.count - 1].space_after ||
             reader->tokens.count == reader->first)
        hsy_text_add(&reader->text, HSY_STR(" "), at, at + 1);
}

static hsy_status open_paragraph(struct reader *reader)
{
    if (!reader->new_paragraph)
        return HSY_OK;
    hsy_paragraph *paragraph = hsy_vec_push(reader->arena, &reader->paragraphs);
    if (!paragraph)
        return no_memory(reader);
    paragraph->span = (hsy_span){text_len(reader), 0};
    reader->new_paragraph = false;
    return HSY_OK;
}

/* Does white space follow token `id`? Within a multiword range none does. */
static bool space_follows(const struct reader *reader, uint32_t id, hsy_str misc)
{
    if (reader->range_end && id <= reader->range_end)
        return id == reader->range_end && reader->range_space;
    return !has_item(misc, HSY_STR("SpaceAfter=No"));
}

static hsy_status read_token(struct reader *reader, uint32_t id, hsy_str form, hsy_str misc)
{
    if (id != reader->tokens.count - reader->first + 1)
        return bad(reader, "the IDs of a sentence must count from 1");
    if (form.len == 0)
        return bad(reader, "the form is empty");
    put_gap(reader);
    hsy_status status = open_paragraph(reader);
    if (status)
        return status;
    uint32_t at = text_len(reader);
    if (form.len >= UINT32_MAX / 2 - at)
        return hsy_fail(reader->err, HSY_LIMIT, reader->name, reader->line, 0, "too long");
    hsy_token *token = hsy_vec_push(reader->arena, &reader->tokens);
    if (!token)
        return no_memory(reader);
    token->span = (hsy_span){at, (uint32_t)form.len};
    token->space_after = space_follows(reader, id, misc);
    hsy_text_add(&reader->text, form, at, at + (uint32_t)form.len);
    return keep_line(reader, misc, reader->tokens.count - 1);
}

static hsy_status read_row(struct reader *reader, hsy_str line)
{
    hsy_str cells[COLUMNS], rest = line;
    uint32_t n = 0;

    while (rest.ptr && n < COLUMNS)
        cells[n++] = hsy_str_cut(&rest, '\t');
    if (n != COLUMNS || rest.ptr)
        return bad(reader, "a token line must have ten columns");
    hsy_str id = cells[0];
    uint32_t number = take_number(&id);
    if (id.len == 0 && number)
        return read_token(reader, number, cells[1], cells[9]);
    if (id.len && id.ptr[0] == '-') {
        id = hsy_str_sub(id, 1, id.len);
        reader->range_end = take_number(&id);
        reader->range_space = !has_item(cells[9], HSY_STR("SpaceAfter=No"));
    } else if (id.len && id.ptr[0] == '.') {
        id = hsy_str_sub(id, 1, id.len);
        take_number(&id);
    } else {
        return bad(reader, "the ID is no number");
    }
    return id.len ? bad(reader, "the ID is no number") : keep_line(reader, line, HSY_NONE);
}

static hsy_status end_sentence(struct reader *reader)
{
    uint32_t count = reader->tokens.count;

    reader->range_end = 0;
    if (count == reader->first)
        return HSY_OK;
    hsy_sentence *sentence = hsy_vec_push(reader->arena, &reader->sentences);
    if (!sentence)
        return no_memory(reader);
    hsy_paragraph *paragraph = &reader->paragraphs.data[reader->paragraphs.count - 1];
    sentence->first = reader->first;
    sentence->ntokens = count - reader->first;
    sentence->span = hsy_span_join(reader->tokens.data[reader->first].span,
                                   reader->tokens.data[count - 1].span);
    sentence->paragraph = reader->paragraphs.count - 1;
    paragraph->span = hsy_span_of(paragraph->span.off, hsy_span_end(sentence->span));
    reader->first = count;
    return HSY_OK;
}

static hsy_status read_line(struct reader *reader, hsy_str line)
{
    if (line.len && line.ptr[line.len - 1] == '\r')
        line.len--;
    if (line.len == 0) {
        hsy_status status = end_sentence(reader);
        return status ? status : keep_line(reader, line, HSY_NONE);
    }
    if (line.ptr[0] != '#')
        return read_row(reader, line);
    hsy_str comment = hsy_str_trim(hsy_str_sub(line, 1, line.len));
    if (hsy_str_starts(comment, HSY_STR("newpar")) ||
        hsy_str_starts(comment, HSY_STR("newdoc")))
        reader->new_paragraph = reader->new_paragraph || reader->tokens.count == reader->first;
    return keep_line(reader, line, HSY_NONE);
}

static hsy_status read_lines(struct reader *reader, hsy_str bytes)
{
    /* A line end at the end of the file begins no line. */
    if (bytes.len && bytes.ptr[bytes.len - 1] == '\n')
        bytes.len--;
    for (hsy_str rest = bytes; rest.ptr;) {
        reader->line++;
        hsy_status status = read_line(reader, hsy_str_cut(&rest, '\n'));
        if (status)
            return status;
    }
    return end_sentence(reader);
}

static hsy_status finish(struct reader *reader, hsy_conllu *ret)
{
    hsy_article article = {.source = {NULL, 0}};

    if (hsy_text_done(&reader->text, &article.text))
        return no_memory(reader);
    article.source = hsy_text_str(&article.text);
    article.paragraphs = reader->paragraphs.data;
    article.nparagraphs = reader->paragraphs.count;
    article.input = hsy_str_of(reader->name);
    for (uint32_t i = 0; i < reader->tokens.count; i++) {
        hsy_token *token = &reader->tokens.data[i];
        if (!hsy_token_set(reader->arena, article.source, token->span, token->space_after,
                           token))
            return no_memory(reader);
    }
    for (uint32_t i = 0; i < reader->sentences.count; i++)
        hsy_sentence_start(reader->tokens.data + reader->sentences.data[i].first,
                           reader->sentences.data[i].ntokens);
    ret->article = article;
    ret->doc = (hsy_doc){.article = &ret->article,
                         .text = article.source,
                         .tokens = reader->tokens.data,
                         .ntokens = reader->tokens.count,
                         .sentences = reader->sentences.data,
                         .nsentences = reader->sentences.count};
    ret->lines = reader->lines.data;
    ret->nlines = reader->lines.count;
    return HSY_OK;
}

hsy_status hsy_conllu_read(hsy_arena *arena, const char *name, hsy_str bytes, hsy_conllu *ret,
                           hsy_error *err)
{
    struct reader reader = {
        .arena = arena, .name = name, .err = err, .text.arena = arena, .new_paragraph = true};

    hsy_status status = read_lines(&reader, bytes);
    return status ? status : finish(&reader, ret);
}
