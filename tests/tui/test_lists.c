/* What every list can do: several sort columns, filter and order where no query does them, files and pages out of it.
 * 80x24, Chinese, a real pty. SPDX-License-Identifier: MIT */
#include "core/file.h"
#include "sheet_util.h"
#include "tui/desk.h"

static char out[600];

static int new_lists(void **state) {
	new_town(state);
	snprintf(out, sizeof out, "%s", beside("out.csv"));
	return 0;
}

/* The file just written. */
static char *written(void) {
	struct str text = {0};
	struct err err = {0};

	town_must(file_read(out, 1 << 20, &text, &err), &err);
	return str_take(&text);
}

static void write_to(struct pty *p) {
	expect(p, "写到文件");
	pty_keys(p, "<C-u>");
	pty_keys(p, out);
	tap(p, "<Enter>", "1 UTF-8");
	tap(p, "1", "已写入");
}

static void several_columns_sort(void **state) {
	struct pty *p = start_at("r", "人员");

	tap(p, "8", "1/37");
	pty_keys(p, "]]"); /* by name, then by village */
	assert_true(pty_wait_row(p, 3, "村社 ^", 0));
	pty_keys(p, "SSs"); /* two keys more; the last one downwards */
	assert_true(pty_wait_row(p, 3, "村社1^", 0));
	assert_true(pty_wait_row(p, 3, "类别2^", 0));
	assert_true(pty_wait_row(p, 3, "状态3v", 0));
	assert_true(pty_settle(p, 60, 0));
	tap_away(p, "S", "村社1^");
	leave(p);
}

/* Today's lines have no query to sort them. */
static void today_is_sorted_by_what_it_says(void **state) {
	struct pty *p = start_at("7", "今日");
	char first[200];

	pty_keys(p, "0]");
	assert_true(pty_settle(p, 60, 0));
	expect(p, "姓名 ^");
	assert_true(pty_settle(p, 60, 0));
	snprintf(first, sizeof first, "%s", pty_screen(p));
	tap(p, "s", "姓名 v");
	assert_true(pty_settle(p, 60, 0));
	assert_string_not_equal(pty_screen(p), first);
	leave(p);
}

/* A file of the list has the lines shown, names masked; with names it wants a reason. */
static void the_list_goes_out_masked(void **state) {
	struct pty *p = start_at("r", "人员");
	char *text;

	tap(p, "/东山<Enter>", "/东山 (2)");
	tap(p, "w", "1 整份花名册");
	tap(p, "2", "1 姓名脱敏");
	pty_keys(p, "1");
	write_to(p);
	text = written();
	assert_non_null(strstr(text, "东山村"));
	assert_non_null(strstr(text, "李**"));
	assert_null(strstr(text, "李秀英"));
	assert_null(strstr(text, "石桥村"));
	free(text);
	assert_int_equal(remove(out), 0);
	tap(p, "w<Seen>2", "2 带姓名");
	tap(p, "2", "给谁");
	tap(p, "镇政府<Enter><Seen>", "作何用");
	pty_keys(p, "核对<Enter>");
	write_to(p);
	text = written();
	assert_non_null(strstr(text, "李秀英"));
	assert_null(strstr(text, "99010119"));
	free(text);
	/* as a workbook: chosen, the name's ending follows; typed, no more is asked */
	for (int typed = 0; typed < 2; typed++) {
		tap(p, "w<Seen>2", "1 姓名脱敏");
		tap(p, "1", "写到文件");
		pty_keys(p, "<C-u>");
		pty_keys(p, beside(typed ? "typed.xlsx" : "book.csv"));
		tap(p, typed ? "<Enter>" : "<Enter><Seen>3", typed ? "typed.xlsx" : "book.xlsx");
		expect(p, "已写入");
		text = sheet_part(beside(typed ? "typed.xlsx" : "book.xlsx"), SHEET_1);
		assert_non_null(strstr(text, ">李**<"));
		free(text);
	}
	leave(p);
}

/* The entries of the audit, sorted by what was done, looked through, written: names nobody, so nothing is asked. */
static void the_audit_is_a_list_too(void **state) {
	struct pty *p = start_at("A", "我自己的操作记录");
	char *text;

	pty_keys(p, "/roster<Enter>");
	assert_true(pty_settle(p, 60, 0));
	pty_keys(p, "<Esc>");
	assert_true(pty_settle(p, 60, 0));
	tap(p, "]]]", "操作 ^");
	pty_keys(p, "w");
	write_to(p);
	text = written();
	assert_non_null(strstr(text, "登录"));
	free(text);
	tap_to(p, "<Esc>", "今日");
	leave(p);
}

