/* wubao export: a register as a CSV file in the county's header names.
 * SPDX-License-Identifier: MIT */
#include "cli/between/whole.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "exchange/out/export.h"
#include "exchange/out/pseudonym.h"
#include "exchange/template/template.h"

static const struct cmd_opt opts[] = {
	TARGET_OUTPUT,
	{"all", 0, NULL, NULL,
	 N_("The whole station into the folder that -o names, with names and record numbers.")},
	{"format", 0, "NAME", NULL, N_("Of --all: csv, or xlsx.")},
	{"identified", 0, NULL, NULL,
	 N_("Names, numbers and addresses as they are; else masked or left out.")},
	{"template", 0, "ID", NULL,
	 N_("In the columns of a form of the county: wubao templates. With -o FOLDER/ the form "
	    "names the file.")},
	{"pseudonym", 0, NULL, NULL,
	 N_("For study: code names in place of people, nothing written in words, months in "
	    "place of "
	    "days; the head's, for a --reason.")},
	{"same-as", 0, "FILE", NULL,
	 N_("With --pseudonym: the key of the code names, made when there is none; exports "
	    "under one "
	    "key can be joined.")},
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

static enum rc write_study(struct cli *c, const struct export_options *o, long *rows,
                           char **written) {
	const struct pseudonym_options study = {
		.reg = o->reg, .path = o->path, .encoding = o->encoding, .existing = o->existing,
		.reason = o->reason, .recipient = o->recipient, .key = cli_opt(c, "same-as"),
	};

	return pseudonym_write(c->station, &c->actor, &study, rows, written, &c->err);
}

static enum rc run(struct cli *c) {
	struct cli_target to = {.path = "-"};
	struct export_options o = {
		.identified = cli_opt(c, "identified") != NULL,
		.reason = cli_opt(c, "reason"), .recipient = cli_opt(c, "to"),
		.progress = on_progress, .ctx = c,
	};
	struct template form = {0};
	char *written = NULL, *named = NULL, count[24];
	long rows = 0;
	enum rc rc;

	if (cli_opt(c, "all"))
		return cli_export_all(c);
	if (!c->arg_count)
		return cli_usage(c, "export.register",
		                 N_("Name the register: roster, tests... (wubao help import)"), NULL);
	rc = cli_read_register(c, c->args[0], &o.reg);

	if (rc == RC_OK)
		rc = cli_read_target(c, &to);
	if (rc == RC_OK && c->json && strcmp(to.path, "-") == 0)
		rc = cli_usage(c, "export.json", N_("An export is a file of its own kind: with --json name it by --output; wubao list has the rows as JSON"),
		               NULL);
	if (rc == RC_OK && cli_opt(c, "pseudonym") && (o.identified || cli_opt(c, "template")))
		rc = cli_usage(c, "export.pseudonym",
		               N_("--pseudonym goes with neither --identified nor --template"), NULL);
	if (rc == RC_OK && cli_opt(c, "template")) {
		o.form = &form;
		rc = cli_read_form(c, NULL, &form, &to, &named);
	}
	o.path = to.path;
	o.encoding = to.encoding;
	o.existing = to.existing;
	if (rc == RC_OK)
		rc = cli_opt(c, "pseudonym") ? write_study(c, &o, &rows, &written)
		     : export_write(c->station, &c->actor, &o, &rows, &written, &c->err);
	if (rc == RC_OK && strcmp(o.path, "-") != 0) {
		snprintf(count, sizeof count, "%ld", rows);
		out_say(c, N_("{count} rows written to {file}"), "count", count, "file", written,
		        NULL);
	}
	template_clear(&form);
	free(named);
	free(written);
	return rc;
}

const struct cmd_def cmd_export = {
	.name = "export",
	.help = N_("Write a register as CSV or as a workbook, in the county's header names."),
	.args = "REGISTER", .min_args = 0, .max_args = 1,
	.example = "wubao export roster -o roster.xlsx\n"
	           "wubao export tests --identified --reason county -o tests.csv\n"
	           "wubao export --all --reason moving -o station\n"
	           "wubao export roster --template roster --identified --reason county -o out/\n"
	           "wubao export roster --pseudonym --reason 课题 --to 某大学 -o study.csv",
	.text = N_("REGISTER is a word of wubao help import: roster, tests... What is exported can "
	           "be imported again. Every export is logged."),
	CMD_OPTS(opts), .station = true, .run = run,
};
