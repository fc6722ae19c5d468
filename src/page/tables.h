/*
 * tables.h - all tables of this stage; private to it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_TABLES_H
#define HSY_PAGE_TABLES_H

#include "base/map.h"
#include "base/table.h"
#include "page/forest.h"
#include "page/page.h"
#include "page/phrases.h"

/* What the class or id of an element says of what is in it. */
typedef enum hsy_hint {
    HSY_HINT_NONE,
    HSY_HINT_BODY,   /* the text of an article */
    HSY_HINT_LEAD,   /* what stands between title and text, and belongs to it */
    HSY_HINT_BYLINE, /* names of the authors */
    HSY_HINT_DATE,
    HSY_HINT_DROP, /* furniture, of the class given */
} hsy_hint;

/* Each table with the map that finds its rows. */
struct hsy_page_tables {
    hsy_table charsets; /* label, name */
    hsy_phrases phrases;
    hsy_table months, hints, publishers, outlets, agencies, bylines, stop_words, first_names,
        given_names, date_words;
    hsy_forest block_trees; /* of the blocks of HTML pages */
    hsy_forest line_trees, title_trees; /* of the lines of plain ones */
    hsy_map month_names;    /* folded name -> name, month */
    hsy_map hint_words;     /* word or "word-word" of a class -> word, hint, as */
    hsy_map domains;        /* domain -> domain, name */
    hsy_map outlet_domains; /* the same, of the second table */
    hsy_map agency_forms;   /* form -> form, name */
    hsy_map byline_words;   /* folded phrase -> phrase, kind */
    hsy_map first_name_map; /* folded first name -> name, gender */
    hsy_map given_name_map; /* folded given name -> name */
    hsy_map date_word_map;  /* folded word -> word, published|modified|other */
    hsy_map stop_map;       /* folded word -> word, language */
};

/* The row of a map of the tables above, or NULL. */
const hsy_row *hsy_row_find(const hsy_map *map, const hsy_table *table, hsy_str key);

#endif
