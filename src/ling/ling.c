/*
 * ling.c - the language core: tags, trees, lemmas and names.
 *
 * Sentences are gathered until a batch is full, read by the network (net.h), and what
 * it says is laid onto the tokens. A sentence longer than the network takes is read in
 * pieces, cut behind a mark where there is one; the roots of the later pieces hang on
 * that of the first and nobody is sure of these arcs. Marks are hung anew, by the tree of
 * the words (punct.h). Names come last, over the whole article, since a name read in one
 * sentence is read in the others.
 *
 * The same text gives the same layers on every machine.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/ling.h"

#include "base/file.h"
#include "ling/forms.h"
#include "ling/lemma.h"
#include "ling/names.h"
#include "ling/punct.h"

#define FILE_NAME "en/net.bin"
#define BATCH_ROOM (HSY_NET_BATCH + HSY_NET_WORDS)

struct tag {
    hsy_str upos, xpos;
    uint8_t upos_id, xpos_id;
    uint16_t feats;
};

struct hsy_ling {
    hsy_net net;
    hsy_hints hints;
    hsy_lemmas lemmas;
    struct tag tags[HSY_NET_LABELS];
    uint8_t relations[HSY_NET_LABELS]; /* hsy_deprel */
    uint8_t names[HSY_PATH_WIDTH];     /* label of names.h */
};

/* Features that a tag decides. */
static uint16_t feats_of(hsy_str xpos)
{
    static const struct {
        const char *xpos;
        uint16_t feats;
    } table[] = {
        {"NN", HSY_FEAT_SINGULAR},     {"NNP", HSY_FEAT_SINGULAR},
        {"NNS", HSY_FEAT_PLURAL},      {"NNPS", HSY_FEAT_PLURAL},
        {"VBD", HSY_FEAT_PAST},        {"VBZ", HSY_FEAT_PRESENT},
        {"VBP", HSY_FEAT_PRESENT},     {"VBN", HSY_FEAT_PASTPART},
        {"VBG", HSY_FEAT_GERUND},      {"VB", HSY_FEAT_INF},
        {"MD", HSY_FEAT_MODAL},        {"JJR", HSY_FEAT_COMPARATIVE},
        {"RBR", HSY_FEAT_COMPARATIVE}, {"JJS", HSY_FEAT_SUPERLATIVE},
        {"RBS", HSY_FEAT_SUPERLATIVE}, {"PRP$", HSY_FEAT_POSSESSIVE},
        {"WP$", HSY_FEAT_POSSESSIVE},  {"POS", HSY_FEAT_POSSESSIVE},
        {"JJ", HSY_FEAT_POSITIVE},
    };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (hsy_str_eq(xpos, hsy_str_of(table[i].xpos)))
            return table[i].feats;
    return 0;
}

/* --- loading ----------------------------------------------------------------------- */

static hsy_status unknown(const hsy_ling *ling, const char *what, hsy_str label, hsy_error *err)
{
    return hsy_fail(err, HSY_FORMAT, ling->net.file.path, 0, 0, "unknown %s \"%.*s\"", what,
                    HSY_STR_ARG(label));
}

static hsy_status read_tags(hsy_ling *ling, hsy_error *err)
{
    for (uint32_t i = 0; i < ling->net.ntags; i++) {
        hsy_str xpos = ling->net.tag_names[i], upos = hsy_str_cut(&xpos, '\t');
        uint32_t upos_id = hsy_upos_find(upos), xpos_id = hsy_xpos_find(xpos);
        if (upos_id == HSY_NONE || !xpos.ptr)
            return unknown(ling, "tag", ling->net.tag_names[i], err);
        ling->tags[i] = (struct tag){.upos = upos,
                                     .xpos = xpos,
                                     .upos_id = (uint8_t)upos_id,
                                     .xpos_id = xpos_id == HSY_NONE ? 0 : (uint8_t)xpos_id,
                                     .feats = feats_of(xpos)};
    }
    return HSY_OK;
}

static hsy_status read_relations(hsy_ling *ling, hsy_error *err)
{
    for (uint32_t i = 0; i < ling->net.nrelations; i++) {
        uint32_t relation = hsy_deprel_find(ling->net.relation_names[i]);
        if (relation == HSY_NONE)
            return unknown(ling, "relation", ling->net.relation_names[i], err);
        ling->relations[i] = (uint8_t)relation;
    }
    return HSY_OK;
}

