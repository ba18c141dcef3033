/* wubao report: the month's return to the county, and the names behind its numbers.
 * SPDX-License-Identifier: MIT */
#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/list_query.h"
#include "cli/out.h"
#include "core/clock.h"
#include "exchange/out/month_csv.h"
#include "exchange/out/publish_csv.h"
#include "exchange/template/template.h"
#include "model/lists.h"
#include "model/report/report_check.h"

static const struct cmd_opt opts[] = {
	{"month", 0, "YYYY-MM", NULL, N_("The month; the one before today's when left out.")},
	{"quarter", 0, "YYYY-Q", NULL, N_("A quarter instead, like 2026-3.")},
	{"year", 0, "YYYY", NULL, N_("A year instead.")},
	{"kind", 0, "KIND", "month,status,tests,risk,assignment,completion,workload,sweep,after",
	 N_("The month's return, or a table: states, tests by year of the term, risk, risk by "
	    "worker in charge, a sweep, after release.")},
	{"by", 0, "ROWS", "village,team,officer,county",
	 N_("What the rows of the table are; also makes a table of the return.")},
	{"compare", 0, NULL, NULL,
	 N_("The period before and the same period a year before below every row.")},
	{"names", 0, "FIGURE", NULL, N_("The people behind a figure, by its id (see --json) or "
	                                "label; of a table FIGURE/ROW. ID numbers masked.")},
	{"template", 0, "ID", NULL,
	 N_("As a form of the county: wubao templates. With -o FOLDER/ the form names the file.")},
	{"publish", 0, NULL, NULL,
	 N_("Counts by village that may be published: small numbers hidden, and what would give "
	    "them "
	    "away.")},
	{"least", 0, "N", NULL, N_("With --publish: hide numbers below N, 5 when left out.")},
	TARGET_ENCODING,
	TARGET_OUTPUT,
	{"check", 0, NULL, NULL,
	 N_("What in the month does not agree, is far from the months before, or cannot be true; "
	    "with --names ID the people of a line.")},
	{"send", 0, NULL, NULL,
	 N_("Mark the month as sent; once it was, its next number with what changed since.")},
	{"note", 0, "TEXT", NULL, N_("With --send: what to remember about it.")},
	{"number", 0, "N", NULL,
	 N_("With --send -o: write this number once more, as it was sent.")},
	{"full", 0, NULL, NULL,
	 N_("With --send -o: all figures, also where the county accepted a number before.")},
};

static const struct table_col figure_cols[] = {
	{"id", N_("Id"), false},
	{"section", N_("Section"), false},
	{"label", N_("Figure"), false},
	{"value", N_("Value"), true},
	{"unit", N_("Unit"), false},
	{"numerator", N_("Numerator"), true},
	{"denominator", N_("Denominator"), true},
	{"formula", N_("How it is counted"), false},
	{"numerator_id", "", false},
	{"denominator_id", "", false},
	{"beside", "", false},
};
enum { FIGURE_COLS = sizeof figure_cols / sizeof *figure_cols };
static const struct table_col text_cols[] = {
	{"section", "", false},
	{"label", N_("Figure"), false},
	{"value", N_("Value"), true},
	{"id", N_("Id"), false},
	{"formula", N_("How it is counted"), false},
};

enum rc cli_read_span(struct cli *c, struct span *out) {
	static const char *const names[SPAN_KINDS] = {"month", "quarter", "year"};
	static const char *const wants[SPAN_KINDS] = {N_("--month wants a month like 2026-10"),
	                                              N_("--quarter wants a quarter like 2026-3"),
	                                              N_("--year wants a year like 2026")};
	int said = -1;

	for (int i = 0; i < SPAN_KINDS; i++) {
		if (!cli_opt(c, names[i]))
			continue;
		if (said >= 0)
			return cli_usage(c, "report.span",
			               N_("Say one of --month, --quarter and --year"), NULL);
		said = i;
	}
	*out = span_of(SPAN_MONTH, clock_today());
	if (said < 0)
		*out = span_shift(out, -1);
	else if (!span_parse((enum span_kind)said, cli_opt(c, names[said]), out))
		return cli_usage(c, "report.month", wants[said], NULL);
	if (date_before(clock_today(), out->from))
		return cli_usage(c, "report.future",
		               out->kind == SPAN_MONTH ? N_("The month has not begun yet")
		               : N_("That period has not begun yet"), NULL);
	return RC_OK;
}

/* JSON has the bare number of a rate, null where nothing divides. */
static void add_figures(const struct cli *c, struct table *t, const struct report *r) {
	struct report_line l;

	for (size_t i = 0; report_line_at(r, i, &l); i++) {
		if (l.is.base && !c->json) /* stands beside the rates */
			continue;
		if (l.is.rate && c->json)
			l.number[l.under ? strcspn(l.number, "%") : 0] = '\0';
		const char *const cells[] = {l.is.id, tr(l.is.section), tr(l.is.label), l.number,
		                             tr(l.is.unit),
		                             l.over_text, l.under_text, l.formula,
		                             l.is.rate ? l.is.rate->numerator : "",
		                             l.is.rate ? l.is.rate->denominator : "",
		                             l.beside};

		for (size_t k = 0; k < sizeof cells / sizeof *cells; k++)
			table_add(t, cells[k]);
	}
}

