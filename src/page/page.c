/* page.c - see page.h: decode, read by kind, then what holds for every kind.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/page.h"

#include "base/day.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "page/build.h"
#include "page/byline.h"
#include "page/date.h"
#include "page/html_article.h"
#include "page/plain.h"
#include "page/publisher.h"
#include "page/wire.h"

#include <stdio.h>
#include <string.h>

static void say_mended(const hsy_source *source, const hsy_decoded *decoded, const hsy_log *log)
{
    hsy_error said;
    char name[200];

    if (!decoded->nmended)
        return;
    snprintf(name, sizeof name, "%.*s",
             (int)(source->input.len < 190 ? source->input.len : 190),
             source->input.ptr ? source->input.ptr : "");
    hsy_fail(&said, HSY_FORMAT, name, 0, decoded->first_mended,
             "%u ill-formed bytes read as U+FFFD, the first at byte %u", decoded->nmended,
             decoded->first_mended);
    hsy_say(log, HSY_WARNING, &said);
}

static void say_full(const hsy_source *source, const hsy_log *log)
{
    hsy_error said;
    char name[200];

    snprintf(name, sizeof name, "%.*s",
             (int)(source->input.len < 190 ? source->input.len : 190),
             source->input.ptr ? source->input.ptr : "");
    hsy_fail(&said, HSY_LIMIT, name, 0, 0,
             "more than %zu bytes of text or %u lines; the rest was left out", HSY_TEXT_MOST,
             HSY_LINES_MOST);
    hsy_say(log, HSY_WARNING, &said);
}

/* A row's date is as precise as its form: "2031", "2031-05", "2031-05-06". */
static void given_date(const hsy_page_tables *tables, hsy_build *build, hsy_str given)
{
    hsy_date date = {.basis = HSY_BASIS_GIVEN};
    hsy_str s = hsy_str_trim(given);
    bool digits = s.len >= 4;

    for (size_t i = 0; i < s.len && i < 4; i++)
        digits = digits && s.ptr[i] >= '0' && s.ptr[i] <= '9';
    if (digits && s.len == 4)
        date = (hsy_date){s, HSY_PRECISION_YEAR, HSY_BASIS_GIVEN};
    else if (digits && s.len == 7 && s.ptr[4] == '-' && s.ptr[5] <= '1')
        date = (hsy_date){s, HSY_PRECISION_MONTH, HSY_BASIS_GIVEN};
    else if (!hsy_date_find(tables, build->arena, s, HSY_ORDER_OPEN, true, &date, NULL)) {
        hsy_str day = hsy_str_sub(s, 0, sizeof "2031-05-06" - 1); /* of an old archive */
        bool ends = s.len == day.len || s.ptr[day.len] == 'T' || s.ptr[day.len] == ' ';
        if (day.len < sizeof "2031-05-06" - 1 || !ends || hsy_minutes_of(day) == HSY_NO_TIME)
            return;
        date = (hsy_date){day, HSY_PRECISION_DAY, HSY_BASIS_GIVEN};
    }
    date.basis = HSY_BASIS_GIVEN;
    build->article->published = date;
}

/* The names that a feed gives its item, parted by semicolons. */
static void given_authors(const hsy_page_tables *tables, hsy_build *build, hsy_str given)
{
    const hsy_span none = {HSY_NONE, 0};

    for (hsy_str rest = hsy_str_sub(given, 0, 2000); rest.ptr && rest.len;) {
        hsy_str name = hsy_str_trim(hsy_str_cut(&rest, ';'));
        if (name.len && !hsy_byline_add(tables, build, name, HSY_NONE))
            hsy_wire_credit(tables, build, name, none);
    }
}

static void take_given(const hsy_page_tables *tables, const hsy_source *source,
                       hsy_build *build)
{
    hsy_article *article = build->article;
    hsy_str none = {NULL, 0};

    article->given_id = source->given_id;
    article->url = source->given_url.ptr ? source->given_url : source->url;
    if (source->given_publisher.ptr)
        hsy_publisher_set(tables, build, source->given_publisher, none, HSY_BASIS_GIVEN);
    given_authors(tables, build, source->given_author);
    given_date(tables, build, source->given_published);
    article->language = hsy_language_tag(build->arena, source->given_language);
}

/* May a date from outside make that of the page more precise? The address may tell the
 * day of a month; the feed only the minute of the very day that the page tells. */
