/* Help teams and the five packages on the screen: 80x24, Chinese, on a real pty.
 * SPDX-License-Identifier: MIT */
#include "tui/desk.h"

/* Two residents of one team, its members, one person in charge. */
static void make_teams(void) {
	static const struct {
		const char *name, *text;
	} files[] = {
		{"roster.csv", "姓名,性别,身份证号,所属村社,人员类别,决定日期,送达日期,报到日期,帮教小组,责任专干\n"
			"薛洋,男,993151199708151276,河口社区,社区戒毒,2025-12-20,2025-12-20,2026-01-04,河口小组,王干事\n"
			"解芳长,男,997318199502027534,青龙村,社区戒毒,2026-02-27,2026-02-27,2026-03-01,河口小组,\n"},
		{"members.csv", "小组名称,角色,姓名,单位,任职起\n河口小组,专职人员,王干事,,2025-01-01\n"
			"河口小组,社区民警,刘民警,示范派出所,2025-01-01\n"
			"河口小组,社区民警,陈民警,示范派出所,2026-06-01\n"
			"河口小组,村(社区)干部,赵支书,河口社区,2025-01-01\n"},
		{"duties.csv", "姓名,身份证号,包保事项,责任成员,责任起\n薛洋,993151199708151276,责任人,刘民警,2026-01-04\n"},
	};

	COMMAND("init", "--station", TOWN_NAME, "--officer", "王干事");
	for (size_t i = 0; i < 3; i++) {
		put_file(beside(files[i].name), files[i].text);
		COMMAND("import", beside(files[i].name), "--yes");
	}
}

static int new_teams(void **state) {
	station_of(make_teams);
	return 0;
}

static void matrix_looks_as_drawn(void **state) {
	struct pty *p = start_at("v", "五包缺口");
	int row, col;

	assert_true(pty_find(p, "责任人", &row, &col));
	assert_true(pty_wait_row(p, row, "包对象    包宣传    包思想    包尿检    包建档  缺口", 0));
	/* Most gaps first: nobody is in charge of the second. */
	assert_true(pty_find(p, "> 解芳长", &row, &col));
	assert_true(pty_wait_row(p, row, "--", 0));
	assert_true(row_has(p, "  薛洋", "刘民警"));
	assert_true(pty_find(p, "包对象 赵支书(默认)", &row, &col));
	assert_true(pty_find(p, "包尿检 刘民警(默认)", &row, &col));
	for (int y = 0; y < 24; y++)
		assert_int_not_equal(pty_cell(p, y, 79).width, 0);
	leave(p);
}

/* Enter on a gap opens the form that fills it, with the holder's name in it; saved, the gap is gone. */
static void gap_opens_its_form(void **state) {
	struct pty *p = start_at("v", "五包缺口");

	tap(p, "j<Enter>", "补哪个缺口");
	assert_true(pty_settle(p, 60, 0));
	assert_true(row_has(p, "1 包对象", "没有记录"));
	tap_to(p, "1", "走访");
	assert_true(pty_settle(p, 60, 0));
	assert_true(row_has(p, "走访日期", TOWN_DAY));
	assert_true(row_has(p, "  走访人", "赵支书"));
	assert_true(row_has(p, "被访人 ", "薛洋")); /* unless somebody else was met */
	assert_in_field(p, "结果");
	pty_keys(p, "<F6>被访人<Enter>薛父<Enter>3");
	assert_true(pty_settle(p, 60, 0));
	pty_keys(p, "<Enter>1<F2>");
	if (!pty_wait_row(p, 0, "五包缺口", 0))
		fail_msg("%s", pty_screen(p));
	assert_true(pty_settle(p, 60, 0));
	assert_true(row_has(p, "薛洋 ", "11-22"));
	leave(p);
}

