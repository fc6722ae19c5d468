/*
 * html_modes.c - the insertion modes before, around and after the body (WHATWG HTML
 * 13.2.6.4.1 to 13.2.6.4.6, .8, and .18 to .23).
 *
 * Each rule gets a token and gives true when the token is to be processed again in
 * the mode that is now set. A text token can be taken apart: white space off its
 * front is handled first, and the token goes on without it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/html_build.h"
#include "page/html_scan.h"

bool hsy_tree_take_space(hsy_html_token *token, hsy_text_piece *ret)
{
    size_t n = 0;

    while (n < token->text.len && scan_is_space(token->text.ptr[n]))
        n++;
    if (n == 0)
        return false;
    *ret = (hsy_text_piece){{token->text.ptr, n}, {token->at.off, (uint32_t)n}};
    if (n == token->text.len) {
        ret->at = token->at;
    } else {
        token->at.off += (uint32_t)n;
        token->at.len -= (uint32_t)n;
    }
    token->text.ptr += n;
    token->text.len -= n;
    return true;
}

/* White space off the front is dropped; true when nothing else was there. */
static bool drop_space(hsy_html_token *token)
{
    hsy_text_piece space;

    return token->kind == HSY_HTML_TEXT && hsy_tree_take_space(token, &space) &&
           token->text.len == 0;
}

/* White space off the front is text of the current node. */
static bool keep_space(hsy_builder *b, hsy_html_token *token)
{
    hsy_text_piece space;

    if (token->kind != HSY_HTML_TEXT || !hsy_tree_take_space(token, &space))
        return false;
    hsy_tree_text(b, space.text, space.at);
    return token->text.len == 0;
}

/* Only the white space of a text token is kept, wherever it stands in it. */
static void keep_only_space(hsy_builder *b, hsy_html_token *token)
{
    while (token->text.len) {
        hsy_text_piece space;
        if (hsy_tree_take_space(token, &space)) {
            hsy_tree_text(b, space.text, space.at);
            continue;
        }
        bool literal = token->at.len == token->text.len;
        token->text.ptr++;
        token->text.len--;
        token->at.off += literal;
        token->at.len -= literal;
    }
}

static bool is_start(const hsy_html_token *token, unsigned tag)
{
    return token->kind == HSY_HTML_START && token->tag == tag;
}

static bool is_close(const hsy_html_token *token, unsigned tag)
{
    return token->kind == HSY_HTML_CLOSE && token->tag == tag;
}

/* The end tags that many early modes let through: they imply what is missing. */
static bool is_close_through(const hsy_html_token *token)
{
    return token->tag == HSY_TAG_BODY || token->tag == HSY_TAG_HTML ||
           token->tag == HSY_TAG_BR;
}

static void add_id(hsy_builder *b, hsy_str name, hsy_str value)
{
    hsy_attr *attr = hsy_vec_push(b->arena, &b->attrs);

    if (!attr) {
        b->failed = true;
        return;
    }
    *attr = (hsy_attr){.name = name, .value = value, .at = {HSY_NONE, 0}};
}

/* The identifiers of a doctype are kept as its attributes. */
static void insert_doctype(hsy_builder *b, const hsy_html_token *token)
{
    uint32_t first = b->attrs.count, index = hsy_tree_node(b, HSY_NODE_DOCTYPE);

    if (token->public_id.ptr)
        add_id(b, HSY_STR("public"), token->public_id);
    if (token->system_id.ptr)
        add_id(b, HSY_STR("system"), token->system_id);
    if (b->failed)
        return;
    hsy_node *node = &b->nodes.data[index];
    node->name = token->name;
    node->at = token->at;
    node->attrs = first;
    node->nattrs = b->attrs.count - first;
    hsy_tree_link(b, index, (hsy_tree_place){0, HSY_NONE});
}

bool hsy_tree_initial(hsy_builder *b, hsy_html_token *token)
{
    if (drop_space(token))
        return false;
    if (token->kind == HSY_HTML_COMMENT) {
        hsy_tree_comment(b, token, 0);
        return false;
    }
    b->mode = BEFORE_HTML;
    if (token->kind == HSY_HTML_DOCTYPE) {
        insert_doctype(b, token);
        b->quirks = hsy_tree_is_quirky(token);
        return false;
    }
    b->quirks = true;
    return true;
}

/* The root, which nothing removes from the stack. */
static void open_root(hsy_builder *b, const hsy_html_token *token)
{
    const hsy_html_token implied = {
        .kind = HSY_HTML_START,
        .tag = HSY_TAG_HTML,
        .name = hsy_tag_name(HSY_TAG_HTML),
        .at = {HSY_NONE, 0},
    };
    uint32_t node = hsy_tree_node(b, HSY_NODE_ELEMENT);

    if (!token)
        token = &implied;
    if (b->failed)
        return;
    b->nodes.data[node].tag = HSY_TAG_HTML;
    b->nodes.data[node].name = token->name;
    b->nodes.data[node].at = token->at;
    hsy_tree_add_attrs(b, node, token);
    hsy_tree_link(b, node, (hsy_tree_place){0, HSY_NONE});
    hsy_tree_push(b, node);
}

