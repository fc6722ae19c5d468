/* charref.c - see charref.h. The names are those of XHTML 1.0 that stand for
 * characters of Latin text; what is not known stays as it is written.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/charref.h"

#include <stdlib.h>
#include <string.h>

struct ref {
    const char *name;
    uint16_t code;
};

/* clang-format off */
static const struct ref refs[] = { /* in order of names */
    {"AElig", 198}, {"Aacute", 193}, {"Acirc", 194}, {"Agrave", 192}, {"Aring", 197},
    {"Atilde", 195}, {"Auml", 196}, {"Ccedil", 199}, {"ETH", 208}, {"Eacute", 201},
    {"Ecirc", 202}, {"Egrave", 200}, {"Euml", 203}, {"Iacute", 205}, {"Icirc", 206},
    {"Igrave", 204}, {"Iuml", 207}, {"Ntilde", 209}, {"OElig", 338}, {"Oacute", 211},
    {"Ocirc", 212}, {"Ograve", 210}, {"Oslash", 216}, {"Otilde", 213}, {"Ouml", 214},
    {"Scaron", 352}, {"THORN", 222}, {"Uacute", 218}, {"Ucirc", 219}, {"Ugrave", 217},
    {"Uuml", 220}, {"Yacute", 221}, {"Yuml", 376}, {"aacute", 225}, {"acirc", 226},
    {"acute", 180}, {"aelig", 230}, {"agrave", 224}, {"amp", 38}, {"apos", 39},
    {"aring", 229}, {"atilde", 227}, {"auml", 228}, {"bdquo", 8222}, {"brvbar", 166},
    {"bull", 8226}, {"ccedil", 231}, {"cedil", 184}, {"cent", 162}, {"circ", 710},
    {"copy", 169}, {"curren", 164}, {"dagger", 8224}, {"deg", 176}, {"divide", 247},
    {"eacute", 233}, {"ecirc", 234}, {"egrave", 232}, {"emsp", 8195}, {"ensp", 8194},
    {"eth", 240}, {"euml", 235}, {"euro", 8364}, {"frac12", 189}, {"frac14", 188},
    {"frac34", 190}, {"gt", 62}, {"hellip", 8230}, {"iacute", 237}, {"icirc", 238},
    {"iexcl", 161}, {"igrave", 236}, {"iquest", 191}, {"iuml", 239}, {"laquo", 171},
    {"ldquo", 8220}, {"lrm", 8206}, {"lsaquo", 8249}, {"lsquo", 8216}, {"lt", 60},
    {"macr", 175}, {"mdash", 8212}, {"micro", 181}, {"middot", 183}, {"minus", 8722},
    {"nbsp", 160}, {"ndash", 8211}, {"not", 172}, {"ntilde", 241}, {"oacute", 243},
    {"ocirc", 244}, {"oelig", 339}, {"ograve", 242}, {"ordf", 170}, {"ordm", 186},
    {"oslash", 248}, {"otilde", 245}, {"ouml", 246}, {"para", 182}, {"permil", 8240},
    {"plusmn", 177}, {"pound", 163}, {"quot", 34}, {"raquo", 187}, {"rdquo", 8221},
    {"reg", 174}, {"rlm", 8207}, {"rsaquo", 8250}, {"rsquo", 8217}, {"sbquo", 8218},
    {"scaron", 353}, {"sect", 167}, {"shy", 173}, {"sup1", 185}, {"sup2", 178},
    {"sup3", 179}, {"szlig", 223}, {"thinsp", 8201}, {"thorn", 254}, {"tilde", 732},
    {"times", 215}, {"trade", 8482}, {"uacute", 250}, {"ucirc", 251}, {"ugrave", 249},
    {"uml", 168}, {"uuml", 252}, {"yacute", 253}, {"yen", 165}, {"yuml", 255},
    {"zwj", 8205}, {"zwnj", 8204},
};
/* clang-format on */

/* What numbers 128 to 159 mean where windows-1252 was meant, as HTML has it. */
static const uint16_t c1[32] = {
    8364, 129,  8218, 402,  8222, 8230, 8224, 8225, 710, 8240, 352, 8249, 338, 141, 381, 143,
    144,  8216, 8217, 8220, 8221, 8226, 8211, 8212, 732, 8482, 353, 8250, 339, 157, 382, 376};

static int by_name(const void *key, const void *member)
{
    return strcmp(key, ((const struct ref *)member)->name);
}

uint32_t hsy_charref_code(hsy_str name)
{
    char key[16];

    if (name.len == 0 || name.len >= sizeof key)
        return 0;
    memcpy(key, name.ptr, name.len);
    key[name.len] = '\0';
    const struct ref *ref =
        bsearch(key, refs, sizeof refs / sizeof *refs, sizeof *refs, by_name);
    return ref ? ref->code : 0;
}

static int digit_of(char c, uint32_t radix)
{
    int value = c >= '0' && c <= '9'                 ? c - '0'
                : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                     : 99;
    return value < (int)radix ? value : -1;
}

