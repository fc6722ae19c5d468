/*
 * sentence.c - where the sentences of a paragraph end.
 *
 * A stop may end a sentence; what follows decides. First the closing quotes,
 * brackets and notes ("[12]") behind the stop are taken in, since they belong to
 * what they close. Then:
 *
 *     “… now.” He left.           a capital: ends
 *     “Stop!” he said.            small after a closing quote: goes on
 *     "Why?" Okoro asked.         a name and a word of saying: goes on
 *     the U.S. Army / U.S. He     an abbreviation ends only before a word that
 *                                 begins sentences (starters.tsv)
 *     in the hospital…Currently   dots end before a capital
 *     [...]                       dots alone, or nothing yet said: no end
 *
 * A small letter after a full stop and a space begins a sentence too: pages that
 * lost their capitals are more frequent than abbreviations that no table knows;
 * after "!" it does not ("Yahoo! and"). The end of a paragraph always ends.
 * Decisions are local, and each looks at a bounded number of pieces but for runs of
 * closing marks, which are passed once.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "text/scanner.h"

#include "base/utf8.h"

#define MAX_NAME 4 /* pieces of a name before the word of saying */

struct marker {
    const hsy_text_tables *tables;
    hsy_str text;
    hsy_piece *pieces; /* of the paragraph */
    uint32_t count;
    bool in_quote; /* a straight double quote is open */
    bool has_word; /* since the last end */
};

static char first_byte(const struct marker *marker, uint32_t i)
{
    return marker->text.ptr[marker->pieces[i].span.off];
}

static uint32_t first_code(const struct marker *marker, uint32_t i)
{
    uint32_t len;

    return hsy_utf8_at(marker->text, marker->pieces[i].span.off, &len);
}

static bool is_kind(const struct marker *marker, uint32_t i, hsy_piece_kind kind)
{
    return i < marker->count && marker->pieces[i].kind == kind;
}

static bool is_upper(const struct marker *marker, uint32_t i)
{
    return is_kind(marker, i, HSY_PIECE_WORD) && hsy_utf8_is_upper(first_code(marker, i));
}

static bool is_lower(const struct marker *marker, uint32_t i)
{
    return is_kind(marker, i, HSY_PIECE_WORD) && hsy_utf8_is_lower(first_code(marker, i));
}

static bool is_digit(const struct marker *marker, uint32_t i)
{
    return is_kind(marker, i, HSY_PIECE_WORD) && hsy_utf8_is_digit(first_code(marker, i));
}

static uint32_t class_of(const struct marker *marker, uint32_t i)
{
    return hsy_text_class(marker->tables, hsy_span_str(marker->text, marker->pieces[i].span));
}

/* Two or more letters, all of them capitals: "GMT". */
static bool is_caps(const struct marker *marker, uint32_t i)
{
    hsy_str word = hsy_span_str(marker->text, marker->pieces[i].span);

    for (size_t at = 0; at < word.len && at < 8; at++)
        if (word.ptr[at] < 'A' || word.ptr[at] > 'Z')
            return false;
    return word.len > 1;
}

static bool is_bracket(const struct marker *marker, uint32_t i)
{
    char byte = first_byte(marker, i);

    return byte == ')' || byte == ']' || byte == '}';
}

/* A straight quote closes where it stands at the end of a word; between two spaces
 * or two words, where one is open. */
static bool quote_closes(const struct marker *marker, uint32_t i)
{
    const hsy_piece *piece = &marker->pieces[i];

    if (!piece->glued)
        return piece->spaced && marker->in_quote;
    return piece->spaced || marker->in_quote || !is_kind(marker, i + 1, HSY_PIECE_WORD);
}

/* "[12]" after the stop: a note. Its last piece, or 0. */
static uint32_t note_end(const struct marker *marker, uint32_t i)
{
    if (is_kind(marker, i, HSY_PIECE_OPEN) && first_byte(marker, i) == '[' &&
        is_digit(marker, i + 1) && is_kind(marker, i + 2, HSY_PIECE_CLOSE))
        return i + 2;
    return 0;
}

/* "their rights.4 The court": a note's number that lost its look. */
static bool is_bare_note(const struct marker *marker, uint32_t i)
{
    const hsy_piece *piece = &marker->pieces[i];

    return is_digit(marker, i) && piece->glued && piece->spaced && piece->span.len <= 3 &&
           is_upper(marker, i + 1);
}

static bool is_closer(const struct marker *marker, uint32_t i)
{
    const hsy_piece *piece = &marker->pieces[i];

    switch (piece->kind) {
    case HSY_PIECE_CLOSE:
        /* "’" that stands free is an apostrophe: "’90s". */
        return piece->glued || is_bracket(marker, i) ||
               hsy_text_plain(first_code(marker, i)) == '"';
    case HSY_PIECE_QUOTE: return quote_closes(marker, i);
    case HSY_PIECE_STOP:
    case HSY_PIECE_ELLIPSIS: return true;
    default: return false;
    }
}

