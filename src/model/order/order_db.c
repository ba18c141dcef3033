/* Orders. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/names.h"
#include "model/event/event_db.h"
#include "model/order/order.h"
#include "model/order/order_db.h"
#include "model/station/usecase_db.h"

enum { AT_ONCE = 512 }; /* people whose orders are sorted together */

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
			" ORDER BY state IN " ORDER_OPEN " DESC, ordered DESC, id DESC LIMIT 1",
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
	return list(st, a,
		"SELECT id FROM treatment_order WHERE resident = ? AND voided_at IS NULL ORDER "
		"BY ordered, id",
		resident, out, err);
}

/* Of people in the order of their ids without a gap: as the index has them, nothing is sorted. */
static enum rc orders_of_run(struct station *st, const long long *v, size_t n, struct ids *out,
                             struct err *err) {
	size_t i = 0;
	bool any = false;
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
		"SELECT resident, id FROM treatment_order WHERE resident BETWEEN ? AND ? AND"
		" voided_at IS NULL ORDER BY resident, ordered, id", v[0], v[n - 1]) {
		for (; v[i] < stmt_int(q, 0); i++, any = false)
			if (!any)
				ids_add(out, -v[i]);
		ids_add(out, stmt_int(q, 1));
		any = true;
	}
	for (; rc == RC_OK && i < n; i++, any = false)
		if (!any)
			ids_add(out, -v[i]);
	return rc;
}

static bool is_run(const long long *v, size_t n) {
	for (size_t i = 1; i < n; i++)
		if (v[i] != v[0] + (long long)i)
			return false;
	return true;
}

enum rc order_lists(struct station *st, const struct actor *a, const struct ids *people,
                  struct ids *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	for (size_t at = 0, n; rc == RC_OK && at < people->n; at += n) {
		n = people->n - at < AT_ONCE ? people->n - at : AT_ONCE;
		rc = is_run(people->v + at, n) ? orders_of_run(st, people->v + at, n, out, err)
		   : query_ids(st->store, out, err,
			"SELECT coalesce(o.id, -j.value) FROM json_each(?) j LEFT JOIN"
			" treatment_order o ON o.resident = j.value AND o.voided_at IS NULL ORDER"
			" BY j.key, o.ordered, o.id",
			bind_ids(people->v + at, n));
	}
	return rc;
}

enum rc order_match(struct station *st, const struct actor *a, long long resident,
	const struct treatment_order *o, enum match *m, long long *id, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, resident, err);

	*m = MATCH_NONE;
	*id = 0;
	/* By uid where the file has one; else by document number; else, where one of the two has
	 * none, by kind and day. */
	if (rc == RC_OK)
		rc = query_match(st->store, m, id, err,
			"SELECT id, voided_at IS NULL AS good "
			"FROM treatment_order WHERE resident "
			"= ?1 AND NOT " TAKEN_BACK("") " AND (uid = ?2 OR"
			" number_folded(doc_no) = number_folded(?3) OR"
			" ((?3 IS NULL OR doc_no IS NULL) AND kind = ?4 AND ordered = ?5))"
			" ORDER BY uid = ?2 DESC, good DESC, doc_no = ?3 DESC, doc_no IS NULL, "
			"id LIMIT 1",
			resident, o->rec.uid, o->doc_no, o->kind, o->ordered);
	return rc;
}

enum rc status_list(struct station *st, const struct actor *a, long long order, struct ids *out,
                    struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc != RC_OK)
		return rc;
	return order ? query_ids(st->store, out, err,
	                         "SELECT id FROM status_change WHERE order_id = ? AND voided_at IS"
	                         " NULL ORDER BY " STATUS_ORDER, order)
	             : query_ids(st->store, out, err,
	                         "SELECT id FROM status_change WHERE voided_at IS NULL AND " OF_VISIBLE
	                         " ORDER BY order_id, " STATUS_ORDER);
}

enum rc status_match(struct station *st, const struct actor *a, const struct status_change *s,
                     struct ids *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, s->resident.id, err);

	return rc != RC_OK ? rc : query_ids(st->store, out, err,
		"SELECT id FROM status_change WHERE order_id = ? AND state = ? AND since = ? AND"
		" voided_at IS NULL AND NOT " STATUS_BY_ROSTER " ORDER BY id",
		s->order_id, s->state, s->since);
}

enum rc status_goes_on(struct station *st, const struct actor *a, const struct status_change *s,
                       bool handed, bool *out, struct err *err) {
	const bool ends = !order_facts_is_open(s->state) && !(handed && code_is(s->state, "moved"));
	enum rc rc = usecase_query(st, a, ACT_LIST, s->resident.id, err);

	return rc != RC_OK ? rc : query_any(st->store, out, err,
		"SELECT 1 FROM status_change WHERE order_id = ?1 AND voided_at IS NULL AND NOT "
		STATUS_BY_ROSTER " AND ((state NOT IN " ORDER_OPEN " AND NOT (?4 AND state = 'moved') AND"
		" since < ?2) OR (?3 AND since > ?2))",
		s->order_id, s->since, ends, handed);
}

enum rc status_get(struct station *st, const struct actor *a, long long id,
                   struct status_change *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	entity_init(&status_def, out);
	return rc != RC_OK ? rc : usecase_load(st, a, &status_def, id, out, err);
}

enum rc status_newest(struct station *st, const struct actor *a, long long order,
                      struct status_change *out, struct err *err) {
	long long id = 0;
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	entity_init(&status_def, out);
	if (rc == RC_OK)
		rc = query_int(st->store, &id, err,
			"SELECT id FROM status_change WHERE order_id = ? AND voided_at IS NULL"
			" ORDER BY " STATUS_NEWEST " LIMIT 1",
			order);
	if (rc == RC_OK && id)
		rc = usecase_load(st, a, &status_def, id, out, err);
	if (rc == RC_OK && id) /* of somebody else's case nothing is told */
		rc = usecase_query(st, a, ACT_LOOK, out->resident.id, err);
	return rc;
}

enum rc order_put_alone(struct change *c, struct treatment_order *o, struct err *err) {
	bool begun = date_is_set(order_begun(o));
	struct treatment_order old;
	enum rc rc;

	if (!code_is_set(o->state) || (code_is(o->state, "awaiting") && begun))
		o->state = code_of(begun ? "executing" : "awaiting");
	entity_init(&order_def, &old);
	if (o->rec.id)
		TRY(record_load(c->store, &order_def, o->rec.id, &old, err));
	/* Who has not reported in after all waits again; the log says whether that can be. */
	if (code_is(o->state, "executing") && !begun && date_is_set(order_begun(&old)))
		o->state = code_of("awaiting");
	TRY(order_check_single(c, o, err));
	TRY(o->rec.id ? change_update(c, &order_def, o, err)
	              : change_insert(c, &order_def, o, err));
	TRY(order_log_write(c, &old, o, err));
out:
	entity_clear(&order_def, &old);
	return rc;
}

enum rc order_put(struct change *c, struct treatment_order *o, struct err *err) {
	enum rc rc = order_put_alone(c, o, err);

	return rc == RC_OK ? event_rehang(c, &o->resident.id, 1, err) : rc;
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
		"SELECT id FROM treatment_order WHERE voided_at IS NULL AND state IN " ORDER_OPEN
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
	TRY(order_log_void(&c, id, reason, err));
	rc = event_rehang(&c, &o.resident.id, 1, err);
out:
	rc = change_close(&c, rc, NULL, NULL, err);
	entity_clear(&order_def, &o);
	return rc;
}
