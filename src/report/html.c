/*
 * html.c - the report as one HTML file.
 *
 * The outline is drawn into a buffer of its own, because what stands above it (the
 * timeline, the matrix) needs to know which claims it names. When a story ends, its
 * head, sources, timeline, map and matrix go out, then the outline; the pages of its
 * articles are kept for the end of the document.
 *
 * Nothing is loaded: the policy in the head forbids it, and allows the one style sheet
 * by its hash. There is no script and no style attribute anywhere.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/html.h"

#include <inttypes.h>
#include <string.h>

#include "style.inc"

#define EVIDENCE_COLUMNS 160
#define SAID_COLUMNS 300
#define OPEN_CONTENTS 12u /* stories listed without a click */

static hsy_html *of_pen(hsy_pen *pen)
{
    return (hsy_html *)pen;
}

static bool is_what(const hsy_claim *claim, const char *what)
{
    return hsy_str_eq(claim->what, hsy_str_of(what));
}

static void finish_story(hsy_html *html);

/* -- levels -------------------------------------------------------------------- */

static void close_list(hsy_html *html)
{
    if (html->open.list)
        hsy_buf_puts(&html->body, "</ul>\n");
    html->open.list = false;
}

static void close_figure(hsy_html *html)
{
    if (html->open.accounts)
        hsy_buf_puts(&html->body, "</ul>\n");
    if (html->open.figure)
        hsy_buf_puts(&html->body, "</div>\n");
    html->open.accounts = html->open.figure = false;
}

static void close_incident(hsy_html *html)
{
    close_list(html);
    close_figure(html);
    if (html->open.incident)
        hsy_buf_puts(&html->body, "</div>\n");
    html->open.incident = false;
}

static void close_section(hsy_html *html)
{
    close_incident(html);
    if (html->open.more)
        hsy_buf_puts(&html->body, "</details>\n");
    if (html->open.section)
        hsy_buf_puts(&html->body, "</section>\n");
    html->open.more = html->open.section = false;
}

/* An anchor for the claim, unless it has one. */
static void place_claim(hsy_html *html, const hsy_claim *claim)
{
    bool *placed = &html->placed[claim - html->in->ledger->claims];

    if (*placed)
        return;
    *placed = true;
    hsy_buf_puts(&html->body, " id=\"");
    hsy_html_claim_id(&html->body, html, claim);
    hsy_buf_puts(&html->body, "\"");
}

static void put_number(hsy_html *html, const hsy_claim *claim)
{
    hsy_buf_printf(&html->body, "<span class=\"no\">c%" PRIu32 "</span> ",
                   hsy_html_claim_number(html, claim));
}

static void keep_entry(hsy_html *html, const hsy_claim *claim)
{
    uint32_t n = html->entries.count;

    if (n && html->entries.data[n - 1].claim->incident == claim->incident)
        return;
    hsy_html_entry *entry = hsy_vec_push(&html->work, &html->entries);
    html->failed |= !entry;
    if (entry)
        *entry = (hsy_html_entry){claim, html->pen.part};
}

/* -- lines of the outline ---------------------------------------------------------- */

static void section(hsy_pen *pen, const char *name)
{
    hsy_html *html = of_pen(pen);

    if (pen->index == HSY_NONE)
        finish_story(html);
    close_section(html);
    html->open.section = true;
    hsy_buf_puts(&html->body, pen->index == HSY_NONE ? "<section class=\"refused\"><h2 class=\"up\">" :
                                                        "<section><h3 class=\"up\">");
    hsy_html_text(&html->body, hsy_str_of(name));
    hsy_buf_puts(&html->body, pen->index == HSY_NONE ? "</h2>\n" : "</h3>\n");
}

static void more(hsy_pen *pen, uint32_t count)
{
    hsy_html *html = of_pen(pen);

    close_incident(html);
    html->open.more = true;
    hsy_buf_printf(&html->body, "<details><summary>%" PRIu32 " more of less weight</summary>\n",
                   count);
}

