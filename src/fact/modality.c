/*
 * modality.c - did it happen, or is it planned, feared, demanded, denied?
 *
 * The word of the act is followed up the tree. At each step the words that hang on it
 * ("not", "could", "if") and the word that governs it ("threatened to", "denied that",
 * "the risk of") are looked up in a table of cues; the first that says something decides,
 * because the nearest cue is what the writer says of this act. Words that leave the
 * question to what governs them ("began to", "is reported to") are passed through, and so
 * are verbs of saying. A negation on the way makes the act negative.
 *
 * Trees err, so that the surest cues are asked for in the row of words as well: an
 * auxiliary or a negation right before the verb, the verb before "to". An infinitive whose
 * governor is unknown is not taken for a fact.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/modality.h"

#define MAX_CLIMB 10
#define TO_REACH 8 /* words between "urged" and "to": "urged the two generals to" */

struct climb {
    const hsy_event_work *work;
    const hsy_tree *tree;
    const struct hsy_modality_tables *cues;
    hsy_factuality result;
    bool decided;
};

static const hsy_token *token_at(const struct climb *climb, uint32_t token)
{
    return &climb->work->doc->tokens[token];
}

static bool rest_follows(const struct climb *climb, const hsy_cue *cue, uint32_t token)
{
    hsy_str rest = cue->rest;

    for (uint32_t i = token + 1; rest.len; i++) {
        hsy_str word = hsy_str_cut(&rest, ' ');
        if (!hsy_tree_holds(climb->tree, i) || !hsy_str_eq(token_at(climb, i)->lower, word))
            return false;
        if (!rest.ptr)
            break;
    }
    return true;
}

static const hsy_cue *find_by(const struct climb *climb, hsy_str word, hsy_relation relation,
                              uint32_t token, uint32_t event)
{
    uint32_t at = hsy_map_find(&climb->cues->first, word);

    for (; at != HSY_NONE; at = climb->cues->cues.data[at].next) {
        const hsy_cue *cue = &climb->cues->cues.data[at];
        if (cue->relation != relation || !rest_follows(climb, cue, token))
            continue;
        if (relation == HSY_REL_PREP && !hsy_token_case(climb->work, event, cue->prep))
            continue;
        return cue;
    }
    return NULL;
}

/* The cue that `token` is in `relation`, by its lemma or its form. */
static const hsy_cue *find_cue(const struct climb *climb, uint32_t token,
                               hsy_relation relation, uint32_t event)
{
    const hsy_cue *cue = find_by(climb, hsy_token_lemma(climb->work, token), relation, token,
                                 event);

    return cue ? cue : find_by(climb, token_at(climb, token)->lower, relation, token, event);
}

/* What a cue says is taken over; true when it settles the modality. */
static bool apply(struct climb *climb, const hsy_cue *cue)
{
    hsy_factuality *result = &climb->result;

    if (!cue)
        return false;
    if (cue->silent)
        result->silent = true;
    if (cue->negative)
        result->negative = true;
    if ((!cue->transparent || !result->rule.name) && !climb->decided)
        result->rule = cue->rule;
    if (cue->modality != HSY_MODALITY_ACTUAL && !climb->decided) {
        result->modality = cue->modality;
        climb->decided = true;
    }
    return !cue->transparent;
}

static bool is_negation(const struct climb *climb, uint32_t token)
{
    return find_cue(climb, token, HSY_REL_NEG, token) != NULL;
}

static uint32_t words_in(hsy_str phrase)
{
    uint32_t n = phrase.len ? 1 : 0;

    for (size_t i = 0; i < phrase.len; i++)
        n += phrase.ptr[i] == ' ';
    return n;
}

/* A cue of one or more words that ends right before `end`: "in case of" an attack. */
static void look_at_edge(struct climb *climb, uint32_t end, hsy_relation relation,
                         uint32_t event)
{
    for (uint32_t k = 1; k <= 4 && end >= climb->tree->first + k; k++) {
        const hsy_cue *cue = find_cue(climb, end - k, relation, event);
        if (cue && words_in(cue->rest) == k - 1) {
            apply(climb, cue);
            return;
        }
    }
}

