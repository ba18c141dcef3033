/* A county's month figure by figure, its stations by one of them, and what stands out.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/tr.h"
#include "model/county/county.h"
#include "model/county/unusual.h"
#include "model/lists.h"

const struct county_table *county_lines_table(const struct list_run *r) { return r->data; }

static enum rc month_of(const struct list_run *r, struct date *out, struct err *err) {
	char due[COUNTY_MONTH];

	county_month_due(r->st, due);
	return date_read_month(r->q.month ? r->q.month : due, out, err);
}

/* The tables of n months, the newest first. */
static enum rc read_months(struct list_run *r, struct county_table *out, int n, struct err *err) {
	struct date month;
	enum rc rc = month_of(r, &month, err);

	for (int i = 0; rc == RC_OK && i < n; i++) {
		const struct county_ask ask = {
			.span = span_of(SPAN_MONTH, date_add_months(month, -i))};

		rc = county_table_read(r->st, r->actor, &ask, &out[i], err);
	}
	return rc;
}

/* ---- figure by figure ---- */

enum { MONTH_SECTION, MONTH_LABEL, MONTH_VALUE, MONTH_CHANGE, MONTH_PAIR, MONTH_TYPED,
       MONTH_FORMULA, MONTH_ID, MONTH_COLUMNS };
static const struct list_column month_columns[MONTH_COLUMNS] = {
	[MONTH_SECTION] = {.key = "section", .label = N_("Part"), .width = 12},
	[MONTH_LABEL] = {.key = "label", .label = N_("Figure"), .width = 26},
	[MONTH_VALUE] = {.key = "value", .label = N_("Number"), .width = 9, .number = true},
	[MONTH_CHANGE] = {.key = "change", .label = N_("Change"), .width = 7, .number = true},
	[MONTH_PAIR] = {.key = "unit", .label = N_("Unit"), .width = -1},
	[MONTH_TYPED] = {.key = "typed", .label = N_("Typed in"), .width = 20, .extra = EXTRA},
	[MONTH_FORMULA] = {.key = "formula", .label = N_("How it is counted"), .width = 40,
	                   .extra = EXTRA},
	[MONTH_ID] = {.key = "id", .label = N_("Id"), .width = 12, .extra = PRINTED},
};

static void lines_clear(struct list_run *r) {
	struct county_lines *d = r->data;

	county_table_clear(&d->now);
	county_table_clear(&d->before);
	free(d->rank);
	d->rank = NULL;
}

static enum rc read_lines(struct list_run *r, struct err *err) {
	struct county_lines *d = r->data;
	struct county_table two[2] = {{.kind = NULL}};
	enum rc rc;

	lines_clear(r);
	rc = read_months(r, two, 2, err);
	d->now = two[0];
	d->before = two[1];
	return rc;
}

/* What all together rose by: nothing where other stations returned then. */
static bool compares(const struct county_lines *d) { return d->now.sent[0] == d->before.sent[0]; }

static enum rc month_ids(struct list_run *r, struct ids *out, struct err *err) {
	const struct county_lines *d = r->data;
	enum rc rc = read_lines(r, err);

	for (size_t i = 1; rc == RC_OK && i <= d->now.column_count; i++)
		if (!figure_line_at(i - 1).base)
			ids_add(out, (long long)i);
	return rc;
}

/* Another program reads a number, which has no "+". */
static void put_change(struct list_run *r, size_t row, size_t to, const struct county_column *c,
                       const struct county_cell *before, const struct county_cell *now) {
	char text[RATE_BUF];

	county_cell_change(c, before, now, text);
	list_put(r, row, to, text + (r->codes && *text == '+'));
}

/* A rate without its sign for another program. */
static void put_number(struct list_run *r, size_t row, size_t to, const struct county_table *t,
                       size_t at, size_t column) {
	const struct county_cell *n = county_table_cell(t, at, column);
	char number[RATE_BUF];

	county_cell_say(&t->columns[column], n, number);
	if (r->codes && t->columns[column].rate)
		number[n->under > 0 ? strcspn(number, "%") : 0] = '\0';
	list_put(r, row, to, number);
}

