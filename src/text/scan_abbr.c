/*
 * scan_abbr.c - the stop that belongs to its word: abbreviations, initials, acronyms.
 *
 * A word and its stop are looked up as they stand, then, in a line of capitals, as the
 * table would have them (GEN. as Gen.). A single capital is an initial where a name
 * goes on ("J. Okoro"), not where a sentence begins ("plan B. The army").
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "text/cursor.h"

/* "GEN." as "Gen.": the first letter stays. */
static uint32_t find_caps(const hsy_map *map, hsy_str word)
{
    char room[HSY_MAX_CUE];
    hsy_str key = hsy_text_key(word, room);

    if (key.len < 4 || key.len != word.len || word.ptr[0] < 'A' || word.ptr[0] > 'Z' ||
        word.ptr[1] < 'A' || word.ptr[1] > 'Z')
        return HSY_NONE;
    room[0] = word.ptr[0];
    return hsy_map_find(map, key);
}

hsy_abbr hsy_scan_abbreviation(const struct scan *scan, size_t end)
{
    hsy_str word = hsy_str_sub(scan->text, scan->at, end);
    uint32_t found = HSY_NONE;

    if (word.len <= HSY_MAX_CUE)
        found = hsy_map_find(&scan->tables->abbreviations, word);
    if (found == HSY_NONE && word.len <= HSY_MAX_CUE)
        found = find_caps(&scan->tables->abbreviations, word);
    return found == HSY_NONE ? HSY_ABBR_NONE : (hsy_abbr)found;
}

static bool is_capital_piece(const struct scan *scan, const hsy_piece *piece)
{
    return piece && piece->kind == HSY_PIECE_WORD && is_upper_at(scan, piece->span.off);
}

/* Is the capital that ends at `stop` an initial ("J. Okoro"), not the last letter of
 * a sentence ("plan B. The army")? */
static bool is_initial(const struct scan *scan, size_t stop)
{
    const hsy_piece *piece = before(scan);
    size_t next = skip_space(scan, stop + 1);
    bool name = !piece || is_capital_piece(scan, piece) || piece->kind == HSY_PIECE_OPEN;

    if (next >= scan->text.len)
        return false;
    if (is_byte(scan, next, ',') || is_byte(scan, next, ';') || is_lower_at(scan, next))
        return name;
    if (!is_upper_at(scan, next))
        return false;
    hsy_str word = word_at(scan, next);
    if (is_byte(scan, next + word.len, '.') && word.len == 1)
        return true;
    if (hsy_text_class(scan->tables, word) & HSY_WORD_STARTER)
        return false;
    return name || scan->text.ptr[scan->at] != 'I'; /* "he and I. Police came" */
}

/* "b. March 1951": a name of the calendar stands for the number. */
static bool is_month(const struct scan *scan, size_t at)
{
    return is_upper_at(scan, at) &&
           (hsy_text_class(scan->tables, word_at(scan, at)) & HSY_WORD_CALENDAR);
}

/* What kind of abbreviation text[at..stop] is, with the stop at `stop`. */
hsy_abbr hsy_scan_judge_stop(const struct scan *scan, size_t stop)
{
    uint32_t len;
    hsy_abbr abbr = hsy_scan_abbreviation(scan, stop + 1);

    if (abbr == HSY_ABBR_NUMBER) {
        size_t next = skip_space(scan, stop + 1);
        if (class_at(scan, next) == DIGIT || is_month(scan, next))
            return abbr;
        abbr = HSY_ABBR_NONE;
    } else if (abbr == HSY_ABBR_COMMA) {
        const hsy_piece *piece = before(scan);
        if (piece && piece->kind == HSY_PIECE_INNER && is_byte(scan, piece->span.off, ','))
            return HSY_ABBR_MAY_END;
        abbr = HSY_ABBR_NONE;
    }
    if (abbr != HSY_ABBR_NONE)
        return abbr;
    if (is_upper_at(scan, scan->at) && look(scan, scan->at, NULL, &len) == LETTER &&
        scan->at + len == stop && is_initial(scan, stop))
        return HSY_ABBR_INITIAL;
    /* "1. Background": the number of a paragraph, or of a list within it. */
    const hsy_piece *piece = before(scan);
    if ((!piece || (piece->kind == HSY_PIECE_STOP && piece->spaced)) && stop - scan->at <= 3 &&
        skip_digits(scan, scan->at) == stop && class_at(scan, stop + 1) == SPACE &&
        is_upper_at(scan, skip_space(scan, stop + 1)))
        return HSY_ABBR_NEVER;
    return HSY_ABBR_NONE;
}

/* "U.S." "a.m." "J.K." "U.S": single letters with stops. */
bool hsy_scan_acronym(struct scan *scan)
{
    size_t at = scan->at;
    uint32_t len, n = 0;

    while (look(scan, at, NULL, &len) == LETTER && is_byte(scan, at + len, '.')) {
        at += len + 1;
        n++;
    }
    if (n == 0)
        return false;
    bool letter = look(scan, at, NULL, &len) == LETTER && !is_word_at(scan, at + len);
    if (letter) { /* "U.S", "U.S.A" */
        emit_word(scan, at + len);
        return true;
    }
    if (n == 1 || is_byte(scan, at, '.')) {
        if (n < 3)
            return false;
        at--; /* "p.m..." has its own dots */
    }
    hsy_abbr abbr = hsy_scan_abbreviation(scan, at);
    emit(scan, at, HSY_PIECE_WORD, abbr == HSY_ABBR_NONE ? HSY_ABBR_MAY_END : abbr);
    return true;
}
