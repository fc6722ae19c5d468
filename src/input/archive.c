/* archive.c - see archive.h.
 *
 * A record says how long it is, and what follows must be the next record or the
 * end. When it is not, the length was wrong or bytes are missing, and the start of
 * the next record is searched for: within the block if one is there (then this
 * record was cut), else behind it. So a broken record costs itself and not its
 * neighbours. A record is given only when the member that holds it is sound as far as
 * it was read, which is to its checksum where a member holds one record.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/archive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/http.h"
#include "input/input.h"

#define MAX_BLOCK (HSY_MAX_PAGE + ((size_t)1 << 20)) /* of a record: page, headers, chunks */
#define WINDOW    ((size_t)64 << 10)                 /* looked at in a search */
#define TAIL      ((size_t)8 << 10)                  /* enough to know a record's start by */
#define MAX_SAID  1000 /* losses of a file that are named one by one */

/* --- what this file is ----------------------------------------------------- */

static bool named_as_archive(const char *path)
{
    static const char *const ends[] = {".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz"};
    hsy_str name = hsy_str_of(path);

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (hsy_str_ends(name, hsy_str_of(ends[i])))
            return true;
    return false;
}

static hsy_form named_form(const char *path)
{
    hsy_str name = hsy_str_of(path);

    return hsy_str_ends(name, HSY_STR(".arc")) || hsy_str_ends(name, HSY_STR(".arc.gz"))
               ? HSY_FORM_ARC
               : HSY_FORM_WARC;
}

/* The form that the first unpacked bytes announce; empty members may come before. */
static bool packed_form(hsy_str head, hsy_packing packing, hsy_form *ret)
{
    hsy_unpacker unpacker = {0};
    hsy_unpacked result = HSY_UNPACK_END;
    char out[64];
    size_t taken = 1, made = 0;

    while (result == HSY_UNPACK_END && taken && !made && head.len &&
           hsy_unpack_start(&unpacker, packing)) {
        result = hsy_unpack_step(&unpacker, head, &taken, out, sizeof out, &made);
        head = hsy_str_sub(head, taken, head.len);
    }
    hsy_unpack_close(&unpacker);
    return hsy_form_of((hsy_str){out, made}, ret);
}

bool hsy_archive_is(hsy_stream *stream, const char *path, const char **ret_why)
{
    hsy_str head = hsy_stream_peek(stream, 4096);
    hsy_packing packing = hsy_packing_of(head);
    hsy_form form;
    hsy_media media;

    *ret_why = NULL;
    if (hsy_form_of(head, &form))
        return true;
    if (packing == HSY_PACK_NONE)
        return named_as_archive(path) && head.len &&
               (!hsy_media_guess(head, &media, ret_why) || media == HSY_MEDIA_TEXT);
    if (packed_form(head, packing, &form) || named_as_archive(path) ||
        hsy_str_starts(head, HSY_STR("\x5d\x2a\x4d\x18")))
        return true;
    *ret_why = packing == HSY_PACK_GZIP ? "gzip data that hold no WARC or ARC archive"
                                        : "zstd data that hold no WARC archive";
    return false;
}

void hsy_archive_open(hsy_archive *archive, hsy_stream *stream, const char *path,
                      const hsy_log *log)
{
    hsy_packing packing = hsy_packing_of(hsy_stream_peek(stream, 4096));

    *archive = (hsy_archive){.path = path, .log = log};
    hsy_flow_open(&archive->flow, stream, packing);
    if (!hsy_form_of(hsy_flow_peek(&archive->flow, 16), &archive->form))
        archive->form = named_form(path);
}

void hsy_archive_close(hsy_archive *archive)
{
    hsy_flow_close(&archive->flow);
}

/* --- losses ---------------------------------------------------------------- */

/* "4711", and within a member "4711+20". */
static void print_place(hsy_place place, char out[48])
{
    if (place.within)
        snprintf(out, 48, "%llu+%llu", (unsigned long long)place.raw,
                 (unsigned long long)place.within);
    else
        snprintf(out, 48, "%llu", (unsigned long long)place.raw);
}

static void lose(hsy_archive *a, hsy_status status, hsy_place place, const char *why)
{
    hsy_error said;
    char where[48];

    print_place(place, where);
    if (a->count.lost++ < MAX_SAID) {
        hsy_fail(&said, status, a->path, 0, place.raw, "byte %s: %s", where, why);
        hsy_say(a->log, HSY_REFUSED, &said);
    }
}

