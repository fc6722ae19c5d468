/*
 * html_matrix.c - claims by articles.
 *
 * A row is a claim with its verdict and its range, a column an article. A cell holds
 * what the article says, as a link to the sentence where it says so, and the letter of
 * the origin it rests on. The best value is in bold, one that was taken back is struck
 * out. Rows are all figures, and what else two articles tell or dispute.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/html.h"

#include <inttypes.h>

#define IN_CELL 4u    /* accounts of one article shown; the rest are counted */
#define STACKED 16u   /* more columns than a page has room for */
#define CELL_WORDS 90

static bool is_what(const hsy_claim *claim, const char *what)
{
    return hsy_str_eq(claim->what, hsy_str_of(what));
}

static bool is_row(const hsy_claim *claim)
{
    if (!claim->naccounts || is_what(claim, "said"))
        return false;
    return hsy_words_is_figure(claim) || claim->articles > 1 ||
           claim->verdict != HSY_VERDICT_SINGLE;
}

/* The claims of the incident that begins at `from`. */
static uint32_t count_of_incident(const hsy_html *html, uint32_t from)
{
    const hsy_claim *claims = html->in->ledger->claims;
    uint32_t n = 0;

    while (from + n < html->first[html->story + 1] &&
           claims[from + n].incident == claims[from].incident)
        n++;
    return n;
}

static bool is_best(const hsy_claim *claim, const hsy_account *account)
{
    if (claim->verdict == HSY_VERDICT_SINGLE || account->retracted || account->died)
        return false;
    if (account->has_value)
        return account->low == claim->best_low && account->high == claim->best_high;
    return claim->best.len && hsy_str_eq(account->value, claim->best);
}

static void put_value(hsy_buf *out, const hsy_account *account)
{
    hsy_buf value;

    hsy_buf_init(&value, 0);
    if (account->has_value)
        hsy_words_value(&value, account->low, account->high);
    else if (account->value.len && account->kind == HSY_FACT_TIME)
        hsy_words_time(&value, account->value);
    else if (account->value.len && account->kind != HSY_FACT_EVENT)
        hsy_words_cut(&value, account->value, 30);
    else if (account->modality != HSY_MODALITY_ACTUAL)
        hsy_buf_puts(&value, hsy_modality_name(account->modality));
    else if (account->value.len)
        hsy_words_cut(&value, account->value, 30);
    else
        hsy_buf_puts(&value, account->negative ? "not so" : "so");
    hsy_html_text(out, hsy_buf_str(&value));
    out->failed |= value.failed;
    hsy_buf_clear(&value);
}

static void put_account(hsy_html *html, hsy_buf *out, const hsy_claim *claim,
                        const hsy_account *account)
{
    const hsy_account_source *source = &html->in->sources[account->source];
    const char *tag = account->retracted ? "del" : is_best(claim, account) ? "b" : NULL;

    hsy_buf_puts(out, "<a href=\"#");
    hsy_html_account_id(out, html, account);
    hsy_buf_puts(out, "\" title=\"");
    hsy_html_attr_cut(out, hsy_words_evidence(source, account), CELL_WORDS);
    hsy_buf_puts(out, "\">");
    if (tag)
        hsy_buf_printf(out, "<%s>", tag);
    put_value(out, account);
    if (tag)
        hsy_buf_printf(out, "</%s>", tag);
    hsy_buf_puts(out, "</a><sup>");
    hsy_html_letters(out, html, account->origin);
    hsy_buf_puts(out, "</sup>");
    if (account->retracted)
        hsy_buf_puts(out, " <small>taken back</small>");
    if (account->died)
        hsy_buf_puts(out, " <small>told as dead elsewhere</small>");
}

static bool is_same(const hsy_account *a, const hsy_account *b)
{
    return a->source == b->source && a->has_value == b->has_value && a->low == b->low &&
           a->high == b->high && hsy_str_eq(a->value, b->value) &&
           hsy_str_eq(a->origin, b->origin) && a->retracted == b->retracted &&
           a->died == b->died && a->modality == b->modality && a->negative == b->negative;
}