/* -- words that hang on a verb --------------------------------------------------- */

/* Auxiliaries and adverbs right before the verb, whatever the tree says of them. */
static void look_before(struct climb *climb, uint32_t verb)
{
    for (uint32_t i = verb; i-- > climb->tree->first;) {
        const hsy_token *token = token_at(climb, i);
        bool part = token->upos == HSY_UPOS_PART && !(token->feats & HSY_FEAT_POSSESSIVE);
        if (token->upos != HSY_UPOS_AUX && token->upos != HSY_UPOS_ADV && !part)
            return;
        apply(climb, find_cue(climb, i, HSY_REL_AUX, verb));
        apply(climb, find_cue(climb, i, HSY_REL_NEG, verb));
        if (token->upos == HSY_UPOS_ADV)
            apply(climb, find_cue(climb, i, HSY_REL_ADV, verb));
    }
}

static void look_at_child(struct climb *climb, uint32_t verb, uint32_t child)
{
    switch (token_at(climb, child)->deprel) {
    case HSY_DEP_aux:
    case HSY_DEP_aux_pass: apply(climb, find_cue(climb, child, HSY_REL_AUX, verb)); break;
    case HSY_DEP_mark:
    case HSY_DEP_case_: apply(climb, find_cue(climb, child, HSY_REL_MARK, verb)); break;
    case HSY_DEP_nsubj:
    case HSY_DEP_nsubj_pass:
        apply(climb, find_cue(climb, child, HSY_REL_SUBJECT, verb));
        for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, child); i++) {
            uint32_t det = hsy_tree_child_at(climb->tree, child, i);
            if (token_at(climb, det)->deprel == HSY_DEP_det)
                apply(climb, find_cue(climb, det, HSY_REL_NEG, verb));
        }
        break;
    case HSY_DEP_advmod:
    case HSY_DEP_cc:
    case HSY_DEP_cc_preconj:
    case HSY_DEP_obl_unmarked:
    case HSY_DEP_dep:
        apply(climb, find_cue(climb, child, HSY_REL_NEG, verb));
        apply(climb, find_cue(climb, child, HSY_REL_ADV, verb));
        apply(climb, find_cue(climb, child, HSY_REL_MARK, verb));
        break;
    default: break;
    }
}

/* "If it attacks, it begins with bombing": the main clause hangs on the condition too,
 * unless it is told as past. */
static void look_at_condition(struct climb *climb, uint32_t verb, uint32_t clause)
{
    if (token_at(climb, verb)->feats & (HSY_FEAT_PAST | HSY_FEAT_PASTPART))
        return;
    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, clause); i++) {
        uint32_t mark = hsy_tree_child_at(climb->tree, clause, i);
        const hsy_cue *cue = token_at(climb, mark)->deprel == HSY_DEP_mark
                                 ? find_cue(climb, mark, HSY_REL_MARK, clause)
                                 : NULL;
        if (cue && cue->modality == HSY_MODALITY_CONDITIONAL)
            apply(climb, cue);
    }
}

/* "if" hangs on the main verb in many a wrong tree, but stands before the subject. */
static void look_before_subject(struct climb *climb, uint32_t verb)
{
    uint32_t subject = hsy_tree_child(climb->tree, verb, HSY_DEP_nsubj), first, last;

    if (subject == HSY_NONE)
        subject = hsy_tree_child(climb->tree, verb, HSY_DEP_nsubj_pass);
    if (subject == HSY_NONE || subject > verb)
        return;
    hsy_tree_phrase_ends(climb->tree, subject, &first, &last);
    look_at_edge(climb, first, HSY_REL_MARK, verb);
}

static void look_around(struct climb *climb, uint32_t verb)
{
    look_before(climb, verb);
    look_before_subject(climb, verb);
    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, verb); i++)
        look_at_child(climb, verb, hsy_tree_child_at(climb->tree, verb, i));
    for (uint32_t child = hsy_tree_child(climb->tree, verb, HSY_DEP_advcl);
         child != HSY_NONE && !climb->decided; child = hsy_tree_next(climb->tree, child))
        look_at_condition(climb, verb, child);
}

