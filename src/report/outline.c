/*
 * outline.c - what the report says, and in which order.
 *
 * A story's claims come from the ledger by incident. They are sorted into the
 * sections a reader asks for in this order:
 *
 *     WHAT HAPPENED            incidents that took place, each with its figures
 *     PLANNED                  meetings and moves that are announced
 *     DEMANDED, THREATENED     what somebody wants, refuses, fears or denies
 *     WHO SAID WHAT            quotations
 *     ONLY IN ONE SOURCE       of several articles, what one of them alone has
 *     LEFT OUT                 what of the pages was not read as news
 *
 * A figure stands under its incident with every account below it. Where lists are
 * cut for length, it is said how many were cut; a conflict is never cut.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/outline.h"

#include "base/map.h"
#include "report/words.h"

#include <inttypes.h>
#include <string.h>

#define MAX_ITEMS 14   /* of a section without conflict; the rest are counted */
#define MAX_QUOTES 8

/* -- what a claim is ------------------------------------------------------- */

static bool is_what(const hsy_claim *claim, const char *what)
{
    return hsy_str_eq(claim->what, hsy_str_of(what));
}

static bool is_actual(const hsy_claim *claim)
{
    for (uint32_t i = 0; i < claim->naccounts; i++)
        if (claim->accounts[i].modality == HSY_MODALITY_ACTUAL && !claim->accounts[i].negative)
            return true;
    return false;
}

bool hsy_outline_is_detail(const hsy_claim *claim)
{
    return hsy_words_is_figure(claim) || is_what(claim, "place") || is_what(claim, "time") ||
           is_what(claim, "perpetrator") || is_what(claim, "reason");
}

static hsy_part section_of(const hsy_claim *claim, bool several)
{
    if (is_what(claim, "said"))
        return HSY_PART_SAID;
    if (is_what(claim, "scheduled"))
        return HSY_PART_PLANNED;
    if (is_what(claim, "position") || !is_actual(claim))
        return HSY_PART_WANTED;
    if (several && claim->articles < 2 && claim->verdict != HSY_VERDICT_CONFLICT)
        return HSY_PART_ALONE;
    return HSY_PART_HAPPENED;
}

/* -- incidents and sections ------------------------------------------------------ */

struct group {
    const hsy_claim *first; /* of one incident */
    uint32_t count;
};

/* The claims of one incident that begins at `i` of the ledger. */
static struct group group_at(const hsy_outline *o, uint32_t i)
{
    const hsy_ledger *ledger = o->in->ledger;
    struct group g = {&ledger->claims[i], 0};

    while (i + g.count < o->end &&
           ledger->claims[i + g.count].incident == g.first->incident)
        g.count++;
    return g;
}

/* The section of a whole incident: where its weightiest claim belongs; one that
 * has figures of killed or injured is never "only in one source". */
static hsy_part section_of_group(const struct group *g, bool several)
{
    bool figures = false, head = false;
    hsy_part best = HSY_PART_NONE;

    for (uint32_t i = 0; i < g->count; i++) {
        const hsy_claim *claim = &g->first[i];
        if (hsy_words_is_figure(claim) && claim->scope != HSY_SCOPE_POTENTIAL)
            figures = true;
        if (hsy_outline_is_detail(claim))
            continue;
        hsy_part s = section_of(claim, several);
        head = true;
        best = s < best ? s : best;
    }
    if (figures && (!head || best == HSY_PART_ALONE || best == HSY_PART_HAPPENED))
        return HSY_PART_HAPPENED;
    if (!head)
        return HSY_PART_HAPPENED;
    return best;
}

static const hsy_claim *head_of(const struct group *g)
{
    for (uint32_t i = 0; i < g->count; i++)
        if (!hsy_outline_is_detail(&g->first[i]) && !is_what(&g->first[i], "said"))
            return &g->first[i];
    return g->first;
}

/* Does it need a headline of its own with lines below it? */
static bool has_details(const struct group *g)
{
    for (uint32_t i = 0; i < g->count; i++)
        if (hsy_words_is_figure(&g->first[i]) ||
            (hsy_outline_is_detail(&g->first[i]) && g->first[i].verdict == HSY_VERDICT_CONFLICT))
            return true;
    return false;
}

