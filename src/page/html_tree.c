/*
 * html_tree.c - tree construction (WHATWG HTML 13.2.6): the loop over the tokens, the
 * choice of the rule, and the doors.
 *
 * The other html_*.c hold the rules. Each token goes to the rule of the current
 * insertion mode, or to the rules for foreign content; a rule that sets another mode
 * can ask for the token to be processed again. Every such chain is short, because
 * each link leaves a mode for good or opens what was missing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/html_tree.h"

#include <string.h>

#include "base/utf8.h"
#include "page/html_build.h"

/* Clones of formatting elements: a quarter of the page's bytes is far beyond any
 * honest page, and keeps the tree linear in its page. */
#define LEAST_CLONES 4096u
#define MOST_CLONES (HSY_DOM_MAX_NODES / 2)

static hsy_tree_rule *const rules[BUILD_MODES] = {
    [IN_INITIAL] = hsy_tree_initial,
    [BEFORE_HTML] = hsy_tree_before_html,
    [BEFORE_HEAD] = hsy_tree_before_head,
    [IN_HEAD] = hsy_tree_in_head,
    [IN_HEAD_NOSCRIPT] = hsy_tree_in_head_noscript,
    [AFTER_HEAD] = hsy_tree_after_head,
    [IN_BODY] = hsy_tree_in_body,
    [IN_TEXT] = hsy_tree_in_text,
    [IN_TABLE] = hsy_tree_in_table,
    [IN_TABLE_TEXT] = hsy_tree_in_table_text,
    [IN_CAPTION] = hsy_tree_in_caption,
    [IN_COLUMN_GROUP] = hsy_tree_in_column_group,
    [IN_TABLE_BODY] = hsy_tree_in_table_body,
    [IN_ROW] = hsy_tree_in_row,
    [IN_CELL] = hsy_tree_in_cell,
    [IN_TEMPLATE] = hsy_tree_in_template,
    [AFTER_BODY] = hsy_tree_after_body,
    [IN_FRAMESET] = hsy_tree_in_frameset,
    [AFTER_FRAMESET] = hsy_tree_after_frameset,
    [AFTER_AFTER_BODY] = hsy_tree_after_after_body,
    [AFTER_AFTER_FRAMESET] = hsy_tree_after_after_frameset,
};

bool hsy_tree_in_mode(hsy_builder *b, hsy_html_token *token)
{
    return rules[b->mode](b, token);
}

/* The mode that an open element stands for, or BUILD_MODES. */
static unsigned mode_of(const hsy_builder *b, unsigned tag, bool last)
{
    switch (tag) {
    case HSY_TAG_TD:
    case HSY_TAG_TH:
        return last ? BUILD_MODES : IN_CELL;
    case HSY_TAG_TR:
        return IN_ROW;
    case HSY_TAG_TBODY:
    case HSY_TAG_THEAD:
    case HSY_TAG_TFOOT:
        return IN_TABLE_BODY;
    case HSY_TAG_CAPTION:
        return IN_CAPTION;
    case HSY_TAG_COLGROUP:
        return IN_COLUMN_GROUP;
    case HSY_TAG_TABLE:
        return IN_TABLE;
    case HSY_TAG_TEMPLATE:
        return b->ntemplates ? b->templates[b->ntemplates - 1] : IN_BODY;
    case HSY_TAG_HEAD:
        return last ? BUILD_MODES : IN_HEAD;
    case HSY_TAG_BODY:
        return IN_BODY;
    case HSY_TAG_FRAMESET:
        return IN_FRAMESET;
    case HSY_TAG_HTML:
        return b->head == HSY_NONE ? BEFORE_HEAD : AFTER_HEAD;
    default:
        return BUILD_MODES;
    }
}

void hsy_tree_reset_mode(hsy_builder *b)
{
    for (uint32_t i = b->depth; i-- > 0;) {
        const hsy_open_element *open = i == 0 && b->fragment ? &b->context : &b->open[i];
        unsigned mode = BUILD_MODES;
        if (open->ns == HSY_NS_HTML)
            mode = mode_of(b, open->tag, i == 0);
        if (mode != BUILD_MODES) {
            b->mode = (uint8_t)mode;
            return;
        }
    }
    b->mode = IN_BODY;
}

