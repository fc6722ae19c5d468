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
#include "report/pen.h"

#include "base/map.h"
#include "report/words.h"

#include <inttypes.h>
#include <string.h>

#define MAX_ACCOUNTS 6 /* shown of those with one value; the rest are counted */
#define MAX_ITEMS 14   /* of a section without conflict; the rest are counted */
#define MAX_QUOTES 8
#define WORDS_COLUMNS 96
#define CLAUSE_COLUMNS 160
#define QUOTE_COLUMNS 300

struct outline {
    hsy_pen *pen;
    const hsy_report_input *in;
    uint32_t story;
    uint32_t first, end; /* its claims in the ledger */
    uint32_t *number_of_member; /* 1.. within the story; 0 elsewhere */
    hsy_buf a, b;               /* lines under construction */
};

static hsy_str text_of(hsy_buf *buf)
{
    return hsy_buf_str(buf);
}

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

/* A detail of an incident, drawn under it and no line of its own. */
static bool is_detail(const hsy_claim *claim)
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

/* -- pieces of lines --------------------------------------------------------- */

/* " 1 3 5": the articles of a claim's accounts, each once, in order. */
static void add_refs(struct outline *o, hsy_buf *out, const hsy_claim *claim)
{
    uint32_t last = 0;

    hsy_buf_puts(out, "[");
    for (bool any = false;; any = true) {
        uint32_t next = UINT32_MAX;
        for (uint32_t i = 0; i < claim->naccounts; i++) {
            uint32_t number = o->number_of_member[claim->accounts[i].source];
            if (number > last && number < next)
                next = number;
        }
        if (next == UINT32_MAX)
            break;
        hsy_buf_printf(out, "%s%" PRIu32, any ? " " : "", next);
        last = next;
    }
    hsy_buf_puts(out, "]");
}

/* "A", "B": the independent origins of a claim by the order of its accounts. */
static char origin_letter(const hsy_claim *claim, const hsy_account *account)
{
    int letter = 0;

    for (const hsy_account *a = claim->accounts; a < account; a++) {
        bool seen = hsy_str_eq(a->origin, account->origin);
        for (const hsy_account *b = claim->accounts; !seen && b < a; b++)
            seen = hsy_str_eq(a->origin, b->origin);
        if (hsy_str_eq(a->origin, account->origin))
            return origin_letter(claim, a);
        letter += !seen;
    }
    return letter < 26 ? (char)('A' + letter) : '*';
}

/* -- figures ------------------------------------------------------------------ */

static void draw_account(struct outline *o, const hsy_claim *claim, const hsy_account *account)
{
    const hsy_account_source *source = &o->in->sources[account->source];
    hsy_buf value, words, who, where;

    hsy_buf_init(&value, 0), hsy_buf_init(&words, 0);
    hsy_buf_init(&who, 0), hsy_buf_init(&where, 0);
    if (account->has_value)
        hsy_words_value(&value, account->low, account->high);
    else
        hsy_buf_add(&value, account->value.ptr ? account->value : HSY_STR("?"));
    hsy_buf_puts(&words, "“");
    hsy_words_cut(&words, hsy_words_evidence(source, account), WORDS_COLUMNS);
    hsy_buf_puts(&words, "”");
    hsy_words_chain(&who, source, account->said_by);
    if (account->who.len && claim->who.len && !hsy_str_eq(account->who, claim->who))
        hsy_buf_printf(&who, " (of %.*s)", HSY_STR_ARG(account->who));
    if (account->version)
        hsy_buf_puts(&who, "; a copy with another figure");
    if (account->retracted)
        hsy_buf_puts(&who, "; taken back");
    hsy_str publisher = hsy_words_publisher(source->article);
    hsy_buf_printf(&where, "[%" PRIu32 "] %.*s, origin %c, ",
                   o->number_of_member[account->source], HSY_STR_ARG(publisher),
                   origin_letter(claim, account));
    hsy_words_bytes(&where, source->article, account->span);
    o->pen->what = account;
    o->pen->account(o->pen, text_of(&value), text_of(&words), text_of(&who), text_of(&where));
    hsy_buf_clear(&value), hsy_buf_clear(&words), hsy_buf_clear(&who), hsy_buf_clear(&where);
}

