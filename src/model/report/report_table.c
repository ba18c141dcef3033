/* SPDX-License-Identifier: MIT */
#include "model/report/report_table.h"

#include "core/check.h"
#include "core/tr.h"

const struct report_kind *report_kind_find(const char *id) {
	for (size_t i = 0; i < report_kind_count; i++)
		if (strcmp(report_kinds[i].id, id) == 0)
			return &report_kinds[i];
	return NULL;
}

const struct report_kind *report_kind_month(void) {
	enum { MOST = 256 };
	static struct report_column columns[MOST];
	static struct report_kind kind;

	CHECK(figure_count <= MOST);
	if (kind.column_count == 0) {
		for (size_t i = 0; i < figure_count; i++)
			columns[i].figure = figure_table[i];
		kind = (struct report_kind){"month", N_("Month report"), columns,
		                            figure_count, ROWS_BY_VILLAGE, false, 1, false, NULL};
	}
	return &kind;
}

void report_column_name(const struct report_column *c, struct str *out) {
	const char *const part[] = {c->top, c->middle, c->figure.label};
	size_t from;

	if (!c->top && (c->figure.section == FIGURE_DETOX || c->figure.section == FIGURE_REHAB))
		str_addf(out, "%s ", tr(figure_section_label(c->figure.section)));
	from = out->n;
	for (size_t i = 0; i < sizeof part / sizeof *part; i++)
		if (part[i])
			str_addf(out, "%s%s", out->n > from ? " " : "", tr(part[i]));
}

const char *report_by_label(enum report_by by) {
	switch (by) {
	case ROWS_BY_VILLAGE:
		return N_("Village");
	case ROWS_BY_TEAM:
		return N_("Help team");
	case ROWS_BY_OFFICER:
		return N_("Worker in charge");
	case ROWS_BY_COUNTY:
		return N_("County of residence now");
	case REPORT_BYS:
		break;
	}
	return "";
}

static long long key_of(const struct report_row *r, enum report_by by) {
	return by == ROWS_BY_VILLAGE ? r->person.place
	       : by == ROWS_BY_TEAM  ? r->person.team
	       : by == ROWS_BY_COUNTY ? r->county
	                             : r->worker;
}

static const char *name_of(const struct report *r, enum report_by by, const struct field_env *env,
                           long long key) {
	const char *name;

	if (key == 0)
		return tr(N_("not recorded"));
	if (by == ROWS_BY_OFFICER)
		return r->workers[key - 1];
	if (by == ROWS_BY_COUNTY)
		return r->counties[key - 1];
	name = env->ref_name(env->ctx, by == ROWS_BY_VILLAGE ? "place" : "help_team", key);
	return name ? name : "";
}

/* Ascending, 0 last. */
static int by_key(const void *x, const void *y) {
	long long a = *(const long long *)x, b = *(const long long *)y;

	if (a == 0 || b == 0)
		return (a == 0) - (b == 0);
	return (a > b) - (a < b);
}

/* Villages with a number in the station's order, then the others as they came, nobody's last. */
static void put_in_order(const struct ids *order, long long *keys, size_t n) {
	size_t put = 0;

	for (size_t i = 0; i < order->n; i++)
		for (size_t k = put; k < n; k++)
			if (keys[k] == order->v[i]) {
				memmove(&keys[put + 1], &keys[put], (k - put) * sizeof *keys);
				keys[put++] = order->v[i];
			}
}

static size_t find_keys(const struct report *r, enum report_by by, long long *keys) {
	size_t n = 0;

	if (r->coarse) /* everybody, and nothing to be taken away from that */
		return 0;
	for (size_t i = 0; i < r->count; i++)
		keys[i] = key_of(&r->rows[i], by);
	qsort(keys, r->count, sizeof *keys, by_key);
	for (size_t i = 0; i < r->count; i++)
		if (n == 0 || keys[n - 1] != keys[i])
			keys[n++] = keys[i];
	if (by == ROWS_BY_VILLAGE)
		put_in_order(&r->villages, keys, n);
	return n;
}

/* The row of a key, of n. */
static int row_at(const long long *keys, size_t n, long long key) {
	size_t i = 0;

	while (i < n && keys[i] != key)
		i++;
	return (int)i;
}

/* Take out rows of nothing but 0; row_of follows (-1: of a row taken out, whose orders count
 * nowhere). */
static void drop_empty(struct report_table *t, size_t orders) {
	size_t columns = t->kind->column_count, kept = 0;
	int *to = mem_alloc((t->row_count + 1) * sizeof *to);

	for (size_t row = 0; row < t->row_count; row++) {
		bool any = row + 1 == t->row_count;

		for (size_t c = 0; c < columns; c++)
			any |= t->cells[row * columns + c] != 0;
		to[row] = any ? (int)kept : -1;
		if (!any)
			continue;
		memmove(&t->cells[kept * columns], &t->cells[row * columns],
		        columns * sizeof *t->cells);
		t->keys[kept++] = t->keys[row];
	}
	t->row_count = kept;
	for (size_t i = 0; i < orders; i++)
		t->row_of[i] = to[t->row_of[i]];
	free(to);
}

