/*
 * tree.c - an index over the heads of one sentence; see tree.h.
 *
 * Children are found by counting sort on the head, so they come in the order of
 * the text. The ends of subtrees need children before parents: a queue from the
 * root gives an order in which every head precedes its children, and is walked
 * backwards. Nothing recurses. Heads that lead out of the sentence or round in a
 * circle (no parser of ours makes them, but a caller may) are left out of the
 * queue and keep their own word as their extent.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/tree.h"

#include <string.h>

/* Verbs are chained by conj, xcomp, advcl; more hops than this are no syntax. */
#define MAX_HOPS 6

struct maker {
    hsy_tree tree;
    uint32_t *from, *children, *left, *right, *core_left, *core_right, *queue;
};

static bool in_sentence(const hsy_tree *tree, uint32_t head)
{
    return head >= tree->first && head - tree->first < tree->ntokens;
}

static bool allocate(hsy_arena *scratch, struct maker *maker)
{
    uint32_t n = maker->tree.ntokens;
    uint32_t *block = hsy_new_array(scratch, 7 * (size_t)n + 2, uint32_t);

    if (!block)
        return false;
    maker->from = block;
    maker->children = block + n + 2;
    maker->left = maker->children + n;
    maker->right = maker->left + n;
    maker->core_left = maker->right + n;
    maker->core_right = maker->core_left + n;
    maker->queue = maker->core_right + n;
    return true;
}

/* Counting sort: from[i + 1] first counts, then points one past. */
static void index_children(struct maker *maker)
{
    hsy_tree *tree = &maker->tree;
    const hsy_token *tokens = tree->doc->tokens + tree->first;
    uint32_t n = tree->ntokens, *from = maker->from;

    for (uint32_t i = 0; i < n; i++) {
        uint32_t head = tokens[i].head;
        if (head == tree->first + i && tree->root == HSY_NONE)
            tree->root = head;
        if (head != tree->first + i && in_sentence(tree, head))
            from[head - tree->first + 2]++;
    }
    for (uint32_t i = 0; i < n; i++)
        from[i + 2] += from[i + 1];
    for (uint32_t i = 0; i < n; i++) {
        uint32_t head = tokens[i].head;
        if (head != tree->first + i && in_sentence(tree, head))
            maker->children[from[head - tree->first + 1]++] = tree->first + i;
    }
}

/* Relations whose dependents are no part of the phrase proper. */
static bool outside_phrase(uint8_t deprel)
{
    switch (deprel) {
    case HSY_DEP_acl_relcl:
    case HSY_DEP_advcl:
    case HSY_DEP_appos:
    case HSY_DEP_case_:
    case HSY_DEP_cc:
    case HSY_DEP_cc_preconj:
    case HSY_DEP_conj:
    case HSY_DEP_cop:
    case HSY_DEP_dep:
    case HSY_DEP_discourse:
    case HSY_DEP_dislocated:
    case HSY_DEP_mark:
    case HSY_DEP_nsubj:
    case HSY_DEP_orphan:
    case HSY_DEP_parataxis:
    case HSY_DEP_punct:
    case HSY_DEP_vocative: return true;
    default: return false;
    }
}

static void widen(uint32_t *left, uint32_t *right, uint32_t from, uint32_t to)
{
    if (from < *left)
        *left = from;
    if (to > *right)
        *right = to;
}

/* A bracket belongs to what it encloses and a stop to its sentence; commas, dashes and
 * quotation marks stand around a subtree. */
static bool closes(const hsy_doc *doc, uint32_t token)
{
    const hsy_str form = doc->tokens[token].lower;

    return form.len == 1 && strchr("()[]{}.?!", form.ptr[0]);
}

static void measure(struct maker *maker)
{
    const hsy_tree *tree = &maker->tree;
    uint32_t n = tree->ntokens, first = tree->first, end = 0;

    for (uint32_t i = 0; i < n; i++) {
        maker->left[i] = maker->right[i] = first + i;
        maker->core_left[i] = maker->core_right[i] = first + i;
    }
    if (tree->root == HSY_NONE)
        return;
    maker->queue[end++] = tree->root;
    for (uint32_t at = 0; at < end; at++) {
        uint32_t i = maker->queue[at] - first;
        for (uint32_t c = maker->from[i]; c < maker->from[i + 1]; c++)
            maker->queue[end++] = maker->children[c];
    }
    for (uint32_t at = end; at-- > 1;) {
        uint32_t token = maker->queue[at], i = token - first;
        const hsy_token *child = &tree->doc->tokens[token];
        uint32_t head = child->head - first;
        if (child->deprel != HSY_DEP_punct || closes(tree->doc, token))
            widen(&maker->left[head], &maker->right[head], maker->left[i], maker->right[i]);
        if (!outside_phrase(child->deprel))
            widen(&maker->core_left[head], &maker->core_right[head], maker->core_left[i],
                  maker->core_right[i]);
    }
}

