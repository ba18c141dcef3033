/* Opening and making a station. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/hash.h"
#include "model/event/drug_testing.h"
#include "model/event/leave.h"
#include "model/order/order.h"
#include "model/person/resident.h"
#include "model/report/figure.h"
#include "model/station/approval.h"
#include "model/station/attachment.h"
#include "model/station/import_batch.h"
#include "model/station/station_db.h"
#include "model/station/tables.h"
#include "model/team/team.h"
#include "store/schema.h"

static const struct entity_def *const entities[] = {
	&officer_def, &approval_def, &import_def, &place_def, &team_def, &resident_def, &order_def, &status_def,
	&contact_def, &member_def, &duty_def, &attachment_def,
};

const struct entity_def *station_entity(const char *table) {
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		if (strcmp(entities[i]->name, table) == 0)
			return entities[i];
	for (const struct event_def *d = event_table; d->entity; d++)
		if (strcmp(d->entity->name, table) == 0)
			return d->entity;
	return NULL;
}

/* The INI beside the database: same name, suffix .ini. */
static char *ini_beside(const char *db) {
	const char *slash = strrchr(db, '/');
	const char *dot = strrchr(slash ? slash : db, '.');
	size_t n = dot && dot != db && dot[-1] != '/' ? (size_t)(dot - db) : strlen(db);

	return mem_printf("%.*s.ini", (int)n, db);
}

static struct station *new_station(const struct station_options *opt) {
	struct station *st = mem_zalloc(1, sizeof *st);

	st->db_path = mem_strdup(opt->db);
	st->ini_path = opt->ini ? mem_strdup(opt->ini) : ini_beside(opt->db);
	st->env = (struct field_env){.ctx = st, .ref_name = ref_name, .ref_find = ref_find};
	uid_make(st->session);
	return st;
}

void station_close(struct station *st) {
	if (!st)
		return;
	store_close(st->drafts);
	store_close(st->store);
	profile_book_free(st->book);
	conf_free(st->conf);
	free(st->db_path);
	free(st->ini_path);
	free(st->name);
	free(st->actor_login);
	free(st->actor_name);
	free(st->actor_role);
	free(st->ref_text);
	free(st);
}

/* The INI's values take effect; a missing file means defaults. */
static enum rc read_conf(struct station *st, struct err *err) {
	enum rc rc;

	st->conf = conf_new();
	conf_register_codes(codes_all, codes_all_count);
	rc = conf_load(st->conf, st->ini_path, err);
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	clock_set_utc_offset((int)conf_int(st->conf, "time", "utc_offset"));
	leave_ask_approval(conf_bool(st->conf, "rules", "leave_approval"));
	if ((rc = figure_choose(st->conf, err)) != RC_OK)
		return rc;
	due_long_overdue(conf_int(st->conf, "rules", "head_days"));
	rc = profile_set_choose(&st->profiles, conf_text(st->conf, "rules", "test_profile_detox"),
	                        conf_text(st->conf, "rules", "test_profile_rehab"), err);
	if (strcmp(conf_text(st->conf, "rules", "visits"), "two") == 0)
		profile_set_add(&st->profiles, "visits2");
	return rc == RC_OK ? profile_book_read(&st->book, st->conf, st->ini_path, &st->profiles, err) : rc;
}

static enum rc open_store(struct station *st, bool create, bool read_only, struct err *err) {
	const struct store_options opt = {
		.migrations = schema_migrations,
		.migration_count = schema_migration_count,
		.create = create,
		.read_only = read_only,
		.allow_filesystem = conf_bool(st->conf, "files", "allow_filesystem"),
	};

	return store_open(&st->store, st->db_path, &opt, err);
}

/* What was looked at while the database could only be read. When that fails the file stays, and the next to open tries. */
static void take_spool(struct station *st) {
	const struct actor by = {.session = st->session};
	struct err ignored;

	if (!store_is_read_only(st->store))
		(void)audit_spool_take(st->store, &by, password_take, st, &ignored);
}

