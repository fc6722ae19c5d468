/*
 * scanner.c - see scanner.h: tokens after UD English.
 *
 * One pass from left to right. The class of a character (cursor.h) says which
 * scanner takes it; a word then runs on over
 * "joiners" that stand between the right neighbours: "1,300" "4:45" "O'Neill"
 * "R&D" "p***ed". What a word is cut into is said by tables (tables.h).
 *
 * Where the treebanks differ, the newer (GUM) is followed:
 * - A hyphen is a token ("three" "-" "year" "-" "long", "Jean" "-" "Noel") but after
 *   the prefixes of the treebanks' guidelines ("anti-war"), whatever the kind of dash.
 * - A slash is a token but in numbers ("9/11"); "R&D" is one token (EWT parts it).
 * - A sign of currency, "%" and a unit written on to a number are tokens: "$" "5" "m".
 * - "cannot" "gonna" and clitics are parted ("can" "not"), and so are words that lost
 *   their apostrophe where the rest is no word of its own ("do" "nt").
 * - Repeated marks are one token ("?!" "..." "--" "***"), brackets and quotes are not.
 * - "#tag" "@name" addresses of mail and web are one token; "#" before a digit is its own.
 * An abbreviation keeps its stop; where it ends the sentence there is no second one.
 *
 * Linear: each look ahead is bounded by a constant or remembered (no_mail).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "text/scanner.h"

#include <string.h>

#include "text/cursor.h"

/* --- words that tables know ---------------------------------------------------- */

/* The end of `word` (lower case, plain) at `at`, or 0. */
static size_t match_at(const struct scan *scan, size_t at, hsy_str word)
{
    uint32_t code, len;

    for (size_t i = 0; i < word.len; i++, at += len) {
        look(scan, at, &code, &len);
        if (len == 0 || hsy_utf8_to_lower(hsy_text_plain(code)) != (unsigned char)word.ptr[i])
            return 0;
    }
    return at;
}

/* Where `suffix` begins if it ends text[from..end), else 0. */
static size_t match_before(const struct scan *scan, size_t from, size_t end, hsy_str suffix)
{
    uint32_t len;

    for (size_t i = suffix.len; i > 0; i--) {
        if (end <= from)
            return 0;
        end = hsy_utf8_before(scan->text, end);
        uint32_t code = hsy_utf8_at(scan->text, end, &len);
        if (hsy_utf8_to_lower(hsy_text_plain(code)) != (unsigned char)suffix.ptr[i - 1])
            return 0;
    }
    return end > from ? end : 0;
}

static size_t kept_end(const struct scan *scan)
{
    uint32_t code, len;
    enum glyph first = look(scan, scan->at, &code, &len);
    uint32_t byte = hsy_utf8_to_lower(hsy_text_plain(code));
    size_t best = 0;

    if (byte >= 128 || (!is_word_class(first) && is_glued(scan)))
        return 0;
    for (uint32_t i = scan->tables->kept_from[byte]; i < scan->tables->kept_from[byte + 1];
         i++) {
        hsy_str word = scan->tables->kept[i];
        size_t end = match_at(scan, scan->at, word);
        bool open = is_word_class(class_of((unsigned char)word.ptr[word.len - 1])) &&
                    is_word_at(scan, end);
        if (end > best && !open)
            best = end;
    }
    return best;
}

static bool scan_kept(struct scan *scan)
{
    size_t end = kept_end(scan);

    if (end == 0)
        return false;
    emit_word(scan, end);
    return true;
}

/* --- words --------------------------------------------------------------------- */

/* Does the capital behind the stop at `at` begin a sentence ("the ceasefire.The army",
 * "the border.A second") or a name ("Mr.Okoro")? Else it goes on ("Node.JS", "U.N"). */
