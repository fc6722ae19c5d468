/*
 * modality.h - the table of cues, and the way up the tree that finds them; private to
 * modality*.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_MODALITY_H
#define HSY_FACT_MODALITY_H

#include "fact/event.h"

/* How a cue stands to the word of the act. */
#define HSY_RELATION_LIST(X)                                                                    \
    X(NEG, "neg")         /* "did not attack", "no attack" */                                  \
    X(SUBJECT, "subject") /* "nobody attacked" */                                              \
    X(AUX, "aux")         /* "could attack" */                                                 \
    X(ADV, "adv")         /* "possibly attacked" */                                            \
    X(MARK, "mark")       /* "if they attack" */                                               \
    X(CASE, "case")       /* "ahead of the attack" */                                          \
    X(PURPOSE, "purpose") /* "flew in for talks": cooperation, behind a verb */               \
    X(MOD, "mod")         /* "a possible attack" */                                            \
    X(TO, "to")           /* "plan to attack" */                                               \
    X(RANK, "rank")       /* "the last to attack": on what governs an infinitive */            \
    X(THAT, "that")       /* "deny that they attacked" */                                      \
    X(ING, "ing")         /* "consider attacking" */                                           \
    X(OBJ, "obj")         /* "demand an attack" */                                             \
    X(NMOD, "nmod")       /* "the threat of an attack" */                                      \
    X(SUBJ, "subj")       /* "an attack is likely" */                                          \
    X(PREP, "prep")       /* any preposition: "warn of an attack" */

typedef enum hsy_relation {
#define X(name, text) HSY_REL_##name,
    HSY_RELATION_LIST(X)
#undef X
} hsy_relation;

typedef struct hsy_cue {
    hsy_relation relation;
    hsy_str rest; /* words behind the first: "of" of "instead of"; .len 0 */
    hsy_str prep; /* HSY_REL_PREP: the preposition */
    hsy_modality modality;
    bool negative, silent, transparent;
    bool known; /* the act goes on whatever governs the cue: "stopped attacking" */
    uint32_t next;
    hsy_rule rule;
} hsy_cue;

struct hsy_modality_tables {
    HSY_VEC(hsy_cue) cues;
    hsy_map first; /* first word -> first of cues */
};

/* -- the way up the tree: modality_cue.c, _around.c, _verb.c, _noun.c ---------------- */

typedef struct hsy_climb {
    const hsy_event_work *work;
    const hsy_tree *tree;
    const struct hsy_modality_tables *cues;
    hsy_factuality result;
    bool decided;
    bool known; /* decided by a cue that takes the act for granted */
    bool in_noun; /* the way went through a noun once: it does so no second time */
} hsy_climb;

static inline const hsy_token *hsy_climb_token(const hsy_climb *climb, uint32_t token)
{
    return &climb->work->doc->tokens[token];
}

/* The cue that `token` is in `relation` to `event`, by its lemma or its form; or NULL. */
const hsy_cue *hsy_climb_cue(const hsy_climb *climb, uint32_t token, hsy_relation relation,
                             uint32_t event);
/* What a cue (or NULL) says is taken over; true when it settles the modality. */
bool hsy_climb_apply(hsy_climb *climb, const hsy_cue *cue);
void hsy_climb_say(hsy_climb *climb, hsy_modality modality, const char *name);
bool hsy_climb_negates(const hsy_climb *climb, uint32_t token);
/* A cue of one or more words that ends right before `end`: "in case of" an attack. */
void hsy_climb_edge(hsy_climb *climb, uint32_t end, hsy_relation relation, uint32_t event);

/* What hangs on a verb; a conditional clause that hangs on it; what hangs on the word that
 * governs the act: only "not" and "could". */
void hsy_climb_around(hsy_climb *climb, uint32_t verb);
void hsy_climb_condition(hsy_climb *climb, uint32_t verb, uint32_t clause);
void hsy_climb_modal(hsy_climb *climb, uint32_t verb); /* its auxiliaries alone */
void hsy_climb_governor(hsy_climb *climb, uint32_t governor);
void hsy_climb_infinitive(hsy_climb *climb, uint32_t verb); /* of a negative act alone */

/* All that stands around and above a verb, a noun; "called for an attack"; the noun's own
 * modifiers, its preposition too when `case_too`. */
void hsy_climb_verb(hsy_climb *climb, uint32_t verb);
void hsy_climb_noun(hsy_climb *climb, uint32_t noun);
void hsy_climb_before_noun(hsy_climb *climb, uint32_t noun);
void hsy_climb_in_noun(hsy_climb *climb, const hsy_draft *draft, bool case_too);
bool hsy_climb_clausal(uint8_t deprel);

/* modality_habit.c: told of no occasion; "does not" before the verb. */
bool hsy_climb_habit(const hsy_climb *climb, const hsy_draft *draft);
bool hsy_climb_to_come(const hsy_climb *climb, const hsy_draft *draft);
bool hsy_climb_does_not(const hsy_climb *climb, const hsy_draft *draft);

#endif
