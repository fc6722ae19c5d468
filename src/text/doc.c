/*
 * doc.c - see doc.h: an article becomes tokens and sentences, and the names of
 * tags and relations.
 *
 * Pieces are gathered in work memory first, so that the tokens, which are many
 * and large, are allocated once and at their exact number.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "text/doc.h"

#include <string.h>

#include "base/utf8.h"
#include "text/scanner.h"

/* Tokens: a longer sentence is no sentence, but a table or a list, and is cut, behind a
 * mark of its second half where there is one. */
#define MAX_SENTENCE 1000

struct maker {
    const hsy_text_tables *tables;
    hsy_arena *arena;  /* of the doc */
    hsy_arena scratch; /* of the pieces */
    hsy_str text;
    hsy_pieces pieces;
    HSY_VEC(hsy_sentence) sentences; /* in scratch; `first` counts pieces */
    uint32_t ncut;
};

/* --- lower case and shape ----------------------------------------------------------- */

static bool is_plain_lower(hsy_str word, bool *ret_ascii)
{
    bool lower = true;

    *ret_ascii = true;
    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.ptr[i];
        *ret_ascii = *ret_ascii && c < 0x80;
        lower = lower && c < 0x80 && !(c >= 'A' && c <= 'Z') && c != '`';
    }
    return lower;
}

/* Lower case with plain quotes and dashes; the text's own bytes where equal. */
static bool make_lower(hsy_arena *arena, hsy_str word, hsy_str *ret)
{
    bool ascii;

    *ret = word;
    if (is_plain_lower(word, &ascii))
        return true;
    /* Beyond ASCII a lower-case letter may be longer than its capital. */
    hsy_arena_mark mark = hsy_arena_here(arena);
    char *out = hsy_arena_alloc(arena, ascii ? word.len + 4 : 3 * word.len + 4);
    size_t to = 0;
    if (!out)
        return false;
    for (size_t at = 0; at < word.len;) {
        uint32_t len, code = hsy_utf8_at(word, at, &len);
        to += hsy_utf8_encode(hsy_utf8_to_lower(hsy_text_plain(code)), out + to);
        at += len;
    }
    hsy_str lower = {out, to};
    if (hsy_str_eq(lower, word))
        hsy_arena_rewind(arena, mark);
    else
        *ret = lower;
    return true;
}

static uint8_t shape_of(hsy_str word)
{
    uint32_t letters = 0, uppers = 0, digits = 0, others = 0;
    bool capital = false;

    for (size_t at = 0; at < word.len;) {
        uint32_t len, code = hsy_utf8_at(word, at, &len);
        bool upper = hsy_utf8_is_upper(code);
        capital = capital || (at == 0 && upper);
        uppers += upper;
        if (hsy_utf8_is_letter(code))
            letters++;
        else if (hsy_utf8_is_digit(code))
            digits++;
        else
            others += code != '.' && code != ',';
        at += len;
    }
    return (uint8_t)((capital ? HSY_SHAPE_CAPITAL : 0) |
                     (letters > 1 && uppers == letters ? HSY_SHAPE_ALL_CAPS : 0) |
                     (digits ? HSY_SHAPE_DIGIT : 0) |
                     (digits && letters + others == 0 ? HSY_SHAPE_NUMBER : 0) |
                     (letters + digits == 0 ? HSY_SHAPE_PUNCT : 0));
}

/* --- sentences ------------------------------------------------------------------------ */

static uint32_t cut_at(const struct maker *maker, uint32_t first, uint32_t end)
{
    if (end - first <= MAX_SENTENCE)
        return end;
    for (uint32_t i = first + MAX_SENTENCE; i > first + MAX_SENTENCE / 2; i--)
        if (maker->pieces.data[i - 1].kind == HSY_PIECE_INNER)
            return i;
    return first + MAX_SENTENCE;
}

