/*
 * html_stack.c - nodes, and the stack of open elements (WHATWG HTML 13.2.4.2 and
 * 13.2.6.1).
 *
 * The stack is at most HSY_DOM_MAX_DEPTH deep. What would go deeper takes the place
 * of the element on top, so it becomes that one's sibling, text and all; no walk
 * over the stack is ever longer than that.
 *
 * The text of a node begins as a pointer into the page. Only when a second piece
 * comes that does not follow in the page is it copied into a buffer; such a buffer
 * has room for the next power of two, so appending is linear.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "page/html_build.h"

#define POINT (IS_SPECIAL | IS_SCOPE)
#define SECTION_PART (IS_SPECIAL | IS_IMPLIED_ALL | IS_MODE)
#define IMPLIED (IS_IMPLIED | IS_IMPLIED_ALL)

/* clang-format off */
static const uint16_t html_is[HSY_TAGS] = {
    [HSY_TAG_ADDRESS] = IS_SPECIAL, [HSY_TAG_APPLET] = POINT, [HSY_TAG_AREA] = IS_SPECIAL,
    [HSY_TAG_ARTICLE] = IS_SPECIAL, [HSY_TAG_ASIDE] = IS_SPECIAL, [HSY_TAG_BASE] = IS_SPECIAL,
    [HSY_TAG_BASEFONT] = IS_SPECIAL, [HSY_TAG_BGSOUND] = IS_SPECIAL,
    [HSY_TAG_BLOCKQUOTE] = IS_SPECIAL, [HSY_TAG_BODY] = IS_SPECIAL | IS_MODE,
    [HSY_TAG_BR] = IS_SPECIAL, [HSY_TAG_BUTTON] = IS_SPECIAL | IS_BUTTON_SCOPE,
    [HSY_TAG_CAPTION] = POINT | IS_IMPLIED_ALL | IS_MODE, [HSY_TAG_CENTER] = IS_SPECIAL,
    [HSY_TAG_COL] = IS_SPECIAL, [HSY_TAG_COLGROUP] = SECTION_PART,
    [HSY_TAG_DD] = IS_SPECIAL | IMPLIED, [HSY_TAG_DETAILS] = IS_SPECIAL,
    [HSY_TAG_DIR] = IS_SPECIAL, [HSY_TAG_DIV] = IS_SPECIAL, [HSY_TAG_DL] = IS_SPECIAL,
    [HSY_TAG_DT] = IS_SPECIAL | IMPLIED, [HSY_TAG_EMBED] = IS_SPECIAL,
    [HSY_TAG_FIELDSET] = IS_SPECIAL, [HSY_TAG_FIGCAPTION] = IS_SPECIAL,
    [HSY_TAG_FIGURE] = IS_SPECIAL, [HSY_TAG_FOOTER] = IS_SPECIAL, [HSY_TAG_FORM] = IS_SPECIAL,
    [HSY_TAG_FRAME] = IS_SPECIAL, [HSY_TAG_FRAMESET] = IS_SPECIAL | IS_MODE,
    [HSY_TAG_H1] = IS_SPECIAL | IS_HEADING, [HSY_TAG_H2] = IS_SPECIAL | IS_HEADING,
    [HSY_TAG_H3] = IS_SPECIAL | IS_HEADING, [HSY_TAG_H4] = IS_SPECIAL | IS_HEADING,
    [HSY_TAG_H5] = IS_SPECIAL | IS_HEADING, [HSY_TAG_H6] = IS_SPECIAL | IS_HEADING,
    [HSY_TAG_HEAD] = IS_SPECIAL | IS_MODE, [HSY_TAG_HEADER] = IS_SPECIAL,
    [HSY_TAG_HGROUP] = IS_SPECIAL, [HSY_TAG_HR] = IS_SPECIAL,
    [HSY_TAG_HTML] = POINT | IS_TABLE_SCOPE | IS_MODE, [HSY_TAG_IFRAME] = IS_SPECIAL,
    [HSY_TAG_IMG] = IS_SPECIAL, [HSY_TAG_INPUT] = IS_SPECIAL, [HSY_TAG_KEYGEN] = IS_SPECIAL,
    [HSY_TAG_LI] = IS_SPECIAL | IMPLIED, [HSY_TAG_LINK] = IS_SPECIAL,
    [HSY_TAG_LISTING] = IS_SPECIAL, [HSY_TAG_MAIN] = IS_SPECIAL, [HSY_TAG_MARQUEE] = POINT,
    [HSY_TAG_MENU] = IS_SPECIAL, [HSY_TAG_META] = IS_SPECIAL, [HSY_TAG_NAV] = IS_SPECIAL,
    [HSY_TAG_NOEMBED] = IS_SPECIAL, [HSY_TAG_NOFRAMES] = IS_SPECIAL,
    [HSY_TAG_NOSCRIPT] = IS_SPECIAL, [HSY_TAG_OBJECT] = POINT,
    [HSY_TAG_OL] = IS_SPECIAL | IS_LIST_SCOPE, [HSY_TAG_OPTGROUP] = IMPLIED,
    [HSY_TAG_OPTION] = IMPLIED, [HSY_TAG_P] = IS_SPECIAL | IMPLIED,
    [HSY_TAG_PARAM] = IS_SPECIAL, [HSY_TAG_PLAINTEXT] = IS_SPECIAL, [HSY_TAG_PRE] = IS_SPECIAL,
    [HSY_TAG_RB] = IMPLIED, [HSY_TAG_RP] = IMPLIED, [HSY_TAG_RT] = IMPLIED,
    [HSY_TAG_RTC] = IMPLIED, [HSY_TAG_SCRIPT] = IS_SPECIAL, [HSY_TAG_SEARCH] = IS_SPECIAL,
    [HSY_TAG_SECTION] = IS_SPECIAL, [HSY_TAG_SELECT] = POINT, [HSY_TAG_SOURCE] = IS_SPECIAL,
    [HSY_TAG_STYLE] = IS_SPECIAL, [HSY_TAG_SUMMARY] = IS_SPECIAL,
    [HSY_TAG_TABLE] = POINT | IS_TABLE_SCOPE | IS_TABLE_PART | IS_MODE,
    [HSY_TAG_TBODY] = SECTION_PART | IS_TABLE_PART,
    [HSY_TAG_TD] = POINT | IS_IMPLIED_ALL | IS_MODE,
    [HSY_TAG_TEMPLATE] = POINT | IS_TABLE_SCOPE | IS_MODE, [HSY_TAG_TEXTAREA] = IS_SPECIAL,
    [HSY_TAG_TFOOT] = SECTION_PART | IS_TABLE_PART,
    [HSY_TAG_TH] = POINT | IS_IMPLIED_ALL | IS_MODE,
    [HSY_TAG_THEAD] = SECTION_PART | IS_TABLE_PART, [HSY_TAG_TITLE] = IS_SPECIAL,
    [HSY_TAG_TR] = SECTION_PART | IS_TABLE_PART, [HSY_TAG_TRACK] = IS_SPECIAL,
    [HSY_TAG_UL] = IS_SPECIAL | IS_LIST_SCOPE, [HSY_TAG_WBR] = IS_SPECIAL,
    [HSY_TAG_XMP] = IS_SPECIAL,
};
/* clang-format on */

