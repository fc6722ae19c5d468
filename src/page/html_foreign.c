/*
 * html_foreign.c - SVG and MathML within HTML (WHATWG HTML 13.2.6.5).
 *
 * News pages hold hundreds of SVG icons. Their elements keep the mixed-case names of
 * SVG; an HTML tag that cannot stand in them ends them. In an integration point
 * (foreignObject, mtext, ...) the rules of HTML hold again.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/html_build.h"
#include "page/html_scan.h"

/* clang-format off */
/* Names that are not lower case, in the order of their lower case. */
static const char *const svg_tags[] = {
    "altGlyph", "altGlyphDef", "altGlyphItem", "animateColor", "animateMotion",
    "animateTransform", "clipPath", "feBlend", "feColorMatrix", "feComponentTransfer",
    "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap",
    "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR",
    "feGaussianBlur", "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset",
    "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
    "foreignObject", "glyphRef", "linearGradient", "radialGradient", "textPath",
};

static const char *const svg_attrs[] = {
    "attributeName", "attributeType", "baseFrequency", "baseProfile", "calcMode",
    "clipPathUnits", "diffuseConstant", "edgeMode", "filterUnits", "glyphRef",
    "gradientTransform", "gradientUnits", "kernelMatrix", "kernelUnitLength", "keyPoints",
    "keySplines", "keyTimes", "lengthAdjust", "limitingConeAngle", "markerHeight",
    "markerUnits", "markerWidth", "maskContentUnits", "maskUnits", "numOctaves", "pathLength",
    "patternContentUnits", "patternTransform", "patternUnits", "pointsAtX", "pointsAtY",
    "pointsAtZ", "preserveAlpha", "preserveAspectRatio", "primitiveUnits", "refX", "refY",
    "repeatCount", "repeatDur", "requiredExtensions", "requiredFeatures", "specularConstant",
    "specularExponent", "spreadMethod", "startOffset", "stdDeviation", "stitchTiles",
    "surfaceScale", "systemLanguage", "tableValues", "targetX", "targetY", "textLength",
    "viewBox", "viewTarget", "xChannelSelector", "yChannelSelector", "zoomAndPan",
};
/* clang-format on */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* `name` is lower case; compared with the lower case of `mixed`. */
static int compare(hsy_str name, const char *mixed)
{
    for (size_t i = 0; i < name.len; i++) {
        int order = (unsigned char)name.ptr[i] - (unsigned char)lower(mixed[i]);
        if (order || !mixed[i])
            return order;
    }
    return mixed[name.len] ? -1 : 0;
}

