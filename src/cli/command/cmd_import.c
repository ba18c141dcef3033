/* wubao import: a roster or a register of events from a file. SPDX-License-Identifier: MIT */
#include <sysexits.h>

#include "cli/answer.h"
#include "cli/between/whole.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "exchange/import/plan.h"
#include "exchange/print/page.h"
#include "model/entry/import_undo.h"

static const struct cmd_opt opts[] = {
	{"dry-run", 0, NULL, NULL, N_("Show the plan only; write nothing.")},
	{"register", 0, "NAME", NULL, N_("What the file holds: roster, tests, talks, visits..., or "
	                                 "auto (found by its header).")},
	{"encoding", 0, "NAME", NULL,
	 N_("Encoding of the file: auto, utf-8, gb18030, utf-16le or utf-16be.")},
	{"delimiter", 0, "SIGN", NULL, N_("What parts the cells, or tab; found when left out.")},
	{"sheet", 0, "NAME|N", NULL,
	 N_("Sheet of a workbook, by its name or number; the first that is understood when left out.")},
	{"header-line", 0, "N", NULL, N_("The line the header stands in; found when left out.")},
	{"column", 0, "COLUMN=FIELD", NULL,
	 N_("What a column is, nothing behind = for not taken; may be given again. Remembered for "
	    "files of this header.")},
	{"answer", 0, "COLUMN=WORD=VALUE", NULL,
	 N_("What a word means that the plan asks about, nothing as VALUE to leave it open; may be "
	    "given again. Remembered likewise.")},
	{"undo", 0, "NUMBER", NULL,
	 N_("Take import NUMBER back, as long as nothing of it was changed since; wubao list"
	    " imports has the numbers.")},
	{"all", 0, NULL, NULL,
	 N_("Take a folder of wubao export --all into an empty station: every record as it was.")},
	{"reason", 0, "TEXT", NULL, N_("Why; it is logged.")},
};

static const struct table_col question_cols[] = {
	{"column", N_("Column"), false},
	{"word", N_("Word"), false},
	{"rows", N_("Rows"), true},
	{"asks", N_("Asked"), false},
};

static const struct table_col row_cols[] = {
	{"record", N_("Row"), true},
	{"verdict", N_("Verdict"), false},
	{"column", N_("Column"), false},
	{"reason", N_("Reason"), false},
};

/* What the callbacks of a plan see. */
struct watch {
	struct cli *c;
	struct table *rows;
	bool all; /* every record, not only those with something to say */
};

static bool on_progress(void *ctx, long done, long total) {
	const struct watch *w = ctx;

	out_progress(w->c, done, total);
	return true;
}

static void on_row(void *ctx, const struct plan_row *row) {
	const struct watch *w = ctx;

	if (!row)
		table_clear(w->rows);
	if (!row || (!w->all && row->verdict == VERDICT_OK))
		return;
	table_addf(w->rows, "%ld", row->record);
	table_add(w->rows, verdict_word(row->verdict));
	table_add(w->rows, row->column);
	table_add(w->rows, row->reason);
}

/* Every value of an option that may be given again: the array is the caller's. */
static const char **all_values(const struct cli *c, const char *name, size_t *n) {
	const char **v = NULL;

	*n = 0;
	for (size_t i = 0; i < c->value_count; i++)
		if (strcmp(c->values[i].opt->name, name) == 0)
			VEC_PUSH(v, *n, c->values[i].value);
	return v;
}

static enum rc read_form(struct cli *c, struct plan_options *o) {
	const char *sign = cli_opt(c, "delimiter"), *line = cli_opt(c, "header-line");
	char *end = NULL;

	if (sign && strcmp(sign, "tab") == 0)
		sign = "\t";
	if (sign && (strlen(sign) != 1 || !strchr(",;|\t", *sign)))
		return cli_usage(c, "option.choice", N_("{option} wants one of {choices}"),
		                 "option", "--delimiter", "choices", ", ; | tab", NULL);
	o->delimiter = sign ? *sign : '\0';
	o->header_line = line ? strtol(line, &end, 10) : 0;
	if (line && (*end || o->header_line < 1))
		return cli_usage(c, "option.choice", N_("{option} wants one of {choices}"),
		                 "option", "--header-line", "choices", "1, 2, 3..", NULL);
	return RC_OK;
}

static enum rc read_options(struct cli *c, struct plan_options *o) {
	const char *reg = cli_opt(c, "register"), *encoding = cli_opt(c, "encoding");

