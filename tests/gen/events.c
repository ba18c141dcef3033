/* The registers of an ordinary week, each one row of a table: how often a record is made, and what stands in it.
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/gen.h"

struct event_spec {
	double share;     /* of the people who reported in */
	int first, every; /* about so many days after reporting in, and between two; every 0: all within a week */
	int most;         /* records a person */
};

#define WHO {"name", .kind = CELL_NAME}, {"id_no", .kind = CELL_ID}
#define WORD(name_, words) {name_, .kind = CELL_PICK, .text = words}
#define OF(name_, kind_) {name_, .kind = kind_}
#define DAYS(name_, kind_, from, to) {name_, .kind = kind_, .a = from, .b = to}
#define SEQ(name_, words) {name_, .kind = CELL_SEQ, .text = words}

static const struct sheet_column talk_columns[] = {
	WHO, {"occurred", .kind = CELL_DAY}, WORD("channel", "面谈|面谈|面谈|电话|视频"),
	OF("talker", CELL_WORKER), WORD("summary", "近况|就业打算|家庭情况|思想汇报|戒毒感受"), WORD("mood", "稳定|稳定|稳定|波动"),
	WORD("request", "|||希望介绍工作|希望申请低保"), WORD("next_plan", "下月继续谈话|||"),
};
static const struct sheet_column visit_columns[] = {
	WHO, {"occurred", .kind = CELL_DAY}, WORD("visited", "本人|本人|家属|邻居|村干部"),
	WORD("relation", "本人|本人|父母|配偶|邻居|村(社区)干部"), WORD("met", "已找到|已找到|已找到|未找到"),
	OF("visitor", CELL_WORKER), OF("visitor2", CELL_POLICE), WORD("difficulty", "|||无固定收入|子女上学"),
};
static const struct sheet_column phone_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("spoke_with", "本人|本人|家属"), WORD("reached", "是|是|是|否"), OF("caller", CELL_WORKER),
	WORD("summary", "询问近况|提醒尿检|提醒报到"),
};
static const struct sheet_column report_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("period", "半月汇报|半月汇报|月书面报告"), WORD("channel", "当面|书面|电话"),
	OF("received_by", CELL_WORKER), WORD("summary", "在家务农|在外务工|身体正常"),
};
static const struct sheet_column leave_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("reason", "务工|看病|探亲|办事"), WORD("destination", "县城|邻县|省城"), WORD("out_of_county", "是"),
	DAYS("leave_from", CELL_AHEAD, 1, 2), DAYS("leave_to", CELL_AHEAD, 5, 15), WORD("written", "是"),
	OF("approver", CELL_WORKER), DAYS("approved_on", CELL_LATER, 0, 0), DAYS("returned", CELL_LATER, 6, 16),
};
static const struct sheet_column missed_columns[] = {
	WHO, OF("occurred", CELL_DAY), DAYS("window_no", CELL_NUMBER, 2, 4), WORD("judged", "正当理由"), WORD("cause", "因病|外出务工未归"),
};
static const struct sheet_column warning_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("kind", "未报到|其他"), WORD("summary", "未按时到站|经劝导后报到"), OF("witness", CELL_POLICE),
};
static const struct sheet_column custody_columns[] = {
	WHO, OF("occurred", CELL_DAY), DAYS("until", CELL_LATER, 5, 15), WORD("kind", "住院治疗|其他"), WORD("authority", "石桥县公安局"),
};
static const struct sheet_column search_columns[] = {
	WHO, OF("occurred", CELL_DAY), OF("companions", CELL_POLICE), WORD("summary", "电话不通|家属不知去向|邻居称已外出"), WORD("met", "未找到|已找到"),
};
static const struct sheet_column excused_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("kind", "谈话|走访|半月汇报"), DAYS("window_day", CELL_LATER, -20, -1),
	WORD("reason", "外出务工|住院|联系不上"),
};
static const struct sheet_column police_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("reason", "严重违反协议|复吸(检测阳性)"), DAYS("covers", CELL_LATER, 0, 0),
	WORD("to_whom", "石桥派出所"), DAYS("sent", CELL_LATER, 0, 0),
};
static const struct sheet_column assessment_columns[] = {
	WHO, {"occurred", .kind = CELL_DAY}, OF("level", CELL_RISK), WORD("kind", "半年小结|年度评估"),
	OF("assessors", CELL_WORKER), DAYS("score", CELL_NUMBER, 40, 95),
};
static const struct sheet_column work_columns[] = {
	WHO, OF("occurred", CELL_DAY), OF("job", CELL_JOB), WORD("placed", "是|否|否"),
};
static const struct sheet_column aid_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("kind", "就业推荐|技能培训|低保|临时救助|医疗|心理"), WORD("content", "协助申请|上门服务|推荐岗位"),
	WORD("amount", "|||300.00|500.00"), OF("handler", CELL_WORKER),
};
static const struct sheet_column relative_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("relative_name", "老王|老李|小张|小陈"), WORD("relation", "父母|配偶|兄弟姐妹"),
	WORD("co_supervisor", "是|是|否"), DAYS("letter_on", CELL_LATER, 0, 0),
};
static const struct sheet_column control_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("control", "在控"), WORD("reason", "见面核查"), OF("seen_by", CELL_POLICE),
};
static const struct sheet_column document_columns[] = {
	WHO, OF("occurred", CELL_DAY),
	{"kind", .kind = CELL_SEQ, .text = "责令决定书|告知书/送达回执|登记表|协议书|承诺书|工作小组名单及责任书|戒毒(康复)计划书|吸毒检测记录表"},
	WORD("kept_at", "一号柜|二号柜"),
};
static const struct sheet_column intake_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("came_by", "公安通报|网格排查|强戒出所"), WORD("told_by", "示范派出所|村委会"),
	WORD("decision", "列入登记"),
};
static const struct sheet_column move_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("direction", "转入"), WORD("other_station", "邻镇工作站"),
	DAYS("receipt", CELL_LATER, 2, 8),
};
static const struct sheet_column dual_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("here_as", "户籍地|居住地"), WORD("other_station", "邻镇工作站|城北工作站"),
	DAYS("sent", CELL_LATER, 1, 3), DAYS("answered", CELL_LATER, 8, 14),
};
static const struct sheet_column lost_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("last_seen", "村口|车站"), DAYS("told_police", CELL_LATER, 1, 2),
	DAYS("found", CELL_LATER, 9, 40),
};
static const struct sheet_column grid_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("grid", "第一网格|第二网格|第三网格"), OF("grid_worker", CELL_WORKER),
};
static const struct sheet_column checkin_columns[] = {
	WHO, OF("occurred", CELL_DAY), SEQ("kind", "注册|月签到|月签到|月签到"), SEQ("days_due", "|30|30|30"),
	SEQ("days_done", "|28|30|26"),
};
static const struct sheet_column followup_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("way", "电话|上门"), WORD("spoken_to", "本人|父母"),
	OF("visitor", CELL_WORKER), WORD("living", "好|一般"), WORD("working", "好|一般"),
	WORD("family", "好|好|一般"), WORD("community", "好|一般"), WORD("used_again", "否"),
	WORD("county", "||邻县"),
};
static const struct sheet_column plan_columns[] = {
	WHO, OF("occurred", CELL_DAY), OF("drawn_by", CELL_WORKER), WORD("situation", "与家人同住|独居|在家务农"),
	WORD("goal", "稳定就业|身体康复|家庭和睦"), DAYS("review_on", CELL_AHEAD, 170, 190),
};
static const struct sheet_column measure_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("what", "联系岗位|协助申请低保|联系体检"), OF("who", CELL_WORKER),
	DAYS("due_on", CELL_AHEAD, 40, 60), DAYS("done_on", CELL_LATER, 15, 70),
};
static const struct sheet_column review_columns[] = {
	WHO, OF("occurred", CELL_DAY), SEQ("kind", "半年小结|年度评估"), OF("by", CELL_WORKER),
	WORD("result", "计划有效|调整就业措施"), DAYS("next_on", CELL_AHEAD, 180, 188),
};
static const struct sheet_column help_case_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("kind", "低保|医疗救助|临时救助|残疾证|创业扶持"),
	WORD("agency", "镇民政办|镇便民中心"), OF("waits_for", CELL_WORKER), DAYS("looked", CELL_LATER, 5, 9),
	DAYS("discussed", CELL_LATER, 10, 14), DAYS("noticed", CELL_LATER, 15, 19),
	DAYS("decided", CELL_LATER, 25, 25), {"result", .kind = CELL_THEN, .text = "批准", .a = 25},
	DAYS("amount", CELL_NUMBER, 200, 600), DAYS("paid_from", CELL_LATER, 30, 30),
};
static const struct sheet_column hardship_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("kind", "低保|重病|残疾|未成年子女"),
	DAYS("reviewed", CELL_LATER, 330, 360),
};
static const struct sheet_column care_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("facility", "县人民医院|县中医院"), WORD("reason", "肺病|外伤"),
	DAYS("until", CELL_LATER, 30, 30), {"outcome", .kind = CELL_THEN, .text = "好转|治愈", .a = 30},
};
static const struct sheet_column maintenance_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("drug", "美沙酮"), WORD("clinic", "县维持治疗点"),
	DAYS("filed", CELL_LATER, 3, 10),
};
static const struct sheet_column pair_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("cadre", "赵支书|钱支书|孙支书|周支书"), WORD("branch", "村党支部|镇机关党支部"),
};
static const struct sheet_column counsel_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("channel", "面谈"), WORD("counsellor", "林医生|余社工"),
	WORD("topic", "情绪|家庭关系|就业信心"), DAYS("next_on", CELL_AHEAD, 110, 120),
};
static const struct sheet_column family_columns[] = {
	WHO, OF("occurred", CELL_DAY), SEQ("way", "电话|视频|书信"), SEQ("relative_name", "父亲|母亲|兄长"),
	SEQ("relation", "父母|父母|兄弟姐妹"), WORD("summary", "互报平安|商量农活"),
};
static const struct sheet_column labour_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("content", "清扫街道|植树|修整村道"), DAYS("hours", CELL_NUMBER, 2, 4),
	OF("witness", CELL_WORKER),
};
static const struct sheet_column relief_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("festival", "春节|彝历年|中秋"), WORD("goods", "米、油|棉被"),
	DAYS("amount", CELL_NUMBER, 100, 300), OF("visitor", CELL_WORKER),
};
static const struct sheet_column referral_columns[] = {
	WHO, OF("occurred", CELL_DAY), WORD("institution", "县人民医院|镇卫生院"), WORD("reason", "体检|复查|感冒"),
	DAYS("cost", CELL_NUMBER, 50, 300),
};

