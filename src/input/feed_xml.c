/* feed_xml.c - feeds that are well-formed XML. The only file that names expat.
 *
 * Nothing outside of the document is read. A document that declares entities of its
 * own is refused (they can be made to unfold without end, and feeds have no use for
 * them); names of characters that a DTD elsewhere would declare are known. Elements
 * that are nested too deep and tags that are too long, for both of which expat takes
 * memory and time, are left to the lenient scan, which passes over them.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* memrchr */
#include <expat.h>
#include <string.h>

#include "input/charref.h"
#include "input/feed_build.h"

#define MAX_ATTRS   32
#define MAX_DEPTH   1000              /* elements within elements */
#define LONGEST_TAG ((size_t)64 << 10) /* bytes */

struct reader {
    XML_Parser parser;
    hsy_feed_builder *builder;
    uint32_t depth;
    bool hostile, deep;
};

static void on_start(void *user, const XML_Char *name, const XML_Char **attrs)
{
    struct reader *reader = user;
    hsy_feed_attr list[MAX_ATTRS];
    uint32_t n = 0;

    if (++reader->depth > MAX_DEPTH) {
        reader->deep = true;
        XML_StopParser(reader->parser, XML_FALSE);
        return;
    }
    for (; attrs[0] && n < MAX_ATTRS; attrs += 2)
        list[n++] = (hsy_feed_attr){hsy_str_of(attrs[0]), hsy_str_of(attrs[1])};
    hsy_feed_open(reader->builder, hsy_str_of(name), list, n);
}

static void on_end(void *user, const XML_Char *name)
{
    struct reader *reader = user;

    reader->depth -= reader->depth > 0;
    hsy_feed_close(reader->builder, hsy_str_of(name));
}

static void on_text(void *user, const XML_Char *text, int len)
{
    struct reader *reader = user;
    hsy_feed_text(reader->builder, (hsy_str){text, (size_t)len});
}

static void on_skipped(void *user, const XML_Char *name, int is_parameter)
{
    struct reader *reader = user;
    uint32_t code = is_parameter ? 0 : hsy_charref_code(hsy_str_of(name));
    char utf8[8];
    hsy_buf buf;

    if (!code)
        return;
    hsy_buf_init(&buf, sizeof utf8);
    hsy_buf_put_utf8(&buf, code);
    hsy_feed_text(reader->builder, hsy_buf_str(&buf));
    hsy_buf_clear(&buf);
}

static void on_entity(void *user, const XML_Char *name, int is_parameter, const XML_Char *value,
                      int len, const XML_Char *base, const XML_Char *system,
                      const XML_Char *public_name, const XML_Char *notation)
{
    struct reader *reader = user;

    (void)name, (void)value, (void)len, (void)base, (void)public_name, (void)notation;
    if (is_parameter && system)
        return; /* a list of characters elsewhere, which is not read */
    reader->hostile = true;
    XML_StopParser(reader->parser, XML_FALSE);
}

/* Does the tag at `at` end within LONGEST_TAG bytes? */
static bool tag_ends(hsy_str s, size_t at)
{
    size_t limit = s.len - at < LONGEST_TAG ? s.len : at + LONGEST_TAG;
    char quote = '\0';

    if (at + 1 < s.len && (s.ptr[at + 1] == '!' || s.ptr[at + 1] == '?'))
        return true; /* no tag: a comment, CDATA or declaration */
    for (size_t i = at; i < limit; i++) {
        char c = s.ptr[i];
        if (quote)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return true;
    }
    return limit == s.len; /* cut off: expat says so */
}

/* Is there a tag longer than LONGEST_TAG? No '<' stands in one, so that mostly a look at
 * the last '<' of each such stretch is enough. */
static bool has_long_tag(hsy_str s)
{
    const char *open = s.len ? memchr(s.ptr, '<', s.len) : NULL;

    while (open) {
        size_t at = (size_t)(open - s.ptr);
        if (s.len - at <= LONGEST_TAG)
            return false;
        const char *last = memrchr(open + 1, '<', LONGEST_TAG);
        if (!last && !tag_ends(s, at))
            return true;
        open = last ? last : memchr(open + 1, '<', s.len - at - 1);
    }
    return false;
}

static const char *reason_of(const struct reader *reader)
{
    return reader->hostile ? "the feed declares entities of its own"
           : reader->deep  ? "elements nested more than 1000 deep"
                           : NULL;
}

hsy_status hsy_feed_xml(hsy_feed_builder *builder, hsy_str text, bool *ret_hostile,
                        hsy_error *err)
{
    struct reader reader = {.builder = builder};
    hsy_status status = HSY_OK;

    *ret_hostile = false;
    if (has_long_tag(text))
        return hsy_fail(err, HSY_FORMAT, NULL, 0, 0, "a tag of more than 64 KiB");
    reader.parser = XML_ParserCreate("UTF-8");
    if (!reader.parser)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    /* A salt of our own: no random numbers are asked for, and none are needed where
     * nothing is kept from one document to the next. */
    XML_SetHashSalt(reader.parser, 0x68736179);
    XML_SetUserData(reader.parser, &reader);
    XML_SetElementHandler(reader.parser, on_start, on_end);
    XML_SetCharacterDataHandler(reader.parser, on_text);
    XML_SetSkippedEntityHandler(reader.parser, on_skipped);
    XML_SetEntityDeclHandler(reader.parser, on_entity);
    XML_SetParamEntityParsing(reader.parser, XML_PARAM_ENTITY_PARSING_NEVER);
    if (XML_Parse(reader.parser, text.ptr, (int)text.len, 1) != XML_STATUS_OK)
        status = hsy_fail(err, HSY_FORMAT, NULL,
                          (uint32_t)XML_GetCurrentLineNumber(reader.parser), 0, "%s%s",
                          reason_of(&reader) ? "" : "ill-formed XML: ",
                          reason_of(&reader)
                              ? reason_of(&reader)
                              : XML_ErrorString(XML_GetErrorCode(reader.parser)));
    *ret_hostile = reader.hostile;
    XML_ParserFree(reader.parser);
    return status;
}
