/*
 * html_decl.c - reading comments, doctypes and what passes for them (WHATWG HTML
 * 13.2.5.41 to 13.2.5.71).
 *
 * A comment ends at "-->" or "--!>", or at once in "<!-->" and "<!--->"; looking at
 * the bytes before each ">" finds the same end as the standard's twelve states. The
 * end of the page takes the dashes that stand before it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "page/html_scan.h"
#include "page/html_tag.h"

static hsy_html_kind out_of_memory(hsy_html_tokenizer *t, hsy_html_token *ret)
{
    t->failed = true;
    ret->kind = HSY_HTML_END;
    return HSY_HTML_END;
}

/* Pieces of the comment between the bytes that must be changed. */
static bool mend_comment(hsy_html_tokenizer *t, const char *from, const char *to,
                         hsy_text *ret)
{
    hsy_text_writer writer = {.arena = t->arena};

    while (from < to) {
        const char *q = scan4(from, to, '\r', '\r', '\0', '\0');
        uint32_t off = (uint32_t)(from - t->base), odd = (uint32_t)(q - t->base);
        hsy_text_add(&writer, (hsy_str){from, (size_t)(q - from)}, off, odd);
        if (q == to)
            break;
        if (*q == '\0')
            hsy_text_add(&writer, HSY_STR("\xEF\xBF\xBD"), odd, odd + 1);
        else if (q + 1 == t->end || q[1] != '\n')
            hsy_text_add(&writer, HSY_STR("\n"), odd, odd + 1);
        from = q + 1;
    }
    return hsy_text_done(&writer, ret) == HSY_OK;
}

/* A comment with the data [from, to); reading goes on at `next`. */
static hsy_html_kind give_comment(hsy_html_tokenizer *t, hsy_html_token *ret, const char *from,
                                  const char *to, const char *next)
{
    hsy_text text = {from, (uint32_t)(to - from), 0, NULL};

    if (scan4(from, to, '\r', '\r', '\0', '\0') != to) {
        if (!mend_comment(t, from, to, &text))
            return out_of_memory(t, ret);
    } else if (to > from) {
        hsy_run *run = hsy_new(t->arena, hsy_run);
        if (!run)
            return out_of_memory(t, ret);
        *run = (hsy_run){0, (uint32_t)(from - t->base), (uint32_t)(to - t->base)};
        text.nruns = 1;
        text.runs = run;
    }
    ret->kind = HSY_HTML_COMMENT;
    ret->comment = text;
    ret->at = (hsy_span){(uint32_t)(t->p - t->base), (uint32_t)(next - t->p)};
    t->p = next;
    return HSY_HTML_COMMENT;
}

static const char *find_close(const char *p, const char *end)
{
    return p < end ? memchr(p, '>', (size_t)(end - p)) : NULL;
}

hsy_html_kind hsy_html_read_bogus(hsy_html_tokenizer *t, hsy_html_token *ret,
                                  const char *data)
{
    const char *close = find_close(data, t->end);

    return close ? give_comment(t, ret, data, close, close + 1)
                 : give_comment(t, ret, data, t->end, t->end);
}

/* Does [from, to) end in `tail`? */
static bool ends_in(const char *from, const char *to, const char *tail, size_t len)
{
    return (size_t)(to - from) >= len && memcmp(to - len, tail, len) == 0;
}

static hsy_html_kind read_comment(hsy_html_tokenizer *t, hsy_html_token *ret)
{
    const char *data = t->p + 4, *end = t->end;

    if (data < end && *data == '>')
        return give_comment(t, ret, data, data, data + 1);
    if (end - data >= 2 && data[0] == '-' && data[1] == '>')
        return give_comment(t, ret, data, data, data + 2);
    for (const char *p = data; (p = find_close(p, end)) != NULL; p++) {
        if (ends_in(data, p, "--", 2))
            return give_comment(t, ret, data, p - 2, p + 1);
        if (ends_in(data, p, "--!", 3))
            return give_comment(t, ret, data, p - 3, p + 1);
    }
    const char *to = end;
    if (ends_in(data, to, "--!", 3))
        to -= 3;
    else if (ends_in(data, to, "--", 2))
        to -= 2;
    else if (ends_in(data, to, "-", 1))
        to -= 1;
    return give_comment(t, ret, data, to, end);
}

/* Is `word` (lower case) at `p`, in any case? */
static bool is_word_at(const char *p, const char *end, const char *word)
{
    size_t len = strlen(word);

    if ((size_t)(end - p) < len)
        return false;
    for (size_t i = 0; i < len; i++) {
        if ((p[i] | 0x20) != word[i])
            return false;
    }
    return true;
}

