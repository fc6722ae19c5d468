/* wire.c - see wire.h.
 *
 * A dateline is the name of an agency in brackets within the first words of a
 * paragraph, with a dash or colon after it, or the brackets before anything else.
 * A mention inside a sentence ("told the agency (AFP) that") is none.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/wire.h"

#include "base/utf8.h"

#include <string.h>

#define DATELINE         90 /* bytes in which the brackets must stand */
#define FIRST_PARAGRAPHS 4
#define GUESSED_BY       4000 /* bytes of text by which a language is guessed */
#define ENOUGH_WORDS     40   /* words of text that may contradict what a page says of itself */

static hsy_str agency_of(const hsy_page_tables *tables, hsy_str form)
{
    const hsy_row *row =
        hsy_row_find(&tables->agency_forms, &tables->agencies, hsy_str_trim(form));
    return row ? row->cells[1] : (hsy_str){NULL, 0};
}

static bool is_dash(uint32_t code)
{
    return code == '-' || code == ':' || code == 0x2012 || code == 0x2013 || code == 0x2014 ||
           code == 0x2015 || code == 0x2212;
}

/* Is what stands from `at` on a dash, blanks aside? */
static bool dash_follows(hsy_str s, size_t at)
{
    uint32_t len;

    while (at < s.len && hsy_utf8_is_space(hsy_utf8_at(s, at, &len)))
        at += len;
    return at < s.len && is_dash(hsy_utf8_at(s, at, &len));
}

/* The agency in the first brackets of a paragraph; its place in `*ret_at`. */
static hsy_str dateline(const hsy_page_tables *tables, hsy_str s, hsy_span *ret_at)
{
    size_t open = hsy_str_find(hsy_str_sub(s, 0, DATELINE), HSY_STR("("), 0);
    size_t close = open == SIZE_MAX
                       ? SIZE_MAX
                       : hsy_str_find(hsy_str_sub(s, 0, DATELINE), HSY_STR(")"), open);

    if (close == SIZE_MAX || (open > 0 && !dash_follows(s, close + 1)))
        return (hsy_str){NULL, 0};
    hsy_str inside = hsy_str_sub(s, open + 1, close);
    *ret_at = hsy_span_of((uint32_t)open + 1, (uint32_t)close);
    /* "(Reuters/AFP)", "(AP, dpa)": the first. */
    for (size_t i = 0; i < inside.len; i++)
        if (strchr("/,|;", inside.ptr[i]) && inside.ptr[i]) {
            inside.len = i;
            ret_at->len = (uint32_t)i;
        }
    return agency_of(tables, inside);
}

/* "... before the weekend. (AFP)": the agency in brackets after the last sentence. */
static hsy_str sign_off(const hsy_page_tables *tables, hsy_str s, hsy_span *ret_at)
{
    size_t open = s.len;
    uint32_t len;

    if (!hsy_str_ends(s, HSY_STR(")")))
        return (hsy_str){NULL, 0};
    while (open > 0 && s.ptr[open - 1] != '(' && s.len - open < 40)
        open--;
    hsy_str before = hsy_str_trim(hsy_str_sub(s, 0, open ? open - 1 : 0));
    uint32_t last = before.len ? hsy_utf8_at(before, hsy_utf8_before(before, before.len), &len)
                               : '.';
    if (!open || s.ptr[open - 1] != '(' ||
        !(last == '.' || last == '!' || last == '?' || last == '"' || last == 0x201D))
        return (hsy_str){NULL, 0};
    *ret_at = hsy_span_of((uint32_t)open, (uint32_t)s.len - 1);
    return agency_of(tables, hsy_span_str(s, *ret_at));
}

static void set_wire(hsy_article *article, hsy_str agency, hsy_span paragraph, hsy_span at)
{
    at.off += paragraph.off;
    article->wire.agency = agency;
    article->wire.at = hsy_text_source(&article->text, at);
}

void hsy_wire_find(const hsy_page_tables *tables, hsy_article *article)
{
    for (uint32_t i = 0; i < article->nparagraphs && i < FIRST_PARAGRAPHS; i++) {
        hsy_span at, span = article->paragraphs[i].span;
        hsy_str agency = dateline(tables, hsy_article_str(article, span), &at);
        if (!agency.ptr)
            continue;
        set_wire(article, agency, span, at);
        return;
    }
    if (article->nparagraphs && !article->wire.agency.ptr) {
        hsy_span at, span = article->paragraphs[article->nparagraphs - 1].span;
        hsy_str agency = sign_off(tables, hsy_article_str(article, span), &at);
        if (agency.ptr)
            set_wire(article, agency, span, at);
    }
}

