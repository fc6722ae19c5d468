/*
 * outline_claim.c - one claim as lines: its figure with every account, a detail, an act,
 * a quotation.
 *
 * A figure is shown with all that give it, those of one value together; who is silent
 * about it is said too.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/outline.h"

#include "report/words.h"

#include <inttypes.h>

#define MAX_ACCOUNTS 6 /* shown of those with one value; the rest are counted */
#define WORDS_COLUMNS 96
#define CLAUSE_COLUMNS 160
#define QUOTE_COLUMNS 300

/* -- pieces of lines --------------------------------------------------------- */

/* " 1 3 5": the articles of a claim's accounts, each once, in order. */
void hsy_outline_refs(hsy_outline *o, hsy_buf *out, const hsy_claim *claim)
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

/* "two were shot", one of whom is dead: it counts one as hurt. */
static void add_fewer(hsy_buf *out, const hsy_account_source *source, const hsy_account *account)
{
    const hsy_quantity *told = account->kind == HSY_FACT_QUANTITY
                                   ? &source->reading->quantities[account->fact] : NULL;

    if (told && account->has_value && told->low > account->low && told->what == HSY_WHAT_INJURED)
        hsy_buf_printf(out, "; %" PRId64 " of them told as dead", told->low - account->low);
}

void hsy_outline_account(hsy_outline *o, const hsy_claim *claim, const hsy_account *account)
{
    const hsy_account_source *source = &o->in->sources[account->source];
    hsy_buf value, words, who, where;

    hsy_buf_init(&value, 0), hsy_buf_init(&words, 0);
    hsy_buf_init(&who, 0), hsy_buf_init(&where, 0);
    if (account->has_value)
        hsy_words_value(&value, account->low, account->high);
    else if (account->value.ptr)
        hsy_words_account(&value, account);
    else
        hsy_buf_puts(&value, "?");
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
    if (account->died)
        hsy_buf_puts(&who, "; told as dead elsewhere");
    add_fewer(&who, source, account);
    hsy_str publisher = hsy_words_publisher(source->article);
    hsy_buf_printf(&where, "[%" PRIu32 "] %.*s, origin %c, ",
                   o->number_of_member[account->source], HSY_STR_ARG(publisher),
                   origin_letter(claim, account));
    hsy_words_bytes(&where, source->article, account->span);
    o->pen->what = account;
    o->pen->account(o->pen, hsy_buf_str(&value), hsy_buf_str(&words), hsy_buf_str(&who), hsy_buf_str(&where));
    hsy_buf_clear(&value), hsy_buf_clear(&words), hsy_buf_clear(&who), hsy_buf_clear(&where);
}

static bool same_value(const hsy_account *a, const hsy_account *b)
{
    return a->has_value == b->has_value && a->low == b->low && a->high == b->high &&
           hsy_str_eq(a->value, b->value) && a->retracted == b->retracted &&
           a->died == b->died && a->negative == b->negative && a->modality == b->modality;
}

/* All accounts, those of one value together; of a value many have, the first. */
static void draw_accounts(hsy_outline *o, const hsy_claim *claim)
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
                hsy_outline_account(o, claim, &claim->accounts[k]);
        if (shown > MAX_ACCOUNTS) {
            hsy_buf_reset(&o->a);
            hsy_buf_printf(&o->a, "and %" PRIu32 " more account%s with this value",
                           shown - MAX_ACCOUNTS, shown == MAX_ACCOUNTS + 1 ? "" : "s");
            o->pen->note(o->pen, hsy_buf_str(&o->a));
        }
    }
}

/* The best value of a claim that is no number, else the first one given. */
static void add_best(hsy_buf *out, const hsy_claim *claim)
{
    hsy_account first = claim->naccounts ? claim->accounts[0] : (hsy_account){0};

    if (claim->best.ptr)
        first.value = claim->best;
    hsy_words_account(out, &first);
}

/* Place, time or perpetrator, when nobody disagrees: one line. */
void hsy_outline_detail(hsy_outline *o, const hsy_claim *claim)
{
    o->pen->claim = claim;
    hsy_buf_reset(&o->a);
    hsy_buf_reset(&o->b);
    hsy_buf_printf(&o->a, "%.*s: ", HSY_STR_ARG(claim->what));
    add_best(&o->a, claim);
    if (claim->naccounts) {
        const hsy_account *first = &claim->accounts[0];
        for (uint32_t i = claim->naccounts; i-- > 0;)
            if (claim->best.ptr && hsy_str_eq(claim->accounts[i].value, claim->best))
                first = &claim->accounts[i];
        hsy_buf_puts(&o->a, " (“");
        hsy_words_cut(&o->a, hsy_article_str(o->in->sources[first->source].article, first->span),
                      WORDS_COLUMNS);
        hsy_buf_puts(&o->a, "”)");
    }
    hsy_outline_refs(o, &o->b, claim);
    o->pen->item(o->pen, hsy_buf_str(&o->a), hsy_buf_str(&o->b));
}

void hsy_outline_figure(hsy_outline *o, const hsy_claim *claim)
{
    o->pen->claim = claim;
    hsy_buf_reset(&o->a);
    hsy_buf_reset(&o->b);
    hsy_words_figure(&o->a, o->in, claim);
    if (claim->low >= 0)
        hsy_words_range(&o->b, claim);
    else if (claim->best.len)
        add_best(&o->b, claim);
    hsy_buf origins;
    hsy_buf_init(&origins, 0);
    hsy_words_origins(&origins, claim->origins_least, claim->origins_most);
    o->pen->figure(o->pen, hsy_buf_str(&o->a), hsy_buf_str(&o->b), claim->verdict, hsy_buf_str(&origins));
    hsy_buf_clear(&origins);
    draw_accounts(o, claim);
    if (claim->why.len && claim->verdict != HSY_VERDICT_SINGLE)
        o->pen->note(o->pen, claim->why);
}

/* "no figure for injured in [2]": silence is said. */
void hsy_outline_silence(hsy_outline *o, const hsy_claim *claim)
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
        o->pen->note(o->pen, hsy_buf_str(&o->a));
}

/* -- lines ---------------------------------------------------------------------- */

void hsy_outline_item(hsy_outline *o, const hsy_claim *claim)
{
    const hsy_account *account = claim->naccounts ? &claim->accounts[0] : NULL;
    const hsy_account_source *source = account ? &o->in->sources[account->source] : NULL;

    o->pen->claim = claim;
    hsy_buf_reset(&o->a);
    hsy_buf_reset(&o->b);
    if (account)
        hsy_words_modality(&o->a, account);
    hsy_words_what(&o->a, &claim->about);
    hsy_words_when(&o->a, ", ", &claim->about);
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
    hsy_outline_refs(o, &o->b, claim);
    o->pen->item(o->pen, hsy_buf_str(&o->a), hsy_buf_str(&o->b));
}

void hsy_outline_quote(hsy_outline *o, const hsy_claim *claim)
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
    hsy_outline_refs(o, &o->b, claim);
    o->pen->item(o->pen, hsy_buf_str(&o->a), hsy_buf_str(&o->b));
}
