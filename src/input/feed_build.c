/* feed_build.c - see feed_build.h.
 *
 * Of the ways to say the same that which has the highest rank counts (feed_names.c);
 * authors of one rank are all taken. Markup inside a part (Atom's xhtml) is written
 * down again as markup.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/feed_build.h"

#include <string.h>

#include "base/utf8.h"
#include "input/charref.h"
#include "input/http.h"

#define MAX_TEXT   (HSY_MAX_PAGE)
#define MAX_AUTHOR 1000 /* bytes of all the names together */

enum form {
    AS_TEXT,
    AS_HTML,
    AS_MARKUP, /* what stands inside, written down */
    AS_PERSON,
    AS_BASE64, /* of HTML */
    AS_NOTHING
};

/* --- what was collected ---------------------------------------------------- */

static int digit_of(char c)
{
    return c >= 'A' && c <= 'Z'   ? c - 'A'
           : c >= 'a' && c <= 'z' ? c - 'a' + 26
           : c >= '0' && c <= '9' ? c - '0' + 52
           : c == '+'             ? 62
           : c == '/'             ? 63
                                  : -1;
}

/* In place. False when it is no base64, or no text that is packed in it. */
static bool decode_base64(hsy_buf *buf)
{
    uint32_t bits = 0, nbits = 0;
    size_t to = 0;

    for (size_t i = 0; i < buf->len; i++) {
        int digit = digit_of(buf->data[i]);
        if (digit < 0 && !strchr(" \t\r\n=", buf->data[i]))
            return false;
        if (digit < 0)
            continue;
        bits = bits << 6 | (uint32_t)digit;
        nbits += 6;
        if (nbits >= 8) {
            nbits -= 8;
            buf->data[to++] = (char)(bits >> nbits);
        }
    }
    buf->len = to;
    hsy_str text = hsy_buf_str(buf);
    return to && hsy_utf8_check(text) == SIZE_MAX && !memchr(text.ptr, '\0', text.len);
}

static bool has_c1(hsy_str s)
{
    for (size_t at = 0; at + 1 < s.len; at++) {
        const char *c2 = memchr(s.ptr + at, 0xc2, s.len - 1 - at);
        if (!c2)
            return false;
        at = (size_t)(c2 - s.ptr);
        if ((unsigned char)s.ptr[at + 1] < 0xa0)
            return true;
    }
    return false;
}

/* Control characters that no text has, U+0080 to U+009F, were meant as windows-1252 has
 * them: "don\u0092t". */
static hsy_str mend_c1(hsy_arena *arena, hsy_str s)
{
    hsy_buf out;
    uint32_t len;

    if (!has_c1(s))
        return s;
    hsy_buf_init(&out, 0);
    for (size_t at = 0; at < s.len; at += len)
        hsy_buf_put_utf8(&out, hsy_charref_c1(hsy_utf8_at(s, at, &len)));
    hsy_str mended = out.failed ? s : hsy_str_copy(arena, hsy_buf_str(&out));
    hsy_buf_clear(&out);
    return mended.ptr ? mended : s;
}

/* --- items ----------------------------------------------------------------- */

static hsy_item *item_of(const hsy_feed_builder *b)
{
    return b->in_item ? &b->feed->items.data[b->feed->items.count - 1] : NULL;
}

static bool is_web(hsy_str s)
{
    return hsy_str_starts(s, HSY_STR("http://")) || hsy_str_starts(s, HSY_STR("https://"));
}

static void begin_item(hsy_feed_builder *b, const hsy_feed_attr *attrs, uint32_t n)
{
    hsy_str base = hsy_feed_value(attrs, n, "xml:base");
    hsy_str about = hsy_feed_value(attrs, n, "rdf:about");

    if (b->feed->items.count == HSY_MAX_ITEMS) {
        b->feed->cut = true;
        return;
    }
    hsy_item *item = hsy_vec_push(b->arena, &b->feed->items);
    if (!item) {
        b->failed = true;
        return;
    }
    b->in_item = true;
    memset(b->rank[1], 0, sizeof b->rank[1]);
    b->base = base.len ? hsy_feed_address(b->arena, b->feed->base, base) : (hsy_str){NULL, 0};
    if (about.len) {
        item->id = hsy_str_copy(b->arena, about);
        b->rank[1][HSY_IS_ID] = 1;
    }
    if (is_web(about)) {
        item->url = item->id;
        b->rank[1][HSY_IS_URL] = 1;
    }
}