static bool same_value(const hsy_account *a, const hsy_account *b)
{
    return a->has_value == b->has_value && a->low == b->low && a->high == b->high &&
           hsy_str_eq(a->value, b->value) && a->retracted == b->retracted;
}

/* All accounts, those of one value together; of a value many have, the first. */
static void draw_accounts(struct outline *o, const hsy_claim *claim)
{
    for (uint32_t i = 0; i < claim->naccounts; i++) {
        uint32_t before = 0, after = 0;
        for (uint32_t k = 0; k < claim->naccounts; k++)
            if (same_value(&claim->accounts[i], &claim->accounts[k]))
                k < i ? before++ : after++;
        if (before)
            continue; /* drawn with the first of its value */
        uint32_t shown = 0;
        for (uint32_t k = i; k < claim->naccounts; k++)
            if (same_value(&claim->accounts[i], &claim->accounts[k]) && shown++ < MAX_ACCOUNTS)
                draw_account(o, claim, &claim->accounts[k]);
        if (shown > MAX_ACCOUNTS) {
            hsy_buf_reset(&o->a);
            hsy_buf_printf(&o->a, "and %" PRIu32 " more accounts with this value",
                           shown - MAX_ACCOUNTS);
            o->pen->note(o->pen, text_of(&o->a));
        }
    }
}

/* Place, time or perpetrator, when nobody disagrees: one line. */
static void draw_detail(struct outline *o, const hsy_claim *claim)
{
    o->pen->claim = claim;
    hsy_buf_reset(&o->a);
    hsy_buf_reset(&o->b);
    hsy_buf_printf(&o->a, "%.*s: ", HSY_STR_ARG(claim->what));
    if (claim->best.ptr)
        hsy_buf_add(&o->a, claim->best);
    else if (claim->naccounts)
        hsy_buf_add(&o->a, claim->accounts[0].value);
    if (claim->naccounts) {
        const hsy_account *first = &claim->accounts[0];
        hsy_buf_puts(&o->a, " (“");
        hsy_words_cut(&o->a, hsy_article_str(o->in->sources[first->source].article, first->span),
                      WORDS_COLUMNS);
        hsy_buf_puts(&o->a, "”)");
    }
    add_refs(o, &o->b, claim);
    o->pen->item(o->pen, text_of(&o->a), text_of(&o->b));
}

static void draw_figure(struct outline *o, const hsy_claim *claim)
{
    o->pen->claim = claim;
    hsy_buf_reset(&o->a);
    hsy_buf_reset(&o->b);
    hsy_words_figure(&o->a, o->in, claim);
    if (claim->low >= 0)
        hsy_words_range(&o->b, claim);
    else
        hsy_buf_add(&o->b, claim->best);
    hsy_buf origins;
    hsy_buf_init(&origins, 0);
    hsy_words_origins(&origins, claim->origins_least, claim->origins_most);
    o->pen->figure(o->pen, text_of(&o->a), text_of(&o->b), claim->verdict, text_of(&origins));
    hsy_buf_clear(&origins);
    draw_accounts(o, claim);
    if (claim->why.len && claim->verdict != HSY_VERDICT_SINGLE)
        o->pen->note(o->pen, claim->why);
}

/* "no figure for injured in [2]": silence is said. */
static void draw_silence(struct outline *o, const hsy_claim *claim)
{
    const hsy_story *story = &o->in->stories->stories[o->story];
    uint32_t silent = 0;

    if (claim->scope != HSY_SCOPE_EVENT || !hsy_words_is_figure(claim) || claim->articles < 2 ||
        claim->incident != 0)
        return;
    hsy_buf_reset(&o->a);
    hsy_buf_printf(&o->a, "no figure for %.*s in", HSY_STR_ARG(claim->what));
    for (uint32_t d = 0; d < story->ndocs; d++) {
        bool found = false;
        for (uint32_t i = 0; i < claim->naccounts; i++)
            found |= claim->accounts[i].source == story->docs[d];
        if (!found)
            hsy_buf_printf(&o->a, " [%" PRIu32 "]", o->number_of_member[story->docs[d]]);
        silent += !found;
    }
    if (silent)
        o->pen->note(o->pen, text_of(&o->a));
}

