/* The tables of a period and the twelve months of a figure, on a real pty: 80x24, Chinese, no colour needed.
 * SPDX-License-Identifier: MIT */
#include "tui/desk.h"

/* What stands on the row that begins, behind the marker, with this name; blanks in a row are one. */
static const char *row_of(struct pty *p, const char *name) {
	static char out[400];

	for (int y = 0; y < 24; y++) {
		const char *row = pty_row(p, y);
		size_t n = 0;

		if (strncmp(row, name, strlen(name)) != 0 && strncmp(row + 2, name, strlen(name)) != 0)
			continue;
		for (const char *c = row; *c && n + 1 < sizeof out; c++)
			if (*c != ' ' || (n > 0 && out[n - 1] != ' '))
				out[n++] = *c;
		while (n > 0 && out[n - 1] == ' ')
			n--;
		out[n] = '\0';
		return out;
	}
	return "";
}

/*
 * On 31 October: 石桥村 has one who awaits report (deadline 11-04) and one in detox; 高坪村 31 in detox; 东山村 one of each;
 * 河口社区 one in rehab; 茶园村's only order is of November.
 */
static void cells_open_their_names(void **state) {
	struct pty *p = start_at("m", "月报 2026-10");

	tap(p, "p", "/out/return-");
	tap_to(p, "t", "人员状态统计表  2026-10");
	assert_true(pty_wait_text(p, "[1]", 0));
	assert_true(pty_settle(p, 60, 0));
	assert_string_equal(row_of(p, "石桥村"), "> 石桥村 [1] 0 1 0 0 0 0 0 0 2");
	assert_string_equal(row_of(p, "高坪村"), "高坪村 0 0 31 0 0 0 0 0 0 31");
	assert_string_equal(row_of(p, "东山村"), "东山村 0 0 1 1 0 0 0 0 0 2");
	assert_string_equal(row_of(p, "合计"), "合计 1 0 33 2 0 0 0 0 0 36");
	assert_string_equal(row_of(p, "茶园村"), "");
	tap(p, "<Right><Right>", "石桥村  社区戒毒   1  上期 1  去年同期 0");
	assert_true(pty_wait_text(p, "按最近一份决定书：社区戒毒执行中。", 0));
	tap_to(p, "<Enter>", "2026-10 石桥村 社区戒毒");
	assert_true(pty_wait_text(p, "> 张建国", 0));
	assert_true(pty_settle(p, 60, 0));
	assert_true(pty_wait_row(p, 22, "1/1", 0));
	tap_to(p, "<Esc>", "人员状态统计表");
	for (int y = 0; y < 24; y++)
		assert_int_not_equal(pty_cell(p, y, 79).width, 0); /* no right half of a wide character */
	/* Past the last column: what can be done here. */
	tap(p, "<Right><Right><Right><Right><Right><Right><Right><Right>", "> 1  打开");
	tap_to(p, "<Esc><Esc><Esc>", "今日");
	leave(p);
}

/* 张建国, in detox since 2026-06-01 with a test in every month: five windows by the end of October, four of September. */
static void kinds_and_periods_are_chosen(void **state) {
	struct pty *p = start_at("m", "月报 2026-10");

	tap_to(p, "t2", "尿检记录统计表  2026-10");
	assert_true(pty_wait_text(p, "[5]", 0));
	assert_true(pty_wait_text(p, "社区戒毒（33人）", 0)); /* three header rows */
	assert_true(pty_wait_text(p, "第一年        第二年        第三年        人数", 0));
	tap_to(p, "<lt>", "尿检记录统计表  2026-09");
	assert_true(pty_wait_text(p, "[4]", 0));
	tap(p, "c", "按什么时期统计");
	tap_to(p, "2", "尿检记录统计表  2026 Q3");
	assert_true(pty_wait_text(p, "石桥村  社区戒毒 第一年 完成   4  上期 1  去年同期 0", 0));
	tap(p, ">>", "尚未开始"); /* the first quarter of 2027 */
	tap(p, "3r", "表的行是什么");
	tap(p, "2", "未登记"); /* nobody of the town has a team */
	tap(p, "p", "/out/risk-");
	tap(p, "?", "右移一列");
	tap_to(p, "<Esc><Esc><Esc>", "今日");
	leave(p);
}