static bool begins_anew(const struct scan *scan, size_t at)
{
    hsy_str word = word_at(scan, at + 1);
    size_t left = hsy_utf8_before(scan->text, at);
    uint32_t len;

    look(scan, at + 1, NULL, &len);
    bool starter = hsy_text_class(scan->tables, word) & HSY_WORD_STARTER;
    if (!is_lower_at(scan, at + 1 + len) && !(word.len == len && starter))
        return false;
    if (hsy_scan_abbreviation(scan, at + 1) != HSY_ABBR_NONE)
        return true;
    if (class_at(scan, left) == DIGIT)
        return starter || at - scan->at >= 3;
    return is_lower_at(scan, left) && at - scan->at >= 3;
}

/* A stop within a word: "2.5" "example.com", but not a note's number, "their rights.4". */
static bool joins_stop(const struct scan *scan, size_t at)
{
    enum glyph left = class_at(scan, hsy_utf8_before(scan->text, at));
    enum glyph right = class_at(scan, at + 1);

    if (!is_word_class(right))
        return false;
    if (is_upper_at(scan, at + 1))
        return !begins_anew(scan, at);
    if (right != DIGIT || left != LETTER)
        return true;
    return hsy_scan_abbreviation(scan, at + 1) == HSY_ABBR_NONE && /* "vol.14" */
           !(at - scan->at >= 4 && is_lower_at(scan, hsy_utf8_before(scan->text, at)));
}

static bool is_unit(const struct scan *scan, size_t at)
{
    char room[HSY_MAX_CUE];

    return hsy_map_find(&scan->tables->units, hsy_text_key(word_at(scan, at), room)) == 0;
}

/* "4:45", "03:14:14", "12:30GMT": a colon with two digits after it, one or two before. */
static bool joins_colon(const struct scan *scan, size_t at, size_t group)
{
    size_t after = skip_digits(scan, at + 1);

    return at - group <= 2 && skip_digits(scan, group) == at && after == at + 3 &&
           (!is_word_at(scan, after) || is_unit(scan, after));
}

static bool is_affix(const hsy_map *map, hsy_str word)
{
    char room[HSY_MAX_CUE];

    return hsy_map_find(map, hsy_text_key(word, room)) != HSY_NONE;
}

/* "212-555-0147": three, three, four digits. */
static bool joins_telephone(const struct scan *scan, size_t at, size_t group)
{
    size_t after = skip_digits(scan, at + 1);

    if (at - group != 3 || skip_digits(scan, group) != at)
        return false;
    if (after == at + 4)
        return is_byte(scan, after, '-') && skip_digits(scan, after + 1) == after + 5;
    return after == at + 5 && group > scan->at;
}

/* "anti-war", "clock-wise"; not "UN-backed", whose capitals are no prefix. */
static bool joins_hyphen(const struct scan *scan, size_t at, size_t group, uint32_t hyphen)
{
    if (!is_word_at(scan, at + hyphen))
        return false;
    if (hyphen == 1 && joins_telephone(scan, at, group))
        return true;
    if (class_at(scan, scan->at) != LETTER || group != scan->at)
        return false;
    hsy_str left = hsy_str_sub(scan->text, scan->at, at);
    bool caps = left.len > 1 && is_upper_at(scan, scan->at + 1);
    if (!caps && is_affix(&scan->tables->prefixes, left))
        return true;
    return is_affix(&scan->tables->suffixes, word_at(scan, at + hyphen));
}

/* "p***ed", "f***": stars within a word, or several after it. The end of the stars
 * when they belong to the word, else 0. */
static size_t star_end(const struct scan *scan, size_t at)
{
    size_t end = at;

    while (is_byte(scan, end, '*'))
        end++;
    return class_at(scan, end) == LETTER || end - at > 1 ? end : 0;
}

/* Where a word goes on after the character at `at`, which is none of a word; 0 when
 * it does not. `group` is where the last run of word characters began. */
