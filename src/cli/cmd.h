/* The commands, one file each. SPDX-License-Identifier: MIT */
#ifndef CLI_CMD_H
#define CLI_CMD_H

#include "cli/cli.h"
#include "exchange/csv/csv_write.h"
#include "model/report/report_table.h"
#include "model/station/approval.h"

extern const struct cmd_def cmd_init, cmd_import, cmd_export, cmd_report, cmd_sent, cmd_list,
	cmd_show, cmd_due, cmd_info, cmd_add, cmd_edit, cmd_void, cmd_state, cmd_events, cmd_five,
	cmd_rules, cmd_clocks, cmd_team, cmd_handover, cmd_trip, cmd_audit, cmd_check, cmd_salvage,
	cmd_check_terminal, cmd_old_tests, cmd_fetch, cmd_officer, cmd_seal, cmd_unseal,
	cmd_erase, cmd_queue, cmd_glass, cmd_join, cmd_part, cmd_attach, cmd_clock, cmd_backup,
	cmd_restore, cmd_help, cmd_station, cmd_print, cmd_key, cmd_handover_file, cmd_answer,
	cmd_bring, cmd_county, cmd_templates;

/* RC_USAGE in a sentence: id, template, pairs as for err_set. */
#define cli_usage(c, ...) err_set(&(c)->err, RC_USAGE, __VA_ARGS__)
#define CMD_OPTS(array) .opts = array, .opt_count = sizeof array / sizeof *array

/* The command of this name; RC_USAGE with a suggestion. */
enum rc cmd_find(struct cli *c, const char *name, const struct cmd_def **out);

/* The file a table goes into instead of standard output: a workbook, or what --output says where a
 * command has none of its own; NULL: none. */
const char *cli_book(const struct cli *c);

/* Help of the program (cmd NULL) or of one command, on f. */
void cli_help(const struct cli *c, const struct cmd_def *cmd, FILE *f);

struct key_values;
/* Verify the audit chain and say so in f. */
enum rc cli_verify_audit(struct cli *c, struct key_values *f);

/* The actor of this run, by the Unix user or by --officer; RC_DENIED in words. */
enum rc cli_identify(struct cli *c);
/* Whoever has a password gives it before a command shows anything; with two_factors nobody comes in
 * by less than a key and a password. RC_DENIED in words. */
enum rc cli_door(struct cli *c);
/* What an officer whose key is forced asked for (SSH_ORIGINAL_COMMAND): import, attach, fetch
 * NUMBER, or refused. */
enum rc cli_forced(struct cli *c);
void cli_add_arg(struct cli *c, const char *word); /* borrowed */

/* Confine the process, log in, run the screens, log out. In a station an earlier session of the
 * officer is ended. */
enum rc cli_run_session(struct cli *c);
/* From here on this run reaches its data and the files its words name (core/process.h). */
void cli_confine(const struct cli *c);

/* Where the data are when no option says so; heap. */
char *cli_default_db(void);
/* FILE.db -> FILE.ini, beside it; heap. */
char *cli_ini_of(const char *db);

/* Login name of the Unix user; heap. */
char *cli_user_login(void);
/* The name it is shown under: the first part of its comment field, else the login; heap. */
char *cli_user_name(void);

/* ---- what several commands take alike (arguments.c) ---- */

/* Options of a file to be written, and what they ask: - without --output, which is not written over
 * without --yes. */
#define TARGET_ENCODING \
	{ \
		"encoding", 0, "NAME", NULL, \
			N_("Encoding of --csv: utf8 (with a byte order mark) or gb18030.") \
	}
#define TARGET_OUTPUT {"output", 'o', "FILE", NULL, N_("Write to FILE instead of standard output.")}
struct cli_target {
	const char *path;
	enum text_source_encoding encoding;
	enum csv_existing existing;
};
enum rc cli_read_target(struct cli *c, struct cli_target *out);
/* RC_NOT_FOUND: nobody has heard of it. NULL: not asked for, 0. */
enum rc cli_read_village(struct cli *c, const char *name, long long *id);
enum rc cli_read_team(struct cli *c, const char *name, long long *id);
/* --date as an officer types it; today without it. */
enum rc cli_read_date(struct cli *c, struct date *out);
#define CMD_ORDER \
	{ \
		"order", 0, "N", NULL, \
			N_("Which order of the person, the oldest is 1; else the one that counts" \
			   " now.") \
	}
/* The order of this person by --order, its number from the oldest, 1; without it the one that
 * counts now. *out is initialised by the call. RC_NOT_FOUND. */
struct treatment_order;
enum rc cli_read_order(struct cli *c, long long person, struct treatment_order *out);
/* What is asked of another person: --unit, --document, --article, --reason;
 * entity_clear(&approval_def) when done. */
void cli_read_request(const struct cli *c, struct approval *out);
/* A command whose first argument is a word of its own, with so many arguments after it. `wants`:
 * the sentence that lists them. */
struct cmd_word {
	const char *name;
	size_t least, most;
	enum rc (*run)(struct cli *c);
};
enum rc cli_run_word(struct cli *c, const struct cmd_word *words, size_t n, const char *id,
                     const char *wants);
/* Name of a register as typed (roster, tests or test, ...) -> its id. */
enum rc cli_read_register(struct cli *c, const char *word, const char **id);

/* report_tables.c: the table of a period; what --names, --compare, --csv, --json and --output
 * ask. */
enum rc cli_report_table(struct cli *c, const struct report_kind *kind, enum report_by by,
                         const struct span *span, const struct cli_target *to);

/* office/cmd_templates.c: the form of --template, its own encoding unless --encoding says another,
 * and under -o FOLDER/ the name it wants, *named (heap). template_clear in any case. */
struct template;
enum rc cli_read_form(struct cli *c, const struct span *span, struct template *out,
                      struct cli_target *to, char **named);

/* cmd_report.c: exactly one of --month, --quarter, --year; the month before today's when none is
 * said. */
enum rc cli_read_span(struct cli *c, struct span *out);
/* Says so where records are damaged, and where a period begins before the station counts (rule
 * 9.23). Appends a line. */
struct str;
void cli_say_before(const struct report *r, struct str *out);
/* Of --json: the period, and what its figures leave out. */
void cli_report_facts(const struct cli *c, const struct report *r);

/* report --send: show what would be sent, ask, mark the month as sent; with -o write it, as
 * cli_write_return does of a number that was sent (< 0: the newest). */
enum rc cli_send_month(struct cli *c, const struct report *r);
enum rc cli_write_return(struct cli *c, struct date month, long long no);

/* Write a result to -o FILE, or to stdout without it or for `-`; with --json the document goes
 * there when it is whole, and data are none. An existing file is refused without --yes. */
enum rc cli_write_result(struct cli *c, const char *data, size_t n);
/* May this file be written? Over another by --yes alone, and never one of the station's. */
enum rc cli_free_to_write(struct cli *c, const char *path);
/* The same of a file alone. */
enum rc cli_write_file(struct cli *c, const char *data, size_t n);

#endif
