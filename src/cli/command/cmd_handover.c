/* wubao handover: all duties of one member to another. SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/table.h"
#include "exchange/print/handover_sheet.h"

static const struct cmd_opt opts[] = {
	{"from", 0, "NAME", NULL, N_("Whose duties; NAME/UNIT where two people share a name.")},
	{"to", 0, "NAME", NULL, N_("Who takes them over; a member of the same teams.")},
	{"date", 0, "DATE", NULL, N_("The first day of the new holder; today when left out.")},
	{"team", 0, "NAME", NULL, N_("Only in this help team.")},
	{"dry-run", 0, NULL, NULL, N_("Show what would be handed over; write nothing.")},
	{"undo", 0, NULL, NULL, N_("Take your own last change back, where it is a hand-over of today.")},
};

static const struct table_col cols[] = {
	{"file_no", N_("File number"), false}, {"name", N_("Name"), false},
	{"place", N_("Village"), false},
	{"package", N_("Package"), false},     {"default", N_("Remark"), false},
};

static enum rc read_words(struct cli *c, struct handover *h) {
	enum rc rc;

	*h = (struct handover){.from = cli_opt(c, "from"), .to = cli_opt(c, "to")};
	if (!h->from || !h->to)
		return cli_usage(c, "handover.names",
		               N_("Say both names: --from NAME --to NAME"), NULL);
	rc = cli_read_team(c, cli_opt(c, "team"), &h->team);
	return rc == RC_OK ? cli_read_date(c, &h->day) : rc;
}

static enum rc print_items(struct cli *c, const struct handover_items *items) {
	struct table t = TABLE(cols);
	enum rc rc = RC_OK;

	for (size_t i = 0; i < items->n && rc == RC_OK; i++) {
		struct resident r;

		rc = resident_get(c->station, &c->actor, items->v[i].resident, &r, &c->err);
		if (rc != RC_OK)
			break;
		table_add_field(c, &t, entity_field(&resident_def, "file_no"), &r);
		table_add_field(c, &t, entity_field(&resident_def, "name"), &r);
		table_add_field(c, &t, entity_field(&resident_def, "place"), &r);
		table_add(&t, code_label(&codes_duty, items->v[i].package));
		table_add(&t, items->v[i].duty ? "" : tr(N_("default")));
		entity_clear(&resident_def, &r);
	}
	if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	return rc;
}

static bool goes_on(const struct cli *c) {
	return c->yes || (out_has_person(c) && out_ask(tr(N_("Hand all of this over?"))));
}

static enum rc take_back(struct cli *c) {
	size_t duties = 0;
	enum rc rc = handover_undo(c->station, &c->actor, &duties, &c->err);

	if (rc == RC_OK)
		out_say(c, N_("Undone: the hand-over, {n} duties."), "n", NUM(duties), NULL);
	return rc;
}

static enum rc run(struct cli *c) {
	struct handover h;
	struct handover_items plan = {0}, done = {0};
	char *path = NULL;
	enum rc rc;

	if (cli_opt(c, "undo"))
		return take_back(c);
	rc = read_words(c, &h);
	if (rc == RC_OK)
		rc = handover_plan(c->station, &c->actor, &h, &plan, &c->err);
	if (rc == RC_OK)
		rc = print_items(c, &plan);
	if (rc != RC_OK || cli_opt(c, "dry-run"))
		goto out;
	if (!goes_on(c)) {
		rc = err_set(&c->err, RC_CANCELLED, "handover.stopped",
		             N_("Nothing was handed over; --yes does it."), NULL);
		goto out;
	}
	rc = handover_apply(c->station, &c->actor, &h, &done, &c->err);
	if (rc != RC_OK)
		goto out;
	out_say(c, N_("Handed over."), NULL); /* done, whatever becomes of the sheet */
	rc = handover_print(c->station, &c->actor, &h, &done, &path, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("The sheet to sign is {path}"), "path", path, NULL);
out:
	free(path);
	handover_clear(&plan);
	handover_clear(&done);
	return rc;
}

const struct cmd_def cmd_handover = {
	.name = "handover",
	.help = N_("Hand all duties of one member over to another, with a sheet to sign."),
	.args = "", .example = "wubao handover --from 刘民警 --to 陈民警 --date 2026-12-01 --yes",
	.text = N_("All or nothing: the old duties end the day before, the new ones begin on the "
	           "day. The sheet lies in the folder out beside the database, as a page to print "
	           "and as text."),
	CMD_OPTS(opts), .station = true, .run = run,
};