static const hsy_cue *governing_cue(const struct climb *climb, uint32_t verb,
                                    uint32_t *ret_governor);

/* "refused to commit to ending": what governs the governor is negative. */
static bool is_refused(const struct climb *climb, uint32_t governor)
{
    uint32_t above;
    const hsy_cue *cue = governing_cue(climb, governor, &above);

    return cue && cue->negative;
}

/* Only "not", "could": what a governor carries for the act below it. */
static void look_at_governor(struct climb *climb, uint32_t governor)
{
    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, governor); i++) {
        uint32_t child = hsy_tree_child_at(climb->tree, governor, i);
        uint8_t deprel = token_at(climb, child)->deprel;
        if ((deprel == HSY_DEP_advmod || deprel == HSY_DEP_det || deprel == HSY_DEP_aux) &&
            is_negation(climb, child))
            climb->result.negative = true;
        /* "without a commitment to cease" */
        if (deprel == HSY_DEP_case_ && climb->result.modality != HSY_MODALITY_ACTUAL) {
            const hsy_cue *cue = find_cue(climb, child, HSY_REL_CASE, governor);
            climb->result.negative |= cue && cue->negative;
        }
        if (deprel == HSY_DEP_aux && climb->result.modality == HSY_MODALITY_ACTUAL)
            apply(climb, find_cue(climb, child, HSY_REL_AUX, governor));
        if (deprel == HSY_DEP_mark && climb->result.modality == HSY_MODALITY_ACTUAL)
            apply(climb, find_cue(climb, child, HSY_REL_MARK, governor));
    }
    if (governor > climb->tree->first && is_negation(climb, governor - 1))
        climb->result.negative = true;
    if (is_refused(climb, governor))
        climb->result.negative = true;
}

/* -- words that govern it ---------------------------------------------------------- */

/* The "to" of an infinitive, or HSY_NONE. */
static uint32_t to_of(const struct climb *climb, uint32_t verb)
{
    for (uint32_t i = verb; i-- > climb->tree->first && verb - i <= 3;) {
        const hsy_token *token = token_at(climb, i);
        if (hsy_class_has(climb->work->tables, HSY_CLASS_TO, token->lower) &&
            (token_at(climb, verb)->feats & (HSY_FEAT_INF | HSY_FEAT_PASTPART)))
            return i;
        if (token->upos != HSY_UPOS_ADV && token->upos != HSY_UPOS_AUX)
            break;
    }
    return HSY_NONE;
}

/* The word before "to", then the nearest cue before it with no verb between. */
static const hsy_cue *cue_before_to(const struct climb *climb, uint32_t to, uint32_t verb,
                                    uint32_t *ret_governor)
{
    for (uint32_t i = to; i-- > climb->tree->first && to - i <= TO_REACH;) {
        const hsy_token *token = token_at(climb, i);
        const hsy_cue *cue = find_cue(climb, i, HSY_REL_TO, verb);
        bool near = to - i == 1 && token->upos != HSY_UPOS_PROPN;
        if (cue && (near || token->upos == HSY_UPOS_VERB)) {
            *ret_governor = i;
            return cue;
        }
        if (token->upos == HSY_UPOS_VERB || token->upos == HSY_UPOS_SCONJ)
            break;
    }
    return NULL;
}

static void say(struct climb *climb, hsy_modality modality, const char *name)
{
    if (climb->decided)
        return;
    climb->result.modality = modality;
    climb->result.rule = (hsy_rule){NULL, 0, name};
    climb->decided = true;
}

static bool is_clausal(uint8_t deprel)
{
    return deprel == HSY_DEP_xcomp || deprel == HSY_DEP_ccomp || deprel == HSY_DEP_advcl ||
           deprel == HSY_DEP_acl || deprel == HSY_DEP_acl_relcl || deprel == HSY_DEP_csubj ||
           deprel == HSY_DEP_parataxis || deprel == HSY_DEP_conj;
}

