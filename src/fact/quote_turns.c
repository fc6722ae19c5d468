/*
 * quote_turns.c - transcripts and interviews: what stands behind a name and a colon.
 *
 *     ORR (voice-over): The blast happened at five in the morning.
 *     OTTO BRANDT, INTERIOR MINISTER: They killed our children.
 *     UNIDENTIFIED MALE: I heard a bang.
 *
 * A paragraph opens with the name of its speaker, and all up to the next name is what he
 * says. A text is read so when a third of its paragraphs do, two of them speak and one comes
 * back: "WHERE:", "WHEN:" of an invitation do not. Who speaks for the outlet (words.tsv,
 * `staff`; who is told to be a journalist) is its own voice, and no quote.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quote.h"

enum {
    LABEL_TOKENS = 16, /* before the colon */
    NAME_TOKENS = 5,   /* of them before a comma or a bracket */
    LEAST_TURNS = 3,
};

struct label {
    uint32_t first, last; /* the name's tokens */
    uint32_t colon;
    bool shouted; /* in capitals */
};

static const hsy_token *token_at(const hsy_quote_work *work, uint32_t i)
{
    return &work->doc->tokens[i];
}

static bool opens_paragraph(const hsy_doc *doc, uint32_t s)
{
    return s == 0 || doc->sentences[s].paragraph != doc->sentences[s - 1].paragraph;
}

/* "ORR (voice-over):", "Tom Orr:" at the start of a paragraph. */
static bool find_label(const hsy_quote_work *work, uint32_t s, struct label *ret)
{
    const uint32_t first = work->doc->sentences[s].first;
    bool named = false;

    *ret = (struct label){.first = first, .last = first, .shouted = true};
    if (work->doc->sentences[s].is_title || !opens_paragraph(work->doc, s))
        return false;
    for (uint32_t i = first; i < hsy_quote_end(work, s) && i - first < LABEL_TOKENS; i++) {
        const hsy_token *token = token_at(work, i);
        if (hsy_quote_is(work, i, ':')) {
            ret->colon = i;
            return i > first;
        }
        named |= i > first && (hsy_quote_is(work, i, ',') || hsy_quote_is(work, i, '('));
        if (named || hsy_quote_is(work, i, '.'))
            continue;
        if (!(token->shape & HSY_SHAPE_CAPITAL) || (token->shape & HSY_SHAPE_DIGIT) ||
            i - first >= NAME_TOKENS)
            return false;
        ret->last = i;
        ret->shouted &= (token->shape & HSY_SHAPE_ALL_CAPS) != 0;
    }
    return false;
}

/* The same words: "ORR", "TOM ORR" and "Orr" are one by the last. */
static hsy_str key_of(const hsy_quote_work *work, const struct label *label)
{
    return token_at(work, label->last)->lower;
}

/* Does the text go by turns? */
static bool has_turns(hsy_quote_work *work)
{
    const hsy_doc *doc = work->doc;
    uint32_t paragraphs = 0, turns = 0, speakers = 0;
    bool back = false;
    struct label label;
    hsy_map seen;

    hsy_map_init(&seen, work->scratch);
    for (uint32_t s = 0; s < doc->nsentences; s++) {
        paragraphs += !doc->sentences[s].is_title && opens_paragraph(doc, s);
        if (!find_label(work, s, &label))
            continue;
        turns++;
        if (hsy_map_find(&seen, key_of(work, &label)) != HSY_NONE)
            back = true;
        else
            speakers += hsy_map_set(&seen, key_of(work, &label), s);
    }
    return turns >= LEAST_TURNS && speakers >= 2 && back && turns * 3 >= paragraphs;
}

/* The persons of the article by the last word of their names; of several the first. */
static bool map_persons(const hsy_quote_work *work, hsy_map *ret)
{
    const hsy_fact_state *state = work->state;

    hsy_map_init(ret, work->scratch);
    for (uint32_t m = 0; m < state->mentions.count; m++) {
        const hsy_mention *mention = &state->mentions.data[m];
        const hsy_str last = token_at(work, mention->first + mention->ntokens - 1)->lower;
        if ((mention->form == HSY_FORM_NAME || mention->form == HSY_FORM_ALIAS) &&
            state->entities.data[mention->entity].type == HSY_ENTITY_PERSON &&
            hsy_map_put(ret, last, mention->entity) == HSY_NONE)
            return false;
    }
    return true;
}

