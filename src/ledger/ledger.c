/*
 * ledger.c - story by story, from drafts to claims: see ledger.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

#define MAIN_WEIGHT 20u /* of what articles are about: as much as so many articles */

struct maker {
    const hsy_ledger_tables *tables;
    hsy_arena *arena;
    hsy_arena scratch; /* of one story */
    hsy_arena keep;    /* until the end */
    const hsy_stories *stories;
    const hsy_account_source *sources;
    uint32_t *source_of; /* of each member, or HSY_NONE */
    HSY_VEC(hsy_claim) claims;
    hsy_map ids;
};

static const char *const verdict_names[] = {
#define X(name, text) text,
    HSY_VERDICT_LIST(X)
#undef X
};

const char *hsy_verdict_name(hsy_verdict verdict)
{
    return verdict_names[verdict];
}

/* -- copies that carry another value -------------------------------------------- */

static bool said_in(const hsy_draft *draft, uint32_t source, const hsy_account *account,
                    bool *ret_any)
{
    bool said = false;

    *ret_any = false;
    for (uint32_t i = 0; i < draft->accounts.count; i++) {
        const hsy_account *other = &draft->accounts.data[i];
        if (other->source != source)
            continue;
        *ret_any = true;
        said |= !(account->low > other->high || other->low > account->high);
    }
    return said;
}

static void mark_versions(const hsy_story_work *work, const struct maker *maker,
                          hsy_draft *draft)
{
    const uint32_t most = 512; /* a claim with more accounts: the rest are as before */

    if (draft->kind != HSY_DRAFT_NUMBER || draft->accounts.count > most)
        return;
    for (uint32_t i = 0; i < draft->accounts.count; i++) {
        hsy_account *account = &draft->accounts.data[i];
        uint32_t member = work->sources[account->source].member;
        uint32_t from = work->stories->members[member].copy_of;
        bool any;
        if (from == HSY_NONE || maker->source_of[from] == HSY_NONE)
            continue;
        bool said = said_in(draft, maker->source_of[from], account, &any);
        account->version = any && !said;
    }
}

/* -- what the claim is about ------------------------------------------------------ */

static const hsy_event *event_of(const hsy_story_work *work, const hsy_node *node)
{
    return &hsy_source_at(work, node->doc)->reading->events[node->event];
}

static bool join_names(const hsy_story_work *work, const hsy_node *node, uint32_t event,
                       const uint32_t *ids, uint32_t n, hsy_str *ret)
{
    const hsy_reading *reading = hsy_source_at(work, node->doc)->reading;
    hsy_buf names;

    hsy_buf_init(&names, 0);
    for (uint32_t i = 0; i < n && i < 8; i++) {
        if (ids[i] >= reading->nentities)
            continue;
        if (names.len)
            hsy_buf_add(&names, HSY_STR(", "));
        hsy_buf_add(&names, hsy_party_name(work, node->doc, event, ids[i]));
    }
    *ret = names.len ? hsy_str_copy(work->arena, hsy_buf_str(&names)) : (hsy_str){NULL, 0};
    bool done = !names.len || ret->ptr;
    hsy_buf_clear(&names);
    return done;
}

/* Who is said not to have done it is no party to it. */
static bool is_asserted(const hsy_event *event)
{
    return !event->negative && event->modality != HSY_MODALITY_DENIED;
}

/* Who did it, of an attack only those who can be told as such. */
static bool name_sources(const hsy_story_work *work, const hsy_incident *incident,
                         const hsy_node *node, hsy_str *ret)
{
    uint32_t *kept = hsy_new_array(work->scratch, node->nsources, uint32_t), n = 0;
    bool attack = incident->type == HSY_EVENT_ASSAULT;

    if (!kept)
        return false;
    for (uint32_t i = 0; i < node->nsources; i++)
        if (!attack || hsy_is_culprit(work, incident, node, node->sources[i]))
            kept[n++] = node->sources[i];
    return join_names(work, node, node->doer, kept, n, ret);
}

