/* SPDX-License-Identifier: MIT */
#include "model/county/consolidate.h"

#include "core/check.h"
#include "core/tr.h"

const char *county_by_label(enum county_by by) {
	switch (by) {
	case BY_STATION:
		return N_("Station");
	case BY_MONTH:
		return N_("Month");
	case BY_PLACE:
		return N_("Place");
	case COUNTY_BYS:
		break;
	}
	return "";
}

void county_column_name(const struct county_column *c, struct str *out) {
	if (c->rate)
		str_add(out, tr(c->rate->label));
	else
		report_column_name(c->of, out);
}

void county_column_formula(const struct county_column *c, struct str *out) {
	char text[FORMULA_BUF];

	str_add(out, c->rate ? rate_formula(c->rate, text) : figure_formula(&c->of->figure));
	if (c->over == OVER_PERSONS)
		str_addf(out, "%s%s", tr_lang() == LANG_ZH ? "" : " ",
		         tr(N_("Of several months: people month by month, each once a month.")));
}

const struct report_kind *county_kind_at(int tab) {
	static const char *const ids[COUNTY_TABS] = {"", "status", "tests", "risk", "assignment",
	                                             "sweep"};

	if (tab == 0)
		return report_kind_month();
	return tab < COUNTY_TABS ? report_kind_find(ids[tab]) : NULL;
}

const struct report_kind *county_kind_find(const char *id, int *tab) {
	for (*tab = 0; county_kind_at(*tab) && strcmp(county_kind_at(*tab)->id, id) != 0; ++*tab)
		;
	return county_kind_at(*tab);
}

void county_table_begin(struct county_table *t, const struct report_kind *kind, enum county_by by,
                        const struct span *span) {
	size_t rates = kind == report_kind_month() ? rate_count : 0;

	*t = (struct county_table){.kind = kind, .by = by, .span = *span};
	t->months = span->kind == SPAN_MONTH ? 1 : span->kind == SPAN_QUARTER ? 3 : COUNTY_MONTHS;
	t->last = t->months - 1;
	t->columns = mem_zalloc(kind->column_count + rates, sizeof *t->columns);
	for (size_t i = 0; i < kind->column_count; i++) {
		const struct report_column *c = &kind->columns[i];

		t->columns[t->column_count++] = (struct county_column){
			.id = c->figure.id, .of = c, .over = figure_over(&c->figure)};
	}
	for (size_t i = 0; i < rates; i++)
		t->columns[t->column_count++] = (struct county_column){
			.id = rate_table[i].id, .rate = &rate_table[i],
			.over = rate_over(&rate_table[i])};
}

size_t county_table_add_row(struct county_table *t, long long key, const char *code,
                            const char *name) {
	struct county_table_row *r = VEC_ADD(t->rows, t->row_count);

	CHECK(!t->cells);
	*r = (struct county_table_row){.key = key, .code = mem_strdup(code),
	                               .name = mem_strdup(name)};
	return t->row_count - 1;
}

void county_table_close_rows(struct county_table *t) {
	county_table_add_row(t, 0, "", tr(N_("Together")));
	t->cells = mem_zalloc(t->row_count * t->column_count, sizeof *t->cells);
}

/* Rule 21.20, within a row over months and below it over rows. */
static void add(struct county_cell *to, enum figure_over over, const struct county_cell *n) {
	if (over == OVER_HIGHEST) {
		to->over = to->known && to->over > n->over ? to->over : n->over;
	} else {
		to->over += n->over;
		to->under += n->under;
	}
	to->known = true;
}

void county_table_put(struct county_table *t, size_t row, size_t column, int month,
                      const struct county_cell *n, bool sums) {
	enum figure_over over = t->columns[column].over;
	size_t all = t->row_count - 1;
	bool stands = over != OVER_STANDING || month == t->last;
	bool is_month = t->by == BY_MONTH && !t->rows[row].typed;

	if (row != all && (stands || is_month))
		add(&t->cells[row * t->column_count + column], over, n);
	if ((sums || row == all) && stands)
		add(&t->cells[all * t->column_count + column], over, n);
}

