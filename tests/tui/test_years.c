/* A person's three years through the screens: orders, tests, leave, warning, suspension, release; each step read back
 * from the screen. The same course by the command line is tests/cli/test-three-years.
 * SPDX-License-Identifier: MIT */
#include "tui/desk.h"

/* The program on that day, at Today. */
static struct pty *start_on(const char *day) {
	struct pty *p = pty_start((const char *const[]){program_path(), "--db", db, "--today", day, "--lang", "zh_CN", NULL}, NULL);

	assert_true(pty_wait_row(p, 0, "今日", 0));
	return p;
}

/* On that day, in the file of the one person there is. */
static struct pty *start_in_file(const char *day) {
	struct pty *p = start_on(day);

	tap_to(p, "<F5>张建国<Enter>", "张建国");
	assert_true(pty_wait_text(p, "0全部", 0));
	return p;
}

/* Go to the field of this name and type. */
static void put(struct pty *p, const char *field, const char *value) {
	pty_keys(p, "<F6>");
	pty_keys(p, field);
	assert_true(pty_settle(p, 60, 0));
	pty_keys(p, "<Enter><C-u>");
	pty_keys(p, value);
	pty_keys(p, "<Enter>");
	assert_true(pty_settle(p, 60, 0));
}

/* Save the form; then this stands on the screen below. Behind the last field the form offers to save. */
static void save(struct pty *p, const char *seen) {
	int row, col;

	pty_keys(p, pty_find(p, "> 1  保存", &row, &col) ? "1" : "<F2>");
	assert_true(pty_settle(p, 100, 0));
	if (pty_find(p, "1 无误，保存", NULL, NULL)) /* what is said for the first time */
		pty_keys(p, "1");
	assert_true(pty_settle(p, 100, 0));
	for (int i = 1; i < 5; i++) { /* a paper that follows is left for later */
		char later[32];

		snprintf(later, sizeof later, "%d 以后再说", i);
		if (pty_find(p, later, NULL, NULL))
			pty_keys(p, (char[]){(char)('0' + i), '\0'});
	}
	assert_true(pty_wait_text(p, seen, 0));
}

/* A change of state: the line of the list of steps, its form, and what is said then. */
static void change_state(struct pty *p, const char *step, const char *since, const char *reason, const char *document) {
	char line[80];
	int row, col;

	tap(p, "t", "撤回最近一次变更");
	assert_true(pty_settle(p, 60, 0));
	for (int i = 1; i < 9; i++) {
		snprintf(line, sizeof line, "%d %s", i, step);
		if (pty_find(p, line, &row, &col)) {
			snprintf(line, sizeof line, "%d", i);
			break;
		}
	}
	tap_to(p, line, "状态变动");
	put(p, "起始日", since);
	if (reason)
		put(p, "原因", reason);
	if (document)
		put(p, "文书", document);
	if (strcmp(step, "终止") == 0)
		put(p, "终止原因", "强制隔离戒毒");
	/* What hangs on it is asked about once (rule 3.8). */
	pty_keys(p, pty_find(p, "> 1  保存", &row, &col) ? "1" : "<F2>");
	assert_true(pty_settle(p, 100, 0));
	if (pty_find(p, "1 无误，保存", NULL, NULL))
		pty_keys(p, "1");
	assert_true(pty_wait_text(p, "0全部", 0));
}

/* Add to the tab shown; choice: the line of another register than its first. */
static void add(struct pty *p, const char *tab, const char *choice, const char *title) {
	pty_keys(p, tab);
	assert_true(pty_settle(p, 60, 0));
	pty_keys(p, choice ? "A" : "a");
	if (choice) {
		assert_true(pty_wait_text(p, "新增到哪一类", 0));
		pty_keys(p, choice);
	}
	assert_true(pty_wait_row(p, 0, title, 0));
}

/* A file and the first order. */
static void opened(void) {
	struct pty *p = start_on("2023-03-01");

	tap_to(p, "r", "人员");
	tap_to(p, "a", "新增");
	put(p, "姓名", "张建国");
	put(p, "证件种类", "无证件");
	tap_to(p, "<F2>", "决定书");
	put(p, "类别", "社区戒毒");
	put(p, "决定书文号", "石公戒决字1号<Enter><Seen>1"); /* twice, of the number its digits */
	put(p, "决定日期", "2023-02-20<Seen>2023-02-20");
	put(p, "送达日期", "2023-02-25");
	save(p, "2023-03-12");
	leave(p);
}

