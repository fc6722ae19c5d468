/*
 * modality.h - the table of cues; private to modality.c and modality_tables.c.
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
    uint32_t next;
    hsy_rule rule;
} hsy_cue;

struct hsy_modality_tables {
    HSY_VEC(hsy_cue) cues;
    hsy_map first; /* first word -> first of cues */
};

#endif
