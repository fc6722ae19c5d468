/*
 * fuzz_charset.c - any bytes in any charset.
 *
 * The first byte chooses the label. Beside crashes it looks for what must always hold:
 * the UTF-8 form is well-formed; each character leads back to bytes of the page, in
 * order, from the first to the last, without gap or overlap; and a text remapped to
 * the page keeps its bytes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check_page.h"
#include "page/charset.h"
#include "page/tables.h"

static void check_places(const hsy_decoded *decoded, size_t size)
{
    uint32_t last = HSY_NONE, len;

    for (uint32_t at = 0; at < decoded->text.len; at += len) {
        hsy_utf8_at(decoded->text, at, &len);
        while (!decoded->same && at + len < decoded->text.len && !decoded->took[at + len])
            len++; /* some sequences stand for two characters */
        hsy_span source = hsy_decoded_source(decoded, (hsy_span){at, len});
        must(source.len > 0 && hsy_span_end(source) <= size);
        must(last == HSY_NONE ? source.off <= 3 : source.off == last);
        last = hsy_span_end(source);
        for (uint32_t i = 0; i < len; i++) {
            hsy_span byte = hsy_decoded_source(decoded, (hsy_span){at + i, 1});
            must(decoded->same || (byte.off == source.off && byte.len == source.len));
        }
    }
    hsy_span end = hsy_decoded_source(decoded, (hsy_span){(uint32_t)decoded->text.len, 0});
    must(decoded->same || end.off <= size);
}

/* Every second piece of the text, some of them changed, as an article has it. */
static void check_remap(hsy_arena *arena, const hsy_decoded *decoded, size_t size)
{
    hsy_text_writer writer = {.arena = arena};
    hsy_text text, before;

    for (uint32_t at = 0, n = 0, len; at < decoded->text.len; at += len, n++) {
        hsy_utf8_at(decoded->text, at, &len);
        if (n % 7 == 3)
            hsy_text_add(&writer, HSY_STR(" "), at, at + len);
        else if (n % 5)
            hsy_text_add(&writer, hsy_str_sub(decoded->text, at, at + len), at, at + len);
    }
    must(hsy_text_done(&writer, &text) == HSY_OK);
    before = text;
    must(hsy_decoded_remap(arena, decoded, &text, NULL) == HSY_OK);
    must(hsy_str_eq(hsy_text_str(&before), hsy_text_str(&text)));
    for (uint32_t i = 0; i < text.nruns; i++)
        must(text.runs[i].from <= text.runs[i].to && text.runs[i].to <= size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const hsy_table *labels = &page_tables()->charsets;
    hsy_source source = {.input = HSY_STR("fuzz"), .media = HSY_MEDIA_HTML};
    hsy_decoded decoded;
    hsy_arena arena;
    hsy_error err;

    if (size == 0)
        return 0;
    if (data[0] < labels->nrows)
        source.charset = labels->rows[data[0]].cells[0];
    source.bytes = (hsy_str){(const char *)data + 1, size - 1};
    hsy_arena_init(&arena, 0);
    if (hsy_charset_decode(&arena, labels, &source, &decoded, &err) == HSY_OK) {
        must(hsy_utf8_check(decoded.text) == SIZE_MAX);
        check_places(&decoded, size - 1);
        check_remap(&arena, &decoded, size - 1);
    }
    hsy_arena_clear(&arena);
    return 0;
}
