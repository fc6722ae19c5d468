/* feed_build.c - see feed_build.h.
 *
 * Each part of an item can be said in several ways (`pubDate`, `dc:date`,
 * `updated`): each way has a rank, and the best that is not blank counts. Markup
 * inside a part (Atom's xhtml) is written down again as markup.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/feed_build.h"

#include <stdio.h>
#include <string.h>

#include "input/charref.h"
#include "input/http.h"

#define MAX_TEXT (HSY_MAX_PAGE)

enum ns { NS_PLAIN, NS_CONTENT, NS_DC, NS_DCTERMS, NS_XHTML, NS_BURNER, NS_RDF, NS_OTHER };

enum element {
    IS_NOTHING,
    IS_CHANNEL,
    IS_ITEM,
    IS_SOURCE,
    IS_TITLE,
    IS_URL,
    IS_DATE,
    IS_TEXT,
    IS_PUBLISHER,
};

enum form { AS_TEXT, AS_HTML, AS_MARKUP /* what stands inside, written down */, AS_NOTHING };

/* clang-format off */
static const struct {
    const char *start; /* of the address */
    int ns;
} spaces[] = {
    {"http://purl.org/rss/1.0/modules/content", NS_CONTENT},
    {"http://purl.org/dc/elements/1.",          NS_DC},
    {"http://purl.org/dc/terms",                NS_DCTERMS},
    {"http://www.w3.org/1999/xhtml",            NS_XHTML},
    {"http://rssnamespace.org/feedburner",      NS_BURNER},
    {"http://www.w3.org/1999/02/22-rdf-syntax", NS_RDF},
    {"http://www.w3.org/2005/atom",             NS_PLAIN},
    {"http://purl.org/atom/ns",                 NS_PLAIN},
    {"http://purl.org/rss/1.",                  NS_PLAIN},
    {"http://purl.org/net/rss1.1",              NS_PLAIN},
    {"http://my.netscape.com/",                 NS_PLAIN},
    {"http://channel.netscape.com/",            NS_PLAIN},
    {"http://backend.userland.com/",            NS_PLAIN},
    {"http://blogs.law.harvard.edu/",           NS_PLAIN},
};

/* Prefixes that mean the same everywhere, for feeds that do not declare them. */
static const struct {
    const char *prefix;
    int ns;
} usual[] = {
    {"content", NS_CONTENT}, {"dc", NS_DC}, {"dcterms", NS_DCTERMS}, {"xhtml", NS_XHTML},
    {"feedburner", NS_BURNER}, {"rdf", NS_RDF}, {"atom", NS_PLAIN}, {"rss", NS_PLAIN},
};

static const struct part {
    int ns;
    const char *name;
    int what, rank;
} parts[] = {
    {NS_PLAIN,   "channel",     IS_CHANNEL, 0},
    {NS_PLAIN,   "feed",        IS_CHANNEL, 0},
    {NS_PLAIN,   "item",        IS_ITEM,    0},
    {NS_PLAIN,   "entry",       IS_ITEM,    0},
    {NS_PLAIN,   "source",      IS_SOURCE,  0},
    {NS_PLAIN,   "title",       IS_TITLE,   3},
    {NS_DC,      "title",       IS_TITLE,   2},
    {NS_BURNER,  "origlink",    IS_URL,     5},
    {NS_PLAIN,   "link",        IS_URL,     4},
    {NS_PLAIN,   "guid",        IS_URL,     2},
    {NS_PLAIN,   "id",          IS_URL,     1},
    {NS_PLAIN,   "pubdate",     IS_DATE,    6},
    {NS_PLAIN,   "published",   IS_DATE,    6},
    {NS_PLAIN,   "issued",      IS_DATE,    5},
    {NS_DCTERMS, "issued",      IS_DATE,    5},
    {NS_DC,      "date",        IS_DATE,    4},
    {NS_PLAIN,   "created",     IS_DATE,    3},
    {NS_DCTERMS, "created",     IS_DATE,    3},
    {NS_PLAIN,   "updated",     IS_DATE,    2},
    {NS_PLAIN,   "modified",    IS_DATE,    1},
    {NS_DCTERMS, "modified",    IS_DATE,    1},
    {NS_CONTENT, "encoded",     IS_TEXT,    5},
    {NS_PLAIN,   "content",     IS_TEXT,    4},
    {NS_XHTML,   "body",        IS_TEXT,    4},
    {NS_PLAIN,   "description", IS_TEXT,    3},
    {NS_PLAIN,   "summary",     IS_TEXT,    3},
    {NS_PLAIN,   "tagline",     IS_NOTHING, 0},
    {NS_DC,      "description", IS_TEXT,    2},
};
/* clang-format on */

