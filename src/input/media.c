/*
 * media.c - what bytes are, by looking at them.
 *
 * Names and servers lie about types, so only content counts: first the marks by
 * which formats announce themselves, then the share of bytes that no text has,
 * then whether markup is there. A stray NUL is borne, as crawlers store such
 * pages; what is mostly NULs is no text. The names of formats are not words of a
 * language, so they stand here and not in a table.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "input/feed.h"
#include "input/input.h"

#include <string.h>

#define LOOKED_AT ((size_t)64 << 10) /* enough to know a page by */

struct mark {
    const char *bytes;
    size_t len, at;
    const char *why;
};

#define MARK(at, literal, why)                                                                 \
    {                                                                                          \
        literal, sizeof(literal) - 1, at, why                                                  \
    }

/* clang-format off */
static const struct mark marks[] = {
    MARK(0, "WARC/",                      "a WARC archive, not a page"),
    MARK(0, "%PDF-",                      "a PDF document, not a page"),
    MARK(0, "\x1f\x8b",                   "gzip data, not a page"),
    MARK(0, "\x28\xb5\x2f\xfd",           "zstd data, not a page"),
    MARK(0, "BZh",                        "bzip2 data: compressed inputs are not read by this version"),
    MARK(0, "\xfd" "7zXZ\0",              "xz data: compressed inputs are not read by this version"),
    MARK(0, "7z\xbc\xaf\x27\x1c",         "a 7-Zip archive, not a page"),
    MARK(0, "Rar!\x1a\x07",               "a RAR archive, not a page"),
    MARK(0, "PK\x03\x04",                 "a zip archive (or a document packed as one), not a page"),
    MARK(0, "PK\x05\x06",                 "a zip archive, not a page"),
    MARK(257, "ustar",                    "a tar archive, not a page"),
    MARK(0, "\x89PNG\r\n\x1a\n",          "a PNG image, not a page"),
    MARK(0, "\xff\xd8\xff",               "a JPEG image, not a page"),
    MARK(0, "GIF87a",                     "a GIF image, not a page"),
    MARK(0, "GIF89a",                     "a GIF image, not a page"),
    MARK(8, "WEBPVP8",                    "a WebP image, not a page"),
    MARK(0, "II*\0",                      "a TIFF image, not a page"),
    MARK(0, "MM\0*",                      "a TIFF image, not a page"),
    MARK(4, "ftyp",                       "a video or image file, not a page"),
    MARK(0, "\x1a\x45\xdf\xa3",           "a video file, not a page"),
    MARK(0, "OggS",                       "an Ogg audio or video file, not a page"),
    MARK(0, "ID3\x03",                    "an audio file, not a page"),
    MARK(0, "ID3\x04",                    "an audio file, not a page"),
    MARK(0, "wOFF",                       "a font, not a page"),
    MARK(0, "wOF2",                       "a font, not a page"),
    MARK(0, "\x7f" "ELF",                 "a program, not a page"),
    MARK(0, "SQLite format 3\0",          "an SQLite database, not a page"),
    MARK(0, "\xd0\xcf\x11\xe0\xa1\xb1",   "an Office document, not a page"),
    MARK(0, "{\\rtf",                     "an RTF document, not a page"),
};
/* clang-format on */

/* A zip file of web archives (WACZ), by the name of its first file. */
static bool is_wacz(hsy_str bytes)
{
    static const char *const names[] = {"archive/", "indexes/", "pages/", "datapackage"};
    hsy_str name = hsy_str_sub(bytes, 30, bytes.len);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (hsy_str_starts(name, hsy_str_of(names[i])))
            return hsy_str_starts(bytes, HSY_STR("PK\x03\x04"));
    return false;
}

static const char *marked_as(hsy_str bytes)
{
    if (is_wacz(bytes))
        return "a WACZ archive, which is not unpacked: unzip it and give the WARC files in it";
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const struct mark *mark = &marks[i];
        if (bytes.len >= mark->at + mark->len &&
            memcmp(bytes.ptr + mark->at, mark->bytes, mark->len) == 0)
            return mark->why;
    }
    return NULL;
}

static bool has_utf16_mark(hsy_str bytes)
{
    return hsy_str_starts(bytes, HSY_STR("\xff\xfe")) ||
           hsy_str_starts(bytes, HSY_STR("\xfe\xff"));
}

/* An XML declaration in sixteen or thirty-two bits without a mark. */
static bool has_wide_start(hsy_str bytes)
{
    return hsy_str_starts(bytes, HSY_STR("<\0?\0")) ||
           hsy_str_starts(bytes, HSY_STR("\0<\0?")) ||
           hsy_str_starts(bytes, HSY_STR("<\0\0\0")) ||
           hsy_str_starts(bytes, HSY_STR("\0\0\0<")) ||
           hsy_str_starts(bytes, HSY_STR("\0\0\xfe\xff"));
}

