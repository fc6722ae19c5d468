/*
 * record.h - how records of WARC (ISO 28500: 1.0, 1.1) and ARC 1 archives begin.
 *
 *     WARC/1.0 CRLF name: value CRLF ... CRLF CRLF  block  CRLF CRLF
 *     URL IP-address date media-type ... length LF  block  LF
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_INPUT_RECORD_H
#define HSY_INPUT_RECORD_H

#include "base/str.h"

typedef enum hsy_form {
    HSY_FORM_WARC,
    HSY_FORM_ARC,      /* URL records of 5 fields */
    HSY_FORM_ARC_LONG, /* of 10: version 2 of the URL record */
} hsy_form;

typedef struct hsy_record {
    hsy_str type;   /* "response"; for ARC empty */
    hsy_str url;    /* .ptr NULL when not said */
    hsy_str media;  /* of the block, as written */
    size_t head;    /* bytes before the block */
    uint64_t len;   /* of the block */
    bool segment;   /* one part of several */
    bool truncated; /* the crawler did not take all of it */
} hsy_record;

/* What these first bytes announce; false for neither. */
bool hsy_form_of(hsy_str head, hsy_form *ret);

/* Does a record seem to begin here? `s` should reach 4 KiB further, unless the end
 * comes first. */
bool hsy_record_begins(hsy_form form, hsy_str s);

/* The first start of a line at or after `from` (> 0) where one begins, or SIZE_MAX. */
size_t hsy_record_find(hsy_form form, hsy_str s, size_t from);

size_t hsy_record_head_len(hsy_form form, hsy_str s); /* SIZE_MAX: not all of it is there */

/* `head` is the whole head. False with the reason when it cannot be used. */
bool hsy_record_read(hsy_form form, hsy_str head, hsy_record *ret, const char **ret_why);

#endif