/* "O", or B-, I-, E-, S- and a kind: first word, inside, last word, the only one. */
static hsy_status read_names(hsy_ling *ling, hsy_error *err)
{
    static const char *const types[HSY_NAME_TYPES] = {
        [HSY_NAME_PERSON] = "PER", [HSY_NAME_ORGANIZATION] = "ORG", [HSY_NAME_GROUP] = "GRP",
        [HSY_NAME_PLACE] = "LOC",  [HSY_NAME_OTHER] = "OTH"};

    for (uint32_t i = 0; i < ling->net.nnames; i++) {
        hsy_str type = ling->net.name_names[i], part = hsy_str_cut(&type, '-');
        if (hsy_str_eq(ling->net.name_names[i], HSY_STR("O")))
            continue;
        bool inside = hsy_str_eq(part, HSY_STR("I")) || hsy_str_eq(part, HSY_STR("E"));
        for (uint8_t t = 0; t < HSY_NAME_TYPES; t++)
            if (hsy_str_eq(type, hsy_str_of(types[t])))
                ling->names[i] = (uint8_t)(1 + 2 * t + inside);
        if (!ling->names[i])
            return unknown(ling, "name label", ling->net.name_names[i], err);
    }
    return HSY_OK;
}

static hsy_status open_net(hsy_arena *arena, const char *home, hsy_simd simd, hsy_ling *ling,
                           hsy_error *err)
{
    const char *models = hsy_path_join(arena, home, "models");
    const char *path = models ? hsy_path_join(arena, models, FILE_NAME) : NULL;

    if (!path)
        return hsy_fail(err, HSY_NOMEM, FILE_NAME, 0, 0, "out of memory");
    hsy_status status = hsy_net_open(arena, path, simd, &ling->net, err);
    if (status)
        return status;
    status = read_tags(ling, err);
    if (!status)
        status = read_relations(ling, err);
    if (!status)
        status = read_names(ling, err);
    return status;
}

hsy_status hsy_ling_load_for(hsy_simd simd, hsy_arena *arena, const char *home,
                             const hsy_ling **ret, hsy_error *err)
{
    hsy_ling *ling = hsy_new(arena, hsy_ling);

    if (!ling)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    hsy_status status = open_net(arena, home, simd, ling, err);
    if (!status)
        status = hsy_lemmas_load(arena, home, &ling->lemmas, err);
    if (!status)
        status = hsy_hints_load(arena, home, &ling->hints, err);
    if (status)
        hsy_net_close(&ling->net);
    else
        *ret = ling;
    return status;
}

hsy_status hsy_ling_load(hsy_arena *arena, const char *home, const hsy_ling **ret,
                         hsy_error *err)
{
    return hsy_ling_load_for(hsy_simd_best(), arena, home, ret, err);
}

void hsy_ling_unload(const hsy_ling *ling)
{
    if (ling) {
        hsy_net net = ling->net;
        hsy_net_close(&net);
    }
}

/* --- reading ----------------------------------------------------------------------- */

/* Memory of one run over some sentences. */
struct work {
    const hsy_ling *ling;
    hsy_arena *arena, *scratch;
    hsy_doc *doc;
    const hsy_ling_marks *marks;
    hsy_forms forms;
    hsy_net_work *net;

    /* The batch: pieces of sentences, and their words one after another. */
    uint32_t first, nwords, npieces; /* first token */
    uint32_t lengths[HSY_NET_SENTENCES];
    bool begins[HSY_NET_SENTENCES]; /* a sentence, not a later piece of one */
    hsy_net_word words[BATCH_ROOM];
    hsy_form *entries[BATCH_ROOM];
    uint32_t root; /* of the sentence whose pieces are laid */
};

/* Hints of the words of a piece; phrases do not overlap. */
static void set_hints(struct work *work, uint32_t at, uint32_t count)
{
    hsy_str forms[HSY_NET_WORDS];

    for (uint32_t i = 0; i < count; i++)
        forms[i] = work->entries[at + i]->form;
    for (uint32_t i = 0; i < count;) {
        uint32_t most = work->entries[at + i]->longest, n = 0;
        uint16_t hints = 0;
        most = most < count - i ? most : count - i;
        if (most)
            n = hsy_hints_find(&work->ling->hints, forms + i, sizeof *forms, most, &hints);
        for (uint32_t k = 0; k < n; k++)
            work->words[at + i + k].hints = (uint16_t)(hints | (k ? HSY_HINT_INSIDE : 0));
        i += n ? n : 1;
    }
}

