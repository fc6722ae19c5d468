/* http.c - see http.h: headers. The body is http_body.c's.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/http.h"

#include <string.h>

size_t hsy_head_len(hsy_str s)
{
    size_t at = 0;

    while (at < s.len) {
        const char *end = memchr(s.ptr + at, '\n', s.len - at);
        if (!end)
            return SIZE_MAX;
        size_t next = (size_t)(end - s.ptr) + 1;
        /* Line ends were made CR CR LF where an archive was copied as text. */
        size_t i = at;
        while (s.ptr[i] == '\r')
            i++;
        if (i == next - 1)
            return next;
        at = next;
    }
    return SIZE_MAX;
}

bool hsy_head_next(hsy_str *rest, hsy_str *ret_name, hsy_str *ret_value)
{
    while (rest->ptr && rest->len) {
        hsy_str line = hsy_str_cut(rest, '\n');
        while (rest->ptr && rest->len && (rest->ptr[0] == ' ' || rest->ptr[0] == '\t')) {
            hsy_str more = hsy_str_cut(rest, '\n');
            line.len = (size_t)(more.ptr + more.len - line.ptr);
        }
        const char *colon = line.len ? memchr(line.ptr, ':', line.len) : NULL;
        if (!colon)
            continue;
        size_t at = (size_t)(colon - line.ptr);
        *ret_name = hsy_str_trim(hsy_str_sub(line, 0, at));
        *ret_value = hsy_str_trim(hsy_str_sub(line, at + 1, line.len));
        return true;
    }
    return false;
}

bool hsy_same_word(hsy_str a, const char *lower)
{
    size_t len = strlen(lower);

    if (a.len != len)
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = a.ptr[i] >= 'A' && a.ptr[i] <= 'Z' ? (char)(a.ptr[i] + 32) : a.ptr[i];
        if (c != lower[i])
            return false;
    }
    return true;
}

void hsy_media_split(hsy_str value, hsy_str *ret_type, hsy_str *ret_charset)
{
    hsy_str rest = value;

    *ret_type = hsy_str_trim(hsy_str_cut(&rest, ';'));
    *ret_charset = (hsy_str){NULL, 0};
    while (rest.ptr) {
        hsy_str part = hsy_str_cut(&rest, ';');
        hsy_str key = hsy_str_trim(hsy_str_cut(&part, '='));
        if (!part.ptr || !hsy_same_word(key, "charset"))
            continue;
        part = hsy_str_trim(part);
        while (part.len && (part.ptr[0] == '"' || part.ptr[0] == '\''))
            part = hsy_str_sub(part, 1, part.len);
        while (part.len && strchr("\"'", part.ptr[part.len - 1]))
            part.len--;
        if (part.len)
            *ret_charset = part;
        return;
    }
}

bool hsy_media_is_page(hsy_str type)
{
    return hsy_same_word(type, "text/html") || hsy_same_word(type, "application/xhtml+xml") ||
           hsy_same_word(type, "text/plain");
}

/* --- the head -------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
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

static bool has_word(hsy_str list, const char *lower)
{
    while (list.ptr)
        if (hsy_same_word(hsy_str_trim(hsy_str_cut(&list, ',')), lower))
            return true;
    return false;
}

bool hsy_http_head(hsy_str block, hsy_http *ret)
{
    hsy_str rest, name, value;

    *ret = (hsy_http){0};
    if (!hsy_str_starts(block, HSY_STR("HTTP/")))
        return false;
    ret->head = hsy_head_len(hsy_str_sub(block, 0, HSY_MAX_HEAD));
    if (ret->head == SIZE_MAX)
        return false;
    rest = hsy_str_sub(block, 0, ret->head);
    hsy_str line = hsy_str_cut(&rest, '\n');
    hsy_str_cut(&line, ' ');
    line = hsy_str_trim(line);
    if (line.len < 3 || !is_digit(line.ptr[0]) || !is_digit(line.ptr[1]) ||
        !is_digit(line.ptr[2]))
        return false;
    ret->status = (line.ptr[0] - '0') * 100 + (line.ptr[1] - '0') * 10 + line.ptr[2] - '0';
    while (hsy_head_next(&rest, &name, &value)) {
        if (hsy_same_word(name, "content-type"))
            hsy_media_split(value, &ret->type, &ret->charset);
        else if (hsy_same_word(name, "content-encoding"))
            ret->encoding = value;
        else if (hsy_same_word(name, "transfer-encoding"))
            ret->chunked = has_word(value, "chunked");
        else if (hsy_same_word(name, "content-length"))
            ret->has_length = read_number(value, &ret->length);
    }
    return true;
}
