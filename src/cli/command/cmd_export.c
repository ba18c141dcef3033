/* wubao export: a register as a CSV file in the county's header names.
 * SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/out.h"
#include "core/mem.h"
#include "exchange/out/export.h"

static const struct cmd_opt opts[] = {
	TARGET_OUTPUT,
	{"identified", 0, NULL, NULL,
	 N_("Names, numbers and addresses as they are; else masked or left out.")},
	{"to", 0, "NAME", NULL, N_("For whom; the audit names it where it names whom the file held.")},
	{"reason", 0, "TEXT", NULL, N_("For whom and what for; it is kept in the audit.")},
	{"encoding", 0, "NAME", NULL,
	 N_("Encoding of the file: utf8 (with a byte order mark) or gb18030.")},
};

static bool on_progress(void *ctx, long done, long total) {
	const struct cli *c = ctx;

	out_progress(c, done, total);
	return true;
}

static enum rc run(struct cli *c) {
	struct cli_target to = {.path = "-"};
	struct export_options o = {
		.identified = cli_opt(c, "identified") != NULL,
		.reason = cli_opt(c, "reason"), .recipient = cli_opt(c, "to"),
		.progress = on_progress, .ctx = c,
	};
	char *written = NULL, count[24];
	long rows = 0;
	enum rc rc = cli_read_register(c, c->args[0], &o.reg);

	if (rc == RC_OK)
		rc = cli_read_target(c, &to);
	o.path = to.path;
	o.encoding = to.encoding;
	o.existing = to.existing;
	if (rc == RC_OK)
		rc = export_write(c->station, &c->actor, &o, &rows, &written, &c->err);
	if (rc == RC_OK && strcmp(o.path, "-") != 0) {
		snprintf(count, sizeof count, "%ld", rows);
		out_say(c, N_("{count} rows written to {file}"), "count", count, "file", written,
		        NULL);
	}
	free(written);
	return rc;
}

const struct cmd_def cmd_export = {
	.name = "export",
	.help = N_("Write a register as CSV or as a workbook, in the county's header names."),
	.args = "REGISTER", .min_args = 1, .max_args = 1,
	.example = "wubao export roster -o roster.xlsx\n"
	           "wubao export tests --identified --reason county -o tests.csv",
	.text = N_("REGISTER is a word of wubao help import: roster, tests... What is exported can "
	           "be imported again. Every export is logged."),
	CMD_OPTS(opts), .station = true, .run = run,
};
