/*
 * wire.h - the agency a text says it comes from, its publisher, its language.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_WIRE_H
#define HSY_PAGE_WIRE_H

#include "page/build.h"
#include "page/tables.h"

/* "PORT ARDEL (AP) —", "(Reuters) -" before the first sentences, which counts for more
 * than any credit; else "(AFP)" after the last one. Sets article->wire. To be called
 * once the text is done. */
void hsy_wire_find(const hsy_page_tables *tables, hsy_article *article);

/* A credit, "Agence France-Presse", "By The Associated Press": sets article->wire if
 * nothing has. `at` is of the UTF-8 form; off HSY_NONE when there is none. */
void hsy_wire_credit(const hsy_page_tables *tables, hsy_build *build, hsy_str credit,
                     hsy_span at);

/* "https://www.coast.example/a" gives "coast.example"; empty when it is no address. */
hsy_str hsy_domain_of(hsy_arena *arena, hsy_str url);

/* The name under which the outlet at `domain` is known; empty when it is not. */
hsy_str hsy_domain_name(const hsy_page_tables *tables, hsy_str domain);

/* "en" when the small words of the text say so, else empty. */
hsy_str hsy_language_guess(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str text);

/* The language that a page says it is in, unless its text plainly is another: templates
 * say "en" of pages in Swahili. Then "en", or empty, since no other one is guessed. */
hsy_str hsy_language_settle(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str tag,
                            hsy_str text);

/* "en" of "en-US", "EN_gb"; empty when it does not look like a language. */
hsy_str hsy_language_tag(hsy_arena *arena, hsy_str tag);

#endif
