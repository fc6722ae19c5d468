/*
 * link_scene.c - where and when an act was whose own sentence does not say.
 *
 *     "The strikes killed five."                  the first telling of it says where
 *     "Over the weekend, Keth became a target.    a paragraph sets a scene, and what it goes
 *      Drones killed three."                      on to tell of happened there and then
 *
 * A scene is only looked for backwards, in the same paragraph, and only for acts of violence
 * told as having happened: talks and demands are had elsewhere. It is the nearest sentence
 * that names any town or region; when that names two, nobody can say which. A sentence that
 * names a place or a time of its own for something else has left the scene.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

#define SCENE_BACK 3      /* sentences of a paragraph that a scene reaches over */
#define SCENE_DAYS 7      /* a year or a month is no scene */
#define AUXILIARY_REACH 4 /* words between "has" and its verb */

/* "has claimed 470,000 lives": up to now, not there and then. */
static bool is_perfect(const hsy_fact_state *state, const hsy_event *event)
{
    const hsy_doc *doc = state->doc;

    for (uint32_t i = event->head; i-- > doc->sentences[event->sentence].first &&
                                   event->head - i <= AUXILIARY_REACH;)
        if (doc->tokens[i].upos == HSY_UPOS_AUX && (doc->tokens[i].feats & HSY_FEAT_PRESENT) &&
            hsy_class_has(state->tables->event, HSY_CLASS_PERFECT, doc->tokens[i].lemma))
            return true;
    return false;
}

static bool wants_scene(const hsy_fact_state *state, const hsy_event *event)
{
    return !is_perfect(state, event) &&
           (event->type == HSY_EVENT_ASSAULT || event->type == HSY_EVENT_PROTEST ||
            event->type == HSY_EVENT_COERCE) &&
           event->modality == HSY_MODALITY_ACTUAL && !event->negative && !event->bare;
}

/* Places and times are in the order of the text. */
static uint32_t first_place(const hsy_fact_state *state, uint32_t sentence)
{
    return HSY_FIRST_OF_SENTENCE(&state->places, hsy_place, sentence);
}

static uint32_t first_time(const hsy_fact_state *state, uint32_t sentence)
{
    return HSY_FIRST_OF_SENTENCE(&state->times, hsy_time, sentence);
}

/* The only town or region that a sentence names. `ret_any`: it names some place. Countries
 * are parties as often as scenes. */
static uint32_t only_place(const hsy_fact_state *state, uint32_t sentence, bool *ret_any)
{
    uint32_t only = HSY_NONE;

    *ret_any = false;
    for (uint32_t i = first_place(state, sentence); i < state->places.count; i++) {
        const hsy_place *place = &state->places.data[i];
        if (place->sentence != sentence)
            break;
        if (place->kind == HSY_PLACE_COUNTRY)
            continue;
        *ret_any = true;
        if (only != HSY_NONE && !hsy_str_eq(state->places.data[only].name, place->name))
            return HSY_NONE;
        only = i;
    }
    return only;
}

static uint32_t only_time(const hsy_fact_state *state, uint32_t sentence, bool *ret_any)
{
    uint32_t only = HSY_NONE;

    *ret_any = false;
    for (uint32_t i = first_time(state, sentence); i < state->times.count; i++) {
        const hsy_time *time = &state->times.data[i];
        if (time->sentence != sentence)
            break;
        if (time->type == HSY_TIME_DURATION || time->type == HSY_TIME_SET)
            continue;
        *ret_any = true;
        if (only != HSY_NONE && !hsy_str_eq(state->times.data[only].value, time->value))
            return HSY_NONE;
        only = i;
    }
    return only;
}

static bool same_paragraph(const hsy_doc *doc, uint32_t a, uint32_t b)
{
    return doc->sentences[a].paragraph != HSY_NONE &&
           doc->sentences[a].paragraph == doc->sentences[b].paragraph &&
           !doc->sentences[a].is_heading && !doc->sentences[b].is_heading;
}

static bool is_long(const hsy_time *time)
{
    bool open = time->day_from == INT32_MIN || time->day_to == INT32_MAX;

    return open ? time->value.len <= 4 : (int64_t)time->day_to - time->day_from > SCENE_DAYS;
}

static void set_scene(const hsy_fact_state *state, hsy_event *event)
{
    bool any_place, any_time, scene = false;
    uint32_t s = event->sentence;

    only_place(state, s, &any_place);
    only_time(state, s, &any_time);
    /* "since 2011" has left the scene too. */
    if (event->place != HSY_NONE || event->time != HSY_NONE || any_place || any_time)
        return;
    for (uint32_t back = 1; back <= SCENE_BACK && back <= s && !scene; back++) {
        if (!same_paragraph(state->doc, s, s - back))
            return;
        event->place = only_place(state, s - back, &scene);
        /* The time is that of the sentence that sets the scene, and of no other. */
        if (event->place != HSY_NONE)
            event->time = only_time(state, s - back, &any_time);
        if (event->time != HSY_NONE && is_long(&state->times.data[event->time]))
            event->time = HSY_NONE;
    }
}

/* Under "6 May 2031" in a chronology, and no other day said. */
static void set_day(const hsy_fact_state *state, hsy_event *event)
{
    bool any;

    only_time(state, event->sentence, &any);
    if (!any)
        event->time = hsy_entry_day(state, event->sentence);
}

void hsy_events_scene(hsy_fact_state *state)
{
    for (uint32_t i = 0; i < state->events.count; i++) {
        hsy_event *event = &state->events.data[i];
        const hsy_event *first =
            event->same_as == HSY_NONE ? NULL : &state->events.data[event->same_as];
        if (first && event->place == HSY_NONE)
            event->place = first->place;
        if (first && event->time == HSY_NONE)
            event->time = first->time;
        if (!first && wants_scene(state, event))
            set_scene(state, event);
        if (event->time == HSY_NONE && wants_scene(state, event))
            set_day(state, event);
    }
}
