/* table.c - see table.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "table.h"

#include "file.h"
#include "utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MAX_TABLE ((size_t)64 << 20)
#define MAX_COLUMNS 32

struct reader {
    hsy_arena *arena;
    const char *path;
    uint32_t line;
    uint32_t nwanted, ncols;
    uint32_t place[MAX_COLUMNS]; /* of column i of the file in the row, or HSY_NONE */
    HSY_VEC(hsy_row) rows;
};

static hsy_status heading(struct reader *reader, hsy_str line, const char *const *columns,
                          hsy_error *err)
{
    bool seen[MAX_COLUMNS] = {false};

    for (hsy_str rest = line; rest.ptr;) {
        hsy_str name = hsy_str_cut(&rest, '\t');
        if (reader->ncols == MAX_COLUMNS)
            return hsy_fail(err, HSY_FORMAT, reader->path, reader->line, 0,
                            "more than %d columns", MAX_COLUMNS);
        uint32_t place = HSY_NONE;
        for (uint32_t i = 0; i < reader->nwanted; i++)
            if (hsy_str_eq(name, hsy_str_of(columns[i])))
                place = i;
        if (place != HSY_NONE)
            seen[place] = true;
        reader->place[reader->ncols++] = place;
    }
    for (uint32_t i = 0; i < reader->nwanted; i++)
        if (!seen[i])
            return hsy_fail(err, HSY_FORMAT, reader->path, reader->line, 0,
                            "the heading has no column \"%s\"", columns[i]);
    return HSY_OK;
}

static hsy_status body_line(struct reader *reader, hsy_str line, hsy_error *err)
{
    hsy_str *cells = hsy_new_array(reader->arena, reader->nwanted, hsy_str);
    hsy_row *row = hsy_vec_push(reader->arena, &reader->rows);
    uint32_t n = 0;

    if (!cells || !row)
        return hsy_fail(err, HSY_NOMEM, reader->path, reader->line, 0, "out of memory");
    for (hsy_str rest = line; rest.ptr; n++) {
        hsy_str cell = hsy_str_cut(&rest, '\t');
        if (n < reader->ncols && reader->place[n] != HSY_NONE)
            cells[reader->place[n]] = cell;
    }
    if (n != reader->ncols)
        return hsy_fail(err, HSY_FORMAT, reader->path, reader->line, 0,
                        "%u cells where the heading has %u", n, reader->ncols);
    *row = (hsy_row){cells, reader->line};
    return HSY_OK;
}

static hsy_status read_lines(struct reader *reader, hsy_str bytes, const char *const *columns,
                             hsy_error *err)
{
    for (hsy_str rest = bytes; rest.ptr;) {
        hsy_str line = hsy_str_cut(&rest, '\n');
        reader->line++;
        if (line.len && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        hsy_status status = reader->ncols ? body_line(reader, line, err)
                                          : heading(reader, line, columns, err);
        if (status)
            return status;
    }
    if (reader->ncols == 0)
        return hsy_fail(err, HSY_FORMAT, reader->path, reader->line, 0, "no heading");
    return HSY_OK;
}

hsy_status hsy_table_load(hsy_arena *arena, const char *home, const char *name,
                          const char *const *columns, hsy_table *ret, hsy_error *err)
{
    struct reader reader = {.arena = arena};
    hsy_str bytes;

    const char *data = hsy_path_join(arena, home, "data");
    char *path = data ? hsy_path_join(arena, data, name) : NULL;
    char *own_name = hsy_arena_copy(arena, name, strlen(name));
    if (!path || !own_name)
        return hsy_fail(err, HSY_NOMEM, name, 0, 0, "out of memory");
    reader.path = path;
    while (columns[reader.nwanted])
        reader.nwanted++;

    hsy_status status = hsy_file_read(arena, path, MAX_TABLE, &bytes, err);
    if (status)
        return status;
    size_t bad = hsy_utf8_check(bytes);
    if (bad != SIZE_MAX)
        return hsy_fail(err, HSY_FORMAT, path, 0, bad, "not UTF-8 at byte %zu", bad);
    status = read_lines(&reader, bytes, columns, err);
    if (status)
        return status;

    hsy_str *names = hsy_new_array(arena, reader.nwanted, hsy_str);
    if (!names)
        return hsy_fail(err, HSY_NOMEM, path, 0, 0, "out of memory");
    for (uint32_t i = 0; i < reader.nwanted; i++)
        names[i] = hsy_str_of(columns[i]);
    *ret = (hsy_table){path, own_name, reader.nwanted, reader.rows.count, names,
                       reader.rows.data};
    return HSY_OK;
}

hsy_status hsy_table_fail(const hsy_table *table, const hsy_row *row, hsy_error *err,
                          const char *format, ...)
{
    char message[200];
    va_list args;

    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    return hsy_fail(err, HSY_FORMAT, table->path, row->line, 0, "%s", message);
}

bool hsy_cell_int(hsy_str cell, int64_t *ret)
{
    int64_t value = 0;
    size_t i = cell.len && cell.ptr[0] == '-';

    if (i == cell.len || cell.len - i > 18)
        return false;
    for (; i < cell.len; i++) {
        if (cell.ptr[i] < '0' || cell.ptr[i] > '9')
            return false;
        value = 10 * value + (cell.ptr[i] - '0');
    }
    *ret = cell.ptr[0] == '-' ? -value : value;
    return true;
}

int hsy_cell_enum(hsy_str cell, const char *const *names)
{
    for (int i = 0; names[i]; i++)
        if (hsy_str_eq(cell, hsy_str_of(names[i])))
            return i;
    return -1;
}