/* A doctype that is over at `next`. */
static hsy_html_kind give_doctype(hsy_html_tokenizer *t, hsy_html_token *ret, const char *next,
                                  bool force_quirks)
{
    ret->force_quirks |= force_quirks;
    ret->kind = HSY_HTML_DOCTYPE;
    ret->at = (hsy_span){(uint32_t)(t->p - t->base), (uint32_t)(next - t->p)};
    t->p = next;
    return HSY_HTML_DOCTYPE;
}

/* What follows at `p` is no part of a doctype: it goes on to the next ">". */
static hsy_html_kind give_bogus_doctype(hsy_html_tokenizer *t, hsy_html_token *ret,
                                        const char *p, bool force_quirks)
{
    const char *close = find_close(p, t->end);

    return give_doctype(t, ret, close ? close + 1 : t->end, force_quirks);
}

/* The identifier whose quote stands at `p`. Gives the byte that ended it (its
 * quote, ">" or the end of the page). */
static const char *read_id(hsy_html_tokenizer *t, const char *p, hsy_str *ret)
{
    const char *from = p + 1;
    const char *to = scan4(from, t->end, *p, '>', *p, '>');

    *ret = (hsy_str){from, (size_t)(to - from)};
    if (scan4(from, to, '\r', '\r', '\0', '\0') != to)
        *ret = hsy_html_mend(t, *ret, false);
    return to;
}

static bool is_quote_at(const char *p, const char *end)
{
    return p < end && (*p == '"' || *p == '\'');
}

/* From `p` on, where a system identifier can stand; `optional` after a public one. */
static hsy_html_kind read_system_id(hsy_html_tokenizer *t, hsy_html_token *ret, const char *p,
                                    bool optional)
{
    const char *end = t->end;

    p = scan_spaces(p, end);
    if (p == end)
        return give_doctype(t, ret, end, true);
    if (*p == '>')
        return give_doctype(t, ret, p + 1, !optional);
    if (!is_quote_at(p, end))
        return give_bogus_doctype(t, ret, p, true);
    char quote = *p;
    p = read_id(t, p, &ret->system_id);
    if (p == end)
        return give_doctype(t, ret, end, true);
    if (*p != quote)
        return give_doctype(t, ret, p + 1, true);
    p = scan_spaces(p + 1, end);
    if (p == end)
        return give_doctype(t, ret, end, true);
    return give_bogus_doctype(t, ret, p, false);
}

static hsy_html_kind read_public_id(hsy_html_tokenizer *t, hsy_html_token *ret, const char *p)
{
    const char *end = t->end;

    p = scan_spaces(p, end);
    if (p == end)
        return give_doctype(t, ret, end, true);
    if (*p == '>')
        return give_doctype(t, ret, p + 1, true);
    if (!is_quote_at(p, end))
        return give_bogus_doctype(t, ret, p, true);
    char quote = *p;
    p = read_id(t, p, &ret->public_id);
    if (p == end)
        return give_doctype(t, ret, end, true);
    if (*p != quote)
        return give_doctype(t, ret, p + 1, true);
    return read_system_id(t, ret, p + 1, true);
}

static hsy_html_kind read_doctype(hsy_html_tokenizer *t, hsy_html_token *ret)
{
    const char *end = t->end, *p = scan_spaces(t->p + 9, end), *from = p;

    ret->name = ret->public_id = ret->system_id = (hsy_str){NULL, 0};
    ret->force_quirks = false;
    if (p == end)
        return give_doctype(t, ret, end, true);
    if (*p == '>')
        return give_doctype(t, ret, p + 1, true);
    while (p < end && !scan_is_space(*p) && *p != '>')
        p++;
    ret->name = hsy_html_mend(t, (hsy_str){from, (size_t)(p - from)}, true);
    p = scan_spaces(p, end);
    if (p == end)
        return give_doctype(t, ret, end, true);
    if (*p == '>')
        return give_doctype(t, ret, p + 1, false);
    if (is_word_at(p, end, "public"))
        return read_public_id(t, ret, p + 6);
    if (is_word_at(p, end, "system"))
        return read_system_id(t, ret, p + 6, false);
    return give_bogus_doctype(t, ret, p, true);
}

hsy_html_kind hsy_html_read_declaration(hsy_html_tokenizer *t, hsy_html_token *ret)
{
    const char *p = t->p, *end = t->end;

    if (p[1] == '?')
        return hsy_html_read_bogus(t, ret, p + 1);
    if (end - p >= 4 && p[2] == '-' && p[3] == '-')
        return read_comment(t, ret);
    if (is_word_at(p + 2, end, "doctype"))
        return read_doctype(t, ret);
    if (t->cdata_allowed && end - p >= 9 && memcmp(p + 2, "[CDATA[", 7) == 0) {
        t->p = p + 9;
        t->state = HSY_HTML_IN_CDATA;
        return hsy_html_next(t, ret);
    }
    return hsy_html_read_bogus(t, ret, p + 2);
}