/* Who did what to whom: the words of a claim, each by itself. */
static void put_about(hsy_html *html, const hsy_claim *claim)
{
    const hsy_about *about = &claim->about;
    hsy_buf *out = &html->body;
    hsy_buf words;

    hsy_buf_init(&words, 0);
    if (claim->naccounts)
        hsy_words_modality(&words, &claim->accounts[0]);
    if (words.len > 2) { /* without its ": " */
        hsy_buf_puts(out, "<em class=\"md\">");
        hsy_html_text(out, hsy_str_sub(hsy_buf_str(&words), 0, words.len - 2));
        hsy_buf_puts(out, "</em> ");
    }
    hsy_buf_reset(&words);
    hsy_words_what(&words, &(hsy_about){.type = about->type, .has_type = about->has_type,
                                        .mode = about->mode});
    hsy_buf_puts(out, "<b class=\"ty\">");
    hsy_html_text(out, hsy_buf_str(&words));
    hsy_buf_puts(out, "</b>");
    if (about->source.len || about->target.len) {
        hsy_buf_puts(out, " <bdi class=\"pa\">");
        hsy_html_text(out, about->source.len ? about->source : HSY_STR("unknown"));
        if (about->target.len) {
            hsy_buf_puts(out, " → ");
            hsy_html_text(out, about->target);
        }
        hsy_buf_puts(out, "</bdi>");
    }
    html->failed |= words.failed;
    hsy_buf_clear(&words);
}

static void put_when(hsy_html *html, const hsy_claim *claim)
{
    hsy_buf words;

    hsy_buf_init(&words, 0);
    hsy_words_when(&words, "", &claim->about);
    if (words.len) {
        hsy_buf_puts(&html->body, " <bdi class=\"wh\">");
        hsy_html_text(&html->body, hsy_buf_str(&words));
        hsy_buf_puts(&html->body, "</bdi>");
    }
    html->failed |= words.failed;
    hsy_buf_clear(&words);
}

static void put_quoted(hsy_html *html, const hsy_account *account, hsy_str text, int columns)
{
    hsy_buf cut;

    hsy_buf_init(&cut, 0);
    hsy_words_cut(&cut, text, columns);
    hsy_buf_puts(&html->body, "<a class=\"ev\" href=\"#");
    hsy_html_account_id(&html->body, html, account);
    hsy_buf_puts(&html->body, "\"><bdi>“");
    hsy_html_text(&html->body, hsy_buf_str(&cut));
    hsy_buf_puts(&html->body, "”</bdi></a>");
    html->failed |= cut.failed;
    hsy_buf_clear(&cut);
}

static void put_by(hsy_html *html, const hsy_account *account)
{
    hsy_buf who;

    hsy_buf_init(&who, 0);
    hsy_words_chain(&who, &html->in->sources[account->source], account->said_by);
    hsy_buf_puts(&html->body, "<bdi class=\"by\">");
    hsy_html_text(&html->body, hsy_buf_str(&who));
    hsy_buf_puts(&html->body, "</bdi>");
    html->failed |= who.failed;
    hsy_buf_clear(&who);
}

static void incident(hsy_pen *pen, hsy_str what, hsy_str when)
{
    hsy_html *html = of_pen(pen);

    (void)what, (void)when;
    close_incident(html);
    html->open.incident = true;
    html->open.number = pen->claim->incident;
    keep_entry(html, pen->claim);
    hsy_buf_puts(&html->body, "<div class=\"incident\"><h4");
    if (!hsy_words_is_figure(pen->claim))
        place_claim(html, pen->claim);
    hsy_buf_puts(&html->body, ">");
    put_about(html, pen->claim);
    put_when(html, pen->claim);
    hsy_buf_putc(&html->body, ' ');
    hsy_html_claim_refs(&html->body, html, pen->claim);
    hsy_buf_puts(&html->body, "</h4>\n");
}

static void figure(hsy_pen *pen, hsy_str name, hsy_str range, hsy_verdict verdict,
                   hsy_str origins)
{
    hsy_html *html = of_pen(pen);

    close_list(html);
    close_figure(html);
    html->open.figure = true;
    hsy_buf_printf(&html->body, "<div class=\"figure f%d\"", (int)verdict);
    place_claim(html, pen->claim);
    hsy_buf_puts(&html->body, "><p class=\"fh\">");
    put_number(html, pen->claim);
    hsy_buf_puts(&html->body, "<b>");
    hsy_html_text(&html->body, name);
    hsy_buf_puts(&html->body, "</b> <span class=\"rg\">");
    hsy_html_text(&html->body, range);
    hsy_buf_puts(&html->body, "</span> ");
    hsy_html_verdict(&html->body, verdict);
    hsy_buf_puts(&html->body, " <span class=\"og\">");
    hsy_html_text(&html->body, origins);
    hsy_buf_puts(&html->body, "</span></p>\n");
}

