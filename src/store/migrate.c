/* Bringing a file up to date: ordered steps, each with its version in one transaction.
 * SPDX-License-Identifier: MIT */
#include "core/mem.h"
#include "store/backup.h"
#include "store/internal.h"

static enum rc step_failed(struct store *s, const struct migration *m, int code, struct err *err) {
	enum rc rc = store_fail(s, code, err);
	if (rc != RC_INTERNAL && rc != RC_INVALID && rc != RC_EXISTS)
		return rc;
	return err_set(err, rc, "store.step",
	               N_("{path} could not be brought up to date: step {name} failed ({detail}). "
	                  "Nothing was changed; please report it."),
	               "path", s->path, "name", m->name, "detail", sqlite3_errmsg(s->db), NULL);
}

/* Inside the transaction. */
static int step_apply(struct store *s, const struct migration *m) {
	char sql[120];
	long long bad = 0;
	int code = sqlite3_exec(s->db, m->sql, NULL, NULL, NULL);
	if (code == SQLITE_OK && sqlite3_get_autocommit(s->db))
		code = SQLITE_MISUSE; /* a step must not end the transaction it runs in */
	if (code == SQLITE_OK)
		code = connection_int(s->db, "SELECT count(*) FROM pragma_foreign_key_check", &bad);
	if (code == SQLITE_OK && bad > 0)
		code = SQLITE_CONSTRAINT_FOREIGNKEY;
	if (code != SQLITE_OK)
		return code;
	snprintf(sql, sizeof sql, "PRAGMA application_id=%lld; PRAGMA user_version=%d",
	         store_application_id(s), m->version);
	return sqlite3_exec(s->db, sql, NULL, NULL, NULL);
}

/* One step, unless another process was faster: s->version then says so. */
static enum rc step_run(struct store *s, const struct migration *m, struct err *err) {
	long long version = -1;
	enum rc rc = RC_OK;
	int code = sqlite3_exec(s->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = connection_int(s->db, "PRAGMA user_version", &version);
	if (code == SQLITE_OK && version == m->version - 1) {
		code = step_apply(s, m);
		if (code == SQLITE_OK)
			code = sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL);
		version = m->version;
	}
	if (code != SQLITE_OK)
		rc = step_failed(s, m, code, err);
	else
		s->version = (int)version;
	if (!sqlite3_get_autocommit(s->db) &&
	    sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
		s->suspect = true;
	return rc;
}

/* Named by the version that comes: whatever else happens, before-v5 is a whole file of version
 * 4. */
static enum rc backup_before(struct store *s, struct err *err) {
	char *path = mem_printf("%s.before-v%d", s->path, s->version + 1);
	enum rc rc = backup_to(s, path, err);
	free(path);
	return rc;
}

enum rc migrate(struct store *s, struct err *err) {
	if (s->version == (int)s->step_count)
		return RC_OK;
	if (s->read_only)
		return err_set(err, RC_DENIED, "store.older",
		               N_("{path} was written by an older wubao. Open it once with "
		                  "permission to write, which brings it up to date."),
		               "path", s->path, NULL);
	enum rc rc = lock_writer(s, err);
	if (rc != RC_OK)
		return rc;
	rc = identity_check(s, err); /* another process may have been here while we waited */
	if (rc == RC_OK && !s->drafts && s->version > 0 && s->version < (int)s->step_count)
		rc = backup_before(s, err);
	while (rc == RC_OK && s->version < (int)s->step_count)
		rc = step_run(s, &s->steps[s->version], err);
	unlock_writer(s);
	return rc;
}

/* ---- is it still what the steps made? ---- */

/* SQLite's own tables and the indexes of UNIQUE come by themselves. */
static const char schema_sql[] = "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema"
                                 " WHERE name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY 1";

static const char *text_at(sqlite3_stmt *q, int column) {
	const char *s = (const char *)sqlite3_column_text(q, column);

	return s != NULL ? s : "";
}

/* The steps again, into memory. */
static int make_fresh(const struct store *s, sqlite3 **fresh) {
	int code = sqlite3_open_v2(":memory:", fresh,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);

	for (int i = 0; code == SQLITE_OK && i < s->version; i++)
		code = sqlite3_exec(*fresh, s->steps[i].sql, NULL, NULL, NULL);
	return code;
}

/* *odd gets the first object that is missing, added or changed; NULL when there is none. */
static int compare(sqlite3_stmt *want, sqlite3_stmt *have, char **odd) {
	int a = SQLITE_ROW, b = SQLITE_ROW;

	while (*odd == NULL) {
		a = sqlite3_step(want);
		b = sqlite3_step(have);
		if (a != SQLITE_ROW || b != SQLITE_ROW)
			break;
		int order = strcmp(text_at(want, 0), text_at(have, 0));
		if (order != 0 || strcmp(text_at(want, 1), text_at(have, 1)) != 0)
			*odd = mem_strdup(text_at(order > 0 ? have : want, 0));
	}
	if (*odd == NULL && (a == SQLITE_ROW) != (b == SQLITE_ROW))
		*odd = mem_strdup(text_at(a == SQLITE_ROW ? want : have, 0));
	if (a != SQLITE_ROW && a != SQLITE_DONE)
		return a;
	return b == SQLITE_ROW || b == SQLITE_DONE ? SQLITE_OK : b;
}

enum rc store_check_schema(struct store *s, struct err *err) {
	sqlite3 *fresh = NULL;
	sqlite3_stmt *want = NULL, *have = NULL;
	char *odd = NULL;
	enum rc rc = store_ready(s, err);
	int code = SQLITE_OK;

	if (rc != RC_OK)
		return rc;
	code = make_fresh(s, &fresh);
	if (code == SQLITE_OK)
		code = sqlite3_prepare_v2(fresh, schema_sql, -1, &want, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_prepare_v2(s->db, schema_sql, -1, &have, NULL);
	if (code == SQLITE_OK)
		code = compare(want, have, &odd);
	if (code != SQLITE_OK)
		rc = store_fail(s, code, err);
	else if (odd != NULL)
		rc = err_set(err, RC_CORRUPT, "store.schema",
		             N_("The database was changed from outside: {name} is not as wubao "
		                "made it. Keep the file and go back to a backup."),
		             "name", odd, NULL);
	free(odd);
	sqlite3_finalize(want);
	sqlite3_finalize(have);
	sqlite3_close(fresh);
	return rc;
}
