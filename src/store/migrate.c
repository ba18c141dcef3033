/* Bringing a file up to date: ordered steps, each with its version in one transaction. */
#include <stdio.h>
#include <stdlib.h>

#include "core/mem.h"
#include "store/internal.h"

static enum rc step_failed(struct store *s, const struct migration *m, int code, struct err *err) {
	enum rc rc = store_fail(s, code, err);
	if (rc != RC_INTERNAL && rc != RC_INVALID && rc != RC_EXISTS)
		return rc;
	return err_set(err, rc, "store.step",
	               N_("{path} could not be brought up to date: step {name} failed ({detail}). Nothing was changed; please report it."),
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
	snprintf(sql, sizeof sql, "PRAGMA application_id=%d; PRAGMA user_version=%d", STORE_APPLICATION_ID, m->version);
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
	if (!sqlite3_get_autocommit(s->db) && sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
		s->suspect = true;
	return rc;
}

/* Named by the version that comes: whatever else happens, before-v5 is a whole file of version 4. */
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
		               N_("{path} was written by an older wubao. Open it once with permission to write, which brings it up to date."),
		               "path", s->path, NULL);
	enum rc rc = lock_writer(s, err);
	if (rc != RC_OK)
		return rc;
	rc = identity_check(s, err); /* another process may have been here while we waited */
	if (rc == RC_OK && s->version > 0 && s->version < (int)s->step_count)
		rc = backup_before(s, err);
	while (rc == RC_OK && s->version < (int)s->step_count)
		rc = step_run(s, &s->steps[s->version], err);
	unlock_writer(s);
	return rc;
}
