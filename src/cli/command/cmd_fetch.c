/* wubao fetch: a page that was printed, refused rows or an attached file, on standard output; over
 * ssh the way to bring it to one's own machine. SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/out.h"
#include "model/access/disclosure.h"
#include "model/station/attachment.h"
#include "model/station/station.h"

static const struct cmd_opt opts[] = {
	{"text", 0, NULL, NULL, N_("The plain-text twin instead of the page.")},
};

static enum rc run(struct cli *c) {
	char *end;
	long long number = strtoll(c->args[0], &end, 10);
	struct str bytes = {0};
	enum rc rc = RC_NOT_FOUND;

	if (*end || number <= 0)
		number = 0;
	if (number)
		rc = disclosure_fetch(c->station, &c->actor, number, cli_opt(c, "text") != NULL, &bytes,
		                      &c->err);
	if (rc == RC_NOT_FOUND)
		rc = attachment_read(c->station, &c->actor, number, &bytes, &c->err);
	if (rc == RC_NOT_FOUND)
		err_set(&c->err, RC_NOT_FOUND, "fetch.none",
		        N_("No printed page and no file has the number {number}, or it is no longer kept."),
		        "number", c->args[0], NULL);
	if (rc == RC_OK)
		out_bytes(stdout, str_text(&bytes), bytes.n);
	str_clear(&bytes);
	return rc;
}

const struct cmd_def cmd_fetch = {
	.name = "fetch",
	.help = N_("Write out a page that was printed, refused rows or an attached file; logged."),
	.args = "NUMBER", .min_args = 1, .max_args = 1,
	.example = "wubao fetch 12 > page.html\nssh wubao@station fetch 12 > page.html",
	.text = N_("NUMBER is the one said when the page was printed, rows were refused or the "
	           "file was brought in. A page is kept for some days ([access] out_days) for who "
	           "made it, and goes when somebody on it is sealed or erased."),
	CMD_OPTS(opts), .station = true, .run = run,
};
