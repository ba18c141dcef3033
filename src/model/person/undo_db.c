/* Taking back one's own last changes, read from the audit and written as changes of their own.
 * SPDX-License-Identifier: MIT */
#include "model/person/undo.h"

#include "core/clock.h"
#include "model/event/event_db.h"
#include "model/event/value_db.h"
#include "model/ledger/ledger_db.h"
#include "model/person/person_db.h"
#include "model/station/usecase_db.h"

/* One audit row that changed a record. */
struct did {
	long long seq, record, before, after; /* versions */
	long long undoes; /* of an undo: the sequence it took back; else 0 */
	bool undone;
	char action[40], table[40], detail[60];
};

/* The officer's changes of today, newest first. */
struct trail {
	struct did *v;
	size_t n;
};

static bool is_today(long long ms) {
	char then[20], now[20];

	clock_format_ms(ms, then);
	clock_format_ms(clock_now_ms(), now);
	return strncmp(then, now, DATE_LEN) == 0;
}

static void copy_text(char *out, size_t size, const char *text) {
	snprintf(out, size, "%s", text ? text : "");
}

static void trail_add(struct trail *t, struct stmt *q) {
	struct did *d = VEC_ADD(t->v, t->n);

	*d = (struct did){.seq = stmt_int(q, 0),
	                  .record = stmt_int(q, 4),
	                  .before = stmt_int(q, 5),
	                  .after = stmt_int(q, 6)};
	copy_text(d->action, sizeof d->action, stmt_text(q, 2));
	copy_text(d->table, sizeof d->table, stmt_text(q, 3));
	copy_text(d->detail, sizeof d->detail, stmt_text(q, 7));
	if (strcmp(d->action, "undo") == 0)
		sscanf(d->detail, "undoes=%lld", &d->undoes);
}

static void mark_undone(struct trail *t) {
	for (size_t i = 0; i < t->n; i++) {
		for (size_t k = i; t->v[i].undoes && k < t->n; k++)
			t->v[k].undone = t->v[k].undone || t->v[k].seq == t->v[i].undoes;
	}
}

/* Nobody else's rows are looked at but to step over them, and nothing of another day. */
static enum rc trail_read(struct station *st, const struct actor *a, struct trail *t,
                          struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(
		q, rc, st->store, err,
		"SELECT seq, time, action, table_name, record, ver_before, ver_after, detail, "
		"officer FROM audit WHERE result = 'ok' ORDER BY seq DESC") {
		if (!is_today(stmt_int(q, 1)))
			break;
		if (stmt_int(q, 8) == a->officer && stmt_int(q, 6))
			trail_add(t, q);
	}
	mark_undone(t);
	return rc;
}

static bool same_step(const struct did *a, const struct did *b) {
	return a->seq == b->seq ||
	       (strncmp(a->detail, "entry=", 6) == 0 && strcmp(a->detail, b->detail) == 0);
}

/* The newest step that stands: rows from..to-1 of the trail. */
static enum rc find_step(const struct trail *t, size_t *from, size_t *to, struct err *err) {
	size_t i = 0, steps = 0;
	const struct did *last = NULL;

	while (i < t->n && (t->v[i].undoes || t->v[i].undone)) {
		if (t->v[i].undone && !(last && same_step(last, &t->v[i])))
			steps++;
		last = t->v[i].undone ? &t->v[i] : last;
		i++;
	}
	if (i == t->n)
		return err_set(err, RC_NOT_FOUND, "undo.none",
		               N_("Nothing of yours from today is left to undo."), NULL);
	if (steps >= UNDO_STEPS)
		return err_set(err, RC_NOT_FOUND, "undo.steps",
			N_("Twenty changes were undone; older ones are corrected in the file."),
			NULL);
	*from = *to = i;
	while (*to < t->n && same_step(&t->v[i], &t->v[*to]))
		++*to;
	return RC_OK;
}

/* ---- one record back ---- */

