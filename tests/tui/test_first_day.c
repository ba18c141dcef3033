/* What an officer new to the program stumbles over, on the real program at 80x24.
 * SPDX-License-Identifier: MIT */
#include <sqlite3.h>

#include "tui/desk.h"

/* A station without people says how to begin, and import where it looks. */
static void an_empty_station_says_how_to_begin(void **state) {
	struct pty *p = start(NULL);

	assert_true(pty_wait_text(p, "按 i 导入花名册", 0));
	tap(p, "i", "只写文件名时");
	tap(p, "<Esc>", "按 i 导入花名册");
	leave(p);
}

/* Esc on the first screen asks, and Enter pressed too soon stays. */
static void leaving_is_the_second_answer(void **state) {
	struct pty *p = start(NULL);

	tap(p, "<Esc>", "要退出吗");
	assert_true(pty_wait_text(p, "> 1 不退出", 0));
	tap_away(p, "<Enter>", "要退出吗");
	tap(p, "<Esc>", "要退出吗");
	pty_keys(p, "2");
	assert_int_equal(pty_wait_exit(p, 0), 0);
	pty_stop(p);
}

/* Esc takes the filter off first, and only then goes back. */
static void esc_takes_the_filter_off(void **state) {
	struct pty *p = start(NULL);

	tap_to(p, "/石桥<Enter>", "/石桥");
	tap_away(p, "<Esc>", "/石桥");
	assert_false(pty_find(p, "要退出吗", NULL, NULL));
	tap_to(p, "r", "人员");
	tap_to(p, "/石桥<Enter>", "/石桥");
	tap_away(p, "<Esc>", "/石桥");
	assert_true(pty_wait_row(p, 0, "人员", 0));
	leave(p);
}

static void the_finder_does_not_speak_of_a_filter(void **state) {
	struct pty *p = start(NULL);

	tap(p, "<F5>zzzz", "没有找到");
	tap_to(p, "<Esc>", "今日");
	leave(p);
}

/* Sequences this TERM does not have: known ones keep their meaning, others mean nothing. Taken as Esc and letters they
 * would ask whether to leave, and answer it. */
static void foreign_sequences_are_no_keys(void **state) {
	static const char *const unknown[] = {"\033[1;5D", "\033[25~", "\033[?1;2c", "\033Ow"};
	struct pty *p = start(&(struct pty_options){.term = "vt100"});

	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
		pty_mark(p);
		pty_send(p, unknown[i], strlen(unknown[i]));
		assert_int_equal(pty_listen(p, 200), 0);
	}
	pty_send(p, "\033[15~", 5);
	assert_true(pty_wait_row(p, 0, "查人", 0));
	tap(p, "zzzz", "没有找到");
	pty_send(p, "\033\033[15~", 6); /* Esc and a key at once, both count: another, empty finder */
	assert_true(pty_wait_gone(p, "zzzz", 0));
	assert_true(pty_wait_row(p, 0, "查人", 0));
	tap_to(p, "<Esc>", "今日");
	leave(p);
}

static void a_read_only_station_says_so_at_once(void **state) {
	struct pty *p = start_with((const char *const[]){"--read-only", NULL}, NULL);

	assert_true(pty_wait_row(p, 1, "只读", 0));
	leave(p);
}

