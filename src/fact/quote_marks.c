/*
 * quote_marks.c - what stands between quotation marks.
 *
 * Marks within marks ("what he calls “hell” is home”) are told by the paragraph: when more marks
 * are still to close than to open, an opening one inside a run has a closing one of its own.
 *
 * A curly mark says whether it opens or closes; a straight one opens when a blank or
 * the paragraph's start stands before it and no blank behind it, else it closes. A mark
 * that is not closed by the end of its paragraph runs to that end; when the next
 * paragraph begins with an opening mark it carries the same speech on (the old printers'
 * rule), and so on to the paragraph that closes it.
 *
 * The marks of old wires, ``...'', count where a text opens with them; two apostrophes on
 * both sides do not show which side is which and vouch for no words: what they hold is said,
 * but indirect (quote_clause.c).
 *
 * Single marks are taken for quotation marks only in a text without double ones, and
 * only when they look the part: an apostrophe has a letter on its left.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quote.h"

enum { OPENS = 1, CLOSES = 2 };

static bool is_single(hsy_str lower)
{
    return lower.len == 1 && (lower.ptr[0] == '\'' || lower.ptr[0] == '`');
}

static bool space_before(const hsy_doc *doc, uint32_t i, uint32_t paragraph_first)
{
    return i == paragraph_first || doc->tokens[i - 1].space_after;
}

/* What a mark does by its looks: OPENS, CLOSES or both. */
static int looks(const hsy_doc *doc, uint32_t i, uint32_t paragraph_first)
{
    hsy_str raw = hsy_token_str(doc, i);
    bool before = space_before(doc, i, paragraph_first), after = doc->tokens[i].space_after;

    if (raw.len == 3 && (unsigned char)raw.ptr[1] == 0x80) {
        unsigned char end = (unsigned char)raw.ptr[2];
        if (end == 0x9c || end == 0x9e || end == 0x98)
            return OPENS;
        if (end == 0x9d || end == 0x99)
            return CLOSES;
    }
    if (before && !after)
        return OPENS;
    if (!before && after)
        return CLOSES;
    return OPENS | CLOSES;
}

typedef struct marker {
    hsy_quote_work *work;
    bool single;
    uint32_t open;     /* the mark that is open, or HSY_NONE */
    uint32_t carries;  /* run that is not closed yet, or HSY_NONE */
    uint32_t nested;   /* marks inside the run that are open too */
    uint32_t opening, closing; /* marks to come in the paragraph, this one with them */
} marker;

static bool add_run(marker *m, uint32_t close, uint32_t last)
{
    hsy_quote_work *work = m->work;
    hsy_quoted *run;
    uint32_t first = m->open + 1;

    if (last < first || last >= work->doc->ntokens)
        return true;
    run = hsy_vec_push(work->scratch, &work->runs);
    if (!run)
        return false;
    *run = (hsy_quoted){.open = m->open, .close = close, .first = first, .last = last,
                        .sentence = work->sentence_at[m->open],
                        .end_sentence = work->sentence_at[last], .continues = m->carries};
    for (uint32_t i = first; i <= last; i++)
        work->quoted_at[i] = work->runs.count - 1;
    m->carries = HSY_NONE;
    return true;
}

static bool is_mark(const marker *m, uint32_t i)
{
    hsy_str lower = m->work->doc->tokens[i].lower;
    return m->single ? is_single(lower) : hsy_quote_is(m->work, i, '"');
}

static bool close_run(marker *m, uint32_t at)
{
    bool ok = add_run(m, at, at ? at - 1 : 0);
    m->open = HSY_NONE;
    return ok;
}

static bool mark_at(marker *m, uint32_t i, uint32_t paragraph_first)
{
    int look = looks(m->work->doc, i, paragraph_first);
    bool inner = look == OPENS && m->closing > m->opening;

    m->opening -= look == OPENS;
    m->closing -= look == CLOSES;
    if (m->open == HSY_NONE) {
        if (look & OPENS)
            m->open = i;
        return true;
    }
    if (inner)
        m->nested++;
    else if ((look & CLOSES) && m->nested)
        m->nested--;
    else if (look & CLOSES)
        return close_run(m, i);
    return true;
}

static void count_marks(marker *m, uint32_t first, uint32_t end)
{
    m->nested = m->opening = m->closing = 0;
    for (uint32_t i = first; i < end; i++) {
        int look = is_mark(m, i) ? looks(m->work->doc, i, first) : 0;
        m->opening += look == OPENS;
        m->closing += look == CLOSES;
    }
}

/* Tokens first .. end of one paragraph. */
static bool mark_paragraph(marker *m, uint32_t first, uint32_t end)
{
    m->open = HSY_NONE;
    count_marks(m, first, end);
    if (first < end && (!is_mark(m, first) || !(looks(m->work->doc, first, first) & OPENS)))
        m->carries = HSY_NONE;
    for (uint32_t i = first; i < end; i++)
        if (is_mark(m, i) && !mark_at(m, i, first))
            return false;
    if (m->open == HSY_NONE) {
        m->carries = HSY_NONE;
        return true;
    }
    uint32_t before = m->work->runs.count;
    if (!add_run(m, HSY_NONE, end - 1))
        return false;
    m->carries = m->work->runs.count > before ? before : HSY_NONE;
    m->open = HSY_NONE;
    return true;
}

static bool has_pairs(const hsy_doc *doc)
{
    for (uint32_t i = 0; i < doc->ntokens; i++)
        if (hsy_quote_is_pair(hsy_token_str(doc, i), '`'))
            return true;
    return false;
}

static bool has_double(const hsy_quote_work *work)
{
    for (uint32_t i = 0; i < work->doc->ntokens; i++)
        if (hsy_quote_is(work, i, '"'))
            return true;
    return false;
}

bool hsy_quote_marks(hsy_quote_work *work)
{
    const hsy_doc *doc = work->doc;
    marker m = {.work = work, .open = HSY_NONE, .carries = HSY_NONE};

    work->pairs = has_pairs(doc);
    m.single = !has_double(work);
    for (uint32_t s = 0; s < doc->nsentences;) {
        uint32_t first = doc->sentences[s].first, paragraph = doc->sentences[s].paragraph;
        uint32_t t = s;
        while (t < doc->nsentences && doc->sentences[t].paragraph == paragraph)
            t++;
        /* A sub-heading between two paragraphs ends a speech. */
        if (doc->sentences[s].is_heading || doc->sentences[s].is_title)
            m.carries = HSY_NONE;
        if (!mark_paragraph(&m, first, hsy_quote_end(work, t - 1)))
            return false;
        s = t;
    }
    return true;
}
