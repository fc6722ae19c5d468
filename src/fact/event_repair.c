/*
 * event_repair.c - errors of tags and trees that syntax itself gives away.
 *
 * Verbs of news are often taken for nouns or adjectives, mostly in headlines and short
 * sentences, and then subject and object hang where no noun has them:
 *
 *     "if the army attacks the town"    a noun with an object is a verb, and the noun
 *                                       compounded with it is its subject
 *     "The two leaders held talks."     a participle between a subject and the noun it
 *                                       is said to modify is the verb of both
 *
 *     "The presidents met in Ardel."    a sentence with a full stop has a finite verb: the
 *                                       participle on its topmost noun is it
 *     "refused talks with them"         a verb that is an object is a noun
 *     "after the mayor called for help" a participle on a person behind a word that can
 *                                       begin a clause is the verb of that clause
 *     "Four soldiers, a farmer killed"  who is said to have killed nobody was killed
 *     "...," warns the mayor            behind a quotation the speaker follows the verb
 *     "called for the mayor to resign"  who stands between "for" and an infinitive does it
 *
 * Only words that name acts or lend them their grammar are touched, in a copy of the doc
 * that the readers of events alone see.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

struct repair {
    const struct hsy_event_tables *tables;
    hsy_doc *doc;
    hsy_tree tree;
};

static hsy_token *at(struct repair *repair, uint32_t token)
{
    return &repair->doc->tokens[token];
}

static bool names_act(const struct repair *repair, hsy_str lemma)
{
    return hsy_map_find(&repair->tables->verb, lemma) != HSY_NONE ||
           hsy_map_find(&repair->tables->light, lemma) != HSY_NONE;
}

static void hang(struct repair *repair, uint32_t token, uint32_t head, hsy_deprel deprel)
{
    at(repair, token)->head = head;
    at(repair, token)->deprel = (uint8_t)deprel;
}

/* What was a phrase is a clause now, and its preposition begins it. */
static void make_clause(struct repair *repair, uint32_t verb)
{
    hsy_token *token = at(repair, verb);

    if (token->deprel == HSY_DEP_obl || token->deprel == HSY_DEP_nmod)
        token->deprel = HSY_DEP_advcl;
    else if (token->deprel == HSY_DEP_obj || token->deprel == HSY_DEP_iobj)
        token->deprel = HSY_DEP_ccomp;
    for (uint32_t i = 0; i < hsy_tree_nchildren(&repair->tree, verb); i++) {
        hsy_token *child = at(repair, hsy_tree_child_at(&repair->tree, verb, i));
        if (child->deprel == HSY_DEP_case_)
            child->deprel = HSY_DEP_mark;
    }
    /* "demanded that the army attack": hung on "that". */
    if (token->head != verb && hsy_tree_holds(&repair->tree, token->head) &&
        at(repair, token->head)->upos == HSY_UPOS_SCONJ) {
        uint32_t mark = token->head, head = at(repair, mark)->head;
        if (head == mark)
            return;
        hang(repair, mark, verb, HSY_DEP_mark);
        hang(repair, verb, head, HSY_DEP_ccomp);
    }
}

/* "the army attacks the town" with "attacks" as a noun. */
static void noun_with_object(struct repair *repair, uint32_t noun)
{
    hsy_token *token = at(repair, noun);
    uint32_t object = hsy_tree_child(&repair->tree, noun, HSY_DEP_obj);
    uint32_t subject = hsy_tree_child(&repair->tree, noun, HSY_DEP_compound);

    if (token->upos != HSY_UPOS_NOUN || object == HSY_NONE || object < noun ||
        !names_act(repair, token->lemma))
        return;
    token->upos = HSY_UPOS_VERB;
    token->feats = token->feats & HSY_FEAT_PLURAL ? HSY_FEAT_PRESENT : HSY_FEAT_INF;
    for (uint32_t i = 0; i < hsy_tree_nchildren(&repair->tree, noun); i++) {
        uint32_t child = hsy_tree_child_at(&repair->tree, noun, i);
        if (child < noun && subject != HSY_NONE && child != subject &&
            at(repair, child)->deprel == HSY_DEP_det)
            hang(repair, child, subject, HSY_DEP_det);
    }
    if (subject != HSY_NONE && subject < noun)
        hang(repair, subject, noun, HSY_DEP_nsubj);
    make_clause(repair, noun);
}

