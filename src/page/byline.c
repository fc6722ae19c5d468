/* byline.c - see byline.h.
 *
 * A byline is cut where names are parted (commas, bars, "and"); a part is a name
 * when it is one to five capitalised words without digits, small words such as
 * "van" aside, and none of them is the word of an office or an outlet. The first
 * part that is no name ends the list: "By Jane Doe, Kyiv correspondent".
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/byline.h"

#include "base/utf8.h"
#include "page/date.h"

#include <string.h>

struct reader {
    const hsy_page_tables *tables;
    hsy_arena *arena;
    hsy_str s;
};

static bool is_kind(const struct reader *r, hsy_str word, const char *kind)
{
    hsy_arena_mark mark = hsy_arena_here(r->arena);
    hsy_str key = hsy_utf8_fold(r->arena, word);

    while (key.len && strchr(".,:;|", key.ptr[key.len - 1]))
        key.len--;
    while (key.len && key.ptr[0] == '-')
        key = hsy_str_sub(key, 1, key.len);
    const hsy_row *row = hsy_row_find(&r->tables->byline_words, &r->tables->bylines, key);
    bool is = row && (hsy_str_eq(row->cells[1], hsy_str_of(kind)) ||
                      (hsy_str_eq(row->cells[1], HSY_STR("cue-or-particle")) &&
                       hsy_str_find(row->cells[1], hsy_str_of(kind), 0) != SIZE_MAX));
    hsy_arena_rewind(r->arena, mark);
    return is;
}

/* The next word from `at` on; empty at the end. */
static hsy_span word_at(hsy_str s, size_t at)
{
    uint32_t len;

    while (at < s.len && hsy_utf8_is_space(hsy_utf8_at(s, at, &len)))
        at += len;
    size_t end = at;
    while (end < s.len && !hsy_utf8_is_space(hsy_utf8_at(s, end, &len)))
        end += len;
    return hsy_span_of((uint32_t)at, (uint32_t)end);
}

/* "ByJane": a cue without its blank, as markup leaves it. Bytes of the cue. */
static size_t glued_cue(const struct reader *r, hsy_str word)
{
    uint32_t len;

    bool small = false;

    for (size_t at = 0, seen = 0; at < word.len && seen < 12; at += len, seen++) {
        uint32_t code = hsy_utf8_at(word, at, &len);
        bool lower = hsy_utf8_is_lower(code);
        if (small && hsy_utf8_is_letter(code) && !lower &&
            is_kind(r, hsy_str_sub(word, 0, at), "cue"))
            return at;
        small = lower;
    }
    return 0;
}

/* The end of a cue of one or two words that begins at `at`; 0: none. */
static size_t cue_at(const struct reader *r, size_t at)
{
    hsy_span one = word_at(r->s, at), two = word_at(r->s, hsy_span_end(one));

    if (one.len == 0)
        return 0;
    if (two.len && is_kind(r, hsy_span_str(r->s, hsy_span_join(one, two)), "cue"))
        return hsy_span_end(two);
    if (is_kind(r, hsy_span_str(r->s, one), "cue"))
        return hsy_span_end(one);
    size_t glued = glued_cue(r, hsy_span_str(r->s, one));
    return glued ? one.off + glued : 0;
}

/* Past a colon that stands by itself: "Auteur : Jane Doe". */
static size_t after_colon(const struct reader *r, size_t at)
{
    hsy_span word = word_at(r->s, at);

    return hsy_str_eq(hsy_span_str(r->s, word), HSY_STR(":")) ? hsy_span_end(word) : at;
}

/* Past a cue ("By", "Written by"), which words that make no name may stand before
 * ("All articles by"); a second cue may follow ("Author: By"). 0: there is none. */
static size_t after_cue(const struct reader *r)
{
    size_t at = 0, end = 0;

    for (int words = 0; words < 4 && end == 0; words++) {
        end = cue_at(r, at);
        hsy_span word = word_at(r->s, at);
        if (end == 0 && (word.len == 0 || !is_kind(r, hsy_span_str(r->s, word), "role")))
            return 0;
        at = hsy_span_end(word);
    }
    end = end ? after_colon(r, end) : 0;
    size_t again = end ? cue_at(r, end) : 0;
    return again ? again : end;
}

