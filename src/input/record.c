/* record.c - see record.h.
 *
 * The line of an ARC record is read from its end, since addresses in it may hold
 * blanks.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/record.h"

#include <string.h>

#include "input/http.h"

bool hsy_form_of(hsy_str head, hsy_form *ret)
{
    if (hsy_str_starts(head, HSY_STR("WARC/")))
        *ret = HSY_FORM_WARC;
    else if (hsy_str_starts(head, HSY_STR("filedesc:")))
        *ret = HSY_FORM_ARC;
    else
        return false;
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool read_number(hsy_str s, uint64_t *ret)
{
    *ret = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (!is_digit(s.ptr[i]) || i > 17)
            return false;
        *ret = *ret * 10 + (uint64_t)(s.ptr[i] - '0');
    }
    return s.len > 0;
}

/* --- ARC ------------------------------------------------------------------- */

/* Cut the last field off a line. */
static hsy_str last_field(hsy_str *line)
{
    hsy_str s = *line;
    size_t at;

    while (s.len && s.ptr[s.len - 1] == ' ')
        s.len--;
    for (at = s.len; at && s.ptr[at - 1] != ' ';)
        at--;
    *line = hsy_str_sub(s, 0, at);
    return hsy_str_sub(s, at, s.len);
}

static bool has_scheme(hsy_str s)
{
    size_t i = 0;

    while (i < s.len && i < 16 && (is_letter(s.ptr[i]) || (i && is_digit(s.ptr[i]))))
        i++;
    return i > 1 && i < s.len && s.ptr[i] == ':';
}

static bool read_arc(hsy_form form, hsy_str line, hsy_record *ret)
{
    uint64_t date;

    *ret = (hsy_record){.type = HSY_STR(""), .head = line.len};
    line = hsy_str_trim(line);
    /* The version block is of 5 fields in every version. */
    if (hsy_str_starts(line, HSY_STR("filedesc:")))
        form = HSY_FORM_ARC;
    if (!has_scheme(line) || !read_number(last_field(&line), &ret->len))
        return false;
    for (int i = 0; form == HSY_FORM_ARC_LONG && i < 5; i++)
        last_field(&line);
    ret->media = last_field(&line);
    if (!read_number(last_field(&line), &date) || !last_field(&line).len)
        return false;
    ret->url = hsy_str_trim(line);
    return ret->url.len > 0;
}

/* --- WARC ------------------------------------------------------------------ */

static bool begins_warc(hsy_str s)
{
    if (s.len < 12 || memcmp(s.ptr, "WARC/", 5) != 0 || !is_digit(s.ptr[5]))
        return false;
    const char *end = memchr(s.ptr, '\n', s.len < 16 ? s.len : 16);
    if (!end)
        return false;
    size_t at = (size_t)(end - s.ptr) + 1, from = at;
    while (at < s.len && (is_letter(s.ptr[at]) || s.ptr[at] == '-'))
        at++;
    return at == s.len || (at > from && s.ptr[at] == ':');
}

static void read_field(hsy_str name, hsy_str value, hsy_record *ret, bool *bad)
{
    static const char *const names[] = {"warc-type",           "warc-target-uri",
                                        "content-type",        "content-length",
                                        "warc-segment-number", "warc-truncated"};
    int which = 0;

    while (which < 6 && !hsy_same_word(name, names[which]))
        which++;
    switch (which) {
    case 0: ret->type = value; break;
    case 1:
        if (value.len > 2 && value.ptr[0] == '<' && value.ptr[value.len - 1] == '>')
            value = hsy_str_sub(value, 1, value.len - 1);
        ret->url = value.len ? value : (hsy_str){NULL, 0};
        break;
    case 2: ret->media = value; break;
    case 3: *bad = !read_number(value, &ret->len); break;
    case 4: ret->segment = true; break;
    case 5: ret->truncated = true; break;
    default: break;
    }
}

static bool read_warc(hsy_str head, hsy_record *ret, const char **ret_why)
{
    bool bad = true; /* until a good Content-Length was seen */
    hsy_str rest = head, name, value;

    *ret = (hsy_record){.head = head.len};
    hsy_str_cut(&rest, '\n');
    while (hsy_head_next(&rest, &name, &value))
        read_field(name, value, ret, &bad);
    *ret_why = bad              ? "the head of the record has no usable Content-Length"
               : !ret->type.len ? "the head of the record has no WARC-Type"
                                : NULL;
    return *ret_why == NULL;
}

/* --- both ------------------------------------------------------------------ */

bool hsy_record_begins(hsy_form form, hsy_str s)
{
    hsy_record ignored;

    if (form == HSY_FORM_WARC)
        return begins_warc(s);
    if (!has_scheme(s))
        return false;
    const char *end = memchr(s.ptr, '\n', s.len < 4096 ? s.len : 4096);
    return end && read_arc(form, hsy_str_sub(s, 0, (size_t)(end - s.ptr) + 1), &ignored);
}

size_t hsy_record_find(hsy_form form, hsy_str s, size_t from)
{
    for (size_t at = from; at < s.len; at++) {
        const char *end = memchr(s.ptr + at - 1, '\n', s.len - at);
        if (!end)
            break;
        at = (size_t)(end - s.ptr) + 1;
        if (hsy_record_begins(form, hsy_str_sub(s, at, s.len)))
            return at;
    }
    return SIZE_MAX;
}

size_t hsy_record_head_len(hsy_form form, hsy_str s)
{
    if (form == HSY_FORM_WARC)
        return hsy_head_len(s);
    const char *end = s.len ? memchr(s.ptr, '\n', s.len) : NULL;
    return end ? (size_t)(end - s.ptr) + 1 : SIZE_MAX;
}

bool hsy_record_read(hsy_form form, hsy_str head, hsy_record *ret, const char **ret_why)
{
    if (form == HSY_FORM_WARC)
        return read_warc(head, ret, ret_why);
    *ret_why = "the line before the document cannot be read";
    return read_arc(form, head, ret);
}
