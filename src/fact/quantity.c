/*
 * quantity.c - how many: one sentence after the other.
 *
 * For each sentence: its words, its numbers, its harm words; then figures with a
 * unit, noun phrases, frames of harm, parts, and what is left. At the end the
 * quantities are put in the order of the text, and the links between parts and
 * wholes follow them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quantity.h"

#include <stdlib.h>
#include <string.h>

/* -- cues ------------------------------------------------------------------------ */

bool hsy_figures_cue_at(const hsy_figures *f, hsy_cue cue, uint32_t at, uint32_t *ret_len)
{
    const hsy_lexeme *match = hsy_lexicon_match(&f->tables->cues[cue], f->words, at);

    if (match)
        *ret_len = match->nwords;
    return match;
}

bool hsy_figures_cue_before(const hsy_figures *f, hsy_cue cue, uint32_t end, uint32_t *ret_len)
{
    const hsy_lexeme *match = hsy_lexicon_match_before(&f->tables->cues[cue], f->words, end);

    if (match)
        *ret_len = match->nwords;
    return match;
}

bool hsy_figures_cue_within(const hsy_figures *f, hsy_cue cue, uint32_t from, uint32_t to)
{
    uint32_t len;

    for (uint32_t at = from; at < to; at++)
        if (hsy_figures_cue_at(f, cue, at, &len) && at + len <= to &&
            !(cue == HSY_CUE_POTENTIAL && f->in_time[at]))
            return true;
    return false;
}

/* -- quantities --------------------------------------------------------------------- */

hsy_quantity *hsy_quantity_push(hsy_figures *f, uint32_t first, uint32_t last)
{
    hsy_quantity *q = hsy_vec_push(f->state->arena, &f->state->quantities);

    if (!q) {
        f->failed = true;
        return NULL;
    }
    *q = (hsy_quantity){.span = hsy_terms_span(f->words, first, last),
                        .first = f->words->data[first].token,
                        .sentence = f->words->sentence,
                        .low = 1,
                        .high = 1,
                        .part_of = HSY_NONE,
                        .event = HSY_NONE,
                        .place = HSY_NONE,
                        .time = HSY_NONE};
    q->ntokens = f->words->data[last].token - q->first + 1;
    q->figure = q->span;
    return q;
}

void hsy_quantity_take_number(const hsy_figures *f, hsy_quantity *q, uint32_t number)
{
    const hsy_number *n = &f->numbers[number];

    q->figure = hsy_terms_span(f->words, n->figure_first, n->last);
    q->low = n->low;
    q->high = n->high;
    q->comparator = n->comparator;
    q->additional = n->additional;
}

/* -- a sentence ------------------------------------------------------------------------ */

static uint32_t *filled(hsy_arena *scratch, uint32_t count, uint32_t value)
{
    uint32_t *array = hsy_new_array(scratch, count, uint32_t);

    for (uint32_t i = 0; array && i < count; i++)
        array[i] = value;
    return array;
}

static bool allocate(hsy_figures *f)
{
    hsy_arena *scratch = f->state->scratch;
    const uint32_t count = f->words->count;

    f->number_at = filled(scratch, count, HSY_NONE);
    f->phrase_at = filled(scratch, count, HSY_NONE);
    f->hit_at = filled(scratch, count, HSY_NONE);
    f->glue = filled(scratch, count, 0);
    f->in_time = hsy_new_array(scratch, count, bool);
    f->taken = hsy_new_array(scratch, f->nnumbers + 1, bool);
    return f->number_at && f->phrase_at && f->hit_at && f->glue && f->taken && f->in_time;
}

static bool lexeme_at(const hsy_lexeme *entry, const hsy_terms *words, uint32_t at)
{
    if (entry->nwords > words->count - at)
        return false;
    for (uint32_t i = 0; i < entry->nwords; i++)
        if (!hsy_str_eq(entry->words[i], words->data[at + i].lower))
            return false;
    return true;
}

/* "gradually", "forcibly": no list holds them all. */
static bool is_adverb(const hsy_figures *f, uint32_t at)
{
    const hsy_term *word = &f->words->data[at];

    return f->words->doc->has_tags && word->lower.len > 4 &&
           hsy_str_ends(word->lower, HSY_STR("ly")) &&
           f->words->doc->tokens[word->token].upos == HSY_UPOS_ADV;
}

static bool in_compound(const hsy_figures *f, uint32_t at)
{
    return f->words->data[at].join == HSY_JOIN_HYPHEN ||
           (at + 1 < f->words->count && f->words->data[at + 1].join == HSY_JOIN_HYPHEN);
}

/* A word can be in several closed classes: all entries count, not the longest. */
static void mark_glue(hsy_figures *f)
{
    const hsy_lexicon *glue = &f->tables->glue;

    for (uint32_t at = 0; at < f->words->count; at++) {
        uint32_t i = hsy_map_find(&glue->first, f->words->data[at].lower);
        for (; i != HSY_NONE; i = glue->entries.data[i].next)
            if (lexeme_at(&glue->entries.data[i], f->words, at))
                for (uint32_t k = 0; k < glue->entries.data[i].nwords; k++)
                    f->glue[at + k] |= glue->entries.data[i].value;
        /* "so-called", "hard-hit": no clause begins inside a compound. */
        if (in_compound(f, at))
            f->glue[at] &= ~(uint32_t)(HSY_GLUE_VERB | HSY_GLUE_CLAUSE | HSY_GLUE_MODAL);
        if (f->in_time[at])
            f->glue[at] &= ~(uint32_t)HSY_GLUE_MODAL;
        if (!f->glue[at] && is_adverb(f, at))
            f->glue[at] = HSY_GLUE_ADVERB;
    }
}

