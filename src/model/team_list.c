/* The help teams, and the members of one. */
#include "core/clock.h"
#include "model/lists.h"
#include "model/team.h"

enum { TEAM_NAME, TEAM_MEMBERS, TEAM_RESIDENTS, TEAM_EMPTY, TEAM_PARTIES, TEAM_COLUMNS };
static const struct list_column team_columns[TEAM_COLUMNS] = {
	[TEAM_NAME] = {.key = "team", .label = N_("Help team"), .width = 20},
	[TEAM_MEMBERS] = {.key = "members", .label = N_("Members"), .width = 7, .number = true},
	[TEAM_RESIDENTS] = {.key = "residents", .label = N_("Residents"), .width = 9, .number = true},
	[TEAM_EMPTY] = {.key = "empty_seats", .label = N_("Empty seats"), .width = -1},
	[TEAM_PARTIES] = {.key = "empty_parties", .label = N_("Empty parties"), .width = 20, .extra = true},
};

static enum rc team_ids(struct list_run *r, struct ids *out, struct err *err) {
	return team_list(r->st, r->actor, out, err);
}

static enum rc team_row(struct list_run *r, size_t row, long long id, struct err *err) {
	struct team_summary t;
	enum rc rc = team_summary(r->st, r->actor, id, &t, err);

	if (rc == RC_OK) {
		list_put(r, row, TEAM_NAME, t.name);
		list_putf(r, row, TEAM_MEMBERS, "%lld", t.members);
		list_putf(r, row, TEAM_RESIDENTS, "%lld", t.residents);
		if (team_empty_seats(SEATS_LAW, t.roles, t.role_count, list_cell(r, row, TEAM_EMPTY)))
			list_set_tone(r, row, TEAM_EMPTY, LIST_ALERT);
		team_empty_seats(SEATS_PARTIES, t.roles, t.role_count, list_cell(r, row, TEAM_PARTIES));
	}
	team_summary_clear(&t);
	return rc;
}

const struct list_def teams_list = {
	.id = "teams",
	.label = N_("Help teams"),
	.columns = team_columns,
	.column_count = TEAM_COLUMNS,
	.audit = "team.list",
	.empty = N_("No help team yet: a adds one, i on the first screen takes in a file."),
	.ids = team_ids,
	.row = team_row,
};
