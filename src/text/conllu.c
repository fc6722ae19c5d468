/*
 * conllu.c - writing CoNLL-U (see conllu.h); reading is in conllu_read.c.
 *
 * FEATS holds what hsy_token.feats tells, in the words of UD English and in the
 * order the format asks for; a feature that the bits do not decide is not written.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "text/conllu.h"

static const struct {
    uint16_t bit;
    const char *text;
} feature_texts[] = {
    /* clang-format off */
    {HSY_FEAT_COMPARATIVE, "Degree=Cmp"},
    {HSY_FEAT_POSITIVE, "Degree=Pos"},
    {HSY_FEAT_SUPERLATIVE, "Degree=Sup"},
    {HSY_FEAT_PAST | HSY_FEAT_PRESENT, "Mood=Ind"},
    {HSY_FEAT_PLURAL, "Number=Plur"},
    {HSY_FEAT_SINGULAR, "Number=Sing"},
    {HSY_FEAT_POSSESSIVE, "Poss=Yes"},
    {HSY_FEAT_PAST | HSY_FEAT_PASTPART, "Tense=Past"},
    {HSY_FEAT_PRESENT, "Tense=Pres"},
    {HSY_FEAT_PAST | HSY_FEAT_PRESENT | HSY_FEAT_MODAL, "VerbForm=Fin"},
    {HSY_FEAT_GERUND, "VerbForm=Ger"},
    {HSY_FEAT_INF, "VerbForm=Inf"},
    {HSY_FEAT_PASTPART, "VerbForm=Part"},
    {HSY_FEAT_PASSIVE, "Voice=Pass"},
    /* clang-format on */
};

/* Written for each token several times: not worth a format. */
static void put_number(hsy_buf *buf, uint32_t number)
{
    char digits[10];
    size_t at = sizeof digits;

    do
        digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    hsy_buf_add(buf, (hsy_str){digits + at, sizeof digits - at});
}

static bool is_break(char c)
{
    return c == '\t' || c == '\n' || c == '\r';
}

/* Text without what would end its column or line. */
static void put_clean(hsy_buf *buf, hsy_str text)
{
    size_t from = 0;

    for (size_t i = 0; i < text.len; i++)
        if (is_break(text.ptr[i])) {
            hsy_buf_add(buf, hsy_str_sub(text, from, i));
            hsy_buf_putc(buf, ' ');
            from = i + 1;
        }
    hsy_buf_add(buf, hsy_str_sub(text, from, text.len));
}

static void put_cell(hsy_buf *buf, hsy_str text)
{
    put_clean(buf, text.len ? text : HSY_STR("_"));
    hsy_buf_putc(buf, '\t');
}

static void put_feats(hsy_buf *buf, uint16_t feats)
{
    bool any = false;

    for (size_t i = 0; i < sizeof feature_texts / sizeof *feature_texts; i++) {
        if (!(feats & feature_texts[i].bit))
            continue;
        if (any)
            hsy_buf_putc(buf, '|');
        hsy_buf_puts(buf, feature_texts[i].text);
        any = true;
    }
    hsy_buf_puts(buf, any ? "\t" : "_\t");
}

static void put_tree(hsy_buf *buf, const hsy_doc *doc, uint32_t i, uint32_t first)
{
    const hsy_token *token = &doc->tokens[i];

    if (!doc->has_trees || token->head == HSY_NONE || token->head < first) {
        hsy_buf_puts(buf, "_\t_\t");
        return;
    }
    put_number(buf, token->head == i ? 0 : token->head - first + 1);
    hsy_buf_putc(buf, '\t');
    hsy_buf_puts(buf, hsy_deprel_name((hsy_deprel)token->deprel));
    hsy_buf_putc(buf, '\t');
}

