/*
 * words.c - see words.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/words.h"

#include "base/utf8.h"

struct count {
    uint32_t upper, lower, digit, other, dots, chars;
    bool first_upper;
};

static void count_char(struct count *count, uint32_t code)
{
    bool upper = hsy_utf8_is_upper(code);

    if (count->chars++ == 0)
        count->first_upper = upper;
    if (upper)
        count->upper++;
    else if (hsy_utf8_is_letter(code))
        count->lower++;
    else if (hsy_utf8_is_digit(code))
        count->digit++;
    else if (code == '.' || code == ',')
        count->dots++;
    else
        count->other++;
}

/* The first HSY_WORD_MAX bytes, without a character that they cut in two. */
static hsy_str head_of(hsy_str form)
{
    size_t len = form.len < HSY_WORD_MAX ? form.len : HSY_WORD_MAX;

    while (len < form.len && len > 0 && ((unsigned char)form.ptr[len] & 0xC0) == 0x80)
        len--;
    return hsy_str_sub(form, 0, len);
}

enum hsy_look hsy_look_of(hsy_str form)
{
    hsy_str head = head_of(form);
    struct count c = {0};

    for (size_t at = 0; at < head.len;) {
        uint32_t len;
        count_char(&c, hsy_utf8_at(head, at, &len));
        at += len;
    }
    if (c.digit)
        return c.upper + c.lower + c.other ? HSY_LOOK_WITH_DIGIT : HSY_LOOK_NUMBER;
    if (c.upper + c.lower == 0)
        return HSY_LOOK_PUNCT;
    if (c.upper == 0)
        return HSY_LOOK_LOWER;
    if (c.lower == 0 && c.upper == 1)
        return HSY_LOOK_INITIAL;
    if (c.lower == 0)
        return c.dots ? HSY_LOOK_DOTTED : HSY_LOOK_CAPS;
    if (c.first_upper && (c.upper == 1 || c.other))
        return HSY_LOOK_CAPITAL;
    return HSY_LOOK_MIXED;
}

enum hsy_casing hsy_casing_of(const uint8_t *looks, size_t step, uint32_t count)
{
    uint32_t capital = 0, caps = 0, lower = 0;

    for (uint32_t i = 0; i < count; i++) {
        uint8_t look = looks[i * step];
        caps += look == HSY_LOOK_CAPS;
        lower += look == HSY_LOOK_LOWER;
        capital += i > 0 && (look == HSY_LOOK_CAPITAL || look == HSY_LOOK_MIXED);
    }
    if (caps >= 2 && caps > 4 * (lower + capital))
        return HSY_CASING_UPPER;
    if (capital >= 3 && capital + caps > 2 * lower)
        return HSY_CASING_TITLE;
    if (lower >= 5 && capital + caps == 0 && looks[0] == HSY_LOOK_LOWER)
        return HSY_CASING_LOWER;
    return HSY_CASING_USUAL;
}