/* A record's version in terms of what was there before one's own undone steps. */
static long long version_seen(const struct trail *t, const struct did *d, long long ver) {
	for (size_t i = 0; i < t->n; i++) {
		const struct did *u = &t->v[i];

		if (!u->undoes || u->record != d->record || strcmp(u->table, d->table) != 0 ||
		    u->after != ver)
			continue;
		for (size_t k = i; k < t->n; k++)
			if (t->v[k].seq == u->undoes)
				ver = t->v[k].before;
	}
	return ver;
}

static const struct event_def *register_of(const char *table) {
	for (const struct event_def *d = event_table; d->entity; d++)
		if (strcmp(d->entity->name, table) == 0)
			return d;
	return NULL;
}

static bool action_is(const struct did *d, const char *thing, const char *verb) {
	size_t n = strlen(thing);

	return strncmp(d->action, thing, n) == 0 && d->action[n] == '.' &&
	       strcmp(d->action + n + 1, verb) == 0;
}

/* Which entity the row changed, and how; NULL: of a kind that is not undone. */
static const struct entity_def *undoable(const struct did *d, enum undo_kind *kind) {
	static const char *const verbs[] = {
		[UNDO_ADD] = "add", [UNDO_EDIT] = "edit", [UNDO_VOID] = "void"};
	const struct event_def *def = register_of(d->table);
	const struct ledger_def *ledger = ledger_of_table(d->table);
	const char *thing = def                                        ? def->id
	                    : ledger                                   ? ledger->id
	                    : strcmp(d->table, resident_def.name) == 0 ? "resident"
	                                                               : NULL;

	for (int k = UNDO_ADD; thing && k <= (def || ledger ? UNDO_VOID : UNDO_EDIT); k++) {
		if (action_is(d, thing, verbs[k])) {
			*kind = (enum undo_kind)k;
			return def ? def->entity : ledger ? ledger->entity : &resident_def;
		}
	}
	return NULL;
}

static enum rc not_undoable(struct err *err) {
	return err_set(err, RC_INVALID, "undo.kind",
		N_("Your last change cannot be undone with u (orders, states, imports, teams, "
		   "settings): correct or void it "
	           "where it was made."),
		NULL);
}

static enum rc changed_since(struct err *err) {
	return err_set(err, RC_CONFLICT, "undo.conflict",
		N_("Not undone: the record was changed since. Open it and correct it there."),
		NULL);
}

static enum rc put_back(struct store *s, const struct entity_def *def, long long id, long long from,
                        long long to, void *rec, struct err *err) {
	enum rc rc = RC_OK;

	/* What was not known comes last: a field put back says first that it is known. */
	QUERY_EACH(
		q, rc, s, err,
		"SELECT field, old_value FROM history WHERE table_name = ? AND record = ? AND seq"
		" BETWEEN ? AND ? ORDER BY field = 'unknown', field, ver DESC",
		def->name, id, from, to) {
		const struct field_def *f = entity_field(def, stmt_text(q, 0));
		const char *old = stmt_text(q, 1);

		if (f && old) /* as stored, an amount in fen */
			field_store_read(f, rec, old);
		else if (f)
			field_set_blank(f, rec);
	}
	return rc;
}

enum rc history_put_back(struct store *s, const struct entity_def *def, long long id, long long seq,
                         void *rec, struct err *err) {
	return put_back(s, def, id, seq, seq, rec, err);
}

enum rc history_put_back_to(struct store *s, const struct entity_def *def, long long id,
                            long long seq, void *rec, struct err *err) {
	return put_back(s, def, id, seq, LLONG_MAX, rec, err);
}

/* Nobody is undone who has an order or records. */
static enum rc stands_alone(struct station *st, long long resident, struct err *err) {
	struct str sql = {0};
	bool any;
	enum rc rc;

	str_addf(&sql, "SELECT 1 FROM %s WHERE resident = ?1 AND voided_at IS NULL",
	         order_def.name);
	for (const struct event_def *d = event_table; d->entity; d++)
		if (d->entity != &stated_def) /* what the file itself says */
			str_addf(&sql,
			         " UNION ALL SELECT 1 FROM %s WHERE resident = ?1 AND voided_at IS NULL",
			         d->entity->name);
	rc = query_any(st->store, &any, err, str_text(&sql), resident);
	str_clear(&sql);
	if (rc != RC_OK || !any)
		return rc;
	return err_set(err, RC_INVALID, "undo.person",
		N_("Not undone: the person has an order or records by now. Void the file with "
		   "x if it should not be."),
		NULL);
}

