/*
 * number.c - numerals, vague words, comparators, ranges.
 *
 * A numeral is read from left to right into one value: "two hundred and five",
 * "2.5 million", "half a dozen", "1.2m". Values are held in thousandths, so that
 * "2.5 million" is exact and no floating point is needed. Vague words ("scores")
 * bring their interval from a table. Comparators before and after the numeral are
 * then applied from the inside outwards: "at least some 30" is [27, open].
 *
 * Words live in data/en/number: words.tsv (numerals), vague.tsv, compare.tsv.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/number_words.h"

#define MILLI           1000
#define MAX_MILLI       ((int64_t)1000000000000000 * MILLI) /* no count is higher */
#define MAX_COMPARATORS 4 /* "at least another estimated five" has three */

/* -- numerals --------------------------------------------------------------- */

struct reader {
    const hsy_number_tables *tables;
    const hsy_terms *words;
    uint32_t at;
    int64_t total, current; /* thousandths; total is what stands before the last scale */
    bool any, last_unit, last_ten, last_hundred;
    bool digits, scaled, decimal;
};

static const struct hsy_number_word *numeral_at(const hsy_number_tables *tables,
                                                const hsy_terms *words, uint32_t at)
{
    const hsy_lexeme *match = hsy_lexicon_match(&tables->numerals, words, at);

    return match ? &tables->numeral_rows.data[match->value] : NULL;
}

/* "1,300" "2.5" "1300" as thousandths. Commas must part groups of three. */
static bool digits_value(hsy_str s, int64_t *ret, bool *ret_decimal)
{
    int64_t value = 0, unit = MILLI;
    size_t comma = SIZE_MAX, i = 0;

    for (; i < s.len && s.ptr[i] != '.'; i++) {
        if (s.ptr[i] == ',') {
            if (i == 0 || (comma == SIZE_MAX ? i > 3 : i - comma != 4))
                return false;
            comma = i;
            continue;
        }
        if (i == 1 && s.ptr[0] == '0') /* "05" is of a date or a name */
            return false;
        if (s.ptr[i] < '0' || s.ptr[i] > '9' || value > MAX_MILLI / (10 * MILLI))
            return false;
        value = 10 * value + (s.ptr[i] - '0');
    }
    if (i == 0 || (comma != SIZE_MAX && i - comma != 4))
        return false;
    value *= MILLI;
    *ret_decimal = i < s.len;
    if (*ret_decimal && i + 1 == s.len)
        return false;
    for (i++; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        unit /= 10;
        value += unit * (s.ptr[i] - '0');
    }
    *ret = value;
    return true;
}

static int64_t times(int64_t value, int64_t by)
{
    return value > MAX_MILLI / (by > 0 ? by : 1) ? MAX_MILLI : value * by;
}

static bool take(struct reader *reader, const struct hsy_number_word *numeral)
{
    int64_t one = reader->any ? reader->current : MILLI;

    switch (numeral->kind) {
    case HSY_NUM_SMALL:
        if (reader->last_unit || (reader->last_ten && numeral->value > 9) || reader->digits)
            return false;
        reader->current += numeral->value * MILLI;
        reader->last_unit = true;
        break;
    case HSY_NUM_TEN:
        if (reader->last_unit || reader->last_ten || reader->digits)
            return false;
        reader->current += numeral->value * MILLI;
        reader->last_ten = true;
        break;
    case HSY_NUM_HUNDRED:
    case HSY_NUM_DOZEN:
        if (reader->last_hundred)
            return false;
        reader->current = times(one, numeral->value);
        reader->last_unit = reader->last_ten = reader->digits = false;
        reader->last_hundred = reader->scaled = true;
        break;
    case HSY_NUM_SCALE:
    case HSY_NUM_SUFFIX:
        if (reader->any && reader->current == 0)
            return false;
        reader->total += times(one, numeral->value);
        reader->current = 0;
        reader->last_unit = reader->last_ten = reader->last_hundred = reader->digits = false;
        reader->scaled = true;
        break;
    default: return false;
    }
    reader->any = true;
    return true;
}