/* A sign that parts names. */
static bool parts(uint32_t code)
{
    return code == ',' || code == '|' || code == ';' || code == '/' || code == 0xB7 ||
           code == 0x2022 || code == '(' || code == '&' || code == 0x2013 || code == 0x2014 ||
           code == '\n' || code == '<' || code == '@';
}

/* The end of the part that begins at `at`: a sign, or a word that joins or ends. */
static size_t part_end(const struct reader *r, size_t at, size_t *ret_next, bool *ret_last)
{
    size_t from = at;

    *ret_last = false;
    while (at < r->s.len) {
        hsy_span word = word_at(r->s, at);
        hsy_str w = hsy_span_str(r->s, word);
        uint32_t len;
        for (size_t i = 0; i < w.len; i += len)
            if (parts(hsy_utf8_at(w, i, &len)) || (w.len == 1 && w.ptr[0] == '-')) {
                *ret_next = word.off + i + len;
                return word.off + i;
            }
        hsy_str gap = hsy_str_sub(r->s, at, word.off);
        if (at > from && gap.len && memchr(gap.ptr, '\n', gap.len)) {
            *ret_next = word.off;
            return at;
        }
        bool joins = is_kind(r, w, "join");
        *ret_last = !joins && (is_kind(r, w, "end") || is_kind(r, w, "task"));
        if (joins || *ret_last) {
            *ret_next = hsy_span_end(word);
            return word.off;
        }
        at = hsy_span_end(word);
        if (word.len == 0)
            break;
    }
    *ret_next = r->s.len;
    return r->s.len;
}

/* Is one of the last three words of `s` that of somebody else's task, "Reviewed by"? */
static bool ends_with_task(const struct reader *r, hsy_str s)
{
    for (int words = 0; words < 3; words++) {
        s = hsy_str_trim(s);
        size_t at = s.len;
        while (at > 0 && s.ptr[at - 1] != ' ' && s.ptr[at - 1] != '\n')
            at--;
        if (at == s.len)
            return false;
        if (is_kind(r, hsy_str_sub(s, at, s.len), "task"))
            return true;
        s.len = at;
    }
    return false;
}

static bool is_name_word(const struct reader *r, hsy_str word)
{
    uint32_t len, code = hsy_utf8_at(word, 0, &len);

    if (is_kind(r, word, "role") || (is_kind(r, word, "cue") && !is_kind(r, word, "particle")))
        return false;
    for (size_t at = 0; at < word.len; at += len) {
        uint32_t c = hsy_utf8_at(word, at, &len);
        if (hsy_utf8_is_digit(c) || c == ':' || c == '!' || c == '?' || c == '_' || c == '"')
            return false;
    }
    if (is_kind(r, word, "particle"))
        return true;
    return hsy_utf8_is_letter(code) && !hsy_utf8_is_lower(code);
}

/* "December" alone is the rest of a date; "April Jones" is a name. */
static bool is_month(const struct reader *r, hsy_str word)
{
    hsy_arena_mark mark = hsy_arena_here(r->arena);
    bool is = hsy_row_find(&r->tables->month_names, &r->tables->months,
                           hsy_utf8_fold(r->arena, word)) != NULL;

    hsy_arena_rewind(r->arena, mark);
    return is;
}

/* "Jane Doe December" is a name with the beginning of a date. */
static hsy_str without_month(const struct reader *r, hsy_str name)
{
    size_t at = name.len;

    while (at > 0 && name.ptr[at - 1] != ' ')
        at--;
    hsy_str first = hsy_str_trim(hsy_str_sub(name, 0, at));
    bool several = memchr(first.ptr ? first.ptr : "", ' ', first.len) != NULL;
    return several && is_month(r, hsy_str_sub(name, at, name.len)) ? first : name;
}

/* "expert" of "Courier-Online-Expert". */
static hsy_str last_part(hsy_str word)
{
    size_t at = word.len;

    while (at > 0 && word.ptr[at - 1] != '-')
        at--;
    return hsy_str_sub(word, at, word.len);
}

