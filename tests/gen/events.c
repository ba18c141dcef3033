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

#define WHO {.name = "姓名", .other = "人员姓名", .kind = CELL_NAME}, {.name = "身份证号", .other = "公民身份号码", .kind = CELL_ID}
#define WORD(name_, words) {.name = name_, .kind = CELL_PICK, .text = words}
#define OF(name_, kind_) {.name = name_, .kind = kind_}
#define DAYS(name_, kind_, from, to) {.name = name_, .kind = kind_, .a = from, .b = to}

static const struct column talk_columns[] = {
	WHO, {.name = "谈话日期", .other = "谈话时间", .kind = CELL_DAY}, WORD("谈话方式", "面谈|面谈|面谈|电话|视频"),
	OF("谈话人", CELL_WORKER), WORD("摘要", "近况|就业打算|家庭情况|思想汇报|戒毒感受"), WORD("思想动态", "稳定|稳定|稳定|波动"),
	WORD("本人诉求", "|||希望介绍工作|希望申请低保"), WORD("下次计划", "下月继续谈话|||"),
};
static const struct column visit_columns[] = {
	WHO, {.name = "走访日期", .other = "走访时间", .kind = CELL_DAY}, WORD("被访人", "本人|本人|家属|邻居|村干部"),
	WORD("与本人关系", "本人|本人|父母|配偶|邻居|村(社区)干部"), WORD("走访结果", "已找到|已找到|已找到|未找到"),
	OF("走访人", CELL_WORKER), OF("第二走访人", CELL_POLICE), WORD("突出困难", "|||无固定收入|子女上学"),
};
static const struct column phone_columns[] = {
	WHO, OF("电访日期", CELL_DAY), WORD("通话对象", "本人|本人|家属"), WORD("是否接通", "是|是|是|否"), OF("电访人", CELL_WORKER),
	WORD("摘要", "询问近况|提醒尿检|提醒报到"),
};
static const struct column report_columns[] = {
	WHO, OF("汇报日期", CELL_DAY), WORD("汇报类型", "半月汇报|半月汇报|月书面报告"), WORD("汇报方式", "当面|书面|电话"),
	OF("接收人", CELL_WORKER), WORD("摘要", "在家务农|在外务工|身体正常"),
};
static const struct column leave_columns[] = {
	WHO, OF("申请日期", CELL_DAY), WORD("请假事由", "务工|看病|探亲|办事"), WORD("目的地", "县城|邻县|省城"), WORD("是否离开本县", "是"),
	DAYS("起始日期", CELL_AHEAD, 1, 2), DAYS("截止日期", CELL_AHEAD, 5, 15), WORD("是否书面报告", "是"),
	OF("审批人", CELL_WORKER), DAYS("审批时间", CELL_LATER, 0, 0), DAYS("销假时间", CELL_LATER, 6, 16),
};
static const struct column missed_columns[] = {
	WHO, OF("登记日期", CELL_DAY), DAYS("期次", CELL_NUMBER, 2, 4), WORD("缺检性质", "正当理由"), WORD("未检原因", "因病|外出务工未归"),
};
static const struct column warning_columns[] = {
	WHO, OF("告诫日期", CELL_DAY), WORD("告诫类型", "未报到|其他"), WORD("摘要", "未按时到站|经劝导后报到"), OF("见证人", CELL_POLICE),
};
static const struct column custody_columns[] = {
	WHO, OF("起始日期", CELL_DAY), DAYS("截止日期", CELL_LATER, 5, 15), WORD("类型", "住院治疗|其他"), WORD("决定机关", "石桥县公安局"),
};
static const struct column search_columns[] = {
	WHO, OF("查找日期", CELL_DAY), OF("同行人员", CELL_POLICE), WORD("摘要", "电话不通|家属不知去向|邻居称已外出"), WORD("查找结果", "未找到|已找到"),
};
static const struct column excused_columns[] = {
	WHO, OF("登记日期", CELL_DAY), WORD("未开展事项", "谈话|走访|半月汇报"), DAYS("所属期间日期", CELL_LATER, -20, -1),
	WORD("原因", "外出务工|住院|联系不上"),
};
static const struct column police_columns[] = {
	WHO, OF("起草日期", CELL_DAY), WORD("报告事由", "严重违反协议|复吸(检测阳性)"), DAYS("依据截止日期", CELL_LATER, 0, 0),
	WORD("报送单位", "石桥派出所"), DAYS("报送日期", CELL_LATER, 0, 0),
};
static const struct column assessment_columns[] = {
	WHO, {.name = "评估日期", .other = "评估时间", .kind = CELL_DAY}, OF("风险等级", CELL_RISK), WORD("评估类型", "半年小结|年度评估"),
	OF("评估人员", CELL_WORKER), DAYS("得分", CELL_NUMBER, 40, 95),
};
static const struct column work_columns[] = {
	WHO, OF("起始日期", CELL_DAY), OF("就业情况", CELL_JOB), WORD("是否安置", "是|否|否"),
};
static const struct column aid_columns[] = {
	WHO, OF("帮扶日期", CELL_DAY), WORD("帮扶类别", "就业推荐|技能培训|低保|临时救助|医疗|心理"), WORD("帮扶内容", "协助申请|上门服务|推荐岗位"),
	WORD("金额", "|||300.00|500.00"), OF("经办人", CELL_WORKER),
};
static const struct column relative_columns[] = {
	WHO, OF("登记日期", CELL_DAY), WORD("亲属姓名", "老王|老李|小张|小陈"), WORD("与本人关系", "父母|配偶|兄弟姐妹"),
	WORD("是否协管人", "是|是|否"), DAYS("协管书签订日期", CELL_LATER, 0, 0),
};
static const struct column control_columns[] = {
	WHO, OF("起始日期", CELL_DAY), WORD("管控情况", "在控"), WORD("变更原因", "见面核查"), OF("核查人", CELL_POLICE),
};
static const struct column document_columns[] = {
	WHO, OF("签订日期", CELL_DAY),
	{.name = "材料名称", .other = "文书类型", .kind = CELL_SEQ, .text = "责令决定书|告知书/送达回执|登记表|协议书|承诺书|工作小组名单及责任书|戒毒(康复)计划书|吸毒检测记录表"},
	WORD("存放位置", "一号柜|二号柜"),
};

