/*
 * modality_verb.c - the way up from a verb to what governs its clause.
 *
 * An infinitive ("plan to attack"), a gerund ("accused of attacking"), a finite clause
 * ("denied that they attacked"): each kind has its cues. Words that leave the question to what
 * governs them ("began to") are passed through. An infinitive whose governor is unknown is not
 * taken for a fact.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/modality.h"

#define MAX_CLIMB 10
#define TO_REACH 8 /* words between "urged" and "to": "urged the two generals to" */

static const hsy_cue *governing_cue(const hsy_climb *climb, uint32_t verb,
                                    uint32_t *ret_governor);

/* "refused to commit to ending": what governs the governor is negative. */
static bool is_refused(const hsy_climb *climb, uint32_t governor)
{
    uint32_t above;
    const hsy_cue *cue = governing_cue(climb, governor, &above);

    return cue && cue->negative;
}

/* Is the governor itself negated: "did not", "refused to", "no"? */
static bool is_negated(const hsy_climb *climb, uint32_t governor)
{
    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, governor); i++) {
        uint32_t child = hsy_tree_child_at(climb->tree, governor, i);
        uint8_t deprel = hsy_climb_token(climb, child)->deprel;
        if ((deprel == HSY_DEP_advmod || deprel == HSY_DEP_det || deprel == HSY_DEP_aux) &&
            hsy_climb_negates(climb, child))
            return true;
    }
    return (governor > climb->tree->first && hsy_climb_negates(climb, governor - 1)) ||
           is_refused(climb, governor);
}

/* "did not rule out attacking", "refused to rule out": two negations leave it open. */
static void negate(hsy_climb *climb)
{
    const bool twice = climb->result.negative && !climb->decided &&
                       climb->result.modality == HSY_MODALITY_ACTUAL;

    climb->result.negative = !twice;
    if (twice)
        hsy_climb_say(climb, HSY_MODALITY_POSSIBLE, "negated twice");
}

void hsy_climb_governor(hsy_climb *climb, uint32_t governor)
{
    if (climb->known)
        return;
    if (is_negated(climb, governor))
        negate(climb);
    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, governor); i++) {
        uint32_t child = hsy_tree_child_at(climb->tree, governor, i);
        uint8_t deprel = hsy_climb_token(climb, child)->deprel;
        /* "without a commitment to cease" */
        if (deprel == HSY_DEP_case_ && climb->result.modality != HSY_MODALITY_ACTUAL) {
            const hsy_cue *cue = hsy_climb_cue(climb, child, HSY_REL_CASE, governor);
            climb->result.negative |= cue && cue->negative;
        }
        if (deprel == HSY_DEP_aux && climb->result.modality == HSY_MODALITY_ACTUAL)
            hsy_climb_apply(climb, hsy_climb_cue(climb, child, HSY_REL_AUX, governor));
        if (deprel == HSY_DEP_mark && climb->result.modality == HSY_MODALITY_ACTUAL)
            hsy_climb_apply(climb, hsy_climb_cue(climb, child, HSY_REL_MARK, governor));
    }
}

/* -- words that govern it ---------------------------------------------------------- */

/* The "to" of an infinitive, or HSY_NONE. */
static uint32_t to_of(const hsy_climb *climb, uint32_t verb)
{
    for (uint32_t i = verb; i-- > climb->tree->first && verb - i <= 3;) {
        const hsy_token *token = hsy_climb_token(climb, i);
        if (hsy_class_has(climb->work->tables, HSY_CLASS_TO, token->lower) &&
            (hsy_climb_token(climb, verb)->feats & (HSY_FEAT_INF | HSY_FEAT_PASTPART)))
            return i;
        /* "to \"defend\" them": marks of quotation part nothing. */
        if (token->upos != HSY_UPOS_ADV && token->upos != HSY_UPOS_AUX &&
            token->upos != HSY_UPOS_PUNCT)
            break;
    }
    return HSY_NONE;
}

/* An infinitive that the tree hangs on a noun between `governor` and its "to". */
static bool is_aim_of_noun(const hsy_climb *climb, uint32_t governor, uint32_t to,
                           uint32_t verb)
{
    uint32_t head = hsy_tree_head(climb->tree, verb);

    return head != HSY_NONE && head > governor && head < to &&
           hsy_climb_token(climb, verb)->deprel == HSY_DEP_acl &&
           hsy_climb_token(climb, head)->upos == HSY_UPOS_NOUN;
}