/* Columns are put on, off and in another order, by arrows and digits alone; Esc leaves them as they were. */
static void columns_are_chosen(void **state) {
	struct pty *p = start_at("r", "人员");
	int row, name_col, sex_col;

	tap(p, "z", " 1 [x] 姓名");
	expect(p, " 8 [ ] 性别");
	tap(p, "348", " 8 [x] 性别"); /* kind and state off, sex on */
	tap(p, "<Left><Left><Left><Left><Left><Left><Left>", ">  1 [x] 性别"); /* before the name */
	tap_away(p, "<Enter>", "[x]");
	assert_true(pty_wait_gone(p, "类别", 0));
	assert_true(pty_find(p, "姓名", &row, &name_col));
	assert_true(pty_find(p, "性别", &row, &sex_col));
	assert_true(sex_col < name_col);
	assert_int_equal(row, 3);
	expect(p, "男");
	tap(p, "z", "[x] 性别");
	tap(p, "1", ">  1 [ ] 性别");
	tap_away(p, "<Esc>", "[x]");
	assert_true(pty_wait_row(p, 3, "性别", 0));
	leave(p);
}

/* Filter, order, columns and conditions under a name: on a digit behind 0, also after the program was left. */
static void a_view_is_saved_on_a_digit(void **state) {
	struct pty *p = start_at("r", "人员");

	tap(p, "0", "还没有自己的视图");
	tap_to(p, "3c<Seen>2", "风险 中"); /* rehab, risk middle */
	tap_to(p, "/东山<Enter>", "/东山");
	assert_true(pty_settle(p, 60, 0));
	/* Upwards from the right end: by file number; without the kind. */
	tap(p, "[z3<Enter>", "档案编号 ^");
	tap(p, "M<Seen>1", "视图名称");
	tap(p, "东山中风险<Enter>", "已存为 1 东山中风险");
	assert_true(pty_wait_row(p, 2, "0返回全部  1东山中风险", 0));
	pty_keys(p, "0");
	assert_true(pty_wait_row(p, 2, "8全部 0我的", 0));
	expect(p, "1/37");
	expect(p, "类别");
	leave(p);
	p = start_at("r", "人员");
	tap_to(p, "01", "人员  风险 中  /东山");
	expect(p, "> 杨丽华");
	expect(p, "档案编号 ^");
	assert_true(pty_wait_gone(p, "类别", 0));
	tap(p, "M<Seen>2", "新名称");
	pty_keys(p, "<C-u>中<Enter>");
	assert_true(pty_wait_row(p, 2, "0返回全部  1中", 0));
	tap(p, "M<Seen>3", "视图已删除");
	assert_true(pty_wait_gone(p, "1中", 0));
	leave(p);
}

/* The end of a number is nothing to keep. */
static void no_end_of_a_number_is_saved(void **state) {
	struct pty *p = start_at("r", "人员");

	tap_to(p, "/0123<Enter>", "/0123");
	assert_true(pty_settle(p, 60, 0));
	tap(p, "M<Seen>1", "视图名称");
	tap(p, "尾号<Enter>", "不能存进视图");
	leave(p);
}

/* How a list comes up, for whoever keeps it so. */
static void columns_are_kept(void **state) {
	struct pty *p = start_at("t", "帮教小组");

	tap(p, "z", " 2 [x] ");
	tap(p, "20", "以后您打开这份名单");
	tap_to(p, "<Esc>", "今日");
	show(p, "t", "帮教小组");
	assert_null(strstr(pty_row(p, 2), "成员"));
	leave(p);
}

/* By name, label or the initials of the label; Tab completes and goes through the candidates, Up brings the last one back. */
static void a_command_is_completed(void **state) {
	struct pty *p = start_at("r", "人员");

	tap(p, ":col<Tab>", "columns");
	tap(p, "<Enter>", "空格或数字");
	tap_away(p, "<Esc>", "空格或数字");
	tap(p, ":<Up>", "命令： columns");
	/* What they have in common; then one after the other. */
	tap(p, "<Down>sor<Tab>", "命令： sort");
	expect(p, "sort-left");
	expect(p, "sort-also");
	tap(p, "<Tab><Tab>", "> sort-also");
	tap(p, "<Enter>", "姓名 ^");
	tap(p, ":", "命令");
	tap(p, "lm<Enter>", "空格或数字"); /* 栏目 */
	tap(p, "<Esc>:", "命令");
	tap(p, "colums<Enter>", "本屏没有“colums”");
	expect(p, "是不是“columns”");
	tap(p, ":", "命令");
	tap(p, "月报<Enter>", "本屏没有"); /* not of this screen */
	leave(p);
}

/* Help finds by initials too, and runs the line. */
static void help_is_found_by_initials(void **state) {
	struct pty *p = start_at("r", "人员");

	tap(p, "?", "本屏");
	tap(p, "lm", "> 栏目");
	tap(p, "<Enter>", "空格或数字");
	pty_keys(p, "<Esc>");
	leave(p);
}

