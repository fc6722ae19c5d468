/*
 * html_table.c - tables (WHATWG HTML 13.2.6.4.9 to 13.2.6.4.15).
 *
 * Text in a table but outside of its cells is gathered first: white space stays,
 * anything else is put before the table with all that was gathered.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/html_build.h"
#include "page/html_scan.h"

/* Text right below one of these is gathered. */
static bool is_table_top(const hsy_builder *b)
{
    const hsy_open_element *top = &b->open[b->depth - 1];

    return top->ns == HSY_NS_HTML &&
           ((top->is & IS_TABLE_PART) || top->tag == HSY_TAG_TEMPLATE);
}

static bool top_is_one_of(const hsy_builder *b, unsigned a, unsigned c, unsigned d)
{
    const hsy_open_element *top = &b->open[b->depth - 1];

    return top->ns == HSY_NS_HTML && (top->tag == a || top->tag == c || top->tag == d ||
                                      top->tag == HSY_TAG_TEMPLATE);
}

static void clear_to_table(hsy_builder *b)
{
    while (b->depth > 1 && !top_is_one_of(b, HSY_TAG_TABLE, HSY_TAG_TABLE, HSY_TAG_TABLE))
        hsy_tree_pop(b);
}

static void clear_to_body(hsy_builder *b)
{
    while (b->depth > 1 && !top_is_one_of(b, HSY_TAG_TBODY, HSY_TAG_TFOOT, HSY_TAG_THEAD))
        hsy_tree_pop(b);
}

static void clear_to_row(hsy_builder *b)
{
    while (b->depth > 1 && !top_is_one_of(b, HSY_TAG_TR, HSY_TAG_TR, HSY_TAG_TR))
        hsy_tree_pop(b);
}

static bool in_table_scope(const hsy_builder *b, unsigned tag)
{
    return hsy_tree_in_scope(b, tag, IS_TABLE_SCOPE);
}

/* Anything else: as in a body, but before the table. */
static bool foster(hsy_builder *b, hsy_html_token *token)
{
    b->fostering = true;
    bool again = hsy_tree_in_body(b, token);
    b->fostering = false;
    return again;
}

static void open_part(hsy_builder *b, const hsy_html_token *token, hsy_tree_mode mode)
{
    hsy_tree_element(b, token);
    b->mode = (uint8_t)mode;
}

static void open_implied(hsy_builder *b, unsigned tag, hsy_tree_mode mode)
{
    hsy_tree_implied(b, tag);
    b->mode = (uint8_t)mode;
}

static bool close_table(hsy_builder *b)
{
    if (!in_table_scope(b, HSY_TAG_TABLE))
        return false;
    hsy_tree_pop_through(b, HSY_TAG_TABLE);
    hsy_tree_reset_mode(b);
    return true;
}

static void open_form_in_table(hsy_builder *b, const hsy_html_token *token)
{
    if (hsy_tree_is_open(b, HSY_TAG_TEMPLATE) || b->form != HSY_NONE)
        return;
    hsy_tree_void_element(b, token);
    b->form = b->nodes.count - 1;
}

static bool start_in_table(hsy_builder *b, hsy_html_token *token)
{
    switch (token->tag) {
    case HSY_TAG_CAPTION:
        clear_to_table(b);
        hsy_tree_mark(b);
        open_part(b, token, IN_CAPTION);
        return false;
    case HSY_TAG_COLGROUP:
        clear_to_table(b);
        open_part(b, token, IN_COLUMN_GROUP);
        return false;
    case HSY_TAG_COL:
        clear_to_table(b);
        open_implied(b, HSY_TAG_COLGROUP, IN_COLUMN_GROUP);
        return true;
    case HSY_TAG_TBODY:
    case HSY_TAG_TFOOT:
    case HSY_TAG_THEAD:
        clear_to_table(b);
        open_part(b, token, IN_TABLE_BODY);
        return false;
    case HSY_TAG_TD:
    case HSY_TAG_TH:
    case HSY_TAG_TR:
        clear_to_table(b);
        open_implied(b, HSY_TAG_TBODY, IN_TABLE_BODY);
        return true;
    case HSY_TAG_TABLE:
        return close_table(b);
    case HSY_TAG_STYLE:
    case HSY_TAG_SCRIPT:
    case HSY_TAG_TEMPLATE:
        return hsy_tree_in_head(b, token);
    case HSY_TAG_INPUT:
        if (!hsy_tree_is_hidden(b, token))
            return foster(b, token);
        hsy_tree_void_element(b, token);
        return false;
    case HSY_TAG_FORM:
        open_form_in_table(b, token);
        return false;
    default:
        return foster(b, token);
    }
}