static bool ends_with_stop(struct repair *repair)
{
    const hsy_token *last = at(repair, repair->tree.first + repair->tree.ntokens - 1);

    return last->lower.len == 1 && last->lower.ptr[0] == '.';
}

/* "The general proposed talks.": a whole sentence needs a verb, and who bears the name of
 * an office behind an article is a noun, though "general" describes elsewhere. */
static uint32_t described_subject(struct repair *repair, uint32_t verb, uint32_t noun)
{
    const uint32_t subject = verb - 1;

    if (verb < repair->tree.first + 2 || noun != repair->tree.root || !ends_with_stop(repair) ||
        at(repair, subject)->upos != HSY_UPOS_ADJ || at(repair, subject)->head != noun ||
        at(repair, subject - 1)->upos != HSY_UPOS_DET ||
        !(hsy_class_has(repair->tables, HSY_CLASS_OFFICIAL, at(repair, subject)->lower) ||
          hsy_class_has(repair->tables, HSY_CLASS_TROOPS, at(repair, subject)->lower)))
        return HSY_NONE;
    at(repair, subject)->upos = HSY_UPOS_NOUN;
    return subject;
}

/* "leaders held talks" with "held" as a modifier of talks. */
static void verb_as_modifier(struct repair *repair, uint32_t verb)
{
    hsy_token *token = at(repair, verb);
    uint32_t noun = hsy_tree_head(&repair->tree, verb), subject;

    if (token->upos != HSY_UPOS_VERB || noun == HSY_NONE ||
        (token->deprel != HSY_DEP_amod && token->deprel != HSY_DEP_compound) ||
        noun < verb || !names_act(repair, token->lemma))
        return;
    subject = hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj);
    if (subject == HSY_NONE)
        subject = hsy_tree_child(&repair->tree, noun, HSY_DEP_nsubj);
    /* A participle never stands between the parts of a compound. */
    if (subject == HSY_NONE)
        subject = hsy_tree_child(&repair->tree, noun, HSY_DEP_compound);
    if (subject == HSY_NONE)
        subject = described_subject(repair, verb, noun);
    if (subject == HSY_NONE || subject > verb || at(repair, subject)->upos == HSY_UPOS_PROPN ||
        hsy_tree_child(&repair->tree, noun, HSY_DEP_cop) != HSY_NONE)
        return;
    for (uint32_t i = 0; i < hsy_tree_nchildren(&repair->tree, noun); i++) {
        uint32_t child = hsy_tree_child_at(&repair->tree, noun, i);
        if (child < verb || at(repair, child)->deprel == HSY_DEP_punct)
            at(repair, child)->head = verb;
        if (child < verb && at(repair, child)->deprel == HSY_DEP_case_)
            at(repair, child)->deprel = HSY_DEP_mark;
    }
    token->head = at(repair, noun)->head == noun ? verb : at(repair, noun)->head;
    token->deprel = at(repair, noun)->deprel;
    if (token->deprel == HSY_DEP_obl || token->deprel == HSY_DEP_nmod)
        token->deprel = HSY_DEP_advcl;
    token->feats = (uint16_t)((token->feats & ~HSY_FEAT_PASTPART) | HSY_FEAT_PAST);
    hang(repair, subject, verb, HSY_DEP_nsubj);
    hang(repair, noun, verb, HSY_DEP_obj);
}

