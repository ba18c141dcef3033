/* wubao handover-file: one person's file to another station, and from one.
 * SPDX-License-Identifier: MIT */

#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/records.h"
#include "cli/between/whole.h"
#include "core/clock.h"
#include "core/file.h"
#include "exchange/package/handover.h"
#include "exchange/print/papers_sheet.h"

static const struct cmd_opt opts[] = {
	{"to", 0, "NAME", NULL, N_("Of make and papers: the receiving station, as its key is "
				   "called here.")},
	TARGET_OUTPUT,
	{"reason", 0, "TEXT", NULL, N_("Why; it is logged.")},
	{"open", 0, NULL, NULL, N_("Of make: not sealed, where the receiver has no key here.")},
	{"taken-on", 0, "DATE", NULL,
	 N_("Of take: from which day the order is carried out here; today when left out.")},
	{"trust", 0, "KEY", NULL,
	 N_("The sender's public key, compared aloud, where it is not among those trusted.")},
	{"dry-run", 0, NULL, NULL, N_("Of take: show what would be taken; write nothing.")},
};


static enum rc make(struct cli *c) {
	struct handover_make o = {.to = cli_opt(c, "to"), .reason = cli_opt(c, "reason"),
	                          .path = cli_opt(c, "output"), .open = cli_opt(c, "open") != NULL};
	struct handover_made made;
	enum rc rc;

	if (!o.to || !o.path)
		return cli_usage(c, "handover-file.make",
		                 N_("Say to whom and into which file: --to STATION -o FILE "
				    "--reason TEXT"),
		                 NULL);
	rc = records_look_person(c, c->args[1], &o.resident);
	if (rc == RC_OK)
		rc = cli_free_to_write(c, o.path);
	if (rc != RC_OK)
		return rc;
	rc = handover_file_make(c->station, &c->actor, &o, &made, &c->err);
	handover_made_clear(&made);
	if (rc != RC_OK)
		return rc;
	out_say(c, N_("{file}: number {number}, {rows} records."), "file", o.path, "number", made.number,
	        "rows", NUM(made.rows), NULL);
	if (made.still_here)
		out_say(c, N_("The order is still on the register here. When the papers go: wubao "
		              "state {person} moved --moved-to {to} --reason TEXT --document NUMBER"),
		        "person", c->args[1], "to", o.to, NULL);
	return RC_OK;
}

static enum rc take(struct cli *c) {
	struct taken taken = taken_begin(c);
	char *receipt = mem_printf("%s.receipt", c->args[1]);
	struct handover_take o = {.path = c->args[1], .trust = cli_opt(c, "trust"),
	                          .receipt = cli_opt(c, "output") ? cli_opt(c, "output") : receipt,
	                          .dry = cli_opt(c, "dry-run") != NULL,
	                          .each = taken_add, .ctx = &taken};
	struct handover_taken done = {.station = NULL};
	const char *day = cli_opt(c, "taken-on");
	enum rc rc = RC_OK;

	o.taken_on = clock_today();
	if (day)
		rc = date_parse_loose(day, &o.taken_on, &c->err);
	if (rc == RC_OK)
		rc = file_not_kept(o.receipt, &c->err);
	if (rc == RC_OK)
		rc = handover_file_take(c->station, &c->actor, &o, &done, &c->err);
	taken_end(&taken);
	if (rc == RC_OK && done.taken_over)
		out_say(c, N_("Taken over from {station}: village, help team and who is in charge "
			      "are still to be said"
		              " here."), "station", done.station, NULL);
	if (rc == RC_OK && done.receipt)
		out_say(c, N_("The receipt to send back is {file}"), "file", o.receipt, NULL);
	handover_taken_clear(&done);
	free(receipt);
	return rc;
}

static enum rc receipt(struct cli *c) {
	struct date day;
	char text[DATE_BUF];
	bool news;
	enum rc rc = handover_file_receipt(c->station, &c->actor, c->args[1], cli_opt(c, "trust"), &day,
	                                   &news, &c->err);

	if (rc == RC_OK)
		out_say(c, news ? N_("The receipt of {day} stands in the order.")
		                : N_("The receipt of {day} stood there already."),
		        "day", date_format(day, text), NULL);
	return rc;
}

static enum rc papers(struct cli *c) {
	char *path = NULL;
	long long person = 0;
	enum rc rc = records_look_person(c, c->args[1], &person);

	if (rc == RC_OK)
		rc = papers_print(c->station, &c->actor, person, cli_opt(c, "to"), &path, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("The list to sign is {path}"), "path", path, NULL);
	free(path);
	return rc;
}

static enum rc run(struct cli *c) {
	static const struct cmd_word words[] = {
		{"make", 1, 1, make}, {"take", 1, 1, take}, {"receipt", 1, 1, receipt},
		{"papers", 1, 1, papers},
	};

	return cli_run_word(c, words, sizeof words / sizeof *words, "handover-file.words",
	                    N_("wubao handover-file make or papers NUMBER, take or receipt FILE"));
}

const struct cmd_def cmd_handover_file = {
	.name = "handover-file",
	.help = N_("Hand one person's whole file to another station, or take one in."),
	.args = "make|papers NUMBER, take|receipt FILE", .min_args = 1, .max_args = 2,
	.example = "wubao handover-file make 0012 --to 乙站 --reason 变更执行地 -o 0012.tar\n"
	           "wubao handover-file take 0012.tar --dry-run\n"
	           "wubao handover-file take 0012.tar --taken-on 2026-11-20\n"
	           "wubao handover-file receipt 0012.tar.receipt\n"
	           "wubao handover-file papers 0012 --to 乙站",
	.text = N_("The file is signed with this station's key and sealed to the receiver's (wubao "
		   "key). It holds the person, the orders with their logs and every register's "
	           "records under their record numbers; file number, village, help team, duties "
	           "and attached files stay here. Taking it twice changes nothing; a record that "
	           "came back later is the one it was. The order is carried out here from the day "
	           "of taking over, what came before is the other station's."),
	CMD_OPTS(opts), .station = true, .run = run,
};
