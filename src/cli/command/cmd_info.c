/* wubao info: where everything is. SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/key_values.h"
#include "core/clock.h"
#include "core/conf.h"
#include "core/file.h"
#include "core/pinyin.h"
#include "core/process.h"
#include "model/person/erase.h"
#include "model/person/resident.h"
#include "model/station/station.h"

static enum rc run(struct cli *c) {
	struct key_values f = {NULL, 0};
	const struct conf *conf = station_conf(c->station);
	const char *ini = station_ini_path(c->station);
	char day[DATE_BUF], hex[65] = "";
	long long people = 0, erased = 0, seq = 0;
	enum rc rc;

	TRY(resident_count(c->station, &c->actor, &people, &c->err));
	TRY(erase_count(c->station, &c->actor, &erased, &c->err));
	TRY(station_audit_head(c->station, &seq, hex, &c->err));
	key_values_add(&f, "version", N_("Program"), WUBAO_VERSION);
	key_values_add(&f, "station", N_("Station"), station_name(c->station));
	key_values_add(&f, "mode", N_("Kind of set-up"), conf_text(conf, "station", "mode"));
	key_values_add(&f, "db", N_("Database"), station_db_path(c->station));
	key_values_add(&f, "ini", N_("Settings"), ini);
	key_values_add(&f, "ini_state", N_("Settings file"),
	     tr(access(ini, F_OK) == 0 ? N_("read") : N_("missing: defaults hold")));
	key_values_add_int(&f, "schema", N_("Schema version"), station_schema_version(c->station));
	key_values_add(&f, "pinyin", N_("Pinyin table"), pinyin_version());
	key_values_add(&f, "officer", N_("Officer"), c->actor.name);
	key_values_add(&f, "role", N_("Role"), c->actor.role);
	key_values_add(&f, "today", N_("Today"), date_format(clock_today(), day));
	key_values_add(&f, "read_only", N_("Read only"),
	               tr(station_is_read_only(c->station) ? N_("yes") : N_("no")));
	key_values_add_int(&f, "residents", N_("Residents"), people);
	key_values_add_int(&f, "erased", N_("Files erased"), erased);
	key_values_add_int(&f, "audit_rows", N_("Audit rows"), seq);
	key_values_add(&f, "audit_head", N_("Audit head"), hex);
	key_values_add(&f, "confined", N_("Kept to its files"), process_confined());
	key_values_add(&f, "folder", N_("Folder"),
	               tr(file_is_open_to_others(station_db_path(c->station))
	                  ? N_("others on this machine can reach it: chmod 700") : N_("closed to others")));
	key_values_print(c, &f);
out:
	key_values_clear(&f);
	return rc;
}

const struct cmd_def cmd_info = {
	.name = "info", .help = N_("Show where everything is, versions and counts."), .args = "",
	.example = "wubao info\nwubao info --json",
	.station = true, .run = run,
};
