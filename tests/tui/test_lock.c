/* The locked screen: nothing shown, the password wanted, what was typed still there; nobody there for a while.
 * SPDX-License-Identifier: MIT */
#include "tui/desk.h"

#define SECRET "correct horse 9"

static struct pty *start_as(const char *officer) {
	return start_with(officer ? (const char *const[]){"--officer", officer, NULL} : NULL, NULL);
}

/* The screens behind the password, which is asked for before anything is shown (rule 11.29). */
static struct pty *start_behind_password(const char *const *words) {
	struct pty *p = start_with(words, NULL);

	expect(p, "密码（Esc 退出）");
	assert_false(pty_find(p, "单建国", NULL, NULL));
	show(p, SECRET "<Enter>", "今日");
	return p;
}

static void set_password(const char *text) {
	const char *const argv[] = {program_path(), "--db", db, "officer", "password", NULL};
	struct program_result r = program_run(argv, NULL, text);

	assert_int_equal(r.status, 0);
	program_result_clear(&r);
}

static void without_a_password_enter_goes_on(void **state) {
	struct pty *p = start(NULL);

	tap(p, "<F12>", "已锁屏");
	assert_false(pty_find(p, "单建国", NULL, NULL));
	assert_false(pty_find(p, "今日", NULL, NULL));
	pty_keys(p, "xq<Esc>");
	assert_true(pty_settle(p, 60, 0));
	assert_false(pty_find(p, "单建国", NULL, NULL));
	tap(p, "<Enter>", "单建国");
	leave(p);
}

static void the_password_is_wanted(void **state) {
	struct pty *p;
	const char *raw;
	size_t n;

	set_password(SECRET "\n");
	p = start_with(NULL, NULL);
	expect(p, "密码（Esc 退出）");
	assert_false(pty_find(p, "今日", NULL, NULL));
	press(p, "wrong horse<Enter>", "密码不对");
	pty_keys(p, "<Esc>");
	assert_int_equal(pty_wait_exit(p, 0), 0);
	pty_stop(p);
	p = start_behind_password(NULL);
	pty_mark(p);
	tap(p, "<C-x>", "已锁屏。密码：");
	assert_false(pty_find(p, "单建国", NULL, NULL));
	tap(p, "<Enter>", "密码不对");
	tap(p, "wrong horse<Enter>", "密码不对");
	tap(p, SECRET, "***************");
	assert_false(pty_find(p, "单建国", NULL, NULL));
	tap(p, "<Enter>", "单建国");
	raw = pty_raw(p, &n);
	for (size_t i = 0; i + strlen("horse") <= n; i++)
		assert_memory_not_equal(raw + i, "horse", strlen("horse"));
	leave(p);
}

static void typed_text_outlives_the_lock(void **state) {
	struct pty *p = start_behind_password(NULL);

	pty_keys(p, ":residents<Enter>");
	pty_settle(p, 60, 0);
	tap(p, "<C-f>李秀英", "> 李秀英");
	tap(p, "<Enter>", "东山村");
	assert_true(pty_settle(p, 60, 0));
	tap(p, "a", "F2");
	assert_true(pty_settle(p, 60, 0));
	tap(p, "<Up>1120<Enter>", "2026-11-20");
	tap(p, "<F12>", "已锁屏。密码：");
	assert_false(pty_find(p, "2026-11-20", NULL, NULL));
	tap(p, SECRET "<Enter>", "2026-11-20");
	tap_away(p, "<Esc>3", "2026-11-20");
	leave(p);
}

static void numbers_are_shown_for_a_reason(void **state) {
	struct pty *p = start(NULL);

	tap(p, "<C-f>李秀英", "> 李秀英");
	tap(p, "<Enter>1", "990101************");
	tap(p, "R", "理由");
	/* No reason: the question is gone before it is asked again. */
	tap(p, "<Enter><Seen>", "990101************");
	tap(p, "R<Seen>", "理由：");
	tap(p, "核对<Enter>", "9901011980");
	tap(p, "R", "990101************"); /* masked again at once */
	assert_false(pty_find(p, "9901011980", NULL, NULL));
	for (const char *const *lock = (const char *const[]){"<F12>", "<C-x>", NULL}; *lock; lock++) {
		press(p, "R", "理由：");
		press(p, "核对<Enter>", "9901011980");
		press(p, *lock, "已锁屏");
		press(p, "<Enter>", "990101************"); /* whoever unlocks finds nothing lying open */
		assert_false(pty_find(p, "9901011980", NULL, NULL));
	}
	tap_to(p, "<Esc>", "今日");
	leave(p);
}

