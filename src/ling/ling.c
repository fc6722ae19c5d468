/*
 * ling.c - the language core: tags, then trees, then lemmas and names.
 *
 * One pass over the sentences of an article. Each sentence is first made into
 * words as the models see them (words.h), in scratch memory; tagger and parser
 * write their labels, which are then laid onto the tokens. Names come last, over
 * the whole article, since a name read in one sentence is read in the others.
 *
 * All models are linear with whole-number weights and choose greedily: the same
 * text gives the same layers on every machine.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/ling.h"

#include "ling/lemma.h"
#include "ling/names.h"
#include "ling/parse.h"
#include "ling/tag.h"

struct label {
    hsy_str upos, xpos;
    uint8_t upos_id, xpos_id;
    uint16_t feats;
};

struct hsy_ling {
    hsy_clusters clusters;
    hsy_tagger tagger;
    hsy_parser parser;
    hsy_namer namer;
    hsy_lemmas lemmas;
    struct label labels[HSY_LABELS_MAX]; /* of the tagger */
};

static uint16_t feats_of(hsy_str xpos)
{
    static const struct {
        const char *xpos;
        uint16_t feats;
    } table[] = {
        {"NNS", HSY_FEAT_PLURAL},      {"NNPS", HSY_FEAT_PLURAL},
        {"VBD", HSY_FEAT_PAST},        {"VBZ", HSY_FEAT_PRESENT},
        {"VBP", HSY_FEAT_PRESENT},     {"VBN", HSY_FEAT_PASTPART},
        {"VBG", HSY_FEAT_GERUND},      {"VB", HSY_FEAT_INF},
        {"MD", HSY_FEAT_MODAL},        {"JJR", HSY_FEAT_COMPARATIVE},
        {"RBR", HSY_FEAT_COMPARATIVE}, {"JJS", HSY_FEAT_SUPERLATIVE},
        {"RBS", HSY_FEAT_SUPERLATIVE}, {"PRP$", HSY_FEAT_POSSESSIVE},
        {"WP$", HSY_FEAT_POSSESSIVE},  {"POS", HSY_FEAT_POSSESSIVE},
    };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (hsy_str_eq(xpos, hsy_str_of(table[i].xpos)))
            return table[i].feats;
    return 0;
}

static hsy_status read_label(struct label *label, hsy_str pair, hsy_error *err)
{
    hsy_str xpos = pair, upos = hsy_str_cut(&xpos, '/');

    *label = (struct label){.upos = upos, .xpos = xpos, .feats = feats_of(xpos)};
    label->upos_id = HSY_UPOS_COUNT;
    for (unsigned i = 0; i < HSY_UPOS_COUNT; i++)
        if (hsy_str_eq(upos, hsy_str_of(hsy_upos_name((hsy_upos)i))))
            label->upos_id = (uint8_t)i;
    for (unsigned i = 1; i < UINT8_MAX; i++)
        if (hsy_str_eq(xpos, hsy_str_of(hsy_xpos_name((uint8_t)i))))
            label->xpos_id = (uint8_t)i;
    if (label->upos_id == HSY_UPOS_COUNT)
        return hsy_fail(err, HSY_FORMAT, NULL, 0, 0, "the tagger has an unknown tag \"%.*s\"",
                        HSY_STR_ARG(pair));
    return HSY_OK;
}

hsy_status hsy_ling_load(hsy_arena *arena, const char *home, const hsy_ling **ret,
                         hsy_error *err)
{
    hsy_ling *ling = hsy_new(arena, hsy_ling);

    if (!ling)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    hsy_status status = hsy_clusters_load(arena, home, &ling->clusters, err);
    if (!status)
        status = hsy_tagger_load(arena, home, &ling->tagger, err);
    for (uint32_t i = 0; !status && i < ling->tagger.nlabels; i++)
        status = read_label(&ling->labels[i], ling->tagger.labels[i], err);
    if (!status)
        status = hsy_parser_load(arena, home, &ling->parser, err);
    if (!status)
        status = hsy_lemmas_load(arena, home, &ling->lemmas, err);
    if (!status)
        status = hsy_namer_load(arena, home, &ling->namer, err);
    if (!status)
        *ret = ling;
    return status;
}

static hsy_str lemma_of(const hsy_ling *ling, hsy_arena *arena, const hsy_doc *doc, uint32_t i,
                        const struct label *label)
{
    const hsy_token *token = &doc->tokens[i];

    switch (token->upos) {
    case HSY_UPOS_PROPN: return hsy_token_str(doc, i);
    case HSY_UPOS_PUNCT:
    case HSY_UPOS_NUM:
    case HSY_UPOS_SYM: return token->lower;
    default: return hsy_lemma_of(&ling->lemmas, arena, token->lower, label->upos, label->xpos);
    }
}

