/*
 * changes.c - what changed since a day, for people who come back.
 *
 * Story by story, only those that have changed: first the articles that are new, then
 *
 *     FIGURES THAT CHANGED     with what they were before, and the new accounts
 *     VERDICTS THAT TURNED     agreed before, disputed now; or the other way round
 *     NEW                      what nobody had said before
 *
 * and how many claims gained accounts and are otherwise as they were. Where NEW is cut
 * for length it is said; a conflict is never cut.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/outline.h"

#include "report/words.h"

#include <inttypes.h>

#define MAX_NEW 12 /* of a story, without conflict; the rest are counted */

struct differ {
    hsy_outline o;
    const hsy_changes_input *in;
    uint32_t first, end; /* changes of the story */
    uint32_t incident;   /* whose headline was drawn last; HSY_NONE: none */
};

enum part { FIGURES, VERDICTS, NEW, ACCOUNTS };

static const hsy_claim *claim_of(const struct differ *d, const hsy_change *change)
{
    return &d->in->now.ledger->claims[change->claim];
}

static const hsy_claim *before_of(const struct differ *d, const hsy_change *change)
{
    return &d->in->before.ledger->claims[change->before];
}

static enum part part_of(const struct differ *d, const hsy_change *change)
{
    if (change->how & HSY_CHANGE_NEW)
        return NEW;
    if (hsy_words_is_figure(claim_of(d, change)) &&
        change->how & (HSY_CHANGE_BEST | HSY_CHANGE_RANGE))
        return FIGURES;
    if (change->how & (HSY_CHANGE_VERDICT | HSY_CHANGE_BEST))
        return VERDICTS;
    return ACCOUNTS;
}

/* "rose", "fell": of the best value where both times have one, else of the highest. */
static const char *direction(const hsy_claim *old, const hsy_claim *claim)
{
    int64_t a = old->best_low, b = claim->best_low;

    if (a < 0 || b < 0 || a == b) {
        a = old->high;
        b = claim->high;
    }
    return a == b ? "" : a < b ? "rose; " : "fell; ";
}

static void put_state(hsy_buf *out, const hsy_claim *claim)
{
    if (claim->low >= 0)
        hsy_words_range(out, claim);
    else if (claim->best.len)
        hsy_buf_add(out, claim->best);
    hsy_buf_printf(out, "%s%s, ", claim->low >= 0 || claim->best.len ? ", " : "",
                   hsy_verdict_name(claim->verdict));
    hsy_words_origins(out, claim->origins_least, claim->origins_most);
}

static void draw_before(struct differ *d, const hsy_change *change)
{
    const hsy_claim *old = before_of(d, change), *claim = claim_of(d, change);
    hsy_buf line;

    hsy_buf_init(&line, 0);
    if (hsy_words_is_figure(claim))
        hsy_buf_puts(&line, direction(old, claim));
    hsy_buf_puts(&line, "before: ");
    put_state(&line, old);
    d->o.pen->note(d->o.pen, hsy_buf_str(&line));
    hsy_buf_clear(&line);
}

/* The headline of the incident, once for the claims of it that follow each other. */
static void draw_headline(struct differ *d, const hsy_claim *claim)
{
    hsy_outline *o = &d->o;

    if (d->incident == claim->incident)
        return;
    d->incident = claim->incident;
    hsy_buf_reset(&o->a);
    hsy_buf_reset(&o->b);
    hsy_words_what(&o->a, &claim->about);
    hsy_words_when(&o->b, "", &claim->about);
    o->pen->incident(o->pen, hsy_buf_str(&o->a), hsy_buf_str(&o->b));
}

static void draw_fresh(struct differ *d, const hsy_claim *claim)
{
    for (uint32_t i = 0; i < claim->naccounts; i++)
        if (d->in->changes->is_new[claim->accounts[i].source])
            hsy_outline_account(&d->o, claim, &claim->accounts[i]);
}