	o->path = c->args[0];
	o->sheet = cli_opt(c, "sheet");
	o->columns = all_values(c, "column", &o->column_count);
	o->answers = all_values(c, "answer", &o->answer_count);
	if (encoding && !text_source_encoding_parse(encoding, &o->encoding))
		return cli_usage(c, "option.choice",
		               N_("{option} wants one of {choices}"), "option", "--encoding",
		               "choices", "auto,utf-8,gb18030,utf-16le,utf-16be", NULL);
	if (reg && strcmp(reg, "auto") != 0 && cli_read_register(c, reg, &o->reg) != RC_OK)
		return c->err.rc;
	return read_form(c, o);
}

static void say_question(const struct plan_question *q, struct str *out) {
	const struct code_item *item;

	if (q->kind == QUESTION_FILL) {
		str_addf(out, "%s “%s”", tr(N_("as in the row above?")), ANSWER_ABOVE);
	} else if (q->kind == QUESTION_PLACE) {
		str_addf(out, "%s “%s”, %s “%s”", tr(N_("the same as")), q->near ? q->near : "",
		         tr(N_("or a new one:")), q->word);
	} else {
		str_add(out, tr(N_("which of these?")));
		for (size_t i = 0; (item = code_item_at(q->codes, i)); i++)
			str_addf(out, " %s", code_label(q->codes, code_of(item->code)));
	}
}

/* What is still asked, as a table of column, word, rows and choices. */
static void list_questions(const struct plan *p, struct table *t) {
	struct plan_question q;

	for (size_t i = 0; plan_question(p, i, &q); i++) {
		struct str asks = {0};

		if (q.answer)
			continue;
		say_question(&q, &asks);
		table_add(t, q.column);
		table_add(t, q.word);
		table_addf(t, "%ld", q.rows);
		table_add(t, str_text(&asks));
		str_clear(&asks);
	}
}

static void tell_questions(const struct cli *c, const struct plan *p) {
	struct table t = TABLE(question_cols);

	list_questions(p, &t);
	if (t.n)
		out_say(c, N_("Words to be said what they mean, by --answer COLUMN=WORD=VALUE:"), NULL);
	for (size_t i = 0; i + 3 < t.n; i += 4)
		out_say(c, "  {column} “{word}” ×{rows}: {asks}", "column", t.cells[i], "word",
		        t.cells[i + 1], "rows", t.cells[i + 2], "asks", t.cells[i + 3], NULL);
	table_clear(&t);
}

/* Notes and the one-sentence summary go to the person; the rows are the result. */
static void tell(const struct cli *c, const struct plan *p) {
	char *summary = plan_summary(p);

	for (size_t i = 0; plan_note(p, i); i++)
		out_say(c, "{text}", "text", plan_note(p, i), NULL);
	tell_questions(c, p);
	out_say(c, "{text}", "text", summary, NULL);
	free(summary);
}

static void print_json(const struct cli *c, const struct plan *p, const struct table *rows,
                       bool applied) {
	const struct plan_counts *n = plan_counts(p);
	const struct {
		const char *key;
		long long n;
	} counts[] = {{"records", n->records}, {"new", n->n_new}, {"changed", n->n_changed},
	              {"same", n->n_same}, {"refused", n->n_refused}, {"head", n->n_head},
	              {"warned", n->n_warned}, {"skipped", n->skipped}};
	struct table asked = TABLE(question_cols);
	struct key_values f = {NULL, 0};

	key_values_add(&f, "register", "", plan_register(p)->id);
	key_values_add(&f, "encoding", "", text_source_encoding_name(plan_encoding(p)));
	key_values_add_bool(&f, "applied", "", applied);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		key_values_add_int(&f, counts[i].key, "", counts[i].n);
	key_values_add(&f, "refused_file", "", applied ? plan_refused_path(p) : NULL);
	answer_facts(c, NULL, &f);
	answer_table(c, NULL, rows);
	list_questions(p, &asked);
	answer_table(c, "questions", &asked);
	table_clear(&asked);
	key_values_clear(&f);
}

static void print_rows(const struct cli *c, const struct plan *p, const struct table *rows,
                       bool applied) {
	if (c->json)
		print_json(c, p, rows, applied);
	else if (rows->n)
		table_print(c, rows);
}

/* Somebody is there and did not say --yes: they see the plan and decide. */
static bool is_wanted(const struct cli *c, const struct plan *p) {
	const struct plan_counts *n = plan_counts(p);

	if (c->yes || !out_has_person(c) || (n->n_new == 0 && n->n_changed == 0))
		return true;
	out_finish(NULL);
	return out_ask(tr(N_("Take in the good rows?")));
}

