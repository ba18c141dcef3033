/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "core/tr.h"
#include "model/report/report_table.h"

static long long total(const struct report *r, const struct figure_def *f) {
	return figure_total(f, r->rows, r->count, NULL);
}

bool report_line_at(const struct report *r, size_t i, struct report_line *out) {
	if (i >= figure_line_count())
		return false;
	*out = (struct report_line){.is = figure_line_at(i)};
	figure_line_formula(&out->is, out->formula);
	if (out->is.figure) {
		out->value = total(r, out->is.figure);
		figure_format(out->is.figure, out->value, out->number);
		return true;
	}
	out->value = total(r, figure_find(out->is.rate->numerator));
	out->under = total(r, figure_find(out->is.rate->denominator));
	rate_format(out->value, out->under, 1, out->number);
	snprintf(out->over_text, sizeof out->over_text, "%lld", out->value);
	snprintf(out->under_text, sizeof out->under_text, "%lld", out->under);
	return true;
}

const char *report_set_label(size_t i) {
	static const char *const labels[REPORT_COMPARED] = {"", N_("Period before"), N_("A year before")};

	return labels[i];
}

enum rc report_set_make(struct station *st, const struct actor *a, const struct report_kind *kind, enum report_by by,
                        const struct span *span, bool compare, struct report_set *out, struct err *err) {
	struct report_source *s = NULL;
	enum rc rc;

	*out = (struct report_set){.span = {*span, span_shift(span, -1), span_year_before(span)},
	                           .n = compare ? REPORT_COMPARED : 1};
	rc = report_open(st, a, out->span[out->n - 1].from, span->to, kind->years, &s, err);
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