/* "Jane Doe Senior Writer", "Attorney Jane Doe" are names with an office. */
static hsy_str without_office(const struct reader *r, hsy_str name)
{
    hsy_str left = name;

    while (left.len) {
        size_t at = left.len;
        while (at > 0 && left.ptr[at - 1] != ' ')
            at--;
        hsy_str before = hsy_str_trim(hsy_str_sub(left, 0, at));
        if (!is_kind(r, hsy_str_sub(left, at, left.len), "role") || !before.len)
            break;
        left = before;
    }
    for (hsy_span word = word_at(left, 0); word.len && word.len < left.len;
         word = word_at(left, 0)) {
        if (!is_kind(r, last_part(hsy_span_str(left, word)), "role"))
            break;
        left = hsy_str_trim(hsy_str_sub(left, hsy_span_end(word), left.len));
    }
    return hsy_byline_is_person(r->tables, r->arena, left) ? left : name;
}

/* "Jane Doe le", of "Par Jane Doe le 6 mai": a small word at the end belongs to what
 * follows. */
static hsy_str without_particle(const struct reader *r, hsy_str name)
{
    for (;;) {
        size_t at = name.len;
        uint32_t len;
        while (at > 0 && name.ptr[at - 1] != ' ')
            at--;
        hsy_str before = hsy_str_trim(hsy_str_sub(name, 0, at));
        if (!before.len || !is_kind(r, hsy_str_sub(name, at, name.len), "particle") ||
            !hsy_utf8_is_lower(hsy_utf8_at(name, at, &len)))
            return name;
        name = before;
    }
}

static bool is_name(const struct reader *r, hsy_str part)
{
    uint32_t n = 0, letters = 0, len;

    if (is_month(r, part) || is_kind(r, part, "alone"))
        return false;
    for (hsy_span word = word_at(part, 0); word.len; word = word_at(part, hsy_span_end(word))) {
        if (++n > 5 || !is_name_word(r, hsy_span_str(part, word)))
            return false;
    }
    for (size_t at = 0; at < part.len; at += len)
        letters += hsy_utf8_is_letter(hsy_utf8_at(part, at, &len));
    const hsy_row *agency = hsy_row_find(&r->tables->agency_forms, &r->tables->agencies, part);
    return n > 0 && letters > 2 && part.len < 80 && !agency;
}

/* The full stop of "Jr.", "C.", "Ph.D."; not that of a sentence, "Jane Doe." */
static bool ends_short(hsy_str s, size_t from, size_t stop)
{
    size_t at = stop;

    while (at > from && s.ptr[at - 1] != ' ' && s.ptr[at - 1] != '.')
        at--;
    return at > from && (stop - at <= 2 || s.ptr[at - 1] == '.');
}

static hsy_span trimmed(hsy_str s, size_t from, size_t to)
{
    uint32_t len;

    while (from < to && !hsy_utf8_is_letter(hsy_utf8_at(s, from, &len)))
        from += len;
    while (to > from) {
        size_t last = hsy_utf8_before(s, to);
        uint32_t code = hsy_utf8_at(s, last, &len);
        if (hsy_utf8_is_letter(code) || (code == '.' && ends_short(s, from, last)))
            break;
        to = last;
    }
    return hsy_span_of((uint32_t)from, (uint32_t)to);
}

static hsy_span first_name(const struct reader *r, size_t at, size_t *ret_next, bool *ret_last)
{
    size_t end = part_end(r, at, ret_next, ret_last);
    return trimmed(r->s, at, end);
}

bool hsy_byline_is(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str line)
{
    struct reader r = {tables, scratch, hsy_str_sub(line, 0, 300)};
    size_t at = after_cue(&r), next;
    bool last;

    if (line.len > 200 || at == 0)
        return false;
    hsy_span name = first_name(&r, at, &next, &last);
    return name.len > 0 && is_name(&r, hsy_span_str(r.s, name));
}

