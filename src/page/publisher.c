/* publisher.c - see publisher.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/publisher.h"

#include "base/utf8.h"
#include "page/wire.h"

#include <string.h>

#define LONGEST 60 /* bytes of a name */

void hsy_publisher_set(const hsy_page_tables *tables, hsy_build *build, hsy_str name,
                       hsy_str domain, hsy_basis basis)
{
    hsy_article *article = build->article;

    name = hsy_str_trim(name);
    if (domain.len && !article->publisher.domain.ptr)
        article->publisher.domain = domain;
    if (!name.len && domain.len)
        name = hsy_domain_name(tables, domain);
    if (name.len && !article->publisher.name.ptr)
        article->publisher.name = name;
    if ((name.len || domain.len) && !article->publisher.basis)
        article->publisher.basis = basis;
}

/* "outlet.example": letters, digits, dots and hyphens, with a dot inside. */
static bool is_domain(hsy_str s)
{
    const char *dot = s.len ? memchr(s.ptr, '.', s.len) : NULL;

    if (!dot || dot == s.ptr || (size_t)(dot - s.ptr) + 3 > s.len || s.len > LONGEST)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!plain && c != '.' && c != '-')
            return false;
    }
    return true;
}

static void set_domain(const hsy_page_tables *tables, hsy_build *build, hsy_str word)
{
    hsy_str none = {NULL, 0};
    hsy_publisher_set(tables, build, none, hsy_utf8_lower(build->arena, word), HSY_BASIS_TEXT);
}

/* The place after a copyright sign, and after the years that follow it. */
static size_t after_sign(hsy_str line)
{
    size_t at = hsy_str_find(line, HSY_STR("\xc2\xa9"), 0);

    if (at == SIZE_MAX || at > 40)
        return 0;
    at += 2;
    while (at < line.len && memchr(" 0123456789-,", line.ptr[at], 13))
        at++;
    if (hsy_str_starts(hsy_str_sub(line, at, line.len),
                       HSY_STR("\xe2\x80\x93"))) /* 2019–2031 */
        for (at += 3; at < line.len && memchr(" 0123456789", line.ptr[at], 11);)
            at++;
    return at;
}

static bool ends_name(const hsy_page_tables *tables, hsy_build *build, hsy_str word)
{
    hsy_str key = hsy_utf8_fold(build->arena, word);
    const hsy_row *row = hsy_row_find(&tables->byline_words, &tables->bylines, key);

    return (row && (hsy_str_eq(row->cells[1], HSY_STR("rights")) ||
                    hsy_str_eq(row->cells[1], HSY_STR("cue")))) ||
           hsy_str_eq(key, HSY_STR("-")) || hsy_str_eq(key, HSY_STR("|"));
}

hsy_str hsy_copyright_name(const hsy_page_tables *tables, hsy_build *build, hsy_str line)
{
    size_t at = after_sign(line), end, from = at;

    if (at == 0)
        return (hsy_str){"", 0};
    for (end = at; at < line.len && at - from < LONGEST; at++) {
        size_t stop = at;
        while (stop < line.len && line.ptr[stop] != ' ')
            stop++;
        hsy_str word = hsy_str_sub(line, at, stop);
        if (end > from && ends_name(tables, build, word))
            break;
        bool last = word.len && memchr(".,;|", word.ptr[word.len - 1], 4);
        end = stop - last;
        at = stop;
        if (last)
            break;
    }
    return hsy_str_trim(hsy_str_sub(line, from, end));
}

void hsy_publisher_of_copyright(const hsy_page_tables *tables, hsy_build *build, hsy_str line)
{
    const hsy_str none = {NULL, 0};
    const hsy_span nowhere = {HSY_NONE, 0};
    hsy_str name = hsy_copyright_name(tables, build, line);

    hsy_wire_credit(tables, build, name, nowhere);
    if (!name.len || build->article->publisher.basis)
        return;
    if (is_domain(name))
        set_domain(tables, build, name);
    else if (name.len >= 3 && name.len < LONGEST)
        hsy_publisher_set(tables, build, hsy_str_copy(build->arena, name), none,
                          HSY_BASIS_TEXT);
}

void hsy_publisher_of_handle(const hsy_page_tables *tables, hsy_build *build, hsy_str line)
{
    size_t at = hsy_str_find(line, HSY_STR("@"), 0), end;

    if (at == SIZE_MAX || line.len > 200 || build->article->publisher.basis ||
        (at > 0 && line.ptr[at - 1] != ' '))
        return;
    for (end = ++at; end < line.len && line.ptr[end] != ' ';)
        end++;
    if (is_domain(hsy_str_sub(line, at, end)))
        set_domain(tables, build, hsy_str_sub(line, at, end));
}

void hsy_publisher_of_masthead(const hsy_page_tables *tables, hsy_build *build, hsy_str line)
{
    hsy_article *article = build->article;
    hsy_str domain = article->publisher.domain;
    char squeezed[LONGEST];
    size_t n = 0;

    if (article->publisher.name.ptr || !domain.len || line.len >= LONGEST)
        return;
    hsy_str folded = hsy_utf8_fold(build->arena, line);
    for (size_t i = 0; i < folded.len && n < sizeof squeezed; i++)
        if (folded.ptr[i] != ' ' && folded.ptr[i] != '-')
            squeezed[n++] = folded.ptr[i];
    const char *dot = memchr(domain.ptr, '.', domain.len);
    size_t label = dot ? (size_t)(dot - domain.ptr) : domain.len;
    if (n && n == label && memcmp(squeezed, domain.ptr, n) == 0)
        hsy_publisher_set(tables, build, hsy_str_copy(build->arena, line), domain,
                          HSY_BASIS_TEXT);
}
