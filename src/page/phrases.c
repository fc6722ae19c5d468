/* phrases.c - see phrases.h.
 *
 * Phrases are found by their first word, which is why none may begin with '*';
 * the work a line costs does not grow with the table.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/phrases.h"

#include "base/utf8.h"

#include <string.h>

#define STAR_WORDS 8
#define FOLDED     ((size_t)1024) /* bytes of a line that are looked at */

static bool in_word(uint32_t code)
{
    return hsy_utf8_is_letter(code) || hsy_utf8_is_digit(code) || code == '\'' || code == '-' ||
           code == '#' || code == '*' || code == '~';
}

static bool is_sign(uint32_t code)
{
    return code == 0xA9 || code == 0xAE || code == '&' || code == '@';
}

static bool is_edge(char c)
{
    return c == '\'' || c == '-';
}

/* "mins." and "'mins" are "mins"; so is a dash between two blanks no word. */
static hsy_str strip_edges(hsy_str word)
{
    while (word.len > 1 && is_edge(word.ptr[0]))
        word = hsy_str_sub(word, 1, word.len);
    while (word.len && is_edge(word.ptr[word.len - 1]))
        word.len--;
    return word;
}

/* Most lines are ASCII: lower case into one piece of memory, words cut as they come. */
static const bool in_ascii_word[128] = {
    ['a' ... 'z'] = true, ['0' ... '9'] = true, ['\''] = true, ['-'] = true,
    ['#'] = true,         ['*'] = true,         ['~'] = true,
};

static uint32_t ascii_words(hsy_arena *arena, hsy_str line, hsy_str *words, uint32_t room)
{
    char *s = hsy_arena_raw(arena, line.len + 1);
    uint32_t n = 0;

    for (size_t i = 0; s && i < line.len; i++)
        s[i] = line.ptr[i] >= 'A' && line.ptr[i] <= 'Z' ? (char)(line.ptr[i] + 32)
               : line.ptr[i] == '`'                     ? '\''
                                                        : line.ptr[i];
    for (size_t at = 0; s && at < line.len && n < room;) {
        size_t from = at;
        while (at < line.len && in_ascii_word[(unsigned char)s[at]])
            at++;
        if (at == from) {
            if (s[at] == '&' || s[at] == '@')
                words[n++] = (hsy_str){s + at, 1};
            at++;
            continue;
        }
        hsy_str word = strip_edges((hsy_str){s + from, at - from});
        if (word.len)
            words[n++] = word;
    }
    return n;
}

uint32_t hsy_line_words(hsy_arena *arena, hsy_str line, hsy_str *words, uint32_t room)
{
    line = hsy_str_sub(line, 0, FOLDED);
    if (hsy_utf8_ascii_end(line, 0) == line.len)
        return ascii_words(arena, line, words, room);
    hsy_str s = hsy_utf8_fold(arena, line);
    uint32_t n = 0;

    for (size_t at = 0; at < s.len && n < room;) {
        uint32_t len, code = hsy_utf8_at(s, at, &len);
        size_t from = at;
        if (is_sign(code)) {
            words[n++] = hsy_str_sub(s, at, at + len);
            at += len;
            continue;
        }
        while (at < s.len && in_word(code)) {
            at += len;
            if (at < s.len)
                code = hsy_utf8_at(s, at, &len);
        }
        hsy_str word = strip_edges(hsy_str_sub(s, from, at));
        if (word.len)
            words[n++] = word;
        if (at == from)
            at += len;
    }
    return n;
}

static bool is_number(hsy_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] < '0' || word.ptr[i] > '9')
            return false;
    return word.len > 0;
}

static bool word_fits(hsy_str pattern, hsy_str word)
{
    if (pattern.len == 1 && pattern.ptr[0] == '#')
        return is_number(word);
    if (pattern.len == 1 && pattern.ptr[0] == '~')
        return true;
    return hsy_str_eq(pattern, word);
}

/* Does the phrase fit from word `at` on? With `whole` up to the last word. A star
 * is tried at each length; there is at most one in a phrase. */
static bool fits(const hsy_phrase *phrase, const hsy_str *words, uint32_t n, uint32_t at,
                 bool whole)
{
    const uint32_t star = phrase->star;

    if (star > n - at)
        return false;
    for (uint32_t i = 0; i < star; i++)
        if (!word_fits(phrase->words[i], words[at + i]))
            return false;
    if (star == phrase->nwords)
        return !whole || at + star == n;
    uint32_t tail = phrase->nwords - star - 1;
    for (uint32_t skip = 0; skip <= STAR_WORDS && at + star + skip + tail <= n; skip++) {
        uint32_t from = at + star + skip, i = 0;
        while (i < tail && word_fits(phrase->words[star + 1 + i], words[from + i]))
            i++;
        if (i == tail && (!whole || from + tail == n))
            return true;
    }
    return false;
}

