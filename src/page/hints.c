/* hints.c - see hints.h.
 *
 * The class "ArticleBody__content-2kQ3" has the words article, body, content, 2k,
 * q3; each word, and each two or three neighbours joined by '-', are looked up in
 * data/page/hints.tsv. A longer match says more than a shorter, and body more than
 * furniture. Pages repeat their classes, so each is worked out once.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/hints.h"

#include <string.h>

#define LONGEST 400 /* bytes of a class that are looked at */
#define WORDS   40

void hsy_hinter_init(hsy_hinter *hinter, const hsy_page_tables *tables, const hsy_dom *dom,
                     hsy_arena *arena)
{
    *hinter = (hsy_hinter){.tables = tables, .dom = dom, .arena = arena};
    hsy_map_init(&hinter->seen, arena);
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

struct words {
    char bytes[2 * LONGEST + 2]; /* lower case, words parted by '-' */
    hsy_span list[WORDS];
    bool first[WORDS]; /* of a name in the attribute: words are joined within one */
    uint32_t n;
};

/* Parts at blanks (a new name), other signs, and where a capital begins. */
static void cut_words(hsy_str value, struct words *w)
{
    size_t to = 0;
    bool new_word = true, new_name = true;

    w->n = 0;
    for (size_t i = 0; i < value.len && i < LONGEST; i++) {
        char c = value.ptr[i];
        bool letter = is_lower(c) || is_upper(c) || (c >= '0' && c <= '9');
        if (!letter) {
            new_word = true;
            new_name = new_name || c == ' ' || (c >= '\t' && c <= '\r');
            continue;
        }
        if (i && is_upper(c) && is_lower(value.ptr[i - 1]))
            new_word = true;
        if (new_word) {
            if (w->n == WORDS)
                return;
            if (to)
                w->bytes[to++] = '-';
            w->first[w->n] = new_name;
            w->list[w->n++] = (hsy_span){(uint32_t)to, 0};
        }
        new_word = new_name = false;
        w->bytes[to++] = is_upper(c) ? (char)(c + 32) : c;
        w->list[w->n - 1].len++;
    }
}

static const char *const hint_names[] = {"", "body", "lead", "byline", "date", "drop", NULL};

static hsy_hinted of_row(const hsy_row *row)
{
    hsy_hinted hinted = {(hsy_hint)hsy_cell_enum(row->cells[1], hint_names), HSY_AS_OTHER};

    for (int as = 0; as <= HSY_AS_OTHER; as++)
        if (hsy_str_eq(row->cells[2], hsy_str_of(hsy_removed_name((hsy_removed_as)as))))
            hinted.as = (hsy_removed_as)as;
    return hinted;
}

static hsy_hinted of_words(const hsy_page_tables *tables, const struct words *w)
{
    hsy_hinted best = {HSY_HINT_NONE, HSY_AS_OTHER};
    uint32_t best_len = 0;

    for (uint32_t i = 0; i < w->n; i++) {
        hsy_span span = w->list[i];
        for (uint32_t len = 1; len <= 3 && i + len <= w->n; len++) {
            if (len > 1 && w->first[i + len - 1])
                break;
            span = hsy_span_join(span, w->list[i + len - 1]);
            const hsy_row *row = hsy_row_find(&tables->hint_words, &tables->hints,
                                              (hsy_str){w->bytes + span.off, span.len});
            if (!row || len < best_len)
                continue;
            hsy_hinted found = of_row(row);
            if (len > best_len || found.hint < best.hint)
                best = found;
            best_len = len;
        }
    }
    return best;
}

static hsy_hinted of_value(hsy_hinter *hinter, hsy_str value)
{
    struct words words;
    hsy_hinted hinted = {HSY_HINT_NONE, HSY_AS_OTHER};

    if (value.len == 0)
        return hinted;
    uint32_t packed = hsy_map_find(&hinter->seen, value);
    if (packed != HSY_NONE)
        return (hsy_hinted){(hsy_hint)(packed >> 8), (hsy_removed_as)(packed & 255)};
    cut_words(value, &words);
    hinted = of_words(hinter->tables, &words);
    hsy_map_set(&hinter->seen, value, (uint32_t)hinted.hint << 8 | (uint32_t)hinted.as);
    return hinted;
}

/* What the attributes say that are asked for, in one pass along them. */
struct said {
    hsy_str prop, class, id;
};

static struct said attrs_of(const hsy_dom *dom, uint32_t node)
{
    const hsy_node *element = &dom->nodes[node];
    struct said said = {{NULL, 0}, {NULL, 0}, {NULL, 0}};

    if (element->kind != HSY_NODE_ELEMENT)
        return said;
    for (uint32_t i = 0; i < element->nattrs; i++) {
        const hsy_attr *attr = &dom->attrs[element->attrs + i];
        if (attr->id == HSY_ATTR_CLASS)
            said.class = attr->value;
        else if (attr->id == HSY_ATTR_ID)
            said.id = attr->value;
        else if (attr->id == HSY_ATTR_ITEMPROP)
            said.prop = attr->value;
    }
    return said;
}

hsy_hinted hsy_hint_of(hsy_hinter *hinter, uint32_t node)
{
    struct said said = attrs_of(hinter->dom, node);
    hsy_str prop = said.prop;
    hsy_hinted none = {HSY_HINT_NONE, HSY_AS_OTHER};

    if (prop.len) {
        if (hsy_str_eq(prop, HSY_STR("articleBody")))
            return (hsy_hinted){HSY_HINT_BODY, HSY_AS_OTHER};
        if (hsy_str_eq(prop, HSY_STR("author")))
            return (hsy_hinted){HSY_HINT_BYLINE, HSY_AS_OTHER};
        if (hsy_str_eq(prop, HSY_STR("datePublished")) ||
            hsy_str_eq(prop, HSY_STR("dateModified")))
            return (hsy_hinted){HSY_HINT_DATE, HSY_AS_OTHER};
    }
    hsy_hinted by_class = of_value(hinter, said.class);
    hsy_hinted by_id = of_value(hinter, said.id);
    if (by_class.hint == HSY_HINT_NONE)
        return by_id.hint == HSY_HINT_NONE ? none : by_id;
    if (by_id.hint == HSY_HINT_NONE)
        return by_class;
    return by_id.hint < by_class.hint ? by_id : by_class;
}

static bool role_is(const hsy_dom *dom, uint32_t node, const char *role)
{
    return hsy_str_eq(hsy_dom_attr(dom, node, HSY_ATTR_ROLE), hsy_str_of(role));
}

/* What the tag says is in its element; -1: nothing. */
static int furniture_of(uint16_t tag)
{
    switch (tag) {
    case HSY_TAG_NAV:
    case HSY_TAG_MENU: return HSY_AS_MENU;
    case HSY_TAG_FOOTER: return HSY_AS_FOOTER;
    case HSY_TAG_ASIDE: return HSY_AS_RELATED;
    case HSY_TAG_FIGCAPTION:
    case HSY_TAG_FIGURE:
    case HSY_TAG_CAPTION: return HSY_AS_CAPTION;
    case HSY_TAG_FORM:
    case HSY_TAG_DIALOG:
    case HSY_TAG_LABEL:
    case HSY_TAG_FIELDSET: return HSY_AS_PROMPT;
    case HSY_TAG_BUTTON: return HSY_AS_OTHER;
    default: return -1;
    }
}

hsy_hinted hsy_hint_of_tag(const hsy_dom *dom, uint32_t node)
{
    static const struct {
        const char *role;
        hsy_removed_as as;
    } roles[] = {
        {"navigation", HSY_AS_MENU},       {"banner", HSY_AS_MENU},
        {"contentinfo", HSY_AS_FOOTER},    {"search", HSY_AS_MENU},
        {"dialog", HSY_AS_PROMPT},         {"alertdialog", HSY_AS_PROMPT},
        {"complementary", HSY_AS_RELATED}, {"menu", HSY_AS_MENU},
    };

    int as = furniture_of(dom->nodes[node].tag);
    if (as >= 0)
        return (hsy_hinted){HSY_HINT_DROP, (hsy_removed_as)as};
    if (hsy_dom_attr(dom, node, HSY_ATTR_ROLE).len)
        for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
            if (role_is(dom, node, roles[i].role))
                return (hsy_hinted){HSY_HINT_DROP, roles[i].as};
    return (hsy_hinted){HSY_HINT_NONE, HSY_AS_OTHER};
}

/* "display: none", "display:none;". */
static bool is_not_displayed(hsy_str style)
{
    size_t at = hsy_str_find(style, HSY_STR("display"), 0);

    if (at == SIZE_MAX)
        return false;
    hsy_str rest = hsy_str_trim(hsy_str_sub(style, at + 7, style.len));
    return rest.len && rest.ptr[0] == ':' &&
           hsy_str_starts(hsy_str_trim(hsy_str_sub(rest, 1, rest.len)), HSY_STR("none"));
}

bool hsy_is_hidden(const hsy_dom *dom, uint32_t node, bool by_script)
{
    switch (dom->nodes[node].tag) {
    case HSY_TAG_SCRIPT:
    case HSY_TAG_STYLE:
    case HSY_TAG_NOSCRIPT:
    case HSY_TAG_TEMPLATE:
    case HSY_TAG_IFRAME:
    case HSY_TAG_OBJECT:
    case HSY_TAG_EMBED:
    case HSY_TAG_SVG:
    case HSY_TAG_MATH:
    case HSY_TAG_HEAD:
    case HSY_TAG_SELECT:
    case HSY_TAG_TEXTAREA:
    case HSY_TAG_DATALIST:
    case HSY_TAG_AUDIO:
    case HSY_TAG_VIDEO:
    case HSY_TAG_CANVAS:
    case HSY_TAG_NOFRAMES:
    case HSY_TAG_TITLE: return true;
    default: break;
    }
    return !by_script && (hsy_dom_find_attr(dom, node, HSY_ATTR_HIDDEN) != NULL ||
                          is_not_displayed(hsy_dom_attr(dom, node, HSY_ATTR_STYLE)));
}
