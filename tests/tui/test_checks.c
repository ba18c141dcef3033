/* Staff's lists on the screen: late entries, names to check, conditions on the residents. 80x24, Chinese, a real pty.
 * SPDX-License-Identifier: MIT */
#include "tui/desk.h"

#include <sqlite3.h>

static void make_checks(void) {
	town_make(db);
	COMMAND("add", "talk", "--resident", "00003", "谈话日期=2026-10-01", "谈话人=王干事", "地点=村委会", "谈话内容=近况");
	COMMAND("add", "resident", "姓名=周?明", "证件种类=无证件", "性别=男");
}

static int new_checks(void **state) {
	station_of(make_checks);
	return 0;
}

static int disclosures(void) {
	sqlite3 *s;
	sqlite3_stmt *q;
	int n;

	assert_int_equal(sqlite3_open(db, &s), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(s, "SELECT count(*) FROM disclosure WHERE kind = 'contents' AND people = 1", -1, &q, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	n = sqlite3_column_int(q, 0);
	sqlite3_finalize(q);
	sqlite3_close(s);
	return n;
}

static void late_entries_open_the_file(void **state) {
	struct pty *p = start_at("rl", "待查名单");
	int row, col;

	assert_true(pty_wait_row(p, 2, "1补录  2姓名待核", 0));
	if (!pty_find(p, "> 李秀英", &row, &col))
		fail_msg("%s", pty_screen(p));
	assert_true(pty_wait_row(p, row, "2026-10-01", 0));
	assert_true(pty_wait_row(p, row, "谈话", 0));
	assert_true(pty_wait_row(p, row, "补录+", 0)); /* by how many days the machine's own clock says */
	tap_to(p, "<Enter>", "李秀英");
	pty_keys(p, "w"); /* whom the list showed is on record, and this person's account says so (rule 11.16) */
	if (!pty_wait_text(p, "内容清单", 0))
		fail_msg("%s", pty_screen(p));
	tap_to(p, "<Esc>", "李秀英");
	tap_to(p, "<Esc>", "待查名单");
	leave(p);
	assert_int_equal(disclosures(), 1);
}

/* The name is corrected from the list, and then no longer stands in it. */
static void names_to_check_are_corrected(void **state) {
	struct pty *p = start_at("l", "待查名单");
	int row, col;

	tap(p, "2", "> 周?明");
	assert_true(pty_settle(p, 60, 0));
	assert_true(pty_find(p, "> 周?明", &row, &col));
	assert_int_equal(row, 4);
	assert_false(pty_find(p, "李秀英", NULL, NULL));
	assert_int_equal(disclosures(), 1); /* the first list was left for this one */
	tap_to(p, "<Enter>", "周?明");
	tap_to(p, "<Esc>", "待查名单");
	tap(p, "e", "周?明");
	assert_true(pty_settle(p, 60, 0));
	pty_keys(p, "<C-u>周启明<F2>");
	if (!pty_wait_text(p, "没有要核对的姓名", 0))
		fail_msg("%s", pty_screen(p));
	leave(p);
}

static void residents_by_risk_and_year(void **state) {
	struct pty *p = start_at("r", "人员");

	tap(p, "c", "1 风险 高");
	assert_true(pty_wait_text(p, "7 第3年", 0));
	tap_to(p, "1", "人员  风险 高");
	assert_true(pty_wait_gone(p, "李秀英", 0));
	assert_true(pty_wait_text(p, "张建国", 0));
	assert_true(pty_wait_text(p, "单建国", 0));
	tap_to(p, "c<Seen>5", "人员  风险 高 第1年"); /* who has not reported in is in no year */
	assert_true(pty_wait_gone(p, "单建国", 0));
	assert_true(pty_wait_text(p, "> 张建国", 0));
	/* A filter beside them; Esc takes it off, then them. */
	tap_away(p, "/东山<Enter>", "张建国");
	tap(p, "<Esc>", "> 张建国");
	tap_away(p, "<Esc>", "风险 高");
	assert_true(pty_wait_text(p, "李秀英", 0));
	tap_to(p, "8c<Seen>7", "第3年");
	assert_true(pty_wait_text(p, "> 杨丽华", 0));
	tap(p, "c<Seen>8", "李秀英");
	leave(p);
}

#define TEST(fn) cmocka_unit_test_setup(fn, new_checks)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(late_entries_open_the_file), TEST(names_to_check_are_corrected), TEST(residents_by_risk_and_year),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