static bool add_sentence(struct maker *maker, uint32_t first, uint32_t end,
                         const hsy_sentence *like)
{
    while (first < end) {
        uint32_t count = cut_at(maker, first, end) - first;
        hsy_sentence *sentence = hsy_vec_push(&maker->scratch, &maker->sentences);
        if (!sentence)
            return false;
        *sentence = *like;
        sentence->first = first;
        sentence->ntokens = count;
        sentence->span = hsy_span_join(maker->pieces.data[first].span,
                                       maker->pieces.data[first + count - 1].span);
        first += count;
        maker->ncut += first < end;
    }
    return true;
}

/* Cut one stretch of the text; a title or heading is one sentence. */
static bool add_stretch(struct maker *maker, hsy_span span, const hsy_sentence *like)
{
    uint32_t first = maker->pieces.count;

    if (span.off > maker->text.len || span.len > maker->text.len - span.off)
        return true;
    if (!hsy_scan(maker->tables, &maker->scratch, maker->text, span, &maker->pieces))
        return false;
    if (like->is_title || like->is_heading)
        return add_sentence(maker, first, maker->pieces.count, like);
    hsy_sentences_mark(maker->tables, maker->text, &maker->pieces, first);
    for (uint32_t i = first; i < maker->pieces.count; i++) {
        if (!maker->pieces.data[i].ends)
            continue;
        if (!add_sentence(maker, first, i + 1, like))
            return false;
        first = i + 1;
    }
    return true;
}

static bool cut_article(struct maker *maker, const hsy_article *article)
{
    const hsy_sentence title = {.paragraph = HSY_NONE, .is_title = true};

    if (article->title_len && !add_stretch(maker, (hsy_span){0, article->title_len}, &title))
        return false;
    for (uint32_t i = 0; i < article->nparagraphs; i++) {
        hsy_sentence like = {.paragraph = i, .is_heading = article->paragraphs[i].heading};
        if (!add_stretch(maker, article->paragraphs[i].span, &like))
            return false;
    }
    return true;
}

static bool fill_token(struct maker *maker, const hsy_piece *piece, hsy_token *token)
{
    hsy_str word = hsy_span_str(maker->text, piece->span);

    token->span = piece->span;
    token->head = HSY_NONE;
    token->name = HSY_NONE;
    token->space_after = piece->spaced;
    token->shape = shape_of(word);
    bool ok = make_lower(maker->arena, word, &token->lower);
    token->lemma = token->lower;
    return ok;
}

/* Mark the first word of a sentence; opening marks before it do not count. */
static void mark_start(hsy_token *tokens, uint32_t count)
{
    uint32_t i = 0;

    while (i + 1 < count && (tokens[i].shape & HSY_SHAPE_PUNCT))
        i++;
    if (count)
        tokens[i].shape |= HSY_SHAPE_STARTS;
}

static bool fill_doc(struct maker *maker, hsy_doc *doc)
{
    doc->ntokens = maker->pieces.count;
    doc->nsentences = maker->sentences.count;
    doc->ncut = maker->ncut;
    doc->tokens = hsy_new_array(maker->arena, doc->ntokens, hsy_token);
    doc->sentences = hsy_new_array(maker->arena, doc->nsentences, hsy_sentence);
    if (!doc->tokens || !doc->sentences)
        return false;
    if (doc->nsentences)
        memcpy(doc->sentences, maker->sentences.data, doc->nsentences * sizeof *doc->sentences);
    for (uint32_t i = 0; i < doc->ntokens; i++)
        if (!fill_token(maker, &maker->pieces.data[i], &doc->tokens[i]))
            return false;
    for (uint32_t i = 0; i < doc->nsentences; i++)
        mark_start(doc->tokens + doc->sentences[i].first, doc->sentences[i].ntokens);
    return true;
}