/* A claim that was there before: as it is now, as it was, and who is new. */
static void draw_changed(struct differ *d, const hsy_change *change)
{
    hsy_outline *o = &d->o;
    const hsy_claim *claim = claim_of(d, change);

    if (!hsy_words_is_figure(claim)) {
        hsy_outline_item(o, claim);
        draw_before(d, change);
        return;
    }
    hsy_buf origins;
    hsy_buf_init(&origins, 0);
    draw_headline(d, claim);
    hsy_buf_reset(&o->a);
    hsy_buf_reset(&o->b);
    hsy_words_figure(&o->a, o->in, claim);
    hsy_words_range(&o->b, claim);
    hsy_words_origins(&origins, claim->origins_least, claim->origins_most);
    o->pen->figure(o->pen, hsy_buf_str(&o->a), hsy_buf_str(&o->b), claim->verdict,
                   hsy_buf_str(&origins));
    hsy_buf_clear(&origins);
    draw_before(d, change);
    draw_fresh(d, claim);
    if (claim->why.len)
        o->pen->note(o->pen, claim->why);
}

static void draw_new(struct differ *d, const hsy_claim *claim)
{
    if (hsy_words_is_figure(claim)) {
        draw_headline(d, claim);
        hsy_outline_figure(&d->o, claim);
    } else if (hsy_str_eq(claim->what, HSY_STR("said"))) {
        hsy_outline_quote(&d->o, claim);
    } else if (hsy_outline_is_detail(claim)) {
        draw_headline(d, claim);
        hsy_outline_detail(&d->o, claim);
    } else {
        hsy_outline_item(&d->o, claim);
    }
}

static void draw_part(struct differ *d, enum part part, const char *name)
{
    uint32_t shown = 0, cut = 0;

    d->incident = HSY_NONE;
    for (uint32_t i = d->first; i < d->end; i++) {
        const hsy_change *change = &d->in->changes->list[i];
        const hsy_claim *claim = claim_of(d, change);
        if (part_of(d, change) != part)
            continue;
        if (part == NEW && shown >= MAX_NEW && claim->verdict != HSY_VERDICT_CONFLICT) {
            cut++;
            continue;
        }
        if (shown++ == 0)
            d->o.pen->section(d->o.pen, name);
        d->o.pen->claim = claim;
        if (part == NEW)
            draw_new(d, claim);
        else
            draw_changed(d, change);
    }
    if (!cut)
        return;
    hsy_buf_reset(&d->o.a);
    hsy_buf_printf(&d->o.a, "and %" PRIu32 " more of less weight: see --format json", cut);
    d->o.pen->note(d->o.pen, hsy_buf_str(&d->o.a));
}

static void draw_rest(struct differ *d)
{
    uint32_t count = 0;

    for (uint32_t i = d->first; i < d->end; i++)
        count += part_of(d, &d->in->changes->list[i]) == ACCOUNTS;
    if (!count)
        return;
    hsy_buf_reset(&d->o.a);
    hsy_buf_printf(&d->o.a, "%" PRIu32 " claim%s ha%s new accounts and %s otherwise as before",
                   count, count == 1 ? "" : "s", count == 1 ? "s" : "ve",
                   count == 1 ? "is" : "are");
    d->o.pen->note(d->o.pen, hsy_buf_str(&d->o.a));
}

static uint32_t count_new(const struct differ *d, const hsy_story *story)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < story->ndocs; i++)
        count += d->in->changes->is_new[story->docs[i]];
    return count;
}

