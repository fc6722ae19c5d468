/*
 * matrix_x86.h - the products of matrix.h with AVX2 and with AVX-512 VNNI.
 *
 * Functions are compiled for their processors one by one, so that the program as a
 * whole runs everywhere; elsewhere this file is empty.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_MATRIX_X86_H
#define HSY_LING_MATRIX_X86_H

#include "ling/matrix.h"

#if defined(__x86_64__)
#define HSY_HAS_X86 1

void hsy_times_avx2(const hsy_matrix *matrix, const uint8_t *in, size_t step, uint32_t rows,
                    int32_t *sums);
void hsy_times_vnni(const hsy_matrix *matrix, const uint8_t *in, size_t step, uint32_t rows,
                    int32_t *sums);
#else
#define HSY_HAS_X86 0
#endif

#endif
