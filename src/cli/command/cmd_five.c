/* wubao five: the five packages, one line a resident, gaps first. */
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/people_table.h"
#include "core/clock.h"
#include "model/team/package.h"
#include "model/team/team.h"

static const struct cmd_opt opts[] = {
	{"gaps", 0, NULL, NULL, N_("Only who has a gap.")},
	{"village", 0, "NAME", NULL, N_("Only this village or community.")},
	{"team", 0, "NAME", NULL, N_("Only this help team.")},
	{"member", 0, "NAME", NULL, N_("Only for whom this member holds a package.")},
	{"holders", 0, NULL, NULL, N_("Who holds each package instead of what shows that it is done.")},
};

static const struct table_col cols[] = {
	{"file_no", N_("File number"), false}, {"name", N_("Name"), false},         {"place", N_("Village"), false},
	{"lead", N_("In charge"), false},      {"person", N_("For the person"), false},     {"publicity", N_("Publicity"), false},
	{"attitude", N_("Attitude"), false},   {"testing", N_("Testing"), false},   {"filing", N_("Filing"), false},
	{"gaps", N_("Gaps"), true},
};

static enum rc read_query(struct cli *c, struct package_query *q) {
	const char *village = cli_opt(c, "village"), *team = cli_opt(c, "team");

	q->gaps_only = cli_opt(c, "gaps") != NULL;
	q->member = cli_opt(c, "member");
	if (village && (q->place = place_find(c->station, village)) == 0)
		return err_set(&c->err, RC_NOT_FOUND, "list.village", N_("No village or community is called {name}"), "name",
		               village, NULL);
	if (team && (q->team = team_find(c->station, team)) == 0)
		return err_set(&c->err, RC_NOT_FOUND, "team.none", N_("No help team is called {name}"), "name", team, NULL);
	return RC_OK;
}

static void add_cell(struct cli *c, struct table *t, const struct package_row *row, enum package_cell_id id) {
	const struct package_member *m = package_member_of(row, row->cell[id].member);
	struct str text = {0};

	if (cli_opt(c, "holders") && id != PACKAGE_LEAD)
		str_addf(&text, "%s%s", m ? m->name : "--", m && row->cell[id].by_default ? tr(N_("(default)")) : "");
	else
		package_cell_text(row, id, clock_today(), false, &text);
	table_add(t, str_text(&text));
	str_clear(&text);
}

static enum rc add_row(struct cli *c, struct table *t, long long id) {
	struct package_row row = {0};
	struct resident r;
	enum rc rc = resident_get(c->station, &c->actor, id, &r, &c->err);

	if (rc == RC_OK)
		rc = package_get(c->station, &c->actor, id, &row, &c->err);
	if (rc == RC_OK) {
		people_table_add_field(c, t, entity_field(&resident_def, "file_no"), &r);
		people_table_add_field(c, t, entity_field(&resident_def, "name"), &r);
		people_table_add_field(c, t, entity_field(&resident_def, "place"), &r);
		for (int i = 0; i < PACKAGE_CELLS; i++)
			add_cell(c, t, &row, (enum package_cell_id)i);
		table_addf(t, "%d", row.gaps);
	}
	package_row_clear(&row);
	entity_clear(&resident_def, &r);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc run(struct cli *c) {
	struct table t = {.cols = cols, .col_count = sizeof cols / sizeof *cols};
	struct package_query q = {0};
	struct ids ids = {0};
	enum rc rc = read_query(c, &q);

	if (rc == RC_OK)
		rc = package_list(c->station, &c->actor, &q, &ids, &c->err);
	for (size_t i = 0; i < ids.n && rc == RC_OK; i++)
		rc = add_row(c, &t, ids.v[i]);
	if (rc == RC_OK)
		rc = people_table_note(c, "five.list", ids.n);
	if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	ids_clear(&ids);
	return rc;
}

const struct cmd_def cmd_five = {
	.name = "five",
	.help = N_("The five packages of every resident: who is in charge, what was done last, where the gaps are."),
	.args = "",
	.example = "wubao five --gaps\nwubao five --village 石桥村 --csv",
	.text = N_("A day is that of the last record; -- means none. ! overdue, ? nobody holds the package, * another member "
	           "of the team than the one responsible. Most gaps first."),
	CMD_OPTS(opts),
	.station = true,
	.run = run,
};
