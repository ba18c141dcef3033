/* wubao sent: the months as they went to the county, what changed since, and report --send.
 * SPDX-License-Identifier: MIT */
#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/list_query.h"
#include "cli/out.h"
#include "core/clock.h"
#include "exchange/print/sent_sheet.h"
#include "model/lists.h"
#include "model/report/report_check.h"

static const struct cmd_opt opts[] = {
	{"names", 0, "FIGURE", NULL,
	 N_("With show: the people behind a figure as sent, by its id; ID numbers masked.")},
	{"places", 0, NULL, NULL, N_("With show: every village too.")},
	{"print", 0, NULL, NULL,
	 N_("With show: as a page to print and sign, in the folder out beside the database.")},
	TARGET_ENCODING,
	TARGET_OUTPUT,
};

static enum rc list(struct cli *c) {
	return query_print(c, &months_sent_list, NULL, "month,no,sent,officer,note,anchor");
}

static enum rc read_number(struct cli *c, const char *word, long long *no) {
	char *end = NULL;

	*no = strtoll(word, &end, 10);
	if (*end || end == word || *no < 0)
		return cli_usage(c, "sent.number", N_("The number of a sending is 0 for the first, "
		                                      "then 1, 2 and so on"), NULL);
	return RC_OK;
}

static enum rc read_words(struct cli *c, struct date *month, long long *no) {
	enum rc rc = date_read_month(c->args[1], month, &c->err);

	*no = -1;
	return rc != RC_OK || c->arg_count < 3 ? rc : read_number(c, c->args[2], no);
}

/* ---- show ---- */

static const struct table_col line_cols[] = {
	{"id", N_("Id"), false}, {"section", N_("Section"), false}, {"label", N_("Figure"), false},
	{"place", N_("Village"), false}, {"value", N_("Value"), true},
	{"before", N_("Before"), true},
	{"unit", N_("Unit"), false}, {"numerator", N_("Numerator"), true},
	{"denominator", N_("Denominator"), true},
	{"numerator_id", N_("Numerator's id"), false},
	{"denominator_id", N_("Denominator's id"), false},
};
enum { LINE_COLS = sizeof line_cols / sizeof *line_cols };

/* JSON has the bare number, null where nothing divides. */
static void add_value(const struct cli *c, struct table *t, const char *value, const char *under) {
	if (!c->json || !*under)
		table_add(t, value);
	else
		table_addf(t, "%.*s", strcmp(under, "0") == 0 ? 0
		           : (int)strcspn(value, "%"), value);
}

static void add_lines(const struct cli *c, struct table *t, const struct sent *s,
                      const struct sent *before) {
	bool places = cli_opt(c, "places") != NULL;

	for (size_t i = 0; i < s->line_count; i++) {
		struct sent_row r;

		if (!sent_row_shown(s, &s->lines[i], places) &&
		    !(c->json && (places || s->lines[i].place == 0)))
			continue;
		sent_row_fill(s, before, &s->lines[i], &r);
		table_add(t, s->figures[s->lines[i].figure]);
		table_add(t, tr(r.is.section));
		table_add(t, tr(r.is.label));
		table_add(t, r.place);
		add_value(c, t, r.value, r.under);
		add_value(c, t, r.before, r.under_before);
		table_add(t, tr(r.is.unit));
		table_add(t, r.over);
		table_add(t, r.under);
		table_add(t, r.is.rate ? r.is.rate->numerator : "");
		table_add(t, r.is.rate ? r.is.rate->denominator : "");
	}
}

static void add_facts(struct cli *c, struct key_values *f, const struct sent *s) {
	const struct field_env *env = station_env(c->station);
	char day[SENT_TITLE_BUF], when[20];

	key_values_add(f, "station", N_("Station"), s->station);
	if (c->json) {
		date_format(s->month, day);
		day[7] = '\0';
		key_values_add(f, "month", N_("Month"), day);
		key_values_add_int(f, "no", N_("Number of the sending"), s->no);
	} else {
		key_values_add(f, "month", N_("Month"), sent_title(s, day));
	}
	if (s->id) {
		key_values_add(f, "sent", N_("Marked as sent"), clock_format_ms(s->sent_at, when));
		key_values_add(f, "officer", N_("Officer"),
		               env->ref_name(env->ctx, "officer", s->sent_by));
		key_values_add(f, "note", N_("Note"), s->note);
	}
	key_values_add(f, "anchor", N_("Audit head"), s->anchor);
	if (s->single > 0)
		key_values_add_int(f, "single", N_("Papers in place of a second person"),
		                   s->single);
	key_values_add(f, "digest", N_("Digest"), s->digest);
}

/* For people: one line each, and how its people are seen. */
static void say_doubts(const struct cli *c, const struct sent *s, const struct report_doubts *d) {
	char month[DATE_BUF];

	date_format(s->month, month);
	month[7] = '\0';
	for (size_t i = 0; i < d->n; i++) {
		out_say(c, d->v[i].people.n ? N_("{kind}: {text} (wubao report --month {month}"
		                                 " --check --names {id})")
		                            : N_("{kind}: {text}"),
		        "kind", tr(d->v[i].kind), "text", d->v[i].text, "month", month, "id",
		        d->v[i].id, NULL);
	}
}

