/* Opening and making a station: the roof of the model, which knows every room.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/file.h"
#include "core/hash.h"
#include "model/access/access_db.h"
#include "model/event/leave.h"
#include "model/rules/due.h"
#include "model/rules/due_db.h"
#include "model/settings.h"
#include "model/station/tables.h"
#include "model/station/usecase_db.h"
#include "store/backup.h"
#include "store/schema.h"

static struct station *new_station(const struct station_options *opt) {
	struct station *st = mem_zalloc(1, sizeof *st);

	st->db_path = mem_strdup(opt->db);
	st->ini_path = opt->ini ? mem_strdup(opt->ini) : file_with_suffix(opt->db, ".ini");
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
	free(st->profiles);
	free(st->db_path);
	free(st->ini_path);
	free(st->name);
	free(st->actor_login);
	free(st->actor_name);
	free(st->actor_role);
	free(st->ref_text);
	free(st);
}

/* What follows from every change. */
static enum rc follow(void *ctx, const struct change *c, struct err *err) {
	enum rc rc = due_follow(ctx, c, err);

	return rc == RC_OK ? cases_follow(ctx, c, err) : rc;
}

/* The INI's values take effect; a missing file means defaults. */
static enum rc read_conf(struct station *st, struct err *err) {
	struct settings s;
	enum rc rc = settings_load(st->ini_path, &s, err);

	st->follow = follow;
	st->conf = s.conf;
	st->profiles = s.profiles;
	st->book = s.book;
	if (rc != RC_OK)
		return rc;
	clock_set_utc_offset((int)conf_int(st->conf, "time", "utc_offset"));
	leave_ask_approval(conf_bool(st->conf, "rules", "leave_approval"));
	due_long_overdue(conf_int(st->conf, "rules", "head_days"));
	return RC_OK;
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

/* What was looked at while the database could only be read. When that fails the file stays, and the
 * next to open tries. */
static void take_spool(void *station) {
	struct station *st = station;
	const struct actor by = {.session = st->session};
	struct err ignored;

	if (!store_is_read_only(st->store))
		(void)audit_spool_take(st->store, &by, password_take, st, &ignored);
}

enum rc station_open(struct station **out, const struct station_options *opt, struct err *err) {
	struct station *st = new_station(opt);
	long long believed;
	char *kind;
	enum rc rc = store_swap_finish(st->db_path, err);

	if (rc == RC_OK)
		rc = read_conf(st, err);
	if (rc == RC_OK)
		rc = open_store(st, false, opt->read_only, err);
	if (rc == RC_OK) {
		st->name = setting_get(st->store, "station.name");
		kind = setting_get(st->store, "station.kind");
		st->county = kind && strcmp(kind, "county") == 0;
		free(kind);
		file_keep(st->db_path);
		take_spool(st);
		audit_spool_by(st->store, take_spool, st);
		audit_spool_reserve(st->store);
		store_doubt_after(st->store, conf_int(st->conf, "time", "ahead_days"));
		(void)store_doubt(st->store, &believed);
		(void)cases_switch(st, err); /* not now: nobody's case is another's before the next opening */
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
static enum rc first_officer(struct station *st, const char *station, bool county,
                             const char *login, const char *name, struct err *err) {
	const struct actor maker = {.login = login, .name = name, .role = "head",
	                            .session = st->session, .source = "cli"};
	struct officer head;
	struct change c = {0};
	char day[DATE_BUF];
	enum rc rc;

	entity_init(&officer_def, &head);
	head.login = mem_strdup(login);
	head.name = mem_strdup(name);
	head.role = code_of("head");
	head.active = code_of("yes");
	TRY(change_begin(&c, st->store, &maker, county ? "county.init" : "station.init", err));
	TRY(change_insert(&c, &officer_def, &head, err));
	TRY(setting_set(st->store, "station.name", station, err));
	if (county)
		TRY(setting_set(st->store, "station.kind", "county", err));
	TRY(setting_set(st->store, "station.began", date_format(clock_today(), day), err));
	/* so that the first import leaves the first Today nothing to make up for */
	TRY(due_bounds_set(st, err));
	rc = change_commit(&c, err);
out:
	change_end(&c);
	entity_clear(&officer_def, &head);
	return rc;
}

enum rc station_folder_is_closed(const char *db, struct err *err) {
	return file_is_open_to_others(db)
	               ? err_set(err, RC_DENIED, "station.open-folder",
	                         N_("Others on this machine can reach the folder of {path}. Close it first: chmod 700 FOLDER"),
	                         "path", db, NULL)
	               : RC_OK;
}

enum rc station_init(const struct station_options *opt, const char *name, const char *login,
                     const char *officer_name, struct err *err) {
	struct station *st = new_station(opt);
	const char *const triples[] = {
		"station", "name", name, "station", "mode", opt->mode ? opt->mode : "single", NULL};
	enum rc rc;
	bool made;

	TRY(station_folder_is_closed(opt->db, err));
	TRY(read_conf(st, err));
	TRY(open_store(st, true, false, err));
	TRY(first_officer(st, name, opt->county, login, officer_name, err));
	rc = conf_write_new(st->ini_path, triples, err);
out:
	/* an INI prepared beforehand stays as it is; an existing database was refused above */
	if (rc == RC_EXISTS)
		rc = st->store ? RC_OK : rc;
	made = st->store != NULL;
	station_close(st);
	if (rc != RC_OK && made)
		store_remove_new(opt->db);
	return rc;
}

enum rc station_check_tables(struct station *st, struct err *err) {
	const struct entity_def *def;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && (def = entity_at(i)) != NULL; i++)
		rc = record_check_table(st->store, def, err);
	return rc;
}
