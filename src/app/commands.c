/*
 * commands.c - the commands, in the order a user meets them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app/commands.h"

#include <stddef.h>

/* Options by their letters in options.c. */
const hsy_command hsy_commands[] = {
    {"report", "[-d DB] [--format text|md|html|json] [-o FILE] [INPUT...]",
     "a situation report of the pages", "dofSWTH", hsy_cmd_report,
     "Reads the INPUTs and prints what they say together: what happened, how many, who says\n"
     "so, on how many independent origins it rests, where the accounts disagree. Without -d\n"
     "it works in memory and leaves nothing behind. With -d it adds the INPUTs to the database\n"
     "and reports on all of it. NO_COLOR and pipes give plain text."},
    {"extract", "INPUT...", "article text and metadata, as NDJSON", "oTH", hsy_cmd_extract,
     "One object of kind \"article\" for each page: text, title, byline, publisher, dates, and\n"
     "what was removed (menus, share bars, related posts), with byte ranges of the source."},
    {"parse", "[--text | --conllu] INPUT...", "sentences, tags and trees, as CoNLL-U", "tcoTH",
     hsy_cmd_parse,
     "CoNLL-U of each article. With --text the files are plain text and nothing is removed;\n"
     "with --conllu tokens and sentences are taken from the files and the rest filled in."},
    {"read", "INPUT...", "everything said in each article, as NDJSON", "oTH", hsy_cmd_read,
     "One object of kind \"reading\" for each page: entities, times, places, quantities, quotes\n"
     "and events, each with its words and byte ranges."},
    {"stories", "[--stream] INPUT... | -d DB", "copies, origins and stories, as NDJSON", "dsoTH",
     hsy_cmd_stories,
     "Objects of kind \"membership\", one an article, then of kind \"story\"."},
    {"claims", "INPUT... | -d DB", "the reconciled ledger, as NDJSON", "doSTH", hsy_cmd_claims,
     "Objects of kind \"claim\": each figure or statement with all its accounts, a verdict, the\n"
     "range, the best value, its independent origins, and why."},
    {"diff", "-d DB --since TIME [--format text|md|json]", "what changed in a database, for people who come back",
     "dnofSWTH", hsy_cmd_diff,
     "Compares the ledger of all articles with that of those published before TIME: tolls that\n"
     "changed, verdicts that turned, claims that are new, with what they were before."},
    {"explain", "INPUT [--at BYTE]", "what each stage made of one page, for people", "aoTH",
     hsy_cmd_explain,
     "Shows how a page was read: metadata, what was removed, then sentence by sentence the\n"
     "facts with the rule that made each. With --at only what touches that byte of the source."},
    {"add", "-d DB INPUT...", "read pages into a database", "dTH", hsy_cmd_add,
     "Adds what is new; what is there already is left as it is. Inputs that were refused are\n"
     "kept in the table of refusals with their reasons."},
    {"search", "-d DB QUERY", "sentences of a database by their words", "dloH", hsy_cmd_search,
     "QUERY is in the syntax of SQLite FTS5: words, AND, OR, NOT, \"a phrase\", begin*."},
    {"export", "-d DB", "everything in a database, as NDJSON", "doTH", hsy_cmd_export,
     "Articles, readings, memberships, stories and claims."},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};