struct tail {
    uint32_t next; /* the first piece after the stop and all that closes */
    bool closed;   /* a quote or a bracket was among them */
};

static struct tail take_tail(const struct marker *marker, uint32_t stop)
{
    struct tail tail = {stop + 1, false};

    while (tail.next < marker->count) {
        uint32_t i = tail.next, note = note_end(marker, i);
        if (note) {
            tail.next = note + 1;
        } else if (is_closer(marker, i)) {
            tail.closed = tail.closed || marker->pieces[i].kind == HSY_PIECE_CLOSE ||
                          marker->pieces[i].kind == HSY_PIECE_QUOTE;
            tail.next++;
        } else if (i == stop + 1 && is_bare_note(marker, i)) {
            tail.next++;
        } else {
            break;
        }
    }
    return tail;
}

/* "Why?" Okoro asked: a name of a few words, then one of saying. */
static bool is_said(const struct marker *marker, uint32_t i)
{
    uint32_t from = i;

    while (i - from < MAX_NAME && is_upper(marker, i) &&
           !(class_of(marker, i) & HSY_WORD_STARTER))
        i++;
    return i > from && is_lower(marker, i) && (class_of(marker, i) & HSY_WORD_SAYING);
}

static bool is_opener(const struct marker *marker, uint32_t i)
{
    return is_kind(marker, i, HSY_PIECE_OPEN) || is_kind(marker, i, HSY_PIECE_QUOTE) ||
           is_kind(marker, i, HSY_PIECE_DASH);
}

static bool after_abbreviation(const struct marker *marker, uint32_t stop, uint32_t word)
{
    if (!is_upper(marker, word))
        return false;
    uint32_t class = class_of(marker, word);
    switch (marker->pieces[stop].abbr) {
    case HSY_ABBR_MAY_END: return class & HSY_WORD_STARTER;
    case HSY_ABBR_TIME: return !(class & HSY_WORD_CALENDAR) && !is_caps(marker, word);
    default: return false;
    }
}

static bool after_stop(const struct marker *marker, uint32_t stop, struct tail tail,
                       uint32_t word)
{
    bool full = first_byte(marker, stop) == '.';

    if (is_lower(marker, word)) {
        char mark = first_byte(marker, stop);
        return !tail.closed && mark != '!' && marker->pieces[tail.next - 1].spaced &&
               word == tail.next;
    }
    if (is_digit(marker, word))
        return marker->pieces[tail.next - 1].spaced;
    return full || !tail.closed || !is_said(marker, tail.next);
}

/* Does the sentence end at `stop`, which `tail` follows? */
static bool ends_at(const struct marker *marker, uint32_t stop, struct tail tail)
{
    const hsy_piece *piece = &marker->pieces[stop];
    uint32_t word = tail.next;

    if (word >= marker->count)
        return true;
    if (!marker->has_word || is_kind(marker, word, HSY_PIECE_INNER))
        return false;
    if (stop > 0 && marker->pieces[stop - 1].kind == HSY_PIECE_OPEN &&
        piece->kind != HSY_PIECE_WORD)
        return false;
    while (word < marker->count && word - tail.next < MAX_NAME && is_opener(marker, word))
        word++;
    if (piece->kind == HSY_PIECE_WORD)
        return after_abbreviation(marker, stop, word);
    if (piece->kind == HSY_PIECE_ELLIPSIS)
        return is_upper(marker, word) && marker->pieces[word].span.len > 1;
    return after_stop(marker, stop, tail, word);
}

static bool is_candidate(const hsy_piece *piece)
{
    return piece->kind == HSY_PIECE_STOP || piece->kind == HSY_PIECE_ELLIPSIS ||
           piece->abbr == HSY_ABBR_MAY_END || piece->abbr == HSY_ABBR_TIME;
}

static void note_piece(struct marker *marker, uint32_t i)
{
    const hsy_piece *piece = &marker->pieces[i];

    if (piece->kind == HSY_PIECE_WORD)
        marker->has_word = true;
    if (piece->kind == HSY_PIECE_QUOTE && first_byte(marker, i) == '"')
        marker->in_quote = !marker->in_quote;
}

void hsy_sentences_mark(const hsy_text_tables *tables, hsy_str text, hsy_pieces *pieces,
                        uint32_t first)
{
    struct marker marker = {.tables = tables,
                            .text = text,
                            .pieces = pieces->data ? pieces->data + first : NULL,
                            .count = pieces->count - first};

    for (uint32_t i = 0; i < marker.count;) {
        note_piece(&marker, i);
        struct tail tail = {i + 1, false};
        if (is_candidate(&marker.pieces[i])) {
            tail = take_tail(&marker, i);
            if (ends_at(&marker, i, tail)) {
                marker.pieces[tail.next - 1].ends = true;
                marker.has_word = false;
            }
        }
        for (i++; i < tail.next; i++)
            note_piece(&marker, i);
    }
    if (marker.count)
        marker.pieces[marker.count - 1].ends = true;
}
