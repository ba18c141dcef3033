/* wubao check: is what is stored sound? */
#include "cli/cmd.h"
#include "cli/facts.h"
#include "model/station.h"

static enum rc run_check(struct cli *c) {
	struct facts f = {NULL, 0};
	enum rc rc = station_check_file(c->station, &c->err);

	if (rc == RC_OK)
		rc = station_check_tables(c->station, &c->err);
	if (rc == RC_OK) {
		facts_add(&f, "file", N_("File"), tr(N_("sound")));
		facts_add(&f, "tables", N_("Tables"), tr(N_("as declared")));
		rc = cli_verify_audit(c, &f);
	}
	if (rc == RC_OK)
		facts_print(c, &f);
	facts_clear(&f);
	return rc;
}

const struct cmd_def cmd_check = {
	.name = "check",
	.help = N_("Check that file, tables and audit chain are sound."),
	.args = "",
	.example = "wubao check",
	.station = true,
	.run = run_check,
};
