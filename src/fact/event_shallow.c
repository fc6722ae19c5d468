/*
 * event_shallow.c - a shallow tree for a sentence that has none.
 *
 * Where no parser ran, a copy of the doc gets heads from tags alone: noun phrases and
 * verb groups are chunked, the noun before a verb is its subject, the one behind it its
 * object, a phrase with a preposition hangs on the last verb ("of": on the last noun),
 * a verb behind a comma, a subordinator or "and" hangs on the verb before it. That is
 * wrong in every fifth arc or more, but the readers of events have to know one form only.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

struct maker {
    const struct hsy_event_tables *tables;
    hsy_doc *doc;
    uint32_t first, end;
    uint32_t root;      /* main verb, or HSY_NONE */
    uint32_t verb;      /* last verb */
    uint32_t noun;      /* head of the last noun phrase */
    uint32_t open_noun; /* noun phrase without a place yet: a subject to come */
    uint32_t prep;      /* preposition waiting for its noun */
    uint32_t owner;     /* possessor waiting for its noun */
    uint32_t mark;      /* subordinator or "to" waiting for its verb */
    uint32_t coord;     /* conjunction waiting */
    uint32_t pending[16]; /* auxiliaries and adverbs waiting for their verb */
    uint32_t npending;
    bool comma; /* since the last noun or verb */
    bool relative;
};

static hsy_token *token_of(const struct maker *maker, uint32_t at)
{
    return &maker->doc->tokens[at];
}

static void attach(struct maker *maker, uint32_t child, uint32_t head, hsy_deprel deprel)
{
    if (child == head || child == HSY_NONE || head == HSY_NONE)
        return;
    token_of(maker, child)->head = head;
    token_of(maker, child)->deprel = (uint8_t)deprel;
}

static bool in_noun_phrase(const hsy_token *token)
{
    switch (token->upos) {
    case HSY_UPOS_NOUN:
    case HSY_UPOS_PROPN:
    case HSY_UPOS_NUM:
    case HSY_UPOS_ADJ:
    case HSY_UPOS_DET:
    case HSY_UPOS_SYM:
    case HSY_UPOS_PRON: return true;
    default: return false;
    }
}

static bool is_noun(const hsy_token *token)
{
    return token->upos == HSY_UPOS_NOUN || token->upos == HSY_UPOS_PROPN;
}

/* The last token of the phrase that begins at `at`, and its head. */
static uint32_t chunk(const struct maker *maker, uint32_t at, uint32_t *ret_head)
{
    uint32_t last = at, head = HSY_NONE;

    for (uint32_t i = at; i < maker->end; i++) {
        const hsy_token *token = token_of(maker, i);
        bool participle = token->upos == HSY_UPOS_VERB && i > at && i + 1 < maker->end &&
                          is_noun(token_of(maker, i + 1)) && head == HSY_NONE &&
                          (token->feats & (HSY_FEAT_PASTPART | HSY_FEAT_GERUND));
        bool hyphen = (token->shape & HSY_SHAPE_PUNCT) && token->span.len == 1 && i > at &&
                      !token->space_after && i + 1 < maker->end &&
                      in_noun_phrase(token_of(maker, i + 1)) && head != HSY_NONE &&
                      hsy_doc_str(maker->doc, token->span).ptr[0] == '-';
        if (!in_noun_phrase(token) && !participle && !hyphen)
            break;
        if (i > at && token->upos == HSY_UPOS_DET && head != HSY_NONE)
            break;
        if (token->upos == HSY_UPOS_PRON && !(token->feats & HSY_FEAT_POSSESSIVE)) {
            if (i == at) {
                *ret_head = i;
                return i;
            }
            break;
        }
        if (token->upos == HSY_UPOS_PRON && head != HSY_NONE)
            break;
        last = i;
        if (is_noun(token))
            head = i;
        else if (head == HSY_NONE && token->upos == HSY_UPOS_NUM)
            *ret_head = i;
    }
    if (head != HSY_NONE)
        *ret_head = head;
    else if (*ret_head == HSY_NONE)
        *ret_head = last;
    return last;
}

static void fill_phrase(struct maker *maker, uint32_t first, uint32_t last, uint32_t head)
{
    for (uint32_t i = first; i <= last; i++) {
        hsy_deprel deprel = HSY_DEP_dep;
        if (i == head)
            continue;
        switch (token_of(maker, i)->upos) {
        case HSY_UPOS_NOUN:
        case HSY_UPOS_PROPN: deprel = HSY_DEP_compound; break;
        case HSY_UPOS_ADJ:
        case HSY_UPOS_VERB: deprel = HSY_DEP_amod; break;
        case HSY_UPOS_NUM: deprel = HSY_DEP_nummod; break;
        case HSY_UPOS_DET: deprel = HSY_DEP_det; break;
        case HSY_UPOS_PRON: deprel = HSY_DEP_nmod_poss; break;
        default: break;
        }
        attach(maker, i, head, deprel);
    }
}