/* Does somebody say that it was not they? Then the heading names nobody: who did it is a
 * claim of its own, with both sides. */
static bool is_disputed(const hsy_story_work *work, const hsy_incident *incident, hsy_str name)
{
    for (uint32_t i = 0; i < incident->nodes.count; i++) {
        const hsy_node *node = &work->nodes.data[incident->nodes.data[i]];
        hsy_str denied = {NULL, 0};
        if (!is_asserted(event_of(work, node)) &&
            join_names(work, node, node->doer, node->sources, node->nsources, &denied) &&
            hsy_str_eq(denied, name))
            return true;
    }
    return false;
}

/* Parties from the first node that names some. */
static bool name_parties(const hsy_story_work *work, const hsy_incident *incident,
                         hsy_about *about)
{
    for (uint32_t i = 0; i < incident->nodes.count; i++) {
        const hsy_node *node = &work->nodes.data[incident->nodes.data[i]];
        if (!about->source.ptr && is_asserted(event_of(work, node)) &&
            !name_sources(work, incident, node, &about->source))
            return false;
        if (!about->target.ptr &&
            !join_names(work, node, node->event, node->targets, node->ntargets,
                        &about->target))
            return false;
        if (!about->mode.ptr && event_of(work, node)->mode.len)
            about->mode = event_of(work, node)->mode;
    }
    if (about->source.ptr && is_disputed(work, incident, about->source))
        about->source = (hsy_str){NULL, 0};
    return true;
}

static void set_time(const hsy_story_work *work, const hsy_time *time, hsy_about *about)
{
    about->time = time->value;
    for (uint32_t doc = 0; doc < work->ndocs; doc++) {
        const hsy_reading *reading = hsy_source_at(work, doc)->reading;
        if (time >= reading->times && time < reading->times + reading->ntimes)
            about->time_text = hsy_article_str(reading->article, time->span);
    }
}

static bool describe(const hsy_story_work *work, const hsy_draft *draft, hsy_about *ret)
{
    const hsy_place *place = draft->place;
    const hsy_time *time = draft->time;

    if (draft->incident != HSY_NONE) {
        const hsy_incident *incident = &work->incidents.data[draft->incident];
        ret->type = incident->type;
        ret->has_type = incident->has_type;
        place = incident->place ? incident->place : place;
        time = incident->time ? incident->time : time;
        if (!name_parties(work, incident, ret))
            return false;
    }
    if (draft->speaker)
        ret->source = draft->speaker->name;
    if (place)
        ret->place = place->name;
    if (time)
        set_time(work, time, ret);
    return true;
}

/* -- ids --------------------------------------------------------------------------- */

static bool make_id(struct maker *maker, const hsy_claim *claim, hsy_str *ret)
{
    hsy_buf name;
    char *id = hsy_arena_alloc(maker->arena, 18);

    hsy_buf_init(&name, 0);
    hsy_str parts[] = {maker->stories->stories[claim->story].id,
                       claim->what, claim->who, claim->about.source, claim->about.target,
                       claim->about.place, claim->about.time};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        hsy_buf_add(&name, parts[i].ptr ? parts[i] : HSY_STR(""));
        hsy_buf_putc(&name, '\t');
    }
    hsy_buf_printf(&name, "%d\t%d", claim->about.has_type ? (int)claim->about.type : -1,
                   (int)claim->scope);
    /* Claims that all this does not tell apart are told by their first evidence. */
    if (claim->naccounts && hsy_map_find(&maker->ids, hsy_buf_str(&name)) != HSY_NONE) {
        const hsy_account *first = &claim->accounts[0];
        hsy_buf_add(&name, hsy_article_id(maker->sources[first->source].article));
        hsy_buf_printf(&name, "\t%u\t%u", first->span.off, first->span.len);
    }
    hsy_str copy = hsy_str_copy(&maker->keep, hsy_buf_str(&name));
    uint64_t hash = hsy_str_hash(hsy_buf_str(&name));
    bool done = id && copy.ptr && !name.failed && hsy_map_set(&maker->ids, copy, 1);
    hsy_buf_clear(&name);
    if (!done)
        return false;
    id[0] = 'c';
    for (int i = 0; i < 12; i++, hash >>= 4)
        id[1 + i] = "0123456789abcdef"[hash & 15];
    *ret = (hsy_str){id, 13};
    return true;
}

