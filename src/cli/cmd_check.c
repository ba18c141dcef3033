/* wubao check and audit: is what is stored sound, and is the audit chain whole? */
#include <string.h>

#include "cli/cmd.h"
#include "cli/facts.h"
#include "model/station.h"

static enum rc verify(struct cli *c, struct facts *f) {
	long long rows = 0, seq = 0;
	char hex[65] = "";
	enum rc rc = station_verify(c->station, &c->actor, &rows, &c->err);

	if (rc == RC_OK)
		rc = station_audit_head(c->station, &seq, hex, &c->err);
	if (rc == RC_OK) {
		facts_add_int(f, "audit_rows", N_("Audit rows"), rows);
		facts_add(f, "audit_head", N_("Audit head"), hex);
		facts_add(f, "audit", N_("Audit chain"), tr(N_("whole")));
	}
	return rc;
}

static enum rc run_check(struct cli *c) {
	struct facts f = {NULL, 0};
	enum rc rc = station_check_tables(c->station, &c->err);

	if (rc == RC_OK) {
		facts_add(&f, "tables", N_("Tables"), tr(N_("as declared")));
		rc = verify(c, &f);
	}
	if (rc == RC_OK)
		facts_print(c, &f);
	facts_clear(&f);
	return rc;
}

static enum rc run_audit(struct cli *c) {
	struct facts f = {NULL, 0};
	enum rc rc;

	if (strcmp(c->args[0], "verify") != 0)
		return err_set(&c->err, RC_USAGE, "audit.word", N_("wubao audit knows one word: verify"), NULL);
	rc = verify(c, &f);
	if (rc == RC_OK)
		facts_print(c, &f);
	facts_clear(&f);
	return rc;
}

const struct cmd_def cmd_check = {
	.name = "check",
	.help = N_("Check that tables and audit chain are sound."),
	.args = "",
	.example = "wubao check",
	.station = true,
	.run = run_check,
};

const struct cmd_def cmd_audit = {
	.name = "audit",
	.help = N_("Verify the audit chain."),
	.args = "verify",
	.min_args = 1,
	.max_args = 1,
	.example = "wubao audit verify",
	.text = N_("A broken chain shows that rows were changed behind the program's back; a whole one does not prove the opposite."),
	.station = true,
	.run = run_audit,
};
