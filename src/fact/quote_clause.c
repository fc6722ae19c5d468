/*
 * quote_clause.c - what is said without quotation marks.
 *
 * The content of a cue is the clause behind it ("said (that) the port was shut", "told
 * reporters that ..."), or the sentence before it (", Ruiz said", ", according to
 * Ruiz"), or behind an opening "According to Ruiz,". It ends where another speaker
 * begins. Without "that" a clause is taken only from cues that allow it, and with a tree
 * only when the tree hangs a clause on the verb: "announced her plan" says nothing yet.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quote.h"

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

static bool has_finite(const hsy_quote_work *work, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++)
        if (hsy_quote_is_finite(work, i))
            return true;
    return false;
}

enum { DEEP = 16 }; /* arcs from a word of a clause up to its verb */

static bool is_below(const hsy_quote_work *work, uint32_t i, uint32_t top)
{
    for (int k = 0; k < DEEP && i != HSY_NONE; k++) {
        if (i == top)
            return true;
        if (token_at(work, i)->head == i)
            break;
        i = token_at(work, i)->head;
    }
    return false;
}

/* "When Ruiz announced her plan, it raised eyebrows": what a clause that hangs on another
 * says ends with that clause. */
static uint32_t within_clause(const hsy_quote_work *work, const hsy_cue *cue, uint32_t last)
{
    if (!work->doc->has_trees || token_at(work, cue->first)->deprel != HSY_DEP_advcl ||
        token_at(work, cue->first)->head < cue->first)
        return last;
    while (last > cue->last && (is_punct(work, last) || !is_below(work, last, cue->first)))
        last--;
    return last;
}

/* The last token of the sentence that is no closing mark or full stop. */
static uint32_t content_end(const hsy_quote_work *work, uint32_t sentence, uint32_t first)
{
    uint32_t last = hsy_quote_end(work, sentence) - 1;
    while (last > first && is_punct(work, last) && !hsy_quote_is(work, last, '"') &&
           !hsy_quote_is(work, last, ')'))
        last--;
    return last;
}

/* "state media and activists said": back to where the list of speakers begins. */
static uint32_t over_list(const hsy_quote_work *work, uint32_t begins, uint32_t start)
{
    for (int i = 0; i < 3 && begins >= start + 2; i++) {
        uint32_t mention = work->state->mention_over[begins - 2];
        if (token_at(work, begins - 1)->upos != HSY_UPOS_CCONJ &&
            !hsy_quote_in(work, begins - 1, HSY_QLIST_AND))
            break;
        if (mention == HSY_NONE || work->state->mentions.data[mention].first <= start)
            break;
        begins = work->state->mentions.data[mention].first;
    }
    return begins;
}

static bool joins_clauses(const hsy_quote_work *work, uint32_t i)
{
    if (work->doc->has_tags)
        return token_at(work, i)->upos == HSY_UPOS_CCONJ ||
               token_at(work, i)->upos == HSY_UPOS_SCONJ;
    return hsy_quote_in(work, i, HSY_QLIST_AND);
}

/* "warned that even if it is signed, the port may continue to pay": the verb that looks
 * like the next cue is what is said. */
static bool is_said(const hsy_quote_work *work, const hsy_cue *cue, const hsy_cue *next)
{
    const hsy_token *token = token_at(work, next->first);

    return work->doc->has_trees && !work->no_commas && token->head == cue->first &&
           token->deprel == HSY_DEP_ccomp;
}

/* Where the content of `cue` must stop: before the next cue that stands apart ("..., he
 * added", "..., according to"). */
