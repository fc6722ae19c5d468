/*
 * html_build.h - the tree under construction; shared by the html_*.c of this folder.
 *
 * The stack of open elements keeps beside each node what is asked of it most: its
 * tag and the properties that the standard's scopes and lists are made of. How many
 * elements of each tag are open is counted, so that "has a p element in button
 * scope" is mostly answered without looking at the stack. A node that is on the
 * stack carries NODE_OPEN in its kind.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_HTML_BUILD_H
#define HSY_PAGE_HTML_BUILD_H

#include "page/html_token.h"
#include "page/html_tree.h"

#define NODE_OPEN 0x80u     /* in hsy_node.kind, while the tree is built */
#define HSY_NODE_MASK 0x0fu /* the kind itself */

/* Properties of open elements. */
enum {
    IS_SPECIAL = 1,
    IS_SCOPE = 2,         /* ends every scope but table scope */
    IS_LIST_SCOPE = 4,    /* ol, ul */
    IS_BUTTON_SCOPE = 8,  /* button */
    IS_TABLE_SCOPE = 16,  /* html, table, template */
    IS_IMPLIED = 32,      /* its end tag may be implied */
    IS_IMPLIED_ALL = 64,  /* and where all are implied "thoroughly" */
    IS_TABLE_PART = 128,  /* table, tbody, tfoot, thead, tr: text in it is fostered */
    IS_HTML_POINT = 256,  /* HTML integration point */
    IS_MATH_POINT = 512,  /* MathML text integration point */
    IS_MODE = 1024,       /* says an insertion mode */
    IS_HEADING = 2048,
};

typedef enum hsy_tree_mode {
    IN_INITIAL,
    BEFORE_HTML,
    BEFORE_HEAD,
    IN_HEAD,
    IN_HEAD_NOSCRIPT,
    AFTER_HEAD,
    IN_BODY,
    IN_TEXT,
    IN_TABLE,
    IN_TABLE_TEXT,
    IN_CAPTION,
    IN_COLUMN_GROUP,
    IN_TABLE_BODY,
    IN_ROW,
    IN_CELL,
    IN_TEMPLATE,
    AFTER_BODY,
    IN_FRAMESET,
    AFTER_FRAMESET,
    AFTER_AFTER_BODY,
    AFTER_AFTER_FRAMESET,
    BUILD_MODES
} hsy_tree_mode;

typedef struct hsy_open_element {
    uint32_t node;
    uint16_t tag, is; /* enum hsy_tag, IS_* */
    uint8_t ns;       /* hsy_ns */
} hsy_open_element;

/* One entry of the list of active formatting elements; node HSY_NONE: a marker. */
typedef struct hsy_formatting {
    uint64_t print; /* of tag and attributes: equal prints are equal elements */
    uint32_t node;
    uint16_t tag;
} hsy_formatting;

#define FORMATTING_ROOM (HSY_DOM_MAX_FORMATTING + HSY_DOM_MAX_DEPTH)

typedef struct hsy_text_piece {
    hsy_str text;
    hsy_span at;
} hsy_text_piece;

/* Where a node goes: before `before`, or last in `parent`. */
typedef struct hsy_tree_place {
    uint32_t parent, before;
} hsy_tree_place;

typedef struct hsy_builder {
    hsy_arena *arena;
    hsy_html_tokenizer *tokenizer;
    const hsy_html_token *token; /* at hand */
    HSY_VEC(hsy_node) nodes;
    HSY_VEC(hsy_attr) attrs;
    HSY_VEC(hsy_text_piece) table_text;
    bool table_text_solid; /* some of it is not white space */
    hsy_run *run_pool;
    uint32_t run_pool_left;

    uint32_t depth;    /* of open[] */
    uint32_t nformatting, nelements; /* of formatting[]: entries, those not markers */
    uint32_t ntemplates;
    uint32_t head, form; /* HSY_NONE: none */
    uint32_t clones_left;
    uint8_t mode, original_mode; /* hsy_tree_mode */
    bool frameset_ok, fostering, skip_newline, quirks, mode_lost, failed;
    bool has_selected_content;
    unsigned struck;

    bool fragment;
    hsy_open_element context; /* of a fragment */

    uint16_t opened[HSY_TAGS]; /* HTML elements on the stack, by tag */
    hsy_open_element open[HSY_DOM_MAX_DEPTH + 2];
    hsy_formatting formatting[FORMATTING_ROOM + 1];
    uint8_t templates[HSY_DOM_MAX_DEPTH + 2]; /* template insertion modes */
} hsy_builder;

/* What a rule says of a token: true means "reprocess it". */
typedef bool hsy_tree_rule(hsy_builder *b, hsy_html_token *token);

/* html_stack.c: nodes and the stack of open elements */

