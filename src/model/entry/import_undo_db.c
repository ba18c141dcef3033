/* An import taken back. SPDX-License-Identifier: MIT */
#include "model/entry/import_undo.h"

#include "model/entry/bring_db.h"
#include "model/event/event_db.h"
#include "model/event/value_db.h"
#include "model/order/order_db.h"
#include "model/person/person_db.h"
#include "model/station/usecase_db.h"
#include "model/team/team.h"

enum { NAMED = 8 };

/* A record the import wrote. */
struct wrote {
	const struct entity_def *def;
	long long id, ver;
	bool made, was_void; /* by the import; else it was changed */
};

struct undo {
	struct store *store;
	struct change *c;
	struct import_undo *out;
	const char *reason;
	struct wrote *v;
	size_t n;
	struct ids held; /* people whose records hinder it */
	struct ids people; /* whose orders, events or values were written */
};

/* Others may use these by now: then they stay. */
static bool may_stay(const struct entity_def *def) {
	return def == &place_def || def == &team_def || def == &contact_def;
}

static const char *owner(const struct entity_def *def) {
	return def == &resident_def ? "e.id" : entity_field(def, "resident") ? "e.resident" : "0";
}

static void hold(struct undo *u, long long resident) {
	u->out->held++;
	if (resident)
		ids_add(&u->held, resident);
}

/* Does a record that is not the import's point to this one? */
static enum rc is_used(struct undo *u, const struct wrote *w, bool *used, struct err *err) {
	const struct entity_def *def;
	enum rc rc = RC_OK;

	*used = false;
	for (size_t i = 0; rc == RC_OK && !*used && (def = entity_at(i)); i++)
		for (size_t k = 0; rc == RC_OK && !*used && k < def->count; k++) {
			const struct field_def *f = &def->fields[k];
			char *sql;

			if (f->type != FT_REF || strcmp(f->ref, w->def->name) != 0)
				continue;
			sql = mem_printf("SELECT 1 FROM \"%s\" WHERE \"%s\" = ?1 AND voided_at IS"
			                 " NULL AND import_id IS NOT ?2 AND seq <> ?3", def->name,
			                 f->name);
			rc = query_any(u->store, used, err, sql, w->id, u->out->log.rec.id,
			               u->out->log.rec.seq);
			free(sql);
		}
	return rc;
}

/* Records that came later and hang on one the import made. */
static enum rc find_later(struct undo *u, const struct entity_def *def, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t k = 0; rc == RC_OK && k < def->count; k++) {
		const struct field_def *f = &def->fields[k];
		const struct entity_def *to = f->type == FT_REF ? station_entity(f->ref) : NULL;
		char *sql;

		if (!to || may_stay(to) || to == &officer_def)
			continue;
		sql = mem_printf("SELECT %s FROM \"%s\" e JOIN \"%s\" t ON t.id = e.\"%s\" WHERE"
		                 " t.import_id = ?1 AND e.voided_at IS NULL AND e.import_id IS NOT"
		                 " ?1 AND e.seq > ?2", owner(def), def->name, to->name, f->name);
		QUERY_EACH(q, rc, u->store, err, sql, u->out->log.rec.id, u->out->log.rec.seq)
			hold(u, stmt_int(q, 0));
		free(sql);
	}
	return rc;
}

/* What it wrote of one table: as it left it, or held. */
static enum rc find_wrote(struct undo *u, const struct entity_def *def, struct err *err) {
	char *sql = mem_printf(
		"SELECT e.id, e.ver, e.seq, e.voided_at IS NOT NULL, e.import_id IS ?1, %s FROM "
		"\"%s\" e"
		" WHERE e.import_id = ?1 OR e.id IN (SELECT record FROM history WHERE table_name "
		"= ?3 AND seq = ?2) ORDER BY e.id DESC", owner(def), def->name);
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, u->store, err, sql, u->out->log.rec.id, u->out->log.rec.seq, def->name) {
		const struct wrote w = {.def = def, .id = stmt_int(q, 0), .ver = stmt_int(q, 1),
		                        .was_void = stmt_int(q, 3), .made = stmt_int(q, 4)};

		bool as_left = stmt_int(q, 2) == u->out->log.rec.seq;

		if (def == &import_def && w.id == u->out->log.rec.id)
			continue;
		if (w.made && (w.was_void || (may_stay(def) && !as_left)))
			continue;
		if (as_left)
			VEC_PUSH(u->v, u->n, w);
		else
			hold(u, stmt_int(q, 5));
		if (stmt_int(q, 5))
			ids_add(&u->people, stmt_int(q, 5));
	}
	free(sql);
	return rc;
}

