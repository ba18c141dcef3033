/* Terminals of every kind and encoding: the same station on all of them; windows that change, ^Z and ^L.
 * SPDX-License-Identifier: MIT */
#include <locale.h>
#include <sys/stat.h>

#include "tui/desk.h"

static struct pty *start_in(const char *lang, const char *title, const struct pty_options *opt) {
	const char *const with[] = {program_path(), "--db", db, "--today", TOWN_DAY, "--lang", lang, NULL};
	const char *const without[] = {program_path(), "--db", db, "--today", TOWN_DAY, NULL};
	struct pty *p = pty_start(lang ? with : without, opt);

	assert_true(pty_wait_row(p, 0, title, 0));
	assert_true(pty_settle(p, 100, 0));
	return p;
}

/* First screen, a move, a form with something typed, and out again. */
static void walk(struct pty *p) {
	int row, col, down;

	assert_true(pty_find(p, "> 单建国", &row, &col));
	pty_keys(p, "<Down>");
	assert_true(pty_settle(p, 60, 0));
	pty_cursor(p, &down, NULL, NULL);
	assert_int_equal(down, row + 1);
	pty_keys(p, "<Up>");
	assert_true(pty_wait_cursor(p, row, 0, 0));
	tap(p, "ra", "身份证号");
	tap(p, "赵𠮷", "赵𠮷");
	pty_cursor(p, &row, &col, NULL);
	assert_int_equal(pty_cell(p, row, col - 2).cp, 0x20BB7);
	tap_to(p, "<Esc>3", "人员");
	assert_null(pty_foreign(p));
	leave(p);
}

static bool is_known(const char *term) {
	static const char *const folders[] = {"/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"};
	char path[200];
	struct stat is;

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		snprintf(path, sizeof path, "%s/%c/%s", folders[i], term[0], term);
		if (stat(path, &is) == 0)
			return true;
	}
	print_message("skip: no description of the terminal %s on this machine\n", term);
	return false;
}

static const char *const terms[] = {"xterm-256color", "xterm", "vt100", "vt220", "linux", "screen", "tmux", "putty"};

static void every_terminal_is_enough(void **state) {
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
		if (is_known(terms[i]))
			walk(start(&(struct pty_options){.term = terms[i]}));
}

/* The same words stand everywhere, with and without colour. */
static void plain_ones_show_the_same(void **state) {
	static const char *const no_colour[] = {"NO_COLOR=1", NULL};
	struct pty *p = start(NULL);
	char *all = mem_strdup(pty_screen(p));

	leave(p);
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		if (!is_known(terms[i]))
			continue;
		p = start(&(struct pty_options){.term = terms[i], .env = i == 0 ? no_colour : NULL});
		assert_string_equal(pty_screen(p), all);
		leave(p);
	}
	free(all);
}

static bool has_locale(const char *name) {
	bool has = setlocale(LC_CTYPE, name) != NULL;

	setlocale(LC_CTYPE, "C");
	if (!has)
		print_message("skip: no locale %s on this machine (localedef -i zh_CN -f GB18030 %s makes it)\n", name, name);
	return has;
}

/* GB18030 both ways: 李秀英 as its bytes, a character of four, and one newer than many libraries. */
static void gb18030_is_an_encoding_too(void **state) {
	static const char *const env[] = {"LANG=zh_CN.GB18030", NULL};
	struct pty *p;
	int row, col;

	if (!has_locale("zh_CN.GB18030"))
		return;
	p = start(&(struct pty_options){.env = env, .charset = "GB18030"});
	assert_true(pty_find(p, "> 单建国", &row, &col));
	tap_to(p, "<F5>", "查人");
	pty_send(p, "\xc0\xee\xd0\xe3\xd3\xa2", 6);
	assert_true(pty_wait_text(p, "> 李秀英", 0));
	pty_keys(p, "<C-u>");
	pty_send(p, "\x95\x34\xb0\x35", 4); /* four bytes, outside the first plane */
	assert_true(pty_settle(p, 250, 0));
	pty_cursor(p, &row, &col, NULL);
	assert_int_equal(pty_cell(p, row, col - 2).width, 2);
	tap(p, "<C-u>jkqb", "吉克.曲布"); /* the dot has two cells in this encoding */
	assert_true(pty_find(p, "类别", NULL, &row));
	assert_true(pty_find(p, "社区戒毒", NULL, &col));
	assert_int_equal(row, col);
	assert_null(pty_foreign(p));
	tap_to(p, "<Esc>", "今日");
	leave(p);
}