static uint32_t clip(const hsy_quote_work *work, const hsy_cue *cue, uint32_t first,
                     uint32_t last)
{
    uint32_t end = work->cues_from[cue->sentence + 1];

    for (const hsy_cue *next = cue + 1; next < &work->cues.data[end]; next++) {
        uint32_t begins = next->inverted || next->speaker_first == HSY_NONE ||
                                  next->speaker_first > next->first ||
                                  next->speaker_first <= cue->last
                              ? next->first
                              : next->speaker_first;
        if (begins <= first + 2 || begins > last || work->quoted_at[begins] != HSY_NONE ||
            is_said(work, cue, next))
            continue;
        if (hsy_quote_is(work, begins - 1, ','))
            return begins - 2;
        /* "..., but he said ...", "... and added that ..." */
        if (joins_clauses(work, begins - 1) &&
            (hsy_quote_is(work, begins - 2, ',') || begins == next->first))
            return hsy_quote_is(work, begins - 2, ',') ? begins - 3 : begins - 2;
        if (work->no_commas && begins > first + 1 && begins <= last &&
            next->last + 2 >= hsy_quote_end(work, cue->sentence))
            return over_list(work, begins, first) - 1;
    }
    for (uint32_t i = first + 3; i < last; i++)
        if (hsy_quote_is(work, i, ';') && work->quoted_at[i] == HSY_NONE)
            return i - 1;
    return last;
}

static uint32_t find_that(const hsy_quote_work *work, uint32_t from, uint32_t end)
{
    /* Between the two: when and where it was said. "said the raid that" has no clause. */
    bool adverbial = from < end && (hsy_quote_in(work, from, HSY_QLIST_AFTER) ||
                                    hsy_quote_in(work, from, HSY_QLIST_SKIP));

    for (uint32_t i = from; i < end && i < from + (adverbial ? 8 : 1); i++) {
        if (hsy_quote_in(work, i, HSY_QLIST_THAT))
            return i;
        if (is_punct(work, i) || hsy_quote_is_finite(work, i))
            break;
    }
    return HSY_NONE;
}

static bool is_number(const hsy_quote_work *work, uint32_t i)
{
    return (token_at(work, i)->shape & (HSY_SHAPE_NUMBER | HSY_SHAPE_DIGIT)) ||
           (work->doc->has_tags && token_at(work, i)->upos == HSY_UPOS_NUM);
}

/* "said the port was shut": what opens can open a clause, and a finite verb follows. */
static bool opens_clause(const hsy_quote_work *work, uint32_t i, uint32_t last)
{
    const hsy_token *token = token_at(work, i);
    bool opens = hsy_quote_in(work, i, HSY_QLIST_CLAUSE) ||
                 work->state->mention_over[i] != HSY_NONE ||
                 (token->shape & (HSY_SHAPE_CAPITAL | HSY_SHAPE_DIGIT));

    if (work->doc->has_tags)
        opens |= token->upos == HSY_UPOS_NOUN || token->upos == HSY_UPOS_ADJ ||
                 token->upos == HSY_UPOS_PRON || token->upos == HSY_UPOS_NUM ||
                 token->upos == HSY_UPOS_DET || token->upos == HSY_UPOS_PROPN;
    if (is_punct(work, i) && !hsy_quote_is(work, i, '"'))
        return false;
    /* "warned him against it": an object is no subject of a clause. */
    if (work->doc->has_trees &&
        (token->deprel == HSY_DEP_obj || token->deprel == HSY_DEP_iobj) && token->head < i)
        return false;
    return (opens || hsy_quote_is(work, i, '"')) && has_finite(work, i, last);
}

/* "said on Tuesday the port was shut": over when and where it was said. */
static uint32_t skip_adverbial(const hsy_quote_work *work, uint32_t i, uint32_t last)
{
    uint32_t from = i;
    while (i < last && i < from + 5 && work->state->mention_over[i] == HSY_NONE &&
           hsy_quote_in(work, i, HSY_QLIST_SKIP) && !hsy_quote_is_finite(work, i))
        i++;
    return i;
}

/* Two apostrophes that are no quotation mark in this text (see quote_marks.c). */
static bool is_stray_pair(const hsy_quote_work *work, uint32_t i)
{
    return !work->pairs && hsy_quote_is_pair(token_at(work, i)->lower, '\'');
}

