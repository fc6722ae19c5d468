/* hash.c - see hash.h. The only file that names libcrypto.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "hash.h"

/* The calls that name their algorithm: the newer ones look it up by its name each time,
 * which takes as long as to hash a small page. */
#define OPENSSL_API_COMPAT 0x10100000L
#include <openssl/sha.h>

void hsy_hash_hex(hsy_str s, char ret[HSY_HASH_DIGITS + 1])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256_CTX context;

    SHA256_Init(&context);
    SHA256_Update(&context, s.len ? s.ptr : "", s.len);
    SHA256_Final(digest, &context);
    for (int i = 0; i < HSY_HASH_DIGITS / 2; i++) {
        ret[2 * i] = digits[digest[i] >> 4];
        ret[2 * i + 1] = digits[digest[i] & 15];
    }
    ret[HSY_HASH_DIGITS] = '\0';
}
