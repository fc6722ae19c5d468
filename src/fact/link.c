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
#define DATELINE_REACH 8 /* words of a date before the place where it was written */
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
        bool background = false;
        while (below != HSY_NONE && below != at && down < FAR) {
            background = background || is_background(linker, below);
            below = hsy_tree_head(&linker->tree, below);
            down++;
        }
        /* Inside the act's own phrase is nearest; what happens "after the raids" happens
         * elsewhere than they. */
        if (below == at)
            return background ? UINT32_MAX : up + 2 * down;
        if (at != token && is_event_head(linker, at))
            return UINT32_MAX;
        at = hsy_tree_head(&linker->tree, at);
        up++;
    }
    return UINT32_MAX;
}

static hsy_str lemma_at(const struct linker *linker, uint32_t token)
{
    const hsy_token *t = &linker->doc->tokens[token];

    return t->lemma.ptr && t->upos != HSY_UPOS_PROPN ? t->lemma : t->lower;
}

static bool has_case(const struct linker *linker, uint32_t token, uint32_t class)
{
    for (uint32_t mark = hsy_tree_child(&linker->tree, token, HSY_DEP_case_); mark != HSY_NONE;
         mark = hsy_tree_next(&linker->tree, mark))
        if (hsy_class_has(linker->state->tables->event, class, linker->doc->tokens[mark].lower))
            return true;
    return false;
}

/* Words are had where their sentence says so of them alone: "to discuss the raids in Keth",
 * "asked a court of Ardel" were had elsewhere. A visit is where it goes. */
static bool is_verbal(const hsy_event *event)
{
    switch (event->type) {
    case HSY_EVENT_CONSULT: return !hsy_str_eq(event->mode, HSY_STR("visit"));
    case HSY_EVENT_AGREE:
    case HSY_EVENT_SUPPORT:
    case HSY_EVENT_REQUEST:
    case HSY_EVENT_ACCUSE:
    case HSY_EVENT_REJECT:
    case HSY_EVENT_THREATEN: return true;
    default: return false;
    }
}

/* A preposition of where on the phrase, or right before its first word `first`. */
static bool is_located(const struct linker *linker, uint32_t token, uint32_t first)
{
    return has_case(linker, token, HSY_CLASS_LOCATIVE) ||
           (first > linker->tree.first &&
            hsy_class_has(linker->state->tables->event, HSY_CLASS_LOCATIVE,
                          linker->doc->tokens[first - 1].lower));
}

/* Is the place a phrase of where, on the act or on what stands above it, over names ("in Keth,
 * Norland"), places ("in the town of Keth") and meetings ("met for talks in Keth") alone? */
static bool says_where(const struct linker *linker, const hsy_place *place, uint32_t event)
{
    const struct hsy_event_tables *tables = linker->state->tables->event;
    uint32_t token = head_of_range(linker, place->first, place->ntokens), first = place->first;

    for (uint32_t hops = 0; hops < FAR; hops++) {
        const uint32_t head = hsy_tree_head(&linker->tree, token);
        const bool located = is_located(linker, token, first);
        if (head == HSY_NONE)
            return false;
        if (head == event || hsy_tree_below(&linker->tree, event, head))
            return located;
        if (hsy_class_has(tables, HSY_CLASS_GATHERING, lemma_at(linker, head)))
            return located;
        if (linker->doc->tokens[head].upos != HSY_UPOS_PROPN &&
            !hsy_class_has(tables, HSY_CLASS_PLACE, lemma_at(linker, head)))
            return false;
        /* "met the king in Keth" hung on the king. */
        if (hsy_tree_head(&linker->tree, head) == event && located)
            return true;
        token = first = head;
    }
    return false;
}

/* "a resident of Keth", "soldiers from Norland": where somebody is from; whom it was done to
 * may have been hit at home. */
