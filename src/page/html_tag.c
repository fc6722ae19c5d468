/*
 * html_tag.c - reading tags and their attributes (WHATWG HTML 13.2.5.6 to 13.2.5.40).
 *
 * A tag is read in one go. Names are looked up while they are still hot; a name or
 * value is copied only if it has to be changed (upper case, character references,
 * CR, NUL), and the parser that copies is the slow road, taken rarely. Attributes
 * land in the tokenizer's own array: the tree copies those of elements it makes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/html_tag.h"

#include <string.h>

#include "base/utf8.h"
#include "page/html_charref.h"
#include "page/html_scan.h"

enum {
    ENDS_NAME = 1,  /* white space, "/", ">" */
    ENDS_ATTR = 2,  /* these and "=" */
    ENDS_VALUE = 4, /* of an unquoted value: white space, ">" */
    ODD_NAME = 8,   /* upper case and NUL: the name must be copied */
    ODD_VALUE = 16, /* "&" and NUL */
};

#define SPACE (ENDS_NAME | ENDS_ATTR | ENDS_VALUE)
static const uint8_t classes[256] = {
    ['\t'] = SPACE,
    ['\n'] = SPACE,
    ['\f'] = SPACE,
    ['\r'] = SPACE,
    [' '] = SPACE,
    ['/'] = ENDS_NAME | ENDS_ATTR,
    ['>'] = ENDS_NAME | ENDS_ATTR | ENDS_VALUE,
    ['='] = ENDS_ATTR,
    ['A' ... 'Z'] = ODD_NAME,
    ['\0'] = ODD_NAME | ODD_VALUE,
    ['&'] = ODD_VALUE,
};
#undef SPACE

static inline unsigned class_of(char c)
{
    return classes[(unsigned char)c];
}

static size_t count_nuls(const char *p, const char *end)
{
    size_t count = 0;

    for (; p < end; p++)
        count += *p == '\0';
    return count;
}

hsy_str hsy_html_mend(hsy_html_tokenizer *t, hsy_str raw, bool lower)
{
    /* A NUL becomes three bytes; nothing else grows. */
    size_t nuls = count_nuls(raw.ptr, raw.ptr + raw.len);
    char *bytes = hsy_arena_raw(t->arena, raw.len + 2 * nuls);
    size_t len = 0;

    if (!bytes) {
        t->failed = true;
        return (hsy_str){"", 0};
    }
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.ptr[i];
        if (c == '\0') {
            memcpy(bytes + len, "\xEF\xBF\xBD", 3);
            len += 3;
        } else if (c == '\r') {
            if (i + 1 == raw.len || raw.ptr[i + 1] != '\n')
                bytes[len++] = '\n';
        } else {
            bytes[len++] = lower && c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
        }
    }
    return (hsy_str){bytes, len};
}

/* The next piece of an attribute value at `p`: a literal stretch, what one reference
 * stands for, or a mended byte; empty for the CR of a CR LF. Gives where the next one
 * begins. */
static const char *value_piece(const char *p, const char *end, char utf8[4], hsy_str *ret)
{
    const char *next = scan4(p, end, '&', '\r', '\0', '\0');
    hsy_charref ref;

    *ret = (hsy_str){p, (size_t)(next - p)};
    if (next > p)
        return next;
    if (*p == '&') {
        ref = hsy_charref_read(p, end, true);
        if (ref.len == 0)
            ret->len = 1;
        else if (ref.bytes)
            *ret = (hsy_str){ref.bytes, ref.nbytes};
        else
            *ret = (hsy_str){utf8, hsy_utf8_encode(ref.code, utf8)};
        return p + (ref.len ? ref.len : 1);
    }
    if (*p == '\0')
        *ret = HSY_STR("\xEF\xBF\xBD");
    else if (p + 1 == end || p[1] != '\n')
        *ret = HSY_STR("\n");
    return p + 1;
}

