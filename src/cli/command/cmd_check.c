/* wubao check: is what is stored sound? SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/key_values.h"
#include "cli/out.h"
#include "model/event/event.h"
#include "model/order/order.h"
#include "model/person/resident.h"
#include "model/rules/worklist.h"
#include "model/station/day_check.h"
#include "model/station/station.h"

enum { STEP_MS = 100 };

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

		rc = kept[i].mend(c->station, &c->actor, &differs, &c->err);
		if (rc == RC_OK)
			key_values_add_int(f, kept[i].id, kept[i].label, differs);
	}
	return rc;
}

/* A line each of what does not hold: which record, whose. */
static enum rc say_damage(struct cli *c, const struct day_check *d) {
	struct err ignored;
	char n[24];

	for (size_t i = 0; i < d->found.n; i++) {
		const struct damage *one = &d->found.v[i];
		char *file_no = NULL;

		snprintf(n, sizeof n, "%lld", one->record);
		if (one->resident)
			(void)resident_held_file_no(c->station, &c->actor, one->resident, &file_no, &ignored);
		out_say(c, one->def ? N_("damaged: {kind} {record}, file {file}")
		                     : N_("damaged: a record that entry {record} of the audit vouches for"),
		         "kind", one->def ? tr(one->def->label) : "", "record", n, "file",
		         file_no ? file_no : "-", NULL);
		free(file_no);
	}
	if (d->found.n == 0)
		return RC_OK;
	snprintf(n, sizeof n, "%zu", d->found.n);
	return err_set(&c->err, RC_CORRUPT, "check.damaged",
	               N_("{n} records are damaged: they are not what was saved. They are shown as "
	                  "damaged from now on. Restore a good backup, or let the head void them "
	                  "and enter them anew."), "n", n, NULL);
}

static enum rc check_records(struct cli *c, struct key_values *f, struct day_check *d) {
	bool done = false;
	enum rc rc = day_check_begin(d, c->station, &c->actor, false, &c->err);

	while (rc == RC_OK && !done)
		rc = day_check_step(d, STEP_MS, &done, &c->err);
	if (rc != RC_OK)
		return rc;
	if ((rc = day_check_note(c->station, &c->actor, &c->err)) != RC_OK)
		return rc;
	key_values_add_int(f, "records", N_("Records looked at"), d->records);
	key_values_add_int(f, "adopted", N_("Proved for the first time"), d->adopted);
	key_values_add_int(f, "damaged", N_("Damaged"), (long long)d->found.n);
	return RC_OK;
}

static enum rc run_check(struct cli *c) {
	struct key_values f = {NULL, 0};
	struct day_check d = {0};
	enum rc rc;

	TRY(station_check_file(c->station, &c->err));
	TRY(station_check_tables(c->station, &c->err));
	key_values_add(&f, "file", N_("Database file"), tr(N_("sound")));
	key_values_add(&f, "tables", N_("Tables"), tr(N_("as declared")));
	if (!station_is_read_only(c->station))
		TRY(check_kept(c, &f));
	TRY(cli_verify_audit(c, &f));
	TRY(check_records(c, &f, &d));
	key_values_print(c, &f);
	rc = say_damage(c, &d);
out:
	day_check_end(&d);
	key_values_clear(&f);
	return rc;
}

const struct cmd_def cmd_check = {
	.name = "check", .help = N_("Check that file, tables and audit chain are sound."),
	.args = "", .example = "wubao check", .station = true, .of = CMD_OF_BOTH, .run = run_check,
};
