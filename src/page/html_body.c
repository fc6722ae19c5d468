/*
 * html_body.c - what stands in a body (WHATWG HTML 13.2.6.4.7), where nearly every
 * token of a page is handled.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/html_build.h"
#include "page/html_scan.h"

#define IN_SCOPE IS_SCOPE
#define IN_LIST_SCOPE (IS_SCOPE | IS_LIST_SCOPE)
#define IN_BUTTON_SCOPE (IS_SCOPE | IS_BUTTON_SCOPE)

hsy_str hsy_tree_attr(const hsy_builder *b, const hsy_html_token *token, unsigned id)
{
    for (uint32_t i = 0; i < token->nattrs; i++) {
        if (b->tokenizer->attrs[i].id == id)
            return b->tokenizer->attrs[i].value;
    }
    return (hsy_str){NULL, 0};
}

static bool is_all_space(hsy_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!scan_is_space(text.ptr[i]))
            return false;
    }
    return true;
}

void hsy_tree_body_text(hsy_builder *b, hsy_str text, hsy_span at)
{
    if (text.len == 0 || text.ptr[0] == '\0')
        return;
    hsy_tree_reconstruct(b);
    hsy_tree_text(b, text, at);
    if (b->frameset_ok && !is_all_space(text))
        b->frameset_ok = false;
}

/* Start tags, by what is done with them. */

static void start_html(hsy_builder *b, hsy_html_token *token)
{
    if (!hsy_tree_is_open(b, HSY_TAG_TEMPLATE))
        hsy_tree_add_attrs(b, b->open[0].node, token);
}

/* Is the second open element the body, and no template open? */
static bool has_body(const hsy_builder *b)
{
    return b->depth > 1 && b->open[1].tag == HSY_TAG_BODY && b->open[1].ns == HSY_NS_HTML;
}

static void start_body(hsy_builder *b, hsy_html_token *token)
{
    if (!has_body(b) || hsy_tree_is_open(b, HSY_TAG_TEMPLATE))
        return;
    b->frameset_ok = false;
    hsy_tree_add_attrs(b, b->open[1].node, token);
}

static void start_frameset(hsy_builder *b, hsy_html_token *token)
{
    if (!has_body(b) || !b->frameset_ok)
        return;
    hsy_tree_unlink(b, b->open[1].node);
    hsy_tree_pop_to(b, 1);
    hsy_tree_element(b, token);
    b->mode = IN_FRAMESET;
}

static void start_block(hsy_builder *b, hsy_html_token *token)
{
    hsy_tree_close_p(b);
    hsy_tree_element(b, token);
}

static void start_heading(hsy_builder *b, hsy_html_token *token)
{
    hsy_tree_close_p(b);
    if (hsy_tree_top(b)->is & IS_HEADING)
        hsy_tree_pop(b);
    hsy_tree_element(b, token);
}

static void start_pre(hsy_builder *b, hsy_html_token *token)
{
    start_block(b, token);
    b->skip_newline = true;
    b->frameset_ok = false;
}

static void start_form(hsy_builder *b, hsy_html_token *token)
{
    bool in_template = hsy_tree_is_open(b, HSY_TAG_TEMPLATE);

    if (b->form != HSY_NONE && !in_template)
        return;
    hsy_tree_close_p(b);
    uint32_t node = hsy_tree_element(b, token);
    if (!in_template)
        b->form = node;
}

/* A list item ends the one that is open, if no block lies between them; dd and dt end
 * each other too. */
static void start_item(hsy_builder *b, hsy_html_token *token)
{
    unsigned other = token->tag == HSY_TAG_DD   ? HSY_TAG_DT
                     : token->tag == HSY_TAG_DT ? HSY_TAG_DD
                                                : token->tag;

    b->frameset_ok = false;
    for (uint32_t i = b->depth; i-- > 0;) {
        const hsy_open_element *open = &b->open[i];
        bool is_html = open->ns == HSY_NS_HTML;
        if (is_html && (open->tag == token->tag || open->tag == other)) {
            hsy_tree_imply_end_tags(b, open->tag);
            hsy_tree_pop_to(b, i);
            break;
        }
        if ((open->is & IS_SPECIAL) &&
            !(is_html && (open->tag == HSY_TAG_ADDRESS || open->tag == HSY_TAG_DIV ||
                          open->tag == HSY_TAG_P)))
            break;
    }
    start_block(b, token);
}