static enum rc month_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	const struct county_lines *d = r->data;
	const char *before = NULL;

	for (size_t row = 0; row < n; row++) {
		size_t column = (size_t)ids[row] - 1, all = d->now.row_count - 1;
		const struct county_column *c = &d->now.columns[column];
		const struct figure_line is = figure_line_at(column);
		const struct county_cell *cell = county_table_cell(&d->now, all, column);
		char text[COUNTY_PAIR_BUF];

		if (r->codes || before != is.section)
			list_put(r, row, MONTH_SECTION, tr(is.section));
		before = is.section;
		list_set_tone(r, row, MONTH_SECTION, LIST_BOLD);
		list_put(r, row, MONTH_LABEL, tr(is.label));
		put_number(r, row, MONTH_VALUE, &d->now, all, column);
		if (compares(d))
			put_change(r, row, MONTH_CHANGE, c,
			           county_table_cell(&d->before, d->before.row_count - 1, column), cell);
		list_put(r, row, MONTH_PAIR,
		         c->rate ? county_cell_pair(c, cell, text) : tr(is.unit));
		county_table_typed(&d->now, column, list_cell(r, row, MONTH_TYPED));
		county_column_formula(c, list_cell(r, row, MONTH_FORMULA));
		list_put(r, row, MONTH_ID, c->id);
	}
	return RC_OK;
}

const struct list_def county_month_list = {
	.id = "county-month", .label = N_("The county's month"),
	LIST_SHOWS(month_columns), .takes = LIST_BY_MONTH, .access = ACT_COUNTY,
	.empty = "",
	.size = sizeof(struct county_lines), .ids = month_ids, .rows = month_rows,
	.clear = lines_clear,
};

/* ---- stations by a figure ---- */

enum { RANK_RATE, RANK_NO, RANK_CODE, RANK_NAME, RANK_VALUE, RANK_PAIR, RANK_CHANGE, RANK_FORMULA,
       RANK_ID, RANK_COLUMNS };
static const struct list_column rank_columns[RANK_COLUMNS] = {
	[RANK_RATE] = {.key = "label", .label = N_("Figure"), .width = 16},
	[RANK_NO] = {.key = "rank", .label = N_("Rank"), .width = 4, .number = true},
	[RANK_CODE] = {.key = "code", .label = N_("Code"), .width = 9, .extra = EXTRA},
	[RANK_NAME] = {.key = "station", .label = N_("Station"), .width = -1},
	[RANK_VALUE] = {.key = "value", .label = N_("Number"), .width = 9, .number = true},
	[RANK_PAIR] = {.key = "pair", .label = N_("Both numbers"), .width = 11},
	[RANK_CHANGE] = {.key = "change", .label = N_("Change"), .width = 7, .number = true},
	[RANK_FORMULA] = {.key = "formula", .label = N_("How it is counted"), .width = 40,
	                  .extra = EXTRA},
	[RANK_ID] = {.key = "id", .label = N_("Id"), .width = 12, .extra = PRINTED},
};

/* By rank, who has none behind, then by code; all together last. Where nothing was typed in, no
 * line. */
static void add_league(struct county_lines *d, size_t column, struct ids *out) {
	size_t rows = d->now.row_count;
	int *rank = d->rank + column * rows;

	county_rank(&d->now, column, rank);
	for (size_t no = 1; no <= rows; no++)
		for (size_t i = 0; i + 1 < rows; i++)
			if (rank[i] == (int)no)
				ids_add(out, (long long)(1 + column * rows + i));
	for (size_t i = 0; i < rows; i++)
		if (rank[i] == 0 && (!d->now.rows[i].typed || county_table_cell(&d->now, i, column)->known))
			ids_add(out, (long long)(1 + column * rows + i));
}

static enum rc rank_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct county_lines *d = r->data;
	enum rc rc = read_lines(r, err);

	if (rc != RC_OK)
		return rc;
	d->rank = mem_zalloc(d->now.column_count * d->now.row_count, sizeof *d->rank);
	for (size_t c = 0; c < d->now.column_count; c++)
		if (r->q.given ? strcmp(d->now.columns[c].id, r->q.given) == 0
		               : d->now.columns[c].rate != NULL)
			add_league(d, c, out);
	return RC_OK;
}

