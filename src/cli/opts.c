/* Words into options and arguments, driven by the tables. SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "core/mem.h"
#include "core/suggest.h"
#include "core/utf8.h"
#include "exchange/out/table_out.h"

const struct cmd_opt cli_globals[] = {
	{"db", 0, "FILE", NULL, N_("The station's database; else the one in the data folder of the "
	                           "user, or of the machine.")},
	{"config", 0, "FILE", NULL,
	 N_("The station's settings; else the .ini beside the database.")},
	{"today", 0, "DATE", NULL,
	 N_("Take this day for today (YYYY-MM-DD); what is recorded keeps the real time.")},
	{"officer", 0, "LOGIN", NULL,
	 N_("Who acts, in a station with several officers; believed from the owner of the data.")},
	{"lang", 0, "LANG", "zh,zh_CN,en", N_("Language: zh_CN or en.")},
	{"no-input", 0, NULL, NULL, N_("Ask nothing, open no screens.")},
	{"yes", 'y', NULL, NULL, N_("Answer every question with yes; write over an output file.")},
	{"json", 0, NULL, NULL, N_("Print results and errors as JSON.")},
	{"csv", 0, NULL, NULL, N_("Print results as CSV.")},
	{"output", 'o', "FILE", NULL,
	 N_("Write the table into FILE: a workbook where its name ends in .xlsx, else CSV.")},
	{"read-only", 0, NULL, NULL,
	 N_("Change nothing in the database; what is looked at goes to audit.spool beside it.")},
	{"quiet", 'q', NULL, NULL, N_("Print results and errors only.")},
	{"help", 'h', NULL, NULL, N_("Show this help, or that of a command.")},
	{"version", 'V', NULL, NULL, N_("Show the version.")},
};
const size_t cli_global_count = sizeof cli_globals / sizeof *cli_globals;

struct words {
	int n, at;
	char *const *v;
	bool ended; /* after `--` */
};

static const struct cmd_opt *find_in(const struct cmd_opt *opts, size_t n, const char *name,
                                     size_t len) {
	for (size_t i = 0; i < n; i++)
		if (strlen(opts[i].name) == len && memcmp(opts[i].name, name, len) == 0)
			return &opts[i];
	return NULL;
}

static const struct cmd_opt *find_letter(const struct cmd_opt *opts, size_t n, char letter) {
	for (size_t i = 0; i < n; i++)
		if (opts[i].letter == letter)
			return &opts[i];
	return NULL;
}

/* A sentence about a word of the command line. */
static enum rc refuse(struct err *err, const char *id, const char *tmpl, const char *word,
                      const char *other) {
	struct str clean = {0};
	enum rc rc;

	utf8_quote(&clean, word);
	rc = err_set(err, RC_USAGE, id, tmpl, "word", str_text(&clean), "other", other, NULL);
	str_clear(&clean);
	return rc;
}

/* The command that has an option of this name, for a slip in the order of words. */
static const char *owner_of(const struct cli *c, const char *name, size_t len) {
	for (const struct cmd_def *const *cmd = c->commands; *cmd; cmd++)
		if (find_in((*cmd)->opts, (*cmd)->opt_count, name, len))
			return (*cmd)->name;
	return NULL;
}

static enum rc unknown_option(struct cli *c, const char *name, size_t len) {
	char *typed = mem_strndup(name, len);
	struct suggest near = suggest_begin(typed);
	const char *owner = owner_of(c, name, len);
	enum rc rc;

	for (size_t i = 0; i < cli_global_count; i++)
		suggest_try(&near, cli_globals[i].name);
	for (size_t i = 0; c->cmd && i < c->cmd->opt_count; i++)
		suggest_try(&near, c->cmd->opts[i].name);
	if (owner)
		rc = refuse(&c->err, "option.order", N_("Option --{word} belongs to the command "
		                                        "{other} and stands after it"), typed,
		            owner);
	else if (near.best)
		rc = refuse(&c->err, "option.unknown",
		            N_("No option --{word}; did you mean --{other}?"), typed, near.best);
	else
		rc = refuse(&c->err, "option.unknown", N_("No option --{word}; see wubao help"),
		            typed, "");
	free(typed);
	return rc;
}

