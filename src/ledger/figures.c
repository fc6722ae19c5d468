/*
 * figures.c - what each figure of harm counts, and what it is worth in its article.
 *
 * A figure is for an incident, a scope and a class of victims. Where an article
 * counts no other class, "16 civilians" is its toll and stands beside the "16
 * people" of another; where it gives a total as well, the civilians are a part.
 * Soldiers, rebels are always a part, whether told as one ("including eleven soldiers")
 * or alone ("eleven soldiers were killed"); children, police are the toll where no article
 * counts anybody else. "No civilian deaths"
 * speaks of civilians alone. One person who is no number ("a farmer was killed") is
 * a part as soon as any account of the incident counts more. Sums over many acts,
 * feared tolls, dead and injured together, and figures on top of an earlier one
 * ("another six") are each apart.
 *
 * What title and lead say is an article's main figure; of what follows, a figure
 * counts for less when the article gives others of the same kind.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include "base/utf8.h"

#define LEAD 2u /* sentences of the body */

/* What one article counts of one kind in one incident. */
struct counted {
    bool everyone; /* it gives a figure for people as such */
    int64_t toll;  /* the first of these */
    hsy_str who;   /* else the only class, while there is but one */
    bool several;
    const hsy_quantity *before; /* the highest toll told so far; or NULL */
};

struct reader {
    hsy_story_work *work;
    uint32_t doc;
    const hsy_reading *reading;
    uint32_t first;    /* of the article's figures */
    uint32_t lead_end; /* first sentence after the lead */
    HSY_VEC(struct counted) counts;
    hsy_map count_of;
    hsy_map most_of;        /* incident and kind -> index in most */
    HSY_VEC(int64_t) most;  /* the highest number any account gives there */
    hsy_map class_of;       /* incident and kind -> index in classes */
    HSY_VEC(hsy_str) classes; /* whom all articles count there; .ptr NULL: several classes */
};

static bool is_casualty(const hsy_quantity *quantity)
{
    return quantity->what <= HSY_WHAT_TROOPS && quantity->low >= 0;
}

static bool is_of_one_act(hsy_scope scope)
{
    return scope != HSY_SCOPE_CUMULATIVE && scope != HSY_SCOPE_POTENTIAL;
}

static bool is_everyone(const struct reader *reader, hsy_str who)
{
    return hsy_str_eq(who, reader->work->tables->everyone);
}

/* -- what the article counts ------------------------------------------------------ */

/* The index of a pair of numbers in a growing list; HSY_NONE when out of memory. */
static uint32_t number_of(hsy_story_work *work, hsy_map *map, uint32_t a, uint32_t b,
                          uint32_t next)
{
    const uint32_t name[2] = {a, b};
    hsy_str key = {(const char *)name, sizeof name};
    uint32_t found = hsy_map_find(map, key);

    if (found != HSY_NONE)
        return found;
    key.ptr = hsy_arena_copy(work->scratch, name, sizeof name);
    return key.ptr && hsy_map_set(map, key, next) ? next : HSY_NONE;
}

static struct counted *counted_of(struct reader *reader, uint32_t incident, hsy_what what)
{
    uint32_t i = number_of(reader->work, &reader->count_of, incident, what,
                           reader->counts.count);

    if (i == HSY_NONE)
        return NULL;
    if (i < reader->counts.count)
        return &reader->counts.data[i];
    struct counted *slot = hsy_vec_push(reader->work->scratch, &reader->counts);
    return slot;
}

static void note_class(const struct reader *reader, struct counted *counted,
                       const hsy_quantity *quantity, hsy_str who)
{
    if (quantity->scope != HSY_SCOPE_EVENT || quantity->additional || quantity->negated)
        return;
    if (is_everyone(reader, who)) {
        counted->toll = counted->everyone ? counted->toll : quantity->low;
        counted->everyone = true;
    } else if (counted->who.ptr && !hsy_str_eq(counted->who, who))
        counted->several = true;
    else
        counted->who = who;
}

static bool note_most(struct reader *reader, const hsy_quantity *quantity, uint32_t incident)
{
    uint32_t i = number_of(reader->work, &reader->most_of, incident, quantity->what,
                           reader->most.count);

    if (i == HSY_NONE)
        return false;
    if (i == reader->most.count) {
        int64_t *slot = hsy_vec_push(reader->work->scratch, &reader->most);
        if (!slot)
            return false;
        *slot = 0;
    }
    if (quantity->scope == HSY_SCOPE_EVENT && !quantity->additional && !quantity->retracted &&
        quantity->low > reader->most.data[i])
        reader->most.data[i] = quantity->low;
    return true;
}

