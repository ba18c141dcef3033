/* The county's lists: how the stations stand, who has not sent, returns, their rows, figures typed
 * in. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/county/consolidate.h"
#include "model/county/county.h"

enum {
	STAND_CODE, STAND_NAME, STAND_MONTH, STAND_STATE, STAND_LATE, STAND_MISSING,
	STAND_RECEIVED, STAND_PARENT, STAND_COLUMNS
};
static const struct list_column stand_columns[STAND_COLUMNS] = {
	[STAND_CODE] = {.key = "code", .label = N_("Code"), .width = 12},
	[STAND_NAME] = {.key = "station", .label = N_("Station"), .width = 14},
	[STAND_MONTH] = {.key = "month", .label = N_("Last received"), .width = 9},
	[STAND_STATE] = {.key = "state", .label = N_("County's answer"), .width = 9},
	[STAND_LATE] = {.key = "late", .label = N_("Days late"), .width = 8, .number = true},
	[STAND_MISSING] = {.key = "missing", .label = N_("Missing"), .width = -1},
	[STAND_RECEIVED] = {.key = "received", .label = N_("Received"), .width = 10, .extra = EXTRA},
	[STAND_PARENT] = {.key = "centre", .label = N_("Centre station"), .width = 12,
	                  .extra = EXTRA},
};

static void stands_clear(struct list_run *r) { county_stands_clear(r->data); }

static enum rc read_stands(struct list_run *r, struct err *err) {
	if (r->q.month && *r->q.month && !county_is_month(r->q.month))
		return err_set(err, RC_USAGE, "county.month", N_("A month is written like 2026-10"),
		               NULL);
	stands_clear(r);
	return county_stands_read(r->st, r->actor, r->q.month && *r->q.month ? r->q.month : NULL,
	                          r->data, err);
}

/* An id is a place among them, from 1. */
static enum rc stand_ids(struct list_run *r, struct ids *out, struct err *err) {
	const struct county_stands *s = r->data;
	enum rc rc = read_stands(r, err);

	for (size_t i = 0; rc == RC_OK && i < s->n; i++)
		ids_add(out, (long long)i + 1);
	return rc;
}

static enum rc missing_ids(struct list_run *r, struct ids *out, struct err *err) {
	const struct county_stands *s = r->data;
	enum rc rc = read_stands(r, err);

	for (size_t i = 0; rc == RC_OK && i < s->n; i++)
		if (s->v[i].asked)
			ids_add(out, (long long)i + 1);
	return rc;
}

const struct county_stand *county_stand_at(const struct list_run *r, long long id) {
	return &((const struct county_stands *)r->data)->v[id - 1];
}

static void put_state(struct list_run *r, size_t row, const struct county_stand *s) {
	if (!s->month[0])
		return;
	if (r->codes) {
		list_put(r, row, STAND_STATE, s->back ? "back" : s->open ? "open" : "accepted");
		return;
	}
	str_fill(list_cell(r, row, STAND_STATE),
	         s->back ? N_("{n} given back") : s->open ? N_("{n} open") : N_("accepted"),
	         "n", NUM(s->back ? s->back : s->open), NULL);
	list_set_tone(r, row, STAND_STATE, s->back ? LIST_ALERT : s->open ? LIST_SOON : LIST_PLAIN);
}

static enum rc stand_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const struct county_stand *s = county_stand_at(r, id);
	int late = date_is_set(s->due) ? clock_today().n - s->due.n : 0;

	list_put(r, row, STAND_CODE, s->code);
	list_put(r, row, STAND_NAME, s->name);
	list_put(r, row, STAND_MONTH, s->month);
	put_state(r, row, s);
	if (late > 0)
		list_putf(r, row, STAND_LATE, "%d", late);
	county_gaps_text(&((const struct county_stands *)r->data)->gaps, s->id,
	                 list_cell(r, row, STAND_MISSING));
	list_set_tone(r, row, STAND_MISSING, LIST_ALERT);
	list_put_date(r, row, STAND_RECEIVED, s->received);
	list_put(r, row, STAND_PARENT, s->parent);
	return RC_OK;
}

#define STAND_LIST(id_, label_, empty_, ids_) \
	{ \
		.id = id_, .label = label_, \
		LIST_SHOWS(stand_columns), .takes = LIST_BY_MONTH, .access = ACT_COUNTY, \
		.empty = empty_, .size = sizeof(struct county_stands), .ids = ids_, \
		.row = stand_row, .clear = stands_clear \
	}
const struct list_def county_stations_list =
	STAND_LIST("county-stations", N_("Stations of the county"),
                   N_("No station yet: wubao county station add."), stand_ids);
const struct list_def county_missing_list =
	STAND_LIST("county-missing", N_("Not sent yet"), N_("All have sent."), missing_ids);

/* ---- returns ---- */

