/*
 * claims.c - figures of one thing, put side by side.
 *
 * Two figures are of one thing when they count the same (killed, injured ...) of
 * the same incident, in the same scope and the same class of victims. Where an
 * article counts no other class, "16 civilians" is its toll and stands beside the
 * "16 people" of another; where it gives a total as well, the civilians are a
 * part. Children, soldiers, police are always a part, whether told as one
 * ("including eleven children") or alone ("eleven children were killed").
 * Sums over many acts, feared tolls, counts of dead and injured together, and
 * figures that come on top of an earlier one ("another six") are each apart.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include <string.h>

#define OTHERS 6       /* things of one kind that an article can tell apart */
#define TOLD_TWICE 24u /* latest accounts looked through for one already given */

hsy_draft *hsy_draft_get(hsy_story_work *work, hsy_str key)
{
    uint32_t found = hsy_map_find(&work->draft_of, key);

    if (found != HSY_NONE)
        return &work->drafts.data[found];
    hsy_str copy = hsy_str_copy(work->scratch, key);
    if (!copy.ptr || !hsy_map_set(&work->draft_of, copy, work->drafts.count))
        return NULL;
    hsy_draft *draft = hsy_vec_push(work->scratch, &work->drafts);
    if (draft) {
        draft->key = copy;
        draft->incident = draft->whole = HSY_NONE;
    }
    return draft;
}

/* -- the same thing told twice in one article -------------------------------- */

static bool same_chain(const hsy_reading *reading, hsy_chain a, hsy_chain b)
{
    const hsy_said_by *x = &a.links[a.count - 1], *y = &b.links[b.count - 1];

    if (x->entity != HSY_NONE && x->entity == y->entity)
        return true;
    return hsy_str_eq(hsy_article_str(reading->article, x->span),
                      hsy_article_str(reading->article, y->span));
}

static bool same_value(const hsy_account *a, const hsy_account *b)
{
    if (a->has_value != b->has_value || a->negative != b->negative ||
        a->retracted != b->retracted)
        return false;
    if (a->has_value)
        return a->low == b->low && a->high == b->high;
    return hsy_str_eq(a->value, b->value);
}

static bool is_repeat(const hsy_story_work *work, const hsy_account *a, const hsy_account *b)
{
    if (a->source != b->source || !same_value(a, b))
        return false;
    return !a->said_by.count || !b->said_by.count ||
           same_chain(work->sources[a->source].reading, a->said_by, b->said_by);
}

static int told_well(const hsy_story_work *work, const hsy_account *account)
{
    const hsy_article *article = work->sources[account->source].article;

    return 2 * (account->said_by.count > 0) + !hsy_article_in_title(article, account->span);
}

bool hsy_draft_add(hsy_story_work *work, hsy_draft *draft, const hsy_account *account)
{
    uint32_t looked = 0;

    for (uint32_t i = draft->accounts.count; i-- > 0 && looked < TOLD_TWICE; looked++) {
        hsy_account *earlier = &draft->accounts.data[i];
        if (earlier->source != account->source)
            break;
        if (!is_repeat(work, earlier, account))
            continue;
        if (told_well(work, account) > told_well(work, earlier))
            *earlier = *account;
        return true;
    }
    hsy_account *slot = hsy_vec_push(work->scratch, &draft->accounts);
    if (slot)
        *slot = *account;
    return slot != NULL;
}

/* -- figures ------------------------------------------------------------------ */

/* What one article counts of one kind in one incident. */
struct counted {
    bool everyone;   /* it gives a figure for people as such */
    bool first_seen; /* a figure has been read already */
    hsy_str who;     /* else the only class, while there is but one */
    bool several;
};

struct reader {
    hsy_story_work *work;
    uint32_t doc;
    const hsy_reading *reading;
    uint32_t *incident; /* of each quantity; HSY_NONE: of the story */
    uint32_t *counted;  /* of each quantity */
    HSY_VEC(struct counted) counts;
    hsy_map count_of;
    hsy_buf key;
};

static bool is_casualty(const hsy_quantity *quantity)
{
    return quantity->what <= HSY_WHAT_TROOPS && quantity->low >= 0;
}

static hsy_str class_of(const struct reader *reader, const hsy_quantity *quantity)
{
    return quantity->who.len ? quantity->who : reader->work->tables->everyone;
}

static bool is_of_one_act(const hsy_quantity *quantity)
{
    return quantity->scope != HSY_SCOPE_CUMULATIVE && quantity->scope != HSY_SCOPE_POTENTIAL;
}

static void note_class(struct reader *reader, struct counted *counted,
                       const hsy_quantity *quantity)
{
    hsy_str who = class_of(reader, quantity);

    if (quantity->scope != HSY_SCOPE_EVENT || quantity->additional)
        return;
    if (hsy_str_eq(who, reader->work->tables->everyone))
        counted->everyone = true;
    else if (counted->who.ptr && !hsy_str_eq(counted->who, who))
        counted->several = true;
    else
        counted->who = who;
}

