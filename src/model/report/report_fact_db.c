/* What a report rests on beside orders and events: logs, intervals, refusals, and the values of a person day by day. */
#include <stdlib.h>
#include <string.h>

#include "model/report/report_source.h"

#include "model/order/order_db.h"
#include "model/rules/order_facts_db.h"

/* Hands one row over; the first column is the order's or the resident's id, already looked up. */
typedef void take_row(struct report_source *s, size_t owner, struct stmt *q);

static int person_at(const struct report_source *s, long long id) {
	size_t low = 0, high = s->people.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (s->people.v[mid] < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < s->people.n && s->people.v[low] == id ? (int)low : -1;
}

static void take_log(struct report_source *s, size_t order, struct stmt *q) {
	grouped_add(&s->log, order, &(struct status_fact){.state = stmt_code(q, 1), .since = stmt_date(q, 2)});
}

static void take_custody(struct report_source *s, size_t order, struct stmt *q) {
	grouped_add(&s->custody, order, &(struct interval){stmt_date(q, 1), stmt_date(q, 2)});
}

/* Of the person, since custody may begin when the order has ended. */
static void take_held(struct report_source *s, size_t person, struct stmt *q) {
	struct custody_fact fact = {.days = {stmt_date(q, 1), stmt_date(q, 2)}, .kind = stmt_code(q, 3)};

	grouped_add(&s->held, person, &fact);
}

static void take_leave(struct report_source *s, size_t order, struct stmt *q) {
	struct leave l = {.leave_from = stmt_date(q, 1), .leave_to = stmt_date(q, 2), .extends_to = stmt_date(q, 3),
	                  .returned = stmt_date(q, 4), .leave_state = stmt_code(q, 5)};

	grouped_add(&s->leaves, order, &l);
}

static void take_missed(struct report_source *s, size_t order, struct stmt *q) {
	struct missed_test m = {.occurred = stmt_date(q, 1), .judged = stmt_code(q, 2),
	                        .warning_no = mem_strdup(stmt_text(q, 3))};

	grouped_add(&s->missed, order, &m);
}

static void take_warning(struct report_source *s, size_t order, struct stmt *q) {
	struct warning w = {.occurred = stmt_date(q, 1), .kind = stmt_code(q, 2), .doc_no = mem_strdup(stmt_text(q, 3)),
	                    .away_from = stmt_date(q, 4), .away_until = stmt_date(q, 5)};

	grouped_add(&s->warnings, order, &w);
}

static void take_told(struct report_source *s, size_t order, struct stmt *q) {
	grouped_add(&s->told, order, &(struct status_fact){.state = stmt_code(q, 1), .since = stmt_date(q, 2)});
}

static void take_positive(struct report_source *s, size_t order, struct stmt *q) {
	struct event_fact t = test_fact(stmt_date(q, 1), code_of("pos"), stmt_code(q, 2), stmt_code(q, 3));

	if (t.positive)
		grouped_add(&s->positives, order, &t.day);
}

static void take_value(struct report_source *s, enum report_field field, size_t person, struct stmt *q) {
	long long *seq = &s->first_seq[field][person], here = stmt_int(q, 3);

	grouped_add(&s->values[field], person, &(struct status_fact){.state = stmt_code(q, 1), .since = stmt_date(q, 2)});
	if (*seq == 0 || here < *seq)
		*seq = here;
}

static void take_risk(struct report_source *s, size_t person, struct stmt *q) {
	take_value(s, FIELD_RISK, person, q);
	grouped_add(&s->risks, person, &(struct risk_fact){stmt_date(q, 2), stmt_code(q, 1)});
}

static void take_control(struct report_source *s, size_t person, struct stmt *q) {
	take_value(s, FIELD_CONTROL, person, q);
}

static void take_job(struct report_source *s, size_t person, struct stmt *q) {
	take_value(s, FIELD_JOB, person, q);
}

/* Each slice in the order its reader wants. */
static const struct {
	bool by_person;
	take_row *take;
	const char *sql;
} facts[] = {
	{false, take_log, "SELECT order_id, state, since FROM status_change WHERE voided_at IS NULL ORDER BY order_id, " STATUS_ORDER},
	{false, take_custody, "SELECT order_id, occurred, until FROM custody WHERE voided_at IS NULL AND order_id IS NOT NULL"},
	{true, take_held, "SELECT resident, occurred, until, kind FROM custody WHERE voided_at IS NULL ORDER BY occurred, id"},
	{false, take_leave, "SELECT order_id, leave_from, leave_to, extends_to, returned, leave_state FROM leave"
	                    " WHERE voided_at IS NULL AND order_id IS NOT NULL"},
	{false, take_missed, "SELECT order_id, occurred, judged, warning_no FROM missed_test WHERE voided_at IS NULL"
	                     " AND order_id IS NOT NULL AND judged IN ('refused', 'evaded') ORDER BY occurred, id"},
	{false, take_warning, "SELECT order_id, occurred, kind, doc_no, away_from, away_until FROM warning WHERE voided_at IS NULL"
	                      " AND order_id IS NOT NULL AND kind IN ('refused', 'evaded', 'away') ORDER BY occurred, id"},
	{false, take_told, "SELECT order_id, reason, sent FROM police_report WHERE voided_at IS NULL AND sent IS NOT NULL"
	                   " AND order_id IS NOT NULL"},
	{false, take_positive, "SELECT order_id, occurred, nature, review FROM drug_test WHERE voided_at IS NULL"
	                       " AND result = 'pos' AND order_id IS NOT NULL"},
	{true, take_risk, "SELECT resident, level, occurred, seq FROM assessment WHERE voided_at IS NULL ORDER BY resident, occurred, id"},
	{true, take_control, "SELECT resident, control, occurred, seq FROM control_change WHERE voided_at IS NULL"
	                     " ORDER BY resident, occurred, id"},
	{true, take_job, "SELECT resident, job, occurred, seq FROM employment WHERE voided_at IS NULL ORDER BY resident, occurred, id"},
};

static enum rc read_fact(struct station *st, struct report_source *s, size_t which, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err, facts[which].sql) {
		int owner = facts[which].by_person ? person_at(s, stmt_int(q, 0)) : report_order_at(s, stmt_int(q, 0));

		if (owner >= 0)
			facts[which].take(s, (size_t)owner, q);
	}
	return rc;
}