const struct county_cell *county_table_cell(const struct county_table *t, size_t row,
                                            size_t column) {
	return &t->cells[row * t->column_count + column];
}

size_t county_table_row(const struct county_table *t, long long key) {
	for (size_t i = 0; i + 1 < t->row_count; i++)
		if (t->rows[i].key == key && !t->rows[i].typed)
			return i;
	return t->row_count;
}

size_t county_table_column(const struct county_table *t, const char *id) {
	size_t i = 0;

	while (i < t->column_count && strcmp(t->columns[i].id, id) != 0)
		i++;
	return i;
}

void county_table_clear(struct county_table *t) {
	for (size_t i = 0; i < t->row_count; i++) {
		free(t->rows[i].code);
		free(t->rows[i].name);
	}
	free(t->rows);
	free(t->columns);
	free(t->cells);
	*t = (struct county_table){.kind = NULL};
}

/* ---- a cell in words ---- */

const char *county_cell_say(const struct county_column *c, const struct county_cell *n,
                            char buf[RATE_BUF]) {
	buf[0] = '\0';
	if (!n->known)
		return buf;
	return c->rate ? rate_say(c->id, n->over, n->under, buf)
	               : figure_format(&c->of->figure, n->over, buf);
}

const char *county_cell_pair(const struct county_column *c, const struct county_cell *n,
                             char buf[COUNTY_PAIR_BUF]) {
	char over[FIGURE_BUF], under[FIGURE_BUF];

	buf[0] = '\0';
	if (c->rate && n->known)
		snprintf(buf, COUNTY_PAIR_BUF, "%s/%s",
		         figure_format(figure_find(c->rate->numerator), n->over, over),
		         figure_format(figure_find(c->rate->denominator), n->under, under));
	return buf;
}

/* A rate in steps of what is written: tenths of a point, the smallest part of a mean. */
static long long steps(const struct rate_def *r, const struct county_cell *n) {
	long long times = r->of_thousand ? 10000000 : r->mean ? 1 : 1000;

	return (2 * times * n->over + n->under) / (2 * n->under);
}

const char *county_cell_change(const struct county_column *c, const struct county_cell *before,
                               const struct county_cell *now, char buf[RATE_BUF]) {
	const struct rate_def *r = c->rate;
	char number[FIGURE_BUF];
	long long rose;

	buf[0] = '\0';
	if (!before->known || !now->known || (r && (before->under <= 0 || now->under <= 0)))
		return buf;
	rose = r ? steps(r, now) - steps(r, before) : now->over - before->over;
	if (r && !r->mean)
		snprintf(number, sizeof number, "%lld.%lld", llabs(rose) / 10, llabs(rose) % 10);
	else
		figure_format(!r ? &c->of->figure
		              : figure_find(r->of_thousand ? r->denominator : r->numerator),
		              llabs(rose), number);
	snprintf(buf, RATE_BUF, "%s%s", rose > 0 ? "+" : rose < 0 ? "-" : "", number);
	return buf;
}

int county_cell_compare(const struct county_column *c, const struct county_cell *a,
                        const struct county_cell *b) {
	long double x = (long double)a->over, y = (long double)b->over; /* products fit */

	if (c->rate) { /* denominators are positive */
		x *= (long double)b->under;
		y *= (long double)a->under;
	}
	return (x > y) - (x < y);
}

void county_table_say(const struct county_table *t, struct str *out) {
	for (int m = 0; m <= t->last; m++) {
		struct span month = span_of(SPAN_MONTH, date_add_months(t->span.from, m));
		char name[SPAN_BUF];
		int said = 0;

		str_addf(out, "%s%s %d/%d", m ? "  " : "", span_format(&month, name), t->sent[m],
		         t->wanted[m]);
		for (size_t i = 0; i + 1 < t->row_count; i++)
			if (t->rows[i].wanted & ~t->rows[i].sent & 1u << m)
				str_addf(out, "%s%s", tr(said++ ? N_(", ") : N_(", without ")), t->rows[i].name);
	}
}