/* The incident of each figure, and what the article counts there. */
static bool survey(struct reader *reader)
{
    const hsy_reading *reading = reader->reading;
    hsy_arena *scratch = reader->work->scratch;

    reader->incident = hsy_new_array(scratch, reading->nquantities, uint32_t);
    reader->counted = hsy_new_array(scratch, reading->nquantities, uint32_t);
    if (!reader->incident || !reader->counted)
        return false;
    for (uint32_t q = 0; q < reading->nquantities; q++) {
        const hsy_quantity *quantity = &reading->quantities[q];
        reader->incident[q] = HSY_NONE;
        if (!is_casualty(quantity) || !is_of_one_act(quantity))
            continue;
        reader->incident[q] = hsy_align_figure(reader->work, reader->doc, quantity);
        if (reader->incident[q] == HSY_NONE)
            return false;
        const uint32_t name[2] = {reader->incident[q], quantity->what};
        hsy_str key = {hsy_arena_copy(scratch, name, sizeof name), sizeof name};
        if (!key.ptr)
            return false;
        reader->counted[q] = hsy_map_put(&reader->count_of, key, reader->counts.count);
        if (reader->counted[q] == HSY_NONE)
            return false;
        if (reader->counted[q] == reader->counts.count &&
            hsy_vec_push(scratch, &reader->counts) == NULL)
            return false;
        note_class(reader, &reader->counts.data[reader->counted[q]], quantity);
    }
    return true;
}

/* Is the figure the article's toll, rather than that of a part? */
static bool is_toll(const struct reader *reader, const struct counted *counted,
                    const hsy_quantity *quantity)
{
    hsy_str who = class_of(reader, quantity);

    if (quantity->scope != HSY_SCOPE_EVENT)
        return false;
    if (hsy_str_eq(who, reader->work->tables->everyone))
        return true;
    return !counted->everyone && !counted->several &&
           hsy_map_find(&reader->work->tables->victims, who) == 1;
}

struct placed {
    uint32_t incident;
    hsy_scope scope;
    hsy_str who;
    bool additional;
};

static struct placed place_figure(const struct reader *reader, uint32_t q)
{
    const hsy_quantity *quantity = &reader->reading->quantities[q];
    struct placed placed = {reader->incident[q], quantity->scope, class_of(reader, quantity),
                            false};

    if (placed.incident == HSY_NONE)
        return placed;
    struct counted *counted = &reader->counts.data[reader->counted[q]];
    if (is_toll(reader, counted, quantity))
        placed.who = reader->work->tables->everyone;
    else if (quantity->scope == HSY_SCOPE_EVENT)
        placed.scope = HSY_SCOPE_SUBSET;
    placed.additional = quantity->additional && counted->first_seen;
    counted->first_seen |= quantity->scope == HSY_SCOPE_EVENT;
    return placed;
}

/* -- an article does not contradict itself ------------------------------------- */

static bool is_much_more(const hsy_account *a, const hsy_account *b)
{
    int64_t less = a->low < b->low ? a->low : b->low, more = a->low < b->low ? b->low : a->low;

    return more >= 10 && more / 3 > less;
}

/* Two figures in one text that cannot both be true are of two things, unless its own
 * words replace one, or it gives them to two sources and they are not far apart. */
static bool is_of_another(const hsy_story_work *work, const hsy_account *a,
                          const hsy_account *b)
{
    const hsy_reading *reading = work->sources[a->source].reading;
    const hsy_quantity *x = &reading->quantities[a->fact], *y = &reading->quantities[b->fact];

    if (a->source != b->source || x->updates || y->updates || a->retracted || b->retracted ||
        a->negative || b->negative)
        return false;
    if (is_much_more(a, b) && a->high != a->low && b->high != b->low)
        return a->high == HSY_OPEN && b->high == HSY_OPEN;
    if (a->low <= b->high && b->low <= a->high)
        return false;
    bool same_voice = a->said_by.count && b->said_by.count
                          ? same_chain(reading, a->said_by, b->said_by)
                          : !a->said_by.count && !b->said_by.count;
    return same_voice || is_much_more(a, b);
}

static bool fits_draft(const hsy_story_work *work, const hsy_draft *draft,
                       const hsy_account *account)
{
    uint32_t looked = 0;

    for (uint32_t i = draft->accounts.count; i-- > 0 && looked < TOLD_TWICE; looked++) {
        if (draft->accounts.data[i].source != account->source)
            return true;
        if (is_of_another(work, &draft->accounts.data[i], account))
            return false;
    }
    return true;
}

