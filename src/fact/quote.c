/*
 * quote.c - who says what.
 *
 * Quotation marks come first. A run between marks that stands as a clause of its own is
 * a direct quote; a fragment within the reporter's clause is a mixed one. It belongs to
 * the cue right behind it ("...," said Ruiz), else to the cue before it in its sentence
 * (Ruiz said: "..."), else to the colon that ends the sentence before, else, without a
 * cue of its own, to the speaker of the quote before it in the paragraph. A word or two
 * without a cue are scare quotes and no quote at all.
 *
 * What a cue says without marks is indirect and read in quote_clause.c.
 *
 * Within a direct quote "I" and "we" are its speaker's.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quote.h"

#include <stdlib.h>
#include <string.h>

#include "fact/entity.h"

enum {
    SCARE_WORDS = 3,     /* so many or fewer, without a cue, are scare quotes */
    MOST_BEFORE = 20,    /* tokens between a cue and the quote it introduces */
    MOST_AFTER = 24,     /* tokens between a quote and the cue behind it */
};

static const hsy_token *token_at(const hsy_quote_work *work, uint32_t i)
{
    return &work->doc->tokens[i];
}

static bool is_punct(const hsy_quote_work *work, uint32_t i)
{
    return (token_at(work, i)->shape & HSY_SHAPE_PUNCT) != 0;
}

static uint32_t count_words(const hsy_quote_work *work, uint32_t first, uint32_t last)
{
    uint32_t words = 0;
    for (uint32_t i = first; i <= last; i++)
        words += !is_punct(work, i);
    return words;
}

/* -- chains ------------------------------------------------------------------------- */

static void link_add(hsy_said_by *links, uint32_t *count, uint32_t entity, hsy_span span)
{
    for (uint32_t i = 0; i < *count; i++)
        if (entity != HSY_NONE && links[i].entity == entity)
            return;
    links[(*count)++] = (hsy_said_by){entity, span};
}

/* A pronoun that could not be resolved names no source. */
static bool is_open_pronoun(const hsy_quote_work *work, const hsy_cue *cue)
{
    const struct hsy_entity_tables *tables = work->state->tables->entity;

    return cue->speaker == HSY_NONE && cue->speaker_first == cue->speaker_last && tables &&
           hsy_map_find(&tables->pronoun, token_at(work, cue->speaker_first)->lower) !=
               HSY_NONE;
}

/* From the outlet nearest to the reader to the origin. */
static bool make_chain(hsy_quote_work *work, const hsy_cue *cue, hsy_chain *ret)
{
    hsy_said_by links[4 + HSY_MORE_SPEAKERS];
    uint32_t count = 0;

    if (cue->outlet != HSY_NONE)
        link_add(links, &count, cue->outlet, cue->outlet_span);
    if (cue->hearer != HSY_NONE)
        link_add(links, &count, cue->hearer, cue->hearer_span);
    if (cue->speaker_first != HSY_NONE && !is_open_pronoun(work, cue))
        link_add(links, &count, cue->speaker,
                 hsy_tokens_span(work->doc, cue->speaker_first, cue->speaker_last));
    for (uint32_t i = 0; i < cue->nalso; i++) {
        const hsy_mention *also = &work->state->mentions.data[cue->also[i]];
        link_add(links, &count, also->entity, also->span);
    }
    if (cue->origin != HSY_NONE)
        link_add(links, &count, cue->origin, cue->origin_span);
    if (!count)
        return true;
    hsy_said_by *kept = hsy_new_array(work->state->arena, count, hsy_said_by);
    if (!kept)
        return false;
    memcpy(kept, links, count * sizeof *kept);
    *ret = (hsy_chain){kept, count};
    return true;
}

/* Nobody speaks of himself by name: a "he" that was taken for somebody whom the words said
 * name is somebody else. */
static bool names_speaker(const hsy_quote_work *work, uint32_t first, uint32_t last,
                          const hsy_cue *cue)
{
    const hsy_fact_state *state = work->state;

    if (cue->speaker == HSY_NONE || cue->speaker_first != cue->speaker_last)
        return false;
    uint32_t by = state->mention_over[cue->speaker_first];
    if (by == HSY_NONE || state->mentions.data[by].form != HSY_FORM_PRONOUN)
        return false;
    for (uint32_t i = first; i <= last; i++) {
        uint32_t mention = state->mention_over[i];
        if (mention == HSY_NONE)
            continue;
        const hsy_mention *m = &state->mentions.data[mention];
        if (m->entity == cue->speaker && m->form == HSY_FORM_NAME)
            return true;
    }
    return false;
}

