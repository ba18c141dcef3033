/* Words into options: before or after the command, and what is said about those that are off.
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "core/mem.h"
#include "core/tr.h"
#include "texts.h"

/* Parse up to ten words. */
static enum rc parse(struct cli *c, const char *const *words) {
	char *argv[12] = {(char *)(uintptr_t)"wubao"};
	int n = 1;

	*c = (struct cli){.commands = cmd_table};
	for (; words[n - 1]; n++)
		argv[n] = (char *)(uintptr_t)words[n - 1];
	return cli_parse(c, n, argv);
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void test_order(void **state) {
	const char *const *forms[] = {
		WORDS("--db", "f", "--yes", "list", "--find", "x"), WORDS("list", "--db=f", "--find=x", "-y"),
		WORDS("--db=f", "list", "-y", "--find", "x"),       WORDS("list", "--find", "x", "--yes", "--db", "f"),
	};
	struct cli c;

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		assert_int_equal(parse(&c, forms[i]), RC_OK);
		assert_string_equal(c.cmd->name, "list");
		assert_string_equal(cli_opt(&c, "db"), "f");
		assert_string_equal(cli_opt(&c, "find"), "x");
		assert_true(c.yes);
		assert_false(c.quiet);
		assert_int_equal(c.arg_count, 0);
		cli_clear(&c);
	}
}

static void test_words(void **state) {
	struct cli c;

	assert_int_equal(parse(&c, WORDS("report", "-qo-", "--month", "-5", "--json")), RC_OK);
	assert_string_equal(cli_opt(&c, "output"), "-");
	assert_string_equal(cli_opt(&c, "month"), "-5");
	assert_true(c.quiet && c.json);
	cli_clear(&c);
	assert_int_equal(parse(&c, WORDS("show", "--", "--odd")), RC_OK);
	assert_string_equal(c.args[0], "--odd");
	cli_clear(&c);
	assert_int_equal(parse(&c, WORDS("--db", "a", "info", "--db", "b")), RC_OK);
	assert_string_equal(cli_opt(&c, "db"), "b"); /* the last one counts */
	assert_null(cli_opt(&c, "config"));
	cli_clear(&c);
	/* an -o before the command is its own where it has one; --officer is whose it was */
	assert_int_equal(parse(&c, WORDS("-o", "f.xlsx", "report")), RC_OK);
	assert_string_equal(cli_opt(&c, "output"), "f.xlsx");
	assert_null(cli_global(&c, "output"));
	cli_clear(&c);
	assert_int_equal(parse(&c, WORDS("--output=f", "--officer", "li", "init")), RC_OK);
	assert_string_equal(cli_global(&c, "output"), "f");
	assert_null(cli_opt(&c, "officer"));
	cli_clear(&c);
	assert_int_equal(parse(&c, WORDS("--quiet")), RC_OK);
	assert_null(c.cmd);
	cli_clear(&c);
	assert_int_equal(parse(&c, WORDS("show", "--help")), RC_OK); /* asks: its words need not be complete */
	cli_clear(&c);
}

static void test_refused(void **state) {
	static const struct {
		const char *const words[5];
		const char *sentence;
	} cases[] = {
		{{"lits"}, "No command 'lits'; did you mean 'list'?"},
		{{"x\x1b[31m"}, "No command 'x?[31m'; see wubao help"},
		{{"--quite"}, "No option --quite; did you mean --quiet?"},
		{{"list", "--fnid", "x"}, "No option --fnid; did you mean --find?"},
		{{"list", "--zzzzzz"}, "No option --zzzzzz; see wubao help"},
		{{"list", "-z"}, "No option -z; see wubao help"},
		{{"--find", "x", "list"}, "Option --find belongs to the command list and stands after it"},
		{{"list", "--db"}, "Option --db wants a value: FILE"},
		{{"list", "--yes=1"}, "Option --yes takes no value"},
		{{"list", "--lang", "fr"}, "--lang wants one of zh,zh_CN,en"},
		{{"info", "more"}, "One word too many: 'more'; see wubao help info"},
		{{"show"}, "wubao show wants NUMBER; see wubao help show"},
		{{"list", "--json", "--csv"}, "Choose either --json or --csv"},
		{{"--\xff"}, "'--?' is not UTF-8 text"},
	};
	struct cli c;

	tr_set_lang(LANG_EN);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(parse(&c, cases[i].words), RC_USAGE);
		assert_string_equal(c.err.text, cases[i].sentence);
		assert_int_equal(err_exit_status(c.err.rc), 64);
		cli_clear(&c);
	}
}

