/* One person's life by the screens: from the case that came to the file that is sealed, keys only; after each step what the
 * screen says, and what the database holds. Another program is started for every day.
 * SPDX-License-Identifier: MIT */
#include "tui/desk.h"

enum { ROWS_MOST = 26 };

static struct pty *on_day(const char *today) {
	const char *argv[] = {program_path(), "--db", db, "--today", today, "--lang", "zh", NULL};
	struct pty *p = pty_start(argv, NULL);

	show(p, "", "今日");
	return p;
}

/* The next field of this label, then its value. */
static void put(struct pty *p, const char *name, const char *value) {
	char label[60];

	snprintf(label, sizeof label, "%s", name);
	assert_true(pty_settle(p, 30, 0));
	for (int i = 0; i < 2 * ROWS_MOST && !cursor_is_right_of(p, label); i++) {
		pty_keys(p, i < ROWS_MOST ? "<Down>" : "<Up>");
		assert_true(pty_settle(p, 15, 0));
	}
	assert_in_field(p, label);
	pty_keys(p, value);
	if (!value[1])
		return;
	pty_keys(p, "<Enter>");
	assert_true(pty_settle(p, 30, 0));
	if (pty_find(p, "再输一次", NULL, NULL)) { /* what is not to be mistyped is typed twice */
		pty_keys(p, value);
		pty_keys(p, "<Enter>");
	}
}

static struct pty *at_file(const char *today) {
	struct pty *p = on_day(today);

	press(p, "<F5>甲某", "> 甲某");
	show(p, "<Enter>", "甲某");
	return p;
}

/* F2; what is asked then is answered by these digits, each when it stands there; F: the next form is saved too. */
static void save(struct pty *p, const char *answers) {
	pty_keys(p, "<F2>");
	for (; *answers; answers++) {
		char digit[] = {*answers, '\0'};

		if (*answers == 'F') {
			pty_keys(p, "<F2>");
			continue;
		}
		expect(p, "> 1 ");
		assert_true(pty_settle(p, 60, 0));
		pty_keys(p, digit);
	}
	assert_true(pty_settle(p, 60, 0));
}

/* The choice of this name, by its digit; behind "more" where it is not among the first. */
static void pick(struct pty *p, const char *name) {
	for (int pages = 0; pages < 3; pages++) {
		assert_true(pty_settle(p, 60, 0));
		for (int row = 23; row > 3; row--) {
			const char *text = pty_row(p, row);
			char digit[] = {text[strspn(text, " >")], '\0'};

			if (*digit >= '1' && *digit <= '9' && strcmp(text + strspn(text, " >") + 2, name) == 0) {
				pty_keys(p, digit);
				return;
			}
		}
		pty_keys(p, "9");
	}
	fail_msg("no %s in\n%s", name, pty_screen(p));
}

