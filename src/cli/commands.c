/* The one table of commands, in the order help lists them. SPDX-License-Identifier: MIT */
#include "cli/cmd.h"

const struct cmd_def *const cmd_table[] = {
	&cmd_init,   &cmd_import, &cmd_export, &cmd_report,         &cmd_sent,  &cmd_list,
	&cmd_show,   &cmd_due,    &cmd_old_tests, &cmd_add, &cmd_edit, &cmd_void, &cmd_state,
	&cmd_events, &cmd_five,   &cmd_rules,  &cmd_clocks,         &cmd_team,  &cmd_handover,
	&cmd_trip,   &cmd_info,   &cmd_check,  &cmd_check_terminal, &cmd_audit, &cmd_officer,
	&cmd_join, &cmd_part, &cmd_bring, &cmd_seal, &cmd_unseal, &cmd_erase, &cmd_queue, &cmd_glass,
	&cmd_fetch, &cmd_attach, &cmd_clock, &cmd_backup, &cmd_restore, &cmd_salvage,
	&cmd_station, &cmd_templates, &cmd_print, &cmd_key, &cmd_handover_file, &cmd_answer, &cmd_county,
	&cmd_help, NULL,
};
const size_t cmd_count = sizeof cmd_table / sizeof *cmd_table - 1;