hsy_quote *hsy_quote_add(hsy_quote_work *work, uint32_t first, uint32_t last,
                         hsy_quote_kind kind, const hsy_cue *cue)
{
    hsy_quote *quote = hsy_vec_push(work->state->arena, &work->state->quotes);

    if (!quote)
        return NULL;
    *quote = (hsy_quote){.span = hsy_tokens_span(work->doc, first, last), .first = first,
                         .ntokens = last - first + 1, .sentence = work->sentence_at[first],
                         .kind = kind, .speaker = HSY_NONE, .speaker_span = {HSY_NONE, 0},
                         .cue = {HSY_NONE, 0}, .continues = HSY_NONE,
                         .rule = {NULL, 0, "quotation marks"}};
    if (!cue)
        return quote;
    hsy_cue open = *cue;
    if (names_speaker(work, first, last, cue)) {
        open.speaker = HSY_NONE;
        cue = &open;
    }
    quote->speaker = cue->speaker;
    if (cue->speaker_first != HSY_NONE)
        quote->speaker_span =
            hsy_tokens_span(work->doc, cue->speaker_first, cue->speaker_last);
    quote->cue = hsy_tokens_span(work->doc, cue->first, cue->last);
    quote->rule = cue->row->rule;
    return make_chain(work, cue, &quote->said_by) ? quote : NULL;
}

/* -- the cue of a quotation ------------------------------------------------------------ */

static bool can_quote(const hsy_cue *cue)
{
    return (cue->row->frames & (HSY_FRAME_QUOTE | HSY_FRAME_THAT)) != 0;
}

/* Is there another mark between the two? */
static bool mark_between(const hsy_quote_work *work, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (work->quoted_at[i] != HSY_NONE)
            return true;
    return false;
}

/* `..., "` Ruiz said / said Ruiz / according to Ruiz. */
static const hsy_cue *cue_after(const hsy_quote_work *work, const hsy_quoted *run)
{
    uint32_t s = run->end_sentence;

    if (run->close == HSY_NONE)
        return NULL;
    for (uint32_t c = work->cues_from[s]; c < work->cues_from[s + 1]; c++) {
        const hsy_cue *cue = &work->cues.data[c];
        if (cue->first <= run->close || !can_quote(cue))
            continue;
        if (cue->first > run->close + MOST_AFTER || mark_between(work, run->close, cue->first))
            return NULL;
        if (cue->row->kind == HSY_CUE_PREP)
            return cue->first <= run->close + 2 ? cue : NULL;
        if (cue->speaker_first == HSY_NONE)
            return cue->first <= run->close + 2 ? cue : NULL;
        uint32_t begins = cue->inverted ? cue->first : cue->speaker_first;
        if (begins > run->close && begins <= run->close + 4)
            return cue;
        return NULL;
    }
    return NULL;
}

static bool ends_with_colon(const hsy_quote_work *work, uint32_t sentence)
{
    uint32_t end = hsy_quote_end(work, sentence);
    return end && hsy_quote_is(work, end - 1, ':');
}

static const hsy_cue *last_cue(const hsy_quote_work *work, uint32_t sentence, uint32_t before)
{
    const hsy_cue *found = NULL;

    for (uint32_t c = work->cues_from[sentence]; c < work->cues_from[sentence + 1]; c++) {
        const hsy_cue *cue = &work->cues.data[c];
        if (cue->last < before && cue->row->kind != HSY_CUE_FIGURE &&
            work->quoted_at[cue->first] == HSY_NONE)
            found = cue;
    }
    return found;
}