/* -- lines ---------------------------------------------------------------------- */

static void draw_item(struct outline *o, const hsy_claim *claim)
{
    const hsy_account *account = claim->naccounts ? &claim->accounts[0] : NULL;
    const hsy_account_source *source = account ? &o->in->sources[account->source] : NULL;

    o->pen->claim = claim;
    hsy_buf_reset(&o->a);
    hsy_buf_reset(&o->b);
    if (account)
        hsy_words_modality(&o->a, account);
    hsy_words_what(&o->a, &claim->about);
    if (claim->about.place.len || claim->about.time.len) {
        hsy_buf_puts(&o->a, ", ");
        hsy_words_when(&o->a, &claim->about);
    }
    if (account) {
        hsy_buf_puts(&o->a, "   “");
        hsy_words_cut(&o->a, hsy_words_evidence(source, account), CLAUSE_COLUMNS);
        hsy_buf_puts(&o->a, "”");
        if (account->said_by.count) {
            hsy_buf_puts(&o->a, ", according to ");
            hsy_words_chain(&o->a, source, account->said_by);
        }
    }
    if (claim->verdict == HSY_VERDICT_CONFLICT)
        hsy_buf_printf(&o->a, "   CONFLICT: %.*s", HSY_STR_ARG(claim->why));
    add_refs(o, &o->b, claim);
    o->pen->item(o->pen, text_of(&o->a), text_of(&o->b));
}

static void draw_quote(struct outline *o, const hsy_claim *claim)
{
    const hsy_account *account = &claim->accounts[0];
    const hsy_account_source *source = &o->in->sources[account->source];

    o->pen->claim = claim;
    hsy_buf_reset(&o->a);
    hsy_buf_reset(&o->b);
    if (claim->about.source.len)
        hsy_buf_add(&o->a, claim->about.source);
    else
        hsy_words_chain(&o->a, source, account->said_by);
    hsy_buf_puts(&o->a, ": “");
    hsy_words_cut(&o->a, hsy_article_str(source->article, account->span), QUOTE_COLUMNS);
    hsy_buf_puts(&o->a, "”");
    add_refs(o, &o->b, claim);
    o->pen->item(o->pen, text_of(&o->a), text_of(&o->b));
}

/* -- incidents and sections ------------------------------------------------------ */

struct group {
    const hsy_claim *first; /* of one incident */
    uint32_t count;
};

/* The claims of one incident that begins at `i` of the ledger. */
static struct group group_at(const struct outline *o, uint32_t i)
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
        if (is_detail(claim))
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
        if (!is_detail(&g->first[i]) && !is_what(&g->first[i], "said"))
            return &g->first[i];
    return g->first;
}

/* Does it need a headline of its own with lines below it? */
static bool has_details(const struct group *g)
{
    for (uint32_t i = 0; i < g->count; i++)
        if (hsy_words_is_figure(&g->first[i]) ||
            (is_detail(&g->first[i]) && g->first[i].verdict == HSY_VERDICT_CONFLICT))
            return true;
    return false;
}

static void draw_incident(struct outline *o, const struct group *g)
{
    const hsy_claim *head = head_of(g);

    if (!has_details(g)) {
        for (uint32_t i = 0; i < g->count; i++)
            if (!is_detail(&g->first[i]) || &g->first[i] == head)
                draw_item(o, &g->first[i]);
        return;
    }
    o->pen->claim = head;
    hsy_buf_reset(&o->a);
    hsy_buf_reset(&o->b);
    if (!is_detail(head) && head->naccounts)
        hsy_words_modality(&o->a, &head->accounts[0]);
    hsy_words_what(&o->a, &head->about);
    hsy_buf_puts(&o->a, "  ");
    add_refs(o, &o->a, head);
    hsy_words_when(&o->b, &head->about);
    o->pen->incident(o->pen, text_of(&o->a), text_of(&o->b));
    for (uint32_t i = 0; i < g->count; i++) {
        const hsy_claim *claim = &g->first[i];
        if (hsy_words_is_figure(claim) || (is_detail(claim) && claim->verdict == HSY_VERDICT_CONFLICT)) {
            draw_figure(o, claim);
            draw_silence(o, claim);
        } else if (is_detail(claim)) {
            draw_detail(o, claim);
        } else if (claim != head || claim->verdict == HSY_VERDICT_CONFLICT) {
            draw_item(o, claim);
        }
    }
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
static uint32_t draw_groups(struct outline *o, hsy_part part, const char *name, bool several,
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
                draw_quote(o, &g.first[k]);
        else
            draw_incident(o, &g);
    }
    return cut;
}

