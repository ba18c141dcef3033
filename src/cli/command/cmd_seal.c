/* wubao seal, wubao unseal: who is only counted from now on, and the lawful way back.
 * SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/list_query.h"
#include "cli/out.h"
#include "cli/records.h"
#include "model/lists.h"
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

static enum rc run_seal(struct cli *c) {
	long long id = 0;
	enum rc rc;

	if (c->arg_count == 0)
		return query_print(c, &seals_list, NULL, "file_no,name,cause,since");
	rc = records_find_person(c, c->args[0], &id);
	if (rc == RC_OK)
		rc = seal_set(c->station, &c->actor, id, cli_opt(c, "reason"), &c->err);
	if (rc == RC_OK)
		out_say(c, N_("file {number} is sealed: it is only counted now"), "number",
		        c->args[0], NULL);
	return rc;
}

static enum rc run_unseal(struct cli *c) {
	struct approval ask;
	enum rc rc;

	cli_read_request(c, &ask);
	rc = seal_find(c->station, &c->actor, c->args[0], &ask.resident.id, &c->err);
	if (rc == RC_OK)
		rc = seal_open(c->station, &c->actor, &ask, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("file {number} is open again"), "number", c->args[0], NULL);
	entity_clear(&approval_def, &ask);
	return rc;
}

const struct cmd_def cmd_seal = {
	.name = "seal", .help = N_("Show whose file should be sealed, or seal one; the head."),
	.args = "[NUMBER]", .max_args = 1,
	.example = "wubao seal\nwubao seal 00012 --reason 戒断三年",
	.text = N_("Without NUMBER the list of those the rules propose: three years without use, "
	           "death, hand-over 30 days ago. A sealed person stands in no list, search, "
	           "export or draft and is only counted."),
	CMD_OPTS(seal_opts), .station = true, .run = run_seal,
};

const struct cmd_def cmd_unseal = {
	.name = "unseal", .help = N_("Open a sealed file lawfully; the head and a second person."),
	.args = "NUMBER", .min_args = 1, .max_args = 1,
	.example =
		"wubao unseal 00012 --unit 县公安局 --document 公函2026-7 --article "
		"治安管理处罚法136 --reason 办案查询",
	.text = N_("The first time the request is put on record; after a second officer said yes "
                   "(wubao queue) the same words open the file. With one officer the document "
                   "stands for the second person and the row is marked single."),
	CMD_OPTS(unseal_opts), .station = true, .run = run_unseal,
};