/* What a value was before records began to change it: what the first change of it, at or after the first record, found
 * there. Where the history holds none, the value never changed. */
static enum rc read_first_values(struct station *st, struct report_source *s, struct code (*first)[REPORT_FIELDS],
                                 struct err *err) {
	static const char *const names[REPORT_FIELDS] = {"risk", "control", "job"};
	bool (*known)[REPORT_FIELDS] = mem_zalloc(s->people.n + 1, sizeof *known);
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
			"SELECT record, field, old_value, seq FROM history WHERE table_name = 'resident'"
			" AND field IN ('risk', 'control', 'job') ORDER BY record, ver") {
		int person = person_at(s, stmt_int(q, 0));

		for (int f = 0; person >= 0 && f < REPORT_FIELDS; f++) {
			if (known[person][f] || stmt_int(q, 3) < s->first_seq[f][person] || strcmp(stmt_text(q, 1), names[f]) != 0)
				continue;
			known[person][f] = true;
			first[person][f] = stmt_code(q, 2);
		}
	}
	free(known);
	return rc;
}

/* The order's own values become those before the first record. */
static enum rc set_first_values(struct station *st, struct report_source *s, struct err *err) {
	struct code (*first)[REPORT_FIELDS] = mem_zalloc(s->people.n + 1, sizeof *first);
	enum rc rc;

	for (size_t i = 0; i < s->count; i++) {
		const struct report_person *who = &s->orders[i].who;

		first[s->orders[i].person][FIELD_RISK] = who->risk;
		first[s->orders[i].person][FIELD_CONTROL] = who->control;
		first[s->orders[i].person][FIELD_JOB] = who->job;
	}
	rc = read_first_values(st, s, first, err);
	for (size_t i = 0; rc == RC_OK && i < s->count; i++) {
		struct report_person *who = &s->orders[i].who;
		struct code *const value[REPORT_FIELDS] = {&who->risk, &who->control, &who->job};

		for (int f = 0; f < REPORT_FIELDS; f++) {
			size_t n;

			(void)grouped_of(&s->values[f], s->orders[i].person, &n);
			if (n > 0)
				*value[f] = first[s->orders[i].person][f];
		}
	}
	free(first);
	return rc;
}

static void find_suspensions(struct report_source *s) {
	for (size_t i = 0; i < s->count; i++) {
		size_t n;
		const struct status_fact *log = grouped_of(&s->log, i, &n);
		struct interval *found = mem_alloc((n + 1) * sizeof *found);
		size_t count = status_suspensions(log, n, found);

		for (size_t k = 0; k < count; k++)
			grouped_add(&s->suspensions, i, &found[k]);
		free(found);
	}
	grouped_sort(&s->suspensions, s->count);
}

enum rc report_read_facts(struct station *st, struct report_source *s, struct err *err) {
	struct grouped *const by_order[] = {&s->log, &s->custody, &s->positives, &s->leaves, &s->missed, &s->warnings, &s->told};
	struct grouped *const by_person[] = {&s->held, &s->values[FIELD_RISK], &s->values[FIELD_CONTROL],
	                                    &s->values[FIELD_JOB], &s->risks};
	enum rc rc = RC_OK;

	for (int f = 0; f < REPORT_FIELDS; f++)
		s->first_seq[f] = mem_zalloc(s->people.n + 1, sizeof *s->first_seq[f]);
	for (size_t i = 0; rc == RC_OK && i < sizeof facts / sizeof *facts; i++)
		rc = read_fact(st, s, i, err);
	for (size_t i = 0; i < sizeof by_order / sizeof *by_order; i++)
		grouped_sort(by_order[i], s->count);
	for (size_t i = 0; i < sizeof by_person / sizeof *by_person; i++)
		grouped_sort(by_person[i], s->people.n);
	find_suspensions(s);
	return rc == RC_OK ? set_first_values(st, s, err) : rc;
}
