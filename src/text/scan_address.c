/*
 * scan_address.c - addresses of the web and of mail: one token each.
 *
 * An address ends at white space or a quote; stops and brackets at its end belong to
 * the sentence around it, but for a bracket that the address itself has opened. Mail
 * is looked for at each word; how far the last look went is kept in no_mail, so that
 * no byte is looked at twice.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "text/cursor.h"

static bool ends_address(uint32_t code, enum glyph class)
{
    return class == SPACE || class == QUOTE || code == '<' || code == '>' || code == '`' ||
           (code >= 0x80 && (class == OPEN || class == CLOSE || class == APOSTROPHE));
}

/* Stops and brackets at the end of an address belong to the sentence around it. */
static size_t trim_address(const struct scan *scan, size_t end, bool bracket)
{
    while (end > scan->at) {
        char last = scan->text.ptr[end - 1];
        if (!strchr(".,;:!?'*]-", last) && !(last == ')' && !bracket))
            break;
        end--;
    }
    return end;
}

size_t hsy_scan_address_end(const struct scan *scan, size_t at)
{
    bool bracket = false;
    uint32_t code, len;

    for (; at < scan->text.len; at += len) {
        if (ends_address(code, look(scan, at, &code, &len)))
            break;
        bracket = bracket || code == '(';
    }
    return trim_address(scan, at, bracket);
}

#define MAX_SCHEME 12

bool hsy_scan_web(struct scan *scan)
{
    size_t at = scan->at, limit = at + MAX_SCHEME;
    hsy_str rest = hsy_str_sub(scan->text, at, scan->text.len);

    if (!hsy_str_starts(rest, HSY_STR("www."))) {
        while (at < limit && class_at(scan, at) == LETTER && !(scan->text.ptr[at] & 0x80))
            at++;
        if (!(is_byte(scan, at, ':') && is_byte(scan, at + 1, '/') &&
              is_byte(scan, at + 2, '/')))
            return false;
    }
    size_t end = hsy_scan_address_end(scan, at + 3);
    if (end <= at + 3)
        return false;
    emit_word(scan, end);
    return true;
}

static bool is_mail_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '.' || c == '-' || c == '_' || c == '+';
}

static size_t skip_mail_bytes(const struct scan *scan, size_t at)
{
    while (at < scan->text.len && is_mail_byte(scan->text.ptr[at]))
        at++;
    return at;
}

bool hsy_scan_mail(struct scan *scan)
{
    if (scan->at < scan->no_mail)
        return false;
    size_t at = skip_mail_bytes(scan, scan->at);
    if (at == scan->at || !is_byte(scan, at, '@') || !is_word_at(scan, at + 1)) {
        scan->no_mail = at;
        return false;
    }
    emit_word(scan, trim_address(scan, skip_mail_bytes(scan, at + 1), false));
    return true;
}