/* Ruiz said: "...", Ruiz told reporters that he was "...", Ruiz called it "...". */
static const hsy_cue *cue_before(const hsy_quote_work *work, const hsy_quoted *run)
{
    uint32_t s = run->sentence, start = work->doc->sentences[s].first;
    const hsy_cue *cue;

    if (run->open > start) {
        cue = last_cue(work, s, run->open);
        if (!cue || run->open - cue->last > MOST_BEFORE)
            return NULL;
        bool near = run->open - cue->last <= 2;
        return near || cue->speaker_first != HSY_NONE ? cue : NULL;
    }
    if (s == 0 || !ends_with_colon(work, s - 1))
        return NULL;
    return last_cue(work, s - 1, hsy_quote_end(work, s - 1));
}

static bool is_dash(const hsy_quote_work *work, uint32_t i)
{
    if (i >= work->doc->ntokens || !is_punct(work, i))
        return false;
    hsy_str lower = token_at(work, i)->lower;
    return lower.ptr[0] == '-' || (lower.len >= 3 && (unsigned char)lower.ptr[0] == 0xe2);
}

/* `"..." - Ana Ruiz`: a dash and a name to the end of the paragraph. */
static bool dash_speaker(const hsy_quote_work *work, const hsy_quoted *run, hsy_cue *cue)
{
    uint32_t dash = run->close == HSY_NONE ? HSY_NONE : run->close + 1, last;

    if (dash == HSY_NONE || !is_dash(work, dash) || dash + 1 >= work->doc->ntokens)
        return false;
    last = hsy_quote_end(work, work->sentence_at[dash]) - 1;
    while (last > dash && is_punct(work, last))
        last--;
    if (last == dash || last - dash > 8 ||
        !(token_at(work, dash + 1)->shape & HSY_SHAPE_CAPITAL) ||
        work->doc->sentences[work->sentence_at[dash]].paragraph !=
            work->doc->sentences[run->end_sentence].paragraph)
        return false;
    uint32_t mention = work->state->mention_over[dash + 1];
    *cue = (hsy_cue){.first = dash, .last = dash, .sentence = run->sentence,
                     .speaker = mention == HSY_NONE
                                    ? HSY_NONE
                                    : work->state->mentions.data[mention].entity,
                     .speaker_first = dash + 1, .speaker_last = last, .hearer = HSY_NONE,
                     .outlet = HSY_NONE, .origin = HSY_NONE};
    return true;
}

/* Whose words a clause before a colon announces: "The governor addressed the public:" - its
 * subject, not who stands next to the colon. HSY_NONE when no clause stands there. */
static uint32_t announcer(const hsy_quote_work *work, uint32_t sentence, uint32_t colon)
{
    const uint32_t start = work->doc->sentences[sentence].first;

    for (uint32_t i = start; work->doc->has_trees && i < colon; i++) {
        const hsy_token *token = token_at(work, i);
        if (token->deprel == HSY_DEP_nsubj && token->head > i && token->head < colon &&
            token_at(work, token->head)->upos == HSY_UPOS_VERB) {
            const uint32_t mention = work->state->mention_of_head[i];
            return mention != HSY_NONE ? mention : work->state->mention_over[i];
        }
    }
    return HSY_NONE;
}

static bool has_verb(const hsy_quote_work *work, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (token_at(work, i)->upos == HSY_UPOS_VERB)
            return true;
    return false;
}

/* "Ruiz: ..." as in interviews: the colon is the cue. */
static bool colon_speaker(const hsy_quote_work *work, const hsy_quoted *run, hsy_cue *cue)
{
    uint32_t colon = run->open ? run->open - 1 : 0;

    if (!run->open || !hsy_quote_is(work, colon, ':') || !colon)
        return false;
    const uint32_t sentence = work->sentence_at[colon];
    uint32_t mention = work->state->mention_over[colon - 1];
    if (work->doc->has_tags && has_verb(work, work->doc->sentences[sentence].first, colon))
        mention = announcer(work, sentence, colon);
    if (mention == HSY_NONE)
        return false;
    const hsy_mention *m = &work->state->mentions.data[mention];
    *cue = (hsy_cue){.first = colon, .last = colon, .sentence = run->sentence,
                     .speaker = m->entity, .speaker_first = m->first,
                     .speaker_last = m->first + m->ntokens - 1, .hearer = HSY_NONE,
                     .outlet = HSY_NONE, .origin = HSY_NONE};
    return true;
}

