/*
 * claims.c - figures of one thing, put side by side.
 *
 * Figures that count the same (killed, injured ...) of one incident, in one scope and
 * class of victims (figures.c) are a family. Within it a figure joins the group to
 * which most ties it (tie.c), else it opens one: each group is a claim. The main
 * figures of all articles come first; a figure told in passing then finds the one
 * that it repeats, or stays by itself.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include <string.h>

#define OTHERS 16      /* groups of a family that a figure is compared with */
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

static bool same_value(const hsy_account *a, const hsy_account *b)
{
    if (a->has_value != b->has_value || a->negative != b->negative ||
        a->retracted != b->retracted || a->died != b->died)
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
           hsy_same_voice(work->sources[a->source].reading, a->said_by, b->said_by);
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

/* Figures of one incident, kind, scope and class: one draft for each thing. */
struct family {
    HSY_VEC(uint32_t) groups;
};

struct group {
    uint32_t draft;
    HSY_VEC(uint32_t) figures; /* of the work */
};

struct grouper {
    hsy_story_work *work;
    HSY_VEC(struct family) families;
    HSY_VEC(struct group) groups;
    hsy_map family_of;
    hsy_buf key;
};

static void write_key(struct grouper *grouper, const hsy_figure *figure)
{
    hsy_buf *key = &grouper->key;
    const hsy_quantity *quantity = hsy_quantity_of(grouper->work, figure);
    const hsy_time *time = figure->time;

    hsy_buf_reset(key);
    hsy_buf_printf(key, "q\t%u\t%d\t%d\t%d%d%d\t", figure->incident, (int)quantity->what,
                   (int)figure->scope, figure->additional, figure->lone, figure->none);
    hsy_buf_add(key, figure->who);
    if (figure->incident == HSY_NONE) { /* only sums over the same ground compare */
        hsy_buf_putc(key, '\t');
        hsy_buf_add(key, figure->place ? figure->place->name : HSY_STR(""));
        hsy_buf_putc(key, '\t');
        hsy_buf_add(key, time && time->type != HSY_TIME_DURATION ? time->value : HSY_STR(""));
    }
}

/* The strongest tie to a member; negative when one of them is of another thing, unless the
 * article sets the figure against another member: "23 dead ... The monitor put the dead at
 * 23, the rescuers at 43". */
static int tie_to(const struct grouper *grouper, const struct group *group,
                  const hsy_figure *figure)
{
    uint32_t n = group->figures.count, from = n > TOLD_TWICE ? n - TOLD_TWICE : 0;
    int best = 0, worst = 0;
    bool disputed = false;

    for (uint32_t i = from; i < n; i++) {
        const hsy_figure *other = &grouper->work->figures.data[group->figures.data[i]];
        int tie = hsy_figures_tie(grouper->work, figure, other);
        best = tie > best ? tie : best;
        worst = tie < worst ? tie : worst;
        disputed = disputed || hsy_figures_dispute(grouper->work, figure, other);
    }
    return worst < 0 && !disputed ? worst : best;
}

/* The group of the family that the figure belongs to, or HSY_NONE. */
static uint32_t find_group(const struct grouper *grouper, const struct family *family,
                           const hsy_figure *figure)
{
    uint32_t found = HSY_NONE;
    int best = 0;

    for (uint32_t i = 0; i < family->groups.count && i < OTHERS; i++) {
        uint32_t g = family->groups.data[i];
        int tie = tie_to(grouper, &grouper->groups.data[g], figure);
        if (tie > best) {
            best = tie;
            found = g;
        }
    }
    return found;
}

static uint32_t open_group(struct grouper *grouper, struct family *family,
                           const hsy_figure *figure)
{
    hsy_arena *scratch = grouper->work->scratch;
    struct group *group = hsy_vec_push(scratch, &grouper->groups);
    uint32_t *slot = hsy_vec_push(scratch, &family->groups);

    if (!group || !slot)
        return HSY_NONE;
    *slot = grouper->groups.count - 1;
    hsy_buf_printf(&grouper->key, "\t+%u", family->groups.count);
    hsy_draft *draft =
        grouper->key.failed ? NULL : hsy_draft_get(grouper->work, hsy_buf_str(&grouper->key));
    if (!draft)
        return HSY_NONE;
    draft->kind = HSY_DRAFT_NUMBER;
    draft->what = hsy_str_of(hsy_what_name(hsy_quantity_of(grouper->work, figure)->what));
    draft->who = figure->who;
    draft->scope = figure->scope;
    draft->incident = figure->incident;
    draft->place = figure->place;
    draft->time = figure->time;
    group->draft = (uint32_t)(draft - grouper->work->drafts.data);
    return *slot;
}

static struct family *family_of(struct grouper *grouper)
{
    hsy_arena *scratch = grouper->work->scratch;
    uint32_t found = hsy_map_find(&grouper->family_of, hsy_buf_str(&grouper->key));

    if (found != HSY_NONE)
        return &grouper->families.data[found];
    hsy_str copy = hsy_str_copy(scratch, hsy_buf_str(&grouper->key));
    if (!copy.ptr || !hsy_map_set(&grouper->family_of, copy, grouper->families.count))
        return NULL;
    return hsy_vec_push(scratch, &grouper->families);
}

static bool group_figure(struct grouper *grouper, uint32_t f)
{
    hsy_figure *figure = &grouper->work->figures.data[f];

    write_key(grouper, figure);
    struct family *family = grouper->key.failed ? NULL : family_of(grouper);
    if (!family)
        return false;
    uint32_t g = find_group(grouper, family, figure);
    if (g == HSY_NONE)
        g = open_group(grouper, family, figure);
    if (g == HSY_NONE)
        return false;
    uint32_t *slot = hsy_vec_push(grouper->work->scratch, &grouper->groups.data[g].figures);
    if (!slot)
        return false;
    *slot = f;
    figure->draft = grouper->groups.data[g].draft;
    hsy_draft *draft = &grouper->work->drafts.data[figure->draft];
    if (figure->rank > draft->rank)
        draft->rank = figure->rank;
    return true;
}

/* "Six people died, including the gunman": one of the six. */
static int64_t doers_among(const hsy_story_work *work, const hsy_figure *figure)
{
    const hsy_reading *reading = hsy_source_at(work, figure->doc)->reading;
    const hsy_quantity *whole = hsy_quantity_of(work, figure);
    int64_t doers = 0;

    if (figure->scope != HSY_SCOPE_EVENT || whole->low != whole->high)
        return 0;
    for (uint32_t i = 0; i < reading->nquantities; i++) {
        const hsy_quantity *part = &reading->quantities[i];
        if (part->part_of == figure->quantity && part->what == whole->what &&
            part->low == part->high && part->low < whole->low && part->low > doers &&
            hsy_map_find(&work->tables->doers, part->who) != HSY_NONE)
            doers = part->low;
    }
    return doers;
}

/* Who says so; of a part of a sum, who gives the sum: "eight people, two of them children,
 * the ministry said". */
static hsy_chain said_by(const hsy_reading *reading, const hsy_quantity *quantity)
{
    if (quantity->said_by.count || quantity->part_of >= reading->nquantities)
        return quantity->said_by;
    const hsy_quantity *whole = &reading->quantities[quantity->part_of];
    return whole->sentence == quantity->sentence ? whole->said_by : quantity->said_by;
}

static hsy_account account_of(const hsy_story_work *work, const hsy_figure *figure)
{
    const hsy_reading *reading = hsy_source_at(work, figure->doc)->reading;
    const hsy_quantity *quantity = hsy_quantity_of(work, figure);
    hsy_account account = {.source = work->docs[figure->doc],
                           .kind = HSY_FACT_QUANTITY, .fact = figure->quantity,
                           .span = quantity->span, .low = quantity->low,
                           .high = quantity->high, .has_value = true,
                           .comparator = quantity->comparator, .who = quantity->who,
                           .said_by = said_by(reading, quantity),
                           .negative = quantity->negated,
                           .retracted = quantity->retracted, .died = figure->died,
                           .doers = doers_among(work, figure)};

    if (quantity->event < reading->nevents)
        account.modality = reading->events[quantity->event].modality;
    return account;
}

/* -- parts and wholes ------------------------------------------------------------ */

/* How surely `whole` counts those of whom `part` is a part: 3 the text says so, 2 it
 * tells them of one event, 1 both are what two articles are about. */
static int holds(const hsy_story_work *work, const hsy_figure *part, const hsy_figure *whole)
{
    const hsy_quantity *a = hsy_quantity_of(work, part), *b = hsy_quantity_of(work, whole);

    if (whole->scope != HSY_SCOPE_EVENT || whole->additional || whole->none ||
        part->incident != whole->incident || a->what != b->what)
        return 0;
    if (part->doc == whole->doc) {
        if (a->part_of == whole->quantity)
            return 3;
        return a->scope == HSY_SCOPE_SUBSET && a->event != HSY_NONE && a->event == b->event
                   ? 2 : 0;
    }
    /* Only a text itself shows that its part is too large: of two articles one speaks of
     * something else. */
    if (b->high < a->low)
        return 0;
    /* "15 civilians" that is a toll and "16 civilians" that is a part are one class. */
    return part->rank == HSY_RANK_MAIN && whole->rank == HSY_RANK_MAIN &&
           !hsy_str_eq(a->who, b->who) && hsy_figures_tie(work, part, whole) > 0;
}

/* Each part knows the toll that it is a part of: of equally sure ones the highest. */
static void find_wholes(hsy_story_work *work)
{
    const uint32_t reach = 64; /* figures to either side */

    for (uint32_t f = 0; f < work->figures.count; f++) {
        const hsy_figure *part = &work->figures.data[f];
        int64_t most = 0;
        int best = 0;
        if (part->scope != HSY_SCOPE_SUBSET || part->lone || part->additional)
            continue;
        for (uint32_t g = f > reach ? f - reach : 0; g < work->figures.count && g < f + reach;
             g++) {
            const hsy_figure *whole = &work->figures.data[g];
            int sure = holds(work, part, whole);
            int64_t high = hsy_quantity_of(work, whole)->high;
            if (sure > best || (sure && sure == best && high > most)) {
                best = sure;
                most = high;
                work->drafts.data[part->draft].whole = whole->draft;
            }
        }
    }
}

/* What articles are about is grouped first, so that passing figures find it. */
static bool group_figures(struct grouper *grouper)
{
    hsy_story_work *work = grouper->work;

    for (int main = 1; main >= 0; main--)
        for (uint32_t f = 0; f < work->figures.count; f++)
            if ((work->figures.data[f].rank == HSY_RANK_MAIN) == main &&
                !group_figure(grouper, f))
                return false;
    return true;
}

bool hsy_claims_quantities(hsy_story_work *work)
{
    struct grouper grouper = {.work = work};

    if (!hsy_figures_survey(work))
        return false;
    hsy_map_init(&grouper.family_of, work->scratch);
    hsy_buf_init(&grouper.key, 0);
    bool done = group_figures(&grouper) && hsy_figures_since(work);
    hsy_buf_clear(&grouper.key);
    for (uint32_t f = 0; done && f < work->figures.count; f++) {
        hsy_account account = account_of(work, &work->figures.data[f]);
        done = hsy_draft_add(work, &work->drafts.data[work->figures.data[f].draft], &account);
    }
    if (done)
        find_wholes(work);
    return done;
}
