/* wubao events: everything recorded of one person, by day. */
#include <stdlib.h>

#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/records.h"
#include "cli/timeline_table.h"
#include "model/person/resident.h"

static const struct cmd_opt opts[] = {
	{"void", 0, NULL, NULL, N_("Void records too, with the reason.")},
};

static enum rc run(struct cli *c) {
	struct timeline t = {.v = NULL};
	long long id = 0;
	enum rc rc = records_look_person(c, c->args[0], &id);

	if (rc == RC_OK)
		rc = timeline_read(c->station, &c->actor, id, cli_opt(c, "void") != NULL, &t, &c->err);
	if (rc == RC_OK)
		rc = timeline_table_print(c, &t, false);
	timeline_clear(&t);
	return rc;
}

const struct cmd_def cmd_events = {
	.name = "events",
	.help = N_("List everything recorded of one person, newest first."),
	.args = "NUMBER",
	.min_args = 1,
	.max_args = 1,
	.example = "wubao events 0012",
	.text = N_("NUMBER is the file number, else the number of the record. Late entries and imports are marked."),
	CMD_OPTS(opts),
	.station = true,
	.run = run,
};