/* Rhythms in days, near those of rules 4.2 and 5.1; few people leave, are warned or held. */
static const struct event_spec specs[] = {
	{0.95, 10, 30, 60},      {0.90, 20, 40, 60},     {0.60, 25, 60, 30},
	{0.85, 15, 15, 90},    {0.15, 60, 250, 4},     {0.05, 120, 400, 2},
	{0.05, 90, 500, 1},   {0.03, 200, 900, 1},  {0.80, 30, 182, 8},
	{0.50, 40, 400, 2},      {0.35, 50, 150, 10},      {0.80, 5, 900, 1},
	{0.70, 20, 365, 4},   {0.90, 1, 0, 8},        {0.05, 150, 500, 1}, {0.10, 60, 200, 3},
	{0.01, 100, 700, 1},
	{0.25, -40, 0, 1}, {0.06, -12, 0, 1}, {0.08, 30, 0, 1}, {0.04, 200, 0, 1},
	{0.90, 2, 0, 1}, {0.50, 5, 30, 13}, {0.90, 1130, 80, 3}, {0.80, 20, 365, 3},
	{0.40, 30, 200, 3}, {0.60, 190, 182, 5}, {0.30, 40, 400, 2}, {0.25, 10, 0, 1},
	{0.06, 200, 900, 1}, {0.06, 60, 0, 1}, {0.90, 5, 0, 1}, {0.15, 40, 120, 8},
	{0.20, 50, 100, 6}, {0.40, 60, 90, 10}, {0.30, 80, 180, 5}, {0.15, 70, 200, 4},

};

