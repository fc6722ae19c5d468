/*
 * doc.h - an article cut into sentences and tokens.
 *
 * Tokens follow UD English: clitics are tokens ("did" "n't", "Russia" "'s"),
 * punctuation too. Layers (tags, trees, names) are added to the tokens by ling/.
 * The title, when there is one, is a sentence of its own (`is_title`); so is
 * each sub-heading (`is_heading`).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEXT_DOC_H
#define HSY_TEXT_DOC_H

#include "base/error.h"
#include "page/article.h"

/* Universal POS tags, UD v2. One list gives enum and names. (The macro's parameter is
 * not called X, because a tag is.) */
#define HSY_UPOS_LIST(TAG)                                                                      \
    TAG(X) TAG(ADJ) TAG(ADP) TAG(ADV) TAG(AUX) TAG(CCONJ) TAG(DET) TAG(INTJ) TAG(NOUN)          \
    TAG(NUM) TAG(PART) TAG(PRON) TAG(PROPN) TAG(PUNCT) TAG(SCONJ) TAG(SYM) TAG(VERB)

typedef enum hsy_upos {
#define HSY_UPOS_ENUM(name) HSY_UPOS_##name,
    HSY_UPOS_LIST(HSY_UPOS_ENUM)
#undef HSY_UPOS_ENUM
    HSY_UPOS_COUNT
} hsy_upos;

/* Morphology that later stages ask for. */
enum {
    HSY_FEAT_PLURAL = 1 << 0,
    HSY_FEAT_PAST = 1 << 1,     /* past tense, finite */
    HSY_FEAT_PRESENT = 1 << 2,  /* present tense, finite */
    HSY_FEAT_PASTPART = 1 << 3, /* past participle (VBN) */
    HSY_FEAT_GERUND = 1 << 4,   /* present participle or gerund (VBG) */
    HSY_FEAT_INF = 1 << 5,      /* base form (VB) */
    HSY_FEAT_MODAL = 1 << 6,    /* MD */
    HSY_FEAT_COMPARATIVE = 1 << 7,
    HSY_FEAT_SUPERLATIVE = 1 << 8,
    HSY_FEAT_POSSESSIVE = 1 << 9,
    HSY_FEAT_PASSIVE = 1 << 10,  /* a past participle that the tree says is passive */
    HSY_FEAT_SINGULAR = 1 << 11, /* of a noun or name */
    HSY_FEAT_POSITIVE = 1 << 12, /* an adjective that compares nothing */
};

/* Dependency relations, UD v2 basic, subtypes kept where facts ask for them. */
#define HSY_DEPREL_LIST(X)                                                                      \
    X(none, "_") X(acl, "acl") X(acl_relcl, "acl:relcl") X(advcl, "advcl")                      \
    X(advmod, "advmod") X(amod, "amod") X(appos, "appos") X(aux, "aux")                         \
    X(aux_pass, "aux:pass") X(case_, "case") X(cc, "cc") X(cc_preconj, "cc:preconj")            \
    X(ccomp, "ccomp") X(compound, "compound") X(compound_prt, "compound:prt") X(conj, "conj")   \
    X(cop, "cop") X(csubj, "csubj") X(csubj_pass, "csubj:pass") X(dep, "dep") X(det, "det")     \
    X(det_predet, "det:predet") X(discourse, "discourse") X(dislocated, "dislocated")           \
    X(expl, "expl") X(fixed, "fixed") X(flat, "flat") X(goeswith, "goeswith") X(iobj, "iobj")   \
    X(list, "list") X(mark, "mark") X(nmod, "nmod") X(nmod_poss, "nmod:poss")                   \
    X(nmod_unmarked, "nmod:unmarked") X(nsubj, "nsubj") X(nsubj_pass, "nsubj:pass")             \
    X(nummod, "nummod") X(obj, "obj") X(obl, "obl") X(obl_agent, "obl:agent")                   \
    X(obl_unmarked, "obl:unmarked") X(orphan, "orphan") X(parataxis, "parataxis")               \
    X(punct, "punct") X(reparandum, "reparandum") X(root, "root") X(vocative, "vocative")       \
    X(xcomp, "xcomp")

typedef enum hsy_deprel {
#define HSY_DEPREL_ENUM(name, text) HSY_DEP_##name,
    HSY_DEPREL_LIST(HSY_DEPREL_ENUM)
#undef HSY_DEPREL_ENUM
    HSY_DEP_COUNT
} hsy_deprel;

