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

#include "base/utf8.h"

#include <string.h>

#define NOUNS "en/events/nouns.tsv" /* the rules that read acts told by a noun */
#define LOOKED_AT 96u   /* newest incidents of a type */
#define COMPARED 8u     /* members of an incident */
#define ENOUGH 4        /* agreement between two articles */
#define ENOUGH_WITHIN 3 /* and within one */
#define ENOUGH_AMONG 5  /* within one that tells of several acts */
#define LEAD 2u          /* sentences of the body */
#define LONGEST 24u      /* bytes of a word before an act */
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

/* Title and first sentences say what an article is about. */
static bool is_lead(const hsy_account_source *source, const hsy_event *event)
{
    const hsy_reading *reading = source->reading;
    uint32_t s = 0;

    while (s < reading->nsentences && s < LEAD && reading->sentences[s].is_title)
        s++;
    return event->sentence < s + LEAD ||
           hsy_article_in_title(source->article, event->trigger);
}

/* Looked for at most two words before the act: "the deadly rocket attack". */
static bool is_definite(const hsy_story_work *work, const hsy_account_source *source,
                        const hsy_event *event)
{
    hsy_str text = hsy_text_str(&source->article->text);
    size_t end = event->trigger.off;

    if (!event->rule.table || strcmp(event->rule.table, NOUNS) != 0)
        return false;
    for (int words = 0; words < 3 && end > 0 && text.ptr[end - 1] == ' '; words++) {
        size_t from = --end;
        while (from > 0 && end - from < LONGEST && text.ptr[from - 1] != ' ' &&
               text.ptr[from - 1] != '\n')
            from--;
        hsy_str word = hsy_utf8_fold(work->scratch, hsy_str_sub(text, from, end));
        if (word.ptr && hsy_map_find(&work->tables->determiners, word) != HSY_NONE)
            return true;
        end = from;
    }
    return false;
}

/* What title and first sentences tell is of these days: "the first attack on the town since
 * 2011", told below of the same one, gives it no other day. */
static bool is_of_old(const hsy_story_work *work, const hsy_node *node, uint32_t e,
                      const hsy_time *time)
{
    const int32_t last = hsy_last_day_told(work, node->doc);

    return time && e != node->event && last != INT32_MAX && node->lead &&
           time->day_to < last - HSY_NEWS_DAYS;
}

/* Of events that are the same the most precise place counts, and the time told with
 * it: "the assault on Ukraine today" gives way to "an attack on Kharkiv on Friday". */
static void add_event(const hsy_story_work *work, hsy_node *node, uint32_t e)
{
    const hsy_reading *reading = hsy_source_at(work, node->doc)->reading;
    const hsy_event *event = &reading->events[e];
    const hsy_place *place =
        event->place < reading->nplaces ? &reading->places[event->place] : NULL;
    const hsy_time *time = event->time < reading->ntimes ? &reading->times[event->time] : NULL;

    if (is_of_old(work, node, e, time))
        time = NULL;

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
                               .standing = standing_of(event->modality), .low = {-1, -1},
                               .lead = is_lead(hsy_source_at(work, doc), event),
                               .definite = is_definite(work, hsy_source_at(work, doc), event)};
            node_of[e] = work->nodes.count - 1;
        }
        add_event(work, &work->nodes.data[node_of[e]], e);
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
    /* "A colonel died. Fifteen people were killed": of one person less is told. */
    bool better = what <= HSY_WHAT_INJURED && (node->low[what] < 0 ||
                                               (node->high[what] == 1 && quantity->low > 1));
    if (better && quantity->scope == HSY_SCOPE_EVENT && !quantity->retracted &&
        !quantity->negated) {
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

static const hsy_event *event_of(const hsy_story_work *work, const hsy_node *node)
{
    return &hsy_source_at(work, node->doc)->reading->events[node->event];
}

/* Where an incident was told of before. */
enum nearness {
    ELSEWHERE, /* in other articles */
    SAME_ARTICLE,
    SAME_SENTENCE,
};

static uint32_t sentence_of(const hsy_story_work *work, const hsy_node *node)
{
    return event_of(work, node)->sentence;
}

/* The agreement that makes an act one of the incident. */
static int enough(const hsy_story_work *work, const hsy_node *node, enum nearness near)
{
    if (near == ELSEWHERE)
        return ENOUGH;
    return near == SAME_ARTICLE && work->several[node->doc] && !node->definite
               ? ENOUGH_AMONG : ENOUGH_WITHIN;
}

static int agreement_with(const hsy_story_work *work, const hsy_incident *incident,
                          const hsy_node *node, enum nearness *ret_near)
{
    int best = HSY_NOT_ALIKE;

    *ret_near = ELSEWHERE;
    for (uint32_t i = 0; i < incident->nodes.count && i < COMPARED; i++) {
        const hsy_node *other = &work->nodes.data[incident->nodes.data[i]];
        int sum = hsy_acts_alike(work, node, other);
        if (sum == HSY_NOT_ALIKE)
            return HSY_NOT_ALIKE;
        if (sum > best)
            best = sum;
    }
    for (uint32_t i = incident->nodes.count; i-- > 0;) {
        const hsy_node *other = &work->nodes.data[incident->nodes.data[i]];
        if (other->doc == node->doc && *ret_near < SAME_ARTICLE)
            *ret_near = SAME_ARTICLE;
        if (other->doc == node->doc && sentence_of(work, other) == sentence_of(work, node))
            *ret_near = SAME_SENTENCE;
        if (incident->nodes.count - i > COMPARED)
            break;
    }
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
    int best_sum = HSY_NOT_ALIKE;

    if (best != HSY_NONE)
        return enter(work, best, n);

    for (uint32_t i = work->incidents.count; i-- > 0 && looked < LOOKED_AT;) {
        const hsy_incident *incident = &work->incidents.data[i];
        enum nearness near;
        if (incident->type != type || incident->standing != node->standing ||
            incident->general != node->general)
            continue;
        looked++;
        int sum = agreement_with(work, incident, node, &near);
        if (sum >= enough(work, node, near) && sum >= best_sum) {
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
    work->several = hsy_new_array(work->scratch, work->ndocs, bool);
    if (!work->node_of || !work->several)
        return false;
    for (uint32_t doc = 0; doc < work->ndocs; doc++) {
        const uint32_t first = work->nodes.count;
        if (!nodes_of_doc(work, doc))
            return false;
        count_figures(work, doc);
        work->several[doc] = hsy_tells_of_several(work, first);
    }
    if (!note_clauses(work))
        return false;
    for (int vague = 0; vague < 2; vague++)
        for (uint32_t n = 0; n < work->nodes.count; n++)
            if (is_placed(&work->nodes.data[n]) != vague && !place_node(work, n))
                return false;
    return true;
}
