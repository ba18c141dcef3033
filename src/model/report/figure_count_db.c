/* The records that figure_counts count, read register by register, and into the rows of a period
 * (rule 9.26). SPDX-License-Identifier: MIT */
#include "model/event/record_where.h"
#include "model/ledger/ledger.h"
#include "model/report/report_source.h"

static const struct entity_def *entity_of(const struct figure_count *c) {
	const struct event_def *def = event_find_def(c->reg);

	return def ? def->entity : ledger_find_def(c->reg)->entity;
}

/* Does it hang on a person? */
static bool is_of_people(const struct figure_count *c) { return event_find_def(c->reg) != NULL; }

static const char *table_of(const struct figure_count *c) { return entity_of(c)->name; }

static const char *day_of(const struct figure_count *c) { return c->day ? c->day : "occurred"; }

/* What one record adds to the figure. */
static void add_number(struct str *sql, const struct figure_count *c) {
	char *sum = c->sum ? mem_printf("coalesce(e.\"%s\", 0)", c->sum) : mem_strdup("1");

	str_add(sql, ", CASE WHEN 1");
	record_where_sql(sql, c->when);
	if (c->minus) {
		str_addf(sql, " THEN CASE WHEN 1");
		record_where_sql(sql, c->minus);
		str_addf(sql, " THEN -%s ELSE %s END ELSE 0 END", sum, sum);
	} else {
		str_addf(sql, " THEN %s ELSE 0 END", sum);
	}
	free(sum);
}

