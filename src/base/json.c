/* json.c - see json.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "json.h"

#include "eight.h"
#include "utf8.h"

#include <inttypes.h>

static void before_value(hsy_json *json)
{
    if (json->comma)
        hsy_buf_putc(json->buf, ',');
    json->comma = true;
}

void hsy_json_open(hsy_json *json, char bracket)
{
    before_value(json);
    hsy_buf_putc(json->buf, bracket);
    json->comma = false;
}

void hsy_json_close(hsy_json *json, char bracket)
{
    hsy_buf_putc(json->buf, bracket);
    json->comma = true;
}

/* Are all eight bytes ASCII and in need of no escape? */
static bool all_plain(uint64_t eight)
{
    return !(eight & HSY_HIGH) && hsy_eight_at_least(eight, 0x20) == HSY_HIGH &&
           !hsy_eight_has_zero(eight ^ HSY_EACH('"')) &&
           !hsy_eight_has_zero(eight ^ HSY_EACH('\\')) &&
           !hsy_eight_has_zero(eight ^ HSY_EACH(0x7F));
}

/* How far plain bytes go from `at`: what needs no escape and is ASCII. */
static size_t plain_until(hsy_str s, size_t at)
{
    while (s.len - at >= 8 && all_plain(hsy_eight_at(s.ptr + at)))
        at += 8;
    while (at < s.len) {
        unsigned char c = (unsigned char)s.ptr[at];
        if (c < 0x20 || c == '"' || c == '\\' || c >= 0x7F)
            break;
        at++;
    }
    return at;
}

static void put_escaped(hsy_buf *buf, uint32_t code)
{
    switch (code) {
    case '"': hsy_buf_puts(buf, "\\\""); break;
    case '\\': hsy_buf_puts(buf, "\\\\"); break;
    case '\n': hsy_buf_puts(buf, "\\n"); break;
    case '\r': hsy_buf_puts(buf, "\\r"); break;
    case '\t': hsy_buf_puts(buf, "\\t"); break;
    default:
        if (code < 0x20 || code == 0x7F)
            hsy_buf_printf(buf, "\\u%04x", code);
        else
            hsy_buf_put_utf8(buf, code);
    }
}

static void put_string(hsy_buf *buf, hsy_str s)
{
    hsy_buf_putc(buf, '"');
    for (size_t at = 0; at < s.len;) {
        size_t to = plain_until(s, at);
        hsy_buf_add(buf, hsy_str_sub(s, at, to));
        if (to < s.len) {
            uint32_t len, code = hsy_utf8_at(s, to, &len);
            put_escaped(buf, code);
            to += len;
        }
        at = to;
    }
    hsy_buf_putc(buf, '"');
}

void hsy_json_key(hsy_json *json, const char *key)
{
    before_value(json);
    put_string(json->buf, hsy_str_of(key));
    hsy_buf_putc(json->buf, ':');
    json->comma = false;
}

void hsy_json_str(hsy_json *json, hsy_str value)
{
    if (!value.ptr) {
        hsy_json_null(json);
        return;
    }
    before_value(json);
    put_string(json->buf, value);
}

void hsy_json_int(hsy_json *json, int64_t value)
{
    before_value(json);
    hsy_buf_put_int(json->buf, value);
}

void hsy_json_bool(hsy_json *json, bool value)
{
    before_value(json);
    hsy_buf_puts(json->buf, value ? "true" : "false");
}

void hsy_json_null(hsy_json *json)
{
    before_value(json);
    hsy_buf_puts(json->buf, "null");
}

void hsy_json_fixed(hsy_json *json, int64_t value, int places)
{
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    uint64_t unit = 1;

    before_value(json);
    for (int i = 0; i < places; i++)
        unit *= 10;
    hsy_buf_printf(json->buf, "%s%" PRIu64, value < 0 ? "-" : "", size / unit);
    if (places > 0)
        hsy_buf_printf(json->buf, ".%0*" PRIu64, places, size % unit);
}

void hsy_json_put_str(hsy_json *json, const char *key, hsy_str value)
{
    hsy_json_key(json, key);
    hsy_json_str(json, value);
}

void hsy_json_put_text(hsy_json *json, const char *key, const char *value)
{
    hsy_json_put_str(json, key, value ? hsy_str_of(value) : (hsy_str){NULL, 0});
}

void hsy_json_put_int(hsy_json *json, const char *key, int64_t value)
{
    hsy_json_key(json, key);
    hsy_json_int(json, value);
}

void hsy_json_put_bool(hsy_json *json, const char *key, bool value)
{
    hsy_json_key(json, key);
    hsy_json_bool(json, value);
}

void hsy_json_put_null(hsy_json *json, const char *key)
{
    hsy_json_key(json, key);
    hsy_json_null(json);
}

void hsy_json_put_span(hsy_json *json, const char *key, hsy_span span)
{
    hsy_json_key(json, key);
    if (span.off == HSY_NONE) {
        hsy_json_null(json);
        return;
    }
    hsy_json_open(json, '[');
    hsy_json_int(json, span.off);
    hsy_json_int(json, (int64_t)span.off + span.len);
    hsy_json_close(json, ']');
}