enum rc station_open(struct station **out, const struct station_options *opt, struct err *err) {
	struct station *st = new_station(opt);
	enum rc rc = read_conf(st, err);

	if (rc == RC_OK)
		rc = open_store(st, false, opt->read_only, err);
	if (rc == RC_OK) {
		st->name = setting_get(st->store, "station.name");
		take_spool(st);
		st->data_version = store_data_version(st->store);
#ifndef NDEBUG
		rc = station_check_tables(st, err);
#endif
	}
	if (rc != RC_OK) {
		station_close(st);
		return rc;
	}
	*out = st;
	return RC_OK;
}

/* The first officer: the head, who is the Unix user that made the station. */
static enum rc first_officer(struct station *st, const char *station, const char *login, const char *name,
                             struct err *err) {
	const struct actor maker = {.login = login, .name = name, .role = "head", .session = st->session, .source = "cli"};
	struct officer head;
	struct change c = {0};
	char day[DATE_BUF];
	enum rc rc;

	entity_init(&officer_def, &head);
	head.login = mem_strdup(login);
	head.name = mem_strdup(name);
	head.role = code_of("head");
	head.active = code_of("yes");
	rc = change_begin(&c, st->store, &maker, "station.init", err);
	if (rc == RC_OK)
		rc = change_insert(&c, &officer_def, &head, err);
	if (rc == RC_OK)
		rc = setting_set(st->store, "station.name", station, err);
	if (rc == RC_OK)
		rc = setting_set(st->store, "station.began", date_format(clock_today(), day), err);
	if (rc == RC_OK) /* so that the first import leaves the first Today nothing to make up for */
		rc = due_bounds_set(st, err);
	if (rc == RC_OK)
		rc = change_commit(&c, err);
	change_end(&c);
	entity_clear(&officer_def, &head);
	return rc;
}

enum rc station_init(const struct station_options *opt, const char *name, const char *login, const char *officer_name,
                     struct err *err) {
	struct station *st = new_station(opt);
	const char *const triples[] = {"station", "name", name, "station", "mode", opt->mode ? opt->mode : "single", NULL};
	enum rc rc = read_conf(st, err);
	bool made;

	if (rc == RC_OK)
		rc = open_store(st, true, false, err);
	if (rc == RC_OK)
		rc = first_officer(st, name, login, officer_name, err);
	if (rc == RC_OK)
		rc = conf_write_new(st->ini_path, triples, err);
	if (rc == RC_EXISTS) /* an INI prepared beforehand stays as it is; an existing database was refused above */
		rc = st->store ? RC_OK : rc;
	made = st->store != NULL;
	station_close(st);
	if (rc != RC_OK && made)
		store_remove_new(opt->db);
	return rc;
}

enum rc station_actor(struct station *st, const char *login, const char *source, struct actor *out, struct err *err) {
	struct stmt *q = NULL;
	bool row = false;
	enum rc rc = stmt_get(st->store,
	                      "SELECT id, login, name, role FROM officer WHERE login = ? AND voided_at IS NULL"
	                      " AND coalesce(active, 'yes') = 'yes'",
	                      &q, err);

	if (rc == RC_OK) {
		stmt_bind_text(q, 1, login);
		rc = stmt_step(q, &row, err);
	}
	if (rc == RC_OK && !row)
		rc = err_set(err, RC_DENIED, "station.not-officer",
		             N_("{login} is not an officer of this station. Ask the head of the station."), "login", login, NULL);
	if (rc == RC_OK) {
		free(st->actor_login);
		free(st->actor_name);
		free(st->actor_role);
		st->actor_login = mem_strdup(stmt_text(q, 1));
		st->actor_name = mem_strdup(stmt_text(q, 2));
		st->actor_role = mem_strdup(stmt_text(q, 3));
		*out = (struct actor){.officer = stmt_int(q, 0), .login = st->actor_login, .name = st->actor_name,
		                      .role = st->actor_role, .session = st->session, .source = source};
	}
	stmt_done(q);
	return rc;
}