/* The mixed-case form of `name`, or `name` itself. */
static hsy_str mix_case(hsy_str name, const char *const *list, size_t count)
{
    size_t lo = 0, hi = count;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = compare(name, list[mid]);
        if (order == 0)
            return (hsy_str){list[mid], name.len};
        if (order < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return name;
}

static void adjust_attrs(hsy_builder *b, const hsy_html_token *token, hsy_ns ns)
{
    for (uint32_t i = 0; i < token->nattrs; i++) {
        hsy_attr *attr = &b->tokenizer->attrs[i];
        if (ns == HSY_NS_SVG)
            attr->name = mix_case(attr->name, svg_attrs, sizeof svg_attrs / sizeof *svg_attrs);
        else if (hsy_str_eq(attr->name, HSY_STR("definitionurl")))
            attr->name = HSY_STR("definitionURL");
    }
}

static bool equals_ignoring_case(hsy_str s, const char *word)
{
    size_t i = 0;

    for (; i < s.len && word[i]; i++) {
        if (lower(s.ptr[i]) != word[i])
            return false;
    }
    return i == s.len && !word[i];
}

/* An annotation-xml says by an attribute that it holds HTML. */
static bool holds_html(const hsy_builder *b, const hsy_html_token *token)
{
    hsy_str encoding = hsy_tree_attr(b, token, HSY_ATTR_ENCODING);

    return equals_ignoring_case(encoding, "text/html") ||
           equals_ignoring_case(encoding, "application/xhtml+xml");
}

void hsy_tree_open_foreign(hsy_builder *b, hsy_html_token *token, hsy_ns ns)
{
    hsy_str name = token->name;

    adjust_attrs(b, token, ns);
    if (ns == HSY_NS_SVG)
        name = mix_case(name, svg_tags, sizeof svg_tags / sizeof *svg_tags);
    hsy_tree_foreign(b, token, ns, name);
    if (ns == HSY_NS_MATHML && token->tag == HSY_TAG_ANNOTATION_XML && holds_html(b, token))
        hsy_tree_top(b)->is |= IS_HTML_POINT;
    if (token->self_closing)
        hsy_tree_pop(b);
}

/* The element whose rules hold: the context of a fragment when only the root is open. */
static const hsy_open_element *adjusted_top(const hsy_builder *b)
{
    return b->fragment && b->depth == 1 ? &b->context : &b->open[b->depth - 1];
}

bool hsy_tree_is_foreign_token(const hsy_builder *b, const hsy_html_token *token)
{
    if (b->depth == 0 || token->kind == HSY_HTML_END)
        return false;
    const hsy_open_element *top = adjusted_top(b);
    if (top->ns == HSY_NS_HTML)
        return false;
    bool is_start = token->kind == HSY_HTML_START, is_text = token->kind == HSY_HTML_TEXT;
    if ((top->is & IS_MATH_POINT) && is_start && token->tag != HSY_TAG_MGLYPH &&
        token->tag != HSY_TAG_MALIGNMARK)
        return false;
    if ((top->is & (IS_MATH_POINT | IS_HTML_POINT)) && is_text)
        return false;
    if (top->ns == HSY_NS_MATHML && top->tag == HSY_TAG_ANNOTATION_XML && is_start &&
        token->tag == HSY_TAG_SVG)
        return false;
    return !((top->is & IS_HTML_POINT) && is_start);
}

static void foreign_text(hsy_builder *b, const hsy_html_token *token)
{
    if (token->text.ptr[0] == '\0') {
        hsy_tree_text(b, HSY_STR("\xEF\xBF\xBD"), token->at);
        return;
    }
    hsy_tree_text(b, token->text, token->at);
    for (size_t i = 0; i < token->text.len && b->frameset_ok; i++)
        b->frameset_ok = scan_is_space(token->text.ptr[i]);
}

/* HTML that cannot stand in SVG or MathML. */
static bool breaks_out(const hsy_builder *b, const hsy_html_token *token)
{
    switch (token->tag) {
    case HSY_TAG_B:
    case HSY_TAG_BIG:
    case HSY_TAG_BLOCKQUOTE:
    case HSY_TAG_BODY:
    case HSY_TAG_BR:
    case HSY_TAG_CENTER:
    case HSY_TAG_CODE:
    case HSY_TAG_DD:
    case HSY_TAG_DIV:
    case HSY_TAG_DL:
    case HSY_TAG_DT:
    case HSY_TAG_EM:
    case HSY_TAG_EMBED:
    case HSY_TAG_H1:
    case HSY_TAG_H2:
    case HSY_TAG_H3:
    case HSY_TAG_H4:
    case HSY_TAG_H5:
    case HSY_TAG_H6:
    case HSY_TAG_HEAD:
    case HSY_TAG_HR:
    case HSY_TAG_I:
    case HSY_TAG_IMG:
    case HSY_TAG_LI:
    case HSY_TAG_LISTING:
    case HSY_TAG_MENU:
    case HSY_TAG_META:
    case HSY_TAG_NOBR:
    case HSY_TAG_OL:
    case HSY_TAG_P:
    case HSY_TAG_PRE:
    case HSY_TAG_RUBY:
    case HSY_TAG_S:
    case HSY_TAG_SMALL:
    case HSY_TAG_SPAN:
    case HSY_TAG_STRONG:
    case HSY_TAG_STRIKE:
    case HSY_TAG_SUB:
    case HSY_TAG_SUP:
    case HSY_TAG_TABLE:
    case HSY_TAG_TT:
    case HSY_TAG_U:
    case HSY_TAG_UL:
    case HSY_TAG_VAR:
        return true;
    case HSY_TAG_FONT:
        return hsy_tree_attr(b, token, HSY_ATTR_COLOR).ptr ||
               hsy_tree_attr(b, token, HSY_ATTR_FACE).ptr ||
               hsy_tree_attr(b, token, HSY_ATTR_SIZE).ptr;
    default:
        return false;
    }
}

static void leave(hsy_builder *b)
{
    while (b->depth > 1 && hsy_tree_top(b)->ns != HSY_NS_HTML &&
           !(hsy_tree_top(b)->is & (IS_MATH_POINT | IS_HTML_POINT)))
        hsy_tree_pop(b);
}

static bool foreign_start(hsy_builder *b, hsy_html_token *token)
{
    if (breaks_out(b, token)) {
        leave(b);
        return hsy_tree_in_mode(b, token);
    }
    hsy_tree_open_foreign(b, token, (hsy_ns)adjusted_top(b)->ns);
    return false;
}

static bool is_named(const hsy_builder *b, const hsy_open_element *open,
                     const hsy_html_token *token)
{
    hsy_str name = b->nodes.data[open->node].name;

    if (open->tag != token->tag || name.len != token->name.len)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        if (lower(name.ptr[i]) != token->name.ptr[i])
            return false;
    }
    return true;
}

static bool foreign_close(hsy_builder *b, hsy_html_token *token)
{
    if (token->tag == HSY_TAG_BR || token->tag == HSY_TAG_P) {
        leave(b);
        return hsy_tree_in_mode(b, token);
    }
    for (uint32_t i = b->depth - 1; i > 0; i--) {
        if (is_named(b, &b->open[i], token)) {
            hsy_tree_pop_to(b, i);
            return false;
        }
        if (b->open[i - 1].ns == HSY_NS_HTML && i > 1)
            return hsy_tree_in_mode(b, token);
    }
    return false;
}

bool hsy_tree_foreign_token(hsy_builder *b, hsy_html_token *token)
{
    switch ((hsy_html_kind)token->kind) {
    case HSY_HTML_TEXT:
        foreign_text(b, token);
        return false;
    case HSY_HTML_COMMENT:
        hsy_tree_comment(b, token, hsy_tree_top(b)->node);
        return false;
    case HSY_HTML_START:
        return foreign_start(b, token);
    case HSY_HTML_CLOSE:
        return foreign_close(b, token);
    case HSY_HTML_DOCTYPE:
    case HSY_HTML_END:
        break;
    }
    return false;
}
