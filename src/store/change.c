/* Changes of records: the row, the history of what it was, the audit row, one transaction.
 * SPDX-License-Identifier: MIT */
#include "core/check.h"
#include "core/clock.h"
#include "core/mem.h"
#include "core/vec.h"
#include "store/change.h"
#include "store/internal.h"
#include "store/query.h"
#include "store/proof.h"

enum rc change_begin(struct change *c, struct store *s, const struct actor *actor,
                     const char *action, struct err *err) {
	spool_catch_up(s);
	*c = (struct change){.store = s, .actor = actor, .action = action};
	enum rc rc = store_begin(s, err);
	if (rc != RC_OK)
		return rc;
	c->now = clock_now_ms();
	c->began = clock_mono_ms();
	c->open = true;
	CHECK(store_in_transaction(s));
	c->rows_before = sqlite3_total_changes64(s->db);
	rc = audit_next(s, &c->seq, err);
	s->writing = c->seq;
	if (rc != RC_OK)
		change_end(c);
	return rc;
}

static enum rc not_open(struct err *err) { return store_misuse("a change outside an action", err); }

static struct touched *put(struct touched **v, size_t *n, const struct entity_def *def,
                           long long id) {
	size_t i = 0;

	while (i < *n && (*v)[i].def != def)
		i++;
	if (i == *n)
		VEC_PUSH(*v, *n, (struct touched){.def = def});
	struct ids *ids = &(*v)[i].ids;
	if (ids->n == 0 || ids->v[ids->n - 1] != id)
		ids_add(ids, id);
	return &(*v)[i];
}

void change_touch(struct change *c, const struct entity_def *def, long long id) {
	(void)put(&c->touched, &c->touched_count, def, id);
}

void change_wrote(struct change *c, const struct entity_def *def, long long id) {
	put(&c->written, &c->written_count, def, id)->changed = true;
}

void change_cover(struct change *c, const void *bytes, size_t n) {
	covers_add(&c->covers, bytes, n);
}

enum rc change_mark(struct change *c, struct err *err) {
	c->covers_marked = c->covers;
	return c->open ? query_run(c->store, err, "SAVEPOINT part") : not_open(err);
}

/* Whoever was touched and taken back is looked at once more at the end: that changes nothing. */
enum rc change_mark_end(struct change *c, bool back, struct err *err) {
	enum rc rc = back ? query_run(c->store, err, "ROLLBACK TO part") : RC_OK;

	if (back)
		c->covers = c->covers_marked;
	return rc == RC_OK ? query_run(c->store, err, "RELEASE part") : rc;
}

static void forget(struct touched **v, size_t *n) {
	for (size_t i = 0; i < *n; i++)
		ids_clear(&(*v)[i].ids);
	free(*v);
	*v = NULL;
	*n = 0;
}

enum rc change_follow(struct change *c, struct err *err) {
	enum rc rc = c->follow && c->touched_count ? c->follow(c->ctx, c, err) : RC_OK;

	forget(&c->touched, &c->touched_count);
	return rc;
}

/* The audit names the first record; the rest is found by its seq. */
static void remember(struct change *c, const struct entity_def *def, long long id, long long before,
                     long long after) {
	change_touch(c, def, id);
	c->wrote = true;
	if (before > 0)
		change_wrote(c, def, id);
	else
		(void)put(&c->written, &c->written_count, def, id);
	if (c->table != NULL)
		return;
	c->table = def->name;
	c->record = id;
	c->ver_before = before;
	c->ver_after = after;
}

static void remember_field(struct change *c, const char *table, const char *field) {
	char *name = c->table == NULL || strcmp(c->table, table) == 0
	                     ? mem_strdup(field)
	                     : mem_printf("%s.%s", table, field);

	if (!str_in_list(str_text(&c->fields), name)) {
		if (c->fields.n > 0)
			str_addc(&c->fields, ',');
		str_add(&c->fields, name);
	}
	free(name);
}

static enum rc insert_row(struct change *c, const struct entity_def *def, const void *rec,
                          struct err *err) {
	struct stmt *q = NULL;
	enum rc rc = stmt_get(c->store, entity_sql(c->store, def)->insert, &q, err);
	if (rc != RC_OK)
		return rc;
	record_bind_base(q, rec);
	for (size_t i = 0; i < def->count; i++)
		record_bind_field(q, (int)i + 8, &def->fields[i], rec);
	return stmt_run(q, err);
}

