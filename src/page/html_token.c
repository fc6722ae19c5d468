/*
 * html_token.c - see html_token.h: text and the choice of what comes next.
 *
 * The standard describes some eighty states that eat one character each. Here a
 * state is a place in the code: text is scanned to the next byte that can end it,
 * a tag is read in one go by html_tag.c. What each state does at the end of the
 * page and with each odd byte is kept exactly; the html5lib tests hold us to it.
 * No byte is looked at more than a small fixed number of times.
 *
 * Newlines: the standard turns CR LF and CR into LF before anything else. A piece
 * ends before a CR; if LF follows, the next piece begins at the LF, so that both
 * are literal. Only a lone CR needs a piece of its own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/html_token.h"

#include <string.h>

#include "base/utf8.h"
#include "page/html_charref.h"
#include "page/html_scan.h"
#include "page/html_tag.h"

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

static hsy_html_kind give_end(hsy_html_tokenizer *t, hsy_html_token *ret)
{
    ret->kind = HSY_HTML_END;
    ret->at = (hsy_span){(uint32_t)(t->end - t->base), 0};
    return HSY_HTML_END;
}

/* A piece of text made from the source from `from` up to `to`, where reading goes on. */
static inline hsy_html_kind give_text(hsy_html_tokenizer *t, hsy_html_token *ret, hsy_str text,
                                      const char *from, const char *to)
{
    t->p = to;
    ret->kind = HSY_HTML_TEXT;
    ret->text = text;
    ret->at = (hsy_span){(uint32_t)(from - t->base), (uint32_t)(to - from)};
    return HSY_HTML_TEXT;
}

static inline hsy_html_kind give_literal(hsy_html_tokenizer *t, hsy_html_token *ret,
                                         const char *from, const char *to)
{
    return give_text(t, ret, (hsy_str){from, (size_t)(to - from)}, from, to);
}

static char *pool_get(hsy_html_tokenizer *t, size_t size)
{
    if (t->pool_left < size) {
        t->pool = hsy_arena_raw(t->arena, 1024);
        t->pool_left = t->pool ? 1024 : 0;
        if (!t->pool) {
            t->failed = true;
            return NULL;
        }
    }
    char *bytes = t->pool;
    t->pool += size;
    t->pool_left -= size;
    return bytes;
}

/* The character reference at `p`, as a piece; false when it is none. */
static bool give_charref(hsy_html_tokenizer *t, hsy_html_token *ret, const char *p)
{
    hsy_charref ref = hsy_charref_read(p, t->end, false);

    if (ref.len == 0)
        return false;
    hsy_str text = {ref.bytes, ref.nbytes};
    if (!ref.bytes) {
        char *bytes = pool_get(t, 4);
        if (!bytes) {
            give_end(t, ret);
            return true;
        }
        text = (hsy_str){bytes, hsy_utf8_encode(ref.code, bytes)};
    }
    give_text(t, ret, text, p, p + ref.len);
    return true;
}

/* At a CR: skip it when LF follows (the LF is literal text), else it is an LF. */
static inline bool give_cr(hsy_html_tokenizer *t, hsy_html_token *ret, const char *p)
{
    if (p + 1 < t->end && p[1] == '\n') {
        t->p = p + 1;
        return false;
    }
    give_text(t, ret, HSY_STR("\n"), p, p + 1);
    return true;
}

/* May "&" begin a reference? */
static inline bool may_be_charref(const char *p, const char *end)
{
    return p + 1 < end && (scan_is_alpha(p[1]) || p[1] == '#');
}

/* What "<" begins outside of raw text. */
static inline bool is_markup(const char *p, const char *end)
{
    return p + 1 < end && (scan_is_alpha(p[1]) || p[1] == '!' || p[1] == '?' ||
                           (p[1] == '/' && p + 2 < end));
}

static hsy_html_kind read_markup(hsy_html_tokenizer *t, hsy_html_token *ret, bool *ret_nothing)
{
    const char *p = t->p;
    char c = p[1];

    if (scan_is_alpha(c))
        return hsy_html_read_tag(t, ret, p + 1, HSY_HTML_START);
    if (c != '/')
        return hsy_html_read_declaration(t, ret);
    if (scan_is_alpha(p[2]))
        return hsy_html_read_tag(t, ret, p + 2, HSY_HTML_CLOSE);
    if (p[2] == '>') { /* "</>" is nothing at all */
        t->p = p + 3;
        *ret_nothing = true;
        return HSY_HTML_END;
    }
    return hsy_html_read_bogus(t, ret, p + 2);
}

