/* Changes of an order's state, and back (rule 3.4). SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/event/event_db.h"
#include "model/order/order.h"
#include "model/order/order_db.h"
#include "model/order/transition.h"
#include "model/rules/order_facts_db.h"
#include "model/station/usecase_db.h"

/* The newest lines of the log: [0] the present state, [1] the one before it; id 0 where there is
 * none. */
struct log_line {
	long long id, ver;
	struct code state;
	struct date since;
};

static enum rc newest_lines(struct station *st, long long order, struct log_line line[2],
                            struct err *err) {
	size_t n = 0;
	enum rc rc = RC_OK;

	line[0] = line[1] = (struct log_line){.since = DATE_NONE};
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT id, ver, state, since FROM status_change WHERE order_id = ? AND"
	           " voided_at IS NULL ORDER BY since DESC, state = 'awaiting', id DESC LIMIT 2",
	           order)
		line[n++] = (struct log_line){stmt_int(q, 0), stmt_int(q, 1), stmt_code(q, 2),
		                              stmt_date(q, 3)};
	return rc;
}

static enum rc load_with_term(struct station *st, long long id, struct treatment_order *o,
                              struct term *term, struct err *err) {
	struct order_facts_data d = {0};
	enum rc rc = record_load(st->store, &order_def, id, o, err);

	if (rc == RC_OK)
		rc = order_facts_load(st, o, &d, err);
	if (rc == RC_OK)
		term_compute(&d.course.term, term);
	order_facts_clear(&d);
	return rc;
}

/* usecase_begin for the one the order is about, whose case it must be. */
static enum rc begin(struct change *c, struct station *st, const struct actor *a,
                     const char *audit_id, long long order, struct err *err) {
	long long resident = 0;
	enum rc rc;

	*c = (struct change){0};
	rc = query_int(st->store, &resident, err,
	               "SELECT resident FROM treatment_order WHERE id = ?", order);

	return rc == RC_OK ? usecase_begin(c, st, a, ACT_SET_STATE, audit_id, resident, err) : rc;
}

enum rc order_set_state(struct station *st, const struct actor *a, long long id, long long ver,
                        struct code state, struct date since, const char *reason,
                        const char *document, struct err *err) {
	const struct transition_ask ask = {
		.to = state, .since = since, .reason = reason, .document = document};
	struct change c;
	struct treatment_order o;
	struct term term;
	struct log_line line[2];
	enum rc rc;

	entity_init(&order_def, &o);
	TRY(begin(&c, st, a, "order.state", id, err));
	TRY(load_with_term(st, id, &o, &term, err));
	TRY(newest_lines(st, id, line, err));
	TRY(transition_check(&o, &term, line[0].since, &ask, clock_today(), err));
	o.rec.ver = ver;
	transition_apply(&o, &ask);
	TRY(order_check(&o, clock_today(), NULL, err));
	TRY(change_update(&c, &order_def, &o, err));
	TRY(status_add(&c, &o, state, since, reason, document, err));
	TRY(event_rehang(&c, o.resident.id, err));
	c.reason = reason;
	rc = change_commit(&c, err);
out:
	change_end(&c);
	entity_clear(&order_def, &o);
	return rc;
}

/* The order as it was before its newest line. */
static enum rc step_back(struct treatment_order *o, const struct log_line line[2],
                         struct err *err) {
	if (!line[0].id || !line[1].id)
		return err_field(err, "state", "state.first",
		                 N_("This is the first state of the order: there is nothing before"
		                    " it to go back to."), NULL);
	if (code_is(line[1].state, "awaiting")) {
		if (date_is_set(o->term_start))
			return err_field(err, "term_start", "state.start-written",
			                 N_("The order has a start as written: take that out of the"
			                    " order first."), NULL);
		o->reported = DATE_NONE;
	}
	o->state = line[1].state;
	o->ended = order_facts_is_open(o->state) ? DATE_NONE : line[1].since;
	return RC_OK;
}

enum rc order_take_back(struct station *st, const struct actor *a, long long id, long long ver,
                        const char *reason, struct err *err) {
	struct change c;
	struct treatment_order o;
	struct log_line line[2];
	enum rc rc;

	entity_init(&order_def, &o);
	TRY(begin(&c, st, a, "order.state-void", id, err));
	if ((!reason || !*reason))
		TRY(err_field(err, "reason", "void.reason",
		              N_("Give the reason why this record is wrong."), NULL));
	TRY(record_load(st->store, &order_def, id, &o, err));
	TRY(newest_lines(st, id, line, err));
	TRY(step_back(&o, line, err));
	o.rec.ver = ver;
	TRY(order_check_single(&c, &o, err));
	TRY(change_update(&c, &order_def, &o, err));
	TRY(change_void(&c, &status_def, line[0].id, line[0].ver, reason, err));
	rc = event_rehang(&c, o.resident.id, err);
out:
	rc = change_close(&c, rc, NULL, NULL, err);
	entity_clear(&order_def, &o);
	return rc;
}