static size_t join(const struct scan *scan, size_t at, size_t group)
{
    uint32_t code, len;
    enum glyph class = look(scan, at, &code, &len);
    bool digits = at > group && class_at(scan, hsy_utf8_before(scan->text, at)) == DIGIT &&
                  class_at(scan, at + len) == DIGIT;
    bool joins = false;

    switch (class) {
    case STOP: joins = joins_stop(scan, at); break;
    case APOSTROPHE: joins = class_at(scan, at + len) == LETTER; break;
    case HYPHEN: joins = joins_hyphen(scan, at, group, len); break;
    case INNER:
        joins = (code == ',' && digits) || (code == ':' && joins_colon(scan, at, group));
        break;
    case JOINER: joins = true; break;
    case SYMBOL:
        if (code == '*')
            return class_at(scan, at - 1) == LETTER ? star_end(scan, at) : 0;
        joins = code == '_' || (code == '/' && digits) ||
                (code == '&' && is_upper_at(scan, at + 1) &&
                 is_upper_at(scan, hsy_utf8_before(scan->text, at)));
        break;
    default: break;
    }
    return joins ? at + len : 0;
}

/* The end of the word that begins at scan->at; *ret_marks: it has an apostrophe. */
static size_t word_end(const struct scan *scan, bool *ret_marks)
{
    size_t at = scan->at, group = at;
    uint32_t len;

    *ret_marks = false;
    for (;;) {
        while (is_word_class(look(scan, at, NULL, &len)))
            at += len;
        size_t next = join(scan, at, group);
        if (next == 0)
            return at;
        *ret_marks = *ret_marks || class_at(scan, at) == APOSTROPHE;
        at = group = next;
    }
}

/* "1930's": a decade, one token. */
static bool is_decade(const struct scan *scan, size_t end)
{
    return end > scan->at + 1 && skip_digits(scan, scan->at) == end &&
           scan->text.ptr[end - 1] == '0';
}

/* Cut the clitics off the end of a word: "could" "n't" "'ve". */
static void cut_clitics(struct scan *scan, size_t end)
{
    size_t cuts[3];
    uint32_t n = 0;

    for (size_t to = end; n < 3;) {
        size_t from = 0;
        for (uint32_t i = 0; i < scan->tables->nclitics && from == 0; i++)
            from = match_before(scan, scan->at, to, scan->tables->clitics[i]);
        if (from == 0 || is_decade(scan, from))
            break;
        cuts[n++] = to = from;
    }
    while (n > 0)
        emit_word(scan, cuts[--n]);
    emit_word(scan, end);
}

static bool cut_contraction(struct scan *scan, size_t end)
{
    char room[HSY_MAX_CUE];
    hsy_str word = hsy_str_sub(scan->text, scan->at, end);
    hsy_str key = hsy_text_key(word, room);
    uint32_t found = key.len ? hsy_map_find(&scan->tables->contractions, key) : HSY_NONE;

    if (found == HSY_NONE)
        return false;
    const hsy_parts *parts = &scan->tables->parts[found];
    for (uint32_t i = 0; i < parts->count; i++) {
        size_t to = scan->at;
        for (uint32_t letter = 0; letter < parts->letters[i]; letter++) {
            uint32_t len;
            look(scan, to, NULL, &len);
            to += len;
        }
        emit_word(scan, to);
    }
    return true;
}

/* "5m" "2.5bn" "10km": where the unit begins, or 0. */
static size_t unit_at(const struct scan *scan, size_t end)
{
    size_t at = scan->at;
    char room[HSY_MAX_CUE];

    while (at < end && (class_at(scan, at) == DIGIT || strchr(".,:", scan->text.ptr[at])))
        at++;
    hsy_str unit = hsy_str_sub(scan->text, at, end);
    if (at == scan->at || unit.len == 0)
        return 0;
    const hsy_piece *piece = before(scan);
    bool money = piece && piece->kind == HSY_PIECE_SYMBOL && is_glued(scan);
    if (unit.len == 1 && is_upper_at(scan, at) && !money)
        return 0;
    uint32_t found = hsy_map_find(&scan->tables->units, hsy_text_key(unit, room));
    return found == 0 || (found == 1 && money) ? at : 0;
}

static void cut_word(struct scan *scan, size_t end, bool marks)
{
    if (cut_contraction(scan, end))
        return;
    if (class_at(scan, scan->at) == DIGIT) {
        size_t unit = unit_at(scan, end);
        if (unit)
            emit_word(scan, unit);
    }
    if (marks)
        cut_clitics(scan, end);
    else
        emit_word(scan, end);
}