/* What `hsy_is_retold` leaves out is counted. */
static void note_retold(hsy_outline *o, uint32_t count)
{
    if (!count)
        return;
    hsy_buf_reset(&o->a);
    hsy_buf_printf(&o->a, "%" PRIu32 " more figure%s of the same people: see `hearsay claims`",
                   count, count == 1 ? "" : "s");
    o->pen->note(o->pen, hsy_buf_str(&o->a));
}

static void draw_incident(hsy_outline *o, const struct group *g)
{
    const hsy_claim *head = head_of(g);
    uint32_t retold = 0;

    if (!has_details(g)) {
        for (uint32_t i = 0; i < g->count; i++)
            if (!hsy_outline_is_detail(&g->first[i]) || &g->first[i] == head)
                hsy_outline_item(o, &g->first[i]);
        return;
    }
    o->pen->claim = head;
    hsy_buf_reset(&o->a);
    hsy_buf_reset(&o->b);
    if (!hsy_outline_is_detail(head) && head->naccounts)
        hsy_words_modality(&o->a, &head->accounts[0]);
    hsy_words_what(&o->a, &head->about);
    hsy_buf_puts(&o->a, "  ");
    hsy_outline_refs(o, &o->a, head);
    hsy_words_when(&o->b, "", &head->about);
    o->pen->incident(o->pen, hsy_buf_str(&o->a), hsy_buf_str(&o->b));
    for (uint32_t i = 0; i < g->count; i++) {
        const hsy_claim *claim = &g->first[i];
        if (hsy_is_retold(o->in, g->first, g->count, claim)) {
            retold++;
        } else if (hsy_words_is_figure(claim) ||
                   (hsy_outline_is_detail(claim) && claim->verdict == HSY_VERDICT_CONFLICT)) {
            hsy_outline_figure(o, claim);
            hsy_outline_silence(o, claim);
        } else if (hsy_outline_is_detail(claim)) {
            hsy_outline_detail(o, claim);
        } else if (claim != head || claim->verdict == HSY_VERDICT_CONFLICT) {
            hsy_outline_item(o, claim);
        }
    }
    note_retold(o, retold);
}

static bool has_conflict(const struct group *g)
{
    for (uint32_t i = 0; i < g->count; i++)
        if (g->first[i].verdict == HSY_VERDICT_CONFLICT)
            return true;
    return false;
}

/* The groups of a part: the weightiest and all with a conflict, or (`rest`) those left
 * after them. Gives how many lines were not drawn. */
static uint32_t draw_groups(hsy_outline *o, hsy_part part, const char *name, bool several,
                            bool rest)
{
    uint32_t limit = part == HSY_PART_SAID ? MAX_QUOTES : MAX_ITEMS, shown = 0, cut = 0;

    for (uint32_t i = o->first; i < o->end;) {
        struct group g = group_at(o, i);
        i += g.count;
        if (section_of_group(&g, several) != part)
            continue;
        bool over = shown >= limit && !has_conflict(&g);
        shown += !over;
        if (over && !rest)
            cut += part == HSY_PART_HAPPENED && has_details(&g) ? 1 : g.count;
        if (over != rest)
            continue;
        if (shown == 1 && !rest)
            o->pen->section(o->pen, name);
        if (part == HSY_PART_SAID)
            for (uint32_t k = 0; k < g.count; k++)
                hsy_outline_quote(o, &g.first[k]);
        else
            draw_incident(o, &g);
    }
    return cut;
}

static void draw_section(hsy_outline *o, hsy_part part, const char *name, bool several)
{
    o->pen->part = part;
    uint32_t cut = draw_groups(o, part, name, several, false);
    if (cut && o->pen->more) {
        o->pen->more(o->pen, cut);
        draw_groups(o, part, name, several, true);
    } else if (cut) {
        hsy_buf_reset(&o->a);
        hsy_buf_printf(&o->a, "and %" PRIu32 " more of less weight: see `hearsay claims`", cut);
        o->pen->note(o->pen, hsy_buf_str(&o->a));
    }
    o->pen->part = HSY_PART_NONE;
}

