#include "model/access/session.h"

#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "model/station/station_db.h"

enum rc session_other(struct station *st, const struct actor *a, const char *boot, long long *pid, struct err *err) {
	struct stmt *q = NULL;
	enum rc rc = stmt_get(st->store,
	                      "SELECT pid FROM session WHERE officer = ?1 AND ended IS NULL AND boot IS ?2 AND uid <> ?3"
	                      " ORDER BY began DESC LIMIT 1",
	                      &q, err);

	*pid = 0;
	if (rc == RC_OK) {
		stmt_bind_int(q, 1, a->officer);
		stmt_bind_text(q, 2, boot);
		stmt_bind_text(q, 3, a->session);
		rc = id_read(q, pid, err);
	}
	return rc;
}

enum rc session_list(struct station *st, const struct actor *a, const char *boot, struct session_open **out, size_t *n,
                     struct err *err) {
	struct stmt *q = NULL;
	bool row = false;
	enum rc rc = usecase_query(st, a, ACT_OFFICERS, 0, err);

	*out = NULL;
	*n = 0;
	if (rc == RC_OK)
		rc = stmt_get(st->store,
		              "SELECT o.login, o.name, s.fingerprint, s.pid, s.began FROM session s JOIN officer o ON o.id = s.officer"
		              " WHERE s.ended IS NULL AND s.boot IS ?1 ORDER BY s.began, s.uid",
		              &q, err);
	if (rc != RC_OK)
		return rc;
	stmt_bind_text(q, 1, boot);
	while ((rc = stmt_step(q, &row, err)) == RC_OK && row) {
		*out = mem_grow(*out, *n + 1, sizeof **out);
		(*out)[(*n)++] = (struct session_open){
			.login = mem_strdup(stmt_text(q, 0)), .name = mem_strdup(stmt_text(q, 1)), .key = mem_strdup(stmt_text(q, 2)),
			.pid = stmt_int(q, 3), .began = stmt_int(q, 4)};
	}
	stmt_done(q);
	if (rc == RC_OK)
		rc = audit_note(st->store, a, "officer.sessions", "officer", 0, NULL, "ok", NULL, err);
	return rc;
}

void session_list_clear(struct session_open *list, size_t n) {
	for (size_t i = 0; i < n; i++) {
		free(list[i].login);
		free(list[i].name);
		free(list[i].key);
	}
	free(list);
}

/* Close the officer's open rows but this run's; or this run's own. */
static enum rc close_rows(struct change *c, const struct actor *a, bool own, const char *how, struct err *err) {
	struct stmt *q = NULL;
	enum rc rc = stmt_get(c->store,
	                      "UPDATE session SET ended = ?1, how = ?2 WHERE officer = ?3 AND ended IS NULL"
	                      " AND (uid = ?4) = ?5",
	                      &q, err);

	if (rc != RC_OK)
		return rc;
	stmt_bind_int(q, 1, c->now);
	stmt_bind_text(q, 2, how);
	stmt_bind_int(q, 3, a->officer);
	stmt_bind_text(q, 4, a->session);
	stmt_bind_int(q, 5, own);
	return stmt_run(q, err);
}

enum rc session_begin(struct station *st, const struct actor *a, long long pid, const char *boot, const char *detail,
                      struct err *err) {
	struct change c = {0};
	struct stmt *q = NULL;
	enum rc rc;

	if (store_is_read_only(st->store)) { /* where not even this can be written only counts are shown */
		(void)audit_note(st->store, a, "login", "officer", a->officer, NULL, "ok", detail, NULL);
		return RC_OK;
	}
	rc = change_begin(&c, st->store, a, "login", err);
	if (rc == RC_OK)
		rc = close_rows(&c, a, false, "gone", err);
	if (rc == RC_OK)
		rc = stmt_get(st->store,
		              "INSERT INTO session (uid, officer, source, fingerprint, pid, boot, began) VALUES (?,?,?,?,?,?,?)", &q,
		              err);
	if (rc == RC_OK) {
		stmt_bind_text(q, 1, a->session);
		stmt_bind_int(q, 2, a->officer);
		stmt_bind_text(q, 3, a->source);
		stmt_bind_text(q, 4, a->key);
		stmt_bind_int(q, 5, pid);
		stmt_bind_text(q, 6, boot);
		stmt_bind_int(q, 7, c.now);
		rc = stmt_run(q, err);
	}
	if (rc == RC_OK) {
		c.table = "officer";
		c.record = a->officer;
		c.detail = detail;
		rc = change_commit(&c, err);
	}
	change_end(&c);
	return rc;
}

enum rc session_end(struct station *st, const struct actor *a, const char *how, struct err *err) {
	const char *action = strcmp(how, "lost") == 0 ? "session_lost" : "logout";
	struct change c = {0};
	enum rc rc;

	if (store_is_read_only(st->store))
		return audit_note(st->store, a, action, "officer", a->officer, NULL, "ok", how, err);
	rc = change_begin(&c, st->store, a, action, err);
	if (rc == RC_OK)
		rc = close_rows(&c, a, true, how, err);
	if (rc == RC_OK) {
		c.table = "officer";
		c.record = a->officer;
		c.detail = how;
		rc = change_commit(&c, err);
	}
	change_end(&c);
	return rc;
}
