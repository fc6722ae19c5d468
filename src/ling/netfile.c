/*
 * netfile.c - see netfile.h.
 *
 * Nothing of the head or the table of sections is believed before it is checked: the
 * checksum is a guard against damage, not against malice.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/netfile.h"

#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC "HSYNET1" /* and its NUL */
#define VERSION 1u
#define HEAD 56u
#define ENTRY 64u
#define NAME 24u
#define ALIGNED 64u
#define MAX_SECTIONS 256u
#define MAX_FILE ((uint64_t)64 << 20)

static uint32_t u32_at(const char *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes;

    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static uint64_t u64_at(const char *bytes)
{
    return u32_at(bytes) | (uint64_t)u32_at(bytes + 4) << 32;
}

static hsy_status bad(const char *path, uint64_t at, const char *what, hsy_error *err)
{
    return hsy_fail(err, HSY_FORMAT, path, 0, at, "%s", what);
}

hsy_status hsy_net_file_fail(const hsy_net_file *file, const char *section, const char *what,
                             hsy_error *err)
{
    return hsy_fail(err, HSY_FORMAT, file->path, 0, 0, "section \"%s\" %s", section, what);
}

/* Half of the digest knows a file well enough, and it is what hash.h gives. */
static bool is_sum_right(hsy_str bytes)
{
    static const char digits[] = "0123456789abcdef";
    char sum[HSY_HASH_DIGITS + 1];

    hsy_hash_hex(hsy_str_sub(bytes, HEAD, bytes.len), sum);
    for (uint32_t i = 0; i < HSY_HASH_DIGITS / 2; i++) {
        unsigned char byte = (unsigned char)bytes.ptr[24 + i];
        if (sum[2 * i] != digits[byte >> 4] || sum[2 * i + 1] != digits[byte & 15])
            return false;
    }
    return true;
}

static hsy_status check_head(const char *path, hsy_str bytes, hsy_error *err)
{
    if (bytes.len < HEAD || memcmp(bytes.ptr, MAGIC, sizeof MAGIC) != 0)
        return bad(path, 0, "not a file of network weights", err);
    if (u32_at(bytes.ptr + 8) != VERSION)
        return hsy_fail(err, HSY_FORMAT, path, 0, 8, "weights of version %u where %u is read",
                        u32_at(bytes.ptr + 8), VERSION);
    if (u64_at(bytes.ptr + 16) != bytes.len)
        return hsy_fail(err, HSY_FORMAT, path, 0, 16, "%zu bytes where the head says %llu",
                        bytes.len, (unsigned long long)u64_at(bytes.ptr + 16));
    if (!is_sum_right(bytes))
        return bad(path, 24, "the checksum does not fit the weights", err);
    return HSY_OK;
}

static uint64_t size_of(const hsy_net_section *section)
{
    static const uint64_t sizes[] = {1, 2, 4, 1};
    uint64_t size = sizes[section->type];

    for (uint32_t d = 0; d < section->rank; d++)
        size = size > MAX_FILE || section->dims[d] > MAX_FILE ? UINT64_MAX
                                                               : size * section->dims[d];
    return size;
}

static hsy_status read_section(const char *path, hsy_str bytes, uint32_t i,
                               hsy_net_section *ret, hsy_error *err)
{
    uint64_t place = HEAD + (uint64_t)i * ENTRY, offset, size;
    const char *entry = bytes.ptr + place;
    hsy_net_section section = {.name = {entry, strnlen(entry, NAME)},
                               .type = u32_at(entry + NAME),
                               .rank = u32_at(entry + NAME + 4)};

    for (uint32_t d = 0; d < 4; d++)
        section.dims[d] = u32_at(entry + NAME + 8 + (size_t)d * 4);
    offset = u64_at(entry + NAME + 24);
    size = u64_at(entry + NAME + 32);
    if (section.type > HSY_NET_TEXT || section.rank == 0 || section.rank > 4)
        return bad(path, place, "a section of unknown type", err);
    if (offset > bytes.len || size > bytes.len - offset)
        return bad(path, place, "a section reaches past the end", err);
    if (offset % ALIGNED || offset < HEAD)
        return bad(path, place, "a section is not aligned", err);
    if (size != size_of(&section))
        return bad(path, place, "a section's size is not that of its numbers", err);
    section.bytes = hsy_str_sub(bytes, offset, offset + size);
    *ret = section;
    return HSY_OK;
}

hsy_status hsy_net_file_read(hsy_arena *arena, const char *path, hsy_str bytes,
                             hsy_net_file *ret, hsy_error *err)
{
    hsy_net_file file = {.path = path, .bytes = bytes};
    hsy_status status = check_head(path, bytes, err);

    if (status)
        return status;
    file.nsections = u32_at(bytes.ptr + 12);
    if (file.nsections > MAX_SECTIONS || HEAD + (size_t)file.nsections * ENTRY > bytes.len)
        return bad(path, 12, "the list of sections is too long", err);
    file.sections = hsy_new_array(arena, file.nsections, hsy_net_section);
    if (!file.sections)
        return hsy_fail(err, HSY_NOMEM, path, 0, 0, "out of memory");
    for (uint32_t i = 0; !status && i < file.nsections; i++)
        status = read_section(path, bytes, i, &file.sections[i], err);
    if (!status)
        *ret = file;
    return status;
}

static hsy_status map_open(const char *path, int fd, hsy_str *ret, hsy_error *err)
{
    struct stat info;

    if (fstat(fd, &info) != 0)
        return hsy_fail(err, HSY_IO, path, 0, 0, "could not read: %s", strerror(errno));
    if (!S_ISREG(info.st_mode))
        return hsy_fail(err, HSY_IO, path, 0, 0, "not a regular file");
    if (info.st_size < HEAD || (uint64_t)info.st_size > MAX_FILE)
        return hsy_fail(err, HSY_FORMAT, path, 0, 0, "not a file of network weights");
    void *bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes == MAP_FAILED)
        return hsy_fail(err, HSY_IO, path, 0, 0, "could not map: %s", strerror(errno));
    *ret = (hsy_str){bytes, (size_t)info.st_size};
    return HSY_OK;
}