/* Does the tree hang a clause on the verb behind token `from`? "announced his plan" has
 * none, whatever verbs come later. */
static bool governs_clause(const hsy_quote_work *work, const hsy_cue *cue, uint32_t from)
{
    uint32_t end = hsy_quote_end(work, cue->sentence);

    if (!work->doc->has_trees)
        return true;
    for (uint32_t i = from; i < end; i++) {
        const hsy_token *token = token_at(work, i);
        if (token->head == cue->first &&
            (token->deprel == HSY_DEP_ccomp || token->deprel == HSY_DEP_parataxis))
            return true;
        if (token->head == i && i != cue->first)
            return true; /* the cue hangs on its content: "..., he said, ..." */
    }
    return false;
}

/* What follows the cue: first token of its clause, or HSY_NONE. */
static uint32_t clause_behind(const hsy_quote_work *work, const hsy_cue *cue, uint32_t last)
{
    uint32_t i = cue->last + 1, that;

    if (cue->inverted)
        i = cue->speaker_last + 1;
    if (cue->hearer_last != HSY_NONE && cue->hearer_last >= i)
        i = cue->hearer_last + 1;
    if (i > last)
        return HSY_NONE;
    that = find_that(work, i, last);
    if (that != HSY_NONE)
        return that + 1 <= last ? that + 1 : HSY_NONE;
    if (i < last && hsy_quote_is(work, i, ',') && is_stray_pair(work, i + 1))
        i++;
    if (hsy_quote_is(work, i, ':') || is_stray_pair(work, i))
        return i + 1 <= last ? i + 1 : HSY_NONE;
    if ((cue->row->frames & HSY_FRAME_HEARER) && cue->hearer_last == HSY_NONE)
        return HSY_NONE;
    i = skip_adverbial(work, i, last);
    if (i > last || cue->row->kind == HSY_CUE_ASK || cue->inverted)
        return HSY_NONE;
    /* A headline's clause can do without a verb: "Union says 14 dead in blast". */
    if (work->doc->sentences[cue->sentence].is_title && is_number(work, i))
        return i;
    return opens_clause(work, i, last) && governs_clause(work, cue, i) ? i : HSY_NONE;
}

/* Is nearly all of it direct quotation, which stands as a quote already? */
static bool mostly_quoted(const hsy_quote_work *work, uint32_t first, uint32_t last)
{
    uint32_t inside = 0, words = 0;
    for (uint32_t i = first; i <= last; i++) {
        words += !is_punct(work, i);
        inside += !is_punct(work, i) && work->quoted_at[i] != HSY_NONE;
    }
    return words == 0 || inside * 10 >= words * 8;
}

/* Behind the cue stands nothing but when, where and to whom it was said. */
static bool ends_there(const hsy_quote_work *work, const hsy_cue *cue)
{
    uint32_t next = cue->last + 1, end = hsy_quote_end(work, cue->sentence);

    if (cue->inverted)
        next = cue->speaker_last + 1;
    if (next >= end || is_punct(work, next))
        return true;
    if (cue->hearer_last != HSY_NONE)
        return true;
    return (hsy_quote_in(work, next, HSY_QLIST_AFTER) ||
            hsy_quote_in(work, next, HSY_QLIST_SKIP)) &&
           find_that(work, next, end) == HSY_NONE;
}

/* Do the words before the cue tell something? A finite verb says so; so does any verb in a
 * clause of some length, for a finite one can be mistagged; a headline needs none at all
 * ("14 dead in blast, officials say"). */