/* "the use of force to seize", "has the votes to override": a noun of the letters of a verb
 * that tells of what was done does not; "their claim to have attacked", "went out of his way
 * to" do. */
static bool is_namesake(const hsy_climb *climb, const hsy_cue *cue, uint32_t token, uint32_t to)
{
    /* "halted fire to attack", "a halt to the attacks": an aim is not what was halted. */
    if (cue->known)
        return true;
    return cue->transparent && !cue->rest.len &&
           hsy_climb_token(climb, token)->upos == HSY_UPOS_NOUN &&
           hsy_tree_child(climb->tree, token, HSY_DEP_nmod_poss) == HSY_NONE &&
           !(hsy_tree_holds(climb->tree, to + 1) &&
             hsy_climb_token(climb, to + 1)->upos == HSY_UPOS_AUX);
}

/* The word before "to", then the nearest cue before it with no verb between. */
static const hsy_cue *cue_before_to(const hsy_climb *climb, uint32_t to, uint32_t verb,
                                    uint32_t *ret_governor)
{
    for (uint32_t i = to; i-- > climb->tree->first && to - i <= TO_REACH;) {
        const hsy_token *token = hsy_climb_token(climb, i);
        const hsy_cue *cue = hsy_climb_cue(climb, i, HSY_REL_TO, verb);
        bool near = to - i == 1 && token->upos != HSY_UPOS_PROPN;
        if (cue && is_namesake(climb, cue, i, to))
            cue = NULL;
        /* "in order to": a noun behind a preposition of place demands nothing. */
        if (cue && near && token->upos != HSY_UPOS_VERB && i > climb->tree->first &&
            hsy_class_has(climb->work->tables, HSY_CLASS_LOCATIVE,
                          hsy_climb_token(climb, i - 1)->lower))
            break;
        /* "began a drive to free the town": the drive is for it. */
        if (cue && cue->transparent && !near && is_aim_of_noun(climb, i, to, verb))
            break;
        if (cue && (near || token->upos == HSY_UPOS_VERB)) {
            *ret_governor = i;
            return cue;
        }
        if (token->upos == HSY_UPOS_VERB || token->upos == HSY_UPOS_SCONJ ||
            token->upos == HSY_UPOS_AUX)
            break;
    }
    return NULL;
}
bool hsy_climb_clausal(uint8_t deprel)
{
    return deprel == HSY_DEP_xcomp || deprel == HSY_DEP_ccomp || deprel == HSY_DEP_advcl ||
           deprel == HSY_DEP_acl || deprel == HSY_DEP_acl_relcl || deprel == HSY_DEP_csubj ||
           deprel == HSY_DEP_parataxis || deprel == HSY_DEP_conj;
}

static const hsy_cue *first_governing_cue(const hsy_climb *climb, uint32_t verb,
                                          uint32_t *ret_governor)
{
    uint32_t to = to_of(climb, verb), head = hsy_tree_head(climb->tree, verb);
    const hsy_cue *cue = cue_before_to(climb, to, verb, ret_governor);

    if (!cue && head != HSY_NONE && hsy_climb_clausal(hsy_climb_token(climb, verb)->deprel)) {
        cue = hsy_climb_cue(climb, head, HSY_REL_TO, verb);
        if (cue && is_namesake(climb, cue, head, to))
            cue = NULL;
        *ret_governor = head;
    }
    return cue;
}

/* The cue that governs an infinitive, and its word; NULL when `verb` is none. */
static const hsy_cue *governing_cue(const hsy_climb *climb, uint32_t verb,
                                    uint32_t *ret_governor)
{
    uint32_t to = to_of(climb, verb), head = hsy_tree_head(climb->tree, verb);

    if (to == HSY_NONE)
        return NULL;
    /* "used it to praise him and to attack them": what governs the first governs both. */
    if (hsy_climb_token(climb, verb)->deprel == HSY_DEP_conj && head != HSY_NONE &&
        to_of(climb, head) != HSY_NONE)
        return first_governing_cue(climb, head, ret_governor);
    return first_governing_cue(climb, verb, ret_governor);
}

