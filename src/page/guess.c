/* guess.c - the charset that bytes look like. The only file that names uchardet.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/charset.h"

#include <string.h>
#include <uchardet.h>

#define ENOUGH ((size_t)256 << 10) /* bytes; more change the guess hardly ever */

hsy_str hsy_charset_guess(hsy_arena *arena, hsy_str bytes)
{
    hsy_str name = {"", 0};
    uchardet_t detector = uchardet_new();

    if (!detector)
        return name;
    if (uchardet_handle_data(detector, bytes.ptr, bytes.len < ENOUGH ? bytes.len : ENOUGH) ==
        0) {
        uchardet_data_end(detector);
        name = hsy_str_copy(arena, hsy_str_of(uchardet_get_charset(detector)));
    }
    uchardet_delete(detector);
    return name.ptr ? name : (hsy_str){"", 0};
}