enum {
	GOT_STATION, GOT_MONTH, GOT_NO, GOT_SCOPE, GOT_RECEIVED, GOT_STATE, GOT_REASON, GOT_ASOF,
	GOT_DIGEST, GOT_COLUMNS
};
static const struct list_column got_columns[GOT_COLUMNS] = {
	[GOT_STATION] = {.field = "station", .width = 12},
	[GOT_MONTH] = {.key = "month", .label = N_("Month"), .width = 8},
	[GOT_NO] = {.field = "no", .key = "number", .number = true},
	[GOT_SCOPE] = {.key = "scope", .label = N_("Scope"), .width = 14},
	[GOT_RECEIVED] = {.field = "received"},
	[GOT_STATE] = {.field = "state"},
	[GOT_REASON] = {.field = "reason", .width = -1},
	[GOT_ASOF] = {.field = "as_of", .extra = EXTRA},
	[GOT_DIGEST] = {.field = "digest", .width = 64, .extra = PRINTED},
};

static enum rc got_ids(struct list_run *r, struct ids *out, struct err *err) {
	const long long *station = r->q.given;

	return county_return_list(r->st, r->actor, station ? *station : 0, r->q.month, out, err);
}

static enum rc got_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct county_got *all = mem_zalloc(n + 1, sizeof *all);
	enum rc rc = county_returns_get(r->st, r->actor, ids, n, all, err);

	for (size_t i = 0; i < n; i++) {
		list_put_record(r, i, &county_return_def, &all[i]);
		list_put(r, i, GOT_MONTH, all[i].period); /* for a reader too */
		if (all[i].since == INT_NONE)
			list_put(r, i, GOT_SCOPE, r->codes ? "full" : tr(N_("whole")));
		else
			str_fill(list_cell(r, i, GOT_SCOPE),
			         r->codes ? "changes {n}" : N_("changes to {n}"), "n",
			         NUM(all[i].since), NULL);
		if (code_is(all[i].state, "back"))
			list_set_tone(r, i, GOT_STATE, LIST_ALERT);
		entity_clear(&county_return_def, &all[i]);
	}
	free(all);
	return rc;
}

const struct list_def county_returns_list = {
	.id = "county-returns", .label = N_("Returns received"), .entity = &county_return_def,
	LIST_SHOWS(got_columns), .takes = LIST_BY_MONTH, .access = ACT_COUNTY,
	.empty = N_("Nothing was received yet."),
	.ids = got_ids, .rows = got_rows,
};

/* ---- the rows of one ---- */

enum { LINE_PLACE, LINE_LABEL, LINE_VALUE, LINE_OF, LINE_NOTE, LINE_TAB, LINE_ID, LINE_COLUMNS };
static const struct list_column line_columns[LINE_COLUMNS] = {
	[LINE_PLACE] = {.key = "place", .label = N_("Village"), .width = 14},
	[LINE_LABEL] = {.key = "label", .label = N_("Figure"), .width = 30},
	[LINE_VALUE] = {.key = "numerator", .label = N_("Number"), .width = 10, .number = true},
	[LINE_OF] = {.key = "denominator", .label = N_("of"), .width = 8, .number = true},
	[LINE_NOTE] = {.key = "now", .label = N_("Now"), .width = -1},
	[LINE_TAB] = {.key = "table", .label = N_("Table"), .width = 6, .number = true,
	              .extra = EXTRA},
	[LINE_ID] = {.key = "id", .label = N_("Id"), .width = 16, .extra = EXTRA},
};

static void rows_clear(struct list_run *r) { county_rows_clear(r->data); }

/* As the county's tables have them, not as the return does: by id. */
static void name_lines(struct county_rows *rows) {
	const struct span span = span_of(SPAN_MONTH, clock_today());
	struct county_table t[COUNTY_TABS];

	for (int i = 0; i < COUNTY_TABS; i++)
		county_table_begin(&t[i], county_kind_at(i), BY_STATION, &span);
	for (size_t i = 0; i < rows->n; i++) {
		struct county_row *l = &rows->v[i];
		size_t column = county_table_column(&t[l->tab], l->figure);
		struct str label = {0};

		if (column < t[l->tab].column_count)
			county_column_name(&t[l->tab].columns[column], &label);
		else
			str_add(&label, l->figure);
		l->label = str_take(&label);
		l->order = (((size_t)l->tab << 16) + column) * (rows->n + 1) + i;
	}
	for (int i = 0; i < COUNTY_TABS; i++)
		county_table_clear(&t[i]);
}

static int by_order(const void *a, const void *b) {
	size_t x = ((const struct county_row *)a)->order, y = ((const struct county_row *)b)->order;

	return (x > y) - (x < y);
}

static enum rc row_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct county_rows *rows = r->data;
	const long long *id = r->q.given;
	enum rc rc;

	rows_clear(r);
	rc = county_return_rows(r->st, r->actor, id ? *id : 0, rows, err);
	name_lines(rows);
	if (rows->n)
		qsort(rows->v, rows->n, sizeof *rows->v, by_order);
	for (size_t i = 0; rc == RC_OK && i < rows->n; i++)
		ids_add(out, (long long)i + 1);
	return rc;
}