/* "the last country to ratify it": a word of rank says that it was done. */
static bool is_ranked(const hsy_climb *climb, uint32_t verb, uint32_t noun)
{
    for (uint32_t i = 0; noun != HSY_NONE && i < hsy_tree_nchildren(climb->tree, noun); i++) {
        uint32_t child = hsy_tree_child_at(climb->tree, noun, i);
        if (child < noun && hsy_climb_cue(climb, child, HSY_REL_RANK, verb))
            return true;
    }
    return false;
}

/* "I want to thank", "let me congratulate": the speaker does it by saying so. */
static bool is_performed(const hsy_climb *climb, uint32_t verb, uint32_t governor)
{
    const struct hsy_event_tables *tables = climb->work->tables;
    bool passive;
    uint32_t speaker = hsy_tree_subject(climb->tree, governor, &passive);

    return speaker != HSY_NONE && !passive &&
           hsy_class_has(tables, HSY_CLASS_PERFORM, hsy_token_lemma(climb->work, verb)) &&
           hsy_class_has(tables, HSY_CLASS_SPEAKER, hsy_climb_token(climb, speaker)->lower);
}

/* An infinitive: "plan to attack", "flew in to hold talks", "Minister to visit Ardel".
 * Gives the governor to go on from, or HSY_NONE to stop. */
static uint32_t climb_infinitive(hsy_climb *climb, uint32_t verb)
{
    uint32_t governor = HSY_NONE;
    const hsy_cue *cue = governing_cue(climb, verb, &governor);

    if (!cue) {
        uint32_t head = hsy_tree_head(climb->tree, verb);
        if (hsy_climb_token(climb, verb)->deprel == HSY_DEP_acl && is_ranked(climb, verb, head))
            return head;
        hsy_climb_say(climb, HSY_MODALITY_PLANNED, "infinitive");
        return HSY_NONE;
    }
    if (is_performed(climb, verb, governor))
        return HSY_NONE;
    if (hsy_climb_apply(climb, cue)) {
        hsy_climb_governor(climb, governor);
        return HSY_NONE;
    }
    hsy_climb_around(climb, governor);
    return climb->decided ? HSY_NONE : governor;
}

/* "asked them to avoid a raid": what is not to be is not told as not having been. */
void hsy_climb_infinitive(hsy_climb *climb, uint32_t verb)
{
    if (!climb->decided && climb->result.negative && !climb->known &&
        to_of(climb, verb) != HSY_NONE)
        climb_infinitive(climb, verb);
}

/* "could win by attacking", "accused them of winning by attacking": as open as the winning. */
static bool is_means(const hsy_climb *climb, uint32_t verb)
{
    uint32_t mark = hsy_tree_child(climb->tree, verb, HSY_DEP_mark);

    return mark != HSY_NONE && hsy_class_has(climb->work->tables, HSY_CLASS_AGENT,
                                             hsy_climb_token(climb, mark)->lower);
}

/* "after attacking", "by attacking". */
static bool is_told(const hsy_climb *climb, uint32_t verb)
{
    for (uint32_t i = 0; i < hsy_tree_nchildren(climb->tree, verb); i++) {
        const hsy_token *child =
            hsy_climb_token(climb, hsy_tree_child_at(climb->tree, verb, i));
        if ((child->deprel == HSY_DEP_mark || child->deprel == HSY_DEP_case_) &&
            (hsy_class_has(climb->work->tables, HSY_CLASS_CLAUSAL, child->lower) ||
             hsy_class_has(climb->work->tables, HSY_CLASS_PARTNER, child->lower)))
            return true;
    }
    return false;
}

/* "in supporting", "of attacking": behind a preposition that is none of time. */
static bool is_complement(const hsy_climb *climb, uint32_t verb)
{
    const uint32_t mark = hsy_tree_child(climb->tree, verb, HSY_DEP_mark);

    return mark != HSY_NONE && !hsy_class_has(climb->work->tables, HSY_CLASS_CLAUSAL,
                                              hsy_climb_token(climb, mark)->lower);
}