struct made {
	size_t person;
	struct date day;
	int seq;
};

static int by_day(const void *a, const void *b) {
	const struct made *x = a, *y = b;
	int c = date_cmp(x->day, y->day);
	return c ? c : x->person != y->person ? (x->person > y->person ? 1 : -1) : x->seq - y->seq;
}

/* Days of a person's records: about every so often from reporting in, none later than today. */
static size_t days_of(const struct event_spec *e, struct rng *r, const struct person *p, struct date today,
                      struct made *out) {
	size_t n = 0;
	struct date day;
	if (!date_is_set(p->reported) || !rng_chance(r, e->share))
		return 0;
	day = date_add_days(p->reported, e->first < 0 ? rng_between(r, e->first, e->first / 2)
	                                              : rng_between(r, e->first / 2, e->first));
	for (int seq = 0; seq < e->most && !date_before(today, day); seq++) {
		out[n++] = (struct made){p->index, day, seq};
		if (e->every)
			day = date_add_days(day, rng_between(r, e->every * 4 / 5, e->every * 6 / 5));
	}
	return n;
}

/* The i-th of the words parted by |, counted round. */
static void put_word(struct table *t, const char *words, int i) {
	char text[80];
	int count = 1;
	for (const char *p = words; *p; p++)
		count += *p == '|';
	for (i %= count; i > 0; words++)
		i -= *words == '|';
	snprintf(text, sizeof text, "%.*s", (int)strcspn(words, "|"), words);
	table_cell(t, text);
}