/* Does a word that joins names, or a sign that does, stand right before `at`? */
static bool joined(const struct reader *r, size_t at)
{
    hsy_str before = hsy_str_trim(hsy_str_sub(r->s, 0, at));
    size_t word = before.len;

    while (word > 0 && before.ptr[word - 1] != ' ')
        word--;
    return is_kind(r, hsy_str_sub(before, word, before.len), "join");
}

static bool is_one_word(hsy_str name)
{
    return hsy_span_end(word_at(name, 0)) == name.len;
}

/* "Jane Doe May 6, 2031": the date is no part of the name, before it or after it. */
static void cut_date(struct reader *r, size_t *at)
{
    hsy_arena_mark mark = hsy_arena_here(r->arena);
    hsy_str rest = hsy_str_sub(r->s, *at, r->s.len);
    hsy_date date;
    hsy_span place;

    bool found =
        hsy_date_find(r->tables, r->arena, rest, HSY_ORDER_DAY_FIRST, false, &date, &place);
    hsy_arena_rewind(r->arena, mark);
    if (found && place.off > 3)
        r->s = hsy_str_sub(r->s, 0, *at + place.off);
    else if (found)
        *at += hsy_span_end(place);
}

/* A copy with one blank where there are several, or others than blanks. */
static hsy_str even_blanks(hsy_arena *arena, hsy_str name)
{
    hsy_str copy = hsy_str_copy(arena, name);
    char *out = (char *)copy.ptr;
    size_t to = 0;
    uint32_t len;
    bool blank = false;

    for (size_t at = 0; at < copy.len && out; at += len) {
        bool space = hsy_utf8_is_space(hsy_utf8_at(copy, at, &len));
        blank = blank || space;
        if (space)
            continue;
        if (blank && to)
            out[to++] = ' ';
        blank = false;
        memmove(out + to, copy.ptr + at, len);
        to += len;
    }
    return (hsy_str){copy.ptr, to};
}

bool hsy_byline_add(const hsy_page_tables *tables, hsy_build *build, hsy_str s, uint32_t offset)
{
    struct reader r = {tables, build->arena, hsy_str_sub(s, 0, 1000)};
    size_t at = after_cue(&r);
    bool last = false, any = false, full = false;

    cut_date(&r, &at);

    while (at < r.s.len && !last) {
        size_t from = at;
        hsy_span span = first_name(&r, at, &at, &last);
        hsy_str name = hsy_span_str(r.s, span);
        if (name.len == 0 && any)
            continue; /* "Doe, and Smith" */
        name = without_particle(&r, without_office(&r, without_month(&r, name)));
        span.len = (uint32_t)name.len;
        if (!is_name(&r, name))
            break;
        /* "Jane Doe, Reviews": after full names one word is a name only where it is
         * joined to them. */
        if (full && is_one_word(name) && !joined(&r, from))
            break;
        full = full || !is_one_word(name);
        hsy_span none = {HSY_NONE, 0};
        hsy_span place = {offset + span.off, span.len};
        hsy_build_byline(build, even_blanks(build->arena, name),
                         offset == HSY_NONE ? none : place);
        any = true;
    }
    return any;
}

bool hsy_byline_is_cue(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str line)
{
    struct reader r = {tables, scratch, hsy_str_trim(line)};

    return r.s.len && line.len < 60 && after_cue(&r) == r.s.len;
}

hsy_str hsy_byline_rest(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str line)
{
    struct reader r = {tables, scratch, hsy_str_trim(line)};

    return hsy_str_trim(hsy_str_sub(r.s, after_cue(&r), r.s.len));
}

hsy_str hsy_byline_inside(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str line)
{
    struct reader r = {tables, scratch, hsy_str_sub(line, 0, 300)};

    for (hsy_span word = word_at(r.s, 0); word.len; word = word_at(r.s, hsy_span_end(word))) {
        size_t end = cue_at(&r, word.off), next;
        bool last;
        if (!end || ends_with_task(&r, hsy_str_sub(r.s, 0, hsy_span_end(word))))
            continue;
        hsy_span name = first_name(&r, end, &next, &last);
        if (name.len && is_name(&r, hsy_span_str(r.s, name)))
            return hsy_str_sub(r.s, end, r.s.len);
    }
    return (hsy_str){"", 0};
}