/* Columns 1 to 9 of token `i`, in a sentence that begins with token `first`. */
static void put_columns(hsy_buf *buf, const hsy_doc *doc, uint32_t i, uint32_t first)
{
    const hsy_token *token = &doc->tokens[i];

    put_number(buf, i - first + 1);
    hsy_buf_putc(buf, '\t');
    put_cell(buf, hsy_token_str(doc, i));
    if (doc->has_tags) {
        put_cell(buf, token->lemma);
        hsy_buf_puts(buf, hsy_upos_name((hsy_upos)token->upos));
        hsy_buf_putc(buf, '\t');
        hsy_buf_puts(buf, hsy_xpos_name(token->xpos));
        hsy_buf_putc(buf, '\t');
        put_feats(buf, token->feats);
    } else {
        hsy_buf_puts(buf, "_\t_\t_\t_\t");
    }
    put_tree(buf, doc, i, first);
    hsy_buf_puts(buf, "_\t");
}

static void put_comments(hsy_buf *buf, const hsy_doc *doc, uint32_t i)
{
    const hsy_sentence *sentence = &doc->sentences[i];
    hsy_str id = hsy_article_id(doc->article);

    if (i == 0)
        hsy_buf_printf(buf, "# newdoc id = %.*s\n", HSY_STR_ARG(id));
    if (i == 0 || sentence->paragraph != sentence[-1].paragraph)
        hsy_buf_puts(buf, "# newpar\n");
    hsy_buf_printf(buf, "# sent_id = %.*s-%u\n# text = ", HSY_STR_ARG(id), i + 1);
    put_clean(buf, hsy_doc_str(doc, sentence->span));
    hsy_buf_putc(buf, '\n');
}

/* "Name=B-person|": names as BIO, in the way of CoNLL-2003. */
static void put_name(hsy_buf *buf, const hsy_doc *doc, uint32_t t)
{
    static const char *const types[] = {"person", "organization", "group", "place", "other"};
    uint32_t name = doc->tokens[t].name;

    if (name < doc->nnames)
        hsy_buf_printf(buf, "Name=%c-%s|", doc->names[name].first == t ? 'B' : 'I',
                       types[doc->names[name].type]);
}

static void put_margin(hsy_buf *buf, const hsy_doc *doc, const hsy_token *token)
{
    if (!doc->has_trees || token->head == HSY_NONE)
        return;
    hsy_buf_puts(buf, "Margin=");
    put_number(buf, token->margin);
    hsy_buf_putc(buf, '|');
}

void hsy_conllu_write(hsy_buf *buf, const hsy_doc *doc)
{
    for (uint32_t s = 0; s < doc->nsentences; s++) {
        const hsy_sentence *sentence = &doc->sentences[s];
        put_comments(buf, doc, s);
        for (uint32_t i = 0; i < sentence->ntokens; i++) {
            const hsy_token *token = &doc->tokens[sentence->first + i];
            put_columns(buf, doc, sentence->first + i, sentence->first);
            put_margin(buf, doc, token);
            put_name(buf, doc, sentence->first + i);
            hsy_buf_puts(buf, "Range=");
            put_number(buf, token->span.off);
            hsy_buf_putc(buf, ':');
            put_number(buf, hsy_span_end(token->span));
            hsy_buf_puts(buf, token->space_after ? "\n" : "|SpaceAfter=No\n");
        }
        hsy_buf_putc(buf, '\n');
    }
}

void hsy_conllu_refill(hsy_buf *buf, const hsy_conllu *conllu)
{
    uint32_t sentence = 0;

    for (uint32_t i = 0; i < conllu->nlines; i++) {
        const hsy_conllu_line *line = &conllu->lines[i];
        if (line->token != HSY_NONE) {
            while (sentence + 1 < conllu->doc.nsentences &&
                   conllu->doc.sentences[sentence + 1].first <= line->token)
                sentence++;
            put_columns(buf, &conllu->doc, line->token, conllu->doc.sentences[sentence].first);
        }
        hsy_buf_add(buf, line->text);
        hsy_buf_putc(buf, '\n');
    }
}