bool hsy_tree_before_html(hsy_builder *b, hsy_html_token *token)
{
    if (token->kind == HSY_HTML_DOCTYPE || drop_space(token))
        return false;
    if (token->kind == HSY_HTML_COMMENT) {
        hsy_tree_comment(b, token, 0);
        return false;
    }
    if (token->kind == HSY_HTML_CLOSE && !is_close_through(token) &&
        token->tag != HSY_TAG_HEAD)
        return false;
    bool is_html = is_start(token, HSY_TAG_HTML);
    open_root(b, is_html ? token : NULL);
    b->mode = BEFORE_HEAD;
    return !is_html;
}

bool hsy_tree_before_head(hsy_builder *b, hsy_html_token *token)
{
    if (token->kind == HSY_HTML_DOCTYPE || drop_space(token))
        return false;
    if (token->kind == HSY_HTML_COMMENT) {
        hsy_tree_comment(b, token, hsy_tree_top(b)->node);
        return false;
    }
    if (is_start(token, HSY_TAG_HTML))
        return hsy_tree_in_body(b, token);
    if (token->kind == HSY_HTML_CLOSE && !is_close_through(token) &&
        token->tag != HSY_TAG_HEAD)
        return false;
    bool is_head = is_start(token, HSY_TAG_HEAD);
    b->head = is_head ? hsy_tree_element(b, token) : hsy_tree_implied(b, HSY_TAG_HEAD);
    b->mode = IN_HEAD;
    return !is_head;
}

void hsy_tree_raw(hsy_builder *b, const hsy_html_token *token, hsy_html_state state)
{
    hsy_tree_element(b, token);
    b->tokenizer->state = (uint8_t)state;
    b->original_mode = b->mode;
    b->mode = IN_TEXT;
}

static void open_template(hsy_builder *b, const hsy_html_token *token)
{
    hsy_tree_element(b, token);
    hsy_tree_mark(b);
    b->frameset_ok = false;
    b->mode = IN_TEMPLATE;
    if (b->ntemplates < HSY_DOM_MAX_DEPTH)
        b->templates[b->ntemplates++] = IN_TEMPLATE;
}

static void close_template(hsy_builder *b)
{
    if (!hsy_tree_is_open(b, HSY_TAG_TEMPLATE))
        return;
    hsy_tree_imply_all_end_tags(b);
    hsy_tree_pop_through(b, HSY_TAG_TEMPLATE);
    hsy_tree_clear_to_mark(b);
    if (b->ntemplates)
        b->ntemplates--;
    hsy_tree_reset_mode(b);
}

/* The start tags that belong to a head; false for any other. */
static bool start_in_head(hsy_builder *b, const hsy_html_token *token)
{
    switch (token->tag) {
    case HSY_TAG_BASE:
    case HSY_TAG_BASEFONT:
    case HSY_TAG_BGSOUND:
    case HSY_TAG_LINK:
    case HSY_TAG_META:
        hsy_tree_void_element(b, token);
        return true;
    case HSY_TAG_TITLE:
        hsy_tree_raw(b, token, HSY_HTML_IN_RCDATA);
        return true;
    case HSY_TAG_NOFRAMES:
    case HSY_TAG_STYLE:
        hsy_tree_raw(b, token, HSY_HTML_IN_RAWTEXT);
        return true;
    case HSY_TAG_SCRIPT:
        hsy_tree_raw(b, token, HSY_HTML_IN_SCRIPT);
        return true;
    case HSY_TAG_NOSCRIPT:
        hsy_tree_element(b, token);
        b->mode = IN_HEAD_NOSCRIPT;
        return true;
    case HSY_TAG_TEMPLATE:
        open_template(b, token);
        return true;
    case HSY_TAG_HEAD:
        return true; /* ignored */
    default:
        return false;
    }
}

/* What every mode of the head does alike; false when the token is something else. */
static bool handle_in_head(hsy_builder *b, hsy_html_token *token, bool *ret_again)
{
    *ret_again = false;
    if (token->kind == HSY_HTML_DOCTYPE || keep_space(b, token))
        return true;
    if (token->kind == HSY_HTML_COMMENT) {
        hsy_tree_comment(b, token, hsy_tree_top(b)->node);
        return true;
    }
    if (is_start(token, HSY_TAG_HTML)) {
        *ret_again = hsy_tree_in_body(b, token);
        return true;
    }
    if (is_close(token, HSY_TAG_TEMPLATE)) {
        close_template(b);
        return true;
    }
    return false;
}