static void start_plaintext(hsy_builder *b, hsy_html_token *token)
{
    start_block(b, token);
    b->tokenizer->state = HSY_HTML_IN_PLAINTEXT;
}

static void start_button(hsy_builder *b, hsy_html_token *token)
{
    if (hsy_tree_in_scope(b, HSY_TAG_BUTTON, IN_SCOPE)) {
        hsy_tree_imply_end_tags(b, HSY_TAG_OTHER);
        hsy_tree_pop_through(b, HSY_TAG_BUTTON);
    }
    hsy_tree_reconstruct(b);
    hsy_tree_element(b, token);
    b->frameset_ok = false;
}

static void start_a(hsy_builder *b, hsy_html_token *token)
{
    uint32_t at = hsy_tree_find_formatting(b, HSY_TAG_A);

    if (at != HSY_NONE) {
        uint32_t node = b->formatting[at].node;
        hsy_tree_adopt(b, token);
        at = hsy_tree_find_formatting(b, HSY_TAG_A);
        if (at != HSY_NONE && b->formatting[at].node == node)
            hsy_tree_remove_formatting(b, at);
        uint32_t open = hsy_tree_find_open(b, node);
        if (open != HSY_NONE)
            hsy_tree_remove_open(b, open);
    }
    hsy_tree_reconstruct(b);
    hsy_tree_format(b, token);
}

static void start_formatting(hsy_builder *b, hsy_html_token *token)
{
    hsy_tree_reconstruct(b);
    hsy_tree_format(b, token);
}

static void end_other(hsy_builder *b, const hsy_html_token *token);

static void start_nobr(hsy_builder *b, hsy_html_token *token)
{
    hsy_tree_reconstruct(b);
    if (hsy_tree_in_scope(b, HSY_TAG_NOBR, IN_SCOPE)) {
        if (!hsy_tree_adopt(b, token))
            end_other(b, token);
        hsy_tree_reconstruct(b);
    }
    hsy_tree_format(b, token);
}

static void start_object(hsy_builder *b, hsy_html_token *token)
{
    hsy_tree_reconstruct(b);
    hsy_tree_element(b, token);
    hsy_tree_mark(b);
    b->frameset_ok = false;
}

static void start_table(hsy_builder *b, hsy_html_token *token)
{
    if (!b->quirks)
        hsy_tree_close_p(b);
    hsy_tree_element(b, token);
    b->frameset_ok = false;
    b->mode = IN_TABLE;
}

static void start_void(hsy_builder *b, hsy_html_token *token)
{
    hsy_tree_reconstruct(b);
    hsy_tree_void_element(b, token);
    b->frameset_ok = false;
}

bool hsy_tree_is_hidden(const hsy_builder *b, const hsy_html_token *token)
{
    hsy_str type = hsy_tree_attr(b, token, HSY_ATTR_TYPE);
    static const char hidden[] = "hidden";

    if (type.len != sizeof hidden - 1)
        return false;
    for (size_t i = 0; i < type.len; i++) {
        if ((type.ptr[i] | 0x20) != hidden[i])
            return false;
    }
    return true;
}

static bool is_select_fragment(const hsy_builder *b)
{
    return b->fragment && b->context.tag == HSY_TAG_SELECT && b->context.ns == HSY_NS_HTML;
}

static void start_input(hsy_builder *b, hsy_html_token *token)
{
    if (is_select_fragment(b))
        return;
    if (hsy_tree_in_scope(b, HSY_TAG_SELECT, IN_SCOPE))
        hsy_tree_pop_through(b, HSY_TAG_SELECT);
    hsy_tree_reconstruct(b);
    hsy_tree_void_element(b, token);
    if (!hsy_tree_is_hidden(b, token))
        b->frameset_ok = false;
}

static void start_hr(hsy_builder *b, hsy_html_token *token)
{
    hsy_tree_close_p(b);
    if (hsy_tree_in_scope(b, HSY_TAG_SELECT, IN_SCOPE))
        hsy_tree_imply_end_tags(b, HSY_TAG_OTHER);
    hsy_tree_void_element(b, token);
    b->frameset_ok = false;
}

static void start_textarea(hsy_builder *b, hsy_html_token *token)
{
    hsy_tree_raw(b, token, HSY_HTML_IN_RCDATA);
    b->skip_newline = true;
    b->frameset_ok = false;
}

