/* What hangs on a change of state, read from the records (rules 3.8, 3.9).
 * SPDX-License-Identifier: MIT */
#include "model/order/state_facts.h"

#include "core/clock.h"
#include "model/rules/due_db.h"
#include "model/rules/order_facts_db.h"

/* What an ending leaves open, from the worklist of today. */
static enum rc read_open(struct station *st, const struct treatment_order *o,
                         struct state_facts *f, struct err *err) {
	enum rc rc = RC_OK;

	due_keep_up(st);
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT coalesce(sum(group_no = ?3), 0), coalesce(sum(group_no IN (?4, ?5, ?6,"
	           " ?7, ?8, ?9) AND due_on < ?2), 0), coalesce(sum(kind = ?10), 0),"
	           " coalesce(sum(group_no BETWEEN ?11 AND ?12), 0) FROM due WHERE order_id = ?1",
	           o->rec.id, f->today, DUE_BASE_POLICE, DUE_BASE_REPORT_IN, DUE_BASE_TEST,
	           DUE_BASE_TALK, DUE_BASE_VISIT, DUE_BASE_REPORT, DUE_BASE_ASSESSMENT,
	           DUE_LEAVE_RETURN, DUE_BASE_FILE, DUE_BASE_DOSSIER) {
		f->police = stmt_int(q, 0);
		f->findings = stmt_int(q, 1);
		f->leaves = stmt_int(q, 2);
		f->papers = stmt_int(q, 3);
	}
	return rc;
}

#define SPAN(table) \
	"(SELECT count(*) FROM " table " WHERE resident = ?1 AND voided_at IS NULL AND occurred" \
	" BETWEEN ?2 AND ?3)"
/* Away in a hospital is not in custody. */
#define IN_CUSTODY "kind IN ('detained', 'arrested', 'prison', 'isolation')"
#define HELD(table) \
	"(SELECT count(*) FROM " table " e WHERE order_id = ?1 AND voided_at IS NULL AND EXISTS" \
	" (SELECT 1 FROM custody c WHERE c.resident = e.resident AND c.voided_at IS NULL AND c." \
	IN_CUSTODY " AND e.occurred > c.occurred AND e.occurred < coalesce(c.until, '9999')))"
#define LATER(table) \
	"(SELECT count(*) FROM " table " WHERE order_id = ?1 AND voided_at IS NULL AND occurred >" \
	" ?2)"

static enum rc read_overlaps(struct station *st, const struct treatment_order *o,
                             struct state_facts *f, struct err *err) {
	const struct date since = f->ask->since;
	const bool ends = !order_facts_is_open(f->ask->to), runs = code_is(f->ask->to, "executing");
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT (SELECT min(ordered) FROM treatment_order WHERE resident = ?1 AND id <>"
	           " ?2 AND voided_at IS NULL AND ordered <= ?3 AND coalesce(ended, '9999') > ?3),"
	           " (SELECT min(day) FROM person_value WHERE resident = ?1 AND field = 'control'"
	           " AND value = '03' AND day > '1900-01-01'), (SELECT kind FROM custody WHERE"
	           " resident = ?1 AND voided_at IS NULL AND " IN_CUSTODY " AND occurred <= ?3 AND"
	           " coalesce(until, '9999') >= ?3 ORDER BY occurred DESC LIMIT 1)",
	           o->resident, o->rec.id, since) {
		f->other = stmt_date(q, 0);
		f->died = code_is(f->ask->cause, "death") ? DATE_NONE : stmt_date(q, 1);
		f->held = runs ? stmt_code(q, 2) : CODE_NONE;
	}
	if (rc == RC_OK && date_is_set(f->from))
		rc = query_int(st->store, &f->inside, err,
		               "SELECT " SPAN("drug_test") " + " SPAN("talk"), o->resident, f->from,
		               f->to);
	if (rc == RC_OK)
		rc = query_int(st->store, &f->held_inside, err,
		               "SELECT " HELD("drug_test") " + " HELD("talk"), o->rec.id);
	if (rc == RC_OK && ends)
		rc = query_int(st->store, &f->after, err,
		               "SELECT " LATER("drug_test") " + " LATER("talk") " + " LATER("visit")
		               " + " LATER("phone_contact") " + " LATER("self_report"), o->rec.id,
		               since);
	return rc;
}

enum rc order_ending_makes(struct station *st, const struct treatment_order *o,
                           const struct transition_ask *ask, struct code *out,
                           struct err *err) {
	bool there = true;
	enum rc rc = RC_OK;

	*out = CODE_NONE;
	if (!code_is(ask->to, "terminated") || code_is(ask->cause, "other"))
		return RC_OK;
	rc = code_is(ask->cause, "death")
	             ? query_any(st->store, &there, err,
	                         "SELECT 1 FROM person_value WHERE resident = ? AND field ="
	                         " 'control' AND value = '03'", o->resident)
	             : query_any(st->store, &there, err,
	                         "SELECT 1 FROM custody WHERE resident = ?1 AND voided_at IS NULL"
	                         " AND kind = ?2 AND occurred <= ?3 AND coalesce(until, '9999') >="
	                         " ?3", o->resident, ask->cause, ask->since);
	if (!there)
		*out = ask->cause;
	return rc;
}

enum rc order_state_findings(struct station *st, const struct actor *a, long long order,
                             const struct transition_ask *ask, struct findings *out,
                             struct err *err) {
	struct state_facts f = {.ask = ask, .today = clock_today(), .from = DATE_NONE,
	                        .to = DATE_NONE, .other = DATE_NONE, .died = DATE_NONE};
	struct treatment_order o;
	struct status_change last;
	struct term term;
	enum rc rc;

	entity_init(&status_def, &last);
	TRY(order_get(st, a, order, &o, err));
	TRY(usecase_query(st, a, ACT_SET_STATE, o.resident.id, err));
	TRY(order_term(st, a, &o, &term, err));
	TRY(status_newest(st, a, order, &last, err));
	TRY(transition_check(&o, &term, last.since, ask, f.today, err));
	f.end = term.end;
	if (code_is(ask->to, "suspended"))
		f.from = ask->since, f.to = f.today;
	else if (code_is(last.state, "suspended"))
		f.from = last.since, f.to = date_add_days(ask->since, -1);
	if (!order_facts_is_open(ask->to))
		TRY(read_open(st, &o, &f, err));
	TRY(read_overlaps(st, &o, &f, err));
	TRY(order_ending_makes(st, &o, ask, &f.makes, err));
	state_findings(&f, out);
out:
	entity_clear(&status_def, &last);
	entity_clear(&order_def, &o);
	return rc;
}
