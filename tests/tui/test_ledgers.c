/* The station's own registers on the screen: reached by one key, filled, corrected, voided, undone; what waits is told to the
 * head. SPDX-License-Identifier: MIT */
#include "tui/desk.h"

static void a_register_lives_on_the_screen(void **state) {
	struct pty *p = start_at("Z", "站务台账");

	expect(p, "8 任务");
	show(p, "1", "宣传、培训、会议");
	expect(p, "还没有记录");
	show(p, "a", "活动");
	press(p, "讲座<Enter>进校园<Enter><F2>", "已保存");
	expect(p, "进校园");
	show(p, "e", "活动");
	press(p, "<Enter><Enter>进社区<Enter><F2>", "已保存");
	press(p, "x", "原因");
	press(p, "录错<Enter>", "还没有记录");
	press(p, "u", "已撤销：活动");
	expect(p, "进社区");
	show(p, "<Esc>", "站务台账");
	assert_true(row_has(p, "1 宣传", "1"));
	leave(p);
}

/* Digits tick people off the roll; marked ones together; one undo takes them back. */
static void people_are_ticked_off_a_roll(void **state) {
	struct pty *p;

	COMMAND("add", "session", "occurred=2026-11-20", "kind=讲座", "title=进村", "people=500");
	p = start_at("Z1", "宣传、培训、会议");
	show(p, "<Enter>", "到场名单");
	expect(p, "1出席  2合格  3缺席  0取消");
	press(p, "1", "已保存 1 人");
	press(p, "2", "合格");
	assert_true(pty_wait_row(p, 0, "已登记 2/", 0));
	press(p, " j 3", "已保存 2 人");
	assert_true(pty_wait_row(p, 0, "已登记 4/", 0));
	press(p, "u", "已撤销");
	assert_true(pty_wait_row(p, 0, "已登记 2/", 0));
	press(p, "g0", "已保存 1 人");
	assert_true(pty_wait_row(p, 0, "已登记 1/", 0));
	press(p, "g0", "已是如此");
	assert_true(pty_wait_row(p, 0, "已登记 1/", 0));
	COMMAND("add", "round", "title=入户", "kind=入户核查", "since=2026-11-01", "until=2026-12-01");
	show(p, "<Esc><Esc>Z6<Enter>", "核查名单  入户");
	leave(p);
}

/* Both numbers of a rate as they were given, not as they are kept; of a record shown, no words of how to type. */
static void numbers_are_shown_as_given(void **state) {
	struct pty *p;

	COMMAND("add", "value", "what=人口", "since=2026-01-01", "until=2026-12-31", "reached=42000");
	p = start_at("m", "月报");
	press(p, "<End>", "每名专职人员");
	expect(p, "/42000.00");
	show(p, "<Esc>", "今日");
	show(p, "Z7", "指标数值");
	show(p, "<Enter>", "指标数值  查看");
	assert_false(pty_find(p, "1 人口", NULL, NULL));
	expect(p, " e 更正");
	show(p, "<Esc>", "指标数值");
	leave(p);
}

static void the_head_is_told_what_waits(void **state) {
	struct pty *p;

	COMMAND("add", "task", "what=补签协议", "who=王干事", "until=2026-11-20");
	p = start(NULL);
	assert_true(pty_wait_row(p, 0, "[Y 站务 1]", 0));
	show(p, "Y", "站务待办");
	assert_true(row_has(p, "补签协议", "王干事"));
	show(p, "<Enter>", "任务");
	press(p, "<Enter><Enter><Enter><Enter>2026-11-21<Enter><F2>", "目前没有站务待办");
	show(p, "<Esc>", "今日");
	assert_null(strstr(pty_row(p, 0), "站务"));
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_register_lives_on_the_screen, new_station),
		cmocka_unit_test_setup(people_are_ticked_off_a_roll, new_town),
		cmocka_unit_test_setup(numbers_are_shown_as_given, new_station),
		cmocka_unit_test_setup(the_head_is_told_what_waits, new_station),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