/* An attribute value with its references resolved. A NUL becomes three bytes; a
 * reference can grow by one byte ("&nGt;" is five, what it stands for six). */
static hsy_str decode_value(hsy_html_tokenizer *t, const char *p, const char *end)
{
    size_t raw = (size_t)(end - p), len = 0;
    char *bytes = hsy_arena_raw(t->arena, raw + raw / 4 + 2 * count_nuls(p, end)), utf8[4];

    if (!bytes) {
        t->failed = true;
        return (hsy_str){"", 0};
    }
    while (p < end) {
        hsy_str piece;
        p = value_piece(p, end, utf8, &piece);
        memcpy(bytes + len, piece.ptr, piece.len);
        len += piece.len;
    }
    return (hsy_str){bytes, len};
}

hsy_status hsy_dom_attr_text(hsy_arena *arena, hsy_str html, const hsy_attr *attr,
                             hsy_text *ret)
{
    hsy_text_writer writer = {.arena = arena};
    hsy_str source = hsy_span_str(html, attr->at), piece;
    const char *p = source.ptr, *end = source.ptr + source.len;
    char utf8[4];

    *ret = (hsy_text){0};
    if (attr->at.off == HSY_NONE || attr->value.len == 0)
        return HSY_OK;
    while (p < end) {
        uint32_t from = (uint32_t)(p - html.ptr);
        p = value_piece(p, end, utf8, &piece);
        hsy_text_add(&writer, piece, from, (uint32_t)(p - html.ptr));
    }
    return hsy_text_done(&writer, ret) ? HSY_NOMEM : HSY_OK;
}

/* The value that stands at `p`, after "=" and white space. Gives where reading goes
 * on, or NULL when the page ends within the value. */
static const char *read_value(hsy_html_tokenizer *t, const char *p, hsy_attr *attr)
{
    const char *end = t->end, *from = p, *to, *next;
    bool odd = false;

    if (*p == '"' || *p == '\'') {
        const char quote = *p;
        from = to = p + 1;
        for (;; to++) {
            to = scan4(to, end, quote, '&', '\r', '\0');
            if (to == end)
                return NULL;
            if (*to == quote)
                break;
            odd = true;
        }
        next = to + 1;
    } else {
        unsigned seen = 0;
        for (to = p; to < end && !(class_of(*to) & ENDS_VALUE); to++)
            seen |= class_of(*to);
        if (to == end)
            return NULL;
        odd = seen & ODD_VALUE;
        next = to;
    }
    attr->at = (hsy_span){(uint32_t)(from - t->base), (uint32_t)(to - from)};
    attr->value = odd ? decode_value(t, from, to) : (hsy_str){from, (size_t)(to - from)};
    return next;
}

/* Which attributes the tag has so far: the known ones as bits, the others by name. */
typedef struct seen_attrs {
    uint64_t known;
    uint32_t count;
} seen_attrs;

_Static_assert(HSY_ATTRS <= 64, "the attributes seen in a tag are kept as bits");

/* A number that tells most names apart: their first and last eight bytes, mixed. It is
 * 0 for the names that have an id. */
static uint32_t print_of(const hsy_attr *attr)
{
    uint64_t first = 0, last = 0;
    size_t some = attr->name.len < 8 ? attr->name.len : 8;

    if (attr->id != HSY_ATTR_OTHER)
        return 0;
    memcpy(&first, attr->name.ptr, some);
    memcpy(&last, attr->name.ptr + attr->name.len - some, some);
    first = (first ^ (last << 7 | last >> 57) ^ attr->name.len) * UINT64_C(0x9e3779b97f4a7c15);
    return (uint32_t)(first >> 32) | 1;
}

static bool is_repeated(const hsy_html_tokenizer *t, const seen_attrs *seen,
                        const hsy_attr *attr, uint32_t print)
{
    if (attr->id != HSY_ATTR_OTHER)
        return seen->known >> attr->id & 1;
    for (uint32_t i = 0; i < seen->count; i++) {
        if (t->prints[i] == print && hsy_str_eq(t->attrs[i].name, attr->name))
            return true;
    }
    return false;
}