/* `"We stood," she said, "and they fired."`: the second half begins small. */
static bool goes_on(const hsy_quote_work *work, const hsy_quoted *run)
{
    uint32_t index = (uint32_t)(run - work->runs.data);
    const hsy_quoted *before = index ? run - 1 : NULL;

    return before && before->close != HSY_NONE && before->end_sentence == run->sentence &&
           run->open - before->close <= MOST_AFTER && hsy_quote_is(work, run->open - 1, ',') &&
           cue_after(work, before) != NULL;
}

/* Does the run stand as a clause of its own, not inside the reporter's? */
static bool stands_alone(const hsy_quote_work *work, const hsy_quoted *run)
{
    uint32_t start = work->doc->sentences[run->sentence].first;
    bool capital = (token_at(work, run->first)->shape & HSY_SHAPE_CAPITAL) ||
                   !(token_at(work, run->first)->lower.len) || is_punct(work, run->first);

    if (run->open == start)
        return true;
    if (!capital)
        return goes_on(work, run);
    if (is_punct(work, run->open - 1))
        return run->open < start + 2 || !hsy_quote_in(work, run->open - 2, HSY_QLIST_THAT);
    /* `he said "The battles are ongoing"` */
    const hsy_cue *cue = last_cue(work, run->sentence, run->open);
    return cue && run->open - cue->last <= 4;
}

static bool ends_as_clause(const hsy_quote_work *work, const hsy_quoted *run)
{
    hsy_str last = token_at(work, run->last)->lower;
    return run->close == HSY_NONE ||
           (last.len >= 1 && (last.ptr[0] == ',' || last.ptr[0] == '.' || last.ptr[0] == '!' ||
                              last.ptr[0] == '?' || last.ptr[0] == '-'));
}

static bool has_finite(const hsy_quote_work *work, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++)
        if (hsy_quote_is_finite(work, i))
            return true;
    return false;
}

/* A quote without a cue goes on with the one before it in the paragraph, or in the one
 * before when that one was carried over. */
static uint32_t earlier_quote(const hsy_quote_work *work, const hsy_quoted *run,
                              const uint32_t *quote_of)
{
    uint32_t index = (uint32_t)(run - work->runs.data);

    if (run->continues != HSY_NONE)
        return quote_of[run->continues];
    if (!index || quote_of[index - 1] == HSY_NONE)
        return HSY_NONE;
    const hsy_quoted *before = &work->runs.data[index - 1];
    const hsy_sentence *here = &work->doc->sentences[run->sentence];
    const hsy_sentence *there = &work->doc->sentences[before->end_sentence];
    if (here->paragraph != there->paragraph || run->sentence > before->end_sentence + 1)
        return HSY_NONE;
    return quote_of[index - 1];
}

static hsy_quote *inherit(hsy_quote_work *work, const hsy_quoted *run, uint32_t earlier)
{
    hsy_quote *quote = hsy_quote_add(work, run->first, run->last, HSY_QUOTE_DIRECT, NULL);

    if (!quote)
        return NULL;
    const hsy_quote *from = &work->state->quotes.data[earlier];
    quote->speaker = from->speaker;
    quote->speaker_span = from->speaker_span;
    quote->said_by = from->said_by;
    quote->continues = earlier;
    quote->rule = (hsy_rule){NULL, 0, "goes on"};
    return quote;
}

/* "The Long Way Home," "Partly True.": every word of weight has a capital. A name stands in
 * quotation marks too, and nobody says it. */
static bool is_name(const hsy_quote_work *work, const hsy_quoted *run)
{
    uint32_t capitals = 0;

    if (!work->doc->has_tags || run->close == HSY_NONE)
        return false;
    for (uint32_t i = run->first; i <= run->last; i++) {
        const hsy_token *token = token_at(work, i);
        if (hsy_quote_is(work, i, '!') || hsy_quote_is(work, i, '?'))
            return false;
        bool weighs = token->upos == HSY_UPOS_NOUN || token->upos == HSY_UPOS_PROPN ||
                      token->upos == HSY_UPOS_ADJ || token->upos == HSY_UPOS_ADV ||
                      token->upos == HSY_UPOS_VERB;
        bool capital = (token->shape & HSY_SHAPE_CAPITAL) != 0;
        if (token->upos == HSY_UPOS_PRON || (weighs && !capital))
            return false;
        capitals += weighs && !(token->shape & HSY_SHAPE_ALL_CAPS);
    }
    return capitals > 1;
}

