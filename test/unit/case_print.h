/*
 * case_print.h - readings of quantities, times and places as the lines of case files
 * (test/cases/quantities.txt, times.txt, places.txt; each tells its form in its head).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEST_CASE_PRINT_H
#define HSY_TEST_CASE_PRINT_H

#include "base/buf.h"
#include "fact/reading.h"

void case_print_quantities(const hsy_reading *reading, hsy_buf *out);
void case_print_times(const hsy_reading *reading, hsy_buf *out);
void case_print_places(const hsy_reading *reading, hsy_buf *out);

#endif