static const hsy_time *day_of(const hsy_reading *reading, uint32_t sentence)
{
    const hsy_time *found[2] = {NULL, NULL};
    uint32_t count[2] = {0, 0};

    for (uint32_t t = 0; t < reading->ntimes; t++) {
        const hsy_time *time = &reading->times[t];
        bool before = time->sentence + 1 == sentence;
        if (time->type > HSY_TIME_TIME || (!before && time->sentence != sentence))
            continue;
        count[before]++;
        found[before] = time;
    }
    int before = count[0] == 0;
    return count[before] == 1 ? found[before] : NULL;
}

/* Its own place and day, else those of its event as the article tells it, else those
 * that its sentences set. */
static void set_ground(const struct reader *reader, const hsy_quantity *quantity,
                       hsy_figure *figure)
{
    const hsy_reading *reading = reader->reading;

    if (figure->node != HSY_NONE) {
        figure->place = reader->work->nodes.data[figure->node].place;
        figure->time = reader->work->nodes.data[figure->node].time;
    }
    if (quantity->place < reading->nplaces)
        figure->place = &reading->places[quantity->place];
    if (quantity->time < reading->ntimes)
        figure->time = &reading->times[quantity->time];
    if (!figure->place)
        figure->place = hsy_scene_of(reading, quantity->sentence);
    if (!figure->time)
        figure->time = day_of(reading, quantity->sentence);
}

/* "5,800 civilians since January, 970 of them women": a part of a sum is one. */
static hsy_scope scope_of(const hsy_reading *reading, const hsy_quantity *quantity)
{
    hsy_scope whole = quantity->part_of < reading->nquantities
                          ? reading->quantities[quantity->part_of].scope : quantity->scope;

    return is_of_one_act(whole) ? quantity->scope : whole;
}

static bool add_figure(struct reader *reader, uint32_t q)
{
    hsy_story_work *work = reader->work;
    const hsy_quantity *quantity = &reader->reading->quantities[q];
    hsy_figure *figure = hsy_vec_push(work->scratch, &work->figures);

    if (!figure)
        return false;
    *figure = (hsy_figure){.doc = reader->doc, .quantity = q, .incident = HSY_NONE,
                           .node = HSY_NONE, .scope = scope_of(reader->reading, quantity),
                           .additional = quantity->additional, .draft = HSY_NONE};
    figure->who = quantity->who.len ? quantity->who : work->tables->everyone;
    if (quantity->event < reader->reading->nevents)
        figure->node = work->node_of[reader->doc][quantity->event];
    set_ground(reader, quantity, figure);
    if (!is_of_one_act(figure->scope))
        return true;
    figure->incident = hsy_figure_belongs(work, figure, reader->first);
    if (figure->incident == HSY_NONE || !note_most(reader, quantity, figure->incident))
        return false;
    struct counted *counted = counted_of(reader, figure->incident, quantity->what);
    if (counted)
        note_class(reader, counted, quantity, figure->who);
    return counted != NULL;
}

/* -- the whole or a part ----------------------------------------------------------- */

static bool is_toll(const struct reader *reader, const struct counted *counted,
                    const hsy_figure *figure, const hsy_quantity *quantity)
{
    if (figure->scope != HSY_SCOPE_EVENT)
        return false;
    if (is_everyone(reader, figure->who))
        return true;
    if (quantity->negated ||
        hsy_map_find(&reader->work->tables->victims, figure->who) != HSY_PART_WHOLE)
        return false;
    /* "18 people were killed ... the 18 civilians": all of them were. */
    return counted->everyone ? counted->toll == quantity->low && quantity->low > 1
                             : !counted->several;
}

/* "Nine people were injured. Two are in critical condition": of the hurt more is told as a
 * text goes on, of ever fewer. What one source says against another is no part. */
static bool is_part_of_hurt(const struct reader *reader, struct counted *counted,
                            const hsy_quantity *quantity)
{
    const hsy_quantity *before = counted->before;

    if (quantity->what != HSY_WHAT_INJURED || quantity->negated || quantity->additional)
        return false;
    if (!before || quantity->low >= before->low) {
        counted->before = quantity;
        return false;
    }
    if (quantity->updates || quantity->retracted || quantity->high >= before->low)
        return false;
    return !quantity->said_by.count || !before->said_by.count ||
           hsy_same_voice(reader->reading, quantity->said_by, before->said_by);
}

