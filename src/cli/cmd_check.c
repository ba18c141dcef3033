/* wubao check and audit: is what is stored sound, and is the audit chain whole? */
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/table.h"
#include "model/station.h"

static const struct table_col cols[] = {{"key", "", false}, {"label", "", false}, {"value", "", false}};

static void add(struct table *t, const char *key, const char *label, const char *value) {
	table_add(t, key);
	table_add(t, tr(label));
	table_add(t, value);
}

static enum rc verify(struct cli *c, struct table *t) {
	long long rows = 0, seq = 0;
	char hex[65] = "";
	struct str number = {0};
	enum rc rc = station_verify(c->station, &c->actor, &rows, &c->err);

	if (rc == RC_OK)
		rc = station_audit_head(c->station, &seq, hex, &c->err);
	if (rc == RC_OK) {
		str_addf(&number, "%lld", rows);
		add(t, "audit_rows", N_("Audit rows"), str_text(&number));
		add(t, "audit_head", N_("Audit head"), hex);
		add(t, "audit", N_("Audit chain"), tr(N_("whole")));
	}
	str_clear(&number);
	return rc;
}

static enum rc run_check(struct cli *c) {
	struct table t = {.cols = cols, .col_count = 3};
	enum rc rc = station_check_tables(c->station, &c->err);

	if (rc == RC_OK) {
		add(&t, "tables", N_("Tables"), tr(N_("as declared")));
		rc = verify(c, &t);
	}
	if (rc == RC_OK)
		table_print_facts(c, &t);
	table_clear(&t);
	return rc;
}

static enum rc run_audit(struct cli *c) {
	struct table t = {.cols = cols, .col_count = 3};
	enum rc rc;

	if (strcmp(c->args[0], "verify") != 0)
		return err_set(&c->err, RC_USAGE, "audit.word", N_("wubao audit knows one word: verify"), NULL);
	rc = verify(c, &t);
	if (rc == RC_OK)
		table_print_facts(c, &t);
	table_clear(&t);
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