/* Does a record with this uid exist? Then an earlier try was saved although its answer was lost. */
static bool uid_exists(struct store *s, const struct entity_def *def, const char *uid) {
	char *sql = mem_printf("SELECT EXISTS (SELECT 1 FROM %s WHERE uid = ?)", def->name);
	long long n;

	(void)query_int(s, &n, NULL, sql, uid);
	free(sql);
	return n != 0;
}

enum rc change_insert(struct change *c, const struct entity_def *def, void *rec, struct err *err) {
	struct record *r = rec;
	if (!c->open)
		return not_open(err);
	CHECK(r->uid[sizeof r->uid - 1] == '\0' && c->seq > 0);
	bool uid_given = r->uid[0] != '\0';
	if (!uid_given)
		uid_make(r->uid);
	r->id = 0;
	r->ver = 1;
	r->seq = c->seq;
	r->recorded_at = c->now;
	r->recorded_by = c->actor->officer;
	r->import_id = c->import_id;
	r->source = code_is_set(c->source) ? c->source : code_of("typed");
	r->voided_at = r->voided_by = 0;
	free(r->void_reason);
	r->void_reason = NULL;

	enum rc rc = insert_row(c, def, rec, err);
	if (rc == RC_EXISTS && uid_given && uid_exists(c->store, def, r->uid))
		return err_set(err, RC_EXISTS, "record.saved_already",
			N_("This record has been saved already. Leave the form and look at it "
			   "in the list."),
			NULL);
	if (rc != RC_OK)
		return rc;
	r->id = store_last_id(c->store);
	CHECK(r->id > 0);
	remember(c, def, r->id, 0, 1);
	return RC_OK;
}

static enum rc history_add(struct change *c, const char *table, long long id, long long ver,
                           const char *field, const char *old_value, struct err *err) {
	return query_run(c->store, err,
	                 "INSERT INTO history (table_name, record, ver, field, old_value, seq)"
	                 " VALUES (?, ?, ?, ?, ?, ?)",
	                 table, id, ver, field, old_value, c->seq);
}

/* No row changed although the record was there a moment ago, or its version is not the caller's. */
static enum rc conflict(bool is_void, struct err *err) {
	if (is_void)
		return err_set(err, RC_CONFLICT, "record.void",
			N_("This record has been voided meanwhile. Nothing was saved; what you "
			   "typed is still here."),
			NULL);
	return err_set(err, RC_CONFLICT, "record.conflict",
	               N_("Somebody else saved this record since you opened it. "
	                  "Nothing was overwritten; compare the two versions."), NULL);
}

/* UPDATE the given fields (changed[i] set), WHERE id AND ver; on: they are a new version. */
static enum rc update_row(struct change *c, const struct entity_def *def, const void *rec,
                          const bool *changed, bool on, struct err *err) {
	const struct record *r = rec;
	struct str sql = {0};
	struct stmt *q = NULL;
	str_addf(&sql, "UPDATE %s SET %s", def->name,
	         on ? "ver = ?1 + 1, seq = ?3" : "ver = ?1, seq = iif(?3, seq, 0)");
	for (size_t i = 0; i < def->count; i++)
		if (changed[i])
			str_addf(&sql, ", \"%s\" = ?%zu", def->fields[i].name, i + 4);
	str_add(&sql, " WHERE ver = ?1 AND id = ?2 AND voided_at IS NULL");
	enum rc rc = stmt_get(c->store, str_text(&sql), &q, err);
	str_clear(&sql);
	if (rc != RC_OK)
		return rc;
	stmt_bind_int(q, 1, r->ver);
	stmt_bind_int(q, 2, r->id);
	stmt_bind_int(q, 3, c->seq);
	for (size_t i = 0; i < def->count; i++)
		if (changed[i])
			record_bind_field(q, (int)i + 4, &def->fields[i], rec);
	rc = stmt_run(q, err);
	return rc == RC_OK && store_changes(c->store) != 1 ? conflict(false, err) : rc;
}

static enum rc history_of_changes(struct change *c, const struct entity_def *def, const void *old,
                                  const bool *changed, struct err *err) {
	const struct record *r = old;
	enum rc rc = RC_OK;
	struct str value = {0};
	for (size_t i = 0; rc == RC_OK && i < def->count; i++) {
		const struct field_def *f = &def->fields[i];
		if (!changed[i])
			continue;
		str_reset(&value);
		field_store_text(f, old, &value);
		rc = history_add(c, def->name, r->id, r->ver, f->name,
		                 field_is_blank(f, old) ? NULL : str_text(&value), err);
	}
	str_clear(&value);
	return rc;
}