/* What is made void, what is restored, what hinders it; what stays is left out. */
static enum rc find_all(struct undo *u, struct err *err) {
	const struct entity_def *def;
	size_t n = 0;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && (def = entity_at(i)); i++) {
		rc = find_wrote(u, def, err);
		if (rc == RC_OK)
			rc = find_later(u, def, err);
	}
	for (size_t i = 0; rc == RC_OK && i < u->n; i++) {
		bool stays = false;

		if (u->v[i].made && may_stay(u->v[i].def))
			rc = is_used(u, &u->v[i], &stays, err);
		u->out->voided += u->v[i].made && !stays;
		u->out->restored += !u->v[i].made;
		if (!stays)
			u->v[n++] = u->v[i];
	}
	u->n = n;
	ids_sort(&u->held);
	ids_sort(&u->people);
	return rc;
}

/* People whose file may be seen, by number. */
static enum rc name_held(struct undo *u, struct err *err) {
	struct str names = {0};
	int n = 0;
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, u->store, err,
	           "SELECT file_no FROM resident_visible WHERE id IN (SELECT value FROM"
	           " json_each(?1)) ORDER BY file_no LIMIT ?2", bind_ids(u->held.v, u->held.n),
	           NAMED + 1)
	{
		str_addf(&names, "%s%s", n ? "、" : "", n == NAMED ? ".." : stmt_text(q, 0));
		n++;
	}
	u->out->whose = names.n ? str_take(&names) : NULL;
	str_clear(&names);
	return rc;
}

/* As it was before, in `round` 0 only what does not put an order back on the register: one at a
 * time may stand there. */
static enum rc restore(struct undo *u, struct wrote *w, int round, struct err *err) {
	const bool order = w->def == &order_def;
	void *rec = mem_zalloc(1, w->def->size);
	bool stood_void;
	enum rc rc;

	if (!order && round)
		goto done;
	TRY(record_load(u->store, w->def, w->id, rec, err));
	TRY(history_put_back(u->store, w->def, w->id, u->out->log.rec.seq, rec, err));
	if (order && order_facts_is_open(((struct treatment_order *)rec)->state) != (round == 1))
		goto out;
	/* one that it made stand again */
	TRY(query_any(u->store, &stood_void, err,
	              "SELECT 1 FROM (SELECT old_value FROM history WHERE table_name = ? AND record"
	              " = ? AND seq = ? AND field = 'voided_at' ORDER BY ver LIMIT 1) WHERE"
	              " old_value IS NOT NULL", w->def->name, w->id, u->out->log.rec.seq));
	if (w->was_void && !stood_void) {
		TRY(change_unvoid(u->c, w->def, w->id, w->ver, err));
		((struct record *)rec)->ver++;
		((struct record *)rec)->voided_at = 0;
	}
	TRY(change_update(u->c, w->def, rec, err));
	if (stood_void)
		rc = change_void(u->c, w->def, w->id, ((struct record *)rec)->ver, u->reason, err);
out:
	entity_clear(w->def, rec);
	free(rec);
	return rc;
done:
	free(rec);
	return RC_OK;
}

/* Persons' values and the orders' states are those of the newest record that stands now. */
enum rc import_follow(struct change *c, struct ids *people, const struct ids *orders,
                      struct err *err) {
	const struct event_def *stated = event_find_def("stated");
	enum rc rc = RC_OK;

	ids_sort(people);
	for (size_t i = 0; rc == RC_OK && i < people->n; i++) {
		bool there;

		if (i > 0 && people->v[i] == people->v[i - 1])
			continue;
		rc = query_any(c->store, &there, err, "SELECT 1 FROM resident_counted WHERE id = ?",
		               people->v[i]);
		if (rc == RC_OK && there)
			rc = values_changed(c, stated, people->v[i], err);
	}
	for (size_t i = 0; rc == RC_OK && i < orders->n; i++) {
		struct treatment_order o;

		entity_init(&order_def, &o);
		rc = record_load(c->store, &order_def, orders->v[i], &o, err);
		if (rc == RC_OK && !o.rec.voided_at)
			rc = order_log_follow(c, &o, err);
		entity_clear(&order_def, &o);
	}
	return rc == RC_OK ? event_rehang(c, people->v, people->n, err) : rc;
}

static enum rc follow(struct undo *u, struct err *err) {
	struct ids orders = {0};
	enum rc rc;

	for (size_t i = 0; i < u->n; i++)
		if (u->v[i].def == &order_def && !u->v[i].made)
			ids_add(&orders, u->v[i].id);
	rc = import_follow(u->c, &u->people, &orders, err);
	ids_clear(&orders);
	return rc;
}

