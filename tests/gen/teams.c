/* Help teams: one a village, with members who also stand in others; and who holds which package for whom.
 * SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "gen/gen.h"

enum { VILLAGES = sizeof villages / sizeof *villages };

static const struct sheet_column member_columns[] = {
	{"team"}, {"role"}, {"name"}, {"unit"}, {"phone"}, {"since"}, {"letter_on"},
};
static const struct sheet_column duty_columns[] = {
	{"name"}, {"id_no"}, {"package"}, {"member"}, {"since"}, {"confirmed"},
};

static const char *cadre_of(int village) {
	static const char *const who[VILLAGES] = {"赵支书", "钱支书", "孙支书", "周支书", "吴支书",
	                                          "郑支书", "冯支书", "褚支书", "卫支书", "蒋支书"};
	return who[village];
}

static void write_member(struct table *t, struct rng *r, int village, const char *role, const char *name,
                         const char *unit) {
	struct date since = DATE_NONE;
	char team[32];

	date_from_ymd(2020, 1, 1, &since);
	snprintf(team, sizeof team, "第%d帮教小组", village + 1);
	table_cell(t, team);
	table_cell(t, role);
	table_cell(t, name);
	table_cell(t, unit);
	table_cell(t, "");
	spell_date(t, r, since);
	spell_date(t, r, rng_chance(r, 0.7) ? date_add_days(since, rng_between(r, 5, 300)) : DATE_NONE);
	table_judge(t, "ok", "");
	table_end(t);
}

/* The seats differ: some teams have no doctor, many no volunteer, most no social worker. */
static void fill_members(const struct sheet_def *def, struct table *t, const struct station *s) {
	static const char *const doctors[] = {"林医生", "何医生"};

	for (int v = 0; v < VILLAGES; v++) {
		const struct person here = {.village = v};
		struct rng r = rng_for(s->seed, def->name, (uint64_t)v);

		write_member(t, &r, v, "专职人员", person_worker(&here), "示范镇禁毒办");
		write_member(t, &r, v, "社区民警", person_police(&here), "示范派出所");
		write_member(t, &r, v, "村(社区)干部", cadre_of(v), villages[v]);
		if (rng_chance(&r, 0.6))
			write_member(t, &r, v, "医务人员", rng_pick(&r, doctors), "示范镇卫生院");
		if (rng_chance(&r, 0.4))
			write_member(t, &r, v, "志愿者", v % 2 ? "邓志愿者" : "叶志愿者", villages[v]);
		if (rng_chance(&r, 0.3))
			write_member(t, &r, v, "社工", "余社工", "示范镇社工站");
	}
}

static void write_duty(struct table *t, struct rng *r, const struct person *p, const char *package, const char *who,
                       double share) {
	if (!rng_chance(r, share))
		return;
	spell_name(t, r, p->name);
	spell_idno(t, r, p->idno);
	table_cell(t, package);
	table_cell(t, who);
	spell_date(t, r, p->reported);
	table_cell(t, rng_chance(r, 0.8) ? "是" : "否");
	table_judge(t, "ok", "");
	table_end(t);
}

/* What nobody wrote down follows from the roles, by default. */
static void fill_duties(const struct sheet_def *def, struct table *t, const struct station *s) {
	for (size_t i = 0; i < s->count; i++) {
		const struct person *p = &s->people[i];
		struct rng r = rng_for(s->seed, def->name, i);

		if (!date_is_set(p->reported))
			continue;
		write_duty(t, &r, p, "责任人", person_worker(p), 0.7);
		write_duty(t, &r, p, "包对象", person_worker(p), 0.6);
		write_duty(t, &r, p, "包尿检", person_police(p), 0.4);
		write_duty(t, &r, p, "包建档", person_worker(p), 0.4);
	}
}

const struct sheet_def member_sheet = {
	.name = "member", .title = "示范镇帮教小组成员名单",
	.columns = member_columns, .column_count = sizeof member_columns / sizeof *member_columns, .fill = fill_members,
};
const struct sheet_def duty_sheet = {
	.name = "duty", .title = "示范镇五包责任分工表",
	.columns = duty_columns, .column_count = sizeof duty_columns / sizeof *duty_columns, .fill = fill_duties,
};