/* Words of dates. The times of this sentence are the last ones read up to it: they
 * stand in order, so a binary search finds the first. */
static void mark_times(hsy_figures *f)
{
    const hsy_fact_state *state = f->state;
    uint32_t low = 0, high = state->times.count, at = 0;

    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (state->times.data[mid].sentence < f->words->sentence)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < state->times.count; low++) {
        const hsy_time *time = &state->times.data[low];
        if (time->sentence != f->words->sentence)
            return;
        if (time->type == HSY_TIME_DURATION)
            continue;
        for (; at < f->words->count && f->words->data[at].token < time->first + time->ntokens;
             at++)
            f->in_time[at] = f->words->data[at].token >= time->first;
    }
}

static void mark_numbers(hsy_figures *f)
{
    for (uint32_t i = 0; i < f->nnumbers; i++)
        for (uint32_t at = f->numbers[i].first; at <= f->numbers[i].last; at++)
            f->number_at[at] = i;
}

/* "A bullet hit two men", but "the ball hit two men". */
static bool lacks_company(const hsy_figures *f, const hsy_hit *hit)
{
    return hsy_harm_of(f, hit)->kind == HSY_HARM_VERB && !hsy_harm_near(f, hit);
}

static bool mark_hits(hsy_figures *f)
{
    for (uint32_t at = 0; at < f->words->count; at++) {
        const hsy_lexeme *match = hsy_lexicon_match(&f->tables->harm, f->words, at);
        uint32_t index = match ? match->value : HSY_NONE, len = match ? match->nwords : 0;
        uint32_t other;
        const uint32_t longer = hsy_pattern_match(f, at, &other);
        if (longer > len) {
            len = longer;
            index = other;
        }
        if (len == 0)
            continue;
        const hsy_harm_form *form = &f->tables->forms.data[index];
        const hsy_hit found = {at, at + len - 1, form->harm, form->forms, false};
        if (lacks_company(f, &found))
            continue;
        hsy_hit *hit = hsy_vec_push(f->state->scratch, &f->hits);
        if (!hit)
            return false;
        *hit = found;
        for (uint32_t k = at; k <= hit->last; k++)
            f->hit_at[k] = f->hits.count - 1;
        at = hit->last;
    }
    return true;
}

static bool read_sentence(hsy_fact_state *state, uint32_t index)
{
    hsy_terms words;
    hsy_figures f = {.state = state,
                     .tables = state->tables->quantity,
                     .words = &words,
                     .sentence = &state->doc->sentences[index],
                     .first_quantity = state->quantities.count};

    if (!hsy_terms_make(state->scratch, state->doc, index, &words) ||
        !hsy_numbers_read(state->tables->number, state->scratch, &words, &f.numbers,
                          &f.nnumbers) ||
        !allocate(&f))
        return false;
    mark_times(&f);
    mark_glue(&f);
    mark_numbers(&f);
    if (!mark_hits(&f))
        return false;
    if (f.nnumbers == 0 && f.hits.count == 0)
        return true;
    hsy_quantity_plain(&f);
    hsy_quantity_phrases(&f);
    hsy_quantity_frames(&f);
    hsy_quantity_subsets(&f);
    hsy_quantity_counts(&f);
    return !f.failed;
}

/* -- the order of the text ----------------------------------------------------------------- */

struct place {
    const hsy_quantity *quantity;
    uint32_t index;
};

static int by_place(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    if (x->quantity->span.off != y->quantity->span.off)
        return x->quantity->span.off < y->quantity->span.off ? -1 : 1;
    if (x->quantity->figure.off != y->quantity->figure.off)
        return x->quantity->figure.off < y->quantity->figure.off ? -1 : 1;
    return x->index < y->index ? -1 : 1;
}

static bool sort(hsy_fact_state *state)
{
    const uint32_t count = state->quantities.count;
    struct place *order = hsy_new_array(state->scratch, count, struct place);
    uint32_t *now = hsy_new_array(state->scratch, count, uint32_t);
    hsy_quantity *sorted = hsy_new_array(state->arena, count, hsy_quantity);

    if (!order || !now || !sorted)
        return false;
    for (uint32_t i = 0; i < count; i++)
        order[i] = (struct place){&state->quantities.data[i], i};
    qsort(order, count, sizeof *order, by_place);
    for (uint32_t i = 0; i < count; i++)
        now[order[i].index] = i;
    for (uint32_t i = 0; i < count; i++) {
        sorted[i] = *order[i].quantity;
        if (sorted[i].part_of != HSY_NONE)
            sorted[i].part_of = now[sorted[i].part_of];
    }
    if (count)
        memcpy(state->quantities.data, sorted, count * sizeof *sorted);
    return true;
}

hsy_status hsy_read_quantities(hsy_fact_state *state)
{
    bool ok = true;

    for (uint32_t i = 0; i < state->doc->nsentences && ok; i++) {
        hsy_arena_mark mark = hsy_arena_here(state->scratch);
        ok = read_sentence(state, i);
        hsy_arena_rewind(state->scratch, mark);
    }
    hsy_arena_mark mark = hsy_arena_here(state->scratch);
    ok = ok && sort(state);
    if (ok) {
        const uint32_t told = state->quantities.count;
        ok = hsy_quantity_ties(state) && (state->quantities.count == told || sort(state));
    }
    hsy_arena_rewind(state->scratch, mark);
    return ok ? HSY_OK : HSY_NOMEM;
}
