/* Today: every count opens its list by digits, words find what a line says, a record on an old line is told what it counts
 * for, one reason for many lines (rules 8.1, 8.7). 80x24, Chinese, a real pty. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/rules/worklist.h"
#include "tui/desk.h"

/* "3/17" on the message line: how many lines the list has. */
static long list_length(struct pty *p) {
	const char *row = pty_row(p, 22), *slash = strchr(row, '/');

	return slash != NULL ? strtol(slash + 1, NULL, 10) : strtol(row, NULL, 10);
}

static void every_count_opens_its_list_by_digits(void **state) {
	struct pty *p = start(NULL);
	long long counts[64];
	struct err err = {0};

	join_station();
	town_must(due_counts(st, &actor, clock_today(), counts, &err), &err);
	part_station(NULL);
	for (size_t i = 0; i < due_group_count; i++) {
		char keys[16], title[80];

		snprintf(keys, sizeof keys, "%.*s%zu", (int)(i / 9), "0000", i % 9 + 1);
		snprintf(title, sizeof title, "[%s", tr(due_groups[i].label));
		if (counts[i] > 0)
			expect(p, keys); /* painted before its label */
		tap_to(p, keys, title);
		assert_true(pty_settle(p, 50, 0));
		assert_int_equal(list_length(p), counts[i]);
		tap_away(p, "<Esc>", title);
	}
	leave(p);
}

/* The matter, the state, the deadline and the initials, alone or with a name. */
static void words_find_what_the_line_says(void **state) {
	struct pty *p = start_at("7", "今日");
	long missed = list_length(p);

	tap(p, "0", "已显示全部");
	press(p, "/!缺检<Enter>", "/!缺检");
	assert_int_equal(list_length(p), missed);
	press(p, "<Esc>/lxy nj<Enter>", "/lxy nj");
	assert_true(list_length(p) >= 1);
	assert_non_null(strstr(pty_screen(p), "李秀英"));
	assert_null(strstr(pty_screen(p), "单建国"));
	press(p, "<Esc>/2026-11-04<Enter>", "单建国");
	assert_int_equal(list_length(p), 1);
	leave(p);
}

/* Two windows of one person are open: a make-up test on the older line counts for the younger one. */
static void a_make_up_on_an_old_line_is_told(void **state) {
	struct pty *p = start_at("7", "今日");
	long before;

	press(p, "/李秀英<Enter>", "/李秀英");
	before = list_length(p);
	assert_true(before >= 2);
	press(p, "<Enter>", "补检");
	press(p, "1", "吸毒检测");
	press(p, "<F6>结果<Enter>1", "阴性");
	press(p, "<F6>第二检测人<Enter>刘民警<Enter>", "刘民警");
	press(p, "<F2>", "此记录计入尿检");
	expect(p, "仍缺");
	press(p, "2", "吸毒检测"); /* back to the form: nothing saved */
	press(p, "<F2>", "此记录计入尿检");
	press(p, "1", "计入尿检");
	expect(p, "仍缺尿检");
	tap_away(p, "<Home>", "仍缺尿检"); /* the long message gives the lines back */
	assert_true(pty_settle(p, 60, 0));
	assert_int_equal(list_length(p), before - 1);
	leave(p);
}

/* All lines of a group are marked and given one reason; undo brings them back. */
static void one_reason_for_marked_lines(void **state) {
	struct pty *p = start_at("7", "今日");
	long missed = list_length(p);
	char said[80];

	assert_true(missed > 2);
	pty_keys(p, "VG ");
	snprintf(said, sizeof said, "%ld 行中 %ld 行可说明", missed - 1, missed - 1); /* the last one is not meant */
	press(p, "e", said);
	snprintf(said, sizeof said, "%ld 行已说明", missed - 1);
	press(p, "发大水路断<Enter>", said);
	assert_int_equal(list_length(p), 1);
	pty_keys(p, "u");
	assert_true(pty_settle(p, 80, 0));
	assert_int_equal(list_length(p), missed);
	/* What no reason answers is said, and nothing asked. */
	press(p, "<Esc>4", "[逾期未报到");
	press(p, "e", "可以说明原因");
	leave(p);
}

/* The month's lines, and the names behind one, by what they say. */
static void words_find_lines_of_the_month(void **state) {
	struct pty *p = start_at("m", "2026-10");
	long all = list_length(p), found;

	press(p, "/尿检<Enter>", "/尿检");
	found = list_length(p);
	assert_true(found > 0 && found < all);
	press(p, "<Esc>/zc<Enter>", "在册");
	tap_away(p, "<Esc>", "/zc");
	assert_true(pty_settle(p, 60, 0));
	assert_int_equal(list_length(p), all);
	press(p, "<Enter>", "高坪村"); /* the names of the first number */
	all = list_length(p);
	press(p, "/康复<Enter>", "/康复");
	found = list_length(p);
	assert_true(found > 0 && found < all);
	assert_non_null(strstr(pty_screen(p), "欧阳小龙"));
	assert_null(strstr(pty_screen(p), "张建国"));
	leave(p);
}

static void tables_open_at_the_month_shown(void **state) {
	struct pty *p = start_at("m", "2026-10");

	press(p, "<lt>", "2026-09");
	show(p, "t", "2026-09");
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_count_opens_its_list_by_digits),
		cmocka_unit_test(words_find_what_the_line_says),
		cmocka_unit_test_setup(a_make_up_on_an_old_line_is_told, new_town),
		cmocka_unit_test_setup(one_reason_for_marked_lines, new_town),
		cmocka_unit_test(words_find_lines_of_the_month),
		cmocka_unit_test(tables_open_at_the_month_shown),
	};

	return cmocka_run_group_tests_name("today", tests, new_town, NULL);
}