/* The first line break after <pre>, <listing> and <textarea> is not text. */
static bool is_skipped(hsy_builder *b, hsy_html_token *token)
{
    bool skip = b->skip_newline && token->kind == HSY_HTML_TEXT && token->text.ptr[0] == '\n';

    b->skip_newline = false;
    if (!skip)
        return false;
    bool literal = token->at.len == token->text.len;
    token->text.ptr++;
    token->text.len--;
    token->at.off += literal;
    token->at.len -= literal;
    return token->text.len == 0;
}

static void handle(hsy_builder *b, hsy_html_token *token)
{
    bool again = true;

    b->token = token;
    while (again && !b->failed) {
        if (hsy_tree_is_foreign_token(b, token))
            again = hsy_tree_foreign_token(b, token);
        else
            again = hsy_tree_in_mode(b, token);
        if (b->mode_lost && b->mode != IN_TEXT && b->mode != IN_TABLE_TEXT) {
            b->mode_lost = false;
            hsy_tree_reset_mode(b);
        }
    }
}

static bool is_top_foreign(const hsy_builder *b)
{
    if (b->depth == 0)
        return false;
    return (b->fragment && b->depth == 1 ? b->context.ns : b->open[b->depth - 1].ns) !=
           HSY_NS_HTML;
}

/* A token makes at most some hundreds of nodes, so the caps are kept nearly to the node. */
static bool is_full(const hsy_builder *b)
{
    return b->nodes.count >= HSY_DOM_MAX_NODES || b->attrs.count >= HSY_DOM_MAX_ALL_ATTRS;
}

/* The page is taken to end here. */
static void stop_reading(hsy_builder *b, hsy_html_token *token)
{
    const hsy_html_tokenizer *t = b->tokenizer;

    b->struck |= HSY_STRUCK_NODES;
    *token = (hsy_html_token){.kind = HSY_HTML_END};
    token->at.off = (uint32_t)(t->p - t->base);
    handle(b, token);
}

static void run(hsy_builder *b)
{
    hsy_html_token token = {0};
    hsy_html_kind kind;

    do {
        b->tokenizer->cdata_allowed = is_top_foreign(b);
        kind = hsy_html_next(b->tokenizer, &token);
        if (b->skip_newline && is_skipped(b, &token))
            continue;
        handle(b, &token);
    } while (kind != HSY_HTML_END && !b->failed && !is_full(b));
    if (kind != HSY_HTML_END && !b->failed)
        stop_reading(b, &token);
    while (b->depth) {
        hsy_node *node = &b->nodes.data[b->open[--b->depth].node];
        node->kind &= (uint8_t)~NODE_OPEN;
        node->end = token.at.off;
    }
    if (b->has_selected_content)
        hsy_tree_serve_selects(b);
}

/* How often "<" stands in the page. Blocks are short enough for a sum of one byte,
 * which a compiler turns into few wide instructions. */
static size_t count_tags(hsy_str html)
{
    size_t count = 0, at = 0;

    for (; at + 128 <= html.len; at += 128) {
        uint8_t sum = 0;
        for (size_t i = 0; i < 128; i++)
            sum = (uint8_t)(sum + (html.ptr[at + i] == '<'));
        count += sum;
    }
    return count;
}

/* Room from the start for the nodes of a usual page, which has about as many of them
 * as of tags, and as many attributes: what grows must be copied and leaves its old
 * place behind. A page of nothing but tags grows nonetheless. */
static void make_room(hsy_builder *b, hsy_str html)
{
    size_t tags = count_tags(html), most = html.len / 8;
    uint32_t room = (uint32_t)((tags < most ? tags : most) + 32);

    if (room > HSY_DOM_MAX_NODES)
        room = HSY_DOM_MAX_NODES + HSY_DOM_MAX_FORMATTING;
    b->nodes.room = b->attrs.room = room;
    b->nodes.data = hsy_arena_raw(b->arena, room * sizeof *b->nodes.data);
    b->attrs.data = hsy_arena_raw(b->arena, room * sizeof *b->attrs.data);
    b->failed = !b->nodes.data || !b->attrs.data;
}

