/* html_article.c - see html_article.h: from tree and blocks to an article.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/html_article.h"

#include "base/utf8.h"
#include "page/body.h"
#include "page/meta.h"

#include <stdio.h>

static void say_struck(const hsy_source *source, const hsy_dom *dom, const hsy_log *log)
{
    hsy_error said;
    char name[200];

    if (!dom->struck)
        return;
    snprintf(name, sizeof name, "%.*s",
             (int)(source->input.len < 190 ? source->input.len : 190),
             source->input.ptr ? source->input.ptr : "");
    hsy_fail(&said, HSY_LIMIT, name, 0, 0, "markup beyond the limits was cut:%s%s%s",
             dom->struck & HSY_STRUCK_DEPTH ? " depth" : "",
             dom->struck & HSY_STRUCK_FORMATTING ? " formatting" : "",
             dom->struck & HSY_STRUCK_ATTRS ? " attributes" : "");
    hsy_say(log, HSY_NOTE, &said);
}

/* --- the title ------------------------------------------------------------- */

static bool is_bar(uint32_t code)
{
    return code == '|' || code == '-' || code == 0x2013 || code == 0x2014 || code == 0xBB ||
           code == 0xB7 || code == 0x2022 || code == ':' || code == 0xAB || code == 0x2039 ||
           code == 0x203A || code == '~';
}

/* Where the last part of "Headline - Site" begins to be cut off, its bar included;
 * the part goes to *ret_part. SIZE_MAX when there is none. */
static size_t last_part(hsy_str s, hsy_str *ret_part)
{
    uint32_t len, before;

    for (size_t at = s.len; at > 0;) {
        at = hsy_utf8_before(s, at);
        if (at == 0 || !is_bar(hsy_utf8_at(s, at, &len)))
            continue;
        if (at + len >= s.len || !hsy_utf8_is_space(hsy_utf8_at(s, at + len, &before)) ||
            !hsy_utf8_is_space(hsy_utf8_at(s, hsy_utf8_before(s, at), &before)))
            continue;
        *ret_part = hsy_str_trim(hsy_str_sub(s, at + len, s.len));
        return at;
    }
    return SIZE_MAX;
}

static uint32_t words_in(hsy_str s)
{
    return hsy_look_at(s).words;
}

/* Is this the name of the site: as it says itself, or as its domain does? */
static bool names_site(hsy_arena *arena, const hsy_meta *meta, const hsy_article *article,
                       hsy_str part)
{
    char squeezed[80];
    size_t n = 0;
    hsy_str key = hsy_utf8_fold(arena, part), site = hsy_utf8_fold(arena, meta->site);
    hsy_str name = hsy_utf8_fold(arena, article->publisher.name);

    if (!key.len)
        return false;
    if (hsy_str_eq(key, site) || hsy_str_eq(key, name) ||
        (site.len >= 4 && hsy_str_find(key, site, 0) != SIZE_MAX))
        return true;
    for (size_t i = 0; i < key.len && n < sizeof squeezed; i++)
        if (key.ptr[i] != ' ' && key.ptr[i] != '.' && key.ptr[i] != '-')
            squeezed[n++] = key.ptr[i];
    hsy_str domain = article->publisher.domain;
    return n >= 3 && domain.len && hsy_str_find(domain, (hsy_str){squeezed, n}, 0) != SIZE_MAX;
}

/* The part of a title that is not the name of the site. */
static uint32_t title_len(hsy_arena *arena, const hsy_meta *meta, const hsy_article *article,
                          hsy_str s, bool guess)
{
    for (int times = 0; times < 3; times++) {
        hsy_str part;
        size_t at = last_part(s, &part);
        if (at == SIZE_MAX)
            break;
        hsy_str left = hsy_str_trim(hsy_str_sub(s, 0, at));
        bool site = names_site(arena, meta, article, part);
        if (!site && !(guess && words_in(part) <= 4 && words_in(left) >= 4))
            break;
        s = left;
    }
    return (uint32_t)s.len;
}

