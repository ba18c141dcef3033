/* SPDX-License-Identifier: MIT
 * What each role does on its screens, 80x24, in Chinese, on a real pty. What is on every screen, and what each offers,
 * is in test_offered.c.
 */
#include "core/file.h"
#include "tui/desk.h"
#include "ui/loop/screens.h"

static const char *login[ROLE_COUNT] = {[ROLE_OFFICER] = "li", [ROLE_AUDITOR] = "zhao", [ROLE_READER] = "sun"};

/* The town with four officers; one person dead and sealed; a request and an emergency in the queue. */
static void make_roles(void) {
	make_officers();
	AS(town_officer(), "edit", "resident", "00007", "control=死亡");
	AS(town_officer(), "seal", "00007", "--reason", "死亡");
	AS("li", "show", "00004", "--reveal", "--reason", "核对身份");
	AS("li", "glass", "00004", "--reason", "家属来电");
}

static int new_roles(void **state) {
	login[ROLE_HEAD] = town_officer();
	station_of(make_roles);
	return 0;
}

static struct pty *start_as(enum access_role role) {
	struct pty *p = start_with((const char *const[]){"--officer", login[role], NULL}, NULL);

	expect(p, "密码"); /* no password yet: one is asked for */
	show(p, "<Esc>", TOWN_NAME);
	return p;
}

static void quit(struct pty *p) {
	assert_null(pty_foreign(p));
	pty_stop(p);
}

/* The plain-text twin of the page just written: what was done to the file, by whom and why; no number, no name. */
static void page_tells(struct pty *p) {
	const char *number = strstr(pty_screen(p), "out/access-") + strlen("out/access-");
	struct str text = {0};
	struct err err = {0};
	char path[600];

	snprintf(path, sizeof path, "%s/out/access-%.6s.txt", folder, number);
	town_must(file_read(path, 1 << 20, &text, &err), &err);
	assert_non_null(strstr(str_text(&text), "紧急打开"));
	assert_non_null(strstr(str_text(&text), "家属来电"));
	assert_non_null(strstr(str_text(&text), "核对身份"));
	assert_non_null(strstr(str_text(&text), "00004"));
	assert_null(strstr(str_text(&text), "张建国"));
	assert_null(strstr(str_text(&text), "99010119"));
	str_clear(&text);
}

/* Action and register of the same entry, side by side. */
#define OFFICER_ADDED "新增             专干"

/* The auditor comes in where the entries are: narrowed to one file it can be printed; the chain is checked. */
static void the_auditor_reads_and_prints(void **state) {
	struct pty *p = start_as(ROLE_AUDITOR);

	assert_true(pty_wait_row(p, 0, "审计", 0));
	assert_true(pty_wait_row(p, 2, "1全部  2专干  3操作  4日期  5档案编号", 0));
	assert_true(pty_wait_text(p, OFFICER_ADDED, 0));
	tap(p, "2", "登录名");
	tap_away(p, "li<Enter>", OFFICER_ADDED);
	assert_true(pty_wait_text(p, "家属来电", 0));
	tap(p, "3", "以此开头");
	tap_away(p, "reveal<Enter>", "家属来电");
	assert_true(pty_wait_text(p, "核对身份", 0));
	assert_true(pty_wait_text(p, " 1/1", 0));
	tap(p, "1", OFFICER_ADDED);
	tap(p, "5", "档案编号，空");
	tap_to(p, "00004<Enter>", "谁看过这份档案");
	assert_true(pty_wait_gone(p, OFFICER_ADDED, 0));
	assert_true(pty_wait_text(p, "紧急打开 ", 0));
	tap(p, "p", "out/access-");
	page_tells(p);
	tap(p, "c", "审计链完好");
	tap(p, "4", "只看这一天");
	tap(p, "20200101<Enter>", "没有记录。");
	quit(p);
}

/* The head reviews an emergency on the screen, once; and sees from a file who looked at it. */
static void the_head_answers(void **state) {
	struct pty *p = start_as(ROLE_HEAD);

	tap_to(p, "y", "待批申请和紧急打开");
	assert_true(pty_wait_text(p, "家属来电", 0));
	assert_true(pty_wait_text(p, "张建国", 0));
	tap(p, "<Enter>", "1 先再看看");
	/* What Enter takes at first answers nothing (rule 11.28) */
	tap_away(p, "<Enter>", "1 先再看看");
	assert_true(pty_wait_text(p, "家属来电", 0));
	tap(p, "<Enter>", "2 同意");
	tap(p, "2", "没有等待答复的事项");
	tap_to(p, "<Esc>", "今日");
	tap_to(p, "A", "我自己的操作记录");
	assert_true(pty_wait_text(p, "答复申请", 0));
	assert_null(strstr(pty_screen(p), "核对身份"));
	assert_null(strstr(pty_row(p, 2), "2专干"));
	quit(p);
}

