/* main.c - the program. The command line is read in options.c, the commands are
 * listed in commands.c.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/options.h"

int main(int argc, char **argv)
{
    return hsy_main(argc, (const char *const *)argv);
}
