/* Orders and the append-only log of their states. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/names.h"
#include "model/event/event_db.h"
#include "model/order/order.h"
#include "model/order/order_db.h"
#include "model/station/usecase_db.h"

#define OPEN_STATES "('awaiting', 'executing', 'suspended')"

enum rc order_get(struct station *st, const struct actor *a, long long id,
                  struct treatment_order *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	entity_init(&order_def, out);
	return rc != RC_OK ? rc : usecase_load(st, a, &order_def, id, out, err);
}

/* First id a query over one resident answers; 0 when none. */
static enum rc first_id(struct station *st, const char *sql, long long resident, long long *id,
                        struct err *err) {
	return query_int(st->store, id, err, sql, resident);
}

enum rc order_current(struct station *st, const struct actor *a, long long resident,
                      struct treatment_order *out, struct err *err) {
	long long id = 0;
	enum rc rc = usecase_query(st, a, ACT_LIST, resident, err);

	entity_init(&order_def, out);
	if (rc == RC_OK)
		rc = first_id(st,
			"SELECT id FROM treatment_order WHERE resident = ? AND voided_at IS NULL"
			" ORDER BY state IN " OPEN_STATES " DESC, ordered DESC, id DESC LIMIT 1",
			resident, &id, err);
	if (rc == RC_OK && !id)
		return err_set(err, RC_NOT_FOUND, "order.none",
		               N_("This resident has no order yet."), NULL);
	return rc != RC_OK ? rc : usecase_load(st, a, &order_def, id, out, err);
}

static enum rc list(struct station *st, const struct actor *a, const char *sql, long long of,
                    struct ids *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc != RC_OK)
		return rc;
	return query_ids(st->store, out, err, sql, of);
}

enum rc order_list(struct station *st, const struct actor *a, long long resident, struct ids *out,
                   struct err *err) {
	return list(
		st, a,
		"SELECT id FROM treatment_order WHERE resident = ? AND voided_at IS NULL ORDER BY ordered, id",
		resident, out, err);
}

enum rc order_match(struct station *st, const struct actor *a, long long resident,
	const struct treatment_order *o, enum match *m, long long *id, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, resident, err);

	*m = MATCH_NONE;
	*id = 0;
	/* By uid where the file has one; else by document number; else, where one of the two has
	 * none, by kind and day. */
	if (rc == RC_OK)
		rc = query_match(
			st->store, m, id, err,
			"SELECT id, voided_at IS NULL AS good FROM treatment_order WHERE resident = ?1 AND (uid = ?2 OR"
			" doc_no = ?3 OR ((?3 IS NULL OR doc_no IS NULL) AND kind = ?4 AND ordered = ?5))"
			" ORDER BY uid = ?2 DESC, good DESC, doc_no IS NULL, id LIMIT 1",
			resident, o->rec.uid, o->doc_no, o->kind, o->ordered);
	return rc;
}

enum rc status_list(struct station *st, const struct actor *a, long long order, struct ids *out,
                    struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc != RC_OK)
		return rc;
	return query_ids(
		st->store, out, err,
		"SELECT id FROM status_change WHERE order_id = ? AND voided_at IS NULL ORDER BY " STATUS_ORDER,
		order);
}

enum rc status_get(struct station *st, const struct actor *a, long long id,
                   struct status_change *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	entity_init(&status_def, out);
	return rc != RC_OK ? rc : usecase_load(st, a, &status_def, id, out, err);
}