/* "refused talks" with "talks" as a verb: no verb is an object without a clause. */
static void verb_as_object(struct repair *repair, uint32_t verb)
{
    hsy_token *token = at(repair, verb);

    bool clause = token->deprel == HSY_DEP_ccomp || token->deprel == HSY_DEP_xcomp;

    if (token->upos != HSY_UPOS_VERB || (token->deprel != HSY_DEP_obj && !clause) ||
        !(token->feats & HSY_FEAT_PRESENT) ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_mark) != HSY_NONE ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj) != HSY_NONE ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_aux) != HSY_NONE ||
        hsy_map_find(&repair->tables->noun, token->lemma) == HSY_NONE)
        return;
    token->upos = HSY_UPOS_NOUN;
    token->feats = HSY_FEAT_PLURAL;
    token->deprel = HSY_DEP_obj;
}

/* The participle that hangs on `noun` and follows it, adverbs apart. */
static uint32_t participle_on(struct repair *repair, uint32_t noun)
{
    uint32_t verb = hsy_tree_child(&repair->tree, noun, HSY_DEP_acl);
    const hsy_token *token;

    if (verb == HSY_NONE || verb < noun || verb - noun > 3)
        return HSY_NONE;
    token = at(repair, verb);
    if (token->upos != HSY_UPOS_VERB || !(token->feats & HSY_FEAT_PASTPART) ||
        !names_act(repair, token->lemma) ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_obl_agent) != HSY_NONE ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_aux_pass) != HSY_NONE)
        return HSY_NONE;
    for (uint32_t i = noun + 1; i < verb; i++)
        if (at(repair, i)->upos != HSY_UPOS_ADV)
            return HSY_NONE;
    return verb;
}

static void make_finite(struct repair *repair, uint32_t verb, uint32_t subject)
{
    hsy_token *token = at(repair, verb);

    token->feats = (uint16_t)((token->feats & ~HSY_FEAT_PASTPART) | HSY_FEAT_PAST);
    hang(repair, subject, verb, HSY_DEP_nsubj);
}

/* "The presidents met in Ardel." */
static void topmost_noun(struct repair *repair, bool title)
{
    const uint32_t root = repair->tree.root;
    uint32_t verb = root == HSY_NONE ? HSY_NONE : participle_on(repair, root);

    /* "Norland and Ardelia signed": on the last conjunct. */
    for (uint32_t i = 0; root != HSY_NONE && verb == HSY_NONE &&
                         i < hsy_tree_nchildren(&repair->tree, root);
         i++) {
        uint32_t child = hsy_tree_child_at(&repair->tree, root, i);
        if (at(repair, child)->deprel == HSY_DEP_conj)
            verb = participle_on(repair, child);
    }
    if (verb == HSY_NONE || title || !ends_with_stop(repair) ||
        hsy_tree_child(&repair->tree, root, HSY_DEP_cop) != HSY_NONE ||
        hsy_tree_child(&repair->tree, root, HSY_DEP_nsubj) != HSY_NONE)
        return;
    for (uint32_t i = 0; i < hsy_tree_nchildren(&repair->tree, root); i++) {
        uint32_t child = hsy_tree_child_at(&repair->tree, root, i);
        if (child > verb)
            at(repair, child)->head = verb;
    }
    hang(repair, verb, verb, HSY_DEP_root);
    make_finite(repair, verb, root);
}

/* "The chancellor ruled out talks" with "talks" as the main verb and "ruled out" as a
 * participle on the chancellor. */
static void verb_before_noun(struct repair *repair, uint32_t noun)
{
    hsy_token *token = at(repair, noun);
    uint32_t subject = hsy_tree_child(&repair->tree, noun, HSY_DEP_nsubj), verb;

    if (token->upos != HSY_UPOS_VERB || !(token->feats & HSY_FEAT_PRESENT) ||
        subject == HSY_NONE || hsy_map_find(&repair->tables->noun, token->lemma) == HSY_NONE)
        return;
    verb = participle_on(repair, subject);
    if (verb == HSY_NONE || verb > noun)
        return;
    for (uint32_t i = verb + 1; i < noun; i++)
        if (at(repair, i)->head != verb)
            return;
    token->upos = HSY_UPOS_NOUN;
    token->feats = HSY_FEAT_PLURAL;
    hang(repair, verb, token->head == noun ? verb : token->head, (hsy_deprel)token->deprel);
    hang(repair, noun, verb, HSY_DEP_obj);
    make_finite(repair, verb, subject);
}