static void draw_story(struct differ *d, const hsy_story *story, uint32_t number)
{
    hsy_outline *o = &d->o;
    uint32_t fresh = count_new(d, story);

    o->pen->index = o->story;
    hsy_buf_reset(&o->a);
    if (fresh == story->ndocs)
        hsy_buf_printf(&o->a, "new · %" PRIu32 " article%s", fresh, fresh == 1 ? "" : "s");
    else
        hsy_buf_printf(&o->a, "%" PRIu32 " new of %" PRIu32 " articles", fresh, story->ndocs);
    hsy_buf_reset(&o->b);
    hsy_words_story_title(&o->b, o->in, story);
    o->pen->story(o->pen, number, hsy_buf_str(&o->b), hsy_buf_str(&o->a));
    for (uint32_t i = 0; i < story->ndocs; i++)
        if (d->in->changes->is_new[story->docs[i]])
            hsy_outline_article(o, story, i);
    draw_part(d, FIGURES, "FIGURES THAT CHANGED");
    draw_part(d, VERDICTS, "VERDICTS THAT TURNED");
    draw_part(d, NEW, "NEW");
    draw_rest(d);
}

static void find_changes(struct differ *d)
{
    const hsy_changes *changes = d->in->changes;

    d->first = d->end;
    while (d->end < changes->count && claim_of(d, &changes->list[d->end])->story == d->o.story)
        d->end++;
}

/* "CHANGES SINCE ...": how many articles, stories and claims are new. */
static void draw_head(struct differ *d)
{
    const hsy_changes_input *in = d->in;
    uint32_t articles = 0, stories = 0, claims = 0;
    hsy_buf title;

    for (uint32_t i = 0; i < in->now.nsources; i++)
        articles += in->changes->is_new[i];
    for (uint32_t i = 0; i < in->now.stories->nstories; i++) {
        const hsy_story *story = &in->now.stories->stories[i];
        stories += count_new(d, story) == story->ndocs;
    }
    for (uint32_t i = 0; i < in->changes->count; i++)
        claims += in->changes->list[i].how & HSY_CHANGE_NEW;
    hsy_buf_init(&title, 0);
    hsy_buf_printf(&title, "Changes since %.*s", HSY_STR_ARG(in->since));
    d->o.pen->title = hsy_buf_str(&title);
    hsy_buf_reset(&d->o.a);
    hsy_buf_printf(&d->o.a, "%" PRIu32 " new article%s of %" PRIu32 " · %" PRIu32
                   " new stor%s · %" PRIu32 " new claim%s",
                   articles, articles == 1 ? "" : "s", in->now.nsources, stories,
                   stories == 1 ? "y" : "ies", claims, claims == 1 ? "" : "s");
    if (in->undated)
        hsy_buf_printf(&d->o.a, " · %" PRIu32 " undated, taken as known before", in->undated);
    d->o.pen->head(d->o.pen, hsy_buf_str(&d->o.a));
    hsy_buf_clear(&title);
}

static void draw_all(struct differ *d, hsy_str only)
{
    const hsy_stories *stories = d->in->now.stories;
    uint32_t number = 0;

    draw_head(d);
    for (uint32_t s = 0; s < stories->nstories; s++) {
        const hsy_story *story = &stories->stories[s];
        hsy_outline_turn(&d->o, s);
        find_changes(d);
        if (only.ptr && !hsy_str_eq(only, story->id))
            continue;
        if (d->first < d->end || count_new(d, story))
            draw_story(d, story, ++number);
    }
}

static hsy_status draw(hsy_pen *pen, const hsy_changes_input *input, hsy_error *err)
{
    struct differ d = {.in = input};
    hsy_arena arena;

    hsy_arena_init(&arena, 0);
    bool done = hsy_outline_init(&d.o, &arena, pen, &input->now);
    if (done)
        draw_all(&d, pen->options->story);
    done &= hsy_outline_clear(&d.o);
    hsy_arena_clear(&arena);
    return done ? HSY_OK : hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

hsy_status hsy_changes_text(hsy_buf *buf, const hsy_changes_input *input,
                            const hsy_report_options *options, hsy_error *err)
{
    hsy_pen pen = hsy_pen_text(buf, options);

    return draw(&pen, input, err);
}

hsy_status hsy_changes_markdown(hsy_buf *buf, const hsy_changes_input *input,
                                const hsy_report_options *options, hsy_error *err)
{
    hsy_pen pen = hsy_pen_markdown(buf, options);

    return draw(&pen, input, err);
}