static void filter_and_confirm(void **state) {
	struct pty *p = start_at("v", "五包缺口");

	tap(p, "5", "只看该成员");
	tap(p, "陈民警<Enter>", "没有人员");
	tap(p, "5", "只看该成员");
	tap(p, "<C-u><Enter>", "解芳长");
	tap(p, "c", "已确认 5 项责任");
	assert_true(pty_wait_text(p, "包对象 赵支书   ", 0));
	tap(p, "d<Seen>1", "责任人：从今天起由谁负责");
	tap(p, "4", "从今天起由 陈民警 负责");
	assert_true(row_has(p, "解芳长 ", "陈民警"));
	/* a village by its initials, a member out of the list: nobody types a whole name */
	press(p, "3", "只看该村社");
	press(p, "hksq<Enter>", "3所属村社 河口社区");
	press(p, "3<Seen><C-u><Enter>", "解芳长");
	press(p, "5", "只看该成员");
	press(p, "lm", "> 刘民警");
	press(p, "<C-u><F4>", "陈民警");
	tap_away(p, "<Esc>", "只看该成员");
	leave(p);
}

static void file_has_the_tab(void **state) {
	struct pty *p = start_at("v", "五包缺口");

	tap_to(p, "jf", "薛洋");
	tap(p, "9", "责任成员");
	assert_true(pty_settle(p, 60, 0));
	assert_true(row_has(p, "> 责任人", "刘民警"));
	assert_true(row_has(p, "包尿检", "刘民警(默认)"));
	assert_true(row_has(p, "角色空缺：", "医务人员、家属、志愿者"));
	assert_true(row_has(p, "六方空缺：", "社工、医院、家庭"));
	tap_to(p, "<Down><Down><Down><Enter>", "谈话"); /* attitude */
	pty_stop(p);
}

static void members_and_hand_over(void **state) {
	struct pty *p = start_at("t", "帮教小组");
	struct program_result r;

	assert_true(row_has(p, "> 河口小组", "医务人员"));
	tap_to(p, "<Enter>", "4 名成员，2 名人员");
	tap_to(p, "a", "小组成员");
	assert_true(pty_settle(p, 60, 0));
	pty_keys(p, "3孙医生<Enter>示范镇卫生院<F2>");
	if (!pty_wait_row(p, 0, "5 名成员", 0))
		fail_msg("%s", pty_screen(p));
	assert_true(pty_wait_gone(p, "角色空缺：医务人员", 0));
	pty_keys(p, "<Home>j");
	assert_true(pty_settle(p, 60, 0));
	for (int i = 0; i < 6 && !row_has(p, "> ", "刘民警"); i++) {
		pty_keys(p, "j");
		assert_true(pty_settle(p, 60, 0));
	}
	assert_true(row_has(p, "> ", "刘民警"));
	tap(p, "h", "由谁接替 刘民警");
	tap(p, "陈民警<Enter>", "接任日期");
	pty_keys(p, "<Enter>");
	/* whom and what, before it is done; Enter alone does nothing */
	assert_true(pty_wait_text(p, "2 人，3 项责任", 0));
	expect(p, "> 2 不移交");
	assert_true(pty_find(p, "薛洋", NULL, NULL) && pty_find(p, "解芳长", NULL, NULL));
	tap_away(p, "<Enter>", "2 人，3 项责任");
	for (int undone = 0; undone < 2; undone++) {
		tap(p, "h", "由谁接替 刘民警");
		tap(p, "陈民警<Enter>", "接任日期");
		tap(p, "<Enter>", "2 人，3 项责任");
		tap(p, "1", "已移交");
		if (undone == 0)
			press(p, "u", "已撤销：移交，3 项责任");
	}
	leave(p);
	r = program_run((const char *const[]){program_path(), "--db", db, "--today", TOWN_DAY, "five", "--member", "陈民警", NULL},
	                NULL, NULL);
	assert_non_null(strstr(r.out, "薛洋"));
	assert_non_null(strstr(r.out, "解芳长"));
	program_result_clear(&r);
}

#define TEST(fn) cmocka_unit_test_setup(fn, new_teams)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(matrix_looks_as_drawn), TEST(gap_opens_its_form), TEST(filter_and_confirm),
		TEST(file_has_the_tab),      TEST(members_and_hand_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