/* Something is missing, but what there is of it is given. */
static void say_mended(hsy_archive *a, hsy_place place, const char *what)
{
    hsy_error said;
    char where[48];

    print_place(place, where);
    if (a->count.mended++ < MAX_SAID) {
        hsy_fail(&said, HSY_FORMAT, a->path, 0, place.raw, "byte %s: %s", where, what);
        hsy_say(a->log, HSY_WARNING, &said);
    }
}

/* Refuse what the gap ahead, or the end of the file, cut off. */
static void lose_cut(hsy_archive *a, hsy_place place)
{
    char why[200];

    if (a->flow.gap) {
        snprintf(why, sizeof why, "the record is lost: %s", a->flow.gap);
        lose(a, HSY_FORMAT, place, why);
        a->gap_said = true;
    } else {
        lose(a, HSY_FORMAT, place, "the file ends within the record");
    }
}

/* With nothing at hand: past the gap. False at the end. */
static bool pass_gap(hsy_archive *a)
{
    if (!a->flow.gap)
        return false;
    if (!a->gap_said)
        lose(a, HSY_FORMAT, (hsy_place){a->flow.member.raw, 0}, a->flow.gap);
    a->gap_said = false;
    return hsy_flow_resume(&a->flow);
}

/* Go on to the next start of a record before the next gap, at least a byte on. */
static void seek(hsy_archive *a)
{
    for (;;) {
        hsy_str s = hsy_flow_peek(&a->flow, WINDOW);
        size_t at = hsy_record_find(a->form, s, 1);
        bool last = s.len < WINDOW;
        hsy_flow_take(&a->flow, at != SIZE_MAX ? at : last ? s.len : s.len - TAIL);
        if (at != SIZE_MAX || last)
            return;
    }
}

/* Past a block too long to be held. A record that begins within it tells that its
 * length was a lie. */
static void skip(hsy_archive *a, hsy_place place, uint64_t len)
{
    while (len) {
        hsy_str s = hsy_flow_peek(&a->flow, WINDOW);
        hsy_str part = hsy_str_sub(s, 0, len < s.len ? (size_t)len : s.len);
        size_t at = hsy_record_find(a->form, part, 1);
        bool last = s.len < WINDOW && s.len < len;
        size_t count = at != SIZE_MAX                      ? at
                       : last || (uint64_t)part.len == len ? part.len
                                                           : part.len - TAIL;
        hsy_flow_take(&a->flow, count);
        if (last && at == SIZE_MAX)
            lose_cut(a, place);
        if (last || at != SIZE_MAX)
            return;
        len -= count;
    }
}

/* --- pages ----------------------------------------------------------------- */

static bool is_page_type(const hsy_record *record, hsy_form form)
{
    return form != HSY_FORM_WARC || hsy_same_word(record->type, "response") ||
           hsy_same_word(record->type, "resource") || hsy_same_word(record->type, "conversion");
}

/* Crawlers put notes of their own among the resources: "metadata://...", "urn:...". */
static bool is_web_address(hsy_str url)
{
    static const char *const schemes[] = {"http://", "https://", "ftp://", "file:"};

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (hsy_same_word(hsy_str_sub(url, 0, strlen(schemes[i])), schemes[i]))
            return true;
    return false;
}

/* What the block holds: type and charset, and for an HTTP response its head. False
 * when it is passed over, counted. */
static bool is_page(hsy_archive *a, const hsy_record *record, hsy_str block, hsy_http *ret)
{
    if (!is_page_type(record, a->form) || (record->url.ptr && !is_web_address(record->url))) {
        bool again = hsy_same_word(record->type, "revisit");
        a->count.revisits += again;
        a->count.others += !again;
        return false;
    }
    bool http = hsy_http_head(block, ret);
    if (!http)
        hsy_media_split(record->media, &ret->type, &ret->charset);
    if (http && ret->status != 200) {
        a->count.status++;
        return false;
    }
    if (ret->type.len && !hsy_media_is_page(ret->type) &&
        !(!http && hsy_same_word(ret->type, "application/http"))) {
        a->count.type++;
        return false;
    }
    return true;
}

static hsy_str name_of(hsy_arena *arena, const char *path, hsy_place place)
{
    char where[48];
    size_t room = strlen(path) + sizeof where + 1;
    char *name = hsy_arena_alloc(arena, room);

    print_place(place, where);
    return name ? (hsy_str){name, (size_t)snprintf(name, room, "%s:%s", path, where)}
                : (hsy_str){NULL, 0};
}

static hsy_str kept(hsy_arena *arena, hsy_str s)
{
    return s.ptr ? hsy_str_copy(arena, s) : s;
}

