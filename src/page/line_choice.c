/* line_choice.c - a second opinion on the lines of a plain page.
 *
 * The rules of roles.c know what a page is made of; the trees (forest.h) have seen
 * some hundred pages whose text is known, and weigh what the rules found together
 * with all else that can be counted. They decide which lines are body, and which is
 * the title: the line with the most points among those that can be one.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/forest.h"
#include "page/line_features.h"

#define FEW 40 /* lines; a page of fewer has hardly any furniture, unlike all the trees saw */

static uint32_t count(const hsy_lines *lines)
{
    return lines->list.count;
}

static hsy_line *line_of(const hsy_lines *lines, uint32_t i)
{
    return &lines->list.data[i];
}

static bool is_body(const hsy_line *line)
{
    return line->role == HSY_ROLE_BODY || line->role == HSY_ROLE_HEADING;
}

static void put_points(const hsy_forest *forest, const int32_t *rows, uint32_t n, int32_t *ret)
{
    for (uint32_t i = 0; i < n; i++)
        ret[i] = hsy_forest_points(forest, rows + (size_t)i * HSY_LINE_NFEATURES);
}

/* --- title ----------------------------------------------------------------- */

#define TITLE_LINES 400 /* from the top of the page */

/* The trees put the lines of a page in order and know no zero: the best is taken, which
 * was right more often than the rules' choice also where its points were few. */

static uint32_t title_of(const hsy_lines *lines, const int32_t *points)
{
    uint32_t best = HSY_NONE;

    for (uint32_t i = 0; i < count(lines) && i < TITLE_LINES; i++) {
        const hsy_line *line = line_of(lines, i);
        if (line->look.letters < 4 || line->look.words > 40)
            continue;
        if (best == HSY_NONE || points[i] > points[best])
            best = i;
    }
    return best;
}

static void take_title(hsy_lines *lines, uint32_t title)
{
    for (uint32_t i = 0; i < count(lines); i++) {
        hsy_line *line = line_of(lines, i);
        if (i != title && line->role == HSY_ROLE_TITLE) {
            line->role = HSY_ROLE_REMOVED;
            line->as = HSY_AS_OTHER;
        }
    }
    line_of(lines, title)->role = HSY_ROLE_TITLE;
}

/* --- body ------------------------------------------------------------------ */

/* A sub-heading: short, no sentence, not part of a list, and prose follows. */
static bool is_heading(const hsy_lines *lines, uint32_t i)
{
    const hsy_look *look = &line_of(lines, i)->look;
    const hsy_line *next = i + 1 < count(lines) ? line_of(lines, i + 1) : NULL;

    if (look->stop || look->colon || look->bullet || look->words >= 16)
        return false;
    if (i > 0 && line_of(lines, i - 1)->look.colon && is_body(line_of(lines, i - 1)))
        return false;
    return next && is_body(next) && hsy_look_is_prose(&next->look);
}

static void take_body(hsy_lines *lines, const int32_t *points)
{
    for (uint32_t i = 0; i < count(lines); i++) {
        hsy_line *line = line_of(lines, i);
        bool keep = points[i] > 0 && line->look.letters + line->look.digits > 0;
        if (line->role == HSY_ROLE_TITLE || keep == is_body(line))
            continue;
        if (keep) {
            line->role = HSY_ROLE_BODY;
        } else {
            line->role = HSY_ROLE_REMOVED;
            line->as = line->phrase ? line->phrase->as
                       : line->look.words >= 5 ? HSY_AS_RELATED : HSY_AS_OTHER;
        }
    }
    for (uint32_t i = count(lines); i-- > 0;)
        if (is_body(line_of(lines, i)))
            line_of(lines, i)->role = is_heading(lines, i) ? HSY_ROLE_HEADING : HSY_ROLE_BODY;
}

/* Most lines are prose: a text that somebody has kept without its page. All the trees
 * saw was crawled, where menus and links outnumber what is told. */
static bool is_clean(const hsy_lines *lines)
{
    uint32_t prose = 0, all = 0;

    for (uint32_t i = 0; i < count(lines); i++) {
        const hsy_look *look = &line_of(lines, i)->look;
        all += look->letters > 0;
        prose += hsy_look_is_prose(look);
    }
    return prose * 2 > all;
}

void hsy_lines_weigh(const hsy_page_tables *tables, hsy_arena *arena, hsy_lines *lines,
                     hsy_weighed *ret)
{
    uint32_t n = count(lines);
    int32_t *points = hsy_new_array(arena, n + 1, int32_t);
    int32_t *titles = hsy_new_array(arena, n + 1, int32_t);
    const int32_t *rows = hsy_line_features(arena, lines);

    *ret = (hsy_weighed){NULL, NULL, NULL};
    if (!points || !titles || !rows)
        return;
    put_points(&tables->line_trees, rows, n, points);
    put_points(&tables->title_trees, rows, n, titles);
    *ret = (hsy_weighed){rows, points, titles};
    if (n < FEW || is_clean(lines))
        return;
    uint32_t title = tables->title_trees.nroots ? title_of(lines, titles) : HSY_NONE;
    if (title != HSY_NONE)
        take_title(lines, title);
    if (tables->line_trees.nroots)
        take_body(lines, points);
}
