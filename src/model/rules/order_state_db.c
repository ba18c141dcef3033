/* Changes of an order's state, and back (rule 3.4). SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/event/event_db.h"
#include "model/event/value_db.h"
#include "model/event/leave.h"
#include "model/order/order.h"
#include "model/order/order_db.h"
#include "model/rules/order_facts_db.h"
#include "model/station/usecase_db.h"

/* The newest lines of the log: [0] the present state, [1] the one before it; id 0 where there is
 * none. */
struct log_line {
	long long id, ver, seq;
	struct code state;
	struct date since;
};

static enum rc newest_lines(struct station *st, long long order, struct log_line line[2],
                            struct err *err) {
	size_t n = 0;
	enum rc rc = RC_OK;

	line[0] = line[1] = (struct log_line){.since = DATE_NONE};
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT id, ver, seq, state, since FROM status_change WHERE order_id = ? AND"
	           " voided_at IS NULL ORDER BY " STATUS_NEWEST " LIMIT 2",
	           order)
		line[n++] = (struct log_line){stmt_int(q, 0), stmt_int(q, 1), stmt_int(q, 2),
		                              stmt_code(q, 3), stmt_date(q, 4)};
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

/* The control record of a death, or the custody of prison and isolation: entered once, with the
 * ending. */
static enum rc make_followers(struct station *st, struct change *c, const struct treatment_order *o,
                              const struct transition_ask *ask, struct err *err) {
	struct code makes;
	struct custody k;
	struct control_change d;
	enum rc rc;

	entity_init(&custody_def, &k);
	entity_init(&control_def, &d);
	TRY(order_ending_makes(st, o, ask, &makes, err));
	k.resident = d.resident = o->resident;
	k.occurred = d.occurred = ask->since;
	k.kind = makes;
	d.control = code_of("03");
	k.doc_no = mem_strdup(ask->document);
	d.doc_no = mem_strdup(ask->document);
	if (code_is(makes, "death"))
		rc = event_put(st, c, event_find_def("control"), &d, err);
	else if (code_is_set(makes))
		rc = event_put(st, c, event_find_def("custody"), &k, err);
out:
	entity_clear(&custody_def, &k);
	entity_clear(&control_def, &d);
	return rc;
}

enum rc order_set_state(struct station *st, const struct actor *a, long long id, long long ver,
                        const struct transition_ask *ask, struct err *err) {
	struct change c;
	struct treatment_order o;
	struct term term;
	struct log_line line[2];
	enum rc rc;

	entity_init(&order_def, &o);
	TRY(begin(&c, st, a, "order.state", id, err));
	TRY(load_with_term(st, id, &o, &term, err));
	TRY(newest_lines(st, id, line, err));
	TRY(transition_check(&o, &term, line[0].since, ask, clock_today(), err));
	o.rec.ver = ver;
	transition_apply(&o, ask);
	TRY(order_check(&o, clock_today(), NULL, err));
	TRY(change_update(&c, &order_def, &o, err));
	TRY(status_add(&c, &o, ask, err));
	TRY(order_log_follow(&c, &o, err));
	TRY(make_followers(st, &c, &o, ask, err));
	TRY(event_rehang(&c, &o.resident.id, 1, err));
	c.reason = ask->reason;
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
	if (code_is(line[0].state, "moved")) {
		free(o->moved_to);
		o->moved_to = NULL;
		o->papers_sent = o->receipt = DATE_NONE;
	}
	o->state = line[1].state;
	o->ended = order_facts_is_open(o->state) ? DATE_NONE : line[1].since;
	return RC_OK;
}

/* What was made in the same action and not corrected since goes with it. */
static enum rc void_followers(struct change *c, long long resident, long long seq,
                              const char *reason, struct err *err) {
	static const char *const made[] = {"custody", "control"};
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < sizeof made / sizeof *made; i++) {
		const struct event_def *def = event_find_def(made[i]);
		char *sql = mem_printf("SELECT id FROM %s WHERE resident = ?1 AND seq = ?2 AND"
		                       " voided_at IS NULL AND ver = 1", def->entity->name);
		long long id = 0;

		rc = query_int(c->store, &id, err, sql, resident, seq);
		free(sql);
		if (rc == RC_OK && id)
			rc = change_void(c, def->entity, id, 1, reason, err);
		if (rc == RC_OK && id)
			rc = values_changed(c, def, resident, err);
	}
	return rc;
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
	TRY(order_log_follow(&c, &o, err));
	TRY(void_followers(&c, o.resident.id, line[0].seq, reason, err));
	rc = event_rehang(&c, &o.resident.id, 1, err);