bool hsy_tree_in_head(hsy_builder *b, hsy_html_token *token)
{
    bool again;

    if (handle_in_head(b, token, &again))
        return again;
    if (token->kind == HSY_HTML_START && start_in_head(b, token))
        return false;
    if (is_close(token, HSY_TAG_HEAD)) {
        hsy_tree_pop(b);
        b->mode = AFTER_HEAD;
        return false;
    }
    if (token->kind == HSY_HTML_CLOSE && !is_close_through(token))
        return false;
    hsy_tree_pop(b);
    b->mode = AFTER_HEAD;
    return true;
}

static bool is_head_content(unsigned tag)
{
    switch (tag) {
    case HSY_TAG_BASEFONT:
    case HSY_TAG_BGSOUND:
    case HSY_TAG_LINK:
    case HSY_TAG_META:
    case HSY_TAG_NOFRAMES:
    case HSY_TAG_STYLE:
        return true;
    default:
        return false;
    }
}

bool hsy_tree_in_head_noscript(hsy_builder *b, hsy_html_token *token)
{
    if (token->kind == HSY_HTML_DOCTYPE || keep_space(b, token))
        return false;
    if (token->kind == HSY_HTML_COMMENT || is_start(token, HSY_TAG_HTML) ||
        (token->kind == HSY_HTML_START && is_head_content(token->tag)))
        return hsy_tree_in_head(b, token);
    if (is_start(token, HSY_TAG_HEAD) || is_start(token, HSY_TAG_NOSCRIPT))
        return false;
    bool is_end = is_close(token, HSY_TAG_NOSCRIPT);
    if (token->kind == HSY_HTML_CLOSE && !is_end && token->tag != HSY_TAG_BR)
        return false;
    hsy_tree_pop(b);
    b->mode = IN_HEAD;
    return !is_end;
}

/* Head content that comes after the head still goes into it. */
static bool put_into_head(hsy_builder *b, hsy_html_token *token)
{
    if (token->kind != HSY_HTML_START || b->head == HSY_NONE)
        return false;
    if (!is_head_content(token->tag) && token->tag != HSY_TAG_BASE &&
        token->tag != HSY_TAG_SCRIPT && token->tag != HSY_TAG_TEMPLATE &&
        token->tag != HSY_TAG_TITLE)
        return false;
    hsy_tree_push(b, b->head);
    start_in_head(b, token);
    uint32_t at = hsy_tree_find_open(b, b->head);
    if (at != HSY_NONE)
        hsy_tree_remove_open(b, at);
    return true;
}

bool hsy_tree_after_head(hsy_builder *b, hsy_html_token *token)
{
    bool again;

    if (handle_in_head(b, token, &again))
        return again;
    if (is_start(token, HSY_TAG_BODY)) {
        hsy_tree_element(b, token);
        b->frameset_ok = false;
        b->mode = IN_BODY;
        return false;
    }
    if (is_start(token, HSY_TAG_FRAMESET)) {
        hsy_tree_element(b, token);
        b->mode = IN_FRAMESET;
        return false;
    }
    if (put_into_head(b, token) || is_start(token, HSY_TAG_HEAD))
        return false;
    if (token->kind == HSY_HTML_CLOSE && !is_close_through(token))
        return false;
    hsy_tree_implied(b, HSY_TAG_BODY);
    b->mode = IN_BODY;
    return true;
}

bool hsy_tree_in_text(hsy_builder *b, hsy_html_token *token)
{
    if (token->kind == HSY_HTML_TEXT) {
        hsy_tree_text(b, token->text, token->at);
        return false;
    }
    hsy_tree_pop(b);
    b->mode = b->original_mode;
    return token->kind == HSY_HTML_END;
}

static bool replace_template_mode(hsy_builder *b, hsy_tree_mode mode)
{
    if (b->ntemplates)
        b->templates[b->ntemplates - 1] = (uint8_t)mode;
    b->mode = (uint8_t)mode;
    return true;
}

static bool start_in_template(hsy_builder *b, hsy_html_token *token)
{
    switch (token->tag) {
    case HSY_TAG_BASE:
    case HSY_TAG_BASEFONT:
    case HSY_TAG_BGSOUND:
    case HSY_TAG_LINK:
    case HSY_TAG_META:
    case HSY_TAG_NOFRAMES:
    case HSY_TAG_SCRIPT:
    case HSY_TAG_STYLE:
    case HSY_TAG_TEMPLATE:
    case HSY_TAG_TITLE:
        return hsy_tree_in_head(b, token);
    case HSY_TAG_CAPTION:
    case HSY_TAG_COLGROUP:
    case HSY_TAG_TBODY:
    case HSY_TAG_TFOOT:
    case HSY_TAG_THEAD:
        return replace_template_mode(b, IN_TABLE);
    case HSY_TAG_COL:
        return replace_template_mode(b, IN_COLUMN_GROUP);
    case HSY_TAG_TR:
        return replace_template_mode(b, IN_TABLE_BODY);
    case HSY_TAG_TD:
    case HSY_TAG_TH:
        return replace_template_mode(b, IN_ROW);
    default:
        return replace_template_mode(b, IN_BODY);
    }
}

