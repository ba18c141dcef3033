/* From the records of one order to what the pure rules take. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/event/drug_testing.h"
#include "model/event/event_db.h"
#include "model/event/leave.h"
#include "model/order/order.h"
#include "model/order/order_db.h"
#include "model/rules/order_facts_db.h"
#include "model/station/usecase_db.h"

size_t status_suspensions(const struct status_fact *log, size_t n, struct interval *out) {
	size_t count = 0;
	bool open = false;

	for (size_t i = 0; i < n; i++) {
		if (open)
			out[count - 1].to = date_add_days(log[i].since, -1);
		open = code_is(log[i].state, "suspended");
		if (open)
			out[count++] = (struct interval){log[i].since, DATE_NONE};
	}
	return count;
}

enum rc status_logs_read(struct station *st, const long long *orders, size_t n,
                         struct status_log *out, struct err *err) {
	struct stmt *q = NULL;
	bool row;
	enum rc rc = stmt_get(st->store,
		"SELECT order_id, state, since FROM status_change WHERE order_id IN (SELECT value"
		" FROM json_each(?1)) AND voided_at IS NULL ORDER BY order_id, " STATUS_ORDER,
		&q, err);

	memset(out, 0, n * sizeof *out);
	if (rc != RC_OK)
		return rc;
	stmt_bind_ids(q, 1, orders, n);
	while ((rc = stmt_step(q, &row, err)) == RC_OK && row)
		for (size_t i = 0; i < n; i++) { /* an order may stand there twice */
			if (orders[i] != stmt_int(q, 0))
				continue;
			out[i].v = mem_grow(out[i].v, out[i].n + 1, sizeof *out[i].v);
			out[i].v[out[i].n++] = (struct status_fact){.state = stmt_code(q, 1),
			                                            .since = stmt_date(q, 2)};
		}
	stmt_done(q);
	return rc;
}

void status_logs_clear(struct status_log *v, size_t n) {
	for (size_t i = 0; i < n; i++)
		free(v[i].v);
}

static enum rc read_log(struct station *st, long long order, struct order_facts_data *d,
                        struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
		"SELECT state, since FROM status_change WHERE order_id = ? AND voided_at IS NULL"
		" ORDER BY " STATUS_ORDER,
		order) {
		VEC_PUSH(d->log, d->log_count, (struct status_fact){.state = stmt_code(q, 0),
		                                                    .since = stmt_date(q, 1)});
	}
	d->suspensions = mem_alloc((d->log_count + 1) * sizeof *d->suspensions);
	d->suspension_count = status_suspensions(d->log, d->log_count, d->suspensions);
	return rc;
}

static enum rc read_tests(struct station *st, long long order, struct order_facts_data *d,
                          struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
			"SELECT occurred, result, nature, review FROM"
			" drug_test WHERE order_id = ? AND voided_at IS NULL ORDER BY occurred, id",
			order) {
		struct event_fact *t = VEC_ADD(d->tests, d->test_count);

		*t = test_fact(stmt_date(q, 0), stmt_code(q, 1), stmt_code(q, 2), stmt_code(q, 3));
	}
	return rc;
}

/* Custody and illness; of leave the days it was given for, or to the return; and the days between a
 * change of place and coming back. */
static enum rc read_away(struct station *st, long long order, struct order_facts_data *d,
                         struct err *err) {
	bool illness = conf_bool(st->conf, "rules", "illness_excuses");
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT occurred, until, kind FROM custody WHERE order_id = ?1 AND voided_at IS"
	           " NULL UNION ALL SELECT leave_from, min(coalesce(returned, '9999-12-31'),"
	           " coalesce(extends_to, leave_to)), 'leave' FROM leave WHERE order_id = ?1 AND"
	           " voided_at IS NULL AND leave_state NOT IN ('pending', 'refused', 'withdrawn')"
	           " UNION ALL SELECT s.since, " LINE_UNTIL("s") " AS back, s.state FROM"
	           " status_change s WHERE s.order_id = ?1 AND s.state = 'moved' AND"
	           " s.voided_at IS NULL AND back IS NOT NULL AND NOT " LINE_HANDED("s"),
	           order) {
		VEC_PUSH(d->away, d->away_count,
		         (struct window_off){{stmt_date(q, 0), stmt_date(q, 1)},
		                             window_why_of(stmt_code(q, 2), illness)});
	}
	return rc;
}

static enum rc read_explained(struct station *st, long long order, struct order_facts_data *d,
                              struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT window_no FROM missed_test WHERE order_id = ? AND voided_at IS NULL",
	           order) {
		VEC_PUSH(d->explained, d->explained_count, (int)stmt_int(q, 0));
	}
	return rc;
}