static bool is_kind(const struct reader *reader, uint32_t at, enum hsy_number_kind kind)
{
    const struct hsy_number_word *numeral = numeral_at(reader->tables, reader->words, at);

    return numeral && numeral->kind == kind;
}

static bool multiplies(const struct reader *reader, uint32_t at)
{
    return is_kind(reader, at, HSY_NUM_HUNDRED) || is_kind(reader, at, HSY_NUM_SCALE) ||
           is_kind(reader, at, HSY_NUM_DOZEN);
}

/* "a hundred", "half a million", "half a dozen", "half-million". */
static bool open_with_article(struct reader *reader)
{
    uint32_t at = reader->at;
    bool half = is_kind(reader, at, HSY_NUM_HALF);

    if (half)
        at++;
    if (is_kind(reader, at, HSY_NUM_ARTICLE))
        at++;
    if (!half && is_kind(reader, at, HSY_NUM_HALF)) {
        half = true;
        at++;
    }
    if (at == reader->at || !multiplies(reader, at))
        return false;
    reader->current = half ? MILLI / 2 : MILLI;
    reader->any = true;
    reader->at = at;
    return true;
}

/* "two and a half million", "one-and-a-half". */
static void take_half(struct reader *reader)
{
    uint32_t at = reader->at;

    if (reader->any && is_kind(reader, at, HSY_NUM_JOIN) &&
        is_kind(reader, at + 1, HSY_NUM_ARTICLE) && is_kind(reader, at + 2, HSY_NUM_HALF)) {
        reader->current += MILLI / 2;
        reader->decimal = true;
        reader->at = at + 3;
    }
}

/* "two hundred and five": the "and" belongs to the numeral after a hundred or a
 * scale, when less follows; "one hundred and two thousand" is rare and not read. */
static bool joins(const struct reader *reader)
{
    return (reader->last_hundred || (reader->scaled && reader->current == 0)) &&
           is_kind(reader, reader->at, HSY_NUM_JOIN) &&
           (is_kind(reader, reader->at + 1, HSY_NUM_SMALL) ||
            is_kind(reader, reader->at + 1, HSY_NUM_TEN));
}

/* What parts two words in the text is no plain blank: the space that some write between the
 * groups of a numeral. */
static bool parted_by_hard_space(const hsy_terms *words, uint32_t at)
{
    const hsy_span before = words->data[at - 1].span, span = words->data[at].span;
    const hsy_str gap = hsy_doc_str(words->doc, (hsy_span){before.off + before.len,
                                                           span.off - before.off - before.len});

    return hsy_str_eq(gap, HSY_STR("\xC2\xA0")) || hsy_str_eq(gap, HSY_STR("\xE2\x80\xAF")) ||
           hsy_str_eq(gap, HSY_STR("\xE2\x80\x89"));
}

static bool is_group(hsy_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] < '0' || word.ptr[i] > '9')
            return false;
    return word.len == 3;
}

/* "1 000", "12 500" with a hard space: groups of three. */
static void take_groups(struct reader *reader)
{
    const hsy_terms *words = reader->words;

    while (reader->at < words->count && reader->current < 1000000 * (int64_t)MILLI) {
        const hsy_str word = words->data[reader->at].lower;
        if (words->data[reader->at].join == HSY_JOIN_HYPHEN || !is_group(word) ||
            reader->current == 0 ||
            !(hsy_str_eq(word, HSY_STR("000")) || parted_by_hard_space(words, reader->at)))
            return;
        reader->current = reader->current * 1000 +
                          ((word.ptr[0] - '0') * 100 + (word.ptr[1] - '0') * 10 +
                           (word.ptr[2] - '0')) *
                              (int64_t)MILLI;
        reader->at++;
    }
}