static void set_class(struct reader *reader, hsy_figure *figure)
{
    const hsy_quantity *quantity = hsy_quantity_of(reader->work, figure);

    if (figure->incident == HSY_NONE)
        return;
    struct counted *counted = counted_of(reader, figure->incident, quantity->what);
    if (counted && is_toll(reader, counted, figure, quantity) &&
        !is_part_of_hurt(reader, counted, quantity))
        figure->who = reader->work->tables->everyone;
    else if (figure->scope == HSY_SCOPE_EVENT)
        figure->scope = HSY_SCOPE_SUBSET;
}

/* Not told by a number: "a farmer", "Ana Ruiz", "he". */
static bool is_uncounted(const hsy_story_work *work, const hsy_figure *figure)
{
    const hsy_quantity *quantity = hsy_quantity_of(work, figure);
    const hsy_article *article = hsy_source_at(work, figure->doc)->article;

    if (quantity->low != 1 || quantity->high != 1 || quantity->negated)
        return false;
    hsy_str words = hsy_utf8_fold(work->scratch, hsy_article_str(article, quantity->figure));
    return words.ptr && hsy_map_find(&work->tables->numerals, words) == HSY_NONE;
}

/* "A farmer was killed" is a part where any account counts more than one, and the
 * whole toll where none does. */
static void set_lone(struct reader *reader, hsy_figure *figure)
{
    const hsy_quantity *quantity = hsy_quantity_of(reader->work, figure);

    if (figure->incident == HSY_NONE)
        return;
    uint32_t i = number_of(reader->work, &reader->most_of, figure->incident, quantity->what,
                           HSY_NONE);
    if (i == HSY_NONE || figure->additional || !is_uncounted(reader->work, figure))
        return;
    if (reader->most.data[i] > 1) {
        figure->lone = true;
        figure->scope = HSY_SCOPE_SUBSET;
    } else if (quantity->scope == HSY_SCOPE_EVENT) {
        figure->scope = HSY_SCOPE_EVENT;
        figure->who = reader->work->tables->everyone;
    }
}

static bool is_counted(const struct reader *reader, const hsy_figure *figure)
{
    const hsy_quantity *quantity = hsy_quantity_of(reader->work, figure);

    return figure->incident != HSY_NONE && is_of_one_act(figure->scope) && !quantity->negated &&
           !quantity->retracted && !is_uncounted(reader->work, figure);
}

static bool note_whom(struct reader *reader, const hsy_figure *figure)
{
    if (!is_counted(reader, figure))
        return true;
    uint32_t i = number_of(reader->work, &reader->class_of, figure->incident,
                           hsy_quantity_of(reader->work, figure)->what, reader->classes.count);
    if (i == HSY_NONE)
        return false;
    if (i == reader->classes.count) {
        hsy_str *slot = hsy_vec_push(reader->work->scratch, &reader->classes);
        if (slot)
            *slot = figure->who;
        return slot != NULL;
    }
    if (!hsy_str_eq(reader->classes.data[i], figure->who))
        reader->classes.data[i] = (hsy_str){NULL, 0};
    return true;
}

/* "Two children were killed", and no article counts anybody else: it is the toll. */
static void set_alone(struct reader *reader, hsy_figure *figure)
{
    const hsy_quantity *quantity = hsy_quantity_of(reader->work, figure);

    if (figure->scope != HSY_SCOPE_SUBSET || quantity->scope != HSY_SCOPE_EVENT ||
        figure->additional || figure->lone || !is_counted(reader, figure) ||
        hsy_map_find(&reader->work->tables->victims, figure->who) != HSY_PART_ALONE)
        return;
    uint32_t i = number_of(reader->work, &reader->class_of, figure->incident, quantity->what,
                           HSY_NONE);
    if (i != HSY_NONE && reader->classes.data[i].ptr)
        figure->scope = HSY_SCOPE_EVENT;
}

/* -- rank --------------------------------------------------------------------------- */

static bool is_one_kind(const hsy_story_work *work, const hsy_figure *a, const hsy_figure *b)
{
    return a->scope == b->scope && hsy_quantity_of(work, a)->what ==
           hsy_quantity_of(work, b)->what && hsy_str_eq(a->who, b->who) &&
           a->additional == b->additional && a->incident == b->incident;
}