static int word_count(const char *words) {
	int n = 1;
	for (; *words; words++)
		n += *words == '|';
	return n;
}

static void put_number(struct table *t, int n) {
	char text[16];
	snprintf(text, sizeof text, "%d", n);
	table_cell(t, text);
}

enum defect { NO_DEFECT, ID_MANGLED, ID_UNKNOWN, DATE_IMPOSSIBLE, DEFECTS };

static void put_id(struct table *t, struct rng *r, const struct person *p, const struct station *s, enum defect d) {
	struct person stranger; /* an index no station of this size has */
	char id[24];
	if (d == ID_MANGLED) {
		snprintf(id, sizeof id, "%c.%.5sE+17", p->idno[0], p->idno + 1);
		table_cell(t, id);
	} else if (d == ID_UNKNOWN) {
		person_make(&stranger, s->seed, s->count + p->index, s->today);
		table_cell(t, stranger.idno);
	} else {
		spell_idno(t, r, p->idno);
	}
}

static void put_cell(struct table *t, struct rng *r, const struct sheet_column *c, const struct made *m,
                     const struct station *s, enum defect d) {
	const struct person *p = &s->people[m->person];
	struct date later = date_add_days(m->day, rng_between(r, c->a, c->b));
	switch (c->kind) {
	case CELL_OWN:
		break;
	case CELL_NAME:
		spell_name(t, r, p->name);
		break;
	case CELL_ID:
		put_id(t, r, p, s, d);
		break;
	case CELL_DAY:
		if (d == DATE_IMPOSSIBLE)
			table_cell(t, "2025-02-30");
		else
			spell_date(t, r, m->day);
		break;
	case CELL_LATER:
	case CELL_AHEAD:
		if (c->kind == CELL_LATER && date_before(s->today, later))
			table_cell(t, "");
		else
			spell_date(t, r, later);
		break;
	case CELL_PICK:
		put_word(t, c->text, rng_below(r, word_count(c->text)));
		break;
	case CELL_THEN:
		put_word(t, date_before(s->today, date_add_days(m->day, c->a)) ? "" : c->text, rng_below(r, word_count(c->text)));
		break;
	case CELL_SEQ:
		put_word(t, c->text, m->seq);
		break;
	case CELL_NUMBER:
		put_number(t, rng_between(r, c->a, c->b));
		break;
	case CELL_WORKER:
		table_cell(t, person_worker(p));
		break;
	case CELL_POLICE:
		table_cell(t, person_police(p));
		break;
	case CELL_RISK:
		table_cell(t, p->risk && *p->risk ? p->risk : "未评估");
		break;
	case CELL_JOB:
		table_cell(t, p->job && *p->job ? p->job : "其他");
		break;
	}
}