/* Levels of risk by the day they were said. */
static enum rc read_risks(struct station *st, const struct treatment_order *o,
                          struct order_facts_data *d, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
		"SELECT day, value FROM person_value WHERE resident = ? AND field = 'risk'"
		" ORDER BY day, rank, id",
		o->resident.id) {
		VEC_PUSH(d->risks, d->risk_count,
		         (struct risk_fact){stmt_date(q, 0), stmt_code(q, 1)});
	}
	return rc;
}

/* The day the station was made; of one made before that was noted, the day of its first officer. */
static struct date first_day(struct station *st) {
	char *text = setting_get(st->store, "station.began"), shown[20];
	struct date day = DATE_NONE;
	struct err ignored = {0};
	long long ms = 0;

	if (text && date_parse_iso(text, &day)) {
		free(text);
		return day;
	}
	free(text);
	if (query_int(st->store, &ms, &ignored, "SELECT min(recorded_at) FROM officer") != RC_OK ||
	    ms == 0)
		return clock_today();
	clock_format_ms(ms, shown);
	shown[DATE_LEN] = '\0';
	return date_parse_iso(shown, &day) ? day : clock_today();
}

struct date counted_from(struct station *st) {
	struct date day = conf_date(st->conf, "rules", "counted_from");

	return date_is_set(day) ? day : first_day(st);
}

/* "enter" or "close", then why. */
static enum old_tests old_tests(struct station *st) {
	char *said = setting_get(st->store, OLD_TESTS_SETTING);
	enum old_tests decided = !said || !*said            ? OLD_TESTS_ASK
	                         : strncmp(said, "enter", 5) ? OLD_TESTS_CLOSE
	                                                     : OLD_TESTS_ENTER;

	free(said);
	return decided;
}

void old_tests_read(struct station *st, struct order_facts *c) {
	c->counted_from = counted_from(st);
	c->old_tests = old_tests(st);
}

/* d->course from the order and the arrays that stand in d; old: the settings on old tests (NULL:
 * they are read). */
static void order_facts_fill(struct station *st, const struct treatment_order *o,
                             const struct order_facts *old, struct order_facts_data *d) {
	d->course = (struct order_facts){
		.order = o->rec.id,
		.kind = o->kind,
		.state = o->state,
		.ordered = o->ordered,
		.served = o->served,
		.ended = o->ended,
		.receipt = o->receipt,
		.taken = date_is_set(o->taken_on),
		.taken_on = o->taken_on,
		.begun = order_begun(o),
		.report_days = conf_int(st->conf, "rules", "report_days"),
		.term = {.reported = order_term_reported(o), .months = o->months,
		         .deducted = o->deducted, .start_written = o->term_start, .end_written = o->term_end,
		         .suspensions = d->suspensions, .suspension_count = d->suspension_count},
		.away = d->away,
		.away_count = d->away_count,
		.explained = d->explained,
		.explained_count = d->explained_count,
		.tests = d->tests,
		.test_count = d->test_count,
		.risks = d->risks,
		.risk_count = d->risk_count,
	};
	if (old) {
		d->course.counted_from = old->counted_from;
		d->course.old_tests = old->old_tests;
	} else {
		old_tests_read(st, &d->course);
	}
}

/* What the term and every kind's windows rest on: log, custody, levels of risk. */
static enum rc load_term(struct station *st, const struct treatment_order *o,
                         struct order_facts_data *d, struct err *err) {
	enum rc rc;

	*d = (struct order_facts_data){0};
	rc = read_log(st, o->rec.id, d, err);
	if (rc == RC_OK)
		rc = read_away(st, o->rec.id, d, err);
	return rc == RC_OK && profile_has_overlay(st->profiles) ? read_risks(st, o, d, err) : rc;
}

enum rc order_facts_load_made(struct station *st, const struct treatment_order *o,
                              const struct order_facts *old, struct order_facts_data *d,
                              struct err *err) {
	enum rc rc;

	*d = (struct order_facts_data){.made = true};
	rc = read_log(st, o->rec.id, d, err);
	if (rc == RC_OK && profile_has_overlay(st->profiles))
		rc = read_risks(st, o, d, err);
	if (rc == RC_OK)
		order_facts_fill(st, o, old, d);
	return rc;
}

enum rc order_facts_load_untested(struct station *st, const struct treatment_order *o,
                                  struct order_facts_data *d, struct err *err) {
	enum rc rc = load_term(st, o, d, err);

	if (rc == RC_OK)
		order_facts_fill(st, o, NULL, d);
	return rc;
}