/* The end of the literal text at `p`: the next byte that must be acted on. `first`
 * says that the byte at `p` has been found to be literal already. */
static inline const char *data_text_end(const hsy_html_tokenizer *t, const char *p, bool first)
{
    if (first)
        p++;
    for (;; p++) {
        p = scan4(p, t->end, '<', '&', '\r', '\0');
        if (p == t->end || *p == '\r' || *p == '\0')
            return p;
        if (*p == '<' ? is_markup(p, t->end) : may_be_charref(p, t->end))
            return p;
    }
}

static hsy_html_kind next_in_data(hsy_html_tokenizer *t, hsy_html_token *ret)
{
    for (;;) {
        const char *p = t->p;
        const char *q = data_text_end(t, p, false);
        if (q > p)
            return give_literal(t, ret, p, q);
        if (q == t->end)
            return give_end(t, ret);
        if (*q == '<') {
            bool nothing = false;
            hsy_html_kind kind = read_markup(t, ret, &nothing);
            if (nothing)
                continue;
            return kind;
        }
        if (*q == '\0')
            return give_literal(t, ret, q, q + 1);
        if (*q == '&') {
            if (give_charref(t, ret, q))
                return ret->kind;
            return give_literal(t, ret, q, data_text_end(t, q, true));
        }
        if (give_cr(t, ret, q))
            return HSY_HTML_TEXT;
    }
}

/* Does "</" at `p` begin the end tag that closes this raw text? */
static bool is_closing(const hsy_html_tokenizer *t, const char *p)
{
    size_t len = t->last_start.len;

    if (len == 0 || (size_t)(t->end - p) < len + 3 || p[1] != '/')
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = p[2 + i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c | 0x20);
        if (c != t->last_start.ptr[i])
            return false;
    }
    char after = p[2 + len];
    return scan_is_space(after) || after == '/' || after == '>';
}

/* One byte of raw text that is not literal: CR or NUL. False: nothing was given. */
static bool give_odd(hsy_html_tokenizer *t, hsy_html_token *ret, const char *p)
{
    if (*p == '\r')
        return give_cr(t, ret, p);
    give_text(t, ret, HSY_STR(REPLACEMENT), p, p + 1);
    return true;
}

static hsy_html_kind close_raw(hsy_html_tokenizer *t, hsy_html_token *ret)
{
    t->state = HSY_HTML_IN_DATA;
    t->script_level = 0;
    return hsy_html_read_tag(t, ret, t->p + 2, HSY_HTML_CLOSE);
}

static const char *raw_text_end(const hsy_html_tokenizer *t, const char *p, bool first,
                                bool charrefs)
{
    const char amp = charrefs ? '&' : '<';

    if (first)
        p++;
    for (;; p++) {
        p = scan4(p, t->end, '<', amp, '\r', '\0');
        if (p == t->end || *p == '\r' || *p == '\0')
            return p;
        if (*p == '<' ? is_closing(t, p) : may_be_charref(p, t->end))
            return p;
    }
}

/* RCDATA (with references) and RAWTEXT. */
static hsy_html_kind next_in_raw(hsy_html_tokenizer *t, hsy_html_token *ret, bool charrefs)
{
    for (;;) {
        const char *p = t->p;
        const char *q = raw_text_end(t, p, false, charrefs);
        if (q > p)
            return give_literal(t, ret, p, q);
        if (q == t->end)
            return give_end(t, ret);
        if (*q == '<')
            return close_raw(t, ret);
        if (*q == '&') {
            if (give_charref(t, ret, q))
                return ret->kind;
            return give_literal(t, ret, q, raw_text_end(t, q, true, charrefs));
        }
        if (give_odd(t, ret, q))
            return HSY_HTML_TEXT;
    }
}

/* Is `word` (lower case) at `p`, in any case? */
static bool is_word_at(const char *p, const char *end, const char *word, size_t len)
{
    if ((size_t)(end - p) < len)
        return false;
    for (size_t i = 0; i < len; i++) {
        if ((p[i] | 0x20) != word[i])
            return false;
    }
    return true;
}

/* "script" and then something that ends a tag name. */
static bool is_script_name(const char *p, const char *end)
{
    return is_word_at(p, end, "script", 6) && end - p > 6 &&
           (scan_is_space(p[6]) || p[6] == '/' || p[6] == '>');
}

/* How "<" or ">" at `p` changes the level of script text (13.2.5.20 to 13.2.5.31):
 * "<!--" hides, "-->" shows, "<script" in hidden text nests, "</script" there
 * comes back. */