/* "trapped by advancing forces" with the forces as what somebody advances: people right
 * behind a gerund behind "by" of a passive are its agent. */
static void agent_as_object(struct repair *repair, uint32_t verb)
{
    uint32_t gerund = hsy_tree_child(&repair->tree, verb, HSY_DEP_advcl), mark, noun;

    if (gerund == HSY_NONE || !(at(repair, verb)->feats & HSY_FEAT_PASTPART) ||
        !(at(repair, gerund)->feats & HSY_FEAT_GERUND) ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_obj) != HSY_NONE)
        return;
    mark = hsy_tree_child(&repair->tree, gerund, HSY_DEP_mark);
    noun = hsy_tree_child(&repair->tree, gerund, HSY_DEP_obj);
    if (mark == HSY_NONE || mark + 1 != gerund || noun == HSY_NONE || noun > gerund + 3 ||
        !hsy_class_has(repair->tables, HSY_CLASS_AGENT, at(repair, mark)->lower) ||
        !hsy_class_has(repair->tables, HSY_CLASS_PEOPLE, at(repair, noun)->lemma))
        return;
    hang(repair, noun, verb, HSY_DEP_obl_agent);
    hang(repair, mark, noun, HSY_DEP_case_);
    hang(repair, gerund, noun, HSY_DEP_amod);
}

/* No subject has a preposition: "the signing of the treaty by the kings took place". */
static void subject_with_preposition(struct repair *repair, uint32_t verb)
{
    uint32_t first = hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj), second;

    if (first == HSY_NONE)
        return;
    second = hsy_tree_next(&repair->tree, first);
    if (second != HSY_NONE && second < verb &&
        hsy_tree_child(&repair->tree, second, HSY_DEP_case_) != HSY_NONE)
        hang(repair, second, first, HSY_DEP_nmod);
}

static bool has_subject(struct repair *repair, uint32_t verb)
{
    return hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj) != HSY_NONE ||
           hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj_pass) != HSY_NONE ||
           hsy_tree_child(&repair->tree, verb, HSY_DEP_csubj) != HSY_NONE;
}

/* A finite verb without a subject but with a stray noun before it: that is its subject. */
static void stray_subject(struct repair *repair, uint32_t verb)
{
    const hsy_token *token = at(repair, verb);

    /* "The general denied that": a participle governs no clause as the root of a sentence. */
    bool finite = (token->feats & (HSY_FEAT_PAST | HSY_FEAT_PRESENT)) ||
                  (token->deprel == HSY_DEP_root &&
                   hsy_tree_child(&repair->tree, verb, HSY_DEP_ccomp) != HSY_NONE &&
                   hsy_tree_child(&repair->tree, verb, HSY_DEP_aux_pass) == HSY_NONE);

    if (token->upos != HSY_UPOS_VERB || token->deprel == HSY_DEP_conj || !finite ||
        has_subject(repair, verb))
        return;
    for (uint32_t i = 0; i < hsy_tree_nchildren(&repair->tree, verb); i++) {
        uint32_t child = hsy_tree_child_at(&repair->tree, verb, i);
        uint8_t deprel = at(repair, child)->deprel, upos = at(repair, child)->upos;
        bool stray = deprel == HSY_DEP_reparandum || deprel == HSY_DEP_dislocated ||
                     deprel == HSY_DEP_vocative || deprel == HSY_DEP_dep ||
                     (deprel == HSY_DEP_compound && upos == HSY_UPOS_ADJ &&
                      child + 1 == verb) ||
                     (deprel == HSY_DEP_advmod &&
                      (at(repair, child)->shape & HSY_SHAPE_CAPITAL));
        if (child < verb && stray &&
            (upos == HSY_UPOS_NOUN || upos == HSY_UPOS_PROPN || upos == HSY_UPOS_ADJ)) {
            at(repair, child)->deprel = HSY_DEP_nsubj;
            return;
        }
    }
}

