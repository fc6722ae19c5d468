/* codec.c - values to and from columns; see internal.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/internal.h"

#include <string.h>

static bool reading(const hsy_codec *codec)
{
    return codec->arena != NULL;
}

static bool is_null(const hsy_codec *codec)
{
    return sqlite3_column_type(codec->stmt, codec->column) == SQLITE_NULL;
}

static void bind_null(hsy_codec *codec)
{
    sqlite3_bind_null(codec->stmt, codec->column + 1);
}

static void bind_int(hsy_codec *codec, int64_t value)
{
    sqlite3_bind_int64(codec->stmt, codec->column + 1, value);
}

static void read_bytes(hsy_codec *codec, const void *bytes, hsy_str *value)
{
    size_t len = (size_t)sqlite3_column_bytes(codec->stmt, codec->column);

    *value = hsy_str_copy(codec->arena, (hsy_str){bytes ? bytes : "", len});
    if (!value->ptr)
        codec->failed = true;
}

void hsy_codec_str(hsy_codec *codec, hsy_str *value)
{
    if (reading(codec)) {
        if (is_null(codec))
            *value = (hsy_str){NULL, 0};
        else
            read_bytes(codec, sqlite3_column_text(codec->stmt, codec->column), value);
    } else if (!value->ptr) {
        bind_null(codec);
    } else {
        sqlite3_bind_text64(codec->stmt, codec->column + 1, value->ptr, value->len,
                            SQLITE_STATIC, SQLITE_UTF8);
    }
    codec->column++;
}

void hsy_codec_blob(hsy_codec *codec, hsy_str *value)
{
    if (reading(codec))
        read_bytes(codec, sqlite3_column_blob(codec->stmt, codec->column), value);
    else
        sqlite3_bind_blob64(codec->stmt, codec->column + 1, value->len ? value->ptr : "",
                            value->len, SQLITE_STATIC);
    codec->column++;
}

void hsy_codec_code(hsy_codec *codec, char value[4])
{
    if (reading(codec)) {
        const char *text = (const char *)sqlite3_column_text(codec->stmt, codec->column);
        memset(value, 0, 4);
        if (text)
            strncpy(value, text, 3);
    } else if (!value[0]) {
        bind_null(codec);
    } else {
        sqlite3_bind_text(codec->stmt, codec->column + 1, value, -1, SQLITE_STATIC);
    }
    codec->column++;
}

void hsy_codec_u32(hsy_codec *codec, uint32_t *value)
{
    if (reading(codec))
        *value = is_null(codec) ? HSY_NONE
                                : (uint32_t)sqlite3_column_int64(codec->stmt, codec->column);
    else if (*value == HSY_NONE)
        bind_null(codec);
    else
        bind_int(codec, *value);
    codec->column++;
}

void hsy_codec_i32(hsy_codec *codec, int32_t *value)
{
    if (reading(codec))
        *value = sqlite3_column_int(codec->stmt, codec->column);
    else
        bind_int(codec, *value);
    codec->column++;
}

void hsy_codec_i64(hsy_codec *codec, int64_t *value)
{
    if (reading(codec))
        *value = is_null(codec) ? HSY_OPEN : sqlite3_column_int64(codec->stmt, codec->column);
    else if (*value == HSY_OPEN)
        bind_null(codec);
    else
        bind_int(codec, *value);
    codec->column++;
}

void hsy_codec_bool(hsy_codec *codec, bool *value)
{
    if (reading(codec))
        *value = sqlite3_column_int(codec->stmt, codec->column) != 0;
    else
        bind_int(codec, *value);
    codec->column++;
}

void hsy_codec_span(hsy_codec *codec, hsy_span *value)
{
    hsy_codec_u32(codec, &value->off);
    hsy_codec_u32(codec, &value->len);
    if (value->off == HSY_NONE && reading(codec))
        value->len = 0;
}

static void codec_c_string(hsy_codec *codec, const char **value)
{
    hsy_str s = {*value, *value ? strlen(*value) : 0};

    hsy_codec_str(codec, &s);
    if (reading(codec))
        *value = s.ptr; /* a copy by hsy_str_copy() ends in NUL */
}

void hsy_codec_rule(hsy_codec *codec, hsy_rule *value)
{
    codec_c_string(codec, &value->table);
    hsy_codec_u32(codec, &value->line);
    codec_c_string(codec, &value->name);
}

void hsy_codec_enum(hsy_codec *codec, int *value, hsy_codec_namer *name, int count)
{
    if (reading(codec)) {
        const char *text = (const char *)sqlite3_column_text(codec->stmt, codec->column);
        int i = 0;
        while (i < count && (!text || strcmp(name(i), text) != 0))
            i++;
        *value = i < count ? i : 0;
        codec->failed |= i == count;
    } else {
        sqlite3_bind_text(codec->stmt, codec->column + 1, name(*value), -1, SQLITE_STATIC);
    }
    codec->column++;
}
