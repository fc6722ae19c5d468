/*
 * must.h - what the fuzz targets share: an invariant that does not hold is a crash, and
 * that is what a fuzzer looks for.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEST_FUZZ_MUST_H
#define HSY_TEST_FUZZ_MUST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void must(bool holds)
{
    if (!holds)
        abort();
}

#endif