static unsigned mathml_is(unsigned tag)
{
    switch (tag) {
    case HSY_TAG_MI:
    case HSY_TAG_MN:
    case HSY_TAG_MO:
    case HSY_TAG_MS:
    case HSY_TAG_MTEXT:
        return POINT | IS_MATH_POINT;
    case HSY_TAG_ANNOTATION_XML:
        return POINT;
    default:
        return 0;
    }
}

unsigned hsy_tree_is(unsigned tag, unsigned ns)
{
    if (ns == HSY_NS_HTML)
        return html_is[tag];
    if (ns == HSY_NS_MATHML)
        return mathml_is(tag);
    bool point = tag == HSY_TAG_FOREIGNOBJECT || tag == HSY_TAG_DESC || tag == HSY_TAG_TITLE;
    return point ? POINT | IS_HTML_POINT : 0;
}

uint32_t hsy_tree_node(hsy_builder *b, hsy_node_kind kind)
{
    hsy_node *node = hsy_vec_push(b->arena, &b->nodes);

    if (!node) {
        b->failed = true;
        return 0; /* the document: harmless, and the caller stops soon */
    }
    node->parent = node->next = node->prev = HSY_NONE;
    node->first_child = node->last_child = HSY_NONE;
    node->kind = (uint8_t)kind;
    node->at.off = HSY_NONE;
    return b->nodes.count - 1;
}