/* --- names ----------------------------------------------------------------- */

static hsy_str value_of(const hsy_feed_attr *attrs, uint32_t n, const char *name)
{
    for (uint32_t i = 0; i < n; i++)
        if (hsy_same_word(attrs[i].name, name))
            return hsy_str_trim(attrs[i].value);
    return (hsy_str){NULL, 0};
}

static int ns_of_address(hsy_str address)
{
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (hsy_same_word(hsy_str_sub(address, 0, strlen(spaces[i].start)), spaces[i].start))
            return spaces[i].ns;
    return NS_OTHER;
}

static void learn_prefixes(hsy_feed_builder *b, const hsy_feed_attr *attrs, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        hsy_str name = attrs[i].name;
        if (!hsy_str_starts(name, HSY_STR("xmlns:")) || b->nprefixes == HSY_FEED_PREFIXES ||
            name.len - 6 >= sizeof b->prefixes[0].prefix)
            continue;
        snprintf(b->prefixes[b->nprefixes].prefix, sizeof b->prefixes[0].prefix, "%.*s",
                 (int)(name.len - 6), name.ptr + 6);
        b->prefixes[b->nprefixes++].ns = ns_of_address(hsy_str_trim(attrs[i].value));
    }
}

static int ns_of_prefix(const hsy_feed_builder *b, hsy_str prefix)
{
    for (uint32_t i = b->nprefixes; i > 0; i--)
        if (hsy_str_eq(hsy_str_of(b->prefixes[i - 1].prefix), prefix))
            return b->prefixes[i - 1].ns;
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (hsy_same_word(prefix, usual[i].prefix))
            return usual[i].ns;
    return NS_OTHER;
}

static const struct part *part_of(const hsy_feed_builder *b, hsy_str name,
                                  const hsy_feed_attr *attrs, uint32_t n)
{
    int ns = NS_PLAIN;
    hsy_str rest = name, prefix = hsy_str_cut(&rest, ':');

    if (rest.ptr) {
        ns = ns_of_prefix(b, prefix);
        name = rest;
    } else {
        hsy_str own = value_of(attrs, n, "xmlns");
        if (own.len && ns_of_address(own) == NS_XHTML)
            ns = NS_XHTML;
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].ns == ns && hsy_same_word(name, parts[i].name))
            return &parts[i];
    return NULL;
}

/* --- addresses ------------------------------------------------------------- */

static bool is_web(hsy_str s)
{
    return hsy_str_starts(s, HSY_STR("http://")) || hsy_str_starts(s, HSY_STR("https://"));
}

static hsy_str joined(hsy_arena *arena, hsy_str a, hsy_str b)
{
    char *out = hsy_arena_alloc(arena, a.len + b.len + 1);

    if (!out)
        return (hsy_str){NULL, 0};
    memcpy(out, a.ptr, a.len);
    if (b.len)
        memcpy(out + a.len, b.ptr, b.len);
    return (hsy_str){out, a.len + b.len};
}

/* An address as it is, or seen from the base; .ptr NULL when it is none. Enough of
 * RFC 3986 for what feeds hold: "//host/x", "/x", "x". */
static hsy_str whole_address(hsy_arena *arena, hsy_str base, hsy_str s)
{
    const hsy_str none = {NULL, 0};

    s = hsy_str_trim(s);
    if (is_web(s))
        return hsy_str_copy(arena, s);
    if (!s.len || !is_web(base) || memchr(s.ptr, ' ', s.len) || s.ptr[0] == '#' ||
        (memchr(s.ptr, ':', s.len) && s.ptr[0] != '/'))
        return none;
    size_t host = hsy_str_find(base, HSY_STR("://"), 0) + 3, slash = host;
    while (slash < base.len && !strchr("/?#", base.ptr[slash]))
        slash++;
    if (hsy_str_starts(s, HSY_STR("//")))
        return joined(arena, hsy_str_sub(base, 0, host - 2), s);
    if (s.ptr[0] == '/')
        return joined(arena, hsy_str_sub(base, 0, slash), s);
    size_t end = slash, last = slash;
    for (; end < base.len && !strchr("?#", base.ptr[end]); end++)
        if (base.ptr[end] == '/')
            last = end + 1;
    if (last > slash)
        return joined(arena, hsy_str_sub(base, 0, last), s);
    return joined(arena, joined(arena, hsy_str_sub(base, 0, slash), HSY_STR("/")), s);
}