/* A person, or a verb with its own preposition behind it. */
static bool could_act(struct repair *repair, uint32_t noun, uint32_t verb)
{
    if (hsy_class_has(repair->tables, HSY_CLASS_PEOPLE, at(repair, noun)->lemma))
        return true;
    return hsy_tree_holds(&repair->tree, verb + 1) &&
           hsy_class_has(repair->tables, HSY_CLASS_TOWARD, at(repair, verb + 1)->lower);
}

/* "after the mayor called for help" */
static void clause_in_phrase(struct repair *repair, uint32_t noun)
{
    uint32_t verb = participle_on(repair, noun), mark = HSY_NONE;

    if (verb == HSY_NONE || at(repair, noun)->deprel != HSY_DEP_obl ||
        !could_act(repair, noun, verb))
        return;
    for (uint32_t i = 0; i < hsy_tree_nchildren(&repair->tree, noun); i++) {
        uint32_t child = hsy_tree_child_at(&repair->tree, noun, i);
        if (at(repair, child)->deprel == HSY_DEP_case_ &&
            hsy_class_has(repair->tables, HSY_CLASS_CLAUSAL, at(repair, child)->lower))
            mark = child;
    }
    if (mark == HSY_NONE)
        return;
    hang(repair, mark, verb, HSY_DEP_mark);
    hang(repair, verb, at(repair, noun)->head, HSY_DEP_advcl);
    make_finite(repair, verb, noun);
}

/* "until the leader commits to it" with the leader as a phrase: what stands right before a
 * finite verb that has no subject is its subject. */
static void finite_in_phrase(struct repair *repair, uint32_t noun)
{
    const uint32_t verb = noun + 1;
    uint32_t mark = hsy_tree_child(&repair->tree, noun, HSY_DEP_case_);

    if (at(repair, noun)->deprel != HSY_DEP_obl || mark == HSY_NONE || mark > noun ||
        !hsy_tree_holds(&repair->tree, verb) || at(repair, verb)->upos != HSY_UPOS_VERB ||
        !(at(repair, verb)->feats & (HSY_FEAT_PAST | HSY_FEAT_PRESENT)) ||
        (at(repair, verb)->feats & (HSY_FEAT_PASTPART | HSY_FEAT_GERUND)) ||
        at(repair, verb)->deprel == HSY_DEP_root || has_subject(repair, verb) ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_aux) != HSY_NONE ||
        !hsy_class_has(repair->tables, HSY_CLASS_CLAUSAL, at(repair, mark)->lower))
        return;
    if (at(repair, noun)->head != verb)
        hang(repair, verb, at(repair, noun)->head, HSY_DEP_advcl);
    hang(repair, noun, verb, HSY_DEP_nsubj);
    hang(repair, mark, verb, HSY_DEP_mark);
}

/* -- headlines and quotations ---------------------------------------------------------- */

static bool ends_clause(struct repair *repair, uint32_t token)
{
    if (!hsy_tree_holds(&repair->tree, token))
        return true;
    switch (at(repair, token)->upos) {
    case HSY_UPOS_NOUN:
    case HSY_UPOS_PROPN:
    case HSY_UPOS_DET:
    case HSY_UPOS_NUM:
    case HSY_UPOS_ADJ:
    case HSY_UPOS_PRON: return false;
    default: return true;
    }
}

/* "killed at least six people", "killed Monday nine": something behind the verb that could
 * be its object, wherever the tree hangs it. */
static bool could_have_object(struct repair *repair, uint32_t verb)
{
    for (uint32_t i = 0; i < hsy_tree_nchildren(&repair->tree, verb); i++) {
        uint32_t child = hsy_tree_child_at(&repair->tree, verb, i);
        uint8_t upos = at(repair, child)->upos;
        if (child > verb && (upos == HSY_UPOS_NOUN || upos == HSY_UPOS_NUM) &&
            hsy_tree_child(&repair->tree, child, HSY_DEP_case_) == HSY_NONE)
            return true;
    }
    return hsy_tree_holds(&repair->tree, verb + 3) &&
           at(repair, verb + 1)->upos == HSY_UPOS_ADP &&
           at(repair, verb + 2)->upos != HSY_UPOS_PROPN &&
           at(repair, verb + 3)->upos == HSY_UPOS_NUM;
}

