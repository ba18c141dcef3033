/* SPDX-License-Identifier: MIT */
#include "model/access/session.h"

#include "model/access/disclosure.h"
#include "model/station/usecase_db.h"

enum rc session_other(struct station *st, const struct actor *a, const char *boot, long long *pid,
                      struct err *err) {
	enum rc rc = query_int(st->store, pid, err,
		"SELECT pid FROM session WHERE officer = ?1 AND ended IS NULL AND boot IS ?2 AND "
		"uid <> ?3 ORDER BY began DESC LIMIT 1",
		a->officer, boot, a->session);

	return rc;
}

enum rc session_note_elsewhere(struct station *st, const struct actor *a, struct err *err) {
	return audit_note(st->store, a, "login.elsewhere", "officer", a->officer, NULL, "ok", NULL,
	                  err);
}

enum rc session_elsewhere(struct station *st, const struct actor *a, bool own, long long *time,
                          struct err *err) {
	return query_int(st->store, time, err,
		"SELECT time FROM audit WHERE table_name = 'officer' AND record = ?1 AND"
		" action = 'login.elsewhere' AND (session = ?2) = ?3 AND time >="
		" coalesce((SELECT began FROM session WHERE uid = ?2), 0) * (NOT ?3) ORDER BY "
		"seq DESC LIMIT 1",
		a->officer, a->session, own);
}

enum rc session_list(struct station *st, const struct actor *a, const char *boot,
                     struct session_open **out, size_t *n, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_OFFICERS, 0, err);

	*out = NULL;
	*n = 0;
	QUERY_EACH(
		q, rc, st->store, err,
		"SELECT o.login, o.name, s.fingerprint, s.pid, s.began FROM session s JOIN "
		"officer o ON o.id = s.officer"
		" WHERE s.ended IS NULL AND s.boot IS ?1 ORDER BY s.began, s.uid",
		boot) {
		VEC_PUSH(*out, *n,
		         (struct session_open){.login = mem_strdup(stmt_text(q, 0)),
		                               .name = mem_strdup(stmt_text(q, 1)),
		                               .key = mem_strdup(stmt_text(q, 2)),
		                               .pid = stmt_int(q, 3), .began = stmt_int(q, 4)});
	}
	if (rc == RC_OK)
		rc = audit_note(st->store, a, "officer.sessions", "officer", 0, NULL, "ok", NULL,
		                err);
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
static enum rc close_rows(struct change *c, const struct actor *a, bool own, const char *how,
                          struct err *err) {
	return query_run(c->store, err,
		"UPDATE session SET ended = ?1, how = ?2 WHERE officer = ?3 AND ended IS NULL"
		" AND (uid = ?4) = ?5",
		c->now, how, a->officer, a->session, own);
}

enum rc session_begin(struct station *st, const struct actor *a, long long pid, const char *boot,
                      const char *detail, struct err *err) {
	struct change c = {0};
	int wait = store_set_wait_look(st->store);
	enum rc rc;

	TRY(usecase_writes(st, err));
	TRY(change_begin(&c, st->store, a, "login", err));
	TRY(close_rows(&c, a, false, "gone", err));
	TRY(query_run(st->store, err,
		"INSERT INTO session (uid, officer, source, fingerprint, pid, boot, began) "
		"VALUES (?,?,?,?,?,?,?)",
		a->session, a->officer, a->source, a->key, pid, boot, c.now));
	c.table = "officer";
	c.record = a->officer;
	c.detail = detail;
	rc = change_commit(&c, err);
	if (rc == RC_OK)
		disclosure_sweep(st, a);
out:
	change_end(&c);
	store_set_wait(st->store, wait);
	if (rc == RC_OK || !usecase_look_stays(st, rc))
		return rc;
	/* where not even this can be written only counts are shown */
	(void)audit_note(st->store, a, "login", "officer", a->officer, NULL, "ok", detail, NULL);
	return RC_OK;
}

enum rc session_end(struct station *st, const struct actor *a, const char *how, struct err *err) {
	const char *action = strcmp(how, "lost") == 0 ? "session_lost" : "logout";
	struct change c = {0};
	int wait = store_set_wait_look(st->store);
	enum rc rc = usecase_writes(st, err);

	if (rc == RC_OK)
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
	store_set_wait(st->store, wait);
	return rc == RC_OK || !usecase_look_stays(st, rc)
	               ? rc
	               : audit_note(st->store, a, action, "officer", a->officer, NULL, "ok", how,
	                            err);
}