static const hsy_phrase *best_at(const hsy_phrases *phrases, uint32_t first,
                                 const hsy_str *words, uint32_t n, uint32_t at,
                                 const hsy_phrase *best)
{
    for (uint32_t i = first; i != HSY_NONE; i = phrases->list[i].next) {
        const hsy_phrase *phrase = &phrases->list[i];
        if (n > phrase->max || (at > 0 && phrase->match != HSY_MATCH_HAS))
            continue;
        if (best && phrase->effect <= best->effect)
            continue;
        if (fits(phrase, words, n, at, phrase->match == HSY_MATCH_LINE))
            best = phrase;
    }
    return best;
}

const hsy_phrase *hsy_phrases_match(const hsy_phrases *phrases, hsy_arena *scratch,
                                    hsy_str line)
{
    hsy_str words[HSY_LINE_WORDS];
    hsy_arena_mark mark = hsy_arena_here(scratch);
    uint32_t n = hsy_line_words(scratch, line, words, HSY_LINE_WORDS);
    const hsy_phrase *best = NULL;

    for (uint32_t at = 0; at < n; at++) {
        uint32_t first = hsy_map_find(&phrases->by_first, words[at]);
        best = best_at(phrases, first, words, n, at, best);
        if (is_number(words[at])) {
            first = hsy_map_find(&phrases->by_first, HSY_STR("#"));
            best = best_at(phrases, first, words, n, at, best);
        }
    }
    hsy_arena_rewind(scratch, mark);
    return best;
}

/* --- loading --------------------------------------------------------------- */

enum { MATCH, PHRASE, MAX, AS, EFFECT };

static const char *const columns[] = {"match", "phrase", "max", "as", "effect", NULL};
static const char *const matches[] = {"line", "start", "has", NULL};
static const char *const effects[] = {"line", "open", NULL};

static int removed_of(hsy_str cell)
{
    for (int i = 0; i <= HSY_AS_OTHER; i++)
        if (hsy_str_eq(cell, hsy_str_of(hsy_removed_name((hsy_removed_as)i))))
            return i;
    return -1;
}

static hsy_status load_row(hsy_arena *arena, const hsy_table *table, const hsy_row *row,
                           hsy_phrase *ret, hsy_error *err)
{
    hsy_str words[HSY_LINE_WORDS];
    int64_t max = 0;
    int match = hsy_cell_enum(row->cells[MATCH], matches);
    int effect = hsy_cell_enum(row->cells[EFFECT], effects);
    int as = removed_of(row->cells[AS]);

    if (match < 0)
        return hsy_table_fail(table, row, err, "unknown match \"%.*s\"",
                              HSY_STR_ARG(row->cells[MATCH]));
    if (effect < 0)
        return hsy_table_fail(table, row, err, "unknown effect \"%.*s\"",
                              HSY_STR_ARG(row->cells[EFFECT]));
    if (as < 0)
        return hsy_table_fail(table, row, err, "unknown class \"%.*s\"",
                              HSY_STR_ARG(row->cells[AS]));
    if (!hsy_cell_int(row->cells[MAX], &max) || max < 1 || max > HSY_LINE_WORDS)
        return hsy_table_fail(table, row, err, "max is not a number from 1 to %d",
                              HSY_LINE_WORDS);
    uint32_t n = hsy_line_words(arena, row->cells[PHRASE], words, HSY_LINE_WORDS);
    if (n == 0 || hsy_str_eq(words[0], HSY_STR("*")))
        return hsy_table_fail(table, row, err, "a phrase must begin with a word");
    hsy_str *own = hsy_new_array(arena, n, hsy_str);
    if (!own)
        return hsy_fail(err, HSY_NOMEM, table->path, row->line, 0, "out of memory");
    memcpy(own, words, n * sizeof *own);
    *ret = (hsy_phrase){.words = own,
                        .nwords = n,
                        .max = (uint32_t)max,
                        .match = (hsy_phrase_match)match,
                        .as = (hsy_removed_as)as,
                        .effect = (hsy_phrase_effect)effect,
                        .next = HSY_NONE};
    while (ret->star < n && !hsy_str_eq(own[ret->star], HSY_STR("*")))
        ret->star++;
    return HSY_OK;
}

hsy_status hsy_phrases_load(hsy_arena *arena, const char *home, const char *name,
                            hsy_phrases *ret, hsy_error *err)
{
    hsy_table table;
    hsy_status status = hsy_table_load(arena, home, name, columns, &table, err);

    if (status)
        return status;
    hsy_phrase *list = hsy_new_array(arena, table.nrows, hsy_phrase);
    if (!list)
        return hsy_fail(err, HSY_NOMEM, table.path, 0, 0, "out of memory");
    hsy_map_init(&ret->by_first, arena);
    for (uint32_t i = 0; i < table.nrows; i++) {
        status = load_row(arena, &table, &table.rows[i], &list[i], err);
        if (status)
            return status;
        list[i].next = hsy_map_find(&ret->by_first, list[i].words[0]);
        if (!hsy_map_set(&ret->by_first, list[i].words[0], i))
            return hsy_fail(err, HSY_NOMEM, table.path, 0, 0, "out of memory");
    }
    ret->list = list;
    ret->count = table.nrows;
    return HSY_OK;
}
