/* wubao team: the help teams, and who stands in one. */
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/people_table.h"
#include "core/clock.h"
#include "model/team/team.h"

static const struct cmd_opt opts[] = {
	{"all", 0, NULL, NULL, N_("Members whose time has ended, too.")},
};

static const struct table_col team_cols[] = {
	{"team", N_("Help team"), false},        {"members", N_("Members"), true},
	{"residents", N_("Residents"), true},    {"empty_seats", N_("Empty seats"), false},
	{"empty_parties", N_("Empty parties"), false},
};

static enum rc add_team(struct cli *c, struct table *t, long long id) {
	struct team_summary s;
	struct str seats = {0}, parties = {0};
	enum rc rc = team_summary(c->station, &c->actor, id, &s, &c->err);

	if (rc == RC_OK) {
		team_empty_seats(SEATS_LAW, s.roles, s.role_count, &seats);
		team_empty_seats(SEATS_PARTIES, s.roles, s.role_count, &parties);
		table_add(t, s.name);
		table_addf(t, "%lld", s.members);
		table_addf(t, "%lld", s.residents);
		table_add(t, str_text(&seats));
		table_add(t, str_text(&parties));
	}
	str_clear(&seats);
	str_clear(&parties);
	team_summary_clear(&s);
	return rc;
}

static enum rc list_teams(struct cli *c) {
	struct table t = {.cols = team_cols, .col_count = sizeof team_cols / sizeof *team_cols};
	struct ids ids = {0};
	enum rc rc = team_list(c->station, &c->actor, &ids, &c->err);

	for (size_t i = 0; i < ids.n && rc == RC_OK; i++)
		rc = add_team(c, &t, ids.v[i]);
	if (rc == RC_OK)
		rc = people_table_note(c, "team.list", ids.n);
	if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	ids_clear(&ids);
	return rc;
}

/* Name, unit and masked phone: of the contact, or the officer's name alone. */
static enum rc add_person(struct cli *c, struct table *t, const struct team_member *m) {
	const struct field_env *env = station_env(c->station);
	struct contact k;
	enum rc rc;

	if (!m->contact.id) {
		table_add(t, env->ref_name(env->ctx, "officer", m->officer.id));
		table_add(t, station_name(c->station));
		table_add(t, "");
		return RC_OK;
	}
	rc = contact_get(c->station, &c->actor, m->contact.id, &k, &c->err);
	if (rc == RC_OK) {
		people_table_add_field(c, t, entity_field(&contact_def, "name"), &k);
		people_table_add_field(c, t, entity_field(&contact_def, "unit"), &k);
		people_table_add_field(c, t, entity_field(&contact_def, "phone"), &k);
	}
	entity_clear(&contact_def, &k);
	return rc;
}

static enum rc add_member(struct cli *c, struct table *t, const struct field_def *const *fields, size_t n,
                          long long id) {
	struct team_member m;
	enum rc rc = member_get(c->station, &c->actor, id, &m, &c->err);

	if (rc == RC_OK)
		rc = add_person(c, t, &m);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		people_table_add_field(c, t, fields[i], &m);
	entity_clear(&member_def, &m);
	return rc;
}

static enum rc show_team(struct cli *c, const char *name) {
	enum { MOST = 12, OF_PERSON = 3 };
	struct table_col cols[MOST] = {{"name", N_("Name"), false}, {"unit", N_("Unit"), false}, {"phone", N_("Phone"), false}};
	const struct field_def *fields[MOST] = {NULL};
	struct table t = {.cols = cols};
	struct ids ids = {0};
	long long team = team_find(c->station, name);
	enum rc rc;

	if (!team)
		return err_set(&c->err, RC_NOT_FOUND, "team.none", N_("No help team is called {name}"), "name", name, NULL);
	t.col_count = people_table_columns(&member_def, F_LIST, cols, fields, OF_PERSON, MOST);
	rc = member_list(c->station, &c->actor, team, cli_opt(c, "all") ? DATE_NONE : clock_today(), &ids, &c->err);
	for (size_t i = 0; i < ids.n && rc == RC_OK; i++)
		rc = add_member(c, &t, fields + OF_PERSON, t.col_count - OF_PERSON, ids.v[i]);
	if (rc == RC_OK)
		rc = people_table_note(c, "member.list", ids.n);
	if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	ids_clear(&ids);
	return rc;
}

static enum rc run(struct cli *c) {
	return c->arg_count ? show_team(c, c->args[0]) : list_teams(c);
}

const struct cmd_def cmd_team = {
	.name = "team",
	.help = N_("List the help teams with their empty seats, or the members of one."),
	.args = "[NAME]",
	.max_args = 1,
	.example = "wubao team\nwubao team 石桥村帮教小组",
	.text = N_("Empty seats are those of the five kinds the law names; empty parties those of the six that work together."),
	CMD_OPTS(opts),
	.station = true,
	.run = run,
};
