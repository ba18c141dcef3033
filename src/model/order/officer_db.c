/* Officers and their keys in the database: above the orders, which name an officer in words, so
 * that a new name goes into them. SPDX-License-Identifier: MIT */
#include "model/access/officer.h"

#include "core/clock.h"
#include "core/sshkey.h"
#include "model/order/order_db.h"
#include "model/station/usecase_db.h"

enum rc officer_list(struct station *st, const struct actor *a, struct ids *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_OFFICERS, 0, err);

	return rc != RC_OK
	               ? rc
	               : query_ids(st->store, out, err,
	                           "SELECT id FROM officer WHERE voided_at IS NULL ORDER BY login");
}

enum rc officer_get(struct station *st, const struct actor *a, long long id, struct officer *out,
                    struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_OFFICERS, 0, err);

	entity_init(&officer_def, out);
	return rc == RC_OK ? record_load(st->store, &officer_def, id, out, err) : rc;
}

enum rc officers_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                     struct officer *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_OFFICERS, 0, err);

	for (size_t i = 0; i < n; i++)
		entity_init(&officer_def, &out[i]);
	return rc == RC_OK ? records_load(st->store, &officer_def, NULL, ids, n, out, err) : rc;
}

/* One number a query answers for a text; 0 for none. */
static enum rc number(struct station *st, const char *sql, const char *text, long long other,
                      long long *out, struct err *err) {
	return query_int(st->store, out, err, sql, text, other);
}

enum rc officer_find(struct station *st, const struct actor *a, const char *login,
                     struct officer *out, struct err *err) {
	long long id = 0;
	enum rc rc = number(st,
		"SELECT id FROM officer WHERE login = ?1 AND voided_at IS NULL AND ?2 = 0", login,
		0, &id, err);

	entity_init(&officer_def, out);
	if (rc == RC_OK && id == 0)
		rc = err_set(err, RC_NOT_FOUND, "officer.none",
		             N_("No officer here has the login {login}"), "login", login, NULL);
	return rc == RC_OK ? officer_get(st, a, id, out, err) : rc;
}

static bool is_login(const char *s) {
	enum { LONGEST = 32 };

	if (!s || *s < 'a' || *s > 'z' || strlen(s) > LONGEST)
		return false;
	return strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-_") == strlen(s);
}

static enum rc check(struct station *st, const struct officer *o, struct err *err) {
	bool leads = strcmp(o->role.s, "head") == 0 && strcmp(o->active.s, "no") != 0;
	long long other = 0, kept = 0;
	enum rc rc = entity_check(&officer_def, o, clock_today(), err);

	if (rc == RC_OK && !is_login(o->login))
		return err_field(err, "login", "officer.login",
			N_("A login is a small letter, then small letters, digits, - or _; 32 "
			   "at most."),
			NULL);
	if (rc == RC_OK && !code_find(&codes_role, o->role))
		return err_field(err, "role", "officer.role",
		                 N_("The role is one of officer, head, auditor, reader."), NULL);
	if (rc == RC_OK)
		rc = number(st, "SELECT id FROM officer WHERE login = ?1 AND id <> ?2", o->login,
		            o->rec.id, &other, err);
	if (rc == RC_OK && other)
		return err_field(err, "login", "officer.exists",
		                 N_("This login is, or was, another officer's."), NULL);
	if (rc == RC_OK && o->rec.id)
		rc = number(st, "SELECT id FROM officer WHERE login = ?1 AND id = ?2", o->login,
		            o->rec.id, &kept, err);
	if (rc == RC_OK && o->rec.id && !kept)
		return err_field(err, "login", "officer.fixed",
		                 N_("A login is never changed: the log names people by it."), NULL);
	if (rc == RC_OK && !leads) {
		rc = number(st,
			"SELECT count(*) FROM officer WHERE role = ?1 AND id <> ?2 AND voided_at "
			"IS NULL AND coalesce(active, 'yes') = 'yes'",
			"head", o->rec.id, &other, err);
		if (rc == RC_OK && other == 0)
			rc = err_set(err, RC_INVALID, "officer.last-head",
			             N_("A station has a head: name another one first."), NULL);
	}
	return rc;
}

static enum rc stored_name(struct station *st, long long id, char **name, struct err *err) {
	struct officer old;
	enum rc rc;

	entity_init(&officer_def, &old);
	rc = record_load(st->store, &officer_def, id, &old, err);
	if (rc == RC_OK)
		*name = mem_strdup(old.name);
	entity_clear(&officer_def, &old);
	return rc;
}

/* Orders name their worker in words: under another name the officer would no longer be in charge of
 * them. */