bool hsy_tree_in_template(hsy_builder *b, hsy_html_token *token)
{
    switch ((hsy_html_kind)token->kind) {
    case HSY_HTML_START:
        return start_in_template(b, token);
    case HSY_HTML_CLOSE:
        if (token->tag == HSY_TAG_TEMPLATE)
            close_template(b);
        return false;
    case HSY_HTML_END:
        if (!hsy_tree_is_open(b, HSY_TAG_TEMPLATE))
            return false;
        close_template(b);
        return true;
    default:
        return hsy_tree_in_body(b, token);
    }
}

bool hsy_tree_after_body(hsy_builder *b, hsy_html_token *token)
{
    hsy_text_piece space;

    if (token->kind == HSY_HTML_TEXT && hsy_tree_take_space(token, &space)) {
        hsy_tree_body_text(b, space.text, space.at);
        if (token->text.len == 0)
            return false;
    }
    if (token->kind == HSY_HTML_COMMENT)
        hsy_tree_comment(b, token, b->open[0].node);
    if (token->kind == HSY_HTML_COMMENT || token->kind == HSY_HTML_DOCTYPE ||
        token->kind == HSY_HTML_END)
        return false;
    if (is_start(token, HSY_TAG_HTML))
        return hsy_tree_in_body(b, token);
    if (is_close(token, HSY_TAG_HTML)) {
        if (!b->fragment)
            b->mode = AFTER_AFTER_BODY;
        return false;
    }
    b->mode = IN_BODY;
    return true;
}

/* What the modes around a frameset do alike. */
static bool handle_around_frameset(hsy_builder *b, hsy_html_token *token, uint32_t comments,
                                   bool *ret_again)
{
    *ret_again = false;
    if (token->kind == HSY_HTML_TEXT)
        keep_only_space(b, token);
    else if (token->kind == HSY_HTML_COMMENT)
        hsy_tree_comment(b, token, comments);
    else if (is_start(token, HSY_TAG_HTML))
        *ret_again = hsy_tree_in_body(b, token);
    else if (is_start(token, HSY_TAG_NOFRAMES))
        *ret_again = hsy_tree_in_head(b, token);
    else
        return false;
    return true;
}

bool hsy_tree_in_frameset(hsy_builder *b, hsy_html_token *token)
{
    bool again;

    if (handle_around_frameset(b, token, hsy_tree_top(b)->node, &again))
        return again;
    if (is_start(token, HSY_TAG_FRAMESET)) {
        hsy_tree_element(b, token);
    } else if (is_start(token, HSY_TAG_FRAME)) {
        hsy_tree_void_element(b, token);
    } else if (is_close(token, HSY_TAG_FRAMESET) && b->depth > 1) {
        hsy_tree_pop(b);
        if (!b->fragment && !hsy_tree_top_is(b, HSY_TAG_FRAMESET))
            b->mode = AFTER_FRAMESET;
    }
    return false;
}

bool hsy_tree_after_frameset(hsy_builder *b, hsy_html_token *token)
{
    bool again;

    if (handle_around_frameset(b, token, hsy_tree_top(b)->node, &again))
        return again;
    if (is_close(token, HSY_TAG_HTML))
        b->mode = AFTER_AFTER_FRAMESET;
    return false;
}

bool hsy_tree_after_after_body(hsy_builder *b, hsy_html_token *token)
{
    hsy_text_piece space;

    if (token->kind == HSY_HTML_TEXT && hsy_tree_take_space(token, &space)) {
        hsy_tree_body_text(b, space.text, space.at);
        if (token->text.len == 0)
            return false;
    }
    if (token->kind == HSY_HTML_COMMENT)
        hsy_tree_comment(b, token, 0);
    if (token->kind == HSY_HTML_COMMENT || token->kind == HSY_HTML_DOCTYPE ||
        token->kind == HSY_HTML_END)
        return false;
    if (is_start(token, HSY_TAG_HTML))
        return hsy_tree_in_body(b, token);
    b->mode = IN_BODY;
    return true;
}

bool hsy_tree_after_after_frameset(hsy_builder *b, hsy_html_token *token)
{
    bool again = false;

    handle_around_frameset(b, token, 0, &again);
    return again;
}