/* A gerund below an infinitive that somebody asks for; without "by", one only planned too. */
static bool shares_aim(const hsy_climb *climb, uint32_t verb, uint32_t head)
{
    uint32_t governor;
    const hsy_cue *cue = governing_cue(climb, head, &governor);

    /* "a bill to raise output by paying miners": an aim that nobody is said to have reached;
     * "works to end it by paying them" is done. */
    if (!cue) {
        const uint32_t to = to_of(climb, head);
        return is_means(climb, verb) && to != HSY_NONE && to > climb->tree->first &&
               hsy_climb_token(climb, to - 1)->upos == HSY_UPOS_NOUN;
    }
    return cue->modality == HSY_MODALITY_REQUESTED || cue->modality == HSY_MODALITY_POSSIBLE ||
           (cue->modality == HSY_MODALITY_PLANNED && !is_means(climb, verb));
}

/* "committed a massacre killing nine": what came of it, and not what one is committed to. */
static bool is_outcome(const hsy_climb *climb, uint32_t verb, uint32_t head)
{
    const uint32_t object = hsy_tree_child(climb->tree, head, HSY_DEP_obj);

    return object != HSY_NONE && object < verb &&
           hsy_climb_token(climb, verb)->deprel == HSY_DEP_advcl &&
           hsy_tree_child(climb->tree, verb, HSY_DEP_mark) == HSY_NONE &&
           hsy_class_has(climb->work->tables, HSY_CLASS_UNDERGO,
                         hsy_token_lemma(climb->work, verb));
}

static uint32_t climb_gerund(hsy_climb *climb, uint32_t verb, uint32_t head)
{
    if (is_outcome(climb, verb, head))
        return head;
    const hsy_cue *cue = hsy_climb_cue(climb, head, HSY_REL_PREP, verb);

    if (!cue)
        cue = hsy_climb_cue(climb, head, HSY_REL_ING, verb);
    /* "accused the army of attacking": the tree may hang it on the noun before. */
    if (!cue && hsy_tree_head(climb->tree, head) != HSY_NONE &&
        hsy_climb_token(climb, head)->upos != HSY_UPOS_VERB)
        cue = hsy_climb_cue(climb, hsy_tree_head(climb->tree, head), HSY_REL_ING, verb);
    /* "urged them to help by withdrawing": asked for too; "tries to shut clinics by bombing
     * them" tells what is done. */
    if (!cue && shares_aim(climb, verb, head))
        return head;
    if (!cue && is_means(climb, verb))
        hsy_climb_modal(climb, head);
    /* "a stance in supporting": as real as the stance. */
    if (!cue && hsy_climb_token(climb, head)->upos == HSY_UPOS_NOUN &&
        is_complement(climb, verb))
        return head;
    /* "after attacking": told as done; ", killing five" goes with its main clause. */
    if (!cue)
        return is_told(climb, verb) &&
                       !(is_means(climb, verb) && to_of(climb, head) == HSY_NONE)
                   ? HSY_NONE
                   : head;
    if (hsy_climb_apply(climb, cue)) {
        hsy_climb_governor(climb, head);
        return HSY_NONE;
    }
    return head;
}

/* "insisted that it is resisting": told, where "insisted that it resist" is asked for. */
static bool is_told_so(const hsy_climb *climb, uint32_t verb)
{
    const hsy_token *token = hsy_climb_token(climb, verb);
    uint32_t aux = hsy_tree_child(climb->tree, verb, HSY_DEP_aux);

    if (aux != HSY_NONE)
        return (hsy_climb_token(climb, aux)->feats & (HSY_FEAT_PRESENT | HSY_FEAT_PAST)) &&
               !(hsy_climb_token(climb, aux)->feats & HSY_FEAT_MODAL);
    return (token->feats & HSY_FEAT_PAST) && !(token->feats & HSY_FEAT_INF);
}

/* "rejected the claim that they attacked": what is said of the claim is said of the act. */
static const hsy_cue *cue_above_noun(const hsy_climb *climb, uint32_t noun, uint32_t verb)
{
    const hsy_token *token = hsy_climb_token(climb, noun);
    uint32_t head = hsy_tree_head(climb->tree, noun);

    if (token->upos != HSY_UPOS_NOUN)
        return NULL;
    for (uint32_t mod = hsy_tree_child(climb->tree, noun, HSY_DEP_amod); mod != HSY_NONE;
         mod = hsy_tree_next(climb->tree, mod)) {
        const hsy_cue *cue = hsy_climb_cue(climb, mod, HSY_REL_MOD, verb);
        if (cue && cue->modality == HSY_MODALITY_DENIED)
            return cue; /* "the false claim that they attacked" */
    }
    if (head == HSY_NONE ||
        (token->deprel != HSY_DEP_obj && token->deprel != HSY_DEP_nsubj_pass))
        return NULL;
    return hsy_climb_cue(climb, head, HSY_REL_THAT, verb);
}