/* A word that is an option in one command must not be another thing in a second: help and completion show one table. */
static void test_table(void **state) {
	for (size_t i = 0; i < cmd_count; i++) {
		const struct cmd_def *d = cmd_table[i];

		assert_non_null(d->run);
		assert_true(strncmp(d->example, "wubao ", 6) == 0);
		assert_true(d->max_args >= d->min_args && (d->max_args == 0) == (*d->args == '\0'));
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(cmd_table[k]->name, d->name);
		for (size_t k = 0; k < d->opt_count; k++)
			for (size_t g = 0; g < cli_global_count; g++) {
				/* Before the command --officer says who acts (sshd's key file writes it so), after init who will be head. */
				bool same = strcmp(d->opts[k].name, cli_globals[g].name) == 0;

				/* Of --output only what is written differs. */
				assert_true(!same || str_in_list("officer,output", d->opts[k].name));
				assert_true(same || !d->opts[k].letter || d->opts[k].letter != cli_globals[g].letter);
			}
	}
}

/* A workbook where a name ends so; any file where a command has no --output of its own. */
static void test_output(void **state) { /* rule 10.40 */
	static const struct {
		const char *words[5], *book;
		bool csv;
	} cases[] = {
		{{"list", "-ox.XLSX"}, "x.XLSX", false}, {{"list", "-o", "x.csv"}, "x.csv", false},
		{{"export", "roster", "-o", "x.xlsx"}, "x.xlsx", true}, {{"export", "roster", "-o", "x.csv"}, NULL, false},
		{{"report", "-o", ".xlsx"}, NULL, false},
	};
	struct cli c;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(parse(&c, cases[i].words), RC_OK);
		assert_true(c.csv == cases[i].csv);
		if (cases[i].book)
			assert_string_equal(cli_book(&c), cases[i].book);
		else
			assert_null(cli_book(&c));
		cli_clear(&c);
	}
}

static void test_officer_twice(void **state) {
	char *both[] = {(char[]){"wubao"}, (char[]){"--officer"}, (char[]){"zhang"}, (char[]){"init"}, (char[]){"--officer=li"}};
	char *one[] = {(char[]){"wubao"}, (char[]){"--officer"}, (char[]){"zhang"}, (char[]){"init"}};
	struct cli c = {.commands = cmd_table};

	assert_int_equal(cli_parse(&c, 5, both), RC_OK);
	assert_string_equal(cli_global(&c, "officer"), "zhang");
	assert_string_equal(cli_opt(&c, "officer"), "li");
	cli_clear(&c);
	c = (struct cli){.commands = cmd_table};
	assert_int_equal(cli_parse(&c, 4, one), RC_OK);
	assert_string_equal(cli_global(&c, "officer"), "zhang");
	assert_null(cli_opt(&c, "officer"));
	cli_clear(&c);
}

static void test_lang(void **state) {
	char *none[] = {(char *)(uintptr_t)"wubao", NULL};
	char *en[] = {(char *)(uintptr_t)"wubao", (char *)(uintptr_t)"list", (char *)(uintptr_t)"--lang=en", NULL};

	setenv("LC_ALL", "", 1);
	unsetenv("LC_MESSAGES");
	setenv("LANG", "C.UTF-8", 1);
	assert_false(cli_choose_lang(1, none));
	setenv("LANG", "zh_CN.UTF-8", 1);
	assert_true(cli_choose_lang(1, none));
	assert_int_equal(tr_lang(), LANG_ZH);
	assert_true(cli_choose_lang(3, en));
	assert_int_equal(tr_lang(), LANG_EN);
	setenv("LC_MESSAGES", "en_US.UTF-8", 1);
	tr_set_lang(LANG_ZH);
	assert_true(cli_choose_lang(1, none));
	assert_int_equal(tr_lang(), LANG_EN);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order), cmocka_unit_test(test_words), cmocka_unit_test(test_refused),
		cmocka_unit_test(test_table), cmocka_unit_test(test_output), cmocka_unit_test(test_lang), cmocka_unit_test(test_officer_twice),
	};
	return cmocka_run_group_tests_name("cli options", tests, NULL, NULL);
}