static void an_encoding_without_chinese_gets_english(void **state) {
	static const char *const env[] = {"LC_ALL=C", NULL};
	struct pty *p = start_in("zh", "Today", &(struct pty_options){.env = env});
	size_t n;
	const char *raw = pty_raw(p, &n);

	for (size_t i = 0; i < n; i++)
		assert_true((unsigned char)raw[i] < 0x80);
	leave(p);
}

static void no_language_at_all_is_utf8(void **state) {
	static const char *const env[] = {"LANG", "LC_ALL", "LC_CTYPE", NULL};
	struct pty *p = start_in(NULL, "今日", &(struct pty_options){.env = env});

	assert_true(pty_wait_text(p, "> 单建国", 0));
	assert_null(pty_foreign(p));
	leave(p);
}

/* A byte that begins no character is lost, and no key after it. */
static void a_disturbed_line_loses_one_byte(void **state) {
	struct pty *p = start(NULL);

	pty_send(p, "\xffr", 2);
	assert_true(pty_wait_row(p, 0, "人员", 0));
	pty_send(p, "\xe6\x9d", 2); /* two thirds of one */
	tap_to(p, "<Esc>", "今日");
	leave(p);
}

static void windows_change_and_come_back(void **state) {
	struct pty *p = start(NULL);
	char *before = mem_strdup(pty_screen(p));
	int lines = 0;

	pty_resize(p, 20, 80);
	assert_true(pty_wait_row(p, 19, "Enter 登记", 0));
	assert_true(pty_wait_text(p, "> 单建国", 0));
	pty_resize(p, 16, 60);
	assert_true(pty_wait_row(p, 15, "Enter 登记", 0));
	assert_true(pty_settle(p, 100, 0));
	assert_true(pty_wait_text(p, "> 单建国", 0));
	for (int y = 0; y < 16; y++)
		assert_int_not_equal(pty_cell(p, y, 59).width, 2);
	pty_resize(p, 10, 50);
	assert_true(pty_wait_text(p, "60x16", 0));
	assert_true(pty_settle(p, 100, 0));
	for (int y = 0; y < 10; y++)
		lines += pty_row(p, y)[0] != '\0';
	assert_int_equal(lines, 1);
	pty_resize(p, 24, 80);
	assert_true(pty_wait_row(p, 23, "Enter 登记", 0));
	assert_true(pty_settle(p, 100, 0));
	assert_string_equal(pty_screen(p), before);
	assert_null(pty_foreign(p));
	free(before);
	leave(p);
}

/* Alone it gives the terminal back to the shell, with nothing left to read on it. */
static void ctrl_z_locks_and_stops_and_comes_back(void **state) {
	char script[1400];
	struct pty *p;

	snprintf(script, sizeof script, "set -m; '%s' --db '%s' --today %s --lang zh; echo ASIDE; read x; fg; echo OVER",
	         program_path(), db, TOWN_DAY);
	p = pty_start((const char *const[]){"/bin/sh", "-c", script, NULL}, NULL);
	assert_true(pty_wait_text(p, "> 单建国", 0));
	tap(p, "<C-z>", "ASIDE");
	assert_false(pty_find(p, "单建国", NULL, NULL));
	assert_false(pty_in_alt_screen(p));
	tap(p, "<Enter>", "已锁屏");
	assert_false(pty_find(p, "单建国", NULL, NULL));
	tap(p, "<Enter>", "> 单建国");
	tap(p, "Q", "OVER");
	pty_stop(p);
}

static void ctrl_l_paints_all_again(void **state) {
	struct pty *p = start(NULL);

	pty_mark(p);
	pty_keys(p, "<C-l>");
	assert_true(pty_settle(p, 100, 0));
	assert_true(pty_bytes(p) > 1000);
	assert_true(pty_wait_text(p, "> 单建国", 0));
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_terminal_is_enough),
		cmocka_unit_test(plain_ones_show_the_same),
		cmocka_unit_test(gb18030_is_an_encoding_too),
		cmocka_unit_test(an_encoding_without_chinese_gets_english),
		cmocka_unit_test(no_language_at_all_is_utf8),
		cmocka_unit_test(a_disturbed_line_loses_one_byte),
		cmocka_unit_test(windows_change_and_come_back),
		cmocka_unit_test(ctrl_z_locks_and_stops_and_comes_back),
		cmocka_unit_test(ctrl_l_paints_all_again),
	};

	return cmocka_run_group_tests(tests, new_town, NULL);
}
