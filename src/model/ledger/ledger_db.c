/* Records of the station's registers in the database. SPDX-License-Identifier: MIT */
#include "model/ledger/ledger_db.h"

#include "core/clock.h"
#include "model/access/case.h"
#include "model/access/masking.h"

/* An entry that tells whom it is about does so by this field. */
static const char whose[] = "file_no";

/* Those of the records about a resident who is not open to the actor; who: the open ones. */
static enum rc split(struct station *st, const struct actor *a, const struct ledger_def *def,
                     const long long *ids, size_t n, struct ids *who, struct ids *hidden,
                     struct err *err) {
	struct ids entries = {0}, people = {0};
	enum rc rc = RC_OK;
	char *sql;

	if (!entity_field(def->entity, whose) || n == 0)
		return RC_OK;
	sql = mem_printf("SELECT t.id, r.id FROM %s t LEFT JOIN resident_meant r ON r.file_no ="
	                 " t.file_no AND r.sealed IS NULL WHERE t.file_no IS NOT NULL"
	                 " AND t.id IN (SELECT value FROM json_each(?))", def->entity->name);
	QUERY_EACH(q, rc, st->store, err, sql, bind_ids(ids, n)) {
		ids_add(&entries, stmt_int(q, 0));
		ids_add(&people, stmt_int(q, 1));
		if (stmt_int(q, 1))
			ids_add(who, stmt_int(q, 1));
	}
	if (rc == RC_OK)
		rc = cases_keep_own(st, a, &resident_def, who, err);
	for (size_t i = 0; rc == RC_OK && i < entries.n; i++)
		if (!ids_include(who, people.v[i]))
			ids_add(hidden, entries.v[i]);
	ids_clear(&entries);
	ids_clear(&people);
	free(sql);
	return rc;
}

enum rc ledger_people(struct station *st, const struct actor *a, const struct ledger_def *def,
                      const struct ids *ids, struct ids *out, struct err *err) {
	struct ids hidden = {0};
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc == RC_OK)
		rc = split(st, a, def, ids->v, ids->n, out, &hidden, err);
	ids_clear(&hidden);
	return rc;
}

/* The sum stays, whom it is about does not: nothing tells of a sealed file or another's case. */
static enum rc hide(struct station *st, const struct actor *a, const struct ledger_def *def,
                    void *recs, size_t n, struct err *err) {
	const struct entity_def *e = def->entity;
	struct ids all = {0}, who = {0}, hidden = {0};
	enum rc rc;

	for (size_t i = 0; i < n; i++)
		ids_add(&all, ((struct record *)(void *)((char *)recs + i * e->size))->id);
	rc = split(st, a, def, all.v, all.n, &who, &hidden, err);
	for (size_t i = 0; i < n; i++) {
		void *rec = (char *)recs + i * e->size;

		if (rc == RC_OK && !ids_include(&hidden, ((struct record *)rec)->id))
			continue;
		for (size_t k = 0; k < e->count; k++)
			if (rc != RC_OK || strcmp(e->fields[k].name, whose) == 0 ||
			    e->fields[k].flags & F_NAME || e->fields[k].type == FT_NOTE)
				field_set_blank(&e->fields[k], rec);
	}
	ids_clear(&all);
	ids_clear(&who);
	ids_clear(&hidden);
	return rc;
}

enum rc ledger_get(struct station *st, const struct actor *a, const struct ledger_def *def,
                   long long id, void *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	entity_init(def->entity, out);
	if (rc == RC_OK)
		rc = usecase_load(st, a, def->entity, id, out, err);
	return rc == RC_OK ? hide(st, a, def, out, 1, err) : rc;
}

enum rc ledgers_get(struct station *st, const struct actor *a, const struct ledger_def *def,
                    const long long *ids, size_t n, void *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc == RC_OK)
		rc = records_load(st->store, def->entity, NULL, ids, n, out, err);
	if (rc == RC_OK)
		rc = hide(st, a, def, out, n, err);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		masked_record(a, def->entity, (char *)out + i * def->entity->size);
	return rc;
}

/* What was read without whom it is about is not written back so. */
static enum rc is_shown(struct station *st, const struct actor *a, const struct ledger_def *def,
                        long long id, struct err *err) {
	struct ids who = {0}, hidden = {0};
	enum rc rc = split(st, a, def, &id, 1, &who, &hidden, err);

	if (rc == RC_OK && hidden.n)
		rc = err_set(err, RC_INVALID, "ledger.closed",
		             N_("This entry is about a file that is not open here and stays as it is."), NULL);
	ids_clear(&who);
	ids_clear(&hidden);
	return rc;
}

enum rc ledger_put(struct station *st, struct change *c, const struct ledger_def *def, void *rec,
                   struct err *err) {
	const struct record *r = rec;
	enum rc rc = r->id ? is_shown(st, c->actor, def, r->id, err) : RC_OK;

	if (rc == RC_OK && def->may)
		rc = def->may(st, rec, err);
	if (rc != RC_OK)
		return rc;
	return r->id ? change_update(c, def->entity, rec, err)
	             : change_insert(c, def->entity, rec, err);
}

