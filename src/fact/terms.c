/* terms.c - see terms.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "fact/terms.h"

#include "base/utf8.h"

#include <string.h>

#define LONGEST_PHRASE 6 /* words, looking backwards */

struct maker {
    hsy_arena *scratch;
    const hsy_doc *doc;
    HSY_VEC(hsy_term) words;
    uint8_t join;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Where the letters glued to leading digits begin ("1.2|m"), or the length. Only
 * ASCII letters count: "5ième" and "30°" stay whole. */
static size_t digits_end(hsy_str s)
{
    size_t i = 0;

    while (i < s.len && (is_digit(s.ptr[i]) || s.ptr[i] == '.' || s.ptr[i] == ',' ||
                         (s.ptr[i] == ':' && i + 1 < s.len && is_digit(s.ptr[i + 1]))))
        i++;
    if (i == 0 || !is_digit(s.ptr[0]))
        return s.len;
    for (size_t j = i; j < s.len; j++)
        if (s.ptr[j] < 'a' || s.ptr[j] > 'z')
            return s.len;
    return i;
}

static uint8_t piece_shape(const struct maker *maker, const hsy_token *token, hsy_span span,
                           hsy_str low)
{
    uint32_t len;
    hsy_str raw = hsy_doc_str(maker->doc, span);
    uint8_t shape = token->shape & HSY_SHAPE_STARTS;
    bool number = low.len > 0, any = false;

    if (raw.len && hsy_utf8_is_upper(hsy_utf8_at(raw, 0, &len)))
        shape |= HSY_SHAPE_CAPITAL;
    for (size_t i = 0; i < low.len; i++) {
        any |= is_digit(low.ptr[i]);
        number &= is_digit(low.ptr[i]) || low.ptr[i] == '.' || low.ptr[i] == ',';
    }
    if (any)
        shape |= HSY_SHAPE_DIGIT;
    if (any && number)
        shape |= HSY_SHAPE_NUMBER;
    return shape;
}

/* Bytes [from, to) of the token's lower form as a word. Where lower-casing has
 * moved bytes, the word keeps the span of the whole token. */
static bool add_piece(struct maker *maker, uint32_t token, size_t from, size_t to)
{
    const hsy_token *t = &maker->doc->tokens[token];
    hsy_term *word = hsy_vec_push(maker->scratch, &maker->words);

    if (!word)
        return false;
    word->token = token;
    word->lower = hsy_str_sub(t->lower, from, to);
    word->span = t->lower.len == t->span.len
                     ? hsy_span_of(t->span.off + (uint32_t)from, t->span.off + (uint32_t)to)
                     : t->span;
    word->shape = from == 0 && to == t->lower.len
                      ? t->shape
                      : piece_shape(maker, t, word->span, word->lower);
    word->join = maker->join;
    maker->join = HSY_JOIN_GLUED;
    return true;
}

/* An address of the web or of mail is one word: "example.org/a-day-to-die". */
static bool is_address(hsy_str s)
{
    bool dot = false;

    for (size_t i = 0; i + 1 < s.len; i++) {
        if (i && (s.ptr[i] == '@' || (s.ptr[i] == '/' && (dot || s.ptr[i - 1] == '/'))))
            return true;
        dot |= s.ptr[i] == '.';
    }
    return s.len > 4 && !memcmp(s.ptr, "www.", 4);
}

/* Part a token at its inner hyphens, digits from the letters after them. */
static bool add_token(struct maker *maker, uint32_t token)
{
    hsy_str s = maker->doc->tokens[token].lower;
    size_t from = 0;

    if (is_address(s))
        return add_piece(maker, token, 0, s.len);
    while (from < s.len) {
        size_t to = from;
        while (to < s.len && s.ptr[to] != '-')
            to++;
        if (to > from) {
            size_t mid = from + digits_end(hsy_str_sub(s, from, to));
            if (!add_piece(maker, token, from, mid) ||
                (mid < to && !add_piece(maker, token, mid, to)))
                return false;
        }
        if (to < s.len && to > from)
            maker->join = HSY_JOIN_HYPHEN;
        from = to + 1;
    }
    return true;
}

/* A hyphen, or a dash as short as one; "injured—a" is no compound. */
static bool is_hyphen(hsy_str raw, hsy_str lower)
{
    return lower.len == 1 && lower.ptr[0] == '-' && !hsy_str_eq(raw, HSY_STR("\xE2\x80\x94")) &&
           !hsy_str_eq(raw, HSY_STR("\xE2\x80\x95"));
}

/* A lone hyphen with no white space around it ties its neighbours together. */
static bool ties(const struct maker *maker, const hsy_sentence *sentence, uint32_t token)
{
    const hsy_token *t = &maker->doc->tokens[token];

    return is_hyphen(hsy_token_str(maker->doc, token), t->lower) && token > sentence->first &&
           token + 1 < sentence->first + sentence->ntokens && !t->space_after &&
           !t[-1].space_after && maker->words.count > 0;
}

/* Nine of ten words, and at least four, in capitals. */
static bool is_loud(const hsy_term *words, uint32_t count)
{
    uint32_t letters = 0, capitals = 0;

    for (uint32_t i = 0; i < count; i++) {
        if (words[i].lower.len < 2 || (words[i].shape & (HSY_SHAPE_PUNCT | HSY_SHAPE_DIGIT)))
            continue;
        letters++;
        capitals += (words[i].shape & HSY_SHAPE_ALL_CAPS) != 0;
    }
    return capitals >= 4 && capitals * 10 >= letters * 9;
}

bool hsy_terms_make(hsy_arena *scratch, const hsy_doc *doc, uint32_t index, hsy_terms *ret)
{
    struct maker maker = {.scratch = scratch, .doc = doc};
    const hsy_sentence *sentence = &doc->sentences[index];

    for (uint32_t i = 0; i < sentence->ntokens; i++) {
        uint32_t token = sentence->first + i;
        const hsy_token *t = &doc->tokens[token];
        if (ties(&maker, sentence, token)) {
            maker.join = HSY_JOIN_HYPHEN;
            continue;
        }
        bool dashes = t->shape & HSY_SHAPE_PUNCT;
        if (dashes ? !add_piece(&maker, token, 0, t->lower.len) : !add_token(&maker, token))
            return false;
        if (t->space_after)
            maker.join = HSY_JOIN_SPACE;
        else if (maker.join != HSY_JOIN_HYPHEN)
            maker.join = HSY_JOIN_GLUED;
    }
    *ret = (hsy_terms){doc, maker.words.data, maker.words.count, index,
                       is_loud(maker.words.data, maker.words.count)};
    return true;
}

hsy_span hsy_terms_span(const hsy_terms *words, uint32_t first, uint32_t last)
{
    return hsy_span_join(words->data[first].span, words->data[last].span);
}

/* -- phrases --------------------------------------------------------------- */

void hsy_lexicon_init(hsy_lexicon *lexicon, hsy_arena *arena)
{
    *lexicon = (hsy_lexicon){.arena = arena};
    hsy_map_init(&lexicon->first, arena);
}

bool hsy_lexicon_add(hsy_lexicon *lexicon, hsy_str phrase, uint32_t value, uint32_t line)
{
    HSY_VEC(hsy_str) words = {0};

    for (size_t from = 0; from < phrase.len;) {
        size_t to = from;
        while (to < phrase.len && phrase.ptr[to] != ' ' && phrase.ptr[to] != '-')
            to++;
        if (to > from) {
            hsy_str *word = hsy_vec_push(lexicon->arena, &words);
            if (!word)
                return false;
            *word = hsy_str_sub(phrase, from, to);
        }
        from = to + 1;
    }
    if (words.count == 0)
        return false;
    hsy_lexeme *entry = hsy_vec_push(lexicon->arena, &lexicon->entries);
    if (!entry)
        return false;
    *entry = (hsy_lexeme){words.data, words.count, value, line,
                          hsy_map_find(&lexicon->first, words.data[0])};
    return hsy_map_set(&lexicon->first, words.data[0], lexicon->entries.count - 1);
}

static bool matches(const hsy_lexeme *entry, const hsy_terms *words, uint32_t at)
{
    if (entry->nwords > words->count - at)
        return false;
    for (uint32_t i = 1; i < entry->nwords; i++)
        if (!hsy_str_eq(entry->words[i], words->data[at + i].lower))
            return false;
    return true;
}

const hsy_lexeme *hsy_lexicon_match(const hsy_lexicon *lexicon, const hsy_terms *words,
                                    uint32_t at)
{
    const hsy_lexeme *best = NULL;

    if (at >= words->count)
        return NULL;
    uint32_t i = hsy_map_find(&lexicon->first, words->data[at].lower);
    for (; i != HSY_NONE; i = lexicon->entries.data[i].next) {
        const hsy_lexeme *entry = &lexicon->entries.data[i];
        if ((!best || entry->nwords > best->nwords) && matches(entry, words, at))
            best = entry;
    }
    return best;
}

const hsy_lexeme *hsy_lexicon_match_before(const hsy_lexicon *lexicon, const hsy_terms *words,
                                           uint32_t end)
{
    for (uint32_t len = end < LONGEST_PHRASE ? end : LONGEST_PHRASE; len > 0; len--) {
        uint32_t i = hsy_map_find(&lexicon->first, words->data[end - len].lower);
        for (; i != HSY_NONE; i = lexicon->entries.data[i].next) {
            const hsy_lexeme *entry = &lexicon->entries.data[i];
            if (entry->nwords == len && matches(entry, words, end - len))
                return entry;
        }
    }
    return NULL;
}
