/*
 * link.c - where and when an act was, and which figures are of which act.
 *
 * A place or a time belongs to the act whose phrase it stands in; among several, to the
 * one it is fewest steps away from in the tree, a verb of another act in between counting
 * as a wall. A figure belongs to the act in its own words ("killed five"), else to one in
 * its sentence, else to the act that the article has been telling of. When places and
 * times are known, tellings of one act are looked for anew (event_same.c); a second telling
 * happened where and when the first did, and what a paragraph has set its scene for happened
 * there: link_scene.c. Last, what nobody could use is taken out (link_prune.c).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

#define FAR 8  /* steps in a tree */
#define MEMORY 3 /* sentences that a toll may look back for its act */

struct linker {
    hsy_fact_state *state;
    const hsy_doc *doc;
    hsy_tree tree;
    uint32_t sentence;
    uint32_t first_event, end_event; /* of the sentence */
};

static uint32_t head_of_range(const struct linker *linker, uint32_t first, uint32_t count)
{
    for (uint32_t i = first; i < first + count; i++) {
        uint32_t head = linker->doc->tokens[i].head;
        if (head == i || head < first || head >= first + count)
            return i;
    }
    return first;
}

static bool is_event_head(const struct linker *linker, uint32_t token)
{
    for (uint32_t i = linker->first_event; i < linker->end_event; i++)
        if (linker->state->events.data[i].head == token)
            return true;
    return false;
}

static bool is_background(const struct linker *linker, uint32_t event)
{
    for (uint32_t i = 0; i < hsy_tree_nchildren(&linker->tree, event); i++) {
        const hsy_token *child = &linker->doc->tokens[hsy_tree_child_at(&linker->tree, event, i)];
        if ((child->deprel == HSY_DEP_case_ || child->deprel == HSY_DEP_mark) &&
            hsy_class_has(linker->state->tables->event, HSY_CLASS_CLAUSAL, child->lower))
            return true;
    }
    return false;
}

/* Steps from `token` up to a word that is above `event` too, and down again. Words of
 * other acts on the way up are walls. UINT32_MAX: too far. */
static uint32_t distance(const struct linker *linker, uint32_t token, uint32_t event)
{
    uint32_t up = 0, at = token;

    while (at != HSY_NONE && up < FAR) {
        uint32_t down = 0, below = event;
        while (below != HSY_NONE && below != at && down < FAR) {
            below = hsy_tree_head(&linker->tree, below);
            down++;
        }
        /* Inside the act's own phrase is nearest; what happens "after the raids" happens
         * elsewhere than they. */
        if (below == at)
            return down && is_background(linker, event) ? UINT32_MAX : up + 2 * down;
        if (at != token && is_event_head(linker, at))
            return UINT32_MAX;
        at = hsy_tree_head(&linker->tree, at);
        up++;
    }
    return UINT32_MAX;
}

static uint32_t gap(uint32_t a, uint32_t b)
{
    return a > b ? a - b : b - a;
}

/* Fewest steps first, then fewest words; UINT32_MAX: too far. */
static uint32_t score_of(const struct linker *linker, uint32_t first, uint32_t ntokens,
                         const hsy_event *event)
{
    uint32_t steps = distance(linker, head_of_range(linker, first, ntokens), event->head);
    uint32_t words = gap(first, event->head);

    return steps > FAR ? UINT32_MAX : steps * 64 + (words < 63 ? words : 63);
}

/* Places and times are in the order of the text: the first one of the sentence. */
static uint32_t first_place(const struct linker *linker)
{
    return HSY_FIRST_OF_SENTENCE(&linker->state->places, hsy_place, linker->sentence);
}

static uint32_t first_time(const struct linker *linker)
{
    return HSY_FIRST_OF_SENTENCE(&linker->state->times, hsy_time, linker->sentence);
}