static hsy_status no_memory(hsy_error *err)
{
    return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

static hsy_status make_source(hsy_archive *a, hsy_arena *arena, hsy_place place,
                              const hsy_record *record, const hsy_http *http, hsy_str block,
                              hsy_source *ret, hsy_error *err)
{
    const char *why;
    hsy_str body = {"", 0};
    hsy_media media;
    const char *mended;

    hsy_status status = hsy_http_body(arena, block, http, &body, &mended, err);
    if (status)
        return status;
    if (!mended && record->truncated)
        mended = "the crawler cut the page off";
    if (mended)
        say_mended(a, place, mended);
    if (!hsy_str_trim(body).len) {
        *ret = (hsy_source){.bytes = HSY_STR("")};
        return HSY_OK;
    }
    if (!hsy_media_guess(body, &media, &why))
        return hsy_fail(err, HSY_FORMAT, NULL, 0, 0, "%s", why);
    if (http->type.len && !hsy_same_word(http->type, "text/plain"))
        media = HSY_MEDIA_HTML;
    if (body.ptr >= block.ptr && body.ptr < block.ptr + block.len)
        body = hsy_str_copy(arena, body);
    *ret = (hsy_source){.input = name_of(arena, a->path, place), .media = media, .bytes = body};
    ret->charset = kept(arena, http->charset);
    ret->url = kept(arena, record->url);
    return body.ptr && ret->input.ptr ? HSY_OK : no_memory(err);
}

/* Give the page of this record, whole and sound as it is. */
static bool give(hsy_archive *a, hsy_arena *arena, hsy_place place, const hsy_record *record,
                 hsy_str block, hsy_source *ret)
{
    hsy_arena_mark mark = hsy_arena_here(arena);
    hsy_http http;
    hsy_error err;

    if (!is_page(a, record, block, &http))
        return false;
    hsy_status status = HSY_FORMAT;
    if (record->segment)
        hsy_fail(&err, status, NULL, 0, 0, "a page in several records, which are not joined");
    else if (!http.head && hsy_same_word(http.type, "application/http"))
        hsy_fail(&err, status, NULL, 0, 0, "the record holds no HTTP response");
    else
        status = make_source(a, arena, place, record, &http, block, ret, &err);
    if (!status && ret->bytes.len) {
        a->count.pages++;
        return true;
    }
    if (status)
        lose(a, status, place, err.message);
    else
        a->count.empty++;
    hsy_arena_rewind(arena, mark);
    return false;
}

/* --- records --------------------------------------------------------------- */

/* The version block of an ARC file says of how many fields its lines are. */
static void read_version(hsy_archive *a, const hsy_record *record, hsy_str block)
{
    if (a->form != HSY_FORM_WARC && hsy_str_starts(record->url, HSY_STR("filedesc:")))
        a->form = hsy_str_starts(block, HSY_STR("2 ")) ? HSY_FORM_ARC_LONG : HSY_FORM_ARC;
}

static void pass_long(hsy_archive *a, hsy_place place, const hsy_record *record)
{
    char why[120];
    hsy_http http = {0};
    uint64_t len = record->len;
    size_t head = record->head;
    hsy_record again;
    const char *ignored;
    hsy_str s = hsy_flow_peek(&a->flow, head + HSY_MAX_HEAD);

    if (hsy_record_read(a->form, hsy_str_sub(s, 0, head), &again, &ignored) &&
        is_page(a, &again, hsy_str_sub(s, head, s.len), &http)) {
        snprintf(why, sizeof why, "a record of %llu bytes, more than the limit for a page",
                 (unsigned long long)len);
        lose(a, HSY_LIMIT, place, why);
    }
    hsy_flow_take(&a->flow, head);
    skip(a, place, len);
}

static bool is_line_end(char c)
{
    return c == '\r' || c == '\n';
}

/* Behind a record: the next one, or nothing more before the end or a gap? */
static bool ends_well(const hsy_archive *a, hsy_str rest, bool last)
{
    size_t at = 0;

    while (at < rest.len && is_line_end(rest.ptr[at]))
        at++;
    rest = hsy_str_sub(rest, at, rest.len);
    return rest.len ? hsy_record_begins(a->form, rest) : last;
}

/* Was the member that holds the record found to be broken before or soon after its
 * end? Damage is noticed late, so then nothing in it can be trusted. */
static bool is_in_broken(const hsy_archive *a, hsy_place place)
{
    return a->flow.gap && !a->flow.gap_at_end && a->flow.member.raw == place.raw;
}

static bool read_block(hsy_archive *a, hsy_arena *arena, hsy_place place, hsy_record *record,
                       hsy_source *ret)
{
    const char *ignored;
    size_t total = record->head + (size_t)record->len;
    hsy_str s = hsy_flow_peek(&a->flow, total + 4096);
    hsy_str block = hsy_str_sub(s, record->head, total), rest = hsy_str_sub(s, total, s.len);

    if (s.len < total) {
        lose_cut(a, place);
        seek(a);
        return false;
    }
    if (is_in_broken(a, place)) {
        lose_cut(a, place);
        hsy_flow_take(&a->flow, s.len);
        return false;
    }
    if (!ends_well(a, rest, s.len < total + 4096)) {
        size_t at = hsy_record_find(a->form, hsy_str_sub(s, 0, total), 1);
        if (at != SIZE_MAX) {
            lose(a, HSY_FORMAT, place, "the record is shorter than it says");
            hsy_flow_take(&a->flow, at);
            return false;
        }
        if (rest.len && !is_line_end(rest.ptr[0])) {
            lose(a, HSY_FORMAT, place, "the record is longer than it says");
            hsy_flow_take(&a->flow, total);
            seek(a);
            return false;
        }
    }
    /* The head may have moved since it was read. */
    hsy_record_read(a->form, hsy_str_sub(s, 0, record->head), record, &ignored);
    read_version(a, record, block);
    bool given = give(a, arena, place, record, block, ret);
    hsy_flow_take(&a->flow, total);
    return given;
}

/* The head of the record that begins here, or SIZE_MAX with the loss said. */
static size_t head_here(hsy_archive *a, hsy_place place)
{
    for (size_t want = 4096; want <= HSY_MAX_HEAD; want *= 4) {
        hsy_str s = hsy_flow_peek(&a->flow, want);
        if (!hsy_record_begins(a->form, s) && !(s.len < 4096 && a->flow.gap)) {
            lose(a, HSY_FORMAT, place, "no record begins here; searched for the next one");
            return SIZE_MAX;
        }
        size_t len = hsy_record_head_len(a->form, s);
        if (len != SIZE_MAX)
            return len;
        if (s.len < want) {
            lose_cut(a, place);
            return SIZE_MAX;
        }
    }
    lose(a, HSY_LIMIT, place, "the head of the record is longer than 64 KiB");
    return SIZE_MAX;
}

static bool read_record(hsy_archive *a, hsy_arena *arena, hsy_source *ret)
{
    hsy_place place = hsy_flow_place(&a->flow);
    size_t len = head_here(a, place);
    const char *why;
    hsy_record record;

    if (len == SIZE_MAX) {
        seek(a);
        return false;
    }
    a->count.records++;
    if (!hsy_record_read(a->form, hsy_str_sub(hsy_flow_peek(&a->flow, len), 0, len), &record,
                         &why)) {
        lose(a, HSY_FORMAT, place, why);
        seek(a);
        return false;
    }
    if (record.len <= MAX_BLOCK)
        return read_block(a, arena, place, &record, ret);
    pass_long(a, place, &record);
    return false;
}

static void skip_blank(hsy_archive *a)
{
    for (;;) {
        hsy_str s = hsy_flow_peek(&a->flow, 64);
        size_t at = 0;
        while (at < s.len && is_line_end(s.ptr[at]))
            at++;
        hsy_flow_take(&a->flow, at);
        if (!at)
            return;
    }
}

static void finish(hsy_archive *a)
{
    hsy_error said;
    uint32_t passed =
        a->count.others + a->count.revisits + a->count.status + a->count.type + a->count.empty;

    if (a->flow.stream->failed)
        lose(a, HSY_IO, (hsy_place){a->flow.raw, 0}, strerror(a->flow.stream->trouble));
    if (!a->count.records && !a->count.lost)
        lose(a, HSY_FORMAT, (hsy_place){0, 0}, "no record was found in the archive");
    hsy_fail(
        &said, HSY_OK, a->path, 0, 0,
        "%u records, %u pages; passed over: %u not of a page's type, %u with a status other "
        "than 200, %u empty, %u revisits, %u of other kinds; %u losses, %u pages mended",
        a->count.records, a->count.pages, a->count.type, a->count.status, a->count.empty,
        a->count.revisits, a->count.others, a->count.lost, a->count.mended);
    if (passed || a->count.lost || a->count.mended)
        hsy_say(a->log, HSY_NOTE, &said);
}

bool hsy_archive_next(hsy_archive *archive, hsy_arena *arena, hsy_source *ret)
{
    for (;;) {
        skip_blank(archive);
        if (hsy_flow_peek(&archive->flow, 1).len) {
            if (read_record(archive, arena, ret))
                return true;
        } else if (!pass_gap(archive)) {
            finish(archive);
            return false;
        }
    }
}