/* Reported in; tests made, missed, explained, made up. */
static void tested(void) {
	struct pty *p = start_in_file("2023-03-13");

	assert_true(pty_wait_row(p, 0, "待报到", 0));
	change_state(p, "报到", "2023-03-10", NULL, NULL);
	assert_true(pty_wait_row(p, 0, "执行中 2023-03-10..2026-03-09", 0));
	leave(p);
	p = start_in_file("2023-03-20");
	add(p, "2", NULL, "吸毒检测");
	put(p, "结果", "阴性");
	save(p, "[x][.][.]");
	assert_true(pty_wait_text(p, "拒检 0/3  擅离 0/3  累计 0/30 天", 0));
	leave(p);
	p = start_on("2023-05-20");
	assert_true(pty_wait_text(p, "缺检", 0));
	leave(p);
	p = start_in_file("2023-05-20");
	tap(p, "2", "[x][ ][.]");
	add(p, "6", "2", "缺检");
	put(p, "期次", "2");
	put(p, "缺检性质", "正当理由");
	put(p, "未检原因", "住院");
	save(p, "正当理由  住院");
	leave(p);
	p = start_in_file("2023-05-25");
	add(p, "2", NULL, "吸毒检测");
	put(p, "结果", "阴性");
	put(p, "性质", "补检");
	save(p, "[x][ ][x]");
	leave(p);
}

/* Leave, overdue, back; away without report; suspended and resumed. */
static void absent(void) {
	struct pty *p = start_in_file("2023-06-01");

	add(p, "6", NULL, "请假");
	put(p, "原因", "务工");
	put(p, "目的地", "邻县");
	put(p, "离开本县", "是");
	put(p, "起", "2023-06-10");
	put(p, "止", "2023-06-30");
	put(p, "书面报告", "是");
	put(p, "审批人", "王干事");
	put(p, "审批日期", "2023-06-01");
	save(p, "务工  邻县");
	leave(p);
	p = start_in_file("2023-07-05");
	tap(p, "6", "逾期未销假");
	tap_to(p, "e", "请假");
	put(p, "销假", "2023-06-29");
	save(p, "已销假");
	leave(p);
	p = start_in_file("2023-08-25");
	add(p, "6", "3", "告诫");
	put(p, "告诫类型", "擅自外出");
	put(p, "擅自外出起", "2023-08-14");
	put(p, "擅自外出止", "2023-08-20");
	save(p, "擅离 1/3  累计 7/30 天");
	leave(p);
	p = start_in_file("2023-09-02");
	change_state(p, "中止", "2023-09-01", "拘留", "中1号");
	assert_true(pty_wait_row(p, 0, "中止", 0));
	leave(p);
	p = start_in_file("2023-10-02");
	change_state(p, "继续执行", "2023-10-01", "释放", "继1号");
	assert_true(pty_wait_row(p, 0, "执行中 2023-03-10..2026-04-08", 0));
	leave(p);
}

/* The end of the first order, the second one, its release; the newest change of state is taken back. */
static void ended(void) {
	struct pty *p = start_in_file("2023-12-10");

	change_state(p, "终止", "2023-12-10", "强制隔离戒毒", "强戒1号");
	assert_true(pty_wait_row(p, 0, "终止", 0));
	leave(p);
	p = start_in_file("2024-02-01");
	tap(p, "o", "上一份决定");
	tap_to(p, "1", "决定书");
	put(p, "类别", "社区康复");
	put(p, "决定书文号", "石公康决字2号<Enter><Seen>2");
	put(p, "决定日期", "2024-01-25<Seen>2024-01-25");
	put(p, "期限", "24");
	tap(p, "<F2>", "请说明原因"); /* a term of other than 36 months */
	tap_to(p, "决定书如此<Enter>", "待报到");
	change_state(p, "报到", "2024-02-01", NULL, NULL);
	assert_true(pty_wait_row(p, 0, "执行中 2024-02-01..2026-01-31", 0));
	tap(p, "8", "建档 ");
	add(p, "8", NULL, "档案材料");
	put(p, "材料名称", "戒毒(康复)计划书");
	save(p, "0全部");
	assert_true(pty_wait_text(p, "戒毒(康复)计划书", 0));
	leave(p);
	p = start_in_file("2026-01-31");
	change_state(p, "解除", "2026-01-31", "期满", "石公解字3号");
	assert_true(pty_wait_row(p, 0, "已解除", 0));
	tap(p, "0", "> 2026-01-31");
	assert_true(pty_wait_text(p, "已解除  期满  石公解字3号", 0));
	pty_keys(p, "x");
	assert_true(pty_wait_row(p, 22, "作废 2026-01-31 的记录", 0));
	tap_to(p, "录早了<Enter>", "执行中 2024-02-01..2026-01-31");
	leave(p);
}

static void three_years(void **state) {
	opened();
	tested();
	absent();
	ended();
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(three_years)};

	return cmocka_run_group_tests(tests, new_station, NULL);
}
