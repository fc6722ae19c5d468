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

#define WORDS 8u /* of a figure */
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

/* "All three suffered gunshot wounds", "the boy and the man were both hit" */
static bool speaks_of_all(const hsy_story_work *work, const hsy_figure *figure)
{
    const hsy_article *article = hsy_source_at(work, figure->doc)->article;
    hsy_str rest = hsy_article_str(article, hsy_quantity_of(work, figure)->span);

    for (uint32_t i = 0; rest.ptr && i < WORDS; i++) {
        hsy_str word = hsy_utf8_fold(work->scratch, hsy_str_cut(&rest, ' '));
        if (word.ptr && hsy_map_find(&work->tables->wholes, word) != HSY_NONE)
            return true;
    }
    return false;
}

/* The figures of one dead person each, at most LOOKED_AT. */
static uint32_t find_dead(const hsy_story_work *work, uint32_t *dead)
{
    uint32_t ndead = 0;

    for (uint32_t f = 0; f < work->figures.count && ndead < LOOKED_AT; f++)
        if (is_one_person(hsy_quantity_of(work, &work->figures.data[f]), HSY_WHAT_KILLED))
            dead[ndead++] = f;
    return ndead;
}

/* Are all whom the figure counts counted as dead by the same article? */
static bool are_all_dead(const hsy_story_work *work, uint32_t f)
{
    const hsy_figure *figures = work->figures.data;
    const hsy_quantity *hurt = hsy_quantity_of(work, &figures[f]);

    if (hurt->what != HSY_WHAT_INJURED || hurt->low < 2 || hurt->low != hurt->high ||
        !speaks_of_all(work, &figures[f]))
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

/* -- the one victim ---------------------------------------------------------------- */

/* What all articles tell of one incident. */
struct victim {
    uint32_t killed, hurt; /* article that last counted one, plus 1 */
    bool several;          /* somebody counts more than one, or a dead and a hurt */
    int64_t death;         /* last day on which the one is told as dead */
    uint32_t dead;         /* a figure that tells it */
};

static void note_victim(const hsy_story_work *work, uint32_t f, struct victim *victim)
{
    const hsy_figure *figure = &work->figures.data[f];
    const hsy_quantity *quantity = hsy_quantity_of(work, figure);

    if (quantity->what > HSY_WHAT_INJURED || quantity->negated || quantity->retracted ||
        quantity->scope == HSY_SCOPE_POTENTIAL)
        return;
    if (quantity->low != 1 || quantity->high != 1 || quantity->additional) {
        victim->several = true;
    } else if (quantity->what == HSY_WHAT_KILLED) {
        int64_t day = day_of(work, figure->doc);
        victim->killed = figure->doc + 1;
        if (figure->rank == HSY_RANK_MAIN && day >= victim->death && day != INT64_MIN) {
            victim->death = day;
            victim->dead = f;
        }
    } else if (!quantity->definite) {
        victim->hurt = figure->doc + 1;
    }
    victim->several |= victim->killed && victim->killed == victim->hurt;
}

/* "A teenager was shot and is in critical condition", and on a later day, of the same
 * shooting, "the nephew has died", where no article counts more than one, nor a dead beside
 * a hurt: it is the same one. */
static bool mark_only_victim(hsy_story_work *work)
{
    struct victim *victims = hsy_new_array(work->scratch, work->incidents.count, struct victim);

    if (!victims)
        return false;
    for (uint32_t i = 0; i < work->incidents.count; i++)
        victims[i] = (struct victim){.death = INT64_MIN};
    for (uint32_t f = 0; f < work->figures.count; f++)
        if (work->figures.data[f].incident != HSY_NONE)
            note_victim(work, f, &victims[work->figures.data[f].incident]);
    for (uint32_t f = 0; f < work->figures.count; f++) {
        hsy_figure *hurt = &work->figures.data[f];
        const struct victim *victim =
            hurt->incident == HSY_NONE ? NULL : &victims[hurt->incident];
        int64_t day = day_of(work, hurt->doc);
        if (victim && !victim->several && victim->death != INT64_MIN && day != INT64_MIN &&
            day <= victim->death && is_one_person(hsy_quantity_of(work, hurt), HSY_WHAT_INJURED) &&
            !is_of_other_age(work, hurt, &victim->dead, 1))
            hurt->died = true;
    }
    return true;
}

/* -- sums of people told one by one -------------------------------------------------- */

/* How many of those whom `sum` counts one by one another report tells as dead. */
static int64_t dead_of(const hsy_story_work *work, uint32_t sum, const uint32_t *dead,
                       uint32_t ndead)
{
    const hsy_figure *figures = work->figures.data;
    int64_t count = 0;

    for (uint32_t f = sum > LOOKED_AT ? sum - LOOKED_AT : 0;
         f < work->figures.count && f < sum + LOOKED_AT; f++)
        if (figures[f].doc == figures[sum].doc &&
            hsy_quantity_of(work, &figures[f])->part_of == figures[sum].quantity &&
            is_one_person(hsy_quantity_of(work, &figures[f]), HSY_WHAT_INJURED))
            count += death_of(work, &figures[f], dead, ndead) != INT64_MIN;
    return count;
}

bool hsy_figures_fewer(hsy_story_work *work)
{
    uint32_t dead[LOOKED_AT], ndead = find_dead(work, dead);

    for (uint32_t f = 0; ndead && f < work->figures.count; f++) {
        const hsy_quantity *sum = hsy_quantity_of(work, &work->figures.data[f]);
        if (sum->what != HSY_WHAT_INJURED || sum->low < 2 || sum->low != sum->high)
            continue;
        const int64_t fewer = dead_of(work, f, dead, ndead);
        if (!fewer || fewer >= sum->low)
            continue;
        hsy_quantity *rest = hsy_new(work->arena, hsy_quantity);
        if (!rest)
            return false;
        *rest = *sum;
        rest->low -= fewer;
        rest->high -= fewer;
        work->figures.data[f].rest = rest;
    }
    return true;
}

bool hsy_figures_since(hsy_story_work *work)
{
    uint32_t dead[LOOKED_AT], ndead = find_dead(work, dead);
    int64_t *death = hsy_new_array(work->scratch, work->drafts.count, int64_t);

    if (!death)
        return false;
    for (uint32_t d = 0; d < work->drafts.count; d++)
        death[d] = INT64_MIN;
    for (uint32_t f = 0; f < work->figures.count; f++) {
        hsy_figure *hurt = &work->figures.data[f];
        hurt->died = are_all_dead(work, f);
        int64_t last = is_one_person(hsy_quantity_of(work, hurt), HSY_WHAT_INJURED)
                           ? death_of(work, hurt, dead, ndead) : INT64_MIN;
        if (last > death[hurt->draft])
            death[hurt->draft] = last;
    }
    spread(work, death, dead, ndead);
    return mark_only_victim(work);
}