static void fill(const struct sheet_def *def, struct table *t, const struct station *s) {
	const struct event_spec *e = def->spec;
	struct made *all = mem_zalloc(s->count * (size_t)e->most + 1, sizeof *all);
	size_t n = 0;
	for (size_t i = 0; i < s->count; i++) {
		struct rng r = rng_for(s->seed, def->name, i);
		n += days_of(e, &r, &s->people[i], s->today, all + n);
	}
	if (n)
		qsort(all, n, sizeof *all, by_day);
	for (size_t i = 0; i < n; i++) {
		struct rng r = rng_for(s->seed ^ 0xE7E7u, def->name, i);
		enum defect d = rng_chance(&r, t->layout->defects) ? (enum defect)rng_between(&r, 1, DEFECTS - 1) : NO_DEFECT;
		for (size_t c = 0; c < def->column_count; c++)
			put_cell(t, &r, &def->columns[c], &all[i], s, d);
		table_judge(t, d == NO_DEFECT ? "ok" : "bad", d == NO_DEFECT ? "" : d == DATE_IMPOSSIBLE ? "occurred" : "id_no");
		table_end(t);
	}
	free(all);
}

/* Named as the program's registers are. */
#define SHEET(i, name_, title_, cells_) \
	{name_, .title = title_, .columns = cells_, .column_count = sizeof cells_ / sizeof *cells_, .fill = fill, \
	 .spec = &specs[i]}

const struct sheet_def event_sheets[EVENT_SHEETS] = {
	SHEET(0, "talk", "谈话登记表", talk_columns),
	SHEET(1, "visit", "走访登记表", visit_columns),
	SHEET(2, "phone", "电访登记表", phone_columns),
	SHEET(3, "report", "本人汇报登记表", report_columns),
	SHEET(4, "leave", "请假登记表", leave_columns),
	SHEET(5, "missed", "缺检说明登记表", missed_columns),
	SHEET(6, "warning", "告诫登记表", warning_columns),
	SHEET(7, "custody", "羁押登记表", custody_columns),
	SHEET(8, "assessment", "风险评估登记表", assessment_columns),
	SHEET(9, "work", "就业登记表", work_columns),
	SHEET(10, "aid", "帮扶救助登记表", aid_columns),
	SHEET(11, "relative", "亲属登记表", relative_columns),
	SHEET(12, "control", "管控情况登记表", control_columns),
	SHEET(13, "document", "档案材料登记表", document_columns),
	SHEET(14, "search", "查找脱失记录表", search_columns),
	SHEET(15, "excused", "未开展事项说明表", excused_columns),
	SHEET(16, "police", "上报公安登记表", police_columns),
	SHEET(17, "intake", "线索登记表", intake_columns),
	SHEET(18, "move", "执行地变更交接表", move_columns),
	SHEET(19, "dual", "双向管控登记表", dual_columns),
	SHEET(20, "lost", "脱失登记表", lost_columns),
	SHEET(21, "grid", "入格登记表", grid_columns),
	SHEET(22, "checkin", "签到登记表", checkin_columns),
	SHEET(23, "followup", "期满回访登记表", followup_columns),
	SHEET(24, "plan", "帮扶计划登记表", plan_columns),
	SHEET(25, "measure", "帮扶措施登记表", measure_columns),
	SHEET(26, "review", "计划评审登记表", review_columns),
	SHEET(27, "help_case", "救助事项办理表", help_case_columns),
	SHEET(28, "hardship", "困难情况登记表", hardship_columns),
	SHEET(29, "care", "病残收治登记表", care_columns),
	SHEET(30, "maintenance", "药物维持治疗登记表", maintenance_columns),
	SHEET(31, "pair", "结对帮扶登记表", pair_columns),
	SHEET(32, "counsel", "个别辅导登记表", counsel_columns),
	SHEET(33, "family", "家庭联系登记表", family_columns),
	SHEET(34, "labour", "公益劳动登记表", labour_columns),
	SHEET(35, "relief", "走访慰问登记表", relief_columns),
	SHEET(36, "referral", "就医登记表", referral_columns),
};
