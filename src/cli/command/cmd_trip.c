/* wubao trip: the sheet for a round on foot. SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/table.h"
#include "exchange/print/round_sheet.h"

static const struct cmd_opt opts[] = {
	{"date", 0, "DATE", NULL, N_("The day of the round; today when left out.")},
	{"village", 0, "NAME", NULL, N_("Only this village or community.")},
};

static const struct table_col cols[] = {{"sheet", N_("Sheet number"), true},
                                        {"people", N_("People"), true},
                                        {"path", N_("Page"), false}};

static enum rc run(struct cli *c) {
	struct table t = TABLE(cols);
	struct round trip = {.id = 0};
	struct date day;
	long long place;
	char *path = NULL;
	enum rc rc;

	TRY(cli_read_village(c, cli_opt(c, "village"), &place));
	TRY(cli_read_date(c, &day));
	TRY(round_print(c->station, &c->actor, day, place, &trip, &path, &c->err));
	table_addf(&t, "%lld", trip.id);
	table_addf(&t, "%zu", trip.n);
	table_add(&t, path);
	table_print(c, &t);
out:
	table_clear(&t);
	free(path);
	round_clear(&trip);
	return rc;
}

const struct cmd_def cmd_trip = {
	.name = "trip",
	.help = N_("Print the sheet for a round: who has something due, by village."), .args = "",
	.example = "wubao trip\nwubao trip --date 2026-12-01 --village 石桥村",
	.text = N_("Thirty lines a sheet, a box to tick for what is due, no word that names the "
	           "programme. It lies in the folder out beside the database, as a page to print "
	           "and as text. What was seen is entered in the same order: in the screens b, by "
	           "the number of the sheet. More than 20 people need the approval an export with "
	           "names needs."),
	CMD_OPTS(opts), .station = true, .run = run,
};