/* Rhythms in days, near those of rules 4.2 and 5.1; few people leave, are warned or held. */
static const struct event_spec specs[] = {
	{0.95, 10, 30, 60},      {0.90, 20, 40, 60},     {0.60, 25, 60, 30},
	{0.85, 15, 15, 90},    {0.15, 60, 250, 4},     {0.05, 120, 400, 2},
	{0.05, 90, 500, 1},   {0.03, 200, 900, 1},  {0.80, 30, 182, 8},
	{0.50, 40, 400, 2},      {0.35, 50, 150, 10},      {0.80, 5, 900, 1},
	{0.70, 20, 365, 4},   {0.90, 1, 0, 8},        {0.05, 150, 500, 1}, {0.10, 60, 200, 3},
	{0.01, 100, 700, 1},
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
	day = date_add_days(p->reported, rng_between(r, e->first / 2, e->first));
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

static void put_cell(struct table *t, struct rng *r, const struct column *c, const struct made *m,
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

static void fill(const struct register_def *def, struct table *t, const struct station *s) {
	const struct event_spec *e = def->spec;
	struct made *all = mem_zalloc(s->count * (size_t)e->most + 1, sizeof *all);
	const char *day = NULL;
	size_t n = 0;
	for (size_t i = 0; i < def->column_count; i++)
		if (def->columns[i].kind == CELL_DAY)
			day = def->columns[i].name;
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
		table_judge(t, d == NO_DEFECT ? "ok" : "bad", d == NO_DEFECT ? "" : d == DATE_IMPOSSIBLE ? day : "身份证号");
		table_end(t);
	}
	free(all);
}

/* Named as the program's registers are. */
#define REGISTER(i, name_, title_, cells_) \
	{.name = name_, .title = title_, .columns = cells_, .column_count = sizeof cells_ / sizeof *cells_, .fill = fill, \
	 .spec = &specs[i]}

const struct register_def event_registers[EVENT_REGISTERS] = {
	REGISTER(0, "talk", "谈话登记表", talk_columns),
	REGISTER(1, "visit", "走访登记表", visit_columns),
	REGISTER(2, "phone", "电访登记表", phone_columns),
	REGISTER(3, "report", "本人汇报登记表", report_columns),
	REGISTER(4, "leave", "请假登记表", leave_columns),
	REGISTER(5, "missed", "缺检说明登记表", missed_columns),
	REGISTER(6, "warning", "告诫登记表", warning_columns),
	REGISTER(7, "custody", "羁押登记表", custody_columns),
	REGISTER(8, "assessment", "风险评估登记表", assessment_columns),
	REGISTER(9, "work", "就业登记表", work_columns),
	REGISTER(10, "aid", "帮扶救助登记表", aid_columns),
	REGISTER(11, "relative", "亲属登记表", relative_columns),
	REGISTER(12, "control", "管控情况登记表", control_columns),
	REGISTER(13, "document", "档案材料登记表", document_columns),
	REGISTER(14, "search", "查找脱失记录表", search_columns),
	REGISTER(15, "excused", "未开展事项说明表", excused_columns),
	REGISTER(16, "police", "上报公安登记表", police_columns),
};