/* The cue that governs an infinitive, and its word; NULL when `verb` is none. */
static const hsy_cue *governing_cue(const struct climb *climb, uint32_t verb,
                                    uint32_t *ret_governor)
{
    uint32_t to = to_of(climb, verb), head = hsy_tree_head(climb->tree, verb);
    const hsy_cue *cue;

    if (to == HSY_NONE)
        return NULL;
    cue = cue_before_to(climb, to, verb, ret_governor);
    if (!cue && head != HSY_NONE && is_clausal(token_at(climb, verb)->deprel)) {
        cue = find_cue(climb, head, HSY_REL_TO, verb);
        *ret_governor = head;
    }
    return cue;
}

/* An infinitive: "plan to attack", "flew in to hold talks", "Minister to visit Ardel".
 * Gives the governor to go on from, or HSY_NONE to stop. */
static uint32_t climb_infinitive(struct climb *climb, uint32_t verb)
{
    uint32_t governor = HSY_NONE;
    const hsy_cue *cue = governing_cue(climb, verb, &governor);

    if (!cue) {
        say(climb, HSY_MODALITY_PLANNED, "infinitive");
        return HSY_NONE;
    }
    if (apply(climb, cue)) {
        look_at_governor(climb, governor);
        return HSY_NONE;
    }
    look_around(climb, governor);
    return climb->decided ? HSY_NONE : governor;
}

/* "after attacking", "by attacking". */
static bool is_told(const struct climb *climb, uint32_t verb)
{
    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, verb); i++) {
        const hsy_token *child = token_at(climb, hsy_tree_child_at(climb->tree, verb, i));
        if ((child->deprel == HSY_DEP_mark || child->deprel == HSY_DEP_case_) &&
            (hsy_class_has(climb->work->tables, HSY_CLASS_CLAUSAL, child->lower) ||
             hsy_class_has(climb->work->tables, HSY_CLASS_PARTNER, child->lower)))
            return true;
    }
    return false;
}

static uint32_t climb_gerund(struct climb *climb, uint32_t verb, uint32_t head)
{
    const hsy_cue *cue = find_cue(climb, head, HSY_REL_ING, verb);

    /* "accused the army of attacking": the tree may hang it on the noun before. */
    if (!cue && hsy_tree_head(climb->tree, head) != HSY_NONE &&
        token_at(climb, head)->upos != HSY_UPOS_VERB)
        cue = find_cue(climb, hsy_tree_head(climb->tree, head), HSY_REL_ING, verb);
    /* "after attacking": told as done; ", killing five" goes with its main clause. */
    if (!cue)
        return is_told(climb, verb) ? HSY_NONE : head;
    if (apply(climb, cue)) {
        look_at_governor(climb, head);
        return HSY_NONE;
    }
    return head;
}

static uint32_t climb_finite(struct climb *climb, uint32_t verb, uint32_t head)
{
    const hsy_cue *cue = find_cue(climb, head, HSY_REL_THAT, verb);

    if (!cue) {
        /* "has not said that": nobody vouches for it. */
        bool before = climb->result.negative;
        look_at_governor(climb, head);
        if (climb->result.negative && !before) {
            climb->result.negative = false;
            say(climb, HSY_MODALITY_POSSIBLE, "not said");
        }
        return HSY_NONE;
    }
    return apply(climb, cue) ? HSY_NONE : head;
}

static bool is_said(const struct climb *climb, uint32_t verb)
{
    uint32_t mark = hsy_tree_child(climb->tree, verb, HSY_DEP_mark);

    return mark != HSY_NONE && hsy_class_has(climb->work->tables, HSY_CLASS_THAT,
                                             token_at(climb, mark)->lower);
}

