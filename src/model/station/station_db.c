/* The open station: what it is called, what it can, who works at it.
 * SPDX-License-Identifier: MIT */
#include "model/station/usecase_db.h"

enum rc station_actor(struct station *st, const char *login, const char *source, struct actor *out,
                      struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
		"SELECT id, login, name, role FROM officer WHERE login = ? AND voided_at IS NULL"
		" AND coalesce(active, 'yes') = 'yes'",
		login) {
		free(st->actor_login);
		free(st->actor_name);
		free(st->actor_role);
		st->actor_login = mem_strdup(stmt_text(q, 1));
		st->actor_name = mem_strdup(stmt_text(q, 2));
		st->actor_role = mem_strdup(stmt_text(q, 3));
		*out = (struct actor){.officer = stmt_int(q, 0), .login = st->actor_login,
		                      .name = st->actor_name, .role = st->actor_role,
		                      .session = st->session, .source = source};
		return RC_OK;
	}
	return rc != RC_OK
	               ? rc
	               : err_set(err, RC_DENIED, "station.not-officer",
	                         N_("{login} is not an officer of this station. Ask the head of the station."),
	                         "login", login, NULL);
}

enum rc station_rights(struct station *st, const struct actor *a, bool *in, bool *as_before,
                       struct err *err) {
	char *role = NULL;
	enum rc rc = usecase_rights(st, a, in, &role, err);

	*as_before = *in && a->role && strcmp(role, a->role) == 0;
	free(role);
	return rc;
}

const char *station_name(const struct station *st) { return st->name ? st->name : ""; }

const struct conf *station_conf(const struct station *st) { return st->conf; }

const char *station_db_path(const struct station *st) { return st->db_path; }

const char *station_ini_path(const struct station *st) { return st->ini_path; }

int station_schema_version(const struct station *st) { return store_version(st->store); }

bool station_is_read_only(const struct station *st) { return store_is_read_only(st->store); }

bool station_is_damaged(const struct station *st) { return store_is_damaged(st->store); }

const struct field_env *station_env(struct station *st) { return &st->env; }

void station_set_hung_up(long long (*since)(void)) { store_set_hung_up(since); }

bool station_has_changed(struct station *st) {
	long long now = store_data_version(st->store);
	bool changed = now != st->data_version;
	long long believed;

	if (changed) /* another process may have confirmed the clock */
		(void)store_doubt(st->store, &believed);
	st->data_version = now;
	return changed;
}

long long station_saves(const struct station *st) { return store_saves(st->store); }

void station_read_begin(struct station *st) { store_read_begin(st->store); }
void station_read_end(struct station *st) { store_read_end(st->store); }

enum rc station_verify(struct station *st, const struct actor *a, long long *rows,
                       struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_AUDIT, 0, err);

	if (rc == RC_OK)
		rc = audit_verify(st->store, rows, err);
	return rc == RC_OK ? audit_spool_check(st->store, err) : rc;
}

enum rc station_audit_head(struct station *st, long long *seq, char hex[65], struct err *err) {
	return audit_head(st->store, seq, hex, err);
}

enum rc station_note(struct station *st, const struct actor *a, const char *action,
                     const char *table, long long record, const char *reason, const char *detail,
                     struct err *err) {
	return audit_note(st->store, a, action, table, record, reason, "ok", detail, err);
}

enum rc station_may_write(struct station *st, struct err *err) {
	enum rc rc = usecase_writes(st, err);

	return rc == RC_OK ? usecase_dated(st, err) : rc;
}

enum rc station_may(struct station *st, const struct actor *a, enum access_action action,
                    struct err *err) {
	return usecase_query(st, a, action, 0, err);
}

bool station_is_county(const struct station *st) { return st->county; }

bool station_is_shared(const struct station *st) {
	return strcmp(conf_text(st->conf, "station", "mode"), "station") == 0;
}

enum rc station_check_file(struct station *st, struct err *err) {
	enum rc rc = store_check(st->store, err);

	return rc != RC_OK ? rc : store_check_schema(st->store, err);
}