out:
	rc = change_close(&c, rc, NULL, NULL, err);
	entity_clear(&order_def, &o);
	return rc;
}

/* Did the order come with another station's file? */
static enum rc came_by_file(struct station *st, const struct treatment_order *o, bool *out,
                            struct err *err) {
	return query_any(st->store, out, err,
	                 "SELECT 1 FROM import_log WHERE id = ? AND file_name LIKE '" HANDOVER_SOURCE "%'",
	                 o->rec.import_id);
}

static enum rc check_taking(const struct treatment_order *o, struct date last, struct date day,
                            struct err *err) {
	char from[DATE_BUF];

	if (date_before(clock_today(), day))
		return err_field(err, "taken_on", "taken.future",
		                 N_("The day of taking over lies in the future: record it when it "
		                    "has happened."), NULL);
	if (date_before(day, last) || date_before(day, o->ordered))
		return err_field(err, "taken_on", "taken.early",
		                 N_("The day of taking over is before the present state began "
				    "({from})."),
		                 "from", date_format(date_before(last, o->ordered) ? o->ordered : last,
		                                     from), NULL);
	return RC_OK;
}

/* Its first day here: what was done before is the other place's. */
static void begin_here(struct treatment_order *o, struct date day, const char *from) {
	o->taken_on = day;
	free(o->taken_from);
	o->taken_from = mem_strdup(from);
}

/* A line of waiting only where the log of this place begins. */
static enum rc add_taking(struct change *c, const struct treatment_order *o, bool first,
                          struct transition_ask *ask, struct err *err) {
	const struct date begun = order_begun(o);
	enum rc rc = RC_OK;

	ask->to = code_of("awaiting");
	if (first || !date_is_set(begun))
		rc = status_add(c, o, ask, err);
	ask->to = code_of("executing");
	return rc == RC_OK && date_is_set(begun) ? status_add(c, o, ask, err) : rc;
}

enum rc order_take_over(struct station *st, const struct actor *a, long long id, struct date day,
                        const char *from, const char *document, bool *done, struct err *err) {
	struct transition_ask ask = {.since = day, .document = document};
	struct str reason = {0};
	struct change c = {0};
	struct treatment_order o;
	struct log_line line[2];
	bool came = false, back;
	enum rc rc;

	*done = false;
	entity_init(&order_def, &o);
	TRY(begin(&c, st, a, "order.taken", id, err));
	TRY(record_load(st->store, &order_def, id, &o, err));
	TRY(came_by_file(st, &o, &came, err));
	back = code_is(o.state, "moved");
	came = came && !date_is_set(o.taken_on) && (back || order_facts_is_open(o.state));
	if (!came && !back)
		goto out;
	TRY(newest_lines(st, id, line, err));
	TRY(check_taking(&o, line[0].since, day, err));
	if (came)
		begin_here(&o, day, from);
	free(o.moved_to);
	o.moved_to = NULL;
	o.papers_sent = o.receipt = o.ended = DATE_NONE;
	o.state = code_of(date_is_set(order_begun(&o)) ? "executing" : "awaiting");
	TRY(order_check_single(&c, &o, err));
	TRY(change_update(&c, &order_def, &o, err));
	str_fill(&reason, N_("Taken over from {station}"), "station", from, NULL);
	ask.reason = str_text(&reason);
	TRY(add_taking(&c, &o, came, &ask, err));
	TRY(order_log_follow(&c, &o, err));
	TRY(event_rehang(&c, &o.resident.id, 1, err));
	rc = change_commit(&c, err);
	*done = rc == RC_OK;
out:
	change_end(&c);
	entity_clear(&order_def, &o);
	str_clear(&reason);
	return rc;
}