static hsy_status lay_tags(const hsy_ling *ling, hsy_arena *arena, hsy_doc *doc, uint32_t first,
                           const hsy_words *words)
{
    for (uint32_t i = 0; i < words->count; i++) {
        const struct label *label = &ling->labels[words->at[i].tag];
        hsy_token *token = &doc->tokens[first + i];
        token->upos = label->upos_id;
        token->xpos = label->xpos_id;
        token->feats = label->feats;
        token->lemma = lemma_of(ling, arena, doc, first + i, label);
        if (!token->lemma.ptr)
            return HSY_NOMEM;
    }
    return HSY_OK;
}

static void lay_tree(hsy_doc *doc, uint32_t first, const hsy_parse *parse)
{
    for (uint32_t i = 0; i < parse->words->count; i++) {
        const hsy_node *node = &parse->nodes[i];
        hsy_token *token = &doc->tokens[first + i];
        token->head = first + node->head;
        token->deprel = node->deprel;
        token->margin = node->margin;
    }
}

/* A sentence too long to be one (a list, a table) is a chain: each word on the one
 * before, and no arc is sure. */
static void lay_chain(hsy_doc *doc, const hsy_sentence *sentence)
{
    for (uint32_t i = 0; i < sentence->ntokens; i++) {
        hsy_token *token = &doc->tokens[sentence->first + i];
        token->head = sentence->first + (i ? i - 1 : 0);
        token->deprel = i ? HSY_DEP_dep : HSY_DEP_root;
        token->margin = 0;
    }
}

/* Memory of one run; the last three have an entry for each token of the article. */
struct work {
    hsy_arena *arena, *scratch;
    hsy_parse *parse;
    uint8_t *labels, *margins;
    uint16_t *hints;
};

static void lay_names(struct work *work, uint32_t first, const hsy_words *words)
{
    for (uint32_t i = 0; i < words->count; i++) {
        work->labels[first + i] = words->at[i].label;
        work->hints[first + i] = words->at[i].hints;
    }
}

static hsy_status make_words(const hsy_ling *ling, hsy_arena *scratch, const hsy_doc *doc,
                             const hsy_sentence *sentence, hsy_words *ret)
{
    hsy_words words = {.at = hsy_new_array(scratch, sentence->ntokens, hsy_word),
                       .count = sentence->ntokens};
    hsy_str *forms = hsy_new_array(scratch, sentence->ntokens, hsy_str);

    if (!words.at || !forms)
        return HSY_NOMEM;
    for (uint32_t i = 0; i < words.count; i++) {
        forms[i] = hsy_token_str(doc, sentence->first + i);
        hsy_word_look(&ling->clusters, forms[i], doc->tokens[sentence->first + i].lower,
                      &words.at[i]);
    }
    hsy_words_casing(&words);
    hsy_hints_set(&ling->namer, forms, &words);
    *ret = words;
    return HSY_OK;
}

static hsy_status run_sentence(const hsy_ling *ling, struct work *work, hsy_doc *doc,
                               const hsy_sentence *sentence)
{
    hsy_words words = {0};
    hsy_status status = make_words(ling, work->scratch, doc, sentence, &words);

    if (status)
        return status;
    hsy_tagger_run(&ling->tagger, &words);
    if (words.count <= HSY_PARSE_MAX) {
        hsy_parser_run(&ling->parser, &words, work->parse);
        lay_tree(doc, sentence->first, work->parse);
    } else {
        lay_chain(doc, sentence);
    }
    hsy_namer_run(&ling->namer, &words, work->margins + sentence->first);
    lay_names(work, sentence->first, &words);
    return lay_tags(ling, work->arena, doc, sentence->first, &words);
}

static bool work_begin(struct work *work, hsy_arena *arena, hsy_arena *scratch,
                       uint32_t ntokens)
{
    *work = (struct work){.arena = arena,
                          .scratch = scratch,
                          .parse = hsy_new(scratch, hsy_parse),
                          .labels = hsy_new_array(scratch, ntokens, uint8_t),
                          .margins = hsy_new_array(scratch, ntokens, uint8_t),
                          .hints = hsy_new_array(scratch, ntokens, uint16_t)};
    return work->parse && work->labels && work->margins && work->hints;
}

hsy_status hsy_ling_run(const hsy_ling *ling, hsy_arena *arena, hsy_arena *scratch,
                        hsy_doc *doc, hsy_error *err)
{
    hsy_arena_mark start = hsy_arena_here(scratch);
    struct work work;
    hsy_status status = work_begin(&work, arena, scratch, doc->ntokens) ? HSY_OK : HSY_NOMEM;

    for (uint32_t i = 0; !status && i < doc->nsentences; i++) {
        hsy_arena_mark mark = hsy_arena_here(scratch);
        status = run_sentence(ling, &work, doc, &doc->sentences[i]);
        hsy_arena_rewind(scratch, mark);
    }
    if (!status && !hsy_names_collect(arena, scratch, doc, work.labels, work.margins,
                                      work.hints))
        status = HSY_NOMEM;
    hsy_arena_rewind(scratch, start);
    if (status)
        return hsy_fail(err, status, NULL, 0, 0, "out of memory");
    doc->has_tags = doc->has_trees = doc->has_names = true;
    return HSY_OK;
}