static void account(hsy_pen *pen, hsy_str value, hsy_str words, hsy_str who, hsy_str where)
{
    hsy_html *html = of_pen(pen);
    const hsy_account *what = pen->what;
    const hsy_article *article = html->in->sources[what->source].article;
    hsy_buf *out = &html->body;

    (void)where;
    if (!html->open.accounts)
        hsy_buf_puts(out, "<ul class=\"ac\">\n");
    html->open.accounts = true;
    hsy_buf_puts(out, what->retracted ? "<li><span class=\"va\"><del>" : "<li><span class=\"va\">");
    hsy_html_text(out, value);
    hsy_buf_puts(out, what->retracted ? "</del></span><span><a class=\"ev\" href=\"#" :
                                        "</span><span><a class=\"ev\" href=\"#");
    hsy_html_account_id(out, html, what);
    hsy_buf_puts(out, "\"><bdi>");
    hsy_html_text(out, words);
    hsy_buf_puts(out, "</bdi></a> <bdi class=\"by\">");
    hsy_html_text(out, who);
    hsy_buf_puts(out, "</bdi> <span class=\"wr\">· <a href=\"#");
    hsy_html_article_id(out, html, what->source);
    hsy_buf_printf(out, "\">%" PRIu32 " <bdi>", html->number[what->source]);
    hsy_html_text(out, hsy_words_publisher(article));
    hsy_buf_puts(out, "</bdi></a> · origin ");
    hsy_html_letters(out, html, what->origin);
    hsy_span at = hsy_text_source(&article->text, what->span);
    if (at.off != HSY_NONE)
        hsy_buf_printf(out, " · bytes %" PRIu32 "–%" PRIu32, at.off, hsy_span_end(at));
    hsy_buf_puts(out, "</span></span></li>\n");
}

static void put_item(hsy_html *html, const hsy_claim *claim)
{
    const hsy_account *first = claim->naccounts ? &claim->accounts[0] : NULL;
    hsy_buf *out = &html->body;

    put_about(html, claim);
    put_when(html, claim);
    if (first) {
        hsy_buf_putc(out, ' ');
        put_quoted(html, first, hsy_words_evidence(&html->in->sources[first->source], first),
                   EVIDENCE_COLUMNS);
        if (first->said_by.count) {
            hsy_buf_putc(out, ' ');
            put_by(html, first);
        }
    }
    if (claim->verdict != HSY_VERDICT_SINGLE) {
        hsy_buf_putc(out, ' ');
        hsy_html_verdict(out, claim->verdict);
    }
    if (claim->verdict == HSY_VERDICT_CONFLICT) {
        hsy_buf_puts(out, " <span class=\"why\">");
        hsy_html_text(out, claim->why);
        hsy_buf_puts(out, "</span>");
    }
}

static void put_said(hsy_html *html, const hsy_claim *claim)
{
    const hsy_account *first = &claim->accounts[0];

    if (claim->about.source.len) {
        hsy_buf_puts(&html->body, "<bdi class=\"sp\">");
        hsy_html_text(&html->body, claim->about.source);
        hsy_buf_puts(&html->body, "</bdi>");
    } else {
        put_by(html, first);
    }
    hsy_buf_putc(&html->body, ' ');
    put_quoted(html, first,
               hsy_article_str(html->in->sources[first->source].article, first->span),
               SAID_COLUMNS);
}

static bool is_detail(const hsy_claim *claim)
{
    return is_what(claim, "place") || is_what(claim, "time") || is_what(claim, "perpetrator") ||
           is_what(claim, "reason");
}

static void item(hsy_pen *pen, hsy_str text, hsy_str refs)
{
    hsy_html *html = of_pen(pen);
    const hsy_claim *claim = pen->claim;

    close_figure(html);
    if (claim && html->open.incident && html->open.number != claim->incident)
        close_incident(html);
    if (!html->open.list)
        hsy_buf_puts(&html->body, "<ul class=\"items\">\n");
    html->open.list = true;
    hsy_buf_puts(&html->body, "<li");
    if (claim)
        place_claim(html, claim);
    hsy_buf_puts(&html->body, ">");
    if (claim)
        put_number(html, claim);
    if (claim && !html->open.incident && !is_what(claim, "said"))
        keep_entry(html, claim);
    if (claim && claim->naccounts && is_what(claim, "said"))
        put_said(html, claim);
    else if (claim && !is_detail(claim) && !hsy_words_is_figure(claim))
        put_item(html, claim);
    else
        hsy_html_text(&html->body, text);
    hsy_buf_putc(&html->body, ' ');
    if (claim)
        hsy_html_claim_refs(&html->body, html, claim);
    else if (refs.len)
        hsy_html_refs(&html->body, html, refs);
    hsy_buf_puts(&html->body, "</li>\n");
}

