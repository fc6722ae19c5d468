/*
 * html_links.c - what is called how: numbers, anchors, letters.
 *
 * All numbers follow orders that do not depend on the input's: stories by weight,
 * articles by date, claims as the ledger has them, sentences by place. An article of
 * story 2 is "s2a1", its ninth sentence "s2a1x9", a claim "s2c5". Origins are lettered
 * through a story: first its texts, by date, then whoever is named as a source.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/html.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

uint32_t hsy_html_sentence_at(const hsy_reading *reading, uint32_t at)
{
    uint32_t low = 0, high = reading->nsentences;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (reading->sentences[middle].span.off <= at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || hsy_span_end(reading->sentences[low - 1].span) <= at)
        return HSY_NONE;
    return low - 1;
}

static int compare_uses(const void *left, const void *right)
{
    const hsy_html_use *a = left, *b = right;

    if (a->source != b->source)
        return a->source < b->source ? -1 : 1;
    if (a->sentence != b->sentence)
        return a->sentence < b->sentence ? -1 : 1;
    return a->claim < b->claim ? -1 : a->claim > b->claim;
}

/* Which sentences claims rest on, each pair once. */
static bool make_uses(hsy_html *html)
{
    const hsy_ledger *ledger = html->in->ledger;
    size_t room = 0, n = 0;

    for (uint32_t c = 0; c < ledger->nclaims; c++)
        room += ledger->claims[c].naccounts;
    html->uses = hsy_new_array(&html->arena, room, hsy_html_use);
    if (!html->uses)
        return false;
    for (uint32_t c = 0; c < ledger->nclaims; c++)
        for (uint32_t i = 0; i < ledger->claims[c].naccounts; i++) {
            const hsy_account *account = &ledger->claims[c].accounts[i];
            const hsy_reading *reading = html->in->sources[account->source].reading;
            uint32_t sentence = hsy_html_sentence_at(reading, account->span.off);
            if (sentence != HSY_NONE)
                html->uses[n++] = (hsy_html_use){account->source, sentence, c};
        }
    if (n)
        qsort(html->uses, n, sizeof *html->uses, compare_uses);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || compare_uses(&html->uses[i - 1], &html->uses[i]) != 0)
            html->uses[html->nuses++] = html->uses[i];
    return true;
}

bool hsy_html_links_make(hsy_html *html)
{
    const hsy_stories *stories = html->in->stories;
    const hsy_ledger *ledger = html->in->ledger;
    uint32_t c = 0;

    html->number = hsy_new_array(&html->arena, stories->nmembers, uint32_t);
    html->first = hsy_new_array(&html->arena, (size_t)stories->nstories + 1, uint32_t);
    html->drawn = hsy_new_array(&html->arena, stories->nstories, uint32_t);
    html->placed = hsy_new_array(&html->arena, ledger->nclaims, bool);
    if (!html->number || !html->first || !html->drawn || !html->placed)
        return false;
    for (uint32_t s = 0; s < stories->nstories; s++) {
        while (c < ledger->nclaims && ledger->claims[c].story < s)
            c++;
        html->first[s] = c;
        for (uint32_t d = 0; d < stories->stories[s].ndocs; d++)
            html->number[stories->stories[s].docs[d]] = d + 1;
    }
    html->first[stories->nstories] = ledger->nclaims;
    return make_uses(html);
}

/* -- origins ------------------------------------------------------------------- */

static hsy_html_origin *origin_of(hsy_html *html, hsy_str id)
{
    uint32_t at = hsy_map_put(&html->origin, id, html->origins.count);

    if (at == HSY_NONE)
        return NULL;
    if (at < html->origins.count)
        return &html->origins.data[at];
    hsy_html_origin *origin = hsy_vec_push(&html->work, &html->origins);
    if (origin)
        origin->id = id;
    return origin;
}

/* Who is meant: the last link of the chain, as it is called in the article. */
static hsy_str name_of(const hsy_account_source *source, const hsy_account *account)
{
    if (account->said_by.count == 0)
        return account->origin;
    return hsy_words_link(source, &account->said_by.links[account->said_by.count - 1]);
}

static bool add_doc(hsy_html *html, hsy_html_origin *origin, uint32_t number)
{
    uint32_t at = origin->ndocs;

    if (!origin->docs)
        origin->docs = hsy_new_array(&html->work, hsy_html_story(html)->ndocs, uint32_t);
    if (!origin->docs)
        return false;
    while (at > 0 && origin->docs[at - 1] > number)
        at--;
    if (at > 0 && origin->docs[at - 1] == number)
        return true;
    memmove(&origin->docs[at + 1], &origin->docs[at],
            (origin->ndocs - at) * sizeof *origin->docs);
    origin->docs[at] = number;
    origin->ndocs++;
    return true;
}

static bool add_named(hsy_html *html, const hsy_account *account)
{
    const hsy_account_source *source = &html->in->sources[account->source];
    uint32_t before = html->origins.count;
    hsy_html_origin *origin = origin_of(html, account->origin);

    if (!origin)
        return false;
    if (html->origins.count > before) {
        origin->name = name_of(source, account);
        origin->source = account->source;
    }
    return !origin->name.ptr || add_doc(html, origin, html->number[account->source]);
}

