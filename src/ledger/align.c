/*
 * align.c - which events, of one article or of several, are one incident.
 *
 * Events of one type and standing are compared by place, days and parties; a
 * clash in any keeps them apart, and enough agreement joins them. Events that
 * say where (or when and by whom) are placed first; the vaguer ones then find
 * the incident that fits them best, in their own article above all. Where both
 * sides count victims and nothing clashes they are joined on little: the story
 * itself says that its articles are about one thing. Sums over many acts
 * ("attacks have killed thousands") stay by themselves. Figures come after: belongs.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include <string.h>

#define LOOKED_AT 96u   /* newest incidents of a type */
#define COMPARED 8u     /* members of an incident */
#define ENOUGH 4        /* agreement between two articles */
#define ENOUGH_WITHIN 3 /* and within one */
#define RARE 8          /* a toll seldom met twice in one story by chance */
#define TRIGGER_WORDS 4u
#define STEM 4   /* letters that two forms of a word share at least */
#define ENDING 4 /* and that the longer may have more: "arrest", "arresting" */
#define NO (-100)
#define COPIED 100
#define COPIED_LEAST 20u /* bytes of a clause that says something */

static hsy_standing standing_of(hsy_modality modality)
{
    switch (modality) {
    case HSY_MODALITY_ACTUAL:
    case HSY_MODALITY_DENIED: return HSY_STANDING_HAPPENED;
    case HSY_MODALITY_PLANNED: return HSY_STANDING_PLANNED;
    default: return HSY_STANDING_SPOKEN;
    }
}

/* -- nodes ------------------------------------------------------------------ */

static int precision(const hsy_place *place)
{
    static const int order[] = {[HSY_PLACE_COUNTRY] = 1, [HSY_PLACE_REGION] = 2,
                                [HSY_PLACE_CITY] = 4, [HSY_PLACE_SITE] = 3,
                                [HSY_PLACE_OTHER] = 0};
    return place ? order[place->kind] : -1;
}

/* Of events that are the same the most precise place counts, and the time told with
 * it: "the assault on Ukraine today" gives way to "an attack on Kharkiv on Friday". */
static void add_event(hsy_node *node, const hsy_reading *reading, uint32_t e)
{
    const hsy_event *event = &reading->events[e];
    const hsy_place *place =
        event->place < reading->nplaces ? &reading->places[event->place] : NULL;
    const hsy_time *time = event->time < reading->ntimes ? &reading->times[event->time] : NULL;

    if (precision(place) > precision(node->place)) {
        node->place = place;
        node->borrowed = e != node->event;
        node->time = time ? time : node->time;
    }
    if (!node->time)
        node->time = time;
    if (!node->nsources && event->nsources) {
        node->sources = event->sources;
        node->nsources = event->nsources;
        node->doer = e;
    }
    if (!node->ntargets && event->ntargets) {
        node->targets = event->targets;
        node->ntargets = event->ntargets;
    }
}

static bool nodes_of_doc(hsy_story_work *work, uint32_t doc)
{
    const hsy_reading *reading = hsy_source_at(work, doc)->reading;
    uint32_t *node_of = hsy_new_array(work->scratch, reading->nevents, uint32_t);

    if (!node_of)
        return false;
    work->node_of[doc] = node_of;
    for (uint32_t e = 0; e < reading->nevents; e++) {
        const hsy_event *event = &reading->events[e];
        uint32_t same = event->same_as < e ? node_of[event->same_as] : HSY_NONE;
        if (same != HSY_NONE && work->nodes.data[same].standing == standing_of(event->modality)) {
            node_of[e] = same;
        } else {
            hsy_node *node = hsy_vec_push(work->scratch, &work->nodes);
            if (!node)
                return false;
            *node = (hsy_node){.doc = doc, .event = e, .doer = e, .incident = HSY_NONE,
                               .standing = standing_of(event->modality), .low = {-1, -1}};
            node_of[e] = work->nodes.count - 1;
        }
        add_event(&work->nodes.data[node_of[e]], reading, e);
    }
    return true;
}

static void count_figure(hsy_node *node, const hsy_quantity *quantity)
{
    uint32_t what = quantity->what;

    if (quantity->scope == HSY_SCOPE_CUMULATIVE || quantity->scope == HSY_SCOPE_POTENTIAL) {
        node->general = node->figures == 0;
        return;
    }
    node->figures++;
    node->general = false;
    if (what <= HSY_WHAT_INJURED && quantity->scope == HSY_SCOPE_EVENT && node->low[what] < 0 &&
        !quantity->retracted && !quantity->negated) {
        node->low[what] = quantity->low;
        node->high[what] = quantity->high;
    }
}