/* -- claims -------------------------------------------------------------------------- */

static uint32_t weight_of(const hsy_claim *claim, const hsy_draft *draft)
{
    uint32_t weight = claim->articles < 900 ? claim->articles : 900;

    if (draft->kind == HSY_DRAFT_NUMBER) {
        weight += draft->scope == HSY_SCOPE_EVENT ? 4000 : 2000;
        weight += MAIN_WEIGHT * draft->rank;
        if (hsy_str_eq(draft->what, hsy_str_of(hsy_what_name(HSY_WHAT_KILLED))))
            weight += 2000;
        else if (hsy_str_eq(draft->what, hsy_str_of(hsy_what_name(HSY_WHAT_INJURED))))
            weight += 1000;
    }
    if (claim->about.has_type && claim->about.type == HSY_EVENT_ASSAULT)
        weight += 500;
    if (draft->kind == HSY_DRAFT_WORDS)
        weight /= 2;
    if (claim->verdict == HSY_VERDICT_CONFLICT)
        weight += 10000;
    else if (claim->verdict == HSY_VERDICT_UPDATE)
        weight += 1000;
    return weight;
}

static bool origin_of(const hsy_story_work *work, const hsy_backing *backing, hsy_str *ret)
{
    const hsy_story *story = &work->stories->stories[work->story];

    *ret = backing->name.ptr ? hsy_str_copy(work->arena, backing->name)
                             : story->origins[backing->text].id;
    return ret->ptr != NULL;
}

/* A part that is larger than its whole can be. */
static void check_part(const hsy_story_work *work, hsy_weighing *weighing)
{
    const hsy_draft *draft = weighing->draft;

    weighing->whole_high = -1;
    if (draft->whole == HSY_NONE || weighing->low < 0)
        return;
    const hsy_draft *whole = &work->drafts.data[draft->whole];
    int64_t high = -1;
    for (uint32_t i = 0; i < whole->accounts.count; i++)
        if (!whole->accounts.data[i].retracted && whole->accounts.data[i].high > high)
            high = whole->accounts.data[i].high;
    if (high >= 0 && weighing->low > high) {
        weighing->verdict = HSY_VERDICT_CONFLICT;
        weighing->whole_high = high;
    }
}

static bool in_title(const hsy_story_work *work, const hsy_account *account)
{
    return hsy_article_in_title(work->sources[account->source].article, account->span);
}

/* Does the body of the same article tell, in full, what this title tells in short? */
static bool is_summary(const hsy_story_work *work, const hsy_draft *draft, uint32_t title)
{
    const hsy_account *short_form = &draft->accounts.data[title];

    if (!in_title(work, short_form))
        return false;
    for (uint32_t i = 0; i < draft->accounts.count; i++) {
        const hsy_account *full = &draft->accounts.data[i];
        if (full->source == short_form->source && !full->retracted && !in_title(work, full) &&
            full->low <= short_form->high && short_form->low <= full->high)
            return true;
    }
    return false;
}

/* "Union says 14 dead" above "14 dead, the Seamen's Union said" is one account and not
 * two origins: the title's goes. */
static void drop_summaries(const hsy_story_work *work, hsy_draft *draft)
{
    uint32_t to = 0;

    if (draft->kind != HSY_DRAFT_NUMBER)
        return;
    for (uint32_t i = 0; i < draft->accounts.count; i++) {
        /* What was kept so far and what is still to come: all but the titles dropped. */
        if (!is_summary(work, draft, i))
            draft->accounts.data[to++] = draft->accounts.data[i];
    }
    draft->accounts.count = to;
}