static void add_piece(struct work *work, uint32_t first, uint32_t count, bool begins)
{
    uint32_t at = work->nwords;

    if (work->npieces == 0)
        work->first = first;
    for (uint32_t i = 0; i < count; i++) {
        const hsy_token *token = &work->doc->tokens[first + i];
        hsy_form *entry =
            hsy_forms_get(&work->forms, hsy_token_str(work->doc, first + i), token->lower);
        work->entries[at + i] = entry;
        work->words[at + i] = (hsy_net_word){.sums = entry->sums, .look = entry->look};
    }
    enum hsy_casing casing =
        hsy_casing_of(&work->words[at].look, sizeof *work->words, count);
    for (uint32_t i = 0; i < count; i++)
        work->words[at + i].casing = (uint8_t)casing;
    set_hints(work, at, count);
    work->begins[work->npieces] = begins;
    work->lengths[work->npieces++] = count;
    work->nwords += count;
}

static bool lay_lemma(struct work *work, hsy_token *token, uint32_t t, hsy_form *entry,
                      uint8_t tag)
{
    const struct tag *label = &work->ling->tags[tag];

    switch (token->upos) {
    case HSY_UPOS_PROPN: token->lemma = hsy_token_str(work->doc, t); return true;
    case HSY_UPOS_PUNCT:
    case HSY_UPOS_NUM:
    case HSY_UPOS_SYM: token->lemma = token->lower; return true;
    default: break;
    }
    if (!entry->lemma.ptr || entry->lemma_tag != tag) {
        entry->lemma = hsy_lemma_of(&work->ling->lemmas, work->arena, token->lower, label->upos,
                                    label->xpos);
        entry->lemma_tag = tag;
    }
    token->lemma = entry->lemma;
    return token->lemma.ptr != NULL;
}

static bool lay_word(struct work *work, uint32_t first, uint32_t t, const hsy_net_word *word,
                     hsy_form *entry, bool begins)
{
    hsy_token *token = &work->doc->tokens[t];
    const struct tag *tag = &work->ling->tags[word->tag];

    token->upos = tag->upos_id;
    token->xpos = tag->xpos_id;
    token->feats = tag->feats;
    token->deprel = work->ling->relations[word->relation];
    token->margin = word->margin;
    token->head = word->head ? first + word->head - 1 : t;
    if (word->head == 0 && begins) {
        work->root = t;
    } else if (word->head == 0) {
        token->head = work->root;
        token->deprel = HSY_DEP_parataxis;
        token->margin = 0;
    }
    work->marks->labels[t] = work->ling->names[word->name];
    work->marks->margins[t] = word->name_margin;
    work->marks->hints[t] = word->hints;
    if (entry->before_place)
        work->marks->hints[t] |= HSY_HINT_BEFORE_PLACE;
    return lay_lemma(work, token, t, entry, word->tag);
}

static bool is_passive_mark(uint8_t deprel)
{
    return deprel == HSY_DEP_aux_pass || deprel == HSY_DEP_nsubj_pass ||
           deprel == HSY_DEP_csubj_pass || deprel == HSY_DEP_obl_agent;
}

/* "was hit", "troops hit by": a past participle with a passive's subject, auxiliary or
 * agent, or on a noun. */
static void mark_passives(hsy_doc *doc, uint32_t first, uint32_t count)
{
    for (uint32_t t = first; t < first + count; t++) {
        hsy_token *token = &doc->tokens[t], *head = &doc->tokens[token->head];
        if (is_passive_mark(token->deprel) && (head->feats & HSY_FEAT_PASTPART))
            head->feats |= HSY_FEAT_PASSIVE;
        if (token->deprel == HSY_DEP_acl && (token->feats & HSY_FEAT_PASTPART))
            token->feats |= HSY_FEAT_PASSIVE;
    }
}

static bool run_batch(struct work *work)
{
    uint32_t at = 0;

    if (!hsy_net_run(&work->ling->net, work->net, work->scratch, work->lengths, work->npieces,
                     work->words))
        return false;
    for (uint32_t p = 0; p < work->npieces; p++) {
        uint32_t first = work->first + at;
        for (uint32_t i = 0; i < work->lengths[p]; i++, at++)
            if (!lay_word(work, first, work->first + at, &work->words[at], work->entries[at],
                          work->begins[p]))
                return false;
        hsy_punct_hang(work->doc, first, work->lengths[p]);
        mark_passives(work->doc, first, work->lengths[p]);
    }
    work->nwords = work->npieces = 0;
    hsy_forms_ready(&work->forms, BATCH_ROOM);
    return true;
}

/* How many of the `left` words from `first` are read together: all, or as many as the
 * network takes, cut behind the last mark of the second half. */
