/* wubao report --kind: the tables of a period, as text, CSV or JSON, and the names behind a
 * cell. SPDX-License-Identifier: MIT */
#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/list_query.h"
#include "exchange/out/report_csv.h"

void cli_report_facts(const struct cli *c, const struct report *r) {
	struct key_values f = {NULL, 0};
	char day[DATE_BUF];

	key_values_add(&f, "from", "", date_format(r->from, day));
	key_values_add(&f, "to", "", date_format(r->to, day));
	key_values_add(&f, "as_of", "", date_format(r->as_of, day));
	key_values_add(&f, "anchor", "", r->anchor);
	key_values_add_int(&f, "erased", "", r->erased);
	key_values_add_int(&f, "damaged", "", r->damaged);
	key_values_add_bool(&f, "coarse", "", r->coarse);
	answer_facts(c, NULL, &f);
	key_values_clear(&f);
}

void cli_say_before(const struct report *r, struct str *out) {
	char day[DATE_BUF];

	if (r->coarse)
		str_addf(out, "%s\n", tr(N_("Numbers in steps of five, rounded down; money in "
		                            "thousands.")));
	if (r->damaged) {
		snprintf(day, sizeof day, "%lld", r->damaged);
		str_fill(out, REPORT_DAMAGED, "n", day, NULL);
		str_addc(out, '\n');
	}
	if (!report_before_station(r))
		return;
	str_fill(out, N_("The period begins before the station counts, on {day}: what is missing "
	                 "from before it says nothing."),
	         "day", date_format(r->counted_from, day), NULL);
	str_addc(out, '\n');
}

/* Period and name of the row, then the columns; texts are borrowed from heads. */
static struct table_col *make_columns(const struct report_table *t, char **heads, bool compare,
                                      size_t *n) {
	struct table_col *cols = mem_zalloc(t->kind->column_count + 2, sizeof *cols);

	*n = 0;
	if (compare)
		cols[(*n)++] = (struct table_col){"period", N_("Period"), false};
	cols[(*n)++] = (struct table_col){"row", report_by_label(t->by), false};
	for (size_t c = 0; c < t->kind->column_count; c++) {
		const struct report_column *column = &t->kind->columns[c];
		struct str head = {0};
		bool again = c > 0 && column->top && strcmp(column[-1].top, column->top) == 0;

		if (!column->top)
			str_add(&head, tr(column->figure.label));
		else if (!again)
			report_table_top(t, c, &head);
		heads[c] = str_take(&head);
		cols[(*n)++] = (struct table_col){column->figure.id, heads[c], true};
	}
	return cols;
}

/* The header rows below the first. */
static void add_headers(struct table *t, const struct report_table *from, bool compare) {
	for (int row = 1; row < from->kind->headers; row++) {
		const char *before = "";

		for (int i = compare ? 2 : 1; i > 0; i--)
			table_add(t, "");
		for (size_t c = 0; c < from->kind->column_count; c++) {
			const struct report_column *column = &from->kind->columns[c];

			table_add(t, row + 1 == from->kind->headers
			                     ? tr(column->figure.label)
			          : strcmp(before, column->middle) == 0 ? "" : tr(column->middle));
			before = column->middle;
		}
	}
}

static void add_row(struct table *t, const struct report_set *set, size_t period, size_t row,
                    const char *name) {
	const struct report_table *from = &set->table[period];
	char text[SPAN_BUF], value[FIGURE_BUF];

	if (set->n > 1)
		table_add(t, span_format(&set->span[period], text));
	table_add(t, name);
	for (size_t c = 0; c < from->kind->column_count; c++) {
		long long n = row < from->row_count ? report_table_cell(from, row, c) : 0;

		table_add(t, figure_format(&from->kind->columns[c].figure, n, value));
	}
}