/* End tags that mean nothing in a table. */
static bool is_stray_close(unsigned tag)
{
    switch (tag) {
    case HSY_TAG_BODY:
    case HSY_TAG_CAPTION:
    case HSY_TAG_COL:
    case HSY_TAG_COLGROUP:
    case HSY_TAG_HTML:
    case HSY_TAG_TBODY:
    case HSY_TAG_TD:
    case HSY_TAG_TFOOT:
    case HSY_TAG_TH:
    case HSY_TAG_THEAD:
    case HSY_TAG_TR:
        return true;
    default:
        return false;
    }
}

static bool end_in_table(hsy_builder *b, hsy_html_token *token)
{
    if (token->tag == HSY_TAG_TABLE)
        close_table(b);
    else if (token->tag == HSY_TAG_TEMPLATE)
        return hsy_tree_in_head(b, token);
    else if (!is_stray_close(token->tag))
        return foster(b, token);
    return false;
}

bool hsy_tree_in_table(hsy_builder *b, hsy_html_token *token)
{
    switch ((hsy_html_kind)token->kind) {
    case HSY_HTML_TEXT:
        if (!is_table_top(b))
            return foster(b, token);
        b->table_text.count = 0;
        b->table_text_solid = false;
        b->original_mode = b->mode;
        b->mode = IN_TABLE_TEXT;
        return true;
    case HSY_HTML_COMMENT:
        hsy_tree_comment(b, token, hsy_tree_top(b)->node);
        return false;
    case HSY_HTML_DOCTYPE:
        return false;
    case HSY_HTML_START:
        return start_in_table(b, token);
    case HSY_HTML_CLOSE:
        return end_in_table(b, token);
    case HSY_HTML_END:
        break;
    }
    return hsy_tree_in_body(b, token);
}

static void gather(hsy_builder *b, const hsy_html_token *token)
{
    hsy_str text = token->text;

    if (text.ptr[0] == '\0')
        return;
    hsy_text_piece *piece = hsy_vec_push(b->arena, &b->table_text);
    if (!piece) {
        b->failed = true;
        return;
    }
    *piece = (hsy_text_piece){text, token->at};
    for (size_t i = 0; i < text.len && !b->table_text_solid; i++)
        b->table_text_solid = !scan_is_space(text.ptr[i]);
}

bool hsy_tree_in_table_text(hsy_builder *b, hsy_html_token *token)
{
    if (token->kind == HSY_HTML_TEXT) {
        gather(b, token);
        return false;
    }
    b->fostering = b->table_text_solid;
    for (uint32_t i = 0; i < b->table_text.count; i++) {
        const hsy_text_piece *piece = &b->table_text.data[i];
        if (b->table_text_solid)
            hsy_tree_body_text(b, piece->text, piece->at);
        else
            hsy_tree_text(b, piece->text, piece->at);
    }
    b->fostering = false;
    b->mode = b->original_mode;
    return true;
}

/* The start tags that say that a caption or cell is over. */
static bool is_table_start(const hsy_html_token *token)
{
    if (token->kind != HSY_HTML_START)
        return false;
    switch (token->tag) {
    case HSY_TAG_CAPTION:
    case HSY_TAG_COL:
    case HSY_TAG_COLGROUP:
    case HSY_TAG_TBODY:
    case HSY_TAG_TD:
    case HSY_TAG_TFOOT:
    case HSY_TAG_TH:
    case HSY_TAG_THEAD:
    case HSY_TAG_TR:
        return true;
    default:
        return false;
    }
}