/* "31 pieces: menu 20, related 9, footer 2" */
static void draw_left_out(hsy_outline *o, const hsy_story *story)
{
    bool first = true;

    o->pen->claim = NULL;
    for (uint32_t d = 0; d < story->ndocs; d++) {
        const hsy_article *article = o->in->sources[story->docs[d]].article;
        uint32_t counts[HSY_AS_OTHER + 1] = {0};
        const char *comma = "";
        if (article->nremoved == 0)
            continue;
        for (uint32_t i = 0; i < article->nremoved; i++)
            counts[article->removed[i].as]++;
        hsy_buf_reset(&o->a);
        hsy_buf_reset(&o->b);
        for (int as = 0; as <= HSY_AS_OTHER; as++) {
            if (!counts[as])
                continue;
            hsy_buf_printf(&o->a, "%s%s %" PRIu32, comma, hsy_removed_name(as), counts[as]);
            comma = ", ";
        }
        hsy_buf_printf(&o->b, "[%" PRIu32 "]", o->number_of_member[story->docs[d]]);
        if (first)
            o->pen->section(o->pen, "LEFT OUT (no part of the articles)");
        first = false;
        o->pen->item(o->pen, hsy_buf_str(&o->a), hsy_buf_str(&o->b));
    }
}

/* Silence is said: in a text of some length, a language that is not read. */
static bool is_unread(const hsy_account_source *source)
{
    const hsy_reading *r = source->reading;

    return r->nsentences > 2 && r->nentities + r->nquantities + r->nevents + r->ntimes == 0;
}

void hsy_outline_article(hsy_outline *o, const hsy_story *story, uint32_t d)
{
    const hsy_account_source *source = &o->in->sources[story->docs[d]];
    const hsy_membership *member = &o->in->stories->members[story->docs[d]];
    const hsy_article *article = source->article;

    hsy_buf_reset(&o->a);
    hsy_buf_add(&o->a, hsy_words_publisher(article));
    hsy_buf_puts(&o->a, ", ");
    hsy_words_date(&o->a, &article->published);
    if (article->wire.agency.len)
        hsy_buf_printf(&o->a, ", text of %.*s", HSY_STR_ARG(article->wire.agency));
    if (is_unread(source))
        hsy_buf_printf(&o->a, ", no facts read (language: %.*s)",
                       HSY_STR_ARG(article->language.ptr ? article->language
                                                         : HSY_STR("unknown")));
    if (member->copy_of != HSY_NONE)
        hsy_buf_printf(&o->a, ", copy of [%" PRIu32 "]", o->number_of_member[member->copy_of]);
    o->pen->article(o->pen, d + 1, hsy_buf_str(&o->a), article->input);
}

/* Where the claims of a story begin and end: the ledger is in the order of
 * stories. */
static void find_claims(hsy_outline *o)
{
    const hsy_ledger *ledger = o->in->ledger;

    o->first = o->end;
    while (o->first < ledger->nclaims && ledger->claims[o->first].story < o->story)
        o->first++;
    o->end = o->first;
    while (o->end < ledger->nclaims && ledger->claims[o->end].story == o->story)
        o->end++;
}

/* Numbers first: a copy may be named before its source is drawn. */
void hsy_outline_turn(hsy_outline *o, uint32_t number)
{
    const hsy_story *old = &o->in->stories->stories[o->story],
                    *story = &o->in->stories->stories[number];

    for (uint32_t d = 0; d < old->ndocs; d++)
        o->number_of_member[old->docs[d]] = 0;
    for (uint32_t d = 0; d < story->ndocs; d++)
        o->number_of_member[story->docs[d]] = d + 1;
    o->story = number;
    find_claims(o);
}

static void draw_story(hsy_outline *o, uint32_t number)
{
    const hsy_story *story = &o->in->stories->stories[o->story];
    bool several = story->ndocs > 1;

    o->pen->index = o->story;
    hsy_buf_reset(&o->a);
    hsy_buf_printf(&o->a, "%" PRIu32 " article%s · %" PRIu32 " text%s", story->ndocs,
                   several ? "s" : "", story->norigins, story->norigins == 1 ? "" : "s");
    hsy_buf_reset(&o->b);
    hsy_words_story_title(&o->b, o->in, story);
    o->pen->story(o->pen, number, hsy_buf_str(&o->b), hsy_buf_str(&o->a));
    for (uint32_t d = 0; d < story->ndocs; d++)
        hsy_outline_article(o, story, d);
    draw_section(o, HSY_PART_HAPPENED, "WHAT HAPPENED", several);
    draw_section(o, HSY_PART_PLANNED, "PLANNED", several);
    draw_section(o, HSY_PART_WANTED, "DEMANDED, THREATENED, FEARED, DENIED", several);
    draw_section(o, HSY_PART_SAID, "WHO SAID WHAT", several);
    draw_section(o, HSY_PART_ALONE, "ONLY IN ONE SOURCE", several);
    draw_left_out(o, story);
}