hsy_status hsy_doc_make(const hsy_text_tables *tables, hsy_arena *arena,
                        const hsy_article *article, hsy_doc *ret, hsy_error *err)
{
    struct maker maker = {
        .tables = tables, .arena = arena, .text = hsy_text_str(&article->text)};
    hsy_doc doc = {.article = article, .text = maker.text};

    hsy_arena_init(&maker.scratch, 0);
    bool ok = cut_article(&maker, article) && fill_doc(&maker, &doc);
    hsy_arena_clear(&maker.scratch);
    if (!ok)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    *ret = doc;
    return HSY_OK;
}

bool hsy_token_set(hsy_arena *arena, hsy_str text, hsy_span span, bool space_after,
                   hsy_token *token)
{
    struct maker maker = {.arena = arena, .text = text};
    hsy_piece piece = {.span = span, .spaced = space_after};

    *token = (hsy_token){0};
    return fill_token(&maker, &piece, token);
}

void hsy_sentence_start(hsy_token *tokens, uint32_t count)
{
    mark_start(tokens, count);
}

/* --- look-ups ------------------------------------------------------------------------- */

uint32_t hsy_doc_sentence_of(const hsy_doc *doc, uint32_t token)
{
    uint32_t lo = 0, hi = doc->nsentences;

    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (doc->sentences[mid].first <= token)
            lo = mid;
        else
            hi = mid;
    }
    return token < doc->ntokens ? lo : HSY_NONE;
}

uint32_t hsy_doc_token_at(const hsy_doc *doc, uint32_t off)
{
    uint32_t lo = 0, hi = doc->ntokens;

    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (hsy_span_end(doc->tokens[mid].span) > off)
            hi = mid;
        else
            lo = mid + 1;
    }
    return lo;
}

/* --- names ------------------------------------------------------------------------------ */

static const char *const upos_names[] = {
#define NAME(name) #name,
    HSY_UPOS_LIST(NAME)
#undef NAME
};

static const char *const deprel_names[] = {
#define NAME(name, text) text,
    HSY_DEPREL_LIST(NAME)
#undef NAME
};

/* The tags of the Penn Treebank as the English treebanks of UD write them. New
 * ones go to the end: models know them by their index. */
static const char *const xpos_names[] = {
    "_",   ".",   ",",   ":",  "``",  "''",   "-LRB-", "-RRB-", "$",   "ADD", "AFX",
    "CC",  "CD",  "DT",  "EX", "FW",  "GW",   "HYPH",  "IN",    "JJ",  "JJR", "JJS",
    "LS",  "MD",  "NFP", "NN", "NNP", "NNPS", "NNS",   "PDT",   "POS", "PRP", "PRP$",
    "RB",  "RBR", "RBS", "RP", "SYM", "TO",   "UH",    "VB",    "VBD", "VBG", "VBN",
    "VBP", "VBZ", "WDT", "WP", "WP$", "WRB",  "XX",    "#",
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static uint32_t find_name(const char *const *names, size_t count, hsy_str name)
{
    for (uint32_t i = 0; i < count; i++)
        if (hsy_str_eq(name, hsy_str_of(names[i])))
            return i;
    return HSY_NONE;
}

const char *hsy_upos_name(hsy_upos upos)
{
    return (size_t)upos < COUNT(upos_names) ? upos_names[upos] : "X";
}

const char *hsy_deprel_name(hsy_deprel deprel)
{
    return (size_t)deprel < COUNT(deprel_names) ? deprel_names[deprel] : "_";
}

const char *hsy_xpos_name(uint8_t xpos)
{
    return xpos < COUNT(xpos_names) ? xpos_names[xpos] : "_";
}

uint32_t hsy_upos_find(hsy_str name)
{
    return find_name(upos_names, COUNT(upos_names), name);
}

uint32_t hsy_deprel_find(hsy_str name)
{
    return find_name(deprel_names, COUNT(deprel_names), name);
}

uint32_t hsy_xpos_find(hsy_str name)
{
    return find_name(xpos_names, COUNT(xpos_names), name);
}
