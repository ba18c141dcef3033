/* wubao due: today's work. SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/list_query.h"
#include "cli/out.h"
#include "cli/table.h"
#include "core/clock.h"
#include "core/suggest.h"
#include "model/lists.h"
#include "model/rules/worklist.h"

static const struct cmd_opt opts[] = {
	{"group", 0, "GROUP", NULL,
	 N_("Only this group of duties, by its short name (see --counts).")},
	QUERY_VILLAGE,
	QUERY_TEAM,
	{"worker", 0, "NAME", NULL, N_("Only orders that name this worker in charge.")},
	{"counts", 0, NULL, NULL, N_("Only how many there are of each group.")},
	QUERY_LIMIT,
	QUERY_SHAPE,
};

static const struct table_col count_cols[] = {
	{"group", N_("Group"), false}, {"label", N_("Duty"), false}, {"count", N_("Count"), true}};

static enum rc read_group(struct cli *c, int *group) {
	const char *word = cli_opt(c, "group");
	struct suggest near = suggest_begin(word ? word : "");
	struct str all = {0};

	if (!word)
		return RC_OK;
	for (size_t i = 0; i < due_group_count; i++) {
		if (strcmp(due_groups[i].name, word) == 0) {
			*group = due_groups[i].id;
			str_clear(&all);
			return RC_OK;
		}
		str_addf(&all, "%s%s", i ? "," : "", due_groups[i].name);
		suggest_try(&near, due_groups[i].name);
	}
	if (near.best)
		cli_usage(c, "due.group", N_("No group '{word}'; did you mean '{other}'?"), "word",
		          word, "other", near.best, NULL);
	else
		cli_usage(c, "due.group", N_("{option} wants one of {choices}"),
		        "option", "--group", "choices", str_text(&all), NULL);
	str_clear(&all);
	return RC_USAGE;
}

static enum rc print_counts(struct cli *c, const struct due_whose *whose) {
	struct table t = {.cols = count_cols, .col_count = 3};
	long long *counts = mem_zalloc(due_group_count, sizeof *counts);
	enum rc rc = due_counts_of(c->station, &c->actor, whose, clock_today(), counts, &c->err);

	for (size_t i = 0; i < due_group_count && rc == RC_OK; i++) {
		table_add(&t, due_groups[i].name);
		table_add(&t, tr(due_groups[i].label));
		if (counts[i] > 999 && !c->json && !c->csv)
			table_add(&t, "999+");
		else
			table_addf(&t, "%lld", counts[i]);
	}
	if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	free(counts);
	return rc;
}

static enum rc run(struct cli *c) {
	struct list_query q;
	struct due_whose whose;
	enum rc rc = query_read(c, due_list_def.takes, &q);

	if (rc == RC_OK)
		rc = read_group(c, &q.group);
	if (rc != RC_OK)
		return rc;
	if (cli_opt(c, "counts"))
		return print_counts(c, due_list_whose(&q, &whose));
	return query_print(c, &due_list_def, &q, DUE_LIST_COMMAND);
}

static const struct cmd_opt old_opts[] = {
	{"reason", 0, "TEXT", NULL, N_("Why; it is logged.")},
};

static enum rc run_old(struct cli *c) {
	static const char *const words[] = {
		N_("the head has not decided: they are one line of Today, in no rate"),
		N_("they will be entered: until then they are missed"),
		N_("they are closed: neither due nor missed")};
	enum old_tests what = OLD_TESTS_ASK;
	enum rc rc;

	if (c->arg_count == 1 && strcmp(c->args[0], "enter") == 0)
		what = OLD_TESTS_ENTER;
	else if (c->arg_count == 1 && strcmp(c->args[0], "close") == 0)
		what = OLD_TESTS_CLOSE;
	else if (c->arg_count == 1 && strcmp(c->args[0], "ask") != 0)
		return cli_usage(c, "old-tests.word",
		                 N_("wubao old-tests wants nothing, enter, close or ask"), NULL);
	rc = c->arg_count == 1 ? old_tests_decide(c->station, &c->actor, what,
	                                          cli_opt(c, "reason"), &c->err)
	                       : old_tests_said(c->station, &c->actor, &what, &c->err);
	if (rc == RC_OK)
		out_say(c, words[what], NULL);
	return rc;
}

const struct cmd_def cmd_old_tests = {
	.name = "old-tests",
	.help = N_("What becomes of tests of before the station began, without a record; the head."),
	.args = "[enter|close|ask]", .max_args = 1,
	.example = "wubao old-tests\nwubao old-tests close --reason 建站前的检测由原工作站登记",
	.text = N_("Test windows that ended before the day the station counts from and hold no "
	           "record are in no rate. enter: old records will be entered, they are missed "
	           "until then. close: they are closed for the reason given. ask: undecided again."),
	CMD_OPTS(old_opts), .station = true, .run = run_old,
};

const struct cmd_def cmd_due = {
	.name = "due", .help = N_("List what is due and overdue today."), .args = "",
	.example = "wubao due\nwubao due --counts\nwubao due --group test-missed --csv\n"
	           "wubao due --village 石桥村",
	CMD_OPTS(opts), .station = true, .run = run,
};
