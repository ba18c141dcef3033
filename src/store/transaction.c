/* One action, one transaction: the lock file first, then BEGIN IMMEDIATE.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/process.h"
#include "store/internal.h"
#include "store/query.h"

/* Somebody was thrown out of the middle of a save: that is on record with the next one. */
static enum rc note_broken(struct store *s, struct err *err) {
	static const struct actor nobody = {.source = "lock"};
	char detail[40];
	struct audit_row row = {.now = clock_now_ms(), .actor = &nobody, .action = "lock.broken",
	                        .result = "ok", .detail = detail};
	enum rc rc;

	if (s->broken_pid == 0 || s->drafts || s->version != (int)s->step_count)
		return RC_OK;
	snprintf(detail, sizeof detail, "pid=%lld", s->broken_pid);
	rc = audit_next(s, &row.seq, err);
	return rc == RC_OK ? audit_append(s, &row, err) : rc;
}

enum rc store_begin(struct store *s, struct err *err) {
	if (s->open)
		return store_misuse("an action within an action", err);
	store_read_end(s);
	enum rc rc = store_ready(s, err);
	if (rc != RC_OK)
		return rc;
	if (s->damaged)
		return sqlite_sentence(s->db, SQLITE_CORRUPT, s->path, err);
	if (s->read_only)
		return sqlite_sentence(s->db, SQLITE_READONLY, s->path, err);

	rc = lock_writer(s, err);
	if (rc != RC_OK)
		return rc;
	s->open = true;
	long long version = s->version;
	int code = sqlite3_exec(s->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = connection_int(s->db, "PRAGMA user_version", &version);
	if (code != SQLITE_OK)
		rc = store_fail(s, code, err);
	else if (version != s->version)
		rc = err_set(err, RC_NEWER, "store.moved_on",
		             N_("A newer wubao has brought {path} up to date meanwhile. "
		                "Nothing was saved; leave and start the newer program."),
		             "path", s->path, NULL);
	if (rc == RC_OK)
		rc = note_broken(s, err);
	if (rc != RC_OK)
		store_rollback(s);
	return rc;
}

enum rc store_commit(struct store *s, struct err *err) {
	enum rc rc = RC_OK;
	if (!s->open || s->suspect || s->db == NULL || sqlite3_get_autocommit(s->db)) {
		rc = err_set(err, RC_IO, "store.broken_off",
		             N_("Saving was broken off by an earlier error. Nothing was saved; try "
		                "again."), NULL);
	} else {
		int code = sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL);
		if (code != SQLITE_OK)
			rc = store_fail(s, code, err);
		/* When the last sync of all fails the action is in the file and may yet be lost:
		 * say so, do not guess. */
		if (rc == RC_IO)
			err_set(err, rc, "store.commit",
			        N_("Writing {path} failed at the very end of saving. "
			           "Check the disk; look whether the record is there before you "
			           "save it again."),
			        "path", s->path, NULL);
	}
	if (rc != RC_OK) {
		store_rollback(s);
		return rc;
	}
	s->open = false;
	s->broken_pid = 0;
	unlock_writer(s);
	return RC_OK;
}

enum rc store_rebuild(struct store *s, struct err *err) {
	store_read_end(s);
	enum rc rc = store_ready(s, err);
	if (rc != RC_OK || (rc = lock_writer(s, err)) != RC_OK)
		return rc;
	if ((rc = room_check(s, s->path, 0, err)) != RC_OK) {
		unlock_writer(s);
		return rc;
	}
	/* SQLite attaches the copy it makes */
	int attached = sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 1);
	int code = sqlite3_exec(s->db, "VACUUM", NULL, NULL, NULL);
	sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, attached);
	if (code != SQLITE_OK)
		rc = store_fail(s, code, err);
	unlock_writer(s);
	return rc;
}

void store_rollback(struct store *s) {
	if (!s->open)
		return;
	/* After some errors SQLite has rolled back by itself (rule 12.5). */
	if (s->db != NULL && !sqlite3_get_autocommit(s->db) &&
	    sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
		s->suspect = true;
	s->open = false;
	unlock_writer(s);
}

void store_read_begin(struct store *s) {
	if (s->open || s->reading || s->suspect || s->db == NULL)
		return;
	s->reading = sqlite3_exec(s->db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK;
	process_hold(s->reading);
}

void store_read_end(struct store *s) {
	if (!s->reading)
		return;
	s->reading = false;
	process_hold(-1);
	if (s->db != NULL && !sqlite3_get_autocommit(s->db) &&
	    sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
		s->suspect = true;
}

bool store_in_transaction(const struct store *s) { return s->open; }

void store_set_hung_up(long long (*since)(void)) { lock_hung_up = since; }

int store_set_wait(struct store *s, int wait_ms) {
	int before = s->wait_ms;

	s->wait_ms = wait_ms;
	return before;
}

int store_set_wait_look(struct store *s) {
	enum { LOOK_MS = 1000, IN_VAIN_MS = 5000 };
	bool in_vain = s->busy_at != 0 && clock_mono_ms() < s->busy_at + IN_VAIN_MS;
	int wait = in_vain ? 0 : LOOK_MS;

	return store_set_wait(s, wait < s->wait_ms ? wait : s->wait_ms);
}

long long store_saves(const struct store *s) { return s->saves; }

long long store_data_version(struct store *s) {
	long long version;
	struct err ignored;
	(void)query_int(s, &version, &ignored, "PRAGMA data_version");
	/* A new connection counts anew. */
	return version + s->reopened * 1000000000LL;
}