const char *station_name(const struct station *st) {
	return st->name ? st->name : "";
}

const struct conf *station_conf(const struct station *st) {
	return st->conf;
}

const struct profile_set *station_profiles(const struct station *st) {
	return &st->profiles;
}

const char *station_db_path(const struct station *st) {
	return st->db_path;
}

const char *station_ini_path(const struct station *st) {
	return st->ini_path;
}

int station_schema_version(const struct station *st) {
	return store_version(st->store);
}

bool station_is_read_only(const struct station *st) {
	return store_is_read_only(st->store);
}

bool station_is_damaged(const struct station *st) {
	return store_is_damaged(st->store);
}

const struct field_env *station_env(struct station *st) {
	return &st->env;
}

void station_set_hung_up(long long (*since)(void)) {
	store_set_hung_up(since);
}

bool station_has_changed(struct station *st) {
	long long now = store_data_version(st->store);
	bool changed = now != st->data_version;

	st->data_version = now;
	return changed;
}

void station_read_begin(struct station *st) { store_read_begin(st->store); }
void station_read_end(struct station *st) { store_read_end(st->store); }

enum rc station_verify(struct station *st, const struct actor *a, long long *rows, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_AUDIT, 0, err);

	if (rc == RC_OK)
		rc = audit_verify(st->store, rows, err);
	return rc == RC_OK ? audit_spool_check(st->store, err) : rc;
}

enum rc station_audit_head(struct station *st, long long *seq, char hex[65], struct err *err) {
	return audit_head(st->store, seq, hex, err);
}

enum rc station_note(struct station *st, const struct actor *a, const char *action, const char *table,
                     long long record, const char *reason, const char *detail, struct err *err) {
	return audit_note(st->store, a, action, table, record, reason, "ok", detail, err);
}

enum rc station_may_write(struct station *st, struct err *err) { return usecase_writes(st, err); }

enum rc station_may(struct station *st, const struct actor *a, enum access_action action, struct err *err) {
	return usecase_query(st, a, action, 0, err);
}

enum rc station_note_print(struct station *st, const struct actor *a, enum access_action action, const char *kind,
                           long long resident, size_t people, long long *id, struct err *err) {
	char detail[80];
	/* Who looked at a file is printed of a sealed one too. */
	enum rc rc = usecase_query(st, a, action, action == ACT_PRINT ? resident : 0, err);

	if (rc == RC_OK)
		rc = usecase_writes(st, err);
	snprintf(detail, sizeof detail, "kind=%s people=%zu", kind, people);
	if (rc == RC_OK)
		rc = audit_note(st->store, a, "print", resident ? "resident" : NULL, resident, NULL, "ok", detail, err);
	*id = rc == RC_OK ? store_last_id(st->store) : 0; /* of this row, whatever others wrote meanwhile */
	return rc;
}

enum rc station_note_file(struct station *st, const struct actor *a, const char *kind, long long *id, struct err *err) {
	char detail[80];
	enum rc rc = usecase_writes(st, err);

	snprintf(detail, sizeof detail, "kind=%s", kind);
	if (rc == RC_OK)
		rc = audit_note(st->store, a, "file", NULL, 0, NULL, "ok", detail, err);
	*id = rc == RC_OK ? store_last_id(st->store) : 0;
	return rc;
}

bool station_is_shared(const struct station *st) {
	return strcmp(conf_text(st->conf, "station", "mode"), "station") == 0;
}

enum rc station_check_file(struct station *st, struct err *err) {
	enum rc rc = store_check(st->store, err);

	return rc != RC_OK ? rc : store_check_schema(st->store, err);
}

enum rc station_check_tables(struct station *st, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < sizeof entities / sizeof *entities; i++)
		rc = record_check_table(st->store, entities[i], err);
	for (const struct event_def *d = event_table; rc == RC_OK && d->entity; d++)
		rc = record_check_table(st->store, d->entity, err);
	return rc;
}