bool hsy_tree_in_caption(hsy_builder *b, hsy_html_token *token)
{
    bool is_end = token->kind == HSY_HTML_CLOSE && token->tag == HSY_TAG_CAPTION;
    bool is_over = is_table_start(token) ||
                   (token->kind == HSY_HTML_CLOSE && token->tag == HSY_TAG_TABLE);

    if (is_end || is_over) {
        if (!in_table_scope(b, HSY_TAG_CAPTION))
            return false;
        hsy_tree_imply_end_tags(b, HSY_TAG_OTHER);
        hsy_tree_pop_through(b, HSY_TAG_CAPTION);
        hsy_tree_clear_to_mark(b);
        b->mode = IN_TABLE;
        return is_over;
    }
    if (token->kind == HSY_HTML_CLOSE && is_stray_close(token->tag))
        return false;
    return hsy_tree_in_body(b, token);
}

static bool leave_column_group(hsy_builder *b)
{
    if (!hsy_tree_top_is(b, HSY_TAG_COLGROUP))
        return false;
    hsy_tree_pop(b);
    b->mode = IN_TABLE;
    return true;
}

bool hsy_tree_in_column_group(hsy_builder *b, hsy_html_token *token)
{
    hsy_text_piece space;

    switch ((hsy_html_kind)token->kind) {
    case HSY_HTML_TEXT:
        if (hsy_tree_take_space(token, &space))
            hsy_tree_text(b, space.text, space.at);
        return token->text.len ? leave_column_group(b) : false;
    case HSY_HTML_COMMENT:
        hsy_tree_comment(b, token, hsy_tree_top(b)->node);
        return false;
    case HSY_HTML_DOCTYPE:
        return false;
    case HSY_HTML_END:
        return hsy_tree_in_body(b, token);
    case HSY_HTML_START:
        if (token->tag == HSY_TAG_HTML)
            return hsy_tree_in_body(b, token);
        if (token->tag == HSY_TAG_TEMPLATE)
            return hsy_tree_in_head(b, token);
        if (token->tag != HSY_TAG_COL)
            break;
        hsy_tree_void_element(b, token);
        return false;
    case HSY_HTML_CLOSE:
        if (token->tag == HSY_TAG_TEMPLATE)
            return hsy_tree_in_head(b, token);
        if (token->tag == HSY_TAG_COL)
            return false;
        return leave_column_group(b) && token->tag != HSY_TAG_COLGROUP;
    }
    return leave_column_group(b);
}

static bool has_body_in_scope(const hsy_builder *b)
{
    return in_table_scope(b, HSY_TAG_TBODY) || in_table_scope(b, HSY_TAG_THEAD) ||
           in_table_scope(b, HSY_TAG_TFOOT);
}

static bool leave_table_body(hsy_builder *b)
{
    if (!has_body_in_scope(b))
        return false;
    clear_to_body(b);
    hsy_tree_pop(b);
    b->mode = IN_TABLE;
    return true;
}

static bool start_in_table_body(hsy_builder *b, hsy_html_token *token)
{
    switch (token->tag) {
    case HSY_TAG_TR:
        clear_to_body(b);
        open_part(b, token, IN_ROW);
        return false;
    case HSY_TAG_TH:
    case HSY_TAG_TD:
        clear_to_body(b);
        open_implied(b, HSY_TAG_TR, IN_ROW);
        return true;
    case HSY_TAG_CAPTION:
    case HSY_TAG_COL:
    case HSY_TAG_COLGROUP:
    case HSY_TAG_TBODY:
    case HSY_TAG_TFOOT:
    case HSY_TAG_THEAD:
        return leave_table_body(b);
    default:
        return hsy_tree_in_table(b, token);
    }
}

