/* feed_names.c - what the names in a feed mean; addresses and persons in it.
 *
 * Each part of an item can be said in several ways (`pubDate`, `dc:date`, `updated`):
 * each way has a rank, and the best that is not blank counts.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "input/charref.h"
#include "input/feed_build.h"
#include "input/http.h"

enum ns {
    NS_PLAIN,
    NS_CONTENT,
    NS_DC,
    NS_DCTERMS,
    NS_XHTML,
    NS_BURNER,
    NS_RDF,
    NS_ITUNES,
    NS_MEDIA,
    NS_NEWS,
    NS_OTHER
};

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
    {"http://www.itunes.com/dtds/podcast",      NS_ITUNES},
    {"http://example.com/dtds/podcast",         NS_ITUNES},
    {"http://search.yahoo.com/mrss",            NS_MEDIA},
    {"http://www.google.com/schemas/sitemap-news", NS_NEWS},
    {"http://www.w3.org/2005/atom",             NS_PLAIN},
    {"http://purl.org/atom/",                   NS_PLAIN},
    {"http://purl.org/rss/1.",                  NS_PLAIN},
    {"http://purl.org/net/rss1.1",              NS_PLAIN},
    {"http://my.netscape.com/",                 NS_PLAIN},
    {"http://channel.netscape.com/",            NS_PLAIN},
    {"http://backend.userland.com/",            NS_PLAIN},
    {"http://blogs.law.harvard.edu/",           NS_PLAIN},
    {"http://www.sitemaps.org/schemas/sitemap", NS_PLAIN},
};

/* Prefixes that mean the same everywhere, for feeds that do not declare them. */
static const struct {
    const char *prefix;
    int ns;
} usual[] = {
    {"content", NS_CONTENT}, {"dc", NS_DC}, {"dcterms", NS_DCTERMS}, {"xhtml", NS_XHTML},
    {"feedburner", NS_BURNER}, {"rdf", NS_RDF}, {"atom", NS_PLAIN}, {"rss", NS_PLAIN},
    {"itunes", NS_ITUNES}, {"media", NS_MEDIA}, {"news", NS_NEWS},
};

static const hsy_feed_part parts[] = {
    {NS_PLAIN,   "channel",     HSY_IS_CHANNEL,   0},
    {NS_PLAIN,   "feed",        HSY_IS_CHANNEL,   0},
    {NS_PLAIN,   "urlset",      HSY_IS_CHANNEL,   0},
    {NS_PLAIN,   "item",        HSY_IS_ITEM,      0},
    {NS_PLAIN,   "entry",       HSY_IS_ITEM,      0},
    {NS_PLAIN,   "url",         HSY_IS_ITEM,      0}, /* of a sitemap */
    {NS_PLAIN,   "source",      HSY_IS_SOURCE,    0},
    {NS_MEDIA,   "group",       HSY_IS_GROUP,     0},
    {NS_NEWS,    "news",        HSY_IS_GROUP,     0},
    {NS_NEWS,    "publication", HSY_IS_GROUP,     0},
    {NS_PLAIN,   "title",       HSY_IS_TITLE,     3},
    {NS_NEWS,    "title",       HSY_IS_TITLE,     3},
    {NS_DC,      "title",       HSY_IS_TITLE,     2},
    {NS_ITUNES,  "title",       HSY_IS_TITLE,     1},
    {NS_MEDIA,   "title",       HSY_IS_TITLE,     1},
    {NS_BURNER,  "origlink",    HSY_IS_URL,       5},
    {NS_PLAIN,   "link",        HSY_IS_URL,       4},
    {NS_PLAIN,   "loc",         HSY_IS_URL,       4},
    {NS_PLAIN,   "guid",        HSY_IS_ID,        3},
    {NS_PLAIN,   "id",          HSY_IS_ID,        3},
    {NS_DC,      "identifier",  HSY_IS_ID,        2},
    {NS_PLAIN,   "pubdate",     HSY_IS_DATE,      6},
    {NS_PLAIN,   "published",   HSY_IS_DATE,      6},
    {NS_NEWS,    "publication_date", HSY_IS_DATE, 6},
    {NS_PLAIN,   "issued",      HSY_IS_DATE,      5},
    {NS_DCTERMS, "issued",      HSY_IS_DATE,      5},
    {NS_DC,      "date",        HSY_IS_DATE,      4},
    {NS_PLAIN,   "created",     HSY_IS_DATE,      3},
    {NS_DCTERMS, "created",     HSY_IS_DATE,      3},
    {NS_PLAIN,   "updated",     HSY_IS_UPDATED,   3},
    {NS_PLAIN,   "modified",    HSY_IS_UPDATED,   2},
    {NS_DCTERMS, "modified",    HSY_IS_UPDATED,   2},
    {NS_PLAIN,   "lastmod",     HSY_IS_UPDATED,   2},
    {NS_CONTENT, "encoded",     HSY_IS_TEXT,      5},
    {NS_PLAIN,   "content",     HSY_IS_TEXT,      4},
    {NS_XHTML,   "body",        HSY_IS_TEXT,      4},
    {NS_PLAIN,   "fullitem",    HSY_IS_TEXT,      4},
    {NS_PLAIN,   "description", HSY_IS_TEXT,      3},
    {NS_PLAIN,   "summary",     HSY_IS_TEXT,      3},
    {NS_DC,      "description", HSY_IS_TEXT,      2},
    {NS_ITUNES,  "summary",     HSY_IS_TEXT,      1},
    {NS_MEDIA,   "description", HSY_IS_TEXT,      1},
    {NS_PLAIN,   "author",      HSY_IS_AUTHOR,    3},
    {NS_DC,      "creator",     HSY_IS_AUTHOR,    3},
    {NS_DC,      "author",      HSY_IS_AUTHOR,    3},
    {NS_ITUNES,  "author",      HSY_IS_AUTHOR,    1},
    {NS_PLAIN,   "managingeditor", HSY_IS_AUTHOR, 2},
    {NS_NEWS,    "name",        HSY_IS_PUBLISHER, 1},
    {NS_NEWS,    "language",    HSY_IS_LANGUAGE,  1},
};
/* clang-format on */

