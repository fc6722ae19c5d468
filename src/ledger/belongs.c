/*
 * belongs.c - which incident a figure of harm is of.
 *
 * Where its sentence tells of an act, the figure is of that act, unless its own place or
 * day clashes with it ("another six were injured in Dnipro"). Any other figure is read as
 * people read: it is of what the text has told of last, be that an act or an accident, as
 * long as place and day allow; what opens a text is of the first act after it,
 * but not of one that lies long before the day of the report. Where the article tells of
 * no act, the story decides: of the incidents that can be meant the one with the same
 * place, day or number, else the one with most figures.
 *
 * Harm by accident ("a ferry sank, seven died") is of no act, wherever one is told: it
 * opens an incident of its own, which later articles on the same accident join.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#define LOOKED_AT 384u /* incidents of a story */
#define LOOKED_BACK 64u /* acts and figures of the article, to either side */
#define NEWS_DAYS 7 /* before the day of the report: what is older is background */

struct seeker {
    hsy_story_work *work;
    const hsy_figure *figure;
    const hsy_quantity *quantity;
    const hsy_reading *reading;
    const hsy_place *place; /* its own, or NULL */
    const hsy_time *time;
    uint32_t first; /* figure of the article */
};

static hsy_incident *incident_at(const struct seeker *seeker, uint32_t i)
{
    return &seeker->work->incidents.data[i];
}

static bool fits(const struct seeker *seeker, uint32_t i)
{
    const hsy_incident *incident = incident_at(seeker, i);

    if (incident->standing != HSY_STANDING_HAPPENED || incident->general)
        return false;
    if (seeker->place && incident->place &&
        hsy_match_places(seeker->place, incident->place) == HSY_CLASH)
        return false;
    hsy_days days = hsy_days_of(seeker->time);
    if (!seeker->time)
        days.to = hsy_last_day_told(seeker->work, seeker->figure->doc);
    return hsy_match_days(days, hsy_days_of(incident->time)) != HSY_CLASH;
}

/* Acts that leave such victims; what else is in a story does not attract figures. A ban or an
 * arrest leaves people held or driven out, and no dead. */
static bool may_harm(const struct seeker *seeker, const hsy_incident *incident)
{
    if (incident->has_type && incident->type == HSY_EVENT_COERCE)
        return seeker->quantity->what > HSY_WHAT_MISSING;
    return !incident->has_type || incident->type == HSY_EVENT_ASSAULT || incident->figures > 0;
}

/* -- told in the same article ---------------------------------------------------- */

static uint32_t incident_of_event(const struct seeker *seeker, uint32_t e)
{
    return seeker->work->nodes.data[seeker->work->node_of[seeker->figure->doc][e]].incident;
}

/* Told in sentence `*ret_sentence` or before; `end`: first event after the figure. */
static uint32_t act_before(const struct seeker *seeker, uint32_t end, uint32_t *ret_sentence)
{
    for (uint32_t e = end; e-- > 0 && end - e <= LOOKED_BACK;) {
        uint32_t i = incident_of_event(seeker, e);
        if (!may_harm(seeker, incident_at(seeker, i)) || !fits(seeker, i))
            continue;
        *ret_sentence = seeker->reading->events[e].sentence;
        return i;
    }
    return HSY_NONE;
}

/* The incident that no act tells of, an accident or harm elsewhere, of which the article
 * has counted victims last. */
static uint32_t harm_before(const struct seeker *seeker, bool mishap, uint32_t *ret_sentence)
{
    const uint32_t n = seeker->work->figures.count;

    for (uint32_t f = n; f-- > seeker->first && n - f <= LOOKED_BACK;) {
        const hsy_figure *other = &seeker->work->figures.data[f];
        if (other->incident == HSY_NONE)
            continue;
        const hsy_incident *incident = incident_at(seeker, other->incident);
        if (incident->has_type || (mishap && !incident->mishap) ||
            !fits(seeker, other->incident))
            continue;
        *ret_sentence = seeker->reading->quantities[other->quantity].sentence;
        return other->incident;
    }
    return HSY_NONE;
}

