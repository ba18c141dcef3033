/* Records that only the other copy has (rules 16.21, 16.23, 16.24). SPDX-License-Identifier: MIT */
#include "model/entry/bring_db.h"

#include "model/order/order_db.h"
#include "model/person/person_db.h"
#include "model/team/team.h"

/* A record here that goes by the same name: it is the same thing, entered on both sides. */
static enum rc same_name(struct bringing *b, const struct entity_def *def, const void *rec,
                         long long *id, struct err *err) {
	*id = 0;
	if (((const struct record *)rec)->voided_at)
		return RC_OK;
	if (def == &officer_def)
		return query_int(b->here, id, err, "SELECT id FROM officer WHERE login = ? AND"
		                 " voided_at IS NULL", ((const struct officer *)rec)->login);
	if (def == &place_def)
		return query_int(b->here, id, err, "SELECT id FROM place WHERE name = ? AND"
		                 " voided_at IS NULL", ((const struct place *)rec)->name);
	if (def == &team_def)
		return query_int(b->here, id, err, "SELECT id FROM help_team WHERE name = ? AND"
		                 " voided_at IS NULL", ((const struct help_team *)rec)->name);
	if (def == &contact_def)
		return query_int(b->here, id, err, "SELECT id FROM contact WHERE name = ? AND"
		                 " coalesce(unit, '') = coalesce(?, '') AND voided_at IS NULL",
		                 ((const struct contact *)rec)->name,
		                 ((const struct contact *)rec)->unit);
	return RC_OK;
}

static enum rc another_has(struct bringing *b, const char *column, const char *value,
                           const char *uid, bool *yes, struct err *err) {
	char *sql = mem_printf("SELECT 1 FROM \"%s\" WHERE \"%s\" = ? AND uid <> ? AND voided_at IS"
	                       " NULL AND (joined IS NULL OR '%s' = 'file_no')", resident_def.name,
	                       column, column);
	enum rc rc = RC_OK;

	*yes = false;
	if (value)
		rc = query_any(b->here, yes, err, sql, value, uid);
	free(sql);
	return rc;
}

/* Numbers that are somebody else's here. h: the record as it is here, which keeps its own; NULL: it
 * is new. */
enum rc bring_free_numbers(struct bringing *b, struct resident *t, const struct resident *h,
                            char **was, struct err *err) {
	bool taken;
	enum rc rc;

	if (t->rec.voided_at)
		return RC_OK;
	TRY(another_has(b, "id_no", t->joined.id ? NULL : t->id_no, t->rec.uid, &taken, err));
	if (taken) {
		if (!h)
			bring_note(b, BRING_PERSON, &resident_def, NULL, NULL, t, false);
		free(t->id_no);
		t->id_no = h ? mem_strdup(h->id_no) : NULL;
	}
	TRY(another_has(b, "file_no", t->file_no, t->rec.uid, &taken, err));
	if (taken && h) {
		free(t->file_no);
		t->file_no = mem_strdup(h->file_no);
	} else if (taken) {
		*was = t->file_no;
		t->file_no = NULL;
		rc = resident_give_file_no(b->c, t, err);
	}
out:
	return rc;
}

/* What was changed of it there, version by version. */
static enum rc copy_history(struct bringing *b, const struct entity_def *def, long long there,
                            long long here, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, b->there, err, "SELECT ver, field, old_value FROM history WHERE"
	           " table_name = ? AND record = ?", def->name, there) {
		const struct field_def *f = entity_field(def, stmt_text(q, 1));
		const char *old = stmt_text(q, 2);
		char number[24];

		if (f && f->type == FT_REF && old) {
			long long id = 0;

			rc = bring_here(b, f->ref, strtoll(old, NULL, 10), &id, err);
			snprintf(number, sizeof number, "%lld", id);
			old = number;
		}
		if (rc == RC_OK)
			rc = query_run(b->here, err,
			               "INSERT INTO history (table_name, record, ver, field,"
			               " old_value, seq) VALUES (?, ?, ?, ?, ?, ?)", def->name,
			               here,
			               stmt_int(q, 0), stmt_text(q, 1), old, b->c->seq);
	}
	return rc;
}