static enum rc rank_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const struct county_lines *d = r->data;
	size_t rows = d->now.row_count, column = (size_t)(id - 1) / rows;
	size_t i = (size_t)(id - 1) % rows;
	const struct county_column *c = &d->now.columns[column];
	const struct county_cell *cell = county_table_cell(&d->now, i, column);
	size_t then = i + 1 < rows ? county_table_row(&d->before, d->now.rows[i].key)
	                           : d->before.row_count - 1;
	char text[COUNTY_PAIR_BUF];

	county_column_name(c, list_cell(r, row, RANK_RATE));
	if (d->rank[column * rows + i] > 0)
		list_putf(r, row, RANK_NO, "%d", d->rank[column * rows + i]);
	else
		list_set_tone(r, row, RANK_NAME, i + 1 < rows ? LIST_DIM : LIST_BOLD);
	list_put(r, row, RANK_CODE, d->now.rows[i].code);
	list_put(r, row, RANK_NAME, d->now.rows[i].name);
	put_number(r, row, RANK_VALUE, &d->now, i, column);
	list_put(r, row, RANK_PAIR, county_cell_pair(c, cell, text));
	if (then < d->before.row_count && (i + 1 < rows || compares(d)))
		put_change(r, row, RANK_CHANGE, c, county_table_cell(&d->before, then, column), cell);
	county_column_formula(c, list_cell(r, row, RANK_FORMULA));
	list_put(r, row, RANK_ID, c->id);
	return RC_OK;
}

const struct list_def county_league_list = {
	.id = "county-league", .label = N_("Stations by a figure"),
	LIST_SHOWS(rank_columns), .takes = LIST_BY_MONTH, .access = ACT_COUNTY,
	.empty = N_("No station yet."),
	.size = sizeof(struct county_lines), .ids = rank_ids, .row = rank_row, .clear = lines_clear,
};

/* ---- what stands out ---- */

enum { ODD_CODE, ODD_NAME, ODD_KIND, ODD_TEXT, ODD_ID, ODD_COLUMNS };
static const struct list_column odd_columns[ODD_COLUMNS] = {
	[ODD_CODE] = {.key = "code", .label = N_("Code"), .width = 9, .extra = EXTRA},
	[ODD_NAME] = {.key = "station", .label = N_("Station"), .width = 14},
	[ODD_KIND] = {.key = "kind", .label = N_("What stands out"), .width = 16},
	[ODD_TEXT] = {.key = "text", .label = N_("What is told"), .width = -1},
	[ODD_ID] = {.key = "id", .label = N_("Id"), .width = 12, .extra = PRINTED},
};

static void odd_clear(struct list_run *r) {
	struct county_unusual_lines *d = r->data;

	for (int i = 0; i <= UNUSUAL_PAST; i++)
		county_table_clear(&d->month[i]);
	county_unusual_clear(&d->odd);
}

static enum rc odd_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct county_unusual_lines *d = r->data;
	enum rc rc;

	odd_clear(r);
	/* it names numbers (rule 21.27) */
	rc = station_may(r->st, r->actor, ACT_COUNTY_RECEIVE, err);
	if (rc == RC_OK)
		rc = read_months(r, d->month, 1 + UNUSUAL_PAST, err);
	if (rc == RC_OK)
		county_unusual_find(d->month, 1 + UNUSUAL_PAST, &d->odd);
	for (size_t i = 1; i <= d->odd.found.n; i++)
		ids_add(out, (long long)i);
	return rc;
}

static enum rc odd_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const struct county_unusual_lines *d = r->data;
	const struct report_doubt *f = &d->odd.found.v[id - 1];
	const struct county_table_row *station = &d->month[0].rows[d->odd.row[id - 1]];

	list_put(r, row, ODD_CODE, station->code);
	list_put(r, row, ODD_NAME, station->name);
	list_put(r, row, ODD_KIND, tr(f->kind));
	list_put(r, row, ODD_TEXT, f->text);
	list_put(r, row, ODD_ID, f->id);
	return RC_OK;
}

const struct list_def county_unusual_list = {
	.id = "county-unusual", .label = N_("What stands out"),
	LIST_SHOWS(odd_columns), .takes = LIST_BY_MONTH, .access = ACT_COUNTY_RECEIVE,
	.empty = N_("Nothing stands out in the returns of this month."),
	.size = sizeof(struct county_unusual_lines), .ids = odd_ids, .row = odd_row,
	.clear = odd_clear,
};
