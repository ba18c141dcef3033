/* SPDX-License-Identifier: MIT */
#include "sim/sim.h"

#include "core/vec.h"
#include "model/rules/worklist.h"
#include "model/station/day_check.h"
#include "store/change.h"
#include "store/internal.h"
#include "store/schema.h"

#define FAIL(s, ...) \
	do { \
		char told_[400]; \
		snprintf(told_, sizeof told_, __VA_ARGS__); \
		fail_msg("seed %u, step %d, %s: %s (sim --seed %u --until %d)", (s)->seed, (s)->step, (s)->doing, told_, (s)->seed, \
		         (s)->step); \
	} while (0)

/* ---- reading ---- */

static unsigned long long mix(unsigned long long h, const void *bytes, size_t n) {
	const unsigned char *p = bytes;

	while (n-- > 0)
		h = (h ^ *p++) * 1099511628211u;
	return h;
}

static unsigned long long row_hash(sqlite3_stmt *q) {
	unsigned long long h = 1469598103934665603u;

	for (int c = 0; c < sqlite3_column_count(q); c++) {
		int type = sqlite3_column_type(q, c), n;
		const void *bytes = sqlite3_column_blob(q, c);

		n = sqlite3_column_bytes(q, c);
		h = mix(mix(h, &type, sizeof type), bytes, bytes ? (size_t)n : 0);
	}
	return h;
}

static sqlite3_stmt *ask(struct sim *s, const char *sql) {
	sqlite3_stmt *q = NULL;

	if (sqlite3_prepare_v2(s->w.db, sql, -1, &q, NULL) != SQLITE_OK)
		FAIL(s, "%s: %s", sql, sqlite3_errmsg(s->w.db));
	return q;
}

static void read_table(struct sim *s, const char *name, struct mirror_table *out) {
	char sql[120];
	sqlite3_stmt *q;

	out->n = 0;
	snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY id", name);
	q = ask(s, sql);
	int seq = 0;

	while (seq < sqlite3_column_count(q) && strcmp(sqlite3_column_name(q, seq), "seq") != 0)
		seq++;
	while (sqlite3_step(q) == SQLITE_ROW)
		VEC_PUSH(out->v, out->n,
		         (struct mirror_row){sqlite3_column_int64(q, 0), sqlite3_column_int64(q, seq), row_hash(q)});
	sqlite3_finalize(q);
}

/* Everything ever sent, up to this number. */
static unsigned long long read_sent(struct sim *s, long long until) {
	static const char *const tables[] = {"sent WHERE id", "sent_place WHERE sent", "sent_figure WHERE sent", "sent_person WHERE sent",
	                                     "sent_cell WHERE sent"};
	unsigned long long h = 1;

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		char sql[120];
		sqlite3_stmt *q;

		snprintf(sql, sizeof sql, "SELECT * FROM %s <= %lld ORDER BY 1, 2, 3", tables[i], until);
		q = ask(s, sql);
		while (sqlite3_step(q) == SQLITE_ROW) {
			unsigned long long row = row_hash(q);

			h = mix(h, &row, sizeof row);
		}
		sqlite3_finalize(q);
	}
	return h;
}

/* ---- the mirror ---- */

void mirror_copy(struct mirror *out, const struct mirror *from) {
	mirror_clear(out);
	*out = *from;
	for (int i = 0; i < SIM_TABLES; i++) {
		out->table[i] = (struct mirror_table){.n = 0};
		for (size_t k = 0; k < from->table[i].n; k++)
			VEC_PUSH(out->table[i].v, out->table[i].n, from->table[i].v[k]);
	}
}

void mirror_clear(struct mirror *m) {
	for (int i = 0; i < SIM_TABLES; i++)
		free(m->table[i].v);
	*m = (struct mirror){.seq = 0};
}

