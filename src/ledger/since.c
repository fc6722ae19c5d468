/*
 * since.c - who is told as hurt and is dead.
 *
 * "A four-year-old girl is in critical condition" and, a day later, "the four-year-old
 * died": the second report replaces the first. That the two speak of one person takes more
 * than one story: the same age, or the same name. Within one article the facts have settled
 * it (quantity_ties.c); here a report is set beside those of the same day or later. And
 * "all three suffered gunshot wounds" is of the three whose bodies the article has counted.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include "base/utf8.h"

#define LOOKED_AT 64u /* people of a story told as dead one by one */

static bool is_one_person(const hsy_quantity *quantity, hsy_what what)
{
    return quantity->what == what && quantity->low == 1 && quantity->high == 1 &&
           !quantity->negated && !quantity->retracted && quantity->scope != HSY_SCOPE_POTENTIAL;
}

static hsy_str name_of(const hsy_story_work *work, const hsy_figure *figure)
{
    const hsy_quantity *quantity = hsy_quantity_of(work, figure);

    if (!quantity->named)
        return (hsy_str){NULL, 0};
    return hsy_article_str(hsy_source_at(work, figure->doc)->article, quantity->figure);
}

static bool are_one(const hsy_story_work *work, const hsy_figure *hurt, const hsy_figure *dead)
{
    const hsy_quantity *a = hsy_quantity_of(work, hurt), *b = hsy_quantity_of(work, dead);

    if (a->age && b->age)
        return a->age == b->age;
    hsy_str name = name_of(work, hurt), other = name_of(work, dead);
    return name.len > 2 && hsy_str_eq(name, other);
}

static int64_t day_of(const hsy_story_work *work, uint32_t doc)
{
    int64_t published = hsy_source_at(work, doc)->published;

    return published == INT64_MIN ? INT64_MIN : published / (24 * 60);
}

/* The day of the last report of their death; INT64_MIN: none after they were told as hurt. */
static int64_t death_of(const hsy_story_work *work, const hsy_figure *hurt,
                        const uint32_t *dead, uint32_t ndead)
{
    int64_t then = day_of(work, hurt->doc), last = INT64_MIN;

    for (uint32_t d = 0; d < ndead && then != INT64_MIN; d++) {
        const hsy_figure *other = &work->figures.data[dead[d]];
        int64_t day = day_of(work, other->doc);
        if (day >= then && day > last && are_one(work, hurt, other))
            last = day;
    }
    return last;
}

/* Are all whom the figure counts counted as dead by the same article? */
static bool are_all_dead(const hsy_story_work *work, uint32_t f)
{
    const hsy_figure *figures = work->figures.data;
    const hsy_quantity *hurt = hsy_quantity_of(work, &figures[f]);
    hsy_str rest = hsy_article_str(hsy_source_at(work, figures[f].doc)->article, hurt->span);
    hsy_str first = hsy_utf8_fold(work->scratch, hsy_str_cut(&rest, ' '));

    if (hurt->what != HSY_WHAT_INJURED || hurt->low < 2 || hurt->low != hurt->high ||
        !first.ptr || hsy_map_find(&work->tables->wholes, first) == HSY_NONE)
        return false;
    for (uint32_t g = f > LOOKED_AT ? f - LOOKED_AT : 0;
         g < work->figures.count && g < f + LOOKED_AT; g++) {
        const hsy_quantity *dead = hsy_quantity_of(work, &figures[g]);
        if (figures[g].doc == figures[f].doc && dead->what == HSY_WHAT_KILLED &&
            dead->low == hurt->low && dead->high == hurt->high && !dead->negated)
            return true;
    }
    return false;
}

/* "an 18-year-old was hit in the leg" where those who died are of other ages: another. */
static bool is_of_other_age(const hsy_story_work *work, const hsy_figure *hurt,
                            const uint32_t *dead, uint32_t ndead)
{
    const uint32_t age = hsy_quantity_of(work, hurt)->age;
    bool told = false;

    for (uint32_t d = 0; age && d < ndead; d++) {
        const uint32_t other = hsy_quantity_of(work, &work->figures.data[dead[d]])->age;
        if (other == age)
            return false;
        told |= other != 0;
    }
    return told;
}

/* A claim counts one person: what it has from before the death, and who is told as known
 * after it, is of the same one; "one was injured" after it is of another. */
static void spread(hsy_story_work *work, const int64_t *death, const uint32_t *dead,
                   uint32_t ndead)
{
    for (uint32_t f = 0; f < work->figures.count; f++) {
        hsy_figure *hurt = &work->figures.data[f];
        const hsy_quantity *quantity = hsy_quantity_of(work, hurt);
        int64_t last = death[hurt->draft], day = day_of(work, hurt->doc);
        if (last != INT64_MIN && is_one_person(quantity, HSY_WHAT_INJURED) &&
            ((day != INT64_MIN && day <= last) || quantity->definite) &&
            !is_of_other_age(work, hurt, dead, ndead))
            hurt->died = true;
    }
}

bool hsy_figures_since(hsy_story_work *work)
{
    uint32_t dead[LOOKED_AT], ndead = 0;
    int64_t *death = hsy_new_array(work->scratch, work->drafts.count, int64_t);

    if (!death)
        return false;
    for (uint32_t d = 0; d < work->drafts.count; d++)
        death[d] = INT64_MIN;
    for (uint32_t f = 0; f < work->figures.count && ndead < LOOKED_AT; f++)
        if (is_one_person(hsy_quantity_of(work, &work->figures.data[f]), HSY_WHAT_KILLED))
            dead[ndead++] = f;
    for (uint32_t f = 0; f < work->figures.count; f++) {
        hsy_figure *hurt = &work->figures.data[f];
        hurt->died = are_all_dead(work, f);
        int64_t last = is_one_person(hsy_quantity_of(work, hurt), HSY_WHAT_INJURED)
                           ? death_of(work, hurt, dead, ndead) : INT64_MIN;
        if (last > death[hurt->draft])
            death[hurt->draft] = last;
    }
    spread(work, death, dead, ndead);
    return true;
}