/* A builder with its document node, or NULL. */
static hsy_builder *new_builder(hsy_arena *arena, hsy_str html)
{
    hsy_builder *b = hsy_arena_raw(arena, sizeof *b);
    hsy_html_tokenizer *tokenizer = hsy_arena_raw(arena, sizeof *tokenizer);

    if (!b || !tokenizer)
        return NULL;
    memset(b, 0, offsetof(hsy_builder, open)); /* the stacks are empty */
    hsy_html_tokenizer_init(tokenizer, arena, html);
    b->arena = arena;
    b->tokenizer = tokenizer;
    b->head = b->form = HSY_NONE;
    b->frameset_ok = true;
    b->clones_left = LEAST_CLONES + (uint32_t)html.len / 4;
    if (b->clones_left > MOST_CLONES)
        b->clones_left = MOST_CLONES;
    make_room(b, html);
    if (!b->failed)
        hsy_tree_node(b, HSY_NODE_DOCUMENT);
    return b->failed ? NULL : b;
}

static hsy_status out_of_memory(hsy_error *err)
{
    return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

static hsy_status finish(hsy_builder *b, hsy_dom *ret, hsy_error *err)
{
    if (b->failed || b->tokenizer->failed)
        return out_of_memory(err);
    *ret = (hsy_dom){
        .nodes = b->nodes.data,
        .nnodes = b->nodes.count,
        .attrs = b->attrs.data,
        .nattrs = b->attrs.count,
        .struck = b->struck | b->tokenizer->struck,
        .end = (uint32_t)(b->tokenizer->p - b->tokenizer->base),
        .quirks = b->quirks,
    };
    return HSY_OK;
}

static hsy_status check_size(hsy_str html, hsy_error *err)
{
    if (html.len <= HSY_DOM_MAX_BYTES)
        return HSY_OK;
    return hsy_fail(err, HSY_LIMIT, NULL, 0, 0, "page is longer than %u bytes",
                    HSY_DOM_MAX_BYTES);
}

hsy_status hsy_dom_parse(hsy_arena *arena, hsy_str html, hsy_dom *ret, hsy_error *err)
{
    hsy_status status = check_size(html, err);

    if (status)
        return status;
    hsy_builder *b = new_builder(arena, html);
    if (!b)
        return out_of_memory(err);
    run(b);
    return finish(b, ret, err);
}

/* The state in which the inside of an HTML element is read. */
static hsy_html_state state_inside(unsigned tag)
{
    switch (tag) {
    case HSY_TAG_TITLE:
    case HSY_TAG_TEXTAREA:
        return HSY_HTML_IN_RCDATA;
    case HSY_TAG_STYLE:
    case HSY_TAG_XMP:
    case HSY_TAG_IFRAME:
    case HSY_TAG_NOEMBED:
    case HSY_TAG_NOFRAMES:
        return HSY_HTML_IN_RAWTEXT;
    case HSY_TAG_SCRIPT:
        return HSY_HTML_IN_SCRIPT;
    case HSY_TAG_PLAINTEXT:
        return HSY_HTML_IN_PLAINTEXT;
    default:
        return HSY_HTML_IN_DATA;
    }
}

static void open_fragment(hsy_builder *b, unsigned tag, hsy_ns ns)
{
    uint32_t root = hsy_tree_node(b, HSY_NODE_ELEMENT);

    b->fragment = true;
    b->context = (hsy_open_element){
        .node = HSY_NONE,
        .tag = (uint16_t)tag,
        .is = (uint16_t)hsy_tree_is(tag, ns),
        .ns = (uint8_t)ns,
    };
    if (b->failed)
        return;
    b->nodes.data[root].tag = HSY_TAG_HTML;
    b->nodes.data[root].name = hsy_tag_name(HSY_TAG_HTML);
    hsy_tree_link(b, root, (hsy_tree_place){0, HSY_NONE});
    hsy_tree_push(b, root);
    if (ns == HSY_NS_HTML && tag == HSY_TAG_TEMPLATE)
        b->templates[b->ntemplates++] = IN_TEMPLATE;
    if (ns == HSY_NS_HTML && tag == HSY_TAG_FORM)
        b->form = 0; /* a form is open, though not in this tree */
    if (ns == HSY_NS_HTML)
        b->tokenizer->state = (uint8_t)state_inside(tag);
    hsy_tree_reset_mode(b);
}

hsy_status hsy_dom_parse_fragment(hsy_arena *arena, hsy_str html, hsy_str context, hsy_ns ns,
                                  hsy_dom *ret, hsy_error *err)
{
    hsy_status status = check_size(html, err);

    if (status)
        return status;
    hsy_builder *b = new_builder(arena, html);
    if (!b)
        return out_of_memory(err);
    open_fragment(b, hsy_tag_find(hsy_utf8_lower(arena, context)), ns);
    if (!b->failed)
        run(b);
    return finish(b, ret, err);
}