/* What stands here where only one may stand goes, because the copy's was chosen. */
enum rc bring_make_room(struct bringing *b, const struct entity_def *def, const void *t,
                         struct err *err) {
	const char *why = tr(N_("the other copy's holds"));
	struct ids ids = {0};
	enum rc rc = RC_OK;

	if (def == &order_def)
		rc = query_ids(b->here, &ids, err, "SELECT id FROM treatment_order WHERE resident = ?"
		               " AND voided_at IS NULL AND state IN " ORDER_OPEN,
		               ((const struct treatment_order *)t)->resident.id);
	else if (def == &duty_def)
		rc = query_ids(b->here, &ids, err, "SELECT id FROM duty WHERE resident = ?1 AND"
		               " package = ?2 AND voided_at IS NULL AND since <= coalesce(?4,"
		               " '9999-12-31') AND coalesce(until, '9999-12-31') >= ?3",
		               ((const struct duty *)t)->resident.id, ((const struct duty *)t)->package,
		               ((const struct duty *)t)->since, ((const struct duty *)t)->until);
	for (size_t i = 0; rc == RC_OK && i < ids.n; i++) {
		void *old = mem_zalloc(1, def->size);

		rc = record_load(b->here, def, ids.v[i], old, err);
		if (rc == RC_OK && def == &order_def)
			rc = order_log_void(b->c, ids.v[i], why, err);
		if (rc == RC_OK)
			rc = change_void(b->c, def, ids.v[i], ((struct record *)old)->ver, why, err);
		entity_clear(def, old);
		free(old);
	}
	ids_clear(&ids);
	return rc;
}

enum rc bring_hangs_on_void(struct bringing *b, const struct entity_def *def, const void *rec,
                            bool *yes, struct err *err) {
	*yes = false;
	return def != &status_def || ((const struct record *)rec)->voided_at
	       ? RC_OK
	       : query_any(b->here, yes, err, "SELECT 1 FROM treatment_order WHERE id = ? AND"
	                   " voided_at IS NOT NULL",
	                   ((const struct status_change *)rec)->order_id.id);
}

/* It is brought, but void: the one here holds. */
static void drop(struct bringing *b, struct record *r) {
	r->voided_at = b->c->now;
	r->voided_by = b->actor->officer;
	free(r->void_reason);
	r->void_reason = mem_strdup(tr(N_("the other copy's holds")));
}

static enum rc insert(struct bringing *b, const struct entity_def *def, void *t, struct err *err) {
	struct record *r = t;
	bool took = bring_takes(b, r->uid), hangs;
	enum rc rc;

	rc = bring_hangs_on_void(b, def, t, &hangs, err);
	if (rc == RC_OK && hangs)
		drop(b, r);
	if (rc == RC_OK)
		rc = change_bring(b->c, def, t, err);
	if ((rc != RC_EXISTS && rc != RC_INVALID) || r->voided_at || def == &resident_def)
		return rc;
	if (took) {
		rc = bring_make_room(b, def, t, err);
		took = rc == RC_OK && (rc = change_bring(b->c, def, t, err)) == RC_OK;
	}
	bring_note(b, BRING_CLASH, def, NULL, NULL, t, took);
	if (!took) {
		drop(b, r);
		rc = change_bring(b->c, def, t, err);
	}
	return rc;
}

enum rc bring_new(struct bringing *b, const struct entity_def *def, void *t, long long *here,
                  struct err *err) {
	struct record *r = t;
	const long long there = r->id;
	char *was = NULL;
	long long same;
	enum rc rc;

	TRY(same_name(b, def, t, &same, err));
	if (same) {
		VEC_PUSH(b->named, b->named_n, (struct bring_named){def, there, same});
		bring_note(b, BRING_NAMED, def, NULL, NULL, t, false);
		goto out;
	}
	if (def == &resident_def)
		TRY(bring_free_numbers(b, t, NULL, &was, err));
	if (def != &import_def || !r->import_id)
		r->import_id = b->log.rec.id;
	TRY(insert(b, def, t, err));
	*here = r->id;
	TRY(copy_history(b, def, there, r->id, err));
	if (was) {
		bring_note(b, BRING_NUMBER, def, entity_field(def, "file_no"), NULL, t, true);
		free(b->plan->v[b->plan->n - 1].there);
		b->plan->v[b->plan->n - 1].there = mem_strdup(was);
		TRY(query_run(b->here, err, "INSERT INTO number_before (resident, file_no) VALUES"
		              " (?, ?)", r->id, was));
	}
	bring_note(b, BRING_NEW, def, NULL, NULL, t, true);
	bring_concerns(b, def, t);
out:
	free(was);
	return rc;
}