static void put_doubts(const struct cli *c, const struct report_doubts *d) {
	static const struct table_col cols[] = {{"id", N_("Id"), false}, {"kind", N_("Kind"), false},
	                                        {"text", N_("Remark"), false},
	                                        {"people", N_("People"), true}};
	struct table t = TABLE(cols);

	for (size_t i = 0; i < d->n; i++) {
		table_add(&t, d->v[i].id);
		table_add(&t, tr(d->v[i].kind));
		table_add(&t, d->v[i].text);
		table_addf(&t, "%zu", d->v[i].people.n);
	}
	answer_table(c, "checks", &t);
	table_clear(&t);
}

/* Head and lines, for people or as the document; doubts: NULL, or what the figures say of each
 * other before they go out. */
static enum rc put_sent(struct cli *c, const struct sent *s, const struct sent *before,
                        const struct report_doubts *doubts) {
	struct table t = {.cols = line_cols, .col_count = LINE_COLS};
	struct key_values f = {NULL, 0};
	struct str out = {0};
	enum rc rc = RC_OK;

	add_facts(c, &f, s);
	add_lines(c, &t, s, before);
	answer_facts(c, NULL, &f);
	answer_table(c, NULL, &t);
	if (c->json && doubts)
		put_doubts(c, doubts);
	if (!c->json) {
		key_values_text(&f, &out);
		str_addc(&out, '\n');
		table_text(&t, &out);
	}
	/* before a month is sent, FILE is for the return */
	if (doubts && !c->json)
		answer_text(c, str_text(&out));
	else if (!doubts)
		rc = cli_write_result(c, str_text(&out), out.n);
	str_clear(&out);
	key_values_clear(&f);
	table_clear(&t);
	return rc;
}

static enum rc put_names(struct cli *c, const struct sent *s, const char *figure) {
	struct ids who = {0};
	long long sealed = 0, gone = 0;
	enum rc rc;

	if (sent_find(s, figure) == s->figure_count)
		return cli_usage(c, "sent.figure",
		               N_("This number of the month carries no figure '{word}'; see wubao "
		                  "sent show --json"), "word", figure, NULL);
	rc = sent_names(c->station, &c->actor, s, figure, &who, &sealed, &gone, &c->err);
	if (rc == RC_OK)
		rc = query_print_people(c, &who, sealed, gone, "sent.names");
	ids_clear(&who);
	return rc;
}

static enum rc print_page(struct cli *c, const struct sent *s, const struct sent *before) {
	char *path = NULL;
	enum rc rc = sent_print(c->station, &c->actor, s, before, cli_opt(c, "places") != NULL,
	                        &path, &c->err);

	if (rc == RC_OK)
		out_say(c, N_("The page to print is {path}"), "path", path, NULL);
	free(path);
	return rc;
}

static enum rc write_csv(struct cli *c, const struct sent *s, const struct sent *before) {
	struct cli_target to;
	enum rc rc = cli_read_target(c, &to);

	return rc != RC_OK ? rc : sent_csv_write(s, before, cli_opt(c, "places") != NULL, to.path,
	                                         to.encoding, to.existing, NULL, &c->err);
}

static enum rc show(struct cli *c) {
	struct sent s = {0}, before = {0};
	struct date month;
	long long no;
	enum rc rc = read_words(c, &month, &no);

	if (rc == RC_OK)
		rc = sent_get(c->station, &c->actor, month, no, &s, &c->err);
	if (rc == RC_OK && s.no > 0)
		rc = sent_now(c->station, &c->actor, month, s.no - 1, &before, &c->err);
	if (rc != RC_OK)
		goto out;
	if (cli_opt(c, "names"))
		rc = put_names(c, &s, cli_opt(c, "names"));
	else if (cli_opt(c, "print"))
		rc = print_page(c, &s, &before);
	else
		rc = c->csv ? write_csv(c, &s, &before) : put_sent(c, &s, &before, NULL);
out:
	sent_clear(&s);
	sent_clear(&before);
	return rc;
}

/* ---- what changed since ---- */

static void print_changes(const struct cli *c, const struct sent *before, const struct sent *next) {
	static const struct table_col cols[] = {
		{"id", N_("Id"), false}, {"label", N_("Figure"), false}, {"sent", N_("Sent"), true},
		{"now", N_("Now"), true}, {"change", N_("Late entries"), false},
		{"came", N_("Came in"), true},
		{"left", N_("Fell out"), true},
	};
	struct table t = TABLE(cols);

	for (size_t i = 0; i < next->figure_count; i++) {
		size_t was = sent_find(before, next->figures[i]);
		struct sent_change change = sent_compare(before, was, next);
		struct sent_row r;
		struct str text = {0};

		sent_row_fill(next, before, sent_line(next, i, 0), &r);
		sent_change_text(next->figures[i], &change, &text);
		table_add(&t, next->figures[i]);
		table_add(&t, tr(r.is.label));
		add_value(c, &t, r.before, r.under_before);
		add_value(c, &t, r.value, r.under);
		table_add(&t, str_text(&text));
		table_addf(&t, "%zu", change.came);
		table_addf(&t, "%zu", change.left);
		str_clear(&text);
	}
	table_print(c, &t);
	table_clear(&t);
}

