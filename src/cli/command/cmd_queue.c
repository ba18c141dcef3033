/* wubao queue, wubao glass: what waits for another person, and what is opened before anybody was asked. */
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/records.h"
#include "cli/table.h"
#include "core/clock.h"
#include "model/station/approval.h"

static const struct cmd_opt glass_opts[] = {
	{"reason", 0, "TEXT", NULL, N_("Why; it is logged and reviewed by the head.")},
};

/* Who asked, by name, not who they ask about: a sealed person has none here. */
static void add_row(struct cli *c, struct table *t, const struct approval *r) {
	const struct field_env *env = station_env(c->station);
	char when[20];

	table_addf(t, "%lld", r->rec.id);
	table_add(t, clock_format_ms(r->rec.recorded_at, when));
	table_add(t, c->json ? r->kind : approval_label(r->kind));
	table_add(t, env->ref_name(env->ctx, "officer", r->rec.recorded_by));
	table_add(t, r->table_name);
	table_add(t, r->unit);
	table_add(t, r->document);
	table_add(t, r->article);
	table_add(t, r->reason);
}

static enum rc list(struct cli *c) {
	static const struct table_col cols[] = {
		{"id", N_("No."), true},          {"asked", N_("Asked on"), false},       {"kind", N_("Kind"), false},
		{"officer", N_("Officer"), false}, {"register", N_("Register"), false},    {"unit", N_("Unit"), false},
		{"document", N_("Document number"), false}, {"article", N_("Legal basis"), false}, {"reason", N_("Reason"), false},
	};
	struct table t = {.cols = cols, .col_count = sizeof cols / sizeof *cols};
	struct ids ids = {0};
	enum rc rc = approval_waiting(c->station, &c->actor, &ids, &c->err);

	for (size_t i = 0; rc == RC_OK && i < ids.n; i++) {
		struct approval r;

		rc = approval_get(c->station, &c->actor, ids.v[i], &r, &c->err);
		if (rc == RC_OK)
			add_row(c, &t, &r);
		entity_clear(&approval_def, &r);
	}
	if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	ids_clear(&ids);
	return rc;
}

static enum rc run_queue(struct cli *c) {
	bool yes = c->arg_count && strcmp(c->args[0], "yes") == 0;
	char *end = NULL;
	long long id;
	enum rc rc;

	if (c->arg_count == 0)
		return list(c);
	if (c->arg_count != 2 || (!yes && strcmp(c->args[0], "no") != 0))
		return err_set(&c->err, RC_USAGE, "queue.word", N_("wubao queue wants nothing, or yes NUMBER, or no NUMBER"), NULL);
	id = strtoll(c->args[1], &end, 10);
	if (*end || id <= 0)
		return err_set(&c->err, RC_USAGE, "queue.word", N_("wubao queue wants nothing, or yes NUMBER, or no NUMBER"), NULL);
	rc = approval_decide(c->station, &c->actor, id, yes, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("request {number} is answered"), "number", c->args[1], NULL);
	return rc;
}

static enum rc run_glass(struct cli *c) {
	long long id = 0;
	enum rc rc = records_find_person(c, c->args[0], &id);

	if (rc == RC_OK)
		rc = glass_open(c->station, &c->actor, id, cli_opt(c, "reason"), &c->err);
	if (rc == RC_OK)
		out_say(c, N_("file {number} is open to you for 30 minutes, reading only; the head will review it"), "number",
		        c->args[0], NULL);
	return rc;
}

const struct cmd_def cmd_queue = {
	.name = "queue",
	.help = N_("What waits for another person's yes, and what was opened in an emergency."),
	.args = "[yes|no NUMBER]",
	.max_args = 2,
	.example = "wubao queue\nwubao queue yes 7",
	.text = N_("The head answers exports and reviews emergencies; the opening or erasing of a sealed file any officer who did "
	           "not ask for it. Nobody answers their own request."),
	.station = true,
	.run = run_queue,
};

const struct cmd_def cmd_glass = {
	.name = "glass",
	.help = N_("Open another officer's case in an emergency: 30 minutes, reading only."),
	.args = "NUMBER",
	.min_args = 1,
	.max_args = 1,
	.example = "wubao glass 00012 --reason 家属来电, 王干事外出",
	.text = N_("For stations where officers open their own cases only (caseload = strict)."),
	CMD_OPTS(glass_opts),
	.station = true,
	.run = run_glass,
};