enum { PUTS_MOST = 6 };
static const struct step {
	const char *day;
	const char *keys;    /* from the file to the form, a register by its name; "!": from Today, and no form; ".": Enter; "$": a reason */
	const char *put[2 * PUTS_MOST]; /* labels and values */
	const char *answers;
	const char *state;   /* in the head of the file afterwards; NULL: from Today */
	const char *sql;     /* holds one */
	const char *there, *gone; /* on Today afterwards; NULL: not asked */
} steps[] = {
	{"2026-01-08", "5A线索登记", {"线索来源", "1"}, "", "待报到", "SELECT count(*) FROM intake", "报到", NULL},
	{"2026-01-20", "t1", {NULL}, "", "执行中", "SELECT count(*) FROM treatment_order WHERE state = 'executing'", "协议书未签", NULL},
	{"2026-01-20", "8A档案材料", {"材料名称", "协议书"}, "", "执行中", "SELECT count(*) FROM document WHERE kind = 'agreement'", NULL, "协议书未签"},
	{"2026-01-21", "7A帮扶计划", {"帮扶目标", "就业"}, "", "执行中", "SELECT count(*) FROM help_plan", NULL, NULL},
	{"2026-01-21", "7A帮扶措施", {"措施内容", "联系培训", "责任人员", "王干事", "完成期限", "20260210"}, "1", "执行中",
	 "SELECT count(*) FROM measure WHERE done_on IS NULL", NULL, NULL},
	{"2026-02-15", "2a", {"结果", "1"}, "", "执行中", "SELECT count(*) FROM drug_test WHERE result = 'neg'", "承诺的措施", NULL},
	{"2026-02-15", "7e", {"完成日期", "20260209"}, "", "执行中",
	 "SELECT count(*) FROM measure WHERE done_on = '2026-02-09'", NULL, "承诺的措施"},
	{"2026-03-20", "6A缺检说明", {"期次", "2", "通知书日期", "20260315", "缺检性质", "3"}, "2", "执行中",
	 "SELECT count(*) FROM missed_test", "未出告诫书", "缺检 02-20"},
	{"2026-03-20", "6A告诫", {"告诫类型", "1", "送达日期", "20260320"}, "2", "执行中", "SELECT count(*) FROM warning", NULL, "未出告诫书"},
	{"2026-04-20", "6A缺检说明", {"期次", "3", "通知书日期", "20260415", "缺检性质", "3"}, "2", "执行中",
	 "SELECT count(*) = 2 FROM missed_test", "拒检", NULL},
	{"2026-05-20", "6A缺检说明", {"期次", "4", "通知书日期", "20260515", "缺检性质", "3"}, "1F1F2", "执行中",
	 "SELECT count(*) = 3 AND (SELECT count(*) FROM warning) = 2 FROM missed_test", "严重违反", NULL},
	{"2026-05-21", "6e", {"报送单位", "石桥派出所", "报送日期", "20260520"}, "1", "执行中",
	 "SELECT count(*) FROM police_report WHERE sent IS NOT NULL", "等公安处理", "严重违反"},
	{"2026-06-03", "6e", {"公安处理结果", "2", "决定日期", "20260602"}, "", "执行中",
	 "SELECT count(*) FROM police_report WHERE answer IS NOT NULL", NULL, "等公安处理"},
	{"2026-06-04", "6A请假", {"原因", "探亲", "目的地", "邻县", "离开本县", "1", "起", "20260605", "止", "20260612"}, "1", "执行中",
	 "SELECT count(*) FROM leave", "待批请假", NULL},
	{"2026-06-04", "!La", {NULL}, "", NULL, "SELECT count(*) FROM leave WHERE leave_state = 'approved'", NULL, "待批请假"},
	{"2026-06-12", "!Lb.", {NULL}, "", NULL, "SELECT count(*) FROM leave WHERE leave_state = 'back'", NULL, "请假未归"},
	{"2026-07-01", "t1", {"原因", "拘留", "文书", "示中1号"}, "", "中止",
	 "SELECT count(*) FROM treatment_order WHERE state = 'suspended'", NULL, NULL},
	{"2026-07-21", "t1", {"原因", "释放", "文书", "示继1号"}, "", "执行中",
	 "SELECT count(*) FROM treatment_order WHERE state = 'executing'", NULL, NULL},
	{"2026-09-10", "t3", {"原因", "务工", "文书", "移字1号", "接收单位", "乙站", "移交日期", "20260910"}, "1", "已变更执行地",
	 "SELECT count(*) FROM treatment_order WHERE state = 'moved'", NULL, "无帮教小组"},
	{"2026-09-15", "t6$", {NULL}, "", "执行中", "SELECT count(*) FROM treatment_order WHERE state = 'executing'", NULL, NULL},
	{"2027-01-05", "7A帮扶办理", {"办理事项", "1", "受理单位", "民政办"}, "1", "", "SELECT count(*) FROM help_case", NULL, NULL},
	{"2027-02-08", "7e", {"入户调查日期", "20270110", "评议日期", "20270115", "公示日期", "20270120", "决定日期", "20270208", "结果", "1"}, "", "",
	 "SELECT count(*) FROM help_case WHERE result = 'granted'", NULL, "办理下一步"},
	{"2029-02-09", "t4", {"文书", "解字1号"}, "1", "", "SELECT count(*) FROM treatment_order WHERE state = 'released'", NULL, "期满"},
	{"2029-05-06", "5A解除后回访", {"方式", "1", "被访人", "本人", "是否再吸", "2"}, "", "", "SELECT count(*) FROM follow_up", NULL, NULL},
	{"2029-06-10", "6A发现复吸", {"发现方", "1"}, "", "", "SELECT count(*) FROM drug_use", "发现复吸", NULL},
	{"2029-06-10", "6A上报公安", {"报告事由", "复吸", "依据截止日期", "20290610", "报送单位", "石桥派出所", "报送日期", "20290610"}, "2", "",
	 "SELECT count(*) = 2 FROM police_report", NULL, "发现复吸"},
	{"2029-07-01", "8A管控情况", {"管控情况", "3"}, "", "", "SELECT count(*) FROM control_change WHERE control = '03'", NULL, NULL},
	{"2029-07-02", "!X.$", {NULL}, "", NULL, "SELECT count(*) FROM resident WHERE sealed IS NOT NULL", NULL, "甲某"},
};

static void life(void **state) {
	struct pty *p = on_day("2026-01-08");

	press(p, "ra", "人员  新增");
	put(p, "姓名", "甲某");
	put(p, "身份证号", "990101199003030312");
	press(p, "<F2>", "接着填决定书");
	put(p, "类别", "1");
	put(p, "决定书文号", "示公字1号");
	put(p, "决定日期", "20260106");
	put(p, "送达日期", "20260108");
	press(p, "<F2>", "2026-01-23止");
	leave(p);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		const struct step *t = &steps[i];

		p = t->state ? at_file(t->day) : on_day(t->day);
		for (const char *k = t->keys + !t->state; *k; k++) {
			char key[] = {*k, '\0'};

			if ((unsigned char)*k >= 0x80) {
				pick(p, k);
				break;
			}
			pty_keys(p, *k == '.' ? "<Enter>" : *k == '$' ? "手续未成<Enter>" : key);
			assert_true(pty_settle(p, 60, 0));
		}
		for (size_t k = 0; k < 2 * PUTS_MOST && t->put[k]; k += 2)
			put(p, t->put[k], t->put[k + 1]);
		if (t->state)
			save(p, t->answers);
		if ((t->state && !strstr(pty_row(p, 0), t->state)) || number(t->sql) != 1)
			fail_msg("%s %s: %s\n%s", t->day, t->keys, t->sql, pty_screen(p));
		show(p, "<Esc>", "今日");
		if (t->there)
			expect(p, t->there);
		if (t->gone)
			assert_true(pty_wait_gone(p, t->gone, 0));
		leave(p);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test_setup(life, new_station)};

	return cmocka_run_group_tests_name("life", tests, NULL, NULL);
}
