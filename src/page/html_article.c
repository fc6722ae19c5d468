/* html_article.c - see html_article.h: from tree and blocks to an article.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/html_article.h"

#include "page/body.h"
#include "page/meta.h"
#include "page/title.h"

#include <stdio.h>

#define HEAD 10 /* blocks above the body where a page without a heading has its head */

static void say(const hsy_source *source, const hsy_log *log, const char *what)
{
    hsy_error said;
    char name[200];

    snprintf(name, sizeof name, "%.*s",
             (int)(source->input.len < 190 ? source->input.len : 190),
             source->input.ptr ? source->input.ptr : "");
    hsy_fail(&said, HSY_LIMIT, name, 0, 0, "%s", what);
    hsy_say(log, HSY_NOTE, &said);
}

static void say_struck(const hsy_source *source, const hsy_dom *dom, const hsy_log *log)
{
    char what[120];

    if (!dom->struck)
        return;
    snprintf(what, sizeof what, "markup beyond the limits was cut:%s%s%s%s",
             dom->struck & HSY_STRUCK_DEPTH ? " depth" : "",
             dom->struck & HSY_STRUCK_FORMATTING ? " formatting" : "",
             dom->struck & HSY_STRUCK_ATTRS ? " attributes" : "",
             dom->struck & HSY_STRUCK_NODES ? " elements" : "");
    say(source, log, what);
}

/* --- output ---------------------------------------------------------------- */

static void put_blocks(hsy_build *build, const hsy_blocks *blocks, const hsy_body *body)
{
    for (uint32_t i = 0; i < blocks->list.count; i++) {
        const hsy_block *block = &blocks->list.data[i];
        if (block->keep && hsy_build_fits(build, block->text.len)) {
            hsy_build_open(build);
            hsy_build_text(build, &block->text);
            hsy_build_close(build, block->heading);
        } else if (i != body->title) {
            hsy_build_remove(build, block->at, block->keep ? HSY_AS_OTHER : block->as);
        }
    }
}

/* The item of a feed has no menu around it: when none of it looks like prose, a line
 * with a link or two, say, it is the text all the same. */
static void keep_short_item(hsy_blocks *blocks, hsy_body *body)
{
    if (body->first != HSY_NONE || !blocks->list.count)
        return;
    for (uint32_t i = 0; i < blocks->list.count; i++)
        blocks->list.data[i].keep = true;
    body->first = 0;
    body->last = blocks->list.count - 1;
}

/* The title that a feed gives its item; it stands nowhere in the source. */
static void put_given_title(hsy_build *build, hsy_str given)
{
    hsy_build_open(build);
    hsy_build_piece(build, given, HSY_NONE, HSY_NONE);
    hsy_build_close(build, true);
    hsy_build_title(build);
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
    if (!status && meta.long_title)
        say(source, log, "a title of more than 4096 bytes in <meta> was passed over");
    if (!status)
        status = hsy_blocks_cut(build->arena, &dom, &blocks, err);
    if (status)
        return status;
    hsy_hinter_init(&hinter, tables, &dom, build->arena);
    hsy_blocks_drop(&blocks, &hinter);
    bool given = hsy_str_trim(source->given_title).len > 0;
    uint32_t heading =
        given ? HSY_NONE : hsy_title_heading(build->arena, &meta, build->article, &blocks);
    hsy_body_find(tables, build->arena, &blocks, &meta, heading, given, &body);
    if (given) {
        keep_short_item(&blocks, &body);
        put_given_title(build, source->given_title);
    } else {
        hsy_title_put(build, &meta, &blocks, heading);
    }
    put_blocks(build, &blocks, &body);
    hsy_build_remove(build, hsy_span_of(dom.end, (uint32_t)build->decoded->text.len),
                     HSY_AS_OTHER);
    /* The head of the article: from its title, or a little above its body, to its body. */
    uint32_t begin = body.first != HSY_NONE ? body.first : blocks.list.count;
    uint32_t first = body.title != HSY_NONE ? body.title : begin > HEAD ? begin - HEAD : 0;
    if (first > begin) {
        uint32_t title = first;
        first = begin;
        begin = title;
    }
    uint32_t last = body.first != HSY_NONE ? body.last : begin;
    hsy_meta_bylines(tables, build, &dom, &meta, &blocks, first, begin, last);
    hsy_meta_dates(tables, build, &dom, &meta, &blocks, first, begin, last);
    return HSY_OK;
}