static void start_xmp(hsy_builder *b, hsy_html_token *token)
{
    hsy_tree_close_p(b);
    hsy_tree_reconstruct(b);
    b->frameset_ok = false;
    hsy_tree_raw(b, token, HSY_HTML_IN_RAWTEXT);
}

/* A select within a select ends the outer one. */
static void start_select(hsy_builder *b, hsy_html_token *token)
{
    if (is_select_fragment(b))
        return;
    if (hsy_tree_in_scope(b, HSY_TAG_SELECT, IN_SCOPE)) {
        hsy_tree_pop_through(b, HSY_TAG_SELECT);
        return;
    }
    hsy_tree_reconstruct(b);
    hsy_tree_element(b, token);
    b->frameset_ok = false;
}

static void start_option(hsy_builder *b, hsy_html_token *token)
{
    if (hsy_tree_in_scope(b, HSY_TAG_SELECT, IN_SCOPE)) {
        hsy_tree_imply_end_tags(b, token->tag == HSY_TAG_OPTION ? HSY_TAG_OPTGROUP
                                : HSY_TAG_OTHER);
    } else if (hsy_tree_top_is(b, HSY_TAG_OPTION)) {
        hsy_tree_pop(b);
    }
    hsy_tree_reconstruct(b);
    hsy_tree_element(b, token);
}

static void start_ruby_part(hsy_builder *b, hsy_html_token *token)
{
    bool in_container = token->tag == HSY_TAG_RP || token->tag == HSY_TAG_RT;

    if (hsy_tree_in_scope(b, HSY_TAG_RUBY, IN_SCOPE))
        hsy_tree_imply_end_tags(b, in_container ? HSY_TAG_RTC : HSY_TAG_OTHER);
    hsy_tree_element(b, token);
}

static void start_foreign(hsy_builder *b, hsy_html_token *token)
{
    hsy_tree_reconstruct(b);
    hsy_tree_open_foreign(b, token, token->tag == HSY_TAG_SVG ? HSY_NS_SVG : HSY_NS_MATHML);
}

static void start_other(hsy_builder *b, hsy_html_token *token)
{
    hsy_tree_reconstruct(b);
    hsy_tree_element(b, token);
}

static void start_selected_content(hsy_builder *b, hsy_html_token *token)
{
    start_other(b, token);
    b->has_selected_content = true;
}

static void start_head_content(hsy_builder *b, hsy_html_token *token)
{
    hsy_tree_in_head(b, token);
}

/* Nobody should write <image>; everybody who does means <img>. */
static void start_image(hsy_builder *b, hsy_html_token *token)
{
    token->tag = HSY_TAG_IMG;
    token->name = hsy_tag_name(HSY_TAG_IMG);
    start_void(b, token);
}

static void start_plain_void(hsy_builder *b, hsy_html_token *token)
{
    hsy_tree_void_element(b, token);
}

static void start_iframe(hsy_builder *b, hsy_html_token *token)
{
    b->frameset_ok = false;
    hsy_tree_raw(b, token, HSY_HTML_IN_RAWTEXT);
}

static void start_noembed(hsy_builder *b, hsy_html_token *token)
{
    hsy_tree_raw(b, token, HSY_HTML_IN_RAWTEXT);
}

/* Parts of tables and framesets mean nothing outside of them. */
static void start_nothing(hsy_builder *b, hsy_html_token *token)
{
    (void)b, (void)token;
}

typedef void tag_rule(hsy_builder *b, hsy_html_token *token);