static void tell_refused(const struct cli *c, const struct plan *p, long long number) {
	char text[24];

	snprintf(text, sizeof text, "%lld", number);
	if (number)
		out_say(c, N_("refused rows with their reasons: fetch {number}; mend and import "
		              "them"), "number", text, NULL);
	else if (plan_refused_path(p))
		out_say(c, N_("refused rows with their reasons: {file}; mend and import that file"),
		        "file", plan_refused_path(p), NULL);
}

static enum rc take_in(struct cli *c) {
	bool dry = cli_opt(c, "dry-run") != NULL;
	struct table rows = TABLE(row_cols);
	struct watch w = {.c = c, .rows = &rows, .all = c->json || c->csv};
	struct plan_options o = {.progress = on_progress, .each = on_row, .ctx = &w};
	struct plan *p = NULL;
	/* Over the line the place of the refused rows hangs on how many there are. */
	o.at_once = !dry && !c->forced && (c->yes || !out_has_person(c));
	long long number = 0; /* of the page of refused rows; 0: they lie beside the file */
	enum rc rc = read_options(c, &o);

	if (rc == RC_OK)
		rc = plan_make(&p, c->station, &c->actor, &o, &c->err);
	if (rc != RC_OK)
		goto out;
	out_progress_end(c);
	if (!c->json)
		print_rows(c, p, &rows, false);
	if (!plan_is_applied(p) && (dry || !is_wanted(c, p))) {
		if (c->json)
			print_rows(c, p, &rows, false);
		tell(c, p);
		if (!dry)
			rc = err_set(&c->err, RC_CANCELLED, "import.stopped",
			             N_("Stopped; nothing was written"), NULL);
		goto out;
	}
	/* over the line there is no folder of the officer's */
	if (!plan_is_applied(p) && c->forced)
		rc = plan_refuse_to_out(p, &number, &c->err);
	if (rc == RC_OK && !plan_is_applied(p))
		rc = plan_apply(p, &c->err);
	if (rc != RC_OK)
		goto out;
	out_progress_end(c);
	if (c->json)
		print_rows(c, p, &rows, true);
	tell(c, p);
	tell_refused(c, p, number);
	if (plan_counts(p)->n_refused || plan_counts(p)->n_head)
		c->status = EX_DATAERR;
out:
	plan_free(p);
	table_clear(&rows);
	free(o.columns);
	free(o.answers);
	return rc;
}

/* What taking import NUMBER back did; with --dry-run, would do. */
static enum rc take_back(struct cli *c, const char *number) {
	struct import_undo u = {.voided = 0};
	char *end;
	long long id = strtoll(number, &end, 10);
	bool dry = cli_opt(c, "dry-run") != NULL;
	enum rc rc;

	if (*end || c->arg_count)
		return cli_usage(c, "import.number", N_("--undo wants the number of an import and"
		                                        " no file; see wubao list imports"), NULL);
	rc = dry ? import_undo_look(c->station, &c->actor, id, &u, &c->err)
	         : import_undo(c->station, &c->actor, id, cli_opt(c, "reason"), &u, &c->err);
	if (rc == RC_OK)
		out_say(c, dry ? N_("{file}: {voided} records would be void, {restored} as they"
		                    " were before; {held} hinder it: {whose}")
		               : N_("{file}: {voided} records void, {restored} as they were before."
		                    " The file can be taken in again."),
		        "file", u.log.file_name, "voided", NUM(u.voided), "restored", NUM(u.restored),
		        "held", NUM(u.held), "whose", u.whose ? u.whose : "-", NULL);
	import_undo_clear(&u);
	return rc;
}

static enum rc run(struct cli *c) {
	const char *undo = cli_opt(c, "undo");

	if (undo)
		return take_back(c, undo);
	if (c->arg_count && cli_opt(c, "all"))
		return cli_import_all(c);
	return c->arg_count ? take_in(c)
	                    : cli_usage(c, "import.file", N_("Name the file to take in."), NULL);
}

const struct cmd_def cmd_import = {
	.name = "import",
	.help = N_("Take in a roster or a list of tests from a CSV file or a workbook (.xlsx)."),
	.args = "FILE", .min_args = 0, .max_args = 1,
	.example = "wubao import roster.csv --dry-run\nwubao import roster.csv\n"
	           "wubao import roster.csv --dry-run --csv > plan.csv\n"
	           "wubao import roster.xlsx --sheet 2\n"
	           "wubao import --undo 3 --reason twice",
	.text = N_("On a terminal the plan is shown and a yes is wanted first; with --yes or "
	           "without a terminal the good rows are taken and refused rows go to "
	           "FILE.refused.csv. All taken: exit 0; some refused: 65; a file whose header is "
	           "not understood: 65 and nothing written."),
	CMD_OPTS(opts), .station = true, .run = run,
};