static bool weigh(struct maker *maker, hsy_story_work *work, hsy_draft *draft,
                  hsy_weighing *weighing)
{
    uint32_t n = draft->accounts.count;
    hsy_backing *backings = hsy_new_array(work->scratch, n, hsy_backing);

    *weighing = (hsy_weighing){.draft = draft, .backings = backings, .whole_high = -1};
    weighing->superseded = hsy_new_array(work->scratch, n, bool);
    weighing->ceiling = hsy_new_array(work->scratch, n, int64_t);
    if (!backings || !weighing->superseded || !weighing->ceiling)
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (!hsy_backing_find(work, &draft->accounts.data[i], &backings[i]) ||
            !origin_of(work, &backings[i], &draft->accounts.data[i].origin))
            return false;
    mark_versions(work, maker, draft);
    if (draft->kind == HSY_DRAFT_NUMBER ? !hsy_weigh_numbers(work, draft, backings, weighing)
                                        : !hsy_weigh_words(work, draft, backings, weighing))
        return false;
    check_part(work, weighing);
    return hsy_choose_best(work, weighing);
}

static uint32_t count_articles(const hsy_draft *draft)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < draft->accounts.count; i++)
        n += i == 0 || draft->accounts.data[i].source != draft->accounts.data[i - 1].source;
    return n;
}

static bool write_claim(struct maker *maker, hsy_story_work *work, hsy_draft *draft)
{
    hsy_weighing weighing;
    hsy_claim *claim = hsy_vec_push(&maker->keep, &maker->claims);
    drop_summaries(work, draft);
    hsy_account *accounts = hsy_new_array(maker->arena, draft->accounts.count, hsy_account);

    if (!claim || !accounts || !weigh(maker, work, draft, &weighing))
        return false;
    memcpy(accounts, draft->accounts.data, draft->accounts.count * sizeof *accounts);
    *claim = (hsy_claim){
        .story = work->story, .incident = draft->incident, .what = draft->what,
        .who = draft->who, .scope = draft->scope, .verdict = weighing.verdict,
        .low = weighing.low, .high = weighing.high, .best_low = weighing.best_low,
        .best_high = weighing.best_high, .best = weighing.best,
        .articles = count_articles(draft), .origins_least = weighing.least,
        .origins_most = weighing.most, .accounts = accounts,
        .naccounts = draft->accounts.count, .why = hsy_why(work, &weighing)};
    if (draft->kind == HSY_DRAFT_ACT)
        claim->best = (hsy_str){NULL, 0};
    if (!claim->why.ptr || !describe(work, draft, &claim->about) ||
        !make_id(maker, claim, &claim->id))
        return false;
    claim->weight = weight_of(claim, draft);
    return true;
}

/* -- order ----------------------------------------------------------------------------- */

struct rank {
    uint32_t incident, weight, first; /* first: claim that opened it */
};

