/*
 * json.h - writing JSON (RFC 8259), one object a line.
 *
 * Commas are placed by the writer. Strings are written as UTF-8; ill-formed
 * bytes become U+FFFD, control characters are escaped. No floating point is
 * printed through the locale.
 *
 *     hsy_json j = {buf};
 *     hsy_json_open(&j, '{');
 *     hsy_json_key(&j, "kind"), hsy_json_str(&j, HSY_STR("claim"));
 *     hsy_json_close(&j, '}');
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_BASE_JSON_H
#define HSY_BASE_JSON_H

#include "buf.h"

typedef struct hsy_json {
    hsy_buf *buf;
    bool comma; /* the next value needs one before it */
} hsy_json;

void hsy_json_open(hsy_json *json, char bracket);  /* '{' or '[' */
void hsy_json_close(hsy_json *json, char bracket); /* '}' or ']' */
void hsy_json_key(hsy_json *json, const char *key);
void hsy_json_str(hsy_json *json, hsy_str value); /* null when .ptr is NULL */
void hsy_json_int(hsy_json *json, int64_t value);
void hsy_json_bool(hsy_json *json, bool value);
void hsy_json_null(hsy_json *json);
/* value / 10^places, trailing noughts kept: fixed point, the same everywhere. */
void hsy_json_fixed(hsy_json *json, int64_t value, int places);

/* key and value in one. */
void hsy_json_put_str(hsy_json *json, const char *key, hsy_str value);
void hsy_json_put_text(hsy_json *json, const char *key, const char *value); /* NULL: null */
void hsy_json_put_int(hsy_json *json, const char *key, int64_t value);
void hsy_json_put_bool(hsy_json *json, const char *key, bool value);
void hsy_json_put_null(hsy_json *json, const char *key);
/* [from, to], or null when span.off is HSY_NONE. */
void hsy_json_put_span(hsy_json *json, const char *key, hsy_span span);

#endif
