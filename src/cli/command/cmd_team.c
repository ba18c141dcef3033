/* wubao team: the help teams, and who stands in one. SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/list_query.h"
#include "model/lists.h"

static const struct cmd_opt opts[] = {
	{"all", 0, NULL, NULL, N_("Members whose time has ended, too.")},
};

static enum rc run(struct cli *c) {
	struct list_query q;
	enum rc rc = query_read(c, LIST_BY_ALL, &q);

	if (rc == RC_OK && c->arg_count)
		rc = cli_read_team(c, c->args[0], &q.team);
	if (rc != RC_OK || !c->arg_count)
		return rc != RC_OK ? rc : query_print(c, &teams_list, &q, "all");
	return query_print(c, &members_list, &q, "name,unit,phone,role,since,until,letter_on");
}

const struct cmd_def cmd_team = {
	.name = "team",
	.help = N_("List the help teams with their empty seats, or the members of one."),
	.args = "[NAME]", .max_args = 1, .example = "wubao team\nwubao team 石桥村帮教小组",
	.text = N_("Empty seats are those of the five kinds the law names; empty parties those of "
	           "the six that work together."),
	CMD_OPTS(opts), .station = true, .run = run,
};