/* `*ret` is the quote made of the run, or HSY_NONE. False when out of memory. */
static bool read_run(hsy_quote_work *work, const hsy_quoted *run, const uint32_t *quote_of,
                     uint32_t *ret)
{
    bool alone = stands_alone(work, run);
    const hsy_cue *after = cue_after(work, run), *before = cue_before(work, run), *cue;
    uint32_t words = count_words(work, run->first, run->last);
    uint32_t earlier = earlier_quote(work, run, quote_of), count = work->state->quotes.count;
    bool clause = words > SCARE_WORDS &&
                  (ends_as_clause(work, run) || has_finite(work, run->first, run->last));
    bool starts = run->open == work->doc->sentences[run->sentence].first;
    hsy_cue colon;

    *ret = HSY_NONE;
    if (is_name(work, run))
        return true;
    cue = starts ? after ? after : before : before ? before : after;
    if (alone && after && ends_as_clause(work, run) && !starts &&
        (!before || run->open - before->last > 2))
        cue = after;
    /* `now believed to be "unfit," the ministry said`: the comma inside says whose it is. */
    if (after && before && run->close != HSY_NONE && run->open - before->last > 2 &&
        hsy_quote_is(work, run->last, ','))
        cue = after;
    if ((!after && dash_speaker(work, run, &colon)) ||
        (!cue && colon_speaker(work, run, &colon))) {
        if (!hsy_quote_add(work, run->first, run->last, HSY_QUOTE_DIRECT, NULL))
            return false;
        hsy_quote *quote = &work->state->quotes.data[count];
        quote->speaker = colon.speaker;
        quote->speaker_span =
            hsy_tokens_span(work->doc, colon.speaker_first, colon.speaker_last);
        if (!make_chain(work, &colon, &quote->said_by))
            return false;
    } else if (earlier != HSY_NONE && goes_on(work, run) && !after) {
        if (!inherit(work, run, earlier))
            return false;
    } else if (run->continues != HSY_NONE && earlier != HSY_NONE && !after) {
        if (!inherit(work, run, earlier))
            return false;
    } else if (cue && (cue->speaker_first != HSY_NONE || words > SCARE_WORDS)) {
        bool direct = alone && (words > SCARE_WORDS || clause || ends_as_clause(work, run));
        hsy_quote_kind kind = direct && cue->row->kind != HSY_CUE_CALL ? HSY_QUOTE_DIRECT
                                                                       : HSY_QUOTE_MIXED;
        if (!hsy_quote_add(work, run->first, run->last, kind, cue))
            return false;
    } else if (earlier != HSY_NONE && starts && clause) {
        if (!inherit(work, run, earlier))
            return false;
    } else if (alone && starts && clause && words > 2 * SCARE_WORDS) {
        if (!hsy_quote_add(work, run->first, run->last, HSY_QUOTE_DIRECT, NULL))
            return false;
    } else {
        return true;
    }
    *ret = count;
    return true;
}

static bool read_runs(hsy_quote_work *work)
{
    uint32_t *quote_of = hsy_new_array(work->scratch, work->runs.count + 1, uint32_t);

    if (!quote_of)
        return false;
    for (uint32_t i = 0; i < work->runs.count; i++) {
        quote_of[i] = HSY_NONE;
        if (!read_run(work, &work->runs.data[i], quote_of, &quote_of[i]))
            return false;
    }
    return true;
}

/* -- "I" and "we" ---------------------------------------------------------------------- */

