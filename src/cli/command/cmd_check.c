/* wubao check: is what is stored sound? SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/key_values.h"
#include "model/event/event.h"
#include "model/order/order.h"
#include "model/rules/worklist.h"
#include "model/station/station.h"

/* What is kept twice, computed again from the records it follows; where it was not what they say,
 * it now is. */
static const struct kept_twice {
	const char *id, *label;
	enum rc (*mend)(struct station *st, const struct actor *a, long long *differs,
	                struct err *err);
} kept[] = {
	{"states_mended", N_("Orders put right by their log"), order_log_mend},
	{"values_mended", N_("Files put right by their records"), values_mend},
	{"due_mended", N_("Lines of the worklist mended"), due_rebuild},
};

static enum rc check_kept(struct cli *c, struct key_values *f) {
	enum rc rc = RC_OK;

	for (size_t i = 0; i < sizeof kept / sizeof *kept && rc == RC_OK; i++) {
		long long differs = 0;
		char n[24];

		rc = kept[i].mend(c->station, &c->actor, &differs, &c->err);
		snprintf(n, sizeof n, "%lld", differs);
		if (rc == RC_OK)
			key_values_add(f, kept[i].id, kept[i].label, n);
	}
	return rc;
}

static enum rc run_check(struct cli *c) {
	struct key_values f = {NULL, 0};
	enum rc rc;

	TRY(station_check_file(c->station, &c->err));
	TRY(station_check_tables(c->station, &c->err));
	key_values_add(&f, "file", N_("Database file"), tr(N_("sound")));
	key_values_add(&f, "tables", N_("Tables"), tr(N_("as declared")));
	if (!station_is_read_only(c->station))
		TRY(check_kept(c, &f));
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