/* From a verb to what governs its clause; HSY_NONE at the end of the way. */
static uint32_t climb_verb(struct climb *climb, uint32_t verb)
{
    const hsy_token *token = token_at(climb, verb);
    uint32_t head = hsy_tree_head(climb->tree, verb);

    if (to_of(climb, verb) != HSY_NONE)
        return climb_infinitive(climb, verb);
    if (head == HSY_NONE)
        return HSY_NONE;
    switch (token->deprel) {
    case HSY_DEP_xcomp:
    case HSY_DEP_advcl:
    case HSY_DEP_acl:
    case HSY_DEP_csubj:
    case HSY_DEP_obl:
    case HSY_DEP_nmod:
        if (token->feats & HSY_FEAT_GERUND)
            return climb_gerund(climb, verb, head);
        if (token->deprel == HSY_DEP_xcomp && (token->feats & HSY_FEAT_INF)) {
            const hsy_cue *cue = find_cue(climb, head, HSY_REL_TO, verb);
            return apply(climb, cue) ? HSY_NONE : head;
        }
        /* "denied that they attacked" as an adverbial clause. */
        return is_said(climb, verb) ? climb_finite(climb, verb, head) : HSY_NONE;
    case HSY_DEP_ccomp: return climb_finite(climb, verb, head);
    case HSY_DEP_parataxis: return HSY_NONE;
    case HSY_DEP_conj: return head;
    default: return HSY_NONE;
    }
}

/* "will attack and seize": a bare conjunct shares what hangs on the first one. */
static bool shares_head(const struct climb *climb, uint32_t verb)
{
    return hsy_tree_child(climb->tree, verb, HSY_DEP_nsubj) == HSY_NONE &&
           hsy_tree_child(climb->tree, verb, HSY_DEP_nsubj_pass) == HSY_NONE &&
           hsy_tree_child(climb->tree, verb, HSY_DEP_aux) == HSY_NONE;
}

static void climb_from(struct climb *climb, uint32_t verb)
{
    bool around = true;

    for (int hops = 0; hops < MAX_CLIMB && verb != HSY_NONE && !climb->decided; hops++) {
        bool conjunct = token_at(climb, verb)->deprel == HSY_DEP_conj;
        bool shares = conjunct && shares_head(climb, verb) &&
                      (token_at(climb, verb)->feats & (HSY_FEAT_INF | HSY_FEAT_PASTPART | HSY_FEAT_GERUND));
        uint32_t from = verb;
        if (around)
            look_around(climb, verb);
        if (climb->decided)
            return;
        verb = climb_verb(climb, verb);
        /* A gerund or a finite conjunct does not take over "not" from its head. */
        around = !conjunct || shares;
        if (verb != HSY_NONE && token_at(climb, from)->deprel == HSY_DEP_advcl)
            around = true;
        if (climb->result.negative && !climb->decided && !conjunct)
            continue;
    }
}

/* -- nouns ---------------------------------------------------------------------------- */

static bool has_purpose(const struct climb *climb, const hsy_draft *draft, uint32_t prep)
{
    bool behind_noun = prep > climb->tree->first &&
                       (token_at(climb, prep - 1)->upos == HSY_UPOS_NOUN ||
                        token_at(climb, prep - 1)->upos == HSY_UPOS_ADJ);

    return draft->type < HSY_EVENT_REQUEST && !behind_noun;
}

static void look_at_noun(struct climb *climb, const hsy_draft *draft, bool case_too)
{
    const uint32_t noun = draft->head;

    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, noun); i++) {
        uint32_t child = hsy_tree_child_at(climb->tree, noun, i);
        switch (token_at(climb, child)->deprel) {
        case HSY_DEP_amod:
        case HSY_DEP_compound:
        case HSY_DEP_nummod:
        case HSY_DEP_det:
            apply(climb, find_cue(climb, child, HSY_REL_MOD, noun));
            if (token_at(climb, child)->deprel == HSY_DEP_det)
                apply(climb, find_cue(climb, child, HSY_REL_NEG, noun));
            /* "no scheduled talks" with "no" on "scheduled". */
            if (child > climb->tree->first &&
                hsy_tree_head(climb->tree, child - 1) == child && is_negation(climb, child - 1))
                climb->result.negative = true;
            break;
        case HSY_DEP_case_:
        case HSY_DEP_mark:
        case HSY_DEP_advmod:
            if (case_too)
                apply(climb, find_cue(climb, child, HSY_REL_CASE, noun));
            if (case_too && has_purpose(climb, draft, child))
                apply(climb, find_cue(climb, child, HSY_REL_PURPOSE, noun));
            break;
        default: break;
        }
    }
}