static uint32_t nearest_place(const struct linker *linker, const hsy_event *event)
{
    const hsy_fact_state *state = linker->state;
    uint32_t best = HSY_NONE, best_score = UINT32_MAX;

    for (uint32_t i = first_place(linker); i < state->places.count; i++) {
        const hsy_place *place = &state->places.data[i];
        uint32_t score;
        if (place->sentence != linker->sentence)
            break;
        score = score_of(linker, place->first, place->ntokens, event);
        if (score < best_score) {
            best = i;
            best_score = score;
        }
    }
    return best;
}

static uint32_t nearest_time(const struct linker *linker, const hsy_event *event)
{
    const hsy_fact_state *state = linker->state;
    uint32_t best = HSY_NONE, best_score = UINT32_MAX;

    for (uint32_t i = first_time(linker); i < state->times.count; i++) {
        const hsy_time *time = &state->times.data[i];
        uint32_t score;
        if (time->sentence != linker->sentence)
            break;
        if (time->type == HSY_TIME_DURATION || time->type == HSY_TIME_SET ||
            hsy_str_ends(time->value, HSY_STR("_REF"))) /* "now", "recently" */
            continue;
        score = score_of(linker, time->first, time->ntokens, event);
        if (score < best_score) {
            best = i;
            best_score = score;
        }
    }
    return best;
}

/* -- figures ------------------------------------------------------------------------------ */

static bool fits_type(hsy_what what, const hsy_event *event)
{
    switch (what) {
    case HSY_WHAT_KILLED:
    case HSY_WHAT_INJURED:
    case HSY_WHAT_MISSING: return event->type == HSY_EVENT_ASSAULT;
    case HSY_WHAT_DETAINED: return event->type == HSY_EVENT_COERCE;
    case HSY_WHAT_CAPTURED:
    case HSY_WHAT_DISPLACED:
        return event->type == HSY_EVENT_COERCE || event->type == HSY_EVENT_ASSAULT;
    case HSY_WHAT_TROOPS:
        return event->type == HSY_EVENT_MOBILIZE || event->type == HSY_EVENT_RETREAT ||
               event->type == HSY_EVENT_AID || event->type == HSY_EVENT_ASSAULT;
    default: return true;
    }
}

static bool is_harm(hsy_what what)
{
    return what == HSY_WHAT_KILLED || what == HSY_WHAT_INJURED || what == HSY_WHAT_MISSING ||
           what == HSY_WHAT_DETAINED || what == HSY_WHAT_DISPLACED || what == HSY_WHAT_CAPTURED;
}

/* In the figure's own words, else nearest in the sentence. */
static uint32_t event_near(const struct linker *linker, const hsy_quantity *quantity)
{
    const hsy_fact_state *state = linker->state;
    uint32_t best = HSY_NONE, best_score = UINT32_MAX;
    const uint32_t end = quantity->first + quantity->ntokens;

    for (uint32_t i = linker->first_event; i < linker->end_event; i++) {
        const hsy_event *event = &state->events.data[i];
        uint32_t score;
        if (!fits_type(quantity->what, event))
            continue;
        score = event->head >= quantity->first && event->head < end
                    ? 0
                    : 1 + gap(event->head < quantity->first ? quantity->first : end, event->head);
        /* A sum of money or a share is of the clause it stands in only. */
        if (score && !is_harm(quantity->what) && !hsy_span_covers(event->span, quantity->span))
            continue;
        if (event->modality != HSY_MODALITY_ACTUAL &&
            quantity->scope != HSY_SCOPE_POTENTIAL)
            score += 1000;
        if (score < best_score) {
            best = i;
            best_score = score;
        }
    }
    return best;
}

