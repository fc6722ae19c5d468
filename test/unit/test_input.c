/* Inputs: files, folders, rows, and what is refused with which reason.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

#define PAGE "The harbour fire service said on Tuesday that eleven bodies had been recovered.\n"

struct said {
    uint32_t count;
    hsy_error last;
};

static char folder[] = "/tmp/hearsay-input-XXXXXX";
static hsy_arena arena;

static void note(void *user, hsy_level level, const hsy_error *message)
{
    struct said *said = user;

    ck_assert_int_eq(level, HSY_REFUSED);
    said->count++;
    said->last = *message;
}

static const char *path_of(const char *name)
{
    char *path = hsy_arena_alloc(&arena, 200);
    snprintf(path, 200, "%s/%s", folder, name);
    return path;
}

static void put(const char *name, const char *bytes, size_t len)
{
    FILE *file = fopen(path_of(name), "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, len, file), len);
    fclose(file);
}

static void begin(void)
{
    hsy_arena_init(&arena, 0);
    strcpy(folder, "/tmp/hearsay-input-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void end(void)
{
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", folder);
    ck_assert_int_eq(system(command), 0);
    hsy_arena_clear(&arena);
}

/* Read all of the folder; the inputs' names, parted by blanks. */
static void read_all(const char *arg, struct said *said, char *names, size_t room)
{
    hsy_log log = {note, said};
    hsy_input *input;
    hsy_source source;
    hsy_error err;
    const char *args[] = {arg};

    *said = (struct said){0};
    names[0] = '\0';
    ck_assert_int_eq(hsy_input_open(args, 1, false, &log, &input, &err), HSY_OK);
    while (hsy_input_next(input, &arena, &source)) {
        size_t cut = source.input.len > strlen(folder) ? strlen(folder) + 1 : 0;
        snprintf(names + strlen(names), room - strlen(names), "%.*s ",
                 (int)(source.input.len - cut), source.input.ptr + cut);
    }
    hsy_input_close(input);
}

START_TEST(a_folder_is_read_in_order_of_names)
{
    struct said said;
    char names[400];

    begin();
    mkdir(path_of("b"), 0700);
    put("b/2.txt", PAGE, strlen(PAGE));
    put("a.txt", PAGE, strlen(PAGE));
    put("c.html", "<p>x</p>", 8);
    put("B.txt", PAGE, strlen(PAGE));
    ck_assert_int_eq(symlink(folder, path_of("b/loop")), 0);
    ck_assert_int_eq(mkfifo(path_of("pipe"), 0600), 0);
    read_all(folder, &said, names, sizeof names);
    ck_assert_str_eq(names, "B.txt a.txt b/2.txt c.html ");
    ck_assert_uint_eq(said.count, 2); /* the loop and the FIFO */
    ck_assert_str_eq(said.last.message, "a FIFO, not a file");
    end();
}
END_TEST

START_TEST(bad_rows_are_refused_by_line_and_the_rest_goes_on)
{
    static const char rows[] =
        "\xef\xbb\xbf\n{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"b\"}\n{\"text\":1}"
        "\nnonsense\n"
        "{\"text\":\"x\",\"text\":\"y\"}\r\n{\"id\":\"a\",\"text\":\"One.\"}\n"
        "{\"id\":\"a\",\"text\":\"Other.\"}\n{\"text\":\"Last.\",\"big\":99999999999999999999}";
    struct said said;
    char names[400];

    begin();
    put("day", rows, sizeof rows - 1);
    read_all(folder, &said, names, sizeof names);
    ck_assert_str_eq(names, "day:2 day:9 ");
    ck_assert_uint_eq(said.count, 5);
    ck_assert_uint_eq(said.last.line, 8);
    ck_assert_ptr_nonnull(strstr(said.last.message, "\"a\""));
    end();
}
END_TEST

START_TEST(what_is_no_page_is_named)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *why;
    } cases[] = {
        {"%PDF-1.7 ...", 12, "PDF"},
        {"\x1f\x8b\x08xxxx", 7, "gzip"},
        {"PK\x03\x04zzzz", 8, "zip"},
        {"PK\x03\x04zzzzzzzzzzzzzzzzzzzzzzzzzzarchive/a.warc.gz", 47, "WACZ"},
        {"<?xml version='1.0'?><rss version='2.0'>", 40, "ill-formed XML"},
        {"<feed xmlns='http://www.w3.org/2005/Atom'/>", 43, "without items"},
        {"<urlset><url><loc>http://x.example/</loc></url></urlset>", 56, "a sitemap of 1 "},
        {"T\0h\0e\0 \0p\0o\0r\0t\0 \0i\0s\0 \0s\0h\0u\0t\0.\0", 34, "UTF-16"},
        {"a\0\0\0\0b\0\0\0\0c\0\0\0\0d\0\0\0\0", 20, "binary"},
        {"", 0, "empty"},
    };
    struct said said;
    char names[400];

    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put("x", cases[i].bytes, cases[i].len);
        read_all(folder, &said, names, sizeof names);
        ck_assert_str_eq(names, "");
        ck_assert_uint_eq(said.count, 1);
        ck_assert_msg(strstr(said.last.message, cases[i].why), "%s", said.last.message);
    }
    end();
}
END_TEST

START_TEST(media_are_known_by_content)
{
    const char *why;
    hsy_media media;

    ck_assert(hsy_media_guess(HSY_STR("  <!-- x --><!DOCTYPE html><p>x"), &media, &why));
    ck_assert_int_eq(media, HSY_MEDIA_HTML);
    ck_assert(hsy_media_guess(HSY_STR("a < b, and <p> is a tag of HTML.\n"), &media, &why));
    ck_assert_int_eq(media, HSY_MEDIA_TEXT);
    ck_assert(hsy_media_guess((hsy_str){"The port\0 is shut.", 18}, &media, &why));
    ck_assert_int_eq(media, HSY_MEDIA_TEXT);
}
END_TEST

START_TEST(a_page_too_long_is_refused_with_its_size)
{
    struct said said;
    char names[100], *bytes = malloc(HSY_MAX_PAGE + 5);

    begin();
    memset(bytes, 'a', HSY_MAX_PAGE + 5);
    put("long.txt", bytes, HSY_MAX_PAGE + 5);
    free(bytes);
    read_all(folder, &said, names, sizeof names);
    ck_assert_uint_eq(said.count, 1);
    ck_assert_ptr_nonnull(strstr(said.last.message, "15728645 bytes"));
    end();
}
END_TEST

UNIT_MAIN("input", a_folder_is_read_in_order_of_names,
          bad_rows_are_refused_by_line_and_the_rest_goes_on, what_is_no_page_is_named,
          media_are_known_by_content, a_page_too_long_is_refused_with_its_size)
