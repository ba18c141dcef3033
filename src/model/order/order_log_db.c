/* The append-only log of an order's states, which the order itself follows (rules 3.4, 3.7).
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/event/event_db.h"
#include "model/order/order_db.h"

struct log_line {
	long long id, ver;
	struct code state;
	struct date since;
};

struct log {
	struct log_line *v;
	size_t n;
};

static enum rc log_read(struct change *c, long long order, struct log *out, struct err *err) {
	enum rc rc = RC_OK;

	out->n = 0;
	QUERY_EACH(q, rc, c->store, err,
	           "SELECT id, ver, state, since FROM status_change WHERE order_id = ? AND"
	           " voided_at IS NULL ORDER BY " STATUS_ORDER,
	           order)
		VEC_PUSH(out->v, out->n,
		         (struct log_line){stmt_int(q, 0), stmt_int(q, 1), stmt_code(q, 2),
		                           stmt_date(q, 3)});
	return rc;
}

/* Kept as it is written, in the order of STATUS_ORDER. */
static void log_add(struct log *log, struct code state, struct date since) {
	size_t i = log->n;

	VEC_PUSH(log->v, log->n, (struct log_line){.state = state, .since = since});
	for (; i > 0 && (date_before(since, log->v[i - 1].since) ||
	                 (date_cmp(since, log->v[i - 1].since) == 0 && code_is(state, "awaiting") &&
	                  !code_is(log->v[i - 1].state, "awaiting"))); i--) {
		log->v[i] = log->v[i - 1];
		log->v[i - 1] = (struct log_line){.state = state, .since = since};
	}
}

/* Of an order that was taken over with its log: lines up to the day it came, and that of its going,
 * are the other place's and stand as they came (rule 13.6). How many. */
static size_t log_before(const struct log *log, struct date taken_on) {
	size_t n = 0;

	while (n < log->n && date_is_set(taken_on) &&
	       (date_before(log->v[n].since, taken_on) ||
	        (date_cmp(log->v[n].since, taken_on) == 0 && code_is(log->v[n].state, "moved"))))
		n++;
	return n;
}

/* The first line of this state behind those; NULL: none. */
static const struct log_line *log_first(const struct log *log, const char *state,
                                        struct date taken_on) {
	for (size_t i = log_before(log, taken_on); i < log->n; i++)
		if (code_is(log->v[i].state, state))
			return &log->v[i];
	return NULL;
}

enum rc status_add(struct change *c, const struct treatment_order *o,
                   const struct transition_ask *ask, struct err *err) {
	struct status_change s;
	enum rc rc;

	entity_init(&status_def, &s);
	s.resident = o->resident;
	s.order_id.id = o->rec.id;
	s.state = ask->to;
	s.since = ask->since;
	s.reason = ask->reason && *ask->reason ? mem_strdup(ask->reason) : NULL;
	s.document = ask->document && *ask->document ? mem_strdup(ask->document) : NULL;
	s.cause = code_is(ask->to, "terminated") ? ask->cause : CODE_NONE;
	rc = change_insert(c, &status_def, &s, err);
	entity_clear(&status_def, &s);
	return rc;
}

/* A line of which no more is known. */
static enum rc add_line(struct change *c, const struct treatment_order *o, struct log *log,
                        const char *state, struct date since, struct err *err) {
	const struct transition_ask ask = {.to = code_of(state), .since = since,
	        .document = strcmp(state, "awaiting") == 0 ? o->doc_no : NULL};

	log_add(log, ask.to, since);
	return status_add(c, o, &ask, err);
}

static enum rc void_line(struct change *c, struct log *log, const struct log_line *line,
                         struct err *err) {
	const struct log_line gone = *line;
	size_t i = (size_t)(line - log->v);

	memmove(log->v + i, log->v + i + 1, (--log->n - i) * sizeof *log->v);
	return change_void(c, &status_def, gone.id, gone.ver,
	                   tr(N_("The date it rests on was corrected")), err);
}