/* -- the head ---------------------------------------------------------------------- */

static bool is_wanted(const hsy_outline *o, uint32_t story)
{
    hsy_str wanted = o->pen->options->story;

    return !wanted.ptr || hsy_str_eq(o->in->stories->stories[story].id, wanted);
}

/* What the head counts. */
struct counts {
    uint32_t articles, undated, publishers, texts, stories;
};

static struct counts count_all(const hsy_outline *o)
{
    const hsy_report_input *in = o->in;
    struct counts n = {0};
    hsy_arena arena;
    hsy_map names;

    hsy_arena_init(&arena, 0);
    hsy_map_init(&names, &arena);
    for (uint32_t i = 0; i < in->nsources; i++) {
        const hsy_article *article = in->sources[i].article;
        if (!is_wanted(o, in->stories->members[in->sources[i].member].story))
            continue;
        n.articles++;
        n.undated += !article->published.value.ptr;
        if (article->publisher.name.ptr || article->publisher.domain.ptr)
            hsy_map_set(&names, hsy_words_publisher(article), i);
    }
    for (uint32_t s = 0; s < in->stories->nstories; s++) {
        n.stories += is_wanted(o, s);
        n.texts += is_wanted(o, s) ? in->stories->stories[s].norigins : 0;
    }
    n.publishers = names.count;
    hsy_arena_clear(&arena);
    return n;
}

static void draw_head(hsy_outline *o)
{
    struct counts n = count_all(o);

    hsy_buf_reset(&o->a);
    hsy_buf_printf(&o->a, "%" PRIu32 " article%s · %" PRIu32 " publisher%s · %" PRIu32
                   " text%s · %" PRIu32 " stor%s",
                   n.articles, n.articles == 1 ? "" : "s", n.publishers,
                   n.publishers == 1 ? "" : "s", n.texts, n.texts == 1 ? "" : "s", n.stories,
                   n.stories == 1 ? "y" : "ies");
    if (n.undated)
        hsy_buf_printf(&o->a, " · %" PRIu32 " undated", n.undated);
    if (o->in->nrefused)
        hsy_buf_printf(&o->a, " · %" PRIu32 " refused", o->in->nrefused);
    o->pen->head(o->pen, hsy_buf_str(&o->a));
}

static void draw_refused(hsy_outline *o)
{
    o->pen->index = HSY_NONE;
    o->pen->claim = NULL;
    for (uint32_t i = 0; i < o->in->nrefused; i++) {
        if (i == 0)
            o->pen->section(o->pen, "REFUSED (not read)");
        o->pen->item(o->pen, hsy_str_of(o->in->refused[i]), HSY_STR(""));
    }
}

bool hsy_outline_init(hsy_outline *o, hsy_arena *arena, hsy_pen *pen,
                      const hsy_report_input *input)
{
    *o = (hsy_outline){.pen = pen, .in = input};
    o->number_of_member = hsy_new_array(arena, input->stories->nmembers, uint32_t);
    hsy_buf_init(&o->a, 0);
    hsy_buf_init(&o->b, 0);
    return o->number_of_member != NULL;
}

bool hsy_outline_clear(hsy_outline *o)
{
    bool kept = !o->a.failed && !o->b.failed && !o->pen->out->failed;

    hsy_buf_clear(&o->a);
    hsy_buf_clear(&o->b);
    return kept;
}

hsy_status hsy_report_draw(hsy_pen *pen, const hsy_report_input *input, hsy_error *err)
{
    hsy_outline o;
    hsy_arena arena;
    uint32_t number = 0;

    hsy_arena_init(&arena, 0);
    bool done = hsy_outline_init(&o, &arena, pen, input);
    if (done)
        draw_head(&o);
    for (uint32_t s = 0; done && s < input->stories->nstories; s++) {
        hsy_outline_turn(&o, s);
        if (is_wanted(&o, s))
            draw_story(&o, ++number);
    }
    if (done)
        draw_refused(&o);
    done &= hsy_outline_clear(&o);
    hsy_arena_clear(&arena);
    return done ? HSY_OK : hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}
