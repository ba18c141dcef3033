/* What the stations returned, read for a table of the county. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/tr.h"
#include "model/county/consolidate.h"
#include "model/county/county.h"
#include "model/report/report.h"
#include "model/station/usecase_db.h"

/* Where what is read goes: by id of a station, a word, a place; -1 nowhere. */
struct reading {
	struct county_table *t;
	const struct county_ask *ask;
	struct places {
		int *to;
		long long n;
	} stations, words, places;
	char first[COUNTY_MONTH], end[COUNTY_MONTH];
};

static void point(struct places *p, long long id, int to) {
	if (id >= p->n) {
		long long n = 2 * id + 64;

		p->to = mem_grow(p->to, (size_t)n, sizeof *p->to);
		while (p->n < n)
			p->to[p->n++] = -1;
	}
	p->to[id] = to;
}

static int at(const struct places *p, long long id) { return id < p->n ? p->to[id] : -1; }

static void months_of(struct reading *r) {
	char day[DATE_BUF];

	snprintf(r->first, sizeof r->first, "%.7s", date_format(r->ask->span.from, day));
	county_month_add(r->first, r->t->months - 1, r->end);
}

/* The rows, the words that are columns, and up to which month there is anything. */
static enum rc read_rows(struct reading *r, struct station *st, struct err *err) {
	struct county_table *t = r->t;
	char *newest = NULL;
	enum rc rc;

	for (int m = 0; t->by == BY_MONTH && m < t->months; m++) {
		char name[COUNTY_MONTH];

		county_month_add(r->first, m, name);
		county_table_add_row(t, m, "", name);
	}
	rc = query_text(st->store, &newest, err,
	                "SELECT max(period) FROM county_return WHERE period BETWEEN ? AND ? AND"
	                " (?3 = 0 OR station = ?3)", r->first, r->end, r->ask->station);
	if (newest)
		t->last = county_months_between(r->first, newest);
	free(newest);
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT id, code, name, first_month, last_month FROM county_station WHERE"
	           " voided_at IS NULL AND (?1 = 0 OR id = ?1) ORDER BY code", r->ask->station) {
		const char *from = stmt_text(q, 3), *to = stmt_text(q, 4);
		size_t row = t->by != BY_STATION ? 0
		             : county_table_add_row(t, stmt_int(q, 0), stmt_text(q, 1),
		                                    stmt_text(q, 2));

		point(&r->stations, stmt_int(q, 0), (int)row);
		for (int m = 0; m < t->months; m++) {
			char month[COUNTY_MONTH];
			bool wanted;

			county_month_add(r->first, m, month);
			wanted = strcmp(from, month) <= 0 &&
			         (!to || *to == '\0' || strcmp(month, to) <= 0);
			t->wanted[m] += wanted;
			if (t->by == BY_STATION)
				t->rows[row].wanted |= (unsigned)wanted << m;
		}
	}
	QUERY_EACH(q, rc, st->store, err, "SELECT id, word FROM county_word") {
		size_t column = county_table_column(t, stmt_text(q, 1));

		if (column < t->column_count)
			point(&r->words, stmt_int(q, 0), (int)column);
	}
	return rc;
}

/* Places as their station names them, of all stations behind its own name and code; and what is a
 * whole station. */
static enum rc read_places(struct reading *r, struct station *st, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT p.id, p.key, p.name, s.code, s.name FROM county_place p JOIN"
	           " county_station s ON s.id = p.station WHERE ?1 = 0 OR s.id = ?1 ORDER BY"
	           " s.code, p.id",
	           r->ask->station) {
		bool whole = strcmp(stmt_text(q, 1), COUNTY_WHOLE) == 0;
		bool nowhere = strcmp(stmt_text(q, 1), COUNTY_NOWHERE) == 0;

		if (r->t->by == BY_PLACE && !whole) {
			const char *name = nowhere ? tr(N_("not recorded")) : stmt_text(q, 2);
			struct str of = {0};

			if (r->ask->station == 0)
				str_addf(&of, "%s ", stmt_text(q, 4));
			str_add(&of, name);
			point(&r->places, stmt_int(q, 0),
			      (int)county_table_add_row(r->t, stmt_int(q, 0),
			                                stmt_text(q, r->ask->station ? 1 : 3),
			                                str_text(&of)));
			str_clear(&of);
		} else if (whole) {
			point(&r->places, stmt_int(q, 0), 0);
		}
	}
	return rc;
}

