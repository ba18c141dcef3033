/* From a missed test to its notice, letter and report: every key is counted, and what a person alone knows apart (rule
 * 17.1). SPDX-License-Identifier: MIT */
#include <dirent.h>

#include "tui/desk.h"

enum { KEYS_MOST = 6 };

static int keys, known;

static int count(const char *text) {
	int n = 0;

	for (; *text; n++)
		text += *text == '<' ? strcspn(text, ">") + 1 : 1;
	return n;
}

/* Keys the program asks for; of these those that say what happened. */
static void type(struct pty *p, const char *text, const char *shown) {
	keys += count(text);
	press(p, text, shown);
}

static void say(struct pty *p, const char *text, const char *shown) {
	known += count(text);
	press(p, text, shown);
}

/* How many pages of this kind lie in out/. */
static int pages(const char *kind) {
	DIR *d = opendir(beside("out"));
	int n = 0;

	for (struct dirent *e; d && (e = readdir(d)) != NULL;)
		n += strncmp(e->d_name, kind, strlen(kind)) == 0 && strstr(e->d_name, ".html") != NULL;
	if (d)
		closedir(d);
	return n;
}

/* Two tests refused with their letters; the next one is missed and stands on Today. */
static void make_slips(void) {
	COMMAND("add", "missed", "--resident", "00003", "occurred=2026-09-10", "window_no=1", "judged=refused",
		"notice_on=2026-09-08");
	COMMAND("add", "missed", "--resident", "00003", "occurred=2026-10-10", "window_no=2", "judged=refused",
		"notice_on=2026-10-08");
	COMMAND("add", "warning", "--resident", "00003", "occurred=2026-09-11", "kind=refused", "window_no=1",
		"doc_no=石禁告〔2026〕5号", "served=2026-09-11");
	COMMAND("add", "warning", "--resident", "00003", "occurred=2026-10-11", "kind=refused", "window_no=2",
		"doc_no=石禁告〔2026〕6号", "served=2026-10-11");
}

static void missed_test_to_report(void **state) {
	struct pty *p;

	make_slips();
	p = start(NULL);
	press(p, "/李秀英<Enter>", "李秀英");
	keys = known = 0;
	type(p, "<Enter>", "拒绝检测，通知书已送达");
	say(p, "4", "缺检说明");
	expect_beside(p, "通知书日期", TOWN_DAY);
	type(p, "<F2>", "严重违反协议");
	type(p, "1", "告诫书已按规则17.2填好");
	assert_true(row_has(p, "内容", "你应于")); /* read from its beginning */
	expect_beside(p, "文书号", "石禁告〔2026〕7号");
	expect(p, "认定为：拒绝。《戒毒条例》第二十条");
	type(p, "<F2>", "打印，接着办");
	type(p, "1", "报告公安机关已按规则17.3填好");
	expect_beside(p, "报告事由", "严重违反协议");
	expect_beside(p, "文书号", "报告〔2026〕1号");
	type(p, "<F2>", "现在打印吗");
	assert_int_equal(known, 1);
	assert_int_equal(keys, KEYS_MOST);
	assert_int_equal(pages("warning"), 1);
	press(p, "1", "今日");
	assert_int_equal(pages("police"), 1);
	assert_int_equal(pages("breach"), 1);
	assert_int_equal(pages("receipt"), 1);
	expect(p, "告诫书未送达"); /* what is left */
	expect(p, "严重违反");
	leave(p);
}

/* Later leaves it on Today, the rule is one key away, and a reason takes it off for good. */
static void later_and_no(void **state) {
	struct pty *p;

	p = start(NULL);
	press(p, "/李秀英<Enter>", "李秀英");
	press(p, "<Enter>", "逃避检测，通知书已送达");
	press(p, "5", "缺检说明");
	press(p, "<F2>", "下一步（规则17.2）");
	press(p, "4", "条例》第二十条");
	press(p, "2", "今日");
	expect(p, "未出告诫书");
	press(p, "/未出告诫书<Enter>", "未出告诫书");
	press(p, "<Enter>", "下一步（规则17.2）");
	press(p, "3", "为何不办");
	press(p, "已口头告诫<Enter>", "不再提示");
	press(p, "/李秀英<Enter>", "李秀英");
	assert_false(pty_find(p, "未出告诫书", NULL, NULL));
	leave(p);
}

/* The overdue report-in: its line asks which of the two it is. */
static void a_late_report_in(void **state) {
	struct pty *p;

	p = start(NULL);
	press(p, "/单建国<Enter>", "单建国");
	press(p, "<Enter>", "已报到，登记日期");
	press(p, "2", "告诫书已按规则17.4填好");
	expect(p, "条例》第十四条：收到决定书之日起 15 日内报到");
	press(p, "<F2>", "打印，接着办");
	press(p, "3", "今日");
	assert_int_equal(pages("warning"), 1);
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(missed_test_to_report, new_town),
		cmocka_unit_test_setup(later_and_no, new_town),
		cmocka_unit_test_setup(a_late_report_in, new_town),
	};

	return cmocka_run_group_tests_name("slip_chain", tests, NULL, NULL);
}