static enum rc carry_name(struct station *st, struct change *c, const struct officer *o,
                          const char *old, struct err *err) {
	long long twin = 0;
	size_t orders = 0;
	enum rc rc = RC_OK;

	if (strcmp(old, o->name) != 0)
		rc = order_rename_worker(c, old, o->name, &orders, err);
	if (rc == RC_OK && orders > 0)
		rc = number(st,
			"SELECT count(*) FROM officer WHERE name = ?1 AND id <> ?2 AND "
			"voided_at IS NULL",
			old, o->rec.id, &twin, err);
	if (rc == RC_OK && twin)
		rc = err_field(err, "name", "officer.twin",
			N_("Open orders name {name}, and another officer here is called that "
			   "too. Say in these orders first who "
		           "is in charge."),
			"name", old, NULL);
	return rc;
}

enum rc officer_save(struct station *st, const struct actor *a, struct officer *o,
                     struct err *err) {
	struct change c;
	struct record before = o->rec;
	char *old = NULL;
	enum rc rc = usecase_begin(&c, st, a, ACT_OFFICERS,
	                           o->rec.id ? "officer.edit" : "officer.add", 0, err);

	if (rc == RC_OK && !code_is_set(o->active))
		o->active = code_of("yes");
	if (rc == RC_OK)
		rc = check(st, o, err);
	if (rc == RC_OK && before.id)
		rc = stored_name(st, before.id, &old, err);
	if (rc == RC_OK)
		rc = o->rec.id ? change_update(&c, &officer_def, o, err)
		               : change_insert(&c, &officer_def, o, err);
	if (rc == RC_OK && old)
		rc = carry_name(st, &c, o, old, err);
	rc = change_close(&c, rc, &o->rec, &before, err);
	free(old);
	return rc;
}

static enum rc drop_keys(struct change *c, long long officer, struct err *err) {
	return query_run(c->store, err,
		"UPDATE officer_key SET removed_at = ?2 WHERE officer = ?1 AND removed_at IS NULL",
		officer, c->now);
}

static enum rc put_key(struct change *c, long long officer, const struct sshkey *key,
                       struct err *err) {
	enum rc rc = query_run(c->store, err,
		"INSERT INTO officer_key (fingerprint, officer, key, added_at) VALUES (?1, ?2, "
		"?3, ?4) ON CONFLICT (fingerprint) DO UPDATE SET removed_at = NULL, added_at = ?4 "
		"WHERE officer = ?2",
		key->fingerprint, officer, key->text, c->now);

	if (rc == RC_OK && store_changes(c->store) == 0)
		rc = err_set(err, RC_EXISTS, "key.exists",
			N_("This key is another officer's: each has a key of their own."), NULL);
	return rc;
}

enum rc officer_add_key(struct station *st, const struct actor *a, long long officer,
                        const char *line, bool replace, char *fingerprint, struct err *err) {
	struct sshkey *key = mem_zalloc(1, sizeof *key);
	struct change c;
	enum rc rc;

	TRY(usecase_begin(&c, st, a, ACT_OFFICERS, "officer.key", 0, err));
	TRY(sshkey_parse(line, key, err));
	if (replace)
		TRY(drop_keys(&c, officer, err));
	TRY(put_key(&c, officer, key, err));
	c.table = "officer";
	c.record = officer;
	c.detail = key->fingerprint;
	rc = change_commit(&c, err);
out:
	change_end(&c);
	if (rc == RC_OK && fingerprint)
		memcpy(fingerprint, key->fingerprint, sizeof key->fingerprint);
	free(key);
	return rc;
}

enum rc officer_check_key(struct station *st, const struct actor *a, const char *fingerprint,
                          struct err *err) {
	long long any = 0, good = 0;
	enum rc rc =
		number(st, "SELECT count(*) FROM officer_key WHERE officer = ?2 AND ?1 IS NOT NULL",
	               "", a->officer, &any, err);

	if (rc == RC_OK && any)
		rc = number(st,
			"SELECT 1 FROM officer_key WHERE fingerprint = ?1 AND officer = ?2 AND "
			"removed_at IS NULL",
			fingerprint, a->officer, &good, err);
	if (rc != RC_OK || !any || good)
		return rc;
	audit_note(st->store, a, "login", "officer", a->officer, NULL, "denied", "key", NULL);
	return err_set(err, RC_DENIED, "officer.key-gone",
		N_("The key you came in by is not, or no longer, yours in this station. Ask "
		   "its head."),
		NULL);
}

/* One line of sshd's key file: it can do nothing but start the program. */
static void key_line(const char *program, const char *login, const char *key, struct str *out) {
	str_addf(out, "restrict,pty,command=\"%s --officer %s\" %s %s\n", program, login, key,
	         login);
}

enum rc officer_key_file(struct station *st, const struct actor *a, const char *program,
                         struct str *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_OFFICERS, 0, err);

	QUERY_EACH(
		q, rc, st->store, err,
		"SELECT o.login, k.key FROM officer_key k JOIN officer o ON o.id = k.officer"
		" WHERE k.removed_at IS NULL AND o.voided_at IS NULL AND coalesce(o.active, "
		"'yes') = 'yes' ORDER BY o.login, k.added_at")
	key_line(program, stmt_text(q, 0), stmt_text(q, 1), out);
	return rc;
}
