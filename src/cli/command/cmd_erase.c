/* wubao erase: whose retention has ended, and the end of a record. SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/table.h"
#include "model/person/erase.h"
#include "model/person/resident.h"
#include "model/person/seal.h"

static const struct cmd_opt opts[] = {
	{"unit", 0, "NAME", NULL, N_("The unit whose document stands for a second person, where "
	                             "the station has one officer.")},
	{"document", 0, "NUMBER", NULL, N_("The number of its document.")},
	{"reason", 0, "TEXT", NULL, N_("Why; it is logged.")},
};

static enum rc list(struct cli *c) {
	static const struct table_col cols[] = {
		{"file_no", N_("File number"), false}, {"sealed", N_("Sealed"), .day = true},
		{"until", N_("Kept until"), .day = true},
	};
	struct table t = TABLE(cols);
	struct erase_proposals p = {0};
	char day[DATE_BUF], detail[40];
	enum rc rc = erase_propose(c->station, &c->actor, &p, &c->err);

	for (size_t i = 0; rc == RC_OK && i < p.n; i++) {
		char *file_no = NULL;

		rc = resident_held_file_no(c->station, &c->actor, p.v[i].resident, &file_no,
		                           &c->err);
		table_add(&t, file_no ? file_no : "");
		table_add(&t, date_format(p.v[i].sealed, day));
		table_add(&t, date_format(p.v[i].until, day));
		free(file_no);
	}
	snprintf(detail, sizeof detail, "hits=%zu", p.n);
	if (rc == RC_OK)
		rc = station_note(c->station, &c->actor, "erase.list", "resident", 0, NULL, detail,
		                  &c->err);
	if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	erase_proposals_clear(&p);
	return rc;
}

static enum rc run(struct cli *c) {
	struct approval ask;
	long long rows = 0;
	char count[24];
	enum rc rc;

	if (c->arg_count == 0)
		return list(c);
	cli_read_request(c, &ask);
	rc = seal_find(c->station, &c->actor, c->args[0], &ask.resident.id, &c->err);
	if (rc == RC_OK)
		rc = erase_person(c->station, &c->actor, &ask, &rows, &c->err);
	snprintf(count, sizeof count, "%lld", rows);
	if (rc == RC_OK)
		out_say(c, N_("file {number} is erased: {n} rows overwritten; its backups go "
		              "within 12 months"), "number", c->args[0], "n", count, NULL);
	entity_clear(&approval_def, &ask);
	return rc;
}

const struct cmd_def cmd_erase = {
	.name = "erase",
	.help = N_("Show whose file need not be kept any longer, or erase one; the head and a "
	           "second person."),
	.args = "[NUMBER]", .max_args = 1,
	.example = "wubao erase\nwubao erase 00012 --reason 保管期满",
	.text = N_("Without NUMBER the sealed files past their retention (keep_years of the "
	           "settings, 3 at least). The first time the request is put on record; after a "
	           "second officer said yes (wubao queue) the same words erase the file; with one "
	           "officer the document stands for the second person. All fields and the history "
	           "of the person and of all that belongs to the file are overwritten; the rows "
	           "stay, empty and void, and so does the audit, which is never pruned. Months "
	           "that were sent keep their numbers; in figures computed later the file is not "
	           "counted, and they say how many were erased. Backups still hold the file until "
	           "they age out, the last within 12 months, as do copies made before an update "
	           "(.before-v) and what a restore kept (before-restore); printed pages (out) went "
	           "when it was sealed; what was copied elsewhere, and what wubao salvage saved, "
	           "is taken away by hand."),
	CMD_OPTS(opts), .station = true, .run = run,
};