/* --- items ----------------------------------------------------------------- */

static hsy_item *item_of(const hsy_feed_builder *b)
{
    return b->in_item ? &b->feed->items.data[b->feed->items.count - 1] : NULL;
}

static void begin_item(hsy_feed_builder *b, const hsy_feed_attr *attrs, uint32_t n)
{
    hsy_str base = value_of(attrs, n, "xml:base"), about = value_of(attrs, n, "rdf:about");

    hsy_item *item = NULL;
    if (b->feed->items.count < HSY_MAX_ITEMS)
        item = hsy_vec_push(b->arena, &b->feed->items);
    if (!item) {
        b->failed = true;
        return;
    }
    b->in_item = true;
    memset(&b->rank, 0, sizeof b->rank);
    b->base = base.len ? whole_address(b->arena, b->feed->base, base) : (hsy_str){NULL, 0};
    if (is_web(about)) {
        item->url = hsy_str_copy(b->arena, about);
        b->rank.url = 1;
    }
}

static void take_url(hsy_feed_builder *b, hsy_str value, int rank)
{
    hsy_item *item = item_of(b);
    hsy_str base = b->base.ptr ? b->base : b->feed->base.ptr ? b->feed->base : b->feed->url;
    hsy_str url = whole_address(b->arena, base, value);

    if (!url.ptr)
        return;
    if (!item && !b->feed->url.ptr)
        b->feed->url = url;
    if (item && rank > b->rank.url) {
        item->url = url;
        b->rank.url = rank;
    }
}

/* Atom's <link>: the page itself is "alternate", HTML before any other type. */
static void take_link(hsy_feed_builder *b, const hsy_feed_attr *attrs, uint32_t n)
{
    hsy_str href = value_of(attrs, n, "href"), rel = value_of(attrs, n, "rel");
    hsy_str type = value_of(attrs, n, "type");

    if (!href.len || b->in_source || (rel.len && !hsy_same_word(rel, "alternate")))
        return;
    take_url(b, href, !type.len || hsy_media_is_page(type) ? 4 : 3);
}

static void take_text(hsy_feed_builder *b, hsy_str value, int rank, int form)
{
    hsy_item *item = item_of(b);

    if (!item || rank <= b->rank.text || !hsy_str_trim(value).len)
        return;
    /* Without tags HTML is text, but for its references. */
    if (form == AS_HTML && !hsy_has_tags(value)) {
        hsy_buf plain;
        hsy_buf_init(&plain, MAX_TEXT);
        hsy_charref_decode(&plain, value);
        item->text = plain.failed ? (hsy_str){NULL, 0}
                                  : hsy_str_copy(b->arena, hsy_str_trim(hsy_buf_str(&plain)));
        hsy_buf_clear(&plain);
        form = AS_TEXT;
    } else {
        item->text = hsy_str_copy(b->arena, value);
    }
    b->failed = b->failed || !item->text.ptr;
    item->html = form != AS_TEXT;
    b->rank.text = rank;
}

static void take_field(hsy_feed_builder *b, const struct part *part, int form)
{
    hsy_item *item = item_of(b);
    hsy_str value = hsy_buf_str(&b->text);
    int what = b->in_source ? IS_PUBLISHER : part->what;

    if (!hsy_str_trim(value).len || b->text.failed)
        return;
    switch (what) {
    case IS_TITLE:
    case IS_PUBLISHER:
        value = form == AS_TEXT ? hsy_str_copy(b->arena, hsy_str_trim(value))
                                : hsy_plain_of_html(b->arena, value);
        if (what == IS_PUBLISHER && item && part->what != IS_URL)
            item->publisher = value;
        else if (what == IS_TITLE && !item && !b->feed->title.ptr)
            b->feed->title = value;
        else if (what == IS_TITLE && item && part->rank > b->rank.title) {
            item->title = value;
            b->rank.title = part->rank;
        }
        break;
    case IS_URL: take_url(b, value, part->rank); break;
    case IS_DATE:
        if (item && part->rank > b->rank.date) {
            item->date = hsy_str_copy(b->arena, hsy_str_trim(value));
            b->rank.date = part->rank;
        }
        break;
    case IS_TEXT: take_text(b, value, part->rank, form); break;
    default: break;
    }
}