static inline void keep_attr(hsy_html_tokenizer *t, seen_attrs *seen, const hsy_attr *attr)
{
    if (seen->count == HSY_DOM_MAX_ATTRS) {
        t->struck |= HSY_STRUCK_ATTRS;
        return;
    }
    uint32_t print = print_of(attr);
    if (is_repeated(t, seen, attr, print))
        return;
    seen->known |= UINT64_C(1) << attr->id;
    t->prints[seen->count] = print;
    t->attrs[seen->count++] = *attr;
}

/* The name that stands at `p`, ended by a byte of class `ends`, into `*ret`. */
static inline const char *read_name(hsy_html_tokenizer *t, const char *p, unsigned ends,
                                    hsy_str *ret)
{
    const char *from = p;
    unsigned seen = 0;

    for (; p < t->end && !(class_of(*p) & ends); p++)
        seen |= class_of(*p);
    *ret = (hsy_str){from, (size_t)(p - from)};
    if (seen & ODD_NAME)
        *ret = hsy_html_mend(t, *ret, true);
    return p;
}

/* One attribute, at whose first byte `p` is. NULL when the page ends in it. */
static const char *read_attr(hsy_html_tokenizer *t, const char *p, seen_attrs *seen)
{
    const char *end = t->end, *from = p;
    hsy_attr attr = {0};

    /* A "=" in front is part of the name. */
    p = read_name(t, p + (*p == '='), ENDS_ATTR, &attr.name);
    if (*from == '=') {
        attr.name = hsy_html_mend(t, (hsy_str){from, (size_t)(p - from)}, true);
    }
    attr.id = (uint16_t)hsy_attr_find(attr.name);
    const char *next = scan_spaces(p, end);
    if (next == end)
        return NULL;
    attr.at = (hsy_span){(uint32_t)(p - t->base), 0};
    attr.value = (hsy_str){p, 0};
    if (*next == '=') {
        next = scan_spaces(next + 1, end);
        if (next == end)
            return NULL;
        attr.at.off = (uint32_t)(next - t->base);
        if (*next != '>')
            next = read_value(t, next, &attr);
    }
    keep_attr(t, seen, &attr);
    return next;
}

/* All between the name and ">". Gives the place after ">", or NULL. */
static const char *read_attrs(hsy_html_tokenizer *t, const char *p, hsy_html_token *ret)
{
    const char *end = t->end;
    seen_attrs seen = {0};

    while (p) {
        p = scan_spaces(p, end);
        if (p == end)
            return NULL;
        if (*p == '>')
            break;
        if (*p == '/') {
            p++;
            if (p < end && *p == '>') {
                ret->self_closing = true;
                break;
            }
            continue;
        }
        p = read_attr(t, p, &seen);
    }
    ret->nattrs = seen.count;
    return p ? p + 1 : NULL;
}

hsy_html_kind hsy_html_read_tag(hsy_html_tokenizer *t, hsy_html_token *ret, const char *name,
                                hsy_html_kind kind)
{
    const char *start = t->p;
    const char *p = read_name(t, name, ENDS_NAME, &ret->name);

    ret->self_closing = false;
    ret->nattrs = 0;
    if (p < t->end && *p == '>')
        p++;
    else
        p = read_attrs(t, p, ret);
    if (!p) {
        t->p = t->end;
        ret->kind = HSY_HTML_END;
        ret->at = (hsy_span){(uint32_t)(t->end - t->base), 0};
        return HSY_HTML_END;
    }
    t->p = p;
    ret->kind = (uint8_t)kind;
    ret->tag = (uint16_t)hsy_tag_find(ret->name);
    ret->at = (hsy_span){(uint32_t)(start - t->base), (uint32_t)(p - start)};
    if (kind == HSY_HTML_START)
        t->last_start = ret->name;
    return kind;
}