unsigned hsy_tree_is(unsigned tag, unsigned ns);
uint32_t hsy_tree_node(hsy_builder *b, hsy_node_kind kind);
void hsy_tree_link(hsy_builder *b, uint32_t node, hsy_tree_place place);
void hsy_tree_unlink(hsy_builder *b, uint32_t node);
hsy_tree_place hsy_tree_find_place(const hsy_builder *b, uint32_t target);
void hsy_tree_text(hsy_builder *b, hsy_str text, hsy_span at);
void hsy_tree_comment(hsy_builder *b, const hsy_html_token *token, uint32_t parent);
/* Insert an element and open it; give its node. */
uint32_t hsy_tree_element(hsy_builder *b, const hsy_html_token *token);
uint32_t hsy_tree_foreign(hsy_builder *b, const hsy_html_token *token, hsy_ns ns, hsy_str name);
/* The same for an element that the page does not name. */
uint32_t hsy_tree_implied(hsy_builder *b, unsigned tag);
/* Insert an element, but do not open it. */
void hsy_tree_void_element(hsy_builder *b, const hsy_html_token *token);
uint32_t hsy_tree_clone(hsy_builder *b, uint32_t node);
void hsy_tree_add_attrs(hsy_builder *b, uint32_t node, const hsy_html_token *token);
void hsy_tree_push(hsy_builder *b, uint32_t node);
void hsy_tree_pop(hsy_builder *b);
void hsy_tree_give_way(hsy_builder *b); /* at the depth cap the top makes room */
void hsy_tree_pop_to(hsy_builder *b, uint32_t depth);
void hsy_tree_pop_through(hsy_builder *b, unsigned tag); /* up to and with an HTML `tag` */
void hsy_tree_pop_until(hsy_builder *b, unsigned is);    /* an HTML element on top is `is` */
void hsy_tree_remove_open(hsy_builder *b, uint32_t at);
uint32_t hsy_tree_find_open(const hsy_builder *b, uint32_t node); /* place, or HSY_NONE */
bool hsy_tree_in_scope(const hsy_builder *b, unsigned tag, unsigned scope);
/* HSY_TAG_OTHER: no exception. */
void hsy_tree_imply_end_tags(hsy_builder *b, unsigned except);
void hsy_tree_imply_all_end_tags(hsy_builder *b);
void hsy_tree_close_p(hsy_builder *b); /* if one is in button scope */

static inline hsy_open_element *hsy_tree_top(hsy_builder *b)
{
    return &b->open[b->depth - 1];
}

static inline bool hsy_tree_top_is(const hsy_builder *b, unsigned tag)
{
    const hsy_open_element *top = &b->open[b->depth - 1];

    return top->tag == tag && top->ns == HSY_NS_HTML;
}

static inline bool hsy_tree_is_open(const hsy_builder *b, unsigned tag)
{
    return b->opened[tag] != 0;
}

/* html_format.c: active formatting elements */

void hsy_tree_mark(hsy_builder *b);
void hsy_tree_clear_to_mark(hsy_builder *b);
void hsy_tree_format(hsy_builder *b, const hsy_html_token *token); /* open and remember */
void hsy_tree_reconstruct(hsy_builder *b);
uint32_t hsy_tree_find_formatting(const hsy_builder *b, unsigned tag); /* or HSY_NONE */
void hsy_tree_remove_formatting(hsy_builder *b, uint32_t at);
/* The adoption agency. False: the token is like any other end tag. */
bool hsy_tree_adopt(hsy_builder *b, const hsy_html_token *token);

/* html_foreign.c: SVG and MathML */

bool hsy_tree_is_foreign_token(const hsy_builder *b, const hsy_html_token *token);
hsy_tree_rule hsy_tree_foreign_token;
void hsy_tree_open_foreign(hsy_builder *b, hsy_html_token *token, hsy_ns ns);

/* html_select.c */

void hsy_tree_serve_selects(hsy_builder *b);

/* html_quirks.c */

bool hsy_tree_is_quirky(const hsy_html_token *doctype);

/* html_tree.c */

bool hsy_tree_in_mode(hsy_builder *b, hsy_html_token *token); /* by the rule of b->mode */
void hsy_tree_reset_mode(hsy_builder *b);

/* html_modes.c */

hsy_tree_rule hsy_tree_initial, hsy_tree_before_html, hsy_tree_before_head, hsy_tree_in_head,
    hsy_tree_in_head_noscript, hsy_tree_after_head, hsy_tree_in_text, hsy_tree_in_template,
    hsy_tree_after_body, hsy_tree_in_frameset, hsy_tree_after_frameset,
    hsy_tree_after_after_body, hsy_tree_after_after_frameset;
/* Insert an element whose inside is read in `state` up to its end tag. */
void hsy_tree_raw(hsy_builder *b, const hsy_html_token *token, hsy_html_state state);
/* Take the white space off the front of a text token; it is put into `*ret`. False
 * when there is none. */
bool hsy_tree_take_space(hsy_html_token *token, hsy_text_piece *ret);

/* html_body.c */

hsy_tree_rule hsy_tree_in_body;
void hsy_tree_body_text(hsy_builder *b, hsy_str text, hsy_span at);
hsy_str hsy_tree_attr(const hsy_builder *b, const hsy_html_token *token, unsigned id);
bool hsy_tree_is_hidden(const hsy_builder *b, const hsy_html_token *token); /* an input */

/* html_table.c */

hsy_tree_rule hsy_tree_in_table, hsy_tree_in_table_text, hsy_tree_in_caption,
    hsy_tree_in_column_group, hsy_tree_in_table_body, hsy_tree_in_row, hsy_tree_in_cell;

#endif