static bool is_origin(const struct linker *linker, uint32_t token, const hsy_event *event)
{
    const hsy_fact_state *state = linker->state;
    const uint32_t head = hsy_tree_head(&linker->tree, token);
    uint8_t deprel;

    if (head == HSY_NONE || linker->doc->tokens[token].deprel != HSY_DEP_nmod ||
        !has_case(linker, token, HSY_CLASS_HOME) || !state->mention_of_head ||
        state->mention_of_head[head] == HSY_NONE ||
        !hsy_class_has(state->tables->event, HSY_CLASS_PEOPLE, lemma_at(linker, head)))
        return false;
    deprel = linker->doc->tokens[head].deprel;
    return hsy_tree_head(&linker->tree, head) != event->head ||
           (deprel != HSY_DEP_obj && deprel != HSY_DEP_nsubj_pass && deprel != HSY_DEP_nmod);
}

/* "BEIRUT (AP) The army said", "DAMASCUS Two people died": where it was written. */
static bool is_dateline(const struct linker *linker, const hsy_place *place)
{
    const hsy_sentence *sentence = &linker->doc->sentences[linker->sentence];
    const uint32_t end = place->first + place->ntokens;

    if (place->span.len <= 3 || place->first > sentence->first + DATELINE_REACH ||
        end >= sentence->first + sentence->ntokens)
        return false;
    for (uint32_t i = place->first; i < end; i++)
        if (!(linker->doc->tokens[i].shape & (HSY_SHAPE_ALL_CAPS | HSY_SHAPE_PUNCT)))
            return false;
    /* In a sentence all in capitals they say nothing. */
    for (uint32_t i = end; i < sentence->first + sentence->ntokens && i < end + 8; i++)
        if (linker->doc->tokens[i].span.len > 3 &&
            !(linker->doc->tokens[i].shape & (HSY_SHAPE_ALL_CAPS | HSY_SHAPE_PUNCT)))
            return true;
    return false;
}

/* "stormed from Keth into Norland", "fired from Keth": where an attack began is not where it
 * struck. */
static bool is_start(const struct linker *linker, uint32_t token, const hsy_event *event)
{
    return event->type == HSY_EVENT_ASSAULT &&
           hsy_tree_head(&linker->tree, token) == event->head &&
           linker->doc->tokens[token].deprel == HSY_DEP_obl &&
           has_case(linker, token, HSY_CLASS_HOME);
}

/* Does the sentence before, in the same paragraph, tell of an attack and where it was? */
static bool goes_on(const struct linker *linker)
{
    const hsy_fact_state *state = linker->state;
    const uint32_t before = linker->sentence - 1;

    if (!linker->first_event || !linker->sentence ||
        linker->doc->sentences[before].paragraph !=
            linker->doc->sentences[linker->sentence].paragraph)
        return false;
    const hsy_event *last = &state->events.data[linker->first_event - 1];
    return last->sentence == before && last->type == HSY_EVENT_ASSAULT;
}

/* "The ministry in Keth said nine were killed", told after an attack elsewhere: where the
 * speaker sits. Told first, it is where it happened ("the mayor of Keth said"). */
static bool is_speakers(const struct linker *linker, uint32_t token, const hsy_event *event)
{
    const hsy_doc *doc = linker->doc;

    for (uint32_t hops = 0; hops < FAR && token != HSY_NONE; hops++) {
        const uint32_t head = hsy_tree_head(&linker->tree, token);
        const uint8_t deprel = doc->tokens[token].deprel;
        if (head == HSY_NONE)
            return false;
        if (deprel == HSY_DEP_nsubj)
            return head != event->head && hsy_tree_below(&linker->tree, event->head, head) &&
                   hsy_class_has(linker->state->tables->event, HSY_CLASS_SAY,
                                 lemma_at(linker, head)) &&
                   goes_on(linker);
        if (deprel != HSY_DEP_nmod && deprel != HSY_DEP_compound && deprel != HSY_DEP_appos &&
            deprel != HSY_DEP_flat && deprel != HSY_DEP_nmod_poss)
            return false;
        token = head;
    }
    return false;
}