/* A reader is offered nothing that changes a record; Enter opens the file instead of a form. */
static void a_reader_is_offered_no_change(void **state) {
	static const char *const changes[] = {"登记", "新增", "更正", "作废", "改状态", "指定", "确认", "移交", "显示号码", "导入",
	                                      "批量录入", "打印", "导出", "其他小组", "作出"};
	static const struct {
		const char *keys, *head;
	} screens[] = {{"", "今日"}, {"<Enter>", "档案"}, {"<Esc>r", "人员"}, {"<Esc>v", "五包"}, {"<Esc>t", "帮教小组"}};
	struct pty *p = start_as(ROLE_READER);

	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		pty_keys(p, screens[i].keys);
		assert_true(i == 1 ? pty_wait_text(p, "1概况", 0) : pty_wait_row(p, 0, screens[i].head, 0));
		assert_true(pty_settle(p, 60, 0));
		for (size_t k = 0; k < sizeof changes / sizeof *changes; k++)
			if (strstr(pty_row(p, 23), changes[k]))
				fail_msg("%s: %s", screens[i].head, pty_row(p, 23));
		/* nor a list by village, team or member */
		assert_false(strcmp(screens[i].head, "五包") == 0 && pty_find(p, "3所属村社", NULL, NULL));
		pty_keys(p, "<Right>"); /* nor does the numbered list */
		assert_true(pty_settle(p, 60, 0));
		for (int row = 2; row < 22; row++)
			for (size_t k = 0; k < sizeof changes / sizeof *changes; k++)
				if (strncmp(pty_row(p, row) + 5, changes[k], strlen(changes[k])) == 0)
					fail_msg("%s: %s", screens[i].head, pty_row(p, row));
		pty_keys(p, "<Esc>");
		assert_true(pty_settle(p, 60, 0));
	}
	quit(p);
}

/* An officer answers nobody's request, and reads no one else's entries. */
static void an_officer_has_their_own(void **state) {
	struct pty *p = start_as(ROLE_OFFICER);

	tap_to(p, "y", "待批申请和紧急打开");
	assert_true(pty_wait_text(p, "家属来电", 0)); /* their own */
	pty_keys(p, "<Enter>");
	assert_true(pty_settle(p, 60, 0));
	assert_false(pty_find(p, "同意", NULL, NULL)); /* not theirs to answer */
	tap_to(p, "<Esc>A", "我自己的操作记录");
	assert_true(pty_wait_text(p, "显示号码", 0));
	assert_null(strstr(pty_screen(p), OFFICER_ADDED));
	pty_keys(p, "5"); /* not offered */
	assert_true(pty_settle(p, 60, 0));
	assert_null(strstr(pty_screen(p), "档案编号，空"));
	quit(p);
}

/* What the rules propose the head seals on the screen, for a reason; and asks for its opening with papers, in vain alone. */
static void the_head_seals_and_asks_to_open(void **state) {
	static const char *const papers[] = {"00006", "县公安局", "公函7号", "第136条", "办案查询"};
	struct pty *p;

	AS(town_officer(), "edit", "resident", "00006", "control=死亡");
	p = start_as(ROLE_HEAD);
	tap_to(p, "X", "待封存档案");
	assert_true(pty_wait_text(p, "00006", 0));
	assert_true(pty_wait_text(p, "死亡", 0));
	tap(p, "<Enter>", "封存这份档案");
	tap(p, " <Enter>", "要写明理由");
	assert_true(pty_wait_text(p, "00006", 0));
	tap(p, "<Enter>", "封存这份档案");
	tap(p, "死亡证明<Enter>", "档案已封存");
	assert_true(pty_wait_gone(p, "00006", 0));
	pty_keys(p, "o");
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
		static const char *const asks[] = {"已封存档案的编号", "提出查询的单位", "文书编号", "法律条文", "理由（记入日志）"};

		assert_true(pty_wait_text(p, asks[i], 0));
		pty_keys(p, papers[i]);
		pty_keys(p, "<Enter>");
	}
	assert_true(pty_wait_text(p, "wubao queue", 0));
	assert_null(strstr(pty_screen(p), "00006"));
	quit(p);

	p = start_as(ROLE_OFFICER); /* the second person sees the papers, and nobody's name */
	tap(p, "y", "办案查询");
	tap(p, "<Down>", "公函7号");
	assert_null(strstr(pty_screen(p), town_people[5].name));
	quit(p);
}