bool hsy_byline_is_task(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str before)
{
    struct reader r = {
        tables, scratch,
        hsy_str_sub(before, before.len > 200 ? before.len - 200 : 0, before.len)};

    return ends_with_task(&r, r.s);
}

bool hsy_byline_is_handle(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str s)
{
    struct reader r = {tables, scratch, hsy_str_sub(s, 0, 200)};
    bool one = is_one_word(r.s);
    uint32_t len;

    for (hsy_span word = word_at(r.s, 0); word.len; word = word_at(r.s, hsy_span_end(word))) {
        hsy_str w = hsy_span_str(r.s, word);
        uint32_t code = hsy_utf8_at(w, 0, &len);
        if (is_kind(&r, w, "end") || is_kind(&r, w, "task") || is_kind(&r, w, "alone") ||
            (is_kind(&r, w, "cue") && !is_kind(&r, w, "particle")))
            return false;
        if (!one && (hsy_utf8_is_digit(code) ||
                     (hsy_utf8_is_lower(code) && !is_kind(&r, w, "particle"))))
            return false;
    }
    return true;
}

hsy_str hsy_byline_first(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str s)
{
    struct reader r = {tables, scratch, hsy_str_sub(s, 0, 300)};
    size_t next;
    bool last;

    return hsy_span_str(r.s, first_name(&r, after_cue(&r), &next, &last));
}

bool hsy_byline_is_name(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str s)
{
    struct reader r = {tables, scratch, s};
    hsy_span whole = trimmed(s, 0, s.len);

    return s.len && s.len < 80 && whole.off == 0 && is_name(&r, s);
}

static bool is_first_name(const struct reader *r, hsy_str word)
{
    hsy_arena_mark mark = hsy_arena_here(r->arena);
    hsy_str key = hsy_utf8_fold(r->arena, word);
    bool known = hsy_row_find(&r->tables->first_name_map, &r->tables->first_names, key) ||
                 hsy_row_find(&r->tables->given_name_map, &r->tables->given_names, key);

    hsy_arena_rewind(r->arena, mark);
    return known;
}

bool hsy_byline_is_person(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str name)
{
    struct reader r = {tables, scratch, name};
    hsy_span first = word_at(name, 0), last = word_at(name, hsy_span_end(first));

    return last.len && is_first_name(&r, hsy_span_str(name, first)) &&
           hsy_byline_is_name(tables, scratch, name);
}

bool hsy_byline_is_office(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str name)
{
    struct reader r = {tables, scratch, hsy_str_sub(name, 0, 200)};

    for (hsy_span word = word_at(r.s, 0); word.len; word = word_at(r.s, hsy_span_end(word)))
        if (!is_kind(&r, hsy_span_str(r.s, word), "role"))
            return false;
    return true;
}

hsy_str hsy_byline_turned(const hsy_page_tables *tables, hsy_arena *arena, hsy_str s)
{
    struct reader r = {tables, arena, hsy_str_trim(s)};
    size_t comma = hsy_str_find(r.s, HSY_STR(","), 0);
    const hsy_str none = {"", 0};

    if (comma == SIZE_MAX || r.s.len > 60 ||
        hsy_str_find(r.s, HSY_STR(","), comma + 1) != SIZE_MAX)
        return none;
    hsy_str family = hsy_str_trim(hsy_str_sub(r.s, 0, comma));
    hsy_str given = hsy_str_trim(hsy_str_sub(r.s, comma + 1, r.s.len));
    char *out = hsy_arena_alloc(arena, family.len + given.len + 1);
    if (!out || !family.len || !given.len || !is_name(&r, family) || !is_name(&r, given) ||
        after_cue(&r) || hsy_byline_is_person(tables, arena, family))
        return none;
    memcpy(out, given.ptr, given.len);
    out[given.len] = ' ';
    memcpy(out + given.len + 1, family.ptr, family.len);
    hsy_str name = {out, given.len + 1 + family.len};
    /* "Jane, John": two first names by themselves are two persons. */
    bool two = is_one_word(given) && is_first_name(&r, family);
    return hsy_byline_is_person(tables, arena, name) && !two ? name : none;
}
