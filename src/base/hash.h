/*
 * hash.h - the fingerprint by which content is known.
 *
 * An article without a name of its own is named by the SHA-256 of its source, so
 * that the same page, added twice, changes nothing. Half the digest is enough: 32
 * hexadecimal digits.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_BASE_HASH_H
#define HSY_BASE_HASH_H

#include "str.h"

#define HSY_HASH_DIGITS 32

/* The first 32 hexadecimal digits of the SHA-256 of `s`, and a NUL. */
void hsy_hash_hex(hsy_str s, char ret[HSY_HASH_DIGITS + 1]);

#endif