/* "example.org/page": an address without its scheme. */
static bool is_bare_address(const struct scan *scan, size_t end)
{
    hsy_str word = hsy_str_sub(scan->text, scan->at, end);
    const char *stop = word.len < 256 ? memchr(word.ptr, '.', word.len) : NULL;

    return stop && is_byte(scan, end, '/') && is_word_at(scan, end + 1) &&
           is_lower_at(scan, end - 1) && is_lower_at(scan, end - 2);
}

/* "and so on...": the stop at `stop` is one of several dots. Two dots after an
 * abbreviation are its own stop and the sentence's ("the firm was Ardel Inc.."). */
static bool dots_follow(const struct scan *scan, size_t stop)
{
    if (!is_byte(scan, stop + 1, '.'))
        return false;
    return is_byte(scan, stop + 2, '.') ||
           hsy_scan_abbreviation(scan, stop + 1) == HSY_ABBR_NONE;
}

static void scan_word(struct scan *scan)
{
    bool marks;

    if (hsy_scan_web(scan) || hsy_scan_mail(scan) || scan_kept(scan) || hsy_scan_acronym(scan))
        return;
    size_t end = word_end(scan, &marks);
    if (is_bare_address(scan, end)) {
        emit_word(scan, hsy_scan_address_end(scan, end));
        return;
    }
    if (is_byte(scan, end, '.') && !dots_follow(scan, end)) {
        hsy_abbr abbr = hsy_scan_judge_stop(scan, end);
        if (abbr != HSY_ABBR_NONE) {
            emit(scan, end + 1, HSY_PIECE_WORD, abbr);
            return;
        }
    }
    cut_word(scan, end, marks);
}

/* --- marks --------------------------------------------------------------------- */

/* A run of characters of two classes, such as "?!" or "....". */
static size_t run_end(const struct scan *scan, enum glyph one, enum glyph other)
{
    size_t at = scan->at;
    uint32_t len;

    for (;;) {
        enum glyph class = look(scan, at, NULL, &len);
        if (class != one && class != other)
            return at;
        at += len;
    }
}

/* A run of the very same character: "***", "--". */
static size_t same_end(const struct scan *scan)
{
    uint32_t code, next, len;
    size_t at = scan->at;

    look(scan, at, &code, &len);
    do
        at += len;
    while (look(scan, at, &next, NULL) != SPACE && next == code);
    return at;
}

static void scan_stop(struct scan *scan)
{
    size_t end = run_end(scan, STOP, ELLIPSIS);

    if (end == scan->at + 1 && !is_glued(scan) && class_at(scan, end) == DIGIT) {
        bool marks;
        scan->at++; /* ".22": the number has its stop before it */
        size_t number = word_end(scan, &marks);
        scan->at--;
        emit_word(scan, number);
        return;
    }
    bool single = end == scan->at + 1;
    emit(scan, end, single ? HSY_PIECE_STOP : HSY_PIECE_ELLIPSIS, HSY_ABBR_NONE);
}

/* "'s" after what is no letter (the acronym "U.S.", a bracket), or 0. */
static size_t loose_clitic_end(const struct scan *scan)
{
    for (uint32_t i = 0; i < scan->tables->nclitics; i++) {
        hsy_str clitic = scan->tables->clitics[i];
        size_t end = clitic.ptr[0] == '\'' ? match_at(scan, scan->at, clitic) : 0;
        if (end && !is_word_at(scan, end))
            return end;
    }
    return 0;
}

static hsy_piece_kind apostrophe_kind(uint32_t code)
{
    switch (code) {
    case 0x2018:
    case 0x201B:
    case '`': return HSY_PIECE_OPEN;
    case 0x2019: return HSY_PIECE_CLOSE;
    default: return HSY_PIECE_QUOTE;
    }
}