static void place_with_preposition(struct maker *maker, uint32_t head)
{
    bool of = hsy_class_has(maker->tables, HSY_CLASS_OF, token_of(maker, maker->prep)->lower);
    bool near_noun = maker->noun != HSY_NONE && maker->noun + 1 >= maker->prep &&
                     (maker->verb == HSY_NONE || maker->noun > maker->verb);

    attach(maker, maker->prep, head, HSY_DEP_case_);
    if (maker->noun != HSY_NONE && (of || maker->verb == HSY_NONE) && near_noun)
        attach(maker, head, maker->noun, HSY_DEP_nmod);
    else if (maker->verb != HSY_NONE) {
        bool agent = hsy_class_has(maker->tables, HSY_CLASS_AGENT,
                                   token_of(maker, maker->prep)->lower);
        attach(maker, head, maker->verb, agent ? HSY_DEP_obl_agent : HSY_DEP_obl);
    } else if (maker->noun != HSY_NONE) {
        attach(maker, head, maker->noun, HSY_DEP_nmod);
    }
    maker->prep = HSY_NONE;
}

static void place_phrase(struct maker *maker, uint32_t head)
{
    if (maker->owner != HSY_NONE) {
        attach(maker, maker->owner, head, HSY_DEP_nmod_poss);
        maker->owner = HSY_NONE;
    }
    if (maker->prep != HSY_NONE) {
        place_with_preposition(maker, head);
    } else if (maker->coord != HSY_NONE && maker->noun != HSY_NONE &&
               maker->noun + 1 >= maker->coord) {
        attach(maker, maker->coord, head, HSY_DEP_cc);
        attach(maker, head, maker->noun, HSY_DEP_conj);
        maker->coord = HSY_NONE;
        return; /* the first conjunct goes on as the phrase */
    } else if (maker->verb != HSY_NONE && !maker->comma && maker->mark == HSY_NONE &&
               (maker->noun == HSY_NONE || maker->noun < maker->verb)) {
        attach(maker, head, maker->verb, HSY_DEP_obj);
    } else {
        maker->open_noun = head;
    }
    maker->noun = head;
    maker->comma = false;
}

static void take_pending(struct maker *maker, uint32_t verb)
{
    for (uint32_t i = 0; i < maker->npending; i++) {
        hsy_token *token = token_of(maker, maker->pending[i]);
        bool pass = token->upos == HSY_UPOS_AUX &&
                    (token_of(maker, verb)->feats & HSY_FEAT_PASTPART) &&
                    hsy_class_has(maker->tables, HSY_CLASS_BE, token->lemma);
        attach(maker, maker->pending[i], verb,
               token->upos != HSY_UPOS_AUX ? HSY_DEP_advmod
               : pass                      ? HSY_DEP_aux_pass
                                           : HSY_DEP_aux);
    }
    maker->npending = 0;
}

static hsy_deprel relation_of(const struct maker *maker, uint32_t verb, uint32_t *ret_head)
{
    const hsy_token *token = token_of(maker, verb);
    uint32_t before = maker->noun != HSY_NONE ? maker->noun : maker->verb;

    *ret_head = maker->verb;
    if (maker->relative && maker->noun != HSY_NONE) {
        *ret_head = maker->noun;
        return HSY_DEP_acl_relcl;
    }
    if (maker->coord != HSY_NONE)
        return HSY_DEP_conj;
    if (maker->mark != HSY_NONE && token_of(maker, maker->mark)->upos == HSY_UPOS_PART)
        return HSY_DEP_xcomp;
    if (maker->mark != HSY_NONE)
        return HSY_DEP_advcl;
    if (token->feats & HSY_FEAT_GERUND)
        return HSY_DEP_advcl;
    if ((token->feats & HSY_FEAT_PASTPART) && maker->npending == 0 && before == verb - 1 &&
        before == maker->noun) {
        *ret_head = maker->noun;
        return HSY_DEP_acl;
    }
    return maker->comma ? HSY_DEP_parataxis : HSY_DEP_ccomp;
}

