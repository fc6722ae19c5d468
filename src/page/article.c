/* article.c - the names of things in an article, as FORMATS.md writes them.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/article.h"

const char *hsy_basis_name(hsy_basis basis)
{
    static const char *const names[] = {
        [HSY_BASIS_NONE] = "none",
        [HSY_BASIS_GIVEN] = "given",
        [HSY_BASIS_JSON_LD] = "json-ld",
        [HSY_BASIS_META] = "meta",
        [HSY_BASIS_TIME_ELEMENT] = "time-element",
        [HSY_BASIS_TEXT] = "text",
        [HSY_BASIS_URL] = "url",
        [HSY_BASIS_FEED] = "feed",
        [HSY_BASIS_WARC] = "warc",
    };
    return names[basis];
}

const char *hsy_precision_name(hsy_precision precision)
{
    static const char *const names[] = {
        [HSY_PRECISION_NONE] = "none",     [HSY_PRECISION_YEAR] = "year",
        [HSY_PRECISION_MONTH] = "month",   [HSY_PRECISION_DAY] = "day",
        [HSY_PRECISION_MINUTE] = "minute",
    };
    return names[precision];
}

const char *hsy_removed_name(hsy_removed_as as)
{
    static const char *const names[] = {
        [HSY_AS_MENU] = "menu",         [HSY_AS_SHARE] = "share",
        [HSY_AS_RELATED] = "related",   [HSY_AS_TRENDING] = "trending",
        [HSY_AS_FOOTER] = "footer",     [HSY_AS_ADVERT] = "advert",
        [HSY_AS_COMMENTS] = "comments", [HSY_AS_CAPTION] = "caption",
        [HSY_AS_PROMPT] = "prompt",     [HSY_AS_OTHER] = "other",
    };
    return names[as];
}