/* --- names ----------------------------------------------------------------- */

hsy_str hsy_feed_value(const hsy_feed_attr *attrs, uint32_t n, const char *name)
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

static int declared_ns(const hsy_feed_names *names, hsy_str prefix)
{
    for (uint32_t i = names->nprefixes; i > 0; i--)
        if (hsy_str_eq(hsy_str_of(names->prefixes[i - 1].prefix), prefix))
            return names->prefixes[i - 1].ns;
    return -1;
}

static int ns_of_prefix(const hsy_feed_names *names, hsy_str prefix)
{
    int ns = declared_ns(names, prefix);

    for (size_t i = 0; ns < 0 && i < sizeof usual / sizeof *usual; i++)
        if (hsy_same_word(prefix, usual[i].prefix))
            ns = usual[i].ns;
    return ns < 0 ? NS_OTHER : ns;
}

bool hsy_feed_learn(hsy_feed_names *names, const hsy_feed_attr *attrs, uint32_t n)
{
    bool own = false;

    for (uint32_t i = 0; i < n; i++) {
        hsy_str name = attrs[i].name;
        if (!hsy_str_starts(name, HSY_STR("xmlns")))
            continue;
        own = own || name.len == 5;
        hsy_str prefix = hsy_str_sub(name, 6, name.len);
        int ns = ns_of_address(hsy_str_trim(attrs[i].value));
        if (!prefix.len || names->nprefixes == HSY_FEED_PREFIXES ||
            prefix.len >= sizeof names->prefixes[0].prefix || declared_ns(names, prefix) == ns)
            continue;
        snprintf(names->prefixes[names->nprefixes].prefix, sizeof names->prefixes[0].prefix,
                 "%.*s", (int)prefix.len, prefix.ptr);
        names->prefixes[names->nprefixes++].ns = ns;
        memset(names->seen, 0, sizeof names->seen);
    }
    return own;
}

static const hsy_feed_part *look_up(const hsy_feed_names *names, hsy_str name, bool xhtml)
{
    hsy_str rest = name, prefix = hsy_str_cut(&rest, ':');
    int ns = rest.ptr ? ns_of_prefix(names, prefix) : xhtml ? NS_XHTML : NS_PLAIN;

    if (rest.ptr)
        name = rest;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].ns == ns && hsy_same_word(name, parts[i].name))
            return &parts[i];
    return NULL;
}

const hsy_feed_part *hsy_feed_part_of(hsy_feed_names *names, hsy_str name,
                                      const hsy_feed_attr *attrs, uint32_t n)
{
    hsy_str own = n ? hsy_feed_value(attrs, n, "xmlns") : (hsy_str){NULL, 0};

    if (!name.len || name.len > sizeof names->seen[0].name || own.len)
        return look_up(names, name, own.len && ns_of_address(own) == NS_XHTML);
    unsigned first = (unsigned char)name.ptr[0], last = (unsigned char)name.ptr[name.len - 1],
             middle = (unsigned char)name.ptr[name.len / 2];
    unsigned at = (unsigned)(first * 7 + last * 3 + middle + name.len) & 63;
    if (names->seen[at].len != name.len ||
        memcmp(names->seen[at].name, name.ptr, name.len) != 0) {
        memcpy(names->seen[at].name, name.ptr, name.len);
        names->seen[at].len = (uint8_t)name.len;
        names->seen[at].part = look_up(names, name, false);
    }
    return names->seen[at].part;
}

bool hsy_feed_is_xhtml(const hsy_feed_part *part)
{
    return part->ns == NS_XHTML;
}

bool hsy_feed_is_encoded(const hsy_feed_part *part)
{
    return part->ns == NS_CONTENT;
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

/* Enough of RFC 3986 for what feeds hold: "//host/x", "/x", "x". */
hsy_str hsy_feed_address(hsy_arena *arena, hsy_str base, hsy_str s)
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

/* --- persons --------------------------------------------------------------- */

static bool is_mail(hsy_str word)
{
    return word.len && memchr(word.ptr, '@', word.len);
}

static bool is_around(char c)
{
    return c == '(' || c == ')' || c == '<' || c == '>' || c == '"' || c == ',' || c == ';' ||
           c == ' ';
}

hsy_str hsy_feed_person(hsy_arena *arena, hsy_str s)
{
    hsy_str plain = hsy_plain_of_html(arena, s), rest = plain;
    char *out = hsy_arena_alloc(arena, plain.len + 1);
    size_t to = 0;

    if (!out || !plain.len)
        return (hsy_str){"", 0};
    while (rest.ptr) {
        hsy_str word = hsy_str_cut(&rest, ' ');
        if (!word.len || is_mail(word))
            continue;
        if (to)
            out[to++] = ' ';
        memcpy(out + to, word.ptr, word.len);
        to += word.len;
    }
    s = (hsy_str){out, to};
    while (s.len && is_around(s.ptr[0]))
        s = hsy_str_sub(s, 1, s.len);
    while (s.len && is_around(s.ptr[s.len - 1]))
        s.len--;
    return s;
}
