/* guess.c - the charset that the bytes of a feed or a page look like. The only file that
 * names uchardet.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "input/recode.h"

#include <string.h>
#include <uchardet.h>

#define ENOUGH ((size_t)256 << 10) /* bytes; more change the guess hardly ever */

void hsy_recode_guess(hsy_str bytes, char out[40])
{
    uchardet_t detector = uchardet_new();

    out[0] = '\0';
    if (!detector)
        return;
    if (uchardet_handle_data(detector, bytes.ptr, bytes.len < ENOUGH ? bytes.len : ENOUGH) ==
        0) {
        uchardet_data_end(detector);
        const char *name = uchardet_get_charset(detector);
        if (name && strlen(name) < 40)
            strcpy(out, name);
    }
    uchardet_delete(detector);
}
