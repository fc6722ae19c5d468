/* Archives: which records are pages, what is decoded, and what is left of a broken
 * archive. All archives are made here; members of gzip and frames of zstd hold
 * stored blocks, so that no library is needed to write them.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "unit.h"

#define PAGE "<html><body><p>The mill burned on Monday night.</p></body></html>"
#define HTML "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" PAGE

static hsy_arena arena;
static hsy_buf file;
static char path[64];

struct result {
    uint32_t count, refused, notes;
    hsy_source last;
    hsy_error loss, note;
    char names[2000];
};

static void begin(void)
{
    hsy_arena_init(&arena, 0);
    hsy_buf_init(&file, 0);
}

static void end(void)
{
    hsy_buf_clear(&file);
    hsy_arena_clear(&arena);
}

static void note(void *user, hsy_level level, const hsy_error *message)
{
    struct result *result = user;

    if (level == HSY_REFUSED) {
        result->refused++;
        result->loss = *message;
    } else {
        result->notes++;
        result->note = *message;
    }
}

/* Write what was built to a file and read it as an input. The names given are the
 * places of the records. */
static struct result read_all(void)
{
    struct result result = {0};
    const hsy_log log = {note, &result};
    const char *args[] = {path};
    hsy_input *input;
    hsy_source source;
    hsy_error err;

    strcpy(path, "/tmp/hearsay-warc-XXXXXX");
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, file.data, file.len), (ssize_t)file.len);
    close(fd);
    ck_assert_int_eq(hsy_input_open(args, 1, false, &log, &input, &err), HSY_OK);
    while (hsy_input_next(input, &arena, &source)) {
        size_t at = strlen(path) + 1;
        result.count++;
        result.last = source;
        snprintf(result.names + strlen(result.names),
                 sizeof result.names - strlen(result.names), "%.*s ",
                 (int)(source.input.len - at), source.input.ptr + at);
    }
    hsy_input_close(input);
    unlink(path);
    return result;
}

static hsy_str record_of(const char *type, const char *media, hsy_str block, long long len)
{
    hsy_buf out;

    hsy_buf_init(&out, 0);
    hsy_buf_printf(&out,
                   "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: <http://x.example/a>\r\n"
                   "Content-Type: %s\r\nContent-Length: %lld\r\n\r\n",
                   type, media, len);
    hsy_buf_add(&out, block);
    hsy_buf_puts(&out, "\r\n\r\n");
    hsy_str copy = hsy_str_copy(&arena, hsy_buf_str(&out));
    hsy_buf_clear(&out);
    return copy;
}

static hsy_str response(const char *block)
{
    return record_of("response", "application/http; msgtype=response", hsy_str_of(block),
                     (long long)strlen(block));
}

static void put32(hsy_buf *to, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        hsy_buf_putc(to, (char)(value >> 8 * i));
}