static void count_figures(hsy_story_work *work, uint32_t doc)
{
    const hsy_reading *reading = hsy_source_at(work, doc)->reading;

    for (uint32_t q = 0; q < reading->nquantities; q++) {
        const hsy_quantity *quantity = &reading->quantities[q];
        if (quantity->event < reading->nevents && quantity->what <= HSY_WHAT_CAPTURED)
            count_figure(&work->nodes.data[work->node_of[doc][quantity->event]], quantity);
    }
}

/* The kind of toll that both give: the dead, else the hurt; 2 when there is none. */
static int compared(const hsy_node *a, const hsy_node *b)
{
    int what = 0;

    while (what < 2 && (a->low[what] < 0 || b->low[what] < 0))
        what++;
    return what;
}

/* 2 for one toll that is seldom met by chance, or for the same dead and hurt. */
static int same_figures(const hsy_node *a, const hsy_node *b)
{
    int what = compared(a, b);

    if (what == 2 || a->low[what] != b->low[what])
        return 0;
    if (a->low[what] >= RARE)
        return 2;
    return what == 0 && a->low[1] >= 0 && a->low[1] == b->low[1] ? 2 : 1;
}

/* What tolls say: much when both count victims; nothing when one counts many times
 * what the other does; against it when one article counts differently. */
static int weigh_figures(const hsy_node *a, const hsy_node *b)
{
    int what = compared(a, b);

    if (!a->figures || !b->figures || a->general || b->general)
        return 0;
    if (what == 2 || (a->low[what] <= b->high[what] && b->low[what] <= a->high[what]))
        return 3 + same_figures(a, b);
    if (a->doc == b->doc)
        return -3;
    int64_t less = a->low[what], more = b->low[what];
    if (less > more)
        less = b->low[what], more = a->low[what];
    return more >= 10 && more / 4 > less ? 0 : 3;
}

/* -- agreement -------------------------------------------------------------- */

static const hsy_entity *entity_of(const hsy_story_work *work, const hsy_node *node, uint32_t id)
{
    const hsy_reading *reading = hsy_source_at(work, node->doc)->reading;
    return id < reading->nentities ? &reading->entities[id] : NULL;
}

/* The best that any two of them give; CLASH only when all pairs clash. */
static hsy_match match_parties(const hsy_story_work *work, const hsy_node *a,
                               const uint32_t *x, uint32_t nx, const hsy_node *b,
                               const uint32_t *y, uint32_t ny)
{
    hsy_match best = nx && ny ? HSY_CLASH : HSY_UNKNOWN;

    for (uint32_t i = 0; i < nx && i < 4; i++)
        for (uint32_t j = 0; j < ny && j < 4; j++) {
            const hsy_entity *p = entity_of(work, a, x[i]), *q = entity_of(work, b, y[j]);
            hsy_match match = p && q ? hsy_match_entities(p, q) : HSY_UNKNOWN;
            if (match > best)
                best = match;
        }
    return best;
}

static const hsy_event *event_of(const hsy_story_work *work, const hsy_node *node)
{
    return &hsy_source_at(work, node->doc)->reading->events[node->event];
}

/* One clause in two copies of one text. */
static bool is_copied(const hsy_story_work *work, const hsy_node *a, const hsy_node *b)
{
    const hsy_account_source *x = hsy_source_at(work, a->doc), *y = hsy_source_at(work, b->doc);
    const hsy_membership *members = work->stories->members;

    if (a->doc == b->doc || members[x->member].origin != members[y->member].origin)
        return false;
    hsy_str s = hsy_article_str(x->article, event_of(work, a)->span);
    return s.len >= COPIED_LEAST &&
           hsy_str_eq(s, hsy_article_str(y->article, event_of(work, b)->span)) &&
           hsy_str_eq(hsy_article_str(x->article, event_of(work, a)->trigger),
                      hsy_article_str(y->article, event_of(work, b)->trigger));
}

/* Do two words begin alike for as long as a stem is? "arrested" and "arrest", not "strike"
 * and "street". */
static bool is_one_stem(hsy_str a, hsy_str b)
{
    size_t less = a.len < b.len ? a.len : b.len, more = a.len < b.len ? b.len : a.len, same = 0;

    while (same < less && (a.ptr[same] | 0x20) == (b.ptr[same] | 0x20))
        same++;
    return same >= STEM && same + ENDING >= more && same + 2 >= less;
}

/* Is the act told with the same word in both? */
static bool shares_word(const hsy_story_work *work, const hsy_node *a, const hsy_node *b)
{
    const hsy_article *x = hsy_source_at(work, a->doc)->article;
    const hsy_article *y = hsy_source_at(work, b->doc)->article;
    hsy_str rest = hsy_article_str(x, event_of(work, a)->trigger);

    for (uint32_t i = 0; rest.ptr && i < TRIGGER_WORDS; i++) {
        hsy_str word = hsy_str_cut(&rest, ' ');
        hsy_str other = hsy_article_str(y, event_of(work, b)->trigger);
        for (uint32_t j = 0; other.ptr && j < TRIGGER_WORDS; j++)
            if (is_one_stem(word, hsy_str_cut(&other, ' ')))
                return true;
    }
    return false;
}