void report_table_make(const struct report *r, const struct report_kind *kind, enum report_by by,
                       const struct field_env *env, struct report_table *out) {
	size_t keys, columns = kind->column_count;
	long long *column;

	*out = (struct report_table){.kind = kind, .by = by};
	out->keys = mem_zalloc(r->count + 1, sizeof *out->keys);
	out->row_of = mem_alloc((r->count + 1) * sizeof *out->row_of);
	keys = find_keys(r, by, out->keys);
	for (size_t i = 0; i < r->count; i++) {
		long long key = key_of(&r->rows[i], by);

		out->row_of[i] = keys == 0 ? -1
			: row_at(out->keys, keys, key);
	}
	out->keys[keys] = 0;
	out->row_count = keys + 1;
	out->cells = mem_zalloc(out->row_count * columns, sizeof *out->cells);
	column = mem_alloc((keys + 1) * sizeof *column);
	for (size_t c = 0; c < columns; c++) {
		if (keys > 0)
			figure_totals_by(&kind->columns[c].figure, r->rows, r->count, out->row_of,
			                 keys, column);
		for (size_t row = 0; row < keys; row++)
			out->cells[row * columns + c] = column[row];
		out->cells[keys * columns + c] = report_total(r, &kind->columns[c].figure);
	}
	free(column);
	if (keys > 0)
		drop_empty(out, r->count);
	out->names = mem_alloc(out->row_count * sizeof *out->names);
	for (size_t row = 0; row + 1 < out->row_count; row++)
		out->names[row] = mem_strdup(name_of(r, by, env, out->keys[row]));
	out->names[out->row_count - 1] = mem_strdup(tr(N_("Together")));
}

void report_table_clear(struct report_table *t) {
	for (size_t i = 0; t->names && i < t->row_count; i++)
		free(t->names[i]);
	free(t->names);
	free(t->keys);
	free(t->cells);
	free(t->row_of);
	*t = (struct report_table){.names = NULL};
}

void report_table_top(const struct report_table *t, size_t column, struct str *out) {
	const char *top = t->kind->columns[column].top;
	long long people = 0;
	bool counted = false;

	if (!top)
		return;
	for (size_t c = 0; c < t->kind->column_count; c++)
		if (t->kind->columns[c].top && strcmp(t->kind->columns[c].top, top) == 0 &&
		    t->kind->columns[c].figure.unit == FIGURE_PERSONS) {
			people += report_table_cell(t, t->row_count - 1, c);
			counted = true;
		}
	if (!counted) {
		str_add(out, tr(top));
		return;
	}
	str_addf(out, tr_lang() == LANG_ZH ? "%s（%lld人）" : "%s (%lld)", tr(top), people);
}

long long report_table_cell(const struct report_table *t, size_t row, size_t column) {
	return t->cells[row * t->kind->column_count + column];
}

size_t report_table_row(const struct report_table *t, long long key, bool everybody) {
	if (everybody)
		return t->row_count - 1;
	for (size_t row = 0; row + 1 < t->row_count; row++)
		if (t->keys[row] == key)
			return row;
	return t->row_count;
}

void report_table_people(const struct report_table *t, const struct report *r, size_t row,
                         size_t column, struct ids *residents) {
	const struct figure_def *f = &t->kind->columns[column].figure;

	if (row + 1 == t->row_count)
		(void)figure_total(f, r->rows, r->count, residents);
	else
		figure_people_in(f, r->rows, r->count, t->row_of, (int)row, residents);
}

bool report_before_station(const struct report *r) { return date_before(r->from, r->counted_from); }

bool report_line_at(const struct report *r, size_t i, struct report_line *out) {
	const struct figure_def *beside;

	if (i >= figure_line_count())
		return false;
	*out = (struct report_line){.is = figure_line_at(i)};
	figure_line_formula(&out->is, out->formula);
	if (out->is.figure) {
		out->value = report_total(r, out->is.figure);
		figure_format(out->is.figure, out->value, out->number);
		return true;
	}
	out->value = report_total(r, figure_find(out->is.rate->numerator));
	out->under = report_total(r, figure_find(out->is.rate->denominator));
	rate_say(out->is.id, out->value, out->under, out->number);
	figure_format(figure_find(out->is.rate->numerator), out->value, out->over_text);
	if (out->under) /* of money and of hundredths two decimals; nothing is 0 */
		figure_format(figure_find(out->is.rate->denominator), out->under, out->under_text);
	else
		snprintf(out->under_text, sizeof out->under_text, "0");
	beside = out->is.rate->beside ? figure_find(out->is.rate->beside) : NULL;
	if (beside)
		snprintf(out->beside, sizeof out->beside, "%s %lld", tr(beside->label),
		         report_total(r, beside));
	return true;
}

const char *report_set_label(size_t i) {
	static const char *const labels[REPORT_COMPARED] = {"", N_("Period before"),
	                                                    N_("A year before")};

	return labels[i];
}

enum rc report_set_make(struct station *st, const struct actor *a, const struct report_kind *kind,
                        enum report_by by, const struct span *span, bool compare,
                        struct report_set *out, struct err *err) {
	struct report_source *s = NULL;
	enum rc rc = RC_OK;

	*out = (struct report_set){.span = {*span, span_shift(span, -1), span_year_before(span)},
	                           .n = compare ? REPORT_COMPARED : 1};
	for (size_t i = 0; rc == RC_OK && i < out->n; i++)
		rc = report_may(st, a, out->span[i].from, out->span[i].to, err);
	if (rc == RC_OK)
		rc = report_open(st, a, out->span[out->n - 1].from, span->to, 
		                 (kind->years ? READ_YEARS : 0) | (kind->duties ? READ_DUTIES : 0),
		                 &s, err);
	for (size_t i = 0; rc == RC_OK && i < out->n; i++) {
		report_fill(s, out->span[i].from, out->span[i].to, &out->report[i]);
		report_table_make(&out->report[i], kind, by, station_env(st), &out->table[i]);
	}
	report_close(s);
	return rc;
}

void report_set_clear(struct report_set *s) {
	for (size_t i = 0; i < s->n; i++) {
		report_table_clear(&s->table[i]);
		report_clear(&s->report[i]);
	}
	*s = (struct report_set){.n = 0};
}