static bool tells(const hsy_quote_work *work, const hsy_cue *cue, uint32_t first, uint32_t last)
{
    if (has_finite(work, first, last))
        return true;
    uint32_t words = count_words(work, first, last);
    /* "Speaking to a newspaper, Ruiz said" */
    if (work->doc->has_tags && (token_at(work, first)->feats & HSY_FEAT_GERUND))
        return false;
    if (work->doc->sentences[cue->sentence].is_title)
        return words >= 3;
    for (uint32_t i = first; i <= last && work->doc->has_tags && words >= 6; i++)
        if (token_at(work, i)->upos == HSY_UPOS_VERB)
            return true;
    return false;
}

/* "the group said adding that", "the group said on Tuesday updating its toll". */
static bool participle_behind(const hsy_quote_work *work, const hsy_cue *cue, uint32_t end)
{
    uint32_t i = cue->last + 1;

    while (i < end && i < cue->last + 5 &&
           (hsy_quote_in(work, i, HSY_QLIST_AFTER) || hsy_quote_in(work, i, HSY_QLIST_SKIP)))
        i++;
    return i < end && work->doc->has_tags && (token_at(work, i)->feats & HSY_FEAT_GERUND);
}

/* "..., Ruiz said." / "..., said Ruiz on Monday.": the clause before it. Without commas,
 * when the cue ends the sentence. */
static uint32_t clause_before(const hsy_quote_work *work, const hsy_cue *cue,
                              uint32_t *ret_last)
{
    uint32_t start = work->doc->sentences[cue->sentence].first;
    uint32_t begins = cue->first, end = hsy_quote_end(work, cue->sentence);

    /* "..., Velmora has yet to agree": an infinitive says nothing of what stands before. */
    if (work->doc->has_tags && cue->row->kind != HSY_CUE_PREP &&
        token_at(work, cue->last)->feats & HSY_FEAT_INF)
        return HSY_NONE;
    if (!cue->inverted && cue->row->kind != HSY_CUE_PREP) {
        if (cue->speaker_first == HSY_NONE || cue->speaker_first > cue->first)
            return HSY_NONE;
        begins = cue->speaker_first;
        /* The mention may leave its article out. */
        while (begins > start && !is_punct(work, begins - 1) &&
               begins + 3 > cue->speaker_first &&
               hsy_quote_in(work, begins - 1, HSY_QLIST_CLAUSE) &&
               token_at(work, begins - 1)->lower.len <= 3)
            begins--;
    }
    if (!cue->inverted)
        begins = over_list(work, begins, start);
    if (begins > start && is_stray_pair(work, begins - 1))
        begins--;
    if (is_stray_pair(work, start))
        start++;
    if (begins < start + 3)
        return HSY_NONE;
    bool comma = hsy_quote_is(work, begins - 1, ',');
    const bool goes_on = participle_behind(work, cue, end);
    bool closes = (goes_on && work->no_commas) ||
                  (end - cue->last <= 5 &&
                  !has_finite(work, cue->last + 1 < end ? cue->last + 1 : cue->last, end - 1));
    if (cue->last + 2 == end && hsy_quote_is_finite(work, cue->last))
        closes = true;
    if (!comma && cue->row->kind != HSY_CUE_PREP && !(work->no_commas && closes))
        return HSY_NONE;
    if (comma && cue->row->kind != HSY_CUE_PREP && !ends_there(work, cue))
        return HSY_NONE;
    if (hsy_quote_is(work, begins - 1, '"'))
        return HSY_NONE;
    *ret_last = comma ? begins - 2 : begins - 1;
    /* A clause that ended before another cue's is not ours to take twice. */
    for (uint32_t c = work->cues_from[cue->sentence]; &work->cues.data[c] < cue; c++) {
        const hsy_cue *other = &work->cues.data[c];
        if (other->row->kind == HSY_CUE_PREP && other->speaker_last != HSY_NONE &&
            other->first < start + 3 && other->speaker_last < *ret_last)
            start = other->speaker_last + 2;
    }
    return start <= *ret_last && tells(work, cue, start, *ret_last) ? start : HSY_NONE;
}