static bool is_definite(const struct climb *climb, uint32_t noun)
{
    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, noun); i++) {
        const hsy_token *child = token_at(climb, hsy_tree_child_at(climb->tree, noun, i));
        if (child->deprel == HSY_DEP_nmod_poss ||
            (child->deprel == HSY_DEP_det &&
             hsy_class_has(climb->work->tables, HSY_CLASS_DEFINITE, child->lower)))
            return true;
    }
    return false;
}

/* "will investigate attacks", "to condemn raids": what is spoken of has happened already. */
static bool is_spoken_of(const struct climb *climb, uint32_t verb)
{
    uint32_t at = verb == HSY_NONE ? HSY_NONE
                                   : climb->work->draft_at[verb - climb->tree->first];

    if (at == HSY_NONE)
        return false;
    switch (climb->work->drafts.data[at].type) {
    case HSY_EVENT_CONSULT:
    case HSY_EVENT_SUPPORT:
    case HSY_EVENT_REQUEST:
    case HSY_EVENT_ACCUSE:
    case HSY_EVENT_REJECT:
    case HSY_EVENT_THREATEN: return true;
    default: return false;
    }
}

/* An act brought up by a verb is as real as the verb says: "could die in an attack". A
 * definite one is known already, and so is what something happens "after". */
static bool shares_fate(const struct climb *climb, uint32_t noun, uint32_t event)
{
    if (is_definite(climb, event) || is_spoken_of(climb, hsy_tree_head(climb->tree, noun)))
        return false;
    if (token_at(climb, noun)->deprel == HSY_DEP_obj)
        return true;
    if (token_at(climb, noun)->deprel != HSY_DEP_obl)
        return false;
    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, noun); i++) {
        const hsy_token *child = token_at(climb, hsy_tree_child_at(climb->tree, noun, i));
        if (child->deprel == HSY_DEP_case_ &&
            hsy_class_has(climb->work->tables, HSY_CLASS_CLAUSAL, child->lower))
            return false;
    }
    return true;
}

static void look_at_auxiliaries(struct climb *climb, uint32_t verb)
{
    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, verb); i++) {
        uint32_t child = hsy_tree_child_at(climb->tree, verb, i);
        if (token_at(climb, child)->deprel == HSY_DEP_aux)
            apply(climb, find_cue(climb, child, HSY_REL_AUX, verb));
    }
}

/* "One of the scenarios is an attack": the noun as a predicate. */
static void look_at_subject(struct climb *climb, uint32_t noun)
{
    uint32_t subject = hsy_tree_child(climb->tree, noun, HSY_DEP_nsubj);

    if (subject == HSY_NONE || hsy_tree_child(climb->tree, noun, HSY_DEP_cop) == HSY_NONE)
        return;
    look_around(climb, noun);
    apply(climb, find_cue(climb, hsy_token_content(climb->work, subject), HSY_REL_NMOD, noun));
}