static const hsy_place *place_of(const struct reader *reader, const hsy_quantity *quantity)
{
    return quantity->place < reader->reading->nplaces
               ? &reader->reading->places[quantity->place] : NULL;
}

static const hsy_time *time_of(const struct reader *reader, const hsy_quantity *quantity)
{
    return quantity->time < reader->reading->ntimes ? &reader->reading->times[quantity->time]
                                                    : NULL;
}

static void write_key(struct reader *reader, const hsy_quantity *quantity,
                      const struct placed *placed)
{
    hsy_buf *key = &reader->key;
    const hsy_place *place = place_of(reader, quantity);
    const hsy_time *time = time_of(reader, quantity);

    hsy_buf_reset(key);
    hsy_buf_printf(key, "q\t%u\t%d\t%d\t%d\t", placed->incident, (int)quantity->what,
                   (int)placed->scope, placed->additional);
    hsy_buf_add(key, placed->who);
    if (placed->incident == HSY_NONE) { /* only sums over the same ground compare */
        hsy_buf_putc(key, '\t');
        hsy_buf_add(key, place ? place->name : HSY_STR(""));
        hsy_buf_putc(key, '\t');
        hsy_buf_add(key, time && time->type != HSY_TIME_DURATION ? time->value : HSY_STR(""));
    }
}

static hsy_account account_of(const struct reader *reader, uint32_t q)
{
    const hsy_quantity *quantity = &reader->reading->quantities[q];
    hsy_account account = {.source = reader->work->docs[reader->doc],
                           .kind = HSY_FACT_QUANTITY, .fact = q, .span = quantity->span,
                           .low = quantity->low, .high = quantity->high, .has_value = true,
                           .comparator = quantity->comparator, .who = quantity->who,
                           .said_by = quantity->said_by, .negative = quantity->negated,
                           .retracted = quantity->retracted};

    if (quantity->event < reader->reading->nevents)
        account.modality = reader->reading->events[quantity->event].modality;
    return account;
}

static bool add_figure(struct reader *reader, uint32_t q)
{
    const hsy_quantity *quantity = &reader->reading->quantities[q];
    struct placed placed = place_figure(reader, q);

    hsy_account account = account_of(reader, q);
    hsy_draft *draft = NULL;

    write_key(reader, quantity, &placed);
    for (int other = 0; other < OTHERS; other++) {
        if (other)
            hsy_buf_putc(&reader->key, '+');
        draft = reader->key.failed
                    ? NULL : hsy_draft_get(reader->work, hsy_buf_str(&reader->key));
        if (!draft || fits_draft(reader->work, draft, &account))
            break;
    }
    if (!draft)
        return false;
    if (!draft->what.ptr) {
        draft->kind = HSY_DRAFT_NUMBER;
        draft->what = hsy_str_of(hsy_what_name(quantity->what));
        draft->who = placed.who;
        draft->scope = placed.scope;
        draft->incident = placed.incident;
        draft->place = place_of(reader, quantity);
        draft->time = time_of(reader, quantity);
    }
    return hsy_draft_add(reader->work, draft, &account);
}

/* Each part knows the toll that it is a part of. */
static void find_wholes(hsy_story_work *work, hsy_buf *key)
{
    for (uint32_t d = 0; d < work->drafts.count; d++) {
        hsy_draft *draft = &work->drafts.data[d];
        if (draft->kind != HSY_DRAFT_NUMBER || draft->scope != HSY_SCOPE_SUBSET)
            continue;
        int what = 0;
        while (!hsy_str_eq(draft->what, hsy_str_of(hsy_what_name((hsy_what)what))))
            what++;
        hsy_buf_reset(key);
        hsy_buf_printf(key, "q\t%u\t%d\t%d\t0\t", draft->incident, what, HSY_SCOPE_EVENT);
        hsy_buf_add(key, work->tables->everyone);
        draft->whole = hsy_map_find(&work->draft_of, hsy_buf_str(key));
    }
}

bool hsy_claims_quantities(hsy_story_work *work)
{
    struct reader reader = {.work = work};
    bool done = true;

    hsy_buf_init(&reader.key, 0);
    for (uint32_t doc = 0; doc < work->ndocs && done; doc++) {
        reader.doc = doc;
        reader.reading = hsy_source_at(work, doc)->reading;
        reader.counts.count = reader.counts.room = 0;
        reader.counts.data = NULL;
        hsy_map_init(&reader.count_of, work->scratch);
        done = survey(&reader);
        for (uint32_t q = 0; done && q < reader.reading->nquantities; q++)
            if (is_casualty(&reader.reading->quantities[q]))
                done = add_figure(&reader, q);
    }
    if (done)
        find_wholes(work, &reader.key);
    hsy_buf_clear(&reader.key);
    return done;
}