static bool is_asked(const hsy_climb *climb, uint32_t verb)
{
    uint32_t governor;
    const hsy_cue *cue = governing_cue(climb, verb, &governor);

    return cue && cue->modality == HSY_MODALITY_REQUESTED;
}

static uint32_t climb_finite(hsy_climb *climb, uint32_t verb, uint32_t head)
{
    const hsy_cue *cue = hsy_climb_cue(climb, head, HSY_REL_THAT, verb);
    const hsy_cue *above = cue && !cue->transparent ? NULL : cue_above_noun(climb, head, verb);

    if (above && above->modality != HSY_MODALITY_REQUESTED)
        cue = above;
    if (!cue) {
        /* "has not said that": nobody vouches for it. */
        bool before = climb->result.negative;
        hsy_climb_governor(climb, head);
        /* "urged him to state that he supports it": nobody has stated it yet. */
        if (to_of(climb, head) != HSY_NONE && is_asked(climb, head))
            hsy_climb_say(climb, HSY_MODALITY_POSSIBLE, "not said");
        if (climb->result.negative && !before) {
            climb->result.negative = false;
            hsy_climb_say(climb, HSY_MODALITY_POSSIBLE, "not said");
        }
        return HSY_NONE;
    }
    if (cue->modality == HSY_MODALITY_REQUESTED && is_told_so(climb, verb))
        return HSY_NONE;
    return hsy_climb_apply(climb, cue) ? HSY_NONE : head;
}

/* "speculation they were hit by rockets": a clause on a noun that it lacks nothing of. */
static bool is_content(const hsy_climb *climb, uint32_t verb, uint32_t noun)
{
    const hsy_cue *cue = hsy_climb_cue(climb, noun, HSY_REL_THAT, verb);
    uint32_t subject = hsy_tree_child(climb->tree, verb, HSY_DEP_nsubj);

    if (subject == HSY_NONE)
        subject = hsy_tree_child(climb->tree, verb, HSY_DEP_nsubj_pass);
    return cue && !cue->transparent && subject != HSY_NONE && subject == noun + 1 &&
           hsy_xpos_name(hsy_climb_token(climb, subject)->xpos)[0] != 'W';
}

static bool is_said(const hsy_climb *climb, uint32_t verb)
{
    uint32_t mark = hsy_tree_child(climb->tree, verb, HSY_DEP_mark);

    return mark != HSY_NONE && hsy_class_has(climb->work->tables, HSY_CLASS_THAT,
                                             hsy_climb_token(climb, mark)->lower);
}

/* "attacking", "being attacked". */
static bool is_gerund(const hsy_climb *climb, uint32_t verb)
{
    uint32_t aux = hsy_tree_child(climb->tree, verb, HSY_DEP_aux_pass);

    /* "was attacking" is finite. */
    return ((hsy_climb_token(climb, verb)->feats & HSY_FEAT_GERUND) &&
            hsy_tree_child(climb->tree, verb, HSY_DEP_aux) == HSY_NONE) ||
           (aux != HSY_NONE && (hsy_climb_token(climb, aux)->feats & HSY_FEAT_GERUND) &&
            hsy_tree_child(climb->tree, verb, HSY_DEP_aux) == HSY_NONE);
}

