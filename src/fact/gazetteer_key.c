/*
 * gazetteer_key.c - a name as the gazetteer writes it: a-z, 0-9 and single blanks.
 *
 * Case and marks go ("São" is "sao"), apostrophes and dots too ("Ma'arrat" is
 * "maarrat", "U.S." is "us"), hyphens are blanks. The same is done to the names when
 * the gazetteer is made (fold() in tools/build_data/gazetteer.py).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/utf8.h"
#include "fact/gazetteer.h"

#include <string.h>

struct writer {
    char *out;
    size_t len, room;
    bool blank; /* one is owed before the next letter */
};

/* Letters that are no base letter with a mark, and what English makes of them. */
static const char *plain_of(uint32_t code)
{
    switch (code) {
    case 0x131: return "i";
    case 0xF8: return "o";
    case 0x142: return "l";
    case 0x111:
    case 0xF0: return "d";
    case 0xFE: return "th";
    case 0xDF: return "ss";
    case 0xE6: return "ae";
    case 0x153: return "oe";
    case 0x259: return "a";
    case 0x127: return "h";
    default: return "";
    }
}

static bool put(struct writer *writer, char letter)
{
    if (writer->len + 2 > writer->room)
        return false;
    if (writer->blank && writer->len)
        writer->out[writer->len++] = ' ';
    writer->blank = false;
    writer->out[writer->len++] = letter;
    return true;
}

static bool put_code(struct writer *writer, uint32_t code)
{
    if ((code >= 'a' && code <= 'z') || (code >= '0' && code <= '9'))
        return put(writer, (char)code);
    if (code == ' ' || code == '-')
        writer->blank = true;
    for (const char *c = code >= 128 ? plain_of(code) : ""; *c; c++)
        if (!put(writer, *c))
            return false;
    return true;
}

size_t hsy_gazetteer_key(hsy_arena *scratch, hsy_str name, char *out, size_t room)
{
    struct writer writer = {.out = out, .room = room};
    bool folded = true;
    uint32_t len;

    if (name.len > 4 * room)
        return 0;
    for (size_t i = 0; i < name.len; i++)
        folded &= (unsigned char)name.ptr[i] < 128 && !(name.ptr[i] >= 'A' && name.ptr[i] <= 'Z');
    if (!folded)
        name = hsy_utf8_fold(scratch, name);
    for (size_t at = 0; at < name.len; at += len)
        if (!put_code(&writer, hsy_utf8_at(name, at, &len)))
            return 0;
    return writer.len;
}
