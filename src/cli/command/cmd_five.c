/* wubao five: the five packages, one line a resident, gaps first. SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/list_query.h"
#include "model/lists.h"

static const struct cmd_opt opts[] = {
	{"gaps", 0, NULL, NULL, N_("Only who has a gap.")},
	{"village", 0, "NAME", NULL, N_("Only this village or community.")},
	{"team", 0, "NAME", NULL, N_("Only this help team.")},
	{"member", 0, "NAME", NULL, N_("Only for whom this member holds a package.")},
	{"holders", 0, NULL, NULL,
	 N_("Who holds each package instead of what shows that it is done.")},
};

static enum rc run(struct cli *c) {
	struct list_query q;
	enum rc rc = query_read(c, five_list_def.takes, &q);

	q.given = cli_opt(c, "holders");
	if (rc == RC_OK)
		rc = query_print(c, &five_list_def, &q,
			"file_no,name,place,lead,person,publicity,attitude,testing,filing,gaps");
	return rc;
}

const struct cmd_def cmd_five = {
	.name = "five",
	.help = N_("The five packages of every resident: who is in charge, what was done last, "
	           "where the gaps are."),
	.args = "", .example = "wubao five --gaps\nwubao five --village 石桥村 --csv",
	.text = N_("A day is that of the last record; -- means none. ! overdue, ? nobody holds the "
	           "package, * another member of the team than the one responsible. Most gaps "
	           "first."),
	CMD_OPTS(opts), .station = true, .run = run,
};
