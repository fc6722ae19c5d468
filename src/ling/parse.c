/*
 * parse.c - the transitions, and the loop that runs them; see parse.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/parse.h"

#include "text/doc.h"

#include <string.h>

#define FILE_NAME "en/parser.bin"

enum { SECTION_UNIT = 1, SECTION_MOVES = 10, SECTION_LABELS = 20 };

void hsy_parse_begin(hsy_parse *parse, const hsy_words *words)
{
    static const hsy_node none = {.head = HSY_NO_NODE,
                                  .left = {HSY_NO_NODE, HSY_NO_NODE},
                                  .right = {HSY_NO_NODE, HSY_NO_NODE}};

    parse->words = words;
    parse->depth = parse->next = 0;
    for (uint32_t i = 0; i < words->count; i++)
        parse->nodes[i] = none;
}

bool hsy_parse_done(const hsy_parse *parse)
{
    return parse->next == parse->words->count && parse->depth <= 1;
}

bool hsy_parse_legal(const hsy_parse *parse, enum hsy_move move)
{
    switch (move) {
    case HSY_MOVE_SHIFT: return parse->next < parse->words->count;
    case HSY_MOVE_LEFT: return parse->next < parse->words->count && parse->depth > 0;
    default: return parse->depth > 1;
    }
}

void hsy_parse_arc(const hsy_parse *parse, enum hsy_move move, uint16_t *ret_child,
                   uint16_t *ret_head)
{
    *ret_child = parse->stack[parse->depth - 1];
    *ret_head = move == HSY_MOVE_LEFT ? (uint16_t)parse->next : parse->stack[parse->depth - 2];
}

static void hang(hsy_parse *parse, uint16_t child, uint16_t head, uint8_t deprel)
{
    hsy_node *node = &parse->nodes[head];

    parse->nodes[child].head = head;
    parse->nodes[child].deprel = deprel;
    if (child < head) {
        node->left[1] = node->left[0];
        node->left[0] = child;
        node->left_set |= UINT64_C(1) << deprel;
        if (node->nleft < UINT8_MAX)
            node->nleft++;
    } else {
        node->right[1] = node->right[0];
        node->right[0] = child;
        node->right_set |= UINT64_C(1) << deprel;
        if (node->nright < UINT8_MAX)
            node->nright++;
    }
}

void hsy_parse_apply(hsy_parse *parse, enum hsy_move move, uint8_t deprel)
{
    uint16_t child, head;

    if (move == HSY_MOVE_SHIFT) {
        parse->stack[parse->depth++] = (uint16_t)parse->next++;
        return;
    }
    hsy_parse_arc(parse, move, &child, &head);
    hang(parse, child, head, deprel);
    parse->depth--;
}

/* The best legal move, and by how much it leads the next. */
static enum hsy_move choose(const hsy_parser *parser, const hsy_parse *parse, int32_t *ret_lead)
{
    uint64_t features[HSY_MOVE_FEATURES];
    int32_t scores[HSY_MOVES] = {0}, lead = INT32_MAX;
    int best = -1;

    hsy_dense_add(&parser->moves, features, hsy_move_features(parse, features), scores);
    for (int move = 0; move < HSY_MOVES; move++)
        if (hsy_parse_legal(parse, (enum hsy_move)move) &&
            (best < 0 || scores[move] > scores[best]))
            best = move;
    for (int move = 0; move < HSY_MOVES; move++)
        if (move != best && hsy_parse_legal(parse, (enum hsy_move)move) &&
            scores[best] - scores[move] < lead)
            lead = scores[best] - scores[move];
    *ret_lead = lead;
    return (enum hsy_move)best;
}

static uint8_t label_of(const hsy_parser *parser, const hsy_parse *parse, uint16_t child,
                        uint16_t head)
{
    uint64_t features[HSY_ARC_FEATURES];
    int32_t scores[HSY_LABELS_MAX] = {0};
    uint32_t best = HSY_DEP_none + 1;

    hsy_linear_add(&parser->labels, features, hsy_arc_features(parse, child, head, features),
                   scores);
    for (uint32_t i = best + 1; i < parser->labels.nlabels; i++)
        if (i != HSY_DEP_root && scores[i] > scores[best])
            best = i;
    return (uint8_t)best;
}

static uint8_t margin_of(const hsy_parser *parser, int32_t lead)
{
    int64_t margin = (int64_t)lead * 255 / parser->unit;

    return margin > 255 ? 255 : (uint8_t)margin;
}

void hsy_parser_run(const hsy_parser *parser, const hsy_words *words, hsy_parse *parse)
{
    hsy_parse_begin(parse, words);
    while (!hsy_parse_done(parse)) {
        int32_t lead;
        uint16_t child, head;
        uint8_t deprel = HSY_DEP_none;
        enum hsy_move move = choose(parser, parse, &lead);
        if (move != HSY_MOVE_SHIFT) {
            hsy_parse_arc(parse, move, &child, &head);
            deprel = label_of(parser, parse, child, head);
            parse->nodes[child].margin = margin_of(parser, lead);
        }
        hsy_parse_apply(parse, move, deprel);
    }
    if (words->count == 0)
        return;
    hsy_node *root = &parse->nodes[parse->stack[0]];
    root->head = parse->stack[0];
    root->deprel = HSY_DEP_root;
    root->margin = 255;
}

hsy_status hsy_parser_load(hsy_arena *arena, const char *home, hsy_parser *ret, hsy_error *err)
{
    hsy_weights weights;
    hsy_parser parser = {0};
    hsy_linear moves;
    hsy_str unit = {0};
    hsy_status status =
        hsy_weights_load(arena, home, FILE_NAME, HSY_KIND_PARSER, &weights, err);

    if (!status)
        status = hsy_weights_section(&weights, SECTION_UNIT, &unit, err);
    if (!status)
        status = hsy_linear_load(arena, &weights, SECTION_MOVES, &moves, err);
    if (!status)
        status = hsy_dense_make(arena, &moves, &parser.moves, err);
    if (!status)
        status = hsy_linear_load(arena, &weights, SECTION_LABELS, &parser.labels, err);
    if (status)
        return status;
    if (unit.len == 4)
        parser.unit = (uint32_t)(unsigned char)unit.ptr[0] |
                      (uint32_t)(unsigned char)unit.ptr[1] << 8;
    if (parser.unit == 0 || moves.nlabels != HSY_MOVES ||
        parser.labels.nlabels != HSY_DEP_COUNT)
        return hsy_fail(err, HSY_FORMAT, weights.path, 0, 0,
                        "the parser was trained for other moves or relations");
    *ret = parser;
    return HSY_OK;
}