enum rc status_add(struct change *c, const struct treatment_order *o, struct code state,
                   struct date since, const char *reason, const char *document, struct err *err) {
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
static enum rc void_lines(struct change *c, long long order, struct code state, const char *reason,
                          struct err *err) {
	struct ids found = {0}; /* line and version, one after the other */
	enum rc rc = RC_OK;

	QUERY_EACH(
		q, rc, c->store, err,
		"SELECT id, ver FROM status_change WHERE order_id = ?1 AND (?2 IS NULL OR state = ?2)"
		" AND voided_at IS NULL ORDER BY " STATUS_ORDER,
		order, state) {
		ids_add(&found, stmt_int(q, 0));
		ids_add(&found, stmt_int(q, 1));
	}
	for (size_t i = 0; rc == RC_OK && i < found.n && (i == 0 || !code_is_set(state)); i += 2)
		rc = change_void(c, &status_def, found.v[i], found.v[i + 1], reason, err);
	ids_clear(&found);
	return rc;
}

static enum rc status_void_first(struct change *c, long long order, struct code state,
                                 struct err *err) {
	return void_lines(c, order, state, tr(N_("The date it rests on was corrected")), err);
}

static enum rc status_void_all(struct change *c, long long order, const char *reason,
                               struct err *err) {
	return void_lines(c, order, CODE_NONE, reason, err);
}

/* The whole log of a new order, from what it says of itself. */
static enum rc first_statuses(struct change *c, const struct treatment_order *o, struct err *err) {
	struct date start = order_begun(o);
	enum rc rc = status_add(c, o, code_of("awaiting"), order_waits(o), NULL, o->doc_no, err);

	if (rc == RC_OK && date_is_set(start) && !code_is(o->state, "awaiting"))
		rc = status_add(c, o, code_of("executing"), start, NULL, NULL, err);
	if (rc == RC_OK && !code_is(o->state, "awaiting") && !code_is(o->state, "executing"))
		rc = status_add(c, o, o->state, date_is_set(o->ended) ? o->ended : clock_today(),
		                NULL, NULL, err);
	return rc;
}

/* The day of reporting in may not pass the next change of state. */
static enum rc check_start(struct change *c, const struct treatment_order *o, struct date before,
                           struct date start, struct err *err) {
	char day[DATE_BUF];
	enum rc rc = RC_OK;

	QUERY_EACH(
		q, rc, c->store, err,
		"SELECT since FROM status_change WHERE order_id = ?1 AND voided_at IS NULL AND since > ?2"
		" ORDER BY since LIMIT 1",
		o->rec.id, before)
	if (!date_is_set(start) || !date_before(start, stmt_date(q, 0)))
		rc = err_field(
			err, "reported", "order.start-late",
			N_("The state changed again on {day}: the start cannot be on or after that day."),
			"day", date_format(stmt_date(q, 0), day), NULL);
	return rc;
}

/* What a correction of dates or state means for the log: reporting in starts the execution, a
 * corrected date takes its line with it. */
static enum rc follow_statuses(struct change *c, const struct treatment_order *old,
                               const struct treatment_order *o, struct err *err) {
	struct date start = order_begun(o), before = order_begun(old), waits = order_waits(o);
	enum rc rc = RC_OK;

	if (date_cmp(order_waits(old), waits) != 0) {
		rc = status_void_first(c, o->rec.id, code_of("awaiting"), err);
		if (rc == RC_OK)
			rc = status_add(c, o, code_of("awaiting"), waits, NULL, o->doc_no, err);
	}
	if (rc == RC_OK && date_cmp(start, before) != 0) {
		if (date_is_set(before))
			rc = check_start(c, o, before, start, err);
		if (rc == RC_OK && date_is_set(before))
			rc = status_void_first(c, o->rec.id, code_of("executing"), err);
		if (rc == RC_OK && date_is_set(start))
			rc = status_add(c, o, code_of("executing"), start, NULL, NULL, err);
	}
	if (rc == RC_OK && strcmp(old->state.s, o->state.s) != 0 &&
	    !code_is(o->state, "executing") && !code_is(o->state, "awaiting"))
		rc = status_add(c, o, o->state, date_is_set(o->ended) ? o->ended : clock_today(),
		                NULL, NULL, err);
	return rc;
}

enum rc order_check_single(struct change *c, const struct treatment_order *o, struct err *err) {
	bool other;
	enum rc rc;

	if (!order_facts_is_open(o->state))
		return RC_OK;
	rc = query_any(c->store, &other, err,
	               "SELECT 1 FROM treatment_order WHERE resident = ? AND id <> ?"
	               " AND voided_at IS NULL AND state IN " OPEN_STATES,
	               o->resident, o->rec.id);
	if (rc == RC_OK && other) {
		err_field(
			err, "doc_no", "order.open",
			N_("An earlier order of this resident is still open. Record how it ended first."),
			NULL);
		rc = RC_EXISTS;
		if (err)
			err->rc = rc;
	}
	return rc;
}

enum rc order_put(struct change *c, struct treatment_order *o, struct err *err) {
	bool begun = date_is_set(order_begun(o));
	struct treatment_order old;
	enum rc rc;

	if (!code_is_set(o->state) || (code_is(o->state, "awaiting") && begun))
		o->state = code_of(begun ? "executing" : "awaiting");
	rc = order_check_single(c, o, err);
	if (rc != RC_OK)
		return rc;
	if (!o->rec.id) {
		rc = change_insert(c, &order_def, o, err);
		if (rc == RC_OK)
			rc = first_statuses(c, o, err);
		return rc != RC_OK ? rc : event_rehang(c, o->resident.id, err);
	}
	entity_init(&order_def, &old);
	TRY(record_load(c->store, &order_def, o->rec.id, &old, err));
	TRY(change_update(c, &order_def, o, err));
	TRY(follow_statuses(c, &old, o, err));
	rc = event_rehang(c, o->resident.id, err);
out:
	entity_clear(&order_def, &old);
	return rc;
}

enum rc order_save(struct station *st, const struct actor *a, struct treatment_order *o,
                   struct err *err) {
	struct change c;
	struct record before = o->rec;
	enum rc rc = usecase_begin(&c, st, a, ACT_SAVE, o->rec.id ? "order.edit" : "order.add",
	                           o->resident.id, err);

	if (rc == RC_OK)
		rc = order_check(o, clock_today(), NULL, err);
	if (rc == RC_OK)
		rc = order_put(&c, o, err);
	return change_close(&c, rc, &o->rec, &before, err);
}

static enum rc rename_in(struct change *c, long long id, const char *name, const char *now,
                         size_t *n, struct err *err) {
	struct treatment_order o;
	struct str text = {0};
	enum rc rc;

	entity_init(&order_def, &o);
	rc = record_load(c->store, &order_def, id, &o, err);
	if (rc == RC_OK && names_hold(o.worker, name)) {
		names_put(o.worker, name, now, &text);
		free(o.worker);
		o.worker = str_take(&text);
		++*n;
		rc = change_update(c, &order_def, &o, err);
	}
	entity_clear(&order_def, &o);
	return rc;
}

enum rc order_rename_worker(struct change *c, const char *name, const char *now, size_t *n,
                            struct err *err) {
	struct ids orders = {0};
	enum rc rc = query_ids(c->store, &orders, err,
		"SELECT id FROM treatment_order WHERE voided_at IS NULL AND state IN " OPEN_STATES
		" AND instr(worker, ?1) > 0 ORDER BY id",
		name);

	for (size_t i = 0; rc == RC_OK && i < orders.n; i++)
		rc = rename_in(c, orders.v[i], name, now, n, err);
	ids_clear(&orders);
	return rc;
}

enum rc order_void(struct station *st, const struct actor *a, long long id, long long ver,
                   const char *reason, struct err *err) {
	struct treatment_order o;
	struct change c;
	enum rc rc;

	entity_init(&order_def, &o);
	TRY(usecase_begin(&c, st, a, ACT_VOID, "order.void", 0, err));
	TRY(record_load(st->store, &order_def, id, &o, err));
	TRY(change_void(&c, &order_def, id, ver, reason, err));
	TRY(status_void_all(&c, id, reason, err));
	rc = event_rehang(&c, o.resident.id, err);
out:
	rc = change_close(&c, rc, NULL, NULL, err);
	entity_clear(&order_def, &o);
	return rc;
}