/* The first `len` bytes of a text; a verbatim run is cut on both of its sides. */
static hsy_text cut_text(hsy_arena *arena, const hsy_text *text, uint32_t len)
{
    hsy_text cut = *text;

    if (len >= text->len || len == 0)
        return cut;
    while (cut.nruns > 1 && cut.runs[cut.nruns - 1].at >= len)
        cut.nruns--;
    hsy_run *runs = hsy_new_array(arena, cut.nruns, hsy_run);
    if (!runs)
        return cut;
    for (uint32_t i = 0; i < cut.nruns; i++)
        runs[i] = text->runs[i];
    hsy_run *last = &runs[cut.nruns - 1];
    uint32_t end = cut.nruns < text->nruns ? text->runs[cut.nruns].at : text->len;
    if (last->from != HSY_NONE && last->to - last->from == end - last->at)
        last->to = last->from + (len - last->at);
    cut.runs = runs;
    cut.len = len;
    return cut;
}

static bool put_title(hsy_build *build, const hsy_text *text)
{
    if (!text->len)
        return false;
    hsy_build_open(build);
    hsy_build_text(build, text);
    hsy_build_close(build, true);
    hsy_build_title(build);
    return build->article->title_len > 0;
}

/* What the head says the title is, for finding its heading. */
static hsy_str said_title(hsy_arena *arena, const hsy_meta *meta, const hsy_article *article)
{
    const hsy_text *texts[] = {&meta->ld_title.text, &meta->og_title.text,
                               &meta->page_title.text};

    for (int i = 0; i < 3; i++) {
        hsy_str s = hsy_str_trim(hsy_text_str(texts[i]));
        if (s.len)
            return hsy_str_sub(s, 0, title_len(arena, meta, article, s, i == 2));
    }
    return (hsy_str){"", 0};
}

/* In order: the heading that agrees with the head of the page, Open Graph, JSON-LD,
 * <title>; never the name of the site alone. */
static void choose_title(hsy_build *build, const hsy_meta *meta, const hsy_blocks *blocks,
                         const hsy_body *body)
{
    const hsy_text *texts[4] = {NULL, &meta->og_title.text, &meta->ld_title.text,
                                &meta->page_title.text};

    if (body->title != HSY_NONE)
        texts[0] = &blocks->list.data[body->title].text;
    for (int i = 0; i < 4; i++) {
        if (!texts[i] || !texts[i]->len)
            continue;
        hsy_str s = hsy_text_str(texts[i]);
        uint32_t len =
            i == 0 ? texts[i]->len : title_len(build->arena, meta, build->article, s, i == 3);
        hsy_text cut = cut_text(build->arena, texts[i], len);
        hsy_str trimmed = hsy_str_trim(hsy_text_str(&cut));
        if (names_site(build->arena, meta, build->article, trimmed) && words_in(trimmed) < 5)
            continue;
        if (put_title(build, &cut))
            return;
    }
}

/* --- output ---------------------------------------------------------------- */

static void put_blocks(hsy_build *build, const hsy_blocks *blocks, const hsy_body *body)
{
    for (uint32_t i = 0; i < blocks->list.count; i++) {
        const hsy_block *block = &blocks->list.data[i];
        if (block->keep) {
            hsy_build_open(build);
            hsy_build_text(build, &block->text);
            hsy_build_close(build, block->heading);
        } else if (i != body->title) {
            hsy_build_remove(build, block->at, block->as);
        }
    }
}

hsy_status hsy_html_read(const hsy_page_tables *tables, hsy_build *build,
                         const hsy_source *source, const hsy_log *log, hsy_error *err)
{
    hsy_dom dom;
    hsy_meta meta;
    hsy_blocks blocks;
    hsy_hinter hinter;
    hsy_body body;

    hsy_status status = hsy_dom_parse(build->arena, build->decoded->text, &dom, err);
    if (status)
        return status;
    say_struck(source, &dom, log);
    status = hsy_meta_read(tables, build, &dom, &meta, err);
    if (!status)
        status = hsy_blocks_cut(build->arena, &dom, &blocks, err);
    if (status)
        return status;
    hsy_hinter_init(&hinter, tables, &dom, build->arena);
    hsy_blocks_drop(&blocks, &hinter);
    hsy_body_find(tables, build->arena, &blocks, &meta,
                  said_title(build->arena, &meta, build->article), &body);
    choose_title(build, &meta, &blocks, &body);
    put_blocks(build, &blocks, &body);
    uint32_t first = body.title != HSY_NONE ? body.title : 0;
    uint32_t begin = body.first != HSY_NONE ? body.first : blocks.list.count;
    if (first > begin)
        first = begin;
    hsy_meta_bylines(tables, build, &dom, &meta, &blocks, first, begin);
    hsy_meta_dates(tables, build, &dom, &meta, &blocks, first, begin);
    return HSY_OK;
}
