/* charset.c - see charset.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/charset.h"

#include "base/utf8.h"
#include "input/recode.h"

#include <string.h>

#define FEW 8 /* pairs of another charset that can look like UTF-8 by accident */

struct decoding {
    hsy_arena *arena;
    const hsy_table *labels;
    const hsy_source *source;
    hsy_decoded *ret;
};

static bool same_label(hsy_str a, hsy_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        char c = a.ptr[i] >= 'A' && a.ptr[i] <= 'Z' ? (char)(a.ptr[i] + 32) : a.ptr[i];
        if (c != b.ptr[i])
            return false;
    }
    return true;
}

/* The name that iconv knows for a label of the web; empty when there is none. */
static hsy_str name_of(const hsy_table *labels, hsy_str label)
{
    label = hsy_str_trim(label);
    for (uint32_t i = 0; i < labels->nrows; i++)
        if (same_label(label, labels->rows[i].cells[0]))
            return labels->rows[i].cells[1];
    return (hsy_str){"", 0};
}

static hsy_status out_of_memory(hsy_error *err)
{
    return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

static hsy_status finish(hsy_decoding *d, hsy_error *err)
{
    if (d->full)
        return hsy_fail(err, HSY_LIMIT, NULL, 0, 0, "as UTF-8 it is longer than %zu bytes",
                        HSY_DECODED_MOST);
    hsy_decoding_end(d);
    return HSY_OK;
}

/* Length of the ill-formed sequence at `at`: the bytes that could have begun a
 * character, as the Encoding standard counts them. */
static uint32_t ill_formed(hsy_str bytes, size_t at)
{
    const unsigned char *p = (const unsigned char *)bytes.ptr + at;
    unsigned low = 0x80, high = 0xBF;
    uint32_t len = 1, whole = *p < 0xC2 || *p > 0xF4 ? 1 : *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : 4;

    if (*p == 0xE0 || *p == 0xF0)
        low = *p == 0xE0 ? 0xA0 : 0x90;
    if (*p == 0xED || *p == 0xF4)
        high = *p == 0xED ? 0x9F : 0x8F;
    for (; len < whole && at + len < bytes.len; len++) {
        if (p[len] < low || p[len] > high)
            break;
        low = 0x80, high = 0xBF;
    }
    return len;
}

/* Sound UTF-8, and so the bytes themselves. */
static hsy_status as_it_is(const struct decoding *d)
{
    d->ret->charset = HSY_STR("UTF-8");
    d->ret->text = d->source->bytes;
    d->ret->same = true;
    return HSY_OK;
}

/* UTF-8 from byte `skip` on; ill-formed bytes become U+FFFD. */
static hsy_status as_utf8(const struct decoding *d, uint32_t skip, hsy_error *err)
{
    hsy_str bytes = d->source->bytes;
    hsy_decoding to;
    size_t bad = hsy_utf8_check(hsy_str_sub(bytes, skip, bytes.len));

    d->ret->charset = HSY_STR("UTF-8");
    if (bad == SIZE_MAX && skip == 0)
        return as_it_is(d);
    if (!hsy_decoding_begin(&to, d->arena, bytes, skip, d->ret))
        return out_of_memory(err);
    while (to.at < bytes.len && !to.full) {
        hsy_str rest = hsy_str_sub(bytes, to.at, bytes.len);
        bad = hsy_utf8_check(rest);
        hsy_decoding_copy(&to, bad == SIZE_MAX ? rest.len : bad);
        if (bad != SIZE_MAX && !to.full)
            hsy_decoding_mend(&to, ill_formed(bytes, to.at));
    }
    return finish(&to, err);
}

static hsy_status as_charset(const struct decoding *d, hsy_str name, uint32_t skip,
                             hsy_error *err)
{
    hsy_decoding to;
    char c_name[40];

    if (name.len == 0 || name.len >= sizeof c_name || hsy_str_eq(name, HSY_STR("UTF-8")))
        return as_utf8(d, skip, err);
    memcpy(c_name, name.ptr, name.len);
    c_name[name.len] = '\0';
    if (!hsy_decoding_begin(&to, d->arena, d->source->bytes, skip, d->ret))
        return out_of_memory(err);
    if (!hsy_charset_convert(&to, d->arena, c_name))
        return as_utf8(d, skip, err);
    d->ret->charset = name;
    return finish(&to, err);
}

/* Characters beyond ASCII: how many are well-formed, how many bytes are not? Gives
 * whether all is well for sure. */
static bool count_utf8(hsy_str bytes, size_t *ret_good, size_t *ret_bad)
{
    bool sound = true;

    *ret_good = *ret_bad = 0;
    for (size_t at = 0; (at = hsy_utf8_ascii_end(bytes, at)) < bytes.len;) {
        uint32_t len;
        sound &= hsy_utf8_at(bytes, at, &len) != 0xFFFD;
        if (len > 1)
            ++*ret_good;
        else
            ++*ret_bad;
        at += len;
    }
    return sound;
}

/* Do characters of the charset have two bytes or more, of which some look like UTF-8? */
static bool has_pairs(hsy_str name)
{
    static const char *const names[] = {"GB18030", "BIG5-HKSCS", "EUC-JP", "CP932", "CP949"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (hsy_str_eq(name, hsy_str_of(names[i])))
            return true;
    return false;
}

/* Is the page UTF-8, though its label says `name`? A few broken characters in much
 * UTF-8 are damage, not another charset; a few good ones in a charset of pairs are
 * an accident. */
static bool is_utf8(hsy_str name, size_t good, size_t bad)
{
    if (hsy_str_starts(name, HSY_STR("ISO-2022")))
        return good > 0 && bad == 0;
    if (bad == 0)
        return !has_pairs(name) || good == 0 || good >= FEW;
    return good / 4 > bad;
}

/* What the bytes look like, by their frequencies. */
static hsy_str guessed(const hsy_table *labels, hsy_str bytes)
{
    char name[40];

    hsy_recode_guess(bytes, name);
    return name_of(labels, hsy_str_of(name));
}

static bool is_wide(hsy_str name)
{
    return hsy_str_starts(name, HSY_STR("UTF-16"));
}

/* UTF-16 without its mark: text in any language has blanks and line breaks, and pages
 * have tags, so that every other byte is often 0. Empty when it is not. */
static hsy_str wide_by_look(hsy_str bytes)
{
    hsy_str head = hsy_str_sub(bytes, 0, 4096);
    size_t nuls[2] = {0, 0}, half = head.len / 2;

    for (size_t i = 0; i < head.len; i++)
        nuls[i & 1] += head.ptr[i] == '\0';
    if (half >= 8 && nuls[1] * 10 > half * 3 && nuls[0] * 20 < half)
        return HSY_STR("UTF-16LE");
    if (half >= 8 && nuls[0] * 10 > half * 3 && nuls[1] * 20 < half)
        return HSY_STR("UTF-16BE");
    return (hsy_str){"", 0};
}

hsy_status hsy_charset_decode(hsy_arena *arena, const hsy_table *labels,
                              const hsy_source *source, hsy_decoded *ret, hsy_error *err)
{
    struct decoding d = {arena, labels, source, ret};
    hsy_str bytes = source->bytes, name;
    size_t good, bad;

    *ret = (hsy_decoded){0};
    if (hsy_str_starts(bytes, HSY_STR("\xef\xbb\xbf")))
        return as_utf8(&d, 3, err);
    if (hsy_str_starts(bytes, HSY_STR("\xff\xfe")))
        return as_charset(&d, HSY_STR("UTF-16LE"), 2, err);
    if (hsy_str_starts(bytes, HSY_STR("\xfe\xff")))
        return as_charset(&d, HSY_STR("UTF-16BE"), 2, err);

    name = name_of(labels, source->charset);
    if (name.len == 0 && source->media == HSY_MEDIA_HTML)
        name = name_of(labels, hsy_charset_said_within(bytes));
    hsy_str wide = wide_by_look(bytes);
    if (wide.len)
        return as_charset(&d, wide, 0, err);
    bool sound = count_utf8(bytes, &good, &bad);
    if (is_utf8(name, good, bad))
        return sound ? as_it_is(&d) : as_utf8(&d, 0, err);
    if (name.len == 0 || hsy_str_eq(name, HSY_STR("UTF-8")) || is_wide(name))
        name = guessed(labels, bytes);
    return as_charset(&d, is_wide(name) ? HSY_STR("UTF-8") : name, 0, err);
}