/* Accounts of one article stand together; `next` of each leads to the next of it. */
static void put_cell(hsy_html *html, hsy_buf *out, const hsy_claim *claim, uint32_t first,
                     const uint32_t *next)
{
    uint32_t shown = 0, more = 0;

    if (first == HSY_NONE) {
        hsy_buf_puts(out, "<td></td>");
        return;
    }
    hsy_buf_printf(out, "<td data-n=\"%" PRIu32 "\">",
                   html->number[claim->accounts[first].source]);
    for (uint32_t i = first, last = HSY_NONE; i != HSY_NONE; i = next[i]) {
        if (last != HSY_NONE && is_same(&claim->accounts[i], &claim->accounts[last]))
            continue;
        last = i;
        if (shown == IN_CELL) {
            more++;
            continue;
        }
        hsy_buf_puts(out, shown++ ? "<br>" : "");
        put_account(html, out, claim, &claim->accounts[i]);
    }
    if (more)
        hsy_buf_printf(out, "<br><small>and %" PRIu32 " more</small>", more);
    hsy_buf_puts(out, "</td>");
}

static bool put_cells(hsy_html *html, hsy_buf *out, const hsy_claim *claim)
{
    const hsy_story *story = hsy_html_story(html);
    hsy_arena_mark mark = hsy_arena_here(&html->work);
    uint32_t *first = hsy_new_array(&html->work, (size_t)story->ndocs + 1, uint32_t);
    uint32_t *next = hsy_new_array(&html->work, claim->naccounts, uint32_t);

    if (!first || !next)
        return false;
    for (uint32_t d = 0; d <= story->ndocs; d++)
        first[d] = HSY_NONE;
    for (uint32_t i = claim->naccounts; i-- > 0;) {
        uint32_t number = html->number[claim->accounts[i].source];
        next[i] = first[number];
        first[number] = i;
    }
    for (uint32_t d = 1; d <= story->ndocs; d++)
        put_cell(html, out, claim, first[d], next);
    hsy_arena_rewind(&html->work, mark);
    return true;
}

static void put_best_words(hsy_buf *out, const hsy_claim *claim)
{
    hsy_buf words;

    hsy_buf_init(&words, 0);
    if (claim->naccounts && claim->accounts[0].kind == HSY_FACT_TIME && claim->best.len)
        hsy_words_time(&words, claim->best);
    else
        hsy_words_cut(&words, claim->best, 60);
    hsy_buf_puts(out, "<td class=\"n w\" colspan=\"3\">");
    hsy_html_text(out, hsy_buf_str(&words));
    hsy_buf_puts(out, "</td>");
    out->failed |= words.failed;
    hsy_buf_clear(&words);
}

static void put_bounds(hsy_buf *out, const hsy_claim *claim)
{
    if (claim->low < 0) {
        put_best_words(out, claim);
        return;
    }
    hsy_buf_printf(out, "<td class=\"n lo\">%" PRId64 "</td><td class=\"n be\">", claim->low);
    if (claim->best_low < 0)
        hsy_buf_puts(out, "<abbr title=\"undecided\">?</abbr>");
    else
        hsy_words_value(out, claim->best_low, claim->best_high);
    hsy_buf_puts(out, "</td><td class=\"n hi\">");
    if (claim->high == HSY_OPEN)
        hsy_buf_puts(out, "open");
    else
        hsy_buf_printf(out, "%" PRId64, claim->high);
    hsy_buf_puts(out, "</td>");
}

static void put_row(hsy_html *html, hsy_buf *out, const hsy_claim *claim)
{
    hsy_buf name;

    hsy_buf_init(&name, 0);
    hsy_words_figure(&name, html->in, claim);
    hsy_buf_puts(out, "<tr><th scope=\"row\">");
    bool linked = html->placed[claim - html->in->ledger->claims];
    if (linked) {
        hsy_buf_puts(out, "<a href=\"#");
        hsy_html_claim_id(out, html, claim);
        hsy_buf_puts(out, "\">");
    }
    hsy_html_text(out, hsy_buf_str(&name));
    hsy_buf_puts(out, linked ? "</a></th><td class=\"vd\">" : "</th><td class=\"vd\">");
    hsy_html_verdict(out, claim->verdict);
    hsy_buf_puts(out, "</td>");
    put_bounds(out, claim);
    html->failed |= name.failed || !put_cells(html, out, claim);
    hsy_buf_puts(out, "</tr>\n");
    hsy_buf_clear(&name);
}