/* "Four soldiers killed in Keth": who is said to have killed nobody was killed. A subject
 * of "were injured" that the tree has as active is mended by the same token. */
static void reduced_passive(struct repair *repair, uint32_t verb)
{
    hsy_token *token = at(repair, verb);
    uint32_t subject = hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj);

    if (token->upos != HSY_UPOS_VERB || subject == HSY_NONE || subject > verb ||
        !(token->feats & (HSY_FEAT_PAST | HSY_FEAT_PASTPART)) ||
        !hsy_class_has(repair->tables, HSY_CLASS_UNDERGO, token->lemma) ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_aux) != HSY_NONE ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_obj) != HSY_NONE ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_ccomp) != HSY_NONE ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_xcomp) != HSY_NONE ||
        token->deprel == HSY_DEP_acl_relcl || !ends_clause(repair, verb + 1) ||
        (hsy_tree_holds(&repair->tree, verb + 1) &&
         at(repair, verb + 1)->upos == HSY_UPOS_CCONJ) ||
        could_have_object(repair, verb))
        return;
    token->feats = (uint16_t)((token->feats & ~HSY_FEAT_PAST) | HSY_FEAT_PASTPART);
    at(repair, subject)->deprel = HSY_DEP_nsubj_pass;
}

/* "Four soldiers, a farmer killed": a list whose last comma stands for "and". */
static void listed_victims(struct repair *repair, uint32_t verb)
{
    uint32_t last = hsy_tree_head(&repair->tree, verb), first;

    if (at(repair, verb)->deprel != HSY_DEP_acl || last == HSY_NONE || verb != last + 1 ||
        at(repair, last)->deprel != HSY_DEP_appos ||
        !hsy_class_has(repair->tables, HSY_CLASS_UNDERGO, at(repair, verb)->lemma))
        return;
    first = hsy_tree_head(&repair->tree, last);
    if (first == HSY_NONE || first > last)
        return;
    at(repair, last)->deprel = HSY_DEP_conj;
    at(repair, verb)->head = first;
}

/* "Four soldiers and a farmer were killed" with "and" on the verb and the soldiers astray. */
static void lost_conjunct(struct repair *repair, uint32_t verb)
{
    uint32_t subject = hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj_pass), cc, noun;

    if (subject == HSY_NONE)
        subject = hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj);
    cc = hsy_tree_child(&repair->tree, verb, HSY_DEP_cc);
    if (subject == HSY_NONE || cc == HSY_NONE || cc > subject || subject > verb ||
        subject - cc > 3 || cc == repair->tree.first ||
        at(repair, verb)->deprel == HSY_DEP_conj)
        return;
    noun = cc - 1;
    for (uint32_t i = cc + 1; i < subject; i++)
        if (at(repair, i)->head != subject)
            return;
    if ((at(repair, noun)->upos != HSY_UPOS_NOUN && at(repair, noun)->upos != HSY_UPOS_PROPN) ||
        hsy_tree_child(&repair->tree, noun, HSY_DEP_case_) != HSY_NONE ||
        at(repair, noun)->head > noun)
        return;
    hang(repair, noun, verb, (hsy_deprel)at(repair, subject)->deprel);
    hang(repair, subject, noun, HSY_DEP_conj);
    hang(repair, cc, subject, HSY_DEP_cc);
}