static size_t numeric_at(hsy_str s, size_t at, uint32_t *ret_code)
{
    size_t i = at + 2;
    uint32_t code = 0, radix = 10;

    if (i < s.len && (s.ptr[i] | 32) == 'x') {
        radix = 16;
        i++;
    }
    size_t from = i;
    while (i < s.len && i < from + 10 && digit_of(s.ptr[i], radix) >= 0) {
        code = code < 0x110000 ? code * radix + (uint32_t)digit_of(s.ptr[i], radix) : code;
        i++;
    }
    if (i == from || i == s.len || s.ptr[i] != ';')
        return 0;
    if (code >= 128 && code < 160)
        code = c1[code - 128];
    if (code == 0 || code >= 0x110000 || (code >= 0xd800 && code < 0xe000))
        code = 0xfffd;
    *ret_code = code;
    return i + 1 - at;
}

size_t hsy_charref_at(hsy_str s, size_t at, uint32_t *ret_code)
{
    size_t i = at + 1;

    if (i < s.len && s.ptr[i] == '#')
        return numeric_at(s, at, ret_code);
    while (i < s.len && i < at + 12 && s.ptr[i] != ';')
        i++;
    if (i == s.len || s.ptr[i] != ';')
        return 0;
    *ret_code = hsy_charref_code(hsy_str_sub(s, at + 1, i));
    return *ret_code ? i + 1 - at : 0;
}

void hsy_charref_decode(hsy_buf *to, hsy_str s)
{
    uint32_t code;
    size_t done = 0;

    for (size_t at = 0; at < s.len;) {
        const char *amp = memchr(s.ptr + at, '&', s.len - at);
        if (!amp)
            break;
        at = (size_t)(amp - s.ptr);
        size_t len = hsy_charref_at(s, at, &code);
        if (len) {
            hsy_buf_add(to, hsy_str_sub(s, done, at));
            hsy_buf_put_utf8(to, code);
            done = at + len;
        }
        at += len ? len : 1;
    }
    hsy_buf_add(to, hsy_str_sub(s, done, s.len));
}

/* --- markup ---------------------------------------------------------------- */

/* The length of the tag or comment at `at`, where a '<' stands, or 0. */
static size_t tag_at(hsy_str s, size_t at)
{
    size_t name = at + 1 + (at + 1 < s.len && s.ptr[at + 1] == '/');

    if (name >= s.len ||
        (s.ptr[name] != '!' && !((s.ptr[name] | 32) >= 'a' && (s.ptr[name] | 32) <= 'z')))
        return 0;
    const char *end = memchr(s.ptr + name, '>', s.len - name);
    return end ? (size_t)(end - s.ptr) + 1 - at : 0;
}

/* Up to and with the last '>': behind it no tag can be. Keeps the searches linear. */
static size_t end_of_tags(hsy_str s)
{
    while (s.len && s.ptr[s.len - 1] != '>')
        s.len--;
    return s.len;
}

bool hsy_has_tags(hsy_str s)
{
    size_t end = end_of_tags(s);

    for (size_t at = 0; at < end; at++) {
        const char *open = memchr(s.ptr + at, '<', end - at);
        if (!open)
            return false;
        at = (size_t)(open - s.ptr);
        if (tag_at(s, at))
            return true;
    }
    return false;
}

static hsy_str folded(hsy_arena *arena, hsy_str s)
{
    char *out = hsy_arena_alloc(arena, s.len + 1);
    size_t to = 0;

    if (!out)
        return (hsy_str){NULL, 0};
    for (size_t i = 0; i < s.len; i++) {
        bool blank = strchr(" \t\r\n\f", s.ptr[i]) && s.ptr[i];
        if (!blank)
            out[to++] = s.ptr[i];
        else if (to && out[to - 1] != ' ')
            out[to++] = ' ';
    }
    while (to && out[to - 1] == ' ')
        to--;
    return (hsy_str){out, to};
}

hsy_str hsy_plain_of_html(hsy_arena *arena, hsy_str s)
{
    hsy_buf bare, plain;
    size_t done = 0, end = end_of_tags(s);

    hsy_buf_init(&bare, 0);
    hsy_buf_init(&plain, 0);
    for (size_t at = 0; at < end; at++) {
        size_t len = s.ptr[at] == '<' ? tag_at(s, at) : 0;
        if (len) {
            hsy_buf_add(&bare, hsy_str_sub(s, done, at));
            done = at + len;
            at += len - 1;
        }
    }
    hsy_buf_add(&bare, hsy_str_sub(s, done, s.len));
    hsy_charref_decode(&plain, hsy_buf_str(&bare));
    hsy_str result = plain.failed ? (hsy_str){NULL, 0} : folded(arena, hsy_buf_str(&plain));
    hsy_buf_clear(&bare);
    hsy_buf_clear(&plain);
    return result;
}