static uint32_t crc_of(hsy_str s)
{
    uint32_t crc = 0xffffffff;

    for (size_t i = 0; i < s.len; i++) {
        crc ^= (unsigned char)s.ptr[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc;
}

static void put_gzip(hsy_buf *to, hsy_str s)
{
    hsy_str rest = s;

    hsy_buf_add(to, HSY_STR("\x1f\x8b\x08\0\0\0\0\0\0\3"));
    do {
        size_t len = rest.len < 60000 ? rest.len : 60000;
        hsy_buf_putc(to, len == rest.len);
        put32(to, (uint32_t)len | (uint32_t)(0xffff ^ len) << 16);
        hsy_buf_add(to, hsy_str_sub(rest, 0, len));
        rest = hsy_str_sub(rest, len, rest.len);
    } while (rest.len);
    put32(to, crc_of(s));
    put32(to, (uint32_t)s.len);
}

static void put_zstd(hsy_buf *to, hsy_str s)
{
    uint32_t head = 1 | (uint32_t)s.len << 3;

    hsy_buf_add(to, HSY_STR("\x28\xb5\x2f\xfd\0\x58"));
    for (int i = 0; i < 3; i++)
        hsy_buf_putc(to, (char)(head >> 8 * i));
    hsy_buf_add(to, s);
}

START_TEST(only_pages_are_given_and_the_rest_is_counted)
{
    begin();
    hsy_buf_add(&file,
                record_of("warcinfo", "application/warc-fields", HSY_STR("a: b\r\n"), 6));
    hsy_buf_add(
        &file, record_of("request", "application/http", HSY_STR("GET / HTTP/1.1\r\n\r\n"), 18));
    hsy_buf_add(&file, response(HTML));
    hsy_buf_add(&file,
                response("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" PAGE));
    hsy_buf_add(&file, response("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"));
    hsy_buf_add(&file, response("HTTP/2 200\r\nContent-Type: text/html\r\n\r\n"));
    hsy_buf_add(&file, record_of("resource", "text/plain; charset=koi8-r",
                                 HSY_STR("A mill burned."), 14));
    struct result result = read_all();
    ck_assert_uint_eq(result.count, 2);
    ck_assert_uint_eq(result.refused, 0);
    ck_assert_uint_eq(result.notes, 1);
    ck_assert_ptr_nonnull(strstr(result.note.message,
                                 "7 records, 2 pages; passed over: 1 not of "
                                 "a page's type, 1 with a status"));
    ck_assert(hsy_str_eq(result.last.charset, HSY_STR("koi8-r")));
    ck_assert(hsy_str_eq(result.last.url, HSY_STR("http://x.example/a")));
    ck_assert_int_eq(result.last.media, HSY_MEDIA_TEXT);
    end();
}
END_TEST

START_TEST(bodies_are_decoded)
{
    hsy_buf body;

    begin();
    hsy_buf_init(&body, 0);
    hsy_buf_puts(&body, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"UTF-8\"\r\n"
                        "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n");
    hsy_buf packed;
    hsy_buf_init(&packed, 0);
    put_gzip(&packed, HSY_STR(PAGE));
    hsy_buf_printf(&body, "%zx;x=y\r\n", packed.len - 7);
    hsy_buf_add(&body, hsy_str_sub(hsy_buf_str(&packed), 0, packed.len - 7));
    hsy_buf_puts(&body, "\r\n7\r\n");
    hsy_buf_add(&body, hsy_str_sub(hsy_buf_str(&packed), packed.len - 7, packed.len));
    hsy_buf_puts(&body, "\r\n0\r\n\r\n");
    hsy_buf_add(&file, record_of("response", "application/http", hsy_buf_str(&body),
                                 (long long)body.len));
    /* Decoded by the crawler under the headers as they came. */
    hsy_buf_add(&file,
                response("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                         "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n" PAGE));
    struct result result = read_all();
    ck_assert_uint_eq(result.count, 2);
    ck_assert_uint_eq(result.refused, 0);
    ck_assert(hsy_str_eq(result.last.bytes, HSY_STR(PAGE)));
    hsy_buf_clear(&body);
    hsy_buf_clear(&packed);
    end();
}
END_TEST

START_TEST(a_broken_member_costs_itself_alone)
{
    size_t second;

    begin();
    put_gzip(&file, response(HTML));
    second = file.len;
    put_gzip(&file, response(HTML));
    size_t third = file.len;
    put_gzip(&file, response(HTML));
    file.data[second + 200] ^= 1; /* shows at the checksum */
    struct result result = read_all();
    ck_assert_uint_eq(result.count, 2);
    ck_assert_uint_eq(result.refused, 1);
    ck_assert_uint_eq(result.loss.offset, second);
    char names[40];
    snprintf(names, sizeof names, "0 %zu ", third);
    ck_assert_str_eq(result.names, names);

    file.data[second + 200] ^= 1;
    file.data[second + 10] = 7; /* a block of no kind */
    result = read_all();
    ck_assert_uint_eq(result.count, 2);
    ck_assert_uint_eq(result.refused, 1);
    file.data[second] = 0x20; /* no magic */
    result = read_all();
    ck_assert_uint_eq(result.count, 2);
    ck_assert_uint_eq(result.refused, 1);
    ck_assert_uint_eq(result.loss.offset, second);
    end();
}
END_TEST

START_TEST(a_file_that_ends_early_gives_what_is_whole)
{
    begin();
    put_gzip(&file, response(HTML));
    size_t second = file.len;
    put_gzip(&file, response(HTML));
    file.len -= 30;
    struct result result = read_all();
    ck_assert_uint_eq(result.count, 1);
    ck_assert_uint_eq(result.refused, 1);
    ck_assert_uint_eq(result.loss.offset, second);
    end();
}
END_TEST

START_TEST(a_whole_file_in_one_member_is_read)
{
    hsy_buf plain;

    begin();
    hsy_buf_init(&plain, 0);
    hsy_buf_add(&plain, response(HTML));
    size_t second = plain.len;
    hsy_buf_add(&plain, response(HTML));
    put_gzip(&file, hsy_buf_str(&plain));
    struct result result = read_all();
    char names[40];
    snprintf(names, sizeof names, "0 0+%zu ", second);
    ck_assert_str_eq(result.names, names);
    hsy_buf_clear(&plain);
    end();
}
END_TEST

START_TEST(zstd_frames_are_read_and_broken_ones_passed)
{
    begin();
    put_zstd(&file, response(HTML));
    size_t second = file.len;
    put_zstd(&file, response(HTML));
    put_zstd(&file, response(HTML));
    struct result result = read_all();
    ck_assert_uint_eq(result.count, 3);
    file.data[second + 6] |= 6; /* a block of no kind */
    result = read_all();
    ck_assert_uint_eq(result.count, 2);
    ck_assert_uint_eq(result.refused, 1);
    ck_assert_uint_eq(result.loss.offset, second);
    end();
}
END_TEST

START_TEST(wrong_lengths_do_not_swallow_neighbours)
{
    static const long long wrong[] = {10, 500, 100000, 40000000, 99999999999};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        begin();
        hsy_buf_add(&file, response(HTML));
        size_t second = file.len;
        hsy_buf_add(&file, record_of("response", "application/http", HSY_STR(HTML), wrong[i]));
        hsy_buf_add(&file, response(HTML));
        struct result result = read_all();
        ck_assert_uint_eq(result.count, 2);
        ck_assert_uint_eq(result.refused, 1);
        ck_assert_uint_eq(result.loss.offset, second);
        end();
    }
}
END_TEST

START_TEST(rubbish_between_records_is_named)
{
    begin();
    hsy_buf_puts(&file, "WARC/1.0\r\nContent-Length: nine\r\n\r\n");
    hsy_buf_add(&file, response(HTML));
    hsy_buf_puts(&file, "rubbish\nWARC/1.0 or not\n\n");
    hsy_buf_add(&file, response(HTML));
    struct result result = read_all();
    ck_assert_uint_eq(result.count, 2);
    ck_assert_uint_eq(result.refused, 2);
    end();
}
END_TEST

static void put_arc(const char *url, const char *type, const char *block)
{
    hsy_buf_printf(&file, "%s 192.0.2.1 20310506073000 %s %zu\n%s\n", url, type, strlen(block),
                   block);
}

START_TEST(arc_documents_are_read)
{
    begin();
    put_arc("filedesc://a.arc", "text/plain", "1 0 Mill\nURL IP-address Archive-date\n\n");
    put_arc("http://x.example/a b", "text/html", HTML);
    put_arc("dns:x.example", "text/dns", "x.example 192.0.2.1");
    put_arc("http://x.example/c", "text/html", HTML);
    struct result result = read_all();
    ck_assert_uint_eq(result.count, 2);
    ck_assert_uint_eq(result.refused, 0);
    ck_assert(hsy_str_eq(result.last.url, HSY_STR("http://x.example/c")));
    end();
}
END_TEST

/* Deflate in which each 13 bits stand for 258 bytes more of the one before. */
static void put_bomb(hsy_buf *to, size_t size)
{
    uint32_t bits = 0, nbits = 0;
    const struct {
        uint32_t code, len;
    } start[] = {{3, 3}, {0x0c, 8}}, more = {0xa3, 8};

    hsy_buf_add(to, HSY_STR("\x1f\x8b\x08\0\0\0\0\0\0\3"));
    for (size_t i = 0; i < 2 + size / 258; i++) {
        bits |= (i < 2 ? start[i].code : more.code) << nbits;
        nbits += i < 2 ? start[i].len : 13; /* the distance's code is 00000 */
        for (; nbits >= 8; nbits -= 8, bits >>= 8)
            hsy_buf_putc(to, (char)bits);
    }
}

START_TEST(bombs_are_refused)
{
    hsy_buf body;

    begin();
    hsy_buf_init(&body, 0);
    hsy_buf_puts(
        &body, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n");
    put_bomb(&body, (size_t)64 << 20);
    hsy_buf_add(&file, record_of("response", "application/http", hsy_buf_str(&body),
                                 (long long)body.len));
    hsy_buf_add(&file, response(HTML));
    struct result result = read_all();
    ck_assert_uint_eq(result.count, 1);
    ck_assert_uint_eq(result.refused, 1);
    ck_assert_int_eq(result.loss.status, HSY_LIMIT);

    hsy_buf_reset(&file);
    put_gzip(&file, response(HTML));
    put_bomb(&file, (size_t)200 << 20);
    put_gzip(&file, response(HTML));
    result = read_all();
    ck_assert_uint_eq(result.count, 2);
    ck_assert_uint_ge(result.refused, 1);
    hsy_buf_clear(&body);
    end();
}
END_TEST

START_TEST(a_record_too_long_is_passed_over)
{
    hsy_buf body;

    begin();
    hsy_buf_init(&body, 0);
    hsy_buf_puts(&body, HTML);
    hsy_buf_fill(&body, 'x', (size_t)20 << 20);
    hsy_buf_add(&file, record_of("response", "application/http", hsy_buf_str(&body),
                                 (long long)body.len));
    hsy_buf_add(&file, response(HTML));
    struct result result = read_all();
    ck_assert_uint_eq(result.count, 1);
    ck_assert_uint_eq(result.refused, 1);
    ck_assert_int_eq(result.loss.status, HSY_LIMIT);
    ck_assert_uint_eq(result.loss.offset, 0);
    hsy_buf_clear(&body);
    end();
}
END_TEST

/* A stored block of deflate; the format of `put_gzip` without head and tail. */
static void put_stored(hsy_buf *to, hsy_str s)
{
    hsy_buf_putc(to, 1);
    put32(to, (uint32_t)s.len | (uint32_t)(0xffff ^ s.len) << 16);
    hsy_buf_add(to, s);
}

static uint32_t adler_of(hsy_str s)
{
    uint32_t a = 1, b = 0;

    for (size_t i = 0; i < s.len; i++) {
        a = (a + (unsigned char)s.ptr[i]) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

static void put_zlib(hsy_buf *to, hsy_str s)
{
    uint32_t sum = adler_of(s);

    hsy_buf_add(to, HSY_STR("\x78\x01"));
    put_stored(to, s);
    for (int i = 24; i >= 0; i -= 8)
        hsy_buf_putc(to, (char)(sum >> i));
}

/* One uncompressed meta-block of a window of 16 bits, then the empty last one. */
static void put_brotli(hsy_buf *to, hsy_str s)
{
    uint32_t bits = (uint32_t)(s.len - 1) << 4 | 1u << 20; /* 0, 0, 00, MLEN - 1, 1 */

    for (int i = 0; i < 3; i++)
        hsy_buf_putc(to, (char)(bits >> 8 * i));
    hsy_buf_add(to, s);
    hsy_buf_putc(to, 3);
}

/* Add a response of this body under these headers, read it alone, and start anew. */
static struct result read_body(const char *headers, hsy_str body)
{
    hsy_buf block;

    hsy_buf_reset(&file);
    hsy_buf_init(&block, 0);
    hsy_buf_printf(&block, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%s\r\n", headers);
    hsy_buf_add(&block, body);
    hsy_buf_add(&file, record_of("response", "application/http", hsy_buf_str(&block),
                                 (long long)block.len));
    hsy_buf_clear(&block);
    return read_all();
}

static void ck_body(const char *headers, const hsy_buf *body)
{
    struct result result = read_body(headers, hsy_buf_str(body));

    ck_assert_msg(result.count == 1, "%s: %s", headers, result.loss.message);
    ck_assert_msg(hsy_str_eq(result.last.bytes, HSY_STR(PAGE)), "%s", headers);
    ck_assert_uint_eq(result.refused, 0);
}

START_TEST(every_coding_is_undone_said_or_not)
{
    hsy_buf one, two;

    begin();
    hsy_buf_init(&one, 0);
    hsy_buf_init(&two, 0);
    put_gzip(&one, HSY_STR(PAGE));
    ck_body("Content-Encoding: gzip\r\n", &one);
    ck_body("Content-Encoding: x-gzip\r\nContent-Length: 3\r\n", &one);
    ck_body("", &one);
    ck_body("Content-Encoding: deflate\r\n", &one);
    put_zlib(&two, hsy_buf_str(&one));
    ck_body("Content-Encoding: gzip, deflate\r\n", &two);
    hsy_buf_reset(&two);
    put_gzip(&two, hsy_buf_str(&one)); /* packed twice, said once */
    ck_body("Content-Encoding: gzip\r\n", &two);
    hsy_buf_reset(&one);
    put_stored(&one, HSY_STR(PAGE));
    ck_body("Content-Encoding: deflate\r\n", &one);
    hsy_buf_reset(&one);
    put_brotli(&one, HSY_STR(PAGE));
    ck_body("Content-Encoding: br\r\n", &one);
    hsy_buf_reset(&one);
    put_zstd(&one, HSY_STR(PAGE));
    ck_body("Content-Encoding: zstd\r\n", &one);
    hsy_buf_reset(&one);
    hsy_buf_puts(&one, PAGE); /* decoded by the crawler */
    ck_body("Content-Encoding: br\r\n", &one);
    ck_body("Content-Encoding: deflate\r\n", &one);
    ck_body("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", &one);
    hsy_buf_reset(&one);
    hsy_buf_printf(&one, "%zx\r\n%s\r\n0\r\n\r\n", strlen(PAGE), PAGE);
    ck_body("", &one); /* chunked, and no header says so */
    hsy_buf_clear(&one);
    hsy_buf_clear(&two);
    end();
}
END_TEST

START_TEST(of_a_body_that_breaks_off_the_start_is_given_and_it_is_said)
{
    hsy_buf body;
    struct result result;

    begin();
    hsy_buf_init(&body, 0);
    put_gzip(&body, HSY_STR(PAGE));
    result = read_body("Content-Encoding: gzip\r\n",
                       hsy_str_sub(hsy_buf_str(&body), 0, body.len - 20));
    ck_assert_uint_eq(result.count, 1);
    ck_assert_uint_eq(result.refused, 0);
    ck_assert_uint_eq(result.notes, 2); /* the warning and the count */
    ck_assert(hsy_str_starts(HSY_STR(PAGE), result.last.bytes));
    ck_assert_uint_gt(result.last.bytes.len, 30);
    body.data[body.len - 6] ^= 1; /* the checksum */
    result = read_body("Content-Encoding: gzip\r\n", hsy_buf_str(&body));
    ck_assert_uint_eq(result.count, 1);
    ck_assert_uint_eq(result.notes, 2);
    result = read_body("Content-Length: 5000\r\n", HSY_STR(PAGE));
    ck_assert_uint_eq(result.count, 1);
    ck_assert_uint_eq(result.notes, 2);
    result = read_body("Transfer-Encoding: chunked\r\n", HSY_STR("6\r\n<p>Mil\r\n5\r\nl"));
    ck_assert_uint_eq(result.count, 1);
    ck_assert(hsy_str_eq(result.last.bytes, HSY_STR("<p>Mill")));
    ck_assert_uint_eq(result.notes, 2);
    result = read_body("Transfer-Encoding: chunked\r\n", HSY_STR("6\r\n<p>Mil\r\nl burned"));
    ck_assert(hsy_str_eq(result.last.bytes, HSY_STR("<p>Mill burned")));
    ck_assert_uint_eq(result.notes, 2);
    hsy_buf_clear(&body);
    end();
}
END_TEST

START_TEST(revisits_are_counted_and_conversions_read)
{
    begin();
    hsy_buf_add(&file, record_of("revisit", "application/http", HSY_STR(""), 0));
    hsy_buf_add(&file, record_of("conversion", "text/plain", HSY_STR("The mill burned."), 16));
    struct result result = read_all();
    ck_assert_uint_eq(result.count, 1);
    ck_assert_ptr_nonnull(strstr(result.note.message, "1 revisits"));
    end();
}
END_TEST

START_TEST(empty_members_and_rubbish_behind_the_last_are_borne)
{
    begin();
    put_gzip(&file, HSY_STR(""));
    put_gzip(&file, response(HTML));
    put_gzip(&file, HSY_STR(""));
    put_gzip(&file, response(HTML));
    struct result result = read_all();
    ck_assert_uint_eq(result.count, 2);
    ck_assert_uint_eq(result.refused, 0);
    hsy_buf_fill(&file, '\0', 512); /* padding */
    result = read_all();
    ck_assert_uint_eq(result.count, 2);
    ck_assert_uint_eq(result.refused, 0);
    hsy_buf_puts(&file, "rubbish at the end of the file");
    result = read_all();
    ck_assert_uint_eq(result.count, 2);
    ck_assert_uint_eq(result.refused, 1);
    end();
}
END_TEST

UNIT_MAIN("warc", only_pages_are_given_and_the_rest_is_counted, bodies_are_decoded,
          a_broken_member_costs_itself_alone, a_file_that_ends_early_gives_what_is_whole,
          a_whole_file_in_one_member_is_read, zstd_frames_are_read_and_broken_ones_passed,
          wrong_lengths_do_not_swallow_neighbours, rubbish_between_records_is_named,
          arc_documents_are_read, bombs_are_refused, a_record_too_long_is_passed_over,
          every_coding_is_undone_said_or_not,
          of_a_body_that_breaks_off_the_start_is_given_and_it_is_said,
          revisits_are_counted_and_conversions_read,
          empty_members_and_rubbish_behind_the_last_are_borne)