/* "According to Ruiz, the port was shut." */
static uint32_t clause_of_opening(const hsy_quote_work *work, const hsy_cue *cue,
                                  uint32_t last)
{
    uint32_t start = work->doc->sentences[cue->sentence].first;

    /* "It failed but, according to Ruiz, nobody was hurt" */
    const bool joined = cue->first > start + 2 &&
                        (hsy_quote_is(work, cue->first - 1, ',') ||
                         hsy_quote_is(work, cue->first - 1, '-')) &&
                        work->doc->has_tags &&
                        token_at(work, cue->first - 2)->upos == HSY_UPOS_CCONJ;
    if ((cue->first > start + 4 && !joined) || cue->speaker_last == HSY_NONE)
        return HSY_NONE;
    for (uint32_t i = cue->speaker_last + 1; i < last && i < cue->speaker_last + 30; i++)
        if (hsy_quote_is(work, i, ',') || (joined && hsy_quote_is(work, i, '-')))
            return i + 1;
    return work->no_commas && cue->speaker_last < last ? cue->speaker_last + 1 : HSY_NONE;
}

/* `said at a meeting: "..."`: what is said stands between the marks, and before them only
 * where and when. */
static bool opens_quotation(const hsy_quote_work *work, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++) {
        if (hsy_quote_is_finite(work, i))
            return false;
        if (hsy_quote_is(work, i, ':'))
            return hsy_quote_is(work, i + 1, '"');
    }
    return false;
}

static bool keep_indirect(hsy_quote_work *work, const hsy_cue *cue, uint32_t first,
                          uint32_t last)
{
    if (first == HSY_NONE || last < first || count_words(work, first, last) < 2 ||
        mostly_quoted(work, first, last) || opens_quotation(work, first, last))
        return true;
    return hsy_quote_add(work, first, last, HSY_QUOTE_INDIRECT, cue) != NULL;
}

/* "The army put the number of dead at three": a figure is said without a clause. */
static bool keep_figure(hsy_quote_work *work, const hsy_cue *cue, uint32_t last)
{
    for (uint32_t i = cue->last + 2; i < last && i < cue->last + 16; i++) {
        if (!hsy_quote_in(work, i, HSY_QLIST_FIGURE_AT))
            continue;
        for (uint32_t k = i + 1; k <= last && k < i + 5; k++)
            if (is_number(work, k))
                return hsy_quote_add(work, cue->last + 1, k, HSY_QUOTE_INDIRECT, cue) != NULL;
    }
    return true;
}

bool hsy_quote_indirect(hsy_quote_work *work, const hsy_cue *cue)
{
    uint32_t last = within_clause(work, cue, content_end(work, cue->sentence, cue->last));
    uint32_t first, before_last = 0;

    if (cue->row->kind == HSY_CUE_FIGURE && cue->speaker_first != HSY_NONE &&
        work->quoted_at[cue->first] == HSY_NONE)
        return keep_figure(work, cue, last);
    if (!(cue->row->frames & HSY_FRAME_THAT) || work->quoted_at[cue->first] != HSY_NONE ||
        cue->speaker_first == HSY_NONE)
        return true;
    if (cue->row->kind == HSY_CUE_PREP) {
        first = clause_of_opening(work, cue, last);
        if (first == HSY_NONE)
            first = clause_before(work, cue, &last);
        return keep_indirect(work, cue, first, last);
    }
    /* A participle needs its "that"; so does what is thought or found rather than said. */
    first = clause_behind(work, cue, last);
    bool that = first != HSY_NONE && hsy_quote_in(work, first - 1, HSY_QLIST_THAT);
    if (first != HSY_NONE && (that || (cue->row->frames & HSY_FRAME_BARE)))
        return keep_indirect(work, cue, first, clip(work, cue, first, last));
    if (cue->row->kind > HSY_CUE_WRITE && cue->row->kind != HSY_CUE_THINK)
        return true;
    first = clause_before(work, cue, &before_last);
    return keep_indirect(work, cue, first, before_last);
}
