/* charref.c - see charref.h. The names are the 252 of HTML 4, and "apos"; what is not
 * known stays as it is written.
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
    {"AElig", 198}, {"Aacute", 193}, {"Acirc", 194}, {"Agrave", 192}, {"Alpha", 913},
    {"Aring", 197}, {"Atilde", 195}, {"Auml", 196}, {"Beta", 914}, {"Ccedil", 199},
    {"Chi", 935}, {"Dagger", 8225}, {"Delta", 916}, {"ETH", 208}, {"Eacute", 201},
    {"Ecirc", 202}, {"Egrave", 200}, {"Epsilon", 917}, {"Eta", 919}, {"Euml", 203},
    {"Gamma", 915}, {"Iacute", 205}, {"Icirc", 206}, {"Igrave", 204}, {"Iota", 921},
    {"Iuml", 207}, {"Kappa", 922}, {"Lambda", 923}, {"Mu", 924}, {"Ntilde", 209}, {"Nu", 925},
    {"OElig", 338}, {"Oacute", 211}, {"Ocirc", 212}, {"Ograve", 210}, {"Omega", 937},
    {"Omicron", 927}, {"Oslash", 216}, {"Otilde", 213}, {"Ouml", 214}, {"Phi", 934},
    {"Pi", 928}, {"Prime", 8243}, {"Psi", 936}, {"Rho", 929}, {"Scaron", 352}, {"Sigma", 931},
    {"THORN", 222}, {"Tau", 932}, {"Theta", 920}, {"Uacute", 218}, {"Ucirc", 219},
    {"Ugrave", 217}, {"Upsilon", 933}, {"Uuml", 220}, {"Xi", 926}, {"Yacute", 221},
    {"Yuml", 376}, {"Zeta", 918}, {"aacute", 225}, {"acirc", 226}, {"acute", 180},
    {"aelig", 230}, {"agrave", 224}, {"alefsym", 8501}, {"alpha", 945}, {"amp", 38},
    {"and", 8743}, {"ang", 8736}, {"apos", 39}, {"aring", 229}, {"asymp", 8776},
    {"atilde", 227}, {"auml", 228}, {"bdquo", 8222}, {"beta", 946}, {"brvbar", 166},
    {"bull", 8226}, {"cap", 8745}, {"ccedil", 231}, {"cedil", 184}, {"cent", 162},
    {"chi", 967}, {"circ", 710}, {"clubs", 9827}, {"cong", 8773}, {"copy", 169},
    {"crarr", 8629}, {"cup", 8746}, {"curren", 164}, {"dArr", 8659}, {"dagger", 8224},
    {"darr", 8595}, {"deg", 176}, {"delta", 948}, {"diams", 9830}, {"divide", 247},
    {"eacute", 233}, {"ecirc", 234}, {"egrave", 232}, {"empty", 8709}, {"emsp", 8195},
    {"ensp", 8194}, {"epsilon", 949}, {"equiv", 8801}, {"eta", 951}, {"eth", 240},
    {"euml", 235}, {"euro", 8364}, {"exist", 8707}, {"fnof", 402}, {"forall", 8704},
    {"frac12", 189}, {"frac14", 188}, {"frac34", 190}, {"frasl", 8260}, {"gamma", 947},
    {"ge", 8805}, {"gt", 62}, {"hArr", 8660}, {"harr", 8596}, {"hearts", 9829},
    {"hellip", 8230}, {"iacute", 237}, {"icirc", 238}, {"iexcl", 161}, {"igrave", 236},
    {"image", 8465}, {"infin", 8734}, {"int", 8747}, {"iota", 953}, {"iquest", 191},
    {"isin", 8712}, {"iuml", 239}, {"kappa", 954}, {"lArr", 8656}, {"lambda", 955},
    {"lang", 9001}, {"laquo", 171}, {"larr", 8592}, {"lceil", 8968}, {"ldquo", 8220},
    {"le", 8804}, {"lfloor", 8970}, {"lowast", 8727}, {"loz", 9674}, {"lrm", 8206},
    {"lsaquo", 8249}, {"lsquo", 8216}, {"lt", 60}, {"macr", 175}, {"mdash", 8212},
    {"micro", 181}, {"middot", 183}, {"minus", 8722}, {"mu", 956}, {"nabla", 8711},
    {"nbsp", 160}, {"ndash", 8211}, {"ne", 8800}, {"ni", 8715}, {"not", 172}, {"notin", 8713},
    {"nsub", 8836}, {"ntilde", 241}, {"nu", 957}, {"oacute", 243}, {"ocirc", 244},
    {"oelig", 339}, {"ograve", 242}, {"oline", 8254}, {"omega", 969}, {"omicron", 959},
    {"oplus", 8853}, {"or", 8744}, {"ordf", 170}, {"ordm", 186}, {"oslash", 248},
    {"otilde", 245}, {"otimes", 8855}, {"ouml", 246}, {"para", 182}, {"part", 8706},
    {"permil", 8240}, {"perp", 8869}, {"phi", 966}, {"pi", 960}, {"piv", 982}, {"plusmn", 177},
    {"pound", 163}, {"prime", 8242}, {"prod", 8719}, {"prop", 8733}, {"psi", 968},
    {"quot", 34}, {"rArr", 8658}, {"radic", 8730}, {"rang", 9002}, {"raquo", 187},
    {"rarr", 8594}, {"rceil", 8969}, {"rdquo", 8221}, {"real", 8476}, {"reg", 174},
    {"rfloor", 8971}, {"rho", 961}, {"rlm", 8207}, {"rsaquo", 8250}, {"rsquo", 8217},
    {"sbquo", 8218}, {"scaron", 353}, {"sdot", 8901}, {"sect", 167}, {"shy", 173},
    {"sigma", 963}, {"sigmaf", 962}, {"sim", 8764}, {"spades", 9824}, {"sub", 8834},
    {"sube", 8838}, {"sum", 8721}, {"sup", 8835}, {"sup1", 185}, {"sup2", 178}, {"sup3", 179},
    {"supe", 8839}, {"szlig", 223}, {"tau", 964}, {"there4", 8756}, {"theta", 952},
    {"thetasym", 977}, {"thinsp", 8201}, {"thorn", 254}, {"tilde", 732}, {"times", 215},
    {"trade", 8482}, {"uArr", 8657}, {"uacute", 250}, {"uarr", 8593}, {"ucirc", 251},
    {"ugrave", 249}, {"uml", 168}, {"upsih", 978}, {"upsilon", 965}, {"uuml", 252},
    {"weierp", 8472}, {"xi", 958}, {"yacute", 253}, {"yen", 165}, {"yuml", 255}, {"zeta", 950},
    {"zwj", 8205}, {"zwnj", 8204},
};
/* clang-format on */

