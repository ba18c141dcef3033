/* The help teams, and the members of one. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/access/masking.h"
#include "model/lists.h"
#include "model/team/team.h"

enum { TEAM_NAME, TEAM_MEMBERS, TEAM_RESIDENTS, TEAM_EMPTY, TEAM_PARTIES, TEAM_COLUMNS };
static const struct list_column team_columns[TEAM_COLUMNS] = {
	[TEAM_NAME] = {.key = "team", .label = N_("Help team"), .width = 20},
	[TEAM_MEMBERS] = {.key = "members", .label = N_("Members"), .width = 7, .number = true},
	[TEAM_RESIDENTS] = {.key = "residents", .label = N_("Residents"), .width = 9,
	                    .number = true},
	[TEAM_EMPTY] = {.key = "empty_seats", .label = N_("Empty seats"), .width = -1},
	[TEAM_PARTIES] = {.key = "empty_parties", .label = N_("Empty parties"), .width = 20,
	                  .extra = PRINTED},
};

static enum rc team_ids(struct list_run *r, struct ids *out, struct err *err) {
	return team_list(r->st, r->actor, out, err);
}

static enum rc team_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct team_summary *teams = mem_zalloc(n + 1, sizeof *teams);
	enum rc rc = team_summaries(r->st, r->actor, ids, n, teams, err);

	for (size_t i = 0; i < n; i++) {
		const struct team_summary *t = &teams[i];

		if (rc == RC_OK && t->id != 0) {
			list_put(r, i, TEAM_NAME, t->name);
			list_putf(r, i, TEAM_MEMBERS, "%lld", t->members);
			list_putf(r, i, TEAM_RESIDENTS, "%lld", t->residents);
			if (team_empty_seats(SEATS_LAW, t->roles, t->role_count,
			                     list_cell(r, i, TEAM_EMPTY)))
				list_set_tone(r, i, TEAM_EMPTY, LIST_ALERT);
			team_empty_seats(SEATS_PARTIES, t->roles, t->role_count,
			                 list_cell(r, i, TEAM_PARTIES));
		}
		team_summary_clear(&teams[i]);
	}
	free(teams);
	return rc;
}

const struct list_def teams_list = {
	.id = "teams", .label = N_("Help teams"),
	LIST_SHOWS(team_columns), .audit = "team.list",
	.empty = N_("No help team yet: a adds one, i on the first screen takes in a file."),
	.ids = team_ids, .rows = team_rows,
};

/* ---- members ---- */

enum {
	MEMBER_NAME, MEMBER_ROLE, MEMBER_UNIT, MEMBER_SINCE, MEMBER_UNTIL, MEMBER_LETTER,
	MEMBER_PHONE, MEMBER_TEAM, MEMBER_COLUMNS
};
static const struct list_column member_columns[MEMBER_COLUMNS] = {
	[MEMBER_NAME] = {.of = &contact_def, .field = "name", .width = 10},
	[MEMBER_ROLE] = {.field = "role", .width = 14},
	[MEMBER_UNIT] = {.of = &contact_def, .field = "unit", .width = 12},
	[MEMBER_SINCE] = {.field = "since"},
	[MEMBER_UNTIL] = {.field = "until"},
	[MEMBER_LETTER] = {.field = "letter_on", .head = N_("Letter"), .width = 10},
	[MEMBER_PHONE] = {.of = &contact_def, .field = "phone", .extra = PRINTED},
	[MEMBER_TEAM] = {.field = "team", .extra = PRINTED},
};

static enum rc member_ids(struct list_run *r, struct ids *out, struct err *err) {
	return member_list(r->st, r->actor, r->q.team, r->q.all ? DATE_NONE : clock_today(), out,
	                   err);
}

/* An officer of the station stands in a team by his name alone. */
static void put_member(struct list_run *r, size_t row, const struct team_member *m,
                       const struct contact *who) {
	const struct field_env *env = station_env(r->st);

	list_put_record(r, row, &member_def, m);
	if (m->contact.id != 0) {
		list_put_record(r, row, &contact_def, who);
	} else {
		masked_value(r->actor, VIEW_LIST, F_WORKER, env->ref_name(env->ctx, "officer",
		                                                          m->officer.id),
		             list_cell(r, row, MEMBER_NAME));
		list_put(r, row, MEMBER_UNIT, station_name(r->st));
	}
	for (size_t c = 0; c < MEMBER_COLUMNS && !period_holds(m->since, m->until, clock_today());
	     c++)
		list_set_tone(r, row, c, LIST_DIM);
}

static enum rc member_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct team_member *m = mem_zalloc(n + 1, sizeof *m);
	struct contact *who = mem_zalloc(n + 1, sizeof *who);
	enum rc rc = members_get(r->st, r->actor, ids, n, m, who, err);

	for (size_t i = 0; i < n; i++) {
		if (rc == RC_OK && m[i].rec.id != 0)
			put_member(r, i, &m[i], &who[i]);
		entity_clear(&member_def, &m[i]);
		entity_clear(&contact_def, &who[i]);
	}
	free(m);
	free(who);
	return rc;
}

const struct list_def members_list = {
	.id = "members", .label = N_("Members"), .entity = &member_def,
	LIST_SHOWS(member_columns), .takes = LIST_BY_TEAM | LIST_BY_ALL, .audit = "member.list",
	.empty = N_("No members yet: a adds one."),
	.ids = member_ids, .rows = member_rows,
};
