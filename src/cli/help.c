/* help and --help, from the tables: an example first. SPDX-License-Identifier: MIT */
#include <sysexits.h>

#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "core/utf8.h"

const struct exit_def exit_table[] = {
	{EX_OK, "EX_OK", N_("All done.")},
	{1, "", N_("Stopped on request; nothing was written.")},
	{EXIT_SAVED, "", N_("It is saved; only the answer could not be written.")},
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

enum { LEFT = 22 }; /* cells of the left column */

static void add_entry(struct str *out, const char *left, const char *right) {
	str_add(out, "  ");
	if (utf8_width(left) > LEFT - 2) {
		str_addf(out, "%s\n  %*s", left, LEFT, "");
	} else {
		utf8_pad(out, left, LEFT);
	}
	str_addf(out, "%s\n", right);
}

static void add_option(struct str *out, const struct cmd_opt *o) {
	struct str left = {0}, right = {0};

	if (o->letter)
		str_addf(&left, "-%c, ", o->letter);
	str_addf(&left, "--%s%s%s", o->name, o->arg ? " " : "", o->arg ? o->arg : "");
	str_add(&right, tr(o->help));
	if (o->choices)
		str_addf(&right, " (%s)", o->choices);
	add_entry(out, str_text(&left), str_text(&right));
	str_clear(&left);
	str_clear(&right);
}

static void add_example(struct str *out, const char *lines) {
	str_addf(out, "%s\n", tr(N_("Example:")));
	while (*lines) {
		size_t n = strcspn(lines, "\n");

		str_add(out, "  ");
		str_addn(out, lines, n);
		str_addc(out, '\n');
		lines += n + (lines[n] == '\n');
	}
	str_addc(out, '\n');
}

static void add_command(struct str *out, const struct cmd_def *cmd) {
	add_example(out, cmd->example);
	str_addf(out, "%s wubao [%s] %s%s%s%s\n\n%s\n", tr(N_("Usage:")), tr(N_("options")),
	         cmd->name, cmd->opt_count ? " [...]" : "", *cmd->args ? " " : "", cmd->args,
	         tr(cmd->help));
	if (cmd->text)
		str_addf(out, "%s\n", tr(cmd->text));
	if (cmd->opt_count)
		str_addf(out, "\n%s\n", tr(N_("Options of this command:")));
	for (size_t i = 0; i < cmd->opt_count; i++)
		add_option(out, &cmd->opts[i]);
	str_addf(out, "\n%s\n", tr(N_("Options of every command: see wubao help")));
}

static void add_program(const struct cli *c, struct str *out) {
	add_example(out, "wubao init --station 示范镇\nwubao import roster.csv --dry-run\nwubao");
	str_addf(out, "%s wubao [%s] [%s]\n\n%s\n\n%s\n", tr(N_("Usage:")), tr(N_("options")),
	         tr(N_("command")), tr(N_("Without a command the screens open.")),
	         tr(N_("Commands:")));
	for (const struct cmd_def *const *cmd = c->commands; *cmd; cmd++)
		add_entry(out, (*cmd)->name, tr((*cmd)->help));
	str_addf(out, "\n%s\n", tr(N_("Options, before or after any command:")));
	for (size_t i = 0; i < cli_global_count; i++)
		add_option(out, &cli_globals[i]);
	str_addf(out, "\n%s\n", tr(N_("Exit status:")));
	for (size_t i = 0; i < exit_count; i++) {
		struct str left = {0};

		str_addf(&left, "%d %s", exit_table[i].status, exit_table[i].name);
		add_entry(out, str_text(&left), tr(exit_table[i].when));
		str_clear(&left);
	}
}

void cli_help(const struct cli *c, const struct cmd_def *cmd, FILE *f) {
	struct str out = {0};

	if (cmd)
		add_command(&out, cmd);
	else
		add_program(c, &out);
	if (f == stdout)
		answer_text(c, str_text(&out));
	else
		out_text(f, str_text(&out));
	str_clear(&out);
}

/* The same tables for a program: the commands, or one; and its options, or those of all. */
static void put_tables(const struct cli *c, const struct cmd_def *cmd) {
	static const struct table_col command_cols[] = {{"command", N_("command"), false},
	                                                {"args", N_("Arguments"), false},
	                                                {"help", N_("What it is"), false}};
	static const struct table_col option_cols[] = {{"option", N_("Option"), false},
	                                               {"letter", N_("Short"), false},
	                                               {"value", N_("Value"), false},
	                                               {"choices", N_("Choices"), false},
	                                               {"help", N_("What it is"), false}};
	const struct cmd_opt *opts = cmd ? cmd->opts : cli_globals;
	size_t count = cmd ? cmd->opt_count : cli_global_count;
	struct table t = TABLE(command_cols), o = TABLE(option_cols);

	for (const struct cmd_def *const *one = c->commands; *one; one++) {
		if (cmd && *one != cmd)
			continue;
		table_add(&t, (*one)->name);
		table_add(&t, (*one)->args);
		table_add(&t, tr((*one)->help));
	}
	for (size_t i = 0; i < count; i++) {
		const char letter[2] = {opts[i].letter, '\0'};

		table_add(&o, opts[i].name);
		table_add(&o, letter);
		table_add(&o, opts[i].arg);
		table_add(&o, opts[i].choices);
		table_add(&o, tr(opts[i].help));
	}
	answer_table(c, NULL, &t);
	answer_table(c, "options", &o);
	table_clear(&t);
	table_clear(&o);
}

static enum rc run(struct cli *c) {
	const struct cmd_def *asked = NULL;
	enum rc rc = c->arg_count ? cmd_find(c, c->args[0], &asked) : RC_OK;

	if (rc == RC_OK && c->json)
		put_tables(c, asked);
	else if (rc == RC_OK)
		cli_help(c, asked, stdout);
	return rc;
}

const struct cmd_def cmd_help = {
	.name = "help", .help = N_("Explain the program or one command."), .args = "[COMMAND]",
	.max_args = 1, .example = "wubao help import", .run = run,
};