hsy_status hsy_net_file_map(const char *path, hsy_str *ret, hsy_error *err)
{
    /* O_NONBLOCK: a FIFO put in the place of a file must not hang us. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0)
        return hsy_fail(err, HSY_MISSING, path, 0, 0, "could not open: %s", strerror(errno));
    hsy_status status = map_open(path, fd, ret, err);
    close(fd);
    return status;
}

void hsy_net_file_unmap(hsy_str bytes)
{
    if (bytes.ptr)
        munmap((void *)(uintptr_t)bytes.ptr, bytes.len);
}

hsy_status hsy_net_file_find(const hsy_net_file *file, const char *name,
                             enum hsy_net_type type, uint32_t rank, const uint32_t dims[4],
                             const hsy_net_section **ret, hsy_error *err)
{
    for (uint32_t i = 0; i < file->nsections; i++) {
        const hsy_net_section *section = &file->sections[i];
        if (!hsy_str_eq(section->name, hsy_str_of(name)))
            continue;
        if (section->type != type || section->rank != rank)
            return hsy_net_file_fail(file, name, "is of another type", err);
        for (uint32_t d = 0; d < rank; d++)
            if (dims[d] && section->dims[d] != dims[d])
                return hsy_net_file_fail(file, name, "is of another size", err);
        *ret = section;
        return HSY_OK;
    }
    return hsy_net_file_fail(file, name, "is missing", err);
}

int32_t *hsy_net_numbers(hsy_arena *arena, const hsy_net_section *section)
{
    size_t step = section->type == HSY_NET_I16 ? 2 : 4, count = section->bytes.len / step;
    int32_t *numbers = hsy_new_array(arena, count, int32_t);

    for (size_t i = 0; numbers && i < count; i++) {
        const char *bytes = section->bytes.ptr + i * step;
        numbers[i] = step == 4 ? (int32_t)u32_at(bytes)
                               : (int16_t)((unsigned char)bytes[0] |
                                           (unsigned char)bytes[1] << 8);
    }
    return numbers;
}