/* Did both befall one person, who is known by name? */
static bool share_victim(const hsy_story_work *work, const hsy_node *a, const hsy_node *b)
{
    for (uint32_t i = 0; i < a->ntargets && i < 4; i++)
        for (uint32_t j = 0; j < b->ntargets && j < 4; j++) {
            const hsy_entity *p = entity_of(work, a, a->targets[i]);
            const hsy_entity *q = entity_of(work, b, b->targets[j]);
            if (p && q && p->type == HSY_ENTITY_PERSON && p->key.len &&
                hsy_match_entities(p, q) == HSY_SAME)
                return true;
        }
    return false;
}

/* When an act was. What an article tells without a day was no later than its publication. */
static hsy_days days_of(const hsy_story_work *work, const hsy_node *node)
{
    hsy_days days = hsy_days_of(node->time);

    if (!node->time && node->standing == HSY_STANDING_HAPPENED)
        days.to = hsy_last_day_told(work, node->doc);
    return days;
}

/* How much speaks for `a` and `b` being one, or NO. */
static int agreement(const hsy_story_work *work, const hsy_node *a, const hsy_node *b)
{
    hsy_match where = a->place && b->place ? hsy_match_places(a->place, b->place) : HSY_UNKNOWN;
    hsy_match when = hsy_match_days(days_of(work, a), days_of(work, b));
    hsy_match by = match_parties(work, a, a->sources, a->nsources, b, b->sources, b->nsources);
    hsy_match to = match_parties(work, a, a->targets, a->ntargets, b, b->targets, b->ntargets);

    /* A place taken over from another mention does not outweigh equal tolls. */
    if (where == HSY_CLASH && a->doc == b->doc && same_figures(a, b) == 2 &&
        (a->borrowed || b->borrowed))
        where = HSY_UNKNOWN;
    /* Who did it can be in dispute when place and day are not, and is told in many ways when
     * it befell one person: "police arrested Orlan", "Orlan was arrested by the patrol". */
    bool disputed = by == HSY_CLASH && where == HSY_SAME && when >= HSY_PART;
    if (by == HSY_CLASH && share_victim(work, a, b) && shares_word(work, a, b))
        by = HSY_UNKNOWN;
    if (where == HSY_CLASH || when == HSY_CLASH || (by == HSY_CLASH && !disputed))
        return NO;
    if (is_copied(work, a, b))
        return COPIED;
    /* A war has many attacks in one country. */
    if (where == HSY_SAME && a->place->kind == HSY_PLACE_COUNTRY)
        where = HSY_PART;
    int sum = where + (where == HSY_SAME) + when + by + (to == HSY_CLASH ? -2 : to);
    hsy_str mode_a = event_of(work, a)->mode, mode_b = event_of(work, b)->mode;
    if (mode_a.len && mode_b.len)
        sum += hsy_str_eq(mode_a, mode_b) ? 1 : -1;
    if ((by >= HSY_PART || to >= HSY_PART || where == HSY_SAME) && shares_word(work, a, b))
        sum += by == HSY_SAME || to == HSY_SAME ? 2 : 1;
    return sum + weigh_figures(a, b);
}

static int agreement_with(const hsy_story_work *work, const hsy_incident *incident,
                          const hsy_node *node, bool *ret_within)
{
    int best = NO;

    *ret_within = false;
    for (uint32_t i = 0; i < incident->nodes.count && i < COMPARED; i++) {
        const hsy_node *other = &work->nodes.data[incident->nodes.data[i]];
        int sum = agreement(work, node, other);
        if (sum == NO)
            return NO;
        if (sum > best)
            best = sum;
    }
    for (uint32_t i = incident->nodes.count; i-- > 0;)
        if (work->nodes.data[incident->nodes.data[i]].doc == node->doc)
            *ret_within = true;
        else if (incident->nodes.count - i > COMPARED)
            break;
    return best;
}

/* -- incidents -------------------------------------------------------------- */

static int64_t breadth(const hsy_time *time)
{
    return time ? (int64_t)time->day_to - time->day_from : INT64_MAX;
}

static bool enter(hsy_story_work *work, uint32_t i, uint32_t node)
{
    hsy_incident *incident = &work->incidents.data[i];
    hsy_node *entered = &work->nodes.data[node];
    uint32_t *slot = hsy_vec_push(work->scratch, &incident->nodes);

    if (!slot)
        return false;
    *slot = node;
    entered->incident = i;
    incident->figures += entered->figures;
    if (precision(entered->place) > precision(incident->place))
        incident->place = entered->place;
    if (breadth(entered->time) < breadth(incident->time))
        incident->time = entered->time;
    return true;
}