/* "In March rebels shelled the port", told after the news of today. */
static bool is_background(const struct seeker *seeker, const hsy_event *event)
{
    const int64_t published = hsy_source_at(seeker->work, seeker->figure->doc)->published;
    const hsy_time *time =
        event->time < seeker->reading->ntimes ? &seeker->reading->times[event->time] : NULL;

    return time && published != INT64_MIN &&
           time->day_to < published / (24 * 60) - NEWS_DAYS;
}

static uint32_t act_after(const struct seeker *seeker, uint32_t from)
{
    const uint32_t n = seeker->reading->nevents;

    for (uint32_t e = from; e < n && e - from < LOOKED_BACK; e++) {
        uint32_t i = incident_of_event(seeker, e);
        if (may_harm(seeker, incident_at(seeker, i)) && fits(seeker, i) &&
            !is_background(seeker, &seeker->reading->events[e]))
            return i;
    }
    return HSY_NONE;
}

static uint32_t first_event_after(const struct seeker *seeker)
{
    const hsy_reading *reading = seeker->reading;
    uint32_t low = 0, high = reading->nevents;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (reading->events[middle].sentence <= seeker->quantity->sentence)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t told_nearby(const struct seeker *seeker)
{
    uint32_t end = first_event_after(seeker), at_act = 0, at_harm = 0;
    uint32_t harm = harm_before(seeker, seeker->quantity->mishap, &at_harm);

    if (seeker->quantity->mishap)
        return harm;
    uint32_t act = act_before(seeker, end, &at_act);
    if (harm != HSY_NONE && (act == HSY_NONE || at_harm > at_act))
        return harm;
    return act != HSY_NONE ? act : act_after(seeker, end);
}

/* -- told in the story ------------------------------------------------------------ */

static bool has_number(const struct seeker *seeker, const hsy_incident *incident)
{
    const hsy_quantity *own = seeker->quantity;
    const uint32_t looked = own->what <= HSY_WHAT_INJURED ? 8 : 0;

    for (uint32_t n = 0; n < incident->nodes.count && n < looked; n++) {
        const hsy_node *node = &seeker->work->nodes.data[incident->nodes.data[n]];
        if (node->low[own->what] == own->low)
            return true;
    }
    return false;
}

/* What speaks for the figure being of the incident: place, day, number. */
static int evidence(const struct seeker *seeker, const hsy_incident *incident)
{
    int sum = 0;

    if (seeker->place && incident->place)
        sum += hsy_match_places(seeker->place, incident->place);
    sum += hsy_match_days(hsy_days_of(seeker->time), hsy_days_of(incident->time));
    return sum + 2 * has_number(seeker, incident);
}

static uint32_t told_in_story(const struct seeker *seeker)
{
    const hsy_story_work *work = seeker->work;
    uint32_t best = HSY_NONE, most = 0;
    int best_sum = 0;

    for (uint32_t i = 0; i < work->incidents.count && i < LOOKED_AT; i++) {
        const hsy_incident *incident = &work->incidents.data[i];
        if (!incident->figures || !may_harm(seeker, incident) || !fits(seeker, i) ||
            (seeker->quantity->mishap && !incident->mishap))
            continue;
        int sum = evidence(seeker, incident);
        if (best == HSY_NONE || sum > best_sum ||
            (sum == best_sum && incident->figures > most)) {
            best = i;
            best_sum = sum;
            most = incident->figures;
        }
    }
    return best;
}

static uint32_t open_incident(const struct seeker *seeker)
{
    hsy_incident *incident = hsy_vec_push(seeker->work->scratch, &seeker->work->incidents);

    if (!incident)
        return HSY_NONE;
    incident->place = seeker->place;
    incident->time = seeker->time;
    incident->mishap = seeker->quantity->mishap;
    return seeker->work->incidents.count - 1;
}

/* The sentence that tells of the figure's act. Harm alone tells of none: the act of
 * "twenty were injured" is what was told before. */
static uint32_t told_at(const struct seeker *seeker)
{
    const hsy_reading *reading = seeker->reading;
    const hsy_event *own = &reading->events[seeker->quantity->event];
    const uint32_t *node_of = seeker->work->node_of[seeker->figure->doc];

    if (own->nsources || !hsy_span_covers(seeker->quantity->span, own->trigger))
        return own->sentence;
    for (uint32_t e = seeker->quantity->event, n = 0; e-- > 0 && n < LOOKED_BACK; n++)
        if (node_of[e] == seeker->figure->node && reading->events[e].sentence < own->sentence)
            return reading->events[e].sentence;
    return own->sentence;
}

/* The harm told of between the figure's act and the figure: "A bomb went off. An
 * earthquake had killed 140 in April. Hundreds were injured." HSY_NONE without one. */
static uint32_t harm_between(const struct seeker *seeker)
{
    uint32_t at_act = told_at(seeker), at_harm = 0;
    uint32_t found = harm_before(seeker, false, &at_harm);

    return at_act < seeker->quantity->sentence && at_harm > at_act ? found : HSY_NONE;
}

const hsy_place *hsy_scene_of(const hsy_reading *reading, uint32_t sentence)
{
    const hsy_place *found[2] = {NULL, NULL};
    uint32_t count[2] = {0, 0};

    for (uint32_t p = 0; p < reading->nplaces; p++) {
        const hsy_place *place = &reading->places[p];
        bool before = place->sentence + 1 == sentence;
        if (!before && place->sentence != sentence)
            continue;
        count[before]++;
        if (place->kind == HSY_PLACE_CITY || place->kind == HSY_PLACE_SITE)
            found[before] = place;
    }
    int before = count[0] == 0;
    return count[before] == 1 ? found[before] : NULL;
}

/* Where the act's place was told elsewhere and the figure's sentence names one other: "Two
 * children died in Keth. Five more people were killed by shells that hit Ardel." */
static const hsy_place *named_here(const struct seeker *seeker)
{
    const hsy_reading *reading = seeker->reading;
    const uint32_t n = seeker->figure->node;
    const hsy_place *act = n != HSY_NONE ? seeker->work->nodes.data[n].place : NULL;
    const hsy_place *found = NULL;

    for (uint32_t p = 0; act && p < reading->nplaces; p++) {
        const hsy_place *place = &reading->places[p];
        if (place->sentence != seeker->quantity->sentence)
            continue;
        if (found || hsy_match_places(place, act) != HSY_CLASH)
            return NULL;
        found = place;
    }
    return found && found->kind != HSY_PLACE_COUNTRY ? found : NULL;
}

/* Its own place, else, where its act was told before, the town that the sentence before it
 * names alone: "Keth was the next target. Five people died there." */
static const hsy_place *ground_of(const struct seeker *seeker)
{
    const hsy_reading *reading = seeker->reading;
    const uint32_t sentence = seeker->quantity->sentence;

    if (seeker->quantity->place < reading->nplaces)
        return &reading->places[seeker->quantity->place];
    const hsy_place *own = named_here(seeker);
    if (own)
        return own;
    if (seeker->figure->node != HSY_NONE && told_at(seeker) + 1 >= sentence)
        return NULL;
    const hsy_place *scene = hsy_scene_of(reading, sentence);
    return scene && scene->sentence < sentence ? scene : NULL;
}

uint32_t hsy_figure_belongs(hsy_story_work *work, hsy_figure *figure, uint32_t first)
{
    const hsy_reading *reading = hsy_source_at(work, figure->doc)->reading;
    struct seeker seeker = {.work = work, .figure = figure, .reading = reading, .first = first,
                            .quantity = &reading->quantities[figure->quantity]};
    uint32_t found = HSY_NONE;

    seeker.place = ground_of(&seeker);
    if (seeker.quantity->time < reading->ntimes)
        seeker.time = &reading->times[seeker.quantity->time];

    if (figure->node != HSY_NONE) {
        found = harm_between(&seeker);
        if (found == HSY_NONE)
            found = work->nodes.data[figure->node].incident;
        if (fits(&seeker, found))
            return found;
    }
    found = told_nearby(&seeker);
    if (found == HSY_NONE)
        found = told_in_story(&seeker);
    if (found == HSY_NONE)
        found = open_incident(&seeker);
    if (found != HSY_NONE && !work->incidents.data[found].has_type)
        work->incidents.data[found].figures++;
    figure->node = HSY_NONE; /* it is not of the act that it was tied to */
    if (seeker.place)
        figure->place = seeker.place;
    return found;
}