static bool same(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

/* Are both read by one statement? */
static bool together(const struct figure_count *a, const struct figure_count *b) {
	return same(a->reg, b->reg) && same(a->day, b->day) && same(a->until, b->until) &&
	       a->newest == b->newest;
}

/* Of the records from `c` on that are read together, up to `end`: order, resident, place of the
 * station's own, day, last day, numbers. A standing one without a first day always was. */
enum { NUMBERS_AT = 5 };
static char *facts_sql(const struct figure_count *c, const struct figure_count *end) {
	const char *day = day_of(c), *until = c->until && *c->until ? c->until : NULL;
	struct str sql = {0};

	str_addf(&sql, "SELECT %s, e.\"%s\", ", is_of_people(c) ? "e.order_id, e.resident, NULL"
	         : entity_field(entity_of(c), "place") ? "NULL, 0, e.place" : "NULL, 0, 0", day);
	if (c->newest)
		str_addf(&sql, "nullif(min(coalesce(e.\"%s\", '~'), coalesce((SELECT"
		         " date(min(n.\"%s\"), '-1 day') FROM \"%s\" n WHERE n.resident = e.resident"
		         " AND n.voided_at IS NULL AND (n.\"%s\", n.id) > (e.\"%s\", e.id)), '~')),"
		         " '~')", until, day, table_of(c), day, day);
	else
		str_addf(&sql, until ? "e.\"%s\"" : "NULL", until);
	for (const struct figure_count *one = c; one < end; one++)
		add_number(&sql, one);
	str_addf(&sql, " FROM \"%s\" e WHERE e.voided_at IS NULL AND coalesce(e.\"%s\", '%s') %s",
	         table_of(c), day, c->until ? "1900-01-01" : "",
	         c->until ? "<= ?2" : "BETWEEN ?1 AND ?2");
	if (until)
		str_addf(&sql, " AND (e.\"%s\" IS NULL OR e.\"%s\" >= ?1)", until, until);
	return str_take(&sql);
}

void report_without_order_sql(struct str *sql) {
	const char *sep = "";

	for (size_t i = 0; i < figure_counts_count; i++) {
		const struct figure_count *c = &figure_counts[i];
		const char *day = day_of(c);

		if (c->until || !is_of_people(c) || (i > 0 && together(c, c - 1)))
			continue;
		str_addf(sql, "%sSELECT e.resident FROM \"%s\" e WHERE e.voided_at IS NULL AND"
		         " e.\"%s\" BETWEEN ?2 AND ?1 AND NOT EXISTS (SELECT 1 FROM treatment_order"
		         " x WHERE x.resident = e.resident AND x.voided_at IS NULL AND"
		         " max(x.ordered, coalesce(x.taken_on, '')) <= e.\"%s\")", sep, table_of(c),
		         day, day);
		sep = " UNION ";
	}
}

static int place_at(const struct report_source *s, long long place) {
	for (size_t i = 0; i < s->places.n; i++)
		if (s->places.v[i] == place)
			return (int)i;
	return -1;
}

/* One record's number of one figure. */
static void take_fact(struct report_source *s, const struct figure_count *c, struct stmt *q,
                      int column) {
	const struct count_fact fact = {
		.order = report_order_at(s, stmt_int(q, 0)), .resident = stmt_int(q, 1),
		.place = stmt_int(q, 2), .day = stmt_date(q, 3), .until = stmt_date(q, 4),
		.standing = c->until, .at = (int)(c - figure_counts), .n = stmt_int(q, column)};

	if (fact.n == 0)
		return;
	VEC_PUSH(s->counts, s->count_count, fact);
	if (!fact.resident && place_at(s, fact.place) < 0)
		ids_add(&s->places, fact.place);
}

enum rc report_read_counts(struct station *st, struct report_source *s, struct err *err) {
	const struct figure_count *c = figure_counts, *end, *last = c + figure_counts_count;
	enum rc rc = RC_OK;

	for (; rc == RC_OK && c < last; c = end) {
		char *sql;

		for (end = c + 1; end < last && together(c, end); end++)
			;
		sql = facts_sql(c, end);
		QUERY_EACH(q, rc, st->store, err, sql, s->from, s->to)
			for (const struct figure_count *one = c; one < end; one++)
				take_fact(s, one, q, NUMBERS_AT + (int)(one - c));
		free(sql);
	}
	return rc;
}

/* Rows of each person, by position: the newest, and the newest on the register; -1: none. */
struct newest {
	int *row, *open;
};

static void find_newest(const struct report_source *s, const int *at, const struct report *r,
                        struct newest *out) {
	out->row = mem_alloc((s->people.n + 1) * sizeof *out->row);
	out->open = mem_alloc((s->people.n + 1) * sizeof *out->open);
	for (size_t i = 0; i < s->people.n; i++)
		out->row[i] = out->open[i] = -1;
	for (size_t i = 0; i < s->count; i++) {
		if (at[i] < 0)
			continue;
		out->row[s->orders[i].person] = at[i];
		if (order_facts_is_open(r->rows[at[i]].state))
			out->open[s->orders[i].person] = at[i];
	}
}

/* Which row a record counts in: that of its order, else the person's newest; a standing one in that
 * of the newest order on the register. -1: in none. */
static int row_of(const struct report_source *s, const struct count_fact *f, const int *at,
                  const struct newest *newest) {
	int person = report_person_at(s, f->resident);

	if (!f->resident)
		return place_at(s, f->place);
	if (person < 0)
		return -1;
	if (f->standing)
		return newest->open[person];
	return f->order >= 0 && at[f->order] >= 0 ? at[f->order] : newest->row[person];
}

static bool holds(const struct count_fact *f, const struct report_period *p, struct date day) {
	if (f->standing)
		return !date_before(day, f->day) &&
		       !(date_is_set(f->until) && date_before(f->until, day));
	return !date_before(f->day, p->from) && !date_before(day, f->day);
}

void report_add_counts(const struct report_source *s, const int *at,
                       const struct report_period *p, struct report *out) {
	const struct date day = report_period_day(p);
	struct newest newest;

	find_newest(s, at, out, &newest);
	out->counts = mem_zalloc((out->count + 1) * figure_counts_count, sizeof *out->counts);
	for (size_t i = 0; i < out->count; i++)
		out->rows[i].counts = &out->counts[i * figure_counts_count];
	for (size_t i = 0; i < s->count_count; i++) {
		const struct count_fact *f = &s->counts[i];
		const struct figure_def def = {.unit = figure_counts[f->at].unit};
		int row = holds(f, p, day) ? row_of(s, f, at, &newest) : -1;

		if (row >= 0) {
			long long *n = &out->counts[(size_t)row * figure_counts_count +
			                            (size_t)f->at];

			*n = figure_add(&def, *n, f->n);
		}
	}
	free(newest.row);
	free(newest.open);
}