static void only_own_cases(void) { put_file(ini, TOWN_SETTINGS "[access]\ncaseload = strict\n"); }

static void open_first(struct pty *p) {
	tap_to(p, "r", "人员");
	assert_true(pty_settle(p, 60, 0));
	pty_keys(p, "<Enter>");
}

/* caseload = strict: another's case opens for a reason, under a banner, to be read; and the head is told. */
static void anothers_case_in_an_emergency(void **state) {
	static const char *const written[] = {"新增", "更正", "作废", "文书", "改状态", "显示号码", "打印", "指定", "确认"};
	struct pty *p;

	only_own_cases();
	p = start_as(ROLE_OFFICER);
	open_first(p);
	assert_true(pty_wait_text(p, "紧急打开30分钟", 0));
	tap_away(p, "<Esc>", "紧急打开30分钟");
	assert_true(pty_wait_row(p, 0, "人员", 0));
	tap(p, "<Enter>", "紧急打开30分钟");
	tap(p, " <Enter>", "要写明理由"); /* blank is no reason */
	assert_true(pty_wait_row(p, 0, "人员", 0));
	tap(p, "<Enter>", "紧急打开30分钟");
	tap_to(p, "夜里来人<Enter>", "!紧急打开，只读，至");
	/* Nothing but reading is offered, on any tab. */
	for (const char *tab = "1234567890"; *tab; tab++) {
		pty_keys(p, (const char[]){*tab, '\0'});
		assert_true(pty_settle(p, 60, 0));
		if (strstr(pty_screen(p), "按 a 新增"))
			fail_msg("tab %c says that a adds", *tab);
		pty_keys(p, "<Right>");
		assert_true(pty_settle(p, 60, 0));
		for (size_t k = 0; k < sizeof written / sizeof *written; k++)
			for (int row = 2; row < 22; row++)
				if (strncmp(pty_row(p, row) + 5, written[k], strlen(written[k])) == 0)
					fail_msg("tab %c: %s", *tab, pty_row(p, row));
		pty_keys(p, "<Esc>");
		assert_true(pty_settle(p, 60, 0));
	}
	quit(p);

	p = start_as(ROLE_HEAD);
	tap(p, "y", "夜里来人");
	quit(p);
}

static int fetch(const char *who, const char *number, char **out) {
	const char *argv[] = {program_path(), "--db", db, "--today", TOWN_DAY, "--officer", who, "fetch", number, NULL};
	struct program_result r = program_run(argv, NULL, NULL);
	int status = r.status;

	*out = mem_strdup(r.out);
	program_result_clear(&r);
	return status;
}

/* An officer of a station has no folder there: no path is asked for, and only they fetch what they took out. */
static void a_file_lies_under_a_number(void **state) {
	struct pty *p = start_as(ROLE_OFFICER);
	const char *said;
	char number[24], *text;
	int n = 0;

	tap_to(p, "m", "月报");
	assert_true(pty_settle(p, 60, 0));
	tap(p, "w", "按哪种表样");
	tap(p, "<Enter>", "文件编码");
	assert_false(pty_find(p, "写到文件", NULL, NULL));
	tap(p, "<Enter>", "已写出，编号");
	said = strstr(pty_screen(p), "已写出，编号") + strlen("已写出，编号");
	assert_int_equal(sscanf(said, " %d", &n), 1);
	quit(p);
	snprintf(number, sizeof number, "%d", n);
	assert_int_equal(fetch("li", number, &text), 0);
	assert_non_null(strstr(text, "示范镇"));
	free(text);
	assert_int_not_equal(fetch("sun", number, &text), 0);
	assert_string_equal(text, "");
	free(text);
	assert_int_not_equal(fetch(town_officer(), number, &text), 0);
	free(text);
}

#define TEST(fn) cmocka_unit_test_setup(fn, new_roles)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(the_auditor_reads_and_prints), TEST(the_head_answers),
		TEST(a_reader_is_offered_no_change),
		TEST(an_officer_has_their_own), TEST(anothers_case_in_an_emergency),
		TEST(the_head_seals_and_asks_to_open), TEST(a_file_lies_under_a_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
