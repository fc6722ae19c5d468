/*
 * replay.c - feeds files to a fuzz target, one after another.
 *
 * What a fuzzer once found is kept in corpus/ and runs with the tests of every
 * build, under any compiler. Arguments are files or folders (read in order of
 * names, not deeper). Each input is also given cut short at a few places, which
 * is where parsers that look ahead go wrong; the bytes stand at the end of a block
 * of their own, so that a sanitizer sees the first byte read too far.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_FILE ((long)16 << 20)
#define CUTS 16

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned replayed;

static void feed(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = malloc(size + 1); /* + 1: malloc(0) may give NULL */

    if (!copy) {
        perror("replay");
        exit(1);
    }
    memcpy(copy + 1, bytes, size);
    LLVMFuzzerTestOneInput(copy + 1, size);
    free(copy);
}

static void feed_with_cuts(const uint8_t *bytes, size_t size)
{
    feed(bytes, size);
    for (size_t cut = 1; cut < CUTS; cut++)
        feed(bytes, size * cut / CUTS);
    replayed++;
}

static int replay_file(const char *path)
{
    int failed = 1;
    uint8_t *bytes = NULL;
    long size = 0;
    FILE *file = fopen(path, "rb");

    if (file && fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0 && size <= MAX_FILE &&
        fseek(file, 0, SEEK_SET) == 0 && (bytes = malloc((size_t)size + 1)) != NULL)
        failed = fread(bytes, 1, (size_t)size, file) != (size_t)size;
    if (failed) {
        fprintf(stderr, "replay: could not read %s\n", path);
    } else {
        printf("%s\n", path);
        fflush(stdout); /* so that the last name printed is the one that crashed */
        feed_with_cuts(bytes, (size_t)size);
    }
    free(bytes);
    if (file)
        fclose(file);
    return failed;
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int replay_folder(const char *path)
{
    struct dirent **entries = NULL;
    char name[4096];
    int failed = 0;
    int count = scandir(path, &entries, is_visible, alphasort);

    if (count < 0)
        perror(path);
    for (int i = 0; i < count; i++) {
        snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name);
        failed |= replay_file(name);
        free(entries[i]);
    }
    free(entries);
    return failed || count < 0;
}

int main(int argc, char **argv)
{
    struct stat info;
    int failed = 0;

    for (int i = 1; i < argc; i++)
        if (stat(argv[i], &info) == 0 && S_ISDIR(info.st_mode))
            failed |= replay_folder(argv[i]);
        else
            failed |= replay_file(argv[i]);
    printf("%u inputs replayed\n", replayed);
    return failed || replayed == 0;
}