bool hsy_tree_make(hsy_arena *scratch, const hsy_doc *doc, uint32_t sentence, hsy_tree *ret)
{
    const hsy_sentence *s = &doc->sentences[sentence];
    struct maker maker = {
        .tree = {.doc = doc, .first = s->first, .ntokens = s->ntokens, .root = HSY_NONE}};

    if (!doc->has_trees || !allocate(scratch, &maker))
        return false;
    index_children(&maker);
    measure(&maker);
    maker.tree.from = maker.from;
    maker.tree.children = maker.children;
    maker.tree.left = maker.left;
    maker.tree.right = maker.right;
    maker.tree.core_left = maker.core_left;
    maker.tree.core_right = maker.core_right;
    *ret = maker.tree;
    return true;
}

uint32_t hsy_tree_head(const hsy_tree *tree, uint32_t token)
{
    uint32_t head = tree->doc->tokens[token].head;

    return head == token || !in_sentence(tree, head) ? HSY_NONE : head;
}

uint32_t hsy_tree_child(const hsy_tree *tree, uint32_t token, hsy_deprel deprel)
{
    for (uint32_t i = 0; i < hsy_tree_nchildren(tree, token); i++) {
        uint32_t child = hsy_tree_child_at(tree, token, i);
        if (tree->doc->tokens[child].deprel == deprel)
            return child;
    }
    return HSY_NONE;
}

uint32_t hsy_tree_next(const hsy_tree *tree, uint32_t child)
{
    uint32_t head = hsy_tree_head(tree, child);

    if (head == HSY_NONE)
        return HSY_NONE;
    for (uint32_t i = 0; i < hsy_tree_nchildren(tree, head); i++) {
        uint32_t other = hsy_tree_child_at(tree, head, i);
        if (other > child && tree->doc->tokens[other].deprel == tree->doc->tokens[child].deprel)
            return other;
    }
    return HSY_NONE;
}

bool hsy_tree_below(const hsy_tree *tree, uint32_t token, uint32_t top)
{
    for (uint32_t hops = 0; hops <= tree->ntokens && token != HSY_NONE; hops++) {
        if (token == top)
            return true;
        token = hsy_tree_head(tree, token);
    }
    return false;
}

hsy_span hsy_tree_span(const hsy_tree *tree, uint32_t token)
{
    uint32_t i = token - tree->first;

    return hsy_tokens_span(tree->doc, tree->left[i], tree->right[i]);
}

void hsy_tree_phrase_ends(const hsy_tree *tree, uint32_t token, uint32_t *ret_first,
                          uint32_t *ret_last)
{
    *ret_first = tree->core_left[token - tree->first];
    *ret_last = tree->core_right[token - tree->first];
}

hsy_span hsy_tree_phrase(const hsy_tree *tree, uint32_t token)
{
    uint32_t first, last;

    hsy_tree_phrase_ends(tree, token, &first, &last);
    return hsy_tokens_span(tree->doc, first, last);
}

uint32_t hsy_tree_conjuncts(const hsy_tree *tree, uint32_t token, uint32_t *out, uint32_t room)
{
    uint32_t n = 0;

    if (n < room)
        out[n++] = token;
    for (uint32_t child = hsy_tree_child(tree, token, HSY_DEP_conj);
         child != HSY_NONE && n < room; child = hsy_tree_next(tree, child))
        out[n++] = child;
    return n;
}

uint32_t hsy_tree_conjunct_head(const hsy_tree *tree, uint32_t token)
{
    for (uint32_t hops = 0; hops < MAX_HOPS; hops++) {
        uint32_t head = hsy_tree_head(tree, token);
        if (head == HSY_NONE || tree->doc->tokens[token].deprel != HSY_DEP_conj)
            break;
        token = head;
    }
    return token;
}

static bool is_clause_on_noun(const hsy_token *token)
{
    return token->deprel == HSY_DEP_acl || token->deprel == HSY_DEP_acl_relcl;
}

static bool has_own_auxiliary(const hsy_tree *tree, uint32_t verb)
{
    return hsy_tree_child(tree, verb, HSY_DEP_aux) != HSY_NONE ||
           hsy_tree_child(tree, verb, HSY_DEP_cop) != HSY_NONE;
}

/* "were killed and wounded", and with a number for its subject and the auxiliary
 * left out, "14 were killed and 40 injured": beside a passive it is one too. */
static bool shares_passive(const hsy_tree *tree, uint32_t verb)
{
    const hsy_token *tokens = tree->doc->tokens;
    uint32_t head = hsy_tree_conjunct_head(tree, verb);
    uint32_t subject = hsy_tree_child(tree, verb, HSY_DEP_nsubj);

    if (head == verb || !(tokens[head].feats & HSY_FEAT_PASTPART) ||
        (hsy_tree_child(tree, head, HSY_DEP_aux_pass) == HSY_NONE &&
         hsy_tree_child(tree, head, HSY_DEP_nsubj_pass) == HSY_NONE) ||
        has_own_auxiliary(tree, verb) || hsy_tree_child(tree, verb, HSY_DEP_obj) != HSY_NONE)
        return false;
    if (subject != HSY_NONE)
        return tokens[subject].upos == HSY_UPOS_NUM &&
               (tokens[verb].feats & (HSY_FEAT_PASTPART | HSY_FEAT_PAST));
    return tokens[verb].feats & HSY_FEAT_PASTPART;
}

