/*
 * parse.h - dependency trees by transitions.
 *
 * Arc-hybrid (Kuhlmann, Gomez-Rodriguez, Satta 2011): a stack and what is left of
 * the sentence. SHIFT takes the next word; LEFT hangs the top of the stack on the
 * next word; RIGHT hangs it on the word below. A word is hung when all that hangs
 * on it has been found, and when nothing is left to take, only RIGHT is legal, so
 * the result is one tree with one root whatever the weights say. Each choice is the
 * best by a linear model, never taken back; a second model gives the arc its label.
 * Training follows the parser into its own mistakes with a dynamic oracle
 * (Goldberg, Nivre 2013).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_PARSE_H
#define HSY_LING_PARSE_H

#include "ling/weights.h"
#include "ling/words.h"

#define HSY_MOVE_FEATURES 160
#define HSY_ARC_FEATURES 80
#define HSY_NO_NODE UINT16_MAX

enum hsy_move { HSY_MOVE_SHIFT, HSY_MOVE_LEFT, HSY_MOVE_RIGHT, HSY_MOVES };

/* A word of the sentence and what is hung on it so far. */
typedef struct hsy_node {
    uint16_t head;
    uint16_t left[2], right[2]; /* outermost children, and those next to them */
    uint8_t nleft, nright;
    uint8_t deprel;
    uint8_t margin;
    uint64_t left_set, right_set; /* relations of the children, as bits */
} hsy_node;

typedef struct hsy_parse {
    const hsy_words *words;
    hsy_node nodes[HSY_PARSE_MAX];
    uint16_t stack[HSY_PARSE_MAX];
    uint32_t depth, next; /* words on the stack; first word not taken */
} hsy_parse;

typedef struct hsy_parser {
    hsy_dense moves;
    hsy_linear labels; /* numbers are hsy_deprel */
    uint32_t unit;     /* a lead of so much in score is a margin of 255 */
} hsy_parser;

hsy_status hsy_parser_load(hsy_arena *arena, const char *home, hsy_parser *ret, hsy_error *err);

/* Parse words->count <= HSY_PARSE_MAX tagged words. Heads are in parse->nodes;
 * the root is its own head. */
void hsy_parser_run(const hsy_parser *parser, const hsy_words *words, hsy_parse *parse);

/* --- the steps, shared with training --- */
void hsy_parse_begin(hsy_parse *parse, const hsy_words *words);
bool hsy_parse_done(const hsy_parse *parse);
bool hsy_parse_legal(const hsy_parse *parse, enum hsy_move move);
/* Dependent and head of the arc that LEFT or RIGHT would make. */
void hsy_parse_arc(const hsy_parse *parse, enum hsy_move move, uint16_t *ret_child,
                   uint16_t *ret_head);
void hsy_parse_apply(hsy_parse *parse, enum hsy_move move, uint8_t deprel);

/* features.c: `out` has room for HSY_MOVE_FEATURES, HSY_ARC_FEATURES. */
uint32_t hsy_move_features(const hsy_parse *parse, uint64_t *out);
uint32_t hsy_arc_features(const hsy_parse *parse, uint16_t child, uint16_t head, uint64_t *out);

#endif