/* --- the form of a part ---------------------------------------------------- */

static bool is_atom(const hsy_feed_builder *b)
{
    for (uint32_t i = 0; i < b->depth; i++)
        if (strcmp(b->stack[i].name, "entry") == 0 || strcmp(b->stack[i].name, "feed") == 0 ||
            hsy_str_ends(hsy_str_of(b->stack[i].name), HSY_STR(":entry")))
            return true;
    return false;
}

/* Atom 1.0 and 0.3 say what they hold; RSS holds HTML without saying so. */
static int form_of(const hsy_feed_builder *b, const struct part *part,
                   const hsy_feed_attr *attrs, uint32_t n)
{
    hsy_str type = value_of(attrs, n, "type"), mode = value_of(attrs, n, "mode");

    if (hsy_same_word(mode, "base64") ||
        (part->what == IS_TEXT && value_of(attrs, n, "src").len))
        return AS_NOTHING;
    if (part->ns == NS_XHTML || hsy_same_word(type, "xhtml") ||
        hsy_same_word(type, "application/xhtml+xml"))
        return hsy_same_word(mode, "escaped") ? AS_HTML : AS_MARKUP;
    if (hsy_same_word(type, "html") || hsy_same_word(type, "text/html"))
        return hsy_same_word(mode, "xml") ? AS_MARKUP : AS_HTML;
    if (!is_atom(b) || part->ns == NS_CONTENT)
        return AS_HTML;
    if (!type.len || hsy_same_word(type, "text") || hsy_same_word(type, "text/plain"))
        return AS_TEXT;
    return part->what == IS_TEXT || part->what == IS_TITLE ? AS_NOTHING : AS_HTML;
}

/* --- events ---------------------------------------------------------------- */

void hsy_feed_build_init(hsy_feed_builder *builder, hsy_arena *arena, hsy_feed *feed)
{
    *builder = (hsy_feed_builder){.arena = arena, .feed = feed};
    hsy_buf_init(&builder->text, MAX_TEXT);
}

void hsy_feed_build_clear(hsy_feed_builder *builder)
{
    hsy_buf_clear(&builder->text);
}

static void put_escaped(hsy_buf *to, hsy_str s)
{
    for (size_t i = 0; i < s.len; i++)
        switch (s.ptr[i]) {
        case '&': hsy_buf_puts(to, "&amp;"); break;
        case '<': hsy_buf_puts(to, "&lt;"); break;
        case '>': hsy_buf_puts(to, "&gt;"); break;
        case '"': hsy_buf_puts(to, "&quot;"); break;
        default: hsy_buf_putc(to, s.ptr[i]);
        }
}

static hsy_str without_prefix(hsy_str name)
{
    hsy_str rest = name;
    hsy_str_cut(&rest, ':');
    return rest.ptr ? rest : name;
}

static void write_open(hsy_buf *to, hsy_str name, const hsy_feed_attr *attrs, uint32_t n)
{
    hsy_buf_putc(to, '<');
    hsy_buf_add(to, without_prefix(name));
    for (uint32_t i = 0; i < n; i++) {
        if (hsy_str_starts(attrs[i].name, HSY_STR("xmlns")))
            continue;
        hsy_buf_putc(to, ' ');
        hsy_buf_add(to, attrs[i].name);
        hsy_buf_puts(to, "=\"");
        put_escaped(to, attrs[i].value);
        hsy_buf_putc(to, '"');
    }
    hsy_buf_putc(to, '>');
}

static bool is_list(hsy_feed_builder *b, hsy_str name, const hsy_feed_attr *attrs, uint32_t n)
{
    if (b->feed->kind == HSY_FEED_OPML)
        b->feed->naddresses += value_of(attrs, n, "xmlurl").len > 0;
    else if (b->feed->kind == HSY_FEED_SITEMAP)
        b->feed->naddresses += hsy_same_word(without_prefix(name), "loc");
    else
        return false;
    return true;
}

static void push(hsy_feed_builder *b, hsy_str name, const struct part *part)
{
    snprintf(b->stack[b->depth].name, sizeof b->stack[0].name, "%.*s",
             (int)(name.len < 47 ? name.len : 47), name.ptr);
    b->stack[b->depth++].what = part ? (int)(part - parts) : -1;
}