/* What a noun is to its head, climbing through "and" and "of": first cue decides. */
static void climb_noun(struct climb *climb, uint32_t noun)
{
    uint32_t event = noun;

    look_at_subject(climb, noun);
    for (int hops = 0; hops < 4 && !climb->decided; hops++) {
        uint32_t head = hsy_tree_head(climb->tree, noun);
        const hsy_token *token = token_at(climb, noun);
        if (head == HSY_NONE)
            return;
        if (token->deprel == HSY_DEP_conj) {
            noun = head;
            continue;
        }
        if (token->deprel == HSY_DEP_nmod || token->deprel == HSY_DEP_compound ||
            token->deprel == HSY_DEP_appos) {
            const hsy_cue *cue = find_cue(climb, head, HSY_REL_NMOD, event);
            if (!cue)
                cue = find_cue(climb, head, HSY_REL_PREP, event);
            /* "the worst scenario: an attack"; "the ruling, a bombing" is a list. */
            if (token->deprel == HSY_DEP_appos && cue &&
                cue->modality != HSY_MODALITY_POSSIBLE)
                return;
            if (apply(climb, cue)) {
                look_at_governor(climb, head);
                return;
            }
            /* "a wave of attacks": what is said of the wave is said of them. */
            if (!cue && !hsy_class_has(climb->work->tables, HSY_CLASS_MEASURE,
                                       hsy_token_lemma(climb->work, head)))
                return;
            noun = head;
            continue;
        }
        if (token->deprel == HSY_DEP_obj || token->deprel == HSY_DEP_nsubj_pass ||
            token->deprel == HSY_DEP_obl || token->deprel == HSY_DEP_nsubj) {
            bool object = token->deprel == HSY_DEP_obj;
            const hsy_cue *cue = NULL;
            if (object || token->deprel == HSY_DEP_nsubj_pass)
                cue = find_cue(climb, head, HSY_REL_OBJ, event);
            if (!cue && !object && token->deprel != HSY_DEP_obl)
                cue = find_cue(climb, head, HSY_REL_SUBJ, event);
            if (!cue && token->deprel == HSY_DEP_obl)
                cue = find_cue(climb, head, HSY_REL_PREP, event);
            if (apply(climb, cue))
                look_at_governor(climb, head);
            else if (token->deprel == HSY_DEP_nsubj && !is_definite(climb, event))
                look_at_auxiliaries(climb, head); /* "an attack could kill" */
            else if (shares_fate(climb, noun, event) && !climb->decided)
                climb_from(climb, head); /* "would bring an attack" */
            return;
        }
        return;
    }
}

/* "called for an attack", "plans for a raid": the word before the preposition. */
static void look_before_noun(struct climb *climb, uint32_t noun)
{
    uint32_t prep = HSY_NONE;

    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, noun); i++) {
        uint32_t child = hsy_tree_child_at(climb->tree, noun, i);
        if (token_at(climb, child)->deprel == HSY_DEP_case_ && child < noun) {
            prep = child;
            break;
        }
    }
    if (prep == HSY_NONE || prep <= climb->tree->first || climb->decided)
        return;
    const hsy_cue *cue = find_cue(climb, prep - 1, HSY_REL_PREP, noun);
    if (!cue && token_at(climb, prep - 1)->upos == HSY_UPOS_NOUN)
        cue = find_cue(climb, prep - 1, HSY_REL_NMOD, noun);
    if (apply(climb, cue))
        look_at_governor(climb, prep - 1);
}

/* -- sentences ---------------------------------------------------------------------------- */

static bool silences(const struct climb *climb, uint32_t verb, hsy_deprel relation)
{
    for (uint32_t mark = hsy_tree_child(climb->tree, verb, relation); mark != HSY_NONE;
         mark = hsy_tree_next(climb->tree, mark)) {
        const hsy_cue *cue = find_cue(climb, mark, HSY_REL_MARK, verb);
        if (cue && cue->silent)
            return true;
    }
    return false;
}

/* "until he commits to ending the war": a clause that no occasion is told of silences what
 * it governs too, whatever cue stands nearer. */
static bool in_silent_clause(const struct climb *climb, uint32_t verb)
{
    for (int hops = 0; hops < MAX_CLIMB && verb != HSY_NONE; hops++) {
        if (token_at(climb, verb)->upos != HSY_UPOS_NOUN &&
            (silences(climb, verb, HSY_DEP_mark) || silences(climb, verb, HSY_DEP_case_) ||
             silences(climb, verb, HSY_DEP_advmod)))
            return true;
        if (!is_clausal(token_at(climb, verb)->deprel) &&
            token_at(climb, verb)->deprel != HSY_DEP_obj &&
            token_at(climb, verb)->deprel != HSY_DEP_obl)
            return false;
        verb = hsy_tree_head(climb->tree, verb);
    }
    return false;
}

