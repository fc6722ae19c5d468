/* reason.c - see reason.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "fact/reason.h"

#include "ling/tree.h"

#define CUES "en/reason/cues.tsv"
#define MAX_WORDS 4   /* of a cue */
#define MAX_REASON 40 /* tokens; a longer one is a faulty tree */

enum kind { BEFORE, VERB };

struct cue {
    hsy_str words[MAX_WORDS];
    uint32_t nwords;
    enum kind kind;
    hsy_rule rule;
};

struct hsy_reason_tables {
    struct cue *cues;
    uint32_t ncues;
    hsy_map first; /* first word -> first cue that begins with it; they stand together */
};

static hsy_status read_cue(const hsy_table *table, const hsy_row *row, struct cue *ret,
                           hsy_error *err)
{
    static const char *const kinds[] = {"before", "verb", NULL};
    int kind = hsy_cell_enum(row->cells[1], kinds);
    hsy_str rest = row->cells[0];

    *ret = (struct cue){.kind = (enum kind)kind, .rule = {table->name, row->line, "reason"}};
    if (kind < 0)
        return hsy_table_fail(table, row, err, "kind is neither before nor verb");
    while (rest.ptr) {
        if (ret->nwords == MAX_WORDS)
            return hsy_table_fail(table, row, err, "more than %d words", MAX_WORDS);
        ret->words[ret->nwords] = hsy_str_cut(&rest, ' ');
        if (!ret->words[ret->nwords++].len)
            return hsy_table_fail(table, row, err, "an empty word");
    }
    if (kind == VERB && ret->nwords != 1)
        return hsy_table_fail(table, row, err, "a verb is one word");
    return HSY_OK;
}

hsy_status hsy_reason_tables_load(hsy_arena *arena, const char *home,
                                  const hsy_reason_tables **ret, hsy_error *err)
{
    static const char *const columns[] = {"words", "kind", NULL};
    struct hsy_reason_tables *tables = hsy_new(arena, struct hsy_reason_tables);
    hsy_table table;

    if (!tables)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    hsy_map_init(&tables->first, arena);
    hsy_status status = hsy_table_load(arena, home, CUES, columns, &table, err);
    if (status)
        return status;
    tables->cues = hsy_new_array(arena, table.nrows, struct cue);
    for (uint32_t i = 0; tables->cues && !status && i < table.nrows; i++) {
        struct cue *cue = &tables->cues[i];
        status = read_cue(&table, &table.rows[i], cue, err);
        if (status)
            return status;
        uint32_t first = hsy_map_put(&tables->first, cue->words[0], i);
        if (first == HSY_NONE)
            return hsy_fail(err, HSY_NOMEM, table.path, 0, 0, "out of memory");
        if (first != i && !hsy_str_eq(tables->cues[i - 1].words[0], cue->words[0]))
            return hsy_table_fail(&table, &table.rows[i], err,
                                  "cues with one first word must stand together");
    }
    if (!tables->cues)
        return hsy_fail(err, HSY_NOMEM, table.path, 0, 0, "out of memory");
    tables->ncues = table.nrows;
    *ret = tables;
    return HSY_OK;
}

/* -- one sentence --------------------------------------------------------------- */

struct reasoner {
    hsy_fact_state *state;
    const hsy_reason_tables *tables;
    hsy_tree tree;
    uint32_t first_event, end_event; /* of the sentence */
};

static const hsy_token *token_at(const struct reasoner *r, uint32_t token)
{
    return &r->state->doc->tokens[token];
}

/* The event of the sentence whose trigger holds the token. */
static hsy_event *event_at(const struct reasoner *r, uint32_t token)
{
    if (token == HSY_NONE)
        return NULL;
    for (uint32_t i = r->first_event; i < r->end_event; i++) {
        hsy_event *event = &r->state->events.data[i];
        if (hsy_span_covers(event->trigger, token_at(r, token)->span))
            return event;
    }
    return NULL;
}

/* The last word of a phrase that begins at `first`: its end without a clause that only
 * says who says so, and without outer punctuation. */
static uint32_t end_of_reason(const struct reasoner *r, uint32_t first, uint32_t top)
{
    uint32_t last = r->tree.right[top - r->tree.first];

    for (uint32_t i = 0; i < hsy_tree_nchildren(&r->tree, top); i++) {
        uint32_t child = hsy_tree_child_at(&r->tree, top, i);
        uint32_t left = r->tree.left[child - r->tree.first];
        if (token_at(r, child)->deprel == HSY_DEP_parataxis && left > first && left <= last)
            last = left - 1;
    }
    while (last > first && token_at(r, last)->shape & HSY_SHAPE_PUNCT)
        last--;
    return last;
}

/* Words that tell nobody a reason: "because of this", "it triggered". */
static bool is_empty(const struct reasoner *r, uint32_t first, uint32_t last)
{
    for (uint32_t t = first; t <= last; t++)
        if (token_at(r, t)->upos == HSY_UPOS_NOUN || token_at(r, t)->upos == HSY_UPOS_PROPN ||
            token_at(r, t)->upos == HSY_UPOS_VERB || token_at(r, t)->upos == HSY_UPOS_ADJ)
            return false;
    return true;
}

