/* wubao seal, wubao unseal: who is only counted from now on, and the lawful way back. */
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/people_table.h"
#include "cli/records.h"
#include "cli/table.h"
#include "model/person/seal.h"

static const struct cmd_opt seal_opts[] = {
	{"reason", 0, "TEXT", NULL, N_("Why; it is logged.")},
};
static const struct cmd_opt unseal_opts[] = {
	{"unit", 0, "NAME", NULL, N_("The unit that asks.")},
	{"document", 0, "NUMBER", NULL, N_("The number of its document.")},
	{"article", 0, "TEXT", NULL, N_("The article of law it rests on.")},
	{"reason", 0, "TEXT", NULL, N_("Why; it is logged.")},
};

static enum rc list(struct cli *c) {
	static const struct table_col cols[] = {
		{"file_no", N_("File number"), false}, {"name", N_("Name"), false}, {"cause", N_("Reason"), false},
		{"since", N_("Since"), false},
	};
	struct table t = {.cols = cols, .col_count = sizeof cols / sizeof *cols};
	struct seal_proposals p = {0};
	char day[DATE_BUF];
	enum rc rc = seal_propose(c->station, &c->actor, &p, &c->err);

	for (size_t i = 0; rc == RC_OK && i < p.n; i++) {
		struct resident r;

		rc = resident_get(c->station, &c->actor, p.v[i].resident, &r, &c->err);
		if (rc == RC_OK) {
			people_table_add_field(c, &t, entity_field(&resident_def, "file_no"), &r);
			people_table_add_field(c, &t, entity_field(&resident_def, "name"), &r);
			table_add(&t, tr(seal_cause_label(p.v[i].cause)));
			table_add(&t, date_is_set(p.v[i].since) ? date_format(p.v[i].since, day) : "");
		}
		entity_clear(&resident_def, &r);
	}
	if (rc == RC_OK)
		rc = people_table_note(c, "seal.list", p.n);
	if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	seal_proposals_clear(&p);
	return rc;
}

static enum rc run_seal(struct cli *c) {
	long long id = 0;
	enum rc rc;

	if (c->arg_count == 0)
		return list(c);
	rc = records_find_person(c, c->args[0], &id);
	if (rc == RC_OK)
		rc = seal_set(c->station, &c->actor, id, cli_opt(c, "reason"), &c->err);
	if (rc == RC_OK)
		out_say(c, N_("file {number} is sealed: it is only counted now"), "number", c->args[0], NULL);
	return rc;
}

static enum rc run_unseal(struct cli *c) {
	struct approval ask;
	enum rc rc;

	entity_init(&approval_def, &ask);
	ask.unit = mem_strdup(cli_opt(c, "unit"));
	ask.document = mem_strdup(cli_opt(c, "document"));
	ask.article = mem_strdup(cli_opt(c, "article"));
	ask.reason = mem_strdup(cli_opt(c, "reason"));
	rc = seal_find(c->station, &c->actor, c->args[0], &ask.resident.id, &c->err);
	if (rc == RC_OK)
		rc = seal_open(c->station, &c->actor, &ask, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("file {number} is open again"), "number", c->args[0], NULL);
	entity_clear(&approval_def, &ask);
	return rc;
}

const struct cmd_def cmd_seal = {
	.name = "seal",
	.help = N_("Show whose file should be sealed, or seal one; the head."),
	.args = "[NUMBER]",
	.max_args = 1,
	.example = "wubao seal\nwubao seal 00012 --reason 戒断三年",
	.text = N_("Without NUMBER the list of those the rules propose: three years without use, death, hand-over 30 days ago. "
	           "A sealed person stands in no list, search, export or draft and is only counted."),
	CMD_OPTS(seal_opts),
	.station = true,
	.run = run_seal,
};

const struct cmd_def cmd_unseal = {
	.name = "unseal",
	.help = N_("Open a sealed file lawfully; the head and a second person."),
	.args = "NUMBER",
	.min_args = 1,
	.max_args = 1,
	.example = "wubao unseal 00012 --unit 县公安局 --document 公函2026-7 --article 治安管理处罚法136 --reason 办案查询",
	.text = N_("The first time the request is put on record; after a second officer said yes (wubao queue) the same words open "
	           "the file. With one officer the document stands for the second person and the row is marked single."),
	CMD_OPTS(unseal_opts),
	.station = true,
	.run = run_unseal,
};