/* An auxiliary in the present that is no modal, before an infinitive: "do not bomb". */
static bool has_present_auxiliary(const struct climb *climb, const hsy_draft *draft)
{
    uint32_t aux = draft->noun ? HSY_NONE
                               : hsy_tree_child(climb->tree, draft->verb, HSY_DEP_aux);

    return aux != HSY_NONE && aux < draft->verb &&
           (token_at(climb, aux)->feats & (HSY_FEAT_PRESENT | HSY_FEAT_INF)) &&
           !(token_at(climb, aux)->feats & HSY_FEAT_MODAL) &&
           (token_at(climb, draft->verb)->feats & HSY_FEAT_INF);
}

/* "Don't call him": nobody is said not to call, somebody is told to. */
static bool is_imperative(const struct climb *climb, const hsy_draft *draft)
{
    uint8_t deprel = token_at(climb, draft->verb == HSY_NONE ? draft->head : draft->verb)->deprel;

    return climb->result.negative && has_present_auxiliary(climb, draft) &&
           deprel != HSY_DEP_conj && deprel != HSY_DEP_xcomp && deprel != HSY_DEP_acl_relcl &&
           hsy_tree_child(climb->tree, draft->verb, HSY_DEP_nsubj) == HSY_NONE;
}

/* "We do not bomb bread": what one does or does not do in general is no occasion. A stance
 * ("does not recognise") is one. */
static bool is_habit_denied(const struct climb *climb, const hsy_draft *draft)
{
    return climb->result.negative && climb->result.modality == HSY_MODALITY_ACTUAL &&
           draft->type >= HSY_EVENT_PROTEST && has_present_auxiliary(climb, draft);
}

/* "was ready to prolong the truce if they withdrew": readiness hangs on what it is for. */
static void look_at_readiness(struct climb *climb, uint32_t adjective)
{
    uint32_t act = hsy_tree_child(climb->tree, adjective, HSY_DEP_xcomp);

    for (int level = 0; level < 2 && !climb->decided; level++) {
        uint32_t clause = level ? act : adjective;
        for (uint32_t child = clause == HSY_NONE
                                  ? HSY_NONE
                                  : hsy_tree_child(climb->tree, clause, HSY_DEP_advcl);
             child != HSY_NONE && !climb->decided; child = hsy_tree_next(climb->tree, child))
            look_at_condition(climb, adjective, child);
    }
}

static bool is_question(const struct climb *climb)
{
    for (uint32_t i = climb->tree->first + climb->tree->ntokens; i-- > climb->tree->first;) {
        hsy_str word = token_at(climb, i)->lower;
        if (word.len == 1 && word.ptr[0] == '?')
            return true;
        if (!(token_at(climb, i)->shape & HSY_SHAPE_PUNCT))
            return false;
    }
    return false;
}

hsy_factuality hsy_modality_of(const hsy_event_work *work, const hsy_draft *draft)
{
    struct climb climb = {.work = work,
                          .tree = &work->tree,
                          .cues = work->state->tables->modality,
                          .result = {.modality = HSY_MODALITY_ACTUAL}};

    if (draft->noun) {
        if (!draft->light)
            look_before_noun(&climb, draft->head);
        look_at_noun(&climb, draft, !draft->light);
        if (!draft->light) {
            uint32_t first, last;
            hsy_tree_phrase_ends(climb.tree, draft->head, &first, &last);
            look_at_edge(&climb, first, HSY_REL_CASE, draft->head);
        }
    }
    if (!draft->noun && token_at(&climb, draft->head)->upos == HSY_UPOS_ADJ)
        look_at_readiness(&climb, draft->head);
    if (!climb.decided && (!draft->noun || draft->light))
        climb_from(&climb, draft->verb);
    else if (!climb.decided)
        climb_noun(&climb, draft->head);
    if (!climb.decided && is_question(&climb))
        say(&climb, HSY_MODALITY_POSSIBLE, "question");
    if (!climb.decided && is_imperative(&climb, draft))
        say(&climb, HSY_MODALITY_REQUESTED, "imperative");
    if (is_habit_denied(&climb, draft) ||
        in_silent_clause(&climb, draft->verb != HSY_NONE ? draft->verb : draft->head))
        climb.result.silent = true;
    return climb.result;
}