static void note(hsy_pen *pen, hsy_str text)
{
    hsy_html *html = of_pen(pen);

    if (html->open.accounts)
        hsy_buf_puts(&html->body, "</ul>\n");
    html->open.accounts = false;
    close_list(html);
    hsy_buf_puts(&html->body, "<p class=\"why\">");
    hsy_html_text(&html->body, text);
    hsy_buf_puts(&html->body, "</p>\n");
}

/* -- stories -------------------------------------------------------------------------- */

static void put_story_title(hsy_buf *out, const hsy_html *html, uint32_t story)
{
    hsy_buf title;

    hsy_buf_init(&title, 0);
    hsy_words_story_title(&title, html->in, &html->in->stories->stories[story]);
    hsy_html_text(out, hsy_buf_str(&title));
    out->failed |= title.failed;
    hsy_buf_clear(&title);
}

static void put_story_head(hsy_html *html)
{
    const hsy_story *story = hsy_html_story(html);
    uint32_t number = html->drawn[html->story];
    hsy_buf *out = html->pen.out;

    hsy_buf_printf(out, "<section class=\"story\" id=\"s%" PRIu32 "\">\n<h2 dir=\"auto\">"
                   "<span class=\"sno\">%" PRIu32 "</span> ", number, number);
    put_story_title(out, html, html->story);
    hsy_buf_printf(out, "</h2>\n<p class=\"counts\">%" PRIu32 " article%s · %" PRIu32
                   " text%s · %" PRIu32 " claim%s</p>\n", story->ndocs,
                   story->ndocs == 1 ? "" : "s", story->norigins,
                   story->norigins == 1 ? "" : "s",
                   html->first[html->story + 1] - html->first[html->story],
                   html->first[html->story + 1] - html->first[html->story] == 1 ? "" : "s");
}

static void put_pages(hsy_html *html)
{
    const hsy_story *story = hsy_html_story(html);
    uint32_t number = html->drawn[html->story];

    hsy_buf_printf(&html->pages, "<section class=\"pages\"><h3 dir=\"auto\"><a href=\"#s%" PRIu32
                   "\">%" PRIu32 "</a> ", number, number);
    put_story_title(&html->pages, html, html->story);
    hsy_buf_puts(&html->pages, "</h3>\n");
    for (uint32_t d = 0; d < story->ndocs; d++)
        hsy_html_page(html, &html->pages, story->docs[d]);
    hsy_buf_puts(&html->pages, "</section>\n");
}

static void finish_story(hsy_html *html)
{
    close_section(html);
    if (html->story == HSY_NONE)
        return;
    put_story_head(html);
    hsy_html_sources(html, html->pen.out);
    hsy_html_timeline(html, html->pen.out);
    hsy_html_map(html, html->pen.out);
    hsy_html_matrix(html, html->pen.out);
    hsy_buf_add(html->pen.out, hsy_buf_str(&html->body));
    hsy_buf_puts(html->pen.out, "</section>\n");
    put_pages(html);
    html->failed |= html->body.failed;
    hsy_buf_reset(&html->body);
    hsy_arena_clear(&html->work);
    html->story = HSY_NONE;
}

static void story(hsy_pen *pen, uint32_t number, hsy_str title, hsy_str right)
{
    hsy_html *html = of_pen(pen);

    (void)number, (void)title, (void)right;
    finish_story(html);
    html->story = pen->index;
    memset(&html->entries, 0, sizeof html->entries);
    html->failed |= !hsy_html_origins_make(html);
}

/* The list of articles is drawn from the stories (html_sources.c). */
static void article(hsy_pen *pen, uint32_t number, hsy_str what, hsy_str where)
{
    (void)pen, (void)number, (void)what, (void)where;
}

/* -- the document ------------------------------------------------------------------------ */

