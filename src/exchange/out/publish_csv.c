/* SPDX-License-Identifier: MIT */
#include "exchange/out/publish_csv.h"

#include "core/tr.h"
#include "model/report/report_hide.h"

/* What is published: parts of the register, each with all its parts, so that no number is the
 * difference of two others that are shown; and what is counted by events. "-x": on the register and
 * not x, which is not printed and hidden with x. */
enum { SEX, AGE, DRUG, RISK, STATE, WORK, CONTACT, WINDOWS, NONE = -1 };
static const struct {
	const char *id;
	struct hide_column is;
} published[] = {
	{"register", {NONE, false, true}},
	{"male", {SEX}}, {"female", {SEX}}, {"sex_unknown", {SEX}},
	{"age_18_30", {AGE}}, {"age_31_50", {AGE}}, {"age_over_50", {AGE}}, {"age_other", {AGE}},
	{"drug_traditional", {DRUG}}, {"drug_new", {DRUG}}, {"drug_other", {DRUG}},
	{"risk_high", {RISK}}, {"risk_mid", {RISK}}, {"risk_low", {RISK}}, {"risk_none", {RISK}},
	{"awaiting", {STATE}}, {"detox_executing", {STATE}}, {"rehab_executing", {STATE}},
	{"detox_suspended", {STATE}}, {"rehab_suspended", {STATE}},
	{"employed", {WORK}}, {"-employed", {WORK}}, {"lost", {CONTACT}}, {"-lost", {CONTACT}},
	{"tests_should", {WINDOWS, true, false}}, {"tests_done", {WINDOWS}}, 
	{"tests_missing", {WINDOWS}},
	{"tests_positive", {NONE}}, {"detox_released", {NONE}}, {"rehab_released", {NONE}},
	{"talks", {NONE}}, {"visits", {NONE}}, {"calls", {NONE}}, {"aid_times", {NONE}},
	{"training_times", {NONE}}, {"publicity", {NONE}}, {"publicity_people", {NONE}},
};
enum { COLUMNS = sizeof published / sizeof *published };

struct publication {
	const struct report_table *from;
	size_t rows;
	const char **names;
	long long *cells; /* COLUMNS a row; the last row is everybody */
	bool *hidden;
	struct report_published before;
};

static size_t column_of(const char *id) {
	size_t i = 0;

	while (i < COLUMNS && strcmp(published[i].id, id) != 0)
		i++;
	return i;
}

static size_t kind_column(const struct report_kind *kind, const char *id) {
	size_t i = 0;

	while (i < kind->column_count && strcmp(kind->columns[i].figure.id, id) != 0)
		i++;
	return i;
}

static void add_row(struct publication *p, size_t to, size_t from) {
	for (size_t c = 0; c < COLUMNS; c++) {
		bool rest = published[c].id[0] == '-';
		long long n = report_table_cell(p->from, from,
		                                kind_column(p->from->kind, published[c].id + rest));

		p->cells[to * COLUMNS + c] += rest ? report_table_cell(p->from, from,
			kind_column(p->from->kind, "register")) - n : n;
	}
}

/* Villages of fewer people than least make one row, with the next smallest while that is one of
 * fewer. */
static void gather(struct publication *p, long long least) {
	size_t all = p->from->row_count - 1, on = kind_column(p->from->kind, "register");
	bool *rolled = mem_zalloc(all + 1, sizeof *rolled);
	long long together = 0;
	bool any = false;

	for (;;) {
		size_t next = all;

		for (size_t row = 0; row < all; row++)
			if (!rolled[row] && (next == all || report_table_cell(p->from, row, on) <
			                                    report_table_cell(p->from, next, on)))
				next = row;
		if (next == all || (report_table_cell(p->from, next, on) >= least &&
		                    (!any || together >= least)))
			break;
		rolled[next] = any = true;
		together += report_table_cell(p->from, next, on);
	}
	for (size_t row = 0; row < all; row++)
		if (!rolled[row]) {
			p->names[p->rows] = p->from->names[row];
			add_row(p, p->rows++, row);
		}
	if (any)
		p->names[p->rows] = tr(N_("Other villages"));
	for (size_t row = 0; row < all; row++)
		if (rolled[row])
			add_row(p, p->rows, row);
	p->rows += any;
	p->names[p->rows] = p->from->names[all];
	add_row(p, p->rows++, all);
	free(rolled);
}

/* Rates whose both numbers are published. */
static bool is_rate(const struct rate_def *r, size_t *over, size_t *under) {
	*over = column_of(r->numerator);
	*under = column_of(r->denominator);
	return *over < COLUMNS && *under < COLUMNS && !r->mean;
}