typedef struct hsy_token {
    hsy_span span;
    hsy_str lower;    /* lower case; curly quotes and odd dashes made plain */
    hsy_str lemma;    /* lower case but for names; set by ling */
    uint32_t head;    /* index in doc->tokens; itself for a root; HSY_NONE: no tree */
    uint16_t feats;   /* HSY_FEAT_* */
    uint8_t upos;     /* hsy_upos */
    uint8_t xpos;     /* index for hsy_xpos_name(), 0 unknown */
    uint8_t deprel;   /* hsy_deprel */
    uint8_t margin;   /* how sure the tree is of this arc: 0 not at all, 255 very */
    uint8_t shape;    /* HSY_SHAPE_* */
    bool space_after; /* white space follows */
    uint32_t name;    /* index in doc->names, or HSY_NONE */
} hsy_token;

enum { /* hsy_token.shape: bits */
    HSY_SHAPE_CAPITAL = 1,   /* begins with a capital */
    HSY_SHAPE_ALL_CAPS = 2,  /* two or more letters, all capitals */
    HSY_SHAPE_DIGIT = 4,     /* has a digit */
    HSY_SHAPE_NUMBER = 8,    /* digits with , . only: "1,300" "2.5" */
    HSY_SHAPE_PUNCT = 16,    /* no letter, no digit */
    HSY_SHAPE_STARTS = 32,   /* first word of its sentence: its capital says little */
};

typedef struct hsy_sentence {
    hsy_span span;
    uint32_t first, ntokens; /* in doc->tokens */
    uint32_t paragraph;      /* in article->paragraphs; HSY_NONE for the title */
    bool is_title, is_heading;
} hsy_sentence;

typedef enum hsy_name_type {
    HSY_NAME_PERSON,
    HSY_NAME_ORGANIZATION,
    HSY_NAME_GROUP, /* nationalities, parties, armed groups: "Ukrainian", "Hamas" */
    HSY_NAME_PLACE,
    HSY_NAME_OTHER,
} hsy_name_type;

/* A name as it stands in the text; set by ling. Titles ("President") are not
 * part of it, "the" neither. */
typedef struct hsy_name {
    hsy_span span;
    uint32_t first, ntokens;
    uint8_t type;   /* hsy_name_type */
    uint8_t margin; /* how sure: 0 to 255 */
} hsy_name;

typedef struct hsy_doc {
    const hsy_article *article;
    hsy_str text; /* of the article: title, empty line, body */
    hsy_token *tokens;
    uint32_t ntokens;
    hsy_sentence *sentences;
    uint32_t nsentences;
    hsy_name *names; /* in order of place, never overlapping */
    uint32_t nnames;
    uint32_t ncut;                       /* places where a sentence was too long and was cut */
    bool has_tags, has_trees, has_names; /* which layers ling could add */
} hsy_doc;

static inline hsy_str hsy_doc_str(const hsy_doc *doc, hsy_span span)
{
    return hsy_span_str(doc->text, span);
}
static inline hsy_str hsy_token_str(const hsy_doc *doc, uint32_t token)
{
    return hsy_span_str(doc->text, doc->tokens[token].span);
}
/* From the first byte of token `first` to the last of token `last`. */
static inline hsy_span hsy_tokens_span(const hsy_doc *doc, uint32_t first, uint32_t last)
{
    return hsy_span_join(doc->tokens[first].span, doc->tokens[last].span);
}
/* The sentence that holds `token`: binary search. */
uint32_t hsy_doc_sentence_of(const hsy_doc *doc, uint32_t token);
/* The first token that ends after byte `off`; doc->ntokens when none. */
uint32_t hsy_doc_token_at(const hsy_doc *doc, uint32_t off);

/* Tables of abbreviations and clitics; const once loaded. */
typedef struct hsy_text_tables hsy_text_tables;
hsy_status hsy_text_tables_load(hsy_arena *arena, const char *home,
                                const hsy_text_tables **ret, hsy_error *err);

/* Cut `article` into `*ret`. Tokens and sentences are made in `arena`; no layer
 * is set yet. Linear in the text; HSY_NOMEM. */
hsy_status hsy_doc_make(const hsy_text_tables *tables, hsy_arena *arena,
                        const hsy_article *article, hsy_doc *ret, hsy_error *err);

const char *hsy_upos_name(hsy_upos upos);
const char *hsy_deprel_name(hsy_deprel deprel);
const char *hsy_xpos_name(uint8_t xpos); /* Penn tag, "_" for 0 */

/* The number of a name, or HSY_NONE: for loading models and treebanks. */
uint32_t hsy_upos_find(hsy_str name);
uint32_t hsy_deprel_find(hsy_str name);
uint32_t hsy_xpos_find(hsy_str name);

/* What hsy_doc_make sets in a token, for tokens that come from elsewhere
 * (conllu.h): lower, lemma, shape; no layer. False when out of memory. */
bool hsy_token_set(hsy_arena *arena, hsy_str text, hsy_span span, bool space_after,
                   hsy_token *token);
/* Give the first word of a sentence its HSY_SHAPE_STARTS. */
void hsy_sentence_start(hsy_token *tokens, uint32_t count);

#endif