/* Which station returned which month. */
static enum rc read_sent(struct reading *r, struct station *st, struct err *err) {
	struct county_table *t = r->t;
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT DISTINCT station, period FROM county_return WHERE period BETWEEN ? AND"
	           " ?", r->first, r->end) {
		int row = at(&r->stations, stmt_int(q, 0));
		int m = county_months_between(r->first, stmt_text(q, 1));

		if (row < 0)
			continue;
		t->sent[m]++;
		if (t->by == BY_STATION)
			t->rows[row].sent |= 1u << m;
	}
	return rc;
}

/* A station says its rates for the whole alone: those of a place are made of its figures. */
static void put_rates(struct county_table *t, size_t row, size_t figure, int month, long long n) {
	for (size_t c = 0; c < t->column_count; c++) {
		const struct rate_def *rate = t->columns[c].rate;
		struct county_cell part = {.known = true};

		if (!rate)
			continue;
		if (strcmp(rate->numerator, t->columns[figure].id) == 0)
			part.over = n;
		if (strcmp(rate->denominator, t->columns[figure].id) == 0)
			part.under = n;
		if (part.over || part.under)
			county_table_put(t, row, c, month, &part, false);
	}
}

/* One statement for the whole table. */
static enum rc read_numbers(struct reading *r, struct station *st, struct err *err) {
	struct county_table *t = r->t;
	char month[COUNTY_MONTH] = "";
	enum rc rc = RC_OK;
	int m = 0, tab;

	county_kind_find(t->kind->id, &tab);
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT r.station, r.period, f.place, f.figure, f.numerator, f.denominator FROM"
	           " county_return r CROSS JOIN county_figure f ON f.return = r.id WHERE r.period"
	           " BETWEEN ?1 AND ?2 AND f.tab = ?3 AND f.live AND (?4 = 0 OR r.station = ?4)",
	           r->first, r->end, tab, r->ask->station) {
		int station = at(&r->stations, stmt_int(q, 0));
		int place = at(&r->places, stmt_int(q, 2));
		int column = at(&r->words, stmt_int(q, 3));
		const struct county_cell n = {.over = stmt_int(q, 4), .under = stmt_int(q, 5),
		                              .known = true};
		size_t row = (size_t)station;

		if (station < 0 || place < 0 || column < 0)
			continue;
		if (strcmp(stmt_text(q, 1), month) != 0) {
			snprintf(month, sizeof month, "%s", stmt_text(q, 1));
			m = county_months_between(r->first, month);
		}
		if (t->by == BY_MONTH)
			row = (size_t)m;
		else if (t->by == BY_PLACE) /* the station's own line is all together */
			row = t->rows[place].key == stmt_int(q, 2) ? (size_t)place
			                                           : t->row_count - 1;
		county_table_put(t, row, (size_t)column, m, &n, t->by != BY_PLACE);
		if (t->by == BY_PLACE && row + 1 < t->row_count)
			put_rates(t, row, (size_t)column, m, n.over);
	}
	return rc;
}

