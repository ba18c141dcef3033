/* wubao info: where everything is. */
#include <stdlib.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/table.h"
#include "core/clock.h"
#include "core/conf.h"
#include "core/pinyin.h"
#include "model/resident.h"
#include "model/station.h"

static void fact(struct table *t, const char *key, const char *label, const char *value) {
	table_add(t, key);
	table_add(t, tr(label));
	table_add(t, value);
}

static void number(struct table *t, const char *key, const char *label, long long value) {
	char *text = mem_printf("%lld", value);

	fact(t, key, label, text);
	free(text);
}

static enum rc run(struct cli *c) {
	static const struct table_col cols[] = {{"key", "", false}, {"label", "", false}, {"value", "", false}};
	struct table t = {.cols = cols, .col_count = 3};
	const struct conf *conf = station_conf(c->station);
	const char *ini = station_ini_path(c->station);
	char day[DATE_BUF], hex[65] = "";
	long long people = 0, seq = 0;
	enum rc rc = resident_count(c->station, &c->actor, &people, &c->err);

	if (rc == RC_OK)
		rc = station_audit_head(c->station, &seq, hex, &c->err);
	if (rc == RC_OK) {
		fact(&t, "version", N_("Program"), WUBAO_VERSION);
		fact(&t, "station", N_("Station"), station_name(c->station));
		fact(&t, "mode", N_("Kind of set-up"), conf_text(conf, "station", "mode"));
		fact(&t, "db", N_("Database"), station_db_path(c->station));
		fact(&t, "ini", N_("Settings"), ini);
		fact(&t, "ini_state", N_("Settings file"),
		     tr(access(ini, F_OK) == 0 ? N_("read") : N_("missing: defaults hold")));
		number(&t, "schema", N_("Schema version"), station_schema_version(c->station));
		fact(&t, "pinyin", N_("Pinyin table"), pinyin_version());
		fact(&t, "officer", N_("Officer"), c->actor.name);
		fact(&t, "role", N_("Role"), c->actor.role);
		fact(&t, "today", N_("Today"), date_format(clock_today(), day));
		fact(&t, "read_only", N_("Read only"), tr(station_is_read_only(c->station) ? N_("yes") : N_("no")));
		number(&t, "residents", N_("Residents"), people);
		number(&t, "audit_rows", N_("Audit rows"), seq);
		fact(&t, "audit_head", N_("Audit head"), hex);
		table_print_facts(c, &t);
	}
	table_clear(&t);
	return rc;
}

const struct cmd_def cmd_info = {
	.name = "info",
	.help = N_("Show where everything is, versions and counts."),
	.args = "",
	.example = "wubao info\nwubao info --json",
	.station = true,
	.run = run,
};