void county_table_typed(const struct county_table *t, size_t column, struct str *out) {
	const char *before = "";
	char number[RATE_BUF];

	for (size_t i = 0; i < t->row_count; i++) {
		const struct county_cell *n = county_table_cell(t, i, column);

		if (!t->rows[i].typed || !n->known)
			continue;
		str_addf(out, "%s%s %s", before, t->rows[i].name,
		         county_cell_say(&t->columns[column], n, number));
		before = tr(N_(", "));
	}
}

/* ---- the sheet ---- */

enum { SHEET_CODE, SHEET_NAME, SHEET_FIRST, PARTS = 3 };

size_t county_sheet_width(const struct county_table *t) {
	size_t rates = t->column_count - t->kind->column_count;

	return SHEET_FIRST + t->kind->column_count + PARTS * rates;
}

/* Figures come first. */
static size_t column_at(const struct county_table *t, size_t at, size_t *part) {
	size_t figures = t->kind->column_count, i = at - SHEET_FIRST;

	*part = i < figures ? 0 : (i - figures) % PARTS;
	return i < figures ? i : figures + (i - figures) / PARTS;
}

void county_sheet_key(const struct county_table *t, size_t at, struct str *out) {
	static const char *const parts[PARTS] = {"", "/over", "/under"};
	size_t part, column;

	if (at < SHEET_FIRST) {
		str_add(out, at == SHEET_CODE ? "code" : "row");
		return;
	}
	column = column_at(t, at, &part);
	str_addf(out, "%s%s", t->columns[column].id, parts[part]);
}

void county_sheet_head(const struct county_table *t, size_t at, struct str *out) {
	const struct county_column *c;
	size_t part;

	if (at < SHEET_FIRST) {
		str_add(out, tr(at == SHEET_CODE ? N_("Code") : county_by_label(t->by)));
		return;
	}
	c = &t->columns[column_at(t, at, &part)];
	county_column_name(c, out);
	if (part > 0)
		str_addf(out, ": %s", tr(figure_find(part == 1 ? c->rate->numerator
		                                               : c->rate->denominator)->label));
	if (c->over == OVER_PERSONS && t->span.kind != SPAN_MONTH)
		str_addf(out, " (%s)", tr(N_("people, month by month")));
}

void county_sheet_cell(const struct county_table *t, size_t row, size_t at, struct str *out) {
	char text[RATE_BUF];
	const struct county_cell *n;
	const struct county_column *c;
	size_t part, column;

	if (at < SHEET_FIRST) {
		str_add(out, at == SHEET_CODE ? t->rows[row].code : t->rows[row].name);
		for (int m = 0; at == SHEET_CODE && row + 1 == t->row_count && m <= t->last; m++)
			str_addf(out, "%s%d/%d", m ? " " : "", t->sent[m], t->wanted[m]);
		return;
	}
	column = column_at(t, at, &part);
	n = county_table_cell(t, row, column);
	c = &t->columns[column];
	if (part == 0 || !n->known)
		str_add(out, county_cell_say(c, n, text));
	else
		str_add(out, figure_format(figure_find(part == 1 ? c->rate->numerator
		                                                 : c->rate->denominator),
		                           part == 1 ? n->over : n->under, text));
}

/* ---- rank ---- */

static bool can_rank(const struct county_column *c, const struct county_cell *n) {
	return n->known && (!c->rate || n->under >= LEAGUE_LEAST);
}

void county_rank(const struct county_table *t, size_t column, int *rank) {
	const struct county_column *c = &t->columns[column];

	for (size_t i = 0; i < t->row_count; i++) {
		const struct county_cell *n = county_table_cell(t, i, column);

		rank[i] = i + 1 < t->row_count && !t->rows[i].typed && can_rank(c, n);
		for (size_t k = 0; rank[i] && k + 1 < t->row_count; k++) {
			const struct county_cell *other = county_table_cell(t, k, column);

			rank[i] += !t->rows[k].typed && can_rank(c, other) &&
			           county_cell_compare(c, other, n) > 0;
		}
	}
}