/* Every row of the period with the same row of those it is compared with below it. */
static void add_rows(struct table *t, const struct report_set *set) {
	for (size_t row = 0; row < set->table[0].row_count; row++) {
		bool everybody = row + 1 == set->table[0].row_count;

		for (size_t i = 0; i < set->n; i++)
			add_row(t, set, i,
			        i ? report_table_row(&set->table[i], set->table[0].keys[row],
			                             everybody) : row, set->table[0].names[row]);
	}
}

static enum rc put_table(struct cli *c, const struct report_set *set) {
	const struct report_kind *kind = set->table[0].kind;
	char **heads = mem_zalloc(kind->column_count, sizeof *heads), period[SPAN_BUF], head[512];
	struct table t = {.cols = NULL};
	struct table_col *cols;
	struct str out = {0};
	enum rc rc;

	t.cols = cols = make_columns(&set->table[0], heads, set->n > 1, &t.col_count);
	if (!c->json)
		add_headers(&t, &set->table[0], set->n > 1);
	add_rows(&t, set);
	cli_report_facts(c, &set->report[0]);
	answer_table(c, NULL, &t);
	if (!c->json) {
		text_fill(head, sizeof head, tr(N_("{station}: {table}, {period}")), "station",
		          station_name(c->station), "table", tr(kind->label), "period",
		          span_format(&set->span[0], period), NULL);
		str_addf(&out, "%s\n", head);
		cli_say_before(&set->report[0], &out);
		str_addc(&out, '\n');
		table_text(&t, &out);
		str_addf(&out, "\n%s  %s\n", tr(N_("Audit head")), set->report[0].anchor);
	}
	rc = cli_write_result(c, str_text(&out), out.n);
	for (size_t i = 0; i < kind->column_count; i++)
		free(heads[i]);
	free(heads);
	free(cols);
	table_clear(&t);
	str_clear(&out);
	return rc;
}

/* COLUMN or COLUMN/ROW: by id or label, by name. */
static enum rc find_cell(struct cli *c, const struct report_table *t, const char *word, size_t *row,
                         size_t *column) {
	const char *slash = strchr(word, '/');
	char *name = mem_strndup(word, slash ? (size_t)(slash - word) : strlen(word));

	for (*column = 0; *column < t->kind->column_count; ++*column) {
		const struct figure_def *f = &t->kind->columns[*column].figure;

		if (strcmp(f->id, name) == 0 || strcmp(tr(f->label), name) == 0)
			break;
	}
	free(name);
	for (*row = slash ? 0 : t->row_count - 1; *row < t->row_count && slash; ++*row)
		if (strcmp(t->names[*row], slash + 1) == 0)
			break;
	if (*column < t->kind->column_count && *row < t->row_count)
		return RC_OK;
	return cli_usage(c, "report.cell",
	               N_("No cell '{word}': write the column's id (see --json), and behind a / "
	                  "the name of the row"), "word", word, NULL);
}

static enum rc put_cell(struct cli *c, const struct report_set *set, const char *word) {
	struct ids who = {0};
	size_t row, column;
	enum rc rc = find_cell(c, &set->table[0], word, &row, &column);

	if (rc == RC_OK) {
		report_table_people(&set->table[0], &set->report[0], row, column, &who);
		rc = query_print_people(c, &who, 0, 0, "report.names");
	}
	ids_clear(&who);
	return rc;
}

enum rc cli_report_table(struct cli *c, const struct report_kind *kind, enum report_by by,
                         const struct span *span, const struct cli_target *to) {
	const char *names = cli_opt(c, "names");
	struct report_set set;
	enum rc rc = report_set_make(c->station, &c->actor, kind, by, span,
	                             cli_opt(c, "compare") && !names, &set, &c->err);

	if (rc == RC_OK && names)
		rc = put_cell(c, &set, names);
	else if (rc == RC_OK && c->csv)
		rc = report_csv_write(&set, station_name(c->station), to->path, to->encoding,
		                      to->existing, NULL, &c->err);
	else if (rc == RC_OK)
		rc = put_table(c, &set);
	report_set_clear(&set);
	return rc;
}