static int by_weight(const void *a, const void *b)
{
    const struct rank *x = a, *y = b;

    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

static int by_place(const void *a, const void *b)
{
    const hsy_claim *x = a, *y = b;

    if (x->incident != y->incident)
        return x->incident < y->incident ? -1 : 1;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return hsy_str_cmp(x->id, y->id);
}

/* Number the incidents of a story by their heaviest claim, and sort its claims. A
 * claim of the story as a whole stands for itself. */
static bool order_story(struct maker *maker, uint32_t from, uint32_t nincidents)
{
    uint32_t n = maker->claims.count - from, next = 0, count = 0;
    hsy_claim *claims = n ? maker->claims.data + from : NULL;
    struct rank *ranks = hsy_new_array(&maker->scratch, n, struct rank);
    uint32_t *rank_of = hsy_new_array(&maker->scratch, nincidents + n, uint32_t);

    if (!ranks || !rank_of)
        return false;
    if (n == 0)
        return true;
    for (uint32_t i = 0; i < nincidents + n; i++)
        rank_of[i] = HSY_NONE;
    next = nincidents;
    for (uint32_t i = 0; i < n; i++) {
        if (claims[i].incident == HSY_NONE)
            claims[i].incident = next++;
        uint32_t *r = &rank_of[claims[i].incident];
        if (*r == HSY_NONE) {
            *r = count++;
            ranks[*r] = (struct rank){claims[i].incident, 0, i};
        }
        if (claims[i].weight > ranks[*r].weight)
            ranks[*r].weight = claims[i].weight;
    }
    qsort(ranks, count, sizeof *ranks, by_weight);
    for (uint32_t r = 0; r < count; r++)
        rank_of[ranks[r].incident] = r;
    for (uint32_t i = 0; i < n; i++)
        claims[i].incident = rank_of[claims[i].incident];
    qsort(claims, n, sizeof *claims, by_place);
    return true;
}

static bool make_story(struct maker *maker, uint32_t s)
{
    const hsy_story *story = &maker->stories->stories[s];
    hsy_story_work work = {.tables = maker->tables, .arena = maker->arena,
                           .scratch = &maker->scratch, .stories = maker->stories,
                           .sources = maker->sources, .story = s};
    uint32_t *docs = hsy_new_array(&maker->scratch, story->ndocs, uint32_t);
    uint32_t from = maker->claims.count;

    if (!docs)
        return false;
    for (uint32_t d = 0; d < story->ndocs; d++)
        if (maker->source_of[story->docs[d]] != HSY_NONE)
            docs[work.ndocs++] = maker->source_of[story->docs[d]];
    work.docs = docs;
    hsy_map_init(&work.draft_of, &maker->scratch);
    if (!hsy_align_events(&work) || !hsy_claims_quantities(&work) ||
        !hsy_claims_acts(&work) || !hsy_claims_said(&work))
        return false;
    for (uint32_t d = 0; d < work.drafts.count; d++)
        if (work.drafts.data[d].accounts.count &&
            !write_claim(maker, &work, &work.drafts.data[d]))
            return false;
    return order_story(maker, from, work.incidents.count);
}

static bool make(struct maker *maker, uint32_t nsources, hsy_ledger *ret)
{
    maker->source_of = hsy_new_array(&maker->keep, maker->stories->nmembers, uint32_t);
    if (!maker->source_of)
        return false;
    for (uint32_t m = 0; m < maker->stories->nmembers; m++)
        maker->source_of[m] = HSY_NONE;
    for (uint32_t i = 0; i < nsources; i++)
        maker->source_of[maker->sources[i].member] = i;
    hsy_map_init(&maker->ids, &maker->keep);
    for (uint32_t s = 0; s < maker->stories->nstories; s++) {
        if (!make_story(maker, s))
            return false;
        hsy_arena_clear(&maker->scratch);
    }
    ret->nclaims = maker->claims.count;
    ret->claims = hsy_new_array(maker->arena, ret->nclaims, hsy_claim);
    if (ret->claims && ret->nclaims)
        memcpy(ret->claims, maker->claims.data, ret->nclaims * sizeof *ret->claims);
    return ret->claims != NULL;
}

hsy_status hsy_ledger_make(const hsy_ledger_tables *tables, hsy_arena *arena,
                           const hsy_stories *stories, const hsy_account_source *sources,
                           uint32_t nsources, hsy_ledger *ret, hsy_error *err)
{
    struct maker maker = {.tables = tables, .arena = arena, .stories = stories,
                          .sources = sources};
    hsy_ledger made = {0};

    hsy_arena_init(&maker.scratch, (size_t)4 << 30);
    hsy_arena_init(&maker.keep, (size_t)8 << 30);
    bool done = make(&maker, nsources, &made);
    hsy_arena_clear(&maker.scratch);
    hsy_arena_clear(&maker.keep);
    if (!done)
        return hsy_fail(err, HSY_NOMEM, "ledger", 0, 0, "out of memory");
    *ret = made;
    return HSY_OK;
}
