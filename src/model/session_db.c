#include "model/session.h"

#include <string.h>

#include "core/clock.h"
#include "station_db.h"

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