static bool is_field(int what)
{
    return what == IS_TITLE || what == IS_URL || what == IS_DATE || what == IS_TEXT ||
           what == IS_SOURCE;
}

static bool parent_is(const hsy_feed_builder *b, int what)
{
    int up = b->depth ? b->stack[b->depth - 1].what : -1;
    return up >= 0 && parts[up].what == what;
}

static void open_part(hsy_feed_builder *b, hsy_str name, const struct part *part,
                      const hsy_feed_attr *attrs, uint32_t n)
{
    bool direct = parent_is(b, IS_CHANNEL) || parent_is(b, IS_ITEM) || parent_is(b, IS_SOURCE);
    hsy_str base = value_of(attrs, n, "xml:base");

    if (part->what == IS_ITEM) {
        if (b->in_item)
            return; /* an item in an item is none */
        begin_item(b, attrs, n);
    } else if (part->what == IS_CHANNEL && is_web(base)) {
        b->feed->base = hsy_str_copy(b->arena, base);
    }
    if (!is_field(part->what) || !direct)
        return;
    if (part->what == IS_SOURCE && b->in_item)
        b->in_source = true;
    bool linked = value_of(attrs, n, "href").len || value_of(attrs, n, "rel").len;
    if (part->what == IS_URL && linked) {
        take_link(b, attrs, n);
        return;
    }
    if (hsy_same_word(without_prefix(name), "guid") &&
        hsy_same_word(value_of(attrs, n, "ispermalink"), "false"))
        return;
    b->field = b->depth + 1;
    b->form = form_of(b, part, attrs, n);
    hsy_buf_reset(&b->text);
}

void hsy_feed_open(hsy_feed_builder *b, hsy_str name, const hsy_feed_attr *attrs, uint32_t n)
{
    if (is_list(b, name, attrs, n))
        return;
    if (b->depth == HSY_FEED_DEPTH) {
        b->too_deep++;
        return;
    }
    learn_prefixes(b, attrs, n);
    const struct part *part = b->field ? NULL : part_of(b, name, attrs, n);
    /* Atom's <source> holds elements of its own; its title is the publisher. */
    if (b->in_source && parent_is(b, IS_SOURCE)) {
        part = part_of(b, name, attrs, n);
        part = part && part->what == IS_TITLE ? part : NULL;
        b->field = 0;
    }
    if (part)
        open_part(b, name, part, attrs, n);
    else if (b->field && b->form != AS_NOTHING) {
        write_open(&b->text, name, attrs, n);
        b->form = b->form == AS_TEXT ? AS_TEXT : AS_MARKUP;
    }
    push(b, name, part);
}

void hsy_feed_text(hsy_feed_builder *b, hsy_str text)
{
    if (!b->field || b->form == AS_NOTHING)
        return;
    if (b->form == AS_MARKUP)
        put_escaped(&b->text, text);
    else
        hsy_buf_add(&b->text, text);
}

static void pop(hsy_feed_builder *b, bool named)
{
    uint32_t depth = b->depth--;
    int what = b->stack[depth - 1].what;
    const struct part *part = what >= 0 ? &parts[what] : NULL;

    if (b->field && depth > b->field) {
        if (named && b->form != AS_NOTHING) {
            hsy_buf_puts(&b->text, "</");
            hsy_buf_add(&b->text, without_prefix(hsy_str_of(b->stack[depth - 1].name)));
            hsy_buf_putc(&b->text, '>');
        }
        return;
    }
    if (b->field == depth && part) {
        if (b->form != AS_NOTHING)
            take_field(b, part, b->form);
        b->field = 0;
        hsy_buf_reset(&b->text);
    }
    if (part && part->what == IS_SOURCE)
        b->in_source = false;
    if (part && part->what == IS_ITEM)
        b->in_item = b->in_source = false;
}

void hsy_feed_close(hsy_feed_builder *b, hsy_str name)
{
    uint32_t at = b->depth;
    hsy_str key = hsy_str_sub(name, 0, 47);

    if (b->too_deep) {
        b->too_deep--;
        return;
    }
    while (at && !hsy_str_eq(hsy_str_of(b->stack[at - 1].name), key))
        at--;
    if (!at)
        return; /* an end without its start */
    while (b->depth > at)
        pop(b, false);
    pop(b, true);
}
