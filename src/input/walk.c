/* walk.c - see walk.h.
 *
 * The tree is walked with an explicit stack of paths, so depth costs no call
 * stack. A folder's entries are pushed in reverse order of name: they come off
 * the stack sorted, and files of a sub-folder come where its name stands.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "walk.h"

#include "base/file.h"
#include "base/map.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct walk {
    hsy_arena *arena;
    const hsy_log *log;
    hsy_paths stack;
    hsy_map files;   /* paths already taken */
    hsy_map folders; /* device and inode of folders already entered */
    hsy_paths *ret;
    bool nomem;
};

bool hsy_is_address(hsy_str name)
{
    return hsy_str_starts(name, HSY_STR("http://")) ||
           hsy_str_starts(name, HSY_STR("https://"));
}

static void refuse(const struct walk *walk, hsy_status status, const char *path,
                   const char *why)
{
    hsy_error said;

    hsy_fail(&said, status, path, 0, 0, "%s", why);
    hsy_say(walk->log, HSY_REFUSED, &said);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void push(struct walk *walk, hsy_paths *to, const char *path)
{
    const char **slot = path ? hsy_vec_push(walk->arena, to) : NULL;

    if (slot)
        *slot = path;
    else
        walk->nomem = true;
}

/* "./a//b/" and "a/b" are one name. */
static const char *plain_path(hsy_arena *arena, const char *path)
{
    size_t len = strlen(path), to = 0;
    char *out = hsy_arena_copy(arena, path, len);

    if (!out)
        return NULL;
    for (size_t i = 0; i < len; i++) {
        bool starts_part = i == 0 || path[i - 1] == '/';
        if (path[i] == '/' && to && out[to - 1] == '/')
            continue;
        if (starts_part && path[i] == '.' && path[i + 1] == '/' && i + 2 < len) {
            i++;
            continue;
        }
        out[to++] = path[i];
    }
    while (to > 1 && out[to - 1] == '/')
        to--;
    out[to] = '\0';
    return out;
}

static bool first_time(struct walk *walk, hsy_map *map, hsy_str key)
{
    if (hsy_map_find(map, key) != HSY_NONE)
        return false;
    key = hsy_str_copy(walk->arena, key);
    if (!key.ptr || !hsy_map_set(map, key, 1))
        walk->nomem = true;
    return true;
}

static void take(struct walk *walk, const char *path)
{
    if (first_time(walk, &walk->files, hsy_str_of(path)))
        push(walk, walk->ret, path);
}

static void enter_folder(struct walk *walk, const char *path, const struct stat *info)
{
    const uint64_t place[2] = {(uint64_t)info->st_dev, (uint64_t)info->st_ino};
    hsy_paths found = {0};

    if (!first_time(walk, &walk->folders, (hsy_str){(const char *)place, sizeof place})) {
        refuse(walk, HSY_IO, path, "the folder was already read under another name");
        return;
    }
    DIR *dir = opendir(path);
    if (!dir) {
        refuse(walk, HSY_IO, path, strerror(errno));
        return;
    }
    for (struct dirent *entry; (entry = readdir(dir)) != NULL && !walk->nomem;)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            push(walk, &found, hsy_path_join(walk->arena, path, entry->d_name));
    closedir(dir);
    if (found.count)
        qsort(found.data, found.count, sizeof *found.data, by_name);
    for (uint32_t i = found.count; i > 0; i--)
        push(walk, &walk->stack, found.data[i - 1]);
}

static const char *kind_of(mode_t mode)
{
    if (S_ISFIFO(mode))
        return "a FIFO, not a file";
    if (S_ISSOCK(mode))
        return "a socket, not a file";
    return "a device, not a file";
}

static void visit(struct walk *walk, const char *path)
{
    struct stat info;

    if (strcmp(path, "-") == 0 || hsy_is_address(hsy_str_of(path)))
        take(walk, path);
    else if (stat(path, &info) != 0)
        refuse(walk, HSY_IO, path, errno == ELOOP ? "a loop of links" : strerror(errno));
    else if (S_ISDIR(info.st_mode))
        enter_folder(walk, path, &info);
    else if (S_ISREG(info.st_mode))
        take(walk, path);
    else
        refuse(walk, HSY_IO, path, kind_of(info.st_mode));
}

hsy_status hsy_walk(hsy_arena *arena, const char *const *args, uint32_t nargs, bool in_order,
                    const hsy_log *log, hsy_paths *ret, hsy_error *err)
{
    struct walk walk = {.arena = arena, .log = log, .ret = ret};
    hsy_paths starts = {0};

    hsy_map_init(&walk.files, arena);
    hsy_map_init(&walk.folders, arena);
    *ret = (hsy_paths){0};
    for (uint32_t i = 0; i < nargs; i++)
        push(&walk, &starts,
             hsy_is_address(hsy_str_of(args[i])) ? args[i] : plain_path(arena, args[i]));
    if (!in_order && starts.count)
        qsort(starts.data, starts.count, sizeof *starts.data, by_name);
    for (uint32_t i = 0; i < starts.count && !walk.nomem; i++) {
        push(&walk, &walk.stack, starts.data[i]);
        while (walk.stack.count && !walk.nomem)
            visit(&walk, walk.stack.data[--walk.stack.count]);
    }
    return walk.nomem ? hsy_fail(err, HSY_NOMEM, "", 0, 0, "out of memory") : HSY_OK;
}