bool hsy_html_origins_make(hsy_html *html)
{
    const hsy_story *story = hsy_html_story(html);
    const hsy_ledger *ledger = html->in->ledger;

    memset(&html->origins, 0, sizeof html->origins);
    hsy_map_init(&html->origin, &html->work);
    for (uint32_t d = 0; d < story->ndocs; d++) {
        const hsy_membership *member = &html->in->stories->members[story->docs[d]];
        hsy_html_origin *origin = origin_of(html, story->origins[member->origin].id);
        if (!origin || !add_doc(html, origin, d + 1))
            return false;
    }
    for (uint32_t c = html->first[html->story]; c < html->first[html->story + 1]; c++)
        for (uint32_t i = 0; i < ledger->claims[c].naccounts; i++)
            if (ledger->claims[c].accounts[i].origin.len &&
                !add_named(html, &ledger->claims[c].accounts[i]))
                return false;
    return true;
}

void hsy_html_letters(hsy_buf *out, const hsy_html *html, hsy_str origin)
{
    uint32_t at = hsy_map_find(&html->origin, origin);
    char letters[8];
    int n = 0;

    if (at == HSY_NONE)
        return;
    for (uint32_t rest = at + 1; rest > 0; rest = (rest - 1) / 26)
        letters[n++] = (char)('A' + (rest - 1) % 26);
    while (n > 0)
        hsy_buf_putc(out, letters[--n]);
}

/* -- anchors ------------------------------------------------------------------- */

void hsy_html_article_id(hsy_buf *out, const hsy_html *html, uint32_t source)
{
    const hsy_account_source *of = &html->in->sources[source];
    uint32_t story = html->in->stories->members[of->member].story;

    hsy_buf_printf(out, "s%" PRIu32 "a%" PRIu32, html->drawn[story], html->number[of->member]);
}

void hsy_html_account_id(hsy_buf *out, const hsy_html *html, const hsy_account *account)
{
    const hsy_reading *reading = html->in->sources[account->source].reading;
    uint32_t sentence = hsy_html_sentence_at(reading, account->span.off);

    hsy_html_article_id(out, html, account->source);
    if (sentence != HSY_NONE)
        hsy_buf_printf(out, "x%" PRIu32, sentence);
}

uint32_t hsy_html_claim_number(const hsy_html *html, const hsy_claim *claim)
{
    return (uint32_t)(claim - html->in->ledger->claims) - html->first[claim->story] + 1;
}

void hsy_html_claim_id(hsy_buf *out, const hsy_html *html, const hsy_claim *claim)
{
    hsy_buf_printf(out, "s%" PRIu32 "c%" PRIu32, html->drawn[claim->story],
                   hsy_html_claim_number(html, claim));
}

void hsy_html_refs(hsy_buf *out, const hsy_html *html, hsy_str refs)
{
    uint32_t number = 0;

    hsy_buf_puts(out, "<span class=\"refs\">[");
    for (size_t i = 0, seen = 0; i < refs.len; i++) {
        char c = refs.ptr[i];
        if (c >= '0' && c <= '9') {
            number = number * 10 + (uint32_t)(c - '0');
        } else if (number) {
            hsy_buf_printf(out, "%s<a href=\"#s%" PRIu32 "a%" PRIu32 "\">%" PRIu32 "</a>",
                           seen++ ? " " : "", html->drawn[html->story], number, number);
            number = 0;
        }
    }
    hsy_buf_puts(out, "]</span>");
}

/* The first account of the article with the least number above `last`. */
static const hsy_account *account_after(const hsy_html *html, const hsy_claim *claim,
                                        uint32_t last)
{
    const hsy_account *found = NULL;

    for (uint32_t i = 0; i < claim->naccounts; i++) {
        uint32_t number = html->number[claim->accounts[i].source];
        if (number > last && (!found || number < html->number[found->source]))
            found = &claim->accounts[i];
    }
    return found;
}

void hsy_html_claim_refs(hsy_buf *out, const hsy_html *html, const hsy_claim *claim)
{
    const hsy_account *account;
    uint32_t last = 0;

    hsy_buf_puts(out, "<span class=\"refs\">[");
    while ((account = account_after(html, claim, last)) != NULL) {
        hsy_buf_puts(out, last ? " <a href=\"#" : "<a href=\"#");
        hsy_html_account_id(out, html, account);
        last = html->number[account->source];
        hsy_buf_printf(out, "\">%" PRIu32 "</a>", last);
    }
    hsy_buf_puts(out, "]</span>");
}

void hsy_html_verdict(hsy_buf *out, hsy_verdict verdict)
{
    static const char *const marks[] = {"○", "●", "◐", "▲", "◆", "✕"};

    hsy_buf_printf(out, "<span class=\"v v%d\"><span class=\"m\" aria-hidden=\"true\">%s</span> %s</span>",
                   (int)verdict, marks[verdict], hsy_verdict_name(verdict));
}