void hsy_wire_credit(const hsy_page_tables *tables, hsy_build *build, hsy_str credit,
                     hsy_span at)
{
    hsy_article *article = build->article;
    hsy_str agency = {NULL, 0};

    /* The whole, or what stands after the cue: "By The Associated Press". */
    for (hsy_str rest = hsy_str_trim(credit); rest.len && !agency.ptr && credit.len < 100;) {
        agency = agency_of(tables, rest);
        size_t blank = hsy_str_find(rest, HSY_STR(" "), 0);
        rest = blank == SIZE_MAX ? (hsy_str){NULL, 0}
                                 : hsy_str_trim(hsy_str_sub(rest, blank, rest.len));
    }
    if (!agency.ptr || article->wire.agency.ptr)
        return;
    article->wire.agency = agency;
    article->wire.at = hsy_decoded_source(build->decoded, at);
}

hsy_str hsy_domain_of(hsy_arena *arena, hsy_str url)
{
    size_t at = hsy_str_find(url, HSY_STR("//"), 0);

    if (at == SIZE_MAX || at > 8)
        return (hsy_str){NULL, 0};
    url = hsy_str_sub(url, at + 2, url.len);
    size_t end = 0;
    while (end < url.len && !memchr("/?#:", url.ptr[end], 4))
        end++;
    hsy_str domain = hsy_utf8_lower(arena, hsy_str_sub(url, 0, end));
    if (hsy_str_starts(domain, HSY_STR("www.")))
        domain = hsy_str_sub(domain, 4, domain.len);
    bool dotted = hsy_str_find(domain, HSY_STR("."), 0) != SIZE_MAX;
    return dotted && domain.len < 254 && hsy_str_find(domain, HSY_STR(" "), 0) == SIZE_MAX
               ? domain
               : (hsy_str){NULL, 0};
}

/* Tried with and without what stands before the first dots: "edition.cnn.com". */
hsy_str hsy_domain_name(const hsy_page_tables *tables, hsy_str domain)
{
    for (int i = 0; i < 4 && domain.len; i++) {
        const hsy_row *row = hsy_row_find(&tables->domains, &tables->publishers, domain);
        if (!row)
            row = hsy_row_find(&tables->outlet_domains, &tables->outlets, domain);
        if (row)
            return row->cells[1];
        size_t dot = hsy_str_find(domain, HSY_STR("."), 0);
        if (dot == SIZE_MAX)
            break;
        domain = hsy_str_sub(domain, dot + 1, domain.len);
    }
    return (hsy_str){NULL, 0};
}

/* Small words in the beginning of a text. */
struct tally {
    uint32_t words, english, other; /* other: of neighbours, that English lacks */
};

static struct tally small_words(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str text)
{
    hsy_arena_mark mark = hsy_arena_here(scratch);
    hsy_str s = hsy_utf8_fold(scratch, hsy_str_sub(text, 0, GUESSED_BY));
    struct tally tally = {0, 0, 0};
    uint32_t len;

    for (size_t at = 0, from = 0; at <= s.len; at += len) {
        len = 1;
        if (at < s.len && hsy_utf8_is_letter(hsy_utf8_at(s, at, &len)))
            continue;
        hsy_str word = hsy_str_sub(s, from, at);
        const hsy_row *row = hsy_row_find(&tables->stop_map, &tables->stop_words, word);
        from = at + len;
        tally.words += word.len > 0;
        tally.english += row && row->cells[1].len;
        tally.other += row && !row->cells[1].len;
    }
    hsy_arena_rewind(scratch, mark);
    return tally;
}

static hsy_str guess(struct tally t)
{
    /* A third of running English is made of these words; of names and lists a tenth. */
    return t.english >= 4 && t.english * 10 >= t.words && t.other * 4 < t.english
               ? HSY_STR("en")
               : (hsy_str){NULL, 0};
}

hsy_str hsy_language_guess(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str text)
{
    return guess(small_words(tables, scratch, text));
}

hsy_str hsy_language_settle(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str tag,
                            hsy_str text)
{
    struct tally t = small_words(tables, scratch, text);
    bool english = hsy_str_eq(tag, HSY_STR("en"));

    if (!tag.ptr)
        return guess(t);
    if (t.words < ENOUGH_WORDS)
        return tag;
    bool neighbours = t.other > t.english && t.other >= 6;
    if (english && (neighbours || t.english * 25 < t.words))
        return (hsy_str){NULL, 0};
    if (!english && t.english * 5 >= t.words && t.other * 4 < t.english)
        return HSY_STR("en");
    return tag;
}

hsy_str hsy_language_tag(hsy_arena *arena, hsy_str tag)
{
    size_t len = 0;

    tag = hsy_str_trim(tag);
    while (len < tag.len && ((tag.ptr[len] | 0x20) >= 'a' && (tag.ptr[len] | 0x20) <= 'z'))
        len++;
    if (len < 2 || len > 3 || (len < tag.len && tag.ptr[len] != '-' && tag.ptr[len] != '_'))
        return (hsy_str){NULL, 0};
    return hsy_utf8_lower(arena, hsy_str_sub(tag, 0, len));
}