static enum rc diff(struct cli *c) {
	struct report r = {0};
	struct sent before = {0}, next = {0};
	struct date month;
	long long no;
	enum rc rc;

	TRY(read_words(c, &month, &no));
	TRY(report_make(c->station, &c->actor, month, date_month_end(month), &r, &c->err));
	TRY(sent_draft(c->station, &c->actor, &r, &before, &next, &c->err));
	if (before.figure_count == 0)
		TRY(err_set(&c->err, RC_NOT_FOUND, "sent.none",
		            N_("Nothing of this month and number was sent."), NULL));
	print_changes(c, &before, &next);
out:
	sent_clear(&before);
	sent_clear(&next);
	report_clear(&r);
	return rc;
}

/* ---- sending ---- */

static bool goes_on(const struct cli *c, const struct sent *next) {
	char question[300], title[SENT_TITLE_BUF];

	if (c->yes)
		return true;
	text_fill(question, sizeof question,
	          tr(N_("Mark {title} as sent? It is kept as it is from then on.")), "title",
	          sent_title(next, title), NULL);
	out_finish(NULL);
	return out_has_person(c) && out_ask(question);
}

/* What would be sent, told, asked about, marked. */
static enum rc send_next(struct cli *c, const struct report *r, const struct sent *before,
                         struct sent *next) {
	struct report_doubts doubts = {0};
	char title[SENT_TITLE_BUF];
	enum rc rc = RC_OK;

	if (next->figure_count != 0) {
		rc = report_check(c->station, &c->actor, r, &doubts, &c->err);
		say_doubts(c, next, &doubts);
	}
	if (rc == RC_OK && (before->figure_count == 0 || next->figure_count != 0) && !c->quiet) {
		if (before->figure_count)
			print_changes(c, before, next);
		else
			rc = put_sent(c, next, before, &doubts);
	}
	if (rc == RC_OK && next->figure_count && !goes_on(c, next))
		rc = err_set(&c->err, RC_CANCELLED, "sent.stopped",
		             N_("Nothing was sent; --yes does it."), NULL);
	if (rc == RC_OK)
		rc = sent_send(c->station, &c->actor, next, cli_opt(c, "note"), &c->err);
	if (rc == RC_OK)
		out_say(c, N_("marked as sent: {title}"), "title", sent_title(next, title), NULL);
	report_doubts_clear(&doubts);
	return rc;
}

enum rc cli_send_month(struct cli *c, const struct report *r) {
	const char *number = cli_opt(c, "number");
	struct sent before = {0}, next = {0};
	long long no = -1;
	enum rc rc = station_may(c->station, &c->actor, ACT_REPORT_SEND, &c->err);

	if (rc == RC_OK && number) {
		rc = read_number(c, number, &no);
		return rc == RC_OK ? cli_write_return(c, r->from, no) : rc;
	}
	if (rc == RC_OK)
		rc = sent_draft(c->station, &c->actor, r, &before, &next, &c->err);
	/* with nothing new and a file wanted, it is written once more */
	if (rc == RC_OK && (!cli_opt(c, "output") || !before.figure_count || next.figure_count))
		rc = send_next(c, r, &before, &next);
	if (rc == RC_OK && cli_opt(c, "output"))
		rc = cli_write_return(c, r->from, -1);
	sent_clear(&before);
	sent_clear(&next);
	return rc;
}

static enum rc run(struct cli *c) {
	static const struct cmd_word words[] = {{"list", 0, 0, list}, {"show", 1, 2, show},
	                                        {"diff", 1, 1, diff}};

	return cli_run_word(c, words, sizeof words / sizeof *words, "sent.word",
	                    N_("wubao sent wants: list; show MONTH [NUMBER]; diff MONTH"));
}

const struct cmd_def cmd_sent = {
	.name = "sent",
	.help = N_("The months as they were sent, their corrections, and what changed since."),
	.args = "list|show|diff [MONTH [NUMBER]]", .min_args = 1, .max_args = 3,
	.example = "wubao sent list\nwubao sent show 2026-10\n"
	           "wubao sent show 2026-10 1 --csv -o 更正.csv\n"
	           "wubao sent show 2026-10 0 --names register\nwubao sent diff 2026-10",
	.text = N_("A month is marked as sent by report --send. Number 0 is the first; a "
	           "correction is the next one and carries only the figures that changed. What was "
	           "sent is never counted again; names are shown as far as they may be today. "
	           "Without a number the newest."),
	CMD_OPTS(opts), .station = true, .run = run,
};