static void put_incident(hsy_buf *out, const hsy_claim *claim, uint32_t columns)
{
    hsy_buf words;

    hsy_buf_init(&words, 0);
    hsy_words_what(&words, &claim->about);
    hsy_words_when(&words, " · ", &claim->about);
    hsy_buf_printf(out, "<tbody><tr class=\"inc\"><th scope=\"rowgroup\" colspan=\"%" PRIu32
                   "\"><span>", columns);
    hsy_html_text(out, hsy_buf_str(&words));
    hsy_buf_puts(out, "</span></th></tr>\n");
    hsy_buf_clear(&words);
}

static void put_head(hsy_html *html, hsy_buf *out)
{
    const hsy_story *story = hsy_html_story(html);

    hsy_buf_printf(out, "<section class=\"scroll\" tabindex=\"0\" aria-label=\"Claims by article, "
                   "story %" PRIu32 "\"><table class=\"matrix%s\"><thead><tr><th scope=\"col\">Claim"
                   "</th><th scope=\"col\">Verdict</th><th scope=\"col\" class=\"n\">Low</th>"
                   "<th scope=\"col\" class=\"n\">Best</th><th scope=\"col\" class=\"n\">High</th>",
                   html->drawn[html->story], story->ndocs > STACKED ? " stack" : "");
    for (uint32_t d = 0; d < story->ndocs; d++) {
        const hsy_article *article = html->in->sources[story->docs[d]].article;
        hsy_buf_puts(out, "<th scope=\"col\"><a href=\"#");
        hsy_html_article_id(out, html, story->docs[d]);
        hsy_buf_printf(out, "\">%" PRIu32 "</a> <span class=\"pub\"><bdi>", d + 1);
        hsy_buf cut;
        hsy_buf_init(&cut, 0);
        hsy_words_cut(&cut, hsy_words_publisher(article), 24);
        hsy_html_text(out, hsy_buf_str(&cut));
        hsy_buf_clear(&cut);
        hsy_buf_puts(out, "</bdi></span></th>");
    }
    hsy_buf_puts(out, "</tr></thead>\n");
}

static void put_legend(hsy_buf *out)
{
    hsy_buf_puts(out, "<p class=\"legend\">");
    for (int v = HSY_VERDICT_SINGLE; v <= HSY_VERDICT_RETRACTED; v++) {
        hsy_html_verdict(out, (hsy_verdict)v);
        hsy_buf_putc(out, ' ');
    }
    hsy_buf_puts(out, "· bold: the best value · letter: the origin it rests on · a value opens "
                      "its sentence in the article</p>\n");
}

void hsy_html_matrix(hsy_html *html, hsy_buf *out)
{
    const hsy_ledger *ledger = html->in->ledger;
    uint32_t columns = 5 + hsy_html_story(html)->ndocs, incident = HSY_NONE;
    uint32_t begin = html->first[html->story], count = 0;
    bool any = false;

    hsy_buf_puts(out, "<section><h3>Claims by article</h3>\n");
    for (uint32_t c = html->first[html->story]; c < html->first[html->story + 1]; c++) {
        const hsy_claim *claim = &ledger->claims[c];
        if (c >= begin + count)
            begin = c, count = count_of_incident(html, c);
        if (!is_row(claim) || hsy_is_retold(html->in, &ledger->claims[begin], count, claim))
            continue;
        if (!any)
            put_head(html, out);
        if (!any || claim->incident != incident) {
            hsy_buf_puts(out, any ? "</tbody>" : "");
            put_incident(out, claim, columns);
        }
        any = true;
        incident = claim->incident;
        put_row(html, out, claim);
    }
    if (any) {
        hsy_buf_puts(out, "</tbody></table></section>\n");
        put_legend(out);
    } else {
        hsy_buf_puts(out, "<p class=\"none\">No figures, and nothing that two articles tell.</p>\n");
    }
    hsy_buf_puts(out, "</section>\n");
}