static void scan_apostrophe(struct scan *scan)
{
    uint32_t code, len;

    look(scan, scan->at, &code, &len);
    size_t clitic = is_glued(scan) ? loose_clitic_end(scan) : 0;
    if (clitic) {
        emit_word(scan, clitic);
        return;
    }
    if (scan_kept(scan))
        return;
    /* "'80s": the year that lost its century. */
    if (!is_glued(scan) && skip_digits(scan, scan->at + len) == scan->at + len + 2) {
        bool marks;
        size_t from = scan->at;
        scan->at += len;
        size_t end = word_end(scan, &marks);
        scan->at = from;
        emit_word(scan, end);
        return;
    }
    /* `` and '' are double quotes. */
    bool twice = code < 128 && is_byte(scan, scan->at + 1, (char)code);
    emit(scan, scan->at + (twice ? 2 : len), apostrophe_kind(code), HSY_ABBR_NONE);
}

/* "#tag", "@name", "+44". */
static bool scan_tag(struct scan *scan, enum glyph class)
{
    enum glyph next = class_at(scan, scan->at + 1);
    size_t at = scan->at + 1;
    uint32_t len;

    if (is_glued(scan) || !(class == SYMBOL ? next == DIGIT : next == LETTER))
        return false;
    while (is_word_class(look(scan, at, NULL, &len)) || is_byte(scan, at, '_') ||
           (class == AT && is_byte(scan, at, '.') && is_word_at(scan, at + 1)) ||
           (class == SYMBOL && is_byte(scan, at, '-') && class_at(scan, at + 1) == DIGIT))
        at += len;
    emit_word(scan, at);
    return true;
}

/* The character at `at` and the marks and joiners on it: one picture, one token. */
static size_t cluster_end(const struct scan *scan)
{
    uint32_t code, len;
    size_t at = scan->at;

    look(scan, at, NULL, &len);
    at += len;
    while (look(scan, at, &code, &len) == JOINER || (code >= 0x1F3FB && code <= 0x1F3FF)) {
        at += len;
        if (code == 0x200D && class_at(scan, at) == OTHER && at < scan->text.len) {
            look(scan, at, NULL, &len);
            at += len;
        }
    }
    return at;
}

static void scan_symbol(struct scan *scan, enum glyph class, uint32_t code)
{
    if (scan_kept(scan))
        return;
    if ((class == AT || class == HASH || code == '+') && scan_tag(scan, class))
        return;
    size_t end = code < 128 && class != INNER ? same_end(scan) : cluster_end(scan);
    emit(scan, end, class == INNER ? HSY_PIECE_INNER : HSY_PIECE_SYMBOL, HSY_ABBR_NONE);
}

static void scan_one(struct scan *scan)
{
    uint32_t code, len;
    enum glyph class = look(scan, scan->at, &code, &len);

    switch (class) {
    case SPACE: scan->at += len; break;
    case LETTER:
    case DIGIT: scan_word(scan); break;
    case STOP:
    case ELLIPSIS: scan_stop(scan); break;
    case MARK: emit(scan, run_end(scan, MARK, MARK), HSY_PIECE_STOP, HSY_ABBR_NONE); break;
    case APOSTROPHE: scan_apostrophe(scan); break;
    case HYPHEN:
    case DASH: emit(scan, same_end(scan), HSY_PIECE_DASH, HSY_ABBR_NONE); break;
    case QUOTE: emit(scan, scan->at + len, HSY_PIECE_QUOTE, HSY_ABBR_NONE); break;
    case OPEN:
    case CLOSE:
        emit(scan, scan->at + len, class == OPEN ? HSY_PIECE_OPEN : HSY_PIECE_CLOSE,
             HSY_ABBR_NONE);
        break;
    default: scan_symbol(scan, class, code);
    }
}

bool hsy_scan(const hsy_text_tables *tables, hsy_arena *arena, hsy_str text, hsy_span paragraph,
              hsy_pieces *pieces)
{
    struct scan scan = {.tables = tables,
                        .arena = arena,
                        .text = hsy_str_sub(text, 0, (size_t)paragraph.off + paragraph.len),
                        .at = paragraph.off,
                        .first = pieces->count,
                        .pieces = pieces};

    while (scan.at < scan.text.len && !scan.failed)
        scan_one(&scan);
    return !scan.failed;
}