/* On the register: 31 in November 2025 (高坪村's thirty and one of 东山村), 36 in October 2026. */
static void twelve_months_of_a_figure(void **state) {
	struct pty *p = start_at("m", "月报 2026-10");
	char bar[80] = "";

	assert_true(pty_wait_row(p, 23, "t 统计表  b 逐月", 0));
	tap_to(p, "b", "十二个月  在册总数");
	assert_true(pty_wait_text(p, "36]", 0));
	assert_true(pty_settle(p, 60, 0));
	memset(bar, '#', 41); /* 48 cells are 36 people: 31 are 41 */
	memset(bar + 41, '.', 7);
	assert_non_null(strstr(row_of(p, "2025-11"), bar));
	assert_non_null(strstr(row_of(p, "2025-11"), ". 31"));
	assert_null(strchr(row_of(p, "2026-10"), '.'));
	pty_resize(p, 16, 60); /* shorter bars, and still the numbers */
	assert_true(pty_wait_gone(p, "2025-11", 0));
	assert_true(pty_wait_text(p, "36]", 0));
	pty_resize(p, 24, 80);
	assert_true(pty_wait_text(p, "2025-11", 0));
	tap_to(p, "<Enter>", "2026-10 合计 在册总数");
	assert_true(pty_wait_text(p, "1/36", 0));
	tap(p, "<Esc>2", "少 . : + * # 多");
	assert_true(pty_settle(p, 60, 0));
	/* 张建国's order is of May 2026, 单建国's of October; 31 in 高坪村 are the most. */
	assert_string_equal(row_of(p, "石桥村"), "> 石桥村 0. 0. 0. 0. 0. 0. 1: 1: 1: 1: 1: [2:]");
	assert_string_equal(row_of(p, "高坪村"), "高坪村 30# 30# 30# 30# 30# 30# 30# 30# 31# 31# 31# 31#");
	assert_string_equal(row_of(p, "合计"), "合计 31# 31# 32# 32# 32# 32# 33# 33# 35# 35# 35# 36#");
	tap_to(p, "<Left><Enter>", "2026-09 石桥村 在册总数");
	assert_true(pty_wait_text(p, "> 张建国", 0));
	tap_to(p, "<Esc><Esc><Esc>", "今日");
	leave(p);
}

/* The head's view of the month so far; behind a number its names; then the duties of October by village: sums of the return. */
static void the_heads_view(void **state) {
	struct pty *p = start_at("H", "工作量  2026-11  责任专干");

	assert_true(pty_settle(p, 60, 0));
	assert_string_equal(row_of(p, "未登记"), "> 未登记 [37] 2 2 3 30 513 4 249 30 0"); /* nobody of the town is in charge */
	tap_to(p, "<Right><Enter>", "2026-11 未登记 高");
	assert_true(pty_wait_text(p, "1/2", 0));
	tap(p, "<Esc>5r", "表的行是什么");
	tap_to(p, "1<lt>", "任务完成情况表  2026-10  所属村社");
	assert_true(pty_wait_text(p, "石桥村  合计任务 应办   1  上期 1", 0));
	assert_string_equal(row_of(p, "东山村"), "东山村 1 0 0 0 1 0 0 0 1 0 0");
	assert_string_equal(row_of(p, "合计"), "合计 3 2 0 0 1 0 0 0 3 2 0");
	assert_true(pty_wait_row(p, 2, "6工作量", 0));
	tap_to(p, "<Esc>", "今日");
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_open_their_names),
		cmocka_unit_test(kinds_and_periods_are_chosen),
		cmocka_unit_test(twelve_months_of_a_figure),
		cmocka_unit_test(the_heads_view),
	};

	return cmocka_run_group_tests_name("tables", tests, new_town, NULL);
}