static bool open_with_digits(struct reader *reader)
{
    const hsy_terms *words = reader->words;

    if (!(words->data[reader->at].shape & HSY_SHAPE_NUMBER) ||
        !digits_value(words->data[reader->at].lower, &reader->current, &reader->decimal))
        return false;
    reader->any = reader->digits = true;
    reader->at++;
    if (!reader->decimal && words->data[reader->at - 1].lower.len <= 3)
        take_groups(reader);
    return true;
}

/* The words after the first. A suffix must be glued to digits ("1.2m"). */
static void take_rest(struct reader *reader)
{
    for (;;) {
        take_half(reader);
        uint32_t at = reader->at + joins(reader);
        if (at >= reader->words->count)
            return;
        const struct hsy_number_word *numeral = numeral_at(reader->tables, reader->words, at);
        if (!numeral)
            return;
        if (numeral->kind == HSY_NUM_SUFFIX &&
            (!reader->digits || reader->words->data[at].join != HSY_JOIN_GLUED))
            return;
        if (!take(reader, numeral))
            return;
        reader->at = at + 1;
    }
}

/* The numeral at `at`: its value in thousandths; words taken, or 0. */
static uint32_t read_numeral(const hsy_number_tables *tables, const hsy_terms *words,
                             uint32_t at, int64_t *ret, hsy_number *number)
{
    struct reader reader = {.tables = tables, .words = words, .at = at};

    if (at >= words->count)
        return 0;
    bool digits = open_with_digits(&reader);
    if (!digits && !open_with_article(&reader) && is_kind(&reader, at, HSY_NUM_HALF))
        return 0;
    take_rest(&reader);
    if (!reader.any || reader.at == at)
        return 0;
    /* What stands glued behind digits and was not understood ("12th", "5G") makes
     * them no count. */
    if (digits && reader.at < words->count && words->data[reader.at].join == HSY_JOIN_GLUED &&
        !(words->data[reader.at].shape & HSY_SHAPE_PUNCT))
        return 0;
    *ret = reader.total + reader.current;
    if (number) {
        int64_t whole = *ret / MILLI;
        number->digits = digits;
        number->fraction = reader.decimal && *ret % MILLI;
        number->year_like = digits && reader.at == at + 1 && words->data[at].lower.len == 4 &&
                            whole >= 1900 && whole <= 2099;
    }
    return reader.at - at;
}

uint32_t hsy_number_plain(const hsy_number_tables *tables, const hsy_terms *words, uint32_t at,
                          int64_t *ret)
{
    int64_t value;
    uint32_t len = read_numeral(tables, words, at, &value, NULL);

    if (len == 0 || value % MILLI)
        return 0;
    *ret = value / MILLI;
    return len;
}

uint32_t hsy_number_halves(const hsy_number_tables *tables, const hsy_terms *words, uint32_t at,
                           int64_t *ret)
{
    int64_t value;
    uint32_t len = read_numeral(tables, words, at, &value, NULL);

    if (len == 0 || value % (MILLI / 2))
        return 0;
    *ret = value / (MILLI / 2);
    return len;
}

/* -- intervals -------------------------------------------------------------- */

static int64_t share(int64_t value, int64_t percent, int64_t round)
{
    return value == HSY_OPEN ? HSY_OPEN : (value * percent + round) / 100;
}

static hsy_comparator compare_name(enum hsy_number_op op)
{
    switch (op) {
    case HSY_OP_AT_LEAST: return HSY_COMPARE_AT_LEAST;
    case HSY_OP_MORE_THAN: return HSY_COMPARE_MORE_THAN;
    case HSY_OP_AT_MOST: return HSY_COMPARE_AT_MOST;
    case HSY_OP_LESS_THAN: return HSY_COMPARE_LESS_THAN;
    default: return HSY_COMPARE_ABOUT;
    }
}