/* From a verb to what governs its clause; HSY_NONE at the end of the way. */
static uint32_t above_verb(hsy_climb *climb, uint32_t verb)
{
    const hsy_token *token = hsy_climb_token(climb, verb);
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
        /* "Deploying troops requires a vote": spoken of, not told. */
        if (token->deprel == HSY_DEP_csubj && is_gerund(climb, verb)) {
            hsy_climb_modal(climb, head);
            hsy_climb_say(climb, HSY_MODALITY_POSSIBLE, "clause as subject");
            return HSY_NONE;
        }
        if (is_gerund(climb, verb))
            return climb_gerund(climb, verb, head);
        if (token->deprel == HSY_DEP_advcl && !(token->feats & HSY_FEAT_PAST))
            hsy_climb_modal(climb, head); /* "will be tried when arrested" */
        /* "wants them driven out" as "wants to drive them out". */
        if (token->deprel == HSY_DEP_xcomp &&
            (token->feats & (HSY_FEAT_INF | HSY_FEAT_PASTPART))) {
            const hsy_cue *cue = hsy_climb_cue(climb, head, HSY_REL_TO, verb);
            return hsy_climb_apply(climb, cue) ? HSY_NONE : head;
        }
        /* "denied that they attacked" as an adverbial clause. */
        return is_said(climb, verb) ? climb_finite(climb, verb, head) : HSY_NONE;
    case HSY_DEP_acl_relcl:
        return is_content(climb, verb, head) || is_said(climb, verb)
                   ? climb_finite(climb, verb, head)
                   : HSY_NONE;
    case HSY_DEP_ccomp:
        /* "wants Ardelia driven out": as the infinitive. */
        if ((token->feats & HSY_FEAT_PASTPART) &&
            hsy_tree_child(climb->tree, verb, HSY_DEP_aux_pass) == HSY_NONE &&
            hsy_tree_child(climb->tree, verb, HSY_DEP_mark) == HSY_NONE &&
            hsy_climb_apply(climb, hsy_climb_cue(climb, head, HSY_REL_TO, verb)))
            return HSY_NONE;
        return climb_finite(climb, verb, head);
    case HSY_DEP_parataxis: return HSY_NONE;
    case HSY_DEP_conj: return head;
    default: return HSY_NONE;
    }
}

/* "will attack and seize": a bare conjunct shares what hangs on the first one. */
static bool shares_head(const hsy_climb *climb, uint32_t verb)
{
    return hsy_tree_child(climb->tree, verb, HSY_DEP_nsubj) == HSY_NONE &&
           hsy_tree_child(climb->tree, verb, HSY_DEP_nsubj_pass) == HSY_NONE &&
           hsy_tree_child(climb->tree, verb, HSY_DEP_aux) == HSY_NONE;
}

/* "to consider a bill granting them rights": what a thing that is an object does is as real as
 * the thing. */
static bool is_of_thing(const hsy_climb *climb, uint32_t verb)
{
    const uint32_t noun = hsy_tree_head(climb->tree, verb);

    return noun != HSY_NONE && hsy_climb_token(climb, verb)->deprel == HSY_DEP_acl &&
           hsy_climb_token(climb, noun)->deprel == HSY_DEP_obj &&
           hsy_climb_token(climb, noun)->upos == HSY_UPOS_NOUN &&
           hsy_map_find(&climb->work->tables->noun, hsy_token_lemma(climb->work, noun)) ==
               HSY_NONE &&
           !hsy_token_is(climb->work, noun, HSY_CLASS_ACTOR);
}

/* "the use of force to seize", "a stance in supporting": not ", killing five". */
static bool has_own_mark(const hsy_climb *climb, uint32_t verb)
{
    return to_of(climb, verb) != HSY_NONE ||
           (is_gerund(climb, verb) && (is_complement(climb, verb) || is_of_thing(climb, verb)));
}

void hsy_climb_verb(hsy_climb *climb, uint32_t verb)
{
    bool around = true;

    for (int hops = 0; hops < MAX_CLIMB && verb != HSY_NONE && !climb->decided; hops++) {
        bool conjunct = hsy_climb_token(climb, verb)->deprel == HSY_DEP_conj;
        bool shares = conjunct && shares_head(climb, verb) &&
                      (hsy_climb_token(climb, verb)->feats &
                       (HSY_FEAT_INF | HSY_FEAT_PASTPART | HSY_FEAT_GERUND));
        uint32_t from = verb;
        if (around)
            hsy_climb_around(climb, verb);
        if (climb->decided)
            return;
        verb = above_verb(climb, verb);
        /* "ruled out the use of force to seize": the use is as real as its own verb says. */
        if (verb != HSY_NONE && !climb->in_noun && has_own_mark(climb, from) &&
            hsy_climb_token(climb, verb)->upos == HSY_UPOS_NOUN) {
            climb->in_noun = true;
            hsy_climb_noun(climb, verb);
            return;
        }
        /* A gerund or a finite conjunct does not take over "not" from its head. */
        around = !conjunct || shares;
        if (verb != HSY_NONE && hsy_climb_token(climb, from)->deprel == HSY_DEP_advcl)
            around = true;
        if (climb->result.negative && !climb->decided && !conjunct)
            continue;
    }
}
