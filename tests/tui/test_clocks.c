/* What the law counts, opened from Today and from the file; the line of Today that a report to the police answers; whose
 * lines are shown. SPDX-License-Identifier: MIT */
#include "tui/desk.h"

static void missed(const char *on, const char *window) {
	char day[40], no[24], notice[40];

	snprintf(day, sizeof day, "occurred=%s", on);
	snprintf(notice, sizeof notice, "notice_on=%s", on);
	snprintf(no, sizeof no, "window_no=%s", window);
	/* 李秀英 is the third on the roster */
	COMMAND("add", "missed", "--resident", "00003", day, no, "judged=refused", notice);
}

/* Two refusals: near. From Today the clocks open, with the article; a record behind the count opens its form. */
static void today_opens_the_evidence(void **state) {
	struct pty *p;
	int row, col;

	missed("2026-10-05", "2");
	missed("2026-11-05", "3");
	p = start(NULL);
	tap_to(p, "9", "[接近严重违反");
	assert_true(pty_wait_text(p, "> 李秀英", 0));
	tap_to(p, "<Enter>", "法定期限  李秀英");
	assert_true(pty_wait_text(p, "2/3 次", 0));
	assert_true(pty_wait_text(p, "~接近", 0));
	assert_true(pty_settle(p, 60, 0));
	for (int i = 0; i < 20 && !(pty_find(p, ">   缺检说明", &row, &col)); i++) {
		pty_keys(p, "<Down>");
		assert_true(pty_settle(p, 40, 0));
	}
	assert_true(pty_find(p, ">   缺检说明", &row, &col));
	assert_true(pty_wait_row(p, row, "2026-10-05", 0));
	assert_true(pty_wait_text(p, "《戒毒条例》第二十条", 0));
	tap_to(p, "<Enter>", "缺检说明");
	assert_true(pty_wait_text(p, "拒绝", 0));
	tap_to(p, "<Esc>", "法定期限");
	tap_to(p, "<Esc>", "[接近严重违反");
	/* The same from the file. */
	tap(p, "f", "0全部");
	tap_to(p, "C", "法定期限  李秀英");
	leave(p);
}

/* The third: a draft waits in the form; sent, the line is gone. */
static void a_report_takes_the_line_away(void **state) {
	struct pty *p;

	missed("2026-11-20", "4");
	p = start(NULL);
	tap_to(p, "1", "[须上报公安");
	assert_true(pty_wait_text(p, "> 李秀英", 0));
	tap_to(p, "<Enter>", "上报公安");
	assert_true(pty_wait_text(p, "严重违反协议", 0));
	assert_true(pty_wait_text(p, "类别 社区戒毒", 0)); /* the beginning of the draft, its end when one is in it */
	tap(p, "<F6>事实与依据<Enter>", "《戒毒条例》第二十一条");
	pty_keys(p, "<F6>报送单位<Enter>石桥派出所<Enter>");
	assert_true(pty_settle(p, 60, 0));
	pty_keys(p, "<F6>报送日期<Enter><C-u>" TOWN_DAY "<Enter>");
	assert_true(pty_settle(p, 60, 0));
	tap(p, "<F2><Seen>1", "现在打印吗"); /* the unit is named for the first time */
	tap(p, "2", "这里没有到期事项");
	/* In the file it is printed, as a page beside the database. */
	tap(p, "<F5>李秀英<Enter>", "0全部");
	tap(p, "6", "> " TOWN_DAY);
	tap(p, "p", "留空则脱敏"); /* the whole number for a reason; blank: masked */
	tap(p, "<Enter>", "out/police-");
	tap(p, "P", "1 本条记录的文书"); /* another paper than its own */
	pty_keys(p, "<Esc>");
	/* Anywhere else the forms of the person are asked about (rule 17.11). */
	tap(p, "1<Seen>p", "打印哪一样");
	assert_true(pty_wait_text(p, "6 一份决定书的全部卷宗", 0));
	tap(p, "2", "留空则脱敏");
	tap(p, "<Enter>", "out/form-");
	leave(p);
}

/* One village's lines, and everybody's again. */
static void one_village_alone(void **state) {
	struct pty *p = start(NULL);

	assert_true(pty_wait_text(p, "> 单建国", 0)); /* of 石桥村 */
	tap(p, "c", "看谁的事项");
	tap_to(p, "3", "[石桥村]");
	assert_true(pty_wait_gone(p, "高坪村", 0));
	assert_true(pty_wait_text(p, "张建国", 0));
	tap_away(p, "<Esc>", "[石桥村]");
	assert_true(pty_wait_text(p, "高坪村", 0));
	tap(p, "c<Seen>5", "没有填写此项");
	leave(p);
}

/* The count that is the head's has no digit: the arrows reach it. */
static void arrows_reach_the_last_count(void **state) {
	struct pty *p = start(NULL);

	tap_to(p, "<Up><Enter>", "[逾期已久");
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(today_opens_the_evidence),
		cmocka_unit_test(a_report_takes_the_line_away),
		cmocka_unit_test(one_village_alone),
		cmocka_unit_test(arrows_reach_the_last_count),
	};

	return cmocka_run_group_tests_name("clocks", tests, new_town, NULL);
}