static void bound(hsy_number *number, const struct hsy_number_bound *by)
{
    const bool exact = number->low == number->high;

    switch (by->op) {
    case HSY_OP_AT_LEAST: number->high = HSY_OPEN; break;
    case HSY_OP_MORE_THAN:
        number->low += exact;
        number->high = HSY_OPEN;
        break;
    case HSY_OP_AT_MOST: number->low = 0; break;
    case HSY_OP_LESS_THAN:
        number->low = 0;
        number->high -= exact && number->high > 0;
        break;
    case HSY_OP_ABOUT:
        number->low = share(number->low, by->low, 0);
        number->high = share(number->high, by->high, 99);
        break;
    case HSY_OP_ALMOST:
        number->low = share(number->low, by->low, 99);
        number->high -= number->high > 0 && number->high != HSY_OPEN;
        if (number->low > number->high)
            number->low = number->high;
        break;
    default: return;
    }
    number->comparator = compare_name(by->op);
}

/* `first` is the comparator's first word, or the number's when it stands behind. */
static void apply(const hsy_number_tables *tables, hsy_number *number, const hsy_lexeme *match,
                  uint32_t first)
{
    const struct hsy_number_bound *by = &tables->op_rows.data[match->value];

    if (by->op == HSY_OP_ADDITIONAL)
        number->additional = true;
    bound(number, by);
    if (by->op == HSY_OP_EXACTLY)
        return;
    if (number->figure_first > first)
        number->figure_first = first;
    if (by->op < HSY_OP_EXACTLY)
        number->rule = (hsy_rule){tables->compare_name, match->line, "comparator"};
}

static void apply_comparators(const hsy_number_tables *tables, const hsy_terms *words,
                              hsy_number *number)
{
    const hsy_lexeme *match = hsy_lexicon_match(&tables->after, words, number->last + 1);
    int64_t value;

    /* "2016 At least 35": the comparator is the next number's. */
    if (match && !read_numeral(tables, words, number->last + 1 + match->nwords, &value, NULL)) {
        apply(tables, number, match, number->first);
        number->last += match->nwords;
    }
    for (int i = 0; i < MAX_COMPARATORS; i++) {
        match = hsy_lexicon_match_before(&tables->before, words, number->first);
        if (!match)
            return;
        apply(tables, number, match, number->first - match->nwords);
        number->first -= match->nwords;
    }
}

/* -- ranges ------------------------------------------------------------------ */

static bool inner(const hsy_number_tables *tables, const hsy_terms *words, uint32_t at,
                  enum hsy_number_op op)
{
    const hsy_lexeme *match = hsy_lexicon_match(&tables->inner, words, at);

    return match && match->nwords == 1 && tables->op_rows.data[match->value].op == op;
}

static bool before_is(const hsy_number_tables *tables, const hsy_terms *words, uint32_t at,
                      enum hsy_number_op op)
{
    return at > 0 && inner(tables, words, at - 1, op);
}

/* How many words part the two ends of a range that begins with `number`; 0 for a
 * hyphen; HSY_NONE when there is no range. "from 12 to 15" is mostly a change. */
static uint32_t range_gap(const hsy_number_tables *tables, const hsy_terms *words,
                          const hsy_number *number)
{
    uint32_t next = number->core_last + 1;

    if (next >= words->count)
        return HSY_NONE;
    if (words->data[next].join == HSY_JOIN_HYPHEN)
        return 0;
    if (before_is(tables, words, number->core_first, HSY_OP_RANGE_BETWEEN))
        return inner(tables, words, next, HSY_OP_RANGE_AND) ? 1 : HSY_NONE;
    if (before_is(tables, words, number->core_first, HSY_OP_RANGE_FROM))
        return HSY_NONE;
    return inner(tables, words, next, HSY_OP_RANGE_TO) ||
                   inner(tables, words, next, HSY_OP_RANGE_OR)
               ? 1
               : HSY_NONE;
}

/* "70 or 80,000", "50 to 60 million": the scale is said once. What it multiplies the first
 * number by, else 1. */