enum rc order_facts_load(struct station *st, const struct treatment_order *o,
                         struct order_facts_data *d, struct err *err) {
	enum rc rc;

	TRY(load_term(st, o, d, err));
	TRY(read_tests(st, o->rec.id, d, err));
	TRY(read_explained(st, o->rec.id, d, err));
	order_facts_fill(st, o, NULL, d);
out:
	return rc;
}

void order_facts_clear(struct order_facts_data *d) {
	free(d->log);
	free(d->suspensions);
	free(d->tests);
	free(d->away);
	free(d->explained);
	free(d->risks);
	for (size_t k = 0; k < d->regular_count; k++)
		free(d->regular[k].v);
	free(d->regular);
	free(d->excuses);
	event_free_all(&missed_def, d->missed, d->missed_count);
	event_free_all(&warning_def, d->warnings, d->warning_count);
	free(d->leaves);
	free(d->sent);
	free(d->uses);
	free(d->duties);
	free(d->worker);
	*d = (struct order_facts_data){0};
}

enum rc order_term(struct station *st, const struct actor *a, const struct treatment_order *o,
                   struct term *out, struct err *err) {
	struct order_facts_data d = {0};
	enum rc rc = usecase_query(st, a, ACT_LIST, o->resident.id, err);

	if (rc == RC_OK)
		rc = order_facts_load(st, o, &d, err);
	if (rc == RC_OK)
		term_compute(&d.course.term, out);
	order_facts_clear(&d);
	return rc;
}

/* Levels of risk of many orders' residents, as read_risks. */
static enum rc read_many_risks(struct station *st, const struct treatment_order *orders, size_t n,
                               struct order_facts_data *d, struct err *err) {
	struct ids people = {0};
	struct stmt *q = NULL;
	bool row;
	enum rc rc = stmt_get(st->store,
		"SELECT resident, day, value FROM person_value WHERE resident IN (SELECT value FROM"
		" json_each(?1)) AND field = 'risk' ORDER BY day, rank, id",
		&q, err);

	for (size_t i = 0; i < n; i++)
		ids_add(&people, orders[i].resident.id);
	if (rc == RC_OK)
		stmt_bind_ids(q, 1, people.v, people.n);
	while (rc == RC_OK && (rc = stmt_step(q, &row, err)) == RC_OK && row)
		for (size_t i = 0; i < n; i++) {
			if (people.v[i] != stmt_int(q, 0))
				continue;
			d[i].risks = mem_grow(d[i].risks, d[i].risk_count + 1, sizeof *d[i].risks);
			d[i].risks[d[i].risk_count++] = (struct risk_fact){stmt_date(q, 1),
			                                                   stmt_code(q, 2)};
		}
	stmt_done(q);
	ids_clear(&people);
	return rc;
}

enum rc test_window_totals(struct station *st, const struct actor *a, const long long *orders,
                           size_t n, size_t *out, struct err *err) {
	struct treatment_order *o = mem_zalloc(n + 1, sizeof *o);
	struct order_facts_data *d = mem_zalloc(n + 1, sizeof *d);
	struct status_log *logs = mem_zalloc(n + 1, sizeof *logs);
	struct window_list windows = {0};
	struct term term;
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc == RC_OK)
		rc = records_load(st->store, &order_def, JOIN_VISIBLE, orders, n, o, err);
	if (rc == RC_OK)
		rc = status_logs_read(st, orders, n, logs, err);
	if (rc == RC_OK && profile_has_overlay(st->profiles))
		rc = read_many_risks(st, o, n, d, err);
	for (size_t i = 0; i < n; i++) {
		out[i] = 0;
		if (rc == RC_OK && o[i].rec.id != 0) {
			d[i].suspensions = mem_alloc((logs[i].n + 1) * sizeof *d[i].suspensions);
			d[i].suspension_count = status_suspensions(logs[i].v, logs[i].n,
			                                           d[i].suspensions);
			order_facts_fill(st, &o[i], NULL, &d[i]);
			order_facts_cut(&d[i].course, st->profiles, "test", &term, &windows);
			out[i] = windows.n;
		}
		order_facts_clear(&d[i]);
		entity_clear(&order_def, &o[i]);
	}
	status_logs_clear(logs, n);
	window_list_clear(&windows);
	free(o);
	free(d);
	free(logs);
	return rc;
}

enum rc test_windows(struct station *st, const struct actor *a, long long order, struct term *term,
                     struct window_list *windows, struct err *err) {
	struct treatment_order o;
	struct order_facts_data d = {0};
	enum rc rc = order_get(st, a, order, &o, err);

	if (rc == RC_OK)
		rc = order_facts_load(st, &o, &d, err);
	if (rc == RC_OK)
		order_facts_windows(&d.course, st->profiles, term, windows);
	order_facts_clear(&d);
	entity_clear(&order_def, &o);
	return rc;
}
