/* wubao queue, wubao glass: what waits for another person, and what is opened before anybody was
 * asked. SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/list_query.h"
#include "cli/out.h"
#include "cli/records.h"
#include "model/access/case.h"
#include "model/lists.h"
#include "model/station/approval.h"
#include "model/team/request.h"

static const struct cmd_opt glass_opts[] = {
	{"reason", 0, "TEXT", NULL, N_("Why; it is logged and reviewed by the head.")},
};

#define QUEUE_WANTS \
	N_("wubao queue wants nothing, or yes NUMBER, or no NUMBER; or yes cases, no cases")

/* All that wait now. */
static enum rc decide_cases(struct cli *c, bool yes) {
	struct ids ids = {0};
	size_t n = 0;
	enum rc rc = cases_waiting(c->station, &c->actor, &ids, &c->err);

	if (rc == RC_OK)
		rc = cases_decide(c->station, &c->actor, ids.v, ids.n, yes, &n, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("{number} cases are answered"), "number", NUM((long long)n), NULL);
	ids_clear(&ids);
	return rc;
}

static enum rc run_queue(struct cli *c) {
	bool yes = c->arg_count && strcmp(c->args[0], "yes") == 0;
	char *end = NULL;
	long long id;
	enum rc rc;

	if (c->arg_count == 0)
		return query_print(c, &queue_list, NULL,
		                   "id,asked,kind,officer,register,unit,document,article,reason");
	if (c->arg_count != 2 || (!yes && strcmp(c->args[0], "no") != 0))
		return cli_usage(c, "queue.word", QUEUE_WANTS, NULL);
	if (strcmp(c->args[1], "cases") == 0)
		return decide_cases(c, yes);
	id = strtoll(c->args[1], &end, 10);
	if (*end || id <= 0)
		return cli_usage(c, "queue.word", QUEUE_WANTS, NULL);
	rc = request_answer(c->station, &c->actor, id, yes, &c->err);
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
		out_say(c, N_("file {number} is open to you for 30 minutes, reading only; the head "
		              "will review it"), "number", c->args[0], NULL);
	return rc;
}

const struct cmd_def cmd_queue = {
	.name = "queue",
	.help = N_("What waits for another person's yes, and what was opened in an emergency."),
	.args = "[yes|no NUMBER|cases]", .max_args = 2,
	.example = "wubao queue\nwubao queue yes 7\nwubao list cases\nwubao queue yes cases",
	.text = N_("The head answers exports and reviews emergencies; the opening or erasing of a "
	           "sealed file any officer who did not ask for it. Nobody answers their own "
	           "request. With caseload = strict the head confirms whose case somebody is: "
	           "cases stands for all of wubao list cases."),
	.station = true, .of = CMD_OF_BOTH, .run = run_queue,
};

const struct cmd_def cmd_glass = {
	.name = "glass",
	.help = N_("Open another officer's case in an emergency: 30 minutes, reading only."),
	.args = "NUMBER", .min_args = 1, .max_args = 1,
	.example = "wubao glass 00012 --reason 家属来电",
	.text = N_("For stations where officers open their own cases only (caseload = strict)."),
	CMD_OPTS(glass_opts), .station = true, .run = run_glass,
};
