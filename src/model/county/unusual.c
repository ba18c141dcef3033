/* SPDX-License-Identifier: MIT */
#include "model/county/unusual.h"

#include "core/field.h"
#include "core/tr.h"

enum { FEW = 5, ROBUST = 3 };

void county_unusual_clear(struct county_unusual *u) {
	report_doubts_clear(&u->found);
	free(u->row);
	*u = (struct county_unusual){.row = NULL};
}

static int by_value(const void *x, const void *y) {
	long long a = *(const long long *)x, b = *(const long long *)y;

	return (a > b) - (a < b);
}

static long long median(long long *v, size_t n) {
	qsort(v, n, sizeof *v, by_value);
	return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

static void add(struct county_unusual *out, const char *kind, const struct figure_def *f,
                long long now, long long usual, size_t months) {
	struct report_doubt *d = VEC_ADD(out->found.v, out->found.n);
	char number[FIGURE_BUF], middle[FIGURE_BUF], count[24];
	struct str text = {0};

	snprintf(count, sizeof count, "%zu", months);
	str_fill(&text, N_("{figure} {n}; in {months} months before in the middle {usual}"),
	         "figure", tr(f->label), "n", figure_format(f, now, number), "months", count,
	         "usual", figure_format(f, usual, middle), NULL);
	*d = (struct report_doubt){.kind = kind, .id = f->id, .text = str_take(&text)};
}

/* A figure against the station's own months. */
static void check_past(const struct figure_def *f, long long now, long long *past, size_t n,
                       struct county_unusual *out) {
	long long few = f->unit >= FIGURE_HIGHEST ? 100 * FEW : FEW, off[UNUSUAL_PAST], usual, far;

	if (n < UNUSUAL_PAST_LEAST)
		return;
	usual = median(past, n);
	for (size_t i = 0; i < n; i++)
		off[i] = llabs(past[i] - usual);
	far = llabs(now - usual);
	if (far <= few)
		return;
	if (now == 0)
		add(out, N_("None where there were many"), f, now, usual, n);
	else if (2 * far > llabs(usual) ||
	         (10 * far > llabs(usual) && 10000 * far > ROBUST * 14826 * median(off, n)))
		add(out, N_("Far from the months before"), f, now, usual, n);
}

static void fill(const struct county_table *t, size_t row, long long *value) {
	for (size_t f = 0; f < figure_count; f++) {
		const struct county_cell *c =
			row + 1 < t->row_count ? county_table_cell(t, row, f) : NULL;

		value[f] = c && c->known ? c->over : INT_NONE;
	}
}

void county_unusual_find(const struct county_table *month, size_t n, struct county_unusual *out) {
	long long *value = mem_alloc(n * figure_count * sizeof *value), past[UNUSUAL_PAST];

	for (size_t row = 0; row + 1 < month[0].row_count; row++) {
		const struct county_table_row *station = &month[0].rows[row];
		size_t from = out->found.n;

		if (station->typed || station->sent == 0)
			continue;
		for (size_t m = 0; m < n; m++)
			fill(&month[m], county_table_row(&month[m], station->key),
			     value + m * figure_count);
		report_check_values(value, n > 1 ? value + figure_count : NULL, &out->found);
		for (size_t f = 0; f < figure_count; f++) {
			size_t known = 0;

			for (size_t m = 1; m < n; m++)
				if (value[m * figure_count + f] != INT_NONE)
					past[known++] = value[m * figure_count + f];
			if (value[f] != INT_NONE && figure_table[f].section != FIGURE_BASES)
				check_past(&figure_table[f], value[f], past, known, out);
		}
		out->row = mem_grow(out->row, out->found.n + 1, sizeof *out->row);
		while (from < out->found.n)
			out->row[from++] = row;
	}
	free(value);
}