/* Is this better than what was taken so far for the item, or the feed? Then it is it. */
static bool is_best(hsy_feed_builder *b, hsy_feed_element what, int rank)
{
    int *best = &b->rank[b->in_item][what];

    if (rank <= *best)
        return false;
    *best = rank;
    return true;
}

static void take_url(hsy_feed_builder *b, hsy_str value, int rank)
{
    hsy_item *item = item_of(b);
    hsy_str base = b->base.ptr ? b->base : b->feed->base.ptr ? b->feed->base : b->feed->url;
    hsy_str url = hsy_feed_address(b->arena, base, value);

    if (url.ptr && is_best(b, HSY_IS_URL, rank))
        *(item ? &item->url : &b->feed->url) = url;
}

/* Atom's <link>: the page itself is "alternate", HTML before any other type. */
static void take_link(hsy_feed_builder *b, const hsy_feed_attr *attrs, uint32_t n)
{
    hsy_str href = hsy_feed_value(attrs, n, "href"), rel = hsy_feed_value(attrs, n, "rel");
    hsy_str type = hsy_feed_value(attrs, n, "type");

    if (!href.len || b->in_source || (rel.len && !hsy_same_word(rel, "alternate")))
        return;
    take_url(b, href, !type.len || hsy_media_is_page(type) ? 4 : 3);
}

static void take_text(hsy_feed_builder *b, hsy_str value, int rank, int form)
{
    hsy_item *item = item_of(b);

    if (!item || !is_best(b, HSY_IS_TEXT, rank))
        return;
    /* Without tags HTML is text, but for its references. */
    if (form == AS_HTML && !hsy_has_tags(value)) {
        if (memchr(value.ptr, '&', value.len)) {
            hsy_buf plain;
            hsy_buf_init(&plain, MAX_TEXT);
            hsy_charref_decode(&plain, value);
            item->text = plain.failed
                             ? (hsy_str){NULL, 0}
                             : hsy_str_copy(b->arena, hsy_str_trim(hsy_buf_str(&plain)));
            hsy_buf_clear(&plain);
        } else {
            item->text = hsy_str_copy(b->arena, hsy_str_trim(value));
        }
        form = AS_TEXT;
    } else {
        item->text = hsy_str_copy(b->arena, value);
    }
    b->failed = b->failed || !item->text.ptr;
    item->html = form != AS_TEXT;
}

static hsy_str joined_names(hsy_arena *arena, hsy_str a, hsy_str b)
{
    char *out = hsy_arena_alloc(arena, a.len + b.len + 3);

    if (!out)
        return a;
    memcpy(out, a.ptr, a.len);
    memcpy(out + a.len, "; ", 2);
    memcpy(out + a.len + 2, b.ptr, b.len);
    return (hsy_str){out, a.len + 2 + b.len};
}

static void take_author(hsy_feed_builder *b, hsy_str value, int rank)
{
    hsy_item *item = item_of(b);
    hsy_str *to = item ? &item->author : &b->feed->author;
    hsy_str name = hsy_feed_person(b->arena, value);

    if (!name.len || name.len > MAX_AUTHOR)
        return;
    if (is_best(b, HSY_IS_AUTHOR, rank))
        *to = name;
    else if (rank == b->rank[b->in_item][HSY_IS_AUTHOR] && to->len + name.len < MAX_AUTHOR &&
             hsy_str_find(*to, name, 0) == SIZE_MAX)
        *to = joined_names(b->arena, *to, name);
}

static void take_plain(hsy_feed_builder *b, hsy_str *to, hsy_str value, int form)
{
    *to = form == AS_TEXT ? hsy_str_copy(b->arena, hsy_str_trim(value))
                          : hsy_plain_of_html(b->arena, value);
}

static void take_id(hsy_feed_builder *b, hsy_str value, int rank)
{
    hsy_item *item = item_of(b);
    hsy_str plain = hsy_str_trim(value);

    if (is_best(b, HSY_IS_ID, rank))
        *(item ? &item->id : &b->feed->id) = hsy_str_copy(b->arena, plain);
    if (item && b->is_link && is_web(plain))
        take_url(b, plain, rank == 3 ? 2 : 1);
}