/* The same line with its reason, paper and cause, from another day or of another state. */
static enum rc move_line(struct change *c, struct log *log, const struct log_line *line,
                         struct code state, struct date since, struct err *err) {
	struct status_change s;
	enum rc rc;

	TRY(record_load(c->store, &status_def, line->id, &s, err));
	TRY(void_line(c, log, line, err));
	log_add(log, state, since);
	s.rec = (struct record){0};
	s.state = state;
	s.since = since;
	rc = change_insert(c, &status_def, &s, err);
out:
	entity_clear(&status_def, &s);
	return rc;
}

/* Waiting began when the order was served, else made, and before whatever came of it. */
static struct date waits_from(const struct treatment_order *o) {
	return order_first_day(o, order_waits(o));
}

/* The day of reporting in may not pass the next change of state. */
static enum rc check_start(const struct log *log, const struct log_line *runs, struct date start,
                           struct date taken_on, struct err *err) {
	char day[DATE_BUF];

	for (size_t i = log_before(log, taken_on); i < log->n; i++) {
		const struct log_line *next = &log->v[i];

		if (next == runs || code_is(next->state, "awaiting") ||
		    (date_is_set(start) && date_before(start, next->since)))
			continue;
		if (date_is_set(start))
			return err_field(err, "reported", "order.start-late",
				N_("The state changed again on {day}: the start cannot be on "
				   "or after that day."),
				"day", date_format(next->since, day), NULL);
		if (!transition_find(code_of("awaiting"), next->state) ||
		    transition_find(code_of("awaiting"), next->state)->refusal)
			return err_field(err, "reported", "order.start-gone",
				N_("The order was {state} from {day}, which rests on the "
				   "reporting in: correct the day, or take that change back "
				   "first."),
				"state", code_label(&codes_state, next->state), "day",
				date_format(next->since, day), NULL);
	}
	return RC_OK;
}

/* The lines the order's own days speak of stand on those days. */
static enum rc follow_days(struct change *c, const struct treatment_order *old,
                           const struct treatment_order *o, struct log *log, struct err *err) {
	const struct date start = order_begun(o), waits = waits_from(o);
	/* a corrected day leaves its own lines to be moved; one just told finds no others */
	const struct date from = !date_is_set(old->taken_on)                ? DATE_NONE
	                         : date_before(o->taken_on, old->taken_on) ? o->taken_on
	                                                                   : old->taken_on;
	const struct log_line *awaits = log_first(log, "awaiting", from), *runs;
	enum rc rc = RC_OK;

	if (!awaits)
		TRY(add_line(c, o, log, "awaiting", waits, err));
	else if (date_cmp(awaits->since, waits) != 0)
		TRY(move_line(c, log, awaits, awaits->state, waits, err));
	runs = log_first(log, "executing", from);
	if (date_is_set(start) && (!runs || date_cmp(runs->since, start) != 0)) {
		TRY(check_start(log, runs, start, from, err));
		rc = runs ? move_line(c, log, runs, runs->state, start, err)
		          : add_line(c, o, log, "executing", start, err);
	} else if (!date_is_set(start) && runs &&
		   (date_is_set(order_begun(old)) || code_is(o->state, "awaiting"))) {
		TRY(check_start(log, runs, start, from, err));
		rc = void_line(c, log, runs, err);
	}
out:
	return rc;
}

/* A state a roster tells, or the day of an ending, and the log does not know: a line. One that has
 * begun on no day known began with the order; of a suspension the day is not known either. */
static enum rc follow_state(struct change *c, const struct treatment_order *old,
                            const struct treatment_order *o, struct log *log, struct err *err) {
	const struct log_line *last = &log->v[log->n - 1];
	const bool over = !order_facts_is_open(o->state);
	const struct date day = over ? o->ended : clock_today();
	enum rc rc = RC_OK;

	if (code_is(o->state, last->state.s) && (!over || date_cmp(o->ended, last->since) == 0))
		return RC_OK;
	if (over && !order_facts_is_open(last->state))
		return move_line(c, log, last, o->state, day, err);
	if (code_is(o->state, last->state.s) ||
	    (old->rec.id && code_is(o->state, old->state.s)))
		return RC_OK;
	if (!old->rec.id && !date_is_set(order_begun(o)) && !code_is(o->state, "terminated") &&
	    !code_is(o->state, "moved")) {
		rc = add_line(c, o, log, "executing", waits_from(o), err);
		if (rc != RC_OK || code_is(o->state, "executing"))
			return rc;
	}
	return add_line(c, o, log, o->state.s, day, err);
}