static enum rc line_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const struct county_row *l = &((const struct county_rows *)r->data)->v[id - 1];

	list_put(r, row, LINE_PLACE, strcmp(l->place, COUNTY_NOWHERE) == 0 && !r->codes
	                             ? tr(N_("not recorded")) : l->place_name);
	list_put(r, row, LINE_LABEL, l->label);
	if (l->numerator != INT_NONE)
		list_putf(r, row, LINE_VALUE, "%lld", l->numerator);
	if (l->denominator != INT_NONE)
		list_putf(r, row, LINE_OF, "%lld", l->denominator);
	if (!l->live)
		list_put(r, row, LINE_NOTE, tr(N_("replaced by a later number")));
	list_putf(r, row, LINE_TAB, "%d", l->tab);
	list_put(r, row, LINE_ID, l->figure);
	return RC_OK;
}

const struct list_def county_rows_list = {
	.id = "county-rows", .label = N_("Figures of a return"),
	LIST_SHOWS(line_columns), .access = ACT_COUNTY,
	.empty = N_("Nothing to list."),
	.size = sizeof(struct county_rows), .ids = row_ids, .row = line_row, .clear = rows_clear,
};

/* ---- names that came sealed and were opened ---- */

static const struct list_column name_columns[BEHIND_CELLS] = {
	[BEHIND_FILE_NO] = {.key = "file_no", .label = N_("File number"), .width = 8},
	[BEHIND_NAME] = {.key = "name", .label = N_("Name"), .width = 8},
	[BEHIND_SEX] = {.key = "sex", .label = N_("Sex"), .width = 4},
	[BEHIND_ID_NO] = {.key = "id_no", .label = N_("ID number"), .width = 18},
	[BEHIND_PLACE] = {.key = "place", .label = N_("Village"), .width = 8},
	[BEHIND_KIND] = {.key = "kind", .label = N_("Kind"), .width = 8},
	[BEHIND_STATE] = {.key = "state", .label = N_("State"), .width = 6},
	[BEHIND_VALUE] = {.key = "value", .label = N_("Counts"), .width = 4, .number = true},
	[BEHIND_BIRTH] = {.key = "birth", .label = N_("Birth date"), .width = 10, .extra = EXTRA},
	[BEHIND_UID] = {.key = "uid", .label = N_("Record number"), .width = 26, .extra = EXTRA},
};

void county_names_clear(struct county_names *n) {
	for (size_t i = 0; i < n->n; i++)
		for (int c = 0; c < BEHIND_CELLS; c++)
			free(n->v[i].cell[c]);
	free(n->v);
	*n = (struct county_names){NULL, 0};
}

/* An id is a place among them, from 1. */
static enum rc name_ids(struct list_run *r, struct ids *out, struct err *err) {
	const struct county_names *names = r->q.given;

	for (size_t i = 0; names && i < names->n; i++)
		ids_add(out, (long long)i + 1);
	return RC_OK;
}

static enum rc name_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const struct county_names *names = r->q.given;

	for (int c = 0; c < BEHIND_CELLS; c++)
		list_put(r, row, c, names->v[id - 1].cell[c]);
	return RC_OK;
}

const struct list_def county_names_list = {
	.id = "county-names", .label = N_("Names behind a figure"),
	LIST_SHOWS(name_columns), .access = ACT_COUNTY,
	.empty = N_("Nobody stands behind this figure."),
	.ids = name_ids, .row = name_row,
};

/* ---- typed in ---- */

static const struct list_column typed_columns[] = {
	{.field = "month"},
	{.field = "station", .width = 12},
	{.key = "figure", .label = N_("Figure"), .width = 18},
	{.field = "numerator", .width = 6, .number = true},
	{.field = "denominator", .width = 6, .number = true},
	{.field = "origin", .width = -1},
	{.field = "note", .extra = EXTRA},
	{.key = "id", .label = N_("No."), .width = 5, .number = true},
};
enum { TYPED_FIGURE = 2, TYPED_COLUMNS = sizeof typed_columns / sizeof *typed_columns };

static enum rc typed_ids(struct list_run *r, struct ids *out, struct err *err) {
	return county_typed_ids(r->st, r->actor, r->q.month, out, err);
}

static enum rc typed_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct county_typed *all = mem_zalloc(n + 1, sizeof *all);
	enum rc rc = county_typed_get(r->st, r->actor, ids, n, all, err);

	for (size_t i = 0; i < n; i++) {
		list_put_record(r, i, &county_typed_def, &all[i]);
		list_put(r, i, TYPED_FIGURE,
		         r->codes ? all[i].figure : tr(figure_line_of(all[i].figure).label));
		list_putf(r, i, TYPED_COLUMNS - 1, "%lld", ids[i]);
		entity_clear(&county_typed_def, &all[i]);
	}
	free(all);
	return rc;
}

const struct list_def county_typed_list = {
	.id = "county-typed", .label = N_("Figures typed in from outside"),
	.entity = &county_typed_def,
	LIST_SHOWS(typed_columns), .takes = LIST_BY_MONTH, .access = ACT_COUNTY_RECEIVE,
	.empty = N_("None of this month; type them in by wubao county typed."),
	.ids = typed_ids, .rows = typed_rows,
};