void hsy_tree_link(hsy_builder *b, uint32_t at, hsy_tree_place place)
{
    hsy_node *nodes = b->nodes.data, *node = &nodes[at], *parent = &nodes[place.parent];
    uint32_t prev = place.before == HSY_NONE ? parent->last_child : nodes[place.before].prev;

    if (b->failed)
        return;
    node->parent = place.parent;
    node->prev = prev;
    node->next = place.before;
    if (prev == HSY_NONE)
        parent->first_child = at;
    else
        nodes[prev].next = at;
    if (place.before == HSY_NONE)
        parent->last_child = at;
    else
        nodes[place.before].prev = at;
}

void hsy_tree_unlink(hsy_builder *b, uint32_t at)
{
    hsy_node *nodes = b->nodes.data, *node = &nodes[at];

    if (node->parent == HSY_NONE)
        return;
    if (node->prev == HSY_NONE)
        nodes[node->parent].first_child = node->next;
    else
        nodes[node->prev].next = node->next;
    if (node->next == HSY_NONE)
        nodes[node->parent].last_child = node->prev;
    else
        nodes[node->next].prev = node->prev;
    node->parent = node->prev = node->next = HSY_NONE;
}

/* The place of the last HTML `tag` on the stack, or HSY_NONE. */
static uint32_t last_open(const hsy_builder *b, unsigned tag)
{
    if (!b->opened[tag])
        return HSY_NONE;
    for (uint32_t i = b->depth; i-- > 0;) {
        if (b->open[i].tag == tag && b->open[i].ns == HSY_NS_HTML)
            return i;
    }
    return HSY_NONE;
}

/* Foster parenting: what does not belong into a table goes before it. */
static hsy_tree_place find_foster_place(const hsy_builder *b)
{
    uint32_t template = last_open(b, HSY_TAG_TEMPLATE), table = last_open(b, HSY_TAG_TABLE);

    if (template != HSY_NONE && (table == HSY_NONE || template > table))
        return (hsy_tree_place){b->open[template].node, HSY_NONE};
    if (table == HSY_NONE || table == 0)
        return (hsy_tree_place){b->open[0].node, HSY_NONE};
    uint32_t node = b->open[table].node, parent = b->nodes.data[node].parent;
    if (parent != HSY_NONE)
        return (hsy_tree_place){parent, node};
    return (hsy_tree_place){b->open[table - 1].node, HSY_NONE};
}

hsy_tree_place hsy_tree_find_place(const hsy_builder *b, uint32_t target)
{
    const hsy_node *node = &b->nodes.data[target];

    if (b->fostering && node->ns == HSY_NS_HTML && (html_is[node->tag] & IS_TABLE_PART))
        return find_foster_place(b);
    return (hsy_tree_place){target, HSY_NONE};
}

static hsy_run *new_run(hsy_builder *b)
{
    if (b->run_pool_left == 0) {
        b->run_pool = hsy_arena_raw(b->arena, 256 * sizeof *b->run_pool);
        if (!b->run_pool) {
            b->failed = true;
            return NULL;
        }
        b->run_pool_left = 256;
    }
    b->run_pool_left--;
    return b->run_pool++;
}

static size_t room_for(size_t count, size_t least)
{
    while (least < count)
        least *= 2;
    return least;
}

/* Room for `add` more bytes in the text's own buffer. A text of one run has none. */
static char *own_bytes(hsy_builder *b, hsy_text *text, size_t add)
{
    size_t room = text->nruns > 1 ? room_for(text->len, 64) : 0;

    if (text->len + add <= room)
        return (char *)(uintptr_t)text->bytes;
    char *bytes = hsy_arena_raw(b->arena, room_for(text->len + add, 64));
    if (bytes)
        memcpy(bytes, text->bytes, text->len);
    return bytes;
}