static bool read_first_person(hsy_quote_work *work, const hsy_quote *quote)
{
    const struct hsy_entity_tables *tables = work->state->tables->entity;

    if (quote->kind != HSY_QUOTE_DIRECT || quote->speaker == HSY_NONE || !tables)
        return true;
    for (uint32_t i = quote->first; i < quote->first + quote->ntokens; i++) {
        uint32_t row = hsy_map_find(&tables->pronoun, token_at(work, i)->lower);
        if (row == HSY_NONE || tables->pronouns.data[row].kind != '1')
            continue;
        if ((token_at(work, i)->shape & HSY_SHAPE_ALL_CAPS) && token_at(work, i)->lower.len > 1)
            continue; /* the country */
        hsy_mention *mention = hsy_vec_push(work->state->arena, &work->state->mentions);
        if (!mention)
            return false;
        *mention = (hsy_mention){.span = token_at(work, i)->span, .entity = quote->speaker,
                                 .first = i, .ntokens = 1, .head = i, .form = HSY_FORM_PRONOUN,
                                 .rule = tables->pronouns.data[row].rule};
    }
    return true;
}

/* -- the article ----------------------------------------------------------------------- */

static bool prepare(hsy_quote_work *work)
{
    const hsy_doc *doc = work->doc;
    uint32_t commas = 0;

    work->lists = hsy_new_array(work->scratch, doc->ntokens + 1, uint32_t);
    work->quoted_at = hsy_new_array(work->scratch, doc->ntokens + 1, uint32_t);
    work->sentence_at = hsy_new_array(work->scratch, doc->ntokens + 1, uint32_t);
    if (!work->lists || !work->quoted_at || !work->sentence_at)
        return false;
    for (uint32_t i = 0; i < doc->ntokens; i++) {
        uint32_t at = hsy_map_find(&work->tables->list, doc->tokens[i].lower);
        work->lists[i] = at == HSY_NONE ? 0 : work->tables->list_bits.data[at];
        work->quoted_at[i] = HSY_NONE;
        commas += hsy_quote_is(work, i, ',');
    }
    work->quoted_at[doc->ntokens] = HSY_NONE;
    work->no_commas = doc->ntokens > 60 && commas * 250 < doc->ntokens;
    for (uint32_t s = 0; s < doc->nsentences; s++)
        for (uint32_t i = doc->sentences[s].first; i < hsy_quote_end(work, s); i++)
            work->sentence_at[i] = s;
    return true;
}

static int by_place(const void *a, const void *b)
{
    const hsy_quote *x = *(const hsy_quote *const *)a, *y = *(const hsy_quote *const *)b;

    if (x->span.off != y->span.off)
        return x->span.off < y->span.off ? -1 : 1;
    if (x->span.len != y->span.len)
        return x->span.len > y->span.len ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* Into the order of the text; `continues` follows. */
static bool order_quotes(hsy_quote_work *work)
{
    hsy_fact_state *state = work->state;
    uint32_t count = state->quotes.count;
    hsy_quote **order = hsy_new_array(work->scratch, count + 1, hsy_quote *);
    uint32_t *to = hsy_new_array(work->scratch, count + 1, uint32_t);
    hsy_quote *sorted = hsy_new_array(state->arena, count + 1, hsy_quote);

    if (!order || !to || !sorted)
        return false;
    for (uint32_t i = 0; i < count; i++)
        order[i] = &state->quotes.data[i];
    qsort(order, count, sizeof(hsy_quote *), by_place);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i] = *order[i];
        to[order[i] - state->quotes.data] = i;
    }
    for (uint32_t i = 0; i < count; i++)
        if (sorted[i].continues != HSY_NONE)
            sorted[i].continues = to[sorted[i].continues];
    state->quotes.data = sorted;
    state->quotes.room = count + 1;
    return true;
}

hsy_status hsy_read_quotes(hsy_fact_state *state)
{
    hsy_quote_work work = {.state = state, .tables = state->tables->quote, .doc = state->doc,
                           .scratch = state->scratch};

    if (!prepare(&work) || !hsy_quote_marks(&work) || !hsy_quote_cues(&work) ||
        !read_runs(&work))
        return HSY_NOMEM;
    if (!hsy_quote_turns(&work))
        return HSY_NOMEM;
    for (uint32_t i = 0; i < work.cues.count; i++)
        if (!hsy_quote_indirect(&work, &work.cues.data[i]))
            return HSY_NOMEM;
    for (uint32_t i = 0; i < state->quotes.count; i++)
        if (!read_first_person(&work, &state->quotes.data[i]))
            return HSY_NOMEM;
    if (!order_quotes(&work))
        return HSY_NOMEM;
    return hsy_entities_index(state);
}