static void take_heads(struct sim *s) {
	sqlite3_stmt *q = ask(s, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");

	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	s->mirror.seq = sqlite3_column_int64(q, 0);
	memcpy(s->mirror.hash, sqlite3_column_blob(q, 1), sizeof s->mirror.hash);
	sqlite3_finalize(q);
	s->mirror.sent = made_number(s->w.db, "SELECT coalesce(max(id), 0) FROM sent");
	s->mirror.sent_hash = read_sent(s, s->mirror.sent);
}

void mirror_take(struct sim *s) {
	const struct entity_def *def;

	for (size_t i = 0; (def = entity_at(i)) != NULL; i++) {
		assert_in_range(i, 0, SIM_TABLES - 1);
		read_table(s, def->name, &s->mirror.table[i]);
	}
	take_heads(s);
}

bool mirror_is_current(const struct sim *s, const struct event_def *def, const struct event *rec) {
	char sql[120];

	snprintf(sql, sizeof sql, "SELECT count(*) FROM %s WHERE id = %lld AND ver = %lld AND voided_at IS NULL",
	         def->entity->name, rec->rec.id, rec->rec.ver);
	return made_number(s->w.db, sql) == 1;
}

/* ---- invariants ---- */

/* No row went; what is new or another than before was written by an entry of the audit that is new too. Answers how many. */
static long long check_tables(struct sim *s) {
	const struct entity_def *def;
	long long changed = 0;

	for (size_t i = 0; (def = entity_at(i)) != NULL; i++) {
		struct mirror_table now = {.n = 0}, *old = &s->mirror.table[i];
		size_t k = 0;

		read_table(s, def->name, &now);
		for (size_t n = 0; n < now.n; n++) {
			bool same = k < old->n && old->v[k].id == now.v[n].id && old->v[k].hash == now.v[n].hash;

			if (k < old->n && old->v[k].id < now.v[n].id)
				FAIL(s, "%s %lld is gone", def->name, old->v[k].id);
			if (!same && now.v[n].seq <= s->mirror.seq)
				FAIL(s, "%s %lld changed without an entry in the audit", def->name, now.v[n].id);
			changed += !same;
			k += k < old->n && old->v[k].id == now.v[n].id;
		}
		if (k < old->n)
			FAIL(s, "%s %lld is gone", def->name, old->v[k].id);
		free(old->v);
		*old = now;
	}
	return changed;
}

static void check_chain(struct sim *s, long long newest) {
	struct store_options opt = {.migrations = schema_migrations, .migration_count = schema_migration_count};
	struct store *store = NULL;
	struct err err = {0};
	long long last = 0;

	if (newest == s->mirror.seq)
		return;
	if (store_open(&store, s->f->db, &opt, &err) != RC_OK ||
	    audit_verify_after(store, s->mirror.seq, s->mirror.hash, &last, &err) != RC_OK || last != newest)
		FAIL(s, "the chain: %s", err.text);
	store_close(store);
}

/* What was acknowledged stands there, field by field. */
static void check_saved(struct sim *s, const struct did *d) {
	struct fixture *f = s->f;
	struct event *found = mem_zalloc(1, d->def->entity->size);

	if (event_get(s->who[0].st, &s->who[0].actor, d->def, d->rec->rec.id, found, &f->err) != RC_OK)
		FAIL(s, "%s %lld was saved and is not there: %s", d->def->id, d->rec->rec.id, f->err.text);
	if (found->rec.ver != d->rec->rec.ver)
		FAIL(s, "%s %lld: version %lld was answered, %lld is there", d->def->id, d->rec->rec.id, d->rec->rec.ver, found->rec.ver);
	for (size_t i = 0; i < d->def->entity->count; i++)
		if (field_compare(&d->def->entity->fields[i], found, d->rec) != 0)
			FAIL(s, "%s %lld: its %s is another than was saved", d->def->id, d->rec->rec.id, d->def->entity->fields[i].name);
	entity_clear(d->def->entity, found);
	free(found);
}

static void check_audit(struct sim *s, const struct did *d, long long rows, long long changed) {
	char sql[300], spool[120];
	long long good;

	/* Without the looks of a full disk, which were kept in the spool until somebody took them in. */
	snprintf(sql, sizeof sql, "SELECT count(*) FROM audit a WHERE seq > %lld AND result = 'ok' AND NOT EXISTS (SELECT 1 FROM audit p"
	         " WHERE p.action = 'audit.spool' AND a.seq BETWEEN p.seq - CAST(substr(p.detail, 6) AS INTEGER) AND p.seq)",
	         s->mirror.seq);
	good = made_number(s->w.db, sql);
	snprintf(spool, sizeof spool, "%s/audit.spool", s->f->dir);
	bool aside = d->died && access(spool, F_OK) == 0;

	if (rows != made_number(s->w.db, "SELECT max(seq) FROM audit") - s->mirror.seq)
		FAIL(s, "the audit has a gap");
	if (changed > 0 && good == 0)
		FAIL(s, "%lld rows changed and no entry says so", changed);
	if (d->rc == RC_OK && !aside && d->rows >= 0 && good != d->rows)
FAIL(s, "%lld entries for %lld acts", good, d->rows);
	if (d->rc == RC_OK && !aside && d->rows == ROWS_SOME && good == 0)
		FAIL(s, "done, and no entry");
	if (d->rc != RC_OK && !d->died && (good > 0 || changed > 0))
		FAIL(s, "refused (%s), yet %lld entries and %lld rows", s->f->err.id, good, changed);
	if (d->looked && d->rc == RC_OK && !aside) {
		snprintf(sql, sizeof sql, "SELECT count(*) FROM audit WHERE seq > %lld AND action IN ('look', 'reveal') AND record = %lld",
		         s->mirror.seq, d->looked);
		if (made_number(s->w.db, sql) != 1)
			FAIL(s, "a look without an entry");
	}
}

/* What left names whom it held (rule 11.16). */
static void check_disclosed(struct sim *s) {
	char sql[300];

	snprintf(sql, sizeof sql, "SELECT count(*) FROM disclosure d WHERE seq > %lld AND people <> (SELECT count(*) FROM disclosed x"
	         " WHERE x.seq = d.seq)", s->mirror.seq);
	if (made_number(s->w.db, sql) != 0)
		FAIL(s, "something left and does not name whom it held");
	snprintf(sql, sizeof sql, "SELECT count(*) FROM audit a WHERE seq > %lld AND result = 'ok' AND action IN ('export', 'print')"
	         " AND NOT EXISTS (SELECT 1 FROM disclosure d WHERE d.seq = a.seq)", s->mirror.seq);
	if (made_number(s->w.db, sql) != 0)
		FAIL(s, "something left without being on record");
}

void mirror_check(struct sim *s, const struct did *d) {
	char sql[100];
	long long changed, rows, before = s->mirror.seq;

	snprintf(sql, sizeof sql, "SELECT count(*) FROM audit WHERE seq > %lld", before);
	rows = made_number(s->w.db, sql);
	changed = check_tables(s);
	if (d->doubted && changed > 0)
		FAIL(s, "%lld rows changed while the clock was in doubt", changed);
	check_audit(s, d, rows, changed);
	check_disclosed(s);
	check_chain(s, before + rows);
	if (read_sent(s, s->mirror.sent) != s->mirror.sent_hash)
		FAIL(s, "a month that was sent is another now");
	if (d->rc == RC_OK && d->def)
		check_saved(s, d);
	take_heads(s);
}

void mirror_computed(struct sim *s) {
	struct fixture *f = s->f;
	long long due = -1, values = -1, logs = -1;

	OK(due_rebuild(s->who[0].st, &s->who[0].actor, &due, &f->err));
	OK(values_mend(s->who[0].st, &s->who[0].actor, &values, &f->err));
	OK(order_log_mend(s->who[0].st, &s->who[0].actor, &logs, &f->err));
	if (due || values || logs)
		FAIL(s, "%lld due rows, %lld values, %lld orders are not what is computed", due, values, logs);
	take_heads(s);
}

void mirror_sound(struct sim *s) {
	struct fixture *f = s->f;
	struct day_check check;
	bool done = false;

	s->doing = "the day's check";
	OK(day_check_begin(&check, s->who[0].st, &s->who[0].actor, true, &f->err));
	while (!done)
		OK(day_check_step(&check, 1000, &done, &f->err));
	if (check.found.n > 0 || check.adopted > 0)
		FAIL(s, "%zu records are damaged, %lld have no proof", check.found.n, check.adopted);
	s->looked += check.records;
	day_check_end(&check);
	take_heads(s);
}