static bool open_incident(hsy_story_work *work, uint32_t node)
{
    const hsy_node *opener = &work->nodes.data[node];
    hsy_incident *incident = hsy_vec_push(work->scratch, &work->incidents);

    if (!incident)
        return false;
    incident->type = event_of(work, opener)->type;
    incident->has_type = true;
    incident->standing = opener->standing;
    incident->general = opener->general;
    return enter(work, work->incidents.count - 1, node);
}

/* -- acts in copies of one text --------------------------------------------------- */

static const hsy_membership *member_of(const hsy_story_work *work, uint32_t doc)
{
    return &work->stories->members[hsy_source_at(work, doc)->member];
}

/* The act's clause and words with the origin of their text; false where no other article
 * is of that origin, or the clause is too short to tell. */
static bool write_clause(const hsy_story_work *work, uint32_t doc, uint32_t e, hsy_buf *key)
{
    const hsy_story *story = &work->stories->stories[work->story];
    const hsy_account_source *source = hsy_source_at(work, doc);
    const hsy_event *event = &source->reading->events[e];
    uint32_t origin = member_of(work, doc)->origin;

    if (story->origins[origin].ndocs < 2 || event->span.len < COPIED_LEAST)
        return false;
    hsy_buf_reset(key);
    hsy_buf_printf(key, "%u\t%d\t", origin, (int)event->type);
    hsy_buf_add(key, hsy_article_str(source->article, event->span));
    hsy_buf_putc(key, '\t');
    hsy_buf_add(key, hsy_article_str(source->article, event->trigger));
    return true;
}

static bool note_clauses(hsy_story_work *work)
{
    hsy_buf key;
    bool done = true;

    hsy_buf_init(&key, 0);
    hsy_map_init(&work->clause_of, work->scratch);
    for (uint32_t doc = 0; doc < work->ndocs; doc++)
        for (uint32_t e = 0; done && e < hsy_source_at(work, doc)->reading->nevents; e++)
            if (write_clause(work, doc, e, &key)) {
                hsy_str kept = hsy_str_copy(work->scratch, hsy_buf_str(&key));
                done = kept.ptr && hsy_map_put(&work->clause_of, kept,
                                               work->node_of[doc][e]) != HSY_NONE;
            }
    hsy_buf_clear(&key);
    return done;
}

/* The incident of the same clause in the text that this one copies, or that copies it:
 * there it may have been told as the act of the title, which a copy can lack. */
static uint32_t copied_incident(const hsy_story_work *work, const hsy_node *node)
{
    uint32_t found = HSY_NONE;
    hsy_buf key;

    hsy_buf_init(&key, 0);
    if (write_clause(work, node->doc, node->event, &key))
        found = hsy_map_find(&work->clause_of, hsy_buf_str(&key));
    hsy_buf_clear(&key);
    if (found == HSY_NONE || work->nodes.data[found].doc == node->doc ||
        work->nodes.data[found].standing != node->standing)
        return HSY_NONE;
    return work->nodes.data[found].incident;
}

static bool place_node(hsy_story_work *work, uint32_t n)
{
    const hsy_node *node = &work->nodes.data[n];
    hsy_event_type type = event_of(work, node)->type;
    uint32_t best = copied_incident(work, node), looked = 0;
    int best_sum = NO;

    if (best != HSY_NONE)
        return enter(work, best, n);

    for (uint32_t i = work->incidents.count; i-- > 0 && looked < LOOKED_AT;) {
        const hsy_incident *incident = &work->incidents.data[i];
        bool within;
        if (incident->type != type || incident->standing != node->standing ||
            incident->general != node->general)
            continue;
        looked++;
        int sum = agreement_with(work, incident, node, &within);
        if (sum >= (within ? ENOUGH_WITHIN : ENOUGH) && sum >= best_sum) {
            best = i;
            best_sum = sum;
        }
    }
    return best == HSY_NONE ? open_incident(work, n) : enter(work, best, n);
}

static bool is_placed(const hsy_node *node)
{
    return node->place || (node->time && node->nsources);
}

bool hsy_align_events(hsy_story_work *work)
{
    work->node_of = hsy_new_array(work->scratch, work->ndocs, uint32_t *);
    if (!work->node_of)
        return false;
    for (uint32_t doc = 0; doc < work->ndocs; doc++) {
        if (!nodes_of_doc(work, doc))
            return false;
        count_figures(work, doc);
    }
    if (!note_clauses(work))
        return false;
    for (int vague = 0; vague < 2; vague++)
        for (uint32_t n = 0; n < work->nodes.count; n++)
            if (is_placed(&work->nodes.data[n]) != vague && !place_node(work, n))
                return false;
    return true;
}
