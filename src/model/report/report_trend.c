/* SPDX-License-Identifier: MIT */
#include "model/report/report_trend.h"

/* A table of one or two columns, made for each month. */
struct shape {
	struct report_column column[2];
	struct report_kind kind;
};

static void make_shape(const struct figure_def *over, const struct figure_def *under,
                       struct shape *out) {
	*out = (struct shape){.column = {{.figure = *over}}};
	if (under)
		out->column[1].figure = *under;
	out->kind = (struct report_kind){.id = "", .label = "", .columns = out->column,
	                                 .column_count = under ? 2 : 1, .by = ROWS_BY_VILLAGE,
	                                 .headers = 1};
}

static size_t row_of(struct trend *t, long long key, const char *name) {
	size_t i = 0;

	while (i < t->row_count && t->keys[i] != key)
		i++;
	if (i < t->row_count)
		return i;
	t->keys = vec_room(t->keys, i, sizeof *t->keys);
	t->names = vec_room(t->names, i, sizeof *t->names);
	t->top = vec_room(t->top, i, sizeof *t->top);
	t->bottom = vec_room(t->bottom, i, sizeof *t->bottom);
	t->keys[i] = key;
	t->names[i] = mem_strdup(name);
	memset(t->top[i], 0, sizeof t->top[i]);
	memset(t->bottom[i], 0, sizeof t->bottom[i]);
	t->row_count++;
	return i;
}

enum { EVERYBODY = -1 }; /* key of the last row while the others are met */

static void take_table(struct trend *t, size_t month, const struct report_table *from) {
	for (size_t row = 0; row < from->row_count; row++) {
		bool all = row + 1 == from->row_count;
		size_t at = row_of(t, all ? EVERYBODY : from->keys[row], from->names[row]);

		t->top[at][month] = report_table_cell(from, row, 0);
		t->bottom[at][month] = t->under ? report_table_cell(from, row, 1) : 0;
	}
}

static void swap_rows(struct trend *t, size_t i, size_t k) {
	long long key = t->keys[i], numbers[TREND_MONTHS];
	char *name = t->names[i];

	t->keys[i] = t->keys[k];
	t->keys[k] = key;
	t->names[i] = t->names[k];
	t->names[k] = name;
	memcpy(numbers, t->top[i], sizeof numbers);
	memcpy(t->top[i], t->top[k], sizeof numbers);
	memcpy(t->top[k], numbers, sizeof numbers);
	memcpy(numbers, t->bottom[i], sizeof numbers);
	memcpy(t->bottom[i], t->bottom[k], sizeof numbers);
	memcpy(t->bottom[k], numbers, sizeof numbers);
}

/* Villages by key, those not recorded behind them, everybody last. */
static int rank(long long a, long long b) {
	long long x = a == EVERYBODY ? INT64_MAX : a == 0 ? INT64_MAX - 1 : a;
	long long y = b == EVERYBODY ? INT64_MAX : b == 0 ? INT64_MAX - 1 : b;

	return (x > y) - (x < y);
}

static void sort_rows(struct trend *t) {
	for (size_t i = 1; i < t->row_count; i++)
		for (size_t k = i; k > 0 && rank(t->keys[k - 1], t->keys[k]) > 0; k--)
			swap_rows(t, k - 1, k);
}

enum rc trend_make(struct station *st, const struct actor *a, const struct figure_def *over,
                   const struct figure_def *under, struct date last, struct trend *out,
                   struct err *err) {
	struct span end = span_of(SPAN_MONTH, last);
	struct report_source *s = NULL;
	struct shape shape;
	enum rc rc;

	*out = (struct trend){.over = over, .under = under};
	make_shape(over, under, &shape);
	if (report_may(st, a, end.from, end.to, NULL) != RC_OK) /* the last that is over */
		end = span_shift(&end, -1);
	for (int i = 0; i < TREND_MONTHS; i++)
		out->month[i] = span_shift(&end, i + 1 - TREND_MONTHS);
	rc = report_may(st, a, end.from, end.to, err);
	if (rc == RC_OK)
		rc = report_open(st, a, out->month[0].from, end.to, false, &s, err);
	for (size_t i = 0; rc == RC_OK && i < TREND_MONTHS; i++) {
		struct report r;
		struct report_table t;

		report_fill(s, out->month[i].from, out->month[i].to, &r);
		report_table_make(&r, &shape.kind, ROWS_BY_VILLAGE, station_env(st), &t);
		take_table(out, i, &t);
		report_table_clear(&t);
		report_clear(&r);
	}
	report_close(s);
	sort_rows(out);
	return rc;
}

void trend_clear(struct trend *t) {
	for (size_t i = 0; i < t->row_count; i++)
		free(t->names[i]);
	free(t->names);
	free(t->keys);
	free(t->top);
	free(t->bottom);
	*t = (struct trend){.over = NULL};
}

/* The rate that is no share but so much for each; NULL: it is a share. */
static const struct rate_def *mean_of(const struct trend *t) {
	for (size_t i = 0; i < rate_count; i++)
		if (t->under && rate_table[i].mean && strcmp(rate_table[i].numerator, t->over->id) == 0 &&
		    strcmp(rate_table[i].denominator, t->under->id) == 0)
			return &rate_table[i];
	return NULL;
}

long long trend_value(const struct trend *t, size_t row, size_t month) {
	long long over = t->top[row][month], under = t->bottom[row][month];

	if (!t->under)
		return over;
	if (mean_of(t) && mean_of(t)->of_thousand)
		return under <= 0 ? -1 : (200000 * over + under) / (2 * under);
	if (mean_of(t)) /* money in yuan */
		return under <= 0 ? -1
		       : t->over->unit >= FIGURE_HUNDREDTHS ? (over + 50 * under) / (100 * under)
		                                       : (2 * over + under) / (2 * under);
	return under > 0 ? (200 * over + under) / (2 * under) : -1;
}

long long trend_most(const struct trend *t, size_t from, size_t to) {
	long long most = 1;

	for (size_t row = from; row < to; row++)
		for (size_t m = 0; m < TREND_MONTHS; m++)
			if (trend_value(t, row, m) > most)
				most = trend_value(t, row, m);
	return most;
}

const char *trend_format(const struct trend *t, size_t row, size_t month, char *buf) {
	long long value = trend_value(t, row, month);

	if (!t->under)
		return figure_format(t->over, value, buf);
	if (value < 0)
		return rate_format(0, 0, 1, buf);
	snprintf(buf, RATE_BUF, mean_of(t) ? "%lld" : "%lld%%", value);
	return buf;
}

enum rc trend_people(struct station *st, const struct actor *a, const struct trend *t, size_t row,
                     size_t month, struct ids *people, struct err *err) {
	const struct span *span = &t->month[month];
	struct report_table table;
	struct report r;
	struct shape shape;
	enum rc rc = report_make(st, a, span->from, span->to, &r, err);

	if (rc != RC_OK)
		return rc;
	make_shape(t->over, t->under, &shape);
	report_table_make(&r, &shape.kind, ROWS_BY_VILLAGE, station_env(st), &table);
	row = report_table_row(&table, t->keys[row], row + 1 == t->row_count);
	if (row < table.row_count)
		report_table_people(&table, &r, row, 0, people);
	report_table_clear(&table);
	report_clear(&r);
	return rc;
}
