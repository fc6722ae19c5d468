/*
 * entity_tokens.c - what is known of each word before actors are read: its plain form, the
 * lists it is in, whether it stands in a headline or between quotation marks.
 *
 * A capital says little in a headline that capitalises every word, so the words of headlines
 * do not count when it is noted which words the article has with a capital inside a sentence
 * and which in small letters.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/entity.h"

#define STOPPED_HEADLINE 6 /* words, all capital, of a headline that ends in a stop */
#define SHOUTED_WORDS 6    /* of a sentence in capitals */

static const hsy_token *token_at(const hsy_actor_work *work, uint32_t i)
{
    return &work->doc->tokens[i];
}

static bool is_ascii_plain(hsy_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80 || s.ptr[i] == '.' || s.ptr[i] == '-' ||
            s.ptr[i] == '\'' || s.ptr[i] == ',' || s.ptr[i] == '`' || s.ptr[i] == '"')
            return false;
    return true;
}

/* ASCII words are their own plain form: most need no copy. */
static hsy_str token_norm(hsy_actor_work *work, const hsy_token *token)
{
    if (token->shape & HSY_SHAPE_PUNCT)
        return (hsy_str){"", 0};
    if (is_ascii_plain(token->lower))
        return token->lower;
    return hsy_actor_norm(work->scratch, token->lower);
}

static void note_case(hsy_actor_work *work, uint32_t i, bool headline)
{
    const hsy_token *token = token_at(work, i);
    hsy_str norm = work->tokens[i].norm;

    if (headline || !norm.len)
        return;
    if (!(token->shape & HSY_SHAPE_CAPITAL))
        hsy_map_set(&work->lower_seen, norm, 1);
    else if (!(token->shape & HSY_SHAPE_STARTS))
        hsy_map_set(&work->mid_capital, norm, 1);
}

/* A headline or a heading that capitalises most words; in the body a line that looks like
 * one and does not end as a sentence does. */
bool hsy_actor_is_headline(const hsy_actor_work *work, uint32_t sentence)
{
    const hsy_sentence *s = &work->doc->sentences[sentence];
    uint32_t words = 0, capitals = 0;

    for (uint32_t i = s->first; i < s->first + s->ntokens; i++) {
        const hsy_token *token = token_at(work, i);
        if ((token->shape & (HSY_SHAPE_PUNCT | HSY_SHAPE_DIGIT)) || token->lower.len < 4)
            continue;
        words++;
        capitals += (token->shape & HSY_SHAPE_CAPITAL) != 0;
    }
    if (!s->is_title && !s->is_heading && s->ntokens) {
        hsy_str last = token_at(work, s->first + s->ntokens - 1)->lower;
        /* A headline told again as the first sentence was given a stop. */
        if (last.len && (last.ptr[0] == '.' || last.ptr[0] == '"'))
            return words >= STOPPED_HEADLINE && capitals == words;
    }
    return words >= 3 && capitals * 10 >= words * 7;
}

/* "GUNMEN KILLED FOUR POLICE OFFICERS, POLICE SAID.": wires of old. */
static bool is_shouted(const hsy_actor_work *work, uint32_t sentence)
{
    const hsy_sentence *s = &work->doc->sentences[sentence];
    uint32_t words = 0;

    for (uint32_t i = s->first; i < s->first + s->ntokens; i++) {
        const hsy_token *token = token_at(work, i);
        if ((token->shape & (HSY_SHAPE_PUNCT | HSY_SHAPE_DIGIT)) || token->lower.len < 2)
            continue;
        words++;
        if (!(token->shape & HSY_SHAPE_ALL_CAPS))
            return false;
    }
    return words >= SHOUTED_WORDS;
}

static bool is_quote_mark(hsy_str lower)
{
    return lower.len == 1 && lower.ptr[0] == '"';
}

/* Straight marks open and close in turn within a paragraph; curly ones say which. */
static void mark_quoted(hsy_actor_work *work)
{
    const hsy_doc *doc = work->doc;
    bool open = false;

    for (uint32_t s = 0; s < doc->nsentences; s++) {
        const hsy_sentence *sentence = &doc->sentences[s];
        if (s && sentence->paragraph != doc->sentences[s - 1].paragraph)
            open = false;
        for (uint32_t i = sentence->first; i < sentence->first + sentence->ntokens; i++) {
            work->tokens[i].sentence = s;
            work->tokens[i].quoted = open;
            if (is_quote_mark(token_at(work, i)->lower)) {
                hsy_str raw = hsy_token_str(doc, i);
                bool left = raw.len == 3 && (unsigned char)raw.ptr[2] == 0x9c;
                bool right = raw.len == 3 && (unsigned char)raw.ptr[2] == 0x9d;
                open = left || (!right && !open);
            }
        }
    }
}

bool hsy_actor_tokens(hsy_actor_work *work)
{
    const hsy_doc *doc = work->doc;
    bool apostrophe = false;

    work->tokens = hsy_new_array(work->scratch, doc->ntokens + 1, hsy_actor_token);
    if (!work->tokens)
        return false;
    for (uint32_t s = 0; s < doc->nsentences; s++) {
        const hsy_sentence *sentence = &doc->sentences[s];
        bool headline = hsy_actor_is_headline(work, s), shouted = is_shouted(work, s);
        for (uint32_t i = sentence->first; i < sentence->first + sentence->ntokens; i++) {
            hsy_actor_token *token = &work->tokens[i];
            token->norm = token_norm(work, token_at(work, i));
            token->piece = HSY_NONE;
            token->shouted = shouted;
            if (!token->norm.ptr)
                return false;
            uint32_t at = hsy_map_find(&work->tables->list, token->norm);
            token->lists = at == HSY_NONE ? 0 : work->tables->list_bits.data[at];
            hsy_str lower = token_at(work, i)->lower;
            apostrophe |= lower.len && lower.ptr[0] == '\'';
            note_case(work, i, headline);
        }
    }
    work->no_apostrophes = !apostrophe && doc->ntokens > 60;
    mark_quoted(work);
    return true;
}