static hsy_run *own_runs(hsy_builder *b, hsy_text *text)
{
    size_t room = text->nruns > 1 ? room_for(text->nruns, 4) : 0;

    if (text->nruns + 1 <= room)
        return (hsy_run *)(uintptr_t)text->runs;
    hsy_run *runs = hsy_arena_raw(b->arena, room_for(text->nruns + 1, 4) * sizeof *runs);
    if (runs)
        memcpy(runs, text->runs, text->nruns * sizeof *runs);
    return runs;
}

/* Append a piece that is made from source `at` to a text that is not empty. */
static bool append_piece(hsy_builder *b, hsy_text *text, hsy_str piece, hsy_span at)
{
    hsy_run *last = (hsy_run *)(uintptr_t)&text->runs[text->nruns - 1];
    bool joins = last->to == at.off && last->to - last->from == text->len - last->at &&
                 at.len == piece.len;

    if (joins && text->bytes + text->len == piece.ptr) {
        text->len += at.len;
        last->to += at.len;
        return true;
    }
    char *bytes = own_bytes(b, text, piece.len);
    /* A text of one run is taken not to have a buffer, so a copy has two. */
    hsy_run *runs = joins && text->nruns > 1 ? last : own_runs(b, text);
    if (!bytes || !runs)
        return false;
    if (runs == last) {
        last->to += at.len;
    } else {
        runs[text->nruns] = (hsy_run){text->len, at.off, at.off + at.len};
        text->runs = runs;
        text->nruns++;
    }
    memcpy(bytes + text->len, piece.ptr, piece.len);
    text->bytes = bytes;
    text->len += (uint32_t)piece.len;
    return true;
}

static void new_text(hsy_builder *b, hsy_str text, hsy_span at, hsy_tree_place place)
{
    hsy_run *run = new_run(b);
    uint32_t index = hsy_tree_node(b, HSY_NODE_TEXT);

    if (b->failed)
        return;
    hsy_node *node = &b->nodes.data[index];
    *run = (hsy_run){0, at.off, at.off + at.len};
    node->text = (hsy_text){text.ptr, (uint32_t)text.len, 1, run};
    node->at = at;
    hsy_tree_link(b, index, place);
}

void hsy_tree_text(hsy_builder *b, hsy_str text, hsy_span at)
{
    hsy_tree_place place = hsy_tree_find_place(b, hsy_tree_top(b)->node);
    hsy_node *nodes = b->nodes.data;
    uint32_t prev = place.before == HSY_NONE ? nodes[place.parent].last_child
                                             : nodes[place.before].prev;

    if (text.len == 0 || nodes[place.parent].kind == HSY_NODE_DOCUMENT)
        return;
    if (prev == HSY_NONE || nodes[prev].kind != HSY_NODE_TEXT) {
        new_text(b, text, at, place);
        return;
    }
    hsy_node *node = &nodes[prev];
    if (!append_piece(b, &node->text, text, at))
        b->failed = true;
    node->at.len = at.off + at.len - node->at.off;
}

void hsy_tree_comment(hsy_builder *b, const hsy_html_token *token, uint32_t parent)
{
    uint32_t index = hsy_tree_node(b, HSY_NODE_COMMENT);
    hsy_node *node = &b->nodes.data[index];

    if (b->failed)
        return;
    node->text = token->comment;
    node->at = token->at;
    hsy_tree_link(b, index, hsy_tree_find_place(b, parent));
}

static bool copy_attrs(hsy_builder *b, const hsy_attr *from, uint32_t count)
{
    if (b->attrs.room - b->attrs.count >= count) {
        memcpy(b->attrs.data + b->attrs.count, from, count * sizeof *from);
        b->attrs.count += count;
        return true;
    }
    for (uint32_t i = 0; i < count; i++) {
        hsy_attr *attr = hsy_vec_push(b->arena, &b->attrs);
        if (!attr) {
            b->failed = true;
            return false;
        }
        *attr = from[i];
    }
    return true;
}

