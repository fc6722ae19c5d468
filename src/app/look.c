/* look.c - see look.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/look.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define PIPE_COLUMNS 100 /* width where there is no terminal to ask */
#define MIN_COLUMNS 40

hsy_report_options hsy_look(const hsy_run_state *run)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    hsy_report_options to = {.columns = PIPE_COLUMNS};
    struct winsize size;

    if (run->out == stdout && isatty(STDOUT_FILENO)) {
        to.colour = !(no_color && *no_color) && !(term && strcmp(term, "dumb") == 0);
        if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
            to.columns = size.ws_col;
    }
    if (run->options->width)
        to.columns = (int)run->options->width;
    if (to.columns < MIN_COLUMNS)
        to.columns = MIN_COLUMNS;
    if (run->options->story)
        to.story = hsy_str_of(run->options->story);
    return to;
}

hsy_report_input hsy_look_input(const hsy_run_state *run, const hsy_corpus *corpus)
{
    return (hsy_report_input){
        .stories = &corpus->stories,
        .sources = corpus->sources.data,
        .nsources = corpus->sources.count,
        .ledger = &corpus->ledger,
        .refused = run->refused.data,
        .nrefused = run->refused.count,
    };
}
