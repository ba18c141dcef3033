/* Passwords in the database: set, checked, and how often in vain. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/secret.h"
#include "model/access/access_db.h"
#include "model/access/officer.h"
#include "model/station/usecase_db.h"

enum rc officer_set_password(struct station *st, const struct actor *a, long long officer,
                             const char *password, struct err *err) {
	bool set = password && *password;
	char hash[SECRET_BUF] = "";
	struct change c = {0};
	enum rc rc;

	TRY(set ? secret_check(password, a->login, err) : RC_OK);
	if (set)
		TRY(secret_hash(password, hash, err));
	TRY(usecase_begin(&c, st, a, officer == a->officer ? ACT_PASSWORD : ACT_OFFICERS,
	                  "officer.password", 0, err));
	TRY(query_run(st->store, err,
		"INSERT INTO officer_secret (officer, password) VALUES (?1, ?2)"
		" ON CONFLICT (officer) DO UPDATE SET password = ?2, failures = 0, wait_until = 0",
		officer, set ? hash : NULL));
	c.table = "officer";
	c.record = officer;
	c.detail = set ? "set" : "taken away";
	rc = change_commit(&c, err);
out:
	change_end(&c);
	secret_wipe(hash, sizeof hash);
	return rc;
}

struct secret {
	char stored[SECRET_BUF];
	long long failures, wait_until;
};

static enum rc load(struct station *st, long long officer, struct secret *s, struct err *err) {
	enum rc rc = RC_OK;

	*s = (struct secret){.stored = ""};
	QUERY_EACH(
		q, rc, st->store, err,
		"SELECT coalesce(password, ''), failures, wait_until FROM officer_secret WHERE "
		"officer = ?",
		officer) {
		snprintf(s->stored, sizeof s->stored, "%s", stmt_text(q, 0));
		s->failures = stmt_int(q, 1);
		s->wait_until = stmt_int(q, 2);
	}
	return rc;
}

bool officer_has_password(struct station *st, const struct actor *a) {
	struct secret s;

	return load(st, a->officer, &s, NULL) == RC_OK && s.stored[0];
}

/* Failures in a row and the time of the last, rows of the spool added: a station that is only read
 * is no way round. */
struct tries {
	long long officer;
	struct secret *secret;
};

static bool is_action(const struct spool_row *row, const char *action) {
	return row->action_len == strlen(action) &&
	       memcmp(row->action, action, row->action_len) == 0;
}

static void add_try(struct secret *s, const struct spool_row *row) {
	if (is_action(row, "unlock")) {
		s->failures = s->wait_until = 0;
	} else if (is_action(row, "unlock.try")) {
		s->failures++;
		s->wait_until = row->time + secret_wait_ms(s->failures);
	}
}

static void add_own_try(void *ctx, const struct spool_row *row) {
	const struct tries *t = ctx;

	if (row->officer == t->officer)
		add_try(t->secret, row);
}

static enum rc put_tries(struct station *st, long long officer, const struct secret *s,
                         struct err *err) {
	return query_run(st->store, err,
		"UPDATE officer_secret SET failures = ?2, wait_until = ?3 WHERE officer = ?1",
		officer, s->failures, s->wait_until);
}

enum rc password_take(void *ctx, const struct spool_row *row, struct err *err) {
	struct secret s;
	enum rc rc;

	if (!is_action(row, "unlock") && !is_action(row, "unlock.try"))
		return RC_OK;
	rc = load(ctx, row->officer, &s, err);
	add_try(&s, row);
	if (rc == RC_OK)
		rc = put_tries(ctx, row->officer, &s, err);
	secret_wipe(&s, sizeof s);
	return rc;
}

/* The count goes up before the password is looked at: a try broken off is a try. */
static enum rc count_try(struct station *st, const struct actor *a, struct secret *s, bool good,
                         struct err *err) {
	const char *action = good ? "unlock" : "unlock.try";
	struct spool_row row = {.action = action, .action_len = strlen(action)};
	struct change c;
	int wait = store_set_wait_look(st->store);
	enum rc rc = usecase_begin(&c, st, a, ACT_PASSWORD, action, 0, err);

	if (rc == RC_OK)
		rc = load(st, a->officer, s, err); /* another terminal may have tried meanwhile */
	row.time = c.now;
	add_try(s, &row);
	if (rc == RC_OK)
		rc = put_tries(st, a->officer, s, err);
	if (rc == RC_OK) {
		c.table = "officer";
		c.record = a->officer;
		rc = change_commit(&c, err);
	}
	change_end(&c);
	store_set_wait(st->store, wait);
	if (rc == RC_OK || !usecase_look_stays(st, rc))
		return rc;
	return audit_note(st->store, a, action, "officer", a->officer, NULL, "ok", NULL, err);
}

static enum rc wait_sentence(long long ms, struct err *err) {
	char seconds[24];

	snprintf(seconds, sizeof seconds, "%lld", (ms + 999) / 1000);
	return err_set(err, RC_BUSY, "password.wait",
	               N_("Too many wrong passwords: try again in {seconds} seconds."), "seconds",
	               seconds, NULL);
}

enum rc officer_check_password(struct station *st, const struct actor *a, const char *password,
                               struct err *err) {
	struct secret s;
	long long now = clock_now_ms();
	struct tries t = {a->officer, &s};
	enum rc rc = load(st, a->officer, &s, err);

	if (rc == RC_OK && (store_is_read_only(st->store) || audit_has_spooled(st->store)))
		rc = audit_spool_each(st->store, add_own_try, &t, err);
	if (rc != RC_OK || s.stored[0] == '\0')
		return rc; /* none set: the key or the Unix user is what lets in */
	if (s.wait_until > now)
		return wait_sentence(s.wait_until - now, err);
	rc = count_try(st, a, &s, false, err);
	if (rc == RC_OK && !secret_verify(s.stored, password))
		rc = err_set(err, RC_DENIED, "password.wrong", N_("The password is wrong."), NULL);
	return rc == RC_OK ? count_try(st, a, &s, true, err) : rc;
}