static unsigned script_level_after(const hsy_html_tokenizer *t, unsigned level, const char *p,
                                   const char *from)
{
    if (*p == '>')
        return level && p - from >= 2 && p[-1] == '-' && p[-2] == '-' ? 0 : level;
    if (level == 0)
        return t->end - p >= 4 && memcmp(p, "<!--", 4) == 0 ? 1 : 0;
    if (level == 1)
        return is_script_name(p + 1, t->end) ? 2 : 1;
    return p + 1 < t->end && p[1] == '/' && is_script_name(p + 2, t->end) ? 1 : 2;
}

/* The end of literal script text at `p`. A "-->" can only begin within a piece,
 * because pieces end at CR, NUL and the closing tag. */
static const char *script_text_end(hsy_html_tokenizer *t, const char *p)
{
    const char *from = p;
    unsigned level = t->script_level;

    for (;; p++) {
        p = scan4(p, t->end, '<', level ? '>' : '<', '\r', '\0');
        if (p == t->end || *p == '\r' || *p == '\0')
            break;
        if (*p == '<' && level < 2 && is_closing(t, p))
            break;
        level = script_level_after(t, level, p, from);
    }
    t->script_level = (uint8_t)level;
    return p;
}

static hsy_html_kind next_in_script(hsy_html_tokenizer *t, hsy_html_token *ret)
{
    for (;;) {
        const char *p = t->p;
        const char *q = script_text_end(t, p);
        if (q > p)
            return give_literal(t, ret, p, q);
        if (q == t->end)
            return give_end(t, ret);
        if (*q == '<')
            return close_raw(t, ret);
        if (give_odd(t, ret, q))
            return HSY_HTML_TEXT;
    }
}

static hsy_html_kind next_in_plaintext(hsy_html_tokenizer *t, hsy_html_token *ret)
{
    for (;;) {
        const char *p = t->p;
        const char *q = scan4(p, t->end, '\r', '\r', '\0', '\0');
        if (q > p)
            return give_literal(t, ret, p, q);
        if (q == t->end)
            return give_end(t, ret);
        if (give_odd(t, ret, q))
            return HSY_HTML_TEXT;
    }
}

/* The end of the literal text of a CDATA section at `p`; "]]>" is such an end. */
static const char *cdata_text_end(const hsy_html_tokenizer *t, const char *p)
{
    const char *from = p;

    for (;; p++) {
        p = scan4(p, t->end, '>', '>', '\r', '\0');
        if (p == t->end || *p != '>')
            return p;
        if (p - from >= 2 && p[-1] == ']' && p[-2] == ']')
            return p - 2;
    }
}

static hsy_html_kind next_in_cdata(hsy_html_tokenizer *t, hsy_html_token *ret)
{
    for (;;) {
        const char *p = t->p;
        const char *q = cdata_text_end(t, p);
        if (q > p)
            return give_literal(t, ret, p, q);
        if (q == t->end)
            return give_end(t, ret);
        if (*q == ']') {
            t->p = q + 3;
            t->state = HSY_HTML_IN_DATA;
            return next_in_data(t, ret);
        }
        if (*q == '\0')
            return give_literal(t, ret, q, q + 1);
        if (give_cr(t, ret, q))
            return HSY_HTML_TEXT;
    }
}

void hsy_html_tokenizer_init(hsy_html_tokenizer *tokenizer, hsy_arena *arena, hsy_str html)
{
    memset(tokenizer, 0, offsetof(hsy_html_tokenizer, attrs));
    tokenizer->arena = arena;
    tokenizer->base = tokenizer->p = html.ptr;
    tokenizer->end = html.ptr + html.len;
}

hsy_html_kind hsy_html_next(hsy_html_tokenizer *tokenizer, hsy_html_token *ret)
{
    hsy_html_kind kind = HSY_HTML_END;

    if (tokenizer->failed)
        return give_end(tokenizer, ret);
    switch ((hsy_html_state)tokenizer->state) {
    case HSY_HTML_IN_DATA:
        kind = next_in_data(tokenizer, ret);
        break;
    case HSY_HTML_IN_RCDATA:
        kind = next_in_raw(tokenizer, ret, true);
        break;
    case HSY_HTML_IN_RAWTEXT:
        kind = next_in_raw(tokenizer, ret, false);
        break;
    case HSY_HTML_IN_SCRIPT:
        kind = next_in_script(tokenizer, ret);
        break;
    case HSY_HTML_IN_PLAINTEXT:
        kind = next_in_plaintext(tokenizer, ret);
        break;
    case HSY_HTML_IN_CDATA:
        kind = next_in_cdata(tokenizer, ret);
        break;
    }
    return tokenizer->failed ? give_end(tokenizer, ret) : kind;
}