static void set_reason(struct reasoner *r, hsy_event *event, uint32_t first, uint32_t last,
                       const struct cue *cue)
{
    if (!event || event->reason.len || last < first || last - first >= MAX_REASON ||
        is_empty(r, first, last))
        return;
    hsy_span words = hsy_tokens_span(r->state->doc, first, last);
    if (hsy_span_covers(words, event->trigger))
        return; /* a faulty tree: an act is not its own reason */
    event->reason = words;
    event->reason_rule = cue->rule;
}

/* The token of the cue that hangs outside it. */
static uint32_t top_of_cue(const struct reasoner *r, uint32_t first, uint32_t last)
{
    for (uint32_t t = first; t <= last; t++) {
        uint32_t head = hsy_tree_head(&r->tree, t);
        if (head == HSY_NONE || head < first || head > last)
            return t;
    }
    return first;
}

/* "because", "because of": the cue is a mark on the reason's head, and that hangs on the
 * act. "in retaliation for": the cue's own noun hangs on the act and holds the reason. */
static void read_before(struct reasoner *r, uint32_t first, uint32_t last, const struct cue *cue)
{
    uint32_t top = top_of_cue(r, first, last), head = hsy_tree_head(&r->tree, top);
    const hsy_token *token = token_at(r, top);
    bool is_mark = token->deprel == HSY_DEP_case_ || token->deprel == HSY_DEP_mark ||
                   token->deprel == HSY_DEP_advmod;

    if (head == HSY_NONE)
        return;
    uint32_t reason = is_mark && head > last ? head : top;
    uint32_t act = reason == head ? hsy_tree_head(&r->tree, head) : head;
    hsy_event *event = event_at(r, act);
    if (!event && reason == top && act != HSY_NONE) /* "to avenge" below a verb of light */
        event = event_at(r, hsy_tree_head(&r->tree, act));
    if (r->tree.right[reason - r->tree.first] > last)
        set_reason(r, event, last + 1, end_of_reason(r, last + 1, reason), cue);
}

/* "X triggered the act", "the act was triggered by X". */
static void read_verb(struct reasoner *r, uint32_t verb, const struct cue *cue)
{
    uint32_t agent = hsy_tree_agent(&r->tree, verb), patient = hsy_tree_patient(&r->tree, verb);
    uint32_t first, last;

    if (agent == HSY_NONE || patient == HSY_NONE ||
        token_at(r, agent)->upos == HSY_UPOS_PRON)
        return;
    hsy_tree_phrase_ends(&r->tree, agent, &first, &last);
    set_reason(r, event_at(r, patient), first, last, cue);
}

static bool matches(const struct reasoner *r, uint32_t at, uint32_t end, const struct cue *cue)
{
    if (cue->nwords > end - at)
        return false;
    for (uint32_t i = 0; i < cue->nwords; i++)
        if (!hsy_str_eq(token_at(r, at + i)->lower, cue->words[i]))
            return false;
    return true;
}

/* The longest cue that begins at a token; of verbs by lemma. */
static const struct cue *cue_at(const struct reasoner *r, uint32_t at, uint32_t end)
{
    const hsy_token *token = token_at(r, at);
    uint32_t first = hsy_map_find(&r->tables->first, token->lower);
    const struct cue *best = NULL;

    if (first == HSY_NONE && token->upos == HSY_UPOS_VERB && token->lemma.len)
        first = hsy_map_find(&r->tables->first, token->lemma);
    if (first == HSY_NONE)
        return NULL;
    for (uint32_t i = first; i < r->tables->ncues; i++) {
        const struct cue *cue = &r->tables->cues[i];
        if (!hsy_str_eq(cue->words[0], r->tables->cues[first].words[0]))
            break;
        if (cue->kind == VERB ? token->upos == HSY_UPOS_VERB : matches(r, at, end, cue))
            best = !best || cue->nwords > best->nwords ? cue : best;
    }
    return best;
}

static void read_sentence(struct reasoner *r)
{
    const uint32_t end = r->tree.first + r->tree.ntokens;

    for (uint32_t t = r->tree.first; t < end; t++) {
        const struct cue *cue = cue_at(r, t, end);
        if (!cue)
            continue;
        if (cue->kind == VERB)
            read_verb(r, t, cue);
        else
            read_before(r, t, t + cue->nwords - 1, cue);
        t += cue->nwords - 1;
    }
}

hsy_status hsy_read_reasons(hsy_fact_state *state)
{
    struct reasoner r = {.state = state, .tables = state->tables->reason};

    for (uint32_t i = 0; i < state->events.count; i++)
        state->events.data[i].reason = (hsy_span){HSY_NONE, 0};
    if (!state->doc->has_trees)
        return HSY_OK;
    for (uint32_t i = 0; i < state->events.count; i = r.end_event) {
        const hsy_arena_mark mark = hsy_arena_here(state->scratch);
        r.first_event = r.end_event = i;
        uint32_t sentence = state->events.data[i].sentence;
        while (r.end_event < state->events.count &&
               state->events.data[r.end_event].sentence == sentence)
            r.end_event++;
        if (!hsy_tree_make(state->scratch, state->doc, sentence, &r.tree))
            return HSY_NOMEM;
        read_sentence(&r);
        hsy_arena_rewind(state->scratch, mark);
    }
    return HSY_OK;
}