static enum rc take_back(struct undo *u, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < u->n; i++)
		if (u->v[i].made)
			rc = change_void(u->c, u->v[i].def, u->v[i].id, u->v[i].ver, u->reason, err);
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; rc == RC_OK && i < u->n; i++)
			if (!u->v[i].made)
				rc = restore(u, &u->v[i], round, err);
	if (rc == RC_OK) /* an import may have left nothing but words */
		QUERY_EACH(q, rc, u->store, err,
		           "SELECT DISTINCT resident FROM kept_word WHERE import_id = ?",
		           u->out->log.rec.id)
			change_touch(u->c, &resident_def, stmt_int(q, 0));
	if (rc == RC_OK)
		rc = query_run(u->store, err, "DELETE FROM kept_word WHERE import_id = ?",
		               u->out->log.rec.id);
	if (rc == RC_OK)
		rc = follow(u, err);
	return rc == RC_OK ? change_void(u->c, &import_def, u->out->log.rec.id, u->out->log.rec.ver,
	                                 u->reason, err)
	                   : rc;
}

/* Whoever may import takes back what was their own, the head all. */
static enum rc load(struct station *st, const struct actor *a, long long id,
                    struct import_undo *out, struct err *err) {
	enum rc rc = record_load(st->store, &import_def, id, &out->log, err);

	if (rc == RC_OK && out->log.rec.voided_at)
		rc = err_set(err, RC_INVALID, "import.undone",
		             N_("This import was taken back already."), NULL);
	if (rc == RC_OK && (!a->officer || out->log.rec.recorded_by != a->officer))
		rc = access_decide(a, ACT_IMPORT_HELD, &(struct access_case){.own = true}, err);
	return rc;
}

static enum rc look(struct undo *u, struct station *st, const struct actor *a, long long id,
                    struct err *err) {
	enum rc rc = load(st, a, id, u->out, err);

	u->store = st->store;
	if (rc == RC_OK)
		rc = find_all(u, err);
	return rc == RC_OK ? name_held(u, err) : rc;
}

static void undo_clear(struct undo *u) {
	free(u->v);
	ids_clear(&u->held);
	ids_clear(&u->people);
}

enum rc import_undo_look(struct station *st, const struct actor *a, long long id,
                         struct import_undo *out, struct err *err) {
	struct undo u = {.out = out};
	enum rc rc = usecase_query(st, a, ACT_IMPORT, 0, err);

	*out = (struct import_undo){.voided = 0};
	if (rc == RC_OK)
		rc = look(&u, st, a, id, err);
	undo_clear(&u);
	return rc;
}

enum rc import_undo_held(const struct import_undo *u, struct err *err) {
	return err_set(err, RC_CONFLICT, "import.held",
	               N_("Not taken back: {n} records of this import were changed since, or others"
	                  " hang on them: {whose}. Nothing was written."),
	               "n", NUM(u->held), "whose", u->whose ? u->whose : "-", NULL);
}

enum rc import_undo(struct station *st, const struct actor *a, long long id, const char *reason,
                    struct import_undo *out, struct err *err) {
	struct change c;
	struct undo u = {.c = &c, .out = out};
	char detail[80];
	char *why = mem_printf("%s %lld%s%s", tr(N_("import taken back:")), id, reason ? " " : "",
	                       reason ? reason : "");
	enum rc rc;

	*out = (struct import_undo){.voided = 0};
	TRY(usecase_begin(&c, st, a, ACT_IMPORT, "import.undo", 0, err));
	u.reason = why;
	TRY(look(&u, st, a, id, err));
	if (out->held)
		TRY(import_undo_held(out, err));
	TRY(take_back(&u, err));
	snprintf(detail, sizeof detail, "voided=%lld restored=%lld", out->voided, out->restored);
	c.detail = detail;
	c.table = import_def.name;
	c.record = id;
	c.ver_before = out->log.rec.ver;
	c.ver_after = out->log.rec.ver + 1;
	str_reset(&c.fields);
out:
	rc = change_close(&c, rc, NULL, NULL, err);
	undo_clear(&u);
	free(why);
	return rc;
}

void import_undo_clear(struct import_undo *u) {
	entity_clear(&import_def, &u->log);
	free(u->whose);
	u->whose = NULL;
}

enum rc import_log_ids(struct station *st, const struct actor *a, struct ids *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	return rc != RC_OK ? rc
	                   : query_ids(st->store, out, err, "SELECT id FROM import_log ORDER BY id DESC");
}

enum rc import_logs_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                        struct import_log *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	return rc != RC_OK ? rc : records_load(st->store, &import_def, NULL, ids, n, out, err);
}