/* The order takes what the newest line says; nothing is written. */
static enum rc take_newest(struct change *c, struct treatment_order *o, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, c->store, err,
	           "SELECT state, since FROM status_change WHERE order_id = ? AND voided_at IS NULL"
	           " ORDER BY " STATUS_NEWEST " LIMIT 1",
	           o->rec.id) {
		o->state = stmt_code(q, 0);
		o->ended = order_facts_is_open(o->state) ? DATE_NONE : stmt_date(q, 1);
	}
	return rc;
}

enum rc order_log_follow(struct change *c, struct treatment_order *o, struct err *err) {
	enum rc rc = take_newest(c, o, err);

	return rc == RC_OK ? change_update(c, &order_def, o, err) : rc;
}

enum rc order_log_write(struct change *c, const struct treatment_order *old,
                        struct treatment_order *o, struct err *err) {
	const struct treatment_order told = *o;
	const struct log_line *newest;
	struct log log = {0};
	enum rc rc;

	TRY(log_read(c, o->rec.id, &log, err));
	TRY(follow_days(c, old, o, &log, err));
	TRY(follow_state(c, old, o, &log, err));
	newest = &log.v[log.n - 1];
	o->state = newest->state;
	o->ended = order_facts_is_open(o->state) ? DATE_NONE : newest->since;
	if (!code_is(o->state, told.state.s) || date_cmp(o->ended, told.ended) != 0)
		TRY(change_update(c, &order_def, o, err));
	if (!code_is(o->state, told.state.s) && !code_is(old->state, told.state.s))
		rc = err_field(err, "state", "order.log-later",
		               N_("The log has a later change of state than this one: {state}. Take"
		                  " it back first, or correct the day."),
		               "state", code_label(&codes_state, o->state), NULL);
out:
	free(log.v);
	return rc;
}

enum rc order_log_void(struct change *c, long long order, const char *reason, struct err *err) {
	struct log log = {0};
	enum rc rc = log_read(c, order, &log, err);

	for (size_t i = 0; rc == RC_OK && i < log.n; i++)
		rc = change_void(c, &status_def, log.v[i].id, log.v[i].ver, reason, err);
	free(log.v);
	return rc;
}

enum rc order_check_single(struct change *c, const struct treatment_order *o, struct err *err) {
	bool other;
	enum rc rc;

	if (!order_facts_is_open(o->state))
		return RC_OK;
	rc = query_any(c->store, &other, err,
	               "SELECT 1 FROM treatment_order WHERE resident = ? AND id <> ?"
	               " AND voided_at IS NULL AND state IN " ORDER_OPEN,
	               o->resident, o->rec.id);
	if (rc == RC_OK && other) {
		err_field(err, "doc_no", "order.open",
			N_("An earlier order of this resident is still open. Record how it "
			   "ended first."),
			NULL);
		rc = RC_EXISTS;
		if (err)
			err->rc = rc;
	}
	return rc;
}

#define PROPER "s.order_id = ?1 AND s.voided_at IS NULL AND NOT " STATUS_BY_ROSTER
/* Lines a roster made of an order go where its log tells better: whatever began after the log sets
 * in, or all that began where it sets in with the waiting; an ending, where the log has one or goes
 * on after it. What the log says nothing of stays. */
static enum rc void_made(struct change *c, long long order, struct err *err) {
	struct ids lines = {0}; /* each with its version */
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, c->store, err,
	           "SELECT id, ver FROM status_change l WHERE order_id = ?1 AND voided_at IS NULL AND "
	           STATUS_BY_ROSTER " AND CASE WHEN state IN " ORDER_OPEN " THEN EXISTS (SELECT 1 FROM"
	           " (SELECT state, since FROM status_change s WHERE " PROPER " ORDER BY " STATUS_ORDER
	           " LIMIT 1) f WHERE f.state IN ('awaiting', l.state) OR f.since <= l.since) ELSE EXISTS"
	           " (SELECT 1 FROM status_change s WHERE " PROPER " AND (s.state NOT IN " ORDER_OPEN
	           " OR s.since >= l.since)) END", order) {
		ids_add(&lines, stmt_int(q, 0));
		ids_add(&lines, stmt_int(q, 1));
	}
	for (size_t i = 0; rc == RC_OK && i < lines.n; i += 2)
		rc = change_void(c, &status_def, lines.v[i], lines.v[i + 1],
		                 tr(N_("told by the log itself")), err);
	ids_clear(&lines);
	return rc;
}

