/* commands.h - one function a command, each in its own cmd_NAME.c.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef HSY_APP_COMMANDS_H
#define HSY_APP_COMMANDS_H

#include "app/options.h"

hsy_command_fn hsy_cmd_report, hsy_cmd_extract, hsy_cmd_parse, hsy_cmd_read, hsy_cmd_stories,
    hsy_cmd_claims, hsy_cmd_diff, hsy_cmd_explain, hsy_cmd_add, hsy_cmd_search, hsy_cmd_export;

#endif