/* What the feed calls the source of the item. */
static void take_source(hsy_feed_builder *b, const hsy_feed_part *part, hsy_str value, int form)
{
    hsy_item *item = item_of(b);

    if (item && (part->what == HSY_IS_TITLE || part->what == HSY_IS_SOURCE))
        take_plain(b, &item->publisher, value, form);
}

static void take_of_item(hsy_feed_builder *b, const hsy_feed_part *part, hsy_item *item,
                         hsy_str value)
{
    hsy_str *to = part->what == HSY_IS_DATE       ? &item->date
                  : part->what == HSY_IS_UPDATED  ? &item->updated
                  : part->what == HSY_IS_LANGUAGE ? &item->language
                                                  : &item->publisher;
    /* Of dates of one rank the last counts. */
    if (is_best(b, part->what, part->rank) || b->rank[1][part->what] == part->rank)
        *to = hsy_str_copy(b->arena, hsy_str_trim(value));
}

static void take_field(hsy_feed_builder *b, const hsy_feed_part *part, int form)
{
    hsy_item *item = item_of(b);
    hsy_str value = b->form == AS_PERSON && b->name.ptr ? b->name : hsy_buf_str(&b->text);

    if (!hsy_str_trim(value).len || b->text.failed)
        return;
    if (form == AS_BASE64) {
        if (!decode_base64(&b->text))
            return;
        value = hsy_buf_str(&b->text);
        form = AS_HTML;
    }
    value = mend_c1(b->arena, value);
    if (b->in_source) {
        take_source(b, part, value, form);
        return;
    }
    switch (part->what) {
    case HSY_IS_TITLE:
        if (is_best(b, HSY_IS_TITLE, part->rank))
            take_plain(b, item ? &item->title : &b->feed->title, value, form);
        break;
    case HSY_IS_URL: take_url(b, value, part->rank); break;
    case HSY_IS_ID: take_id(b, value, part->rank); break;
    case HSY_IS_TEXT: take_text(b, value, part->rank, form); break;
    case HSY_IS_AUTHOR: take_author(b, value, part->rank); break;
    default:
        if (item)
            take_of_item(b, part, item, value);
    }
}

static void end_item(hsy_feed_builder *b)
{
    hsy_item *item = item_of(b);

    if (item && !item->date.ptr)
        item->date = item->updated;
    if (b->feed->kind == HSY_FEED_SITEMAP && item)
        b->feed->nnews += item->title.len > 0;
    b->in_item = b->in_source = false;
}

/* --- the form of a part ---------------------------------------------------- */

/* Atom 1.0 and 0.3 say what they hold; RSS holds HTML without saying so. */
static int form_of(const hsy_feed_builder *b, const hsy_feed_part *part,
                   const hsy_feed_attr *attrs, uint32_t n)
{
    hsy_str type = hsy_feed_value(attrs, n, "type"), mode = hsy_feed_value(attrs, n, "mode");

    if (part->what == HSY_IS_AUTHOR)
        return AS_PERSON;
    if (part->what == HSY_IS_TEXT && hsy_feed_value(attrs, n, "src").len)
        return AS_NOTHING;
    if (hsy_same_word(mode, "base64"))
        return AS_BASE64;
    if (hsy_feed_is_xhtml(part) || hsy_same_word(type, "xhtml") ||
        hsy_same_word(type, "application/xhtml+xml"))
        return hsy_same_word(mode, "escaped") ? AS_HTML : AS_MARKUP;
    if (hsy_same_word(type, "html") || hsy_same_word(type, "text/html"))
        return hsy_same_word(mode, "xml") ? AS_MARKUP : AS_HTML;
    if (!b->atom || hsy_feed_is_encoded(part))
        return AS_HTML;
    if (!type.len || hsy_same_word(type, "text") || hsy_same_word(type, "text/plain"))
        return hsy_same_word(mode, "escaped") && !type.len ? AS_HTML : AS_TEXT;
    if (part->what != HSY_IS_TEXT && part->what != HSY_IS_TITLE)
        return AS_HTML;
    if (hsy_str_starts(type, HSY_STR("text/")))
        return AS_TEXT;
    /* Of other types Atom 1.0 has base64; whether it is text shows when it is decoded. */
    return hsy_str_ends(type, HSY_STR("+xml")) || hsy_str_ends(type, HSY_STR("/xml"))
               ? AS_NOTHING
               : AS_BASE64;
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
    const char *colon = name.len ? memchr(name.ptr, ':', name.len) : NULL;

    return colon ? hsy_str_sub(name, (size_t)(colon - name.ptr) + 1, name.len) : name;
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
    if (b->feed->kind == HSY_FEED_SITEMAP)
        b->feed->naddresses += hsy_same_word(without_prefix(name), "loc");
    if (b->feed->kind == HSY_FEED_OPML)
        b->feed->naddresses += hsy_feed_value(attrs, n, "xmlurl").len > 0;
    return b->feed->kind == HSY_FEED_OPML;
}