static uint32_t piece_of(const hsy_doc *doc, uint32_t first, uint32_t left)
{
    if (left <= HSY_NET_WORDS)
        return left;
    for (uint32_t n = HSY_NET_WORDS; n > HSY_NET_WORDS / 2; n--)
        if (doc->tokens[first + n - 1].shape & HSY_SHAPE_PUNCT)
            return n;
    return HSY_NET_WORDS;
}

static bool run_sentence(struct work *work, const hsy_sentence *sentence)
{
    for (uint32_t done = 0, n; done < sentence->ntokens; done += n) {
        uint32_t first = sentence->first + done;
        n = piece_of(work->doc, first, sentence->ntokens - done);
        add_piece(work, first, n, done == 0);
        if ((work->nwords >= HSY_NET_BATCH || work->npieces == HSY_NET_SENTENCES) &&
            !run_batch(work))
            return false;
    }
    return true;
}

static bool work_begin(const hsy_ling *ling, hsy_arena *arena, hsy_arena *scratch,
                       hsy_doc *doc, const hsy_ling_marks *marks, uint32_t ntokens,
                       uint32_t longest, struct work *work)
{
    work->ling = ling;
    work->arena = arena;
    work->scratch = scratch;
    work->doc = doc;
    work->marks = marks;
    work->net = hsy_net_begin(scratch, &ling->net, longest);
    return work->net && hsy_forms_init(scratch, &ling->net, &ling->hints, ntokens, BATCH_ROOM,
                                       &work->forms);
}

static bool run_part(const hsy_ling *ling, hsy_arena *arena, hsy_arena *scratch, hsy_doc *doc,
                     uint32_t from, uint32_t to, const hsy_ling_marks *marks)
{
    struct work *work = hsy_new(scratch, struct work);
    uint32_t ntokens = 0, longest = 0;

    for (uint32_t i = from; i < to; i++) {
        ntokens += doc->sentences[i].ntokens;
        longest = doc->sentences[i].ntokens > longest ? doc->sentences[i].ntokens : longest;
    }
    if (!work || !work_begin(ling, arena, scratch, doc, marks, ntokens, longest, work))
        return false;
    for (uint32_t i = from; i < to; i++)
        if (!run_sentence(work, &doc->sentences[i]))
            return false;
    return work->npieces == 0 || run_batch(work);
}

static hsy_status no_memory(hsy_error *err)
{
    return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

hsy_status hsy_ling_begin(hsy_arena *arena, const hsy_doc *doc, hsy_ling_marks *ret,
                          hsy_error *err)
{
    hsy_ling_marks marks = {.labels = hsy_new_array(arena, doc->ntokens, uint8_t),
                            .margins = hsy_new_array(arena, doc->ntokens, uint8_t),
                            .hints = hsy_new_array(arena, doc->ntokens, uint16_t)};

    if (!marks.labels || !marks.margins || !marks.hints)
        return no_memory(err);
    *ret = marks;
    return HSY_OK;
}

hsy_status hsy_ling_part(const hsy_ling *ling, hsy_arena *arena, hsy_arena *scratch,
                         hsy_doc *doc, uint32_t from, uint32_t to, const hsy_ling_marks *marks,
                         hsy_error *err)
{
    hsy_arena_mark start = hsy_arena_here(scratch);
    bool done = from >= to || run_part(ling, arena, scratch, doc, from, to, marks);

    hsy_arena_rewind(scratch, start);
    return done ? HSY_OK : no_memory(err);
}

hsy_status hsy_ling_end(hsy_arena *arena, hsy_arena *scratch, hsy_doc *doc,
                        const hsy_ling_marks *marks, hsy_error *err)
{
    hsy_arena_mark start = hsy_arena_here(scratch);
    bool done = hsy_names_collect(arena, scratch, doc, marks->labels, marks->margins,
                                  marks->hints);

    hsy_arena_rewind(scratch, start);
    if (!done)
        return no_memory(err);
    doc->has_tags = doc->has_trees = doc->has_names = true;
    return HSY_OK;
}

hsy_status hsy_ling_run(const hsy_ling *ling, hsy_arena *arena, hsy_arena *scratch,
                        hsy_doc *doc, hsy_error *err)
{
    hsy_arena_mark start = hsy_arena_here(scratch);
    hsy_ling_marks marks;
    hsy_status status = hsy_ling_begin(scratch, doc, &marks, err);

    if (!status)
        status = hsy_ling_part(ling, arena, scratch, doc, 0, doc->nsentences, &marks, err);
    if (!status)
        status = hsy_ling_end(arena, scratch, doc, &marks, err);
    hsy_arena_rewind(scratch, start);
    return status;
}