/* "in Keth shelling": a gerund without an object behind a name in a phrase is a noun. */
static void gerund_in_phrase(struct repair *repair, uint32_t gerund)
{
    hsy_token *token = at(repair, gerund);
    uint32_t name = gerund - 1, mark;

    if (gerund == repair->tree.first || token->upos != HSY_UPOS_VERB ||
        !(token->feats & HSY_FEAT_GERUND) || at(repair, name)->upos != HSY_UPOS_PROPN ||
        hsy_tree_nchildren(&repair->tree, gerund) || !ends_clause(repair, gerund + 1) ||
        (hsy_map_find(&repair->tables->noun, token->lower) == HSY_NONE &&
         hsy_map_find(&repair->tables->noun, token->lemma) == HSY_NONE))
        return;
    mark = hsy_tree_child(&repair->tree, name, HSY_DEP_case_);
    if (mark == HSY_NONE || mark > name)
        return;
    token->upos = HSY_UPOS_NOUN;
    token->lemma = token->lower;
    token->feats = 0;
    hang(repair, gerund, at(repair, name)->head, (hsy_deprel)at(repair, name)->deprel);
    hang(repair, mark, gerund, HSY_DEP_case_);
    hang(repair, name, gerund, HSY_DEP_compound);
}

/* "Three clerks killed nine others injured": two reports of harm that lost what parted them. */
static void joined_reports(struct repair *repair, uint32_t verb)
{
    const uint32_t object = hsy_tree_child(&repair->tree, verb, HSY_DEP_obj);
    const uint32_t subject = hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj);
    uint32_t second;

    if (object == HSY_NONE || subject == HSY_NONE || object < verb || subject > verb ||
        !hsy_class_has(repair->tables, HSY_CLASS_UNDERGO, at(repair, verb)->lemma) ||
        hsy_class_has(repair->tables, HSY_CLASS_TROOPS, at(repair, subject)->lemma) ||
        hsy_tree_child(&repair->tree, subject, HSY_DEP_nummod) == HSY_NONE ||
        hsy_tree_child(&repair->tree, object, HSY_DEP_nummod) == HSY_NONE)
        return;
    second = hsy_tree_child(&repair->tree, object, HSY_DEP_acl);
    if (second != object + 1 ||
        !hsy_class_has(repair->tables, HSY_CLASS_UNDERGO, at(repair, second)->lemma))
        return;
    at(repair, subject)->deprel = HSY_DEP_nsubj_pass;
    at(repair, verb)->feats = HSY_FEAT_PASTPART;
    hang(repair, second, verb, HSY_DEP_conj);
    hang(repair, object, second, HSY_DEP_nsubj_pass);
}

/* The noun of the phrase between `first` and `end`, or HSY_NONE when it is no phrase. */
static uint32_t phrase_between(struct repair *repair, uint32_t first, uint32_t end)
{
    uint32_t noun = HSY_NONE;

    for (uint32_t i = first; i < end; i++) {
        const hsy_token *token = at(repair, i);
        if (token->upos == HSY_UPOS_VERB || token->upos == HSY_UPOS_AUX ||
            token->upos == HSY_UPOS_PUNCT || token->upos == HSY_UPOS_SCONJ)
            return HSY_NONE;
        if (noun == HSY_NONE && (token->head < first || token->head >= end) &&
            (token->upos == HSY_UPOS_NOUN || token->upos == HSY_UPOS_PROPN ||
             token->upos == HSY_UPOS_PRON))
            noun = i;
    }
    return noun;
}

/* "called for the minister to resign": whom "for" introduces is the subject of the infinitive. */
static void introduced_subject(struct repair *repair, uint32_t mark)
{
    const uint32_t end = repair->tree.first + repair->tree.ntokens;
    uint32_t to = mark + 1, verb, subject;

    if (!hsy_class_has(repair->tables, HSY_CLASS_INTRODUCER, at(repair, mark)->lower))
        return;
    while (to < end && to <= mark + 8 && at(repair, to)->upos != HSY_UPOS_PART)
        to++;
    verb = to + 1;
    while (verb < end && at(repair, verb)->upos == HSY_UPOS_AUX)
        verb++;
    if (verb >= end || to > mark + 8 || at(repair, verb)->upos != HSY_UPOS_VERB ||
        !hsy_class_has(repair->tables, HSY_CLASS_TO, at(repair, to)->lower))
        return;
    subject = phrase_between(repair, mark + 1, to);
    if (subject == HSY_NONE || at(repair, verb)->head == subject)
        return;
    hang(repair, subject, verb, verb == to + 1 ? HSY_DEP_nsubj : HSY_DEP_nsubj_pass);
    hang(repair, mark, verb, HSY_DEP_mark);
    if (at(repair, verb)->deprel == HSY_DEP_xcomp)
        at(repair, verb)->deprel = HSY_DEP_advcl;
}