static void place_verb(struct maker *maker, uint32_t verb)
{
    bool pass = false;

    for (uint32_t i = 0; i < maker->npending; i++)
        pass = pass || ((token_of(maker, verb)->feats & HSY_FEAT_PASTPART) &&
                        hsy_class_has(maker->tables, HSY_CLASS_BE,
                                      token_of(maker, maker->pending[i])->lemma));
    if (maker->root == HSY_NONE && maker->mark == HSY_NONE) {
        maker->root = verb;
    } else if (maker->verb != HSY_NONE || maker->relative) {
        uint32_t head;
        hsy_deprel deprel = relation_of(maker, verb, &head);
        attach(maker, verb, head, deprel);
    }
    attach(maker, maker->mark, verb, HSY_DEP_mark);
    attach(maker, maker->coord, verb, HSY_DEP_cc);
    if (maker->prep != HSY_NONE)
        attach(maker, maker->prep, verb, HSY_DEP_mark);
    take_pending(maker, verb);
    if (maker->open_noun != HSY_NONE && !maker->relative)
        attach(maker, maker->open_noun, verb, pass ? HSY_DEP_nsubj_pass : HSY_DEP_nsubj);
    maker->open_noun = maker->mark = maker->coord = maker->prep = maker->noun = HSY_NONE;
    maker->comma = maker->relative = false;
    maker->verb = verb;
}

static bool is_relative(const hsy_token *token)
{
    return token->upos == HSY_UPOS_PRON && hsy_xpos_name(token->xpos)[0] == 'W';
}

static uint32_t step(struct maker *maker, uint32_t at)
{
    hsy_token *token = token_of(maker, at);
    uint32_t head = HSY_NONE, last;

    if (is_relative(token) && maker->noun != HSY_NONE) {
        maker->relative = true;
        return at + 1;
    }
    switch (token->upos) {
    case HSY_UPOS_VERB: place_verb(maker, at); return at + 1;
    case HSY_UPOS_AUX:
    case HSY_UPOS_ADV:
        if (maker->npending < 16)
            maker->pending[maker->npending++] = at;
        return at + 1;
    case HSY_UPOS_PART:
        if (token->feats & HSY_FEAT_POSSESSIVE || hsy_str_eq(hsy_str_of(hsy_xpos_name(token->xpos)), HSY_STR("POS"))) {
            maker->owner = maker->noun;
            attach(maker, at, maker->noun, HSY_DEP_case_);
        } else if (hsy_str_eq(hsy_str_of(hsy_xpos_name(token->xpos)), HSY_STR("TO"))) {
            maker->mark = at;
        } else if (maker->npending < 16) {
            maker->pending[maker->npending++] = at;
        }
        return at + 1;
    case HSY_UPOS_ADP: maker->prep = at; return at + 1;
    case HSY_UPOS_SCONJ: maker->mark = at; return at + 1;
    case HSY_UPOS_CCONJ: maker->coord = at; return at + 1;
    case HSY_UPOS_PUNCT: maker->comma = true; return at + 1;
    default: break;
    }
    if (!in_noun_phrase(token))
        return at + 1;
    last = chunk(maker, at, &head);
    fill_phrase(maker, at, last, head);
    place_phrase(maker, head);
    return last + 1;
}

static void make_sentence(struct maker *maker, const hsy_sentence *sentence)
{
    uint32_t root;

    maker->first = sentence->first;
    maker->end = sentence->first + sentence->ntokens;
    maker->root = maker->verb = maker->noun = maker->open_noun = HSY_NONE;
    maker->prep = maker->owner = maker->mark = maker->coord = HSY_NONE;
    maker->npending = 0;
    maker->comma = maker->relative = false;
    for (uint32_t i = maker->first; i < maker->end; i++)
        token_of(maker, i)->head = HSY_NONE;
    for (uint32_t at = maker->first; at < maker->end;)
        at = step(maker, at);
    root = maker->root != HSY_NONE ? maker->root
           : maker->verb != HSY_NONE ? maker->verb
           : maker->noun != HSY_NONE ? maker->noun
                                     : maker->first;
    for (uint32_t i = maker->first; i < maker->end; i++)
        if (token_of(maker, i)->head == HSY_NONE)
            attach(maker, i, root, HSY_DEP_dep);
    if (sentence->ntokens) {
        token_of(maker, root)->head = root;
        token_of(maker, root)->deprel = HSY_DEP_root;
    }
}

hsy_doc *hsy_shallow_doc(hsy_arena *scratch, const struct hsy_event_tables *tables,
                         const hsy_doc *doc)
{
    hsy_doc *shadow = hsy_new(scratch, hsy_doc);
    struct maker maker = {.tables = tables, .doc = shadow};

    if (!shadow)
        return NULL;
    *shadow = *doc;
    shadow->tokens = hsy_new_array(scratch, doc->ntokens, hsy_token);
    if (!shadow->tokens)
        return NULL;
    for (uint32_t i = 0; i < doc->ntokens; i++) {
        shadow->tokens[i] = doc->tokens[i];
        if (!shadow->tokens[i].lemma.ptr)
            shadow->tokens[i].lemma = shadow->tokens[i].lower;
    }
    shadow->has_trees = true;
    for (uint32_t i = 0; i < doc->nsentences; i++)
        make_sentence(&maker, &doc->sentences[i]);
    return shadow;
}
