/* wubao events: everything recorded of one person, by day. SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/list_query.h"
#include "cli/records.h"
#include "model/event/event_list.h"

static const struct cmd_opt opts[] = {
	{"void", 0, NULL, NULL, N_("Void records too, with the reason.")},
};

static enum rc run(struct cli *c) {
	struct list_query q;
	enum rc rc = query_read(c, 0, &q);

	q.all = cli_opt(c, "void") != NULL;
	if (rc == RC_OK)
		rc = records_look_person(c, c->args[0], &q.person);
	return rc == RC_OK ? query_print(c, &timeline_list, &q, "day,what,text,recorded,uid") : rc;
}

const struct cmd_def cmd_events = {
	.name = "events", .help = N_("List everything recorded of one person, newest first."),
	.args = "NUMBER", .min_args = 1, .max_args = 1, .example = "wubao events 0012",
	.text = N_("NUMBER is the file number, else the number of the record. Late entries and "
	           "imports are marked."),
	CMD_OPTS(opts), .station = true, .run = run,
};