static void change(const char *path, const char *sql) {
	sqlite3 *h;

	assert_int_equal(sqlite3_open(path, &h), SQLITE_OK);
	assert_int_equal(sqlite3_exec(h, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(h);
}

/* Found damaged by an earlier run: the banner until it is mended, then nothing of it. */
static void a_damaged_station_says_so_until_it_is_mended(void **state) {
	char mark[560];
	struct pty *p;

	snprintf(mark, sizeof mark, "%s.damaged", db);
	fclose(fopen(mark, "w"));
	change(db, "INSERT INTO officer_key (fingerprint, officer, key, added_at) VALUES ('x', 99999, 'k', 1)");
	p = start(NULL);
	assert_true(pty_wait_row(p, 1, "数据库已损坏，只能读取", 0));
	leave(p);
	assert_int_equal(access(mark, F_OK), 0);
	change(db, "DELETE FROM officer_key");
	p = start(NULL);
	assert_true(pty_wait_gone(p, "数据库已损坏", 0));
	leave(p);
	assert_int_not_equal(access(mark, F_OK), 0);
}

/* Written by SQL: neither the head of the file nor the title of a form says any of it (rule 12.14). */
static void a_changed_person_is_not_shown_by_name(void **state) {
	struct pty *p;

	change(db, "UPDATE resident SET name = '换过的', birth = '1999-01-01'");
	p = start(NULL);
	tap_to(p, "r", "人员");
	assert_true(pty_settle(p, 60, 0));
	tap_to(p, "<Enter>", "已损坏");
	assert_null(strstr(pty_row(p, 0), "岁"));
	tap_to(p, "1e", "更正");
	assert_true(pty_wait_row(p, 0, "已损坏", 0));
	assert_null(strstr(pty_screen(p), "换过的"));
	pty_keys(p, "<Esc>");
	leave(p);
}

/* At 60 columns the state of a line is still there. */
static void a_narrow_window_keeps_the_state(void **state) {
	struct pty *p = start(&(struct pty_options){.rows = 16, .cols = 60});

	assert_true(pty_wait_text(p, "!逾期", 0));
	leave(p);
}

/* The marker goes to what was added; what is voided is named. */
static void the_marker_goes_to_what_was_added(void **state) {
	struct pty *p = start(NULL);

	tap_to(p, "<F5>张建国<Enter>", "张建国");
	tap_to(p, "2a", "吸毒检测");
	assert_true(pty_settle(p, 60, 0));
	assert_true(pty_wait_text(p, "档案 0", 0)); /* the whole file number fits */
	tap(p, "1<F6>第二检测人<Enter>刘民警<F2><Seen>1", "> 2026-11-22");
	pty_keys(p, "x");
	assert_true(pty_wait_row(p, 22, "作废 2026-11-22 的记录", 0));
	tap_away(p, "输错人了<Enter>", "> 2026-11-22");
	tap_to(p, "a", "吸毒检测");
	press(p, "1<F2>", "本期已检");
	assert_false(pty_find(p, "是否重复", NULL, NULL)); /* a void record is none */
	tap(p, "1", "> 2026-11-22");
	tap_to(p, "a", "吸毒检测");
	tap(p, "1<F2>", "2026-11-22已有这样的记录（1条）：是否重复录入？");
	tap_to(p, "<Enter>", "张建国"); /* a positive may be tested again */
	leave(p);
}

/* Somebody new is marked in the list, wherever the name stands; a view without people does not speak of the station. */
static void the_marker_goes_to_somebody_new(void **state) {
	struct pty *p = start(NULL);

	tap_to(p, "ra", "新增");
	tap(p, "郑新来<Enter>990101199001021236", "1990-01-02");
	tap_to(p, "<F2>", "决定书");
	tap_to(p, "<Esc>", "人员");
	assert_true(pty_wait_text(p, "> 郑新来", 0));
	tap(p, "7", "这一类没有人员");
	leave(p);
}

/* The clock in doubt: said on every screen until the head has said how it was checked (rule 12.17). */
static void a_clock_in_doubt_is_confirmed_on_today(void **state) {
	struct pty *p;

	change(db, "INSERT INTO setting (key, value) VALUES ('clock.doubt', 1700000000000)");
	p = start(NULL);
	assert_true(pty_wait_row(p, 1, "2023-11-15 06:13", 0));
	show(p, "r", "人员");
	assert_true(pty_wait_row(p, 1, "2023-11-15 06:13", 0));
	press(p, "<Esc>K", "怎样核对的");
	press(p, "已对时<Enter>", "时钟已确认");
	assert_null(strstr(pty_row(p, 1), "2023-11-15"));
	pty_keys(p, "K"); /* offered no more */
	assert_true(pty_settle(p, 50, 0));
	assert_null(strstr(pty_screen(p), "怎样核对的"));
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(an_empty_station_says_how_to_begin, new_station),
		cmocka_unit_test_setup(leaving_is_the_second_answer, new_town),
		cmocka_unit_test_setup(esc_takes_the_filter_off, new_town),
		cmocka_unit_test_setup(the_finder_does_not_speak_of_a_filter, new_town),
		cmocka_unit_test_setup(foreign_sequences_are_no_keys, new_town),
		cmocka_unit_test_setup(a_read_only_station_says_so_at_once, new_town),
		cmocka_unit_test_setup(a_damaged_station_says_so_until_it_is_mended, new_station),
		cmocka_unit_test_setup(a_changed_person_is_not_shown_by_name, new_town),
		cmocka_unit_test_setup(a_clock_in_doubt_is_confirmed_on_today, new_town),
		cmocka_unit_test_setup(a_narrow_window_keeps_the_state, new_town),
		cmocka_unit_test_setup(the_marker_goes_to_what_was_added, new_town),
		cmocka_unit_test_setup(the_marker_goes_to_somebody_new, new_town),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
