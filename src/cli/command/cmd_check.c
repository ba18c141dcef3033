/* wubao check: is what is stored sound? SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/key_values.h"
#include "model/rules/worklist.h"
#include "model/station/station.h"

/* The quick table of what is due is computed again; where it was not what the records say, it now
 * is. */
static enum rc check_due(struct cli *c, struct key_values *f) {
	long long differs = 0;
	char n[24];
	enum rc rc;

	if (station_is_read_only(c->station))
		return RC_OK;
	rc = due_rebuild(c->station, &c->actor, &differs, &c->err);
	if (rc != RC_OK)
		return rc;
	snprintf(n, sizeof n, "%lld", differs);
	key_values_add(f, "due_mended", N_("Lines of the worklist mended"), n);
	return RC_OK;
}

static enum rc run_check(struct cli *c) {
	struct key_values f = {NULL, 0};
	enum rc rc;

	TRY(station_check_file(c->station, &c->err));
	TRY(station_check_tables(c->station, &c->err));
	key_values_add(&f, "file", N_("Database file"), tr(N_("sound")));
	key_values_add(&f, "tables", N_("Tables"), tr(N_("as declared")));
	TRY(check_due(c, &f));
	TRY(cli_verify_audit(c, &f));
	key_values_print(c, &f);
out:
	key_values_clear(&f);
	return rc;
}

const struct cmd_def cmd_check = {
	.name = "check", .help = N_("Check that file, tables and audit chain are sound."),
	.args = "",
	.example = "wubao check",
	.station = true, .run = run_check,
};