static bool is_one_number(const hsy_story_work *work, const hsy_figure *a, const hsy_figure *b)
{
    return hsy_quantity_of(work, a)->low == hsy_quantity_of(work, b)->low;
}

static bool is_in_title(const hsy_story_work *work, const hsy_figure *figure)
{
    return hsy_article_in_title(hsy_source_at(work, figure->doc)->article,
                                hsy_quantity_of(work, figure)->span);
}

/* In the title; or first of its kind in the lead; or the number of one that is. */
static hsy_rank rank_of(const struct reader *reader, const hsy_figure *figure)
{
    const uint32_t looked = 64; /* figures of an article */
    const hsy_story_work *work = reader->work;
    bool first = true, alone = true;
    uint32_t end = work->figures.count - reader->first > looked ? reader->first + looked
                                                                : work->figures.count;

    if (is_in_title(work, figure))
        return HSY_RANK_MAIN;
    for (uint32_t f = reader->first; f < end; f++) {
        const hsy_figure *other = &work->figures.data[f];
        if (other->doc != figure->doc)
            break;
        if (other == figure || !is_one_kind(work, figure, other))
            continue;
        if (is_one_number(work, figure, other)) {
            if (other < figure && other->rank == HSY_RANK_MAIN)
                return HSY_RANK_MAIN;
            continue;
        }
        alone = false;
        first &= other > figure;
    }
    if (first && hsy_quantity_of(work, figure)->sentence < reader->lead_end)
        return HSY_RANK_MAIN;
    return alone ? HSY_RANK_SOLE : HSY_RANK_OTHER;
}

/* "No deaths" in passing speaks of what the article has just told, not of the whole;
 * "he was not hurt" of one man. */
static bool is_aside(const hsy_quantity *quantity, hsy_rank rank)
{
    return quantity->negated &&
           (quantity->low == 1 || (quantity->low == 0 && rank != HSY_RANK_MAIN));
}

/* -- the survey ---------------------------------------------------------------------- */

static void find_lead(struct reader *reader)
{
    uint32_t s = 0;

    while (s < reader->reading->nsentences && reader->reading->sentences[s].is_title)
        s++;
    reader->lead_end = s + LEAD;
}

static bool survey_doc(struct reader *reader, uint32_t doc)
{
    hsy_story_work *work = reader->work;

    reader->doc = doc;
    reader->reading = hsy_source_at(work, doc)->reading;
    reader->first = work->figures.count;
    reader->counts.count = reader->counts.room = 0;
    reader->counts.data = NULL;
    hsy_map_init(&reader->count_of, work->scratch);
    for (uint32_t q = 0; q < reader->reading->nquantities; q++)
        if (is_casualty(&reader->reading->quantities[q]) && !add_figure(reader, q))
            return false;
    if (!hsy_figures_rest(work, reader->first))
        return false;
    for (uint32_t f = reader->first; f < work->figures.count; f++)
        set_class(reader, &work->figures.data[f]);
    return true;
}

/* What only the whole story can tell, and what hangs on it. */
static bool finish(struct reader *reader)
{
    hsy_story_work *work = reader->work;

    for (uint32_t f = 0; f < work->figures.count; f++) {
        set_lone(reader, &work->figures.data[f]);
        if (!note_whom(reader, &work->figures.data[f]))
            return false;
    }
    for (uint32_t f = 0; f < work->figures.count; f++)
        set_alone(reader, &work->figures.data[f]);
    for (uint32_t f = 0; f < work->figures.count; f++) {
        hsy_figure *figure = &work->figures.data[f];
        if (f == 0 || figure->doc != work->figures.data[f - 1].doc) {
            reader->first = f;
            reader->reading = hsy_source_at(work, figure->doc)->reading;
            find_lead(reader);
        }
        figure->rank = rank_of(reader, figure);
        figure->none = is_aside(hsy_quantity_of(work, figure), figure->rank);
    }
    return true;
}

bool hsy_figures_survey(hsy_story_work *work)
{
    struct reader reader = {.work = work};

    hsy_map_init(&reader.most_of, work->scratch);
    hsy_map_init(&reader.class_of, work->scratch);
    for (uint32_t doc = 0; doc < work->ndocs; doc++)
        if (!survey_doc(&reader, doc))
            return false;
    return hsy_figures_fewer(work) && finish(&reader);
}
