/* What an officer new to the program stumbles over, on the real program at 80x24.
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <unistd.h>

#include "tui/town.h"

static char db[512], empty[512];

static struct pty *start_at(const char *path, const char *extra, const struct pty_options *opt) {
	struct pty *p = pty_start((const char *const[]){program_path(), "--db", path, "--today", TOWN_DAY, "--lang", "zh",
	                                                extra, NULL}, opt);

	assert_true(pty_wait_text(p, "今日", 0));
	assert_true(pty_settle(p, 60, 0));
	return p;
}

static struct pty *start(void) { return start_at(db, NULL, NULL); }

static void leave(struct pty *p) {
	pty_keys(p, "Q");
	assert_int_equal(pty_wait_exit(p, 0), 0);
	pty_stop(p);
}

/* A station without people says how to begin, and import where it looks. */
static void an_empty_station_says_how_to_begin(void **state) {
	(void)state;
	struct pty *p = start_at(empty, NULL, NULL);

	assert_true(pty_wait_text(p, "按 i 导入花名册", 0));
	pty_keys(p, "i");
	assert_true(pty_wait_text(p, "只写文件名时", 0));
	pty_keys(p, "<Esc>");
	assert_true(pty_wait_text(p, "按 i 导入花名册", 0));
	leave(p);
}

/* Esc on the first screen asks, and Enter pressed too soon stays. */
static void leaving_is_the_second_answer(void **state) {
	(void)state;
	struct pty *p = start();

	pty_keys(p, "<Esc>");
	assert_true(pty_wait_text(p, "要退出吗", 0));
	assert_true(pty_wait_text(p, "> 1 不退出", 0));
	pty_keys(p, "<Enter>");
	assert_true(pty_wait_gone(p, "要退出吗", 0));
	pty_keys(p, "<Esc>");
	assert_true(pty_wait_text(p, "要退出吗", 0));
	pty_keys(p, "2");
	assert_int_equal(pty_wait_exit(p, 0), 0);
	pty_stop(p);
}

/* Esc takes the filter off first, and only then goes back. */
static void esc_takes_the_filter_off(void **state) {
	(void)state;
	struct pty *p = start();

	pty_keys(p, "/石桥<Enter>");
	assert_true(pty_wait_row(p, 0, "/石桥", 0));
	pty_keys(p, "<Esc>");
	assert_true(pty_wait_gone(p, "/石桥", 0));
	assert_false(pty_find(p, "要退出吗", NULL, NULL));
	pty_keys(p, "r");
	assert_true(pty_wait_row(p, 0, "人员", 0));
	pty_keys(p, "/石桥<Enter>");
	assert_true(pty_wait_row(p, 0, "/石桥", 0));
	pty_keys(p, "<Esc>");
	assert_true(pty_wait_gone(p, "/石桥", 0));
	assert_true(pty_wait_row(p, 0, "人员", 0));
	leave(p);
}

static void the_finder_does_not_speak_of_a_filter(void **state) {
	(void)state;
	struct pty *p = start();

	pty_keys(p, "<F5>zzzz");
	assert_true(pty_wait_text(p, "没有找到", 0));
	pty_keys(p, "<Esc>");
	assert_true(pty_wait_row(p, 0, "今日", 0));
	leave(p);
}

/* Sequences this TERM does not have: known ones keep their meaning, others mean nothing. Taken as Esc and letters they
 * would ask whether to leave, and answer it. */
static void foreign_sequences_are_no_keys(void **state) {
	(void)state;
	static const char *const unknown[] = {"\033[1;5D", "\033[25~", "\033[?1;2c", "\033Ow"};
	struct pty *p = start_at(db, NULL, &(struct pty_options){.term = "vt100"});

	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
		pty_mark(p);
		pty_send(p, unknown[i], strlen(unknown[i]));
		assert_int_equal(pty_listen(p, 200), 0);
	}
	pty_send(p, "\033[15~", 5);
	assert_true(pty_wait_row(p, 0, "查人", 0));
	pty_keys(p, "zzzz");
	assert_true(pty_wait_text(p, "没有找到", 0));
	pty_send(p, "\033\033[15~", 6); /* Esc and a key at once, both count: another, empty finder */
	assert_true(pty_wait_gone(p, "zzzz", 0));
	assert_true(pty_wait_row(p, 0, "查人", 0));
	pty_keys(p, "<Esc>");
	assert_true(pty_wait_row(p, 0, "今日", 0));
	leave(p);
}

