/* The rows a period's figures are counted from. */
#include "model/report.h"

#include <stdlib.h>

#include "core/clock.h"
#include "station_db.h"

static void add_row(struct report *out, size_t *cap) {
	if (out->count == *cap) {
		*cap = *cap ? *cap * 2 : 128;
		out->rows = mem_grow(out->rows, *cap, sizeof *out->rows);
	}
	out->count++;
}

/* One joined row: the order's columns first, the person's behind them. */
static enum rc fill_row(struct station *st, struct stmt *q, struct treatment_order *o, const struct report_period *p,
                        struct report_row *row, struct err *err) {
	int col = record_read(q, 0, &order_def, o);
	struct report_person who = {
		.resident = o->resident.id,
		.sex = stmt_code(q, col),
		.birth = stmt_date(q, col + 1),
		.place = stmt_int(q, col + 2),
		.drug = stmt_code(q, col + 3),
		.risk = stmt_code(q, col + 4),
		.control = stmt_code(q, col + 5),
		.job = stmt_code(q, col + 6),
	};
	struct course_data d = {0};
	enum rc rc = course_load(st, o, &d, err);

	if (rc == RC_OK)
		report_row_fill(row, &who, o->rec.id, &d.course, o->agreed, d.log, d.log_count, &st->profiles, p);
	course_clear(&d);
	return rc;
}

enum rc report_make(struct station *st, const struct actor *a, struct date from, struct date to, struct report *out,
                    struct err *err) {
	char *columns = record_columns(&order_def, "o");
	char *sql = mem_printf("SELECT %s, r.sex, r.birth, r.place, r.drug, r.risk, r.control, r.job FROM treatment_order o"
	                       " JOIN resident_counted r ON r.id = o.resident WHERE o.voided_at IS NULL AND o.ordered <= ?"
	                       " ORDER BY o.resident, o.ordered, o.id",
	                       columns);
	struct report_period period = {from, to, clock_today()};
	struct treatment_order o;
	struct stmt *q = NULL;
	size_t cap = 0;
	bool row = false;
	enum rc rc = use_query(st, a, ACT_REPORT, 0, err);

	*out = (struct report){.from = from, .to = to, .as_of = period.as_of};
	entity_init(&order_def, &o);
	if (rc == RC_OK)
		rc = audit_anchor(st, out->anchor, err);
	if (rc == RC_OK)
		rc = stmt_get(st->store, sql, &q, err);
	if (rc == RC_OK)
		stmt_bind_date(q, 1, report_period_day(&period));
	while (rc == RC_OK && (rc = stmt_step(q, &row, err)) == RC_OK && row) {
		entity_clear(&order_def, &o);
		add_row(out, &cap);
		rc = fill_row(st, q, &o, &period, &out->rows[out->count - 1], err);
	}
	stmt_done(q);
	entity_clear(&order_def, &o);
	free(sql);
	free(columns);
	if (rc != RC_OK)
		report_clear(out);
	return rc;
}

void report_clear(struct report *r) {
	free(r->rows);
	*r = (struct report){0};
}

enum rc report_names(struct station *st, const struct actor *a, const struct ids *residents, struct ids *shown,
                     long long *sealed, struct err *err) {
	enum rc rc = use_query(st, a, ACT_LIST, 0, err);

	*sealed = 0;
	for (size_t i = 0; rc == RC_OK && i < residents->n; i++) {
		struct stmt *q = NULL;
		bool row = false;

		rc = stmt_get(st->store, "SELECT 1 FROM resident_visible WHERE id = ?", &q, err);
		if (rc != RC_OK)
			break;
		stmt_bind_int(q, 1, residents->v[i]);
		rc = stmt_step(q, &row, err);
		if (rc == RC_OK && row)
			ids_add(shown, residents->v[i]);
		else if (rc == RC_OK)
			++*sealed;
		stmt_done(q);
	}
	return rc;
}
