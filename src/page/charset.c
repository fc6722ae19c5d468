/* charset.c - see charset.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/charset.h"

#include "base/utf8.h"

#include <string.h>

#define PRESCAN 4096 /* bytes in which a <meta> is looked for; the standard's 1024 is too few  \
                      */

struct decoding {
    hsy_arena *arena;
    const hsy_table *labels;
    const hsy_source *source;
    hsy_decoded *ret;
};

static bool same_label(hsy_str a, hsy_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        char c = a.ptr[i] >= 'A' && a.ptr[i] <= 'Z' ? (char)(a.ptr[i] + 32) : a.ptr[i];
        if (c != b.ptr[i])
            return false;
    }
    return true;
}

/* The name that iconv knows for a label of the web; empty when there is none. */
static hsy_str name_of(const hsy_table *labels, hsy_str label)
{
    label = hsy_str_trim(label);
    for (uint32_t i = 0; i < labels->nrows; i++)
        if (same_label(label, labels->rows[i].cells[0]))
            return labels->rows[i].cells[1];
    return (hsy_str){"", 0};
}

static bool is_label_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '_' || c == ':' || c == '.' || c == '(' || c == ')' || c == '+';
}

/* The label after "charset=" (or "encoding=" of an XML declaration) near the top. */
static hsy_str said_within(hsy_str bytes)
{
    static const char *const keys[] = {"charset", "CHARSET", "Charset", "encoding"};
    hsy_str head = hsy_str_sub(bytes, 0, PRESCAN);

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        for (size_t at = 0; (at = hsy_str_find(head, hsy_str_of(keys[i]), at)) != SIZE_MAX;) {
            at += strlen(keys[i]);
            size_t from = at;
            while (from < head.len && strchr(" \t\r\n=\"'", head.ptr[from]) && head.ptr[from])
                from++;
            size_t to = from;
            while (to < head.len && is_label_char(head.ptr[to]))
                to++;
            if (to > from && memchr(head.ptr + at, '=', from - at))
                return hsy_str_sub(head, from, to);
        }
    }
    return (hsy_str){"", 0};
}

