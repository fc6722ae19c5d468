/* jsonld.c - see jsonld.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/jsonld.h"

#include "base/utf8.h"

#include <string.h>

#define MAX_DEPTH   32
#define MAX_OBJECTS 1000
#define MAX_VALUES  8000

struct level {
    uint32_t object;
    hsy_str key; /* in an array: the key of the array */
    bool array;
};

struct reader {
    hsy_arena *arena;
    hsy_str s;
    size_t at;
    hsy_ld *ret;
    struct level stack[MAX_DEPTH];
    uint32_t depth; /* deeper brackets are counted and not looked into */
    hsy_str key;    /* waiting for its value */
    bool has_key;
};

static uint32_t hex(hsy_str s, size_t at)
{
    uint32_t code = 0;

    for (size_t i = at; i < at + 4; i++) {
        char c = i < s.len ? s.ptr[i] : 'x';
        if (c >= '0' && c <= '9')
            code = code << 4 | (uint32_t)(c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            code = code << 4 | (uint32_t)((c | 0x20) - 'a' + 10);
        else
            return HSY_NONE;
    }
    return code;
}

/* The escape after a backslash at `at`; its length in the script. */
static size_t escape(hsy_str s, size_t at, char *out, size_t *to)
{
    static const char from[] = "nrtbf", means[] = "\n\r\t\b\f";
    char c = at < s.len ? s.ptr[at] : '\\';
    const char *known = c ? strchr(from, c) : NULL;

    if (c != 'u') {
        out[(*to)++] = known ? means[known - from] : c;
        return 1;
    }
    uint32_t code = hex(s, at + 1), low;
    if (code == HSY_NONE)
        return 1;
    size_t took = 5;
    if (code >= 0xD800 && code < 0xDC00 && at + 6 < s.len && s.ptr[at + 5] == '\\' &&
        s.ptr[at + 6] == 'u' && (low = hex(s, at + 7)) != HSY_NONE && low >= 0xDC00 &&
        low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        took = 11;
    }
    *to += hsy_utf8_encode(code >= 0xD800 && code < 0xE000 ? 0xFFFD : code, out + *to);
    return took;
}

/* References that plug-ins leave in strings: "&amp;", "&#8217;", "&quot;". */
static size_t reference(hsy_str s, size_t at, char *out, size_t *to)
{
    static const struct {
        const char *name, *means;
    } known[] = {{"&amp;", "&"}, {"&quot;", "\""}, {"&apos;", "'"},
                 {"&lt;", "<"},  {"&gt;", ">"},    {"&nbsp;", " "}};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (hsy_str_starts(hsy_str_sub(s, at, s.len), hsy_str_of(known[i].name))) {
            out[(*to)++] = known[i].means[0];
            return strlen(known[i].name);
        }
    if (at + 3 >= s.len || s.ptr[at + 1] != '#')
        return 0;
    size_t end = at + 2;
    uint32_t code = 0;
    bool hexadecimal = (s.ptr[end] | 0x20) == 'x';
    end += hexadecimal;
    for (; end < s.len && end - at < 10 && s.ptr[end] != ';'; end++) {
        char c = s.ptr[end];
        uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0')
                         : hexadecimal && (c | 0x20) >= 'a' && (c | 0x20) <= 'f'
                             ? (uint32_t)((c | 0x20) - 'a' + 10)
                             : 99;
        if (digit == 99)
            return 0;
        code = code * (hexadecimal ? 16 : 10) + digit;
    }
    if (end >= s.len || s.ptr[end] != ';' || code < 32 || code > 0x10FFFF ||
        (code >= 0xD800 && code < 0xE000))
        return 0;
    *to += hsy_utf8_encode(code, out + *to);
    return end + 1 - at;
}

/* The string whose opening quote is at `at`; at the end `at` is past its quote. */
static hsy_str string(struct reader *r, size_t *ret_from, size_t *ret_end)
{
    size_t from = ++r->at, end = from, to = 0;

    while (end < r->s.len && r->s.ptr[end] != '"')
        end += r->s.ptr[end] == '\\' ? 2 : 1;
    if (end > r->s.len)
        end = r->s.len;
    hsy_str raw = hsy_str_sub(r->s, from, end);
    r->at = end + 1;
    *ret_from = from;
    *ret_end = end;
    if (!raw.len || (!memchr(raw.ptr, '\\', raw.len) && !memchr(raw.ptr, '&', raw.len)))
        return raw;
    char *out = hsy_arena_alloc(r->arena, raw.len + 8);
    for (size_t i = 0; out && i < raw.len;) {
        size_t took = 0;
        if (raw.ptr[i] == '\\')
            took = 1 + escape(raw, i + 1, out, &to);
        else if (raw.ptr[i] == '&')
            took = reference(raw, i, out, &to);
        if (!took)
            out[to++] = raw.ptr[i];
        i += took ? took : 1;
    }
    return (hsy_str){out, out ? to : 0};
}

static bool note(struct reader *r, hsy_str value, size_t from, size_t end)
{
    const struct level *top =
        r->depth && r->depth <= MAX_DEPTH ? &r->stack[r->depth - 1] : NULL;
    hsy_str key = r->has_key ? r->key : top ? top->key : (hsy_str){NULL, 0};

    r->has_key = false;
    if (!top || top->object == HSY_NONE || r->ret->values.count >= MAX_VALUES)
        return true;
    hsy_ld_object *object = &r->ret->objects.data[top->object];
    if (hsy_str_eq(key, HSY_STR("@type")) && !object->type.len)
        object->type = value;
    if (hsy_str_eq(key, HSY_STR("@id")))
        object->id = value;
    hsy_ld_value *noted = hsy_vec_push(r->arena, &r->ret->values);
    if (!noted)
        return false;
    *noted = (hsy_ld_value){top->object, key, value, from, end, HSY_NONE};
    if (object->last == HSY_NONE)
        object->first = r->ret->values.count - 1;
    else
        r->ret->values.data[object->last].next = r->ret->values.count - 1;
    object->last = r->ret->values.count - 1;
    return true;
}

static bool open_bracket(struct reader *r, bool array)
{
    const struct level *top =
        r->depth && r->depth <= MAX_DEPTH ? &r->stack[r->depth - 1] : NULL;
    hsy_str key = r->has_key ? r->key : top ? top->key : (hsy_str){NULL, 0};
    uint32_t object = top ? top->object : HSY_NONE;

    r->has_key = false;
    r->at++;
    if (++r->depth > MAX_DEPTH)
        return true;
    if (!array && r->ret->objects.count < MAX_OBJECTS) {
        hsy_ld_object *made = hsy_vec_push(r->arena, &r->ret->objects);
        if (!made)
            return false;
        *made = (hsy_ld_object){
            .parent = object, .key = key, .first = HSY_NONE, .last = HSY_NONE};
        object = r->ret->objects.count - 1;
    }
    r->stack[r->depth - 1] = (struct level){object, array ? key : (hsy_str){NULL, 0}, array};
    return true;
}

static bool quoted(struct reader *r)
{
    size_t from, end, after;
    hsy_str value = string(r, &from, &end);

    for (after = r->at;
         after < r->s.len && strchr(" \t\r\n", r->s.ptr[after]) && r->s.ptr[after];)
        after++;
    bool in_object = r->depth && r->depth <= MAX_DEPTH && !r->stack[r->depth - 1].array;
    if (in_object && !r->has_key && after < r->s.len && r->s.ptr[after] == ':') {
        r->key = value;
        r->has_key = true;
        r->at = after + 1;
        return true;
    }
    return note(r, value, from, end);
}

bool hsy_ld_read(hsy_arena *arena, hsy_str script, hsy_ld *ret)
{
    struct reader r = {.arena = arena, .s = script, .ret = ret};

    while (r.at < script.len) {
        char c = script.ptr[r.at];
        bool fine = true;
        if (c == '"')
            fine = quoted(&r);
        else if (c == '{' || c == '[')
            fine = open_bracket(&r, c == '[');
        else {
            if ((c == '}' || c == ']') && r.depth)
                r.depth--;
            if (c == '}' || c == ']' || c == ',')
                r.has_key = false;
            r.at++;
        }
        if (!fine)
            return false;
    }
    return true;
}

/* Types of schema.org that are articles: all that end so, and a few more. */
static bool is_article(hsy_str type)
{
    static const char *const types[] = {"BlogPosting", "LiveBlogPosting", "Report",
                                        "SocialMediaPosting", "NewsStory"};

    if (hsy_str_ends(type, HSY_STR("Article")))
        return true;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (hsy_str_eq(type, hsy_str_of(types[i])))
            return true;
    return false;
}

/* Objects of a list are teasers, those under an object of their own are parts. */
static int rank_of(const hsy_ld *ld, uint32_t i)
{
    static const char *const lists[] = {"itemListElement", "hasPart", "item", "blogPost",
                                        "liveBlogUpdate", "comment", "isBasedOn", "about",
                                        "mentions", "citation", "isRelatedTo"};
    int rank = 4;
    uint32_t at = i;

    for (int up = 0; up < 4 && at != HSY_NONE; up++, at = ld->objects.data[at].parent)
        for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
            if (hsy_str_eq(ld->objects.data[at].key, hsy_str_of(lists[k])))
                rank = 0;
    return rank + 2 * (hsy_ld_find(ld, i, "headline") != NULL) +
           (hsy_ld_find(ld, i, "datePublished") != NULL);
}

uint32_t hsy_ld_article(const hsy_ld *ld)
{
    uint32_t best = HSY_NONE;
    int best_rank = -1;

    for (uint32_t i = 0; i < ld->objects.count; i++) {
        if (!is_article(ld->objects.data[i].type))
            continue;
        int rank = rank_of(ld, i);
        if (rank > best_rank) {
            best = i;
            best_rank = rank;
        }
    }
    return best;
}

bool hsy_ld_is_organization(hsy_str type)
{
    static const char *const ends[] = {"Organization", "Business", "Corporation", "Brand",
                                       "WebSite", "Agency"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (hsy_str_ends(type, hsy_str_of(ends[i])))
            return true;
    return false;
}

const hsy_ld_value *hsy_ld_find(const hsy_ld *ld, uint32_t object, const char *key)
{
    uint32_t i = object == HSY_NONE ? HSY_NONE : ld->objects.data[object].first;

    for (; i != HSY_NONE; i = ld->values.data[i].next)
        if (hsy_str_eq(ld->values.data[i].key, hsy_str_of(key)))
            return &ld->values.data[i];
    return NULL;
}