/* For people: label, value and words; a rate shows both its numbers. */
static void add_text(struct str *out, const struct cli *c, const struct table *all,
                     const struct report *r) {
	struct table t = TABLE(text_cols);
	const char *section = "";
	char from[DATE_BUF], to[DATE_BUF], day[DATE_BUF], head[512], n[24];

	text_fill(head, sizeof head,
	          tr(N_("{station}: return for {from} to {to}, as known on {day}")), "station",
	          station_name(c->station), "from", date_format(r->from, from), "to",
	          date_format(r->to, to), "day", date_format(r->as_of, day), NULL);
	str_addf(out, "%s\n", head);
	if (r->erased > 0) {
		snprintf(n, sizeof n, "%lld", r->erased);
		text_fill(head, sizeof head, tr(N_("{n} files were erased and are in no figure any "
		                                   "more")), "n", n, NULL);
		str_addf(out, "%s\n", head);
	}
	cli_say_before(r, out);
	str_add(out, "\n");
	for (size_t i = 0; i + FIGURE_COLS <= all->n; i += FIGURE_COLS) {
		char *const *cell = all->cells + i;
		char *value = *cell[5] ? mem_printf("%s = %s/%s", cell[3], cell[5], cell[6])
		              : mem_strdup(cell[3]);

		table_add(&t, strcmp(cell[1], section) == 0 ? "" : cell[1]);
		table_add(&t, cell[2]);
		table_add(&t, value);
		table_add(&t, cell[0]);
		table_addf(&t, "%s%s%s", cell[10], *cell[10] ? "; " : "", cell[7]);
		section = cell[1];
		free(value);
	}
	table_text(&t, out);
	str_addf(out, "\n%s  %s\n", tr(N_("Audit head")), r->anchor);
	if (r->single > 0)
		str_addf(out, "%s  %lld\n", tr(N_("Papers in place of a second person")),
		         r->single);
	table_clear(&t);
}

static enum rc put_report(struct cli *c, const struct report *r, const struct cli_target *to) {
	struct table t = TABLE(figure_cols);
	struct str out = {0};
	enum rc rc;

	if (c->csv)
		return month_csv_write(r, station_name(c->station), to->path, to->encoding,
		                       to->existing, NULL, &c->err);
	add_figures(c, &t, r);
	cli_report_facts(c, r);
	answer_table(c, NULL, &t);
	if (!c->json)
		add_text(&out, c, &t, r);
	rc = cli_write_result(c, str_text(&out), out.n);
	str_clear(&out);
	table_clear(&t);
	return rc;
}

static enum rc put_names(struct cli *c, const struct report *r, const struct figure_def *f) {
	struct ids who = {0};
	enum rc rc;

	figure_total(f, r->rows, r->count, &who);
	rc = query_print_people(c, &who, 0, 0, "report.names");
	ids_clear(&who);
	return rc;
}

/* The people behind a line of --check. */
static enum rc put_doubted(struct cli *c, const struct report *r, const char *id) {
	struct report_doubts doubts = {0};
	const struct report_doubt *d = NULL;
	enum rc rc = report_check(c->station, &c->actor, r, &doubts, &c->err);

	if (rc == RC_OK && !(d = report_doubts_find(&doubts, id)))
		rc = cli_usage(c, "report.doubt", N_("'{word}' is no line of --check here"), "word",
		               id, NULL);
	if (rc == RC_OK)
		rc = query_print_people(c, &d->people, 0, 0, "report.names");
	report_doubts_clear(&doubts);
	return rc;
}

/* What --check prints: the list of the screen. */
static enum rc put_doubts(struct cli *c, const struct span *span) {
	char month[SPAN_BUF];
	const struct list_query q = {.from = DATE_NONE, .to = DATE_NONE,
	                             .month = span_format(span, month)};

	return query_print(c, &month_doubts_list, &q, "kind,text,people,id");
}

/* The month's return: figure by figure, as it goes to the county. */
static enum rc run_month(struct cli *c, const struct span *span, const struct cli_target *to) {
	const char *names = cli_opt(c, "names");
	struct figure_line l = {.figure = NULL};
	struct report r = {.count = 0};
	enum rc rc = RC_OK;

	if (cli_opt(c, "check") && !names)
		return put_doubts(c, span);
	if (names && !cli_opt(c, "check"))
		rc = figure_line_read(names, &l, &c->err);
	if (rc == RC_OK && l.rate)
		rc = cli_usage(c, "report.figure",
		               N_("Choose a number: names stand behind numbers, not behind rates."),
		               NULL);
	if (rc != RC_OK)
		return rc;
	rc = report_make(c->station, &c->actor, span->from, span->to, &r, &c->err);
	if (rc != RC_OK)
		return rc;
	if (cli_opt(c, "check"))
		rc = put_doubted(c, &r, names);
	else if (cli_opt(c, "send"))
		rc = cli_send_month(c, &r);
	else
		rc = l.figure ? put_names(c, &r, l.figure) : put_report(c, &r, to);
	report_clear(&r);
	return rc;
}