static enum rc reverse(struct station *st, struct change *c, const struct did *d,
	enum undo_kind kind, const struct entity_def *def, void *rec, struct err *err) {
	const struct event_def *reg = register_of(d->table);
	const struct ledger_def *ledger = ledger_of_table(d->table);
	const struct record *r = rec;
	enum rc rc = RC_OK;

	switch (kind) {
	case UNDO_ADD:
		rc = reg      ? RC_OK
		     : ledger ? ledger_is_free(st, ledger, r->id, err)
		              : stands_alone(st, r->id, err);
		return rc != RC_OK ? rc
		                   : change_void(c, def, r->id, r->ver,
					     tr(N_("undone by the officer who entered it")), err);
	case UNDO_VOID:
		return change_unvoid(c, def, r->id, r->ver, err);
	case UNDO_EDIT:
		rc = history_put_back(st->store, def, d->record, d->seq, rec, err);
		if (rc != RC_OK)
			return rc;
		return reg      ? event_put(st, c, reg, rec, err)
		       : ledger ? ledger_put(st, c, ledger, rec, err)
		                : resident_put(c, rec, err);
	}
	return RC_OK;
}

/* One row of the step: its record as it was before, while it is as the row left it. */
static enum rc undo_row(struct station *st, struct change *c, const struct trail *t,
                        const struct did *d, struct undone *out, struct err *err) {
	const struct event_def *reg = register_of(d->table);
	const struct entity_def *def = undoable(d, &out->kind);
	void *rec = def ? mem_zalloc(1, def->size) : NULL;
	const struct record *r = rec;
	enum rc rc = def ? record_load(st->store, def, d->record, rec, err) : not_undoable(err);

	if (!def)
		return rc;
	if (rc == RC_OK) {
		out->resident = reg                          ? ((const struct event *)rec)->resident.id
		                : ledger_of_table(d->table) ? 0
		                                            : d->record;
		out->label = def->label;
		rc = usecase_query(st, c->actor, ACT_SAVE, out->resident, err);
	}
	if (rc == RC_OK && (version_seen(t, d, r->ver) != d->after ||
	                    (r->voided_at != 0) != (out->kind == UNDO_VOID)))
		rc = changed_since(err);
	if (rc == RC_OK)
		rc = reverse(st, c, d, out->kind, def, rec, err);
	if (rc == RC_OK && reg)
		rc = values_changed(c, reg, out->resident, err);
	entity_clear(def, rec);
	free(rec);
	return rc;
}

static enum rc undo_rows(struct station *st, struct change *c, const struct trail *t, size_t from,
                         size_t to, struct undone *out, struct err *err) {
	char detail[40];
	enum rc rc = RC_OK;

	for (size_t i = from; i < to && rc == RC_OK; i++) {
		rc = change_next(c, err);
		snprintf(detail, sizeof detail, "undoes=%lld", t->v[i].seq);
		c->detail = detail;
		if (rc == RC_OK)
			rc = undo_row(st, c, t, &t->v[i], out, err);
	}
	if (rc == RC_OK)
		rc = change_commit(c, err);
	c->detail = NULL; /* what it showed ends here */
	out->records = to - from;
	return rc;
}

enum rc undo_last(struct station *st, const struct actor *a, struct undone *out, struct err *err) {
	const struct access_case own = {.today = true}; /* the trail holds nothing else */
	struct trail t = {0};
	struct change c;
	size_t from = 0, to = 0;
	enum undo_kind kind;
	enum rc rc;

	*out = (struct undone){.label = ""};
	TRY(usecase_begin_case(&c, st, a, ACT_VOID, "undo", 0, &own, err));
	TRY(trail_read(st, a, &t, err));
	TRY(find_step(&t, &from, &to, err));
	if (!undoable(&t.v[from], &kind))
		TRY(not_undoable(err));
	rc = undo_rows(st, &c, &t, from, to, out, err);
out:
	change_end(&c);
	free(t.v);
	return rc;
}
