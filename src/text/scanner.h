/*
 * scanner.h - a paragraph cut into pieces: private to text/.
 *
 * A piece is a token before its sentence is known. The scanner says what it saw
 * (a stop, a closing bracket, an abbreviation of some kind), sentence.c decides.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEXT_SCANNER_H
#define HSY_TEXT_SCANNER_H

#include "text/tables.h"

typedef enum hsy_piece_kind {
    HSY_PIECE_WORD,     /* words, numbers, clitics, addresses, symbols */
    HSY_PIECE_STOP,     /* "." "!" "?!" */
    HSY_PIECE_ELLIPSIS, /* "..." and its own character */
    HSY_PIECE_OPEN,     /* bracket or quote that opens */
    HSY_PIECE_CLOSE,
    HSY_PIECE_QUOTE, /* straight: opens or closes */
    HSY_PIECE_DASH,  /* dashes, hyphens, bullets */
    HSY_PIECE_INNER, /* "," ";" ":": what stands before it goes on */
    HSY_PIECE_SYMBOL,
} hsy_piece_kind;

typedef struct hsy_piece {
    hsy_span span;
    uint8_t kind; /* hsy_piece_kind */
    uint8_t abbr; /* hsy_abbr: it has kept its stop */
    bool glued;   /* no white space before */
    bool spaced;  /* white space, or the end, after */
    bool ends;    /* the last of its sentence; set by sentence.c */
} hsy_piece;

typedef struct hsy_pieces {
    hsy_piece *data;
    uint32_t count, room;
} hsy_pieces;

/* Append the pieces of `paragraph`. False when out of memory. */
bool hsy_scan(const hsy_text_tables *tables, hsy_arena *arena, hsy_str text, hsy_span paragraph,
              hsy_pieces *pieces);

/* Set `ends` in pieces first..count, which are one paragraph. */
void hsy_sentences_mark(const hsy_text_tables *tables, hsy_str text, hsy_pieces *pieces,
                        uint32_t first);

#endif
