/* The append-only log of an order's states, and the use cases that write it (rule 3.4). */
#include "core/clock.h"
#include "model/order/order.h"
#include "model/order/transition.h"
#include "model/station/station_db.h"

enum rc status_list(struct station *st, const struct actor *a, long long order, struct ids *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc != RC_OK)
		return rc;
	return query_ids(st->store, out, err,
			"SELECT id FROM status_change WHERE order_id = ? AND voided_at IS NULL ORDER BY " STATUS_ORDER,
			order);
}

enum rc status_get(struct station *st, const struct actor *a, long long id, struct status_change *out,
                   struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	entity_init(&status_def, out);
	return rc != RC_OK ? rc : usecase_load(st, a, &status_def, id, out, err);
}

enum rc status_add(struct change *c, const struct treatment_order *o, struct code state, struct date since,
                   const char *reason, const char *document, struct err *err) {
	struct status_change s;
	enum rc rc;

	entity_init(&status_def, &s);
	s.resident = o->resident;
	s.order_id.id = o->rec.id;
	s.state = state;
	s.since = since;
	s.reason = reason && *reason ? mem_strdup(reason) : NULL;
	s.document = document && *document ? mem_strdup(document) : NULL;
	rc = change_insert(c, &status_def, &s, err);
	entity_clear(&status_def, &s);
	return rc;
}

/* Void the first line of this state, or every line when no state is given. */
static enum rc void_lines(struct change *c, long long order, struct code state, const char *reason, struct err *err) {
	struct ids found = {0}; /* line and version, one after the other */
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, c->store, err,
			"SELECT id, ver FROM status_change WHERE order_id = ?1 AND (?2 IS NULL OR state = ?2)"
			" AND voided_at IS NULL ORDER BY " STATUS_ORDER, order, state) {
		ids_add(&found, stmt_int(q, 0));
		ids_add(&found, stmt_int(q, 1));
	}
	for (size_t i = 0; rc == RC_OK && i < found.n && (i == 0 || !code_is_set(state)); i += 2)
		rc = change_void(c, &status_def, found.v[i], found.v[i + 1], reason, err);
	ids_clear(&found);
	return rc;
}

enum rc status_void_first(struct change *c, long long order, struct code state, struct err *err) {
	return void_lines(c, order, state, tr(N_("The date it rests on was corrected")), err);
}

enum rc status_void_all(struct change *c, long long order, const char *reason, struct err *err) {
	return void_lines(c, order, CODE_NONE, reason, err);
}

/* The newest lines of the log: [0] the present state, [1] the one before it; id 0 where there is none. */
struct log_line {
	long long id, ver;
	struct code state;
	struct date since;
};

static enum rc newest_lines(struct station *st, long long order, struct log_line line[2], struct err *err) {
	size_t n = 0;
	enum rc rc = RC_OK;

	line[0] = line[1] = (struct log_line){.since = DATE_NONE};
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT id, ver, state, since FROM status_change WHERE order_id = ? AND voided_at IS NULL"
	           " ORDER BY since DESC, state = 'awaiting', id DESC LIMIT 2", order)
		line[n++] = (struct log_line){stmt_int(q, 0), stmt_int(q, 1), stmt_code(q, 2), stmt_date(q, 3)};
	return rc;
}

static enum rc load_with_term(struct station *st, long long id, struct treatment_order *o, struct term *term,
                              struct err *err) {
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
static enum rc begin(struct change *c, struct station *st, const struct actor *a, const char *audit_id, long long order,
                     struct err *err) {
	long long resident = 0;
	enum rc rc;

	*c = (struct change){0};
	rc = query_int(st->store, &resident, err,
	               "SELECT resident FROM treatment_order WHERE id = ?", order);

	return rc == RC_OK ? usecase_begin(c, st, a, ACT_SET_STATE, audit_id, resident, err) : rc;
}

enum rc order_set_state(struct station *st, const struct actor *a, long long id, long long ver, struct code state,
                        struct date since, const char *reason, const char *document, struct err *err) {
	const struct transition_ask ask = {.to = state, .since = since, .reason = reason, .document = document};
	struct change c;
	struct treatment_order o;
	struct term term;
	struct log_line line[2];
	enum rc rc = begin(&c, st, a, "order.state", id, err);

	entity_init(&order_def, &o);
	if (rc == RC_OK)
		rc = load_with_term(st, id, &o, &term, err);
	if (rc == RC_OK)
		rc = newest_lines(st, id, line, err);
	if (rc == RC_OK)
		rc = transition_check(&o, &term, line[0].since, &ask, clock_today(), err);
	if (rc == RC_OK) {
		o.rec.ver = ver;
		transition_apply(&o, &ask);
		rc = order_check(&o, clock_today(), NULL, err);
	}
	if (rc == RC_OK)
		rc = change_update(&c, &order_def, &o, err);
	if (rc == RC_OK)
		rc = status_add(&c, &o, state, since, reason, document, err);
	if (rc == RC_OK)
		rc = event_rehang(&c, o.resident.id, err);
	if (rc == RC_OK) {
		c.reason = reason;
		rc = change_commit(&c, err);
	}
	change_end(&c);
	entity_clear(&order_def, &o);
	return rc;
}

/* The order as it was before its newest line. */
static enum rc step_back(struct treatment_order *o, const struct log_line line[2], struct err *err) {
	if (!line[0].id || !line[1].id)
		return err_field(err, "state", "state.first",
		                 N_("This is the first state of the order: there is nothing before it to go back to."), NULL);
	if (code_is(line[1].state, "awaiting")) {
		if (date_is_set(o->term_start))
			return err_field(err, "term_start", "state.start-written",
			                 N_("The order has a start as written: take that out of the order first."), NULL);
		o->reported = DATE_NONE;
	}
	o->state = line[1].state;
	o->ended = order_facts_is_open(o->state) ? DATE_NONE : line[1].since;
	return RC_OK;
}

enum rc order_take_back(struct station *st, const struct actor *a, long long id, long long ver, const char *reason,
                        struct err *err) {
	struct change c;
	struct treatment_order o;
	struct log_line line[2];
	enum rc rc = begin(&c, st, a, "order.state-void", id, err);

	entity_init(&order_def, &o);
	if (rc == RC_OK && (!reason || !*reason))
		rc = err_field(err, "reason", "void.reason", N_("Give the reason why this record is wrong."), NULL);
	if (rc == RC_OK)
		rc = record_load(st->store, &order_def, id, &o, err);
	if (rc == RC_OK)
		rc = newest_lines(st, id, line, err);
	if (rc == RC_OK)
		rc = step_back(&o, line, err);
	if (rc == RC_OK) {
		o.rec.ver = ver;
		rc = order_check_single(&c, &o, err);
	}
	if (rc == RC_OK)
		rc = change_update(&c, &order_def, &o, err);
	if (rc == RC_OK)
		rc = change_void(&c, &status_def, line[0].id, line[0].ver, reason, err);
	if (rc == RC_OK)
		rc = event_rehang(&c, o.resident.id, err);
	if (rc == RC_OK)
		rc = change_commit(&c, err);
	change_end(&c);
	entity_clear(&order_def, &o);
	return rc;
}