/* A row for each who said something, below the others. */
static enum rc read_typed(struct reading *r, struct station *st, bool numbers, struct err *err) {
	struct county_table *t = r->t;
	enum rc rc = RC_OK;
	size_t row;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT origin, month, figure, numerator, denominator FROM county_typed WHERE"
	           " voided_at IS NULL AND month BETWEEN ? AND ? ORDER BY origin, id",
	           r->first, r->end) {
		size_t column = county_table_column(t, stmt_text(q, 2));
		const struct county_cell n = {.over = stmt_int(q, 3), .under = stmt_int(q, 4),
		                              .known = true};

		for (row = 0; row < t->row_count; row++)
			if (t->rows[row].typed && strcmp(t->rows[row].name, stmt_text(q, 0)) == 0)
				break;
		if (!numbers && row == t->row_count && column < t->column_count) {
			row = county_table_add_row(t, 0, "*", stmt_text(q, 0)); /* which may move them */
			t->rows[row].typed = true;
		} else if (numbers && column < t->column_count)
			county_table_put(t, row, column,
			                 county_months_between(r->first, stmt_text(q, 1)), &n,
			                 r->ask->typed);
	}
	return rc;
}

/* Places that this table has nothing of go; where others count, one without a line counts 0. */
static void drop_empty(struct county_table *t) {
	size_t kept = 0, size = t->column_count * sizeof *t->cells;

	for (size_t row = 0; row < t->row_count; row++) {
		struct county_table_row moved = t->rows[row];
		bool any = row + 1 == t->row_count;

		for (size_t c = 0; c < t->column_count; c++)
			any |= county_table_cell(t, row, c)->known;
		if (!any) {
			free(moved.code);
			free(moved.name);
			continue;
		}
		memmove(t->cells + kept * t->column_count, county_table_cell(t, row, 0), size);
		t->rows[kept++] = moved;
	}
	t->row_count = kept;
	for (size_t i = 0; i < (kept - 1) * t->column_count; i++)
		if (!t->rows[i / t->column_count].typed)
			t->cells[i].known = county_table_cell(t, kept - 1, i % t->column_count)->known;
}

/* For a reader: months that are over, no places, steps (rule 21.27). */
static enum rc narrow(struct reading *r, struct station *st, const struct actor *a,
                      struct err *err) {
	char now[COUNTY_MONTH], day[DATE_BUF];

	snprintf(now, sizeof now, "%.7s", date_format(clock_today(), day));
	if (!figures_are_coarse(a))
		return RC_OK;
	if (r->ask->by == BY_PLACE || strcmp(r->first, now) >= 0)
		return report_may(st, a, clock_today(), clock_today(), err); /* refused */
	if (strcmp(r->end, now) >= 0)
		county_month_add(now, -1, r->end);
	return RC_OK;
}

static void make_coarse(struct county_table *t) {
	for (size_t i = 0; i < t->row_count * t->column_count; i++) {
		const struct county_column *c = &t->columns[i % t->column_count];
		const struct figure_def *f =
			c->rate ? figure_find(c->rate->numerator) : &c->of->figure;

		t->cells[i].over = figure_coarse(f, t->cells[i].over);
		t->cells[i].under = figure_coarse(NULL, t->cells[i].under);
	}
}

enum rc county_table_read(struct station *st, const struct actor *a, const struct county_ask *ask,
                          struct county_table *out, struct err *err) {
	struct reading r = {.t = out, .ask = ask};
	bool typed = ask->station == 0 && (!ask->kind || ask->kind == report_kind_month());
	enum rc rc;

	county_table_begin(out, ask->kind ? ask->kind : report_kind_month(), ask->by, &ask->span);
	months_of(&r);
	rc = usecase_query(st, a, ACT_COUNTY, 0, err);
	if (rc == RC_OK)
		rc = narrow(&r, st, a, err);
	if (rc == RC_OK)
		rc = read_rows(&r, st, err);
	if (rc == RC_OK)
		rc = read_places(&r, st, err);
	if (rc == RC_OK && typed)
		rc = read_typed(&r, st, false, err);
	county_table_close_rows(out);
	if (rc == RC_OK)
		rc = read_sent(&r, st, err);
	if (rc == RC_OK)
		rc = read_numbers(&r, st, err);
	if (rc == RC_OK && typed)
		rc = read_typed(&r, st, true, err);
	if (figures_are_coarse(a))
		make_coarse(out);
	if (ask->by == BY_PLACE)
		drop_empty(out);
	free(r.stations.to);
	free(r.words.to);
	free(r.places.to);
	return rc;
}