static void a_read_only_station_says_so_at_once(void **state) {
	(void)state;
	struct pty *p = start_at(db, "--read-only", NULL);

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
	(void)state;
	char mark[560];
	struct pty *p;

	snprintf(mark, sizeof mark, "%s.damaged", empty);
	fclose(fopen(mark, "w"));
	change(empty, "INSERT INTO officer_key (fingerprint, officer, key, added_at) VALUES ('x', 99999, 'k', 1)");
	p = start_at(empty, NULL, NULL);
	assert_true(pty_wait_row(p, 1, "数据库已损坏，只能读取", 0));
	leave(p);
	assert_int_equal(access(mark, F_OK), 0);
	change(empty, "DELETE FROM officer_key");
	p = start_at(empty, NULL, NULL);
	assert_true(pty_wait_gone(p, "数据库已损坏", 0));
	leave(p);
	assert_int_not_equal(access(mark, F_OK), 0);
}

/* At 60 columns the state of a line is still there. */
static void a_narrow_window_keeps_the_state(void **state) {
	(void)state;
	struct pty *p = start_at(db, NULL, &(struct pty_options){.rows = 16, .cols = 60});

	assert_true(pty_wait_text(p, "!逾期", 0));
	leave(p);
}

/* The marker goes to what was added; what is voided is named. */
static void the_marker_goes_to_what_was_added(void **state) {
	(void)state;
	struct pty *p = start();

	pty_keys(p, "<F5>张建国<Enter>");
	assert_true(pty_wait_row(p, 0, "张建国", 0));
	pty_keys(p, "2a");
	assert_true(pty_wait_row(p, 0, "吸毒检测", 0));
	assert_true(pty_settle(p, 60, 0));
	assert_true(pty_find(p, "档案 0", NULL, NULL)); /* the whole file number fits */
	pty_keys(p, "<Enter>1<F2>");
	assert_true(pty_wait_text(p, "> 2026-11-22", 0));
	pty_keys(p, "x");
	assert_true(pty_wait_row(p, 22, "作废 2026-11-22 的记录", 0));
	pty_keys(p, "输错人了<Enter>");
	assert_true(pty_wait_gone(p, "> 2026-11-22", 0));
	pty_keys(p, "a");
	assert_true(pty_wait_row(p, 0, "吸毒检测", 0));
	pty_keys(p, "1<F2>");
	assert_true(pty_wait_text(p, "> 2026-11-22", 0));
	assert_false(pty_find(p, "是否重复", NULL, NULL)); /* a void record is none */
	pty_keys(p, "a");
	assert_true(pty_wait_row(p, 0, "吸毒检测", 0));
	pty_keys(p, "1<F2>");
	assert_true(pty_wait_text(p, "2026-11-22已有这样的记录（1条）：是否重复录入？", 0));
	pty_keys(p, "<Enter>"); /* a positive may be tested again */
	assert_true(pty_wait_row(p, 0, "张建国", 0));
	leave(p);
}

/* Somebody new is marked in the list, wherever the name stands; a view without people does not speak of the station. */
static void the_marker_goes_to_somebody_new(void **state) {
	(void)state;
	struct pty *p = start();

	pty_keys(p, "ra");
	assert_true(pty_wait_row(p, 0, "新增", 0));
	pty_keys(p, "郑新来<Enter>990101199001021236");
	assert_true(pty_wait_text(p, "再输一次", 0));
	pty_keys(p, "990101199001021236<F2>");
	assert_true(pty_wait_row(p, 0, "决定书", 0));
	pty_keys(p, "<Esc>");
	assert_true(pty_wait_row(p, 0, "人员", 0));
	assert_true(pty_wait_text(p, "> 郑新来", 0));
	pty_keys(p, "7");
	assert_true(pty_wait_text(p, "这一类没有人员", 0));
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_station_says_how_to_begin),
		cmocka_unit_test(leaving_is_the_second_answer),
		cmocka_unit_test(esc_takes_the_filter_off),
		cmocka_unit_test(the_finder_does_not_speak_of_a_filter),
		cmocka_unit_test(foreign_sequences_are_no_keys),
		cmocka_unit_test(a_read_only_station_says_so_at_once),
		cmocka_unit_test(a_damaged_station_says_so_until_it_is_mended),
		cmocka_unit_test(a_narrow_window_keeps_the_state),
		cmocka_unit_test(the_marker_goes_to_what_was_added),
		cmocka_unit_test(the_marker_goes_to_somebody_new),
	};
	const char *const init[] = {program_path(), "--db", empty, "init", "--station", "空站", "--no-input", NULL};
	struct program_result made;

	snprintf(db, sizeof db, "%s/town.db", program_temp_dir());
	snprintf(empty, sizeof empty, "%s/empty.db", program_temp_dir());
	town_make(db);
	made = program_run(init, NULL, NULL);
	if (made.status != 0)
		return 99;
	program_result_clear(&made);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
