/* SPDX-License-Identifier: MIT
 * The command line: one table of commands, each with its options. Parsing, help, the manual and
 * completion come from the tables.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "core/actor.h"
#include "core/err.h"
#include "core/tr.h"

struct answer;
struct cli;
struct station;

struct cmd_opt {
	const char *name;    /* without the dashes */
	char letter;         /* 0: none */
	const char *arg;     /* what its value is called; NULL: a switch */
	const char *choices; /* comma-separated; NULL: any value */
	const char *help;    /* N_() */
};

struct cmd_def {
	const char *name;
	const char *help;    /* N_() one line */
	const char *args;    /* as on the usage line, "" for none */
	size_t min_args, max_args;
	const char *example; /* one or more lines */
	const char *text;    /* N_() what else to know, or NULL */
	const struct cmd_opt *opts;
	size_t opt_count;
	bool station;        /* wants the station open */
	enum cmd_of { CMD_OF_STATION, CMD_OF_BOTH, CMD_OF_COUNTY } of; /* whose database it is */
	const char *makes;   /* with this word it makes one instead of opening it */
	enum rc (*run)(struct cli *c);
};

/* The commands (commands.c), ended by NULL. */
extern const struct cmd_def *const cmd_table[];
extern const size_t cmd_count;
/* Options that stand before or after any command. */
extern const struct cmd_opt cli_globals[];
extern const size_t cli_global_count;

/* Beside those of sysexits: it was saved, and saying so failed. */
enum { EXIT_SAVED = 2 };
/* What an exit status means: help and the manual print this. */
struct exit_def {
	int status;
	const char *name; /* of sysexits */
	const char *when; /* N_() */
};
extern const struct exit_def exit_table[];
extern const size_t exit_count;

struct cli_value {
	const struct cmd_opt *opt;
	const char *value; /* "" for a switch */
};

/* One run of the program. Zero but for what main sets; cli_clear when done. */
struct cli {
	/* Set by main: the table of commands; the screens, since this layer does not know them. */
	const struct cmd_def *const *commands;
	enum rc (*screens)(struct station *st, struct actor *actor, struct err *err);

	/* What the words said. */
	const struct cmd_def *cmd; /* NULL: none was named */
	struct cli_value *values;
	size_t value_count;
	const char **args;
	size_t arg_count;
	bool json, csv, yes, no_input, read_only, quiet;
	bool list_out; /* the command's own --output takes the list it prints, whatever it is called */
	bool forced; /* the words came over ssh, by a forced key */

	struct answer *answer; /* of --json; cli_main's */

	/* What they lead to. */
	char *db, *ini;
	struct station *station;
	struct actor actor;
	char *key; /* fingerprint behind actor.key */
	struct err err;
	int status; /* of a run that ended well: 0, or 65 when rows were refused */
};

/*
 * Read the words into c: the command, options before or after it (--name value, --name=value, -n
 * value, -nvalue; `--` ends them, `-` is a word) and arguments. RC_USAGE with a sentence and a
 * suggestion. Borrows argv.
 */
enum rc cli_parse(struct cli *c, int argc, char *const *argv);
void cli_clear(struct cli *c);

/* Value of an option of the command, else of a global one of that name, the last when given twice;
 * NULL when absent. */
const char *cli_opt(const struct cli *c, const char *name);
/* The same of a global option alone, where a command has one of the same name: it stands before the
 * command. */
const char *cli_global(const struct cli *c, const char *name);

/* Everything after the start: language, words, station, command or screens. Returns the exit
 * status. */
int cli_main(struct cli *c, int argc, char *const *argv);

/* The chosen language by --lang, then LC_ALL, LC_MESSAGES, LANG; false: undecided (the INI, else
 * Chinese). */
bool cli_choose_lang(int argc, char *const *argv);

#endif