static void draw_section(struct outline *o, hsy_part part, const char *name, bool several)
{
    o->pen->part = part;
    uint32_t cut = draw_groups(o, part, name, several, false);
    if (cut && o->pen->more) {
        o->pen->more(o->pen, cut);
        draw_groups(o, part, name, several, true);
    } else if (cut) {
        hsy_buf_reset(&o->a);
        hsy_buf_printf(&o->a, "and %" PRIu32 " more of less weight: see `hearsay claims`", cut);
        o->pen->note(o->pen, text_of(&o->a));
    }
    o->pen->part = HSY_PART_NONE;
}

/* "31 pieces: menu 20, related 9, footer 2" */
static void draw_left_out(struct outline *o, const hsy_story *story)
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
        o->pen->item(o->pen, text_of(&o->a), text_of(&o->b));
    }
}

/* Silence is said: in a text of some length, a language that is not read. */
static bool is_unread(const hsy_account_source *source)
{
    const hsy_reading *r = source->reading;

    return r->nsentences > 2 && r->nentities + r->nquantities + r->nevents + r->ntimes == 0;
}

static void draw_articles(struct outline *o, const hsy_story *story)
{
    for (uint32_t d = 0; d < story->ndocs; d++) {
        const hsy_membership *member = &o->in->stories->members[story->docs[d]];
        const hsy_article *article = o->in->sources[story->docs[d]].article;
        o->number_of_member[story->docs[d]] = d + 1;
        hsy_buf_reset(&o->a);
        hsy_buf_add(&o->a, hsy_words_publisher(article));
        hsy_buf_puts(&o->a, ", ");
        hsy_words_date(&o->a, &article->published);
        if (article->wire.agency.len)
            hsy_buf_printf(&o->a, ", text of %.*s", HSY_STR_ARG(article->wire.agency));
        if (is_unread(&o->in->sources[story->docs[d]]))
            hsy_buf_printf(&o->a, ", no facts read (language: %.*s)",
                           HSY_STR_ARG(article->language.ptr ? article->language
                                                             : HSY_STR("unknown")));
        if (member->copy_of != HSY_NONE)
            hsy_buf_printf(&o->a, ", copy of [%" PRIu32 "]",
                           o->number_of_member[member->copy_of]);
        o->pen->article(o->pen, d + 1, text_of(&o->a), article->input);
    }
}

/* Numbers first: a copy may be named before its source is drawn. */
static void number_articles(struct outline *o, const hsy_story *story)
{
    memset(o->number_of_member, 0, o->in->stories->nmembers * sizeof *o->number_of_member);
    for (uint32_t d = 0; d < story->ndocs; d++)
        o->number_of_member[story->docs[d]] = d + 1;
}

static void draw_story(struct outline *o, uint32_t number)
{
    const hsy_story *story = &o->in->stories->stories[o->story];
    bool several = story->ndocs > 1;

    number_articles(o, story);
    o->pen->index = o->story;
    hsy_buf_reset(&o->a);
    hsy_buf_printf(&o->a, "%" PRIu32 " article%s · %" PRIu32 " text%s", story->ndocs,
                   several ? "s" : "", story->norigins, story->norigins == 1 ? "" : "s");
    o->pen->story(o->pen, number, story->title.ptr ? story->title : HSY_STR("(no title)"),
                  text_of(&o->a));
    draw_articles(o, story);
    draw_section(o, HSY_PART_HAPPENED, "WHAT HAPPENED", several);
    draw_section(o, HSY_PART_PLANNED, "PLANNED", several);
    draw_section(o, HSY_PART_WANTED, "DEMANDED, THREATENED, FEARED, DENIED", several);
    draw_section(o, HSY_PART_SAID, "WHO SAID WHAT", several);
    draw_section(o, HSY_PART_ALONE, "ONLY IN ONE SOURCE", several);
    draw_left_out(o, story);
}