/* clang-format off */
static tag_rule *const start_rules[HSY_TAGS] = {
    [HSY_TAG_HTML] = start_html,
    [HSY_TAG_BASE] = start_head_content, [HSY_TAG_BASEFONT] = start_head_content,
    [HSY_TAG_BGSOUND] = start_head_content, [HSY_TAG_LINK] = start_head_content,
    [HSY_TAG_META] = start_head_content, [HSY_TAG_NOFRAMES] = start_head_content,
    [HSY_TAG_SCRIPT] = start_head_content, [HSY_TAG_STYLE] = start_head_content,
    [HSY_TAG_TEMPLATE] = start_head_content, [HSY_TAG_TITLE] = start_head_content,
    [HSY_TAG_BODY] = start_body,
    [HSY_TAG_FRAMESET] = start_frameset,
    [HSY_TAG_ADDRESS] = start_block, [HSY_TAG_ARTICLE] = start_block,
    [HSY_TAG_ASIDE] = start_block, [HSY_TAG_BLOCKQUOTE] = start_block,
    [HSY_TAG_CENTER] = start_block, [HSY_TAG_DETAILS] = start_block,
    [HSY_TAG_DIALOG] = start_block, [HSY_TAG_DIR] = start_block, [HSY_TAG_DIV] = start_block,
    [HSY_TAG_DL] = start_block, [HSY_TAG_FIELDSET] = start_block,
    [HSY_TAG_FIGCAPTION] = start_block, [HSY_TAG_FIGURE] = start_block,
    [HSY_TAG_FOOTER] = start_block, [HSY_TAG_HEADER] = start_block,
    [HSY_TAG_HGROUP] = start_block, [HSY_TAG_MAIN] = start_block, [HSY_TAG_MENU] = start_block,
    [HSY_TAG_NAV] = start_block, [HSY_TAG_OL] = start_block, [HSY_TAG_P] = start_block,
    [HSY_TAG_SEARCH] = start_block, [HSY_TAG_SECTION] = start_block,
    [HSY_TAG_SUMMARY] = start_block, [HSY_TAG_UL] = start_block,
    [HSY_TAG_H1] = start_heading, [HSY_TAG_H2] = start_heading, [HSY_TAG_H3] = start_heading,
    [HSY_TAG_H4] = start_heading, [HSY_TAG_H5] = start_heading, [HSY_TAG_H6] = start_heading,
    [HSY_TAG_PRE] = start_pre, [HSY_TAG_LISTING] = start_pre,
    [HSY_TAG_FORM] = start_form,
    [HSY_TAG_LI] = start_item, [HSY_TAG_DD] = start_item, [HSY_TAG_DT] = start_item,
    [HSY_TAG_PLAINTEXT] = start_plaintext,
    [HSY_TAG_BUTTON] = start_button,
    [HSY_TAG_A] = start_a,
    [HSY_TAG_B] = start_formatting, [HSY_TAG_BIG] = start_formatting,
    [HSY_TAG_CODE] = start_formatting, [HSY_TAG_EM] = start_formatting,
    [HSY_TAG_FONT] = start_formatting, [HSY_TAG_I] = start_formatting,
    [HSY_TAG_S] = start_formatting, [HSY_TAG_SMALL] = start_formatting,
    [HSY_TAG_STRIKE] = start_formatting, [HSY_TAG_STRONG] = start_formatting,
    [HSY_TAG_TT] = start_formatting, [HSY_TAG_U] = start_formatting,
    [HSY_TAG_NOBR] = start_nobr,
    [HSY_TAG_APPLET] = start_object, [HSY_TAG_MARQUEE] = start_object,
    [HSY_TAG_OBJECT] = start_object,
    [HSY_TAG_TABLE] = start_table,
    [HSY_TAG_IMAGE] = start_image,
    [HSY_TAG_AREA] = start_void, [HSY_TAG_BR] = start_void, [HSY_TAG_EMBED] = start_void,
    [HSY_TAG_IMG] = start_void, [HSY_TAG_KEYGEN] = start_void, [HSY_TAG_WBR] = start_void,
    [HSY_TAG_INPUT] = start_input,
    [HSY_TAG_PARAM] = start_plain_void, [HSY_TAG_SOURCE] = start_plain_void,
    [HSY_TAG_TRACK] = start_plain_void,
    [HSY_TAG_HR] = start_hr,
    [HSY_TAG_TEXTAREA] = start_textarea,
    [HSY_TAG_XMP] = start_xmp,
    [HSY_TAG_IFRAME] = start_iframe,
    [HSY_TAG_NOEMBED] = start_noembed,
    [HSY_TAG_SELECT] = start_select, [HSY_TAG_SELECTEDCONTENT] = start_selected_content,
    [HSY_TAG_OPTION] = start_option, [HSY_TAG_OPTGROUP] = start_option,
    [HSY_TAG_RB] = start_ruby_part, [HSY_TAG_RP] = start_ruby_part,
    [HSY_TAG_RT] = start_ruby_part, [HSY_TAG_RTC] = start_ruby_part,
    [HSY_TAG_MATH] = start_foreign, [HSY_TAG_SVG] = start_foreign,
    [HSY_TAG_CAPTION] = start_nothing, [HSY_TAG_COL] = start_nothing,
    [HSY_TAG_COLGROUP] = start_nothing, [HSY_TAG_FRAME] = start_nothing,
    [HSY_TAG_HEAD] = start_nothing, [HSY_TAG_TBODY] = start_nothing,
    [HSY_TAG_TD] = start_nothing, [HSY_TAG_TFOOT] = start_nothing, [HSY_TAG_TH] = start_nothing,
    [HSY_TAG_THEAD] = start_nothing, [HSY_TAG_TR] = start_nothing,
};
/* clang-format on */