static void write_rows(const struct publication *p, struct table_out *w) {
	size_t over, under;
	char text[RATE_BUF];

	for (size_t row = 0; row < p->rows; row++) {
		const long long *cell = p->cells + row * COLUMNS;
		const bool *hidden = p->hidden + row * COLUMNS;

		table_out_cell(w, CELL_TEXT, p->names[row]);
		for (size_t c = 0; c < COLUMNS; c++)
			if (published[c].id[0] != '-')
				table_out_cell(w, CELL_COUNT, hidden[c] ? "*" : NUM(cell[c]));
		for (size_t i = 0; i < rate_count; i++)
			if (is_rate(&rate_table[i], &over, &under))
				table_out_cell(w, CELL_COUNT, hidden[over] || hidden[under] ? "*"
				                : rate_say(rate_table[i].id, cell[over],
				                           cell[under], text));
		table_out_end_row(w);
	}
}

static void write_head(const struct publication *p, const char *title, struct table_out *w) {
	size_t over, under;

	if (title) { /* a workbook has it on its pages, and the names of columns first */
		table_out_cell(w, CELL_TEXT, title);
		table_out_end_row(w);
	}
	table_out_cell(w, CELL_TEXT, tr(report_by_label(ROWS_BY_VILLAGE)));
	for (size_t c = 0; c < COLUMNS; c++) {
		struct str name = {0};

		if (published[c].id[0] != '-') {
			report_column_name(&p->from->kind->columns[kind_column(p->from->kind,
			                   published[c].id)], &name);
			table_out_cell(w, CELL_TEXT, str_text(&name));
		}
		str_clear(&name);
	}
	for (size_t i = 0; i < rate_count; i++)
		if (is_rate(&rate_table[i], &over, &under))
			table_out_cell(w, CELL_TEXT, tr(rate_table[i].label));
	table_out_end_row(w);
}

/* Of a month and the year it is in, published both, each number of what happened is a difference
 * with those of other months: the one that comes later shows who is there alone. */
static void hide_events(struct publication *p) {
	for (size_t c = 0; c < COLUMNS && p->before.overlaps; c++)
		for (size_t row = 0; row < p->rows && published[c].id[0] != '-'; row++)
			p->hidden[row * COLUMNS + c] |= figure_over(&p->from->kind->columns[
				kind_column(p->from->kind, published[c].id)].figure) != OVER_STANDING;
}

static void write_table(const struct publication *p, const char *title, long long least,
                        struct table_out *w) {
	struct str note = {0};

	write_head(p, title, w);
	write_rows(p, w);
	str_fill(&note, N_("* is a number below {least}, or one that would give such a number "
	                   "away; villages of fewer than {least} people are counted together."),
	         "least", NUM(least), NULL);
	if (p->before.overlaps)
		str_add(&note, tr(N_(" What happened in the period is left out: a period that overlaps it "
		                     "was published before.")));
	table_out_cell(w, CELL_TEXT, str_text(&note));
	table_out_end_row(w);
	str_clear(&note);
}

enum rc publish_csv_write(struct station *st, const struct actor *a, const struct span *span,
                          long long least, const char *path, enum text_source_encoding encoding,
                          enum csv_existing existing, char **final, struct err *err) {
	const struct report_kind *kind = report_kind_month();
	struct hide_column columns[COLUMNS];
	struct report_set set = {0};
	struct publication p = {.from = &set.table[0]};
	struct table_out *w = NULL;
	char period[SPAN_BUF], *title = NULL;
	size_t rows;
	enum rc rc;

	TRY(station_may(st, a, ACT_REPORT_NAMES, err)); /* who sees the numbers themselves */
	TRY(report_published(st, span, least, &p.before, err));
	if (p.before.least)
		TRY(err_set(err, RC_INVALID, "publish.least",
		            N_("Numbers of the same last day were published with --least {least}: two kinds "
		               "of hiding give away what each hides. Take --least {least} again."),
		            "least", NUM(p.before.least), NULL));
	TRY(report_set_make(st, a, kind, ROWS_BY_VILLAGE, span, false, &set, err));
	rows = set.table[0].row_count;
	if (report_table_cell(&set.table[0], rows - 1, kind_column(kind, "register")) < least)
		TRY(err_set(err, RC_INVALID, "publish.few", N_("Fewer than {least} people are on "
		                                               "the register: nothing of them is "
		                                               "published."), "least", NUM(least), NULL));
	p.names = mem_zalloc(rows + 1, sizeof *p.names);
	p.cells = mem_zalloc((rows + 1) * COLUMNS, sizeof *p.cells);
	p.hidden = mem_zalloc((rows + 1) * COLUMNS, sizeof *p.hidden);
	gather(&p, least);
	for (size_t c = 0; c < COLUMNS; c++)
		columns[c] = published[c].is;
	report_hide(&(struct hide_table){p.rows, COLUMNS, columns, p.cells, p.hidden}, least);
	hide_events(&p);
	title = mem_printf("%s %s", station_name(st), span_format(span, period));
	TRY(table_out_new(&w, &(struct table_to){path, encoding, existing, title}, err));
	write_table(&p, table_is_book(path) ? NULL : title, least, w);
	rc = report_publish_note(st, a, span, least, err);
	rc = table_out_close(w, rc, final, err);
out:
	report_set_clear(&set);
	free(p.names);
	free(p.cells);
	free(p.hidden);
	free(title);
	return rc;
}