enum rc status_put(struct change *c, struct status_change *s, struct err *err) {
	return s->rec.id ? change_update(c, &status_def, s, err)
	                 : change_insert(c, &status_def, s, err);
}

/* Where it is (not) on the register by its log, the order becomes what that says; people gets whose
 * it is. */
static enum rc follow_one(struct change *c, long long order, bool open, struct ids *people,
                          struct err *err) {
	struct treatment_order o;
	enum rc rc;

	entity_init(&order_def, &o);
	TRY(record_load(c->store, &order_def, order, &o, err));
	TRY(take_newest(c, &o, err));
	if (order_facts_is_open(o.state) == open) {
		TRY(order_check_single(c, &o, err));
		rc = change_update(c, &order_def, &o, err);
	}
	ids_add(people, o.resident.id);
out:
	entity_clear(&order_def, &o);
	return rc;
}

enum rc status_follow(struct change *c, struct ids *orders,
                      void (*refused)(void *ctx, long long order, const struct err *why), void *ctx,
                      struct err *err) {
	struct ids people = {0};
	struct err no = {0};
	enum rc rc = RC_OK;

	ids_sort(orders);
	for (size_t i = 0; rc == RC_OK && i < orders->n; i++)
		if (i == 0 || orders->v[i] != orders->v[i - 1])
			rc = void_made(c, orders->v[i], err);
	/* at most one of a person is open: first those that end */
	for (int open = 0; open < 2; open++)
		for (size_t i = 0; rc == RC_OK && i < orders->n; i++) {
			if (i > 0 && orders->v[i] == orders->v[i - 1])
				continue;
			rc = follow_one(c, orders->v[i], open, &people, &no);
			if (usecase_row_stays(rc)) {
				refused(ctx, orders->v[i], &no);
				rc = RC_OK;
			} else if (rc != RC_OK && err) {
				*err = no;
			}
		}
	if (rc == RC_OK)
		rc = event_rehang(c, people.v, people.n, err);
	ids_clear(&people);
	return rc;
}

/* An order of an older program: executed by its roster without a day, it never had that line. */
static enum rc mend_one(struct change *c, long long id, struct err *err) {
	struct treatment_order o, old;
	bool ran = false;
	enum rc rc;

	entity_init(&order_def, &old);
	TRY(record_load(c->store, &order_def, id, &o, err));
	TRY(query_any(c->store, &ran, err,
	              "SELECT 1 FROM status_change WHERE order_id = ? AND state = 'executing'", id));
	if (!code_is(o.state, "executing") || ran) {
		TRY(take_newest(c, &o, err));
		old.rec.id = id;
	}
	old.state = o.state;
	old.taken_on = o.taken_on;
	rc = order_log_write(c, &old, &o, err);
	if (rc == RC_OK)
		rc = change_update(c, &order_def, &o, err);
	if (rc == RC_INVALID)
		rc = order_log_follow(c, &o, err);
out:
	entity_clear(&order_def, &o);
	return rc;
}

enum rc order_log_mend(struct station *st, const struct actor *a, long long *differs,
                       struct err *err) {
	return usecase_mend(st, a, "order.mend", "orders",
		"SELECT o.id FROM treatment_order o JOIN resident_visible r ON r.id = o.resident"
		" LEFT JOIN status_change s ON s.id = (SELECT x.id FROM status_change x WHERE"
		" x.order_id = o.id AND x.voided_at IS NULL ORDER BY " STATUS_NEWEST " LIMIT 1)"
		" WHERE o.voided_at IS NULL AND (s.id IS NULL OR s.state <> o.state OR o.ended IS"
		" NOT CASE WHEN s.state NOT IN " ORDER_OPEN " THEN s.since END) ORDER BY o.id",
		mend_one, differs, err);
}
