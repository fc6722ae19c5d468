/* file.c - see file.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef HSY_BUILD_HOME
#define HSY_BUILD_HOME ""
#endif
#ifndef HSY_INSTALL_HOME
#define HSY_INSTALL_HOME ""
#endif

static hsy_status read_all(hsy_arena *arena, int fd, const char *path, size_t size,
                           hsy_str *ret, hsy_error *err)
{
    char *bytes = hsy_arena_alloc(arena, size + 1);
    size_t got = 0;

    if (!bytes)
        return hsy_fail(err, HSY_NOMEM, path, 0, 0, "out of memory");
    while (got < size) {
        ssize_t n = read(fd, bytes + got, size - got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return hsy_fail(err, HSY_IO, path, 0, got, "could not read: %s", strerror(errno));
        if (n == 0)
            break;
        got += (size_t)n;
    }
    *ret = (hsy_str){bytes, got};
    return HSY_OK;
}

hsy_status hsy_file_read(hsy_arena *arena, const char *path, size_t limit, hsy_str *ret,
                         hsy_error *err)
{
    struct stat info;
    hsy_status status;

    /* O_NONBLOCK: a FIFO put in the place of a file must not hang us. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return hsy_fail(err, HSY_MISSING, path, 0, 0, "could not open: %s", strerror(errno));
    if (fstat(fd, &info) != 0)
        status = hsy_fail(err, HSY_IO, path, 0, 0, "could not read: %s", strerror(errno));
    else if (!S_ISREG(info.st_mode))
        status = hsy_fail(err, HSY_IO, path, 0, 0, "not a regular file");
    else if ((uint64_t)info.st_size > limit)
        status = hsy_fail(err, HSY_LIMIT, path, 0, 0, "%lld bytes, more than the limit of %zu",
                          (long long)info.st_size, limit);
    else
        status = read_all(arena, fd, path, (size_t)info.st_size, ret, err);
    close(fd);
    return status;
}

char *hsy_path_join(hsy_arena *arena, const char *dir, const char *name)
{
    size_t dir_len = strlen(dir), name_len = strlen(name);
    char *path = hsy_arena_alloc(arena, dir_len + name_len + 2);

    if (!path)
        return NULL;
    memcpy(path, dir, dir_len);
    if (dir_len && dir[dir_len - 1] != '/')
        path[dir_len++] = '/';
    memcpy(path + dir_len, name, name_len);
    return path;
}

static const char *if_home(hsy_arena *arena, const char *dir)
{
    struct stat info;
    const char *data = hsy_path_join(arena, dir, "data");

    return data && stat(data, &info) == 0 && S_ISDIR(info.st_mode) ? dir : NULL;
}

static const char *beside_program(hsy_arena *arena)
{
    char self[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);

    if (len <= 0)
        return NULL;
    self[len] = '\0';
    char *slash = strrchr(self, '/');
    if (!slash)
        return NULL;
    *slash = '\0';
    return hsy_path_join(arena, self, "../share/hearsay");
}

const char *hsy_home_find(hsy_arena *arena, hsy_error *err)
{
    const char *home = getenv("HEARSAY_HOME");

    if (home && *home) {
        if (!if_home(arena, home))
            hsy_fail(err, HSY_MISSING, home, 0, 0, "HEARSAY_HOME holds no folder \"data\"");
        return if_home(arena, home);
    }
    home = beside_program(arena);
    if (home && if_home(arena, home))
        return home;
    home = if_home(arena, HSY_BUILD_HOME);
    if (!home)
        home = if_home(arena, HSY_INSTALL_HOME);
    if (!home)
        hsy_fail(err, HSY_MISSING, "", 0, 0,
                 "the folder with the program's data was not found; set HEARSAY_HOME");
    return home;
}