static void nobody_there(void **state) {
	struct pty *p;

	put_file(ini, "[access]\nlock_after = 1\nleave_after = 4\n");
	p = start_behind_password(NULL);
	assert_true(pty_wait_text(p, "已锁屏。密码：", 4000));
	assert_false(pty_find(p, "单建国", NULL, NULL));
	assert_int_not_equal(pty_wait_exit(p, 8000), PTY_RUNNING);
	pty_stop(p);
	put_file(ini, "[station]\nname = 示范镇\n");
}

static void an_officer_of_a_station_chooses_a_password(void **state) {
	struct pty *p;

	set_password(SECRET "\n\n");
	put_file(ini, "[station]\nname = 示范镇\nmode = station\n");
	p = start_as(town_officer());
	assert_true(pty_wait_text(p, "请设锁屏密码", 0));
	assert_false(pty_find(p, "单建国", NULL, NULL));
	tap(p, "12345678<Enter>", "太常见");
	tap(p, SECRET "<Enter>", "再输一次");
	tap(p, SECRET "x<Enter>", "两次输入不同");
	tap(p, SECRET "<Enter>", "再输一次");
	tap(p, SECRET "<Enter>", "单建国");
	tap(p, "<F12>", "已锁屏。密码：");
	tap(p, SECRET "<Enter>", "单建国");
	leave(p);
	put_file(ini, "[station]\nname = 示范镇\n");
}

static void as_head(const char *const *words) {
	const char *argv[16] = {program_path(), "--db", db, "--officer", town_officer(), "-q"};
	struct program_result r;

	for (size_t n = 6; *words; words++)
		argv[n++] = *words;
	r = program_run(argv, NULL, SECRET "\n");
	assert_int_equal(r.status, 0);
	program_result_clear(&r);
}
#define AS_HEAD(...) as_head((const char *const[]){__VA_ARGS__, NULL})

/* Rule 11.25: what is taken away holds at the next key. */
static void rights_change_under_the_screen(void **state) {
	const char *const as_li[] = {"--officer", "li", NULL};
	struct pty *p;

	put_file(ini, "[station]\nname = 示范镇\nmode = station\n");
	AS_HEAD("officer", "add", "li", "李干事");
	p = start_with(as_li, NULL);
	expect(p, "请设锁屏密码");
	show(p, "<Esc>", "今日");
	show(p, "r", "人员");
	AS_HEAD("officer", "role", "li", "auditor");
	press(p, "<Down>", "已锁屏");
	assert_false(pty_find(p, "单建国", NULL, NULL));
	show(p, "<Enter>", "审计");
	AS_HEAD("officer", "disable", "li");
	pty_keys(p, "<Down>");
	assert_int_not_equal(pty_wait_exit(p, 8000), PTY_RUNNING);
	pty_stop(p);
	put_file(ini, "[station]\nname = 示范镇\n");
}

static void a_second_log_in_ends_the_first(void **state) {
	const char *login = town_officer();
	const char *const who[] = {"--officer", login, NULL};
	struct pty *first, *second;
	struct program_result log;
	const char *const argv[] = {program_path(), "--db", db, "--officer", login, "audit", "log", "--csv", NULL};

	put_file(ini, "[station]\nname = 示范镇\nmode = station\n");
	first = start_behind_password(who);
	second = start_behind_password(who);
	assert_int_not_equal(pty_wait_exit(first, 8000), PTY_RUNNING);
	assert_true(pty_wait_text(first, "从别处进入", 0)); /* both are told */
	expect(second, "您在别处已进入");
	pty_stop(first);
	leave(second);
	log = program_run(argv, NULL, SECRET "\n");
	assert_int_equal(log.status, 0);
	assert_non_null(strstr(log.out, ",login,officer,"));
	assert_non_null(strstr(log.out, "confined="));
	assert_non_null(strstr(log.out, ",logout,officer,"));
	assert_non_null(strstr(log.out, ",session_lost,officer,"));
	assert_non_null(strstr(log.out, ",login.elsewhere,officer,"));
	program_result_clear(&log);
	put_file(ini, "[station]\nname = 示范镇\n");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_password_enter_goes_on),
		cmocka_unit_test(numbers_are_shown_for_a_reason),
		cmocka_unit_test(the_password_is_wanted),
		cmocka_unit_test(typed_text_outlives_the_lock),
		cmocka_unit_test(nobody_there),
		cmocka_unit_test(an_officer_of_a_station_chooses_a_password),
		cmocka_unit_test(a_second_log_in_ends_the_first),
		cmocka_unit_test(rights_change_under_the_screen),
	};
	return cmocka_run_group_tests(tests, new_town, NULL);
}