static hsy_str name_at(const hsy_feed_builder *b, uint32_t at)
{
    return (hsy_str){b->stack[at].name, b->stack[at].len};
}

/* As much of a name as the stack holds, to the end of a character: it may be written
 * down again. */
static hsy_str short_name(hsy_str name)
{
    size_t len = sizeof((hsy_feed_builder *)NULL)->stack[0].name;

    if (name.len <= len)
        return name;
    while (len && ((unsigned char)name.ptr[len] & 0xC0) == 0x80)
        len--;
    return hsy_str_sub(name, 0, len);
}

static void push(hsy_feed_builder *b, hsy_str name, const hsy_feed_part *part)
{
    uint32_t at = b->depth++;

    name = short_name(name);
    memcpy(b->stack[at].name, name.ptr, name.len);
    b->stack[at].len = (uint8_t)name.len;
    b->stack[at].part = part;
}

/* The part that what begins now is a part of, groups aside. */
static const hsy_feed_part *parent_of(const hsy_feed_builder *b)
{
    uint32_t at = b->depth;

    while (at && b->stack[at - 1].part && b->stack[at - 1].part->what == HSY_IS_GROUP)
        at--;
    return at ? b->stack[at - 1].part : NULL;
}

static bool parent_is(const hsy_feed_builder *b, hsy_feed_element what)
{
    const hsy_feed_part *up = parent_of(b);
    return up && up->what == what;
}

static void open_field(hsy_feed_builder *b, const hsy_feed_part *part,
                       const hsy_feed_attr *attrs, uint32_t n)
{
    if (part->what == HSY_IS_URL && n &&
        (hsy_feed_value(attrs, n, "href").len || hsy_feed_value(attrs, n, "rel").len)) {
        take_link(b, attrs, n);
        return;
    }
    if (part->what == HSY_IS_ID)
        b->is_link = !hsy_same_word(hsy_feed_value(attrs, n, "ispermalink"), "false");
    b->field = b->depth + 1;
    b->form = form_of(b, part, attrs, n);
    b->name = (hsy_str){NULL, 0};
    hsy_buf_reset(&b->text);
}

static void open_part(hsy_feed_builder *b, const hsy_feed_part *part,
                      const hsy_feed_attr *attrs, uint32_t n)
{
    hsy_str base = n ? hsy_feed_value(attrs, n, "xml:base") : (hsy_str){NULL, 0};

    if (part->what == HSY_IS_ITEM) {
        /* An item in an item is none, and only sitemaps have items named "url". */
        if (!b->in_item && (b->feed->kind == HSY_FEED_SITEMAP || part->name[0] != 'u'))
            begin_item(b, attrs, n);
        return;
    }
    if (part->what == HSY_IS_CHANNEL) {
        if (is_web(base))
            b->feed->base = hsy_str_copy(b->arena, base);
        return;
    }
    if (part->what == HSY_IS_GROUP ||
        !(parent_is(b, HSY_IS_CHANNEL) || parent_is(b, HSY_IS_ITEM) ||
          parent_is(b, HSY_IS_SOURCE)))
        return;
    if (part->what == HSY_IS_SOURCE && b->in_item)
        b->in_source = true;
    open_field(b, part, attrs, n);
}