/* A damaged record is not written on, or its damage would be proved: unless what is written is what
 * was saved, as where a value follows others that are whole. */
static enum rc back_as_saved(struct change *c, const struct entity_def *def, const void *rec,
                             const void *old, struct err *err) {
	const struct record *r = rec;
	bool *changed = mem_zalloc(def->count + 1, sizeof *changed), fits = false;
	enum rc rc;

	for (size_t i = 0; i < def->count; i++)
		changed[i] = field_compare(&def->fields[i], old, rec) != 0;
	TRY(query_run(c->store, err, "SAVEPOINT as_saved"));
	TRY(update_row(c, def, rec, changed, false, err));
	TRY(proof_fits(c->store, def, r->id, &fits, err));
	TRY(query_run(c->store, err, "ROLLBACK TO as_saved"));
	TRY(query_run(c->store, err, "RELEASE as_saved"));
	if (!fits)
		rc = record_is_damaged(err);
out:
	free(changed);
	return rc;
}

enum rc change_update(struct change *c, const struct entity_def *def, void *rec, struct err *err) {
	struct record *r = rec;
	if (!c->open)
		return not_open(err);
	void *old = mem_zalloc(1, def->size);
	bool *changed = mem_zalloc(def->count + 1, sizeof *changed);
	const struct record *o = old;
	bool any = false;

	enum rc rc;
	TRY(record_load(c->store, def, r->id, old, err));
	if (o->voided_at != 0 || o->ver != r->ver)
		TRY(conflict(o->voided_at != 0, err));
	if (o->damaged)
		TRY(back_as_saved(c, def, rec, old, err));
	for (size_t i = 0; i < def->count; i++) {
		changed[i] = field_compare(&def->fields[i], old, rec) != 0;
		any = any || changed[i];
	}
	if (!any)
		goto out;
	TRY(update_row(c, def, rec, changed, true, err));
	TRY(history_of_changes(c, def, old, changed, err));
	remember(c, def, r->id, o->ver, o->ver + 1);
	for (size_t i = 0; i < def->count; i++)
		if (changed[i])
			remember_field(c, def->name, def->fields[i].name);
	r->ver = o->ver + 1;
	r->seq = c->seq;
	CHECK(r->ver > 1);
out:
	entity_clear(def, old);
	free(old);
	free(changed);
	return rc;
}

/* Why no row was voided. */
static enum rc why_not_voided(struct change *c, const struct entity_def *def, long long id,
                              struct err *err) {
	void *rec = mem_zalloc(1, def->size);
	enum rc rc = record_load(c->store, def, id, rec, err);
	if (rc == RC_OK)
		rc = conflict(((struct record *)rec)->voided_at != 0, err);
	entity_clear(def, rec);
	free(rec);
	return rc;
}

enum rc change_void(struct change *c, const struct entity_def *def, long long id, long long ver,
                    const char *reason, struct err *err) {
	if (!c->open)
		return not_open(err);
	if (reason == NULL || reason[strspn(reason, " \t\n")] == '\0')
		return err_field(err, "void_reason", "record.reason",
		                 N_("Say why the record is voided."), NULL);

	char *sql = mem_printf(
		"UPDATE %s SET voided_at = ?, voided_by = ?, void_reason = ?, ver = ver + 1, seq "
		"= ? WHERE id = ? AND ver = ? AND voided_at IS NULL",
		def->name);
	enum rc rc;
	TRY(query_run(c->store, err, sql, c->now, bind_ref(c->actor->officer), reason, c->seq, id,
	              ver));
	if (store_changes(c->store) != 1)
		TRY(why_not_voided(c, def, id, err));
	TRY(history_add(c, def->name, id, ver, "voided_at", NULL, err));
	remember(c, def, id, ver, ver + 1);
	remember_field(c, def->name, "voided_at");
	if (c->reason == NULL)
		c->reason = reason;
out:
	free(sql);
	return rc;
}

/* What the void said, before it goes. */
static enum rc history_of_void(struct change *c, const struct entity_def *def, long long id,
                               long long ver, struct err *err) {
	void *old = mem_zalloc(1, def->size);
	const struct record *o = old;
	char at[24];
	enum rc rc;

	TRY(record_load(c->store, def, id, old, err));
	snprintf(at, sizeof at, "%lld", o->voided_at);
	if (o->ver != ver || o->voided_at == 0)
		TRY(conflict(false, err));
	TRY(history_add(c, def->name, id, ver, "voided_at", at, err));
	TRY(history_add(c, def->name, id, ver, "void_reason", o->void_reason, err));
out:
	entity_clear(def, old);
	free(old);
	return rc;
}

