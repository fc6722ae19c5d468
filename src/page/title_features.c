/* title_features.c - the lines at the top of a plain page in numbers that tell titles.
 *
 * A headline is told from other headlines by what follows it: the prose right below
 * says its words again, a byline or a day stands near, and the line that a crawler
 * took from <title> (the first of the page, with the name of the site) has the same
 * words, though seldom the same letters. A line below the title has another headline
 * above it. See line_features.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/map.h"
#include "page/feature_units.h"
#include "page/line_features.h"

#define TOP        400 /* lines from the top that are looked at */
#define WORDS_MOST 40  /* of a line that may be a title */
#define LEAST      4   /* letters of a word that says something */
#define SOON       3   /* lines of prose within which words are said again soon */
#define CLOSE      20  /* lines to a byline that count */
#define FIRST_LEAST 3  /* words of the first line that say something */

struct top {
    hsy_arena *arena;
    const hsy_lines *lines;
    uint32_t n; /* lines looked at */
    int32_t *rows;
};

static const hsy_line *line_at(const struct top *t, uint32_t i)
{
    return &t->lines->list.data[i];
}

static int32_t *row_at(const struct top *t, uint32_t i)
{
    return t->rows + (size_t)i * HSY_LINE_NFEATURES;
}

/* The words of a line that say something. */
static uint32_t words_of(const struct top *t, uint32_t i, hsy_str *words)
{
    hsy_str line = hsy_span_str(t->lines->page, line_at(t, i)->at);
    uint32_t n = hsy_line_words(t->arena, line, words, WORDS_MOST), to = 0;

    for (uint32_t k = 0; k < n; k++)
        if (words[k].len >= LEAST)
            words[to++] = words[k];
    return to;
}

/* How many of a line's words the map knows at a value of `most` or less. */
static uint32_t known(const hsy_map *map, const hsy_str *words, uint32_t n, uint32_t most)
{
    uint32_t count = 0;

    for (uint32_t k = 0; k < n; k++)
        count += hsy_map_find(map, words[k]) <= most;
    return count;
}

/* --- the first line, which may be that of <title> --------------------------- */

static bool put_as_first(const struct top *t)
{
    hsy_str words[WORDS_MOST];
    hsy_map first;
    int32_t best = 0;

    hsy_map_init(&first, t->arena);
    uint32_t nfirst = t->n ? words_of(t, 0, words) : 0;
    for (uint32_t k = 0; k < nfirst; k++)
        if (hsy_map_put(&first, words[k], 0) == HSY_NONE)
            return false;
    for (uint32_t i = 1; i < t->n; i++) {
        hsy_arena_mark mark = hsy_arena_here(t->arena);
        bool open = nfirst >= FIRST_LEAST && line_at(t, i)->look.words <= WORDS_MOST;
        uint32_t n = open ? words_of(t, i, words) : 0;
        uint32_t both = known(&first, words, n, 0);
        uint32_t shared = both < nfirst ? both : nfirst;
        int32_t like = open ? within(share(both, n + nfirst - shared), 1000) : -1;
        row_at(t, i)[HSY_LF_as_first] = like;
        best = like > best ? like : best;
        hsy_arena_rewind(t->arena, mark);
    }
    if (t->n)
        row_at(t, 0)[HSY_LF_as_first] = nfirst >= FIRST_LEAST ? best : -1;
    return true;
}

/* --- the prose below -------------------------------------------------------- */

/* From below: a word of prose is known by how many lines of prose stand above it, counted
 * from the end, so that "within the next three" is a comparison. */
static bool put_said_soon(const struct top *t)
{
    hsy_str words[WORDS_MOST];
    hsy_map said;
    uint32_t left = TOP; /* goes down with every line of prose: nearer ones have less */

    hsy_map_init(&said, t->arena);
    for (uint32_t i = t->n; i-- > 0;) {
        const hsy_line *line = line_at(t, i);
        bool prose = row_at(t, i)[HSY_LF_prose] != 0;
        if (!prose && line->look.words > WORDS_MOST)
            continue;
        uint32_t n = words_of(t, i, words);
        row_at(t, i)[HSY_LF_said_soon] =
            n ? share(known(&said, words, n, left + SOON - 1), n) : -1;
        if (!prose)
            continue;
        left--;
        for (uint32_t k = 0; k < n; k++)
            if (!hsy_map_set(&said, words[k], left))
                return false;
    }
    return true;
}

/* --- bylines, other headlines ----------------------------------------------- */

static bool is_byline(const hsy_line *line)
{
    return line->by_itself == HSY_ROLE_BYLINE || line->by_itself == HSY_ROLE_DATE;
}

static bool is_headline(const hsy_line *line)
{
    return !line->phrase && line->look.words >= 4 && hsy_look_is_headline(&line->look);
}

static void put_from_byline(const struct top *t)
{
    uint32_t since = CLOSE, heads = 0;

    for (uint32_t i = 0; i < t->n; i++) {
        const hsy_line *line = line_at(t, i);
        row_at(t, i)[HSY_LF_from_byline] = within(since, CLOSE);
        row_at(t, i)[HSY_LF_heads_above] = within(heads, CLOSE);
        since = is_byline(line) ? 1 : since + 1;
        heads = is_headline(line) ? heads + 1 : row_at(t, i)[HSY_LF_prose] ? 0 : heads;
    }
}

static void put_to_byline(const struct top *t)
{
    uint32_t since = CLOSE, heads = 0;

    for (uint32_t i = t->n; i-- > 0;) {
        const hsy_line *line = line_at(t, i);
        row_at(t, i)[HSY_LF_to_byline] = within(since, CLOSE);
        row_at(t, i)[HSY_LF_heads_below] = within(heads, CLOSE);
        since = is_byline(line) ? 1 : since + 1;
        heads = row_at(t, i)[HSY_LF_prose] ? 0 : is_headline(line) ? heads + 1 : heads;
    }
}

bool hsy_title_features(hsy_arena *arena, const hsy_lines *lines, int32_t *rows)
{
    uint32_t all = lines->list.count;
    struct top t = {arena, lines, all < TOP ? all : TOP, rows};

    put_from_byline(&t);
    put_to_byline(&t);
    return put_as_first(&t) && put_said_soon(&t);
}