static void start_in_body(hsy_builder *b, hsy_html_token *token)
{
    tag_rule *rule = start_rules[token->tag];

    if (rule)
        rule(b, token);
    else
        start_other(b, token);
}

/* End tags. */

static void end_block(hsy_builder *b, hsy_html_token *token)
{
    if (!hsy_tree_in_scope(b, token->tag, IN_SCOPE))
        return;
    hsy_tree_imply_end_tags(b, HSY_TAG_OTHER);
    hsy_tree_pop_through(b, token->tag);
}

static void end_form(hsy_builder *b, hsy_html_token *token)
{
    if (hsy_tree_is_open(b, HSY_TAG_TEMPLATE)) {
        end_block(b, token);
        return;
    }
    uint32_t node = b->form;
    b->form = HSY_NONE;
    uint32_t at = node == HSY_NONE ? HSY_NONE : hsy_tree_find_open(b, node);
    if (at == HSY_NONE)
        return;
    for (uint32_t i = b->depth; --i > at;) {
        if (b->open[i].is & IN_SCOPE)
            return;
    }
    hsy_tree_imply_end_tags(b, HSY_TAG_OTHER);
    hsy_tree_remove_open(b, at);
}

static void end_p(hsy_builder *b, hsy_html_token *token)
{
    (void)token;
    if (!hsy_tree_in_scope(b, HSY_TAG_P, IN_BUTTON_SCOPE))
        hsy_tree_implied(b, HSY_TAG_P);
    hsy_tree_close_p(b);
}

static void end_item(hsy_builder *b, hsy_html_token *token)
{
    unsigned scope = token->tag == HSY_TAG_LI ? IN_LIST_SCOPE : IN_SCOPE;

    if (!hsy_tree_in_scope(b, token->tag, scope))
        return;
    hsy_tree_imply_end_tags(b, token->tag);
    hsy_tree_pop_through(b, token->tag);
}

/* Any heading is ended by the end tag of any. */
static void end_heading(hsy_builder *b, hsy_html_token *token)
{
    bool open = false;

    (void)token;
    for (unsigned tag = HSY_TAG_H1; tag <= HSY_TAG_H6 && !open; tag++)
        open = hsy_tree_in_scope(b, tag, IN_SCOPE);
    if (!open)
        return;
    hsy_tree_imply_end_tags(b, HSY_TAG_OTHER);
    hsy_tree_pop_until(b, IS_HEADING);
    hsy_tree_pop(b);
}

static void end_object(hsy_builder *b, hsy_html_token *token)
{
    if (!hsy_tree_in_scope(b, token->tag, IN_SCOPE))
        return;
    end_block(b, token);
    hsy_tree_clear_to_mark(b);
}

static void end_br(hsy_builder *b, hsy_html_token *token)
{
    token->nattrs = 0;
    start_void(b, token);
}

static bool is_same(const hsy_builder *b, const hsy_open_element *open,
                    const hsy_html_token *token)
{
    if (open->ns != HSY_NS_HTML || open->tag != token->tag)
        return false;
    return token->tag != HSY_TAG_OTHER ||
           hsy_str_eq(b->nodes.data[open->node].name, token->name);
}

static void end_other(hsy_builder *b, const hsy_html_token *token)
{
    if (!hsy_tree_is_open(b, token->tag))
        return;
    for (uint32_t i = b->depth; i-- > 0;) {
        const hsy_open_element *open = &b->open[i];
        if (is_same(b, open, token)) {
            hsy_tree_imply_end_tags(b, token->tag);
            hsy_tree_pop_to(b, i);
            return;
        }
        if (open->is & IS_SPECIAL)
            return;
    }
}

static bool end_body(hsy_builder *b, bool again)
{
    if (!hsy_tree_in_scope(b, HSY_TAG_BODY, IN_SCOPE))
        return false;
    b->mode = AFTER_BODY;
    return again;
}