static enum report_by read_by(const struct cli *c, const struct report_kind *kind) {
	static const char *const words[REPORT_BYS] = {"village", "team", "officer",
	                                              "county"};
	const char *word = cli_opt(c, "by");
	enum report_by by = kind->by;

	for (int i = 0; word && i < REPORT_BYS; i++)
		if (strcmp(words[i], word) == 0)
			by = (enum report_by)i;
	return by;
}

/* What of the month goes out in another shape: a county's form, or what may be published. */
static enum rc write_form(struct cli *c, const struct span *span, struct cli_target *to,
                          char **final) {
	struct template form = {0};
	char *named = NULL;
	enum rc rc = cli_read_form(c, span, &form, to, &named);

	if (rc == RC_OK && !form.kind)
		rc = cli_usage(c, "report.form",
		               N_("The form {name} is of {of}: take it with wubao export or wubao list "
		                  "--template {name}"), "name", form.id, "of", form.value[TEMPLATE_OF], NULL);
	if (rc == RC_OK)
		rc = template_report(&form, c->station, &c->actor, span, to->path, to->encoding,
		                     to->existing, final, &c->err);
	template_clear(&form);
	free(named);
	return rc;
}

static enum rc write_publication(struct cli *c, const struct span *span,
                                 const struct cli_target *to, char **final) {
	const char *word = cli_opt(c, "least");
	char *end = NULL;
	long least = word ? strtol(word, &end, 10) : PUBLISH_LEAST;

	if (word && (end == word || *end || least < 2 || least > PUBLISH_LEAST_MOST))
		return cli_usage(c, "report.least", N_("--least wants a number from 2 to 50"),
		                 NULL);
	return publish_csv_write(c->station, &c->actor, span, least, to->path, to->encoding,
	                         to->existing, final, &c->err);
}

static enum rc run_out(struct cli *c, const struct span *span, struct cli_target *to) {
	static const char *const others[] = {"kind", "by", "compare", "names", "send", "check"};
	bool publish = cli_opt(c, "publish") != NULL;
	bool to_file = strcmp(to->path, "-") != 0;
	bool alone = !c->json || to_file; /* what they write is no JSON */
	char *final = NULL;
	enum rc rc;

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		alone &= !cli_opt(c, others[i]) && !(publish && cli_opt(c, "template"));
	if (!alone)
		return cli_usage(c, "report.alone",
		                 N_("--template and --publish go with the period, -o and "
		                    "--encoding only"), NULL);
	rc = publish ? write_publication(c, span, to, &final) : write_form(c, span, to, &final);
	if (rc == RC_OK && to_file)
		out_say(c, N_("written to {file}"), "file", final, NULL);
	free(final);
	return rc;
}

static enum rc run(struct cli *c) {
	const char *word = cli_opt(c, "kind");
	const struct report_kind *kind = word ? report_kind_find(word) : NULL;
	struct cli_target to;
	struct span span;
	enum rc rc = cli_read_span(c, &span);

	if (rc == RC_OK)
		rc = cli_read_target(c, &to);
	if (rc == RC_OK && (cli_opt(c, "send") || cli_opt(c, "check")) &&
	    (kind || span.kind != SPAN_MONTH))
		rc = cli_usage(c, "report.send", N_("Only the return of a month is sent or checked"), NULL);
	if (rc != RC_OK)
		return rc;
	if (cli_opt(c, "template") || cli_opt(c, "publish"))
		return run_out(c, &span, &to);
	if (!kind && !cli_opt(c, "by") && !cli_opt(c, "compare"))
		return run_month(c, &span, &to);
	if (!kind)
		kind = report_kind_month();
	return cli_report_table(c, kind, read_by(c, kind), &span, &to);
}

const struct cmd_def cmd_report = {
	.name = "report",
	.help = N_(
		"Print the month's return to the county, or tables of a month, quarter or year."),
	.args = "",
	.example = "wubao report --month 2026-10\n"
		   "wubao report --month 2026-10 --csv --encoding gb18030 -o 2026-10.csv\n"
		   "wubao report --month 2026-10 --template month -o out/\n"
		   "wubao report --year 2026 --publish -o 2026.csv\n"
		   "wubao report --month 2026-10 --names register\n"
		   "wubao report --kind tests --quarter 2026-3 --by team --compare\n"
		   "wubao report --kind status --names detox/石桥村\n"
		   "wubao report --month 2026-10 --check\n"
		   "wubao report --month 2026-10 --send --note 纸质已报\n"
		   "wubao report --month 2026-10 --send -o 月报.tar",
	.text = N_("Each number stands with the way it is counted. CSV is one flat table for "
	           "programs, a line a number, known by its id; UTF-8 with a byte order "
                   "mark and CR LF unless told otherwise. A month marked as sent is kept as it is "
                   "(wubao sent); later entries go into a correction. With -o the return is "
		   "written for the county: a signed package other programs read and check, "
		   "the same bytes each time; it wants the station's code in the settings and a "
		   "key (wubao key make)."),
	CMD_OPTS(opts), .station = true, .run = run,
};
