/* The one table of commands, the options all share, and what the exit statuses mean. */
#include <sysexits.h>

#include "cli/cmd.h"

const struct cmd_def *const cmd_table[] = {
	&cmd_init, &cmd_import, &cmd_export, &cmd_report, &cmd_sent, &cmd_list, &cmd_show, &cmd_due, &cmd_add, &cmd_edit, &cmd_void,
	&cmd_state, &cmd_events, &cmd_five, &cmd_rules, &cmd_clocks, &cmd_team, &cmd_handover, &cmd_trip, &cmd_info, &cmd_check, &cmd_check_terminal, &cmd_audit, &cmd_officer,
	&cmd_seal, &cmd_unseal, &cmd_erase, &cmd_queue, &cmd_glass, &cmd_fetch, &cmd_attach, &cmd_help,
};
const size_t cmd_count = sizeof cmd_table / sizeof *cmd_table;

const struct cmd_opt cli_globals[] = {
	{"db", 0, "FILE", NULL, N_("The station's database; else the one in the data folder of the user, or of the machine.")},
	{"config", 0, "FILE", NULL, N_("The station's settings; else the .ini beside the database.")},
	{"today", 0, "DATE", NULL, N_("Take this day for today (YYYY-MM-DD); what is recorded keeps the real time.")},
	{"officer", 0, "LOGIN", NULL,
	 N_("Who acts, in a station with several officers; believed from the owner of the data.")},
	{"lang", 0, "LANG", "zh,zh_CN,en", N_("Language: zh_CN or en.")},
	{"no-input", 0, NULL, NULL, N_("Ask nothing, open no screens.")},
	{"yes", 'y', NULL, NULL, N_("Answer every question with yes; write over an output file.")},
	{"json", 0, NULL, NULL, N_("Print results and errors as JSON.")},
	{"csv", 0, NULL, NULL, N_("Print results as CSV.")},
	{"read-only", 0, NULL, NULL, N_("Change nothing in the database; what is looked at goes to audit.spool beside it.")},
	{"quiet", 'q', NULL, NULL, N_("Print results and errors only.")},
	{"help", 'h', NULL, NULL, N_("Show this help, or that of a command.")},
	{"version", 'V', NULL, NULL, N_("Show the version.")},
};
const size_t cli_global_count = sizeof cli_globals / sizeof *cli_globals;

const struct exit_def exit_table[] = {
	{EX_OK, "EX_OK", N_("All done.")},
	{1, "", N_("Stopped on request; nothing was written.")},
	{EX_USAGE, "EX_USAGE", N_("The words of the command are off.")},
	{EX_DATAERR, "EX_DATAERR", N_("Something in a file is wrong; an import refused rows.")},
	{EX_NOINPUT, "EX_NOINPUT", N_("No such file or record.")},
	{EX_SOFTWARE, "EX_SOFTWARE", N_("A fault of the program itself.")},
	{EX_OSERR, "EX_OSERR", N_("Out of memory.")},
	{EX_CANTCREAT, "EX_CANTCREAT", N_("It is already there and is not overwritten.")},
	{EX_IOERR, "EX_IOERR", N_("Reading or writing failed, or the disk is full.")},
	{EX_TEMPFAIL, "EX_TEMPFAIL", N_("Somebody else is writing: try again.")},
	{EX_NOPERM, "EX_NOPERM", N_("Not allowed.")},
	{EX_CONFIG, "EX_CONFIG", N_("The settings or the machine's set-up are wrong.")},
};
const size_t exit_count = sizeof exit_table / sizeof *exit_table;