/* The exact people are shown first; who cannot have it says why and stays marked. */
static void marked_people_change_their_team(void **state) {
	struct pty *p;
	int row, col;

	COMMAND("add", "team", "name=东山小组");
	COMMAND("edit", "resident", "00003", "team=东山小组");
	p = start_at("r", "人员");
	tap(p, "/东山<Enter>", "/东山 (2)");
	tap(p, "V", "*2");
	tap_to(p, "T", "换小组：对以下2人执行？");
	expect(p, "李秀英");
	expect(p, "杨丽华");
	expect(p, "00007");
	tap_to(p, "<Esc>", "/东山"); /* nothing done */
	tap_to(p, "T", "2人");
	tap(p, "<Enter>", "改到哪个帮教小组");
	tap(p, "东山小组<Enter>", "新小组的责任人");
	tap_to(p, "<Enter>", "有1人未办成");
	expect(p, "已在该小组");
	expect(p, "已办1人");
	assert_true(pty_wait_gone(p, "杨丽华", 0));
	tap_to(p, "<Esc>", "/东山");
	expect(p, "*1");
	assert_true(pty_find(p, ">*李秀英", &row, &col) || pty_find(p, " *李秀英", &row, &col));
	leave(p);
}

/* An entry session over exactly the marked ones; the sheet of names for more than twenty waits for the head. */
static void marked_people_are_entered_and_printed(void **state) {
	struct pty *p = start_at("r", "人员");

	tap(p, "/东山<Enter>", "/东山 (2)");
	tap_to(p, "Vb", "批量录入：对以下2人执行？");
	tap(p, "<Enter>", "1 ");
	assert_true(pty_settle(p, 60, 0));
	tap_away(p, "1", "对以下");
	assert_true(pty_settle(p, 60, 0));
	tap(p, "<F2>", "  1 李秀英");
	expect(p, "  2 杨丽华");
	assert_true(pty_wait_gone(p, "陈", 0));
	pty_stop(p);
}

/* The line of the numbered list with this label, by arrows and Enter alone; each step waits for its number. */
static void by_menu(struct pty *p, const char *label) {
	char line[80];
	int row, col;

	pty_keys(p, "<Right>");
	for (int i = 1; i < 120; i++) {
		snprintf(line, sizeof line, ">%2d  ", i);
		expect(p, line);
		snprintf(line, sizeof line, ">%2d  %s", i, label);
		if (pty_find(p, line, &row, &col)) {
			pty_keys(p, "<Enter>");
			return;
		}
		pty_keys(p, "<Down>");
	}
	fail_msg("%s is not in the numbered list\n%s", label, pty_screen(p));
}

/* Whatever lists can do is done without a letter as a command. */
static void arrows_and_digits_are_enough(void **state) {
	struct pty *p;

	COMMAND("add", "team", "name=东山小组");
	p = start_at("", "今日");
	by_menu(p, "人员");
	assert_true(pty_wait_row(p, 0, "人员", 0));
	assert_true(pty_settle(p, 60, 0));
	by_menu(p, "筛选");
	tap_to(p, "东山<Enter>", "/东山 (2)");
	by_menu(p, "排序");
	expect(p, "姓名 ^");
	by_menu(p, "再按一列");
	expect(p, "姓名1^");
	by_menu(p, "栏目");
	expect(p, " 3 [x] ");
	tap_away(p, "3<Enter>", "类别");
	by_menu(p, "我的视图");
	expect(p, "1 把当前");
	tap(p, "1", "视图名称");
	pty_keys(p, "东山<Enter>");
	assert_true(pty_wait_row(p, 2, "1东山", 0));
	by_menu(p, "标记");
	expect(p, "*1");
	by_menu(p, "换小组");
	assert_true(pty_wait_row(p, 0, "对以下1人", 0));
	tap(p, "<Enter>", "改到哪个");
	tap(p, "东山小组<Enter>", "新小组的责任人");
	tap(p, "<Enter>", "已办1人");
	assert_true(pty_wait_row(p, 0, "/东山", 0));
	leave(p);
}

/* Nothing half typed leaves the program. */
static void drafts_do_not_go_out(void **state) {
	struct pty *p = start_at("d", "草稿");

	tap(p, ":export<Enter>", "本屏没有");
	leave(p);
}

#define TEST(fn) cmocka_unit_test_setup(fn, new_lists)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(several_columns_sort), TEST(today_is_sorted_by_what_it_says), TEST(the_list_goes_out_masked),
		TEST(the_audit_is_a_list_too), TEST(columns_are_chosen), TEST(a_view_is_saved_on_a_digit),
		TEST(no_end_of_a_number_is_saved), TEST(columns_are_kept),
		TEST(a_command_is_completed), TEST(help_is_found_by_initials),
		TEST(arrows_and_digits_are_enough), TEST(marked_people_change_their_team), TEST(marked_people_are_entered_and_printed), TEST(drafts_do_not_go_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
