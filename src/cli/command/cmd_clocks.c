/* wubao clocks: what the law counts of one person, from which records, and where it is written;
 * drafts for the police. SPDX-License-Identifier: MIT */
#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/list_query.h"
#include "cli/out.h"
#include "cli/records.h"
#include "exchange/print/letter_sheet.h"
#include "model/lists.h"
#include "model/order/order.h"
#include "model/rules/duty_clock.h"

static const struct cmd_opt opts[] = {
	{"evidence", 0, "CLOCK", NULL, N_("The records this clock was counted from.")},
	{"draft", 0, "REASON", "refusal,breach,relapse,expiry",
	 N_("Show what a report to the police for this reason would say; keeps nothing.")},
	{"print", 0, NULL, NULL,
	 N_("With --draft: write it as a page to print and as text, beside the database.")},
	{"identified", 0, NULL, NULL,
	 N_("With --print: the whole ID number stands on it; wants --reason.")},
	{"reason", 0, "TEXT", NULL, N_("Why; it is logged.")},
};

static enum rc print_clocks(struct cli *c, long long person) {
	const char *word = cli_opt(c, "evidence");
	struct clocks_given only = {word ? duty_clock_find(word) : NULL};
	struct list_query q = {.person = person, .given = &only};

	if (word && !only.records_of)
		return cli_usage(c, "clocks.none", N_("There is no clock called {word}; see wubao "
		                                      "clocks NUMBER."), "word", word, NULL);
	return query_print(c, &clocks_list, &q, word ? "day,register,record,text"
	                   : "clock,label,value,limit,day,mark,records,worth,article");
}

static enum rc draft(struct cli *c, long long order) {
	struct police_report p;
	char *path = NULL;
	enum rc rc = police_draft(c->station, &c->actor, order, code_of(cli_opt(c, "draft")), &p,
	                          &c->err);

	if (rc == RC_OK && !cli_opt(c, "print")) {
		answer_text(c, p.facts ? p.facts : "");
		answer_text(c, "\n");
	} else if (rc == RC_OK) {
		const char *why = cli_opt(c, "reason");

		rc = police_print(c->station, &c->actor, &p, cli_opt(c, "identified")
		                  ? (why ? why : "") : NULL, &path, &c->err);
	}
	if (rc == RC_OK && path)
		out_say(c, N_("The page to print is {path}"), "path", path, NULL);
	free(path);
	entity_clear(&police_def, &p);
	return rc;
}

static enum rc run(struct cli *c) {
	struct treatment_order o;
	long long id = 0;
	enum rc rc = records_look_person(c, c->args[0], &id);

	if (rc != RC_OK)
		return rc;
	rc = order_current(c->station, &c->actor, id, &o, &c->err);
	if (rc == RC_OK)
		rc = cli_opt(c, "draft") ? draft(c, o.rec.id) : print_clocks(c, id);
	entity_clear(&order_def, &o);
	return rc;
}

const struct cmd_def cmd_clocks = {
	.name = "clocks",
	.help = N_(
		"What the law counts of one person, from which records, and where it is written."),
	.args = "NUMBER", .min_args = 1, .max_args = 1,
	.example = "wubao clocks 0012\nwubao clocks 0012 --evidence refusals\n"
		   "wubao clocks 0012 --draft breach --print\n"
		   "wubao clocks 0012 --draft breach --print --identified --reason 上报派出所",
	.text = N_("NUMBER is the file number, else the number of the record. The program counts "
                   "and drafts; it never changes a state by itself."),
	CMD_OPTS(opts), .station = true, .run = run,
};
