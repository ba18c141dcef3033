/* The return as a file, and wubao answer: what the county said to it.
 * SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/table.h"
#include "exchange/package/return_make.h"

enum rc cli_write_return(struct cli *c, struct date month, long long no) {
	const char *path = cli_opt(c, "output");
	const struct return_make o = {.month = month, .no = no, .full = cli_opt(c, "full") != NULL,
	                              .path = path};
	struct return_made made = {.path = NULL};
	enum rc rc;

	if (!path || strcmp(path, "-") == 0)
		return cli_usage(c, "report.file",
			N_("Say into which file the return goes: -o FILE"), NULL);
	rc = cli_free_to_write(c, path);
	if (rc == RC_OK)
		rc = return_file_make(c->station, &c->actor, &o, &made, &c->err);
	if (rc == RC_OK)
		out_say(c,
			made.again      ? N_("{file}: number {no} once more, the same bytes as before")
		           : made.since < 0 ? N_("{file}: number {no}, all figures")
		                            : N_("{file}: number {no}, what changed since number {since}"),
		        "file", path, "no", NUM(made.no), "since", NUM(made.since), NULL);
	return_made_clear(&made);
	return rc;
}

static const struct cmd_opt opts[] = {
	{"reason", 0, "TEXT", NULL, N_("Of reply: what the county is to know; it is logged.")},
};

static const struct table_col cols[] = {
	{"month", N_("Month"), false},   {"no", N_("Number of the sending"), true},
	{"day", N_("Day"), false},       {"county", N_("Who answers"), false},
	{"verdict", N_("Verdict"), false}, {"place", N_("Village"), false},
	{"id", N_("Id"), false},         {"text", N_("What it says"), false},
};

static void add_row(struct table *t, const struct sent_answer *w, const struct sent_question *q) {
	char day[DATE_BUF];

	table_addf(t, "%.7s", date_format(w->month, day));
	table_addf(t, "%lld", w->no);
	table_add(t, date_format(w->day, day));
	table_add(t, w->county);
	table_add(t,
		tr(w->accepted ? N_("accepted by the county") : N_("given back by the county")));
	table_add(t, q ? q->place : "");
	table_add(t, q ? q->figure : "");
	table_add(t, q ? q->text : w->reason);
}

static void print(struct cli *c, const struct sent_answer *w, size_t n) {
	struct table t = TABLE(cols);

	for (size_t i = 0; i < n; i++) {
		if (w[i].reason || !w[i].question_count)
			add_row(&t, &w[i], NULL);
		for (size_t k = 0; k < w[i].question_count; k++)
			add_row(&t, &w[i], &w[i].questions[k]);
	}
	table_print(c, &t);
	table_clear(&t);
}

static enum rc take(struct cli *c) {
	struct sent_answer w;
	char day[DATE_BUF];
	bool news;
	enum rc rc = return_answer_take(c->station, &c->actor, c->args[1], &w, &news, &c->err);

	if (rc == RC_OK && c->json)
		print(c, &w, 1);
	date_format(w.month, day);
	day[7] = '\0';
	if (rc == RC_OK)
		out_say(c, !news        ? N_("This answer was taken in before.")
		           : w.accepted ? N_("{county} accepted {month}, number {no}.")
		                        : N_("{county} gave back {month}, number {no}: {reason}. "
					     "It is on the station's worklist until a correction "
					     "is sent."),
		        "county", w.county, "month", day, "no", NUM(w.no), "reason",
		        w.reason, NULL);
	sent_answer_clear(&w);
	return rc;
}

static enum rc read_month(struct cli *c, struct date *month) {
	return date_read_month(c->args[1], month, &c->err);
}

static enum rc show(struct cli *c) {
	struct sent_answer *w = NULL;
	struct date month;
	size_t n = 0;
	enum rc rc = read_month(c, &month);

	if (rc == RC_OK)
		rc = sent_answers(c->station, &c->actor, month, &w, &n, &c->err);
	if (rc == RC_OK)
		print(c, w, n);
	for (size_t i = 0; i < n; i++)
		sent_answer_clear(&w[i]);
	free(w);
	return rc;
}

static enum rc reply(struct cli *c) {
	struct date month;
	enum rc rc = read_month(c, &month);

	return rc != RC_OK ? rc : sent_answer_reply(c->station, &c->actor, month,
	                                            cli_opt(c, "reason"), &c->err);
}

static enum rc run(struct cli *c) {
	static const struct cmd_word words[] = {{"take", 1, 1, take}, {"show", 1, 1, show},
	                                        {"reply", 1, 1, reply}};

	return cli_run_word(c, words, sizeof words / sizeof *words, "answer.words",
	                    N_("wubao answer take FILE, show MONTH, reply MONTH --reason TEXT"));
}

const struct cmd_def cmd_answer = {
	.name = "answer",
	.help = N_("What the county says to a return: take it in, show it, reply."),
	.args = "take FILE, show|reply MONTH", .min_args = 2, .max_args = 2,
	.example = "wubao answer take 回复.tar\nwubao answer show 2026-10\n"
	           "wubao answer reply 2026-10 --reason 经核对无误",
	.text = N_("The county accepts a return or gives it back with a reason and questions, in a "
	           "file signed with its key, which is trusted under the name that the settings "
	           "call the county. Questions stand on the station's worklist until a correction "
	           "is sent (report --send -o) or the head replies that nothing is to be "
	           "corrected. After an "
	           "accepted number a correction carries only what changed since."),
	CMD_OPTS(opts), .station = true, .run = run,
};