/* A new element, not yet in the tree. */
static uint32_t new_element(hsy_builder *b, const hsy_html_token *token, hsy_ns ns,
                            hsy_str name)
{
    uint32_t first = b->attrs.count;
    uint32_t index = hsy_tree_node(b, HSY_NODE_ELEMENT);

    if (!copy_attrs(b, b->tokenizer->attrs, token->nattrs) || b->failed)
        return index;
    hsy_node *node = &b->nodes.data[index];
    node->tag = token->tag;
    node->ns = (uint8_t)ns;
    node->name = name;
    node->at = token->at;
    node->end = token->at.off == HSY_NONE ? 0 : hsy_span_end(token->at);
    node->attrs = first;
    node->nattrs = token->nattrs;
    return index;
}

uint32_t hsy_tree_element(hsy_builder *b, const hsy_html_token *token)
{
    return hsy_tree_foreign(b, token, HSY_NS_HTML, token->name);
}

uint32_t hsy_tree_foreign(hsy_builder *b, const hsy_html_token *token, hsy_ns ns, hsy_str name)
{
    hsy_tree_give_way(b);
    hsy_tree_place place = hsy_tree_find_place(b, hsy_tree_top(b)->node);
    uint32_t node = new_element(b, token, ns, name);

    hsy_tree_link(b, node, place);
    hsy_tree_push(b, node);
    return node;
}

void hsy_tree_void_element(hsy_builder *b, const hsy_html_token *token)
{
    uint32_t node = new_element(b, token, HSY_NS_HTML, token->name);

    hsy_tree_link(b, node, hsy_tree_find_place(b, hsy_tree_top(b)->node));
}

uint32_t hsy_tree_implied(hsy_builder *b, unsigned tag)
{
    const hsy_html_token token = {
        .kind = HSY_HTML_START,
        .tag = (uint16_t)tag,
        .name = hsy_tag_name(tag),
        .at = {HSY_NONE, 0},
    };

    return hsy_tree_element(b, &token);
}

uint32_t hsy_tree_clone(hsy_builder *b, uint32_t from)
{
    uint32_t index = hsy_tree_node(b, HSY_NODE_ELEMENT);

    if (b->failed)
        return index;
    hsy_node *node = &b->nodes.data[index];
    const hsy_node *model = &b->nodes.data[from];
    node->tag = model->tag;
    node->ns = model->ns;
    node->name = model->name;
    node->at = model->at;
    node->end = model->end;
    node->attrs = model->attrs;
    node->nattrs = model->nattrs;
    if (b->clones_left)
        b->clones_left--;
    return index;
}

static bool has_attr(const hsy_builder *b, const hsy_node *node, hsy_str name)
{
    for (uint32_t i = 0; i < node->nattrs; i++) {
        if (hsy_str_eq(b->attrs.data[node->attrs + i].name, name))
            return true;
    }
    return false;
}

/* A second <html> or <body>: its attributes go to the first one, where that has
 * none of the name. The node's attributes move to the end of the array. */
void hsy_tree_add_attrs(hsy_builder *b, uint32_t index, const hsy_html_token *token)
{
    hsy_node *node = &b->nodes.data[index];
    uint32_t first = b->attrs.count, more = 0;

    for (uint32_t i = 0; i < token->nattrs; i++)
        more += !has_attr(b, node, b->tokenizer->attrs[i].name);
    if (more == 0)
        return;
    if (node->nattrs + more > HSY_DOM_MAX_ATTRS) {
        b->struck |= HSY_STRUCK_ATTRS;
        return;
    }
    for (uint32_t i = 0; i < node->nattrs; i++) {
        hsy_attr attr = b->attrs.data[node->attrs + i];
        copy_attrs(b, &attr, 1);
    }
    for (uint32_t i = 0; i < token->nattrs && !b->failed; i++) {
        if (!has_attr(b, node, b->tokenizer->attrs[i].name))
            copy_attrs(b, &b->tokenizer->attrs[i], 1);
    }
    node->attrs = first;
    node->nattrs = b->attrs.count - first;
}

void hsy_tree_push(hsy_builder *b, uint32_t index)
{
    hsy_node *node = &b->nodes.data[index];
    hsy_open_element *open = &b->open[b->depth];

    if (b->failed)
        return;
    node->kind |= NODE_OPEN;
    *open = (hsy_open_element){
        .node = index,
        .tag = node->tag,
        .is = (uint16_t)hsy_tree_is(node->tag, node->ns),
        .ns = node->ns,
    };
    b->depth++;
    if (node->ns == HSY_NS_HTML)
        b->opened[node->tag]++;
}