static void end_template(hsy_builder *b, hsy_html_token *token)
{
    hsy_tree_in_head(b, token);
}

static void end_formatting(hsy_builder *b, hsy_html_token *token)
{
    if (!hsy_tree_adopt(b, token))
        end_other(b, token);
}

/* clang-format off */
static tag_rule *const end_rules[HSY_TAGS] = {
    [HSY_TAG_TEMPLATE] = end_template,
    [HSY_TAG_ADDRESS] = end_block, [HSY_TAG_ARTICLE] = end_block, [HSY_TAG_ASIDE] = end_block,
    [HSY_TAG_BLOCKQUOTE] = end_block, [HSY_TAG_BUTTON] = end_block,
    [HSY_TAG_CENTER] = end_block, [HSY_TAG_DETAILS] = end_block, [HSY_TAG_DIALOG] = end_block,
    [HSY_TAG_DIR] = end_block, [HSY_TAG_DIV] = end_block, [HSY_TAG_DL] = end_block,
    [HSY_TAG_FIELDSET] = end_block, [HSY_TAG_FIGCAPTION] = end_block,
    [HSY_TAG_FIGURE] = end_block, [HSY_TAG_FOOTER] = end_block, [HSY_TAG_HEADER] = end_block,
    [HSY_TAG_HGROUP] = end_block, [HSY_TAG_LISTING] = end_block, [HSY_TAG_MAIN] = end_block,
    [HSY_TAG_MENU] = end_block, [HSY_TAG_NAV] = end_block, [HSY_TAG_OL] = end_block,
    [HSY_TAG_PRE] = end_block, [HSY_TAG_SEARCH] = end_block, [HSY_TAG_SECTION] = end_block,
    [HSY_TAG_SELECT] = end_block, [HSY_TAG_SUMMARY] = end_block, [HSY_TAG_UL] = end_block,
    [HSY_TAG_FORM] = end_form,
    [HSY_TAG_P] = end_p,
    [HSY_TAG_LI] = end_item, [HSY_TAG_DD] = end_item, [HSY_TAG_DT] = end_item,
    [HSY_TAG_H1] = end_heading, [HSY_TAG_H2] = end_heading, [HSY_TAG_H3] = end_heading,
    [HSY_TAG_H4] = end_heading, [HSY_TAG_H5] = end_heading, [HSY_TAG_H6] = end_heading,
    [HSY_TAG_A] = end_formatting, [HSY_TAG_B] = end_formatting, [HSY_TAG_BIG] = end_formatting,
    [HSY_TAG_CODE] = end_formatting, [HSY_TAG_EM] = end_formatting,
    [HSY_TAG_FONT] = end_formatting, [HSY_TAG_I] = end_formatting,
    [HSY_TAG_NOBR] = end_formatting, [HSY_TAG_S] = end_formatting,
    [HSY_TAG_SMALL] = end_formatting, [HSY_TAG_STRIKE] = end_formatting,
    [HSY_TAG_STRONG] = end_formatting, [HSY_TAG_TT] = end_formatting,
    [HSY_TAG_U] = end_formatting,
    [HSY_TAG_APPLET] = end_object, [HSY_TAG_MARQUEE] = end_object,
    [HSY_TAG_OBJECT] = end_object,
    [HSY_TAG_BR] = end_br,
};
/* clang-format on */

static bool end_in_body(hsy_builder *b, hsy_html_token *token)
{
    tag_rule *rule = end_rules[token->tag];

    if (token->tag == HSY_TAG_BODY || token->tag == HSY_TAG_HTML)
        return end_body(b, token->tag == HSY_TAG_HTML);
    if (rule)
        rule(b, token);
    else
        end_other(b, token);
    return false;
}

bool hsy_tree_in_body(hsy_builder *b, hsy_html_token *token)
{
    switch ((hsy_html_kind)token->kind) {
    case HSY_HTML_TEXT:
        hsy_tree_body_text(b, token->text, token->at);
        return false;
    case HSY_HTML_START:
        start_in_body(b, token);
        return false;
    case HSY_HTML_CLOSE:
        return end_in_body(b, token);
    case HSY_HTML_COMMENT:
        hsy_tree_comment(b, token, hsy_tree_top(b)->node);
        return false;
    case HSY_HTML_END:
        return b->ntemplates ? hsy_tree_in_template(b, token) : false;
    case HSY_HTML_DOCTYPE:
        break;
    }
    return false;
}
