/* SPDX-License-Identifier: MIT */
#include "model/order/person_row.h"

#include "model/access/access_db.h"
#include "model/rules/order_facts_db.h"
#include "model/station/usecase_db.h"

static void begin(struct person_row *row) {
	entity_init(&resident_def, &row->person);
	entity_init(&order_def, &row->order);
	row->term = (struct term){.start = DATE_NONE, .end = DATE_NONE, .proposed = DATE_NONE};
}

/* The order that counts for each of them: the open one, else the latest. */
static enum rc read_orders(struct station *st, const struct actor *a, const long long *ids, size_t n,
                           struct person_row *out, struct err *err) {
	char *columns = record_columns(&order_def, "o");
	char *sql = mem_printf(
		"SELECT %s FROM json_each(?1) j JOIN treatment_order o ON o.id = (SELECT x.id FROM"
		" treatment_order x WHERE x.resident = j.value AND x.voided_at IS NULL ORDER BY"
		" x.state IN ('awaiting', 'executing', 'suspended') DESC, x.ordered DESC, x.id DESC"
		" LIMIT 1)",
		columns);
	struct stmt *q = NULL;
	bool row = false;
	enum rc rc = stmt_get(st->store, sql, &q, err);

	if (rc == RC_OK)
		stmt_bind_ids(q, 1, ids, n);
	while (rc == RC_OK && (rc = stmt_step(q, &row, err)) == RC_OK && row) {
		struct treatment_order o;

		entity_init(&order_def, &o);
		record_read(q, 0, &order_def, &o);
		rc = cases_veil(st, a, &order_def, &o, 1, err);
		for (size_t i = 0; i < n; i++)
			if (out[i].person.rec.id == o.resident.id && out[i].order.rec.id == 0)
				entity_copy(&order_def, &out[i].order, &o);
		entity_clear(&order_def, &o);
	}
	stmt_done(q);
	free(sql);
	free(columns);
	return rc;
}

/* A term rests on the log of its order's states. */
static enum rc read_terms(struct station *st, struct person_row *rows, size_t n, struct err *err) {
	long long *orders = mem_zalloc(n + 1, sizeof *orders);
	struct status_log *logs = mem_zalloc(n + 1, sizeof *logs);
	enum rc rc;

	for (size_t i = 0; i < n; i++)
		orders[i] = rows[i].order.rec.id;
	rc = status_logs_read(st, orders, n, logs, err);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		const struct treatment_order *o = &rows[i].order;
		struct interval *suspended = mem_zalloc(logs[i].n + 1, sizeof *suspended);

		if (o->rec.id != 0)
			term_compute(&(struct term_input){.reported = o->reported,
			                                  .months = o->months,
			                                  .deducted = o->deducted,
			                                  .start_written = o->term_start,
			                                  .end_written = o->term_end,
			                                  .suspensions = suspended,
			                                  .suspension_count = status_suspensions(
								  logs[i].v, logs[i].n, suspended)},
			             &rows[i].term);
		free(suspended);
	}
	status_logs_clear(logs, n);
	free(logs);
	free(orders);
	return rc;
}

enum rc person_rows_read(struct station *st, const struct actor *a, const long long *ids, size_t n,
                         struct person_row *out, struct err *err) {
	struct resident *people = mem_zalloc(n + 1, sizeof *people);
	enum rc rc = residents_get(st, a, ids, n, people, err);

	for (size_t i = 0; i < n; i++) {
		begin(&out[i]);
		out[i].person = people[i]; /* with what it owns */
	}
	free(people);
	if (rc == RC_OK)
		rc = read_orders(st, a, ids, n, out, err);
	if (rc == RC_OK)
		rc = read_terms(st, out, n, err);
	if (rc != RC_OK)
		person_rows_clear(out, n);
	return rc;
}

void person_rows_clear(struct person_row *rows, size_t n) {
	for (size_t i = 0; i < n; i++) {
		entity_clear(&resident_def, &rows[i].person);
		entity_clear(&order_def, &rows[i].order);
	}
}

enum rc person_row_read(struct station *st, const struct actor *a, long long id,
                        struct person_row *out, struct err *err) {
	enum rc rc = person_rows_read(st, a, &id, 1, out, err);

	if (rc == RC_OK && out->person.rec.id == 0) {
		rc = resident_get(st, a, id, &out->person, err); /* its sentence */
		entity_init(&resident_def, &out->person);
	}
	return rc;
}