enum rc change_unvoid(struct change *c, const struct entity_def *def, long long id, long long ver,
                      struct err *err) {
	char *sql = mem_printf(
		"UPDATE %s SET voided_at = NULL, voided_by = NULL, void_reason = NULL, ver = ver "
		"+ 1, seq = ? WHERE id = ? AND ver = ? AND voided_at IS NOT NULL",
		def->name);
	enum rc rc;

	TRY(c->open ? history_of_void(c, def, id, ver, err) : not_open(err));
	TRY(query_run(c->store, err, sql, c->seq, id, ver));
	remember(c, def, id, ver, ver + 1);
	remember_field(c, def->name, "voided_at");
out:
	free(sql);
	return rc;
}

/* The proofs of what was written so far, and the audit row. */
static enum rc append_row(struct change *c, struct err *err) {
	unsigned char covers[HASH_LEN];
	enum rc rc = proof_write(c, err);
	bool covered = covers_bytes(&c->covers, covers);
	struct audit_row row = {.seq = c->seq, .now = c->now, .actor = c->actor,
	                        .action = c->action, .table = c->table, .record = c->record,
	                        .reason = c->reason, .result = "ok", .ver_before = c->ver_before,
	                        .ver_after = c->ver_after, .fields = c->fields.s,
	                        .detail = c->detail,
	                        .covers = covered ? covers : NULL};

	forget(&c->written, &c->written_count);
	return rc == RC_OK ? audit_append(c->store, &row, err) : rc;
}

enum rc change_next(struct change *c, struct err *err) {
	enum rc rc;

	if (!c->open)
		return not_open(err);
	if (c->table == NULL)
		return RC_OK;
	rc = append_row(c, err);
	if (rc == RC_OK)
		rc = audit_next(c->store, &c->seq, err);
	c->table = NULL;
	c->record = c->ver_before = c->ver_after = 0;
	str_reset(&c->fields);
	c->covers = (struct covers){0};
	return rc;
}

/* What it was set to meanwhile may stand in the records; the next try is judged by itself. */
static enum rc clock_stood(const struct change *c, struct err *err) {
	long long off = clock_now_ms() - c->now - (clock_mono_ms() - c->began);

	return off <= CLOCK_SLACK_MS && off >= -CLOCK_SLACK_MS
		? RC_OK
		: err_set(err, RC_BUSY, "clock.set",
		          N_("The clock of the machine was set while this was being saved. Nothing "
		             "was saved; look at the clock, then save again."), NULL);
}

enum rc change_commit(struct change *c, struct err *err) {
	struct store *s = c->store;
	if (!c->open)
		return not_open(err);
	/* Saving what is there already leaves no trace: audit rows = saves. */
	if (c->detail == NULL && !s->suspect && s->db != NULL && !sqlite3_get_autocommit(s->db) &&
	    sqlite3_total_changes64(s->db) == c->rows_before) {
		change_end(c);
		return RC_OK;
	}
	CHECK(store_in_transaction(s) && c->seq > 0);
	enum rc rc;
	TRY(change_follow(c, err));
	TRY(append_row(c, err));
	TRY(clock_stood(c, err));
	c->open = false; /* store_commit closes the transaction whatever it answers */
	rc = store_commit(s, err);
	s->saves += rc == RC_OK && (c->wrote || c->table != NULL);
out:
	change_end(c);
	return rc;
}

enum rc change_close(struct change *c, enum rc rc, struct record *rec, const struct record *before,
                     struct err *err) {
	if (rc == RC_OK)
		rc = change_commit(c, err);
	if (rc != RC_OK && rec)
		record_put_back(rec, before);
	change_end(c);
	return rc;
}

void change_end(struct change *c) {
	if (c->open)
		store_rollback(c->store);
	c->open = false;
	str_clear(&c->fields);
	forget(&c->touched, &c->touched_count);
	forget(&c->written, &c->written_count);
}

void record_put_back(struct record *rec, const struct record *before) {
	rec->id = before->id;
	rec->ver = before->ver;
	rec->seq = before->seq;
	rec->recorded_at = before->recorded_at;
	rec->recorded_by = before->recorded_by;
	rec->import_id = before->import_id;
	rec->source = before->source;
}