/* ---- orders whose logs say more together than each alone ---- */

#define NEWEST(o) \
	"(SELECT x.state FROM status_change x WHERE x.order_id = " o ".id AND x.voided_at IS NULL ORDER" \
	" BY " STATUS_NEWEST " LIMIT 1)"

static enum rc void_one(struct bringing *b, const struct entity_def *def, long long id,
                        struct err *err) {
	void *rec = mem_zalloc(1, def->size);
	enum rc rc = record_load(b->here, def, id, rec, err);

	if (rc == RC_OK)
		rc = change_void(b->c, def, id, ((struct record *)rec)->ver,
		                 tr(N_("the other copy's holds")), err);
	entity_clear(def, rec);
	free(rec);
	return rc;
}

/* Of two orders that run one goes: the copy's, or the lines of its log that say so. */
static enum rc one_runs(struct bringing *b, long long order, struct err *err) {
	struct treatment_order o;
	struct ids lines = {0};
	long long other = 0;
	enum rc rc;

	entity_init(&order_def, &o);
	TRY(record_load(b->here, &order_def, order, &o, err));
	TRY(query_int(b->here, &other, err,
	              "SELECT n.id FROM treatment_order o JOIN treatment_order n ON n.resident ="
	              " o.resident AND n.id <> o.id AND n.voided_at IS NULL WHERE o.id = ? AND"
	              " o.voided_at IS NULL AND " NEWEST("o") " IN " ORDER_OPEN " AND " NEWEST("n")
	              " IN " ORDER_OPEN, order));
	if (!other)
		goto out;
	bring_note(b, BRING_CLASH, &order_def, NULL, NULL, &o, false);
	if (o.rec.import_id == b->log.rec.id) {
		TRY(order_log_void(b->c, order, tr(N_("the other copy's holds")), err));
		rc = void_one(b, &order_def, order, err);
		goto out;
	}
	TRY(query_ids(b->here, &lines, err, "SELECT id FROM status_change WHERE order_id = ? AND"
	              " import_id = ? AND voided_at IS NULL", order, b->log.rec.id));
	for (size_t i = 0; rc == RC_OK && i < lines.n; i++)
		rc = void_one(b, &status_def, lines.v[i], err);
	/* and such as the copy made void stand again */
	QUERY_EACH(q, rc, b->here, err, "SELECT id, ver FROM status_change WHERE order_id = ? AND"
	           " seq = ? AND voided_at IS NOT NULL AND import_id IS NOT ?", order, b->c->seq,
	           b->log.rec.id)
		rc = change_unvoid(b->c, &status_def, stmt_int(q, 0), stmt_int(q, 1), err);
out:
	ids_clear(&lines);
	entity_clear(&order_def, &o);
	return rc;
}

enum rc bring_reopened(struct bringing *b, struct treatment_order *t,
                       const struct treatment_order *h, struct err *err) {
	bool other = false;
	enum rc rc = RC_OK;

	if (order_facts_is_open(t->state) && !order_facts_is_open(h->state))
		rc = query_any(b->here, &other, err, "SELECT 1 FROM treatment_order WHERE resident = ? AND"
		               " id <> ? AND voided_at IS NULL AND state IN " ORDER_OPEN, t->resident.id,
		               h->rec.id);
	if (rc != RC_OK || !other)
		return rc;
	bring_note(b, BRING_CLASH, &order_def, NULL, h, t, bring_takes(b, t->rec.uid));
	if (bring_takes(b, t->rec.uid))
		return bring_make_room(b, &order_def, t, err);
	t->state = h->state;
	t->ended = h->ended;
	return RC_OK;
}

enum rc bring_orders(struct bringing *b, struct err *err) {
	enum rc rc = RC_OK;

	ids_sort(&b->orders);
	for (size_t i = b->orders.n; rc == RC_OK && i-- > 0;) /* the newest first */
		if (i + 1 == b->orders.n || b->orders.v[i] != b->orders.v[i + 1])
			rc = one_runs(b, b->orders.v[i], err);
	return rc;
}