#define PIECE 128 /* bytes; their count fits a byte, so the compiler looks at many at a time */

static inline uint8_t odd_in(const char *bytes, size_t len)
{
    uint8_t count = 0;

    for (size_t i = 0; i < len; i++) {
        uint8_t c = (uint8_t)bytes[i];
        count = (uint8_t)(count + ((c < 9) | (c == 11) | ((c > 13) & (c < 32) & (c != 27))));
    }
    return count;
}

/* Bytes that text has none of. */
static size_t count_odd(hsy_str s)
{
    size_t count = 0, at = 0;

    for (; s.len - at >= PIECE; at += PIECE)
        count += odd_in(s.ptr + at, PIECE);
    return count + odd_in(s.ptr + at, s.len - at);
}

/* UTF-16 text in Latin letters has a NUL in every second byte. */
static const char *not_text(hsy_str head)
{
    size_t nuls[2] = {0, 0}, controls = 0;

    if (count_odd(head) <= 8 && head.len > 32)
        return NULL;

    for (size_t i = 0; i < head.len; i++) {
        unsigned char c = (unsigned char)head.ptr[i];
        nuls[i & 1] += c == 0;
        controls +=
            c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b && c != 0;
    }
    size_t half = head.len / 2;
    if (half >= 8 && (nuls[0] * 10 > half * 7 || nuls[1] * 10 > half * 7) &&
        (nuls[0] * 20 < half || nuls[1] * 20 < half))
        return "UTF-16 without a byte order mark";
    size_t all = nuls[0] + nuls[1];
    if ((all > 8 && all > head.len / 50) || controls > 8 + head.len / 20)
        return "binary data, not a page";
    return NULL;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Does `s` go on at `at` with `word`, in any case? */
static bool goes_on(hsy_str s, size_t at, const char *word)
{
    size_t len = strlen(word);

    if (s.len < len || at > s.len - len)
        return false;
    for (size_t i = 0; i < len; i++)
        if (lower(s.ptr[at + i]) != word[i])
            return false;
    return true;
}

static bool ends_name(hsy_str s, size_t at)
{
    return at >= s.len || strchr(" \t\r\n\f/>", s.ptr[at]) != NULL;
}

/* A tag of HTML at `at`, where a '<' stands. */
static bool is_html_tag(hsy_str s, size_t at)
{
    static const char *const names[] = {
        "html",   "head",   "body",     "title",  "meta",    "link",    "script", "style",
        "div",    "p",      "a",        "span",   "h1",      "h2",      "h3",     "h4",
        "table",  "tr",     "td",       "ul",     "ol",      "li",      "br",     "img",
        "b",      "i",      "em",       "strong", "article", "section", "main",   "nav",
        "header", "footer", "aside",    "figure", "form",    "font",    "center", "blockquote",
        "iframe", "base",   "frameset", NULL};

    at++;
    if (at < s.len && s.ptr[at] == '/')
        at++;
    for (int i = 0; names[i]; i++)
        if (goes_on(s, at, names[i]) && ends_name(s, at + strlen(names[i])))
            return true;
    return false;
}

/* Past white space, comments and the declarations that may come first. */
static size_t skip_prologue(hsy_str s, bool *ret_html)
{
    size_t at = 0;

    *ret_html = false;
    for (;;) {
        while (at < s.len && (strchr(" \t\r\n\f", s.ptr[at]) != NULL))
            at++;
        const char *ender;
        if (goes_on(s, at, "<!doctype html"))
            *ret_html = true;
        if (goes_on(s, at, "<!--"))
            ender = "-->";
        else if (goes_on(s, at, "<?") || goes_on(s, at, "<!doctype"))
            ender = ">";
        else
            return at;
        size_t end = hsy_str_find(s, hsy_str_of(ender), at);
        if (end == SIZE_MAX)
            return at;
        /* Declarations of its own: "<!DOCTYPE rss [<!ENTITY ...> ]>". */
        if (ender[0] == '>' && memchr(s.ptr + at, '[', end - at)) {
            end = hsy_str_find(s, HSY_STR("]"), end);
            if (end == SIZE_MAX || (end = hsy_str_find(s, HSY_STR(">"), end)) == SIZE_MAX)
                return at;
        }
        at = end + strlen(ender);
    }
}

static const struct root {
    const char *name;
    hsy_feed_kind feed;
    const char *why;
} roots[] = {
    {"rss", HSY_FEED_ITEMS, "an RSS feed, not a page"},
    {"rdf", HSY_FEED_ITEMS, "an RDF document, not a page"},
    {"feed", HSY_FEED_ITEMS, "an Atom feed, not a page"},
    {"opml", HSY_FEED_OPML, "an OPML list of addresses, not a page"},
    {"urlset", HSY_FEED_SITEMAP, "a sitemap, not a page"},
    {"sitemapindex", HSY_FEED_SITEMAP, "a sitemap, not a page"},
    {"svg", HSY_FEED_NONE, "an SVG image, not a page"},
};

/* The root element, when it is one of those; it may have a prefix. */
static const struct root *root_of(hsy_str s, size_t at)
{
    size_t name = at + 1, i = name;

    if (at >= s.len || s.ptr[at] != '<')
        return NULL;
    while (i < s.len && i < name + 24 && ((s.ptr[i] | 32) >= 'a' && (s.ptr[i] | 32) <= 'z'))
        i++;
    if (i < s.len && i > name && s.ptr[i] == ':')
        name = i + 1;
    for (size_t r = 0; r < sizeof roots / sizeof *roots; r++)
        if (goes_on(s, name, roots[r].name) && ends_name(s, name + strlen(roots[r].name)))
            return &roots[r];
    return NULL;
}

static bool is_html(hsy_str s)
{
    bool doctype;
    size_t at = skip_prologue(s, &doctype), tags = 0;

    if (doctype || (at < s.len && s.ptr[at] == '<' && is_html_tag(s, at)))
        return true;
    /* Text that speaks of a tag is text; text in which tags close again and again
     * is a page whose head was cut off. */
    for (; at < s.len; at++) {
        const char *open = memchr(s.ptr + at, '<', s.len - at);
        if (!open)
            break;
        at = (size_t)(open - s.ptr);
        tags += is_html_tag(s, at);
    }
    return tags >= 6 && tags > s.len / 2000;
}

/* The Latin letters of UTF-16, so that markup can be seen in it. */
static hsy_str without_nuls(hsy_str s, char *room, size_t size)
{
    size_t to = 0;

    for (size_t i = 0; i < s.len && to < size; i++)
        if (s.ptr[i] && (i > 3 || (unsigned char)s.ptr[i] < 0x80))
            room[to++] = s.ptr[i];
    return (hsy_str){room, to};
}

static bool is_other_json(hsy_str s)
{
    s = hsy_str_trim(s);
    if (s.len < 2 || (s.ptr[0] != '{' && s.ptr[0] != '['))
        return false;
    hsy_str rest = hsy_str_trim(hsy_str_sub(s, 1, s.len));
    return rest.len && (rest.ptr[0] == '"' || (s.ptr[0] == '[' && rest.ptr[0] == '{'));
}

hsy_feed_kind hsy_feed_look(hsy_str bytes)
{
    char room[4096];
    bool ignored;
    hsy_str head = hsy_str_sub(bytes, 0, LOOKED_AT);

    if (has_utf16_mark(head) || has_wide_start(head))
        head = without_nuls(head, room, sizeof room);
    if (hsy_str_starts(head, HSY_STR("\xef\xbb\xbf")))
        head = hsy_str_sub(head, 3, head.len);
    const struct root *root = root_of(head, skip_prologue(head, &ignored));
    if (root)
        return root->feed;
    head = hsy_str_trim(head);
    if (head.len && head.ptr[0] == '{' &&
        (hsy_str_find(head, HSY_STR("jsonfeed.org"), 0) != SIZE_MAX))
        return HSY_FEED_JSON;
    return HSY_FEED_NONE;
}

bool hsy_media_guess(hsy_str bytes, hsy_media *ret, const char **ret_why)
{
    char room[4096];
    bool ignored;
    hsy_str head = hsy_str_sub(bytes, 0, LOOKED_AT);

    *ret_why = marked_as(head);
    if (!*ret_why && has_utf16_mark(head))
        head = without_nuls(head, room, sizeof room);
    else if (!*ret_why)
        *ret_why = not_text(head);
    if (hsy_str_starts(head, HSY_STR("\xef\xbb\xbf")))
        head = hsy_str_sub(head, 3, head.len);
    const struct root *root = *ret_why ? NULL : root_of(head, skip_prologue(head, &ignored));
    if (root)
        *ret_why = root->why;
    if (!*ret_why && is_other_json(head))
        *ret_why = "JSON, but not rows of articles with one object a line";
    if (*ret_why)
        return false;
    *ret = is_html(head) ? HSY_MEDIA_HTML : HSY_MEDIA_TEXT;
    return true;
}