static bool can_be_there(const struct linker *linker, const hsy_place *place,
                         const hsy_event *event)
{
    const uint32_t head = head_of_range(linker, place->first, place->ntokens);

    return !is_origin(linker, head, event) && !is_start(linker, head, event) &&
           !is_speakers(linker, head, event) &&
           (!is_verbal(event) || says_where(linker, place, event->head));
}

/* "condemned the raid on Friday", "was freed on Friday over the raid": the day is of the
 * other act, unless the raid is when that was ("killed in a raid on Friday"). */
static bool is_of_other(const struct linker *linker, uint32_t time, const hsy_event *event)
{
    const uint32_t above = hsy_tree_head(&linker->tree, time);
    const hsy_token *head = &linker->doc->tokens[event->head];

    if (above != event->head && has_case(linker, time, HSY_CLASS_ONSET))
        return true; /* "where a truce has held since July" */
    if (above == HSY_NONE || above == event->head || !is_event_head(linker, above) ||
        !hsy_tree_below(&linker->tree, event->head, above))
        return false;
    if (head->upos == HSY_UPOS_NOUN || head->upos == HSY_UPOS_PROPN)
        return head->head != above || head->deprel != HSY_DEP_obl ||
               !has_case(linker, event->head, HSY_CLASS_PARTNER) ||
               has_case(linker, event->head, HSY_CLASS_CLAUSAL);
    return head->deprel == HSY_DEP_ccomp || head->deprel == HSY_DEP_acl_relcl;
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

/* Of the places of a dateline, or of the others. */
static uint32_t nearest_of(const struct linker *linker, const hsy_event *event, bool dateline)
{
    const hsy_fact_state *state = linker->state;
    uint32_t best = HSY_NONE, best_score = UINT32_MAX, behind = HSY_NONE;

    for (uint32_t i = first_place(linker); i < state->places.count; i++) {
        const hsy_place *place = &state->places.data[i];
        uint32_t score;
        if (place->sentence != linker->sentence)
            break;
        /* "PORT KETH, Norland (AP)": the land belongs to the dateline. */
        const bool of_line = is_dateline(linker, place) ||
                             (behind != HSY_NONE && place->first <= behind + 1);
        if (of_line)
            behind = place->first + place->ntokens;
        if (of_line != dateline || !can_be_there(linker, place, event))
            continue;
        score = score_of(linker, place->first, place->ntokens, event);
        if (score < best_score) {
            best = i;
            best_score = score;
        }
    }
    return best;
}

static uint32_t nearest_place(const struct linker *linker, const hsy_event *event)
{
    const uint32_t place = nearest_of(linker, event, false);

    return place == HSY_NONE ? nearest_of(linker, event, true) : place;
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
        if (is_of_other(linker, head_of_range(linker, time->first, time->ntokens), event))
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

/* "Three were injured in a separate fire", "two died when the boat capsized": what the
 * sentence tells of was no act. */
static bool tells_of_mishap(const struct linker *linker)
{
    const hsy_sentence *sentence = &linker->doc->sentences[linker->sentence];

    for (uint32_t i = sentence->first; i < sentence->first + sentence->ntokens; i++)
        if (hsy_token_mishap(linker->state->tables->event, linker->doc, &linker->tree, i))
            return true;
    return false;
}

/* "The death toll rose to 43": the act told of before. */
static uint32_t event_before(const struct linker *linker, const hsy_quantity *quantity)
{
    const hsy_fact_state *state = linker->state;

    if (!is_harm(quantity->what) || quantity->scope == HSY_SCOPE_CUMULATIVE ||
        quantity->additional || quantity->mishap)
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
    hsy_event stand_in = {.type = HSY_EVENT_ASSAULT}; /* a figure stands where its words do */
    uint32_t own;

    own = quantity->event = event_near(linker, quantity);
    quantity->mishap = own == HSY_NONE && is_harm(quantity->what) && tells_of_mishap(linker);
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