static hsy_status out_of_memory(hsy_error *err)
{
    return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

/* UTF-8 from byte `skip` on; ill-formed bytes become U+FFFD. */
static hsy_status as_utf8(const struct decoding *d, uint32_t skip, hsy_error *err)
{
    hsy_str bytes = d->source->bytes;
    hsy_text_writer writer = {.arena = d->arena};
    size_t bad = hsy_utf8_check(hsy_str_sub(bytes, skip, bytes.len));

    d->ret->charset = HSY_STR("UTF-8");
    if (bad == SIZE_MAX && skip == 0) {
        d->ret->text = bytes;
        d->ret->same = true;
        return HSY_OK;
    }
    for (size_t at = skip; at < bytes.len;) {
        hsy_str rest = hsy_str_sub(bytes, at, bytes.len);
        bad = hsy_utf8_check(rest);
        size_t good = bad == SIZE_MAX ? rest.len : bad;
        hsy_text_add(&writer, hsy_str_sub(rest, 0, good), (uint32_t)at, (uint32_t)(at + good));
        at += good;
        if (bad == SIZE_MAX)
            break;
        if (d->ret->nmended++ == 0)
            d->ret->first_mended = (uint32_t)at;
        hsy_text_add(&writer, HSY_STR("\xef\xbf\xbd"), (uint32_t)at, (uint32_t)at + 1);
        at++;
    }
    if (hsy_text_done(&writer, &d->ret->map))
        return out_of_memory(err);
    d->ret->text = hsy_text_str(&d->ret->map);
    return HSY_OK;
}

static hsy_status as_charset(const struct decoding *d, hsy_str name, uint32_t skip,
                             hsy_error *err)
{
    hsy_text_writer writer = {.arena = d->arena};
    hsy_str bytes = d->source->bytes;
    char c_name[40];

    if (name.len == 0 || name.len >= sizeof c_name || hsy_str_eq(name, HSY_STR("UTF-8")))
        return as_utf8(d, skip, err);
    memcpy(c_name, name.ptr, name.len);
    c_name[name.len] = '\0';
    if (!hsy_charset_convert(&writer, c_name, hsy_str_sub(bytes, skip, bytes.len), skip,
                             &d->ret->nmended, &d->ret->first_mended))
        return as_utf8(d, skip, err);
    d->ret->charset = name;
    if (hsy_text_done(&writer, &d->ret->map))
        return out_of_memory(err);
    d->ret->text = hsy_text_str(&d->ret->map);
    return HSY_OK;
}

/* Bytes beyond ASCII: how many stand in well-formed characters, how many not? */
static void count_utf8(hsy_str bytes, size_t *ret_good, size_t *ret_bad)
{
    *ret_good = *ret_bad = 0;
    for (size_t at = 0; at < bytes.len;) {
        uint32_t len;
        if ((unsigned char)bytes.ptr[at] < 0x80) {
            at++;
            continue;
        }
        hsy_utf8_at(bytes, at, &len);
        if (len > 1)
            ++*ret_good;
        else
            ++*ret_bad;
        at += len;
    }
}

hsy_status hsy_charset_decode(hsy_arena *arena, const hsy_table *labels,
                              const hsy_source *source, hsy_decoded *ret, hsy_error *err)
{
    struct decoding d = {arena, labels, source, ret};
    hsy_str bytes = source->bytes, name;
    size_t good, bad;

    *ret = (hsy_decoded){0};
    if (hsy_str_starts(bytes, HSY_STR("\xef\xbb\xbf")))
        return as_utf8(&d, 3, err);
    if (hsy_str_starts(bytes, HSY_STR("\xff\xfe")))
        return as_charset(&d, HSY_STR("UTF-16LE"), 2, err);
    if (hsy_str_starts(bytes, HSY_STR("\xfe\xff")))
        return as_charset(&d, HSY_STR("UTF-16BE"), 2, err);

    name = name_of(labels, source->charset);
    if (name.len == 0 && source->media == HSY_MEDIA_HTML)
        name = name_of(labels, said_within(bytes));
    count_utf8(bytes, &good, &bad);
    if (bad == 0 && !hsy_str_starts(name, HSY_STR("ISO-2022")))
        return as_utf8(&d, 0, err);
    /* A few broken characters in much UTF-8 are damage, not another charset. */
    if (good / 4 > bad)
        return as_utf8(&d, 0, err);
    if (name.len == 0 || hsy_str_eq(name, HSY_STR("UTF-8")) ||
        hsy_str_starts(name, HSY_STR("UTF-16")))
        name = name_of(labels, hsy_charset_guess(arena, bytes));
    return as_charset(&d, name, 0, err);
}

hsy_span hsy_decoded_source(const hsy_decoded *decoded, hsy_span span)
{
    if (decoded->same || span.off == HSY_NONE)
        return span;
    return hsy_text_source(&decoded->map, span);
}

/* The run of the map in which byte `at` lies. */
static uint32_t run_at(const hsy_text *map, uint32_t at)
{
    uint32_t lo = 0, hi = map->nruns;

    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (map->runs[mid].at <= at)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

/* A verbatim run, cut where the map goes from one of its runs to the next. */
static void add_cut(hsy_text_writer *writer, const hsy_decoded *decoded, hsy_str clean,
                    hsy_run run)
{
    const hsy_text *map = &decoded->map;

    for (uint32_t i = run_at(map, run.from); run.from < run.to; i++) {
        uint32_t end = i + 1 < map->nruns ? map->runs[i + 1].at : map->len;
        uint32_t len = (end < run.to ? end : run.to) - run.from;
        hsy_span source = hsy_decoded_source(decoded, hsy_span_of(run.from, run.from + len));
        hsy_text_add(writer, hsy_str_sub(clean, 0, len), source.off, hsy_span_end(source));
        clean = hsy_str_sub(clean, len, clean.len);
        run.from += len;
    }
}

hsy_status hsy_decoded_remap(hsy_arena *arena, const hsy_decoded *decoded, hsy_text *text,
                             hsy_error *err)
{
    hsy_text_writer writer = {.arena = arena};

    if (decoded->same || text->nruns == 0)
        return HSY_OK;
    for (uint32_t i = 0; i < text->nruns; i++) {
        hsy_run run = text->runs[i];
        uint32_t end = i + 1 < text->nruns ? text->runs[i + 1].at : text->len;
        hsy_str clean = hsy_str_sub(hsy_text_str(text), run.at, end);
        if (run.from == HSY_NONE) {
            hsy_text_add(&writer, clean, HSY_NONE, HSY_NONE);
        } else if (run.to - run.from == clean.len) {
            add_cut(&writer, decoded, clean, run);
        } else {
            hsy_span source = hsy_decoded_source(decoded, hsy_span_of(run.from, run.to));
            hsy_text_add(&writer, clean, source.off, hsy_span_end(source));
        }
    }
    return hsy_text_done(&writer, text) ? out_of_memory(err) : HSY_OK;
}