static enum rc add_value(struct cli *c, const struct cmd_opt *opt, const char *value) {
	if (opt->choices && !str_in_list(opt->choices, value)) {
		struct str what = {0};
		enum rc rc;

		str_addf(&what, "--%s", opt->name);
		rc = cli_usage(c, "option.choice", N_("{option} wants one of {choices}"), "option",
		               str_text(&what), "choices", opt->choices, NULL);
		str_clear(&what);
		return rc;
	}
	VEC_PUSH(c->values, c->value_count, (struct cli_value){opt, value});
	return RC_OK;
}

/* `given` is the value in the same word, or NULL. */
static enum rc take_option(struct cli *c, struct words *w, const struct cmd_opt *opt,
                           const char *given) {
	if (!opt->arg) {
		if (given)
			return refuse(&c->err, "option.novalue",
			              N_("Option --{word} takes no value"), opt->name, "");
		return add_value(c, opt, "");
	}
	if (!given && w->at >= w->n)
		return refuse(&c->err, "option.value", N_("Option --{word} wants a value: {other}"),
		              opt->name, opt->arg);
	return add_value(c, opt, given ? given : w->v[w->at++]);
}

static enum rc take_long(struct cli *c, struct words *w, const char *word) {
	const char *eq = strchr(word, '=');
	size_t len = eq ? (size_t)(eq - word) : strlen(word);
	const struct cmd_opt *opt = c->cmd ? find_in(c->cmd->opts, c->cmd->opt_count, word,
	                                             len) : NULL;

	if (!opt)
		opt = find_in(cli_globals, cli_global_count, word, len);
	return opt ? take_option(c, w, opt, eq ? eq + 1 : NULL) : unknown_option(c, word, len);
}