static void put_contents(hsy_html *html)
{
    const hsy_stories *stories = html->in->stories;
    hsy_buf *out = html->pen.out;
    uint32_t count = 0;

    for (uint32_t s = 0; s < stories->nstories; s++)
        count += html->drawn[s] != 0;
    if (count < 2)
        return;
    hsy_buf_printf(out, "<nav aria-label=\"Stories\"><details%s><summary>%" PRIu32
                   " stories</summary><ol>\n", count > OPEN_CONTENTS ? "" : " open", count);
    for (uint32_t s = 0; s < stories->nstories; s++) {
        if (!html->drawn[s])
            continue;
        hsy_buf_printf(out, "<li><a href=\"#s%" PRIu32 "\"><bdi>", html->drawn[s]);
        put_story_title(out, html, s);
        hsy_buf_printf(out, "</bdi></a> <span class=\"og\">%" PRIu32 "</span></li>\n",
                       stories->stories[s].ndocs);
    }
    hsy_buf_puts(out, "</ol></details></nav>\n");
}

static void head(hsy_pen *pen, hsy_str facts)
{
    hsy_buf *out = pen->out;

    hsy_buf_puts(out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'sha256-" STYLE_SHA256 "'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<title>Situation report</title>\n<style>");
    hsy_buf_add(out, (hsy_str){style, sizeof style - 1});
    hsy_buf_puts(out, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#report\">Skip to the "
                      "report</a>\n<header>\n<h1>Situation report</h1>\n<p class=\"counts\">");
    hsy_html_text(out, facts);
    hsy_buf_puts(out, "</p>\n");
    put_contents(of_pen(pen));
    hsy_buf_puts(out, "</header>\n<main id=\"report\">\n");
}

static void put_key(hsy_buf *out)
{
    hsy_buf_puts(out,
        "<p class=\"legend\">Marked in the text: <mark class=\"q\">figures</mark> <mark "
        "class=\"e\">what happened</mark> <mark class=\"n\">what is planned, demanded, feared or "
        "denied</mark> <mark class=\"t\">times</mark> <mark class=\"p\">places</mark> <mark "
        "class=\"s\">words said</mark>. <b class=\"no\">c1</b> after a sentence leads to the claim "
        "that rests on it.</p>\n");
}

static void put_end(hsy_html *html)
{
    hsy_buf *out = html->pen.out;

    finish_story(html);
    hsy_buf_add(out, hsy_buf_str(&html->body)); /* what was refused */
    if (html->pages.len) {
        hsy_buf_puts(out, "<section id=\"articles\"><h2>The articles</h2>\n");
        put_key(out);
        hsy_buf_add(out, hsy_buf_str(&html->pages));
        hsy_buf_puts(out, "</section>\n");
    }
    hsy_buf_puts(out, "</main>\n<footer><p>A report says what was published, not what is true. "
                      "Made by hearsay " HSY_VERSION ". Outlines of maps: Natural Earth; the lines "
                      "are no statement on borders. Places: GeoNames, CC BY 4.0.</p></footer>\n"
                      "</body>\n</html>\n");
}

/* Which stories this report has, numbered as the outline numbers them. */
static void number_stories(hsy_html *html)
{
    const hsy_stories *stories = html->in->stories;
    hsy_str only = html->pen.options->story;
    uint32_t number = 0;

    for (uint32_t s = 0; s < stories->nstories; s++)
        if (!only.ptr || hsy_str_eq(stories->stories[s].id, only))
            html->drawn[s] = ++number;
}

static hsy_status draw(hsy_html *html, hsy_error *err)
{
    if (!hsy_html_links_make(html))
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    number_stories(html);
    hsy_status status = hsy_report_draw(&html->pen, html->in, err);
    if (status)
        return status;
    put_end(html);
    if (html->failed || html->body.failed || html->pages.failed || html->pen.out->failed)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    return HSY_OK;
}

hsy_status hsy_report_html(hsy_buf *buf, const hsy_report_input *input,
                           const hsy_report_options *options, hsy_error *err)
{
    hsy_html html = {.pen = {buf, options, head, story, article, section, incident, figure,
                             account, item, note, more},
                     .in = input, .story = HSY_NONE};

    html.pen.part = HSY_PART_NONE;
    hsy_arena_init(&html.arena, 0);
    hsy_arena_init(&html.work, 0);
    hsy_buf_init(&html.body, 0);
    hsy_buf_init(&html.pages, 0);
    hsy_status status = draw(&html, err);
    hsy_buf_clear(&html.body);
    hsy_buf_clear(&html.pages);
    hsy_arena_clear(&html.work);
    hsy_arena_clear(&html.arena);
    return status;
}