/* An element leaves the stack: it ends behind the end tag at hand, if that is its own,
 * else before what is at hand. */
static void end_element(hsy_builder *b, const hsy_open_element *open)
{
    hsy_node *node = &b->nodes.data[open->node];
    const hsy_html_token *token = b->token;
    uint32_t least = node->at.off == HSY_NONE ? 0 : hsy_span_end(node->at);

    node->kind &= (uint8_t)~NODE_OPEN;
    node->end = token->at.off;
    if (token->kind == HSY_HTML_CLOSE && token->tag == open->tag &&
        (open->tag != HSY_TAG_OTHER || hsy_str_eq(token->name, node->name)))
        node->end = hsy_span_end(token->at);
    if (node->end < least)
        node->end = least;
}

/* The root stays, whatever the page says. */
void hsy_tree_pop(hsy_builder *b)
{
    if (b->depth <= 1)
        return;
    hsy_open_element *top = hsy_tree_top(b);
    end_element(b, top);
    if (top->ns == HSY_NS_HTML)
        b->opened[top->tag]--;
    b->depth--;
}

/* What the top said about the mode or the templates must not outlive it. */
void hsy_tree_give_way(hsy_builder *b)
{
    if (b->depth < HSY_DOM_MAX_DEPTH)
        return;
    const hsy_open_element *top = hsy_tree_top(b);
    b->struck |= HSY_STRUCK_DEPTH;
    b->mode_lost |= (top->is & IS_MODE) != 0;
    if (top->tag == HSY_TAG_TEMPLATE && top->ns == HSY_NS_HTML && b->ntemplates)
        b->ntemplates--;
    hsy_tree_pop(b);
}

void hsy_tree_pop_to(hsy_builder *b, uint32_t depth)
{
    while (b->depth > depth && b->depth > 1)
        hsy_tree_pop(b);
}

void hsy_tree_pop_through(hsy_builder *b, unsigned tag)
{
    while (b->depth > 1) {
        bool found = hsy_tree_top_is(b, tag);
        hsy_tree_pop(b);
        if (found)
            break;
    }
}

void hsy_tree_pop_until(hsy_builder *b, unsigned is)
{
    while (b->depth > 1 && !(hsy_tree_top(b)->ns == HSY_NS_HTML && (hsy_tree_top(b)->is & is)))
        hsy_tree_pop(b);
}

void hsy_tree_remove_open(hsy_builder *b, uint32_t at)
{
    const hsy_open_element gone = b->open[at];

    end_element(b, &gone);
    if (gone.ns == HSY_NS_HTML)
        b->opened[gone.tag]--;
    b->depth--;
    memmove(&b->open[at], &b->open[at + 1], (b->depth - at) * sizeof *b->open);
}

uint32_t hsy_tree_find_open(const hsy_builder *b, uint32_t node)
{
    for (uint32_t i = b->depth; i-- > 0;) {
        if (b->open[i].node == node)
            return i;
    }
    return HSY_NONE;
}

bool hsy_tree_in_scope(const hsy_builder *b, unsigned tag, unsigned scope)
{
    if (!b->opened[tag])
        return false;
    for (uint32_t i = b->depth; i-- > 0;) {
        if (b->open[i].tag == tag && b->open[i].ns == HSY_NS_HTML)
            return true;
        if (b->open[i].is & scope)
            return false;
    }
    return false;
}

void hsy_tree_imply_end_tags(hsy_builder *b, unsigned except)
{
    while ((hsy_tree_top(b)->is & IS_IMPLIED) && hsy_tree_top(b)->tag != except)
        hsy_tree_pop(b);
}

void hsy_tree_imply_all_end_tags(hsy_builder *b)
{
    while (hsy_tree_top(b)->is & IS_IMPLIED_ALL)
        hsy_tree_pop(b);
}

void hsy_tree_close_p(hsy_builder *b)
{
    if (!hsy_tree_in_scope(b, HSY_TAG_P, IS_SCOPE | IS_BUTTON_SCOPE))
        return;
    hsy_tree_imply_end_tags(b, HSY_TAG_P);
    hsy_tree_pop_through(b, HSY_TAG_P);
}
