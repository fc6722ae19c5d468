/* feed_xml.c - feeds that are well-formed XML. The only file that names expat.
 *
 * Nothing outside of the document is read. A document that declares entities of its
 * own is refused (they can be made to unfold without end, and feeds have no use for
 * them); names of characters that a DTD elsewhere would declare are known.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include <expat.h>
#include <string.h>

#include "input/charref.h"
#include "input/feed_build.h"

#define MAX_ATTRS 32

struct reader {
    XML_Parser parser;
    hsy_feed_builder *builder;
    bool hostile;
};

static void on_start(void *user, const XML_Char *name, const XML_Char **attrs)
{
    struct reader *reader = user;
    hsy_feed_attr list[MAX_ATTRS];
    uint32_t n = 0;

    for (; attrs[0] && n < MAX_ATTRS; attrs += 2)
        list[n++] = (hsy_feed_attr){hsy_str_of(attrs[0]), hsy_str_of(attrs[1])};
    hsy_feed_open(reader->builder, hsy_str_of(name), list, n);
}

static void on_end(void *user, const XML_Char *name)
{
    struct reader *reader = user;
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

hsy_status hsy_feed_xml(hsy_feed_builder *builder, hsy_str text, bool *ret_hostile,
                        hsy_error *err)
{
    struct reader reader = {XML_ParserCreate("UTF-8"), builder, false};
    hsy_status status = HSY_OK;

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
        status = hsy_fail(
            err, HSY_FORMAT, NULL, (uint32_t)XML_GetCurrentLineNumber(reader.parser), 0,
            reader.hostile ? "the feed declares entities of its own" : "ill-formed XML: %s",
            XML_ErrorString(XML_GetErrorCode(reader.parser)));
    *ret_hostile = reader.hostile;
    XML_ParserFree(reader.parser);
    return status;
}
