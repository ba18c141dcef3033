#include "model/person_row.h"

#include <stdlib.h>

#include "station_db.h"

static void begin(struct person_row *row) {
	entity_init(&resident_def, &row->person);
	entity_init(&order_def, &row->order);
	row->term = (struct term){.start = DATE_NONE, .end = DATE_NONE, .proposed = DATE_NONE};
}

/* The order that counts for each of them: the open one, else the latest. */
static enum rc read_orders(struct station *st, const long long *ids, size_t n, struct person_row *out, struct err *err) {
	char *columns = record_columns(&order_def, "o");
	char *sql = mem_printf("SELECT %s FROM json_each(?1) j JOIN treatment_order o ON o.id = (SELECT x.id FROM"
	                       " treatment_order x WHERE x.resident = j.value AND x.voided_at IS NULL ORDER BY x.state IN"
	                       " ('awaiting', 'executing', 'suspended') DESC, x.ordered DESC, x.id DESC LIMIT 1)",
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
static void set_term(struct person_row *row, const struct status_fact *log, size_t n) {
	struct interval *suspended = mem_zalloc(n + 1, sizeof *suspended);
	const struct treatment_order *o = &row->order;

	term_compute(&(struct term_input){.reported = o->reported,
	                                  .months = o->months,
	                                  .deducted = o->deducted,
	                                  .start_written = o->term_start,
	                                  .end_written = o->term_end,
	                                  .suspensions = suspended,
	                                  .suspension_count = status_suspensions(log, n, suspended)},
	             &row->term);
	free(suspended);
}

static enum rc read_terms(struct station *st, struct person_row *rows, size_t n, struct err *err) {
	struct log_line {
		long long order;
		struct status_fact fact;
	} *log = NULL;
	size_t lines = 0, cap = 0;
	struct ids orders = {0};
	struct stmt *q = NULL;
	bool row = false;
	enum rc rc = stmt_get(st->store,
	                      "SELECT order_id, state, since FROM status_change WHERE order_id IN (SELECT value FROM"
	                      " json_each(?1)) AND voided_at IS NULL ORDER BY order_id, " STATUS_ORDER,
	                      &q, err);

	for (size_t i = 0; i < n; i++)
		if (rows[i].order.rec.id != 0)
			ids_add(&orders, rows[i].order.rec.id);
	if (rc == RC_OK)
		stmt_bind_ids(q, 1, orders.v, orders.n);
	while (rc == RC_OK && (rc = stmt_step(q, &row, err)) == RC_OK && row) {
		if (lines == cap)
			log = mem_grow(log, cap = cap ? cap * 2 : 64, sizeof *log);
		log[lines++] = (struct log_line){stmt_int(q, 0), {.state = stmt_code(q, 1), .since = stmt_date(q, 2)}};
	}
	stmt_done(q);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		struct status_fact *own = mem_zalloc(lines + 1, sizeof *own);
		size_t count = 0;

		for (size_t k = 0; k < lines; k++)
			if (log[k].order == rows[i].order.rec.id)
				own[count++] = log[k].fact;
		if (rows[i].order.rec.id != 0)
			set_term(&rows[i], own, count);
		free(own);
	}
	ids_clear(&orders);
	free(log);
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
		rc = read_orders(st, ids, n, out, err);
	return rc == RC_OK ? read_terms(st, out, n, err) : rc;
}

void person_rows_clear(struct person_row *rows, size_t n) {
	for (size_t i = 0; i < n; i++) {
		entity_clear(&resident_def, &rows[i].person);
		entity_clear(&order_def, &rows[i].order);
	}
}

enum rc person_row_read(struct station *st, const struct actor *a, long long id, struct person_row *out, struct err *err) {
	enum rc rc = person_rows_read(st, a, &id, 1, out, err);

	if (rc == RC_OK && out->person.rec.id == 0) {
		rc = resident_get(st, a, id, &out->person, err); /* its sentence */
		entity_init(&resident_def, &out->person);
	}
	return rc;
}