bool hsy_tree_in_table_body(hsy_builder *b, hsy_html_token *token)
{
    if (token->kind == HSY_HTML_START)
        return start_in_table_body(b, token);
    if (token->kind != HSY_HTML_CLOSE)
        return hsy_tree_in_table(b, token);
    switch (token->tag) {
    case HSY_TAG_TBODY:
    case HSY_TAG_TFOOT:
    case HSY_TAG_THEAD:
        if (in_table_scope(b, token->tag))
            leave_table_body(b);
        return false;
    case HSY_TAG_TABLE:
        return leave_table_body(b);
    default:
        return is_stray_close(token->tag) ? false : hsy_tree_in_table(b, token);
    }
}

static bool leave_row(hsy_builder *b)
{
    if (!in_table_scope(b, HSY_TAG_TR))
        return false;
    clear_to_row(b);
    hsy_tree_pop(b);
    b->mode = IN_TABLE_BODY;
    return true;
}

static bool start_in_row(hsy_builder *b, hsy_html_token *token)
{
    switch (token->tag) {
    case HSY_TAG_TH:
    case HSY_TAG_TD:
        clear_to_row(b);
        open_part(b, token, IN_CELL);
        hsy_tree_mark(b);
        return false;
    case HSY_TAG_CAPTION:
    case HSY_TAG_COL:
    case HSY_TAG_COLGROUP:
    case HSY_TAG_TBODY:
    case HSY_TAG_TFOOT:
    case HSY_TAG_THEAD:
    case HSY_TAG_TR:
        return leave_row(b);
    default:
        return hsy_tree_in_table(b, token);
    }
}

bool hsy_tree_in_row(hsy_builder *b, hsy_html_token *token)
{
    if (token->kind == HSY_HTML_START)
        return start_in_row(b, token);
    if (token->kind != HSY_HTML_CLOSE)
        return hsy_tree_in_table(b, token);
    switch (token->tag) {
    case HSY_TAG_TR:
        leave_row(b);
        return false;
    case HSY_TAG_TABLE:
        return leave_row(b);
    case HSY_TAG_TBODY:
    case HSY_TAG_TFOOT:
    case HSY_TAG_THEAD:
        return in_table_scope(b, token->tag) && leave_row(b);
    default:
        return is_stray_close(token->tag) ? false : hsy_tree_in_table(b, token);
    }
}

static bool leave_cell(hsy_builder *b)
{
    hsy_tree_imply_end_tags(b, HSY_TAG_OTHER);
    while (b->depth > 1 && !hsy_tree_top_is(b, HSY_TAG_TD) && !hsy_tree_top_is(b, HSY_TAG_TH))
        hsy_tree_pop(b);
    hsy_tree_pop(b);
    hsy_tree_clear_to_mark(b);
    b->mode = IN_ROW;
    return true;
}

static bool end_cell(hsy_builder *b, unsigned tag)
{
    if (!in_table_scope(b, tag))
        return false;
    hsy_tree_imply_end_tags(b, HSY_TAG_OTHER);
    hsy_tree_pop_through(b, tag);
    hsy_tree_clear_to_mark(b);
    b->mode = IN_ROW;
    return false;
}

bool hsy_tree_in_cell(hsy_builder *b, hsy_html_token *token)
{
    if (is_table_start(token)) {
        bool open = in_table_scope(b, HSY_TAG_TD) || in_table_scope(b, HSY_TAG_TH);
        return open && leave_cell(b);
    }
    if (token->kind != HSY_HTML_CLOSE)
        return hsy_tree_in_body(b, token);
    switch (token->tag) {
    case HSY_TAG_TD:
    case HSY_TAG_TH:
        return end_cell(b, token->tag);
    case HSY_TAG_BODY:
    case HSY_TAG_CAPTION:
    case HSY_TAG_COL:
    case HSY_TAG_COLGROUP:
    case HSY_TAG_HTML:
        return false;
    case HSY_TAG_TABLE:
    case HSY_TAG_TBODY:
    case HSY_TAG_TFOOT:
    case HSY_TAG_THEAD:
    case HSY_TAG_TR:
        return in_table_scope(b, token->tag) && leave_cell(b);
    default:
        return hsy_tree_in_body(b, token);
    }
}