static int64_t shared_scale(int64_t low, int64_t to)
{
    static const int64_t scales[] = {1000000000, 1000000, 1000};

    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (to % scales[i] == 0 && low < to / scales[i] && low > to / scales[i] / 10)
            return scales[i];
    return 1;
}

static void read_range(const hsy_number_tables *tables, const hsy_terms *words,
                       hsy_number *number)
{
    int64_t milli;
    hsy_number to = {0};
    uint32_t gap = range_gap(tables, words, number);

    if (gap == HSY_NONE)
        return;
    uint32_t at = number->core_last + 1 + gap;
    uint32_t len = read_numeral(tables, words, at, &milli, &to);
    if (len == 0 || milli / MILLI <= number->low || to.year_like != number->year_like)
        return;
    const int64_t scale =
        number->core_first == number->core_last ? shared_scale(number->low, milli / MILLI) : 1;
    if (gap && inner(tables, words, at - 1, HSY_OP_RANGE_OR) &&
        milli / MILLI > 2 * scale * number->low)
        return;
    number->low *= scale;
    if (before_is(tables, words, number->core_first, HSY_OP_RANGE_BETWEEN))
        number->first--;
    number->high = milli / MILLI;
    number->core_last = number->last = at + len - 1;
    number->comparator = HSY_COMPARE_RANGE;
    number->rule = (hsy_rule){NULL, 0, "range"};
}

/* -- a sentence --------------------------------------------------------------- */

static bool read_exact(const hsy_number_tables *tables, const hsy_terms *words, uint32_t at,
                       hsy_number *number)
{
    int64_t milli;
    uint32_t len = read_numeral(tables, words, at, &milli, number);

    if (len == 0)
        return false;
    number->core_last = number->last = at + len - 1;
    number->low = milli / MILLI;
    number->high = (milli + MILLI - 1) / MILLI;
    number->comparator = HSY_COMPARE_EXACT;
    return true;
}

static bool read_number(const hsy_number_tables *tables, const hsy_terms *words, uint32_t at,
                        hsy_number *number)
{
    *number = (hsy_number){.first = at, .core_first = at, .last = at};
    bool exact = read_exact(tables, words, at, number);
    const hsy_lexeme *vague = hsy_lexicon_match(&tables->vague, words, at);

    if (vague && (!exact || vague->nwords > number->last + 1 - at)) {
        const struct hsy_number_span *bounds = &tables->vague_rows.data[vague->value];
        if (bounds->low == HSY_NO_NUMBER) {
            number->last = at + vague->nwords - 1;
            return false;
        }
        *number = (hsy_number){.first = at, .core_first = at};
        number->core_last = number->last = at + vague->nwords - 1;
        number->low = bounds->low;
        number->high = bounds->high;
        number->comparator =
            bounds->low == bounds->high ? HSY_COMPARE_EXACT : HSY_COMPARE_VAGUE;
        number->rule = (hsy_rule){tables->vague_name, vague->line, "vague"};
    } else if (!exact) {
        return false;
    } else {
        read_range(tables, words, number);
    }
    number->figure_first = number->first;
    apply_comparators(tables, words, number);
    return true;
}

bool hsy_numbers_read(const hsy_number_tables *tables, hsy_arena *scratch,
                      const hsy_terms *words, const hsy_number **ret, uint32_t *ret_count)
{
    HSY_VEC(hsy_number) numbers = {0};
    hsy_number number;
    uint32_t end = 0;

    for (uint32_t at = 0; at < words->count; at++) {
        if (!read_number(tables, words, at, &number)) {
            at = number.last > at ? number.last : at;
            continue;
        }
        hsy_number *slot = hsy_vec_push(scratch, &numbers);
        if (!slot)
            return false;
        /* A comparator is not given to two numbers. */
        if (number.first < end)
            number.first = number.figure_first = number.core_first;
        *slot = number;
        at = number.last;
        end = at + 1;
    }
    *ret = numbers.data;
    *ret_count = numbers.count;
    return true;
}