static bool tells_atom(const hsy_feed_part *part)
{
    return part && (strcmp(part->name, "feed") == 0 || strcmp(part->name, "entry") == 0);
}

/* An element inside of a part whose text is collected. */
static void open_inside(hsy_feed_builder *b, hsy_str name, const hsy_feed_attr *attrs,
                        uint32_t n)
{
    if (b->form == AS_PERSON) {
        if (!b->person && hsy_same_word(without_prefix(name), "name")) {
            b->person = b->depth + 1;
            hsy_buf_reset(&b->text);
        }
    } else if (b->form != AS_NOTHING) {
        if (b->form == AS_HTML && b->text.len) {
            /* It was text so far. */
            hsy_str so_far = hsy_str_copy(b->arena, hsy_buf_str(&b->text));
            hsy_buf_reset(&b->text);
            put_escaped(&b->text, so_far);
        }
        write_open(&b->text, name, attrs, n);
        b->form = b->form == AS_TEXT ? AS_TEXT : AS_MARKUP;
    }
}

void hsy_feed_open(hsy_feed_builder *b, hsy_str name, const hsy_feed_attr *attrs, uint32_t n)
{
    const hsy_feed_part *part = NULL;

    if (is_list(b, name, attrs, n))
        return;
    if (b->depth == HSY_FEED_DEPTH) {
        b->too_deep++;
        return;
    }
    if (n)
        hsy_feed_learn(&b->names, attrs, n);
    /* Atom's <source> holds elements of its own; its title is the publisher. */
    if (b->in_source && parent_is(b, HSY_IS_SOURCE)) {
        part = hsy_feed_part_of(&b->names, name, attrs, n);
        part = part && part->what == HSY_IS_TITLE ? part : NULL;
        b->field = 0;
    } else if (!b->field) {
        part = hsy_feed_part_of(&b->names, name, attrs, n);
    }
    if (part)
        open_part(b, part, attrs, n);
    else if (b->field)
        open_inside(b, name, attrs, n);
    push(b, name, part);
    if (!b->atom && tells_atom(part))
        b->atom = b->depth;
}

void hsy_feed_text(hsy_feed_builder *b, hsy_str text)
{
    if (!b->field || b->form == AS_NOTHING)
        return;
    if (b->form == AS_MARKUP)
        put_escaped(&b->text, text);
    else if (b->form != AS_PERSON || b->person == b->depth ||
             (b->depth == b->field && !b->name.ptr))
        hsy_buf_add(&b->text, text);
}

static void close_inside(hsy_feed_builder *b, uint32_t depth, bool named)
{
    if (b->form == AS_PERSON) {
        if (b->person == depth) {
            b->name = hsy_str_copy(b->arena, hsy_str_trim(hsy_buf_str(&b->text)));
            b->person = 0;
        }
    } else if (named && b->form != AS_NOTHING) {
        hsy_buf_puts(&b->text, "</");
        hsy_buf_add(&b->text, without_prefix(name_at(b, depth - 1)));
        hsy_buf_putc(&b->text, '>');
    }
}

static void pop(hsy_feed_builder *b, bool named)
{
    uint32_t depth = b->depth--;
    const hsy_feed_part *part = b->stack[depth - 1].part;

    if (b->field && depth > b->field) {
        close_inside(b, depth, named);
        return;
    }
    if (b->field == depth && part) {
        if (b->form != AS_NOTHING)
            take_field(b, part, b->form);
        b->field = b->person = 0;
        hsy_buf_reset(&b->text);
    }
    if (b->atom == depth)
        b->atom = 0;
    if (part && part->what == HSY_IS_SOURCE)
        b->in_source = false;
    if (part && part->what == HSY_IS_ITEM)
        end_item(b);
}

void hsy_feed_close(hsy_feed_builder *b, hsy_str name)
{
    uint32_t at = b->depth;
    hsy_str key = short_name(name);

    if (b->too_deep) {
        b->too_deep--;
        return;
    }
    while (at && !hsy_str_eq(name_at(b, at - 1), key))
        at--;
    if (!at)
        return; /* an end without its start */
    while (b->depth > at)
        pop(b, false);
    pop(b, true);
}

void hsy_feed_end(hsy_feed_builder *b)
{
    while (b->depth)
        pop(b, false);
    b->too_deep = 0;
}