/* -- the head ---------------------------------------------------------------------- */

static uint32_t count_publishers(const hsy_report_input *in)
{
    hsy_arena arena;
    hsy_map names;

    hsy_arena_init(&arena, 0);
    hsy_map_init(&names, &arena);
    for (uint32_t i = 0; i < in->nsources; i++) {
        const hsy_article *article = in->sources[i].article;
        if (article->publisher.name.ptr || article->publisher.domain.ptr)
            hsy_map_set(&names, hsy_words_publisher(article), i);
    }
    uint32_t count = names.count;
    hsy_arena_clear(&arena);
    return count;
}

/* Where the claims of a story begin and end: the ledger is in the order of
 * stories. */
static void find_claims(struct outline *o)
{
    const hsy_ledger *ledger = o->in->ledger;

    o->first = o->end;
    while (o->first < ledger->nclaims && ledger->claims[o->first].story < o->story)
        o->first++;
    o->end = o->first;
    while (o->end < ledger->nclaims && ledger->claims[o->end].story == o->story)
        o->end++;
}

static void draw_head(struct outline *o)
{
    const hsy_report_input *in = o->in;
    uint32_t undated = 0, texts = 0, publishers = count_publishers(in);

    for (uint32_t i = 0; i < in->nsources; i++)
        undated += !in->sources[i].article->published.value.ptr;
    for (uint32_t i = 0; i < in->stories->nstories; i++)
        texts += in->stories->stories[i].norigins;
    hsy_buf_reset(&o->a);
    hsy_buf_printf(&o->a, "%" PRIu32 " article%s · %" PRIu32 " publisher%s · %" PRIu32
                   " text%s · %" PRIu32 " stor%s",
                   in->nsources, in->nsources == 1 ? "" : "s", publishers,
                   publishers == 1 ? "" : "s", texts, texts == 1 ? "" : "s",
                   in->stories->nstories, in->stories->nstories == 1 ? "y" : "ies");
    if (undated)
        hsy_buf_printf(&o->a, " · %" PRIu32 " undated", undated);
    if (in->nrefused)
        hsy_buf_printf(&o->a, " · %" PRIu32 " refused", in->nrefused);
    o->pen->head(o->pen, text_of(&o->a));
}

static void draw_refused(struct outline *o)
{
    o->pen->index = HSY_NONE;
    o->pen->claim = NULL;
    for (uint32_t i = 0; i < o->in->nrefused; i++) {
        if (i == 0)
            o->pen->section(o->pen, "REFUSED (not read)");
        o->pen->item(o->pen, hsy_str_of(o->in->refused[i]), HSY_STR(""));
    }
}

hsy_status hsy_report_draw(hsy_pen *pen, const hsy_report_input *input, hsy_error *err)
{
    struct outline o = {.pen = pen, .in = input};
    hsy_arena arena;
    uint32_t number = 0;

    hsy_arena_init(&arena, 0);
    o.number_of_member = hsy_new_array(&arena, input->stories->nmembers, uint32_t);
    if (!o.number_of_member)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    hsy_buf_init(&o.a, 0);
    hsy_buf_init(&o.b, 0);
    draw_head(&o);
    for (o.story = 0; o.story < input->stories->nstories; o.story++) {
        hsy_str id = input->stories->stories[o.story].id;
        find_claims(&o);
        if (!pen->options->story.ptr || hsy_str_eq(id, pen->options->story))
            draw_story(&o, ++number);
    }
    draw_refused(&o);
    bool failed = o.a.failed || o.b.failed || pen->out->failed;
    hsy_buf_clear(&o.a);
    hsy_buf_clear(&o.b);
    hsy_arena_clear(&arena);
    return failed ? hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory") : HSY_OK;
}