bool hsy_tree_is_passive(const hsy_tree *tree, uint32_t verb)
{
    const hsy_token *token = &tree->doc->tokens[verb];

    if (hsy_tree_child(tree, verb, HSY_DEP_aux_pass) != HSY_NONE ||
        hsy_tree_child(tree, verb, HSY_DEP_nsubj_pass) != HSY_NONE ||
        hsy_tree_child(tree, verb, HSY_DEP_csubj_pass) != HSY_NONE)
        return true;
    if (token->deprel == HSY_DEP_conj && shares_passive(tree, verb))
        return true;
    return (token->deprel == HSY_DEP_acl || token->deprel == HSY_DEP_advcl) &&
           (token->feats & HSY_FEAT_PASTPART) && !has_own_auxiliary(tree, verb) &&
           hsy_tree_child(tree, verb, HSY_DEP_nsubj) == HSY_NONE &&
           hsy_tree_child(tree, verb, HSY_DEP_obj) == HSY_NONE;
}

uint32_t hsy_tree_antecedent(const hsy_tree *tree, uint32_t verb)
{
    uint32_t top = hsy_tree_conjunct_head(tree, verb);

    return is_clause_on_noun(&tree->doc->tokens[top]) ? hsy_tree_head(tree, top) : HSY_NONE;
}

/* A relative pronoun stands for the noun that its clause hangs on; it is known by
 * its place, as the first word but prepositions of an acl:relcl. */
static uint32_t resolve_relative(const hsy_tree *tree, uint32_t verb, uint32_t subject)
{
    uint32_t top = hsy_tree_conjunct_head(tree, verb);
    const hsy_token *tokens = tree->doc->tokens;

    if (tokens[top].deprel == HSY_DEP_acl_relcl && tokens[subject].upos == HSY_UPOS_PRON &&
        tree->left[top - tree->first] >= tree->left[subject - tree->first] &&
        hsy_tree_nchildren(tree, subject) == 0)
        return hsy_tree_head(tree, top);
    return subject;
}

static uint32_t own_subject(const hsy_tree *tree, uint32_t verb)
{
    static const hsy_deprel relations[] = {HSY_DEP_nsubj, HSY_DEP_nsubj_pass, HSY_DEP_csubj,
                                           HSY_DEP_csubj_pass};

    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
        uint32_t child = hsy_tree_child(tree, verb, relations[i]);
        if (child != HSY_NONE)
            return resolve_relative(tree, verb, child);
    }
    return HSY_NONE;
}

/* The object of a verb that governs an xcomp is the subject of the xcomp. */
static uint32_t controller(const hsy_tree *tree, uint32_t head)
{
    uint32_t object = hsy_tree_child(tree, head, HSY_DEP_obj);

    return object != HSY_NONE ? object : hsy_tree_child(tree, head, HSY_DEP_iobj);
}

uint32_t hsy_tree_subject(const hsy_tree *tree, uint32_t verb, bool *ret_passive)
{
    if (ret_passive)
        *ret_passive = hsy_tree_is_passive(tree, verb);
    for (uint32_t hops = 0; hops < MAX_HOPS; hops++) {
        uint32_t subject = own_subject(tree, verb), head = hsy_tree_head(tree, verb);
        if (subject != HSY_NONE || head == HSY_NONE)
            return subject;
        switch (tree->doc->tokens[verb].deprel) {
        case HSY_DEP_acl:
        case HSY_DEP_acl_relcl: return head;
        case HSY_DEP_xcomp:
            if (controller(tree, head) != HSY_NONE)
                return controller(tree, head);
            break;
        case HSY_DEP_conj: break;
        case HSY_DEP_advcl:
            if (!(tree->doc->tokens[verb].feats &
                  (HSY_FEAT_GERUND | HSY_FEAT_PASTPART | HSY_FEAT_INF)))
                return HSY_NONE;
            break;
        default: return HSY_NONE;
        }
        verb = head;
    }
    return HSY_NONE;
}

uint32_t hsy_tree_object(const hsy_tree *tree, uint32_t verb)
{
    uint32_t object = hsy_tree_child(tree, verb, HSY_DEP_obj);

    return object == HSY_NONE ? HSY_NONE : resolve_relative(tree, verb, object);
}

uint32_t hsy_tree_agent(const hsy_tree *tree, uint32_t verb)
{
    bool passive;
    uint32_t subject = hsy_tree_subject(tree, verb, &passive);

    return passive ? hsy_tree_child(tree, verb, HSY_DEP_obl_agent) : subject;
}

uint32_t hsy_tree_patient(const hsy_tree *tree, uint32_t verb)
{
    bool passive;
    uint32_t subject = hsy_tree_subject(tree, verb, &passive);

    return passive ? subject : hsy_tree_object(tree, verb);
}