static enum rc take_letters(struct cli *c, struct words *w, const char *word) {
	for (const char *p = word; *p; p++) {
		const struct cmd_opt *opt =
			c->cmd ? find_letter(c->cmd->opts, c->cmd->opt_count, *p) : NULL;
		enum rc rc;

		if (!opt)
			opt = find_letter(cli_globals, cli_global_count, *p);
		if (!opt)
			return refuse(&c->err, "option.unknown",
			              N_("No option -{word}; see wubao help"), p, "");
		if (opt->arg)
			return take_option(c, w, opt, p[1] ? p + 1 : NULL);
		rc = take_option(c, w, opt, NULL);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

enum rc cmd_find(struct cli *c, const char *name, const struct cmd_def **out) {
	struct suggest near = suggest_begin(name);

	for (const struct cmd_def *const *cmd = c->commands; *cmd; cmd++) {
		if (strcmp((*cmd)->name, name) == 0) {
			*out = *cmd;
			return RC_OK;
		}
		suggest_try(&near, (*cmd)->name);
	}
	if (near.best)
		return refuse(&c->err, "command.unknown",
		              N_("No command '{word}'; did you mean '{other}'?"), name, near.best);
	return refuse(&c->err, "command.unknown", N_("No command '{word}'; see wubao help"), name,
	              "");
}

void cli_add_arg(struct cli *c, const char *word) {
	VEC_PUSH(c->args, c->arg_count, word);
}

static enum rc take_word(struct cli *c, struct words *w) {
	const char *word = w->v[w->at++];
	const struct cmd_opt *own;
	enum rc rc;

	if (!w->ended && strcmp(word, "--") == 0) {
		w->ended = true;
		return RC_OK;
	}
	if (!w->ended && word[0] == '-' && word[1] == '-')
		return take_long(c, w, word + 2);
	if (!w->ended && word[0] == '-' && word[1])
		return take_letters(c, w, word + 1);
	if (c->cmd) {
		cli_add_arg(c, word);
		return RC_OK;
	}
	TRY(cmd_find(c, word, &c->cmd));
	for (size_t i = 0; i < c->value_count; i++) { /* -o is the command's own where it has one */
		own = find_letter(c->cmd->opts, c->cmd->opt_count, c->values[i].opt->letter);
		if (own && own->letter)
			c->values[i].opt = own;
	}
out:
	return rc;
}

/* --help asks about a command, not for its words to be complete. */
static enum rc check_count(struct cli *c) {
	if (!c->cmd || cli_opt(c, "help") || cli_opt(c, "version"))
		return RC_OK;
	if (c->arg_count < c->cmd->min_args)
		return cli_usage(c, "command.missing",
		               N_("wubao {command} wants {args}; see wubao help {command}"),
		               "command", c->cmd->name, "args", c->cmd->args, NULL);
	if (c->arg_count > c->cmd->max_args)
		return refuse(&c->err, "command.extra",
		              N_("One word too many: '{word}'; see wubao help {other}"),
		              c->args[c->cmd->max_args], c->cmd->name);
	if (cli_opt(c, "json") && cli_opt(c, "csv"))
		return cli_usage(c, "option.both", N_("Choose either --json or --csv"), NULL);
	if (cli_opt(c, "json") && cli_book(c) && strcmp(c->cmd->name, "export") != 0)
		return cli_usage(c, "option.both", N_("Choose either --json or a workbook"), NULL);
	return RC_OK;
}

enum rc cli_parse(struct cli *c, int argc, char *const *argv) {
	struct words w = {.n = argc, .at = 1, .v = argv};
	enum rc rc = RC_OK;

	while (w.at < w.n && rc == RC_OK) {
		if (!utf8_is_valid(argv[w.at], strlen(argv[w.at])) && argv[w.at][0] == '-')
			return refuse(&c->err, "option.utf8", N_("'{word}' is not UTF-8 text"),
			              argv[w.at], "");
		rc = take_word(c, &w);
	}
	c->json = cli_opt(c, "json") != NULL;
	c->csv = cli_opt(c, "csv") != NULL || (cli_book(c) && !cli_global(c, "output"));
	c->yes = cli_opt(c, "yes") != NULL;
	c->no_input = cli_opt(c, "no-input") != NULL;
	c->read_only = cli_opt(c, "read-only") != NULL;
	c->quiet = cli_opt(c, "quiet") != NULL;
	return rc == RC_OK ? check_count(c) : rc;
}

static const char *last_value(const struct cli *c, const struct cmd_opt *opt) {
	for (size_t i = c->value_count; opt && i-- > 0;)
		if (c->values[i].opt == opt)
			return c->values[i].value;
	return NULL;
}

const char *cli_opt(const struct cli *c, const char *name) {
	const struct cmd_opt *own = c->cmd ? find_in(c->cmd->opts, c->cmd->opt_count, name,
	                                             strlen(name)) : NULL;

	return own ? last_value(c, own) : cli_global(c, name);
}

const char *cli_global(const struct cli *c, const char *name) {
	return last_value(c, find_in(cli_globals, cli_global_count, name, strlen(name)));
}

const char *cli_book(const struct cli *c) {
	const char *path = cli_opt(c, "output");

	return path && (c->list_out || table_is_book(path)) ? path : cli_global(c, "output");
}

bool cli_choose_lang(int argc, char *const *argv) {
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	enum lang lang;

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const char *value = NULL;

		if (strncmp(argv[i], "--lang=", 7) == 0)
			value = argv[i] + 7;
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			value = argv[i + 1];
		if (value && tr_parse_lang(value, &lang))
			return tr_set_lang(lang), true;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);

		if (value && tr_parse_lang(value, &lang)) /* C.UTF-8 names none: look on */
			return tr_set_lang(lang), true;
	}
	return false;
}