enum rc ledger_save(struct station *st, const struct actor *a, const struct ledger_def *def,
                    void *rec, struct err *err) {
	struct record *r = rec;
	struct record before = *r;
	struct change c;
	char action[40];
	enum rc rc;

	snprintf(action, sizeof action, "%s.%s", def->id, r->id ? "edit" : "add");
	rc = usecase_begin(&c, st, a, ACT_SAVE, action, 0, err);
	if (rc == RC_OK)
		rc = ledger_check(def, rec, clock_today(), NULL, err);
	if (rc == RC_OK)
		rc = ledger_put(st, &c, def, rec, err);
	return change_close(&c, rc, r, &before, err);
}

enum rc ledger_is_free(struct station *st, const struct ledger_def *def, long long id,
                       struct err *err) {
	const struct entity_def *by;
	bool used = false;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && !used && (by = entity_at(i)) != NULL; i++)
		for (size_t k = 0; rc == RC_OK && !used && k < by->count; k++) {
			const struct field_def *f = &by->fields[k];
			char *sql;

			if (f->type != FT_REF || strcmp(f->ref, def->entity->name) != 0)
				continue;
			sql = mem_printf("SELECT 1 FROM \"%s\" WHERE \"%s\" = ? AND voided_at IS NULL",
			                 by->name, f->name);
			rc = query_any(st->store, &used, err, sql, id);
			free(sql);
		}
	if (rc != RC_OK || !used)
		return rc;
	return err_set(err, RC_CONFLICT, "ledger.used",
	               N_("Other records refer to it: void those first, or correct it."), NULL);
}

enum rc ledger_void(struct station *st, const struct actor *a, const struct ledger_def *def,
                    long long id, long long ver, const char *reason, struct err *err) {
	struct change c;
	char action[40];
	enum rc rc;

	snprintf(action, sizeof action, "%s.void", def->id);
	rc = usecase_begin_void(&c, st, a, action, def->entity, id, 0, err);
	if (rc == RC_OK)
		rc = ledger_is_free(st, def, id, err);
	if (rc == RC_OK)
		rc = change_void(&c, def->entity, id, ver, reason, err);
	return change_close(&c, rc, NULL, NULL, err);
}

enum rc ledger_list(struct station *st, const struct actor *a, const struct ledger_def *def,
                    struct date from, struct date to, struct ids *out, struct err *err) {
	const struct field_def *day = ledger_day_field(def);
	const char *by = day ? day->name : "NULL";
	char *sql = mem_printf("SELECT id FROM %s WHERE voided_at IS NULL AND (?1 IS NULL OR %s >="
	                       " ?1) AND (?2 IS NULL OR %s <= ?2) ORDER BY %s",
	                       def->entity->name, by, by, def->order);
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc == RC_OK)
		rc = query_ids(st->store, out, err, sql, from, to);
	free(sql);
	return rc;
}

/* The fields of a key as one expression of SQL and one text, joined by what stands in no field. */
static void key_of(const struct entity_def *def, const char *key, const void *rec, struct str *sql,
                   struct str *text) {
	for (bool first = true; *key; first = false) {
		size_t n = strcspn(key, ",");
		char *name = mem_strndup(key, n);

		str_addf(sql, "%scoalesce(CAST(%s AS TEXT), '')", first ? "" : " || char(31) || ",
			name);
		str_add(text, first ? "" : "\x1f");
		field_store_text(entity_field(def, name), rec, text);
		free(name);
		key += n + (key[n] == ',');
	}
}

enum rc ledger_match(struct station *st, const struct actor *a, const struct ledger_def *def,
                     const void *rec, struct ids *out, struct err *err) {
	struct str expression = {0}, key = {0};
	const char *fields = def->key;
	char *sql, *first = mem_strndup(fields, strcspn(fields, ","));
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (def->or_key && field_is_blank(entity_field(def->entity, first), rec))
		fields = def->or_key;
	key_of(def->entity, fields, rec, &expression, &key);
	sql = mem_printf("SELECT id FROM %s WHERE %s = ? AND NOT " TAKEN_BACK("") " ORDER BY id",
	                 def->entity->name, str_text(&expression));
	if (rc == RC_OK)
		rc = query_ids(st->store, out, err, sql, str_text(&key));
	free(sql);
	free(first);
	str_clear(&expression);
	str_clear(&key);
	return rc;
}

enum rc ledger_match_uid(struct station *st, const struct actor *a, const struct ledger_def *def,
                         const char *uid, enum match *m, long long *id, struct err *err) {
	char *sql = mem_printf("SELECT id, " MATCH_STATE("", "voided_at IS NULL")
	                       " FROM %s WHERE uid = ?", def->entity->name);
	enum rc rc = match_uid(st, a, sql, uid, m, id, err);

	free(sql);
	return rc;
}

enum rc ledger_counts(struct station *st, const struct actor *a, long long *counts,
                      struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	for (const struct ledger_def *d = ledger_table; rc == RC_OK && d->entity; d++) {
		char *sql = mem_printf("SELECT count(*) FROM %s WHERE voided_at IS NULL",
		                       d->entity->name);

		rc = query_int(st->store, &counts[d - ledger_table], err, sql);
		free(sql);
	}
	return rc;
}