static uint32_t speaker_of(const hsy_quote_work *work, const struct label *label,
                           const hsy_map *persons)
{
    const hsy_fact_state *state = work->state;

    for (uint32_t i = label->first; i <= label->last; i++) {
        const uint32_t m = state->mention_over ? state->mention_over[i] : HSY_NONE;
        if (m != HSY_NONE && state->entities.data[state->mentions.data[m].entity].type ==
                                 HSY_ENTITY_PERSON)
            return state->mentions.data[m].entity;
    }
    return hsy_map_find(persons, key_of(work, label));
}

static bool is_staff(const hsy_quote_work *work, const struct label *label, uint32_t speaker)
{
    for (uint32_t i = label->first; i < label->colon; i++)
        if (hsy_quote_in(work, i, HSY_QLIST_STAFF))
            return true;
    return speaker != HSY_NONE &&
           hsy_str_eq(hsy_str_of(work->state->entities.data[speaker].role), HSY_STR("MED"));
}

/* The words of one paragraph; `before`: the quote they go on from, or HSY_NONE. */
static bool add_turn(hsy_quote_work *work, const struct label *label, uint32_t speaker,
                     uint32_t first, uint32_t last, uint32_t before)
{
    hsy_quote *quote = hsy_quote_add(work, first, last, HSY_QUOTE_DIRECT, NULL);
    hsy_said_by *link = hsy_new(work->state->arena, hsy_said_by);

    if (!quote || !link)
        return false;
    quote->speaker = speaker;
    quote->speaker_span = hsy_tokens_span(work->doc, label->first, label->last);
    quote->continues = before;
    quote->rule = (hsy_rule){NULL, 0, "turn of a transcript"};
    *link = (hsy_said_by){speaker, quote->speaker_span};
    quote->said_by = (hsy_chain){link, 1};
    return true;
}

/* A stage direction, "(COMMERCIAL BREAK)", or a heading is nobody's words. */
static bool is_aside(const hsy_quote_work *work, uint32_t s)
{
    const hsy_sentence *sentence = &work->doc->sentences[s];

    return sentence->is_heading || sentence->is_title || hsy_quote_is(work, sentence->first, '(') ||
           hsy_quote_is(work, sentence->first, '[');
}

/* "How did it begin?" without a name, and a name behind it: the interviewer asks. */
static bool is_asked(const hsy_quote_work *work, uint32_t last, uint32_t next)
{
    struct label label;

    return hsy_quote_is(work, last, '?') && next < work->doc->nsentences &&
           find_label(work, next, &label);
}

bool hsy_quote_turns(hsy_quote_work *work)
{
    const hsy_doc *doc = work->doc;
    struct label label = {0}, next;
    uint32_t speaker = HSY_NONE, before = HSY_NONE;
    hsy_map persons;
    bool speaks = false;

    if (!has_turns(work))
        return true;
    if (!map_persons(work, &persons))
        return false;
    for (uint32_t s = 0, end; s < doc->nsentences; s = end) {
        uint32_t first = doc->sentences[s].first;
        for (end = s + 1; end < doc->nsentences && !opens_paragraph(doc, end);)
            end++;
        const uint32_t last = hsy_quote_end(work, end - 1) - 1;
        if (find_label(work, s, &next)) {
            label = next;
            first = label.colon + 1;
            speaker = speaker_of(work, &label, &persons);
            speaks = !is_staff(work, &label, speaker);
            before = HSY_NONE;
        } else if (is_aside(work, s)) {
            speaks = false;
        } else if (is_asked(work, last, end)) {
            continue;
        }
        if (!speaks || first > last)
            continue;
        if (!add_turn(work, &label, speaker, first, last, before))
            return false;
        before = work->state->quotes.count - 1;
    }
    return true;
}