/* "Three were injured in a separate fire": what the sentence tells of was no act. */
static bool tells_of_mishap(const struct linker *linker)
{
    const hsy_sentence *sentence = &linker->doc->sentences[linker->sentence];
    const struct hsy_event_tables *tables = linker->state->tables->event;

    for (uint32_t i = sentence->first; i < sentence->first + sentence->ntokens; i++) {
        const hsy_token *token = &linker->doc->tokens[i];
        if (token->upos == HSY_UPOS_NOUN &&
            (hsy_class_has(tables, HSY_CLASS_MISHAP, token->lemma) ||
             (hsy_class_has(tables, HSY_CLASS_BLAZE, token->lemma) &&
              hsy_tree_child(&linker->tree, i, HSY_DEP_det) != HSY_NONE)))
            return true;
    }
    return false;
}

/* "The death toll rose to 43": the act told of before. */
static uint32_t event_before(const struct linker *linker, const hsy_quantity *quantity)
{
    const hsy_fact_state *state = linker->state;

    if (!is_harm(quantity->what) || quantity->scope == HSY_SCOPE_CUMULATIVE ||
        quantity->additional || tells_of_mishap(linker))
        return HSY_NONE;
    for (uint32_t i = linker->first_event; i-- > 0;) {
        const hsy_event *event = &state->events.data[i];
        if (linker->sentence - event->sentence > MEMORY)
            return HSY_NONE;
        if (fits_type(quantity->what, event) && event->modality == HSY_MODALITY_ACTUAL &&
            !event->negative)
            return event->same_as != HSY_NONE ? event->same_as : i;
    }
    return HSY_NONE;
}

static void link_quantity(const struct linker *linker, hsy_quantity *quantity)
{
    const hsy_fact_state *state = linker->state;
    hsy_event stand_in = {0};
    uint32_t own;

    own = quantity->event = event_near(linker, quantity);
    if (quantity->event == HSY_NONE)
        quantity->event = event_before(linker, quantity);
    stand_in.head = head_of_range(linker, quantity->first, quantity->ntokens);
    if (own != HSY_NONE)
        stand_in = state->events.data[own];
    if (quantity->place == HSY_NONE)
        quantity->place = nearest_place(linker, &stand_in);
    if (quantity->time == HSY_NONE)
        quantity->time = nearest_time(linker, &stand_in);
}

static void link_sentence(struct linker *linker)
{
    hsy_fact_state *state = linker->state;

    for (uint32_t i = linker->first_event; i < linker->end_event; i++) {
        hsy_event *event = &state->events.data[i];
        event->place = nearest_place(linker, event);
        event->time = nearest_time(linker, event);
    }
}

static hsy_status each_sentence(struct linker *linker, bool quantities)
{
    hsy_fact_state *state = linker->state;
    uint32_t event = 0, quantity = 0;

    for (uint32_t s = 0; s < linker->doc->nsentences; s++) {
        hsy_arena_mark mark = hsy_arena_here(state->scratch);
        linker->sentence = s;
        linker->first_event = event;
        while (event < state->events.count && state->events.data[event].sentence == s)
            event++;
        linker->end_event = event;
        if (!hsy_tree_make(state->scratch, linker->doc, s, &linker->tree))
            return HSY_NOMEM;
        if (!quantities)
            link_sentence(linker);
        for (; quantities && quantity < state->quantities.count &&
               state->quantities.data[quantity].sentence <= s;
             quantity++)
            link_quantity(linker, &state->quantities.data[quantity]);
        hsy_arena_rewind(state->scratch, mark);
    }
    return HSY_OK;
}

hsy_status hsy_read_links(hsy_fact_state *state)
{
    hsy_arena_mark start = hsy_arena_here(state->scratch);
    struct linker linker = {.state = state};
    hsy_status status;

    if (!state->doc->has_tags)
        return HSY_OK;
    linker.doc = hsy_event_doc(state->scratch, state->tables->event, state->doc);
    status = linker.doc ? each_sentence(&linker, false) : HSY_NOMEM;
    if (!status) {
        hsy_events_same(state);
        hsy_events_scene(state);
        status = each_sentence(&linker, true);
    }
    if (!status)
        status = hsy_events_prune(state);
    hsy_arena_rewind(state->scratch, start);
    return status;
}