static bool closes_quotation(hsy_str word)
{
    return hsy_str_eq(word, HSY_STR("\"")) || hsy_str_eq(word, HSY_STR("''")) ||
           hsy_str_eq(word, HSY_STR("\xE2\x80\x9D")) || hsy_str_eq(word, HSY_STR("\xC2\xBB"));
}

/* "...," warns the mayor: behind a quotation the verb of saying stands before its subject. */
static void inverted_speaker(struct repair *repair, uint32_t verb)
{
    uint32_t speaker = hsy_tree_child(&repair->tree, verb, HSY_DEP_obj);
    const uint32_t subject = hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj);

    /* A subject before the closing mark is one of the words said. */
    if (verb == repair->tree.first || speaker == HSY_NONE || speaker < verb ||
        at(repair, verb)->upos != HSY_UPOS_VERB || (subject != HSY_NONE && subject > verb) ||
        !hsy_class_has(repair->tables, HSY_CLASS_SAY, at(repair, verb)->lemma) ||
        !closes_quotation(at(repair, verb - 1)->lower))
        return;
    if (subject != HSY_NONE)
        at(repair, subject)->deprel = HSY_DEP_dep;
    at(repair, speaker)->deprel = HSY_DEP_nsubj;
    if (hsy_tree_child(&repair->tree, verb, HSY_DEP_csubj) != HSY_NONE)
        at(repair, hsy_tree_child(&repair->tree, verb, HSY_DEP_csubj))->deprel = HSY_DEP_ccomp;
}

hsy_doc *hsy_repaired_doc(hsy_arena *scratch, const struct hsy_event_tables *tables,
                          const hsy_doc *doc)
{
    hsy_doc *copy = hsy_new(scratch, hsy_doc);
    struct repair repair = {.tables = tables, .doc = copy};

    if (!copy)
        return NULL;
    *copy = *doc;
    copy->tokens = hsy_new_array(scratch, doc->ntokens, hsy_token);
    for (uint32_t i = 0; copy->tokens && i < doc->ntokens; i++)
        copy->tokens[i] = doc->tokens[i];
    for (uint32_t s = 0; copy->tokens && s < doc->nsentences; s++) {
        hsy_arena_mark mark = hsy_arena_here(scratch);
        if (!hsy_tree_make(scratch, doc, s, &repair.tree))
            return NULL;
        for (uint32_t i = 0; i < repair.tree.ntokens; i++) {
            noun_with_object(&repair, repair.tree.first + i);
            verb_as_modifier(&repair, repair.tree.first + i);
            agent_as_object(&repair, repair.tree.first + i);
            subject_with_preposition(&repair, repair.tree.first + i);
            verb_before_noun(&repair, repair.tree.first + i);
            stray_subject(&repair, repair.tree.first + i);
            verb_as_object(&repair, repair.tree.first + i);
            clause_in_phrase(&repair, repair.tree.first + i);
            finite_in_phrase(&repair, repair.tree.first + i);
            reduced_passive(&repair, repair.tree.first + i);
            lost_conjunct(&repair, repair.tree.first + i);
            listed_victims(&repair, repair.tree.first + i);
            gerund_in_phrase(&repair, repair.tree.first + i);
            inverted_speaker(&repair, repair.tree.first + i);
            introduced_subject(&repair, repair.tree.first + i);
            joined_reports(&repair, repair.tree.first + i);
        }
        if (repair.tree.ntokens)
            topmost_noun(&repair, doc->sentences[s].is_title);
        hsy_arena_rewind(scratch, mark);
    }
    return copy->tokens ? copy : NULL;
}