static bool may_refine(const hsy_date *date, const hsy_date *published)
{
    if (published->basis == HSY_BASIS_GIVEN || date->precision <= published->precision)
        return false;
    return date->basis != HSY_BASIS_FEED || (date->precision == HSY_PRECISION_MINUTE &&
                                             published->precision == HSY_PRECISION_DAY);
}

/* The last resort. Dates that differ from the page's own stay beside it, in the order of
 * choice; a minute that the feed adds leaves the basis of the day as it is. */
static void outside_date(hsy_build *build, hsy_date date)
{
    hsy_article *article = build->article;

    if (!article->published.value.ptr) {
        article->published = date;
        return;
    }
    if (hsy_date_agrees(&date, &article->published)) {
        if (may_refine(&date, &article->published)) {
            hsy_basis basis = date.basis == HSY_BASIS_FEED ? article->published.basis
                                                           : date.basis;
            article->published = (hsy_date){date.value, date.precision, basis};
        }
        return;
    }
    for (uint32_t i = 0; i < build->others.count; i++)
        if (hsy_date_agrees(&date, &build->others.data[i]))
            return;
    hsy_date *other = hsy_vec_push(build->arena, &build->others);
    if (other)
        *other = date;
}

/* What the address and the feed say, after the page itself. */
static void take_outside(const hsy_page_tables *tables, const hsy_source *source,
                         hsy_build *build)
{
    hsy_article *article = build->article;
    hsy_str none = {NULL, 0};
    hsy_date date;

    if (article->url.ptr) {
        hsy_str domain = hsy_domain_of(build->arena, article->url);
        if (domain.len)
            hsy_publisher_set(tables, build, none, domain, HSY_BASIS_URL);
        if (hsy_date_in_url(tables, build->arena, article->url, &date))
            outside_date(build, date);
    }
    if (source->feed_date.ptr && hsy_date_find(tables, build->arena, source->feed_date,
                                               HSY_ORDER_OPEN, true, &date, NULL)) {
        date.basis = HSY_BASIS_FEED;
        outside_date(build, date);
    }
}

static hsy_status read_by_kind(const hsy_page_tables *tables, const hsy_source *source,
                               hsy_build *build, const hsy_log *log, hsy_error *err)
{
    switch (source->media) {
    case HSY_MEDIA_HTML: return hsy_html_read(tables, build, source, log, err);
    case HSY_MEDIA_READY: return hsy_ready_read(build, source, err);
    default: return hsy_plain_read(tables, build, err);
    }
}

static hsy_status read(const hsy_page_tables *tables, const hsy_source *source,
                       hsy_build *build, const hsy_log *log, hsy_error *err)
{
    hsy_article *article = build->article;

    take_given(tables, source, build);
    hsy_status status = read_by_kind(tables, source, build, log, err);
    if (status)
        return status;
    take_outside(tables, source, build);
    if (build->full)
        say_full(source, log);
    status = hsy_build_done(build, err);
    if (status)
        return status;
    if (article->text.len == 0)
        return hsy_fail(err, HSY_FORMAT, NULL, 0, 0, "no text was found in the page");
    hsy_wire_find(tables, article);
    if (!source->given_language.len)
        article->language = hsy_language_settle(tables, build->arena, article->language,
                                                hsy_text_str(&article->text));
    return HSY_OK;
}

hsy_status hsy_page_read(const hsy_page_tables *tables, hsy_arena *arena,
                         const hsy_source *source, const hsy_log *log, hsy_article *ret,
                         hsy_error *err)
{
    hsy_decoded *decoded = hsy_new(arena, hsy_decoded);
    hsy_article *article = hsy_new(arena, hsy_article);
    hsy_build build;
    char name[200];

    snprintf(name, sizeof name, "%.*s",
             (int)(source->input.len < 190 ? source->input.len : 190),
             source->input.ptr ? source->input.ptr : "");
    if (!decoded || !article)
        return hsy_fail(err, HSY_NOMEM, name, 0, 0, "out of memory");
    article->input = source->input;
    article->source = source->bytes;
    hsy_hash_hex(source->bytes, article->hash);
    memcpy(article->id, article->hash, sizeof article->id);
    hsy_status status = hsy_charset_decode(arena, &tables->charsets, source, decoded, err);
    if (!status) {
        say_mended(source, decoded, log);
        hsy_build_init(&build, arena, decoded, article);
        status = read(tables, source, &build, log, err);
    }
    if (status && err)
        snprintf(err->file, sizeof err->file, "%s", name);
    if (!status)
        *ret = *article;
    return status;
}