/* What numbers 128 to 159 mean where windows-1252 was meant, as HTML has it. */
static const uint16_t c1[32] = {
    8364, 129,  8218, 402,  8222, 8230, 8224, 8225, 710, 8240, 352, 8249, 338, 141, 381, 143,
    144,  8216, 8217, 8220, 8221, 8226, 8211, 8212, 732, 8482, 353, 8250, 339, 157, 382, 376};

uint32_t hsy_charref_c1(uint32_t code)
{
    return code >= 128 && code < 160 ? c1[code - 128] : code;
}

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
    code = hsy_charref_c1(code);
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

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

static hsy_str folded(hsy_arena *arena, hsy_str s)
{
    char *out = hsy_arena_alloc(arena, s.len + 1);
    size_t to = 0;

    if (!out)
        return (hsy_str){NULL, 0};
    for (size_t i = 0; i < s.len; i++)
        if (!is_blank(s.ptr[i]))
            out[to++] = s.ptr[i];
        else if (to && out[to - 1] != ' ')
            out[to++] = ' ';
    while (to && out[to - 1] == ' ')
        to--;
    return (hsy_str){out, to};
}

/* Behind the end of an element whose text is none, if one begins with the tag at `at`;
 * else `next`. `*end_known` false: such an end has been looked for in vain before. */
static size_t skip_hidden(hsy_str s, size_t at, size_t next, bool *end_known)
{
    static const struct {
        const char *start, *end;
    } hidden[] = {{"<script", "</script"}, {"<style", "</style"}};

    for (size_t i = 0; *end_known && i < sizeof hidden / sizeof *hidden; i++) {
        if (!hsy_str_starts(hsy_str_sub(s, at, s.len), hsy_str_of(hidden[i].start)))
            continue;
        size_t end = hsy_str_find(s, hsy_str_of(hidden[i].end), next);
        if (end == SIZE_MAX) {
            *end_known = false;
            return next;
        }
        const char *close = memchr(s.ptr + end, '>', s.len - end);
        return close ? (size_t)(close - s.ptr) + 1 : s.len;
    }
    return next;
}

static void without_tags(hsy_buf *to, hsy_str s)
{
    size_t done = 0, end = end_of_tags(s);
    bool end_known = true;

    for (size_t at = 0; at < end;) {
        const char *open = memchr(s.ptr + at, '<', end - at);
        if (!open)
            break;
        at = (size_t)(open - s.ptr);
        size_t len = tag_at(s, at);
        if (!len) {
            at++;
            continue;
        }
        hsy_buf_add(to, hsy_str_sub(s, done, at));
        at = done = skip_hidden(s, at, at + len, &end_known);
    }
    hsy_buf_add(to, hsy_str_sub(s, done, s.len));
}

hsy_str hsy_plain_of_html(hsy_arena *arena, hsy_str s)
{
    hsy_buf bare, plain;

    if (s.len && !memchr(s.ptr, '<', s.len) && !memchr(s.ptr, '&', s.len))
        return folded(arena, s);
    hsy_buf_init(&bare, 0);
    hsy_buf_init(&plain, 0);
    without_tags(&bare, s);
    hsy_charref_decode(&plain, hsy_buf_str(&bare));
    hsy_str result =
        bare.failed || plain.failed ? (hsy_str){NULL, 0} : folded(arena, hsy_buf_str(&plain));
    hsy_buf_clear(&bare);
    hsy_buf_clear(&plain);
    return result;
}
