/* What the station is called, each name from its day on; and where everything is.
 * SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "core/clock.h"
#include "core/file.h"
#include "core/pinyin.h"
#include "core/process.h"
#include "model/person/erase.h"
#include "model/person/resident.h"
#include "model/settings.h"
#include "model/station/usecase_db.h"

enum rc station_names(struct station *st, const struct actor *a, struct ids *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	return rc != RC_OK ? rc
	                   : query_ids(st->store, out, err, "SELECT id FROM station_name WHERE"
	                                                    " voided_at IS NULL ORDER BY id DESC");
}

enum rc station_names_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                          struct station_name *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	for (size_t i = 0; i < n; i++)
		entity_init(&station_name_def, &out[i]);
	return rc == RC_OK ? records_load(st->store, &station_name_def, NULL, ids, n, out, err) : rc;
}

/* The name until now, before there is another one. */
static enum rc keep_first(struct station *st, struct change *c, struct err *err) {
	char *began = setting_get(st->store, "station.began");
	struct station_name n;
	bool any = false;
	enum rc rc = query_any(st->store, &any, err, "SELECT 1 FROM station_name");

	entity_init(&station_name_def, &n);
	n.name = mem_strdup(station_name(st));
	if (!began || !date_parse_iso(began, &n.since))
		n.since = clock_today();
	if (rc == RC_OK && !any && *n.name)
		rc = change_insert(c, &station_name_def, &n, err);
	entity_clear(&station_name_def, &n);
	free(began);
	return rc;
}

/* The settings say it too, though nothing reads it there. */
static void name_in_settings(struct station *st, const struct actor *a, const char *name) {
	struct err ignored;

	if (access(station_ini_path(st), F_OK) == 0)
		(void)settings_put(st, a, &(struct setting){"station", "name", name}, 1, &ignored);
}

enum rc station_rename(struct station *st, const struct actor *a, struct station_name *n,
                       struct err *err) {
	struct record before = n->rec;
	struct change c;
	enum rc rc;

	TRY(usecase_begin(&c, st, a, ACT_OFFICERS, "station.rename", 0, err));
	TRY(entity_check(&station_name_def, n, clock_today(), err));
	if (date_cmp(n->since, clock_today()) > 0) {
		rc = err_field(err, "since", "station.since",
		               N_("A name is given on its day, not before."), NULL);
		goto out;
	}
	TRY(keep_first(st, &c, err));
	TRY(change_insert(&c, &station_name_def, n, err));
	rc = setting_set(st->store, "station.name", n->name, err);
out:
	rc = change_close(&c, rc, &n->rec, &before, err);
	if (rc == RC_OK) {
		free(st->name);
		st->name = mem_strdup(n->name);
		name_in_settings(st, a, n->name);
	}
	return rc;
}

/* ---- where everything is ---- */

struct facts {
	struct station_fact *v;
	size_t n;
};

static void add(struct facts *f, const char *key, const char *label, const char *value) {
	VEC_PUSH(f->v, f->n,
	         (struct station_fact){.key = key, .label = label, .value = mem_strdup(value)});
}

static void add_number(struct facts *f, const char *key, const char *label, long long number) {
	VEC_PUSH(f->v, f->n, (struct station_fact){.key = key, .label = label, .number = true,
	                                           .value = mem_printf("%lld", number)});
}

void station_facts_clear(struct station_fact *v, size_t n) {
	for (size_t i = 0; i < n; i++)
		free(v[i].value);
	free(v);
}

/* The files, and what lies where. */
static void add_files(struct station *st, struct facts *f) {
	char *backup = file_beside(st->db_path, "backup"), *out = file_beside(st->db_path, "out");
	long long room = file_room(st->db_path);

	add(f, "db", N_("Database"), station_db_path(st));
	add(f, "ini", N_("Settings"), station_ini_path(st));
	add(f, "ini_state", N_("Settings file"),
	    tr(access(station_ini_path(st), F_OK) == 0 ? N_("read") : N_("missing: defaults hold")));
	add(f, "backup_folder", N_("Folder of the backups"), backup);
	add(f, "second", N_("Second copies"), conf_text(st->conf, "backup", "second"));
	add(f, "out_folder", N_("Pages and files written"), out);
	if (room >= 0)
		add_number(f, "free_mb", N_("Room left, MB"), room >> 20);
	free(backup);
	free(out);
}

enum rc station_facts(struct station *st, const struct actor *a, struct station_fact **out,
                      size_t *n, struct err *err) {
	struct facts f = {NULL, 0};
	char day[DATE_BUF], hex[65] = "";
	long long people = 0, erased = 0, seq = 0;
	enum rc rc;

	TRY(resident_count(st, a, &people, err));
	TRY(erase_count(st, a, &erased, err));
	TRY(station_audit_head(st, &seq, hex, err));
	add(&f, "version", N_("Program"), WUBAO_VERSION);
	add(&f, "station", station_is_county(st) ? N_("County") : N_("Station"), station_name(st));
	add(&f, "mode", N_("Kind of set-up"), conf_text(st->conf, "station", "mode"));
	add_files(st, &f);
	add_number(&f, "schema", N_("Schema version"), station_schema_version(st));
	add(&f, "pinyin", N_("Pinyin table"), pinyin_version());
	add(&f, "officer", N_("Officer"), a->name);
	add(&f, "role", N_("Role"), a->role);
	add(&f, "today", N_("Today"), date_format(clock_today(), day));
	add(&f, "read_only", N_("Read only"), tr(station_is_read_only(st) ? N_("yes") : N_("no")));
	add_number(&f, "residents", N_("Residents"), people);
	add_number(&f, "erased", N_("Files erased"), erased);
	add_number(&f, "audit_rows", N_("Audit rows"), seq);
	add(&f, "audit_head", N_("Audit head"), hex);
	add(&f, "confined", N_("Kept to its files"), process_confined());
	add(&f, "folder", N_("Folder"),
	    tr(file_is_open_to_others(station_db_path(st))
	       ? N_("others on this machine can reach it: chmod 700") : N_("closed to others")));
out:
	*out = f.v;
	*n = f.n;
	return rc;
}
